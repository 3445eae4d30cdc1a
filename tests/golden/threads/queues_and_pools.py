"""Queues between threads, pools of threads and their futures."""
import concurrent.futures as cf
import logging
import queue
import sys
import threading

logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(name)s %(message)s')


def section(title):
    print(f'--- {title}')


section('kinds')
for cls in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    q = cls()
    for item in (3, 1, 2):
        q.put(item)
    print(cls.__name__, q.qsize(), [q.get() for _ in range(3)], q.empty())

section('full, empty, timeouts')
q = queue.Queue(1)
q.put('x')
for call in (lambda: q.put_nowait('y'), lambda: q.put('y', timeout=0.01),
             lambda: (q.get(), q.get_nowait()), lambda: q.get(timeout=0.01),
             lambda: q.get(timeout=-1), lambda: queue.SimpleQueue().get_nowait()):
    try:
        call()
    except (queue.Full, queue.Empty, ValueError) as e:
        print(type(e).__name__, e)

section('task_done and join')
q = queue.Queue()
done = []


def worker():
    while (item := q.get()) is not None:
        done.append(item)
        q.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for i in range(20):
    q.put(i)
q.join()
for _ in threads:
    q.put(None)
for t in threads:
    t.join()
print(sorted(done) == list(range(20)), q.unfinished_tasks)
try:
    queue.Queue().task_done()
except ValueError as e:
    print(e)

section('shutdown')
q = queue.Queue()
q.put(1)
q.shutdown()
print(q.get())
for call in (q.get, lambda: q.put(2)):
    try:
        call()
    except queue.ShutDown as e:
        print(repr(e))

section('a pool')
with cf.ThreadPoolExecutor(max_workers=2, thread_name_prefix='pool') as ex:
    print(list(ex.map(pow, [1, 2, 3], [4, 5, 6])))
    f = ex.submit(divmod, 7, 2)
    print(f.result(), f.done(), f.running(), f.cancelled(), f.exception(), f.cancel())
    print(str(f).split(' at ')[0], str(f).split(' state=')[1])
    g = ex.submit(int, 'x')
    print(repr(g.exception()), str(g).split(' state=')[1])
    g.add_done_callback(lambda f: print('callback', f is g))
    try:
        g.result()
    except ValueError as e:
        print(e)
    print(ex.submit(lambda: threading.current_thread().name.split('_')[0]).result())
try:
    ex.submit(print)
except RuntimeError as e:
    print(e)
for args in (dict(max_workers=0), dict(initializer=3)):
    try:
        cf.ThreadPoolExecutor(**args)
    except (ValueError, TypeError) as e:
        print(e)

section('waiting for several')
gate = threading.Event()
with cf.ThreadPoolExecutor(3) as ex:
    slow = ex.submit(gate.wait)
    quick = ex.submit(str, 1)
    failing = ex.submit(int, 'z')
    done, not_done = cf.wait([slow, quick, failing], return_when=cf.FIRST_COMPLETED)
    print(slow in not_done)
    cf.wait([quick, failing])
    done, not_done = cf.wait([slow, quick, failing], timeout=0)
    print(len(done), len(not_done))
    try:
        for f in cf.as_completed([slow], timeout=0.01):
            pass
    except TimeoutError as e:
        print(e)
    try:
        slow.result(timeout=0.01)
    except TimeoutError as e:
        print(repr(e))
    gate.set()
    print(sorted(str(f.exception()) for f in cf.as_completed([slow, quick, failing])))

section('cancelling')
gate = threading.Event()
with cf.ThreadPoolExecutor(1) as ex:
    running = ex.submit(gate.wait)
    while not running.running():
        pass
    waiting = ex.submit(print, 'never')
    print(waiting.cancel(), waiting.cancelled(), running.cancel())
    pending = ex.submit(print, 'never either')
    ex.shutdown(wait=False, cancel_futures=True)
    print(pending.cancelled())
    gate.set()
try:
    waiting.result()
except cf.CancelledError as e:
    print(repr(e))

section('a failing initializer')
with cf.ThreadPoolExecutor(1, initializer=lambda: 1 / 0) as ex:
    logging.getLogger('concurrent.futures').setLevel(100)
    f = ex.submit(print)
    print(repr(f.exception()))
    try:
        ex.submit(print)
    except cf.BrokenExecutor as e:
        print(type(e).__name__, e)

section('futures by hand')
f = cf.Future()
print(f.set_running_or_notify_cancel(), f.running())
f.set_result(1)
for call in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
    try:
        call()
    except cf.InvalidStateError as e:
        print(str(e).split(':')[0])

section('a timeout below zero')
for held in range(3):
    for name, *args in (('put', 0), ('get',)):
        for block in (True, False):
            q = queue.Queue(2)
            for item in range(held):
                q.put(item)
            try:
                print(held, name, block, getattr(q, name)(*args, block, -1))
            except (queue.Full, queue.Empty, ValueError) as e:
                print(held, name, block, repr(e))
