"""sqlite3: statements, types, transactions, functions in Python, rows, blobs, errors with their codes."""
import warnings, sqlite3, datetime, os, tempfile, sys
os.chdir(tempfile.mkdtemp())
warnings.simplefilter('ignore')
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e, getattr(e,'sqlite_errorcode',None), getattr(e,'sqlite_errorname',None))
c=sqlite3.connect(':memory:'); k=c.cursor()
t(lambda:k.execute('create table t(a integer primary key, b text, c real, d blob)') is k); t(lambda:k.rowcount); t(lambda:k.description); t(lambda:k.lastrowid)
t(lambda:c.execute("insert into t values(1,'x',1.5,x'00ff')").lastrowid); t(lambda:c.in_transaction); t(lambda:c.total_changes)
t(lambda:c.execute('insert into t(b,c,d) values(?,?,?)',('y',2.5,b'ab')).rowcount); t(lambda:c.execute('insert into t(b) values(:n)',{'n':'named'}).lastrowid)
t(lambda:c.executemany('insert into t(b) values(?)',[('m1',),('m2',)]).rowcount); t(lambda:c.executemany('insert into t(b) values(?)',((str(i),) for i in range(3))).lastrowid)
t(lambda:c.execute('select * from t').fetchall()); t(lambda:c.execute('select * from t').fetchone()); t(lambda:c.execute('select a from t').fetchmany(2)); t(lambda:[r for r in c.execute('select a from t where a>?',(5,))]); t(lambda:c.execute('select a, b as bb, 1+1 from t').description)
k=c.execute('select 1'); t(lambda:k.fetchone()); t(lambda:k.fetchone()); t(lambda:k.fetchall()); t(lambda:k.rowcount); t(lambda:k.arraysize); t(lambda:k.connection is c); t(lambda:next(k))
t(lambda:c.execute('insert into t(a) values(1)')); t(lambda:c.execute('selec')); t(lambda:c.execute('select * from nope')); t(lambda:c.execute('select ?',())); t(lambda:c.execute('select ?',(1,2))); t(lambda:c.execute('select :a',{})); t(lambda:c.execute('select ?',5)); t(lambda:c.execute('select ?',(object(),))); t(lambda:c.execute('select 1; select 2')); t(lambda:c.execute('  -- c').fetchall()); t(lambda:c.execute(5)); t(lambda:c.execute('select 1\0')); t(lambda:c.execute('select ?',('\ud800',))); t(lambda:c.execute('select ?',(2**63,))); t(lambda:c.execute('select ?',(2**63-1,)).fetchall()); t(lambda:c.executemany('select 1',[()])); t(lambda:c.executemany('insert into t(b) values(?)',5)); t(lambda:c.execute('select ?', [None]).fetchall()); t(lambda:c.execute('select ?', 'a').fetchall()); t(lambda:c.execute('select ?1, ?1, ?2',(1,2)).fetchall())
t(lambda:c.commit()); t(lambda:c.in_transaction); t(lambda:c.execute('delete from t where a>3').rowcount); t(lambda:c.rollback()); t(lambda:c.execute('select count(*) from t').fetchone())
try:
    with c: c.execute("insert into t(b) values('in')"); 1/0
except ZeroDivisionError: t(lambda:c.execute("select count(*) from t where b='in'").fetchone())
with c: c.execute("insert into t(b) values('in')")
t(lambda:c.execute("select count(*) from t where b='in'").fetchone())
c.row_factory=sqlite3.Row; r=c.execute('select a,b as Bee from t').fetchone(); t(lambda:(r['a'],r['bee'],r[0],r[-1],len(r),tuple(r),r.keys(),r==r,hash(r)==hash(r))); t(lambda:r['zz']); t(lambda:r[5]); t(lambda:r[0:1]); t(lambda:repr(r).split(' at ')[0]); t(lambda:dict(r)); t(lambda:r[1.5]); t(lambda:c.execute('select 1 as x').fetchone()==c.execute('select 1 as x').fetchone())
c.row_factory=lambda cur,row:dict(zip([d[0] for d in cur.description],row)); t(lambda:c.execute('select a,b from t').fetchone()); c.row_factory=None
c.text_factory=bytes; t(lambda:c.execute('select b from t').fetchone()); c.text_factory=lambda b:b.decode()+'!'; t(lambda:c.execute('select b from t').fetchone()); c.text_factory=str
c.create_function('add',2,lambda a,b:a+b); t(lambda:c.execute('select add(1,2), add(1.5,2)').fetchone()); c.create_function('bad',0,lambda:1/0); t(lambda:c.execute('select bad()').fetchone()); c.create_function('any',-1,lambda *a:len(a),deterministic=True); t(lambda:c.execute('select any(1,2,3)').fetchone()); c.create_function('obj',0,lambda:object()); t(lambda:c.execute('select obj()').fetchone()); c.create_function('kinds',-1,lambda *a:repr(a)); t(lambda:c.execute("select kinds(1,2.5,'x',x'00',null)").fetchone())
class Sum:
    def __init__(self): self.n=0
    def step(self,x): self.n+=x
    def finalize(self): return self.n
c.create_aggregate('mysum',1,Sum); t(lambda:c.execute('select mysum(a) from t').fetchone())
class BadAgg:
    def step(self,x): 1/0
    def finalize(self): return 1
c.create_aggregate('badagg',1,BadAgg); t(lambda:c.execute('select badagg(a) from t').fetchone())
class Win(Sum):
    def inverse(self,x): self.n-=x
    def value(self): return self.n
c.create_window_function('win',1,Win); t(lambda:c.execute('select a, win(a) over (order by a rows between 1 preceding and current row) from t').fetchmany(4))
c.create_collation('rev',lambda a,b:(a<b)-(a>b)); t(lambda:c.execute('select b from t where b is not null order by b collate rev').fetchmany(3)); c.create_collation('rev',None); t(lambda:c.execute('select b from t order by b collate rev'))
t(lambda:k.executescript('create table s(x); insert into s values(1); insert into s values(2);') is k); t(lambda:c.execute('select * from s').fetchall()); t(lambda:c.executescript('create tabl')); t(lambda:list(c.iterdump())[-6:])
t(lambda:c.isolation_level); c.isolation_level=None; c.execute('insert into s values(3)'); t(lambda:c.in_transaction); c.isolation_level='IMMEDIATE'; t(lambda:setattr(c,'isolation_level','bogus')); t(lambda:setattr(c,'isolation_level',5)); t(lambda:c.isolation_level); t(lambda:c.autocommit); t(lambda:delattr(c,'isolation_level'))
d=sqlite3.connect('f.db',detect_types=sqlite3.PARSE_DECLTYPES|sqlite3.PARSE_COLNAMES); d.execute('create table e(d date, x point, p text)')
import warnings; warnings.simplefilter('ignore')
d.execute('insert into e values(?,?,?)',(datetime.date(2020,1,2),'1;2','a')); sqlite3.register_converter('point',lambda b:tuple(map(int,b.split(b';')))); t(lambda:d.execute('select d, x, p, p as "p [point]" from e').fetchone() if 0 else d.execute('select d,x,p from e').fetchone()); t(lambda:d.execute('select "3;4" as "q [point]"').fetchone()); t(lambda:d.execute('select "3;4" as "q [point]"').description[0][0])
class P:
    def __init__(s,x): s.x=x
    def __conform__(s,proto): return 'P%d'%s.x if proto is sqlite3.PrepareProtocol else None
t(lambda:d.execute('select ?',(P(5),)).fetchone()); sqlite3.register_adapter(complex,lambda z:repr(z)); t(lambda:d.execute('select ?',(1j,)).fetchone()); t(lambda:sqlite3.adapt(1j)); t(lambda:sqlite3.adapt(object())); t(lambda:sqlite3.adapt(object(),sqlite3.PrepareProtocol,'alt'))
d.commit(); d2=sqlite3.connect('f.db'); t(lambda:d2.execute('select * from e').fetchall()); 
b=sqlite3.connect(':memory:'); t(lambda:d.backup(b)); t(lambda:b.execute('select count(*) from e').fetchone()); t(lambda:b.backup(b)); t(lambda:b.serialize()[:15]); n=sqlite3.connect(':memory:'); n.deserialize(b.serialize()); t(lambda:n.execute('select count(*) from e').fetchone())
d.execute('begin exclusive'); d3=sqlite3.connect('f.db',timeout=0.05); t(lambda:d3.execute("insert into e values(1,2,3)")); d.rollback()
t(lambda:sqlite3.connect('/nope/x.db')); t(lambda:sqlite3.connect('file:f.db?mode=ro',uri=True).execute('insert into e values(1,2,3)')); t(lambda:sqlite3.connect(':memory:',isolation_level='x')); t(lambda:sqlite3.connect(5))
open('junk','w').write('junk'*500); t(lambda:sqlite3.connect('junk').execute('select 1 from x'))
g=sqlite3.connect(':memory:'); g.execute('create table b(x)'); g.execute('insert into b values(zeroblob(10))')
with g.blobopen('b','x',1) as bl: t(lambda:len(bl)); bl.write(b'hello'); t(lambda:bl.tell()); bl.seek(0); t(lambda:bl.read(3)); bl[0]=72; t(lambda:bl[0:5]); t(lambda:bl[0]); t(lambda:bl[20]); t(lambda:bl.write(b'x'*20)); t(lambda:bl.seek(-1)); bl[1:3]=b'EE'; t(lambda:bl[:5]); t(lambda:bl['a'])
t(lambda:bl.read()); t(lambda:g.execute('select x from b').fetchone()); t(lambda:g.blobopen('b','x',9)); t(lambda:g.blobopen('b','nope',1))
seen=[]; g.set_trace_callback(seen.append); g.execute('select 1'); g.set_trace_callback(None); t(lambda:seen); g.set_authorizer(lambda *a:sqlite3.SQLITE_DENY); t(lambda:g.execute('select * from b')); g.set_authorizer(None); g.set_progress_handler(lambda:1,1); t(lambda:g.execute('select count(*) from b').fetchall()); g.set_progress_handler(None,1)
t(lambda:g.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH)); t(lambda:g.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH,20)); t(lambda:g.execute('select 1'+' '*100)); t(lambda:g.getlimit(999)); t(lambda:g.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY)); t(lambda:g.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY)); t(lambda:g.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY)); t(lambda:g.getconfig(1))
t(lambda:g.interrupt()); t(lambda:g.cursor().close()); q=g.cursor(); q.close(); t(lambda:q.execute('select 1')); t(lambda:q.fetchone()); t(lambda:g.close()); t(lambda:g.close()); t(lambda:g.execute('select 1')); t(lambda:g.cursor()); t(lambda:g.commit()); t(lambda:g.in_transaction); t(lambda:g.total_changes); t(lambda:g.__enter__()); t(lambda:g.row_factory)
import threading
h=sqlite3.connect(':memory:'); out=[]
def run():
    try: h.execute('select 1')
    except Exception as e: out.append(str(e).split('.')[0])
th=threading.Thread(target=run); th.start(); th.join(); print(out)
a=sqlite3.connect(':memory:',autocommit=False); t(lambda:a.in_transaction); a.execute('create table q(x)'); a.rollback(); t(lambda:a.execute('select * from q')); t(lambda:a.autocommit); a.autocommit=True; t(lambda:a.in_transaction); t(lambda:a.commit()); a.close()
class CC(sqlite3.Connection): pass
class KK(sqlite3.Cursor):
    def fetchone(self): return 'sub'
x=sqlite3.connect(':memory:',factory=CC); t(lambda:type(x)); t(lambda:x.cursor(KK).execute('select 1').fetchone()); t(lambda:x.cursor(factory=lambda c:5)); t(lambda:sqlite3.Cursor(5)); t(lambda:sqlite3.Row(1,2)); t(lambda:repr(x).split(' at ')[0]); t(lambda:sqlite3.complete_statement('select 1;')); t(lambda:sqlite3.complete_statement('select 1'))
class NoInit(sqlite3.Cursor):
    def __init__(self,c): pass
t(lambda:NoInit(x).execute('select 1')); t(lambda:sqlite3.Date(2020,1,2)); t(lambda:x.execute("insert into nope values(1)")); t(lambda:sqlite3.IntegrityError('a').args)
t(lambda:x.executescript(5)); t(lambda:x.execute("select 1 as a union select 2 order by a").fetchall()); k=x.execute('create table u(i int unique)'); x.execute('insert into u values(1)'); t(lambda:x.execute('insert into u values(1)')); t(lambda:x.execute('insert into u values(2) returning i').fetchall()); t(lambda:x.execute('update u set i=i+10').rowcount); t(lambda:x.execute("insert or replace into u values(11)").lastrowid)
t(lambda:x.execute('pragma user_version').fetchone()); t(lambda:x.execute("select date('2020-01-01','+1 day'), json_extract('{\"a\":5}','$.a'), upper('é'), typeof(1.0), 7/2, 7%3, round(2.567,2)").fetchone())
