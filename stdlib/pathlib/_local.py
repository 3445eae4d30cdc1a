"""Pure paths, which only compute, and concrete paths, which ask the file system."""
import functools
import io
import ntpath
import operator
import os
import posixpath
from _collections_abc import Sequence
from posix import _path_parse
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class UnsupportedOperation(NotImplementedError):
    """Something this kind of path cannot do."""


UnsupportedOperation.__module__ = "pathlib._abc"


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def _cut_posix(text):
    """The drive, the root and the names of a path."""
    return "", *_path_parse(text)


def _cut_windows(text):
    """The drive, the root and the names of a path."""
    if not text:
        return "", "", []
    drive, root, below = ntpath.splitroot(text.replace("/", "\\"))
    if not root and drive.startswith("\\") and not drive.endswith("\\"):
        # \\server\share and \\?\UNC\server\share are roots, \\.\device is none.
        words = drive.split("\\")
        if len(words) == 4 and words[2] not in ("?", ".") or len(words) == 6:
            root = "\\"
    return drive, root, [name for name in below.split("\\") if name and name != "."]


@functools.lru_cache(512)
def _fits(pattern, parser, case_sensitive, whole):
    """A function that matches a pattern against a name, or against a whole path."""
    import re
    from glob import translate
    seps = parser.sep + (parser.altsep or "")
    flags = re.NOFLAG if case_sensitive else re.IGNORECASE
    return re.compile(translate(pattern, recursive=whole, include_hidden=True, seps=seps), flags).match


class _Parents(Sequence):
    """The ancestors of a path, from the nearest one."""

    __slots__ = ("_path", "_anchored")

    def __init__(self, path):
        self._path, self._anchored = path, path._pieces()

    def __len__(self):
        return len(self._anchored[2])

    def __getitem__(self, at):
        drive, root, names = self._anchored
        if isinstance(at, slice):
            return tuple(self[index] for index in range(*at.indices(len(names))))
        if not -len(names) <= at < len(names):
            raise IndexError(at)
        return self._path._made(drive, root, names[:-at - 1 if at >= 0 else -at - 1 - len(names)])

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


class PurePath:
    """A path without file system: joining, splitting, comparing.

    PurePath() makes a PurePosixPath or PureWindowsPath, as the system has it."""

    # What was given; made when needed: the text, drive, root and names, and what is compared, as a text and as a list.
    __slots__ = ("_given", "_text", "_cut", "_key", "_order")
    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PureWindowsPath if os.name == "nt" else PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        given = []
        for arg in args:
            if isinstance(arg, str):
                given.append(arg)
            elif isinstance(arg, PurePath):
                if arg.parser is not self.parser and arg.parser is ntpath:
                    given += [text.replace("\\", "/") for text in arg._given]
                else:
                    given += arg._given
            else:
                text = os.fspath(arg) if hasattr(arg, "__fspath__") else arg
                if not isinstance(text, str):
                    raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                    f"not {type(text).__name__!r}")
                given.append(text)
        self._given = given
        self._text = self._cut = self._key = self._order = None

    def _pieces(self):
        """The drive, the root and the names."""
        if (cut := self._cut) is None:
            given, parser = self._given, self.parser
            text = given[0] if len(given) == 1 else parser.join(*given) if given else ""
            cut = self._cut = _cut_posix(text) if parser is posixpath else _cut_windows(text)
        return cut

    def _made(self, drive, root, names):
        """A path of these pieces, of the same kind as this."""
        path = self.with_segments(self._written(drive, root, names))
        path._cut = drive, root, names
        return path

    def _written(self, drive, root, names):
        """The text of these pieces."""
        parser = self.parser
        text = drive + root + parser.sep.join(names)
        if names and not (drive or root) and parser is ntpath and ntpath.splitdrive(names[0])[0]:
            text = ".\\" + text
        return text or "."

    def __str__(self):
        """The path as the system writes it."""
        if (text := self._text) is None:
            text = self._text = self._written(*self._pieces())
        return text

    __fspath__ = __str__

    def _compared(self):
        """The text by which paths are compared."""
        if (key := self._key) is None:
            key = self._key = str(self) if self.parser is posixpath else str(self).lower()
        return key

    def _ordered(self):
        """The names by which paths are sorted."""
        if (order := self._order) is None:
            order = self._order = self._compared().split(self.parser.sep)
        return order

    def _folded(self):
        """The anchor and the names, to be compared one by one."""
        drive, root, names = self._pieces()
        pieces = [drive + root, *names]
        return pieces if self.parser is posixpath else [piece.lower() for piece in pieces]

    def with_segments(self, *pathsegments):
        """A path of the same kind; subclasses may override to hand on what they carry."""
        return type(self)(*pathsegments)

    def joinpath(self, *pathsegments):
        """This path and others, joined."""
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def __reduce__(self):
        return type(self), tuple(self._given)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def __bytes__(self):
        """The path as bytes, as the system takes it."""
        return os.fsencode(self)

    def __hash__(self):
        return hash(self._key or self._compared())

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return (self._key or self._compared()) == (other._key or other._compared()) and self.parser is other.parser

    def _comparison(test):
        """A method that compares paths name by name."""
        def compare(self, other):
            if not isinstance(other, PurePath) or self.parser is not other.parser:
                return NotImplemented
            return test(self._ordered(), other._ordered())
        compare.__name__, compare.__qualname__ = f"__{test.__name__}__", f"PurePath.__{test.__name__}__"
        return compare

    __lt__, __le__, __gt__, __ge__ = map(_comparison, (operator.lt, operator.le, operator.gt, operator.ge))
    del _comparison

    @property
    def drive(self):
        """The drive or share, '' on POSIX."""
        return self._pieces()[0]

    @property
    def root(self):
        """The root, '' for relative paths."""
        return self._pieces()[1]

    @property
    def anchor(self):
        """Drive and root."""
        drive, root, _ = self._pieces()
        return drive + root

    @property
    def parts(self):
        """A tuple of the components."""
        drive, root, names = self._pieces()
        return (drive + root, *names) if drive or root else tuple(names)

    @property
    def parent(self):
        """The path without its last component."""
        drive, root, names = self._pieces()
        return self._made(drive, root, names[:-1]) if names else self

    @property
    def parents(self):
        """The ancestors, as a sequence."""
        return _Parents(self)

    @property
    def name(self):
        """The last component, '' if there is none."""
        names = self._pieces()[2]
        return names[-1] if names else ""

    def _dot(self):
        """The last component, and where its extension begins."""
        name = self.name
        dot = name.rfind(".")
        return name, dot if 0 < dot < len(name) - 1 else len(name)

    @property
    def suffix(self):
        """The extension of the last component, with its dot."""
        name, dot = self._dot()
        return name[dot:]

    @property
    def suffixes(self):
        """All extensions of the last component."""
        name = self.name
        return [] if name.endswith(".") else ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The last component without its extension."""
        name, dot = self._dot()
        return name[:dot]

    def with_name(self, name):
        """The path with another last component."""
        parser = self.parser
        if not name or name == "." or parser.sep in name or parser.altsep and parser.altsep in name:
            raise ValueError(f"Invalid name {name!r}")
        drive, root, names = self._pieces()
        if not names:
            raise ValueError(f"{self!r} has an empty name")
        return self._made(drive, root, [*names[:-1], name])

    def with_stem(self, stem):
        """The path with another stem."""
        suffix = self.suffix
        if suffix and not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another extension; '' removes it."""
        if not (stem := self.stem):
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def _common(self, other, more, what):
        """The other path, and what of both is compared."""
        if more:
            import warnings
            warnings.warn(f"support for supplying more than one {what}() is deprecated and scheduled for removal in Python 3.14",
                          DeprecationWarning, stacklevel=3)
        if more or not isinstance(other, PurePath):
            other = self.with_segments(other, *more)
        return other, self._folded(), other._folded() if self.parser is other.parser else [None]

    def relative_to(self, other, /, *_deprecated, walk_up=False):
        """The path as seen from other; with walk_up it may begin with '..'."""
        other, mine, theirs = self._common(other, _deprecated, "positional argument to pathlib.PurePath.relative_to")
        common = len(theirs)
        if mine[:common] != theirs:
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            common = next((at for at, pair in enumerate(zip(mine, theirs)) if pair[0] != pair[1]), min(len(mine), common))
            if ".." in theirs[max(common, 1):]:
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
            if not common:
                raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._made("", "", [".."] * (len(theirs) - common) + self._pieces()[2][common - 1:])

    def is_relative_to(self, other, /, *_deprecated):
        """Is the path other or below it?"""
        other, mine, theirs = self._common(other, _deprecated, "argument to pathlib.PurePath.is_relative_to")
        return mine[:len(theirs)] == theirs

    def is_absolute(self):
        """Does the path begin at the root (and drive, where there are some)?"""
        return bool(self._pieces()[1]) if self.parser is posixpath else ntpath.isabs(str(self))

    def is_reserved(self):
        """Deprecated: is the name reserved on Windows?"""
        _warn("pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python 3.15. "
              "Use os.path.isreserved() to detect reserved paths on Windows.")
        return self.parser is ntpath and ntpath.isreserved(self)

    def as_posix(self):
        """The path with forward slashes."""
        return str(self) if self.parser is posixpath else str(self).replace("\\", "/")

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        drive, path = self.drive, self.as_posix()
        if len(drive) == 2 and drive[1] == ":":
            front, path = "file:///" + drive, path[2:]
        else:
            front = "file:" if drive else "file://"
        return front + quote_from_bytes(os.fsencode(path))

    def full_match(self, pattern, *, case_sensitive=None):
        """Does the whole path match a pattern, in which ** means any number of directories?"""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        text, path = (str(each) if each.parts else "" for each in (pattern, self))
        return _fits(text, pattern.parser, case_sensitive, True)(path) is not None

    def match(self, path_pattern, *, case_sensitive=None):
        """Does the end of the path (all of it, if the pattern is absolute) match?"""
        if not isinstance(path_pattern, PurePath):
            path_pattern = self.with_segments(path_pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        mine, wanted = self.parts, path_pattern.parts
        if not wanted:
            raise ValueError("empty pattern")
        if len(mine) < len(wanted) or len(mine) > len(wanted) and path_pattern.anchor:
            return False
        return all(_fits(pattern, path_pattern.parser, case_sensitive, False)(part)
                   for part, pattern in zip(reversed(mine), reversed(wanted)))


class PurePosixPath(PurePath):
    """A pure path as POSIX systems have it."""

    parser = posixpath
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A pure path as Windows has it."""

    parser = ntpath
    __slots__ = ()


def _is_kind(test, doc):
    """A method that says whether a file is of a kind."""
    def is_kind(self):
        try:
            return test(os.stat(self).st_mode)
        except OSError as problem:
            from errno import EBADF, ELOOP, ENOENT, ENOTDIR
            if problem.errno not in (ENOENT, ENOTDIR, EBADF, ELOOP):
                raise
        except ValueError:
            pass
        return False
    is_kind.__doc__ = doc
    return is_kind


class _Pattern:
    """The search for what matches the parts of a pattern below a directory; it works on texts."""

    def __init__(self, parser, case_sensitive, through_links):
        self.parser, self.links = parser, through_links
        default = parser is posixpath
        self.case_sensitive = default if case_sensitive is None else case_sensitive
        self.literal = case_sensitive is None or case_sensitive == default

    def below(self, path, parts, sure=True, entries=None):
        """The paths that match; path ends with a slash or is empty, and is sure to exist or not."""
        if not parts:
            if sure or os.path.lexists(path):
                yield path
            return
        part, *rest = parts
        if part == "**":
            while rest and rest[0] == "**":
                rest = rest[1:]
            if sure or os.path.isdir(path):
                yield from self.anywhere(path, rest)
        elif not part:
            # The pattern ends with a slash.
            if os.path.isdir(path or "."):
                yield path
        elif part == ".." or self.literal and not any(mark in part for mark in "*?["):
            yield from self.below(path + part + ("/" if rest else ""), rest, False)
        else:
            match = None if part == "*" else _fits(part, self.parser, self.case_sensitive, False)
            for entry in self.entries(path) if entries is None else entries:
                if match is None or match(entry.name):
                    if not rest:
                        yield path + entry.name
                    elif self.is_folder(entry, True):
                        yield from self.below(path + entry.name + "/", rest)

    def anywhere(self, path, rest):
        """The paths that match the rest of a pattern here or in any directory below."""
        def here(path):
            entries = self.entries(path)
            branch.append((path, iter(entries)))
            return self.below(path, rest, True, entries) if rest else (path,)

        branch = []
        yield from here(path)
        while branch:
            path, entries = branch[-1]
            if (entry := next(entries, None)) is None:
                branch.pop()
            elif self.is_folder(entry, self.links):
                yield from here(path + entry.name + "/")
            elif not rest:
                yield path + entry.name

    def entries(self, path):
        try:
            with os.scandir(path or ".") as found:
                return list(found)
        except OSError:
            return []

    def is_folder(self, entry, follow):
        try:
            return entry.is_dir(follow_symlinks=follow)
        except OSError:
            return False


class Path(PurePath):
    """A path that can be opened, listed, changed.

    Path() makes a PosixPath or WindowsPath, as the system has it."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == "nt" else PosixPath
        return object.__new__(cls)

    def __init__(self, *args, **kwargs):
        if kwargs:
            _warn("support for supplying keyword arguments to pathlib.PurePath is deprecated and scheduled for removal "
                  "in Python 3.14")
        super().__init__(*args)

    def _child(self, text):
        """The path of a text that needs no cutting now."""
        path = self.with_segments(text)
        path._text = text
        return path

    @classmethod
    def cwd(cls):
        """The current directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The home directory of the user."""
        return cls("~").expanduser()

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        text = uri[5:]
        if text.startswith("///"):
            text = text[2:]
        elif text.startswith("//localhost/"):
            text = text[11:]
        if text[:1] == "/" and text[2:3] in (":", "|"):
            # A drive of Windows.
            text = text[1:2] + ":" + text[3:]
        from urllib.parse import unquote_to_bytes
        path = cls(os.fsdecode(unquote_to_bytes(text)))
        if not path.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return path

    # Questions

    def stat(self, *, follow_symlinks=True):
        """os.stat() of the path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """stat() of the link, if it is one."""
        return self.stat(follow_symlinks=False)

    def exists(self, *, follow_symlinks=True):
        """Is there something of that name?"""
        return (os.path.exists if follow_symlinks else os.path.lexists)(self)

    def _mode(self):
        """The mode of the file or link itself, 0 if there is none."""
        try:
            return os.lstat(self).st_mode
        except (OSError, ValueError):
            return 0

    def is_dir(self, *, follow_symlinks=True):
        """Is it a directory?"""
        return os.path.isdir(self) if follow_symlinks else S_ISDIR(self._mode())

    def is_file(self, *, follow_symlinks=True):
        """Is it a regular file?"""
        return os.path.isfile(self) if follow_symlinks else S_ISREG(self._mode())

    def is_mount(self):
        """Is it a mount point?"""
        return os.path.ismount(self)

    def is_symlink(self):
        """Is it a symbolic link?"""
        return os.path.islink(self)

    def is_junction(self):
        """Is it a junction (of Windows)?"""
        return os.path.isjunction(self)

    is_block_device = _is_kind(S_ISBLK, "Is it a block device?")
    is_char_device = _is_kind(S_ISCHR, "Is it a character device?")
    is_fifo = _is_kind(S_ISFIFO, "Is it a named pipe?")
    is_socket = _is_kind(S_ISSOCK, "Is it a socket?")

    def samefile(self, other_path):
        """Are both paths the same file?"""
        mine = self.stat()
        return os.path.samestat(mine, other_path.stat() if hasattr(other_path, "stat") else os.stat(self.with_segments(other_path)))

    def owner(self, *, follow_symlinks=True):
        """The name of the file's owner."""
        from pwd import getpwuid
        return getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """The name of the file's group."""
        from grp import getgrgid
        return getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    # Contents

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file, as the built-in open() does."""
        return io.open(self, mode, buffering, encoding if "b" in mode else io.text_encoding(encoding), errors, newline)

    def read_bytes(self):
        """The contents as bytes."""
        with self.open("rb", buffering=0) as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The contents as text."""
        with self.open("r", -1, io.text_encoding(encoding), errors, newline) as file:
            return file.read()

    def write_bytes(self, data):
        """Make the file contain data; returns the number of bytes."""
        data = memoryview(data)
        with self.open("wb") as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Make the file contain text; returns the number of characters."""
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", -1, io.text_encoding(encoding), errors, newline) as file:
            return file.write(data)

    # Directories

    def iterdir(self):
        """The paths in a directory, in no special order."""
        place = str(self)
        with os.scandir(place) as found:
            texts = [entry.name for entry in found] if place == "." else [entry.path for entry in found]
        return map(self._child, texts)

    def _search(self, pattern, deep, case_sensitive, recurse_symlinks):
        path = pattern if isinstance(pattern, PurePath) else self.with_segments(pattern)
        drive, root, parts = path._pieces()
        if drive or root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        if not (parts or deep):
            raise ValueError(f"Unacceptable pattern: {path!r}")
        only_folders = isinstance(pattern, str) and (not pattern or pattern.endswith(self.parser.sep))
        parts = ["**"] * deep + parts + [""] * only_folders
        place = str(self)
        start = "" if place == "." else place if place.endswith("/") else place + "/"
        search = _Pattern(self.parser, case_sensitive, recurse_symlinks)
        found = search.below(start, parts) if os.path.isdir(place) else ()
        return (self._child(text.rstrip("/") or text[:1] or ".") for text in found)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that match a relative pattern; ** means any depth."""
        import sys
        sys.audit("pathlib.Path.glob", self, pattern)
        return self._search(pattern, False, case_sensitive, recurse_symlinks)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """glob() of the pattern at any depth."""
        import sys
        sys.audit("pathlib.Path.rglob", self, pattern)
        return self._search(pattern, True, case_sensitive, recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Yield (directory, names of directories, names of files) for the tree, as os.walk()."""
        import sys
        sys.audit("pathlib.Path.walk", self, on_error, follow_symlinks)
        # What is still to do: paths to visit, and what is to be given after their contents.
        todo = [self]
        while todo:
            path = todo.pop()
            if isinstance(path, tuple):
                yield path
                continue
            folders, files = [], []
            try:
                with os.scandir(path) as found:
                    for entry in found:
                        try:
                            inside = entry.is_dir(follow_symlinks=follow_symlinks)
                        except OSError:
                            inside = False
                        (folders if inside else files).append(entry.name)
            except OSError as problem:
                if on_error is not None:
                    on_error(problem)
                continue
            if top_down:
                yield path, folders, files
            else:
                todo.append((path, folders, files))
            todo += [path.joinpath(name) for name in reversed(folders)]

    # Other paths

    def absolute(self):
        """The absolute path, not normalised."""
        if self.is_absolute():
            return self
        return self.with_segments(os.getcwd(), *([self] if self._pieces()[2] else []))

    def resolve(self, strict=False):
        """The absolute path without symbolic links; OSError for missing parts if strict."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def readlink(self):
        """Where a symbolic link points to."""
        return self.with_segments(os.readlink(self))

    def expanduser(self):
        """The path with ~ or ~user at its begin replaced."""
        drive, root, names = self._pieces()
        if drive or root or not names or not names[0].startswith("~"):
            return self
        home = os.path.expanduser(names[0])
        if home.startswith("~"):
            raise RuntimeError("Could not determine home directory.")
        return self.with_segments(home, *names[1:])

    # Changes

    def touch(self, mode=0o666, exist_ok=True):
        """Make an empty file, or set the times of one that exists."""
        if exist_ok:
            try:
                return os.utime(self)
            except OSError:
                pass
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL), mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a directory, with those above it if parents."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            above = self.parent
            if not parents or above == self:
                raise
            above.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            # Not only FileExistsError: a system may have other reasons to refuse what is there.
            if not (exist_ok and self.is_dir()):
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """chmod() of the link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove a file or link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove an empty directory."""
        os.rmdir(self)

    def rename(self, target):
        """Rename; returns the new path."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """Rename, replacing what is there; returns the new path."""
        os.replace(self, target)
        return self.with_segments(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make this path a symbolic link to target."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this path another name of target."""
        os.link(target, self)


def _unsupported(cls, *args, **kwargs):
    raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")


class PosixPath(Path, PurePosixPath):
    """A path on a POSIX system."""

    __slots__ = ()
    if os.name == "nt":
        __new__ = _unsupported


class WindowsPath(Path, PureWindowsPath):
    """A path on Windows."""

    __slots__ = ()
    if os.name != "nt":
        __new__ = _unsupported
