"""Pure paths, which only compute, and concrete paths, which ask the file system."""
import io
import os
import posixpath
import sys
from errno import EINVAL, EXDEV, ENOENT, ENOTDIR, EBADF, ELOOP
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK
from _collections_abc import Sequence
from posix import _path_parse

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path",
           "PosixPath", "WindowsPath"]


class UnsupportedOperation(NotImplementedError):
    """Something this kind of path cannot do."""


UnsupportedOperation.__module__ = 'pathlib._abc'


def _ignore_error(exception):
    """Does the error only say that there is no such file?"""
    return (getattr(exception, 'errno', None) in (ENOENT, ENOTDIR, EBADF, ELOOP)
            or getattr(exception, 'winerror', None) in (21, 123, 1921))


class _PathParents(Sequence):
    """The ancestors of a path, the nearest first."""

    __slots__ = ('_path', '_drv', '_root', '_tail')

    def __init__(self, path):
        self._path = path
        self._drv = path.drive
        self._root = path.root
        self._tail = path._tail

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(len(self))))
        if idx >= len(self) or idx < -len(self):
            raise IndexError(idx)
        if idx < 0:
            idx += len(self)
        return self._path._from_parsed_parts(self._drv, self._root, self._tail[:-idx - 1])

    def __repr__(self):
        return "<{}.parents>".format(type(self._path).__name__)


class _WindowsParser:
    """Class attribute that imports ntpath when first asked for."""

    def __get__(self, instance, owner=None):
        import ntpath
        return ntpath


class PurePath:
    """A path without file system: joining, splitting, comparing.

    PurePath() makes a PurePosixPath or PureWindowsPath, as the system has it.
    """

    __slots__ = ('_raw_paths', '_drv', '_root', '_tail_cached', '_str',
                 '_str_normcase_cached', '_parts_normcase_cached', '_hash')
    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PureWindowsPath if os.name == 'nt' else PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        paths = []
        for arg in args:
            if type(arg) is str:
                paths.append(arg)
            elif isinstance(arg, PurePath):
                if arg.parser is not self.parser:
                    # only the separators differ
                    paths.extend(path.replace('\\', '/') for path in arg._raw_paths)
                else:
                    paths.extend(arg._raw_paths)
            else:
                try:
                    path = os.fspath(arg)
                except TypeError:
                    path = arg
                if not isinstance(path, str):
                    raise TypeError(
                        "argument should be a str or an os.PathLike "
                        "object where __fspath__ returns a str, "
                        f"not {type(path).__name__!r}")
                paths.append(path)
        self._raw_paths = paths

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
        return self.__class__, tuple(self._raw_paths)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        """The path as bytes, as the system takes it."""
        return os.fsencode(self)

    @property
    def _str_normcase(self):
        try:
            return self._str_normcase_cached
        except AttributeError:
            if self.parser is posixpath:
                self._str_normcase_cached = str(self)
            else:
                self._str_normcase_cached = str(self).lower()
            return self._str_normcase_cached

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._str_normcase)
            return self._hash

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._str_normcase == other._str_normcase and self.parser is other.parser

    @property
    def _parts_normcase(self):
        try:
            return self._parts_normcase_cached
        except AttributeError:
            self._parts_normcase_cached = self._str_normcase.split(self.parser.sep)
            return self._parts_normcase_cached

    def __lt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase < other._parts_normcase

    def __le__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase <= other._parts_normcase

    def __gt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase > other._parts_normcase

    def __ge__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase >= other._parts_normcase

    def __str__(self):
        """The path as the system writes it."""
        try:
            return self._str
        except AttributeError:
            self._str = self._format_parsed_parts(self.drive, self.root, self._tail) or '.'
            return self._str

    @classmethod
    def _format_parsed_parts(cls, drv, root, tail):
        if drv or root:
            return drv + root + cls.parser.sep.join(tail)
        if tail and cls.parser.splitdrive(tail[0])[0]:
            tail = ['.'] + tail
        return cls.parser.sep.join(tail)

    def _from_parsed_parts(self, drv, root, tail):
        if self.parser is posixpath:
            text = root + '/'.join(tail)
            path = self.with_segments(text)
            path._str = text or '.'
        else:
            path = self._from_parsed_string(self._format_parsed_parts(drv, root, tail))
        path._drv = drv
        path._root = root
        path._tail_cached = tail
        return path

    def _from_parsed_string(self, path_str):
        path = self.with_segments(path_str)
        path._str = path_str or '.'
        return path

    @classmethod
    def _parse_path(cls, path):
        if not path:
            return '', '', []
        if cls.parser is posixpath:
            return '', *_path_parse(path)
        sep = cls.parser.sep
        altsep = cls.parser.altsep
        if altsep:
            path = path.replace(altsep, sep)
        drv, root, rel = cls.parser.splitroot(path)
        if not root and drv.startswith(sep) and not drv.endswith(sep):
            drv_parts = drv.split(sep)
            if len(drv_parts) == 4 and drv_parts[2] not in '?.':
                root = sep      # \\server\share
            elif len(drv_parts) == 6:
                root = sep      # \\?\unc\server\share
        return drv, root, [sys.intern(x) for x in rel.split(sep) if x and x != '.']

    @property
    def _raw_path(self):
        """The segments joined, not normalised."""
        paths = self._raw_paths
        if len(paths) == 1:
            return paths[0]
        if paths:
            return self.parser.join(*paths)
        return ''

    def _parse(self):
        if self.parser is posixpath:
            paths = self._raw_paths
            self._drv = ''
            self._root, self._tail_cached = _path_parse(
                paths[0] if len(paths) == 1 else posixpath.join(*paths) if paths else '')
        else:
            self._drv, self._root, self._tail_cached = self._parse_path(self._raw_path)

    @property
    def drive(self):
        """The drive or share, '' on POSIX."""
        try:
            return self._drv
        except AttributeError:
            self._parse()
            return self._drv

    @property
    def root(self):
        """The root, '' for relative paths."""
        try:
            return self._root
        except AttributeError:
            self._parse()
            return self._root

    @property
    def _tail(self):
        try:
            return self._tail_cached
        except AttributeError:
            self._parse()
            return self._tail_cached

    @property
    def anchor(self):
        """Drive and root."""
        return self.drive + self.root

    @property
    def parts(self):
        """A tuple of the components."""
        if self.drive or self.root:
            return (self.drive + self.root,) + tuple(self._tail)
        return tuple(self._tail)

    @property
    def parent(self):
        """The path without its last component."""
        drv, root, tail = self.drive, self.root, self._tail
        if not tail:
            return self
        return self._from_parsed_parts(drv, root, tail[:-1])

    @property
    def parents(self):
        """The ancestors, as a sequence."""
        return _PathParents(self)

    @property
    def name(self):
        """The last component, '' if there is none."""
        tail = self._tail
        return tail[-1] if tail else ''

    @property
    def suffix(self):
        """The extension of the last component, with its dot."""
        name = self.name
        i = name.rfind('.')
        return name[i:] if 0 < i < len(name) - 1 else ''

    @property
    def suffixes(self):
        """All extensions of the last component."""
        name = self.name
        if name.endswith('.'):
            return []
        name = name.lstrip('.')
        return ['.' + suffix for suffix in name.split('.')[1:]]

    @property
    def stem(self):
        """The last component without its extension."""
        name = self.name
        i = name.rfind('.')
        return name[:i] if 0 < i < len(name) - 1 else name

    def with_name(self, name):
        """The path with another last component."""
        p = self.parser
        if not name or p.sep in name or (p.altsep and p.altsep in name) or name == '.':
            raise ValueError(f"Invalid name {name!r}")
        tail = self._tail.copy()
        if not tail:
            raise ValueError(f"{self!r} has an empty name")
        tail[-1] = name
        return self._from_parsed_parts(self.drive, self.root, tail)

    def with_stem(self, stem):
        """The path with another stem."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another extension; '' removes it."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith('.') and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def _other(self, method, other, _deprecated):
        if _deprecated:
            import warnings
            msg = (f"support for supplying more than one positional argument "
                   f"to pathlib.PurePath.{method}() is deprecated and "
                   f"scheduled for removal in Python 3.14")
            warnings.warn(msg, DeprecationWarning, stacklevel=3)
            return self.with_segments(other, *_deprecated)
        if not isinstance(other, PurePath):
            return self.with_segments(other)
        return other

    def _below(self, other):
        """How many components other has, if the path is other or below it."""
        tail = other._tail
        n = len(tail)
        if (self.parser is other.parser is posixpath and self.root == other.root
                and self._tail[:n] == tail):
            return n

    def relative_to(self, other, /, *_deprecated, walk_up=False):
        """The path as seen from other; with walk_up it may begin with '..'."""
        other = self._other('relative_to', other, _deprecated)
        n = self._below(other)
        if n is not None:
            return self._from_parsed_parts('', '', self._tail[n:])
        for step, path in enumerate([other] + list(other.parents)):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == '..':
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        parts = ['..'] * step + self._tail[len(path._tail):]
        return self._from_parsed_parts('', '', parts)

    def is_relative_to(self, other, /, *_deprecated):
        """Is the path other or below it?"""
        other = self._other('is_relative_to', other, _deprecated)
        if self.parser is posixpath:
            return self._below(other) is not None
        return other == self or other in self.parents

    def is_absolute(self):
        """Does the path begin at the root (and drive, where there are some)?"""
        if self.parser is posixpath:
            return any(path[:1] == '/' for path in self._raw_paths)
        return self.parser.isabs(self)

    def is_reserved(self):
        """Deprecated: is the name reserved on Windows?"""
        import warnings
        warnings.warn("pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in "
                      "Python 3.15. Use os.path.isreserved() to detect reserved paths on Windows.",
                      DeprecationWarning, stacklevel=2)
        if self.parser is not posixpath:
            return self.parser.isreserved(self)
        return False

    def as_posix(self):
        """The path with forward slashes."""
        return str(self).replace(self.parser.sep, '/')

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        drive = self.drive
        if len(drive) == 2 and drive[1] == ':':
            prefix = 'file:///' + drive
            path = self.as_posix()[2:]
        elif drive:
            prefix = 'file:'
            path = self.as_posix()
        else:
            prefix = 'file://'
            path = str(self)
        from urllib.parse import quote_from_bytes
        return prefix + quote_from_bytes(os.fsencode(path))

    @property
    def _pattern_str(self):
        """The path as a pattern: '' instead of '.'."""
        path_str = str(self)
        return '' if path_str == '.' else path_str

    def _case_sensitive(self, case_sensitive):
        return self.parser is posixpath if case_sensitive is None else case_sensitive

    def full_match(self, pattern, *, case_sensitive=None):
        """Does the whole path match a pattern, in which ** means any number of directories?"""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        import re
        import glob
        flags = re.NOFLAG if self._case_sensitive(case_sensitive) else re.IGNORECASE
        regex = glob.translate(pattern._pattern_str, recursive=True, include_hidden=True,
                               seps=self.parser.sep)
        return re.compile(regex, flags).match(self._pattern_str) is not None

    def match(self, path_pattern, *, case_sensitive=None):
        """Does the end of the path (all of it, if the pattern is absolute) match?"""
        if not isinstance(path_pattern, PurePath):
            path_pattern = self.with_segments(path_pattern)
        path_parts = self.parts[::-1]
        pattern_parts = path_pattern.parts[::-1]
        if not pattern_parts:
            raise ValueError("empty pattern")
        if len(path_parts) < len(pattern_parts):
            return False
        if len(path_parts) > len(pattern_parts) and path_pattern.anchor:
            return False
        sensitive = self._case_sensitive(case_sensitive)
        for path_part, pattern_part in zip(path_parts, pattern_parts):
            if not _part_matcher(pattern_part, sensitive, self.parser.sep)(path_part):
                return False
        return True


os.PathLike.register(PurePath)


def _part_matcher(pattern, sensitive, sep):
    import re
    import glob
    regex = glob.translate(pattern, recursive=True, include_hidden=True, seps=sep)
    return re.compile(regex, re.NOFLAG if sensitive else re.IGNORECASE).match


class PurePosixPath(PurePath):
    """A pure path as POSIX systems have it."""

    parser = posixpath
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A pure path as Windows has it."""

    parser = _WindowsParser()
    __slots__ = ()


class Path(PurePath):
    """A path that can be opened, listed, changed.

    Path() makes a PosixPath or WindowsPath, as the system has it.
    """

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == 'nt' else PosixPath
        return object.__new__(cls)

    def __init__(self, *args, **kwargs):
        if kwargs:
            import warnings
            msg = ("support for supplying keyword arguments to pathlib.PurePath "
                   "is deprecated and scheduled for removal in Python {remove}")
            warnings._deprecated("pathlib.PurePath(**kwargs)", msg, remove=(3, 14))
        super().__init__(*args)

    @classmethod
    def cwd(cls):
        """The current directory."""
        cwd = os.getcwd()
        path = cls(cwd)
        path._str = cwd
        return path

    @classmethod
    def home(cls):
        """The home directory of the user."""
        return cls("~").expanduser()

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith('file:'):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        path = uri[5:]
        if path[:3] == '///':
            path = path[2:]
        elif path[:12] == '//localhost/':
            path = path[11:]
        if path[:3] == '///' or (path[:1] == '/' and path[2:3] in ':|'):
            path = path[1:]
        if path[1:2] == '|':
            path = path[:1] + ':' + path[2:]
        from urllib.parse import unquote_to_bytes
        path = cls(os.fsdecode(unquote_to_bytes(path)))
        if not path.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return path

    # ------------------------------------------------------------ questions

    def stat(self, *, follow_symlinks=True):
        """os.stat() of the path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """stat() of the link, if it is one."""
        return os.lstat(self)

    def _mode_is(self, test, follow_symlinks=True):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except OSError as e:
            if not _ignore_error(e):
                raise
            return False
        except ValueError:
            return False        # a null character

    def exists(self, *, follow_symlinks=True):
        """Is there something of that name?"""
        return self._mode_is(lambda mode: True, follow_symlinks)

    def is_dir(self, *, follow_symlinks=True):
        """Is it a directory?"""
        return self._mode_is(S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Is it a regular file?"""
        return self._mode_is(S_ISREG, follow_symlinks)

    def is_mount(self):
        """Is it a mount point?"""
        return os.path.ismount(self)

    def is_symlink(self):
        """Is it a symbolic link?"""
        return self._mode_is(S_ISLNK, False)

    def is_junction(self):
        """Is it a junction (of Windows)?"""
        return os.path.isjunction(self)

    def is_block_device(self):
        """Is it a block device?"""
        return self._mode_is(S_ISBLK)

    def is_char_device(self):
        """Is it a character device?"""
        return self._mode_is(S_ISCHR)

    def is_fifo(self):
        """Is it a named pipe?"""
        return self._mode_is(S_ISFIFO)

    def is_socket(self):
        """Is it a socket?"""
        return self._mode_is(S_ISSOCK)

    def samefile(self, other_path):
        """Are both paths the same file?"""
        st = self.stat()
        try:
            other_st = other_path.stat()
        except AttributeError:
            other_st = self.with_segments(other_path).stat()
        return os.path.samestat(st, other_st)

    def owner(self, *, follow_symlinks=True):
        """The name of the file's owner."""
        try:
            import pwd
        except ImportError:
            raise UnsupportedOperation(
                f"{type(self).__name__}.owner() is unsupported on this system") from None
        return pwd.getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """The name of the file's group."""
        try:
            import grp
        except ImportError:
            raise UnsupportedOperation(
                f"{type(self).__name__}.group() is unsupported on this system") from None
        return grp.getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    # ------------------------------------------------------------ contents

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file, as the built-in open() does."""
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The contents as bytes."""
        with self.open(mode='rb') as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The contents as text."""
        encoding = io.text_encoding(encoding)
        with self.open(mode='r', encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Make the file contain data; returns the number of bytes."""
        view = memoryview(data)     # a str is refused before the file is emptied
        with self.open(mode='wb') as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Make the file contain text; returns the number of characters."""
        encoding = io.text_encoding(encoding)
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open(mode='w', encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    # ------------------------------------------------------------ directories

    def iterdir(self):
        """The paths in a directory, in no special order."""
        root_dir = str(self)
        with os.scandir(root_dir) as scandir_it:
            paths = [entry.path for entry in scandir_it]
        if root_dir == '.':
            paths = [path[2:] for path in paths]
        return map(self._from_parsed_string, paths)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that match a relative pattern; ** means any depth."""
        sys.audit("pathlib.Path.glob", self, pattern)
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = pattern._tail.copy()
        if not parts:
            raise ValueError("Unacceptable pattern: {!r}".format(pattern))
        raw = pattern._raw_path
        if raw[-1] in (self.parser.sep, self.parser.altsep):
            parts.append('')        # only directories
        root = str(self)
        sep = self.parser.sep
        strip = 0
        if root == '.':
            strip = 2
        prefix = root if root.endswith(sep) else root + sep
        exact = case_sensitive is None
        sensitive = self._case_sensitive(case_sensitive)
        selector = _Selector(sep, sensitive, exact, recurse_symlinks)
        paths = selector.select(prefix, parts)
        if sum(part == '**' for part in parts) > 1:
            paths = dict.fromkeys(paths)
        for path in paths:
            path = path[strip:]
            if len(path) > 1 and path.endswith(sep):
                path = path[:-1]
            yield self._from_parsed_string(path)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """glob() of the pattern at any depth."""
        sys.audit("pathlib.Path.rglob", self, pattern)
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        pattern = '**' / pattern if not pattern._raw_path.endswith('/') \
            else self.with_segments('**/' + pattern._raw_path)
        return self.glob(pattern, case_sensitive=case_sensitive,
                         recurse_symlinks=recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Yield (directory, names of directories, names of files) for the tree, as os.walk()."""
        sys.audit("pathlib.Path.walk", self, on_error, follow_symlinks)
        root_dir = str(self)
        if not follow_symlinks:
            follow_symlinks = os._walk_symlinks_as_files
        results = self._walk_from(root_dir, top_down, on_error, follow_symlinks)
        for path_str, dirnames, filenames in results:
            if root_dir == '.':
                path_str = path_str[2:]
            yield self._from_parsed_string(path_str), dirnames, filenames

    @staticmethod
    def _walk_from(root_dir, top_down, on_error, follow_symlinks):
        return os.walk(root_dir, top_down, on_error, follow_symlinks)

    # ------------------------------------------------------------ other paths

    def absolute(self):
        """The absolute path, not normalised."""
        if self.is_absolute():
            return self
        if self.root:
            drive = os.path.splitroot(os.getcwd())[0]
            return self._from_parsed_parts(drive, self.root, self._tail)
        cwd = os.path.abspath(self.drive) if self.drive else os.getcwd()
        if not self._tail:
            return self._from_parsed_string(cwd)
        drive, root, rel = os.path.splitroot(cwd)
        if not rel:
            return self._from_parsed_parts(drive, root, self._tail)
        return self._from_parsed_parts(drive, root, rel.split(self.parser.sep) + self._tail)

    def resolve(self, strict=False):
        """The absolute path without symbolic links; OSError for missing parts if strict."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def readlink(self):
        """Where a symbolic link points to."""
        return self.with_segments(os.readlink(self))

    def expanduser(self):
        """The path with ~ or ~user at its begin replaced."""
        if not (self.drive or self.root) and self._tail and self._tail[0][:1] == '~':
            homedir = os.path.expanduser(self._tail[0])
            if homedir[:1] == "~":
                raise RuntimeError("Could not determine home directory.")
            drv, root, tail = self._parse_path(homedir)
            return self._from_parsed_parts(drv, root, tail + self._tail[1:])
        return self

    # ------------------------------------------------------------ changes

    def touch(self, mode=0o666, exist_ok=True):
        """Make an empty file, or set the times of one that exists."""
        if exist_ok:
            try:
                os.utime(self, None)
            except OSError:
                pass
            else:
                return
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        fd = os.open(self, flags, mode)
        os.close(fd)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a directory, with those above it if parents."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            # mkdir() may have failed for other reasons than that it exists
            if not exist_ok or not self.is_dir():
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


class _Selector:
    """Finds the paths that match the parts of a pattern."""

    def __init__(self, sep, sensitive, exact, recurse_symlinks):
        self.sep = sep
        self.sensitive = sensitive
        self.exact = exact          # plain names need no look into the directory
        self.recurse_symlinks = recurse_symlinks

    def select(self, prefix, parts, exists=False):
        """Matches of parts below prefix, which ends with a separator or is empty."""
        if not parts:
            if exists or os.path.lexists(prefix):
                yield prefix
            return
        part, rest = parts[0], parts[1:]
        if part == '**':
            yield from self.recursive(prefix, rest)
        elif part == '':
            if os.path.isdir(prefix):
                yield prefix
        elif part == '..' or self.exact and not any(c in part for c in '*?['):
            path = prefix + part
            if rest:
                yield from self.select(path + self.sep, rest)
            elif os.path.lexists(path):
                yield path
        else:
            match = None if part == '*' else _part_matcher(part, self.sensitive, self.sep)
            for entry in self.entries(prefix):
                if match is None or match(entry.name):
                    path = prefix + entry.name
                    if not rest:
                        yield path
                    elif self.is_dir(entry, True):
                        yield from self.select(path + self.sep, rest, True)

    def entries(self, prefix):
        try:
            with os.scandir(prefix or '.') as it:
                return list(it)
        except OSError:
            return []

    @staticmethod
    def is_dir(entry, follow):
        try:
            return entry.is_dir(follow_symlinks=follow)
        except OSError:
            return False

    def recursive(self, prefix, rest):
        while rest and rest[0] == '**':
            rest = rest[1:]
        if rest:
            yield from self.select(prefix, rest)
        elif os.path.lexists(prefix):
            yield prefix
        stack = [prefix]
        while stack:
            prefix = stack.pop()
            for entry in self.entries(prefix):
                path = prefix + entry.name
                if self.is_dir(entry, self.recurse_symlinks):
                    stack.append(path + self.sep)
                    if rest:
                        yield from self.select(path + self.sep, rest)
                    else:
                        yield path
                elif not rest:
                    yield path


class PosixPath(Path, PurePosixPath):
    """A path on a POSIX system."""

    __slots__ = ()

    if os.name == 'nt':
        def __new__(cls, *args, **kwargs):
            raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")


class WindowsPath(Path, PureWindowsPath):
    """A path on Windows."""

    __slots__ = ()

    if os.name != 'nt':
        def __new__(cls, *args, **kwargs):
            raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")
