"""trio, and anyio over trio and asyncio: nurseries, cancellation, channels, sockets, threads."""

import trio, anyio, sys


async def child(n, out, d):
    await trio.sleep(d)
    out.append(n)


async def main():
    out = []
    async with trio.open_nursery() as n:
        for i, d in enumerate((0.03, 0.01, 0.02)):
            n.start_soon(child, i, out, d)
    print(out)
    with trio.move_on_after(0.01) as cs:
        await trio.sleep(5)
    print(cs.cancelled_caught)
    try:
        with trio.fail_after(0.01):
            await trio.sleep(5)
    except trio.TooSlowError as e:
        print('slow', type(e).__name__)

    async def boom():
        raise ValueError('x')

    try:
        async with trio.open_nursery() as n:
            n.start_soon(boom)
            n.start_soon(boom)
    except* ValueError as eg:
        print('group', [str(e) for e in eg.exceptions])
    s, r = trio.open_memory_channel(2)

    async def prod():
        async with s:
            for i in range(5):
                await s.send(i)

    got = []
    async with trio.open_nursery() as n:
        n.start_soon(prod)
        async with r:
            async for x in r:
                got.append(x)
    print(got)

    async def serve(st):
        async for d in st:
            await st.send_all(d.upper())

    async with trio.open_nursery() as n:
        ls = await n.start(trio.serve_tcp, serve, 0)
        port = ls[0].socket.getsockname()[1]
        st = await trio.open_tcp_stream('127.0.0.1', port)
        await st.send_all(b'hello')
        print(await st.receive_some(100))
        await st.aclose()
        n.cancel_scope.cancel()
    print(await trio.to_thread.run_sync(lambda: 42))

    def thr():
        return trio.from_thread.run(trio.sleep, 0), trio.from_thread.run_sync(lambda: 7)

    print(await trio.to_thread.run_sync(thr))
    lock = trio.Lock()
    ev = trio.Event()
    sem = trio.Semaphore(1)
    lim = trio.CapacityLimiter(2)
    async with lock:
        print(lock.locked())
    ev.set()
    await ev.wait()
    async with sem, lim:
        print(sem.value, lim.available_tokens)
    p = await trio.run_process([sys.executable, '-c', 'print("sub")'], capture_stdout=True)
    print(p.stdout)
    with trio.CancelScope(shield=True) as c:
        await trio.sleep(0)
    print(trio.current_effective_deadline())
    async with await trio.open_file('/etc/hostname') as f:
        print(bool(await f.read()))
    print(await trio.Path('/etc/hostname').exists())

    async def starter(x, task_status=trio.TASK_STATUS_IGNORED):
        task_status.started(x + 1)
        await trio.sleep_forever()

    async with trio.open_nursery() as n:
        print(await n.start(starter, 1))
        n.cancel_scope.cancel()
    cond = trio.Condition()
    res = []

    async def waiter():
        async with cond:
            await cond.wait()
            res.append(1)

    async with trio.open_nursery() as n:
        n.start_soon(waiter)
        n.start_soon(waiter)
        await trio.testing.wait_all_tasks_blocked()
        async with cond:
            cond.notify_all()
    print(res)


import trio.testing

trio.run(main)
c = trio.testing.MockClock(autojump_threshold=0)


async def long():
    t = trio.current_time()
    await trio.sleep(1000)
    print(round(trio.current_time() - t))


trio.run(long, clock=c)


class Tr(trio.abc.Instrument):
    n = 0

    def before_task_step(self, task):
        Tr.n += 1


trio.run(trio.sleep, 0, instruments=[Tr()])
print(Tr.n > 0)
try:
    trio.run(trio.sleep, -1)
except ValueError as e:
    print(e)


async def am(tag):
    out = []

    async def w(i):
        await anyio.sleep(0.01 * i)
        out.append(i)

    async with anyio.create_task_group() as tg:
        for i in (3, 1, 2):
            tg.start_soon(w, i)
    print(tag, out, anyio.get_current_task().name is not None)
    with anyio.move_on_after(0.01) as sc:
        await anyio.sleep(1)
    print(sc.cancel_called)
    snd, rcv = anyio.create_memory_object_stream(1)

    async def p():
        async with snd:
            for i in range(3):
                await snd.send(i)

    async with anyio.create_task_group() as tg:
        tg.start_soon(p)
        print([x async for x in rcv])
    print(
        await anyio.to_thread.run_sync(lambda: 5), (await anyio.run_process([sys.executable, '-c', 'print(1)'])).stdout
    )
    lst = await anyio.create_tcp_listener(local_host='127.0.0.1')

    async def h(c):
        async with c:
            await c.send((await c.receive())[::-1])

    async with anyio.create_task_group() as tg:
        tg.start_soon(lst.serve, h)
        async with await anyio.connect_tcp('127.0.0.1', lst.extra(anyio.abc.SocketAttribute.local_port)) as c:
            await c.send(b'abc')
            print(await c.receive())
        tg.cancel_scope.cancel()
    await lst.aclose()
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(w, 'x')
    except BaseException as e:
        print(type(e).__name__, [type(x).__name__ for x in e.exceptions])
    async with anyio.TemporaryDirectory() as d:
        q = anyio.Path(d) / 'f'
        await q.write_text('hi')
        print(await q.read_text())


for b in ('asyncio', 'trio'):
    anyio.run(am, b, backend=b)
