"""Tokens of sources, sources of tokens, encodings of source files."""
import io
import os
import tempfile
import token
import tokenize

SOURCES = ["", "x = 1\n", "x = 1", "def f(a, *b):\n    # comment\n    return a + 0x1F\n\n\ny = f(2)  # end\n", "if x:\n\ty\n\tif z:\n\t\tpass\nelse:\n\tw\n", "a = (1,\n     2)\nb = [\n\n3]\n", "s = 'a' + \"b\" + '''c\nd''' + r'\\x' , b'e' , u'f'\n",
           "f'{x!r:>3} {{}} {y=}'\n", "f'''{\na}'''\n", "x = 1\\\n  + 2\n", "a, b = b, a; c **= d // e -> f := g\n", "1_000 0o17 0b1 1.5e-3 2j .5 1. 1e5\n", "é = 'ü'\n", "async def f():\n    await x\n", "x=1;\\\n\\\ny=2\n", "@deco\nclass A: ...\n", "\n\n# only\n\n", "    \n\tx\n", "a\r\nb\r\n",
           "f'{f\"{x}\"}' + rf'\\{y}' + f'{x}{{'\n", "x = [i for i in range(3) if i]\n", "!x\n", "f'\\N{DASH}{a}'\n", "type X = int\nmatch x:\n  case 1: pass\n", "lambda x: x\n", "x@y @= z\n", "'\\\n'\n", "if 1:\n  # c\n a\n"]
for source in SOURCES:
    print("##", repr(source))
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source, newline="").readline))
    except Exception as error:
        print(type(error).__name__, error)
        continue
    for t in tokens:
        print(token.tok_name[t.type], token.tok_name[t.exact_type] if t.exact_type != t.type else "", repr(t.string), t.start, t.end, repr(t.line))
    print(tokenize.untokenize(tokens) == source, repr(tokenize.untokenize(tokens)))
    again = tokenize.untokenize([t[:2] for t in tokens])
    print(repr(again))
    data = list(tokenize.tokenize(io.BytesIO(source.encode()).readline))
    print(data[0][:2], tokenize.untokenize(data) == source.encode(), len(data) - len(tokens))
print(repr(data[1]), data[1]._fields, str(data[0]))
for source in ("(", "'abc", "  x\n y\n", "1a\n", "def f(:\n", "x = (1,\n", "if 1:\n    a\n  b\n"):
    try:
        print(repr(source), [t.string for t in tokenize.generate_tokens(io.StringIO(source).readline)])
    except Exception as error:
        print(repr(source), type(error).__name__, error)
print("## encodings")
for data in (b"", b"x\n", b"# coding: latin-1\n", b"# -*- coding: UTF-8 -*-\n", b"#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\n", b"x = 1\n# coding: latin-1\n", b"\n# coding=cp1252\nx\n", b"\n\n# coding: latin-1\n", b"# coding: nope\n", b"\xef\xbb\xbfx\n",
             b"\xef\xbb\xbf# coding: utf-8\n", b"\xef\xbb\xbf# coding: latin-1\n", b"\xff\n", b"# coding: utf_8\n", b"# coding: ISO_8859_1\n", b"  # coding: ascii", b"x # coding: latin-1\n", b"# coding : latin-1\n", b"#\n\xe9\n", b"# coding: latin-1-unix\n", b"# coding: utf-8-sig\n", b"# coding:utf-8\r\nx"):
    try:
        print(data, tokenize.detect_encoding(io.BytesIO(data).readline))
    except Exception as error:
        print(data, type(error).__name__, error)
folder = tempfile.mkdtemp()
path = os.path.join(folder, "source.py")
for data in (b"# coding: latin-1\n\xe9 = 1\r\n", b"\xef\xbb\xbfx", b"# coding: nope\n", b"\xff"):
    with open(path, "wb") as file:
        file.write(data)
    try:
        with tokenize.open(path) as file:
            print(file.encoding, file.mode, repr(file.read()), file.line_buffering)
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, "DIR"))
print("## making sources")
T = tokenize
for tokens in ([(T.NAME, "a"), (T.OP, "+"), (T.NUMBER, "1")], [(T.NAME, "if"), (T.NAME, "x"), (T.OP, ":"), (T.NEWLINE, "\n"), (T.INDENT, "  "), (T.NAME, "y"), (T.NEWLINE, "\n"), (T.DEDENT, ""), (T.NAME, "z")],
               [(T.ENCODING, "utf-8"), (T.NAME, "é")], [(T.ENCODING, "latin-1"), (T.NAME, "é")], [(T.NUMBER, "1", (1, 0), (1, 1), "1 2"), (T.NUMBER, "2", (1, 2), (1, 3), "1 2")], [(T.NAME, "a", (1, 5), (1, 6), ""), (T.NAME, "b", (1, 2), (1, 3), "")],
               [(T.NAME, "a", (1, 0), (1, 1), "a\\\n"), (T.NAME, "b", (3, 2), (3, 3), "b")], [(T.FSTRING_START, "f'"), (T.FSTRING_MIDDLE, "a{"), (T.OP, "{"), (T.NAME, "x"), (T.OP, "}"), (T.FSTRING_END, "'"), (T.STRING, "'b'")], [], [(T.NAME, "a"), (T.NL, "\n"), (T.COMMENT, "# c")]):
    try:
        print(repr(tokenize.untokenize(tokens)))
    except Exception as error:
        print(type(error).__name__, error)
print(tokenize.group("a", "b"), tokenize.any("a"), tokenize.maybe("a", "b"), tokenize.Whitespace, tokenize.Number, tokenize.cookie_re.pattern)
