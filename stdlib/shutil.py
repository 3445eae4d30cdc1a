"""Operations on files and trees: copy, move, remove, archive."""
import collections
import errno
import os
import stat
import sys

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error",
           "SpecialFileError", "ExecError", "make_archive", "get_archive_formats", "register_archive_format",
           "unregister_archive_format", "get_unpack_formats", "register_unpack_format", "unregister_unpack_format",
           "unpack_archive", "ignore_patterns", "chown", "which", "get_terminal_size", "SameFileError", "disk_usage"]

COPY_BUFSIZE = 64 * 1024
nt = None   # the module of another system


class Error(OSError):
    """What went wrong with files; for trees, the argument is a list of (source, destination, text)."""


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """A file of a kind that cannot be copied."""


class ExecError(OSError):
    """A command that could not be run."""


class ReadError(OSError):
    """An archive that cannot be read."""


class RegistryError(Exception):
    """An archive format that cannot be registered."""


# Files

def copyfileobj(fsrc, fdst, length=0):
    """Copy from one file object to another, in pieces of length."""
    read, write, size = fsrc.read, fdst.write, length or COPY_BUFSIZE
    while piece := read(size):
        write(piece)


def _copy_content(source, target):
    """Copy a file's content inside the kernel, or by hand if the kernel does not want to."""
    try:
        inlet, outlet, place = source.fileno(), target.fileno(), 0
        while count := os.sendfile(outlet, inlet, place, 1 << 23):
            place += count
        if place:
            return
    except (AttributeError, OSError) as problem:
        # Nothing is lost as long as nothing was written; a full disk stays an error.
        if getattr(problem, "errno", None) == errno.ENOSPC or os.lseek(outlet, 0, os.SEEK_CUR):
            raise
    copyfileobj(source, target)


def _same(one, other):
    """Whether two names (or directory entries) mean one file; not if a file lacks."""
    try:
        first = one.stat() if isinstance(one, os.DirEntry) else os.stat(one)
        return os.path.samestat(first, os.stat(other))
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the contents of a file; a symbolic link itself unless follow_symlinks."""
    sys.audit("shutil.copyfile", src, dst)
    if _same(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    for name in (src, dst):
        try:
            mode = os.stat(name).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError(f"`{os.fspath(name)}` is a named pipe")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as source:
        try:
            target = open(dst, "wb")
        except IsADirectoryError as problem:
            if os.path.exists(dst):
                raise
            raise FileNotFoundError(f"Directory does not exist: {dst}") from problem
        with target:
            _copy_content(source, target)
    return dst


def _links(src, dst, follow_symlinks):
    """Whether it is about two symbolic links themselves."""
    return not follow_symlinks and os.path.islink(src) and os.path.islink(dst)


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permissions."""
    sys.audit("shutil.copymode", src, dst)
    if not _links(src, dst, follow_symlinks):
        os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))
    elif hasattr(os, "lchmod"):
        os.lchmod(dst, stat.S_IMODE(os.lstat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permissions, times, flags and extended attributes."""
    sys.audit("shutil.copystat", src, dst)
    how = {"follow_symlinks": False} if _links(src, dst, follow_symlinks) else {}

    def change(function, *args):
        # What a system cannot do to links is left out.
        function = getattr(os, function, None)
        if function and (not how or function in os.supports_follow_symlinks):
            try:
                function(dst, *args, **how)
            except NotImplementedError:
                pass
    found = src.stat(**how) if isinstance(src, os.DirEntry) else os.stat(src, **how)
    if not how or os.utime in os.supports_follow_symlinks:
        os.utime(dst, ns=(found.st_atime_ns, found.st_mtime_ns), **how)
    unable = {errno.EPERM, errno.ENOTSUP, errno.ENODATA, errno.EINVAL, errno.EACCES}
    try:
        for name in os.listxattr(src, **how):
            try:
                os.setxattr(dst, name, os.getxattr(src, name, **how), **how)
            except OSError as problem:
                if problem.errno not in unable:
                    raise
    except AttributeError:
        pass
    except OSError as problem:
        if problem.errno not in unable:
            raise
    change("chmod", stat.S_IMODE(found.st_mode))
    if flags := getattr(found, "st_flags", 0):
        change("chflags", flags)


def _within(directory, path):
    """The path that a file gets in a directory; the directory itself if it is none."""
    return os.path.join(directory, os.path.basename(path)) if os.path.isdir(directory) else directory


def copy(src, dst, *, follow_symlinks=True):
    """Copy contents and permissions; dst may be a directory.  Returns the new file."""
    target = _within(dst, src)
    copyfile(src, target, follow_symlinks=follow_symlinks)
    copymode(src, target, follow_symlinks=follow_symlinks)
    return target


def copy2(src, dst, *, follow_symlinks=True):
    """copy() with times and all other metadata that can be copied."""
    target = _within(dst, src)
    copyfile(src, target, follow_symlinks=follow_symlinks)
    copystat(src, target, follow_symlinks=follow_symlinks)
    return target


# Trees

def ignore_patterns(*patterns):
    """An ignore function for copytree(): leaves out names that match."""
    from fnmatch import filter

    def ignored(path, names):
        return {name for pattern in patterns for name in filter(names, pattern)}
    return ignored


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a directory with all below it; returns dst.

    symlinks: copy links as links.  ignore(directory, names) gives the names
    to leave out.  All faults are collected in one Error."""
    sys.audit("shutil.copytree", src, dst)
    takes_entries = copy_function in (copy, copy2)
    faults = []

    def copy_entry(entry, source, target):
        if entry.is_symlink():
            if symlinks:
                os.symlink(os.readlink(source), target)
                copystat(entry, target, follow_symlinks=False)
                return
            if ignore_dangling_symlinks and not os.path.exists(source):
                return
        if entry.is_dir():
            copy_directory(source, target)
        else:
            copy_function(entry if takes_entries else source, target)

    def copy_directory(source, target):
        with os.scandir(source) as found:
            entries = list(found)
        left_out = ignore(os.fspath(source), [entry.name for entry in entries]) if ignore else ()
        os.makedirs(target, exist_ok=dirs_exist_ok)
        for entry in entries:
            if entry.name not in left_out:
                names = os.path.join(source, entry.name), os.path.join(target, entry.name)
                try:
                    copy_entry(entry, *names)
                except Error as problem:
                    faults.extend(problem.args[0] if isinstance(problem.args[0], list) else [(*names, str(problem))])
                except OSError as problem:
                    faults.append((*names, str(problem)))
        try:
            copystat(source, target)
        except OSError as problem:
            faults.append((source, target, str(problem)))
    copy_directory(src, dst)
    if faults:
        raise Error(faults)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Remove a directory with all below it.

    onexc(function, path, exception) is called for what cannot be removed;
    ignore_errors ignores it.  onerror is the deprecated form of onexc."""
    sys.audit("shutil.rmtree", path, dir_fd)
    if isinstance(path, bytes):
        path = os.fsdecode(path)

    def report(function, name, problem):
        problem.filename = name
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, problem)
        elif onerror is not None:
            onerror(function, name, (type(problem), problem, problem.__traceback__))
        else:
            raise problem
    _Removal(report).run(path, dir_fd)


class _Removal:
    """The removal of a tree. Directories are held by descriptors, so that nobody can put a link in their place meanwhile."""

    def __init__(self, report):
        self.report = report
        # The directories from the root down to where we are: name, path, the parent's descriptor, its own, those below it.
        self.branch = []

    def run(self, path, dir_fd):
        try:
            self.enter(path, path, dir_fd)
            while self.branch:
                name, path, parent, own, below = self.branch[-1]
                if below:
                    entry, status = below.pop()
                    self.enter(entry, os.path.join(path, entry), own, status)
                    continue
                self.branch.pop()
                try:
                    os.close(own)
                except OSError as problem:
                    self.report(os.close, path, problem)
                try:
                    os.rmdir(name, dir_fd=parent)
                except FileNotFoundError:
                    if not self.branch:
                        raise
                except OSError as problem:
                    self.report(os.rmdir, path, problem)
        finally:
            for *_, own, _ in self.branch:
                os.close(own)

    def enter(self, name, path, parent, status=None):
        """Open a directory, remove the files in it, note the directories."""
        inner = bool(self.branch)
        function = os.lstat
        try:
            if status is None:
                status = os.stat(name, dir_fd=parent, follow_symlinks=False) if parent is not None else os.lstat(name)
            if stat.S_ISLNK(status.st_mode):
                function = os.path.islink
                raise OSError("Cannot call rmtree on a symbolic link")
            function = os.open
            own = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW, dir_fd=parent)
        except OSError as problem:
            if not (inner and isinstance(problem, FileNotFoundError)):
                self.report(function, path, problem)
            return
        below = []
        self.branch.append((name, path, parent, own, below))
        try:
            function = os.path.islink
            if not os.path.samestat(status, os.stat(own)):
                raise OSError("Cannot call rmtree on a symbolic link")
            function = os.scandir
            with os.scandir(own) as found:
                entries = list(found)
        except OSError as problem:
            self.report(function, path, problem)
            return
        for entry in entries:
            try:
                if entry.is_dir(follow_symlinks=False):
                    below.append((entry.name, entry.stat(follow_symlinks=False)))
                    continue
                os.unlink(entry.name, dir_fd=own)
            except FileNotFoundError:
                pass
            except OSError as problem:
                self.report(os.unlink, os.path.join(path, entry.name), problem)


rmtree.avoids_symlink_attacks = {os.open, os.stat, os.unlink, os.rmdir} <= os.supports_dir_fd and os.scandir in os.supports_fd


def move(src, dst, copy_function=copy2):
    """Move a file or tree; dst may be a directory.  Returns the new path."""
    sys.audit("shutil.move", src, dst)
    target = dst
    if os.path.isdir(dst):
        if _same(src, dst) and not os.path.islink(src):
            os.rename(src, dst)
            return None
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/" if isinstance(os.fspath(src), str) else b"/")))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        # Another file system, most often.
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            outer, inner = (os.path.join(os.path.abspath(path), "") for path in (src, dst))
            if inner.startswith(outer):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, target, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


# Archives

def _number(name, module, lookup):
    """The number of a user or group; None if nobody has that name."""
    if name is None:
        return None
    try:
        return getattr(__import__(module), lookup)(name)[2]
    except (ImportError, KeyError):
        return None


def _prepare(base_name, suffix, dry_run, logger):
    """The name of an archive; makes its directory."""
    directory = os.path.dirname(base_name)
    if directory and not os.path.exists(directory):
        if logger is not None:
            logger.info("creating %s", directory)
        if not dry_run:
            os.makedirs(directory)
    return base_name + suffix


def _make_tarball(base_name, base_dir, compress="gzip", verbose=0, dry_run=0, owner=None, group=None, logger=None, root_dir=None):
    """Make a tar archive of base_dir, which is looked for in root_dir; its name."""
    try:
        kind = {None: "", "gzip": "gz", "bzip2": "bz2", "xz": "xz"}[compress]
    except KeyError:
        raise ValueError(f"bad value for 'compress', or compression format not supported : {compress}") from None
    import tarfile
    name = _prepare(base_name, ".tar" + (kind and "." + kind), dry_run, logger)
    if logger is not None:
        logger.info("Creating tar archive")
    uid, gid = _number(owner, "pwd", "getpwnam"), _number(group, "grp", "getgrnam")

    def owned(member):
        if gid is not None:
            member.gid, member.gname = gid, group
        if uid is not None:
            member.uid, member.uname = uid, owner
        return member
    if not dry_run:
        with tarfile.open(name, "w|" + kind) as archive:
            archive.add(base_dir if root_dir is None else os.path.join(root_dir, base_dir), base_dir, filter=owned)
    return name if root_dir is None else os.path.abspath(name)


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None, owner=None, group=None, root_dir=None):
    """Make a ZIP archive of base_dir, which is looked for in root_dir; its name."""
    import zipfile
    name = _prepare(base_name, ".zip", dry_run, logger)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", name, base_dir)
    if not dry_run:
        start = os.path.normpath(base_dir if root_dir is None else os.path.join(root_dir, base_dir))
        with zipfile.ZipFile(name, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            def add(path, said=True):
                if said and logger is not None:
                    logger.info("adding '%s'", path)
                archive.write(path, os.path.normpath(path if root_dir is None else os.path.relpath(path, root_dir)))
            if os.path.normpath(base_dir) != os.curdir:
                add(start)
            for directory, below, files in os.walk(start):
                for entry in sorted(below):
                    add(os.path.join(directory, entry))
                for entry in files:
                    if os.path.isfile(path := os.path.join(directory, entry)):
                        add(path)
    return name if root_dir is None else os.path.abspath(name)


_make_tarball.supports_root_dir = _make_zipfile.supports_root_dir = True


def _unpack_zipfile(filename, extract_dir):
    """Unpack a ZIP archive; names that lead elsewhere are left out."""
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f"{filename} is not a zip file")
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            if info.filename.startswith("/") or ".." in info.filename:
                continue
            target = os.path.join(extract_dir, *info.filename.split("/"))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if not info.filename.endswith("/"):
                with archive.open(info.filename) as source, open(target, "wb") as file:
                    copyfileobj(source, file)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    """Unpack a tar archive, compressed or not."""
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f"{filename} is not a compressed or uncompressed tar file")
    with archive:
        archive.extractall(extract_dir, filter=filter)


_ARCHIVE_FORMATS = {"tar": (_make_tarball, [("compress", None)], "uncompressed tar file")}
_UNPACK_FORMATS = {"tar": ([".tar"], _unpack_tarfile, [], "uncompressed tar file")}


def _know_formats():
    """Enter the formats whose compression this interpreter has."""
    from importlib.util import find_spec
    if find_spec("zlib"):
        _ARCHIVE_FORMATS["zip"] = _make_zipfile, [], "ZIP file"
    _UNPACK_FORMATS["zip"] = [".zip"], _unpack_zipfile, [], "ZIP file"
    for name, module, compress, suffixes in (("gztar", "zlib", "gzip", [".tar.gz", ".tgz"]),
                                             ("bztar", "bz2", "bzip2", [".tar.bz2", ".tbz2"]),
                                             ("xztar", "lzma", "xz", [".tar.xz", ".txz"])):
        if find_spec(module):
            about = f"{compress}'ed tar-file"
            _ARCHIVE_FORMATS[name] = _make_tarball, [("compress", compress)], about
            _UNPACK_FORMATS[name] = suffixes, _unpack_tarfile, [], about


_know_formats()


def get_archive_formats():
    """A sorted list of (name, description) of the formats make_archive() knows."""
    return sorted((name, about) for name, (_, _, about) in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=""):
    """Let make_archive() know a format."""
    options = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f"The {function} object is not callable")
    if not isinstance(options, (tuple, list)):
        raise TypeError("extra_args needs to be a sequence")
    if not all(isinstance(option, (tuple, list)) and len(option) == 2 for option in options):
        raise TypeError("extra_args elements are : (arg_name, value)")
    _ARCHIVE_FORMATS[name] = function, options, description


def unregister_archive_format(name):
    """Let make_archive() forget a format."""
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None, logger=None):
    """Make an archive; returns its name.

    base_name: the name without extension; format: zip, tar, gztar...;
    root_dir: directory that names are relative to; base_dir: what is archived."""
    sys.audit("shutil.make_archive", base_name, format, root_dir, base_dir)
    if format not in _ARCHIVE_FORMATS:
        raise ValueError(f"unknown archive format {format!r}") from None
    function, options, _ = _ARCHIVE_FORMATS[format]
    options = {"dry_run": dry_run, "logger": logger, **dict(options)}
    if format != "zip":
        options |= {"owner": owner, "group": group}
    base_name = os.fspath(base_name)
    base_dir = os.curdir if base_dir is None else base_dir
    if root_dir is None:
        return function(base_name, base_dir, **options)
    root_dir = os.fspath(root_dir)
    if not stat.S_ISDIR(os.stat(root_dir).st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "Not a directory", root_dir)
    if getattr(function, "supports_root_dir", False):
        return function(base_name, base_dir, **options, root_dir=root_dir)
    # The function only knows the current directory.
    base_name, here = os.path.abspath(base_name), os.getcwd()
    if logger is not None:
        logger.debug("changing into '%s'", root_dir)
    try:
        if not dry_run:
            os.chdir(root_dir)
        return function(base_name, base_dir, **options)
    finally:
        if logger is not None:
            logger.debug("changing back to '%s'", here)
        os.chdir(here)


def get_unpack_formats():
    """A sorted list of (name, extensions, description) of what unpack_archive() knows."""
    return sorted((name, suffixes, about) for name, (suffixes, _, _, about) in _UNPACK_FORMATS.items())


def register_unpack_format(name, extensions, function, extra_args=None, description=""):
    """Let unpack_archive() know a format."""
    owners = {suffix: owner for owner, (suffixes, *_) in _UNPACK_FORMATS.items() for suffix in suffixes}
    for suffix in extensions:
        if suffix in owners:
            raise RegistryError(f'{suffix} is already registered for "{owners[suffix]}"')
    if not callable(function):
        raise TypeError("The registered function must be a callable")
    _UNPACK_FORMATS[name] = extensions, function, extra_args or [], description


def unregister_unpack_format(name):
    """Let unpack_archive() forget a format."""
    del _UNPACK_FORMATS[name]


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpack an archive into a directory, by default the current one."""
    sys.audit("shutil.unpack_archive", filename, extract_dir, format)
    extract_dir = os.getcwd() if extract_dir is None else os.fspath(extract_dir)
    filename = os.fspath(filename)
    if format is not None:
        if format not in _UNPACK_FORMATS:
            raise ValueError(f"Unknown unpack format '{format}'")
    else:
        fitting = (name for name, (suffixes, *_) in _UNPACK_FORMATS.items() if filename.endswith(tuple(suffixes)))
        if (format := next(fitting, None)) is None:
            raise ReadError(f"Unknown archive format '{filename}'")
    _, function, options, _ = _UNPACK_FORMATS[format]
    function(filename, extract_dir, **dict(options), **({} if filter is None else {"filter": filter}))


# The system

_ntuple_diskusage = collections.namedtuple("usage", "total used free")


def disk_usage(path):
    """(total, used, free) bytes of the file system a path is on."""
    found = os.statvfs(path)
    return _ntuple_diskusage(*(blocks * found.f_frsize for blocks in (
        found.f_blocks, found.f_blocks - found.f_bfree, found.f_bavail)))


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Change owner and group, given as names or numbers."""
    sys.audit("shutil.chown", path, user, group)
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    numbers = []
    for value, kind, module, lookup in ((user, "user", "pwd", "getpwnam"), (group, "group", "grp", "getgrnam")):
        number = -1 if value is None else value if isinstance(value, int) else _number(value, module, lookup)
        if number is None:
            raise LookupError(f"no such {kind}: {value!r}")
        numbers.append(number)
    os.chown(path, *numbers, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def get_terminal_size(fallback=(80, 24)):
    """(columns, lines): from COLUMNS and LINES, the terminal of stdout, or fallback."""
    def told(variable):
        try:
            return int(os.environ[variable])
        except (KeyError, ValueError):
            return 0
    size = [told("COLUMNS"), told("LINES")]
    if min(size) <= 0:
        try:
            real = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            real = fallback
        size = [value if value > 0 else other or default for value, other, default in zip(size, real, fallback)]
    return os.terminal_size(size)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The program that a command name means along PATH; None if there is none."""
    as_bytes = isinstance(cmd, bytes)
    if os.path.dirname(cmd):
        places = [None]
    else:
        if path is None and (path := os.environ.get("PATH")) is None:
            try:
                path = os.confstr("CS_PATH")
            except (AttributeError, ValueError):
                path = os.defpath
        if not path:
            return None
        path = os.fsencode(path) if as_bytes else os.fsdecode(path)
        places = dict.fromkeys(path.split(os.fsencode(os.pathsep) if as_bytes else os.pathsep))
    for place in places:
        name = cmd if place is None else os.path.join(place, cmd)
        if os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name):
            return name
    return None
