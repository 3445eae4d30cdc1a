"""Shallow and deep copies of any object."""
from copyreg import dispatch_table
from _pickle import _set_attributes

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error

_code = (lambda: 0).__code__.__class__
_immutable = {
    _code,
    type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice,
    property, type(len), type(...), type(NotImplemented), type(lambda: 0), type(list[int]),
    type(int | str),
}
_by_method = {list, dict, set, bytearray}


def _weakref_types():
    from _weakref import ref
    return ref


_immutable.add(_weakref_types())


def copy(x):
    """A shallow copy: a new object with the same parts."""
    cls = type(x)
    if cls in _immutable:
        return x
    if cls in _by_method:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    rv = _reduced(x, cls)
    if isinstance(rv, str):
        return x
    return _reconstruct(x, None, *rv)


def _reduced(x, cls):
    """What copyreg's table or the object's own reduce method says."""
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor:
        return reductor()
    raise Error("un(deep)copyable object of type %s" % cls)


_deepcopy_atomic = {
    type(None), int, float, bool, complex, bytes, str, type(...), type(NotImplemented),
    _code, type, range, type(len), type(lambda: 0), property, _weakref_types(),
}

_missing = []


def deepcopy(x, memo=None, _nil=_missing):
    """A deep copy: the parts are copied too, each once however often it occurs.

    memo maps id() to copies made so far; __deepcopy__ methods hand it on.
    """
    cls = type(x)
    if cls in _deepcopy_atomic:
        return x
    d = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(d, _nil)
        if y is not _nil:
            return y

    copier = _deepcopy_dispatch.get(cls)
    if copier is not None:
        y = copier(x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            y = copier(memo)
        else:
            rv = _reduced(x, cls)
            y = x if isinstance(rv, str) else _reconstruct(x, memo, *rv)

    if y is not x:
        memo[d] = y
        _keep_alive(x, memo)
    return y


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    y = []
    memo[id(x)] = y
    append = y.append
    atomic = _deepcopy_atomic
    for a in x:
        append(a if type(a) in atomic else deepcopy(a, memo))
    return y


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    atomic = _deepcopy_atomic
    y = [a if type(a) in atomic else deepcopy(a, memo) for a in x]
    # The tuple may be part of itself: then its copy exists by now.
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, y):
        if old is not new:
            return tuple(y)
    return x


def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    y = {}
    memo[id(x)] = y
    atomic = _deepcopy_atomic
    for key, value in x.items():
        if type(key) not in atomic:
            key = deepcopy(key, memo)
        y[key] = value if type(value) in atomic else deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _M:
    def m(self):
        pass


_deepcopy_dispatch = {
    list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
    type(_M().m): _deepcopy_method,
}
del _M


def _keep_alive(x, memo):
    """Hold x as long as memo lives, so that no other object gets its id()."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *,
                 deepcopy=deepcopy):
    """Build an object from the parts __reduce_ex__ gave; deep if memo is not None."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y

    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            if isinstance(state, tuple) and len(state) == 2:
                state, slotstate = state
            else:
                slotstate = None
            if state is not None:
                _set_attributes(y, state)
            if slotstate is not None:
                for key, value in slotstate.items():
                    setattr(y, key, value)

    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """A copy of obj with some fields replaced, for objects that have __replace__."""
    cls = obj.__class__
    func = getattr(cls, '__replace__', None)
    if func is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return func(obj, **changes)
