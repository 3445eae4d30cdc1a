"""Operating system interface: names of the system module, and what is built on them."""
import abc
import sys
import stat as st
from _collections_abc import _check_methods, Mapping, MutableMapping

GenericAlias = type(list[int])

import posix
from posix import *
from posix import _exit, _have_functions

name = "posix"
linesep = "\n"
import posixpath as path
sys.modules["os.path"] = path
from os.path import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

SEEK_SET, SEEK_CUR, SEEK_END = range(3)
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull", "SEEK_SET", "SEEK_CUR",
           "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "extsep", "_exit"]
__all__ += [known for known in dir(posix) if known[0] != "_"]


def _supporting(text):
    """The functions that take something, by what the system must have for it."""
    pairs = (entry.split(":") for entry in text.split())
    return {globals()[function] for need, functions in pairs if need == "" or f"HAVE_{need}" in _have_functions
            for function in functions.split(",") if function in globals()}


supports_dir_fd = _supporting(
    "FACCESSAT:access FCHMODAT:chmod FCHOWNAT:chown FSTATAT:stat FUTIMESAT:utime LINKAT:link MKDIRAT:mkdir MKFIFOAT:mkfifo "
    "MKNODAT:mknod OPENAT:open READLINKAT:readlink RENAMEAT:rename SYMLINKAT:symlink UNLINKAT:unlink,rmdir UTIMENSAT:utime")
supports_effective_ids = _supporting("FACCESSAT:access")
supports_fd = _supporting(
    "FCHDIR:chdir FCHMOD:chmod FCHOWN:chown FDOPENDIR:listdir,scandir FEXECVE:execve :stat FTRUNCATE:truncate FUTIMENS:utime "
    "FUTIMES:utime FPATHCONF:pathconf FSTATVFS:statvfs")
supports_follow_symlinks = _supporting(
    "FACCESSAT:access FCHOWNAT:chown FSTATAT:stat LCHOWN:chown LINKAT:link LUTIMES:utime LSTAT:stat UTIMENSAT:utime")


# --- directories

def _above(name):
    """The directories above a path, innermost first."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        yield head
        head, tail = path.split(head)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and those above it that are missing.

    FileExistsError if it exists, unless exist_ok; mode is for the last one."""
    missing = []
    for directory in _above(name):
        if path.exists(directory):
            break
        missing.append(directory)
    while missing:
        directory = missing.pop()
        if fsdecode(path.basename(directory)) != curdir:
            try:
                mkdir(directory)
            except FileExistsError:
                pass  # somebody else was faster
        if not missing and fsdecode(path.basename(name)) == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        # which error it is depends on the system: look
        if not (exist_ok and path.isdir(name)):
            raise


def _prune(directories):
    """Remove directories as long as they are empty."""
    try:
        for directory in directories:
            rmdir(directory)
    except OSError:
        pass


def removedirs(name):
    """Remove an empty directory, then those above it as long as they are empty."""
    rmdir(name)
    _prune(_above(name))


def renames(old, new):
    """Rename; make the new directories that are needed, remove the old ones that get empty."""
    directory, last = path.split(new)
    if directory and last and not path.exists(directory):
        makedirs(directory)
    rename(old, new)
    directory, last = path.split(old)
    if directory and last:
        try:
            removedirs(directory)
        except OSError:
            pass


_walk_symlinks_as_files = object()  # for pathlib, as followlinks


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (directory, names of directories, names of files) for a tree.

    With topdown the caller may change the list of directories in place to
    choose where to go.  onerror is called with the OSError of a directory
    that cannot be listed."""
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    links_are_files = followlinks is _walk_symlinks_as_files
    join, islink = path.join, path.islink
    stack = [fspath(top)]  # of directories to go to, and of results to give after what is inside
    while stack:
        here = stack.pop()
        if isinstance(here, tuple):
            yield here
            continue
        directories, files, within = [], [], []
        try:
            with scandir(here) as entries:
                for entry in entries:
                    try:
                        is_directory = entry.is_dir(follow_symlinks=False) if links_are_files else entry.is_dir()
                    except OSError:
                        is_directory = False  # as path.isdir() would say
                    if not is_directory:
                        files.append(entry.name)
                    else:
                        directories.append(entry.name)
                        if not topdown and (followlinks or not _is_link(entry)):
                            within.append(entry.path)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield here, directories, files
            # the caller may have changed the list
            for directory in directories:
                inside = join(here, directory)
                if followlinks or not islink(inside):
                    within.append(inside)
        else:
            stack.append((here, directories, files))
        stack += reversed(within)


def _is_link(entry):
    try:
        return entry.is_symlink()
    except OSError:
        return False


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """walk() that yields (directory, directories, files, descriptor of the directory).

    The descriptor is valid until the next step only."""
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    top = fspath(top)
    return _fwalk(top, dir_fd, topdown, onerror, follow_symlinks)


def _open_directory(name, dir_fd, follow_symlinks):
    """A descriptor of a directory, None if name is no directory or a link that is not to be followed."""
    before = None if follow_symlinks else stat(name, dir_fd=dir_fd, follow_symlinks=False)
    fd = open(name, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    # nothing else may have been put in its place meanwhile
    if before is None or st.S_ISDIR(before.st_mode) and path.samestat(before, stat(fd)):
        return fd
    close(fd)


def _sorted_out(fd):
    """The names in a directory: those of directories, and the others."""
    directories, files = [], []
    with scandir(fd) as entries:
        for entry in entries:
            try:
                (directories if entry.is_dir() else files).append(entry.name)
            except OSError:
                # either a link to nowhere, or gone already
                if entry.is_symlink():
                    files.append(entry.name)
    return directories, files


def _fwalk(top, dir_fd, topdown, onerror, follow_symlinks):
    # What is to be done, the next thing last: (path, name, descriptor of the parent) is a directory to be visited,
    # (what to yield or None, descriptor) one to be left.
    tasks = [(top, top, dir_fd)]
    try:
        while tasks:
            match tasks.pop():
                case (result, fd):
                    try:
                        if result is not None:
                            yield result
                    finally:
                        close(fd)
                case (shown, name, parent):
                    try:
                        if (fd := _open_directory(name, parent, follow_symlinks)) is None:
                            continue
                    except OSError as error:
                        if shown is top:
                            raise
                        if onerror is not None:
                            onerror(error)
                        continue
                    leaving = len(tasks)
                    tasks.append((None, fd))
                    try:
                        directories, files = _sorted_out(fd)
                    except OSError as error:
                        if onerror is not None:
                            onerror(error)
                        continue
                    if isinstance(shown, bytes):
                        directories, files = [*map(fsencode, directories)], [*map(fsencode, files)]
                    found = shown, directories, files, fd
                    if topdown:
                        yield found
                    else:
                        tasks[leaving] = found, fd
                    tasks += [(path.join(shown, directory), directory, fd) for directory in reversed(directories)]
    finally:
        for task in tasks:
            if len(task) == 2:
                close(task[1])


# --- running programs

def execl(file, *args):
    """Replace this process by a program; arguments are listed."""
    execv(file, args)


def execle(file, *args):
    """execl() with the environment as the last argument."""
    *args, env = args
    execve(file, args, env)


def execlp(file, *args):
    """execl() that searches the program along PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """execlp() with the environment as the last argument."""
    *args, env = args
    execvpe(file, args, env)


def execvp(file, args):
    """Replace this process by a program found along PATH; arguments in a sequence."""
    _search(file, args)


def execvpe(file, args, env):
    """execvp() with an environment."""
    _search(file, args, env)


def _search(file, args, env=None):
    """Run the first program of that name along PATH that can be run."""
    def run(program):
        execv(program, args) if env is None else execve(program, args, env)
    if path.dirname(file):
        run(file)
        return
    file = fsencode(file)
    failure = missing = None
    for directory in get_exec_path(env):
        try:
            run(path.join(fsencode(directory), file))
        except (FileNotFoundError, NotADirectoryError) as error:
            missing = error
        except OSError as error:
            failure = failure or error  # there is one, but not for us: say so if there is no other
    raise failure or missing


def get_exec_path(env=None):
    """The directories of PATH, or the default path of the system."""
    if env is None or env is environ:
        return environ.get("PATH", defpath).split(pathsep)
    wanted = {str: "PATH", bytes: b"PATH"}
    found = [env[key] for key in env if key == wanted.get(type(key))]
    if len(found) > 1:
        raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
    return fsdecode(found[0] if found else defpath).split(pathsep)


def _spawn(mode, file, args, env, execute):
    """Run a function in a new process, in which it does not return."""
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    if pid := fork():
        if mode == P_NOWAIT:
            return pid
        while True:
            _, status = waitpid(pid, 0)
            if not WIFSTOPPED(status):
                return waitstatus_to_exitcode(status)
    try:
        execute(file, args) if env is None else execute(file, args, env)
    finally:
        _exit(127)


def spawnv(mode, file, args):
    """Run a program in a new process; its exit code for P_WAIT, its id for P_NOWAIT."""
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """spawnv() with an environment."""
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """spawnv() that searches the program along PATH."""
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """spawnvp() with an environment."""
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """spawnv() with the arguments listed."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnl() with the environment as the last argument."""
    *args, env = args
    return spawnve(mode, file, args, env)


def spawnlp(mode, file, *args):
    """spawnl() that searches the program along PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnlp() with the environment as the last argument."""
    *args, env = args
    return spawnvpe(mode, file, args, env)


__all__ += ["makedirs", "removedirs", "renames", "walk", "fwalk", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe",
            "P_WAIT", "P_NOWAIT", "P_NOWAITO", "spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp",
            "spawnlpe", "popen", "getenv", "supports_bytes_environ", "environb", "getenvb"]


def popen(cmd, mode="r", buffering=-1):
    """A file object connected to the output ('r') or input ('w') of a shell command."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if (end := {"r": "stdout", "w": "stdin"}.get(mode)) is None:
        raise ValueError(f"invalid mode {mode!r}")
    if buffering in (0, None):
        raise ValueError("popen() does not support unbuffered streams")
    from subprocess import PIPE, Popen
    process = Popen(cmd, shell=True, text=True, bufsize=buffering, **{end: PIPE})
    return _wrap_close(getattr(process, end), process)


class _wrap_close:
    """The file of popen(): closing it waits for the command and gives its exit status, None for 0."""

    def __init__(self, stream, proc):
        self._stream, self._proc = stream, proc

    def close(self):
        self._stream.close()
        code = self._proc.wait()
        return None if code == 0 else code << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return iter(self._stream)

    def __getattr__(self, name):
        return getattr(self._stream, name)


# --- texts of the system

_encoding, _errors = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()


def fsencode(filename):
    """A path as the bytes the system knows it by."""
    filename = fspath(filename)
    return filename.encode(_encoding, _errors) if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as text, from which fsencode() makes the same bytes."""
    filename = fspath(filename)
    return filename.decode(_encoding, _errors) if isinstance(filename, bytes) else filename


class _Environ(MutableMapping):
    """The environment as a mapping; changes are made for this process and those it starts."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self._data = data  # as the system has it
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue

    def __getitem__(self, key):
        value = self._data.get(self.encodekey(key))
        if value is None:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        if self._data.pop(encoded, None) is None:
            raise KeyError(key) from None

    def __iter__(self):
        return map(self.decodekey, list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return f"environ({{{', '.join([f'{key!r}: {value!r}' for key, value in self.items()])}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        return {**self, **other} if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return {**other, **self} if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


def _text(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode(_encoding, "surrogateescape")


def _plain(value):
    return value.decode(_encoding, "surrogateescape")


def _bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _text, _plain, _text, _plain)
supports_bytes_environ = True
environb = _Environ(environ._data, _bytes, _bytes, _bytes, _bytes)


def getenv(key, default=None):
    """An environment variable, or default if it is not set."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """An environment variable as bytes, or default if it is not set."""
    return environb.get(key, default)


# --- others

def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a file descriptor."""
    if isinstance(fd, int):
        import io
        named = encoding if "b" in mode else io.text_encoding(encoding)
        return io.open(fd, mode, buffering, named, *args, **kwargs)
    raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")


class PathLike(abc.ABC):
    """Anything with __fspath__(), which gives a path as str or bytes."""
    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return _check_methods(subclass, "__fspath__") if cls is PathLike else NotImplemented


def process_cpu_count():
    """How many CPUs this process may use; None if that is unknown."""
    if (said := sys._get_cpu_count_config()) > 0:
        return said
    return len(sched_getaffinity(0)) if "sched_getaffinity" in globals() else cpu_count()
