"""tornado: an application, its client, websockets, coroutines, queues."""

import asyncio, tornado.web, tornado.testing, tornado.httpclient, tornado.websocket, tornado.template, tornado.escape, tornado.options, tornado.gen, tornado.locks, tornado.queues, tornado.ioloop, json


class Main(tornado.web.RequestHandler):
    def get(self):
        self.write({'a': self.get_argument('a', 'none'), 'l': self.get_arguments('l')})

    async def post(self):
        await asyncio.sleep(0)
        self.set_status(201)
        self.set_header('X-Y', 'z')
        self.set_cookie('c', 'v')
        self.write(self.request.body[::-1])


class Item(tornado.web.RequestHandler):
    def prepare(self):
        self.set_header('P', '1')

    def get(self, id):
        if id == '9':
            raise tornado.web.HTTPError(404, 'none')
        if id == '8':
            1 / 0
        if id == '7':
            self.redirect('/')
            return
        self.render_string
        self.finish(
            tornado.template.Template(
                '<b>{{ x }}</b>{% for i in range(n) %}{{ i }},{% end %}{% if x %}y{% else %}n{% end %}'
            ).generate(x='<' + id, n=3)
        )

    def write_error(self, code, **kw):
        self.finish(f'err {code} {type(kw["exc_info"][1]).__name__}')


class Stream(tornado.web.RequestHandler):
    async def get(self):
        for i in range(3):
            self.write(f'{i} ')
            await self.flush()


class WS(tornado.websocket.WebSocketHandler):
    def open(self):
        self.write_message('open')

    def on_message(self, m):
        self.write_message(m * 2)

    def on_close(self):
        print('ws closed')


class Sec(tornado.web.RequestHandler):
    def get_current_user(self):
        u = self.get_signed_cookie('u')
        return u and u.decode()

    @tornado.web.authenticated
    def get(self):
        self.write(self.current_user)

    def post(self):
        self.set_signed_cookie('u', 'bob')
        self.check_xsrf_cookie


app = tornado.web.Application(
    [('/', Main), (r'/i/(\d+)', Item), ('/s', Stream), ('/ws', WS), ('/sec', Sec)],
    cookie_secret='k',
    login_url='/login',
    debug=False,
)
import logging

logging.disable(logging.CRITICAL)


async def main():
    srv = app.listen(0, '127.0.0.1')
    port = list(srv._sockets.values())[0].getsockname()[1]
    u = f'http://127.0.0.1:{port}'
    c = tornado.httpclient.AsyncHTTPClient()

    async def f(p, **k):
        r = await c.fetch(u + p, raise_error=False, **k)
        print(p, r.code, r.reason, r.body, r.headers.get('X-Y'), r.headers.get('P'), r.headers.get('Set-Cookie'))
        return r

    await f('/?a=1&l=x&l=y')
    await f('/', method='POST', body='abc')
    await f('/i/5')
    await f('/i/9')
    await f('/i/8')
    await f('/i/7')
    await f('/nope')
    await f('/s')
    await f('/', method='DELETE')
    await f('/sec', follow_redirects=False)
    r = await c.fetch(u + '/sec', method='POST', body='')
    ck = r.headers['Set-Cookie'].split(';')[0]
    await f('/sec', headers={'Cookie': ck})
    w = await tornado.websocket.websocket_connect(f'ws://127.0.0.1:{port}/ws')
    print(await w.read_message())
    await w.write_message('ab')
    print(await w.read_message())
    w.close()
    await asyncio.sleep(0.05)
    try:
        await c.fetch(u + '/nope')
    except tornado.httpclient.HTTPClientError as e:
        print(e)
    q = tornado.queues.Queue(2)

    async def cons():
        async for x in q:
            print('q', x)
            q.task_done()

    t = asyncio.create_task(cons())
    [await q.put(i) for i in range(4)]
    await q.join()
    t.cancel()

    @tornado.gen.coroutine
    def old():
        yield tornado.gen.sleep(0)
        raise tornado.gen.Return(5)

    print(await old(), await tornado.gen.multi([old(), old()]), await tornado.gen.multi({'a': old()}))
    l = tornado.locks.Lock()
    async with l:
        print('locked')
    try:
        await tornado.gen.with_timeout(__import__('datetime').timedelta(seconds=0.01), asyncio.Future())
    except tornado.gen.TimeoutError:
        print('to')
    print(await tornado.ioloop.IOLoop.current().run_in_executor(None, lambda: 3))
    srv.stop()


asyncio.run(main())
print(
    tornado.escape.xhtml_escape('<&"'),
    tornado.escape.url_escape('a b'),
    tornado.escape.linkify('see http://x.y'),
    tornado.escape.json_encode({'a': '</'}),
)
tornado.options.define('port', default=1, type=int, help='p')
print(tornado.options.parse_command_line(['x', '--port=5', 'rest']), tornado.options.options.port)


class T(tornado.testing.AsyncHTTPTestCase):
    def get_app(self):
        return app

    def test_a(self):
        self.assertEqual(json.loads(self.fetch('/?a=2').body)['a'], '2')

    @tornado.testing.gen_test
    async def test_b(self):
        await asyncio.sleep(0)


import unittest

r = unittest.TextTestRunner(stream=open('/dev/null', 'w')).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(r.testsRun, r.wasSuccessful())
