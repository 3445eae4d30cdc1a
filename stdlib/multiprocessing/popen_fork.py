"""Starting a child by fork()."""
import os
import signal
from . import util

__all__ = ['Popen']


class Popen(object):
    """A forked child."""

    method = 'fork'

    finalizer = returncode = None

    def __init__(self, process_obj):
        # What is not written yet would be written by the child too.
        util._flush_std_streams()
        self._launch(process_obj)

    def _launch(self, process_obj):
        # Two pipes that carry nothing: each end notices when the other process is gone.
        ours, theirs = (parent_r, child_w), (child_r, parent_w) = self._life_lines()
        self.pid = os.fork()
        if not self.pid:
            with util.ForkedChild() as child:
                util.close_fds(*ours)
                child.code = process_obj._bootstrap(parent_sentinel=child_r)
        util.close_fds(*theirs)
        self.sentinel = parent_r
        self.finalizer = util.Finalize(self, util.close_fds, ours)

    @staticmethod
    def _life_lines():
        """((our reading end, our writing end), (the child's reading end, the child's writing end))."""
        (parent_r, parent_w), (child_r, child_w) = os.pipe(), os.pipe()
        return (parent_r, child_w), (child_r, parent_w)

    def duplicate_for_child(self, fd):
        """The child has it already."""
        return fd

    def poll(self, flag=os.WNOHANG):
        """The exit code if it has ended, else None."""
        if self.returncode is not None:
            return self.returncode
        try:
            pid, status = os.waitpid(self.pid, flag)
        except OSError:
            # Somebody else waits for our children, or this is another process.
            return None
        if pid == self.pid:
            self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the end; the exit code, None if the time ran out."""
        if self.returncode is None and timeout is not None:
            from .connection import wait as ready
            if not ready([self.sentinel], timeout):
                return None
        # The end of the pipe comes a little before the end of the process: with 0 there is no waiting for that.
        return self.poll(os.WNOHANG if timeout == 0.0 else 0)

    def _signal(self, number):
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, number)
        except OSError as error:
            gone = isinstance(error, ProcessLookupError) or self.wait(timeout=0.1) is not None
            if not gone:
                raise

    def terminate(self):
        """Send SIGTERM."""
        self._signal(signal.SIGTERM)

    def kill(self):
        """Send SIGKILL."""
        self._signal(signal.SIGKILL)

    def close(self):
        """Close the descriptors."""
        if self.finalizer:
            self.finalizer()
