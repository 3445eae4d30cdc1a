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
import bisect, collections, copy, dataclasses, datetime, functools, heapq, itertools, json, operator, random, re, struct
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
day, small = datetime.datetime(2024, 2, 29, 12, 30, 15), {'a': [1, 2.5, 'x'], 'b': {'c': None}}
small_text, big, pairs = json.dumps(small), 3 ** 200, list(zip(ks, L))
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
    'bytes find': "by.find(b'ca')", 'bytes split': ('by.split(b"a")', 1000), 'bytes join': ("b', '.join(a)", "a = [b'abc'] * 100", 100), 'bytes replace': "b'abcabc'.replace(b'b', b'xy')",
    'bytes slice': 'by[10:20]', 'bytes +': "b'ab' + b'cd'", 'bytes hex': "b'abcdef'.hex()", 'bytes strip': "b' abc '.strip()", 'bytes startswith': "by.startswith(b'ab')",
    'bytes decode': "b'hello world'.decode()", 'bytes iter': ('for c in by: pass', 3000), 'bytes ==': "by[:20] == b'abc'", 'bytearray of': "bytearray(b'abcd')", 'bytearray slice': ('b[3:9]', "b = bytearray(b'abcdefghijkl')"),
    'bytearray extend': ("b += b'ab'", 'b = bytearray()'), 'memoryview': ('m[2:8]', 'm = memoryview(by)'), 'to bytes': "i.to_bytes(4, 'little')", 'from bytes': "int.from_bytes(b'abcd', 'big')",
    'split by': "'a,b,c,d'.split(',')", 'split once': "'key=value=x'.split('=', 1)", 'rsplit': "'a/b/c.txt'.rsplit('/', 1)", 'splitlines': "'a\\nb\\nc'.splitlines()", 'strip of': "'xxabcxx'.strip('x')",
    'rfind': "text.rfind('lo')", 'str count': "text[:60].count('lo')", 'endswith of': "'a.txt'.endswith(('.py', '.txt'))", 'lower': "'Hello World'.lower()", 'capitalize': "'hello'.capitalize()",
    'ljust': "'abc'.ljust(10, '.')", 'str *': "'ab' * 10", 'str <': "'abcdef' < 'abcxyz'", 'str ==': ('a == text[3:9]', "a = 'lo wor'"), 'removeprefix': "'test_x'.removeprefix('test_')", 'isalpha': "'hello'.isalpha()",
    'str slice': 'text[3:9]', 'str of float': 'str(i * 0.37)', 'repr of str': 'repr("it\'s")', 'format_map': "'{a}-{b}'.format_map({'a': i, 'b': 2})", 'format spec': "format(i, ',')", 'f-string, hex': "f'{i:#06x}'",
    'f-string, percent': "f'{i / 7:.1%}'", '% of str': "'%-10s|%5s' % ('ab', 'cd')", '% of hex': "'%04x' % i", 'encode ascii': "'hello'.encode()", 'encode latin': "'h\xe9llo'.encode('latin-1')",
    'dict |': "{'a': 1} | {'b': i}", 'dict update': ("m.update(x=i)", 'm = {}'), 'dict keys': ('list(M.keys())', 1000), 'dict values': ('sum(M.values())', 1000), 'in dict': "'500' in M", 'dict ==': ('M == c', 'c = dict(M)', 1000),
    'dict of pairs': ('dict(pairs)', 1000), 'dict pop': ("m['k'] = i; m.pop('k')", 'm = dict(M)'), 'dict of keywords': 'dict(a=i, b=2)', 'keys &': ('M.keys() & c.keys()', 'c = dict(M)', 1000), 'fromkeys': ('dict.fromkeys(L)', 1000),
    'tuple slice': ('t[1:4]', 't = (1, 2, 3, 4, 5, 6)'), 'tuple +': '(1, 2) + (3, i)', 'tuple ==': '(1, i) == (1, 2)', 'tuple of list': ('tuple(L)', 1000), 'list of range': ('list(range(1000))', 1000), 'list copy': ('L[:]', 1000),
    'list <': ('L < c', 'c = L[:] + [1]', 1000), 'slice step': ('L[::3]', 333), 'slice set': ('a[2:5] = (1, 2, 3)', 'a = list(range(10))'), 'insert': ('a.insert(0, i); a.pop()', 'a = list(range(100))'), 'remove': ('a.append(i); a.remove(i)', 'a = list(range(20))'),
    'list reverse': ('a.reverse()', 'a = list(range(1000))', 1000), 'list count': ('L.count(5)', 1000), 'list *': ('[0] * 1000', 1000), 'star': '[*words[:4], i]', 'unpack star': 'a, *b = (1, 2, 3, i)',
    'sort of random': ('sorted(r)', 'r = [k * 7919 % 1000 for k in range(1000)]', 1000), 'sort of str': ('sorted(ks)', 1000), 'sort of floats': ('sorted(r)', 'r = [k * 7919 % 1000 * 0.5 for k in range(1000)]', 1000),
    'sort of tuples': ('sorted(r)', 'r = [(k * 7919 % 10, k) for k in range(1000)]', 1000), 'sort by item': ('sorted(pairs, key=operator.itemgetter(1))', 1000), 'sort by str': ('sorted(L, key=str)', 1000), 'sort reverse': ('sorted(L, reverse=True)', 1000),
    'big +': 'big + i', 'big * small': 'big * 7', 'big //': 'big // 1000', 'big %': 'big % 97', 'big divmod': 'divmod(big, 10 ** 20)', 'big <<': 'big << 7', 'big &': 'big & 0xffff', 'big <': 'big < i', 'big hash': 'hash(big)',
    'big pow': '3 ** 200', 'bit_length': 'i.bit_length()', 'int /': 'i / 7', 'int -': '-i + ~i', 'abs': 'abs(-i)', 'int of float': 'int(2.75)', 'hex': 'hex(i)', 'int of hex': "int('ff', 16)", 'str of int': 'str(i)',
    'float of long text': "float('3.141592653589793')", 'repr of long float': 'repr(i * 0.1 + 0.01)', 'float //': '7.5 // 2', 'float **': '1.5 ** 3', 'float ==': '1.5 == i', 'is_integer': '(2.0).is_integer()', 'float of': 'float(i)', 'sqrt': ('sqrt(i)', 'from math import sqrt'),
    'set -': ('S - c', 'c = set(range(500))', 1000), 'set & other': ('S & c', 'c = set(range(500, 1500))', 1000), 'set ^': ('S ^ c', 'c = set(range(500))', 1000), 'set <=': ('c <= S', 'c = set(range(500))', 500), 'set of list': ('set(L)', 1000), 'set of str': ('set(ks)', 1000),
    'set comprehension': ('{x & 63 for x in L}', 1000), 'set iter': ('for x in S: pass', 1000), 'set discard': ('s.add(i); s.discard(i)', 's = set()'), 'set display': '{i, 2, 3}',
    'unpack struct': "struct.unpack('<IHB', b'abcdefg')", 'struct floats': "struct.pack('>3d', 1.0, 2.5, i)", 'json dumps': 'json.dumps(small)', 'json loads': 'json.loads(small_text)', 'json list': ('json.dumps(L)', 1000),
    're search': "re.search('wor', text)", 're sub': "re.sub('[aeiou]', '', 'hello world')", 're findall': "re.findall('[a-z]+', 'hello big world')", 're groups': ("m.group(1, 2)", "m = pattern.match('abc-123')"), 're split': "re.split(', *', 'a, b,c')",
    'datetime +': ('day + d', 'd = datetime.timedelta(days=1)'), 'datetime -': ('day - c', 'c = datetime.datetime(2024, 1, 1)'), 'isoformat': 'day.isoformat()', 'strftime': "day.strftime('%Y-%m-%d')", 'fromisoformat': "datetime.datetime.fromisoformat('2024-02-29T12:30:15')", 'date': 'datetime.date(2024, 2, 29)',
    'copy': 'copy.copy(small)', 'deepcopy': 'copy.deepcopy(small)', 'Counter update': ('c.update(words)', 'c = collections.Counter()', 400), 'most_common': ('c.most_common(2)', 'c = collections.Counter(words)'), 'defaultdict +': ('m[i & 7] += 1', 'm = collections.defaultdict(int)'),
    'deque []': ('q[50]', 'q = collections.deque(range(100))'), 'deque iter': ('for x in q: pass', 'q = collections.deque(L)', 1000), 'heappush': ('heapq.heappush(a, -i); heapq.heappop(a)', 'a = list(range(100))'), 'heapify': ('heapq.heapify(L[::-1])', 1000), 'nlargest': ('heapq.nlargest(3, L)', 1000), 'insort': ('bisect.insort(a, i); a.pop()', 'a = list(range(100))'),
    'isinstance of': 'isinstance(i, (str, int))', 'getattr default': "getattr(p, 'y', None)", 'setattr': "setattr(p, 'x', i)", 'callable': 'callable(p)', 'id': 'id(p)', 'hash str': "hash('abc')", 'len of': 'len(L)', 'repr of list': 'repr([1, 2, i])', 'str of dict': "str({'a': i})",
    'enumerate from': ('for a, b in enumerate(L, 1): pass', 1000), 'zip of three': ('for a, b, c in zip(L, L, L): pass', 1000), 'map of two': ('list(map(operator.add, L, L))', 1000), 'map of lambda': ('list(map(lambda x: x, L))', 1000), 'filter of lambda': ('list(filter(lambda x: x & 1, L))', 1000),
    'sum of generator': ('sum(x for x in L)', 1000), 'min of list': ('min(L)', 1000), 'max of three': 'max(1, i, 3)', 'all': ('all(L)', 1000), 'any of': ('any(z)', 'z = [0] * 1000', 1000), 'all generator': ('all(x >= 0 for x in L)', 1000), 'sorted small': 'sorted((3, 1, i))', 'reversed of': ('for x in reversed(L): pass', 1000),
    'range': ('for x in range(1000): pass', 1000), 'in range': 'i in range(0, 100000, 2)', 'pairwise': ('for a, b in itertools.pairwise(L): pass', 1000), 'zip_longest': ('for a, b in itertools.zip_longest(L, L): pass', 1000), 'permutations': ('for x in itertools.permutations(range(6)): pass', 720), 'starmap': ('list(itertools.starmap(operator.add, pairs2))', 'pairs2 = list(zip(L, L))', 1000), 'takewhile': ('for x in itertools.takewhile(lambda x: True, L): pass', 1000), 'repeat': ('for x in itertools.repeat(1, 1000): pass', 1000),
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
