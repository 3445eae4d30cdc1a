"""Collections of tests, with fixtures of classes and modules."""
import sys
from contextlib import contextmanager

from . import case, util

__unittest = True


def _isnotsuite(test):
    return not (hasattr(type(test), '__iter__') or hasattr(type(test), '__getitem__'))


class BaseTestSuite(object):
    """Tests in order."""

    _cleanup = True  # is each test forgotten when it has run?

    def __init__(self, tests=()):
        self._tests, self._removed_tests = [], 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{util.strclass(type(self))} tests={list(self)}>"

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, type(self)) else NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def _ready(self, result):
        """The tests one after another, until the result says stop; each is forgotten after it."""
        for place, test in enumerate(self):
            if result is not None and result.shouldStop:
                break
            yield test
            if self._cleanup:
                self._removeTestAtIndex(place)

    def run(self, result):
        for test in self._ready(result):
            test(result)
        return result

    def _removeTestAtIndex(self, index):
        try:
            test = self._tests[index]
        except TypeError:  # a subclass keeps its tests in something else than a list
            return
        self._removed_tests += getattr(test, 'countTestCases', int)()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests without collecting errors."""
        for test in self._ready(None):
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests with the fixtures of their classes and modules."""

    def run(self, result, debug=False):
        outermost = getattr(result, '_testRunEntered', False) is False
        if outermost:
            result._testRunEntered = True
        for test in self._ready(result):
            if _isnotsuite(test) and not self._prepared(test, result):
                continue
            test.debug() if debug else test(result)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        """Run the tests without collecting errors."""
        self.run(_DebugResult(), True)

    def _prepared(self, test, result):
        """Tear down what the last test needed and set up what this one does; False if that failed."""
        self._tearDownPreviousClass(test, result)
        self._handleModuleFixture(test, result)
        self._handleClassSetUp(test, result)
        result._previousTestClass = type(test)
        return not (getattr(type(test), '_classSetupFailed', False) or getattr(result, '_moduleSetUpFailed', False))

    @contextmanager
    def _reporting(self, result, method_name, parent):
        """Let an exception be an error of the fixture; gives a list that is not empty then."""
        raised = []
        try:
            yield raised
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            raised.append(error)
            self._createClassOrModuleLevelException(result, error, method_name, parent)

    @contextmanager
    def _output_of(self, result):
        _call_if_exists(result, '_setupStdout')
        try:
            yield
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _clean_class(self, cls, result, method_name):
        if (clean := getattr(cls, 'doClassCleanups', None)) is None:
            return
        clean()
        for info in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise info[1]
            self._createClassOrModuleLevelException(result, info[1], method_name, util.strclass(cls), info=info)

    def _handleClassSetUp(self, test, result):
        cls = type(test)
        if cls is getattr(result, '_previousTestClass', None) or result._moduleSetUpFailed or getattr(cls, '__unittest_skip__', False):
            return
        try:
            cls._classSetupFailed = False
        except TypeError:
            pass  # a test need not be of a class that can have attributes
        if (set_up := getattr(cls, 'setUpClass', None)) is None:
            return
        with self._output_of(result):
            with self._reporting(result, 'setUpClass', util.strclass(cls)) as raised:
                set_up()
            if raised:
                try:
                    cls._classSetupFailed = True
                except TypeError:
                    pass
                self._clean_class(cls, result, 'setUpClass')

    def _tearDownPreviousClass(self, test, result):
        cls = getattr(result, '_previousTestClass', None)
        if cls is None or cls is type(test) or getattr(result, '_moduleSetUpFailed', False):
            return
        if getattr(cls, '_classSetupFailed', False) or getattr(cls, '__unittest_skip__', False):
            return
        with self._output_of(result):
            with self._reporting(result, 'tearDownClass', util.strclass(cls)):
                getattr(cls, 'tearDownClass', bool)()
            self._clean_class(cls, result, 'tearDownClass')

    def _get_previous_module(self, result):
        return getattr(getattr(result, '_previousTestClass', None), '__module__', None)

    def _run_module_cleanups(self, result, method_name, name):
        with self._reporting(result, method_name, name):
            case.doModuleCleanups()

    def _handleModuleFixture(self, test, result):
        name = type(test).__module__
        if name == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), 'setUpModule', None)
        if set_up is None:
            return
        with self._output_of(result):
            with self._reporting(result, 'setUpModule', name) as raised:
                set_up()
            if raised:
                result._moduleSetUpFailed = True
                self._run_module_cleanups(result, 'setUpModule', name)

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is None or result._moduleSetUpFailed or name not in sys.modules:
            return
        with self._output_of(result):
            with self._reporting(result, 'tearDownModule', name):
                getattr(sys.modules[name], 'tearDownModule', bool)()
            self._run_module_cleanups(result, 'tearDownModule', name)

    def _createClassOrModuleLevelException(self, result, exc, method_name, parent, info=None):
        self._addClassOrModuleLevelException(result, exc, f'{method_name} ({parent})', info)

    def _addClassOrModuleLevelException(self, result, exception, errorName, info=None):
        holder = _ErrorHolder(errorName)
        skip = getattr(result, 'addSkip', None)
        if skip is not None and isinstance(exception, case.SkipTest):
            skip(holder, str(exception))
        else:
            result.addError(holder, info or sys.exc_info())


def _call_if_exists(parent, attr):
    getattr(parent, attr, bool)()


class _ErrorHolder(object):
    """Stands in results for a fixture that failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    __str__ = id

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def countTestCases(self):
        return 0

    def run(self, result):
        """Nothing is left to be run."""

    __call__ = run


class _DebugResult(object):
    """In place of a result: what the suite must remember, and no errors."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
