"""Coroutines without an event loop: a scheduler in a dozen lines drives them with send()."""


class Sleep:
    def __init__(self, turns):
        self.turns = turns

    def __await__(self):
        for _ in range(self.turns):
            yield


async def worker(name, turns):
    for i in range(2):
        await Sleep(turns)
        print(name, "step", i)
    return name.upper()


def run(*coroutines):
    ready = list(coroutines)
    results = []
    while ready:
        task = ready.pop(0)
        try:
            task.send(None)
        except StopIteration as stop:
            results.append(stop.value)
        else:
            ready.append(task)
    return results


async def numbers():
    for i in range(3):
        await Sleep(1)
        yield i


async def consume():
    return [n async for n in numbers()]


print(run(worker("slow", 2), worker("fast", 1), consume()))
