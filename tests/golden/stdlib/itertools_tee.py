"""tee: copies, pickles, weak references, mistakes; iterators of itertools copied and pickled."""
import itertools, copy, pickle, warnings, weakref
def run(name, f):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try: r = f()
        except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r, [(x.category.__name__, str(x.message)) for x in w])
a, b = itertools.tee([1, 2, 3, 4]); next(a)
run("type", lambda: (type(a).__name__, type(a).__module__))
run("copy", lambda: list(copy.copy(a))); run("__copy__", lambda: list(a.__copy__())); run("deepcopy", lambda: list(copy.deepcopy(a)))
for p in range(6): run(f"pickle {p}", lambda: list(pickle.loads(pickle.dumps(a, p))))
run("reduce", lambda: a.__reduce__()[0].__name__); run("reduce_ex", lambda: len(a.__reduce_ex__(4))); run("setstate", lambda: a.__setstate__(5)); run("has", lambda: [hasattr(a, n) for n in ("__reduce__", "__setstate__", "__copy__", "__deepcopy__")])
run("weak", lambda: weakref.ref(a)() is a); run("proxy", lambda: next(weakref.proxy(a)))
run("tee 0", lambda: itertools.tee([], 0)); run("tee -1", lambda: itertools.tee([], -1)); run("tee str", lambda: itertools.tee([], "a")); run("tee tee", lambda: [list(x) for x in itertools.tee(a, 3)]); run("same", lambda: itertools.tee(a)[0] is a); run("same1", lambda: itertools.tee(a, 1)[0] is a)
T = type(a)
run("T()", lambda: T()); run("T(list)", lambda: list(T([1, 2]))); run("T kw", lambda: T(iterable=[1])); run("T(tee)", lambda: T(a) is a); run("T 2", lambda: T([], 2))
def sub():
    class S(T): pass
run("sub", sub)
def g():
    yield from t[0]
t = itertools.tee(g() if 0 else iter([1, 2]))
class Re:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return next(u[0])
u = itertools.tee(Re())
run("reent", lambda: next(u[0]))
d = getattr(itertools, "_tee_dataobject", None); run("dataobject", lambda: d.__name__); run("do2", lambda: d([1, 2], [], 1)); run("do list", lambda: list(T.__new__(T, [3])))
for it in (itertools.count(3), itertools.cycle([1, 2]), itertools.repeat(1, 3), itertools.chain([1], [2]), itertools.islice([1, 2, 3], 2), itertools.accumulate([1, 2]), itertools.product([1], [2]), itertools.permutations([1, 2]), itertools.combinations([1, 2], 1), itertools.zip_longest([1], [2, 3]), itertools.groupby([1, 1, 2]), itertools.takewhile(bool, [1, 0]), itertools.dropwhile(bool, [1, 0]), itertools.filterfalse(bool, [0, 1]), itertools.starmap(pow, [(1, 2)]), itertools.compress([1, 2], [1, 0]), itertools.pairwise([1, 2, 3]), itertools.batched([1, 2, 3], 2), itertools.combinations_with_replacement([1, 2], 2), itertools.tee([1])[0]):
    run("w " + type(it).__name__, lambda: type(weakref.ref(it)).__name__)
    run("c " + type(it).__name__, lambda: list(itertools.islice(copy.copy(it), 3)) if type(it).__name__ != "groupby" else len(list(copy.copy(it))))
    run("d " + type(it).__name__, lambda: list(itertools.islice(copy.deepcopy(it), 3)) if type(it).__name__ != "groupby" else len(list(copy.deepcopy(it))))
    run("p " + type(it).__name__, lambda: list(itertools.islice(pickle.loads(pickle.dumps(it)), 3)) if type(it).__name__ != "groupby" else len(list(pickle.loads(pickle.dumps(it)))))
