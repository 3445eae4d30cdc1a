"""Specs to modules: what the import system does with what a finder has found."""
import sys
import types

import _imp

ModuleSpec = type(sys.__spec__)


def _asked(loader, method, name, unknown):
    """What a loader answers about a module; something else if it has no such method, None if it does not know."""
    ask = getattr(loader, method, None)
    try:
        return unknown if ask is None else ask(name)
    except ImportError:
        return None


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader, which may know more about the module."""
    origin = getattr(loader, "_ORIGIN", None) if origin is None else origin
    if not origin and hasattr(loader, "get_filename"):
        from ._bootstrap_external import spec_from_file_location
        places = {} if is_package is None else {"submodule_search_locations": [] if is_package else None}
        return spec_from_file_location(name, loader=loader, **places)
    if is_package is None:
        is_package = _asked(loader, "is_package", name, False)
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    """Set the attributes of a module that its spec tells of."""
    def missing(name):
        return override or getattr(module, name, None) is None
    if missing('__name__'):
        module.__name__ = spec.name
    if missing('__loader__'):
        loader = spec.loader
        if loader is None and spec.submodule_search_locations is not None:
            from ._bootstrap_external import NamespaceLoader
            loader = NamespaceLoader(spec.name, spec.submodule_search_locations, None)
            spec.loader = loader
            module.__file__ = None
        module.__loader__ = loader
    if missing('__package__'):
        module.__package__ = spec.parent
    module.__spec__ = spec
    if missing('__path__') and spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        if missing('__file__'):
            module.__file__ = spec.origin
        if missing('__cached__') and spec.cached is not None:
            module.__cached__ = spec.cached
    return module


def module_from_spec(spec):
    """A new module for a spec, not yet run."""
    maker = getattr(spec.loader, "create_module", None)
    if maker is None and hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    module = maker(spec) if maker else None
    module = types.ModuleType(spec.name) if module is None else module
    _init_module_attrs(spec, module)
    return module


def _exec(spec, module):
    """Run a module again in its namespace."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name!r} not in sys.modules', name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if not hasattr(spec.loader, 'exec_module'):
                spec.loader.load_module(name)
            else:
                spec.loader.exec_module(module)
    finally:
        module = sys.modules.pop(name)
        sys.modules[name] = module
    return module


def _load(spec):
    """The module of a spec, made, run and in sys.modules."""
    loader = spec.loader
    if loader is not None and not hasattr(loader, 'exec_module'):
        import warnings
        shown = getattr(loader, '__qualname__', type(loader).__qualname__)
        warnings.warn(f'{shown}.exec_module() not found; falling back to load_module()', ImportWarning)
        loader.load_module(spec.name)
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
        if getattr(module, '__loader__', None) is None:
            module.__loader__ = loader
        if getattr(module, '__package__', None) is None:
            module.__package__ = module.__name__ if hasattr(module, '__path__') else spec.parent
        if getattr(module, '__spec__', None) is None:
            module.__spec__ = spec
        return module
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError('missing loader', name=spec.name)
            else:
                loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        # It may have put something else in its place.
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


def _load_module_shim(self, fullname):
    """load_module() of loaders that have exec_module()."""
    import warnings
    warnings.warn("the load_module() method is deprecated and slated for removal in Python 3.15; "
                  "use exec_module() instead", DeprecationWarning, stacklevel=2)
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


class BuiltinImporter:
    """Finds and loads native modules."""

    __module__ = "_frozen_importlib"

    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _imp.is_builtin(fullname):
            return spec_from_loader(fullname, cls, origin=cls._ORIGIN)
        return None

    @staticmethod
    def create_module(spec):
        if not _imp.is_builtin(spec.name):
            raise ImportError(f'{spec.name!r} is not a built-in module', name=spec.name)
        return __import__(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def _check(cls, fullname):
        if not _imp.is_builtin(fullname):
            raise ImportError(f'{fullname!r} is not a built-in module', name=fullname)

    @classmethod
    def get_code(cls, fullname):
        cls._check(fullname)

    @classmethod
    def get_source(cls, fullname):
        cls._check(fullname)

    @classmethod
    def is_package(cls, fullname):
        cls._check(fullname)
        return False

    load_module = classmethod(_load_module_shim)


class FrozenImporter:
    """Finds and loads the modules that are compiled into the binary."""

    __module__ = "_frozen_importlib"

    _ORIGIN = "frozen"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if not _imp.is_frozen(fullname):
            return None
        return _imp.find_spec(fullname, path)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        _imp.find_spec(module.__spec__.name).loader.exec_module(module)

    @classmethod
    def _loader(cls, fullname):
        if not _imp.is_frozen(fullname):
            raise ImportError(f'{fullname!r} is not a frozen module', name=fullname)
        return _imp.find_spec(fullname).loader

    @classmethod
    def get_code(cls, fullname):
        return cls._loader(fullname).get_code(fullname)

    @classmethod
    def get_source(cls, fullname):
        cls._loader(fullname)

    @classmethod
    def is_package(cls, fullname):
        return cls._loader(fullname).is_package(fullname)

    load_module = classmethod(_load_module_shim)


def _resolve_name(name, package, level):
    """The absolute name of a relative one with that many dots."""
    parts = package.rsplit('.', level - 1)
    if len(parts) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{parts[0]}.{name}' if name else parts[0]


def _find_spec(name, path=None, target=None):
    """The spec of a module that is not imported; None without."""
    return _imp.find_spec(name, path)
