"""FTP: files on other machines."""
import socket
import sys
from socket import _GLOBAL_DEFAULT_TIMEOUT

__all__ = ['FTP', 'error_reply', 'error_temp', 'error_perm', 'error_proto', 'all_errors']

MSG_OOB = 1
FTP_PORT = 21
MAXLINE = 8192
CRLF = '\r\n'
B_CRLF = b'\r\n'


class Error(Exception):
    """Base of this module's errors."""


class error_reply(Error):
    """A reply that does not fit the command."""


class error_temp(Error):
    """4xx: it may work later."""


class error_perm(Error):
    """5xx: it will not work."""


class error_proto(Error):
    """The reply does not begin with 1 to 5."""


all_errors = (Error, OSError, EOFError)


def _expect(reply, *starts, error=error_reply):
    """A reply, which has to begin in one of these ways."""
    if reply.startswith(starts):
        return reply
    raise error(reply)


class FTP:
    """A session with an FTP server."""

    host, port = '', FTP_PORT
    maxline = MAXLINE
    sock = file = welcome = None
    debugging = 0
    passiveserver = True
    trust_server_pasv_ipv4_address = False      # whether data may come from a machine that the server names

    def __init__(self, host='', user='', passwd='', acct='', timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                 encoding='utf-8'):
        self.timeout, self.source_address, self.encoding = timeout, source_address, encoding
        if host:
            self.connect(host)
            if user:
                self.login(user, passwd, acct)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.sock is None:
            return
        try:
            self.quit()
        except (OSError, EOFError):
            pass
        finally:
            self.close()

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        """Connect, and read what the server says first."""
        self.host, self.port = host or self.host, port or self.port
        if timeout != -999:
            self.timeout = timeout
        if self.timeout == 0:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        self.source_address = source_address or self.source_address
        sys.audit('ftplib.connect', self, self.host, self.port)
        self._talk_over(self._reach(self.host, self.port))
        self.af = self.sock.family
        self.welcome = self.getresp()
        return self.welcome

    def _reach(self, host, port):
        return socket.create_connection((host, port), self.timeout, source_address=self.source_address)

    def _talk_over(self, sock):
        self.sock, self.file = sock, sock.makefile('r', encoding=self.encoding)

    def getwelcome(self):
        """What the server said first."""
        self._trace(1, '*welcome*', self.welcome)
        return self.welcome

    def set_debuglevel(self, level):
        """0: silent; 1: commands and replies; 2: every line."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Whether the server waits for data connections (else we do)."""
        self.passiveserver = val

    # Lines and replies

    def _trace(self, level, label, text):
        if self.debugging >= level:
            print(label, self.sanitize(text))

    def sanitize(self, s):
        """A line as it may be shown: without a password."""
        if s[:5] in ('PASS ', 'pass '):
            secret = s[5:].rstrip(CRLF)
            s = s[:5] + '*' * len(secret) + s[5 + len(secret):]
        return repr(s)

    def putline(self, line):
        """Send a line."""
        if not {*CRLF}.isdisjoint(line):
            raise ValueError('an illegal newline character should not be contained')
        sys.audit('ftplib.sendcmd', self, line)
        self._trace(2, '*put*', line + CRLF)
        self.sock.sendall((line + CRLF).encode(self.encoding))

    def putcmd(self, line):
        """Send a command."""
        self._trace(1, '*cmd*', line)
        self.putline(line)

    def _line_of(self, file):
        """A line of a file; there is a limit to its length."""
        line = file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error(f'got more than {self.maxline} bytes')
        return line

    def getline(self):
        """Read a line, without its end."""
        line = self._line_of(self.file)
        self._trace(2, '*get*', line)
        if not line:
            raise EOFError
        return line.rstrip(CRLF)

    def getmultiline(self):
        """Read a reply of any number of lines."""
        lines = [self.getline()]
        if lines[0][3:4] == '-':
            code = lines[0][:3]
            while True:
                lines.append(self.getline())
                if lines[-1][:3] == code and lines[-1][3:4] != '-':
                    break
        return '\n'.join(lines)

    def getresp(self):
        """A reply; one that says no is raised."""
        reply = self.getmultiline()
        self._trace(1, '*resp*', reply)
        self.lastresp = reply[:3]
        match reply[:1]:
            case '1' | '2' | '3':
                return reply
            case '4':
                raise error_temp(reply)
            case '5':
                raise error_perm(reply)
            case _:
                raise error_proto(reply)

    def voidresp(self):
        """A reply that has to be 2xx."""
        return _expect(self.getresp(), '2')

    def sendcmd(self, cmd):
        """Send a command: the reply."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Send a command whose reply has to be 2xx."""
        self.putcmd(cmd)
        return self.voidresp()

    def abort(self):
        """Stop a transfer."""
        return self._abort(MSG_OOB)

    def _abort(self, *flags):
        line = b'ABOR' + B_CRLF
        self._trace(2, '*put urgent*', line)
        self.sock.sendall(line, *flags)
        return _expect(self.getmultiline(), '426', '225', '226', error=error_proto)

    # Data connections

    def sendport(self, host, port):
        """Say where we wait for data (IPv4)."""
        return self.voidcmd('PORT ' + ','.join([*host.split('.'), *map(str, divmod(port, 256))]))

    def sendeprt(self, host, port):
        """Say where we wait for data."""
        family = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af)
        if family is None:
            raise error_proto('unsupported address family')
        return self.voidcmd(f'EPRT |{family}|{host}|{port}|')

    def makeport(self):
        """Wait for a data connection: the listening socket."""
        waiting = socket.create_server(('', 0), family=self.af, backlog=1)
        tell = self.sendport if self.af == socket.AF_INET else self.sendeprt
        tell(self.sock.getsockname()[0], waiting.getsockname()[1])
        if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            waiting.settimeout(self.timeout)
        return waiting

    def makepasv(self):
        """Ask the server to wait for a data connection: where."""
        peer = self.sock.getpeername()
        if self.af != socket.AF_INET:
            return parse229(self.sendcmd('EPSV'), peer)
        host, port = parse227(self.sendcmd('PASV'))
        return host if self.trust_server_pasv_ipv4_address else peer[0], port

    def _begin(self, cmd, rest):
        """Send a command that starts a transfer: the preliminary reply, which some servers only send after a final one."""
        if rest is not None:
            self.sendcmd(f'REST {rest}')
        reply = self.sendcmd(cmd)
        return _expect(self.getresp() if reply[0] == '2' else reply, '1')

    def ntransfercmd(self, cmd, rest=None):
        """Begin a transfer: the data connection, and the size if the server tells it."""
        first = self._reach(*self.makepasv()) if self.passiveserver else self.makeport()
        try:
            reply = self._begin(cmd, rest)
            if self.passiveserver:
                conn = first
            else:
                with first:
                    conn = first.accept()[0]
                if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                    conn.settimeout(self.timeout)
        except BaseException:
            first.close()
            raise
        return conn, parse150(reply) if reply.startswith('150') else None

    def transfercmd(self, cmd, rest=None):
        """Begin a transfer: the data connection."""
        return self.ntransfercmd(cmd, rest)[0]

    def _transfer(self, kind, cmd, rest, work):
        """A whole transfer: work gets the data connection."""
        self.voidcmd('TYPE ' + kind)
        with self.transfercmd(cmd, rest) as conn:
            work(conn)
            if hasattr(conn, 'unwrap'):
                conn.unwrap()
        return self.voidresp()

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Get a file: each block goes to callback."""
        def work(conn):
            while block := conn.recv(blocksize):
                callback(block)
        return self._transfer('I', cmd, rest, work)

    def retrlines(self, cmd, callback=None):
        """Get a file or listing: each line goes to callback, without its end."""
        take = callback or print_line

        def work(conn):
            with conn.makefile('r', encoding=self.encoding) as file:
                while line := self._line_of(file):
                    if self.debugging > 2:
                        print('*retr*', repr(line))
                    take(line.removesuffix('\n').removesuffix('\r'))
        return self._transfer('A', cmd, None, work)

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Send a file that is open in binary mode."""
        return self._transfer('I', cmd, rest, lambda conn: _send(conn, iter(lambda: fp.read(blocksize), b''), callback))

    def storlines(self, cmd, fp, callback=None):
        """Send the lines of a file that is open in binary mode."""
        lines = (line.rstrip(B_CRLF) + B_CRLF if line[-2:] != B_CRLF else line for line in iter(lambda: self._line_of(fp), b''))
        return self._transfer('A', cmd, None, lambda conn: _send(conn, lines, callback))

    # Commands

    def login(self, user='', passwd='', acct=''):
        """Log in; without a name as anonymous."""
        user = user or 'anonymous'
        if user == 'anonymous' and passwd in ('', '-', None):
            passwd = (passwd or '') + 'anonymous@'
        for command in (f'USER {user}', f'PASS {passwd or ""}', f'ACCT {acct or ""}'):
            reply = self.sendcmd(command)
            if reply[0] != '3':
                break
        return _expect(reply, '2')

    def acct(self, password):
        """Send an account's name."""
        return self.voidcmd('ACCT ' + password)

    def nlst(self, *args):
        """The names in a directory."""
        names = []
        self.retrlines(' '.join(['NLST', *args]), names.append)
        return names

    def dir(self, *args):
        """Print a directory; a function as the last argument gets the lines."""
        show = None
        if args and not isinstance(args[-1], str):
            *args, show = args
        self.retrlines(' '.join(['LIST', *filter(None, args)]), show)

    def mlsd(self, path='', facts=[]):
        """The names in a directory, each with a dict of what is known about it."""
        if facts:
            self.sendcmd('OPTS MLST ' + ';'.join(facts) + ';')
        lines = []
        self.retrlines(f'MLSD {path}' if path else 'MLSD', lines.append)
        for line in lines:
            known, _, name = line.rstrip(CRLF).partition(' ')
            pairs = (fact.partition('=') for fact in known[:-1].split(';'))
            yield name, {key.lower(): value for key, _, value in pairs}

    def rename(self, fromname, toname):
        """Rename a file."""
        _expect(self.sendcmd('RNFR ' + fromname), '3')
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        """Delete a file."""
        return _expect(self.sendcmd('DELE ' + filename), '250', '200')

    def cwd(self, dirname):
        """Change the directory."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as refusal:
                if not str(refusal).startswith('500'):
                    raise
        return self.voidcmd('CWD ' + (dirname or '.'))

    def size(self, filename):
        """The size of a file; None if the server does not say it."""
        reply = self.sendcmd('SIZE ' + filename)
        return int(reply[3:].strip()) if reply.startswith('213') else None

    def mkd(self, dirname):
        """Make a directory: its full name."""
        return self._named_by('MKD ' + dirname)

    def pwd(self):
        """The directory one is in."""
        return self._named_by('PWD')

    def _named_by(self, cmd):
        reply = self.voidcmd(cmd)
        return parse257(reply) if reply.startswith('257') else ''

    def rmd(self, dirname):
        """Remove a directory."""
        return self.voidcmd('RMD ' + dirname)

    def quit(self):
        """Say goodbye and close."""
        farewell = self.voidcmd('QUIT')
        self.close()
        return farewell

    def close(self):
        """Close without saying anything."""
        ends, self.file, self.sock = (self.file, self.sock), None, None
        for end in ends:
            if end is not None:
                end.close()


def _send(conn, chunks, callback):
    for chunk in chunks:
        conn.sendall(chunk)
        if callback:
            callback(chunk)


try:
    import ssl
except ImportError:
    pass
else:
    class FTP_TLS(FTP):
        """A session over TLS: commands from login() on, data after prot_p()."""

        _private_data = False

        def __init__(self, host='', user='', passwd='', acct='', *, context=None, timeout=_GLOBAL_DEFAULT_TIMEOUT,
                     source_address=None, encoding='utf-8'):
            self.context = ssl._create_stdlib_context() if context is None else context
            super().__init__(host, user, passwd, acct, timeout, source_address, encoding=encoding)

        @property
        def _secure(self):
            return isinstance(self.sock, ssl.SSLSocket)

        def login(self, user='', passwd='', acct='', secure=True):
            if secure and not self._secure:
                self.auth()
            return super().login(user, passwd, acct)

        def auth(self):
            """Go on with TLS."""
            if self._secure:
                raise ValueError('Already using TLS')
            reply = self.voidcmd('AUTH TLS' if self.context.protocol >= ssl.PROTOCOL_TLS else 'AUTH SSL')
            self._talk_over(self.context.wrap_socket(self.sock, server_hostname=self.host))
            return reply

        def ccc(self):
            """Go on without TLS."""
            if not self._secure:
                raise ValueError('not using TLS')
            reply = self.voidcmd('CCC')
            self.sock = self.sock.unwrap()
            return reply

        def prot_p(self):
            """Data over TLS from now on."""
            self.voidcmd('PBSZ 0')
            return self._protect('P')

        def prot_c(self):
            """Data without TLS from now on."""
            return self._protect('C')

        def _protect(self, level):
            reply = self.voidcmd('PROT ' + level)
            self._private_data = level == 'P'
            return reply

        def ntransfercmd(self, cmd, rest=None):
            conn, size = super().ntransfercmd(cmd, rest)
            return self.context.wrap_socket(conn, server_hostname=self.host) if self._private_data else conn, size

        def abort(self):
            return self._abort()

    __all__.append('FTP_TLS')
    all_errors += (ssl.SSLError,)


def parse150(resp):
    """The size that a reply 150 tells, or None."""
    import re
    found = re.match(r'150 .* \((\d+) bytes\)', _expect(resp, '150'), re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None


def parse227(resp):
    """Host and port of a reply 227."""
    import re
    numbers = re.search(','.join([r'(\d+)'] * 6), _expect(resp, '227'), re.ASCII)
    if not numbers:
        raise error_proto(resp)
    *host, high, low = numbers.groups()
    return '.'.join(host), int(high) * 256 + int(low)


def parse229(resp, peer):
    """Host and port of a reply 229, which names only the port."""
    import re
    found = re.search(r'\((.)' + r'((?:(?!\1).)*)\1' * 3 + r'\)', _expect(resp, '229'))
    if not found:
        raise error_proto(resp)
    return peer[0], int(found[4])


def parse257(resp):
    """The directory that a reply 257 names between quotes; a quote inside is doubled."""
    import re
    found = re.match(r'257 "((?:[^"]|"")*)', _expect(resp, '257'))
    return found[1].replace('""', '"') if found else ''


def print_line(line):
    """What retrlines() does with lines by default."""
    print(line)


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Copy a file from one server to another, which exchange it directly."""
    for session in (source, target):
        session.voidcmd('TYPE ' + type)
    target.sendport(*parse227(source.sendcmd('PASV')))
    # The target has to be listening before the source begins to send.
    for session, command in ((target, f'STOR {targetname or sourcename}'), (source, f'RETR {sourcename}')):
        if not session.sendcmd(command).startswith(('125', '150')):
            raise error_proto
    for session in (source, target):
        session.voidresp()


def test():
    """Command line: a host, then files, directories (-d), lists (-l)."""
    args = sys.argv[1:]
    level = 0
    while args and args[0] == '-d':
        level += 1
        del args[0]
    netrc_file = args.pop(0)[2:] if args and args[0].startswith('-r') else None
    if not args:
        print('usage: ftplib [-d] [-r[NETRC]] HOST [-l[DIR]] [-d[DIR]] [-p] [FILE] ...')
        sys.exit(64)
    host, *items = args
    with FTP(host) as session:
        session.set_debuglevel(level)
        session.login(*_credentials(host, netrc_file))
        for item in items:
            match item[:2]:
                case '-l':
                    session.dir(item[2:])
                case '-d':
                    session.cwd(item[2:])
                case '-p':
                    session.set_pasv(not session.passiveserver)
                case _:
                    session.retrbinary('RETR ' + item, sys.stdout.buffer.write, 1024)
                    sys.stdout.flush()


def _credentials(host, netrc_file):
    import netrc
    try:
        found = netrc.netrc(netrc_file or None).authenticators(host)
    except OSError:
        found = None
    if found is None:
        return ()
    user, account, password = found
    return user, password, account


if __name__ == '__main__':
    test()
