"""Pickling for other processes: descriptors, sockets, bound methods."""
import array
import copyreg
import functools
import io
import os
import pickle
import socket
import sys
from abc import ABCMeta
from . import context

__all__ = ['send_handle', 'recv_handle', 'ForkingPickler', 'register', 'dump', 'DupFd', 'sendfds', 'recvfds']

HAVE_SEND_HANDLE = hasattr(socket, 'CMSG_LEN') and hasattr(socket, 'SCM_RIGHTS') and hasattr(socket.socket, 'sendmsg')
# Some systems lose descriptors that are sent before the ones sent earlier were taken.
ACKNOWLEDGE = sys.platform == 'darwin'


class ForkingPickler(pickle.Pickler):
    """A pickler with reducers of its own, set by register()."""

    _extra_reducers = {}
    _copyreg_dispatch = copyreg.dispatch_table

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = {**self._copyreg_dispatch, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        """Have instances of a type pickled by reduce(obj)."""
        cls._extra_reducers |= {type: reduce}

    @classmethod
    def dumps(cls, obj, protocol=None):
        """A pickle as a bytes-like object."""
        made = io.BytesIO()
        cls(made, protocol).dump(obj)
        return made.getbuffer()

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """Write a pickle to a file."""
    pickler = ForkingPickler(file, protocol)
    pickler.dump(obj)


# Descriptors through Unix sockets

def sendfds(sock, fds):
    """Send descriptors through a Unix socket."""
    numbers = array.array('i', fds)
    # A byte goes along: how many there are, for a check.
    sock.sendmsg([bytes([len(numbers) % 256])], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
    if ACKNOWLEDGE and sock.recv(1) != b'A':
        raise RuntimeError('did not receive acknowledgement of fd')


def recvfds(sock, size):
    """Receive this many descriptors."""
    numbers = array.array('i')
    data, extra, _, _ = sock.recvmsg(1, socket.CMSG_SPACE(numbers.itemsize * size))
    if not (data or extra):
        raise EOFError
    if ACKNOWLEDGE:
        sock.send(b'A')
    match extra:
        case [(socket.SOL_SOCKET, socket.SCM_RIGHTS, found)] if len(found) % numbers.itemsize == 0:
            numbers.frombytes(found)
            if len(numbers) % 256 != data[0]:
                raise AssertionError(f'Len is {len(numbers)!r} but msg[0] is {data[0]!r}')
            return list(numbers)
        case [_]:
            raise RuntimeError('Invalid data received')
    raise RuntimeError(f'received {len(extra)} items of ancdata')


def _unix_socket(conn):
    return socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM)


def send_handle(conn, handle, destination_pid):
    """Send one descriptor through a connection."""
    with _unix_socket(conn) as sock:
        sendfds(sock, [handle])


def recv_handle(conn):
    """Receive one."""
    with _unix_socket(conn) as sock:
        handle, = recvfds(sock, 1)
    return handle


def DupFd(fd):
    """Something that can be pickled and becomes a copy of fd elsewhere."""
    if popen := context.get_spawning_popen():
        return popen.DupFd(popen.duplicate_for_child(fd))
    if not HAVE_SEND_HANDLE:
        raise ValueError('SCM_RIGHTS appears not to be available')
    from . import resource_sharer
    return resource_sharer.DupFd(fd)


# What pickle would not take, or only in this process

class _Example:
    def method(self):
        """Only its type is of interest."""


def _reduce_method(m):
    return getattr, (m.__self__, m.__func__.__name__)


def _reduce_method_descriptor(m):
    return getattr, (m.__objclass__, m.__name__)


def _reduce_partial(p):
    return _rebuild_partial, (p.func, p.args, p.keywords or {})


def _rebuild_partial(func, args, keywords):
    return functools.partial(func, *args, **keywords)


def _reduce_socket(s):
    return _rebuild_socket, (DupFd(s.fileno()), s.family, s.type, s.proto)


def _rebuild_socket(df, family, type, proto):
    return socket.socket(family, type, proto, fileno=df.detach())


for _type, _reduce in ((type(_Example().method), _reduce_method), (type(list.append), _reduce_method_descriptor),
                       (type(int.__add__), _reduce_method_descriptor), (functools.partial, _reduce_partial),
                       (socket.socket, _reduce_socket)):
    register(_type, _reduce)
del _type, _reduce


class AbstractReducer(metaclass=ABCMeta):
    """What a replacement for this module has to offer."""

    ForkingPickler, register, dump = ForkingPickler, register, dump
    send_handle, recv_handle, sendfds, recvfds, DupFd = send_handle, recv_handle, sendfds, recvfds, DupFd

    def __init__(self, *args):
        for type_, reduce in ForkingPickler._extra_reducers.items():
            register(type_, reduce)
