"""Records what CPython 3.13 makes of the texts in ok/, bad/, warn/ and more/ beside this script.

    python3.13 tests/syntax/record.py

ok/NAME.py is one text; NAME.out gets its `ast.dump`. bad/NAME.txt (bad/eval.txt and
bad/single.txt: in that mode) has one text per line, with
`\\n`, `\\t`, `\\xNN`, `\\uNNNN` and `\\\\` for what cannot stand in a line; NAME.out gets one line each.
warn/ is the same for warnings, more/ says what an interactive console does with a text.
"""
import ast
import codeop
import pathlib
import re
import sys
import warnings

assert sys.version_info[:2] == (3, 13), "the reference is CPython 3.13"
warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "\\": "\\"}


def unescape(line):
    def char(match):
        text = match[1]
        return SIMPLE[text] if text in SIMPLE else chr(int(text[1:], 16))

    return re.sub(r"\\(n|t|r|f|\\|x..|u....)", char, line)


def outcome(text, mode):
    try:
        compile(text, "<unknown>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        place = f"{e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}"
        return f"{type(e).__name__} {place} {e.msg} | {ascii(e.text)}"
    except Exception as e:
        return f"{type(e).__name__} {e}"
    return "valid"


for path in sorted(here.glob("bad/*.txt")):
    lines = path.read_text(encoding="utf-8").splitlines()
    mode = path.stem if path.stem in ("eval", "single") else "exec"
    results = [outcome(unescape(line), mode) + "\n" for line in lines]
    path.with_suffix(".out").write_text("".join(results), encoding="utf-8")
for path in sorted(here.glob("warn/*.txt")):
    results = []
    for line in path.read_text(encoding="utf-8").splitlines():
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            ast.parse(unescape(line))
        results.append("; ".join(f"{w.lineno}: {w.message}" for w in caught) + "\n")
    path.with_suffix(".out").write_text("".join(results), encoding="utf-8")
def console(text):
    try:
        return "complete" if codeop.compile_command(text, symbol="single") else "more"
    except (SyntaxError, ValueError):
        return "error"


for path in sorted(here.glob("more/*.txt")):
    lines = path.read_text(encoding="utf-8").splitlines()
    path.with_suffix(".out").write_text("".join(console(unescape(line)) + "\n" for line in lines), encoding="utf-8")
for path in sorted(here.glob("ok/*.py")):
    tree = ast.parse(path.read_bytes())
    path.with_suffix(".out").write_text(ast.dump(tree, include_attributes=True) + "\n", encoding="utf-8")
