"""array: type codes, items, slices, methods, files, buffers, pickles, messages."""
import array
import collections.abc
import copy
import io
import pickle
import sys
import tempfile
import warnings
from array import array as A

warnings.simplefilter('ignore')


def show(label, f):
    try:
        print(label, '=', repr(f()))
    except BaseException as e:
        print(label, '->', type(e).__name__, e)


print([n for n in dir(array) if n[:2] != '__'], array.typecodes, array.ArrayType is A)
print(sorted(set(dir(A)) - set(dir(object))))
print(A.__module__, A.__qualname__, A.__name__, A.__hash__, A.__flags__ & (1 << 10))
print(isinstance(A('i'), collections.abc.MutableSequence), issubclass(A, collections.abc.Sequence))

for code in 'bBhHiIlLqQfdw':
    a = A(code, [1, 2] if code != 'w' else 'xy')
    print(a, a.typecode, a.itemsize, len(a), a.tobytes(), memoryview(a).format if code != 'w' else '')
for code, lo, hi in (('b', -128, 127), ('B', 0, 255), ('h', -2**15, 2**15 - 1), ('H', 0, 2**16 - 1),
                     ('i', -2**31, 2**31 - 1), ('I', 0, 2**32 - 1), ('l', -2**63, 2**63 - 1),
                     ('L', 0, 2**64 - 1), ('q', -2**63, 2**63 - 1), ('Q', 0, 2**64 - 1)):
    show(code, lambda: A(code, [lo, hi]))
    show(code, lambda: A(code, [lo - 1]))
    show(code, lambda: A(code, [hi + 1]))
    show(code, lambda: A(code, [1 << 70]))
    show(code, lambda: A(code, [-1 << 70]))
    show(code, lambda: A(code, [1.0]))
    show(code, lambda: A(code, ['1']))
    show(code, lambda: A(code, [None]))
    show(code, lambda: A(code, [True]))


class I:
    def __index__(self):
        return 7

    def __float__(self):
        return 2.5


for code in 'bBhHiIlLqQfd':
    show(code, lambda: A(code, [I()]))
for code in 'fd':
    show(code, lambda: A(code, [1, 2.5, float('inf'), float('nan'), -0.0, 1e300, True]))
    show(code, lambda: A(code, ['x']))
    show(code, lambda: A(code, [1j]))
    show(code, lambda: A(code, [10 ** 400]))

# making them
show('no args', lambda: A())
show('bad code', lambda: A('x'))
show('bad code', lambda: A('xx'))
show('bad code', lambda: A(''))
show('bad code', lambda: A(b'i'))
show('bad code', lambda: A(1))
show('three', lambda: A('i', [], 1))
show('kw', lambda: A('i', x=1))
show('kw', lambda: A(typecode='i'))
show('int', lambda: A('i', 5))
show('str', lambda: A('i', 'abc'))
show('None', lambda: A('i', None))
show('bytes', lambda: A('i', b'\1\0\0\0\2\0\0\0'))
show('bytes', lambda: A('i', b'\1\0\0'))
show('bytearray', lambda: A('h', bytearray(b'\1\0\2\0')))
show('array', lambda: A('d', A('i', [1, 2])))
show('array', lambda: A('i', A('d', [1, 2])))
show('w to i', lambda: A('i', A('w', 'ab')))
show('i to w', lambda: A('w', A('i', [1])))
show('u to w', lambda: A('w', A('u', 'ab')))
show('tuple', lambda: A('B', (1, 2, 3)))
show('range', lambda: A('B', range(5)))
show('gen', lambda: A('B', (x * x for x in range(5))))
show('memoryview', lambda: A('B', memoryview(b'abc')))
show('w', lambda: A('w', 'h\u00e9\U0001f600'))
show('w list', lambda: A('w', ['a', 'b']))
show('w bad', lambda: A('w', ['ab']))
show('w bad', lambda: A('w', [1]))
show('w bytes', lambda: A('w', b'a\0\0\0'))
show('u', lambda: A('u', 'h\u00e9\U0001f600'))
show('u bad', lambda: A('u', ['ab']))
show('u bad', lambda: A('u', [1]))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    A('u', 'x')
    print([(w.category.__name__, str(w.message)) for w in caught])
show('u surrogate', lambda: A('w', '\ud800'))
show('u repr quotes', lambda: A('w', "it's\n"))

# items and slices
a = A('i', range(10))
for key in (0, -1, 9, -10, 10, -11, I(), 1 << 70, 'x', None, 1.0, slice(None), slice(2, 5), slice(None, None, -1),
            slice(8, 2, -2), slice(20, 30), slice(-3, None), slice(None, None, 0), slice('a', None)):
    show(f'[{key if not isinstance(key, I) else "I"}]', lambda: a[key])


def changed(key, value):
    b = A('i', range(6))
    b[key] = value
    return b


def deleted(key):
    b = A('i', range(6))
    del b[key]
    return b


for key, value in ((0, 5), (-1, 5), (6, 1), (-7, 1), (0, 'x'), (0, 1 << 40), ('a', 1), (1.5, 1), (slice(0, 2), A('i', [9])),
                   (slice(0, 2), [9]), (slice(0, 2), A('h', [9])), (slice(None), A('i')), (slice(2, 2), A('i', [7, 8])),
                   (slice(4, 1), A('i', [7, 8])), (slice(None, None, 2), A('i', [7, 8, 9])), (slice(None, None, 2), A('i', [7])),
                   (slice(None, None, -1), A('i', range(6))), (slice(None, None, 0), A('i')), (slice(0, 1), 5),
                   (slice(None, None, 2), A('i')), (slice(0, 1), 'x')):
    show(f'[{key}] = {value}', lambda: changed(key, value))
b = A('i', range(4))
b[1:3] = b
print(b)
b[::2] = b[::-2]
print(b)
b[:] = b
print(b)
for key in (0, -1, 6, 'x', slice(1, 4), slice(None, None, 2), slice(None, None, -2), slice(5, 1, -2), slice(None), slice(3, 1)):
    show(f'del {key}', lambda: deleted(key))

# operators
a = A('i', [1, 2])
show('+', lambda: a + A('i', [3]))
show('+', lambda: a + A('h', [3]))
show('+', lambda: a + [3])
show('*', lambda: a * 3)
show('*', lambda: 2 * a)
show('*', lambda: a * -1)
show('*', lambda: a * 'x')
show('*', lambda: a * 1.5)
show('*', lambda: a * (1 << 62))


def iadd(x, y):
    x += y
    return x


def imul(x, y):
    x *= y
    return x


show('+=', lambda: iadd(A('i', [1]), A('i', [2])))
show('+=', lambda: iadd(A('i', [1]), A('h', [2])))
show('+=', lambda: iadd(A('i', [1]), [2]))
c = A('i', [1, 2])
c += c
print(c)
show('*=', lambda: imul(A('i', [1, 2]), 3))
show('*=', lambda: imul(A('i', [1, 2]), 0))
show('*=', lambda: imul(A('i', [1, 2]), 'a'))
show('in', lambda: (1 in a, 5 in a, 1.0 in a, 'x' in a, None in a))
for x, y in ((A('i', [1, 2]), A('i', [1, 2])), (A('i', [1, 2]), A('i', [1, 3])), (A('i', [1, 2]), A('d', [1, 2])),
             (A('i', [1]), A('i', [1, 2])), (A('i'), A('w')), (A('B', [200]), A('b', [-1])), (A('w', 'ab'), A('w', 'b')),
             (A('d', [float('nan')]), A('d', [float('nan')])), (A('Q', [1 << 63]), A('q', [-1]))):
    print(x, y, x == y, x != y, x < y, x <= y, x > y, x >= y)
show('== list', lambda: (a == [1, 2], a != [1, 2]))
show('< list', lambda: a < [1, 2])
show('hash', lambda: hash(a))
show('iter', lambda: (list(a), list(reversed(a)), type(iter(a)), bool(a), bool(A('i'))))

# methods
a = A('i', [3, 1, 2, 3])
show('append', lambda: (a.append(4), a))
show('append', lambda: a.append('x'))
show('append', lambda: a.append())
show('append', lambda: a.append(1, 2))
show('buffer_info', lambda: type(a.buffer_info()[0]) is int and a.buffer_info()[1])
show('count', lambda: (a.count(3), a.count('x'), a.count(3.0)))
show('index', lambda: (a.index(3), a.index(3, 1), a.index(3, -2, 100), a.index(2.0)))
show('index', lambda: a.index(99))
show('index', lambda: a.index(3, 1, 2))
show('index', lambda: a.index(3, 'x'))
show('insert', lambda: (a.insert(0, 9), a.insert(-1, 8), a.insert(100, 7), a.insert(-100, 6), a))
show('insert', lambda: a.insert('x', 1))
show('insert', lambda: a.insert(1))
show('pop', lambda: (a.pop(), a.pop(0), a.pop(-2), a))
show('pop', lambda: a.pop(100))
show('pop', lambda: a.pop('x'))
show('pop', lambda: A('i').pop())
show('remove', lambda: (a.remove(3), a))
show('remove', lambda: a.remove(99))
show('reverse', lambda: (a.reverse(), a))
show('extend', lambda: (a.extend([1, 2]), a.extend(A('i', [3])), a.extend(range(2)), a))
show('extend', lambda: a.extend(A('h', [3])))
show('extend', lambda: a.extend(5))
show('extend', lambda: a.extend([1, 'x']))
print(a)
show('extend self', lambda: (c.extend(c), c))
show('tolist', lambda: a.tolist())
show('fromlist', lambda: (a.fromlist([5, 6]), a))
show('fromlist', lambda: a.fromlist((5, 6)))
show('fromlist', lambda: a.fromlist([5, 'x']))
print(a)
show('byteswap', lambda: [(x.byteswap(), x) for x in (A('b', [1]), A('h', [1, -2]), A('i', [1]), A('q', [1]))])
show('tobytes', lambda: A('h', [1, 2]).tobytes())
show('frombytes', lambda: (b.frombytes(b'\5\0\0\0'), b))
show('frombytes', lambda: b.frombytes(b'\5\0\0'))
show('frombytes', lambda: b.frombytes('x'))
show('frombytes', lambda: b.frombytes(A('h', [1, 2])))
show('tounicode', lambda: A('i').tounicode())
show('tounicode', lambda: (A('u', 'abc').tounicode(), A('w', 'abc').tounicode()))
w = A('w', 'ab')
show('fromunicode', lambda: (w.fromunicode('cd'), w))
show('fromunicode', lambda: w.fromunicode(5))
show('fromunicode', lambda: A('i').fromunicode('x'))
show('extend w', lambda: (w.extend('xy'), w.append('\u1234'), w))
show('index w', lambda: (w.index('x'), 'b' in w, 'ab' in w, w.count(5)))
show('clear', lambda: (w.clear(), w))
show('typecode set', lambda: setattr(a, 'typecode', 'i'))
show('attribute', lambda: setattr(a, 'x', 1))
show('sizeof', lambda: sys.getsizeof(A('i', [1])) > sys.getsizeof(A('i')))

# files
with tempfile.TemporaryFile() as f:
    A('i', [1, 2, 3, 4]).tofile(f)
    f.seek(0)
    r = A('i')
    r.fromfile(f, 2)
    print(r)
    show('fromfile', lambda: r.fromfile(f, 5))
    print(r)
    f.seek(0)
    show('fromfile', lambda: r.fromfile(f, -1))
    show('fromfile', lambda: r.fromfile(f, 'x'))
    f.seek(0)
    f.write(b'\1\2\3')
    f.truncate()
    f.seek(0)
    show('fromfile', lambda: r.fromfile(f, 1))
print(r)
show('fromfile', lambda: r.fromfile(5, 1))
show('fromfile', lambda: r.fromfile(io.StringIO('abcdefgh'), 1))
out = io.BytesIO()
A('w', 'ab').tofile(out)
print(out.getvalue())
show('tofile', lambda: A('i', [1]).tofile(3))

# buffers
a = A('h', [1, 2, 3])
m = memoryview(a)
print(m.format, m.itemsize, m.shape, m.strides, m.nbytes, m.readonly, m.tolist())
m[0] = 9
print(a)
for label, f in (('append', lambda: a.append(1)), ('pop', lambda: a.pop()), ('extend', lambda: a.extend([1])),
                 ('del', lambda: a.__delitem__(0)), ('clear', lambda: a.clear()), ('+=', lambda: iadd(a, A('h', [1]))),
                 ('*=', lambda: imul(a, 2)), ('insert', lambda: a.insert(0, 1)), ('frombytes', lambda: a.frombytes(b'ab')),
                 ('fromlist', lambda: a.fromlist([1])), ('slice', lambda: a.__setitem__(slice(0, 1), A('h', [1, 2]))),
                 ('set', lambda: a.__setitem__(0, 4)), ('same', lambda: a.__setitem__(slice(0, 2), A('h', [6, 7]))),
                 ('remove', lambda: a.remove(6)), ('reverse', lambda: a.reverse()), ('byteswap', lambda: a.byteswap())):
    show(label, f)
m.release()
a.append(5)
print(a, bytes(a), bytearray(a), b''.join([a, a]))
print(io.BytesIO(b'abcdef').readinto(a), a)
print(int.from_bytes(A('B', [1, 2]), 'big'))

# copies and pickles
a = A('i', [1, 2])
print(copy.copy(a), copy.deepcopy(a), copy.copy(a) is a)
for proto in range(pickle.HIGHEST_PROTOCOL + 1):
    for x in (a, A('w', 'h\u00e9'), A('d', [1.5]), A('u', 'x')):
        y = pickle.loads(pickle.dumps(x, proto))
        print(proto, y, y.typecode, y == x)
print(a.__reduce_ex__(2))
print([x if not callable(x) else x.__name__ for x in a.__reduce_ex__(3)])
show('reduce_ex', lambda: a.__reduce_ex__('x'))
R = array._array_reconstructor
show('R', lambda: R(A, 'h', 5, b'\0\1\0\2'))
show('R', lambda: R(A, 'h', 4, b'\1\0'))
show('R', lambda: R(A, 'i', 4, b'\1\0\2\0'))
show('R', lambda: R(A, 'd', 16, b'\0\0\0\0\0\0\xf0\x3f'))
show('R', lambda: R(A, 'd', 15, b'\x3f\xf0\0\0\0\0\0\0'))
show('R', lambda: R(A, 'd', 14, b'\0\0\xc0\x3f'))
show('R', lambda: R(A, 'w', 18, b'a\0b\0'))
show('R', lambda: R(A, 'w', 20, b'a\0\0\0'))
show('R', lambda: R(A, 'i', 99, b''))
show('R', lambda: R(A, 'i', 22, b''))
show('R', lambda: R(A, 'x', 1, b''))
show('R', lambda: R(int, 'i', 1, b''))
show('R', lambda: R(5, 'i', 1, b''))
show('R', lambda: R(A, 'i', 8, 'x'))
show('R', lambda: R(A, 'i', 8, b'abc'))


class Sub(A):
    def __new__(cls, *args, **kw):
        self = A.__new__(cls, args[0], args[1])
        self.extra = kw
        return self


s = Sub('i', [1, 2, 3], name=5)
print(s, type(s), s.extra, type(s[:2]), type(s + s), type(s * 2), type(copy.copy(s)), s == A('i', [1, 2, 3]))
t = pickle.loads(pickle.dumps(s))
print(t, type(t), t.extra)


class Plain(A):
    pass


show('sub kw', lambda: Plain('i', [1], x=1))
p = Plain('i', [1])
p.attr = 1
print(p, p.attr, p.__dict__)
print(A.__class_getitem__(int), A[int])
it = iter(A('i', [1, 2, 3]))
print(next(it), it.__reduce__(), it.__setstate__, next(it)) if False else print(next(it), next(it), it.__reduce__())
print(next(it), next(it, 'end'), it.__reduce__())
it = iter(A('i', [1, 2, 3]))
it.__setstate__(2)
print(list(it))
big = A('i', [1])
for x in big:
    if len(big) < 5:
        big.append(x + 1)
print(big)
match A('i', [1, 2]):
    case [x, y]:
        print('matched', x, y)
print(A('i', [1, 2]).__format__(''), str(A('d', [0.1, 1e20])), repr(A('w')), repr(A('i')))
print(sum(A('d', [1, 2, 3])), max(A('i', [3, 9, 2])), sorted(A('i', [3, 9, 2])), len(A('Q', bytes(80))))
