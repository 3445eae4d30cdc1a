"""Priority queues in plain lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""
from _heapq import *
from _heapq import _heapify_max, _heappop_max, _heapreplace_max

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """Merge sorted inputs into one sorted iterator, without reading ahead."""
    order, replace, pop, sign = (
        (_heapify_max, _heapreplace_max, _heappop_max, -1) if reverse else (heapify, heapreplace, heappop, 1))
    heap = []  # of what decides, the place of the input for equal ones, an item, and the rest
    for place, source in enumerate(map(iter, iterables)):
        for item in source:
            heap.append([item if key is None else key(item), sign * place, item, source])
            break
    order(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for item in entry[3]:
            entry[0], entry[2] = item if key is None else key(item), item
            replace(heap, entry)
            break
        else:
            pop(heap)
    for _, _, item, source in heap:
        yield item
        yield from source


def _selected(n, iterable, key, largest):
    """The n best items in order: a heap has the best so far, the worst of them on top."""
    order, replace, sign = (heapify, heapreplace, -1) if largest else (_heapify_max, _heapreplace_max, 1)
    items = iter(iterable)
    heap = [(item if key is None else key(item), sign * place, item) for place, item in zip(range(n), items)]
    if not heap:
        return []
    order(heap)
    worst = heap[0][0]
    for place, item in enumerate(items, n):
        value = item if key is None else key(item)
        if worst < value if largest else value < worst:
            replace(heap, (value, sign * place, item))
            worst = heap[0][0]
    heap.sort(reverse=largest)
    return [item for _, _, item in heap]


def _few(n, iterable, key, largest):
    if n == 1:
        best = (max if largest else min)(iterable, key=key, default=_nothing)
        return [] if best is _nothing else [best]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        size = n + 1  # who knows
    if n >= size:
        return sorted(iterable, key=key, reverse=largest)[:n]
    return _selected(n, iterable, key, largest)


_nothing = object()


def nsmallest(n, iterable, key=None):
    """The n smallest items, as sorted(iterable, key=key)[:n]."""
    return _few(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items, as sorted(iterable, key=key, reverse=True)[:n]."""
    return _few(n, iterable, key, True)
