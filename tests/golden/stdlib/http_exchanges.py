"""http.client: answers in every framing, whole and broken; requests as they go over the wire; errors."""
import copy
import http
import http.client
import io
import pickle
import re
import socket
import sys
import threading
from http.client import HTTPConnection, HTTPResponse


class Addressless:
    """stdout without addresses."""
    def write(self, text):
        sys.__stdout__.write(re.sub(' at 0x[0-9a-f]+', '', text))

    def flush(self):
        pass


sys.stdout = Addressless()


class Wire:
    """A socket whose answer is written beforehand."""
    def __init__(self, answer=b'', host=None, port=None):
        self.answer, self.sent, self.host, self.port = answer, b'', host, port
        self.closed = 0

    def sendall(self, data):
        self.sent += bytes(data)

    def makefile(self, mode, bufsize=None):
        return io.BufferedReader(io.BytesIO(self.answer))

    def close(self):
        self.closed += 1

    def setsockopt(self, *args):
        pass


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except Exception as e:
        print('   ', type(e).__module__, type(e).__name__, e, getattr(e, 'partial', ''), getattr(e, 'expected', ''))
    else:
        print('   ', repr(result))


def response(data, method=None, **kwargs):
    r = HTTPResponse(Wire(data), method=method, **kwargs)
    r.begin()
    return r


def state(r):
    print('   ', r.status, repr(r.reason), r.version, r.length, r.chunked, r.will_close, r.isclosed(), r.closed)


OK = b'HTTP/1.1 200 OK\r\n'
SIZED = OK + b'Content-Length: 20\r\n\r\nline one\nline two\nxyz and more'
CHUNKS = OK + b'Transfer-Encoding: chunked\r\n\r\n5\r\nline \r\n4;ext=1\r\none\n\r\nB\r\nline two\nxy\r\n0\r\nTrailer: x\r\n\r\nrest'
UNTIL = OK + b'\r\nline one\nline two\nxyz'
SHORT = OK + b'Content-Length: 50\r\n\r\nline one\nline'
LOST = OK + b'Transfer-Encoding: chunked\r\n\r\n5\r\nline \r\n8\r\none\n'
BAD = OK + b'Transfer-Encoding: chunked\r\n\r\n5\r\nline \r\nzz\r\none\n'
NOEND = OK + b'Transfer-Encoding: chunked\r\n\r\n5\r\nline \r\n'

print('--- ways to read')
READS = {
    'read()': lambda r: r.read(),
    'read(4) x 3': lambda r: [r.read(4) for _ in range(3)],
    'read(0), read(100), read(1)': lambda r: [r.read(0), r.read(100), r.read(1)],
    'read(20), read()': lambda r: [r.read(20), r.read()],
    'read(7), read()': lambda r: [r.read(7), r.read()],
    'readline': lambda r: [r.readline(), r.readline(3), r.readline(), r.readline(), r.readline()],
    'lines': lambda r: list(r),
    'readlines': lambda r: r.readlines(),
    'read1(3), read1()': lambda r: [r.read1(3), r.read1(), r.read1(0), r.read1(100), r.read1(), r.read1()],
    'peek': lambda r: [r.peek(), r.read(2), r.peek(1), r.read(), r.peek()],
    'readinto': lambda r: [(n := r.readinto(b := bytearray(6)), bytes(b)) for _ in range(5)],
    'readinto(0)': lambda r: r.readinto(bytearray()),
    'None': lambda r: [r.read(None)],
    'read1 -1': lambda r: [r.read1(-1), r.read1(-1)],
    'with': lambda r: r.__enter__().__exit__(None, None, None) or r.closed,
}
for label, data in {'SIZED': SIZED, 'CHUNKS': CHUNKS, 'UNTIL': UNTIL, 'SHORT': SHORT, 'LOST': LOST, 'BAD': BAD,
                    'NOEND': NOEND}.items():
    for name, act in READS.items():
        if data is LOST and 'readinto' in name:
            continue
        r = response(data)
        print(label, name)
        attempt(act, r)
        state(r)
        attempt(r.read)

print('--- HEAD, 204, 304, odd lengths')
for method, data in [('HEAD', SIZED), ('HEAD', CHUNKS), ('GET', b'HTTP/1.1 204 No Content\r\n\r\nx'), ('GET', b'HTTP/1.0 304 Same\r\n\r\nx'),
                     ('GET', b'HTTP/1.1 100 Go\r\nA: b\r\n\r\nHTTP/1.1 101 Switch\r\n\r\nx'),
                     ('GET', b'HTTP/1.1 200\r\nContent-Length: abc\r\n\r\nx'), ('GET', b'HTTP/1.1 200  \r\nContent-Length: -5\r\n\r\nx'),
                     ('GET', b'HTTP/1.0 200 Very  OK \r\nContent-Length: 0\r\n\r\nx'), ('GET', b'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx'),
                     ('GET', b'HTTP/1.0 200 OK\r\nKeep-Alive: 5\r\nContent-Length: 1\r\n\r\nx'), ('GET', b'HTTP/1.0 200 OK\r\nProxy-Connection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx'),
                     ('GET', b'HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 1\r\n\r\nx'), ('GET', b'HTTP/1.5 200 OK\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n'),
                     ('GET', b'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\nabc'), ('GET', b'HTTP/0.9 200 OK\r\n\r\nabc'),
                     ('GET', b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n2\r\nab\r\n0\r\n\r\n')]:
    r = response(data, method)
    state(r)
    attempt(r.readinto, bytearray(2)) if method == 'HEAD' else attempt(r.read)
    attempt(r.read)
    state(r)

print('--- broken status lines and headers')
for data in [b'', b'\r\n', b'junk\r\n', b'HTTP/1.1\r\n', b'HTTP/1.1 abc OK\r\n', b'HTTP/1.1 99 OK\r\n', b'HTTP/1.1 1000 OK\r\n', b'HTTP/2.0 200 OK\r\n\r\n',
             b'HTTP/3 200 OK\r\n\r\n', b'ICY 200 OK\r\n\r\n', b'HTTP/1.1 200 ' + b'x' * 65536 + b'\r\n\r\n', OK + b'A: ' + b'x' * 65536, OK + b'A: b\r\n' * 101,
             OK + b'A: b\r\n' * 99 + b'\r\n', OK + b'no colon\r\nA: b\r\n\r\n', OK + b'A: b', b'HTTP/1.1 100 Go\r\n' + b'A: b\r\n' * 102]:
    attempt(lambda: (r := response(data)) and (r.status, len(r.headers), r.msg.defects, r.read()))

print('--- headers')
r = response(OK + b'Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Latin: caf\xe9\r\nFolded: one\r\n two\r\nContent-Type: text/html; charset=utf-8\r\n\r\nbody', url='u')
print(r.getheader('set-cookie'), r.getheader('none'), r.getheader('none', 'd'), r.getheader('none', ['d', 'e']), r.getheader('none', 5))
print(r.getheaders(), r.headers is r.msg, r.info() is r.msg, r.geturl() if hasattr(r, 'url') else None, r.getcode(), r.readable(), r.writable())
print(type(r.msg), r.msg.get_all('Set-Cookie'), r.msg.get_content_charset(), r.msg.getallmatchingheaders('set-cookie'), repr(r.msg['x-latin']))
attempt(r.fileno)
attempt(r.flush)
r.close()
attempt(r.read)
attempt(r.readline)
attempt(r.fileno)
attempt(r.flush)
r = HTTPResponse(Wire(SIZED))
attempt(r.getheader, 'x')
attempt(r.getheaders)
print(r.status, r.reason, r.version, r.length, r.chunked, r.will_close, r.headers, r.msg)
attempt(http.client.parse_headers, io.BytesIO(b'A: 1\r\nB: 2\r\n\r\nrest'))
print(http.client.parse_headers(io.BytesIO(b'A: 1\nB: 2\n\nrest')).items())

print('--- requests')


class Fake(HTTPConnection):
    answer = OK + b'Content-Length: 2\r\n\r\nok'

    def connect(self):
        self.sock = Wire(self.answer, self.host, self.port)


def show(conn):
    print('   ', conn.sock.sent if conn.sock else None)


def ask(method, url, *args, host='host.example', cls=Fake, **kwargs):
    conn = cls(host)
    try:
        conn.request(method, url, *args, **kwargs)
    except Exception as e:
        print('   ', type(e).__name__, e)
    show(conn)


class Reader:
    def __init__(self, *parts):
        self.parts = list(parts)

    def read(self, size):
        return self.parts.pop(0) if self.parts else b''


ask('GET', '/')
ask('GET', '')
ask('POST', '/p', 'text')
ask('POST', '/p', b'bytes', {'X-A': 'v', 'x-b': 5, b'raw': b'value'})
ask('PUT', '/p', bytearray(b'array'))
ask('PUT', '/p', memoryview(b'view'))
ask('POST', '/p')
ask('PATCH', '/p', None)
ask('PUT', '/p', [b'one', b'two', b''])
ask('PUT', '/p', (x for x in [b'one', b'two']), encode_chunked=True)
ask('PUT', '/p', Reader(b'aa', b'bbb'))
ask('PUT', '/p', io.StringIO('straße'[:4]))
ask('PUT', '/p', io.BytesIO(b'bytes io'))
ask('PUT', '/p', [b'x'], {'Content-Length': '1'})
ask('PUT', '/p', [b'x'], {'Transfer-Encoding': 'chunked'})
ask('PUT', '/p', [b'x'], {'Transfer-Encoding': 'chunked'}, encode_chunked=True)
ask('PUT', '/p', 'x', {'Transfer-Encoding': 'chunked'}, encode_chunked=True)
ask('GET', '/', headers={'Host': 'other', 'Accept-Encoding': 'gzip'})
ask('GET', '/', headers={'User-Agent': 'a\r\n b'})
ask('GET', 'http://elsewhere:81/path')
ask('GET', '/', host='host.example:8080')
ask('GET', '/', host='[::1]:8080')
ask('GET', '/', host='::1')
ask('GET', '/', host='münchen.example')
ask('POST', '/', 'no latin: €')
ask('POST', '/', 5)
ask('PUT', '/', [5])
ask('GET', '/a b')
ask('GET', '/a\x7f')
ask('GET', '/ü')
ask('GE T', '/')
ask('GET\n', '/')
ask('', '/')
ask('GET', '/', headers={'a b': '1'})
ask('GET', '/', headers={'a:': '1'})
ask('GET', '/', headers={'': '1'})
ask('GET', '/', headers={' a': '1'})
ask('GET', '/', headers={'a': '1\r\nb: 2'})
ask('GET', '/', headers={'a': '1\n'})
ask('GET', '/', headers={'a': 'ü'})
ask('GET', '/', headers={'a': '€'})
ask('GET', '/', headers={'a': 1.5})
for host, port in [('a:b', None), ('a:', None), ('a:80', None), ('a', 81), ('[::1]', None), ('[::1', None), ('a b', None), ('a\n', None), ('', None), ('a:80', 90), ('a:-1', None), (None, 5)]:
    attempt(lambda: (c := Fake(host, port)) and (c.host, c.port))
c = HTTPConnection('h', timeout=5, source_address=('x', 0), blocksize=77)
print(c.timeout, c.source_address, c.blocksize, c.sock, c.debuglevel, c.auto_open, c.default_port, c.response_class)

print('--- states')
c = Fake('h')
attempt(c.getresponse)
attempt(c.putheader, 'a', 'b')
attempt(c.endheaders)
c.request('GET', '/')
attempt(c.request, 'GET', '/')
attempt(c.putheader, 'a', 'b')
r = c.getresponse()
attempt(c.request, 'GET', '/')
attempt(c.getresponse)
print(r.read(), r.isclosed(), c.sock.closed)
print(c.getresponse().read())
c.request('GET', '/again')
show(c)
r = c.getresponse()
print(r.read(1))
c.close()
attempt(r.read)
c.close()
c = Fake('h')
c.auto_open = 0
attempt(c.request, 'GET', '/')
c = Fake('h')
c.answer = b''
c.request('GET', '/')
attempt(c.getresponse)
print(c.sock)
attempt(c.getresponse)
c = Fake('h')
c.answer = b'what\r\n'
c.request('GET', '/')
attempt(c.getresponse)
print(c.sock)
c = Fake('h')
c.answer = b'HTTP/1.0 200 OK\r\n\r\nto the end'
c.request('GET', '/')
r = c.getresponse()
print(c.sock, r.read())

print('--- by hand')
c = Fake('h', 81)
c.putrequest('POST', '/x', skip_accept_encoding=True)
c.putheader('X-Many', 'a', b'b', 3)
c.putheader('Transfer-Encoding', 'chunked')
c.endheaders(iter([b'one', b'two']), encode_chunked=True)
show(c)
c = Fake('h', 443)
c.putrequest('GET', '*', skip_host=True, skip_accept_encoding=1)
c.endheaders(b'with body')
show(c)
c.send(b'more')
c.send(io.BytesIO(b'file'))
c.send(io.StringIO('text'))
c.send([b'i', b'j'])
attempt(c.send, 5)
attempt(c.send, 'str')
show(c)
c = Fake('h')
c._http_vsn, c._http_vsn_str = 10, 'HTTP/1.0'
c.request('PUT', '/', b'old')
show(c)

print('--- tunnels')


class Tunnel(HTTPConnection):
    proxy = b'HTTP/1.1 200 Connected\r\nProxy-Info: p\r\n\r\n'

    def connect(self):
        self._create_connection = lambda where, *args: (print('    connect', where, args[1:]), Wire(self.proxy + Fake.answer))[1]
        super().connect()


c = Tunnel('proxy', 3128)
c.set_tunnel('target', 8443, {'Proxy-Authorization': 'x'})
c.request('GET', '/inner')
show(c)
print(c.get_proxy_response_headers().items(), c.host, c.port)
attempt(c.set_tunnel, 'again')
c = Tunnel('proxy', 3128)
c.set_tunnel('[::1]:99')
c.request('GET', '/inner')
show(c)
c = Tunnel('proxy', 3128)
c.proxy = b'HTTP/1.1 407 Auth needed\r\nX: y\r\n\r\n'
c.set_tunnel('ünder', 5, headers={'Host': 'mine'})
attempt(c.request, 'GET', '/')
show(c)
print(c.get_proxy_response_headers())
c = Tunnel('proxy', 3128)
c.set_tunnel('t\nx')
attempt(c.request, 'GET', '/')
attempt(Fake('h').get_proxy_response_headers)

print('--- what is printed')
c = Fake('h')
c.set_debuglevel(2)
c.answer = OK + b'A: b\r\nA: c\r\nContent-Length: 0\r\n\r\n'
c.request('POST', '/', io.StringIO('body'))
c.getresponse().read()
c = Tunnel('proxy')
c.set_debuglevel(1)
c.set_tunnel('t')
c.request('POST', '/', [b'body'])

print('--- errors')
C = http.client
for e in [C.IncompleteRead(b'abc'), C.IncompleteRead(b'abc', 9), C.BadStatusLine(''), C.BadStatusLine('x'), C.LineTooLong('header line'), C.UnknownProtocol('9'),
          C.RemoteDisconnected('gone'), C.CannotSendRequest('Idle'), C.InvalidURL('nonnumeric'), C.NotConnected(), C.ResponseNotReady('a', 'b')]:
    print(repr(e), '|', e, e.args, [b.__name__ for b in type(e).__mro__[1:-2]], getattr(e, 'line', None))
print(C.error, len(C.responses), C.responses[404], C.HTTP_PORT, C.HTTPS_PORT, C.OK, C.IM_A_TEAPOT, C._MAXHEADERS, C._MAXLINE)
print(pickle.loads(pickle.dumps(r)).reason, copy.copy(r).status)

print('--- a real server')
with socket.create_server(('127.0.0.1', 0)) as server:
    def serve():
        for answer in (SIZED, CHUNKS):
            s, _ = server.accept()
            with s, s.makefile('rb') as f:
                while f.readline() not in (b'\r\n', b''):
                    pass
                s.sendall(answer)
                f.read()
    t = threading.Thread(target=serve)
    t.start()
    for read in (lambda r: r.read(), lambda r: [r.read1(5), *r]):
        c = HTTPConnection(*server.getsockname(), timeout=20)
        c.request('GET', '/')
        print(c.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0, c.sock.gettimeout())
        with c.getresponse() as r:
            print(read(r), r.fileno() == c.sock.fileno() if not r.isclosed() else 'closed')
        c.close()
    t.join()
attempt(HTTPConnection('127.0.0.1', 1).request, 'GET', '/')
for name in ('', 'POST', 'x'):
    attempt(http.HTTPMethod, name)
for code in (200, 404, 299):
    attempt(http.HTTPStatus, code)
s = http.HTTPStatus.NOT_FOUND
print(s, repr(s), s.phrase, s.description, s.is_client_error, s.is_success, f'{s}', '%d' % s, pickle.loads(pickle.dumps(s)) is s, s == 404, http.HTTPStatus['GONE'])
print([c.name for c in http.HTTPStatus if c.is_informational or c.is_redirection], sum(c.is_server_error for c in http.HTTPStatus))
print(list(http.HTTPMethod), http.HTTPMethod.GET, http.HTTPMethod.GET.description, http.HTTPMethod.GET == 'GET', len(http.HTTPStatus), len(http.HTTPStatus.__members__))
