"""HTTP from the client's side: connections, requests, responses."""
import errno
import io
import re
import socket
import sys
from email.message import Message as _Message
from http import HTTPStatus as _Status

__all__ = ['HTTPResponse', 'HTTPConnection', 'HTTPException', 'NotConnected', 'UnknownProtocol', 'UnknownTransferEncoding',
           'UnimplementedFileMode', 'IncompleteRead', 'InvalidURL', 'ImproperConnectionState', 'CannotSendRequest',
           'CannotSendHeader', 'ResponseNotReady', 'BadStatusLine', 'LineTooLong', 'RemoteDisconnected', 'error',
           'responses', 'HTTPSConnection']

HTTP_PORT = 80
HTTPS_PORT = 443

globals().update(_Status.__members__)
responses = {status: status.phrase for status in _Status}

_UNKNOWN = 'UNKNOWN'
_CS_IDLE, _CS_REQ_STARTED, _CS_REQ_SENT = 'Idle', 'Request-started', 'Request-sent'

# Both are looked up at every use: programs that talk to talkative servers raise them.
_MAXLINE = 65536
_MAXHEADERS = 100

_METHODS_EXPECTING_BODY = {'PATCH', 'POST', 'PUT'}
_VERSIONS = {'HTTP/1.0': 10, 'HTTP/0.9': 10}
_HOST_PORT = re.compile(r'(.*):([^]:]*)', re.DOTALL)
_STATUS = re.compile(r'\s*(HTTP/\S*)\s+([1-9][0-9][0-9])(?:\s(.*))?$', re.DOTALL)
_PLAIN_HEADER = re.compile(r'([!-9;-~]+):[ \t]*([^\r\n]*)[\r\n]+').fullmatch
_is_legal_header_name = re.compile(rb'(?![:\s])[^:\r\n]+').fullmatch
_is_illegal_header_value = re.compile(rb'\n(?![ \t])|\r(?![\n \t])').search
_contains_disallowed_url_pchar_re = re.compile('[\0-\x20\x7f]')
_contains_disallowed_method_pchar_re = re.compile('[\0-\x1f]')


class HTTPException(Exception):
    """Base of the errors of this module."""


error = HTTPException


class BadStatusLine(HTTPException):
    """The first line of the answer makes no sense."""

    def __init__(self, line):
        self.line = line or repr(line)
        super().__init__(self.line)


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The server closed the connection without an answer."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        self.args = pos


class IncompleteRead(HTTPException):
    """The body ended early; partial holds what came."""

    def __init__(self, partial, expected=None):
        super().__init__(partial)
        self.partial, self.expected = partial, expected

    def __repr__(self):
        missing = '' if self.expected is None else f', {self.expected} more expected'
        return f'{type(self).__name__}({len(self.partial)} bytes read{missing})'

    __str__ = object.__str__


class UnknownProtocol(HTTPException):
    """The answer is of another protocol."""

    def __init__(self, version):
        super().__init__(version)
        self.version = version


class LineTooLong(HTTPException):
    """A line without end."""

    def __init__(self, line_type):
        super().__init__(f'got more than {_MAXLINE} bytes when reading {line_type}')


class InvalidURL(HTTPException):
    """Host, port or path are no such."""


class ImproperConnectionState(HTTPException):
    """Not now."""


class ResponseNotReady(ImproperConnectionState):
    """No request was sent."""


class CannotSendHeader(ImproperConnectionState):
    """No request was begun."""


class CannotSendRequest(ImproperConnectionState):
    """The request before is not answered yet."""


class NotConnected(HTTPException):
    """There is no connection, and none is to be made."""


class UnimplementedFileMode(HTTPException):
    """Never raised."""


class UnknownTransferEncoding(HTTPException):
    """Never raised."""


class HTTPMessage(_Message):
    """The headers of a response."""

    def getallmatchingheaders(self, name):
        """All lines of a header; never worked, kept as it is."""
        return [line for line in self.keys() if line.lower().startswith(name.lower() + ':')]


def _line(fp, what):
    line = fp.readline(_MAXLINE + 1)
    if len(line) > _MAXLINE:
        raise LineTooLong(what)
    return line


def _header_lines(fp):
    """The lines of a header block, with the empty one (or nothing, at the end of the file) that closes it."""
    lines = []
    while len(lines) < _MAXHEADERS:
        lines.append(_line(fp, 'header line'))
        if not lines[-1].strip(b'\r\n'):
            return lines
    _line(fp, 'header line')
    raise HTTPException(f'got more than {_MAXHEADERS} headers')


def _headers_of(lines, make=HTTPMessage):
    """The message a header block makes. Ordinary lines need no parser of mail; its findings elsewhere are kept."""
    texts = [line.decode('iso-8859-1') for line in lines]
    if make is HTTPMessage and texts[-1]:
        pairs = [match.groups() for match in map(_PLAIN_HEADER, texts[:-1]) if match]
        if len(pairs) == len(texts) - 1 and not any(
                name.lower() == 'content-type' and value.lstrip()[:4].lower() in ('mult', 'mess') for name, value in pairs):
            message = make()
            for name, value in pairs:
                message.set_raw(name, value)
            message.set_payload('')
            return message
    import email.parser
    return email.parser.Parser(_class=make).parsestr(''.join(texts))


def parse_headers(fp, _class=HTTPMessage):
    """Headers from a binary file, up to the empty line."""
    return _headers_of(_header_lines(fp), _class)


def _latin1(text, name):
    try:
        return text.encode('latin-1')
    except UnicodeEncodeError as error:
        error.reason = (f"{name.title()} ({text[error.start:error.end]!r:.20}) is not valid Latin-1. "
                        f"Use {name}.encode('utf-8') if you want to send it encoded in UTF-8.")
        raise error from None


def _size(body):
    """The bytes of a bytes-like object, None for anything else."""
    try:
        with memoryview(body) as view:
            return view.nbytes
    except TypeError:
        return None


def _host_bytes(host):
    try:
        return host.encode('ascii')
    except UnicodeEncodeError:
        return host.encode('idna')


def _bracketed(host):
    """A host as it stands before a port: IPv6 addresses in brackets."""
    return b'[%s]' % host if b':' in host and host[:1] != b'[' else host


def _blocks(file, size, debug, verb):
    """What a file to be sent holds, as bytes."""
    text = isinstance(file, io.TextIOBase)
    if debug:
        print(verb, 'a readable')
        if text:
            print('encoding file using iso-8859-1')
    while block := file.read(size):
        yield block.encode('iso-8859-1') if text else block


class HTTPResponse(io.BufferedIOBase):
    """An answer: status, headers, and a file to read the body from."""

    # The framing of the body is known in one place, _room(): how much may be read from the file below before
    # the end of the body or of the chunk. Each way of reading asks it and then tells _took().

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile('rb')
        self.debuglevel = debuglevel
        self._method = method
        for name in ('version', 'status', 'reason', 'chunked', 'chunk_left', 'length', 'will_close'):
            setattr(self, name, _UNKNOWN)
        self.msg = self.headers = None

    def info(self):
        """The headers."""
        return self.headers

    def getcode(self):
        """The status."""
        return self.status

    def geturl(self):
        """The address, set by urllib."""
        return self.url

    def getheader(self, name, default=None):
        """A header; several of one name are joined by commas."""
        found = self._known_headers().get_all(name) or default
        return ', '.join(found) if not isinstance(found, str) and hasattr(found, '__iter__') else found

    def getheaders(self):
        """[(name, value)] of all headers."""
        return [*self._known_headers().items()]

    def _known_headers(self):
        if self.headers is None:
            raise ResponseNotReady
        return self.headers

    def _read_status(self):
        line = str(_line(self.fp, 'status line'), 'iso-8859-1')
        if self.debuglevel > 0:
            print('reply:', repr(line))
        if match := _STATUS.match(line):
            version, status, reason = match.groups('')
            return version, int(status), reason
        if line:
            self._close_conn()
            raise BadStatusLine(line)
        raise RemoteDisconnected('Remote end closed connection without response')

    def begin(self):
        """Read status and headers."""
        if self.headers is not None:
            return
        while (answer := self._read_status())[1] == _Status.CONTINUE:
            skipped = _header_lines(self.fp)
            if self.debuglevel > 0:
                print('headers:', skipped)
        version, self.status, reason = answer
        self.code, self.reason = self.status, reason.strip()
        self.version = _VERSIONS.get(version) or 11
        if not version.startswith(('HTTP/1.', 'HTTP/0.9')):
            raise UnknownProtocol(version)
        self.msg = self.headers = parse_headers(self.fp)
        if self.debuglevel > 0:
            for item in self.headers.items():
                print('header: %s: %s' % item)
        self._understand_framing()

    def _understand_framing(self):
        def tells(name, word):
            return word in self.headers.get(name, '').lower()

        size = self.headers.get('content-length', '')
        self.chunked = self.headers.get('transfer-encoding', '').lower() == 'chunked'
        if self.chunked:
            self.chunk_left = size = None
        else:
            try:
                size = int(size)
            except ValueError:
                size = -1
        bodiless = self._method == 'HEAD' or self.status in (204, 304) or self.status < 200
        self.length = 0 if bodiless else size if size is None or size >= 0 else None
        if self.version == 11:
            kept = not tells('connection', 'close')
        else:
            kept = self.headers.get('keep-alive') or any(tells(name, 'keep-alive') for name in ('connection', 'proxy-connection'))
        self.will_close = not kept or self.length is None and not self.chunked

    def _close_conn(self):
        file, self.fp = self.fp, None
        file.close()

    def isclosed(self):
        """True when the body has been read to its end."""
        return self.fp is None

    def close(self):
        try:
            super().close()
        finally:
            if not self.isclosed():
                self._close_conn()

    def readable(self):
        """True: it is a stream to read from."""
        return True

    def fileno(self):
        return self.fp.fileno()

    def flush(self):
        super().flush()
        if not self.isclosed():
            self.fp.flush()

    def _room(self):
        """How many bytes stand before the next border: 0 at the end of the body, None where only the connection ends it."""
        if self.fp is None:
            return 0
        if self.length == 0:
            self._close_conn()
        if not self.chunked or self.length == 0:
            return self.length
        if not self.chunk_left:
            self._next_chunk()
        return self.chunk_left or 0

    def _next_chunk(self):
        if self.chunk_left is not None:
            self._safe_read(2)
        size = _line(self.fp, 'chunk size').partition(b';')[0]
        try:
            self.chunk_left = int(size, 16)
        except ValueError:
            self._close_conn()
            raise IncompleteRead(b'') from None
        if not self.chunk_left:
            while _line(self.fp, 'trailer line').strip(b'\r\n'):
                pass
            self._close_conn()
            self.chunk_left = None

    def _span(self, size):
        """How much of size bytes (all, if negative) can be taken at once, -1 without limit."""
        room = self._room()
        return size if room is None else room if size < 0 else min(size, room)

    def _took(self, count):
        if self.chunked:
            if not count:
                raise IncompleteRead(b'')
            self.chunk_left -= count
        elif not count:
            self._close_conn()
        elif self.length is not None:
            self.length -= count
            if not self.length:
                self._close_conn()

    def _safe_read(self, amt):
        if missing := amt - len(data := self.fp.read(amt)):
            raise IncompleteRead(data, missing)
        return data

    def read(self, amt=None):
        """Up to amt bytes of the body, or all of it."""
        if amt is not None and amt < 0:
            amt = None
        if self.chunked:
            return self._read_chunks(amt)
        if amt is None:
            return self._read_rest()
        if size := self._span(amt):
            data = self.fp.read(size)
            self._took(len(data))
            return data
        return b''

    def _read_rest(self):
        if (room := self._room()) == 0:
            return b''
        try:
            data = self.fp.read() if room is None else self._safe_read(room)
        finally:
            self._close_conn()
        if room:
            self.length = 0
        return data

    def _read_chunks(self, amt):
        parts = []
        try:
            while (size := self._span(-1 if amt is None else amt)):
                parts.append(self._safe_read(size))
                self.chunk_left -= size
                if amt is not None and not (amt := amt - size):
                    break
        except IncompleteRead as cut:
            raise IncompleteRead(b''.join(parts)) from cut
        return b''.join(parts)

    def readinto(self, b):
        """Read into memory; how many bytes."""
        with memoryview(b).cast('B') as view:
            if self.chunked:
                data = self._read_chunks(len(view))
                count = len(data)
                view[:count] = data
            elif count := self._span(len(view)):
                count = self.fp.readinto(view[:count])
                self._took(count)
            return count

    def read1(self, n=-1):
        """What one read below gives, up to n bytes."""
        if n == 0 or (size := self._span(n)) == 0:
            return b''
        data = self.fp.read1(size)
        self._took(len(data))
        return data

    def peek(self, n=-1):
        """What is buffered, without taking it."""
        try:
            room = self._room()
        except IncompleteRead:
            return b''
        if room == 0:
            return b''
        return self.fp.peek(room)[:room] if self.chunked else self.fp.peek(n)

    def readline(self, limit=-1):
        line = b''
        while limit:
            try:
                size = self._span(limit)
            except IncompleteRead:
                break
            if size == 0:
                break
            piece = self.fp.readline(size)
            self._took(len(piece))
            line += piece
            if not self.chunked or piece.endswith(b'\n'):
                break
            if limit > 0:
                limit -= len(piece)
        return line

    def __iter__(self):
        return self


class HTTPConnection:
    """A connection: one request after the other."""

    auto_open, debuglevel = 1, 0
    default_port, response_class = HTTP_PORT, HTTPResponse
    _http_vsn, _http_vsn_str = 11, 'HTTP/1.1'
    _method = _tunnel_host = _tunnel_port = _raw_proxy_headers = __response = None
    __state = _CS_IDLE

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, blocksize=8192):
        self.host, self.port = self._get_hostport(host, port)
        self._validate_host(self.host)
        self.timeout, self.source_address, self.blocksize = timeout, source_address, blocksize
        self.sock = None
        self._buffer, self._tunnel_headers = [], {}
        # An attribute, so that a stand-in can be put there.
        self._create_connection = socket.create_connection

    def _get_hostport(self, host, port):
        if port is None:
            digits = ''
            if match := _HOST_PORT.fullmatch(host):
                host, digits = match.groups()
            try:
                port = int(digits or self.default_port)
            except ValueError:
                raise InvalidURL(f"nonnumeric port: '{digits}'") from None
        return host[1:-1] if host and host[0] + host[-1] == '[]' else host, port

    @staticmethod
    def _validate(what, text, forbidden, kind):
        if found := forbidden.search(text):
            raise kind(f"{what} can't contain control characters. {text!r} (found at least {found.group()!r})")

    def _validate_method(self, method):
        self._validate('method', method, _contains_disallowed_method_pchar_re, ValueError)

    def _validate_path(self, url):
        self._validate('URL', url, _contains_disallowed_url_pchar_re, InvalidURL)

    def _validate_host(self, host):
        self._validate('URL', host, _contains_disallowed_url_pchar_re, InvalidURL)

    def set_tunnel(self, host, port=None, headers=None):
        """Go to host through the proxy connected to."""
        if self.sock:
            raise RuntimeError("Can't set up tunnel for established connection")
        self._tunnel_headers = dict(headers or {})
        self._tunnel_host, self._tunnel_port = self._get_hostport(host, port)
        if 'host' not in map(str.lower, self._tunnel_headers):
            self._tunnel_headers['Host'] = f"{self._tunnel_host.encode('idna').decode('ascii')}:{self._tunnel_port:d}"

    def set_debuglevel(self, level):
        """Print what goes through, from level 1 on."""
        self.debuglevel = level

    def _tunnel(self):
        target = _bracketed(self._tunnel_host.encode('idna'))
        head = [b'CONNECT %s:%d %s' % (target, self._tunnel_port, self._http_vsn_str.encode('ascii'))]
        head += (f'{name}: {value}'.encode('latin-1') for name, value in self._tunnel_headers.items())
        self.send(b'\r\n'.join([*head, b'', b'']))
        response = self.response_class(self.sock, method=self._method)
        try:
            _, status, reason = response._read_status()
            self._raw_proxy_headers = _header_lines(response.fp)
            if self.debuglevel > 0:
                for line in self._raw_proxy_headers:
                    print('header:', line.decode())
            if status != _Status.OK:
                self.close()
                raise OSError(f'Tunnel connection failed: {status} {reason.strip()}')
        finally:
            response.close()

    def get_proxy_response_headers(self):
        """The headers of the proxy's answer."""
        return None if self._raw_proxy_headers is None else _headers_of(self._raw_proxy_headers)

    def connect(self):
        """Connect; also done by the first request."""
        sys.audit('http.client.connect', self, self.host, self.port)
        sock = self.sock = self._create_connection((self.host, self.port), self.timeout, self.source_address)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            if error.errno != errno.ENOPROTOOPT:
                raise
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        """Close the connection."""
        sock, self.sock = self.sock, None
        try:
            if sock:
                sock.close()
        finally:
            answer, self.__response, self.__state = self.__response, None, _CS_IDLE
            if answer:
                answer.close()

    def send(self, data):
        """Send bytes, a file or an iterable of bytes."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected
            self.connect()
        if self.debuglevel > 0:
            print('send:', repr(data))
        if hasattr(data, 'read'):
            for block in _blocks(data, self.blocksize, self.debuglevel > 0, 'sending'):
                sys.audit('http.client.send', self, block)
                self.sock.sendall(block)
            return
        sys.audit('http.client.send', self, data)
        try:
            self.sock.sendall(data)
        except TypeError:
            if not hasattr(data, '__iter__'):
                raise TypeError(f'data should be a bytes-like object or an iterable, got {type(data)!r}')
            for part in data:
                self.sock.sendall(part)

    def _encode_request(self, request):
        return request.encode('ascii')

    def _output(self, line):
        self._buffer.append(line)

    def _forget_answered(self):
        if self.__response and self.__response.isclosed():
            self.__response = None

    def _advance(self, expected, state, error):
        if self.__state != expected:
            raise error
        self.__state = state

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Begin a request by hand; putheader() and endheaders() follow."""
        self._forget_answered()
        self._advance(_CS_IDLE, _CS_REQ_STARTED, CannotSendRequest(self.__state))
        self._validate_method(method)
        self._validate_path(url := url or '/')
        self._method = method
        self._output(self._encode_request(f'{method} {url} {self._http_vsn_str}'))
        if self._http_vsn == 11:
            if not skip_host:
                self.putheader('Host', self._host_header(url))
            if not skip_accept_encoding:
                self.putheader('Accept-Encoding', 'identity')

    def _host_header(self, url):
        if url.startswith('http'):
            from urllib.parse import urlsplit
            if netloc := urlsplit(url).netloc:
                return _host_bytes(netloc)
        host, port = (self._tunnel_host, self._tunnel_port) if self._tunnel_host else (self.host, self.port)
        # the zone of an IPv6 address means something to this machine only
        name = _bracketed(_host_bytes(host.partition('%')[0] if ':' in host else host))
        return name if port == self.default_port else b'%s:%s' % (name, str(port).encode())

    def putheader(self, header, *values):
        """Add a header."""
        self._advance(_CS_REQ_STARTED, _CS_REQ_STARTED, CannotSendHeader())
        if isinstance(header, str):
            header = header.encode('ascii')
        if not _is_legal_header_name(header):
            raise ValueError(f'Invalid header name {header!r}')
        lines = []
        for value in values:
            if isinstance(value, str):
                value = value.encode('latin-1')
            elif isinstance(value, int):
                value = b'%d' % value
            if _is_illegal_header_value(value):
                raise ValueError(f'Invalid header value {value!r}')
            lines.append(value)
        self._output(header + b': ' + b'\r\n\t'.join(lines))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """Send the headers, and a body."""
        self._advance(_CS_REQ_STARTED, _CS_REQ_SENT, CannotSendHeader())
        self._send_output(message_body, encode_chunked=encode_chunked)

    def _send_output(self, message_body=None, encode_chunked=False):
        head = b'\r\n'.join([*self._buffer, b'', b''])
        self._buffer.clear()
        self.send(head)
        if message_body is None:
            return
        chunked = encode_chunked and self._http_vsn == 11
        for part in self._parts(message_body):
            if part:
                self.send(b'%X\r\n%b\r\n' % (len(part), part) if chunked else part)
            elif self.debuglevel > 0:
                print('Zero length chunk ignored')
            else:
                len(part)
        if chunked:
            self.send(b'0\r\n\r\n')

    def _parts(self, body):
        if hasattr(body, 'read'):
            return _blocks(body, self.blocksize, self.debuglevel > 0, 'reading')
        if _size(body) is not None:
            return [body]
        if not hasattr(type(body), '__iter__') and not hasattr(type(body), '__getitem__'):
            raise TypeError(f'message_body should be a bytes-like object or an iterable, got {type(body)!r}')
        return iter(body)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a whole request."""
        self._send_request(method, url, body, headers, encode_chunked)

    @staticmethod
    def _get_content_length(body, method):
        """The length of a body, None if it is not known beforehand or no header is needed."""
        match body:
            case None:
                return 0 if method.upper() in _METHODS_EXPECTING_BODY else None
            case str():
                return len(body)
            case _ if not hasattr(body, 'read'):
                return _size(body)

    def _send_request(self, method, url, body, headers, encode_chunked):
        given = {name.lower() for name in headers}
        self.putrequest(method, url, **{f"skip_{name.replace('-', '_')}": True
                                        for name in ('host', 'accept-encoding') if name in given})
        if 'content-length' in given:
            encode_chunked = False
        elif 'transfer-encoding' not in given:
            length = self._get_content_length(body, method)
            encode_chunked = length is None and body is not None
            if encode_chunked:
                if self.debuglevel > 0:
                    print(f'Unable to determine size of {body!r}')
                self.putheader('Transfer-Encoding', 'chunked')
            elif length is not None:
                self.putheader('Content-Length', str(length))
        for name, value in headers.items():
            self.putheader(name, value)
        if isinstance(body, str):
            body = _latin1(body, 'body')
        self.endheaders(body, encode_chunked=encode_chunked)

    def getresponse(self):
        """The answer to the request sent."""
        self._forget_answered()
        if self.__state != _CS_REQ_SENT or self.__response:
            raise ResponseNotReady(self.__state)
        level = (self.debuglevel,) if self.debuglevel > 0 else ()
        response = self.response_class(self.sock, *level, method=self._method)
        try:
            response.begin()
        except BaseException as error:
            if isinstance(error, ConnectionError):
                self.close()
            response.close()
            raise
        if response.will_close:
            self.close()
        else:
            self.__state, self.__response = _CS_IDLE, response
        return response


def _create_https_context(http_version):
    import ssl
    made = ssl._create_default_https_context()
    if http_version == 11:
        made.set_alpn_protocols(['http/1.1'])
    if made.post_handshake_auth is False:
        made.post_handshake_auth = True
    return made


class HTTPSConnection(HTTPConnection):
    """A connection under TLS."""

    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None,
                 blocksize=8192):
        super().__init__(host, port, timeout, source_address, blocksize)
        self._context = _create_https_context(self._http_vsn) if context is None else context

    def connect(self):
        """Connect, through the tunnel if there is one, and begin TLS."""
        super().connect()
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host)
