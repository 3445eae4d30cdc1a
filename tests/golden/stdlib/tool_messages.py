"""What small tools print: python -m fileinput, python -m py_compile and the errors of py_compile.compile()."""
import os
import py_compile
import subprocess
import sys
import tempfile

TEXTS = {"good.py": "x = 1\n", "deep.py": "x = 1\n  y = 2\n", "tabs.py": "if 1:\n\tx\n        y\n", "open.py": "x = (\n",
         "empty.py": "if x:\ny\n", "outside.py": "return\n"}

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in TEXTS.items():
        with open(name, "w") as file:
            file.write(text)
    for arguments in ("fileinput good.py deep.py", "py_compile good.py", "py_compile deep.py", "py_compile open.py", "py_compile none.py"):
        done = subprocess.run([sys.executable, "-m", *arguments.split()], capture_output=True, text=True)
        print(arguments, done.returncode, done.stdout, done.stderr, sep="\n| ")
    for name in TEXTS:
        try:
            print(name, py_compile.compile(name, doraise=True, cfile="out.pyc"))
        except py_compile.PyCompileError as error:
            print(name, error.exc_type_name, repr(error.msg), type(error.exc_value).__name__)
    os.chdir("/")
