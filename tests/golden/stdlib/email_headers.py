# email.header, charset, quoprimime, base64mime, encoders: words encoded, folded and decoded.
import random
from email import base64mime, charset, encoders, errors, header, quoprimime
from email.header import Header, decode_header, make_header
from email.message import Message


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r[:700])

print('== decode_header')
for text in ('', 'plain', ' plain ', '=?utf-8?q?caf=C3=A9?=', '=?UTF-8?B?w6k=?=', 'a =?utf-8?q?b?= c', '=?utf-8?q?a?= =?utf-8?q?b?=', '=?utf-8?q?a?=\n =?utf-8?q?b?=',
             '=?utf-8?q?a?= =?latin-1?q?b?=', '=?utf-8?q?a?=x=?utf-8?q?b?=', 'x=?utf-8?q?a?=', '=?utf-8?b?w6k?=', '=?utf-8?b?w6?=', '=?utf-8?b?w?=', '=?utf-8?b?!!?=', '=?utf-8?q??=',
             '=?utf-8?q?a b_c?= d', '=?q?a?=', '=?utf-8?x?a?=', '=?utf-8*en?q?a?=', 'two\n lines', 'two\n =?utf-8?q?lines?=', ' =?utf-8?q?a?= ', '=?utf-8?q?a?=\r\n\tb\r\n c =?utf-8?q?d?=',
             'é =?utf-8?q?a?= é', '=?utf-8?q?=zz=4?=', 'a\n b =?utf-8?q?c?=\n d'):
    t(repr(text), decode_header, text)
    t('   made', lambda: str(make_header(decode_header(text))))
    t('   encoded', lambda: make_header(decode_header(text)).encode())
t('header', lambda: decode_header(make_header([('a', None), (b'\xe9', 'latin-1'), ('b', 'us-ascii')])))

print('== Header')
S = Header('Hello', header_name='Subject')
for n in range(3):
    S.append('wörld' * n, 'utf-8')
    S.append('x' * n)
t('str', str, S)
t('encode', S.encode)
t('eq', lambda: (S == str(S), S != 'x', Header('a') == Header('a'), Header('é', 'utf-8') == 'é'))
for args in (('a', 'us-ascii'), ('é',), ('é', 'us-ascii'), ('é', 'latin-1'), ('日', 'latin-1'), (b'\xe9', 'latin-1'), (b'\xe9',), (b'\xe9', 'unknown-8bit'), (b'\xff', 'utf-8'), (b'abc\xc3\xa9', 'utf-8'),
             ('日本', 'iso-2022-jp'), ('日本', 'euc-jp'), ('日本', 'big5'), ('日本', 'gb2312'), ('x', 'nonsense'), (3,), (None,)):
    t(args, lambda: Header(*args).encode())
    t(args, lambda: str(Header(*args)))
pairs = [('plain', None), ('end (', None), (') start', None), ('é', 'utf-8'), ('ü', 'latin-1'), (' é ', 'utf-8'), ('', None), ('', 'utf-8'), ('sp ', None), (' sp', None), (b'\xe9', 'unknown-8bit')]
for first in pairs:
    for second in pairs:
        h = Header()
        h.append(*first)
        h.append(*second)
        t((first, second), lambda: (str(h), h.encode()))

print('== folding')
WORDS = 'the quick brown fox; jumps, over the\tlazy dog '
for text in (WORDS * 4, 'x' * 100, 'a ' + 'x' * 100, 'x' * 70 + ' y', 'x' * 78, 'x' * 79, ' '.join(['word'] * 40), ';'.join(['word'] * 40), ', '.join(['name <a@b.cd>'] * 12), 'a  b   ' * 20, '\t'.join(['tab'] * 40),
             'line one\n line two', 'line one\nline two', 'one\n\ttwo\n  three', 'a\r\n b', ' lead', 'trail ', '', ' ', 'x' * 77 + '; yy', 'one\nTwo: x', 'word, ' * 30 + 'x' * 90 + ' end', 'é' * 60, 'é ' * 40, '日本語' * 30, 'ab' * 40 + 'é', '\n', 'é\nü', 'x\n \ny'):
    for kw in ({}, {'header_name': 'Subject'}, {'header_name': 'X' * 60, 'continuation_ws': '\t'}, {'maxlinelen': 30}, {'maxlinelen': 0}):
        for name in (None, 'utf-8', 'latin-1') if not kw or 'maxlinelen' in kw else (None,):
            t((text[:12], kw, name), lambda: Header(text, name, **kw).encode())
for splitchars in ('', ' ', ';', ', ', ';, \t', 'x', 'o'):
    t(repr(splitchars), lambda: Header(WORDS * 4, header_name='To').encode(splitchars=splitchars))
    t(repr(splitchars), lambda: Header(WORDS * 4, maxlinelen=20).encode(splitchars, linesep='\r\n'))
t('maxlinelen', lambda: Header(WORDS).encode(maxlinelen=12))
rng = random.Random(5)
for n in range(60):
    text = ''.join(rng.choice('ab ;,\t xyz é') for _ in range(rng.randrange(120)))
    h = Header(header_name='H' * rng.randrange(30), maxlinelen=rng.randrange(20, 80))
    for piece in range(rng.randrange(1, 4)):
        h.append(text[piece * 20:][:rng.randrange(90)], rng.choice([None, 'utf-8', 'latin-1']))
    t(n, lambda: (h.encode(), str(h)))

print('== charsets')
for name in ('us-ascii', 'ASCII', 'latin_1', 'Latin-9', 'utf-8', 'utf8', 'euc_jp', 'shift_jis', 'koi8-r', 'gb2312', 'big5', 'windows-1252', 'cp949', 'weird', b'utf-8', 'é', b'\xe9', 3):
    t(name, lambda: (lambda c: (c, str(c), c.input_charset, c.header_encoding, c.body_encoding, c.output_charset, c.input_codec, c.output_codec,
                                getattr(c.get_body_encoding(), '__name__', c.get_body_encoding()), c == 'UTF-8', c.get_output_charset()))(charset.Charset(name)))
for name in ('us-ascii', 'latin-1', 'utf-8', 'big5', 'iso-2022-jp'):
    c = charset.Charset(name)
    for text in ('', 'abc', 'é', 'a=b?c_d e', '日本', b'bytes \xe9', 'long ' * 30, 'a\nb\r\n'):
        if isinstance(text, str):
            t((name, text[:9]), c.header_encode, text)
        t((name, text[:9]), c.body_encode, text)
c = charset.Charset('utf-8')
for lengths in ([40] * 9, [10] * 20, [20, 30, 40, 50, 60, 70, 80, 90, 100], [19] + [22] * 40):
    for text in ('', 'a', 'é', 'éa' * 20, 'plain text here', '日本語'):
        t((lengths[:3], text), lambda: c.header_encode_lines(text, iter(lengths)))
charset.add_charset('mine', charset.QP, charset.BASE64, 'utf-8')
charset.add_alias('meins', 'mine')
charset.add_codec('mine', 'latin-1')
t('own', lambda: (lambda c: (c, c.input_codec, c.output_charset, c.header_encode('é')))(charset.Charset('meins')))
t('wrong', charset.add_charset, 'x', None, charset.SHORTEST)

print('== codecs')
ALL = bytes(range(256))
t('q', quoprimime.header_encode, ALL)
t('lengths', lambda: (quoprimime.header_length(ALL), quoprimime.body_length(ALL), base64mime.header_length(ALL), [base64mime.header_length(b'x' * n) for n in range(7)]))
t('checks', lambda: (''.join(chr(n) for n in ALL if not quoprimime.header_check(n)), ''.join(chr(n) for n in ALL if not quoprimime.body_check(n))))
t('quote', lambda: (quoprimime.quote('='), quoprimime.quote('é'), quoprimime.unquote('=3d'), quoprimime.quote('\n')))
for text in ('', 'a', 'a ', 'a\t\nb', 'a=b', 'x' * 76, 'x' * 77, 'x' * 75 + '=', 'x' * 74 + '=', 'x' * 75 + ' ', 'x' * 76 + ' ', 'x' * 74 + ' ', 'é' * 30, 'a\r\nb\n', '\n', ' \n ', '=' * 60, 'ab ' * 40 + '\n', 'x' * 73 + ' \n', '.\n'):
    t(text[-9:], quoprimime.body_encode, text)
    t(text[-9:], quoprimime.body_encode, text, 10, '\r\n')
    t(text[-9:], lambda: quoprimime.decode(quoprimime.body_encode(text)) == text.replace('\r\n', '\n'))
t('short', quoprimime.body_encode, 'abc', 3)
for text in ('', 'a=\nb', 'a= \nb', 'a=41', 'a=4', 'a=', 'a=zz', 'a\nb\n', 'a  \nb', '=C3=A9=', 'a\r\nb', '\n\n', '==41', 'a=\n', '=4\n1', '=e9=E9'):
    t(repr(text), quoprimime.decode, text)
    t(repr(text), quoprimime.header_decode, text)
for data in (b'', b'a', b'abc', ALL, 'text', 'é'):
    t(data[:5], base64mime.header_encode, data)
    t(data[:5], base64mime.body_encode, data)
    t(data[:5], base64mime.body_encode, data, 20, '\r\n')
for text in ('', 'YQ==', 'YWJj', 'YQ', 'é', b'YWJj\n', '!YWJj'):
    t(text, base64mime.decode, text)
for payload in ('', 'text', 'é', 'tab\there  \n', 'x' * 90):
    for f in (encoders.encode_base64, encoders.encode_quopri, encoders.encode_7or8bit, encoders.encode_noop):
        m = Message()
        m.set_payload(payload)
        t(f.__name__, lambda: (f(m), m.items(), m.get_payload())[1:])
for cls in (errors.MessageDefect, errors.HeaderDefect, errors.InvalidHeaderDefect, errors.NonPrintableDefect):
    t(cls.__name__, lambda: (cls('x'), str(cls('x')), cls('x').line, cls('x').args))
    t(cls.__name__, lambda: cls().line)
