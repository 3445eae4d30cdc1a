# ftplib: replies that are odd, active mode, limits, TLS without a server, copying between servers.
import contextlib, ftplib, io, socket
from _line_server import Talk


def t(label, f, *a, **k):
    try:
        print(label, repr(f(*a, **k))[:300])
    except BaseException as e:
        print(label, type(e).__name__, e)


class Scripted(ftplib.FTP):
    """A session whose replies come from a text; commands are noted."""

    def __init__(self, replies, **kw):
        super().__init__(**kw)
        self.sock, self.sent = self, []
        self.file = io.StringIO(replies)

    def sendall(self, data, *flags):
        self.sent.append((data, *flags))

    def getpeername(self):
        return '10.0.0.1', 21

    def getsockname(self):
        return '10.0.0.2', 4000

    def close(self):
        self.sock = None

for reply in ('150 a (12 bytes)', '150 A (12 BYTES).', '150 (12 bytes)', '150 x (1 b)', '151 x', ''):
    t('150', ftplib.parse150, reply)
for reply in ('227 1,2,3,4,0,21', '227 (1,2,3,4,5)', '227 x 300,2,3,4,255,255 y 9', '22'):
    t('227', ftplib.parse227, reply)
for reply in ('229 x (|||6446|)', '229 (!!!1!)', '229 ()', '229 (|1|2|3|)', '229 )(', '229 (|||1|', '229 (||||)', '230'):
    t('229', ftplib.parse229, reply, ('peer', 9, 0, 0))
for reply in ('257 "', '257 ""', '257 "a"b', '257 "a""', '257  "a"', '257"a"', '2579 "a"', '25'):
    t('257', ftplib.parse257, reply)

print('== replies')
for reply in ('200 ok\n', '200 ok\r\n', '200-a\n200-b\n 200 c\n200 d\n300 e\n', '200-a\n201 b\n', '100 x\n', '300\n', '4\n', '599 x\n', '600 x\n', 'abc\n', '\n', '', '200 no newline'):
    t(repr(reply), lambda: (lambda s: (s.getresp(), s.lastresp))(Scripted(reply)))
    t('  void', Scripted(reply).voidresp)
s = Scripted('200 ' + 'x' * 9000 + '\n')
t('long', s.getresp)
s.maxline = 10
t('long', s.getline)
for text in ('PASS x', 'pass x\r\n', 'Pass x', 'PASS', 'PASS ', 'ACCT x', "it's"):
    t('sanitize', s.sanitize, text)
for text in ('a\rb', 'a\n', '\r\n'):
    t('newline', s.putcmd, text)
for replies in ('230 in\n', '331 pw\n230 in\n', '331 pw\n332 acct\n230 in\n', '331 pw\n332 acct\n332 again\n', '530 no\n', '120 x\n'):
    for args in (('u', 'p', 'a'), (), ('anonymous', '-'), ('anonymous', 'me@x'), ('u',)):
        s = Scripted(replies)
        t('login', s.login, *args)
        print('  ', [d[0] for d in s.sent])
for call, replies in (("acct('x')", '230 x\n'), ("delete('f')", '200 x\n'), ("delete('f')", '250 x\n'), ("delete('f')", '226 x\n'), ("cwd('..')", '250 x\n'), ("cwd('..')", '501 x\n'),
                      ("cwd('..')", '500 x\n250 y\n'), ("size('f')", '213  12 \n'), ("size('f')", '213 x\n'), ("mkd('d')", '250 x\n'), ("mkd('d')", '257 "/d"\n'), ("pwd()", '257 no\n'),
                      ("rename('a', 'b')", '250 x\n'), ("rename('a', 'b')", '350 x\n550 y\n'), ("abort()", '426 x\n'), ("abort()", '200 x\n'), ("abort()", '225-x\n225 y\n'), ("quit()", '300 x\n'),
                      ("sendport('1.2.3.4', 258)", '200 x\n'), ("sendeprt('::1', 258)", '200 x\n'), ("makepasv()", '227 9,9,9,9,1,1\n'), ("makepasv()", '229 (|||77|)\n'), ("voidcmd('X')", '350 x\n')):
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX) if 'eprt' in call else (socket.AF_INET6 if '229' in replies else socket.AF_INET,):
        s = Scripted(replies)
        s.af = family
        t(call, lambda: eval('s.' + call))
        print('  ', s.sent, s.sock is None)
s = Scripted('227 9,9,9,9,1,1\n')
s.af, s.trust_server_pasv_ipv4_address = socket.AF_INET, True
t('trusting', s.makepasv)
out = io.StringIO()
with contextlib.redirect_stdout(out):
    s = Scripted('220 hi\n331 x\n230 y\n226 z\n')
    s.debug(1)
    s.welcome = s.getresp()
    s.getwelcome()
    s.debug(2)
    s.login('u', 'secret')
    s.abort()
print(out.getvalue())

print('== transfers')
state = {}


def port(line, conn, server):
    *host, a, b = line.split()[1].split(',')
    state['to'] = '.'.join(host), int(a) * 256 + int(b)
    return b'200 ok\r\n'


def eprt(line, conn, server):
    _, family, host, number, _ = line.split()[1].split('|')
    state['to'] = host, int(number)
    return b'200 ok\r\n'


def give(line, conn, server):
    conn.sendall(b'150 x (3 bytes)\r\n')
    with socket.create_connection(state['to']) as c:
        c.sendall(b'one\r\ntwo\rthree\n\nfour')
    return b'226 done\r\n'


def take(line, conn, server):
    conn.sendall(b'150 go\r\n')
    data = b''
    with socket.create_connection(state['to']) as c:
        while more := c.recv(99):
            data += more
    server.got.append(data)
    return b'226 done\r\n'


server = Talk(b'220 hi\r\n', {'TYPE': b'200 t\r\n', 'PORT': port, 'EPRT': eprt, 'RETR': give, 'STOR': take, 'REST': b'350 r\r\n', 'LIST': give, 'NLST': b'550 none\r\n', 'QUIT': b'221 bye\r\n'})
f = ftplib.FTP(timeout=5)
f.connect('127.0.0.1', server.port)
f.set_pasv(False)
got = []
t('binary', f.retrbinary, 'RETR x', got.append, 4, 9)
print(b''.join(got))
got = []
t('lines', f.retrlines, 'RETR x', got.append)
print(got)
t('store', f.storbinary, 'STOR x', io.BytesIO(b'abcdef'), 2, got.append)
t('store', f.storlines, 'STOR x', io.BytesIO(b'a\n\nb\r\nc\rd\n\r\ne'), got.append)
print(got)
t('size', lambda: (lambda conn, size: (conn.close(), size, f.voidresp())[1:])(*f.ntransfercmd('RETR x')))
t('none', f.nlst)
f.maxline = 4
t('limit', f.storlines, 'STOR y', io.BytesIO(b'too long\n'))
f.close()
t('closed', lambda: (f.sock, f.file))
print([x if isinstance(x, bytes) or not x.startswith('PORT') else 'PORT' for x in server.got])
server = Talk(b'220 hi\r\n', {'QUIT': b'221 bye\r\n', 'PASV': b'227 nothing\r\n', 'TYPE': b'200 x\r\n'})
with ftplib.FTP() as f:
    f.connect('127.0.0.1', server.port)
    t('pasv', f.retrbinary, 'RETR x', print)
print(f.sock, server.got)
with ftplib.FTP() as f:
    pass
t('welcome', Talk(b'421 busy\r\n', {}).port and ftplib.FTP().getwelcome)
t('refused', lambda: ftplib.FTP().connect('127.0.0.1', Talk(b'421 busy\r\n', {}).port))
t('timeout', ftplib.FTP().connect, '127.0.0.1', 1, 0)
a = Scripted('200 t\n227 1,2,3,4,5,6\n150 go\n226 sent\n')
b = Scripted('200 t\n200 port\n150 go\n226 got\n')
t('copy', ftplib.ftpcp, a, 'x', b)
print(a.sent, b.sent)
a = Scripted('200 t\n227 1,2,3,4,5,6\n150 go\n226 sent\n')
t('copy', ftplib.ftpcp, a, 'x', Scripted('200 t\n200 port\n200 no\n'), 'y', 'A')
for lines in (b'type=file;size=1; name with spaces\r\n', b' bare\r\n', b'Type=dir;Perm=; x\r\n;y\r\nnone\r\n'):
    f = ftplib.FTP()
    f.retrlines = lambda cmd, callback: [callback(line) for line in lines.decode().split('\r\n')[:-1]]
    t('mlsd', lambda: list(f.mlsd()))
f = ftplib.FTP_TLS()
for name in ('auth', 'ccc'):
    t(name, getattr(f, name))
t('attributes', lambda: (f.timeout is ftplib._GLOBAL_DEFAULT_TIMEOUT, f.source_address, f.encoding, f.host, f.port, f.passiveserver, f.maxline))
