# del on every target, chained comparison, conditional expressions, boolean operators, assert, pass, global order of evaluation, line continuation.
from _t import attempt, run, values

log = []


def v(x, name=None):
    log.append(name or x)
    return x


class T:
    def __delattr__(self, n): log.append(f"delattr {n}")
    def __delitem__(self, k): log.append(f"delitem {k}")


t = T()
a = b = c = [1, 2, 3, 4, 5]
del a
del (b)
del c[0], c[-1], c[0:1]
print(c)
x, y, z = 1, 2, 3
del x, (y, [z])
print([n for n in "abxyz" if n in globals()])
del t.one, t[v(2)], t[v(1):v(3)], (t.a, [t.b])
del ()
del []
print(log)
log.clear()
d = {"a": 1, "b": 2}
del d["a"]
print(d)
for i in list(d):
    del d[i]
print(d)


def local():
    p = 1
    del p
    try:
        p
    except UnboundLocalError as e:
        print(e)
    p = 2
    def inner(): return p
    del p
    try:
        inner()
    except NameError as e:
        print(e)


local()


def nested(q):
    def f():
        nonlocal q
        del q
    f()
    return q


attempt(nested, 1)
run("del x", "x = 1; del x, x", "del x.y", "x = 1; del x.y", "x = {}; del x[0]", "x = (1,); del x[0]", "x = 'a'; del x[0]", "x = [1]; del x[5]", "x = [1, 2]; del x[:]; print(x)", "x = [1, 2, 3, 4]; del x[::2]; print(x)", "x = {1}; del x[1]", "del len", "len = 1; del len; print(len)", "x = 1; del (x); print(x)", "del print.x", "del __builtins__.nope")
# chained comparison
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 == 2 != 1, 1 < 2 > 0, 1 == 1 in [1], 1 in [1] == True, (1 in [1]) == True, not 1 < 2 < 3, 1 is 1 is not None, "a" < "b" < "c" not in "xyz")
print(v(1) < v(5) < v(3), log)
log.clear()
print(v(5) < v(1) < v(9, "not reached"), log)
log.clear()


class Cmp:
    def __init__(self, n): self.n = n
    def __lt__(self, o): log.append(f"{self.n}<{o.n}"); return Truth(self.n < o.n, f"{self.n}<{o.n}")
    def __eq__(self, o): return NotImplemented
class Truth:
    def __init__(self, b, n): self.b, self.n = b, n
    def __bool__(self): log.append(f"bool {self.n}"); return self.b
    def __repr__(self): return f"Truth({self.n})"


print(Cmp(1) < Cmp(2) < Cmp(3), Cmp(2) < Cmp(1) < Cmp(3), log)
log.clear()
if Cmp(1) < Cmp(2) < Cmp(3): print("yes", log)
log.clear()
print((Cmp(1) < Cmp(2)) is True, not Cmp(1) < Cmp(2) < Cmp(3), log)
log.clear()
# boolean operators give operands
print(0 or "a", "" or 0 or [], 1 and 2, 1 and 0 and 3, None or 0, not 0 or 1, 1 or v(2), 0 and v(3), (0 or 5) and 6, not (1 and 0))
print(v(0) or v("") or v("x") or v("y"), log)
log.clear()
print(1 if v(1) else v(2), v(1) if v(0) else v(3), 1 if 0 else 2 if 0 else 3, (1 if 0 else 2) if 1 else 3, lambda: 1 if 1 else 2 and 3 if False else 0)if False else print(1 if v(1) else v(2), v(1) if v(0) else v(3), 1 if 0 else 2 if 0 else 3)
print(log)
log.clear()
x = [] or {} or "last"
y = x and x[0] or "none"
print(x, y, bool(not x), not not x)
while v(1) and not log.count(1) > 2:
    pass
else:
    print("else", log)
log.clear()
if v(0) or v(0, "second") and v(1):
    pass
elif v(2) and not v(0):
    print("elif", log)
log.clear()
assert v(1), v("message not evaluated")
try:
    assert v(0), v("message")
except AssertionError as e:
    print(e, log)
log.clear()
try:
    assert [], ("tuple", "message")
except AssertionError as e:
    print(e.args)
# order of evaluation
v([0, 0, 0], "list")[v(1)] = v("value")
v({}, "dict")[v("k1")], v([1], "l")[v(0)] = v(1, "v1"), v(2, "v2")
print(log)
log.clear()
def f(*a, **k): log.append("call"); return f
v(f, "f")(v(1), *v([2], "star"), k=v(3), **v({"m": 4}, "kw"))(v(5))
print(log)
log.clear()
v(2) ** v(3) ** v(1) + v(4) * v(5) // v(6)
-v(7) + ~v(8)
v([1, 2, 3], "s")[v(0):v(2):v(1)]
{v("a"): v("b"), **v({}, "c")}
{v(1), *v([], "e")}
[v(9) for _ in v([0], "it") if v(10)]
print(log)
log.clear()
v(t, "obj").attr if False else None
x = y = v(11)
x = v([1], "aug")
x[v(0)] += v(12)
print(x, log)
log.clear()
# joining of lines
total = 1 + \
    2 + \
\
    3
print(total)
if True and \
   not False: print("joined")
s = "a\
b"
print(s, [
    1,

    # comment
    2,
], (
    3
    +
    4), {"k":
         "v"})
x = 1; y = 2; print(x, y);
if x: print("one"); print("line")
for i in range(2): print(i, end=" "); print()
while x: x -= 1; print(x)
class OneLine: a = 1; b = a + 1
print(OneLine.b); del OneLine
def one(): return 1; return 2
print(one())
try: 1 / 0
except ZeroDivisionError: print("z")
else: pass
finally: print("f")
with open(__file__) as fh: line = fh.readline(); print(line[:5])
lambda: (yield)
...
None
"string statement"
[1, 2][0]
pass; pass
if 0: pass
elif 0: pass
else: pass
print("end") \

