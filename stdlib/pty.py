"""Pseudo-terminals: processes that believe to talk to a terminal."""
from select import select
import os
import sys
import tty
from os import close, waitpid
from tty import setraw, tcgetattr, tcsetattr

__all__ = ["openpty", "fork", "spawn"]

STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = range(3)
CHILD = 0


def openpty():
    """The two ends of a new pseudo-terminal: the controlling one first."""
    return os.openpty()


def _warn():
    import warnings
    warnings.warn("Use pty.openpty() instead.", DeprecationWarning, stacklevel=3)


def master_open():
    """The controlling end of a new pseudo-terminal, and the name of the other one (deprecated)."""
    _warn()
    controlling, other = os.openpty()
    name = os.ttyname(other)
    close(other)
    return controlling, name


def slave_open(tty_name):
    """Open the other end by its name (deprecated)."""
    _warn()
    end = os.open(tty_name, os.O_RDWR)
    try:
        # Some systems need these modules pushed upon the stream.
        from fcntl import I_PUSH, ioctl
        ioctl(end, I_PUSH, "ptem")
        ioctl(end, I_PUSH, "ldterm")
    except (ImportError, OSError):
        pass
    return end


def fork():
    """Split the process; the child has a new terminal: (pid, controlling end), for the child (0, ...)."""
    return os.forkpty()


def _read(fd):
    """What a descriptor has now."""
    return os.read(fd, 1024)


class _Flow:
    """One direction of a copy: what was read here waits until it can be written there."""

    LIMIT = 4096

    def __init__(self, source, target, read):
        self.source, self.target, self.read, self.waiting, self.open = source, target, read, b"", True

    @property
    def wants_input(self):
        return self.open and len(self.waiting) < self.LIMIT

    def take(self):
        try:
            data = self.read(self.source)
        except OSError:
            # A terminal whose other end is closed.
            data = b""
        self.waiting += data
        self.open = bool(data)

    def give(self):
        count = os.write(self.target, self.waiting)
        self.waiting = self.waiting[count:]


def _copy(master_fd, master_read=_read, stdin_read=_read):
    """Let our terminal and that of a program talk, until the program's is closed."""
    out = _Flow(master_fd, STDOUT_FILENO, master_read)
    into = _Flow(STDIN_FILENO, master_fd, stdin_read)
    blocking = os.get_blocking(master_fd)
    os.set_blocking(master_fd, False)
    try:
        while out.open or out.waiting:
            flows = (out, into) if out.open else (out,)
            readable, writable, _ = select([flow.source for flow in flows if flow.wants_input],
                                           [flow.target for flow in flows if flow.waiting], [])
            for flow in flows:
                try:
                    if flow.target in writable and flow.waiting:
                        flow.give()
                    if flow.source in readable and flow.wants_input:
                        flow.take()
                except BlockingIOError:
                    pass
    finally:
        if blocking:
            os.set_blocking(master_fd, True)


def spawn(argv, master_read=_read, stdin_read=_read):
    """Run a program on a pseudo-terminal that is connected to our own: its wait status."""
    if isinstance(argv, str):
        argv = argv,
    sys.audit("pty.spawn", argv)
    child, terminal = fork()
    if child == CHILD:
        os.execlp(argv[0], *argv)
    try:
        settings = tcgetattr(STDIN_FILENO)
        setraw(STDIN_FILENO)
    except tty.error:  # input is no terminal
        settings = None
    try:
        _copy(terminal, master_read, stdin_read)
    finally:
        if settings:
            tcsetattr(STDIN_FILENO, tty.TCSAFLUSH, settings)
    close(terminal)
    _, status = waitpid(child, 0)
    return status
