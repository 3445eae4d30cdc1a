"""A small process that forks children when asked to."""
import os
import selectors
import signal
import socket
import struct
import sys
import threading
from . import connection, process, resource_tracker, spawn, util
from .context import reduction

__all__ = ['ensure_running', 'get_inherited_fds', 'connect_to_new_process', 'set_forkserver_preload']

MAXFDS_TO_SEND = 256
SIGNED_STRUCT = struct.Struct('q')


class ForkServer(object):
    """The server as its users see it."""

    # A child gets four descriptors first: where to write how it goes, where to read what it shall do, and what keeps
    # server and tracker alive. Those of its process object follow.

    def __init__(self):
        self._lock = threading.Lock()
        self._preload_modules, self._inherited_fds = ['__main__'], None
        self._forget()

    def _forget(self):
        self._address = self._alive = self._pid = None

    def _stop(self):
        """End the server, for programs that count processes."""
        with self._lock:
            if self._pid is None:
                return
            # Closing the pipe tells it.
            os.close(self._alive)
            os.waitpid(self._pid, 0)
            if not util.is_abstract_socket_namespace(self._address):
                os.unlink(self._address)
            self._forget()

    def set_forkserver_preload(self, modules_names):
        """Modules the server imports once, for all its children."""
        if {*map(type, modules_names)} - {str}:
            raise TypeError('module_names must be a list of strings')
        self._preload_modules = modules_names

    def get_inherited_fds(self):
        """In a child: the descriptors that came along; None elsewhere."""
        return self._inherited_fds

    def connect_to_new_process(self, fds):
        """Have a child forked that gets fds; (status descriptor, data descriptor)."""
        self.ensure_running()
        if len(fds) + 4 >= MAXFDS_TO_SEND:
            raise ValueError('too many fds')
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(self._address)
            (status_r, status_w), (data_r, data_w) = os.pipe(), os.pipe()
            try:
                reduction.sendfds(link, [data_r, status_w, self._alive, resource_tracker.getfd(), *fds])
            except BaseException:
                util.close_fds(status_r, data_w)
                raise
            finally:
                util.close_fds(data_r, status_w)
            return status_r, data_w

    def ensure_running(self):
        """Start the server unless it runs."""
        with self._lock:
            resource_tracker.ensure_running()
            if self._pid is not None:
                if os.waitpid(self._pid, os.WNOHANG)[0] == 0:
                    return
                os.close(self._alive)
                self._forget()
            self._start()

    def _main_data(self):
        """What the server needs to import the main program, which its children have then."""
        if not self._preload_modules:
            return {}
        data = spawn.get_preparation_data('ignore')
        return {name: data[key] for name, key in (('sys_path', 'sys_path'), ('main_path', 'init_main_from_path')) if key in data}

    def _start(self):
        with socket.socket(socket.AF_UNIX) as listener:
            address = connection.arbitrary_address('AF_UNIX')
            listener.bind(address)
            if not util.is_abstract_socket_namespace(address):
                os.chmod(address, 0o600)
            listener.listen()
            # All that use the server hold the writing end; when the last of them is gone it ends.
            alive_r, alive_w = os.pipe()
            arguments = ', '.join(f'{name}={value!r}' for name, value in self._main_data().items())
            code = (f'from multiprocessing.forkserver import main; '
                    f'main({listener.fileno()}, {alive_r}, {self._preload_modules!r}, {arguments})')
            program = spawn.get_executable()
            command = [program, *util._args_from_interpreter_flags(), '-c', code]
            try:
                self._pid = util.spawnv_passfds(program, command, [listener.fileno(), alive_r])
            except BaseException:
                os.close(alive_w)
                raise
            finally:
                os.close(alive_r)
            self._address, self._alive = address, alive_w


def _preload(names, main_path):
    for name in names:
        if name == '__main__':
            if main_path is None:
                continue
            process.current_process()._inheriting = True
            try:
                spawn.import_main_path(main_path)
            finally:
                del process.current_process()._inheriting
        else:
            try:
                __import__(name)
            except ImportError:
                pass
    # What the modules printed would be printed by every child otherwise.
    util._flush_std_streams()


class _Children:
    """The children of the server, and whom to tell of their ends."""

    def __init__(self):
        self.status_pipes = {}

    def forked(self, pid, status):
        """Tell a client the number of its child."""
        self.status_pipes[pid] = status
        self._tell(status, pid)

    @staticmethod
    def _tell(pipe, number):
        try:
            write_signed(pipe, number)
        except BrokenPipeError:
            # The client is gone.
            pass

    def reap(self):
        """Tell of the children that have ended."""
        while self.status_pipes:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                pid = 0
            if not pid:
                return
            pipe = self.status_pipes.pop(pid, None)
            if pipe is None:
                import warnings
                warnings.warn(f'forkserver: waitpid returned unexpected pid {pid}')
                continue
            self._tell(pipe, os.waitstatus_to_exitcode(status))
            os.close(pipe)


def _become_child(fds, unused, handlers):
    """What a forked child does."""
    with util.ForkedChild() as child:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        util.close_fds(*unused)
        data, alive, tracker, *own = fds
        _forkserver._alive, resource_tracker._resource_tracker._fd = alive, tracker
        _forkserver._inherited_fds = own
        child.code = spawn._main(data, os.dup(data))


def _serve_one(listener, children, unused, handlers):
    """A client wants a child."""
    link, _ = listener.accept()
    with link:
        fds = reduction.recvfds(link, MAXFDS_TO_SEND + 1)
        if len(fds) > MAXFDS_TO_SEND:
            raise RuntimeError(f'Too many ({len(fds):n}) fds to send')
        data, status, *others = fds
        pid = os.fork()
        if not pid:
            link.close()
            _become_child([data, *others], [*unused, status, *children.status_pipes.values()], handlers)
        children.forked(pid, status)
        util.close_fds(data, *others)


def main(listener_fd, alive_r, preload, main_path=None, sys_path=None):
    """The server: wait for requests, fork, report the ends."""
    if sys_path is not None:
        sys.path[:] = sys_path
    _preload(preload or (), main_path)
    util._close_stdin()
    ended_r, ended_w = os.pipe()
    for end in (ended_r, ended_w):
        os.set_blocking(end, False)
    # The end of a child wakes the server through a pipe; Ctrl-C is for its clients.
    wanted = {signal.SIGCHLD: lambda *_: None, signal.SIGINT: signal.SIG_IGN}
    handlers = {number: signal.signal(number, handler) for number, handler in wanted.items()}
    signal.set_wakeup_fd(ended_w)
    children = _Children()
    with socket.socket(socket.AF_UNIX, fileno=listener_fd) as listener, selectors.DefaultSelector() as selector:
        _forkserver._address = listener.getsockname()
        for source in (listener, alive_r, ended_r):
            selector.register(source, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if alive_r in ready:
                # Nothing is ever written there: it is the end of the last client.
                raise SystemExit
            if ended_r in ready:
                os.read(ended_r, 65536)
                children.reap()
            if listener in ready:
                try:
                    _serve_one(listener, children, [listener_fd, alive_r, ended_r, ended_w], handlers)
                except ConnectionAbortedError:
                    pass


def read_signed(fd):
    """A number from a pipe."""
    data = b''
    while missing := SIGNED_STRUCT.size - len(data):
        part = os.read(fd, missing)
        if not part:
            raise EOFError('unexpected EOF')
        data += part
    return SIGNED_STRUCT.unpack(data)[0]


def write_signed(fd, n):
    """A number into a pipe."""
    data = SIGNED_STRUCT.pack(n)
    while data:
        data = data[os.write(fd, data):]


_forkserver = ForkServer()
ensure_running, get_inherited_fds = _forkserver.ensure_running, _forkserver.get_inherited_fds
connect_to_new_process, set_forkserver_preload = _forkserver.connect_to_new_process, _forkserver.set_forkserver_preload
