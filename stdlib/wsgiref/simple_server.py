"""A small server for one application."""
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from platform import python_implementation

from wsgiref.handlers import SimpleHandler

__version__ = '0.2'
__all__ = ['WSGIServer', 'WSGIRequestHandler', 'demo_app', 'make_server']

server_version = f'WSGIServer/{__version__}'
sys_version = f'{python_implementation()}/{sys.version.partition(" ")[0]}'
software_version = f'{server_version} {sys_version}'

_LONGEST_LINE = 65536


class ServerHandler(SimpleHandler):
    """Runs the application, and logs the request."""

    server_software = software_version

    def close(self):
        """End the request."""
        try:
            self.request_handler.log_request(self.status.partition(' ')[0], self.bytes_sent)
        finally:
            super().close()


class WSGIServer(HTTPServer):
    """The server."""

    application = None

    def server_bind(self):
        """Bind, and learn the server's name."""
        super().server_bind()
        self.setup_environ()

    def setup_environ(self):
        """Make what the environments of all requests have in common."""
        self.base_environ = {
            'SERVER_NAME': self.server_name, 'SERVER_PORT': str(self.server_port), 'GATEWAY_INTERFACE': 'CGI/1.1',
            'REMOTE_HOST': '', 'CONTENT_LENGTH': '', 'SCRIPT_NAME': '',
        }

    def get_app(self):
        """The application."""
        return self.application

    def set_app(self, application):
        """Set the application."""
        self.application = application


class WSGIRequestHandler(BaseHTTPRequestHandler):
    """Gives each request to the application."""

    server_version = server_version

    def get_environ(self):
        """The request's environment."""
        from urllib.parse import unquote
        path, _, query = self.path.partition('?')
        headers, (address, *_) = self.headers, self.client_address
        environ = self.server.base_environ | {
            'SERVER_PROTOCOL': self.request_version,
            'SERVER_SOFTWARE': self.server_version,
            'REQUEST_METHOD': self.command,
            'PATH_INFO': unquote(path, 'iso-8859-1'),
            'QUERY_STRING': query,
            'REMOTE_ADDR': address,
            'CONTENT_TYPE': headers.get('content-type') or headers.get_content_type(),
        }
        if (host := self.address_string()) != address:
            environ['REMOTE_HOST'] = host
        if length := headers.get('content-length'):
            environ['CONTENT_LENGTH'] = length
        given = {}
        for name, value in headers.items():
            name = name.replace('-', '_').upper()
            if name not in environ:
                given.setdefault(f'HTTP_{name}', []).append(value.strip())
        return environ | {name: ','.join(values) for name, values in given.items()}

    def get_stderr(self):
        """Where errors go."""
        return sys.stderr

    def handle(self):
        """Handle one request."""
        self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
        if len(self.raw_requestline) > _LONGEST_LINE:
            self.requestline = self.request_version = self.command = ''
            self.send_error(414)
        elif self.parse_request():      # else it has answered with an error
            streams = self.rfile, self.wfile, self.get_stderr()
            handler = ServerHandler(*streams, self.get_environ(), multithread=False)
            handler.request_handler = self
            handler.run(self.server.get_app())


def demo_app(environ, start_response):
    """An application that shows its environment."""
    lines = ['Hello world!', '', *(f'{name} = {value!r}' for name, value in sorted(environ.items()))]
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return [''.join(line + '\n' for line in lines).encode('utf-8')]


def make_server(host, port, app, server_class=WSGIServer, handler_class=WSGIRequestHandler):
    """A server for an application."""
    made = server_class((host, port), handler_class)
    made.set_app(app)
    return made


if __name__ == '__main__':
    import webbrowser
    with make_server('', 8000, demo_app) as one_request:
        print('Serving HTTP on', *one_request.server_address, '...')
        webbrowser.open('http://localhost:8000/xyz?abc')
        one_request.handle_request()
