from _show import evaluate
OPS = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()
SYM = dict(add="+", sub="-", mul="*", matmul="@", truediv="/", floordiv="//", mod="%", pow="**", lshift="<<", rshift=">>", xor="^")
SYM["and"] = "&"; SYM["or"] = "|"
log = []
def make(name, base=(object,), fwd=True, refl=True, inplace=False, result="NI"):
    d = {}
    for op in OPS:
        def f(s, o, *a, op=op): log.append(f"{name}.{op}"); return NotImplemented if result == "NI" else (name, op)
        def r(s, o, *a, op=op): log.append(f"{name}.r{op}"); return NotImplemented if result == "NI" else (name, "r" + op)
        def i(s, o, *a, op=op): log.append(f"{name}.i{op}"); return NotImplemented if result == "NI" else (name, "i" + op)
        if fwd: d[f"__{op}__"] = f
        if refl: d[f"__r{op}__"] = r
        if inplace and op != "divmod": d[f"__i{op}__"] = i
    for op in "lt le eq ne gt ge".split():
        def c(s, o, op=op): log.append(f"{name}.{op}"); return NotImplemented if result == "NI" else (name, op)
        d[f"__{op}__"] = c
    d["__hash__"] = object.__hash__
    return type(name, base, d)
A = make("A"); B = make("B"); SubA = make("SubA", (A,)); OnlyF = type("OnlyF", (A,), {}); Yes = make("Yes", result="yes"); SubYes = make("SubYes", (Yes,), result="yes"); InP = make("InP", inplace=True); InYes = make("InYes", inplace=True, result="yes")
IntSub = make("IntSub", (int,)); IntYes = make("IntYes", (int,), result="yes"); ListYes = make("ListYes", (list,), result="yes"); StrYes = make("StrYes", (str,), result="yes")
pairs = [(A(), B()), (A(), A()), (A(), SubA()), (SubA(), A()), (A(), OnlyF()), (A(), 1), (1, A()), (Yes(), SubYes()), (SubYes(), Yes()), (Yes(), A()), (A(), Yes()), (1, IntYes(2)), (IntYes(2), 1), (1, IntSub(2)), (IntSub(2), 3), (1.5, IntYes(2)), ([1], ListYes()), (ListYes(), [1]), ("a", StrYes("b")), (StrYes("b"), 5), (True, IntYes(1)), ((1,), Yes()), ({}, Yes()), ({1}, Yes()), (b"", Yes()), (None, Yes())]
for a, b in pairs:
    for op in OPS:
        log.clear()
        try:
            r = divmod(a, b) if op == "divmod" else eval(f"a {SYM[op]} b")
        except Exception as e:
            r = f"{type(e).__name__}: {e}"
        print(type(a).__name__, op, type(b).__name__, log, r)
    for sym in "< <= == != > >=".split():
        log.clear()
        try:
            r = eval(f"a {sym} b")
        except Exception as e:
            r = f"{type(e).__name__}: {e}"
        print(type(a).__name__, sym, type(b).__name__, log, r if not isinstance(r, str) or "object at" not in r else "?")
for make_a in (lambda: InP(), lambda: InYes(), lambda: 1, lambda: [1], lambda: "a", lambda: (1,), lambda: {1: 2}, lambda: {1}, lambda: b"a", lambda: bytearray(b"a"), lambda: None):
    for b in (Yes(), A(), 1, [2], "b", None, {3: 4}, {5}, b"z"):
        for op in OPS:
            if op == "divmod" or op == "pow" and not isinstance(b, (Yes, A)): continue
            a = make_a()
            log.clear()
            try:
                exec(f"a {SYM[op]}= b")
                r = a
            except Exception as e:
                r = f"{type(e).__name__}: {e}"
            print(type(make_a()).__name__, op + "=", type(b).__name__, log, r if isinstance(r, (int, str, list, tuple, dict, set, bytes, bytearray)) else type(r).__name__)
class P3:
    def __pow__(s, e, m=None): return "p", e, m
    def __rpow__(s, b, m=None): return "r", b, m
    def __ipow__(s, e): return "i", e
evaluate(r"""
pow(P3(), 2), pow(P3(), 2, 3), pow(2, P3()), P3() ** 2, 2 ** P3()
pow(2, P3(), 3)
pow(2, 3, P3())
pow("a", 2, 3)
pow(2, 3.5, 4)
pow(None, None)
pow(2.0, 3.0, 4.0)
divmod(1, "a")
divmod("a", 1)
divmod(None, None)
-None
+"a"
~1.5
~"a"
abs("a")
abs(None)
not None
1 @ 2
[1] @ [2]
1 < None
None < None
[] < ()
{} < {}
object() < object()
1 < "a" < 2
(1, "a") < (1, 2)
[1, None] < [1, 2]
int < str
len < len
1 in 5
1 in None
"a" in 5
1 not in 5
1 is 1.0, 1 == 1.0, None is None, None == 0, () == [], "" == b""
not [] and 5, 0 or "x", 1 and 0, None or 0
1 if [] else 2
{1} < {1, 2} < {1, 2, 3}
""", P3=P3)
class C:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v
class Lt:
    def __lt__(s, o): return "lt"
    def __gt__(s, o): return "gt"
print(C([]) == 1, bool(C([]) != 1), C(NotImplemented) == 1 if 0 else "", C(5) != 1, Lt() < Lt(), Lt() > 1, 1 < Lt(), 1 > Lt(), [C(0)] == [1], [C(1)] == [1], C(1) in [2], 2 in [C(1)], (C(0),) != (1,))
class Ne:
    def __ne__(s, o): return "ne"
print(Ne() != 1, Ne() == 1, 1 != Ne())
