"""OrderedDict compared while it changes, pop and __missing__."""
from collections import OrderedDict
import operator
def run(name, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
for when in (2, 4, 5):
    for act in ("clear", "del", "add", "pop_add", "move", "set", "self_clear", "self_del", "self_add"):
        class Key(str):
            def __hash__(s): return hash(str(s))
            def __eq__(s, o):
                global n
                n += 1
                if n == when:
                    t = d1 if act.startswith("self") else d2
                    if "clear" in act: t.clear()
                    elif "del" in act: t.pop("b")
                    elif act.endswith("add") and "pop" not in act: t["zz"] = 1
                    elif act == "pop_add": t.pop("c"); t["zz"] = 1
                    elif act == "move": t.move_to_end("a")
                    elif act == "set": t["a"] = 99
                return str(s) == str(o)
        for sizes in ("abc",):
            n = 0
            d1 = OrderedDict((Key(k), 1) for k in sizes); d2 = OrderedDict((Key(k), 1) for k in sizes)
            n = 0
            run(f"{when} " + act, lambda: operator.eq(d1, d2)); n = 0
            d1 = OrderedDict((Key(k), 1) for k in sizes); d2 = OrderedDict((Key(k), 1) for k in sizes); n = 0
            run(f"{when} " + act + " ne", lambda: operator.ne(d1, d2))
            d1 = OrderedDict((Key(k), 1) for k in sizes); d2 = {Key(k): 1 for k in sizes}; n = 0
            if act not in ("move",): run(f"{when} " + act + " dict", lambda: operator.eq(d1, d2))
class Val:
    def __init__(s, v): s.v = v
    def __eq__(s, o):
        d2.clear(); return True
d1 = OrderedDict([(1, Val(1)), (2, Val(2))]); d2 = OrderedDict([(1, Val(1)), (2, Val(2))])
run("val", lambda: d1 == d2)
d1 = OrderedDict([(1, 1)]); run("pop", lambda: d1.pop(5)); run("pop2", lambda: d1.pop(5, 6)); run("pop3", lambda: d1.pop(key=1)); run("pop4", lambda: d1.pop(5, default=7))
class Miss(OrderedDict):
    def __missing__(s, k): return 0
m = Miss(a=1)
run("m", lambda: (m.pop("a", 5), m.pop("b", 6))); run("m2", lambda: m.pop("zz")); run("m3", lambda: m["q"]); run("m4", lambda: m.setdefault("r")); run("m5", lambda: m.get("z"))
