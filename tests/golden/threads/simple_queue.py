"""queue.SimpleQueue: order, waiting, timeouts, many threads, errors."""
import queue
import threading
import weakref

q = queue.SimpleQueue()


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, e)


print(queue.SimpleQueue, queue.Empty.__mro__)
show(q.get_nowait)
show(lambda: q.get(False))
show(lambda: q.get(timeout=.01))
show(lambda: q.get(timeout=-1))
show(lambda: q.put(1))
show(lambda: q.put_nowait(2))
show(lambda: q.put(3, block=False, timeout=-3))
show(q.qsize)
show(q.empty)
show(lambda: (q.get(), q.get(), q.get()))
show(q.empty)
show(lambda: q.get(timeout='x'))
show(lambda: queue.SimpleQueue(3))
show(lambda: queue.SimpleQueue[int])
show(lambda: len(q))
show(lambda: weakref.ref(q)() is q)


class Sub(queue.SimpleQueue):
    pass


s = Sub()
s.x = s
show(lambda: s.x is s)

total = []


def take():
    n = 0
    while (item := q.get()) is not None:
        n += item
    total.append(n)


takers = [threading.Thread(target=take) for _ in range(4)]
for t in takers:
    t.start()
putters = [threading.Thread(target=lambda: [q.put(i) for i in range(500)]) for _ in range(4)]
for t in putters:
    t.start()
for t in putters:
    t.join()
for t in takers:
    q.put(None)
for t in takers:
    t.join()
print(sum(total), q.qsize())
late = []
t = threading.Thread(target=lambda: late.append(q.get(timeout=30)))
t.start()
q.put('woken')
t.join()
print(late)
