"""Functions in Python that SQLite calls, and what becomes of their errors."""
import sqlite3, sys
def hook(u): print('  UNR', u.exc_type, u.exc_value, u.err_msg, getattr(u.object,'__name__',u.object), u.exc_traceback is not None)
sys.unraisablehook = hook
def t(f,*a,**k):
    try: print('  ->',f(*a,**k))
    except BaseException as e: print('  !!',type(e).__name__,e,getattr(e,'sqlite_errorname',None))
for on in (True,False):
    print('tracebacks',on)
    sqlite3.enable_callback_tracebacks(on)
    con=sqlite3.connect(':memory:')
    con.execute('create table t(a)'); con.executemany('insert into t values(?)',[(1,),(2,)])
    def boom(*a): raise ZeroDivisionError('boom')
    con.create_function('f',-1,boom); t(lambda: con.execute('select f(1)').fetchall())
    for ret in (1<<70,'\ud800',object(),[1],b'x'*3, memoryview(b'ab')[::2]):
        con.create_function('g',0,lambda: ret); t(lambda: con.execute('select g()').fetchall())
    def mem(): raise MemoryError
    def ov(): raise OverflowError
    con.create_function('m',0,mem); t(lambda: con.execute('select m()').fetchall())
    con.create_function('o',0,ov); t(lambda: con.execute('select o()').fetchall())
    class A:
        def __init__(s): print('   init')
        def step(s,*a): print('   step',a)
        def finalize(s): print('   fin'); return 5
    con.create_aggregate('ag',1,A); t(lambda: con.execute('select ag(a) from t where a>100').fetchall()); t(lambda: con.execute('select ag(a) from t').fetchall())
    class B(A):
        def __init__(s): raise ValueError('init')
    con.create_aggregate('ab',1,B); t(lambda: con.execute('select ab(a) from t').fetchall()); t(lambda: con.execute('select ab(a) from t where a>100').fetchall())
    class C(A):
        def step(s,a): raise ValueError('step')
    con.create_aggregate('ac',1,C); t(lambda: con.execute('select ac(a) from t').fetchall())
    class D(A):
        def finalize(s): raise ValueError('fin')
    con.create_aggregate('ad',1,D); t(lambda: con.execute('select ad(a) from t').fetchall());t(lambda: con.execute('select ad(a) from t where a>100').fetchall())
    class E: pass
    con.create_aggregate('ae',1,E); t(lambda: con.execute('select ae(a) from t').fetchall())
    class E2:
        def step(s,a): pass
    con.create_aggregate('ae2',1,E2); t(lambda: con.execute('select ae2(a) from t').fetchall())
    class E3(A):
        def finalize(s): return 1<<80
    con.create_aggregate('ae3',1,E3); t(lambda: con.execute('select ae3(a) from t').fetchall())
    class W:
        def __init__(s): s.n=0
        def step(s,x): s.n+=x
        def inverse(s,x): s.n-=x
        def value(s): return s.n
        def finalize(s): return s.n
    con.create_window_function('w',1,W); t(lambda: con.execute('select w(a) over (order by a rows between 1 preceding and current row) from t').fetchall())
    class W2(W):
        def value(s): raise ValueError('v')
    con.create_window_function('w2',1,W2); t(lambda: con.execute('select w2(a) over (order by a rows between 1 preceding and current row) from t').fetchall())
    class W3(W):
        def inverse(s): raise ValueError('v')
    con.create_window_function('w3',1,W3); t(lambda: con.execute('select w3(a) over (order by a rows between current row and 1 following) from t').fetchall())
    class W4(W):
        def value(s): return 1<<80
    con.create_window_function('w4',1,W4); t(lambda: con.execute('select w4(a) over (order by a rows between 1 preceding and current row) from t').fetchall())
    class W5(W): value=None
    con.create_window_function('w5',1,W5); t(lambda: con.execute('select w5(a) over (order by a rows between 1 preceding and current row) from t').fetchall())
    t(con.create_window_function,'zz',-100,W)
    t(con.create_function, 'zz', -100, boom); t(con.create_aggregate, 'zz', -100, A)
    t(con.create_window_function,'a'*300,1,W);t(con.create_function,'a'*300,1,W);t(con.create_collation,'a'*300,boom)
    def coll(a,b): raise ValueError('coll')
    con.create_collation('c',coll); t(lambda: con.execute("select 'a' x union select 'b' order by x collate c").fetchall())
    for r in (None,'x',1<<80,1.5,-(1<<40)):
        con.create_collation('c',lambda a,b: r); t(lambda: con.execute("select 'a' x union select 'b' order by x collate c").fetchall())
    for r in (boom, lambda *a: 'x', lambda *a: 1<<80, lambda *a:None, lambda *a: 1.0, lambda *a: True, lambda *a: sqlite3.SQLITE_IGNORE):
        con.set_authorizer(r); t(lambda: con.execute('select a from t').fetchall())
    con.set_authorizer(None)
    class NB:
        def __bool__(s): raise ValueError('bool')
    for r in (boom, lambda: NB(), lambda: 1, lambda: None):
        con.set_progress_handler(r,1); t(lambda: con.execute('select 5').fetchall())
    con.set_progress_handler(None,1)
    con.close(); con = sqlite3.connect(':memory:'); con.execute('create table t(a)'); con.execute('insert into t values (1)')
    con.set_trace_callback(boom); t(lambda: con.execute('select a from t').fetchall())
    con.set_trace_callback(print); t(lambda: con.execute('select a from t where a=?',(1,)).fetchall())
    con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH,40)
    t(lambda: con.execute('select 1 as a where a=?',('x'*30,)).fetchall())
    con.set_trace_callback(None)
    con.close()
