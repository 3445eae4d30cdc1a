"""Runs tests and shows the results as text."""
import sys
import time
import warnings

from . import result
from .case import _SubTest
from .signals import registerResult

__unittest = True


class _WritelnDecorator(object):
    """A stream that can write lines."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr == 'stream' or attr.startswith('__'):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        self.write(f"{arg or ''}\n")


class TextTestResult(result.TestResult):
    """Prints a character, or with verbosity a line, per test."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions, self.durations = stream, descriptions, durations
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self._newline = True

    def getDescription(self, test):
        more = self.descriptions and test.shortDescription()
        return f"{test}\n{more}" if more else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self._announce(test)
            self.stream.flush()
            self._newline = False

    def _announce(self, test, margin=''):
        self.stream.write(f"{margin}{self.getDescription(test)} ... ")

    def _write_status(self, test, status):
        """End the line of the test; a subtest has a line of its own."""
        part = isinstance(test, _SubTest)
        if part and not self._newline:
            self.stream.writeln()
        if part or self._newline:
            self._announce(test, '  ' if part else '')
        self._end_line(test, status)
        self._newline = True

    def _end_line(self, test, status):
        self.stream.writeln(status)
        self.stream.flush()

    def _show(self, test, letter, status, end=None):
        if self.showAll:
            (end or self._write_status)(test, status)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._show(subtest, *(('F', 'FAIL') if issubclass(err[0], subtest.failureException) else ('E', 'ERROR')))
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._show(test, '.', 'ok')

    def addError(self, test, err):
        super().addError(test, err)
        self._show(test, 'E', 'ERROR')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show(test, 'F', 'FAIL')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show(test, 's', f"skipped {reason!r}")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show(test, 'x', "expected failure", self._end_line)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show(test, 'u', "unexpected success", self._end_line)

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)
        if surprises := getattr(self, 'unexpectedSuccesses', ()):
            self.stream.writeln(self.separator1)
            for test in surprises:
                self.stream.writeln(f"UNEXPECTED SUCCESS: {self.getDescription(test)}")
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            for line in self.separator1, f"{flavour}: {self.getDescription(test)}", self.separator2, text:
                self.stream.writeln(line)
            self.stream.flush()


class TextTestRunner(object):
    """Runs tests; the report goes to a stream, by default sys.stderr."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None,
                 *, tb_locals=False, durations=None):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity = descriptions, verbosity
        self.failfast, self.buffer, self.tb_locals = failfast, buffer, tb_locals
        self.durations, self.warnings = durations, warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        args = self.stream, self.descriptions, self.verbosity
        try:
            return self.resultclass(*args, durations=self.durations)
        except TypeError:  # a class from before there were durations
            return self.resultclass(*args)

    def _printDurations(self, result):
        if not result.collectedDurations:
            return
        slowest = sorted(result.collectedDurations, key=lambda pair: -pair[1])
        if self.durations > 0:
            del slowest[self.durations:]
        self.stream.writeln("Slowest test durations")
        self._separate(result)
        shown = [(test, took) for test, took in slowest if self.verbosity >= 2 or took >= 0.001]
        for test, took in shown:
            self.stream.writeln(f"{f'{took:.3f}s':<10} {test}")
        hidden = "\n(durations < 0.001s were hidden; use -v to show these durations)"
        self.stream.writeln(hidden if len(shown) < len(slowest) else "")

    def _separate(self, result):
        if hasattr(result, 'separator2'):
            self.stream.writeln(result.separator2)

    def run(self, test):
        """Run a test or suite; returns the result."""
        result = self._makeResult()
        registerResult(result)
        result.failfast, result.buffer, result.tb_locals = self.failfast, self.buffer, self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start = time.perf_counter()
            getattr(result, 'startTestRun', bool)()
            try:
                test(result)
            finally:
                getattr(result, 'stopTestRun', bool)()
            took = time.perf_counter() - start
        result.printErrors()
        if self.durations is not None:
            self._printDurations(result)
        self._separate(result)
        count = result.testsRun
        self.stream.writeln(f"Ran {count} test{'' if count == 1 else 's'} in {took:.3f}s")
        self.stream.writeln()
        self.stream.write(self._verdict(result))
        self.stream.flush()
        return result

    @staticmethod
    def _verdict(result):
        """The last line of the report."""
        def number(name):
            return len(getattr(result, name, ()))

        counts = {'failures': number('failures'), 'errors': number('errors'), 'skipped': number('skipped'),
                  'expected failures': number('expectedFailures'), 'unexpected successes': number('unexpectedSuccesses')}
        word = "OK"
        if not result.wasSuccessful():
            word = "FAILED"
        elif not result.testsRun and not counts['skipped']:
            word = "NO TESTS RAN"
        told = ', '.join(f"{name}={count}" for name, count in counts.items() if count)
        return f"{word} ({told})\n" if told else f"{word}\n"
