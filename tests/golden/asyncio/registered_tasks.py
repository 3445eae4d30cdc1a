"""throw() of a future's iterator in all its forms; which tasks all_tasks() and asyncio.tasks know of."""
import asyncio
import gc
import warnings

loop = asyncio.new_event_loop()


class Odd(Exception):
    def __init__(self, *args):
        raise LookupError('cannot be made')


for args in [(ValueError,), (ValueError, 'x'), (ValueError, ValueError('y')), (ValueError('z'),),
             (ValueError, None, None), (ValueError('q'), 'v'), (int,), (3,), (ValueError, 'x', 5), (int, 1, 5),
             (KeyError, (1, 2)), (ValueError, TypeError('t')), (StopIteration, 7), (ValueError('q'), None, None),
             (Odd,), (Odd, 1), ('text',), (None,)]:
    for started in False, True:
        it = loop.create_future().__iter__()
        if started:
            next(it)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            try:
                it.throw(*args)
            except BaseException as e:
                print(args, started, type(e).__name__, e.args, len(caught))
        try:
            print('  then', type(next(it)).__name__)
        except BaseException as e:
            print('  then', type(e).__name__, e.args)

for args in (), (1, 2, 3, 4):
    try:
        loop.create_future().__iter__().throw(*args)
    except TypeError as e:
        print(e)

with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        loop.create_future().__iter__().throw(int, 1)
    except BaseException as e:
        print(type(e).__name__)


def names():
    return sorted(t.get_name() for t in asyncio.all_tasks())


async def collected():
    """A pending task that nobody can reach is none of the tasks any more, also if its end was told to somebody."""
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(context))

    async def start(name):
        future = loop.create_future()

        async def waits():
            await future

        task = loop.create_task(waits(), name=name)
        await asyncio.sleep(0)
        del task, future

    await start('lost')
    gc.collect()
    print([c['message'] for c in told], told[0]['task'].get_name(), names())
    told.clear()
    gc.collect()
    print(names())
    loop.set_exception_handler(None)


async def known():
    scheduled = asyncio.tasks._scheduled_tasks
    print(isinstance(scheduled, __import__('weakref').WeakSet), type(asyncio.tasks._eager_tasks), len(scheduled))
    task = loop.create_task(asyncio.sleep(1), name='X')
    print(task in scheduled, len(scheduled), names())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    print(task in scheduled, names())
    task = None

    class Foreign:
        def get_loop(self):
            return loop

        def done(self):
            return False

    task = Foreign()
    asyncio._register_task(task)
    print(task in scheduled, task in asyncio.all_tasks(), task in [*scheduled])
    asyncio._unregister_task(task)
    print(task in scheduled, task in asyncio.all_tasks(), task in [*scheduled])
    scheduled.add(task)
    print(task in asyncio.all_tasks())
    scheduled.discard(task)
    print(task in asyncio.all_tasks())

    # A native one may be hidden, and shown again.
    me = asyncio.current_task()
    asyncio._unregister_task(me)
    print(me in asyncio.all_tasks(), me in scheduled)
    asyncio._register_task(me)
    print(me in asyncio.all_tasks(), me in scheduled)


loop.run_until_complete(collected())
loop.run_until_complete(known())
loop.close()
