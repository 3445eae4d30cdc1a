"""One place in the code, many kinds of objects: what is remembered there must never show."""
import types


def get(o): return o.x
def put(o, v): o.x = v
def call(o, *args): return o.f(*args)


print('-- classes taking turns at one place')


class Base:
    def __init__(self, x):
        self.x = x

    def f(self, *args):
        return type(self).__name__, self.x, args


class A(Base):
    pass


class B(Base):
    def __init__(self, x):
        self.y = 0
        super().__init__(x)


class C(Base):
    x = 'of the class'

    def __init__(self, x):
        pass


class Slotted:
    __slots__ = 'x',

    def __init__(self, x):
        self.x = x

    def f(self, *args):
        return 'slots', self.x, args


objects = [A(1), B(2), C(3), Slotted(4), A(5), types.SimpleNamespace(x=6, f=lambda *a: ('namespace', a))]
for _ in range(3):
    print([get(o) for o in objects], [call(o, 7) for o in objects])
    for o in objects:
        put(o, get(o))
for _ in range(2):
    for i, o in enumerate(objects):
        put(o, i * 10)
print([get(o) for o in objects], vars(objects[1]), vars(objects[2]))
for o in objects:
    del o.x
for o in objects * 2:
    try:
        print(get(o))
    except AttributeError as e:
        print(e)

print('-- instances that hide, classes that change')
a, b = A(1), A(2)
b.f = lambda *args: ('own', args)
for _ in range(2):
    print(call(a), call(b))
A.f = lambda self, *args: ('changed', args)
print(call(a), call(b))
del A.f
print(call(a), call(b))
A.x = property(lambda self: 'property', lambda self, v: print('set to', v))
print(get(a), get(b))
put(a, 5)
del A.x
print(get(a), get(b))
a.__class__ = B
print(call(a), get(a))
a.__dict__ = {'x': 'another dict', 'f': len}
print(get(a), call(a, 'abc'))
put(a, 'stored')
print(a.__dict__)

print('-- static and class methods')


class M:
    @staticmethod
    def f(*args):
        return 'static', args


class N:
    @classmethod
    def f(cls, *args):
        return cls.__name__, args


class O(N):
    pass


class Meta(type):
    def f(cls, *args):
        return 'meta', cls.__name__, args


class P(metaclass=Meta):
    pass


for _ in range(2):
    print([call(o, 1) for o in (M, M(), N, N(), O, O(), P, A(1))])
M.__dict__['f'].__init__(lambda *args: ('other', args))
N.__dict__['f'].__init__(lambda cls, *args: ('other', cls.__name__, args))
print([call(o, 1) for o in (M, M(), N, N(), O, O(), P, A(1))])
N.f = None
for o in N, N(), O():
    try:
        call(o)
    except TypeError as e:
        print(e)
o = O()
o.f = lambda: 'hidden'
print(call(o))


class R:
    x = property(lambda self: ['first'])


r = R()
print(get(r), get(r), get(r))
R.__dict__['x'].__init__(lambda self: 'second')
print(get(r), get(r))
R.__dict__['x'].__init__(None)
try:
    get(r)
except AttributeError as e:
    print(e)

print('-- classes with __getattr__')


class Hook:
    kind = 'class'

    def __init__(self, x=None):
        if x is not None:
            self.x = x

    def __getattr__(self, name):
        if name == 'bad':
            raise AttributeError('no ' + name)
        return lambda *args: (name, args)

    @property
    def raising(self):
        raise AttributeError('inner')

    def real(self):
        return 'real'


h, k = Hook(1), Hook()
for _ in range(2):
    print(get(h), callable(get(k)), call(h, 2), h.real(), h.kind, k.raising(3))
    try:
        h.bad
    except AttributeError as e:
        print(e, e.name, type(e.obj))
k.x = 5
print(get(k))
Hook.__getattribute__ = lambda self, name: 'everything'
print(get(h), h.real, h.kind)
del Hook.__getattribute__
print(get(h), h.real())
del Hook.__getattr__
try:
    call(h)
except AttributeError as e:
    print(e)

print('-- attributes that no method sets')


class Wide:
    def __init__(self):
        self.a = self.b = 1

    def more(self):
        self.c, self.d = 2, 3
        for i in range(70):
            setattr(self, f'n{i}', i)


w = Wide()
w.more()
print(len(vars(w)), w.n0, w.n69, w.d, list(vars(w))[:6])


class Narrow(Wide):
    def __init__(self):
        self.z = 0


n = Narrow()
n.a = 1
print(vars(n), vars(Wide()))

print('-- operators of floats and ints')
for x in 7.5, -7.5, 0.0, -0.0, 1e300, 5:
    print([(x % y, x // y) for y in (2, -2, 2.5, -2.5, 1e-3, float('inf'), 3.0)])
for y in 0, 0.0:
    for op in (lambda: 1.5 % y, lambda: 1.5 // y):
        try:
            op()
        except ZeroDivisionError as e:
            print(e)
