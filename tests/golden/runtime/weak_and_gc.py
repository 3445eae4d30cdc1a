import gc
import weakref


class C:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'C({self.name})'


c = C('c')
r = weakref.ref(c, lambda r: print('gone', r() is None))
p = weakref.proxy(c)
print(r(), p.name, weakref.getweakrefcount(c), r is not weakref.ref(c))
d = weakref.WeakValueDictionary(a=c)
k = weakref.WeakKeyDictionary({c: 1})
s = weakref.WeakSet([c])
print(len(d), len(k), len(s))
del c
print(len(d), len(k), len(s))
try:
    p.name
except ReferenceError as e:
    print(e)
a, b = C('a'), C('b')
a.other, b.other = b, a
w = weakref.ref(a)
f = weakref.finalize(a, print, 'finalized')
del a, b
print(w() is not None)
print(gc.collect() > 0, w(), f.alive)
print(gc.get_threshold(), gc.isenabled(), gc.is_tracked([]), gc.is_tracked(3))
gc.disable()
print(gc.isenabled())
gc.enable()
