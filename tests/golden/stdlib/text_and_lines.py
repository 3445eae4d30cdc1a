# textwrap, string, fileinput: texts and settings made by chance; files read one after the other, changed in place, from
# standard input, compressed; errors.
import bz2
import contextlib
import fileinput
import gzip
import io
import os
import pathlib
import random
import string
import sys
import tempfile
import textwrap
import zlib


def attempt(function, *args, **kwargs):
    try:
        return repr(function(*args, **kwargs))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


chance = random.Random(11)
WORDS = ["a", "word", "hello", "-", "--", "---", " ", "  ", "\t", "\n", ".", "!", '?"', "é", "1", "23", "x-y", "well-known", "e-mail", '"', "'", ",", "\x0b", "\r", "\u2003", "foo--bar", " -", "- ", "U.S.", "End. ", "2-3"]
SETTINGS = {"width": [8, 12, 20, 0, -1], "initial_indent": ["> ", "    "], "subsequent_indent": ["  ", "..."], "expand_tabs": [False], "replace_whitespace": [False], "fix_sentence_endings": [True], "break_long_words": [False], "drop_whitespace": [False],
            "break_on_hyphens": [False], "tabsize": [2, 4], "max_lines": [1, 2, 3], "placeholder": ["...", " [..........]", ""]}
for number in range(120):
    text = "".join(chance.choices(WORDS, k=chance.randint(0, 25)))
    settings = {name: chance.choice(values) for name, values in SETTINGS.items() if chance.random() < (.9 if name == "width" else .3)}
    result = attempt(textwrap.wrap, text, **settings)
    print(result if number < 25 else zlib.crc32(result.encode()), end=" ")
    margin = "".join(chance.choices([" ", "  ", "\t", "a", "\n", "\n\n", "\r\n", "\x0c", "x"], k=chance.randint(0, 15)))
    print(repr(textwrap.dedent(margin)), repr(textwrap.indent(margin, "+")), repr(textwrap.indent(margin, "+", lambda line: "a" in line)))
print(textwrap.shorten("Hello  world, this is long", 15), textwrap.shorten("Hello world", 5, placeholder="..."), attempt(textwrap.shorten, "Hello world", 3), textwrap.fill("a b c", 3))


class Wrapper(textwrap.TextWrapper):
    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        print("long", reversed_chunks[-1], cur_line, cur_len, width)
        super()._handle_long_word(reversed_chunks, cur_line, cur_len, width)

    def _split(self, text):
        return super()._split(text.replace("_", " "))


print(Wrapper(width=6).wrap("some_very longish-word_here"))

print("== string")


class Percent(string.Template):
    delimiter = "%"


class Braces(string.Template):
    braceidpattern = "[a-z-]+"
    flags = 0


class Own(string.Template):
    pattern = r"\$(?P<named>[a-z]+)|(?P<escaped>\$\$)|(?P<invalid>!!)|(?P<other>x)|(?P<braced>\{\})"


class Recorder(string.Formatter):
    def check_unused_args(self, used, args, kwargs):
        print(sorted(map(str, used)), end=" ")

    def get_value(self, key, args, kwargs):
        return super().get_value(key, args, kwargs) if key != "magic" else "MAGIC"


for number in range(80):
    text = "".join(chance.choices(["$", "$$", "${a}", "$a", "$b ", "${", "}", "{", "x", "\n", "$A", "${é}", "$9", "%", "%a", "${a-b}", "!!"], k=chance.randint(0, 6)))
    print(repr(text), end=" ")
    for kind in (string.Template, Percent, Braces, Own):
        template = kind(text)
        print(attempt(template.substitute, {"a": 1, "b": 2}, b=7), attempt(template.safe_substitute, a=5), attempt(template.is_valid), attempt(template.get_identifiers), end="; ")
    form = "".join(chance.choices(["{", "}", "{}", "{0}", "{1}", "{a}", "{a!r}", "{a!x}", "{:>{}}", "{0:{1}}", "{b.real}", "{c[0]}", "{c[k]}", "{{", "}}", "x", "{!s:>4}", "{a.b", "{magic}", "{-1}"], k=chance.randint(0, 3)))
    print(repr(form), attempt(Recorder().format, form, 10, 4, a="A", b=3, c=["z"]), attempt(string.Formatter().vformat, form, ("x",), {"a": 1}))
print(string.capwords("hello  wide world"), string.capwords("a-b c-D", "-"), {name: getattr(string, name) for name in string.__all__ if isinstance(getattr(string, name), str)})
print(string.Template.pattern.groupindex, string.Template.flags, string.Template.delimiter, string.Template("x").template)

print("== fileinput")
for arguments in ({"mode": "w"}, {"inplace": True, "openhook": open}, {"openhook": 5}, {"mode": "rU"}):
    print(arguments if "openhook" not in arguments else sorted(arguments), attempt(lambda: fileinput.FileInput((), **arguments)))
for function in (fileinput.nextfile, fileinput.filename, fileinput.lineno, fileinput.filelineno, fileinput.fileno, fileinput.isfirstline, fileinput.isstdin):
    print(function.__name__, attempt(function), end="; ")
print(fileinput.close())
with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
    for name, text in (("one", "first\nsecond\n"), ("two", "third\nno end"), ("empty", ""), ("bytes", "é\n")):
        pathlib.Path(name).write_text(text, encoding="utf-8")
    with fileinput.input(["one", "empty", "two"], encoding="utf-8") as lines:
        print(lines.filename(), lines.lineno(), lines.fileno())
        for line in lines:
            print(repr(line), fileinput.filename(), fileinput.lineno(), fileinput.filelineno(), fileinput.isfirstline(), fileinput.isstdin(), fileinput.fileno() > 2)
            print(attempt(fileinput.input, "one") if not lines.isfirstline() else "", end=" ")
    print(attempt(fileinput.lineno))
    lines = fileinput.FileInput(pathlib.Path("one"))
    print(repr(lines.readline()), lines.nextfile(), repr(lines.readline()), lines.lineno(), lines.filename())
    sys.argv[1:] = ["two", "one"]
    print(list(fileinput.FileInput()), list(fileinput.FileInput("bytes", mode="rb")), fileinput.FileInput((), mode="rb").readline())
    missing = fileinput.FileInput(["one", "missing", "two"])
    print(attempt(list, missing), missing.filename(), attempt(missing.readline))
    for backup in ("", ".kept"):
        with fileinput.input(["one", "two"], inplace=True, backup=backup) as lines:
            for line in lines:
                print(lines.lineno(), line.upper(), end="")
        print(sorted(os.listdir()), pathlib.Path("one").read_text(), pathlib.Path("two").read_text())
    try:
        with fileinput.input("one", inplace=True) as lines:
            for line in lines:
                print("changed")
                raise ValueError("stop")
    except ValueError as error:
        print(error, sys.stdout is sys.__stdout__, pathlib.Path("one").read_text())
    sys.stdin, kept = io.StringIO("from stdin\nmore"), sys.stdin
    lines = fileinput.FileInput(["-", "bytes"], encoding="utf-8")
    print([(line, lines.filename(), lines.isstdin(), lines.fileno() > 0) for line in lines], lines.isstdin())
    sys.stdin = kept
    pathlib.Path("a.gz").write_bytes(gzip.compress(b"zipped\n")), pathlib.Path("b.bz2").write_bytes(bz2.compress(b"bzipped\n"))
    print(list(fileinput.input(["a.gz", "b.bz2", "one"], openhook=fileinput.hook_compressed)), list(fileinput.FileInput(["a.gz", "b.bz2"], openhook=fileinput.hook_compressed, mode="rb")), list(fileinput.FileInput("a.gz", openhook=fileinput.hook_compressed, encoding="ascii", errors="ignore")))
    fileinput.close()
    print(list(fileinput.FileInput("bytes", openhook=fileinput.hook_encoded("ascii", "replace"))), list(fileinput.FileInput("bytes", encoding="ascii", errors="backslashreplace")), attempt(list, fileinput.FileInput("bytes", openhook=fileinput.hook_encoded("ascii"))), fileinput.FileInput[int])
