"""Functions as values: given to functions, made from functions, remembered, chosen by type."""
import functools
import operator
from itertools import accumulate, starmap


def compose(*functions):
    return functools.reduce(lambda f, g: lambda x: g(f(x)), functions)


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls.append((args, kwargs))
        return function(*args, **kwargs)

    wrapper.calls = []
    return wrapper


@functools.lru_cache(maxsize=32)
def ways(stairs):
    """In how many ways stairs can be climbed, one or two at a time."""
    return 1 if stairs < 2 else ways(stairs - 1) + ways(stairs - 2)


@functools.singledispatch
def shown(value):
    return repr(value)


@shown.register
def _(value: list):
    return "[" + " ".join(map(shown, value)) + "]"


@shown.register(int)
@shown.register(float)
def _(value):
    return f"{value:+}"


@timed
def scale(value, *, by=2):
    """Multiply."""
    return value * by


words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(set(words), key=lambda word: (len(word), word)))
print(list(map(str.upper, filter(lambda word: "o" in word, words))))
print(functools.reduce(operator.mul, range(1, 11)), list(accumulate([3, 1, 4, 1, 5], max)))
print(compose(str.split, len, float)("four words in here"))
triple = functools.partial(scale, by=3)
print(triple(5), triple("ab"), triple.keywords, scale.__name__, scale.__doc__, scale.calls)
print(ways(80), ways.cache_info())
print(shown([1, 2.5, "x", [3]]))
print(list(starmap(pow, [(2, 5), (3, 2)])), list(map(operator.itemgetter(1), ["ab", "cd"])))
