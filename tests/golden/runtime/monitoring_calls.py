"""sys.monitoring: what CALL says of methods, jumps and branches of loops and comprehensions."""
import sys
E = sys.monitoring.events
T = 3
src = open(__file__).read()
def run(f, events):
    out = []
    sys.monitoring.use_tool_id(T, "t")
    for n in events:
        e = getattr(E, n)
        def cb(code, *a, n=n):
            if code.co_filename != __file__ or code.co_name == "run": return
            if n in ("JUMP", "BRANCH"): out.append((n, code.co_name))
            elif n == "CALL": out.append((n, code.co_name, repr(a[1]).split(" at ")[0], repr(a[2]).split(" at ")[0]))
            else: out.append((n, code.co_name))
        sys.monitoring.register_callback(T, e, cb)
    ev = 0
    for n in events: ev |= getattr(E, n)
    sys.monitoring.set_events(T, ev)
    f()
    sys.monitoring.set_events(T, 0)
    sys.monitoring.free_tool_id(T)
    for o in out[:-1]: print("  ", *o)
class C:
    @classmethod
    def cm(cls, x=1): return x
    @staticmethod
    def sm(x=1): return x
    def m(self, x=1): return x
    def __repr__(self): return "C()"
def f1():
    c = C(); c.cm(); C.cm(); c.cm(4); c.sm(); C.sm(2); c.m(); C.m(c); x = c.m; x(); y = c.cm; y(9); z = C.cm; z()
def f3(): dict.fromkeys([1]); {}.fromkeys("a"); int.from_bytes(b"a"); (5).from_bytes(b"b"); "".maketrans("a", "b")
def g1(): return [x for x in (1, 2)]
def g2(): return {x: x for x in (1, 2) if x > 1}
def g5(): return [x for y in (1, 2) for x in (y, 3) if x != 2]
def g6(): return list(x for x in (1, 2) if x)
def g4():
    for x in (1, 2):
        if x: continue
        y = 1
def g7():
    i = 0
    while i < 2: i += 1
def g8():
    while True:
        break
    for x in []: pass
    else: y = 1
for f in (f1, f3): print(f.__name__); run(f, ["CALL"])
for f in (g1, g2, g5, g6, g4, g7, g8): print(f.__name__); run(f, ["JUMP", "BRANCH"])
