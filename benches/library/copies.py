import copy
class Node:
    def __init__(self, v, kids):
        self.v, self.kids, self.meta = v, kids, {"a": [1, 2, 3]}
def tree(d):
    return Node(d, [tree(d - 1), tree(d - 1)] if d else [])
t = tree(7)
data = {"rows": [{"id": i, "tags": ["a", "b"], "t": (1, [2])} for i in range(500)]}
n = 0
for _ in range(5):
    n += copy.deepcopy(t).v + len(copy.deepcopy(data)["rows"])
for i in range(30000):
    n += len(copy.copy(data)) + len(copy.copy([1, 2])) + copy.copy(t).v
print(n)
