"""Helpers of the assertion methods."""
from collections import Counter, deque, namedtuple
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = _MIN_END_LEN = _MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - _MIN_BEGIN_LEN - _MIN_COMMON_LEN - _MIN_END_LEN - 2 * _PLACEHOLDER_LEN


def _shorten(text, begin, end):
    """The text with a note in place of its middle, if that makes it shorter."""
    left_out = len(text) - begin - end
    return text if left_out <= _PLACEHOLDER_LEN else f"{text[:begin]}[{left_out} chars]{text[len(text) - end:]}"


def _common_shorten_repr(*args):
    """The representations of values, shortened where they are long, so that the first difference stays visible."""
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    same = commonprefix(texts)
    room = _MAX_LENGTH - _MIN_BEGIN_LEN - _PLACEHOLDER_LEN - (longest - len(same))
    tails = [text[len(same):] for text in texts]
    if room <= _MIN_COMMON_LEN:
        room = _MIN_COMMON_LEN
        tails = [_shorten(tail, _MIN_DIFF_LEN, _MIN_END_LEN) for tail in tails]
    head = _shorten(same, _MIN_BEGIN_LEN, room)
    return tuple(head + tail for tail in tails)


def safe_repr(obj, short=False):
    """repr() that does not fail."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return f"{text[:_MAX_LENGTH]} [truncated]..." if short and len(text) >= _MAX_LENGTH else text


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def sorted_list_difference(expected, actual):
    """(what is only in the first, what is only in the second) of two sorted lists."""
    left, right = deque(expected), deque(actual)
    missing, unexpected = [], []

    def skip(items, value):
        while items and items[0] == value:
            items.popleft()

    while left and right:
        smaller = min(left[0], right[0])
        if left[0] != smaller:
            unexpected.append(smaller)
        elif right[0] != smaller:
            missing.append(smaller)
        skip(left, smaller)
        skip(right, smaller)
    return missing + [*left], unexpected + [*right]


def unorderable_list_difference(expected, actual):
    """(missing, unexpected) items, without ordering them."""
    missing = []
    while expected:
        if (item := expected.pop()) in actual:
            actual.remove(item)
        else:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    """-1, 0 or 1."""
    return (x > y) - (x < y)


_Mismatch = namedtuple('Mismatch', 'actual expected value')


def _count_diff_hashable(actual, expected):
    """What one has more often than the other, of hashable items."""
    ours, theirs = Counter(actual), Counter(expected)
    return [_Mismatch(ours[item], theirs[item], item) for item in {**ours, **theirs} if ours[item] != theirs[item]]


def _count_diff_all_purpose(actual, expected):
    """The same of any items; they are compared one by one."""
    counts = []  # [how often in actual, how often in expected, item]
    for side, items in enumerate((actual, expected)):
        for item in items:
            for count in counts:
                if count[2] == item:
                    count[side] += 1
                    break
            else:
                counts.append([side == 0, side == 1, item])
    return [_Mismatch(int(ours), int(theirs), item) for ours, theirs, item in counts if ours != theirs]
