"""Debug mode: slow callbacks, calls from the wrong thread, what is refused, what is left unclosed; and the parts of asyncio
that libraries reach into."""
import asyncio
import asyncio.events
import asyncio.futures
import asyncio.tasks
import gc
import logging
import re
import socket
import sys
import threading
import time
import warnings

HERE = __file__


def tidy(text):
    text = text.replace(HERE, 'FILE').replace(HERE.rpartition('/')[2], 'FILE')
    text = re.sub(r'0x[0-9a-f]+', '0x...', text)
    text = re.sub(r'took [0-9.]+ seconds', 'took SOME seconds', text)
    text = re.sub(r'at \S*FILE:', 'at FILE:', text)
    text = re.sub(r'at <frozen asyncio\.(\w+)>:\d+', r'at \1.py', text)
    text = re.sub(r'(at|created at) [^ >\]]*/(\w+\.py):\d+', r'\1 \2', text)
    text = re.sub(r'when=[0-9.]+', 'when=T', text)
    return re.sub(r'fd=\d+', 'fd=N', text)


class Shown(logging.Handler):
    def emit(self, record):
        text = record.getMessage()
        if 'Using selector' not in text and 'poll' not in text:
            print(record.levelname, tidy(text))


logging.getLogger('asyncio').addHandler(Shown())
logging.getLogger('asyncio').setLevel(logging.DEBUG)
logging.getLogger('asyncio').propagate = False


def section(title):
    print(f'--- {title}')


def run(main):
    with asyncio.Runner(debug=True) as runner:
        runner.get_loop().slow_callback_duration = 10
        runner.run(main())


section('slow callbacks')


@run
async def slow():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.1

    def nap():
        time.sleep(0.15)

    async def long_step():
        time.sleep(0.15)
        await asyncio.sleep(0)

    loop.call_soon(nap)
    await asyncio.sleep(0)
    await asyncio.create_task(long_step(), name='long')
    loop.call_later(0, nap)
    await asyncio.sleep(0.01)
    print(loop.slow_callback_duration)


section('the wrong thread')


@run
async def threads():
    loop = asyncio.get_running_loop()
    answers = []

    def other():
        for f, args in ((loop.call_soon, (print,)), (loop.call_later, (1, print)), (loop.call_at, (1, print)),
                        (asyncio.Future(loop=loop).add_done_callback, (print,))):
            try:
                f(*args)
            except RuntimeError as e:
                answers.append(str(e))
            else:
                answers.append('accepted')
        loop.call_soon_threadsafe(answers.append, 'threadsafe')

    await loop.run_in_executor(None, other)
    await asyncio.sleep(0)
    print(*answers, sep='\n')


section('what is no callback')


@run
async def refused():
    loop = asyncio.get_running_loop()

    async def coroutine():
        pass

    for f, args in ((loop.call_soon, ()), (loop.call_soon_threadsafe, ()), (loop.call_later, (1,)), (loop.call_at, (1,)),
                    (loop.run_in_executor, (None,))):
        for bad in (coroutine, 3):
            try:
                f(*args, bad)
            except TypeError as e:
                print(tidy(str(e)))
    a, b = socket.socketpair()
    try:
        await loop.sock_recv(a, 1)
    except ValueError as e:
        print(e)
    try:
        await loop.sock_sendall(a, b'')
    except ValueError as e:
        print(e)
    a.close()
    b.close()


section('reprs know where things were made')


@run
async def reprs():
    loop = asyncio.get_running_loop()

    async def work():
        await asyncio.sleep(0)

    task = asyncio.create_task(work(), name='work')
    handle = loop.call_later(100, print, 'x')
    future = loop.create_future()
    print(tidy(repr(future)).partition(' created')[0], len(future._source_traceback) > 3)
    for o in (task, handle):
        text = tidy(repr(o))
        print(re.sub(r'coro=<.*?>( at \S+>)?', 'coro=...', text))
        print(o._source_traceback[-1].name)
    handle.cancel()
    print(tidy(repr(handle)))
    await task


section('coroutines know where they were made')
warnings.simplefilter('always')


@run
async def origins():
    async def forgotten():
        pass

    print(sys.get_coroutine_origin_tracking_depth())
    hook, warnings.showwarning = warnings.showwarning, lambda m, c, *a, **k: print(c.__name__, str(m).partition('\n')[0],
                                                                                    'Coroutine created at' in str(m))
    forgotten()
    gc.collect()
    warnings.showwarning = hook


print(sys.get_coroutine_origin_tracking_depth())

section('left unclosed')


def shown(message, category, *args, **kwargs):
    print(category.__name__, tidy(str(message)))


@run
async def unclosed():
    loop = asyncio.get_running_loop()
    hook, warnings.showwarning = warnings.showwarning, shown
    a, b = socket.socketpair()
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=a)
    transport.pause_reading()
    del transport, _
    gc.collect()
    b.close()
    warnings.showwarning = hook


hook, warnings.showwarning = warnings.showwarning, shown
loop = asyncio.new_event_loop()
loop.set_debug(True)
del loop
gc.collect()
loop = asyncio.new_event_loop()
loop.close()
print(tidy(repr(loop)))
del loop
warnings.showwarning = hook

section('exceptions know where')


@run
async def unretrieved():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print(tidy(c['message']), repr(c['exception']), sorted(c),
                                                  len(c['source_traceback']) > 2))

    async def fails():
        raise ValueError('nobody asks')

    asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gc.collect()
    loop.create_future().set_exception(KeyError('nor here'))
    gc.collect()
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)


section('what libraries reach into')


async def internals():
    tasks = asyncio.tasks
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    print(tasks._current_tasks.get(loop) is me, loop in tasks._current_tasks)
    print(len(tasks._eager_tasks), me in asyncio.all_tasks())
    tasks._leave_task(loop, me)
    print(asyncio.current_task(), tasks._current_tasks.get(loop))
    try:
        tasks._leave_task(loop, me)
    except RuntimeError as e:
        print(str(e).partition('<')[0])
    tasks._enter_task(loop, me)
    try:
        tasks._enter_task(loop, me)
    except RuntimeError as e:
        print(str(e).partition('<')[0])
    print(tasks._swap_current_task(loop, None) is me, asyncio.current_task())
    print(tasks._swap_current_task(loop, me), asyncio.current_task() is me)
    print(asyncio.events._get_running_loop() is loop, asyncio._get_running_loop() is loop)
    asyncio._set_running_loop(None)
    try:
        asyncio.get_running_loop()
    except RuntimeError as e:
        print(e)
    asyncio._set_running_loop(loop)
    print(asyncio.futures.isfuture(me), asyncio.futures._PyFuture.__name__, tasks._PyTask.__name__)
    print(tasks.Task is tasks._CTask, asyncio.Future is asyncio.futures._CFuture)
    print(tasks._c_current_task is asyncio.current_task, tasks._py_current_task(loop) is None)
    print(loop._thread_id == threading.get_ident(), len(loop._ready), loop._scheduled, loop._stopping, loop._closed)
    loop.call_soon(print, 'soon')
    later = loop.call_later(100, print)
    print(len(loop._ready), loop._ready[0], len(loop._scheduled), loop._scheduled[0] is later)
    later.cancel()
    print(loop._timer_cancelled_count, loop._clock_resolution < 0.01, loop._default_executor, loop._exception_handler)
    future = loop.create_future()
    print(future._state, future._callbacks, future._loop is loop, future._asyncio_future_blocking)
    future.add_done_callback(print)
    print(future._callbacks[0][0], type(future._callbacks[0][1]).__name__)
    future.remove_done_callback(print)
    print(me._coro.__name__, me._fut_waiter, me._must_cancel, me._log_destroy_pending, me.get_context() is not None)
    queue, lock, event = asyncio.Queue(), asyncio.Lock(), asyncio.Event()
    print(queue._queue, queue._getters, queue._unfinished_tasks, queue._loop, lock._waiters, lock._locked, event._value)
    getter = asyncio.ensure_future(queue.get())
    await asyncio.sleep(0)
    print(len(queue._getters), queue._loop is loop, getter._fut_waiter is queue._getters[0])
    queue.put_nowait(1)
    print(await getter, queue._unfinished_tasks, queue._finished.is_set())
    reader = asyncio.StreamReader(limit=10)
    reader.feed_data(b'abc')
    print(reader._buffer, reader._eof, reader._limit, reader._transport, reader._waiter, reader._exception)


asyncio.run(internals())
