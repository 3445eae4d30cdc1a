"""http.server: requests understood and refused, answers as they go over the wire, files served, logs, programs run."""
import contextlib
import http.server
import io
import os
import re
import socket
import stat
import sys
import tempfile
import threading
import warnings
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, CGIHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer

warnings.simplefilter('ignore')


class Fixed:
    """What would change from run to run."""
    def date_time_string(self, timestamp=None):
        return super().date_time_string(784111777 if timestamp is None else timestamp)

    def log_date_time_string(self):
        return 'NOW'

    def version_string(self):
        return 'Server/1'


class Handler(Fixed, BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('X-Path', self.path)
        self.end_headers()
        self.wfile.write(b'|'.join(str(x).encode() for x in (self.command, self.path, self.request_version, self.close_connection, self.requestline, len(self.headers))))

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(HTTPStatus.CREATED, 'Made')
        self.send_header('Content-Length', len(body))
        self.send_header('Connection', 'keep-alive' if body == b'stay' else 'close')
        self.end_headers()
        self.wfile.write(body)

    def do_ERR(self):
        code, *rest = self.path.strip('/').split(',')
        self.send_error(int(code), *rest)

    do_HEAD = do_ERR

    def do_ODD(self):
        self.send_response_only(299)
        self.send_header('Ünder'[1:], 'café')
        self.flush_headers()
        self.flush_headers()
        self.end_headers()
        self.send_response(201, '')


class Modern(Handler):
    protocol_version = 'HTTP/1.1'


class Wire:
    """Both ends of a connection in memory."""
    def __init__(self, data):
        self.data, self.sent = io.BytesIO(data), b''

    def makefile(self, mode, size):
        return self.data

    def sendall(self, data):
        self.sent += data


def talk(data, cls=Handler, quiet=False, **kwargs):
    wire = Wire(data)
    log = io.StringIO()
    with contextlib.redirect_stderr(log):
        try:
            cls(wire, ('1.2.3.4', 5), None, **kwargs)
        except Exception as e:
            print('   raised', type(e).__name__, e)
    print(repr(data[:60]))
    for line in wire.sent.split(b'\n'):
        print('    <', repr(line)[2:-1])
    print('    log', log.getvalue().splitlines())


print('--- requests')
for data in [b'GET /\r\n', b'GET / HTTP/1.0\r\nA: b\r\n\r\n', b'GET  /two  HTTP/1.1\r\n\r\n', b'GET //evil.com/ HTTP/1.0\r\n\r\n', b'', b'\r\n', b'   \r\n', b'GET\r\n', b'POST /\r\n', b'GET / HTTP/1.0 x\r\n\r\n', b'NONE / HTTP/1.0\r\n\r\n',
             b'GET / HTTP/2.0\r\n\r\n', b'GET / HTTP/1.x\r\n\r\n', b'GET / FTP/1.0\r\n\r\n', b'GET / HTTP/1\r\n\r\n', b'GET / HTTP/1.1.1\r\n\r\n', b'GET / HTTP/+1.1\r\n\r\n', b'GET / HTTP/12345678901.0\r\n\r\n', b'GET /\xe9 HTTP/1.0\r\n\r\n',
             b'GET /' + b'x' * 65536 + b' HTTP/1.0\r\n\r\n', b'GET / HTTP/1.0\r\nA: ' + b'x' * 65536 + b'\r\n\r\n', b'GET / HTTP/1.0\r\n' + b'A: b\r\n' * 200 + b'\r\n', b'GET / HTTP/1.0\r\nbad header\r\n\r\n',
             b'GET / HTTP/0.9\r\n\r\n', b'get / HTTP/1.0\r\n\r\n', b'G\x01T / HTTP/1.0\r\n\r\n', b'<b> / HTTP/1.0\r\n\r\n', b'ODD / HTTP/1.1\r\n\r\n', b'ODD /\r\n']:
    talk(data)
print('--- several on one connection')
talk(b'POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nstayPOST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nendGET / HTTP/1.1\r\n\r\n', Modern)
talk(b'POST / HTTP/1.0\r\nConnection: Keep-Alive\r\nContent-Length: 4\r\n\r\nstayGET / HTTP/1.0\r\n\r\n', Modern)
talk(b'GET / HTTP/1.1\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\n\r\n', Modern)
talk(b'GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n', Modern)
talk(b'POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok', Modern)
talk(b'POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok', Modern)
talk(b'POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok')
print('--- errors')
for method, path in [('ERR', '404'), ('ERR', '500,<Broken>'), ('ERR', '400,"a" & b,why <so>'), ('ERR', '204'), ('ERR', '304'), ('ERR', '205'), ('ERR', '299'), ('ERR', '100'), ('HEAD', '404'), ('ERR', '404,,'), ('ERR', '418')]:
    talk(f'{method} /{path} HTTP/1.1\r\n\r\n'.encode(), Modern)


class Plain(Handler):
    error_message_format = 'E %(code)s %(message)s %(explain)s ü'
    error_content_type = 'text/plain'


talk(b'ERR /404,m,<x> HTTP/1.0\r\n\r\n', Plain)
print('--- what handlers say')
h = Handler.__new__(Handler)
h.client_address = ('9.8.7.6', 1)
h.requestline = 'RL'
with contextlib.redirect_stderr(io.StringIO()) as log:
    h.log_request()
    h.log_request(HTTPStatus.OK, 5)
    h.log_error('%s went %d', 'it', 5)
    h.log_message('tab\tand \x1b[31m \x7f \x85 ü \\ %% %s', '\n')
print(ascii(log.getvalue()))
print(h.address_string(), BaseHTTPRequestHandler.date_time_string(h, 0), BaseHTTPRequestHandler.date_time_string(h, 951782400.5), len(BaseHTTPRequestHandler.date_time_string(h)),
      re.sub(r'\d', '9', BaseHTTPRequestHandler.log_date_time_string(h))[:3], BaseHTTPRequestHandler.version_string(h).split()[0], len(h.responses), h.responses[404], h.server_version, SimpleHTTPRequestHandler.server_version, http.server.__version__)
print(HTTPServer.allow_reuse_address, HTTPServer.__mro__[1].__name__, ThreadingHTTPServer.daemon_threads, [c.__name__ for c in ThreadingHTTPServer.__mro__])
with HTTPServer(('127.0.0.1', 0), Handler) as server:
    print(server.server_port == server.server_address[1], bool(server.server_name), server.RequestHandlerClass.__name__)

print('--- files')


class Files(Fixed, SimpleHTTPRequestHandler):
    pass


with tempfile.TemporaryDirectory() as root:
    os.makedirs(os.path.join(root, 'sub', 'empty'))
    os.makedirs(os.path.join(root, 'index'))
    for name, text in {'a.txt': 'text a', 'b.HTML': '<p>', 'c.tar.gz': 'x', 'd': '', 'e.unknown': 'e', 'sub/<x>&.txt': 'x', 'sub/ü.txt': 'ü', 'index/index.htm': 'the index', 'z.Z': '', 'sp ace.json': '{}', 'p%20.js': ''}.items():
        with open(os.path.join(root, name), 'w') as f:
            f.write(text)
        os.utime(os.path.join(root, name), (951782400, 951782400.7))
    os.symlink('a.txt', os.path.join(root, 'sub', 'link'))
    os.symlink('empty', os.path.join(root, 'sub', 'dirlink'))
    for request in ['GET /a.txt', 'HEAD /a.txt', 'GET /b.HTML?q#f', 'GET /c.tar.gz', 'GET /d', 'GET /e.unknown', 'GET /sub', 'GET /sub/', 'GET /sub?x=1', 'HEAD /sub/', 'GET /index/', 'GET /index', 'GET /missing', 'GET /a.txt/', 'GET /../a.txt', 'GET /sub/../../a.txt', 'GET //a.txt',
                    'GET /%61.txt', 'GET /sp%20ace.json', 'GET /z.Z', 'GET /sub/%C3%BC.txt', 'GET /sub/%FF', 'GET /.', 'GET /sub/empty/', 'POST /a.txt', 'GET /%00', 'GET *']:
        talk(f'{request} HTTP/1.0\r\n\r\n'.encode(), Files, directory=root)
    for since in ['Tue, 29 Feb 2000 00:00:00 GMT', 'Mon, 28 Feb 2000 00:00:00 GMT', 'Wed, 01 Mar 2000 00:00:00 GMT', 'Wed, 01 Mar 2000 00:00:00 +0000', 'Wed, 01 Mar 2000 00:00:00 -0000', 'Wed, 01 Mar 2000 00:00:00', 'junk', 'Fri, 99 Mar 2000 00:00:00 GMT']:
        talk(f'GET /a.txt HTTP/1.0\r\nIf-Modified-Since: {since}\r\n\r\n'.encode(), Files, directory=root)
    talk(b'GET /a.txt HTTP/1.0\r\nIf-Modified-Since: Wed, 01 Mar 2000 00:00:00 GMT\r\nIf-None-Match: "x"\r\n\r\n', Files, directory=root)
    h = Files.__new__(Files)
    h.directory = '/base'
    for path in ['/', '/a/b', '/a/../b', '/../../x', '/a//b/', '/a?b#c', '/%2e%2e/x', '/a%2Fb', '/./a/.', '', 'x', '/a\\b', '/%zz']:
        print(path, h.translate_path(path), end='; ')
    print()
    for path in ['a.html', 'a.HTM', 'a.txt', 'a.gz', 'a.tar.gz', 'a.bz2', 'a.xz', 'a.Z', 'a', 'a.unknown', 'a.png', 'a.tgz', 'a.js', 'a.json', '.profile']:
        print(path, h.guess_type(path), end='; ')
    print(h.extensions_map, h.index_pages)

    class Mapped(Files):
        extensions_map = {'.txt': 'text/mine', '': 'default/type'}
        index_pages = ['a.txt']
    talk(b'GET / HTTP/1.0\r\n\r\n', Mapped, directory=root)
    m = Mapped.__new__(Mapped)
    print([m.guess_type(p) for p in ('x.txt', 'x.TXT', 'x.html', 'x.nothing')])

    print('--- programs')
    os.mkdir(os.path.join(root, 'cgi-bin'))

    class Programs(Fixed, CGIHTTPRequestHandler):
        cgi_directories = ['/cgi-bin']
    for name, mode in [('run.sh', 0o755), ('not.sh', 0o644)]:
        path = os.path.join(root, 'cgi-bin', name)
        with open(path, 'w') as f:
            f.write('#!/bin/sh\necho "Content-Type: text/plain"\necho\nfor n in REQUEST_METHOD QUERY_STRING PATH_INFO SCRIPT_NAME CONTENT_LENGTH CONTENT_TYPE GATEWAY_INTERFACE SERVER_PROTOCOL REMOTE_ADDR HTTP_COOKIE HTTP_USER_AGENT HTTP_ACCEPT AUTH_TYPE REMOTE_USER SERVER_SOFTWARE REMOTE_HOST\ndo eval echo "$n=[\\$$n]"; done\necho "args $@"; [ "$CONTENT_LENGTH" ] || exit 3; head -c "$CONTENT_LENGTH"\n')
        os.chmod(path, mode)
    os.chdir(root)
    os.chmod(root, 0o755)

    def served(data):
        with HTTPServer(('127.0.0.1', 0), Programs) as server, contextlib.redirect_stderr(io.StringIO()) as log:
            t = threading.Thread(target=server.handle_request)
            t.start()
            with socket.create_connection(server.server_address) as s:
                s.sendall(data)
                with s.makefile('rb') as f:
                    text = f.read().decode()
            t.join()
        print(repr(data[:50]))
        for line in text.splitlines():
            print('    <', line.replace(root, 'ROOT'))
        print('    log', log.getvalue().replace(root, 'ROOT').splitlines())

    for data in [b'GET /cgi-bin/run.sh?a=1+2&b HTTP/1.0\r\nCookie: c=1\r\nCookie: d=2\r\nUser-Agent: me\r\nAccept: text/a, text/b\r\n\r\n', b'GET /cgi-bin/run.sh/extra/path?word+two%21 HTTP/1.0\r\nAuthorization: Basic dXNlcjpwYXNz\r\n\r\n',
                 b'POST /cgi-bin/run.sh HTTP/1.0\r\nContent-Type: a/b\r\nContent-Length: 5\r\n\r\nhello', b'GET /cgi-bin/not.sh HTTP/1.0\r\n\r\n', b'GET /cgi-bin/none HTTP/1.0\r\n\r\n', b'GET /cgi-bin/ HTTP/1.0\r\n\r\n', b'POST /a.txt HTTP/1.0\r\n\r\n',
                 b'GET /a.txt HTTP/1.0\r\n\r\n', b'HEAD /cgi-bin/run.sh HTTP/1.0\r\n\r\n', b'GET /x/../cgi-bin/run.sh HTTP/1.0\r\n\r\n']:
        served(data)
    c = Programs.__new__(Programs)
    for c.path in ['/cgi-bin/a', '/cgi-bin', '/cgi-bin/a/b?c/d', '/other/a', '/cgi-bin/../x', '/a/../cgi-bin/x', '//cgi-bin//a//b/', '/cgi-bin/%61']:
        try:
            print(c.path, c.is_cgi(), getattr(c, 'cgi_info', None), end='; ')
        except IndexError as e:
            print(c.path, e, end='; ')
    print(c.is_python('a.PY'), c.is_python('a.pyw'), c.is_python('a'), c.is_executable('/bin/sh'), http.server.executable('/bin/sh'), http.server.executable('a.txt'), http.server.nobody_uid() > 0, c.have_fork)
    for path in ['/a/b/../c', '/../x', 'x/./y', '/a/%2e%2e/b', '', '/a/b/.', '/..']:
        try:
            print(http.server._url_collapse_path(path), end=' ')
        except IndexError as e:
            print(type(e).__name__, e, end=' ')
    print()
    os.chdir('/')
