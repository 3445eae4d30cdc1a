"""Pseudo-terminals: processes that believe to talk to a terminal."""
from select import select
import os
import sys
import tty

from os import close, waitpid
from tty import setraw, tcgetattr, tcsetattr

__all__ = ["openpty", "fork", "spawn"]

STDIN_FILENO = 0
STDOUT_FILENO = 1
STDERR_FILENO = 2

CHILD = 0


def openpty():
    """The two ends of a new pseudo-terminal: the controlling one first."""
    return os.openpty()


def master_open():
    """The controlling end of a new pseudo-terminal, and the name of the other one (deprecated)."""
    import warnings
    warnings.warn("Use pty.openpty() instead.", DeprecationWarning, stacklevel=2)
    master_fd, slave_fd = os.openpty()
    name = os.ttyname(slave_fd)
    os.close(slave_fd)
    return master_fd, name


def slave_open(tty_name):
    """Open the other end by its name (deprecated)."""
    import warnings
    warnings.warn("Use pty.openpty() instead.", DeprecationWarning, stacklevel=2)
    return os.open(tty_name, os.O_RDWR)


def fork():
    """Split the process; the child has a new terminal: (pid, controlling end), for the child (0, ...)."""
    return os.forkpty()


def _read(fd):
    return os.read(fd, 1024)


def _copy(master_fd, master_read=_read, stdin_read=_read):
    # Carries data both ways until the child closes its side.
    if os.get_blocking(master_fd):
        os.set_blocking(master_fd, False)
        try:
            _copy(master_fd, master_read, stdin_read)
        finally:
            os.set_blocking(master_fd, True)
        return
    to_child = b''
    to_screen = b''
    stdin_open = True
    while True:
        readers = [master_fd] if len(to_screen) < 4096 else []
        if stdin_open and len(to_child) < 4096:
            readers.append(STDIN_FILENO)
        writers = []
        if to_child:
            writers.append(master_fd)
        if to_screen:
            writers.append(STDOUT_FILENO)
        ready, writable, _ = select(readers, writers, [])
        if STDOUT_FILENO in writable:
            to_screen = to_screen[os.write(STDOUT_FILENO, to_screen):]
        if master_fd in ready:
            try:
                data = master_read(master_fd)
            except OSError:     # Linux says so when the other side is closed
                data = b""
            if not data:
                if to_screen:
                    os.write(STDOUT_FILENO, to_screen)
                return
            to_screen += data
        if master_fd in writable:
            to_child = to_child[os.write(master_fd, to_child):]
        if stdin_open and STDIN_FILENO in ready:
            data = stdin_read(STDIN_FILENO)
            if data:
                to_child += data
            else:
                stdin_open = False


def spawn(argv, master_read=_read, stdin_read=_read):
    """Run a program on a pseudo-terminal that is connected to our own: its wait status."""
    if isinstance(argv, str):
        argv = (argv,)
    sys.audit('pty.spawn', argv)
    pid, master_fd = fork()
    if pid == CHILD:
        os.execlp(argv[0], *argv)
    try:
        mode = tcgetattr(STDIN_FILENO)
        setraw(STDIN_FILENO)
        restore = True
    except tty.error:       # no terminal
        restore = False
    try:
        _copy(master_fd, master_read, stdin_read)
    finally:
        if restore:
            tcsetattr(STDIN_FILENO, tty.TCSAFLUSH, mode)
    close(master_fd)
    return waitpid(pid, 0)[1]
