# TLS under transports and streams.
import asyncio
import os
import socket
import ssl
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'stdlib'))
from _tls import client, path, server


def told(loop, context):
    error = context.get('exception')
    print('handler:', context['message'], type(error).__name__, getattr(error, 'reason', None))


class Log(asyncio.Protocol):
    """Prints what happens to it, and keeps the data."""

    def __init__(self, label, reply=None):
        self.label, self.reply = label, reply
        self.data = bytearray()
        self.over = asyncio.get_running_loop().create_future()
        self.wanted = None

    def connection_made(self, transport):
        self.transport = transport
        print(self.label, 'made', transport.get_extra_info('ssl_object').version(), type(transport).__name__)

    def data_received(self, data):
        self.data += data
        if self.reply:
            self.transport.write(self.reply(data))
        if self.wanted and len(self.data) >= self.wanted[0]:
            self.wanted[1].set_result(None)
            self.wanted = None

    async def until(self, size):
        if len(self.data) < size:
            future = asyncio.get_running_loop().create_future()
            self.wanted = size, future
            await future

    def eof_received(self):
        print(self.label, 'eof')

    def connection_lost(self, error):
        print(self.label, 'lost', type(error).__name__)
        self.over.set_result(None)


async def protocols():
    print('protocols')
    loop = asyncio.get_running_loop()
    sides = []

    def factory():
        sides.append(Log('server', bytes.upper))
        return sides[-1]

    async with await loop.create_server(factory, '127.0.0.1', 0, ssl=server(), ssl_handshake_timeout=10,
                                        ssl_shutdown_timeout=10) as listener:
        port = listener.sockets[0].getsockname()[1]
        context = client()
        transport, c = await loop.create_connection(lambda: Log('client'), 'localhost', port, ssl=context)
        transport.write(b'hello ')
        transport.writelines([b'big ', bytearray(b'world')])
        await c.until(15)
        print(bytes(c.data))
        info = transport.get_extra_info
        print(info('sslcontext') is context, info('peercert')['subject'][-1], info('cipher')[1:], info('compression'),
              info('peername')[1] == port, type(info('socket')).__name__, type(info('ssl_object')).__name__, info('nothing', 5))
        print(transport.can_write_eof(), transport.is_reading(), transport.is_closing(), transport.get_write_buffer_size(),
              transport.get_write_buffer_limits())
        try:
            transport.write_eof()
        except Exception as error:
            print(type(error).__name__)
        transport.set_write_buffer_limits(high=1000)
        print(transport.get_write_buffer_limits())
        data = os.urandom(400000).hex().encode()
        del c.data[:]
        transport.write(data)
        await c.until(len(data))
        print(c.data == data.upper())
        transport.pause_reading()
        print(transport.is_reading())
        transport.resume_reading()
        transport.close()
        print(transport.is_closing())
        await c.over
        await sides[0].over
        transport, c = await loop.create_connection(lambda: Log('client'), '127.0.0.1', port, ssl=context, server_hostname='localhost')
        transport.abort()
        await c.over
        await sides[1].over
        sock = socket.create_connection(('127.0.0.1', port))
        transport, c = await loop.create_connection(lambda: Log('client'), sock=sock, ssl=context, server_hostname='localhost')
        transport.write(b'over a given socket')
        await c.until(19)
        print(bytes(c.data))
        sides[2].transport.close()
        await c.over
        for label, context, name in (('authority', client('selfsigned'), None), ('name', client(), 'other.example')):
            try:
                await loop.create_connection(lambda: Log('client'), 'localhost', port, ssl=context, server_hostname=name)
            except ssl.SSLCertVerificationError as error:
                print(label, error.verify_code, error.verify_message)
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        writer.write(b'GET / HTTP/1.1\r\n\r\n')
        try:
            print(await reader.read())
        except ConnectionError:
            print(b'')
        writer.close()
        await asyncio.sleep(0.05)


async def refusals():
    print('refusals')
    loop = asyncio.get_running_loop()
    for arguments in ({'ssl': True, 'port': 1}, {'ssl': None, 'server_hostname': 'x', 'host': 'x', 'port': 1},
                      {'host': 'x', 'port': 1, 'ssl_handshake_timeout': 1}, {'ssl': True, 'sock': 1}):
        try:
            await loop.create_connection(asyncio.Protocol, **arguments)
        except Exception as error:
            print(type(error).__name__, error)
    try:
        await loop.create_server(asyncio.Protocol, '127.0.0.1', 0, ssl=True)
    except Exception as error:
        print(type(error).__name__, error)
    a, b = socket.socketpair()
    for seconds in (0, -1, 0.05):
        try:
            await loop.create_connection(asyncio.Protocol, sock=a, ssl=client(), server_hostname='localhost', ssl_handshake_timeout=seconds)
        except Exception as error:
            print(type(error).__name__, error)
    b.close()
    a, b = socket.socketpair()
    b.close()
    try:
        await loop.create_connection(asyncio.Protocol, sock=a, ssl=client(), server_hostname='localhost')
    except Exception as error:
        print(isinstance(error, OSError))
    a, b = socket.socketpair()
    wrapped = client().wrap_socket(a, server_hostname='x', do_handshake_on_connect=False)
    try:
        await loop.create_connection(asyncio.Protocol, sock=wrapped)
    except Exception as error:
        print(type(error).__name__, error)
    wrapped.close()
    b.close()


async def streams():
    print('streams')

    async def serve(reader, writer):
        try:
            while line := await reader.readline():
                writer.write(line[::-1])
                await writer.drain()
        finally:
            writer.close()

    async with await asyncio.start_server(serve, '127.0.0.1', 0, ssl=server()) as listener:
        port = listener.sockets[0].getsockname()[1]

        async def talk(i):
            reader, writer = await asyncio.open_connection('localhost', port, ssl=client())
            got = []
            for j in range(3):
                writer.write(f'{i}{j}\n'.encode())
                await writer.drain()
                got.append((await reader.readexactly(3)).decode().strip())
            writer.close()
            await writer.wait_closed()
            return got

        print(await asyncio.gather(*(talk(i) for i in range(5))))
        reader, writer = await asyncio.open_connection('localhost', port, ssl=client())
        waiting = asyncio.create_task(reader.read(10))
        await asyncio.sleep(0)
        waiting.cancel()
        try:
            await waiting
        except asyncio.CancelledError:
            print('cancelled')
        writer.write(b'x\n')
        print(await reader.read(10))
        writer.close()
        await writer.wait_closed()
        print(await reader.read())


async def upgrades():
    print('upgrades')
    done = asyncio.Event()

    async def serve(reader, writer):
        print('plain:', await reader.readline())
        writer.write(b'go on\n')
        await writer.drain()
        await writer.start_tls(server())
        print('secret:', await reader.readline(), writer.get_extra_info('ssl_object').server_side)
        writer.write(b'done\n')
        await writer.drain()
        print('end:', await reader.read())
        writer.close()
        done.set()

    async with await asyncio.start_server(serve, '127.0.0.1', 0) as listener:
        reader, writer = await asyncio.open_connection(*listener.sockets[0].getsockname())
        writer.write(b'hello\n')
        print(await reader.readline())
        await writer.start_tls(client(), server_hostname='localhost')
        print(writer.get_extra_info('cipher')[1])
        writer.write(b'hidden\n')
        print(await reader.readline())
        writer.close()
        await writer.wait_closed()
        await done.wait()
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    transport, protocol = await loop.create_connection(asyncio.Protocol, sock=a)
    for arguments in ((transport, protocol, 5), (object(), protocol, client())):
        try:
            await loop.start_tls(*arguments)
        except TypeError as error:
            print(str(error).partition("<")[0])
    transport.close()
    b.close()
    with tempfile.TemporaryDirectory() as directory:
        name = os.path.join(directory, 'socket')
        async with await asyncio.start_unix_server(serve_one, name, ssl=server()):
            reader, writer = await asyncio.open_unix_connection(name, ssl=client(), server_hostname='localhost')
            print(await reader.read())
            writer.close()
            await writer.wait_closed()
    listener = socket.create_server(('127.0.0.1', 0))
    plain = asyncio.create_task(asyncio.to_thread(one_blocking, listener.getsockname()))
    sock, _ = await asyncio.to_thread(listener.accept)
    transport, protocol = await loop.connect_accepted_socket(lambda: Log('accepted', bytes.upper), sock, ssl=server())
    answer = await plain
    await protocol.over
    print(answer)
    listener.close()


async def serve_one(reader, writer):
    writer.write(b'from a Unix socket')
    writer.close()


def one_blocking(address):
    with socket.create_connection(address) as sock, client().wrap_socket(sock, server_hostname='localhost') as sock:
        sock.sendall(b'blocking')
        return sock.recv(100)


async def main():
    asyncio.get_running_loop().set_exception_handler(told)
    await protocols()
    await refusals()
    await streams()
    await upgrades()


asyncio.run(main())
