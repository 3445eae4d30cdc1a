"""defaultdict, OrderedDict and deque: subclasses, changes during iteration, pickling."""
from collections import OrderedDict, defaultdict, deque


def show(f):
    """Print what f() returns or raises."""
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


# defaultdict
d=defaultdict(list)
d['a'].append(1)
show(lambda:d)
show(lambda:d.get('z'))
show(lambda:d.default_factory)
d.default_factory=int
show(lambda:d['q'])
show(lambda:d)
show(lambda:type(d.copy()))
show(lambda:defaultdict(int)|defaultdict(list,{1:2}))
class DD(defaultdict):
    def __missing__(s,k): return k
show(lambda:DD()[5])
show(lambda:DD(int))
show(lambda:defaultdict(lambda:1/0)[1])
show(lambda:defaultdict.fromkeys('ab',1))
show(lambda:defaultdict[int,str])
# OD
class OD(OrderedDict):
    def __setitem__(s,k,v): OrderedDict.__setitem__(s,k,v*2)
o=OD(a=1)
show(lambda:o)
o.update(b=2)
show(lambda:o)
show(lambda:o.setdefault('c',5))
show(lambda:o)
show(lambda:o.copy())
show(lambda:OD.fromkeys('xy',3))
show(lambda:o|{'z':1})
o|={'w':1}
show(lambda:o)
o.attr=1
show(lambda:o.__dict__)
show(lambda:vars(o))
show(lambda:o.__reduce__()[:3])
show(lambda:[k for k in reversed(o)])
show(lambda:o.popitem(False))
show(lambda:o.pop(5))
show(lambda:o.pop(key='b'))
show(lambda:o.move_to_end('w',False))
show(lambda:o)
show(lambda:o.keys()&{'w'})
show(lambda:o.keys()=={'w','c','z'})
show(lambda:o.items()<=o.items())
show(lambda:o.values().mapping)
show(lambda:type(iter(o.items())))
show(lambda:OrderedDict([('a',1)]).__eq__(5))
show(lambda:{**o})
show(lambda:dict(o))
show(lambda:list(o))
show(lambda:(lambda **k:k)(**o))
o=OrderedDict.fromkeys(range(1000))
for i in range(1000): o.move_to_end(i,last=i%3==0)
show(lambda:hash(tuple(o)))
for i in range(990): o.popitem(last=i%2==0)
show(lambda:o)
d=deque('abc')
it2=iter(d)
next(it2)
d.rotate(1)
show(lambda:next(it2))
d=deque([1,2,3])
def f():
    for x in d: d.append(x)
show(f)
d=deque([1,2],maxlen=3)
d2=d*3
show(lambda:d2)
d2+=[9,9]
show(lambda:d2)
show(lambda:deque('abc',2).maxlen)
show(lambda:d.copy()==d)
show(lambda:deque(maxlen=0))
q=deque(maxlen=0)
q.append(1)
q.extend('abc')
show(lambda:q)
show(lambda:deque([1,2,3])[-1])
show(lambda:[1] in deque([[1]]))
class DQ(deque): pass
q=DQ([1,2],3)
q.z=1
show(lambda:q)
show(lambda:q.copy())
show(lambda:q.__reduce__()[:3])
show(lambda:DQ([1])+deque([2]))
show(lambda:type(DQ([1])*2))
class X:
    def __eq__(s,o): dd.clear(); return False
dd=deque([X(),1])
show(lambda:dd.index(1))
dd=deque([X(),1])
show(lambda:1 in dd)
dd=deque([X(),1])
show(lambda:dd.remove(5))
dd=deque([X(),1])
show(lambda:dd==deque([5,1]))
dd=deque([X(),1])
show(lambda:dd.count(1))
