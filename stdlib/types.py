"""Names of the interpreter's own types, and helpers to make classes at run time."""
import sys


def _function(): ...


def _closure(value):
    return lambda: value


async def _awaited(): ...


async def _iterated():
    yield


class _Sample:
    __slots__ = ("slot",)

    def method(self): ...


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
CellType = type(_closure(None).__closure__[0])
GeneratorType = type(_ for _ in ())
_coroutine = _awaited()
CoroutineType = type(_coroutine)
_coroutine.close()  # or it would be missed
AsyncGeneratorType = type(_iterated())
MethodType = type(_Sample().method)
MemberDescriptorType = type(_Sample.slot)
GetSetDescriptorType = type(FunctionType.__code__)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(vars(dict)["fromkeys"])
ModuleType, SimpleNamespace = type(sys), type(sys.implementation)
MappingProxyType = type(vars(type))
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)
GenericAlias, UnionType = type(list[int]), type(int | str)
EllipsisType, NoneType, NotImplementedType = map(type, (..., None, NotImplemented))
del _function, _closure, _awaited, _iterated, _coroutine, _Sample


class CapsuleType:
    """Type of the opaque pointers that extension modules hand around; there are none here."""
    __slots__ = ()
    __module__ = "builtins"
    __qualname__ = "PyCapsule"

    def __new__(cls):
        raise TypeError("cannot create 'PyCapsule' instances")


CapsuleType.__name__ = "PyCapsule"


# --- classes made at run time

def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class the way a class statement does; exec_body fills the namespace."""
    resolved = resolve_bases(bases)
    metaclass, namespace, rest = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return metaclass(name, resolved, namespace, **rest)


def resolve_bases(bases):
    """Replace bases that are no classes by what their __mro_entries__ says (PEP 560)."""
    resolved, changed = [], False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            resolved.append(base)
            continue
        entries, changed = base.__mro_entries__(bases), True
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved += entries
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass and let it prepare the namespace.

    Returns (metaclass, namespace, keywords without 'metaclass')."""
    rest = dict(kwds or ())
    metaclass = rest.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(metaclass, type):
        # the most derived one there is; functions are taken as they are
        for kind in map(type, bases):
            if issubclass(kind, metaclass):
                metaclass = kind
            elif not issubclass(metaclass, kind):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                                "metaclasses of all its bases")
    prepare = getattr(metaclass, "__prepare__", None)
    return metaclass, {} if prepare is None else prepare(name, bases, **rest), rest


def get_original_bases(cls, /):
    """The bases as written in the class statement, before __mro_entries__ replaced any."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property for instances that leaves access through the class to its metaclass.

    Reading it from the class raises AttributeError, so __getattr__ of the
    metaclass gets its turn."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None  # a getter given later brings its own
        self.__doc__ = doc or fget.__doc__
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            return self._usable(self.fget, "unreadable attribute")(instance)
        if self.__isabstractmethod__:
            return self
        raise AttributeError()

    def __set__(self, instance, value):
        self._usable(self.fset, "can't set attribute")(instance, value)

    def __delete__(self, instance):
        self._usable(self.fdel, "can't delete attribute")(instance)

    def _usable(self, function, complaint):
        if function is None:
            raise AttributeError(complaint)
        return function

    def _with(self, fget, fset, fdel, doc):
        made = type(self)(fget, fset, fdel, doc)
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        return self._with(fget, self.fset, self.fdel, (fget.__doc__ if self.overwrite_doc else None) or self.__doc__)

    def setter(self, fset):
        return self._with(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return self._with(self.fget, self.fset, fdel, self.__doc__)


# --- generators as coroutines

def _passed_on(name):
    return property(lambda self: getattr(self._GeneratorWrapper__wrapped, name))


class _GeneratorWrapper:
    # An awaitable around something that has the methods of a generator.

    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = type(gen) is GeneratorType
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def send(self, val):
        return self.__wrapped.send(val)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def close(self):
        return self.__wrapped.close()

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    __await__ = __iter__

    gi_code, gi_frame, gi_running, gi_yieldfrom = map(_passed_on, ("gi_code", "gi_frame", "gi_running", "gi_yieldfrom"))
    cr_code, cr_frame, cr_running, cr_await = gi_code, gi_frame, gi_running, gi_yieldfrom


_CO_GENERATOR, _CO_COROUTINE, _CO_ITERABLE_COROUTINE = 0x20, 0x80, 0x100


def coroutine(func):
    """Make the generators of a generator function awaitable."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if type(func) is FunctionType and type(code := getattr(func, "__code__", None)) is CodeType:
        if code.co_flags & (_CO_COROUTINE | _CO_ITERABLE_COROUTINE):
            return func
        if code.co_flags & _CO_GENERATOR:
            # the interpreter awaits what has this mark
            func.__code__ = code.replace(co_flags=code.co_flags | _CO_ITERABLE_COROUTINE)
            return func
    import functools
    import _collections_abc

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if type(made) is CoroutineType or type(made) is GeneratorType and made.gi_code.co_flags & _CO_ITERABLE_COROUTINE:
            return made  # awaitable already
        if isinstance(made, _collections_abc.Generator) and not isinstance(made, _collections_abc.Coroutine):
            return _GeneratorWrapper(made)
        return made
    return wrapped


__all__ = [_name for _name in globals() if _name[0] != "_" and _name != "sys"]
