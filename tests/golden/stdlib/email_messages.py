# email.message, generator, feedparser, policies: messages built, changed, parsed badly and written in every way.
import copy, email, io, pickle, re, textwrap
from email import errors, generator, iterators, policy
from email.charset import Charset
from email.feedparser import BytesFeedParser, FeedParser
from email.header import Header
from email.message import EmailMessage, Message, MIMEPart
from email.mime.application import MIMEApplication
from email.mime.audio import MIMEAudio
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.parser import BytesHeaderParser, BytesParser, HeaderParser, Parser


def clean(text):
    return re.sub(r'={15}\d+==', 'BOUNDARY', re.sub('0x[0-9a-f]+', '0x', text))


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, clean(r)[:900])

print('== payloads')
for payload in ('', 'text', 'é', b'bytes', b'\xe9', '\udce9', 'a\udce9b'):
    for charset in (None, 'us-ascii', 'utf-8', 'latin-1', Charset('utf-8'), Charset('iso-2022-jp'), 'nonsense', 'euc-jp'):
        def build():
            m = Message()
            m.set_payload(payload, charset)
            return m.items(), m.get_payload(), m.get_payload(decode=True), m.get_charset(), m.as_string()
        t((payload, charset), build)
for cte in ('', '7bit', 'base64', 'BASE64', 'quoted-printable', 'x-uuencode', 'uue', 'nonsense', Header('base64')):
    for payload in ('YWJj', 'YWJ', 'YW=\nJj', 'Y!WJj', 'Y', 'a=3Db=\nc', 'begin 644 x\n#86)C\n`\nend\n', 'begin 644 x\n#86)C', 'no uu', 'é', '\udce9', '#86)C'):
        def decode():
            m = Message()
            m['Content-Transfer-Encoding'] = cte
            m.set_payload(payload)
            return m.get_payload(decode=True), [type(d).__name__ for d in m.defects]
        t((str(cte), payload), decode)
m = Message(policy=policy.compat32.clone(raise_on_defect=True))
m['Content-Transfer-Encoding'] = 'base64'
m.set_payload('Y!WJj')
t('strict', m.get_payload, decode=True)
for name in ('utf-8', 'latin-1', 'bogus', '"utf-8"', ''):
    m = email.message_from_bytes(b'Content-Type: text/plain; charset=' + name.encode() + b'\n\n\xc3\xa9 \xff')
    t(name, lambda: (m.get_payload(), m.get_payload(decode=True), m.get_content_charset(), m.get_charsets()))
m = Message()
m.attach(Message())
t('parts', lambda: (m.is_multipart(), len(m.get_payload()), m.get_payload(0).items(), m.get_payload(decode=True)))
t('parts', m.get_payload, 1)
m = Message()
m.set_payload('x')
t('no parts', m.get_payload, 0)
t('attach', m.attach, Message())
m = Message()
for charset in ('utf-8', 'latin-1', None, 'us-ascii', Charset('euc-jp')):
    t(('set_charset', charset), lambda: (m.set_charset(charset), m.items(), m.get_charset()))
m = Message()
m.set_payload('é\n')
t('set_charset', lambda: (m.set_charset('utf-8'), m.as_string(), m.set_charset('latin-1'), m.as_string()))

print('== headers')
m = email.message_from_string('A: 1\nB: 2\na: 3\nC:  4 \n\n')
for call in ("len(m)", "m['a']", "m['nope']", "m.keys()", "m.values()", "m.items()", "m.get('A')", "m.get('q', 5)", "m.get_all('a')", "m.get_all('q')", "m.get_all('q', 1)", "'b' in m", "3 in m", "list(m)",
             "m.__delitem__('q')", "m.__delitem__('A')", "m.items()", "m.replace_header('b', 'x')", "m.replace_header('zz', 'x')", "m.set_raw('raw', ' v ')", "list(m.raw_items())",
             "m.add_header('D', 'v', p=None, q_r='s t', u=('utf-8', 'en', 'é'), w='é')", "m['D']", "m.add_header('E', None, f='g')", "m['E']", "m.add_header('F', '')", "m['F']", "m.__setitem__('G', 'two\\nlines')",
             "str(m)", "m.get_unixfrom()", "m.set_unixfrom('From x')", "m.as_string(True)", "m.as_bytes(unixfrom=True)", "bytes(m)"):
    t(call, eval, call)
for text in ('text/plain', 'TEXT/Html; Charset="UTF-8"; x=y', 'bad', 'a/b/c', '', 'text/', '/x', 'multipart/mixed; boundary="a b"; boundary=c', "text/plain; name*=utf-8'en'%C3%A9.txt; z", "text/plain; name*0*=utf-8''a%20; name*1=b; name*2*=%20c",
             'text/plain; filename="a;b\\"c"; q=\'single\'', 'text/plain;charset=us-ascii (comment)', 'text/plain; charset', 'text/plain; =x', 'text/plain ; a = b ;', "text/plain; charset*=ascii'us'iso-8859-1", 'text/plain; charset="é"', "text/plain; charset*=''utf-8", 'text/plain; a=; b=""',
             "x/y; name*1=b; name*0=a; name=z", "x/y; a*0*=''%41; a*2=q", 'text/plain; a="x" "y"', 'text/plain; a=<x>'):
    m = Message()
    m['Content-Type'] = text
    t(text, lambda: (m.get_content_type(), m.get_content_maintype(), m.get_content_subtype(), m.get_params(), m.get_params(unquote=False)))
    t('  ', lambda: (m.get_param('CHARSET'), m.get_param('name'), m.get_param('a', 'none'), m.get_content_charset(), m.get_boundary(), m.get_filename(), m.get_charsets('none')))
    t('  ', lambda: (m.set_param('new', 'v w'), m['content-type'], m.set_param('charset', 'x', requote=False), m['content-type'], m.del_param('new'), m['content-type']))
    t('  ', lambda: (m.set_type('image/png'), m.items(), m.set_boundary('B B'), m['content-type']))
m = Message()
for call in ("m.get_params()", "m.get_params(7)", "m.get_param('a')", "m.get_boundary()", "m.get_filename()", "m.get_filename(3)", "m.get_content_charset()", "m.get_charsets()", "m.get_content_disposition()", "m.set_boundary('x')",
             "m.set_type('bad')", "m.set_type('a/b')", "m.items()", "m.set_param('x', 'é', charset='utf-8', language='en')", "m.items()", "m.get_param('x')", "m.set_param('y', '1', header='X-Other')", "m['x-other']", "m.set_param('y', '2', header='X-Other', replace=True)", "m['x-other']",
             "m.del_param('nope')", "m.del_param('x')", "m.items()", "m.get_default_type()", "m.set_default_type('message/rfc822')", "m.get_content_type()", "m.__delitem__('content-type')", "m.get_content_type()", "m.set_param('a', 'b')", "m.items()",
             "m.__setitem__('Content-Disposition', 'ATTACHMENT; filename=\"x y\"')", "m.get_content_disposition()", "m.get_filename()", "m.set_param('name', '\\\\quo\"te')", "m['content-type']", "m.get_param('name')", "m.set_type('text/x', header='X-T')", "m['x-t']", "m['mime-version']"):
    t(call, eval, call)
t('copy', lambda: (copy.deepcopy(m).items() == m.items(), pickle.loads(pickle.dumps(m)).items() == m.items()))

print('== writing')
PLAIN = 'From: a@b\nTo: c@d\nSubject: ' + 'long words ' * 12 + '\n\nFrom the start\n>From here\nline\n.\nFrom\n'
for kw in ({}, {'mangle_from_': False}, {'mangle_from_': True, 'maxheaderlen': 40}, {'maxheaderlen': 0}, {'policy': policy.SMTP}, {'policy': policy.compat32.clone(linesep='\r\n', max_line_length=30)}, {'policy': policy.default}, {'policy': policy.default.clone(refold_source='all', max_line_length=30)}, {'policy': policy.default.clone(refold_source='none')}):
    for cls, fp in ((generator.Generator, io.StringIO), (generator.BytesGenerator, io.BytesIO)):
        for how in ({}, {'unixfrom': True}, {'linesep': '\r\n'}):
            out = fp()
            m = email.message_from_string(PLAIN)
            m.set_unixfrom('From unix')
            t((sorted(kw), cls.__name__, how), lambda: (cls(out, **kw).flatten(m, **how), out.getvalue())[1])
t('nobody', lambda: email.message_from_string('a: b\n\n').as_string(unixfrom=True)[:12])
for text in (b'S: \xe9\n\nbody \xe9\n', b'Content-Type: text/plain; charset=utf-8\nS: =?utf-8?q?=C3=A9?=\n\n\xc3\xa9\n', b'Content-Type: text/plain; charset=latin-1\nContent-Transfer-Encoding: 8bit\n\n\xe9\n', b'Content-Type: text/plain; charset=bogus\n\n\xe9\n'):
    for p in (policy.compat32, policy.compat32.clone(cte_type='7bit'), policy.default, policy.default.clone(cte_type='7bit'), policy.SMTPUTF8):
        t((text, repr(p)[:40]), lambda: email.message_from_bytes(text, policy=p).as_bytes())
        t('  ', lambda: email.message_from_bytes(text, policy=p).as_string())
m = Message()
m['X'] = 'a\nB: c'
t('injected', m.as_string)
t('injected', m.as_bytes)
m = Message(policy=policy.compat32.clone(verify_generated_headers=False))
m['X'] = 'ok\nC: d'
t('unverified', m.as_string)
for name, value in (('X', Header('é ' * 30, 'utf-8')), ('X', 'é'), ('X', '\udce9'), ('X', 3), ('', 'x'), ('A B', 'x'), ('X', 'a\r\n b'), ('X', ''), ('X', 'w' * 100)):
    m = Message()
    m[name] = value
    t((name, str(value)[:9]), lambda: (m.as_bytes(), m[name]))
m = Message()
m.set_payload(b'x')
m._payload = b'raw'
t('bytes payload', m.as_string)
m = MIMEMultipart('mixed', 'BB')
m.preamble, m.epilogue = 'pre\nFrom x', 'epi\nFrom y\n'
m.attach(MIMEText('From text\n'))
m.attach(MIMEText('é', _charset='utf-8'))
m.attach(MIMEMessage(email.message_from_string('S: in\n\nFrom inner\n')))
for kw in ({}, {'mangle_from_': False}):
    out = io.StringIO()
    generator.Generator(out, **kw).flatten(m)
    print(out.getvalue())
t('bytes', m.as_bytes)
out = io.StringIO()
generator.DecodedGenerator(out).flatten(m)
print(out.getvalue())
out = io.StringIO()
generator.DecodedGenerator(out, fmt='[%(type)s %(maintype)s %(subtype)s %(filename)s %(description)s %(encoding)s]').flatten(MIMEMultipart(_subparts=[MIMEApplication(b'x', name='y'), MIMEText('t'), MIMEImage(b'\x89PNG\r\n\x1a\n')]))
print(clean(out.getvalue()))
t('parts none', lambda: MIMEMultipart().as_string())
m = Message()
m['Content-Type'] = 'multipart/mixed'
t('no payload', m.as_string)
m.set_payload('string')
t('string payload', m.as_string)
m.set_payload(MIMEText('x'))
t('one part', m.as_string)
m = MIMEMultipart('report', 'R')
d = Message()
d['Content-Type'] = 'message/delivery-status'
for block in ('A: 1\n\n', 'B: 2\nC: 3\n\n'):
    d.attach(email.message_from_string(block))
m.attach(d)
t('status', m.as_string)
m = email.message_from_string('Content-Type: multipart/signed; boundary=B\nX: ' + 'w ' * 60 + '\n\n--B\nY: ' + 'v ' * 60 + '\n\nx\n--B--\n')
t('signed', m.as_string)
t('signed', m.as_string, maxheaderlen=40)
m = MIMEMultipart(_subparts=[MIMEText('--===\nx')])
t('random', lambda: clean(m.as_string()))


class Hooked(generator.Generator):
    def _handle_text_plain(self, msg):
        self.write('HOOK ' + msg.get_payload())

    def _handle_image(self, msg):
        self._fp.write('IMAGE\n')
out = io.StringIO()
Hooked(out).flatten(MIMEMultipart(boundary='H', _subparts=[MIMEText('t'), MIMEImage(b'GIF89a')]))
print(out.getvalue())


class OwnHeaders(MIMEText):
    def _write_headers(self, generator):
        generator.write('Own: headers\n\n')
t('own headers', lambda: OwnHeaders('x').as_string())

print('== mime classes')
WAV = b'RIFF\x10\0\0\0WAVEfmt '
for make in ('MIMEText("a")', 'MIMEText("é")', 'MIMEText("é", "html", "latin-1")', 'MIMEText("a", _charset=Charset("utf-8"))', 'MIMEText("a", policy=policy.default)', 'MIMEText(b"a")', 'MIMEImage(b"\\xff\\xd8\\xff\\xe0\\0\\x10JFIF")', 'MIMEImage(b"??")', 'MIMEImage(b"??", "png", name="x.png")',
             'MIMEAudio(WAV)', 'MIMEAudio(b"?")', 'MIMEAudio(b"?", "basic")', 'MIMEAudio(b".snd\\0\\0\\0\\x18\\0\\0\\0\\1")', 'MIMEApplication(b"x", "pdf", name="a b.pdf")', 'MIMEApplication(b"x", _encoder=lambda m: None)', 'MIMEMessage("x")', 'MIMEMessage(MIMEText("x")).get_payload(0).get_payload()', 'MIMEBase("a", "b", c="d")',
             'MIMENonMultipart("a", "b").attach(1)', 'MIMEMultipart("x", None, [MIMEText("y")], foo="bar").items()', 'MIMEMultipart().preamble', 'MIMEImage(b"GIF87a")', 'MIMEImage(b"BM")', 'MIMEImage(b"II*\\0")', 'MIMEImage(b"RIFF\\0\\0\\0\\0WEBP")', 'MIMEImage(b"P6 ")', 'MIMEImage(b"#define x")', 'MIMEImage(b"v/1\\1")', 'MIMEImage(b"\\x59\\xa6\\x6a\\x95")', 'MIMEImage(b"\\1\\xda")', 'MIMEAudio(b"FORM\\0\\0\\0\\0AIFF")'):
    def made():
        r = eval(make)
        return (r.items(), r.get_payload()) if isinstance(r, Message) and not r.is_multipart() else r if not isinstance(r, Message) else r.items()
    t(make[:60], made)

print('== parsing')
SOURCES = {
    'empty': '', 'only header': 'A: 1', 'no body': 'A: 1\n', 'blank': '\nbody', 'unix': 'From me\nA: 1\n\nb', 'unix inside': 'A: 1\nFrom me\nB: 2\n\nb', 'unix end': 'A: 1\nFrom me', '>From': '>From me\nA: 1\n\nb', 'cont first': ' cont\nA: 1\n\nb',
    'not header': 'A: 1\nnot a header\nB: 2\n\nb', 'colon only': ': x\nA: 1\n\nb', 'space before colon': 'A : 1\n\nb', 'folded': 'A: 1\n 2\n\t3\nB:\n 4\n\nb', 'crlf': 'A: 1\r\n 2\r\n\r\nb\r\n', 'cr': 'A: 1\rB: 2\r\rb\r', 'mixed ends': 'A: 1\r\nB: 2\n\rb', 'tabs': 'A:\t1\t\n\nb',
    'multi': 'Content-Type: multipart/mixed; boundary=B\n\npre\n--B\nA: 1\n\none\n--B\n\ntwo\n\n--B--\nepi\n', 'no end': 'Content-Type: multipart/mixed; boundary=B\n\n--B\nA: 1\n\none\n', 'no start': 'Content-Type: multipart/mixed; boundary=B\n\nnothing\n',
    'no boundary': 'Content-Type: multipart/mixed\n\n--B\n\none\n--B--\n', 'nested': 'Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: multipart/alternative; boundary=B\n\n--B\n\none\n--B--\n--A\n\ntwo\n--A--\n',
    'nested cut': 'Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: multipart/alternative; boundary=B\n\n--B\n\none\n--A\n\ntwo\n--A--\n', 'digest': 'Content-Type: multipart/digest; boundary=B\n\n--B\n\nA: 1\n\none\n--B--\n',
    'rfc822': 'Content-Type: message/rfc822\n\nA: 1\n\nin\n', 'status': 'Content-Type: message/delivery-status\n\nA: 1\n\nB: 2\nC: 3\n\n', 'cte': 'Content-Type: multipart/mixed; boundary=B\nContent-Transfer-Encoding: base64\n\n--B\n\nx\n--B--\n', 'crlf multi': 'Content-Type: multipart/mixed; boundary=B\r\n\r\npre\r\n--B\r\n\r\none\r\n--B--\r\nepi',
    'space after boundary': 'Content-Type: multipart/mixed; boundary="B B"\n\n--B B \t\n\none\n--B B-- \n', 'no newline at end': 'Content-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--', 'empty parts': 'Content-Type: multipart/mixed; boundary=B\n\n--B\n--B\n\n--B--\n', 'prefix': 'Content-Type: multipart/mixed; boundary=B\n\n--BC\n--B\n\nx\n--BC\n--B--\n',
    'partial': 'Content-Type: message/partial\n\nA: 1\n\nb\n', 'external': 'Content-Type: message/external-body\n\nA: 1\n\nb\n', 'ff': 'A: 1\n\nb\x0cc\x1cd\u2028e\n', 'header ff': 'A: 1\x0b2\n\nb', 'epilogue': 'Content-Type: multipart/mixed; boundary=B\n\n--B\n\nx\n--B--\n\nepi\n--B\nmore', 'empty preamble': 'Content-Type: multipart/mixed; boundary=B\n\n\n--B\n\nx\n--B--\n',
    'form': 'Content-Type: multipart/form-data; boundary=B\n\n--B\nContent-Disposition: form-data; name="a"\n\n1\n--B\nContent-Disposition: form-data; name="f"; filename="x"\n\n2\n3\n--B--\n', 'digest headers': 'Content-Type: multipart/digest; boundary=B\n\n--B\nContent-Type: text/plain\n\nx\n--B--\n',
}


def tree(m):
    return (type(m).__name__, m.items(), m.get_content_type(), [tree(p) for p in m.get_payload()] if m.is_multipart() else m.get_payload(), m.preamble, m.epilogue, m.get_unixfrom(), [(type(d).__name__, d.line) for d in m.defects])
for name, source in SOURCES.items():
    t(name, lambda: tree(email.message_from_string(source)))
    t('  back', lambda: email.message_from_string(source).as_string() == source)
    t('  default', lambda: tree(email.message_from_string(source, policy=policy.default)))
    t('  headers', lambda: tree(HeaderParser().parsestr(source))[1:4])

    def fed():
        p = FeedParser()
        for char in source:
            p.feed(char)
        return tree(p.close()) == tree(email.message_from_string(source))
    t('  piecewise', fed)
    t('  strict', lambda: type(email.message_from_string(source, policy=policy.strict)).__name__)
for source in (b'A: \xe9\n\n\xe9', b'Content-Type: multipart/mixed; boundary=B\n\n--B\n\n\xff\n--B--\n', bytearray(b'A: 1\n\nb')):
    t(source, lambda: tree(email.message_from_bytes(source)))
    t('  ', lambda: tree(email.message_from_binary_file(io.BytesIO(source), policy=policy.default)))
    t('  ', lambda: tree(BytesHeaderParser().parsebytes(source)))
t('file', lambda: tree(Parser().parse(io.StringIO('A: 1\n\nb'))))
t('file', lambda: tree(BytesHeaderParser().parse(io.BytesIO(b'A: 1\n\nb'))))
t('long', lambda: len(BytesParser().parse(io.BytesIO(b'A: 1\n\n' + b'line of text\n' * 5000)).get_payload()))


class Mine(Message):
    pass
t('class', lambda: tree(email.message_from_string('Content-Type: multipart/mixed; boundary=B\n\n--B\n\nx\n--B--\n', Mine)))
t('class', lambda: type(Parser(Mine).parsestr('')).__name__)
t('factory', lambda: type(email.message_from_string('', policy=policy.default.clone(message_factory=Mine))).__name__)
p = BytesFeedParser(policy=policy.default)
p.feed(b'A: 1\r')
p.feed(b'\n\r\nbo')
p.feed(b'dy\r')
t('feed', lambda: tree(p.close()))
t('feed', FeedParser().feed, b'x')

print('== policies')
for p in (policy.compat32, policy.default, policy.strict, policy.SMTP, policy.HTTP, policy.SMTPUTF8):
    t('repr', repr, p)
    t('source', p.header_source_parse, ['Name:  value\r\n', ' more\n'])
    t('store', p.header_store_parse, 'Subject', 'x')
    t('store', p.header_store_parse, 'Subject', 'x\ny')
    t('fetch', p.header_fetch_parse, 'Subject', 'x\n y')
    t('count', lambda: [p.header_max_count(n) for n in ('subject', 'To', 'x')])
    for value in ('short', 'long ' * 30, 'é', '\udce9', 'a\n b', 'x' * 90, ''):
        t('fold', p.fold, 'Subject', value)
        t('fold', p.fold_binary, 'Subject', value)
t('clone', lambda: policy.compat32.clone(linesep='x', cte_type='7bit'))
t('clone', policy.compat32.clone, foo=1)
t('add', lambda: policy.SMTP + policy.strict)
t('add', lambda: policy.compat32.clone(linesep='q') + policy.strict)
t('set', setattr, policy.compat32, 'linesep', 'x')
t('set', setattr, policy.compat32, 'nothing', 'x')
t('abstract', policy.Policy)
t('eq', lambda: (policy.default == policy.default.clone(), policy.default.clone(utf8=True).utf8, policy.EmailPolicy(max_line_length=3).max_line_length))


class Counting(policy.EmailPolicy):
    def register_defect(self, obj, defect):
        print('defect', type(defect).__name__, type(obj).__name__)

    def header_max_count(self, name):
        return 2
m = email.message_from_string('A: 1\nno header\n', policy=Counting())
m['Subject'] = 'a'
m['Subject'] = 'b'
t('count', m.__setitem__, 'subject', 'c')

print('== iterators and walking')
m = email.message_from_string(SOURCES['nested'])
t('walk', lambda: [p.get_content_type() for p in m.walk()])
t('lines', lambda: list(iterators.body_line_iterator(m)))
t('typed', lambda: [p.get_payload() for p in iterators.typed_subpart_iterator(m, 'text', 'plain')])
iterators._structure(m)
t('charsets', m.get_charsets)

print('== EmailMessage')
m = EmailMessage()
for call in ("m.get_body()", "m.iter_parts()", "list(m.iter_parts())", "m.is_attachment()", "list(m.iter_attachments())", "m.get_content()", "m.set_content('x')", "m.get_body().get_content()", "m.make_related(boundary='R')", "m.get_content_type()", "m.make_mixed('M')", "m.get_content_type()", "m.make_alternative()",
             "m.add_attachment('att', filename='f.txt')", "[p.get_content_type() for p in m.walk()]", "m.get_body(('plain',))", "[p.get_filename() for p in m.iter_attachments()]", "m.add_related('x')", "m.clear_content()", "m.items()", "m.set_content('a', subtype='html')", "m.as_string()", "str(m)", "bytes(m)", "m.clear()", "m.items()",
             "m.add_alternative('x')", "m.add_alternative('<x>', subtype='html')", "m.get_body().get_content_type()", "m.get_body(('plain', 'html')).get_content_type()", "m.get_body(())", "m.get_body(('nope',))", "m['mime-version']", "m.__setitem__('Subject', 'a')", "m.__setitem__('Subject', 'b')", "m.__setitem__('To', 'a@b')", "m.__setitem__('to', 'c@d')", "m.get_all('to')"):
    t(call, eval, call)
m = email.message_from_string('Content-Type: multipart/related; boundary=B; start="<r>"\n\n--B\nContent-Type: image/png\n\nx\n--B\nContent-ID: <r>\nContent-Type: text/html\n\nroot\n--B\nContent-Disposition: attachment\n\ny\n--B--\n', policy=policy.default)
t('related', lambda: (m.get_body().get_payload(), [p.get_payload() for p in m.iter_attachments()], [p.is_attachment() for p in m.iter_parts()]))
m = email.message_from_string('Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nfirst\n--B\nContent-Type: text/plain\n\nsecond\n--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\nContent-Type: text/html\n\nh\n--C--\n--B--\n', policy=policy.default)
t('mixed', lambda: (m.get_body().get_payload(), m.get_body(('plain',)).get_payload(), m.get_body(('html',)), [p.get_content_type() for p in m.iter_attachments()]))
t('part', lambda: (MIMEPart().as_string(), MIMEPart(policy.compat32).policy is policy.compat32))
