import abc
import collections.abc as c


class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...


class B(A):
    def f(self):
        return 1


for make in (A, B):
    try:
        print(make().f())
    except TypeError as e:
        print(e)
print(A.__abstractmethods__, isinstance(3, A), isinstance(B(), A))
before = abc.get_cache_token()
print(A.register(int) is int, abc.get_cache_token() - before)
print(isinstance(3, A), issubclass(bool, A), issubclass(str, A))
try:
    B.register(A)
except RuntimeError as e:
    print(e)
try:
    A.register(3)
except TypeError as e:
    print(e)
print(isinstance([], c.Sequence), isinstance({}, c.Mapping), isinstance(3, c.Iterable), isinstance((), c.Hashable))


class S(c.Sequence):
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i


match S():
    case [0, 1]:
        print('a sequence', list(reversed(S())), 1 in S())


class Hooked(abc.ABC):
    @classmethod
    def __subclasshook__(cls, sub):
        return True if sub is float else NotImplemented


print(isinstance(1.5, Hooked), isinstance(1, Hooked))
