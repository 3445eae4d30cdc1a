"""Sockets, selectors, servers, HTTP, URLs."""
import http.client
import http.cookies
import http.server
import io
import json
import selectors
import socket
import socketserver
import threading
import urllib.error
import urllib.parse
import urllib.request


def section(title):
    print(f'--- {title}')


section('sockets')
a, b = socket.socketpair()
a.sendall(b'hello')
print(b.recv(100), b.family, b.type, repr(b.type), a.gettimeout())
f = a.makefile('rw', encoding='utf-8', newline='\n')
f.write('line\n')
f.flush()
print(b.makefile('rb').readline())
b.settimeout(0.01)
for call in (lambda: b.recv(1), lambda: socket.create_connection(('127.0.0.1', 1)),
             lambda: a.makefile('x'), lambda: socket.getaddrinfo('no.such.host.invalid', 1)):
    try:
        call()
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
a.close()
f.close()
print(a.fileno(), b.recv(1))
b.close()
with socket.create_server(('127.0.0.1', 0)) as server:
    with socket.create_connection(server.getsockname()) as client:
        conn, address = server.accept()
        with conn:
            print(address == client.getsockname(), conn.getpeername() == address)
            print(conn.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
u1 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u1.bind(('127.0.0.1', 0))
u2 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u2.sendto(b'datagram', u1.getsockname())
data, sender = u1.recvfrom(100)
print(data, sender[0])
u1.close()
u2.close()
print(socket.inet_aton('1.2.3.4'), socket.inet_ntop(socket.AF_INET6, bytes(15) + b'\1'),
      socket.htons(1), repr(socket.AF_INET))

section('selectors')
a, b = socket.socketpair()
with selectors.DefaultSelector() as sel:
    sel.register(a, selectors.EVENT_READ, 'a')
    print(sel.select(0))
    b.send(b'x')
    print([(key.data, mask) for key, mask in sel.select(1)])
    sel.modify(a, selectors.EVENT_WRITE, 'w')
    print([(key.data, mask) for key, mask in sel.select(1)], len(sel.get_map()))
    try:
        sel.register(a, 1)
    except KeyError as e:
        print(type(e).__name__)
    sel.unregister(a)
a.close()
b.close()

section('socketserver')


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


with socketserver.ThreadingTCPServer(('127.0.0.1', 0), Upper) as server:
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    with socket.create_connection(server.server_address) as s:
        s.sendall(b'hello\nworld\n')
        s.shutdown(socket.SHUT_WR)
        print(s.makefile('rb').read())
    server.shutdown()

section('http')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def answer(self, code, body, **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/moved':
            self.answer(302, b'', Location='/?to=here')
        elif self.path == '/missing':
            self.send_error(404)
        elif self.path == '/chunks':
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            self.wfile.write(b'3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n')
        else:
            self.answer(200, self.path.encode(), X_Test='yes',
                        Content_Type='text/plain; charset=utf-8')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.answer(201, json.dumps([self.headers['Content-Type'], body.decode()]).encode())

    def log_message(self, format, *args):
        pass


with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) as server:
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    host, port = server.server_address
    conn = http.client.HTTPConnection(host, port)
    for method, path, body in (('GET', '/a?b=c', None), ('GET', '/chunks', None),
                               ('POST', '/', b'data'), ('HEAD', '/', None)):
        conn.request(method, path, body)
        r = conn.getresponse()
        print(r.status, r.reason, r.version, r.read(), r.getheader('X-Test'), r.isclosed())
    conn.close()
    base = f'http://{host}:{port}'
    with urllib.request.urlopen(base + '/x y'.replace(' ', '%20')) as r:
        print(r.status, r.read(), r.headers.get_content_type(), r.headers.get_content_charset())
    with urllib.request.urlopen(base + '/moved') as r:
        print(r.geturl().removeprefix(base), r.read())
    form = urllib.parse.urlencode({'k': 'v w', 'ü': 1}).encode()
    with urllib.request.urlopen(base, data=form) as r:
        print(json.loads(r.read()))
    try:
        urllib.request.urlopen(base + '/missing')
    except urllib.error.HTTPError as e:
        print(e, e.code, e.reason, len(e.read()) > 100)
    server.shutdown()
try:
    urllib.request.urlopen(base)
except urllib.error.URLError as e:
    print(e)
print(urllib.request.urlopen('data:text/plain;base64,aGk=').read())

section('URLs')
url = 'https://user:pw@Host.example:8080/a/b;p?q=1&r=2#frag'
parts = urllib.parse.urlparse(url)
print(parts, parts.hostname, parts.port, parts.username, parts.geturl() == url)
print(urllib.parse.urljoin('http://h/a/b/c', '../d?x'),
      urllib.parse.quote('a b/ü&'), urllib.parse.quote_plus('a b/ü&'),
      urllib.parse.unquote('a%20b%C3%BC'), urllib.parse.parse_qs('a=1&a=2&b='),
      urllib.parse.parse_qsl('a=1&b=', keep_blank_values=True),
      urllib.parse.urlencode([('a', [1, 2]), ('b', 'x y')], doseq=True))

section('cookies')
c = http.cookies.SimpleCookie('a=1; b="two words"')
c['session'] = 'xyz'
c['session']['path'] = '/'
c['session']['httponly'] = True
print(c['b'].value, c.output(), repr(c))
