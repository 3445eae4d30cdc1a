# What wrong calls say: Python functions, methods, lambdas, builtins, classes; with names, counts and suggestions.
from _t import attempt


def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def four(a, b, c, d): pass
def default(a, b=1, c=2): pass
def posonly(a, b, /): pass
def posdefault(a, b=1, /, c=2): pass
def kwonly(*, key): pass
def kwonly2(*, key, other, third): pass
def kwdefault(a, *, key=1): pass
def mixed(a, /, b, *, c): pass
def star(a, *args, key): pass
def starkw(a, **kw): pass
def poskw(a, /, **kw): pass
def everything(a, b=1, /, c=2, *args, d, e=5, **kw): pass


for f in (none, one, two, three, four, default, posonly, posdefault, kwonly, kwonly2, kwdefault, mixed, star, starkw, poskw, everything):
    print("--", f.__name__)
    for args, kwargs in [((), {}), ((1,), {}), ((1, 2, 3), {}), ((1, 2, 3, 4, 5), {}), ((), {"a": 1}), ((1,), {"a": 2}),
                         ((1,), {"key": 2}), ((1, 2), {"key": 2}), ((1, 2), {"kye": 2}), ((), {"a": 1, "b": 2, "x": 3}),
                         ((1,), {"b": 2, "c": 3}), ((1, 2, 3), {"d": 3}), ((), {"key": 1, "other": 2})]:
        try:
            f(*args, **kwargs)
            print(args, kwargs, "ok")
        except TypeError as e:
            print(args, kwargs, e)

print("-- methods")


class A:
    def m(self): pass
    def n(self, x, *, k): pass
    @classmethod
    def c(cls, x): pass
    @staticmethod
    def s(x): pass
    def __call__(self, x): pass
    def noself(): pass
    def __getitem__(self): pass
    def __len__(self, more): return 0
    def __iter__(self, x): pass
    def __eq__(self): return True

    class Inner:
        def deep(self, q): pass


a = A()
for f, args, kwargs in [(a.m, (1,), {}), (A.m, (), {}), (a.n, (), {}), (a.n, (1,), {}), (a.n, (1, 2), {"k": 1}), (a.c, (), {}), (A.c, (1, 2), {}),
                        (a.s, (), {}), (A.s, (1, 2), {}), (a, (), {}), (a, (1, 2), {}), (a.noself, (), {}), (a.m, (), {"self": 1}),
                        (A.Inner().deep, (), {}), (A.Inner.deep, (), {}), (a.n, (1,), {"kk": 1}), (a.n, (1,), {"x": 1, "k": 2})]:
    attempt(f, *args, **kwargs)
for action in [lambda: a[0], lambda: len(a), lambda: iter(a), lambda: a == a, lambda: [*a]]:
    attempt(action)

print("-- classes")


class NoInit: pass
class Init:
    def __init__(self, a, b=2): pass
class New:
    def __new__(cls, a): return object.__new__(cls)
class Both(New):
    def __init__(self, a): pass
class BadInit:
    def __init__(self): return 5
class Sub(Init):
    pass
class InitSub:
    def __init_subclass__(cls, /, need, **kw): super().__init_subclass__(**kw)


for f, args, kwargs in [(NoInit, (1,), {}), (NoInit, (), {"a": 1}), (Init, (), {}), (Init, (1, 2, 3), {}), (Init, (1,), {"c": 1}), (New, (), {}),
                        (New, (1, 2), {}), (Both, (), {}), (BadInit, (), {}), (Sub, (), {}), (object, (1,), {}), (object, (), {"x": 1})]:
    attempt(f, *args, **kwargs)


def subclass_without():
    class S(InitSub): pass


def subclass_extra():
    class S(InitSub, need=1, more=2): pass


def subclass_plain():
    class S(NoInit, flag=True): pass


attempt(subclass_without)
attempt(subclass_extra)
attempt(subclass_plain)

print("-- stars")
for action in [lambda: one(*5), lambda: one(*None), lambda: one(**5), lambda: one(**[1]), lambda: one(**{1: 2}), lambda: one(**None),
               lambda: starkw(1, **{"x": 1}, **{"x": 2}), lambda: starkw(1, x=1, **{"x": 2}), lambda: starkw(1, **{"x": 1}, x=2),
               lambda: one(*[1], *[2]), lambda: one(1, *[], **{}, a=3), lambda: print(*1), lambda: print(**1), lambda: a.m(*1), lambda: a.m(**1),
               lambda: Init(*1), lambda: (lambda: 0)(*1), lambda: "".join(*1), lambda: dict(**1), lambda: dict(a=1, **{"a": 2}),
               lambda: a.n(*(), **{"k": 1, "k2": 2}), lambda: starkw(**{"a b": 1}), lambda: one(**{"a": 1, "": 2}), lambda: [].append(**{}),
               lambda: a.n(1, **{3: 4}), lambda: len(**{3: 4}), lambda: dict(**{3: 4}), lambda: int(**{3: 4}), lambda: A(*3), lambda: A(**3)]:
    attempt(action)

print("-- not callable")
for thing in [1, "s", None, [], {}, (), a.__dict__, ..., NotImplemented, 1.5, b"", {1}, range(3), A.Inner(), print(end="") or property(), slice(1)]:
    attempt(lambda: thing())
attempt(lambda: thing(1, 2, x=3))
attempt(lambda: a.missing())
attempt(lambda: A.missing())
attempt(lambda: a.m.missing())

print("-- builtins")
for f, args, kwargs in [(len, (), {}), (len, (1,), {}), (len, ([], 1), {}), (len, (), {"obj": []}), (abs, (), {}), (abs, ("x",), {}), (abs, (1, 2), {}),
                        (isinstance, (1,), {}), (isinstance, (1, 1), {}), (issubclass, (1, int), {}), (issubclass, (int, 1), {}),
                        (range, (), {}), (range, (1, 2, 3, 4), {}), (range, ("a",), {}), (range, (1,), {"stop": 2}), (range, (1, 2, 0), {}),
                        (int, (1, 2), {}), (int, ("1", 2, 3), {}), (int, (), {"base": 2}), (int, ("x",), {}), (int, ([],), {}), (int, ("1",), {"bad": 1}),
                        (float, (1, 2), {}), (float, ("x",), {}), (float, ([],), {}), (str, (b"", "x", "y", "z"), {}), (str, (1, "utf8"), {}),
                        (list, (1, 2), {}), (list, (1,), {}), (list, (), {"iterable": []}), (tuple, (1,), {}), (tuple, ((), ()), {}), (set, (1, 2), {}),
                        (dict, (1,), {}), (dict, (1, 2), {}), (dict, ([1],), {}), (dict, ([(1, 2, 3)],), {}), (dict, (["ab", "c"],), {}),
                        (sorted, ([1, "a"],), {}), (sorted, (1,), {}),
                        (sum, (), {}), (sum, (["a"],), {}), (sum, (["a"], ""), {}), (sum, ([], 1, 2), {}), (sum, (5,), {}),
                        (max, (), {}), (max, ([],), {}), (max, (1,), {}), (max, (1, "a"), {}), (max, (1, 2), {"default": 3}), (max, ([],), {"key": 1, "bad": 1}),
                        (min, ([],), {"default": None}), (print, (), {"bad": 1}), (print, (1,), {"sep": 1}), (print, (1,), {"end": 1}), (print, (), {"file": 1}),
                        (open, (), {}), (open, ("x", "q"), {}), (open, (__file__, "rw"), {}), (getattr, (1,), {}), (getattr, (1, 2), {}), (getattr, (1, "x"), {}),
                        (setattr, (1, "x"), {}), (hasattr, (1, 1), {}), (delattr, (1, "x"), {}), (iter, (), {}), (iter, (1,), {}), (iter, (1, 2), {}),
                        (next, (), {}), (next, (1,), {}), (next, ([],), {}), (zip, (1,), {}), (zip, (), {"strict": 1, "x": 2}), (map, (), {}), (map, (1,), {}),
                        (filter, (), {}), (filter, (None,), {}), (enumerate, (), {}), (enumerate, (1,), {}), (enumerate, ([], "x"), {}), (reversed, (), {}),
                        (reversed, (1,), {}), (reversed, ({1},), {}), (ord, ("",), {}), (ord, ("ab",), {}), (ord, (1,), {}), (ord, (b"ab",), {}), (chr, (-1,), {}),
                        (chr, ("a",), {}), (chr, (0x110000,), {}), (hex, ("a",), {}), (bin, (1.5,), {}), (round, (), {}), (round, ("x",), {}), (round, (1, "x"), {}),
                        (pow, (1,), {}), (pow, (1, "a"), {}), (pow, (2, -1, 4), {}), (pow, (2, 3, 0), {}), (pow, (2.0, 3, 4), {}), (divmod, (1,), {}),
                        (divmod, (1, 0), {}), (divmod, ("a", 1), {}), (hash, ([],), {}), (hash, ({},), {}), (id, (), {}), (callable, (), {}), (type, (), {}),
                        (type, (1, 2), {}), (type, (1, 2, 3), {}), (type, ("X", 1, {}), {}), (type, ("X", (1,), {}), {}), (type, ("X", (), 1), {}),
                        (super, (), {}), (super, (1,), {}), (super, (int, "a"), {}), (vars, (1,), {}), (dir, (1, 2), {}), (eval, (), {}), (eval, (1,), {}),
                        (exec, (1,), {}), (eval, ("1", 1), {}), (compile, ("1",), {}), (compile, ("1", "f", "bad"), {}), (bytes, (-1,), {}), (bytes, ("a",), {}),
                        (bytes, ([256],), {}), (bytes, (["a"],), {}), (bytes, (1.5,), {}), (bytearray, ("x",), {}), (memoryview, (1,), {}), (complex, ("x",), {}),
                        (complex, (1, "x"), {}), (complex, ("1", 1), {}), (bool, (1, 2), {}), (slice, (), {}), (slice, (1, 2, 3, 4), {}), (property, (1, 2, 3, 4, 5), {}),
                        (staticmethod, (), {}), (classmethod, (), {}), (input, (1, 2), {}), (__import__, (), {}), (__import__, (1,), {}), (format, (1, 2), {}),
                        (format, (1, "q"), {}), (format, ("a", "d"), {}), (all, (1,), {}), (any, (), {}), (ascii, (), {}), (repr, (), {}), (breakpoint, (), {"x": 1}) if False else (oct, (), {}),
                        (frozenset, (1,), {}), (frozenset, (1, 2), {}), (object.__new__, (), {}), (object.__new__, (1,), {}), (object.__new__, (int,), {}), (int.__new__, (str,), {}),
                        (type.__call__, (), {}), (str.upper, (), {}), (str.upper, (1,), {}), (str.join, ("a",), {}), (str.join, ("a", 1), {}), (str.join, ("a", [1]), {}),
                        (list.append, ([],), {}), (list.append, ([], 1, 2), {}), (list.append, (1, 2), {}), (dict.get, ({},), {}), (dict.fromkeys, (), {}), (dict.update, ({}, 1), {}),
                        (dict.update, ({}, 1, 2), {}), (int.__add__, (1,), {}), (int.__add__, ("a", 1), {}), (list.sort, ([], 1), {}), (list.sort, ([1, "a"],), {}),
                        (str.split, ("a", 1), {}), (str.split, ("a", ""), {}), (str.replace, ("a",), {}), (str.format, (), {}), (str.encode, ("a", 1), {}), ("{} {}".format, (1,), {}),
                        ("{a}".format, (), {}), ("{0.x}".format, (1,), {}), ("{0[x]}".format, ([],), {}), (list.pop, ([],), {}), (list.pop, ([1], 5), {}), (list.index, ([], 1), {}),
                        (list.remove, ([], 1), {}), (dict.pop, ({}, "k"), {}), (dict.popitem, ({},), {}), (set.pop, (set(),), {}), (set.remove, (set(), 1), {}), (int.from_bytes, (), {}),
                        (int.to_bytes, (300, 1), {}), (int.to_bytes, (-1,), {}), (float.fromhex, ("zz",), {}), (bytes.fromhex, ("zz",), {}), (bytes.decode, (b"\xff",), {}), (str.zfill, ("a",), {}), (str.center, ("a", 5, "ab"), {}), (str.startswith, ("a", 1), {}), (str.translate, ("a", 5), {}), (tuple.index, ((), 1), {}), ("a".__mul__, ("b",), {}), (range(3).index, (5,), {})]:
    try:
        print(f.__name__, args, kwargs, end=" -> ")
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(f"{type(e).__name__}: {e}")
