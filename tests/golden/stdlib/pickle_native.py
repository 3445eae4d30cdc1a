"""The native pickler: reductions of every kind in every protocol, writes to files, and what subclasses decide."""
import copyreg
import functools
import io
import pickle
import re
import sys
import types


def f(): pass
class A: pass
class Meta(type): pass
class WithMeta(metaclass=Meta): pass
def red(rv):
    class R:
        def __reduce_ex__(self, p): return rv
    return R()
class NoRed:
    __reduce_ex__ = None
    __reduce__ = None
class Fake: pass
Fake.__qualname__ = 'Nope'
class Fake2: pass
Fake2.__module__ = 'nope_mod'
class Fake3: pass
F3 = Fake3
class Fake3: pass
class Fake4: pass
Fake4.__module__ = None
class Fake5: pass
Fake5.__module__ = 5
class Fake6: pass
Fake6.__qualname__='a.b'
class Uni: pass
Uni.__qualname__ = Uni.__name__ = 'Ünï'
globals()['Ünï'] = Uni
def local():
    class L: pass
    return L
class BadNew:
    pass
class NE:
    def __getnewargs_ex__(self): return (1,), {'a': 2}
    def __new__(cls, *a, **k): return object.__new__(cls)
class Outer:
    class Inner:
        class Deep: pass
        def meth(self): pass
    def meth(self): pass
    @classmethod
    def cm(cls): pass
    @staticmethod
    def sm(): pass
def gen(): yield
newobj, newobj_ex = copyreg.__newobj__, copyreg.__newobj_ex__
class It:
    def __iter__(self): return self
    def __next__(self): raise KeyError('x')
objs = {
 'local': lambda: local(), 'localinst': lambda: local()(), 'lambda': lambda: (lambda: 1), 'gen': lambda: gen(), 'module': lambda: sys, 'file': lambda: sys.stdout, 'fake': lambda: Fake, 'fake2': lambda: Fake2, 'f3': lambda: F3, 'fake4': lambda: Fake4, 'fake5': lambda: Fake5, 'fake6': lambda: Fake6, 'uni': lambda: Uni, 'nored': lambda: NoRed(), 'withmeta': lambda: WithMeta, 'meta': lambda: Meta, 'inner': lambda: Outer.Inner, 'deep': lambda: Outer.Inner.Deep, 'meth': lambda: Outer.meth, 'bound': lambda: Outer().meth, 'cm': lambda: Outer.cm, 'sm': lambda: Outer.sm, 'imeth': lambda: Outer.Inner.meth,
 'r_int': lambda: red(5), 'r_none': lambda: red(None), 'r_str': lambda: red('f'), 'r_strbad': lambda: red('nope'), 'r_1': lambda: red((f,)), 'r_7': lambda: red((f,)*7), 'r_nc': lambda: red((1, ())), 'r_na': lambda: red((f, 1)), 'r_li': lambda: red((f, (), None, [])), 'r_di': lambda: red((f, (), None, None, {})), 'r_ss': lambda: red((f, (), None, None, None, 5)), 'r_ssok': lambda: red((f, (), 1, None, None, f)), 'r_dtup': lambda: red((f, (), None, None, iter([1]))), 'r_dtup2': lambda: red((f, (), None, None, iter([(1,2),(3,)]))), 'r_no0': lambda: red((newobj, ())), 'r_no1': lambda: red((newobj, (5,))), 'r_no2': lambda: red((newobj, (A,))), 'r_ex0': lambda: red((newobj_ex, ())), 'r_ex1': lambda: red((newobj_ex, (1, (), {}))), 'r_ex2': lambda: red((newobj_ex, (A, 1, {}))), 'r_ex3': lambda: red((newobj_ex, (A, (), 1))), 'r_ex4': lambda: red((newobj_ex, (A, (), {}))), 'ne': NE, 'r_it': lambda: red((f, (), None, It())), 'r_state': lambda: red((f, (), 1)), 'r_items': lambda: red((list, (), None, iter([1, 2]), None)), 'partial': lambda: functools.partial(int, base=2), 'builtinmeth': lambda: 'abc'.upper, 'nt': lambda: types.NoneType, 'el': lambda: types.EllipsisType, 'ni': lambda: types.NotImplementedType, 'ga': lambda: list[int], 'union': lambda: int | str, 'range_it': lambda: iter(range(3)), 'exc': lambda: ValueError('a', 1), 'bytes': lambda: b'a\xffb', 'weird': lambda: object(), 'pb': lambda: pickle.PickleBuffer(b'abc'), 'pbw': lambda: pickle.PickleBuffer(bytearray(b'abc')), 'slots': lambda: types.SimpleNamespace(a=1), 'kw': lambda: {'a': [1, (2,)], 'b': {3}}, 'rec': lambda: (lambda l: (l.append((l,)), l)[1])([]), 'recfs': lambda: (lambda l: (l.append(frozenset([1])), l)[1])([]), 'dictrec': lambda: (lambda d: (d.update(a=(d,)), d)[1])({}),
 'bool': lambda: True, 'big': lambda: [2**31-1, 2**31, -2**31, -2**31-1, 2**2039-1, 2**2040, -2**2047, 2**63, -2**63, 2**64, 255, 256, 65535, 65536, -1], 'strs': lambda: ['a'*255, 'a'*256, 'ä'*128, '\ud800'], 'ell': lambda: ...,
}
if __name__ == '__main__':
    for k, v in objs.items():
        for p in range(6):
            try: out = repr(pickle.dumps(v(), p))
            except Exception as e: out = f'{type(e).__name__}: {e}'
            print(k, p, re.sub(r'0x[0-9a-f]+', '0x', out)[:400])


class W:
    def __init__(self):
        self.n = []

    def write(self, b):
        self.n.append((type(b).__name__, len(b), bytes(b[:12])))


for proto in (0, 2, 4, 5):
    for o in (1, "x" * 70000, [b"y" * 70000, 1], ["a%d" % i for i in range(20000)], bytearray(70000), "é" * 40000):
        w = W()
        pickle.dump(o, w, proto)
        print(proto, w.n)
for n in (0, 1, 2, 999, 1000, 1001, 2000):
    for o in (set(range(n)), frozenset(range(n)), list(range(n)), dict.fromkeys(range(n))):
        d = pickle.dumps(o, 4)
        print(n, type(o).__name__, d.count(b'('), d[-8:])
        print(n, len(pickle.dumps(type('C', (), {'__module__': 'x', '__reduce_ex__': lambda s, p: (list, (), None, iter(range(n)), iter([(1, 2)] * n))})(), 2)))


class Log(pickle.Pickler):
    def persistent_id(self, o):
        return 'id:' + o if isinstance(o, str) and o.isdigit() else None

    def reducer_override(self, o):
        if o is f:
            return int, (5,)
        return NotImplemented


class Back(pickle.Unpickler):
    def persistent_load(self, pid):
        return pid.upper()

    def find_class(self, module, name):
        if name == 'Forbidden':
            raise pickle.UnpicklingError('no')
        return super().find_class(module, name)


for proto in range(6):
    out = io.BytesIO()
    p = Log(out, proto)
    p.dump(['1', '2', 'abc', f, {'3': A}])
    p.dump('abc')
    print(proto, out.getvalue())
    u = Back(io.BytesIO(out.getvalue()))
    print(u.load(), u.load(), len(u.memo.copy()))
p = pickle.Pickler(io.BytesIO(), 4)
x = [1, 'abc']
p.dump(x)
print([v for v in p.memo.copy().values()], p.bin, p.fast)
p.fast = True
p.clear_memo()
p.dump(x)
print(p.memo.copy())
loop = []
loop.append(loop)
try:
    p.dump(loop)
except (ValueError, RecursionError) as e:
    print(type(e).__name__, re.sub('0x.*', '', str(e)))
p = pickle.Pickler(io.BytesIO(), 4)
p.dispatch_table = {A: lambda a: (str, ('A',))}
p.dump([A(), Outer.Inner])
out = io.BytesIO()
p.__init__(out, 2)
p.dump(A())
print(type(pickle.loads(out.getvalue())))


class Table(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[A] = lambda a: 'f'


try:
    Table(out, 4).dump(A())
except pickle.PicklingError as e:
    print(re.sub('0x[0-9a-f]+', '0x', str(e)))
copyreg.add_extension('__main__', 'A', 300)
for proto in (1, 2, 4):
    print(pickle.dumps(A, proto), pickle.loads(pickle.dumps(A, proto)) is A)
copyreg.remove_extension('__main__', 'A', 300)
buffers = []
b = bytearray(b'abc' * 3)
d = pickle.dumps([pickle.PickleBuffer(b), pickle.PickleBuffer(bytes(b))], 5, buffer_callback=buffers.append)
print(d, [bytes(x.raw()) for x in buffers])
print([(type(x).__name__, bytes(x)) for x in pickle.loads(d, buffers=buffers)])
print(pickle.loads(d, buffers=[b, b])[1].readonly)
for buffers in ((), [b], None, 5):
    try:
        print(pickle.loads(d, buffers=buffers))
    except Exception as e:
        print(type(e).__name__, e)
pb = pickle.PickleBuffer(memoryview(b)[::2])
try:
    pickle.dumps(pb, 5)
except Exception as e:
    print(type(e).__name__, e)
try:
    pb.raw()
except Exception as e:
    print(type(e).__name__, e)
pb.release()
try:
    memoryview(pb)
except Exception as e:
    print(type(e).__name__, e)
for text in ('pickle.Pickler()', 'pickle.Pickler(1)', 'pickle.Pickler(io.BytesIO(), 9)', 'pickle.Pickler(io.BytesIO(), 4, buffer_callback=1)',
             'pickle.Unpickler(1)', 'pickle.loads("a")', 'pickle.loads()', 'pickle.dumps()', 'pickle.dumps(1, 2, 3)', 'pickle.dumps(1, "a")',
             'pickle.Pickler.__new__(pickle.Pickler).dump(1)', 'pickle.Unpickler.__new__(pickle.Unpickler).load()',
             'pickle.Unpickler(io.BytesIO(), encoding=1)', 'pickle.dump(1, 2)', 'setattr(p, "memo", 1)', 'setattr(p, "memo", {1: 2})',
             'setattr(p, "memo", {1: (2, 3)})', 'setattr(u, "memo", {"a": 1})', 'setattr(u, "memo", {-1: 1})', 'delattr(p, "memo")',
             'u.persistent_load(1)', 'pickle.Unpickler(io.BytesIO()).persistent_load(1)', 'pickle.PickleBuffer(1)', 'pickle.PickleBuffer()'):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, type(e).__name__, e)


class Attributes:
    pass


# State goes into the attributes, whatever the class makes of setting them.
class Odd:
    def __setattr__(self, k, v):
        raise TypeError('no')


o = Attributes()
o.a, o.b = 1, [2]
print(vars(pickle.loads(pickle.dumps(o))))
o = Odd()
vars(o).update(x=1)
print(vars(pickle.loads(pickle.dumps(o))))


class Dicted:
    @property
    def __dict__(self):
        print('asked')
        return {}


print(pickle.loads(b'c__main__\nDicted\n)\x81}\x8c\x01aK\x01sb.').__class__)
