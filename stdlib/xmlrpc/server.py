"""XML-RPC servers: functions and methods of an instance that others may call over HTTP or CGI."""
import os
import re
import socketserver
import sys
from http.server import BaseHTTPRequestHandler

from xmlrpc.client import Fault, dumps, gzip_decode, gzip_encode, loads

_CHUNK = 10 << 20


def resolve_dotted_attribute(obj, attr, allow_dotted_names=True):
    """The attribute a.b.c of an object; names with an underscore in front are refused."""
    for name in attr.split('.') if allow_dotted_names else [attr]:
        if name.startswith('_'):
            raise AttributeError(f'attempt to access private attribute "{name}"')
        obj = getattr(obj, name)
    return obj


def list_public_methods(obj):
    """The names of an object's callables that have no underscore in front."""
    return [name for name in dir(obj) if name[0] != '_' and callable(getattr(obj, name))]


def _fault_of(error):
    """What callers hear of an exception."""
    return error if isinstance(error, Fault) else Fault(1, f'{type(error)}:{error}')


class SimpleXMLRPCDispatcher:
    """Finds the function that a call means, and calls it."""

    def __init__(self, allow_none=False, encoding=None, use_builtin_types=False):
        self.funcs, self.instance = {}, None
        self.allow_none, self.encoding, self.use_builtin_types = allow_none, encoding or 'utf-8', use_builtin_types

    def register_instance(self, instance, allow_dotted_names=False):
        """Offer the methods of an instance, or what its _dispatch(name, params) answers. With dotted names callers
        reach everything that the instance reaches: only for networks one trusts."""
        self.instance, self.allow_dotted_names = instance, allow_dotted_names

    def register_function(self, function=None, name=None):
        """Offer a function; also as a decorator."""
        if function is None:
            return lambda function: self.register_function(function, name)
        self.funcs[name or function.__name__] = function
        return function

    def register_introspection_functions(self):
        """Offer system.listMethods, system.methodSignature and system.methodHelp."""
        self._offer('listMethods', 'methodSignature', 'methodHelp')

    def register_multicall_functions(self):
        """Offer system.multicall."""
        self._offer('multicall')

    def _offer(self, *names):
        self.funcs.update((f'system.{name}', getattr(self, f'system_{name}')) for name in names)

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        """The answer to a call, both as XML."""
        try:
            params, method = loads(data, use_builtin_types=self.use_builtin_types)
            result = (dispatch_method or self._dispatch)(method, params)
            answer = dumps((result,), methodresponse=True, allow_none=self.allow_none, encoding=self.encoding)
        except BaseException as error:
            answer = dumps(_fault_of(error), allow_none=self.allow_none, encoding=self.encoding)
        return answer.encode(self.encoding, 'xmlcharrefreplace')

    def _found(self, name):
        """The function of a name, None if there is none: one that was registered, or a method of the instance."""
        if name in self.funcs:
            return self.funcs[name]
        if self.instance is None:
            return None
        if hasattr(self.instance, '_dispatch'):
            return lambda *params: self.instance._dispatch(name, params)
        try:
            return resolve_dotted_attribute(self.instance, name, self.allow_dotted_names)
        except AttributeError:
            return None

    def _dispatch(self, method, params):
        function = self._found(method)
        if function is None:
            raise Exception(f'method "{method}" is not supported')
        return function(*params)

    def system_listMethods(self):
        """The names of all functions that can be called."""
        names = set(self.funcs)
        if hasattr(self.instance, '_listMethods'):
            names.update(self.instance._listMethods())
        elif self.instance is not None and not hasattr(self.instance, '_dispatch'):
            names.update(list_public_methods(self.instance))
        return sorted(names)

    def system_methodSignature(self, method_name):
        """The types of a function's parameters, which Python does not know."""
        return 'signatures not supported'

    def system_methodHelp(self, method_name):
        """The documentation of a function."""
        if method_name not in self.funcs:
            if hasattr(self.instance, '_methodHelp'):
                return self.instance._methodHelp(method_name)
            if hasattr(self.instance, '_dispatch'):
                return ''
        function = self._found(method_name)
        if function is None:
            return ''
        from pydoc import getdoc
        return getdoc(function)

    def system_multicall(self, call_list):
        """The results of several calls: each a list of one, or a struct of a fault."""
        return [self._result_of(call['methodName'], call['params']) for call in call_list]

    def _result_of(self, name, params):
        try:
            return [self._dispatch(name, params)]
        except BaseException as error:
            fault = _fault_of(error)
            return {'faultCode': fault.faultCode, 'faultString': fault.faultString}


class SimpleXMLRPCRequestHandler(BaseHTTPRequestHandler):
    """Answers POST requests with what the server's dispatcher says."""

    rpc_paths = ('/', '/RPC2', '/pydoc.css')
    encode_threshold = 1400         # answers of this size and more are compressed
    wbufsize = -1
    disable_nagle_algorithm = True
    aepattern = re.compile(r'\s*([^\s;]+)\s*(;\s*q\s*=\s*([0-9.]+))?', re.IGNORECASE)

    def accept_encodings(self):
        """How much the client wants each encoding."""
        wanted = map(self.aepattern.match, self.headers.get('Accept-Encoding', '').split(','))
        return {found[1]: float(found[3] or 1) for found in wanted if found}

    def is_rpc_path_valid(self):
        """Whether calls are answered at this path."""
        return not self.rpc_paths or self.path in self.rpc_paths

    def _answer(self, code, body=b'', *headers, reason=None):
        """Send a whole response."""
        self.send_response(code, reason)
        for name, value in (*headers, ('Content-length', str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(body)

    def do_POST(self):
        """Answer a call."""
        if not self.is_rpc_path_valid():
            self.report_404()
            return
        headers = [('Content-type', 'text/xml')]
        try:
            # In pieces: one big read does not go well with all kinds of connections.
            body, left = [], int(self.headers['content-length'])
            while left and (piece := self.rfile.read(min(left, _CHUNK))):
                body.append(piece)
                left -= len(piece)
            data = self.decode_request_content(b''.join(body))
            if data is None:
                return
            answer = self.server._marshaled_dispatch(data, getattr(self, '_dispatch', None), self.path)
        except Exception as error:
            self._answer(500, b'', *self._explained(error))
            return
        if self.encode_threshold is not None and len(answer) > self.encode_threshold and self.accept_encodings().get('gzip', 0):
            try:
                answer = gzip_encode(answer)
                headers.append(('Content-Encoding', 'gzip'))
            except NotImplementedError:
                pass
        self._answer(200, answer, *headers)

    def _explained(self, error):
        """Headers that tell what went wrong, if the server wants that."""
        if not getattr(self.server, '_send_traceback_header', False):
            return []
        from traceback import format_exc
        return [('X-exception', str(error)), ('X-traceback', format_exc().encode('ASCII', 'backslashreplace').decode('ASCII'))]

    def decode_request_content(self, data):
        """The body without its compression; None if it was answered with an error."""
        match self.headers.get('content-encoding', 'identity').lower():
            case 'identity':
                return data
            case 'gzip':
                try:
                    return gzip_decode(data)
                except NotImplementedError:
                    code, reason = 501, "encoding 'gzip' not supported"
                except ValueError:
                    code, reason = 400, 'error decoding gzip content'
            case encoding:
                code, reason = 501, f'encoding {encoding!r} not supported'
        self._answer(code, reason=reason)
        return None

    def report_404(self):
        """Say that there is nothing at this path."""
        self._answer(404, b'No such page', ('Content-type', 'text/plain'))

    def log_request(self, code='-', size='-'):
        """Log a request if the server wants that."""
        if self.server.logRequests:
            super().log_request(code, size)


class SimpleXMLRPCServer(socketserver.TCPServer, SimpleXMLRPCDispatcher):
    """A server for functions that are registered with it."""

    allow_reuse_address = True
    _send_traceback_header = False

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True, allow_none=False, encoding=None,
                 bind_and_activate=True, use_builtin_types=False):
        self.logRequests = logRequests
        SimpleXMLRPCDispatcher.__init__(self, allow_none, encoding, use_builtin_types)
        super().__init__(addr, requestHandler, bind_and_activate)


class MultiPathXMLRPCServer(SimpleXMLRPCServer):
    """A server with a dispatcher for each path."""

    def __init__(self, addr, requestHandler=SimpleXMLRPCRequestHandler, logRequests=True, allow_none=False, encoding=None,
                 bind_and_activate=True, use_builtin_types=False):
        self.dispatchers = {}
        super().__init__(addr, requestHandler, logRequests, allow_none, encoding, bind_and_activate, use_builtin_types)

    def add_dispatcher(self, path, dispatcher):
        """Let a dispatcher answer the calls at a path."""
        self.dispatchers[path] = dispatcher
        return dispatcher

    def get_dispatcher(self, path):
        """The dispatcher at a path."""
        return self.dispatchers[path]

    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        try:
            return self.dispatchers[path]._marshaled_dispatch(data, dispatch_method, path)
        except BaseException as error:
            answer = dumps(_fault_of(error), encoding=self.encoding, allow_none=self.allow_none)
            return answer.encode(self.encoding, 'xmlcharrefreplace')


class CGIXMLRPCRequestHandler(SimpleXMLRPCDispatcher):
    """Answers the one call that a CGI script gets."""

    def __init__(self, allow_none=False, encoding=None, use_builtin_types=False):
        super().__init__(allow_none, encoding, use_builtin_types)

    def _answer(self, body, **headers):
        for name, value in (headers | {'Content_Length': len(body)}).items():
            print(f'{name.replace("_", "-")}: {value}')
        print(flush=True)
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()

    def handle_xmlrpc(self, request_text):
        """Answer a call."""
        self._answer(self._marshaled_dispatch(request_text), Content_Type='text/xml')

    def handle_get(self):
        """Say that this is not for GET requests."""
        from http.server import DEFAULT_ERROR_CONTENT_TYPE, DEFAULT_ERROR_MESSAGE
        message, explain = BaseHTTPRequestHandler.responses[400]
        page = DEFAULT_ERROR_MESSAGE % {'code': 400, 'message': message, 'explain': explain}
        self._answer(page.encode('utf-8'), Status=f'400 {message}', Content_Type=DEFAULT_ERROR_CONTENT_TYPE)

    def handle_request(self, request_text=None):
        """Answer the request on standard input, or the text of one."""
        if request_text is None and os.environ.get('REQUEST_METHOD') == 'GET':
            self.handle_get()
            return
        if request_text is None:
            try:
                length = int(os.environ.get('CONTENT_LENGTH', ''))
            except ValueError:
                length = -1
            request_text = sys.stdin.read(length)
        self.handle_xmlrpc(request_text)


_DOCUMENTED = frozenset('DocCGIXMLRPCRequestHandler DocXMLRPCRequestHandler DocXMLRPCServer ServerHTMLDoc XMLRPCDocGenerator'
                        .split())


def __getattr__(name):
    """What describes itself to browsers is loaded when somebody asks for it."""
    if name in _DOCUMENTED:
        from xmlrpc import _documented
        return getattr(_documented, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted({*globals(), *_DOCUMENTED})
