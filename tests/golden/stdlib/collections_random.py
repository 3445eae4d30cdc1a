"""Long random runs of operations on a deque and an OrderedDict."""
from _collections import _count_elements
from collections import OrderedDict, defaultdict, deque

seed=12345
def mix(h, *parts):
    return (h * 1000003 + int.from_bytes(repr(parts).encode(), 'little')) % (2**61 - 1)
def rnd(n):
    global seed
    seed=(seed*6364136223846793005+1442695040888963407)%(1<<64)
    return (seed>>33)%n

# deque
d=deque(maxlen=8); e=deque(); hh=0
for i in range(6000):
    op=rnd(26); x=rnd(6); n=rnd(9)-4
    D=d if rnd(2) else e
    try:
        if op==0: r=D.append(x)
        elif op==1: r=D.appendleft(x)
        elif op==2: r=D.pop()
        elif op==3: r=D.popleft()
        elif op==4: r=D.extend(range(x))
        elif op==5: r=D.extendleft(range(x))
        elif op==6: r=D.rotate(n)
        elif op==7: r=D[n]
        elif op==8: D[n]=x; r=None
        elif op==9: del D[n]; r=None
        elif op==10: r=D.insert(n,x)
        elif op==11: r=D.remove(x)
        elif op==12: r=D.index(x)
        elif op==13: r=D.index(x,n,n+3)
        elif op==14: r=D.count(x), x in D
        elif op==15: r=D.reverse()
        elif op==16: r=D+d
        elif op==17: r=D*n
        elif op==18: D*=rnd(3); r=None
        elif op==19: D+=d; r=None
        elif op==20: r=D.copy(), D.copy().maxlen, D.maxlen
        elif op==21: r=list(reversed(D)), list(D), len(D), bool(D)
        elif op==22: r=d<e, d==e, d!=e, d>=e, e==e.copy()
        elif op==23: r=D.extend(D) if len(D)<30 else None
        elif op==24: r=D.__reduce__()[:2]
        else:
            if len(e)>40: e.clear()
            r=None
    except Exception as ex: r=type(ex).__name__+str(ex)
    if d is not D and e is not D: (d,e)=(D if D.maxlen else d, D if not D.maxlen else e)
    hh=mix(hh,repr(r),repr(d),repr(e))
    if i%300==0: print(i,op,r,d,e,hh)
print(hh)
# odict
o=OrderedDict(); hh=0
for i in range(5000):
    op=rnd(14); k=rnd(15)
    try:
        if op<3: o[k]=i; r=None
        elif op==3: r=o.popitem()
        elif op==4: r=o.popitem(last=False)
        elif op==5: r=o.move_to_end(k)
        elif op==6: r=o.move_to_end(k,last=False)
        elif op==7: r=o.pop(k)
        elif op==8: del o[k]; r=None
        elif op==9: r=list(reversed(o)),list(o.items()),list(reversed(o.values()))
        elif op==10: r=o.setdefault(k,5)
        elif op==11: r=o==OrderedDict(reversed(o.items())), o==dict(reversed(o.items())), o|{99:1}
        elif op==12: r=o.copy(), k in o
        else: r=o.update({k:1,k+1:2},a=3) if rnd(5)==0 else None
    except Exception as ex: r=type(ex).__name__+str(ex)
    hh=mix(hh,repr(r),repr(o))
    if i%300==0: print(i,op,r,o,hh)
print(hh)
c={}; _count_elements(c,'abracadabra'); print(c)
dd=defaultdict(list)
for i in range(10): dd[i%3].append(i)
print(dd, dict(dd))
