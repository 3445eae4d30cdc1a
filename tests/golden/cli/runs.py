"""Command lines, each run by a process of its own: what it prints, what it complains about, its exit code."""
import os
import subprocess
import sys


def run(*args, stdin="", cwd=None, **env):
    whole = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    whole.update(PYTHONDONTWRITEBYTECODE="1", PYTHONIOENCODING="utf-8", **env)
    done = subprocess.run([sys.executable, *args], input=stdin.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, cwd=cwd, env=whole)
    print("$", *(f"{k}={v}" for k, v in env.items()), *args)
    here = os.getcwd()
    for text in done.stdout, done.stderr:
        text = text.decode("utf-8", "backslashreplace")
        print(text.replace(sys.executable, "PYR").replace(here, "HERE"), end="")
    if done.returncode:
        print("exit code", done.returncode)


print("--- what to run")
run("-c", "import sys; print(sys.argv, sys.path[0], __name__, '__file__' in globals())", "-x", "--", "y")
run("-c", "import sys; print(sys.orig_argv[1:3])", "-x")
run("-c", "print(1)\nif 1:\n  print(2)")
run("-cprint(3)")
run("-", "a", stdin="import sys; print(sys.argv, repr(sys.path[0]), __name__, __file__)")
run(stdin="import sys; print(sys.argv)\n")
run("_app", "a", "-b")
run("-m", "_app", "c")
run("-m", "_pkg", "d")
run("-m", "_pkg.part")
run("-m", "_pkg.fails")
run("-m_pkg.part", "x")
run("--", "_app/helper.py")
run("-m", "runs_not_there")
run("-m", "_pkg.not_there")
run("-m", "_pkg.part.deeper")
run("-m", "_nomain")
run("-m", ".relative")
run("-m", "_app/helper.py")
run("-m", "json.tool", stdin='{"a": [1, 2]}')
run("_nomain")
run("not_there.py")
run("_app/helper.py/x")
run(cwd="_app", stdin="import helper; print(helper.NAME)")

print("--- how it ends")
for code in ["0", "3", "-1", "256", "None", "True", "'text'", "['list']", "''", "1.5"]:
    run("-c", f"raise SystemExit({code})")
run("-c", "import sys; sys.exit()")
run("-c", "import sys; sys.exit((1, 2))")
run("-c", "exit(5)")
run("-c", "quit('bye')")
run("-c", "raise KeyboardInterrupt")
run("-c", "1/0")
run("-c", "def f(:")
run("-c", " x = 1\n y = 2")
run("-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
run("-c", "import sys; sys.stdout = open('/dev/full', 'w'); print(1)")
run("-c", "import sys; sys.stdout.close()")
run("-c", "import sys; sys.excepthook = lambda *a: print('hook', a[1]); 1/0")
run("-c", "import atexit; atexit.register(print, 'atexit'); raise SystemExit(4)")
run("-", stdin="def f():\n    1/0\nf()\n")
run("-", stdin="x = (1,\n")

print("--- options")
run("-O", "-c", "assert 0; print(__debug__)\ndef f(): 'doc'\nprint(f.__doc__)")
run("-OO", "-c", "assert 0; print(__debug__)\ndef f(): 'doc'\nprint(f.__doc__)")
run("-c", "print(__debug__)", PYTHONOPTIMIZE="1")
run("-E", "-c", "print(__debug__)", PYTHONOPTIMIZE="1")
run("-c", "import sys; print(sys.flags.optimize)", PYTHONOPTIMIZE="word")
for args in [["-b"], ["-bb"], ["-B"], ["-d"], ["-E"], ["-I"], ["-P"], ["-q"], ["-s"], ["-S"], ["-u"], ["-OOO"], ["-R"],
             ["-X", "dev"], ["-X", "utf8"], ["-Xutf8=0"], ["-X", "int_max_str_digits=0"], ["-X", "no_debug_ranges"],
             ["-Xwarn_default_encoding"], ["-EsSPqq"]]:
    run(*args, "_flags.py", PYTHONHASHSEED="0")
for name, value in [("PYTHONDEVMODE", "1"), ("PYTHONSAFEPATH", "1"), ("PYTHONNOUSERSITE", "1"), ("PYTHONVERBOSE", ""),
                    ("PYTHONINTMAXSTRDIGITS", "640"), ("PYTHONHASHSEED", "1"), ("PYTHONUTF8", "1")]:
    run("_flags.py", **{name: value})
run("-I", "_flags.py", PYTHONOPTIMIZE="2")
run("-W", "ignore", "-Wdefault::DeprecationWarning", "-c", "import sys; print(sys.warnoptions)", PYTHONWARNINGS="error,once")
run("-bb", "-X", "dev", "-W", "ignore", "-c", "import sys; print(sys.warnoptions)")
run("-W", "error", "-c", "import warnings; warnings.warn('w')")
run("-W", "word", "-c", "print(1)")
run("-W", "ignore", "-c", "import warnings; warnings.warn('w'); print(2)")
run("-X", "a", "-X", "b=c=d", "-Xe=", "-c", "import sys; print(sys._xoptions)")
run("-X", "no_debug_ranges", "-c", "1/0")
run("-X", "int_max_str_digits=640", "-c", "int('1' * 641)")
run("-x", "-c", "print(1)")
run("-x", "_pkg/fails.py")
run("-P", "-c", "import sys; print('' in sys.path)")
run("-P", "_app/__main__.py")
run("-S", "-c", "print('exit' in dir(__builtins__))")
run("-c", "import sys; print(sys.path[:3])", PYTHONPATH="/a::b")
run("-c", "print(hash('abc'), hash(b'abc'), hash('é'))", PYTHONHASHSEED="0")
run("-c", "print(hash('abc'), hash(b'abc'), hash('é'))", PYTHONHASHSEED="42")
run("-c", "print(hash(''), hash(1), hash('a') == hash(b'a'))", PYTHONHASHSEED="random")
run("-i", "-q", "-c", "x = 5", stdin="x + 1\n")
run("-i", "-c", "y = 6; 1/0", stdin="y\n")
run("-i", "-c", "raise SystemExit(3)", stdin="'here'\nexit(9)\n")
run("-iq", stdin="import sys; sys.flags.interactive, sys.flags.inspect, sys.flags.quiet\n")
run("-iq", "_app/helper.py", stdin="NAME, __file__[-20:]\n")
run("-c", "print(7)", PYTHONINSPECT="1")
run("-u", "-c", "import sys; sys.stdout.write('a'); sys.stderr.write('b'); print(sys.stdout.line_buffering, sys.stdout.write_through)")
run("-b", "-c", "print(b'a' == 'a', str(b'x'))")
run("-bb", "-c", "print(str(b'x'))")

print("--- wrong command lines")
run("-X", "int_max_str_digits=5", "-c", "1")
run("-c", "1", PYTHONINTMAXSTRDIGITS="x")
run("-c", "1", PYTHONHASHSEED="-1")
run("-c", "1", PYTHONHASHSEED="word")
run("-X", "tracemalloc=-1", "-c", "1")
run("-X", "gil=0", "-c", "1")
run("-X", "gil=2", "-c", "1")
