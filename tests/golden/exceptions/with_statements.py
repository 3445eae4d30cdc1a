# with: order, swallowing, several managers, lookup of the methods, targets, flow out of the body, contextlib's managers.
from _t import attempt, run
import contextlib
import io
import sys

log = []


class M:
    def __init__(self, name, swallow=False, enter=None, exit=None, value=None):
        self.__dict__.update(locals())

    def __enter__(self):
        print("enter", self.name)
        if self.enter:
            raise self.enter
        return self.value or self.name

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.exit:
            raise self.exit
        return self.swallow


with M("a") as a, M("b") as b, M("c"):
    print(a, b)
with (M("p"), M("q") as q,):
    print(q)
with (M("t")) as (x):
    print(x)
with (M("u"), M("v")) if False else M("w"):
    pass
with M("targets", value=[1, [2, 3]]) as (x, [y, *z]):
    print(x, y, z)
d = {}
with M("item") as d["k"], M("attr") as M.attr:
    print(d, M.attr)
with M("s", swallow=True):
    raise KeyError("swallowed")
for swallow in [1, "yes", [0], 0, "", None, []]:
    try:
        with M("truth", swallow=swallow):
            raise KeyError("k")
        print("swallowed by", swallow)
    except KeyError:
        print("not by", swallow)
try:
    with M("o"), M("inner", enter=OSError("enter")), M("never"):
        print("not here")
except OSError as e:
    print(e)
try:
    with M("o", swallow=True), M("i", exit=OSError("exit")):
        raise KeyError("body")
    print("outer swallowed")
    with M("i", exit=OSError("exit")):
        raise KeyError("body")
except OSError as e:
    print(repr(e), repr(e.__context__))
try:
    with M("unpack", value=5) as (a, b):
        print("no")
except TypeError as e:
    print(e)


def flows(how):
    for i in range(2):
        with M(f"{how}{i}"):
            if how == "return":
                return "returned"
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "exit returns true":
                pass
        print("after body")
    return "end"


for how in ["return", "break", "continue", "none"]:
    print(flows(how))


def swallow_then_return():
    with M("x", swallow=True):
        1 / 0
    return "continued"


print(swallow_then_return())


def exit_overrides():
    with M("r", swallow=True):
        return "value"


print(exit_overrides())


def gen():
    with M("gen"):
        yield 1
        yield 2


for v in gen():
    break
g = gen()
next(g)
try:
    g.throw(KeyError("into with"))
except KeyError as e:
    print(e)


class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
class Raises:
    @property
    def __enter__(self): raise KeyError("lookup")
    __exit__ = None
class NoneEnter:
    __enter__ = None
    __exit__ = None
class Three:
    def __enter__(self): pass
    def __exit__(self, a, b): pass
class StaticEnter:
    @staticmethod
    def __enter__(): return "static"
    @classmethod
    def __exit__(cls, *a): print(cls.__name__, len(a))


inst = M("inst")
inst.__enter__ = lambda: "not used"
with inst as v:
    print(v)
with StaticEnter() as v:
    print(v)
for cm in [5, None, "s", NoEnter(), NoExit(), Raises(), NoneEnter(), Three(), M, object()]:
    try:
        with cm:
            print("body")
    except Exception as e:
        print(type(e).__name__, e)
# exit sees the exception, can replace it
@contextlib.contextmanager
def manager(name, swallow=()):
    print("start", name)
    try:
        yield name.upper()
    except swallow as e:
        print("swallow", repr(e))
    finally:
        print("stop", name)


with manager("a") as v, manager("b", KeyError):
    print(v)
    raise KeyError("x")
try:
    with manager("c", KeyError):
        raise ValueError("y")
except ValueError as e:
    print(e)


@contextlib.contextmanager
def broken(how):
    if how == "no yield":
        return
        yield
    if how == "raise before":
        raise KeyError("before")
    yield 1
    if how == "twice":
        yield 2


@contextlib.contextmanager
def stops(how):
    try:
        yield
    except ValueError:
        if how == "yield again":
            yield
        elif how == "stop":
            raise StopIteration("s")
        elif how == "other":
            raise LookupError("other")
        elif how == "same":
            raise


for how in ["no yield", "raise before", "twice"]:
    try:
        with broken(how):
            pass
    except BaseException as e:
        print(how, type(e).__name__, e)
for how in ["yield again", "stop", "other", "same", "swallow"]:
    try:
        with stops(how):
            raise ValueError("v")
        print(how, "swallowed")
    except BaseException as e:
        print(how, type(e).__name__, e, repr(e.__context__))
for exc in [StopIteration("si"), StopAsyncIteration("sai"), GeneratorExit(), RuntimeError("generator raised StopIteration")]:
    try:
        with manager("stop"):
            raise exc
    except BaseException as e:
        print(e is exc, repr(e))


@manager("deco")
def decorated(x):
    print("in decorated", x)
    return x


print(decorated(1), decorated(2), decorated.__name__)
cm = manager("reuse")
with cm:
    pass
try:
    with cm:
        pass
except Exception as e:
    print(type(e).__name__, e)


class Deco(contextlib.ContextDecorator):
    def __init__(self, n): self.n = n
    def __enter__(self): print("deco enter", self.n); return self
    def __exit__(self, *exc): print("deco exit", exc[0]); return True


@Deco(1)
def fails():
    1 / 0


print(fails())
with contextlib.suppress(KeyError, ValueError):
    raise ValueError
print("suppressed")
try:
    with contextlib.suppress(KeyError):
        raise ExceptionGroup("g", [KeyError(1), OSError(2)])
except ExceptionGroup as e:
    print(repr(e))
with contextlib.suppress():
    pass
out, err = io.StringIO(), io.StringIO()
with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
    print("captured")
    print("error", file=sys.stderr)
print(repr(out.getvalue()), repr(err.getvalue()))
with contextlib.nullcontext(5) as n:
    print(n)
with contextlib.closing(io.StringIO("x")) as f:
    pass
print(f.closed)
with contextlib.ExitStack() as stack:
    print([stack.enter_context(M(i)) for i in range(2)])
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *exc: print("pushed", exc[0]) or True)
    stack.push(M("pushed object"))
    raise KeyError("through the stack")
with contextlib.ExitStack() as stack:
    stack.callback(print, "kept")
    moved = stack.pop_all()
print("moved")
moved.close()
try:
    with contextlib.ExitStack() as stack:
        stack.push(M("a", exit=KeyError("first exit")))
        stack.push(M("b", exit=ValueError("second exit")))
        raise OSError("body")
except KeyError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
attempt(lambda: contextlib.ExitStack().enter_context(5))
attempt(lambda: contextlib.ExitStack().push(5))


class Abstract(contextlib.AbstractContextManager):
    def __exit__(self, *a): return None


with Abstract() as self:
    print(type(self).__name__)
attempt(contextlib.AbstractContextManager)
print(issubclass(M, contextlib.AbstractContextManager), isinstance(5, contextlib.AbstractContextManager))
with contextlib.chdir("."):
    pass
# many managers, deep
with contextlib.ExitStack() as st:
    for i in range(100):
        st.enter_context(contextlib.nullcontext(i))
exec("with " + ", ".join("c" for _ in range(20)) + ": print('twenty')", {"c": contextlib.nullcontext()})
run("with a: pass", "with a as 1: pass", "with a as b.c(): pass", "with: pass", "with a as: pass", "with a, : pass", "with (a as b, c as d): pass", "with (a, b) as c: pass", "with (): pass", "with a as b as c: pass", "with (a as b): pass", "with (yield): pass", "with a as None: pass", "with open: pass", "with a pass", "with (a as b, c as d: pass", "with a as (b, c) d: pass")
