"""add_reader() and add_writer() at their edges: files that cannot be watched, closed and reused descriptors, ends of
pipes, several loops, and how the loop's selector sees it all."""
import asyncio
import errno
import os
import selectors
import socket
import tempfile


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


def attempt(what, f, *args):
    try:
        print(what, f(*args))
    except Exception as e:
        text = str(e)
        if 'socket.socket' in text:
            text = text.partition('<')[0] + '<...>'
        print(what, type(e).__name__, text)


async def turns(n=1):
    for _ in range(n):
        await asyncio.sleep(0)


section('what cannot be watched')


@run
async def refused():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryFile() as f:
        attempt('regular file', loop.add_reader, f, print)
        attempt('again', loop.add_writer, f.fileno(), print)
        attempt('removing it', loop.remove_reader, f)
    for bad in (-1, 'text', None, 3.5, object):
        try:
            loop.add_reader(bad, print)
        except Exception as e:
            print(repr(bad)[:7], type(e).__name__, str(e)[:28])
    a, b = socket.socketpair()
    fd = a.fileno()
    a.close()
    attempt('closed socket', loop.add_reader, a, print)
    attempt('closed number', loop.add_reader, fd, print)
    attempt('removing a closed socket', loop.remove_writer, a)
    b.close()


section('closed while it was watched')


@run
async def closed():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    loop.add_reader(a, print, 'never')
    a.close()
    b.close()
    await turns(2)
    attempt('by the object', loop.remove_reader, a)
    attempt('once more', loop.remove_reader, a)


section('the number comes back')


@run
async def reused():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    fd = a.fileno()
    loop.add_reader(fd, print, 'the old one')
    a.close()
    b.close()
    c, d = socket.socketpair()
    print(c.fileno() == fd or d.fileno() == fd)
    if d.fileno() == fd:
        c, d = d, c
    attempt('writer beside the dead reader', loop.add_writer, fd, print, 'writer')
    attempt('reader', loop.add_reader, fd, lambda: (print('the new one', c.recv(10)), loop.remove_reader(fd)))
    d.send(b'data')
    await turns(3)
    attempt('nothing left', loop.remove_reader, fd)
    # Closed by its number, then watched anew.
    os.close(c.detach())
    d.close()
    r, w = os.pipe()
    os.write(w, b'!')
    loop.add_reader(r, lambda: (print('pipe', os.read(r, 5)), loop.remove_reader(r)))
    await turns(2)
    os.dup2(w, r)
    loop.add_writer(r, lambda: (print('now the other end'), loop.remove_writer(r)))
    await turns(2)
    os.close(r)
    os.close(w)


section('ends of pipes')


@run
async def pipes():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    calls = []
    loop.add_reader(w, lambda: (calls.append('writer hears that nobody reads'), loop.remove_reader(w)))
    await turns(3)
    print(calls)
    os.close(r)
    await turns(3)
    print(calls)
    os.close(w)
    r, w = os.pipe()
    seen = []

    def readable():
        seen.append(os.read(r, 3))
        if not seen[-1]:
            loop.remove_reader(r)

    loop.add_reader(r, readable)
    os.write(w, b'abcdefgh')
    await turns(4)
    print(seen)
    os.close(w)
    await turns(3)
    print(seen)
    os.close(r)


section('errors of a datagram socket are for the reader')


@run
async def refused_datagram():
    loop = asyncio.get_running_loop()
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    s = socket.socket(type=socket.SOCK_DGRAM)
    s.setblocking(False)
    s.connect(('127.0.0.1', port))
    done = loop.create_future()

    def readable():
        try:
            s.recv(10)
        except OSError as e:
            done.set_result(errno.errorcode[e.errno])
        loop.remove_reader(s)

    loop.add_reader(s, readable)
    s.send(b'anybody?')
    print(await done)
    s.close()


section('handles')


@run
async def handles():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    print(loop.add_reader(a, print, 'x'), loop.add_writer(a, print, 'y'))
    old = loop._add_reader(a, print, 'old')
    new = loop._add_reader(a.fileno(), print, 'new')
    print(old.cancelled(), new.cancelled())
    new.cancel()
    b.send(b'1')
    loop.remove_writer(a)
    await turns(2)
    print(loop.remove_reader(a))
    calls = []
    loop.add_writer(a, lambda: calls.append('w'))
    loop.add_reader(a, lambda: calls.append('r'))
    await turns(3)
    print(calls)
    print(loop.remove_writer(a), loop.remove_reader(a))

    def fail():
        loop.remove_reader(a)
        raise ValueError('in a reader')

    loop.set_exception_handler(lambda l, c: print(sorted(c), c['message'].partition('(')[0], repr(c['exception'])))
    loop.add_reader(a, fail)
    await turns(2)
    attempt('no callable', loop.add_reader, a, None)
    await turns(2)
    loop.remove_reader(a)
    a.close()
    b.close()


section('who has a transport has no reader of his own')


@run
async def transports():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=a)
    for f in (loop.add_reader, loop.add_writer):
        try:
            f(a.fileno(), print)
        except RuntimeError as e:
            print(str(e).replace(str(a.fileno()), 'N').partition(' is used')[2][:38])
    for f in (loop.remove_reader, loop.remove_writer):
        try:
            f(a)
        except RuntimeError as e:
            print(type(e).__name__)
    try:
        await loop.sock_recv(a, 5)
    except RuntimeError as e:
        print(type(e).__name__)
    print(repr(transport).replace(f'fd={a.fileno()}', 'fd=N'))
    transport.pause_reading()
    print(repr(transport).replace(f'fd={a.fileno()}', 'fd=N'))
    transport.close()
    print(repr(transport).replace(f'fd={a.fileno()}', 'fd=N'))
    await turns(2)
    print(repr(transport).partition('fd=')[0])
    b.close()


section('receiving')


@run
async def receiving():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    for n in (-1, 'x', None, 1.5):
        try:
            print(await loop.sock_recv(a, n))
        except Exception as e:
            print(type(e).__name__, e)
    b.send(b'12345')
    print(await loop.sock_recv(a, 0), await loop.sock_recv(a, 3), await loop.sock_recv(a, 3))
    # A receive that is given up leaves nothing behind.
    task = asyncio.create_task(loop.sock_recv(a, 3))
    await turns()
    print(loop._selector.get_key(a).events if a.fileno() in loop._selector.get_map() else 'not watched')
    task.cancel()
    await turns(2)
    print(task.cancelled(), a.fileno() in loop._selector.get_map())
    # Two that wait: the later one has the reader.
    first = asyncio.create_task(loop.sock_recv(a, 3))
    await turns()
    second = asyncio.create_task(loop.sock_recv(a, 3))
    await turns()
    b.send(b'xyz')
    await turns(4)
    print(first.done(), second.done() and second.result())
    first.cancel()
    await turns(2)
    waiting = asyncio.create_task(loop.sock_recv(a, 10))
    await turns()
    b.close()
    print(await waiting)
    waiting = asyncio.create_task(loop.sock_recv(a, 10))
    print(await waiting, a.fileno() in loop._selector.get_map())
    a.close()
    try:
        await loop.sock_recv(a, 10)
    except OSError as e:
        print(type(e).__name__, e)


@run
async def received_natively():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    log = []

    async def receive(name, n):
        data = await loop.sock_recv(a, n)
        log.append((name, data))

    task = asyncio.create_task(receive('one', 4))
    await turns(2)
    b.send(b'abcdef')
    loop.call_soon(log.append, 'soon')
    await turns(1)
    log.append('turn')
    await turns(4)
    print(log, task.done())
    await receive('rest', 10)
    task = asyncio.create_task(receive('never', 4))
    await turns(1)
    task.cancel()
    await asyncio.wait([task])
    b.send(b'for somebody else')
    await receive('then', 100)
    b.close()
    await receive('end', 5)
    print(log, task.cancelled())
    a.close()


section('two loops, one descriptor')


def two():
    r, w = os.pipe()
    loops = [asyncio.new_event_loop() for _ in range(2)]
    for i, loop in enumerate(loops):
        loop.add_reader(r, lambda i=i, loop=loop: (print('loop', i), loop.stop()))
    os.write(w, b'x')
    for loop in loops:
        loop.run_forever()
    os.read(r, 1)
    loops[0].close()
    os.write(w, b'y')
    loops[1].run_forever()
    loops[1].close()
    try:
        loops[0].add_reader(r, print)
    except RuntimeError as e:
        print(e)
    print(loops[0].remove_reader(r))
    os.close(r)
    os.close(w)


two()

section('the selector')


@run
async def selector():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    loop.add_reader(a, lambda: (print('read', a.recv(5)), loop.remove_reader(a)))
    print(type(loop._selector).__name__, len(loop._selector.get_map()))
    key = loop._selector.get_key(a)
    print(key.fileobj is a, key.events == selectors.EVENT_READ, key.data[1])
    b.send(b'seen')
    await turns(2)
    try:
        loop._selector.get_key(a)
    except KeyError:
        print('gone')
    a.close()
    b.close()


loop = asyncio.SelectorEventLoop(selectors.PollSelector())
print(type(loop._selector).__name__)
r, w = os.pipe()
loop.add_reader(r, lambda: (print('poll', os.read(r, 1)), loop.stop()))
loop.call_later(0.01, os.write, w, b'z')
loop.run_forever()
loop.close()
print(loop._selector)
os.close(r)
os.close(w)
