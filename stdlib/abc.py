"""Abstract base classes (PEP 3119): the metaclass, the markers and ABC itself."""
from _abc import (
    get_cache_token, _abc_init, _abc_instancecheck, _abc_register, _abc_subclasscheck,
    _get_dump, _reset_caches, _reset_registry,
)


def abstractmethod(funcobj):
    """Mark a method that concrete classes have to override.

    A class whose metaclass is ABCMeta cannot be instantiated while one of
    its methods carries this mark.
    """
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated spelling of @classmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated spelling of @staticmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated spelling of @property over @abstractmethod."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """Metaclass of abstract base classes.

    Its classes can adopt unrelated classes with register(): isinstance()
    and issubclass() then answer yes for them.
    """

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(cls)
        return cls

    def register(cls, subclass):
        """Make subclass a virtual subclass of this class; return subclass."""
        return _abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        return _abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        """Print what the class remembers, for debugging."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        registry, cache, negative, version = _get_dump(cls)
        print(f"_abc_registry: {registry!r}", file=file)
        print(f"_abc_cache: {cache!r}", file=file)
        print(f"_abc_negative_cache: {negative!r}", file=file)
        print(f"_abc_negative_cache_version: {version!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget the registered classes, for debugging."""
        _reset_registry(cls)

    def _abc_caches_clear(cls):
        """Forget cached answers, for debugging."""
        _reset_caches(cls)


def update_abstractmethods(cls):
    """Recompute cls.__abstractmethods__ after methods were added to the class.

    Meant for class decorators; a class that is no ABC is returned untouched.
    """
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    abstracts = {
        name for base in cls.__bases__ for name in getattr(base, '__abstractmethods__', ())
        if getattr(getattr(cls, name, None), '__isabstractmethod__', False)
    }
    abstracts.update(
        name for name, value in cls.__dict__.items()
        if getattr(value, '__isabstractmethod__', False)
    )
    cls.__abstractmethods__ = frozenset(abstracts)
    return cls


class ABC(metaclass=ABCMeta):
    """A base that makes its subclasses abstract base classes."""

    __slots__ = ()
