"""A loop that can be run from inside itself, made of the inner parts of asyncio as libraries for notebooks make it."""
import asyncio
import heapq
import os
import socket
from asyncio import tasks


class Nested(asyncio.SelectorEventLoop):
    def run_until_complete(self, future):
        if not self.is_running():
            return super().run_until_complete(future)
        future = asyncio.ensure_future(future, loop=self)
        while not future.done():
            self._run_once()
        return future.result()

    def _run_once(self):
        ready, scheduled = self._ready, self._scheduled
        while scheduled and scheduled[0]._cancelled:
            heapq.heappop(scheduled)
        timeout = (0 if ready or self._stopping
                   else min(max(scheduled[0]._when - self.time(), 0), 86400) if scheduled
                   else None)
        self._process_events(self._selector.select(timeout))
        end = self.time() + self._clock_resolution
        while scheduled and scheduled[0]._when < end:
            ready.append(heapq.heappop(scheduled))
        for _ in range(len(ready)):
            if not ready:
                break
            handle = ready.popleft()
            if handle._cancelled:
                continue
            outer = tasks._current_tasks.pop(self, None)
            try:
                handle._run()
            finally:
                if outer is not None:
                    tasks._current_tasks[self] = outer


async def inner(n):
    print('inner', n, asyncio.current_task().get_name())
    await asyncio.sleep(0.001)
    if n:
        print('deeper:', asyncio.get_running_loop().run_until_complete(inner(n - 1)))
    return n


async def other():
    for i in range(3):
        await asyncio.sleep(0)
    print('the other one is not held up')
    return 'other'


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(other(), name='other')
    print(loop.run_until_complete(asyncio.create_task(inner(2), name='first')))
    print(task.done(), asyncio.current_task().get_name())
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    loop.call_later(0.005, b.send, b'late')
    print(loop.run_until_complete(loop.sock_recv(a, 10)))
    print(loop.run_until_complete(loop.run_in_executor(None, os.getpid)) == os.getpid())
    a.close()
    b.close()
    print(await asyncio.gather(task, inner(0)))


loop = Nested()
asyncio.set_event_loop(loop)
me = loop.create_task(main(), name='main')
loop.run_until_complete(me)
print(tasks._current_tasks.get(loop), loop in tasks._current_tasks, dict(tasks._current_tasks))
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
