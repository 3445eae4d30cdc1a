# sys.excepthook, sys.unraisablehook, threading.excepthook, warnings display, displayhook, audit of what reaches them.
import io
import re
import sys
import threading
import warnings
import traceback
import types


def shown(f, *args):
    """What a call writes to standard error, with paths left out."""
    before, sys.stderr = sys.stderr, io.StringIO()
    try:
        f(*args)
    except BaseException as e:
        print("raised", type(e).__name__, e)
    finally:
        text, sys.stderr = sys.stderr.getvalue(), before
    for line in text.splitlines():
        line = re.sub(r"0x[0-9a-f]+|thread \d+", "...", line)
        if not line.startswith(("  File \"/", "  File \"<frozen")):
            print("  |", line)


try:
    raise ValueError("text")
except ValueError as e:
    err = e
shown(sys.excepthook, ValueError, err, err.__traceback__)
shown(sys.excepthook, ValueError, err, None)
shown(sys.excepthook, KeyError, err, None)
shown(sys.excepthook, None, None, None)
shown(sys.excepthook, 1, 2, 3)
shown(sys.excepthook)
shown(sys.excepthook, ValueError, ValueError("new"), None)
shown(sys.__excepthook__, SystemExit, SystemExit(3), None)
Args = type(sys.unraisablehook) and types.SimpleNamespace
for a in [dict(exc_type=ValueError, exc_value=err, exc_traceback=None, err_msg=None, object=None), dict(exc_type=ValueError, exc_value=err, exc_traceback=None, err_msg="message", object=None), dict(exc_type=ValueError, exc_value=err, exc_traceback=None, err_msg="message", object=5), dict(exc_type=ValueError, exc_value=None, exc_traceback=None, err_msg=None, object=len), dict(exc_type=None, exc_value=None, exc_traceback=None, err_msg=None, object=len)]:
    shown(sys.unraisablehook, Args(**a))
shown(sys.unraisablehook)


class BadRepr:
    def __repr__(self): raise KeyError("repr")
    def __del__(self): raise ValueError("in del")


class FailsIter:
    def __del__(self): raise StopIteration(1, 2)


shown(lambda: BadRepr() and None)
shown(lambda: FailsIter() and None)
seen = []
sys.unraisablehook = lambda u: seen.append((u.exc_type.__name__, str(u.exc_value), u.exc_traceback is not None, u.err_msg, getattr(u.object, "__name__", None), type(u).__name__))
BadRepr()
print(seen)
sys.unraisablehook = lambda u: 1 / 0
shown(lambda: BadRepr() and None)
sys.unraisablehook = 5
shown(lambda: BadRepr() and None)
sys.unraisablehook = None
shown(lambda: BadRepr() and None)
del sys.unraisablehook
shown(lambda: BadRepr() and None)
sys.unraisablehook = sys.__unraisablehook__


def in_thread(target, name="T"):
    t = threading.Thread(target=target, name=name)
    t.start()
    t.join()


def fail(): raise ValueError("in thread")
def leave(): raise SystemExit(4)


seen = []
threading.excepthook = lambda a: seen.append((a.exc_type.__name__, str(a.exc_value), a.exc_traceback is not None, a.thread.name))
in_thread(fail)
in_thread(leave)
print(seen)
threading.excepthook = lambda a: 1 / 0
threading.excepthook = threading.__excepthook__
shown(threading.excepthook, threading.ExceptHookArgs((ValueError, err, None, None)))
shown(threading.excepthook, threading.ExceptHookArgs((SystemExit, SystemExit(), None, None)))
shown(threading.excepthook, 5)
sys.displayhook(5)
sys.displayhook(None)
sys.displayhook("text")
import builtins
print(builtins._)
del builtins._
shown(sys.displayhook)
old = sys.stdout
sys.stdout = None
sys.displayhook(None)
try:
    sys.displayhook(1)
except RuntimeError as e:
    sys.stdout = old
    print(e)
sys.stdout = old
exec(compile("1 + 1; 'a'; None; 3", "<s>", "single"))
sys.displayhook = lambda v: print("hooked", v)
exec(compile("4", "<s>", "single"))
del sys.displayhook
try:
    exec(compile("4", "<s>", "single"))
except RuntimeError as e:
    print(e)
sys.displayhook = sys.__displayhook__


def warn(*a, **k):
    shown(lambda: warnings.warn(*a, **k))


warnings.resetwarnings()
warnings.simplefilter("always")
warn("plain")
warn("category", DeprecationWarning)
warn(UserWarning("instance"))
warn("x", 5)
warn("x", int)
warn(5)
warn("multi\nline")
warn("", FutureWarning)
warn("deep", stacklevel=100)
shown(lambda: warnings.warn_explicit("explicit", UserWarning, "file.py", 12))
shown(lambda: warnings.warn_explicit("explicit", UserWarning, __file__, 1, module="m", registry={}, source=[1]))
shown(lambda: warnings.showwarning("shown", UserWarning, "f.py", 3, line="the line"))
shown(lambda: warnings.showwarning("shown", UserWarning, "f.py", 3, line=""))
print(repr(warnings.formatwarning("fmt", UserWarning, "nofile", 5, "  given line ")), repr(warnings.formatwarning("fmt", UserWarning, "nofile", 5)))
warnings.simplefilter("error")
warn("now an error")
warnings.simplefilter("ignore")
warn("nothing")
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("once")
    warnings.warn("twice")
print([str(w.message) for w in log], str(log[0]).split(", filename")[0])
custom = []
warnings.showwarning = lambda *a, **k: custom.append(a[:2])
warnings.simplefilter("always")
warnings.warn("to custom")
print([(str(m), c.__name__) for m, c in custom])


print(traceback.format_exception_only(err), traceback.format_exception_only(KeyError, KeyError("k")))
