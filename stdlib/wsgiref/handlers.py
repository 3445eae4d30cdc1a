"""Running an application for one request."""
import os
import sys
import time

from .headers import Headers
from .util import FileWrapper, guess_scheme, is_hop_by_hop

__all__ = ['BaseHandler', 'SimpleHandler', 'BaseCGIHandler', 'CGIHandler', 'IISCGIHandler', 'read_environ']

_DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def format_date_time(timestamp):
    """A time as HTTP writes it."""
    t = time.gmtime(timestamp)
    return (f'{_DAYS[t.tm_wday]}, {t.tm_mday:02d} {_MONTHS[t.tm_mon - 1]} {t.tm_year:4d}'
            f' {t.tm_hour:02d}:{t.tm_min:02d}:{t.tm_sec:02d} GMT')


_OF_REQUEST = frozenset('SCRIPT_NAME PATH_INFO PATH_TRANSLATED REQUEST_METHOD AUTH_TYPE CONTENT_TYPE CONTENT_LENGTH HTTPS '
                        'REMOTE_USER REMOTE_IDENT'.split())


def _is_of_request(name):
    name = name.removeprefix('REDIRECT_')
    return name in _OF_REQUEST or name.startswith(('HTTP_', 'SSL_'))


def read_environ():
    """The process's environment, requests' variables as WSGI wants them."""
    encoding = sys.getfilesystemencoding()
    return {name: value.encode(encoding, 'surrogateescape').decode('iso-8859-1') if _is_of_request(name) else value
            for name, value in os.environ.items()}


# What is raised when the client does not want to hear any more.
_GONE = BrokenPipeError, ConnectionAbortedError, ConnectionResetError


class BaseHandler:
    """Runs an application; subclasses know where things come from and go to."""

    # The server
    wsgi_version = 1, 0
    wsgi_multithread = wsgi_multiprocess = True
    wsgi_run_once = False
    wsgi_file_wrapper = FileWrapper
    http_version = '1.0'
    origin_server = True            # whether the answer goes to the client itself
    os_environ = read_environ()
    server_software = None

    # Errors
    error_body = b'A server error occurred.  Please contact the administrator.'
    error_headers = [('Content-Type', 'text/plain')]
    error_status = '500 Internal Server Error'
    traceback_limit = None

    # The request
    headers_class = Headers
    status = result = headers = None
    headers_sent, bytes_sent = False, 0

    def run(self, application):
        """Run the application, and send what it gives."""
        try:
            self._respond(application)
        except _GONE:
            pass
        except BaseException:
            self._recover()

    def _respond(self, application):
        self.setup_environ()
        self.result = application(self.environ, self.start_response)
        self.finish_response()

    def _recover(self):
        try:
            self.handle_error()
        except BaseException:
            self.close()
            raise

    def setup_environ(self):
        """Make the environment."""
        self.environ = self.os_environ.copy()
        self.add_cgi_vars()
        self.environ.update({'wsgi.' + name: value for name, value in {
            'input': self.get_stdin(),
            'errors': self.get_stderr(),
            'version': self.wsgi_version,
            'run_once': self.wsgi_run_once,
            'url_scheme': self.get_scheme(),
            'multithread': self.wsgi_multithread,
            'multiprocess': self.wsgi_multiprocess,
        }.items()})
        if self.wsgi_file_wrapper is not None:
            self.environ['wsgi.file_wrapper'] = self.wsgi_file_wrapper
        if self.server_software and self.origin_server:
            self.environ.setdefault('SERVER_SOFTWARE', self.server_software)

    def get_scheme(self):
        """http or https."""
        return guess_scheme(self.environ)

    # What the application does

    def start_response(self, status, headers, exc_info=None):
        """What the application calls first."""
        if exc_info:
            if self.headers_sent:
                raise exc_info[1]       # too late to say anything else
        elif self.headers is not None:
            raise AssertionError('Headers already set!')
        self.status = self._text(status, 'Status')
        for wrong, text in (
            (len(status) < 4, 'Status must be at least 4 characters'),
            (not status[:3].isdigit(), 'Status message must begin w/3-digit code'),
            (status[3:4] != ' ', 'Status message must have a space after code'),
        ):
            if wrong:
                raise AssertionError(text)
        if __debug__:
            for name, value in headers:
                self._text(name, 'Header name')
                self._text(value, 'Header value')
                assert not is_hop_by_hop(name), f"Hop-by-hop header, '{name}: {value}', not allowed"
        self.headers = self.headers_class(headers)
        return self.write

    @staticmethod
    def _text(value, what):
        if type(value) is not str:
            raise AssertionError(f'{what} must be of type str (got {value!r})')
        return value

    def write(self, data):
        """Send some content."""
        for right, text in ((type(data) is bytes, 'write() argument must be a bytes instance'),
                            (self.status, 'write() before start_response()')):
            if not right:
                raise AssertionError(text)
        self.bytes_sent += len(data)
        if not self.headers_sent:
            self.send_headers()
        self._write(data)
        self._flush()

    # How the answer is sent

    def finish_response(self):
        """Send what the application gave."""
        try:
            if not (self.result_is_file() and self.sendfile()):
                self._send_result()
        except BaseException:
            self._close_result()
            raise
        self.close()

    def _send_result(self):
        for data in self.result:
            self.write(data)
        self.finish_content()

    def _close_result(self):
        close = getattr(self.result, 'close', None)
        if close:
            close()

    def result_is_file(self):
        """Whether the application gave a wrapped file."""
        return self.wsgi_file_wrapper is not None and isinstance(self.result, self.wsgi_file_wrapper)

    def sendfile(self):
        """Send a file in another way; whether that was done."""
        return False

    def finish_content(self):
        """Send what is still to be sent."""
        if self.headers_sent:
            return
        self.headers.setdefault('Content-Length', '0')
        self.send_headers()

    def send_headers(self):
        """Send the headers."""
        self.cleanup_headers()
        self.headers_sent = True
        if self.client_is_modern() or not self.origin_server:
            self.send_preamble()
            self._write(bytes(self.headers))

    def cleanup_headers(self):
        """Complete the headers."""
        if 'Content-Length' not in self.headers:
            self.set_content_length()

    def set_content_length(self):
        """Say how long the content is, if that is known."""
        try:
            single = len(self.result) == 1
        except (TypeError, AttributeError, NotImplementedError):
            return
        if single:
            self.headers['Content-Length'] = str(self.bytes_sent)

    def send_preamble(self):
        """Send what is before the headers."""
        if not self.origin_server:
            lines = [f'Status: {self.status}']
        elif self.client_is_modern():
            lines = [f'HTTP/{self.http_version} {self.status}']
            if 'Date' not in self.headers:
                lines.append(f'Date: {format_date_time(time.time())}')
            if self.server_software and 'Server' not in self.headers:
                lines.append(f'Server: {self.server_software}')
        else:
            return
        self._write(''.join(line + '\r\n' for line in lines).encode('iso-8859-1'))

    def client_is_modern(self):
        """Whether the client knows headers."""
        return self.environ['SERVER_PROTOCOL'].upper() != 'HTTP/0.9'

    def close(self):
        """End the request."""
        try:
            self._close_result()
        finally:
            vars(self).update(result=None, headers=None, status=None, environ=None, headers_sent=False, bytes_sent=0)

    # When something goes wrong

    def handle_error(self):
        """Log the error, and answer with it if nothing was sent."""
        self.log_exception(sys.exc_info())
        if self.headers_sent:
            return                      # it is too late for another answer
        self.result = self.error_output(self.environ, self.start_response)
        self.finish_response()

    def log_exception(self, exc_info):
        """Write an error to where errors go."""
        from traceback import print_exception
        errors = self.get_stderr()
        print_exception(exc_info[1], limit=self.traceback_limit, file=errors)
        errors.flush()

    def error_output(self, environ, start_response):
        """The application that answers an error."""
        start_response(self.error_status, self.error_headers.copy(), sys.exc_info())
        return [self.error_body]

    # What only subclasses know

    def _undefined(self, *args):
        raise NotImplementedError

    _write = _flush = _undefined

    def add_cgi_vars(self):
        """Put the request into the environment."""
        self._undefined()

    def get_stderr(self):
        """Where errors go."""
        self._undefined()

    def get_stdin(self):
        """Where the request's content is read."""
        self._undefined()


class SimpleHandler(BaseHandler):
    """Runs an application between two streams."""

    def __init__(self, stdin, stdout, stderr, environ, multithread=True, multiprocess=False):
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.wsgi_multithread, self.wsgi_multiprocess = multithread, multiprocess
        self.base_env = environ

    def _write(self, data):
        done = self.stdout.write(data)
        if done is not None and done < len(data):
            from warnings import warn
            warn('SimpleHandler.stdout.write() should not do partial writes', DeprecationWarning)
            while data := data[done:]:
                done = self.stdout.write(data)

    def _flush(self):
        self.stdout.flush()

    def add_cgi_vars(self):
        """Put the request into the environment."""
        self.environ |= self.base_env

    def get_stderr(self):
        """Where errors go."""
        return self.stderr

    def get_stdin(self):
        """Where the request's content is read."""
        return self.stdin


class BaseCGIHandler(SimpleHandler):
    """The same, behind another server."""

    origin_server = False


def _process_streams():
    return sys.stdin.buffer, sys.stdout.buffer, sys.stderr


class CGIHandler(BaseCGIHandler):
    """An application as a CGI program."""

    os_environ = {}         # the environment of the process is that of the request
    wsgi_run_once = True

    def __init__(self):
        super().__init__(*_process_streams(), read_environ(), multithread=False, multiprocess=True)


class IISCGIHandler(BaseCGIHandler):
    """The same for IIS, whose PATH_INFO begins with SCRIPT_NAME."""

    os_environ, wsgi_run_once = {}, True

    def __init__(self):
        environ = read_environ()
        path, script = environ.get('PATH_INFO', ''), environ.get('SCRIPT_NAME', '')
        if f'{path}/'.startswith(f'{script}/'):
            environ['PATH_INFO'] = path[len(script):]
        super().__init__(*_process_streams(), environ, multithread=False, multiprocess=True)
