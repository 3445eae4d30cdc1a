"""contextlib: generators as context managers, exit stacks, redirection, suppression; in all the ways they can fail."""
import asyncio
import contextlib
import io
import os
import sys
import tempfile
import traceback
from contextlib import *


def show(*actions):
    for action in actions:
        try:
            print(repr(action()))
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", "| cause", repr(error.__cause__), "| context", repr(error.__context__))


def run(f):
    f.__name__ in sys.argv or show(f)
    return f


print("--- contextmanager")


@contextmanager
def plain(a=1, *, swallow=False, after=None):
    "A manager."
    print("enter", a)
    try:
        yield a
    except ValueError as error:
        print("seen", error)
        if not swallow:
            raise
    finally:
        print("exit")
    if after:
        raise after


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def twice_caught():
    try:
        yield 1
    except ValueError:
        pass
    yield 2


@contextmanager
def replaces():
    try:
        yield
    except ValueError as e:
        raise KeyError("new") from e


@contextmanager
def through():
    yield


@contextmanager
def stops():
    try:
        yield
    except Exception:
        raise StopIteration("mine")


print(plain.__doc__, plain.__name__, plain.__wrapped__.__name__, plain().__doc__, closing(None).__doc__ is None)


def block(manager, error=None):
    with manager as value:
        if error is not None:
            raise error
    return value


show(lambda: block(plain(5)), lambda: block(plain(swallow=True), ValueError("v")), lambda: block(plain(), ValueError("v")), lambda: block(plain(), KeyError("k")), lambda: block(plain(swallow=True, after=OSError(1)), ValueError("x")),
     lambda: block(never()), lambda: block(twice()), lambda: block(twice(), KeyError(1)), lambda: block(twice_caught(), ValueError(2)), lambda: block(replaces(), ValueError("old")), lambda: block(through(), StopIteration("s")),
     lambda: block(through(), RuntimeError("r")), lambda: block(through(), GeneratorExit("g")), lambda: block(stops(), ValueError(1)), lambda: block(stops(), StopIteration(1)), lambda: block(through(), StopAsyncIteration(3)), lambda: plain(1, 2, 3), lambda: plain().__exit__(None, None, None),
     lambda: type(plain().gen).__name__, lambda: sorted(vars(plain(1))))
used = plain()
block(used)
show(lambda: block(used))
manager = through()
manager.__enter__()
show(lambda: manager.__exit__(ValueError, None, None))
try:
    with through():
        1 / 0
except ZeroDivisionError as error:
    print([(f.name) for f in traceback.extract_tb(error.__traceback__)])


@plain(9)
def decorated(x):
    "Doc of decorated."
    print("body", x)
    return x * 2


print(decorated(4), decorated(5), decorated.__doc__, decorated.__name__)


class Tagged(ContextDecorator):
    def __enter__(self):
        print("in")
        return self

    def __exit__(self, *exc):
        print("out", exc[0])
        return True


@Tagged()
def fails():
    raise ValueError


print(fails())

print("--- asynccontextmanager")


@asynccontextmanager
async def aplain(a=1, swallow=False):
    "Async manager."
    print("aenter", a)
    try:
        yield a
    except ValueError as e:
        print("aseen", e)
        if not swallow:
            raise
    finally:
        print("aexit")


@asynccontextmanager
async def anever():
    if False:
        yield


@asynccontextmanager
async def atwice():
    yield 1
    yield 2


@asynccontextmanager
async def athrough():
    yield


@asynccontextmanager
async def atwice_caught():
    try:
        yield 1
    except ValueError:
        yield 2


async def ablock(manager, error=None):
    async with manager as value:
        if error is not None:
            raise error
    return value


show(lambda: asyncio.run(ablock(aplain(3))), lambda: asyncio.run(ablock(aplain(swallow=True), ValueError("v"))), lambda: asyncio.run(ablock(aplain(), ValueError("v"))), lambda: asyncio.run(ablock(anever())), lambda: asyncio.run(ablock(atwice())), lambda: asyncio.run(ablock(atwice(), KeyError("k"))),
     lambda: asyncio.run(ablock(atwice_caught(), ValueError("k"))), lambda: asyncio.run(ablock(athrough(), StopIteration("s"))), lambda: asyncio.run(ablock(athrough(), StopAsyncIteration("s"))), lambda: asyncio.run(ablock(athrough(), RuntimeError("r"))), lambda: aplain.__doc__)


@aplain(7)
async def adecorated(x):
    return x


print(asyncio.run(adecorated(1)), asyncio.run(adecorated(2)))

print("--- ExitStack")


class Log:
    def __init__(self, name, result=None, error=None, enter=None):
        self.name, self.result, self.error, self.enter = name, result, error, enter

    def __enter__(self):
        print("enter", self.name)
        if self.enter:
            raise self.enter
        return self.name

    def __exit__(self, typ, exc, tb):
        print("exit", self.name, repr(exc))
        if self.error:
            raise self.error
        return self.result

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *args):
        return self.__exit__(*args)


def chain(error):
    shown = []
    while error is not None:
        shown.append(repr(error))
        error = error.__context__
    return shown


@run
def ordinary():
    with ExitStack() as stack:
        print(stack.enter_context(Log("a")), stack.enter_context(Log("b")))
        print(stack.push(Log("c")).name, stack.callback(print, "callback", end="!\n").__name__)
        print(stack.push(lambda *exc: print("function", exc)).__name__)
    print(len(stack._exit_callbacks))


@run
def swallowed():
    with ExitStack() as stack:
        stack.enter_context(Log("outer"))
        stack.enter_context(Log("swallows", True))
        stack.enter_context(Log("inner"))
        raise ValueError("v")


@run
def replaced():
    try:
        with ExitStack() as stack:
            stack.enter_context(Log("last"))
            stack.enter_context(Log("r2", error=KeyError("r2")))
            stack.enter_context(Log("r1", error=OSError("r1")))
            raise ValueError("v")
    except Exception as e:
        print(chain(e))


@run
def raised_then_swallowed():
    with ExitStack() as stack:
        stack.enter_context(Log("s", True))
        stack.enter_context(Log("r", error=OSError("r")))
    return "fine"


@run
def inside_except():
    try:
        try:
            raise KeyError("outer")
        except KeyError:
            with ExitStack() as stack:
                stack.callback(lambda: 1 / 0)
                raise ValueError("inner")
    except Exception as e:
        print(chain(e))


@run
def same_exception():
    try:
        with ExitStack() as stack:
            error = ValueError("same")
            stack.enter_context(Log("again", error=error))
            raise error
    except ValueError as e:
        print(chain(e))


@run
def moved():
    with ExitStack() as stack:
        stack.enter_context(Log("kept"))
        other = stack.pop_all()
        print(type(other).__name__)
    print("closing")
    other.close()


@run
def enter_fails():
    with ExitStack() as stack:
        stack.enter_context(Log("first"))
        stack.enter_context(Log("second", enter=ValueError("enter")))


show(lambda: ExitStack().enter_context(1), lambda: ExitStack().push(1), lambda: ExitStack().callback(1), lambda: ExitStack().callback(), lambda: ExitStack().enter_context(closing), lambda: ExitStack().callback(callback=print))


class HalfEnter:
    def __enter__(self): ...


class HalfExit:
    def __exit__(self, *a): ...


show(lambda: ExitStack().enter_context(HalfEnter()), lambda: ExitStack().enter_context(HalfExit()), lambda: type(ExitStack().push(HalfExit())).__name__)

print("--- AsyncExitStack")


@run
def async_stack():
    async def main():
        async with AsyncExitStack() as stack:
            print(await stack.enter_async_context(Log("async")), stack.enter_context(Log("sync")))

            async def gone(*args, **kw): print("gone", args, kw)
            stack.push_async_callback(gone, 1, k=2)
            stack.push_async_exit(gone)
            stack.push_async_exit(Log("pushed"))
            stack.callback(print, "sync callback")
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Log("swallow", True))
            await stack.enter_async_context(Log("replace", error=KeyError("n")))
            raise ValueError("v")
        stack = AsyncExitStack()
        await stack.enter_async_context(Log("x"))
        other = stack.pop_all()
        await other.aclose()
        try:
            await stack.enter_async_context(1)
        except TypeError as e:
            print(e)
        return "done"
    return asyncio.run(main())


@run
def async_failure():
    async def main():
        async with AsyncExitStack() as stack:
            stack.callback(lambda: 1 / 0)
            await stack.enter_async_context(Log("r", error=KeyError("n")))
            raise ValueError("v")
    try:
        asyncio.run(main())
    except Exception as e:
        print(chain(e))


print("--- the others")


class Closes:
    def close(self): print("closed")
    async def aclose(self): print("aclosed")


show(lambda: block(closing(Closes()), ValueError("c")), lambda: type(block(closing(Closes()))).__name__, lambda: type(asyncio.run(ablock(aclosing(Closes())))).__name__, lambda: block(nullcontext(3)), lambda: block(nullcontext()), lambda: asyncio.run(ablock(nullcontext(4))), lambda: block(nullcontext(), KeyError(1)),
     lambda: block(suppress(ValueError), ValueError()), lambda: block(suppress(), ValueError()), lambda: block(suppress(KeyError, OSError), FileNotFoundError()), lambda: block(suppress(ValueError), ExceptionGroup("g", [ValueError(1)])), lambda: block(suppress(ValueError), ExceptionGroup("g", [ValueError(1), KeyError(2)])), lambda: block(suppress(1), ValueError()))
out, err = io.StringIO(), io.StringIO()
with redirect_stdout(out) as target, redirect_stderr(err):
    print("to out", target is out)
    print("to err", file=sys.stderr)
    r = redirect_stdout(io.StringIO())
    with r:
        with r:
            print("lost")
    print("again")
print(repr(out.getvalue()), repr(err.getvalue()))
where = os.getcwd()
with tempfile.TemporaryDirectory() as d:
    c = chdir(d)
    with c:
        print(os.path.samefile(os.getcwd(), d))
        with c:
            pass
        print(os.path.samefile(os.getcwd(), d))
print(os.getcwd() == where)
show(lambda: block(chdir("/nonexistent")))


class Abstract(AbstractContextManager):
    pass


class Concrete(AbstractContextManager):
    def __exit__(self, *a): return None


class AsyncConcrete(AbstractAsyncContextManager):
    async def __aexit__(self, *a): return None


show(lambda: Abstract(), lambda: Concrete().__enter__().__class__.__name__, lambda: issubclass(Log, AbstractContextManager), lambda: issubclass(Log, AbstractAsyncContextManager), lambda: issubclass(int, AbstractContextManager), lambda: isinstance(plain(), AbstractContextManager), lambda: AbstractContextManager[int], lambda: AbstractAsyncContextManager[int, bool],
     lambda: asyncio.run(ablock(AsyncConcrete())).__class__.__name__, lambda: isinstance(aplain(), AbstractAsyncContextManager), lambda: AbstractContextManager.__exit__(1, 2, 3, 4))
print(contextlib.__all__)
