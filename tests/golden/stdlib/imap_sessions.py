# imaplib against a server that plays a script.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import imaplib, time, datetime, os
os.environ['TZ'] = 'UTC'
time.tzset()
import socket, threading, re

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f, '__name__', f), 'ok', re.sub('[A-P]{4}(\\d)', 'TAG\\1', shown(r))[:300])
    except BaseException as e:
        print(getattr(f, '__name__', f), type(e).__name__, re.sub('[A-P]{4}(\\d)', 'TAG\\1', str(e)))

class S:

    def __init__(s, welcome, ans):
        s.sock = socket.create_server(('127.0.0.1', 0))
        s.port = s.sock.getsockname()[1]
        s.w = welcome
        s.ans = ans
        s.got = []
        threading.Thread(target=s.run, daemon=True).start()

    def run(s):
        c, _ = s.sock.accept()
        with c:
            c.sendall(s.w)
            f = c.makefile('rb')
            for line in f:
                line = line.rstrip(b'\r\n')
                tag, _, rest = line.partition(b' ')
                s.got.append(rest or line)
                cmd = rest.split(b' ')[0]
                m = re.search(b'\\{(\\d+)\\}$', line)
                if m and cmd == b'APPEND':
                    c.sendall(b'+ go\r\n')
                    s.got.append(f.read(int(m[1]) + 2))
                if cmd == b'AUTHENTICATE':
                    c.sendall(b'+ ' + b'PDE+' + b'\r\n')
                    s.got.append(f.readline())
                a = s.ans.get(rest, s.ans.get(cmd, b'TAG OK done'))
                c.sendall(b''.join((x.replace(b'TAG', tag) + b'\r\n' for x in a.split(b'|'))))
                if cmd == b'LOGOUT':
                    break
A = {b'CAPABILITY': b'* CAPABILITY IMAP4rev1 ENABLE|TAG OK x', b'LOGIN': b'TAG OK [CAPABILITY Q] in', b'LOGIN bad "x"': b'TAG NO nope', b'SELECT': b'* 3 EXISTS|* 1 RECENT|* FLAGS (\\Seen \\X)|* OK [UIDVALIDITY 7] v|TAG OK [READ-WRITE] sel', b'SELECT ro': b'TAG OK [READ-ONLY] r', b'SELECT no': b'TAG NO none', b'EXAMINE': b'* 5 EXISTS|TAG OK [READ-ONLY] sel', b'SEARCH': b'* SEARCH 1 2 3|TAG OK s', b'FETCH': b'* 1 FETCH (BODY {5}|hello)|* 2 FETCH (FLAGS (\\Seen))|TAG OK f', b'LIST': b'* LIST (\\N) "/" a|* LIST () "/" b|TAG OK l', b'STORE': b'* 1 FETCH (FLAGS (x))|TAG OK', b'STATUS': b'* STATUS a (MESSAGES 3)|TAG OK s', b'EXPUNGE': b'* 1 EXPUNGE|* 1 EXPUNGE|TAG OK e', b'CHECK': b'TAG BAD huh', b'COPY': b'TAG NO copy', b'UID': b'* 1 FETCH (UID 4)|TAG OK u', b'GETQUOTAROOT': b'* QUOTAROOT INBOX r|* QUOTA r (STORAGE 1 2)|TAG OK q', b'NOOP': b'* 9 RECENT|TAG OK n', b'LOGOUT': b'* BYE x|TAG OK bye', b'XFOO': b'* XFOO bar|TAG OK x', b'ENABLE': b'TAG OK en', b'SORT': b'* SORT 3 1|TAG OK', b'THREAD': b'* THREAD (1)(2)|TAG OK t', b'NAMESPACE': b'* NAMESPACE NIL|TAG OK n', b'CREATE': b'junk'}
A = {k: v.replace(b'{5}|', b'{5}|') for k, v in A.items()}
s = S(b'* OK hi\r\n', A)
m = imaplib.IMAP4('127.0.0.1', s.port, timeout=5)
print(m.state, m.welcome, m.capabilities, m.PROTOCOL_VERSION)
t(m.select)
t(m.login, 'bad', 'x')
t(m.login, 'u', 'p"\\q')
print(m.state)
t(m.login, 'a', 'b')
t(m.response, 'CAPABILITY')
t(m.select, 'no')
t(m.select, 'ro')
t(m.select)
print(m.state)
t(m.response, 'UIDVALIDITY')
t(m.response, 'FLAGS')
t(m.recent)
t(m.recent)
t(m.search, None, 'ALL')
t(m.search, 'UTF-8', 'ALL')
t(m.fetch, '1:2', '(BODY)')
t(m.list)
t(m.lsub)
t(m.store, '1', '+FLAGS', '\\Seen')
t(m.status, 'a', '(MESSAGES)')
t(m.expunge)
t(m.check)
t(m.copy, '1', 'x')
t(m.uid, 'fetch', '1', 'X')
t(m.uid, 'foo')
t(m.getquotaroot, 'INBOX')
t(m.append, 'mb', '\\Seen', 1000000000.0, b'a\nb\r\n')
t(m.append, '', None, None, b'x')
t(m.xatom, 'xfoo', '1')
t(m.response, 'XFOO')
t(m.sort, 'DATE', 'UTF-8', 'ALL')
t(m.thread, 'REFS', 'UTF-8', 'ALL')
t(m.namespace)
t(m.NOOP)
t(getattr, m, 'FOO')
t(m.enable, 'UTF8=ACCEPT')
print(m.utf8_enabled)
t(m.search, 'X', 'ALL')
t(m.append, 'é', None, None, b'x')
t(m.unselect)
t(m.close)
t(m.select, 'q', True)
t(m.close)
t(m.rename, 'a', 'b')
t(m.subscribe, 'a')
t(m.setacl, 'a', 'b', 'c')
t(m.create, 'x')
t(m.logout)
print(m.state, s.got)
s = S(b'* PREAUTH hi\r\n', A)
m = imaplib.IMAP4('127.0.0.1', s.port)
print(m.state)
m.logout()
s = S(b'* OK hi\r\n', A)
with imaplib.IMAP4('127.0.0.1', s.port) as m:
    t(m.authenticate, 'plain', lambda x: print(x) or 'resp' * 20)
s = S(b'* OK hi\r\n', A)
with imaplib.IMAP4('127.0.0.1', s.port) as m:
    t(m.login_cram_md5, 'u', 'p')
print(s.got)
s = S(b'* BYE no\r\n', A)
t(imaplib.IMAP4, '127.0.0.1', s.port)
s = S(b'* OK x\r\n', {b'CAPABILITY': b'* CAPABILITY FOO|TAG OK'})
t(imaplib.IMAP4, '127.0.0.1', s.port)
s = S(b'* OK x\r\n', {b'CAPABILITY': b'TAG OK x'})
t(imaplib.IMAP4, '127.0.0.1', s.port)
s = S(b'junk\r\n', {})
t(imaplib.IMAP4, '127.0.0.1', s.port)
s = S(b'* OK x', {})
s = S(b'* OK x\r\n', {b'CAPABILITY': b'* BYE gone'})
t(imaplib.IMAP4, '127.0.0.1', s.port)
t(imaplib.IMAP4, '127.0.0.1', 1, timeout=0)
t(imaplib.Internaldate2tuple, b'25 (INTERNALDATE "17-Jul-1996 02:44:25 -0700")')
t(imaplib.Internaldate2tuple, b'x')
t(imaplib.Int2AP, 65535)
t(imaplib.Int2AP, 0)
t(imaplib.ParseFlags, b'x FLAGS (\\Seen a)')
t(imaplib.ParseFlags, b'x')
for d in (1000000000.0, 0, (2020, 1, 2, 3, 4, 5, 0, 0, 0), (2020, 1, 2, 3, 4, 5, 0, 0, -1), time.gmtime(5), datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))), datetime.datetime(2020, 1, 2), '"x"', 'x', None):
    t(imaplib.Time2Internaldate, d)
print(sorted(imaplib.Commands.items()))
print(imaplib.IMAP4.readonly.__mro__)
