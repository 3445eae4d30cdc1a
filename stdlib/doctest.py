"""Examples in docstrings are tests: what follows a >>> is run, and must print what stands below it."""
import inspect
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple
from io import StringIO

__all__ = [
    "register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS",
    "SKIP", "IGNORE_EXCEPTION_DETAIL", "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
    "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest", "DocTestParser", "DocTestFinder",
    "DocTestRunner", "OutputChecker", "DocTestFailure", "UnexpectedException", "DebugRunner", "testmod", "testfile",
    "run_docstring_examples", "DocTestSuite", "DocFileSuite", "set_unittest_reportflags", "script_from_examples",
    "testsource", "debug_src", "debug",
]


class TestResults(namedtuple("TestResults", "failed attempted")):
    """How many examples failed, were tried and (an attribute only) skipped."""

    def __new__(cls, failed, attempted, *, skipped=0):
        made = super().__new__(cls, failed, attempted)
        made.skipped = skipped
        return made

    def __repr__(self):
        skipped = f", skipped={self.skipped}" if self.skipped else ""
        return f"TestResults(failed={self.failed}, attempted={self.attempted}{skipped})"


OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The bit of an option; a new one for a new name."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


_COMPARING = ("DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
              "IGNORE_EXCEPTION_DETAIL")
_REPORTING = "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF", "REPORT_ONLY_FIRST_FAILURE", "FAIL_FAST"
globals().update((name, register_optionflag(name)) for name in _COMPARING + _REPORTING)
COMPARISON_FLAGS = sum(OPTIONFLAGS_BY_NAME[name] for name in _COMPARING)
REPORTING_FLAGS = sum(OPTIONFLAGS_BY_NAME[name] for name in _REPORTING)
BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


# --- examples ---

def _ended(text):
    return text if not text or text.endswith("\n") else f"{text}\n"


def _equal_by(*names):
    """An __eq__ that compares attributes."""
    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in names)
    return __eq__


class Example:
    """One example: its source, what it should print (or the exception's last lines), where it stands."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else f"{source}\n"
        self.want = _ended(want)
        self.exc_msg = exc_msg if exc_msg is None else exc_msg if exc_msg.endswith("\n") else f"{exc_msg}\n"
        self.lineno, self.indent, self.options = lineno, indent, {} if options is None else options

    __eq__ = _equal_by("source", "want", "lineno", "indent", "options", "exc_msg")

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of a docstring, which share a namespace."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        if isinstance(examples, str):
            raise AssertionError("DocTest no longer accepts str; use DocTestParser instead")
        self.examples, self.docstring, self.globs = examples, docstring, globs.copy()
        self.name, self.filename, self.lineno = name, filename, lineno

    __eq__ = _equal_by("examples", "docstring", "globs", "name", "filename", "lineno")

    def __repr__(self):
        count = len(self.examples)
        shown = "no examples" if not count else f"{count} example{'s' * (count > 1)}"
        return f"<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({shown})>"

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        return self._order() < other._order()

    def _order(self):
        return self.name, self.filename or "", -1 if self.lineno is None else self.lineno, id(self)


class DocTestParser:
    """Finds the examples of a text."""

    _PROMPT = re.compile(r"( *)>>>(.*)")
    _CONTINUED = re.compile(r" *\.\.\.")
    _RAISES = re.compile(r"^Traceback \((?:most recent call last|innermost last)\):\s*$.*?^(?P<message>\w+.*)", re.M | re.S)
    _OPTIONS = re.compile(r"""#\s*doctest:\s*([^\n'"]*)$""", re.M)

    def parse(self, string, name="<string>"):
        """Examples and the texts between them, in their order."""
        lines = re.findall(r".*\n|.+", string.expandtabs())
        margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        lines = [line[margin:] if line.strip() else line.lstrip(" ") if margin else line for line in lines]
        pieces, text, at = [], "", 0
        while at < len(lines):
            if not (prompt := self._PROMPT.match(lines[at])):
                text += lines[at]
                at += 1
                continue
            source_end = at + 1
            while source_end < len(lines) and self._CONTINUED.match(lines[source_end]):
                source_end += 1
            end = source_end
            while end < len(lines) and lines[end].strip(" \n") and not self._PROMPT.match(lines[end]):
                end += 1
            source = [line.rstrip("\n") for line in lines[at:source_end]]
            want = [line.rstrip("\n") for line in lines[source_end:end]]
            pieces.append(text)
            text = ""
            if found := self._example(source, want, len(prompt[1]), margin, name, at):
                pieces.append(found)
            at = end
        return [*pieces, text]

    def _example(self, source, want, indent, margin, name, lineno):
        """The Example of lines; None if they hold nothing but comments."""
        for i, line in enumerate(source):
            if line[indent + 3:indent + 4] not in ("", " "):
                raise ValueError(f"line {lineno + i + 1!r} of the docstring for {name} lacks blank after "
                                 f"{line[indent:indent + 3]}: {line!r}")
        for i, line in enumerate(source[1:] + want, 1):
            if not line.startswith(" " * indent + "." * (i < len(source))):
                raise ValueError(f"line {lineno + i + (i >= len(source))!r} of the docstring for {name} has inconsistent leading "
                                 f"whitespace: {line!r}")
        code = "\n".join(line[indent + 4:] for line in source)
        wanted = "\n".join(line[indent:] for line in want)
        raised = self._RAISES.match(wanted)
        options = self._options(code, name, lineno)
        empty = all(not line.strip() or line.lstrip().startswith("#") for line in code.split("\n"))
        if empty and options:
            raise ValueError(f"line {lineno!r} of the doctest for {name} has an option directive on a line with no "
                             f"example: {code!r}")
        return None if empty else Example(code, wanted, raised and raised["message"], lineno, margin + indent, options)

    def _options(self, source, name, lineno):
        options = {}
        for words in self._OPTIONS.findall(source):
            for word in words.replace(",", " ").split():
                if word[0] not in "+-" or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"line {lineno + 1!r} of the doctest for {name} has an invalid option: {word!r}")
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == "+"
        return options

    def get_doctest(self, string, globs, name, filename, lineno):
        """The examples as a DocTest."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """The examples."""
        return [piece for piece in self.parse(string, name) if isinstance(piece, Example)]


class DocTestFinder:
    """Finds the docstrings with examples in a module, class or function, and what is in it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._verbose, self._recurse, self._exclude_empty = parser, verbose, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests of an object, sorted."""
        if name is None and (name := getattr(obj, "__name__", None)) is None:
            raise ValueError(f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        module = None if module is False else inspect.getmodule(obj) if module is None else module
        if globs is None:
            globs = {} if module is None else vars(module)
        globs = {"__name__": "__main__", **globs, **(extraglobs or {})}
        found = []
        self._find(found, obj, name, module, self._lines_of(obj, module), globs, {})
        return sorted(found)

    @staticmethod
    def _lines_of(obj, module):
        try:
            file = inspect.getsourcefile(obj)
            if not file:
                file = inspect.getfile(obj)
                if not (file[:1] == "<" and file[-2:] == "]>"):
                    return None
        except TypeError:
            return None
        return linecache.getlines(file, *([vars(module)] if module is not None else [])) or None

    def _from_module(self, module, object):
        """Whether an object was defined in a module."""
        if module is None:
            return True
        if (home := inspect.getmodule(object)) is not None:
            return module is home
        if inspect.isfunction(object):
            return vars(module) is object.__globals__
        owner = getattr(object, "__objclass__", object)
        if hasattr(owner, "__module__"):
            return module.__name__ == owner.__module__
        if isinstance(object, property) or inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            return True
        raise ValueError("object must be a class or function")

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _members(self, obj, name, module):
        """(name, object) of what else to look at below an object."""
        if inspect.ismodule(obj):
            for key, value in vars(obj).items():
                if (self._is_routine(value) or inspect.isclass(value)) and self._from_module(module, value):
                    yield f"{name}.{key}", value
            for key, value in getattr(obj, "__test__", {}).items():
                if not isinstance(key, str):
                    raise ValueError(f"DocTestFinder.find: __test__ keys must be strings: {type(key)!r}")
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError("DocTestFinder.find: __test__ values must be strings, functions, methods, classes, "
                                     f"or modules: {type(value)!r}")
                yield f"{name}.__test__.{key}", value
        elif inspect.isclass(obj):
            for key, value in vars(obj).items():
                value = value.__func__ if isinstance(value, staticmethod | classmethod) else value
                wanted = inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property)
                if wanted and self._from_module(module, value):
                    yield f"{name}.{key}", value

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        """Add the tests of an object and of what is in it."""
        if self._verbose:
            print(f"Finding tests in {name}")
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        if (test := self._get_test(obj, name, module, globs, source_lines)) is not None:
            tests.append(test)
        if self._recurse:
            for key, value in self._members(obj, name, module):
                self._find(tests, value, key, module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        doc = obj if isinstance(obj, str) else getattr(obj, "__doc__", None)
        doc = "" if doc is None else str(doc)
        if not doc and self._exclude_empty:
            return None
        file = None
        if module is not None:
            file = getattr(module, "__file__", None) or module.__name__
            file = file[:-1] if file.endswith(".pyc") else file
        return self._parser.get_doctest(doc, globs, name, file, self._find_lineno(obj, source_lines))

    def _find_lineno(self, obj, source_lines):
        """The index of the line where the docstring of an object begins; None if it cannot be told."""
        has_doc = getattr(obj, "__doc__", None) is not None
        at = None
        if inspect.ismodule(obj) and has_doc:
            at = 0
        elif inspect.isclass(obj) and has_doc:
            if source_lines is None:
                return None
            head = re.compile(rf"\s*class\s*{re.escape(getattr(obj, '__name__', '-'))}\b")
            at = next((i for i, line in enumerate(source_lines) if head.match(line)), None)
        obj = getattr(obj, "__func__", obj) if inspect.ismethod(obj) else obj.fget if isinstance(obj, property) else obj
        if inspect.isroutine(obj) and getattr(obj, "__doc__", None):
            code = getattr(inspect.unwrap(obj), "__code__", None)
            if code is None:
                return None
            at = code.co_firstlineno - 1
        if at is None:
            return None
        if source_lines is None:
            return at + 1
        quote = re.compile(r"""(^|.*:)\s*\w*("|')""")
        return next((i for i in range(at, len(source_lines)) if quote.match(source_lines[i])), None)


# --- running ---

def _indent(text, indent=4):
    return re.sub(r"(?m)^(?!$)", " " * indent, text)


def _exception_traceback(exc_info):
    out = StringIO()
    traceback.print_exception(*exc_info, file=out)
    return out.getvalue()


def _extract_future_flags(globs):
    """The flags of the __future__ features a namespace has imported."""
    import __future__
    flags = 0
    for name in __future__.all_feature_names:
        feature = getattr(__future__, name)
        if globs.get(name) is feature:
            flags |= feature.compiler_flag
    return flags


def _strip_exception_details(msg):
    """The bare name of an exception, of its last lines."""
    head = msg.partition("\n")[0].partition(":")[0]
    return head.rpartition(".")[2]


class _SpoofOut(StringIO):
    """What the examples print; always whole lines."""

    def getvalue(self):
        return _ended(StringIO.getvalue(self))

    def truncate(self, size=None):
        self.seek(size)
        StringIO.truncate(self)


def _redirecting_pdb(out):
    """A debugger that talks to the user although sys.stdout goes elsewhere."""
    import pdb

    class Debugger(pdb.Pdb):
        used = False

        def set_trace(self, frame=None):
            self.used = True
            super().set_trace(sys._getframe(1) if frame is None else frame)

        def set_continue(self):
            if self.used:
                super().set_continue()

        def trace_dispatch(self, *args):
            saved, sys.stdout = sys.stdout, out
            try:
                return super().trace_dispatch(*args)
            finally:
                sys.stdout = saved

    debugger = Debugger(stdout=out, nosigint=True)
    debugger.use_rawinput = 1
    return debugger


class DocTestRunner:
    """Runs DocTests, and keeps the score."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats, self._fakeout = {}, _SpoofOut()

    def report_start(self, out, test, example):
        """An example is going to be run."""
        if self._verbose:
            expected = f":\n{_indent(example.want)}" if example.want else " nothing\n"
            out(f"Trying:\n{_indent(example.source)}Expecting{expected}")

    def report_success(self, out, test, example, got):
        """An example printed what it should."""
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        """An example printed something else."""
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """An example raised something."""
        out(f"{self._failure_header(test, example)}Exception raised:\n{_indent(_exception_traceback(exc_info))}")

    def _failure_header(self, test, example):
        if not test.filename:
            place = f"Line {example.lineno + 1}, in {test.name}"
        else:
            known = test.lineno is not None and example.lineno is not None
            place = f'File "{test.filename}", line {test.lineno + example.lineno + 1 if known else "?"}, in {test.name}'
        return f"{self.DIVIDER}\n{place}\nFailed example:\n{_indent(example.source)}"

    def _execute(self, example, filename, globs, compileflags):
        """(what an example printed, the exception it raised or None)"""
        error = None
        try:
            exec(compile(example.source, filename, "single", compileflags, True), globs)
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            error = raised.with_traceback(raised.__traceback__.tb_next)
        self.debugger.set_continue()
        printed = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        return printed, error

    def _raised_as_wanted(self, example, error):
        lines = traceback.format_exception_only(type(error), error)
        if isinstance(error, SyntaxError):  # the lines before show the place
            name = type(error).__name__
            heads = (f"{type(error).__qualname__}:", f"{type(error).__module__}.{type(error).__qualname__}:", name)
            lines = lines[next((i for i, line in enumerate(lines) if line.startswith(heads)), 0):]
        message = "".join(lines)
        check = self._checker.check_output
        if check(example.exc_msg, message, self.optionflags):
            return True
        return bool(self.optionflags & IGNORE_EXCEPTION_DETAIL and check(
            _strip_exception_details(example.exc_msg), _strip_exception_details(message), self.optionflags))

    def _run_example(self, test, number, example, compileflags, out, quiet):
        """Whether an example did what it should; tells about it."""
        if not quiet:
            self.report_start(out, test, example)
        got, error = self._execute(example, f"<doctest {test.name}[{number}]>", test.globs, compileflags)
        if error is None:
            good = self._checker.check_output(example.want, got, self.optionflags)
        elif example.exc_msg is None:
            if not quiet:
                self.report_unexpected_exception(out, test, example, (type(error), error, error.__traceback__))
            return False
        else:
            good = self._raised_as_wanted(example, error)
            if not quiet:
                got += _exception_traceback((type(error), error, error.__traceback__))
        if not quiet:
            (self.report_success if good else self.report_failure)(out, test, example, got)
        return good

    def _run_examples(self, test, compileflags, out):
        failed = tried = skipped = 0
        usual = self.optionflags
        for number, example in enumerate(test.examples):
            self.optionflags = usual
            for flag, wanted in example.options.items():
                self.optionflags = self.optionflags | flag if wanted else self.optionflags & ~flag
            tried += 1
            if self.optionflags & SKIP:
                skipped += 1
                continue
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failed > 0
            if not self._run_example(test, number, example, compileflags, out, quiet):
                failed += 1
                if self.optionflags & FAIL_FAST:
                    break
        self.optionflags = usual
        self._add(test.name, failed, tried, skipped)
        return TestResults(failed, tried, skipped=skipped)

    def _add(self, name, failed, tried, skipped):
        before = self._stats.get(name, (0, 0, 0))
        self._stats[name] = tuple(map(sum, zip(before, (failed, tried, skipped))))
        self.failures += failed
        self.tries += tried
        self.skips += skipped

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples of a DocTest; what is to say goes to out(text)."""
        import _colorize
        import builtins
        import pdb
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        stdout = sys.stdout
        if out is None:
            encoding = stdout.encoding
            out = stdout.write if encoding is None or encoding.lower() == "utf-8" else (
                lambda text: stdout.write(text.encode(encoding, "backslashreplace").decode(encoding)))
        self.debugger = _redirecting_pdb(stdout)
        self.debugger.reset()
        getlines, own_name = linecache.getlines, re.compile(rf"<doctest {re.escape(test.name)}\[(\d+)\]>$")

        def with_examples(filename, module_globals=None):
            found = own_name.match(filename)
            return test.examples[int(found[1])].source.splitlines(keepends=True) if found else getlines(filename, module_globals)

        changes = [(sys, "stdout", self._fakeout), (sys, "displayhook", sys.__displayhook__), (linecache, "getlines", with_examples),
                   (pdb, "set_trace", self.debugger.set_trace), (_colorize, "can_colorize", lambda: False)]
        saved, trace = [getattr(where, name) for where, name, _ in changes], sys.gettrace()
        for where, name, value in changes:
            setattr(where, name, value)
        try:
            return self._run_examples(test, compileflags, out)
        finally:
            for (where, name, _), value in zip(changes, saved):
                setattr(where, name, value)
            sys.settrace(trace)
            if clear_globs:
                test.globs.clear()
                builtins._ = None

    def summarize(self, verbose=None):
        """Print the score; the totals."""
        verbose = self._verbose if verbose is None else verbose
        empty, passed, failed = [], [], []
        for name, (failures, tries, _) in sorted(self._stats.items()):
            if not tries:
                empty.append(f"    {name}")
            elif failures:
                failed.append(f" {failures:3d} of {tries:3d} in {name}")
            else:
                passed.append(f" {tries:3d} test{'s' * (tries != 1)} in {name}")
        bad, total, skipped = map(sum, zip((0, 0, 0), *self._stats.values()))
        if verbose:
            for lines, label in (empty, "had no tests"), (passed, "passed all tests"):
                if lines:
                    print(f"{_count(len(lines), 'item')} {label}:", *lines, sep="\n")
        if failed:
            print(self.DIVIDER, f"{_count(len(failed), 'item')} had failures:", *failed, sep="\n")
        if verbose:
            print(f"{_count(total, 'test')} in {_count(len(self._stats), 'item')}.")
            print(f"{total - bad} passed{f' and {bad} failed' if bad else ''}.")
        left_out = f"{_count(skipped, 'skipped test')}" if skipped else ""
        if bad:
            print(f"***Test Failed*** {_count(bad, 'failure')}{' and ' * bool(skipped)}{left_out}.")
        elif verbose:
            print("Test passed.")
        return TestResults(bad, total, skipped=skipped)

    def merge(self, other):
        """Add the score of another runner."""
        for name, (failed, tried, skipped) in other._stats.items():
            self._add(name, failed, tried, skipped)


def _count(number, what):
    return f"{number} {what}{'s' * (number != 1)}"


class OutputChecker:
    """Decides whether an output is the one that was wanted, and shows the difference."""

    def check_output(self, want, got, optionflags):
        """Whether the output will do."""
        want, got = (str(text.encode("ASCII", "backslashreplace"), "ASCII") for text in (want, got))
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
        if optionflags & NORMALIZE_WHITESPACE:
            want, got = " ".join(want.split()), " ".join(got.split())
        return got == want or bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

    def output_difference(self, example, got, optionflags):
        """The difference, told as the options want it."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub(r"(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        long = want.count("\n") > 2 and got.count("\n") > 2
        if optionflags & REPORT_NDIFF or long and optionflags & (REPORT_UDIFF | REPORT_CDIFF):
            import difflib
            lines = want.splitlines(True), got.splitlines(True)
            if optionflags & REPORT_UDIFF:
                name, diff = "unified diff with -expected +actual", list(difflib.unified_diff(*lines, n=2))[2:]
            elif optionflags & REPORT_CDIFF:
                name, diff = "context diff with expected followed by actual", list(difflib.context_diff(*lines, n=2))[2:]
            else:
                name, diff = "ndiff with -expected +actual", difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(*lines)
            return f"Differences ({name}):\n{_indent(''.join(diff))}"
        return "".join(f"{label}:\n{_indent(text)}" if text else f"{label} nothing\n"
                       for label, text in (("Expected", want), ("Got", got)))


def _ellipsis_match(want, got):
    """Whether a text is like another where ... stands for anything."""
    first, *rest = want.split(ELLIPSIS_MARKER)
    if not rest:
        return want == got
    *middle, last = rest
    if not got.startswith(first) or not got.endswith(last) or len(first) + len(last) > len(got):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in middle:
        if (at := got.find(piece, at, end)) < 0:
            return False
        at += len(piece)
    return True


class DocTestFailure(Exception):
    """An example printed something else than it should."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised something."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    __str__ = DocTestFailure.__str__


class DebugRunner(DocTestRunner):
    """A runner that raises at the first failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        found = super().run(test, compileflags, out, clear_globs=False)
        if clear_globs:  # only now: who gets an exception wants to look at them
            test.globs.clear()
        return found

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# --- modules and files ---

master = None


def _run_all(tests, raise_on_error, verbose, optionflags, report):
    global master
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in tests:
        runner.run(test)
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Test the examples of a module (default: __main__)."""
    m = sys.modules.get("__main__") if m is None else m
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    tests = DocTestFinder(exclude_empty=exclude_empty).find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs)
    return _run_all(tests, raise_on_error, verbose, optionflags, report)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Test the examples of a text file."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, path = _load_testfile(filename, package, module_relative, encoding or "utf-8")
    globs = {"__name__": "__main__", **(globs or {}), **(extraglobs or {})}
    test = parser.get_doctest(text, globs, os.path.basename(filename) if name is None else name, path, 0)
    return _run_all([test], raise_on_error, verbose, optionflags, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Test the examples of one object."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


def _normalize_module(module, depth=2):
    """A module, of itself, its name, or None for that of a caller."""
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        from importlib import import_module
        return import_module(module)
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals["__name__"]]
    raise TypeError("Expected a module, string, or None")


def _module_relative_path(module, test_path):
    """The path of a file beside a module."""
    if not inspect.ismodule(module):
        raise TypeError(f"Expected a module: {module!r}")
    if test_path.startswith("/"):
        raise ValueError("Module-relative files may not have absolute paths")
    if getattr(module, "__file__", None):
        folder = os.path.dirname(module.__file__)
    elif module.__name__ == "__main__":
        folder = os.path.dirname(sys.argv[0]) if sys.argv and sys.argv[0] else os.curdir
    else:
        for folder in getattr(module, "__path__", ()):
            path = os.path.join(folder, *test_path.split("/"))
            if os.path.exists(path):
                return path
        raise ValueError(f"Can't resolve paths relative to the module {module.__name__!r} (it has no __file__)")
    return os.path.join(folder, *test_path.split("/"))


def _load_testfile(filename, package, module_relative, encoding):
    """(text, path) of a file."""
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, "__loader__", None) or getattr(package.__spec__, "loader", None)
        if hasattr(loader, "get_data"):
            text = loader.get_data(filename).decode(encoding)
            return text.replace("\r\n", "\n").replace("\r", "\n"), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


# --- unittest ---

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set the reporting options of DocTestCases that have none; the old ones."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    before, _unittest_reportflags = _unittest_reportflags, flags
    return before


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test, self._dt_checker, self._dt_optionflags = test, checker, optionflags
        self._dt_setUp, self._dt_tearDown = setUp, tearDown

    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)
        self._dt_globs = self._dt_test.globs.copy()

    def tearDown(self):
        test = self._dt_test
        if self._dt_tearDown is not None:
            self._dt_tearDown(test)
        test.globs.clear()
        test.globs.update(self._dt_globs)

    def runTest(self):
        flags, told, stdout = self._dt_optionflags, StringIO(), sys.stdout
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = "-" * 70
        try:
            found = runner.run(self._dt_test, out=told.write, clear_globs=False)
            if found.skipped == found.attempted:
                raise unittest.SkipTest("all examples were skipped")
        finally:
            sys.stdout = stdout
        if found.failed:
            raise self.failureException(self.format_failure(told.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        line = "unknown line number" if test.lineno is None else test.lineno
        return (f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, '
                f"in {test.name.rpartition('.')[2]}\n\n{err}")

    def debug(self):
        """Run, and raise what goes wrong."""
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    __eq__ = _equal_by("_dt_test", "_dt_optionflags", "_dt_setUp", "_dt_tearDown", "_dt_checker")

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        path, _, name = self._dt_test.name.rpartition(".")
        return f"{name} ({path})"

    __str__ = object.__str__

    def shortDescription(self):
        return f"Doctest: {self._dt_test.name}"


class SkipDocTestCase(DocTestCase):
    def __init__(self, module):
        super().__init__(None)
        self.module = module

    def setUp(self):
        self.skipTest("DocTestSuite will not work with -O2 and above")

    def test_skip(self):
        pass

    def shortDescription(self):
        return f"Skipping tests from {self.module.__name__}"

    __str__ = shortDescription


class _DocTestSuite(unittest.TestSuite):
    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The examples of a module as a test suite."""
    module = _normalize_module(module)
    tests = (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs)
    if not tests and sys.flags.optimize >= 2:
        return _DocTestSuite([SkipDocTestCase(module)])
    suite = _DocTestSuite()
    for test in sorted(tests):
        if test.examples:
            test.filename = test.filename or module.__file__.removesuffix("c")
            suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    def id(self):
        return self._dt_test.name.replace(".", "_")

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return f'Failed doctest test for {self._dt_test.name}\n  File "{self._dt_test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, path = _load_testfile(path, package, module_relative, encoding or "utf-8")
    globs = {} if globs is None else globs.copy()
    globs.setdefault("__file__", path)
    return DocFileCase(parser.get_doctest(text, globs, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """The examples of text files as a test suite."""
    if kw.get("module_relative", True):
        kw["package"] = _normalize_module(kw.get("package"))
    return _DocTestSuite([DocFileTest(path, **kw) for path in paths])


# --- examples as programs ---

def script_from_examples(s):
    """Examples as a program: what they should print, and the text around, are comments."""
    lines = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            lines.append(piece.source[:-1])
            if piece.want:
                lines.append("# Expected:")
                lines += [f"## {line}" for line in piece.want.split("\n")[:-1]]
        else:
            lines += [f"# {line.rstrip()}".rstrip() for line in piece.split("\n")[:-1]]
    while lines and lines[-1] == "#":
        lines.pop()
    while lines and lines[0] == "#":
        del lines[0]
    return "\n".join(lines) + "\n"


def testsource(module, name):
    """The program that the examples of an object of a module make."""
    tests = {test.name: test for test in DocTestFinder().find(_normalize_module(module))}
    if name not in tests:
        raise ValueError(name, "not found in tests")
    return script_from_examples(tests[name].docstring)


def debug_src(src, pm=False, globs=None):
    """Debug the examples of a docstring."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Debug a program; with pm, only where it fails."""
    import pdb
    globs = dict(globs or {})
    debugger = pdb.Pdb(nosigint=True)
    if not pm:
        debugger.run(f"exec({src!r})", globs, globs)
        return
    try:
        exec(src, globs, globs)
    except BaseException as error:
        print(error)
        debugger.reset()
        debugger.interaction(None, error.__traceback__)


def debug(module, name, pm=False):
    """Run, and raise what goes wrong."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, vars(module))


def _test():
    """python -m doctest"""
    import argparse
    parser = argparse.ArgumentParser(description="doctest runner")
    parser.add_argument("-v", "--verbose", action="store_true", default=False, help="print very verbose output for all tests")
    parser.add_argument("-o", "--option", action="append", choices=OPTIONFLAGS_BY_NAME.keys(), default=[],
                        help="specify a doctest option flag to apply to the test run; may be specified more than once")
    parser.add_argument("-f", "--fail-fast", action="store_true", help="stop running tests after first failure")
    parser.add_argument("file", nargs="+", help="file containing the tests to run")
    options = parser.parse_args()
    flags = FAIL_FAST if options.fail_fast else 0
    for name in options.option:
        flags |= OPTIONFLAGS_BY_NAME[name]
    for path in options.file:
        folder, name = os.path.split(path)
        if name.endswith(".py"):
            sys.path.insert(0, folder)
            try:
                found = testmod(__import__(name[:-3]), verbose=options.verbose, optionflags=flags)
            finally:
                del sys.path[0]
        else:
            found = testfile(path, module_relative=False, verbose=options.verbose, optionflags=flags)
        if found.failed:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(_test())
