import heapq, bisect
xs = [(i * 7919) % 100003 for i in range(30000)]
n = 0
for _ in range(3):
    h = []
    for x in xs:
        heapq.heappush(h, x)
    while h:
        n += heapq.heappop(h) & 1
pairs = [(x, i) for i, x in enumerate(xs)]
heapq.heapify(pairs)
for i in range(20000):
    n += heapq.heapreplace(pairs, (i, i))[1] & 1
n += sum(heapq.nlargest(50, xs)) + sum(heapq.nsmallest(50, xs, key=lambda x: -x))
n += sum(heapq.merge(sorted(xs[:9000]), sorted(xs[9000:])))
s = sorted(xs)
for x in xs * 3:
    n += bisect.bisect_left(s, x) + bisect.bisect(s, x + 1)
t = []
for x in xs[:15000]:
    bisect.insort(t, x)
print(n, t[7])
