"""Test cases whose methods are coroutines, run in an event loop of their own."""
import asyncio
import contextvars
import inspect
import warnings
from contextlib import contextmanager

from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """A test case with async methods, and asyncSetUp() and asyncTearDown()."""

    loop_factory = None
    _asyncioRunner = None

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._asyncioTestContext = contextvars.copy_context()

    async def asyncSetUp(self):
        """Runs after setUp()."""

    async def asyncTearDown(self):
        """Runs before tearDown()."""

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """addCleanup() of a coroutine function."""
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        """Enter an asynchronous context manager for the rest of the test."""
        kind = type(cm)
        if not (hasattr(kind, '__aenter__') and hasattr(kind, '__aexit__')):
            raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support "
                            "the asynchronous context manager protocol")
        entered = await kind.__aenter__(cm)
        self.addAsyncCleanup(kind.__aexit__, cm, None, None, None)
        return entered

    def _callAsync(self, func, /, *args, **kwargs):
        """Run a coroutine function in the loop of the test."""
        if self._asyncioRunner is None:
            raise AssertionError('asyncio runner is not initialized')
        if not inspect.iscoroutinefunction(func):
            raise AssertionError(f'{func!r} is not an async function')
        return self._asyncioRunner.run(func(*args, **kwargs), context=self._asyncioTestContext)

    def _callMaybeAsync(self, func, /, *args, **kwargs):
        """Call a function of either kind; all of a test share one context."""
        run = self._callAsync if inspect.iscoroutinefunction(func) else self._asyncioTestContext.run
        return run(func, *args, **kwargs)

    def _callSetUp(self):
        self._asyncioRunner.get_loop()  # so that setUp() finds it
        self._asyncioTestContext.run(self.setUp)
        self._callAsync(self.asyncSetUp)

    def _callTearDown(self):
        self._callAsync(self.asyncTearDown)
        self._asyncioTestContext.run(self.tearDown)

    _callCleanup = _callMaybeAsync

    def _callTestMethod(self, method):
        returned = self._callMaybeAsync(method)
        if returned is not None:
            text = f'It is deprecated to return a value that is not None from a test case ({method})'
            warnings.warn(text, DeprecationWarning, stacklevel=5)

    def _setupAsyncioRunner(self):
        if self._asyncioRunner is not None:
            raise AssertionError('asyncio runner is already initialized')
        self._asyncioRunner = asyncio.Runner(debug=True, loop_factory=self.loop_factory)

    def _tearDownAsyncioRunner(self):
        self._asyncioRunner.close()

    @contextmanager
    def _with_runner(self):
        self._setupAsyncioRunner()
        try:
            yield
        finally:
            self._tearDownAsyncioRunner()

    def run(self, result=None):
        with self._with_runner():
            return super().run(result)

    def debug(self):
        self._setupAsyncioRunner()
        super().debug()  # after an error the runner stays, for doCleanups()
        self._tearDownAsyncioRunner()

    def __del__(self):
        if self._asyncioRunner:
            self._tearDownAsyncioRunner()
