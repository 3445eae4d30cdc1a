# getattr, setattr, hasattr, delattr, dir, vars, isinstance, issubclass, callable, hash, id, repr, ascii, format: hooks, order, errors.
from _t import attempt, values


class Loud:
    x = 1

    def __getattr__(self, name):
        print("getattr", name)
        if name.startswith("no"):
            raise AttributeError(name)
        return name

    def __setattr__(self, name, value):
        print("setattr", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        object.__delattr__(self, name)

    def __dir__(self):
        return ["b", "a"]


o = Loud()
print(getattr(o, "x"), getattr(o, "y"), getattr(o, "no", 5), hasattr(o, "nope"), hasattr(o, "z"), dir(o))
setattr(o, "v", 2)
delattr(o, "v")
attempt(delattr, o, "v")
attempt(getattr, o, "no1")
values("getattr(1)", "getattr(1, 2)", "getattr(1, 'a', 2, 3)", "getattr(1, 'real')", "getattr('', 'nothing')", "hasattr(1)", "hasattr(1, 2)", "setattr(1, 2, 3)", "setattr(1, 'a', 3)", "setattr(1, 'a')", "delattr(1, 'real')", "delattr(1, 2)", "getattr(1, 'rea' + 'l')", "getattr(None, 'x', 3)", "getattr(int, '__nope__')",
       "setattr(int, 'x', 1)", "delattr(str, 'upper')", "setattr(object(), 'x', 1)", "setattr(len, 'x', 1)", "getattr(print, '__self__').__name__", "setattr([], 'append', 1)", "setattr((), '__class__', 1)")


class Failing:
    @property
    def bad(self):
        raise ValueError("bad")

    @property
    def lacking(self):
        return self.nothing

    def __dir__(self):
        return 5


attempt(hasattr, Failing(), "bad")
attempt(getattr, Failing(), "bad", 1)
attempt(hasattr, Failing(), "lacking")
attempt(getattr, Failing(), "lacking")
attempt(dir, Failing())


class Mixed:
    def __dir__(self):
        return ["b", 1]


attempt(dir, Mixed())


class WithSlots:
    __slots__ = ("a", "b")


values("vars()['values'] is values", "vars(5)", "vars(Empty) == dict(Empty.__dict__)", "vars(S())", "vars(1, 2)", "dir(5, 6)", "vars(type('A', (), {'x': 1})())", Empty=type("Empty", (), {}), S=WithSlots, values=values)


def local_names(b, a):
    c = 1
    return dir(), sorted(vars())


print(local_names(1, 2))


class Meta(type):
    def __instancecheck__(cls, obj):
        print("instancecheck", obj)
        return obj == 5

    def __subclasscheck__(cls, sub):
        print("subclasscheck", sub)
        return "yes"


class Any(metaclass=Meta):
    pass


print(isinstance(5, Any), isinstance(6, Any), isinstance(Any(), Any), issubclass(int, Any), issubclass(Any, Any), isinstance(5, (str, Any)), isinstance(6, (Any, (bytes, (int,)))))


class Fake:
    __class__ = int


class FakeProperty:
    @property
    def __class__(self):
        print("asked for class")
        raise AttributeError


print(isinstance(Fake(), int), isinstance(Fake(), Fake), type(Fake()).__name__, isinstance(FakeProperty(), int))


class Bases:
    @property
    def __bases__(self):
        return (int,)


print(issubclass(Bases(), int), issubclass(Bases(), str), issubclass(Bases(), object))
values("isinstance(1, 1)", "isinstance(1, 'int')", "isinstance(1)", "isinstance(1, ())", "isinstance(1, (int, 5))", "isinstance('', (int, 5))", "isinstance(1, [int])", "isinstance(1, None)", "issubclass(1, int)", "issubclass(int, 1)", "issubclass(int, (1,))", "issubclass(int)", "issubclass(bool, int)", "isinstance(True, int)", "issubclass(int, int | str)", "issubclass(type, object), issubclass(object, type), isinstance(type, type), isinstance(object, type)", "isinstance(int, type(int))")
values("callable(5)", "callable(len)", "callable(int)", "callable(lambda: 0)", "callable()", "callable(type('C', (), {'__call__': None})())", "callable(type('C', (), {})())", "callable(staticmethod(len))", "callable(classmethod(len))", "callable(property())")


class Call:
    pass


c = Call()
c.__call__ = lambda: 1
attempt(lambda: c())
print(callable(c))
values("hash([])", "hash({})", "hash(set())", "hash(1) == hash(1.0) == hash(True)", "hash('a') == hash('a')", "hash(2**61 - 1)", "hash(-1)", "hash(-2)", "hash(10**30)", "hash(0.5)", "hash(float('inf'))", "hash(1j)", "hash(None) == hash(None)", "hash(())", "hash((1, 2, 3))", "hash(frozenset([1, 2, 3]))", "hash(slice(1))", "hash((1, []))", "hash(range(3)) == hash(range(0, 3))", "hash(b'a') == hash('a')", "hash()", "hash(Ellipsis) == hash(...)", "hash(1.5) == hash(3 / 2)", "hash(2**1000)", "hash(1e300)")


class Hash:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value


for value in (5, -1, 2**61, 2**64, -2**70, True, 1.5, "a", None):
    attempt(hash, Hash(value))


class EqOnly:
    def __eq__(self, other):
        return True


class EqSub(EqOnly):
    __hash__ = object.__hash__


print(EqOnly.__hash__, EqSub.__hash__ is object.__hash__)
attempt(hash, EqOnly())
attempt(lambda: {EqOnly()})


class Repr:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return self.value

    __str__ = __format__ = lambda self, spec=None: self.value


for value in ("é\n", 5, None, b"x"):
    attempt(repr, Repr(value))
    attempt(str, Repr(value))
    attempt(ascii, Repr(value))
    attempt(format, Repr(value), "x")
    attempt(lambda: f"{Repr(value)!r:>5}")
values("ascii('aé€\\U0001f600\\n')", "repr('\\x7f\\xad\\u200b')", "ascii()", "repr(1, 2)", "format(5)", "format(5, 'x')", "format('a', 5)", "format(object(), 'x')", "format(object(), '') != ''", "format([], 's')", "format(None, '')", "format(3.14159, '.2f')", "id(None) == id(None)", "id()", "id(1, 2)")
values("round(2.5)", "round(3.5)", "round(-2.5)", "round(2.675, 2)", "round(1234, -2)", "round(1250, -2)", "round(1.5, None)", "round(1, 5)", "round('a')", "round(1.5, 'a')", "round(float('nan'))", "round(float('inf'))", "round(float('inf'), 2)", "round(1e300, -300)", "round(5, 10**30)", "round(1.5, 400)", "round(15, -1)", "round(25, -1)", "round(number=2.5, ndigits=1)", "round()", "round(True)", "round(0.5), round(1.5)", "round(-0.4)", "round(1e16 + 1)",
       "divmod(7, 3)", "divmod(-7, 3)", "divmod(7, -3)", "divmod(7.5, 2)", "divmod(1, 0)", "divmod(1.0, 0)", "divmod('a', 1)", "divmod(1)", "divmod(1j, 1)", "divmod(-0.0, 1)", "divmod(10**30, 7)", "pow(2, 10)", "pow(2, -1)", "pow(2, 10, 7)", "pow(2, -1, 7)", "pow(2, -1, 4)", "pow(2, 3, 0)", "pow(2.0, 3, 5)", "pow(0, -1)", "pow(-8, 1 / 3)", "pow(0.0, -1)", "pow(base=2, exp=3)", "pow(2, 3, mod=5)", "pow('a', 2)", "pow(2, 'a', 3)", "pow(3, 0, 1)", "pow(-3, 3, 5)", "pow(3, 3, -5)", "pow(10, 10**20, 7)",
       "abs(-5)", "abs(-0.0)", "abs(3 + 4j)", "abs('a')", "abs(True)", "abs()", "bin(-5)", "oct(8)", "hex(255)", "bin(1.5)", "hex('a')", "chr(65)", "chr(-1)", "chr(0x110000)", "chr(1.0)", "chr(10**30)", "ord('a')", "ord('')", "ord('ab')", "ord(b'a')", "ord(b'ab')", "ord(5)", "ord(bytearray(b'x'))", "len(5)", "len()", "len({1: 2})")


class Number:
    def __round__(self, n="none"):
        return "round", n

    def __abs__(self):
        return "abs"

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "rdivmod", other

    def __pow__(self, other, mod=None):
        return "pow", other, mod

    def __rpow__(self, other, mod=None):
        return "rpow", other, mod

    def __trunc__(self):
        return 7

    def __len__(self):
        return 2**65


n = Number()
print(round(n), round(n, 2), round(n, None), abs(n), divmod(n, 1), divmod(1, n), pow(n, 1), pow(n, 1, 2), pow(1, n))
attempt(pow, 1, n, 2)
attempt(len, n)
attempt(bool, n)
attempt(int, n)
for length in (-1, 1.5, "a", True, None):
    Number.__len__ = lambda self: length
    attempt(len, n)
