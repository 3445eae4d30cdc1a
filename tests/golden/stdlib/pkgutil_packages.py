"""pkgutil: modules of folders and packages, extended paths, names to objects."""
import io
import os
import pkgutil
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
folder = os.path.realpath(tempfile.mkdtemp())
def write(name, text=""):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file: file.write(text)
write("one/pack/__init__.py", "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\nVALUE = 1\n")
write("one/pack/a.py", "class A:\n    class B:\n        attribute = 5\n")
write("one/pack/sub/__init__.py"); write("one/pack/sub/deep.py", "x = 2"); write("one/pack/data.txt", "data"); write("one/pack/nopackage/x.py"); write("one/pack/__pycache__/z.py")
write("one/pack/broken/__init__.py", "1 / 0"); write("one/pack/missing/__init__.py", "import nothing_like_it"); write("one/single.py"); write("one/with.dot/__init__.py"); write("one/note.txt"); write("one/dash-name.py")
write("two/pack/b.py", "y = 3"); write("two/pack/__init__.py"); write("two/pack.pkg", "# comment\n/extra/folder\n\n"); write("two/single.py")
sys.path[:0] = [os.path.join(folder, "one"), os.path.join(folder, "two")]
def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}".replace(folder, "DIR")
show = lambda infos: [(i.name, i.ispkg) for i in infos]
print(show(pkgutil.iter_modules(sys.path[:2])), show(pkgutil.iter_modules(sys.path[:2], "p.")), attempt(lambda: list(pkgutil.iter_modules("text"))), show(pkgutil.iter_modules([])), show(pkgutil.iter_modules(["/nowhere"])))
info = next(pkgutil.iter_modules(sys.path[:1]))
print(type(info).__name__, info._fields, type(info.module_finder).__name__, info[1:])
import pack
print([p.replace(folder, "DIR") for p in pack.__path__], show(pkgutil.iter_modules(pack.__path__)))
failed = []
print(show(pkgutil.walk_packages(pack.__path__, "pack.", failed.append)), failed)
print(attempt(lambda: show(pkgutil.walk_packages(pack.__path__, "pack."))))
print(pkgutil.extend_path("text", "x"), pkgutil.extend_path(["p"], "nope.inner"), [p.replace(folder, "DIR") for p in pkgutil.extend_path(["p"], "pack")])
for name in ("pack", "pack.a", "pack.a.A", "pack.a:A", "pack.a:A.B.attribute", "pack.a.A.B", "pack:VALUE", "pack:", "pack.VALUE", "pack.nope", "nope", "nope:x", "", "1a", "a..b", "a b", "pack:a:b", "pack.a:", ":x", "os.path:join", "os.path.join", "a.", "pack.a.A.nope", "pack:nope"):
    found = attempt(pkgutil.resolve_name, name)
    print(repr(name), getattr(found, "__name__", found))
print(pkgutil.get_data("pack", "data.txt"), attempt(pkgutil.get_data, "pack", "no.txt"), pkgutil.get_data("nope", "x"), pkgutil.get_data("pack.sub", "deep.py"), pkgutil.get_data("sys", "x"))
print(type(pkgutil.get_importer(folder)).__name__, pkgutil.get_importer(folder) is pkgutil.get_importer(folder), pkgutil.get_importer("/nowhere/x"), type(pkgutil.get_importer(os.fsencode(folder))).__name__)
print([type(i).__name__ if not isinstance(i, type) else i.__name__ for i in pkgutil.iter_importers("pack.a")], len(list(pkgutil.iter_importers())) > 3, attempt(lambda: list(pkgutil.iter_importers(".x"))), list(pkgutil.iter_importers("single.x")), attempt(lambda: list(pkgutil.iter_importers("nope.x"))))
print(type(pkgutil.get_loader("pack")).__name__, type(pkgutil.find_loader("single")).__name__, pkgutil.get_loader("nope"), pkgutil.find_loader("nope"), attempt(pkgutil.find_loader, ".x"), type(pkgutil.get_loader(pack)).__name__, attempt(pkgutil.find_loader, "single.x"), attempt(pkgutil.find_loader, ""))
print(pkgutil.read_code(io.BytesIO(b"nothing at all here")), list(pkgutil.iter_importer_modules(object())))
class Own:
    def iter_modules(self, prefix=""): return [(prefix + "own", True)]
print(list(pkgutil.iter_importer_modules(Own(), "p.")))
import py_compile
with open(py_compile.compile(os.path.join(folder, "one/pack/a.py"), os.path.join(folder, "x.pyc")), "rb") as file: print(pkgutil.read_code(file).co_name)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always"); pkgutil.get_loader("os"); pkgutil.find_loader("os"); print([(str(w.message), w.category.__name__, os.path.basename(w.filename)) for w in caught])
