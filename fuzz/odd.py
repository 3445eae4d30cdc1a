"""Odd values: what a careful programmer would never hand to a function."""

import array
import collections
import collections.abc
import contextvars
import copy
import datetime
import decimal
import fractions
import functools
import gc
import io
import itertools
import operator
import random
import re
import struct
import types
import weakref


class Evil:
    """Whatever is asked of it, it changes one of the containers first."""

    containers = []

    def mischief(self):
        victims = Evil.containers
        if not victims or random.random() < 0.3:
            return
        v = random.choice(victims)
        act = random.choice(ACTS)
        try:
            act(v)
        except Exception:
            pass

    def answer(self, *usual):
        self.mischief()
        r = random.random()
        if r < 0.1:
            raise random.choice([ValueError, TypeError, IndexError, StopIteration, KeyError, AttributeError, RecursionError])("evil")
        if r < 0.2:
            return random.choice(POOL())
        return random.choice(usual)


def _reply(name, *usual):
    def method(self, *args, **kw):
        return self.answer(*usual)

    method.__name__ = name
    return method


for _names, _usual in [
    ("__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __contains__ __bool__ __instancecheck__ __subclasscheck__", (True, False, NotImplemented)),
    ("__hash__", (0, 1, -1, 2**61 - 1)),
    ("__len__ __length_hint__", (0, 1, 3, 10**6, -1, 2**40, 2**63)),
    ("__index__ __int__ __trunc__ __floor__ __ceil__ __round__", (0, 1, 2, -1, 5, 2**31, 2**63, -(2**63))),
    ("__float__", (0.0, 1.5, float("nan"), float("inf"))),
    ("__complex__", (1j, complex("nan"))),
    ("__str__ __repr__ __format__ __fspath__", ("", "evil", "\ud800", "é" * 40)),
    ("__bytes__", (b"", b"evil")),
    ("__getitem__ __missing__ __getattr__ __call__ __get__", (0, None, "x", 1.5, b"x", (), [])),
    ("__setitem__ __delitem__ __set__ __delete__ __enter__ __del__ __set_name__", (None,)),
    ("__exit__", (True, False)),
    ("__add__ __radd__ __iadd__ __sub__ __rsub__ __mul__ __rmul__ __imul__ __mod__ __rmod__ __or__ __ror__ __and__ __xor__ "
     "__lshift__ __rshift__ __pow__ __matmul__ __truediv__ __floordiv__ __divmod__ __neg__ __abs__ __invert__", (NotImplemented, 0, "x", [])),
    ("__reduce_ex__ __reduce__ __getstate__ __copy__", (None, "x", (int, ()), (list, ()))),
    ("__getnewargs__ __mro_entries__", ((), (object,), (1,))),
    ("keys values items", ([], [1], [(1, 2)], "ab")),
    ("send throw close", (None, 1)),
    ("read readline readinto write", (b"x", "x", 1, 10**9, -1, None, b"x" * 5000)),
    ("seek tell fileno flush", (0, -1, 2**63)),
]:
    for _name in _names.split():
        setattr(Evil, _name, _reply(_name, *_usual))


class EvilIter(Evil):
    def __iter__(self):
        self.mischief()
        self.left = random.randrange(8)
        return self

    def __next__(self):
        self.mischief()
        self.left = getattr(self, "left", 5) - 1
        if self.left < 0:
            raise StopIteration
        return random.choice([1, "a", (1, 2), b"x", self, 65])

    def __await__(self):
        return self

    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __reversed__(self):
        return self


class EvilBuffer(Evil):
    def __buffer__(self, flags):
        self.mischief()
        return memoryview(random.choice([b"", b"abc", bytearray(b"abc"), bytearray(5000)]))

    def __release_buffer__(self, view):
        self.mischief()


def mixed(base):
    """A subclass of a builtin whose special methods are evil now and then."""
    names = random.sample([n for n in EVIL_NAMES if n not in ("__getattr__",)], 6)
    return type("Evil" + base.__name__, (base,), {n: Evil.__dict__[n] for n in names} | {"answer": Evil.answer, "mischief": Evil.mischief})


EVIL_NAMES = [n for n in Evil.__dict__ if n.startswith("__") and callable(Evil.__dict__[n]) and n not in ("__doc__", "__module__")]


class Slots:
    __slots__ = ("a", "b", "__weakref__")


class Plain:
    def __init__(self):
        self.x = 1


class Meta(type):
    def mro(cls):
        return random.choice([super().mro(), [cls, object], [object], super().mro()])


ACTS = [
    lambda v: v.clear(),
    lambda v: v.append(v),
    lambda v: v.append(1),
    lambda v: v.extend(range(50)),
    lambda v: v.pop(),
    lambda v: v.popitem(),
    lambda v: v.update({len(v): v, "a": 1}),
    lambda v: v.add(3.5),
    lambda v: v.discard(1),
    lambda v: v.__delitem__(slice(None)),
    lambda v: v.__setitem__(slice(None), [1, 2, 3]),
    lambda v: v.__setitem__(0, object()),
    lambda v: v.insert(0, 5),
    lambda v: v.reverse(),
    lambda v: v.sort(key=id),
    lambda v: v.release(),
    lambda v: v.close(),
    lambda v: v.truncate(0),
    lambda v: v.seek(10**6),
    lambda v: v.send(None),
    lambda v: next(v),
    lambda v: v.throw(KeyError),
    lambda v: v.__init__(),
    lambda v: v.__init__([5, 6]),
    lambda v: v.__setstate__((1, 2)),
    lambda v: list(v),
    lambda v: [v.setdefault(i, i) for i in range(40)],
    lambda v: Evil.containers.clear(),
    lambda v: gc.collect(),
    lambda v: repr(v),
    lambda v: v.__dict__.clear(),
    lambda v: setattr(v, "x", v),
    lambda v: setattr(v, "__class__", Plain),
    lambda v: v.move_to_end(next(iter(v))),
    lambda v: v.rotate(1),
]


def generator():
    x = 0
    while x < 20:
        x += 1
        try:
            got = yield x
            if callable(got):
                got()
        except (ValueError, KeyError):
            yield "caught"


def reentrant():
    me = []

    def g():
        for i in range(5):
            try:
                next(me[0])
            except Exception:
                pass
            yield i

    me.append(g())
    return me[0]


async def coroutine():
    await EvilIter()
    return 1


async def agen():
    for i in range(3):
        yield i


def closure():
    n = [1]

    def inner(a, b=2, *c, d=4, **e):
        n.append(a)
        return n

    return inner


def looped_list():
    x = [1, 2]
    x.append(x)
    return x


def looped_dict():
    x = {1: 2}
    x["self"] = x
    return x


def frame():
    import sys

    return sys._getframe()


def traceback():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e.__traceback__


# Text that makes a value, so that logs can be read and run.
ODD = """
0; 1; -1; 2; 3; 7; 255; 256; -129; 2**31; -2**31-1; 2**32; 2**62; 2**61-1; 2**63-1; 2**63; -2**63; -2**63-1; 2**64; 2**100; -2**200; 10**30; 1114111; 1114112; 55296
True; False; None; NotImplemented; ...; 0.0; -0.0; 1.5; -2.5; 1e308; 5e-324; float("nan"); float("inf"); float("-inf"); 1j; complex("nan"); 1e16
""; "a"; "abc"; "é"; "日本"; "\\U0001F600x"; "\\ud800"; "\\udc80\\x00"; "a" * 1000; "x,y z\\n"; "%s %d %(a)s"; "{} {0!r:>{1}}"; "utf-8"; "strict"; "surrogateescape"; "r"; "w+b"; "i"; "<10i"; "__class__"; "__dict__"; "\\0"; "(?P<a>x*)*\\\\1"; "[[]"; "1_000"; "0x1f"; " 12 "; "nan"; "ascii"; "UTC"; "\\n"
b""; b"a"; b"abc\\x00\\xff"; b"x" * 100; bytearray(); bytearray(b"hello"); bytearray(5000); memoryview(b"abc"); memoryview(bytearray(b"abcdef")); memoryview(bytearray(24)).cast("i"); memoryview(bytearray(24)).cast("B", [2, 3, 4]); memoryview(b"abcdef")[::-2]
(); (1,); (1, 2, 3); ((1, 2), (3, 4)); (None,) * 40; []; [1, 2, 3]; ["b", "a"]; [[1], [2]]; [3.5, 1, 2]; list(range(100)); {}; {1: 2}; {"a": 1, "b": 2}; dict.fromkeys(range(50)); set(); {1, 2, 3}; {"a", "b"}; frozenset(); frozenset("abc"); looped_list(); looped_dict()
range(0); range(5); range(10, 0, -3); range(2**70); slice(None); slice(1, None, -1); slice(-2**70, 2**70, 2**65); slice("a", [], 1.5); slice(0, 5, 0)
int; str; list; dict; object; type; tuple; Evil; Plain; Slots; bool; float; bytes; Exception; property; super; frozenset; len; print; abs; sorted; iter; next; repr; hash; id; list.append; dict.get; str.join; [].append; {}.update; "".join; (lambda *a, **k: 0); (lambda x: x); closure(); generator
Evil(); Evil(); EvilIter(); EvilIter(); EvilBuffer(); Slots(); Plain(); mixed(list)([1, 2]); mixed(dict)(a=1); mixed(str)("ab"); mixed(int)(5); mixed(tuple)((1, 2)); mixed(set)({1}); mixed(bytes)(b"ab"); mixed(bytearray)(b"ab"); mixed(float)(1.5); mixed(frozenset)([1]); mixed(Exception)(1); Meta("M", (), {})
generator(); reentrant(); (x for x in [1, 2, 3]); coroutine(); agen(); iter([1, 2]); iter(()); iter({1: 2}); iter("abc"); iter(b"ab"); iter({1}); iter(range(3)); reversed([1, 2]); enumerate("ab"); zip("ab", [1, 2]); map(str, [1]); filter(None, [1]); iter([1, 2, 1].pop, 1); iter({1: 2}.items()); reversed({1: 2}); memoryview(b"abc").__iter__()
{1: 2}.keys(); {1: 2}.values(); {1: 2}.items(); types.MappingProxyType({1: 2}); types.SimpleNamespace(a=1); collections.OrderedDict(a=1, b=2); collections.deque([1, 2, 3]); collections.deque(range(5), 5); collections.defaultdict(list); collections.defaultdict(Evil()); collections.Counter("abca"); collections.ChainMap({}); collections.UserList([1]); collections.namedtuple("N", "a b")(1, 2)
weakref.ref(Plain); weakref.proxy(Plain); weakref.WeakSet(); weakref.WeakValueDictionary(); weakref.WeakKeyDictionary(); weakref.ref(Evil); types.CellType(); types.CellType(1); types.ModuleType("m"); types.GenericAlias(list, (int,)); int | str; list[int]; closure().__code__; (lambda: 0).__code__; generator.__code__; frame(); traceback(); property(len); classmethod(len); staticmethod(len); super(Plain, Plain()); types.MethodType(len, []); object(); Plain.__dict__; ValueError("x"); OSError(2, "x"); UnicodeDecodeError("utf8", b"x", 0, 1, "y"); UnicodeEncodeError("ascii", "x", -5, 2**40, "y"); ExceptionGroup("g", [ValueError(1)]); StopIteration(1); SyntaxError("x", ("f", 1, 2, "t")); KeyError(); NameError("a")
io.BytesIO(b"abcdef"); io.StringIO("ab\\ncd"); io.TextIOWrapper(io.BytesIO(b"ab\\r\\ncd")); io.BufferedReader(io.BytesIO(b"abcdef")); io.BufferedWriter(io.BytesIO()); io.BufferedRandom(io.BytesIO(b"abc")); io.BufferedReader(Evil()); io.TextIOWrapper(Evil()); array.array("i", [1, 2, 3]); array.array("d"); array.array("B", b"abc"); array.array("w", "ab"); struct.Struct("<iq"); struct.Struct("3s x h"); re.compile("(a)(b)?"); re.compile(b"x*"); re.match("(a)(b)?", "abc"); re.finditer(".", "abc"); operator.itemgetter(0, 1); operator.attrgetter("a.b"); operator.methodcaller("pop"); functools.partial(max, 1); functools.partial(print, end=""); functools.lru_cache(3)(Evil()); functools.lru_cache(None)(repr); functools.cmp_to_key(lambda a, b: 0); functools.partialmethod(len)
decimal.Decimal("1.5"); decimal.Decimal("NaN"); decimal.Decimal("-0E+999"); fractions.Fraction(1, 3); datetime.datetime(2024, 2, 29); datetime.date.max; datetime.timedelta.min; datetime.time(1); datetime.timezone.utc; datetime.timezone(datetime.timedelta(hours=5)); contextvars.ContextVar("v"); contextvars.copy_context(); itertools.chain([1], [2]); itertools.tee([1, 2])[0]; itertools.groupby([1, 1, 2]); itertools.islice([1, 2, 3], 2); itertools.product("ab", repeat=2); itertools.permutations("abc"); itertools.accumulate([1, 2]); itertools.zip_longest("a", "bc"); itertools.cycle([]); itertools.repeat(1, 3); itertools.batched("abc", 2); itertools.pairwise("abc"); itertools.starmap(pow, [(1, 2)]); itertools.combinations("abcd", 2); random.Random(1); copy.copy; re.Scanner([]); collections.abc.Mapping
"""
TEXTS = [t.strip() for line in ODD.strip().splitlines() for t in line.split("; ")]
CODES = [(t, compile(t, "odd", "eval")) for t in TEXTS]
NAMESPACE = globals()
_pool = []


def make():
    """A value and the text that makes it."""
    text, code = random.choice(CODES)
    return eval(code, NAMESPACE), text


def POOL():
    if not _pool:
        for _ in range(20):
            try:
                _pool.append(make()[0])
            except Exception:
                pass
    return _pool
