"""urllib.request: requests, handlers and their order, redirections, passwords, proxies, files, data, cookies, errors."""
import email.message
import hashlib
import http.server
import io
import os
import re
import tempfile
import threading
import urllib.request as r
from urllib.error import ContentTooShortError, HTTPError, URLError

for name in [n for n in os.environ if n.lower().endswith('_proxy')]:
    del os.environ[name]


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except Exception as e:
        print('   ', type(e).__name__, mask(e))
    else:
        print('   ', mask(repr(result)))
        return result


def mask(text):
    return re.sub(r'127\.0\.0\.1:\d+', 'HOST', re.sub(' at (0x)?[0-9a-f]+', '', str(text))).replace(folder, 'FOLDER')


folder = '\0'
print('--- requests')
q = r.Request('http://user@H.example:80/p;x?q#frag', headers={'x-one': '1', 'CONTENT-type': 't'})
print(q.full_url, q.get_full_url(), q.type, q.host, q.selector, q.fragment, q.origin_req_host, q.unverifiable, q.get_method(), q.data, q.headers, q.unredirected_hdrs, q.header_items(), q.has_proxy(), q._tunnel_host)
q.data = b'abc'
q.add_header('content-LENGTH', '5')
q.add_unredirected_header('x-Two', '2')
print(q.get_method(), q.headers, q.has_header('Content-length'), q.get_header('X-two'), q.get_header('x-two'), q.get_header('none', 7), q.header_items())
q.data = b'abcd'
print(q.headers)
q.remove_header('X-one')
q.remove_header('X-two')
q.remove_header('nothing')
print(q.header_items())
del q.data
print(q.data, q.get_method())
q.full_url = '<URL:https://other/x#y>'
print(q.full_url, q.type, q.host, q.selector, q.fragment)
q.set_proxy('proxy:3128', 'http')
print(q.type, q.host, q.selector, q.has_proxy(), q._tunnel_host, q.get_full_url())
q = r.Request('http://h/p')
q.set_proxy('proxy:3128', 'https')
print(q.type, q.host, q.selector, q.has_proxy(), q._tunnel_host)
del q.full_url
print(q.full_url, q.selector)
for args in [('nothing',), ('',), ('//h/p',), ('mailto:x',), ('http:',), ('http://%41.b/%41%20',), (5,), ('http://h', None, {'a': 'b'}, 'origin', True, 'PUT')]:
    q = attempt(r.Request, *args)
    if q:
        print('       ', q.type, q.host, repr(q.selector), q.origin_req_host, q.unverifiable, q.get_method())


class Sub(r.Request):
    method = 'DELETE'


print(Sub('http://h').get_method(), Sub('http://h', method='POST').get_method(), r.request_host(r.Request('http://Www.X.com:8/')))

print('--- handlers')


class Noted(r.BaseHandler):
    def __init__(self, name, order, result=None):
        self.name, self.handler_order, self.result = name, order, result

    def __getattr__(self, name):
        raise AttributeError(name)


def noted(name, order, **methods):
    def made(kind, result):
        def method(self, *args):
            print('   ', self.name, kind, [type(a).__name__ for a in args])
            return args[result] if isinstance(result, int) else result() if callable(result) else result
        return method
    cls = type(name, (Noted,), {kind: made(kind, result) for kind, result in methods.items()})
    return cls(name, order)


class Answer(io.BytesIO):
    code, msg = 200, 'OK'

    def info(self):
        return email.message.Message()


for handlers in [[noted('first', 10, my_open=None), noted('second', 20, my_open=lambda: Answer(b'2'))], [noted('default', 5, default_open=lambda: Answer(b'd')), noted('mine', 1, my_open=None)], [noted('unknown', 5, unknown_open=lambda: Answer(b'u'))], [],
                 [noted('pre', 1, my_request=0, my_response=1), noted('post', 900, my_request=0, my_response=1, my_open=lambda: Answer(b'x'))]]:
    o = r.OpenerDirector()
    for h in reversed(handlers):
        o.add_handler(h)
    result = attempt(o.open, 'my://x')
    if result:
        print('       ', result.read())
print([h.name for h in sorted([noted('b', 20), noted('a', 10), noted('c', 30)])], r.BaseHandler() < r.HTTPErrorProcessor(), r.BaseHandler().__lt__(5))
o = r.build_opener()
print([type(h).__name__ for h in o.handlers], o.addheaders[0][0], sorted(o.handle_open), sorted(o.handle_error.get('http', {}), key=str), sorted(o.process_request), sorted(o.process_response))
print([type(h).__name__ for h in r.build_opener(r.ProxyHandler({}), r.HTTPCookieProcessor, type('Mine', (r.HTTPHandler,), {}), r.HTTPRedirectHandler()).handlers])
attempt(r.build_opener().add_handler, 5)
attempt(r.OpenerDirector().open, 'x:y')
attempt(r.build_opener().open, 'x:y')
attempt(r.build_opener().open, 'nothing')
attempt(r.build_opener().open, 'http:')
attempt(r.build_opener().open, r.Request('http:///x', b'text', {'Host': ''}))
attempt(r.build_opener().open, 'http://h/', 'text')
attempt(r.UnknownHandler().unknown_open, r.Request('zz:y'))

print('--- a server')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    seen = []

    def do_GET(self):
        length = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(length)
        while self.headers.get('Transfer-Encoding') and (line := self.rfile.readline()) != b'0\r\n':
            body += self.rfile.read(int(line, 16) + 2)[:-2]
        self.rfile.readline() if self.headers.get('Transfer-Encoding') else None
        self.seen.append((self.command, self.path, body, sorted((k, v) for k, v in self.headers.items() if k not in ('Host', 'User-Agent', 'Accept-Encoding'))))
        self.code, self.extra, text = 200, [], b'hello ' + self.path.encode()
        getattr(self, 'at_' + self.path.strip('/').split('/')[0].split('?')[0], lambda: None)()
        self.send_response(self.code)
        for pair in self.extra:
            self.send_header(*pair)
        self.send_header('Content-Length', len(text) + (10 if 'short' in self.path else 0))
        self.send_header('Connection', 'close')
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(text)

    do_POST = do_PUT = do_HEAD = do_DELETE = do_GET

    def at_redirect(self):
        self.code, self.extra = int(self.path.split('/')[2]), [('Location', '/' + '/'.join(self.path.split('/')[3:]))]

    def at_loop(self):
        self.code, self.extra = 302, [('Location', self.path)]

    def at_far(self):
        self.code, self.extra = 302, [('Location', f"/far/{int(self.path.split('/')[2]) + 1}")]

    def at_scheme(self):
        self.code, self.extra = 302, [('Location', 'ftp2://elsewhere')]

    def at_code(self):
        self.code = int(self.path.split('/')[2])

    def at_cookie(self):
        self.extra = [('Set-Cookie', 'k=v; path=/')]

    def at_basic(self):
        if self.headers.get('Authorization') != 'Basic dXNlcjpwYXNz':
            self.code, self.extra = 401, [('WWW-Authenticate', 'Basic realm="the realm", charset="UTF-8"')]

    def at_both(self):
        self.code, self.extra = 401, [('WWW-Authenticate', 'Negotiate'), ('WWW-Authenticate', "Basic realm='single'")]

    def at_negotiate(self):
        self.code, self.extra = 401, [('WWW-Authenticate', 'Negotiate')]

    def at_digest(self):
        given = self.headers.get('Authorization', '')
        nonce = 'abc'
        if given.startswith('Digest '):
            f = r.parse_keqv_list(r.parse_http_list(given[7:]))
            H = {'MD5': hashlib.md5, 'SHA': hashlib.sha1}[f.get('algorithm', 'MD5')]
            h = lambda t: H(t.encode()).hexdigest()
            middle = f"{f['nonce']}:{f['nc']}:{f['cnonce']}:{f['qop']}" if 'qop' in f else f['nonce']
            good = h(f"{h('user:dr:pass')}:{middle}:{h(self.command + ':' + f['uri'])}")
            self.seen[-1] = ('digest', good == f['response'], {k: v for k, v in f.items() if k not in ('cnonce', 'response')})
            if good == f['response']:
                return
        self.code = 401
        self.extra = [('WWW-Authenticate', f'Digest realm="dr", nonce="{nonce}"' + {'1': ', qop="auth"', '2': ', algorithm=SHA, opaque="op"', '3': ', qop="auth,auth-int", algorithm="MD5"', '4': ', algorithm=XXX', '5': ', qop="auth-int"'}[self.path.split('/')[2]])]

    def log_message(self, *args):
        pass


with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) as server:
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    base = 'http://127.0.0.1:%d' % server.server_port

    def visit(url, data=None, opener=None, **kwargs):
        Handler.seen.clear()
        print(url if isinstance(url, str) else url.get_method() + ' ' + mask(url.full_url))
        full = base + url if isinstance(url, str) else url
        try:
            with (opener.open if opener else r.urlopen)(full, data, **kwargs) as f:
                print('   ', f.status, f.code, f.msg, f.reason, mask(f.url), mask(f.geturl()), f.read(), f.headers['Content-Length'], f.info() is f.headers)
        except HTTPError as e:
            print('    HTTPError', e, e.code, mask(e.url), mask(e.read()), e.headers is not None)
            e.close()
        except Exception as e:
            print('   ', type(e).__name__, mask(e))
        for seen in Handler.seen:
            print('        seen', *map(mask, seen))

    visit('/plain')
    visit('/plain?a b'.replace(' ', '%20'), b'data')
    visit(r.Request(base + '/put#frag', b'xyz', {'X-y': 'z', 'Content-type': 'text/p'}, method='PUT'))
    visit(r.Request(base + '/it', iter([b'ab', b'c'])))
    visit(r.Request(base + '/file', io.BytesIO(b'file body'), {'Content-length': '9'}))
    visit(r.Request(base + '/array', bytearray(b'arr')))
    visit(r.Request(base + '/head', method='HEAD'))
    visit(r.Request(base + '/conn', headers={'connection': 'keep-alive', 'host': 'mine'}))
    visit('/plain', 'text')
    visit('/plain', timeout=10)
    for code in (301, 302, 303, 307, 308, 300, 304):
        visit(f'/redirect/{code}/plain')
    visit('/redirect/302/plain', b'posted')
    visit('/redirect/307/plain', b'posted')
    visit('/redirect/301/a b/ü'.encode('ascii', 'ignore').decode().replace(' ', '%20') + '?x=1#f')
    visit(r.Request(base + '/redirect/302/x', b'd', {'Content-type': 'a/b', 'X-keep': '1', 'Content-length': '1'}))
    visit(r.Request(base + '/redirect/302/x', method='HEAD'))
    visit(r.Request(base + '/redirect/302/x', method='DELETE'))
    visit('/loop')
    visit('/far/0')
    visit('/scheme')
    for code in (404, 500, 204, 299, 400):
        visit(f'/code/{code}')
    jar = r.HTTPCookieProcessor()
    o = r.build_opener(jar)
    visit('/cookie', opener=o)
    visit('/plain', opener=o)
    print(mask(str(list(jar.cookiejar))))

    class NoRedirect(r.HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):
            print('    asked', code, msg, mask(newurl), req.get_method())

    visit('/redirect/302/x', opener=r.build_opener(NoRedirect))

    print('--- passwords')
    m = r.HTTPPasswordMgrWithDefaultRealm()
    m.add_password(None, base, 'user', 'pass')
    for handler in (r.HTTPBasicAuthHandler(m), r.HTTPDigestAuthHandler(m)):
        o = r.build_opener(handler)
        for path in ['/basic/x', '/both', '/negotiate', '/digest/1', '/digest/2', '/digest/3', '/digest/4', '/digest/5']:
            visit(path, opener=o)
    wrong = r.HTTPBasicAuthHandler()
    wrong.add_password('the realm', base, 'user', 'wrong')
    visit('/basic', opener=r.build_opener(wrong))
    wrong = r.HTTPDigestAuthHandler()
    wrong.add_password('dr', base, 'user', 'wrong')
    visit('/digest/1', opener=r.build_opener(wrong))
    p = r.HTTPPasswordMgrWithPriorAuth()
    p.add_password(None, base, 'user', 'pass', is_authenticated=True)
    visit('/basic', opener=r.build_opener(r.HTTPBasicAuthHandler(p)))
    p.update_authenticated(base + '/', False)
    visit('/basic', opener=r.build_opener(r.HTTPBasicAuthHandler(p)))

    print('--- proxies')
    o = r.build_opener(r.ProxyHandler({'http': base, 'x': 'http://user:p%40ss@' + base[7:]}))
    Handler.seen.clear()
    with o.open('http://far.example/path?q') as f:
        print(f.read(), mask(f.url))
    print(Handler.seen)
    os.environ['http_proxy'] = base.replace('http://', 'http://me:secret@')
    os.environ['no_proxy'] = 'near.example, .local,127.0.0.1'
    Handler.seen.clear()
    with r.build_opener().open('http://far.example/') as f:
        print(f.read(), mask(f.url))
    print(Handler.seen)
    visit('/direct', opener=r.build_opener())
    del os.environ['http_proxy'], os.environ['no_proxy']

    print('--- files')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'got')
        name, headers = r.urlretrieve(base + '/retrieve', path, lambda *args: print('    hook', args))
        print(mask(name), open(name).read(), headers['Content-Length'])
        name, headers = r.urlretrieve(base + '/retrieve')
        print(os.path.exists(name), open(name).read())
        r.urlcleanup()
        print(os.path.exists(name))
        try:
            r.urlretrieve(base + '/short', path)
        except ContentTooShortError as e:
            print(e, e.content[1]['Content-Length'])
        text = os.path.join(folder, 'ä b.txt')
        with open(text, 'w') as f:
            f.write('some text')
        os.utime(text, (0, 0))
        url = 'file://' + r.pathname2url(text)
        print(mask(url))
        with r.urlopen(url) as f:
            print(f.read(), f.headers.items(), mask(f.url), f.status, f.code)
        with r.urlopen(url.replace('file://', 'file://localhost')) as f:
            print(f.read())
        name, headers = r.urlretrieve(url)
        print(mask(name), headers['Content-type'])
        for bad in ['file:///none/such', 'file://far.example/x', 'file:' + text, f'file://{folder}', 'file:///\0', 'file:relative']:
            attempt(lambda: r.urlopen(bad).read())

print('--- data')
for url in ['data:,x%20y', 'data:text/plain;charset=utf-8;base64,aGk=', 'data:text/html,<p>', 'data:;base64,aGk', 'data:base64,xx', 'data:', 'data:x', 'data:image/png;base64,====', 'data:,a#b', 'data:;x=y,%41', 'data:text/plain;base64,aGVs%0AbG8=']:
    attempt(lambda: (lambda f: (f.read(), f.headers.items(), f.url, f.status))(r.urlopen(url)))

print('--- managers')
m = r.HTTPPasswordMgr()
m.add_password('R', 'http://h.example/dir/', 'u1', 'p1')
m.add_password('R', ['http://h.example/dir/sub', 'https://s.example'], 'u2', 'p2')
m.add_password('S', 'bare.example:8080', 'u3', 'p3')
for args in [('R', 'http://h.example/dir/x'), ('R', 'http://h.example/dir/sub/y'), ('R', 'http://h.example/dir'), ('R', 'http://h.example:80/dir/'), ('R', 'https://s.example/any'), ('R', 'https://s.example:443'), ('R', 'http://s.example/'), ('S', 'http://bare.example:8080/x'), ('S', 'bare.example:8080'), ('T', 'http://h.example/dir/'), ('R', 'http://h.example/direct')]:
    print(args, m.find_user_password(*args))
print(m.reduce_uri('http://h/p'), m.reduce_uri('http://h/p', False), m.reduce_uri('h'), m.reduce_uri('h:80'), m.reduce_uri('https://u@h:1'), m.is_suburi(('h', '/a'), ('h', '/a/b')), m.is_suburi(('h', '/a'), ('h', '/ab')), m.is_suburi(('h', '/a'), ('i', '/a')), m.is_suburi(('h', '/'), ('h', '/x')))
d = r.HTTPPasswordMgrWithDefaultRealm()
d.add_password(None, 'http://h/', 'u', 'p')
print(d.find_user_password('any', 'http://h/x'), d.find_user_password('any', 'http://i/'))
p = r.HTTPPasswordMgrWithPriorAuth()
p.add_password('r', 'http://h/', 'u', 'p', True)
print(p.is_authenticated('http://h/x'), p.is_authenticated('http://i/'), p.find_user_password(None, 'http://h/'), p.find_user_password('r', 'http://h/'))
print(r.parse_http_list('a, "b, c", d="e,\\"f", g'), r.parse_http_list(''), r.parse_keqv_list(['a=1', 'b="2"', 'c=""']))
a = r.AbstractDigestAuthHandler()
for algorithm in ('MD5', 'SHA', 'SHA-256', 'sha'):
    attempt(lambda: [f(*args) for f, args in zip(a.get_algorithm_impls(algorithm), (['x'], ['s', 'd']))])
print(len(a.get_cnonce('n')), a.get_entity_digest(None, None))
attempt(r.AbstractBasicAuthHandler().http_error_auth_reqed, 'www-authenticate', 'http://h/', r.Request('http://h/'), email.message.Message())
print(r.pathname2url('/a b/ü%'), r.url2pathname('/a%20b'), r.getproxies_environment())
for host in ['a.example', 'x.a.example', 'b.example:80', 'localhost', '127.0.0.1', 'ax.example', 'B.EXAMPLE']:
    print(host, r.proxy_bypass_environment(host, {'no': 'a.example, b.example:80,localhost'}), r.proxy_bypass_environment(host, {'no': '*'}), r.proxy_bypass_environment(host, {}), r.proxy_bypass_environment(host, {'no': '.a.example'}), end='; ')
print()
os.environ.update({'HTTP_PROXY': 'up', 'https_proxy': 'low', 'HTTPS_PROXY': 'UP', 'ftp_proxy': '', 'FTP_PROXY': 'x', 'REQUEST_METHOD': 'GET', 'Mixed_Proxy': 'm'})
print(sorted(r.getproxies_environment().items()))
del os.environ['REQUEST_METHOD']
print(sorted(r.getproxies().items()))
