"""Import modules by name, and load them again."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

from builtins import __import__

_reloading = {}


def invalidate_caches():
    """Tell the finders that the file system may have changed."""
    for finder in sys.meta_path:
        forget = getattr(finder, "invalidate_caches", None)
        if forget is not None:
            forget()


def _absolute(name, package):
    if not name.startswith("."):
        return name
    level = len(name) - len(name.lstrip("."))
    if not package:
        raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
    parts = package.split(".")
    if level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    base = ".".join(parts[: len(parts) - level + 1])
    tail = name[level:]
    return f"{base}.{tail}" if tail else base


def import_module(name, package=None):
    """The module of that name, imported if needed; a relative name starts from `package`."""
    full = _absolute(name, package)
    __import__(full)
    return sys.modules[full]


def reload(module):
    """Run the code of a module again in its namespace; the module itself comes back."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        from ._bootstrap import _exec
        from .util import _find_spec
        parent = name.rpartition(".")[0]
        spec = module.__spec__ = _find_spec(name, sys.modules[parent].__path__ if parent else None)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _exec(spec, module)
        return sys.modules[name]
    finally:
        del _reloading[name]
