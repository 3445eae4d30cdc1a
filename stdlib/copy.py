"""Shallow and deep copies of any object."""
from copyreg import dispatch_table
from _pickle import _set_attributes
from _weakref import ref as _ref

__all__ = ["Error", "copy", "deepcopy", "replace"]

class Error(Exception):
    """An object that cannot be copied."""


error = Error


def _itself(x, memo=None):
    return x


_FunctionType, _BuiltinFunctionType, _CodeType = type(_itself), type(len), type(_itself.__code__)

# What never changes is its own copy, in both ways; functions and classes are copied as names are.
_CONSTANT = (type(None), int, float, bool, complex, str, bytes, _CodeType, type, range, property, type(...),
             type(NotImplemented), _FunctionType, _BuiltinFunctionType, _ref)
_copy_dispatch = dict.fromkeys((*_CONSTANT, tuple, frozenset, slice), _itself)
_copy_dispatch |= {kind: kind.copy for kind in (list, dict, set, bytearray)}


def copy(x):
    """A shallow copy: a new object with the same parts."""
    cls = type(x)
    if (copier := _copy_dispatch.get(cls)) is not None:
        return copier(x)
    if issubclass(cls, type):
        return x
    if (copier := getattr(cls, "__copy__", None)) is not None:
        return copier(x)
    how = _reduction(x, cls, "un(shallow)copyable")
    return x if isinstance(how, str) else _rebuilt(x, None, *how)


def _reduction(x, cls, complaint):
    """What pickle would write about x."""
    if (reduce := dispatch_table.get(cls)) is not None:
        return reduce(x)
    if (reduce := getattr(x, "__reduce_ex__", None)) is not None:
        return reduce(4)
    if (reduce := getattr(x, "__reduce__", None)) is not None:
        return reduce()
    raise Error(f"{complaint} object of type {cls}")


def deepcopy(x, memo=None, _nil=[]):
    """A deep copy: the parts are copied too, each once however often it occurs.

    memo maps id() to copies made so far; __deepcopy__ methods hand it on."""
    cls = type(x)
    if cls in _deep_constant:
        return x
    # a copy may be None, hence _nil
    if memo is None:
        memo = {}
    else:
        made = memo.get(id(x), _nil)
        if made is not _nil:
            return made
    if (copier := _deepcopy_dispatch.get(cls)) is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        return x
    elif (copier := getattr(x, "__deepcopy__", None)) is not None:
        made = copier(memo)
    else:
        how = _reduction(x, cls, "un(deep)copyable")
        made = x if isinstance(how, str) else _rebuilt(x, memo, *how)
    if made is not x:
        memo[id(x)] = made
        _keep_alive(x, memo)
    return made


def _keep_alive(x, memo):
    """Its id() is a key: it must not be given to another object meanwhile."""
    memo.setdefault(id(memo), []).append(x)


def _deep_list(x, memo):
    made = memo[id(x)] = []
    append = made.append
    for item in x:
        append(deepcopy(item, memo))
    return made


def _deep_dict(x, memo):
    made = memo[id(x)] = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # it may contain itself, and have been copied on the way
    if (made := memo.get(id(x))) is not None:
        return made
    return tuple(items) if any(new is not old for new, old in zip(items, x)) else x


class _Bound:
    def method(self): ...


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep_constant = frozenset(_CONSTANT)
_deepcopy_dispatch = dict.fromkeys(_CONSTANT, _itself) | {
    list: _deep_list, dict: _deep_dict, tuple: _deep_tuple, type(_Bound().method): _deep_method}


def _rebuilt(x, memo, make, args, state=None, items=None, pairs=None):
    """The object that a reduction describes; with a memo, out of copies of what it mentions."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = make(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                _set_attributes(made, state)
            for name, value in (slots or {}).items():
                setattr(made, name, value)
    for item in items or ():
        made.append(deepcopy(item, memo) if deep else item)
    for key, value in pairs or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        made[key] = value
    return made


def replace(obj, /, **changes):
    """A copy of obj with some fields replaced, for objects that have __replace__."""
    cls = obj.__class__
    if (function := getattr(cls, "__replace__", None)) is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return function(obj, **changes)
