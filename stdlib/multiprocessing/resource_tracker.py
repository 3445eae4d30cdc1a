"""A process that removes what a program left behind in the system.

Named semaphores and shared memory outlive a killed process; the tracker is
told of each and cleans up when the last of its users is gone.
"""
import os
import signal
import sys
import threading
import warnings
from collections import deque

from . import spawn
from . import util

__all__ = ['ensure_running', 'register', 'unregister']

_HAVE_SIGMASK = hasattr(signal, 'pthread_sigmask')
_IGNORED_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def cleanup_noop(name):
    raise RuntimeError('noop should never be registered or cleaned up')


_CLEANUP_FUNCS = {'noop': cleanup_noop, 'dummy': lambda name: None}

try:
    import _multiprocessing
    if hasattr(_multiprocessing, 'sem_unlink'):
        _CLEANUP_FUNCS['semaphore'] = _multiprocessing.sem_unlink
except ImportError:
    pass
try:
    import _posixshmem
    _CLEANUP_FUNCS['shared_memory'] = _posixshmem.shm_unlink
except ImportError:
    pass


class ReentrantCallError(RuntimeError):
    """A finalizer came in the middle of the tracker's own work."""


class ResourceTracker(object):
    """The tracker as its users see it."""

    def __init__(self):
        self._lock = threading.RLock()
        self._fd = None
        self._pid = None
        self._exitcode = None

    def __del__(self, _is_finalizing=sys.is_finalizing):
        if self._fd is not None and self._pid is not None and not _is_finalizing():
            try:
                self._stop(use_blocking_lock=False)
            except (OSError, AttributeError):
                pass

    def _stop(self, use_blocking_lock=True):
        if not self._lock.acquire(blocking=use_blocking_lock):
            return
        try:
            if self._fd is None:
                return
            os.close(self._fd)
            self._fd = None
            if self._pid is not None:
                _, status = os.waitpid(self._pid, 0)
                self._pid = None
                try:
                    self._exitcode = os.waitstatus_to_exitcode(status)
                except ValueError:
                    self._exitcode = None
        finally:
            self._lock.release()

    def getfd(self):
        """The pipe to the tracker."""
        self.ensure_running()
        return self._fd

    def ensure_running(self):
        """Start the tracker unless it runs."""
        with self._lock:
            if self._fd is not None:
                if self._check_alive():
                    return
                os.close(self._fd)
                if self._pid is not None:
                    try:
                        os.waitpid(self._pid, 0)
                    except ChildProcessError:
                        pass
                self._fd = None
                self._pid = None
                self._exitcode = None
                warnings.warn('resource_tracker: process died unexpectedly, '
                              'relaunching.  Some resources might leak.')
            fds_to_pass = []
            try:
                fds_to_pass.append(sys.stderr.fileno())
            except Exception:
                pass
            r, w = os.pipe()
            try:
                fds_to_pass.append(r)
                exe = spawn.get_executable()
                args = [exe] + util._args_from_interpreter_flags()
                args += ['-c', 'from multiprocessing.resource_tracker import main;main(%d)' % r]
                # It must not die of the Ctrl-C it is there to clean up after.
                prev_sigmask = None
                try:
                    if _HAVE_SIGMASK:
                        prev_sigmask = signal.pthread_sigmask(signal.SIG_BLOCK,
                                                              _IGNORED_SIGNALS)
                    pid = util.spawnv_passfds(exe, args, fds_to_pass)
                finally:
                    if prev_sigmask is not None:
                        signal.pthread_sigmask(signal.SIG_SETMASK, prev_sigmask)
            except:
                os.close(w)
                raise
            else:
                self._fd = w
                self._pid = pid
            finally:
                os.close(r)

    def _check_alive(self):
        try:
            # The process may be another's: writing is the only test.
            os.write(self._fd, b'PROBE:0:noop\n')
        except OSError:
            return False
        return True

    def register(self, name, rtype):
        """Remember a thing to be removed."""
        self._send('REGISTER', name, rtype)

    def unregister(self, name, rtype):
        """Forget it: it was removed."""
        self._send('UNREGISTER', name, rtype)

    def _send(self, cmd, name, rtype):
        self.ensure_running()
        msg = f'{cmd}:{name}:{rtype}\n'.encode('ascii')
        # Longer writes into a pipe could mix with others'.
        if len(msg) > 512:
            raise ValueError('msg too long')
        nbytes = os.write(self._fd, msg)
        assert nbytes == len(msg), f"{nbytes=} != {len(msg)=}"


_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
getfd = _resource_tracker.getfd


def main(fd):
    """The tracker: read what is told until nobody is left, then clean up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if _HAVE_SIGMASK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED_SIGNALS)
    for f in (sys.stdin, sys.stdout):
        try:
            f.close()
        except Exception:
            pass

    cache = {rtype: set() for rtype in _CLEANUP_FUNCS}
    exit_code = 0       # 1: something was left, 2: and stays, 3: a bad message
    try:
        with open(fd, 'rb') as f:
            for line in f:
                try:
                    cmd, name, rtype = line.strip().decode('ascii').split(':')
                    if rtype not in _CLEANUP_FUNCS:
                        raise ValueError(f'Cannot register {name} for automatic cleanup: '
                                         f'unknown resource type {rtype}')
                    if cmd == 'REGISTER':
                        cache[rtype].add(name)
                    elif cmd == 'UNREGISTER':
                        cache[rtype].remove(name)
                    elif cmd != 'PROBE':
                        raise RuntimeError('unrecognized command %r' % cmd)
                except Exception:
                    exit_code = 3
                    try:
                        sys.excepthook(*sys.exc_info())
                    except:
                        pass
    finally:
        for rtype, rtype_cache in cache.items():
            if rtype_cache:
                exit_code = exit_code or 1
            if rtype_cache and rtype != 'dummy':
                try:
                    warnings.warn(
                        f'resource_tracker: There appear to be {len(rtype_cache)} leaked '
                        f'{rtype} objects to clean up at shutdown: {rtype_cache}')
                except Exception:
                    pass
            for name in rtype_cache:
                try:
                    _CLEANUP_FUNCS[rtype](name)
                except Exception as e:
                    exit_code = 2
                    warnings.warn('resource_tracker: %r: %s' % (name, e))
        sys.exit(exit_code)
