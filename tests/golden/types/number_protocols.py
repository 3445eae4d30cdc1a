import warnings
warnings.simplefilter('ignore')
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
class WithComplex:
    def __init__(s,v): s.v=v
    def __complex__(s): return s.v
class F(float): pass
class NF:
    def __init__(s,v): s.v=v
    def __float__(s): return s.v
class NI:
    def __init__(s,v): s.v=v
    def __index__(s): return s.v
class C0(complex):
    def __new__(cls,v=0j): return complex.__new__(cls,2*v)
    def __complex__(self): return 42j
class C1(complex):
    def __new__(cls,v=0j): return complex.__new__(cls,2*v)
    def __complex__(self): return None
class Fl(float):
    def __complex__(self): return 17+0j
class Fl2(float):
    def __float__(self): return 42.
for a in [(WithComplex(1+10j),),(1,WithComplex(1j)),(NF(42.),),(NF(42.),1),(0,NF(42.)),(NI(42),),(C0(1j),),(C1(1j),),(C0(1j),2),(Fl(1.),),(Fl2(1.),),(1,Fl2(1.)),(Fl2(1.),2),(C0(1+2j),C0(3j)),(1,C0(2j)),(True,),(1j,2j),(WithComplex(1+1j),1j),(F(1.5),F(2.5)),(' ( 1+2j ) ',),('((1))',),('( )',),('( 1',),(' 1 + 2j',),('\u0661+\u0662j',),(NF(1j),),(0,NF(1j)),(WithComplex(1.5),)]:
    t(repr([type(x).__name__ for x in a]), lambda: complex(*a))
t('kw',lambda: complex(real=1,imag=2)); t('kw',lambda: complex(imag='1'))
class FF(float):
    def __float__(self): return 1
t('f',lambda: float(FF(3.)))
class FG(float):
    def __new__(cls, v): return float.__new__(cls, NF(v))
t('g', lambda: FG(1.5)); t('h', lambda: float(NF(F(1.5))))
class FI(float):
    def __index__(self): return 7
t('i', lambda: float(FI(2.5)))
class II(int):
    def __float__(self): return 9.5
t('i', lambda: float(II(2))); t('i', lambda: float(NI(2))); t('i', lambda: float(II(2))+0)
import math; t('m', lambda: math.sqrt(II(4))); t('m', lambda: math.sqrt(Fl2(4.)))
# type() of metaclass __class__ pathologies etc.
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
def cyc():
    class X:
        locals()["__class__"]=42
        x = __class__
    return X.x
t('class local', cyc)
def f3():
    x=42
    class X:
        locals()["x"]=43
        y=x
    return X.y
t('overrides', f3)
def f4():
    class C:
        a=1
    x=3
    class D:
        def m(self): return x
        v=list(vars()); w=list(locals())
        z = x
        u=sorted(locals())
    return D.v, D.w, D.u
t('locals class', f4)
class M(type):
    def mro(cls):
        self=cls
        print(cls.__dict__['f'].__closure__[0])
        return super().mro()
def f5():
    class L(list):
        def __init__(self, a, newarg=None): super().__init__(a); self.n=newarg
    return L([1],newarg=3), L([1],newarg=3).n
t('list',f5)
def f6():
    class L(list):
        def __new__(cls, a, newarg=None): self= super().__new__(cls,a); self.n=newarg; return self
    u=L([1,2],newarg=3)
    return u,u.n
t('list new', f6)
t('pow', lambda: (-0.0)**float('-inf'))
t('hex', lambda: float.fromhex('\u2003 0x1p3 '))
t('hex', lambda: float.fromhex('\v 0x1p3\f'))
class F(float):
    def __new__(cls, v=0.): return float.__new__(cls, 2*v)
    def __float__(self): return 42.
t('F', lambda: float(F()))
class Fs:
    def __float__(self): return F(1.5)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    t('F2', lambda: float(Fs()))
    print(*[str(x.message) for x in w])
t('cplx', lambda: complex('\u2003(\u20021+1j ) '))
t('rng', lambda: range(2**100, 2**100+2**62+5)[2**62+1])
t('rng', lambda: range(2**100, 2**100+2**64+5)[2**64+1])
t('rng', lambda: range(2**100, 2**100+2**64+5)[-1])
t('rng', lambda: range(2**100, 2**100+2**64+5)[2**65])
t('slice', lambda: range(10**30)[10**25:10**26:7])
it=None
def fn():
    global it
    if it is not None and not fn.done:
        fn.done=True
        return list(it) and 0 or 1
    return 5
class C2:
    n=0
    def __call__(self):
        self.n+=1
        if self.n<3: return self.n
        if self.n==3:
            print(list(self.it)); 
        return self.n
o=C2(); o.it=it2=iter(o,6)
def lst(): return list(it2)
t('iterfn', lst)
