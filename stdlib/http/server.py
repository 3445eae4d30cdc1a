"""HTTP from the server's side: requests read, answers written; serving files."""
import email.utils
import http.client
import os
import posixpath
import re
import socket
import socketserver
import sys
import urllib.parse
from html import escape as _escape
from http import HTTPStatus

__version__ = '0.6'
__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler', 'SimpleHTTPRequestHandler', 'CGIHTTPRequestHandler']

DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'

_LIST = """\
<!DOCTYPE HTML>
<html lang="en">
<head>
<meta charset="{charset}">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<hr>
<ul>
{items}</ul>
<hr>
</body>
</html>
"""

_LONGEST_LINE = 65536
_VERSION = re.compile('HTTP/(([0-9]{1,10})[.]([0-9]{1,10}))')
_UNPRINTABLE = {code: rf'\x{code:02x}' for code in (*range(32), *range(127, 160))} | {ord('\\'): r'\\'}


class HTTPServer(socketserver.TCPServer):
    """A server that knows its name."""

    allow_reuse_address = 1

    def server_bind(self):
        """Take the address."""
        super().server_bind()
        host, self.server_port, *_ = self.server_address
        self.server_name = socket.getfqdn(host)


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    """A thread for each connection."""

    daemon_threads = True


class _Refused(Exception):
    """A request that is answered with an error: the arguments of send_error()."""


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Reads requests; subclasses answer them in do_GET, do_POST and so on.

    command, path, request_version and headers are what was asked, rfile the
    body, wfile takes the answer."""

    server_version = f'BaseHTTP/{__version__}'
    sys_version = f'Python/{sys.version.split()[0]}'
    protocol_version, default_request_version = 'HTTP/1.0', 'HTTP/0.9'
    error_content_type, error_message_format = DEFAULT_ERROR_CONTENT_TYPE, DEFAULT_ERROR_MESSAGE
    MessageClass = http.client.HTTPMessage
    responses = {status: (status.phrase, status.description) for status in HTTPStatus}
    weekdayname = 'Mon Tue Wed Thu Fri Sat Sun'.split()
    monthname = [None, *'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()]

    # Understanding requests

    def handle(self):
        """Requests until the connection is to be closed."""
        self.close_connection = True
        while True:
            self.handle_one_request()
            if self.close_connection:
                break

    def handle_one_request(self):
        """Read a request and have it answered."""
        try:
            self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
            if len(self.raw_requestline) > _LONGEST_LINE:
                self.requestline = self.request_version = self.command = ''
                self.send_error(HTTPStatus.URI_TOO_LONG)
            elif not self.raw_requestline:
                self.close_connection = True
            elif self.parse_request():
                answer = getattr(self, f'do_{self.command}', None)
                if answer:
                    answer()
                    self.wfile.flush()
                else:
                    self.send_error(HTTPStatus.NOT_IMPLEMENTED, f'Unsupported method ({self.command!r})')
        except TimeoutError as error:
            self.log_error('Request timed out: %r', error)
            self.close_connection = True

    def parse_request(self):
        """Understand the request line and the headers; False after an error."""
        self.close_connection, self.command = True, None
        self.request_version = self.default_request_version
        self.requestline = self.raw_requestline.decode('iso-8859-1').rstrip('\r\n')
        try:
            return bool(words := self.requestline.split()) and self._parse(words)
        except _Refused as refused:
            self.send_error(*refused.args)
            return False

    def _keeps_connections(self):
        return self.protocol_version >= 'HTTP/1.1'

    def _parse(self, words):
        if len(words) > 2:
            self._parse_version(words[-1])
        if len(words) not in (2, 3):
            raise _Refused(HTTPStatus.BAD_REQUEST, f'Bad request syntax ({self.requestline!r})')
        self.command, path = words[:2]
        if len(words) == 2:
            self.close_connection = True
            if self.command != 'GET':
                raise _Refused(HTTPStatus.BAD_REQUEST, f'Bad HTTP/0.9 request type ({self.command!r})')
        # Two slashes would make a host of what follows, where the path is used for a redirection.
        self.path = '/' + path.lstrip('/') if path.startswith('//') else path
        try:
            self.headers = http.client.parse_headers(self.rfile, self.MessageClass)
        except http.client.HTTPException as error:
            message = 'Line too long' if isinstance(error, http.client.LineTooLong) else 'Too many headers'
            raise _Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, message, str(error))
        match self.headers.get('Connection', '').lower():
            case 'close':
                self.close_connection = True
            case 'keep-alive' if self._keeps_connections():
                self.close_connection = False
        if self.headers.get('Expect', '').lower() == '100-continue' and self._keeps_connections():
            return self.request_version < 'HTTP/1.1' or self.handle_expect_100()
        return True

    def _parse_version(self, version):
        if not (found := _VERSION.fullmatch(version)):
            raise _Refused(HTTPStatus.BAD_REQUEST, f'Bad request version ({version!r})')
        number = int(found[2]), int(found[3])
        if number >= (2, 0):
            raise _Refused(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, f'Invalid HTTP version ({found[1]})')
        self.close_connection = number < (1, 1) or not self._keeps_connections()
        self.request_version = version

    def handle_expect_100(self):
        """The client asks before it sends a body: tell it to go on."""
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    # Answering

    def _buffer(self, line):
        """Keep a line until the headers are sent; the first version of HTTP had none."""
        if self.request_version != 'HTTP/0.9':
            vars(self).setdefault('_headers_buffer', []).append(f'{line}\r\n'.encode('latin-1'))

    def send_response_only(self, code, message=None):
        """Only the status line."""
        if message is None:
            message = self.responses.get(code, ('',))[0]
        self._buffer(f'{self.protocol_version} {code:d} {message}')

    def send_response(self, code, message=None):
        """Begin an answer, with the headers every answer has."""
        self.log_request(code)
        self.send_response_only(code, message)
        for name, value in (('Server', self.version_string()), ('Date', self.date_time_string())):
            self.send_header(name, value)

    def send_header(self, keyword, value):
        """Add a header."""
        self._buffer(f'{keyword}: {value}')
        if keyword.lower() == 'connection' and (wish := value.lower()) in ('close', 'keep-alive'):
            self.close_connection = wish == 'close'

    def end_headers(self):
        """Send the headers; the body follows."""
        self._buffer('')
        self.flush_headers()

    def flush_headers(self):
        """Send what was collected."""
        lines = getattr(self, '_headers_buffer', None)
        if lines is not None:
            self.wfile.write(b''.join(lines))
            lines.clear()

    def send_error(self, code, message=None, explain=None):
        """Answer with an error and a page about it."""
        phrase, meaning = self.responses.get(code, ('???', '???'))
        message = phrase if message is None else message
        explain = meaning if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        page = None
        if code >= 200 and code not in (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED):
            # What the client sent is in the message: it must not become markup.
            shown = {name: _escape(text, quote=False) for name, text in (('message', message), ('explain', explain))}
            page = (self.error_message_format % {'code': code, **shown}).encode('utf-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(page)))
        self.end_headers()
        if page and self.command != 'HEAD':
            self.wfile.write(page)

    # Telling

    def log_message(self, format, *args):
        """Log a line, to stderr."""
        text = (format % args).translate(_UNPRINTABLE)
        sys.stderr.write(f'{self.address_string()} - - [{self.log_date_time_string()}] {text}\n')

    def log_error(self, format, *args):
        """Log an error."""
        self.log_message(format, *args)

    def log_request(self, code='-', size='-'):
        """Log an answered request."""
        code = code.value if isinstance(code, HTTPStatus) else code
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def address_string(self):
        """The client's address."""
        return self.client_address[0]

    def version_string(self):
        """What the Server header says."""
        return f'{self.server_version} {self.sys_version}'

    def date_time_string(self, timestamp=None):
        """A moment as headers have it, now without one."""
        return email.utils.formatdate(timestamp, usegmt=True)

    def log_date_time_string(self):
        """Now as the log has it."""
        import time
        now = time.localtime()
        return f'{now.tm_mday:02}/{self.monthname[now.tm_mon]}/{now.tm_year:04} {time.strftime("%H:%M:%S", now)}'


def _unquoted(path):
    try:
        return urllib.parse.unquote(path, errors='surrogatepass')
    except UnicodeDecodeError:
        return urllib.parse.unquote(path)


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves the files of a folder."""

    server_version = f'SimpleHTTP/{__version__}'
    index_pages = 'index.html', 'index.htm'
    extensions_map = {'.gz': 'application/gzip', '.Z': 'application/octet-stream', '.bz2': 'application/x-bzip2',
                      '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        """Send a file or a list of files."""
        self._serve(self.wfile)

    def do_HEAD(self):
        """The same without the body."""
        self._serve(None)

    def _serve(self, target):
        if file := self.send_head():
            with file:
                if target:
                    self.copyfile(file, target)

    def _head(self, **headers):
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()

    def send_head(self):
        """Send the headers; the file that is to follow, or None."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            place = urllib.parse.urlsplit(self.path)
            if not place.path.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self._head(Location=place._replace(path=place.path + '/').geturl(), Content_Length='0')
                return None
            pages = (os.path.join(path, page) for page in self.index_pages)
            folder, path = path, next(filter(os.path.isfile, pages), None)
            if path is None:
                return self.list_directory(folder)
        try:
            # Some systems open a file whose name ends like a folder's.
            file = None if path.endswith('/') else open(path, 'rb')
        except OSError:
            file = None
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            state = os.fstat(file.fileno())
            if self._known_to_client(state.st_mtime):
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.end_headers()
                file.close()
                return None
            self.send_response(HTTPStatus.OK)
            self._head(Content_type=self.guess_type(path), Content_Length=str(state.st_size),
                       Last_Modified=self.date_time_string(state.st_mtime))
            return file
        except BaseException:
            file.close()
            raise

    def _known_to_client(self, changed):
        """True if what the client has is not older than the file."""
        if 'If-Modified-Since' not in self.headers or 'If-None-Match' in self.headers:
            return False
        import datetime
        try:
            known = email.utils.parsedate_to_datetime(self.headers['If-Modified-Since'])
        except (TypeError, IndexError, OverflowError, ValueError):
            return False
        utc = datetime.UTC
        if known.tzinfo is None:
            known = known.replace(tzinfo=utc)
        return known.tzinfo is utc and datetime.datetime.fromtimestamp(int(changed), utc) <= known

    def list_directory(self, path):
        """Send the headers of a list of files; the list as a file, or None."""
        try:
            names = sorted(os.listdir(path), key=str.lower)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return None
        items = []
        for name in names:
            full = os.path.join(path, name)
            slash = '/' if os.path.isdir(full) else ''
            shown = name + ('@' if os.path.islink(full) else slash)
            address = urllib.parse.quote(name + slash, errors='surrogatepass')
            items.append(f'<li><a href="{address}">{_escape(shown, quote=False)}</a></li>\n')
        charset = sys.getfilesystemencoding()
        place = _unquoted(self.path.partition('#')[0])
        page = _LIST.format(charset=charset, items=''.join(items),
                            title=f'Directory listing for {_escape(place, quote=False)}')
        data = page.encode(charset, 'surrogateescape')
        self.send_response(HTTPStatus.OK)
        self._head(Content_type=f'text/html; charset={charset}', Content_Length=str(len(data)))
        from io import BytesIO
        return BytesIO(data)

    def translate_path(self, path):
        """The file of a URL's path; never outside of the folder."""
        path = re.split('[?#]', path)[0]
        words = posixpath.normpath(_unquoted(path)).split('/')
        inside = [word for word in words if word and not os.path.dirname(word) and word not in (os.curdir, os.pardir)]
        slash = '/' if path.rstrip().endswith('/') else ''
        return os.path.join(self.directory, *inside) + slash

    def copyfile(self, source, outputfile):
        """Copy a file to the client."""
        from shutil import copyfileobj
        copyfileobj(source, outputfile)

    def guess_type(self, path):
        """The type of a file by its name."""
        extension = posixpath.splitext(path)[1]
        for known in (extension, extension.lower()):
            if known in self.extensions_map:
                return self.extensions_map[known]
        from mimetypes import guess_file_type
        return guess_file_type(path)[0] or 'application/octet-stream'


# Programs

def _url_collapse_path(path):
    """A path without . and .. and doubled slashes: a folder, a slash, a name; IndexError if it leads out of the root."""
    path, mark, query = path.partition('?')
    *folders, name = _unquoted(path).split('/')
    inner = []
    for word in (*folders, name if name == '..' else ''):
        if word == '..':
            inner.pop()
        elif word not in ('', '.'):
            inner.append(word)
    return f"/{'/'.join(inner)}/{'' if name in ('.', '..') else name}{mark}{query}"


def executable(path):
    """True if a file can be run."""
    return os.access(path, os.X_OK)


nobody = None


def nobody_uid():
    """The user that scripts run as: nobody, or one beyond all others."""
    global nobody
    if not nobody:
        try:
            import pwd
        except ImportError:
            return -1
        users = {user.pw_name: user.pw_uid for user in pwd.getpwall()}
        nobody = users.get('nobody') or 1 + max(users.values())
    return nobody


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    """Also runs programs of some folders (deprecated)."""

    have_fork = hasattr(os, 'fork')
    # The program reads the body itself, from the connection: nothing of it may lie in a buffer here.
    rbufsize = 0
    cgi_directories = ['/cgi-bin', '/htbin']

    def __init__(self, *args, **kwargs):
        import warnings
        warnings._deprecated('http.server.CGIHTTPRequestHandler', remove=(3, 15))
        super().__init__(*args, **kwargs)

    def do_POST(self):
        """Run a program; nothing else takes what is posted."""
        if self.is_cgi():
            self.run_cgi()
        else:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED, 'Can only POST to CGI scripts')

    def send_head(self):
        """Run a program, or send the headers of a file."""
        return self.run_cgi() if self.is_cgi() else super().send_head()

    def is_cgi(self):
        """True, and cgi_info is set, for a path in one of the folders."""
        path = _url_collapse_path(self.path)
        for slash in re.finditer('(?<!^)/', path):
            if path[:slash.start()] in self.cgi_directories:
                self.cgi_info = path[:slash.start()], path[slash.end():]
                return True
        return False

    def is_executable(self, path):
        """True if a file can be run."""
        return executable(path)

    def is_python(self, path):
        """True for the name of a Python script."""
        return os.path.splitext(path)[1].lower() in ('.py', '.pyw')

    def run_cgi(self):
        """Run the program of cgi_info."""
        folder, rest = self.cgi_info
        while '/' in rest:
            first, _, others = rest.partition('/')
            if not os.path.isdir(self.translate_path(f'{folder}/{first}')):
                break
            folder, rest = f'{folder}/{first}', others
        rest, _, query = rest.partition('?')
        script, slash, below = rest.partition('/')
        name = f'{folder}/{script}'
        file = self.translate_path(name)
        problem = None
        if not os.path.exists(file):
            problem = HTTPStatus.NOT_FOUND, f'No such CGI script ({name!r})'
        elif not os.path.isfile(file):
            problem = HTTPStatus.FORBIDDEN, f'CGI script is not a plain file ({name!r})'
        elif not self.is_executable(file) and (self.have_fork or not self.is_python(file)):
            problem = HTTPStatus.FORBIDDEN, f'CGI script is not executable ({name!r})'
        if problem:
            self.send_error(*problem)
            return
        self.send_response(HTTPStatus.OK, 'Script output follows')
        self.flush_headers()
        self._run([file, *_query_words(query)], self._environment(name, urllib.parse.unquote(slash + below), query))

    def _environment(self, name, below, query):
        told = self.headers.get_all
        variables = {
            'SERVER_SOFTWARE': self.version_string(), 'SERVER_NAME': self.server.server_name,
            'SERVER_PORT': str(self.server.server_port), 'SERVER_PROTOCOL': self.protocol_version,
            'GATEWAY_INTERFACE': 'CGI/1.1', 'REQUEST_METHOD': self.command, 'SCRIPT_NAME': name, 'QUERY_STRING': query,
            'PATH_INFO': below, 'PATH_TRANSLATED': self.translate_path(below), 'REMOTE_ADDR': self.client_address[0],
            'CONTENT_TYPE': self.headers.get('content-type') or self.headers.get_content_type(),
            'CONTENT_LENGTH': self.headers.get('content-length'), 'HTTP_REFERER': self.headers.get('referer'),
            'HTTP_USER_AGENT': self.headers.get('user-agent'), 'HTTP_ACCEPT': ','.join(told('accept', ())),
            'HTTP_COOKIE': ', '.join(filter(None, told('cookie', ()))) or None, **self._user()}
        environment = dict.fromkeys(('QUERY_STRING', 'REMOTE_HOST', 'CONTENT_LENGTH', 'HTTP_USER_AGENT', 'HTTP_COOKIE',
                                     'HTTP_REFERER'), '')
        return environment | os.environ | {key: value for key, value in variables.items() if value is not None}

    def _user(self):
        match self.headers.get('authorization', '').split():
            case [scheme, secret]:
                user = {'AUTH_TYPE': scheme}
                if scheme.lower() == 'basic':
                    import base64
                    import binascii
                    try:
                        name, colon, _ = base64.decodebytes(secret.encode('ascii')).decode('ascii').partition(':')
                    except (binascii.Error, UnicodeError):
                        colon = ''
                    if colon:
                        user['REMOTE_USER'] = name
                return user
        return {}

    def _run(self, command, environment):
        import select
        import subprocess
        self.wfile.flush()
        user = nobody_uid() if os.getuid() == 0 else None
        try:
            code = subprocess.call(command, stdin=self.rfile, stdout=self.wfile, env=environment, user=user)
        except OSError as error:
            self.log_error('CGI script: %s', error)
            code = 127
        while select.select([self.rfile], [], [], 0)[0] and self.rfile.read(1):
            pass
        if code:
            self.log_error(f'CGI script exit code {code}')


def _query_words(query):
    """A query without = is the words of a command line."""
    words = query.replace('+', ' ')
    return [words] if words and '=' not in words else []


def _get_best_family(*address):
    family, _, _, _, found = next(iter(socket.getaddrinfo(*address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)))
    return family, found


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol='HTTP/1.0', port=8000, bind=None):
    """Serve until Ctrl-C."""
    ServerClass.address_family, address = _get_best_family(bind, port)
    HandlerClass.protocol_version = protocol
    with ServerClass(address, HandlerClass) as server:
        host, port = server.socket.getsockname()[:2]
        print(f"Serving HTTP on {host} port {port} (http://{f'[{host}]' if ':' in host else host}:{port}/) ...")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            sys.exit(0)


def _main():
    import argparse

    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add('--cgi', action='store_true', help='run as CGI server')
    add('-b', '--bind', metavar='ADDRESS', help='bind to this address (default: all interfaces)')
    add('-d', '--directory', default=os.getcwd(), help='serve this directory (default: current directory)')
    add('-p', '--protocol', metavar='VERSION', default='HTTP/1.0', help='conform to this HTTP version (default: %(default)s)')
    add('port', default=8000, type=int, nargs='?', help='bind to this port (default: %(default)s)')
    wish = parser.parse_args()

    class Server(ThreadingHTTPServer):
        def server_bind(self):
            # One socket for both versions of IP, where there is such a thing.
            try:
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            except Exception:
                pass
            super().server_bind()

        def finish_request(self, request, client_address):
            self.RequestHandlerClass(request, client_address, self, directory=wish.directory)

    handler = CGIHTTPRequestHandler if wish.cgi else SimpleHTTPRequestHandler
    test(handler, Server, wish.protocol, wish.port, wish.bind)


if __name__ == '__main__':
    _main()
