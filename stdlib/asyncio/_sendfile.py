"""Sending files through sockets and transports."""
import socket

from . import constants, exceptions, mixins, protocols, transports

_Mode = constants._SendfileMode
# What is read at once for a transport; its buffer shall not grow.
_PIECE = 16384


def check(sock, file, offset, count):
    """Refuse arguments that cannot be meant."""
    if 'b' not in getattr(file, 'mode', 'b'):
        raise ValueError('file should be opened in binary mode')
    if sock.type != socket.SOCK_STREAM:
        raise ValueError('only SOCK_STREAM type sockets are supported')
    for name, value, least, kind in (('count', count, 1, 'positive'),
                                     ('offset', offset, 0, 'non-negative')):
        if name == 'count' and value is None:
            continue
        if not isinstance(value, int):
            error = TypeError
        elif value < least:
            error = ValueError
        else:
            continue
        raise error(f'{name} must be a {kind} integer (got {value!r})')


async def pump(loop, file, offset, count, piece, put):
    """Read a file in the default executor, await put(bytes) for each piece; how many bytes."""
    if offset:
        file.seek(offset)
    memory = memoryview(bytearray(min(count or piece, piece)))
    total = 0
    try:
        while room := min(len(memory), count - total) if count else len(memory):
            n = await loop.run_in_executor(None, file.readinto, memory[:room])
            if not n:
                break
            await put(bytes(memory[:n]))
            total += n
        return total
    finally:
        if total > 0 and hasattr(file, 'seek'):
            file.seek(offset + total)


class _Keeper(protocols.Protocol):
    """Takes the place of a transport's protocol while a file is sent."""

    def __init__(self, transport):
        if not isinstance(transport, transports._FlowControlMixin):
            raise TypeError('transport should be _FlowControlMixin instance')
        self._transport = transport
        self._protocol = transport.get_protocol()
        self._was_reading = transport.is_reading()
        self._was_paused = transport._protocol_paused
        transport.pause_reading()
        transport.set_protocol(self)
        self._room = transport._loop.create_future() if self._was_paused else None

    async def write(self, data):
        self._transport.write(data)
        if self._transport.is_closing():
            raise ConnectionError('Connection closed by peer')
        if self._room is not None:
            await self._room

    def connection_made(self, transport):
        raise RuntimeError('Invalid state: connection should have been established already.')

    def connection_lost(self, exc):
        if self._room is not None:
            self._room.set_exception(exc or ConnectionError('Connection is closed by peer'))
        self._protocol.connection_lost(exc)

    def pause_writing(self):
        if self._room is None:
            self._room = self._transport._loop.create_future()

    def resume_writing(self):
        room, self._room = self._room, None
        if room is not None:
            room.set_result(False)

    def _unexpected(self, *args):
        raise RuntimeError('Invalid state: reading should be paused')

    data_received = eof_received = _unexpected

    def restore(self):
        self._transport.set_protocol(self._protocol)
        if self._was_reading:
            self._transport.resume_reading()
        if self._room is not None:
            # Its protocol was told to stop, and hears of it when that is over.
            self._room.cancel()
        if self._was_paused:
            self._protocol.resume_writing()


@mixins.part_of('BaseEventLoop', 'asyncio.base_events')
class FileSending:
    """What a loop can do with files; the native ways are for its subclasses."""

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Send a file through a socket; how many bytes."""
        if self._debug and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')
        check(sock, file, offset, count)
        try:
            return await self._sock_sendfile_native(sock, file, offset, count)
        except exceptions.SendfileNotAvailableError:
            if not fallback:
                raise
        return await pump(self, file, offset, count, constants.SENDFILE_FALLBACK_READBUFFER_SIZE,
                          lambda data: self.sock_sendall(sock, data))

    async def _sock_sendfile_native(self, sock, file, offset, count):
        raise exceptions.SendfileNotAvailableError(
            f'syscall sendfile is not available for socket {sock!r} and file {file!r} combination')

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a file through a transport; how many bytes."""
        if transport.is_closing():
            raise RuntimeError('Transport is closing')
        match getattr(transport, '_sendfile_compatible', _Mode.UNSUPPORTED):
            case _Mode.UNSUPPORTED:
                raise RuntimeError(f'sendfile is not supported for transport {transport!r}')
            case _Mode.TRY_NATIVE:
                try:
                    return await self._sendfile_native(transport, file, offset, count)
                except exceptions.SendfileNotAvailableError:
                    if not fallback:
                        raise
        if not fallback:
            raise RuntimeError(f'fallback is disabled and native sendfile is not supported '
                               f'for transport {transport!r}')
        keeper = _Keeper(transport)
        try:
            return await pump(self, file, offset, count, _PIECE, keeper.write)
        finally:
            keeper.restore()

    async def _sendfile_native(self, transport, file, offset, count):
        raise exceptions.SendfileNotAvailableError('sendfile syscall is not supported')
