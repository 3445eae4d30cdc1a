import sys
M=sys.monitoring
print([x for x in sorted(dir(M)) if not x.startswith('__')])
print({k:getattr(M.events,k) for k in sorted(dir(M.events)) if not k.startswith('_')})
print(type(M), type(M.events), type(M.DISABLE), M, M.events)
print(M.DEBUGGER_ID,M.COVERAGE_ID,M.PROFILER_ID,M.OPTIMIZER_ID)
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
t('get', lambda: M.get_tool(0)); t('use', lambda: M.use_tool_id(0,'tool')); t('use', lambda: M.use_tool_id(0,'tool2')); t('get', lambda: M.get_tool(0))
t('use', lambda: M.use_tool_id(6,'x')); t('use', lambda: M.use_tool_id(-1,'x')); t('use', lambda: M.use_tool_id(1,5)); t('get',lambda: M.get_tool(8))
t('ev', lambda: M.get_events(0)); t('ev', lambda: M.get_events(1)); t('ev', lambda: M.set_events(1,1)); t('ev', lambda: M.set_events(0,1<<30)); t('ev', lambda: M.set_events(0,-1))
t('ev', lambda: M.set_events(0,M.events.C_RETURN)); t('ev', lambda: M.set_events(0,M.events.C_RETURN|M.events.CALL)); t('ev', lambda: M.get_events(0))
t('ev', lambda: M.set_events(0,0)); t('loc', lambda: M.get_local_events(0,t.__code__)); t('loc', lambda: M.set_local_events(0,t.__code__,M.events.RAISE)); t('loc', lambda: M.set_local_events(0,5,0)); t('loc', lambda: M.set_local_events(2,t.__code__,0)); t('loc', lambda: M.get_local_events(0,None))
t('reg', lambda: M.register_callback(0,M.events.LINE,None)); t('reg', lambda: M.register_callback(0,M.events.LINE,print)); t('reg', lambda: M.register_callback(0,M.events.LINE,None)); t('reg', lambda: M.register_callback(0,3,None)); t('reg', lambda: M.register_callback(0,0,None)); t('reg', lambda: M.register_callback(5,M.events.CALL,1)); t('reg', lambda: M.register_callback(5,M.events.CALL,None)); t('reg', lambda: M.register_callback(9,1,None)); t('reg', lambda: M.register_callback(0,1<<25,None))
t('restart', lambda: M.restart_events()); t('free', lambda: M.free_tool_id(0)); t('free', lambda: M.free_tool_id(0)); t('free',lambda: M.free_tool_id(9)); t('clear', lambda: M.clear_tool_id(1) if hasattr(M,'clear_tool_id') else 'none')
t('all', lambda: M._all_events())
names={getattr(M.events,k):k for k in dir(M.events) if not k.startswith('_') and getattr(M.events,k)}
def show(x, code):
    if isinstance(x,BaseException): return repr(x)
    if x is M.MISSING: return 'MISSING'
    if callable(x): return getattr(x,'__qualname__',getattr(x,'__name__',type(x).__name__))
    return repr(x)[:34]
def record(f, which, offsets=False, mid=2):
    out=[]
    M.use_tool_id(mid,'t')
    def mk(ev):
        def cb(code,*args):
            if code.co_filename!=__file__: return
            n=names[ev]
            first=code.co_firstlineno
            if ev==M.events.LINE: a=[args[0]-first]
            elif ev in (M.events.JUMP,M.events.BRANCH):
                lines={}
                for s,e,l in code.co_lines():
                    for q in range(s,e,2): lines[q]=l
                a=[lines.get(args[0],0)-first, (lines.get(args[1]) or first)-first]
            elif ev==M.events.INSTRUCTION: a=[]
            else: a=[show(x,code) for x in args[1:]]
            out.append((n,code.co_name,*a))
        return cb
    s=0
    for w in which.split():
        ev=getattr(M.events,w); s|=ev
        M.register_callback(mid,ev,mk(ev))
    M.set_events(mid,s)
    try: f()
    except BaseException as e: out.append(('raised',repr(e)))
    finally:
        M.set_events(mid,0)
        for w in which.split(): M.register_callback(mid,getattr(M.events,w),None)
        M.free_tool_id(mid)
    print('---',f.__name__,which)
    for x in out:
        if x[1] not in ('record',) : print(*x)
def g():
    yield 1
    x = yield 2
    return 3
def simple():
    a=1
    for i in range(2):
        if i: a+=1
    return a
def gens():
    for x in g(): pass
    i=g(); next(i)
    try: i.throw(KeyError('k'))
    except KeyError: pass
    i=g(); next(i); i.close()
def d(): 
    r = yield from g()
    return r
def deleg(): return list(d())
def exc():
    try:
        int('x')
    except ValueError as e:
        pass
    try:
        try: fails()
        finally: x=1
    except KeyError: y=2
def fails(): raise KeyError(1)
def calls():
    len([1])
    'a'.upper()
    str(5)
    class C:
        def __init__(self, a): self.a=a
        def __repr__(self): return 'C()'
        def m(self): return 1
        @classmethod
        def cm(cls): pass
        @staticmethod
        def sm(x): pass
    c=C(1)
    c.m(); c.sm(2)
    f=c.m; f()
    f=len; f(*([],))
    dict(a=1)
    print(end='',sep='')
    max(1,2,key=lambda v: -v)
    try: len(5)
    except TypeError: pass
    sorted([2,1], key=lambda q: q)
def branches():
    x=0
    while x<2:
        x+=1
        if x==1 and x: continue
        elif x>5 or not x: break
    y = 1 if x else 2
    z = x and y
    [q for q in (1,2) if q>1]
    a = None
    if a is None: pass
    match x:
        case 1: pass
        case 2: pass
async def co():
    async with A(): pass
    await aw()
    async for q in ag(): pass
async def aw(): return 1
async def ag(): yield 1
class A:
    async def __aenter__(self): pass
    async def __aexit__(self,*a): pass
def coro():
    try: co().send(None)
    except StopIteration: pass
def stopit():
    for x in iter([1]): pass
    i=g()
    try:
        while True: next(i)
    except StopIteration as e: pass
    def bad():
        raise StopIteration
        yield
    try: list(bad())
    except RuntimeError: pass
def with_():
    class CM:
        def __enter__(self): return 1
        def __exit__(self,*a): return True
    with CM() as q:
        raise ValueError
    for q in [1]:
        with CM(): continue
for f in (simple,gens,deleg,exc,coro,with_):
    record(f,'PY_START PY_RETURN PY_YIELD PY_RESUME PY_THROW PY_UNWIND LINE')
for f in (gens,exc,stopit,with_,coro):
    record(f,'RAISE RERAISE EXCEPTION_HANDLED STOP_ITERATION PY_UNWIND')
record(calls,'CALL C_RETURN C_RAISE')
record(simple,'JUMP')
record(simple,'BRANCH')
# DISABLE
M.use_tool_id(1,'dis')
hits=[]
def line(code,n):
    hits.append(n-code.co_firstlineno); return M.DISABLE
M.register_callback(1,M.events.LINE,line)
M.set_local_events(1,simple.__code__,M.events.LINE)
simple(); simple(); print(hits); hits.clear()
M.restart_events(); simple(); print(hits); hits.clear()
print(M.get_local_events(1,simple.__code__)==M.events.LINE)
M.set_local_events(1,simple.__code__,0)
M.register_callback(1,M.events.RAISE,lambda *a: M.DISABLE)
M.set_events(1,M.events.RAISE)
t('disable raise', exc)
M.set_events(1,0)
def boom(code,*a): 
    if code is simple.__code__: raise OSError('boom')
M.register_callback(1,M.events.LINE,boom)
M.set_events(1,M.events.LINE)
t('boom', simple)
M.set_events(1,0)
M.free_tool_id(1)

# who is told, in which order, and for how long
M.use_tool_id(3,'y'); M.use_tool_id(1,'x')
M.register_callback(3,M.events.PY_START,lambda c,o: print('three',c.co_name,o))
M.register_callback(1,M.events.PY_START,lambda c,o: print('one',c.co_name))
def w(): pass
M.set_events(3,M.events.PY_START); M.set_events(1,M.events.PY_START)
w()
print(M._all_events())
M.set_events(1,0); M.set_events(3,0)
M.set_local_events(3,w.__code__,M.events.PY_START); w(); simple(); M.free_tool_id(3); w()
M.register_callback(1,M.events.PY_START, lambda: 0)
M.set_local_events(1,w.__code__,M.events.PY_START)
t('wrong', w)
M.set_local_events(1,w.__code__,0)
M.register_callback(1,M.events.RAISE,lambda *a: M.DISABLE)
M.set_events(1,M.events.RAISE)
t('disable', fails)
M.set_events(1,0)
print(M._all_events())
