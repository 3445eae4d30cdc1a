"""Semaphores and memory that processes share, by their names."""
import _multiprocessing as m, inspect
S=m.SemLock
print(m.flags, [n for n in dir(S) if n not in dir(object)])
for n in dir(S):
    o=getattr(S,n)
    try: sg=str(inspect.signature(o))
    except Exception as e: sg=repr(e)
    if n not in dir(object): print(n, type(o).__name__, sg)
def t(f):
    try: print(repr(f()).split(' object at ')[0])
    except BaseException as e: print(type(e).__name__, e)
t(lambda:S())
t(lambda:S(1,1,1,'/abc'))
t(lambda:S(5,1,1,'/abc',True))
t(lambda:S(0,1,1,'/pyr_golden_x1',True))
t(lambda:S(0,1,1,'/pyr_golden_x1',True))
t(lambda:S(0,-1,1,'/pyr_golden_x3',True))
t(lambda:S(0,5,1,'/pyr_golden_x2',True))
t(lambda:S('a',5,1,'/pyr_golden_x2',True))
t(lambda:S(1,1,1,'/abc\0',True))
t(lambda:S(1,1,1,b'/abc',True))
t(lambda:S(1,1,1,'abc',False))
t(lambda:m.sem_unlink('/nope'))
t(lambda:m.sem_unlink(1))
s=m.SemLock(0,1,1,'/pyr_golden_x4',True)
t(s._count); t(s._get_value); t(s._is_mine); t(s._is_zero)
t(s.acquire); t(s.acquire); t(lambda:(s.kind,s.maxvalue,s.name,s.SEM_VALUE_MAX, type(s.handle)))
t(s._count);t(s._is_mine);t(s._get_value); t(s._is_zero)
t(s.release);t(s.release);t(s.release)
t(lambda:s.acquire(True,'x'));t(lambda:s.acquire(1,2,3)); t(lambda:s.acquire(foo=1)); t(lambda:s.acquire(timeout=-1)); t(lambda: s.release())
t(lambda:s.__enter__()); t(lambda:s.__exit__()); t(lambda:s.__exit__(1)); t(lambda:s.__exit__(1,2)); 
t(lambda:s.__exit__(1,2,3,4)); 
k=m.SemLock(1,1,1,'/pyr_golden_x5',True)
t(lambda:s.acquire(False));t(lambda:s.acquire(False));t(lambda:s.acquire(True,.01))
t(lambda:k.acquire(False));t(lambda:k.acquire(False));t(lambda:k.release());t(lambda:k.release());t(lambda:k.release())
t(lambda:setattr(s,'name',1)); t(lambda:setattr(s,'foo',1)); t(lambda:setattr(s,'kind',1))
t(lambda:S._rebuild(1,1,1,'/nope'))
t(lambda:S._rebuild(s.handle,0,1,None).acquire(False))
r=s
s._after_fork();t(s._count)
class T(S): pass
b=S(1,2,3,'/pyr_golden_x7',True); t(b.acquire);t(b.release);t(b.release);t(b.release);t(b._get_value);t(b._count)
t(lambda:T(0,1,1,'/pyr_golden_x6',True).__class__)
for i in '123457 6'.split(): 
    try:m.sem_unlink('/pyr_golden_x'+i)
    except Exception as e:pass
import glob
for f in glob.glob('/dev/shm/sem.pyr_golden_x*'): 
    m.sem_unlink('/'+f[13:])
import _posixshmem as p
for n in ('shm_open','shm_unlink'): print(inspect.signature(getattr(p,n)))
t(lambda:p.shm_open('/nope',0)); t(lambda:p.shm_open('/n\0ope',0)); t(lambda:p.shm_open(1,0)); t(lambda:p.shm_open('/x')); t(lambda:p.shm_unlink('/nope'));t(lambda:p.shm_open('/x/y',2)); t(lambda:p.shm_unlink(b'/nope'))
t(lambda:p.shm_open('/x',2,5,6)); t(lambda:p.shm_unlink('/a\0'))
