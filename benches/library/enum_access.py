from enum import Enum, Flag, IntEnum, auto
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
class Level(IntEnum):
    LOW = 1
    HIGH = 9
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
n = 0
for i in range(100000):
    n += Color.RED.value + (Color.GREEN is Color.BLUE)
for i in range(50000):
    n += Color(1 + i % 3).value + len(Color["RED"].name)
    n += Level.HIGH > Level.LOW
for i in range(15000):
    p = Perm.R | Perm.W
    n += (Perm.R in p) + bool(p & Perm.X)
for i in range(10000):
    n += sum(c.value for c in Color) + len(str(Color.RED)) + len(repr(Level.LOW))
d = {c: c.name for c in Color}
for i in range(50000):
    n += len(d[Color.BLUE])
print(n)
