"""What programs implement to be told about a connection."""
__all__ = (
    'BaseProtocol', 'Protocol', 'DatagramProtocol',
    'SubprocessProtocol', 'BufferedProtocol',
)


class BaseProtocol:
    """What all protocols are told."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection is there, with this transport."""

    def connection_lost(self, exc):
        """It is gone; exc is None at its regular end."""

    def pause_writing(self):
        """The write buffer is above its high-water mark."""

    def resume_writing(self):
        """The write buffer is below its low-water mark again."""


class Protocol(BaseProtocol):
    """A stream of bytes."""

    __slots__ = ()

    def data_received(self, data):
        """Some bytes have come."""

    def eof_received(self):
        """No more will come; a true answer keeps the transport open for writing."""


class BufferedProtocol(BaseProtocol):
    """A stream of bytes, received into memory of the protocol's own."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Where the next bytes shall go."""

    def buffer_updated(self, nbytes):
        """So many have been put there."""

    def eof_received(self):
        """No more will come; a true answer keeps the transport open for writing."""


class DatagramProtocol(BaseProtocol):
    """Packets."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A packet has come."""

    def error_received(self, exc):
        """An earlier send or receive failed."""


class SubprocessProtocol(BaseProtocol):
    """A child process."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The child wrote to its descriptor fd."""

    def pipe_connection_lost(self, fd, exc):
        """The pipe to its descriptor fd is closed."""

    def process_exited(self):
        """It has ended."""


def _feed_data_to_buffered_proto(proto, data):
    left = len(data)
    while left:
        buf = proto.get_buffer(left)
        room = len(buf)
        if not room:
            raise RuntimeError('get_buffer() returned an empty buffer')
        if room >= left:
            buf[:left] = data
            proto.buffer_updated(left)
            return
        buf[:room] = data[:room]
        proto.buffer_updated(room)
        data = data[room:]
        left = len(data)
