"""The command line of unittest."""
import os
import sys

from . import loader, runner
from .signals import installHandler

__unittest = True
_NO_TESTS_EXITCODE = 5

MAIN_EXAMPLES = """\
Examples:
  %(prog)s test_module               - run tests from test_module
  %(prog)s module.TestClass          - run tests from module.TestClass
  %(prog)s module.Class.test_method  - run specified test method
  %(prog)s path/to/test_file.py      - run tests from test_file.py
"""
MODULE_EXAMPLES = """\
Examples:
  %(prog)s                           - run default set of tests
  %(prog)s MyTestSuite               - run suite 'MyTestSuite'
  %(prog)s MyTestCase.testSomething  - run MyTestCase.testSomething
  %(prog)s MyTestCase                - run all 'test*' test methods
                                       in MyTestCase
"""


def _module_name(name):
    """The name of the module in a file; other names stay as they are."""
    if not name.lower().endswith('.py') or not os.path.isfile(name):
        return name
    path = name
    if os.path.isabs(path):
        path = os.path.relpath(path, os.getcwd())
        if os.path.isabs(path) or path.startswith(os.pardir):
            return name
    return os.path.normpath(path)[:-3].replace('\\', '.').replace('/', '.')


def _pattern(text):
    return text if '*' in text else f'*{text}*'


# The switches that a program may fix, which leaves them out of the command line.
_SWITCHES = (('failfast', '-f', '--failfast', 'Stop on first fail or error'),
             ('catchbreak', '-c', '--catch', 'Catch Ctrl-C and display results so far'),
             ('buffer', '-b', '--buffer', 'Buffer stdout and stderr during tests'))
_DISCOVERY = (('-s', '--start-directory', 'start', "Directory to start discovery ('.' default)"),
              ('-p', '--pattern', 'pattern', "Pattern to match tests ('test*.py' default)"),
              ('-t', '--top-level-directory', 'top', 'Top level directory of project (defaults to start directory)'))


class TestProgram(object):
    """Runs the tests of a module, or those the command line names."""

    module = failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    verbosity = 1
    _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=loader.defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        argv = sys.argv if argv is None else argv
        self.module, self.defaultTest, self.progName = module, defaultTest, os.path.basename(argv[0])
        self.testRunner, self.testLoader, self.exit = testRunner, testLoader, exit
        self.verbosity, self.failfast, self.catchbreak, self.buffer = verbosity, failfast, catchbreak, buffer
        self.tb_locals, self.durations = tb_locals, durations
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.parseArgs(argv)
        self.runTests()

    def _print_help(self, *args, **kwargs):
        print(self._main_parser.format_help())
        print((MODULE_EXAMPLES if self.module else MAIN_EXAMPLES) % {'prog': self.progName})
        if self.module is None:
            self._discovery_parser.print_help()

    def parseArgs(self, argv):
        self._initArgParsers()
        args = argv[1:]
        if self.module is None and args and args[0].lower() == 'discover':
            return self._do_discovery(args[1:])
        self._main_parser.parse_args(args, self)
        if self.tests:
            self.testNames = [_module_name(name) for name in self.tests]
        elif self.module is None:
            return self._do_discovery([])
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = self.defaultTest if self.defaultTest is None else list(self.defaultTest)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            self.test = (Loader() if Loader else self.testLoader).discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _initArgParsers(self):
        common = self._getParentArgParser()
        self._main_parser, self._discovery_parser = self._getMainArgParser(common), self._getDiscoveryArgParser(common)

    def _getParentArgParser(self):
        import argparse
        parser = argparse.ArgumentParser(add_help=False)
        add = parser.add_argument
        for short, long, value, text in ('-v', '--verbose', 2, 'Verbose output'), ('-q', '--quiet', 0, 'Quiet output'):
            add(short, long, dest='verbosity', action='store_const', const=value, help=text)
        add('--locals', dest='tb_locals', action='store_true', help='Show local variables in tracebacks')
        add('--durations', type=int, default=None, metavar='N', help='Show the N slowest test cases (N=0 for all)')
        for name, short, long, text in _SWITCHES:
            if getattr(self, name) is None:
                setattr(self, name, False)
                add(short, long, dest=name, action='store_true', help=text)
        add('-k', dest='testNamePatterns', action='append', type=_pattern, help='Only run tests which match the given substring')
        return parser

    def _getMainArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(prog=self.progName, parents=[parent])
        parser.print_help = self._print_help
        parser.add_argument('tests', nargs='*', help='a list of any number of test modules, classes and test methods.')
        return parser

    def _getDiscoveryArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(prog=f'{self.progName} discover', parents=[parent],
                                         epilog='For test discovery all test modules must be importable from '
                                                'the top level directory of the project.')
        for short, long, name, text in _DISCOVERY:
            parser.add_argument(short, long, dest=name, metavar=name.upper() if name != 'pattern' else None, help=text)
        for _short, _long, name, _text in _DISCOVERY:
            parser.add_argument(name, nargs='?', default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv is not None:
            if self._discovery_parser is None:
                self._initArgParsers()
            self._discovery_parser.parse_args(argv, self)
        self.createTests(from_discovery=True, Loader=Loader)

    def _made_runner(self):
        """The runner; if it is a class, made with the options that it knows."""
        made = self.testRunner
        if not isinstance(made, type):
            return made
        options = {name: getattr(self, name) for name in ('verbosity', 'failfast', 'buffer', 'warnings')}
        for more in {'tb_locals': self.tb_locals, 'durations': self.durations}, {}:
            try:
                return made(**options, **more)
            except TypeError:
                pass
        return made()

    def runTests(self):
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        result = self.result = self._made_runner().run(self.test)
        if self.exit:
            ran = result.testsRun or result.skipped
            sys.exit(_NO_TESTS_EXITCODE if not ran else 0 if result.wasSuccessful() else 1)


main = TestProgram
