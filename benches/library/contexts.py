from contextlib import contextmanager, suppress, ExitStack, closing, nullcontext
import contextvars, weakref, threading, queue, types
n = 0
@contextmanager
def managed(x):
    yield x
for i in range(40000):
    with managed(i) as v:
        n += v
    with suppress(KeyError):
        {}[1]
for i in range(10000):
    with ExitStack() as s:
        n += s.enter_context(nullcontext(3))
var = contextvars.ContextVar("v", default=1)
for i in range(50000):
    t = var.set(i)
    n += var.get()
    var.reset(t)
lock = threading.Lock()
r = threading.RLock()
for i in range(100000):
    with lock:
        n += 1
    with r:
        n += 1
q = queue.Queue()
for i in range(20000):
    q.put(i)
    n += q.get()
class K:
    pass
ks = [K() for _ in range(1000)]
for _ in range(10):
    d = weakref.WeakKeyDictionary()
    for k in ks:
        d[k] = 1
    n += len(d) + sum(1 for k in ks if weakref.ref(k)() is k)
ns = types.SimpleNamespace(a=1)
for i in range(50000):
    ns.a += 1
print(n)
