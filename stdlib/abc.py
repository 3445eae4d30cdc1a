"""Abstract base classes (PEP 3119): the metaclass, the markers and ABC itself."""
from _abc import (get_cache_token, _abc_init, _abc_instancecheck, _abc_register, _abc_subclasscheck, _get_dump, _reset_caches,
                  _reset_registry)


def abstractmethod(funcobj):
    """Mark a method that concrete classes have to override.

    A class whose metaclass is ABCMeta cannot be instantiated while one of
    its methods carries this mark."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated spelling of @classmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """Deprecated spelling of @staticmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractproperty(property):
    """Deprecated spelling of @property over @abstractmethod."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """Metaclass of abstract base classes.

    Its classes can adopt unrelated classes with register(): isinstance()
    and issubclass() then answer yes for them."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        made = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(made)
        return made

    # isinstance() and issubclass() ask these; what they remember is kept by the native functions

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        return _abc_subclasscheck(cls, subclass)

    def register(cls, subclass):
        """Make subclass a virtual subclass of this class; return subclass."""
        return _abc_register(cls, subclass)

    # for debugging and tests

    def _dump_registry(cls, file=None):
        names = "_abc_registry", "_abc_cache", "_abc_negative_cache", "_abc_negative_cache_version"
        lines = [f"Class: {cls.__module__}.{cls.__qualname__}", f"Inv. counter: {get_cache_token()}"]
        lines += [f"{name}: {value!r}" for name, value in zip(names, _get_dump(cls))]
        print("\n".join(lines), file=file)

    def _abc_caches_clear(cls):
        _reset_caches(cls)

    def _abc_registry_clear(cls):
        _reset_registry(cls)


def update_abstractmethods(cls):
    """Recompute cls.__abstractmethods__ after methods were added to the class.

    Meant for class decorators; a class that is no ABC is returned untouched."""
    if hasattr(cls, "__abstractmethods__"):
        asked = {name for base in cls.__bases__ for name in getattr(base, "__abstractmethods__", ())}
        values = {name: getattr(cls, name, None) for name in asked} | cls.__dict__
        cls.__abstractmethods__ = frozenset(
            name for name, value in values.items() if getattr(value, "__isabstractmethod__", False))
    return cls


class ABC(metaclass=ABCMeta):
    """A base that makes its subclasses abstract base classes."""
    __slots__ = ()
