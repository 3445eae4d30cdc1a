"""A WSGI application around another one: it looks whether server and application keep to the rules."""
import re
import sys
import warnings

__all__ = ['validator']

header_re = re.compile(r'^[a-zA-Z][a-zA-Z0-9\-_]*$')
bad_header_value_re = re.compile(r'[\000-\037]')


class WSGIWarning(Warning):
    """Something that is allowed but not wise."""


def assert_(cond, *args):
    """AssertionError, also where assert statements are switched off."""
    if not cond:
        raise AssertionError(*args)


def check_string_type(value, title):
    """The value, which has to be a str and nothing derived from it."""
    assert_(type(value) is str, f'{title} must be of type str (got {value!r})')
    return value


def validator(application):
    """The application with checks around it."""

    def checked(*args, **kw):
        assert_(len(args) == 2, 'Two arguments required')
        assert_(kw == {}, 'No keyword arguments allowed')
        environ, start_response = args
        started = []            # not empty when start_response() was called

        def checked_start(*args, **kw):
            assert_(2 <= len(args) <= 3, f'Invalid number of arguments: {args}')
            assert_(not kw, 'No keyword arguments allowed')
            status, headers, *exc_info = args
            check_status(status)
            check_headers(headers)
            check_content_type(status, headers)
            check_exc_info(*exc_info or [None])
            started.append(None)
            return WriteWrapper(start_response(*args))

        check_environ(environ)
        environ['wsgi.input'] = InputWrapper(environ['wsgi.input'])
        environ['wsgi.errors'] = ErrorWrapper(environ['wsgi.errors'])
        iterator = application(environ, checked_start)
        assert_(iterator is not None and iterator != False, 'The application must return an iterator, if only an empty list')
        check_iterator(iterator)
        return IteratorWrapper(iterator, started)

    return checked


# What stands between application and server

def _only(kind, value):
    """A value, which has to be of a type and of nothing derived from it."""
    assert_(type(value) is kind)
    return value


class InputWrapper:
    """wsgi.input: what applications may do with it."""

    def __init__(self, wsgi_input):
        self.input = wsgi_input

    def _bytes(self, method, args, least):
        assert_(least <= len(args) <= 1)
        return _only(bytes, getattr(self.input, method)(*args))

    def read(self, *args):
        """Bytes; one has to say how many."""
        return self._bytes('read', args, 1)

    def readline(self, *args):
        """A line."""
        return self._bytes('readline', args, 0)

    def readlines(self, *args):
        """Lines."""
        assert_(len(args) <= 1)
        return [_only(bytes, line) for line in _only(list, self.input.readlines(*args))]

    def __iter__(self):
        return iter(self.readline, b'')

    def close(self):
        """Not allowed."""
        assert_(False, 'input.close() must not be called')


class ErrorWrapper:
    """wsgi.errors: what applications may do with it."""

    def __init__(self, wsgi_errors):
        self.errors = wsgi_errors

    def write(self, s):
        """Write text."""
        self.errors.write(_only(str, s))

    def writelines(self, seq):
        """Write several texts."""
        for text in seq:
            self.write(text)

    def flush(self):
        """Write what is buffered."""
        self.errors.flush()

    def close(self):
        """Not allowed."""
        assert_(False, 'errors.close() must not be called')


class WriteWrapper:
    """What start_response() returns: it takes bytes."""

    def __init__(self, wsgi_writer):
        self.writer = wsgi_writer

    def __call__(self, s):
        self.writer(_only(bytes, s))


class PartialIteratorWrapper:
    """An iterable of which it is not asked when it is iterated."""

    def __init__(self, wsgi_iterator):
        self.iterator = wsgi_iterator

    def __iter__(self):
        return IteratorWrapper(self.iterator, None)


class IteratorWrapper:
    """The body: it has to begin after start_response(), consist of bytes and be closed."""

    def __init__(self, wsgi_iterator, check_start_response):
        self.original_iterator, self.iterator = wsgi_iterator, iter(wsgi_iterator)
        self.check_start_response, self.closed = check_start_response, False

    def __iter__(self):
        return self

    def __next__(self):
        assert_(not self.closed, 'Iterator read after closed')
        data = next(self.iterator)
        if type(data) is not bytes:
            assert_(False, f'Iterator yielded non-bytestring ({data!r})')
        started, self.check_start_response = self.check_start_response, None
        if started is not None:
            assert_(started, 'The application returns and we started iterating over its body, but start_response has not yet been called')
        return data

    def close(self):
        """The end, whether all was read or not."""
        self.closed = True
        getattr(self.original_iterator, 'close', lambda: None)()

    def __del__(self):
        if self.closed:
            return
        text = 'Iterator garbage collected without being closed'
        sys.stderr.write(text)
        assert_(False, text)


# The rules

_METHODS = frozenset('GET HEAD POST OPTIONS PATCH PUT DELETE TRACE'.split())
_REQUIRED = ('REQUEST_METHOD', 'SERVER_NAME', 'SERVER_PORT', *(f'wsgi.{name}' for name in (
    'version', 'input', 'errors', 'multithread', 'multiprocess', 'run_once')))


def check_environ(environ):
    """What the server tells about the request."""
    assert_(type(environ) is dict, f'Environment is not of the right type: {type(environ)!r} (environment: {environ!r})')
    for key in _REQUIRED:
        assert_(key in environ, f'Environment missing required key: {key!r}')
    for key in ('CONTENT_TYPE', 'CONTENT_LENGTH'):
        assert_(f'HTTP_{key}' not in environ, f'Environment should not have the key: HTTP_{key} (use {key} instead)')
    if 'QUERY_STRING' not in environ:
        warnings.warn('QUERY_STRING is not in the WSGI environment; the cgi module will use sys.argv when this variable is missing, '
                      'so application errors are more likely', WSGIWarning)
    for key, value in environ.items():
        if '.' not in key:          # names with a dot are extensions, which may be anything
            assert_(type(value) is str, f'Environmental variable {key} is not a string: {type(value)!r} (value: {value!r})')
    version, scheme = environ['wsgi.version'], environ['wsgi.url_scheme']
    assert_(type(version) is tuple, f'wsgi.version should be a tuple ({version!r})')
    assert_(scheme in ('http', 'https'), f'wsgi.url_scheme unknown: {scheme!r}')
    check_input(environ['wsgi.input'])
    check_errors(environ['wsgi.errors'])
    method = environ['REQUEST_METHOD']
    if method not in _METHODS:
        warnings.warn(f'Unknown REQUEST_METHOD: {method!r}', WSGIWarning)
    for key in ('SCRIPT_NAME', 'PATH_INFO'):
        path = environ.get(key)
        assert_(not path or path[0] == '/', f"{key} doesn't start with /: {path!r}")
    if length := environ.get('CONTENT_LENGTH'):
        assert_(int(length) >= 0, f'Invalid CONTENT_LENGTH: {length!r}')
    if not environ['SCRIPT_NAME']:
        environ['PATH_INFO']        # one of the two there has to be
    assert_(environ['SCRIPT_NAME'] != '/', "SCRIPT_NAME cannot be '/'; it should instead be '', and PATH_INFO should be '/'")


def _check_methods(thing, title, names):
    for name in names:
        assert_(hasattr(thing, name), f"{title} ({thing!r}) doesn't have the attribute {name}")


def check_input(wsgi_input):
    """Where the request's content is read."""
    _check_methods(wsgi_input, 'wsgi.input', ('read', 'readline', 'readlines', '__iter__'))


def check_errors(wsgi_errors):
    """Where errors go."""
    _check_methods(wsgi_errors, 'wsgi.errors', ('flush', 'write', 'writelines'))


def check_status(status):
    """The status: three digits, a space and what they mean."""
    code = check_string_type(status, 'Status').split(None, 1)[0]
    assert_(len(code) == 3, f'Status codes must be three characters: {code!r}')
    number = int(code)
    assert_(number >= 100, f'Status code is invalid: {number!r}')
    if status[3:4] != ' ':
        warnings.warn(f'The status string ({status!r}) should be a three-digit integer followed by a single space and a status explanation',
                      WSGIWarning)


def check_headers(headers):
    """The headers of the answer."""
    assert_(type(headers) is list, f'Headers ({headers!r}) must be of type list: {type(headers)!r}')
    for item in headers:
        assert_(type(item) is tuple, f'Individual headers ({item!r}) must be of type tuple: {type(item)!r}')
        assert_(len(item) == 2)
        name, value = item
        check_string_type(name, 'Header name')
        check_string_type(value, 'Header value')
        assert_(name.lower() != 'status', 'The Status header cannot be used; it conflicts with CGI script, and HTTP status is not '
                                          f'given through headers (value: {value!r}).')
        assert_(not {'\n', ':'} & set(name), f"Header names may not contain ':' or '\\n': {name!r}")
        assert_(header_re.search(name), f'Bad header name: {name!r}')
        assert_(name[-1] not in '-_', f"Names may not end in '-' or '_': {name!r}")
        if bad := bad_header_value_re.search(value):
            assert_(False, f'Bad header value: {value!r} (bad char: {bad[0]!r})')


def check_content_type(status, headers):
    """The content's type: there has to be one where there is content, and only there."""
    code = int(check_string_type(status, 'Status').split(None, 1)[0])
    given = any(check_string_type(name, 'Header name').lower() == 'content-type' for name, _ in headers)
    if code in (204, 304):
        assert_(not given, f'Content-Type header found in a {code} response, which must not return content.')
    else:
        assert_(given, f'No Content-Type header found in headers ({headers})')


def check_exc_info(exc_info):
    """What sys.exc_info() gave, or None."""
    assert_(exc_info is None or type(exc_info) is tuple, f'exc_info ({exc_info!r}) is not a tuple: {type(exc_info)!r}')


def check_iterator(iterator):
    """The body: a string would be sent character by character."""
    assert_(not isinstance(iterator, (str, bytes)), 'You should not return a string as your application iterator, instead return a '
                                                    'single-item list containing a bytestring.')
