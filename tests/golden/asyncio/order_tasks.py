"""Turns of tasks: start, wake-up, awaiting each other."""
import asyncio


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


section('tasks start in their order, a turn after they were made')


@run
async def starting():
    async def task(name):
        print(name, 'starts')
        await asyncio.sleep(0)
        print(name, 'goes on')
        return name

    tasks = [asyncio.create_task(task(n)) for n in 'abc']
    asyncio.get_running_loop().call_soon(print, 'callback after them')
    print('made')
    print([await t for t in tasks])


section('await of a coroutine takes no turn, of a task it does')


@run
async def depth():
    loop = asyncio.get_running_loop()

    async def inner(n):
        return n if n == 0 else await inner(n - 1) + 1

    loop.call_soon(print, 'not before the coroutine is through')
    print('chain', await inner(20))
    loop.call_soon(print, 'before the task')
    print('task', await asyncio.create_task(inner(3)))


section('a done future is awaited without a turn')


@run
async def done():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    fut.set_result(1)
    loop.call_soon(print, 'a turn went by')
    print('result', await fut)
    await asyncio.sleep(0)


section('several tasks waiting for one future wake in their order')


@run
async def waiters():
    fut = asyncio.get_running_loop().create_future()

    async def wait(name):
        print(name, 'waits')
        print(name, 'got', await fut)

    tasks = [asyncio.create_task(wait(n)) for n in 'xyz']
    await asyncio.sleep(0)
    fut.set_result('it')
    print('set')
    await asyncio.gather(*tasks)


section('ping-pong through sleep(0)')


@run
async def ping():
    async def player(name, n):
        for i in range(n):
            print(name, i)
            await asyncio.sleep(0)

    await asyncio.gather(player('ping', 3), player('pong', 2), player('pang', 4))


section('the end of a task reaches its awaiter two turns after')


@run
async def ends():
    loop = asyncio.get_running_loop()
    turn = 0

    def count():
        nonlocal turn
        turn += 1
        if turn < 12:
            loop.call_soon(count)

    loop.call_soon(count)

    async def short():
        print('child in turn', turn)

    t = asyncio.create_task(short())
    await t
    print('awaiter in turn', turn)
    await asyncio.gather(short(), short())
    print('gather in turn', turn)
    await asyncio.wait([asyncio.create_task(short())])
    print('wait in turn', turn)
    await asyncio.wait_for(short(), 5)
    print('wait_for in turn', turn)
    await asyncio.shield(short())
    print('shield in turn', turn)


section('exceptions travel to whoever waits')


@run
async def errors():
    async def fail(n):
        await asyncio.sleep(0)
        raise ValueError(n)

    t = asyncio.create_task(fail(1))
    for _ in range(2):
        try:
            await t
        except ValueError as e:
            print('caught', e, t.done(), t.cancelled(), repr(t.exception()))
    u = asyncio.create_task(fail(2))

    async def other():
        try:
            await u
        except ValueError as e:
            return f'other caught {e}'

    v = asyncio.create_task(other())
    try:
        await u
    except ValueError as e:
        print('main caught', e)
    print(await v)


section('names, current task, all tasks')


@run
async def names():
    me = asyncio.current_task()

    async def child():
        t = asyncio.current_task()
        print(t.get_name(), t is not me, len(asyncio.all_tasks()))

    t = asyncio.create_task(child(), name='child')
    t.set_name(7)
    await t
    print(me is asyncio.current_task(), len(asyncio.all_tasks()))
    seen = []
    asyncio.get_running_loop().call_soon(lambda: seen.append(asyncio.current_task()))
    await asyncio.sleep(0)
    print(seen)


section('what a task may not wait for')


@run
async def forbidden():
    class Yields:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            yield self.value

    async def task(value):
        await Yields(value)

    async def itself():
        await asyncio.current_task()

    fut = asyncio.get_running_loop().create_future()
    for coro in (task(1), task('text'), task(fut), itself()):
        try:
            await asyncio.create_task(coro)
        except RuntimeError as e:
            print(str(e).split(' <Task')[0].split(': <')[0])


section('eager tasks run at once until they wait')


@run
async def eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def quick(n):
        print('quick', n, asyncio.current_task() is not main)
        return n

    async def slow():
        print('slow starts')
        await asyncio.sleep(0)
        print('slow ends')

    main = asyncio.current_task()
    t = asyncio.create_task(quick(1))
    print('done at once', t.done(), t.result())
    s = asyncio.create_task(slow())
    print('made', s.done())
    print(await asyncio.gather(quick(2), quick(3)))
    await s
    print(asyncio.current_task() is main)
