"""TLS transports at their edges: limits, pauses, protocols with memory of their own, late handshakes, writes after the end."""
import asyncio
import logging
import os
import socket
import ssl
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'stdlib'))
from _tls import client, server

logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(name)s: %(message)s')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **kw: print(category.__name__, message)


def attempt(what, f, *args, **kwargs):
    try:
        print(what, f(*args, **kwargs))
    except Exception as e:
        print(what, type(e).__name__, e)


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, size):
        self.memory, self.data = bytearray(size), bytearray()
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def get_buffer(self, hint):
        return self.memory

    def buffer_updated(self, n):
        self.data += self.memory[:n]

    def eof_received(self):
        print('eof', len(self.data))
        return True

    def connection_lost(self, exc):
        self.over.set_result(type(exc).__name__)


class Plain(asyncio.Protocol):
    def __init__(self):
        self.data, self.events = bytearray(), []
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.data += data

    def pause_writing(self):
        self.events.append('pause')

    def resume_writing(self):
        self.events.append('resume')

    def connection_lost(self, exc):
        self.over.set_result(type(exc).__name__)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print('handler:', context['message'], repr(context.get('exception'))))
    for name, value in (('handshake', 0), ('handshake', -1), ('shutdown', 0)):
        try:
            await loop.create_connection(Plain, '127.0.0.1', 1, ssl=client(), **{f'ssl_{name}_timeout': value})
        except (ValueError, OSError) as e:
            print(type(e).__name__)
        try:
            asyncio.sslproto.SSLProtocol(loop, Plain(), client(), None, **{f'ssl_{name}_timeout': value})
        except ValueError as e:
            print(e)
    attempt('server', asyncio.sslproto.SSLProtocol, loop, Plain(), None, None, server_side=True)
    for marks in ((None, None, 1), (8, None, 1), (None, 8, 1), (8, 9, 1), (8, -1, 1), (0, 0, 1)):
        attempt(f'{marks}', asyncio.sslproto.add_flowcontrol_defaults, *marks)
    made = []

    def factory():
        made.append(Plain())
        return made[-1]

    listener = await loop.create_server(factory, '127.0.0.1', 0, ssl=server())
    port = listener.sockets[0].getsockname()[1]
    t, p = await loop.create_connection(lambda: Buffered(10), 'localhost', port, ssl=client())
    while not made or not hasattr(made[0], 'transport'):
        await asyncio.sleep(0.001)
    other = made[0]
    print(type(t).__name__, t.can_write_eof(), t.is_reading(), t.is_closing(), t.get_protocol() is p)
    print(t.get_write_buffer_limits(), t.get_read_buffer_limits(), t.get_write_buffer_size(), t.get_read_buffer_size())
    attempt('limits', t.set_write_buffer_limits, 1, 2)
    attempt('limits', t.set_read_buffer_limits, 1, 2)
    attempt('limits', t.set_read_buffer_limits, 1000)
    attempt('limits', t.set_write_buffer_limits, low=100)
    print(t.get_write_buffer_limits(), t.get_read_buffer_limits())
    attempt('text', t.write, 'x')
    attempt('number', t.write, 3)
    attempt('eof', t.write_eof)
    other.transport.write(b'0123456789' * 10)
    while len(p.data) < 100:
        await asyncio.sleep(0.001)
    print(bytes(p.data[:15]))
    t.pause_reading()
    t.pause_reading()
    print(t.is_reading())
    other.transport.write(b'paused')
    await asyncio.sleep(0.02)
    print(len(p.data))
    t.resume_reading()
    t.resume_reading()
    while len(p.data) < 106:
        await asyncio.sleep(0.001)
    print(bytes(p.data[100:]))
    other.transport.pause_reading()
    other.transport.set_write_buffer_limits(1000)
    t.set_protocol(q := Plain())
    t.writelines([b'a' * 100000, bytearray(b'b' * 100000), memoryview(b'c' * 100000), b''])
    t.write(b'')
    for _ in range(40):
        t.write(bytes(100000))
    print(q.events, t.get_write_buffer_size() > 0)
    other.transport.resume_reading()
    while len(other.data) < 4300000:
        await asyncio.sleep(0.001)
    print(q.events, len(other.data), bytes(other.data[99999:100001]))
    other.transport.write(b'to the new one')
    while not q.data:
        await asyncio.sleep(0.001)
    print(bytes(q.data))
    t.close()
    t.close()
    print(t.is_closing())
    print(await q.over, await other.over)
    for _ in range(7):
        other.transport.write(b'late')
    t, p = await loop.create_connection(lambda: Buffered(1000), 'localhost', port, ssl=client())
    while len(made) < 2 or not hasattr(made[1], 'transport'):
        await asyncio.sleep(0.001)
    made[1].transport.write(b'last words')
    made[1].transport.close()
    print(await p.over)
    listener.close()
    await listener.wait_closed()
    # Somebody who never answers.
    silent = socket.create_server(('127.0.0.1', 0))
    try:
        await loop.create_connection(Plain, *silent.getsockname(), ssl=client(), server_hostname='localhost',
                                     ssl_handshake_timeout=0.05)
    except ConnectionAbortedError as e:
        print(e)
    silent.accept()[0].close()
    loop.call_later(0.05, lambda: silent.accept()[0].close())
    try:
        await loop.create_connection(Plain, *silent.getsockname(), ssl=client(), server_hostname='localhost')
    except ConnectionError as e:
        print(type(e).__name__)
    silent.close()

asyncio.run(main())
