"""Tools for with statements."""
import abc
import os
import sys
import _collections_abc
from _collections import deque
from types import GenericAlias, MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout",
           "redirect_stderr", "suppress", "aclosing", "chdir"]


def _like(wrapper, func):
    """wrapper with the names and texts of func."""
    from functools import update_wrapper  # those who only suppress or close need none of it
    return update_wrapper(wrapper, func)


class AbstractContextManager(abc.ABC):
    """Anything with __enter__ and __exit__."""
    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        """Return self when the with block starts."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Called with the exception that ends the block, if any; true swallows it."""

    @classmethod
    def __subclasshook__(cls, C):
        asked = cls is AbstractContextManager
        return _collections_abc._check_methods(C, "__enter__", "__exit__") if asked else NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    """Anything with __aenter__ and __aexit__."""
    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        """Return self when the async with block starts."""
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Called with the exception that ends the block, if any; true swallows it."""

    @classmethod
    def __subclasshook__(cls, C):
        asked = cls is AbstractAsyncContextManager
        return _collections_abc._check_methods(C, "__aenter__", "__aexit__") if asked else NotImplemented


# --- context managers as decorators

class ContextDecorator(object):
    """Lets a context manager also work as a decorator."""

    def _recreate_cm(self):
        """The manager for one call; those that work only once make another."""
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return _like(inner, func)


class AsyncContextDecorator(object):
    """Lets an asynchronous context manager also work as a decorator."""

    _recreate_cm = ContextDecorator._recreate_cm

    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return _like(inner, func)


# --- generators as context managers

def _verdict(raised, thrown, traceback, end):
    """What `raised`, which came out of a generator when `thrown` was thrown in, says about it.

    True: it is swallowed; False: it goes on, and the generator only let it pass; None: something else takes its place.
    `end` is the exception with which such a generator ends."""
    if isinstance(raised, end):
        return raised is not thrown
    # an exception that means the end of a generator comes out wrapped
    wrapped = isinstance(raised, RuntimeError) and isinstance(thrown, (StopIteration, end)) and raised.__cause__ is thrown
    if raised is not thrown and not wrapped:
        return None
    thrown.__traceback__ = traceback
    return False


class _GeneratorContextManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        # help() on an instance tells about the function
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    # What @contextmanager functions give.

    def __enter__(self):
        del self.args, self.kwds, self.func  # needed only to make another one
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        gen = self.gen
        if typ is None:
            for _ in gen:
                gen.close()
                raise RuntimeError("generator didn't stop")
            return False
        if value is None:
            value = typ()
        try:
            gen.throw(value)
        except BaseException as raised:
            if (verdict := _verdict(raised, value, traceback, StopIteration)) is None:
                raise
            return verdict
        gen.close()
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager, AsyncContextDecorator):
    # What @asynccontextmanager functions give.

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        gen = self.gen
        if typ is None:
            async for _ in gen:
                await gen.aclose()
                raise RuntimeError("generator didn't stop")
            return False
        if value is None:
            value = typ()
        try:
            await gen.athrow(value)
        except BaseException as raised:
            if (verdict := _verdict(raised, value, traceback, StopAsyncIteration)) is None:
                raise
            return verdict
        await gen.aclose()
        raise RuntimeError("generator didn't stop after athrow()")


def _maker(func, kind):
    """A function like func, giving managers of that kind around its generators."""
    def helper(*args, **kwds):
        return kind(func, args, kwds)
    return _like(helper, func)


def contextmanager(func):
    """Decorator: a generator function that yields once becomes a context manager.

    What stands before the yield runs on entry, what stands after it on exit;
    an exception of the block is raised at the yield."""
    return _maker(func, _GeneratorContextManager)


def asynccontextmanager(func):
    """Like contextmanager(), for async generator functions and async with."""
    return _maker(func, _AsyncGeneratorContextManager)


# --- small ones

class closing(AbstractContextManager):
    """Calls thing.close() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits thing.aclose() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing; stands where a context manager is optional."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aexit__(self, *excinfo):
        pass


class suppress(AbstractContextManager):
    """Ends the block quietly if it raises one of the exceptions given."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if not issubclass(exctype, BaseExceptionGroup):
            return False
        # of a group, what is left over goes on
        _, others = excinst.split(self._exceptions)
        if others is not None:
            raise others
        return True


class chdir(AbstractContextManager):
    """Changes the working directory for the block; not for concurrent code."""

    def __init__(self, path):
        self.path = path
        self._left = []

    def __enter__(self):
        here = os.getcwd()
        self._left.append(here)
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        os.chdir(self._left.pop())


class _RedirectStream(AbstractContextManager):
    _stream = None  # the name in sys

    def __init__(self, new_target):
        self._target = new_target
        self._replaced = []  # a stack, for blocks inside of blocks

    def __enter__(self):
        self._replaced.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._target)
        return self._target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._replaced.pop())


class redirect_stdout(_RedirectStream):
    """Sends what the block writes to sys.stdout to another file object."""
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends what the block writes to sys.stderr to another file object."""
    _stream = "stderr"


# --- stacks

class _Unwinding:
    """The exception on its way out of a stack, while what was registered is undone."""

    def __init__(self, given):
        self.given = self.exc = given
        self.outer = sys.exception()  # what is being handled around the whole block
        self.new = False  # has it been raised by something undone?

    def details(self):
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def swallow(self):
        self.exc, self.new = None, False

    def replace(self, exc):
        """exc was raised instead: where its chain of contexts reaches what was handled outside, it goes on with what it replaces."""
        last = exc
        while (context := last.__context__) is not None and context is not self.exc and context is not self.outer:
            last = context
        if context is not None:
            last.__context__ = self.exc
        self.exc, self.new = exc, True

    @property
    def swallowed(self):
        return self.given is not None and self.exc is None


class _BaseExitStack:
    def __init__(self):
        self._exit_callbacks = deque()  # of (is it called without await?, function)

    def pop_all(self):
        """Move everything to a new stack, and return that."""
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return other

    def push(self, exit):
        """Register the __exit__ of an object, or a function like it; return it."""
        self._register_exit(exit, "__exit__", True)
        return exit

    def enter_context(self, cm):
        """Enter cm now, leave it with the stack; returns what its __enter__ returns."""
        enter, leave = _pair(cm, "__enter__", "__exit__", "the context manager")
        result = enter(cm)
        self._exit_callbacks.append((True, MethodType(leave, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Register a function to be called with these arguments; return it."""
        def undo(exc_type, exc, tb):
            callback(*args, **kwds)
        undo.__wrapped__ = callback
        self._exit_callbacks.append((True, undo))
        return callback

    def _register_exit(self, exit, method, is_sync):
        leave = getattr(type(exit), method, None)
        self._exit_callbacks.append((is_sync, exit if leave is None else MethodType(leave, exit)))


def _pair(cm, enter, leave, protocol):
    """The two methods of a context manager, looked up as with does."""
    kind = type(cm)
    try:
        return getattr(kind, enter), getattr(kind, leave)
    except AttributeError:
        raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support {protocol} protocol") from None


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A stack of things to undo, last in first out, at the end of one with block."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            _, undo = self._exit_callbacks.pop()
            try:
                if undo(*state.details()):
                    state.swallow()
            except BaseException as raised:
                state.replace(raised)
        if state.new:
            context = state.exc.__context__
            try:
                raise state.exc
            except BaseException:
                state.exc.__context__ = context  # which the raise has just set
                raise
        return state.swallowed

    def close(self):
        """Undo everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """ExitStack for async with; takes synchronous things as well."""

    async def enter_async_context(self, cm):
        """Enter cm now, leave it with the stack; returns what its __aenter__ returns."""
        enter, leave = _pair(cm, "__aenter__", "__aexit__", "the asynchronous context manager")
        result = await enter(cm)
        self._exit_callbacks.append((False, MethodType(leave, cm)))
        return result

    def push_async_exit(self, exit):
        """Register the __aexit__ of an object, or a coroutine function like it; return it."""
        self._register_exit(exit, "__aexit__", False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Register a coroutine function to be awaited with these arguments."""
        async def undo(exc_type, exc, tb):
            await callback(*args, **kwds)
        undo.__wrapped__ = callback
        self._exit_callbacks.append((False, undo))
        return callback

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            is_sync, undo = self._exit_callbacks.pop()
            try:
                answer = undo(*state.details())
                if answer if is_sync else await answer:
                    state.swallow()
            except BaseException as raised:
                state.replace(raised)
        if state.new:
            context = state.exc.__context__
            try:
                raise state.exc
            except BaseException:
                state.exc.__context__ = context
                raise
        return state.swallowed

    async def aclose(self):
        """Undo everything now."""
        await self.__aexit__(None, None, None)
