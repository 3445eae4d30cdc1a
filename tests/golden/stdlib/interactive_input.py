"""Interactive input: codeop, code, rlcompleter, timeit, __future__."""
import __future__
import builtins
import code
import codeop
import contextlib
import io
import rlcompleter
import sys
import timeit
import traceback
import warnings


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


print("## codeop")
SOURCES = ["", "\n", "# c", "x", "x = 1", "x = 1\n", "if x:", "if x:\n  y", "if x:\n  y\n", "if x:\n  y\nelse:", "def f():\n", "def f():\n  return 1\n\n", "(", "(1,\n", "(1,\n2)", "'''a", "'''a\nb'''", "x = \\", "x = \\\n", "a b", "1 +", ")", "class A: pass", "@d", "@d\n",
           "for i in x: pass", "while 1:\n pass\n", "try:\n a\n", "try:\n a\nexcept:\n b\n", "  x", "x\ny", "return", "yield", "'abc", "f'{x", "f'''{x", "[1,", "{", "lambda", "x = [", "if 1:\n  (\n", "def f(x", "async def f():", "with a:\n", "a;", "a; b", "if x: y; z", "1 if", "not", "x =", "import", "from a import (", "$", "\x00"]
for source in SOURCES:
    shown = []
    for symbol in ("single", "exec", "eval"):
        result = attempt(codeop.compile_command, source, "<in>", symbol)
        shown.append("code" if hasattr(result, "co_code") else "more" if result is None else result.split("(<in>")[0].strip())
    print(repr(source), shown)
c = codeop.CommandCompiler()
c("from __future__ import annotations")
namespace = {}
exec(c("x: undefined_name = 1", symbol="exec"), namespace)
print(namespace["__annotations__"], bool(c.compiler.flags & __future__.annotations.compiler_flag), codeop.Compile()("1", "f", "eval").co_filename)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    codeop.compile_command("'\\d'")
    codeop.compile_command("1 is 1")
    print([w.category.__name__ for w in caught])

print("## code")
def session(text, cls=code.InteractiveConsole, **kwargs):
    lines = iter(text.split("\n"))
    out, err = io.StringIO(), io.StringIO()
    def read(self, prompt=""):
        out.write(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None
    made = type("Console", (cls,), {"raw_input": read})(**kwargs)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        result = attempt(made.interact, "banner", "bye")
    print(repr(out.getvalue()), result)
    print(err.getvalue())
    return made
session("x = 1\nx + 1\nif x:\n  print('yes')\n\n1/0\nundefined\n(1,\n2)\na b\n'''s\nt'''\ndef f():\n  raise ValueError('v')\n\nf()")
session("__name__\nx", locals={"x": 5, "__name__": "given"})
session("exit()\n1", local_exit=True); session("exit\nquit\nprint(repr(exit))\nexit(3)", local_exit=True)
session("raise SystemExit(2)\n1"); session("raise KeyboardInterrupt"); session("import sys; sys.ps1 = '? '; sys.ps2 = ': '\nif 1:\n  2\n\n")
class Interrupted(code.InteractiveConsole):
    def push(self, line, *args, **kwargs):
        if line == "int": raise KeyboardInterrupt
        return super().push(line, *args, **kwargs)
sys.ps1, sys.ps2 = ">>> ", "... "
session("if 1:\nint\n5", Interrupted)
i = code.InteractiveInterpreter({})
err = io.StringIO()
with contextlib.redirect_stderr(err):
    print(i.runsource("x ="), i.runsource("if 1:"), i.runsource("y = 1"), i.runsource("1/0", "named.py"), i.runsource("a b", "named.py"), i.runsource("def f(:\n", symbol="exec"))
    i.write("written\n")
    try:
        raise ValueError("chained") from KeyError("cause")
    except ValueError:
        i.showtraceback()
print(err.getvalue(), sys.last_type.__name__, type(sys.last_exc).__name__, sys.last_value.args)
hooked = []
sys.excepthook, saved = (lambda *a: hooked.append(a[0].__name__)), sys.excepthook
i.runsource("1/0"); i.runsource("a b"); i.runsource("x ="); print(hooked)
def bad(*args): raise RuntimeError("hook")
sys.excepthook = bad
with contextlib.redirect_stderr(err := io.StringIO()): i.runsource("1/0")
print(len(err.getvalue().splitlines()) > 5, "RuntimeError: hook" in err.getvalue()); sys.excepthook = saved
con = code.InteractiveConsole()
with contextlib.redirect_stdout(out := io.StringIO()): print(con.push("if 1:"), con.buffer, con.push("  x = 3"), con.push(""), con.buffer, con.locals.get("x"), con.push("x"), con.push("y = 1", _symbol="exec"), con.resetbuffer())
print(out.getvalue(), con.filename, sorted(con.locals)[:3])
answers = iter(["1 + 1", "z"])
with contextlib.redirect_stdout(out := io.StringIO()), contextlib.redirect_stderr(err := io.StringIO()): attempt(code.interact, "hello", lambda prompt: next(answers, None) or exec("raise EOFError"), {"z": 9}, "end")
print(out.getvalue(), err.getvalue())
with contextlib.redirect_stderr(err := io.StringIO()): attempt(lambda: code.InteractiveConsole().interact("", "")); print(repr(err.getvalue()))

print("## rlcompleter")
class Thing:
    attribute, _private, __dunder = 1, 2, 3
    def method(self): ...
    def with_argument(self, a): ...
    @property
    def prop(self): raise RuntimeError("asked")
    def __getattr__(self, name): raise AttributeError(name)
names = {"thing": Thing(), "Thing": Thing, "number": 5, "nothing": None, "nested": type("N", (), {"inner": Thing()})(), "function": lambda a: 0, "noargs": lambda: 0}
completer = rlcompleter.Completer(names)
def matches(text):
    found = []
    while (text_ := completer.complete(text, len(found))) is not None: found.append(text_)
    return found
for text in ("th", "Th", "nu", "no", "fun", "wh", "tr", "fina", "els", "im", "pri", "thing.", "thing.a", "thing._", "thing.__dun", "thing.__c", "Thing.me", "nested.inner.at", "thing.prop", "missing.x", "number.re", "number.bit", "thing.me", "thing.wi", "1.", "thing.method().x", "zzz", "Tru", "__imp", "nothing.x", "brea", "lambda", "exce"):
    print(repr(text), matches(text)[:8], sorted(completer.global_matches(text))[:4] if "." not in text else "")
print(attempt(rlcompleter.Completer, 3), rlcompleter.Completer().use_main_ns, completer.use_main_ns, completer.attr_matches("no dots"))
print(sorted(rlcompleter.get_class_members(Thing))[-5:])

print("## timeit")
ticks = iter(range(1000))
clock = lambda: next(ticks)
t = timeit.Timer("x += 1", "x = 0", clock)
print(t.timeit(5), t.repeat(3, 2), t.autorange()[0] if False else "", timeit.timeit("pass", timer=clock, number=3), timeit.repeat("pass", timer=clock, number=1, repeat=2))
steps = []
values = iter([0, 0.01, 0, 0.05, 0, 0.1, 0, 0.3])
print(timeit.Timer(timer=lambda: next(values)).autorange(lambda n, s: steps.append((n, s))), steps)
print(attempt(timeit.Timer, "x ="), attempt(timeit.Timer, stmt=3), attempt(timeit.Timer, setup=3), attempt(timeit.Timer, "return 1"), attempt(timeit.Timer, "  x"), attempt(timeit.Timer, "break"), timeit.Timer("global_name", globals={"global_name": 1}).timeit(1) >= 0, attempt(timeit.Timer("global_name").timeit, 1), timeit.Timer(lambda: None, lambda: None).timeit(2) >= 0)
with contextlib.redirect_stderr(err := io.StringIO()):
    t = timeit.Timer("x = 1\ny = 1 / 0\n", "z = 2")
    try: t.timeit(1)
    except ZeroDivisionError: t.print_exc()
print(err.getvalue()[err.getvalue().index("  File \"<timeit"):], timeit.default_number, timeit.default_repeat, repr(timeit.dummy_src_name), timeit.reindent("a\nb", 4))
import gc
states = []
timeit.Timer(lambda: states.append(gc.isenabled()), "pass").timeit(1); timeit.Timer("f(gc.isenabled())", "import gc; gc.enable()", globals={"f": states.append}).timeit(1); print(states, gc.isenabled())
def run(*args, wrap=None):
    with contextlib.redirect_stdout(out := io.StringIO()), contextlib.redirect_stderr(err := io.StringIO()): status = attempt(timeit.main, list(args), _wrap_timer=wrap)
    print(args, status, out.getvalue(), err.getvalue().splitlines()[-1:])
class Fake:
    def __init__(self, seconds): self.now, self.seconds = 0, seconds
    def __call__(self, timer=None):
        def clock(): self.now += self.seconds; return self.now
        return clock
for args, seconds in ((("-n2",), 1e-3), (("-n", "10", "-r", "3", "pass"), 1.0), (("-v", "-n5", "-r2", "pass", "pass"), 2e-6), (("-u", "sec", "-n1", "pass"), 1.5), (("-u", "parsec",), 1), (("-n1", "-r0", "pass"), 1), (("-s", "x = 1", "-s", "y = 2", "-n1", "x + y"), 1e-9), (("-v", "pass"), 0.25), (("-n1", "1/0"), 1), (("--bogus",), 1), (("-h",), 1), (("-p", "-n1"), 1), (("-t", "-n1"), 1), (("-n1", "-u", "nsec", "-r1", "if 1:", "  pass"), 1e-5), (("-nx",), 1)):
    if args == ("-h",): continue
    run(*args, wrap=Fake(seconds))
for name in __future__.all_feature_names:
    feature = getattr(__future__, name)
    print(feature, feature.getOptionalRelease(), feature.getMandatoryRelease(), feature.compiler_flag)
