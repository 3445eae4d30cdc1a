"""list.sort compares the same pairs in the same order as CPython."""

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
for n in (0,1,2,3,5,10,33,64,65,100,200,500,1000,1500):
    for kind in range(7):
        if kind==0: a=[V(rnd(1000)) for _ in range(n)]
        elif kind==1: a=[V(i) for i in range(n)]
        elif kind==2: a=[V(n-i) for i in range(n)]
        elif kind==3: a=[V(i%7) for i in range(n)]
        elif kind==4: a=[V(i+rnd(20)) for i in range(n)]
        elif kind==5: a=[V(i if i%50<40 else rnd(n)) for i in range(n)]
        else: a=[V((n-i) if i<n//2 else i) for i in range(n)]
        V.n=0
        a.sort(reverse=rnd(3)==0)
        print(n,kind,V.n,V.log,hash(tuple(x.v for x in a)))
