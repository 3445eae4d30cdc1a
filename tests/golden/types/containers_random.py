"""Long random runs of operations on a list and a dict; the state after each goes into a hash."""

seed=12345
def mix(h, *parts):
    return (h * 1000003 + int.from_bytes(repr(parts).encode(), 'little')) % (2**61 - 1)
def rnd(n):
    global seed
    seed=(seed*6364136223846793005+1442695040888963407)%(1<<64)
    return (seed>>33)%n
# --- list
def R():
    return rnd(14)-6
def sl():
    f=lambda: None if rnd(4)==0 else R()
    st=None if rnd(2) else (rnd(7)-3)
    return slice(f(),f(),st)
L=[]
out=[]
for step in range(3000):
    op=rnd(22)
    try:
        if op==0: L.append(rnd(5)); r=None
        elif op==1: r=L.pop()
        elif op==2: r=L.pop(R())
        elif op==3: r=L.insert(R(),rnd(9))
        elif op==4: r=L[R()]
        elif op==5: r=L[sl()]
        elif op==6: L[sl()]=[rnd(9) for _ in range(rnd(5))]; r=None
        elif op==7: s=sl(); L[s]=range(len(L[s])); r=None
        elif op==8: del L[sl()]; r=None
        elif op==9: del L[R()]; r=None
        elif op==10: r=L.index(rnd(5),R(),R())
        elif op==11: r=L.count(rnd(5))
        elif op==12: r=L.remove(rnd(5))
        elif op==13: L*=rnd(3); r=None
        elif op==14: L+=(1,2); r=None
        elif op==15: r=L.reverse()
        elif op==16: r=L.sort(reverse=rnd(2)==1, key=(None if rnd(2) else lambda x:-x))
        elif op==17: r=rnd(5) in L
        elif op==18: r=L<[rnd(5) for _ in range(3)]
        elif op==19: r=tuple(L)[sl()], hash(tuple(L))
        elif op==20: r=L+L[:2], L*2==L+L
        else: L[sl()]=L; r=None
        if len(L)>30: del L[10:]
    except Exception as e: r=type(e).__name__+str(e)
    out.append((op,r,L[:]))
h=0
for i,o in enumerate(out):
    h=mix(h,repr(o))
    if i%100==0: print(i,o,h)
print(h)
# --- dict
D={}
h=0
for step in range(6000):
    op=rnd(14); k=rnd(12); k=[k,str(k),float(k),(k,),None][rnd(5)]
    try:
        if op<4: D[k]=rnd(100); r=None
        elif op==4: r=D.pop(k)
        elif op==5: r=D.popitem()
        elif op==6: r=D.setdefault(k,rnd(100))
        elif op==7: r=D.get(k)
        elif op==8: del D[k]; r=None
        elif op==9: r=D.update({k:1,'z':2},q=3)
        elif op==10: r=list(reversed(D)), list(D.items())[:3]
        elif op==11: r=k in D, len(D), D==dict(D.items()), D|{k:5}
        elif op==12: r=sorted(map(str,D.keys()&{k,1,2,'3'})), sorted(map(str,D.keys()-{k,1,2,'3'})), sorted(map(str,D.items()^{(k,1)}))
        else:
            if rnd(20)==0: D.clear()
            r=None
    except Exception as e: r=type(e).__name__+str(e)
    h=mix(h,repr(r),repr(D))
    if step%300==0: print(step,op,r,D,h)
print(h)
