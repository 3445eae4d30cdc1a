"""Objects that wait for their end, deep inside of the ends of others: the collector and weak references find them alive or
not at all, and each ends once."""
import gc
import weakref

ended = []
known = []


class Nested:
    def __init__(self, n):
        self.n = n
        self.items = [n]
        known.append(weakref.ref(self))

    def __del__(self):
        ended.append(self.n)
        if self.n < 400:
            Nested(self.n + 1)
        if self.n % 50 == 0:
            gc.collect()
        for r in known[-3:]:
            o = r()
            if o is not None and o.items != [o.n]:
                print('damaged', o.n)


Nested(0)
gc.collect()
print(len(ended), len(set(ended)), sorted(ended) == list(range(401)), all(r() is None for r in known))


class Link:
    def __init__(self, next):
        self.next = next
        self.me = weakref.ref(self, seen.append)

    def __del__(self):
        counts.append(1)
        if len(counts) % 100 == 0:
            gc.collect()


seen, counts = [], []
head = None
for i in range(3000):
    head = Link(head)
del head
gc.collect()
print(len(counts))
