"""Locks, events, conditions, semaphores, barriers, queues: who goes first."""
import asyncio


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


section('a lock goes from hand to hand')


@run
async def lock():
    lock = asyncio.Lock()

    async def user(name):
        print(name, 'asks')
        async with lock:
            print(name, 'has it', str(lock).split('[')[1])
            await asyncio.sleep(0)
        print(name, 'gave it back')

    await asyncio.gather(*map(user, 'abc'))
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)


section('a cancelled waiter passes the lock on')


@run
async def lock_cancelled():
    lock = asyncio.Lock()
    await lock.acquire()

    async def user(name):
        async with lock:
            print(name, 'has it')

    a, b, c = [asyncio.create_task(user(n)) for n in 'abc']
    await asyncio.sleep(0)
    lock.release()
    a.cancel()
    await asyncio.gather(a, b, c, return_exceptions=True)
    print(a.cancelled(), lock.locked())


section('nobody overtakes')


@run
async def fairness():
    lock = asyncio.Lock()

    async def greedy(name):
        for i in range(2):
            async with lock:
                print(name, i)

    await asyncio.gather(greedy('x'), greedy('y'))
    sem = asyncio.Semaphore(2)

    async def limited(i):
        async with sem:
            print('in', i, sem.locked())
            await asyncio.sleep(0)
            print('out', i)

    await asyncio.gather(*map(limited, range(5)))
    print(sem._value)
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as e:
        print(e)


section('event')


@run
async def event():
    event = asyncio.Event()

    async def waiter(n):
        print(n, await event.wait())

    tasks = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    await asyncio.gather(*tasks)
    print(event.is_set())


section('condition')


@run
async def condition():
    cond = asyncio.Condition()
    items = []

    async def consumer(name):
        async with cond:
            await cond.wait_for(lambda: items)
            print(name, items.pop())

    tasks = [asyncio.create_task(consumer(n)) for n in 'pqr']
    await asyncio.sleep(0)
    for i in range(3):
        async with cond:
            items.append(i)
            cond.notify()
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    for call in (cond.notify, cond.notify_all):
        try:
            call()
        except RuntimeError as e:
            print(e)


section('barrier')


@run
async def barrier():
    barrier = asyncio.Barrier(3)

    async def party(name):
        async with barrier as index:
            print(name, index)

    await asyncio.gather(*map(party, 'abc'))
    waiting = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    print(barrier.n_waiting, barrier.broken)
    await barrier.abort()
    try:
        await waiting
    except asyncio.BrokenBarrierError as e:
        print(repr(e), barrier.broken)
    await barrier.reset()
    print(barrier.broken, barrier.parties)


section('queue')


@run
async def queue():
    q = asyncio.Queue(2)

    async def producer():
        for i in range(5):
            await q.put(i)
            print('put', i, q.qsize())

    async def consumer():
        for _ in range(5):
            item = await q.get()
            print('got', item, q.full(), q.empty())
            q.task_done()

    await asyncio.gather(producer(), consumer())
    await q.join()
    print(q)
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    q.put_nowait(1)
    q.put_nowait(2)
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print(repr(e), q)


section('consumers are served in turn')


@run
async def consumers():
    q = asyncio.Queue()

    async def consumer(name):
        print(name, await q.get())

    tasks = [asyncio.create_task(consumer(n)) for n in 'abc']
    await asyncio.sleep(0)
    for i in range(3):
        q.put_nowait(i)
    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(q.qsize())


section('priority, last in first out, shutdown')


@run
async def kinds():
    p = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        p.put_nowait(item)
    s = asyncio.LifoQueue()
    for item in (3, 1, 2):
        s.put_nowait(item)
    print([p.get_nowait() for _ in range(3)], [s.get_nowait() for _ in range(3)])
    q = asyncio.Queue()
    getter = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.shutdown()
    try:
        await getter
    except asyncio.QueueShutDown as e:
        print(repr(e))
    for call in (lambda: q.put_nowait(1), q.get_nowait):
        try:
            call()
        except asyncio.QueueShutDown as e:
            print(repr(e))
    q = asyncio.Queue()
    q.put_nowait(1)
    q.shutdown()
    print(await q.get(), q)
    q = asyncio.Queue()
    q.put_nowait(1)
    q.shutdown(immediate=True)
    await q.join()
    print(q)
