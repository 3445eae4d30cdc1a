"""Readers of files in packages that are folders."""
import pathlib

from . import abc


def _only_of(paths, problem):
    """The different paths; the problem is raised if there are none."""
    if not (found := list(dict.fromkeys(paths))):
        raise problem
    return found


class FileReader(abc.TraversableResources):
    """Reads what lies beside a module's file."""

    def __init__(self, loader):
        self.path = pathlib.Path(loader.path).parent

    def files(self):
        """The folder."""
        return self.path

    def resource_path(self, resource):
        """The path of a file."""
        return str(self.path.joinpath(resource))


class ZipReader(abc.TraversableResources):
    """Reads what lies beside a module in an archive."""

    def __init__(self, loader, module):
        self.archive = loader.archive
        self.prefix = loader.prefix.replace("\\", "/") + module.rpartition(".")[2] + "/"

    def files(self):
        """The folder in the archive."""
        from zipfile import Path
        return Path(self.archive, self.prefix)

    def open_resource(self, resource):
        """A file, to read its bytes."""
        try:
            return super().open_resource(resource)
        except KeyError as error:
            raise FileNotFoundError(error.args[0]) from None

    def is_resource(self, path):
        """Whether there is such a file."""
        found = self.files().joinpath(path)
        return found.exists() and found.is_file()


class MultiplexedPath(abc.Traversable):
    """Several folders as one."""

    def __init__(self, *paths):
        self._paths = _only_of(map(_as_path, paths), FileNotFoundError("MultiplexedPath must contain at least one path"))
        if not all(path.is_dir() for path in self._paths):
            raise NotADirectoryError("MultiplexedPath only supports directories")

    def iterdir(self):
        """What is in any of the folders; folders of the same name are one again."""
        by_name = {}
        for child in (child for path in self._paths for child in path.iterdir()):
            by_name.setdefault(child.name, []).append(child)
        return map(self._together, by_name.values())

    @staticmethod
    def _together(children):
        return children[0] if len(children) == 1 or not all(child.is_dir() for child in children) else MultiplexedPath(*children)

    def joinpath(self, *descendants):
        """Something below, which need not be there."""
        if not descendants:
            return self
        name, *rest = "/".join(map(str, descendants)).split("/")
        found = next((child for child in self.iterdir() if child.name == name), None)
        if found is None:
            return self._paths[0].joinpath(name, *rest)
        return found.joinpath(*rest) if rest else found

    __truediv__ = joinpath

    def is_dir(self):
        """True."""
        return True

    def is_file(self):
        """False."""
        return False

    def read_bytes(self):
        """Nothing that folders have."""
        raise FileNotFoundError(f"{self} is not a file")

    def read_text(self, *args, **kwargs):
        """Nothing that folders have."""
        self.read_bytes()

    def open(self, *args, **kwargs):
        """Nothing that folders have."""
        self.read_bytes()

    @property
    def name(self):
        """The name of the folders."""
        return self._paths[0].name

    def __repr__(self):
        return f"MultiplexedPath({', '.join(repr(str(path)) for path in self._paths)})"


def _as_path(path):
    """The path of a folder, which may be in an archive."""
    if not isinstance(path, str):
        return path
    folder = pathlib.Path(path)
    if archive := next((parent for parent in folder.parents if parent.is_file()), None):
        from zipfile import Path
        return Path(archive, f"{folder.relative_to(archive).as_posix()}/")
    return folder


class NamespaceReader(abc.TraversableResources):
    """Reads the folders of a package without __init__."""

    def __init__(self, namespace_path):
        if "NamespacePath" not in str(namespace_path):
            raise ValueError("Invalid path")
        self.path = MultiplexedPath(*(folder for folder in map(_as_path, namespace_path) if folder.is_dir()))

    def files(self):
        """The folders as one."""
        return self.path

    def resource_path(self, resource):
        """The path of a file."""
        return str(self.path.joinpath(resource))


class Listed(abc.Traversable):
    """What a package has whose reader opens files, but has no folder; or no reader at all."""

    def __init__(self, spec, reader):
        self._spec, self._reader = spec, reader

    def iterdir(self):
        """The files that the reader tells of."""
        return map(self.joinpath, getattr(self._reader, "contents", tuple)())

    def joinpath(self, *descendants):
        """A file, which need not be there."""
        return _Opened(self._reader, "/".join(map(str, descendants))) if descendants else self

    __truediv__ = joinpath

    def is_dir(self):
        """False: it is not known."""
        return False

    is_file = is_dir

    @property
    def name(self):
        """The name of the package."""
        return self._spec.name

    def open(self, mode="r", *args, **kwargs):
        """Nothing that a package has."""
        raise FileNotFoundError(self.name)


class _Opened(abc.Traversable):
    """A file that a reader opens."""

    def __init__(self, reader, name):
        self._reader, self._name = reader, name

    @property
    def name(self):
        return self._name

    def iterdir(self):
        return iter(())

    def is_dir(self):
        return False

    def is_file(self):
        return self._reader is not None and bool(self._reader.is_resource(self._name))

    def joinpath(self, *descendants):
        return _Opened(None, "/".join((self._name, *map(str, descendants))))

    __truediv__ = joinpath

    def open(self, mode="r", *args, **kwargs):
        if self._reader is None:
            raise FileNotFoundError("Can't open orphan path")
        file = self._reader.open_resource(self._name)
        if "b" in mode:
            return file
        import io
        return io.TextIOWrapper(file, *args, **kwargs)

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open(encoding=encoding, errors=errors) as file:
            return file.read()
