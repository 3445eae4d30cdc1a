"""What the module trace prints and counts; tabnanny."""
import trace, sys, io, contextlib, os
def inner(x):
    if x > 1:
        return x
    return inner(x + 1)
def main():
    for i in range(2):
        inner(i)
    return 5
def show(f, *a, **k):
    out=io.StringIO()
    with contextlib.redirect_stdout(out): r=f(*a,**k)
    print(out.getvalue().replace(os.getcwd()+'/',''), r)
t=trace.Trace(count=False, trace=True); show(t.runfunc, main)
t=trace.Trace(count=1, trace=0); print(t.runfunc(main)); r=t.results(); print(sorted((os.path.basename(f),l,n) for (f,l),n in r.counts.items()))
t=trace.Trace(countfuncs=1, count=0, trace=0); t.runfunc(main); print(sorted((os.path.basename(a),b,c) for a,b,c in t.results().calledfuncs)); show(t.results().write_results)
t=trace.Trace(count=1, trace=1, ignoremods=['zz'], ignoredirs=['/usr'], timing=False); show(t.run, 'x=1')
show(r.write_results, show_missing=True, summary=True, coverdir='/tmp/pyr_cov')
for f in sorted(os.listdir('/tmp/pyr_cov')): print(f, open('/tmp/pyr_cov/'+f).read())
print(trace._fullmodname('a/b.py'), trace._modname('a/b.py'))
import shutil; shutil.rmtree('/tmp/pyr_cov')

import tabnanny
for name, text in [("a", "if 1:\n    x\n    y\n"), ("b", "if 1:\n\tx\n        y\n"), ("c", "if 1:\n  if 2:\n\tx\n"), ("d", "(\n"), ("e", "if 1:\n    x\n  y\n")]:
    open("/tmp/pyr_nanny.py", "w").write(text)
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err):
            tabnanny.check("/tmp/pyr_nanny.py")
    except SystemExit as e:
        print("exit", e.code)
    print(name, err.getvalue().split(":")[0:2])
os.unlink("/tmp/pyr_nanny.py")
