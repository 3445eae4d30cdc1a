#!/usr/bin/env python3
"""Record goldens with CPython 3.13: `record.py SCRIPT ...` or `record.py --missing`.

For each script stdout goes to x.out; stderr to x.err and the exit code to x.code only where they are not empty
and not zero. Another version of Python is refused: the goldens say what CPython 3.13 prints. How a first line
`# pyr-args:`, files x.in and sessions in tests/repl are run is told in golden.rs.
"""
import os
import pathlib
import shlex
import subprocess
import sys

ROOTS = ["golden", "errors", "types", "repl", "../examples"]
HERE = pathlib.Path(__file__).resolve().parent
UNSET = ["PYTHONUNBUFFERED", "PYTHONSTARTUP", "PYTHONPATH"]


def is_session(script):
    return script.suffix == ".in" and not script.with_suffix(".py").exists()


def command_line(script, env):
    if is_session(script):
        return ["-i", "-q"]
    with open(script, "rb") as file:
        first = file.readline().decode("utf-8", "replace").rstrip("\n")
    if not first.startswith("# pyr-args:"):
        return [script.name]
    words = shlex.split(first.partition(":")[2])
    while words and "=" in words[0] and words[0].partition("=")[0].replace("_", "A").isupper():
        name, _, env[name] = words.pop(0).partition("=")
    return [script.name if word == "$0" else word for word in words]


def record(script):
    env = dict(os.environ, PYTHONHASHSEED="0", NO_COLOR="1", PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
    for name in UNSET:
        env.pop(name, None)
    words = command_line(script, env)
    given = script.with_suffix(".in")
    with open(given if given.exists() else os.devnull, "rb") as stdin:
        done = subprocess.run([sys.executable, *words], cwd=script.parent, env=env, stdin=stdin, timeout=120,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT if is_session(script) else subprocess.PIPE)
    write(script.with_suffix(".out"), cut(script, done.stdout), always=True)
    write(script.with_suffix(".err"), cut(script, done.stderr or b""))
    write(script.with_suffix(".code"), b"%d\n" % done.returncode if done.returncode else b"")
    print(os.path.relpath(script, HERE))


def cut(script, data):
    return data.replace(sys.executable.encode(), b"PYR").replace((str(script.parent) + "/").encode(), b"")


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
        found += [p for p in (HERE / "repl").rglob("*.in") if is_session(p) and not p.with_suffix(".out").exists()]
        # What other scripts use is in files and folders that begin with an underscore.
        scripts = [p for p in found if not any(part.startswith("_") for part in p.relative_to(HERE.parent).parts)]
    else:
        scripts = [pathlib.Path(a).resolve() for a in args]
    for script in sorted(scripts):
        record(script)


if __name__ == "__main__":
    main(sys.argv[1:])
