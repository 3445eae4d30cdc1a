#!/usr/bin/env python3
"""How much of CPython's standard library an interpreter has: `surface.py CPYTHON3.13 PYR`.

Writes docs/stdlib.md and the two lists that the goldens surface_*.py go by: what CPython knows no signature of, and
what the interpreter lacks or says differently. `surface.py CPYTHON3.13 PYR --show [MODULE ...]` prints the differences.
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE / "golden" / "stdlib"

# What pyr will not have, and why.
NEVER = {
    "curses": "needs a C library; `termios`, `tty` and `pty` are there",
    "tkinter": "needs a C library", "turtle": "needs `tkinter`", "idlelib": "an application over `tkinter`",
    "sre_compile`, `sre_constants`, `sre_parse": "deprecated; the insides of another engine",
}

# What is there but cannot do all.
REASONS = {
    "bdb": "its own tests", "pdb": "its own tests",
    "dis": "the instructions are others", "opcode": "the instructions are others",
    "datetime": "an interface for C", "xml.parsers.expat": "an interface for C", "ctypes": "there is no C interface",
}


def ask(command):
    env = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHON_COLORS="0")
    done = subprocess.run([*command.split(), "_surface.py"], cwd=GOLDEN, env=env, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def compare(theirs, ours):
    """(names that are missing, names that are described differently)"""
    missing = [path for path in theirs if path not in ours]
    different = [path for path, text in theirs.items() if path in ours and ours[path] != text]
    return missing, different


def top(missing):
    """Names whose class is not missing itself."""
    gone = set(missing)
    return [path for path in missing if path.rpartition(".")[0] not in gone]


def page(rows, present, total):
    out = ["# The standard library", "",
           "Which of CPython 3.13's public names pyr has, module by module: functions, classes and their members, constants.",
           "Written by `tests/surface.py`; the goldens `surface_*` compare names, signatures and values with CPython's.", "",
           f"{present} of {total} names: {100 * present / total:.1f} %.", "",
           "| module | names | state |", "|---|---|---|"]
    for name, have, all_names, state in rows:
        out.append(f"| `{name}` | {have} of {all_names} | {state} |")
    out += ["", "Absent, and not to come:", "", *(f"- `{name}`: {reason}" for name, reason in NEVER.items())]
    return "\n".join(out) + "\n"


def main(cpython, pyr, *options):
    for name in ("unsigned", "gaps"):
        if not options:
            (GOLDEN / f"_surface_{name}.txt").unlink(missing_ok=True)
    theirs = ask(cpython)
    unsigned = [path for names in theirs.values() for path, text in (names or {}).items() if text.endswith("(?)")]
    (GOLDEN / "_surface_unsigned.txt").write_text("\n".join(sorted(unsigned)) + "\n")
    ours = ask(pyr)
    rows, gaps, present, total = [], [], 0, 0
    for name, names in sorted(theirs.items()):
        if names is None:
            continue
        mine = ours[name]
        count = len(names)
        total += count
        if mine is None:
            gaps.append("!" + name)
            rows.append((name, 0, count, "absent, to come"))
            continue
        missing, different = compare(names, mine)
        added = [path for path in mine if path not in names]
        if options and (len(options) == 1 or name in options):
            print(name, *(f"\n  - {path} {names[path]}" for path in top(missing)),
                  *(f"\n  ~ {path} {names[path]}  |  {mine[path]}" for path in different),
                  *(f"\n  + {path} {mine[path]}" for path in added if path.rpartition(".")[0] not in added))
        gaps += missing + different + added
        present += count - len(missing)
        short = [path.removeprefix(name + ".") for path in top(missing)]
        state = "complete" if not short else "without " + ", ".join(f"`{path}`" for path in short[:12]) + (
            f" and {len(short) - 12} more" if len(short) > 12 else "")
        if short and name in REASONS:
            state += ": " + REASONS[name]
        rows.append((name, count - len(missing), count, state))
    print(f"{present} of {total} names, {len(gaps)} gaps")
    if not options:
        (GOLDEN / "_surface_gaps.txt").write_text("\n".join(sorted(gaps)) + "\n")
        (HERE.parent / "docs" / "stdlib.md").write_text(page(rows, present, total))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
