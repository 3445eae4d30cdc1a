import sys, warnings
from contextlib import suppress
def run(f, frm, to, **k):
    out=[]
    state=[False]
    def tr(fr,e,a):
        if fr.f_code is f.__code__ and e=='line' and fr.f_lineno-fr.f_code.co_firstlineno==frm and not state[0]:
            state[0]=True
            try: fr.f_lineno=fr.f_code.co_firstlineno+to
            except Exception as x: out.append(repr(x))
        return tr
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        sys.settrace(tr)
        try: f(out)
        except BaseException as e: out.append(repr(e))
        finally: sys.settrace(None)
    print(f.__name__,frm,to,out,[(x.category.__name__,str(x.message),x.filename==__file__) for x in w])
def a(o):
    x=1
    y=2
    z=3
    o.append((x,y,z) if 'x' in locals() else 0)
    for i in [1,2]:
        o.append(i)
    with suppress() as f:
        o.append('w')
    try:
        o.append('t')
    except ValueError as e:
        o.append('e')
    finally:
        o.append('f')
    q=[u for u in range(2)]
    def inner(): return z
    while x<3:
        x+=1
    o.append('end')
for frm,to in [(1,3),(1,4),(2,1),(4,6),(4,8),(4,11),(4,12),(4,14),(4,19),(6,4),(8,4),(10,19),(15,1),(14,19),(1,0),(1,-5),(1,100),(5,7),(8,19),(6,19),(17,1),(18,4)]:
    run(a,frm,to)
def b(o):
    for i in [1]:
        o.append(1)
        with suppress() as f: o.append(3)
        for j in [2]:
            o.append(j)
    (o
     .append(6))
    f = o.append(
        8)
    async def z(): pass
    return 1
for frm,to in [(1,5),(2,5),(2,3),(3,5),(5,2),(7,2),(6,7),(8,9),(1,8),(8,1)]: run(b,frm,to)
