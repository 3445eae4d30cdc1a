"""The mocks themselves: what all have, being called, magic methods, being awaited. Part of unittest.mock."""
import inspect
import sys
import threading
from functools import partial
from types import CodeType, FunctionType, MethodType

from unittest._mock_calls import DEFAULT, _AnyComparer, _Call, _CallList, _deleted, _missing, _shown_call, call
from unittest.util import safe_repr

__name__ = "unittest.mock"

FunctionTypes = FunctionType, MethodType


class InvalidSpecError(Exception):
    """A mock was given as the specification of another."""


# What things are

def _is_coroutine_function(thing):
    """A coroutine function, or what asyncio takes for one."""
    if inspect.iscoroutinefunction(thing):
        return True
    asyncio = sys.modules.get('asyncio')
    return asyncio is not None and asyncio.iscoroutinefunction(thing)


def _is_instance_mock(thing):
    return issubclass(type(thing), NonCallableMock)


def _is_exception(thing):
    return isinstance(thing, BaseException) or isinstance(thing, type) and issubclass(thing, BaseException)


def _is_list(thing):
    return type(thing) in (list, tuple)


def _is_magic(name):
    return len(name) > 4 and name == f'__{name[2:-2]}__'


def _mock_of(thing):
    """The mock behind a function that create_autospec() made."""
    return thing.mock if isinstance(thing, FunctionTypes) and hasattr(thing, 'mock') else thing


def _is_async_obj(thing):
    if _is_instance_mock(thing) and not isinstance(thing, AsyncMock):
        return False
    thing = getattr(thing, '__func__', thing)
    return _is_coroutine_function(thing) or inspect.isawaitable(thing)


def _callable(thing):
    if isinstance(thing, (staticmethod, classmethod, MethodType)):
        return _callable(thing.__func__)
    return isinstance(thing, type) or getattr(thing, '__call__', None) is not None


def _instance_callable(thing):
    """Can the object, or instances of the class, be called?"""
    if not isinstance(thing, type):
        return getattr(thing, '__call__', None) is not None
    return any(vars(base).get('__call__') is not None for base in thing.__mro__)


def _signature_of(spec, as_instance, eat_self):
    """(function, signature) of what can be called, or None; without self where that is given already."""
    if isinstance(spec, type) and not as_instance:
        spec, eat_self = spec.__init__, True
    elif isinstance(spec, (classmethod, staticmethod)):
        eat_self = eat_self or isinstance(spec, classmethod)
        spec = spec.__func__
    elif not isinstance(spec, FunctionTypes):
        spec = getattr(spec, '__call__', None)
        if spec is None:
            return None
    try:
        return spec, inspect.signature(partial(spec, None) if eat_self else spec)
    except ValueError:
        return None


# What all mocks have

class _Delegated:
    """What a mock knows of its calls; a function of create_autospec() has it in its mock."""

    def __set_name__(self, owner, name):
        self.name, self.key = name, f'_mock_{name}'

    def __get__(self, mock, cls=None):
        if mock is None:
            return self
        delegate = mock._mock_delegate
        return getattr(mock, self.key) if delegate is None else getattr(delegate, self.name)

    def __set__(self, mock, value):
        delegate = mock._mock_delegate
        if delegate is None:
            vars(mock)[self.key] = value
        else:
            setattr(delegate, self.name, value)


class _MockIter(object):
    """The results that a side effect gives one after the other."""

    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


class Base(object):
    """What all mocks begin with."""

    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class _SpecState(object):
    """What an attribute is like that create_autospec() makes when it is asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, instance=False):
        self.spec, self.spec_set, self.parent, self.name, self.instance = spec, spec_set, parent, name, instance


# Attributes that set the mock itself up, not a child of it.
_OWN = {'return_value', '_mock_return_value', 'side_effect', '_mock_side_effect', '_mock_parent', '_mock_new_parent', '_mock_name',
        '_mock_new_name', 'called', 'call_count', 'call_args', 'call_args_list', 'mock_calls', 'await_count', 'await_args',
        'await_args_list'}
_TYPOS = 'assert', 'assret', 'asert', 'aseert', 'assrt'


def _adopt(parent, value, name, new_name):
    """Make a mock without name and parent the child of another; did that happen?"""
    value = _mock_of(value)
    if not _is_instance_mock(value) or value._mock_name or value._mock_new_name:
        return False
    if value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


def _first_error(expected):
    return next((one for one in expected if isinstance(one, Exception)), None)


def _check_order(mock, recorded, calls, any_order, kind):
    """AssertionError unless these calls (or awaits) were recorded, one after the other or in any order."""
    expected = [mock._call_matcher(one) for one in calls]
    cause, found = _first_error(expected), _CallList(map(mock._call_matcher, recorded))
    if not any_order:
        if expected in found:
            return
        if cause is None:
            problem = f'{kind}s not found.'
        else:
            problem = f'Error processing expected {kind.lower()}s.\nErrors: {[one if isinstance(one, Exception) else None for one in expected]}'
        actual = f'\n  Actual: {safe_repr(recorded)}' if kind == 'Call' else f'\nActual: {recorded}'
        raise AssertionError(f'{problem}\nExpected: {_CallList(calls)}{actual}') from cause
    left, missing = list(found), []
    for one in expected:
        if one in left:
            left.remove(one)
        else:
            missing.append(one)
    if missing and kind == 'Call':
        raise AssertionError(f"{mock._mock_name or 'mock'!r} does not contain all of {tuple(missing)!r} in its call list, "
                             f"found {left!r} instead") from cause
    if missing:
        raise AssertionError(f'{tuple(missing)!r} not all found in await list') from cause


class NonCallableMock(Base):
    """A mock that cannot be called."""

    _lock = threading.RLock()

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        spec = spec_set or spec
        bases = (cls,)
        if spec is not None and not issubclass(cls, AsyncMockMixin) and _is_async_obj(spec):
            bases = (AsyncMockMixin, cls)
        # each mock has a class of its own, which its magic methods are put on
        return object.__new__(type(cls.__name__, bases, {'__doc__': cls.__doc__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        vars(self).update(_mock_parent=parent, _mock_name=name, _mock_new_name=_new_name,
                          _mock_new_parent=parent if _new_parent is None else _new_parent, _mock_sealed=False)
        strict = spec_set is not None
        self._mock_add_spec(spec_set if strict else spec, True if strict else None, _spec_as_instance,
                            parent is not None if _eat_self is None else _eat_self)
        vars(self).update(_mock_children={}, _mock_wraps=wraps, _mock_delegate=None, _mock_called=False, _mock_call_args=None,
                          _mock_call_count=0, _mock_call_args_list=_CallList(), _mock_mock_calls=_CallList(),
                          method_calls=_CallList(), _mock_unsafe=unsafe)
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Make a mock the child of this name, whatever name and parent it had."""
        inner = _mock_of(mock)
        inner._mock_parent = inner._mock_new_parent = inner._mock_new_name = None
        inner._mock_name = ''
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """From now on only the attributes of spec exist."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
        names, kind, signature, awaited = spec, None, None, []
        if spec is not None and not _is_list(spec):
            kind = spec if isinstance(spec, type) else type(spec)
            found = _signature_of(spec, _spec_as_instance, _eat_self)
            signature, names = found and found[1], dir(spec)
            for name in names:
                static = inspect.getattr_static(spec, name, None)
                try:
                    static = inspect.unwrap(getattr(static, '__func__', static))
                except ValueError:
                    pass
                if _is_coroutine_function(static):
                    awaited.append(name)
        vars(self).update(_spec_class=kind, _spec_set=spec_set, _spec_signature=signature, _mock_methods=names, _spec_asyncs=awaited)

    called, call_count, call_args, call_args_list, mock_calls = (_Delegated() for _ in range(5))

    @property
    def return_value(self):
        """What calling the mock gives: by default another mock."""
        holder = self if self._mock_delegate is None else self._mock_delegate
        value = self._mock_return_value if holder is self else holder.return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self.return_value = self._get_child_mock(_new_parent=self, _new_name='()')
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _adopt(self, value, None, '()')

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    @property
    def side_effect(self):
        """What happens at a call: an exception, a function, or results one after the other."""
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        effect = delegate.side_effect
        if not (effect is None or callable(effect) or isinstance(effect, _MockIter) or _is_exception(effect)):
            effect = delegate.side_effect = _MockIter(effect)
        return effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not _is_exception(value) and not _callable(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget the calls, here and in the children; what was configured stays unless asked for."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_args, self.call_count = False, None, 0
        self.mock_calls, self.call_args_list, self.method_calls = _CallList(), _CallList(), _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for name, child in self._mock_children.items():
            if child is not _deleted and not isinstance(child, _SpecState):
                child.reset_mock(visited, return_value=return_value and not self._keeps_result(name), side_effect=side_effect)
        result = self._mock_return_value
        if _is_instance_mock(result) and result is not self:
            result.reset_mock(visited)

    def _keeps_result(self, name):
        """Whether the result of a child is one that resetting must leave."""
        return False

    def configure_mock(self, /, **kwargs):
        """Set attributes, of children too under names with dots."""
        for path in sorted(kwargs, key=lambda path: path.count('.')):
            *above, last = path.split('.')
            owner = self
            for name in above:
                owner = getattr(owner, name)
            setattr(owner, last, kwargs[path])

    # attributes

    def __getattr__(self, name):
        if name in ('_mock_methods', '_mock_unsafe'):
            raise AttributeError(name)
        names = self._mock_methods
        if names is not None:
            if name not in names or name in _all_magics:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not names or name not in names) and (name.startswith(_TYPOS) or name in _NOT_ASSERTIONS):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        with NonCallableMock._lock:
            child = self._mock_children.get(name)
            if child is _deleted:
                raise AttributeError(name)
            if child is None:
                wrapped = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
                child = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name, _new_parent=self)
            elif isinstance(child, _SpecState):
                child = self._made_child(name, child)
            self._mock_children[name] = child
        return child

    def _made_child(self, name, state):
        from unittest._mock_specs import create_autospec
        try:
            return create_autospec(state.spec, state.spec_set, state.instance, state.parent, state.name)
        except InvalidSpecError:
            target = self.__dict__['_mock_name'] or self
            raise InvalidSpecError(f'Cannot autospec attr {name!r} from target {target!r} as it has already been mocked out. '
                                   f'[target={self!r}, attr={state.spec!r}]')

    def _extract_mock_name(self):
        """The names from the outermost mock to this one."""
        path, mock = '', self
        while mock._mock_new_parent is not None:
            part = mock._mock_new_name
            path = f"{part if part == '()' else f'.{part}'}{path}"
            mock = mock._mock_new_parent
        return (mock._mock_name or 'mock') + path

    def __repr__(self):
        name, kind = self._extract_mock_name(), self._spec_class
        shown = '' if name in ('mock', 'mock.') else f' name={name!r}'
        if kind is not None:
            shown += f" {'spec_set' if self._spec_set else 'spec'}={kind.__name__!r}"
        return f"<{type(self).__name__}{shown} id='{id(self)}'>"

    def __dir__(self):
        """The names that are of use; with FILTER_DIR off all of them."""
        if not sys.modules['unittest.mock'].FILTER_DIR:
            return object.__dir__(self)
        children = [name for name, child in self._mock_children.items() if child is not _deleted]
        of_class = [name for name in dir(type(self)) if not name.startswith('_')]
        own = [name for name in self.__dict__ if not name.startswith('_') or _is_magic(name)]
        return sorted({*(self._mock_methods or ()), *of_class, *own, *children})

    def __setattr__(self, name, value):
        if name in _OWN:
            return object.__setattr__(self, name, value)
        names = self._mock_methods
        unknown = names is not None and name not in names
        if unknown and (name in _all_magics or self._spec_set and name not in self.__dict__):
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _unsupported_magics:
            raise AttributeError(f'Attempting to set unsupported magic method {name!r}.')
        if name == '__class__':
            self._spec_class = value
            return
        if name in _all_magics:
            value = self._set_magic(name, value)
        elif _adopt(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f'Cannot set {self._extract_mock_name()}.{name}')
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
        else:
            object.__setattr__(self, name, value)

    def _set_magic(self, name, value):
        """Put a magic method on the class, where Python looks for it; what the mock itself shall have."""
        if _is_instance_mock(value):
            _adopt(self, value, None, name)
            setattr(type(self), name, value)
            self._mock_children[name] = value
            return value

        def method(self, /, *args, **kwargs):
            return value(self, *args, **kwargs)
        setattr(type(self), name, method)
        return lambda *args, **kwargs: value(self, *args, **kwargs)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def _get_child_mock(self, /, **kw):
        """The mock for an attribute or a result; subclasses may make it differently."""
        if self._mock_sealed:
            raise AttributeError(self._extract_mock_name() + (f".{kw['name']}" if 'name' in kw else '()'))
        name, kind = kw.get('_new_name'), type(self)
        if name in self.__dict__['_spec_asyncs']:
            return AsyncMock(**kw)
        if issubclass(kind, MagicMock) and name in _async_method_magics:
            child = AsyncMock
        elif issubclass(kind, AsyncMockMixin):
            child = MagicMock if name in _all_sync_magics or self._mock_methods and name in self._mock_methods else AsyncMock
        elif issubclass(kind, CallableMixin):
            child = kind.__mro__[1]
        else:
            child = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        return child(**kw)

    # assertions

    def _call_matcher(self, _call):
        """A call in the form that its signature makes of it, or the TypeError that it would be."""
        signature = self._spec_signature
        if isinstance(_call, tuple) and len(_call) > 2:
            signature = self._get_call_signature_from_name(_call[0])
        if signature is None:
            return _call
        name = _call[0] if len(_call) > 2 else ''
        try:
            bound = signature.bind(*_call[-2], **_call[-1])
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def _get_call_signature_from_name(self, name):
        """The signature of the child with that path, as far as there are children."""
        if not name:
            return self._spec_signature
        signature, children = None, self._mock_children
        for part in name.replace('()', '').split('.'):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _mock_of(child)
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _calls_repr(self):
        return f"\nCalls: {safe_repr(self.mock_calls)}." if self.mock_calls else ""

    def _format_mock_call_signature(self, args, kwargs):
        return _shown_call(self._mock_name or 'mock', args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        return (f'expected {action} not found.\nExpected: {self._format_mock_call_signature(args, kwargs)}\n'
                f'  Actual: {self._format_mock_call_signature(*self.call_args)}')

    def _expect(self, holds, text, told=True):
        if not holds:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to {text}{self._calls_repr() if told else ''}")

    def assert_not_called(self):
        """There was no call."""
        self._expect(not self.call_count, f"not have been called. Called {self.call_count} times.")

    def assert_called(self):
        """There was a call."""
        self._expect(self.call_count, "have been called.", False)

    def assert_called_once(self):
        """There was one call."""
        self._expect(self.call_count == 1, f"have been called once. Called {self.call_count} times.")

    def assert_called_with(self, /, *args, **kwargs):
        """The last call was this one."""
        if self.call_args is None:
            raise AssertionError('expected call not found.\nExpected: %s\n  Actual: not called.'
                                 % self._format_mock_call_signature(args, kwargs))
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.call_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from _first_error([expected])

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was one call, this one."""
        self._expect(self.call_count == 1, f"be called once. Called {self.call_count} times.")
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """These calls are in mock_calls, one after the other or in any order."""
        _check_order(self, self.mock_calls, calls, any_order, 'Call')

    def assert_any_call(self, /, *args, **kwargs):
        """There was this call."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = _first_error([expected])
        if cause or expected not in _AnyComparer(map(self._call_matcher, self.call_args_list)):
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} call not found') from cause


_NOT_ASSERTIONS = {name.removeprefix('assert_') for name in dir(NonCallableMock) if name.startswith('assert_')}


# Being called

class CallableMixin(Base):
    """What calling a mock does."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name='', _new_parent=None, **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        """Replaced where the arguments are to be checked."""

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Record the call here and in all mocks above."""
        with NonCallableMock._lock:
            self.called = True
            self.call_count += 1
            self.call_args = _Call((args, kwargs), two=True)
            self.call_args_list.append(self.call_args)
            self.mock_calls.append(_Call(('', args, kwargs)))
            mock, path = self, self._mock_new_name
            method = None if self._mock_parent is None else self._mock_name
            while (parent := mock._mock_new_parent) is not None:
                if method is not None:
                    parent.method_calls.append(_Call((method, args, kwargs)))
                    method = None if parent._mock_parent is None else f'{parent._mock_name}.{method}'
                parent.mock_calls.append(_Call((path, args, kwargs)))
                if parent._mock_new_name:
                    path = f"{parent._mock_new_name}{'' if path.startswith('()') else '.'}{path}"
                mock = parent

    def _next_result(self):
        """The next of the results that are given one after the other."""
        result = next(self.side_effect)
        if _is_exception(result):
            raise result
        return result

    def _result(self, args, kwargs):
        """The result if no side effect gives one."""
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_delegate is not None and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        return self.return_value if self._mock_wraps is None else self._mock_wraps(*args, **kwargs)

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            result = effect(*args, **kwargs) if _callable(effect) else self._next_result()
            if result is not DEFAULT:
                return result
        return self._result(args, kwargs)


class Mock(CallableMixin, NonCallableMock):
    """An object with every attribute, that can be called, and records its use."""


# Magic methods

magic_methods = ('lt le gt ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod rdivmod neg pos abs '
                 'invert complex int float index round trunc floor ceil bool next fspath aiter ')
numerics = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or pow'
inplace = ' '.join(f'i{name}' for name in numerics.split())
right = ' '.join(f'r{name}' for name in numerics.split())


def _dunders(names):
    return {f'__{name}__' for name in names.split()}


_magics = _dunders(' '.join((magic_methods, numerics, inplace, right)))
# those that a MagicMock has only if they are set
_non_defaults = _dunders('get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate getformat repr '
                         'dir subclasses format getnewargs_ex')
_async_method_magics = _dunders('aenter aexit anext')
_all_sync_magics = _magics | _non_defaults
_all_magics = _all_sync_magics | _async_method_magics | {'__aiter__'}
_unsupported_magics = _dunders('getattr setattr init new prepare instancecheck subclasscheck del')

_RESULTS = {**dict.fromkeys(_dunders('lt gt le ge'), NotImplemented), '__int__': 1, '__contains__': False, '__len__': 0, '__exit__': False,
            '__complex__': 1j, '__float__': 1.0, '__bool__': True, '__index__': 1, '__aexit__': False}
_WORKED_OUT = {'__hash__': object.__hash__, '__str__': object.__str__, '__sizeof__': object.__sizeof__,
               '__fspath__': lambda mock: f"{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}"}


class _AsyncIterator(object):
    """An iterator for async for."""

    def __init__(self, iterator):
        self.iterator = iterator

    async def __anext__(self):
        for item in self.iterator:
            return item
        raise StopAsyncIteration


def _effects(mock, name):
    """The side effect of a magic method, which looks whether a result was set."""
    def result():
        return getattr(mock, name)._mock_return_value

    def equal(other):
        return DEFAULT if result() is not DEFAULT else True if mock is other else NotImplemented

    def unequal(other):
        return DEFAULT if result() is not DEFAULT else False if mock is other else NotImplemented

    def iterate():
        return iter([] if result() is DEFAULT else result())

    def iterate_async():
        return _AsyncIterator(iterate())

    return {'__eq__': equal, '__ne__': unequal, '__iter__': iterate, '__aiter__': iterate_async}.get(name)


class MagicProxy(Base):
    """Stands on the class for a magic method until that is looked up."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def create_mock(self):
        """The mock of the method, in place of this."""
        name, parent = self.name, self.parent
        method = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, method)
        if name in _RESULTS:
            method.return_value = _RESULTS[name]
        elif name in _WORKED_OUT:
            method.return_value = _WORKED_OUT[name](parent)
        elif effect := _effects(parent, name):
            method.side_effect = effect
        return method

    def __get__(self, obj, _type=None):
        return self.create_mock()


class MagicMixin(Base):
    """Gives a mock its magic methods."""

    def __init__(self, /, *args, **kw):
        self._mock_set_magics()  # a mock without them could not be set up
        super().__init__(*args, **kw)
        self._mock_set_magics()  # now it is known which there are

    def _mock_set_magics(self):
        possible, kind = _magics | _async_method_magics, type(self)
        names = getattr(self, '_mock_methods', None)
        wanted = possible if names is None else possible.intersection(names)
        for name in possible - wanted:
            if name in vars(kind):
                delattr(self, name)
        for name in wanted - vars(kind).keys():
            setattr(kind, name, MagicProxy(name, self))


    def _keeps_result(self, name):
        return name in _all_magics


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        """From now on only the attributes of spec exist."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class AsyncMagicMixin(MagicMixin):
    """Magic methods of asynchronous mocks."""


class MagicMock(MagicMixin, Mock):
    """A Mock that has magic methods as well."""

    mock_add_spec = NonCallableMagicMock.mock_add_spec

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        """Forget the calls; the results of magic methods stay."""
        super().reset_mock(*args, return_value=return_value, **kwargs)


# Being awaited

class AsyncMockMixin(Base):
    """What awaiting a mock does."""

    await_count, await_args, await_args_list = (_Delegated() for _ in range(3))

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        import asyncio
        code = NonCallableMock(spec_set=[*_CODE_NAMES, '__class__'])
        code.__dict__.update(__class__=CodeType, _spec_class=CodeType, co_flags=inspect.CO_COROUTINE | inspect.CO_VARARGS
                             | inspect.CO_VARKEYWORDS, co_argcount=0, co_varnames=('args', 'kwargs'), co_posonlyargcount=0,
                             co_kwonlyargcount=0)
        self.__dict__.update(_is_coroutine=asyncio.coroutines._is_coroutine, _mock_await_count=0, _mock_await_args=None,
                             _mock_await_args_list=_CallList(), __code__=code, __name__='AsyncMock', __defaults__=(),
                             __kwdefaults__={}, __annotations__=None)

    async def _execute_mock_call(self, /, *args, **kwargs):
        one, effect = _Call((args, kwargs), two=True), self.side_effect
        self.await_count += 1
        self.await_args = one
        self.await_args_list.append(one)
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if _callable(effect):
                result = effect(*args, **kwargs)
                if _is_coroutine_function(effect):
                    result = await result
            else:
                try:
                    result = self._next_result()
                except StopIteration:  # which a coroutine cannot raise
                    raise StopAsyncIteration
            if result is not DEFAULT:
                return result
        result = self._result(args, kwargs)
        return await result if self._wraps_coroutine() else result

    def _wraps_coroutine(self):
        """Does the result come from a coroutine function that is wrapped?"""
        given = self._mock_return_value is not DEFAULT or self._mock_delegate is not None and self._mock_delegate.return_value is not DEFAULT
        return not given and self._mock_wraps is not None and _is_coroutine_function(self._mock_wraps)

    def _expect_await(self, holds, text):
        if not holds:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to {text}")

    def assert_awaited(self):
        """It was awaited."""
        self._expect_await(self.await_count, "have been awaited.")

    def assert_awaited_once(self):
        """It was awaited once."""
        self._expect_await(self.await_count == 1, f"have been awaited once. Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        """The last await was of this call."""
        if self.await_args is None:
            raise AssertionError(f'Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.await_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs, action='await')) from _first_error([expected])

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """It was awaited once, with this call."""
        self._expect_await(self.await_count == 1, f"have been awaited once. Awaited {self.await_count} times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """This call was awaited."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = _first_error([expected])
        if cause or expected not in _AnyComparer(map(self._call_matcher, self.await_args_list)):
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} await not found') from cause

    def assert_has_awaits(self, calls, any_order=False):
        """These calls were awaited, one after the other or in any order."""
        _check_order(self, self.await_args_list, calls, any_order, 'Await')

    def assert_not_awaited(self):
        """It was not awaited."""
        self._expect_await(not self.await_count, f"not have been awaited. Awaited {self.await_count} times.")

    def reset_mock(self, /, *args, **kwargs):
        """Forget calls and awaits."""
        super().reset_mock(*args, **kwargs)
        self.await_count, self.await_args, self.await_args_list = 0, None, _CallList()


_CODE_NAMES = dir(CodeType)


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""


class PropertyMock(Mock):
    """Put on a class it is a property: getting calls it without, setting with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)
