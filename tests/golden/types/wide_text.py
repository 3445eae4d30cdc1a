"""Texts of wide characters: positions, slices, hashes, searches; short ones, long ones and mixtures."""
import pickle

chinese = '中文字符串处理测试'
texts = [chinese, 'a' + chinese, chinese + 'é', chinese * 50, ('ab' + chinese + '😀é') * 40, '😀' * 33, 'é' * 70, '\ud800x' * 20]

for s in texts:
    n = len(s)
    chars = list(s)
    print(n, chars == [s[i] for i in range(n)], [s[i] for i in range(-n, 0)] == chars, ''.join(chars) == s)
    print(s[::-1] == ''.join(chars[::-1]), s[::-1][::-1] == s, s[::-2] == ''.join(chars[::-2]), s[5:1:-1] == ''.join(chars[5:1:-1]))
    spans = [(0, 1), (1, 3), (0, n), (n - 1, n), (3, 20), (15, 17), (16, 32), (15, 33), (31, 64), (n // 2, n // 2 + 16), (5, 2), (n, n + 5)]
    print([s[a:b] == ''.join(chars[a:b]) for a, b in spans], s[n:] == '', s[:-1] + s[-1] == s)
    print([(s.find(chars[-1], a, b), s.rfind(chars[0], a, b), s.count(chars[2], a, b)) for a, b in spans])
    print([s.startswith(chars[1], a, b) for a, b in spans], [s.index(c) == chars.index(c) for c in chars[:6]])
    copy = ''.join(chars)
    print(hash(s) == hash(copy), s == copy, {s: 1}[copy], {s[2:5]: 2}.get(''.join(chars[2:5])), s in {copy}, len({s, copy}))
    print(s.replace(chars[0], '-')[:12].encode('ascii', 'backslashreplace'), len(s.split(chars[3])), s.partition(chars[4])[1] == chars[4])
    it = iter(s)
    next(it)
    print(it.__length_hint__(), next(it) == chars[1], len(list(it)), next(it, 'end'), pickle.loads(pickle.dumps(iter(s))).__length_hint__())
    print([(i, c == chars[i]) for i, c in enumerate(s)][-1], max(s) == max(chars), sorted(s)[:3] == sorted(chars)[:3])

print('-- one text, asked again and again, then grown')
s = chinese
for i in range(40):
    s += chr(0x4e00 + i) if i % 3 else 'x'
    assert s[i] == list(s)[i] and s[-1] == list(s)[-1] and len(s) == 10 + i, i
print(s, s[20], s[30:35])

print('-- tables, titles, templates')
table = str.maketrans({'中': '国', '文': None, 'a': 'AB', 0x1f600: ':)'})
print('中文a😀b'.translate(table), ('中文a😀b' * 40).translate(table)[:20], 'abc'.translate(str.maketrans('ab', 'xy', 'c')))


class Table:
    def __getitem__(self, c):
        if c == ord('x'):
            raise LookupError
        if c == ord('y'):
            raise ZeroDivisionError('y')
        return c + 1


print('axb'.translate(Table()), ('axb' * 60).translate(Table())[:6])
for bad in 'ay', 'ay' * 70:
    try:
        bad.translate(Table())
    except ZeroDivisionError as e:
        print('raised', e)
for f in str.title, str.capitalize, str.swapcase:
    print([f(t) for t in ('hello wORLD', "o'neil x1y", 'éCOLE straße', '', 'ǆ')])
print('{} {!r} {:>4} {}{}'.format(-5, 'é', 7, True, 2 ** 70), '%d %s %5d %d' % (-7, 8, 9, 2 ** 70), '%d|%d' % (True, -0))
print('%s' % '名' + '：%s' % chinese, '%(a)d %(b)s' % {'a': 10 ** 18, 'b': -10 ** 18})
for template in '%y', '中%', '中文%!', '%5y', 'é%(a)z':
    try:
        template % ({'a': 1} if '(' in template else 1)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)

print('-- comparing and searching sequences')
nan = float('nan')


class Loud:
    def __eq__(self, other):
        print('asked', other)
        return other == 3


for a, b in ([1, 2.0, 'x', (1,)], [1.0, 2, 'x', (1,)]), ([nan], [nan]), ([nan], [float('nan')]), ([0.0], [-0.0]), ([1, 2], [1, 2, 3]), ([1, Loud()], [1, 3]):
    print(a == b, a != b, tuple(a) == tuple(b), len(a) <= len(b))
print([1, 2.5, 'a', Loud(), 4].index(3), [1, 2, 3, 1, True, 1.0].count(1), 2.0 in [1, 2, 3], nan in [nan], float('nan') in [nan])
print([(1, 2) < (1, 3), (1, 'a') < (1, 'b'), [1, [2, 3]] < [1, [2, 4]], (nan,) < (nan,), [1.5, 2] >= [1.5, 2]])
shrinking = [1, 2, 3, 4]


class Shrinks:
    def __eq__(self, other):
        shrinking.clear()
        return False


print(shrinking.count(Shrinks()), shrinking)
items = [1, 2]
items.extend(items)
items.extend((3, 4))
items += items
print(items)

print('-- attributes that are not there')


class Meta(type):
    def __getattr__(cls, name):
        if name == 'given':
            return 'by the metaclass'
        raise AttributeError(name)


class K(metaclass=Meta):
    def __getattr__(self, name):
        if name == 'given':
            return 'by the class'
        raise AttributeError(name)


class Plain:
    @property
    def broken(self):
        raise AttributeError('inside')

    @property
    def worse(self):
        raise KeyError('inside')


print([hasattr(o, n) for o in (K, K(), Plain, Plain(), 5, int, len) for n in ('given', 'missing', '__name__', 'broken')])
print(getattr(Plain, 'nothing', 'default'), getattr(Plain(), 'broken', 'default'), getattr(K, 'given'), getattr(K(), 'given', 1))
for o in Plain, Plain(), int, len:
    try:
        o.nothing
    except AttributeError as e:
        print(e, e.name, e.obj is o)
try:
    hasattr(Plain(), 'worse')
except KeyError as e:
    print('KeyError', e)
