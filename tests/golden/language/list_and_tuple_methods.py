# list, tuple and sequence operators: results, bounds, what is refused, subclasses, sorting rules.
from _t import attempt, values

values("a.append()", "a.append(1, 2)", "a.append(4)", "a.extend('xy')", "a.extend(5)", "a.insert(1, 'i')", "a.insert(-100, 'f')", "a.insert(100, 'l')", "a.insert('a', 1)", "a.insert(1)", "a", "a.pop()", "a.pop(0)", "a.pop(-1)", "a.pop(99)", "a.pop('a')", "a.pop(1.0)", "a.remove('i')", "a.remove('nothing')", "a.index(2)", "a.index(2, 2)", "a.index(2, -99, 99)", "a.index()", "a.index(2, 'a')", "a.count(1)", "a.reverse()", "a", "a.copy() == a, a.copy() is a", "a.clear()", "a.pop()", "a.sort(5)", "a.sort(cmp=1)", "a.sort(key=None, reverse=1)", "a.__init__('new')", "a", "a.__init__()", "a", a=[1, 2, 3])
values("[1] + [2]", "[1] + (2,)", "[1] * 3", "3 * [1]", "[1] * -1", "[1] * 'a'", "[1] * 1.5", "[1] * 10**30", "[[]] * 2", "[1] < [2]", "[1, 2] < [1]", "[1] < (1,)", "[1] == (1,)", "[1, 'a'] < [1, 2]", "[nan] == [nan]", "[0] * 3 == [0, 0, 0]", "1 in [1.0]", "[] < [None]", "[None] < [None, 1]", "[None] < [1]", "list('abc')", "list(5)", "list(1, 2)", "list(sequence=())", "[*'ab', *range(2)]", "[*5]", "[1, 2][0]", "[1][1]", "[1][-2]", "[1]['a']", "[1][1.0]", "[1][None]", "[1].__getitem__()", "[1][10**30]", "[[1, 2], [3]][0][1]", "-[1]", "[1] - [1]", "~[]", "[1] @ [2]", "len([1, 2]), bool([]), bool([0])", "hash([])", "[3, 1, 2].sort()", "[].__reversed__().__length_hint__()", "[1, 2].__contains__(3)", "repr([1, 'a', [None]])", "str([1.0, 'é'])", nan=float("nan"))
values("(1, 2) + (3,)", "(1,) + [2]", "(1, 2) * 2", "(1,) * -5", "() * 10**30", "(1, 2).index(2)", "(1, 2).index(3)", "(1, 2, 1).index(1, 1)", "(1, 2, 1).count(1)", "(1, 2)[0]", "(1, 2)[2]", "(1, 2)['a']", "(1, 2) < (1, 3)", "(1, 2) < (1,)", "(1,) == [1]", "tuple('ab')", "tuple(5)", "tuple([1]) is tuple([1])", "tuple(t) is t", "() is ()", "tuple() is ()", "(1,)", "((),)", "repr((1,)), repr(())", "(1, 2).__add__(5)", "tuple(iterable=[1])", "(1, [])", "hash((1, []))", "(1, 2)[::-1]", "(1, 2, 3)[1:]", "(*'ab', 1)", "1, 2 == (1, 2)", "del_item((1, 2))", "set_item((1, 2))", "(1, 2) > 5", "max((1, 2), (1, 3))", t=(1, 2), del_item=lambda t: t.__delitem__(0), set_item=lambda t: t.__setitem__(0, 1))


def store(a, k, v):
    a[k] = v


def remove(a, k):
    del a[k]


for k in (0, -1, 3, -4, 1.0, "a", None, slice(1, 2), slice(None, None, 2), slice(5, 9), slice(2, 0), slice(2, 0, -1)):
    for v in (9, [7, 8], "xyz"):
        a = [1, 2, 3]
        try:
            store(a, k, v)
            print(k, v, a)
        except Exception as e:
            print(k, v, type(e).__name__, e)
    a = [1, 2, 3, 4, 5]
    try:
        remove(a, k)
        print("del", k, a)
    except Exception as e:
        print("del", k, type(e).__name__, e)
attempt(store, (1, 2), 0, 5)
attempt(remove, (1, 2), 0)
attempt(store, "abc", 0, "x")
attempt(store, 5, 0, "x")
attempt(remove, {1}, 1)
a = [1, 2]
b = a
a += (3,)
a += "xy"
a *= 2
print(a is b, a)
attempt(lambda: a.__iadd__(5))
attempt(lambda: a.__imul__("x"))


def augment(t):
    t[0] += [5]


t = ([1], 2)
attempt(augment, t)
print(t)


class Sub(list):
    def __getitem__(self, i):
        return ("got", i)

    def __iter__(self):
        return iter("own")


s = Sub([1, 2, 3])
print(s, s[0], s[1:], list(s), [*s], tuple(s), s + [4], type(s + [4]), type(s[:]), type(s.copy()), sorted(s), 2 in s, s == [1, 2, 3], s.index(2), "".join(["a"]), max(s))
a = []
a += s
a.extend(s)
a[0:1] = s
print(a)
x, y, z = s
print(x, y, z, (lambda *args: args)(*s))


class SubTuple(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)

    def __iter__(self):
        return iter("xy")


t = SubTuple(1, 2)
print(t, t[0], list(t), tuple(t), t + (3,), type(t[:]), type(t * 1), t == (1, 2), hash(t) == hash((1, 2)), "%s %s" % t, isinstance(t, tuple))


class Order:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return str(self.n)


things = [Order(n) for n in (3, 1, 2, 1)]
print(sorted(things), sorted(things, reverse=True), min(things), sorted(things, key=lambda o: -o.n))
attempt(max, things)
pairs = [(i % 3, i) for i in range(10)]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted([1, 2.5, True, 10**20, -1.5, float("inf")]), sorted(["b", "a", "é", "B", ""]), sorted([b"b", b"a"]), sorted([[2], [1, 5], []]), sorted([(1, "b"), (1, "a")]), sorted([None] * 2 == [None] * 2 and [1]))
attempt(sorted, [1, None])
attempt(sorted, ["a", 1])
attempt(sorted, [1j, 2j])
attempt(sorted, [{}, {}])
attempt(sorted, [(1, "a"), (1, 2)])
attempt(sorted, [object(), object()][:1] * 0)
import functools
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
n = 1000
mixed = [(i * 7919) % n for i in range(n)]
print(sorted(mixed) == list(range(n)), sorted(mixed, key=lambda x: -x) == list(range(n))[::-1], sorted(map(float, mixed)) == [float(i) for i in range(n)], sorted(map(str, mixed)) == sorted(str(i) for i in range(n)))
