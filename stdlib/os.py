"""Operating system interface: names of the system module, and what is built on them."""
import abc
import sys
import stat as st
from _collections_abc import _check_methods, Mapping, MutableMapping

GenericAlias = type(list[int])

import posix
from posix import *
try:
    from posix import _exit
except ImportError:
    pass
try:
    from posix import _have_functions
except ImportError:
    _have_functions = []

name = 'posix'
linesep = '\n'
import posixpath as path

sys.modules['os.path'] = path
from os.path import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name",
           "path", "devnull", "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode",
           "get_exec_path", "fdopen", "extsep"]
__all__ += ['_exit']


def _get_exports_list(module):
    """The public names of a module."""
    return list(getattr(module, '__all__', None) or [n for n in dir(module) if n[0] != '_'])


__all__ += _get_exports_list(posix)


def _exists(name):
    return name in globals()


def _supporting(table):
    """The functions of a table {C function: name here} that the system has."""
    found = set()
    for c_name, name in table:
        if name in globals() and 'HAVE_' + c_name in _have_functions:
            found.add(globals()[name])
    return found


supports_dir_fd = _supporting((
    ("FACCESSAT", "access"), ("FCHMODAT", "chmod"), ("FCHOWNAT", "chown"), ("FSTATAT", "stat"),
    ("FUTIMESAT", "utime"), ("LINKAT", "link"), ("MKDIRAT", "mkdir"), ("MKFIFOAT", "mkfifo"),
    ("MKNODAT", "mknod"), ("OPENAT", "open"), ("READLINKAT", "readlink"),
    ("RENAMEAT", "rename"), ("SYMLINKAT", "symlink"), ("UNLINKAT", "unlink"),
    ("UNLINKAT", "rmdir"), ("UTIMENSAT", "utime")))
supports_effective_ids = _supporting((("FACCESSAT", "access"),))
supports_fd = _supporting((
    ("FCHDIR", "chdir"), ("FCHMOD", "chmod"), ("FCHOWN", "chown"), ("FDOPENDIR", "listdir"),
    ("FDOPENDIR", "scandir"), ("FEXECVE", "execve"), ("FTRUNCATE", "truncate"),
    ("FUTIMENS", "utime"), ("FUTIMES", "utime"), ("FPATHCONF", "pathconf")))
supports_fd.update(f for f in (globals().get(n) for n in ("stat", "statvfs")) if f)
supports_follow_symlinks = _supporting((
    ("FACCESSAT", "access"), ("FCHOWNAT", "chown"), ("FSTATAT", "stat"), ("LCHFLAGS", "chflags"),
    ("LCHMOD", "chmod"), ("LINKAT", "link"), ("LUTIMES", "utime"), ("LSTAT", "stat"),
    ("FSTATAT", "stat"), ("UTIMENSAT", "utime")))
if 'stat' in globals():
    supports_follow_symlinks.add(stat)
del _supporting, _have_functions

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and those above it that are missing.

    FileExistsError if it exists, unless exist_ok; mode is for the last one.
    """
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass        # somebody else was faster
        cdir = curdir
        if isinstance(tail, bytes):
            cdir = bytes(curdir, 'ASCII')
        if tail == cdir:        # 'a/b/.' exists once 'a/b' does
            return
    try:
        mkdir(name, mode)
    except OSError:
        # mkdir() may have failed for other reasons than that it exists.
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty directory, then those above it as long as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename; make the new directories that are needed, remove the old ones that get empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


__all__.extend(["makedirs", "removedirs", "renames"])

_walk_symlinks_as_files = object()


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (directory, names of directories, names of files) for a tree.

    With topdown the caller may change the list of directories in place to
    choose where to go.  onerror is called with the OSError of a directory
    that cannot be listed.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    stack = [fspath(top)]
    islink, join = path.islink, path.join
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs = []
        nondirs = []
        walk_dirs = []
        try:
            with scandir(top) as scandir_it:
                for entry in scandir_it:
                    try:
                        if followlinks is _walk_symlinks_as_files:
                            is_dir = entry.is_dir(follow_symlinks=False)
                        else:
                            is_dir = entry.is_dir()
                    except OSError:
                        is_dir = False
                    if not is_dir:
                        nondirs.append(entry.name)
                        continue
                    dirs.append(entry.name)
                    if not topdown:
                        if followlinks:
                            walk_into = True
                        else:
                            try:
                                walk_into = not entry.is_symlink()
                            except OSError:
                                walk_into = True
                        if walk_into:
                            walk_dirs.append(entry.path)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield top, dirs, nondirs
            for dirname in reversed(dirs):
                new_path = join(top, dirname)
                # The caller may have changed the list, so ask again.
                if followlinks or not islink(new_path):
                    stack.append(new_path)
        else:
            stack.append((top, dirs, nondirs))
            stack.extend(reversed(walk_dirs))


__all__.append("walk")


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """walk() that yields (directory, directories, files, descriptor of the directory).

    The descriptor is valid until the next step only.
    """
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    top = fspath(top)
    isbytes = isinstance(top, bytes)
    # Entries are (visit, top path, name or path to open, directory descriptor),
    # (yield, tuple) or (close, descriptor).
    stack = [('visit', top, top, dir_fd, True)]
    try:
        while stack:
            item = stack.pop()
            if item[0] == 'close':
                close(item[1])
                continue
            if item[0] == 'yield':
                yield item[1]
                continue
            _, toppath, topname, parent_fd, isroot = item
            try:
                if not follow_symlinks:
                    orig_st = stat(topname, follow_symlinks=False, dir_fd=parent_fd)
                flags = O_RDONLY | O_NONBLOCK
                if isroot and (follow_symlinks or not st.S_ISLNK(orig_st.st_mode)):
                    flags |= O_DIRECTORY
                topfd = open(topname, flags, dir_fd=parent_fd)
            except OSError as err:
                if isroot:
                    raise
                if onerror is not None:
                    onerror(err)
                continue
            stack.append(('close', topfd))
            if not follow_symlinks:
                if isroot and not st.S_ISDIR(orig_st.st_mode):
                    continue
                if not path.samestat(orig_st, stat(topfd)):
                    continue        # replaced while we were not looking
            try:
                with scandir(topfd) as it:
                    entries = list(it)
            except OSError as err:
                if onerror is not None:
                    onerror(err)
                continue
            dirs, nondirs = [], []
            for entry in entries:
                entry_name = fsencode(entry.name) if isbytes else entry.name
                try:
                    if entry.is_dir():
                        dirs.append(entry_name)
                    else:
                        nondirs.append(entry_name)
                except OSError:
                    nondirs.append(entry_name)
            if topdown:
                yield toppath, dirs, nondirs, topfd
            else:
                stack.append(('yield', (toppath, dirs, nondirs, topfd)))
            for entry_name in dirs[::-1]:
                stack.append(('visit', path.join(toppath, entry_name), entry_name, topfd, False))
    finally:
        for item in reversed(stack):
            if item[0] == 'close':
                close(item[1])


__all__.append("fwalk")


def execl(file, *args):
    """Replace this process by a program; arguments are listed."""
    execv(file, args)


def execle(file, *args):
    """execl() with the environment as the last argument."""
    env = args[-1]
    execve(file, args[:-1], env)


def execlp(file, *args):
    """execl() that searches the program along PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """execlp() with the environment as the last argument."""
    env = args[-1]
    execvpe(file, args[:-1], env)


def execvp(file, args):
    """Replace this process by a program found along PATH; arguments in a sequence."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """execvp() with an environment."""
    _execvpe(file, args, env)


__all__.extend(["execl", "execle", "execlp", "execlpe", "execvp", "execvpe"])


def _execvpe(file, args, env=None):
    if env is not None:
        exec_func = execve
        argrest = (args, env)
    else:
        exec_func = execv
        argrest = (args,)
        env = environ
    if path.dirname(file):
        exec_func(file, *argrest)
        return
    saved_exc = None
    path_list = map(fsencode, get_exec_path(env))
    file = fsencode(file)
    last_exc = None
    for dir in path_list:
        fullname = path.join(dir, file)
        try:
            exec_func(fullname, *argrest)
        except (FileNotFoundError, NotADirectoryError) as e:
            last_exc = e
        except OSError as e:
            last_exc = e
            if saved_exc is None:
                saved_exc = e
    if saved_exc is not None:
        raise saved_exc
    raise last_exc


def get_exec_path(env=None):
    """The directories of PATH, or the default path of the system."""
    import warnings
    if env is None:
        env = environ
    # An environment made for execve() may have bytes keys.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BytesWarning)
        try:
            path_list = env.get('PATH')
        except TypeError:
            path_list = None
        try:
            path_listb = env[b'PATH']
        except (KeyError, TypeError):
            pass
        else:
            if path_list is not None:
                raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
            path_list = path_listb
        if path_list is not None and isinstance(path_list, bytes):
            path_list = fsdecode(path_list)
    if path_list is None:
        path_list = defpath
    return path_list.split(pathsep)


class _Environ(MutableMapping):
    """The environment as a mapping; changes reach the process."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encodedkey = self.encodekey(key)
        unsetenv(encodedkey)
        try:
            del self._data[encodedkey]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ', '.join(f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}"
                          for key, value in self._data.items())
        return f"environ({{{items}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new


def _createenviron():
    encoding = sys.getfilesystemencoding()

    def encode(value):
        if not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(value).__name__)
        return value.encode(encoding, 'surrogateescape')

    def decode(value):
        return value.decode(encoding, 'surrogateescape')

    return _Environ(environ, encode, decode, encode, decode)


environ = _createenviron()
del _createenviron


def getenv(key, default=None):
    """An environment variable, or default if it is not set."""
    return environ.get(key, default)


supports_bytes_environ = True
__all__.extend(("getenv", "supports_bytes_environ"))


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)
del _check_bytes


def getenvb(key, default=None):
    """An environment variable as bytes, or default if it is not set."""
    return environb.get(key, default)


__all__.extend(("environb", "getenvb"))


def _fscodec():
    encoding = sys.getfilesystemencoding()
    errors = sys.getfilesystemencodeerrors()

    def fsencode(filename):
        """A path as bytes, in the encoding of the file system."""
        filename = fspath(filename)     # does type-checking of `filename`.
        if isinstance(filename, str):
            return filename.encode(encoding, errors)
        return filename

    def fsdecode(filename):
        """A path as str, from the encoding of the file system."""
        filename = fspath(filename)
        if isinstance(filename, bytes):
            return filename.decode(encoding, errors)
        return filename

    return fsencode, fsdecode


fsencode, fsdecode = _fscodec()
del _fscodec

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1
__all__.extend(["P_WAIT", "P_NOWAIT", "P_NOWAITO"])


def _spawnvef(mode, file, args, env, func):
    """Run func, one of the exec functions, in a child process."""
    if not isinstance(args, (tuple, list)):
        raise TypeError('argv must be a tuple or a list')
    if not args or not args[0]:
        raise ValueError('argv first element cannot be empty')
    pid = fork()
    if not pid:
        try:
            if env is None:
                func(file, args)
            else:
                func(file, args, env)
        except:
            _exit(127)
    else:
        if mode == P_NOWAIT:
            return pid
        while 1:
            wpid, sts = waitpid(pid, 0)
            if WIFSTOPPED(sts):
                continue
            return waitstatus_to_exitcode(sts)


def spawnv(mode, file, args):
    """Run a program in a new process; its exit code for P_WAIT, its id for P_NOWAIT."""
    return _spawnvef(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """spawnv() with an environment."""
    return _spawnvef(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """spawnv() that searches the program along PATH."""
    return _spawnvef(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """spawnvp() with an environment."""
    return _spawnvef(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """spawnv() with the arguments listed."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnl() with the environment as the last argument."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnl() that searches the program along PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnlp() with the environment as the last argument."""
    return spawnvpe(mode, file, args[:-1], args[-1])


__all__.extend(["spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp",
                "spawnlpe"])


def popen(cmd, mode="r", buffering=-1):
    """A file object connected to the output ('r') or input ('w') of a shell command."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    if mode == "r":
        proc = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE,
                                bufsize=buffering)
        return _wrap_close(proc.stdout, proc)
    proc = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE,
                            bufsize=buffering)
    return _wrap_close(proc.stdin, proc)


class _wrap_close:
    """The stream of popen(); close() also waits and gives the exit status."""

    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        returncode = self._proc.wait()
        if returncode == 0:
            return None
        return returncode << 8      # as wait() gives it

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


__all__.append("popen")


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def _fspath(path):
    """fspath() in Python."""
    if isinstance(path, (str, bytes)):
        return path
    path_type = type(path)
    try:
        path_repr = path_type.__fspath__(path)
    except AttributeError:
        if hasattr(path_type, '__fspath__'):
            raise
        raise TypeError("expected str, bytes or os.PathLike object, "
                        "not " + path_type.__name__) from None
    except TypeError:
        if path_type.__fspath__ is None:
            raise TypeError("expected str, bytes or os.PathLike object, "
                            "not " + path_type.__name__) from None
        raise
    if isinstance(path_repr, (str, bytes)):
        return path_repr
    raise TypeError("expected {}.__fspath__() to return str or bytes, "
                    "not {}".format(path_type.__name__, type(path_repr).__name__))


if 'fspath' not in globals():
    fspath = _fspath
    fspath.__name__ = "fspath"


class PathLike(abc.ABC):
    """Anything with __fspath__(), which gives a path as str or bytes."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, '__fspath__')
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


def process_cpu_count():
    """How many CPUs this process may use; None if that is unknown."""
    if 'sched_getaffinity' in globals():
        return len(sched_getaffinity(0))
    return cpu_count()
