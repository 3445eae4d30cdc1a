"""Helpers around the import system."""
import sys
import types

from . import _absolute
from ._bootstrap import _find_spec, module_from_spec, spec_from_loader
from ._bootstrap_external import (
    MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location)
from .abc import Loader

__all__ = ["LazyLoader", "Loader", "MAGIC_NUMBER", "cache_from_source", "decode_source", "find_spec", "module_from_spec",
           "resolve_name", "source_from_cache", "source_hash", "spec_from_file_location", "spec_from_loader"]


def source_hash(source_bytes):
    """A hash of a source, for compiled code that is checked by it."""
    import _imp
    try:
        source_bytes = memoryview(source_bytes)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(source_bytes).__name__}'") from None
    return _imp.source_hash(int.from_bytes(MAGIC_NUMBER, "little"), source_bytes)


def resolve_name(name, package):
    """The absolute name of a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    path = name.lstrip(".")
    above = len(name) - len(path) - 1
    parts = package.rsplit(".", above)
    if len(parts) <= above:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{path}" if path else parts[0]


def _find_spec_from_path(name, path=None):
    """The spec of a module, found along a path (or sys.path) without importing what stands before its last dot."""
    if (module := sys.modules.get(name, find_spec)) is find_spec:
        return _find_spec(name, path)
    if module is None:
        return None
    if (spec := getattr(module, "__spec__", find_spec)) is find_spec:
        raise ValueError(f"{name}.__spec__ is not set")
    if spec is None:
        raise ValueError(f"{name}.__spec__ is None")
    return spec


def find_spec(name, package=None):
    """The spec of a module, without importing it; None if there is no such module."""
    name = resolve_name(name, package)
    parent, _, _ = name.rpartition(".")
    path = None
    if parent and name not in sys.modules:
        try:
            path = __import__(parent, fromlist=["__path__"]).__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {name!r}",
                                      name=name) from error
    return _find_spec_from_path(name, path)


class _incompatible_extension_module_restrictions:
    """A context in which extension modules may be loaded that do not know of subinterpreters (or may not)."""

    def __init__(self, *, disable_check):
        self.disable_check = bool(disable_check)

    def _set(self, value):
        import _imp
        return _imp._override_multi_interp_extensions_check(value)

    def __enter__(self):
        self.old = self._set(self.override)
        return self

    def __exit__(self, *args):
        del args
        self._set(self.__dict__.pop("old"))

    @property
    def override(self):
        """What the check is set to."""
        return -1 if self.disable_check else 1


class _LazyModule(types.ModuleType):
    """A module that is run when it is used for the first time."""

    def __getattribute__(self, name):
        spec = object.__getattribute__(self, "__spec__")
        state = spec.loader_state
        with state["lock"]:
            if object.__getattribute__(self, "__class__") is _LazyModule:
                if state["loading"]:  # who runs it asks
                    return types.ModuleType.__getattribute__(self, name)
                state["loading"] = True
                _run(self, spec, object.__getattribute__(self, "__dict__"))
        return getattr(self, name)

    def __delattr__(self, name):
        self.__doc__  # that runs it
        delattr(self, name)


def _run(module, spec, own):
    """Run a lazy module; what was set in it before stays."""
    kind, began, name = spec.loader_state["__class__"], spec.loader_state["__dict__"], spec.name
    changed = {key: value for key, value in own.items() if key not in began or began[key] is not value}
    spec.loader.exec_module(module)
    if sys.modules.get(name, module) is not module:
        raise ValueError(f"module object for {name!r} substituted in sys.modules during a lazy load")
    own.update(changed)
    # It may have given itself another class.
    if object.__getattribute__(module, "__class__") is _LazyModule:
        module.__class__ = kind


class LazyLoader(Loader):
    """A loader around another one, whose modules are run when they are first used."""

    @classmethod
    def factory(cls, loader):
        """What makes lazy loaders around loaders of a class."""
        cls._check(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    @staticmethod
    def _check(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    def __init__(self, loader):
        self._check(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Wait until somebody uses the module."""
        import threading
        module.__spec__.loader = module.__loader__ = self.loader
        module.__spec__.loader_state = {"__dict__": module.__dict__.copy(), "__class__": module.__class__,
                                        "lock": threading.RLock(), "loading": False}
        module.__class__ = _LazyModule
