# Binary, unary, comparison, conversion, indexing and iteration protocols: order of tries, fallbacks, what is rejected.
from _t import attempt, run, values
import operator

OPS = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "<", "<=", ">", ">=", "==", "!="]
NAMES = dict(zip(OPS, "add sub mul truediv floordiv mod pow matmul lshift rshift and or xor lt le gt ge eq ne".split()))


def make(name, base=object, only=None, give=lambda s, op, o: f"{s}.{op}"):
    ns = {}
    for word in NAMES.values():
        for w in ([word] if word in ("lt", "le", "gt", "ge", "eq", "ne") else [word, "r" + word]):
            if only is None or w.startswith("r") == (only == "r") and w not in ("rshift",) or only == "f" and w == "rshift":
                ns[f"__{w}__"] = lambda self, other, w=w: give(name, w, other)
    ns["__repr__"] = lambda self: name
    ns["__hash__"] = None
    return type(name, (base,), ns)


A, B = make("A"), make("B")
SubA = make("SubA", A)
class PlainSub(A): pass
Not = make("Not", give=lambda s, op, o: NotImplemented)
class Nothing:
    def __repr__(self): return "Nothing"
SubNot = make("SubNot", Not, give=lambda s, op, o: NotImplemented)
for op in OPS:
    for x, y in [(A(), B()), (A(), SubA()), (SubA(), A()), (A(), PlainSub()), (Not(), A()), (A(), Not()), (1, A()), (A(), 1), ("s", B()), (Not(), Nothing()), (Nothing(), Not()), (Not(), SubNot())]:
        try:
            r = eval(f"x {op} y")
        except TypeError as e:
            r = e
        print(f"{x!r}{op}{y!r}={r}", end=" ")
    print()
for text in ["1 + 'a'", "'a' + 1", "[] + ()", "() + []", "{} + {}", "None + None", "1 - None", "'a' - 'b'", "[1] * 'a'", "'a' * 1.5", "[] * None", "b'' + ''", "'' + b''", "1 @ 2", "{} | []", "{1} | [1]", "{1} - [1]", "1 | 1.0", "1 << 1.0", "1 < 'a'", "None < None", "[] < ()", "{} < {}", "1j < 2j", "[1] < ['a']", "(1, 'a') < (1, 2)", "{1} < {2}", "object() < 1", "len < len", "'a' < b'a'", "-'a'", "+[]", "~1.5", "-None", "~None", "not None", "abs('a')", "divmod('a', 1)", "pow('a', 2)", "pow(2, 'a', 3)", "2 ** 'a'", "round('a')", "1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "0.0 ** -1", "1j / 0", "1j // 1", "1j % 1", "'%d' % 'a'", "'%s %s' % 1", "'%s' % (1, 2)", "'%(a)s' % {}", "'%(a)s' % 1", "'%z' % 1", "'%' % ()", "'abc'[1.0]", "'abc'['a']", "[1][None]", "(1,)[{}]", "{}[[]]", "5[0]", "None[0]", "len[0]", "{1}[0]", "range(3)[5]", "range(3)['a']", "[1, 2][1:'a']", "'abc'[::0]", "[][0]", "()[0]", "''[0]", "b''[0]", "{}['k']", "[1][10**30]", "[1]['a':]", "1 in 5", "1 in None", "1 in 'a'", "'a' in b'a'", "1 in b'a'", "300 in b'a'", "[] in {}", "{} in set()", "1 not in 5", "None in {}", "iter(5)", "iter(None)", "[*5]", "list(5)", "dict(5)", "len(5)", "len(iter([]))", "next([])", "next(5)", "reversed({1})", "reversed(5)", "hash([])", "hash({})", "hash(set())", "hash(bytearray())", "hash((1, []))", "int([])", "int(None)", "float(None)", "float('a')", "complex('a')", "str(1, 2)", "chr('a')", "ord(1)", "range(1.0)", "[0] * 1.0", "'a' 'b'.x", "(1).__add__('a')", "(1).__add__(2.0)", "'a'.__add__(1)", "[].__add__(1)", "(1).__lt__('a')", "int.__add__(1, 2)", "int.__add__('a', 2)", "(5).__rsub__(3)", "'x'.__mul__(2)", "'x'.__rmul__(2)", "[].__iadd__('ab')", "{}.__or__(1)", "(1).__pow__(2, 3)", "(2).__pow__(-1)", "(2).__rpow__(3)", "(1).__divmod__(0)", "True + True", "True & 1", "~True", "-True", "True < 2", "'a' < 'b' < 'c'", "1 < 2 > 1 != 3", "1 == 1.0 == True", "[] == ()", "1 == '1'", "None == 0", "float('nan') == float('nan')", "[float('nan')] == [float('nan')]", "(x := float('nan')) in [x]"]:
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values(text)


class Chatty:
    __repr__ = lambda self: f"<{self.v}>"
    def __init__(self, v): self.v = v
    def __eq__(self, o): print(f"eq {self.v}", end=" "); return self.v == getattr(o, "v", o)
    def __lt__(self, o): print(f"lt {self.v}", end=" "); return self.v < getattr(o, "v", o)
    def __hash__(self): return hash(self.v)
    def __bool__(self): print(f"bool {self.v}", end=" "); return bool(self.v)
    def __contains__(self, x): print(f"contains {x}", end=" "); return "truthy"
    def __index__(self): print("index", end=" "); return self.v


c1, c2, c3 = Chatty(1), Chatty(2), Chatty(3)
print(c1 == c2, c1 != c2, c1 < c2 < c3, c2 < c1 < c3, c1 > c2, 5 == c1, 1 in c1, 1 not in c1)
print([c1, c2].index(c2), [c1, c2].count(c3), c1 in [c1], c2 in (c1, c2), {c1: 1}[Chatty(1)], {c1, c1}.__len__())
print(not c1, c1 and c2.v, c1 or 2, (c1 if Chatty(0) else c2).v, all([c1, Chatty(0), c2]), any([Chatty(0), c1]))
print([10, 20, 30][c1], "abc"[c2], (1, 2, 3, 4)[c1:c3], range(10)[c2], list(range(c3)), hex(c1), bin(c2), [0] * c2, "ab" * c2, 1 << 1, chr(Chatty(97)), round(1.5, c1), int("11", Chatty(2)), bytes(c2), slice(0, 9, c2).indices(5))


class Conv:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(type(self), k, staticmethod(lambda *a, v=v: v))
def conv(**kw): return type("Conv", (), {f"__{k}__": lambda self, *a, v=v: v for k, v in kw.items()})()


for f, kw in [(bool, dict(bool=1)), (bool, dict(bool=None)), (bool, dict(len=-1)), (bool, dict(len="x")), (bool, dict(len=0)), (bool, dict(len=2**70)), (len, dict(len=-1)), (len, dict(len=1.5)), (len, dict(len=2**70)), (len, dict(len=True)), (int, dict(int=1.5)), (int, dict(int=True)), (int, dict(index=7)), (int, dict(trunc=7)), (int, dict(index="x")), (int, {}), (float, dict(float=1)), (float, dict(float="x")), (float, dict(index=3)), (float, dict(index=10**400)), (complex, dict(complex=1)), (complex, dict(float=2.5)), (complex, dict(index=2)), (str, dict(str=5)), (repr, dict(repr=5)), (str, dict(repr="r")), (format, dict(format=5)), (format, dict(str="s")), (bytes, dict(bytes=5)), (bytes, dict(bytes=b"b")), (hash, dict(hash="x")), (hash, dict(hash=2**70)), (hash, dict(hash=-1)), (hash, dict(hash=True)), (hash, dict(eq=1)), (operator.index, dict(index=1.5)), (operator.index, dict(index=True)), (operator.index, dict(int=1)), (iter, dict(iter=5)), (iter, dict(iter=iter([]))), (iter, dict(getitem=5)), (next, dict(next=5)), (reversed, dict(reversed=5)), (reversed, dict(len=2, getitem=9)), (reversed, dict(len=2)), (dir, dict(dir=("b", "a"))), (dir, dict(dir=5)), (round, dict(round="r")), (round, {}), (abs, dict(abs="a")), (operator.neg, dict(neg="n")), (operator.invert, {}), (divmod, {}), (list, dict(iter=iter("ab"))), (list, dict(length_hint=-1, iter=iter("a"))), (list, dict(length_hint="x", iter=iter("a"))), (operator.length_hint, dict(length_hint=5)), (operator.length_hint, dict(length_hint=-5)), (operator.length_hint, dict(length_hint="x")), (operator.length_hint, dict(length_hint=NotImplemented)), (ascii, dict(repr="é")), (ascii, dict(repr=5)), (range, dict(index="x")), (hex, dict(index=255)), (chr, dict(index=97)), (bytearray, dict(index=3)), (tuple, dict(getitem=5, len=2)) if False else (sum, dict(iter=iter([1, 2]))), (max, dict(iter=iter("ab"))), (isinstance, {})]:
    o = conv(**kw)
    try:
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            r = f(o)
        print(f.__name__, kw if "iter" not in kw else "iter", "->", r if not hasattr(r, "__next__") else type(r).__name__)
    except Exception as e:
        print(f.__name__, kw if "iter" not in kw else "iter", "->", type(e).__name__, e)


class Seq:
    def __init__(self, n, err=IndexError): self.n, self.err = n, err
    def __getitem__(self, i):
        if i >= self.n: raise self.err(i)
        return i * 10


print(list(Seq(3)), 20 in Seq(3), [*Seq(2)], dict(zip(Seq(2), "ab")), max(Seq(4)), list(enumerate(Seq(2))), sorted(Seq(3), reverse=True), [x for x in Seq(2)], tuple(map(str, Seq(2))), list(iter(Seq(1))), operator.countOf(Seq(3), 10), operator.indexOf(Seq(3), 20))
print(list(Seq(2, StopIteration)))
attempt(list, Seq(2, KeyError))
attempt(lambda: 99 in Seq(2, KeyError))
attempt(reversed, Seq(2))
it = iter(Seq(1))
print(type(it).__name__, next(it), next(it, "end"), next(it, "still"), it.__length_hint__() if hasattr(it, "__length_hint__") else "")


class Slicing:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)


s = Slicing()
print(s[1], s[1:2], s[::], s[1, 2], s[1:2, ...], s[()], s[(1, 2), 3], s[:, None], s[-1:], s[lambda: 0].__name__, s[*[1, 2]], s[*(), 1], s[1:2, *[3]])
s[1:2] = 3
del s[1:2, 3], s[()]
print(slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3), hash(slice(1, 2)) == hash(slice(1, 2)), slice(None).indices(4), slice(5, None, -1).indices(4), slice(1, 2, 3))
attempt(lambda: slice(1, 2, 0).indices(4))
attempt(lambda: slice("a").indices(4))
attempt(lambda: slice(1).indices(-1))


class CallOrder:
    def __init__(self, n): self.n = n
    def __call__(self, *a): print("call", self.n, a); return self.n
def v(x): print("v", x, end=" "); return x


v(1) + v(2) * v(3) - v(4) ** v(5)
print()
v(1) < v(2) < v(0) < v(9)
print()
{v(1): v(2), v(3): v(4)}; [v(5), *[v(6)]]; (v(7), v(8)); v(CallOrder)(v(9)).n
print()
v([0, 0])[v(1)] = v(3)
print()
v(1) if v(0) else v(2)
v(0) or v(1) and v(2)
print()
CallOrder(1)(v(1), *[v(2)], v(3))
f"{v(1)}{v(2)!r:>{v(3)}}"
print()
