# ExceptionGroup and except*: construction, split, subgroup, derive, nesting, what is raised again, messages.
from _t import attempt, run

V, K, T, O = ValueError, KeyError, TypeError, OSError


def show(g, indent=0):
    if g is None:
        print(" " * indent + "None")
    elif isinstance(g, BaseExceptionGroup):
        print(" " * indent + f"{type(g).__name__} {g.message!r} {len(g.exceptions)} notes={getattr(g, '__notes__', None)} cause={g.__cause__!r}")
        for e in g.exceptions:
            show(e, indent + 2)
    else:
        print(" " * indent + repr(g))


eg = ExceptionGroup("top", [V(1), ExceptionGroup("mid", [K("a"), V(2), ExceptionGroup("low", [T(3), O(4)])]), K("b")])
print(repr(eg), str(eg), eg.args, eg.message, type(eg.exceptions))
show(eg)
eg.add_note("note")
eg.__cause__ = RuntimeError("cause")
m, r = eg.split(V)
show(m), show(r)
m, r = eg.split((K, T))
show(m), show(r)
m, r = eg.split(lambda e: isinstance(e, ExceptionGroup) and e.message == "mid")
show(m), show(r)
show(eg.subgroup(O)), show(eg.subgroup(MemoryError)), show(eg.subgroup(ExceptionGroup)), print(eg.subgroup(ExceptionGroup) is eg, eg.subgroup(lambda e: True) is eg)
print(eg.split(MemoryError)[0], eg.split(MemoryError)[1] is eg, eg.split(Exception)[0] is eg, eg.split(Exception)[1])
for bad in ["ExceptionGroup()", "ExceptionGroup('m')", "ExceptionGroup('m', [])", "ExceptionGroup('m', 5)", "ExceptionGroup('m', [5])", "ExceptionGroup('m', [V(1), int])", "ExceptionGroup(5, [V(1)])", "ExceptionGroup('m', [KeyboardInterrupt()])", "BaseExceptionGroup('m', [V(1)])", "BaseExceptionGroup('m', [SystemExit()])", "ExceptionGroup('m', [V(1)], 5)",
            "ExceptionGroup('m', (V(1),))", "ExceptionGroup('m', {V(1)})", "ExceptionGroup('m', 'ab')", "ExceptionGroup('m', [V])", "ExceptionGroup('m', exceptions=[V(1)])", "eg.split()", "eg.split(5)", "eg.split(int)", "eg.split((V, 5))", "eg.split(None)", "eg.subgroup([V])", "eg.derive()", "eg.derive([])", "eg.derive([V(9)])", "eg.message", "setattr(eg, 'message', 1)", "setattr(eg, 'exceptions', 1)",
            "class_getitem(ExceptionGroup)", "ExceptionGroup[int]", "ExceptionGroup('a' * 5, [V()] * 3)", "eg.split(lambda: 1)", "eg.split(lambda e: 1 / 0)"]:
    attempt(lambda: eval(bad, globals()))


class Mine(ExceptionGroup):
    def __new__(cls, message, excs, code=0):
        self = super().__new__(cls, message, excs)
        self.code = code
        return self

    def derive(self, excs):
        return Mine(self.message, excs, self.code)


class NoDerive(ExceptionGroup):
    pass


class BadDerive(ExceptionGroup):
    def derive(self, excs):
        return 5


mine = Mine("mine", [V(1), K(2)], 7)
a, b = mine.split(V)
print(repr(a), a.code, repr(b), b.code)
print(repr(NoDerive("n", [V(1), K(2)]).split(V)[0]))
attempt(lambda: BadDerive("n", [V(1), K(2)]).split(V))


class BaseMine(BaseExceptionGroup):
    pass


class Both(ExceptionGroup, ValueError):
    pass


print(repr(BaseMine("b", [SystemExit()])), repr(BaseMine("b", [V()])), repr(Both("x", [V()])), isinstance(Both("x", [V()]), ValueError))
attempt(lambda: Mine("m", [KeyboardInterrupt()]))
attempt(lambda: type("X", (ExceptionGroup, OSError), {}))


def star(exc, *handlers):
    """except* clauses by hand, in this order: V, (K, T), O."""
    try:
        try:
            raise exc
        except* V as g:
            print("  V:", repr(g))
            if "V" in handlers:
                raise RuntimeError("from V handler")
            if "reraise" in handlers:
                raise
        except* (K, T) as g:
            print("  KT:", repr(g))
            if "KT" in handlers:
                raise LookupError("from KT") from None
            if "same" in handlers:
                raise g
        except* O:
            print("  O")
        else:
            print("  else")
        finally:
            print("  finally")
    except BaseException as e:
        print("  out:")
        show(e, 4)
        print("   context", repr(e.__context__), "cause", repr(e.__cause__))


for exc in [V(1), K("k"), MemoryError("naked"), ExceptionGroup("g", [V(1), K("k")]), ExceptionGroup("g", [V(1), MemoryError()]), eg, BaseExceptionGroup("b", [V(1), SystemExit(2)]), KeyboardInterrupt()]:
    print(repr(exc))
    star(exc)
for how in ["V", "KT", "reraise", "same"]:
    print(how)
    star(ExceptionGroup("g", [V(1), K("k"), MemoryError("m")]), how)
    star(V("naked"), how)
star(ExceptionGroup("g", [V(1), K("k")]), "V", "KT")
star(ExceptionGroup("g", [V(1), K("k")]), "reraise", "same")


def nested():
    try:
        raise ExceptionGroup("outer", [ExceptionGroup("inner", [V(1), K(2)]), T(3)])
    except* V as e:
        print(repr(e), e.exceptions[0].message)
        try:
            raise e.exceptions[0].exceptions[0]
        except* V as n:
            print(repr(n), repr(n.__context__))
    except* (K, T) as e:
        print(repr(e))


nested()


def name_after():
    try:
        raise V("x")
    except* V as e:
        pass
    try:
        e
    except NameError as n:
        print(n)


name_after()


def in_loop():
    out = []
    for x in (V(1), K(2), None):
        try:
            if x:
                raise x
        except* V:
            out.append("v")
        except* K:
            out.append("k")
        else:
            out.append("else")
    return out


print(in_loop())


def returns_in_else():
    try:
        pass
    except* V:
        pass
    else:
        return "else"


print(returns_in_else())
for wrong in [5, int, ExceptionGroup, (V, ExceptionGroup), (V, 5), "x", None, BaseExceptionGroup]:
    try:
        try:
            raise V(1)
        except* wrong:
            print("?")
    except BaseException as e:
        print(type(e).__name__, e)
for text in ["try: pass\nexcept* V: pass\nexcept K: pass", "try: pass\nexcept V: pass\nexcept* K: pass", "try: pass\nexcept*: pass", "for i in 'ab':\n try: pass\n except* V: break", "for i in 'ab':\n try: pass\n except* V: continue", "def f():\n try: pass\n except* V: return",
             "def f():\n try: pass\n except* V:\n  def g(): return 1", "for i in 'ab':\n try: pass\n except* V:\n  while 1: break", "try: pass\nexcept* V, K: pass", "try: pass\nexcept* V as x.y: pass", "try: pass\nexcept *V: pass", "try: pass\nexcept * (V, K) as e: pass", "def f():\n for x in y:\n  try: pass\n  except* V:\n   if x: continue"]:
    run(text)


def tracebacks():
    def fail(e):
        raise e
    excs = []
    for e in (V(1), K("two")):
        try:
            fail(e)
        except Exception as x:
            excs.append(x)
    raise ExceptionGroup("with tracebacks", excs)


import traceback
try:
    try:
        tracebacks()
    except* V:
        pass
except ExceptionGroup as e:
    print("".join(traceback.format_exception(e)), end="")
class Metas(type):
    def __instancecheck__(cls, x): return True
class Special(Exception, metaclass=Metas): pass
try:
    try:
        raise ExceptionGroup("g", [V(1)])
    except* Special:
        print("?")
except ExceptionGroup as e:
    print("not by instance checks" if e.exceptions else "")
deep = V("deep")
for i in range(50):
    deep = ExceptionGroup(f"l{i}", [deep])
m, r = deep.split(V)
print(r, m.message, m.exceptions[0].message)
