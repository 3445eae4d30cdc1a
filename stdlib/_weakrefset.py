"""WeakSet: a set whose members may vanish. weakref re-exports it."""
from _weakref import ref
from types import GenericAlias

__all__ = ["WeakSet"]


class WeakSet:
    """A set of weakly held objects: a member leaves when its last strong reference does."""

    def __init__(self, data=None):
        members = self.data = set()  # of references
        alive = ref(members)

        def forget(reference):
            # the callback of every reference; it keeps nothing alive
            if (members := alive()) is not None:
                members.discard(reference)
        del members
        self._forget = forget
        if data is not None:
            self.update(data)

    def __iter__(self):
        # a copy: members may die while the loop runs
        for reference in tuple(self.data):
            if (item := reference()) is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(GenericAlias)

    # one member

    def add(self, item):
        self.data.add(ref(item, self._forget))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            if (item := self.data.pop()()) is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    # many: what is weak is compared as references, which are equal as long as their objects are alive and equal

    def _weak(self, other):
        """A set of references to the items of other."""
        return other.data if isinstance(other, WeakSet) else {ref(item) for item in other}

    def _common(self, other):
        """The references to those members that are items of other, which may be things that no reference can be made to."""
        return other.data & self.data if isinstance(other, WeakSet) else {ref(item) for item in other if item in self}

    def _made(self, references):
        return self.__class__([item for reference in references if (item := reference()) is not None])

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def update(self, other):
        for item in other:
            self.add(item)

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def intersection(self, other):
        return self._made(self._common(other))

    def difference(self, other):
        return self._made(self.data - self._weak(other))

    def symmetric_difference(self, other):
        return self._made(self.data ^ self._weak(other))

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def intersection_update(self, other):
        self.data -= self.data - self._weak(other)  # what stays are this set's own references

    def difference_update(self, other):
        self.data -= self._weak(other)

    def symmetric_difference_update(self, other):
        for item in set(other):
            (self.discard if item in self else self.add)(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    # comparisons

    def issubset(self, other):
        return self.data <= self._weak(other)

    def issuperset(self, other):
        return self.data >= self._weak(other)

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < self._weak(other)

    def __gt__(self, other):
        return self.data > self._weak(other)

    def __eq__(self, other):
        return self.data == self._weak(other) if isinstance(other, WeakSet) else NotImplemented

    def isdisjoint(self, other):
        return not self._common(other)
