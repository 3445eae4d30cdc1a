"""What happened in a run of tests."""
import io
import sys
from functools import wraps

from . import util

__unittest = True


def failfast(method):
    @wraps(method)
    def stopping(self, *args, **kwargs):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kwargs)
    return stopping


STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'
_STREAMS = ('stdout', STDOUT_LINE), ('stderr', STDERR_LINE)


class TestResult(object):
    """Collects results; pairs of test and text in failures, errors, skipped and so on."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.testsRun = 0
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.collectedDurations = []
        self.failfast = self.shouldStop = self.buffer = self.tb_locals = self._mirrorOutput = False
        self._stdout_buffer = self._stderr_buffer = None
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr

    def printErrors(self):
        """Called when all tests have run."""

    def startTest(self, test):
        """A test is about to run."""
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def startTestRun(self):
        """Called once before all tests."""

    def stopTest(self, test):
        """A test has run."""
        self._restoreStdout()
        self._mirrorOutput = False

    def stopTestRun(self):
        """Called once after all tests."""

    def _setupStdout(self):
        if self.buffer:
            for name, _line in _STREAMS:
                if getattr(self, f'_{name}_buffer') is None:
                    setattr(self, f'_{name}_buffer', io.StringIO())
                setattr(sys, name, getattr(self, f'_{name}_buffer'))

    def _buffered(self):
        """For each stream: the original, and what was written in its place, with a heading."""
        for name, line in _STREAMS:
            if text := getattr(sys, name).getvalue():
                yield getattr(self, f'_original_{name}'), line % (text if text.endswith('\n') else f'{text}\n')

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            for original, text in self._buffered():
                original.write(text)
        for name, _line in _STREAMS:
            setattr(sys, name, getattr(self, f'_original_{name}'))
            kept = getattr(self, f'_{name}_buffer')
            kept.seek(0)
            kept.truncate()

    def _note(self, found, test, err):
        found.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addError(self, test, err):
        """A test raised something else than a failure."""
        self._note(self.errors, test, err)
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        """An assertion of a test failed."""
        self._note(self.failures, test, err)
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        """A subtest has ended; err is None if it went well."""
        if err is None:
            return
        if getattr(self, 'failfast', False):
            self.stop()
        self._note(self.failures if issubclass(err[0], test.failureException) else self.errors, subtest, err)
        self._mirrorOutput = True

    def addSuccess(self, test):
        """A test went well."""

    def addSkip(self, test, reason):
        """A test was skipped."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """A test failed, as expected."""
        self._note(self.expectedFailures, test, err)

    @failfast
    def addUnexpectedSuccess(self, test):
        """A test went well that was expected to fail."""
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        """How long a test took."""
        if (collected := getattr(self, 'collectedDurations', None)) is not None:
            collected.append((str(test), elapsed))

    def wasSuccessful(self):
        """Did all go well?"""
        return not (self.failures or self.errors or getattr(self, 'unexpectedSuccesses', ()))

    def stop(self):
        """Run no more tests."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """The traceback as text, without the frames of unittest, and what the test printed."""
        import traceback
        kind, error, tb = err
        tb = self._clean_tracebacks(kind, error, tb, test)
        told = traceback.TracebackException(kind, error, tb, capture_locals=self.tb_locals, compact=True)
        printed = [text for _stream, text in self._buffered()] if self.buffer else []
        return ''.join([*told.format(), *printed])

    def _clean_tracebacks(self, exctype, value, tb, test):
        """The traceback without frames of unittest; they go from the errors behind this one as well."""
        def cleaned(kind, tb):
            while tb and self._is_relevant_tb_level(tb):
                tb = tb.tb_next
            if kind is test.failureException:
                self._remove_unittest_tb_frames(tb)
            return tb

        behind, seen = [value], {id(value)}
        for error in behind:
            for other in (error.__cause__, error.__context__) if error is not None else ():
                if other is not None and id(other) not in seen:
                    seen.add(id(other))
                    behind.append(other)
                    other.__traceback__ = cleaned(type(other), other.__traceback__)
        return cleaned(exctype, tb)

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals

    def _remove_unittest_tb_frames(self, tb):
        """Cut the traceback before the first frame of unittest."""
        last = None
        while tb and not self._is_relevant_tb_level(tb):
            last, tb = tb, tb.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        counts = f"run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}"
        return f"<{util.strclass(type(self))} {counts}>"
