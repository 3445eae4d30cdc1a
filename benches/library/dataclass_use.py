from dataclasses import dataclass, field, asdict, replace, astuple
@dataclass
class Item:
    name: str
    price: float
    tags: list = field(default_factory=list)
    count: int = 0
@dataclass(frozen=True, order=True)
class Key:
    a: int
    b: str = "x"
n = 0
for i in range(60000):
    it = Item("a", i * 0.5, count=i)
    n += it.count + (it == it)
keys = [Key(i * 7919 % 1000, str(i)) for i in range(10000)]
n += sorted(keys)[5].a + len(set(keys))
for i in range(3000):
    n += len(asdict(it)) + replace(it, count=i).count + len(astuple(it)) + len(repr(it))
print(n)
