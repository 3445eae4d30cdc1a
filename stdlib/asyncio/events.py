"""Handles, the interfaces of loops and policies, and which loop is whose."""
import os
import signal
import socket
import sys
import threading

from _asyncio import (Handle, TimerHandle, _get_running_loop, _set_running_loop, get_event_loop,
                      get_running_loop)

__all__ = ('AbstractEventLoopPolicy', 'AbstractEventLoop', 'AbstractServer', 'Handle',
           'TimerHandle', 'get_event_loop_policy', 'set_event_loop_policy', 'get_event_loop',
           'set_event_loop', 'new_event_loop', 'get_child_watcher', 'set_child_watcher',
           '_set_running_loop', 'get_running_loop', '_get_running_loop')


class AbstractServer:
    """What create_server() gives."""

    def is_serving(self):
        """Whether connections are accepted."""
        raise NotImplementedError

    def get_loop(self):
        """The loop it belongs to."""
        raise NotImplementedError

    async def serve_forever(self):
        """Accept connections until the task is cancelled, then close."""
        raise NotImplementedError

    async def start_serving(self):
        """Begin to accept connections; nothing if that has been done."""
        raise NotImplementedError

    def close(self):
        """Accept no more connections; those that exist go on."""
        raise NotImplementedError

    def abort_clients(self):
        """Break off all connections, what waits to be sent is lost."""
        raise NotImplementedError

    def close_clients(self):
        """Close all connections when what waits is sent."""
        raise NotImplementedError

    async def wait_closed(self):
        """Wait until the server is closed and its connections have ended."""
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class AbstractEventLoop:
    """What every event loop offers."""

    # --- calls and tasks

    def call_soon(self, callback, *args, context=None):
        """Call a function in the next turn; the handle can cancel it."""
        return self.call_later(0, callback, *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None):
        """call_soon() for other threads: it wakes the loop."""
        raise NotImplementedError

    def call_at(self, when, callback, *args, context=None):
        """Call a function when the loop's clock shows a time."""
        raise NotImplementedError

    def call_later(self, delay, callback, *args, context=None):
        """Call a function after some seconds."""
        raise NotImplementedError

    def time(self):
        """The loop's clock, in seconds."""
        raise NotImplementedError

    def create_task(self, coro, *, name=None, context=None):
        """Run a coroutine as a task."""
        raise NotImplementedError

    def create_future(self):
        """A future of this loop."""
        raise NotImplementedError

    def get_task_factory(self):
        """What makes tasks, None for the usual class."""
        raise NotImplementedError

    def set_task_factory(self, factory):
        """Set what makes the tasks of create_task(): factory(loop, coro, context=None)."""
        raise NotImplementedError

    def _timer_handle_cancelled(self, handle):
        raise NotImplementedError

    # --- from the beginning to the end

    def run_until_complete(self, future):
        """Run until a future or coroutine is done; its result."""
        raise NotImplementedError

    def run_forever(self):
        """Run until stop() is called."""
        raise NotImplementedError

    def is_running(self):
        """Whether the loop runs now."""
        raise NotImplementedError

    def stop(self):
        """End run_forever() after the current turn."""
        raise NotImplementedError

    async def shutdown_default_executor(self):
        """Wait for the threads of the default executor to end."""
        raise NotImplementedError

    async def shutdown_asyncgens(self):
        """Close the asynchronous generators that are still suspended."""
        raise NotImplementedError

    def close(self):
        """Give everything back that the loop holds; it must not run."""
        raise NotImplementedError

    def is_closed(self):
        """Whether close() has been called."""
        raise NotImplementedError

    # --- errors

    def call_exception_handler(self, context):
        """Tell of an error; context says what is known about it."""
        raise NotImplementedError

    def default_exception_handler(self, context):
        """Log an error that nobody has handled."""
        raise NotImplementedError

    def set_exception_handler(self, handler):
        """Set what is told of errors: handler(loop, context)."""
        raise NotImplementedError

    def get_exception_handler(self):
        """What is told of errors, None for the default."""
        raise NotImplementedError

    def set_debug(self, enabled):
        """Turn debug mode on or off."""
        raise NotImplementedError

    def get_debug(self):
        """Whether the loop is in debug mode."""
        raise NotImplementedError

    # --- signals, threads, children

    def remove_signal_handler(self, sig):
        """Handle a signal no more; whether it was handled."""
        raise NotImplementedError

    def add_signal_handler(self, sig, callback, *args):
        """Call a function in the loop when a signal arrives."""
        raise NotImplementedError

    def set_default_executor(self, executor):
        """Set what run_in_executor(None, ...) uses."""
        raise NotImplementedError

    def run_in_executor(self, executor, func, *args):
        """Run a function in an executor, by default threads; a future of its result."""
        raise NotImplementedError

    async def subprocess_exec(self, protocol_factory, *args, stdin=-1, stdout=-1, stderr=-1,
                              **kwargs):
        raise NotImplementedError

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               **kwargs):
        raise NotImplementedError

    # --- descriptors and sockets

    def add_writer(self, fd, callback, *args):
        """Call a function whenever a descriptor can be written."""
        raise NotImplementedError

    def add_reader(self, fd, callback, *args):
        """Call a function whenever a descriptor can be read."""
        raise NotImplementedError

    def remove_writer(self, fd):
        """Watch a descriptor no more for writing; whether it was watched."""
        raise NotImplementedError

    def remove_reader(self, fd):
        """Watch a descriptor no more for reading; whether it was watched."""
        raise NotImplementedError

    async def sock_accept(self, sock):
        raise NotImplementedError

    async def sock_connect(self, sock, address):
        raise NotImplementedError

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        raise NotImplementedError

    async def sock_sendto(self, sock, data, address):
        raise NotImplementedError

    async def sock_sendall(self, sock, data):
        raise NotImplementedError

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        raise NotImplementedError

    async def sock_recvfrom(self, sock, bufsize):
        raise NotImplementedError

    async def sock_recv_into(self, sock, buf):
        raise NotImplementedError

    async def sock_recv(self, sock, nbytes):
        raise NotImplementedError

    # --- connections and servers

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo() without holding the loop."""
        raise NotImplementedError

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo() without holding the loop."""
        raise NotImplementedError

    async def create_server(self, protocol_factory, host=None, port=None, *,
                            family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None,
                            keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """A server at an address; protocol_factory makes a protocol for each connection."""
        raise NotImplementedError

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100,
                                 ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                 start_serving=True):
        """A server at a Unix socket."""
        raise NotImplementedError

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None,
                                family=0, proto=0, flags=0, sock=None, local_addr=None,
                                server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
                                interleave=None):
        """Connect to an address: a transport and protocol."""
        raise NotImplementedError

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None,
                                     server_hostname=None, ssl_handshake_timeout=None,
                                     ssl_shutdown_timeout=None):
        """Connect to a Unix socket: a transport and protocol."""
        raise NotImplementedError

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None,
                                       *, family=0, proto=0, flags=0, reuse_address=None,
                                       reuse_port=None, allow_broadcast=None, sock=None):
        """A transport and protocol for datagrams."""
        raise NotImplementedError

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None,
                                      ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """A transport and protocol for a connection that was accepted elsewhere."""
        raise NotImplementedError

    async def connect_write_pipe(self, protocol_factory, pipe):
        """A transport and protocol that write to a pipe."""
        raise NotImplementedError

    async def connect_read_pipe(self, protocol_factory, pipe):
        """A transport and protocol that read from a pipe."""
        raise NotImplementedError

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False,
                        server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Go on with TLS on a connection; the new transport."""
        raise NotImplementedError

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a file through a transport; how many bytes."""
        raise NotImplementedError


class AbstractEventLoopPolicy:
    """Says which loop belongs to which context."""

    def new_event_loop(self):
        """A new loop."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Set the loop of this thread."""
        raise NotImplementedError

    def get_event_loop(self):
        """The loop of this thread."""
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        """Set what waits for child processes."""
        raise NotImplementedError

    def get_child_watcher(self):
        """What waits for child processes."""
        raise NotImplementedError


def _first_outside():
    """The frame of the program that has called asyncio, and how many are above its callee."""
    depth, frame = 1, sys._getframe(1)
    while frame is not None and frame.f_globals.get('__name__', '').partition('.')[0] == 'asyncio':
        depth, frame = depth + 1, frame.f_back
    return frame, depth


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """One loop per thread; only the main thread gets one by itself."""

    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def new_event_loop(self):
        """A new loop, not yet anybody's."""
        if 'virtual_time' not in sys._xoptions:
            return self._loop_factory()
        from . import virtual
        return virtual.new_event_loop()

    def set_event_loop(self, loop):
        """Give the thread a loop, or take it away by None."""
        if not (loop is None or isinstance(loop, AbstractEventLoop)):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, "
                            f"not '{type(loop).__name__}'")
        self._local._set_called, self._local._loop = True, loop

    def get_event_loop(self):
        """The thread's loop; the main thread's is made at the first call."""
        mine = self._local
        if mine._loop is None and not mine._set_called and (
                threading.current_thread() is threading.main_thread()):
            self._make_first()
        if mine._loop is not None:
            return mine._loop
        thread = threading.current_thread().name
        raise RuntimeError(f'There is no current event loop in thread {thread!r}.')

    def _make_first(self):
        from . import _compat
        caller, depth = _first_outside()
        if caller is None or not _compat.is_old(caller):
            import warnings
            warnings.warn('There is no current event loop', DeprecationWarning, stacklevel=depth)
        self.set_event_loop(self.new_event_loop())


_event_loop_policy = None
_lock = threading.Lock()


def get_event_loop_policy():
    """The policy in force."""
    global _event_loop_policy
    if _event_loop_policy is None:
        from . import DefaultEventLoopPolicy
        with _lock:
            _event_loop_policy = _event_loop_policy or DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Put another policy in force; None brings the default back."""
    global _event_loop_policy
    if not (policy is None or isinstance(policy, AbstractEventLoopPolicy)):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, "
                        f"not '{type(policy).__name__}'")
    _event_loop_policy = policy


def new_event_loop():
    """A new loop from the policy."""
    return get_event_loop_policy().new_event_loop()


def set_event_loop(loop):
    """Tell the policy this thread's loop."""
    get_event_loop_policy().set_event_loop(loop)


def set_child_watcher(watcher):
    """Give the policy a child watcher."""
    return get_event_loop_policy().set_child_watcher(watcher)


def get_child_watcher():
    """The policy's child watcher."""
    return get_event_loop_policy().get_child_watcher()


if hasattr(os, 'fork'):
    def on_fork():
        """The child has no running loop and its own policy's loops."""
        if isinstance(_event_loop_policy, BaseDefaultEventLoopPolicy):
            _event_loop_policy._local = BaseDefaultEventLoopPolicy._Local()
        signal.set_wakeup_fd(-1)
        _set_running_loop(None)

    os.register_at_fork(after_in_child=on_fork)
