"""Compares our trees with those of CPython 3.13 for all Python files under some folders.

    python3.13 tests/syntax/compare.py DUMP FOLDER...

DUMP is the built example `dump` of the crate in grammar/. A development aid: `cargo test` does
without Python.
"""
import ast
import itertools
import pathlib
import subprocess
import sys
import warnings

assert sys.version_info[:2] == (3, 13), "the reference is CPython 3.13"
warnings.simplefilter("ignore")
sys.set_int_max_str_digits(0)
sys.setrecursionlimit(20000)


def expected(path):
    try:
        return ast.dump(ast.parse(path.read_bytes(), str(path)), include_attributes=True)
    except (SyntaxError, ValueError) as error:
        return error


def main(dump, *folders):
    paths = [p for folder in folders for p in sorted(pathlib.Path(folder).rglob("*.py"))]
    good = bad = 0
    for batch in itertools.batched(paths, 50):
        run = subprocess.run([dump, *map(str, batch)], capture_output=True, text=True, errors="replace")
        lines = run.stdout.split("\n")
        if len(lines) != len(batch) + 1:
            print("the run broke:", run.stderr[-500:], "after", batch[len(lines) - 1])
            return
        for path, got in zip(batch, lines):
            want = expected(path)
            if isinstance(want, Exception):
                print(f"{path}: CPython: {want!r}\n    {got[:200]}")
            elif want == got:
                good += 1
            else:
                bad += 1
                at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
                print(f"{path}: differs\n    CPython {want[max(0, at - 80):at + 120]}\n    ours    {got[max(0, at - 80):at + 120]}")
    print(good, "equal,", bad, "differ")


main(*sys.argv[1:])
