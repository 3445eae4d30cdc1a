"""Threads: their life, names, locks and what they say when they fail."""
import sys
import threading


def section(title):
    print(f'--- {title}')


section('life')
started = threading.Event()
go_on = threading.Event()


def work(a, b=2):
    print('in', threading.current_thread().name, a, b)
    started.set()
    go_on.wait()


t = threading.Thread(target=work, args=(1,), kwargs={'b': 3}, name='worker')
print(t.name, t.ident, t.native_id, t.is_alive(), t.daemon)
t.start()
started.wait()
print(t.is_alive(), t.ident is not None, threading.active_count(), t in threading.enumerate())
go_on.set()
t.join()
print(t.is_alive(), threading.active_count())
print(threading.Thread(target=work).name, threading.Thread().name)
for bad in (t.start, threading.Thread().join, threading.current_thread().join,
            lambda: setattr(threading.current_thread(), 'daemon', True),
            lambda: threading.Thread(group=1)):
    try:
        bad()
    except (RuntimeError, AssertionError) as e:
        print(type(e).__name__, e)
print(threading.main_thread() is threading.current_thread(), threading.main_thread().name)

section('errors go to excepthook')
threading.excepthook = lambda args: print(
    'hook', args.exc_type.__name__, args.exc_value, args.thread.name)


def fail():
    raise ValueError('in a thread')


t = threading.Thread(target=fail, name='failing')
t.start()
t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=sys.exit, args=(3,))
t.start()
t.join()

section('locks')
lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
for bad in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2)):
    try:
        bad()
    except (RuntimeError, ValueError) as e:
        print(type(e).__name__, e)
rlock = threading.RLock()
with rlock, rlock:
    print('twice')
try:
    rlock.release()
except RuntimeError as e:
    print(e)

section('condition, semaphore, event, barrier, timer, local')
cond = threading.Condition()
items = []
result = []


def consumer():
    with cond:
        while len(result) < 3:
            cond.wait_for(lambda: items)
            result.append(items.pop(0))


t = threading.Thread(target=consumer)
t.start()
for i in range(3):
    with cond:
        items.append(i)
        cond.notify_all()
t.join()
print(result)
for bad in (cond.wait, cond.notify):
    try:
        bad()
    except RuntimeError as e:
        print(e)
sem = threading.BoundedSemaphore(2)
print(sem.acquire(), sem.acquire(), sem.acquire(False), sem.acquire(timeout=0.01))
sem.release(2)
try:
    sem.release()
except ValueError as e:
    print(e)
event = threading.Event()
print(event.wait(0), event.is_set(), event.set(), event.wait(), event.clear(), event.is_set())
barrier = threading.Barrier(3, action=lambda: print('all here'))
order = []
threads = [threading.Thread(target=lambda: order.append(barrier.wait())) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(order), barrier.n_waiting, barrier.broken)
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError as e:
    print(repr(e))
timer = threading.Timer(0.01, print, ('timer', 'fired'))
timer.start()
timer.join()
timer = threading.Timer(30, print)
timer.start()
timer.cancel()
timer.join()


class Local(threading.local):
    def __init__(self, value):
        self.value = value


local = Local('initial')
local.value = 'main'
t = threading.Thread(target=lambda: print('there', local.value))
t.start()
t.join()
print('here', local.value)

section('counting with a lock')
total = 0


def count():
    global total
    for _ in range(2000):
        with lock:
            total += 1


threads = [threading.Thread(target=count) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)

section('the end waits for threads that are no daemons')


def late():
    go_on.clear()
    go_on.wait(0.05)
    print('late, but still printed')


threading.Thread(target=late).start()
threading.Thread(target=threading.Event().wait, daemon=True).start()
threading._register_atexit(print, 'before the joins')
print('end of the program')
