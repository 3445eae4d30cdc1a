# The walrus: where it binds, in comprehensions, classes, lambdas, defaults; what is refused.
from _t import run

if (n := len("hello")) > 3:
    print(n)
print((y := 5), y, (z := y + 1, z))
while (chunk := "abc"[: n - 3]) and n > 3:
    print(chunk)
    n -= 1
print([last := x for x in range(4)], last)
print({k: (v := k * 2) for k in range(3)}, v)
print({seen := s for s in "aab"} == {"a", "b"}, seen in "ab")
g = (gen_last := q for q in range(3))
print("gen_last" in globals(), list(g), gen_last)
print(any((hit := c) == "l" for c in "hello"), hit)
print([[inner := (i, j) for j in range(2)] for i in range(2)], inner)
total = 0
print([total := total + x for x in range(5)], total)


def f(a=(dflt := 7), *, b=(kw := 8)):
    def nested():
        nonlocal a
        return [a := a + k for k in range(3)]

    r = nested()
    global made
    made = [glob := t for t in "xy"]
    return r, a, b, glob


print(f(), dflt, kw, made, "glob" in globals())


def declares():
    global g1
    [g1 := i for i in range(3)]

    def inner():
        nonlocal_value = 0

        def deep():
            nonlocal nonlocal_value
            (lambda: [0 for _ in ()])()
            [nonlocal_value := i for i in range(5)]

        deep()
        return nonlocal_value

    return inner()


print(declares(), g1)


class C:
    a = (b := 3) + 1
    print(a, b)
    c = [d for d in range(b)]
    e = lambda self, t=(dd := 9): t


print(C.a, C.b, C.dd, C().e(), sorted(k for k in vars(C) if not k.startswith("__")))
fn = lambda: (loc := 5) + loc
print(fn(), "loc" in globals(), fn.__code__.co_varnames)
print(f"{(m := 3)} {m:>{(width := 5)}} {width}", f"{m:=5}")
x = [1, 2, 3]
x[(i := 0)] = (j := 10)
print(x, i, j, x[k := 1], x[(a1 := 0) : (b1 := 2)], a1, b1)
print({(p := 1): (q := 2)}, p, q, {(r := 1), r})
print(len(s := "abc"), s, max(t := [1, 2], key=(u := lambda v: -v)), t)
assert (ok := True), (msg := "unused")
print(ok, "msg" in globals())
if any([(found := v) > 2 for v in range(5)]) and (other := found):
    print(found, other)
try:
    raise (exc := ValueError("v"))
except ValueError as e:
    print(e is exc)
del (exc)
match (subject := [1, 2]):
    case [one, two] if (both := one + two) == 3:
        print(subject, both)
print((lambda: (yield (v := 1)))().__next__())
print([v for v in [0, 1, 2] if (half := v / 2)], half)
print(not (neg := 0), neg, (a := 1) if (b := 0) else (c := 2), b, c)


@(deco := lambda fn: fn)
def decorated():
    return deco


print(decorated() is deco)
with (open(__file__) as fh, fh):
    print((line := fh.readline())[:3])
print(f"{(lambda: (zz := 4))()}")
exec("[ex := i for i in range(3)]\nprint(ex)", {})
exec("print([ex := i for i in range(3)], ex)", {}, {})
print(eval("[ev := 1, ev]", {}), eval("(lambda: [ev := i for i in (1, 2)])()", {}))
run("x := 1", "(x := 1, 2)", "f(x := 1)", "f(a=x := 1)", "[x := 0 for x in y]", "[(x := 0) for y in (x := 1)]", "[i := 0 for i in range(5)]",
    "[[(i := j) for j in range(2)] for i in range(5)]", "[x for x in (y := [1])]", "class A:\n  [x := 1 for i in y]",
    "class A:\n  def f(s): [x := 1 for i in s]", "lambda: x := 1", "lambda x=(y := 1): x", "(x.y := 1)", "(x[0] := 1)", "((a, b) := 1)",
    "(*a := 1)", "def f(a := 1): pass", "x = y := 1", "(x: int := 1)", "{a := 1: 2}", "{1: a := 2}", "x[a:=1, b:=2]", "del (a := 1)",
    "(a := 1) = 2", "(a := 1) += 2", "for (a := 1) in b: pass", "with a as (b := 1): pass", "import (a := 1)", "f'{a:=1}'", "(None := 1)",
    "(True := 1)", "(__debug__ := 1)", "print(a := 1, 2)", "assert a := 1", "return (a := 1)", "{x := i for i in ()}", "(yield := 1)",
    "while x := 0: pass", "if x := 0: pass", "elif x := 0: pass", "{i: (i := 1) for i in ()}", "[a for b in c for d in (e := f)]",
    "[lambda: (i := 1) for i in range(2)]", "@a := b\ndef f(): pass", f=lambda *a, **k: None, y=(), x={(1, 2): 0})
