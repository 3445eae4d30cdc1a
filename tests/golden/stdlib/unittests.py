# unittest: every assertion with its message, running, results, fixtures, subtests, skips, asynchronous cases, discovery, main.
import asyncio
import io
import logging
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
import warnings


class Case(unittest.TestCase):
    def runTest(self):
        pass


c = Case()


def t(name, *args, **kwargs):
    try:
        print(name, repr(getattr(c, name)(*args, **kwargs)))
    except BaseException as error:
        print(name, type(error).__name__, error)


class Odd:
    def __eq__(self, other):
        return NotImplemented

    def __repr__(self):
        return "<odd>"


t("assertEqual", 1, 1), t("assertEqual", 1, 2), t("assertEqual", 1, 2, "because"), t("assertEqual", "abc\ndef\n", "abc\ndxf\n"), t("assertEqual", "a", "b")
t("assertEqual", [1, 2, 3], [1, 3]), t("assertEqual", (1,), (2, 3)), t("assertEqual", {1, 2}, {2, 3}), t("assertEqual", {"a": 1, "b": 2}, {"a": 1, "b": 3}), t("assertEqual", frozenset([1]), {2})
t("assertEqual", [], [1]), t("assertEqual", "x" * 200, "x" * 199 + "y"), t("assertEqual", list(range(100)), list(range(99)) + [1]), t("assertEqual", Odd(), Odd())
t("assertNotEqual", 1, 1), t("assertNotEqual", 1, 2), t("assertTrue", 0), t("assertTrue", [], "m"), t("assertFalse", 1), t("assertFalse", 0)
t("assertIs", 1, 2), t("assertIs", None, None), t("assertIsNot", None, None), t("assertIsNot", 1, 2), t("assertIsNone", 1), t("assertIsNotNone", None), t("assertIn", 1, [2]), t("assertIn", "a", "b"), t("assertNotIn", 1, [1])
t("assertIsInstance", 1, str), t("assertIsInstance", 1, (str, bytes)), t("assertNotIsInstance", 1, int), t("assertIsInstance", 1, int, "x")
t("assertAlmostEqual", 1.0, 1.00000001), t("assertAlmostEqual", 1.0, 1.1), t("assertAlmostEqual", 1, 1.1, delta=0.2), t("assertAlmostEqual", 1, 2, delta=0.5), t("assertAlmostEqual", 1, 2, 3, delta=1), t("assertAlmostEqual", 1.23, 1.24, 1)
t("assertNotAlmostEqual", 1.0, 1.00000001), t("assertNotAlmostEqual", 1, 2, delta=5), t("assertNotAlmostEqual", 1.0, 1.1, 3)
t("assertGreater", 1, 2), t("assertGreaterEqual", 1, 2), t("assertLess", 2, 1), t("assertLessEqual", 2, 1), t("assertGreater", 2, 1)
t("assertRegex", "abc", "x+"), t("assertRegex", "abc", re.compile("b")), t("assertNotRegex", "abc", "b"), t("assertNotRegex", "abc", "z")
t("assertCountEqual", [1, 2, 2], [2, 1, 3]), t("assertCountEqual", [1, [2]], [[2], 1]), t("assertCountEqual", [[1]], [[2]])
t("assertMultiLineEqual", "a\nb\n", "a\nc\n"), t("assertMultiLineEqual", 1, "a"), t("assertSequenceEqual", [1], (1,)), t("assertSequenceEqual", [1], (2,)), t("assertSequenceEqual", [1], (2,), seq_type=list), t("assertSequenceEqual", 1, [1])
t("assertListEqual", [1], [2]), t("assertListEqual", (1,), [2]), t("assertTupleEqual", (1, 2), (1,)), t("assertSetEqual", {1}, {2}), t("assertSetEqual", {1}, [1]), t("assertDictEqual", {1: 2}, {1: 3}), t("assertDictEqual", 1, {})
t("fail"), t("fail", "on purpose"), t("skipTest", "no"), t("id"), t("shortDescription"), t("countTestCases"), t("defaultTestResult"), t("failureException", "x")
t("assertRaises", ValueError, int, "x"), t("assertRaises", KeyError, int, "1"), t("assertRaises", 3, int), t("assertRaises", KeyError, int, "x"), t("assertRaisesRegex", ValueError, "lit", int, "x"), t("assertRaisesRegex", ValueError, "zzz", int, "x"), t("assertRaises", ValueError, None)
t("assertWarns", UserWarning, warnings.warn, "w"), t("assertWarns", UserWarning, int), t("assertWarnsRegex", UserWarning, "zz", warnings.warn, "w"), t("assertWarns", DeprecationWarning, print, end="")
for make in [lambda: c.assertRaises(ValueError, msg="mine"), lambda: c.assertRaisesRegex(ValueError, "z"), lambda: c.assertWarns(UserWarning), lambda: c.assertLogs("x", "INFO"), lambda: c.assertNoLogs("x", "INFO")]:
    try:
        with make() as context:
            logging.getLogger("x").debug("low")
    except AssertionError as error:
        print(error)
with c.assertRaises(ValueError) as context:
    int("x")
print(repr(context.exception), context.exception.__traceback__ is None or True, context.expected)
with c.assertLogs("x", "INFO") as logs:
    logging.getLogger("x.y").warning("first %d", 1), logging.getLogger("x").info("second")
print(logs.output, len(logs.records), logs.records[0].levelname)
try:
    with c.assertNoLogs("x"):
        logging.getLogger("x").warning("oh")
except AssertionError as error:
    print(error)
with c.assertWarns(UserWarning) as context:
    warnings.warn("careful")
print(context.warning, os.path.basename(context.filename))
c.maxDiff = 10
t("assertEqual", [1, 2, 3] * 10, [1])
c.longMessage = False
t("assertEqual", 1, 2, "short"), t("assertIn", 1, [], "short")
print(c, repr(c), c == Case(), hash(c) == hash(Case()), c == 1, Case("runTest").id())
try:
    Case("nothing")
except ValueError as error:
    print(error)
print(c.addTypeEqualityFunc(Odd, lambda a, b, msg=None: print("compared")), t("assertEqual", Odd(), Odd()))


class Full(unittest.TestCase):
    order = []

    @classmethod
    def setUpClass(cls):
        cls.order.append("setUpClass")
        cls.addClassCleanup(cls.order.append, "class cleanup")

    @classmethod
    def tearDownClass(cls):
        cls.order.append("tearDownClass")

    def setUp(self):
        self.order.append("setUp")
        self.addCleanup(self.order.append, "cleanup")

    def tearDown(self):
        self.order.append("tearDown")

    def test_ok(self):
        "A test that passes."
        self.assertEqual(self.enterContext(open(os.devnull)).read(), "")

    def test_fail(self):
        self.fail("no")

    def test_error(self):
        raise KeyError("k")

    @unittest.skip("not now")
    def test_skip(self):
        pass

    @unittest.skipIf(True, "if")
    def test_skip_if(self):
        pass

    @unittest.skipUnless(True, "unless")
    def test_skip_unless(self):
        raise unittest.SkipTest("inside")

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_sub(self):
        for i in range(4):
            with self.subTest("part", i=i):
                if i == 1:
                    self.fail("one")
                if i == 2:
                    self.skipTest("two")
                if i == 3:
                    raise ValueError(3)

    def test_return(self):
        pass


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("cannot")

    def test_never(self):
        pass


@unittest.skip("whole class")
class Skipped(unittest.TestCase):
    def test_a(self):
        pass


class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.loop = asyncio.get_running_loop()
        self.addAsyncCleanup(self.clean)

    async def clean(self):
        Full.order.append("async cleanup")

    async def asyncTearDown(self):
        Full.order.append("asyncTearDown")

    async def test_await(self):
        await asyncio.sleep(0)
        self.assertIs(self.loop, asyncio.get_running_loop())

    async def test_bad(self):
        self.assertEqual(await asyncio.sleep(0, 1), 2)

    def test_sync(self):
        pass


def clean(text):
    text = re.sub(r"in \d+\.\d+s", "in Ns", text)
    # The library's own frames are not the same everywhere.
    text = re.sub(r'  File "(?![^"]*(?:unittests|test_\w+)\.py")[^"]*", line .*\n(?:    .*\n)*', "", text)
    text = re.sub(r'File "(?:[^"]*[/\\])?([^"/\\]+)", line \d+', r'File "\1", line N', text)
    text = re.sub(r"<coroutine object .*>", "<coroutine>", text)
    return re.sub(r" at 0x\w+", "", text)


loader = unittest.TestLoader()
for verbosity in 0, 1, 2:
    out = io.StringIO()
    Full.order.clear()
    suite = unittest.TestSuite(loader.loadTestsFromTestCase(k) for k in (Full, Broken, Skipped, Async))
    print(suite.countTestCases())
    result = unittest.TextTestRunner(out, verbosity=verbosity).run(suite)
    print(clean(out.getvalue()))
    print(result, result.wasSuccessful(), result.testsRun, len(result.errors), len(result.failures), len(result.skipped), len(result.expectedFailures), len(result.unexpectedSuccesses))
    print(Full.order)
out = io.StringIO()
unittest.TextTestRunner(out, failfast=True, buffer=True, descriptions=False, verbosity=2).run(loader.loadTestsFromName("Full.test_fail", sys.modules[__name__]))
print(clean(out.getvalue()))
out = io.StringIO()
unittest.TextTestRunner(out).run(unittest.TestSuite())
print(clean(out.getvalue()))
print(loader.getTestCaseNames(Full), [str(t) for t in loader.loadTestsFromNames(["Async.test_sync", "Case"], sys.modules[__name__])])
print([str(t) for t in loader.loadTestsFromName("nothing", sys.modules[__name__])], [re.sub(r"\n(?s:.*)", "", e) for e in loader.errors])
function = unittest.FunctionTestCase(lambda: None, setUp=lambda: print("up"), description="of a function")
print(function.shortDescription(), function.id(), function.run().wasSuccessful())
result = unittest.TestResult()
suite = unittest.TestSuite([Case()])
suite.addTests([Full("test_ok"), Full("test_fail")])
print(suite.run(result), list(map(str, suite)), suite == unittest.TestSuite())
for bad in [3, Case]:
    try:
        suite.addTest(bad)
    except TypeError as error:
        print(error)
print(unittest.util.safe_repr("x" * 100, True), unittest.util.sorted_list_difference([1, 2, 3], [2, 4]), unittest.util.three_way_cmp(1, 2), unittest.util.unorderable_list_difference([{}, []], [[], 1]))

with tempfile.TemporaryDirectory() as folder:
    def put(name, text):
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as stream:
            stream.write(textwrap.dedent(text))

    put("test_one.py", """
        import unittest
        class One(unittest.TestCase):
            def test_a(self): self.assertTrue(True)
            def test_b(self): self.assertTrue(False)
        def setUpModule(): print("module up")
        def tearDownModule(): print("module down")
        if __name__ == "__main__": unittest.main()
        """)
    put("pack/__init__.py", "")
    put("pack/test_two.py", """
        import unittest
        class Two(unittest.TestCase):
            def test_c(self): pass
        def load_tests(loader, tests, pattern):
            print("load_tests", tests.countTestCases(), pattern)
            return tests
        """)
    put("pack/test_bad.py", "import no_such_module")

    def run(*args):
        start = ["-c", "import unittest; unittest.main(module=None)"] if args[0] == "-m" else args[:1]
        done = subprocess.run([sys.executable, *start, *args[len(start):]], cwd=folder, capture_output=True, text=True)
        print(args, done.returncode, clean(done.stdout), re.sub(r"usage: [^\n]*", "usage", clean(done.stderr)))

    run("-m", "unittest"), run("-m", "unittest", "-v", "test_one"), run("-m", "unittest", "test_one.One.test_a", "-q"), run("-m", "unittest", "discover", "-s", "pack", "-t", ".", "-p", "*two.py")
    run("test_one.py", "-k", "b", "-f"), run("test_one.py", "One.test_a"), run("-m", "unittest", "-k", "nothing"), run("-m", "unittest", "-b", "test_one.One")
