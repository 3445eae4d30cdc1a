"""FTP: files on other machines."""
import socket
import sys
from socket import _GLOBAL_DEFAULT_TIMEOUT

__all__ = ["FTP", "error_reply", "error_temp", "error_perm", "error_proto", "all_errors"]

MSG_OOB = 0x1
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


class FTP:
    """A session with an FTP server."""

    debugging = 0
    host = ''
    port = FTP_PORT
    maxline = MAXLINE
    sock = None
    file = None
    welcome = None
    passiveserver = True
    # Else the address that the server names for data is not believed, only its port.
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=_GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, *, encoding='utf-8'):
        self.encoding = encoding
        self.source_address = source_address
        self.timeout = timeout
        if host:
            self.connect(host)
            if user:
                self.login(user, passwd, acct)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.sock is not None:
            try:
                self.quit()
            except (OSError, EOFError):
                pass
            finally:
                if self.sock is not None:
                    self.close()

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        """Connect, and read what the server says first."""
        if host != '':
            self.host = host
        if port > 0:
            self.port = port
        if timeout != -999:
            self.timeout = timeout
        if self.timeout is not None and not self.timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        if source_address is not None:
            self.source_address = source_address
        sys.audit("ftplib.connect", self, self.host, self.port)
        self.sock = socket.create_connection((self.host, self.port), self.timeout, source_address=self.source_address)
        self.af = self.sock.family
        self.file = self.sock.makefile('r', encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome

    def getwelcome(self):
        """What the server said first."""
        if self.debugging:
            print('*welcome*', self.sanitize(self.welcome))
        return self.welcome

    def set_debuglevel(self, level):
        """0: silent; 1: commands and replies; 2: every line."""
        self.debugging = level
    debug = set_debuglevel

    def set_pasv(self, val):
        """Whether the server waits for data connections (else we do)."""
        self.passiveserver = val

    def sanitize(self, s):
        # Passwords do not belong on the screen.
        if s[:5] in {'pass ', 'PASS '}:
            end = len(s.rstrip('\r\n'))
            s = s[:5] + '*' * (end - 5) + s[end:]
        return repr(s)

    # --- lines and replies

    def putline(self, line):
        if '\r' in line or '\n' in line:
            raise ValueError('an illegal newline character should not be contained')
        sys.audit("ftplib.sendcmd", self, line)
        line = line + CRLF
        if self.debugging > 1:
            print('*put*', self.sanitize(line))
        self.sock.sendall(line.encode(self.encoding))

    def putcmd(self, line):
        if self.debugging:
            print('*cmd*', self.sanitize(line))
        self.putline(line)

    def getline(self):
        line = self.file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error("got more than %d bytes" % self.maxline)
        if self.debugging > 1:
            print('*get*', self.sanitize(line))
        if not line:
            raise EOFError
        if line[-2:] == CRLF:
            return line[:-2]
        return line[:-1] if line[-1:] in CRLF else line

    def getmultiline(self):
        line = self.getline()
        if line[3:4] == '-':
            code = line[:3]
            while True:
                following = self.getline()
                line = line + ('\n' + following)
                if following[:3] == code and following[3:4] != '-':
                    break
        return line

    def getresp(self):
        """A reply; one that says no is raised."""
        resp = self.getmultiline()
        if self.debugging:
            print('*resp*', self.sanitize(resp))
        self.lastresp = resp[:3]
        kind = resp[:1]
        if kind in {'1', '2', '3'}:
            return resp
        if kind == '4':
            raise error_temp(resp)
        if kind == '5':
            raise error_perm(resp)
        raise error_proto(resp)

    def voidresp(self):
        """A reply that has to be 2xx."""
        resp = self.getresp()
        if resp[:1] != '2':
            raise error_reply(resp)
        return resp

    def abort(self):
        """Stop a transfer."""
        line = b'ABOR' + B_CRLF
        if self.debugging > 1:
            print('*put urgent*', self.sanitize(line))
        self.sock.sendall(line, MSG_OOB)
        resp = self.getmultiline()
        if resp[:3] not in {'426', '225', '226'}:
            raise error_proto(resp)
        return resp

    def sendcmd(self, cmd):
        """Send a command: the reply."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Send a command whose reply has to be 2xx."""
        self.putcmd(cmd)
        return self.voidresp()

    # --- data connections

    def sendport(self, host, port):
        """Say where we wait for data (IPv4)."""
        return self.voidcmd('PORT ' + ','.join(host.split('.') + [str(port // 256), str(port % 256)]))

    def sendeprt(self, host, port):
        """Say where we wait for data."""
        family = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af, 0)
        if family == 0:
            raise error_proto('unsupported address family')
        return self.voidcmd('EPRT ' + '|'.join(['', str(family), host, str(port), '']))

    def makeport(self):
        """Wait for a data connection: the listening socket."""
        sock = socket.create_server(("", 0), family=self.af, backlog=1)
        port = sock.getsockname()[1]
        host = self.sock.getsockname()[0]
        (self.sendport if self.af == socket.AF_INET else self.sendeprt)(host, port)
        if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(self.timeout)
        return sock

    def makepasv(self):
        """Ask the server to wait for a data connection: where."""
        if self.af == socket.AF_INET:
            host, port = parse227(self.sendcmd('PASV'))
            if not self.trust_server_pasv_ipv4_address:
                host = self.sock.getpeername()[0]
        else:
            host, port = parse229(self.sendcmd('EPSV'), self.sock.getpeername())
        return host, port

    def ntransfercmd(self, cmd, rest=None):
        """Begin a transfer: the data connection, and the size if the server tells it."""
        size = None
        if self.passiveserver:
            host, port = self.makepasv()
            conn = socket.create_connection((host, port), self.timeout, source_address=self.source_address)
            try:
                resp = self._begin(cmd, rest)
            except:
                conn.close()
                raise
        else:
            with self.makeport() as sock:
                resp = self._begin(cmd, rest)
                conn, sockaddr = sock.accept()
                if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                    conn.settimeout(self.timeout)
        if resp[:3] == '150':
            size = parse150(resp)
        return conn, size

    def _begin(self, cmd, rest):
        if rest is not None:
            self.sendcmd("REST %s" % rest)
        resp = self.sendcmd(cmd)
        # Some servers say early that they are done.
        if resp[0] == '2':
            resp = self.getresp()
        if resp[0] != '1':
            raise error_reply(resp)
        return resp

    def transfercmd(self, cmd, rest=None):
        """Begin a transfer: the data connection."""
        return self.ntransfercmd(cmd, rest)[0]

    def login(self, user='', passwd='', acct=''):
        """Log in; without a name as anonymous."""
        user = user or 'anonymous'
        passwd = passwd or ''
        acct = acct or ''
        if user == 'anonymous' and passwd in {'', '-'}:
            passwd = passwd + 'anonymous@'
        resp = self.sendcmd('USER ' + user)
        if resp[0] == '3':
            resp = self.sendcmd('PASS ' + passwd)
        if resp[0] == '3':
            resp = self.sendcmd('ACCT ' + acct)
        if resp[0] != '2':
            raise error_reply(resp)
        return resp

    def _end(self, conn):
        # TLS wants to be closed by both sides.
        if _SSLSocket is not None and isinstance(conn, _SSLSocket):
            conn.unwrap()

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Get a file: each block goes to callback."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as conn:
            while data := conn.recv(blocksize):
                callback(data)
            self._end(conn)
        return self.voidresp()

    def retrlines(self, cmd, callback=None):
        """Get a file or listing: each line goes to callback, without its end."""
        if callback is None:
            callback = print_line
        self.sendcmd('TYPE A')
        with self.transfercmd(cmd) as conn, conn.makefile('r', encoding=self.encoding) as fp:
            while True:
                line = fp.readline(self.maxline + 1)
                if len(line) > self.maxline:
                    raise Error("got more than %d bytes" % self.maxline)
                if self.debugging > 2:
                    print('*retr*', repr(line))
                if not line:
                    break
                if line[-2:] == CRLF:
                    line = line[:-2]
                elif line[-1:] == '\n':
                    line = line[:-1]
                callback(line)
            self._end(conn)
        return self.voidresp()

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Send a file that is open in binary mode."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as conn:
            while buf := fp.read(blocksize):
                conn.sendall(buf)
                if callback:
                    callback(buf)
            self._end(conn)
        return self.voidresp()

    def storlines(self, cmd, fp, callback=None):
        """Send the lines of a file that is open in binary mode."""
        self.voidcmd('TYPE A')
        with self.transfercmd(cmd) as conn:
            while True:
                buf = fp.readline(self.maxline + 1)
                if len(buf) > self.maxline:
                    raise Error("got more than %d bytes" % self.maxline)
                if not buf:
                    break
                if buf[-2:] != B_CRLF:
                    if buf[-1] in B_CRLF:
                        buf = buf[:-1]
                    buf = buf + B_CRLF
                conn.sendall(buf)
                if callback:
                    callback(buf)
            self._end(conn)
        return self.voidresp()

    # --- commands

    def acct(self, password):
        """Send an account's name."""
        return self.voidcmd('ACCT ' + password)

    def nlst(self, *args):
        """The names in a directory."""
        files = []
        self.retrlines(' '.join(['NLST', *args]), files.append)
        return files

    def dir(self, *args):
        """Print a directory; a function as the last argument gets the lines."""
        func = None
        if args[-1:] and not isinstance(args[-1], str):
            *args, func = args
        self.retrlines(' '.join(['LIST', *(arg for arg in args if arg)]), func)

    def mlsd(self, path='', facts=[]):
        """The names in a directory, each with a dict of what is known about it."""
        if facts:
            self.sendcmd("OPTS MLST " + ";".join(facts) + ";")
        lines = []
        self.retrlines("MLSD %s" % path if path else "MLSD", lines.append)
        for line in lines:
            found, _, name = line.rstrip(CRLF).partition(' ')
            entry = {}
            for fact in found[:-1].split(";"):
                key, _, value = fact.partition("=")
                entry[key.lower()] = value
            yield name, entry

    def rename(self, fromname, toname):
        """Rename a file."""
        resp = self.sendcmd('RNFR ' + fromname)
        if resp[0] != '3':
            raise error_reply(resp)
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        """Delete a file."""
        resp = self.sendcmd('DELE ' + filename)
        if resp[:3] in {'250', '200'}:
            return resp
        raise error_reply(resp)

    def cwd(self, dirname):
        """Change the directory."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as msg:
                if msg.args[0][:3] != '500':
                    raise
        elif dirname == '':
            dirname = '.'
        return self.voidcmd('CWD ' + dirname)

    def size(self, filename):
        """The size of a file; None if the server does not say it."""
        resp = self.sendcmd('SIZE ' + filename)
        if resp[:3] == '213':
            return int(resp[3:].strip())

    def mkd(self, dirname):
        """Make a directory: its full name."""
        resp = self.voidcmd('MKD ' + dirname)
        return parse257(resp) if resp.startswith('257') else ''

    def rmd(self, dirname):
        """Remove a directory."""
        return self.voidcmd('RMD ' + dirname)

    def pwd(self):
        """The directory one is in."""
        resp = self.voidcmd('PWD')
        return parse257(resp) if resp.startswith('257') else ''

    def quit(self):
        """Say goodbye and close."""
        resp = self.voidcmd('QUIT')
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
                sock.close()


try:
    import ssl
except ImportError:
    _SSLSocket = None
else:
    _SSLSocket = ssl.SSLSocket

    class FTP_TLS(FTP):
        """A session over TLS: commands from login() on, data after prot_p()."""

        def __init__(self, host='', user='', passwd='', acct='', *, context=None, timeout=_GLOBAL_DEFAULT_TIMEOUT,
                     source_address=None, encoding='utf-8'):
            self.context = ssl._create_stdlib_context() if context is None else context
            self._prot_p = False
            super().__init__(host, user, passwd, acct, timeout, source_address, encoding=encoding)

        def login(self, user='', passwd='', acct='', secure=True):
            if secure and not isinstance(self.sock, ssl.SSLSocket):
                self.auth()
            return super().login(user, passwd, acct)

        def auth(self):
            """Go on with TLS."""
            if isinstance(self.sock, ssl.SSLSocket):
                raise ValueError("Already using TLS")
            resp = self.voidcmd('AUTH TLS' if self.context.protocol >= ssl.PROTOCOL_TLS else 'AUTH SSL')
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)
            self.file = self.sock.makefile(mode='r', encoding=self.encoding)
            return resp

        def ccc(self):
            """Go on without TLS."""
            if not isinstance(self.sock, ssl.SSLSocket):
                raise ValueError("not using TLS")
            resp = self.voidcmd('CCC')
            self.sock = self.sock.unwrap()
            return resp

        def prot_p(self):
            """Data over TLS from now on."""
            self.voidcmd('PBSZ 0')      # the standard wants it first
            resp = self.voidcmd('PROT P')
            self._prot_p = True
            return resp

        def prot_c(self):
            """Data without TLS from now on."""
            resp = self.voidcmd('PROT C')
            self._prot_p = False
            return resp

        def ntransfercmd(self, cmd, rest=None):
            conn, size = super().ntransfercmd(cmd, rest)
            if self._prot_p:
                conn = self.context.wrap_socket(conn, server_hostname=self.host)
            return conn, size

        def abort(self):
            # TLS has no urgent data.
            self.sock.sendall(b'ABOR' + B_CRLF)
            resp = self.getmultiline()
            if resp[:3] not in {'426', '225', '226'}:
                raise error_proto(resp)
            return resp

    __all__.append('FTP_TLS')
    all_errors = (Error, OSError, EOFError, ssl.SSLError)


# --- replies that say something

_150_re = None


def parse150(resp):
    """The size that a reply 150 tells, or None."""
    if resp[:3] != '150':
        raise error_reply(resp)
    global _150_re
    if _150_re is None:
        import re
        _150_re = re.compile(r"150 .* \((\d+) bytes\)", re.IGNORECASE | re.ASCII)
    found = _150_re.match(resp)
    return int(found.group(1)) if found else None


_227_re = None


def parse227(resp):
    """Host and port of a reply 227."""
    if resp[:3] != '227':
        raise error_reply(resp)
    global _227_re
    if _227_re is None:
        import re
        _227_re = re.compile(r'(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)', re.ASCII)
    found = _227_re.search(resp)
    if not found:
        raise error_proto(resp)
    *host, high, low = found.groups()
    return '.'.join(host), (int(high) << 8) + int(low)


def parse229(resp, peer):
    """Host and port of a reply 229, which names only the port."""
    if resp[:3] != '229':
        raise error_reply(resp)
    left = resp.find('(')
    if left < 0:
        raise error_proto(resp)
    right = resp.find(')', left + 1)
    if right < 0:
        raise error_proto(resp)
    if resp[left + 1] != resp[right - 1]:
        raise error_proto(resp)
    parts = resp[left + 1:right].split(resp[left + 1])
    if len(parts) != 5:
        raise error_proto(resp)
    return peer[0], int(parts[3])


def parse257(resp):
    """The directory that a reply 257 names between quotes; a quote inside is doubled."""
    if resp[:3] != '257':
        raise error_reply(resp)
    if resp[3:5] != ' "':
        return ''
    name = ''
    i, n = 5, len(resp)
    while i < n:
        c = resp[i]
        i += 1
        if c == '"':
            if i >= n or resp[i] != '"':
                break
            i += 1
        name += c
    return name


def print_line(line):
    """What retrlines() does with lines by default."""
    print(line)


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Copy a file from one server to another, which exchange it directly."""
    targetname = targetname or sourcename
    type = 'TYPE ' + type
    source.voidcmd(type)
    target.voidcmd(type)
    host, port = parse227(source.sendcmd('PASV'))
    target.sendport(host, port)
    # Each answers only when both were asked.
    treply = target.sendcmd('STOR ' + targetname)
    if treply[:3] not in {'125', '150'}:
        raise error_proto
    sreply = source.sendcmd('RETR ' + sourcename)
    if sreply[:3] not in {'125', '150'}:
        raise error_proto
    source.voidresp()
    target.voidresp()


def test():
    """Command line: a host, then files, directories (-d), lists (-l)."""
    import getopt
    options, rest = getopt.getopt(sys.argv[1:], 'dpr:')
    if not rest:
        print("usage: ftplib [-d] [-p] host [-l[dir]] [-d[dir]] [file] ...")
        return
    ftp = FTP(rest[0])
    ftp.set_debuglevel(sum(key == '-d' for key, _ in options))
    ftp.set_pasv(not any(key == '-p' for key, _ in options))
    ftp.login()
    for name in rest[1:]:
        if name[:2] == '-l':
            ftp.dir(name[2:])
        elif name[:2] == '-d':
            ftp.cwd(name[2:])
        else:
            ftp.retrbinary('RETR ' + name, sys.stdout.buffer.write, 1024)
    sys.stdout.flush()
    ftp.quit()


if __name__ == '__main__':
    test()
