"""Timers: by their moment, equal moments as the heap has them."""
import asyncio


def section(title):
    print(f'--- {title}')


section('sleeps end in the order of their moments')


async def sleeps():
    async def one(delay):
        await asyncio.sleep(delay)
        print(delay)

    await asyncio.gather(*[one(d / 100) for d in (9, 1, 5, 3, 7, 0)])

asyncio.run(sleeps())


class Clock(asyncio.SelectorEventLoop):
    """A loop whose time stands still until told."""
    now = 100.0

    def time(self):
        return self.now


def on_clock(setup, *steps):
    loop = Clock()
    setup(loop)
    for now in steps:
        loop.now = now
        loop.call_soon(loop.stop)
        loop.run_forever()
        print('at', now)
    loop.close()


section('equal moments')
on_clock(lambda loop: [loop.call_at(101, print, i) for i in range(9)], 100, 101)

section('equal moments, some cancelled')


def some_cancelled(loop):
    handles = [loop.call_at(101 + i % 2, print, i) for i in range(12)]
    for i in (0, 3, 4, 8, 11):
        handles[i].cancel()


on_clock(some_cancelled, 100.5, 101, 102)

section('many cancelled timers are swept out, the order stays')


def many_cancelled(loop):
    handles = [loop.call_at(101 + (i * 7 % 13), print, i) for i in range(150)]
    for i, h in enumerate(handles):
        if i % 10:
            h.cancel()
    print(len(loop._scheduled), loop._timer_cancelled_count)
    loop.call_soon(lambda: print(len(loop._scheduled), loop._timer_cancelled_count))


on_clock(many_cancelled, 100, 105, 200)

section('due timers come after what was ready')


def due(loop):
    loop.call_at(99, print, 'due')
    loop.call_soon(print, 'ready')
    loop.call_later(0, print, 'delay of zero')
    loop.call_later(-1, print, 'negative delay')


on_clock(due, 100)

section('a timer made by a timer of the same moment waits a turn')


def chain(loop):
    def first():
        print('first')
        loop.call_at(loop.time(), print, 'second')
        loop.call_soon(print, 'soon')

    loop.call_at(101, first)
    loop.call_at(101, print, 'beside it')


on_clock(chain, 101, 101)

section('handles')


async def handles():
    loop = asyncio.get_running_loop()
    a = loop.call_at(loop.time() + 1000, print)
    b = loop.call_at(a.when(), print)
    c = loop.call_at(a.when() + 1, print)
    print(a == b, a < c, a <= b, c > a, c >= b, a == 3, hash(a) == hash(b))
    b.cancel()
    print(a == b, b.cancelled())
    for h in (a, c):
        h.cancel()

asyncio.run(handles())
