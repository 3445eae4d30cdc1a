# Code, frame, cell, traceback, function, method and module objects: what can be read, set, replaced, and what is refused.
from _t import attempt, values
import sys
import types


def outer(a, /, b, *c, d=1, **e):
    x = y = 0

    def inner(z):
        nonlocal x
        x += z
        return x, y
    return inner


code = outer.__code__
for name in ("co_name", "co_qualname", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_varnames", "co_cellvars", "co_freevars", "co_flags", "co_firstlineno", "co_names"):
    print(name, getattr(code, name), getattr(outer(1, 2).__code__, name))
print(type(code.co_consts).__name__, type(code.co_code).__name__, type(code.co_linetable).__name__, type(code.co_exceptiontable).__name__, isinstance(code.co_stacksize, int))
attempt(setattr, code, "co_name", "x")
attempt(delattr, code, "co_name")
attempt(setattr, code, "other", 1)
renamed = code.replace(co_name="other", co_firstlineno=100)
print(renamed.co_name, renamed.co_firstlineno, renamed == code, code.replace() == code, hash(code.replace()) == hash(code))
attempt(code.replace, co_name=5)
attempt(code.replace, co_nothing=5)
attempt(code.replace, 5)
attempt(code.replace, co_consts=[1])
attempt(code.replace, co_argcount="a")
print([line for *_, line in code.co_lines()][:1], len(list(code.co_positions())) > 3, "outer" in repr(code), repr(code).startswith("<code object outer at 0x"))
print(compile("1 + x", "f", "eval").co_filename, compile("x = 1", "f", "exec").co_name, eval(compile("1 + x", "f", "eval"), {"x": 2}))
print((lambda: 0).__code__ == (lambda: 0).__code__, (lambda: 0).__code__.co_name)


def f(a, b=2, *, c=3):
    return a, b, c


def g(p, q):
    return p * q


f.__code__ = g.__code__
print(f(3, 4), f.__name__, f.__qualname__)
for name, value in [("__code__", 5), ("__code__", outer(1, 2).__code__), ("__defaults__", [1]), ("__kwdefaults__", (1,)), ("__name__", 5), ("__qualname__", None), ("__globals__", {}), ("__closure__", ()), ("__dict__", 5), ("__annotations__", 5), ("__type_params__", [1]), ("__module__", 5), ("__doc__", 5), ("__builtins__", 1)]:
    try:
        setattr(f, name, value)
        print(name, "set", getattr(f, name))
    except Exception as e:
        print(name, type(e).__name__, e)
for name in ("__code__", "__defaults__", "__kwdefaults__", "__name__", "__qualname__", "__dict__", "__annotations__", "__doc__", "__module__", "__nothing__"):
    try:
        delattr(f, name)
        print(name, "deleted", getattr(f, name, "gone"))
    except Exception as e:
        print(name, type(e).__name__, e)

made = types.FunctionType(g.__code__, {"z": 1}, "made", (7,))
print(made(3), made.__name__, made.__qualname__, made.__defaults__, made.__module__, made.__closure__)
inner = outer(1, 2)
copy = types.FunctionType(inner.__code__, globals(), "copy", None, inner.__closure__)
print(copy(5), inner(5), copy.__closure__[0] is inner.__closure__[0])
attempt(types.FunctionType, inner.__code__, {})
attempt(types.FunctionType, inner.__code__, {}, closure=())
attempt(types.FunctionType, inner.__code__, {}, closure=(1, 2))
attempt(types.FunctionType, g.__code__, {}, closure=(types.CellType(1),))
attempt(types.FunctionType, g.__code__)
attempt(types.FunctionType, g.__code__, 5)
attempt(types.FunctionType, 5, {})
attempt(types.FunctionType, g.__code__, {}, 5)
attempt(types.FunctionType, g.__code__, {}, "n", 5)
print(types.FunctionType(g.__code__, {}, kwdefaults={"a": 1}).__kwdefaults__)

cell = types.CellType(5)
print(cell.cell_contents, types.CellType() == types.CellType(), types.CellType(1) < types.CellType(2), types.CellType() < cell, repr(types.CellType()).split(":")[-1])
cell.cell_contents = 6
del cell.cell_contents
attempt(lambda: cell.cell_contents)
attempt(types.CellType, 1, 2)
attempt(hash, cell)
c = inner.__closure__
print([x.cell_contents for x in c], inner.__code__.co_freevars)
c[0].cell_contents = 100
print(inner(1))
c[1].cell_contents = "why"
del c[0].cell_contents
attempt(inner, 1)


def frames():
    local = 1
    frame = sys._getframe()
    print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_back.f_code.co_name, frame.f_globals is globals(), frame.f_builtins is vars(__builtins__), sorted(frame.f_locals), frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes, frame.f_lasti > 0)
    frame.f_locals["local"] = 5
    frame.f_locals["extra"] = 6
    print(local, "extra" in frame.f_locals, type(frame.f_locals).__name__)
    attempt(frame.f_locals.__delitem__, "local")
    print(hasattr(frame.f_locals, "pop"), hasattr(frame.f_locals, "copy"))
    attempt(setattr, frame, "f_lineno", 1)
    attempt(setattr, frame, "f_code", 1)
    attempt(setattr, frame, "f_back", None)
    attempt(setattr, frame, "f_trace_lines", 1)
    attempt(frame.clear)
    return frame


done = frames()
print(done.f_locals.get("local"), done.clear(), dict(done.f_locals), type(done.f_back).__name__, "line" in repr(done) and "code frames" in repr(done))
attempt(sys._getframe, 100)
print(sys._getframe(-1) is sys._getframe())
attempt(types.FrameType)
print(sys._getframe().f_code.co_name, sys._getframe().f_back, sys._getframe().f_locals is globals())


class Body:
    a = 1
    print(sorted(k for k in sys._getframe().f_locals if not k.startswith("__")), sys._getframe().f_code.co_name)


def numbers():
    yield sys._getframe().f_lineno
    yield 2


gen = numbers()
print(gen.gi_frame.f_lineno - gen.gi_code.co_firstlineno, gen.gi_frame.f_back, next(gen) > 0, gen.gi_frame.f_locals)
attempt(gen.gi_frame.clear)
print(next(gen, "end"))


def fail():
    1 / 0


try:
    fail()
except ZeroDivisionError as e:
    tb = e.__traceback__
print(tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_next, tb.tb_next.tb_lineno - fail.__code__.co_firstlineno, tb.tb_lasti >= 0)
made = types.TracebackType(None, tb.tb_frame, 4, 77)
print(made.tb_lineno, made.tb_lasti, made.tb_next)
made.tb_next = tb
attempt(setattr, tb.tb_next, "tb_next", made)
attempt(setattr, tb, "tb_next", 5)
attempt(setattr, tb, "tb_lineno", 5)
attempt(types.TracebackType, None, 5, 1, 1)
attempt(types.TracebackType, 5, tb.tb_frame, 1, 1)
attempt(types.TracebackType)
tb.tb_next = None
print(tb.tb_next)

method = "abc".upper
bound = types.MethodType(g, 6)
print(bound(7), bound.__func__ is g, bound.__self__, bound.__name__, bound == types.MethodType(g, 6), bound.__doc__, hash(bound) == hash(types.MethodType(g, bound.__self__)))
attempt(types.MethodType, 5, 1)
attempt(types.MethodType, g, None)
attempt(types.MethodType, g)
attempt(setattr, bound, "x", 1)
print(types.MethodType(len, [1, 2])(), method.__self__, method.__name__, method.__qualname__, len.__self__.__name__, len.__module__, repr(len))
m = types.ModuleType("m", "doc")
print(m, m.__name__, m.__doc__, sorted(vars(m)), m.__spec__, m.__loader__)
m.x = 1
m.__dict__["y"] = 2
print(m.y, dir(m)[-2:])
attempt(lambda: m.z)
attempt(setattr, m, "__dict__", {})
attempt(delattr, m, "z")
attempt(types.ModuleType)
attempt(types.ModuleType, 5)
del m.__name__
attempt(lambda: m.z)
print(repr(m))
m.__getattr__ = lambda name: name.upper()
print(m.abc)
m.__dir__ = lambda: ["q", "a"]
print(dir(m))
