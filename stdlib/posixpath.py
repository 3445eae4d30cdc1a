"""Operations on POSIX path names; os.path is this module."""
curdir, pardir, extsep = ".", "..", "."
sep, altsep, pathsep = "/", None, ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"

import os
import sys
import stat
import genericpath
from genericpath import *
from genericpath import _explained, _splitext
from posix import _path_join, _path_normpath, _path_splitroot_ex

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser",
           "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep",
           "defpath", "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath",
           "isjunction", "isdevdrive"]

supports_unicode_filenames = sys.platform == "darwin"
_MARKS = {False: ("/", ".", ".."), True: (b"/", b".", b"..")}  # by whether the path is bytes


def _marks(path):
    return _MARKS[isinstance(path, bytes)]


def normcase(s):
    """On POSIX case matters: s itself."""
    return os.fspath(s)


def isabs(s):
    """Does the path begin at the root?"""
    s = os.fspath(s)
    return s.startswith(b"/" if isinstance(s, bytes) else "/")


def join(a, *p):
    """Join parts with slashes; an absolute part forgets what came before it."""
    joined = _path_join(a, p)
    if joined is not None:
        return joined
    # not all are str
    joined = os.fspath(a)
    slash, *_ = _marks(joined)
    with _explained("join", joined, *p):
        for part in map(os.fspath, p):
            if part.startswith(slash):
                joined = part
            elif not joined or joined.endswith(slash):
                joined += part
            else:
                joined += slash + part
    return joined


def split(p):
    """(head, tail): tail is all after the last slash, head what is before it."""
    p = os.fspath(p)
    slash = b"/" if isinstance(p, bytes) else "/"
    tail = p.rfind(slash) + 1
    head = p[:tail]
    return head.rstrip(slash) or head, p[tail:]


def splitext(p):
    p = os.fspath(p)
    return _splitext(p, b"/", None, b".") if isinstance(p, bytes) else _splitext(p, "/", None, ".")


splitext.__doc__ = "(root, extension): the extension begins with the last dot and may be empty."


def splitdrive(p):
    """(drive, path): on POSIX the drive is empty."""
    p = os.fspath(p)
    return p[:0], p


def splitroot(path):
    """(drive, root, rest): the root is '', '/' or, for exactly two slashes, '//'."""
    return _path_splitroot_ex(path)


def basename(p):
    """The last part of a path."""
    p = os.fspath(p)
    return p[p.rfind(b"/" if isinstance(p, bytes) else "/") + 1:]


def dirname(p):
    """The path without its last part."""
    p = os.fspath(p)
    slash = b"/" if isinstance(p, bytes) else "/"
    head = p[:p.rfind(slash) + 1]
    return head.rstrip(slash) or head


def ismount(path):
    """Is it the root of a mounted file system?"""
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    above = realpath(join(path, _marks(path)[2]))
    try:
        there = os.lstat(above)
    except OSError:
        try:
            there = os.stat(above)
        except OSError:
            return False
    return here.st_dev != there.st_dev or here.st_ino == there.st_ino


def _home(user):
    """The home directory of a user, '' for oneself; KeyError if nobody knows."""
    if not user and "HOME" in os.environ:
        return os.environ["HOME"]
    import pwd
    return (pwd.getpwnam(user) if user else pwd.getpwuid(os.getuid())).pw_dir


def expanduser(path):
    """Replace ~ and ~user at the begin by the home directory, if it is known."""
    path = os.fspath(path)
    slash, *_ = _marks(path)
    name, _, rest = path.partition(slash)
    user = os.fsdecode(name)
    if not user.startswith("~"):
        return path
    try:
        home = _home(user[1:])
    except (KeyError, ImportError):
        return path
    home = home.rstrip("/")
    return (os.fsencode(home) if isinstance(path, bytes) else home) + path[len(name):] or slash


def expandvars(path):
    """Replace $name and ${name} by environment variables; leave unknown ones."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        if b"$" not in path:
            return path
        pattern, known = rb"\$(?:(\w+)|\{([^}]*)\})", os.environb
    else:
        if "$" not in path:
            return path
        pattern, known = r"\$(?:(\w+)|\{([^}]*)\})", os.environ
    import re
    return re.sub(pattern, lambda found: known.get(found[found.lastindex], found[0]), path, flags=re.ASCII)


def normpath(path):
    """Remove double slashes and . and .. parts, without looking at the file system."""
    return _path_normpath(path)


def _cwd(path):
    return os.getcwdb() if isinstance(path, bytes) else os.getcwd()


def abspath(path):
    """The normalised absolute path."""
    path = os.fspath(path)
    return normpath(path if isabs(path) else join(_cwd(path), path))


def realpath(filename, *, strict=False):
    """The absolute path without symbolic links.

    Parts that do not exist, and loops of links, are kept; with strict they
    raise OSError."""
    filename = os.fspath(filename)
    slash, dot, dots = _marks(filename)
    path = slash if isabs(filename) else _cwd(filename)
    left = filename.split(slash)[::-1]  # names to come, and after those of a link the link itself, in a tuple
    resolved = {}  # links and what they mean, None as long as their names are being followed
    while left:
        name = left.pop()
        if isinstance(name, tuple):
            resolved[name[0]] = path
        elif name == dots:
            path = path[:path.rindex(slash)] or slash
        elif name and name != dot:
            there = (path if path != slash else path[:0]) + slash + name
            try:
                linked = stat.S_ISLNK(os.lstat(there).st_mode)
            except OSError:
                if strict:
                    raise
                linked = False
            if not linked:
                path = there
            elif there in resolved:
                if resolved[there] is None and strict:
                    os.stat(there)  # complains about the loop
                path = resolved[there] or there
            else:
                resolved[there] = None
                left.append((there,))
                target = os.readlink(there)
                left += target.split(slash)[::-1]
                if isabs(target):
                    path = slash
    return path


def relpath(path, start=None):
    """The path as seen from the directory start, by default the current one."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    slash, dot, dots = _marks(path)
    start = dot if start is None else os.fspath(start)
    with _explained("relpath", path, start):
        base, names = ([name for name in abspath(p).split(slash) if name] for p in (start, path))
        shared = len(commonprefix([base, names]))
        return slash.join([dots] * (len(base) - shared) + names[shared:]) or dot


def commonpath(paths):
    """The longest path that all paths are below of."""
    paths = [os.fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    slash, dot, _ = _marks(paths[0])
    with _explained("commonpath", *paths):
        absolute = {path.startswith(slash) for path in paths}
        if len(absolute) > 1:
            raise ValueError("Can't mix absolute and relative paths")
        shared = commonprefix([[name for name in path.split(slash) if name and name != dot] for path in paths])
        return (slash if absolute.pop() else slash[:0]) + slash.join(shared)
