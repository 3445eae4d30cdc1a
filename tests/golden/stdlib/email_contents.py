# email.contentmanager, parameters of headers, how they are read and folded.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

from email.message import EmailMessage, MIMEPart, Message
from email import policy, contentmanager, message_from_string, message_from_bytes
import email.charset
cm = contentmanager.raw_data_manager

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print('ok', shown(r)[:300])
    except BaseException as e:
        print(type(e).__name__, e)

def m():
    return EmailMessage()

def show(x):
    print(x.as_string())
    print('---')
for a, k in [(('hi',), {}), (('héllo\n',), {}), (('a' * 2000,), {}), (('日本語' * 40,), {}), (('x\r\ny\n',), dict(charset='latin-1')), (('hi',), dict(subtype='html', cte='base64')), (('é',), dict(cte='quoted-printable')), (('é',), dict(cte='8bit')), (('é',), dict(cte='7bit')), (('é',), dict(charset='ascii')), (('hi',), dict(disposition='attachment', filename='a.txt', cid='<x>', params={'a': 'b'}, headers=['X-A: 1', 'X-B: 2'])), (('hi',), dict(filename='a.txt')), (('hi',), dict(headers=['bad'])), (('hi',), dict(cte='foo')), (('',), {}), (('.\nFrom x\n',), {}), (('hi\ud800',), {}), ((b'\x00\x01' * 40, 'image', 'png'), {}), ((b'abc',), {}), ((b'abc', 'image'), {}), ((b'abc', 'text', 'plain'), {}), ((b'abc', 'application', 'x'), dict(cte='quoted-printable')), ((b'abc\xff', 'application', 'x'), dict(cte='7bit')), ((b'abc', 'application', 'x'), dict(cte='8bit')), ((b'abc', 'application', 'x'), dict(cte='foo')), ((bytearray(b'abc'), 'a', 'b'), dict(disposition='inline', filename='é.bin')), ((memoryview(b'abc'), 'a', 'b'), {}), ((3,), {}), ((['a'],), {}), (([EmailMessage()], 'mixed'), {}), ((None,), {}), (({'a': 1},), {})]:
    x = m()
    try:
        x.set_content(*a, **k)
        show(x)
    except BaseException as e:
        print(type(e).__name__, e, '| headers', x.items())
inner = m()
inner['Subject'] = 'in'
inner.set_content('body\n')
for k in [{}, dict(subtype='partial'), dict(subtype='external-body'), dict(subtype='foo'), dict(cte='base64'), dict(cte='7bit'), dict(subtype='external-body', cte='8bit'), dict(subtype='foo', cte='8bit')]:
    x = m()
    try:
        x.set_content(inner, **k)
        show(x)
    except BaseException as e:
        print(type(e).__name__, e)
x = m()
x.set_content(inner)
t(lambda: x.get_content().as_string())
x = m()
x.set_content('é')
t(x.get_content)
t(x.get_content, errors='strict')
x = m()
x.set_content(b'ab', 'image', 'png')
t(x.get_content)
t(x.get_content, 'x')
x = m()
x['Content-Type'] = 'multipart/mixed'
t(x.get_content)
x = m()
x['Content-Type'] = 'text/plain; charset=utf-8'
x.set_payload(b'\xff'.decode('ascii', 'surrogateescape'))
t(x.get_content)
t(x.get_content, errors='strict')
x = m()
x['Content-Type'] = 'foo/bar'
x.set_payload('q')
t(x.get_content)
x = m()
x['Content-Type'] = 'message/external-body'
x.set_payload('q')
t(x.get_content)
x = m()
x['Content-Type'] = 'message/foo'
x.set_payload('q')
t(x.get_content)
C = contentmanager.ContentManager()
t(C.get_content, m())
t(C.set_content, m(), 'a')
C.add_get_handler('text/plain', lambda msg, *a: ('tp', a))
C.add_get_handler('image', lambda msg: 'im')
C.add_set_handler(int, lambda msg, o, *a: msg.set_payload(str(o)))
C.add_get_handler('', lambda msg: 'any')
x = m()
t(C.get_content, x, 1)
t(C.set_content, x, 5)
print(x.get_payload())
x['Content-Type'] = 'image/png'
t(C.get_content, x)
x = m()
x['Content-Type'] = 'z/z'
t(C.get_content, x)
C.add_set_handler('builtins.str', lambda msg, o: msg.set_payload('S' + o))
C.add_set_handler('float', lambda msg, o: msg.set_payload('F'))
C.add_set_handler(None, lambda msg, o: msg.set_payload('ANY'))
for o in ('a', 1.5, True, []):
    x = m()
    t(C.set_content, x, o)
    print(x.get_payload())
x = m()
x['Content-Type'] = 'multipart/mixed'
t(C.set_content, x, 'a')
p = policy.default.clone(content_manager=C)
x = EmailMessage(policy=p)
x.set_content('zz')
print(x.get_payload(), x['MIME-Version'])
t(x.get_content)
t(x.get_content, content_manager=cm)
print(policy.default.content_manager is cm, policy.EmailPolicy.content_manager is cm, policy.EmailPolicy.message_factory, policy.default.message_factory, policy.compat32.message_factory, MIMEPart.__mro__)
x = MIMEPart()
x.set_content('a')
print(x['MIME-Version'])
show(x)
x = m()
x['To'] = 'a@b'
x['Subject'] = 's'
x.set_content('plain\n')
x.add_alternative('<b>html</b>', subtype='html')
x.add_attachment(b'data', 'image', 'png', filename='p.png')
x.add_attachment('txt')
x.add_attachment(inner)
s = x.as_string()
import re
b = re.findall('boundary="(.*?)"', s)
for i, q in enumerate(b):
    s = s.replace(q, 'B%d' % i)
print(s)
print(x.get_body().get_content())
print(x.get_body(('html',)).get_content_type(), x.get_body(('foo',)))
print([a.get_content_type() for a in x.iter_attachments()], [a.get_content_type() for a in x.iter_parts()], x.is_attachment(), [a.is_attachment() for a in x.iter_parts()])
t(x.make_related)
t(x.make_alternative)
x.clear_content()
print(x.items(), x.get_payload())
x.clear()
print(x.items())
x = m()
x.set_content('a')
x.make_related('BB')
print(x.as_string())
x = m()
x.set_content('a')
x.make_mixed('q')
x.make_mixed if 0 else None
t(x.make_alternative)
x = m()
x.set_content('r')
x.add_related(b'1', 'image', 'gif', cid='<a>')
print(x.get_content_type(), [q['Content-Disposition'] for q in x.iter_parts()])
t(list, message_from_string('a: b\n\nx', policy=policy.default).iter_attachments())
t(lambda: list(message_from_string('a: b\n\nx', policy=policy.default).iter_parts()))
print(repr(policy.default), repr(policy.SMTP), repr(policy.strict.clone(max_line_length=50)))
t(policy.default.clone, foo=1)
t(setattr, policy.default, 'max_line_length', 3)
t(lambda: policy.default + policy.HTTP)
t(cm.get_content, Message())
x = Message()
x['Content-Type'] = 'text/plain'
x.set_payload('a')
t(cm.get_content, x)
t(cm.set_content, Message(), 'a')
from email import policy
from email.message import EmailMessage

def show(name, v, **k):
    m = EmailMessage(policy=policy.default.clone(**k))
    m[name] = v
    print(m.as_string())
show('Content-Disposition', 'attachment; filename="é.bin"')
show('Content-Disposition', 'attachment; filename="%s"' % ('a' * 100))
show('Content-Disposition', 'attachment; filename="%s"' % ('é' * 60))
show('Content-Type', 'text/plain; charset="utf-8"; name="日本.txt"; x=y')
show('Content-Type', 'text/plain; charset=utf-8; name=a b; format=flowed')
show('Content-Disposition', "attachment; filename*=utf-8''%C3%A9.bin")
show('Content-Disposition', 'attachment; filename*0="abc"; filename*1="def"')
show('Content-Disposition', 'attachment; filename="%s"; size=123; other="%s"' % ('a b' * 20, 'z' * 40))
show('Content-Disposition', 'attachment; filename="é.bin"', utf8=True)
show('Content-Disposition', 'attachment; filename="q\\"t.bin"')
show('Content-Type', 'multipart/mixed; boundary="' + '=' * 20 + 'abc' * 15 + '"')
show('Content-Type', 'text/plain')
show('Content-Type', 'bad')
show('Content-Type', 'text/plain; charset')
m = EmailMessage()
m['Content-Disposition'] = 'attachment; filename="é.bin"'
print(m['Content-Disposition'].params, m.get_filename(), m['content-disposition'].content_disposition, repr(m['Content-Disposition']))
m.set_param('filename', 'ü' * 50, header='Content-Disposition', replace=True)
print(m.as_string(), m.get_filename())
from email.message import EmailMessage
for tail in ('', '; b=c'):
    for n in range(44, 52):
        m = EmailMessage()
        m['Content-Type'] = 'text/plain; a="%s"' % ('x' * n) + tail
        print(n, tail, [len(l) for l in m.as_string().splitlines()])
m = EmailMessage()
m['Content-Type'] = 'multipart/mixed; boundary="%s"' % ('=' * 36)
print(m.as_string())
m = EmailMessage()
m['Content-Type'] = 'multipart/mixed'
m.set_boundary('=' * 36)
print(m.as_string())
print(type(m._headers[0][1]))
from email import policy
from email.message import EmailMessage
for v in ['text/plain; charset', 'text/plain; charset=', 'text/plain;', 'text/plain; ;a=b', 'text/plain; a=b c; d=e', 'text/plain; a="b" c; d=e', 'text/plain; a', 'TEXT/Plain; A=B', 'text', 'text/', 'text/plain; a=b; a=c', "text/plain; a*=utf-8'en'%20x", 'text/plain; a*0=x; a*1=y; a*2*=%20', 'text/plain; a = b', 'text/plain; a="b\\"c"', 'a/b/c; x=y', '', 'text/plain; x=(c)y', 'text/plain (com); x=y', 'text/plain; a="unclosed', 'text/plain; x=é']:
    m = EmailMessage()
    try:
        m['Content-Type'] = v
        h = m['Content-Type']
        print(repr(v), '->', str(h), dict(h.params), h.content_type, [type(d).__name__ for d in h.defects], repr(m.as_string()))
    except Exception as e:
        print(repr(v), type(e).__name__, e)
for v in ['attachment', 'Attachment; filename=a', 'inline; filename="a b"', '', 'foo bar; a=b']:
    m = EmailMessage()
    try:
        m['Content-Disposition'] = v
        h = m['Content-Disposition']
        print(repr(v), '->', str(h), dict(h.params), h.content_disposition, [type(d).__name__ for d in h.defects], repr(m.as_string()))
    except Exception as e:
        print(repr(v), type(e).__name__, e)
