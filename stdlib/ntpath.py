"""Operations on Windows path names, as far as they need no Windows."""
import os
import genericpath
from genericpath import *

curdir = '.'
pardir = '..'
extsep = '.'
sep = '\\'
pathsep = ';'
altsep = '/'
defpath = '.;C:\\bin'
devnull = 'nul'
supports_unicode_filenames = True

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext",
           "basename", "dirname", "commonprefix", "getsize", "getmtime", "getatime",
           "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "isreserved", "expanduser", "expandvars", "normpath", "abspath", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull",
           "realpath", "supports_unicode_filenames", "relpath", "samefile",
           "sameopenfile", "samestat", "commonpath", "isjunction", "isdevdrive"]


def _bothseps(path):
    return b'\\/' if isinstance(path, bytes) else '\\/'


def normcase(s):
    """Small letters and backslashes."""
    s = os.fspath(s)
    if isinstance(s, bytes):
        return s.replace(b'/', b'\\').lower()
    return s.replace('/', '\\').lower()


def isabs(s):
    """Does the path have a drive and a root, or a share?"""
    s = os.fspath(s)
    if isinstance(s, bytes):
        sep, altsep, colon_sep, double_sep = b'\\', b'/', b':\\', b'\\\\'
    else:
        sep, altsep, colon_sep, double_sep = '\\', '/', ':\\', '\\\\'
    s = s[:3].replace(altsep, sep)
    return s.startswith(colon_sep, 1) or s.startswith(double_sep)


def join(path, *paths):
    """Join parts; a part with a root or another drive forgets what came before."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        sep, seps, colon_seps = b'\\', b'\\/', b':\\/'
    else:
        sep, seps, colon_seps = '\\', '\\/', ':\\/'
    try:
        result_drive, result_root, result_path = splitroot(path)
        for p in paths:
            p_drive, p_root, p_path = splitroot(p)
            if p_root:
                if p_drive or not result_drive:
                    result_drive = p_drive
                result_root = p_root
                result_path = p_path
                continue
            if p_drive and p_drive != result_drive:
                if p_drive.lower() != result_drive.lower():
                    result_drive, result_root, result_path = p_drive, p_root, p_path
                    continue
                result_drive = p_drive
            if result_path and result_path[-1] not in seps:
                result_path = result_path + sep
            result_path = result_path + p_path
        if (result_path and not result_root and result_drive
                and result_drive[-1:] not in colon_seps):
            return result_drive + sep + result_path
        return result_drive + result_root + result_path
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', path, *paths)
        raise


def splitdrive(p):
    """(drive or share, rest)"""
    drive, root, tail = splitroot(p)
    return drive, root + tail


def splitroot(p, /):
    r"""(drive or share, root, rest): ('c:', '\\', 'x') for c:\x"""
    p = os.fspath(p)
    if isinstance(p, bytes):
        sep, altsep, colon, unc_prefix, empty = b'\\', b'/', b':', b'\\\\?\\UNC\\', b''
    else:
        sep, altsep, colon, unc_prefix, empty = '\\', '/', ':', '\\\\?\\UNC\\', ''
    normp = p.replace(altsep, sep)
    if normp[:1] == sep:
        if normp[1:2] == sep:
            # a share or device: all up to the second separator after the prefix
            start = 8 if normp[:8].upper() == unc_prefix else 2
            index = normp.find(sep, start)
            if index == -1:
                return p, empty, empty
            index2 = normp.find(sep, index + 1)
            if index2 == -1:
                return p, empty, empty
            return p[:index2], p[index2:index2 + 1], p[index2 + 1:]
        return empty, p[:1], p[1:]
    if normp[1:2] == colon:
        if normp[2:3] == sep:
            return p[:2], p[2:3], p[3:]
        return p[:2], empty, p[2:]
    return empty, empty, p


def split(p):
    """(head, tail): tail is all after the last separator."""
    p = os.fspath(p)
    seps = _bothseps(p)
    d, r, p = splitroot(p)
    i = len(p)
    while i and p[i - 1] not in seps:
        i -= 1
    head, tail = p[:i], p[i:]
    return d + r + head.rstrip(seps), tail


def splitext(p):
    """(root, extension)"""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b'\\', b'/', b'.')
    return genericpath._splitext(p, '\\', '/', '.')


def basename(p):
    """The last part of a path."""
    return split(p)[1]


def dirname(p):
    """The path without its last part."""
    return split(p)[0]


def ismount(path):
    """Is it the root of a drive or share?"""
    path = os.fspath(path)
    drive, root, rest = splitroot(path)
    if drive and drive[0] in _bothseps(path):
        return not rest
    return bool(root and not rest)


_reserved_chars = frozenset({chr(i) for i in range(32)} | {'"', '*', ':', '<', '>', '?', '|',
                                                           '/', '\\'})
_reserved_names = frozenset(
    {'CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'}
    | {f'COM{c}' for c in '123456789\xb9\xb2\xb3'}
    | {f'LPT{c}' for c in '123456789\xb9\xb2\xb3'})


def isreserved(path):
    """Is there a name in the path that Windows reserves?"""
    path = os.fsdecode(splitroot(path)[2]).replace(altsep, sep)
    return any(_isreservedname(name) for name in reversed(path.split(sep)))


def _isreservedname(name):
    if name[-1:] in ('.', ' '):
        return name not in ('.', '..')
    if _reserved_chars.intersection(name):
        return True
    return name.partition('.')[0].rstrip(' ').upper() in _reserved_names


def expanduser(path):
    """Replace ~ and ~user at the begin by the directory USERPROFILE names."""
    path = os.fspath(path)
    tilde = b'~' if isinstance(path, bytes) else '~'
    if not path.startswith(tilde):
        return path
    i, n = 1, len(path)
    while i < n and path[i] not in _bothseps(path):
        i += 1
    if 'USERPROFILE' in os.environ:
        userhome = os.environ['USERPROFILE']
    elif 'HOMEPATH' in os.environ:
        userhome = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    else:
        return path
    if i != 1:
        target_user = os.fsdecode(path[1:i])
        current_user = os.environ.get('USERNAME')
        if target_user != current_user:
            if current_user != basename(userhome):
                return path
            userhome = join(dirname(userhome), target_user)
    if isinstance(path, bytes):
        userhome = os.fsencode(userhome)
    return userhome + path[i:]


def expandvars(path):
    """Replace $name, ${name} and %name% by environment variables."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    if '$' not in path and '%' not in path:
        return path
    import re

    def replace(m):
        if m[1] or m[2] == '%%':
            return m[1] or '%'
        name = m[3] or m[4] or m[5]
        return os.environ.get(name, m[0])
    return re.sub(r"('[^']*'?)|(%%)|%([^%]+)%|\$(\w+)|\$\{([^}]*)\}", replace, path,
                  flags=re.ASCII)


def normpath(path):
    """Remove double separators and . and .. parts."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        sep, altsep, curdir, pardir = b'\\', b'/', b'.', b'..'
    else:
        sep, altsep, curdir, pardir = '\\', '/', '.', '..'
    path = path.replace(altsep, sep)
    drive, root, path = splitroot(path)
    prefix = drive + root
    comps = []
    for comp in path.split(sep):
        if not comp or comp == curdir:
            continue
        if comp != pardir:
            comps.append(comp)
        elif comps and comps[-1] != pardir:
            comps.pop()
        elif not root:
            comps.append(comp)
    if not prefix and not comps:
        comps.append(curdir)
    return prefix + sep.join(comps)


def abspath(path):
    """The normalised absolute path."""
    path = os.fspath(path)
    if not isabs(path):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


def realpath(path, *, strict=False):
    """Without Windows nothing can be resolved: abspath()."""
    return abspath(path)


def relpath(path, start=None):
    """The path as seen from the directory start."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        sep, curdir, pardir = b'\\', b'.', b'..'
    else:
        sep, curdir, pardir = '\\', '.', '..'
    if not path:
        raise ValueError("no path specified")
    start = curdir if start is None else os.fspath(start)
    start_drive, _, start_rest = splitroot(abspath(start))
    path_drive, _, path_rest = splitroot(abspath(path))
    if normcase(start_drive) != normcase(path_drive):
        raise ValueError("path is on mount %r, start on mount %r" % (path_drive, start_drive))
    start_list = start_rest.split(sep) if start_rest else []
    path_list = path_rest.split(sep) if path_rest else []
    i = 0
    for e1, e2 in zip(start_list, path_list):
        if normcase(e1) != normcase(e2):
            break
        i += 1
    rel_list = [pardir] * (len(start_list) - i) + path_list[i:]
    return sep.join(rel_list) or curdir


def commonpath(paths):
    """The longest path that all paths are below of."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    if isinstance(paths[0], bytes):
        sep, altsep, curdir = b'\\', b'/', b'.'
    else:
        sep, altsep, curdir = '\\', '/', '.'
    drivesplits = [splitroot(p.replace(altsep, sep).lower()) for p in paths]
    split_paths = [p.split(sep) for d, r, p in drivesplits]
    if len({d for d, r, p in drivesplits}) != 1:
        raise ValueError("Paths don't have the same drive")
    drive, root, path = splitroot(paths[0].replace(altsep, sep))
    if len({r for d, r, p in drivesplits}) != 1:
        if drive:
            raise ValueError("Can't mix absolute and relative paths")
        raise ValueError("Can't mix rooted and not-rooted paths")
    common = [c for c in path.split(sep) if c and c != curdir]
    split_paths = [[c for c in s if c and c != curdir] for s in split_paths]
    s1, s2 = min(split_paths), max(split_paths)
    for i, c in enumerate(s1):
        if c != s2[i]:
            common = common[:i]
            break
    else:
        common = common[:len(s1)]
    return drive + root + sep.join(common)
