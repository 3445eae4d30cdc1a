"""The Pickler and Unpickler written in Python: the same bytes as the native ones, and what subclasses can change."""
import collections
import copyreg
import datetime
import decimal
import functools
import io
import pickle
import re
import types


class Plain:
    def __init__(self, **named): self.__dict__.update(named)
    def __eq__(self, other): return type(self) is type(other) and vars(self) == vars(other)
    __hash__ = None
class Slots:
    __slots__ = "a", "b"
    def __eq__(self, other): return [getattr(self, n, 0) for n in "ab"] == [getattr(other, n, 0) for n in "ab"]
class NewArgs(int):
    def __new__(cls, n, *, base=0): return super().__new__(cls, n + base)
    def __getnewargs_ex__(self): return (int(self),), {"base": 0}
class State:
    def __getstate__(self): return "state"
    def __setstate__(self, state): self.got = state
    def __eq__(self, other): return True
class Nested:
    class Inner: pass
    def method(self): pass
class ListLike(list): pass
class DictLike(collections.OrderedDict): pass
class Reduced:
    def __reduce__(self): return "REDUCED"
REDUCED = Reduced()
def setter(obj, state): obj.set = state
class WithSetter:
    def __reduce__(self): return (WithSetter, (), "s", None, None, setter)
Point = collections.namedtuple("Point", "x y")

slots = Slots()
slots.a = 1
recursive = []
recursive.append(recursive)
loop = Plain()
loop.me = (loop, [loop])
tuple_loop = ([],)
tuple_loop[0].append(tuple_loop)
values = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -2**31, 2**31, 2**63, -2**200, 2**2100, 1.5, float("inf"), "", "text", "\u00e4\n\\\x1a\0", "\U0001f600", "a" * 300, b"", b"bytes",
    b"x" * 300, bytearray(b"ba"), bytearray(), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], list(range(1003)), {}, {1: 2}, {i: str(i) for i in range(1001)}, set(), {1}, frozenset(), frozenset([2]),
    Plain(a=1, b=[2]), slots, NewArgs(5), State(), Nested.Inner, Nested.method, ListLike([1, 2]), DictLike(a=1), REDUCED, WithSetter(), Point(1, 2), int, len, type(None), type(...), type(NotImplemented), ..., NotImplemented,
    datetime.date(2020, 1, 2), decimal.Decimal("1.5"), collections.deque([1], 3), collections.Counter("ab"), functools.partial(int, "5"), range(3), slice(1, 2), complex(1, 2), ["same", "same"], collections.defaultdict(list, a=[1]),
    types.SimpleNamespace(a=1), ValueError("x", 1), "surrogate \udc80", [(), ()], "b" * 70000, [b"c" * 70000, 1], {"k": ("v",) * 3}, dict, collections.OrderedDict, re.compile("a+"),
]
copyreg.add_extension(__name__, "Plain", 200)
different, wrong = [], []
for value in values:
    for protocol in range(6):
        try:
            mine, native = pickle._dumps(value, protocol), pickle.dumps(value, protocol)
        except Exception as error:
            print(type(value).__name__, protocol, type(error).__name__)
            continue
        if mine != native:
            different.append((repr(value)[:30], protocol))
        again = pickle._loads(native)
        if again != value and type(again) not in (WithSetter,) and repr(again) != repr(value):
            wrong.append((repr(value)[:30], protocol))
print(len(values), "different:", different, "wrong:", wrong)
for value in recursive, loop, tuple_loop:
    print([len(pickle._dumps(value, p)) == len(pickle.dumps(value, p)) for p in range(6)], type(pickle._loads(pickle.dumps(value))).__name__)
again = pickle._loads(pickle._dumps(tuple_loop))
print(again[0][0] is again, pickle._loads(pickle._dumps(WithSetter())).set, pickle._loads(pickle._dumps(State())).got)
print([hash(pickle._dumps(v, p)) == hash(pickle.dumps(v, p)) for v, p in (("a", 0), (b"", 2), ({1, 2}, 3))])

print("# subclasses")
class Persistent(pickle._Pickler):
    def persistent_id(self, obj): return "pid" if obj is REDUCED else None
class Loading(pickle._Unpickler):
    def persistent_load(self, pid): return "loaded " + pid
    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)
for protocol in (0, 2, 5):
    out = io.BytesIO()
    Persistent(out, protocol).dump([REDUCED, 1, Point(1, 2)])
    print(Loading(io.BytesIO(out.getvalue())).load())
class Overriding(pickle._Pickler):
    def reducer_override(self, obj): return (str, ("overridden",)) if isinstance(obj, types.ModuleType) else NotImplemented
    dispatch = pickle._Pickler.dispatch.copy()
    def save_special(self, obj): self.save_reduce(complex, (obj.real, obj.imag), obj=obj)
    dispatch[complex] = save_special
out = io.BytesIO()
Overriding(out).dump([re, 1j])
print(pickle.loads(out.getvalue()))
class Building(pickle._Unpickler):
    dispatch = pickle._Unpickler.dispatch.copy()
    def load_build(self):
        print("build", self.stack[-1])
        pickle._Unpickler.load_build(self)
    dispatch[pickle.BUILD[0]] = load_build
print(vars(Building(io.BytesIO(pickle.dumps(State()))).load()))
p = pickle._Pickler(io.BytesIO(), 5)
p.dump("once"); print(len(p.memo)); p.clear_memo(); print(p.memo, p.proto, p.bin, p.fast)
fast = pickle._Pickler(out := io.BytesIO(), 4); fast.fast = True; fast.dump(["a", "a"]); print(out.getvalue())
buffers = []
data = pickle._dumps([pickle.PickleBuffer(b"ro"), pickle.PickleBuffer(bytearray(b"rw"))], 5, buffer_callback=buffers.append)
print(data[:12], [bytes(b) for b in buffers], pickle._loads(data, buffers=[b'x', b'y']), [bytes(x) for x in pickle._loads(pickle._dumps([pickle.PickleBuffer(b"in")], 5))])

print("# mistakes")
class Bad:
    def __init__(self, told): self.told = told
    def __reduce__(self): return self.told
for label, call in {
    "lambda": lambda: pickle._dumps(lambda: 0), "module": lambda: pickle._dumps(re), "protocol": lambda: pickle._Pickler(io.BytesIO(), 9), "file": lambda: pickle._Pickler(3), "callback": lambda: pickle._Pickler(io.BytesIO(), 2, buffer_callback=print),
    "reduce type": lambda: pickle._dumps(Bad(3)), "reduce size": lambda: pickle._dumps(Bad((1,))), "reduce args": lambda: pickle._dumps(Bad((int, 3))), "reduce callable": lambda: pickle._dumps(Bad((3, ()))), "empty": lambda: pickle._loads(b""),
    "str": lambda: pickle._loads("x"), "version": lambda: pickle._loads(b"\x80\x09."), "persistent": lambda: pickle._loads(b"Px\n."), "memo": lambda: pickle._loads(b"h\x05."), "frame": lambda: pickle._loads(b"\x80\x04\x95\x02\0\0\0\0\0\0\0K\x05."),
    "extension": lambda: pickle._loads(b"\x82\x07."), "buffers": lambda: pickle._loads(b"\x97."), "few buffers": lambda: pickle._loads(b"\x97.", buffers=[]), "string": lambda: pickle._loads(b"Sx\n."), "put": lambda: pickle._loads(b"Np-1\n."),
    "global": lambda: pickle._loads(b"NN\x93."), "missing": lambda: pickle._loads(b"cos\nnope\n."), "buffer": lambda: pickle._dumps(pickle.PickleBuffer(b""), 4), "negative": lambda: pickle._loads(b"\x8b\xff\xff\xff\xff."),
}.items():
    try:
        print(label, call())
    except Exception as error:
        print(label, type(error).__name__, re.sub(r"0x\w+|from '.*?'|\(frozen\)|method.*object", "", str(error))[:90])
print(pickle._loads(b"S'a\\x41'\n."), pickle._loads(b"U\x01\xff.", encoding="latin-1"), pickle._loads(b"U\x01\xff.", encoding="bytes"), pickle._loads(b"(i__main__\nPlain\n."  ) == Plain(), pickle._loads(b"c__builtin__\nunicode\n."))
print([pickle.encode_long(n) for n in (0, 1, -1, 127, 128, 255, -128, -129, 2**31)], [pickle.decode_long(b) for b in (b"", b"\xff", b"\xff\x00", b"\x80")])
print(pickle.whichmodule(len, "len"), pickle.whichmodule(Plain(), "values"), pickle._Pickler.__module__, pickle._Unpickler.__name__, pickle._getattribute(Nested, "Inner")[1] is Nested)
