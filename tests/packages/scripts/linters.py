"""flake8, pycodestyle, pyflakes, mccabe, pylint: what they find."""

import textwrap, io, sys, os, tempfile, contextlib

d = tempfile.mkdtemp()
os.chdir(d)
open('bad.py', 'w').write(textwrap.dedent('''\
import os, sys
import json
from re import *
def f(a,b = 1) :
    x = 1
    unused = 2
    if a == None: return undefined_name
    l = lambda: 0
    print( "x" )
    try:
        pass
    except:
        pass
    return f"no placeholders"

class A:
  def m(self): return self
  def m(self): return json
def long_line_function(aaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccccc): return 1
"%s %s" % (1,)
"{} {}".format(1)
assert (1, 'x')
if 'a' is 'b': pass
def g():
    global zzz
    return locals
\tx = 1
'''))
open('syn.py', 'w').write('def f(:\n  pass\n')
from flake8.main.cli import main

for args in (
    ['bad.py'],
    ['--max-line-length=150', '--select=E,F', '--ignore=E231', '--statistics', '--count', 'bad.py'],
    ['syn.py'],
    ['--max-complexity=1', '--select=C', 'bad.py'],
    ['--format=%(code)s:%(row)d', 'bad.py'],
    ['--version'][:0] or ['--show-source', '--select=F821', 'bad.py'],
):
    o = io.TextIOWrapper(io.BytesIO(), 'utf8')
    with contextlib.redirect_stdout(o):
        try:
            rc = main([*args, '-j1'])
        except SystemExit as e:
            rc = e.code
    o.flush()
    print(args, rc)
    print(o.buffer.getvalue().decode())
import pycodestyle

s = pycodestyle.StyleGuide(quiet=True)
r = s.check_files(['bad.py'])
print(r.total_errors, sorted(r.counters.items()))
from pyflakes import api, reporter

o = io.StringIO()
print(api.check(open('bad.py').read().replace('\tx = 1\n', ''), 'bad.py', reporter.Reporter(o, o)))
print(o.getvalue())
import mccabe, ast

v = mccabe.PathGraphingAstVisitor()
v.preorder(ast.parse('def f(a):\n if a:\n  for x in a: pass\n elif b: pass\n while 1: pass\n'), v)
print({k: g.complexity() for k, g in v.graphs.items()})
from pylint.lint import Run
from pylint.reporters.text import TextReporter

o = io.StringIO()
open('p.py', 'w').write(textwrap.dedent('''\
"""Mod."""
import os
import collections.abc
class Foo(object):
    def bar(self, x, y):
        return x.nothing + undefined
    def baz(self, a=[]):
        for i in range(len(a)):
            print(a[i])
        return not a == 1
def f(x):
    if x:
        return 1
    else:
        return 2
Foo().missing()
"abc".nope()
len(1, 2)
try:
    f(1, 2)
except Exception:
    raise ValueError()
print("%d" % "a", f"{1}")
import subprocess
subprocess.call("x")
with open("x") as fh: pass
async def co(): return [await q for q in range(3)]
'''))
try:
    Run(['p.py', '--score=y', '--disable=unknown-option-value', '--persistent=n'], reporter=TextReporter(o), exit=False)
except SystemExit as e:
    print(e.code)
print(o.getvalue())
