"""zipfile.Path: members of an archive in the manner of pathlib."""
import io
import posixpath
import re
import stat

from . import ZipFile, ZipInfo

__all__ = ["Path"]


def _implied(names):
    """The directories that names lie in and that are not among them."""
    known, found = set(names), {}
    for name in names:
        folder = name.rstrip("/")
        while "/" in folder:
            folder = folder.rpartition("/")[0].rstrip("/")
            if not folder or folder + "/" in found:
                break
            if folder + "/" not in known:
                found[folder + "/"] = None
    return sorted(found, key=lambda name: next(at for at, full in enumerate(names) if full.startswith(name)))


class CompleteDirs(ZipFile):
    """An archive whose names include the directories that only other names imply."""

    def __getstate__(self):
        return (), {"file": self._pickled}

    def __setstate__(self, state):
        args, kwargs = state
        self.__init__(*args, **kwargs)

    @property
    def _pickled(self):
        if self._filePassed or self.filename is None:
            raise TypeError(f"cannot pickle {type(self).__name__!r} of an open file")
        return self.filename

    def namelist(self):
        names = super().namelist()
        return names + _implied(names)

    def _names(self):
        return set(self.namelist())

    def resolve_dir(self, name):
        """The name with a slash if it is a directory."""
        names = self._names()
        return name + "/" if name not in names and name + "/" in names else name

    def getinfo(self, name):
        try:
            return super().getinfo(name)
        except KeyError:
            if name.endswith("/") and name in self._names():
                return ZipInfo(filename=name)
            raise

    @classmethod
    def make(cls, source):
        """An archive of this class: of a file, or of an archive that is open."""
        if isinstance(source, CompleteDirs):
            return source
        if not isinstance(source, ZipFile):
            return cls(source)
        source.__class__ = cls if "r" in source.mode else CompleteDirs
        return source

    @classmethod
    def inject(cls, zf):
        """Add the implied directories to an archive that is being written."""
        for name in _implied(zf.namelist()):
            zf.writestr(name, b"")
        return zf


class FastLookup(CompleteDirs):
    """An archive that does not change: the names are made once."""

    _listed = _listed_set = None

    def namelist(self):
        if self._listed is None:
            self._listed = super().namelist()
        return self._listed

    def _names(self):
        if self._listed_set is None:
            self._listed_set = super()._names()
        return self._listed_set


def _translated(pattern):
    """A regular expression for a pattern; ** as a whole segment is any text, slashes too."""
    def piece(token):
        match token:
            case "?":
                return "[^/]"
            case "*":
                return "[^/]*"
            case _ if len(token) > 1:
                return token.replace("[!", "[^", 1).replace("\\", r"\\")
        return re.escape(token)

    def segment(text):
        if text == "**":
            return ".*"
        if "**" in text:
            raise ValueError("** must appear alone in a path segment")
        if text == "*":
            return "[^/]+"
        return "".join(map(piece, re.findall(r"\[!?\]?[^\]]*\]|.", text, re.DOTALL)))
    return "/".join(map(segment, pattern.split("/")))


class Path:
    """A member of an archive, or a directory in it."""

    __repr = "{self.__class__.__name__}({self.root.filename!r}, {self.at!r})"

    def __init__(self, root, at=""):
        self.root, self.at = FastLookup.make(root), at

    def __eq__(self, other):
        if type(self) is type(other):
            return self.root == other.root and self.at == other.at
        return NotImplemented

    def __hash__(self):
        return hash((self.root, self.at))

    def open(self, mode="r", *args, pwd=None, **kwargs):
        """Open the member; arguments after the mode are those of TextIOWrapper."""
        if self.is_dir():
            raise IsADirectoryError(self)
        way = mode[0]
        if way == "r" and not self.exists():
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, way, pwd=pwd)
        if "b" not in mode:
            # The encoding is the first argument; it is found out here so that a warning shows the caller.
            encoding = args[0] if args else kwargs.pop("encoding", None)
            return io.TextIOWrapper(stream, io.text_encoding(encoding, 3), *args[1:], **kwargs)
        if args or kwargs:
            raise ValueError("encoding args invalid for binary operation")
        return stream

    def _own_name(self):
        """The path of the member, or of the archive for its root."""
        from pathlib import PurePosixPath
        return PurePosixPath(self.at) if self.at else self.filename

    @property
    def name(self):
        return self._own_name().name

    @property
    def suffix(self):
        return self._own_name().suffix

    @property
    def suffixes(self):
        return self._own_name().suffixes

    @property
    def stem(self):
        return self._own_name().stem

    @property
    def filename(self):
        from pathlib import Path
        return Path(self.root.filename).joinpath(self.at)

    def read_text(self, *args, **kwargs):
        """The content as text."""
        encoding = args[0] if args else kwargs.pop("encoding", None)
        with self.open("r", io.text_encoding(encoding, 3), *args[1:], **kwargs) as file:
            return file.read()

    def read_bytes(self):
        """The content."""
        with self.open("rb") as file:
            return file.read()

    def _at(self, at):
        return type(self)(self.root, at)

    def is_dir(self):
        return self.at.endswith("/") or not self.at

    def is_file(self):
        return self.exists() and not self.is_dir()

    def exists(self):
        return self.at in self.root._names()

    def iterdir(self):
        """What the directory has directly in it."""
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        inside = self.at.rstrip("/")
        return (self._at(name) for name in self.root.namelist() if posixpath.dirname(name.rstrip("/")) == inside)

    def match(self, path_pattern):
        from pathlib import PurePosixPath
        return PurePosixPath(self.at).match(path_pattern)

    def is_symlink(self):
        return stat.S_ISLNK(self.root.getinfo(self.at).external_attr >> 16)

    def glob(self, pattern):
        """What is in the directory under names that match."""
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        fits = re.compile(re.escape(self.at) + _translated(pattern) + "/?", re.DOTALL).fullmatch
        return (self._at(name) for name in self.root.namelist() if fits(name))

    def rglob(self, pattern):
        """glob() at any depth."""
        return self.glob(f"**/{pattern}")

    def relative_to(self, other, *extra):
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def __str__(self):
        return posixpath.join(self.root.filename, self.at)

    def __repr__(self):
        return self.__repr.format(self=self)

    def joinpath(self, *other):
        return self._at(self.root.resolve_dir(posixpath.join(self.at, *other)))

    __truediv__ = joinpath

    @property
    def parent(self):
        if not self.at:
            return self.filename.parent
        above = posixpath.dirname(self.at.rstrip("/"))
        return self._at(above + "/" if above else above)
