"""Sequences: a class that is sliced like a list, sorted insertion, numbers in an array, comprehensions."""
import bisect
from array import array
from collections.abc import Sequence


class Crew(Sequence):
    """Names in the order in which they came; slices are crews, too."""

    def __init__(self, ship, names):
        self.ship, self._names = ship, list(names)

    def __len__(self):
        return len(self._names)

    def __getitem__(self, index):
        match index:
            case slice():
                return Crew(self.ship, self._names[index])
            case int():
                return self._names[index]
        raise TypeError(f"a crew has no place {index!r}")

    def __add__(self, names):
        return Crew(self.ship, [*self, *names])

    def __iadd__(self, names):
        self._names.extend(names)
        return self

    def __repr__(self):
        return f"<{self.ship}: {', '.join(self)}>"


crew = Crew("Beagle", ["Robert", "Charles", "Syms", "Jemmy"])
alias = crew
print(crew[1], crew[-1], crew[1:3], crew[::-1], len(crew), "Syms" in crew, crew.index("Jemmy"), sep="; ")
crew += ("Conrad", "Augustus")
print(alias is crew, len(alias), crew + ["Fuegia"])
for wrong in (9, "captain"):
    try:
        crew[wrong]
    except (IndexError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")

marks = []
for mark in (67, 89, 45, 89, 71):
    bisect.insort(marks, mark)
print(marks, bisect.bisect_left(marks, 89), bisect.bisect(marks, 89), ["DCBA"[bisect.bisect((50, 70, 80), m)] for m in marks])

samples = array("h", range(-3, 4))
samples.append(300)
print(samples.itemsize, sum(samples), samples[2:5].tobytes().hex(), samples)

print([(x, y) for x in range(4) for y in "ab" if x % 2], {c: ord(c) for c in "az"}, {n % 3 for n in range(10)})
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(column) for column in zip(*matrix)], sum(cell for row in matrix for cell in row))
