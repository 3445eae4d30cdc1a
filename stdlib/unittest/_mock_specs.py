"""Mocks that are like something. Part of unittest.mock."""
import inspect

from unittest._mock_calls import DEFAULT, _CallList
from unittest._mock_objects import (AsyncMock, FunctionTypes, InvalidSpecError, MagicMock, NonCallableMagicMock, _callable,
                                    _instance_callable, _is_coroutine_function, _is_instance_mock, _is_list, _is_magic,
                                    _signature_of, _SpecState)

__name__ = "unittest.mock"


def _check_typos(names):
    for name in ('autospect', 'auto_spec', 'set_spec'):
        if name in names:
            raise RuntimeError(f'{name!r} might be a typo; use unsafe=True if this is intended')


def _check_arguments(spec, mock, as_instance, skip_first):
    """Let calls of a mock raise TypeError where calls of spec would."""
    found = _signature_of(spec, as_instance, skip_first)
    if found is None:
        return
    _function, signature = found

    def check(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)
    type(mock)._mock_check_sig = check
    type(mock).__signature__ = signature


def _function_for(mock, spec):
    """A function with the signature of spec that calls the mock, and has its methods."""
    found = _signature_of(spec, False, False)
    if found is None:
        return mock
    signature, is_async = found[1], _is_coroutine_function(spec)
    if is_async:
        async def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return await mock(*args, **kwargs)
    else:
        def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return mock(*args, **kwargs)

    def reset_mock():
        function.method_calls, function.mock_calls = _CallList(), _CallList()
        mock.reset_mock()
        result = function.return_value
        if _is_instance_mock(result) and result is not mock:
            result.reset_mock()

    name = getattr(spec, '__name__', '')
    function.__name__ = function.__qualname__ = name if name.isidentifier() else 'funcopy'
    vars(function).update(mock=mock, __signature__=signature, called=False, call_count=0, call_args=None, call_args_list=_CallList(),
                          method_calls=_CallList(), mock_calls=_CallList(), return_value=mock.return_value,
                          side_effect=mock.side_effect, _mock_children=mock._mock_children, reset_mock=reset_mock)
    _forward(function, mock, _FORWARDED)
    if is_async:
        import asyncio
        vars(function).update(_is_coroutine=asyncio.coroutines._is_coroutine, await_count=0, await_args=None,
                              await_args_list=_CallList())
        _forward(function, mock, _FORWARDED_ASYNC)
    mock._mock_delegate = function
    return function


def _forward(function, mock, names):
    for name in names:
        setattr(function, name, getattr(mock, name))


_FORWARDED = ('assert_called_with', 'assert_not_called', 'assert_called_once_with', 'assert_called_once', 'assert_called',
              'assert_has_calls', 'assert_any_call')
_FORWARDED_ASYNC = ('assert_awaited', 'assert_awaited_once', 'assert_awaited_with', 'assert_awaited_once_with', 'assert_any_await',
                    'assert_has_awaits', 'assert_not_awaited')


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock that has what spec has, all the way down, and whose functions take what those of spec take."""
    if _is_list(spec):
        spec = type(spec)  # not the names of attributes, but what a list or tuple is like
    if _is_instance_mock(spec):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    if not unsafe:
        _check_typos(kwargs)
    is_class, is_async = isinstance(spec, type), isinstance(spec, FunctionTypes) and _is_coroutine_function(spec)
    name = kwargs.pop('name', _name)
    # What is deeper inside can only be set when all is there.
    deeper = {} if isinstance(spec, FunctionTypes) else {path: kwargs.pop(path) for path in list(kwargs) if '.' in path}
    if is_async and instance:
        raise RuntimeError("Instance can not be True when create_autospec is mocking an async function")
    strictness = 'spec_set' if spec_set else 'spec'
    options = {} if spec is None or inspect.isdatadescriptor(spec) else {strictness: spec}
    if options and instance:
        options['_spec_as_instance'] = True
    options.update({} if inspect.isdatadescriptor(spec) else kwargs)
    called = inspect.isdatadescriptor(spec) or _callable(spec) and not (is_class and instance and not _instance_callable(spec))
    kind = AsyncMock if is_async else MagicMock if called else NonCallableMagicMock
    mock = made = kind(parent=_parent, _new_parent=_parent, _new_name='' if _parent is None else name, name=name, **options)
    if isinstance(spec, FunctionTypes):
        made = _function_for(mock, spec)
    else:
        _check_arguments(spec, mock, instance, is_class)
    if _parent is not None and not instance:
        _parent._mock_children[name] = made
    wrapped = kwargs.get('wraps')
    if is_class and not instance and 'return_value' not in kwargs:
        made.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=made, wraps=wrapped)
    for entry in dir(spec):
        if not _is_magic(entry):
            _specify_child(made, mock, spec, entry, strictness, is_class, instance, wrapped)
    if deeper:
        made.configure_mock(**deeper)
    return made


def _specify_child(made, mock, spec, entry, strictness, is_class, instance, wrapped):
    """Give a mock of create_autospec() an attribute that is like that of spec."""
    try:
        original = getattr(spec, entry)
    except AttributeError:
        return
    if not isinstance(original, FunctionTypes):
        child = _SpecState(original, strictness == 'spec_set', made, entry, instance and not isinstance(original, type))
    else:
        skip = _takes_self(spec, entry, is_class)
        kind = AsyncMock if _is_coroutine_function(original) else MagicMock
        more = {'wraps': original} if wrapped and hasattr(wrapped, entry) else {}
        child = kind(parent=mock, name=entry, _new_name=entry, _new_parent=mock, _eat_self=skip, **{strictness: original}, **more)
        child.return_value = kind()
        _check_arguments(original, child, False, skip)
    made._mock_children[entry] = child
    if isinstance(child, FunctionTypes):
        setattr(made, entry, child)


def _takes_self(spec, name, is_class):
    """Is the first argument of a method given already when the method is got from spec?"""
    if not isinstance(spec, type):
        if name in getattr(spec, '__dict__', {}):
            return False
        spec = type(spec)
    for base in spec.__mro__:
        found = vars(base).get(name, DEFAULT)
        if found is DEFAULT:
            continue
        if isinstance(found, (staticmethod, classmethod)):
            return False
        return is_class if isinstance(found, FunctionTypes) else False
    return is_class
