"""time, struct sequences, errno, _stat."""
import os,time,sys
os.environ['TZ'] = 'UTC'
time.tzset()
s=os.stat('/tmp')
print(type(s), type(s).__mro__, s.n_fields, s.n_sequence_fields, s.n_unnamed_fields, s.__match_args__)
print(s.__reduce__()[0], s.__reduce__()[1][1].keys())
def t(f,*a,**k):
    try: print('->', repr(f(*a,**k)))
    except BaseException as e: print('!!',type(e).__qualname__, e)
T=time.struct_time
t(T,range(9)); t(T,range(8)); t(T,range(12)); t(T,range(9),{'tm_zone':'x','tm_gmtoff':5}); t(T,range(9),{'q':1});t(T,5);t(T);t(T,range(9),5);t(T,range(11)); t(T,sequence=range(9)); t(T,range(10),{'tm_zone':1})
x=T(range(11)); print(x.tm_zone, x.tm_gmtoff, len(x), x[8]);t(x.__replace__,tm_year=5);t(x.__replace__,q=5);t(x.__replace__,5)
print(x==tuple(range(9)), hash(x)==hash(tuple(range(9))), x+(1,), x[0:2], T.__doc__ is None)
y=os.stat_result(range(10)); print(y, y.st_atime, y.st_mtime_ns, y.st_blksize); t(y.__replace__,st_mode=3)
y=os.stat_result(range(13)); print(y.st_atime)
z=os.terminal_size((1,2)); print(z, z.columns); t(os.terminal_size,(1,)); t(os.terminal_size,(1,2,3))
t(setattr,z,'columns',3); t(delattr,z,'columns'); t(setattr,z,'zzz',3)
print(sorted(set(dir(T))-set(dir(tuple))), type(T.tm_year), T.tm_year, T.tm_year.__doc__ is None)
print(T.__module__,T.__qualname__, T.n_fields)
t(type,'X',(T,),{})
t(time.sleep,-1);t(time.sleep,'x');t(time.sleep);t(time.sleep,float('nan'));t(time.sleep,1e20);t(time.sleep,None)
t(time.gmtime,0);t(time.gmtime,1e20);t(time.gmtime,'x');t(time.gmtime,None) if 0 else 0;t(time.gmtime,float('nan'));t(time.gmtime,-1.5)
t(time.localtime,0);t(time.mktime,(1970,1,1,0,0,0,0,1,0));t(time.mktime,(1,2));t(time.mktime,5);t(time.mktime,time.gmtime(0)); t(time.mktime,(1970.0,1,1,0,0,0,0,1,0))
t(time.asctime,(1970,1,1,0,0,0,0,1,0));t(time.asctime,(1970,13,1,0,0,0,0,1,0));t(time.asctime,(1970,0,0,0,0,0,8,0,0));t(time.asctime,(12345,1,1,0,0,0,0,1,0));t(time.asctime,'x');t(time.asctime,None)
for b in ((1970,1,32,0,0,0,0,1,0),(1970,1,1,24,0,0,0,1,0),(1970,1,1,0,60,0,0,1,0),(1970,1,1,0,0,62,0,1,0),(1970,1,1,0,0,0,0,367,0),(1970,1,1,0,0,0,-2,1,0),(2**40,1,1,0,0,0,0,1,0),(0,1,1,0,0,0,0,1,0),(-5,1,1,0,0,0,0,1,0)): t(time.strftime,'%Y-%m-%d %j',b)
t(time.strftime,'a\0b%y',time.gmtime(0));t(time.strftime,5);t(time.strftime,'',5);t(time.strftime,'%Z %z',time.gmtime(0));t(time.strftime,'%Z %z',(1970,1,1,0,0,0,0,1,0)); t(time.strftime,'\ud800%Y',time.gmtime(0));t(time.strftime,'%',time.gmtime(0))
t(time.ctime,0);t(time.ctime,1e20)
for c in 'time','monotonic','perf_counter','process_time','thread_time','x': t(time.get_clock_info,c)
t(time.get_clock_info,5)
t(time.clock_gettime,99);t(time.clock_settime,1,0.0); t(time.clock_gettime_ns,0)if 0 else 0
import errno,_stat
print([k for k in dir(errno) if k.startswith('E')], len(errno.errorcode))
print({k: getattr(_stat, k) for k in dir(_stat) if k[0] in 'SU' and type(getattr(_stat, k)) is int}, _stat.filemode(0o104755), _stat.filemode(0o41777))
