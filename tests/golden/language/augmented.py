# Augmented assignment on every target with every operator; order of evaluation; in-place protocols and fallbacks.
from _t import attempt, run

OPERATORS = {"+": "add", "-": "sub", "*": "mul", "@": "matmul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
             "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor"}


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


for symbol, word in OPERATORS.items():
    setattr(Loud, f"__i{word}__", lambda self, other, w=word: Loud(f"({self} i{w} {other!r})"))
    setattr(Loud, f"__{word}__", lambda self, other, w=word: Loud(f"({self} {w} {other!r})"))
    setattr(Loud, f"__r{word}__", lambda self, other, w=word: Loud(f"({self} r{w} {other!r})"))

for symbol in OPERATORS:
    space = {"x": Loud("x"), "d": {"k": Loud("k")}, "o": Loud("o"), "n": 7, "y": Loud("y")}
    space["o"].attr = Loud("attr")
    exec(f"x {symbol}= 1\nd['k'] {symbol}= 2\no.attr {symbol}= 3\nn {symbol}= y", space)
    print(space["x"], space["d"], space["o"].attr, space["n"], eval(f"x {symbol} 1", space))

log = []


class Target:
    def __init__(self):
        self.__dict__["store"] = {}

    def __getattr__(self, name):
        log.append("get " + name)
        return 1

    def __setattr__(self, name, value):
        log.append(f"set {name} {value}")

    def __getitem__(self, key):
        log.append(f"getitem {key}")
        return 10

    def __setitem__(self, key, value):
        log.append(f"setitem {key} {value}")


def mark(name, value):
    log.append(name)
    return value


t = Target()
mark("obj", t).a += mark("value", 5)
mark("obj", t)[mark("key", 3)] -= mark("value", 5)
mark("obj", t)[mark("lo", 1):mark("hi", 2)] *= mark("value", 2)
mark("obj", t)[mark("a", 1), ...] **= 2
t.b.real.numerator if False else None
print(log)
log.clear()


class Returns:
    def __iadd__(self, other):
        return NotImplemented

    def __add__(self, other):
        return "plain add"


class Neither:
    __repr__ = lambda self: "neither"

    pass


class Blocked:
    __iadd__ = None

    def __add__(self, other):
        return "never"


class RightOnly:
    def __radd__(self, other):
        return f"radd {other}"


x = Returns()
x += 1
print(x)
x = 5
x += RightOnly()
print(x)
x = Neither()
x2 = RightOnly()
for text in ["x += 1", "x += RightOnly(); print(x)", "b = Blocked(); b += 1", "z = 1; z += 'a'", "z = 'a'; z += 1", "z = [1]; z += 1",
             "z = (1,); z += [2]", "z = None; z -= 1", "z = {}; z |= 1", "z = {}; z |= [(1, 2)]; print(z)", "z = {1}; z |= [2]",
             "z = {1}; z &= {2}; print(z)", "z = 5; z <<= -1", "z = 1.5; z %= 0", "z = 5; z //= 0", "z = 2; z **= -1; print(z)",
             "z @= 1", "undefined += 1", "z = 1; z.real += 1", "z = [1]; z[5] += 1", "z = {}; z['a'] += 1", "z = {}; z[[]] += 1",
             "z = 3; z >>= 'a'", "z = 3; z &= 1.0", "z = b'a'; z += 'a'", "z = b'a'; z += bytearray(b'q'); print(z)",
             "z = bytearray(b'a'); z += b'q'; z *= 2; print(z)", "z = 'ab'; z *= 3; print(z)", "z = 'ab'; z *= 1.0",
             "z = [1]; z *= -1; print(z)", "z = '%s'; z %= 5; print(z)", "z = 1; z ^= True; print(z)"]:
    run(text, x=x, RightOnly=RightOnly, Blocked=Blocked)

# identity: lists in place, tuples new
l = m = [1]
l += (2, 3)
l *= 2
print(l is m, l)
s = u = "a"
s += "b"
print(s, u)
holder = ([1], 2)
try:
    holder[0] += [5]
except TypeError as e:
    print(e, holder)
nested = {"a": [[1]]}
nested["a"][0] += "xy"
nested["a"] += [nested["a"][0] is nested["a"][0]]
print(nested)


class Count:
    n = 0


a, b = Count(), Count()
a.n += 1
print(Count.n, a.n, b.n, a.__dict__, b.__dict__)
Count.n += 10
print(a.n, b.n)


def local():
    total += 1


def deleted():
    total = 1
    del total
    total += 1


attempt(local)
attempt(deleted)
counter = 0


def outer():
    inner_total = 0

    def step():
        global counter
        nonlocal inner_total
        counter += 1
        inner_total += counter
        return inner_total

    return [step() for _ in range(4)]


print(outer(), counter)


class Body:
    value = 1
    value += 2
    items = [1]
    items += [2]
    counter += 100


print(Body.value, Body.items, Body.counter, counter)
x: int = 3
x -= (yes := 2)
print(x, yes)
text = ""
for ch in "abc":
    text += ch
    keep = text
print(text, keep)


def generator():
    total = 0
    while True:
        total += yield total


g = generator()
print(next(g), g.send(5), g.send(7))


class Swap:
    """__iadd__ that gives something else rebinds."""

    def __iadd__(self, other):
        return other


class Desc:
    def __get__(self, obj, cls):
        log.append("desc get")
        return 5

    def __set__(self, obj, value):
        log.append(f"desc set {value}")


class WithDesc:
    d = Desc()
    swap = Swap()


w = WithDesc()
w.d += 1
w.swap += "gone"
print(log, w.__dict__, type(WithDesc.swap).__name__)
d = {}
d[0], d[1] = 1, 2
d[0] += d[1] * (d.pop(1))
print(d)
i = 0
arr = [1, 2, 3]


def bump():
    global i
    i += 1
    return i


arr[bump()] += bump()
print(arr, i)
