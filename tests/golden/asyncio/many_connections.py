"""Thousands of connections at once, most of them idle; and waits of loops with and without descriptors."""
import asyncio
import resource
import socket
import threading

WANTED = 10_000
limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
# Both ends are here.
many = min(WANTED, (limit - 200) // 2)
made = lost = 0


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        global made
        made += 1
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)

    def connection_lost(self, exc):
        global lost
        lost += 1


async def until(condition):
    while not condition():
        await asyncio.sleep(0.001)


async def idle():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, '127.0.0.1', 0, backlog=1000)
    address = server.sockets[0].getsockname()
    clients = []
    for i in range(0, many, 500):
        for _ in range(min(500, many - i)):
            clients.append(socket.create_connection(address))
        await until(lambda: made == len(clients))
    print(made == many, lost)
    for client in (clients[i * many // 10] for i in range(10)):
        client.setblocking(False)
        await loop.sock_sendall(client, b'still there')
        print(await loop.sock_recv(client, 100), end=' ')
    print()
    for client in clients[::2]:
        client.close()
    await until(lambda: lost == many // 2)
    print(len(server._clients) == many // 2 if hasattr(server, '_clients') else True)
    for client in clients[1::2]:
        client.close()
    await until(lambda: lost == many)
    server.close()
    await server.wait_closed()
    print('all closed')


asyncio.run(idle())


async def from_threads():
    """Wake-ups of a loop that watches nothing, then of one that does."""
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    for watching in False, True, False:
        if watching:
            loop.add_reader(a, print, 'never')
        got = []
        for n in range(50):
            future = loop.create_future()
            threading.Timer(0.0005, loop.call_soon_threadsafe, (future.set_result, n)).start()
            got.append(await asyncio.wait_for(future, 10))
        if watching:
            loop.remove_reader(a)
        print(watching, got == list(range(50)))
    a.close()
    b.close()


asyncio.run(from_threads())


async def reused_numbers():
    """Sockets that wait, end and give their numbers to others."""
    loop = asyncio.get_running_loop()
    for how in 'recv', 'close', 'detach', 'cancel', 'reader':
        for _ in range(3):
            a, b = socket.socketpair()
            a.setblocking(False)
            b.setblocking(False)
            waiting = asyncio.ensure_future(loop.sock_recv(a, 10))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            number = a.fileno()
            await loop.sock_sendall(b, b'1')
            result = await waiting
            if how == 'close':
                a.close()
            elif how == 'detach':
                c = socket.socket(fileno=a.detach())
                c.setblocking(False)
                waiting = asyncio.ensure_future(loop.sock_recv(c, 10))
                await asyncio.sleep(0)
                await loop.sock_sendall(b, b'2')
                result += await waiting
                c.close()
            elif how == 'cancel':
                waiting = asyncio.ensure_future(loop.sock_recv(a, 10))
                await asyncio.sleep(0)
                waiting.cancel()
                await asyncio.sleep(0)
                await loop.sock_sendall(b, b'3')
                result += await loop.sock_recv(a, 10)
            elif how == 'reader':
                done = loop.create_future()

                def ready():
                    loop.remove_reader(a)
                    done.set_result(a.recv(10))

                await loop.sock_sendall(b, b'4')
                loop.add_reader(a, ready)
                result += await done
                waiting = asyncio.ensure_future(loop.sock_recv(a, 10))
                await asyncio.sleep(0)
                await loop.sock_sendall(b, b'5')
                result += await waiting
            a.close()
            b.close()
        print(how, result)


asyncio.run(reused_numbers())
