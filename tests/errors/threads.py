# Exceptions in threads, in __del__, in callbacks: what goes to sys.stderr.
import sys, threading, gc, weakref
from _show import Filter
sys.stderr = err = Filter()
def bad(): 1/0
def run(f, **k):
    t = threading.Thread(target=f, **k); t.start(); t.join()
run(bad, name="plain")
err.show()
def chained():
    try: bad()
    except ZeroDivisionError as e: raise ValueError("中文") from e
run(chained, name="chained")
err.show()
def group(): raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
run(group, name="group")
err.show()
def leave(): raise SystemExit("quiet")
run(leave, name="leave")
err.show()
def noted():
    e = ValueError("v"); e.add_note("note"); raise e
run(noted, name="noted")
err.show()
class Sub(threading.Thread):
    def run(self): return self.missing_attribute
s = Sub(name="Sub"); s.start(); s.join()
err.show()
def hook(args): print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
threading.excepthook = hook
run(bad, name="hooked")
err.show()
def failing(args): raise KeyError("in the hook")
threading.excepthook = failing
run(bad, name="failing hook")
err.show()
threading.excepthook = threading.__excepthook__
import _thread, time
done = threading.Lock(); done.acquire()
def raw():
    try: raise ValueError("raw")
    finally: done.release()
def unraisable(u):
    print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg, type(u.object).__name__)
class D:
    def __del__(self): raise ValueError("del")
    def __repr__(self): return "<D>"
d = D(); del d
err.show()
class E:
    def __del__(self): self.missing
    def __repr__(self): raise ValueError("repr")
d = E(); del d
err.show()
class F:
    pass
f = F(); r = weakref.ref(f, lambda r: 1 / 0); del f
err.show()
def gen():
    try: yield
    finally: raise ValueError("closing")
g = gen(); next(g)
sys.unraisablehook = unraisable
d = D(); del d
err.show()
del g; gc.collect()
err.show()
def bad_hook(u): raise KeyError("hook")
sys.unraisablehook = bad_hook
d = D(); del d
err.show()
sys.unraisablehook = sys.__unraisablehook__
class G:
    def __del__(self):
        e = ValueError("a\nb"); e.add_note("note"); raise e from KeyError("cause")
    def __repr__(self): return "<G>"
d = G(); del d
err.show()
class H:
    def __del__(self): raise ExceptionGroup("g", [ValueError(1)])
    def __repr__(self): return "<H>"
d = H(); del d
err.show()
class I:
    def __del__(self):
        x = [1,
             2 / 0]
    def __repr__(self): return "<I>"
d = I(); del d
err.show()
