"""Descriptors: events come between what was ready and the timers."""
import asyncio
import socket


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


section('ready, then readers, then timers')


@run
async def between():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    with a, b:
        b.send(b'x')
        loop.add_reader(a, lambda: (print('reader'), loop.remove_reader(a)))
        loop.call_later(0, print, 'timer')
        loop.call_soon(print, 'ready')
        await asyncio.sleep(0)
        print('a turn')
        await asyncio.sleep(0)


section('a reader is told again until it reads')


@run
async def level():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    with a, b:
        done = loop.create_future()
        calls = 0

        def readable():
            nonlocal calls
            calls += 1
            if calls < 3:
                print('left unread')
            else:
                print(a.recv(1))
                if calls == 4:
                    loop.remove_reader(a)
                    done.set_result(None)

        b.send(b'xy')
        loop.add_reader(a, readable)
        await done


section('replacing, removing, both directions')


@run
async def registrations():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    with a, b:
        loop.add_reader(a, print, 'replaced, never')
        loop.add_reader(a, print, 'reader')
        loop.add_writer(a, print, 'writer')
        b.send(b'x')
        await asyncio.sleep(0)
        print(loop.remove_writer(a), loop.remove_writer(a))
        await asyncio.sleep(0)
        print(loop.remove_reader(a), loop.remove_reader(a))
        await asyncio.sleep(0)
        print('quiet')


section('removed by an earlier callback of the same turn')


@run
async def removed():
    loop = asyncio.get_running_loop()
    pairs = [socket.socketpair() for _ in range(2)]
    one, two = pairs[0][0], pairs[1][0]

    def first():
        print('only one of them')
        loop.remove_reader(one)
        loop.remove_reader(two)

    for a, b in pairs:
        b.send(b'x')
        loop.add_reader(a, first)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for a, b in pairs:
        a.close()
        b.close()


section('sock_*: at once if possible')


@run
async def raw():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    with a, b:
        await loop.sock_sendall(a, b'hello')
        loop.call_soon(print, 'not yet')
        print(await loop.sock_recv(b, 100))
        reader = asyncio.create_task(loop.sock_recv(b, 100))
        await asyncio.sleep(0)
        print(reader.done())
        await loop.sock_sendall(a, b'later')
        print(await reader)
        buf = bytearray(3)
        await loop.sock_sendall(a, b'abc')
        print(await loop.sock_recv_into(b, buf), bytes(buf))
        big = bytes(range(256)) * 20000
        sender = asyncio.create_task(loop.sock_sendall(a, big))
        got = bytearray()
        while len(got) < len(big):
            got += await loop.sock_recv(b, 65536)
        await sender
        print(got == big)


section('protocol callbacks')


class Logged(asyncio.Protocol):
    def __init__(self, name, done=None):
        self.name = name
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        print(self.name, 'made')

    def data_received(self, data):
        print(self.name, 'data', data)
        if self.name == 'server':
            self.transport.write(data.upper())

    def eof_received(self):
        print(self.name, 'eof')

    def connection_lost(self, exc):
        print(self.name, 'lost', exc)
        if self.done and not self.done.done():
            self.done.set_result(None)


@run
async def connection():
    loop = asyncio.get_running_loop()
    lost = loop.create_future()
    server = await loop.create_server(lambda: Logged('server', lost), '127.0.0.1', 0)
    host, port = server.sockets[0].getsockname()
    done = loop.create_future()
    transport, protocol = await loop.create_connection(
        lambda: Logged('client', done), host, port)
    print(transport.get_extra_info('peername') == (host, port), transport.is_reading())
    transport.write(b'hello')
    print(transport.get_write_buffer_size(), transport.get_write_buffer_limits())
    while not transport.is_closing():
        await asyncio.sleep(0.01)
        transport.write_eof()
        await done
    await lost
    server.close()
    await server.wait_closed()
    print(server.is_serving(), server.sockets)


section('pausing and water marks')


@run
async def pausing():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    b.setblocking(False)
    events = []

    class Writer(asyncio.Protocol):
        def pause_writing(self):
            events.append('pause')

        def resume_writing(self):
            events.append('resume')

    transport, _ = await loop.create_connection(Writer, sock=a)
    transport.set_write_buffer_limits(high=1000, low=100)
    total = 4 << 20
    transport.write(bytes(total))
    print(events, transport.get_write_buffer_size() > 1000)
    got = 0
    while got < total:
        got += len(await loop.sock_recv(b, 1 << 20))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(events, transport.get_write_buffer_size())
    transport.pause_reading()
    print(transport.is_reading())
    transport.resume_reading()
    print(transport.is_reading())
    transport.abort()
    await asyncio.sleep(0)
    b.close()
