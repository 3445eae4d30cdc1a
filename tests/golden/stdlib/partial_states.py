import functools, copy, pickle, inspect, io
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
class P(functools.partial): pass
p=functools.partial(int,'a',base=16); p.x=[1]
c=copy.copy(p); print(c.args is p.args, c.keywords is p.keywords, c.func is p.func, c.x is p.x)
p2=functools.partial(print,[1])
d=copy.deepcopy(p2); print(d.args is p2.args, d.args)
P2=P(p,1); print(type(P2.func), P2.args, P2.keywords)
p3=functools.partial(P(int,'f'),base=16); print(type(p3.func), p3.args)
p4=P(P(int,'f'),base=16); print(type(p4.func), p4.args)
p5=P(int,'f'); p5.attr=1; p6=functools.partial(p5,base=16); print(type(p6.func).__name__, p6.args)
class D(dict): pass
class T(tuple): pass
f=functools.partial(lambda:1)
f.__setstate__((print,T((1,)),D(a=2),None)); r=f.__reduce__(); print(type(r[2][1]),type(r[2][2]),r[2][3], type(f.args), type(f.keywords))
f.__setstate__((print,T((1,)),D(a=2),D(z=1)));print(type(f.__dict__), f.__reduce__()[2][3])
for bad in [(print,(),{}),(print,(),{},None,None),(1,(),{},None),(print,[],{},None),(print,(),[],None),(print,None,{},None),(print,(),{},None)]:
    t(bad, lambda: f.__setstate__(bad))

t('sig',lambda: inspect.signature(functools.cmp_to_key(lambda a,b:0)))
t('sig',lambda: inspect.signature(functools.cmp_to_key))
t('sig',lambda: inspect.signature(functools.partial))
t('sig',lambda: inspect.signature(functools.reduce))
t('sig',lambda: inspect.signature(functools.lru_cache))
t('hash', lambda: hash(int|str)==hash(frozenset({int,str})))
t('hash', lambda: hash(int|None)==hash(frozenset({int,type(None)})))
p.__module__
t('pr', lambda: repr(functools.partial(print,1,a=2)))
t('pr', lambda: functools.partial.__module__)
t('pr', lambda: repr(P(print,1,a=2)))
t('new', lambda: functools.partial())
t('new', lambda: functools.partial(1))
t('doc', lambda: functools.partial(int).__doc__ == functools.partial.__doc__)
