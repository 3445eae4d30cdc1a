# Every form of assignment and unpacking, the order of evaluation, and what goes wrong.
from _t import attempt, run

log = []


def say(x):
    log.append(x)
    return x


def flush():
    print(*log)
    log.clear()


class Box:
    def __init__(self):
        object.__setattr__(self, "d", {})

    def __setattr__(self, name, value):
        log.append(f"set {name}={value!r}")
        self.d[name] = value

    def __setitem__(self, key, value):
        log.append(f"[{key!r}]={value!r}")

    def __delattr__(self, name):
        log.append(f"del {name}")

    def __delitem__(self, key):
        log.append(f"del [{key!r}]")


box = Box()
a = b = c = 5
print(a, b, c)
# Chains go left to right, the value is computed first.
x = box.first = box[say("key")] = say("value")
flush()
[say("i"), box][1][say("j")], box.n = say("v1"), say("v2")
flush()
i = 0
i, arr = 1, [10, 20, 30]
i, arr[i] = 2, 99
print(i, arr)
arr[0], arr[1:2], (p, [q, *r]) = 1, "xyz", (2, [3, 4, 5])
print(arr, p, q, r)
(a), [b], (c,) = 1, [2], [3]
print(a, b, c)
() = []
[] = ()
[*a] = "abc"
*a, = range(3)
print(a)
first, *middle, last = "hello"
print(first, middle, last)
*init, (h, *t), end = 1, 2, "xyz", 4
print(init, h, t, end)
for k, *vs in [(1,), (2, 3), (4, 5, 6)]:
    print(k, vs, end="; ")
print()
for box.attr, box[0] in [(1, 2), (3, 4)]:
    pass
flush()
with open(__file__) as box.file:
    pass
print(type(box.d["file"]).__name__)
log.clear()
a, b = b, a = 1, 2
print(a, b)
d = {}
d["a"], d["b"], *d["rest"] = range(5)
print(d)
l = [0] * 6
l[::2] = 1, 2, 3
l[1:1] = [7, 8]
l[-1:] = ()
print(l)
x, y = {"k1": 1, "k2": 2}
print(x, y)
x, y = {3, 3.0}, (z for z in "ab")
print(x, type(y).__name__)
s = slice(1, 3)
l[s] = "Q"
print(l)
del box.gone, box[1], (box.two, [box["three"]])
flush()

# annotations with and without values
def annotated():
    v: int = 3
    w: str
    (u): float = 1.5
    box.ann: say("not evaluated in a function") = say("val")
    box[say("idx")]: int
    return v, u, "w" in locals()


print(annotated())
flush()
n: int
print("n" in globals(), __annotations__)

# counts
run("a, b = 1", "a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = 1,", "a, b, *c = []", "() = 1", "() = [1]", "[] = 'x'",
    "a, b = {}", "a, b = iter([1, 2, 3])", "a, b, c, d = 'xyz'", "*a, = 5", "(a, b), c = 1, 2", "for a, b in [1]: pass",
    "for a, b in [(1, 2, 3)]: pass", "[a for a, b in ['abc']]", "a, b = None", "a, b = len", "*a, b = ()",
    "*a, b, c, d = (1, 2)", "a = b = c.d = 1", "a[0] = 1", "a = 1; a.x = 2", "a = 1; a[0] = 2", "a = (1,); a[0] = 2",
    "a = 'abc'; a[0] = 'x'", "a = [1]; a[1] = 2", "a = [1]; a['x'] = 2", "a = [1]; a[::2] = 1, 2", "a = [1]; a[0:1] = 5",
    "a = [1, 2, 3]; a[::2] = [1, 2, 3]", "del a", "a = 1; del a; a", "a = {}; del a['k']", "a = []; del a[0]", "del (1).real",
    "a = (); del a[0]", "None.x = 1", "len.x = 1", "(1).real = 2", "object().x = 1", "int.x = 1", "del int.real",
    "a = {}; a[[]] = 1", "a = {}; a[{}] = 1", "a = range(3); a[0] = 1", "del 'x'[0]", "a = {1}; a[0] = 1", "a = {1}; a[0]")


class Bad:
    def __iter__(self):
        return 5


class Fails:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        log.append("next")
        if not self.n:
            raise ZeroDivisionError("ran out")
        self.n -= 1
        return self.n


run("a, b = Bad()", "a, *b = Bad()", "a, b = Fails(1)", "*a, = Fails(2)", "a, b = Fails(5)", "a, b = Fails", Bad=Bad, Fails=Fails)
flush()


class Countless:
    def __getitem__(self, i):
        log.append(i)
        return i


a, b = iter(Countless()).__next__, 0
try:
    a, b = Countless()
except ValueError as e:
    print(e)
flush()
# What is not reached is not assigned.
try:
    one, two = (say(1),)
except ValueError:
    print("one" in globals())
flush()
try:
    box.a, box.b, missing.c, box.d2 = 1, 2, 3, 4
except NameError as e:
    print(e)
flush()
