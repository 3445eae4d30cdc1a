"""Modules in files: loaders for sources, the finders of folders, and where compiled code would go."""
import os
import sys

import _imp

from . import _bootstrap

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
# The head of files of compiled code: that of this build.
MAGIC_NUMBER = _imp.magic()
path_separators = path_sep_tuple = (os.sep,)

_PYCACHE = '__pycache__'
_OPT = 'opt-'


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the compiled code of a source would be."""
    if debug_override is not None:
        import warnings
        warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning, 2)
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = '' if debug_override else 1
    folder, name = os.path.split(os.fspath(path))
    tag = _cache_tag()
    level = str(optimization if optimization is not None else sys.flags.optimize or '')
    if level and not level.isalnum():
        raise ValueError(f'{level!r} is not alphanumeric')
    if level:
        tag += f'.{_OPT}{level}'
    stem, dot, rest = name.rpartition('.')
    compiled = f"{stem or rest}{dot}{tag}{BYTECODE_SUFFIXES[0]}"
    if (elsewhere := sys.pycache_prefix) is None:
        return os.path.join(folder, _PYCACHE, compiled)
    return os.path.join(elsewhere, os.path.abspath(folder).lstrip(os.sep), compiled)


def source_from_cache(path):
    """The source of a file of compiled code."""
    _cache_tag()
    path = os.fspath(path)
    folder, compiled = os.path.split(path)
    prefix = sys.pycache_prefix and sys.pycache_prefix.rstrip(os.sep)
    if prefix and folder.startswith(prefix + os.sep):
        folder = folder.removeprefix(prefix)
    elif os.path.basename(folder) == _PYCACHE:
        folder = os.path.dirname(folder)
    else:
        raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    stem, *marks = compiled.split('.')
    if len(marks) not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {compiled!r}')
    if len(marks) == 3:
        level = marks[1]
        if not level.startswith(_OPT):
            raise ValueError(f"optimization portion of filename does not start with {_OPT!r}")
        if not level.removeprefix(_OPT).isalnum():
            raise ValueError(f"optimization level {level!r} is not an alphanumeric value")
    return os.path.join(folder, stem + SOURCE_SUFFIXES[0])


def _cache_tag():
    if (tag := sys.implementation.cache_tag) is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    return tag


def decode_source(source_bytes):
    """The text of a source, whose line ends become newlines."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding))


_POPULATE = object()


def _loader_for(name, path):
    """A loader for a file, by its suffix; None for other files."""
    kinds = _get_supported_file_loaders()
    return next((kind(name, path) for kind, suffixes in kinds if path.endswith(tuple(suffixes))), None)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """A spec for a file; the loader, if none is given, is that of the file's suffix."""
    if location is not None:
        path = os.fspath(location)
        try:
            path = os.path.abspath(path)
        except OSError:
            pass
    else:
        path = _bootstrap._asked(loader, "get_filename", name, None) or "<unknown>"
    if loader is None and (loader := _loader_for(name, path)) is None:
        return None
    spec = _bootstrap.ModuleSpec(name, loader, origin=path)
    spec._set_fileattr = True
    if submodule_search_locations is _POPULATE:
        submodule_search_locations = [] if _bootstrap._asked(loader, "is_package", name, False) else None
    if submodule_search_locations == [] and path:
        submodule_search_locations.append(os.path.dirname(path))
    spec.submodule_search_locations = submodule_search_locations
    return spec


class _LoaderBasics:
    """What loaders of files share."""

    def is_package(self, fullname):
        """Whether the file is the __init__ of a package."""
        filename = os.path.basename(self.get_filename(fullname)).rsplit('.', 1)[0]
        return filename == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def exec_module(self, module):
        """Run the module's code."""
        name = module.__name__
        if (code := self.get_code(name)) is None:
            raise ImportError(f'cannot load module {name!r} when get_code() returns None')
        exec(code, vars(module))

    def load_module(self, fullname):
        """Deprecated: the module, loaded."""
        return _bootstrap._load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    """Loads sources; subclasses say where they come from."""

    def path_stats(self, path):
        return {'mtime': self.path_mtime(path)}

    def path_mtime(self, path):
        raise OSError

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def source_to_code(self, data, path, *, _optimize=-1):
        """The code of a source."""
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_source(self, fullname):
        try:
            return decode_source(self.get_data(self.get_filename(fullname)))
        except OSError as problem:
            raise ImportError('source not available through get_data()', name=fullname) from problem

    def set_data(self, path, data):
        """Write a file: nobody does here."""


class FileLoader:
    """Knows a name and a path."""

    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def __hash__(self):
        return hash((self.name, self.path))

    def __eq__(self, other):
        return self.__class__ == other.__class__ and vars(self) == vars(other)

    def _check(self, name):
        if name not in (None, self.name):
            raise ImportError(f'loader for {self.name} cannot handle {name}', name=name)

    def load_module(self, fullname=None):
        """Deprecated: the module, loaded."""
        self._check(fullname)
        return _bootstrap._load_module_shim(self, self.name)

    def get_filename(self, fullname=None):
        """The path."""
        self._check(fullname)
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        with open(str(path), 'rb') as file:
            return file.read()

    def get_resource_reader(self, name=None):
        """How importlib.resources reads what lies beside the module."""
        self._check(name)
        from importlib.resources.readers import FileReader
        return FileReader(self)


class _SourceFileLoaderType(type):
    """The loader of modules that the interpreter has found itself counts as a SourceFileLoader."""

    def __instancecheck__(cls, instance):
        if type.__instancecheck__(cls, instance):
            return True
        return cls is SourceFileLoader and type(instance) is type(_imp.find_spec('os').loader)


class SourceFileLoader(FileLoader, SourceLoader, metaclass=_SourceFileLoaderType):
    """Loads a source file."""

    def path_stats(self, path):
        st = os.stat(path)
        return {'mtime': st.st_mtime, 'size': st.st_size}

    def set_data(self, path, data):
        """Write a file and the folders it needs; nothing happens where that is not possible."""
        try:
            os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
            with open(path, 'wb') as file:
                file.write(data)
        except OSError:
            pass


def _code_of_pyc(data, name, path):
    """The code in a file of compiled code."""
    import marshal
    if data[:4] != MAGIC_NUMBER:
        raise ImportError(f'bad magic number in {name!r}: {data[:4]!r}', name=name, path=path)
    if len(data) < 16:
        raise EOFError(f'reached EOF while reading pyc header of {name!r}')
    if int.from_bytes(data[4:8], 'little') & ~3:
        flags = int.from_bytes(data[4:8], 'little')
        raise ImportError(f'invalid flags {flags!r} in {name!r}', name=name, path=path)
    code = marshal.loads(data[16:])
    if not isinstance(code, type(_code_of_pyc.__code__)):
        raise ImportError(f'Non-code object in {path!r}', name=name, path=path)
    return code


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loads a file of compiled code."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return _code_of_pyc(self.get_data(path), fullname, path)

    def get_source(self, fullname):
        return None


# What to do about well-known packages that need their compiled part, by their top-level names.
_INSTEAD = {
    'pydantic_core': 'use pydantic 1.10, which is pure Python',
    'lxml': 'pyr has a module lxml of its own: take this one off the path',
    'numpy': 'use array, statistics or math',
    'cryptography': 'use hashlib, hmac, secrets or ssl',
    'orjson': 'use json',
    'ujson': 'use json',
    'psycopg2': 'use pg8000, which is pure Python',
    'MySQLdb': 'use PyMySQL, which is pure Python',
    'librt': 'use mypy 1.18, which runs without it',
    'cffi': 'use subprocess or a pure Python package',
}


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Stands for an extension module, which cannot be loaded: it says so when it shall be."""

    def create_module(self, spec):
        file = os.path.basename(self.path)
        text = (f"No module named {self.name!r}: it is a compiled extension for CPython ({file}), "
                "which pyr cannot load")
        instead = _INSTEAD.get(self.name.partition('.')[0])
        raise ModuleNotFoundError(f'{text}; {instead}' if instead else text, name=self.name, path=self.path)

    def exec_module(self, module):
        """Nothing: create_module() has raised."""

    def is_package(self, fullname):
        return os.path.basename(self.path).split('.')[0] == '__init__'

    def get_source(self, fullname):
        """None: there is none."""

    get_code = get_source


def _up_to_date(question):
    def method(self, *args):
        return question(self._now(), *args)
    method.__name__ = question.__name__
    return method


class _NamespacePath:
    """The __path__ of a package without __init__: looked up again when the path above it changes."""

    def __init__(self, name, path):
        self._name, self._path = name, path
        self._seen = tuple(self._above())

    def _above(self):
        parent = self._name.rpartition('.')[0]
        return sys.modules[parent].__path__ if parent else sys.path

    def _now(self):
        above = tuple(self._above())
        if above != self._seen:
            self._seen = above
            parent = self._name.rpartition('.')[0]
            spec = _imp.find_spec(self._name, list(above) if parent else None)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = list(spec.submodule_search_locations)
        return self._path

    __iter__, __len__, __contains__, __getitem__ = map(
        _up_to_date, (list.__iter__, list.__len__, list.__contains__, list.__getitem__))

    def append(self, item):
        self._path.append(item)

    def __setitem__(self, index, path):
        self._path[index] = path

    def __repr__(self):
        return f'_NamespacePath({self._path!r})'


def _namespace_spec(name, portions):
    """The spec of a package without __init__ that has these folders."""
    spec = _bootstrap.ModuleSpec(name, None)
    spec.submodule_search_locations = _NamespacePath(name, portions)
    return spec


class NamespaceLoader:
    """Stands for a package without __init__."""

    create_module, load_module = _LoaderBasics.create_module, _LoaderBasics.load_module

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def exec_module(self, module):
        """Nothing: there is no code."""

    def get_code(self, fullname):
        return compile(self.get_source(fullname), '<string>', 'exec', dont_inherit=True)

    def get_source(self, fullname):
        return ''

    def is_package(self, fullname):
        return True

    def get_resource_reader(self, module):
        from importlib.resources.readers import NamespaceReader
        return NamespaceReader(self._path)


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


class PathFinder:
    """Finds modules along sys.path, or the path of a package."""

    __module__ = '_frozen_importlib_external'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """The spec of a module on a path."""
        folders = []
        for entry in sys.path if path is None else path:
            if isinstance(entry, str) and (spec := cls._in_entry(entry, fullname, target)):
                if spec.loader is not None:
                    return spec
                folders += spec.submodule_search_locations or ()
        return _folders_spec(fullname, folders) if folders else None

    @classmethod
    def _in_entry(cls, entry, fullname, target):
        finder = cls._path_importer_cache(entry)
        if finder is None:
            try:
                finder = FileFinder(entry or '.', *_get_supported_file_loaders())
            except FileNotFoundError:  # the current folder was removed
                return None
        return finder.find_spec(fullname, target)

    @classmethod
    def _path_importer_cache(cls, path):
        """The finder of a path entry, remembered; None for folders without a hook."""
        if not path:
            try:
                path = os.getcwd()
            except FileNotFoundError:
                return None
        known = sys.path_importer_cache
        if path not in known:
            known[path] = cls._path_hooks(path)
        return known[path]

    @staticmethod
    def _path_hooks(path):
        """The finder that a hook makes for a path entry."""
        for maker in sys.path_hooks:
            try:
                return maker(path)
            except ImportError:
                pass

    @staticmethod
    def invalidate_caches():
        known = sys.path_importer_cache
        for entry in [entry for entry, finder in known.items() if finder is None or not os.path.isabs(entry)]:
            del known[entry]
        for finder in [finder for finder in known.values() if hasattr(finder, 'invalidate_caches')]:
            finder.invalidate_caches()

    @staticmethod
    def find_distributions(*args, **kwargs):
        """The installed packages along sys.path."""
        from importlib import metadata
        return metadata.MetadataPathFinder.find_distributions(*args, **kwargs)


def _folders_spec(fullname, folders):
    """The spec of a module that may get its code from nowhere: a package of these folders, found on one path."""
    spec = _bootstrap.ModuleSpec(fullname, None)
    spec.submodule_search_locations = folders
    return spec


def _first_path_hooks():
    """What sys.path_hooks begins with."""
    from zipimport import zipimporter
    return [zipimporter, FileFinder.path_hook(*_get_supported_file_loaders())]


def _find_in_entry(entry, fullname):
    """What a hook or an archive says about a module in a path entry: whether it knows the entry, and a spec."""
    finder = PathFinder._path_importer_cache(entry)
    if type(finder) is FileFinder:  # the import system looks into folders by itself
        return False, None
    if finder is None or not hasattr(finder, 'find_spec'):
        return finder is not None, None
    return True, finder.find_spec(fullname)


def _compiled_spec(fullname, path):
    """The spec of a module in a file that is not a source: of compiled code, or made for CPython."""
    loader = (SourcelessFileLoader if path.endswith('.pyc') else ExtensionFileLoader)(fullname, path)
    return spec_from_file_location(fullname, path, loader=loader)


class FileFinder:
    """Finds modules in a folder; made of the folder and (loader, suffixes) pairs."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details
                         for suffix in suffixes]
        self.path = os.path.abspath(path) if path and path != '.' else os.getcwd()

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        base = os.path.join(self.path, fullname.rpartition('.')[2])
        folder = os.path.isdir(base)
        places = [(base, None)]
        if folder:
            places.insert(0, (os.path.join(base, '__init__'), [base]))
        for start, locations in places:
            for suffix, kind in self._loaders:
                if os.path.isfile(path := start + suffix):
                    return spec_from_file_location(fullname, path, loader=kind(fullname, path),
                                                   submodule_search_locations=locations)
        return _folders_spec(fullname, [base]) if folder else None

    def __repr__(self):
        return f'FileFinder({self.path!r})'

    @classmethod
    def path_hook(cls, *loader_details):
        """A function for sys.path_hooks."""
        def path_hook_for_FileFinder(path):
            if os.path.isdir(path or '.'):
                return cls(path, *loader_details)
            raise ImportError('only directories are supported', path=path)
        return path_hook_for_FileFinder


for _class in list(globals().values()):
    if isinstance(_class, type) and _class.__module__ == __name__:
        _class.__module__ = '_frozen_importlib_external'    # as they are shown
del _class
