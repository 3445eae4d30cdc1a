"""Programs made by chance on a clock that jumps: who does what in which turn, and what becomes of it."""
import asyncio
import binascii
import contextvars
import random
import selectors

tag = contextvars.ContextVar('tag', default='-')


class Jump(selectors.DefaultSelector):
    """Passes the time instead of waiting."""

    def select(self, timeout=None):
        if timeout:
            self.loop.now += timeout
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        self.turn = 0
        selector = Jump()
        selector.loop = self
        super().__init__(selector)

    def time(self):
        return self.now

    def _run_once(self):
        self.turn += 1
        super()._run_once()


class Program:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.log = []
        self.shared = []
        self.tasks = []

    def say(self, *what):
        loop = asyncio.get_running_loop()
        self.log.append((loop.turn, round(loop.now, 3), tag.get(), *what))

    async def act(self, name, depth):
        rng = self.rng
        tag.set(name)
        for step in range(rng.randrange(1, 7)):
            what = rng.choice(ACTIONS)
            self.say(name, step, what.__name__)
            try:
                r = await what(self, name, depth)
                if r is not None:
                    self.say(name, step, 'got', r)
            except asyncio.CancelledError as e:
                self.say(name, step, 'cancelled', *e.args)
                if rng.random() < .7:
                    raise
                asyncio.current_task().uncancel()
            except (ValueError, TimeoutError, RuntimeError, asyncio.QueueEmpty, asyncio.InvalidStateError) as e:
                self.say(name, step, type(e).__name__, *e.args[:1] if isinstance(e, ValueError) else ())
        if rng.random() < .15:
            raise ValueError(name)
        return name

    def spawn(self, name, depth):
        t = asyncio.create_task(self.act(name, depth + 1), name=name)
        self.tasks.append(t)
        if self.rng.random() < .5:
            t.add_done_callback(lambda t: self.say('done', t.get_name(), t.cancelled() or t.exception() is not None))
        return t

    # -- actions

    async def turn(self, name, depth):
        await asyncio.sleep(0)

    async def rest(self, name, depth):
        return await asyncio.sleep(self.rng.choice((0.001, 0.01, 0.01, 0.5)), 'rested')

    async def start(self, name, depth):
        if depth < 3:
            self.spawn(f'{name}.{len(self.tasks)}', depth)

    async def join(self, name, depth):
        if depth < 3:
            return await self.spawn(f'{name}.{len(self.tasks)}', depth)

    async def cancel(self, name, depth):
        t = self.rng.choice(self.tasks)
        if t is not asyncio.current_task():
            return t.get_name(), t.cancel(), t.cancelling()

    async def offer(self, name, depth):
        f = asyncio.get_running_loop().create_future()
        self.shared.append(f)
        asyncio.get_running_loop().call_later(2, lambda: f.done() or f.set_result('late'))
        return await f

    async def answer(self, name, depth):
        if self.shared:
            f = self.shared.pop(self.rng.randrange(len(self.shared)))
            if self.rng.random() < .5:
                f.set_result(name)
            else:
                f.set_exception(ValueError('from ' + name))

    async def locked(self, name, depth):
        async with self.lock:
            self.say(name, 'has the lock')
            await asyncio.sleep(self.rng.choice((0, 0.01)))

    async def put(self, name, depth):
        async with asyncio.timeout(0.3):
            await self.queue.put(name)

    async def get(self, name, depth):
        return await asyncio.wait_for(self.queue.get(), 0.2)

    async def group(self, name, depth):
        if depth < 3:
            try:
                async with asyncio.TaskGroup() as tg:
                    # One only: several would be cancelled in the order of a set.
                    self.tasks.append(tg.create_task(self.act(f'{name}/', depth + 1), name=f'{name}/'))
                    await asyncio.sleep(0)
            except BaseExceptionGroup as e:
                return sorted(str(x) for x in e.exceptions)

    async def together(self, name, depth):
        if depth < 3:
            parts = [self.spawn(f'{name}+{i}', depth) for i in range(2)]
            return repr(await asyncio.gather(*parts, return_exceptions=self.rng.random() < .8))

    async def shielded(self, name, depth):
        if depth < 3:
            return await asyncio.shield(self.spawn(f'{name}!', depth))

    async def first(self, name, depth):
        if depth < 3:
            parts = [self.spawn(f'{name}?{i}', depth) for i in range(2)]
            done, pending = await asyncio.wait(parts, timeout=0.05, return_when=asyncio.FIRST_COMPLETED)
            return sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending)

    async def callbacks(self, name, depth):
        loop = asyncio.get_running_loop()
        loop.call_soon(self.say, name, 'soon')
        h = loop.call_later(self.rng.choice((0, 0.01, 0.01)), self.say, name, 'later')
        loop.call_at(loop.time(), self.say, name, 'at once')
        if self.rng.random() < .3:
            h.cancel()

    async def wait_event(self, name, depth):
        self.event.set() if self.rng.random() < .5 else self.event.clear()
        async with asyncio.timeout(0.1):
            await self.event.wait()

    async def main(self):
        self.lock, self.queue, self.event = asyncio.Lock(), asyncio.Queue(2), asyncio.Event()
        asyncio.get_running_loop().set_exception_handler(
            lambda loop, context: self.log.append(('handler', context['message'])))
        for name in 'abcd':
            self.spawn(name, 0)
        await asyncio.wait(self.tasks[:4], timeout=20)
        for t in self.tasks:
            t.cancel()
        results = await asyncio.gather(*self.tasks, return_exceptions=True)
        self.say('all', [repr(r) for r in results][:6], len(results))


ACTIONS = [Program.turn, Program.turn, Program.rest, Program.start, Program.join, Program.cancel, Program.offer,
           Program.answer, Program.locked, Program.put, Program.get, Program.group, Program.together,
           Program.shielded, Program.first, Program.callbacks, Program.wait_event]

for seed in range(60):
    program = Program(seed)
    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(program.main())
    if seed < 2:
        for line in program.log:
            print(*line)
    print(seed, len(program.log), len(program.tasks), binascii.crc32(repr(program.log).encode()))
