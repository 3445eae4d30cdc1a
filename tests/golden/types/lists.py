from _show import evaluate
class I:
    def __init__(s, v): s.v = v
    def __index__(s): return s.v
    def __repr__(s): return f"I({s.v})"
class L(list): pass
class T(tuple): pass
class H:
    def __length_hint__(s): return 5
    def __iter__(s): return iter([1, 2])
class BadHint:
    def __length_hint__(s): return -1
    def __iter__(s): return iter([1])
class BadHint2:
    def __length_hint__(s): return "a"
    def __iter__(s): return iter([1])
class Bad:
    def __eq__(s, o): raise KeyError("eq")
    def __repr__(s): return "Bad()"
    __hash__ = None
for K in (list, tuple):
    x = K([3, 1, 2])
    evaluate(r"""
K(), K("abc"), K({1: 2}), K(range(3)), K(H()), K(x) is x, K(iter([1])), K(())
K(1)
K(None)
K(x=1)
K(1, 2)
K(iterable=[1])
K(BadHint())
K(BadHint2())
x[0], x[-1], x[I(1)], x[True], x[1:], x[::-1], x[5:], x[-2:-1], x[I(0):I(2)], x[None:None:None]
x[3]
x[-4]
x["a"]
x[1.0]
x[None]
x[10**30]
x[-10**30]
x[::0]
x["a":]
x[1.5:2]
x[1, 2]
x + K([4]), x * 2, 2 * x, x * 0, x * -1, x * I(2), x * True
x + 1
x + "a"
x + (1,) if K is list else x + [1]
1 + x
x * 1.5
x * "a"
x * x
x * 10**30
x * (2**62)
1 in x, 5 in x, None in x, 1.0 in x, True in x
Bad() in x
Bad() in K([Bad()])
x == K([3, 1, 2]), x == [3, 1, 2], x == (3, 1, 2), x != K(), x < K([3, 2]), x < K([3, 1]), x <= x, x > K(), K([1]) < K(["a"]) if 0 else 1, K([1, "a"]) < K([2, 1]), K([float("nan")]) == K([float("nan")])
x < 1
x < [1] if K is tuple else x < (1,)
K([1]) < K(["a"])
K([None]) < K([None])
K([None]) <= K([None])
K([Bad()]) == K([Bad()])
x.index(1), x.index(2, 1), x.index(2, -1), x.index(3, 0, 1), x.index(3, None) if 0 else 1, x.index(1, I(0), 10**30), x.count(1), x.count(9), x.count(True)
x.index(9)
x.index("a", 1)
x.index(3, 1)
x.index()
x.index(1, "a")
x.index(1, 2, 3, 4)
x.index(1, None)
x.count()
x.index(Bad())
x.__contains__(1), x.__len__(), x.__getitem__(0), x.__getitem__(slice(1)), x.__add__(K()), x.__mul__(2), x.__rmul__(2), x.__eq__(1), x.__lt__(1), x.__iter__().__length_hint__()
x.__add__(1)
x.__mul__("a")
x.__mul__(1.0)
x.__getitem__()
x.__getitem__(1, 2)
x.foo = 1
min(x), max(x), sum(x), sorted(x), len(x), bool(x), bool(K()), list(reversed(x)), any(x), all(x)
repr(K()), repr(K([1])), repr(K([K()])), str(K(["a", 1.0]))
K[int], K.__class_getitem__(int), K[int, str]
K([1, 2, 3, 4, 5, 6, 7, 8, 9])[8:2:-3], K(range(10))[-3::-3], K(range(5))[10**30:-10**30:-1], K(range(3))[-10**30:10**30:10**30], K(range(10))[::I(4)]
""", K=K, x=x, H=H, I=I, Bad=Bad, BadHint=BadHint, BadHint2=BadHint2)
evaluate(r"""
hash(()), hash((1, 2)), hash((1, (2, 3))), hash(("a",)) == hash(("a",)), hash((1,)) == hash(T((1,))), hash((1.0, True)) == hash((1, 1))
hash(([],))
hash([])
{[]: 1}
{[1]}
(1, 2)[0] = 1
del (1, 2)[0]
T((1, 2)), type(T((1, 2))[:]).__name__, type(T((1,)) + ()).__name__, type(T((1,)) * 1).__name__, T((1,)) == (1,), (1,).__getnewargs__(), T((1, 2)).__getnewargs__(), tuple(T((1, 2))), type(tuple(T((1, 2)))).__name__
T(1)
T([1], x=2)
tuple.__new__(T, [1]), type(tuple.__new__(T)).__name__
tuple.__new__(list)
tuple.__new__()
L([1]) + [2], type(L([1]) + [2]).__name__, type(L([1])[:]).__name__, type(L([1]).copy()).__name__, L([1]) == [1], repr(L([1])), type(L([1]) * 2).__name__, L([1], ) if 1 else 0
L(1, 2)
L(x=1)
list.__new__(L), list.__new__(list, 1, 2, 3), list.__init__([5], "ab")
list.__getitem__((), 1)
list.append(1)
list.append([])
list.append([], 1, 2)
list.append((), 1)
[].append(object=1)
""", L=L, T=T)
def step(text, start=(3, 1, 2)):
    a = list(start)
    try:
        r = eval(compile(text, "", "eval"), {"a": a, "I": I, "Bad": Bad}) if "=" not in text.replace("==", "").replace("key=", "").replace("reverse=", "").replace("revers=", "") and not text.startswith("del") else exec(text, {"a": a, "I": I, "Bad": Bad})
        print(text, "->", r, a)
    except BaseException as e:
        print(text, "->", type(e).__name__, e, a)
for text in """a.append(1);a.append();a.append(1,2);a.extend('ab');a.extend(a);a.extend(1);a.extend();a.extend(iter(a[:1]));a.extend({1:2});a.insert(0,9);a.insert(-1,9);a.insert(100,9);a.insert(-100,9);a.insert('a',1);a.insert(1);a.insert(I(1),7);a.insert(10**30,1);a.pop();a.pop(0);a.pop(-1);a.pop(5);a.pop(-5);a.pop('a');a.pop(I(1));a.pop(1.0);a.pop(None);a.pop(10**30);a.remove(1);a.remove(9);a.remove();a.remove(Bad());a.clear();a.clear(1);a.reverse();a.copy();a.sort();a.sort(reverse=True);a.sort(key=lambda v:-v);a.sort(key=None);a.sort(1);a.sort(lambda v:v);a.sort(revers=1);a.sort(key=1);a.sort(reverse='x');a.sort(reverse=None);a.sort(key=len);a.sort(cmp=1);a+=[1];a+='ab';a+=1;a+=a;a*=2;a*=0;a*=-1;a*=1.5;a*='a';a*=I(2);a*=10**30;a[0]=5;a[3]=5;a[-4]=5;a['a']=1;a[I(0)]=7;a[0:1]=[7,8];a[0:1]='xy';a[0:1]=5;a[0:1]=None;a[:]=a;a[1:]=a;a[:0]=a;a[::2]=[7,8];a[::2]=[7];a[::2]=a;a[::-1]=[7,8,9];a[::-1]=a;a[::-1]=[1];a[5:]=[1];a[2:0]=[9];a[::0]=[];a[1:1]=(9,9);a[10**30:]=[1];a[::10**30]=[1];a[-10**30:1]=[];del a[0];del a[3];del a['a'];del a[:];del a[::2];del a[::-1];del a[1:];del a[5:];del a[::0];del a[2:0:-1];del a[I(0)];del a[-1:];del a[0:3:2];a.__iadd__((1,));a.__imul__(2);a.__setitem__(0,1);a.__delitem__(0);a.__init__();a.__init__((1,));a.__init__(1);a.__reversed__().__length_hint__();a.__sizeof__()>0;a.sort(key=str,reverse=1)""".split(";"):
    step(text)
for text in ("a.sort()", "a.sort(key=str)", "sorted(a)", "sorted(a, revers=1)", "sorted()", "sorted(1)", "sorted(a, None)", "sorted(a, key=1)", "sorted(a, key=str, reverse=1, x=1)", "sorted(iterable=a)", "sorted(a, reverse=[])", "min(a)", "max(a)", "a.index('x')"):
    step(text, [1, "x", None])
a = [1, 2, 3]
it = iter(a); next(it); a.append(4); print(list(it)); a.append(5); print(list(it), it.__length_hint__(), it.__reduce__())
it = iter(a); next(it); print(it.__reduce__()[1:]); it.__setstate__(10); print(list(it)); it = iter(a); it.__setstate__(-5); print(list(it))
r = reversed(a); next(r); print(r.__length_hint__(), r.__reduce__()[1:]); r.__setstate__(0); print(list(r), r.__reduce__()); r = reversed(a); a.clear(); print(list(r))
try: it.__setstate__("a")
except TypeError as e: print(e)
a = [1]; a.append(a); print(a, a == a); t = ([],); t[0].append(t); print(t)
try: print(a == [1, a])
except RecursionError as e: print("RecursionError")
b = [1]; b.append(b)
try: print(a == b)
except RecursionError as e: print(e)
class E:
    def __eq__(s, o): lst.clear(); return False
lst = [E(), E(), E()]
print(lst.count(1), lst); lst = [E(), 1]; print(1 in lst); lst = [E(), E()]
try: lst.remove(5)
except ValueError as e: print(e, lst)
lst = [E(), E()]
try: lst.index(5)
except ValueError as e: print(e)
class C2:
    def __lt__(s, o): lst.append(1); return False
lst = [C2(), C2(), C2()]
try: lst.sort()
except ValueError as e: print(e, len(lst))
lst = [3, 2, 1]
try: lst.sort(key=lambda v: lst.clear() or v)
except ValueError as e: print(e, lst)
def boom(v):
    if v == 1: raise KeyError(v)
    return v
lst = [3, 1, 2]
try: lst.sort(key=boom)
except KeyError as e: print(repr(e), lst)
class LT:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return NotImplemented
try: sorted([LT(1), LT(2)])
except TypeError as e: print(e)
class GT(LT):
    __lt__ = None
    def __gt__(s, o): return s.v > o.v
try: print([g.v for g in sorted([GT(2), GT(1)])])
except TypeError as e: print(e)
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted("bAc", key=str.lower), sorted([True, 0.5, -1, 10**20]), sorted({3: 1, 1: 2}), sorted([[2], [1, 2], [1]]), sorted([b"b", b"a"]), sorted([1, 2, 3], key=lambda v: -v, reverse=True))
first, *rest = [1, 2, 3]; print(first, rest)
for code in ("a, b = [1]", "a, b = [1, 2, 3]", "a, *b = []", "a, *b, c = [1]", "a, b = 1", "a, b = None", "[a, b] = {1: 2, 3: 4, 5: 6}", "a, b = iter([1])", "(a, b), c = 1, 2", "a, b = 'abc'", "*a, = 5"):
    try: exec(code); print(code)
    except Exception as e: print(code, type(e).__name__, e)
