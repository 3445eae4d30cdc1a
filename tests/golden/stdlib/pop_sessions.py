# poplib against a server that plays a script.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import poplib
from _line_server import Talk

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f, '__name__', f), 'ok', shown(r)[:300])
    except BaseException as e:
        print(getattr(f, '__name__', f), type(e).__name__, e)
S = Talk(b'+OK ready <1.2@h>\r\n', {'USER': b'+OK u\r\n', 'PASS': b'-ERR no\r\n', 'STAT': b'+OK 2 320\r\n', 'LIST': b'+OK 2\r\n1 120\r\n2 200\r\n.\r\n', 'LIST 1': b'+OK 1 120\r\n', 'RETR': b'+OK 9\r\nFrom: x\r\n\r\n..dot\r\nend\r\n.\r\n', 'TOP': b'+OK\r\nh\r\n.\r\n', 'UIDL': b'+OK\r\n1 a\r\n.\r\n', 'UIDL 1': b'+OK 1 a\r\n', 'DELE': b'+OK\r\n', 'RSET': b'+OK\r\n', 'NOOP': b'+OK\r\n', 'CAPA': b'+OK\r\nTOP\r\nSASL PLAIN X\r\n.\r\n', 'UTF8': b'+OK\r\n', 'APOP': b'+OK in\r\n', 'RPOP': b'+OK\r\n', 'QUIT': b'+OK bye\r\n'})
p = poplib.POP3('127.0.0.1', S.port, timeout=5)
print(p.getwelcome())
t(p.user, 'é')
t(p.pass_, 'x')
t(p.stat)
t(p.list)
t(p.list, 1)
t(p.retr, 1)
t(p.top, 1, 0)
t(p.uidl)
t(p.uidl, 1)
t(p.dele, 1)
t(p.rset)
t(p.noop)
t(p.capa)
t(p.utf8)
t(p.apop, 'u', 'p')
t(p.rpop, 'u')
p.set_debuglevel(2)
t(p.stat)
p.set_debuglevel(0)
t(p._shortcmd, 'JUNK')
t(p.quit)
print(S.got)
S = Talk(b'hello\r\n', {})
t(poplib.POP3, '127.0.0.1', S.port)
S = Talk(b'+OK\r\n', {'CAPA': b'-ERR\r\n', 'LIST': b'+OK ' + b'x' * 3000 + b'\r\n'})
p = poplib.POP3('127.0.0.1', S.port)
t(p.apop, 'u', 'p')
t(p.capa)
t(p.list)
p.close()
t(poplib.POP3, '127.0.0.1', 1, timeout=0)
