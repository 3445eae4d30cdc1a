"""warnings: texts, filters and their mistakes, recording, deprecation."""
import asyncio
import inspect
import io
import re
import sys
import warnings
from warnings import *


def show(*actions):
    for action in actions:
        try:
            print(re.sub(" at 0x[0-9a-f]+", " at *", repr(action())))
        except Exception as error:
            print(re.sub(" at 0x[0-9a-f]+", " at *", f"{type(error).__name__}: {error}"))


show(lambda: warnings.__all__, lambda: formatwarning("m", UserWarning, "f.py", 3), lambda: formatwarning("m", UserWarning, "f.py", 3, "  source  "), lambda: formatwarning(UserWarning("x"), DeprecationWarning, __file__, 2).splitlines()[1:])
out = io.StringIO()
show(lambda: showwarning("m", UserWarning, "f.py", 3, out, "line"), lambda: out.getvalue(), lambda: str(WarningMessage("m", UserWarning, "f", 1)), lambda: sorted(vars(WarningMessage("m", UserWarning, "f", 1, source=2))))
show(lambda: filterwarnings("bogus"), lambda: filterwarnings("error", 5), lambda: filterwarnings("error", category=5), lambda: filterwarnings("error", category=int), lambda: filterwarnings("error", module=5), lambda: filterwarnings("error", lineno="x"), lambda: filterwarnings("error", lineno=-1), lambda: simplefilter("bogus"), lambda: simplefilter("error", lineno=-1), lambda: simplefilter("error", lineno="x"), lambda: filterwarnings("error", "("))
with catch_warnings():
    resetwarnings()
    print(warnings.filters)
    simplefilter("error", UserWarning)
    simplefilter("ignore", append=True)
    simplefilter("error", UserWarning)
    simplefilter("once", lineno=3)
    filterwarnings("always", "abc", DeprecationWarning, "mod", 7)
    for f in warnings.filters:
        print(f[0], f[1] and f[1].pattern, f[2].__name__, f[3] and f[3].pattern, f[4])
    for option in ("error", "e", "ignore::DeprecationWarning", "error:some (text):UserWarning:mod.x:5", "bogus", "a:b:c:d:e:f", "error::Nope", "error::int", "error::no.such.Thing", "error:::x:nan", "error:::x:-1", "", "default::warnings.nothing"):
        err = sys.stderr = io.StringIO()
        warnings._processoptions([option])
        sys.stderr = sys.__stderr__
        f = warnings.filters[0]
        print(option, "->", f[0], f[1] and f[1].pattern, f[2].__name__, f[3] and f[3].pattern, f[4], err.getvalue())
c = catch_warnings(record=True)
show(lambda: c, lambda: catch_warnings(), lambda: c.__exit__(), lambda: type(c.__enter__()).__name__, lambda: c.__enter__(), lambda: c.__exit__(), lambda: catch_warnings(record=True, action="error", category=UserWarning))
with catch_warnings(record=True) as seen:
    simplefilter("always")
    warn("one")
    with catch_warnings(action="ignore"):
        warn("hidden")
    with catch_warnings(record=True, action="always") as inner:
        warn("inner", DeprecationWarning)
    print(len(inner), inner[0].message, inner[0].category.__name__, inner[0].file)
    warn(UserWarning("two"), stacklevel=1)
print([str(w.message) for w in seen], warnings.showwarning is warnings._showwarning_orig)
with catch_warnings():
    warnings.showwarning = lambda *args, **kw: print("replaced", args[0], args[1].__name__, len(args), kw)
    simplefilter("always")
    warn("custom")
    warnings.showwarning = 5
    show(lambda: warn("x"))
with catch_warnings():
    warnings.formatwarning = lambda *args, **kw: f"FORMATTED {args[0]} {len(args)} {kw}\n"
    simplefilter("always")
    sys.stderr = sys.stdout
    warn("custom")
    warnings.formatwarning = warnings._formatwarning_orig
    showwarning("direct", UserWarning, "nofile", 9)
    sys.stderr = None
    warn("lost")
    sys.stderr = sys.__stderr__
sys.stderr = io.StringIO()
show(lambda: warnings._deprecated("thing", remove=(3, 1)), lambda: warnings._deprecated("thing", "{name} goes in {remove}", remove=(9, 9), _version=(3, 13, 0, "final", 0)))
print("--- deprecated")


@deprecated("old function")
def function(a, b=1): "Doc."; return a


@deprecated("old coroutine", category=None)
async def coroutine(): return 5


@deprecated("old class", category=FutureWarning)
class Old:
    def __init__(self, a=1): self.a = a
    @deprecated("old method")
    def method(self): return 1
    @classmethod
    @deprecated("old classmethod")
    def make(cls): return cls.__name__


@deprecated("plain")
class Plain: pass


class OwnHook:
    def __init_subclass__(cls, **kw): print("hook", cls.__name__, kw)


@deprecated("hooked")
class Hooked(OwnHook): pass


@deprecated("new")
class New:
    def __new__(cls, *args): return object.__new__(cls)


with catch_warnings(record=True) as seen:
    simplefilter("always")
    show(lambda: function(1), lambda: function.__deprecated__, lambda: function.__name__, lambda: function.__doc__, lambda: str(inspect.signature(function)), lambda: asyncio.run(coroutine()), lambda: coroutine.__deprecated__, lambda: inspect.iscoroutinefunction(coroutine), lambda: Old(3).a, lambda: Old().method(), lambda: Old.make(), lambda: Old.__deprecated__, lambda: Plain(), lambda: Plain(1), lambda: New(1, 2).__class__.__name__)

    class Derived(Old): pass

    class Derived2(Hooked, extra=1): pass

    class Derived3(Plain): pass
    Derived(5)
    Derived3()
    show(lambda: deprecated(5), lambda: deprecated("x")(5), lambda: deprecated("m").message, lambda: deprecated("m", stacklevel=3).stacklevel, lambda: inspect.iscoroutinefunction(deprecated("c")(coroutine)))
for w in seen:
    print(w.category.__name__, w.message, w.lineno if w.filename == __file__ else "elsewhere")
