import sys, types, copy, pickle, warnings, weakref, gc, functools, collections, array
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
# exec / eval with builtins of other kinds
class Map(dict):
    def __missing__(self,k):
        if k=='boo': return 'hey'
        raise KeyError(k)
class OnlyMap:
    def __getitem__(self,k):
        if k=='sup': return 1
        raise KeyError(k)
t('b1', lambda: exec("print(x)", {'__builtins__':123,'x':1}))
t('b2', lambda: exec("x", {'__builtins__':123}))
t('b3', lambda: eval("sup", {'__builtins__':OnlyMap()}))
t('b4', lambda: eval("nope", {'__builtins__':OnlyMap()}))
t('b5', lambda: exec("import foo", {'__builtins__':types.MappingProxyType({})}))
t('b6', lambda: exec("import foo", {'__builtins__':{}}))
t('b7', lambda: exec("class A: pass", {'__builtins__':{}}))
t('b8', lambda: eval("boo", {'__builtins__':Map()}))
t('b9', lambda: eval("boo", Map()))
class SetOnly(dict):
    def __getitem__(self,k): raise OSError('get')
t('b10', lambda: exec("superglobal", {'__builtins__': SetOnly({'superglobal':1})}))
class M2(dict):
    def __getitem__(self,k): return 7
t('b11', lambda: eval("q", {}, M2()))
t('b12', lambda: eval("iter", types.MappingProxyType({})))
t('b13', lambda: exec("x", {'__builtins__': types.MappingProxyType({'x':5})}))
t('b14', lambda: exec("def f(): return y\nprint(f())", {'__builtins__': types.MappingProxyType({'y':5,'print':print})}))
t('b15', lambda: eval("print", {'__builtins__': None}))
t('b16', lambda: exec("y=1", {'__builtins__': None}))
# dir
class D1:
    __dict__=8
t('d1', lambda: dir(D1()))
class D2:
    def __dir__(self): return 7
t('d2', lambda: dir(D2()))
class D3:
    def __dir__(self): return ['b',1]
t('d3', lambda: dir(D3()))
class D4(types.ModuleType):
    __dict__=property(lambda s: {'x':1,'__foo__':2})
t('d4', lambda: dir(D4('q')))
class D5(types.ModuleType):
    __dict__=8
t('d5', lambda: dir(D5('q')))
class D6:
    __slots__=()
    @property
    def __class__(self): return int
t('d6', lambda: 'bit_length' in dir(D6()))
class D7:
    def __init__(s): s.x=1
    __class__=8
t('d7', lambda: dir(D7()))
# __class__ assign
def sc(a,b):
    o=a(); o.__class__=b; return type(o).__name__
class S1: __slots__=['a']
class S2: __slots__=['a']
class S3: __slots__=['b']
class S4(S1): __slots__=['c']
class S5(S1): __slots__=['c']
class S6: __slots__=['a','__dict__']
class S7: __slots__=['a','__weakref__']
class S8(S1): pass
class S9(S1): __slots__=()
class O1: pass
class O2: pass
class I1(int): pass
class L1(list): pass
class L2(list): pass
class N: __slots__=[]
class N2: __slots__=()
class DS: __slots__='__dict__','__weakref__'
class MT(type): pass
class MT2(type): pass
for a,b in [(S1,S2),(S1,S3),(S4,S5),(S1,S6),(S1,S8),(S8,S1),(S1,S9),(S9,S1),(O1,O2),(O1,S1),(S1,O1),(I1,O1),(L1,L2),(L1,list),(list,L1),(O1,N),(N,O1),(N,N2),(N2,object),(object,N),(DS,O1),(O1,DS),(O1,int),(int,O1),(bool,int),(O1,object),(object,O1),(O1,type),(O1,1),(type(lambda:0),O1)]:
    t((a.__name__,getattr(b,'__name__',b)), lambda: sc(a,b))
def meta():
    class Q(metaclass=MT): pass
    Q.__class__=MT2
    return type(Q).__name__
t('meta',meta)
def meta2():
    class Q(metaclass=MT): pass
    Q.__class__=type
    return type(Q).__name__
t('meta2',meta2)
t('mod', lambda: setattr(sys,'__class__',types.ModuleType))
t('delcls', lambda: delattr(O1(),'__class__'))
class DictProp:
    pass
def dd():
    class C: pass
    C.__dict__={}
t('cd',dd)
t('cd2',lambda: delattr(O1,'__dict__'))
t('cd3',lambda: setattr(O1(),'__dict__',[])); t('cd4',lambda: setattr(O1(),'__dict__',None))
def cd5():
    o=O1(); o.x=1; del o.__dict__; return o.__dict__
t('cd5',cd5)
class Base: 
    def __init__(self): self.x=1
class SubD(Base):
    __dict__=property(lambda s: {'y':2}, lambda s,v: None)
t('vd', lambda: vars(SubD()))
# object reduce
t('or', lambda: object().__reduce_ex__(1,2)); t('or', lambda: object.__reduce__()); t('or', lambda: object().__reduce__(0)); t('or', lambda: object.__reduce_ex__()); t('or', lambda: object().__reduce_ex__(None)); t('or', lambda: object().__reduce_ex__()); t('or',lambda: [].__reduce_ex__(4)[0].__name__)
class Slt:
    __slots__=('spam','__dict__')
def slt(p):
    o=Slt(); o.spam=42; return o.__reduce_ex__(p)[1:]
for p in range(2,5): t('slt',lambda: slt(p))
class Slt2:
    __slots__=('spam',)
    def __init__(self): self.spam=42
for p in range(0,5): t('slt2',lambda: Slt2().__reduce_ex__(p)[1:])
class StrSub(str):
    __slots__=()
def sltk():
    class A: 
        __slots__=[StrSub('spam')]
    a=A(); a.spam=42
    return a.__reduce_ex__(2)[1:], copy.copy(a).spam
t('sltk', sltk)
# names
t('n1', lambda: type('A\udcdcB',(),{})); t('n2', lambda: type('A\0B',(),{}))
def n4(): O2.__name__='A\udcdc'
def n5(): O2.__name__='A\0'
def n6(): O2.__doc__='A\udcdc'; return ascii(O2.__doc__)
def fl():
    A=type('A',(),{'__firstlineno__':42}); A.__firstlineno__=43; r='__firstlineno__' in A.__dict__
    A.__module__='x'; return r,'__firstlineno__' in A.__dict__
t('fl',fl)
# property
def sp():
    class P(property): __slots__=('foo',)
    return P(doc='d').__doc__, P(lambda s: 1,doc='q').__doc__
def sp2():
    class P(property):
        pass
    def g(s): "gdoc"
    return P(g).__doc__, P(g,doc='x').__doc__
t('sp2',sp2)
# patma
t('pm', lambda: None is compile('match x:\n case {0: _, 0j: _}: pass','f','exec')); t('pm', lambda: None is compile('match x:\n case {1: _, True: _}: pass','f','exec')); t('pm', lambda: None is compile('match x:\n case {-0: _, 0: _}: pass','f','exec')); t('pm', lambda: None is compile('match x:\n case {0.0: _, -0.0: _}: pass','f','exec')); t('pm', lambda: None is compile('match x:\n case {1.0: _, 1+0j: _}: pass','f','exec'))
# syntax bits
for s in ["del *x","del (*x)","f'{lambda x}'","f'{lambda x:1}'","class Foo:\n def f(self): return [(__x:=1) for __x in y]","class Foo:\n x=[(__y:=1) for x in z]","'\\z'","'\\400'","b'\\z'", "f(**k, *a)", "f(a=1, 2)",  'x = (yield) = 1','with a as f(): pass','for f() in x: pass','(x for x in y) = 1','*a', 'a: *b', 'print(*)','del f()','[x, *y] += 1', 'lambda *: 1', 'def f(*): pass','def f(a, *, **k): pass','nonlocal x','x++','async with a: pass','def f():\n  yield x := 1','{**a for a in b}','[*a for a in b]','{a: *b}','f(x for x in y, 1)','a.b: int','(a): int','[a]: int','a, b: int','assert (a, "b")','1 is 1','"a" is x','() is ()','x is 1','[1,2](3)','(1)(2)','{}[1]; "a"(1)','1()','[1][1,2]','"a"["b"]','if x is "a": pass','else: pass','try: pass','import a.b as c.d','from . import *','from a import (b,)','from a import b,','from __future__ import x','import','return','break','continue','await x','async def f():\n  [await x for x in y]\n  (await x for x in y)']:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: compile(s,'f','exec'); r='ok'
        except SyntaxError as e: r=(e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset)
        print(repr(s),r,[(x.category.__name__,str(x.message),x.lineno) for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    eval("'''\n\\z'''"); exec("x='\\y'"); print([(x.lineno,x.filename,str(x.message)) for x in w])
    w.clear(); warnings.simplefilter('error',SyntaxWarning)
    t('werr', lambda: eval("'''\n\\z'''"))
# memoryview, deque, range, sort
def mvr():
    b=bytearray(b'12345678'); m=memoryview(b)
    class I:
        def __index__(s): m.release(); return 4
    out=[]
    for f in [lambda: m[I()], lambda: m[:I()], lambda: m.__setitem__(I(),1), lambda: m.tolist()]:
        m=memoryview(b)
        try: out.append(f())
        except Exception as e: out.append(repr(e))
    return out
t('deq',lambda: list(pickle.loads(pickle.dumps(iter(collections.deque([1,2,3])))))); t('deq',lambda: iter(collections.deque([1,2])).__reduce__()[0])
t('deq',lambda: [x.__name__ for x in (type(iter(collections.deque())),type(reversed(collections.deque())))])
def ms():
    L=[1,2]
    def cmp(a,b):
        L.append(3); L.pop(); return 0
    L.sort(key=functools.cmp_to_key(cmp))
def ms2():
    L=[1,2]
    def cmp(a,b):
        L.clear(); return 0
    L.sort(key=functools.cmp_to_key(cmp)); return L
t('ms2',ms2)
for idx in [sys.maxsize, sys.maxsize+1, -1, 10]:
    t(idx, lambda: range(5, sys.maxsize+20)[idx]); t(idx, lambda: range(-sys.maxsize,sys.maxsize)[idx])
t('len', lambda: len(range(sys.maxsize+1)))
t('rg', lambda: range(sys.maxsize-1, sys.maxsize+5)[2:4])
# str iterator reduce after mutation of builtins, weakref
class WC:
    def __getattr__(self,n): raise KeyError(n)
w=WC(); t('wr',lambda: 'WC' in repr(weakref.ref(w)))
class Ref2(weakref.ref): pass
# gc
gc.set_debug(0)
def crc():
    c=cr(); c.cr_frame.clear(); return c.cr_frame
def gfc():
    def g():
        try: yield 1
        finally: print('fin')
    i=g(); next(i); f=i.gi_frame; f.clear(); return i.gi_frame
t('gf',gfc)
def gfc2():
    def g(): yield 1
    i=g(); i.gi_frame.clear(); return next(i,'none')
t('gf2',gfc2)
class Sup:
    def __new__(cls,*a): return super().__new__(cls)
def sup():
    class S(super):
        def __getattribute__(self, n): return super().__getattribute__(n)
    class A:
        def f(self): return 'A'
    class B(A):
        def f(self): return S(B,self).f()
    return B().f()
t('sup',sup)
def sup2():
    super_=super
    class A:
        def m(self): return super_(A,self).__init__
    return type(A().m()).__name__
t('sup2', sup2)
def cm():
    test=[]
    class Meta(type):
        def mro(self):
            self.__dict__['f']()
            return super().mro()
    class A(metaclass=Meta):
        def f(): test.append(__class__)
    return test[0] is A
t('cm',cm)
def mrn():
    r=[]
    class M(type):
        def mro(cls):
            r.append(cls.__mro__); return type.mro(cls)
    class A(metaclass=M): pass
    return r
def frz():
    class E: pass
    a=frozenset(); return a is frozenset(), frozenset([]) is a, compile('frozenset()','','eval') and True
t('frz',frz)
import ast
def bas():
    x=ast.parse('1e1000000000'); return ast.dump(x)
t('bas',bas); t('lit', lambda: ast.literal_eval('3'*5000)); t('big', lambda: compile('3'*5000,'f','eval')); t('mis', lambda: types.CodeType)
class It:
    n=0
    def __call__(s):
        s.n+=1
        if s.n==2:
            list(s.it)
            return 10
        return s.n
def conc():
    o=It(); o.it=iter(o,5); return list(o.it)
t('conc',conc)
t('ji', lambda: bytearray(b',').join(x for x in [b'a',b'b']))
def jb():
    a=bytearray(b',')
    def it():
        a.clear(); yield b'a'; yield b'b'
    return a.join(it())
class KK(dict):
    pass
t('setfromdict', lambda: 1)
class H:
    c=0
    def __hash__(s): H.c+=1; return 5
def rh():
    d=dict.fromkeys([H(),H()]); H.c=0; set(d); frozenset(d); s=set(); s|=set(d); dict.fromkeys(set(d)); s=set(d); s.difference(d); s&=set(d) ; return H.c
