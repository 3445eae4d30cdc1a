"""What finders and loaders promise."""
import abc

from . import _bootstrap_external, machinery
from ._bootstrap import _load_module_shim

__all__ = ['Loader', 'MetaPathFinder', 'PathEntryFinder', 'ResourceLoader', 'InspectLoader',
           'ExecutionLoader', 'FileLoader', 'SourceLoader']


class Loader(metaclass=abc.ABCMeta):
    """Makes modules of specs: has exec_module(module), and perhaps create_module(spec)."""

    def create_module(self, spec):
        """None: an ordinary module will do."""
        return None

    def load_module(self, fullname):
        """Deprecated: the module, loaded."""
        if not hasattr(self, 'exec_module'):
            raise ImportError
        return _load_module_shim(self, fullname)


class MetaPathFinder(metaclass=abc.ABCMeta):
    """For sys.meta_path: has find_spec(fullname, path, target)."""

    def invalidate_caches(self):
        """The file system may have changed."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """What functions of sys.path_hooks make: has find_spec(fullname, target)."""

    def invalidate_caches(self):
        """The file system may have changed."""


class ResourceLoader(Loader):
    """A loader that reads data."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that can be asked about its modules."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """The module's code."""
        source = self.get_source(fullname)
        if source is None:
            return None
        return self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The module's source."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        """The code of a source."""
        return compile(data, path, 'exec', dont_inherit=True)

    exec_module = _bootstrap_external._LoaderBasics.exec_module
    load_module = _bootstrap_external._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    """A loader whose modules have a file."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """The file of a module."""
        raise ImportError

    def get_code(self, fullname):
        """The module's code."""
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_bootstrap_external.FileLoader, ResourceLoader, ExecutionLoader):
    """Knows a name and a path."""


class SourceLoader(_bootstrap_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """Loads sources, wherever get_data() and get_filename() take them from."""

    def path_mtime(self, path):
        """When the source was changed."""
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        """Facts about the source: mtime, and perhaps size."""
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Write a file, if that is possible."""


def _register(abstract_cls, *classes):
    for cls in classes:
        abstract_cls.register(cls)


_register(MetaPathFinder, machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder)
_register(PathEntryFinder, machinery.FileFinder)
_register(InspectLoader, machinery.BuiltinImporter, machinery.FrozenImporter,
          machinery.NamespaceLoader)
_register(ExecutionLoader, machinery.ExtensionFileLoader)
_register(FileLoader, machinery.SourceFileLoader, machinery.SourcelessFileLoader)
_register(SourceLoader, machinery.SourceFileLoader)
