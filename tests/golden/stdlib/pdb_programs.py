"""pdb as a program: scripts, modules, restarts, aliases, completions, and what its functions give."""
import contextlib
import io
import os
import pdb
import re
import subprocess
import sys
import tempfile

folder = os.path.realpath(tempfile.mkdtemp())
env = dict(os.environ, HOME=folder, PYTHONDONTWRITEBYTECODE="1", NO_COLOR="1")


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def run(*args, stdin=""):
    print("==", *args, "<", stdin.replace("\n", ";").replace(folder, "DIR"))
    done = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, text=True, cwd=folder, env=env, timeout=60)
    text = done.stdout.replace(folder, "DIR")
    text = re.sub(r"> \S*[/>]?(bdb|runpy)\W.*\n-> .*\n", "> library\n", text)
    text = re.sub(r"  \S*(bdb|runpy|pdb|<frozen \w+>).*\n-> .*\n", "", text)
    text = "\n".join(line for line in text.splitlines() if "frozen" not in line)
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    print(text if not text.startswith("usage: pdb") else "usage")
    last = done.stderr.strip().splitlines()[-1:]
    print("exit", done.returncode, *last)


write("prog.py", """import sys
def square(x):
    y = x * x
    return y

total = 0
for i in range(3):
    total += square(i)
print("total", total, sys.argv[1:])
""")
write("fails.py", "def f():\n    g = 1\n    return g / 0\n\nf()\n")
write("leaves.py", "import sys\nsys.exit(3)\n")
write("bad.py", "x = (\n")
write("pack/__init__.py", "")
write("pack/__main__.py", "print('main of pack', __name__)\nx = 1\n")
write("pack/mod.py", "print('mod', __name__, __package__)\n")
write("stops.py", "a = 1\nbreakpoint()\nb = 2\nimport pdb; pdb.set_trace(header='Header.')\nprint(a + b)\n")
write("calls.py", "import pdb\ndef f(n):\n    if n:\n        return f(n - 1)\n    return 'end'\npdb.run('f(1)')\nprint(pdb.runeval('1 + 1'), pdb.runcall(f, 0))\n")

run("-m", "pdb", "prog.py", "one", stdin="n\nb square\nc\np x\ncl 1\nc\nq\n")
run("-m", "pdb", "prog.py", stdin="b 8\nc\nrun a b\np sys.argv[1:]\nb\ncl\ny\nc\nrestart 'unclosed\nq\n")
run("-m", "pdb", "-c", "b 8", "-c", "c", "-c", "p i", "prog.py", stdin="tbreak prog.py:3\nc\nr\nr\nu\nd\nq\n")
run("-m", "pdb", "-c", "continue", "prog.py", stdin="q\n")
run("-m", "pdb", "fails.py", stdin="c\np g\nu\np f\nq\n")
run("-m", "pdb", "-c", "c", "fails.py", stdin="c\nq\n")
run("-m", "pdb", "leaves.py", stdin="c\nq\n")
run("-m", "pdb", "fails.py", stdin="c\nrun\nn\nq\n")
write("edited.py", "a = 1\nb = 2\nc = 3\n")
run("-m", "pdb", "edited.py", stdin="!import os; os.utime('edited.py', (1, 1))\nn\nn\nq\n")
run("-m", "pdb", "prog.py", stdin="$a = 5\np f'{$a} $a', '$a'\nn\n$a\nb pack.mod:1\nq\n")
write("shows.py", "class Broken:\n    def __repr__(self):\n        raise LookupError('no')\ndef f(broken):\n    return broken\nf(Broken())\n")
run("-m", "pdb", "shows.py", stdin="b f\nc\nargs\ndisplay broken\nr\nretval\nq\n")
run("-m", "pdb", "bad.py", stdin="c\nq\n")
run("-m", "pdb", "-m", "pack", stdin="n\nn\nc\nq\n")
run("-m", "pdb", "-m", "pack.mod", stdin="c\nq\n")
run("-m", "pdb", "nowhere.py", stdin="")
run("-m", "pdb", "-m", "nowhere", stdin="")
run("-m", "pdb", stdin="")
run("stops.py", stdin="n\np a\nc\np b\nc\n")
run("calls.py", stdin="s\nb f\nb\nc\nargs\nc\nc\nq\n")
run("-m", "pdb", "prog.py", stdin="list .\nlist\nlist\nlist\nl 1,3\nb 100\nb 5\nb prog:3\nb prog.square\nb sys.exit\nb DIR/prog.py:2\nb prog.py:4, x == 2\nb\nc\nignore 4 1\ncondition 4\nq\n".replace("DIR", folder))
run("-m", "pdb", "prog.py", stdin="n\nn\ninteract\nimport sys\nb = 5\nprint(b)\n")
run("-m", "pdb", "prog.py", stdin="b 3\ncommands\np x, 'hit'\nc\nc\ncommands 1\nend\nc\ncommands 1\nsilent\np 'quiet'\nend\nc\nc\nq\n")
run("-m", "pdb", "prog.py", stdin="display i\nb 8\nc\nc\ndisplay total\nundisplay i\nc\nundisplay\nc\nq\n")
run("-m", "pdb", "prog.py", stdin="until 8\nuntil\nuntil\nj 9\nn\nq\n")
run("-m", "pdb", "prog.py", stdin="b f\ndef h(a):\n    return a + 1\n\nh(2)\n[i for i in range(3)]\nx = 5; x\nfor i in range(2):\n    print(i)\n\nnot valid\n1 +\n(1,\n2)\n'''a\nb'''\n")
run("-m", "pdb", "prog.py", stdin="b square\nc\nx = 100\nlocals()['x']\np x\n(lambda: x)()\n[x + k for k in (1, 2)]\ny = 7\nr\np $_retval\np $_frame.f_code.co_name\n$z = 3\np $z\np $none\nq\n")
write(".pdbrc", "# a comment\nalias pp1 p %1 + 1\n\np 'from rc'\nb 4\n")
run("-m", "pdb", "prog.py", stdin="pp1 4\nalias\nc\nq\n")
os.remove(os.path.join(folder, ".pdbrc"))

print("== completions")
p = pdb.Pdb(stdin=io.StringIO(), stdout=io.StringIO(), nosigint=True, readrc=False)
def framed(argument):
    local_value = argument
    p.reset()
    p.setup(sys._getframe(), None)
framed({"k": 1})
import types
readline = types.ModuleType("readline")
readline.set_completer_delims = lambda delimiters: None
for line in ("p local", "p local_value.ke", "und", "undisplay ", "cl", "lo", "unalias ", "disable ", "p $_fr", "tb pdb_programs.py:"):
    readline.get_line_buffer = lambda: line
    begin = max(line.rfind(" "), line.rfind("."), line.rfind(":")) + 1 if "." not in line else line.rfind(" ") + 1
    readline.get_begidx, readline.get_endidx = (lambda: begin), (lambda: len(line))
    sys.modules["readline"], saved = readline, sys.modules.get("readline")
    try:
        found = []
        while (text := p.complete(line[begin:], len(found))) is not None and len(found) < 5:
            found.append(text)
    except Exception as error:
        found = [f"{type(error).__name__}: {error}"]
    print(repr(line), sorted(found))

print("== functions")
print(pdb.find_function("framed", __file__)[0], pdb.find_function("nothing", __file__), pdb.find_function("f", "nowhere.py"))
print(pdb.Restart.__mro__[1].__name__, sorted(pdb.__all__), pdb.line_prefix)
print(p.lookupmodule("nothing_like_it"), os.path.basename(p.lookupmodule(__file__) or ""), p.lineinfo("framed")[0], p.lineinfo("nothing"), p.lineinfo("a.b"))
for text in ("n", "n 1", "n=1", "n.x", "b f:1", "list(x)", "!n", "?p", "p$x", "ll .", "", "#c", "cl 1", "n+1", "x y", "p (1)", "(1)", "await x"):
    print(repr(text), p.parseline(text))
out = io.StringIO()
with contextlib.redirect_stdout(out):
    q = pdb.Pdb(stdout=out, stdin=io.StringIO("h\nh p\nhelp where\nh exec\nh zzz\nhelp until\nq\n"), nosigint=True, readrc=False)
    q.runcall(framed, 1)
text = out.getvalue()
print([line for line in text.splitlines() if line.endswith("commands:") or line.startswith("***")], sorted(set(re.findall(r"\b(where|until|tbreak|rv|exec|pdb|undisplay|EOF)\b", text))))
print(pdb.Pdb.do_step.__name__, [n for n in dir(pdb.Pdb) if n.startswith("do_")])
