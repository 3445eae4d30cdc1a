"""Signatures of what frameworks ask about: descriptors, metaclasses, data classes, generics, mocks, native types."""
import inspect, functools, typing, dataclasses, enum, abc, asyncio
# odd signatures
class D:
    def __get__(self,i,o): return lambda a,b=1: 0
class H: x=D()
print(inspect.signature(H.x), inspect.signature(H().x))
@dataclasses.dataclass
class DC:
    a:int
    b:str='x'
    c:list=dataclasses.field(default_factory=list)
print(inspect.signature(DC), inspect.signature(DC.__init__))
@functools.singledispatch
def sd(a,b): 0
print(inspect.signature(sd))
class M(type):
    def __call__(cls,*a,**k): return super().__call__(*a,**k)
class C(metaclass=M):
    def __init__(self,z): 0
print(inspect.signature(C))
class M2(type):
    @property
    def __signature__(cls): return inspect.Signature()
class C2(metaclass=M2):
    def __init__(self,z): 0
print(inspect.signature(C2))
print(inspect.signature(functools.partial(DC,b='q')), inspect.signature(functools.partial(C.__init__,None)))
T=typing.TypeVar('T')
class G(typing.Generic[T]):
    def __init__(self,x:T): 0
print(inspect.signature(G), inspect.signature(G[int]))
class P(typing.Protocol):
    def m(self,a:int)->str: ...
print(inspect.signature(P.m))
class E2(enum.Enum):
    A=1
    def f(self,x): 0
print(inspect.signature(E2), inspect.signature(E2.A.f))
async def co(a,*,b): 0
print(inspect.iscoroutinefunction(co), inspect.iscoroutinefunction(functools.partial(co,1)))
from unittest import mock
print(inspect.signature(mock.create_autospec(co)), inspect.signature(mock.Mock()))
class N:
    def __new__(cls,*args,a=1): return object.__new__(cls)
    def __init__(self,*args,a=1): 0
print(inspect.signature(N))
class SubDict(dict): pass
class SubInt(int): pass
class SubList(list):
    def __init__(self,x): 0
for k in (SubDict,SubInt,SubList,type('X',(),{}),property,classmethod,Exception,OSError,type('E3',(OSError,),{}),tuple,type('T2',(tuple,),{}),collections:=__import__('collections').OrderedDict, __import__('collections').deque, __import__('datetime').date, __import__('decimal').Decimal, __import__('threading').Lock, __import__('io').StringIO, object):
    try: print(k.__name__, inspect.signature(k))
    except Exception as e: print(k, type(e).__name__, e)
class CM:
    def __enter__(self): 0
    __call__ = lambda self,q: 0
print(inspect.signature(CM()))
def outer():
    def inner(a: 'Undefined', b: int): 0
    return inner
print(inspect.signature(outer()), inspect.get_annotations(outer()))
try: inspect.signature(outer(), eval_str=True)
except NameError as e: print(e)
print(inspect.signature(lambda: 0).replace(return_annotation=int), inspect.Parameter('a',inspect._ParameterKind.KEYWORD_ONLY), inspect._empty, inspect._POSITIONAL_ONLY)
class W:
    @functools.wraps(co)
    def __call__(self,*a): 0
print(inspect.signature(W()))
w=functools.wraps(DC)(lambda *a: 0); print(inspect.signature(w))
print(inspect.signature(classmethod(co).__func__), inspect.signature(staticmethod(co)))
