"""Reports of pstats, and what profile and cProfile count."""
import pstats, io, sys, cProfile, profile, marshal
fake = {('a.py',1,'f'):(2,3,0.5,1.5,{('b.py',10,'g'):(1,1,0.25,0.75),('c/d.py',5,'h'):(2,1,0.25,0.75)}),
 ('b.py',10,'g'):(1,1,0.25,2.0,{}),
 ('c/d.py',5,'h'):(1,1,0.125,0.875,{('b.py',10,'g'):(1,1,0.125,0.875)}),
 ('~',0,'<built-in method builtins.len>'):(10,10,0.0625,0.0625,{('a.py',1,'f'):(10,10,0.0625,0.0625)})}
class P:
    def __init__(self,d): self.d=d
    def create_stats(self): self.stats=self.d
def st(): return pstats.Stats(P(dict(fake)),stream=sys.stdout)
st().print_stats()
st().sort_stats('cumulative').print_stats()
st().strip_dirs().sort_stats('time').print_stats(2)
st().sort_stats(pstats.SortKey.NAME).print_stats('f|g')
st().sort_stats('calls','cumulative').print_stats(.5, 'a')
st().sort_stats(1).print_stats('nomatch')
st().print_callers()
st().print_callees()
st().sort_stats('cumtime').reverse_order().print_stats()
for k in ['calls','ncalls','cumtime','cumulative','filename','line','module','name','nfl','pcalls','stdname','time','tottime',-1,0,1,2]:
    s=st().sort_stats(k); print(k, s.sort_type, s.fcn_list)
for bad in [('zz',),('cumtime',1),('c',),('cum',)]:
    try: st().sort_stats(*bad)
    except Exception as e: print(type(e),e)
a=st(); a.add(st()); a.print_stats()
p=st().get_stats_profile(); print(p)
try: pstats.Stats()
except Exception as e: print(type(e),e)
print(pstats.Stats().stats)
try: pstats.Stats(5)
except Exception as e: print(type(e),e)
try: pstats.Stats('nofile')
except Exception as e: print(type(e),e)
print(list(pstats.SortKey), pstats.func_std_string(('~',0,'<x>')), pstats.func_std_string(('a',1,'b')), pstats.f8(1.5))
st().dump_stats('/tmp/pyr_profile_test.prof'); pstats.Stats('/tmp/pyr_profile_test.prof',stream=sys.stdout).sort_stats(2)
import os; os.unlink('/tmp/pyr_profile_test.prof')

st().sort_stats('name').print_callers('len')
st().sort_stats('name').print_callees('b.py')
import re, contextlib
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
def work():
    fib(5); [].append(1); len('x'); sorted([2,1], key=lambda v: v)
for m in (cProfile, profile):
    out=io.StringIO()
    with contextlib.redirect_stdout(out): m.run('work()', sort='name')
    print(re.sub(r'\d\.\d{3}','T',out.getvalue()))
pr=cProfile.Profile(); pr.enable(); work(); pr.disable()
out=io.StringIO()
with contextlib.redirect_stdout(out): pr.print_stats('name')
print(re.sub(r'\d\.\d{3}','T',out.getvalue()))
with cProfile.Profile() as q: work()
print(cProfile.Profile().runcall(fib, 3))
