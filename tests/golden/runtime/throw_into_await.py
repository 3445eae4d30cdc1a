"""Exceptions thrown into a chain of awaits, with operands waiting on every stack."""


class Once:
    def __iter__(self):
        return self

    def __next__(self):
        return 5


class Awaitable:
    def __await__(self):
        return Once()


async def outcome(t):
    try:
        return 'result', await t
    except ValueError as e:
        return 'cancelled', e.args
    except KeyError:
        return ['again', await t]


async def twice(t):
    return [1, 2, await outcome(t), await outcome(t)]


async def main(f):
    print('before', 3, await f(Awaitable()), 'after')
    return 'end'


def delegate():
    x = ['a', (yield from inner()), 'b']
    return x


def inner():
    try:
        yield 1
    except ValueError:
        return 'caught'


for f in outcome, twice:
    for errors in [ValueError('x')], [KeyError('y'), ValueError('z')], [ValueError(1), ValueError(2)], [OSError('o')]:
        c = main(f)
        print(c.send(None))
        try:
            for e in errors:
                print(c.throw(e))
            print(c.throw(ValueError('last')))
        except StopIteration as e:
            print(e.value)
        except Exception as e:
            print(repr(e))
        c.close()

g = delegate()
print(next(g))
try:
    g.throw(ValueError)
except StopIteration as e:
    print(e.value)
