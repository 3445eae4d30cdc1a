"""Processes: subprocess, multiprocessing, pools, managers, shared memory."""
import concurrent.futures as cf
import multiprocessing as mp
import os
import signal
import subprocess
import sys
from multiprocessing import shared_memory
from multiprocessing.pool import ThreadPool


def section(title):
    print(f'--- {title}', flush=True)


def square(x):
    return x * x


def add(a, b):
    return a + b


def fail(x):
    raise ValueError(x)


def child(q, value, array, lock, event, name):
    with lock:
        value.value += 5
    array[1] = 7
    q.put((name, mp.current_process().name.split('-')[0],
           os.getppid() == mp.parent_process().pid))
    event.set()


def vanish():
    os._exit(3)


def exits(code):
    sys.exit(code)


def main():
    section('subprocess')
    p = subprocess.run(['sh', '-c', 'cat; echo err >&2; exit 3'], input='in\n',
                       capture_output=True, text=True)
    print(p)
    for call in (p.check_returncode,
                 lambda: subprocess.run('kill -9 $$', shell=True, check=True),
                 lambda: subprocess.run(['no-such-program']),
                 lambda: subprocess.run(['sleep', '30'], timeout=0.01),
                 lambda: subprocess.check_output('echo x; exit 2', shell=True),
                 lambda: subprocess.Popen(['true'], cwd='/no/such/folder')):
        try:
            call()
        except (subprocess.SubprocessError, OSError) as e:
            print(type(e).__name__, str(e).split(' after ')[0])
    print(subprocess.getstatusoutput('echo out; exit 4'), subprocess.call(['false']))
    with subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
        p.stdin.write(b'one\n')
        p.stdin.flush()
        print(p.stdout.readline(), p.poll())
        print(p.communicate(b'two\n'), p.returncode)
    p = subprocess.Popen(['sleep', '30'])
    p.terminate()
    print(p.wait() == -signal.SIGTERM, p)

    section('processes')
    for method in ('fork', 'spawn'):
        ctx = mp.get_context(method)
        q, value, array = ctx.Queue(), ctx.Value('i', 3), ctx.Array('d', [1, 2, 3])
        lock, event = ctx.Lock(), ctx.Event()
        p = ctx.Process(target=child, args=(q, value, array, lock, event, method))
        print(p.exitcode, p.is_alive(), p.pid)
        p.start()
        print(q.get(), event.wait(10))
        p.join()
        print(p.exitcode, p.is_alive(), value.value, array[:], value, lock)
    for code in (0, 3, 'text'):
        p = mp.Process(target=exits, args=(code,))
        sys.stdout.flush()
        p.start()
        p.join()
        print(p.exitcode)
    a, b = mp.Pipe()
    a.send({'x': [1, 2]})
    print(b.recv(), b.poll(), a.readable, a.writable)
    a.close()
    try:
        b.recv()
    except EOFError as e:
        print(repr(e))
    print(mp.active_children(), mp.current_process().name, mp.parent_process())

    section('pools')
    with mp.Pool(2) as pool:
        print(pool.map(square, range(5)), pool.starmap(add, [(1, 2), (3, 4)]),
              pool.apply(add, (1,), {'b': 2}), list(pool.imap(square, range(3))),
              sorted(pool.imap_unordered(square, range(3))))
        r = pool.map_async(square, [4], callback=lambda v: print('callback', v))
        print(r.get(30), r.ready(), r.successful())
        for call in (lambda: pool.map(fail, [1]), lambda: pool.apply(lambda: 1)):
            try:
                call()
            except Exception as e:
                print(type(e).__name__, str(e)[:20])
        pool.close()
        pool.join()
    with ThreadPool(2) as pool:
        print(pool.map(square, range(4)))
    with cf.ProcessPoolExecutor(2) as ex:
        print(list(ex.map(square, range(5), chunksize=2)), ex.submit(add, 1, b=2).result())
        e = ex.submit(fail, 'far away').exception()
        print(repr(e), type(e.__cause__).__name__, 'far away' in str(e.__cause__))
    with cf.ProcessPoolExecutor(1) as ex:
        for _ in range(2):
            try:
                ex.submit(vanish).result()
            except cf.BrokenExecutor as e:
                print(type(e).__name__, e)

    section('a manager')
    with mp.Manager() as m:
        d, l, ns, v = m.dict(a=1), m.list([1]), m.Namespace(x=1), m.Value('i', 3)
        d['b'] = 2
        l.extend([2, 3])
        ns.y = 2
        v.value = 4
        q = m.Queue()
        q.put('item')
        print(d, d.copy(), sorted(d.keys()), l, len(l), l[1:], ns, v, q.get(), 'a' in d)
        try:
            d['missing']
        except KeyError as e:
            print(repr(e))

    section('shared memory')
    shm = shared_memory.SharedMemory(create=True, size=16)
    shm.buf[:4] = b'abcd'
    other = shared_memory.SharedMemory(shm.name)
    print(bytes(other.buf[:4]), shm.size >= 16)
    other.close()
    shm.close()
    shm.unlink()
    sl = shared_memory.ShareableList([1, 2.5, 'text', b'bytes', None, True])
    sl[2] = 'other'
    print(list(sl), len(sl), sl.index(2.5), sl.format)
    sl.shm.close()
    sl.shm.unlink()


if __name__ == '__main__':
    main()
