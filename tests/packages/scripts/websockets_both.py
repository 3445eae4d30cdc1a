"""websockets: server and client, asynchronous and with threads."""

import asyncio, websockets
from websockets.asyncio.server import serve
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK, InvalidStatus


async def h(ws):
    try:
        async for m in ws:
            if m == 'close':
                await ws.close(4000, 'bye')
                return
            if m == 'boom':
                raise RuntimeError
            await ws.send(m if isinstance(m, bytes) else m.upper())
    except ConnectionClosed as e:
        print('srv closed', e.rcvd and e.rcvd.code)


async def main():
    def check(conn, req):
        if req.path == '/no':
            return conn.respond(403, 'forbidden\n')

    async with serve(
        h, '127.0.0.1', 0, process_request=check, select_subprotocol=lambda ws, o: o[0] if o else None, max_size=2000
    ) as srv:
        port = srv.sockets[0].getsockname()[1]
        url = f'ws://127.0.0.1:{port}/'
        async with connect(url, subprotocols=['b']) as ws:
            await ws.send('hello')
            print(await ws.recv(), ws.subprotocol, ws.response.status_code, ws.request.path)
            await ws.send(b'\0\1')
            print(await ws.recv())
            await ws.send(['fr', 'ag', 'ment'])
            print(await ws.recv())
            print(0 <= await (await ws.ping()) < 5)
            await ws.send('x' * 1500)
            print(len(await ws.recv()))
            await ws.send('close')
            try:
                await ws.recv()
            except ConnectionClosed as e:
                print(type(e).__name__, e, ws.close_code, ws.close_reason)
        try:
            async with connect(url + 'no'):
                pass
        except InvalidStatus as e:
            print(e, e.response.body)
        async with connect(url) as ws:
            await ws.send('y' * 3000)
            try:
                await ws.recv()
            except ConnectionClosed as e:
                print(e)
        async with connect(url) as ws:
            await asyncio.gather(*(ws.send(str(i)) for i in range(5)))
            print(sorted([await ws.recv() for _ in range(5)]))
            try:
                await asyncio.wait_for(ws.recv(), 0.05)
            except TimeoutError:
                print('timeout')


asyncio.run(main())
import threading
from websockets.sync.server import serve as sserve
from websockets.sync.client import connect as sconnect


def sh(ws):
    for m in ws:
        ws.send(f'<{m}>')


with sserve(sh, '127.0.0.1', 0) as s:
    t = threading.Thread(target=s.serve_forever)
    t.start()
    with sconnect(f'ws://127.0.0.1:{s.socket.getsockname()[1]}') as ws:
        ws.send('a')
        print(ws.recv())
        ws.send('b')
        print(ws.recv(timeout=5))
    s.shutdown()
    t.join()
from websockets.frames import Frame, Opcode

print(Frame(Opcode.TEXT, b'abc').serialize(mask=False), websockets.__version__ > '10')
