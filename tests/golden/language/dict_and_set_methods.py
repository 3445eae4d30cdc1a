# dict and set methods: results, order, views and their set operations, what is refused, subclasses, __missing__.
from _t import attempt, values
from collections import OrderedDict, defaultdict

d = {"a": 1, "b": 2, "c": 3}
values("d.get('a'), d.get('z'), d.get('z', 5)", "d.get()", "d.get('a', default=1)", "d.pop('a')", "d.pop('zz')", "d.pop('zz', None)", "d.pop()", "d.setdefault('q')", "d.setdefault('q', 7)", "d.popitem()", "list(d.items())", "d.update({'x': 1}, y=2)", "d.update([('k', 'v'), 'ab'])", "d", "d.update(5)", "d.update([1])", "d.update(['abc'])", "d.update([(1, 2, 3)])", "d.update({1}, {2})", "d.update(None)", "d.clear()", "d.popitem()", "d.copy(), d.keys(), d.values(), d.items()", "d.fromkeys('ab')", "d.fromkeys('ab', 0)", "dict.fromkeys(5)", "dict.fromkeys()", "dict.fromkeys({'a': 1}, 'v')", d=d)
values("dict(a=1, b=2)", "dict([('a', 1)], a=2)", "dict({'a': 1}, **{'b': 2})", "dict([[1, 2], (3, 4)])", "dict(['ab', 'cd'])", "dict(5)", "dict([5])", "dict([(1,)])", "dict(['abc'])", "dict({}, {})", "dict(**{1: 2})", "dict(zip('ab', range(2)))", "dict(d=1, self=2)", "{1: 'a', 1.0: 'b', True: 'c'}", "{'a': 1} | {'b': 2}", "{'a': 1} | [('b', 2)]", "{'a': 1} == {'a': 1.0}", "{'a': 1} < {'a': 2}", "{} == []", "{**{'a': 1}, 'a': 2}", "{**5}", "{[]: 1}", "{}[[]]", "[] in {}", "{'a': 1}['b']", "{}.__getitem__()", "{(1, 2): 3}[1, 2]", "len({1: 1, 2: 2}), bool({})", "dict.__or__({}, 5)", "sorted({'b': 1, 'a': 2})", "{1: {2: {3: {}}}}", "list({'a': 1, 'b': 2, 'c': 3} | {'a': 0})", "{}.nothing")
d = {"a": 1}
d |= [("b", 2)]
d |= {"c": 3}
print(d)
attempt(lambda: d.__ior__(5))
keys, items, vals = d.keys(), d.items(), d.values()
d["z"] = 26
print(keys, items, vals, len(keys), "z" in keys, ("z", 26) in items, ("z", 1) in items, 26 in vals, 5 in items)
values("keys & {'a', 'q'}", "sorted(keys | ['q'])", "sorted(keys - {'a'})", "sorted(keys ^ {'a', 'n'})", "{'a', 'x'} - keys", "keys == {'a', 'b', 'c', 'z'}", "keys >= {'a'}", "keys < set('abczy')", "keys.isdisjoint('xy')", "items & [('a', 1), ('b', 5)]", "items == set(d.items())", "vals == d.values()", "vals & {1}", "keys & 5", "keys.mapping['a']", "keys.mapping.pop", "type(keys.mapping).__name__", "list(reversed(keys))", "items.isdisjoint([('a', 2)])", "keys[0]", "hash(keys)", "items | {1}", "type(keys | keys).__name__", "repr(vals)", "keys.__class__", "type(keys)()", "{}.keys() <= {}.items()", "[1] in {}.items()", "({}, 1) in {1: 1}.items()", "items - [[]]", d=d, keys=keys, items=items, vals=vals)


class Missing(dict):
    def __missing__(self, key):
        print("missing", key)
        return key * 2


m = Missing(a=1)
print(m["a"], m["q"], m.get("q"), "q" in m, m)
attempt(lambda: Missing.__getitem__(m, []))


class Counting(dict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)

    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)

    def keys(self):
        print("keys")
        return super().keys()


c = Counting(a=1)
c.update(b=2)
c["c"] = 3
c |= {"d": 4}
print(c, c.copy(), type(c.copy()), dict(c), {**c}, c.setdefault("e", 5), c.get("a"), c.pop("a"), type(c | {}), type({} | c), Counting.fromkeys("xy", 1))


class Mapping:
    def keys(self):
        print("keys asked")
        return iter("ab")

    def __getitem__(self, key):
        print("item asked", key)
        return key.upper()


print(dict(Mapping()), {**Mapping()}, (lambda **kw: kw)(**Mapping()))
d = {}
d.update(Mapping())
attempt(lambda: d | Mapping())


class NoItem:
    def keys(self):
        return [1]


attempt(dict, NoItem())
attempt(lambda: (lambda **kw: kw)(**NoItem()))
dd = defaultdict(list, a=[1])
dd["b"].append(2)
print(dd, dd["c"], dd.get("d"), dd.default_factory, dd | {"x": 1}, type(dd.copy()), repr(defaultdict()), dd.__missing__("new"))
attempt(lambda: defaultdict(None)["a"])
attempt(defaultdict, 5)
attempt(lambda: defaultdict(int, 5))
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
od.move_to_end("c", last=False)
print(od, od.popitem(last=False), od == OrderedDict(b=2, a=1), od == {"a": 1, "b": 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(od)), repr(od))
attempt(od.move_to_end, "q")
attempt(OrderedDict().popitem)
s = {1, 2, 3}
values("s.add(4)", "s.add([])", "s.remove(9)", "s.discard(9)", "s.discard([])", "s.remove([])", "s.remove({1})", "sorted(s)", "s.pop() in range(9)", "len(s)", "set().pop()", "s.clear()", "s", "s.update([1], (2,), {3: 4}, 'a')", "sorted(s, key=str)", "s.update(5)", "s.update([[]])", s=s)
a, b = {1, 2, 3}, {3, 4}
values("a | b", "a & b", "a - b", "a ^ b", "a | [1]", "a.union([9], 'x') == {1, 2, 3, 9, 'x'}", "a.union(5)", "a.union()", "a.intersection([1, 9], (1,))", "a.difference([1], [2])", "a.symmetric_difference([3, 7])", "a.symmetric_difference()", "a.issubset([1, 2, 3, 4])", "a.issuperset(())", "a.isdisjoint('ab')", "a <= a, a < a, a >= {1}, a > {1}", "a <= [1]", "a == frozenset(a)", "hash(frozenset(a)) == hash(frozenset([3, 2, 1]))", "{a}", "{frozenset(a)} == {frozenset(a)}", "{1, 2} in [frozenset([1, 2])]", "frozenset([1]) in {frozenset([1])}", "{1} in {frozenset([1])}", "a < {1, 2, 3, 4}", "a.__or__(5)", "set('aab') == {'a', 'b'}", "set(5)", "set([[]])", "set(1, 2)", "set(iterable=[1])", "frozenset(), frozenset([1])", "frozenset(frozenset([1])) == {1}", "type(frozenset([1]) | {2}), type({2} | frozenset([1]))", "frozenset([1]).add", "set() == {}", "{*[1], *()}", "{*5}", "min({3, 1}), sum({1, 2})", "a.copy() == a", "a.copy() is a", "frozenset.copy(frozenset(a)) == a", "repr(set()), repr(frozenset())", "{1: 2}.keys() - [1]", "bool(set()), bool({0})", a=a, b=b)
a &= {1, 2}
a |= {5}
a -= {1}
a ^= {2, 7}
print(a)
a.intersection_update([5, 7], [7])
a.difference_update([1], [2])
a.symmetric_difference_update([7, 8])
print(a)
attempt(lambda: a.__ior__([1]))


class Sub(set):
    def __repr__(self):
        return "Sub" + super().__repr__()


x = Sub([1, 2])
print(x | {3}, type(x & {1}), type(x.copy()), type({1} | x), x == {1, 2}, type(x.union([5])), repr(Sub()))


class Frozen(frozenset):
    def __new__(cls, *args):
        return super().__new__(cls, args)


print(Frozen(1, 2), type(Frozen(1) | {2}), Frozen().__class__, frozenset(Frozen(1)))
