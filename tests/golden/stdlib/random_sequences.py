"""random: sequences of every method and distribution for seeds of every kind, subclasses, messages."""
import pickle
import random as R
import warnings

warnings.simplefilter('error')


def run(text, **n):
    for e in text.strip().splitlines():
        try: print(e,'=',repr(eval(e.strip(),globals(),n)))
        except BaseException as x: print(e,'->',type(x).__name__,x)
r=R.Random(1)
run('''
r.randrange(0)
r.randrange(5,5)
r.randrange(5,1,2)
r.randrange(1,5,0)
r.randrange(5,None,2)
r.randrange(1.0)
r.randrange('a')
r.randrange(1,2.5)
r.randrange(1,5,2.0)
r.randrange(5,3,-1)
r.randint(3,1)
r.randint(1.5,3)
r.choice([])
r.choice({})
r.choice(3)
r.choices([])
r.choices([1,2],[1,2,3])
r.choices([1,2],[0,0])
r.choices([1,2],[-1,0])
r.choices([1,2],[1,2],cum_weights=[1,2])
r.choices([1,2],3)
r.choices([1,2],[float('inf'),1])
r.choices([1,2],k=2.5)
r.choices([1,2],weights=['a','b'])
r.choices({1,2})
r.choices([1,2],cum_weights=5)
r.sample([1,2],3)
r.sample([1,2],-1)
r.sample({1,2},1)
r.sample(5,1)
r.sample([1,2],1,counts=[1])
r.sample([1,2],1,counts=[1,-1])
r.sample([1,2],1,counts=[1.5,1])
r.sample([1,2],4,counts=[1,2])
r.sample([1,2],1,counts=[0,0])
r.sample([],1,counts=[])
r.sample([1,2],'a')
r.shuffle((1,2,3))
r.shuffle({1})
r.shuffle([1],3)
r.seed([1])
r.seed(1j)
r.seed((1,))
r.seed(b'a\\xff',version=1), r.random()
r.seed(1.5,1), r.random(), r.seed(-5), r.random(), r.seed('abc',1), r.random(), r.seed('abc'), r.random(), r.seed(bytearray(b'abc')), r.random(), r.seed('',1), r.random(), r.seed(True), r.random(), r.seed(2**70), r.random()
r.seed('\\udc80')
r.setstate(3)
r.setstate((3,))
r.setstate((5,(1,),None))
r.setstate((2,(1,),None))
r.setstate((3,(1,2),None))
r.setstate((3,[0]*625,None))
r.setstate((3,(-1,)*624+(0,),None))
r.setstate((2,(-1,)*624+(0,),None)), r.random()
r.getstate()[0], len(r.getstate()[1]), r.getstate()[2]
r.getrandbits(-1)
r.getrandbits('a')
r.getrandbits(0)
r.randbytes(-1)
r.randbytes('a')
r.randbytes(0), r.randbytes(5)
R.Random([1])
R.Random(1,2)
R.Random(x=3).random()
r.gammavariate(0,1)
r.gammavariate(1,-1)
r.betavariate(0,1)
r.binomialvariate(-1)
r.binomialvariate(1,2)
r.binomialvariate(5,-.1)
r.binomialvariate(1.5,.5)
r.binomialvariate('a')
r.binomialvariate(0,.5), r.binomialvariate(5,0), r.binomialvariate(5,1), r.binomialvariate(5,0.0), r.binomialvariate(5,1.0)
r.expovariate(0)
r.paretovariate(0)
r.weibullvariate(1,0)
r.vonmisesvariate(0,1e-7)
r.triangular(1,1), r.triangular(1,1,1), r.triangular(2,1), r.triangular(0,1,.5)
r.uniform('a',1)
r.__reduce__()[0], r.__reduce__()[1], len(r.__reduce__()[2])
R.SystemRandom().getstate()
R.SystemRandom().setstate(1)
R.SystemRandom().seed(1,2,a=3)
R.SystemRandom().getrandbits(-1)
R.SystemRandom().getrandbits(0)
len(R.SystemRandom().randbytes(5)), R.SystemRandom().gauss_next
R.SystemRandom(5).VERSION
R.NV_MAGICCONST, R.LOG4, R.SG_MAGICCONST, R.BPF, R.RECIP_BPF, R.TWOPI
R.Random.__mro__, R.random.__self__ is R._inst
r.gauss_next
R.main(['--choice','a','b']) in 'ab'
R.main(['-i','1']), R.main(['5']) <= 5, R.main(['2.5']) <3, type(R.main(['a','b','c']))
vars(r)
''',r=r)
class A(R.Random):
    def random(self): print('random',end=' '); return super().random()
class B(R.Random):
    def getrandbits(self,k): print('bits',k,end=' '); return super().getrandbits(k)
class C(A,B): pass
class Dd(A):
    def getrandbits(self,k): print('gbits',k,end=' '); return super().getrandbits(k)
class E2(B):
    def random(self): print('random2',end=' '); return super().random()
for K in A,B,C,Dd,E2:
    x=K(3); print(K.__name__)
    for m in ('randrange(10)','choice("abc")','shuffle(list(range(4)))','sample(range(50),3)','sample(range(5),4)','choices("abc",k=2)','choices("abc",[1,2,3],k=2)','randint(2,3)','gauss()','normalvariate()','uniform(1,2)','randbytes(3)','expovariate()','triangular()','randrange(2**60)','randrange(1)','binomialvariate(3,.2)','binomialvariate(1,.2)','randrange(2,9,3)','paretovariate(2)','weibullvariate(1,2)'):
        try: print('  ',m,eval('x.'+m))
        except Exception as e: print('  ',m,type(e).__name__,e)

print('-- sequences')
calls = """random() getrandbits(7) getrandbits(100) randrange(1000) randrange(10**30) randrange(-5,100,7) randrange(50,0,-3) randint(-3,3) choice('abcdef')
choices(range(9),k=4) choices('abc',[5,1,2.5],k=5) choices('abc',cum_weights=(1,2,9),k=5) sample(range(1000),6) sample(range(30),25) sample('abcdefg',3) sample(range(10**9),7) sample([1,2,3],4,counts=[5,0,9])
randbytes(9) uniform(-2,5.5) triangular() triangular(1,5,2) triangular(5,1,4) gauss() gauss(3,2) gauss(1,.1) normalvariate() normalvariate(5,.2) lognormvariate(0,.5) expovariate() expovariate(3) expovariate(-2)
vonmisesvariate(0,4) vonmisesvariate(3,.3) vonmisesvariate(1,0) gammavariate(.3,2) gammavariate(1,2) gammavariate(1.0001,.5) gammavariate(90,.5) betavariate(.5,.5) betavariate(3,1) betavariate(20,9)
paretovariate(3) paretovariate(.4) weibullvariate(1,1.5) weibullvariate(3,.3) binomialvariate() binomialvariate(9,.3) binomialvariate(100,.01) binomialvariate(1000,.4) binomialvariate(10**6,.9) binomialvariate(50,1e-20)""".split()
for seed in 0, -7, 2 ** 40, 1.5, 'text', b'bytes', '', bytearray(b'x'), True, 10 ** 60:
    g = R.Random(seed)
    for call in calls:
        print(call, [eval('g.' + call) for _ in range(3)], end=' ')
    deck = list(range(20))
    g.shuffle(deck)
    print(deck)
    h = pickle.loads(pickle.dumps(g))
    print(h.getstate() == g.getstate(), h.gauss() == g.gauss(), h.random() == g.random())
    state = g.getstate()
    first = [g.gauss() for _ in range(3)]
    g.setstate(state)
    print(first == [g.gauss() for _ in range(3)], hash(g.getstate()[1][:5]))
for seed in range(40):
    R.seed(seed)
    print(seed, R.random(), R.gammavariate(2.5, 1), R.gammavariate(.7, 1), R.vonmisesvariate(1, 2), R.binomialvariate(500, .3), R.normalvariate(), R.choices('xyz', k=3), R.sample(range(60), 4))
