from _show import evaluate
class FS(frozenset): pass
class SS(set): pass
class Bad:
    def __hash__(s): raise KeyError("hash")
class E:
    def __init__(s, v): s.v = v
    def __hash__(s): return 1
    def __eq__(s, o): return isinstance(o, E) and s.v == o.v
    def __repr__(s): return f"E({s.v})"
for S in (set, frozenset):
    x = S([1, 2, 3]); y = S([3, 4])
    evaluate(r"""
S(), S([1]), S("a"), S({1: 2}), S(range(2)), S(S([1])), S(x) is x, len(S("aab")), S(iter(()))
S(1)
S([[]])
S([{}])
S(1, 2)
S(iterable=[1])
S([Bad()])
x | y, x & y, x - y, x ^ y, x | {9}, {9} | x, frozenset([9]) | x, type(frozenset() | x).__name__, type(set() | x).__name__, type(x | frozenset()).__name__, x & {}.keys(), x - {1: 1}.keys()
x | [1]
x & "a"
x - 1
x ^ None
x + y
[1] | x
x < y, x <= S([1, 2, 3, 4]), x == S([3, 2, 1]), x == {1, 2, 3}, x == frozenset([1, 2, 3]), x != y, x > S([1]), x >= x, x < x, x == [1, 2, 3], S() < x, x.__lt__(1), x == {1: 0, 2: 0, 3: 0}.keys()
x < [1]
x <= 1
1 in x, 9 in x, 1.0 in x, True in x
[] in x
{} in x
{1} in S([frozenset([1])]), {1} in x
Bad() in x
x.union(), x.union([4], "a"), x.intersection(), x.intersection([1, 2], (2, 3)), x.difference([1], [2]), x.symmetric_difference([1, 9]), x.issubset([1, 2, 3, 4]), x.issuperset([1]), x.isdisjoint([9]), x.isdisjoint([1]), x.copy(), x.copy() is x, x.union({5: 1}), x.union(x) is x
x.union(1)
x.union([[]])
x.intersection(1)
x.intersection([[]])
x.difference(1)
x.difference([[]])
x.difference([], 5)
x.symmetric_difference()
x.symmetric_difference([[]])
x.issubset(1)
x.issubset()
x.issubset([[]])
x.issuperset(1)
x.issuperset([[]])
x.isdisjoint(1)
x.isdisjoint([[]])
x.isdisjoint(1, 2)
x.union(other=[1])
repr(S()), repr(S([1])), repr(S(["a"])), str(S([S() if S is frozenset else 1])), bool(S()), sorted(x), sum(x), max(x), list(iter(x)) == list(x)
x.__and__([1]), x.__or__(1), x.__sub__(1), x.__xor__(1), x.__rand__({1}), x.__ror__({1}), x.__rsub__({1, 9}), x.__rxor__({1}), x.__contains__(1), x.__len__(), x.__eq__(1), x.__reduce__(), x.__sizeof__() > 0, x.__iter__().__length_hint__()
x.foo = 1
x[0]
S[int]
S.__new__(S, [1]), S.__init__
E(1) in S([E(1), E(2)]), len(S([E(1), E(1), E(2)])), S([1, 1.0, True]), S([0, False])
""", S=S, x=x, y=y, Bad=Bad, E=E)
evaluate(r"""
hash(frozenset()), hash(frozenset([1])) == hash(frozenset([1.0])), hash(frozenset([1, 2, 3])), hash(frozenset(range(100))), hash(frozenset([frozenset()]))
hash(set())
{set()}
{frozenset([1])}, {frozenset([1]): 2}[frozenset([1])]
FS([1]), type(FS([1]) | {2}).__name__, type(FS([1]).union([2])).__name__, type(FS([1]).copy()).__name__, repr(FS()), FS([1]) == {1}, hash(FS([1])) == hash(frozenset([1]))
SS([1]), type(SS([1]) | {2}).__name__, type(SS([1]).copy()).__name__, repr(SS()), type(SS([1]).union([2])).__name__, type(SS([1]) - {1}).__name__
FS([1], x=2)
SS([1], x=2)
set(x=1)
frozenset(x=1)
frozenset([1]).add
{1, *[2, 3], *"a"} == {1, 2, 3, "a"}
{*1}
{1, []}
set.__contains__([], 1)
set.add(1, 2)
""", FS=FS, SS=SS)
def step(text):
    a = {1, 2, 3}
    try: r = eval(compile(text, "", "eval"), {"a": a, "Bad": Bad})
    except SyntaxError:
        space = {"a": a}
        try: exec(text, space); a = space["a"]; r = "ok"
        except BaseException as e: r = f"{type(e).__name__}: {e}"
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(text, "->", r, sorted(a, key=str))
for text in """a.add(4);a.add(1);a.add([]);a.add();a.add(Bad());a.remove(1);a.remove(9);a.remove([]);a.remove({1});a.remove({9});a.discard(1);a.discard(9);a.discard([]);a.discard({1});a.pop() in {1,2,3};a.pop(1);a.clear();a.update([4],'z');a.update();a.update(1);a.update([[]]);a.update(a);a.intersection_update([1,2],[2]);a.intersection_update();a.intersection_update(1);a.intersection_update([[]]);a.difference_update([1],[2]);a.difference_update(a);a.difference_update(1);a.symmetric_difference_update([1,9]);a.symmetric_difference_update(a);a.symmetric_difference_update();a.symmetric_difference_update([[]]);a|={9};a|=[9];a&={1};a&=[1];a-={1};a-=a;a^={1,9};a^=a;a^=1;a|=a;a&=a;a.__ior__([1]);a.__iand__([1]);a.__isub__([1]);a.__ixor__([1]);a.__init__([7]);a.__init__();a.__init__(1);a.__init__([1],[2]);a.add(1,2);a.remove()""".split(";"):
    step(text)
try: set().pop()
except KeyError as e: print(e)
for change in ("a.add(99)", "a.discard(1)", "a.clear()", "a.add(1)"):
    a = {1, 2, 3}
    try:
        for i, x in enumerate(a):
            if i == 0: exec(change)
        print(change, "ok")
    except RuntimeError as e: print(change, e)
it = iter({1}); print(next(it), next(it, "end"), it.__length_hint__(), it.__reduce__())
s = set(); s.add(frozenset([1])); print({1} in s, s); s.discard({1}); print(s)
class Evil:
    def __hash__(s): return 1
    def __eq__(s, o): box.clear(); return False
box = {1, Evil(), Evil()} if 0 else {E(1)}
box.add(Evil()); print(len(box))
class R(set):
    def __repr__(s): return "R!"
s = {1}; print(R([1]), {frozenset({1})}, repr(frozenset({frozenset()})))
