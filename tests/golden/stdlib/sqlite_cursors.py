"""Cursors, rows and blobs of sqlite3: what they refuse, and in which words."""
import sqlite3, sys
def t(f,*a,**k):
    try:
        r = f(*a, **k)
        print('  ->', 'a cursor' if isinstance(r, sqlite3.Cursor) else 'a connection' if isinstance(r, sqlite3.Connection) else r)
    except BaseException as e: print('  !!',type(e).__name__,e,getattr(e,'sqlite_errorname',None), getattr(e,'sqlite_errorcode',None))
con=sqlite3.connect(':memory:',detect_types=sqlite3.PARSE_COLNAMES|sqlite3.PARSE_DECLTYPES)
cur=con.cursor()
cur.execute('create table t(a,b)')
cur.execute('select 1 as x'); print(cur.description)
cur.executemany('insert into t values(?,?)',[(1,2),(3,4)]); print(cur.description,cur.rowcount,cur.lastrowid)
cur.execute('insert into t values(5,6)'); print(cur.description,cur.rowcount,cur.lastrowid)
cur.execute('select 1 as x'); t(cur.execute,'syntax error'); print(cur.description,cur.rowcount,cur.fetchone())
n=0
def conv(b):
    global n; n+=1; print('  conv',b)
    if n==2: raise ValueError('conv')
    return n
sqlite3.register_converter('bad',conv)
print('execute'); cur.execute('select a as "a [bad]" from t'); print('executed')
t(cur.fetchone);t(cur.fetchone);t(cur.fetchone);t(cur.fetchone)
con.row_factory=sqlite3.Row
r=con.execute('select 1 as A, 2 as a, 3 as "é"').fetchone()
t(lambda:(r['a'],r['A'],r['é']));t(lambda:r['É']);t(lambda:r[5]);t(lambda:r[-1]);t(lambda:r[1.5]);t(lambda:r[1<<80]);t(lambda:r[0:2]);print(hash(r)==hash(r), r==con.execute('select 1 as A, 2 as a, 3 as "é"').fetchone(), r==(1,2,3), r!=(1,2,3)); t(lambda: r<r); t(lambda:repr(r)[:24]);t(sqlite3.Row,1,());t(sqlite3.Row,cur,[]);t(sqlite3.Row); t(lambda: list(reversed(r))); t(lambda:sqlite3.Row(cur,(1,2)).keys()); t(lambda: 2 in r); t(lambda:sqlite3.Row(cur,()).keys()); t(lambda: r.foo); 
con.row_factory=lambda c,r: r
t(lambda: con.execute('select 1').fetchall())
con.row_factory=None
class C(sqlite3.Cursor):
    def __init__(s,*a): pass
c=C(con); 
for f in ('execute','fetchone','close','fetchall','executescript'): t(getattr(c,f),*(['select 1'] if 'ex' in f else []))
t(iter,c);t(next,c)
for f in ('description','rowcount','lastrowid','arraysize','connection','row_factory'): t(getattr,c,f)
t(sqlite3.Cursor);t(sqlite3.Cursor,1);t(sqlite3.Cursor,con,2)
t(con.cursor,1);t(con.cursor,lambda c:1); t(con.cursor,factory=C)
cur.close(); t(cur.execute,'select 1');t(cur.fetchone);t(cur.close);t(list,cur);t(cur.fetchmany)
cur=con.cursor()
t(setattr,cur,'arraysize','x');t(setattr,cur,'rowcount',1);t(setattr,cur,'row_factory',1); t(cur.execute,'select 1'); t(cur.fetchone)
cur=con.cursor();t(delattr,cur,'arraysize');t(setattr,cur,'foo',1);
t(cur.execute);t(cur.execute,1);t(cur.execute,'select ?');t(cur.execute,'select ?',5);t(cur.execute,'select ?',{1});t(cur.execute,'select :a',{});t(cur.execute,'select ?',{'a':1});t(cur.execute,'select 1;select 2');t(cur.execute,'select 1; -- x');t(cur.execute,'');t(cur.fetchone);t(cur.execute,';');t(cur.execute,'select 1\0');t(cur.execute,'\ud800');t(cur.execute,'select 1',(),5)
t(cur.executemany,'select ?',[(1,)]);t(cur.executemany,'insert into t values(?,?)',5);t(cur.executemany,'insert into t values(?,?)',[(1,)])
t(cur.executescript,'select 1; create table u(a); insert into u values(1)'); t(cur.executescript,'a\0b');t(cur.executescript,b'x');t(cur.executescript,'select 1; foo');t(cur.executescript,'')
cur.execute('insert into t values(9,9) returning a'); print(cur.rowcount); t(cur.fetchone); print(cur.rowcount); t(cur.fetchone); print(cur.rowcount)
cur.execute('select a from t'); t(cur.fetchmany,2);t(cur.fetchmany,size=1);t(cur.fetchmany,-1);t(cur.fetchmany,'x'); t(cur.fetchmany,0)
print(cur.setinputsizes(1),cur.setoutputsize(1),cur.setoutputsize(1,2)); t(cur.setinputsizes)
def rec(x): cur.execute('select 1'); return x
con.create_function('rec',1,rec); t(cur.execute,'select rec(1)')
sqlite3.register_adapter(complex,lambda c:(_ for _ in ()).throw(KeyError('ad')))
t(cur.execute,'select ?',(1j,)); t(cur.execute,'select ?, :b',(1,2)); t(cur.execute,'select ?',(1<<63,)); t(cur.execute,'select ?',('\ud800',))
class P:
    def __conform__(s,p): return 'P' if p is sqlite3.PrepareProtocol else None
class S(str):
    def __conform__(s,p): return 7
print(cur.execute('select ?,?',(P(),S('x'))).fetchone())
class L:
    def __len__(s): return 1
    def __getitem__(s,i):
        if i==0: return 3
        raise IndexError
t(cur.execute,'select ?',L()); 
class D(dict):
    def __missing__(s,k): return k
print(cur.execute('select :x',D()).fetchone(),cur.execute('select ?',iter and [1]).fetchone())
con.text_factory=bytes; print(con.execute("select 'a'").fetchone()); con.text_factory=lambda b: b.decode()+'!'; print(con.execute("select 'a'").fetchone()); con.text_factory=bytearray;print(con.execute("select 'a'").fetchone()); con.text_factory=str
t(lambda: con.execute("select cast(x'ff' as text) as q").fetchone()); con.text_factory=5;t(lambda: con.execute("select 'a'").fetchone()); con.text_factory=str
con.execute('create table b(id integer primary key,b blob)'); con.execute('insert into b values(1,zeroblob(10))')
bl=con.blobopen('b','b',1); con.execute('update b set b=zeroblob(5)'); t(bl.read);t(bl.write,b'x');t(len,bl);t(lambda: bl[0]);t(bl.__setitem__,0,1)
bl=con.blobopen('b','b',1)
t(lambda: bl['a']);t(bl.__setitem__,slice(0,2),b'abc');t(bl.__setitem__,slice(0,4,2),b'ab');t(bl.read);t(bl.__setitem__,slice(0,3),memoryview(b'abcdef')[::2]);t(bl.__setitem__,slice(0,3),'x');t(bl.__delitem__,0);t(bl.__setitem__,0,300);t(bl.__setitem__,0,'a');t(bl.__setitem__,99,1);t(lambda:bl[1<<80]);t(bl.seek,0,9);t(bl.seek,99);t(bl.seek,-1,2);t(bl.tell);t(bl.read,100);t(bl.write,b'abc');
t(con.blobopen,'b','x',1);t(con.blobopen,'b','b',9);t(con.blobopen,'zz','b',9); t(con.blobopen,'b','b',1<<70); t(con.blobopen,'b','b','1'); ro=con.blobopen('b','b',1,readonly=True); t(ro.write,b'x'); con.close(); t(bl.read);t(bl.close);t(cur.execute,'select 1');t(cur.close);t(con.cursor);t(con.execute,'x');t(con,'select 1')
