# NUL in source: strings, bytes, modules, scripts, standard input.
import os
import tempfile
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e.args[:1], getattr(e,'lineno',None), getattr(e,'offset',None), getattr(e,'text',None), os.path.basename(getattr(e,'filename',None) or ''))
import ast
for s in ("a\0b",b"a\0b","\0"):
    t(lambda: compile(s,"f","exec")); t(lambda: exec(s)); t(lambda: eval(s)); t(lambda: ast.parse(s)); t(lambda:ast.literal_eval(s))
with open("nul.py", "wb") as file:
    file.write(b"x=1\ny=\0\n")
import sys; sys.path.insert(0,"")
t(lambda: __import__("nul"))
import subprocess
print(subprocess.run([sys.executable,"nul.py"],capture_output=True).stderr.replace(os.getcwd().encode(), b"."))
print(subprocess.run([sys.executable,"-"],input=b"x=1\nprint(\0)\n",capture_output=True).stderr.replace(os.getcwd().encode(), b"."))
