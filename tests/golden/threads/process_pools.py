"""Pools of processes: results, errors with their remote tracebacks, what breaks a pool, what it refuses."""
import concurrent.futures as cf
import multiprocessing as mp
import multiprocessing.util
import os
import re
import signal
import sys
import threading
import time
import traceback
from concurrent.futures.process import BrokenProcessPool


def square(x):
    return x * x


def fail(x):
    raise ValueError(f'no {x}')


class Unpicklable:
    def __reduce__(self):
        raise TypeError('not to be pickled')


class BadLoad:
    def __reduce__(self):
        return fail, (7,)


def give(kind):
    return kind()


def die(code):
    os._exit(code)


def nap(x):
    time.sleep(x)
    return x


def set_up(value):
    global made
    made = value


def get_made():
    return made


def bad_set_up():
    raise OSError('in the initializer')


def attempt(what, f, *args, **kwargs):
    try:
        print(what, f(*args, **kwargs))
    except BaseException as e:
        print(what, type(e).__name__, re.sub(r'0x[0-9a-f]+', '0x...', str(e)))


def main():
    fork, spawn = mp.get_context('fork'), mp.get_context('spawn')
    print('--- arguments')
    P = cf.ProcessPoolExecutor
    attempt('workers', P, 0)
    attempt('workers', P, -1)
    attempt('initializer', P, initializer=3)
    attempt('tasks', P, max_tasks_per_child='x', mp_context=spawn)
    attempt('tasks', P, max_tasks_per_child=0, mp_context=spawn)
    attempt('tasks', P, max_tasks_per_child=1, mp_context=fork)
    for context in (fork, spawn):
        print('---', context.get_start_method())
        with P(2, mp_context=context, initializer=set_up, initargs=('made',)) as pool:
            print([f.result() for f in [pool.submit(square, i) for i in range(5)]])
            print(list(pool.map(square, range(7), chunksize=3)), list(pool.map(pow, [2, 3], [5, 6, 7])))
            attempt('chunksize', pool.map, square, [1], chunksize=0)
            print(pool.submit(get_made).result())
            e = pool.submit(fail, 3).exception()
            print(repr(e), type(e.__cause__).__name__, type(e.__cause__).__module__)
            text = str(e.__cause__)
            print(text.startswith('\n"""\nTraceback (most recent call last):\n'), text.endswith('ValueError: no 3\n"""'))
            attempt('map', lambda: list(pool.map(fail, [1, 2])))
            for bad in (lambda: pool.submit(square, Unpicklable()), lambda: pool.submit(give, Unpicklable)):
                e = bad().exception()
                print(type(e).__name__, str(e)[:60], type(e.__cause__).__name__)
            print(sorted(f.result() for f in cf.as_completed([pool.submit(square, i) for i in range(4)], timeout=30)))
            attempt('timeout', lambda: next(pool.map(nap, [1], timeout=0.05)))
        attempt('closed', pool.submit, square, 1)
        pool.shutdown()
    print('--- cancelling')
    with P(1, mp_context=fork) as pool:
        first = pool.submit(nap, 0.2)
        rest = [pool.submit(nap, i) for i in range(6)]
        while not first.running():
            time.sleep(0.01)
        print(first.cancel(), rest[-1].cancel(), rest[-1].cancelled())
        pool.shutdown(wait=False, cancel_futures=True)
        print(first.result(), sum(f.cancelled() for f in rest) >= 4)
    print('--- tasks per child')
    with P(1, mp_context=spawn, max_tasks_per_child=2) as pool:
        pids = [pool.submit(os.getpid).result() for _ in range(5)]
        print(len(set(pids)), pids[0] == pids[1] != pids[2] == pids[3] != pids[4])
    print('--- broken')
    for context in (fork, spawn):
        pool = P(2, mp_context=context)
        f = pool.submit(die, 3)
        attempt('dies', f.result)
        attempt('later', pool.submit, square, 1)
        pool.shutdown()
    print('--- results that cannot be read')
    pool = P(1, mp_context=fork)
    e = pool.submit(give, BadLoad).exception()
    print(type(e).__name__, e)
    pool.shutdown()
    print('--- forgotten pools end')
    pool = P(1, mp_context=fork)
    f = pool.submit(os.getpid)
    pid = f.result()
    del pool
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            print('gone')
            break
        time.sleep(0.01)
    print('--- cancelled and shut down at once')
    for _ in range(20):
        pool = P(1, mp_context=fork)
        pool.submit(int).result()
        pool.submit(int).cancel()
        pool.shutdown(wait=True)
    print('--- no semaphores left')
    registry = mp.util._finalizer_registry
    for how in {}, {'initializer': die, 'initargs': (0,)}:
        before = len(registry)
        pool = P(1, mp_context=fork, **how)
        done = pool.submit(int).exception()
        held = len(registry)
        pool.shutdown()
        pool.shutdown()
        print(held > before or done is not None, len(registry) == before)
    print('--- no thread for the queue')
    start, started = threading._start_joinable_thread, []

    def start_one(*args, **kwargs):
        if started:
            raise RuntimeError('no more threads')
        started.append(1)
        return start(*args, **kwargs)

    threading._start_joinable_thread = start_one
    pool = P(1, mp_context=fork)
    print(type(pool.submit(int).exception()).__name__)
    pool.shutdown()
    threading._start_joinable_thread = start
    print('--- few calls for each process, and an early end')
    pool = P(2, mp_context=spawn, max_tasks_per_child=1)
    calls = [pool.submit(square, n) for n in range(5)]
    pool.shutdown()
    print([call.result() for call in calls])
    print('--- tens of thousands of calls')
    with P(1, mp_context=fork) as pool:
        calls = [pool.submit(int, n) for n in range(20000)]
        pool.shutdown(wait=False, cancel_futures=True)
        print(all(call.cancelled() or call.result() == n for n, call in enumerate(calls)))
    pool = P(1, mp_context=fork)
    pool.submit(nap, 0.1).add_done_callback(lambda f: print('at the end:', f.result()))


if __name__ == '__main__':
    main()
