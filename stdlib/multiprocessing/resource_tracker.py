"""A process that removes what a program left behind in the system.

Named semaphores and shared memory outlive a killed process; the tracker is
told of each and cleans up when the last of its users is gone."""
import os
import signal
import sys
import threading
from collections import deque
from . import spawn, util

__all__ = ['ensure_running', 'register', 'unregister']

_IGNORED = signal.SIGINT, signal.SIGTERM


def cleanup_noop(name):
    """For things of this kind there is nothing to be removed; the tracker itself never gets one."""
    raise RuntimeError('noop should never be registered or cleaned up')


def _removers():
    """{kind: function that removes a thing by its name}."""
    found = {'noop': cleanup_noop}
    if os.name == 'posix':
        try:
            from _multiprocessing import sem_unlink
            found['semaphore'] = sem_unlink
        except ImportError:
            pass
        try:
            from _posixshmem import shm_unlink
            found['shared_memory'] = shm_unlink
        except ImportError:
            pass
    return found


_CLEANUP_FUNCS = _removers()


class ReentrantCallError(RuntimeError):
    """A finalizer came in the middle of the tracker's own work."""


class ResourceTracker(object):
    """The tracker as its users see it."""

    _fd = _pid = _exitcode = None

    def __init__(self):
        self._lock = threading.RLock()
        # What finalizers told in the middle of something; it is passed on after that.
        self._delayed = deque()

    def _entered_again(self):
        return self._lock._recursion_count() > 1

    def getfd(self):
        """The pipe to the tracker."""
        self.ensure_running()
        return self._fd

    def register(self, name, rtype):
        """Remember a thing to be removed."""
        self._send('REGISTER', name, rtype)

    def unregister(self, name, rtype):
        """Forget it: it was removed."""
        self._send('UNREGISTER', name, rtype)

    def _send(self, what, name, rtype):
        line = f'{what}:{name}:{rtype}\n'.encode('ascii')
        # Lines of several processes come through one pipe: only short ones stay whole.
        if len(line) > 512:
            raise ValueError('msg too long')
        try:
            self.ensure_running()
        except ReentrantCallError:
            self._delayed.append(line)
            return
        self._write(line)

    def _write(self, line):
        sent = os.write(self._fd, line)
        if sent != len(line):
            raise AssertionError(f'nbytes={sent!r} != len(msg)={len(line)!r}')

    def _alive(self):
        try:
            os.write(self._fd, b'PROBE:0:noop\n')
        except OSError:
            return False
        return True

    def ensure_running(self):
        """Start the tracker unless it runs."""
        with self._lock:
            if self._entered_again():
                raise ReentrantCallError('Reentrant call into the multiprocessing resource tracker')
            if self._fd is None:
                self._start()
            elif not self._alive():
                self._bury()
                import warnings
                warnings.warn('resource_tracker: process died unexpectedly, relaunching.  Some resources might leak.')
                self._start()
            while self._delayed:
                self._write(self._delayed.popleft())

    def _bury(self):
        os.close(self._fd)
        # A tracker that came from the parent is no child of ours.
        if self._pid is not None:
            try:
                os.waitpid(self._pid, 0)
            except ChildProcessError:
                pass
        self._fd = self._pid = self._exitcode = None

    def _start(self):
        reading, self_end = os.pipe()
        inherited = [reading]
        try:
            inherited.append(sys.stderr.fileno())
        except Exception:
            pass
        code = f'from multiprocessing.resource_tracker import main;main({reading})'
        program = spawn.get_executable()
        command = [program, *util._args_from_interpreter_flags(), '-c', code]
        masked = hasattr(signal, 'pthread_sigmask')
        try:
            # A signal must not end the tracker before it ignores them.
            if masked:
                before = signal.pthread_sigmask(signal.SIG_BLOCK, _IGNORED)
            try:
                self._pid = util.spawnv_passfds(program, command, inherited)
            finally:
                if masked:
                    signal.pthread_sigmask(signal.SIG_SETMASK, before)
        except BaseException:
            os.close(self_end)
            raise
        else:
            self._fd = self_end
        finally:
            os.close(reading)

    def _stop(self, use_blocking_lock=True):
        """End the tracker, which cleans up; for the end of a program."""
        if not self._lock.acquire(blocking=use_blocking_lock):
            return
        try:
            if self._entered_again():
                raise ReentrantCallError('Reentrant call into the multiprocessing resource tracker')
            if self._fd is None or self._pid is None:
                return
            os.close(self._fd)
            _, status = os.waitpid(self._pid, 0)
            self._fd = self._pid = None
            try:
                self._exitcode = os.waitstatus_to_exitcode(status)
            except ValueError:
                self._exitcode = None
        finally:
            self._lock.release()

    def __del__(self, _is_finalizing=sys.is_finalizing):
        # At the end of the interpreter the pipe is closed anyway.
        if not _is_finalizing():
            self._stop(use_blocking_lock=False)


_resource_tracker = ResourceTracker()
ensure_running, getfd = _resource_tracker.ensure_running, _resource_tracker.getfd
register, unregister = _resource_tracker.register, _resource_tracker.unregister


def _obey(line, cache):
    """Do what a line says."""
    what, name, kind = line.strip().decode('ascii').split(':')
    if kind not in _CLEANUP_FUNCS:
        raise ValueError(f'Cannot register {name} for automatic cleanup: unknown resource type {kind}')
    match what:
        case 'REGISTER':
            cache[kind].add(name)
        case 'UNREGISTER':
            cache[kind].remove(name)
        case 'PROBE':
            pass
        case _:
            raise RuntimeError(f'unrecognized command {what!r}')


def _clean(kind, names, warn):
    """Remove what is left."""
    if names:
        try:
            warn(f'resource_tracker: There appear to be {len(names)} leaked {kind} objects to clean up at shutdown: {names}')
        except Exception:
            pass
    for name in names:
        try:
            _CLEANUP_FUNCS[kind](name)
        except Exception as error:
            warn(f'resource_tracker: {name!r}: {error}')


def main(fd):
    """The tracker: read what is told until nobody is left, then clean up."""
    from warnings import warn
    # What ends the program must not end its tracker.
    for number in _IGNORED:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, 'pthread_sigmask'):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED)
    for stream in (sys.stdin, sys.stdout):
        try:
            stream.close()
        except Exception:
            pass
    cache = {kind: set() for kind in _CLEANUP_FUNCS}
    try:
        with open(fd, 'rb') as told:
            for line in told:
                try:
                    _obey(line, cache)
                except Exception:
                    try:
                        sys.excepthook(*sys.exc_info())
                    except Exception:
                        pass
    finally:
        for kind, names in cache.items():
            _clean(kind, names, warn)
