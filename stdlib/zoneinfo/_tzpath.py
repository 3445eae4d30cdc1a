"""Where files of time zones are looked for."""
import os

_DEFAULT = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")


class InvalidTZPathWarning(RuntimeWarning):
    """PYTHONTZPATH names relative directories."""


def _relative(paths):
    return [path for path in paths if not os.path.isabs(path)]


def _message(paths):
    return "\n    ".join(["Paths should be absolute but found the following relative paths:", *paths])


_OURS = (lambda: None).__code__.co_filename.rpartition("zoneinfo")[0] + "zoneinfo"     # the package's files


def reset_tzpath(to=None):
    """Set the directories, or with None look at the environment again."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f"tzpaths must be a list or tuple, not {type(to)}: {to!r}")
        if relative := _relative(to):
            raise ValueError(_message(relative))
        TZPATH = tuple(to)
        return
    given = os.environ.get("PYTHONTZPATH")
    if given is None:
        TZPATH = _DEFAULT
        return
    paths = given.split(os.pathsep) if given else []
    if relative := _relative(paths):
        import warnings
        warnings.warn("Invalid paths specified in PYTHONTZPATH environment variable. " + _message(relative),
                      InvalidTZPathWarning, skip_file_prefixes=(_OURS,))
    TZPATH = tuple(path for path in paths if os.path.isabs(path))


def find_tzfile(key):
    """The file of a zone, or None."""
    _check_key(key)
    for directory in TZPATH:
        path = os.path.join(directory, key)
        if os.path.isfile(path):
            return path
    return None


def _check_key(key):
    if os.path.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    # Normalizing may only shorten what leads out of the directory.
    normal = os.path.normpath(key)
    if len(normal) != len(key):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if normal == os.curdir or os.path.normpath(os.path.join("_", normal)).split(os.sep)[0] != "_":
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")


def available_timezones():
    """The keys of all zones that can be found."""
    found = set()
    for directory in TZPATH:
        if not os.path.exists(directory):
            continue
        for root, folders, files in os.walk(directory):
            if root == directory:
                # Other versions of the same zones.
                for other in ("right", "posix"):
                    if other in folders:
                        folders.remove(other)
            for name in files:
                path = os.path.join(root, name)
                key = os.path.relpath(path, directory)
                if key not in found:
                    try:
                        with open(path, "rb") as f:
                            if f.read(4) == b"TZif":
                                found.add(key)
                    except OSError:
                        pass
    found.discard("posixrules")
    return found


TZPATH = ()
reset_tzpath()
