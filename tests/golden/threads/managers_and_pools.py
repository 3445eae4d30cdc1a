"""multiprocessing: pools of processes and threads, their results and errors; managers, proxies, servers, shared memory of managers."""
import builtins
import io
import multiprocessing as mp
import multiprocessing.managers as mm
import multiprocessing.pool
import os
import pickle
import queue
import re
import sys
import threading
import time
import warnings
from multiprocessing.pool import ThreadPool


def mask(text):
    text = re.sub(r" at (0x)?[0-9a-f]+", '', str(text))
    return re.sub(r"psm_\w+|/tmp/[\w./-]+|'[0-9a-f]{12}'|id='[0-9a-f]+'", 'NAME', text)


def print(*args, **kwargs):
    builtins.print(*map(mask, args), **kwargs)


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except BaseException as e:
        print('   ', type(e).__module__, type(e).__name__, str(e).strip().splitlines()[-1:] if 'Traceback' in str(e) else e, type(e.__cause__).__name__)
    else:
        print('   ', repr(result))


def section(name):
    print('---', name, flush=True)


def square(x):
    if x == 'bad':
        raise ValueError('bad one', x)
    return x * x


def add(a, b=0, *, c=0):
    return a + b + c


def slow(x):
    time.sleep(x)
    return x


def unpicklable(x):
    return lambda: x


def where(x):
    p = mp.current_process()
    return p.daemon, p.name.rpartition('-')[0] or p.name, len(p._identity)


def boot(*args):
    global booted
    booted = args


def get_boot(_):
    return booted


def boom():
    raise KeyError('no start')


class Own:
    def __init__(self, start=0):
        self.n = start

    def up(self, by=1):
        self.n += by
        return self.n

    def other(self):
        return Own(100)

    def fail(self):
        raise ZeroDivisionError('own')

    def gen(self, n):
        yield from range(n)

    def _hidden(self):
        return 'hidden'

    def __len__(self):
        return self.n


class Error2(Exception):
    def __init__(self, a, b):
        super().__init__(a)


class Manager(mm.BaseManager):
    pass


class OwnProxy(mm.BaseProxy):
    _exposed_ = ('up', '__len__', '_hidden', 'gen')
    _method_to_typeid_ = {'gen': 'Iterator'}

    def up(self, *args):
        return self._callmethod('up', args)

    def hidden(self):
        return self._callmethod('_hidden')

    def __len__(self):
        return self._callmethod('__len__')

    def gen(self, n):
        return self._callmethod('gen', (n,))


shared = queue.Queue()
Manager.register('Own', Own)
Manager.register('Hidden', Own, exposed=['_hidden', 'up'])
Manager.register('Proxied', Own, OwnProxy)
Manager.register('Iterator', proxytype=mm.IteratorProxy, create_method=False)
Manager.register('get_queue', callable=lambda: shared)
Manager.register('same', callable=lambda: Own(7), method_to_typeid={'gen': 'Iterator'})


def in_child(d, l, ns, lock, ev, q, o):
    with lock:
        d['child'] = [1]
        l.append('child')
        ns.x += 1
    q.put(('from child', o.up(5)))
    ev.set()


def main():
    section('pools')
    for make in (lambda *a, **k: mp.Pool(*a, **k), ThreadPool):
        with make(3) as pool:
            print(repr(pool), pool.apply(add, (1, 2), {'c': 3}), pool.map(square, range(10)), pool.map(square, []), pool.map(square, range(7), 3), pool.starmap(add, [(1, 2), (3,)]), list(pool.imap(square, range(5))), list(pool.imap(square, range(20), 4)), sorted(pool.imap_unordered(square, range(5))), sorted(pool.imap_unordered(square, range(9), chunksize=2)))
            for call in [lambda: pool.apply(square, ('bad',)), lambda: pool.map(square, [1, 'bad', 3]), lambda: list(pool.imap(square, [1, 'bad', 3])), lambda: list(pool.imap_unordered(square, ['bad'])), lambda: pool.apply(unpicklable, (1,)), lambda: pool.map(lambda x: x, [1]), lambda: pool.starmap(add, [5]), lambda: pool.map(square, 5),
                         lambda: pool.imap(square, [1], 0), lambda: pool.imap_unordered(square, [1], 0), lambda: pool.apply_async(slow, (5,)).get(0.01)]:
                if make is ThreadPool and call.__code__.co_names[:2] == ('pool', 'apply') and 'unpicklable' in call.__code__.co_names:
                    continue
                if 'map' in call.__code__.co_names and make is ThreadPool and call.__code__.co_consts and any(hasattr(c, 'co_code') for c in call.__code__.co_consts):
                    continue
                attempt(call)
            it = pool.imap(square, iter([1, 'bad', 3]))
            attempt(next, it)
            attempt(next, it)
            attempt(next, it)
            attempt(next, it)
            it = pool.imap(slow, [0.3])
            attempt(it.next, 0.01)
            attempt(it.next, 10)
            done = []
            r = pool.apply_async(square, (4,), callback=done.append, error_callback=lambda e: done.append(repr(e)))
            print(r.get(), r.ready(), r.successful(), r.wait(), type(r).__name__)
            r = pool.apply_async(square, ('bad',), callback=done.append, error_callback=lambda e: done.append(repr(e)))
            r.wait()
            print(r.successful())
            attempt(r.get)
            r = pool.map_async(square, [1, 2], callback=done.append)
            print(r.get(5))
            r = pool.starmap_async(add, [(1, 1)], callback=done.append)
            r.wait(5)
            r = pool.apply_async(slow, (0.2,))
            attempt(r.successful)
            print(r.ready(), r.wait(0.01), r.get(), done)
            print(pool.apply(where, (1,)), pool.map(where, [1])[0][0])
            attempt(pickle.dumps, pool)
            attempt(pool.join)
        print(repr(pool))
        attempt(pool.apply, square, (1,))
        pool.join()
        pool.terminate()
    for args, kwargs in [((0,), {}), ((-1,), {}), ((1, 5), {}), (('x',), {}), ((1,), {'maxtasksperchild': 0}), ((1,), {'maxtasksperchild': 'x'})]:
        attempt(mp.Pool, *args, **kwargs)
    with mp.Pool(2, boot, (1, 'two')) as pool:
        print(pool.map(get_boot, range(2)))
        pool.close()
        attempt(pool.map, square, [1])
        print(repr(pool))
        pool.join()
    with mp.Pool(1, maxtasksperchild=2) as pool:
        print(len({pool.apply(os.getpid) for _ in range(6)}))
    pool = mp.Pool(2)
    pids = {p.pid for p in pool._pool}
    r = pool.apply_async(os._exit, (1,))
    time.sleep(0.4)
    print(pool.apply(square, (3,)), len(pool._pool), pids == {p.pid for p in pool._pool})
    pool.terminate()
    pool.join()
    for method in ('spawn', 'forkserver'):
        with mp.get_context(method).Pool(2, boot, (method,)) as pool:
            print(pool.map(square, [2, 3]), pool.apply(get_boot, (1,)))
    e = multiprocessing.pool.MaybeEncodingError(ValueError('x'), [1])
    print(repr(e), e, e.exc, e.value)
    try:
        with mp.Pool(1) as pool:
            pool.apply(square, ('bad',))
    except ValueError as e:
        text = str(e.__cause__)
        print(e.args, text.strip().splitlines()[0], 'in square' in text, text.strip().splitlines()[-1], type(e.__cause__).__name__)

    section('managers')
    with mp.Manager() as m:
        l, d, ns, q = m.list([1, 2, 3]), m.dict(a=1), m.Namespace(x=1), m.Queue()
        lock, ev, sem, v, arr = m.Lock(), m.Event(), m.Semaphore(1), m.Value('i', 5), m.Array('i', [1, 2])
        print(type(m).__name__, type(m.address).__name__, repr(l), str(l), str(d), str(ns), str(v), str(arr), repr(q).split()[0], type(q).__name__, m._state.value if hasattr(m, '_state') else '')
        l.append(4)
        l += [5]
        l *= 1
        l[0] = 'first'
        del l[1]
        print(list(l), len(l), l[1:3], 4 in l, l + [1], l * 2, 2 * l, l.index(4), l.count(9), l.pop(), l.sort(key=str), l.reverse(), [x for x in l], l == l, list(reversed(l)))
        for call in [lambda: l[50], lambda: l.remove('none'), lambda: l.nothing, lambda: d['none'], lambda: d.pop('none'), lambda: ns.none, lambda: q.get_nowait(), lambda: l._callmethod('nothing'), lambda: m.Nothing, lambda: l.append(lambda: 0), lambda: lock.release()]:
            attempt(call)
        d['b'] = 2
        d.update({'c': 3}, d=4)
        d['e'] = 5
        print(d, dict(d), sorted(d.keys()), sorted(d.values()), sorted(d.items()), 'a' in d, len(d), d.get('x', 7), d.setdefault('f', 6), d.pop('a'), d.popitem(), list(iter(d)), d.copy())
        del d['b']
        d.clear()
        print(d, d.get('x'))
        ns.y = [1]
        ns._private = 1
        del ns.x
        print(ns, ns.y, ns._private)
        ns.x = 1
        v.value += 1
        v.set(v.get() * 2)
        arr[0] = 9
        print(v, v.value, v.get(), list(arr), arr[0], len(arr), arr)
        nested = m.list([m.list([1]), m.dict()])
        nested[0].append(2)
        nested[1]['k'] = nested[0]
        print(list(nested[0]), [str(x) for x in nested], str(nested[1]['k']), nested)
        q.put(1)
        print(q.qsize(), q.get(), q.empty(), q.full(), m.JoinableQueue().task_done.__name__)
        print(lock.acquire(), lock.acquire(False), lock.release(), lock.acquire(timeout=1), lock.release(), sem.acquire(blocking=False), sem.acquire(False), sem.release())
        with lock:
            print(lock)
        rl, cond, bar, bs = m.RLock(), m.Condition(), m.Barrier(1), m.BoundedSemaphore(1)
        with rl, rl:
            pass
        with cond:
            print(cond.wait(0.01), cond.notify(), cond.notify_all(), cond.wait_for(lambda: 7), cond.wait_for(lambda: 0, timeout=0.01))
        print(bar.wait(), bar.parties, bar.n_waiting, bar.broken, bar.abort(), bar.broken, bar.reset(), bar.broken)
        attempt(bs.release)
        attempt(cond.notify)
        print(ev.is_set(), ev.wait(0.01), ev.set(), ev.is_set(), ev.clear(), ev.is_set())
        with m.Pool(2) as pool:
            print(pool.map(square, [1, 2]), pool.apply(add, (1,)), pool.apply_async(square, (3,)).get(), sorted(pool.imap_unordered(square, [2, 3])), list(pool.imap(square, [5])))
            attempt(pool.map, square, ['bad'])

        section('proxies in other processes')
        with Manager() as mine:
            o = mine.Own(10)
            p = mp.Process(target=in_child, args=(d, l, ns, lock, ev, q, o))
            p.start()
            print(ev.wait(20), q.get(), ns.x)
            p.join()
            print(d, l, o.up(0), p.exitcode)
            with mp.get_context('spawn').Pool(1) as pool:
                ev.clear()
                pool.apply(in_child, (d, l, ns, lock, ev, q, o))
                print(ev.is_set(), l, o.up(0))
            copy = pickle.loads(pickle.dumps(o))
            print(copy.up(), o.up(), repr(copy) == repr(o), type(copy).__name__, copy)

            section('own types')
            h, px, same = mine.Hidden(1), mine.Proxied(3), mine.same()
            print(type(o).__name__, o.up(), o._exposed_, h._hidden(), h._exposed_, px.hidden(), len(px), list(px.gen(3)), same.up(), list(same.gen(3)), same)
            for call in [o.fail, lambda: o._hidden, lambda: o.up(1, 2), lambda: o.gen(2), lambda: len(o), lambda: mine.Own(1, 2, 3), lambda: px._callmethod('nothing'), lambda: mine.Iterator]:
                attempt(call)
            gq = mine.get_queue()
            gq.put('x')
            other = Manager(address=mine.address, authkey=bytes(mp.current_process().authkey))
            other.connect()
            print(other.get_queue().get(), other.Own(4).up())
            wrong = Manager(address=mine.address, authkey=b'wrong')
            attempt(wrong.connect)
            print(mine._number_of_objects() > 3, '\n' in mine._debug_info(), mine.address == other.address)
            token = o._token
            print(repr(token), mm.Token('t', 'a', 'i'), pickle.loads(pickle.dumps(mm.Token('t', 'a', 5))).id)
            del o, copy
            it = px.gen(2)
            print(next(it), it.__next__(), it)
            attempt(next, it)
            attempt(mine.start)
            attempt(mine.connect)
            attempt(mine.get_server)
        attempt(same.up)
        attempt(mine.Own)
        print(mine._process.is_alive(), mine._state.value)
    attempt(l.append, 1)
    print(repr(l).split(' ')[0])
    fresh = Manager()
    attempt(fresh.Own)
    attempt(fresh.shutdown) if hasattr(fresh, 'shutdown') else print('no shutdown')
    attempt(fresh.connect)
    attempt(Manager, address=('127.0.0.1', 0), serializer='none')
    fresh.start(boot, (1,))
    attempt(fresh.start)
    fresh.shutdown()
    fresh.shutdown()
    fresh.join()
    attempt(Manager().start, 5)
    bad = Manager()
    real, sys.stderr = sys.stderr, io.StringIO()
    saved = os.dup(2)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        attempt(bad.start, boom)
    finally:
        os.dup2(saved, 2)
        sys.stderr = real
    server = Manager(address=('127.0.0.1', 0), authkey=b'k').get_server()
    print(type(server).__name__, server.address[0], server.authkey, sorted(server.registry)[:2], server.public[:2])
    t = threading.Thread(target=lambda: attempt(server.serve_forever))
    t.start()
    c = Manager(server.address, b'k')
    c.connect()
    x = c.Own(1)
    print(x.up(), c._number_of_objects())
    del x
    server.stop_event.set()
    t.join()
    Manager.register('Own', Own)
    print(mm.all_methods(Own())[:3] == [n for n in dir(Own()) if callable(getattr(Own(), n))][:3], mm.public_methods(Own()), mm.MakeProxyType('P', ('a', 'b'))._exposed_, mm.MakeProxyType('P', ('a', 'b')) is mm.MakeProxyType('P', ('a', 'b')))
    for kind, result in [('#ERROR', ValueError('v')), ('#TRACEBACK', 'text'), ('#UNSERIALIZABLE', 'u'), ('#TRACEBACK', 5), ('#OTHER', 1)]:
        try:
            e = mm.convert_to_error(kind, result)
            print(type(e).__name__, repr(e), str(e).replace('-', ''))
        except Exception as e:
            print('raised', type(e).__name__, e)
    print(mm.Namespace(a=1, _b=2), mm.Value('i', 3), mm.Array('i', [1]), [t for t in sorted(mm.SyncManager._registry)])

    section('shared memory managers')
    with mm.SharedMemoryManager() as smm:
        a = smm.SharedMemory(20)
        sl = smm.ShareableList([1, 'x'])
        a.buf[0] = 5
        print(a.size >= 20, list(sl), sl.shm.name != a.name, type(smm.get_server).__name__)
        attempt(smm.start)
    for name in (a.name, sl.shm.name):
        try:
            mp.shared_memory.SharedMemory(name)
        except FileNotFoundError:
            print('gone')
    a.close()
    sl.shm.close()


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    main()
