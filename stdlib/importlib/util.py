"""Helpers around the import system."""
import sys
import threading
import types

from _imp import find_spec as _find_spec

from . import _absolute
from ._bootstrap import _load, module_from_spec, spec_from_loader
from ._bootstrap_external import (MAGIC_NUMBER, cache_from_source, decode_source,
                                  source_from_cache, spec_from_file_location)
from .abc import Loader

__all__ = ['LazyLoader', 'Loader', 'MAGIC_NUMBER', 'cache_from_source', 'decode_source',
           'find_spec', 'module_from_spec', 'resolve_name', 'source_from_cache', 'source_hash',
           'spec_from_file_location', 'spec_from_loader']


def source_hash(source_bytes):
    """A hash of a source, for compiled code that is checked by it."""
    import _imp
    return _imp.source_hash(MAGIC_NUMBER, source_bytes)


def resolve_name(name, package):
    """The absolute name of a relative one."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} '
                          '(required for relative module names)')
    return _absolute(name, package)


def find_spec(name, package=None):
    """The spec of a module, without importing it; None if there is no such module."""
    full = resolve_name(name, package)
    if full not in sys.modules:
        path = None
        parent = full.rpartition('.')[0]
        if parent:
            try:
                path = __import__(parent, fromlist=['__path__']).__path__
            except AttributeError as error:
                raise ModuleNotFoundError(
                    f'__path__ attribute not found on {parent!r} while trying to find {full!r}',
                    name=full) from error
        return _find_spec(full, path)
    module = sys.modules[full]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f'{full}.__spec__ is not set') from None
    if spec is None:
        raise ValueError(f'{full}.__spec__ is None')
    return spec


class _incompatible_extension_module_restrictions:
    """Extension modules and subinterpreters: there are neither."""

    def __init__(self, *, disable_check):
        self.disable_check = bool(disable_check)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class _LazyModule(types.ModuleType):
    """A module that is run when an attribute is asked for."""

    def __getattribute__(self, attr):
        get = types.ModuleType.__getattribute__
        spec = get(self, '__spec__')
        state = spec.loader_state
        with state['lock']:
            if get(self, '__class__') is _LazyModule:
                if attr == '__class__':
                    return _LazyModule
                if state['is_loading'] and attr.startswith('__') and attr.endswith('__'):
                    return get(self, attr)
                state['is_loading'] = True
                names = get(self, '__dict__')
                # What the program has set meanwhile goes before what the module sets.
                before = state['__dict__']
                updated = {k: v for k, v in names.items()
                           if k not in before or before[k] is not v}
                spec.loader.exec_module(self)
                if names['__spec__'].name in sys.modules \
                        and sys.modules[spec.name] is not self:
                    raise ValueError(f'module object for {spec.name!r} substituted in sys.modules '
                                     'during a lazy load')
                names.update(updated)
                self.__class__ = types.ModuleType
        return getattr(self, attr)

    def __delattr__(self, attr):
        # It must have been run for the attribute to be there.
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader around another one, whose modules are run when they are first used."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')

    @classmethod
    def factory(cls, loader):
        """What makes lazy loaders around loaders of a class."""
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        names = dict(module.__dict__)
        module.__spec__.loader_state = {'__dict__': names, '__class__': module.__class__,
                                        'lock': threading.RLock(), 'is_loading': False}
        module.__class__ = _LazyModule
