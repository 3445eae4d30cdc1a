#!/usr/bin/env python3
"""Single operations: `operations.py [-n REPEATS] [NAME ...]` prints what each costs the interpreter that runs it, in CPU
nanoseconds; `operations.py --with PYTHON PYR` prints both side by side, the worst for PYR first.

A row is one statement in a loop over `i`, the loop included; what it needs is made before."""
import json
import math
import subprocess
import sys
import time

COMMON = """
import bisect, collections, dataclasses, functools, heapq, itertools, operator, random, re, struct
class P:
    def __init__(self, x=1): self.x = x
    def __add__(self, o): return self
    def __eq__(self, o): return True
    def __lt__(self, o): return False
    def __hash__(self): return 1
    def __getitem__(self, i): return i
    def __len__(self): return 3
    def __call__(self, a): return a
    def __iter__(self): return iter(())
    def __contains__(self, a): return True
    def __bool__(self): return True
    def __enter__(self): return self
    def __exit__(self, *a): return None
    def method(self, a): return a
    @property
    def prop(self): return 1
    @classmethod
    def cls(cls): return 1
    @staticmethod
    def static(): return 1
    def gen(self): yield 1
class Q(P):
    def __init__(self, x): super().__init__(x)
class Hook:
    def __getattr__(self, name): return 1
@dataclasses.dataclass
class D:
    a: int
    b: int
def key(a, *, b=1): return a
def stars(*a, **k): return a
def through(*a, **k): return key(*a, **k)
def default(a, b=1, c=2): return a
def numbers(n):
    yield from range(n)
p, q, h, d1, d2 = P(), Q(1), Hook(), D(1, 2), D(1, 2)
L, S = list(range(1000)), set(range(1000))
M = {str(k): k for k in range(1000)}
ks, fl, words = list(M), [k * 0.37 for k in range(1000)], ['hello', 'world'] * 200
zh, text, by = '中文字符串处理测试' * 200, 'hello world ' * 200, b'abc' * 1000
pattern, trans = re.compile(r'(\\w+)-(\\d+)'), str.maketrans('abc', 'xyz')
odd = functools.partial(max, 5)
"""

# Name: statement, or (statement, what it needs).
ROWS = {
    'add': 'p + p', 'eq': 'p == p', 'lt': 'p < p', 'getitem': 'p[1]', 'len': 'len(p)', 'call': 'p(1)', 'contains': '1 in p',
    'bool': 'not p', 'iter': 'for _ in p: pass', 'with': 'with p: pass', 'method': 'p.method(i)', 'property': 'p.prop',
    'classmethod': 'p.cls()', 'staticmethod': 'P.static()', 'hook': 'h.missing', 'new': 'P(i)', 'super': 'Q(i)',
    'dataclass': 'D(i, i)', 'dataclass ==': 'd1 == d2', 'object key': ('m[p]', 'm = {p: 1}'), 'attribute': 'p.x', 'set attribute': 'p.x = i',
    'keywords': 'key(i, b=2)', 'defaults': 'default(i)', '*args': 'stars(i, i)', '**kwargs': 'stars(a=i)', 'passed on': 'through(i, b=2)',
    'closure': ('inc()', 'n = 0\ndef make():\n    n = 0\n    def inc():\n        nonlocal n\n        n += 1\n    return inc\ninc = make()'),
    'isinstance': 'isinstance(p, P)', 'issubclass': 'issubclass(Q, P)', 'type': 'type(i)', 'getattr': "getattr(P, '__name__')",
    'hasattr': "hasattr(P, 'missing')", 'raise': 'try: raise ValueError(i)\n    except ValueError: pass',
    'generator': 'for _ in p.gen(): pass', 'next': ('next(g)', 'g = itertools.count()'), 'generator of 1000': ('for _ in numbers(1000): pass', 1000),
    'match': 'match (i & 1, 2):\n        case (0, x): pass\n        case (1, y): pass',
    'floor': 'i // 7 % 3', 'power': 'i ** 2', 'float': 'i * 0.5 + 1.5', 'float %': '1.5 % 10', 'round': 'round(i * 0.37, 2)', 'divmod': 'divmod(i, 7)',
    'min': 'min(i, 3)', 'complex': '(1 + 2j) * i', 'bits': '(i << 3 | 5) & 0xff ^ i', 'big *': ('b * b', 'b = 3 ** 2000', 100), 'big str': ('str(b)', 'b = 3 ** 2000', 100),
    'pow mod': 'pow(3, i, 1000007)', 'int': "int('123')", 'int of 100': "int('9' * 100)", 'float of text': "float('1.5')",
    'list': '[i, 2, 3]', 'append': ('a.append(i)', 'a = []'), 'list +': '[1, 2] + [3]', 'list slice': 'L[1:5]', 'reversed': ('L[::-1]', 1000),
    'list ==': ('L == c', 'c = L[:]', 1000), 'index': ('L.index(999)', 1000), 'in list': ('999 in L', 1000), 'pop': ('a.pop()', 'a = list(range(100000))'),
    'extend': ('a.extend((1, 2))', 'a = []'), 'sort': ('sorted(r)', 'r = L[::-1]', 1000), 'sort by key': ('sorted(fl, key=lambda x: -x)', 1000),
    'sum': ('sum(L)', 1000), 'sum of floats': ('sum(fl)', 1000), 'max by key': ('max(L, key=lambda x: -x)', 1000), 'comprehension': ('[x * 2 for x in L]', 1000),
    'unpack': 'a, b = i, i', 'tuple <': '(1, i) < (1, 2)', 'tuple hash': 'hash((1, i))', 'nested': ('a[i % 10][3] += 1', 'a = [[1] * 10 for _ in range(10)]'),
    'dict': "{'a': i, 'b': 2}", 'dict get': 'M.get(ks[i % 1000])', 'dict []': 'M[ks[i % 1000]]', 'dict items': ('for k, v in M.items(): pass', 1000),
    'dict comprehension': ('{k: v for k, v in M.items()}', 1000), 'dict copy': ('{**M}', 1000), 'setdefault': ('m.setdefault(i % 10, [])', 'm = {}'),
    'Counter': ('collections.Counter(words)', 400), 'defaultdict': ('m[i % 10]', 'm = collections.defaultdict(list)'),
    'deque': ('q.append(q.popleft())', 'q = collections.deque(range(100))'), 'OrderedDict': ('m.move_to_end(i % 100)', 'm = collections.OrderedDict.fromkeys(range(100))'),
    'namedtuple': ('t.b', "t = collections.namedtuple('t', 'a b')(1, 2)"), 'set add': ('s.add(i)', 's = set()'), 'in set': 'i in S', 'set &': ('S & S', 1000),
    'set |': ('S | S', 1000), 'frozenset': 'frozenset((1, 2, i))',
    'str []': 'text[i % 2000]', 'str iter': ('for c in text: pass', 2400), 'str in': "'lo w' in text", 'startswith': "text.startswith('he')", 'find': "text.find('xyz')",
    'replace': "'abcd'.replace('b', 'x')", 'strip': "'  abcd '.strip()", 'upper': "'abcd'.upper()", 'title': "'hello world'.title()", 'partition': "'a=b'.partition('=')",
    'split': "'a b c d'.split()", 'long split': ('text.split()', 400), 'join': ("' '.join(words)", 400), 'translate': "'aabbcc'.translate(trans)", 'zfill': 'str(i).zfill(8)',
    'center': "'abc'.center(20)", 'isdigit': "'12345'.isdigit()", 'concat': "'a' + 'b' + str(i)", 'f-string': "f'{i}:{i!r}'", 'f-string, aligned': "f'{i:>10}'",
    'f-string, float': "f'{1.375:.2f}'", '%': "'%d %s' % (i, 'a')", '% of float': "'%.2f' % 1.375", 'format': "'{} {}'.format(i, 'a')", 'format, aligned': "'{:>10}|{:<5}'.format(i, 'a')",
    'repr of float': 'repr(1.375)', 'chr': 'chr(97 + (i & 15))', 'ord': "ord('a')", 'grow': ("s += 'x'", "s = ''"),
    'wide []': 'zh[i % 1800]', 'wide slice': 'zh[10:20]', 'wide iter': ('for c in zh: pass', 1800), 'wide find': "zh.find('测试')", 'wide replace': ("zh.replace('中', '国')", 1800),
    'wide reversed': ('zh[::-1]', 1800), 'wide hash': 'hash(zh[i % 100:i % 100 + 5])', 'wide join': ("''.join(a)", 'a = list(zh)', 1800), 'wide split': ("zh.split('字')", 200),
    'encode': ('zh.encode()', 1800), 'decode': ('b.decode()', 'b = zh.encode()', 1800), 'wide count': ("zh.count('字')", 200),
    'bytes []': 'by[i % 3000]', 'bytearray': ('b.append(1)', 'b = bytearray()'), 'struct': "struct.pack('<IHB', 1, 2, 3)", 'regex': "pattern.match('abc-123')",
    'map': ('list(map(str, L))', 1000), 'filter': ('list(filter(None, L))', 1000), 'zip': ('for a, b in zip(L, L): pass', 1000), 'enumerate': ('for a, b in enumerate(L): pass', 1000),
    'any': ('any(x < 0 for x in L)', 1000), 'chain': ('for x in itertools.chain(L, L): pass', 2000), 'islice': ('for x in itertools.islice(L, 1000): pass', 1000),
    'product': ('for x in itertools.product(range(30), range(30)): pass', 900), 'combinations': ('for x in itertools.combinations(range(45), 2): pass', 990),
    'groupby': ('for k, g in itertools.groupby(L): pass', 1000), 'accumulate': ('for x in itertools.accumulate(L): pass', 1000), 'reduce': ('functools.reduce(operator.add, L)', 1000),
    'lru_cache': ('f(i % 10)', 'f = functools.lru_cache(lambda x: x)'), 'partial': 'odd(i)', 'itemgetter': ('g((1, 2))', 'g = operator.itemgetter(1)'),
    'heap': ('heapq.heappushpop(a, i)', 'a = list(range(100))'), 'bisect': 'bisect.bisect(L, i % 1000)', 'random': 'random.random()', 'randint': 'random.randint(1, 100)',
}


def measure(names, repeats):
    out = {}
    for name, row in ROWS.items():
        if names and name not in names:
            continue
        statement, *rest = (row,) if isinstance(row, str) else row
        prepare = next((x for x in rest if isinstance(x, str)), '')
        # What one round does many of is counted so.
        many = next((x for x in rest if isinstance(x, int)), 1)
        lines = '\n'.join('    ' + line for line in prepare.splitlines())
        source = f'{COMMON}\ndef bench(n):\n{lines}\n    for i in range(n):\n     {statement.replace(chr(10) + "    ", chr(10) + "     ")}\n'
        scope = {'__name__': 'bench'}
        exec(compile(source, name, 'exec'), scope)
        n = max(50_000 // many, 20)
        best = math.inf
        for _ in range(repeats):
            start = time.process_time()
            scope['bench'](n)
            best = min(best, time.process_time() - start)
        out[name] = best / n / many * 1e9
    return out


def main(args):
    repeats = int(args.pop(args.index('-n') + 1)) if '-n' in args else 3
    args = [a for a in args if a != '-n']
    if '--with' not in args:
        json.dump(measure(args, repeats), sys.stdout)
        return
    at = args.index('--with')
    python, pyr = args[at + 1:at + 3]
    names = args[:at] + args[at + 3:]
    one, other = (json.loads(subprocess.check_output([x, __file__, '-n', str(repeats), *names])) for x in (python, pyr))
    ratios = {name: one[name] / other[name] for name in other}
    for name in sorted(ratios, key=ratios.get):
        print(f'{name:20} {one[name]:9.1f} {other[name]:9.1f} ns {ratios[name]:6.2f}x')
    mean = math.exp(sum(map(math.log, ratios.values())) / len(ratios))
    print(f'geometric mean {mean:.2f}x over {len(ratios)} operations, {sum(r < 1 for r in ratios.values())} slower')


main(sys.argv[1:])
