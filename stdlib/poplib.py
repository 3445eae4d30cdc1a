"""POP3: fetching mail."""
import errno
import re
import socket
import sys

try:
    import ssl
    HAVE_SSL = True
except ImportError:
    HAVE_SSL = False

__all__ = ["POP3", "error_proto"]


class error_proto(Exception):
    """The server says no, or something that is no POP3."""


POP3_PORT = 110
POP3_SSL_PORT = 995

CR = b'\r'
LF = b'\n'
CRLF = CR + LF

_MAXLINE = 2048


class POP3:
    """A session with a POP3 server."""

    encoding = 'UTF-8'

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self.host = host
        self.port = port
        self._tls_established = False
        sys.audit("poplib.connect", self, host, port)
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')
        self._debugging = 0
        self.welcome = self._getresp()

    def _create_socket(self, timeout):
        if timeout is not None and not timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        return socket.create_connection((self.host, self.port), timeout)

    def _putline(self, line):
        if self._debugging > 1:
            print('*put*', repr(line))
        sys.audit("poplib.putline", self, line)
        self.sock.sendall(line + CRLF)

    def _putcmd(self, line):
        if self._debugging:
            print('*cmd*', repr(line))
        self._putline(bytes(line, self.encoding))

    def _getline(self):
        # A line without its end, and how long it was.
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        if self._debugging > 1:
            print('*get*', repr(line))
        if not line:
            raise error_proto('-ERR EOF')
        octets = len(line)
        # Some servers end lines the other way round.
        if line[-2:] == CRLF:
            return line[:-2], octets
        if line[:1] == CR:
            return line[1:-1], octets
        return line[:-1], octets

    def _getresp(self):
        resp, octets = self._getline()
        if self._debugging > 1:
            print('*resp*', repr(resp))
        if not resp.startswith(b'+'):
            raise error_proto(resp)
        return resp

    def _getlongresp(self):
        resp = self._getresp()
        lines, octets = [], 0
        while True:
            line, n = self._getline()
            if line == b'.':
                break
            if line.startswith(b'..'):
                n -= 1
                line = line[1:]
            octets += n
            lines.append(line)
        return resp, lines, octets

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line):
        self._putcmd(line)
        return self._getlongresp()

    def getwelcome(self):
        """What the server said first."""
        return self.welcome

    def set_debuglevel(self, level):
        """0: silent; 1: commands; 2: every line."""
        self._debugging = level

    def user(self, user):
        """The name to log in with."""
        return self._shortcmd('USER %s' % user)

    def pass_(self, pswd):
        """The password, which locks the mailbox until quit()."""
        return self._shortcmd('PASS %s' % pswd)

    def stat(self):
        """How many messages there are, and their size."""
        resp = self._shortcmd('STAT')
        fields = resp.split()
        if self._debugging:
            print('*stat*', repr(fields))
        return int(fields[1]), int(fields[2])

    def list(self, which=None):
        """(response, numbers and sizes, octets); the response alone for one message."""
        if which is not None:
            return self._shortcmd('LIST %s' % which)
        return self._longcmd('LIST')

    def retr(self, which):
        """A message: (response, lines, octets)."""
        return self._longcmd('RETR %s' % which)

    def dele(self, which):
        """Delete a message, when the session ends."""
        return self._shortcmd('DELE %s' % which)

    def noop(self):
        """Nothing, to stay alive."""
        return self._shortcmd('NOOP')

    def rset(self):
        """Take deletions back."""
        return self._shortcmd('RSET')

    def quit(self):
        """Say goodbye and close."""
        resp = self._shortcmd('QUIT')
        self.close()
        return resp

    def close(self):
        """Close without saying anything."""
        try:
            file, self.file = self.file, None
            if file is not None:
                file.close()
        finally:
            sock, self.sock = self.sock, None
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError as exc:
                    # The other side may have been faster.
                    if exc.errno != errno.ENOTCONN and getattr(exc, 'winerror', 0) != 10022:
                        raise
                finally:
                    sock.close()

    def rpop(self, user):
        """Log in as a user of this machine."""
        return self._shortcmd('RPOP %s' % user)

    timestamp = re.compile(br'\+OK.[^<]*(<.*>)')

    def apop(self, user, password):
        """Log in without sending the password."""
        found = self.timestamp.match(self.welcome)
        if not found:
            raise error_proto('-ERR APOP not supported by server')
        import hashlib
        digest = hashlib.md5(found.group(1) + bytes(password, self.encoding)).hexdigest()
        return self._shortcmd('APOP %s %s' % (user, digest))

    def top(self, which, howmuch):
        """The headers of a message and its first lines."""
        return self._longcmd('TOP %s %s' % (which, howmuch))

    def uidl(self, which=None):
        """(response, numbers and ids, octets); the response alone for one message."""
        if which is not None:
            return self._shortcmd('UIDL %s' % which)
        return self._longcmd('UIDL')

    def utf8(self):
        """Take and send UTF-8."""
        return self._shortcmd('UTF8')

    def capa(self):
        """What the server can do: a dict of lists."""
        found = {}
        try:
            for line in self._longcmd('CAPA')[1]:
                name, *values = line.decode('ascii').split()
                found[name] = values
        except error_proto:
            raise error_proto('-ERR CAPA not supported by server')
        return found

    def stls(self, context=None):
        """Go on with TLS."""
        if not HAVE_SSL:
            raise error_proto('-ERR TLS support missing')
        if self._tls_established:
            raise error_proto('-ERR TLS session already established')
        if 'STLS' not in self.capa():
            raise error_proto('-ERR STLS not supported by server')
        if context is None:
            context = ssl._create_stdlib_context()
        resp = self._shortcmd('STLS')
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        return resp


if HAVE_SSL:
    class POP3_SSL(POP3):
        """A session over TLS from the start."""

        def __init__(self, host, port=POP3_SSL_PORT, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, context=None):
            self.context = ssl._create_stdlib_context() if context is None else context
            POP3.__init__(self, host, port, timeout)

        def _create_socket(self, timeout):
            return self.context.wrap_socket(POP3._create_socket(self, timeout), server_hostname=self.host)

        def stls(self, context=None):
            """TLS is there already."""
            raise error_proto('-ERR TLS session already established')

    __all__.append("POP3_SSL")
