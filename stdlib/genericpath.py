"""Path functions that are the same on all systems."""
__all__ = ["commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir", "isfile", "isjunction",
           "islink", "lexists", "samefile", "sameopenfile", "samestat"]


def _mode(look, path):
    """The mode of a file, 0 if there is none; paths that cannot be lead nowhere."""
    try:
        return look(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """Does path exist?  False for broken symbolic links."""
    return _mode(os.stat, path) != 0


def lexists(path):
    """Does path exist?  True for broken symbolic links."""
    return _mode(os.lstat, path) != 0


def isdir(s):
    """Is it a directory, or a symbolic link to one?"""
    return stat.S_ISDIR(_mode(os.stat, s))


def isfile(path):
    """Is path a regular file, or a symbolic link to one?"""
    return stat.S_ISREG(_mode(os.stat, path))


def islink(path):
    """Is path a symbolic link?"""
    return stat.S_ISLNK(_mode(os.lstat, path))


def isjunction(path):
    """Junctions exist on Windows only."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """Dev Drives exist on Windows only."""
    os.fspath(path)
    return False


def getsize(filename):
    """Size in bytes."""
    return os.stat(filename).st_size


def getatime(filename):
    """Time of the last access."""
    return os.stat(filename).st_atime


def getmtime(filename):
    """Time of the last change of the contents."""
    return os.stat(filename).st_mtime


def getctime(filename):
    """Time of the last change of the metadata."""
    return os.stat(filename).st_ctime


def samestat(s1, s2):
    """Do two stat results refer to the same file?"""
    return (s1.st_dev, s1.st_ino) == (s2.st_dev, s2.st_ino)


def samefile(f1, f2):
    """Do two paths refer to the same file?"""
    return samestat(*map(os.stat, (f1, f2)))


def sameopenfile(fp1, fp2):
    """Do two file descriptors refer to the same file?"""
    return samestat(*map(os.fstat, (fp1, fp2)))


def commonprefix(m):
    """The longest prefix of all paths, character by character; '' for none."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [os.fspath(path) for path in m]
    # what the first and the last in order have in common, all have
    first, last = min(m), max(m)
    place = 0
    for one, other in zip(first, last):
        if one != other:
            break
        place += 1
    return first[:place]


def _splitext(p, sep, altsep, extsep):
    """splitext() for the separators given."""
    start = p.rfind(sep) + 1
    if altsep:
        start = max(start, p.rfind(altsep) + 1)
    dot = p.rfind(extsep, start)
    # dots at the beginning of a name hide it
    if dot < 0 or not p[start:dot].strip(extsep):
        return p, p[:0]
    return p[:dot], p[dot:]


def _check_arg_types(funcname, *args):
    """Complains about arguments that are no paths, or of different kinds."""
    for arg in args:
        if not isinstance(arg, (str, bytes)):
            raise TypeError(f"{funcname}() argument must be str, bytes, or os.PathLike object, not {arg.__class__.__name__!r}") from None
    if len({isinstance(arg, str) for arg in args}) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


class _explained:
    """A with block in which path arguments are used: what goes wrong is said in terms of them."""
    __slots__ = ("funcname", "args")

    def __init__(self, funcname, *args):
        self.funcname, self.args = funcname, args

    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        if kind is not None and issubclass(kind, (TypeError, AttributeError, BytesWarning)):
            _check_arg_types(self.funcname, *self.args)


import os  # last: it imports this module
import stat
