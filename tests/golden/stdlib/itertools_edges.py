"""itertools over sources that fail, end early or come back into the iterator."""
import itertools as it


def show(f):
    """Print what f() returns or raises."""
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


# iterators raising / re-entry
class Bad:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        s.n-=1
        if s.n==0: raise ValueError('x')
        return s.n
for f in (lambda:it.zip_longest(Bad(3),[1]), lambda:it.chain([1],Bad(2)), lambda:it.pairwise(Bad(3)), lambda:it.batched(Bad(4),2), lambda:it.islice(Bad(4),1,5,2), lambda:it.cycle(Bad(3)), lambda:it.accumulate(Bad(3)), lambda:((k, list(g)) for k, g in it.groupby(Bad(3))), lambda:it.compress(Bad(3),[1,0,1,1])):
    x=f(); 
    for _ in range(5): show(lambda:next(x))
class R:
    def __init__(s): s.tee=None
    def __iter__(s): return s
    def __next__(s): return next(s.tee)
r=R()
a,b=it.tee(r)
r.tee=b
show(lambda:next(a))
class P:
    def __init__(s): s.p=None; s.k=0
    def __iter__(s): return s
    def __next__(s):
        s.k+=1
        if s.k==2: next(s.p)
        if s.k>6: raise StopIteration
        return s.k
p=P()
p.p=it.pairwise(p)
show(lambda:list(p.p))
show(lambda:list(it.chain.from_iterable(it.repeat('ab',3))))
show(lambda:list(it.islice(it.chain.from_iterable(it.count()),2)))
g=it.groupby([1,1,2])
k,gr=next(g)
show(lambda:next(gr))
next(g)
show(lambda:list(gr))
show(lambda:it._grouper(5,1))
class Sub(it.count):
    pass
show(lambda:next(Sub(3)))
show(lambda:Sub(3))
show(lambda:it.chain[int])
s=Sub(1)
s.x=5
show(lambda:s.x)
show(lambda:it.count(1,True))
show(lambda:next(it.islice(it.count(1.0,0.1),3,None)))
show(lambda:it.count(10,-1))
c=it.count(5)
next(c)
show(lambda:c)
show(lambda:c.__reduce__())
