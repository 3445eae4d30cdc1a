"""Tasks of asyncio: at the same time, one after the other, with a limit, cancelled; iteration and blocks that wait."""
import asyncio
import contextlib


async def fetch(name, delay):
    await asyncio.sleep(delay)
    if name == "broken":
        raise OSError(f"{name} cannot be read")
    return f"{name}.html"


class Ticker:
    def __init__(self, count):
        self.left = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        self.left -= 1
        return self.left


@contextlib.asynccontextmanager
async def session(name):
    print("open", name)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        print("close", name)


async def produce(queue, items):
    for item in items:
        await queue.put(item)
    queue.shutdown()


async def consume(queue, name):
    taken = []
    with contextlib.suppress(asyncio.QueueShutDown):
        while True:
            taken.append(await queue.get())
            await asyncio.sleep(0)
    return name, taken


async def main():
    # At the same time: the one that waits least ends first, the results stand in the order of the calls.
    ended = []
    tasks = [asyncio.create_task(fetch(name, delay / 100)) for name, delay in zip("abc", (3, 2, 1))]
    for task in tasks:
        task.add_done_callback(lambda task: ended.append(task.result()))
    print(await asyncio.gather(*tasks), ended)
    print(await asyncio.gather(fetch("x", 0), fetch("broken", 0), return_exceptions=True))

    done, pending = await asyncio.wait({asyncio.create_task(fetch("fast", 0)), asyncio.create_task(fetch("slow", 5))},
                                       return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    for task in pending:
        task.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))

    try:
        async with asyncio.timeout(0.01):
            await fetch("late", 5)
    except TimeoutError:
        print("not in time")

    try:
        async with asyncio.TaskGroup() as group:
            first = group.create_task(fetch("other", 5))
            group.create_task(fetch("broken", 0.001))
    except* OSError as errors:
        print(errors.exceptions, first.cancelled())

    async with session("db") as name:
        print(name, [n async for n in Ticker(3)])

    queue = asyncio.Queue(maxsize=2)
    _, *taken = await asyncio.gather(produce(queue, range(6)), consume(queue, "one"), consume(queue, "two"))
    print(sorted(item for _, items in taken for item in items))

    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, sum, range(101)), await asyncio.to_thread(str.upper, "threads"))
    future = loop.create_future()
    loop.call_later(0.001, future.set_result, "the answer")
    print(await future)


asyncio.run(main())
