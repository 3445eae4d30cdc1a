"""multiprocessing: processes and their states, contexts, queues, locks, connections and their keys, shared memory and values."""
import copy
import builtins
import io
import multiprocessing as mp
import multiprocessing.connection as mc
import multiprocessing.dummy as dummy
import multiprocessing.heap
import multiprocessing.process
import multiprocessing.queues
import multiprocessing.reduction as red
import multiprocessing.shared_memory as sm
import multiprocessing.sharedctypes as sc
import multiprocessing.synchronize
import multiprocessing.util as util
import os
import pickle
import queue
import re
import signal
import socket
import sys
import threading
import time
import warnings


def mask(text):
    text = re.sub(r' at 0x[0-9a-f]+', '', str(text))
    text = re.sub(r'\b(pid|parent|handle|fd)([ =])\d+', r'\1\2N', text)
    return re.sub(r"psm_\w+|mp-\w+|/tmp/[\w./-]+|listener-\w+", 'NAME', text)


def print(*args, **kwargs):
    builtins.print(*map(mask, args), **kwargs)


def attempt(call, *args, quiet=False, **kwargs):
    try:
        result = call(*args, **kwargs)
    except BaseException as e:
        if quiet:
            return type(e).__name__, str(e)
        print('   ', type(e).__module__, type(e).__name__, mask(e))
    else:
        if quiet:
            return result
        print('   ', mask(repr(result)))


def section(name):
    print('---', name, flush=True)


def leave(code):
    sys.exit(code)


def fail():
    sys.stderr = open(os.devnull, 'w')
    raise ValueError('in child')


def hold(conn):
    conn.recv()


def tell(conn, *args):
    p = mp.current_process()
    conn.send((p.name, p.daemon, p._identity, mp.parent_process().name, mp.parent_process().is_alive(), type(p).__name__, args, len(p.authkey)))


def add(value, lock, n):
    for _ in range(n):
        with lock:
            value.value += 1


def main():
    section('processes')
    c1, c2 = mp.Pipe()
    p = mp.Process(target=hold, args=(c2,))
    print(mask(p), p.name, p.daemon, p.pid, p.ident, p.exitcode, p.is_alive(), p._identity, p._parent_pid == os.getpid(), p.authkey == mp.current_process().authkey, type(p.authkey).__name__)
    attempt(p.join)
    attempt(p.terminate)
    attempt(lambda: p.sentinel)
    p.start()
    print(mask(p), p.is_alive(), p.exitcode, p.pid == p.ident, mp.active_children() == [p], isinstance(p.sentinel, int))
    attempt(p.start)
    attempt(p.close)
    attempt(setattr, p, 'daemon', True)
    attempt(setattr, p, 'name', 5)
    print(p.join(0.01), mc.wait([p.sentinel], 0))
    c1.send(1)
    p.join()
    print(mask(p), p.exitcode, mp.active_children(), mc.wait([p.sentinel], 1) == [p.sentinel])
    attempt(pickle.dumps, p)
    attempt(copy.copy, p)
    p.close()
    print(p)
    for call in (lambda: p.exitcode, p.is_alive, p.start, p.join, lambda: p.pid, lambda: p.sentinel, p.close):
        attempt(call)
    for target, args in [(leave, (0,)), (leave, (3,)), (leave, (None,)), (leave, (True,)), (fail, ()), (os._exit, (7,)), (os.kill, (0, 0))]:
        if target is os.kill:
            p = mp.Process(target=time.sleep, args=(60,), daemon=True, name='sleeper')
            p.start()
            p.terminate()
        else:
            p = mp.Process(target=target, args=args)
            p.start()
        p.join()
        print(target.__name__, args if target is not os.kill else '', p.exitcode, mask(p))
    p = mp.Process(target=time.sleep, args=(60,))
    p.start()
    p.kill()
    p.join()
    print(p.exitcode, mask(p), p.name)
    tell_ends = mp.Pipe(False)
    for kwargs in [dict(name='named'), dict(daemon=True), {}]:
        p = mp.Process(target=tell, args=(tell_ends[1], 1), **kwargs)
        p.start()
        print(tell_ends[0].recv()[:2], tell_ends[0].closed)
        p.join()
    for args, kwargs in [((1,), {}), ((), dict(group=1)), ((), dict(args=5)), ((), dict(nothing=5))]:
        attempt(lambda: mp.Process(*args, **kwargs))
    attempt(setattr, mp.current_process(), 'authkey', 'text')
    attempt(pickle.dumps, mp.current_process().authkey)
    print(mp.current_process(), mp.current_process().name, mp.parent_process(), mp.current_process().exitcode, mp.current_process().is_alive(), mp.current_process().daemon, mp.current_process()._config.keys() >= {'authkey', 'semprefix'})
    attempt(mp.current_process().close)

    section('contexts')
    print(mp.get_start_method(), mp.get_all_start_methods(), mp.get_context().get_start_method(), mp.get_context('spawn').get_start_method(), type(mp.get_context('forkserver')).__name__, mp.get_context('fork').get_context() is mp.get_context('fork'))
    attempt(mp.get_context, 'none')
    attempt(mp.set_start_method, 'spawn')
    attempt(mp.set_start_method, 'none', force=True)
    attempt(mp.get_context('spawn').set_start_method, 'fork')
    print([c.__name__ for c in mp.TimeoutError.__mro__], mp.BufferTooShort.__mro__[1].__name__, mp.cpu_count() > 0, mp.freeze_support(), mp.reducer is red if hasattr(mp, 'reducer') else None, sorted(mp.__all__) == sorted(n for n in mp.__all__), len(mp.__all__))
    for method in ('fork', 'spawn', 'forkserver'):
        ctx = mp.get_context(method)
        r, w = ctx.Pipe(False)
        p = ctx.Process(target=tell, args=(w, method), name='N', daemon=True)
        p.start()
        print(r.recv())
        p.join()
        print(p.exitcode, type(p).__name__, mask(p))
        p = ctx.Process(target=fail)
        p.start()
        p.join()
        v, lock = ctx.Value('i', 5), ctx.Lock()
        ps = [ctx.Process(target=add, args=(v, lock, 50)) for _ in range(2)]
        [q.start() for q in ps]
        [q.join() for q in ps]
        print(p.exitcode, v.value)
    attempt(mp.context.assert_spawning, mp.Lock())
    attempt(pickle.dumps, mp.Lock())
    attempt(pickle.dumps, mp.Queue())
    attempt(pickle.dumps, mp.Value('i'))

    section('queues')
    q = mp.Queue(2)
    print(q.empty(), q.full(), q.qsize())
    q.put('a')
    q.put(['b'], timeout=1)
    print(q.full(), q.qsize())
    attempt(q.put, 'c', False)
    attempt(q.put, 'c', timeout=0.01)
    attempt(q.put_nowait, 'c')
    print(q.get(), q.get(timeout=5))
    attempt(q.get, False)
    attempt(q.get, timeout=0.01)
    attempt(q.get_nowait)
    attempt(q.join_thread)
    q.close()
    attempt(q.put, 1)
    attempt(q.get)
    q.join_thread()
    q = mp.Queue()
    real = sys.stderr
    sys.stderr = io.StringIO()
    q.put(lambda: None)
    q.put('after')
    print(q.get(timeout=10), 'Traceback' in sys.stderr.getvalue(), sys.stderr.getvalue().strip().splitlines()[-1].split(':')[0])
    sys.stderr = real
    print(mp.Queue[int] if hasattr(mp.Queue, '__class_getitem__') else multiprocessing.queues.Queue[int], mp.Queue()._maxsize > 1000)
    j = mp.JoinableQueue()
    j.put(1)
    j.put(2)
    j.get(), j.task_done()
    j.get(), j.task_done()
    j.join()
    attempt(j.task_done)
    s = mp.SimpleQueue()
    print(s.empty(), s.put({'k': 1}), s.empty(), s.get(), s.close())
    attempt(s.put, 1)
    attempt(s.empty)
    q = mp.Queue()
    p = mp.Process(target=lambda: [q.put(i) for i in range(2000)])
    p.start()
    print(sum(q.get() for _ in range(2000)))
    p.join()

    section('locks')
    for make in (mp.Lock, mp.RLock):
        lock = make()
        print(lock, lock.acquire(), lock, lock.acquire(block=False) if make is mp.Lock else lock.acquire(), lock, lock.acquire(timeout=0.01) if make is mp.Lock else '')
        t = threading.Thread(target=lambda: print('thread', lock, lock.acquire(False)), name='other')
        t.start()
        t.join()
        p = mp.Process(target=lambda: print('process', lock, flush=True), name='child')
        p.start()
        p.join()
        lock.release()
        if make is mp.RLock:
            lock.release()
        attempt(lock.release)
        with lock:
            print(lock)
    s, b = mp.Semaphore(2), mp.BoundedSemaphore(1)
    print(s, b, s.get_value(), s.acquire(), s.acquire(), s.acquire(False), s, s.release(), s.release(), s.release(), s.get_value(), b.acquire(), b.release())
    attempt(b.release)
    attempt(mp.Semaphore, -1)
    c = mp.Condition()
    print(c)
    attempt(c.wait, 0.01)
    attempt(c.notify)
    with c:
        print(c.wait(0.01), c.notify(), c.notify_all(), c.wait_for(lambda: 5), c.wait_for(lambda: 0, 0.01), c)

    def waiter():
        with c:
            ready.release()
            c.wait()
            done.release()
    ready, done = mp.Semaphore(0), mp.Semaphore(0)
    ps = [mp.Process(target=waiter) for _ in range(3)]
    [p.start() for p in ps]
    [ready.acquire() for p in ps]
    with c:
        c.notify()
    done.acquire()
    print(done.acquire(timeout=0.05))
    with c:
        print(c)
        c.notify_all()
    [done.acquire() for p in ps[1:]]
    [p.join() for p in ps]
    e = mp.Event()
    print(e, e.is_set(), e.wait(0.01), e.set(), e.wait(), e, e.clear(), e.is_set())
    p = mp.Process(target=e.set)
    p.start()
    print(e.wait(10))
    p.join()
    b = mp.Barrier(2, lambda: print('action', flush=True), timeout=20)
    p = mp.Process(target=b.wait)
    p.start()
    print(b.wait() in (0, 1), b.parties, b.n_waiting, b.broken, mask(b))
    p.join()
    b.abort()
    attempt(b.wait)
    print(b.broken, b.reset(), b.broken)
    attempt(b.wait, 0.01)

    section('connections')
    a, b = mp.Pipe()
    print(mask(a), a.readable, a.writable, a.closed, a.fileno() > 0, a.poll(), a.poll(0.01))
    a.send([1, {'x': None}])
    print(b.poll(), b.recv())
    a.send_bytes(b'hello world', 2, 5)
    print(b.recv_bytes())
    a.send_bytes(bytearray(b'abc'))
    buf = bytearray(5)
    print(b.recv_bytes_into(buf, 1), buf)
    a.send_bytes(b'long message')
    try:
        b.recv_bytes_into(bytearray(3))
    except mp.BufferTooShort as e:
        print(type(e).__name__, e.args)
    a.send_bytes(b'x' * 20)
    attempt(b.recv_bytes, 10)
    print(b.closed, mask(repr(b)))
    a, b = mp.Pipe()
    for args in [(b'abc', -1), (b'abc', 4), (b'abc', 0, -1), (b'abc', 1, 3), ('str',), (5,)]:
        attempt(a.send_bytes, *args)
    attempt(b.recv_bytes, -1)
    attempt(b.recv_bytes_into, bytearray(3), 4)
    attempt(b.recv_bytes_into, bytearray(3), -1)
    attempt(a.send, lambda: 0)
    big = os.urandom(300000)
    t = threading.Thread(target=a.send_bytes, args=(big,))
    t.start()
    print(b.recv_bytes() == big)
    t.join()
    a.close()
    a.close()
    attempt(b.recv)
    attempt(a.send, 1)
    attempt(a.fileno)
    attempt(a.poll)
    attempt(b.send, 1)
    with b as same:
        print(same is b)
    print(b.closed)
    r, w = mp.Pipe(duplex=False)
    print(r.writable, w.readable)
    attempt(r.send, 1)
    attempt(w.recv)
    attempt(w.poll)
    attempt(r.send_bytes, b'')
    w.close()
    attempt(r.recv_bytes)
    attempt(mc.Connection, -1)
    attempt(mc.Connection, os.dup(0), readable=False, writable=False)
    attempt(mc.Connection, 'x')
    pairs = [mp.Pipe() for _ in range(3)]
    pairs[1][0].send(1)
    pairs[2][0].close()
    print([i for i, (_, end) in enumerate(pairs) if end in mc.wait([end for _, end in pairs], 1)], mc.wait([], 0), mc.wait([pairs[0][1]], 0))
    for family, address in [('AF_UNIX', None), ('AF_INET', ('127.0.0.1', 0)), (None, None)]:
        with mc.Listener(address, family, authkey=b'key') as listener:
            print(mask(re.sub(r'\d+\)', 'P)', repr(listener.address))), listener.last_accepted)

            def client(key):
                try:
                    with mc.Client(listener.address, authkey=key) as conn:
                        conn.send('hi')
                        print('   client', conn.recv())
                except Exception as e:
                    print('   client', type(e).__name__, e)
            for key in (b'key', b'wrong'):
                t = threading.Thread(target=client, args=(key,))
                t.start()
                try:
                    with listener.accept() as conn:
                        print(conn.recv())
                        conn.send('there')
                        t.join()
                except Exception as e:
                    t.join()
                    print(type(e).__name__, e)
        attempt(listener.accept)
    attempt(mc.Listener, None, 'AF_NONE')
    attempt(mc.Listener, None, None, authkey='str')
    attempt(mc.Client, '/none/such')
    attempt(mc.Client, ('127.0.0.1', 1))
    attempt(mc.Client, 5)
    attempt(mc.Client, '/none/such', authkey=5)
    print(mc.address_type(('h', 1)), mc.address_type('/x'), mc.address_type(r'\\x') if sys.platform == 'win32' else '', mc.families, mc.default_family, mc.arbitrary_address('AF_INET'), mask(mc.arbitrary_address('AF_UNIX')))
    for ours, theirs in [(b'k', b'k'), (b'k', b'other')]:
        a, b = mp.Pipe()
        answers = []
        t = threading.Thread(target=lambda: answers.append(attempt(mc.answer_challenge, b, theirs, quiet=True)))
        t.start()
        attempt(mc.deliver_challenge, a, ours)
        t.join()
        print(answers)
    a, b = mp.Pipe()
    for message in (b'nonsense', b'#CHALLENGE#{sha256}' + b'x' * 20):
        a.send_bytes(message)
        a.send_bytes(b'#WELCOME#')
        attempt(mc.answer_challenge, b, b'key')
        while b.poll():
            b.recv_bytes()
        while a.poll():
            print(len(a.recv_bytes()))
    attempt(mc.answer_challenge, b, 'text')
    attempt(mc.deliver_challenge, b, 'text')

    section('reduction')
    a, b = mp.Pipe()
    x, y = mp.Pipe()
    a.send(x)
    moved = b.recv()
    moved.send('through')
    print(y.recv(), mask(repr(moved)).split('(')[0])
    s1, s2 = socket.socketpair()
    a.send(s1)
    s3 = b.recv()
    s3.send(b'sock')
    print(s2.recv(10), s3.family == s1.family)
    print(red.ForkingPickler.loads(red.ForkingPickler.dumps([1, 'x'])), type(red.ForkingPickler.dumps(1)).__name__)
    red.register(Odd, lambda o: (Odd, (o.x + 1,)))
    print(red.ForkingPickler.loads(red.ForkingPickler.dumps(Odd(5))).x, red.ForkingPickler.loads(red.ForkingPickler.dumps(Odd(1).method))(), red.ForkingPickler.loads(red.ForkingPickler.dumps([].append)), red.ForkingPickler.loads(red.ForkingPickler.dumps(str.upper))('a'))
    fd = os.open(os.devnull, os.O_RDONLY)
    u, v = socket.socketpair()
    red.sendfds(u, [fd])
    print([os.fstat(f).st_rdev == os.fstat(fd).st_rdev for f in red.recvfds(v, 1)])
    red.send_handle(a, fd, os.getpid())
    print(os.fstat(red.recv_handle(b)).st_rdev == os.fstat(fd).st_rdev, red.HAVE_SEND_HANDLE)

    section('shared memory')
    m = sm.SharedMemory(create=True, size=10)
    print(mask(m), mask(repr(m)), m.size >= 10, len(m.buf), bytes(m.buf[:10]), m.buf.readonly)
    m.buf[:3] = b'abc'
    n = sm.SharedMemory(m.name)
    print(bytes(n.buf[:4]), n.name == m.name, n.size)
    o = pickle.loads(pickle.dumps(m))
    print(bytes(o.buf[:3]))
    p = mp.Process(target=fill, args=(m.name,))
    p.start()
    p.join()
    print(bytes(m.buf[:5]))
    view = n.buf[1:2]
    attempt(n.close)
    view.release()
    n.close()
    o.close()
    print(n.buf)
    attempt(sm.SharedMemory, m.name, create=True, size=5)
    m.unlink()
    m.close()
    m.close()
    attempt(sm.SharedMemory, m.name)
    attempt(sm.SharedMemory, create=True, size=0)
    attempt(sm.SharedMemory, create=True, size=-1)
    attempt(sm.SharedMemory)
    attempt(sm.SharedMemory, 'x', True)
    items = ['text', b'bytes', 5, 2.5, True, None, 'ü', '', b'', -2 ** 63, b'x\0']
    l = sm.ShareableList(items)
    print(mask(l), list(l), len(l), l.format, l[0], l[-1], l.count(5), l.index('ü'))
    l[0] = 'longer?'
    l[2] = 'eight ch'
    l[3] = None
    l[5] = False
    print(list(l), l.format)
    for call in (lambda: l[20], lambda: l.__setitem__(20, 1), lambda: l.__setitem__(0, 'x' * 50), lambda: l.index('none'), lambda: l.__setitem__(0, []), lambda: l.__setitem__(2, 2 ** 70), lambda: sm.ShareableList([[]])):
        attempt(call)
    k = sm.ShareableList(name=l.shm.name)
    print(list(k) == list(l), list(pickle.loads(pickle.dumps(l))) == list(l), sm.ShareableList[int])
    k.shm.close()
    l.shm.close()
    l.shm.unlink()

    section('shared values')
    v = mp.Value('d', 1.5)
    print(mask(v), v.value, mask(v.get_lock()), v.get_obj(), mp.RawValue('i'), mp.RawValue('i', 7).value)
    attempt(mp.Value, 'i', 'x')
    attempt(mp.Value, 'i', lock=5)
    arr = mp.Array('i', [1, 2, 3])
    arr[1] = 9
    arr[0:1] = [7]
    print(arr[:], arr[0], len(arr), list(arr), mask(arr), mp.Array('i', 2)[:], mp.RawArray('d', 2)[:], mp.Array('i', 2, lock=False)[:], mp.Array('c', b'abc').value, mp.Array('c', b'abc').raw, mp.Array('c', 4).raw, type(mp.Array('u', 'xy')[:]).__name__)
    attempt(arr.__getitem__, 5)
    lock = mp.Lock()
    w = mp.Value('i', 3, lock=lock)
    print(w.get_lock() is lock, sc.copy(v.get_obj()).value, sc.synchronized(sc.RawValue('i', 4)).value)
    with v:
        v.value += 1
    with w.get_lock():
        print(v.value)

    h = multiprocessing.heap.Heap(4096)
    blocks = [h.malloc(n) for n in (0, 10, 5000, 100)]
    print([(s, e) for _, s, e in blocks])
    for b in (blocks[1], blocks[0]):
        h.free(b)
    print([(s, e) for _, s, e in [h.malloc(16)]])
    attempt(h.malloc, -1)
    attempt(multiprocessing.heap.BufferWrapper, -1)
    attempt(multiprocessing.heap.BufferWrapper, 2 ** 70)
    print(len(multiprocessing.heap.BufferWrapper(9).create_memoryview()))

    section('util')

    class Thing:
        pass
    t = Thing()
    f = util.Finalize(t, builtins.print, args=('finalized',), kwargs={'sep': '-'}, exitpriority=5)
    print(mask(f).split(',')[0], f.still_active())
    del t
    print(f.still_active(), f(), mask(f))
    f = util.Finalize(None, print, ('called',), exitpriority=1)
    print(f(), f())
    f = util.Finalize(None, print, ('never',), exitpriority=1)
    f.cancel()
    attempt(util.Finalize, None, print)
    attempt(util.Finalize, None, print, exitpriority='x')
    util.Finalize(None, print, ('at exit, low',), exitpriority=-5)
    util.Finalize(None, print, ('at exit, high',), exitpriority=50)
    print(util.is_exiting(), mp.get_logger().name, util.SUBDEBUG, util.SUBWARNING, os.path.isdir(util.get_temp_dir()), util.is_abstract_socket_namespace('\0x'), util.is_abstract_socket_namespace('x'), util.is_abstract_socket_namespace(b'\0'), util.is_abstract_socket_namespace(''))
    attempt(util.is_abstract_socket_namespace, 5)
    l = util.ForkAwareLocal()
    l.x = 1
    thing = Thing()
    util.register_after_fork(thing, lambda obj: print('after fork', type(obj).__name__, flush=True))
    p = mp.Process(target=lambda: print('local', hasattr(l, 'x'), flush=True))
    p.start()
    p.join()

    section('dummy')
    d = dummy.Process(target=lambda: None)
    print(d.exitcode, d.start(), d.join(), d.exitcode, dummy.active_children(), dummy.current_process().name, dummy.Value('i', 5), dummy.Namespace(a=1, _b=2), dummy.Array('i', [1, 2]), dummy.Manager() is dummy)
    a, b = dummy.Pipe()
    a.send(1)
    print(b.poll(), b.recv(), b.poll(), b.poll(0.01))
    one, two = dummy.Pipe(False)
    two.send('x')
    print(one.recv())
    from multiprocessing.dummy import connection as dc
    with dc.Listener() as listener:
        c = dc.Client(listener.address)
        s = listener.accept()
        c.send(5)
        print(s.recv(), s.poll())
    with dummy.Pool(2) as pool:
        print(pool.map(abs, [-1, -2]))


def fill(name):
    m = sm.SharedMemory(name, track=False)
    m.buf[:5] = b'child'
    m.close()


class Odd:
    def __init__(self, x):
        self.x = x

    def method(self):
        return self.x


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    main()
