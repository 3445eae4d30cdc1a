"""Threads on top of the native `_thread`: Thread objects, locks built from locks, and the joins at exit.

The lock, the re-entrant lock, thread-local storage and the start of an OS
thread are native.  Everything a thread *is* to a program (its name, who is
alive, what is printed when it fails) lives here."""
import os as _os
import sys as _sys
import warnings

import _thread
from _collections import deque as _deque
from _thread import (RLock as _CRLock, _ExceptHookArgs as ExceptHookArgs,
                     _excepthook as excepthook, _get_main_thread_ident, _is_main_interpreter,
                     _make_thread_handle, _ThreadHandle, LockType as Lock,
                     daemon_threads_allowed as _daemon_threads_allowed, error as ThreadError,
                     get_ident, stack_size, start_joinable_thread as _start_joinable_thread)
from _thread import TIMEOUT_MAX, _local as local, _shutdown as _thread_shutdown
from _weakrefset import WeakSet
from itertools import count as _count
from time import monotonic as _time

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread',
           'TIMEOUT_MAX', 'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread',
           'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace',
           'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'getprofile', 'gettrace',
           'setprofile_all_threads', 'settrace_all_threads']

_HAVE_THREAD_NATIVE_ID = hasattr(_thread, 'get_native_id')
if _HAVE_THREAD_NATIVE_ID:
    from _thread import get_native_id
    __all__.append('get_native_id')

_allocate_lock = Lock
_LockType = Lock
__excepthook__ = excepthook


def _deprecated(old, new, make):
    """A function of an old name; make is how to call the new one."""
    def function(*args):
        warnings.warn(f'{old}() is deprecated, {new} instead', DeprecationWarning, stacklevel=3)
        return make(*args)
    return function


# --- what is called in each thread

_profile_hook = _trace_hook = None


def getprofile():
    """The profile function set by setprofile()."""
    return _profile_hook


def gettrace():
    """The trace function set by settrace()."""
    return _trace_hook


def setprofile(func):
    """Give every thread started from now on this profile function."""
    global _profile_hook
    _profile_hook = func


def settrace(func):
    """Give every thread started from now on this trace function."""
    global _trace_hook
    _trace_hook = func


def setprofile_all_threads(func):
    """Set the profile function of threads to come and of those running."""
    setprofile(func)
    _sys._setprofileallthreads(func)


def settrace_all_threads(func):
    """Set the trace function of threads to come and of those running."""
    settrace(func)
    _sys._settraceallthreads(func)


# --- locks

def RLock(*args, **kwargs):
    """A lock its owner may acquire again; as many releases set it free."""
    if args or kwargs:
        warnings.warn('Passing arguments to RLock is deprecated and will be removed in 3.15',
                      DeprecationWarning, stacklevel=2)
    return _CRLock(*args, **kwargs)


class _RLock:
    """RLock in Python, for those who subclass it."""

    def __init__(self):
        self._block = Lock()
        self._free()

    def _free(self):
        self._owner, self._count = None, 0

    def __repr__(self):
        cls, owner = type(self), self._owner
        owner = _active[owner].name if owner in _active else owner
        state = 'locked' if self._block.locked() else 'unlocked'
        return (f'<{state} {cls.__module__}.{cls.__qualname__} object owner={owner!r} '
                f'count={self._count} at {id(self):#x}>')

    def acquire(self, blocking=True, timeout=-1):
        """Take it; the owner at once, others when it is free."""
        if self._is_owned():
            self._count += 1
            return 1
        if taken := self._block.acquire(blocking, timeout):
            self._owner, self._count = get_ident(), 1
        return taken

    __enter__ = acquire

    def release(self):
        """Give it back; free after as many of these as acquire()."""
        self._refuse_unless(self._is_owned())
        self._count -= 1
        if self._count == 0:
            self._release_save()

    @staticmethod
    def _refuse_unless(fits):
        if not fits:
            raise RuntimeError('cannot release un-acquired lock')

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    # For Condition.

    def _release_save(self):
        self._refuse_unless(self._block.locked())
        state = self._count, self._owner
        self._free()
        self._block.release()
        return state

    def __exit__(self, t, v, tb):
        self.release()

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _at_fork_reinit(self):
        self._block._at_fork_reinit()
        self._free()


_PyRLock = _RLock


class Condition:
    """Threads wait here until another one says that something changed."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self._waiters = _deque()
        self.acquire, self.release = lock.acquire, lock.release
        # Locks that are more than one lock know how to be put aside.
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        # By this thread, it is to be hoped.
        free = self._lock.acquire(False)
        if free:
            self._lock.release()
        return not free

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __enter__(self):
        return self._lock.__enter__()

    def _at_fork_reinit(self):
        self._waiters.clear()
        self._lock._at_fork_reinit()

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def _refuse_without_lock(self, what):
        if not self._is_owned():
            raise RuntimeError(f'cannot {what} on un-acquired lock')

    def wait(self, timeout=None):
        """Put the lock aside until notified; False if the time ran out."""
        self._refuse_without_lock('wait')
        turn = Lock()
        turn.acquire()      # given back by whoever notifies
        self._waiters.append(turn)
        notified, state = False, self._release_save()
        try:
            if timeout is None:
                notified = turn.acquire()
            else:
                notified = turn.acquire(timeout > 0, timeout if timeout > 0 else -1)
        finally:
            self._acquire_restore(state)
            if not notified and turn in self._waiters:
                self._waiters.remove(turn)
        return notified

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true; its last value is the answer."""
        end = None if timeout is None else _time() + timeout
        while not (answer := predicate()):
            left = None if end is None else end - _time()
            if left is not None and left <= 0:
                break
            self.wait(left)
        return answer

    def notify(self, n=1):
        """Wake up to n of the waiting threads, the longest waiting first."""
        self._refuse_without_lock('notify')
        waiters = self._waiters
        while n > 0 and waiters:
            turn = waiters.popleft()
            try:
                turn.release()
                n -= 1
            except RuntimeError:
                pass        # it has been, but was interrupted before it could leave the line

    def notify_all(self):
        """Wake every waiting thread."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """Deprecated name of notify_all()."""
        _renamed_notify(self)


_renamed_notify = _deprecated('notifyAll', 'use notify_all()', Condition.notify_all)


def _shown(o, state):
    return f'<{type(o).__module__}.{type(o).__qualname__} at {id(o):#x}: {state}>'


class Semaphore:
    """A counter that never falls below zero: acquire() waits instead."""

    def __init__(self, value=1):
        self._cond, self._value = Condition(Lock()), value
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')

    def __repr__(self):
        return _shown(self, f'value={self._value}')

    def acquire(self, blocking=True, timeout=None):
        """Take one, waiting for a release() if there is none left."""
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if self._value == 0:
                if not (blocking and self._cond.wait_for(lambda: self._value, timeout)):
                    return False
            self._value -= 1
            return True

    __enter__ = acquire

    def __exit__(self, t, v, tb):
        self.release()

    def release(self, n=1):
        """Give n back and wake as many waiting threads."""
        if n >= 1:
            with self._cond:
                self._give_back(n)
        else:
            raise ValueError('n must be one or more')

    def _give_back(self, n):
        self._value += n
        self._cond.notify(n)


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses more releases than acquires."""

    def __init__(self, value=1):
        self._initial_value = value
        super().__init__(value)

    def __repr__(self):
        return _shown(self, f'value={self._value}/{self._initial_value}')

    def release(self, n=1):
        """Give n back; ValueError if that is more than was ever taken."""
        super().release(n)

    def _give_back(self, n):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        super()._give_back(n)


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._flag = False
        self._cond = Condition(Lock())

    def __repr__(self):
        return _shown(self, 'set' if self._flag else 'unset')

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def clear(self):
        """Lower the flag."""
        with self._cond:
            self._flag = False

    def set(self):
        """Raise the flag and wake everybody."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def wait(self, timeout=None):
        """Wait for the flag; False if the time ran out first."""
        with self._cond:
            # One wait only: that it was raised counts, also if it is down again.
            return self._flag or self._cond.wait(timeout)

    def is_set(self):
        """True while the flag is up."""
        return self._flag

    def isSet(self):
        """Deprecated name of is_set()."""
        return _renamed_is_set(self)


_renamed_is_set = _deprecated('isSet', 'use is_set()', Event.is_set)


class BrokenBarrierError(RuntimeError):
    """The barrier was broken or reset while a thread waited."""


# Of a barrier: threads come, go on, are sent away, or nobody may come any more.
_FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2


class Barrier:
    """A meeting point: nobody goes on before all parties have come."""

    def __init__(self, parties, action=None, timeout=None):
        self._parties, self._action, self._timeout = parties, action, timeout
        self._cond = Condition(Lock())
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._state, self._count = _FILLING, 0

    def __repr__(self):
        return _shown(self, 'broken' if self.broken else
                      f'waiters={self.n_waiting}/{self.parties}')

    def _turn(self, state):
        self._state = state
        self._cond.notify_all()

    def wait(self, timeout=None):
        """Wait for the others; each thread gets another number below parties."""
        timeout = self._timeout if timeout is None else timeout
        with self._cond:
            self._cond.wait_for(lambda: self._state in (_FILLING, _BROKEN))
            if self._state != _FILLING:
                raise BrokenBarrierError
            number = self._count
            self._count += 1
            try:
                if self._count < self._parties:
                    self._wait_for_others(timeout)
                else:
                    self._let_all_go()
                return number
            finally:
                self._count -= 1
                if self._count == 0 and self._state != _BROKEN:
                    self._turn(_FILLING)

    def _wait_for_others(self, timeout):
        if not self._cond.wait_for(lambda: self._state != _FILLING, timeout):
            # Too late for this one, and so for all of them.
            self._turn(_BROKEN)
        if self._state != _DRAINING:
            raise BrokenBarrierError

    def _let_all_go(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._turn(_BROKEN)
            raise
        self._turn(_DRAINING)

    def reset(self):
        """Start over; those waiting get BrokenBarrierError."""
        with self._cond:
            if self._count == 0:
                self._turn(_FILLING)
            elif self._state in (_FILLING, _BROKEN):
                # The last of them to leave will make it ready again.
                self._turn(_RESETTING)

    def abort(self):
        """Break the barrier for those waiting and those to come."""
        with self._cond:
            self._turn(_BROKEN)

    @property
    def broken(self):
        """True if a thread timed out or somebody called abort()."""
        return self._state == _BROKEN

    @property
    def n_waiting(self):
        """How many of them are here."""
        return self._count if self._state == _FILLING else 0

    @property
    def parties(self):
        """How many threads it takes."""
        return self._parties


# --- threads

_counter = _count(1).__next__
_active, _limbo = {}, {}        # those that run, by ident; those that are being started
_dangling = WeakSet()
_active_limbo_lock = RLock()


def _newname(template):
    return template % _counter()


class Thread:
    """One line of execution: run() in an OS thread of its own."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        if daemon and not _daemon_threads_allowed():
            raise RuntimeError('daemon threads are disabled in this (sub)interpreter')
        if name is None:
            name = _newname('Thread-%d')
            if hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._name = str(name)
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = self._native_id = None
        self._os_thread_handle = _ThreadHandle()
        self._started = Event()
        # For the end of the interpreter, when modules may be gone.
        self._stderr = _sys.stderr
        self._invoke_excepthook = _make_invoke_excepthook()
        self._initialized = True
        _dangling.add(self)

    def _check(self, what='Thread.__init__() not called', error=AssertionError):
        if not self._initialized:
            raise error(what)

    def __repr__(self):
        self._check('Thread.__init__() was not called')
        words = ['initial' if not self._started.is_set() else
                 'stopped' if self._os_thread_handle.is_done() else 'started']
        if self._daemonic:
            words.append('daemon')
        if self._ident is not None:
            words.append(str(self._ident))
        return f'<{type(self).__name__}({self._name}, {" ".join(words)})>'

    def start(self):
        """Begin the thread: run() is called in it.  Once only."""
        self._check('thread.__init__() not called', RuntimeError)
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _start_joinable_thread(self._bootstrap, handle=self._os_thread_handle,
                                   daemon=self.daemon)
        except BaseException:
            with _active_limbo_lock:
                _limbo.pop(self, None)
            raise
        # From now on it is in the list of those that run.
        self._started.wait()

    def run(self):
        """What the thread does: target(*args, **kwargs), or your override."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # They may know the thread: no cycles.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except BaseException:
            # A daemon is not heard while the interpreter goes down.
            if not (self._daemonic and _sys is None):
                raise

    def _bootstrap_inner(self):
        try:
            self._register()
            for hook, install in (_trace_hook, _sys.settrace), (_profile_hook, _sys.setprofile):
                if hook:
                    install(hook)
            try:
                self.run()
            except:
                self._invoke_excepthook(self)
        finally:
            self._delete()

    def _register(self):
        """Be in the list of those that run, under the calling thread's number."""
        if _HAVE_THREAD_NATIVE_ID:
            self._set_native_id()
        self._set_ident()
        self._started.set()
        with _active_limbo_lock:
            _limbo.pop(self, None)
            _active[self._ident] = self

    if _HAVE_THREAD_NATIVE_ID:
        @property
        def native_id(self):
            """The kernel's number of the thread, None before start()."""
            self._check()
            return self._native_id

        def _set_native_id(self):
            self._native_id = get_native_id()

    def _set_ident(self):
        self._ident = get_ident()

    def _delete(self):
        with _active_limbo_lock:
            del _active[get_ident()]

    def _after_fork(self, new_ident=None):
        # In the child there is the calling thread only.
        self._started._at_fork_reinit()
        if new_ident is None:
            self._os_thread_handle._set_done()
        else:
            self._ident = new_ident
            if _HAVE_THREAD_NATIVE_ID:
                self._set_native_id()

    def join(self, timeout=None):
        """Wait until the thread has ended, or for timeout seconds."""
        self._check('Thread.__init__() not called', RuntimeError)
        problem = (None if self._started.is_set() else 'thread before it is started') or (
            'current thread' if self is current_thread() else None)
        if problem:
            raise RuntimeError(f'cannot join {problem}')
        self._os_thread_handle.join(timeout if timeout is None else max(timeout, 0))

    def is_alive(self):
        """True from start() until run() has ended."""
        self._check()
        return self._started.is_set() and not self._os_thread_handle.is_done()

    @property
    def ident(self):
        """The number of get_ident(), None before start()."""
        self._check()
        return self._ident

    @property
    def name(self):
        """A name for people; several threads may share one."""
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)

    @property
    def daemon(self):
        """The program does not wait for daemon threads when it ends."""
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check('Thread.__init__() not called', RuntimeError)
        problem = ('cannot set daemon status of active thread' if self._started.is_set() else
                   daemonic and not _daemon_threads_allowed()
                   and 'daemon threads are disabled in this interpreter')
        if problem:
            raise RuntimeError(problem)
        self._daemonic = daemonic

    def isDaemon(self):
        """Deprecated: read the daemon attribute."""
        return _old_is_daemon(self)

    def setDaemon(self, daemonic):
        """Deprecated: set the daemon attribute."""
        _old_set_daemon(self, daemonic)

    def getName(self):
        """Deprecated: read the name attribute."""
        return _old_get_name(self)

    def setName(self, name):
        """Deprecated: set the name attribute."""
        _old_set_name(self, name)


_old_is_daemon = _deprecated('isDaemon', 'get the daemon attribute', Thread.daemon.fget)
_old_set_daemon = _deprecated('setDaemon', 'set the daemon attribute', Thread.daemon.fset)
_old_get_name = _deprecated('getName', 'get the name attribute', Thread.name.fget)
_old_set_name = _deprecated('setName', 'set the name attribute', Thread.name.fset)


def _make_invoke_excepthook():
    """What reports an error that nobody caught, also when this module is gone."""
    usual, usual_of_sys = excepthook, _sys.excepthook
    for hook, where in (usual, 'threading'), (usual_of_sys, 'sys'):
        if hook is None:
            raise RuntimeError(f'{where}.excepthook is None')
    sys, say, args_of = _sys, print, ExceptHookArgs

    def invoke_excepthook(thread):
        try:
            hook = excepthook
            if hook is None:
                hook = usual
            args = args_of([*sys.exc_info(), thread])
            hook(args)
        except Exception as error:
            error.__suppress_context__ = True
            del error
            stderr = getattr(sys, 'stderr', None) or thread._stderr
            say('Exception in threading.excepthook:', file=stderr, flush=True)
            (getattr(sys, 'excepthook', None) or usual_of_sys)(*sys.exc_info())
        finally:
            # It has the exception, that has this frame.
            args = None

    return invoke_excepthook


class Timer(Thread):
    """Calls a function after some seconds, unless cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def run(self):
        is_cancelled = self.finished.wait(self.interval)
        if not is_cancelled:
            self.function(*self.args, **self.kwargs)
            self.finished.set()

    def cancel(self):
        """Do not call the function any more."""
        self.finished.set()


# --- threads that nobody has started here

class _MainThread(Thread):
    """The thread the interpreter was started from."""

    def __init__(self):
        super().__init__(name='MainThread', daemon=False)
        self._register()
        self._os_thread_handle = _make_thread_handle(self._ident)

    def _set_ident(self):
        self._ident = _get_main_thread_ident()


class _DummyThread(Thread):
    """A thread that was started elsewhere."""

    def __init__(self):
        super().__init__(name=_newname('Dummy-%d'), daemon=_daemon_threads_allowed())
        self._register()
        self._os_thread_handle = _make_thread_handle(self._ident)
        _DeleteDummyThreadOnDel(self)

    def join(self, timeout=None):
        raise RuntimeError('cannot join a dummy thread')

    def is_alive(self):
        if not super().is_alive():
            raise RuntimeError('thread is not alive')
        return True

    def _after_fork(self, new_ident=None):
        if new_ident is not None:
            # There is no other left that could be it.
            self.__class__ = _MainThread
            self._name, self._daemonic = 'MainThread', False
        super()._after_fork(new_ident)


_thread_local_info = local()


class _DeleteDummyThreadOnDel:
    """Lives as long as a thread, whose _DummyThread it takes from the list of those that run."""

    def __init__(self, dummy):
        self._dummy, self._ident = dummy, dummy.ident
        _thread_local_info._track_dummy_thread_ref = self

    def __del__(self, lock=_active_limbo_lock, active=_active):
        with lock:
            if active.get(self._ident) is self._dummy:
                del active[self._ident]


def current_thread():
    """The Thread object of the caller."""
    known = _active.get(get_ident())
    return _DummyThread() if known is None else known


def main_thread():
    """The thread the interpreter was started from."""
    return _main_thread


def _enumerate():
    # Without the lock, for those who have it.
    return [*_active.values(), *_limbo.values()]


def enumerate():
    """A list of all threads that are alive."""
    with _active_limbo_lock:
        return _enumerate()


def active_count():
    """How many threads are alive."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


_old_current = _deprecated('currentThread', 'use current_thread()', current_thread)
_old_count = _deprecated('activeCount', 'use active_count()', active_count)


def currentThread():
    """Deprecated name of current_thread()."""
    return _old_current()


def activeCount():
    """Deprecated name of active_count()."""
    return _old_count()


# --- the end

_SHUTTING_DOWN = False
_threading_atexits = []


def _register_atexit(func, *arg, **kwargs):
    """Have func called before the threads are joined at the end; the last first."""
    if not _SHUTTING_DOWN:
        _threading_atexits.append(lambda: func(*arg, **kwargs))
    else:
        raise RuntimeError("can't register atexit after shutdown")


def _shutdown():
    """The main thread has ended: wait for all that are no daemons."""
    global _SHUTTING_DOWN
    if _main_thread._os_thread_handle.is_done():
        return
    _SHUTTING_DOWN = True
    for call in reversed(_threading_atexits):
        call()
    _main_thread._os_thread_handle._set_done()
    _thread_shutdown()


_main_thread = None     # until it is made, which asks for the current one
_main_thread = _MainThread()


def _after_fork():
    """In the child: only the thread that has called fork() is left, and the main one now."""
    global _active_limbo_lock, _main_thread
    _active_limbo_lock = RLock()
    mine = get_ident()
    survivor = _active.get(mine)
    _main_thread = survivor = _MainThread() if survivor is None else survivor
    for thread in {*_enumerate(), *_dangling}:
        thread._after_fork(*(mine,) if thread is survivor else ())
    _limbo.clear()
    _active.clear()
    _active[mine] = survivor


if hasattr(_os, 'register_at_fork'):
    _os.register_at_fork(after_in_child=_after_fork)
