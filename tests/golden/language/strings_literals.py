# String and bytes literals: prefixes, escapes, quotes, joining, continuation, and how they are shown again.
from _t import values, run
import warnings

warnings.simplefilter("ignore")
print("a" 'b' """c""" '''d''', 'it''s', "say \"hi\"", 'single "double"', "tab\tnew\\n", "\a\b\f\v\0\1\12\123\x7f".encode(), "\u00e9\U0001f600\N{GREEK SMALL LETTER ALPHA}\N{SNOWMAN}", "\
joined", "not\q an escape", r"raw \n \x \' \"", R'\\', u"u prefix", U'U', b"bytes \x00\xff\n", B'B', rb"\d", Rb'\n', bR"\q", br'\'')
print(repr("quote ' only"), repr('quote " only'), repr("both ' and \""), repr("\\ \n \t \r \0 \x1b \x7f \x80 \xa0 \xad é \u200b \u2028 \ud800 \U0001f600 \U000e0001"), ascii("é\U0001f600\ud800'"), repr(b"'\"\\\n\x00\xff~"), repr(b"'"), repr(b'"'))
print('''multi
line "quotes" 'single'
''' + """tri'''ple""" + '''a""b''' + """\"""" + '''\'\'\'''')
print(len("\r\n"), len("""
"""), len("a\
b"), len(r"a\
b"), len(b"\
"), "\N{LATIN SMALL LETTER E WITH ACUTE}" == "é", "\N{latin small letter a}", "\x41\101\u0041\U00000041", "\400" == "\u0100", b"\377")
print(("parenthesised "
       "joining " r"\raw"
       # a comment between
       " end"))
print("%s" "%d" % ("a", 1), "a" "b".upper(), "x" "y"[0], ["a" "b", "c"], {"k" "1": "v" "2"}, "é" "\xe9" == "éé", ("a" "b") * 2)
print(type("" ""), "" '' """""" '''''', len("" ''), not "", "" or "empty", b"" b"", bytes(b"a" b"b"))
values("'\\x'", "'\\x1'", "'\\xg1'", "'\\u123'", "'\\U0001'", "'\\U00110000'", "'\\N'", "'\\N{'", "'\\N{}'", "'\\N{nope}'", "'\\N{DIGIT ONE'", "b'\\x'", "b'\\x1'", "b'\\N{DIGIT ONE}'", "b'\\u0041'", "b'é'", "b'\\é'", "rb'é'", "'a' b'b'", "b'a' 'b'", "ur'a'", "ru'a'", "bu'a'", "rr'a'", "bb'a'", "x'a'", "'abc", "\"abc", "'''abc", "'''abc''", "\"\"\"abc\"", "'abc\n'", "'abc\\", "'abc\\\n", "r'\\'", "r'abc\\'", "'\\", "'\n'", "b'", "b'''", "'a' 'b", "'a''b'", "'a'\n'b'", "('a'\n'b')", "'a' 'b' c", "'a' + b'b'", "'\\400'", "'\\777'", "b'\\400'", "'\\8'", "'\\09'", "'\\0x'", "'\\\r\n'", "'a\rb'", "'\u2028'", "'\x0c'", "'\\'", "'''\\'''", "'''a\\\nb'''", "'\x00'", "'a'.b", "'a' .upper()", "'a'b", "'a'1", "'a'if 1 else 2", "1if'a'else'b'", "'a'in'abc'", "'a'and'b'", "not'a'", "'a'is'a'", "[*'ab']", "'ab'[::-1]", "'a' 'b' % ()", "'''a'''b'''", "''''a'''", "'''a''''", "'' ''", "''''''", "'''''' ''''''")
run("x = 'a\n'", "x = '''a\nb", "'doc'\nx = __doc__\nprint(repr(x))", "'doc' 'joined'\nprint(__doc__)", "b'no doc'\nprint(globals().get('__doc__'))", "def f(): 'a' 'b'\nprint(f.__doc__)", "def f():\n  '''\n  indented\n    more\n  '''\nprint(repr(f.__doc__))", "class A:\n  '''  lead\n\n     x\n  '''\nprint(repr(A.__doc__))", "def f(): ('doc')\nprint(f.__doc__)", "def f(): 'doc', \nprint(f.__doc__)", "def f(): 'a' + 'b'\nprint(f.__doc__)", "def f(): f'a'\nprint(f.__doc__)", "def f():\n  # c\n  'after comment'\nprint(f.__doc__)", "async def f(): 'async doc'\nprint(f.__doc__)", "def f():\n\t'''tab\n\t\tdeeper\n\tsame'''\nprint(repr(f.__doc__))", "def f():\n  '''one\\\n  two\\n   three'''\nprint(repr(f.__doc__))")
