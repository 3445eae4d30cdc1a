"""Pickles, byte for byte, in every protocol, and back."""
import collections
import copyreg
import datetime
import decimal
import fractions
import functools
import io
import operator
import pickle


class Plain:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__


class Slots:
    __slots__ = ('a', 'b')

    def __eq__(self, other):
        return self.a == other.a


class State(Plain):
    def __getstate__(self):
        return ('state', self.x)

    def __setstate__(self, state):
        self.x = state[1]


class NewArgs(int):
    def __new__(cls, value, extra):
        self = super().__new__(cls, value)
        self.extra = extra
        return self

    def __getnewargs__(self):
        return int(self), self.extra


class NewArgsEx(Plain):
    def __new__(cls, *, x=None):
        return super().__new__(cls)

    def __init__(self, x=None):
        self.x = x

    def __getnewargs_ex__(self):
        return (), {'x': self.x}


class Outer:
    class Inner(Plain):
        pass


class MyList(list):
    pass


class MyDict(dict):
    pass


Point = collections.namedtuple('Point', 'x y')
slots = Slots()
slots.a = 1
samples = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -32768, 2 ** 31, -2 ** 31 - 1,
    2 ** 63, -2 ** 64, 10 ** 30, 1.5, -0.0, float('inf'), 'abc', 'ä\n\\\0\r\x1a', '\udc80', '',
    b'', b'abc', b'\xff\n', bytearray(b'x'), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4),
    [], [1], [1, [2]], {}, {'a': 1}, {'a': 1, 'b': {}}, set(), {1}, frozenset(), frozenset([1]),
    1j, range(3), slice(1, 2), ..., NotImplemented, type(None), int, len, print, str.join,
    [].append, Plain, Plain(1), slots, State(2), NewArgs(1, 'e'), NewArgsEx(x=1), Outer.Inner(3),
    MyList([1, 2]), MyDict(a=1), Point(1, 2), collections.OrderedDict(a=1),
    collections.defaultdict(int, a=1), collections.deque([1], 3), collections.Counter('aab'),
    datetime.date(2020, 1, 2), datetime.timedelta(1, 2), decimal.Decimal('1.5'),
    fractions.Fraction(1, 3), functools.partial(int, base=2), operator.itemgetter(1),
    ValueError('v', 1), KeyError('k'), list(range(1001)), 'x' * 300,
]
for sample in samples:
    print(repr(sample)[:40].split(' at 0x')[0])
    for protocol in range(6):
        try:
            data = pickle.dumps(sample, protocol)
        except Exception as e:
            print(' ', protocol, type(e).__name__, e)
            continue
        back = pickle.loads(data)
        print(' ', protocol, data if len(data) < 400 else (len(data), hash(data) is not None),
              type(back) is type(sample))

shared = ['shared']
print(pickle.dumps([shared, shared, (shared,)]))
cycle = []
cycle.append(cycle)
print(pickle.dumps(cycle), pickle.loads(pickle.dumps(cycle))[0][0][0] is not None)
print(len(pickle.dumps(b'x' * 100000)), len(pickle.dumps(['y' * 70000] * 2)))

for bad in (b'', b'\x80', b'\x80\x09.', b'.', b'0.', b'(', b'h\x01.', b'\xff', b'\x80\x04\x95\x05',
            b"S'x\n.", b'R.', b'K\x01K\x02R.', b'c__main__\nmissing\n.', b'(K\x01d.', b'1.'):
    try:
        print(pickle.loads(bad))
    except Exception as e:
        print(bad, type(e).__name__, str(e).split(' on <')[0])
for bad in (lambda: 0, (i for i in ())):
    try:
        pickle.dumps(bad)
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return 'plain' if isinstance(obj, Plain) else None

    def reducer_override(self, obj):
        if obj is Point:
            return str, ('the class Point',)
        return NotImplemented


class Loader(pickle.Unpickler):
    def persistent_load(self, pid):
        return f'<{pid}>'

    def find_class(self, module, name):
        print('find', module, name)
        return super().find_class(module, name)


f = io.BytesIO()
p = Persistent(f)
p.dump([Plain(1), Point])
p.dump('second')
f.seek(0)
loader = Loader(f)
print(loader.load(), loader.load())
try:
    loader.load()
except EOFError as e:
    print(repr(e))
p = pickle.Pickler(f)
p.dispatch_table = copyreg.dispatch_table.copy()
p.dispatch_table[Plain] = lambda obj: (Plain, ('from the table',))
f.seek(0)
f.truncate()
p.dump(Plain(1))
print(pickle.loads(f.getvalue()).x)
