"""Unit tests: cases, suites, a loader that finds them, a runner that shows results."""

__all__ = ['TestResult', 'TestCase', 'IsolatedAsyncioTestCase', 'TestSuite', 'TextTestRunner', 'TestLoader', 'FunctionTestCase',
           'main', 'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure', 'TextTestResult',
           'installHandler', 'registerResult', 'removeResult', 'removeHandler', 'addModuleCleanup', 'doModuleCleanups',
           'enterModuleContext']

__unittest = True

from .signals import installHandler, registerResult, removeHandler, removeResult
from .result import TestResult
from .case import (FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext, expectedFailure,
                   skip, skipIf, skipUnless)
from .suite import BaseTestSuite, TestSuite
from .runner import TextTestResult, TextTestRunner
from .loader import TestLoader, defaultTestLoader
from .main import TestProgram, main


def __dir__():
    return {*globals(), 'IsolatedAsyncioTestCase'}


def __getattr__(name):
    if name != 'IsolatedAsyncioTestCase':
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    global IsolatedAsyncioTestCase
    from .async_case import IsolatedAsyncioTestCase  # it needs asyncio, which takes its time
    return IsolatedAsyncioTestCase
