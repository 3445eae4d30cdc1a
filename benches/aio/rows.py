"""One row of the event loop benchmark: `rows.py NAME [uvloop]` prints CPU nanoseconds per operation, and the most
memory that was in use, in KiB.

Everything here runs under any Python with asyncio; run.py puts interpreters side by side. The echo rows are named
KIND_CONNECTIONS, such as echo_protocol_100: messages of 1 KiB, answered before the next one is sent; connect is connections
with one message each.
"""
import asyncio
import sys
import time


def measure(operations):
    """Marks how many operations a row has done; the row runs between the call of run() and its end."""
    measure.count = operations


async def switch(tasks, turns):
    async def spin():
        for _ in range(turns):
            await asyncio.sleep(0)

    measure(tasks * turns)
    await asyncio.gather(*[spin() for _ in range(tasks)])


async def switch_100():
    await switch(100, 1000)


async def switch_1():
    await switch(1, 100_000)


async def depth_100():
    async def down(n):
        if n:
            await down(n - 1)
        else:
            for _ in range(50_000):
                await asyncio.sleep(0)

    measure(50_000)
    await down(100)


async def gather_10k():
    async def one(i):
        return i

    measure(10 * 10_000)
    for _ in range(10):
        await asyncio.gather(*[one(i) for i in range(10_000)])


async def queue():
    there, back = asyncio.Queue(), asyncio.Queue()

    async def pong():
        while True:
            await back.put(await there.get())

    task = asyncio.create_task(pong())
    measure(30_000)
    for i in range(30_000):
        await there.put(i)
        await back.get()
    task.cancel()


async def call_soon():
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def again(n):
        if n:
            loop.call_soon(again, n - 1)
        else:
            done.set_result(None)

    measure(200_000)
    again(200_000)
    await done


async def call_later():
    loop = asyncio.get_running_loop()
    measure(100_000)
    for i in range(100_000):
        loop.call_later(60 + i % 7, print).cancel()
        if i % 1000 == 0:
            await asyncio.sleep(0)


async def sleepers_10k():
    measure(10_000)
    await asyncio.gather(*[asyncio.sleep(0.2 + i % 100 / 1000) for i in range(10_000)])


async def sleepers_100k():
    measure(100_000)
    await asyncio.gather(*[asyncio.sleep(2 + i % 100 / 1000) for i in range(100_000)])


async def executor():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, int)
    measure(5_000)
    for _ in range(5_000):
        await loop.run_in_executor(None, int)


async def lock():
    mutex = asyncio.Lock()

    async def user():
        for _ in range(500):
            async with mutex:
                await asyncio.sleep(0)

    measure(50 * 500)
    await asyncio.gather(*[user() for _ in range(50)])


# -- echo servers; the load comes from client.py

async def load(port, connections, messages):
    measure(connections * messages)
    client = await asyncio.create_subprocess_exec(
        CLIENT_PYTHON, CLIENT, str(port), str(connections), str(messages))
    assert await client.wait() == 0


async def echo_streams(connections, messages):
    async def serve(reader, writer):
        try:
            while data := await reader.readexactly(1024):
                writer.write(data)
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', 0, backlog=1024)
    await load(server.sockets[0].getsockname()[1], connections, messages)
    server.close()


async def echo_protocol(connections, messages):
    class Echo(asyncio.Protocol):
        def connection_made(self, transport):
            self.transport = transport

        def data_received(self, data):
            self.transport.write(data)

    server = await asyncio.get_running_loop().create_server(Echo, '127.0.0.1', 0, backlog=1024)
    await load(server.sockets[0].getsockname()[1], connections, messages)
    server.close()


async def echo_sock(connections, messages):
    import socket
    loop = asyncio.get_running_loop()
    listener = socket.create_server(('127.0.0.1', 0), backlog=1024)
    listener.setblocking(False)

    async def serve(sock):
        with sock:
            while data := await loop.sock_recv(sock, 1024):
                await loop.sock_sendall(sock, data)

    async def accept():
        users = set()
        while True:
            sock, _ = await loop.sock_accept(listener)
            users.add(asyncio.create_task(serve(sock)))

    task = asyncio.create_task(accept())
    await load(listener.getsockname()[1], connections, messages)
    task.cancel()


def row(name):
    if name == 'connect':
        return echo_protocol(900, 1)
    kind, _, connections = name.rpartition('_')
    if not kind.startswith('echo_'):
        return globals()[name]()
    connections = int(connections)
    return globals()[kind](connections, max(20_000 // connections, 100))


if __name__ == '__main__':
    import os
    import resource
    CLIENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'client.py')
    CLIENT_PYTHON = os.environ.get('CLIENT_PYTHON', 'python3')
    factory = None
    if sys.argv[2:] == ['uvloop']:
        import uvloop
        factory = uvloop.new_event_loop
    start = time.process_time()
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(row(sys.argv[1]))
    used = time.process_time() - start
    print(round(used / measure.count * 1e9), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
