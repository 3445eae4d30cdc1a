"""Classes of asyncio that are derived from, functions of its modules that are replaced, task factories of all kinds."""
import asyncio
import asyncio.base_events
import asyncio.futures
import asyncio.tasks
import contextvars
import inspect

log = []


def show(title):
    print(title, *log, sep='\n  ')
    log.clear()


# --- derived futures and tasks

class MyFuture(asyncio.Future):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = 'extra'

    def set_result(self, result):
        log.append(f'set_result {result}')
        super().set_result(result)

    def add_done_callback(self, fn, *, context=None):
        log.append('add_done_callback')
        super().add_done_callback(fn, context=context)

    def result(self):
        log.append('result')
        return super().result()


class MyTask(asyncio.Task):
    def __init__(self, coro, *args, **kwargs):
        super().__init__(coro, *args, **kwargs)
        log.append(f'made {coro.__name__} {sorted(kwargs)}')

    def cancel(self, msg=None):
        log.append(f'cancel {msg}')
        return super().cancel(msg)

    def set_name(self, name):
        log.append(f'set_name {name}')
        super().set_name(name)


async def add(x, y):
    await asyncio.sleep(0)
    return x + y


async def derived_future():
    loop = asyncio.get_running_loop()
    f = MyFuture(loop=loop)
    loop.call_soon(f.set_result, 5)
    log.append(str(await f) + f.extra)
    f = MyFuture(loop=loop)
    waiter = asyncio.ensure_future(asyncio.wait_for(f, 5))
    await asyncio.sleep(0)
    f.set_result(6)
    log.append(await waiter)
    f = MyFuture(loop=loop)
    f.cancel('enough')
    try:
        await f
    except asyncio.CancelledError as e:
        log.append(repr(e))
    both = asyncio.gather(MyFuture(loop=loop), add(1, 2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        log.append('both cancelled')
    log.append(repr(MyFuture(loop=loop)).partition(' ')[0])


asyncio.run(derived_future())
show('derived future')


async def derived_task():
    t = MyTask(add(1, 2), loop=asyncio.get_running_loop(), name='mine')
    log.append(await t)
    log.append(t.get_name())
    t = MyTask(add(3, 4), name='other')
    await asyncio.sleep(0)
    t.cancel('why')
    try:
        await t
    except asyncio.CancelledError as e:
        log.append(e.args)
    log.append(t in asyncio.all_tasks())


asyncio.run(derived_task())
show('derived task')


# --- task factories

def plain_factory(loop, coro, context=None):
    log.append(f'factory {coro.__name__} {context is not None}')
    return MyTask(coro, loop=loop, context=context)


async def with_factory():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(plain_factory)
    log.append(loop.get_task_factory() is plain_factory)
    log.append(await asyncio.create_task(add(1, 1), name='named'))
    log.append(await asyncio.gather(add(1, 2), add(2, 3)))
    context = contextvars.copy_context()
    log.append(await asyncio.create_task(add(5, 6), context=context))
    async with asyncio.TaskGroup() as group:
        t = group.create_task(add(8, 8), name='in group')
    log.append((type(t).__name__, t.get_name(), t.result()))
    loop.set_task_factory(None)
    log.append(type(asyncio.create_task(add(0, 0))).__name__)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(with_factory())
show('factory')


class NotATask:
    """What a factory gives need not be a Task."""
    _asyncio_future_blocking = False

    def __init__(self, loop, coro):
        self.inner = loop.create_future()
        self.loop, self.coro = loop, coro
        loop.call_soon(self.step)

    def step(self):
        try:
            self.coro.send(None)
        except StopIteration as stop:
            self.inner.set_result(stop.value)
        else:
            self.loop.call_soon(self.step)

    def set_name(self, name):
        log.append(f'set_name {name}')

    def get_loop(self):
        return self.loop

    def __await__(self):
        return self.inner.__await__()

    def add_done_callback(self, fn, *, context=None):
        self.inner.add_done_callback(lambda _: fn(self), context=context)

    def done(self):
        return self.inner.done()

    def result(self):
        return self.inner.result()


async def odd_factory():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kw: NotATask(loop, coro))
    t = loop.create_task(add(20, 1), name='odd')
    log.append(type(t).__name__)
    log.append(await t)
    for bad in (5, 'text'):
        try:
            loop.set_task_factory(bad)
        except TypeError as e:
            log.append(repr(e))
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(add(1, 1))
    log.append((t.done(), await t))

    async def at_once():
        log.append(asyncio.current_task().get_name())
        return 'at once'

    t = loop.create_task(at_once(), name='eager')
    log.append((t.done(), t.result()))
    made = asyncio.create_eager_task_factory(lambda coro, **kw: MyTask(coro, **kw))
    loop.set_task_factory(made)
    t = loop.create_task(at_once(), name='eager too')
    log.append((type(t).__name__, t.done()))


asyncio.run(odd_factory())
show('odd factories')


# --- queues, locks, events

class LoggedQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        log.append(f'_put {item}')
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()      # last in, first out


class LoggedEvent(asyncio.Event):
    def set(self):
        log.append('set')
        super().set()


class CountingLock(asyncio.Lock):
    async def acquire(self):
        log.append('acquire')
        return await super().acquire()

    def release(self):
        log.append('release')
        super().release()


async def derived_tools():
    q = LoggedQueue(2)
    q.put_nowait(1)
    await q.put(2)
    putter = asyncio.create_task(q.put(3))
    await asyncio.sleep(0)
    log.append((q.full(), await q.get(), await q.get()))
    await putter
    log.append(q.get_nowait())
    for _ in range(3):
        q.task_done()
    await q.join()
    e = LoggedEvent()
    asyncio.get_running_loop().call_soon(e.set)
    await e.wait()
    lock = CountingLock()
    async with lock:
        log.append(lock.locked())
    condition = asyncio.Condition(lock)
    async with condition:
        condition.notify_all()


asyncio.run(derived_tools())
show('derived tools')


# --- loops

class MyLoop(asyncio.SelectorEventLoop):
    def call_soon(self, callback, *args, context=None):
        name = getattr(callback, '__name__', type(callback).__name__)
        if name.startswith('mine'):
            log.append(f'call_soon {name}{args}')
        return super().call_soon(callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        log.append(f'call_later {delay}')
        return super().call_later(delay, callback, *args, context=context)

    def create_future(self):
        return MyFuture(loop=self)

    def time(self):
        return super().time() + 1000

    def default_exception_handler(self, context):
        log.append(f'handler: {context["message"]}')


def mine(x):
    log.append(f'mine {x}')


def mine_failing():
    raise ValueError('mine')


async def on_my_loop():
    loop = asyncio.get_running_loop()
    loop.call_soon(mine, 1)
    loop.call_soon(mine_failing)
    await asyncio.sleep(0.001)
    t = asyncio.create_task(add(1, 1))
    log.append(await asyncio.wait_for(t, 10))
    log.append(loop.time() > 1000)


with asyncio.Runner(loop_factory=MyLoop) as runner:
    runner.run(on_my_loop())
show('derived loop')


async def patched_object():
    loop = asyncio.get_running_loop()
    usual = loop.call_soon

    def call_soon(callback, *args, context=None):
        log.append(type(callback).__name__)
        return usual(callback, *args, context=context)

    loop.call_soon = call_soon
    t = asyncio.create_task(add(2, 2))
    log.append(await t)
    del loop.call_soon
    loop.create_task = lambda coro, **kw: log.append('create_task') or asyncio.Task(coro, loop=loop, **kw)
    log.append(await asyncio.create_task(add(3, 3), name='x'))
    log.append(await asyncio.gather(add(4, 4)))


asyncio.run(patched_object())
show('patched object')


# --- functions of its modules

class Patch:
    def __init__(self, module, **new):
        self.module, self.new, self.old = module, new, {}

    def __enter__(self):
        for name, value in self.new.items():
            self.old[name] = getattr(self.module, name)
            setattr(self.module, name, value)

    def __exit__(self, *_):
        for name, value in self.old.items():
            setattr(self.module, name, value)


async def patched_modules():
    usual = asyncio.tasks.ensure_future

    def ensure_future(x, *, loop=None):
        log.append(f'ensure_future {type(x).__name__}')
        return usual(x, loop=loop)

    with Patch(asyncio.tasks, ensure_future=ensure_future):
        log.append(await asyncio.shield(add(1, 2)))
    with Patch(asyncio.tasks, sleep=lambda *a: add(7, 7)):
        log.append(await asyncio.tasks.sleep(100))
    usual_sleep = asyncio.sleep

    async def quick(delay, result=None):
        log.append(f'sleep {delay}')
        return await usual_sleep(0, result)

    with Patch(asyncio, sleep=quick):
        log.append(await asyncio.sleep(100, 'slept'))
        log.append(await add(1, 1))
    usual_running = asyncio.events.get_running_loop

    def get_running_loop():
        log.append('get_running_loop')
        return usual_running()

    with Patch(asyncio.events, get_running_loop=get_running_loop):
        await asyncio.to_thread(int)
    seen = []
    with Patch(asyncio.base_events.BaseEventLoop, call_exception_handler=lambda self, c: seen.append(c['message'])):
        asyncio.get_running_loop().call_soon(mine_failing)
        await usual_sleep(0)
        await usual_sleep(0)
    log.extend(m.partition('(')[0] for m in seen)
    with Patch(asyncio, create_task=lambda c, **kw: usual(c)):
        log.append(await asyncio.create_task(add(9, 9), name='ignored'))
    with Patch(asyncio.Queue, get_nowait=lambda self: 'patched'):
        q = asyncio.Queue()
        q.put_nowait(1)
        log.append(await q.get())
    log.append(inspect.iscoroutinefunction(asyncio.sleep))


asyncio.run(patched_modules())
show('patched modules')


# --- policies

class MyPolicy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        log.append('new_event_loop')
        return MyLoop()


asyncio.set_event_loop_policy(MyPolicy())
asyncio.run(add(1, 1))
log.append(type(asyncio.get_event_loop_policy()).__name__)
asyncio.set_event_loop_policy(None)
show('policy')
