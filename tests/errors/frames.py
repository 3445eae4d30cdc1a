# Entries of all kinds of frames.
import sys
import asyncio, functools, contextlib, linecache
from _show import show, report

def fail(): raise ValueError("v")
def gen():
    yield 1
    fail()
def outer():
    yield from gen()
async def coro():
    await inner()
async def inner():
    fail()
async def agen():
    yield 1
    fail()
async def use():
    async for x in agen(): pass
async def with_task():
    await asyncio.create_task(coro(), name="t")
async def gather(): await asyncio.gather(coro(), inner())
async def group():
    async with asyncio.TaskGroup() as g:
        g.create_task(coro())
        g.create_task(inner())
async def too_late(): 
    async with asyncio.timeout(0): await asyncio.sleep(5)
def decorator(f):
    @functools.wraps(f)
    def wrapper(*a): return f(*a)
    return wrapper
@decorator
@decorator
def decorated(): fail()
@contextlib.contextmanager
def manager():
    try: yield
    finally: fail()
def with_manager():
    with manager(): pass
def with_manager_raise():
    with manager(): 1 / 0
class A:
    @property
    def p(self): fail()
    @staticmethod
    def s(): fail()
    @classmethod
    def c(cls): fail()
    def __init__(self, x=0):
        if x: fail()
    def __add__(self, o): fail()
    def __getattr__(self, name): fail()
    def __lt__(self, o): fail()
    def __iter__(self): fail()
    def __eq__(self, o): fail()
    def __hash__(self): fail()
    def __repr__(self): fail()
    def __len__(self): fail()
    def __setattr__(self, n, v): fail()
    def __format__(self, s): fail()
    def __enter__(self): return self
    def __exit__(self, *a): fail()
    class Inner:
        def m(self): fail()
class Meta(type):
    def __new__(m, *a): fail()
def make_class():
    class X(metaclass=Meta): pass
class InitSub:
    def __init_subclass__(cls): fail()
def make_sub():
    class Y(InitSub): pass
class SetName:
    def __set_name__(self, o, n): fail()
def make_named():
    class Z: x = SetName()
def body():
    class W:
        fail()
def with_a():
    with A(): pass
def with_a_raise():
    with A(): raise KeyError("first")
def comp(): return [fail() for x in (1,)]
def nested_comp(): return [[fail() for y in (1,)] for x in (1,)]
def genexp(): return sum(fail() for x in (1,))
def lamb(): return (lambda: fail())()
def keyed(): sorted([2, 1], key=lambda x: fail())
def mapped(): list(map(lambda x: x / 0, [1]))
def bad(): 1/0
def default(a=lambda: fail()): a()
for f in (lambda: list(gen()), lambda: list(outer()), decorated, with_manager, with_manager_raise, lambda: A().p, lambda: A.s(), lambda: A.c(), lambda: A(1), lambda: A() + 1, lambda: A().zzz,
          lambda: A() < 1, lambda: [*A()], lambda: A() == 1, lambda: {A()}, lambda: repr(A()), lambda: len(A()), lambda: setattr(A(), "a", 1), lambda: f"{A()}", lambda: A.Inner().m(),
          make_class, make_sub, make_named, body, with_a, with_a_raise, comp, nested_comp, genexp, lamb, keyed, mapped, bad, default, functools.partial(fail), lambda: print(A()), lambda: str(A()), lambda: min([A(), A()])):
    show(f)
for c in (coro(), use()):
    show(lambda: c.send(None))
def last(f):
    # The entries of asyncio itself are none of our business.
    try: f()
    except BaseException as e:
        t = e.__traceback__
        kept = []
        while t:
            if "asyncio" not in t.tb_frame.f_code.co_filename: kept.append(t)
            t = t.tb_next
        for a, b in zip(kept, kept[1:] + [None]): a.tb_next = b
        e.__context__ = None
        report(e.with_traceback(kept[0]))
for f in (lambda: asyncio.run(coro()), lambda: asyncio.run(with_task()), lambda: asyncio.run(gather())): last(f)
print("sources that are not there")
show(exec, "1 / 0"); show(exec, "def f():\n  g()\ndef g(): 1/0\nf()"); show(eval, "1 / 0"); show(exec, compile("\n\nx = 1 / 0", "no/such/file.py", "exec"))
linecache.cache["<known>"] = (10, None, ["first\n", "x = 1 / 0\n"], "<known>")
show(exec, compile("\nx = 1 / 0", "<known>", "exec"))
linecache.cache["<wrong>"] = (10, None, ["other text here that is longer\n"], "<wrong>")
show(exec, compile("x = 1 / 0", "<wrong>", "exec"))
linecache.cache["<short>"] = (10, None, ["1\n"], "<short>")
show(exec, compile("x = 1 / 0", "<short>", "exec"))
print("a module that fails")
show(lambda: __import__("_broken_module"))
def importer(): import _broken_module
show(importer)
show(lambda: __import__("_broken_syntax"))
print("limits")
from _show import Filter
sys.stderr = Filter()
def a(): b()
def b(): c()
def c(): 1 / 0
for n in (0, 1, 2, 3, 100, -1, -2, None, 10**30, -10**30):
    sys.tracebacklimit = n
    print(n)
    sys.stderr.show()
    try: a()
    except ZeroDivisionError as e: sys.excepthook(type(e), e, e.__traceback__)
sys.stderr.show(); sys.stderr = sys.__stderr__
del sys.tracebacklimit
print("no lines")
def moved(co): return co.replace(co_linetable=b"")
def nolines(): 1 / 0
nolines.__code__ = nolines.__code__.replace(co_name="renamed", co_filename="<elsewhere>", co_firstlineno=7)
show(nolines)
def qual():
    def deep(): 1 / 0
    deep()
show(qual)
