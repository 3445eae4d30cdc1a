"""Temporary files and directories that nobody else can guess or touch."""
import errno as _errno
import io as _io
import os as _os
import sys as _sys
import _thread
from types import GenericAlias as _GenericAlias

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp",
           "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

TMP_MAX = getattr(_os, "TMP_MAX", 10000)
template = "tmp"
tempdir = None

_lock = _thread.allocate_lock()


class _RandomNameSequence:
    """Endless random names of eight letters; another sequence after a fork."""

    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"
    _source = _owner = None

    @property
    def rng(self):
        if self._owner != (owner := _os.getpid()):
            from _random import Random
            self._source, self._owner = Random(), owner
        return self._source

    def __iter__(self):
        return self

    def __next__(self):
        # 37**8 is less than 2**42.
        number, letters, base = self.rng.getrandbits(64), "", len(self.characters)
        for _ in range(8):
            number, digit = divmod(number, base)
            letters += self.characters[digit]
        return letters


_names = _RandomNameSequence()


def _get_candidate_names():
    """The random names that all temporary files and directories get; other programs ask for it too."""
    return _names


def _candidates():
    """Names to try: as many as can reasonably be taken already."""
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        yield next(names)
    raise FileExistsError(_errno.EEXIST, "No usable temporary file name found")


def _flags(text=False):
    """The flags to open a temporary file with: it must be new."""
    wanted = ["O_RDWR", "O_CREAT", "O_EXCL", "O_NOFOLLOW"] + ([] if text else ["O_BINARY"])
    flags = 0
    for name in wanted:
        flags |= getattr(_os, name, 0)
    return flags


def gettempprefix():
    """The default prefix of names."""
    return _os.fsdecode(template)


def gettempprefixb():
    """The default prefix of names, as bytes."""
    return _os.fsencode(template)


def _usable(directory):
    """Whether files can be written in a directory."""
    for _ in range(100):
        name = _os.path.join(directory, next(_names))
        try:
            descriptor = _os.open(name, _flags(), 0o600)
        except FileExistsError:
            continue
        except OSError:
            return False
        try:
            with open(descriptor, "wb") as file:
                file.write(b"blat")
        except OSError:
            return False
        finally:
            _os.unlink(name)
        return True
    return False


def _find_directory():
    """The first place that is good for temporary files."""
    told = [place for variable in ("TMPDIR", "TEMP", "TMP") if (place := _os.getenv(variable))]
    if _os.name == "nt":
        usual = [_os.path.expandvars(place) for place in (r"~\AppData\Local\Temp", r"%SYSTEMROOT%\Temp", r"c:\temp", r"\temp")]
    else:
        usual = ["/tmp", "/var/tmp", "/usr/tmp"]
    try:
        here = _os.getcwd()
    except (AttributeError, OSError):
        here = _os.curdir
    places = [place if place == _os.curdir else _os.path.abspath(place) for place in (*told, *usual, here)]
    for place in places:
        if _usable(place):
            return place
    raise FileNotFoundError(_errno.ENOENT, f"No usable temporary directory found in {places}")


def _directory():
    global tempdir
    if tempdir is None:
        with _lock:
            if tempdir is None:
                tempdir = _find_directory()
    return tempdir


def gettempdir():
    """The directory for temporary files."""
    return _os.fsdecode(_directory())


def gettempdirb():
    """The directory for temporary files, as bytes."""
    return _os.fsencode(_directory())


def _arguments(prefix, suffix, dir):
    """The three with their defaults, all str or all bytes."""
    kinds = {bytes if isinstance(value, bytes) else str for value in (suffix, prefix, dir) if value is not None}
    if len(kinds) == 2:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    # A default directory of bytes asks for bytes.
    as_bytes = bytes in kinds or not kinds and isinstance(tempdir, bytes)
    if as_bytes:
        return gettempprefixb() if prefix is None else prefix, suffix or b"", gettempdirb() if dir is None else dir
    return gettempprefix() if prefix is None else prefix, "" if suffix is None else suffix, gettempdir() if dir is None else dir


def _make(dir, prefix, suffix, make):
    """make(path) for random names until one is free; what it gives, and the path."""
    as_bytes = isinstance(prefix, bytes)
    for name in _candidates():
        path = _os.path.join(dir, prefix + (name.encode() if as_bytes else name) + suffix)
        try:
            return make(path), path
        except FileExistsError:
            continue


def _new_file(dir, prefix, suffix, text=False):
    """A new file: (descriptor, absolute path)."""
    _sys.audit("tempfile.mkstemp", _os.path.join(dir, prefix + suffix))
    flags = _flags(text)
    return _make(_os.path.abspath(dir), prefix, suffix, lambda path: _os.open(path, flags, 0o600))


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a temporary file; returns (descriptor, absolute path).  You remove it."""
    prefix, suffix, dir = _arguments(prefix, suffix, dir)
    return _new_file(dir, prefix, suffix, text)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a temporary directory; returns its path.  You remove it."""
    prefix, suffix, dir = _arguments(prefix, suffix, dir)

    def make(path):
        _sys.audit("tempfile.mkdtemp", path)
        _os.mkdir(path, 0o700)
    return _os.path.abspath(_make(dir, prefix, suffix, make)[1])


def mktemp(suffix="", prefix=template, dir=None):
    """Deprecated: a name that is free now but may be taken when you use it."""
    if dir is None:
        dir = gettempdir()
    for name in _candidates():
        if not _os.path.lexists(path := _os.path.join(dir, prefix + name + suffix)):
            return path


class _Ending:
    """What must happen to a temporary file in the end, whoever holds it longest."""

    done = False

    def __init__(self, file, name, delete, at_close, message):
        self.file, self.name, self.delete, self.at_close, self.message = file, name, delete, at_close, message

    def __call__(self, last=True):
        try:
            self.file.close()
        finally:
            if self.delete and not self.done and (last or self.at_close):
                self.done = True
                try:
                    _os.unlink(self.name)
                except FileNotFoundError:
                    pass

    def __del__(self):
        if self.delete and not self.done:
            import warnings
            warnings.warn(self.message, ResourceWarning)
        self()


class _TemporaryFileWrapper:
    """A file with a name, which goes when the file is closed; everything else is the file's."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file, self.name = file, name
        self._ending = _Ending(file, name, delete, delete_on_close, f"Implicitly cleaning up {self!r}")

    def __getattr__(self, name):
        file = self.__dict__["file"]
        value = getattr(file, name)
        if not callable(value):
            return value
        # A method that somebody holds keeps the file from its end.
        ending = self._ending

        def method(*args, **kwargs):
            ending
            return value(*args, **kwargs)
        for attribute in ("__name__", "__qualname__", "__doc__"):
            if hasattr(value, attribute):
                setattr(method, attribute, getattr(value, attribute))
        setattr(self, name, method)
        return method

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self._ending()
        return result

    def __iter__(self):
        # A generator, not the file's own iterator: as long as it runs, the file lives.
        yield from self.file

    def close(self):
        """Close the file; it is removed unless it was asked to stay."""
        self._ending(last=False)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *,
                       errors=None, delete_on_close=True):
    """Make and open a temporary file with a name; it is removed when closed.

    delete=False keeps it; delete_on_close=False removes it only at the end
    of the with block, or when the object is forgotten."""
    prefix, suffix, dir = _arguments(prefix, suffix, dir)
    if "b" not in mode:
        encoding = _io.text_encoding(encoding)
    file, path = _opened(dir, prefix, suffix, mode, buffering, encoding, newline, errors)
    raw = getattr(file, "buffer", file)
    getattr(raw, "raw", raw).name = path
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def _opened(dir, prefix, suffix, mode, *how):
    """A new file, opened, and its path; nothing stays of it if it cannot be opened so."""
    buffering, encoding, newline, errors = how
    made = []

    def opener(*args):
        descriptor, path = _new_file(dir, prefix, suffix)
        made.append(path)
        return descriptor
    try:
        return _io.open(dir, mode, buffering, encoding, errors, newline, opener=opener), made[0]
    except:
        for path in made:
            _os.unlink(path)
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    """Make and open a temporary file without a name."""
    prefix, suffix, dir = _arguments(prefix, suffix, dir)
    if "b" not in mode:
        encoding = _io.text_encoding(encoding)

    def opener(path, flags):
        if nameless := getattr(_os, "O_TMPFILE", 0):
            try:
                return _os.open(dir, (flags | nameless) & ~_os.O_CREAT, 0o600)
            except OSError:
                # Not every file system has files without a name.
                pass
        descriptor, path = _new_file(dir, prefix, suffix)
        _os.unlink(path)
        return descriptor
    file = _io.open(dir, mode, buffering, encoding, errors, newline, opener=opener)
    raw = getattr(file, "buffer", file)
    getattr(raw, "raw", raw).name = file.fileno()
    return file


def _forwarded(**signatures):
    """Methods and properties that are those of the file behind, by name, with the parameters that they show."""
    forms = {
        "": lambda name: lambda self: getattr(self._file, name)(),
        "args": lambda name: lambda self, *args: getattr(self._file, name)(*args),
        "b": lambda name: lambda self, b: getattr(self._file, name)(b),
        "property": lambda name: property(lambda self: getattr(self._file, name)),
        # These the file has only after it became a real one.
        "later": lambda name: property(lambda self: getattr(self._file, name) if self._rolled else self._options.get(name)),
    }
    for form, names in signatures.items():
        for name in names.split():
            value = forms[form.strip("_")](name)
            if callable(value):
                value.__name__, value.__qualname__ = name, f"SpooledTemporaryFile.{name}"
            yield name, value


class SpooledTemporaryFile(_io.IOBase):
    """A temporary file that stays in memory until it gets larger than max_size."""

    _rolled = False

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        if "b" in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding=_io.text_encoding(encoding), errors=errors, newline=newline,
                                           write_through=True)
        self._max_size = max_size
        self._options = {"mode": mode, "buffering": buffering, "encoding": encoding, "newline": newline, "suffix": suffix,
                         "prefix": prefix, "dir": dir, "errors": errors}

    __class_getitem__ = classmethod(_GenericAlias)

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Go to a real file now."""
        if self._rolled:
            return
        held, place = self._file, self._file.tell()
        file = TemporaryFile(**self._options)
        content = held if isinstance(held, _io.BytesIO) else held.buffer
        (file if content is held else file.buffer).write(content.getvalue())
        file.seek(place)
        self._file, self._rolled = file, True
        del self._options

    vars().update(_forwarded(
        _="close flush isatty readable seekable tell writable detach __iter__", args="read read1 readline readlines seek",
        b="readinto readinto1", property="closed encoding errors newlines", later="name mode"))

    def __enter__(self):
        if not self.closed:
            return self
        raise ValueError("Cannot enter context with closed file")

    def __exit__(self, exc, value, tb):
        self.close()

    def __del__(self):
        if "_file" in self.__dict__ and not self.closed:
            import warnings
            warnings.warn(f"Unclosed file {self!r}", ResourceWarning, stacklevel=2, source=self)
            self.close()

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(*(() if size is None else (size,)))

    def write(self, s):
        count = self._file.write(s)
        if not self._rolled:
            self._check(self._file)
        return count

    def writelines(self, iterable):
        if self._rolled or not self._max_size:
            return self._file.writelines(iterable)
        pieces = iter(iterable)
        for piece in pieces:
            self.write(piece)
            if self._rolled:
                self._file.writelines(pieces)


class TemporaryDirectory:
    """A temporary directory, removed with all in it at the end of the with block.

    cleanup() does it earlier; delete=False keeps the directory."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors, self._delete = ignore_cleanup_errors, delete
        from weakref import finalize
        self._finalizer = finalize(self, self._forgotten, self.name, f"Implicitly cleaning up {self!r}", ignore_cleanup_errors,
                                   delete)

    @classmethod
    def _forgotten(cls, name, message, ignore, delete):
        """What happens to the directory of an object that is forgotten."""
        if delete:
            cls._remove(name, ignore)
            import warnings
            warnings.warn(message, ResourceWarning)

    @classmethod
    def _remove(cls, name, ignore):
        """Remove a tree, even if its directories' modes forbid that."""
        from shutil import rmtree

        def again(function, path, problem):
            if isinstance(problem, FileNotFoundError):
                return
            if not isinstance(problem, PermissionError) or path in tried:
                if not ignore:
                    raise problem
                return
            tried.add(path)
            for changed in (name if path == name else _os.path.dirname(path), path):
                if not _os.path.islink(changed):
                    try:
                        _os.chmod(changed, 0o700)
                    except OSError:
                        pass
            try:
                _os.unlink(path)
            except (IsADirectoryError, PermissionError):
                rmtree(path, onexc=again)
            except FileNotFoundError:
                pass
        tried = set()
        rmtree(name, onexc=again)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Remove the directory now."""
        if self._finalizer.detach() or _os.path.exists(self.name):
            self._remove(self.name, self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(_GenericAlias)
