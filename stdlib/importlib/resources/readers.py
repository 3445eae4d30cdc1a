"""Readers of files in packages that are folders."""
import pathlib

from . import abc


class FileReader(abc.TraversableResources):
    """Reads what lies beside a module's file."""

    def __init__(self, loader):
        self.path = pathlib.Path(loader.path).parent

    def resource_path(self, resource):
        return str(self.path.joinpath(resource))

    def files(self):
        return self.path


class ZipReader(abc.TraversableResources):
    """Reads what lies beside a module in an archive."""

    def __init__(self, loader, module):
        self.prefix = loader.prefix.replace('\\', '/') + module.rpartition('.')[2] + '/'
        self.archive = loader.archive

    def open_resource(self, resource):
        try:
            return super().open_resource(resource)
        except KeyError as error:
            raise FileNotFoundError(error.args[0]) from error

    def is_resource(self, path):
        target = self.files().joinpath(path)
        return target.is_file() and target.exists()

    def files(self):
        import zipfile
        return zipfile.Path(self.archive, self.prefix)


class MultiplexedPath(abc.Traversable):
    """Several folders as one."""

    def __init__(self, *paths):
        self._paths = list(dict.fromkeys(map(pathlib.Path, paths)))
        if not self._paths:
            raise FileNotFoundError('MultiplexedPath must contain at least one path')
        if not all(path.is_dir() for path in self._paths):
            raise NotADirectoryError('MultiplexedPath only supports directories')

    def iterdir(self):
        seen = {}
        for path in self._paths:
            for child in path.iterdir():
                seen.setdefault(child.name, child)
        return iter(seen.values())

    def read_bytes(self):
        raise FileNotFoundError(f'{self} is not a file')

    def read_text(self, *args, **kwargs):
        raise FileNotFoundError(f'{self} is not a file')

    def is_dir(self):
        return True

    def is_file(self):
        return False

    def joinpath(self, *descendants):
        try:
            return super().joinpath(*descendants)
        except abc.TraversalError:
            return self._paths[0].joinpath(*descendants)

    __truediv__ = joinpath

    def open(self, *args, **kwargs):
        raise FileNotFoundError(f'{self} is not a file')

    @property
    def name(self):
        return self._paths[0].name

    def __repr__(self):
        paths = ', '.join(f"'{path}'" for path in self._paths)
        return f'MultiplexedPath({paths})'


class NamespaceReader(abc.TraversableResources):
    """Reads the folders of a package without __init__."""

    def __init__(self, namespace_path):
        self.path = MultiplexedPath(*namespace_path)

    def resource_path(self, resource):
        return str(self.path.joinpath(resource))

    def files(self):
        return self.path
