"""graphlib: orders, cycles of random graphs, what get_ready() and done() say, messages. colorsys: all ways between colours."""
import colorsys
import graphlib
import random
from graphlib import TopologicalSorter as T


def attempt(text, call):
    try:
        print(text, repr(call()))
    except BaseException as x:
        print(text, '->', type(x).__name__, x, x.args)


random.seed(3)
for size in 1, 2, 3, 5, 8, 12:
    for edges in size // 2, size, 2 * size, 4 * size:
        for _ in range(4):
            graph = {}
            for _ in range(edges):
                graph.setdefault(random.randrange(size), []).append(random.randrange(size))
            attempt(graph, lambda: [*T(graph).static_order()])
            below = {a: [b for b in found if b < a] for a, found in graph.items()}
            t = T(below)
            attempt(below, t.prepare)
            rounds = []
            while t.is_active():
                ready = t.get_ready()
                rounds.append(ready)
                done = [n for n in ready if random.random() < .7] or ready
                t.done(*done)
                t.done(*[n for n in ready if n not in done])
            print(rounds, bool(t), t.get_ready())
t = T({'d': {'b', }, 'b': ['a'], 'c': iter(['a'])})
attempt('early', t.get_ready)
attempt('early', lambda: t.done('a'))
attempt('early', t.is_active)
attempt('early', lambda: bool(t))
t.add('d', 'c')
t.add('d', 'c', 'e')
t.add('z')
attempt('prepare', t.prepare)
attempt('again', t.prepare)
attempt('late', lambda: t.add('q'))
attempt('late', lambda: [*t.static_order()])
attempt('ready', t.get_ready)
attempt('ready', t.get_ready)
attempt('done', lambda: t.done('nothing'))
attempt('done', lambda: t.done('d'))
attempt('done', lambda: t.done('z', 'e'))
attempt('done', lambda: t.done('z'))
attempt('ready', t.get_ready)
attempt('done', lambda: t.done('a', 'a'))
attempt('ready', t.get_ready)
attempt('done', lambda: t.done('b', 'c'))
attempt('ready', lambda: (t.is_active(), t.get_ready(), t.is_active(), bool(t)))
attempt('done', lambda: (t.done('d'), t.is_active(), t.get_ready(), bool(t)))
attempt('add', lambda: T().add([]))
attempt('add', lambda: T().add(1, []))
attempt('graph', lambda: T(5))
attempt('graph', lambda: T({1: 2}))
attempt('empty', lambda: (T({}).prepare(), [*T().static_order()], T[int], T.__class_getitem__))
attempt('lazy', lambda: type(T({1: [1]}).static_order()))
t = T({1: [2], 2: [3], 3: [1], 4: [5]})
attempt('cycle', t.prepare)
attempt('cycle again', t.prepare)
attempt('after', lambda: (t.get_ready(), t.is_active()))
attempt('cycle', lambda: T({'x': ['x']}).prepare())
print(graphlib.__all__, graphlib.CycleError.__mro__)

values = 0, 0.0, 1, 0.1, 0.25, 1 / 3, 0.5, 2 / 3, 0.7, 0.99, 1.0, 1.5, -0.2
for name in 'rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv', 'hsv_to_rgb':
    function = getattr(colorsys, name)
    for a in values:
        for b in values:
            row = []
            for c in values:
                try:
                    row.append(function(a, b, c))
                except Exception as x:
                    row.append(repr(x))
            print(name, a, b, row)
    attempt(name, lambda: function('a', 1, 2))
    attempt(name, lambda: [function(*[random.random() for _ in range(3)]) for _ in range(20)])
print(colorsys.ONE_THIRD, colorsys.ONE_SIXTH, colorsys.TWO_THIRD, colorsys.__all__)
