# Comprehensions and generator expressions: order, conditions, unpacking, nesting, errors, what is visible from outside.
from _t import attempt, run, values
import sys

log = []


def say(x):
    log.append(x)
    return x


print([(a, b) for a in say([1, 2]) for b in say([3, a]) if say(a != b)], log)
log.clear()
print({say(k): say(v) for k, v in [("a", 1), ("b", 2), ("a", 3)]}, log)
print({x % 3 for x in range(10)}, sorted({x: x for x in "hello"}), dict(sorted({v: k for k, v in {"a": 1}.items()}.items())))
print([x for x in range(20) if x % 2 if x % 3 if x % 5], [y for x in [[1], [2, 3]] for y in x], [[c for c in r] for r in ["ab", "c"]])
print([a + b for a, b in zip("ab", "cd")], [a for a, *b in ["xyz", "q"]], [b for (a, (b, c)) in [(1, (2, 3))]], [k for k, in [(1,), (2,)]])
print([x if x else "zero" for x in range(2)], [lambda: x for x in range(2)][0](), [*(x for x in "ab"), *[y for y in "cd"]])
print([i for i in range(5) if i if not i == 2 if i < 4 or i == 4], sum(x * x for x in range(4)), max((x for x in "bca"), key=ord), list(x for x in ()))
obj = type("T", (), {})()
print([obj.attr for obj.attr in range(3)], obj.attr)
d = {}
print([0 for d["k"] in "ab"], d)
print([x for x, in zip([1, 2])], [(i, j, k) for i in range(2) for j in range(i, 2) for k in range(j, 2)])
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [x for x in [y for y in [z for z in range(3)]]], {i: {j for j in range(i)} for i in range(3)})
print([x for x in (lambda: [1, 2])()], [(x, y) for x in [1] for y in [x] for x in [y + 1]])
g = (x for x in range(3))
print(g, g.gi_code.co_name, g.gi_frame.f_locals.keys(), next(g), g.gi_frame.f_locals, list(g), g.gi_frame) if False else print(g.gi_code.co_name, list(g.gi_frame.f_locals), next(g), g.gi_frame.f_locals["x"], list(g), g.gi_frame)
print([sys._getframe().f_code.co_name for _ in "a"], list(sys._getframe().f_code.co_name for _ in "a"), (lambda: [sys._getframe().f_code.co_name for _ in "a"])())


def traced():
    return [1 / x for x in [1, 0]]


try:
    traced()
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, end="; ")
        tb = tb.tb_next
    print()
values("[x for x in 5]", "[x for x, y in [1]]", "{x for x in [[]]}", "{[]: 1 for x in 'a'}", "{x: y for x in 'a'}", "list(x for x in None)", "(x for x in 3)", "[i for i in range(3) if 1 / i]",
       "[x for x in (1 / 0 for _ in 'a')]", "next(x for x in ())", "list(next(iter(())) for _ in range(3))", "[next(iter(())) for _ in range(3)]", "sum(x for x in 'ab')", "[*x for x in y]", "{**x for x in y}", "[x for x in *a, b]",
       "[x, y for x in z]", "(x for x in y, z)", "[x for x in lambda: y, 1]", "[x for x if y]", "[for x in y]", "{x: for x in y}", "[x for 1 in y]", "[x for f() in y]", "[x for x.y() in z]", "[x for (a, b): c in d]", "[(yield x) for x in y]",
       "[(yield from x) for x in y]", "[await x for x in y]", "[x async for x in y]", "(x async for x in y)", "(await x for x in y)", "[x for x in (yield)]", "{x: (yield) for x in y}", "[x for x in y if (yield)]", "[x for x in y for z in (yield)]", "[x for await in y]", "f(x for x in y, 1)", "f(1, x for x in y)", "f(x for x in 'abc')", "f(a=x for x in y)", "f((x for x in 'ab'), 1)", "[x for None in y]", "[x for x in y else z]", "[x for x in 1 if 2 else 3]", "[x for x in 'ab' if x == 'a' or x == 'b']", "[x for x in 'ab' if (x == 'a' if x else 0)]", f=lambda *a: [list(x) if hasattr(x, 'gi_code') else x for x in a])


def gen_scope():
    a = 1

    class B:
        a = 2
        l1 = [a for _ in range(1)]
        l2 = list(a for _ in range(1))
        l3 = [x for x in range(a)]
        l4 = list(x for x in range(a))
        l5 = [lambda: a for _ in "x"][0]()

    return B.l1, B.l2, B.l3, B.l4, B.l5


print(gen_scope())


class InClass:
    vals = [1, 2]
    doubled = [v * 2 for v in vals]
    pairs = [(v, w) for v in vals for w in (lambda: [9])()]
    fs = [lambda: v for v in vals]
    loc = [sorted(k for k in locals() if not k.startswith("_")) for _q in "a"]


print(InClass.doubled, InClass.pairs, InClass.fs[0](), InClass.loc)


def nest():
    x = "outer"
    r = [[x for x in range(y)] for y in range(3)], x, [x for x in [x]], [(lambda: x)() for x in "ab"], x, [lambda: x for x in "ab"][1]()

    def inner():
        return [x for _ in "a"], x

    return r, inner()


print(nest())


def iter_cell():
    fs = []
    for i in range(2):
        fs += [lambda j=j: (i, j) for j in range(2)] + [lambda: (i, k) for k in range(2)]
    return [f() for f in fs]


print(iter_cell())


def with_del():
    out = []
    x = 1
    for _ in range(2):
        out.append([x for x in "ab"])
        out.append(x)
    del x
    [x for x in "c"]
    try:
        x
    except UnboundLocalError as e:
        out.append(str(e))
    return out


print(with_del())


def lazy():
    src = iter([1, 2, 3])
    g1 = (x for x in src)
    g2 = (y * 10 for y in g1)
    a = next(g2)
    b = next(src)
    return a, b, list(g2)


print(lazy())


def reenter():
    def f(n):
        return [f(n - 1) for _ in range(2)] if n else "."

    return f(2)


print(reenter())
print([[[[x for x in [w]] for w in [v]] for v in [u]] for u in [1]], [x for x in range(3) for x in range(x)], [x for x in "a" for x in [x, x] for x in [x + "!"]])
print(len([i for i in range(100000)]), len({i for i in range(1000)}), len({i: 0 for i in range(1000)}), sum(1 for _ in range(100000)))
big = eval("[" + " + ".join(["x"] * 300) + " for x in (1, 2)]")
print(big)
deep = "0"
for i in range(15):
    deep = f"[{deep} for v{i} in (1,)]"
print(eval(deep))
