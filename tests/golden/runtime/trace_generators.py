import sys
def run(f, tracer=None, none=False):
    ev=[]
    def tr(fr, e, a):
        if not fr.f_code.co_filename==__file__: return None
        ev.append((fr.f_code.co_name, e, (fr.f_lineno or 0)-(fr.f_code.co_firstlineno), (fr.f_trace is not None) if e=='call' else '', repr(a)[:30] if e=='return' else (a[0].__name__ if e=='exception' else '')))
        if none and e=='call' and fr.f_code.co_flags & 0x20: return None
        return tr
    sys.settrace(tr)
    try: f()
    except BaseException as x: ev.append(repr(x))
    finally: sys.settrace(None)
    print('---', f.__name__)
    for x in ev: print(*x) if isinstance(x, tuple) else print(x)
def g():
    a=1
    yield a
    b=2
    yield b
    return 3
def u1():
    for x in g():
        x
def u2():
    i=g()
    next(i)
    try: i.throw(ValueError)
    except ValueError: pass
def u3():
    i=g()
    next(i)
    i.close()
def outer():
    x = yield from g()
    return x
def u4():
    list(outer())
def u5():
    i=outer()
    next(i)
    try:
        i.throw(KeyError)
    except KeyError:
        pass
def u6():
    i=g()
    try: i.throw(KeyError)
    except KeyError: pass
def u7():
    print([x for x in g()])
    return sum(y for y in g())
async def c():
    async with CM() as x:
        pass
    async for y in AG():
        y
    return 1
class CM:
    async def __aenter__(self): return 1
    async def __aexit__(self,*a): return False
async def AG():
    yield 1
    yield 2
def u8():
    try: c().send(None)
    except StopIteration: pass
def u9():
    with open(__file__):
        pass
    try:
        1/0
    except ZeroDivisionError:
        x=1
    finally:
        y=2
    while x<3:
        x+=1
    else:
        y
    for i in range(2):
        if i: continue
        else: pass
    return (
        1,
        y,
    )
def u10():
    class A:
        x=1
        def f(self): pass
    A().f()
    l=lambda: 1
    l()
    match A():
        case A(x=2): pass
        case A(x=1): pass
    exec("a=1\nb=2")
    try:
        raise ExceptionGroup('a',[ValueError()])
    except* ValueError:
        pass
    return
for f in [u1,u2,u3,u4,u5,u6,u7,u8,u9,u10]: run(f)
for f in [u1,u2,u4,u5]: run(f, none=True)
# f_trace semantics
def tr(fr,e,a):
    print(e, fr.f_code.co_name, fr.f_lineno-fr.f_code.co_firstlineno)
    if e=='call': return None
    return tr
def gg():
    yield 1
    yield 2
    yield 3
i=gg()
next(i)
i.gi_frame.f_trace=tr
sys.settrace(tr)
next(i)
print(i.gi_frame.f_trace is tr)
next(i)
sys.settrace(None)
print(i.gi_frame.f_trace is tr)
class Quiet:
    def __enter__(self): return self
    def __exit__(self,*a): return True
def fails(): raise ValueError
def f1():
    with Quiet(): fails()
    return 1
def f2():
    with Quiet(): 1/0
    return 1
def f3():
    with Quiet():
        1/0
    return 1
def f4():
    def it():
        yield 1
    x = [y for y in it()]
def inner():
    try: yield 1
    except KeyError: yield 2
def outside(): yield from inner()
def f5():
    i=outside(); next(i); i.throw(KeyError)
def f6():
    try: 1/0
    except ZeroDivisionError: pass
def f7():
    for i in range(2):
        try: 1/0
        except ZeroDivisionError: continue
def tr(f,e,a):
    if f.f_code.co_filename!=__file__: return None
    print(e, f.f_code.co_name, f.f_lineno-f.f_code.co_firstlineno); return tr
for f in (f1,f2,f3,f4,f5,f6,f7):
    sys.settrace(tr)
    f()
    sys.settrace(None)

# what f_lasti points at has the line of the frame
def matches(f):
    lines=[l for s,e,l in f.f_code.co_lines() if s<=f.f_lasti<e]
    place=list(f.f_code.co_positions())[f.f_lasti//2]
    return lines==[f.f_lineno], place[0]==f.f_lineno
seen=set()
def tr(f,e,a):
    if f.f_code.co_filename==__file__: seen.add((e,)+matches(f))
    return tr
def closure():
    x=1
    def inside(): return x
    return inside()
for f in (f1,f2,f5,u1,u7,u9,u10,closure):
    sys.settrace(tr)
    f()
    sys.settrace(None)
print(sorted(seen))
for c in (closure.__code__, f1.__code__, g.__code__, compile("x=1\ny=2","f","exec")):
    lines=list(c.co_lines())
    print(c.co_name, [l and l-c.co_firstlineno for *_,l in lines][:3], all(a[1]==b[0] for a,b in zip(lines,lines[1:])), lines[0][0])
