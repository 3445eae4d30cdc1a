"""urllib.parse: URLs apart and together, joins, quoting, queries; as text and as bytes; the old split functions."""
import copy
import pickle
import random
import urllib.parse as u
import warnings


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except Exception as e:
        print('   ', type(e).__name__, e)
    else:
        print('   ', repr(result))


URLS = ['http://user:pa%20ss@Host.Example:8080/a/b;p1;p2?q=1;2#frag', 'HTTP://h', 'http:', '//h/p', '/p?', '/p#', 'p;x/y', 'mailto:a@b', 'tel:+1', 'http://[::1]:80/x', 'http://[::1', 'http://::1]/', 'http://[v1.x]/',
        'http://[v1x]/', 'http://[x]/', 'http://[::1%eth0]/', 'http://[1.2.3.4]/', 'file:///etc/x', 'file:x', 'a:b:c', '1a:b', 'a1+.-:b', 'é:b', 'http://h?q/a#b?c#d', 'http://h\n/p\t?\rq', '  http://h/ ', '\x00http://h/\x1f', 'http://h:/', 'http://h:x/', 'http://h:99999/',
        'http://h:-1/', 'http://h: 1/', 'http://h:٣/', 'http://@h', 'http://u@h@k:1', 'http://:p@h', 'http://u:@h', 'http://h/;', 'http://h/a;b/c;d', 'x://h/a;b', 'http://ℂ.com/', 'http://a／b.com', 'http://a＠b', 'http:////x', '////x', '///x', 'http:///x', 'svn+ssh://h/p', 'javascript:alert(1)//x', '',
        '?', '#', ';', ':', '/', '//', 'a?b?c', 'itms-services:?x', 'itms-services://?x', 'data:,x#y', 'http://[fe80::1%25en0]:1/p', 'path:80', 'HTTP:80', 'http://h/%7Ea?%20#%23', 'http://h/ü?ü#ü', 'http://USER@HOST:1']


def parts(r):
    out = []
    for name in ('username', 'password', 'hostname', 'port'):
        try:
            out.append(getattr(r, name))
        except ValueError as e:
            out.append(str(e))
    return out


for url in URLS:
    for split in (u.urlsplit, u.urlparse):
        try:
            r = split(url)
        except ValueError as e:
            print(ascii(url), type(e).__name__, ascii(str(e)))
            break
        print(ascii(url), ascii(tuple(r)), parts(r) if split is u.urlsplit else '', ascii(r.geturl()), r.geturl() == url)
    attempt(u.urldefrag, url)
r = u.urlsplit(URLS[0])
print(r, repr(r.encode()), r.encode().decode() == r, r._replace(path='/z').geturl(), r == tuple(r), pickle.loads(pickle.dumps(r)) == r, copy.copy(r) is r, hash(r) == hash(tuple(r)), r.encode('ascii').hostname, r._fields)
print(u.urlparse('http://h/p;x?y#z'), u.urldefrag('http://h#f'), u.urldefrag('http://h#f').encode(), u.urldefrag(b'x#y').decode(), u.urldefrag('x#y').geturl(), u.urldefrag('x').geturl(), [c.__mro__[1].__name__ for c in (u.SplitResult, u.ParseResult, u.DefragResult, u.SplitResultBytes)])
print(u.urlsplit('p?q', 'http'), u.urlsplit('//h/p', scheme='ftp'), u.urlsplit('x#y', allow_fragments=False), u.urlparse('h;p#y', allow_fragments=False), u.urlsplit(b'http://H:1/p?q#f'), u.urlsplit(b'//h', b'ftp').hostname)
print(u.ParseResult('s', 'n', 'p', 'r', 'q', 'f').geturl(), u.SplitResult('', 'n', 'p', '', '').geturl(), u.SplitResult('x', '', '//p', '', '').geturl(), u.SplitResult('http', '', '//p', '', '').geturl(), u.urlunsplit(('', '', '//p', '', '')), u.urlunparse(('a', '', 'b', 'c', '', '')), u.urlunsplit(('mailto', '', 'x', '', '')),
      u.urlunsplit(['http', 'h', 'p', 'q', 'f']), u.urlunsplit(('', 'h', '', '', '')), u.urlunsplit((b'http', b'h', b'/p', b'', b'f')), u.urlunsplit(('file', '', '/p', '', '')), u.urlunsplit(('itms-services', '', '', 'q', '')))
for call, args in [(u.urlsplit, (b'x', 'http')), (u.urlsplit, (5,)), (u.urlsplit, (None,)), (u.urlunsplit, (('a', b'b', '', '', ''),)), (u.urlunsplit, (('a',),)), (u.urljoin, ('a', b'b')), (u.urljoin, (b'http://h/a', b'../b')), (u.urlsplit, ([],)), (u.urlparse, ('ü'.encode(),)), (u.urlsplit, (bytearray(b'a'),)),
                   (u.urlunparse, (('a', 'b', 'c', 'd', 'e'),)), (u.urlsplit, ('',)), (u.urlsplit, (b'',)), (u.urldefrag, (b'',)), (u.urldefrag, (5,)), (u.urljoin, (None, 'x')), (u.urljoin, ('x', None)), (u.urljoin, ('', b'x'))]:
    attempt(call, *args)

print('--- joins')
REFS = ['g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', 'g?y#s', ';x', 'g;x', 'g;x?y#s', '', '.', './', '..', '../', '../g', '../..', '../../', '../../g', '../../../g', '../../../../g', '/./g', '/../g', 'g.', '.g', 'g..', '..g', './../g', './g/.', 'g/./h', 'g/../h', 'g;x=1/./y', 'g;x=1/../y', 'g?y/./x', 'g#s/../x', 'http:g',
        'http://g', 'HTTP:g', 'https:g', '//', '///x', 'a//b', '..//c', 'mailto:x', '#', '?']
for base in ['http://a/b/c/d;p?q', 'http://a', 'http://a/b', 'http://a/b/', 'file:///a/b', 'a/b/c', '', 'mailto:x@y', 'ftp://h/a/b/../c', '//h/p', 'ws://h/x?y', 'unknown://h/a/b', 'http:/a', 'http://a//b//c', '?q', '#f', 'itms-services://x/y']:
    print(ascii(base), [u.urljoin(base, ref) for ref in REFS])
print(u.urljoin('http://a/b#f', '#g', allow_fragments=False), u.urljoin('http://a/b', ''), u.urljoin('http://a/b?q', '#x'))

print('--- quoting')
for text in ['abc', 'a b/c', 'ü€😀', '~._-', 'a%20b', '\x00\x7f\x80', '', '+&=?#', 'é/ü', 'A-Z']:
    print(ascii(text), u.quote(text), u.quote(text, ''), u.quote(text, safe='ü +'), u.quote_plus(text), u.quote_plus(text, '/'), u.quote(text.encode()), u.quote_plus(text.encode('utf-8')), u.quote(text, encoding='latin-1', errors='replace'), u.unquote(u.quote(text)) == text, u.unquote_plus(u.quote_plus(text)) == text)
for args in [('ü', '/', 'ascii'), (b'x', '/', 'utf-8'), (b'x', '/', None, 'strict'), (5,), (None,), ('x', b'x'), (['a'],), (bytearray(b'a b'),), ('\ud800',)]:
    attempt(u.quote, *args)
for args in [('a',), (b'a b\xff', b'\xff'), (bytearray(b' '),), (b'', ''), (5,), (b'ab', 'ä')]:
    attempt(u.quote_from_bytes, *args)
attempt(u.quote_plus, b'a b', b' ')
for text in ['%41', '%4', '%', '%zz', '%C3%BC', '%c3%bc', '%FF', '%E2%82', 'ü%20ü', '%2541', 'a+b', '%00', '%%41', 'x%41%ZZ%42', '😀%F0%9F%98%80']:
    print(ascii(text), ascii(u.unquote(text)), u.unquote_to_bytes(text), ascii(u.unquote(text, 'latin-1')), ascii(u.unquote(text, errors='surrogateescape')), ascii(u.unquote_plus(text)), u.unquote(text.encode()) == u.unquote(text))
attempt(u.unquote, '%FF', 'utf-8', 'strict')
attempt(u.unquote, 5)
attempt(u.unquote_to_bytes, 5)
attempt(u.unquote_to_bytes, '')
attempt(u.unquote_plus, b'a')

print('--- queries')
for qs in ['', '&', '&&', '=', '=&=', 'a', 'a=', 'a=1', '=b', 'a=1&a=2&b=', 'a=1;b=2', 'a=b=c', 'a+b=c+d', 'a%3D=%26', 'ü=ä', '%FF=%FE', 'a&b=1', b'a=1&b=%FF', b'a=\xff', 'a=1&', ' a = b ', b'']:
    for kwargs in [{}, {'keep_blank_values': True}, {'strict_parsing': True}, {'separator': ';'}, {'encoding': 'latin-1'}]:
        attempt(u.parse_qsl, qs, **kwargs)
    attempt(u.parse_qs, qs, True)
for args, kwargs in [(('a=1&b=2&c=3',), {'max_num_fields': 2}), (('a=1&b=2',), {'max_num_fields': 2}), (('a',), {'separator': ''}), (('a',), {'separator': 5}), (('a',), {'separator': None}), ((b'a=1;b=2',), {'separator': b';'}), ((b'a=1;b=2',), {'separator': ';'}), ((5,), {}), ((None,), {}), (('a=1',), {'separator': b'&'}), ((0,), {}), (([],), {}), (('a=%FF',), {'errors': 'strict'}),
                     (('a=1&&b=2',), {'strict_parsing': True}), (('a&b',), {'strict_parsing': True, 'keep_blank_values': True})]:
    attempt(u.parse_qsl, *args, **kwargs)
    attempt(u.parse_qs, *args, **kwargs)


class Odd:
    def __str__(self):
        return 'odd one'

    def __len__(self):
        return 2

    def __iter__(self):
        return iter('xy')


for query in [{}, {'a': 1, 'b c': 'd&e'}, [('a', 1), ('a', '2')], {'k': [1, 2]}, {'k': ()}, {'k': 'str'}, {b'b': b'\xff'}, {'k': None}, {'k': Odd()}, {1: 2.5}, {'ü': '€'}, {'k': ['ü', b'v', 3]}, (('x', 'y'),), {'k': {1: 2}}, {'k': {'a'}}, '', ()]:
    for kwargs in [{}, {'doseq': True}, {'quote_via': u.quote}, {'safe': '&ü'}, {'encoding': 'latin-1', 'errors': 'replace'}]:
        attempt(u.urlencode, query, **kwargs)
for query in ['abc', 5, [1], ['ab'], [('a',)], None, [('a', 'b', 'c')], b'x']:
    attempt(u.urlencode, query)
    attempt(u.urlencode, query, True)

print('--- old ones')
warnings.simplefilter('always')
CASES = {'splittype': ['http://h/p', 'x', ':x', 'A:b\nc', 'data:\n'], 'splithost': ['//h/p', '//h?p', '//h#f', '/h', '//h\n/p', '//', '//a/b/c'], 'splituser': ['u@h', 'u@v@h', 'h', '@h'], 'splitpasswd': ['u:p', 'u', 'u:p:q', ':', 'a:b\nc'], 'splitport': ['h:80', 'h', 'h:', 'h:x', 'h:1:2', 'a:b:3', ':1', 'h:٣'],
         'splitnport': ['h:80', 'h', 'h:', 'h:x', '[::1]:3', 'h:-1'], 'splitquery': ['p?q', 'p', 'p?', 'p?q?r', '?'], 'splittag': ['p#f', 'p', 'p#', 'a#b#c'], 'splitattr': ['/p;a=1;b', '/p', ';'], 'splitvalue': ['a=b', 'a', 'a=', 'a=b=c'], 'to_bytes': ['x', b'y', 'ü'], 'unwrap': ['<URL:x>', '<x>', 'URL:x', ' <URL: y > ', 'z', '<>', 'URL:']}
for name, texts in CASES.items():
    for text in texts:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            attempt(getattr(u, name), text)
        print('       ', name, [(w.category.__name__, str(w.message)) for w in caught])
print(u._splittype('HTTP:x'), u._splitport('h:1'), u._splituser('a@b'), u._splitnport('h'))
u.clear_cache()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    attempt(lambda: type(u.Quoter(b'x')).__name__)
print([str(w.message) for w in caught], len(u.uses_netloc), len(u.__all__), u.scheme_chars[:3])

print('--- many')
random.seed(5)
alphabet = ['http:', '//', '/', 'a', 'b.c', '?', '#', ';', ':', '@', '..', '.', '%41', 'é', ' ', '1', '=', '&', '+']
digest = []
for n in range(600):
    a, b = (''.join(random.choices(alphabet, k=random.randrange(1, 9))) for _ in 'ab')
    try:
        result = [tuple(u.urlparse(a)), u.urlsplit(a).geturl(), u.urljoin(a, b), u.quote(a), u.parse_qsl(b), u.urldefrag(b).fragment, parts(u.urlsplit(b))]
    except ValueError as e:
        result = str(e)
    print(ascii(result))
