"""Operations on Windows path names, as far as they need no Windows."""
curdir, pardir, extsep = ".", "..", "."
sep, altsep, pathsep = "\\", "/", ";"
defpath = ".;C:\\bin"
devnull = "nul"

import os
import genericpath
from genericpath import *
from genericpath import _check_arg_types, _explained, _splitext

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "isreserved",
           "expanduser", "expandvars", "normpath", "abspath", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
           "devnull", "realpath", "supports_unicode_filenames", "relpath", "samefile", "sameopenfile", "samestat", "commonpath",
           "isjunction", "isdevdrive"]

supports_unicode_filenames = True


class _Marks:
    """What has a meaning in paths, as text or as bytes."""

    def __init__(self, convert):
        self.sep, self.alt, self.colon, self.dot, self.dots = map(convert, ("\\", "/", ":", ".", ".."))
        self.ends = self.sep + self.alt
        self.unc = convert("\\\\?\\UNC\\")


_TEXT, _BYTES = _Marks(str), _Marks(str.encode)


def _marks(path):
    return _BYTES if isinstance(path, bytes) else _TEXT


def _back(path):
    """The path with backslashes only."""
    m = _marks(path)
    return path.replace(m.alt, m.sep)


def normcase(s):
    """Small letters and backslashes."""
    s = os.fspath(s)
    small = _back(os.fsdecode(s)).lower()
    return os.fsencode(small) if isinstance(s, bytes) else small


def isabs(s):
    """Does the path have a drive and a root, or a share?"""
    s = os.fspath(s)
    m = _marks(s)
    begin = _back(s[:3])
    return begin[1:3] == m.colon + m.sep or begin[:2] == m.sep * 2


def splitroot(p, /):
    """(drive or share, root, rest): ('c:', '\\\\', 'x') for c:\\x"""
    p = os.fspath(p)
    m = _BYTES if isinstance(p, bytes) else _TEXT
    back = p.replace(m.alt, m.sep)
    if back[:2] == m.sep * 2:
        # \\host\share, which may have device names in front
        host = len(m.unc) if back[:len(m.unc)].upper() == m.unc else 2
        share = back.find(m.sep, host)
        drive = back.find(m.sep, share + 1) if share >= 0 else -1
        if drive < 0:
            return p, p[:0], p[:0]
    else:
        drive = 2 if back[1:2] == m.colon and back[:1] != m.sep else 0
    root = drive + (back[drive:drive + 1] == m.sep)
    return p[:drive], p[drive:root], p[root:]


def splitdrive(p):
    """(drive or share, rest)"""
    drive, root, rest = splitroot(p)
    return drive, root + rest


def join(path, *paths):
    """Join parts; a part with a root or another drive forgets what came before."""
    path = os.fspath(path)
    m = _marks(path)
    with _explained("join", path, *paths):
        drive, root, rest = splitroot(path)
        for part in map(os.fspath, paths):
            its_drive, its_root, its_rest = splitroot(part)
            another = its_drive and its_drive != drive and its_drive.lower() != drive.lower()
            if its_root or another:
                drive, root, rest = its_drive or drive, its_root, its_rest
                continue
            drive = its_drive or drive  # the same, perhaps written in another way
            if rest and rest[-1:] not in m.ends:
                rest += m.sep
            rest += its_rest
        between = m.sep if rest and drive and not root and drive[-1:] not in m.colon + m.ends else drive[:0]
        return drive + root + between + rest


def split(p):
    """(head, tail): tail is all after the last separator."""
    p = os.fspath(p)
    ends = _marks(p).ends
    drive, root, rest = splitroot(p)
    tail = max(rest.rfind(ends[:1]), rest.rfind(ends[1:])) + 1
    return drive + root + rest[:tail].rstrip(ends), rest[tail:]


def splitext(p):
    p = os.fspath(p)
    m = _marks(p)
    return _splitext(p, m.sep, m.alt, m.dot)


splitext.__doc__ = "(root, extension)"


def basename(p):
    """The last part of a path."""
    return split(p)[1]


def dirname(p):
    """The path without its last part."""
    return split(p)[0]


def ismount(path):
    """Is it the root of a drive or share?"""
    drive, root, rest = splitroot(abspath(os.fspath(path)))
    if drive and drive[:1] in _marks(drive).ends:
        return not rest
    return bool(root) and not rest


_FORBIDDEN = frozenset(map(chr, range(32))) | set('"*:<>?|/\\')
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
                     | {port + digit for port in ("COM", "LPT") for digit in "123456789\xb9\xb2\xb3"})


def _reserved(name):
    if name[-1:] in (".", " "):
        return name not in (".", "..")
    return not _FORBIDDEN.isdisjoint(name) or name.partition(".")[0].rstrip(" ").upper() in _DEVICES


def isreserved(path):
    """Is there a name in the path that Windows reserves?"""
    _, _, names = splitroot(os.fsdecode(path))
    return any(map(_reserved, _back(names).split("\\")))


def expanduser(path):
    """Replace ~ and ~user at the begin by the directory USERPROFILE names."""
    path = os.fspath(path)
    m = _marks(path)
    name = _back(path).partition(m.sep)[0]
    user = os.fsdecode(name)
    if not user.startswith("~"):
        return path
    known = os.environ
    if "USERPROFILE" in known:
        home = known["USERPROFILE"]
    elif "HOMEPATH" in known:
        home = join(known.get("HOMEDRIVE", ""), known["HOMEPATH"])
    else:
        return path
    user, mine = user[1:], known.get("USERNAME")
    if user and user != mine:
        # the others have theirs beside it, if it has the usual name
        if mine != basename(home):
            return path
        home = join(dirname(home), user)
    return (os.fsencode(home) if isinstance(path, bytes) else home) + path[len(name):]


# A text in quotes; what % and $ may begin, the names in groups
_VARIABLES = r"'[^']*'?|%%|%([^%]+)%|%.*|\$\$|\$\{([^}]*)\}|\$\{.*|\$([\w-]+)"


def expandvars(path):
    """Replace $name, ${name} and %name% by environment variables."""
    path = os.fspath(path)
    text = os.fsdecode(path)
    if "$" not in text and "%" not in text:
        return path

    def value(found):
        if found.lastindex:
            return os.environ.get(found[found.lastindex], found[0])
        return found[0][0] if found[0] in ("%%", "$$") else found[0]
    import re
    text = re.sub(_VARIABLES, value, text, flags=re.ASCII | re.DOTALL)
    return os.fsencode(text) if isinstance(path, bytes) else text


def normpath(path):
    """Remove double separators and . and .. parts."""
    path = os.fspath(path)
    m = _marks(path)
    drive, root, rest = splitroot(_back(path))
    names = []
    for name in rest.split(m.sep):
        if name == m.dots and names and names[-1] != m.dots:
            names.pop()
        elif name and name != m.dot and not (name == m.dots and root and not names):
            names.append(name)
    return drive + root + m.sep.join(names) or m.dot


def abspath(path):
    """The normalised absolute path."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(path, *, strict=False):
    """Without Windows nothing can be resolved: abspath()."""
    return abspath(path)


def relpath(path, start=None):
    """The path as seen from the directory start."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    m = _marks(path)
    start = m.dot if start is None else os.fspath(start)
    _check_arg_types("relpath", path, start)
    (base_drive, _, base), (drive, _, rest) = (splitroot(abspath(p)) for p in (start, path))
    if normcase(base_drive) != normcase(drive):
        raise ValueError("path is on mount %r, start on mount %r" % (drive, base_drive))
    base, names = ([name for name in p.split(m.sep) if name] for p in (base, rest))
    shared = len(commonprefix([[normcase(name) for name in part] for part in (base, names)]))
    return m.sep.join([m.dots] * (len(base) - shared) + names[shared:]) or m.dot


def commonpath(paths):
    """The longest path that all paths are below of."""
    paths = [os.fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty iterable")
    m = _marks(paths[0])
    _check_arg_types("commonpath", *paths)
    splits = [splitroot(_back(path).lower()) for path in paths]
    if len({drive for drive, _, _ in splits}) > 1:
        raise ValueError("Paths don't have the same drive")
    if len({root for _, root, _ in splits}) > 1:
        what = "absolute and relative" if splits[0][0] else "rooted and not-rooted"
        raise ValueError(f"Can't mix {what} paths")
    drive, root, rest = splitroot(_back(paths[0]))
    names = [name for name in rest.split(m.sep) if name and name != m.dot]
    shared = commonprefix([[name for name in part.split(m.sep) if name and name != m.dot] for _, _, part in splits])
    return drive + root + m.sep.join(names[:len(shared)])
