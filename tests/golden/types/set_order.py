"""Sets of ints print in the order of CPython's table, whatever was done to them."""

seed=12345
def mix(h, *parts):
    return (h * 1000003 + int.from_bytes(repr(parts).encode(), 'little')) % (2**61 - 1)
def rnd(n):
    global seed
    seed=(seed*6364136223846793005+1442695040888963407)%(1<<64)
    return (seed>>33)%n

# --- set
S=set(); T=set(); h=0
for step in range(6000):
    op=rnd(24); k=rnd(40)*(1 if rnd(3) else 1000003); k=[k,k*64,k,-k-1][rnd(4)]
    U=[k,1,5,rnd(60),rnd(60)*64]
    try:
        if op<6: S.add(k); r=None
        elif op==6: S.discard(k); r=None
        elif op==7: r=S.pop()
        elif op==8: S.remove(k); r=None
        elif op==9: r=S|T
        elif op==10: r=S&T
        elif op==11: r=S-T
        elif op==12: r=S^T
        elif op==13: T=set(U); r=None
        elif op==14: S.update(U,T); r=None
        elif op==15: S|=T; r=None
        elif op==16: S-=set(U); r=None
        elif op==17: S^=T; r=None
        elif op==18: r=S.intersection(U,S), S.union(U), S.difference(U)
        elif op==19: r=S.symmetric_difference(U), S.isdisjoint(T), S<=T, S>T, S.issuperset(U), S.issubset(U)
        elif op==20: r=frozenset(S), hash(frozenset(S)), frozenset(U)|S
        elif op==21: r=S.copy()
        elif op==22: 
            if rnd(6)==0: S&=set(range(30))|T
            r=None
        else:
            if rnd(40)==0: S.clear()
            r=dict.fromkeys(U).keys()&S, dict.fromkeys(U).keys()|S, S-dict.fromkeys(U).keys()
    except Exception as e: r=type(e).__name__+str(e)
    h=mix(h,repr(r),repr(S))
    if step%300==0: print(step,op,r,S,h)
print(h)
B=set()
for i in range(200000): B.add((i*7919)%1000003)
print(hash(tuple(B)), len(B)); 
B={i*i for i in range(3000)}; 
for i in range(0,9000000,3): B.discard(i)
B.update(range(100)); print(hash(tuple(B)))
