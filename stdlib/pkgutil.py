"""Looks into packages: the modules in them, their data; and names to objects."""
import _imp
import importlib
import os
import sys
from collections import namedtuple
from functools import singledispatch
from importlib.machinery import FileFinder, FrozenImporter, PathFinder
from types import ModuleType

__all__ = ["get_importer", "iter_importers", "walk_packages", "iter_modules", "get_data", "read_code", "extend_path",
           "ModuleInfo", "find_loader", "get_loader", "resolve_name"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "What iter_modules() tells of a module."


def read_code(stream):
    """The code in a stream of compiled code; None if it is of another kind."""
    from importlib.util import MAGIC_NUMBER
    from marshal import load
    magic, _ = stream.read(4), stream.read(12)
    return load(stream) if magic == MAGIC_NUMBER else None


def iter_modules(path=None, prefix=""):
    """ModuleInfos of the modules on a path (default: sys.path)."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    finders = iter_importers() if path is None else map(get_importer, path)
    seen = set()
    for finder in finders:
        for name, is_package in iter_importer_modules(finder, prefix):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(finder, name, is_package)


def walk_packages(path=None, prefix="", onerror=None):
    """ModuleInfos of all modules on a path (default: sys.path), and of those in packages, which are imported."""
    walked = set()

    def below(path, prefix):
        for found in iter_modules(path, prefix):
            yield found
            if not found.ispkg:
                continue
            try:
                __import__(found.name)
            except Exception as error:
                if onerror is not None:
                    onerror(found.name)
                elif not isinstance(error, ImportError):
                    raise
                continue
            fresh = [folder for folder in getattr(sys.modules[found.name], "__path__", None) or () if folder not in walked]
            walked.update(fresh)
            yield from below(fresh, f"{found.name}.")

    return below(path, prefix)


@singledispatch
def iter_importer_modules(importer, prefix=""):
    """(name, is a package) of the modules that a finder finds."""
    if (zipimport := sys.modules.get("zipimport")) and isinstance(importer, zipimport.zipimporter):
        return iter_zipimport_modules(importer, prefix)
    return importer.iter_modules(prefix) if hasattr(importer, "iter_modules") else []


def iter_zipimport_modules(importer, prefix=""):
    """(name, is a package) of the modules in an archive."""
    from inspect import getmodulename
    found = {}
    for path in importer._get_files():
        match path.removeprefix(importer.prefix).split(os.sep) if path.startswith(importer.prefix) else ():
            case [file] if (name := getmodulename(file)) not in (None, "__init__") and "." not in name:
                found.setdefault(name, False)
            case [name, file] if "." not in name and getmodulename(file) == "__init__":
                found[name] = True
    return ((prefix + name, found[name]) for name in sorted(found))


def _listed(folder):
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


@iter_importer_modules.register
def _modules_in_folder(importer: FileFinder, prefix=""):
    from inspect import getmodulename
    seen = set()
    for entry in _listed(importer.path) if importer.path and os.path.isdir(importer.path) else ():
        name, path = getmodulename(entry), os.path.join(importer.path, entry)
        if name == "__init__":
            continue
        is_package = False
        if not name and "." not in entry and os.path.isdir(path):
            is_package = "__init__" in map(getmodulename, _listed(path))
            name = entry if is_package else None
        if name and "." not in name and name not in seen:
            seen.add(name)
            yield prefix + name, is_package


_iter_file_finder_modules = _modules_in_folder


class _Library:
    """The finder of a place in the library that the program carries with it: "<stdlib>", or a package of it."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"{type(self).__name__}({self.path!r})"

    def find_spec(self, fullname, target=None):
        return FrozenImporter.find_spec(fullname, [self.path])

    def iter_modules(self, prefix=""):
        package = self.path.partition(os.sep)[2].replace(os.sep, ".")
        for name in sorted(_imp.embedded_names()):
            parent, _, last = name.rpartition(".")
            if parent == package:
                yield prefix + last, _imp.is_frozen(name) and FrozenImporter.is_package(name)


_folders = {}  # finders of folders that the import system looks into by itself


def get_importer(path_item):
    """The finder of a path entry."""
    from importlib._bootstrap_external import _get_supported_file_loaders
    path_item = os.fsdecode(path_item)
    found = PathFinder._path_importer_cache(path_item) or _folders.get(path_item)
    if found is None and path_item.partition(os.sep)[0] == "<stdlib>":
        found = _folders[path_item] = _Library(path_item)
    elif found is None and os.path.isdir(path_item or os.curdir):
        found = _folders[path_item] = FileFinder(path_item or os.curdir, *_get_supported_file_loaders())
    return found


def iter_importers(fullname=""):
    """The finders that would be asked for a module."""
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    package = fullname.rpartition(".")[0]
    if package:
        path = getattr(importlib.import_module(package), "__path__", None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    yield from map(get_importer, path)


def _warn_of(name):
    from warnings import warn
    warn(f"'pkgutil.{name}' is deprecated and slated for removal in Python 3.14; use importlib.util.find_spec() instead",
         DeprecationWarning, stacklevel=3)


def get_loader(module_or_name):
    """Deprecated: the loader of a module."""
    _warn_of("get_loader")
    module = sys.modules.get(module_or_name, module_or_name) if isinstance(module_or_name, str) else module_or_name
    if module is None:
        return None
    if isinstance(module, ModuleType):
        if getattr(module, "__loader__", None) is not None:
            return module.__loader__
        if getattr(module, "__spec__", None) is None:
            return None
        module = module.__name__
    return _loader_of(module)


def find_loader(fullname):
    """Deprecated: the loader of a module."""
    _warn_of("find_loader")
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    return _loader_of(fullname)


def _loader_of(fullname):
    from importlib.util import find_spec
    try:
        spec = find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(f"Error while finding loader for {fullname!r} ({type(error)}: {error})") from error
    return spec and spec.loader


def extend_path(path, name):
    """A package's path, with the folders of its name elsewhere on sys.path."""
    if not isinstance(path, list):
        return path
    package, _, last = name.rpartition(".")
    try:
        places = sys.modules[package].__path__ if package else sys.path
    except (KeyError, AttributeError):
        return path[:]
    found = path[:]
    for place in filter(lambda place: isinstance(place, str), places):
        finder = get_importer(place)
        spec = finder.find_spec(last) if finder is not None and hasattr(finder, "find_spec") else None
        for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
            if folder not in found:
                found.append(folder)
        listing = os.path.join(place, f"{name}.pkg")
        if os.path.isfile(listing):
            try:
                with open(listing) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                sys.stderr.write(f"Can't open {listing}: {error}\n")
                continue
            found += [line for line in lines if line and not line.startswith("#")]
    return found


def get_data(package, resource):
    """The bytes of a file in a package; None if its loader reads none."""
    from importlib._bootstrap import _load
    from importlib.util import find_spec
    spec = find_spec(package)
    if spec is None or not hasattr(spec.loader, "get_data"):
        return None
    module = sys.modules.get(package) or _load(spec)
    if getattr(module, "__file__", None) is None:
        return None
    return spec.loader.get_data(os.path.join(os.path.dirname(module.__file__), *resource.split("/")))


def resolve_name(name):
    """The object that 'package.module.attribute' or 'package.module:attribute' names."""
    import re
    dotted = r"(?!\d)\w+(?:\.(?!\d)\w+)*"
    if not (found := re.fullmatch(rf"({dotted})(?:(:)({dotted})?)?", name)):
        raise ValueError(f"invalid format: {name!r}")
    path, colon, attributes = found.groups()
    if colon:
        value, rest = importlib.import_module(path), attributes.split(".") if attributes else []
    else:
        head, *rest = path.split(".")
        value = importlib.import_module(head)
        while rest:  # as far as there are modules
            try:
                value = importlib.import_module(f"{head}.{rest[0]}")
            except ImportError:
                break
            head = f"{head}.{rest.pop(0)}"
    for part in rest:
        value = getattr(value, part)
    return value
