"""aiohttp: a server and a client over loopback; routes, JSON, streams, forms, cookies, errors, a websocket."""
import asyncio

import aiohttp
from aiohttp import web

routes = web.RouteTableDef()


@routes.get('/')
async def index(request):
    return web.Response(text='hello ' + request.query.get('name', 'nobody'), headers={'X-One': '1'})


@routes.post('/json')
async def json_(request):
    data = await request.json()
    return web.json_response({'sum': sum(data['numbers']), 'kind': request.content_type})


@routes.post('/form')
async def form(request):
    data = await request.post()
    return web.json_response({k: v if isinstance(v, str) else [v.filename, v.file.read().decode()]
                              for k, v in data.items()})


@routes.get('/stream/{count:[0-9]+}')
async def stream(request):
    response = web.StreamResponse()
    await response.prepare(request)
    for i in range(int(request.match_info['count'])):
        await response.write(b'part %d\n' % i)
        await asyncio.sleep(0)
    await response.write_eof()
    return response


@routes.get('/cookie')
async def cookie(request):
    response = web.Response(text=request.cookies.get('seen', 'no'))
    response.set_cookie('seen', 'yes', path='/cookie')
    return response


@routes.get('/fail')
async def fail(request):
    raise web.HTTPTeapot(text='short and stout') if hasattr(web, 'HTTPTeapot') else web.HTTPForbidden(text='no')


@routes.get('/ws')
async def websocket(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    async for message in ws:
        if message.type == aiohttp.WSMsgType.TEXT:
            if message.data == 'close':
                await ws.close(code=4000, message=b'bye')
            else:
                await ws.send_str(message.data.upper())
        elif message.type == aiohttp.WSMsgType.BINARY:
            await ws.send_bytes(message.data[::-1])
    return ws


@web.middleware
async def count(request, handler):
    request.app[COUNT].append(request.path)
    return await handler(request)


COUNT = web.AppKey('count', list)


async def main():
    app = web.Application(middlewares=[count])
    app[COUNT] = []
    app.add_routes(routes)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, '127.0.0.1', 0)
    await site.start()
    port = runner.addresses[0][1]
    base = f'http://127.0.0.1:{port}'
    async with aiohttp.ClientSession(base) as session:
        async with session.get('/', params={'name': 'wörld'}) as r:
            print(r.status, r.reason, await r.text(), r.headers['X-One'], r.content_type, r.charset)
        async with session.post('/json', json={'numbers': [1, 2, 3]}) as r:
            print(await r.json())
        form = aiohttp.FormData()
        form.add_field('a', 'text')
        form.add_field('file', b'content', filename='f.txt', content_type='text/plain')
        async with session.post('/form', data=form) as r:
            print(await r.json())
        async with session.get('/stream/3') as r:
            print([line async for line in r.content], r.headers.get('Transfer-Encoding'))
        for _ in range(2):
            async with session.get('/cookie') as r:
                print(await r.text())
        async with session.get('/fail') as r:
            print(r.status, await r.text())
        try:
            async with session.get('/nothing', raise_for_status=True):
                pass
        except aiohttp.ClientResponseError as error:
            print(type(error).__name__, error.status, error.message)
        async with session.ws_connect('/ws') as ws:
            await ws.send_str('hello')
            print((await ws.receive()).data)
            await ws.send_bytes(b'abc' * 50000)
            print(len((await ws.receive()).data))
            await ws.send_str('close')
            message = await ws.receive()
            print(message.type.name, message.data, message.extra)
        many = [session.get('/', params={'name': str(i)}) for i in range(20)]
        answers = await asyncio.gather(*many)
        print(sorted([await r.text() for r in answers])[:3])
        try:
            await session.get('/stream/1', timeout=aiohttp.ClientTimeout(total=1e-9))
        except asyncio.TimeoutError as error:
            print(type(error).__name__)
    print(len(app[COUNT]) >= 27)
    await runner.cleanup()
    try:
        async with aiohttp.ClientSession() as session:
            await session.get(base)
    except aiohttp.ClientConnectorError as error:
        print(type(error).__name__, error.os_error.errno)


asyncio.run(main())
