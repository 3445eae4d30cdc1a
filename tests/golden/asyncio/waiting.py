"""gather, wait, as_completed, shield, TaskGroup: what comes when."""
import asyncio


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


async def after(turns, value):
    for _ in range(turns):
        await asyncio.sleep(0)
    if isinstance(value, Exception):
        raise value
    return value


section('gather: results in order, duplicates once, the first error wins')


@run
async def gather():
    print(await asyncio.gather(after(3, 'a'), after(0, 'b'), after(1, 'c')))
    c = after(1, 'once')
    print(await asyncio.gather(c, c))
    print(await asyncio.gather())
    slow = asyncio.create_task(after(5, 'slow'))
    try:
        await asyncio.gather(slow, after(1, ValueError(1)), after(2, KeyError(2)))
    except ValueError as e:
        print('first error', repr(e), slow.done())
    print(await slow)
    print(await asyncio.gather(after(1, ValueError(1)), after(0, 2), return_exceptions=True))


section('wait')


@run
async def wait():
    def tasks():
        return [asyncio.create_task(after(n, v), name=str(n))
                for n, v in ((1, 'a'), (3, ValueError('b')), (6, 'c'))]

    async def show(when, **kwargs):
        ts = tasks()
        done, pending = await asyncio.wait(ts, return_when=when, **kwargs)
        print(when, sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
        await asyncio.gather(*ts, return_exceptions=True)

    await show(asyncio.FIRST_COMPLETED)
    await show(asyncio.FIRST_EXCEPTION)
    await show(asyncio.ALL_COMPLETED)
    await show(asyncio.ALL_COMPLETED, timeout=0)
    for bad in ([], [asyncio.create_task(after(0, 1))]):
        try:
            await asyncio.wait(bad, return_when='never')
        except ValueError as e:
            print(e)


section('as_completed, both ways')


@run
async def completed():
    for coro in asyncio.as_completed([after(4, 'c'), after(0, 'a'), after(2, 'b')]):
        print(await coro)
    named = {asyncio.create_task(after(n, v)): v for n, v in ((3, 'z'), (1, 'y'))}
    async for task in asyncio.as_completed(named):
        print(named[task], await task)
    try:
        for coro in asyncio.as_completed([asyncio.sleep(30)], timeout=0.01):
            await coro
    except TimeoutError as e:
        print(repr(e))


section('a group ends when all its tasks have')


@run
async def group():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(after(2, 'a'))
        b = tg.create_task(after(1, 'b'))
        print('block done', tg)
    print(a.result(), b.result(), tg)


section('an error cancels the others; all errors come in one group')


@run
async def group_error():
    async def victim(name):
        try:
            await asyncio.sleep(30)
        finally:
            print(name, 'cancelled')

    async def stubborn():
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            raise KeyError('from the cleanup')

    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(victim('v'))
            tg.create_task(stubborn())
            tg.create_task(after(2, ValueError('first')))
            await asyncio.sleep(30)
    except* ValueError as eg:
        print('values', eg.exceptions)
    except* KeyError as eg:
        print('keys', eg.exceptions)
    print(asyncio.current_task().cancelling())

    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(victim('w'))
            await asyncio.sleep(0)
            raise OSError('in the block')
    except ExceptionGroup as eg:
        print(repr(eg))


section('a group inside a group, cancelled from outside')


@run
async def nested():
    async def work():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(after(50, 'outer'))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(asyncio.sleep(30))
                print('waiting')

    t = asyncio.create_task(work())
    await after(3, None)
    t.cancel('enough')
    try:
        await t
    except asyncio.CancelledError as e:
        print('cancelled', e.args)


section('misuse')


@run
async def misuse():
    tg = asyncio.TaskGroup()
    coro = after(0, 1)
    for use in (lambda: tg.create_task(coro),):
        try:
            use()
        except RuntimeError as e:
            print(e)
    async with tg:
        pass
    coro = after(0, 1)
    try:
        tg.create_task(coro)
    except RuntimeError as e:
        print(e)
    try:
        async with tg:
            pass
    except RuntimeError as e:
        print(e)
