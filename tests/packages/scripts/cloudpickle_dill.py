"""cloudpickle and dill: functions and classes by value."""

import cloudpickle, dill, pickle, functools


def f(n):
    def g(x):
        return x + n + K

    return g


K = 10
g = pickle.loads(cloudpickle.dumps(f(5)))
print(g(1))


class A:
    z = 3

    def __init__(self, v):
        self.v = v

    @property
    def p(self):
        return self.v * self.z

    @classmethod
    def c(cls):
        return cls.z

    @staticmethod
    def s(x):
        return x + 1


B = pickle.loads(cloudpickle.dumps(A))
print(B(4).p, B.c(), B.s(1))
print(pickle.loads(cloudpickle.dumps(lambda *a, k=3, **kw: (a, k, kw)))(1, q=2))


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(pickle.loads(cloudpickle.dumps(fact))(5), pickle.loads(cloudpickle.dumps(functools.partial(fact, 4)))())


def gen(n):
    for i in range(n):
        try:
            yield i
        except ValueError:
            yield -1


print(list(pickle.loads(cloudpickle.dumps(gen))(3)))
print(dill.loads(dill.dumps(f(7)))(1), dill.loads(dill.dumps(A))(2).p, list(dill.loads(dill.dumps(gen))(2)))
