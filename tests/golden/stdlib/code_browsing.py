# pyclbr and modulefinder: what sources say without being run.
import pyclbr, os, sys, tempfile
d = tempfile.mkdtemp()
open(d + '/zmod.py', 'w').write('import os\nfrom zother import OrderedDict\nclass A: \n    x=1\n    def m(self):\n        def inner(): pass\n        class In: pass\n    async def am(self): pass\nclass B(A, OrderedDict, os.PathLike): pass\ndef f(a,\n      b): \n    return 1\nasync def g(): pass\nif True:\n    def cond(): pass\n    class C(undefined.x): pass\n@staticmethod\ndef deco(): pass\nclass D(metaclass=type): pass\nclass E(foo()): pass\n')
os.mkdir(d + '/zpkg')
open(d + '/zpkg/__init__.py', 'w').write('def top(): pass\n')
open(d + '/zpkg/sub.py', 'w').write('from zmod import A as Q\nclass Z(Q): pass\n')
open(d + '/zother.py', 'w').write('class OrderedDict(dict):\n  def q(self): pass\n')
sys.path.insert(0, d)

def show(o, ind=0):
    for n, c in sorted(o.items(), key=lambda kv: kv[1].lineno if hasattr(kv[1], 'lineno') else 0):
        if isinstance(c, list):
            print(' ' * ind, n, c)
            continue
        extra = (c.super and [x if isinstance(x, str) else x.name for x in c.super], c.methods) if isinstance(c, pyclbr.Class) else c.is_async
        print(' ' * ind, type(c).__name__, c.name, c.module, os.path.basename(c.file), c.lineno, c.end_lineno, extra, c.parent and c.parent.name)
        show(c.children, ind + 2)
show(pyclbr.readmodule_ex('zmod'))
print('--')
show(pyclbr.readmodule('zmod'))
print('--')
show(pyclbr.readmodule_ex('zpkg.sub'))
for n in ('nonexistent', 'sys'):
    try:
        print(pyclbr.readmodule_ex(n))
    except Exception as e:
        print(type(e).__name__, e)
c = pyclbr.Class('m', 'N', None, 'f.py', 3)
print(c.super, c.methods, c.children, c.parent, c.end_lineno)
f = pyclbr.Function('m', 'fn', 'f.py', 4, c)
print(c.methods, c.children.keys(), f.is_async, f.parent is c)
print(repr(f)[:20], pyclbr.Class.__mro__[1].__name__)
print(sorted((k for k in pyclbr.readmodule_ex('zmod', [d]))))
import modulefinder, os, tempfile, sys
d = tempfile.mkdtemp()
w = lambda n, s: (os.makedirs(os.path.dirname(d + '/' + n), exist_ok=True), open(d + '/' + n, 'w').write(s))
w('main.py', 'import a\nfrom b import c, x\nimport missing1\ntry:\n    import missing2.sub\nexcept ImportError: pass\nfrom pkg import *\nimport pkg.sub as q\nimport sys, time\nfrom a import nothere\ndef f():\n    import lazy\n')
w('a.py', 'Y=1\nfrom b import *\n')
w('b/__init__.py', 'x=1\nimport a\n')
w('b/c.py', 'from . import d\nfrom .. import e\n')
w('b/d.py', '')
w('pkg/__init__.py', '__all__=["sub","gone"]\n')
w('pkg/sub.py', 'from ..z import k\n')
w('lazy.py', '1\n')
w('bad.py', 'def (')
m = modulefinder.ModuleFinder(path=[d])
m.run_script(d + '/main.py')
print(sorted(m.modules), sorted(m.badmodules.items()))
print(m.any_missing(), m.any_missing_maybe())
for n, x in sorted(m.modules.items()):
    print(n, repr(x).replace(d, 'D'), sorted(x.globalnames), x.starimports)
import io
o = sys.stdout
sys.stdout = io.StringIO()
m.report()
s = sys.stdout.getvalue()
sys.stdout = o
print(s.replace(d, 'D'))
m = modulefinder.ModuleFinder(path=[d], excludes=['a'], replace_paths=[(d, '/NEW')])
m.run_script(d + '/main.py')
print(sorted(m.modules), repr(m.modules['__main__'].__code__.co_filename), m.modules['lazy'].__file__.replace(d, 'D'))
try:
    m.import_hook('bad')
    print('ok')
except BaseException as e:
    print(type(e).__name__)
try:
    m.import_hook('nope')
except BaseException as e:
    print(type(e).__name__, e)
m.load_file(d + '/lazy.py')
x = modulefinder.Module('n', 'f', 'p')
print(repr(x))
modulefinder.AddPackagePath('pkg', '/x')
print(modulefinder.packagePathMap)
modulefinder.ReplacePackage('_x', 'x')
print(modulefinder.replacePackageMap)
print([t for t in m.scan_opcodes(compile('import os.path as p\nfrom . import z\nfrom q import *\nX=1\ndel X\n', 'x', 'exec'))])
