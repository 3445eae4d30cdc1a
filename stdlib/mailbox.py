"""Mailboxes on disk: Maildir, mbox, MMDF, MH and Babyl, read and written like dictionaries of messages."""
import contextlib
import email
import email.generator
import email.message
import io
import os
import time
from types import GenericAlias

from _mailbox_files import (Error, ExternalClashError, FormatError, NoSuchMailboxError, NotEmptyError, _lock, _missing,
                            _PartialFile, _ProxyFile, _refused, _serialized, _unlock, fcntl, linesep)
from _mailbox_messages import (BabylMessage, MaildirMessage, Message, MHMessage, MMDFMessage, _expect_text, _flags_of,
                               _mboxMMDFMessage, mboxMessage)

__all__ = ['Mailbox', 'Maildir', 'mbox', 'MH', 'Babyl', 'MMDF',
           'Message', 'MaildirMessage', 'mboxMessage', 'MHMessage', 'BabylMessage', 'MMDFMessage',
           'Error', 'NoSuchMailboxError', 'NotEmptyError', 'ExternalClashError', 'FormatError']


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


class Maildir(Mailbox):
    """A directory with a file for each message."""

    colon = ':'
    _count = 0

    def __init__(self, dirname, factory=None, create=True):
        super().__init__(dirname, factory, create)
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            for name in ('', 'tmp', 'new', 'cur'):
                os.mkdir(os.path.join(self._path, name), 0o700)
        self._places = {}
        self._seen = None
        self._rest = None

    def _scan(self):
        """{key: 'new/NAME' or 'cur/NAME'}; the directories are only read if they may have changed."""
        stamps = [os.stat(os.path.join(self._path, sub)).st_mtime_ns for sub in ('new', 'cur')]
        if self._seen != (stamps, self.colon):
            # What happens in the same tick of the clock as the reading would not show in the stamps.
            settled = time.time_ns() - max(stamps) > 1_000_000_000
            self._seen = (stamps, self.colon) if settled else None
            self._places = {}
            for sub in ('new', 'cur'):
                with os.scandir(os.path.join(self._path, sub)) as entries:
                    self._places.update((entry.name.partition(self.colon)[0], f'{sub}/{entry.name}')
                                        for entry in entries if entry.name[0] != '.' and not entry.is_dir())
        return self._places

    def _place(self, key):
        """Subdirectory and name of the file of a message."""
        place = self._places.get(key)
        if place is None or not os.path.exists(os.path.join(self._path, place)):
            self._seen = None
            place = self._scan().get(key)
            if place is None:
                raise _missing(key)
        return place.split('/', 1)

    def _file(self, *place):
        return os.path.join(self._path, *place)

    def _info(self, name):
        return name.partition(self.colon)[2]

    def _move(self, key, source, target):
        os.rename(self._file(*source), self._file(*target))
        self._places[key] = '/'.join(target)

    def _store(self, message):
        """Write a message into a new file in tmp: the file's name, which no other program gives."""
        import socket
        data = _serialized(message)
        host = socket.gethostname().replace('/', r'\057').replace(':', r'\072')
        now = time.time()
        name = f'{int(now)}.M{int(now % 1 * 1e6)}P{os.getpid()}Q{Maildir._count}.{host}'
        Maildir._count += 1
        try:
            file = open(self._file('tmp', name), 'xb')
        except FileExistsError as error:
            raise ExternalClashError(f'Name clash prevented file creation: {error.filename}') from None
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if isinstance(message, MaildirMessage):
            os.utime(file.name, (os.stat(file.name).st_atime, message.get_date()))
        return name

    def _wanted(self, message):
        """The subdirectory and the info that a message asks for."""
        return (message.get_subdir(), message.get_info()) if isinstance(message, MaildirMessage) else ('new', '')

    def _named(self, key, info):
        return key + self.colon + info if info else key

    def add(self, message):
        """Add a message: its key."""
        key = self._store(message)
        sub, info = self._wanted(message)
        target = sub, self._named(key, info)
        if os.path.lexists(self._file(*target)):
            raise ExternalClashError(f'Name clash with existing message: {self._file(*target)}')
        self._move(key, ('tmp', key), target)
        return key

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        os.remove(self._file(*self._place(key)))

    def discard(self, key):
        """Remove a message if it is there."""
        with contextlib.suppress(KeyError, FileNotFoundError):
            self.remove(key)

    def __setitem__(self, key, message):
        place = old = self._place(key)
        if isinstance(message, MaildirMessage):
            sub, info = self._wanted(message)
            place = [sub, self._named(key, info)]
        fresh = self._store(message)
        if place != old:
            os.remove(self._file(*old))
        self._move(key, ('tmp', fresh), place)

    def get_message(self, key):
        """A MaildirMessage."""
        sub, name = self._place(key)
        with open(self._file(sub, name), 'rb') as file:
            message = self._factory(file) if self._factory else MaildirMessage(file)
            date = os.fstat(file.fileno()).st_mtime
        message.set_subdir(sub)
        message.set_info(self._info(name))
        message.set_date(date)
        return message

    def get_bytes(self, key):
        """A message as bytes."""
        with open(self._file(*self._place(key)), 'rb') as file:
            return file.read().replace(linesep, b'\n')

    def get_file(self, key):
        """A message as a file."""
        return _ProxyFile(open(self._file(*self._place(key)), 'rb'))

    def get_info(self, key):
        """What the name says about a message, after the colon."""
        return self._info(self._place(key)[1])

    def set_info(self, key, info: str):
        """Change what the name says about a message."""
        _expect_text(info=info)
        sub, name = self._place(key)
        if self._info(name) != info or not info:
            self._move(key, (sub, name), (sub, self._named(key, info)))

    def get_flags(self, key):
        """The flags in a message's name."""
        return _flags_of(self.get_info(key))

    def set_flags(self, key, flags: str):
        """Change the flags in a message's name."""
        _expect_text(flags=flags)
        self.set_info(key, '2,' + ''.join(sorted(set(flags))))

    def add_flag(self, key, flag: str):
        """Add flags to a message's name."""
        _expect_text(flag=flag)
        self.set_flags(key, self.get_flags(key) + flag)

    def remove_flag(self, key, flag: str):
        """Remove flags from a message's name."""
        _expect_text(flag=flag)
        if flags := self.get_flags(key):
            self.set_flags(key, ''.join(set(flags).difference(flag)))

    def iterkeys(self):
        for key in list(self._scan()):
            try:
                self._place(key)
            except KeyError:
                continue
            yield key

    def __contains__(self, key):
        return key in self._scan()

    def __len__(self):
        return len(self._scan())

    def flush(self):
        """Everything is on disk already."""

    def lock(self):
        """Not needed."""

    def unlock(self):
        """Not needed."""

    def close(self):
        """Nothing is open."""

    def list_folders(self):
        """The names of the folders."""
        return [name[1:] for name in os.listdir(self._path)
                if name[0] == '.' and len(name) > 1 and os.path.isdir(self._file(name))]

    def get_folder(self, folder):
        """A folder as a Maildir."""
        return Maildir(self._file('.' + folder), self._factory, create=False)

    def add_folder(self, folder):
        """Make a folder: a Maildir."""
        made = Maildir(self._file('.' + folder), self._factory)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(made._file('maildirfolder'), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        return made

    def remove_folder(self, folder):
        """Remove an empty folder."""
        top = self._file('.' + folder)
        for sub in ('new', 'cur'):
            if any(name[0] != '.' for name in os.listdir(os.path.join(top, sub))):
                raise NotEmptyError(f'Folder contains message(s): {folder}')
        for name in os.listdir(top):
            if name not in ('new', 'cur', 'tmp') and os.path.isdir(os.path.join(top, name)):
                raise NotEmptyError(f"Folder contains subdirectory '{folder}': {name}")
        for base, directories, files in os.walk(top, topdown=False):
            for name in files:
                os.remove(os.path.join(base, name))
            os.rmdir(base)

    def clean(self):
        """Remove temporary files that are older than 36 hours."""
        oldest = time.time() - 36 * 3600
        with os.scandir(self._file('tmp')) as entries:
            for entry in entries:
                if entry.stat().st_atime < oldest:
                    os.remove(entry.path)

    def next(self):
        """The next message; None after the last."""
        if self._rest is None:
            self._rest = self.itervalues()
        return next(self._rest, None)


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


class MH(Mailbox):
    """A directory with files whose names are numbers."""

    _SEQUENCES = '.mh_sequences'

    def __init__(self, path, factory=None, create=True):
        super().__init__(path, factory, create)
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            os.mkdir(self._path, 0o700)
            os.close(os.open(self._file(self._SEQUENCES), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._lock_file = None

    @property
    def _locked(self):
        return self._lock_file is not None

    def _file(self, name):
        return os.path.join(self._path, str(name))

    @contextlib.contextmanager
    def _opened(self, key, mode='rb'):
        """The file of a message; it is locked for writing while the mailbox is."""
        try:
            file = open(self._file(key), mode)
        except FileNotFoundError:
            raise _missing(key) from None
        with file, contextlib.ExitStack() as stack:
            if self._locked and '+' in mode:
                _lock(file)
                stack.callback(_unlock, file)
            yield file

    def _write(self, key, message, mode):
        data = _serialized(message)
        with self._opened(key, mode) as file:
            file.truncate(0)
            file.write(data)
        if isinstance(message, MHMessage):
            self._mark(key, message.get_sequences())

    def _mark(self, key, names):
        """Let a message be in these sequences and in no others."""
        sequences = self.get_sequences()
        for name, keys in sequences.items():
            if key in keys and name not in names:
                keys.remove(key)
        for name in names:
            if key not in (keys := sequences.setdefault(name, [])):
                keys.append(key)
        self.set_sequences(sequences)

    def add(self, message):
        """Add a message: its number."""
        key = max(self.iterkeys(), default=0) + 1
        try:
            self._write(key, message, 'xb+')
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.remove(self._file(key))
            raise
        return key

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        with self._opened(key):
            pass
        os.remove(self._file(key))

    def __setitem__(self, key, message):
        with self._opened(key):
            pass
        self._write(key, message, 'rb+')

    def get_message(self, key):
        """An MHMessage."""
        with self._opened(key) as file:
            message = MHMessage(file)
        message.set_sequences([name for name, keys in self.get_sequences().items() if key in keys])
        return message

    def get_bytes(self, key):
        """A message as bytes."""
        with self._opened(key) as file:
            return file.read().replace(linesep, b'\n')

    def get_file(self, key):
        """A message as a file."""
        try:
            return _ProxyFile(open(self._file(key), 'rb'))
        except FileNotFoundError:
            raise _missing(key) from None

    def iterkeys(self):
        return iter(sorted(int(name) for name in os.listdir(self._path) if name.isdecimal()))

    def __contains__(self, key):
        return os.path.exists(self._file(key))

    def __len__(self):
        return len(self.keys())

    def lock(self):
        """Keep other programs out."""
        if not self._locked:
            # a folder that other programs made may have no sequences yet
            file = open(self._file(self._SEQUENCES), 'rb+',
                        opener=lambda path, flags: os.open(path, flags | os.O_CREAT, 0o600))
            try:
                _lock(file)
            except BaseException:
                file.close()
                raise
            self._lock_file = file

    def unlock(self):
        """Let other programs in."""
        if self._locked:
            with self._lock_file as file:
                _unlock(file)
            self._lock_file = None

    def flush(self):
        """Everything is on disk already."""

    def close(self):
        """Let other programs in."""
        self.unlock()

    def list_folders(self):
        """The names of the folders."""
        with os.scandir(self._path) as entries:
            return [entry.name for entry in entries if entry.is_dir()]

    def get_folder(self, folder):
        """A folder as an MH mailbox."""
        return MH(self._file(folder), self._factory, create=False)

    def add_folder(self, folder):
        """Make a folder: an MH mailbox."""
        return MH(self._file(folder), self._factory)

    def remove_folder(self, folder):
        """Remove an empty folder."""
        path = self._file(folder)
        inside = os.listdir(path)
        if set(inside) - {self._SEQUENCES}:
            raise NotEmptyError(f'Folder not empty: {self._path}')
        for name in inside:
            os.remove(os.path.join(path, name))
        os.rmdir(path)

    def get_sequences(self):
        """The named lists of messages: {name: numbers}."""
        present, sequences = set(self.iterkeys()), {}
        try:
            file = open(self._file(self._SEQUENCES), encoding='ascii')
        except FileNotFoundError:
            return sequences
        with file:
            for line in file:
                try:
                    name, spec = line.split(':')
                    named = set()
                    for word in spec.split():
                        first, _, last = word.partition('-')
                        named.update(range(int(first), int(last or first) + 1))
                except ValueError:
                    raise FormatError(f'Invalid sequence specification: {line.rstrip()}') from None
                if keys := sorted(named & present):
                    sequences[name] = keys
        return sequences

    def set_sequences(self, sequences):
        """Set the named lists of messages."""
        lines = []
        for name, keys in sequences.items():
            runs = []
            for key in sorted(set(keys)):
                if runs and key == runs[-1][1] + 1:
                    runs[-1][1] = key
                else:
                    runs.append([key, key])
            if runs:
                lines.append(f'{name}:' + ''.join(f' {a}-{b}' if b > a else f' {a}' for a, b in runs) + '\n')
        with open(self._file(self._SEQUENCES), 'w', encoding='ascii') as file:
            file.writelines(lines)

    def pack(self):
        """Give the messages the numbers from 1 on."""
        sequences = self.get_sequences()
        numbers = {key: number for number, key in enumerate(self.iterkeys(), 1)}
        if all(key == number for key, number in numbers.items()):
            return
        for key, number in numbers.items():
            if key != number:
                os.rename(self._file(key), self._file(number))
        self.set_sequences({name: [numbers[key] for key in keys] for name, keys in sequences.items()})
