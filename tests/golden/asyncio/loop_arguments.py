"""What the methods of a loop refuse, and in which words; what loops, servers, handles and transports look like."""
import asyncio
import errno
import io
import logging
import os
import re
import signal
import socket
import ssl
import sys
import tempfile
import threading
import warnings

logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(name)s: %(message)s')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **kw: print(category.__name__, tidy(message))


def tidy(o):
    text = re.sub(r'0x[0-9a-f]+', '0x...', str(o))
    text = re.sub(r'fd=\d+', 'fd=N', text)
    text = re.sub(r'descriptor \d+', 'descriptor N', text)
    text = re.sub(r"(127\.0\.0\.1'|::1'), \d+", r'\1, PORT', text)
    text = re.sub(r"\('127\.0\.0\.1', PORT\)", 'ADDRESS', text)
    return text


def section(title):
    print(f'--- {title}')


async def attempt(what, f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
    except BaseException as e:
        print(f'{what}: {type(e).__name__}: {tidy(e)}')
    else:
        print(f'{what}: {tidy(result)}')


def pair():
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    return a, b


section('create_connection')


async def connections():
    loop = asyncio.get_running_loop()
    make = asyncio.Protocol
    connect = loop.create_connection
    a, b = pair()
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    context = ssl.create_default_context()
    await attempt('nothing', connect, make)
    await attempt('both', connect, make, 'localhost', 80, sock=a)
    await attempt('name without ssl', connect, make, 'localhost', 80, server_hostname='x')
    await attempt('ssl with sock', connect, make, sock=a, ssl=context)
    await attempt('no host', connect, make, port=80, ssl=True)
    await attempt('handshake timeout', connect, make, 'localhost', 80, ssl_handshake_timeout=1)
    await attempt('shutdown timeout', connect, make, 'localhost', 80, ssl_shutdown_timeout=1)
    await attempt('datagrams', connect, make, sock=udp)
    await attempt('bad ssl', connect, make, sock=a, ssl=3, server_hostname='x')
    free = socket.create_server(('127.0.0.1', 0))
    port = free.getsockname()[1]
    free.close()
    def refused(e):
        return re.sub(r', \d+\)', ', PORT)', re.sub(r"\('127.0.0.1', \d+\)", 'ADDRESS', tidy(e)))
    try:
        await connect(make, '127.0.0.1', port)
    except OSError as e:
        print(type(e).__name__, e.errno == errno.ECONNREFUSED, refused(e))
    try:
        await connect(make, '127.0.0.1', port, all_errors=True)
    except* OSError as e:
        print(refused(e), [type(x).__name__ for x in e.exceptions])
    try:
        await connect(make, '127.0.0.1', port, happy_eyeballs_delay=0.1)
    except OSError as e:
        print(type(e).__name__, refused(e))
    server = socket.create_server(('127.0.0.1', 0))
    port = server.getsockname()[1]
    try:
        await connect(make, '127.0.0.1', port, local_addr=('1.2.3.4', 0))
    except OSError as e:
        print(type(e).__name__, e.errno == errno.EADDRNOTAVAIL, refused(e))
    transport, protocol = await connect(make, '127.0.0.1', port, local_addr=('127.0.0.1', 0))
    print(type(protocol).__name__, sorted(transport._extra), transport.get_extra_info('peername')[1] == port)
    print(tidy(transport), transport.get_extra_info('socket').type, transport.get_extra_info('x', 5))
    transport.close()
    print(tidy(transport))
    await asyncio.sleep(0)
    print(tidy(transport))
    server.close()
    a.close(), b.close(), udp.close()
    await attempt('bad port', connect, make, '127.0.0.1', 'no-such-service')

asyncio.run(connections())

section('create_server')


async def servers():
    loop = asyncio.get_running_loop()
    make = asyncio.Protocol
    serve = loop.create_server
    a, b = pair()
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    await attempt('nothing', serve, make)
    await attempt('both', serve, make, 'localhost', 80, sock=a)
    await attempt('ssl true', serve, make, 'localhost', 80, ssl=True)
    await attempt('handshake timeout', serve, make, '127.0.0.1', 0, ssl_handshake_timeout=1)
    await attempt('shutdown timeout', serve, make, '127.0.0.1', 0, ssl_shutdown_timeout=1)
    await attempt('datagrams', serve, make, sock=udp)
    server = await serve(make, '127.0.0.1', 0, ssl=3)
    print(tidy(server))
    server.close()
    taken = socket.create_server(('127.0.0.1', 0))
    port = taken.getsockname()[1]
    try:
        await serve(make, '127.0.0.1', port)
    except OSError as e:
        print(e.errno == errno.EADDRINUSE, str(e).replace(str(port), 'PORT'))
    taken.close()
    server = await serve(make, '127.0.0.1', 0, start_serving=False)
    print(tidy(server), server.is_serving(), server.get_loop() is loop, isinstance(server, asyncio.AbstractServer))
    print(type(server.sockets), [tidy(s) for s in server.sockets])
    await server.start_serving()
    await server.start_serving()
    print(server.is_serving())
    server.close()
    server.close()
    print(server.sockets, server.is_serving(), tidy(server))
    await attempt('forever after close', server.serve_forever)
    await attempt('wait_closed', server.wait_closed)
    async with await serve(make, ['127.0.0.1', '127.0.0.1'], 0) as server:
        print(len(server.sockets))
        forever = asyncio.create_task(server.serve_forever())
        await asyncio.sleep(0)
        await attempt('twice', server.serve_forever)
        forever.cancel()
        await attempt('cancelled', lambda: forever)
        print(server.is_serving())
    listening = socket.socket()
    listening.bind(('127.0.0.1', 0))
    server = await serve(make, sock=listening)
    print(server.sockets[0].getsockname() == listening.getsockname())
    server.close()
    await attempt('accepted datagrams', loop.connect_accepted_socket, make, udp)
    await attempt('accepted timeout', loop.connect_accepted_socket, make, a, ssl_handshake_timeout=1)
    await attempt('accepted timeout', loop.connect_accepted_socket, make, a, ssl_shutdown_timeout=1)
    transport, protocol = await loop.connect_accepted_socket(make, a)
    print(tidy(transport))
    transport.abort()
    await asyncio.sleep(0)
    b.close(), udp.close()

asyncio.run(servers())

section('connections of a server')


class Counted(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print('made')

    def connection_lost(self, exc):
        print('lost', type(exc).__name__)


async def clients():
    loop = asyncio.get_running_loop()
    for ending in ('close_clients', 'abort_clients'):
        made = []

        def factory():
            made.append(Counted())
            return made[-1]
        server = await loop.create_server(factory, '127.0.0.1', 0)
        address = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*address)
        while not made or not hasattr(made[0], 'transport'):
            await asyncio.sleep(0)
        server.close()
        waiter = asyncio.create_task(server.wait_closed())
        await asyncio.sleep(0.01)
        print(waiter.done())
        getattr(server, ending)()
        await waiter
        print(await reader.read(), tidy(server))
        writer.close()

asyncio.run(clients())

section('unix sockets')


async def unix():
    loop = asyncio.get_running_loop()
    make = asyncio.Protocol
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, 'socket')
        a, b = pair()
        tcp = socket.socket()
        shown = lambda e: str(e).replace(d, 'DIR')
        connect, serve = loop.create_unix_connection, loop.create_unix_server
        await attempt('nothing', connect, make)
        await attempt('both', connect, make, path, sock=a)
        await attempt('name', connect, make, path, server_hostname='x')
        await attempt('no name', connect, make, path, ssl=ssl.create_default_context())
        await attempt('handshake timeout', connect, make, path, ssl_handshake_timeout=1)
        await attempt('shutdown timeout', connect, make, path, ssl_shutdown_timeout=1)
        await attempt('tcp', connect, make, sock=tcp)
        await attempt('nobody', connect, make, path)
        await attempt('nothing', serve, make)
        await attempt('both', serve, make, path, sock=a)
        await attempt('ssl', serve, make, path, ssl=True)
        await attempt('handshake timeout', serve, make, path, ssl_handshake_timeout=1)
        await attempt('shutdown timeout', serve, make, path, ssl_shutdown_timeout=1)
        await attempt('tcp', serve, make, sock=tcp)
        server = await serve(make, path)
        print(shown(server.sockets[0].getsockname()))
        for again in (path,):
            try:
                other = await serve(make, again)
            except OSError as e:
                print(type(e).__name__, shown(e))
            else:
                other.close()
                print('replaced')
        server.close()
        print(os.path.exists(path))
        open(os.path.join(d, 'file'), 'w').close()
        try:
            await serve(make, os.path.join(d, 'file'))
        except OSError as e:
            print(e.errno == errno.EADDRINUSE, shown(e))
        server = await serve(make, path.encode())
        os.unlink(path)
        server.close()
        a.close(), b.close(), tcp.close()

asyncio.run(unix())

section('datagrams')


async def datagrams():
    loop = asyncio.get_running_loop()
    make = asyncio.DatagramProtocol
    endpoint = loop.create_datagram_endpoint
    a, b = pair()
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    await attempt('nothing', endpoint, make)
    await attempt('stream', endpoint, make, sock=a)
    await attempt('too much', endpoint, make, local_addr=('127.0.0.1', 0), sock=udp, family=2, reuse_port=True)
    await attempt('not a tuple', endpoint, make, local_addr='127.0.0.1')
    await attempt('a triple', endpoint, make, local_addr=('127.0.0.1', 0, 0))
    await attempt('families', endpoint, make, local_addr=('127.0.0.1', 0), remote_addr=('::1', 1))
    await attempt('unix', endpoint, make, local_addr=3, family=socket.AF_UNIX)
    transport, protocol = await endpoint(make, local_addr=('127.0.0.1', 0))
    print(tidy(transport), sorted(transport._extra), transport.get_extra_info('peername'))
    await attempt('text', transport.sendto, 'x')
    await attempt('limits', transport.set_write_buffer_limits, 1, 2)
    print(transport.get_write_buffer_limits(), transport.get_write_buffer_size(), transport.is_closing())
    connected, _ = await endpoint(make, remote_addr=transport.get_extra_info('sockname'))
    await attempt('other address', connected.sendto, b'x', ('1.2.3.4', 5))
    print(connected.get_extra_info('peername') == transport.get_extra_info('sockname'))
    transport.close()
    print(transport.is_closing())
    await asyncio.sleep(0)
    connected.abort()
    await asyncio.sleep(0)
    a.close(), b.close(), udp.close()

asyncio.run(datagrams())

section('descriptors')


async def descriptors():
    loop = asyncio.get_running_loop()
    a, b = pair()
    await attempt('not a file', loop.add_reader, 'x', print)
    await attempt('negative', loop.add_reader, -1, print)
    await attempt('no callback', loop.add_reader, a)
    print(loop.remove_reader(a), loop.remove_writer(a.fileno()))
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=a)
    for f in (loop.add_reader, loop.add_writer):
        await attempt('used', f, a.fileno(), print)
    for f in (loop.remove_reader, loop.remove_writer):
        await attempt('used', f, a)
    await attempt('recv', loop.sock_recv, a, 1)
    transport.abort()
    await asyncio.sleep(0)
    b.setblocking(True)
    loop.set_debug(True)
    logging.getLogger('asyncio').setLevel(logging.CRITICAL)
    b.setblocking(True)
    for f, args in ((loop.sock_recv, (1,)), (loop.sock_recv_into, (bytearray(1),)), (loop.sock_sendall, (b'',)),
                    (loop.sock_connect, ('x',)), (loop.sock_accept, ()), (loop.sock_recvfrom, (1,)),
                    (loop.sock_recvfrom_into, (bytearray(1),)), (loop.sock_sendto, (b'', 'x'))):
        await attempt(f.__name__, f, b, *args)
    loop.set_debug(False)
    b.close()

asyncio.run(descriptors())

section('sendfile')


async def sendfile():
    loop = asyncio.get_running_loop()
    a, b = pair()
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with tempfile.TemporaryFile() as f:
        f.write(bytes(range(256)) * 10)
        f.seek(0)
        await attempt('text file', loop.sock_sendfile, a, io.StringIO('x'))
        await attempt('count', loop.sock_sendfile, a, f, 0, 'x')
        await attempt('count', loop.sock_sendfile, a, f, 0, 0)
        await attempt('count', loop.sock_sendfile, a, f, 0, -1)
        await attempt('offset', loop.sock_sendfile, a, f, 'x')
        await attempt('offset', loop.sock_sendfile, a, f, -1)
        await attempt('datagrams', loop.sock_sendfile, udp, f)
        await attempt('bytes', loop.sock_sendfile, a, io.BytesIO(b'abc'), fallback=False)
        await attempt('bytes', loop.sock_sendfile, a, io.BytesIO(b'abc'), 1)
        await attempt('some', loop.sock_sendfile, a, f, 5, 7)
        print(f.tell(), await loop.sock_recv(b, 100))
        await attempt('too far', loop.sock_sendfile, a, f, 5000)
        transport, protocol = await loop.create_connection(asyncio.Protocol, sock=a)
        await attempt('transport', loop.sendfile, transport, f, 250, 10)
        await attempt('memory', loop.sendfile, transport, io.BytesIO(b'memory'))
        await attempt('memory', loop.sendfile, transport, io.BytesIO(b'memory'), fallback=False)
        await attempt('no transport', loop.sendfile, asyncio.Transport(), f)
        print(await loop.sock_recv(b, 100))
        transport.close()
        await attempt('closing', loop.sendfile, transport, f)
        await asyncio.sleep(0)
    b.close(), udp.close()

asyncio.run(sendfile())

section('start_tls')


async def start_tls():
    loop = asyncio.get_running_loop()
    a, b = pair()
    transport, protocol = await loop.create_connection(asyncio.Protocol, sock=a)
    await attempt('no context', loop.start_tls, transport, protocol, True)
    await attempt('no context', loop.start_tls, transport, protocol, None)
    context = ssl.create_default_context()
    await attempt('no transport', loop.start_tls, asyncio.Transport(), protocol, context)
    transport.close()
    b.close()
    await asyncio.sleep(0)

asyncio.run(start_tls())

section('signals')


async def signals():
    loop = asyncio.get_running_loop()

    async def coroutine():
        pass
    for bad in ('x', 0, 1000, signal.SIGKILL):
        await attempt(f'{bad!r}', loop.add_signal_handler, bad, print)
    await attempt('coroutine', loop.add_signal_handler, signal.SIGUSR1, coroutine)
    await attempt('coroutine', loop.add_signal_handler, signal.SIGUSR1, coroutine())
    await attempt('not there', loop.remove_signal_handler, signal.SIGUSR1)
    loop.add_signal_handler(signal.SIGUSR1, print, 'first')
    loop.add_signal_handler(signal.SIGUSR1, print, 'got it')
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.sleep(0.01)
    print(loop.remove_signal_handler(signal.SIGUSR1), signal.getsignal(signal.SIGUSR1))
    loop.add_signal_handler(signal.SIGINT, print)
    print(loop.remove_signal_handler(signal.SIGINT), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
    await attempt('bad', loop.remove_signal_handler, 'x')

asyncio.run(signals())
loop = asyncio.new_event_loop()


def elsewhere():
    try:
        loop.add_signal_handler(signal.SIGUSR1, print)
    except BaseException as e:
        print(type(e).__name__, e)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()

section('executors')
for bad in (3, None):
    try:
        loop.set_default_executor(bad)
    except TypeError as e:
        print(e)
loop.run_until_complete(attempt('task factory', loop.set_task_factory, 3))
loop.run_until_complete(attempt('handler', loop.set_exception_handler, 3))
print(loop.get_task_factory(), loop.get_exception_handler())
loop.run_until_complete(attempt('shutdown', loop.shutdown_default_executor))
loop.run_until_complete(attempt('shutdown', loop.shutdown_default_executor, timeout=1))
loop.run_until_complete(attempt('executor', lambda: loop.run_in_executor(None, print)))
loop.run_until_complete(attempt('generators', loop.shutdown_asyncgens))
loop.close()

section('pipes and children')


async def pipes():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryFile() as f:
        await attempt('file', loop.connect_read_pipe, asyncio.Protocol, f)
        await attempt('file', loop.connect_write_pipe, asyncio.BaseProtocol, f)
    r, w = os.pipe()
    reading, _ = await loop.connect_read_pipe(asyncio.Protocol, open(r, 'rb', 0))
    writing, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, open(w, 'wb', 0))
    print(tidy(reading), sorted(reading._extra))
    print(tidy(writing), sorted(writing._extra), writing.can_write_eof(), writing.get_write_buffer_limits())
    await attempt('text', writing.write, 'x')
    print(reading.is_reading(), reading.pause_reading(), reading.is_reading(), tidy(reading))
    reading.pause_reading()
    reading.resume_reading()
    print(tidy(reading))
    writing.write_eof()
    print(tidy(writing))
    await asyncio.sleep(0.01)
    print(tidy(writing), tidy(reading))
    shell, execute = loop.subprocess_shell, loop.subprocess_exec
    make = asyncio.SubprocessProtocol
    for kind in (dict(universal_newlines=True), dict(shell=False), dict(bufsize=1), dict(text=True), dict(encoding='utf-8'),
                 dict(errors='strict')):
        await attempt(f'shell {kind}', shell, make, 'true', **kind)
    await attempt('shell list', shell, make, ['true'])
    for kind in (dict(universal_newlines=True), dict(shell=True), dict(bufsize=1), dict(text=True), dict(encoding='utf-8'),
                 dict(errors='strict')):
        await attempt(f'exec {kind}', execute, make, 'true', **kind)
    await attempt('exec number', execute, make, 3)
    await attempt('exec missing', execute, make, '/no/such/program')
    transport, protocol = await execute(make, 'true', stdin=None, stdout=None, stderr=None)
    text = re.sub(r'pid=\d+', 'pid=N', tidy(transport))
    print(text if 'running' in text else 'ended')
    while transport.get_returncode() is None:
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.01)
    print(re.sub(r'pid=\d+', 'pid=N', tidy(transport)), transport.is_closing())
    for f in (transport.kill, transport.terminate, lambda: transport.send_signal(9)):
        await attempt('gone', f)
    transport.close()

asyncio.run(pipes())

section('interfaces')
for base in (asyncio.AbstractEventLoop, asyncio.AbstractServer, asyncio.AbstractEventLoopPolicy, asyncio.BaseTransport,
             asyncio.ReadTransport, asyncio.WriteTransport, asyncio.DatagramTransport, asyncio.SubprocessTransport):
    o = base()
    given = {'call_at': (1, print), 'call_later': (1, print), 'get_extra_info': ('x',)}
    for name in sorted(n for n in vars(base) if not n.startswith('_')):
        f = getattr(o, name)
        count = sum(p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD
                    for p in __import__('inspect').signature(f).parameters.values())
        try:
            r = f(*given.get(name, [None] * count))
            if asyncio.iscoroutine(r):
                r.send(None)
        except BaseException as e:
            print(base.__name__, name, type(e).__name__, e)
        else:
            print(base.__name__, name, '->', r)

section('policies')
policy = asyncio.get_event_loop_policy()
print(type(policy), asyncio.DefaultEventLoopPolicy.__mro__[1:])
try:
    policy.set_event_loop(3)
except (TypeError, AssertionError) as e:
    print(type(e).__name__, e)
try:
    asyncio.set_event_loop_policy(3)
except TypeError as e:
    print(e)


def thread_without():
    try:
        policy.get_event_loop()
    except RuntimeError as e:
        print(e)


thread = threading.Thread(target=thread_without, name='worker')
thread.start()
thread.join()
policy.set_event_loop(None)
try:
    policy.get_event_loop()
except RuntimeError as e:
    print(e)
