# import in all its forms: packages, relative, star with and without __all__, as, module attributes, messages.
import sys
import importlib
from _files import folder, short, tries, write

write("plain.py", "print('running plain', __name__); x = 1; _hidden = 2; __dunder__ = 3\ndef f(): return x\nimport sys as _s\n")
write("with_all.py", "__all__ = ['a', '_b', 'c']\na, _b, c, d = 1, 2, 3, 4\n")
write("bad_all.py", "__all__ = ['a', 'missing']\na = 1\n")
write("odd_all.py", "__all__ = ['a', 5]\na = 1\n")
write("tuple_all.py", "__all__ = ('a',)\na = b = 1\n")
write("pkg/__init__.py", "print('init pkg'); from . import first; here = __path__ and __package__\n")
write("pkg/first.py", "print('init first', __package__); value = 'first'\nfrom .second import other\nfrom . import third as t3\n")
write("pkg/second.py", "other = 'second'; from .. import nothing\n" if False else "other = 'second'\n")
write("pkg/third.py", "from .sub.deep import leaf\nfrom . import *\n")
write("pkg/sub/__init__.py", "__all__ = ['deep', 'lazy']\n")
write("pkg/sub/deep.py", "leaf = 'leaf'\nfrom ..second import other as up\nimport pkg.second\n")
write("pkg/sub/lazy.py", "print('lazy loaded')\n")
write("pkg/too_far.py", "from ... import x\n")
write("pkg/missing_rel.py", "from .nope import x\n")
write("pkg/missing_rel2.py", "from . import nope\n")
write("fails.py", "before = 1\n1 / 0\n")
write("syntax.py", "x = (\n")
write("pkg2/__init__.py", "import pkg2.child\nname = 'pkg2'\n")
write("pkg2/child.py", "import pkg2\nprint('name' in dir(pkg2), 'child' in dir(pkg2))\n")
write("shadow/__init__.py", "sub = 'attribute'\n")
write("shadow/sub.py", "print('module shadow.sub')\n")
write("ns1/part.py", "print(__name__, __package__)\n")

import plain
import plain as again
print(plain is again, plain.f(), plain.__name__, plain.__package__ == "", short(plain.__file__), plain.__spec__.name, short(plain.__spec__.origin), plain.__spec__.parent, plain.__spec__.has_location, type(plain.__loader__).__name__, plain.__doc__, short(plain.__spec__.loader.path))
from plain import x, f as g
print(x, g.__name__)
space = {}
exec("from plain import *", space)
print(sorted(k for k in space if k != "__builtins__"))
for m in ["with_all", "bad_all", "odd_all", "tuple_all", "pkg.sub"]:
    space = {}
    try:
        exec(f"from {m} import *", space)
    except Exception as e:
        print(type(e).__name__, e)
    print(m, sorted(k for k in space if k != "__builtins__"))
import pkg.sub.deep
print(pkg.here, pkg.first.value, pkg.sub.deep.leaf, pkg.sub.deep.up, pkg.first.t3.leaf, sorted(k for k in vars(pkg) if not k.startswith("__")))
import pkg.sub.deep as deep, pkg.second as second
print(deep.leaf, second.other)
from pkg import second as s2, sub
from pkg.sub import deep as d2
print(s2 is second, d2 is deep, sub.__name__, [short(p) for p in sub.__path__], sub.__spec__.submodule_search_locations == sub.__path__)
import pkg2
print(pkg2.name, pkg2.child.__name__)
import shadow.sub
print(short(shadow.sub))
from shadow import sub as what
print(type(what).__name__) if not isinstance(what, str) else print(what)
import ns1.part
print(ns1.__path__.__class__.__name__, ns1.__file__ if hasattr(ns1, "__file__") else "no file", ns1.__spec__.origin, type(ns1.__loader__).__name__, repr(ns1).replace(folder, "DIR"))
print(short(repr(plain)), repr(sys), short(repr(pkg)))
tries("import nope", "import nope.sub", "import plain.sub", "import pkg.nope", "import pkg.sub.nope.deeper", "from nope import x", "from plain import nope", "from pkg import nope", "from pkg.nope import x", "from pkg.sub import nope, deep", "import fails", "import fails", "import syntax", "import pkg.too_far", "import pkg.missing_rel", "import pkg.missing_rel2",
      "from . import x", "from .x import y", "from .. import x", "import sys.nope", "from sys import nope", "import math.nope", "import os.path as p", "import os.nope", "from os import *\nprint('path' in dir())", "import plain.f", "from plain.f import g", "import plain as a, nope2 as b", "from plain import (x, f,)", "import 1", "import a.b as", "from plain import", "from plain import x,", "from plain import (x y)", "from plain import *, x", "import *", "from . import *", "from ...a.b import c",
      "__import__('nope')", "__import__('')", "__import__('.x')", "__import__('plain', level=1)", "__import__('x', {'__package__': 'pkg'}, level=1)", "__import__('second', {'__package__': 'pkg'}, level=1)", "__import__('second', {'__name__': 'pkg.first'}, level=1)", "__import__('x', {'__package__': 5}, level=1)", "__import__('x', {}, level=1)", "__import__('x', level=-1)", "print(__import__('pkg.sub.deep').__name__)", "print(__import__('pkg.sub.deep', fromlist=['x']).__name__)", "print(__import__('pkg.sub', fromlist=['lazy']).lazy.__name__)", "__import__('pkg', fromlist=['nope'])", "__import__('pkg', fromlist=[5])", "__import__('pkg', fromlist=5)", "__import__(5)", "importlib.import_module('.second', 'pkg')", "importlib.import_module('.second')", "importlib.import_module('..second', 'pkg.sub')", "importlib.import_module('....x', 'pkg.sub')", "importlib.import_module('nope')", "importlib.import_module('')", "importlib.import_module(5)", importlib=importlib)
print("fails" in sys.modules, "syntax" in sys.modules, "pkg.missing_rel" in sys.modules, hasattr(pkg, "missing_rel"))


def inside():
    import plain as local
    from pkg import second, first as f1
    return sorted(locals()), local.x


class Body:
    import plain
    from plain import x as y
    from pkg.sub import deep


print(inside(), sorted(k for k in vars(Body) if not k.startswith("__")))
if False:
    import never
try:
    import optional_thing
except ImportError:
    optional_thing = None
print(optional_thing)
import pkg.first as pkg
print(pkg.__name__)
