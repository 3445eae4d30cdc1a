"""The loop of Unix: signals, pipes, Unix sockets, child processes."""
import errno
import io
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import threading
import warnings

from . import (_endpoint, _network, base_subprocess, coroutines, events, exceptions,
               selector_events, transports)
from ._endpoint import AGAIN, ESCAPING
from ._watchers import (AbstractChildWatcher, BaseChildWatcher, FastChildWatcher,
                        MultiLoopChildWatcher, PidfdChildWatcher, SafeChildWatcher,
                        ThreadedChildWatcher, can_use_pidfd, deprecated, waitstatus_to_exitcode)
from .log import logger

__all__ = ('SelectorEventLoop', 'AbstractChildWatcher', 'SafeChildWatcher', 'FastChildWatcher',
           'PidfdChildWatcher', 'MultiLoopChildWatcher', 'ThreadedChildWatcher',
           'DefaultEventLoopPolicy', 'EventLoop')

_NOT_REGULAR = 'not a regular file'
_MOST_AT_ONCE = 1 << 30


def _sighandler_noop(signum, frame):
    """The loop is told by the wake-up descriptor; but without a handler there is no signal."""


def _check_signal(sig):
    match sig:
        case int():
            if sig not in signal.valid_signals():
                raise ValueError(f'invalid signal number {sig}')
        case _:
            raise TypeError(f'sig must be an int, not {sig!r}')


def _set_signal(sig, handler):
    try:
        signal.signal(sig, handler)
    except OSError as error:
        if error.errno == errno.EINVAL:
            raise RuntimeError(f'sig {sig} cannot be caught') from error
        raise


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The event loop."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._unix_server_sockets = {}      # socket: inode of its path
        self._signal_handlers = {}

    def close(self):
        super().close()
        handled = [*self._signal_handlers]
        if handled and sys.is_finalizing():
            self._signal_handlers.clear()
            warnings.warn(f'Closing the loop {self!r} on interpreter shutdown stage, '
                          f'skipping signal handlers removal', ResourceWarning, source=self)
            return
        for sig in handled:
            self.remove_signal_handler(sig)

    # --- signals

    def _process_self_data(self, data):
        for sig in filter(None, data):      # zeros only wake
            self._handle_signal(sig)

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle.cancelled():
            self.remove_signal_handler(sig)
        else:
            self._add_callback_signalsafe(handle)

    def add_signal_handler(self, sig, callback, *args):
        """Call callback in the loop when a signal comes."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        _check_signal(sig)
        self._check_closed()
        try:
            signal.set_wakeup_fd(self._csock.fileno())
        except (ValueError, OSError) as error:
            raise RuntimeError(str(error)) from error
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        try:
            _set_signal(sig, _sighandler_noop)
            # System calls go on after it.
            signal.siginterrupt(sig, False)
        except BaseException:
            del self._signal_handlers[sig]
            self._forget_wakeup()
            raise

    def remove_signal_handler(self, sig):
        """Let a signal do what it does by default; False if it had no handler."""
        _check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        _set_signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        self._forget_wakeup()
        return True

    def _forget_wakeup(self):
        """After the last handler nobody need be woken."""
        if self._signal_handlers:
            return
        try:
            signal.set_wakeup_fd(-1)
        except (ValueError, OSError) as error:
            logger.info('set_wakeup_fd(-1) failed: %s', error)

    # --- pipes and children

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr,
                                         bufsize, extra=None, **kwargs):
        with (chosen := _watcher_of_policy()) as watcher:
            if not chosen.is_active():
                # The child would never be known to have ended.
                raise RuntimeError('asyncio.get_child_watcher() is not activated, '
                                   'subprocess support is not installed.')
            waiter = self.create_future()
            transport = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout,
                                                 stderr, bufsize, waiter=waiter, extra=extra,
                                                 **kwargs)
            watcher.add_child_handler(transport.get_pid(), self._child_watcher_callback, transport)
            try:
                await waiter
            except ESCAPING:
                raise
            except BaseException:
                transport.close()
                await transport._wait()
                raise
        return transport

    def _child_watcher_callback(self, pid, returncode, transport):
        self.call_soon_threadsafe(transport._process_exited, returncode)

    # --- Unix sockets

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None,
                                     server_hostname=None, ssl_handshake_timeout=None,
                                     ssl_shutdown_timeout=None):
        """Connect to a Unix socket; (transport, protocol)."""
        assert server_hostname is None or isinstance(server_hostname, str)
        _network.only_with_ssl(ssl, server_hostname=server_hostname)
        if ssl and server_hostname is None:
            raise ValueError('you have to pass server_hostname when using ssl')
        timeouts = dict(ssl_handshake_timeout=ssl_handshake_timeout,
                        ssl_shutdown_timeout=ssl_shutdown_timeout)
        _network.only_with_ssl(ssl, **timeouts)
        sock = _unix_socket(path, sock, 'no path and sock were specified')
        if path is not None:
            try:
                await self.sock_connect(sock, os.fspath(path))
            except BaseException:
                sock.close()
                raise
        return await self._create_connection_transport(sock, protocol_factory, ssl,
                                                       server_hostname, **timeouts)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100,
                                 ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                 start_serving=True, cleanup_socket=True):
        """A server on a Unix socket; a Server.

        With cleanup_socket the path is removed when the server is closed."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        _network.only_with_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                               ssl_shutdown_timeout=ssl_shutdown_timeout)
        sock = _unix_socket(path, sock, 'path was not specified, and no sock specified')
        if path is not None:
            _bind_path(sock, os.fspath(path))
        if cleanup_socket and (place := _path_of(sock)):
            try:
                self._unix_server_sockets[sock] = os.stat(place).st_ino
            except FileNotFoundError:
                pass
        return await self._serve([sock], protocol_factory, ssl, backlog, ssl_handshake_timeout,
                                 ssl_shutdown_timeout, start_serving)

    def _stop_serving(self, sock):
        inode = self._unix_server_sockets.pop(sock, None)
        path = inode and _path_of(sock)
        super()._stop_serving(sock)
        if not path:
            return
        try:
            # Not what somebody else has put there.
            if os.stat(path).st_ino == inode:
                os.unlink(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            logger.error('Unable to clean up listening UNIX socket %r: %r', path, error)

    # --- sendfile()

    async def _sock_sendfile_native(self, sock, file, offset, count):
        try:
            fd = file.fileno()
            size = os.fstat(fd).st_size
        except (AttributeError, io.UnsupportedOperation, OSError):
            raise exceptions.SendfileNotAvailableError(_NOT_REGULAR) from None
        if not (count or size):
            return 0
        start = offset

        def send_piece():
            nonlocal offset
            room = count - (offset - start) if count else size
            sent = os.sendfile(sock.fileno(), fd, offset, min(room, _MOST_AT_ONCE)) if room else 0
            if not sent:
                return offset - start
            offset += sent
            raise BlockingIOError   # the next one when there is room

        try:
            return await self._sock_call(sock, selectors.EVENT_WRITE, send_piece)
        except OSError as error:
            if offset == start:
                # Nothing is lost: it may be done in another way.
                raise exceptions.SendfileNotAvailableError('os.sendfile call failed') from None
            if error.errno == errno.ENOTCONN and type(error) is not ConnectionError:
                raise ConnectionError('socket is not connected', errno.ENOTCONN) from error
            raise
        finally:
            if offset > start:
                os.lseek(fd, offset, os.SEEK_SET)


def _unix_socket(path, sock, if_neither):
    """A new socket for a path, or the given one; not blocking."""
    if path is not None:
        if sock is not None:
            raise ValueError('path and sock can not be specified at the same time')
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    elif sock is None:
        raise ValueError(if_neither)
    elif (sock.family, sock.type) != (socket.AF_UNIX, socket.SOCK_STREAM):
        raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')
    sock.setblocking(False)
    return sock


def _path_of(sock):
    """Where a socket is in the file system, None if nowhere."""
    path = sock.getsockname()
    return path if path and path[0] not in (0, '\0') else None


def _bind_path(sock, path):
    if path[0] not in (0, '\0'):
        _network._remove_stale_socket(path)
    try:
        sock.bind(path)
    except BaseException as error:
        sock.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise OSError(error.errno, f'Address {path!r} is already in use') from None
        raise


class _PipeTransport(_endpoint.Endpoint):
    """An end of a pipe that the loop watches."""

    _pipe = _endpoint.Endpoint._file
    _fileno = property(lambda self: self._fd)
    _what = 'pipe transport'

    def _open(self, loop, pipe, protocol, kinds, otherwise):
        """Take the pipe, if it is of one of the kinds."""
        self._loop, self._fd = loop, pipe.fileno()
        self._extra['pipe'] = pipe
        mode = os.fstat(self._fd).st_mode
        if not any(is_one(mode) for is_one in kinds):
            raise ValueError(otherwise)
        self._pipe = pipe
        os.set_blocking(self._fd, False)
        self.set_protocol(protocol)
        return mode

    def _activity(self, event, *more):
        if state := self._is_watched(event):
            return state, *more
        return ('closed' if self._pipe is None else 'open'),


class _UnixReadPipeTransport(_PipeTransport, transports.ReadTransport):
    """The end to read from."""

    max_size = 256 * 1024
    _quiet = {errno.EIO}        # the other side of a terminal is gone

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._open(loop, pipe, protocol, (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR),
                   'Pipe transport is for pipes/sockets only.')
        self._begin(self._read_ready, waiter)

    def _activity(self):
        return super()._activity(selectors.EVENT_READ)

    def _read_ready(self):
        try:
            data = os.read(self._fd, self.max_size)
        except AGAIN:
            return
        except OSError as error:
            self._fatal_error(error, 'Fatal read error on pipe transport')
            return
        if data:
            self._protocol.data_received(data)
        else:
            self._debug('%r was closed by peer')
            self._loop.call_soon(self._protocol.eof_received)
            self.close()


class _UnixWritePipeTransport(_PipeTransport, transports._FlowControlMixin):
    """The end to write to."""

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._buffer = bytearray()
        mode = self._open(loop, pipe, protocol, (stat.S_ISCHR, stat.S_ISFIFO, stat.S_ISSOCK),
                          'Pipe transport is only for pipes, sockets and character devices')
        # A pipe whose other end was closed is ready to be read.
        hears = stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode) and not sys.platform.startswith('aix')
        self._begin(self._read_ready if hears else None, waiter)

    def _activity(self):
        return super()._activity(selectors.EVENT_WRITE, f'bufsize={len(self._buffer)}')

    def _read_ready(self):
        self._debug('%r was closed by peer')
        self._force_close(BrokenPipeError() if self._buffer else None)

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _waits_to_write(self):
        return bool(self._buffer)

    def _drop_buffer(self):
        self._buffer.clear()

    def can_write_eof(self):
        return True

    def _put(self, data):
        """Write as much as there is room for; False after an error."""
        try:
            return os.write(self._fd, data)
        except AGAIN:
            return 0
        except ESCAPING:
            raise
        except BaseException as error:
            self._fatal_error(error, 'Fatal write error on pipe transport')
            return -1

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        data = memoryview(data)
        if not data.nbytes:
            return
        if self._conn_lost or self._closing:
            self._note_lost_write('pipe closed by peer or os.write(pipe, data) raised exception.')
            return
        if not self._buffer:
            n = self._put(data)
            if n in (-1, len(data)):
                return
            data = data[n:]
            self._loop._add_writer(self._fd, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, 'Data should not be empty'
        n = self._put(self._buffer)
        if n <= 0:
            return
        del self._buffer[:n]
        if self._buffer:
            return
        self._loop._remove_writer(self._fd)
        self._maybe_resume_protocol()   # which may add more
        if self._closing and not self._buffer:
            self._loop._remove_reader(self._fd)
            self._call_connection_lost(None)

    def write_eof(self):
        # Until all is written the other end may still go away.
        if self._closing:
            return
        if self._buffer:
            self._closing = True
        else:
            self.close()


class _UnixSubprocessTransport(base_subprocess.BaseSubprocessTransport):
    """A child process."""

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        self._proc = subprocess.Popen(args, shell=shell, stdin=stdin, stdout=stdout,
                                      stderr=stderr, universal_newlines=False, bufsize=bufsize,
                                      **kwargs)


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """One loop per thread, and a child watcher for all of them."""

    _loop_factory = _UnixSelectorEventLoop
    _watcher = None

    def set_event_loop(self, loop):
        super().set_event_loop(loop)
        watcher = self._watcher
        if watcher and threading.current_thread() is threading.main_thread():
            watcher.attach_loop(loop)

    def _usual_watcher(self):
        if self._watcher is None:
            with events._lock:
                if self._watcher is None:
                    kind = PidfdChildWatcher if can_use_pidfd() else ThreadedChildWatcher
                    self._watcher = kind()
        return self._watcher

    def get_child_watcher(self):
        watcher = self._usual_watcher()
        deprecated('get_child_watcher')
        return watcher

    def set_child_watcher(self, watcher):
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        former, self._watcher = self._watcher, watcher
        if former is not None:
            former.close()
        deprecated('set_child_watcher')


def _watcher_of_policy():
    policy = events.get_event_loop_policy()
    if type(policy).get_child_watcher is _UnixDefaultEventLoopPolicy.get_child_watcher:
        return policy._usual_watcher()
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        return policy.get_child_watcher()


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
