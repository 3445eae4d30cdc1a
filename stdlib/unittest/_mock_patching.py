"""Putting something in the place of something else for a while. Part of unittest.mock."""
import builtins
import contextlib
import sys
from functools import partial, wraps
from types import ModuleType

from unittest._mock_calls import DEFAULT
from unittest._mock_objects import (AsyncMock, InvalidSpecError, MagicMock, NonCallableMagicMock, NonCallableMock,
                                    _instance_callable, _is_async_obj, _is_coroutine_function, _is_instance_mock, _is_list)
from unittest._mock_specs import _check_typos, create_autospec

__name__ = "unittest.mock"


class _Replacement(object):
    """What patchers have in common: they decorate functions and classes, and can be started and stopped."""

    _active_patches = []

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and hasattr(method := getattr(func, name), '__call__'):
                    setattr(func, name, self.copy()(method))
            return func
        return self._decorated(func)

    def start(self):
        """Put the replacement in place."""
        result = self.__enter__()
        _Replacement._active_patches.append(self)
        return result

    def stop(self):
        """Undo it."""
        if self not in _Replacement._active_patches:
            return None
        _Replacement._active_patches.remove(self)
        return self.__exit__(None, None, None)


def _wrapped(func, around):
    """The function, or coroutine function, called with the arguments that a context manager around the call gives."""
    if _is_coroutine_function(func):
        @wraps(func)
        async def patched(*args, **kwargs):
            with around(patched, args, kwargs) as (newargs, newkwargs):
                return await func(*newargs, **newkwargs)
    else:
        @wraps(func)
        def patched(*args, **kwargs):
            with around(patched, args, kwargs) as (newargs, newkwargs):
                return func(*newargs, **newkwargs)
    return patched


@contextlib.contextmanager
def _with_patches(patched, args, kwargs):
    """Enter the patchers of a function; the mocks they make are more arguments of it."""
    added = []
    with contextlib.ExitStack() as stack:
        for patcher in patched.patchings:
            made = stack.enter_context(patcher)
            if patcher.attribute_name is not None:
                kwargs.update(made)
            elif patcher.new is DEFAULT:
                added.append(made)
        yield (*args, *added), kwargs


class _patch(_Replacement):
    """Puts something in the place of an attribute."""

    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            for name, given in (('new', new is not DEFAULT), ('autospec', autospec is not None)):
                if given:
                    raise ValueError(f"Cannot use '{name}' and 'new_callable' together")
        if not unsafe:
            _check_typos(kwargs)
        for name, shown, value in (('spec', 'spec', spec), ('spec_set', 'spec_set target', spec_set)):
            if _is_instance_mock(value):
                raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the {shown} has already been mocked out. [{name}={value!r}]')
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set = spec, create, spec_set
        self.autospec, self.kwargs, self.additional_patchers = autospec, kwargs, []

    def copy(self):
        """A patcher that does the same."""
        same = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                      self.kwargs)
        same.attribute_name = self.attribute_name
        same.additional_patchers = [other.copy() for other in self.additional_patchers]
        return same

    def _decorated(self, func):
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func
        patched = _wrapped(func, _with_patches)
        patched.patchings = [self]
        return patched

    def get_original(self):
        """(what is there now, does the target itself have it?)"""
        target, name = self.getter(), self.attribute
        own = getattr(target, '__dict__', {})
        local = name in own
        original = own[name] if local else getattr(target, name, DEFAULT)
        if name in vars(builtins) and isinstance(target, ModuleType):
            self.create = True
        if original is DEFAULT and not self.create:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def __enter__(self):
        self.target = self.getter()
        spec, strict, autospec = (None if value is False else value for value in (self.spec, self.spec_set, self.autospec))
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if not (spec is None and autospec is None) and strict is not None and strict is not True:
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        new = self.new
        if autospec is not None:
            new = self._specified(original, autospec, strict)
        elif new is DEFAULT:
            new = self._made(original, spec, strict)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local = original, local
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            made = {self.attribute_name: new} if self.new is DEFAULT else {}
            for other in self.additional_patchers:
                arg = self._exit_stack.enter_context(other)
                if other.new is DEFAULT:
                    made.update(arg)
            return made
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _made(self, original, spec, strict):
        """A mock, specified as spec, spec_set and new_callable say."""
        given = spec if strict is None or strict is True else strict
        if given is True or given is None and strict is True:
            given = original
        options = {} if given is None else {'spec_set' if strict is not None else 'spec': given}
        if options and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        if self.new_callable is not None:
            kind = self.new_callable
        elif given is None:
            kind = AsyncMock if _is_async_obj(original) else MagicMock
        else:
            called = '__call__' in given if _is_list(given) else callable(given)
            kind = AsyncMock if _is_async_obj(given) else MagicMock if called else NonCallableMagicMock
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            options['name'] = self.attribute
        options.update(self.kwargs)
        new = kind(**options)
        if given is not None and isinstance(original, type) and _is_instance_mock(new):
            # what the class gives has its attributes too
            if not _is_list(given) and not _instance_callable(given):
                kind = NonCallableMagicMock
            options.pop('name', None)
            new.return_value = kind(_new_parent=new, _new_name='()', **options)
        return new

    def _specified(self, original, spec, strict):
        """A mock of create_autospec()."""
        attribute = self.attribute
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        if spec is True:
            spec = original
        if _is_instance_mock(self.target):
            raise InvalidSpecError(f'Cannot autospec attr {attribute!r} as the patch target has already been mocked out. '
                                   f'[target={self.target!r}, attr={spec!r}]')
        if _is_instance_mock(spec):
            name = getattr(self.target, '__name__', self.target)
            raise InvalidSpecError(f'Cannot autospec attr {attribute!r} from target {name!r} as it has already been mocked out. '
                                   f'[target={self.target!r}, attr={spec!r}]')
        return create_autospec(spec, spec_set=bool(strict), _name=attribute, **self.kwargs)

    def __exit__(self, *exc_info):
        target, name = self.target, self.attribute
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(target, name, self.temp_original)
        else:
            delattr(target, name)
            gone = not hasattr(target, name) or name in ('__doc__', '__module__', '__defaults__', '__annotations__', '__kwdefaults__')
            if gone and not self.create:  # an attribute that cannot be inherited
                setattr(target, name, self.temp_original)
        stack = self._exit_stack
        del self.temp_original, self.is_local, self.target, self._exit_stack
        return stack.__exit__(*exc_info)


def _resolver(target):
    """A function that gives what a dotted name means at that time."""
    import pkgutil
    return partial(pkgutil.resolve_name, target)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Replace what a dotted name means for as long as a function, a block or a test runs."""
    try:
        owner, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return _patch(_resolver(owner), attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
                  unsafe=False, **kwargs):
    """patch() of an attribute of an object."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """patch() of several attributes of an object; those that are DEFAULT become mocks, given by name."""
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    getter = _resolver(target) if type(target) is str else lambda: target
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    patchers[0].additional_patchers.extend(patchers[1:])
    return patchers[0]


class _patch_dict(_Replacement):
    """Changes what is in a dict."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, {**dict(values), **kwargs}, clear
        self._original = None

    def copy(self):
        """A patcher that does the same."""
        return _patch_dict(self.in_dict, self.values, self.clear)

    def _decorated(self, func):
        @contextlib.contextmanager
        def around(patched, args, kwargs):
            with self:
                yield args, kwargs
        return _wrapped(func, around)

    def __enter__(self):
        self._patch_dict()
        return self.in_dict

    def __exit__(self, *args):
        if self._original is not None:
            self._unpatch_dict()
            self._original = None
        return False

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolver(self.in_dict)()
        target = self.in_dict
        self._original = target.copy() if hasattr(target, 'copy') else {key: target[key] for key in target}
        if self.clear:
            _empty(target)
        _fill(target, self.values)

    def _unpatch_dict(self):
        _empty(self.in_dict)
        _fill(self.in_dict, self._original)


def _empty(mapping):
    if hasattr(mapping, 'clear'):
        mapping.clear()
    else:
        for key in list(mapping):
            del mapping[key]


def _fill(mapping, values):
    if hasattr(mapping, 'update'):
        mapping.update(values)
    else:
        for key in values:
            mapping[key] = values[key]


def _patch_stopall():
    """Stop all patchers that were started, the last first."""
    for patcher in reversed(_Replacement._active_patches):
        patcher.stop()


patch.object, patch.dict, patch.multiple, patch.stopall = _patch_object, _patch_dict, _patch_multiple, _patch_stopall
patch.TEST_PREFIX = 'test'
