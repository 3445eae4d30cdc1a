"""What programs implement to be told about a connection."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol',
           'BufferedProtocol')


class BaseProtocol:
    """What all protocols are told."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection is there, with this transport."""

    def pause_writing(self):
        """The write buffer is above its high-water mark."""

    def resume_writing(self):
        """The write buffer is below its low-water mark again."""

    def connection_lost(self, exc):
        """It is gone; exc is None at its regular end."""


class Protocol(BaseProtocol):
    """A stream of bytes."""

    __slots__ = ()

    def eof_received(self):
        """No more will come; a true answer keeps the transport open for writing."""

    def data_received(self, data):
        """Some bytes have come."""


class BufferedProtocol(BaseProtocol):
    """A stream of bytes, received into memory of the protocol's own."""

    __slots__ = ()

    def eof_received(self):
        """No more will come; a true answer keeps the transport open for writing."""

    def get_buffer(self, sizehint):
        """Where the next bytes shall go."""

    def buffer_updated(self, nbytes):
        """So many have been put there."""


class DatagramProtocol(BaseProtocol):
    """Packets."""

    __slots__ = ()

    def error_received(self, exc):
        """An earlier send or receive failed."""

    def datagram_received(self, data, addr):
        """A packet has come."""


class SubprocessProtocol(BaseProtocol):
    """A child process."""

    __slots__ = ()

    def process_exited(self):
        """It has ended."""

    def pipe_connection_lost(self, fd, exc):
        """The pipe to its descriptor fd is closed."""

    def pipe_data_received(self, fd, data):
        """The child wrote to its descriptor fd."""
