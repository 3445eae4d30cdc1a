"""What all kinds of mailboxes need: their common methods, errors, messages as bytes, locks, parts of files. Part of mailbox."""
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


class Mailbox:
    """What all mailboxes can do; subclasses know a format."""

    def __init__(self, path, factory=None, create=True):
        self._path = os.path.abspath(os.path.expanduser(path))
        self._factory = factory

    def _abstract(*args):
        raise NotImplementedError('Method must be implemented by subclass')

    def add(self, message):
        """Add a message (an object, text, bytes or a file): its key."""
        self._abstract()

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        self._abstract()

    def __setitem__(self, key, message):
        """Replace a message; KeyError if there is none."""
        self._abstract()

    def get_message(self, key):
        """A message as an object of the format's class."""
        self._abstract()

    def get_bytes(self, key):
        """A message as bytes."""
        self._abstract()

    def get_file(self, key):
        """A message as a file."""
        self._abstract()

    def iterkeys(self):
        """The keys, one after the other."""
        self._abstract()

    def __contains__(self, key):
        self._abstract()

    def __len__(self):
        self._abstract()

    def flush(self):
        """Write what is not on disk yet."""
        self._abstract()

    def lock(self):
        """Keep other programs out."""
        self._abstract()

    def unlock(self):
        """Let other programs in."""
        self._abstract()

    def close(self):
        """Write what is left, let go."""
        self._abstract()

    def __getitem__(self, key):
        if not self._factory:
            return self.get_message(key)
        with contextlib.closing(self.get_file(key)) as file:
            return self._factory(file)

    def __delitem__(self, key):
        self.remove(key)

    def discard(self, key):
        """Remove a message if it is there."""
        with contextlib.suppress(KeyError):
            self.remove(key)

    def get(self, key, default=None):
        """A message, or default."""
        try:
            return self[key]
        except KeyError:
            return default

    def get_string(self, key):
        """A message as text."""
        return email.message_from_bytes(self.get_bytes(key)).as_string()

    def iteritems(self):
        """Keys and messages, one after the other."""
        for key in self.iterkeys():
            try:
                message = self[key]
            except KeyError:
                continue
            yield key, message

    def itervalues(self):
        """The messages, one after the other."""
        return (message for _, message in self.iteritems())

    def __iter__(self):
        return self.itervalues()

    def keys(self):
        """The keys."""
        return list(self.iterkeys())

    def values(self):
        """The messages."""
        return list(self.itervalues())

    def items(self):
        """Keys and messages."""
        return list(self.iteritems())

    def clear(self):
        """Remove all messages."""
        for key in self.keys():
            self.discard(key)

    def pop(self, key, default=None):
        """Remove a message and return it, or default."""
        try:
            return self[key]
        except KeyError:
            return default
        finally:
            self.discard(key)

    def popitem(self):
        """Remove any message: (key, message)."""
        for key, message in self.iteritems():
            self.remove(key)
            return key, message
        raise KeyError('No messages in mailbox')

    def update(self, arg=None):
        """Replace messages by those of a mailbox, mapping or pairs."""
        pairs = next((getattr(arg, name)() for name in ('iteritems', 'items') if hasattr(arg, name)), arg)
        unknown = False
        for key, message in pairs:
            try:
                self[key] = message
            except KeyError:
                unknown = True
        if unknown:
            raise KeyError('No message with key(s)')

    __class_getitem__ = classmethod(GenericAlias)
