"""Files whose paths match shell patterns."""
import fnmatch
import functools
import os
import re
import sys

__all__ = ["escape", "glob", "iglob", "translate"]

magic_check = re.compile("([*?[])")
magic_check_bytes = re.compile(b"([*?[])")


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """A list of the paths that match pathname.

    * and ? match no dot at the begin of a name, unless include_hidden.  With
    recursive, ** matches any number of directories."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """glob() as an iterator."""
    sys.audit("glob.glob", pathname, recursive)
    sys.audit("glob.glob/2", pathname, recursive, root_dir, dir_fd)
    root = pathname[:0] if root_dir is None else os.fspath(root_dir)
    return _Search(root, dir_fd, recursive, include_hidden, pathname).results(pathname)


class _Search:
    """What one search knows of its place and its rules."""

    def __init__(self, root, dir_fd, recursive, include_hidden, pathname):
        self.root, self.dir_fd, self.recursive, self.include_hidden = root, dir_fd, recursive, include_hidden
        as_bytes = isinstance(pathname, bytes)
        self.sep, self.dot, self.anywhere, self.here = (b"/", b".", b"**", b".") if as_bytes else ("/", ".", "**", ".")

    def results(self, pathname):
        if not has_magic(pathname):
            # A path that ends with a slash must be a directory.
            if pathname and (self.is_dir(pathname) if pathname.endswith(self.sep) else self.exists(pathname)):
                yield pathname
            return
        magic = (magic_check_bytes if isinstance(pathname, bytes) else magic_check).search(pathname).start()
        slash = pathname.rfind(self.sep, 0, magic) + 1
        base, parts = pathname[:slash], re.split(re.escape(self.sep) + (b"+" if self.sep == b"/" else "+"), pathname[slash:])
        base = base.rstrip(self.sep) or base
        yield from self.below(base, parts)

    def below(self, base, parts):
        """The paths below a directory that match the parts of a pattern."""
        part, *rest = parts
        if not part:
            if base and self.is_dir(base):
                yield os.path.join(base, part)
        elif self.recursive and part == self.anywhere:
            while rest and rest[0] == self.anywhere:
                rest = rest[1:]
            if rest:
                yield from self.below(base, rest)
                for folder in self.descendants(base, True):
                    yield from self.below(folder, rest)
            else:
                if base and self.is_dir(base):
                    yield os.path.join(base, base[:0])
                yield from self.descendants(base, False)
        elif has_magic(part):
            match = fnmatch._matcher(os.path.normcase(part))
            hidden = self.include_hidden or part.startswith(self.dot)
            for name in self.names(base, bool(rest)):
                if (hidden or not name.startswith(self.dot)) and match(os.path.normcase(name)):
                    path = os.path.join(base, name)
                    if rest:
                        yield from self.below(path, rest)
                    else:
                        yield path
        else:
            path = os.path.join(base, part)
            if rest:
                yield from self.below(path, rest)
            elif self.exists(path):
                yield path

    def descendants(self, base, only_folders):
        """Everything below a directory, through links too."""
        for name in self.names(base, only_folders):
            if self.include_hidden or not name.startswith(self.dot):
                path = os.path.join(base, name)
                yield path
                yield from self.descendants(path, only_folders)

    def names(self, base, only_folders):
        """The names in a directory; none if it cannot be read."""
        directory = os.path.join(self.root, base) if base else self.root
        descriptor = None
        try:
            if self.dir_fd is not None:
                descriptor = os.open(directory or self.here, os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.dir_fd)
            with os.scandir(directory or self.here if descriptor is None else descriptor) as entries:
                names = []
                for entry in entries:
                    try:
                        if not only_folders or entry.is_dir():
                            names.append(entry.name)
                    except OSError:
                        pass
                if descriptor is not None and self.sep == b"/":
                    return [os.fsencode(name) for name in names]
                return names
        except OSError:
            return []
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def is_dir(self, path):
        path = os.path.join(self.root, path)
        if self.dir_fd is None:
            return os.path.isdir(path)
        from stat import S_ISDIR
        try:
            return S_ISDIR(os.stat(path, dir_fd=self.dir_fd).st_mode)
        except (OSError, ValueError):
            return False

    def exists(self, path):
        path = os.path.join(self.root, path)
        if self.dir_fd is None:
            return os.path.lexists(path)
        try:
            os.lstat(path, dir_fd=self.dir_fd)
        except (OSError, ValueError):
            return False
        return True


def _deprecated(function):
    """A function that warns that glob() does the same."""
    @functools.wraps(function)
    def warning(dirname, pattern):
        import warnings
        warnings._deprecated(f"glob.{function.__name__}", "{name} is deprecated and will be removed in Python {remove}. "
                             "Use glob.glob and pass a directory to its root_dir argument instead.", remove=(3, 15))
        return function(dirname, pattern)
    return warning


@_deprecated
def glob0(dirname, pattern):
    """The name if it is there, in a list."""
    there = os.path.lexists(os.path.join(dirname, pattern)) if pattern else os.path.isdir(dirname)
    return [pattern] if there else []


@_deprecated
def glob1(dirname, pattern):
    """The names in a directory that match."""
    names = _Search(dirname, None, False, False, pattern).names(dirname[:0], False)
    if pattern[:1] not in (".", b"."):
        names = [name for name in names if name[:1] not in (".", b".")]
    return fnmatch.filter(names, pattern)


def has_magic(s):
    """Are there * ? or [ in s?"""
    return (magic_check_bytes if isinstance(s, bytes) else magic_check).search(s) is not None


def escape(pathname):
    """pathname with * ? and [ escaped."""
    drive, rest = os.path.splitdrive(pathname)
    if isinstance(rest, bytes):
        return drive + magic_check_bytes.sub(rb"[\1]", rest)
    return drive + magic_check.sub(r"[\1]", rest)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """The regular expression for a path pattern; separators are never matched by * and ?."""
    marks = "".join(map(re.escape, seps or (os.sep + (os.altsep or ""))))
    sep = f"[{marks}]" if len(seps or os.sep) > 1 else marks
    other = f"[^{marks}]"
    name = f"{other}+" if include_hidden else f"[^{marks}.]{other}*"
    folders = f"(?:.+{sep})?" if include_hidden else f"(?:{name}{sep})*"
    anything = ".*" if include_hidden else f"{folders}(?:{name})?"
    *above, last = re.split(sep, pat)

    def piece(part):
        if part == "*":
            return name
        dotless = "" if include_hidden or part[:1] not in ("*", "?") else r"(?!\.)"
        return (part and dotless) + "".join(fnmatch._translate(part, f"{other}*", other))
    result = ""
    for part, following in zip(above, [*above[1:], last]):
        if not (recursive and part == "**"):
            result += piece(part) + sep
        elif following != "**":
            result += folders
    result += anything if recursive and last == "**" else piece(last)
    return f"(?s:{result})\\Z"
