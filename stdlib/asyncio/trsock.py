"""The socket of a transport as programs may see it: to ask, not to send."""
import socket


def _asked(name):
    """A method that hands the question on."""
    def ask(self, *args, **kwargs):
        return getattr(self._sock, name)(*args, **kwargs)
    ask.__name__, ask.__qualname__ = name, f'TransportSocket.{name}'
    return ask


class TransportSocket:
    """Stands before a socket that a transport reads and writes."""

    __slots__ = ('_sock',)

    def __init__(self, sock: socket.socket):
        self._sock = sock

    family, type, proto = (
        property(lambda self, name=name: getattr(self._sock, name))
        for name in ('family', 'type', 'proto'))

    # shutdown() is allowed: it does not free the descriptor.
    fileno, dup, get_inheritable, getpeername, getsockname, getsockbyname, getsockopt, \
        setsockopt, shutdown = map(_asked, (
            'fileno', 'dup', 'get_inheritable', 'getpeername', 'getsockname', 'getsockbyname',
            'getsockopt', 'setsockopt', 'shutdown'))

    def __repr__(self):
        shown = [f'{name}={value!s}' for name, value in (
            ('fd', self.fileno()), ('family', self.family), ('type', self.type),
            ('proto', self.proto))]
        if self.fileno() != -1:
            for name, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    if address := ask():
                        shown.append(f'{name}={address}')
                except OSError:
                    pass
        return f'<asyncio.TransportSocket {", ".join(shown)}>'

    def __getstate__(self):
        raise TypeError('Cannot serialize asyncio.TransportSocket object')

    def gettimeout(self):
        return 0

    def settimeout(self, value):
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on transport sockets')

    def setblocking(self, flag):
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be blocking')
