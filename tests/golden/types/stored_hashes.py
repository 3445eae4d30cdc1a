"""Stored hashes are not asked for again: what sets and dicts call on their items."""
class H:
    def __init__(s, v): s.v = v
    def __hash__(s): log.append(f"h{s.v}"); return s.v % 4
    def __eq__(s, o): log.append(f"e{s.v},{o.v}"); return s.v == o.v
    def __repr__(s): return f"H{s.v}"
log = []
def run(name, f):
    log.clear()
    try: r = f()
    except Exception as e: r = f"{type(e).__name__}: {e}"
    try: n = len(r)
    except TypeError: n = r
    print(name, n, " ".join(log))
vals = [H(i) for i in range(6)]
d = dict.fromkeys(vals); s = set(vals); f = frozenset(vals); l = list(vals)
d2 = dict.fromkeys([H(i) for i in range(3, 9)]); s2 = set(d2); l2 = list(d2)
run("set(d)", lambda: set(d)); run("set(s)", lambda: set(s)); run("set(f)", lambda: set(f)); run("frozenset(f)", lambda: frozenset(f)); run("frozenset(s)", lambda: frozenset(s)); run("frozenset(d)", lambda: frozenset(d))
run("set(d.keys())", lambda: set(d.keys())); run("set(l)", lambda: set(l)); run("set(d.items())", lambda: set(d.items()))
run("dict.fromkeys(s)", lambda: dict.fromkeys(s)); run("dict.fromkeys(d)", lambda: dict.fromkeys(d)); run("dict.fromkeys(f, 1)", lambda: dict.fromkeys(f, 1)); run("dict.fromkeys(l)", lambda: dict.fromkeys(l)); run("dict(d)", lambda: dict(d)); run("d.copy()", lambda: d.copy()); run("{**d}", lambda: {**d}); run("d|d2", lambda: d | d2)
for op in ("__or__", "__and__", "__sub__", "__xor__", "__le__", "__lt__", "__ge__", "__gt__", "__eq__", "__ne__", "__ior__", "__iand__", "__isub__", "__ixor__"):
    run("s " + op + " s2", lambda: getattr(set(s) if 0 else s.copy(), op)(s2)); run("s " + op + " s", lambda: getattr(s.copy(), op)(s))
    run("s " + op + " f", lambda: getattr(s.copy(), op)(f))
    if op in ("__or__", "__and__", "__sub__", "__xor__", "__le__", "__ge__", "__eq__"): run("keys " + op, lambda: getattr(d.keys(), op)(d2.keys())); run("keys list" + op, lambda: getattr(d.keys(), op)(l2)); run("keys set" + op, lambda: getattr(d.keys(), op)(s2))
for m in ("union", "intersection", "difference", "symmetric_difference", "update", "intersection_update", "difference_update", "symmetric_difference_update", "issubset", "issuperset", "isdisjoint"):
    for n, o in (("d2", d2), ("s2", s2), ("l2", l2), ("gen", None), ("keys", d2.keys())):
        run(f"{m} {n}", lambda: getattr(s.copy(), m)(o if o is not None else iter(l2)))
    if m in ("union", "update", "intersection", "difference"): run(m + " two", lambda: getattr(s.copy(), m)(l2, d2))
run("copy", lambda: s.copy()); run("contains", lambda: H(3) in s); run("discard", lambda: s.copy().discard(H(3))); run("add", lambda: s.copy().add(H(3))); run("pop", lambda: s.copy().pop())
run("in set in set", lambda: {frozenset(f)} & {frozenset(s)})
run("d eq", lambda: d == d2); run("d eq same", lambda: d == dict(d)); run("d update", lambda: dict(d).update(d2)); run("d update s", lambda: dict(d).update((k, 1) for k in l2)); run("d.update kw", lambda: d.copy().update(dict(d2)))
run("d pop", lambda: d.copy().pop(H(2))); run("d setdefault", lambda: d.copy().setdefault(H(2))); run("d del", lambda: d.copy().__delitem__(H(2))); run("d popitem", lambda: d.copy().popitem()); run("reversed", lambda: list(reversed(d)))
import collections
