"""What is said about forgotten results, lost tasks and mistakes."""
import asyncio
import gc
import logging
import sys
import warnings

logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(name)s: %(message)s')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **kw: print(category.__name__, message)


def section(title):
    print(f'--- {title}')


def handler(loop, ctx):
    print('handler:', ctx['message'], repr(ctx.get('exception')), sorted(ctx))


section('exceptions nobody asked for')


async def unretrieved():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    fut = loop.create_future()
    fut.set_exception(ValueError('in a future'))
    del fut
    gc.collect()

    async def fail():
        raise KeyError('in a task')

    t = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del t
    gc.collect()
    fut = loop.create_future()
    fut.set_exception(ValueError('seen'))
    fut.exception()
    del fut
    gc.collect()

asyncio.run(unretrieved())

section('a task that was lost')


async def lost():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)

    async def wait(fut):
        await fut

    t = asyncio.create_task(wait(loop.create_future()))
    await asyncio.sleep(0)
    del t
    gc.collect()

asyncio.run(lost())

section('a coroutine that was never awaited')


async def forgotten():
    pass

forgotten()
gc.collect()

section('errors in callbacks and in the handler itself')


async def callbacks():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(int, 'x')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.default_exception_handler = lambda ctx: print('default:', ctx['message'])
    loop.set_exception_handler(lambda loop, ctx: 1 / 0)
    loop.call_exception_handler({'message': 'anything'})
    loop.set_exception_handler(None)
    loop.call_exception_handler({'message': 'by the default'})
    print(loop.get_exception_handler())

asyncio.run(callbacks())

section('the default handler logs')


async def logged():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({'message': 'a message', 'value': [1, 2], 'a': 'b'})
    loop.call_exception_handler({})

asyncio.run(logged())

section('debug mode')


async def debugging():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    print(loop.get_debug())
    for call in (lambda: loop.call_soon(forgotten),
                 lambda: loop.call_later(1, forgotten),
                 lambda: loop.call_soon(3),
                 lambda: loop.run_in_executor(None, forgotten)):
        try:
            call()
        except TypeError as e:
            print(e)
    def other_thread():
        try:
            loop.call_soon(print)
        except RuntimeError as e:
            return str(e)
    print(await asyncio.to_thread(other_thread))

logging.getLogger('asyncio').setLevel(logging.ERROR)
asyncio.run(debugging(), debug=True)

section('loops')
loop = asyncio.new_event_loop()
print(loop)


async def inside():
    sleeping = asyncio.sleep(0)
    for call in (lambda: loop.run_until_complete(sleeping),
                 loop.close, lambda: asyncio.run(None)):
        try:
            call()
        except RuntimeError as e:
            print(e)

loop.run_until_complete(inside())
gc.collect()
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(loop.create_future())
except RuntimeError as e:
    print(e)
loop.close()
loop.close()
print(loop)
for call in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), loop.run_forever,
             lambda: loop.run_in_executor(None, print)):
    try:
        call()
    except RuntimeError as e:
        print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
for bad in (None, 3, forgotten):
    try:
        asyncio.run(bad)
    except ValueError as e:
        print(str(e).split(' at 0x')[0])
loop = asyncio.new_event_loop()
name = repr(loop)
del loop
gc.collect()

section('invalid states')


async def states():
    fut = asyncio.get_running_loop().create_future()
    for call in (fut.result, fut.exception, lambda: fut.set_exception(3)):
        try:
            call()
        except (asyncio.InvalidStateError, TypeError) as e:
            print(type(e).__name__, e)
    fut.set_result(1)
    for call in (lambda: fut.set_result(2), lambda: fut.set_exception(ValueError)):
        try:
            call()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    print(fut.cancel(), fut)
    me = asyncio.current_task()
    for call in (lambda: me.set_result(1), lambda: me.set_exception(ValueError())):
        try:
            call()
        except RuntimeError as e:
            print(e)

asyncio.run(states())
