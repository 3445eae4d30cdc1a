"""Child processes with streams."""
import subprocess

from . import protocols, streams, tasks
from .log import logger

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL
_NAMES = ('stdin', 'stdout', 'stderr')
_GONE = (BrokenPipeError, ConnectionResetError)


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """Feeds the streams of a child process."""

    def __init__(self, limit, loop):
        super().__init__(loop)
        self.stdin = self.stdout = self.stderr = self._transport = None
        self._open_outputs = set()
        self._has_exited, self._limit = False, limit
        self._stdin_closed = self._loop.create_future()

    def __repr__(self):
        shown = [f'{name}={stream!r}' for name in _NAMES
                 if (stream := getattr(self, name)) is not None]
        return f'<{" ".join((type(self).__name__, *shown))}>'

    def connection_made(self, transport):
        self._transport = transport
        for fd in 1, 2:
            if (pipe := transport.get_pipe_transport(fd)) is not None:
                reader = streams.StreamReader(limit=self._limit, loop=self._loop)
                reader.set_transport(pipe)
                setattr(self, _NAMES[fd], reader)
                self._open_outputs.add(fd)
        if (pipe := transport.get_pipe_transport(0)) is not None:
            self.stdin = streams.StreamWriter(pipe, protocol=self, reader=None, loop=self._loop)

    def _reader(self, fd):
        return getattr(self, _NAMES[fd]) if fd in (1, 2) else None

    def pipe_data_received(self, fd, data):
        if (reader := self._reader(fd)) is not None:
            reader.feed_data(data)

    def pipe_connection_lost(self, fd, exc):
        if fd == 0:
            self._stdin_lost(exc)
            return
        if (reader := self._reader(fd)) is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        self._open_outputs.discard(fd)
        self._close_at_end()

    def _stdin_lost(self, exc):
        if self.stdin is not None:
            self.stdin.close()
        self.connection_lost(exc)
        closed = self._stdin_closed
        if exc is None:
            closed.set_result(None)
        else:
            closed.set_exception(exc)
            closed._log_traceback = False       # nobody has to wait for it

    def process_exited(self):
        self._has_exited = True
        self._close_at_end()

    def _close_at_end(self):
        if self._has_exited and not self._open_outputs and self._transport is not None:
            self._transport.close()
            self._transport = None

    def _get_close_waiter(self, stream):
        return self._stdin_closed if stream is self.stdin else None


class Process:
    """A child process: stdin, stdout and stderr are streams, or None."""

    def __init__(self, transport, protocol, loop):
        self._transport, self._protocol, self._loop = transport, protocol, loop
        self.stdin, self.stdout, self.stderr = protocol.stdin, protocol.stdout, protocol.stderr
        self.pid = transport.get_pid()

    def __repr__(self):
        return f'<{type(self).__name__} {self.pid}>'

    @property
    def returncode(self):
        """The exit code, None while it runs."""
        return self._transport.get_returncode()

    def kill(self):
        """End it: SIGKILL."""
        self._transport.kill()

    def terminate(self):
        """Ask it to end: SIGTERM."""
        self._transport.terminate()

    def send_signal(self, signal):
        """Send it a signal."""
        self._transport.send_signal(signal)

    def _log(self, text, *args):
        if self._loop.get_debug():
            logger.debug(f'%r communicate: {text}', self, *args)

    async def _feed(self, data):
        try:
            if data is not None:
                self.stdin.write(data)
                self._log('feed stdin (%s bytes)', len(data))
            await self.stdin.drain()
        except _GONE as error:
            # Not all children read to the end.
            self._log('stdin got %r', error)
        self._log('close stdin')
        self.stdin.close()

    async def _collect(self, fd):
        pipe, name = self._transport.get_pipe_transport(fd), _NAMES[fd]
        self._log('read %s', name)
        output = await getattr(self, name).read()
        self._log('close %s', name)
        pipe.close()
        return output

    async def _nothing(self):
        return None

    async def wait(self):
        """Wait for its end; the exit code."""
        return await self._transport._wait()

    async def communicate(self, input=None):
        """Send input, read all output, wait for the end; (stdout, stderr)."""
        _, *outputs = await tasks.gather(
            self._nothing() if self.stdin is None else self._feed(input),
            *(self._nothing() if getattr(self, _NAMES[fd]) is None else self._collect(fd)
              for fd in (1, 2)))
        await self.wait()
        return tuple(outputs)


async def _create(name, limit, start, *args, loop=None, **options):
    loop = streams._running(name, loop)
    transport, protocol = await getattr(loop, start)(
        lambda: SubprocessStreamProtocol(limit=limit, loop=loop), *args, **options)
    return Process(transport, protocol, loop)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None,
                                  limit=streams._DEFAULT_LIMIT, **kwds):
    """Run a command by the shell; a Process."""
    return await _create('create_subprocess_shell', limit, 'subprocess_shell', cmd,
                         stdin=stdin, stdout=stdout, stderr=stderr, **kwds)


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None,
                                 limit=streams._DEFAULT_LIMIT, **kwds):
    """Run a program; a Process."""
    return await _create('create_subprocess_exec', limit, 'subprocess_exec', program, *args,
                         stdin=stdin, stdout=stdout, stderr=stderr, **kwds)
