# Import hooks: meta_path finders, path_hooks, loaders old and new, namespace packages over several folders, __path__ changes, resources, find_spec.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from _files import folder, short, tries, write

log = []


class Finder:
    def find_spec(self, name, path, target=None):
        log.append(("find", name, path and [short(p) for p in path], target))
        if name.startswith("virt"):
            return importlib.machinery.ModuleSpec(name, Loader(), origin="nowhere", is_package=name.endswith("pkg"))
        if name == "raises":
            raise KeyError("finder failed")
        if name == "import_error":
            raise ImportError("finder says no")
        if name == "not_spec":
            return 5
        return None


class Loader:
    __repr__ = lambda self: "<Loader>"

    def create_module(self, spec):
        log.append(("create", spec.name))
        if spec.name == "virt_none_create":
            return None
        if spec.name == "virt_own":
            m = type(sys)("own")
            m.made_by = "create_module"
            return m
        if spec.name == "virt_bad_create":
            raise RuntimeError("create failed")

    def exec_module(self, module):
        log.append(("exec", module.__name__))
        module.value = module.__name__.upper()
        if module.__name__ == "virt_bad_exec":
            raise RuntimeError("exec failed")


finder = Finder()
sys.meta_path.insert(0, finder)
tries("import virt_a\nprint(virt_a.value, virt_a, virt_a.__spec__, virt_a.__loader__.__class__.__name__)", "import virt_pkg\nprint(virt_pkg.__path__, virt_pkg)", "import virt_pkg.virt_child", "import virt_own\nprint(virt_own.made_by, virt_own.__name__)", "import virt_bad_create", "import virt_bad_exec", "import raises", "import import_error", "import not_spec", "import nowhere_at_all", "from virt_a import value\nprint(value)", "from virt_a import nope")
print("virt_bad_exec" in sys.modules, "virt_bad_create" in sys.modules)
for entry in log:
    print(entry)
log.clear()
sys.meta_path.remove(finder)


class OldLoader:
    def load_module(self, name):
        m = sys.modules.setdefault(name, type(sys)(name))
        m.old = True
        return m


class NoExec:
    def create_module(self, spec): return None


class NoCreate:
    def exec_module(self, m): pass


class Other:
    def __init__(self, loader): self.loader = loader
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self.loader) if name.startswith("other") else None


import warnings
for loader in [OldLoader(), NoExec(), NoCreate(), None, 5]:
    sys.meta_path.insert(0, Other(loader))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        name = f"other_{type(loader).__name__}"
        tries(f"import {name}\nprint(getattr({name}, 'old', None))")
    print([(w.category.__name__, str(w.message)[:60]) for w in seen])
    del sys.meta_path[0]


class NoFindSpec: pass
sys.meta_path.insert(0, NoFindSpec())
tries("import nothing_here")
del sys.meta_path[0]


class PathHook:
    def __init__(self, path):
        if not path.startswith("virtual:"):
            raise ImportError
        self.path = path

    def find_spec(self, name, target=None):
        log.append((self.path, name))
        if name == "from_hook":
            return importlib.util.spec_from_loader(name, Loader(), origin=self.path)


sys.path_hooks.append(PathHook)
sys.path.append("virtual:here")
tries("import from_hook\nprint(from_hook.value, from_hook.__spec__.origin)", "import not_from_hook")
print(log[:3], "virtual:here" in sys.path_importer_cache, type(sys.path_importer_cache["virtual:here"]).__name__)
sys.path.remove("virtual:here")
sys.path_hooks.remove(PathHook)

# namespace packages
write("part1/nsp/one.py", "one = 1\n")
write("part2/nsp/two.py", "two = 2\n")
write("part3/nsp/three.py", "three = 3\n")
sys.path += [os.path.join(folder, "part1"), os.path.join(folder, "part2")]
import nsp.one, nsp.two
print(nsp.one.one, nsp.two.two, [short(p) for p in nsp.__path__], len(nsp.__path__), nsp.__spec__.loader is None, nsp.__spec__.submodule_search_locations == nsp.__path__, getattr(nsp, "__file__", "none"))
tries("import nsp.three")
sys.path.append(os.path.join(folder, "part3"))
importlib.invalidate_caches()
tries("import nsp.three\nprint(nsp.three.three)")
write("part1/regular/__init__.py", "who = 'first'\n")
write("part2/regular/extra.py", "extra = 1\n")
tries("import regular.extra", "import regular\nregular.__path__.append(__import__('_files').folder + '/part2/regular')\nimport regular.extra\nprint(regular.extra.extra)", "import regular\nregular.__path__ = []\nimport regular.nope")
write("modvspkg.py", "kind = 'module'\n")
write("modvspkg/__init__.py", "kind = 'package'\n")
write("filens.py", "kind = 'module file'\n")
write("filens/x.py", "")
tries("import modvspkg\nprint(modvspkg.kind)", "import filens\nprint(filens.kind)")
# specs
spec = importlib.util.find_spec("modvspkg")
print(short(spec.origin), spec.name, spec.parent, spec.has_location, [short(p) for p in spec.submodule_search_locations])
print(importlib.util.find_spec("nope"), short(importlib.util.find_spec("part1")), importlib.util.find_spec("sys").origin, importlib.util.find_spec("nsp.one").name)
tries("importlib.util.find_spec('nope.sub')", "importlib.util.find_spec('modvspkg.kind.sub')", "importlib.util.find_spec('.x')", "importlib.util.find_spec('.x', 'modvspkg')", "importlib.util.find_spec('')", "print(importlib.util.find_spec('made_without_spec'))", importlib=importlib)
m = type(sys)("made_without_spec")
sys.modules["made_without_spec"] = m
tries("importlib.util.find_spec('made_without_spec')", "m.__spec__ = 5\nprint(importlib.util.find_spec('made_without_spec'))", "del m.__spec__\nimportlib.util.find_spec('made_without_spec')", importlib=importlib, m=m)
write("by_hand.py", "value = __name__, __spec__.name\n")
spec = importlib.util.spec_from_file_location("chosen_name", os.path.join(folder, "by_hand.py"))
module = importlib.util.module_from_spec(spec)
print("value" in vars(module), module.__name__, short(module.__file__), spec.loader.is_package("chosen_name"), spec.loader.get_source("chosen_name"), spec.loader.get_data(spec.origin)[:5], spec.loader.get_filename("chosen_name") == spec.origin)
spec.loader.exec_module(module)
print(module.value, "chosen_name" in sys.modules, eval(spec.loader.get_code("chosen_name"), {"__name__": 1, "__spec__": spec}))
tries("importlib.util.spec_from_file_location('x', '/nope/x.py').loader.exec_module(type(importlib)('x'))", "print(importlib.util.spec_from_file_location('x', '/nope/x.unknown'))", "importlib.util.module_from_spec(importlib.machinery.ModuleSpec('x', None))\nprint('ok')", "importlib.util.module_from_spec(5)", "importlib.util.resolve_name('.a', 'b.c')\nprint(importlib.util.resolve_name('..a', 'b.c'))", "importlib.util.resolve_name('...a', 'b')", "importlib.util.resolve_name('.a', '')", "print(importlib.machinery.ModuleSpec('n', None, origin='o', is_package=True))", "print(importlib.machinery.SOURCE_SUFFIXES)", importlib=importlib)


class SourceLoader(importlib.abc.SourceLoader):
    def get_filename(self, name): return f"<source {name}>"
    def get_data(self, path): return b"answer = 42\nfile = __file__\n"


spec = importlib.util.spec_from_loader("abc_loaded", SourceLoader())
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.answer, module.file)
class LazyThing: pass
lazy_spec = importlib.util.spec_from_file_location("lazy_by_hand", os.path.join(folder, "by_hand.py"), loader=importlib.util.LazyLoader(importlib.machinery.SourceFileLoader("lazy_by_hand", os.path.join(folder, "by_hand.py"))))
module = importlib.util.module_from_spec(lazy_spec)
sys.modules["lazy_by_hand"] = module
lazy_spec.loader.exec_module(module)
print(type(module).__name__, module.value, type(module).__name__)
import builtins
real = builtins.__import__
def traced(name, globals=None, locals=None, fromlist=(), level=0):
    log.append((name, fromlist, level))
    return real(name, globals, locals, fromlist, level)
log.clear()
builtins.__import__ = traced
import modvspkg, nsp.one as o
from nsp import one, two as t
from modvspkg import *
builtins.__import__ = real
print([e for e in log if e[0].startswith(("mod", "nsp"))])
tries("del __builtins__['__import__']\nimport os", __builtins__=dict(vars(builtins)))
sys.path.insert(0, "")
os.chdir(folder)
write("in_cwd.py", "where = 'cwd'\n")
importlib.invalidate_caches()
tries("import in_cwd\nprint(in_cwd.where, in_cwd.__file__ == __import__('os').path.join(__import__('os').getcwd(), 'in_cwd.py'))")
