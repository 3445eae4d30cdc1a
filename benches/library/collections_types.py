from collections import Counter, deque, OrderedDict, namedtuple, defaultdict, ChainMap
words = [f"w{(i * 7919) % 500}" for i in range(20000)]
n = 0
for _ in range(8):
    c = Counter(words)
    n += c.most_common(3)[0][1] + sum((c + c).values())
    c.update("abcdefgh" * 500)
d = deque(maxlen=100)
for i in range(150000):
    d.append(i)
    if i & 1:
        n += d.popleft()
d = deque(range(1000))
for i in range(20000):
    d.rotate(3)
    n += d[0] + d[-1]
o = OrderedDict()
for i in range(40000):
    o[i % 500] = i
    o.move_to_end(i % 500)
    if len(o) > 400:
        n += o.popitem(last=False)[1]
P = namedtuple("P", "x y z")
p = P(1, 2, 3)
for i in range(60000):
    p = P(i, p.x, z=p.y)
    n += p.x + p[2]
for i in range(10000):
    n += p._replace(x=i).x + len(p._asdict())
g = defaultdict(list)
for i in range(60000):
    g[i % 300].append(i)
k = defaultdict(int)
for w in words * 3:
    k[w] += 1
m = ChainMap({"a": 1}, {"b": 2}, {"c": 3})
for i in range(10000):
    n += m["c"] + m.get("a")
print(n, len(g), k["w7"])
