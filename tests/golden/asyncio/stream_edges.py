"""Readers and writers of streams at their edges; datagrams; pauses; what reprs say on the way."""
import asyncio
import logging
import re
import socket
import sys
import warnings

logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(name)s: %(message)s')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **kw: print(category.__name__, tidy(message))


def tidy(o):
    text = re.sub(r'0x[0-9a-f]+', '0x...', str(o))
    return re.sub(r'fd=\d+', 'fd=N', text)


def section(title):
    print(f'--- {title}')


async def attempt(what, f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
    except BaseException as e:
        print(f'{what}: {type(e).__name__}: {tidy(e)}', *(f'{k}={v!r}' for k, v in vars(e).items()))
    else:
        print(f'{what}: {tidy(result)}')


def fed(*pieces, limit=20, eof=True):
    reader = asyncio.StreamReader(limit=limit)
    for piece in pieces:
        reader.feed_data(piece)
    if eof:
        reader.feed_eof()
    return reader


section('readers')


async def readers():
    for bad in (0, -1):
        await attempt('limit', asyncio.StreamReader, bad)
    r = fed(b'one\ntwo\r\nthree', b'', b' and the end')
    print(r, r.at_eof(), r.exception())
    await attempt('line', r.readline)
    await attempt('crlf', r.readuntil, b'\r\n')
    await attempt('none', r.readuntil, b'')
    await attempt('none', r.readuntil, ())
    await attempt('none', r.readuntil, (b'x', b''))
    await attempt('exactly', r.readexactly, 3)
    await attempt('negative', r.readexactly, -1)
    await attempt('zero', r.readexactly, 0)
    await attempt('zero', r.read, 0)
    await attempt('too many', r.readexactly, 100)
    print(r, r.at_eof())
    await attempt('end', r.readline)
    await attempt('end', r.read)
    await attempt('end', r.readuntil)
    await attempt('end', r.readexactly, 1)
    await attempt('after the end', r.feed_data, b'x')
    for separators in ((b'b', b'ab'), (b'xyz', b'z'), (b'cd', b'abcdef'), (b'q', b'f')):
        r = fed(b'abcdef')
        await attempt(f'{separators}', r.readuntil, separators)
        print(r._buffer)
    r = fed(b'x' * 30, b'\n', b'rest\n')
    await attempt('long line', r.readline)
    await attempt('rest', r.readline)
    r = fed(b'y' * 30, eof=False)
    await attempt('no end', r.readline)
    print(r)
    r.feed_data(b'z' * 30 + b'ab')
    await attempt('limit', r.readuntil, b'abc')
    await attempt('limit', r.readuntil, b'zbc')
    print(len(r._buffer))
    r = fed(b'a\nb\n\nc')
    print([line async for line in r])
    r = fed(b'0123456789' * 10, limit=7)
    print([await r.read(25), await r.read(-1)])
    r = fed(eof=False)
    one = asyncio.create_task(r.read(5), name='one')
    await asyncio.sleep(0)
    print(tidy(re.sub(r' created at.*', '', repr(r))))
    for f in (r.read, r.readline, r.readuntil):
        await attempt('two', f)
    await attempt('two', r.readexactly, 1)
    r.feed_data(b'data')
    print(await one)
    one = asyncio.create_task(r.readexactly(5), name='one')
    await asyncio.sleep(0)
    one.cancel()
    await attempt('cancelled', lambda: one)
    r.set_exception(ValueError('broken'))
    for f in (r.read, r.readline, r.readuntil):
        await attempt('broken', f)
    await attempt('broken', r.readexactly, 1)
    print(r, r.exception())
    waiting = fed(eof=False)
    task = asyncio.create_task(waiting.readline())
    await asyncio.sleep(0)
    waiting.set_exception(OSError('gone'))
    await attempt('woken', lambda: task)

    class Transport(asyncio.ReadTransport):
        def pause_reading(self):
            print('pause')

        def resume_reading(self):
            print('resume')

        def __repr__(self):
            return 'T'

    r = fed(eof=False)
    r.set_transport(Transport())
    try:
        r.set_transport(Transport())
    except AssertionError as e:
        print(e)
    r.feed_data(b'x' * 40)
    print(r)
    r.feed_data(b'x')
    print(r)
    await r.read(5)
    print(r)
    await r.readexactly(20)
    print(r)

    class Deaf(asyncio.ReadTransport):
        def pause_reading(self):
            raise NotImplementedError

    r = fed(eof=False)
    r.set_transport(Deaf())
    r.feed_data(b'x' * 50)
    print(r._paused, r._transport)

asyncio.run(readers())

section('flow control')


async def flow():
    loop = asyncio.get_running_loop()
    p = asyncio.streams.FlowControlMixin(loop)
    await p._drain_helper()
    p.pause_writing()
    for f in (p.pause_writing,):
        await attempt('twice', f)
    tasks = [asyncio.create_task(p._drain_helper()) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    p.resume_writing()
    await attempt('twice', p.resume_writing)
    print(await asyncio.gather(*tasks, return_exceptions=True), len(p._drain_waiters))
    p.pause_writing()
    task = asyncio.create_task(p._drain_helper())
    await asyncio.sleep(0)
    p.connection_lost(OSError('lost'))
    await attempt('lost', lambda: task)
    await attempt('lost', p._drain_helper)
    p = asyncio.streams.FlowControlMixin(loop)
    p.pause_writing()
    task = asyncio.create_task(p._drain_helper())
    await asyncio.sleep(0)
    p.connection_lost(None)
    await attempt('lost', lambda: task)
    await attempt('closing', p._get_close_waiter, None)

asyncio.run(flow())

section('writers')


async def writers():
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    print(tidy(writer))
    print(writer.can_write_eof(), writer.is_closing(), writer.transport is writer._transport,
          writer.get_extra_info('sockname'), writer.get_extra_info('nothing', 7))
    await attempt('text', writer.write, 'x')
    writer.writelines([b'a', bytearray(b'b'), memoryview(b'c')])
    writer.write(b'')
    await writer.drain()
    print(b.recv(10))
    writer.write_eof()
    await attempt('after eof', writer.write, b'x')
    print(b.recv(10))
    b.sendall(b'answer')
    b.close()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing(), tidy(writer.transport))
    await attempt('drain', writer.drain)
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a, limit=10)
    writer.transport.set_write_buffer_limits(10, 5)
    writer.write(bytes(1 << 20))
    draining = asyncio.create_task(writer.drain())
    await asyncio.sleep(0)
    print(draining.done(), writer.transport.get_write_buffer_size() > 0)
    b.setblocking(False)
    loop = asyncio.get_running_loop()
    total = 0
    while total < 1 << 20:
        total += len(await loop.sock_recv(b, 1 << 20))
    await draining
    print(total, writer.transport.get_write_buffer_size())
    writer.write(bytes(1 << 20))
    draining = asyncio.create_task(writer.drain())
    await asyncio.sleep(0)
    writer.transport.abort()
    await attempt('aborted', lambda: draining)
    await attempt('drain', writer.drain)
    b.close()
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    del reader, writer
    await asyncio.sleep(0)
    b.close()

asyncio.run(writers())

section('servers of streams')


async def servers():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(
        'handler:', context['message'], repr(context.get('exception')), sorted(context)))

    async def fails(reader, writer):
        raise ValueError(await reader.readline())

    def plain(reader, writer):
        writer.write(b'plain')
        writer.close()

    async def cancelled(reader, writer):
        asyncio.current_task().cancel()
        await asyncio.sleep(1)

    for handler in (fails, plain, cancelled):
        server = await asyncio.start_server(handler, '127.0.0.1', 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b'line\n')
        print(handler.__name__, await reader.read())
        writer.close()
        server.close()
        await server.wait_closed()

asyncio.run(servers())

section('datagrams')


class Told(asyncio.DatagramProtocol):
    def __init__(self, name):
        self.name = name

    def connection_made(self, transport):
        self.transport = transport
        print(self.name, 'made')

    def datagram_received(self, data, addr):
        print(self.name, data if len(data) < 20 else len(data))
        if data == b'fail':
            raise ValueError('in datagram_received')

    def error_received(self, exc):
        print(self.name, 'error', type(exc).__name__)

    def connection_lost(self, exc):
        print(self.name, 'lost', exc)


async def datagrams():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(
        'handler:', context['message'].partition('(')[0], repr(context.get('exception'))))
    a, pa = await loop.create_datagram_endpoint(lambda: Told('a'), local_addr=('127.0.0.1', 0))
    b, pb = await loop.create_datagram_endpoint(lambda: Told('b'), remote_addr=a.get_extra_info('sockname'))
    b.sendto(b'hello')
    b.sendto(b'')
    b.sendto(b'fail')
    b.sendto(bytearray(b'more'))
    await asyncio.sleep(0.02)
    a.sendto(b'back', b.get_extra_info('sockname'))
    b.sendto(bytes(100000))
    await asyncio.sleep(0.02)
    a.close()
    await asyncio.sleep(0)
    b.sendto(b'refused')
    await asyncio.sleep(0.02)
    b.sendto(b'again')
    b.abort()
    b.close()
    await asyncio.sleep(0)
    for _ in range(7):
        b.sendto(b'late')

asyncio.run(datagrams())

# --- a handler that drops its writer

import gc
import socket
import warnings
import weakref


async def dropped():
    done = asyncio.get_running_loop().create_future()

    async def forgetful(reader, writer):
        seen = weakref.ref(writer)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            del writer
            gc.collect()
        done.set_result((seen() is None, [str(one.message).split()[:2] for one in caught]))

    async with await asyncio.start_server(forgetful, '127.0.0.1', 0) as server:
        with socket.create_connection(server.sockets[0].getsockname()) as client:
            print(await done, client.recv(1))

asyncio.run(dropped())
