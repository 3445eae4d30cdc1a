"""The data model: with a few methods of special names a class takes part in the whole language."""
import functools
import math


@functools.total_ordering
class Vector:
    """A vector of any number of coordinates, which cannot be changed."""

    __slots__ = ("_parts",)
    __match_args__ = ("x", "y")

    def __init__(self, *parts):
        object.__setattr__(self, "_parts", tuple(map(float, parts)))

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    x = property(lambda self: self._parts[0])
    y = property(lambda self: self._parts[1])

    def __repr__(self):
        return f"Vector({', '.join(f'{part:g}' for part in self)})"

    def __format__(self, spec):
        return "(" + ", ".join(format(part, spec) for part in self) + ")"

    def __len__(self):
        return len(self._parts)

    def __iter__(self):
        return iter(self._parts)

    def __getitem__(self, index):
        found = self._parts[index]
        return Vector(*found) if isinstance(index, slice) else found

    def __bool__(self):
        return any(self)

    def __abs__(self):
        return math.hypot(*self)

    def __eq__(self, other):
        return self._parts == other._parts if isinstance(other, Vector) else NotImplemented

    def __lt__(self, other):
        return abs(self) < abs(other) if isinstance(other, Vector) else NotImplemented

    def __hash__(self):
        return hash(self._parts)

    def __add__(self, other):
        return Vector(*map(sum, zip(self, other, strict=True))) if isinstance(other, Vector) else NotImplemented

    def __mul__(self, number):
        return Vector(*(part * number for part in self)) if isinstance(number, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self, other, strict=True))

    def __neg__(self):
        return -1 * self


a, b = Vector(3, 4), Vector(1, -2)
print(a + b, 2 * a, -b, a @ b, abs(a), f"{a * (1 / 3):.2f}")
print(a > b, max(b, a), a == Vector(3, 4), len({a, Vector(3, 4), b}), bool(Vector(0, 0)))
print(a[0], Vector(1, 2, 3, 4)[1:3], list(b), *Vector(7, 8), 4 in a)
match a + b:
    case Vector(x=4, y=height):
        print("matched, height", height)
for wrong in (lambda: a + 1, lambda: a + Vector(1), lambda: setattr(a, "x", 5), lambda: a < 3, lambda: "x" * a):
    try:
        wrong()
    except (TypeError, ValueError, AttributeError) as error:
        print(f"{type(error).__name__}: {error}")
