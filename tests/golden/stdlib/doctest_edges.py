"""Edges of doctest: parsing, options, exceptions, summaries, files, suites."""
import doctest
import io
import os
import re
import sys
import tempfile
import types
import unittest

P = doctest.DocTestParser()


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print("# parsing")
for text in ("", "no examples\n", ">>> 1\n1", ">>> 1\n1\n\nafter\n", "  text\n    >>> a\n    b\n      c\n\n    >>> d\n", ">>> x\n... y\n...\n... z\nwant\n>>> w", "\t>>> tab\n\tx\n", ">>> # only a comment\n>>> 1 # with\n1\n", ">>>\n1\n", ">>> if 1:\n...     2\n  indented want\nwant\n   \nafter",
             " >>> a\n  b\n", ">>> a\n>>> b\nc\n", ">>>a\n", ">>> a\n...b\n", "  >>> a\n b\n", "  >>> a\n ... b\n", ">>> a # doctest: +SKIP, -ELLIPSIS\n", ">>> a # doctest: SKIP\n", ">>> # doctest: +SKIP\n", ">>> a\nTraceback (most recent call last):\n  stack\nName: message\nmore\n", ">>> a\nTraceback (innermost last):\nE\n",
             ">>> a\nprinted\nTraceback (most recent call last):\nE: x\n", "a\r\n>>> b\r\nc\r\n", ">>> '''\n... >>> x\n... '''\ny\n"):
    found = attempt(P.parse, text, "name")
    print(repr(text), [(p.source, p.want, p.exc_msg, p.lineno, p.indent, p.options) if isinstance(p, doctest.Example) else p for p in found] if isinstance(found, list) else found)
print(repr(P.get_doctest(">>> 1\n", {}, "n", "f", 3)), repr(P.get_doctest("", {}, "n", None, None)), repr(P.get_doctest(">>> 1\n>>> 2\n", {}, "n", "f", 3)), attempt(doctest.DocTest, "x", {}, "n", "f", 0, ""))
a, b = P.get_doctest(">>> 1\n", {}, "a", "f", None), P.get_doctest(">>> 1\n", {}, "a", "f", 1)
print(a < b, b < a, a == P.get_doctest(">>> 1\n", {}, "a", "f", None), hash(a) == hash(P.get_doctest(">>> 1\n", {}, "a", "f", None)), a == 3, doctest.Example("a", "b", options={1: True}) == doctest.Example("a", "b"))

print("# running")
def run(text, flags=0, verbose=False, cls=doctest.DocTestRunner, globs=None, name="test"):
    out = []
    runner = cls(verbose=verbose, optionflags=flags)
    result = attempt(runner.run, P.get_doctest(text, dict(globs or {}), name, "file", 10), out=out.append)
    print(repr(text)[:60], flags, result)
    print(re.sub(r' +File ".*doctest.py", line.*\n(        .*\n)*', "", "".join(out)), end="")
    return runner
D = doctest
for text, flags in ((">>> 1/0\n", 0), (">>> 1/0\nTraceback (most recent call last):\nZeroDivisionError: division by zero\n", 0), (">>> 1/0\nTraceback (most recent call last):\nZeroDivisionError: other\n", D.IGNORE_EXCEPTION_DETAIL), (">>> 1/0\nTraceback (most recent call last):\nmodule.ZeroDivisionError\n", D.IGNORE_EXCEPTION_DETAIL),
                    (">>> 1/0\nTraceback (most recent call last):\nValueError: x\n", 0), (">>> x =\nTraceback (most recent call last):\nSyntaxError: invalid syntax\n", 0), (">>> raise ValueError('a\\nb')\nTraceback (most recent call last):\nValueError: a\nb\n", 0), (">>> print(1)\n2\n>>> print(3)\n4\n", D.REPORT_ONLY_FIRST_FAILURE), (">>> 1\n2\n>>> 3\n4\n", D.FAIL_FAST),
                    (">>> print('a\\nb\\nc\\nd')\na\nx\nc\nd\n", D.REPORT_UDIFF), (">>> print('a\\nb\\nc\\nd')\na\nx\nc\nd\n", D.REPORT_CDIFF), (">>> print('a b')\na c\n", D.REPORT_NDIFF), (">>> print('a', end='')\na\n", 0), (">>> print()\n<BLANKLINE>\n", 0), (">>> print()\n\n", D.DONT_ACCEPT_BLANKLINE), (">>> print('x\\n\\n  \\ny')\nx\n<BLANKLINE>\n<BLANKLINE>\ny\n", 0),
                    (">>> 1 # doctest: +SKIP\n2\n", 0), (">>> 1\n2\n", D.SKIP), (">>> from __future__ import annotations\n>>> x: nope = 1\n", 0), (">>> _\n>>> 5\n5\n>>> _\n5\n", 0), (">>> import sys; sys.stdout.write('é\\n')\né\n2\n", 0), (">>> raise KeyboardInterrupt\n", 0) if False else (">>> None\n", 0), (">>> True\n1\n", 0), (">>> class E(Exception): pass\n>>> raise E('m')\nTraceback (most recent call last):\n__main__.E: m\n", 0),
                    (">>> def f(): raise ValueError(1)\n>>> f()\n", 0), (">>> raise ValueError\nTraceback (most recent call last):\nValueError\n", 0), (">>> try: 1/0\n... except ZeroDivisionError as e: raise KeyError('k') from e\nTraceback (most recent call last):\nKeyError: 'k'\n", 0), (">>> print('a   b')\na b\n", D.NORMALIZE_WHITESPACE | D.ELLIPSIS), (">>> print('abcde')\na...c...e\n", D.ELLIPSIS), (">>> print('ab')\nab...b\n", D.ELLIPSIS)):
    run(text, flags, globs={"__name__": "__main__"})
run(">>> 1\n1\n>>> 2\n3\n", verbose=True)
print("# summaries")
def summary(*parts, verbose=None):
    r = doctest.DocTestRunner(verbose=False)
    for i, text in enumerate(parts): r.run(P.get_doctest(text, {}, f"n{i}", None, 0), out=lambda s: None)
    print(attempt(r.summarize, verbose), r.tries, r.failures, r.skips)
    return r
good, bad, skip, none = ">>> 1\n1\n", ">>> 1\n2\n", ">>> 1 # doctest: +SKIP\n", ""
for parts in ((), (good,), (bad,), (skip,), (none,), (good, bad), (good, good, none), (bad, bad, skip, good), (good, skip), (skip, none)):
    for verbose in (False, True): summary(*parts, verbose=verbose)
r, other = summary(good, bad), summary(bad, bad, good)
r.merge(other); r.summarize(True)
print("# finding")
module = types.ModuleType("made")
exec('''
"""Doc of made.

>>> 1
1
"""
def f():
    """>>> f()"""
class A:
    """Class doc."""
    def m(self): """>>> 2"""
    @classmethod
    def c(cls): """>>> 3"""
    @staticmethod
    def s(): """>>> 4"""
    @property
    def p(self): """>>> 5"""
    class B:
        """>>> 6"""
    x = 5
def nodoc(): pass
__test__ = {"text": ">>> 7", "f": f}
''', module.__dict__)
for kwargs in ({}, {"recurse": False}, {"exclude_empty": False}, {"verbose": True}):
    print(kwargs, [(t.name, len(t.examples), t.lineno, t.filename) for t in doctest.DocTestFinder(**kwargs).find(module, module=module)])
print([t.globs.get("extra") for t in doctest.DocTestFinder().find(module.f, globs={"a": 1}, extraglobs={"extra": 2})], attempt(doctest.DocTestFinder().find, 3), [t.name for t in doctest.DocTestFinder().find(module.A, "given", module=False)])
for test in ({1: "x"}, {"a": 5}):
    module.__test__ = test
    print(attempt(doctest.DocTestFinder().find, module))
del module.__test__
print("# modules and files")
print(attempt(doctest.testmod, 3), attempt(doctest.testfile, "x", package="y", module_relative=False), attempt(doctest.testfile, "/abs"), attempt(doctest.set_unittest_reportflags, doctest.ELLIPSIS), doctest.set_unittest_reportflags(doctest.REPORT_NDIFF), doctest.set_unittest_reportflags(0))
folder = tempfile.mkdtemp()
path = os.path.join(folder, "text.txt")
with open(path, "w") as file: file.write("Title\n\n>>> x = 1\n>>> x\n2\n>>> __file__ if '__file__' in globals() else 'none'\n'none'\n")
out, sys.stdout = sys.stdout, io.StringIO()
result = doctest.testfile(path, module_relative=False, globs={"y": 1}, name="named"); text, sys.stdout = sys.stdout.getvalue(), out
print(result, text.replace(folder, "DIR"))
suite = doctest.DocFileSuite(path, module_relative=False)
case = list(suite)[0]
print(type(case).__name__, case.id(), repr(case).replace(folder, "DIR"), case.shortDescription())
result = unittest.TestResult(); suite.run(result); print(len(result.failures), result.failures[0][1].replace(folder, "DIR")[-330:])
module.__file__ = "made.py"
sys.modules["made"] = module
suite = doctest.DocTestSuite(module, setUp=lambda t: print("set up", t.name), tearDown=lambda t: print("torn down", t.name))
print([c.id() for c in suite], [repr(c) for c in suite][:2], list(suite)[0] == list(suite)[0], list(suite)[0] != list(suite)[1], suite.countTestCases())
result = unittest.TestResult(); list(suite)[0].run(result); print(result)
skipped = doctest.DocTestCase(P.get_doctest(">>> 1 # doctest: +SKIP\n", {}, "s", "f", None)); result = unittest.TestResult(); skipped.run(result); print(result.skipped)
failing = doctest.DocTestCase(P.get_doctest(bad, {}, "a.b", "f", None)); print(attempt(failing.runTest)); print(attempt(failing.debug).split(":")[0], failing)
print(repr(doctest.script_from_examples("Text.\n\n>>> a\nb\n\n>>> if 1:\n...   c\n\nEnd.\n\n\n")), repr(doctest.script_from_examples("")), attempt(doctest.testsource, module, "made.f"), attempt(doctest.testsource, module, "nope"))
print(list(doctest.OPTIONFLAGS_BY_NAME.items()), doctest.register_optionflag("ELLIPSIS"), attempt(lambda: doctest.DocTestRunner(verbose=False).run(P.get_doctest(">>> import pdb; pdb.set_trace is not None\nTrue\n", {}, "p", "f", 0))))
