"""XML-RPC: values as XML and back, and proxies whose methods are calls of a server."""
import base64
import errno
import http.client
import sys
import time
import urllib.parse
from datetime import datetime
from io import BytesIO
from xml.parsers import expat

try:
    import gzip
except ImportError:
    gzip = None

__version__ = '%d.%d' % sys.version_info[:2]

MAXINT, MININT = 2 ** 31 - 1, -2 ** 31

# Codes of faults that servers agree on
PARSE_ERROR = NOT_WELLFORMED_ERROR = -32700
UNSUPPORTED_ENCODING = -32701
INVALID_ENCODING_CHAR = -32702
SERVER_ERROR = INVALID_XMLRPC = -32600
METHOD_NOT_FOUND = -32601
INVALID_METHOD_PARAMS = -32602
INTERNAL_ERROR = -32603
APPLICATION_ERROR = -32500
SYSTEM_ERROR = -32400
TRANSPORT_ERROR = -32300


def escape(s):
    """Text with what XML means by & < > written as such."""
    for char, written in ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'):
        s = s.replace(char, written)
    return s


class Error(Exception):
    """Base of this module's errors."""

    __str__ = object.__str__


class ProtocolError(Error):
    """HTTP did not go well."""

    def __init__(self, url, errcode, errmsg, headers):
        super().__init__()
        self.url, self.errcode, self.errmsg, self.headers = url, errcode, errmsg, headers

    def __repr__(self):
        return f'<{type(self).__name__} for {self.url}: {self.errcode} {self.errmsg}>'


class ResponseError(Error):
    """The answer is no XML-RPC."""


class Fault(Error):
    """The server says that the call failed."""

    def __init__(self, faultCode, faultString, **extra):
        super().__init__()
        self.faultCode, self.faultString = faultCode, faultString

    def __repr__(self):
        return f'<{type(self).__name__} {self.faultCode}: {self.faultString!r}>'


# Values that Python has no type for, or that have one only in some programs

boolean = Boolean = bool
_MOMENT = '%Y%m%dT%H:%M:%S'


def _iso8601_format(value):
    return f'{value.year:04}{value:%m%dT%H:%M:%S}'


def _strftime(value):
    if isinstance(value, datetime):
        return _iso8601_format(value)
    if not isinstance(value, tuple):
        value = time.localtime(value or time.time())
    return '%04d%02d%02dT%02d:%02d:%02d' % value[:6]


class DateTime:
    """A moment as XML-RPC writes it, without a time zone."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _strftime(value)

    def make_comparable(self, other):
        """The texts of this moment and another one, which may be a datetime or a text too."""
        match other:
            case DateTime():
                return self.value, other.value
            case datetime():
                return self.value, _iso8601_format(other)
            case str():
                return self.value, other
            case _ if hasattr(other, 'timetuple'):
                return self.timetuple(), other.timetuple()
        raise TypeError(f"Can't compare {type(self).__name__} and {type(other).__name__}")

    def _compared(how):
        def method(self, other):
            try:
                mine, others = self.make_comparable(other)
            except TypeError:
                return NotImplemented
            return getattr(mine, how)(others)
        method.__name__, method.__qualname__ = how, f'DateTime.{how}'
        return method

    __lt__, __le__, __gt__, __ge__, __eq__ = map(_compared, ('__lt__', '__le__', '__gt__', '__ge__', '__eq__'))
    del _compared

    def timetuple(self):
        """The moment as a struct_time."""
        return time.strptime(self.value, _MOMENT)

    def __str__(self):
        return self.value

    def __repr__(self):
        return f'<{type(self).__name__} {self.value!r} at {id(self):#x}>'

    def decode(self, data):
        """Take the moment that a text says."""
        self.value = str(data).strip()

    def encode(self, out):
        """Write the moment as XML."""
        out.write(f'<value><dateTime.iso8601>{self.value}</dateTime.iso8601></value>\n')


class Binary:
    """Bytes that are sent as base64."""

    def __init__(self, data=None):
        if data is not None and not isinstance(data, (bytes, bytearray)):
            raise TypeError(f'expected bytes or bytearray, not {type(data).__name__}')
        self.data = bytes(data or b'')

    def __str__(self):
        return self.data.decode('latin-1')

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, Binary) else other)

    def decode(self, data):
        """Take the bytes that base64 stands for."""
        self.data = base64.decodebytes(data)

    def encode(self, out):
        """Write the bytes as XML."""
        out.write(f'<value><base64>\n{base64.encodebytes(self.data).decode("ascii")}</base64></value>\n')


WRAPPERS = DateTime, Binary


class ExpatParser:
    """Feeds expat, whose events go to a target with xml, start, data and end."""

    def __init__(self, target):
        self._parser = parser = expat.ParserCreate(None, None)
        self._target = target
        parser.StartElementHandler, parser.EndElementHandler = target.start, target.end
        parser.CharacterDataHandler = target.data
        target.xml(None, None)

    def feed(self, data):
        """Parse more."""
        self._parser.Parse(data, False)

    def close(self):
        """Parse the end."""
        parser = self.__dict__.pop('_parser', None)
        self.__dict__.pop('_target', None)
        if parser is not None:
            parser.Parse(b'', True)


def _entry(table, *keys):
    """Note the function that is decorated in a table."""
    return lambda function: [table.__setitem__(key, function) for key in keys] and function


class Marshaller:
    """Writes values as XML."""

    dispatch = {}

    def __init__(self, encoding=None, allow_none=False):
        self.encoding, self.allow_none = encoding, allow_none
        self.memo = set()           # ids of the containers that are being written
        self.data = None

    def dumps(self, values):
        """The parameters of a call, or a fault, as XML."""
        out = []
        write = out.append
        if isinstance(values, Fault):
            write('<fault>\n')
            self._dump({'faultCode': values.faultCode, 'faultString': values.faultString}, write)
            write('</fault>\n')
        else:
            write('<params>\n')
            for value in values:
                write('<param>\n')
                self._dump(value, write)
                write('</param>\n')
            write('</params>\n')
        return ''.join(out)

    def _dump(self, value, write):
        kind = type(value)
        dump = self.dispatch.get(kind)
        if dump is None:
            # Objects are written as their attributes, unless they are more than that.
            if not hasattr(value, '__dict__') or any(base in self.dispatch for base in kind.__mro__):
                raise TypeError(f'cannot marshal {kind} objects')
            dump = self.dispatch['_arbitrary_instance']
        dump(self, value, write)

    @_entry(dispatch, type(None))
    def dump_nil(self, value, write):
        """None, which not all programs know."""
        if not self.allow_none:
            raise TypeError('cannot marshal None unless allow_none is enabled')
        write('<value><nil/></value>')

    @_entry(dispatch, bool)
    def dump_bool(self, value, write):
        """A truth value."""
        write(f'<value><boolean>{value:d}</boolean></value>\n')

    @_entry(dispatch, int)
    def dump_long(self, value, write):
        """A number of 32 bits."""
        if not MININT <= value <= MAXINT:
            raise OverflowError('int exceeds XML-RPC limits')
        write(f'<value><int>{int(value)}</int></value>\n')

    dump_int = dump_long

    @_entry(dispatch, float)
    def dump_double(self, value, write):
        """A number with a fraction."""
        write(f'<value><double>{value!r}</double></value>\n')

    @_entry(dispatch, str)
    def dump_unicode(self, value, write, escape=escape):
        """Text."""
        write(f'<value><string>{escape(value)}</string></value>\n')

    @_entry(dispatch, bytes, bytearray)
    def dump_bytes(self, value, write):
        """Bytes."""
        write(f'<value><base64>\n{base64.encodebytes(value).decode("ascii")}</base64></value>\n')

    def _enter(self, value, kind):
        if id(value) in self.memo:
            raise TypeError(f'cannot marshal recursive {kind}')
        self.memo.add(id(value))

    @_entry(dispatch, tuple, list)
    def dump_array(self, value, write):
        """A list."""
        self._enter(value, 'sequences')
        write('<value><array><data>\n')
        for item in value:
            self._dump(item, write)
        write('</data></array></value>\n')
        self.memo.discard(id(value))

    @_entry(dispatch, dict)
    def dump_struct(self, value, write, escape=escape):
        """A dictionary."""
        self._enter(value, 'dictionaries')
        write('<value><struct>\n')
        for name, item in value.items():
            if not isinstance(name, str):
                raise TypeError('dictionary key must be string')
            write(f'<member>\n<name>{escape(name)}</name>\n')
            self._dump(item, write)
            write('</member>\n')
        write('</struct></value>\n')
        self.memo.discard(id(value))

    @_entry(dispatch, datetime)
    def dump_datetime(self, value, write):
        """A moment."""
        write(f'<value><dateTime.iso8601>{_strftime(value)}</dateTime.iso8601></value>\n')

    @_entry(dispatch, DateTime, Binary, '_arbitrary_instance')
    def dump_instance(self, value, write):
        """An object: one of this module's writes itself."""
        if type(value) in WRAPPERS:
            self.write = write
            value.encode(self)
            del self.write
        else:
            self.dump_struct(vars(value), write)


class Unmarshaller:
    """Makes values of the events of a parser."""

    dispatch = {}

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._use_datetime = use_builtin_types or use_datetime
        self._use_bytes = use_builtin_types
        self._stack = []            # values that are complete
        self.append = self._stack.append
        self._marks = []            # where the values of a list or struct begin there
        self._data = []             # the text of the element
        self._value = False         # whether a <value> has just begun
        self._type = self._methodname = None
        self._encoding = 'utf-8'

    def close(self):
        """The parameters, or the fault as an exception."""
        match self._type:
            case 'fault' if not self._marks:
                raise Fault(**self._stack[0])
            case str() if not self._marks:
                return tuple(self._stack)
        raise ResponseError()

    def getmethodname(self):
        """The name of the method that is called."""
        return self._methodname

    # What a parser says

    def xml(self, encoding, standalone):
        """The document begins."""
        self._encoding = encoding

    def start(self, tag, attrs):
        """An element begins."""
        tag = tag.rpartition(':')[2]
        if self._value and tag not in self.dispatch:
            raise ResponseError(f'unknown tag {tag!r}')
        if tag in ('array', 'struct'):
            self._marks.append(len(self._stack))
        self._data, self._value = [], tag == 'value'

    def data(self, text):
        """Text."""
        self._data.append(text)

    def end(self, tag):
        """An element ends."""
        return self.end_dispatch(tag, ''.join(self._data))

    def end_dispatch(self, tag, data):
        """An element with this text ends."""
        make = self.dispatch.get(tag) or self.dispatch.get(tag.rpartition(':')[2])
        if make is not None:
            return make(self, data)

    # What elements stand for

    def _done(self, value):
        self.append(value)
        self._value = False

    @_entry(dispatch, 'nil')
    def end_nil(self, data):
        """None."""
        self._done(None)

    @_entry(dispatch, 'boolean')
    def end_boolean(self, data):
        """0 or 1."""
        if data not in ('0', '1'):
            raise TypeError('bad boolean value')
        self._done(data == '1')

    @_entry(dispatch, 'i1', 'i2', 'i4', 'i8', 'int', 'biginteger')
    def end_int(self, data):
        """A whole number."""
        self._done(int(data))

    @_entry(dispatch, 'double', 'float')
    def end_double(self, data):
        """A number with a fraction."""
        self._done(float(data))

    @_entry(dispatch, 'bigdecimal')
    def end_bigdecimal(self, data):
        """A number with any fraction."""
        from decimal import Decimal
        self._done(Decimal(data))

    @_entry(dispatch, 'string', 'name')
    def end_string(self, data):
        """Text."""
        self._done(data)

    def _collect(self):
        """The values since the last mark."""
        mark = self._marks.pop()
        items = self._stack[mark:]
        del self._stack[mark:]
        return items

    @_entry(dispatch, 'array')
    def end_array(self, data):
        """A list."""
        self._done(self._collect())

    @_entry(dispatch, 'struct')
    def end_struct(self, data):
        """A dictionary: names and values in turn."""
        items = self._collect()
        self._done(dict(zip(items[::2], items[1::2], strict=True)))

    @_entry(dispatch, 'base64')
    def end_base64(self, data):
        """Bytes."""
        value = Binary()
        value.decode(data.encode('ascii'))
        self._done(value.data if self._use_bytes else value)

    @_entry(dispatch, 'dateTime.iso8601')
    def end_dateTime(self, data):
        """A moment."""
        if self._use_datetime:
            self._done(datetime.strptime(data, _MOMENT))
        else:
            value = DateTime('')
            value.decode(data)
            self._done(value)

    @_entry(dispatch, 'value')
    def end_value(self, data):
        """A value; text if it says nothing else."""
        if self._value:
            self.end_string(data)

    @_entry(dispatch, 'params')
    def end_params(self, data):
        """Parameters."""
        self._type = 'params'

    @_entry(dispatch, 'fault')
    def end_fault(self, data):
        """A fault."""
        self._type = 'fault'

    @_entry(dispatch, 'methodName')
    def end_methodName(self, data):
        """The name of the method that is called."""
        self._type, self._methodname = 'methodName', data


# Several calls at once

class _Method:
    """A name, and whom to tell that it is called."""

    def __init__(self, send, name):
        self.__send, self.__name = send, name

    def __getattr__(self, name):
        return _Method(self.__send, f'{self.__name}.{name}')

    def __call__(self, *args):
        return self.__send(self.__name, args)


class MultiCallIterator:
    """The results of several calls; asking for one that failed raises its fault."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        match self.results[i]:
            case dict() as fault:
                raise Fault(fault['faultCode'], fault['faultString'])
            case [result, *_]:
                return result
        raise ValueError('unexpected type in multicall result')


class MultiCall:
    """Notes calls of a server; calling it sends them all."""

    def __init__(self, server):
        self.__server, self.__calls = server, []

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def __getattr__(self, name):
        return _Method(lambda *call: self.__calls.append(call), name)

    def __call__(self):
        calls = [{'methodName': name, 'params': args} for name, args in self.__calls]
        return MultiCallIterator(self.__server.system.multicall(calls))


# Documents

FastMarshaller = FastParser = FastUnmarshaller = None


def getparser(use_datetime=False, use_builtin_types=False):
    """A parser, and the target that it feeds."""
    target = (FastUnmarshaller or Unmarshaller)(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
    return (FastParser or ExpatParser)(target), target


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=False):
    """Parameters or a fault as XML: a call if there is a name, a response if methodresponse is true."""
    fault = isinstance(params, Fault)
    assert fault or isinstance(params, tuple), 'argument must be tuple or Fault instance'
    assert fault or not methodresponse or len(params) == 1, 'response tuple must be a singleton'
    encoding = encoding or 'utf-8'
    data = (FastMarshaller or Marshaller)(encoding, allow_none).dumps(params)
    if methodname:
        data = f'<methodCall>\n<methodName>{methodname}</methodName>\n{data}</methodCall>\n'
    elif fault or methodresponse:
        data = f'<methodResponse>\n{data}</methodResponse>\n'
    else:
        return data
    named = f" encoding='{encoding}'" if encoding != 'utf-8' else ''
    return f"<?xml version='1.0'{named}?>\n{data}"


def loads(data, use_datetime=False, use_builtin_types=False):
    """The parameters and the name (or None) that XML says; a fault is raised."""
    reader, told = getparser(use_datetime, use_builtin_types)
    reader.feed(data)
    reader.close()
    params = told.close()
    return params, told.getmethodname()


def gzip_encode(data):
    """Bytes compressed with gzip."""
    packed = BytesIO()
    with _gzip_file(packed, 'wb', 1) as file:
        file.write(data)
    return packed.getvalue()


def gzip_decode(data, max_decode=20971520):
    """What gzip data stands for, unless that is more than max_decode bytes (negative: no limit)."""
    with _gzip_file(BytesIO(data), 'rb') as file:
        try:
            decoded = file.read(max_decode + 1 if max_decode >= 0 else -1)
        except OSError:
            raise ValueError('invalid data') from None
    if len(decoded) > max_decode >= 0:
        raise ValueError('max gzipped payload length exceeded')
    return decoded


def _gzip_file(file, mode, *level):
    if gzip:
        return gzip.GzipFile(None, mode, *level, fileobj=file)
    raise NotImplementedError


class GzipDecodedResponse(gzip.GzipFile if gzip else object):
    """A response of HTTP whose body is gzip data, as a file of what that stands for."""

    def __init__(self, response):
        if not gzip:
            raise NotImplementedError
        self.io = BytesIO(response.read())
        super().__init__(mode='rb', fileobj=self.io)

    def close(self):
        """Close both files."""
        with self.io:
            super().close()


# Calls over HTTP

class Transport:
    """Sends calls over HTTP."""

    user_agent = f'Python-xmlrpc/{__version__}'
    accept_gzip_encoding = True
    encode_threshold = None         # requests of this size and more are compressed

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=()):
        self._use_datetime, self._use_builtin_types = use_datetime, use_builtin_types
        self._connection = None, None
        self._headers, self._extra_headers = list(headers), []

    def request(self, host, handler, request_body, verbose=False):
        """Send a call; once more if the server has closed the connection meanwhile."""
        try:
            return self.single_request(host, handler, request_body, verbose)
        except http.client.RemoteDisconnected:
            pass
        except OSError as error:
            if error.errno not in (errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE):
                raise
        return self.single_request(host, handler, request_body, verbose)

    def single_request(self, host, handler, request_body, verbose=False):
        """Send a call, and read what the server answers."""
        try:
            response = self.send_request(host, handler, request_body, verbose).getresponse()
            if response.status == 200:
                self.verbose = verbose
                return self.parse_response(response)
        except Exception as problem:
            if not isinstance(problem, Fault):
                self.close()
            raise
        if response.getheader('content-length', ''):
            response.read()         # so that the connection can be used again
        raise ProtocolError(host + handler, response.status, response.reason, dict(response.getheaders()))

    def getparser(self):
        """A parser, and the target that it feeds."""
        return getparser(use_datetime=self._use_datetime, use_builtin_types=self._use_builtin_types)

    def get_host_info(self, host):
        """The host, headers for the name and password in front of it, and arguments for TLS."""
        host, tls = host if isinstance(host, tuple) else (host, {})
        login, mark, host = host.rpartition('@')
        headers = []
        if mark:
            secret = base64.b64encode(urllib.parse.unquote_to_bytes(login)).decode('ascii')
            headers.append(('Authorization', f'Basic {secret}'))
        return host, headers, tls

    def make_connection(self, host):
        """A connection; the one there is if it is to the same host."""
        return self._connected(host, lambda name, tls: http.client.HTTPConnection(name))

    def _connected(self, host, connect):
        if not (self._connection and self._connection[0] == host):
            name, self._extra_headers, tls = self.get_host_info(host)
            self._connection = host, connect(name, tls)
        return self._connection[1]

    def close(self):
        """Close the connection, if there is one."""
        _, connection = self._connection
        if connection is not None:
            self._connection = None, None
            connection.close()

    def send_request(self, host, handler, request_body, debug):
        """Send a call: the connection."""
        connection = self.make_connection(host)
        if debug:
            connection.set_debuglevel(1)
        headers = self._headers + self._extra_headers
        compressed = bool(self.accept_gzip_encoding and gzip)
        connection.putrequest('POST', handler, **({'skip_accept_encoding': True} if compressed else {}))
        if compressed:
            headers.append(('Accept-Encoding', 'gzip'))
        headers += [('Content-Type', 'text/xml'), ('User-Agent', self.user_agent)]
        self.send_headers(connection, headers)
        self.send_content(connection, request_body)
        return connection

    def send_headers(self, connection, headers):
        """Send headers."""
        for header in headers:
            connection.putheader(*header)

    def send_content(self, connection, request_body):
        """Send the body, compressed if it is long enough."""
        if gzip and self.encode_threshold is not None and len(request_body) > self.encode_threshold:
            connection.putheader('Content-Encoding', 'gzip')
            request_body = gzip_encode(request_body)
        connection.putheader('Content-Length', str(len(request_body)))
        connection.endheaders(request_body)

    def parse_response(self, response):
        """What the server answers."""
        compressed = hasattr(response, 'getheader') and response.getheader('Content-Encoding', '') == 'gzip'
        stream = GzipDecodedResponse(response) if compressed else response
        parser, target = self.getparser()
        while data := stream.read(1024):
            if self.verbose:
                print('body:', repr(data))
            parser.feed(data)
        if compressed:
            stream.close()
        parser.close()
        return target.close()


class SafeTransport(Transport):
    """Sends calls over HTTPS."""

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=(), context=None):
        super().__init__(use_datetime, use_builtin_types, headers=headers)
        self.context = context

    def make_connection(self, host):
        """A connection; the one there is if it is to the same host."""
        if not hasattr(http.client, 'HTTPSConnection'):
            raise NotImplementedError("your version of http.client doesn't support HTTPS")
        return self._connected(host, lambda name, tls: http.client.HTTPSConnection(name, None, context=self.context, **(tls or {})))


class ServerProxy:
    """A server: its methods are calls. Calling the proxy with "close" or "transport" gives what belongs to itself."""

    def __init__(self, uri, transport=None, encoding=None, verbose=False, allow_none=False, use_datetime=False,
                 use_builtin_types=False, *, headers=(), context=None):
        parts = urllib.parse.urlsplit(uri)
        if parts.scheme not in ('http', 'https'):
            raise OSError('unsupported XML-RPC protocol')
        self.__host = parts.netloc
        self.__handler = urllib.parse.urlunsplit(['', '', *parts[2:]]) or '/RPC2'
        if transport is None:
            secure = parts.scheme == 'https'
            transport = (SafeTransport if secure else Transport)(
                use_datetime=use_datetime, use_builtin_types=use_builtin_types, headers=headers,
                **({'context': context} if secure else {}))
        self.__transport, self.__verbose = transport, verbose
        self.__encoding, self.__allow_none = encoding or 'utf-8', allow_none

    def __send(self, name, params):
        request = dumps(params, name, encoding=self.__encoding, allow_none=self.__allow_none)
        results = self.__transport.request(self.__host, self.__handler, request.encode(self.__encoding, 'xmlcharrefreplace'),
                                           verbose=self.__verbose)
        return results[0] if len(results) == 1 else results

    def __repr__(self):
        return f'<{type(self).__name__} for {self.__host}{self.__handler}>'

    def __getattr__(self, name):
        return _Method(self.__send, name)

    def __call__(self, attr):
        match attr:
            case 'close':
                return self.__close
            case 'transport':
                return self.__transport
        raise AttributeError(f'Attribute {attr!r} not found')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__close()

    def __close(self):
        self.__transport.close()


Server = ServerProxy
