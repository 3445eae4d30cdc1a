"""The order of callbacks: first in, first out, turn by turn."""
import asyncio
import contextvars


def section(title):
    print(f'--- {title}')


section('call_soon is a queue; what a callback adds runs one turn later')


def fifo():
    loop = asyncio.new_event_loop()

    def nested(name, depth):
        print(name, depth)
        if depth:
            loop.call_soon(nested, name, depth - 1)

    for name in 'abc':
        loop.call_soon(nested, name, 2)
    loop.call_later(0, print, 'timer of zero')
    loop.call_later(-5, print, 'timer long due')
    loop.call_later(0.01, loop.stop)
    loop.run_forever()
    loop.close()


fifo()

section('cancelled handles are skipped, also in the same turn')


def cancelled():
    loop = asyncio.new_event_loop()
    later = None

    def first():
        print('first')
        later.cancel()

    loop.call_soon(first)
    later = loop.call_soon(print, 'never')
    loop.call_soon(print, 'third')
    gone = loop.call_soon(print, 'never either')
    gone.cancel()
    gone.cancel()
    print(later.cancelled(), gone.cancelled())
    loop.call_soon(loop.stop)
    loop.run_forever()
    print(later.cancelled())
    loop.close()


cancelled()

section('stop() finishes the turn')


def stopping():
    loop = asyncio.new_event_loop()
    loop.call_soon(print, 'one')
    loop.call_soon(loop.stop)
    loop.call_soon(lambda: (print('same turn'), loop.call_soon(print, 'next run')))
    loop.run_forever()
    print('stopped')
    loop.call_soon(loop.stop)
    loop.run_forever()
    print('stopped again')
    loop.stop()
    loop.call_soon(print, 'stop before run: one turn')
    loop.run_forever()
    loop.close()


stopping()

section('done callbacks: in their order, one turn after the result')


async def done_callbacks():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    for i in range(3):
        fut.add_done_callback(lambda f, i=i: print('callback', i, f.result()))
    gone = lambda f: print('removed')
    fut.add_done_callback(gone)
    fut.add_done_callback(gone)
    loop.call_soon(print, 'queued before the result')
    fut.set_result('r')
    loop.call_soon(print, 'queued after the result')
    print('removed', fut.remove_done_callback(gone))
    fut.add_done_callback(lambda f: print('added when done'))
    await asyncio.sleep(0)
    print('after a turn')
    await asyncio.sleep(0)

asyncio.run(done_callbacks())

section('an error in a callback does not stop the others')


async def failing():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, ctx: print(ctx['message'].split(' at ')[0], repr(ctx['exception'])))
    loop.call_soon(print, 'before')
    loop.call_soon(lambda: 1 / 0)
    loop.call_soon(print, 'after')
    await asyncio.sleep(0)
    await asyncio.sleep(0)

asyncio.run(failing())

section('each callback in its context')
var = contextvars.ContextVar('var', default='default')


async def contexts():
    loop = asyncio.get_running_loop()
    var.set('main')
    loop.call_soon(lambda: (print('copy', var.get()), var.set('inner')))
    ctx = contextvars.copy_context()
    ctx.run(var.set, 'given')
    loop.call_soon(lambda: print('given', var.get()), context=ctx)
    loop.call_soon(lambda: (print('shared', var.get()), var.set('changed')), context=ctx)
    loop.call_soon(lambda: print('shared', var.get()), context=ctx)
    var.set('later')
    await asyncio.sleep(0)
    print('task', var.get())

    async def child():
        print('child', var.get())
        var.set('of the child')

    await asyncio.create_task(child())
    await child()
    print('after a task and an await', var.get())
    await asyncio.create_task(child(), context=ctx)
    print('in the context', ctx[var])

asyncio.run(contexts())
