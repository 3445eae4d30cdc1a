"""Weak references, and containers that hold their members weakly."""
from _weakref import getweakrefcount, getweakrefs, ref, proxy, CallableProxyType, ProxyType, ReferenceType
from _weakrefset import WeakSet
import _collections_abc

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ProxyTypes = (ProxyType, CallableProxyType)
_absent = object()

_collections_abc.MutableSet.register(WeakSet)


class WeakMethod(ref):
    """A weak reference to a bound method: dies with the object, not with the method object."""
    __slots__ = ("_func_ref", "_meth_type", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def die(_):
            # whichever of the two goes first
            method = whole()
            if method is not None and method._alive:
                method._alive = False
                if callback is not None:
                    callback(method)
        self = super().__new__(cls, owner, die)
        whole = ref(self)
        self._func_ref, self._meth_type, self._alive = ref(function, die), type(meth), True
        return self

    def __call__(self):
        owner, function = super().__call__(), self._func_ref()
        return None if owner is None or function is None else self._meth_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return self is other

    def __ne__(self, other):
        return not self == other if isinstance(other, WeakMethod) else NotImplemented

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key it is stored under."""
    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


def _pairs(other):
    """The entries of a mapping, or of an iterable of pairs."""
    if other is None:
        return ()
    return (other if hasattr(other, "items") else dict(other)).items()


def _copied(weak, memo=None):
    """A copy of a weak dictionary; with a memo, of what it holds strongly, too."""
    made = weak.__class__()
    for key, value in weak.items():
        if memo is not None:
            from copy import deepcopy
            key, value = (key, deepcopy(value, memo)) if isinstance(weak, WeakKeyDictionary) else (deepcopy(key, memo), value)
        made[key] = value
    return made


def _merged(made, *others):
    for other in others:
        made.update(other)
    return made


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping that forgets an entry when nobody else holds its value."""

    def __init__(self, other=(), /, **kw):
        self.data = {}  # from keys to references that know them
        alive = ref(self)

        def forget(reference):
            # another value may be there by now
            if (self := alive()) is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]
        self._forget = forget
        self.update(other, **kw)

    def _living(self):
        # a copy: entries may go while the loop runs
        for key, reference in tuple(self.data.items()):
            if (value := reference()) is not None:
                yield key, value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._forget, key)

    def __delitem__(self, key):
        del self.data[key]

    def keys(self):
        return (key for key, _ in self._living())

    __iter__ = keys

    def values(self):
        for _, value in self._living():
            yield value

    def items(self):
        return self._living()

    def valuerefs(self):
        """A list of the weak references to the values; some may be dead already."""
        return list(self.data.values())

    def itervaluerefs(self):
        """Iterate over the weak references to the values; some may be dead already."""
        return iter(self.valuerefs())

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            if (value := reference()) is not None:
                return key, value

    def update(self, other=None, /, **kwargs):
        for source in other, kwargs:
            for key, value in _pairs(source):
                self[key] = value

    def copy(self):
        return _copied(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return _copied(self, memo)

    def __or__(self, other):
        return _merged(self.copy(), other) if isinstance(other, _collections_abc.Mapping) else NotImplemented

    def __ror__(self, other):
        return _merged(self.__class__(), other, self) if isinstance(other, _collections_abc.Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping that forgets an entry when nobody else holds its key."""

    def __init__(self, dict=None):
        self.data = {}  # from references to values
        alive = ref(self)

        def forget(reference):
            if (self := alive()) is not None:
                self.data.pop(reference, None)
        self._forget = forget
        self.update(dict)

    def _living(self):
        for reference, value in tuple(self.data.items()):
            if (key := reference()) is not None:
                yield key, value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def keys(self):
        for key, _ in self._living():
            yield key

    __iter__ = keys

    def values(self):
        return (value for _, value in self._living())

    def items(self):
        return self._living()

    def keyrefs(self):
        """A list of the weak references to the keys; some may be dead already."""
        return list(self.data)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._forget), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            if (key := reference()) is not None:
                return key, value

    def update(self, dict=None, /, **kwargs):
        for source in dict, kwargs:
            for key, value in _pairs(source):
                self[key] = value

    def copy(self):
        return _copied(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return _copied(self, memo)

    def __or__(self, other):
        return _merged(self.copy(), other) if isinstance(other, _collections_abc.Mapping) else NotImplemented

    def __ror__(self, other):
        return _merged(self.__class__(), other, self) if isinstance(other, _collections_abc.Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


class _Task:
    """What a finalizer is to do."""
    __slots__ = ("watched", "func", "args", "kwargs", "atexit", "number")


class finalize:
    """Calls a function when an object dies, or at exit, whichever comes first.

    finalize(obj, func, *args, **kwargs): calling the finalizer runs func now
    and returns its result; detach() takes it back, peek() looks at it."""
    __slots__ = ()

    _pending = {}  # from finalizers to tasks, oldest first
    _at_exit = False  # does atexit know of them?
    _count = 0

    def __init__(self, obj, func, /, *args, **kwargs):
        cls = finalize
        if not cls._at_exit:
            import atexit
            atexit.register(self._run_at_exit)
            cls._at_exit = True
        task = _Task()
        task.watched = ref(obj, self)
        task.func, task.args, task.kwargs, task.atexit = func, args, kwargs, True
        task.number = cls._count = cls._count + 1
        self._pending[self] = task

    def __call__(self, _=None):
        """Run the function unless it ran already; return its result, or None."""
        task = self._pending.pop(self, None)
        return None if task is None else task.func(*task.args, **task.kwargs)

    def peek(self):
        """If alive: (obj, func, args, kwargs); else None."""
        task = self._pending.get(self)
        obj = None if task is None else task.watched()
        return None if obj is None else (obj, task.func, task.args, task.kwargs)

    def detach(self):
        """If alive: become dead, and return (obj, func, args, kwargs); else None."""
        if (found := self.peek()) is not None and self._pending.pop(self, None) is not None:
            return found

    @property
    def alive(self):
        """Will the function still be called?"""
        return self in self._pending

    @property
    def atexit(self):
        """Shall the function be called at exit?"""
        task = self._pending.get(self)
        return task is not None and task.atexit

    @atexit.setter
    def atexit(self, value):
        if (task := self._pending.get(self)) is not None:
            task.atexit = bool(value)

    def __repr__(self):
        task = self._pending.get(self)
        obj = None if task is None else task.watched()
        what = "dead" if obj is None else f"for {type(obj).__name__!r} at {id(obj):#x}"
        return f"<{type(self).__name__} object at {id(self):#x}; {what}>"

    @classmethod
    def _run_at_exit(cls):
        # Newest first; those made meanwhile have their turn as well.
        import gc
        import sys
        collecting = gc.isenabled()
        gc.disable()  # or it might call some of them in another order
        try:
            while waiting := [(task.number, one) for one, task in cls._pending.items() if task.atexit]:
                _, newest = max(waiting, key=lambda pair: pair[0])
                try:
                    newest()
                except Exception:
                    sys.excepthook(*sys.exc_info())
        finally:
            if collecting:
                gc.enable()
