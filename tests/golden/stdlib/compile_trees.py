"""What compileall and py_compile write, and under which names."""
import compileall,py_compile,os,tempfile,sys,re,marshal
d=tempfile.mkdtemp(); os.chdir(d)
os.makedirs('p/q/r'); 
for n in ('p/a.py','p/q/b.py','p/q/r/c.py'): open(n,'w').write('x=1\n')
open('p/bad.py','w').write('x = = 1\n'); open('p/t.txt','w').write(''); os.makedirs('p/__pycache__/z'); os.symlink('q','p/link')
def fn(p): 
    with open(p,'rb') as f: f.read(16); return marshal.load(f).co_filename
def t(*a,**k):
    try: print(str((a[1:],k,a[0](*a[1:],**k))).replace(sys.implementation.cache_tag,'TAG'))
    except Exception as e: print(a[1:],k,type(e).__name__,e)
def found(): 
    r=[]
    for b,_,fs in os.walk('.'):
        for f in fs:
            if f.endswith('.pyc'): r.append((os.path.join(b,f).replace(sys.implementation.cache_tag,'TAG'),fn(os.path.join(b,f))))
    print(sorted(r))
    for b,_,fs in os.walk('.'):
        for f in fs:
            if f.endswith('.pyc'): os.unlink(os.path.join(b,f))
C=compileall
t(C.compile_dir,'p'); found()
t(C.compile_dir,'p',maxlevels=0,quiet=1); found()
t(C.compile_dir,'p',ddir='/dest',quiet=2); found()
t(C.compile_dir,'p',stripdir='p',quiet=2); found()
t(C.compile_dir,'p',stripdir='zz',quiet=1); found()
t(C.compile_dir,'p',prependdir='/pre',quiet=2,legacy=True); found()
t(C.compile_dir,'p',stripdir='p',prependdir='/pre',quiet=2,optimize=[0,1,2],rx=re.compile('q.b')); found()
t(C.compile_file,'p/a.py',optimize=[0,1],hardlink_dupes=True); found()
t(C.compile_file,'p/a.py',hardlink_dupes=True); t(C.compile_dir,'p',workers=-1); t(C.compile_dir,'p',ddir='x',stripdir='y'); t(C.compile_file,'nosuch.py'); t(C.compile_file,'p/t.txt')
t(C.compile_dir,'p',invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH,quiet=1); found()
t(C.compile_file,'p/link/b.py',limit_sl_dest='/tmp'); found()
sys.path[:]=['', 'p/q']; t(C.compile_path); t(C.compile_path,skip_curdir=0,quiet=2); found()
open('f.py','w').write('y\n'); t(py_compile.compile,'f.py',optimize=2); t(py_compile.compile,'f.py','o/p/x.bin','shown.py'); print(fn('o/p/x.bin')); os.symlink('f.py','ln.pyc'); t(py_compile.compile,'f.py','ln.pyc'); os.mkdir('dd'); t(py_compile.compile,'f.py','dd')
e=py_compile.PyCompileError(ValueError,ValueError('x'),'file'); print(e,e.args[1:2],py_compile.PyCompileError(SyntaxError,SyntaxError('bad'),'file').msg, py_compile.PyCompileError(ValueError,1,'f','given').msg)
