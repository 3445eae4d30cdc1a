"""heapq and bisect: results, and the comparisons that lead to them."""
import bisect as B
import heapq as H

seed=12345
def rnd(n):
    global seed
    seed=(seed*6364136223846793005+1442695040888963407)%(1<<64)
    return (seed>>33)%n

class V:
    log=0
    def __init__(s,v): s.v=v
    def __lt__(s,o):
        V.log=hash((V.log,s.v,o.v)); V.n+=1
        return s.v//4<o.v//4
    def __repr__(s): return str(s.v)
V.n=0
h=[]
for i in range(300):
    op=rnd(6)
    try:
        if op<3: H.heappush(h,V(rnd(100))); r=None
        elif op==3: r=H.heappop(h)
        elif op==4: r=H.heappushpop(h,V(rnd(100)))
        else: r=H.heapreplace(h,V(rnd(100)))
    except IndexError as e: r=str(e)
    if i%20==0: print(r,h,V.log)
for n in (0,1,5,100,3000):
    a=[V(rnd(1000)) for _ in range(n)]; H.heapify(a); print(V.log, hash(tuple(x.v for x in a)))
    a=[V(rnd(1000)) for _ in range(n)]; H._heapify_max(a); print(V.log, hash(tuple(x.v for x in a)))
    if n>1: print(H._heappop_max(a),H._heapreplace_max(a,V(3)),V.log)
for i in range(200):
    a=sorted(rnd(50) for _ in range(rnd(20))); x=rnd(50)
    print(B.bisect_left(a,x),B.bisect_right(a,x),B.bisect(a,x) if hasattr(B,'bisect') else '',B.bisect_left(a,-x,key=lambda v:v-50),end=' ')
    B.insort_left(a,x); B.insort_right(a,x,key=lambda v:v//2) if 0 else None
print()
def g(f):
    try: return f()
    except Exception as e: return type(e).__name__+': '+str(e)
print(g(lambda:B.bisect_left([1],1,-1)), g(lambda:B.insort_left(5,1)), g(lambda:B.bisect_left([1],'a')), g(lambda:H.heappush((),1)), g(lambda:H.heappop(1)), g(lambda:H.heappop([])), B.bisect_left('abc','b'), g(lambda:B.bisect_left()), B.bisect_right([1,2,3],2,hi=1), g(lambda:B.bisect_left([1],0,0,10)))
