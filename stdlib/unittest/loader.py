"""Finds tests in classes, modules and directories."""
import functools
import os
import re
import sys
import types
from fnmatch import fnmatch, fnmatchcase

from . import case, suite, util

__unittest = True

VALID_MODULE_NAME = re.compile(r'[_a-z]\w*\.py$', re.IGNORECASE)
_ABSTRACT = case.TestCase, case.FunctionTestCase


class _FailedTest(case.TestCase):
    """A test in place of what could not be loaded: it raises why."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def raising():
            raise self._exception
        return raising


class TestLoader(object):
    """Makes suites; the attributes say what counts as a test."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()  # whose directories are being searched

    # what stands in for tests that could not be loaded

    def _failed(self, name, error, told):
        self.errors.append(told)
        return self.suiteClass((_FailedTest(name, error),))

    def _failed_import(self, name):
        import traceback
        told = f'Failed to import test module: {name}\n{traceback.format_exc()}'
        return self._failed(name, ImportError(told), told)

    def _skipped(self, name, reason):
        @case.skip(str(reason))
        def skipped(self):
            pass
        return self.suiteClass((type("ModuleSkipped", (case.TestCase,), {name: skipped})(name),))

    # from classes, modules and names

    def loadTestsFromTestCase(self, testCaseClass):
        """A suite of all tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = []
        if testCaseClass not in _ABSTRACT:
            names = self.getTestCaseNames(testCaseClass) or ['runTest'] * hasattr(testCaseClass, 'runTest')
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """A suite of all tests of a module; its load_tests() may change it."""
        things = [getattr(module, name) for name in dir(module)]
        tests = self.suiteClass([self.loadTestsFromTestCase(thing) for thing in things if _is_test_class(thing)])
        if (load := getattr(module, 'load_tests', None)) is None:
            return tests
        try:
            return load(self, tests, pattern)
        except Exception as error:
            import traceback
            return self._failed(module.__name__, error, f'Failed to call load_tests:\n{traceback.format_exc()}')

    def loadTestsFromName(self, name, module=None):
        """A suite for a dotted name: module, class, method, or function that gives tests."""
        path, fallback = name.split('.'), None
        if module is None:
            for length in range(len(path), 0, -1):
                try:
                    module = __import__('.'.join(path[:length]))
                    break
                except ImportError:
                    noted = len(self.errors)
                    fallback = self._failed_import(path[length - 1])
                    told = self.errors.pop(noted)
            else:
                self.errors.append(told)
                return fallback
            del path[0]
        owner, found = None, module
        for part in path:
            try:
                owner, found = found, getattr(found, part)
            except AttributeError as error:
                if fallback is not None and getattr(found, '__path__', None) is not None:
                    self.errors.append(told)  # a module of a package, and the package knows why it is not there
                    return fallback
                import traceback
                return self._failed(part, error, f'Failed to access attribute:\n{traceback.format_exc()}')
        return self._tests_of(found, owner, path)

    def _tests_of(self, found, owner, path):
        """The tests of what a name stands for."""
        if isinstance(found, types.ModuleType):
            return self.loadTestsFromModule(found)
        if _is_test_class(found):
            return self.loadTestsFromTestCase(found)
        if isinstance(found, types.FunctionType) and isinstance(owner, type) and issubclass(owner, case.TestCase):
            test = owner(path[-1])
            if not isinstance(getattr(test, path[-1]), types.FunctionType):  # static methods give tests
                return self.suiteClass([test])
        elif isinstance(found, suite.TestSuite):
            return found
        if not callable(found):
            raise TypeError(f"don't know how to make test from: {found}")
        match found():
            case _TestSuite() as tests:
                return tests
            case _TestCase() as test:
                return self.suiteClass([test])
            case other:
                raise TypeError(f"calling {found} returned {other}, not a test")

    def loadTestsFromNames(self, names, module=None):
        """A suite for several names."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The sorted names of the test methods of a class."""
        whole = f'{testCaseClass.__module__}.{testCaseClass.__qualname__}'
        patterns = ['*'] if self.testNamePatterns is None else self.testNamePatterns
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))
                 and any(fnmatchcase(f'{whole}.{name}', pattern) for pattern in patterns)]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    # from directories

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """A suite of the tests in all modules below a directory whose names match."""
        before = self._top_level_dir
        given = before if top_level_dir is None else top_level_dir
        top = os.path.abspath(start_dir if given is None else given)
        if top not in sys.path:
            sys.path.insert(0, top)  # so that the modules can be imported
        self._top_level_dir = top
        folder = os.path.abspath(start_dir)
        if os.path.isdir(folder):
            importable = folder == top or os.path.isfile(os.path.join(folder, '__init__.py'))
            start_dir = folder
        elif importable := self._can_import(start_dir):
            name, start_dir = start_dir, self._folder_of(sys.modules[start_dir])
            if given is None:
                self._top_level_dir = self._get_directory_containing_module(name.partition('.')[0])
                sys.path.remove(top)
        if not importable:
            raise ImportError(f'Start directory is not importable: {start_dir!r}')
        tests = list(self._find_tests(start_dir, pattern))
        self._top_level_dir = before
        return self.suiteClass(tests)

    @staticmethod
    def _can_import(name):
        try:
            __import__(name)
        except ImportError:
            return False
        return True

    @staticmethod
    def _folder_of(module):
        if getattr(module, '__file__', None) is not None:
            return os.path.abspath(os.path.dirname(module.__file__))
        if module.__name__ in sys.builtin_module_names:
            raise TypeError('Can not use builtin modules as dotted module names')
        raise TypeError(f"don't know how to discover from {module!r}")

    def _get_directory_containing_module(self, module_name):
        path = os.path.realpath(sys.modules[module_name].__file__)
        folder = os.path.dirname(path)
        # of a package, the directory that holds it
        return os.path.dirname(folder) if os.path.basename(path).lower().startswith('__init__.py') else folder

    def _get_name_from_path(self, path):
        """The dotted name of the module in this file or directory."""
        if path == self._top_level_dir:
            return '.'
        inner = os.path.relpath(_splitext(os.path.normpath(path)), self._top_level_dir)
        assert not os.path.isabs(inner), "Path must be within the project"
        assert not inner.startswith('..'), "Path must be within the project"
        return inner.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """Shall the file with this name be loaded? Subclasses may look at its path."""
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern):
        """The suites of the files in a directory and below it."""
        package = self._get_name_from_path(start_dir)
        if package not in {'.', *self._loading_packages}:
            suite, inside = self._find_test_path(start_dir, pattern)
            yield from () if suite is None else (suite,)
            if not inside:  # load_tests() of the package decides
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, inside = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if inside:
                with _Loading(self, self._get_name_from_path(path)):
                    yield from self._find_tests(path, pattern)

    def _find_test_path(self, full_path, pattern):
        """(tests of a file or package or None, shall the package be searched?)"""
        entry, package = os.path.basename(full_path), os.path.isdir(full_path)
        if package:
            wanted = os.path.isfile(os.path.join(full_path, '__init__.py'))
        else:
            wanted = (os.path.isfile(full_path) and VALID_MODULE_NAME.match(entry)
                      and self._match_path(entry, full_path, pattern))
        if not wanted:
            return None, False
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as reason:
            return self._skipped(name, reason), False
        except:
            return self._failed_import(name), False
        if not package:
            self._check_origin(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        with _Loading(self, name):
            return self.loadTestsFromModule(module, pattern=pattern), getattr(module, 'load_tests', None) is None

    @staticmethod
    def _check_origin(module, path):
        """ImportError if another file than this was imported."""
        came, wanted = (_splitext(os.path.realpath(p)) for p in (os.path.abspath(getattr(module, '__file__', path)), path))
        if came.lower() != wanted.lower():
            raise ImportError(f"{_splitext(os.path.basename(path))!r} module incorrectly imported from {os.path.dirname(came)!r}. "
                              f"Expected {os.path.dirname(path)!r}. Is this module globally installed?")


class _Loading:
    """While its directory is searched, a package is not loaded again."""

    def __init__(self, loader, name):
        self.names, self.name = loader._loading_packages, name

    def __enter__(self):
        self.names.add(self.name)

    def __exit__(self, *error):
        self.names.discard(self.name)


_TestCase, _TestSuite = case.TestCase, suite.TestSuite


def _is_test_class(thing):
    return isinstance(thing, type) and issubclass(thing, case.TestCase) and thing not in _ABSTRACT


def _splitext(path):
    return os.path.splitext(path)[0]


defaultTestLoader = TestLoader()
