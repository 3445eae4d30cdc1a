"""Compares our messages with those of CPython 3.13 for texts with one token changed.

    python3.13 tests/syntax/mutate.py DUMP SEED COUNT FOLDER...

DUMP is the built example `dump` of the crate in grammar/. A development aid.
"""
import ast
import io
import pathlib
import random
import subprocess
import sys
import tempfile
import tokenize
import warnings

assert sys.version_info[:2] == (3, 13), "the reference is CPython 3.13"
warnings.simplefilter("ignore")
POOL = "( ) [ ] { } : , ; . = == := + - * ** / @ ! -> if else for in not and or is lambda yield await async def class return import from as with try except finally while del pass None True 1 'a' f'{x}' f'{x y}' x print \n".split(" ")


def mutate(text, rng):
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.string.strip()]
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    offset = lambda place: starts[place[0] - 1] + place[1]
    token = rng.choice(tokens)
    a, b = offset(token.start), offset(token.end)
    match rng.randrange(4):
        case 0:
            return text[:a] + text[b:]
        case 1:
            return text[:a] + rng.choice(POOL) + " " + text[a:]
        case 2:
            return text[:a] + rng.choice(POOL) + text[b:]
        case 3:
            other = rng.choice(tokens)
            return text[:a] + other.string + text[b:]


def expected(text):
    try:
        ast.parse(text)
    except SyntaxError as e:
        return f"{type(e).__name__}|{e.msg}|{e.lineno}|{e.offset}|{e.end_lineno}|{e.end_offset}"
    return "valid"


def main(dump, seed, count, *folders):
    rng = random.Random(int(seed))
    paths = [p for folder in folders for p in sorted(pathlib.Path(folder).rglob("*.py")) if p.stat().st_size < 20000]
    good = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        texts, files = [], []
        while len(texts) < int(count):
            try:
                text = mutate(rng.choice(paths).read_text(), rng)
            except (SyntaxError, UnicodeError, tokenize.TokenError, IndexError):
                continue
            file = pathlib.Path(folder, f"{len(texts)}.py")
            file.write_text(text)
            texts.append(text)
            files.append(str(file))
        run = subprocess.run([dump, *files], capture_output=True, text=True, errors="replace")
        results = run.stdout.split("\n")
        if len(results) <= len(texts):
            print("the run broke:", run.stderr[-800:])
        for text, got in zip(texts, results):
            want = expected(text)
            got = "valid" if got.startswith("Module(") else "|".join(got.split("|")[:6])
            if want == got:
                good += 1
            else:
                bad += 1
                line = int(want.split("|")[2]) if "|" in want else int(got.split("|")[2])
                lines = text.splitlines()
                near = "\n        ".join(lines[max(0, line - 3) : line + 1])
                print(f"CPython {want}\nours    {got}\n        {near}")
    print(good, "equal,", bad, "differ")


main(*sys.argv[1:])
