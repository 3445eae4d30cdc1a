"""What goes wrong around a loop, and the loop goes on: resets, half-closed and slow peers, no descriptors left, data that
is no text, tasks that will not be cancelled, errors in every kind of callback."""
import asyncio
import gc
import os
import resource
import socket
import struct
import sys


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


def listen(loop):
    """Have the loop's reports printed."""
    def handler(loop, context):
        e = context.get('exception')
        print('reported:', context['message'].partition(' at ')[0].partition('(')[0], '|', repr(e),
              '|', sorted(k for k in context if k != 'source_traceback'))
    loop.set_exception_handler(handler)


def reset(sock):
    """Close so that the peer gets a reset."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    sock.close()


class Logged(asyncio.Protocol):
    def __init__(self):
        self.log = []
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.log.append(data)

    def eof_received(self):
        self.log.append('eof')

    def pause_writing(self):
        self.log.append('pause')

    def resume_writing(self):
        self.log.append('resume')

    def connection_lost(self, exc):
        self.log.append(('lost', type(exc).__name__))
        self.lost.set_result(None)


async def pair(protocol=Logged):
    """A transport with its protocol, and the socket at the other end."""
    loop = asyncio.get_running_loop()
    with socket.create_server(('127.0.0.1', 0)) as server:
        a = socket.create_connection(server.getsockname())
        b, _ = server.accept()
    a.setblocking(False)
    b.setblocking(False)
    transport, protocol = await loop.create_connection(protocol, sock=a)
    return transport, protocol, b


section('a reset while much is being written')


@run
async def reset_while_writing():
    listen(asyncio.get_running_loop())
    transport, protocol, peer = await pair()
    transport.write(bytes(8 << 20))
    print(protocol.log, transport.get_write_buffer_size() > 0)
    reset(peer)
    await protocol.lost
    print(protocol.log, transport.get_write_buffer_size(), transport.is_closing())
    for i in range(8):
        transport.write(b'lost')
    print(transport.get_write_buffer_size())
    transport.close()
    transport.abort()


section('a reset while nothing is being done; while paused')


@run
async def reset_idle():
    listen(asyncio.get_running_loop())
    transport, protocol, peer = await pair()
    reset(peer)
    await protocol.lost
    print(protocol.log)
    transport, protocol, peer = await pair()
    transport.pause_reading()
    reset(peer)
    await asyncio.sleep(0.01)
    print(protocol.log)
    transport.resume_reading()
    await protocol.lost
    print(protocol.log)


section('half-closed')


@run
async def half_closed():
    class Stays(Logged):
        def eof_received(self):
            super().eof_received()
            return True

    transport, protocol, peer = await pair(Stays)
    peer.shutdown(socket.SHUT_WR)
    await asyncio.sleep(0.01)
    print(protocol.log, transport.is_closing(), transport.is_reading())
    transport.write(b'still')
    await asyncio.sleep(0.01)
    print(peer.recv(10))
    transport.write_eof()
    print(transport.can_write_eof(), peer.recv(10))
    transport.close()
    await protocol.lost
    print(protocol.log)
    peer.close()
    transport, protocol, peer = await pair()
    transport.write_eof()
    transport.write_eof()
    await asyncio.sleep(0.01)
    print(peer.recv(10))
    peer.send(b'answer')
    peer.close()
    await protocol.lost
    print(protocol.log)


section('close and abort with a full buffer')


@run
async def closing():
    loop = asyncio.get_running_loop()
    transport, protocol, peer = await pair()
    size = 6 << 20
    transport.write(bytes(size))
    transport.close()
    print(protocol.log, transport.is_closing(), transport.get_write_buffer_size() > 0)
    got = 0
    while data := await loop.sock_recv(peer, 1 << 20):
        got += len(data)
    await protocol.lost
    print(got == size, protocol.log)
    peer.close()
    transport, protocol, peer = await pair()
    transport.write(bytes(size))
    transport.abort()
    print(transport.get_write_buffer_size())
    await protocol.lost
    print(protocol.log)
    peer.close()
    transport, protocol, peer = await pair()
    transport.write(bytes(size))
    transport.write_eof()
    got = 0
    while data := await loop.sock_recv(peer, 1 << 20):
        got += len(data)
    print(got == size, protocol.log, transport.is_closing())
    transport.close()
    await protocol.lost
    peer.close()


section('a slow reader: the buffer stays bounded')


@run
async def slow_reader():
    loop = asyncio.get_running_loop()
    written = 0
    most = 0

    async def pour(reader, writer):
        nonlocal written, most
        try:
            for _ in range(400):
                writer.write(bytes(50_000))
                written += 50_000
                most = max(most, writer.transport.get_write_buffer_size())
                await writer.drain()
        finally:
            writer.close()

    server = await asyncio.start_server(pour, '127.0.0.1', 0)
    sock = socket.create_connection(server.sockets[0].getsockname())
    sock.setblocking(False)
    await asyncio.sleep(0.05)
    held = written
    print(held < 400 * 50_000, most < 200_000)
    got = 0
    while data := await loop.sock_recv(sock, 300_000):
        got += len(data)
        await asyncio.sleep(0)
    print(got, written, most < 200_000)
    sock.close()
    server.close()
    await server.wait_closed()


section('a slow reader is paused')


@run
async def slow_stream():
    reader, writer = await asyncio.open_connection(sock=(ends := socket.socketpair())[0], limit=1000)
    ends[1].setblocking(False)
    loop = asyncio.get_running_loop()
    sender = asyncio.create_task(loop.sock_sendall(ends[1], bytes(3 << 20)))
    await asyncio.sleep(0.01)
    print(sender.done(), writer.transport.is_reading(), len(reader._buffer) <= 256 * 1024 + 2000)
    got = 0
    while got < 3 << 20:
        got += len(await reader.read(100_000))
    await sender
    print(got, writer.transport.is_reading())
    writer.close()
    ends[1].close()


section('one byte at a time')


@run
async def bytewise():
    async def serve(reader, writer):
        try:
            while True:
                writer.write(b'<' + await reader.readuntil(b'\r\n') + b'>')
                await writer.drain()
        except asyncio.IncompleteReadError as e:
            writer.write(repr(e).encode())
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for byte in b'one\r\ntwo\r\nthr':
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.001)
    writer.write_eof()
    print(await reader.read())
    writer.close()
    server.close()


section('no descriptors left: the server survives')


@run
async def no_descriptors():
    loop = asyncio.get_running_loop()
    reports = set()
    loop.set_exception_handler(lambda l, c: reports.add((c['message'], repr(c['exception']), *sorted(c))))
    from asyncio import constants
    constants.ACCEPT_RETRY_DELAY = 0.02

    async def serve(reader, writer):
        writer.write(await reader.readline())
        writer.close()

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    address = server.sockets[0].getsockname()
    client = socket.socket()
    client.setblocking(False)
    await asyncio.sleep(0)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    spare = os.dup(0)
    os.close(spare)
    resource.setrlimit(resource.RLIMIT_NOFILE, (spare, hard))
    try:
        await loop.sock_connect(client, address)
        await asyncio.sleep(0.01)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    print(reports)
    await loop.sock_sendall(client, b'are you there?\n')
    print(await asyncio.wait_for(loop.sock_recv(client, 100), 5))
    client.close()
    server.close()


section('no text')


@run
async def no_text():
    reader = asyncio.StreamReader()
    reader.feed_data(b'good\n\xff\xfe bad\n')
    reader.feed_eof()
    async for line in reader:
        try:
            print(line.decode())
        except UnicodeDecodeError as e:
            print(e)


section('a task that swallows its cancelling')


@run
async def stubborn():
    async def never_mind():
        for i in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print('no', i, asyncio.current_task().cancelling())
        return 'done anyway'

    task = asyncio.create_task(never_mind())
    for _ in range(3):
        await asyncio.sleep(0)
        print(task.cancel('please'))
    print(await task, task.cancelling(), task.cancelled())
    task = asyncio.create_task(never_mind())
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(task, 0.01)
    except TimeoutError as e:
        print('timeout', repr(e.__cause__))
    except BaseException as e:
        print(repr(e))
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))


section('errors in callbacks')


@run
async def callbacks():
    loop = asyncio.get_running_loop()
    listen(loop)

    def fail(*args):
        raise ValueError(len(args))

    loop.call_soon(fail)
    loop.call_later(0, fail, 1)
    loop.call_soon_threadsafe(fail, 1, 2)
    f = loop.create_future()
    f.add_done_callback(fail)
    f.set_result(None)
    await asyncio.sleep(0.01)
    a, b = socket.socketpair()
    with a, b:
        loop.add_writer(a, lambda: (loop.remove_writer(a), fail(1, 2, 3, 4)))
        await asyncio.sleep(0.01)

    class Bad(Logged):
        def connection_made(self, transport):
            super().connection_made(transport)
            raise KeyError('made')

        def data_received(self, data):
            raise KeyError('data')

        def connection_lost(self, exc):
            super().connection_lost(exc)
            raise KeyError('lost')

    transport, protocol, peer = await pair(Bad)
    peer.send(b'x')
    await protocol.lost
    print(protocol.log)
    peer.close()

    class BadEnd(Logged):
        def eof_received(self):
            raise KeyError('eof')

        def pause_writing(self):
            raise KeyError('pause')

    transport, protocol, peer = await pair(BadEnd)
    transport.set_write_buffer_limits(0)
    transport.write(bytes(8 << 20))
    peer.shutdown(socket.SHUT_WR)
    await protocol.lost
    print(protocol.log)
    peer.close()

    async def handler(reader, writer):
        try:
            raise LookupError('in a handler')
        finally:
            writer.close()

    server = await asyncio.start_server(handler, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read())
    writer.close()
    await asyncio.sleep(0.01)
    server.close()


section('errors in finalizers')


@run
async def finalizers():
    listen(asyncio.get_running_loop())

    class Ends:
        def __del__(self):
            raise ValueError('in a finalizer')

    hook, sys.unraisablehook = sys.unraisablehook, lambda u: print('unraisable', repr(u.exc_value))

    async def uses():
        x = Ends()
        await asyncio.sleep(0)

    await uses()
    await asyncio.create_task(uses())
    asyncio.get_running_loop().call_soon(Ends().__class__)
    await asyncio.sleep(0)
    gc.collect()
    sys.unraisablehook = hook


section('addresses')


@run
async def addresses():
    loop = asyncio.get_running_loop()
    with socket.create_server(('127.0.0.1', 0)) as s:
        port = s.getsockname()[1]
        try:
            await asyncio.start_server(print, '127.0.0.1', port)
        except OSError as e:
            print(str(e).replace(str(port), 'PORT'))
    for attempt in (asyncio.open_connection('127.0.0.1', port), loop.create_connection(Logged, '127.0.0.1', port)):
        try:
            await attempt
        except OSError as e:
            print(type(e).__name__, str(e).replace(str(port), 'PORT'))
    try:
        await asyncio.open_unix_connection('/nowhere/at/all')
    except OSError as e:
        print(type(e).__name__, e)
    try:
        await loop.create_connection(Logged)
    except ValueError as e:
        print(e)
    try:
        await asyncio.open_connection('127.0.0.1', port, sock=socket.socket())
    except ValueError as e:
        print(e)
