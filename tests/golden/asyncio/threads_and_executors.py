"""Loops and threads: executors, calls from other threads, loops in threads."""
import asyncio
import concurrent.futures
import contextvars
import threading


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


section('executor')


@run
async def executor():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: threading.current_thread().name))
    with concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix='mine') as pool:
        print(await loop.run_in_executor(pool, lambda: threading.current_thread().name))
    try:
        await loop.run_in_executor(None, int, 'x')
    except ValueError as e:
        print(e)
    results = await asyncio.gather(*[asyncio.to_thread(pow, i, 2) for i in range(5)])
    print(results)


section('to_thread takes the context along')
var = contextvars.ContextVar('var')


@run
async def contexts():
    var.set('main')

    def work(a, *, b):
        value = var.get()
        var.set('thread')
        return value, a, b

    print(await asyncio.to_thread(work, 1, b=2), var.get())


section('call_soon_threadsafe wakes a loop that waits')


@run
async def wake():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(fut.set_result, 'woken'))
    thread.start()
    print(await fut)
    thread.join()


section('a loop in a thread')


def background():
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def work(n):
        await asyncio.sleep(0)
        if n < 0:
            raise ValueError(n)
        return n * 2, threading.current_thread() is thread

    print(asyncio.run_coroutine_threadsafe(work(21), loop).result(10))
    failing = asyncio.run_coroutine_threadsafe(work(-1), loop)
    print(repr(failing.exception(10)))
    endless = asyncio.run_coroutine_threadsafe(asyncio.sleep(30), loop)
    print(endless.cancel(), endless.cancelled())

    async def wrapped():
        inner = asyncio.run_coroutine_threadsafe(work(4), loop)
        return await asyncio.wrap_future(inner)

    print(asyncio.run(wrapped()))
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


background()

section('several loops at once')


def several():
    results = {}

    async def work(n):
        await asyncio.sleep(0.001 * n)
        return n, asyncio.get_running_loop() is loops[n]

    loops = {}

    def in_thread(n):
        loop = loops[n] = asyncio.new_event_loop()
        results[n] = loop.run_until_complete(work(n))
        loop.close()

    threads = [threading.Thread(target=in_thread, args=(n,)) for n in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(sorted(results.values()))


several()

section('no loop in another thread')


def nothing():
    def ask():
        try:
            asyncio.get_event_loop()
        except RuntimeError as e:
            print(e)

    t = threading.Thread(target=ask, name='other')
    t.start()
    t.join()


nothing()

section('a storm of calls from threads, none lost')


@run
async def storm():
    loop = asyncio.get_running_loop()
    count = 0
    done = loop.create_future()

    def hit():
        nonlocal count
        count += 1
        if count == 4000:
            done.set_result(count)

    def sender():
        for _ in range(1000):
            loop.call_soon_threadsafe(hit)

    threads = [threading.Thread(target=sender) for _ in range(4)]
    for t in threads:
        t.start()
    print(await done)
    for t in threads:
        t.join()
