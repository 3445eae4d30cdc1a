# dataclasses, enum, functools, contextlib, graphlib, sched, ntpath and type hints at their edges.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import dataclasses, enum, functools, contextlib, typing, graphlib, sched, filecmp, quopri, netrc, nturl2path, ntpath, tabnanny, io, sys

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f, '__name__', type(f).__name__), 'ok', shown(r)[:200])
    except BaseException as e:
        print(getattr(f, '__name__', type(f).__name__), type(e).__name__, str(e)[:200])

def mk(**k):

    @dataclasses.dataclass(**k)
    class C:
        a: int
        b: str = 'x'
        c: list = dataclasses.field(default_factory=list, repr=False, compare=False)
        d: dataclasses.InitVar[int] = 3
        e: typing.ClassVar[int] = 5
        f: int = dataclasses.field(default=1, kw_only=True, metadata={'m': 1})

        def __post_init__(self, d):
            object.__setattr__(self, 'g', d)
    return C
for k in ({}, {'frozen': True}, {'order': True}, {'slots': True}, {'eq': False}, {'unsafe_hash': True}, {'kw_only': True}, {'repr': False}, {'match_args': False}, {'slots': True, 'weakref_slot': True}, {'order': True, 'eq': False}, {'weakref_slot': True}):
    try:
        C = mk(**k)
        c = C(a=1)
        print(k, c if k.get('repr', True) else '', C.__hash__ is None, getattr(C, '__match_args__', None), getattr(C, '__slots__', None))
        t(setattr, c, 'a', 5)
        t(lambda: hash(c) == hash(C(a=1)) if C.__hash__ else hash(c)) if not k.get('eq') is False else None
        t(lambda: c < C(a=2))
        t(lambda: c == C(a=2))
        t(C)
        t(C, 1, 2, 3, 4, 5, 6)
        t(C, 1, zz=3)
        print([(f.name, f.kw_only, f.init, f.type) for f in dataclasses.fields(C)])
    except Exception as e:
        print(k, type(e).__name__, e)
t(dataclasses.replace, mk()(1), a=5, d=4)
t(dataclasses.replace, mk()(1), zz=5)
t(dataclasses.asdict, mk()(1))
t(dataclasses.astuple, mk()(1))
t(dataclasses.asdict, 3)
t(dataclasses.fields, 3)
t(dataclasses.is_dataclass, mk())
t(dataclasses.make_dataclass, 'X', ['a', ('b', int), ('c', int, 3)])
t(dataclasses.make_dataclass, 'X', ['a', 'a'])
t(dataclasses.make_dataclass, 'X', ['class'])
t(dataclasses.make_dataclass, 'X', [('a', int, 3), 'b'])
for body in ('a:int=3\n    b:int', 'a:list=[]', 'a:int=dataclasses.field(default=1,default_factory=int)', '_:dataclasses.KW_ONLY\n    a:int\n    _2:dataclasses.KW_ONLY', 'a:typing.ClassVar[int]=dataclasses.field(default_factory=int)', 'a:dict={}', 'a:set=set()'):
    try:
        exec(f'@dataclasses.dataclass\nclass Z:\n    {body}')
        print('ok')
    except Exception as e:
        print(type(e).__name__, e)

class E(enum.Enum):
    A = 1
    B = 2
    C = 1

class F(enum.Flag):
    X = 1
    Y = 2
    Z = 4
    XY = 3

class I(enum.IntFlag):
    P = 1
    Q = 2

class S(enum.StrEnum):
    A = enum.auto()
    B = 'q'
print(list(E), E.__members__, E(1), E['B'], E.C is E.A, repr(E.A), str(E.A), f'{E.A}', E.A.name, E.A.value, len(E), E.A in E, 1 in E, 9 in E)
t(E, 5)
t(lambda: E['Z'])
t(setattr, E, 'A', 3)
t(delattr, E, 'A')
t(lambda: E.A < E.B)
print(F.X | F.Y, F.X | F.Z, ~F.X, F(0), F(7), list(F.XY), F.X in F.XY, repr(F(5)), F.XY & F.X, F.XY ^ F.X, bool(F(0)), len(F.XY))
t(F, 8)
t(F, 'a')
print(I.P | 8, repr(I(11)), I.P + 1, ~I.P, I(0), S.A, repr(S.B), S.A == 'a', f'{S.B:>4}')
t(enum.Enum, 'N', 'A B C')
N = enum.Enum('N', 'A B', start=5, module='m')
print(list(N), N.__module__)
t(enum.unique, E)
try:

    class Bad(E):
        D = 3
except TypeError as e:
    print(e)

class V(enum.Enum):
    _ignore_ = ['t']
    t = 1
    A = (1, 2)

    def __init__(self, x, y):
        self.x = x

    @classmethod
    def _missing_(cls, v):
        return cls.A if v == 'm' else None

    @property
    def p(self):
        return self.x

    @enum.nonmember
    def nm():
        pass
    M = enum.member(5) if 0 else (3, 4)
print(V.A.p, V('m'), V.M.value, hasattr(V, 't'))
t(V, 'q')

class B(enum.Flag, boundary=enum.CONFORM):
    A = 1
print(B(9))
class_ = None

class K(enum.Flag, boundary=enum.KEEP):
    A = 1
print(K(9), repr(K(9)))

class J(enum.Flag, boundary=enum.EJECT):
    A = 1
print(J(9))
t(enum.verify(enum.UNIQUE), E)
t(enum.verify(enum.CONTINUOUS), enum.Enum('G', {'a': 1, 'b': 3}))
t(enum.verify(enum.NAMED_FLAGS), F)

@functools.lru_cache(maxsize=2)
def lc(x):
    return x
for i in (1, 2, 1, 3, 2):
    lc(i)
print(lc.cache_info(), lc.cache_parameters())
t(lc, [])
t(functools.lru_cache, 'a')
t(functools.reduce, lambda a, b: a + b, [])
t(functools.reduce, lambda a, b: a + b, [1, 2], 5)

@functools.singledispatch
def sd(x):
    return 'o'

@sd.register
def _(x: int | str):
    return 'is'
sd.register(list, lambda x: 'l')
print(sd(1), sd('a'), sd([]), sd(1.0), sd.dispatch(bool).__name__, sorted((k.__name__ for k in sd.registry)))
t(sd)
t(sd.register, 3)
p = functools.partial(print, 1, sep='-')
print(p.func, p.args, p.keywords)
t(functools.partial)
t(functools.cmp_to_key(lambda a, b: b - a), 3)
print(sorted([1, 3, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
t(functools.total_ordering, type('T', (), {}))

class CP:

    @functools.cached_property
    def v(self):
        print('calc')
        return 1
c = CP()
c.v
c.v
del c.v
c.v

class PM:

    def f(self, a, b):
        return (a, b)
    g = functools.partialmethod(f, 1)
print(PM().g(2))

@contextlib.contextmanager
def cm(x):
    try:
        yield x
    except ValueError:
        print('caught')
with cm(1) as v:
    raise ValueError

@contextlib.contextmanager
def noyield():
    if 0:
        yield
t(lambda: noyield().__enter__())

@contextlib.contextmanager
def twice():
    yield 1
    yield 2

def run():
    with twice():
        pass
t(run)
with contextlib.ExitStack() as st:
    st.callback(print, 'cb', 1)
    st.enter_context(cm(2))
    st.push(lambda *e: print(e[0]) or True)
    st.pop_all().close()
    t(st.enter_context, 3)
with contextlib.suppress(KeyError):
    {}['a']
o = io.StringIO()
with contextlib.redirect_stdout(o):
    print('x')
print(repr(o.getvalue()))
t(contextlib.nullcontext(5).__enter__)
with contextlib.closing(io.StringIO()) as q:
    pass
print(q.closed)

def sup():
    with contextlib.suppress(ValueError):
        raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
t(sup)
g = graphlib.TopologicalSorter({'d': {'b', 'c'}, 'b': {'a'}, 'c': {'a'}})
g.prepare()
t(g.get_ready)
t(g.done, 'z')
t(g.done, 'd')
g.done('a')
print(sorted(g.get_ready()), g.is_active(), bool(g))
t(g.prepare)
t(list, graphlib.TopologicalSorter({1: [2], 2: [1]}).static_order())
t(lambda: list(graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order()))
s = sched.scheduler(lambda: 0, lambda d: None)
e = s.enter(1, 1, print, ('a',))
print(e[:3], s.empty(), len(s.queue))
s.cancel(e)
t(s.cancel, e)
print(s.run())
print(ntpath.join('c:\\a', 'b', '\\c'), ntpath.splitdrive('\\\\h\\s\\p'), ntpath.normpath('a/../b\\.'), ntpath.isabs('c:/'), ntpath.splitroot('c:\\x'), ntpath.relpath('c:\\a\\b', 'c:\\a\\c'), ntpath.commonpath(['c:\\a\\b', 'c:\\a\\c']))
t(ntpath.commonpath, ['c:\\a', 'd:\\a'])
t(ntpath.relpath, 'c:\\a', 'd:\\b')

class H:
    a: 'int|None' = None
    b: 'typing.List[H]'

    def m(self, x: 'H', *y: 'str') -> 'typing.Self':
        pass
t(typing.get_type_hints, H)
t(typing.get_type_hints, H.m)
t(typing.get_type_hints, 3)
t(typing.get_type_hints, lambda x: x)

class H2(H):
    c: typing.Annotated[int, 'm']
    d: typing.Required['int'] if 0 else int
t(typing.get_type_hints, H2, include_extras=True)
t(typing.get_type_hints, H2)

def fd(x: 'Undefined'=None):
    pass
t(typing.get_type_hints, fd)

class TD(typing.TypedDict, total=False):
    a: typing.Required[int]
    b: str
t(typing.get_type_hints, TD)
print(TD.__required_keys__, TD.__optional_keys__, TD.__total__)
NT = typing.NamedTuple('NT', [('a', int)])
t(typing.get_type_hints, NT)
print(typing.get_origin(dict[str, int]), typing.get_args(typing.Callable[[int], str]), typing.get_args(typing.Literal[1, 'a']), typing.get_origin(typing.Annotated[int, 1]))
for x in (typing.Optional[int], typing.Union[int, str, int], typing.Union[int], typing.Callable[..., int], typing.Tuple[()], typing.Literal['a', 1], typing.Annotated[int, 3], typing.ClassVar[int], typing.Final[int], typing.Type[int], typing.Generator[int], typing.Concatenate[int, ...] if 0 else typing.Unpack[tuple[int]]):
    print(x)
for bad in ('typing.Optional[int,str]', 'typing.Union[()]', 'typing.Literal[[]]', 'typing.ClassVar[int,str]', 'typing.Callable[int]', 'typing.Annotated[int]', 'typing.List[int,str]', 'typing.Generic[int]', 'typing.Final[1]', 'typing.Any()', 'typing.Union()', 'typing.cast(int)'):
    t(eval, bad)
