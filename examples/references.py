"""References: equal and the same, what del removes, names that keep nothing alive, and circles."""
import gc
import sys
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.friends = []

    def __del__(self):
        print("gone:", self.name)


class Cache:
    """Shares nodes of the same name as long as somebody uses them."""

    def __init__(self):
        self.known = weakref.WeakValueDictionary()

    def get(self, name):
        node = self.known.get(name)
        if node is None:
            node = self.known[name] = Node(name)
        return node


gc.disable()
a, b = [1, 2], [1, 2]
print(a == b, a is b)

cache = Cache()
first = cache.get("x")
second = cache.get("x")
print(first is second, len(cache.known))
del first
print("one name is left", len(cache.known))
second = None
print("and now none", len(cache.known))

left, right = Node("left"), Node("right")
left.friends.append(right)
right.friends.append(left)
seen = weakref.ref(left, lambda reference: print("the reference is told"))
print(seen() is left)
del left, right
print("a circle holds itself:", seen() is not None)
gc.collect()
print("until it is collected:", seen())

weakref.finalize(second := Node("last"), print, "afterwards")
before = sys.getrefcount(second)
more = [second] * 3
print(sys.getrefcount(second) - before)
more.clear()


def append(item, to=[]):
    to.append(item)
    return to


print(append(1), append(2), append.__defaults__)
del second
print("the end")
