"""Thread objects and the locks of threading: reprs, refusals, hooks, deprecated names."""
import io
import re
import sys
import threading
import warnings

def tidy(s): return re.sub(r'\d{6,}','N',re.sub(r'0x[0-9a-f]+','0x..',str(s)))
T=threading


def lines(text):
    return [l for l in text.split('\n') if l and not l.startswith('  ')]


def shown(message, category, *rest, **kw):
    print(category.__name__, message)


warnings.simplefilter('always')
warnings.showwarning = shown
for f in (lambda: T.Thread(group=1), lambda: T.Thread(daemon=True).setDaemon(False), lambda: T.Thread(name='x').name, lambda: T.Thread(target=tidy).name, lambda: T.Thread().join(), lambda: T.current_thread().join(), lambda: T.current_thread().start(), lambda: T.Semaphore(-1), lambda: T.BoundedSemaphore(1).release(), lambda: T.Semaphore(1).release(0), lambda: T.Semaphore().acquire(False, 1), lambda: T.Condition().wait(), lambda: T.Condition().notify(), lambda: T.Barrier(0), lambda: T.RLock().release(), lambda: T.RLock(1), lambda: T.Timer(1,2).start and 1, lambda: T.Thread(name=5).name,lambda: T.setprofile_all_threads, lambda: T._RLock, lambda: T._PyRLock().release()):
    try: print(tidy(f()))
    except BaseException as e: print(type(e).__name__, tidy(e))
class X(T.Thread):
    def __init__(self): pass
x=X()
for f in (lambda: repr(x), lambda: x.start(), lambda: x.name, lambda: x.ident, lambda: x.is_alive(), lambda: x.daemon, lambda: x.join(), lambda: x.native_id):
    try: print(tidy(f()))
    except BaseException as e: print(type(e).__name__, tidy(e))
t=T.Thread(target=print, args=('hi',), name='N'); print(tidy(t), t.daemon, t.ident)
t.start(); t.join(); print(tidy(t)); 
try: t.start()
except RuntimeError as e: print(e)
try: t.daemon=True
except RuntimeError as e: print(e)
print(tidy(T.Condition()), tidy(T.Semaphore(3)), tidy(T.BoundedSemaphore(2)), tidy(T.Event()), tidy(T.Barrier(3)), tidy(T.Lock()), tidy(T.RLock()))
print(tidy(T.main_thread()), tidy(T._active), T._limbo)
e=T.ExceptHookArgs((ValueError, ValueError('a'), None, None)); print(e)
T.excepthook(T.ExceptHookArgs((SystemExit, None, None, None)))
def fail(): raise ValueError('in thread')
sys.stderr=io.StringIO()
t=T.Thread(target=fail); t.start(); t.join(); print(lines(sys.stderr.getvalue()))
T.excepthook=lambda args: print('hook', args.exc_type, args.exc_value, args.thread.name)
t=T.Thread(target=fail); t.start(); t.join()
T.excepthook=lambda args: 1/0
t=T.Thread(target=fail); t.start(); t.join(); print(lines(sys.stderr.getvalue()))
b=T.Barrier(2, action=lambda: 1/0)
def w():
    try: b.wait(1)
    except BaseException as e: said.append((type(e).__name__, str(e)))
said=[]
ts=[T.Thread(target=w) for _ in 'ab']; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(said)); print(b.broken, tidy(b)); b.reset(); print(tidy(b))
try: b.wait(0.01)
except BaseException as e: print(repr(e))
tm=T.Timer(0.01, print, ['timer'], {'end':'!\n'}); tm.start(); tm.join(); print(tidy(tm), tm.interval, tm.finished.is_set())
print(T.active_count(), T.enumerate()==[T.main_thread()])
import _thread
def foreign():
    c=T.current_thread(); print(tidy(c), type(c), c.daemon, c.is_alive())
    try: c.join()
    except RuntimeError as e: print(e)
    try: c.daemon=False
    except RuntimeError as e: print(e)
    l.release()
l=_thread.allocate_lock(); l.acquire(); _thread.start_new_thread(foreign, ()); l.acquire()

sys.stderr = sys.__stderr__
T.excepthook = T.__excepthook__
c, e, t = T.Condition(), T.Event(), T.Thread(name='old')
with c:
    c.notifyAll()
print(e.isSet(), t.getName(), t.isDaemon(), t.setName('new'), t.setDaemon(True), t.name, t.daemon)
print(T.currentThread() is T.main_thread(), T.activeCount() > 0)
r = T._PyRLock()
with r:
    r.acquire()
    print(tidy(r), r._recursion_count(), r._is_owned())
    state = r._release_save()
    print(state[0], tidy(r))
    r._acquire_restore(state)
    r.release()
print(tidy(r))
try:
    r._release_save()
except RuntimeError as x:
    print(x)
for lock in (T.Lock(), T.RLock(), T._PyRLock()):
    c = T.Condition(lock)
    with c:
        print(c.wait(0.001), c.wait(0), c.wait(-1), c.wait_for(lambda: False, 0.001), c.wait_for(lambda: 'yes'))
        print(len(c._waiters))
log = []


def waits(i):
    with c:
        log.append(('notified', c.wait(10)))


threads = [T.Thread(target=waits, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
while len(c._waiters) < 4:
    pass
with c:
    c.notify(2)
    print(len(c._waiters))
    c.notify(0)
    c.notify_all()
for t in threads:
    t.join()
print(log)
s = T.Semaphore(2)
print(s.acquire(), s.acquire(timeout=0.001), s.acquire(False), s.acquire(timeout=0.001), s.acquire(timeout=0))
s.release(2)
with s:
    print(s._value)
b = T.BoundedSemaphore(2)
b.acquire()
for n in (2, 1, 1):
    try:
        print(b.release(n))
    except ValueError as x:
        print(x)
b = T.Barrier(1, action=lambda: print('action'))
print(b.wait(), b.wait(), b.n_waiting, b.parties, b.broken)
b.abort()
try:
    b.wait()
except T.BrokenBarrierError as x:
    print(repr(x), b.broken)
b.reset()
print(b.wait())
local = T.local()
local.x = 1
t = T.Thread(target=lambda: print(hasattr(local, 'x')))
t.start()
t.join(5)
t.join(-1)
tm = T.Timer(100, print)
tm.start()
tm.cancel()
tm.join()
print(tm.finished.is_set(), tidy(tm))
