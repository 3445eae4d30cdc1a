"""Starting a child by the fork server."""
import io
import os
from . import popen_fork, reduction, spawn, util
from .context import set_spawning_popen

__all__ = ['Popen']


def pickled(popen, process_obj):
    """What a child reads first: how to become like this process, and its process object."""
    data = io.BytesIO()
    set_spawning_popen(popen)
    try:
        for part in (spawn.get_preparation_data(process_obj._name), process_obj):
            reduction.dump(part, data)
    finally:
        set_spawning_popen(None)
    return data.getbuffer()


class Inherited(object):
    """A descriptor of the parent, pickled as what it is in the child."""

    def detach(self):
        """The descriptor."""
        return self.fd

    def __init__(self, fd):
        self.fd = fd


class _Numbered(Inherited):
    """A descriptor that comes to the child among others, in an order."""

    def detach(self):
        """The descriptor, as the child got it."""
        from . import forkserver
        return forkserver.get_inherited_fds()[self.fd]


class Sending(popen_fork.Popen):
    """A child that gets descriptors beside what is written to it."""

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        """What the child will know a descriptor by."""
        place = len(self._fds)
        self._fds.append(fd)
        return place if self.DupFd is _Numbered else fd


class Popen(Sending):
    """A child of the fork server."""

    DupFd, method = _Numbered, 'forkserver'

    def _launch(self, process_obj):
        from . import forkserver
        data = pickled(self, process_obj)
        self.sentinel, pipe = forkserver.connect_to_new_process(self._fds)
        # As long as our copy of the writing end is open the child knows that we live.
        alive = os.dup(pipe)
        self.finalizer = util.Finalize(self, util.close_fds, (alive, self.sentinel))
        with open(pipe, 'wb') as file:
            file.write(data)
        self.pid = forkserver.read_signed(self.sentinel)

    def poll(self, flag=os.WNOHANG):
        """The exit code if the server told of the end, else None."""
        if self.returncode is None:
            from . import forkserver
            from .connection import wait
            if not wait([self.sentinel], timeout=0 if flag == os.WNOHANG else None):
                return None
            try:
                code = forkserver.read_signed(self.sentinel)
            except (EOFError, OSError):
                # The server is gone, and the child with it.
                code = 255
            self.returncode = code
        return self.returncode
