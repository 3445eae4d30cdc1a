# Circular imports and half-made modules; sys.modules tricks; module __getattr__ and __dir__; __class__ of modules; reload; deletion.
import sys
import importlib
import types
from _files import folder, short, tries, write

write("circ_a.py", "import circ_b\nname = 'a'\nprint('a sees', circ_b.name)\n")
write("circ_b.py", "import circ_a\nname = 'b'\nprint('b sees', hasattr(circ_a, 'name'))\n")
write("from_a.py", "from from_b import thing\nvalue = 1\n")
write("from_b.py", "from from_a import value\nthing = 2\n")
write("attr_a.py", "import attr_b\nvalue = 1\n")
write("attr_b.py", "import attr_a\nattr_a.value\n")
write("late_a.py", "import late_b\ndef use(): return late_b.answer()\nvalue = 40\n")
write("late_b.py", "import late_a\ndef answer(): return late_a.value + 2\n")
write("cpkg/__init__.py", "from cpkg.one import x\n")
write("cpkg/one.py", "from cpkg.two import y\nx = 1\n")
write("cpkg/two.py", "from cpkg.one import x\ny = 2\n")
write("cpkg2/__init__.py", "from . import one\nafter = 1\n")
write("cpkg2/one.py", "from . import two\nfrom cpkg2 import two as t\nimport cpkg2.two as tt\nprint(t is tt)\n")
write("cpkg2/two.py", "from . import one\nprint('two got', one.__name__)\n")
write("cpkg3/__init__.py", "from .one import late\nafter = 1\n")
write("cpkg3/one.py", "from . import after\nlate = 1\n")
write("selfish.py", "from selfish import later\nlater = 1\n")
write("sub_self.py", "import sub_self\nsub_self.early = 1\nprint(early, sub_self.__spec__._initializing)\n")
tries("import circ_a", "import from_a", "import attr_a", "import late_a\nprint(late_a.use())", "import cpkg", "import cpkg2", "import cpkg3", "import selfish", "import sub_self\nprint(sub_self.__spec__._initializing)")
print([m for m in ("circ_a", "from_a", "from_b", "attr_a", "attr_b", "cpkg", "cpkg.one", "selfish") if m in sys.modules])

write("lazy_mod.py", """
    existing = 1
    def __getattr__(name):
        if name == "computed": return "made " + name
        if name == "boom": raise KeyError(name)
        raise AttributeError(f"custom: no {name}")
    def __dir__(): return ["computed", "existing", "zz"]
""")
write("getattr_submodule/__init__.py", "def __getattr__(name):\n    if name == 'virtual': return 'virtual!'\n    raise AttributeError(name)\n__all__ = ['virtual', 'real']\n")
write("getattr_submodule/real.py", "")
write("bad_getattr.py", "__getattr__ = 5\n")
write("replaced.py", "import sys\nclass M: attr = 'from object'\nsys.modules[__name__] = M()\n")
write("removed.py", "import sys\ndel sys.modules[__name__]\n")
write("none_mod.py", "")
write("swapped.py", "import sys, types\nm = types.ModuleType('other name'); m.q = 7\nsys.modules[__name__] = m\n")
import lazy_mod
print(lazy_mod.existing, lazy_mod.computed, dir(lazy_mod), hasattr(lazy_mod, "q"))
tries("lazy_mod.nope", "lazy_mod.boom", "from lazy_mod import computed\nprint(computed)", "from lazy_mod import nope", "from lazy_mod import boom", "import getattr_submodule\nprint(getattr_submodule.virtual)", "from getattr_submodule import *\nprint(virtual, real.__name__)", "from getattr_submodule import other", "import bad_getattr\nbad_getattr.x", "import replaced\nprint(replaced.attr)", "from replaced import attr\nprint(attr)", "from replaced import nope", "import replaced.sub", "import removed", "import swapped\nprint(swapped.q, swapped.__name__)", "import sys\nsys.modules['none_mod'] = None\nimport none_mod", "from none_mod import x", "import sys\nsys.modules['fake'] = 5\nimport fake\nprint(fake)", "from fake import real\nprint(real)", "from fake import nope", "import fake.sub", "import sys\nsys.modules['fake.sub'] = 'child'\nimport fake.sub\nprint(fake)", lazy_mod=lazy_mod)
m = types.ModuleType("made", "doc")
m.x = 1
sys.modules["made"] = m
tries("import made\nprint(made.x, made.__doc__, made.__spec__, made.__loader__, made.__package__)", "from made import y", "import made.child", "import made\nprint(repr(made))")
for args in [(), (5,), ("n", 5), ("a", "b", "c")]:
    try:
        print(repr(types.ModuleType(*args)))
    except TypeError as e:
        print(e)
print(sorted(vars(types.ModuleType("v"))), types.ModuleType("v").__dict__["__doc__"])


class Special(types.ModuleType):
    prop = property(lambda self: f"prop of {self.__name__}")
    def __getattr__(self, name): return "any " + name
    def __repr__(self): return "<special>"


write("cls_mod.py", "import sys\nx = 1\n")
import cls_mod
cls_mod.__class__ = Special
print(cls_mod.prop, cls_mod.whatever, cls_mod.x, cls_mod)
tries("cls_mod.__class__ = int", "cls_mod.__class__ = types.ModuleType\ncls_mod.whatever", "cls_mod.__dict__ = {}", "del cls_mod.x\ncls_mod.x", "del cls_mod.__name__\nprint(repr(cls_mod).split(' ')[0:2])", "del cls_mod.nope", "math.pi = 3\nprint(math.pi)", cls_mod=cls_mod, types=types, math=__import__("math"))
import math
del math.pi
write("reloadable.py", "count = globals().get('count', 0) + 1\nif count == 1: only_first = True\ndef f(): return count\n")
import reloadable
old = reloadable.f
r = importlib.reload(reloadable)
print(r is reloadable, reloadable.count, reloadable.only_first, old is reloadable.f, old())
write("reloadable.py", "raise ValueError('on reload')\n")
importlib.invalidate_caches()
tries("importlib.reload(m)", "importlib.reload(5)", "importlib.reload(types.ModuleType('unknown'))", "del sys.modules['reloadable']\nimportlib.reload(m)", importlib=importlib, m=reloadable, types=types, sys=sys)
del sys.modules["late_a"]
import late_a as second_time
print(second_time.value, second_time is sys.modules["late_a"])
sys.modules["alias_of_math"] = math
import alias_of_math
print(alias_of_math is math)
saved = sys.path[:]
sys.path.clear()
tries("import circ_z", "import itertools")
sys.path[:] = saved + [5, None, b"x"]
tries("import circ_z")
sys.path[:] = saved
write("late_written.py", "x = 'found after writing'\n")
importlib.invalidate_caches()
tries("import late_written\nprint(late_written.x)")
name_bound = "before"
try:
    import fails_now as name_bound
except ImportError:
    print(name_bound)
print(sys.modules["__main__"].__name__, __spec__, __package__, __loader__.__class__.__name__, __file__.endswith("import_circles.py"))
