"""repr() with limits on the size of what comes out."""
import builtins
from _thread import get_ident
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


# What a decorated function takes over, and what stands there if the function has none.
_COPIED = {"__module__": None, "__doc__": None, "__name__": None, "__qualname__": None, "__type_params__": (),
           "__annotations__": None}


def recursive_repr(fillvalue="..."):
    """Decorator for __repr__ methods: a nested call on the same object gives fillvalue."""
    def decorate(user_function):
        busy = set()  # what is being shown, by whom

        def wrapper(self):
            key = id(self), get_ident()
            if key in busy:
                return fillvalue
            busy.add(key)
            try:
                return user_function(self)
            finally:
                busy.discard(key)
        for name, missing in _COPIED.items():
            setattr(wrapper, name, getattr(user_function, name, missing))
        wrapper.__wrapped__ = user_function
        return wrapper
    return decorate


# The containers: the limit, what is around the items, and what an empty one looks like
_CONTAINERS = {
    "tuple": ("maxtuple", "(", ")", "()"), "list": ("maxlist", "[", "]", "[]"),
    "array": ("maxarray", "array('%s', [", "])", "array('%s')"),
    "set": ("maxset", "{", "}", "set()"), "frozenset": ("maxfrozenset", "frozenset({", "})", "frozenset()"),
    "deque": ("maxdeque", "deque([", "])", "deque([])")}


def _in_order(items):
    """Sorted, if they can be."""
    try:
        return sorted(items)
    except Exception:
        return list(items)


def _shortened(text, limit, fill):
    """The beginning and the end of text, with fill between."""
    if len(text) <= limit:
        return text
    begin = max(0, (limit - 3) // 2)
    end = max(0, limit - 3 - begin)
    return text[:begin] + fill + text[len(text) - end:]


class Repr:
    """An abbreviating repr(); its attributes are the limits, repr_<type> its methods."""

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6, maxdeque=6,
                 maxstring=30, maxlong=40, maxother=30, fillvalue="...", indent=None):
        settings = dict(locals())
        del settings["self"]
        self.__dict__.update(settings)

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, "repr_" + "_".join(type(x).__name__.split()), self.repr_instance)
        return method(x, level)

    def _joined(self, pieces, level):
        """The pieces with commas between, or on lines of their own."""
        if self.indent is None or not pieces:
            return ", ".join(pieces)
        indent = self.indent
        if isinstance(indent, int):
            if indent < 0:
                raise ValueError(f"Repr.indent cannot be negative int (was {indent!r})")
            indent *= " "
        try:
            inner, outer = ("\n" + indent * (self.maxlevel - level + more) for more in (1, 0))
        except TypeError as error:
            raise TypeError(f"Repr.indent must be a str, int or None, not {type(indent)}") from error
        return "".join([f"{inner}{piece}," for piece in pieces]) + outer

    def _container(self, kind, x, level, items=None):
        limit, left, right, empty = _CONTAINERS[kind]
        if not x and (kind != "tuple" and kind != "list"):
            return empty % x.typecode if kind == "array" else empty
        limit = getattr(self, limit)
        if kind == "array":
            left %= x.typecode
        if level <= 0 and len(x):
            shown = self.fillvalue
        else:
            pieces = [self.repr1(item, level - 1) for item in islice(x if items is None else items, limit)]
            if len(x) > limit:
                pieces.append(self.fillvalue)
            shown = self._joined(pieces, level)
            if kind == "tuple" and len(x) == 1 and self.indent is None:
                shown += ","
        return left + shown + right

    def repr_tuple(self, x, level):
        return self._container("tuple", x, level)

    def repr_list(self, x, level):
        return self._container("list", x, level)

    def repr_array(self, x, level):
        return self._container("array", x, level)

    def repr_deque(self, x, level):
        return self._container("deque", x, level)

    def repr_set(self, x, level):
        return self._container("set", x, level, _in_order(x))

    def repr_frozenset(self, x, level):
        return self._container("frozenset", x, level, _in_order(x))

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        pieces = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}" for key in islice(_in_order(x), self.maxdict)]
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return "{" + self._joined(pieces, level) + "}"

    def repr_str(self, x, level):
        shown, limit = builtins.repr(x[:self.maxstring]), self.maxstring
        if len(shown) <= limit:
            return shown
        # cut the text, not what its characters are shown as
        begin = max(0, (limit - 3) // 2)
        end = max(0, limit - 3 - begin)
        shown = builtins.repr(x[:begin] + x[len(x) - end:])
        return shown[:begin] + self.fillvalue + shown[len(shown) - end:]

    def repr_int(self, x, level):
        return _shortened(builtins.repr(x), self.maxlong, self.fillvalue)

    def repr_instance(self, x, level):
        try:
            shown = builtins.repr(x)
        except Exception:
            return "<%s instance at %#x>" % (x.__class__.__name__, id(x))
        return _shortened(shown, self.maxother, self.fillvalue)


aRepr = Repr()
repr = aRepr.repr
