"""Streams: reading and writing connections by `await` instead of callbacks."""
__all__ = (
    'StreamReader', 'StreamWriter', 'StreamReaderProtocol',
    'open_connection', 'start_server')

import _asyncio
import collections
import socket
import sys
import warnings
import weakref

if hasattr(socket, 'AF_UNIX'):
    __all__ += ('open_unix_connection', 'start_unix_server')

from . import _compat
from . import events
from . import exceptions
from . import format_helpers
from . import protocols
from . import tasks
from .log import logger

_DEFAULT_LIMIT = 2 ** 16        # 64 KiB


def _running(loop, name):
    if loop is None:
        return events.get_running_loop()
    _compat.loop_argument(name)
    return loop


def _client(limit, loop):
    reader = StreamReader(limit=limit, loop=loop)
    return reader, StreamReaderProtocol(reader, loop=loop)


def _server_factory(client_connected_cb, limit, loop):
    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, client_connected_cb, loop=loop)
    return factory


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, loop=None, **kwds):
    """Connect to a TCP server; (reader, writer)."""
    loop = _running(loop, 'open_connection')
    reader, protocol = _client(limit, loop)
    transport, _ = await loop.create_connection(lambda: protocol, host, port, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_server(client_connected_cb, host=None, port=None, *,
                       limit=_DEFAULT_LIMIT, loop=None, **kwds):
    """Serve TCP: client_connected_cb(reader, writer) for each connection."""
    loop = _running(loop, 'start_server')
    return await loop.create_server(_server_factory(client_connected_cb, limit, loop),
                                    host, port, **kwds)


if hasattr(socket, 'AF_UNIX'):
    async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, loop=None, **kwds):
        """Connect to a Unix socket; (reader, writer)."""
        loop = _running(loop, 'open_unix_connection')
        reader, protocol = _client(limit, loop)
        transport, _ = await loop.create_unix_connection(lambda: protocol, path, **kwds)
        return reader, StreamWriter(transport, protocol, reader, loop)

    async def start_unix_server(client_connected_cb, path=None, *,
                                limit=_DEFAULT_LIMIT, loop=None, **kwds):
        """Serve a Unix socket: client_connected_cb(reader, writer) for each connection."""
        loop = _running(loop, 'start_unix_server')
        return await loop.create_unix_server(
            _server_factory(client_connected_cb, limit, loop), path, **kwds)


class FlowControlMixin(protocols.Protocol):
    """A protocol whose writers can wait until the transport has room."""

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = False
        self._drain_waiters = collections.deque()
        self._connection_lost = False

    def pause_writing(self):
        assert not self._paused
        self._paused = True
        if self._loop.get_debug():
            logger.debug("%r pauses writing", self)

    def resume_writing(self):
        assert self._paused
        self._paused = False
        if self._loop.get_debug():
            logger.debug("%r resumes writing", self)
        for waiter in self._drain_waiters:
            if not waiter.done():
                waiter.set_result(None)

    def connection_lost(self, exc):
        self._connection_lost = True
        if not self._paused:
            return
        for waiter in self._drain_waiters:
            if not waiter.done():
                if exc is None:
                    waiter.set_result(None)
                else:
                    waiter.set_exception(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if not self._paused:
            return
        waiter = self._loop.create_future()
        self._drain_waiters.append(waiter)
        try:
            await waiter
        finally:
            self._drain_waiters.remove(waiter)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """Feeds a StreamReader from a transport, and starts a server's handler."""

    _source_traceback = None

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        if stream_reader is not None:
            self._stream_reader_wr = weakref.ref(stream_reader)
            self._source_traceback = stream_reader._source_traceback
        else:
            self._stream_reader_wr = None
        if client_connected_cb is not None:
            # Until the handler runs nobody else holds the reader.
            self._strong_reader = stream_reader
        self._reject_connection = False
        self._task = None
        self._transport = None
        self._client_connected_cb = client_connected_cb
        self._over_ssl = False
        self._closed = self._loop.create_future()

    @property
    def _stream_reader(self):
        if self._stream_reader_wr is None:
            return None
        return self._stream_reader_wr()

    def _replace_transport(self, transport):
        self._transport = transport
        self._over_ssl = transport.get_extra_info('sslcontext') is not None

    def connection_made(self, transport):
        if self._reject_connection:
            context = {
                'message': ('An open stream was garbage collected prior to '
                            'establishing network connection; '
                            'call "stream.close()" explicitly.')
            }
            if self._source_traceback:
                context['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(context)
            transport.abort()
            return
        self._transport = transport
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        self._over_ssl = transport.get_extra_info('sslcontext') is not None
        if self._client_connected_cb is None:
            return
        writer = StreamWriter(transport, self, reader, self._loop)
        res = self._client_connected_cb(reader, writer)
        if _compat.drives(res):
            def callback(task):
                if task.cancelled():
                    transport.close()
                    return
                exc = task.exception()
                if exc is not None:
                    self._loop.call_exception_handler({
                        'message': 'Unhandled exception in client_connected_cb',
                        'exception': exc,
                        'transport': transport,
                    })
                    transport.close()

            self._task = self._loop.create_task(res)
            self._task.add_done_callback(callback)
        self._strong_reader = None

    def connection_lost(self, exc):
        reader = self._stream_reader
        if reader is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        if not self._closed.done():
            if exc is None:
                self._closed.set_result(None)
            else:
                self._closed.set_exception(exc)
        super().connection_lost(exc)
        self._stream_reader_wr = None
        self._task = None
        self._transport = None

    def data_received(self, data):
        reader = self._stream_reader
        if reader is not None:
            reader.feed_data(data)

    def eof_received(self):
        reader = self._stream_reader
        if reader is not None:
            reader.feed_eof()
        # Over TLS there is no half-open connection.
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        # An error nobody waited for is not worth a message here.
        try:
            closed = self._closed
        except AttributeError:
            return      # __init__ failed
        if closed.done() and not closed.cancelled():
            closed.exception()


class StreamWriter:
    """The sending side of a connection."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport = transport
        self._protocol = protocol
        assert reader is None or isinstance(reader, StreamReader)
        self._reader = reader
        self._loop = loop
        self._complete_fut = self._loop.create_future()
        self._complete_fut.set_result(None)

    def __repr__(self):
        info = [self.__class__.__name__, f'transport={self._transport!r}']
        if self._reader is not None:
            info.append(f'reader={self._reader!r}')
        return '<{}>'.format(' '.join(info))

    @property
    def transport(self):
        """The transport below."""
        return self._transport

    def write(self, data):
        """Send bytes, sooner or later; `await drain()` after much of it."""
        self._transport.write(data)

    def writelines(self, data):
        """Send several pieces."""
        self._transport.writelines(data)

    def write_eof(self):
        """End the sending side."""
        return self._transport.write_eof()

    def can_write_eof(self):
        """True if write_eof() is possible."""
        return self._transport.can_write_eof()

    def close(self):
        """Send what is buffered, then close."""
        return self._transport.close()

    def is_closing(self):
        """True if it is closed or on its way there."""
        return self._transport.is_closing()

    async def wait_closed(self):
        """Wait for the end after close()."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        """Something about the connection, by name."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Wait until the write buffer has room again."""
        if self._reader is not None:
            exc = self._reader.exception()
            if exc is not None:
                raise exc
        if self._transport.is_closing():
            # One turn for connection_lost(), or a loop of write and drain
            # would never hear of it.
            await tasks.sleep(0)
        protocol = self._protocol
        if (not isinstance(protocol, FlowControlMixin) or
                protocol._paused or protocol._connection_lost):
            await protocol._drain_helper()

    async def start_tls(self, sslcontext, *, server_hostname=None,
                        ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Continue the connection under TLS."""
        server_side = self._protocol._client_connected_cb is not None
        protocol = self._protocol
        await self.drain()
        new_transport = await self._loop.start_tls(
            self._transport, protocol, sslcontext,
            server_side=server_side, server_hostname=server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout,
            ssl_shutdown_timeout=ssl_shutdown_timeout)
        self._transport = new_transport
        protocol._replace_transport(new_transport)

    def __del__(self, warnings=warnings):
        if not self._transport.is_closing():
            if self._loop.is_closed():
                warnings.warn("loop is closed", ResourceWarning)
            else:
                self.close()
                warnings.warn(f"unclosed {self!r}", ResourceWarning)


# The transport does the same by itself for a protocol that has this one.
_data_received = StreamReaderProtocol.data_received


class StreamReader(_asyncio.StreamCore):
    """The receiving side of a connection."""

    _source_traceback = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit = limit
        self._loop = events.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._exception = None
        if self._loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        info = ['StreamReader']
        if self._buffer:
            info.append(f'{len(self._buffer)} bytes')
        if self._eof:
            info.append('eof')
        if self._limit != _DEFAULT_LIMIT:
            info.append(f'limit={self._limit}')
        if self._waiter:
            info.append(f'waiter={self._waiter!r}')
        if self._exception:
            info.append(f'exception={self._exception!r}')
        if self._transport:
            info.append(f'transport={self._transport!r}')
        if self._paused:
            info.append('paused')
        return '<{}>'.format(' '.join(info))

    def exception(self):
        """The error the connection ended with, if any."""
        return self._exception

    def set_exception(self, exc):
        """End with an error: every read raises it from now on."""
        self._exception = exc
        waiter = self._waiter
        if waiter is not None:
            self._waiter = None
            if not waiter.cancelled():
                waiter.set_exception(exc)

    def set_transport(self, transport):
        """Say which transport to pause when too much comes."""
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    async def readline(self):
        """Bytes up to and with the next newline; what there is at the end."""
        sep = b'\n'
        try:
            return await self.readuntil(sep)
        except exceptions.IncompleteReadError as e:
            return e.partial
        except exceptions.LimitOverrunError as e:
            # The line is thrown away, as far as it has come.
            if self._buffer.startswith(sep, e.consumed):
                del self._buffer[:e.consumed + len(sep)]
            else:
                self._buffer.clear()
            self._maybe_resume_transport()
            raise ValueError(e.args[0])

    async def readuntil(self, separator=b'\n'):
        """Bytes up to and with the separator, or the nearest of a tuple of them.

        IncompleteReadError at the end of the stream; LimitOverrunError if the
        separator does not come within the limit, the data stays then.
        """
        if isinstance(separator, tuple):
            separators = sorted(separator, key=len)
            if not separators:
                raise ValueError('Separator should contain at least one element')
        else:
            separators = [separator]
        shortest, longest = len(separators[0]), len(separators[-1])
        if shortest == 0:
            raise ValueError('Separator should be at least one-byte string')
        if self._exception is not None:
            raise self._exception

        offset = 0      # nothing before it can begin a separator
        while True:
            buflen = len(self._buffer)
            if buflen - offset >= shortest:
                found = None
                for sep in separators:
                    start = self._buffer.find(sep, offset)
                    if start != -1:
                        end = start + len(sep)
                        if found is None or end < found[1]:
                            found = start, end
                if found is not None:
                    break
                offset = max(0, buflen + 1 - longest)
                if offset > self._limit:
                    raise exceptions.LimitOverrunError(
                        'Separator is not found, and chunk exceed the limit', offset)
            # Even at the end a complete line may be there: only now.
            if self._eof:
                chunk = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(chunk, None)
            await self._wait_for_data('readuntil')

        start, end = found
        if start > self._limit:
            raise exceptions.LimitOverrunError(
                'Separator is found, but chunk is longer than limit', start)
        return self._take(end)

    async def read(self, n=-1):
        """Up to n bytes, as soon as there are any; everything if n is -1."""
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        if n < 0:
            # The buffer alone could not take more than the limit.
            blocks = []
            while True:
                block = await self.read(self._limit)
                if not block:
                    break
                blocks.append(block)
            return b''.join(blocks)
        if not self._buffer and not self._eof:
            await self._wait_for_data('read')
        return self._take(n)

    async def readexactly(self, n):
        """n bytes; IncompleteReadError if the stream ends before."""
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        while len(self._buffer) < n:
            if self._eof:
                incomplete = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(incomplete, n)
            await self._wait_for_data('readexactly')
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        val = await self.readline()
        if val == b'':
            raise StopAsyncIteration
        return val
