"""Starting a child as a new interpreter."""
from . import spawn, util
from .popen_forkserver import Inherited, Sending, pickled

__all__ = ['Popen']


class Popen(Sending):
    """A spawned child; the process object comes to it through a pipe."""

    DupFd, method = Inherited, 'spawn'

    def _launch(self, process_obj):
        from . import resource_tracker
        tracker = resource_tracker.getfd()
        self._fds.append(tracker)
        data = pickled(self, process_obj)
        ours, theirs = (parent_r, parent_w), (child_r, _) = self._life_lines()
        command = spawn.get_command_line(tracker_fd=tracker, pipe_handle=child_r)
        try:
            self.pid = util.spawnv_passfds(spawn.get_executable(), command, [*self._fds, *theirs])
            self.sentinel = parent_r
            with open(parent_w, 'wb', closefd=False) as pipe:
                pipe.write(data)
        finally:
            self.finalizer = util.Finalize(self, util.close_fds, ours)
            util.close_fds(*theirs)
