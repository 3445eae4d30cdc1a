"""What all kinds of mailboxes need: errors, messages as bytes, locks, parts of files. Part of mailbox."""
import contextlib
import email.generator
import email.message
import io
import os
import re
from types import GenericAlias

try:
    import fcntl
except ImportError:
    fcntl = None

__name__ = "mailbox"  # what users import it from

linesep = os.linesep.encode('ascii')


class Error(Exception):
    """Base of this module's errors."""


class NoSuchMailboxError(Error):
    """There is no such mailbox, and none was to be made."""


class NotEmptyError(Error):
    """The folder to be removed has something in it."""


class ExternalClashError(Error):
    """Another program has the mailbox, or changed it meanwhile."""


class FormatError(Error):
    """The file is no mailbox of this kind."""


def _missing(key):
    return KeyError(f'No message with key: {key}')


def _serialized(message, mangle=False):
    """A message in any form as bytes; with mangle, body lines that begin with "From " get a ">" before them."""
    match message:
        case email.message.Message():
            out = io.BytesIO()
            email.generator.BytesGenerator(out, mangle, 0).flatten(message)
            return out.getvalue()
        case str():
            try:
                data = message.encode('ascii')
            except UnicodeError:
                raise ValueError('String input must be ASCII-only; use bytes or a Message instead') from None
        case bytes():
            data = message
        case io.StringIO():
            _discourage('StringIO input', 'BytesIO')
            return _serialized(message.read(), mangle)
        case _ if hasattr(message, 'read'):
            if hasattr(message, 'buffer'):
                _discourage('text mode files', 'a binary mode file')
                message = message.buffer
            data = message.read().replace(b'\r\n', b'\n')
        case _:
            raise TypeError(f'Invalid message type: {type(message)}')
    return re.sub(rb'(?m)^From ', b'>From ', data) if mangle else data


def _discourage(old, new):
    import warnings
    warnings.warn(f'Use of {old} is deprecated, use {new} instead', DeprecationWarning, stacklevel=5)


# Locking

_REFUSED = {'EAGAIN', 'EACCES', 'EROFS', 'EWOULDBLOCK'}


def _refused(error, also=()):
    import errno
    return errno.errorcode.get(error.errno) in _REFUSED.union(also)


def _lock(file, dotted=True):
    """Lock an open file, with a file NAME.lock beside it for programs that look for one."""
    if fcntl:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if not _refused(error):
                raise
            raise ExternalClashError(f'lockf: lock unavailable: {file.name}') from None
    if not dotted:
        return
    try:
        os.close(os.open(file.name + '.lock', os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        if fcntl:
            fcntl.lockf(file, fcntl.LOCK_UN)
        raise ExternalClashError(f'dot lock unavailable: {file.name}') from None
    except OSError as error:
        if not _refused(error):
            raise


def _unlock(file):
    if fcntl:
        fcntl.lockf(file, fcntl.LOCK_UN)
    with contextlib.suppress(FileNotFoundError):
        os.remove(file.name + '.lock')


# Files of messages

class _ProxyFile:
    """A file with a position of its own."""

    _start, _stop = 0, None

    def __init__(self, f, pos=None):
        self._file = f
        self._pos = f.tell() if pos is None else pos

    def _take(self, method, size=None):
        size = -1 if size is None else size
        self._file.seek(self._pos)
        if self._stop is not None:
            room = max(self._stop - self._pos, 0)
            size = min(size, room) if size >= 0 else room
        data = method(size)
        self._pos = self._file.tell()
        return data

    def read(self, size=None):
        """Up to size bytes; everything without it."""
        return self._take(self._file.read, size)

    def read1(self, size=None):
        """Up to size bytes, as they come."""
        return self._take(self._file.read1, size)

    def readline(self, size=None):
        """A line, or up to size bytes of it."""
        return self._take(self._file.readline, size)

    def readlines(self, sizehint=None):
        """Lines; no further ones after sizehint bytes."""
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if sizehint is not None and 0 <= sizehint <= total:
                break
        return lines

    def __iter__(self):
        return iter(self.readline, b'')

    def tell(self):
        """The position."""
        return self._pos - self._start

    def seek(self, offset, whence=0):
        """Change the position."""
        match whence:
            case 0:
                base = self._start
            case 1:
                base = self._pos
            case _ if self._stop is None:
                base = self._file.seek(0, 2)
            case _:
                base = self._stop
        self._pos = base + offset

    def close(self):
        """Close the file."""
        file, self._file = self._file, None
        if file is not None:
            self._release(file)

    def _release(self, file):
        file.close()

    @property
    def closed(self):
        """Whether it is closed."""
        return self._file is None or self._file.closed

    def flush(self):
        """Write what is buffered."""
        return self._file.flush()

    def readable(self):
        """Whether it can be read."""
        return self._file.readable()

    def writable(self):
        """Whether the file below can be written."""
        return self._file.writable()

    def seekable(self):
        """Whether the position can be changed."""
        return self._file.seekable()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    __class_getitem__ = classmethod(GenericAlias)


class _PartialFile(_ProxyFile):
    """The part of an open file between two positions."""

    def __init__(self, f, start=None, stop=None):
        super().__init__(f, start)
        self._start, self._stop = self._pos, stop

    def _release(self, file):
        """The file belongs to the mailbox."""
