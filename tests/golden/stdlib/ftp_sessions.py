# ftplib against a server that plays a script.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import ftplib, io, socket, re
from _line_server import Talk

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f, '__name__', f), 'ok', shown(r)[:300])
    except BaseException as e:
        print(getattr(f, '__name__', f), type(e).__name__, e)
for r in ('150 Opening (123 bytes)', '150 x', '200 a'):
    t(ftplib.parse150, r)
for r in ('227 Entering (1,2,3,4,5,6)', '227 x', '200'):
    t(ftplib.parse227, r)
for r in ('229 E (|||50|)', '229 E (|||50', '229 x', '229 (|||50!)', '229 (||50|)', '200'):
    t(ftplib.parse229, r, ('h', 1))
for r in ('257 "/a"', '257 "/a""b" x', '257 x', '200', '257 "abc'):
    t(ftplib.parse257, r)
state = {}

def pasv(line, conn, s):
    state['d'] = socket.create_server(('127.0.0.1', 0))
    p = state['d'].getsockname()[1]
    return b'227 ok (9,9,9,9,%d,%d)\r\n' % (p >> 8, p & 255)

def send(data):

    def f(line, conn, s):
        conn.sendall(b'150 Opening (5 bytes)\r\n')
        c, _ = state['d'].accept()
        c.sendall(data)
        c.close()
        return b'226 done\r\n'
    return f

def recv(line, conn, s):
    conn.sendall(b'125 go\r\n')
    c, _ = state['d'].accept()
    d = b''
    while (x := c.recv(1000)):
        d += x
    s.got.append(d)
    c.close()
    return b'226 done\r\n'
S = Talk(b'220-hello\r\n220-more\r\n220 bye\r\n', {'USER': b'331 pw\r\n', 'PASS': b'230 in\r\n', 'PWD': b'257 "/x"\r\n', 'TYPE': b'200 t\r\n', 'PASV': pasv, 'RETR': send(b'a\r\nb\nc'), 'LIST': send(b'l1\r\nl2\r\n'), 'NLST': send(b'f1\r\nf2\r\n'), 'MLSD': send(b'type=file;size=3; a b\r\nType=dir; d\r\n'), 'STOR': recv, 'CWD': b'250 ok\r\n', 'CDUP': b'500 no\r\n', 'MKD': b'257 "/q""r"\r\n', 'RMD': b'250 ok\r\n', 'DELE': b'250 gone\r\n', 'RNFR': b'350 x\r\n', 'RNTO': b'250 y\r\n', 'SIZE': b'213 77\r\n', 'SIZE zz': b'250 77\r\n', 'NOOP': b'200 ok\r\n', 'T4': b'450 later\r\n', 'P': b'xyz\r\n', 'REST': b'350 r\r\n', 'OPTS': b'200 o\r\n', 'QUIT': b'221 bye\r\n', 'ACCT': b'202 x\r\n'})
f = ftplib.FTP()
t(f.connect, '127.0.0.1', S.port, 5)
print(f.getwelcome())
t(f.login, 'u', 'pw')
t(f.pwd)
L = []
t(f.retrbinary, 'RETR x', L.append)
print(L)
L = []
t(f.retrlines, 'RETR x', L.append)
print(L)
t(f.retrlines, 'LIST')
t(f.nlst)
t(f.nlst, '-a', 'b')
t(f.dir)
t(f.dir, 'x', L.append)
t(lambda: list(f.mlsd('p', ['type', 'size'])))
t(f.storbinary, 'STOR q', io.BytesIO(b'12345'), 2, L.append, 7)
t(f.storlines, 'STOR q', io.BytesIO(b'a\nb\r\nc'))
t(f.cwd, '..')
t(f.cwd, '')
t(f.mkd, 'm')
t(f.rmd, 'm')
t(f.delete, 'x')
t(f.rename, 'a', 'b')
t(f.size, 'x')
t(f.size, 'zz')
t(f.sendcmd, 'T4')
t(f.sendcmd, 'P')
t(f.sendcmd, 'Q')
t(f.sendcmd, 'a\nb')
t(f.voidcmd, 'RNFR')
t(f.ntransfercmd, 'CWD') if 0 else None
t(f.acct, 'a')
print(f.lastresp, f.sanitize('PASS abc\r\n'), f.sanitize('x'))
f.set_debuglevel(2)
f.voidcmd('NOOP')
f.set_debuglevel(0)
t(f.quit)
print(f.sock)
print(S.got)
t(ftplib.FTP, '127.0.0.1', timeout=0)
print(ftplib.all_errors[:3], ftplib.error_perm.__mro__)
