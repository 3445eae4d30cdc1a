# email.headerregistry, email.utils: headers as objects, what is read out of them and how they are folded; addresses and dates.
import copy, datetime, email, pickle, random
from email import headerregistry, policy, utils
from email.headerregistry import Address, Group, HeaderRegistry
from email.message import EmailMessage

P = policy.default
REGISTRY = HeaderRegistry()


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r[:800])


def header(name, value, *attributes):
    try:
        h = REGISTRY(name, value)
    except Exception as e:
        print(name, repr(value)[:80], type(e).__name__, e)
        return
    print(name, repr(value)[:80], '->', repr(str(h)), sorted({type(d).__name__ for d in h.defects}), *[repr(getattr(h, a)) for a in attributes])
    for p in (P, P.clone(utf8=True)) if value and name != 'X' else ():
        t('   ', h.fold, policy=p)

print('== text')
for value in ('', 'x', 'a b', '  a  b  ', 'é', 'é ü', 'a é b ü c', 'caf\xe9 \u65e5\u672c', '=?utf-8?q?caf=C3=A9?=', 'a =?utf-8?q?b?= =?utf-8?q?c?= d', '=?nonsense?q?a=E9?=', '=?utf-8?q?=ff?=', '=?utf-8?q?a b?=', '=?utf-8?x?a?=', 'w ' * 50, 'word ' * 20 + 'é', 'é' * 50, 'é ' * 30, 'x' * 90,
              'x' * 90 + ' y', 'é' + 'x' * 90, 'Re: (x) <y>, "z"; a@b', 'a\tb', 'a\x00b', '\udce9 x', 'abc \udce9\udce9 def é', 'a "é" b', '=?utf-8?q?' + 'x' * 80 + '?=', '日本語テキスト' * 12, '=?iso-8859-1?q?=E9?= =?utf-8?q?=C3=A9?=', '=?utf-8?b?w6?=', '=?utf-8?b?w6k?=', '=?us-ascii?q?a_b?=', 'a =?utf-8?q??= b', '=?utf-8?q?a?= b =?utf-8?q?c?=', '=?UTF-8?Q?a?=,'):
    header('Subject', value)
for value in ('a =?utf-8?q?b?=', 'x' * 100, 'é', ''):
    header('X-Long-Header-Name-' + 'y' * 20, value)
rng = random.Random(1)
for n in range(40):
    value = ' '.join(rng.choice(['word', 'é', 'longer' * rng.randrange(1, 3), 'x', '日本', 'a.b', 'ü' * rng.randrange(1, 20)]) for _ in range(rng.randrange(1, 14)))
    header('Subject', value)

print('== addresses')
ADDRESSES = ('a@b', '<a@b>', 'A B <a@b.c>', '"A, B" <a@b>', 'a@b, c@d', 'A <a@b>, "C D" <c@d>, e@f', 'G: a@b, C <c@d>;', 'G:;', 'x@y, G: a@b;, z@w', '', 'nobody', 'A B', '<>', '<a>', 'a@', '@b', 'a b@c', 'a@b c', 'a.b.c@d.e.f', '"a b"@c', '"a"@c', '"a@b"@c', 'a@[1.2.3.4]',              '(comment) a@b (more)', 'A (c) B <a@b>', 'a@b (A B)', 'é <a@b>', '=?utf-8?q?=C3=A9?= <a@b>', 'é@b', 'a@é', 'A B. <a@b>', 'A.B <a@b>', 'A <a@b> x', 'a@b,,c@d', ',a@b', 'a@b;', 'a@b>', 'a @ b', 'A  B  <a@b>', 'A\tB <a@b>',
             '"A \\"B\\" C" <a@b>', "O'Neil <o@n>", 'very long name indeed that goes on and on <very.long.address.indeed@example.company.org>', ', '.join(f'Person Number {n} <person{n}@example.com>' for n in range(8)), 'é' * 40 + ' <a@b>', ', '.join(['é <a@b>'] * 4), 'G: é <a@b>, x@y;', '=?utf-8?q?a_b?= <c@d>', 'A (=?utf-8?q?=C3=A9?=) <a@b>', 'undisclosed-recipients:;', 'a' * 90 + '@b', '\udce9 <a@b>')
for value in ADDRESSES:
    header('To', value, 'addresses', 'groups')
for name in ('From', 'Sender', 'Resent-Sender', 'Reply-To', 'Bcc'):
    header(name, 'A <a@b>, c@d')
t('single', lambda: (REGISTRY('Sender', 'A <a@b>').address, REGISTRY('Sender', 'A <a@b>, c@d').address))
for value in (Address('A', 'b', 'c'), [Address('é', 'b', 'c'), Address('', 'x', 'y')], (Group('G', (Address('A', 'b', 'c'),)), Address('Z', addr_spec='q@r')), [], Address(), Group(), 3):
    header('To', value, 'addresses', 'groups')
for args in ((), ('A',), ('A', 'b'), ('A', 'b', 'c'), ('', 'b', 'c'), ('A B', 'c d', 'e'), ('A, B', 'b', 'c'), ('A"B', 'b', 'c'), ('é', 'b', 'c'), ('', '', 'c'), ('A', '', '', 'x@y'), ('A', 'b', '', 'x@y'), ('', '', '', 'nope'), ('', '', '', 'a@b c'), ('a\nb', 'c', 'd'), ('A', 'a\r', 'b'), ('', 'a.b', 'c'), ('', 'a..b', 'c'), ('', '', '', '"a b"@c'), ('', 'é', 'c'), ('A.', 'b', 'c'), ('', '', '', 'é@c'), ('', '', '', '')):
    t(args, lambda: (lambda a: (a, str(a), a.display_name, a.username, a.domain, a.addr_spec))(Address(*args)))
for args in ((), ('G',), ('G', ()), (None, (Address('', 'a', 'b'),)), ('G', [Address('', 'a', 'b'), Address('C', 'd', 'e')]), ('G, H', ()), (None, (Address('', 'a', 'b'), Address('', 'c', 'd')))):
    t(args, lambda: (lambda g: (g, str(g), g.display_name, g.addresses))(Group(*args)))
t('eq', lambda: (Address('A', 'b', 'c') == Address('A', 'b', 'c'), Address('A', 'b', 'c') != Address('A', 'b', 'd'), Address() == 3, Group('G') == Group('G'), Group() == 3))
t('hash', lambda: hash(Address()))
t('set', setattr, Address(), 'domain', 'x')

print('== other kinds')
for value in ('Fri, 20 Nov 2026 10:00:00 +0100', '20 Nov 2026 10:00', 'Fri, 20 Nov 26 10:00:00 GMT', '', 'no date', 'Fri, 20 Nov 2026 10:00:00 -0000', '32 Nov 2026 10:00:00 +0000', 'Fri, 20 Nov 2026 10:00:00 +0100 (CET)', datetime.datetime(2020, 1, 2, 3, 4, 5), datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))):
    header('Date', value, 'datetime')
for value in ('1.0', '1.0 (x)', '(x)1(y).(z)0', '', '1', '1.', '1.x', '1.0 x', '2.3', ' 1.0 ', '1 . 0', '10.11'):
    header('MIME-Version', value, 'version', 'major', 'minor')
for value in ('base64', 'BASE64', '7bit (c)', '', 'x y', '(c) 8bit', 'quoted-printable; x'):
    header('Content-Transfer-Encoding', value, 'cte')
for value in ('<a@b>', 'a@b', '<a>', '', '<' + 'a' * 80 + '@b>', '<a@[x]>', '  <a@b>  ', '<a.b@c.d> (x)'):
    header('Message-ID', value)
for value in ('text/plain', 'TEXT/Plain; CharSet="x"', 'bad', '', 'a/b; c', 'text/plain; name="é"', 'text/html; name*=utf-8\'\'%C3%A9', 'image/png; name="a b.png"; x=y'):
    header('Content-Type', value, 'content_type', 'maintype', 'subtype', 'params')
for value in ('inline', 'ATTACHMENT; filename="x"', '', 'attachment; filename="' + 'é' * 40 + '.txt"', 'x;y'):
    header('Content-Disposition', value, 'content_disposition', 'params')

print('== registry')
for name in ('subject', 'Date', 'resent-date', 'orig-date', 'sender', 'to', 'resent-to', 'mime-version', 'content-type', 'content-disposition', 'content-transfer-encoding', 'message-id', 'x', 'reply-to', 'resent-message-id', 'references', 'in-reply-to', 'comments'):
    t(name, lambda: (REGISTRY[name].__name__, REGISTRY[name].max_count, [c.__name__ for c in REGISTRY[name].__mro__]))
r = HeaderRegistry(use_default_map=False)
t('bare', lambda: type(r('To', 'x')).__name__)
r.map_to_type('TO', headerregistry.UniqueAddressHeader)
t('mapped', lambda: r('to', 'a@b').addresses)


class Own:
    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = None
        kwds['decoded'] = value.upper()

    def init(self, *args, **kw):
        self.extra = sorted(kw)
        super().init(*args, **kw)


r = HeaderRegistry(default_class=Own)
t('own', lambda: (lambda h: (h, h.extra, h.name, h.defects, h == 'ABC', type(h).__name__))(r('X', 'abc')))


class Base(headerregistry.BaseHeader):
    def fold(self, *, policy):
        return f'[{self}]'


t('base', lambda: HeaderRegistry(base_class=Base)('To', 'a@b').fold(policy=P))
for name, value in (('Subject', 'é'), ('To', 'A <a@b>'), ('Date', 'Fri, 20 Nov 2026 10:00:00 +0100'), ('Content-Type', 'a/b; c=d'), ('MIME-Version', '1.0')):
    h = REGISTRY(name, value)
    for copied in (pickle.loads(pickle.dumps(h)), copy.copy(h), copy.deepcopy(h)):
        t(name, lambda: (copied == h, type(copied).__name__, copied.name, copied.defects, copied.fold(policy=P)))
    t('type', lambda: (isinstance(h, str), h.upper(), h + '!', h.max_count))
m = EmailMessage()
m['To'] = 'a@b'
m['Subject'] = 'x'
t('store', lambda: (m['to'].addresses, m['subject'].name))
m['From'] = REGISTRY('From', 'q@r')
m['Cc'] = REGISTRY('From', 'q@r')
t('other name', lambda: (m['from'].name, m['cc'].name))
t('mailbox', lambda: (lambda found: (found[0].display_name, found[0].local_part, found[0].domain, found[1]))(headerregistry.parser.get_mailbox('A B <a@b.c> rest')))
t('mailbox', lambda: (lambda found: (found[0].display_name, found[0].local_part, found[0].domain, found[1]))(headerregistry.parser.get_mailbox('"x y"@z, q@r')))

print('== utils')
for text in ('', 'a', 'a b', 'a"b', 'a\\b', '"a"', '<a>', '"a\\"b"', '"', '<', 'a>'):
    t(repr(text), lambda: (utils.quote(text), utils.unquote(text)))
for pair in (('', 'a@b'), ('A', 'a@b'), ('A B', 'a@b'), ('A, B', 'a@b'), ('A"B', 'a@b'), ('é', 'a@b'), ('é', 'é@b'), (None, 'a@b'), ('A', ''), ('A.', 'x'), ("O'N", 'x'), ('a\\b', 'x')):
    t(pair, utils.formataddr, pair)
    t('  ', utils.formataddr, pair, 'latin-1')
for value in ADDRESSES:
    for strict in (True, False):
        t((value[:40], strict), lambda: (utils.parseaddr(value, strict=strict), utils.getaddresses([value], strict=strict)))
t('several', utils.getaddresses, ['a@b, C <c@d>', 'bad', '"E, F" <e@f>'])
t('several', utils.getaddresses, ['a@b', 'G: x@y, z@w;', '(c) q@r'], strict=False)
t('none', utils.getaddresses, [])
t('list', utils.parseaddr, ['a@b', 'c@d'])
DATES = ('Fri, 20 Nov 2026 10:00:00 +0100', '20 Nov 2026 10:00:00', '20 Nov 2026', 'Fri, 20 Nov 26 10:00 EST', 'Fri 20 Nov 2026 10:00:00 PDT', '20-Nov-2026 10:00:00 GMT', 'Fri, 20 Nov 2026 10.00.00 Z', 'Nov 20 2026 10:00:00', 'Fri, 20 November 2026 10:00:00 +0000', '', 'x', 'Fri', '20 Nov 2026 25:00:00 +0000', '20 Nov 2026 10:00:00 -0000',
         'Fri, 20 Nov 2026 10:00:00 +0530 (IST)', 'Fri, 20 Nov 2026 10:00:00 GMT+1', 'Fri,20 Nov 2026 10:00:00', '20 Nov 70 1:2:3', '20 Nov 68 1:2:3', '20 Nov 5 1:2:3', '2026 Nov 20 10:00:00', 'Fri Nov 20 10:00:00 2026', 'Fri Nov 20 10:00:00 GMT 2026', '20 Foo 2026 10:00:00', 'Thu, 01 Jan 1970 00:00:00 XYZ', '20 Nov 2026 10', '20 Nov 2026 10:00:00 1', '20 Nov 2026 10:00:00 -1', '20 Nov 2026 10:00:00 +99999', 'Fri, 20 Nov 2026 10:00:00.123 +0100', None)
for text in DATES:
    t(text, lambda: (utils.parsedate(text), utils.parsedate_tz(text)))
    t('  ', lambda: utils.mktime_tz(utils.parsedate_tz(text)) if text and '+' in text else '')
    t('  ', utils.parsedate_to_datetime, text)
for args in ((0,), (0, True), (0, False, True), (1e9 + .5,), (-1,)):
    t(args, lambda: utils.formatdate(*args) if not (len(args) > 1 and args[1]) else len(utils.formatdate(*args)))
for dt in (datetime.datetime(2020, 1, 2, 3, 4, 5), datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30)))):
    t('format', utils.format_datetime, dt)
    t('format', utils.format_datetime, dt, usegmt=True)
t('local', lambda: (utils.localtime().tzinfo is not None, utils.localtime(datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc)).timestamp()))
t('id', lambda: (lambda a, b: (a != b, a[0], a[-1], a.endswith('@dom>'), '.part@' in a))(utils.make_msgid('part', 'dom'), utils.make_msgid('part', 'dom')))
for text in ("utf-8'en'%C3%A9", "a", "a'b", "''x", "a'b'c'd", ''):
    t(text, utils.decode_rfc2231, text)
for args in (('a b',), ('é',), ('a b', 'utf-8'), ('é', 'latin-1', 'en'), ('a/b', None, 'en')):
    t(args, utils.encode_rfc2231, *args)
for value in ('x', '"x"', ('utf-8', 'en', 'x'), ('latin-1', '', '\xe9'), (None, None, 'x'), ('bogus', '', 'é')):
    t(value, utils.collapse_rfc2231_value, value)
for params in ([('a/b', ''), ('x', 'y')], [('t', ''), ('n*0', 'a'), ('n*1', 'b')], [('t', ''), ('n*1*', 'b%20'), ('n*0*', "utf-8''a")], [('t', ''), ('n*', "utf-8'en'%20")], [('t', ''), ('n*0', '"a"'), ('n*2', 'c')], [('t', '')]):
    t(params, utils.decode_params, params)
