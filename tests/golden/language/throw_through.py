import sys, inspect, io, types, warnings
def names(f):
    r=[]
    while f and f.f_code.co_name!='run':
        r.append(f.f_code.co_name); f=f.f_back
    return r
def inner():
    try: yield 1
    except KeyError: print(names(sys._getframe())); yield 2
    finally: print('fin', names(sys._getframe()))
def outer(): yield from inner()
def outest(): return (yield from outer())
def run():
    i=outest(); next(i); print(i.throw(KeyError)); print(i.gi_frame.f_back, i.gi_yieldfrom.gi_frame.f_back)
    try: i.throw(ValueError('x'))
    except ValueError as e:
        tb=e.__traceback__; r=[]
        while tb: r.append(tb.tb_frame.f_code.co_name); tb=tb.tb_next
        print(r)
    i=outest(); next(i); i.close(); print(i.gi_frame)
    class It:
        def __iter__(s): return s
        def __next__(s): return 5
        def throw(s,*a): print(names(sys._getframe())); return 9
    def d(): yield from It()
    i=d(); next(i); print(i.throw(KeyError), i.gi_running)
    async def a(): await b()
    async def b(): await C()
    class C:
        def __await__(s):
            try: yield 1
            except KeyError: print(names(sys._getframe())); yield 2
    c=a(); c.send(None); print(c.throw(KeyError)); c.close()
run()
for k in (io.BufferedReader,io.BufferedWriter,io.BufferedRandom,io.BufferedRWPair,io.TextIOWrapper): print(inspect.signature(k))
def lines():
    x=1

    y=2
    for i in x:
        pass
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    t=lines.__code__.co_lnotab
    print(type(t), sum(b-256 if b>127 else b for b in t[1::2])>=0, w[0].category.__name__, w[0].message)
class P(property): __slots__=('foo',)
print(P(doc="d").__doc__, P(lambda s: 1,doc="q").__doc__)
def getter(s): "text"
try: P(getter)
except AttributeError as e: print(e)
import typing, collections
for bases in ((object, typing.Generic), (dict, collections.OrderedDict)):
    try: type("X", bases, {})
    except TypeError as e: print(e)
for bad in ('A\udcdc','A\0'):
    try: P.__name__=bad
    except ValueError as e: print(type(e).__name__, e)
    try: type('X',(),{'__doc__':bad})
    except ValueError as e: print(type(e).__name__, e)
