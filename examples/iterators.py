"""Iterators: a class that is iterable, one that is an iterator, and iteration by index."""


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n:
            yield n
            n -= 1


class Skip:
    def __init__(self, items, step):
        self.items, self.step, self.at = items, step, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= len(self.items):
            raise StopIteration
        value = self.items[self.at]
        self.at += self.step
        return value


class Squares:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError(i)
        return i * i


print(list(Countdown(4)), list(Skip("abcdefg", 3)), list(Squares()), 9 in Squares())
it = iter([1, 2])
print(next(it), next(it), next(it, "done"))
print(list(zip(Countdown(3), "xyz")), dict(enumerate("ab", start=1)), list(iter(iter([3, 2, 0, 1]).__next__, 0)))
