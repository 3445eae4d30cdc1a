"""Priority queues in plain lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def heappush(heap, item):
    """Add item, keeping the heap in order."""
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    """Remove and return the smallest item."""
    last = heap.pop()
    if heap:
        smallest = heap[0]
        heap[0] = last
        _siftup(heap, 0)
        return smallest
    return last


def heapreplace(heap, item):
    """Return the smallest item and put item in its place: heappop(), then heappush()."""
    smallest = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return smallest


def heappushpop(heap, item):
    """heappush(), then heappop(), in one step."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(x):
    """Turn a list into a heap, in place, in linear time."""
    for i in reversed(range(len(x) // 2)):
        _siftup(x, i)


def _heappop_max(heap):
    """heappop() of a heap whose largest item comes first."""
    last = heap.pop()
    if heap:
        largest = heap[0]
        heap[0] = last
        _siftup_max(heap, 0)
        return largest
    return last


def _heapreplace_max(heap, item):
    """heapreplace() of a heap whose largest item comes first."""
    largest = heap[0]
    heap[0] = item
    _siftup_max(heap, 0)
    return largest


def _heapify_max(x):
    """Turn a list into a heap whose largest item comes first."""
    for i in reversed(range(len(x) // 2)):
        _siftup_max(x, i)


def _siftdown(heap, startpos, pos):
    """Move the item at pos towards the root until its parent is not larger."""
    item = heap[pos]
    while pos > startpos:
        parentpos = (pos - 1) >> 1
        parent = heap[parentpos]
        if not item < parent:
            break
        heap[pos] = parent
        pos = parentpos
    heap[pos] = item


def _siftup(heap, pos):
    """Place the item at pos, whose subtrees are heaps already.

    The smaller child moves up all the way to a leaf, then the item sinks
    back: fewer comparisons than stopping early, as items tend to belong low.
    """
    endpos = len(heap)
    startpos = pos
    item = heap[pos]
    childpos = 2 * pos + 1
    while childpos < endpos:
        rightpos = childpos + 1
        if rightpos < endpos and not heap[childpos] < heap[rightpos]:
            childpos = rightpos
        heap[pos] = heap[childpos]
        pos = childpos
        childpos = 2 * pos + 1
    heap[pos] = item
    _siftdown(heap, startpos, pos)


def _siftdown_max(heap, startpos, pos):
    """_siftdown() of a heap whose largest item comes first."""
    item = heap[pos]
    while pos > startpos:
        parentpos = (pos - 1) >> 1
        parent = heap[parentpos]
        if not parent < item:
            break
        heap[pos] = parent
        pos = parentpos
    heap[pos] = item


def _siftup_max(heap, pos):
    """_siftup() of a heap whose largest item comes first."""
    endpos = len(heap)
    startpos = pos
    item = heap[pos]
    childpos = 2 * pos + 1
    while childpos < endpos:
        rightpos = childpos + 1
        if rightpos < endpos and not heap[rightpos] < heap[childpos]:
            childpos = rightpos
        heap[pos] = heap[childpos]
        pos = childpos
        childpos = 2 * pos + 1
    heap[pos] = item
    _siftdown_max(heap, startpos, pos)


def merge(*iterables, key=None, reverse=False):
    """Merge sorted inputs into one sorted iterator, without reading ahead."""
    h = []
    append = h.append
    if reverse:
        heapify_, heappop_, heapreplace_ = _heapify_max, _heappop_max, _heapreplace_max
        direction = -1
    else:
        heapify_, heappop_, heapreplace_ = heapify, heappop, heapreplace
        direction = 1

    # Entries are [key, number of the input, next, value]: the number keeps
    # the merge stable and ends every comparison there.
    for order, it in enumerate(map(iter, iterables)):
        try:
            advance = it.__next__
            value = advance()
            append([value if key is None else key(value), order * direction, advance, value])
        except StopIteration:
            pass
    heapify_(h)
    while len(h) > 1:
        try:
            while True:
                entry = h[0]
                _, _, advance, value = entry
                yield value
                value = advance()
                entry[0] = value if key is None else key(value)
                entry[3] = value
                heapreplace_(h, entry)
        except StopIteration:
            heappop_(h)
    if h:
        _, _, advance, value = h[0]
        yield value
        yield from advance.__self__


def _nbest(n, iterable, key, largest):
    """The n best of iterable as a sorted list; ties keep their order."""
    if n == 1:
        best = max if largest else min
        sentinel = object()
        result = best(iter(iterable), default=sentinel, key=key)
        return [] if result is sentinel else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=largest)[:n]

    # A heap of the n best so far, the worst of them first.  The order number
    # counts so that of equal items the earlier one is the better.
    if n <= 0:
        return []
    step = -1 if largest else 1
    it = iter(iterable)
    result = [(elem if key is None else key(elem), order, elem)
              for order, elem in zip(range(0, n * step, step), it)]
    if not result:
        return []
    heapify_, replace = (heapify, heapreplace) if largest else (_heapify_max, _heapreplace_max)
    heapify_(result)
    top = result[0][0]
    order = n * step
    for elem in it:
        k = elem if key is None else key(elem)
        if (top < k) if largest else (k < top):
            replace(result, (k, order, elem))
            top = result[0][0]
        order += step
    result.sort(reverse=largest)
    return [elem for _, _, elem in result]


def nsmallest(n, iterable, key=None):
    """The n smallest items, as sorted(iterable, key=key)[:n]."""
    return _nbest(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items, as sorted(iterable, key=key, reverse=True)[:n]."""
    return _nbest(n, iterable, key, True)


try:
    from _heapq import *
    from _heapq import _heappop_max, _heapreplace_max, _heapify_max
except ImportError:
    pass
