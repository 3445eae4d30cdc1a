"""The transport of a child process, whatever tells that it has ended."""
import os
import signal
import subprocess
import warnings

from . import protocols, transports
from .log import logger

_ESCAPING = (SystemExit, KeyboardInterrupt)
_NAMES = ('stdin', 'stdout', 'stderr')


class BaseSubprocessTransport(transports.SubprocessTransport):
    """A child process; its pipes are transports of their own."""

    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=None,
                 extra=None, **kwargs):
        super().__init__(extra)
        self._loop, self._protocol = loop, protocol
        self._proc = self._pid = self._returncode = None
        self._closed = self._finished = False
        self._exit_waiters = []
        # What the protocol is to be told once it knows its transport; None from then on.
        self._pending_calls = []
        # By descriptor; each is None until it is connected.
        pipes = dict(zip(_NAMES, (stdin, stdout, stderr)))
        self._pipes = {fd: None for fd, pipe in enumerate(pipes.values())
                       if pipe == subprocess.PIPE}
        started = False
        try:
            self._start(args=args, shell=shell, bufsize=bufsize, **pipes, **kwargs)
            started = True
        finally:
            if not started:
                self.close()
        self._pid = self._proc.pid
        self._extra['subprocess'] = self._proc
        if loop.get_debug():
            program = args if isinstance(args, (bytes, str)) else args[0]
            logger.debug('process %r created: pid %s', program, self._pid)
        loop.create_task(self._connect_pipes(waiter))

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        """Start the process: sets _proc."""
        raise NotImplementedError

    def __repr__(self):
        words = [type(self).__name__]
        if self._closed:
            words.append('closed')
        if self._pid is not None:
            words.append(f'pid={self._pid}')
        words.append(f'returncode={self._returncode}' if self._returncode is not None else
                     'not started' if self._pid is None else 'running')
        named = {}
        for fd, pipe in self._pipes.items():
            if pipe is not None:
                named[_NAMES[fd]] = pipe.pipe
        if 'stderr' in named and named.get('stdout') is named['stderr']:
            named['stdout=stderr'] = named.pop('stdout')
            del named['stderr']
        words += [f'{name}={pipe}' for name, pipe in named.items()]
        return f'<{" ".join(words)}>'

    def __del__(self, _warn=warnings.warn):
        if self._closed:
            return
        _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        self.close()

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_pipe_transport(self, fd):
        pipe = self._pipes.get(fd)
        return None if pipe is None else pipe.pipe

    def get_returncode(self):
        return self._returncode

    def get_pid(self):
        return self._pid

    def is_closing(self):
        return self._closed

    def close(self):
        was_closed, self._closed = self._closed, True
        if was_closed:
            return
        for pipe in filter(None, self._pipes.values()):
            pipe.pipe.close()
        proc = self._proc
        if proc is not None and self._returncode is None and proc.poll() is None:
            if self._loop.get_debug():
                logger.warning('Close running child process: kill %r', self)
            try:
                proc.kill()
            except (ProcessLookupError, PermissionError):
                pass

    # --- signals

    def _living(self):
        if self._proc is None:
            raise ProcessLookupError
        return self._proc

    def send_signal(self, signal):
        pid = self._living().pid
        # Not by Popen: that asks first whether the child has ended, which only the watcher may do.
        try:
            os.kill(pid, signal)
        except ProcessLookupError:
            pass

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    # --- the beginning

    async def _connect_pipes(self, waiter):
        try:
            for fd, name in enumerate(_NAMES):
                file = getattr(self._proc, name)
                if file is None:
                    continue
                kind, connect = ((ReadSubprocessPipeProto, self._loop.connect_read_pipe) if fd else
                                 (WriteSubprocessPipeProto, self._loop.connect_write_pipe))
                _, self._pipes[fd] = await connect(lambda: kind(self, fd), file)
            calls, self._pending_calls = self._pending_calls, None
            for call in [(self._protocol.connection_made, self), *calls]:
                self._loop.call_soon(*call)
        except _ESCAPING:
            raise
        except BaseException as error:
            if waiter is not None and not waiter.cancelled():
                waiter.set_exception(error)
        else:
            if waiter is not None and not waiter.cancelled():
                waiter.set_result(None)

    def _call(self, callback, *args):
        if self._pending_calls is None:
            self._loop.call_soon(callback, *args)
        else:
            self._pending_calls.append((callback, *args))

    # --- what happens to it

    def _pipe_data_received(self, fd, data):
        self._call(self._protocol.pipe_data_received, fd, data)

    def _pipe_connection_lost(self, fd, exc):
        self._call(self._protocol.pipe_connection_lost, fd, exc)
        self._try_finish()

    def _process_exited(self, returncode):
        assert returncode is not None and self._returncode is None
        if self._loop.get_debug():
            logger.info('%r exited with return code %r', self, returncode)
        popen = self._proc
        # There is no child any more that Popen could ask for.
        popen.returncode = returncode if popen.returncode is None else popen.returncode
        self._returncode = returncode
        self._call(self._protocol.process_exited)
        self._try_finish()

    async def _wait(self):
        """The exit code, once the process and its pipes have ended."""
        if self._returncode is None:
            ended = self._loop.create_future()
            self._exit_waiters.append(ended)
            return await ended
        return self._returncode

    def _try_finish(self):
        assert not self._finished
        if self._returncode is not None and all(
                pipe is not None and pipe.disconnected for pipe in self._pipes.values()):
            self._finished = True
            self._call(self._call_connection_lost, None)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            waiters, self._exit_waiters = self._exit_waiters, None
            for waiter in waiters:
                if not waiter.cancelled():
                    waiter.set_result(self._returncode)
            self._loop = self._proc = self._protocol = None


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    """The child's standard input."""

    pipe = None
    disconnected = False

    def __init__(self, proc, fd):
        self.proc, self.fd = proc, fd

    def __repr__(self):
        return f'<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>'

    def connection_made(self, transport):
        self.pipe = transport

    def connection_lost(self, exc):
        proc, self.proc = self.proc, None
        self.disconnected = True
        proc._pipe_connection_lost(self.fd, exc)

    def resume_writing(self):
        self.proc._protocol.resume_writing()

    def pause_writing(self):
        self.proc._protocol.pause_writing()


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):
    """The child's standard output or error."""

    def data_received(self, data):
        self.proc._pipe_data_received(self.fd, data)
