"""Finders, loaders and specs of programs; importlib.util, pkgutil, importlib.resources and importlib.metadata."""
import importlib, importlib.abc, importlib.machinery, importlib.util, importlib.resources, importlib.metadata
import os, pathlib, pkgutil, sys, tempfile, types, warnings

folder = tempfile.mkdtemp()


def write(name, text):
    path = pathlib.Path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.startswith("virtual"):
            print("find", name, path)
            return importlib.util.spec_from_loader(name, Loader(), is_package=name == "virtual_pkg")
        return None


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        print("create", spec.name, spec.parent, spec.origin, spec.has_location, spec.submodule_search_locations)
        return None

    def exec_module(self, module):
        print("exec", module.__name__, module.__package__, type(module.__loader__).__name__, module.__spec__.name)
        if module.__name__ == "virtual_bad":
            raise ValueError("bad")
        module.value = 42


sys.meta_path.insert(0, Finder())
import virtual_one
print(virtual_one.value, virtual_one.__spec__.loader is virtual_one.__loader__, "virtual_one" in sys.modules)
import virtual_pkg.inner
print(virtual_pkg.inner.value, virtual_pkg.__path__)
try:
    import virtual_bad
except ValueError as e:
    print(e, "virtual_bad" in sys.modules)
importlib.reload(virtual_one)
print(importlib.util.find_spec("virtual_two").name, importlib.util.find_spec("nosuchmodule"))
del sys.meta_path[0]


class Source(importlib.abc.SourceLoader):
    def get_filename(self, name):
        return "/nowhere/" + name + ".py"

    def get_data(self, path):
        return b"x = 1\nname = __name__\n"


spec = importlib.util.spec_from_loader("sourced", Source())
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
print(m.x, m.name, m.__file__, spec.origin, Source().get_source("a"), Source().is_package("a"))


def hook(path):
    if not path.startswith("magic:"):
        raise ImportError
    print("hook", path)
    return EntryFinder()


class EntryFinder:
    def find_spec(self, name, target=None):
        print("entry", name)
        return importlib.util.spec_from_loader(name, Loader()) if name == "hooked" else None


sys.path_hooks.insert(0, hook)
sys.path.append("magic:here")
import hooked
print(hooked.value, "magic:here" in sys.path_importer_cache)
sys.path_hooks.remove(hook)
sys.path.remove("magic:here")

# --- files
path = write("alone.py", "a = 1\nprint('running', __name__, __file__ == __spec__.origin)\n")
spec = importlib.util.spec_from_file_location("alone_mod", path)
print(spec.name, spec.origin == path, spec.has_location, spec.submodule_search_locations, spec.parent, type(spec.loader).__name__)
m = importlib.util.module_from_spec(spec)
print(m.__name__, hasattr(m, "a"))
spec.loader.exec_module(m)
print(m.a, spec.loader.get_filename() == path, spec.loader.name)
loader = importlib.machinery.SourceFileLoader("alone_too", path)
print(loader.get_source("alone_too"), loader.is_package("alone_too"), loader.get_code("alone_too").co_name)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    print(loader.load_module().a)
try:
    loader.get_filename("other")
except ImportError as e:
    print(e)
print(importlib.util.spec_from_file_location("x", "/no/such.txt"))

write("pack/__init__.py", "top = 1\n")
write("pack/one.py", "import sys\nprint('one runs')\nv = 1\n")
write("pack/sub/__init__.py", "")
write("pack/sub/two.py", "v = 2\n")
write("pack/data.txt", "some data\n")
write("spaces/inner.py", "v = 3\n")
sys.path.insert(0, folder)
import pack
print([(i.name, i.ispkg) for i in pkgutil.iter_modules([folder])])
print([(i.name, i.ispkg) for i in pkgutil.iter_modules(pack.__path__, "pack.")])
print([(i.name, i.ispkg) for i in pkgutil.walk_packages(pack.__path__, "pack.")])
print(pkgutil.resolve_name("pack.sub.two:v"), pkgutil.resolve_name("os.path.join").__name__, pkgutil.get_data("pack", "data.txt"))
for bad in ["1x", "pack:nosuch", "nosuch.x"]:
    try:
        pkgutil.resolve_name(bad)
    except Exception as e:
        print(type(e).__name__, e)
print(importlib.util.find_spec("pack.one").name, importlib.util.find_spec(".one", "pack").name)
for args in [("pack.nosuch",), (".x", None), ("os.path.nosuch",)]:
    try:
        print(importlib.util.find_spec(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(importlib.util.resolve_name(".a", "b.c"), importlib.util.resolve_name("..a", "b.c"), importlib.util.resolve_name("a", None))
try:
    importlib.util.resolve_name("...a", "b")
except ImportError as e:
    print(e)

# --- lazy
spec = importlib.util.find_spec("pack.one")
spec.loader = importlib.util.LazyLoader(spec.loader)
m = importlib.util.module_from_spec(spec)
sys.modules["pack.one"] = m
spec.loader.exec_module(m)
print("not yet")
print(m.v, type(m) is types.ModuleType)
try:
    importlib.util.LazyLoader(5)
except TypeError as e:
    print(e)

# --- resources
files = importlib.resources.files("pack")
print(files.joinpath("data.txt").read_text(), (files / "data.txt").is_file(), sorted(p.name for p in files.iterdir() if p.suffix))
print(importlib.resources.read_text("pack", "data.txt"), importlib.resources.is_resource("pack", "data.txt"), importlib.resources.is_resource("pack", "no"))
with importlib.resources.as_file(files / "data.txt") as p:
    print(p.name, p.exists())
with importlib.resources.open_binary("pack", "data.txt") as f:
    print(f.read())
import spaces
print(spaces.__path__ is not None, [p.name for p in importlib.resources.files(spaces).iterdir()])

# --- metadata
write("thing-1.5.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1.5\nSummary: A thing\nRequires-Dist: other (>1)\nClassifier: A\nClassifier: B\n\nLong text\n")
write("thing-1.5.dist-info/entry_points.txt", "[console_scripts]\nthing = pack.sub.two:v\n\n[group]\na = os.path:join [x]\n")
write("thing-1.5.dist-info/RECORD", "thing.py,sha256=abc,10\nthing-1.5.dist-info/METADATA,,\n")
write("thing-1.5.dist-info/top_level.txt", "thing\n")
md = importlib.metadata
print(md.version("thing"), md.metadata("thing")["Summary"], md.metadata("Thing").get_all("Classifier"), md.requires("thing"))
print([str(f) for f in md.files("thing")], md.files("thing")[0].hash, md.files("thing")[0].size)
eps = md.entry_points(group="console_scripts")
print([e for e in eps if e.name == "thing"], eps["thing"].load(), eps["thing"].module, eps["thing"].attr)
print(md.distribution("thing").entry_points.select(group="group")["a"].extras, md.distribution("thing").name)
try:
    md.version("nosuchthing")
except md.PackageNotFoundError as e:
    print(type(e).__mro__[1].__name__, e, e.name)

# --- names of files
print(importlib.util.cache_from_source("/a/b.py", optimization="").startswith("/a/__pycache__/b."), importlib.util.source_from_cache("/a/__pycache__/b.cpython-313.pyc"))
for bad in ["/a/b.pyc", "/a/__pycache__/b.pyc"]:
    try:
        importlib.util.source_from_cache(bad)
    except ValueError as e:
        print(e)
print(importlib.util.decode_source(b"# coding: latin-1\r\nx = '\xe9'\r\n"), importlib.machinery.SOURCE_SUFFIXES)
print(importlib.machinery.PathFinder.find_spec("pack", [folder]).name, importlib.machinery.BuiltinImporter.find_spec("sys").origin,
      importlib.machinery.BuiltinImporter.find_spec("nosuch"))
finder = importlib.machinery.FileFinder(folder, (importlib.machinery.SourceFileLoader, [".py"]))
print(finder.find_spec("alone").name, finder.find_spec("nosuch"), finder.path == folder)
print(issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader), issubclass(importlib.machinery.PathFinder, importlib.abc.MetaPathFinder))
s = importlib.machinery.ModuleSpec("n.m", None, origin="o", is_package=True)
print(s.name, s.parent, s.origin, s.submodule_search_locations, s.has_location, s.cached)
import shutil
shutil.rmtree(folder)
