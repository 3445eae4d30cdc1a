# sqlite3: names on their way out, dates and times as text.
import os, time, sqlite3, warnings, datetime, sqlite3.dbapi2 as d
os.environ['TZ'] = 'UTC'; time.tzset(); warnings.simplefilter('always'); warnings.simplefilter('ignore', ResourceWarning); warnings.showwarning=lambda m,c,*a,**k: print('W',c.__name__,m)
for n in ('version','version_info','nothing'):
    for mod in (sqlite3,d):
        try: print(getattr(mod,n))
        except AttributeError as e: print(e)
c=sqlite3.connect(':memory:',detect_types=sqlite3.PARSE_DECLTYPES)
c.execute('create table t(a date,b timestamp)')
c.execute('insert into t values(?,?)',(datetime.date(2020,1,2),datetime.datetime(2020,1,2,3,4,5,678900)))
c.execute('insert into t values(?,?)',('2020-01-02','2020-01-02 03:04:05'))
c.execute('insert into t values(?,?)',('2020-01-02','2020-01-02 03:04:05.5'))
print(c.execute('select * from t').fetchall())
for v in ('2020-01-02','2020-01-02 03:04','x y','2020-01-02 03:04:05+01:00','2020-01-02 03:04:05.123456789'):
    c.execute('delete from t'); c.execute('insert into t values(null,?)',(v,))
    try: print(c.execute('select b from t').fetchall())
    except Exception as e: print(v,type(e).__name__,e)
for v in ('2020','x-y-z'):
    c.execute('delete from t'); c.execute('insert into t values(?,null)',(v,))
    try: print(c.execute('select a from t').fetchall())
    except Exception as e: print(v,type(e).__name__,e)
print(d.DateFromTicks(0),d.TimeFromTicks(86399),d.TimestampFromTicks(1e9), d.sqlite_version_info[0])
