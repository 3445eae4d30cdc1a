"""Helpers around the import system."""

import sys as _sys
import types as _types

from _imp import find_spec as _find_spec

from . import _absolute


def resolve_name(name, package):
    """The absolute name of a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    return _absolute(name, package)


def module_from_spec(spec):
    """A new module for a spec, not yet run."""
    module = None
    create = getattr(spec.loader, "create_module", None)
    if create is not None:
        module = create(spec)
    if module is None:
        module = _types.ModuleType(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module


def find_spec(name, package=None):
    """The spec of a module, which is imported for it; None if there is no such module."""
    full = resolve_name(name, package)
    if full not in _sys.modules:
        path = None
        parent = full.rpartition(".")[0]
        if parent:
            try:
                path = __import__(parent, fromlist=["__path__"]).__path__
            except AttributeError as error:
                raise ModuleNotFoundError(
                    f"__path__ attribute not found on {parent!r} while trying to find {full!r}",
                    name=full) from error
        return _find_spec(full, path)
    module = _sys.modules[full]
    if module is None:
        return None
    spec = getattr(module, "__spec__", None)
    if spec is None:
        raise ValueError(f"{full}.__spec__ is None")
    return spec
