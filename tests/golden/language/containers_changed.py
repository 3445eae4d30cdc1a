# Containers that change while they are iterated, sorted, compared, hashed, printed, copied; containers that hold themselves.
from _t import attempt
import copy
import sys


def grow(container, add, limit=10):
    seen = []
    try:
        for item in container:
            seen.append(item)
            if len(seen) > limit:
                break
            add(len(seen))
    except RuntimeError as e:
        seen.append(str(e))
    return seen


items = [1, 2]
print(grow(items, lambda n: items.append(n)))
items = [1, 2, 3, 4]
print(grow(items, lambda n: items.pop()))
items = [1, 2, 3]
print(grow(items, lambda n: items.clear()), items)
items = [1, 2, 3]
print(grow(reversed(items), lambda n: items.insert(0, 9)))
d = {1: 1, 2: 2}
print(grow(d, lambda n: d.update({n + 10: 1})))
d = {1: 1, 2: 2}
print(grow(d, lambda n: d.pop(n)))
d = {1: 1, 2: 2}
print(grow(d, lambda n: d.update({n: 7})), d)
d = {1: 1, 2: 2, 3: 3}
print(grow(d.items(), lambda n: (d.pop(1, None), d.update({n + 20: 1}))))
d = {1: 1, 2: 2, 3: 3}
print(grow(reversed(d.values()), lambda n: d.clear()))
s = {1, 2}
print(grow(s, lambda n: s.add(n + 10))[1:])
s = {1, 2, 3}
print(grow(s, lambda n: s.clear())[1:])
b = bytearray(b"ab")
print(grow(b, lambda n: b.append(n)))


class Key:
    def __init__(self, n, action=None):
        self.n, self.action = n, action

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if self.action:
            self.action()
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


d = {Key(1): "a", Key(2): "b"}
print(d[Key(2, lambda: d.update({Key(len(d) + 5): 0}))], len(d) > 2)
d = {Key(1): "a", Key(2): "b"}
attempt(d.get, Key(3, d.clear))
print(d)
d = {Key(1): "a", Key(2): "b"}
attempt(d.pop, Key(2, lambda: d.pop(Key(1), None)))
print(d)
d = {Key(1): 1}
d[Key(4, lambda: d.setdefault("x", 1))] = 2
print(d)
s = {Key(1), Key(2)}
print(Key(3, s.clear) in s, s)
items = [Key(1), Key(2), Key(3)]
print(items.index(Key(3, lambda: items.__setitem__(0, 5))), items)
items = [Key(1), Key(2), Key(3)]
attempt(items.remove, Key(2, items.clear))
attempt(items.count, Key(2))
items = [Key(1), Key(2), Key(3)]
attempt(items.index, Key(9, items.clear))
print(items == [Key(1)], [Key(1, items.clear)] == [Key(1)])


class Less:
    def __init__(self, n, action):
        self.n, self.action = n, action

    def __lt__(self, other):
        self.action()
        return self.n < other.n

    def __repr__(self):
        return f"L{self.n}"


items = []
items.extend(Less(n, lambda: items.append(0)) for n in (3, 1, 2))
attempt(items.sort)
print(items)
items = []
items.extend(Less(n, lambda: items.clear()) for n in (3, 1, 2))
attempt(items.sort)
print(items)
items = []
items.extend(Less(n, lambda: print("during", items)) for n in (2, 1))
items.sort()
print(items)
items = [3, 1, 2]
attempt(items.sort, key=lambda n: items.append(n) or n)
print(items)
items = [3, 1, 2]


def fails(n):
    if n == 1:
        raise KeyError("key")
    return n


attempt(items.sort, key=fails)
print(items)
items = [1, "a", 2]
attempt(items.sort)
print(items)

own = []
own.append(own)
table = {}
table["self"] = table
both = [table, own, (own,)]
print(own, table, both)
attempt(lambda: own == [own])
deep = copy.deepcopy(own)
print(deep, deep[0] is deep, copy.deepcopy(table)["self"]["self"].keys())
attempt(hash, (own,))
other = []
other.append(other)
attempt(lambda: own == other)
attempt(lambda: own < other)
print(own != 5, own in own, own.index(own), own.count(own))


class Repr:
    def __init__(self, action):
        self.action = action

    def __repr__(self):
        self.action()
        return "R"


items = []
items += [Repr(items.clear), 1, 2]
print(items)
d = {}
d.update({1: Repr(d.clear), 2: 3})
attempt(repr, d)
s = set()
s |= {Repr(lambda: s.add(1))}
attempt(repr, s)
items = [1, 2, 3]
items[:] = (items.append(x) or x for x in range(3))
print(items)
items = [1, 2, 3, 4]
items[1:3] = items
print(items)
items.extend(items)
print(items)
items += items[:2]
items *= 2
print(len(items))


class Evil:
    def __iter__(self):
        items.clear()
        return iter([1, 2])


items = [1, 2, 3, 4, 5]
items[1:4] = Evil()
print(items)


class EvilIndex:
    def __index__(self):
        items.clear()
        return 2


items = [1, 2, 3, 4, 5]
attempt(items.__getitem__, EvilIndex())
items = [1, 2, 3, 4, 5]
attempt(items.__setitem__, EvilIndex(), 9)
items = [1, 2, 3, 4, 5]
attempt(items.__getitem__, slice(EvilIndex(), None))
items = [1, 2, 3, 4, 5]
attempt(items.__delitem__, slice(EvilIndex(), 4))
print(items)
items = [1, 2, 3, 4, 5]
attempt(items.pop, EvilIndex())
items = [1, 2, 3, 4, 5]
attempt(items.insert, EvilIndex(), 7)
print(items)
items = [1, 2, 3]
attempt(items.__mul__, EvilIndex())
b = bytearray(b"abcdef")


class EvilByte:
    def __index__(self):
        b.clear()
        return 1


attempt(b.__setitem__, 3, EvilByte())
print(b)
b = bytearray(b"abcdef")
attempt(b.__setitem__, EvilByte(), 5)
print(b)
b = bytearray(b"abcdef")
view = memoryview(b)
for action in (b.clear, lambda: b.append(1), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 2), b"xyz"), lambda: b.__iadd__(b"q"), b.pop, lambda: b.extend(b"q")):
    attempt(action)
b[0:2] = b"xy"
view.release()
b.append(1)
print(b)


class Deleting:
    def __del__(self):
        items.append("deleted")


items = [Deleting(), Deleting()]
items.clear()
print(items)
items = [Deleting(), 1, Deleting()]
items[:] = [5]
print(items)
d = {1: Deleting()}
items = []
d[1] = len(items)
print(items, d)
sys.stdout.flush()
