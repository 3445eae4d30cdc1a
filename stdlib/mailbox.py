"""Mailboxes on disk: Maildir, mbox, MMDF, MH and Babyl, read and written like dictionaries of messages."""
import calendar
import contextlib
import copy
import email
import email.generator
import email.message
import errno
import io
import os
import socket
import time
import warnings
from types import GenericAlias

try:
    import fcntl
except ImportError:
    fcntl = None

__all__ = ['Mailbox', 'Maildir', 'mbox', 'MH', 'Babyl', 'MMDF',
           'Message', 'MaildirMessage', 'mboxMessage', 'MHMessage', 'BabylMessage', 'MMDFMessage',
           'Error', 'NoSuchMailboxError', 'NotEmptyError', 'ExternalClashError', 'FormatError']

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


class Mailbox:
    """What all mailboxes can do; subclasses know a format."""

    def __init__(self, path, factory=None, create=True):
        self._path = os.path.abspath(os.path.expanduser(path))
        self._factory = factory

    # --- what a format has to say

    def add(self, message):
        """Add a message (an object, text, bytes or a file): its key."""
        raise NotImplementedError('Method must be implemented by subclass')

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        raise NotImplementedError('Method must be implemented by subclass')

    def __setitem__(self, key, message):
        """Replace a message; KeyError if there is none."""
        raise NotImplementedError('Method must be implemented by subclass')

    def get_message(self, key):
        """A message as an object of the format's class."""
        raise NotImplementedError('Method must be implemented by subclass')

    def get_bytes(self, key):
        """A message as bytes."""
        raise NotImplementedError('Method must be implemented by subclass')

    def get_file(self, key):
        """A message as a file."""
        raise NotImplementedError('Method must be implemented by subclass')

    def iterkeys(self):
        """The keys, one after the other."""
        raise NotImplementedError('Method must be implemented by subclass')

    def __contains__(self, key):
        raise NotImplementedError('Method must be implemented by subclass')

    def __len__(self):
        raise NotImplementedError('Method must be implemented by subclass')

    def flush(self):
        """Write what is not on disk yet."""
        raise NotImplementedError('Method must be implemented by subclass')

    def lock(self):
        """Keep other programs out."""
        raise NotImplementedError('Method must be implemented by subclass')

    def unlock(self):
        """Let other programs in."""
        raise NotImplementedError('Method must be implemented by subclass')

    def close(self):
        """Write what is left, let go."""
        raise NotImplementedError('Method must be implemented by subclass')

    # --- what follows from that

    def __delitem__(self, key):
        self.remove(key)

    def discard(self, key):
        """Remove a message if it is there."""
        try:
            self.remove(key)
        except KeyError:
            pass

    def get(self, key, default=None):
        """A message, or default."""
        try:
            return self.__getitem__(key)
        except KeyError:
            return default

    def __getitem__(self, key):
        if not self._factory:
            return self.get_message(key)
        with contextlib.closing(self.get_file(key)) as file:
            return self._factory(file)

    def get_string(self, key):
        """A message as text."""
        return email.message_from_bytes(self.get_bytes(key)).as_string()

    def keys(self):
        """The keys."""
        return list(self.iterkeys())

    def itervalues(self):
        """The messages, one after the other."""
        for key in self.iterkeys():
            try:
                value = self[key]
            except KeyError:
                continue    # gone meanwhile
            yield value

    def __iter__(self):
        return self.itervalues()

    def values(self):
        """The messages."""
        return list(self.itervalues())

    def iteritems(self):
        """Keys and messages, one after the other."""
        for key in self.iterkeys():
            try:
                value = self[key]
            except KeyError:
                continue
            yield key, value

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
            result = self[key]
        except KeyError:
            return default
        self.discard(key)
        return result

    def popitem(self):
        """Remove any message: (key, message)."""
        for key in self.iterkeys():
            return key, self.pop(key)
        raise KeyError('No messages in mailbox')

    def update(self, arg=None):
        """Replace messages by those of a mailbox, mapping or pairs."""
        if hasattr(arg, 'iteritems'):
            source = arg.iteritems()
        elif hasattr(arg, 'items'):
            source = arg.items()
        else:
            source = arg
        bad_key = False
        for key, message in source:
            try:
                self[key] = message
            except KeyError:
                bad_key = True
        if bad_key:
            raise KeyError('No message with key(s)')

    # Whether lines that begin with "From " get a > in front.
    _append_newline = False

    def _dump_message(self, message, target, mangle_from_=False):
        """Write a message in whatever form to a file."""
        if isinstance(message, email.message.Message):
            buffer = io.BytesIO()
            email.generator.BytesGenerator(buffer, mangle_from_, 0).flatten(message)
            data = buffer.getvalue().replace(b'\n', linesep)
            target.write(data)
            if self._append_newline and not data.endswith(linesep):
                target.write(linesep)
            return
        if isinstance(message, str):
            message = self._string_to_bytes(message)
        if isinstance(message, bytes):
            message = io.BytesIO(message)
        elif isinstance(message, io.StringIO):
            warnings.warn("Use of StringIO input is deprecated, use BytesIO instead", DeprecationWarning, 3)
            message = io.BytesIO(self._string_to_bytes(message.getvalue()))
        if not hasattr(message, 'read'):
            raise TypeError('Invalid message type: %s' % type(message))
        if hasattr(message, 'buffer'):
            warnings.warn("Use of text mode files is deprecated, use a binary mode file instead",
                          DeprecationWarning, 3)
            message = message.buffer
        last = None
        while line := message.readline():
            if line.endswith(b'\r\n'):
                line = line[:-2] + b'\n'
            elif line.endswith(b'\r'):
                line = line[:-1] + b'\n'
            if mangle_from_ and line.startswith(b'From '):
                line = b'>From ' + line[5:]
            last = line.replace(b'\n', linesep)
            target.write(last)
        if self._append_newline and last and not last.endswith(linesep):
            target.write(linesep)

    def _string_to_bytes(self, message):
        try:
            return message.encode('ascii')
        except UnicodeError:
            raise ValueError("String input must be ASCII-only; use bytes or a Message instead")

    __class_getitem__ = classmethod(GenericAlias)


class Maildir(Mailbox):
    """A directory with a file for each message."""

    colon = ':'     # in front of what names say about messages

    def __init__(self, dirname, factory=None, create=True):
        Mailbox.__init__(self, dirname, factory, create)
        self._paths = {name: os.path.join(self._path, name) for name in ('tmp', 'new', 'cur')}
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            os.mkdir(self._path, 0o700)
            for path in self._paths.values():
                os.mkdir(path, 0o700)
        self._toc = {}
        self._toc_mtimes = {'cur': 0, 'new': 0}
        self._last_read = 0
        self._skewfactor = 0.1      # clocks of file servers

    def add(self, message):
        """Add a message: its key."""
        tmp_file = self._create_tmp()
        try:
            self._dump_message(message, tmp_file)
        except BaseException:
            tmp_file.close()
            os.remove(tmp_file.name)
            raise
        _sync_close(tmp_file)
        if isinstance(message, MaildirMessage):
            subdir = message.get_subdir()
            suffix = self.colon + message.get_info()
            if suffix == self.colon:
                suffix = ''
        else:
            subdir, suffix = 'new', ''
        uniq = os.path.basename(tmp_file.name).split(self.colon)[0]
        dest = os.path.join(self._path, subdir, uniq + suffix)
        if isinstance(message, MaildirMessage):
            os.utime(tmp_file.name, (os.path.getatime(tmp_file.name), message.get_date()))
        # A new link, because rename would replace a file that is there.
        try:
            try:
                os.link(tmp_file.name, dest)
            except (AttributeError, PermissionError):
                os.rename(tmp_file.name, dest)
            else:
                os.remove(tmp_file.name)
        except OSError as e:
            os.remove(tmp_file.name)
            if e.errno == errno.EEXIST:
                raise ExternalClashError('Name clash with existing message: %s' % dest)
            raise
        return uniq

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        os.remove(os.path.join(self._path, self._lookup(key)))

    def discard(self, key):
        """Remove a message if it is there."""
        try:
            self.remove(key)
        except (KeyError, FileNotFoundError):
            pass

    def __setitem__(self, key, message):
        old_subpath = self._lookup(key)
        temp_key = self.add(message)
        temp_subpath = self._lookup(temp_key)
        # What the message does not say itself stays as it was.
        dominant = temp_subpath if isinstance(message, MaildirMessage) else old_subpath
        subdir = os.path.dirname(dominant)
        suffix = self.colon + dominant.split(self.colon)[-1] if self.colon in dominant else ''
        self.discard(key)
        tmp_path = os.path.join(self._path, temp_subpath)
        new_path = os.path.join(self._path, subdir, key + suffix)
        if isinstance(message, MaildirMessage):
            os.utime(tmp_path, (os.path.getatime(tmp_path), message.get_date()))
        os.rename(tmp_path, new_path)

    def get_message(self, key):
        """A MaildirMessage."""
        subpath = self._lookup(key)
        path = os.path.join(self._path, subpath)
        with open(path, 'rb') as f:
            factory = self._factory or MaildirMessage
            msg = factory(f)
        subdir, name = os.path.split(subpath)
        msg.set_subdir(subdir)
        if self.colon in name:
            msg.set_info(name.split(self.colon)[-1])
        msg.set_date(os.path.getmtime(path))
        return msg

    def get_bytes(self, key):
        """A message as bytes."""
        with open(os.path.join(self._path, self._lookup(key)), 'rb') as f:
            return f.read().replace(linesep, b'\n')

    def get_file(self, key):
        """A message as a file."""
        return _ProxyFile(open(os.path.join(self._path, self._lookup(key)), 'rb'))

    def get_info(self, key):
        """What the name says about a message, after the colon."""
        subpath = self._lookup(key)
        return subpath.split(self.colon)[-1] if self.colon in subpath else ''

    def set_info(self, key, info: str):
        """Change what the name says about a message."""
        if not isinstance(info, str):
            raise TypeError(f'info must be a string: {type(info)}')
        old_subpath = self._lookup(key)
        new_subpath = old_subpath.split(self.colon)[0]
        if info:
            new_subpath += self.colon + info
        if new_subpath == old_subpath:
            return
        os.rename(os.path.join(self._path, old_subpath), os.path.join(self._path, new_subpath))
        self._toc[key] = new_subpath

    def get_flags(self, key):
        """The flags in a message's name."""
        info = self.get_info(key)
        return info[2:] if info.startswith('2,') else ''

    def set_flags(self, key, flags: str):
        """Change the flags in a message's name."""
        if not isinstance(flags, str):
            raise TypeError(f'flags must be a string: {type(flags)}')
        self.set_info(key, '2,' + ''.join(sorted(set(flags))))

    def add_flag(self, key, flag: str):
        """Add flags to a message's name."""
        if not isinstance(flag, str):
            raise TypeError(f'flag must be a string: {type(flag)}')
        self.set_flags(key, ''.join(set(self.get_flags(key)) | set(flag)))

    def remove_flag(self, key, flag: str):
        """Remove flags from a message's name."""
        if not isinstance(flag, str):
            raise TypeError(f'flag must be a string: {type(flag)}')
        if self.get_flags(key):
            self.set_flags(key, ''.join(set(self.get_flags(key)) - set(flag)))

    def iterkeys(self):
        self._refresh()
        for key in self._toc:
            try:
                self._lookup(key)
            except KeyError:
                continue
            yield key

    def __contains__(self, key):
        self._refresh()
        return key in self._toc

    def __len__(self):
        self._refresh()
        return len(self._toc)

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
        return [entry[1:] for entry in os.listdir(self._path)
                if len(entry) > 1 and entry[0] == '.' and os.path.isdir(os.path.join(self._path, entry))]

    def get_folder(self, folder):
        """A folder as a Maildir."""
        return Maildir(os.path.join(self._path, '.' + folder), factory=self._factory, create=False)

    def add_folder(self, folder):
        """Make a folder: a Maildir."""
        path = os.path.join(self._path, '.' + folder)
        result = Maildir(path, factory=self._factory)
        marker = os.path.join(path, 'maildirfolder')
        if not os.path.exists(marker):
            os.close(os.open(marker, os.O_CREAT | os.O_WRONLY, 0o666))
        return result

    def remove_folder(self, folder):
        """Remove an empty folder."""
        path = os.path.join(self._path, '.' + folder)
        for entry in os.listdir(os.path.join(path, 'new')) + os.listdir(os.path.join(path, 'cur')):
            if len(entry) < 1 or entry[0] != '.':
                raise NotEmptyError('Folder contains message(s): %s' % folder)
        for entry in os.listdir(path):
            if entry not in ('new', 'cur', 'tmp') and os.path.isdir(os.path.join(path, entry)):
                raise NotEmptyError("Folder contains subdirectory '%s': %s" % (folder, entry))
        for root, dirs, files in os.walk(path, topdown=False):
            for entry in files:
                os.remove(os.path.join(root, entry))
            for entry in dirs:
                os.rmdir(os.path.join(root, entry))
        os.rmdir(path)

    def clean(self):
        """Remove temporary files that are older than 36 hours."""
        now = time.time()
        for entry in os.listdir(os.path.join(self._path, 'tmp')):
            path = os.path.join(self._path, 'tmp', entry)
            if now - os.path.getatime(path) > 129600:
                os.remove(path)

    _count = 1

    def _create_tmp(self):
        # A file with a name of its own: time, process, counter, host.
        now = time.time()
        host = socket.gethostname().replace('/', r'\057').replace(':', r'\072')
        uniq = "%s.M%sP%sQ%s.%s" % (int(now), int(now % 1 * 1e6), os.getpid(), Maildir._count, host)
        path = os.path.join(self._path, 'tmp', uniq)
        try:
            os.stat(path)
        except FileNotFoundError:
            Maildir._count += 1
            try:
                return _create_carefully(path)
            except FileExistsError:
                pass
        raise ExternalClashError('Name clash prevented file creation: %s' % path)

    def _refresh(self):
        # Directories whose time has not changed for a while need not be read again.
        if time.time() - self._last_read > 2 + self._skewfactor:
            refresh = False
            for subdir in self._toc_mtimes:
                mtime = os.path.getmtime(self._paths[subdir])
                if mtime > self._toc_mtimes[subdir]:
                    refresh = True
                self._toc_mtimes[subdir] = mtime
            if not refresh:
                return
        self._toc = {}
        for subdir in self._toc_mtimes:
            path = self._paths[subdir]
            for entry in os.listdir(path):
                if entry.startswith('.') or os.path.isdir(os.path.join(path, entry)):
                    continue
                self._toc[entry.split(self.colon)[0]] = os.path.join(subdir, entry)
        self._last_read = time.time()

    def _lookup(self, key):
        try:
            if os.path.exists(os.path.join(self._path, self._toc[key])):
                return self._toc[key]
        except KeyError:
            pass
        self._refresh()
        try:
            return self._toc[key]
        except KeyError:
            raise KeyError('No message with key: %s' % key) from None

    def next(self):
        """The next message; None after the last."""
        if not hasattr(self, '_onetime_keys'):
            self._onetime_keys = self.iterkeys()
        while True:
            try:
                return self[next(self._onetime_keys)]
            except StopIteration:
                return None
            except KeyError:
                continue


class _singlefileMailbox(Mailbox):
    # A file with all messages; subclasses know where they begin and end.

    def __init__(self, path, factory=None, create=True):
        Mailbox.__init__(self, path, factory, create)
        try:
            f = open(self._path, 'rb+')
        except OSError as e:
            if e.errno == errno.ENOENT:
                if not create:
                    raise NoSuchMailboxError(self._path)
                f = open(self._path, 'wb+')
            elif e.errno in (errno.EACCES, errno.EROFS):
                f = open(self._path, 'rb')
            else:
                raise
        self._file = f
        self._toc = None            # key: (start, stop)
        self._next_key = 0
        self._pending = False       # something was removed or replaced
        self._pending_sync = False  # something was appended
        self._locked = False
        self._file_length = None    # as we know it

    def add(self, message):
        """Append a message: its key."""
        self._lookup()
        self._toc[self._next_key] = self._append_message(message)
        self._next_key += 1
        self._pending_sync = True
        return self._next_key - 1

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        self._lookup(key)
        del self._toc[key]
        self._pending = True

    def __setitem__(self, key, message):
        self._lookup(key)
        self._toc[key] = self._append_message(message)
        self._pending = True

    def iterkeys(self):
        self._lookup()
        yield from self._toc.keys()

    def __contains__(self, key):
        self._lookup()
        return key in self._toc

    def __len__(self):
        self._lookup()
        return len(self._toc)

    def lock(self):
        """Keep other programs out."""
        if not self._locked:
            _lock_file(self._file)
            self._locked = True

    def unlock(self):
        """Let other programs in."""
        if self._locked:
            _unlock_file(self._file)
            self._locked = False

    def flush(self):
        """Write the file anew if something was removed or replaced."""
        if not self._pending:
            if self._pending_sync:
                _sync_flush(self._file)
                self._pending_sync = False
            return
        # There was a change, so the table is there.
        assert self._toc is not None
        self._file.seek(0, 2)
        cur_len = self._file.tell()
        if cur_len != self._file_length:
            raise ExternalClashError('Size of mailbox file changed (expected %i, found %i)'
                                     % (self._file_length, cur_len))
        new_file = _create_temporary(self._path)
        try:
            new_toc = {}
            self._pre_mailbox_hook(new_file)
            for key in sorted(self._toc.keys()):
                start, stop = self._toc[key]
                self._file.seek(start)
                self._pre_message_hook(new_file)
                new_start = new_file.tell()
                left = stop - self._file.tell()
                while left > 0 and (buffer := self._file.read(min(4096, left))):
                    new_file.write(buffer)
                    left -= len(buffer)
                new_toc[key] = (new_start, new_file.tell())
                self._post_message_hook(new_file)
            self._file_length = new_file.tell()
        except:
            new_file.close()
            os.remove(new_file.name)
            raise
        _sync_close(new_file)
        self._file.close()
        # The new file has the permissions of the old one.
        info = os.stat(self._path)
        os.chmod(new_file.name, info.st_mode)
        try:
            os.chown(new_file.name, info.st_uid, info.st_gid)
        except (AttributeError, OSError):
            pass
        os.rename(new_file.name, self._path)
        self._file = open(self._path, 'rb+')
        self._toc = new_toc
        self._pending = False
        self._pending_sync = False
        if self._locked:
            _lock_file(self._file, dotlock=False)

    def _pre_mailbox_hook(self, f):
        pass

    def _pre_message_hook(self, f):
        pass

    def _post_message_hook(self, f):
        pass

    def close(self):
        """Write what is left and close the file."""
        try:
            self.flush()
        finally:
            try:
                if self._locked:
                    self.unlock()
            finally:
                self._file.close()

    def _lookup(self, key=None):
        if self._toc is None:
            self._generate_toc()
        if key is not None:
            try:
                return self._toc[key]
            except KeyError:
                raise KeyError('No message with key: %s' % key) from None

    def _append_message(self, message):
        # Where the message now begins and ends.
        self._file.seek(0, 2)
        before = self._file.tell()
        if len(self._toc) == 0 and not self._pending:
            self._pre_mailbox_hook(self._file)
        try:
            self._pre_message_hook(self._file)
            offsets = self._install_message(message)
            self._post_message_hook(self._file)
        except BaseException:
            self._file.truncate(before)
            raise
        self._file.flush()
        self._file_length = self._file.tell()
        return offsets


class _mboxMMDF(_singlefileMailbox):
    # Messages begin with a line "From ".

    _mangle_from_ = True

    def get_message(self, key):
        """A message of the format's class."""
        start, stop = self._lookup(key)
        self._file.seek(start)
        from_line = self._file.readline().replace(linesep, b'').decode('ascii')
        string = self._file.read(stop - self._file.tell())
        msg = self._message_factory(string.replace(linesep, b'\n'))
        msg.set_unixfrom(from_line)
        msg.set_from(from_line[5:])
        return msg

    def get_string(self, key, from_=False):
        """A message as text, with the line "From " if asked for."""
        return email.message_from_bytes(self.get_bytes(key, from_)).as_string(unixfrom=from_)

    def get_bytes(self, key, from_=False):
        """A message as bytes, with the line "From " if asked for."""
        start, stop = self._lookup(key)
        self._file.seek(start)
        if not from_:
            self._file.readline()
        return self._file.read(stop - self._file.tell()).replace(linesep, b'\n')

    def get_file(self, key, from_=False):
        """A message as a file, with the line "From " if asked for."""
        start, stop = self._lookup(key)
        self._file.seek(start)
        if not from_:
            self._file.readline()
        return _PartialFile(self._file, self._file.tell(), stop)

    def _install_message(self, message):
        from_line = None
        if isinstance(message, str):
            message = self._string_to_bytes(message)
        if isinstance(message, bytes) and message.startswith(b'From '):
            newline = message.find(b'\n')
            if newline != -1:
                from_line, message = message[:newline], message[newline + 1:]
            else:
                from_line, message = message, b''
        elif isinstance(message, _mboxMMDFMessage):
            from_line = b'From ' + message.get_from().encode('ascii')
        elif isinstance(message, email.message.Message):
            from_line = message.get_unixfrom()
            if from_line is not None:
                from_line = from_line.encode('ascii')
        if from_line is None:
            from_line = b'From MAILER-DAEMON ' + time.asctime(time.gmtime()).encode()
        start = self._file.tell()
        self._file.write(from_line + linesep)
        self._dump_message(message, self._file, self._mangle_from_)
        return start, self._file.tell()


class mbox(_mboxMMDF):
    """A file with messages that begin with a line "From " after an empty line."""

    _mangle_from_ = True
    _append_newline = True

    def __init__(self, path, factory=None, create=True):
        self._message_factory = mboxMessage
        _mboxMMDF.__init__(self, path, factory, create)

    def _post_message_hook(self, f):
        f.write(linesep)

    def _generate_toc(self):
        starts, stops = [], []
        last_was_empty = False
        self._file.seek(0)
        while True:
            line_pos = self._file.tell()
            line = self._file.readline()
            if line.startswith(b'From '):
                if len(stops) < len(starts):
                    stops.append(line_pos - len(linesep) if last_was_empty else line_pos)
                starts.append(line_pos)
                last_was_empty = False
            elif not line:
                if last_was_empty:
                    stops.append(line_pos - len(linesep))
                else:
                    stops.append(line_pos)
                break
            else:
                last_was_empty = line == linesep
        self._toc = dict(enumerate(zip(starts, stops)))
        self._next_key = len(self._toc)
        self._file_length = self._file.tell()


class MMDF(_mboxMMDF):
    """A file with messages between lines of four control characters."""

    def __init__(self, path, factory=None, create=True):
        self._message_factory = MMDFMessage
        _mboxMMDF.__init__(self, path, factory, create)

    _fence = b'\001\001\001\001' + linesep

    def _pre_message_hook(self, f):
        f.write(self._fence)

    def _post_message_hook(self, f):
        f.write(linesep + self._fence)

    def _generate_toc(self):
        starts, stops = [], []
        self._file.seek(0)
        next_pos = 0
        while True:
            line_pos = next_pos
            line = self._file.readline()
            next_pos = self._file.tell()
            if line.startswith(self._fence):
                starts.append(next_pos)
                while True:
                    line_pos = next_pos
                    line = self._file.readline()
                    next_pos = self._file.tell()
                    if line == self._fence:
                        stops.append(line_pos - len(linesep))
                        break
                    if not line:
                        stops.append(line_pos)
                        break
            elif not line:
                break
        self._toc = dict(enumerate(zip(starts, stops)))
        self._next_key = len(self._toc)
        self._file.seek(0, 2)
        self._file_length = self._file.tell()


class MH(Mailbox):
    """A directory with files whose names are numbers."""

    def __init__(self, path, factory=None, create=True):
        Mailbox.__init__(self, path, factory, create)
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            os.mkdir(self._path, 0o700)
            os.close(os.open(os.path.join(self._path, '.mh_sequences'), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._locked = False

    def _open(self, key, mode):
        try:
            return open(os.path.join(self._path, str(key)), mode)
        except FileNotFoundError:
            raise KeyError('No message with key: %s' % key) from None

    def add(self, message):
        """Add a message: its number."""
        new_key = max(self.keys(), default=0) + 1
        new_path = os.path.join(self._path, str(new_key))
        f = _create_carefully(new_path)
        closed = False
        try:
            if self._locked:
                _lock_file(f)
            try:
                try:
                    self._dump_message(message, f)
                except BaseException:
                    if self._locked:
                        _unlock_file(f)
                    _sync_close(f)
                    closed = True
                    os.remove(new_path)
                    raise
                if isinstance(message, MHMessage):
                    self._dump_sequences(message, new_key)
            finally:
                if self._locked and not closed:
                    _unlock_file(f)
        finally:
            if not closed:
                _sync_close(f)
        return new_key

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        self._open(key, 'rb+').close()
        os.remove(os.path.join(self._path, str(key)))

    def __setitem__(self, key, message):
        f = self._open(key, 'rb+')
        try:
            if self._locked:
                _lock_file(f)
            try:
                os.close(os.open(os.path.join(self._path, str(key)), os.O_WRONLY | os.O_TRUNC))
                self._dump_message(message, f)
                if isinstance(message, MHMessage):
                    self._dump_sequences(message, key)
            finally:
                if self._locked:
                    _unlock_file(f)
        finally:
            _sync_close(f)

    @contextlib.contextmanager
    def _reading(self, key):
        f = self._open(key, 'rb+' if self._locked else 'rb')
        with contextlib.closing(f):
            if self._locked:
                _lock_file(f)
            try:
                yield f
            finally:
                if self._locked:
                    _unlock_file(f)

    def get_message(self, key):
        """An MHMessage."""
        with self._reading(key) as f:
            msg = MHMessage(f)
        for name, key_list in self.get_sequences().items():
            if key in key_list:
                msg.add_sequence(name)
        return msg

    def get_bytes(self, key):
        """A message as bytes."""
        with self._reading(key) as f:
            return f.read().replace(linesep, b'\n')

    def get_file(self, key):
        """A message as a file."""
        return _ProxyFile(self._open(key, 'rb'))

    def iterkeys(self):
        return iter(sorted(int(entry) for entry in os.listdir(self._path) if entry.isdigit()))

    def __contains__(self, key):
        return os.path.exists(os.path.join(self._path, str(key)))

    def __len__(self):
        return len(list(self.iterkeys()))

    def lock(self):
        """Keep other programs out."""
        if not self._locked:
            self._file = open(os.path.join(self._path, '.mh_sequences'), 'rb+')
            _lock_file(self._file)
            self._locked = True

    def unlock(self):
        """Let other programs in."""
        if self._locked:
            _unlock_file(self._file)
            _sync_close(self._file)
            del self._file
            self._locked = False

    def flush(self):
        """Everything is on disk already."""

    def close(self):
        """Let other programs in."""
        if self._locked:
            self.unlock()

    def list_folders(self):
        """The names of the folders."""
        return [entry for entry in os.listdir(self._path) if os.path.isdir(os.path.join(self._path, entry))]

    def get_folder(self, folder):
        """A folder as an MH mailbox."""
        return MH(os.path.join(self._path, folder), factory=self._factory, create=False)

    def add_folder(self, folder):
        """Make a folder: an MH mailbox."""
        return MH(os.path.join(self._path, folder), factory=self._factory)

    def remove_folder(self, folder):
        """Remove an empty folder."""
        path = os.path.join(self._path, folder)
        entries = os.listdir(path)
        if entries == ['.mh_sequences']:
            os.remove(os.path.join(path, '.mh_sequences'))
        elif entries:
            raise NotEmptyError('Folder not empty: %s' % self._path)
        os.rmdir(path)

    def get_sequences(self):
        """The named lists of messages: {name: numbers}."""
        results = {}
        with open(os.path.join(self._path, '.mh_sequences'), 'r', encoding='ASCII') as f:
            all_keys = set(self.keys())
            for line in f:
                try:
                    name, contents = line.split(':')
                    keys = set()
                    for spec in contents.split():
                        if spec.isdigit():
                            keys.add(int(spec))
                        else:
                            start, stop = (int(x) for x in spec.split('-'))
                            keys.update(range(start, stop + 1))
                    results[name] = [key for key in sorted(keys) if key in all_keys]
                    if len(results[name]) == 0:
                        del results[name]
                except ValueError:
                    raise FormatError('Invalid sequence specification: %s' % line.rstrip())
        return results

    def set_sequences(self, sequences):
        """Set the named lists of messages."""
        with open(os.path.join(self._path, '.mh_sequences'), 'r+', encoding='ASCII') as f:
            os.close(os.open(f.name, os.O_WRONLY | os.O_TRUNC))
            for name, keys in sequences.items():
                if len(keys) == 0:
                    continue
                f.write(name + ':')
                runs = []
                for key in sorted(set(keys)):
                    if runs and key == runs[-1][1] + 1:
                        runs[-1][1] = key
                    else:
                        runs.append([key, key])
                for first, last in runs:
                    f.write(' %s' % first if first == last else ' %s-%s' % (first, last))
                f.write('\n')

    def pack(self):
        """Give the messages the numbers from 1 on."""
        sequences = self.get_sequences()
        prev = 0
        changes = []
        for key in self.iterkeys():
            if key - 1 != prev:
                changes.append((key, prev + 1))
                os.rename(os.path.join(self._path, str(key)), os.path.join(self._path, str(prev + 1)))
            prev += 1
        self._next_key = prev + 1
        if not changes:
            return
        for name, key_list in sequences.items():
            for old, new in changes:
                if old in key_list:
                    key_list[key_list.index(old)] = new
        self.set_sequences(sequences)

    def _dump_sequences(self, message, key):
        wanted = message.get_sequences()
        all_sequences = self.get_sequences()
        for name, key_list in all_sequences.items():
            if name in wanted:
                key_list.append(key)
            elif key in key_list:
                del key_list[key_list.index(key)]
        for sequence in wanted:
            if sequence not in all_sequences:
                all_sequences[sequence] = [key]
        self.set_sequences(all_sequences)


class Babyl(_singlefileMailbox):
    """The file of the mail reader Rmail."""

    _special_labels = frozenset({'unseen', 'deleted', 'filed', 'answered', 'forwarded', 'edited', 'resent'})

    def __init__(self, path, factory=None, create=True):
        _singlefileMailbox.__init__(self, path, factory, create)
        self._labels = {}

    def add(self, message):
        """Append a message: its key."""
        key = _singlefileMailbox.add(self, message)
        if isinstance(message, BabylMessage):
            self._labels[key] = message.get_labels()
        return key

    def remove(self, key):
        """Remove a message; KeyError if there is none."""
        _singlefileMailbox.remove(self, key)
        self._labels.pop(key, None)

    def __setitem__(self, key, message):
        _singlefileMailbox.__setitem__(self, key, message)
        if isinstance(message, BabylMessage):
            self._labels[key] = message.get_labels()

    def _parts(self, key):
        # The headers as they came, those that are shown, and the body.
        start, stop = self._lookup(key)
        self._file.seek(start)
        self._file.readline()       # 1,labels
        original, visible = [], []
        for lines in (original, visible):
            while True:
                line = self._file.readline()
                if line == b'*** EOOH ***' + linesep or not line:
                    break
                if lines is visible and line == linesep:
                    break
                lines.append(line)
        body = self._file.read(stop - self._file.tell()).replace(linesep, b'\n')
        return (b''.join(original).replace(linesep, b'\n'), b''.join(visible).replace(linesep, b'\n'), body)

    def get_message(self, key):
        """A BabylMessage."""
        original, visible, body = self._parts(key)
        msg = BabylMessage(original + body)
        msg.set_visible(visible)
        if key in self._labels:
            msg.set_labels(self._labels[key])
        return msg

    def get_bytes(self, key):
        """A message as bytes."""
        original, _, body = self._parts(key)
        return original + body

    def get_file(self, key):
        """A message as a file."""
        return io.BytesIO(self.get_bytes(key).replace(b'\n', linesep))

    def get_labels(self):
        """The labels that users have given."""
        self._lookup()
        labels = set()
        for label_list in self._labels.values():
            labels.update(label_list)
        return list(labels - self._special_labels)

    def _generate_toc(self):
        starts, stops, label_lists = [], [], []
        self._file.seek(0)
        next_pos = 0
        while True:
            line_pos = next_pos
            line = self._file.readline()
            next_pos = self._file.tell()
            if line == b'\037\014' + linesep:
                if len(stops) < len(starts):
                    stops.append(line_pos - len(linesep))
                starts.append(next_pos)
                labels = [label.strip() for label in self._file.readline()[1:].split(b',') if label.strip()]
                label_lists.append([label.decode('ascii', 'replace') for label in labels])
            elif line in (b'\037', b'\037' + linesep):
                if len(stops) < len(starts):
                    stops.append(line_pos - len(linesep))
            elif not line:
                stops.append(line_pos - len(linesep))
                break
        self._toc = dict(enumerate(zip(starts, stops)))
        self._labels = dict(enumerate(label_lists))
        self._next_key = len(self._toc)
        self._file.seek(0, 2)
        self._file_length = self._file.tell()

    def _pre_mailbox_hook(self, f):
        babyl = b'BABYL OPTIONS:' + linesep + b'Version: 5' + linesep
        labels = self.get_labels()
        f.write(babyl + b'Labels:' + ','.join(labels).encode() + linesep + b'\037')

    def _pre_message_hook(self, f):
        f.write(b'\014' + linesep)

    def _post_message_hook(self, f):
        f.write(linesep + b'\037')

    def _install_message(self, message):
        start = self._file.tell()
        if isinstance(message, BabylMessage):
            special, labels = [], []
            for label in message.get_labels():
                (special if label in self._special_labels else labels).append(label)
            self._file.write(b'1')
            for label in special:
                self._file.write(b', ' + label.encode())
            self._file.write(b',,')
            for label in labels:
                self._file.write(b' ' + label.encode() + b',')
            self._file.write(linesep)
        else:
            self._file.write(b'1,,' + linesep)
        if isinstance(message, email.message.Message):
            headers, body = self._flat(message)
            self._file.write(headers + b'*** EOOH ***' + linesep)
            if isinstance(message, BabylMessage):
                self._file.write(self._flat(message.get_visible())[0])
            else:
                self._file.write(headers)
            self._file.write(body)
            return start, self._file.tell()
        if isinstance(message, str):
            message = self._string_to_bytes(message)
        elif isinstance(message, io.StringIO):
            warnings.warn("Use of StringIO input is deprecated, use BytesIO instead", DeprecationWarning, 3)
            message = self._string_to_bytes(message.getvalue())
        elif hasattr(message, 'readline') and not isinstance(message, bytes):
            if hasattr(message, 'buffer'):
                warnings.warn("Use of text mode files is deprecated, use a binary mode file instead",
                              DeprecationWarning, 3)
                message = message.buffer
            message = message.read().replace(b'\r\n', b'\n')
        if not isinstance(message, bytes):
            raise TypeError('Invalid message type: %s' % type(message))
        end = message.find(b'\n\n')
        if end >= 0:
            headers, body = message[:end + 2].replace(b'\n', linesep), message[end + 2:].replace(b'\n', linesep)
            self._file.write(headers + b'*** EOOH ***' + linesep + headers + body)
        else:
            self._file.write(b'*** EOOH ***' + linesep + linesep + message.replace(b'\n', linesep))
        return start, self._file.tell()

    def _flat(self, message):
        # Headers (with the empty line) and body of a message object.
        buffer = io.BytesIO()
        email.generator.BytesGenerator(buffer, False, 0).flatten(message)
        headers, empty, body = buffer.getvalue().partition(b'\n\n')
        if not empty:
            return headers.replace(b'\n', linesep), b''
        return (headers + b'\n\n').replace(b'\n', linesep), body.replace(b'\n', linesep)


class Message(email.message.Message):
    """A message that knows what its mailbox says about it."""

    def __init__(self, message=None):
        if isinstance(message, email.message.Message):
            self._become_message(copy.deepcopy(message))
            if isinstance(message, Message):
                message._explain_to(self)
        elif isinstance(message, bytes):
            self._become_message(email.message_from_bytes(message))
        elif isinstance(message, str):
            self._become_message(email.message_from_string(message))
        elif isinstance(message, io.TextIOWrapper):
            self._become_message(email.message_from_file(message))
        elif hasattr(message, "read"):
            self._become_message(email.message_from_binary_file(message))
        elif message is None:
            email.message.Message.__init__(self)
        else:
            raise TypeError('Invalid message type: %s' % type(message))

    def _become_message(self, message):
        # All but what belongs to the other format.
        specific = getattr(message, '_type_specific_attributes', [])
        for name in message.__dict__:
            if name not in specific:
                self.__dict__[name] = message.__dict__[name]

    def _explain_to(self, message):
        # Tell a message of any format what this one knows.
        if not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type')

    _type_specific_attributes = []


class MaildirMessage(Message):
    """A message of a Maildir: subdirectory, info, date."""

    _type_specific_attributes = ['_subdir', '_info', '_date']

    def __init__(self, message=None):
        self._subdir = 'new'
        self._info = ''
        self._date = time.time()
        Message.__init__(self, message)

    def get_subdir(self):
        """new or cur."""
        return self._subdir

    def set_subdir(self, subdir):
        """new or cur."""
        if subdir not in ('new', 'cur'):
            raise ValueError("subdir must be 'new' or 'cur': %s" % subdir)
        self._subdir = subdir

    def get_flags(self):
        """The flags as letters."""
        return self._info[2:] if self._info.startswith('2,') else ''

    def set_flags(self, flags):
        """Set these flags and no others."""
        self._info = '2,' + ''.join(sorted(flags))

    def add_flag(self, flag):
        """Set these flags too."""
        self.set_flags(''.join(set(self.get_flags()) | set(flag)))

    def remove_flag(self, flag):
        """Unset these flags."""
        if self.get_flags():
            self.set_flags(''.join(set(self.get_flags()) - set(flag)))

    def get_date(self):
        """When it came, in seconds."""
        return self._date

    def set_date(self, date):
        """When it came, in seconds."""
        try:
            self._date = float(date)
        except ValueError:
            raise TypeError("can't convert to float: %s" % date) from None

    def get_info(self):
        """What its name says about it."""
        return self._info

    def set_info(self, info):
        """What its name says about it."""
        if not isinstance(info, str):
            raise TypeError('info must be a string: %s' % type(info))
        self._info = info

    def _explain_to(self, message):
        flags = set(self.get_flags())
        if isinstance(message, MaildirMessage):
            message.set_flags(self.get_flags())
            message.set_subdir(self.get_subdir())
            message.set_date(self.get_date())
        elif isinstance(message, _mboxMMDFMessage):
            for mine, its in (('S', 'R'), ('F', 'F'), ('R', 'A'), ('T', 'D')):
                if mine in flags:
                    message.add_flag(its)
            if self.get_subdir() == 'cur':
                message.add_flag('O')
            message.set_from('MAILER-DAEMON', time.gmtime(self.get_date()))
        elif isinstance(message, MHMessage):
            if 'S' not in flags:
                message.add_sequence('unseen')
            if 'R' in flags:
                message.add_sequence('replied')
            if 'F' in flags:
                message.add_sequence('flagged')
        elif isinstance(message, BabylMessage):
            if 'S' not in flags:
                message.add_label('unseen')
            for mine, label in (('T', 'deleted'), ('R', 'answered'), ('P', 'forwarded')):
                if mine in flags:
                    message.add_label(label)
        elif not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type: %s' % type(message))


class _mboxMMDFMessage(Message):
    # A message with a line "From " and flags in two headers.

    _type_specific_attributes = ['_from']

    def __init__(self, message=None):
        self.set_from('MAILER-DAEMON', True)
        if isinstance(message, email.message.Message):
            unixfrom = message.get_unixfrom()
            if unixfrom is not None and unixfrom.startswith('From '):
                self.set_from(unixfrom[5:])
        Message.__init__(self, message)

    def get_from(self):
        """What follows in the line "From "."""
        return self._from

    def set_from(self, from_, time_=None):
        """What follows in the line "From "; with a time (True: now) after it."""
        if time_ is not None:
            if time_ is True:
                time_ = time.gmtime()
            from_ += ' ' + time.asctime(time_)
        self._from = from_

    def get_flags(self):
        """The flags as letters."""
        return self.get('Status', '') + self.get('X-Status', '')

    def set_flags(self, flags):
        """Set these flags and no others."""
        flags = set(flags)
        status, xstatus = '', ''
        for flag in ('R', 'O'):
            if flag in flags:
                status += flag
                flags.remove(flag)
        for flag in ('D', 'F', 'A'):
            if flag in flags:
                xstatus += flag
                flags.remove(flag)
        xstatus += ''.join(sorted(flags))
        for name, value in (('Status', status), ('X-Status', xstatus)):
            try:
                self.replace_header(name, value)
            except KeyError:
                self.add_header(name, value)

    def add_flag(self, flag):
        """Set these flags too."""
        self.set_flags(''.join(set(self.get_flags()) | set(flag)))

    def remove_flag(self, flag):
        """Unset these flags."""
        if 'Status' in self or 'X-Status' in self:
            self.set_flags(''.join(set(self.get_flags()) - set(flag)))

    def _explain_to(self, message):
        flags = set(self.get_flags())
        if isinstance(message, MaildirMessage):
            if 'O' in flags:
                message.set_subdir('cur')
            for mine, its in (('F', 'F'), ('A', 'R'), ('R', 'S'), ('D', 'T')):
                if mine in flags:
                    message.add_flag(its)
            del message['status']
            del message['x-status']
            date = ' '.join(self.get_from().split()[-5:])
            try:
                message.set_date(calendar.timegm(time.strptime(date, '%a %b %d %H:%M:%S %Y')))
            except (ValueError, OverflowError):
                pass
        elif isinstance(message, _mboxMMDFMessage):
            message.set_flags(self.get_flags())
            message.set_from(self.get_from())
        elif isinstance(message, MHMessage):
            if 'R' not in flags:
                message.add_sequence('unseen')
            if 'A' in flags:
                message.add_sequence('replied')
            if 'F' in flags:
                message.add_sequence('flagged')
            del message['status']
            del message['x-status']
        elif isinstance(message, BabylMessage):
            if 'R' not in flags:
                message.add_label('unseen')
            if 'D' in flags:
                message.add_label('deleted')
            if 'A' in flags:
                message.add_label('answered')
            del message['status']
            del message['x-status']
        elif not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type: %s' % type(message))


class mboxMessage(_mboxMMDFMessage):
    """A message of an mbox file."""


class MHMessage(Message):
    """A message of an MH mailbox: the lists it is in."""

    _type_specific_attributes = ['_sequences']

    def __init__(self, message=None):
        self._sequences = []
        Message.__init__(self, message)

    def get_sequences(self):
        """The names of the lists that it is in."""
        return self._sequences[:]

    def set_sequences(self, sequences):
        """Put it into these lists and no others."""
        self._sequences = list(sequences)

    def add_sequence(self, sequence):
        """Put it into a list too."""
        if not isinstance(sequence, str):
            raise TypeError('sequence type must be str: %s' % type(sequence))
        if sequence not in self._sequences:
            self._sequences.append(sequence)

    def remove_sequence(self, sequence):
        """Take it out of a list."""
        try:
            self._sequences.remove(sequence)
        except ValueError:
            pass

    def _explain_to(self, message):
        sequences = set(self.get_sequences())
        if isinstance(message, MaildirMessage):
            if 'unseen' in sequences:
                message.set_subdir('cur')
            else:
                message.set_subdir('cur')
                message.add_flag('S')
            if 'flagged' in sequences:
                message.add_flag('F')
            if 'replied' in sequences:
                message.add_flag('R')
        elif isinstance(message, _mboxMMDFMessage):
            message.add_flag('O' if 'unseen' in sequences else 'RO')
            if 'flagged' in sequences:
                message.add_flag('F')
            if 'replied' in sequences:
                message.add_flag('A')
        elif isinstance(message, MHMessage):
            for sequence in self.get_sequences():
                message.add_sequence(sequence)
        elif isinstance(message, BabylMessage):
            if 'unseen' in sequences:
                message.add_label('unseen')
            if 'replied' in sequences:
                message.add_label('answered')
        elif not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type: %s' % type(message))


class BabylMessage(Message):
    """A message of a Babyl file: labels, and the headers that are shown."""

    _type_specific_attributes = ['_labels', '_visible']

    def __init__(self, message=None):
        self._labels = []
        self._visible = Message()
        Message.__init__(self, message)

    def get_labels(self):
        """The labels."""
        return self._labels[:]

    def set_labels(self, labels):
        """Set these labels and no others."""
        self._labels = list(labels)

    def add_label(self, label):
        """Set a label too."""
        if not isinstance(label, str):
            raise TypeError('label must be a string: %s' % type(label))
        if label not in self._labels:
            self._labels.append(label)

    def remove_label(self, label):
        """Unset a label."""
        try:
            self._labels.remove(label)
        except ValueError:
            pass

    def get_visible(self):
        """The headers that are shown, as a message without a body."""
        return Message(self._visible)

    def set_visible(self, visible):
        """The headers that are shown."""
        self._visible = Message(visible)

    def update_visible(self):
        """Show the headers' present values, and the usual ones."""
        for header in self._visible.keys():
            if header in self:
                self._visible.replace_header(header, self[header])
            else:
                del self._visible[header]
        for header in ('Date', 'From', 'Reply-To', 'To', 'CC', 'Subject'):
            if header in self and header not in self._visible:
                self._visible[header] = self[header]

    def _explain_to(self, message):
        labels = set(self.get_labels())
        if isinstance(message, MaildirMessage):
            message.set_subdir('cur')
            if 'unseen' not in labels:
                message.add_flag('S')
            if 'forwarded' in labels or 'resent' in labels:
                message.add_flag('P')
            if 'answered' in labels:
                message.add_flag('R')
            if 'deleted' in labels:
                message.add_flag('T')
        elif isinstance(message, _mboxMMDFMessage):
            message.add_flag('O' if 'unseen' in labels else 'RO')
            if 'deleted' in labels:
                message.add_flag('D')
            if 'answered' in labels:
                message.add_flag('A')
        elif isinstance(message, MHMessage):
            if 'unseen' in labels:
                message.add_sequence('unseen')
            if 'answered' in labels:
                message.add_sequence('replied')
        elif isinstance(message, BabylMessage):
            message.set_visible(self.get_visible())
            for label in self.get_labels():
                message.add_label(label)
        elif not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type: %s' % type(message))


class MMDFMessage(_mboxMMDFMessage):
    """A message of an MMDF file."""


class _ProxyFile:
    # A file with a position of its own in another one.

    def __init__(self, f, pos=None):
        self._file = f
        self._pos = f.tell() if pos is None else pos

    def read(self, size=None):
        return self._read(size, self._file.read)

    def read1(self, size=None):
        return self._read(size, self._file.read1)

    def readline(self, size=None):
        return self._read(size, self._file.readline)

    def readlines(self, sizehint=None):
        result = []
        for line in self:
            result.append(line)
            if sizehint is not None:
                sizehint -= len(line)
                if sizehint <= 0:
                    break
        return result

    def __iter__(self):
        while line := self.readline():
            yield line

    def tell(self):
        return self._pos

    def seek(self, offset, whence=0):
        if whence == 1:
            self._file.seek(self._pos)
        self._file.seek(offset, whence)
        self._pos = self._file.tell()

    def close(self):
        if hasattr(self, '_file'):
            try:
                if hasattr(self._file, 'close'):
                    self._file.close()
            finally:
                del self._file

    def _read(self, size, read_method):
        self._file.seek(self._pos)
        result = read_method(-1 if size is None else size)
        self._pos = self._file.tell()
        return result

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def readable(self):
        return self._file.readable()

    def writable(self):
        return self._file.writable()

    def seekable(self):
        return self._file.seekable()

    def flush(self):
        return self._file.flush()

    @property
    def closed(self):
        return not hasattr(self, '_file') or getattr(self._file, 'closed', False)

    __class_getitem__ = classmethod(GenericAlias)


class _PartialFile(_ProxyFile):
    # A part of a file as a file.

    def __init__(self, f, start=None, stop=None):
        _ProxyFile.__init__(self, f, start)
        self._start = start
        self._stop = stop

    def tell(self):
        return _ProxyFile.tell(self) - self._start

    def seek(self, offset, whence=0):
        if whence == 0:
            self._pos = self._start
            whence = 1
        elif whence == 2:
            self._pos = self._stop
            whence = 1
        _ProxyFile.seek(self, offset, whence)

    def _read(self, size, read_method):
        left = self._stop - self._pos
        if left <= 0:
            return b''
        return _ProxyFile._read(self, left if size is None or size < 0 or size > left else size, read_method)

    def close(self):
        # The other file belongs to the mailbox.
        if hasattr(self, '_file'):
            del self._file


def _lock_file(f, dotlock=True):
    # The ways that mail programs know: lockf, and a file beside.
    dotlock_done = False
    try:
        if fcntl:
            try:
                fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as e:
                if e.errno in (errno.EAGAIN, errno.EACCES, errno.EROFS):
                    raise ExternalClashError('lockf: lock unavailable: %s' % f.name)
                raise
        if dotlock:
            try:
                pre_lock = _create_temporary(f.name + '.lock')
                pre_lock.close()
            except OSError as e:
                if e.errno in (errno.EACCES, errno.EROFS):
                    return      # without it, then
                raise
            try:
                try:
                    os.link(pre_lock.name, f.name + '.lock')
                    dotlock_done = True
                except (AttributeError, PermissionError):
                    os.rename(pre_lock.name, f.name + '.lock')
                    dotlock_done = True
                else:
                    os.unlink(pre_lock.name)
            except FileExistsError:
                os.remove(pre_lock.name)
                raise ExternalClashError('dot lock unavailable: %s' % f.name)
    except:
        if fcntl:
            fcntl.lockf(f, fcntl.LOCK_UN)
        if dotlock_done:
            os.remove(f.name + '.lock')
        raise


def _unlock_file(f):
    if fcntl:
        fcntl.lockf(f, fcntl.LOCK_UN)
    if os.path.exists(f.name + '.lock'):
        os.remove(f.name + '.lock')


def _create_carefully(path):
    # A new file, and only a new one.
    fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
    try:
        return open(path, 'rb+')
    finally:
        os.close(fd)


def _create_temporary(path):
    return _create_carefully('%s.%s.%s.%s' % (path, int(time.time()), socket.gethostname(), os.getpid()))


def _sync_flush(f):
    f.flush()
    if hasattr(os, 'fsync'):
        os.fsync(f.fileno())


def _sync_close(f):
    _sync_flush(f)
    f.close()
