"""User code that changes a container in the middle of one of its operations; subclasses of containers."""


def show(f):
    """Print what f() returns or raises."""
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


class E:
    def __init__(s,f,h=1,r=False): s.f=f; s.h=h; s.r=r
    def __eq__(s,o): s.f(); return s.r
    def __hash__(s): return s.h
    def __lt__(s,o): s.f(); return True
    def __repr__(s): s.f(); return 'E'
    def __del__(s): pass
class D:
    def __init__(s,f): s.f=f
    def __del__(s): s.f()
# list
L=[1,2,3]
L.insert(0,E(lambda:L.clear()))
show(lambda:L.index(3))
L=[E(lambda:L.clear()),2]
show(lambda:L.count(1))
L=[E(lambda:L.append(1) if len(L)<5 else 0),2]
show(lambda:L.count(7))
show(lambda:L)
L=[E(lambda:L.clear(),r=True),2]
show(lambda:L.remove(1))
show(lambda:L)
L=[E(lambda:L.clear()),2]
show(lambda:7 in L)
L=[E(lambda:L.clear()),2]
show(lambda:L==[1,2])
L=[E(lambda:L.clear()),2]
show(lambda:L<[1,2])
L=[E(lambda:L.clear()),2]
show(lambda:L)
L=[3,1,2]
show(lambda:L.sort(key=lambda x:L.append(x)))
show(lambda:L)
L=[3,1,2]
show(lambda:L.sort(key=lambda x:L.clear()))
show(lambda:L)
L=[E(lambda:L.append(1)) for _ in range(3)]
show(L.sort)
show(lambda:len(L))
L=[3,1,2]
show(lambda:L.sort(key=lambda x:1/0))
show(lambda:L)
L=[D(lambda:L.append(1)) for _ in range(3)]
L.clear()
show(lambda:L)
L=[D(lambda:L.append(1)) for _ in range(3)]
L[:]=[]
show(lambda:L)
L=[D(lambda:L.clear()) for _ in range(3)]
del L[0]
show(lambda:L)
L=[D(lambda:L.clear()) for _ in range(3)]
L[1]=5
show(lambda:L)
L=[D(lambda:L.append(7)) for _ in range(3)]
del L[::2]
show(lambda:len(L))
class I:
    def __index__(s): L.clear(); return 1
L=[1,2,3]
show(lambda:L[I()])
L=[1,2,3]
show(lambda:L.pop(I()))
L=[1,2,3]
show(lambda:L.insert(I(),5))
show(lambda:L)
L=[1,2,3]
def f(): L[I()]=5
show(f)
L=[1,2,3]
def f(): L[I():]=[7]
show(f)
show(lambda:L)
L=[1,2,3]
def f(): L[I()::2]=[7]
show(f)
show(lambda:L)
L=[1,2,3]
show(lambda:L[I():])
L=[1,2,3]
show(lambda:L*I())
L=[1,2,3]
show(lambda:L.__imul__(I()))
show(lambda:L)
def g():
    yield 1; L.clear(); yield 2
L=[1,2,3]
L.extend(g())
show(lambda:L)
L=[1,2,3]
L[1:2]=g()
show(lambda:L)
L=[1,2,3]
for x in L:
    if len(L)<10: L.append(x)
show(lambda:L)
it=iter(L)
list(it)
L.append(1)
show(lambda:next(it,'end'))
# dict
d={E(lambda:d.clear()):1}
show(lambda:d.get(1))
d={E(lambda:d.clear()):1}
def f(): d[1]=2
show(f)
show(lambda:d)
d={}
e=E(lambda:d.update(((i,i) for i in range(50,90))),h=1)
d[e]=1
show(lambda:d.get(1))
show(lambda:len(d))
d={1:E(lambda:d.clear(),r=True),2:3}
show(lambda:d=={1:1,2:3})
show(lambda:d)
d={1:E(lambda:d.clear()),2:3}
show(lambda:d)
show(lambda:d)
d={i:D(lambda:d.update({99:1})) for i in range(3)}
d.clear()
show(lambda:d)
d={1:D(lambda:d.clear())}
d[1]=2
show(lambda:d)
d={1:D(lambda:d.update({2:3}))}
del d[1]
show(lambda:d)
d={1:1,2:2}
def f():
    for k in d: d[k+10]=1
show(f)
show(lambda:d)
d={1:1,2:2}
def f():
    for k in d: del d[k]
show(f)
show(lambda:d)
d={1:1}
def f():
    for k in d: del d[k]; d[k+1]=1
show(f)
show(lambda:d)
d={1:1,2:2,3:3}
def f():
    for k in list(d): d.pop(k); d[k]=k
    for k in d:
        d.popitem(); d[k*100]=1
        if len(d)>9: break
show(f)
show(lambda:d)
d={1:1,2:2}
i=iter(d)
next(i)
d[3]=3
show(lambda:next(i))
show(lambda:next(i))
show(i.__length_hint__)
d={i:i for i in range(5)}
i=reversed(d)
next(i)
show(i.__length_hint__)
show(lambda:list(i))
del d[2]
show(lambda:list(reversed(d.items())))
show(lambda:list(i))
a={1:1}
b={E(lambda:b.clear()):1, 2:2}
show(lambda:a.update(b))
class M(dict):
    def __missing__(s,k): return k*2
show(lambda:M()[4])
show(lambda:M().get(4))
class K:
    def keys(s): return ['a','b']
    def __getitem__(s,k): return k.upper()
show(lambda:dict(K()))
show(lambda:{**K()})
show(lambda:dict(K(),a=1))
show(lambda:dict([['x',1],('y',2),'zw']))
class K2:
    def keys(s): return 5
    def __getitem__(s,k): return k
show(lambda:dict(K2()))
show(lambda:{**K2()})
x={}
x['x']=x
x['v']=x.values()
show(lambda:x)
l=[]
l.append(l)
show(lambda:l)
tt=([],)
tt[0].append(tt)
show(lambda:tt)
s={1}
# set
s={E(lambda:s.clear())}
show(lambda:1 in s)
show(lambda:s)
s={E(lambda:s.clear())}
show(lambda:s.add(1))
show(lambda:s)
s={E(lambda:s.update(range(100,200)))}
show(lambda:s.add(1))
show(lambda:len(s))
s={E(lambda:s.clear()),2}
show(lambda:s=={1,2})
s={1,2,3}
u={E(lambda:u.clear(),h=1),E(lambda:s.clear(),h=2),5}
show(lambda:len(s&u))
s={1,2,3}
u={E(lambda:u.clear(),h=1),E(lambda:s.clear(),h=2),5}
show(lambda:len(s|u))
s={1,2,3}
def f():
    for x in s: s.add(x+10)
show(f)
s={D(lambda:s.add(1)) for _ in range(3)}
s.clear()
show(lambda:s)
i=iter({1,2,3})
show(i.__length_hint__)
next(i)
show(i.__length_hint__)
show(lambda: {1} in {frozenset([1])})
show(lambda: {frozenset([1]),2}.remove({1}))
ss={frozenset([1])}
ss.discard({1})
show(lambda:ss)
class S(set):
    def __init__(s,*a,k=0): super().__init__(*a); s.k=k
    def __repr__(s): return 'S'+set.__repr__(s)
show(lambda:S([1],k=3)|{2})
show(lambda:type(S([1])|{2}))
show(lambda:S([1,2],k=4).copy())
show(lambda:type(S([1]).copy()))
show(lambda:S([1],k=2).__reduce__())
class F(frozenset):
    def __new__(cls,*a,k=0): return super().__new__(cls,*a)
show(lambda:F([1],k=3))
show(lambda:type(F([1]).copy()))
show(lambda:type(F([1])|{2}))
show(lambda:frozenset([1])|{2})
show(lambda:{2}|frozenset([1]))
show(lambda:hash(F([1,2]))==hash(frozenset([1,2])))
class T(tuple):
    def __new__(cls,*a,k=0): return super().__new__(cls,*a)
show(lambda:T([1],k=2))
show(lambda:type(T([1])+(2,)))
show(lambda:type(T([1])[:]))
show(lambda:T([1])*2)
show(lambda:type(T([1])*1))
show(lambda:tuple(T([1])))
show(lambda:T((1,)).__getnewargs__())
class LL(list):
    def __init__(s,*a,k=0): super().__init__(*a)
show(lambda:LL('ab',k=1))
show(lambda:type(LL('ab')+['c']))
show(lambda:type(LL()[:]))
show(lambda: LL('ab')==['a','b'])
show(lambda:(LL('ab'),).__contains__(['a','b']))
show(lambda:list[int])
show(lambda:dict[str,int])
show(lambda:set[int]())
show(lambda:tuple[int,...])
show(lambda:frozenset[int])
show(lambda:list.__class_getitem__(5))
show(lambda:sorted([3,1.5,2,True]))
show(lambda:sorted([(1,'b'),(1,'a'),(0,'z')]))
show(lambda:sorted(['b','a','é','Z']))
show(lambda:sorted([1.5,float('nan'),0.5,-0.0,0.0]))
show(lambda:sorted([0.0,-0.0]))
show(lambda:sorted([2**70,1,-2**70]))
show(lambda:sorted([[2],[1,5],[1]]))
show(lambda:sorted('hello',reverse=True,key=str.upper))
show(lambda:sorted([(1,[]),(1,{})]))
show(lambda:sorted([1,None]))
