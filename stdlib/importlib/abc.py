"""What finders and loaders promise."""
import abc

from . import _bootstrap_external, machinery
from ._bootstrap import _load_module_shim

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
           "SourceLoader"]


class Loader(metaclass=abc.ABCMeta):
    """Makes modules of specs: has exec_module(module), and perhaps create_module(spec)."""

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def load_module(self, fullname):
        """Deprecated: the module, loaded."""
        if hasattr(self, "exec_module"):
            return _load_module_shim(self, fullname)
        raise ImportError


class MetaPathFinder(metaclass=abc.ABCMeta):
    """For sys.meta_path: has find_spec(fullname, path, target)."""

    def invalidate_caches(self):
        """The file system may have changed."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """What functions of sys.path_hooks make: has find_spec(fullname, target)."""

    invalidate_caches = MetaPathFinder.invalidate_caches


class ResourceLoader(Loader):
    """A loader that reads data."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


def _compiled(loader, fullname, *path):
    """The code of the source that a loader has; None if it has none."""
    source = loader.get_source(fullname)
    return source if source is None else loader.source_to_code(source, *path)


class InspectLoader(Loader):
    """A loader that can be asked about its modules."""

    exec_module = _bootstrap_external._LoaderBasics.exec_module
    load_module = _bootstrap_external._LoaderBasics.load_module

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    @abc.abstractmethod
    def get_source(self, fullname):
        """The module's source."""
        raise ImportError

    def get_code(self, fullname):
        """The module's code."""
        return _compiled(self, fullname)

    @staticmethod
    def source_to_code(data, path="<string>"):
        """The code of a source."""
        return compile(data, path, "exec", dont_inherit=True)


class ExecutionLoader(InspectLoader):
    """A loader whose modules have a file."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """The file of a module."""
        raise ImportError

    def get_code(self, fullname):
        """The module's code."""
        try:
            path = self.get_filename(fullname),
        except ImportError:
            path = ()
        return _compiled(self, fullname, *path)


class FileLoader(_bootstrap_external.FileLoader, ResourceLoader, ExecutionLoader):
    """Knows a name and a path."""


class SourceLoader(_bootstrap_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """Loads sources, wherever get_data() and get_filename() take them from."""

    def path_stats(self, path):
        """Facts about the source: mtime, and perhaps size."""
        if type(self).path_mtime is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": int(self.path_mtime(path))}

    def path_mtime(self, path):
        """When the source was changed."""
        return int(self.path_stats(path)["mtime"])

    def set_data(self, path, data):
        """Write a file, if that is possible."""


# what the loaders and finders of importlib.machinery keep
for _promise, _kept_by in {
    MetaPathFinder: "BuiltinImporter FrozenImporter PathFinder",
    PathEntryFinder: "FileFinder",
    InspectLoader: "BuiltinImporter FrozenImporter NamespaceLoader",
    ExecutionLoader: "ExtensionFileLoader",
    FileLoader: "SourceFileLoader SourcelessFileLoader",
    SourceLoader: "SourceFileLoader",
}.items():
    for _name in _kept_by.split():
        _promise.register(getattr(machinery, _name))
del _promise, _kept_by, _name


def __getattr__(name):
    if name not in ("ResourceReader", "Traversable", "TraversableResources"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import warnings
    from .resources import abc as place
    warnings.warn(f"'{__name__}.{name}' is deprecated and slated for removal in Python 3.14", DeprecationWarning, 2)
    found = globals()[name] = getattr(place, name)
    return found
