# __del__: when it runs, resurrection, errors in it, cycles, order at the end of scopes; weak references; exit.
import gc
import sys
import weakref


class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)


def hook(u):
    print("unraisable:", type(u.exc_value).__name__, u.exc_value, "|", u.err_msg, "|", getattr(u.object, "__qualname__", u.object))


sys.unraisablehook = hook
a = D("rebound")
a = D("second")
a = None
b = c = D("two names")
del b
print("one name left")
del c


def f():
    x = D("local")
    y = D("returned")
    print("in f")
    return y


f()
print("after f")
z = f()
print("kept", z.n)
del z
[D("in list"), D("in list 2")]
print("after list")
D("statement")
D("attribute").n
print(D("in call").n)
l = [D("item0"), D("item1")]
del l[0]
l.clear()
d = {1: D("dict value")}
d[1] = D("replaced")
d.clear()
t = (D("tuple"),)
del t
for i in range(2):
    o = D(f"loop{i}")
print("after loop")
del o
try:
    x = D("in try")
    raise ValueError("v")
except ValueError:
    del x
    print("handler")


def raises():
    x = D("frame of exception")
    1 / 0


try:
    raises()
except ZeroDivisionError as e:
    print("caught")
print("after except")
e = None


class Resurrect:
    kept = []
    def __del__(self):
        print("resurrected")
        self.kept.append(self)


r = Resurrect()
del r
print(len(Resurrect.kept))
Resurrect.kept.clear()
print("only once")


class Fails:
    def __del__(self): raise RuntimeError("in del")
class FailsArgs:
    def __del__(self, extra): pass
class NotCallable:
    __del__ = 5
class InstanceDel:
    pass
class Prop:
    @property
    def __del__(self): print("property asked"); return lambda: print("called")


Fails()
FailsArgs()
NotCallable()
i = InstanceDel()
i.__del__ = lambda: print("instance attribute is not used")
del i
Prop()


class SysExit:
    def __del__(self): sys.exit(5)
class Interrupt:
    def __del__(self): raise KeyboardInterrupt


SysExit()
Interrupt()
print("still running")


class During:
    def __del__(self):
        print("during", sys.exception())
        try:
            raise KeyError("own")
        except KeyError:
            pass
        print("after own", sys.exception())


try:
    raise ValueError("outer")
except ValueError:
    x = During()
    del x
    print(repr(sys.exception()))


class Node:
    def __init__(self, n): self.n = n
    def __del__(self): print("cycle del", self.n)


gc.collect()
gc.disable()
x, y = Node("x"), Node("y")
x.other, y.other = y, x
del x, y
print("cycle waits")
print(gc.collect() > 0)
s = Node("self")
s.me = s
w = weakref.ref(s, lambda r: print("callback"))
del s
gc.collect()
print(w())
gc.enable()
o = D("weakly")
w1 = weakref.ref(o, lambda r: print("first registered", r() is None))
w2 = weakref.ref(o, lambda r: print("last registered"))
w3 = weakref.ref(o, lambda r: 1 / 0)
p = weakref.proxy(o)
fin = weakref.finalize(o, print, "finalize", sep="-")
print(p.n, fin.alive, weakref.getweakrefcount(o))
del o
print(fin.alive, w1())
try:
    p.n
except ReferenceError as e:
    print(e)
wd = weakref.WeakValueDictionary()
o = D("in weak dict")
wd["k"] = o
print(list(wd))
del o
print(list(wd))
ws = weakref.WeakSet()
k = D("in weak set")
ws.add(k)
del k
print(len(ws))


def gen():
    try:
        yield D("yielded")
    finally:
        print("gen closed")


g = gen()
next(g)
print("gen suspended")
del g


class Meta(type):
    def __del__(cls): print("class dies", cls.__name__)


class Temp(metaclass=Meta): pass
del Temp
gc.collect()


class SetsGlobal:
    def __del__(self):
        global made
        made = 1


SetsGlobal()
print(made)


class DelAttr:
    def __init__(self): self.x = D("attribute of dying")
    def __del__(self): print("owner first")


DelAttr()


class Slots:
    __slots__ = ("a", "b")
    def __init__(self): self.a, self.b = D("slot a"), D("slot b")


Slots()


class Order:
    def __init__(self): self.z, self.a = D("attr z"), D("attr a")


Order()
closure_holder = (lambda v: lambda: v)(D("in closure"))
del closure_holder
default = lambda v=D("default"): v
del default
x = D("swapped")
x, y = 1, x
del y
class ListSub(list):
    def __del__(self): print("list sub", len(self))
ListSub([1, 2])
class IntSub(int):
    def __del__(self): print("int sub", self)
IntSub(5)
sys.unraisablehook = sys.__unraisablehook__
at_exit = D("at exit")
module_level = [D("in a module list")]
