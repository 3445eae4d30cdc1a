"""httpx with anyio, h11 and httpcore: sync and async clients, transports, a server by Starlette and uvicorn."""
import asyncio
import threading
import time

import anyio
import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute


async def home(request):
    return PlainTextResponse('home ' + request.query_params.get('q', '-'))


async def data(request):
    return JSONResponse({'body': (await request.body()).decode(), 'method': request.method})


async def stream(request):
    async def parts():
        for i in range(3):
            yield f'{i},'
    return StreamingResponse(parts())

app = Starlette(routes=[Route('/', home), Route('/data', data, methods=['POST', 'PUT']), Route('/stream', stream)])


async def in_memory():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url='http://test') as client:
        print((await client.get('/', params={'q': 'é'})).text, (await client.post('/data', content=b'xyz')).json())
        print((await client.get('/none')).status_code, (await client.get('/data')).status_code)


asyncio.run(in_memory())
config = uvicorn.Config(app, host='127.0.0.1', port=0, log_level='error', loop='asyncio', lifespan='off')
server = uvicorn.Server(config)
thread = threading.Thread(target=server.run)
thread.start()
while not server.started:
    time.sleep(0.01)
port = server.servers[0].sockets[0].getsockname()[1]
base = f'http://127.0.0.1:{port}'
with httpx.Client(base_url=base) as client:
    r = client.get('/', params={'q': 'sync'})
    print(r.status_code, r.text, r.http_version, r.headers['content-type'])
    print(client.put('/data', json={'a': 1}).json())
    with client.stream('GET', '/stream') as r:
        print(''.join(r.iter_text()))


async def parallel():
    async with httpx.AsyncClient(base_url=base) as client:
        async with anyio.create_task_group() as group:
            found = []

            async def one(i):
                found.append((await client.get('/', params={'q': i})).text)
            for i in range(5):
                group.start_soon(one, i)
        print(sorted(found))
    with anyio.move_on_after(0.01) as scope:
        await anyio.sleep(5)
    print(scope.cancelled_caught, await anyio.to_thread.run_sync(lambda: 6 * 7))
    send, receive = anyio.create_memory_object_stream(2)
    async with send, receive:
        await send.send(1)
        await send.send(2)
        print(await receive.receive(), receive.statistics().current_buffer_used)

anyio.run(parallel)
server.should_exit = True
thread.join()
try:
    httpx.get(base)
except httpx.ConnectError as error:
    print(type(error).__name__)
try:
    httpx.Response(404, request=httpx.Request('GET', 'http://x/')).raise_for_status()
except httpx.HTTPStatusError as error:
    print(error)
print(httpx.URL('https://u@h:8/p?q=1#f').copy_with(port=9), httpx.QueryParams('a=1&a=2').multi_items())
