import types

n = types.SimpleNamespace(a=1, b=[2])
n.n = n
print(n)
del n.n
print(n == types.SimpleNamespace(b=[2], a=1), n != types.SimpleNamespace(a=1))
print(types.SimpleNamespace({'x': 1}, y=2), types.SimpleNamespace([('p', 1)]), n.__reduce__()[1:])
for bad in (lambda: types.SimpleNamespace(1, 2), lambda: types.SimpleNamespace({1: 2}), lambda: hash(n)):
    try:
        print(bad())
    except TypeError as e:
        print(e)


class Sub(types.SimpleNamespace):
    pass


print(Sub(q=1), vars(Sub(q=1)))
