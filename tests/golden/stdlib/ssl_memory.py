# SSLObject: the protocol between two memories, step by step.
import ssl
import gc
import sys
from _tls import *

print('handshake')
c, s = memory(server(), client())
attempt(c.do_handshake)
for step in ('c.read()', 'c.write(b"x")', 'c.unwrap()', 'c.pending()', 'c.cipher()', 'c.version()', 'c.selected_alpn_protocol()',
             'c.getpeercert()', 'c.server_hostname, c.server_side, s.server_hostname, s.server_side', 'c.shared_ciphers()',
             'c.compression()', 'c.session_reused', 'type(c.context)', 'setattr(c, "context", 1)', 'setattr(c, "session", 1)'):
    attempt(eval, step, globals())
attempt(s.do_handshake)
attempt(c.do_handshake)
attempt(s.do_handshake)
print(c.version(), s.version(), c.cipher() == s.cipher(), c.cipher(), c.getpeercert()['subjectAltName'], s.getpeercert())
print(c.shared_ciphers(), [x for x in s.shared_ciphers()][:3])
for name in ('', '.x', 'a\0b', 5, 'ünicode.example', b'bytes.example', 'x' * 300, 'a..b', 'a b', '1.2.3', '::1%lo', 'under_score', 'a.'):
    attempt(lambda: client().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname=name).server_hostname)
attempt(lambda: server().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO()))
attempt(lambda: client().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), True))
attempt(lambda: client().wrap_bio(1, 2, server_hostname='x'))
attempt(lambda: client().wrap_bio(ssl.MemoryBIO(), 2, server_hostname='x'))

print('data')
print(c.write(b'hello'), s.read(2), s.pending(), s.read(100), s.pending())
attempt(s.read)
print(s.write(b'z' * 100000))
sizes = []
while sum(sizes) < 100000:
    sizes.append(len(c.read(200000)))
print(sizes)
room = bytearray(10)
print(c.write(memoryview(b'into the room')), s.read(20, room), room, s.read(2, room), room, s.read(0), s.read(5, bytearray(2)))
attempt(s.read, -1)
attempt(c.write, 'text')
attempt(c.write, b'')
attempt(c.read, None)
attempt(c.read, 5, b'fixed')
attempt(c.read, 5, bytearray())
attempt(c.get_channel_binding, 'none')

print('end')
attempt(c.unwrap)
attempt(s.read)
print(s.write(b'late'), c.read(), c.version())
attempt(c.write, b'x')
attempt(s.unwrap)
attempt(c.unwrap)
attempt(c.read)
c, s = connected(server(), client())
s.write(b'data')
attempt(c.unwrap)
a, b = ssl.MemoryBIO(), ssl.MemoryBIO()
c = client().wrap_bio(a, b, server_hostname='localhost')
attempt(c.do_handshake)
a.write_eof()
attempt(c.do_handshake)
attempt(c.do_handshake)
for data in (b'HTTP/1.1 400 Bad request\r\n\r\n', b'\0' * 40, b'220 a mail server is here\r\n', b'\x15\x03\x03\0\x02\x02\x28',
             b'\x15\x03\x03\0\x02\x02\x73', b'\x16\x03\x03\xff\xff'):
    a, b = ssl.MemoryBIO(), ssl.MemoryBIO()
    c = client().wrap_bio(a, b, server_hostname='localhost')
    a.write(data)
    attempt(c.do_handshake)
for data in (b'GET / HTTP/1.1\r\n\r\n', b'POST / HTTP/1.1', b'CONNECT x', b'hello world', b'\x17\x03\x03\0\x05hello',
             b'\x16\x05\x03\0\x05hello'):
    a, b = ssl.MemoryBIO(), ssl.MemoryBIO()
    s = server().wrap_bio(a, b, True)
    a.write(data)
    attempt(s.do_handshake)
for alert in range(1, 128):
    a, b = ssl.MemoryBIO(), ssl.MemoryBIO()
    c = client().wrap_bio(a, b, server_hostname='localhost')
    a.write(b'\x15\x03\x03\0\x02\x02' + bytes([alert]))
    try:
        c.do_handshake()
    except ssl.SSLError as error:
        if 'unknown error' not in str(error):
            print(alert, error.reason, error)

print('versions and suites')
with_versions = lambda low, high: {'minimum_version': low, 'maximum_version': high}
T2, T3 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
for theirs in ((T2, T2), (T2, T3), (T3, T3)):
    for ours in ((T2, T2), (T2, T3), (T3, T3), (T3, T2)):
        c, s = memory(server(**with_versions(*theirs)), client(**with_versions(*ours)))
        errors = shake(c, s)
        if ours == (T3, T2):
            errors = errors[:1]         # whether the other side is told is up to the library
        print([v.name for v in theirs + ours], [e.reason for e in errors] if any(errors) else (c.version(), s.cipher()))
ours, theirs = client(maximum_version=T2), server()
ours.set_ciphers('ECDHE+CHACHA20')
c, s = connected(theirs, ours)
print(c.cipher())
theirs.set_ciphers('ECDHE+AESGCM')
print([e.reason for e in shake(*memory(theirs, ours))])
print([e.reason for e in shake(*memory(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), client()))])
both = server()
both.load_cert_chain(path('rsa'))
for suites in ('aRSA', 'aECDSA'):
    ours = client(maximum_version=T2)
    ours.set_ciphers(suites)
    print(suites, connected(both, ours)[0].cipher()[0].split('-')[1])

print('application protocols')
for theirs, ours in ((['h2', 'http/1.1'], ['http/1.1', 'h2']), (['h2'], ['other']), (['h2'], []), ([], ['h2'])):
    x, y = server(), client()
    if theirs:
        x.set_alpn_protocols(theirs)
    if ours:
        y.set_alpn_protocols(ours)
    c, s = connected(x, y)
    print(theirs, ours, c.selected_alpn_protocol(), s.selected_alpn_protocol())

print('asked names')
theirs, ours = server(), client(check_hostname=False)


def callback(sock, name, context):
    print(type(sock).__name__, name, context is theirs, sock.context is theirs, sock.server_side)
    return answer()


theirs.sni_callback = callback
other = server('other')
answer = lambda: None
for host in ('localhost', None, '127.0.0.1', 'XN--MAßE.example'):
    try:
        c, s = connected(theirs, ours, host)
        print(c.getpeercert()['subject'][-1])
    except Exception as error:
        print(type(error).__name__, error)


def switch(sock, name, context):
    sock.context = other


theirs.sni_callback = switch
c, s = connected(theirs, ours)
print(c.getpeercert()['subject'], s.context is other, theirs.sni_callback is switch)
theirs.sni_callback = lambda *args: answer()
sys.unraisablehook = lambda hook: print('unraisable', repr(hook.exc_value), getattr(hook.object, '__name__', hook.object))
for answer in (lambda: ssl.ALERT_DESCRIPTION_ACCESS_DENIED, lambda: 'text', lambda: 1 / 0):
    print(*shake(*memory(theirs, ours)))
theirs.set_servername_callback(lambda sock, name, context: print(repr(name)))
shake(*memory(theirs, ours))

print('sessions')
for version in (T2, T3):
    theirs, ours = server(), client(maximum_version=version)
    c, s = connected(theirs, ours)
    s.write(b'tickets come with data')
    c.read()
    session = c.session
    print(type(session), session.has_ticket, session == c.session, session != c.session, c.session_reused, session.timeout,
          type(session.id), len(session.id), session.time > 1e9)
    d, e = connected(theirs, ours, session=session)
    print(d.session_reused, e.session_reused, d.version(), d.getpeercert()['subject'][-1])
    attempt(setattr, d, 'session', session)
    attempt(lambda: client().wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname='x', session=session))
    d, e = connected(theirs, ours)
    print(d.session_reused)
c.context.anything = c
del c, s, d, e, theirs, ours
gc.collect()
