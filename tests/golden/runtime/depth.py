# Depth: RecursionError, never the end of the process.
import sys
def t(name, f):
    try: r = f()
    except BaseException as e: print(name, "->", type(e).__name__)
    else: print(name, "->", str(r)[:50])
def nested(kind, n=40_000):
    x = kind()
    for _ in range(n):
        if kind is list: x = [x]
        elif kind is tuple: x = (x,)
        elif kind is dict: x = {1: x}
        elif kind is frozenset: x = frozenset([1, x]) if n < 1000 else (x,)
    return x
class N:
    def __init__(self, next=None): self.next = next
    def __repr__(self): return f"N({self.next!r})"
    def __eq__(self, o): return self.next == o.next
    def __hash__(self): return hash(self.next)
    def __bool__(self): return bool(self.next)
    def __len__(self): return len(self.next)
    def __iter__(self): return iter(self.next)
    def __add__(self, o): return self.next + o
    def __call__(self): return self.next()
    def __getattr__(self, n): return getattr(self.next, n)
    def __contains__(self, x): return x in self.next
    def __getitem__(self, i): return self.next[i]
    def __lt__(self, o): return self.next < o.next
    def __index__(self): return self.next.__index__()
    def __str__(self): return str(self.next)
    def __format__(self, s): return format(self.next, s)
    def __enter__(self): return self.next.__enter__()
    def __del__(self): pass
class S:
    __slots__ = ("next",)
    def __init__(self, next): self.next = next
def chain(n=40_000, c=N):
    x = c(None)
    for _ in range(n): x = c(x)
    return x
def drop(f): f(); return "dropped"
import copy, pickle, json, functools, itertools, operator, weakref
def rec(n): return rec(n + 1)
def gen(n): yield from gen(n + 1)
def lists(f, *a):
    x = nested(list); y = nested(list)
    try: return f(x, y)
    finally: del x, y
cases = {
    "list drop": lambda: drop(lambda: nested(list)), "tuple drop": lambda: drop(lambda: nested(tuple)), "dict drop": lambda: drop(lambda: nested(dict)), "object drop": lambda: drop(lambda: chain()), "slots drop": lambda: drop(lambda: chain(c=S)),
    "list repr": lambda: repr(nested(list)), "tuple repr": lambda: repr(nested(tuple)), "dict repr": lambda: repr(nested(dict)), "object repr": lambda: repr(chain()),
    "list eq": lambda: nested(list) == nested(list), "tuple eq": lambda: nested(tuple) == nested(tuple), "dict eq": lambda: nested(dict) == nested(dict), "list lt": lambda: nested(list) < nested(list), "tuple hash": lambda: hash(nested(tuple)), "object eq": lambda: chain() == chain(), "object hash": lambda: hash(chain()), "object lt": lambda: chain() < chain(),
    "list deepcopy": lambda: copy.deepcopy(nested(list)), "list pickle": lambda: pickle.dumps(nested(list)), "json": lambda: json.dumps(nested(list)), "json loads": lambda: json.loads("[" * 40000 + "]" * 40000), "object deepcopy": lambda: copy.deepcopy(chain()), "copy": lambda: len(copy.copy(nested(list))), "pickle object": lambda: pickle.dumps(chain()),
    "pickle loads": lambda: pickle.loads(b"\x80\x04" + b"]" * 40000 + b"a" * 199999 + b".") and "loaded", "marshal": lambda: __import__("marshal").dumps(nested(list)), "marshal loads": lambda: __import__("marshal").loads(b"[\x01\x00\x00\x00" * 40000 + b"N"),
    "eval parens": lambda: eval("(" * 40000 + ")" * 40000), "eval lists": lambda: eval("[" * 40000 + "]" * 40000), "eval minus": lambda: eval("-" * 40000 + "1"), "eval not": lambda: eval("not " * 40000 + "1"), "eval plus": lambda: eval("+".join(["1"] * 40000)), "eval pow": lambda: eval("**".join(["1"] * 40000)), "eval attr": lambda: eval("a" + ".a" * 40000), "eval call": lambda: eval("a" + "()" * 40000), "eval and": lambda: eval(" and ".join(["1"] * 40000)), "eval lambda": lambda: eval("lambda: " * 40000 + "1"), "eval if": lambda: eval("1 if 1 else " * 40000 + "1"), "eval cmp": lambda: eval("<".join(["1"] * 40000)), "eval index": lambda: eval("a" + "[0]" * 40000), "eval fstring": lambda: eval('f"{' * 200 + '1' + '}"' * 200), "exec if": lambda: exec("".join(" " * i + "if 1:\n" for i in range(150)) + " " * 150 + "pass"), "exec elif": lambda: exec("if 0: pass\n" + "elif 0: pass\n" * 50000), "exec with": lambda: exec("x = 1\n" * 40000), "literal_eval": lambda: __import__("ast").literal_eval("[" * 5000 + "]" * 5000), "ast parse": lambda: __import__("ast").parse("-" * 5000 + "1"), "ast dump": lambda: __import__("ast").dump(__import__("ast").parse("+".join(["1"] * 5000))), "re": lambda: __import__("re").compile("(" * 10000 + ")" * 10000), "re match": lambda: bool(__import__("re").match("(a|b)*c", "ab" * 40000 + "c")), "re alt": lambda: bool(__import__("re").match("(?:a?){10000}a", "a" * 20000)), "re lazy": lambda: bool(__import__("re").match("(.*?,)*x", "a," * 50000 + "x")),
    "isinstance": lambda: isinstance(1, functools.reduce(lambda a, b: (a,), range(40000), str)), "partial": lambda: functools.reduce(lambda f, _: functools.partial(f), range(40000), len)([]), "partial repr": lambda: repr(functools.reduce(lambda f, _: functools.partial(f, 1), range(40000), len)), "chain it": lambda: next(functools.reduce(lambda it, _: itertools.chain(it), range(40000), iter([1]))), "map it": lambda: next(functools.reduce(lambda it, _: map(lambda x: x, it), range(40000), iter([1]))), "filter it": lambda: next(functools.reduce(lambda it, _: filter(None, it), range(40000), iter([1]))), "zip it": lambda: next(functools.reduce(lambda it, _: zip(it), range(40000), iter([1]))) and 1, "enumerate it": lambda: drop(lambda: functools.reduce(lambda it, _: enumerate(it), range(40000), iter([1]))), "islice it": lambda: next(functools.reduce(lambda it, _: itertools.islice(it, 5), range(40000), iter([1]))), "tee": lambda: next(functools.reduce(lambda it, _: itertools.tee(it)[0], range(40000), iter([1]))), "gen it": lambda: next(functools.reduce(lambda it, _: (x for x in it), range(40000), iter([1]))), "gen drop": lambda: drop(lambda: functools.reduce(lambda it, _: (x for x in it), range(40000), iter([1]))), "reversed": lambda: drop(lambda: functools.reduce(lambda it, _: [it], range(40000), 1)),
    "method chain": lambda: drop(lambda: functools.reduce(lambda f, _: f.__call__, range(40000), len)), "method call": lambda: functools.reduce(lambda f, _: f.__call__, range(40000), len)([]), "exceptions": lambda: drop(lambda: functools.reduce(lambda e, _: Exception(e), range(40000), None)), "exc context": lambda: drop(lambda: ctx(40000)), "exc str": lambda: str(functools.reduce(lambda e, _: Exception(e), range(40000), None)), "exc repr": lambda: repr(functools.reduce(lambda e, _: Exception(e), range(40000), None)), "groups": lambda: drop(lambda: functools.reduce(lambda e, _: ExceptionGroup("g", [e]), range(40000), ValueError())), "group split": lambda: functools.reduce(lambda e, _: ExceptionGroup("g", [e]), range(40000), ValueError()).split(KeyError), "closures": lambda: drop(lambda: functools.reduce(lambda f, _: (lambda: f), range(40000), None)), "cycle": lambda: drop(cyc), "weakrefs": lambda: drop(lambda: functools.reduce(lambda o, _: (weakref.ref(S), o), range(40000), None)),
    "recursion": lambda: rec(0), "yield from": lambda: list(gen(0)), "getattr": lambda: chain().foo, "str": lambda: str(chain()), "format": lambda: format(chain()), "contains": lambda: 1 in chain(), "getitem": lambda: chain()[0], "call": lambda: chain()(), "add": lambda: chain() + 1, "bool": lambda: bool(chain()), "len": lambda: len(chain()), "iter": lambda: iter(chain()), "index": lambda: operator.index(chain()), "with": lambda: chain().__enter__(), "sort": lambda: sorted([chain(), chain()]), "in list": lambda: nested(list) in [nested(list)], "list index": lambda: [nested(list)].index(nested(list)), "set of tuples": lambda: {nested(tuple)}, "dict key": lambda: {1: 2}.get(nested(tuple)), "max": lambda: max(nested(list), nested(list)) and 1, "property": lambda: type("P", (), {"p": property(lambda s: s.p)})().p, "repr self": lambda: repr(selfish()), "print": lambda: print(nested(list)), "str.join": lambda: ",".join(map(str, [nested(list)])), "% s": lambda: "%s" % (nested(list),), "f-string": lambda: f"{nested(list)}", "pprint": lambda: __import__("pprint").pformat(nested(list)), "class chain": lambda: functools.reduce(lambda c, i: type(f"C{i}", (c,), {}), range(3000), object).__name__, "super": lambda: sup(), "init_subclass": lambda: 1, "metaclass": lambda: 1, "union": lambda: drop(lambda: functools.reduce(lambda a, b: list[a], range(40000), int)), "alias repr": lambda: repr(functools.reduce(lambda a, b: list[a], range(40000), int)), "alias hash": lambda: hash(functools.reduce(lambda a, b: list[a], range(40000), int)), "alias eq": lambda: functools.reduce(lambda a, b: list[a], range(40000), int) == functools.reduce(lambda a, b: list[a], range(40000), int), "namespace": lambda: repr(functools.reduce(lambda a, b: __import__("types").SimpleNamespace(a=a), range(40000), 1)), "deque": lambda: repr(functools.reduce(lambda a, b: __import__("collections").deque([a]), range(40000), 1)), "OrderedDict": lambda: functools.reduce(lambda a, b: __import__("collections").OrderedDict(a=a), range(40000), 1) == 1, "mappingproxy": lambda: repr(functools.reduce(lambda a, b: __import__("types").MappingProxyType({1: a}), range(40000), 1)), "slice": lambda: repr(functools.reduce(lambda a, b: slice(a), range(40000), 1)), "slice hash": lambda: hash(functools.reduce(lambda a, b: slice(a), range(40000), 1)), "slice eq": lambda: functools.reduce(lambda a, b: slice(a), range(40000), 1) == functools.reduce(lambda a, b: slice(a), range(40000), 1), "memoryview": lambda: len(functools.reduce(lambda a, b: memoryview(a), range(40000), b"ab")), "bound": lambda: repr(functools.reduce(lambda f, _: f.__get__(1), range(1), rec))[:14],
    "limit 40000": lambda: deep(40000, 39000), "limit 10**6": lambda: deep(10**6, 900_000), "limit 10**9": lambda: deep(10**9, None), "limit thread": lambda: in_thread(lambda: deep(10**6, None)), "native 10**6": lambda: with_limit(10**6, lambda: repr(nested(list))), "native objects 10**6": lambda: with_limit(10**6, lambda: repr(chain())), "native sort 10**6": lambda: with_limit(10**6, lambda: sortrec(0)), "native map 10**6": lambda: with_limit(10**6, lambda: maprec(0)), "getattr 10**6": lambda: with_limit(10**6, lambda: chain().foo), "eq 10**6": lambda: with_limit(10**6, lambda: chain() == chain()), "import": lambda: 1,
}
def sortrec(n): return sorted([2, 1], key=lambda x: sortrec(n + 1))
def maprec(n): return list(map(maprec, [n + 1]))
def cyc():
    x = nested(list); y = x
    while y: z, y = y, y[0]
    z.append(x); del x, y, z
    import gc; gc.collect()
def ctx(n):
    e = None
    for i in range(n): f = ValueError(i); f.__context__ = e; e = f
    return e
def selfish():
    a = []; a.append(a); d = {1: a}; a.append(d); return a
def sup():
    class A:
        def f(self): return super().__getattribute__("f")()
    return A().f()
def with_limit(n, f):
    old = sys.getrecursionlimit(); sys.setrecursionlimit(n)
    try: return f()
    finally: sys.setrecursionlimit(old)
def deep(limit, want):
    depth = 0
    def go(n):
        nonlocal depth; depth = n
        if n == want: return n
        return go(n + 1)
    return with_limit(limit, lambda: go(0)) if want else with_limit(limit, lambda: go(0))
def in_thread(f):
    import threading
    out = []
    def run():
        try: out.append(f())
        except BaseException as e: out.append(type(e).__name__)
    th = threading.Thread(target=run); th.start(); th.join(); return out
SHOWN = ['list drop', 'tuple drop', 'dict drop', 'object drop', 'slots drop', 'list repr', 'tuple repr', 'dict repr', 'object repr', 'object eq', 'object hash', 'object lt', 'list deepcopy', 'list pickle', 'json', 'object deepcopy', 'copy', 'pickle object', 'eval parens', 'eval lists', 'eval minus', 'eval not', 'eval plus', 'eval pow', 'eval attr', 'eval call', 'eval lambda', 'eval if', 'eval cmp', 'eval index', 'eval fstring', 'exec if', 'literal_eval', 'ast dump', 're', 're alt', 'partial', 'chain it', 'filter it', 'zip it', 'enumerate it', 'islice it', 'tee', 'reversed', 'method chain', 'method call', 'exceptions', 'exc context', 'closures', 'weakrefs', 'recursion', 'yield from', 'getattr', 'str', 'format', 'contains', 'getitem', 'call', 'add', 'bool', 'len', 'iter', 'index', 'with', 'sort', 'property', 'repr self', 'print', 'str.join', '% s', 'f-string', 'pprint', 'super', 'init_subclass', 'metaclass', 'union', 'namespace', 'deque', 'OrderedDict', 'mappingproxy', 'slice hash', 'memoryview', 'import']
for name in SHOWN: t(name, cases[name])
