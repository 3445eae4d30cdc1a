import pickle, typing
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
T=typing.TypeVar('T')
class G(typing.Generic[T]):
    def __init__(s): s.a=1
class Pr(typing.Protocol[T]): pass
class PI(Pr[int]): pass
for p in range(6):
    t(p, lambda: pickle.loads(pickle.dumps(G(),p)).__dict__); t(p, lambda: pickle.loads(pickle.dumps(PI(),p)).__dict__)
    t(p, lambda: pickle.loads(pickle.dumps(G[int](),p)).__dict__)
ns={}
exec("from typing import *\nT=TypeVar('T');P=ParamSpec('P');Ts=TypeVarTuple('Ts');N=NewType('N',int)\nclass A: pass\ndef f(): pass\ntype X=int", ns)
print(ns['T'].__module__,ns['P'].__module__,ns['Ts'].__module__,ns['N'].__module__,ns['A'].__module__,ns['f'].__module__,ns['X'].__module__)
exec("from typing import *\nT=TypeVar('T');P=ParamSpec('P');Ts=TypeVarTuple('Ts');X=TypeAliasType('X',int)", ns:={'__name__':'foo'})
print(ns['T'].__module__,ns['P'].__module__,ns['Ts'].__module__,ns['X'].__module__)
exec("from typing import *\nT=TypeVar('T');P=ParamSpec('P');Ts=TypeVarTuple('Ts');X=TypeAliasType('X',int)", ns:={'__builtins__':{"__import__":__import__,'int':int}})
print(ns['T'].__module__,ns['P'].__module__,ns['Ts'].__module__,ns['X'].__module__)
