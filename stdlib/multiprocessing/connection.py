"""Connections: messages and objects through pipes and sockets; waiting for several."""
import os
import selectors
import socket
import struct
import sys
import time
from . import AuthenticationError, BufferTooShort, util
from .context import reduction

__all__ = ['Client', 'Listener', 'Pipe', 'wait']

BUFSIZE = 8192
CONNECTION_TIMEOUT = 20.0
families = ['AF_INET'] + ['AF_UNIX'] * hasattr(socket, 'AF_UNIX')
default_family = families[-1]

_ForkingPickler = reduction.ForkingPickler
_HEAD, _LONG_HEAD = struct.Struct('!i'), struct.Struct('!Q')


# Addresses

def arbitrary_address(family):
    """A free address of a family."""
    if family == 'AF_INET':
        return 'localhost', 0
    if family == 'AF_UNIX':
        import tempfile
        return tempfile.mktemp(prefix='listener-', dir=util.get_temp_dir())
    raise ValueError('unrecognized family')


def address_type(address):
    """The family of an address."""
    match address:
        case tuple():
            return 'AF_INET'
        case str() if address.startswith('\\\\'):
            return 'AF_PIPE'
        case _ if isinstance(address, str) or util.is_abstract_socket_namespace(address):
            return 'AF_UNIX'
    raise ValueError(f'address type of {address!r} unrecognized')


def _validate_family(family):
    if family == 'AF_PIPE' and sys.platform != 'win32' or family == 'AF_UNIX' and 'AF_UNIX' not in families:
        raise ValueError(f'Family {family} is not recognized.')


# Connections

class _ConnectionBase:
    """What connections have in common; a subclass says how bytes come and go."""

    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        number = handle.__index__()
        if number < 0:
            raise ValueError('invalid handle')
        if not (readable or writable):
            raise ValueError('at least one of `readable` and `writable` must be True')
        self._handle, self._readable, self._writable = number, readable, writable

    closed = property(lambda self: self._handle is None, doc='True after close().')
    readable = property(lambda self: self._readable, doc='True if messages can come.')
    writable = property(lambda self: self._writable, doc='True if messages can be sent.')

    def _ready(self, needed=True, problem=None):
        """Fail if the connection is closed or goes the other way."""
        if self._handle is None:
            raise OSError('handle is closed')
        if not needed:
            raise OSError(problem)

    def _ready_to_read(self):
        self._ready(self._readable, 'connection is write-only')

    def _ready_to_write(self):
        self._ready(self._writable, 'connection is read-only')

    def fileno(self):
        """The descriptor."""
        self._ready()
        return self._handle

    def close(self):
        """Close; once is enough."""
        if self._handle is not None:
            try:
                self._close()
            finally:
                self._handle = None

    __del__ = close

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def __enter__(self):
        return self

    def send(self, obj):
        """Send an object."""
        self._ready_to_write()
        self._send_bytes(_ForkingPickler.dumps(obj))

    def send_bytes(self, buf, offset=0, size=None):
        """Send a message of bytes."""
        self._ready_to_write()
        view = memoryview(buf)
        if view.itemsize > 1 or view.ndim > 1:
            view = view.cast('B')
        for unsound, problem in ((offset < 0, 'offset is negative'), (len(view) < offset, 'buffer length < offset'),
                                 (size is not None and size < 0, 'size is negative'),
                                 (size is not None and offset + size > len(view), 'buffer length < offset + size')):
            if unsound:
                raise ValueError(problem)
        self._send_bytes(view[offset:None if size is None else offset + size])

    def _message(self, longest=None):
        if (message := self._recv_bytes(longest)) is None:
            # What follows cannot be understood any more.
            self._readable = False
            if not self._writable:
                self.close()
            raise OSError('bad message length')
        return message

    def recv(self):
        """The next object."""
        self._ready_to_read()
        return _ForkingPickler.loads(self._message())

    def recv_bytes(self, maxlength=None):
        """The next message, as bytes."""
        self._ready_to_read()
        if maxlength is not None and maxlength < 0:
            raise ValueError('negative maxlength')
        return self._message(maxlength)

    def recv_bytes_into(self, buf, offset=0):
        """Have the next message in memory; its length."""
        self._ready_to_read()
        with memoryview(buf) as view, view.cast('B') as room:
            if offset < 0:
                raise ValueError('negative offset')
            if offset > len(room):
                raise ValueError('offset too large')
            message = self._message()
            size = len(message)
            if size > len(room) - offset:
                raise BufferTooShort(message)
            room[offset:offset + size] = message
            return size

    def poll(self, timeout=0.0):
        """True if something can be received, at once or within so many seconds."""
        self._ready_to_read()
        return self._poll(timeout)


class Connection(_ConnectionBase):
    """One end of a pipe or socket."""

    # A message is its length and its bytes; lengths that need more than four bytes follow a -1 in eight.

    _joined_up_to = 16384

    def _close(self):
        os.close(self._handle)

    def _write_all(self, data):
        handle = self._handle
        sent = os.write(handle, data)
        if sent < len(data):
            rest = memoryview(data)
            while sent < len(data):
                sent += os.write(handle, rest[sent:])

    def _send_bytes(self, buf):
        size = len(buf)
        head = _HEAD.pack(size) if size <= 0x7fffffff else _HEAD.pack(-1) + _LONG_HEAD.pack(size)
        if size <= self._joined_up_to:
            self._write_all(head + buf)
        else:
            self._write_all(head)
            self._write_all(buf)

    def _read_exactly(self, size):
        data = os.read(self._handle, size) if size else b''
        if len(data) == size:
            return data
        parts = [data]
        missing = size - len(data)
        while missing:
            if not parts[-1]:
                raise OSError('got end of file during message') if parts[0] else EOFError
            parts.append(os.read(self._handle, min(missing, 1 << 20)))
            missing -= len(parts[-1])
        return b''.join(parts)

    def _recv_bytes(self, maxsize=None):
        """The next message, None if it is too long."""
        size, = _HEAD.unpack(self._read_exactly(4))
        if size == -1:
            size, = _LONG_HEAD.unpack(self._read_exactly(8))
        if maxsize is not None and size > maxsize:
            return None
        return self._read_exactly(size)

    def _poll(self, timeout):
        return bool(wait([self], timeout))


def Pipe(duplex=True):
    """Two connected ends: (both ways, both ways) or (receive, send)."""
    if not duplex:
        reading, writing = os.pipe()
        return Connection(reading, writable=False), Connection(writing, readable=False)
    ends = socket.socketpair()
    for end in ends:
        end.setblocking(True)
    return tuple(Connection(end.detach()) for end in ends)


# Clients and listeners

def _checked_key(authkey):
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')
    return authkey


class SocketListener(object):
    """The socket of a Listener."""

    def __init__(self, address, family, backlog=1):
        self._family, self._last_accepted, self._unlink = family, None, None
        server = self._socket = socket.socket(getattr(socket, family))
        try:
            server.setblocking(True)
            if os.name == 'posix':
                server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(address)
            server.listen(backlog)
        except OSError:
            server.close()
            raise
        self._address = server.getsockname()
        if family == 'AF_UNIX' and not util.is_abstract_socket_namespace(address):
            self._unlink = util.Finalize(self, os.unlink, args=(address,), exitpriority=0)

    def accept(self):
        """Wait for a connection."""
        accepted, self._last_accepted = self._socket.accept()
        accepted.setblocking(True)
        return Connection(accepted.detach())

    def close(self):
        """Wait no more; the file of the address goes away."""
        try:
            self._socket.close()
        finally:
            unlink, self._unlink = self._unlink, None
            if unlink:
                unlink()


class Listener(object):
    """Waits for connections at an address."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        family = family or address and address_type(address) or default_family
        address = address or arbitrary_address(family)
        _validate_family(family)
        self._listener = SocketListener(address, family, backlog)
        try:
            self._authkey = _checked_key(authkey)
        except TypeError:
            self.close()
            raise

    def accept(self):
        """Wait for a connection."""
        listener = self._listener
        if listener is None:
            raise OSError('listener is closed')
        accepted = listener.accept()
        if self._authkey is not None:
            _prove(accepted, self._authkey, (deliver_challenge, answer_challenge))
        return accepted

    def close(self):
        """Wait no more."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    address = property(lambda self: self._listener._address, doc='Where it listens.')
    last_accepted = property(lambda self: self._listener._last_accepted, doc='Where the last connection came from.')

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def __enter__(self):
        return self


def SocketClient(address):
    """A connection to a SocketListener."""
    with socket.socket(getattr(socket, address_type(address))) as end:
        end.setblocking(True)
        end.connect(address)
        return Connection(end.detach())


def Client(address, family=None, authkey=None):
    """Connect to a Listener."""
    _validate_family(family or address_type(address))
    connection = SocketClient(address)
    if _checked_key(authkey) is not None:
        _prove(connection, authkey, (answer_challenge, deliver_challenge))
    return connection


# Keys: each side has the other one compute a digest of random bytes with the key, which itself never goes over the wire.

MESSAGE_LENGTH = 40
_CHALLENGE, _WELCOME, _FAILURE = b'#CHALLENGE#', b'#WELCOME#', b'#FAILURE#'
_DIGESTS = 'md5', 'sha256', 'sha384', 'sha3_256', 'sha3_384'
_SHORTEST, _LONGEST = 20, 256


def _prove(connection, authkey, steps):
    try:
        for step in steps:
            step(connection, authkey)
    except BaseException:
        connection.close()
        raise


def _split_digest(message):
    """(name of the digest, what follows) of {name}...; older programs send only 20 or 16 bytes, for MD5."""
    if len(message) in (16, 20):
        return '', message
    name, brace, rest = message.partition(b'}')
    if brace and name[:1] == b'{' and (known := name[1:].decode('latin-1')) in _DIGESTS:
        return known, rest
    raise AuthenticationError('unsupported message length, missing digest prefix, or unsupported digest: '
                              f'{message=}')


def _digest(authkey, message, name):
    import hmac
    return hmac.new(authkey, message, name).digest()


def _require_bytes(authkey):
    if not isinstance(authkey, bytes):
        raise ValueError(f'Authkey must be bytes, not {type(authkey)!s}')


def deliver_challenge(connection, authkey: bytes, digest_name='sha256'):
    """Ask the other side to prove that it knows the key."""
    import hmac
    _require_bytes(authkey)
    challenge = b'{%s}%s' % (digest_name.encode('ascii'), os.urandom(MESSAGE_LENGTH))
    connection.send_bytes(_CHALLENGE + challenge)
    answer = connection.recv_bytes(_LONGEST)
    try:
        name, digest = _split_digest(answer)
        name = name or 'md5'
        expected = _digest(authkey, challenge, name)
        if len(expected) != len(digest):
            raise AuthenticationError(f'expected {name!r} of length {len(expected)} got {len(digest)}')
        if not hmac.compare_digest(expected, digest):
            raise AuthenticationError('digest received was wrong')
    except AuthenticationError:
        connection.send_bytes(_FAILURE)
        raise
    connection.send_bytes(_WELCOME)


def answer_challenge(connection, authkey: bytes):
    """Prove to the other side that we know the key."""
    _require_bytes(authkey)
    message = connection.recv_bytes(_LONGEST)
    if not message.startswith(_CHALLENGE):
        raise AuthenticationError(f'Protocol error, expected challenge: {message=}')
    challenge = message.removeprefix(_CHALLENGE)
    if len(challenge) < _SHORTEST:
        raise AuthenticationError(f'challenge too short: {len(challenge)} bytes')
    name = _split_digest(challenge)[0]
    digest = _digest(authkey, challenge, name or 'md5')
    connection.send_bytes(b'{%s}%s' % (name.encode('ascii'), digest) if name else digest)
    if connection.recv_bytes(_LONGEST) != _WELCOME:
        raise AuthenticationError('digest sent was rejected')


# Objects as something else than pickles

class ConnectionWrapper(object):
    """A connection that turns objects into bytes in another way."""

    def __init__(self, conn, dumps, loads):
        self._conn, self._dumps, self._loads = conn, dumps, loads
        for name in ('fileno', 'close', 'poll', 'recv_bytes', 'send_bytes'):
            setattr(self, name, getattr(conn, name))

    def send(self, obj):
        """Send an object."""
        self._conn.send_bytes(self._dumps(obj))

    def recv(self):
        """The next object."""
        return self._loads(self._conn.recv_bytes())


def _as_xml(connection):
    import xmlrpc.client as xml
    return ConnectionWrapper(connection, lambda obj: xml.dumps((obj,), None, None, None, 1).encode('utf-8'),
                             lambda data: xml.loads(data.decode('utf-8'))[0][0])


class XmlListener(Listener):
    """A listener whose connections speak XML-RPC."""

    def accept(self):
        """Wait for a connection."""
        return _as_xml(super().accept())


def XmlClient(*args, **kwds):
    """The other side of an XmlListener."""
    return _as_xml(Client(*args, **kwds))


# Waiting

_Selector = getattr(selectors, 'PollSelector', selectors.SelectSelector)


def wait(object_list, timeout=None):
    """Those of the connections, sockets and sentinels that are ready."""
    end = None if timeout is None else time.monotonic() + timeout
    with _Selector() as selector:
        for source in object_list:
            selector.register(source, selectors.EVENT_READ)
        while True:
            ready = selector.select(timeout)
            if ready or end is not None and (timeout := end - time.monotonic()) < 0:
                return [key.fileobj for key, _ in ready]


# Connections as objects to be sent

def reduce_connection(conn):
    """A connection pickled for another process."""
    copy = reduction.DupFd(conn.fileno())
    return rebuild_connection, (copy, conn.readable, conn.writable)


def rebuild_connection(df, readable, writable):
    """The other side of it."""
    return Connection(df.detach(), readable, writable)


reduction.register(Connection, reduce_connection)
