"""Mailboxes on disk: Maildir, mbox, MMDF, MH and Babyl, read and written like dictionaries of messages."""
import contextlib
import os
import time

from _mailbox_files import (Error, ExternalClashError, FormatError, Mailbox, NoSuchMailboxError, NotEmptyError, _lock, _missing,
                            _ProxyFile, _serialized, _unlock, linesep)
from _mailbox_messages import (BabylMessage, MaildirMessage, Message, MHMessage, MMDFMessage, _expect_text, _flags_of,
                               mboxMessage)
from _mailbox_single import MMDF, Babyl, _mboxMMDF, _singlefileMailbox, mbox

__all__ = ['Mailbox', 'Maildir', 'mbox', 'MH', 'Babyl', 'MMDF',
           'Message', 'MaildirMessage', 'mboxMessage', 'MHMessage', 'BabylMessage', 'MMDFMessage',
           'Error', 'NoSuchMailboxError', 'NotEmptyError', 'ExternalClashError', 'FormatError']


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
