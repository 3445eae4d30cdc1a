"""Mailboxes that are one file: mbox, MMDF, Babyl. Part of mailbox."""
import contextlib
import email
import email.generator
import email.message
import io
import os
import time

from _mailbox_files import (ExternalClashError, Mailbox, NoSuchMailboxError, _PartialFile, _lock, _missing, _refused, _serialized,
                            _unlock, linesep)
from _mailbox_messages import BabylMessage, MMDFMessage, _mboxMMDFMessage, mboxMessage

__name__ = "mailbox"


class _singlefileMailbox(Mailbox):
    """Messages in one file: the key of each is known with the part of the file where it is."""

    _head = b''        # what the file begins with, and what stands around each message
    _before = b''
    _after = b''

    def __init__(self, path, factory=None, create=True):
        super().__init__(path, factory, create)
        try:
            self._file = open(self._path, 'rb+')
        except FileNotFoundError:
            if not create:
                raise NoSuchMailboxError(self._path) from None
            self._file = open(self._path, 'wb+')
        except OSError as error:
            if not _refused(error):
                raise
            self._file = open(self._path, 'rb')
        self._spans = None          # {key: (start, stop)}, after the first look into the file
        self._next_key = 0
        self._size = 0              # of the file when it was last read or written
        self._stale = False         # the file has to be written anew
        self._unsynced = False
        self._locked = False

    @property
    def _table(self):
        if self._spans is None:
            self._spans = dict(enumerate(self._parts()))
            self._next_key = len(self._spans)
            self._size = self._file.seek(0, 2)
        return self._spans

    def _lines(self):
        """(position, line) for all lines of the file."""
        at = 0
        self._file.seek(0)
        for line in self._file:
            yield at, line
            at += len(line)

    def _span(self, key):
        try:
            return self._table[key]
        except KeyError:
            raise _missing(key) from None

    def _cut(self, start, stop):
        self._file.seek(start)
        return self._file.read(stop - start)

    def _append(self, message):
        """Write a message at the end of the file: where it is."""
        data = self._framed(message)
        end = self._file.seek(0, 2)
        lead = b'' if end else self._head
        try:
            self._file.write(lead + self._before + data + self._after)
            self._file.flush()
        except BaseException:
            self._file.truncate(end)
            raise
        self._unsynced = True
        self._size = self._file.tell()
        start = end + len(lead) + len(self._before)
        return start, start + len(data)

    def add(self, message):
        """Add a message: its key."""
        table, key = self._table, self._next_key
        table[key] = self._append(message)
        self._next_key += 1
        return key

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        self._span(key)
        del self._table[key]
        self._stale = True

    def __setitem__(self, key, message):
        self._span(key)
        self._table[key] = self._append(message)
        self._stale = True

    def iterkeys(self):
        yield from list(self._table)

    def __contains__(self, key):
        return key in self._table

    def __len__(self):
        return len(self._table)

    def lock(self):
        """Keep other programs out."""
        if not self._locked:
            _lock(self._file)
            self._locked = True

    def unlock(self):
        """Let other programs in."""
        if self._locked:
            _unlock(self._file)
            self._locked = False

    def flush(self):
        """Write what is not on disk yet."""
        if self._stale:
            self._rewrite()
        elif self._unsynced:
            self._file.flush()
            os.fsync(self._file.fileno())
        self._stale = self._unsynced = False

    def _rewrite(self):
        """Put a file with the messages that are left, in the order of their keys, in the place of the old one."""
        import tempfile
        size = self._file.seek(0, 2)
        if size != self._size:
            raise ExternalClashError(f'Size of mailbox file changed (expected {self._size}, found {size})')
        handle, name = tempfile.mkstemp(prefix=os.path.basename(self._path) + '.', dir=os.path.dirname(self._path))
        spans = {}
        try:
            with open(handle, 'wb') as new:
                new.write(self._head)
                for key, span in self._spans.items():
                    new.write(self._before)
                    start = new.tell()
                    new.write(self._cut(*span))
                    spans[key] = start, new.tell()
                    new.write(self._after)
                new.flush()
                os.fsync(new.fileno())
            old = os.stat(self._path)
            with contextlib.suppress(OSError, AttributeError):
                os.chown(name, old.st_uid, old.st_gid)
            os.chmod(name, old.st_mode & 0o7777)
        except BaseException:
            os.remove(name)
            raise
        self._file.close()
        os.rename(name, self._path)
        self._file = open(self._path, 'rb+')
        self._spans, self._size = spans, self._file.seek(0, 2)
        if self._locked:
            _lock(self._file, dotted=False)

    def close(self):
        """Write what is left, let go."""
        with contextlib.closing(self._file), contextlib.ExitStack() as stack:
            stack.callback(self.unlock)
            self.flush()
        self._file.close()


class _mboxMMDF(_singlefileMailbox):
    """Messages with a line "From " before their headers."""

    def _skip_from(self, key):
        """Where a message's line "From " begins, where its headers begin, where it ends."""
        start, stop = self._span(key)
        self._file.seek(start)
        line = self._file.readline()
        return start, start + len(line) if line.startswith(b'From ') else start, stop

    def _framed(self, message):
        sender = None
        match message:
            case str() | bytes():
                line, _, rest = message.partition('\n' if isinstance(message, str) else b'\n')
                if line.startswith('From ' if isinstance(message, str) else b'From '):
                    sender, message = line if isinstance(line, bytes) else line.encode('ascii'), rest
            case _mboxMMDFMessage():
                sender = b'From ' + message.get_from().encode('ascii')
            case email.message.Message():
                if (unixfrom := message.get_unixfrom()) is not None:
                    sender = unixfrom.encode('ascii')
        if sender is None:
            sender = b'From MAILER-DAEMON ' + time.asctime(time.gmtime()).encode()
        return sender + b'\n' + self._ended(_serialized(message, mangle=True))

    def _ended(self, data):
        return data

    def get_message(self, key):
        """A message as an object of the format's class."""
        start, head, stop = self._skip_from(key)
        message = self._message_class(self._cut(head, stop).replace(linesep, b'\n'))
        line = self._cut(start, head).decode('ascii').rstrip('\n')
        message.set_unixfrom(line)
        message.set_from(line[5:])
        return message

    def get_bytes(self, key, from_=False):
        """A message as bytes; with from_, the line "From " too."""
        start, head, stop = self._skip_from(key)
        return self._cut(start if from_ else head, stop).replace(linesep, b'\n')

    def get_string(self, key, from_=False):
        """A message as text; with from_, the line "From " too."""
        return email.message_from_bytes(self.get_bytes(key, from_)).as_string(unixfrom=from_)

    def get_file(self, key, from_=False):
        """A message as a file; with from_, the line "From " too."""
        start, head, stop = self._skip_from(key)
        return _PartialFile(self._file, start if from_ else head, stop)


class mbox(_mboxMMDF):
    """A file with messages that begin with a line "From " after an empty line."""

    _after = linesep

    def __init__(self, path, factory=None, create=True):
        self._message_class = mboxMessage
        super().__init__(path, factory, create)

    def _ended(self, data):
        return data if data.endswith(b'\n') else data + b'\n'

    def _parts(self):
        start, at, line = None, 0, b''
        for here, text in self._lines():
            if text.startswith(b'From '):
                if start is not None:
                    yield start, at if line == linesep else here
                start = here
            at, line = here, text
        if start is not None:
            yield start, at if line == linesep else at + len(line)


class MMDF(_mboxMMDF):
    """A file with messages between lines of four control characters."""

    _before = b'\1\1\1\1' + linesep
    _after = linesep + _before

    def __init__(self, path, factory=None, create=True):
        self._message_class = MMDFMessage
        super().__init__(path, factory, create)

    def _parts(self):
        start = stop = None
        for here, line in self._lines():
            stop = here + len(line)
            if line.startswith(self._before):
                if start is None:
                    start = stop
                else:
                    yield start, max(start, here - len(linesep))
                    start = None
        if start is not None:
            yield start, stop


class Babyl(_singlefileMailbox):
    """The file of the mail reader Rmail."""

    _head = b'BABYL OPTIONS:\nVersion: 5\nLabels:\n\x1f'
    _before = b'\x0c\n'
    _after = b'\n\x1f'
    _special_labels = frozenset({'unseen', 'deleted', 'filed', 'answered', 'forwarded', 'edited', 'resent'})
    _VISIBLE = b'*** EOOH ***\n'

    def __init__(self, path, factory=None, create=True):
        super().__init__(path, factory, create)
        self._labels = {}

    def _parts(self):
        self._labels, start, named = {}, None, False
        for here, line in self._lines():
            stripped = line.rstrip(b'\r\n')
            if named:
                self._labels[start] = [word for part in line.decode('ascii').split(',')[1:] if (word := part.strip())]
                named = False
            elif stripped in (b'\x1f', b'\x1f\x0c'):
                if start is not None:
                    yield start, here - len(linesep)
                named = stripped.endswith(b'\x0c')
                start = here + len(line) if named else None
        if start is not None:
            yield start, here + len(stripped)

    def _framed(self, message):
        labels, shown = [], None
        if isinstance(message, BabylMessage):
            labels = message.get_labels()
            if visible := message.get_visible().items():
                shown = b''.join(f'{name}: {value}\n'.encode() for name, value in visible) + b'\n'
        special = [label for label in labels if label in self._special_labels]
        own = [label for label in labels if label not in self._special_labels]
        line = '1,' + ''.join(f' {label},' for label in special) + ',' + ''.join(f' {label},' for label in own) + '\n'
        head, blank, body = _serialized(message).partition(b'\n\n')
        if not blank:
            head, blank = head.rstrip(b'\n'), b'\n\n'
        head += blank
        return line.encode() + head + self._VISIBLE + (shown or head) + body

    def _pieces(self, key):
        """A message's labels, headers, visible headers and body."""
        line, _, rest = self._cut(*self._span(key)).replace(linesep, b'\n').partition(b'\n')
        head, _, rest = rest.partition(self._VISIBLE)
        visible, _, body = rest.partition(b'\n\n')
        return [word.strip() for word in line.decode('ascii').split(',')[1:]], head, visible + b'\n\n', body

    def add(self, message):
        """Append a message: its key."""
        key = super().add(message)
        self._note_labels(key, message)
        return key

    def __setitem__(self, key, message):
        super().__setitem__(key, message)
        self._note_labels(key, message)

    def _note_labels(self, key, message):
        if isinstance(message, BabylMessage):
            self._labels[self._table[key][0]] = message.get_labels()

    def _rewrite(self):
        starts = {key: start for key, (start, _) in self._spans.items()}
        super()._rewrite()
        self._labels = {self._spans[key][0]: self._labels.get(start, []) for key, start in starts.items()}

    def get_message(self, key):
        """A BabylMessage."""
        labels, head, visible, body = self._pieces(key)
        message = BabylMessage(head + body)
        message.set_visible(visible)
        message.set_labels(filter(None, labels))
        return message

    def get_bytes(self, key):
        """A message as bytes."""
        _, head, _, body = self._pieces(key)
        return head + body

    def get_file(self, key):
        """A message as a file."""
        return io.BytesIO(self.get_bytes(key).replace(b'\n', linesep))

    def get_labels(self):
        """The labels that users have given."""
        used = (self._labels.get(start, ()) for start, _ in self._table.values())
        return list({label for labels in used for label in labels} - self._special_labels)
