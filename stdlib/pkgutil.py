"""Looks into packages: the modules in them, their data; and names to objects."""
import importlib
import importlib.machinery
import importlib.util
import os
import os.path
import sys
from collections import namedtuple
from functools import singledispatch
from types import ModuleType

__all__ = ['get_importer', 'iter_importers', 'walk_packages', 'iter_modules', 'get_data',
           'read_code', 'extend_path', 'ModuleInfo', 'find_loader', 'get_loader', 'resolve_name']

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
ModuleInfo.__doc__ = 'What iter_modules() tells of a module.'


def read_code(stream):
    """The code in a stream of compiled code; None if it is of another kind."""
    import marshal
    if stream.read(4) != importlib.util.MAGIC_NUMBER:
        return None
    stream.read(12)
    return marshal.load(stream)


def walk_packages(path=None, prefix='', onerror=None):
    """ModuleInfos of all modules on a path (default: sys.path), and of those in packages, which are imported."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if info.ispkg:
            try:
                __import__(info.name)
            except ImportError:
                if onerror is not None:
                    onerror(info.name)
            except Exception:
                if onerror is None:
                    raise
                onerror(info.name)
            else:
                inner = [p for p in getattr(sys.modules[info.name], '__path__', None) or []
                         if p not in seen]
                seen.update(inner)
                yield from walk_packages(inner, info.name + '.', onerror)


def iter_modules(path=None, prefix=''):
    """ModuleInfos of the modules on a path (default: sys.path)."""
    if path is None:
        importers = iter_importers()
    elif isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    else:
        importers = map(get_importer, path)
    yielded = set()
    for importer in importers:
        for name, ispkg in iter_importer_modules(importer, prefix):
            if name not in yielded:
                yielded.add(name)
                yield ModuleInfo(importer, name, ispkg)


@singledispatch
def iter_importer_modules(importer, prefix=''):
    """(name, is a package) of the modules that a finder finds."""
    if not hasattr(importer, 'iter_modules'):
        return []
    return importer.iter_modules(prefix)


def _iter_file_finder_modules(importer, prefix=''):
    import inspect
    if importer.path is None or not os.path.isdir(importer.path):
        return
    yielded = set()
    try:
        names = sorted(os.listdir(importer.path))
    except OSError:
        names = []
    for name in names:
        modname = inspect.getmodulename(name)
        if modname == '__init__' or modname in yielded:
            continue
        path = os.path.join(importer.path, name)
        ispkg = False
        if not modname and os.path.isdir(path) and '.' not in name:
            modname = name
            try:
                inside = os.listdir(path)
            except OSError:
                inside = []
            if not any(inspect.getmodulename(entry) == '__init__' for entry in inside):
                continue
            ispkg = True
        if modname and '.' not in modname:
            yielded.add(modname)
            yield prefix + modname, ispkg


iter_importer_modules.register(importlib.machinery.FileFinder, _iter_file_finder_modules)


def get_importer(path_item):
    """The finder of a path entry."""
    path_item = os.fsdecode(path_item)
    finder = importlib.machinery.PathFinder._path_importer_cache(path_item)
    if finder is None and os.path.isdir(path_item or '.'):
        from importlib._bootstrap_external import _get_supported_file_loaders
        finder = importlib.machinery.FileFinder(path_item or '.', *_get_supported_file_loaders())
    return finder


def iter_importers(fullname=""):
    """The finders that would be asked for a module."""
    if fullname.startswith('.'):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    if '.' in fullname:
        package = importlib.import_module(fullname.rpartition('.')[0])
        path = getattr(package, '__path__', None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def get_loader(module_or_name):
    """Deprecated: the loader of a module."""
    import warnings
    warnings._deprecated("pkgutil.get_loader",
                         "{name!r} is deprecated and slated for removal in Python {remove}; "
                         "use importlib.util.find_spec() instead", remove=(3, 14))
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, ModuleType):
        loader = getattr(module_or_name, '__loader__', None)
        if loader is not None:
            return loader
        if getattr(module_or_name, '__spec__', None) is None:
            return None
        module_or_name = module_or_name.__name__
    return find_loader(module_or_name)


def find_loader(fullname):
    """Deprecated: the loader of a module."""
    import warnings
    warnings._deprecated("pkgutil.find_loader",
                         "{name!r} is deprecated and slated for removal in Python {remove}; "
                         "use importlib.util.find_spec() instead", remove=(3, 14))
    if fullname.startswith('.'):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as ex:
        raise ImportError("Error while finding loader for {!r} ({}: {})".format(
            fullname, type(ex), ex)) from ex
    return spec.loader if spec is not None else None


def extend_path(path, name):
    """A package's path, with the folders of its name elsewhere on sys.path."""
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, final = name.rpartition('.')
    if parent:
        try:
            search = getattr(sys.modules[parent], '__path__')
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for directory in search:
        if not isinstance(directory, str):
            continue
        finder = get_importer(directory)
        if finder is not None and hasattr(finder, 'find_spec'):
            spec = finder.find_spec(final)
            for portion in (spec.submodule_search_locations or []) if spec is not None else []:
                if portion not in path:
                    path.append(portion)
        pkgfile = os.path.join(directory, name + '.pkg')
        if os.path.isfile(pkgfile):
            try:
                with open(pkgfile) as f:
                    for line in f:
                        line = line.rstrip('\n')
                        if line and not line.startswith('#'):
                            path.append(line)
            except OSError as msg:
                sys.stderr.write("Can't open %s: %s\n" % (pkgfile, msg))
    return path


def get_data(package, resource):
    """The bytes of a file in a package; None if its loader reads none."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        return None
    loader = spec.loader
    if loader is None or not hasattr(loader, 'get_data'):
        return None
    mod = sys.modules.get(package) or importlib.import_module(package)
    if mod is None or not hasattr(mod, '__file__'):
        return None
    parts = resource.split('/')
    parts.insert(0, os.path.dirname(mod.__file__))
    return loader.get_data(os.path.join(*parts))


def resolve_name(name):
    """The object that 'package.module.attribute' or 'package.module:attribute' names."""
    import re
    word = r'(?!\d)\w+'
    m = re.match(rf'^(?P<pkg>{word}(\.{word})*)(?P<cln>:(?P<obj>{word}(\.{word})*)?)?$', name)
    if not m:
        raise ValueError(f'invalid format: {name!r}')
    if m.group('cln'):
        mod = importlib.import_module(m.group('pkg'))
        parts = m.group('obj')
        parts = parts.split('.') if parts else []
    else:
        parts = name.split('.')
        modname = parts.pop(0)
        mod = importlib.import_module(modname)
        while parts:
            try:
                mod = importlib.import_module(f'{modname}.{parts[0]}')
            except ImportError:
                break
            modname = f'{modname}.{parts.pop(0)}'
    result = mod
    for part in parts:
        result = getattr(result, part)
    return result
