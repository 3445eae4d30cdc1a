"""POP3: fetching mail."""
import re
import socket
import sys

try:
    import ssl
    HAVE_SSL = True
except ImportError:
    HAVE_SSL = False

__all__ = ['POP3', 'error_proto']

CR, LF = b'\r', b'\n'
CRLF = b'\r\n'
POP3_PORT, POP3_SSL_PORT = 110, 995
_MAXLINE = 2048


class error_proto(Exception):
    """The server says no, or something that is no POP3."""


class POP3:
    """A session with a POP3 server."""

    encoding = 'UTF-8'
    timestamp = re.compile(rb'\+OK.[^<]*(<.*>)')

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self._debugging = 0
        self._tls_established = False
        self.host, self.port = host, port
        sys.audit('poplib.connect', self, host, port)
        self._use(self._create_socket(timeout))
        self.welcome = self._reply()

    def _create_socket(self, timeout):
        if timeout == 0:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        return socket.create_connection((self.host, self.port), timeout)

    def _use(self, sock):
        self.sock, self.file = sock, sock.makefile('rb')

    # Lines: what is said is shown to whoever debugs.

    def _say(self, level, label, what):
        if self._debugging >= level:
            print(f'*{label}*', repr(what))

    def _line(self):
        """(a line without its end, how long it was)"""
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        self._say(2, 'get', line)
        if not line:
            raise error_proto('-ERR EOF')
        # Some servers end lines with LF CR.
        text = line.removesuffix(CRLF)
        return (text if text != line else line[1:-1] if line[:1] == CR else line[:-1]), len(line)

    def _reply(self):
        line, _ = self._line()
        self._say(2, 'resp', line)
        if line[:1] != b'+':
            raise error_proto(line)
        return line

    def _send(self, *words):
        command = ' '.join(str(word) for word in words if word is not None)
        self._say(1, 'cmd', command)
        line = command.encode(self.encoding)
        self._say(2, 'put', line)
        sys.audit('poplib.putline', self, line)
        self.sock.sendall(line + CRLF)

    def _shortcmd(self, *words):
        """A command that is answered by one line."""
        self._send(*words)
        return self._reply()

    def _longcmd(self, *words):
        """A command that is answered by lines up to a dot: (response, lines, octets)."""
        reply = self._shortcmd(*words)
        lines, octets = [], 0
        while (found := self._line())[0] != b'.':
            line, size = found
            stuffed = line.startswith(b'..')
            lines.append(line[stuffed:])
            octets += size - stuffed
        return reply, lines, octets

    def getwelcome(self):
        """What the server said first."""
        return self.welcome

    def set_debuglevel(self, level):
        """0: silent; 1: commands; 2: every line."""
        self._debugging = level

    # Logging in

    def user(self, user):
        """The name to log in with."""
        return self._shortcmd('USER', user)

    def pass_(self, pswd):
        """The password, which locks the mailbox until quit()."""
        return self._shortcmd('PASS', pswd)

    def rpop(self, user):
        """Log in as a user of this machine."""
        return self._shortcmd('RPOP', user)

    def apop(self, user, password):
        """Log in without sending the password."""
        stamp = self.timestamp.match(self.welcome)
        if stamp is None:
            raise error_proto('-ERR APOP not supported by server')
        from hashlib import md5
        return self._shortcmd('APOP', user, md5(stamp[1] + password.encode(self.encoding)).hexdigest())

    def utf8(self):
        """Take and send UTF-8."""
        return self._shortcmd('UTF8')

    def capa(self):
        """What the server can do: a dict of lists."""
        try:
            lines = self._longcmd('CAPA')[1]
        except error_proto:
            raise error_proto('-ERR CAPA not supported by server') from None
        return {name: rest for name, *rest in (line.decode('ascii').split() for line in lines)}

    def stls(self, context=None):
        """Go on with TLS."""
        missing = ('TLS support missing' if not HAVE_SSL else
                   'TLS session already established' if self._tls_established else
                   'STLS not supported by server' if 'STLS' not in self.capa() else None)
        if missing:
            raise error_proto(f'-ERR {missing}')
        context = context or ssl._create_stdlib_context()
        reply = self._shortcmd('STLS')
        self._use(context.wrap_socket(self.sock, server_hostname=self.host))
        self._tls_established = True
        return reply

    # Messages

    def stat(self):
        """How many messages there are, and their size."""
        words = self._shortcmd('STAT').split()
        self._say(1, 'stat', words)
        return int(words[1]), int(words[2])

    def list(self, which=None):
        """(response, numbers and sizes, octets); the response alone for one message."""
        return self._about('LIST', which)

    def uidl(self, which=None):
        """(response, numbers and ids, octets); the response alone for one message."""
        return self._about('UIDL', which)

    def _about(self, command, which):
        return self._longcmd(command) if which is None else self._shortcmd(command, which)

    def retr(self, which):
        """A message: (response, lines, octets)."""
        return self._longcmd('RETR', which)

    def top(self, which, howmuch):
        """The headers of a message and its first lines."""
        return self._longcmd('TOP', which, howmuch)

    def dele(self, which):
        """Delete a message, when the session ends."""
        return self._shortcmd('DELE', which)

    def rset(self):
        """Take deletions back."""
        return self._shortcmd('RSET')

    def noop(self):
        """Nothing, to stay alive."""
        return self._shortcmd('NOOP')

    def quit(self):
        """Say goodbye and close."""
        farewell = self._shortcmd('QUIT')
        self.close()
        return farewell

    def close(self):
        """Close without saying anything."""
        file, sock, self.file, self.sock = self.file, self.sock, None, None
        if file is not None:
            file.close()
        if sock is not None:
            import errno
            with sock:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError as error:
                    if error.errno != errno.ENOTCONN and getattr(error, 'winerror', 0) != 10022:
                        raise


if HAVE_SSL:
    class POP3_SSL(POP3):
        """A session over TLS from the start."""

        def __init__(self, host, port=POP3_SSL_PORT, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, context=None):
            self.context = context or ssl._create_stdlib_context()
            super().__init__(host, port, timeout)

        def _create_socket(self, timeout):
            return self.context.wrap_socket(super()._create_socket(timeout), server_hostname=self.host)

        def stls(self, context=None):
            """TLS is there already."""
            raise error_proto('-ERR TLS session already established')

    __all__.append('POP3_SSL')
