"""Context variables, contexts, tokens: values, copies, errors and their texts."""
import contextvars, weakref
from contextvars import *
print(type(copy_context()), ContextVar, Token)
v=ContextVar('v', default=1); w=ContextVar('w')
import re
def t(f):
    try: r=repr(f())
    except BaseException as e: r=type(e).__name__+': '+str(e)
    print(re.sub('0x[0-9a-f]+','0x',r))
t(lambda: v); t(lambda: w); t(lambda:w.get()); t(lambda:w.get(3)); t(lambda:v.get(4)); t(lambda:v.get())
tok=v.set(5); t(lambda:tok); t(lambda:tok.var is v); t(lambda:tok.old_value); t(lambda:v.reset(tok)); t(lambda:tok);t(lambda:v.reset(tok))
tok=v.set(5); t(lambda:w.reset(tok)); 
t(lambda:copy_context().run(v.reset,tok)); t(lambda:v.reset(3))
t(lambda:weakref.ref(v)); t(lambda:weakref.ref(copy_context())); t(lambda:weakref.ref(tok))
t(lambda:ContextVar()); t(lambda:ContextVar(3)); t(lambda:ContextVar('a',2)); t(lambda:ContextVar('a',x=2));t(lambda:ContextVar(name='a'))
c=copy_context()
t(lambda:c); t(lambda:c[v]); t(lambda:c[w]); t(lambda:c[3]); t(lambda:3 in c); t(lambda: v in c); t(lambda:c.get(w)); t(lambda:c.get(w,9)); t(lambda:c.get(2))
t(lambda:list(c)); t(lambda:len(c)); t(lambda:c.keys()); t(lambda:c.values()); t(lambda:c.items()); t(lambda:c==copy_context()); t(lambda:c==3); t(lambda:c<c); t(lambda:hash(c))
t(lambda:c.run()); t(lambda:c.run(3)); t(lambda:c.run(lambda:c.run(print)))
t(lambda:Token()); t(lambda:Token.MISSING); t(lambda:Token[int]); t(lambda:ContextVar[int]); t(lambda:Context[int])
t(lambda:Context(1)); t(lambda:type('X',(Context,),{})); t(lambda:type('X',(ContextVar,),{})); t(lambda:type('X',(Token,),{}))
t(lambda:v.name); t(lambda:setattr(v,'name','e')); t(lambda:setattr(v,'zz','e'));t(lambda:c.copy()==c); t(lambda:hash(v)==hash(v)); t(lambda:hash(tok))
t(lambda:type(iter(c))); t(lambda:iter(c.keys()));t(lambda:c.keys()); t(lambda:copy_context.__module__);
t(lambda:ContextVar.get.__doc__ is None); t(lambda:setattr(c,'x',1)); t(lambda:c.__contains__(v)); t(lambda:Context())
t(lambda:v.set()); t(lambda:v.set(1,2)); t(lambda:v.get(1,2)); t(lambda:c.get()); t(lambda: type(Token.MISSING)); t(lambda:__import__('copy').copy(v)); t(lambda:__import__('pickle').dumps(v))
t(lambda: Context.__module__+ContextVar.__module__)
import _contextvars; t(lambda:[x for x in dir(_contextvars) if x[0]!='_'])

# The tree of values against a dict, with copies that must not change.
import random
rng=random.Random(5)
names=[ContextVar(f'n{i}') for i in range(200)]
model={}; snaps=[]; tokens=[]
def play():
    for step in range(3000):
        v=rng.choice(names)
        if rng.random()<.7 or not tokens:
            model_old=dict(model) if step%100==0 else None
            tokens.append((v, v.set(step), model.get(v, Token.MISSING))); model[v]=step
        else:
            v,tok,old=tokens.pop(rng.randrange(len(tokens)))
            assert tok.old_value==old or tok.old_value is old
            v.reset(tok)
            if old is Token.MISSING: model.pop(v,None)
            else: model[v]=old
        if step%200==0: snaps.append((copy_context(), dict(model)))
    here=copy_context()
    for v in names: assert here.get(v,'no')==model.get(v,'no')
    assert dict(here.items())=={**model} and len(here)==len(model)
Context().run(play)
for c,m in snaps: assert dict(c.items())==m and set(c)==set(c.keys())==set(m) and sorted(c.values())==sorted(m.values())
print(len(snaps), len(names))
import threading
seen=[]
w.set(1)
th=threading.Thread(target=lambda: seen.append(w.get('none'))); th.start(); th.join(); print(seen)
def outer():
    w.set('outer'); copy_context().run(inner); print(w.get())
def inner():
    print(w.get()); w.set('inner'); print(w.get())
copy_context().run(outer); print(w.get())
def kw(a,*b,c=1,**d): return a,b,c,d
print(copy_context().run(kw,1,2,c=3,d=4))
try: copy_context().run(lambda: 1/0)
except ZeroDivisionError as e: print(e)
print(w.get())
