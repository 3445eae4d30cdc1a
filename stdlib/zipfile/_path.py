"""zipfile.Path: members of an archive in the manner of pathlib."""
import io
import posixpath
import re
import stat

__all__ = ['Path']


def _parents(path):
    """The directories above a path, the nearest first."""
    path = path.rstrip('/')
    while '/' in path:
        path = path.rpartition('/')[0].rstrip('/')
        if not path:
            break
        yield path


def _implied_dirs(names):
    """Directories that names have but that are no members."""
    have = set(names)
    dirs = dict.fromkeys(parent + '/' for name in names for parent in _parents(name))
    return [d for d in dirs if d not in have]


from . import ZipFile, ZipInfo  # noqa: E402


class CompleteDirs(ZipFile):
    """An archive whose names include the directories that only other names imply."""

    _implied_dirs = staticmethod(_implied_dirs)

    def namelist(self):
        names = super().namelist()
        return names + _implied_dirs(names)

    def _name_set(self):
        return set(self.namelist())

    def resolve_dir(self, name):
        """The name with a slash if it is a directory."""
        names = self._name_set()
        dirname = name + '/'
        return dirname if name not in names and dirname in names else name

    def getinfo(self, name):
        try:
            return super().getinfo(name)
        except KeyError:
            if not name.endswith('/') or name not in self._name_set():
                raise
            return ZipInfo(filename=name)

    @classmethod
    def make(cls, source):
        """An archive of this class: of a file, or of an archive that is open."""
        if isinstance(source, CompleteDirs):
            return source
        if not isinstance(source, ZipFile):
            return cls(source)
        if 'r' not in source.mode:
            cls = CompleteDirs
        source.__class__ = cls
        return source

    @classmethod
    def inject(cls, zf):
        """Add the implied directories to an archive that is being written."""
        for name in _implied_dirs(zf.namelist()):
            zf.writestr(name, b"")
        return zf


class FastLookup(CompleteDirs):
    """An archive that does not change: the names are made once."""

    def namelist(self):
        try:
            return self.__names
        except AttributeError:
            self.__names = super().namelist()
        return self.__names

    def _name_set(self):
        try:
            return self.__lookup
        except AttributeError:
            self.__lookup = super()._name_set()
        return self.__lookup


def _translate(pattern):
    """The regular expression of a glob pattern over whole paths."""
    out = ''
    for part in re.split(r'(\*\*/?|\*|\?|\[[^]]*\])', pattern):
        if part.startswith('**'):
            out += '(?:[^/]+/)*' if part.endswith('/') else '.*'
        elif part == '*':
            out += '[^/]*'
        elif part == '?':
            out += '[^/]'
        elif part.startswith('[') and part.endswith(']'):
            inner = part[1:-1]
            out += '[' + ('^' + inner[1:] if inner.startswith('!') else inner) + ']'
        else:
            out += re.escape(part)
    return out + '[/]?'


class Path:
    """A member of an archive, or a directory in it."""

    __repr = "{self.__class__.__name__}({self.root.filename!r}, {self.at!r})"

    def __init__(self, root, at=""):
        self.root = FastLookup.make(root)
        self.at = at

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return NotImplemented
        return (self.root, self.at) == (other.root, other.at)

    def __hash__(self):
        return hash((self.root, self.at))

    def open(self, mode='r', *args, pwd=None, **kwargs):
        """Open the member; arguments after the mode are those of TextIOWrapper."""
        if self.is_dir():
            raise IsADirectoryError(self)
        zip_mode = mode[0]
        if zip_mode == 'r' and not self.exists():
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, zip_mode, pwd=pwd)
        if 'b' in mode:
            if args or kwargs:
                raise ValueError("encoding args invalid for binary operation")
            return stream
        if args:
            encoding, args = args[0], args[1:]
        else:
            encoding = kwargs.pop('encoding', None)
        return io.TextIOWrapper(stream, io.text_encoding(encoding, 3), *args, **kwargs)

    def _base(self):
        import pathlib
        return pathlib.PurePosixPath(self.at) if self.at else self.filename

    @property
    def name(self):
        return self._base().name

    @property
    def suffix(self):
        return self._base().suffix

    @property
    def suffixes(self):
        return self._base().suffixes

    @property
    def stem(self):
        return self._base().stem

    @property
    def filename(self):
        import pathlib
        return pathlib.Path(self.root.filename).joinpath(self.at)

    def read_text(self, *args, **kwargs):
        """The content as text."""
        with self.open('r', *args, **kwargs) as strm:
            return strm.read()

    def read_bytes(self):
        """The content."""
        with self.open('rb') as strm:
            return strm.read()

    def _is_child(self, path):
        return posixpath.dirname(path.at.rstrip("/")) == self.at.rstrip("/")

    def _next(self, at):
        return self.__class__(self.root, at)

    def is_dir(self):
        return not self.at or self.at.endswith("/")

    def is_file(self):
        return self.exists() and not self.is_dir()

    def exists(self):
        return self.at in self.root._name_set()

    def iterdir(self):
        """What the directory has directly in it."""
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        return filter(self._is_child, map(self._next, self.root.namelist()))

    def match(self, path_pattern):
        import pathlib
        return pathlib.PurePosixPath(self.at).match(path_pattern)

    def is_symlink(self):
        info = self.root.getinfo(self.at)
        return stat.S_ISLNK(info.external_attr >> 16)

    def glob(self, pattern):
        """What is in the directory under names that match."""
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        matches = re.compile(re.escape(self.at) + _translate(pattern)).fullmatch
        return map(self._next, filter(matches, self.root.namelist()))

    def rglob(self, pattern):
        """glob() at any depth."""
        return self.glob(f'**/{pattern}')

    def relative_to(self, other, *extra):
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def __str__(self):
        return posixpath.join(self.root.filename, self.at)

    def __repr__(self):
        return self.__repr.format(self=self)

    def joinpath(self, *other):
        next = posixpath.join(self.at, *other)
        return self._next(self.root.resolve_dir(next))

    __truediv__ = joinpath

    @property
    def parent(self):
        if not self.at:
            return self.filename.parent
        parent_at = posixpath.dirname(self.at.rstrip('/'))
        if parent_at:
            parent_at += '/'
        return self._next(parent_at)
