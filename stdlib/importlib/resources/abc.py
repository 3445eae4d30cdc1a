"""What readers of files in packages promise."""
import abc
from typing import Protocol, runtime_checkable

__all__ = ['ResourceReader', 'Traversable', 'TraversableResources', 'TraversalError']


class ResourceReader(metaclass=abc.ABCMeta):
    """Reads the files of one package."""

    @abc.abstractmethod
    def open_resource(self, resource):
        """A file, open for reading bytes."""
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        """The path of a file; FileNotFoundError if it is not in a folder."""
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path):
        """Whether there is such a file."""
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        """The names of files and folders."""
        raise FileNotFoundError


class TraversalError(Exception):
    """There is nothing of that name."""


@runtime_checkable
class Traversable(Protocol):
    """What of pathlib.Path files and folders in packages have."""

    @abc.abstractmethod
    def iterdir(self):
        """What is in a folder."""

    def read_bytes(self):
        """The content as bytes."""
        with self.open('rb') as f:
            return f.read()

    def read_text(self, encoding=None):
        """The content as text."""
        with self.open(encoding=encoding) as f:
            return f.read()

    @abc.abstractmethod
    def is_dir(self):
        """Whether it is a folder."""

    @abc.abstractmethod
    def is_file(self):
        """Whether it is a file."""

    def joinpath(self, *descendants):
        """What lies below."""
        here = self
        for name in [part for d in descendants for part in str(d).split('/')]:
            matches = [child for child in here.iterdir() if child.name == name]
            if not matches:
                raise TraversalError("Target not found during traversal.", name, [])
            here = matches[0]
        return here

    def __truediv__(self, child):
        return self.joinpath(child)

    @abc.abstractmethod
    def open(self, mode='r', *args, **kwargs):
        """Open a file."""

    @property
    @abc.abstractmethod
    def name(self):
        """The name without folders."""


class TraversableResources(ResourceReader):
    """A reader that has files()."""

    @abc.abstractmethod
    def files(self):
        """The folder as a Traversable."""

    def open_resource(self, resource):
        return self.files().joinpath(resource).open('rb')

    def resource_path(self, resource):
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        return self.files().joinpath(path).is_file()

    def contents(self):
        return (item.name for item in self.files().iterdir())
