# LEGB, cells, class scopes, global and nonlocal in every position, comprehension scopes, del of cells.
import builtins

from _t import attempt, run

x = "global"


def shadow():
    def read():
        return x

    x = "enclosing"

    def inner():
        def deepest():
            return x

        return deepest()

    class K:
        x = "class"
        seen = x
        def method(self):
            return x
        listed = [x for _ in range(1)]
        lam = lambda self: x

    return read(), inner(), K.seen, K().method(), K.listed, K().lam(), K.x


print(shadow())


class G:
    print(x)
    x = "in class"
    print(x)
    del x
    print(x)


def late():
    def use():
        return later

    attempt(use)
    later = 1
    attempt(use)
    del later
    attempt(use)


late()


def unbound():
    print(x)
    x = 1


attempt(unbound)


def conditional(flag):
    if flag:
        value = 1
    return value


attempt(conditional, True)
attempt(conditional, False)


def deletes():
    v = 1
    del v
    return v


attempt(deletes)
attempt(lambda: no_such_name)


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return up, get


up, get = counter()
up(), up(5)
print(get(), up.__closure__[0] is get.__closure__[0], up.__code__.co_freevars, counter.__code__.co_cellvars)
up2, get2 = counter()
print(get2())
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])


def loops():
    out = []
    for i in range(3):
        def f():
            return i
        out.append(f)
    i = 10
    return [f() for f in out]


print(loops())


class Scoped:
    y = 1
    z = [y for y in range(3)]
    first = [i for i in [y]]
    try:
        nested = [[y for _ in range(1)] for _ in range(1)]
    except NameError as e:
        print(e)

    def get(self):
        return y

    class Inner:
        try:
            print(y)
        except NameError as e:
            print(e)


attempt(Scoped().get)
print(Scoped.z, Scoped.first, Scoped.y)


def class_reads_enclosing():
    v = "outer"

    class A:
        w = v
        v = "own"
        u = v
        del v
        t = v

    class B:
        nonlocal v
        v = "changed"

    return A.w, A.u, A.t, v, "v" in vars(B)


attempt(class_reads_enclosing)


def class_global():
    class A:
        global made_by_class
        made_by_class = 1

        def f(self): pass

    return A.f.__qualname__, "made_by_class" in vars(A)


print(class_global(), made_by_class)


def glob():
    global g1, g2
    g1 = 1

    def inner():
        global g2
        g2 = 2
        return g1

    g1 = 3
    return inner()


print(glob(), g1, g2)


def shadows_builtin():
    len = lambda s: "mine"
    return len([1])


print(shadows_builtin(), len([1]))
builtins.added = "from builtins"
print(added)
added = "module"
print(added)
del added
print(added)
del builtins.added
attempt(lambda: added)


def global_then_nested():
    global x

    def reads():
        return x

    def own():
        x = "own"
        return (lambda: x)()

    return reads(), own()


print(global_then_nested())


def params(a, b=lambda: a if "a" in globals() else "no a"):
    return b()


attempt(params, 1)


def comp(a):
    b = 2
    r = [a + b + c for c in range(2) if (lambda: c + a)() > 0]
    s = {k: (lambda: k)() for k in range(3)}
    t = [f() for f in [(lambda q=q: q + b) for q in range(2)]]
    return r, s, t, sorted(locals())


print(comp(1))


def comp_shadow():
    i = "kept"
    a = [i for i in range(3)]
    b = [(i, j) for i in range(2) for j in range(i)]
    fs = [lambda: i for i in "ab"]
    return i, a, b, [f() for f in fs], i


print(comp_shadow())


def comp_cell():
    k = 100

    def see():
        return k

    r = [(k, see()) for k in range(2)]
    return r, k, see()


print(comp_cell())


def unbound_after_comp():
    [q for q in range(3)]
    return q


attempt(unbound_after_comp)


def comp_exception():
    i = "before"
    try:
        [1 // i for i in (1, 0)]
    except ZeroDivisionError:
        return i


print(comp_exception())


def gen_late():
    n = 1
    g = (n + i for i in range(2))
    n = 10
    return list(g)


print(gen_late())


def first_iterable():
    try:
        (i for i in missing_thing)
    except NameError as e:
        return str(e)


print(first_iterable())


def del_cell():
    v = 1

    def f():
        nonlocal v
        del v

    f()
    try:
        v
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    v = 2
    return v


print(del_cell())


def except_name():
    e = "old"
    try:
        1 / 0
    except ZeroDivisionError as e:
        (lambda: e)()
    return e


attempt(except_name)


def arguments_cell(a, *b, c, **d):
    return lambda: (a, b, c, d)


print(arguments_cell(1, 2, c=3, e=4)())


def param_rebound(a):
    def f():
        return a
    a = a + 1
    return f


print(param_rebound(1)())


def recursive_cell():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact


print(recursive_cell()(10))


def many():
    a1 = a2 = a3 = a4 = a5 = 1
    def f1():
        a6 = a1
        def f2():
            nonlocal a2
            a2 = a3 + a6
            def f3():
                nonlocal a4, a6
                a4 += a2
                a6 = a5
                return a1, a2, a3, a4, a5, a6
            return f3()
        return f2()
    return f1(), a2, a4


print(many())
print(many.__code__.co_cellvars)
run("def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f(x):\n global x", "def f(x):\n nonlocal x", "nonlocal x",
    "def f():\n nonlocal x", "def f():\n x = 1\n def g():\n  print(x)\n  nonlocal x", "def f():\n x = 1\n def g():\n  nonlocal x\n  global x",
    "global x\nx = 1", "x = 1\nglobal x", "def f():\n global x\n global x", "class A:\n nonlocal x", "def f():\n def g():\n  nonlocal x\n x = 1",
    "def f():\n for x in y: pass\n global x", "def f():\n import x\n global x", "def f():\n x: int\n global x", "def f():\n global x\n x: int = 1",
    "def f():\n nonlocal __class__", "class A:\n def f(s):\n  nonlocal __class__\n  __class__ = 1\nA().f()", "def f():\n [x for x in y]\n global x",
    "def f():\n [x := 1 for z in y]\n global x", "def f():\n def x(): pass\n global x", "def f():\n class x: pass\n nonlocal x",
    "def f():\n x += 1\n global x", "def f():\n with y as x: pass\n global x", "def f(a, a): pass", "lambda a, *a: 1",
    "def f():\n try: pass\n except E as x: pass\n global x", "def f():\n del x\n global x", "def f():\n global a, b, a")
print(sorted(k for k in globals() if k in {"g1", "g2", "made_by_class", "x", "i"}))
