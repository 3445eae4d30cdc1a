# unittest, the flow: what runs when fixtures of modules, classes and tests fail or skip, what results, runners and loaders are
# told, durations, buffering, locals, debugging without results, interrupts, help texts, discovery of odd folders.
import asyncio
import contextlib
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
import types
import unittest
import warnings
from unittest import case, util


def clean(text):
    text = re.sub(r"in \d+\.\d+s", "in Ns", text)
    text = re.sub(r'  File "(?![^"]*(?:unittest_flow|test_\w+)\.py")[^"]*", line .*\n(?:    .*\n)*', "", text)
    text = re.sub(r'File "(?:[^"]*[/\\])?([^"/\\]+)", line \d+', r'File "\1", line N', text)
    return re.sub(r" at 0x\w+|\d\.\d\d\ds", "", text)


class Log(unittest.TestResult):
    def __init__(self, *args):
        super().__init__(*args)
        self.calls = []

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        if name in ("startTest", "stopTest", "startTestRun", "stopTestRun", "addSuccess", "addError", "addFailure", "addSkip", "addExpectedFailure", "addUnexpectedSuccess", "addSubTest", "addDuration"):
            def call(*args):
                shown = [a[0].__name__ + ":" + str(a[1]) if isinstance(a, tuple) else "time" if isinstance(a, float) else a.id().split(".", 1)[-1] if hasattr(a, "id") else repr(a) for a in args]
                self.calls.append(f"{name}({', '.join(shown)})")
                return value(*args)
            return call
        return value


def module(name, **names):
    made = types.ModuleType(name)
    made.__dict__.update(names)
    for value in names.values():
        if isinstance(value, type):
            value.__module__ = name
    sys.modules[name] = made
    return made


def show(test, result=None, **kwargs):
    result = Log()
    for name, value in kwargs.items():
        setattr(result, name, value)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        test(result)
    print("\n".join(result.calls))
    print(result, result.wasSuccessful(), repr(out.getvalue()))
    return result


events = []


class Flow(unittest.TestCase):
    def setUp(self):
        events.append("setUp")
        getattr(self, "up", lambda: None)()

    def tearDown(self):
        events.append("tearDown")
        getattr(self, "down", lambda: None)()

    def test(self):
        events.append("test")
        getattr(self, "body", lambda: None)()


def boom(text="boom"):
    def raising(*args):
        events.append(text)
        raise ValueError(text)
    return raising


def skip(*args):
    raise unittest.SkipTest("skipped")


for setup in ({}, {"up": boom("up")}, {"down": boom("down")}, {"body": boom()}, {"body": boom(), "down": boom("down")}, {"up": skip}, {"body": skip}, {"down": skip}, {"body": lambda: 3},
              {"body": boom(), "expected": True}, {"expected": True}, {"down": boom("down"), "expected": True}, {"up": boom("up"), "expected": True}, {"body": skip, "expected": True}):
    events.clear()
    test = Flow("test")
    if setup.pop("expected", False):
        test.__unittest_expecting_failure__ = True
    test.__dict__.update(setup)
    test.addCleanup(events.append, "cleanup 1"), test.addCleanup(boom("cleanup 2")), test.addCleanup(lambda *a, **k: events.append((a, k)), 1, two=2)
    print("--", sorted(setup))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        show(test)
    print(events, [str(w.message).split(" (")[0] for w in caught])


print("== subtests")


class Subs(unittest.TestCase):
    def test_nested(self):
        with self.subTest("outer", a=1):
            with self.subTest(b=2):
                self.fail("inner")
            with self.subTest("mid", a=3):
                pass
            self.fail("outer fails")
        with self.subTest():
            raise KeyError("nothing")
        self.fail("after")

    @unittest.expectedFailure
    def test_expected(self):
        with self.subTest(x=1):
            self.fail("x")

    @unittest.expectedFailure
    def test_expected_two(self):
        with self.subTest(x=1):
            pass

    def test_skip(self):
        with self.subTest(s=1):
            self.skipTest("in a subtest")
        with self.subTest(s=2):
            pass

    def test_stop(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertEqual(i, 5)


for name in ("test_nested", "test_expected", "test_expected_two", "test_skip"):
    result = show(Subs(name))
    print([str(t) for t, _ in result.failures + result.errors], [(str(t), r) for t, r in result.skipped], [str(t) for t in result.unexpectedSuccesses], [t.id() for t, _ in result.failures])
result = show(Subs("test_stop"), failfast=True)
print([t._subDescription() for t, _ in result.failures], result.failures[0][0].shortDescription(), result.failures[0][0], result.shouldStop)


class Minimal:
    shouldStop = False

    def __init__(self):
        self.seen = []

    def startTest(self, test):
        self.seen.append("start")

    def stopTest(self, test):
        self.seen.append("stop")

    def addSuccess(self, test):
        self.seen.append("success")

    def addError(self, test, err):
        self.seen.append(("error", str(err[1])))

    def addFailure(self, test, err):
        self.seen.append(("failure", str(err[1])))


for name in ("test_nested", "test_expected", "test_expected_two", "test_skip", "test_stop"):
    minimal = Minimal()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        Subs(name).run(minimal)
    print(name, minimal.seen, [(w.category.__name__, str(w.message)) for w in caught])

print("== class and module fixtures")


def classes(**kinds):
    made = {}
    for name, methods in kinds.items():
        def test_a(self):
            events.append(type(self).__name__ + ".a")

        def test_b(self):
            events.append(type(self).__name__ + ".b")

        made[name] = type(name, (unittest.TestCase,), {"test_a": test_a, "test_b": test_b, **{k: v if k.startswith("__") else classmethod(v) for k, v in methods.items()}})
    return made


def event(text, then=None):
    def function(*args):
        events.append(text)
        if then:
            then()
    return function


def fresh(modname, up=None, down=None, **kinds):
    made = classes(**kinds)
    if up:
        made["setUpModule"] = up
    if down:
        made["tearDownModule"] = down
    return module(modname, **made)


loader = unittest.TestLoader()
one = fresh("one", event("one up"), event("one down"), A=dict(setUpClass=event("A up"), tearDownClass=event("A down")), B=dict(setUpClass=event("B up", boom("B fails")), tearDownClass=event("never")))
two = fresh("two", event("two up", boom("two fails")), event("two down"), C={})
three = fresh("three", event("three up", lambda: unittest.addModuleCleanup(event("three cleanup", boom("cleanup fails")))), event("three down", boom("three down fails")), D=dict(tearDownClass=event("D down", boom("D fails"))), E=dict(setUpClass=event("E up", skip)))
four = fresh("four", event("four up", skip), None, F={})
five = fresh("five", None, None, G=dict(setUpClass=lambda cls: (cls.addClassCleanup(event("G cleanup", boom("G cleanup"))), cls.addClassCleanup(event("G cleanup 2"))), tearDownClass=event("G down")), H=dict(setUpClass=lambda cls: (cls.addClassCleanup(event("H cleanup")), boom("H up")())), I={"__unittest_skip__": True, "__unittest_skip_why__": "I skipped"})
for modules in ((one,), (two,), (three,), (four,), (five,), (one, two, three)):
    events.clear()
    result = show(unittest.TestSuite(loader.loadTestsFromModule(m) for m in modules))
    print(events)
    print([(str(t), t.id(), t.shortDescription(), t.countTestCases(), repr(t)) for t, _ in result.errors if isinstance(t, unittest.suite._ErrorHolder)], [(str(t), r) for t, r in result.skipped])
    print(clean("".join(text for _, text in result.errors)))
for failing in (one, three, four):
    events.clear()
    try:
        print(loader.loadTestsFromModule(failing).debug())
    except BaseException as error:
        print(type(error).__name__, error)
    print(events)
for name in ("A", "B"):
    try:
        getattr(one, name)("test_a").debug(), getattr(one, name)("test_a")()
    except Exception as error:
        print(error)
suite = unittest.TestSuite([one.A("test_a"), unittest.TestSuite([two.C("test_a")]), one.A("test_b")])
print(suite, suite.countTestCases(), [type(t).__name__ for t in suite], suite == unittest.TestSuite(suite), suite != unittest.TestSuite())
suite.run(unittest.TestResult())
print([t if t is None else type(t).__name__ for t in suite._tests], suite.countTestCases(), unittest.TestSuite._cleanup)
for bad in (3, unittest.TestCase, unittest.TestSuite, "text"):
    for method in ("addTest", "addTests"):
        try:
            getattr(unittest.TestSuite(), method)(bad)
        except TypeError as error:
            print(method, error)
suite = unittest.TestSuite()
suite.addTest(lambda result: events.append("callable"))
suite(unittest.TestResult())
print(events[-1], suite.countTestCases())

print("== stopping")


class Stops(unittest.TestCase):
    def test_1(self):
        self.result.stop()

    def test_2(self):
        events.append("never")

    def run(self, result=None):
        self.result = result
        return super().run(result)


show(loader.loadTestsFromTestCase(Stops))
for interrupt in (KeyboardInterrupt, SystemExit):
    class Interrupted(unittest.TestCase):
        def test(self):
            raise interrupt("now")

        def tearDown(self):
            events.append("interrupted")

    result = Log()
    try:
        Interrupted("test").run(result)
    except BaseException as error:
        print(type(error).__name__, result.calls, events[-1])
    else:
        print(result.calls)

print("== results and runners")


class Reports(unittest.TestCase):
    """A class."""

    def test_prints(self):
        """Prints and fails.

        More text.
        """
        local = [1, 2]
        print("to stdout"), print("to stderr", file=sys.stderr)
        self.assertEqual(local, [])

    def test_chained(self):
        try:
            try:
                self.assertTrue(False)
            except AssertionError as error:
                raise KeyError("second") from error
        except KeyError:
            self.fail("third")

    def test_loop(self):
        first, second = ValueError("first"), ValueError("second")
        first.__cause__, second.__cause__ = second, first
        raise first

    def test_group(self):
        raise ExceptionGroup("many", [ValueError(1)])

    def test_quiet(self):
        print("nothing said", end="")


for options in ({"buffer": True}, {"tb_locals": True}, {"verbosity": 2, "descriptions": False}, {"verbosity": 0}, {"failfast": True, "verbosity": 2}, {"durations": 2}, {"durations": 0, "verbosity": 2}):
    out = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        result = unittest.TextTestRunner(out, **options).run(loader.loadTestsFromTestCase(Reports))
    text = clean(out.getvalue())
    text = re.sub(r"(?s)Slowest test durations\n.*?(?=\n-+\nRan |\nRan )", "Slowest test durations", text)
    print(options, text, len(result.collectedDurations), result.durations)
stream = io.StringIO()
text_result = unittest.TextTestResult(unittest.runner._WritelnDecorator(stream), True, 2, durations=None)
test = Reports("test_prints")
text_result.startTestRun(), text_result.startTest(test), text_result.addSuccess(test), text_result.addUnexpectedSuccess(test), text_result.addSkip(test, "why"), text_result.addDuration(test, 0.5), text_result.stopTest(test), text_result.stopTestRun()
text_result.printErrors()
print(stream.getvalue(), text_result, text_result.collectedDurations, text_result.getDescription(test), text_result.separator1 == "=" * 70, text_result.separator2 == "-" * 70)
dots = unittest.TextTestResult(unittest.runner._WritelnDecorator(stream := io.StringIO()), True, 1)
for method, args in (("addSuccess", ()), ("addSkip", ("r",)), ("addUnexpectedSuccess", ())):
    getattr(dots, method)(test, *args)
print(repr(stream.getvalue()))
wrapped = unittest.runner._WritelnDecorator(stream)
wrapped.writeln("line"), wrapped.writeln(), wrapped.write("x")
print(repr(stream.getvalue()), wrapped.getvalue() == stream.getvalue())
try:
    wrapped.stream_of_nothing
except AttributeError as error:
    print(error)


class Own(unittest.TextTestResult):
    def startTestRun(self):
        self.stream.writeln("my run begins")

    def stopTestRun(self):
        self.stream.writeln("my run ends")


class OldResult(unittest.TextTestResult):
    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)


for kind in (Own, OldResult):
    with contextlib.redirect_stdout(io.StringIO()):
        runner = unittest.TextTestRunner(out := io.StringIO(), resultclass=kind)
        runner.run(Reports("test_quiet"))
    print(clean(out.getvalue()), runner.resultclass.__name__)
plain = unittest.TestResult(None, None, None)
print(plain.startTestRun(), plain.printErrors(), plain.stop(), plain.shouldStop, plain)
for category in ("ignore", "error", "always", None):
    class Warns(unittest.TestCase):
        def test(self):
            warnings.warn("oh", DeprecationWarning)

    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        result = unittest.TextTestRunner(io.StringIO(), warnings=category).run(Warns("test"))
    print(category, result.wasSuccessful(), "oh" in err.getvalue())

print("== loading")
for name, mod in (("one", None), ("one.A", None), ("one.A.test_a", None), ("one.A.nothing", None), ("one.Nothing", None), ("nowhere", None), ("nowhere.at.all", None), ("A", one), ("A.test_b", one), ("gives", None), ("os.path", None), ("one.A.test_a.more", None), ("", one)):
    loader = unittest.TestLoader()
    try:
        found = loader.loadTestsFromName(name, mod)
        print(name, [str(t) for t in found], [e.strip().split("\n")[-1] for e in loader.errors])
        for t in found:
            if type(t).__name__ == "_FailedTest":
                result = unittest.TestResult()
                t(result)
                print("   ", [x[1].strip().split("\n")[-1] for x in result.errors], t.id())
    except Exception as error:
        print(name, type(error).__name__, error)
gives = module("gives", suite=lambda: unittest.TestSuite([one.A("test_a")]), case=lambda: one.A("test_b"), number=lambda: 3, value=5, A=one.A, instance=one.A("test_a"))
for name in ("suite", "case", "number", "value", "A", "A.test_a", "instance"):
    try:
        print(name, unittest.TestLoader().loadTestsFromName(name, gives))
    except TypeError as error:
        print(name, re.sub(" at 0x[0-9a-f]+", "", str(error)))
one.A.__module__ = "one"
loader = unittest.TestLoader()
for loads in (lambda loader, tests, pattern: tests, lambda loader, tests, pattern: 1 / 0, lambda: None):
    one.load_tests = loads
    found = loader.loadTestsFromModule(one, pattern="p*")
    print([str(t) for t in found][:1], [e.strip().split("\n")[-1] for e in loader.errors])
    loader.errors.clear()
del one.load_tests
for args, kwargs in (((one, True), {}), ((one,), {"use_load_tests": True})):
    try:
        loader.loadTestsFromModule(*args, **kwargs)
    except TypeError as error:
        print(error)
loader.testMethodPrefix = "te"
loader.sortTestMethodsUsing = lambda a, b: (a < b) - (a > b)
print(loader.getTestCaseNames(one.A))
loader.sortTestMethodsUsing = None
loader.testNamePatterns = ["*one*b"]
print(loader.getTestCaseNames(one.A))
loader.suiteClass = list
print(loader.loadTestsFromTestCase(one.A))


class Run(unittest.TestCase):
    def runTest(self):
        pass


class Odd(unittest.TestCase):
    test_value = 3
    test_function = print
    test_class = int

    def test_method(self):
        pass

    testing = lambda self: None


print(unittest.TestLoader().loadTestsFromTestCase(Run), unittest.TestLoader().getTestCaseNames(Odd))
for kind in (unittest.TestSuite, unittest.TestCase, unittest.FunctionTestCase):
    try:
        print(unittest.TestLoader().loadTestsFromTestCase(kind))
    except TypeError as error:
        print(error)
print(unittest.defaultTestLoader.loadTestsFromNames(["one.B", "two"]).countTestCases(), sorted(set(dir(unittest)) >= {"IsolatedAsyncioTestCase", "TestCase"} and ["all there"]))
try:
    unittest.nothing
except AttributeError as error:
    print(error)

print("== comparing and messages")
c = Run()


def fails(name, *args, **kwargs):
    try:
        getattr(c, name)(*args, **kwargs)
        print(name, "passes")
    except BaseException as error:
        print(name, type(error).__name__, error)


long_one, long_two = "a" * 60 + "b" * 60 + "c" * 60, "a" * 60 + "x" * 60 + "c" * 60
fails("assertEqual", long_one, long_two), fails("assertEqual", 10 ** 100, 10 ** 100 + 1), fails("assertEqual", [long_one], [long_two])
fails("assertEqual", {"k": long_one}, {"k": long_two}), fails("assertDictEqual", {1: [2, 3], "z": {"y": 1}}, {1: [2, 4], "z": {"y": 1}}), fails("assertEqual", "line\n" * 3, "line\n" * 2 + "other"), fails("assertEqual", "no newline", "no newline\n")
fails("assertSequenceEqual", [1, 2], [1, 2, 3]), fails("assertSequenceEqual", [1, 2, 3], [1, 2]), fails("assertSequenceEqual", "ab", "ac"), fails("assertSequenceEqual", [1], None), fails("assertSequenceEqual", None, [1]), fails("assertSequenceEqual", {1: 2}, {1: 3}), fails("assertSequenceEqual", (), [])
fails("assertSetEqual", 1, {1}), fails("assertSetEqual", {1}, 1), fails("assertSetEqual", {1, 2}, {1}), fails("assertCountEqual", "aab", "abb"), fails("assertCountEqual", [1, "x", 1], iter([1, 1, "x"])), fails("assertCountEqual", [{}, {}, []], [{}, []])
fails("assertIn", "x", long_one), fails("assertIn", 1, {}), fails("assertIsInstance", long_one, int), fails("assertTrue", long_one, "why"), fails("assertMultiLineEqual", "a", 3), fails("assertListEqual", [1], (1,), "msg"), fails("assertTupleEqual", (1,), (2,), "msg")
fails("assertAlmostEqual", 1, 2, places=3, delta=4), fails("assertAlmostEqual", 1.005, 1.006, 2), fails("assertAlmostEqual", "a", "b"), fails("assertNotAlmostEqual", 1, 1, msg="same"), fails("assertNotAlmostEqual", 1, 2, places=1, delta=1), fails("assertAlmostEqual", complex(1, 1), complex(1, 2))
fails("assertRaises", ValueError, lambda: None), fails("assertRaises", (ValueError, KeyError), lambda: None), fails("assertRaises", "x", int), fails("assertRaises", ValueError, int, "x", nope=1), fails("assertRaisesRegex", ValueError, "", int, "x"), fails("assertRaisesRegex", ValueError, re.compile("(?i)INVALID"), int, "x"), fails("assertWarns", ValueError, int), fails("assertWarns", (DeprecationWarning, UserWarning), warnings.warn, "x", RuntimeWarning), fails("assertWarnsRegex", UserWarning, "^x$", warnings.warn, "xy")
for kwargs in ({"msg": "mine"}, {"nope": 1}, {"msg": "m", "other": 2}):
    for name in ("assertRaises", "assertWarns"):
        try:
            with getattr(c, name)(UserWarning, **kwargs):
                pass
        except BaseException as error:
            print(name, kwargs, type(error).__name__, error)
try:
    with c.assertRaises(KeyError):
        raise ValueError("passes through")
except ValueError as error:
    print(error)
with c.assertRaises(KeyError) as context:
    try:
        raise ValueError("cause")
    except ValueError as error:
        raise KeyError("k") from error
print(context.exception.__cause__, context.exception.__cause__.__traceback__ is not None, c.assertRaises(KeyError).expected)
c.maxDiff = None
fails("assertEqual", list(range(40)), list(range(39)))
c.maxDiff = 20
fails("assertEqual", list(range(40)), list(range(39)), "own"), fails("assertMultiLineEqual", "x\n" * 50, "y\n" * 50), fails("assertDictEqual", {i: i for i in range(30)}, {})
c.longMessage = False
fails("assertEqual", [1], [2], "only mine"), fails("assertEqual", [1], [2]), fails("assertRaises", KeyError, int), fails("assertIsNone", 3, "only")
c.longMessage = True
c.addTypeEqualityFunc(int, "assertMultiLineEqual"), fails("assertEqual", 1, 2)
c.addTypeEqualityFunc(dict, lambda a, b, msg=None: c.fail(f"own {a} {b} {msg}")), fails("assertEqual", {}, {1: 2}, "m")


class Unprintable:
    def __repr__(self):
        raise ValueError


print(re.sub(" at 0x[0-9a-f]+", "", util.safe_repr(Unprintable())), util.safe_repr("x" * 200, short=True)[-30:], util.strclass(Run), util._common_shorten_repr("a" * 100 + "b", "a" * 100 + "c"), util._count_diff_hashable("aab", "bb"), util._count_diff_all_purpose([[1], [1]], [[1]]))
print(util.sorted_list_difference([1, 1, 2, 4], [1, 3, 4, 4]), util.unorderable_list_difference([1, 2, 2], [2, 3]), [util.three_way_cmp(*p) for p in ((1, 2), (2, 1), (1, 1))], util.sorted_list_difference([], [1, 1]))
f = unittest.FunctionTestCase(boom, setUp=boom, tearDown=None, description=" desc \n more")
print(f, clean(repr(f)), f == unittest.FunctionTestCase(boom, setUp=boom, description=" desc \n more"), f == unittest.FunctionTestCase(boom), hash(f) == hash(unittest.FunctionTestCase(boom, setUp=boom, description=" desc \n more")), f.id(), f.shortDescription(), f.countTestCases())
for decorator in (unittest.skip("reason"), unittest.skipIf(False, "no"), unittest.skipUnless(False, "no"), unittest.expectedFailure):
    def decorated(self):
        "doc"
    result = decorator(decorated)
    print(result is decorated, result.__name__, {k: v for k, v in vars(result).items() if k.startswith("__unittest")})


@unittest.skip
def bare(self):
    pass


print(vars(bare).get("__unittest_skip_why__"), repr(bare.__unittest_skip__))
with contextlib.suppress(unittest.SkipTest):
    bare(None)
try:
    print(unittest.TestCase("runTest").id(), unittest.TestCase().run(unittest.TestResult()))
except AttributeError as error:
    print(error)
try:
    unittest.TestCase.enterClassContext(3)
except TypeError as error:
    print(error)
try:
    c.enterContext(3)
except TypeError as error:
    print(error)
print(c.enterContext(contextlib.nullcontext(4)), unittest.enterModuleContext(contextlib.nullcontext(5)), unittest.doModuleCleanups())
unittest.addModuleCleanup(boom("m1")), unittest.addModuleCleanup(event("m2"))
try:
    unittest.doModuleCleanups()
except ValueError as error:
    print(error, events[-2:])

print("== asynchronous")


class Async(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        events.append("setUp")

    async def asyncSetUp(self):
        events.append("asyncSetUp")
        events.append(await self.enterAsyncContext(self.manager()))
        self.addAsyncCleanup(self.note, "async cleanup", extra=1), self.addCleanup(events.append, "sync cleanup")

    @contextlib.asynccontextmanager
    async def manager(self):
        yield "entered"
        events.append("left")

    async def note(self, text, extra):
        events.append((text, extra, asyncio.get_running_loop() is self.loop))

    async def asyncTearDown(self):
        events.append("asyncTearDown")

    async def test_fails(self):
        self.loop = asyncio.get_running_loop()
        with self.subTest(a=1):
            self.fail("sub")
        await asyncio.sleep(0)
        raise KeyError("k")

    async def test_returns(self):
        self.loop = asyncio.get_running_loop()
        return 5

    async def test_cancelled(self):
        self.loop = asyncio.get_running_loop()
        raise asyncio.CancelledError

    def test_plain(self):
        self.loop = asyncio.get_running_loop()
        events.append("plain")


for name in ("test_fails", "test_returns", "test_plain"):
    events.clear()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        show(Async(name))
    print(events, [re.sub(r" \(.*| at 0x.*", "", str(w.message)) for w in caught])
events.clear()
try:
    Async("test_fails").debug()
except Exception as error:
    print(type(error).__name__, error, events)
try:
    asyncio.run(Async("test_plain").enterAsyncContext(4))
except TypeError as error:
    print(error)
for bad in ("addAsyncCleanup",):
    test = Async("test_plain")
    test.asyncSetUp = test.manager
    result = unittest.TestResult()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        test(result)
    print([text.strip().split("\n")[-1] for _, text in result.errors])

print("== interrupts")
before = signal.getsignal(signal.SIGINT)
unittest.installHandler()
handler = signal.getsignal(signal.SIGINT)
result = unittest.TestResult()
unittest.registerResult(result)
os.kill(os.getpid(), signal.SIGINT)
print(result.shouldStop, handler is not before)
try:
    os.kill(os.getpid(), signal.SIGINT)
    for i in range(10000):
        pass
except KeyboardInterrupt:
    print("interrupted")
print(unittest.removeResult(result), unittest.removeResult(result))


@unittest.removeHandler
def without():
    return signal.getsignal(signal.SIGINT) is before


print(without(), signal.getsignal(signal.SIGINT) is handler)
unittest.removeHandler()
print(signal.getsignal(signal.SIGINT) is before)

print("== programs")
with tempfile.TemporaryDirectory() as folder:
    def put(name, text):
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as stream:
            stream.write(textwrap.dedent(text))

    put("test_one.py", """
        import unittest
        class One(unittest.TestCase):
            def test_a(self): pass
            def test_b(self): pass
            @unittest.skip("s")
            def test_c(self): pass
        if __name__ == "__main__": unittest.main()
        """)
    put("sub/__init__.py", "def load_tests(loader, tests, pattern):\n    print('package', pattern)\n    return loader.suiteClass([tests, *loader.discover(__path__[0], pattern=pattern, top_level_dir='.')])\n")
    put("sub/test_x.py", "import unittest\nclass X(unittest.TestCase):\n    def test_x(self): pass\n")
    put("skips/__init__.py", "import unittest\nraise unittest.SkipTest('package skipped')\n")
    put("skips/test_never.py", "")
    put("odd/test_skip.py", "import unittest\nraise unittest.SkipTest('module skipped')\n")
    put("odd/test_syntax.py", "def (:\n")
    put("odd/not-a-name/test_z.py", "")
    put("odd/test-dash.py", "")
    put("bad/__init__.py", "1/0\n")
    put("bad/test_q.py", "")
    put("empty/x.py", "")

    def run(*args, program="-m"):
        start = ["-c", "import unittest; unittest.main(module=None)"] if program == "-m" else [program]
        done = subprocess.run([sys.executable, *start, *args], cwd=folder, capture_output=True, text=True, env={**os.environ, "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": "1"})
        err = clean(done.stderr).replace(os.path.realpath(folder), "").replace(folder, "")
        print(args, done.returncode, clean(done.stdout), err)

    run("-h"), run("-h", program="test_one.py"), run("discover", "-h"), run("--nope"), run("-v", "test_one.One"), run("test_one.py"), run("-q", "--locals", "-c", "test_one"), run("-k", "test_a", "-k", "*c", "-v", "test_one")
    run("discover", "-v"), run("discover", "odd"), run("discover", "nowhere"), run("discover", "empty"), run("discover", "-s", "sub", "-p", "*x.py", "-t", "."), run("discover", "sub", "test_[a-x].py", "."), run("discover", "one", "two", "three", "four"), run("discover", "bad")
    run("--durations", "1", "test_one"), run("One.test_b", "-v", program="test_one.py"), run("Nope", program="test_one.py"), run("-f", "-b", "test_one.One.test_a", "test_one.One.test_b"), run("--durations", "x"), run("sub"), run("nope.nope")
main = unittest.main
for kwargs in ({"exit": False, "argv": ["prog", "Run"]}, {"exit": False, "argv": ["prog"], "defaultTest": "Run"}, {"exit": False, "argv": ["prog"], "defaultTest": ["Run", "Run"]}, {"argv": ["prog", "Run"]}, {"argv": ["prog", "-k", "zzz"], "exit": False, "defaultTest": "Reports"}):
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err):
            program = main(**kwargs)
        print(program.result, program.verbosity, program.testNames if hasattr(program, "testNames") else None)
    except SystemExit as error:
        print("exit", error.code)
    print(clean(err.getvalue()))
