"""Sockets: the native class with files, copies and context managers on top."""
import io
import os
from enum import IntEnum, IntFlag

import _socket
from _socket import *

try:
    import errno
except ImportError:
    errno = None
EBADF, EAGAIN, EWOULDBLOCK = (getattr(errno, _name, _otherwise) for _name, _otherwise in (
    ('EBADF', 9), ('EAGAIN', 11), ('EWOULDBLOCK', 11)))

__all__ = ['fromfd', 'getfqdn', 'create_connection', 'create_server', 'has_dualstack_ipv6',
           'AddressFamily', 'SocketKind']
__all__ += [_name for _name in dir(_socket) if not _name.startswith('_')]

_GLOBAL_DEFAULT_TIMEOUT = object()
_PIECE = 8192                   # what is read of a file at once,
_SENDFILE_MOST = 1 << 30        # and what the system sends of it at once

# The constants become members of enumerations, under the names they have.
for _base, _kind, _prefix in ((IntEnum, 'AddressFamily', 'AF_'), (IntEnum, 'SocketKind', 'SOCK_'),
                              (IntFlag, 'MsgFlag', 'MSG_'), (IntFlag, 'AddressInfo', 'AI_')):
    _base._convert_(_kind, __name__,
                    lambda name, prefix=_prefix: name.isupper() and name.startswith(prefix))


def _member(kind, number):
    """The member of an enumeration; a number it does not know as it is."""
    return kind._value2member_map_.get(number, number)


class _NoSendfile(Exception):
    """os.sendfile() is not for this file, or not for this socket."""


class socket(_socket.socket):
    """One end of a connection; see the methods for what it can do."""

    __slots__ = ['__weakref__', '_io_refs', '_closed']

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            # Of a descriptor the system can be asked.
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
        super().__init__(family, type, proto, fileno)
        self._closed, self._io_refs = False, 0      # and so many files on it are open

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __enter__(self):
        return self

    def __repr__(self):
        cls = self.__class__
        parts = [f'{cls.__module__}.{cls.__qualname__}{" [closed]" if self._closed else ""} '
                 f'fd={self.fileno()}']
        parts += [f'{name}={getattr(self, name)!s}' for name in ('family', 'type', 'proto')]
        for name, ask in () if self._closed else (('laddr', 'getsockname'),
                                                  ('raddr', 'getpeername')):
            try:
                if address := getattr(self, ask)():
                    parts.append(f'{name}={address}')
            except (OSError, AttributeError):
                pass
        return f'<{", ".join(parts)}>'

    def __getstate__(self):
        raise TypeError(f'cannot pickle {self.__class__.__name__!r} object')

    @property
    def family(self):
        """The address family, an AddressFamily."""
        return _member(AddressFamily, super().family)

    @property
    def type(self):
        """The kind of socket, a SocketKind."""
        return _member(SocketKind, super().type)

    # --- other sockets

    def dup(self):
        """Another socket on the same connection, not inherited by children."""
        copy = self.__class__(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        copy.settimeout(self.gettimeout())
        return copy

    def accept(self):
        """Wait for a connection; (socket, address)."""
        fd, address = self._accept()
        connection = socket(self.family, self.type, self.proto, fileno=fd)
        if self.gettimeout() and getdefaulttimeout() is None:
            # Some systems hand it on.
            connection.setblocking(True)
        return connection, address

    # --- files

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        """A file on the socket, with the arguments of open()."""
        if {*mode} - {*'rwb'}:
            raise ValueError(f'invalid mode {mode!r} (only r, w, b allowed)')
        binary, writing = 'b' in mode, 'w' in mode
        reading = 'r' in mode or not writing
        raw = SocketIO(self, 'r' * reading + 'w' * writing)
        self._io_refs += 1
        if buffering == 0:
            if binary:
                return raw
            raise ValueError('unbuffered streams must be binary')
        size = io.DEFAULT_BUFFER_SIZE if buffering is None or buffering < 0 else buffering
        if reading and writing:
            file = io.BufferedRWPair(raw, raw, size)
        else:
            file = (io.BufferedReader if reading else io.BufferedWriter)(raw, size)
        if not binary:
            file = io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline)
            file.mode = mode
        return file

    def sendfile(self, file, offset=0, count=None):
        """Send a file, by os.sendfile() where that works; how many bytes."""
        try:
            return self._sendfile_use_sendfile(file, offset, count)
        except _NoSendfile:
            return self._sendfile_use_send(file, offset, count)

    def _check_sendfile_params(self, file, offset, count):
        problem = ('file should be opened in binary mode'
                   if 'b' not in getattr(file, 'mode', 'b') else
                   'only SOCK_STREAM type sockets are supported'
                   if not self.type & SOCK_STREAM else None)
        if problem:
            raise ValueError(problem)
        if count is not None and not (isinstance(count, int) and count > 0):
            error = ValueError if isinstance(count, int) else TypeError
            raise error(f'count must be a positive integer (got {count!r})')
        if self.gettimeout() == 0:
            raise ValueError('non-blocking sockets are not supported')

    def _sendfile_pieces(self, file, offset, count, most, send):
        """Send by send(offset, size) until all is sent, or it says 0; how many bytes."""
        total = 0
        try:
            while room := most if count is None else min(count - total, most):
                sent = send(offset + total, room)
                if not sent:
                    break
                total += sent
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    def _sendfile_use_sendfile(self, file, offset=0, count=None):
        if not hasattr(os, 'sendfile'):
            raise _NoSendfile('os.sendfile() not available on this platform')
        self._check_sendfile_params(file, offset, count)
        try:
            fd = file.fileno()
            size = os.fstat(fd).st_size
        except (AttributeError, OSError) as error:
            raise _NoSendfile(error)        # no regular file
        if not size:
            return 0
        return self._sendfile_pieces(file, offset, count, min(count or size, _SENDFILE_MOST),
                                     self._sender(fd, offset))

    def _sender(self, fd, start):
        import selectors
        kind = getattr(selectors, 'PollSelector', selectors.SelectSelector)
        timeout, out = self.gettimeout(), self.fileno()

        def has_room(timeout):
            with kind() as selector:
                selector.register(out, selectors.EVENT_WRITE)
                return selector.select(timeout)

        def send(offset, size):
            if timeout and not has_room(timeout):
                raise TimeoutError('timed out')
            while True:
                try:
                    return os.sendfile(out, fd, offset, size)
                except BlockingIOError:
                    has_room(timeout)
                except OSError as error:
                    if offset == start:
                        # Nothing is sent yet: it may be done in another way.
                        raise _NoSendfile(error)
                    raise error from None

        return send

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        if offset:
            file.seek(offset)

        def send(offset, size):
            rest = memoryview(file.read(size))
            size = len(rest)
            while rest:
                try:
                    rest = rest[self.send(rest):]
                except BlockingIOError:
                    pass
            return size

        return self._sendfile_pieces(file, offset, count, _PIECE, send)

    # --- the end

    def close(self):
        """Close it, once the files on it are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def _real_close(self, _ss=_socket.socket):
        # The class is an argument for the end of the interpreter.
        _ss.close(self)

    def _decref_socketios(self):
        self._io_refs = max(self._io_refs - 1, 0)
        if self._closed:
            self.close()

    def detach(self):
        """Give up the descriptor without closing it; its number."""
        self._closed = True
        return super().detach()

    def set_inheritable(self, inheritable):
        """Say whether child processes inherit the descriptor."""
        os.set_inheritable(self.fileno(), inheritable)

    def get_inheritable(self):
        """True if child processes inherit the descriptor."""
        return os.get_inheritable(self.fileno())


def fromfd(fd, family, type, proto=0):
    """A socket on a copy of a descriptor."""
    return socket(family, type, proto, dup(fd))


if hasattr(_socket.socket, 'sendmsg'):
    def send_fds(sock, buffers, fds, flags=0, address=None):
        """Send descriptors along with data over a Unix socket."""
        import array
        rights = SOL_SOCKET, SCM_RIGHTS, array.array('i', fds)
        return sock.sendmsg(buffers, [rights])

    __all__.append('send_fds')


if hasattr(_socket.socket, 'recvmsg'):
    def recv_fds(sock, bufsize, maxfds, flags=0):
        """Receive data and up to maxfds descriptors; (data, fds, flags, address)."""
        import array
        fds = array.array('i')
        size = fds.itemsize
        data, extras, flags, address = sock.recvmsg(bufsize, CMSG_LEN(maxfds * size))
        for *kind, found in extras:
            if kind == [SOL_SOCKET, SCM_RIGHTS]:
                # The last one may be cut off.
                fds.frombytes(found[:len(found) // size * size])
        return data, [*fds], flags, address

    __all__.append('recv_fds')


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two connected sockets, of the Unix family unless told otherwise."""
    if family is None:
        family = globals().get('AF_UNIX', AF_INET)
    a, b = (socket(family, type, proto, end.detach())
            for end in _socket.socketpair(family, type, proto))
    return a, b


__all__ += ['socketpair']


class SocketIO(io.RawIOBase):
    """The raw file below makefile()."""

    # No __slots__: there are few of them, and programs put things there.

    def __init__(self, sock, mode):
        if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
            raise ValueError(f'invalid mode: {mode!r}')
        super().__init__()
        self._sock = sock
        self._mode = mode if 'b' in mode else f'{mode}b'
        self._reading, self._writing = 'r' in mode, 'w' in mode
        self._timeout_occurred = False

    def readinto(self, b):
        """Receive into b; how many bytes, None if a non-blocking socket has none."""
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            # Something may be lost.
            raise OSError('cannot read from timed out object')
        try:
            return self._unless_it_blocks(self._sock.recv_into, b)
        except TimeoutError:
            self._timeout_occurred = True
            raise

    def write(self, b):
        """Send from b; how many bytes, None if a non-blocking socket takes none."""
        self._checkClosed()
        self._checkWritable()
        return self._unless_it_blocks(self._sock.send, b)

    @staticmethod
    def _unless_it_blocks(step, b):
        try:
            return step(b)
        except OSError as error:
            if error.errno not in (EAGAIN, EWOULDBLOCK):
                raise

    def _unless_closed(self, answer):
        if self.closed:
            raise ValueError('I/O operation on closed socket.')
        return answer

    def readable(self):
        """True if it was opened for reading."""
        return self._unless_closed(self._reading)

    def writable(self):
        """True if it was opened for writing."""
        return self._unless_closed(self._writing)

    def seekable(self):
        """False: a socket has no position."""
        return self._unless_closed(False)

    @property
    def mode(self):
        """The mode it was opened with."""
        return self._mode

    @property
    def name(self):
        """The descriptor, -1 when closed."""
        return -1 if self.closed else self.fileno()

    def fileno(self):
        """The descriptor of the socket."""
        self._checkClosed()
        return self._sock.fileno()

    def close(self):
        """Close the file; the socket too if it was closed before."""
        if not self.closed:
            super().close()
            sock, self._sock = self._sock, None
            sock._decref_socketios()


def getfqdn(name=''):
    """The full domain name of a host, this one if no name is given."""
    name = name.strip()
    if name in ('', '0.0.0.0', '::'):
        name = gethostname()
    try:
        first, others, _ = gethostbyaddr(name)
    except OSError:
        return name
    return next((known for known in (first, *others) if '.' in known), first)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Ways to reach host and port: [(family, type, proto, canonname, address)]."""
    return [(_member(AddressFamily, af), _member(SocketKind, kind), *rest)
            for af, kind, *rest in _socket.getaddrinfo(host, port, family, type, proto, flags)]


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                      all_errors=False):
    """Connect to (host, port), trying each of the host's addresses.

    The error is the last one, or with all_errors a group of all."""
    host, port = address
    errors = []
    try:
        for family, kind, proto, _, place in getaddrinfo(host, port, 0, SOCK_STREAM):
            sock = None
            try:
                sock = socket(family, kind, proto)
                if source_address:
                    sock.bind(source_address)
                if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                    sock.settimeout(timeout)
                sock.connect(place)
                return sock
            except OSError as error:
                errors.append(error)
                if sock is not None:
                    sock.close()
        if not errors:
            raise OSError('getaddrinfo returns an empty list')
        raise ExceptionGroup('create_connection failed', errors) if all_errors else errors[-1]
    finally:
        # They have this frame.
        errors = None


def has_dualstack_ipv6():
    """True if one socket can take IPv4 and IPv6 connections."""
    if not (has_ipv6 and {'IPPROTO_IPV6', 'IPV6_V6ONLY'} <= {*dir(_socket)}):
        return False
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
    except OSError:
        return False
    return True


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False,
                  dualstack_ipv6=False):
    """A listening TCP socket on (host, port)."""
    problem = (
        reuse_port and not hasattr(_socket, 'SO_REUSEPORT')
        and 'SO_REUSEPORT not supported on this platform'
        or dualstack_ipv6 and (
            not has_dualstack_ipv6() and 'dualstack_ipv6 not supported on this platform'
            or family != AF_INET6 and 'dualstack_ipv6 requires AF_INET6 family'))
    if problem:
        raise ValueError(problem)
    sock = socket(family, SOCK_STREAM)
    try:
        if os.name not in ('nt', 'cygwin') and hasattr(_socket, 'SO_REUSEADDR'):
            # A server may be started anew at once.
            try:
                sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            except OSError:
                pass
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if has_ipv6 and family == AF_INET6 and hasattr(_socket, 'IPV6_V6ONLY'):
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except OSError as error:
            raise OSError(error.errno, f'{error.strerror} (while attempting to bind on address '
                                       f'{address!r})') from None
        sock.listen(*() if backlog is None else (backlog,))
    except OSError:
        sock.close()
        raise
    return sock
