#!/usr/bin/env python3
"""Record goldens with CPython 3.13: `record.py SCRIPT ...` or `record.py --missing`.

For each script stdout goes to x.out; stderr to x.err and the exit code to x.code only where they are not empty
and not zero. Another version of Python is refused: the goldens say what CPython 3.13 prints.
"""
import os
import pathlib
import subprocess
import sys

ROOTS = ["golden", "errors", "types", "../examples"]
HERE = pathlib.Path(__file__).resolve().parent


def record(script):
    env = dict(os.environ, PYTHONHASHSEED="0", NO_COLOR="1", PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run([sys.executable, script.name], cwd=script.parent, env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120)
    folder = (str(script.parent) + "/").encode()
    write(script.with_suffix(".out"), done.stdout.replace(folder, b""), always=True)
    write(script.with_suffix(".err"), done.stderr.replace(folder, b""))
    write(script.with_suffix(".code"), b"%d\n" % done.returncode if done.returncode else b"")
    print(os.path.relpath(script, HERE))


def write(path, data, always=False):
    if data or always:
        path.write_bytes(data)
    elif path.exists():
        path.unlink()


def main(args):
    if sys.version_info[:2] != (3, 13) or sys.implementation.name != "cpython":
        sys.exit("goldens are recorded with CPython 3.13, not with " + sys.version.split()[0])
    if args == ["--missing"]:
        found = [p for root in ROOTS for p in (HERE / root).rglob("*.py") if not p.with_suffix(".out").exists()]
        scripts = [p for p in found if not p.name.startswith("_")]
    else:
        scripts = [pathlib.Path(a).resolve() for a in args]
    for script in sorted(scripts):
        record(script)


if __name__ == "__main__":
    main(sys.argv[1:])
