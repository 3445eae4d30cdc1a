"""Module doc.

>>> add(1, 2)
3
>>> add(1, 2)
4
"""
import doctest, sys, io
def add(a,b):
    """
    >>> add(1, 1)
    2
    >>> add('a', 1)
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate str (not "int") to str
    >>> add(2, 2)  # doctest: +SKIP
    5
    >>> print('a\\n\\nb')
    a
    <BLANKLINE>
    b
    >>> list(range(100)) # doctest: +ELLIPSIS
    [0, 1, ..., 99]
    >>> print('a   b') # doctest: +NORMALIZE_WHITESPACE
    a b
    """
    return a+b
class C:
    """
    >>> C().m()
    1
    >>> 7
    """
    def m(self):
        """
        >>> 2
        1
        """
        return 1
    @property
    def p(self):
        """>>> 1
        1
        """
    @staticmethod
    def s():
        """>>> for i in range(2):
        ...     print(i)
        0
        1
        """
__test__ = {'x': '>>> 1\n2\n', 'add': add}
r=doctest.testmod(); print(r)
r=doctest.testmod(verbose=True); print(r)
r=doctest.testmod(optionflags=doctest.REPORT_UDIFF|doctest.REPORT_ONLY_FIRST_FAILURE); print(r, r.attempted, r.failed, r.skipped)
doctest.run_docstring_examples(add, globals(), verbose=True, name='ADD')
for t in doctest.DocTestFinder().find(C): print(t, t.name, t.lineno, [ (e.source,e.want,e.lineno,e.indent,e.exc_msg,e.options) for e in t.examples])
for bad in ['>>>x\n', '>>> x # doctest: +FOO\n', '>>> if 1:\n...x\n', '>>> # doctest: +SKIP\n']:
    try: print(len(doctest.DocTestParser().get_examples(bad)))
    except ValueError as e: print('E', e)
c=doctest.OutputChecker()
for want,got,fl in [('1\n','True\n',0),('1\n','True\n',doctest.DONT_ACCEPT_TRUE_FOR_1),('a...z\n','abcz\n',doctest.ELLIPSIS),('\n<BLANKLINE>\n','\n\n',0),('...\n','x\n',8)]:
    print(c.check_output(want,got,fl), repr(c.output_difference(doctest.Example('x',want),got,fl)))
print(doctest.script_from_examples('Text\n>>> a = 1\n>>> a\n1\nmore\n'))
print(doctest.testsource(sys.modules['__main__'],'__main__.add'))
import unittest
s=doctest.DocTestSuite(); print(s.countTestCases(), list(s)[0], list(s)[0].id())
res=unittest.TextTestRunner(stream=io.StringIO()).run(s); print(len(res.failures), len(res.errors)); print(res.failures[0][1].split('-----')[-1])
open('/tmp/pyr_doctest.txt','w').write('Hello\n\n>>> x = 1\n>>> x + 1\n3\n')
print(doctest.testfile('/tmp/pyr_doctest.txt', module_relative=False))
try: doctest.DebugRunner().run(doctest.DocTestParser().get_doctest('>>> 1\n2\n',{},'n','f',0))
except doctest.DocTestFailure as e: print(e, e.got, e.example.want)
try: doctest.DebugRunner().run(doctest.DocTestParser().get_doctest('>>> 1/0\n',{},'n','f',0))
except doctest.UnexpectedException as e: print(str(e)[:50], e.exc_info[0])
print(doctest.register_optionflag('MYFLAG'), doctest.COMPARISON_FLAGS, doctest.REPORTING_FLAGS)
print(doctest.Example('a','b')==doctest.Example('a\n','b\n'), doctest.TestResults(1,2), doctest.TestResults(1,2,skipped=3))
doctest.testmod(optionflags=doctest.FAIL_FAST)
doctest.testmod(report=False, optionflags=doctest.REPORT_NDIFF); doctest.master.summarize()
import os; os.unlink('/tmp/pyr_doctest.txt')
