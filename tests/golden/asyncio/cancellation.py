"""Cancelling: where it arrives, what it leaves."""
import asyncio


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


async def waiting(name, seconds=30):
    try:
        print(name, 'waits')
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as e:
        print(name, 'cancelled', e.args)
        raise
    finally:
        print(name, 'leaves')


async def outcome(t):
    try:
        return 'result', await t
    except asyncio.CancelledError as e:
        return 'cancelled', e.args
    except Exception as e:
        return 'error', repr(e)


section('before its first step a task never runs')


@run
async def unstarted():
    t = asyncio.create_task(waiting('t'))
    print(t.cancel('why'), t.cancelling())
    print(await outcome(t), t.cancelled(), t.cancel())


section('while it waits')


@run
async def midway():
    t = asyncio.create_task(waiting('t'))
    await asyncio.sleep(0)
    print(t.cancel(), t.cancel('second'), t.cancelling(), t.done())
    print(await outcome(t))


section('the message arrives')


@run
async def message():
    t = asyncio.create_task(waiting('t'))
    await asyncio.sleep(0)
    t.cancel('stop it')
    print(await outcome(t))


section('a task may refuse')


@run
async def refusing():
    async def stubborn():
        for i in range(2):
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                print('no', i, asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        return 'done anyway'

    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.sleep(0)
    t.cancel()
    print(await outcome(t), t.cancelled(), t.cancelling())


section('against a result in the same turn')


@run
async def against():
    fut = asyncio.get_running_loop().create_future()

    async def wait():
        return await fut

    t = asyncio.create_task(wait())
    await asyncio.sleep(0)
    fut.set_result('came first')
    print(t.cancel())
    print(await outcome(t))
    fut = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(wait())
    await asyncio.sleep(0)
    t.cancel()
    print(fut.cancelled(), fut.cancel())
    print(await outcome(t))


section('uncancel')


@run
async def uncancelling():
    async def work():
        t = asyncio.current_task()
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            print('counts', t.cancelling(), t.uncancel(), t.uncancel(), t.uncancel())
        t.cancel()
        print('taken back', t.uncancel())
        await asyncio.sleep(0)
        return 'survived'

    t = asyncio.create_task(work())
    await asyncio.sleep(0)
    t.cancel()
    t.cancel()
    print(await outcome(t))


section('it passes to what is awaited')


@run
async def passing():
    inner = asyncio.create_task(waiting('inner'))

    async def outer():
        await inner

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel('through')
    print(await outcome(t), inner.cancelled())


section('but not through a shield')


@run
async def shielded():
    inner = asyncio.create_task(waiting('inner', 0.01))

    async def outer():
        await asyncio.shield(inner)

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await outcome(t), inner.done())
    print(await outcome(inner))


section('gather')


@run
async def gathering():
    g = asyncio.gather(waiting('a'), waiting('b'))
    await asyncio.sleep(0)
    print(g.cancel('all'))
    print(await outcome(g))
    g = asyncio.gather(waiting('c'), waiting('d'), return_exceptions=True)
    await asyncio.sleep(0)
    g.cancel()
    print(await outcome(g))
    t = asyncio.create_task(waiting('e'))
    g = asyncio.gather(t, asyncio.sleep(0, 'x'), return_exceptions=True)
    await asyncio.sleep(0)
    t.cancel('one')
    print(await outcome(g))


section('wait_for and timeout')


@run
async def timeouts():
    print(await outcome(asyncio.wait_for(waiting('slow'), 0.01)))
    print(await outcome(asyncio.wait_for(waiting('never begun'), 0)))
    print(await outcome(asyncio.wait_for(asyncio.sleep(0, 'quick'), 1)))
    try:
        async with asyncio.timeout(0.01) as cm:
            await waiting('in the block')
    except TimeoutError as e:
        print('timeout', cm.expired(), repr(e), repr(e.__cause__))
    async with asyncio.timeout(None) as cm:
        print(cm, cm.when())
        cm.reschedule(asyncio.get_running_loop().time() + 30)
        await asyncio.sleep(0)
    print(cm, cm.expired())

    async def both():
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(30)
            finally:
                asyncio.current_task().cancel('from outside')

    print(await outcome(asyncio.create_task(both())))


section('run() cancels what is left')


async def leftover():
    async def stays():
        try:
            await asyncio.sleep(30)
        finally:
            print('left over, cancelled')

    asyncio.create_task(stays())
    await asyncio.sleep(0)
    return 'main is done'

print(asyncio.run(leftover()))
