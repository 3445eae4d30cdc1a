"""Runs command lines of the interpreter and prints what came of them."""
import os
import signal
import subprocess
import sys


def run(*args, stdin="", cwd=None, shell=None, keep=(), **env):
    whole = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") or k in keep}
    whole |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"} | env
    whole = {k: v for k, v in whole.items() if v is not None}
    command = [sys.executable, *args] if shell is None else ["sh", "-c", shell.replace("PYR", sys.executable)]
    done = subprocess.run(command, input=stdin if isinstance(stdin, bytes) else stdin.encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, env=whole, timeout=60)
    print("$", *(f"{k}={v}" for k, v in env.items()), *((shell,) if shell else map(ascii, args)))
    here = os.getcwd()
    for text in done.stdout, done.stderr:
        text = text.decode("utf-8", "backslashreplace")
        print(text.replace(sys.executable, "PYR").replace(here, "HERE").replace("`pyr -h'", "`python -h'"), end="")
    if done.returncode:
        code = done.returncode
        print("exit code", code if code > 0 else signal.Signals(-code).name)
