"""What copy and pickle get from objects: __reduce_ex__, __getstate__, arguments of __new__."""
import copy, pickle
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class A:
    def __init__(s): s.x=1
class B:
    __slots__=('a','__b')
    def __init__(s): s.a=1; s.__b=2
class C(B):
    def __init__(s): super().__init__(); s.z=3
class L(list): pass
class D(dict): pass
class I(int): pass
class S(str): pass
class T(tuple): pass
class F(float): pass
class N:
    def __new__(cls,*a,**k): o=object.__new__(cls); o.a=a,k; return o
    def __getnewargs_ex__(s): return s.a
class M:
    def __getnewargs__(s): return (1,2)
class G:
    def __getstate__(s): return 'st'
    def __setstate__(s,x): s.q=x
class E:
    pass
l=L([1,2]); l.k=5; d=D(a=1); i=I(5); i.x=1
for o in (A(),B(),C(),l,d,i,S('a'),T((1,)),F(1.5),N(1,b=2),N(1),M(),G(),E()):
    for p in (2,4):
        r=o.__reduce_ex__(p)
        print([getattr(x,'__name__',x) if not hasattr(x,'__next__') else list(x) for x in r])
    t(lambda:type(copy.copy(o))); t(lambda:type(pickle.loads(pickle.dumps(o)))); t(lambda:vars(copy.deepcopy(o)))
    t(lambda:o.__getstate__()); 
for o in ((x for x in ()), {}.keys(), print, len, t, A, iter([]), None, object(), type, 5, [1], {1:2}.items()):
    t(lambda:type(o.__reduce_ex__(4)))
class Bad:
    def __getnewargs__(s): return 5
class Bad2:
    def __getnewargs_ex__(s): return 5
class Bad3:
    def __getnewargs_ex__(s): return 1,2
class Bad4:
    def __getnewargs_ex__(s): return (),2
class Bad5:
    def __getnewargs_ex__(s): return (),
for k in (Bad,Bad2,Bad3,Bad4,Bad5): t(lambda:k().__reduce_ex__(2))
t(lambda:copy.copy(C()).__dict__); t(lambda:copy.copy(C())._B__b)
