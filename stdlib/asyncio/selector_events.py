"""A loop that waits for descriptors; its socket and datagram transports.

Who watches what is native, as long as no selector of Python is asked for."""
import collections
import selectors
import socket

import _asyncio

from . import (_network, _endpoint, base_events, constants, events, futures, protocols,
               transports, trsock)
from ._endpoint import AGAIN, ESCAPING
from .log import logger

__all__ = ('BaseSelectorEventLoop',)

_Core = _asyncio.TransportCore
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_log_debug = logger.debug


def _test_selector_event(selector, fd, event):
    key = selector.get_map().get(fd)
    return key is not None and bool(key.events & event)


def _number_of(file):
    try:
        return int(file.fileno())
    except (AttributeError, TypeError, ValueError):
        raise ValueError(f'Invalid file object: {file!r}') from None


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """Watches descriptors by a selector; each has a reader and a writer handle."""

    def __init__(self, selector=None):
        super().__init__()
        if selector is not None:
            self._selector = selector
        kind = selectors.DefaultSelector if selector is None else type(selector)
        logger.debug('Using selector: %s', kind.__name__)
        self._make_self_pipe()

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if not self.is_closed():
            self._close_self_pipe()
            super().close()
            self._close_io()

    # --- the pipe by which signals arrive

    def _make_self_pipe(self):
        self._ssock, self._csock = ends = socket.socketpair()
        for end in ends:
            end.setblocking(False)
        self._wake_fd = self._csock.fileno()
        self._add_reader(self._ssock.fileno(), self._read_from_self)
        self._internal_fds += 1

    def _close_self_pipe(self):
        self._remove_reader(self._ssock.fileno())
        self._internal_fds -= 1
        self._wake_fd = -1
        for end in self._ssock, self._csock:
            end.close()
        self._ssock = self._csock = None

    def _read_from_self(self):
        while True:
            try:
                data = self._ssock.recv(4096)
            except InterruptedError:
                continue
            except BlockingIOError:
                data = b''
            if not data:
                return
            self._process_self_data(data)

    def _process_self_data(self, data):
        """Bytes have come through the pipe."""

    # --- descriptors

    def add_reader(self, fd, callback, *args):
        """Call callback whenever fd can be read."""
        self._ensure_fd_no_transport(fd)
        self._add_reader(fd, callback, *args)

    def add_writer(self, fd, callback, *args):
        """Call callback whenever fd can be written."""
        self._ensure_fd_no_transport(fd)
        self._add_writer(fd, callback, *args)

    def remove_reader(self, fd):
        """Stop watching fd for reading; True if it was watched."""
        self._ensure_fd_no_transport(fd)
        return self._remove_reader(fd)

    def remove_writer(self, fd):
        """Stop watching fd for writing; True if it was watched."""
        self._ensure_fd_no_transport(fd)
        return self._remove_writer(fd)

    # In a selector of Python a descriptor's data are its two handles.

    def _rewatch(self, fd, event, handle):
        """Put a handle (None: nothing) in the place of that for event, which is returned."""
        selector = self._selector
        key = selector.get_map().get(fd)
        handles = {_READ: None, _WRITE: None}
        if key is not None:
            handles = dict(zip(handles, key.data))
        old, handles[event] = handles[event], handle
        mask = sum(bit for bit, kept in handles.items() if kept is not None)
        pair = tuple(handles.values())
        if key is None:
            if mask:
                selector.register(fd, mask, pair)
        elif mask:
            selector.modify(fd, mask, pair)
        else:
            selector.unregister(fd)
        if old is not None:
            old.cancel()
        return old

    def _watch(self, fd, event, callback, args):
        handle = events.Handle(callback, args, self, None)
        self._rewatch(fd, event, handle)
        return handle

    def _unwatch(self, fd, event):
        return not self.is_closed() and self._rewatch(fd, event, None) is not None

    # --- transports

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorDatagramTransport(self, sock, protocol, address, waiter, extra)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *,
                            extra=None, server=None, **tls):
        from .sslproto import SSLProtocol
        self._ensure_fd_no_transport(rawsock)
        between = SSLProtocol(self, protocol, sslcontext, waiter, **tls)
        _SelectorSocketTransport(self, rawsock, between, extra=extra, server=server)
        return between._app_transport

    # --- servers

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        self._add_reader(sock.fileno(), self._accept_connection, protocol_factory, sock,
                         sslcontext, server, backlog, ssl_handshake_timeout, ssl_shutdown_timeout)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()

    # _accept_connection() is native.

    def _rest_from_accepting(self, error, factory, sock, *rest):
        # It would be ready again at once, and fail again.
        self.call_exception_handler({
            'message': 'socket.accept() out of system resource',
            'exception': error,
            'socket': trsock.TransportSocket(sock)})
        self._remove_reader(sock.fileno())
        self.call_later(constants.ACCEPT_RETRY_DELAY, self._start_serving, factory, sock, *rest)

    async def _accept_connection2(self, protocol_factory, conn, extra, sslcontext=None,
                                  server=None, ssl_handshake_timeout=None,
                                  ssl_shutdown_timeout=None):
        protocol = transport = None
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            if sslcontext:
                transport = self._make_ssl_transport(
                    conn, protocol, sslcontext, waiter, server_side=True, extra=extra,
                    server=server, ssl_handshake_timeout=ssl_handshake_timeout,
                    ssl_shutdown_timeout=ssl_shutdown_timeout)
            else:
                transport = self._make_socket_transport(conn, protocol, waiter, extra=extra,
                                                        server=server)
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
            finally:
                # Its exception would keep the protocol alive.
                del waiter
        except ESCAPING:
            raise
        except BaseException as error:
            if self._debug:
                self.call_exception_handler({
                    'message': 'Error on transport creation for incoming connection',
                    'exception': error,
                    **({'protocol': protocol} if protocol is not None else {}),
                    **({'transport': transport} if transport is not None else {})})

    # --- sockets without a transport

    def _check_socket(self, sock):
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')

    def _when_ready(self, sock, event, step, *args):
        """A future of step(*args), tried whenever the socket is ready."""
        future = self.create_future()
        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        add, remove = ((self._add_reader, self.remove_reader) if event == _READ else
                       (self._add_writer, self.remove_writer))

        def attempt():
            if future.done():
                return
            try:
                future.set_result(step(*args))
            except AGAIN:
                pass
            except ESCAPING:
                raise
            except BaseException as error:
                future.set_exception(error)

        handle = add(fd, attempt)

        def over(future):
            # Cancelled: somebody else watches the descriptor by now.
            if not handle.cancelled():
                remove(fd)

        future.add_done_callback(over)
        return future

    def _sock_reading(self, sock, step, *args):
        """The result of step(*args), or what to await for it."""
        try:
            return step(*args)
        except AGAIN:
            return self._when_ready(sock, _READ, step, *args)

    async def _sock_call(self, sock, event, step, *args):
        self._check_socket(sock)
        try:
            return step(*args)
        except AGAIN:
            pass
        return await self._when_ready(sock, event, step, *args)

    async def sock_recv(self, sock, n):
        """Receive up to n bytes."""
        if self._debug:
            self._check_socket(sock)
        data = _asyncio._receive(self, sock, n)
        return await data if futures.isfuture(data) else data

    async def sock_recv_into(self, sock, buf):
        """Receive into buf; how many bytes."""
        return await self._sock_call(sock, _READ, sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram; (data, address)."""
        return await self._sock_call(sock, _READ, sock.recvfrom, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into buf; (number of bytes, address)."""
        return await self._sock_call(sock, _READ, sock.recvfrom_into, buf, nbytes or len(buf))

    async def sock_sendto(self, sock, data, address):
        """Send a datagram; how many bytes."""
        return await self._sock_call(sock, _WRITE, lambda: sock.sendto(data, address))

    async def sock_sendall(self, sock, data):
        """Send all of data."""
        if self._debug:
            self._check_socket(sock)
        try:
            sent = sock.send(data)
        except AGAIN:
            sent = 0
        if sent == len(data):
            return
        rest = memoryview(data)[sent:]

        def send_more():
            nonlocal rest
            rest = rest[sock.send(rest):]
            if rest:
                raise BlockingIOError

        await self._when_ready(sock, _WRITE, send_more)

    async def sock_accept(self, sock):
        """Accept a connection; (socket, address)."""
        def accept():
            connection, address = sock.accept()
            connection.setblocking(False)
            return connection, address

        return await self._sock_call(sock, _READ, accept)

    async def sock_connect(self, sock, address):
        """Connect a socket."""
        self._check_socket(sock)
        if sock.family in (socket.AF_INET, _network._INET6):
            infos = await _network._ensure_resolved(
                address, family=sock.family, type=sock.type, proto=sock.proto, loop=self)
            address = infos[0][-1]
        try:
            sock.connect(address)
        except AGAIN:
            pass
        else:
            return

        def has_connected():
            if number := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                raise OSError(number, f'Connect call failed {address}')

        await self._when_ready(sock, _WRITE, has_connected)

    async def _sendfile_native(self, transport, file, offset, count):
        fd, was_reading = transport._sock_fd, transport.is_reading()
        # For the time being the descriptor is sock_sendfile()'s.
        self._set_transport(fd, None)
        transport.pause_reading()
        await transport._make_empty_waiter()
        try:
            return await self.sock_sendfile(transport._sock, file, offset, count, fallback=False)
        finally:
            transport._reset_empty_waiter()
            if was_reading:
                transport.resume_reading()
            self._set_transport(fd, transport)


class _SelectorTransport(_endpoint.Endpoint, transports._FlowControlMixin):
    """A socket that the loop watches."""

    max_size = 256 * 1024

    _sock = _Core._core_sock
    _sock_fd = _Core._core_fd
    _protocol_connected = _Core._core_connected
    __init__ = _Core._core_open_socket
    set_protocol = _Core._core_set_protocol

    def _activity(self):
        if reading := self._is_watched(_READ):
            writing = self._is_watched(_WRITE)
            yield f'read={reading}'
            yield f'write=<{writing}, bufsize={self.get_write_buffer_size()}>'


class _SelectorSocketTransport(_SelectorTransport):
    """A stream; reading, writing and the buffer are native."""

    _start_tls_compatible = True
    _sendfile_compatible = constants._SendfileMode.TRY_NATIVE

    _buffer = _Core._core_buffer
    _eof = _Core._core_eof
    _empty_waiter = _Core._core_empty_waiter
    __init__ = _Core._core_open_stream
    _read_ready = _Core._read_ready
    _read_ready__on_eof = _Core._read_ready__on_eof
    _write_ready = _Core._write_ready
    _drop_buffer = _Core._drop_buffer
    _maybe_pause_protocol = _Core._maybe_pause_protocol
    _maybe_resume_protocol = _Core._maybe_resume_protocol
    _waits_to_write = get_write_buffer_size = _Core._core_get_write_buffer_size
    write = _Core._core_write
    writelines = _Core._core_writelines
    write_eof = _Core._core_write_eof

    def can_write_eof(self):
        return True

    def _make_empty_waiter(self):
        if self._empty_waiter is not None:
            raise RuntimeError('Empty waiter is already set')
        waiter = self._empty_waiter = self._loop.create_future()
        if not self._waits_to_write():
            waiter.set_result(None)
        return waiter

    def _reset_empty_waiter(self):
        self._empty_waiter = None


# What these do is known natively, as long as nobody changes them.
_asyncio._own_classes(_SelectorSocketTransport, socket.socket, _network.Server)


class _SelectorDatagramTransport(_SelectorTransport, transports.DatagramTransport):
    """Packets; those for which there is no room wait with their addresses."""

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._address = address
        self._buffer = collections.deque()
        self._size = 0
        self._begin(self._read_ready, waiter)

    def get_write_buffer_size(self):
        return self._size

    def _waits_to_write(self):
        return bool(self._buffer)

    def _drop_buffer(self):
        self._buffer.clear()
        self._size = 0

    def _call(self, step, *args, what):
        """(True, result) of a call on the socket; False if there is nothing to do at present,
        None after an error, of which the protocol or the loop has been told."""
        try:
            return True, step(*args)
        except AGAIN:
            return False, None
        except OSError as error:
            self._protocol.error_received(error)
        except ESCAPING:
            raise
        except BaseException as error:
            self._fatal_error(error, f'Fatal {what} error on datagram transport')
        return None, None

    def _read_ready(self):
        if not self._conn_lost:
            came, packet = self._call(self._sock.recvfrom, self.max_size, what='read')
            if came:
                self._protocol.datagram_received(*packet)

    def _send(self, data, addr):
        if self._extra['peername']:
            return self._call(self._sock.send, data, what='write')[0]
        return self._call(self._sock.sendto, data, addr, what='write')[0]

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data argument must be a bytes-like object, '
                            f'not {type(data).__name__!r}')
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f'Invalid address: must be None or {self._address}')
            addr = self._address
            if self._conn_lost:
                self._note_lost_write('socket.send() raised exception.')
                return
        if not self._buffer:
            if self._send(data, addr) is not False:
                return
            self._loop._add_writer(self._fd, self._sendto_ready)
        # A copy: the caller may change it.
        self._buffer.append((bytes(data), addr))
        self._size += len(data)
        self._maybe_pause_protocol()

    def _sendto_ready(self):
        while self._buffer:
            packet = self._buffer[0]
            sent = self._send(*packet)
            if sent is False:
                break
            if self._buffer:
                self._buffer.popleft()
                self._size -= len(packet[0])
            if sent is None:
                return
        self._maybe_resume_protocol()   # which may add more
        if not self._buffer:
            self._loop._remove_writer(self._fd)
            if self._closing:
                self._call_connection_lost(None)
