"""Streams: reading in pieces, limits, ends, servers."""
import asyncio
import os
import tempfile


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


section('a reader by itself')


@run
async def reader():
    r = asyncio.StreamReader()
    r.feed_data(b'line one\nline two\r\nabc|def')
    r.feed_eof()
    print(await r.readline(), await r.readuntil(b'\r\n'), await r.readuntil(b'|'))
    print(await r.readexactly(2), r.at_eof())
    try:
        await r.readexactly(5)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected)
    print(r.at_eof(), await r.read(), await r.readline())
    r = asyncio.StreamReader(limit=4)
    r.feed_data(b'much too long\nok\n')
    try:
        await r.readline()
    except ValueError as e:
        print(e)
    print(await r.readline())
    r.feed_data(b'abcdefgh')
    try:
        await r.readuntil(b'#')
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    r.set_exception(OSError('broken'))
    try:
        await r.read(1)
    except OSError as e:
        print(e, r.exception() is e)


section('several separators, iteration, waiting')


@run
async def more():
    r = asyncio.StreamReader()
    r.feed_data(b'one;two,three')
    print(await r.readuntil((b',', b';')), await r.readuntil((b',', b';')))

    async def feed():
        for part in (b'a\nb', b'c\n', b'd'):
            await asyncio.sleep(0)
            r.feed_data(part)
        r.feed_eof()

    task = asyncio.create_task(feed())
    async for line in r:
        print(line)
    await task
    r = asyncio.StreamReader()
    waiting = asyncio.create_task(r.read(1))
    await asyncio.sleep(0)
    try:
        await r.readline()
    except RuntimeError as e:
        print(e)
    r.feed_eof()
    print(await waiting)


section('a server and clients')


@run
async def server():
    async def handle(reader, writer):
        while line := await reader.readline():
            writer.write(line.swapcase())
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(handle, '127.0.0.1', 0) as srv:
        address = srv.sockets[0].getsockname()

        async def client(n):
            reader, writer = await asyncio.open_connection(*address)
            answers = []
            for i in range(2):
                writer.write(f'Client {n}.{i}\n'.encode())
                await writer.drain()
                answers.append(await reader.readline())
            writer.write_eof()
            answers.append(await reader.read())
            writer.close()
            await writer.wait_closed()
            return answers

        for answers in await asyncio.gather(*map(client, range(3))):
            print(answers)
    print(srv.is_serving())


section('Unix sockets')


@run
async def unix():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'sock')

        async def handle(reader, writer):
            writer.writelines([await reader.readexactly(3), b'!'])
            writer.close()

        server = await asyncio.start_unix_server(handle, path)
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b'abc')
        print(await reader.read())
        writer.close()
        server.close()
        await server.wait_closed()
        print(os.path.exists(path))


section('an error in the handler')


@run
async def failing():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, ctx: print(ctx['message'], repr(ctx['exception'])))

    async def handle(reader, writer):
        raise ValueError('handler')

    server = await asyncio.start_server(handle, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read())
    writer.close()
    server.close()


section('nobody there')


@run
async def refused():
    server = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 0)
    host, port = server.sockets[0].getsockname()
    try:
        await asyncio.start_server(lambda r, w: None, host, port)
    except OSError as e:
        print(type(e).__name__, e.strerror.replace(str(port), 'PORT'))
    server.close()
    await server.wait_closed()
    try:
        await asyncio.open_connection(host, port)
    except OSError as e:
        print(type(e).__name__, e.strerror.replace(str(port), 'PORT'))
