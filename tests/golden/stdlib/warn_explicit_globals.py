"""warn_explicit with module_globals: the loader is asked for the line."""
import warnings, sys, linecache
def run(name, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
class Loader:
    def __init__(self, src): self.src = src
    def get_source(self, name):
        print("get_source", name)
        if isinstance(self.src, Exception): raise self.src
        return self.src
warnings.simplefilter("always")
SRC = "first line\n    second line\nthird\n"
warnings.showwarning = lambda m, c, f, n, file=None, line=None: print("shown", m, c.__name__, line)
for g in ({"__loader__": Loader(SRC), "__name__": "modx"}, {"__loader__": Loader(None), "__name__": "modx"}, {"__loader__": Loader(ImportError("no")), "__name__": "modx"}, {"__loader__": Loader(ValueError("v")), "__name__": "modx"}, {"__loader__": Loader(5), "__name__": "modx"}, {"__loader__": None, "__name__": "modx"}, {"__name__": "modx"}, {}, {"__loader__": Loader(SRC)}, {"__loader__": Loader(SRC), "__name__": 5}, None, {"__loader__": object(), "__name__": "modx"}, {"__loader__": Loader(""), "__name__": "modx"}, {"__loader__": Loader(SRC.encode()), "__name__": "m"}, {"__spec__": type(sys.__spec__ or warnings.__spec__)("spex", Loader(SRC)), "__name__": "other"}, {"__spec__": type(warnings.__spec__)("spex", Loader(SRC)), "__loader__": Loader("x\ny\nz"), "__name__": "other"}):
    linecache.clearcache()
    for line in (2, 1, 4, 99, 0, -1):
        run(f"{line}", lambda: warnings.warn_explicit("msg", UserWarning, "nofile.py", line, module_globals=g))
run("list g", lambda: warnings.warn_explicit("msg", UserWarning, "nofile.py", 1, module_globals=[]))
run("int g", lambda: warnings.warn_explicit("msg", UserWarning, "nofile.py", 1, module_globals=5))
run("no args", lambda: warnings.warn_explicit()); run("msg inst", lambda: warnings.warn_explicit(DeprecationWarning("d"), None, "f", 1)); run("reg", lambda: warnings.warn_explicit("m", UserWarning, "f", 1, registry={})); run("reg bad", lambda: warnings.warn_explicit("m", UserWarning, "f", 1, registry=[])); run("line str", lambda: warnings.warn_explicit("m", UserWarning, "f", "1")); run("mod", lambda: warnings.warn_explicit("m", UserWarning, "f.py", 1, "modname")); run("source", lambda: warnings.warn_explicit("m", ResourceWarning, "f.py", 1, source=[1]))
