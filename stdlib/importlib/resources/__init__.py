"""Files that lie in packages."""
import contextlib
import functools
import os
import pathlib
import sys
import tempfile
import types

from .abc import ResourceReader, Traversable

__all__ = ['Package', 'Anchor', 'as_file', 'files', 'contents', 'is_resource', 'open_binary',
           'open_text', 'path', 'read_binary', 'read_text', 'ResourceReader']

Package = types.ModuleType | str
Anchor = Package


def _package(anchor, depth):
    """The package that a module or name means; None: the caller's."""
    import importlib
    if anchor is None:
        caller = sys._getframe(depth)
        anchor = caller.f_globals['__name__']
        module = importlib.import_module(anchor)
        return module if hasattr(module, '__path__') \
            else importlib.import_module(anchor.rpartition('.')[0] or anchor)
    if isinstance(anchor, str):
        return importlib.import_module(anchor)
    if isinstance(anchor, types.ModuleType):
        return anchor
    raise TypeError(f"{type(anchor).__name__!r} is neither a module nor a name")


def _once_package(function):
    """Let the parameter be given by the name that it had, with a warning."""
    @functools.wraps(function)
    def renamed(*args, **kwargs):
        if 'package' in kwargs and not args and 'anchor' not in kwargs:
            import warnings
            warnings.warn("First parameter to files is renamed to 'anchor'", DeprecationWarning, 2)
            kwargs['anchor'] = kwargs.pop('package')
        return function(*args, **kwargs)
    return renamed


@_once_package
def files(anchor=None):
    """The folder of a package, as a Traversable."""
    package = _package(anchor, 3)
    spec = package.__spec__
    make = getattr(spec.loader, 'get_resource_reader', None)
    reader = make and make(spec.name)
    if hasattr(reader, 'files'):
        return reader.files()
    if archive := getattr(spec.loader, 'archive', None):
        import zipfile
        return zipfile.Path(archive, spec.loader.prefix.replace(os.sep, '/'))
    if make and not spec.has_location:
        from .readers import Listed
        return Listed(spec, reader)
    if spec.submodule_search_locations is not None and spec.origin is None \
            or spec.loader is None:
        from .readers import MultiplexedPath
        return MultiplexedPath(*spec.submodule_search_locations)
    if spec.origin is None or not spec.has_location:
        raise FileNotFoundError(f"{spec.name} is not in a folder")
    return pathlib.Path(spec.origin).parent


@contextlib.contextmanager
def as_file(path):
    """A context in which a Traversable is a real file or folder."""
    if isinstance(path, pathlib.Path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        yield _copy(path, pathlib.Path(folder) / path.name)


def _copy(source, target):
    if source.is_dir():
        target.mkdir()
        for child in source.iterdir():
            _copy(child, target / child.name)
    else:
        target.write_bytes(source.read_bytes())
    return target


def _resource(anchor, names):
    if anchor is None:
        raise TypeError('anchor must be module or string, got None')
    return files(anchor).joinpath(*names)


def open_binary(anchor, *path_names):
    """A file of a package, open for reading bytes."""
    return _resource(anchor, path_names).open('rb')


def open_text(anchor, *path_names, encoding=..., errors='strict'):
    """A file of a package, open for reading text."""
    encoding = _encoding(encoding, path_names)
    return _resource(anchor, path_names).open('r', encoding=encoding, errors=errors)


def read_binary(anchor, *path_names):
    """The bytes of a file of a package."""
    return _resource(anchor, path_names).read_bytes()


def read_text(anchor, *path_names, encoding=..., errors='strict'):
    """The text of a file of a package."""
    encoding = _encoding(encoding, path_names)
    with _resource(anchor, path_names).open('r', encoding=encoding, errors=errors) as f:
        return f.read()


def _encoding(encoding, path_names):
    if encoding is not ...:
        return encoding
    if len(path_names) > 1:
        raise TypeError("'encoding' argument required with multiple path names")
    return 'utf-8'


def path(anchor, *path_names):
    """A context in which a file of a package is a real file."""
    return as_file(_resource(anchor, path_names))


def is_resource(anchor, *path_names):
    """Whether there is such a file in a package."""
    return _resource(anchor, path_names).is_file()


def contents(anchor, *path_names):
    """Deprecated: the names in a folder of a package."""
    import warnings
    warnings.warn("importlib.resources.contents is deprecated. "
                  "Use files(anchor).iterdir() instead.", DeprecationWarning, stacklevel=1)
    return (child.name for child in _resource(anchor, path_names).iterdir())
