"""Streams: reading and writing connections by `await` instead of callbacks.

What is done for each piece of data that comes is native (StreamCore)."""
import collections
import socket
import sys
import warnings
import weakref

from _asyncio import StreamCore

from . import _compat, events, exceptions, format_helpers, protocols, tasks
from .log import logger

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol',
           'open_connection', 'start_server')

_DEFAULT_LIMIT = 64 * 1024


def _running(name, loop):
    """The running loop; who passes one is told that this is over."""
    if loop is not None:
        _compat.loop_argument(name)
    return events._get_running_loop() or loop or events.get_running_loop()


async def _open(loop, limit, connect, *where, **options):
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await connect(lambda: protocol, *where, **options)
    return reader, StreamWriter(transport, protocol, reader, loop)


def _protocols(loop, limit, client_connected_cb):
    """What makes a protocol for each connection of a server."""
    return lambda: StreamReaderProtocol(StreamReader(limit=limit, loop=loop),
                                        client_connected_cb, loop=loop)


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, loop=None, **kwds):
    """Connect to a TCP server; (reader, writer)."""
    loop = _running('open_connection', loop)
    return await _open(loop, limit, loop.create_connection, host, port, **kwds)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT,
                       loop=None, **kwds):
    """Serve TCP: client_connected_cb(reader, writer) for each connection."""
    loop = _running('start_server', loop)
    return await loop.create_server(_protocols(loop, limit, client_connected_cb),
                                    host, port, **kwds)


if hasattr(socket, 'AF_UNIX'):
    __all__ += ('open_unix_connection', 'start_unix_server')

    async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, loop=None, **kwds):
        """Connect to a Unix socket; (reader, writer)."""
        loop = _running('open_unix_connection', loop)
        return await _open(loop, limit, loop.create_unix_connection, path, **kwds)

    async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT,
                                loop=None, **kwds):
        """Serve a Unix socket: client_connected_cb(reader, writer) for each connection."""
        loop = _running('start_unix_server', loop)
        return await loop.create_unix_server(_protocols(loop, limit, client_connected_cb),
                                             path, **kwds)


class FlowControlMixin(protocols.Protocol):
    """A protocol whose writers can wait until the transport has room."""

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = self._connection_lost = False
        self._drain_waiters = collections.deque()

    def _turn_writing(self, paused, what):
        assert self._paused is not paused
        self._paused = paused
        if self._loop.get_debug():
            logger.debug(f'%r {what} writing', self)

    def _wake_writers(self, exc=None):
        for waiter in self._drain_waiters:
            if waiter.done():
                continue
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)

    def pause_writing(self):
        self._turn_writing(True, 'pauses')

    def resume_writing(self):
        self._turn_writing(False, 'resumes')
        self._wake_writers()

    def connection_lost(self, exc):
        self._connection_lost = True
        if self._paused:
            self._wake_writers(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if self._paused:
            room = self._loop.create_future()
            self._drain_waiters.append(room)
            try:
                await room
            finally:
                self._drain_waiters.remove(room)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """Feeds a StreamReader from a transport, and starts a server's handler."""

    _source_traceback = None
    _stream_reader_wr = None

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop)
        self._client_connected_cb = client_connected_cb
        self._transport = self._task = self._strong_reader = None
        self._reject_connection = self._over_ssl = False
        self._closed = self._loop.create_future()
        if stream_reader is not None:
            # Once the program has dropped it nobody reads; a server's is kept for the program.
            self._stream_reader_wr = weakref.ref(stream_reader)
            self._source_traceback = stream_reader._source_traceback
            if client_connected_cb is not None:
                self._strong_reader = stream_reader

    @property
    def _stream_reader(self):
        return self._stream_reader_wr and self._stream_reader_wr()

    def _replace_transport(self, transport):
        self._over_ssl = transport.get_extra_info('sslcontext') is not None
        self._transport = transport

    def _is_rejected(self, transport):
        """True for a connection that nobody wants any more; it is ended."""
        if self._reject_connection:
            about = {'message': 'An open stream was garbage collected prior to establishing '
                                'network connection; call "stream.close()" explicitly.'}
            if self._source_traceback:
                about['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(about)
            transport.abort()
        return self._reject_connection

    def connection_made(self, transport):
        if self._is_rejected(transport):
            return
        self._replace_transport(transport)
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        if self._client_connected_cb is None:
            return
        # The handler's alone: if it drops the writer the connection is closed.
        serving = self._client_connected_cb(
            reader, StreamWriter(transport, self, reader, self._loop))
        if _compat.drives(serving):
            self._task = self._loop.create_task(serving)
            self._task.add_done_callback(lambda task: self._served(task, transport))
        self._strong_reader = None

    def _served(self, task, transport):
        if not task.cancelled():
            error = task.exception()
            if error is None:
                return
            self._loop.call_exception_handler({
                'message': 'Unhandled exception in client_connected_cb',
                'exception': error, 'transport': transport})
        transport.close()

    def connection_lost(self, exc):
        reader, closed = self._stream_reader, self._closed
        if exc is None:
            if reader is not None:
                reader.feed_eof()
            if not closed.done():
                closed.set_result(None)
        else:
            if reader is not None:
                reader.set_exception(exc)
            if not closed.done():
                closed.set_exception(exc)
        super().connection_lost(exc)
        self._stream_reader_wr = self._task = self._transport = None

    def data_received(self, data):
        if (reader := self._stream_reader) is not None:
            reader.feed_data(data)

    def eof_received(self):
        if (reader := self._stream_reader) is not None:
            reader.feed_eof()
        # TLS has no half-closed connections.
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        closed = getattr(self, '_closed', None)
        if closed is not None and closed.done() and not closed.cancelled():
            closed.exception()      # seen: nobody has to ask for it


# The native part feeds readers itself where this has not been overridden.
_data_received = StreamReaderProtocol.data_received
_drain_helper = FlowControlMixin._drain_helper


class StreamWriter:
    """The sending side of a connection."""

    def __init__(self, transport, protocol, reader, loop):
        assert reader is None or isinstance(reader, StreamReader)
        self._transport, self._protocol = transport, protocol
        self._reader, self._loop = reader, loop
        self._drains_plainly = (isinstance(protocol, FlowControlMixin)
                                and type(protocol)._drain_helper is _drain_helper)

    def __repr__(self):
        shown = f'{type(self).__name__} transport={self._transport!r}'
        return f'<{shown}>' if self._reader is None else f'<{shown} reader={self._reader!r}>'

    @property
    def transport(self):
        """The transport below."""
        return self._transport

    def get_extra_info(self, name, default=None):
        """Something about the connection, by name."""
        return self._transport.get_extra_info(name, default)

    def writelines(self, data):
        """Send several pieces."""
        self._transport.writelines(data)

    def write(self, data):
        """Send bytes, sooner or later; `await drain()` after much of it."""
        self._transport.write(data)

    def can_write_eof(self):
        """True if write_eof() is possible."""
        return self._transport.can_write_eof()

    def write_eof(self):
        """End the sending side."""
        return self._transport.write_eof()

    def is_closing(self):
        """True if it is closed or on its way there."""
        return self._transport.is_closing()

    def close(self):
        """Send what is buffered, then close."""
        return self._transport.close()

    async def wait_closed(self):
        """Wait for the end after close()."""
        await self._protocol._get_close_waiter(self)

    async def drain(self):
        """Wait until the write buffer has room again."""
        reader = self._reader
        if reader is not None and (error := reader.exception()) is not None:
            raise error
        if self._transport.is_closing():
            # Whoever writes in a loop shall see connection_lost() between.
            await tasks.sleep(0)
        protocol = self._protocol
        if not self._drains_plainly or protocol._paused or protocol._connection_lost:
            await protocol._drain_helper()

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Continue the connection under TLS."""
        protocol = self._protocol
        await self.drain()
        transport = await self._loop.start_tls(
            self._transport, protocol, sslcontext,
            server_side=protocol._client_connected_cb is not None,
            server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
            ssl_shutdown_timeout=ssl_shutdown_timeout)
        self._transport = transport
        protocol._replace_transport(transport)

    def __del__(self, warnings=warnings):
        if self._transport.is_closing():
            return
        closed_loop = self._loop.is_closed()
        if not closed_loop:
            self.close()
        warnings.warn('loop is closed' if closed_loop else f'unclosed {self!r}', ResourceWarning)


class StreamReader(StreamCore):
    """The receiving side of a connection."""

    _source_traceback = None
    _exception = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        if loop is None:
            loop = events.get_event_loop()
        self._limit, self._loop, self._buffer = limit, loop, bytearray()
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        words = ['StreamReader']
        if self._buffer:
            words.append(f'{len(self._buffer)} bytes')
        if self._eof:
            words.append('eof')
        if self._limit != _DEFAULT_LIMIT:
            words.append(f'limit={self._limit}')
        words += [f'{name}={value!r}' for name in ('waiter', 'exception', 'transport')
                  if (value := getattr(self, f'_{name}'))]
        if self._paused:
            words.append('paused')
        return f'<{" ".join(words)}>'

    def set_exception(self, exc):
        """End with an error: every read raises it from now on."""
        waiter, self._waiter, self._exception = self._waiter, None, exc
        if waiter is not None and not waiter.done():
            waiter.set_exception(exc)

    def exception(self):
        """The error the connection ended with, if any."""
        return self._exception

    def set_transport(self, transport):
        """Say which transport to pause when too much comes."""
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    def _take_all(self):
        data = bytes(self._buffer)
        self._buffer.clear()
        return data

    async def readline(self):
        """Bytes up to and with the next newline; what there is at the end."""
        end = self._buffer.find(b'\n')
        if 0 <= end <= self._limit and self._exception is None:
            return self._take(end + 1)
        try:
            return await self.readuntil(b'\n')
        except exceptions.IncompleteReadError as error:
            return error.partial
        except exceptions.LimitOverrunError as error:
            # Too long a line is dropped, as much of it as is here.
            buffer, end = self._buffer, error.consumed
            if buffer.startswith(b'\n', end):
                del buffer[:end + 1]
            else:
                buffer.clear()
            self._maybe_resume_transport()
            raise ValueError(error.args[0])

    async def readuntil(self, separator=b'\n'):
        """Bytes up to and with the separator, or the nearest of a tuple of them.

        IncompleteReadError at the end of the stream; LimitOverrunError if the
        separator does not come within the limit, the data stays then."""
        separators = sorted(separator, key=len) if isinstance(separator, tuple) else [separator]
        if not separators:
            raise ValueError('Separator should contain at least one element')
        if not separators[0]:
            raise ValueError('Separator should be at least one-byte string')
        if self._exception is not None:
            raise self._exception
        buffer, overlap = self._buffer, len(separators[-1]) - 1
        searched = 0        # in what is before there is none
        while not (found := [(at + len(s), at) for s in separators
                             if (at := buffer.find(s, searched)) >= 0]):
            searched = max(searched, len(buffer) - overlap)
            if searched > self._limit:
                raise exceptions.LimitOverrunError(
                    'Separator is not found, and chunk exceed the limit', searched)
            if self._eof:
                raise exceptions.IncompleteReadError(self._take_all(), None)
            await self._wait_for_data('readuntil')
            buffer = self._buffer
        end, at = min(found, key=lambda ends: ends[0])
        if at > self._limit:
            raise exceptions.LimitOverrunError(
                'Separator is found, but chunk is longer than limit', at)
        return self._take(end)

    async def read(self, n=-1):
        """Up to n bytes, as soon as there are any; everything if n is -1."""
        if self._exception is not None:
            raise self._exception
        if n < 0:
            pieces = []
            while piece := await self.read(self._limit):
                pieces.append(piece)
            return b''.join(pieces)
        if n == 0:
            return b''
        if not (self._buffer or self._eof):
            await self._wait_for_data('read')
        return self._take(n)

    async def readexactly(self, n):
        """n bytes; IncompleteReadError if the stream ends before."""
        if n < 0 or self._exception is not None:
            raise (ValueError('readexactly size can not be less than zero') if n < 0
                   else self._exception)
        while len(self._buffer) < n:
            if self._eof:
                raise exceptions.IncompleteReadError(self._take_all(), n)
            await self._wait_for_data('readexactly')
        return self._take(n) if n else b''

    def __aiter__(self):
        return self

    async def __anext__(self):
        if line := await self.readline():
            return line
        raise StopAsyncIteration
