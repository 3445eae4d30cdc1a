"""A soak: `soak.py [SECONDS]`. An echo server of streams and Protocols in one process, clients in others which come and
go, half of the answers made by a thread pool. Both ends count messages and bytes; memory is printed now and then.
Ends with status 1 if a message was lost or memory has kept growing."""
import asyncio
import os
import random
import statistics
import sys
import time

served = {'messages': 0, 'bytes': 0, 'connections': 0}


def in_thread(data):
    return data.translate(bytes(range(256)))


async def stream(reader, writer):
    served['connections'] += 1
    loop = asyncio.get_running_loop()
    try:
        while True:
            size = int.from_bytes(await reader.readexactly(4), 'big')
            data = await reader.readexactly(size)
            if size % 2:
                data = await loop.run_in_executor(None, in_thread, data)
            writer.write(size.to_bytes(4, 'big') + data)
            await writer.drain()
            served['messages'] += 1
            served['bytes'] += size
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


class Protocol(asyncio.Protocol):
    def connection_made(self, transport):
        served['connections'] += 1
        self.transport = transport
        self.buffer = bytearray()

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()

    def data_received(self, data):
        self.buffer += data
        while len(self.buffer) >= 4:
            size = int.from_bytes(self.buffer[:4], 'big')
            if len(self.buffer) < 4 + size:
                break
            self.transport.write(bytes(self.buffer[:4 + size]))
            del self.buffer[:4 + size]
            served['messages'] += 1
            served['bytes'] += size


async def client(ports, until, seed):
    """Connections one after the other, with a few messages each; how many messages and bytes came back."""
    chance = random.Random(seed)
    messages = total = 0
    while time.monotonic() < until:
        reader, writer = await asyncio.open_connection('127.0.0.1', chance.choice(ports))
        for _ in range(chance.randrange(1, 200)):
            if time.monotonic() > until:
                break
            data = chance.randbytes(chance.choice((0, 1, 37, 1000, 5001, 70_000, 300_001)))
            writer.write(len(data).to_bytes(4, 'big') + data)
            size = int.from_bytes(await reader.readexactly(4), 'big')
            back = await reader.readexactly(size)
            if back != data:
                sys.exit('an answer differs from the question')
            messages += 1
            total += size
        writer.close()
        await writer.wait_closed()
    return messages, total


async def clients(ports, seconds, seed):
    until = time.monotonic() + seconds
    results = await asyncio.gather(*[client(ports, until, seed * 100 + i) for i in range(20)])
    print(sum(m for m, _ in results), sum(t for _, t in results))


def memory():
    with open('/proc/self/statm') as f:
        return int(f.read().split()[1]) * os.sysconf('SC_PAGE_SIZE') // 1024


async def main(seconds):
    loop = asyncio.get_running_loop()
    servers = [await asyncio.start_server(stream, '127.0.0.1', 0),
               await loop.create_server(Protocol, '127.0.0.1', 0)]
    ports = ','.join(str(s.sockets[0].getsockname()[1]) for s in servers)
    others = [await asyncio.create_subprocess_exec(
        sys.executable, __file__, 'client', ports, str(seconds), str(seed),
        stdout=asyncio.subprocess.PIPE) for seed in range(2)]
    sizes = []

    async def watch():
        # What is under way makes the size go up and down all the time: one look is chance, the middle of many is not.
        every = max(int(seconds / 12), 1)
        while True:
            await asyncio.sleep(1)
            sizes.append(memory())
            if len(sizes) % every == 0:
                print(f'{served["messages"]:>10,} messages {served["connections"]:>7,} connections '
                      f'{statistics.median(sizes[-every:]):>10,.0f} KiB  {len(asyncio.all_tasks())} tasks', flush=True)

    watcher = asyncio.create_task(watch())
    answers = [await other.communicate() for other in others]
    watcher.cancel()
    counted = [tuple(map(int, out.split())) for out, _ in answers if out.split()]
    asked = tuple(map(sum, zip(*counted)))
    answered = served['messages'], served['bytes']
    print('asked', asked, 'answered', answered)
    quarter = len(sizes) // 4
    grown = quarter and statistics.median(sizes[-quarter:]) > 1.1 * statistics.median(sizes[quarter:-quarter])
    if len(counted) < len(others) or asked != answered or grown:
        sys.exit('messages were lost, or memory has kept growing')
    for server in servers:
        server.close()


if __name__ == '__main__':
    if sys.argv[1:2] == ['client']:
        asyncio.run(clients([int(p) for p in sys.argv[2].split(',')], float(sys.argv[3]), int(sys.argv[4])))
    else:
        asyncio.run(main(float(sys.argv[1]) if sys.argv[1:] else 60))
