"""http.cookies: what is read, what is written, which names and values are refused."""
import copy
import pickle
from http import cookies
from http.cookies import BaseCookie, CookieError, Morsel, SimpleCookie


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except Exception as e:
        print('   ', type(e).__name__, e)
    else:
        print('   ', repr(result))


print('--- reading')
for text in ['a=1', 'a=1; b=2', 'a=1;b=2;', 'a = 1 ; b = 2', 'a="1; 2"; b="x\\"y"; c="\\303\\244\\054"', 'a=1, b=2', 'a=', 'a', 'a; b=2', 'b=2; a',
             'a=1; path=/x; secure; httponly; max-age=5', 'a=1; Path=/x; Domain=d; Expires=Wed, 09-Jun-2021 10:10:10 GMT; b=2', 'path=/x; a=1', 'a=1; $Path=/y; b=2',
             '$Version=1; a=1; $Port=5', 'secure; a=1', 'a=1; secure=yes', 'a=1; unknown; b=2', 'a="unclosed', 'a=b=c', 'a=ä; b=1', 'ä=1; b=1', 'a=1; b c=2', 'a[1]=2; b:c=3',
             'a=1\r\nb=2', 'a=1;;b=2', '; a=1', '  a=1', '', '=1', 'a=1; expires=Wed 09 Jun', 'a=1; samesite=lax; Partitioned; comment="x y"', 'a="\\\\"; b="\\101"; c="\\9"; d="\\400"',
             'key=$value; x=~!@#$%^&*()_+|', 'a=1; a=2', 'a=(1)', 'a={"x":1}', 'a=1 2; b=3', "a='1'; b=3", 'a=1;\tb=2', 'a="1" x; b=2', 'a=1; HttpOnly=; b=2', 'a=1; version=1; b=2',
             'a="x' + '\\' * 9 + '"', 'x=" a "', 'a\\=1', 'a.b=1; c-d=2; e/f=3']:
    c = SimpleCookie()
    try:
        c.load(text)
    except CookieError as e:
        print(repr(text), 'CookieError', e)
    else:
        print(repr(text), {k: (m.value, m.coded_value, {a: v for a, v in m.items() if v}) for k, m in c.items()})
print(SimpleCookie({'a': '1', 'b': 2, 'c': [3]}), SimpleCookie('a=1; b=2').output(header='', sep='|'))
attempt(SimpleCookie().load, b'a=1')
attempt(SimpleCookie().load, None)
attempt(SimpleCookie().load, [('a', 1)])

print('--- writing')
c = SimpleCookie()
for key, value in [('plain', 'abc'), ('space', 'a b'), ('semi', 'a;b'), ('comma', 'a,b'), ('quote', 'say "x"'), ('back', 'a\\b'), ('umlaut', 'ä'), ('control', 'a\tb\n\x7f'),
                   ('euro', '€'), ('empty', ''), ('number', 5), ('float', 1.5), ('none', None), ('legal', "!#$%&'*+-.^_`|~:()/<=>?@[]{}")]:
    c[key] = value
for line in c.output().split('\r\n'):
    print(ascii(line))
for key in c:
    back = SimpleCookie(c[key].OutputString())
    print(key, back[key].value == str(c[key].value) if key in back else None, end='; ')
print()
for name in ['a b', '', 'ä', 'a=b', 'a;b', 'path', 'Path', 'secure', 'expires', 'a,b', 'a\n', 'a:b', 'a"', 5, None, b'a', 'max-age', 'x' * 3]:
    attempt(SimpleCookie().__setitem__, name, 'v')
m = Morsel()
m.set('k', 'v v', '"v v"')
for key, value in [('path', '/'), ('Domain', 'd.example'), ('expires', 0), ('max-age', 10), ('secure', True), ('HttpOnly', 1), ('samesite', 'Strict'), ('version', 1), ('comment', 'c c')]:
    m[key] = value
text = m.OutputString()
print(text[:text.index('expires')], text[text.index('expires') + 45:])
m['expires'] = 'Thu, 01 Jan 1970 00:00:00 GMT'
print(m)
print(repr(m), m.output(attrs=['path', 'secure']), m.output(['max-age'], 'X:'), m.OutputString([]), sep='\n')
print(m.js_output(), m.js_output(['path']))
m['max-age'], m['secure'], m['httponly'] = 'soon', '', None
print(m.OutputString())
print(c.js_output() == '\n'.join([c[k].js_output() for k in sorted(c)]), SimpleCookie('b=1;a=2').js_output())

print('--- morsels')
m = Morsel()
print(m, repr(m), m.key, m.value, m.coded_value, dict(m))
for call in [lambda: m.__setitem__('nope', 1), lambda: m.setdefault('nope'), lambda: m.setdefault('PATH', '/p'), lambda: m.setdefault('path', '/q'), lambda: m.update({'Path': '/u'}), lambda: m.update({'x': 1}),
             lambda: m.update([('secure', 1)]), lambda: m.set('path', 'v', 'v'), lambda: m.set('a b', 'v', 'v'), lambda: m.set('a', 'v', 'w'), lambda: m.isReservedKey('PATH'), lambda: m.isReservedKey('x'),
             lambda: setattr(m, 'key', 'x'), lambda: setattr(m, 'value', 'x'), lambda: setattr(m, 'coded_value', 'x'), lambda: m['PATH'], lambda: m['Path'.lower()], lambda: 'PATH' in m]:
    attempt(call)
n = m.copy()
print(n == m, n is m, type(n), n.key, n != m, m == dict(m), m == 5, Morsel() == Morsel(), Morsel() == {}, m == Morsel())
n['path'] = '/other'
print(n == m, m.__ne__(n))
for copied in [copy.copy(m), copy.deepcopy(m), pickle.loads(pickle.dumps(m))]:
    print(copied == m, copied, type(copied).__name__)
print(m.__getstate__(), Morsel[int], m | {'path': '/z'})
attempt(hash, m)

print('--- jars')
a = SimpleCookie('x=1; y="2 3"')
print(repr(a), str(a), a == SimpleCookie('y="2 3"; x=1'), a['x'] == SimpleCookie('x=1')['x'])
a['x'] = a['y']
print(a, repr(a['x']))
a['m'] = Morsel()
attempt(str, a)
del a['m']
a['x']['path'] = '/p'
a['x'] = 'again'
print(a)
print(pickle.loads(pickle.dumps(a)) == a, copy.copy(a) == a, repr(copy.deepcopy(a)))
print(SimpleCookie().output(), repr(BaseCookie('a="q q"')), BaseCookie('a="q q"')['a'].value, a.value_decode('"x"'), a.value_encode(5), BaseCookie().value_encode(5), BaseCookie().value_decode('"'))
print(sorted(cookies.__all__), cookies.CookieError.__mro__[1:3])


class Upper(BaseCookie):
    def value_encode(self, value):
        return value, value.upper()

    def value_decode(self, value):
        return value.lower(), value


u = Upper('A=Big')
u['b'] = 'small'
print(u, u['A'].value)
print(cookies._quote('a b'), cookies._unquote('"a\\040b"'), cookies._quote('ab'), cookies._quote(None), cookies._unquote(None), cookies._unquote('"'), cookies._unquote('""'))
