"""Test cases: fixtures, assertions, skipping, subtests."""
import collections
import contextlib
import functools
import operator
import re
import sys
import time
import types
import warnings

from . import result
from .util import _common_shorten_repr, _count_diff_all_purpose, _count_diff_hashable, safe_repr, strclass

__unittest = True

_subtest_msg_sentinel = object()
DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    """Raise it in a test to skip it."""


class _ShouldStop(Exception):
    """The rest of the test shall not run."""


class _Outcome(object):
    """How a test went so far."""

    def __init__(self, result=None):
        self.result, self.result_supports_subtests = result, hasattr(result, 'addSubTest')
        self.success, self.expecting_failure, self.expectedFailure = True, False, None

    def testPartExecutor(self, test_case, subTest=False):
        """A context manager for a part of a test: what is raised in it goes to the result."""
        return _Part(self, test_case, subTest)

    def end_part(self, test, is_subtest, error):
        """Tell the result about a part that ended with this error or None; should the error be raised further?"""
        if error is None:
            if is_subtest:
                self.result.addSubTest(test.test_case, test, None)
            return False
        info = type(error), error, error.__traceback__
        if isinstance(error, KeyboardInterrupt):
            self.success = False
            return True
        if self.result is None:
            self.success = False
            return False
        if isinstance(error, SkipTest):
            self.success = False
            _addSkip(self.result, test, str(error))
        elif isinstance(error, _ShouldStop):
            pass
        elif self.expecting_failure:
            self.expectedFailure = info
        else:
            self.success = False
            if is_subtest:
                self.result.addSubTest(test.test_case, test, info)
            else:
                kind = 'addFailure' if issubclass(info[0], test.failureException) else 'addError'
                getattr(self.result, kind)(test, info)
        return False


class _Part:
    """A part of a test."""

    def __init__(self, outcome, test, is_subtest):
        self.outcome, self.test, self.is_subtest = outcome, test, is_subtest

    def __enter__(self):
        self.before, self.outcome.success = self.outcome.success, True

    def __exit__(self, kind, error, tb):
        outcome = self.outcome
        try:
            if error is None and self.is_subtest and not outcome.success:
                return False  # a part of the subtest failed, which is told already
            return not outcome.end_part(self.test, self.is_subtest, error)
        finally:
            outcome.success = outcome.success and self.before
            error = None


def _addSkip(result, test_case, reason):
    """Tell a result of a skipped test; those that know no skips take it as a success."""
    if (add := getattr(result, 'addSkip', None)) is not None:
        return add(test_case, reason)
    warnings.warn("TestResult has no addSkip method, skips not reported", RuntimeWarning, 2)
    result.addSuccess(test_case)


def _drained(cleanups):
    """What is in a list from the last on, also what is added meanwhile, until it is empty."""
    while cleanups:
        yield cleanups.pop()


def _run_all(cleanups, on_error):
    for function, args, kwargs in _drained(cleanups):
        try:
            function(*args, **kwargs)
        except Exception as error:
            on_error(error)


def _enter_context(cm, addcleanup):
    """Enter a context manager; leaving it becomes a cleanup."""
    kind = type(cm)
    try:
        enter, leave = kind.__enter__, kind.__exit__
    except AttributeError:
        raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support the context manager protocol") from None
    entered = enter(cm)
    addcleanup(leave, cm, None, None, None)
    return entered


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Call function when the tests of the module have run, also if setUpModule() fails."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    """Enter a context manager until the tests of the module have run."""
    return _enter_context(cm, addModuleCleanup)


def doModuleCleanups():
    """Call what addModuleCleanup() was given, the last first."""
    errors = []
    _run_all(_module_cleanups, errors.append)
    if errors:
        raise errors[0]


# Skipping

def skip(reason):
    """Decorator: skip a test or class."""
    if isinstance(reason, types.FunctionType):
        return skip('')(reason)

    def decorator(test_item):
        if not isinstance(test_item, type):
            @functools.wraps(test_item)
            def skipping(*args, **kwargs):
                raise SkipTest(reason)
            test_item = skipping
        test_item.__unittest_skip__, test_item.__unittest_skip_why__ = True, reason
        return test_item
    return decorator


def _id(obj):
    return obj


def skipIf(condition, reason):
    """Decorator: skip if the condition is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Decorator: skip unless the condition is true."""
    return skipIf(not condition, reason)


def expectedFailure(test_item):
    """Decorator: the test is expected to fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


# What assertRaises() and the like return

class _BaseTestCaseContext:

    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, standardMsg))


class _AssertRaisesBaseContext(_BaseTestCaseContext):
    """For a with block, or for a call if one is given to handle()."""

    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected = expected
        self.expected_regex = expected_regex if expected_regex is None else re.compile(expected_regex)
        self.obj_name = self.msg = None

    def handle(self, name, args, kwargs):
        """Call args[0] inside the context; without args the context is for a with block."""
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(isinstance(kind, type) and issubclass(kind, self._base_type) for kind in kinds):
            raise TypeError(f"{name}() arg 1 must be {self._base_type_str}")
        if args:
            function, *args = args
            self.obj_name = getattr(function, '__name__', None) or str(function)
            with self:
                function(*args, **kwargs)
            return None
        self.msg = kwargs.pop('msg', None)
        for name in kwargs:
            raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        return self

    def _missing(self, verb):
        """Fail, as what was expected did not happen."""
        what = getattr(self.expected, '__name__', None) or str(self.expected)
        self._raiseFailure(f"{what} not {verb} by {self.obj_name}" if self.obj_name else f"{what} not {verb}")

    def _check_text(self, text):
        if self.expected_regex is not None and not self.expected_regex.search(text):
            self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{text}"')


class _AssertRaisesContext(_AssertRaisesBaseContext):

    _base_type = BaseException
    _base_type_str = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._missing("raised")
        if not issubclass(exc_type, self.expected):
            return False
        _clear_frames(tb)
        self.exception = exc_value.with_traceback(None)
        self._check_text(str(exc_value))
        return True

    __class_getitem__ = classmethod(types.GenericAlias)


def _clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:  # it still runs
            pass
        tb = tb.tb_next


class _AssertWarnsContext(_AssertRaisesBaseContext):

    _base_type = Warning
    _base_type_str = 'a warning type or tuple of warning types'

    def __enter__(self):
        for module in list(sys.modules.values()):  # or a warning given there before would not be given again
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self._recording = warnings.catch_warnings(record=True)
        self.warnings = self._recording.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._recording.__exit__(exc_type, exc_value, tb)
        if exc_type:
            return
        caught = [shown for shown in self.warnings if isinstance(shown.message, self.expected)]
        if not caught:
            self._missing("triggered")
        pattern = self.expected_regex
        shown = next((shown for shown in caught if pattern is None or pattern.search(str(shown.message))), caught[0])
        self._check_text(str(shown.message))
        self.warning, self.filename, self.lineno = shown.message, shown.filename, shown.lineno


class _AssertNotWarnsContext(_AssertWarnsContext):

    def __exit__(self, exc_type, exc_value, tb):
        self._recording.__exit__(exc_type, exc_value, tb)
        if exc_type is None and any(isinstance(shown.message, self.expected) for shown in self.warnings):
            what = getattr(self.expected, '__name__', None) or str(self.expected)
            self._raiseFailure(f"{what} triggered by {self.obj_name}" if self.obj_name else f"{what} triggered")


# Test cases

def _comparison(name, holds, words):
    """An assertion method that two values are in this order."""
    def method(self, a, b, msg=None):
        if not holds(a, b):
            self._refuse(msg, f"{{}} not {words} {{}}", a, b)

    method.__name__, method.__qualname__ = name, f"TestCase.{name}"
    method.__doc__ = f"Fail unless a is {words} b."
    return method


class TestCase(object):
    """A test: derive from it and define methods that begin with test.

    setUp() and tearDown() run around each method.  Instances are made with
    the name of the method they run."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed, cls._class_cleanups = False, []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName, self._outcome, self._testMethodDoc = methodName, None, 'No test'
        self._cleanups, self._subtest = [], None
        method = getattr(self, methodName, None)
        if method is not None:
            self._testMethodDoc = method.__doc__
        elif methodName != 'runTest':  # without it an instance is good for its assertions only
            raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._type_equality_funcs = {dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual',
                                     set: 'assertSetEqual', frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}

    def addTypeEqualityFunc(self, typeobj, function):
        """Let assertEqual() compare values of a type with function(first, second, msg=None)."""
        self._type_equality_funcs[typeobj] = function

    # fixtures

    def addCleanup(self, function, /, *args, **kwargs):
        """Call function after tearDown(), also if setUp() fails; the last added first."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enter a context manager for the rest of the test."""
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Call function after tearDownClass(), also if setUpClass() fails."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        """Enter a context manager until the tests of the class have run."""
        return _enter_context(cm, cls.addClassCleanup)

    def setUp(self):
        """Runs before each test method."""

    def tearDown(self):
        """Runs after each test method, if setUp() did."""

    @classmethod
    def setUpClass(cls):
        """Runs before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Runs after the tests of the class."""

    # what is known about a test

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """The first line of the test method's docstring, or None."""
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def id(self):
        return f"{strclass(type(self))}.{self._testMethodName}"

    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({strclass(type(self))}.{self._testMethodName})"

    def __repr__(self):
        return f"<{strclass(type(self))} testMethod={self._testMethodName}>"

    # running

    @contextlib.contextmanager
    def subTest(self, msg=_subtest_msg_sentinel, **params):
        """A part of a test: its failure is reported, and the test goes on."""
        outcome, around = self._outcome, self._subtest
        if outcome is None or not outcome.result_supports_subtests:
            yield
            return
        outer = around.params if around is not None else {}
        self._subtest = _SubTest(self, msg, {**params, **{name: outer[name] for name in outer if name not in params}})
        try:
            with outcome.testPartExecutor(self._subtest, subTest=True):
                yield
            if outcome.expectedFailure or not outcome.success and getattr(outcome.result, 'failfast', False):
                raise _ShouldStop
        finally:
            self._subtest = around

    def _addExpectedFailure(self, result, exc_info):
        if (add := getattr(result, 'addExpectedFailure', None)) is not None:
            return add(self, exc_info)
        warnings.warn("TestResult has no addExpectedFailure method, reporting as passes", RuntimeWarning)
        result.addSuccess(self)

    def _addUnexpectedSuccess(self, result):
        if (add := getattr(result, 'addUnexpectedSuccess', None)) is not None:
            return add(self)
        warnings.warn("TestResult has no addUnexpectedSuccess method, reporting as failure", RuntimeWarning)
        try:  # addFailure() wants an exception with a traceback
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(self, sys.exc_info())

    def _addDuration(self, result, elapsed):
        if (add := getattr(result, 'addDuration', None)) is not None:
            return add(self, elapsed)
        warnings.warn("TestResult has no addDuration method", RuntimeWarning)

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if (returned := method()) is not None:
            warnings.warn(f'It is deprecated to return a value that is not None from a test case ({method})',
                          DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def _marked(self, method, mark, default=False):
        return getattr(self, mark, default) or getattr(method, mark, default)

    def run(self, result=None):
        """Run the test; returns the result."""
        begin = end = bool
        if result is None:
            result = self.defaultTestResult()
            begin, end = getattr(result, 'startTestRun', bool), getattr(result, 'stopTestRun', bool)
        begin()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if self._marked(method, '__unittest_skip__'):
                _addSkip(result, self, self._marked(method, '__unittest_skip_why__', ''))
            else:
                self._run_parts(_Outcome(result), method)
            return result
        finally:
            result.stopTest(self)
            end()

    def _run_parts(self, outcome, method):
        """Run setUp(), the method, tearDown() and the cleanups, and tell the result."""
        start, self._outcome, result = time.perf_counter(), outcome, outcome.result
        expecting = self._marked(method, '__unittest_expecting_failure__')
        try:
            with outcome.testPartExecutor(self):
                self._callSetUp()
            if outcome.success:
                outcome.expecting_failure = expecting
                with outcome.testPartExecutor(self):
                    self._callTestMethod(method)
                outcome.expecting_failure = False
                with outcome.testPartExecutor(self):
                    self._callTearDown()
            self.doCleanups()
            self._addDuration(result, time.perf_counter() - start)
            if not outcome.success:
                return
            if not expecting:
                result.addSuccess(self)
            elif outcome.expectedFailure:
                self._addExpectedFailure(result, outcome.expectedFailure)
            else:
                self._addUnexpectedSuccess(result)
        finally:
            # the traceback refers to frames, and they to this test
            outcome.expectedFailure = self._outcome = None

    def doCleanups(self):
        """Call what addCleanup() was given."""
        outcome = self._outcome or _Outcome()
        for function, args, kwargs in _drained(self._cleanups):
            with outcome.testPartExecutor(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        """Call what addClassCleanup() was given."""
        cls.tearDown_exceptions = []
        _run_all(cls._class_cleanups, lambda error: cls.tearDown_exceptions.append(sys.exc_info()))

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test without collecting errors."""
        method = getattr(self, self._testMethodName)
        if self._marked(method, '__unittest_skip__'):
            raise SkipTest(self._marked(method, '__unittest_skip_why__', ''))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        for function, args, kwargs in _drained(self._cleanups):
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        """Skip this test."""
        raise SkipTest(reason)

    def fail(self, msg=None):
        """Fail at once."""
        raise self.failureException(msg)

    # messages

    def _formatMessage(self, msg, standardMsg):
        if self.longMessage:
            return standardMsg if msg is None else f'{standardMsg} : {msg}'
        return msg or standardMsg

    def _refuse(self, msg, words, *values, represent=safe_repr):
        """Fail with a text that names these values."""
        raise self.failureException(self._formatMessage(msg, words.format(*map(represent, values))))

    def _truncateMessage(self, message, diff):
        fits = self.maxDiff is None or len(diff) <= self.maxDiff
        return message + (diff if fits else DIFF_OMITTED % len(diff))

    def _refuse_different(self, msg, summary, ours, theirs, end='\n'):
        """Fail with a text that ends with the difference of two lists of lines."""
        import difflib
        diff = '\n' + end.join(difflib.ndiff(ours, theirs))
        self.fail(self._formatMessage(msg, self._truncateMessage(summary, diff)))

    def _refuse_values(self, msg, summary, first, second):
        import pprint
        self._refuse_different(msg, summary, pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines())

    # assertions

    def assertFalse(self, expr, msg=None):
        """Fail unless expr is false."""
        if expr:
            self._refuse(msg, "{} is not false", expr)

    def assertTrue(self, expr, msg=None):
        """Fail unless expr is true."""
        if not expr:
            self._refuse(msg, "{} is not true", expr)

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fail unless a call (or with block) raises an exception of that class."""
        return _AssertRaisesContext(expected_exception, self).handle('assertRaises', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fail unless a call (or with block) warns with that class."""
        return _AssertWarnsContext(expected_warning, self).handle('assertWarns', args, kwargs)

    def _assertNotWarns(self, expected_warning, *args, **kwargs):
        return _AssertNotWarnsContext(expected_warning, self).handle('_assertNotWarns', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """Fail unless the with block logs something of that level; gives records and output."""
        return self._watch_logs(logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        """Fail if the with block logs something of that level."""
        return self._watch_logs(logger, level, True)

    def _watch_logs(self, logger, level, none):
        from . import _log  # few tests need logging
        return _log._AssertLogsContext(self, logger, level, no_logs=none)

    def _getAssertEqualityFunc(self, first, second):
        """What compares two values: that of their type, if it is the same type."""
        special = self._type_equality_funcs.get(type(first)) if type(first) is type(second) else None
        if special is None:
            return self._baseAssertEqual
        return getattr(self, special) if isinstance(special, str) else special

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._refuse(msg, "{} != {}", *_common_shorten_repr(first, second), represent=str)

    def assertEqual(self, first, second, msg=None):
        """Fail unless both are equal."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """Fail if both are equal."""
        if not first != second:
            self._refuse(msg, "{} == {}", first, second)

    def _distance(self, first, second, places, delta):
        """(are both near each other?, how far they are apart, in words)"""
        if places is not None and delta is not None:
            raise TypeError("specify delta or places not both")
        apart = abs(first - second)
        if delta is not None:
            return apart <= delta, apart, f"{safe_repr(delta)} delta"
        places = 7 if places is None else places
        return round(apart, places) == 0, apart, f"{places!r} places"

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail unless the difference rounds to zero at places (7), or is at most delta."""
        if first == second:
            return
        near, apart, within = self._distance(first, second, places, delta)
        if not near:
            self._refuse(msg, f"{{}} != {{}} within {within} ({{}} difference)", first, second, apart)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail if both are almost equal."""
        near, apart, within = self._distance(first, second, places, delta)
        if near or first == second:
            apart = "" if delta is None else f" ({safe_repr(apart)} difference)"
            self._refuse(msg, f"{{}} == {{}} within {within}{apart}", first, second)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Fail unless two sequences (of seq_type, if given) have equal items."""
        kind = 'sequence' if seq_type is None else seq_type.__name__
        for which, sequence in (('First', seq1), ('Second', seq2)) if seq_type is not None else ():
            if not isinstance(sequence, seq_type):
                raise self.failureException(f'{which} sequence is not a {kind}: {safe_repr(sequence)}')
        if not (lengths := self._lengths(kind, seq1, seq2)):
            return
        if isinstance(lengths, str):
            return self._refuse_values(msg, lengths, seq1, seq2)
        if seq1 == seq2:
            return
        if (summary := self._sequence_summary(kind, seq1, seq2, *lengths)) is None and seq_type is None and type(seq1) != type(seq2):
            return  # of different types, but with the same items
        first, second = _common_shorten_repr(seq1, seq2)
        start = f'{kind.capitalize()}s differ: {first} != {second}\n'
        self._refuse_values(msg, start + (summary or ''), seq1, seq2)

    @staticmethod
    def _lengths(kind, *sequences):
        """The lengths of both sequences, or a text that says which has none."""
        lengths = []
        for which, sequence in zip(('First', 'Second'), sequences):
            try:
                lengths.append(len(sequence))
            except (TypeError, NotImplementedError):
                return f'{which} {kind} has no length.    Non-sequence?'
        return lengths

    @staticmethod
    def _sequence_summary(kind, seq1, seq2, length1, length2):
        """Where two sequences differ first; None if their items are the same."""
        parts, found = [], False
        for i in range(min(length1, length2)):
            items = []
            for which, sequence in ('first', seq1), ('second', seq2):
                try:
                    items.append(sequence[i])
                except (TypeError, IndexError, NotImplementedError):
                    parts.append(f'\nUnable to index element {i} of {which} {kind}\n')
                    break
            if len(items) == 2 and not items[0] != items[1]:
                continue
            if len(items) == 2:
                one, other = _common_shorten_repr(*items)
                parts.append(f'\nFirst differing element {i}:\n{one}\n{other}\n')
            found = True
            break
        if length1 == length2:
            return ''.join(parts) if found else None
        which, longer, at = ('First', seq1, length2) if length1 > length2 else ('Second', seq2, length1)
        parts.append(f'\n{which} {kind} contains {abs(length1 - length2)} additional elements.\n')
        try:
            parts.append(f'First extra element {at}:\n{safe_repr(longer[at])}\n')
        except (TypeError, IndexError, NotImplementedError):
            parts.append(f'Unable to index element {at} of {which.lower()} {kind}\n')
        return ''.join(parts)

    def assertListEqual(self, list1, list2, msg=None):
        """Fail unless two lists are equal."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Fail unless two tuples are equal."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Fail unless two sets are equal."""
        lines = []
        for which, one, without, other in ('first', set1, 'second', set2), ('second', set2, 'first', set1):
            try:
                extra = one.difference(other)
            except TypeError as error:
                self.fail(f'invalid type when attempting set difference: {error}')
            except AttributeError as error:
                self.fail(f'{which} argument does not support set difference: {error}')
            if extra:
                lines += [f'Items in the {which} set but not the {without}:', *map(repr, extra)]
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertIn(self, member, container, msg=None):
        """Fail unless member is in container."""
        if member not in container:
            self._refuse(msg, "{} not found in {}", member, container)

    def assertNotIn(self, member, container, msg=None):
        """Fail if member is in container."""
        if member in container:
            self._refuse(msg, "{} unexpectedly found in {}", member, container)

    def assertIs(self, expr1, expr2, msg=None):
        """Fail unless both are the same object."""
        if expr1 is not expr2:
            self._refuse(msg, "{} is not {}", expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        """Fail if both are the same object."""
        if expr1 is expr2:
            self._refuse(msg, "unexpectedly identical: {}", expr1)

    def assertDictEqual(self, d1, d2, msg=None):
        """Fail unless two dicts are equal."""
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            self._refuse_values(msg, ' != '.join(_common_shorten_repr(d1, d2)), d1, d2)

    def assertCountEqual(self, first, second, msg=None):
        """Fail unless both have the same items, each as often, in any order."""
        ours, theirs = list(first), list(second)
        try:
            different = _count_diff_hashable(ours, theirs)
        except TypeError:
            different = _count_diff_all_purpose(ours, theirs)
        if different:
            lines = [f'First has {found}, Second has {wanted}:  {item!r}' for found, wanted, item in different]
            text = self._truncateMessage('Element counts were not equal:\n', '\n'.join(lines))
            self.fail(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Fail unless two strings are equal; shows the lines that differ."""
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if max(len(first), len(second)) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        summary = ' != '.join(_common_shorten_repr(first, second))
        if any(text and not text.endswith('\n') for text in (first, second)):
            first, second = (text and text + '\n' for text in (first, second))
        self._refuse_different(msg, summary, first.splitlines(True), second.splitlines(True), end='')

    assertLess = _comparison('assertLess', operator.lt, "less than")
    assertLessEqual = _comparison('assertLessEqual', operator.le, "less than or equal to")
    assertGreater = _comparison('assertGreater', operator.gt, "greater than")
    assertGreaterEqual = _comparison('assertGreaterEqual', operator.ge, "greater than or equal to")

    def assertIsNone(self, obj, msg=None):
        """Fail unless obj is None."""
        if obj is not None:
            self._refuse(msg, "{} is not None", obj)

    def assertIsNotNone(self, obj, msg=None):
        """Fail if obj is None."""
        if obj is None:
            self._refuse(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        """Fail unless obj is an instance of cls."""
        if not isinstance(obj, cls):
            self._refuse(msg, "{} is not an instance of {}", safe_repr(obj), repr(cls), represent=str)

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Fail if obj is an instance of cls."""
        if isinstance(obj, cls):
            self._refuse(msg, "{} is an instance of {}", safe_repr(obj), repr(cls), represent=str)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """assertRaises() with a pattern that the message must match."""
        return _AssertRaisesContext(expected_exception, self, expected_regex).handle('assertRaisesRegex', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """assertWarns() with a pattern that the message must match."""
        return _AssertWarnsContext(expected_warning, self, expected_regex).handle('assertWarnsRegex', args, kwargs)

    def assertRegex(self, text, expected_regex, msg=None):
        """Fail unless the pattern is found in text."""
        pattern = re.compile(expected_regex)
        if not pattern.search(text):
            self._refuse(msg, "Regex didn't match: {!r} not found in {!r}", pattern.pattern, text, represent=_id)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """Fail if the pattern is found in text."""
        pattern = re.compile(unexpected_regex)
        if found := pattern.search(text):
            self._refuse(msg, "Regex matched: {!r} matches {!r} in {!r}", found[0], pattern.pattern, text, represent=_id)


class _UnexpectedSuccess(Exception):
    """A test went well that was expected to fail."""


class FunctionTestCase(TestCase):
    """A function as a test case, with functions for its fixtures."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc, self._tearDownFunc = setUp, tearDown
        self._testFunc, self._description = testFunc, description

    def setUp(self):
        (self._setUpFunc or bool)()

    def runTest(self):
        self._testFunc()

    def tearDown(self):
        (self._tearDownFunc or bool)()

    def id(self):
        return self._testFunc.__name__

    _parts = property(operator.attrgetter('_setUpFunc', '_tearDownFunc', '_testFunc', '_description'))

    def __eq__(self, other):
        return self._parts == other._parts if isinstance(other, type(self)) else NotImplemented

    def __hash__(self):
        return hash((type(self), *self._parts))

    def __str__(self):
        return f"{strclass(type(self))} ({self._testFunc.__name__})"

    def __repr__(self):
        return f"<{strclass(type(self))} tec={self._testFunc}>"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        return self._testFunc.__doc__ and self._testFunc.__doc__.split("\n")[0].strip() or None


class _SubTest(TestCase):
    """A part of a test, made by subTest()."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case, self._message, self.params = test_case, message, params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = [] if self._message is _subtest_msg_sentinel else [f"[{self._message}]"]
        if self.params:
            parts.append(f"({', '.join(f'{name}={value!r}' for name, value in self.params.items())})")
        return " ".join(parts) or '(<subtest>)'

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        """The first line of the test's docstring."""
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"
