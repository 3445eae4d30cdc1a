"""operator and the natives of functools."""
import _functools as F
import operator as O


def show(f):
    """Print what f() returns or raises."""
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


# partial etc
p=F.partial(lambda *a,**k:(a,k),1,x=2)
show(lambda:p(3,y=4))
show(lambda:p(x=9))
show(lambda:(p.func is not None,p.args,p.keywords))
show(lambda:F.partial(p,5,z=1)(6))
p.attr=3
show(lambda:F.partial(p,7).func is p)
def f(): p.func=1
show(f)
show(lambda:F.reduce(lambda a,b:a*b,range(1,6),10))
show(lambda:sorted([5,2,9],key=F.cmp_to_key(lambda a,b:b-a)))
show(lambda:F.partial[int])
show(lambda:O.call(lambda *a,**k:(a,k),1,b=2))
show(lambda:O.itemgetter(slice(1,3))('abcd'))
show(lambda:O.attrgetter('__class__.__name__')(5))
show(lambda:O.methodcaller('split','-',maxsplit=1)('a-b-c'))
show(lambda:[O.add(1,2),O.iadd([1],[2]),O.concat('a','b'),O.contains([1],1),O.countOf([1,1,2],1),O.indexOf('abc','c'),O.pow(2,5),O.not_(0),O.truth([]),O.inv(5)])
show(lambda:O.setitem([1],0,5))
show(lambda:O.length_hint(iter([1,2])))
show(lambda:O.index(True))
show(lambda:O.iconcat([1],(2,)))
# lru
n=0
def fn(x,*a,**k):
    global n; n+=1; return n
c=F._lru_cache_wrapper(fn,3,False,lambda *a:a)
show(lambda:[c(i) for i in (1,2,3,1,4,2,1,5,1,4)])
show(c.cache_info)
show(lambda:c(1,2))
show(lambda:c(1.0))
show(lambda:c(True))
show(lambda:c(1,k=1))
show(lambda:c(1,('k',1)))
show(c.cache_info)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
fib=F._lru_cache_wrapper(fib,None,False,lambda *a:a)
show(lambda:fib(100))
show(fib.cache_info)
def err(x): raise KeyError(x)
e=F._lru_cache_wrapper(err,None,False,lambda *a:a)
show(lambda:e(1))
show(e.cache_info)
