"""Looking at a request's environment."""
__all__ = ['FileWrapper', 'guess_scheme', 'application_uri', 'request_uri', 'shift_path_info', 'setup_testing_defaults',
           'is_hop_by_hop']

_NEIGHBOURS = frozenset('connection keep-alive proxy-authenticate proxy-authorization te trailers transfer-encoding upgrade'.split())
_PORTS = {'https': '443', 'http': '80'}


class FileWrapper:
    """A file as blocks."""

    def __init__(self, filelike, blksize=8192):
        self.filelike, self.blksize = filelike, blksize
        if hasattr(filelike, 'close'):
            self.close = filelike.close

    def __iter__(self):
        return self

    def __next__(self):
        if block := self.filelike.read(self.blksize):
            return block
        raise StopIteration


def is_hop_by_hop(header_name):
    """Whether a header is only between neighbours."""
    return header_name.lower() in _NEIGHBOURS


def guess_scheme(environ):
    """http or https."""
    return 'https' if environ.get('HTTPS') in ('yes', 'on', '1') else 'http'


def application_uri(environ):
    """The address of the application."""
    from urllib.parse import quote
    scheme = environ['wsgi.url_scheme']
    host = environ.get('HTTP_HOST')
    if not host:
        host, port = environ['SERVER_NAME'], environ['SERVER_PORT']
        if port != _PORTS['https' if scheme == 'https' else 'http']:
            host = f'{host}:{port}'
    return f'{scheme}://{host}' + quote(environ.get('SCRIPT_NAME') or '/', encoding='latin1')


def request_uri(environ, include_query=True):
    """The address of the request."""
    from urllib.parse import quote
    path = quote(environ.get('PATH_INFO', ''), safe='/;=,', encoding='latin1')
    query = environ.get('QUERY_STRING') if include_query else None
    return application_uri(environ) + (path if environ.get('SCRIPT_NAME') else path[1:]) + (f'?{query}' if query else '')


def shift_path_info(environ):
    """Move a name from PATH_INFO to SCRIPT_NAME; the name, None if there is none."""
    if not (path := environ.get('PATH_INFO', '')):
        return None
    first, *middle, last = path.split('/') if '/' in path else (path, '')
    names = [name for name in middle if name not in ('', '.')] + [last]
    name, rest = names[0], names[1:]
    from posixpath import normpath
    script = normpath(f'{environ.get("SCRIPT_NAME", "")}/{name}').removesuffix('/')
    environ['SCRIPT_NAME'] = script if name else script + '/'
    environ['PATH_INFO'] = '/'.join([first, *rest])
    # A dot at the end is no name, but what comes before it has been moved.
    return None if name == '.' else name


def setup_testing_defaults(environ):
    """Put in what is missing, with values for tests."""
    from io import BytesIO, StringIO
    default = environ.setdefault
    default('SERVER_NAME', '127.0.0.1')
    default('SERVER_PROTOCOL', 'HTTP/1.0')
    default('HTTP_HOST', environ['SERVER_NAME'])
    default('REQUEST_METHOD', 'GET')
    if not {'SCRIPT_NAME', 'PATH_INFO'} & environ.keys():
        environ.update(SCRIPT_NAME='', PATH_INFO='/')
    for name, value in (('version', (1, 0)), ('run_once', 0), ('multithread', 0), ('multiprocess', 0)):
        default(f'wsgi.{name}', value)
    default('wsgi.input', BytesIO())
    default('wsgi.errors', StringIO())
    scheme = default('wsgi.url_scheme', guess_scheme(environ))
    default('SERVER_PORT', _PORTS.get(scheme, _PORTS['https']))
