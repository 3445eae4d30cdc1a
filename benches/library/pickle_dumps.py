import pickle
from collections import OrderedDict, namedtuple
from datetime import datetime
class Point:
    def __init__(self, x, y):
        self.x, self.y, self.label = x, y, f"p{x}"
class Slotted:
    __slots__ = ("a", "b")
    def __init__(self, a):
        self.a, self.b = a, [a]
Row = namedtuple("Row", "id name values")
data = [{"id": i, "name": f"user {i}", "score": i * 1.25, "tags": ("red", "green", "blue"), "blob": bytes(range(20)), "flag": i % 2 == 0,
         "point": Point(i, i + 1), "row": Row(i, "r", [1, 2, i]), "set": {1, 2, i}, "when": datetime(2024, 1, 1 + i % 28), "big": 10 ** 20 + i,
         "order": OrderedDict(a=1), "slots": Slotted(i)} for i in range(300)]
n = 0
for protocol in (2, 4, 5):
    for _ in range(12):
        n += len(pickle.dumps(data, protocol))
plain = [[i, str(i), i * 0.5, None, True, {"k": i}] for i in range(5000)]
for _ in range(20):
    n += len(pickle.dumps(plain))
for i in range(20000):
    n += len(pickle.dumps((i, "job", {"retries": 3})))
print(n > 0)
