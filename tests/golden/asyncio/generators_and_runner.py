"""Asynchronous generators, Runner, policies."""
import asyncio
import contextvars


def section(title):
    print(f'--- {title}')


section('a generator left in the middle is closed by the loop')


async def unfinished():
    async def numbers():
        try:
            for i in range(10):
                yield i
        finally:
            await asyncio.sleep(0)
            print('closed')

    async for n in numbers():
        print(n)
        if n == 1:
            break
    await asyncio.sleep(0)
    print('after a turn')

asyncio.run(unfinished())


async def kept():
    global gen

    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            print('closed at the end of run()')

    gen = numbers()
    print(await anext(gen))

asyncio.run(kept())

section('comprehensions and nested generators')


async def comprehensions():
    async def squares(n):
        for i in range(n):
            await asyncio.sleep(0)
            yield i * i

    print([x async for x in squares(4)], {x: x async for x in squares(2)})
    print([await asyncio.sleep(0, i) for i in range(3)])
    gen = squares(2)
    print(await gen.asend(None), await anext(gen), await anext(gen, 'end'))

asyncio.run(comprehensions())

section('Runner keeps its loop and its context')
var = contextvars.ContextVar('var', default=0)


async def bump():
    var.set(var.get() + 1)
    return var.get(), asyncio.current_task().get_name().startswith('Task-')

with asyncio.Runner() as runner:
    print(runner.run(bump()), runner.run(bump()), var.get())
    print(runner.get_loop() is runner.get_loop(), runner.get_loop().is_running())
    ctx = contextvars.copy_context()
    print(runner.run(bump(), context=ctx), ctx[var])
try:
    runner.get_loop()
except RuntimeError as e:
    print(e)


async def nested():
    for call in (lambda: asyncio.run(3), lambda: asyncio.Runner().run(bump_coro)):
        bump_coro = bump()
        try:
            call()
        except RuntimeError as e:
            print(e)
        bump_coro.close()

asyncio.run(nested())

section('errors and exits leave run()')
for exc in (ValueError('v'), SystemExit(3), KeyboardInterrupt()):
    async def fail():
        raise exc
    try:
        asyncio.run(fail())
    except BaseException as e:
        print(repr(e))


async def cancelled():
    asyncio.current_task().cancel('self')
    await asyncio.sleep(0)

try:
    asyncio.run(cancelled())
except asyncio.CancelledError as e:
    print(repr(e))

section('policies and loop factories')


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print('policy makes a loop')
        return super().new_event_loop()

asyncio.set_event_loop_policy(Policy())
asyncio.run(asyncio.sleep(0))
asyncio.set_event_loop_policy(None)


class Loop(asyncio.SelectorEventLoop):
    pass

print(asyncio.run(asyncio.sleep(0, 'x'), loop_factory=Loop))


async def which():
    return type(asyncio.get_running_loop()).__name__

with asyncio.Runner(loop_factory=Loop) as runner:
    print(runner.run(which()))

section('turns, counted')


class Counting(asyncio.SelectorEventLoop):
    turn = 0

    def _run_once(self):
        self.turn += 1
        super()._run_once()


async def count():
    loop = asyncio.get_running_loop()
    start = loop.turn

    def show(what):
        print(what, loop.turn - start)

    await asyncio.sleep(0)
    show('sleep(0)')
    await asyncio.create_task(asyncio.sleep(0))
    show('task of a sleep(0)')
    await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))
    show('gather of two')
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.sleep(0))
    show('group of one')
    async with asyncio.timeout(30):
        await asyncio.sleep(0)
    show('timeout')
    await asyncio.wait_for(asyncio.sleep(0), 30)
    show('wait_for')
    await asyncio.wait({asyncio.create_task(asyncio.sleep(0))})
    show('wait')
    q = asyncio.Queue()
    getter = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.put_nowait(1)
    await getter
    show('queue')
    lock = asyncio.Lock()
    async with lock:
        pass
    show('free lock')
    async for f in asyncio.as_completed([asyncio.sleep(0)]):
        pass
    show('as_completed')

asyncio.run(count(), loop_factory=Counting)
