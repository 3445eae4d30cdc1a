"""Objects that stand in for others, record how they are used, and can be put in place for a while."""
import asyncio
import builtins
import contextlib
import inspect
import io
import pprint
import sys
import threading
from asyncio import iscoroutinefunction
from functools import partial, wraps
from threading import RLock
from types import CodeType, MethodType, ModuleType
from unittest.util import safe_repr

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock",
           "ThreadingMock", "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")

FILTER_DIR = True


class InvalidSpecError(Exception):
    """A mock was given as the specification of another."""


_builtins = {name for name in dir(builtins) if not name.startswith("_")}


class _SentinelObject:
    """A unique object with a name."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name

    def __reduce__(self):
        return "sentinel.%s" % self.name


class _Sentinel:
    """A unique object for each attribute that is asked for."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()

DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED
_timeout_unset = sentinel.TIMEOUT_UNSET

FunctionTypes = (type(lambda: None), MethodType)
_STRAIGHT = {"return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent",
             "_mock_new_parent", "_mock_name", "_mock_new_name"}


def _is_instance_mock(obj):
    # A mock may lie about its __class__.
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _extract_mock(obj):
    """The mock behind a function that create_autospec() made."""
    return obj.mock if isinstance(obj, FunctionTypes) and hasattr(obj, "mock") else obj


def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    obj = getattr(obj, "__func__", obj)
    return iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _is_async_func(obj):
    return iscoroutinefunction(obj) if getattr(obj, "__code__", None) else False


def _is_list(obj):
    return type(obj) in (list, tuple)


def _is_magic(name):
    return "__%s__" % name[2:-2] == name


def _callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return getattr(obj, "__call__", None) is not None


def _instance_callable(obj):
    """Whether an object, or an instance of a class, can be called."""
    if not isinstance(obj, type):
        return getattr(obj, "__call__", None) is not None
    return any(base.__dict__.get("__call__") is not None for base in (obj,) + obj.__mro__)


def _get_signature_object(spec, as_instance, eat_self):
    """(what is called, its signature) of a specification, None if there is none."""
    if isinstance(spec, type) and not as_instance:
        spec = spec.__init__
        eat_self = True
    elif isinstance(spec, (classmethod, staticmethod)):
        if isinstance(spec, classmethod):
            eat_self = True
        spec = spec.__func__
    elif not isinstance(spec, FunctionTypes):
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    target = partial(spec, None) if eat_self else spec
    try:
        return spec, inspect.signature(target)
    except ValueError:
        return None


_DETAILS = ("__name__", "__doc__", "__text_signature__", "__module__", "__defaults__", "__kwdefaults__")


def _copy_details(source, target):
    for name in _DETAILS:
        try:
            setattr(target, name, getattr(source, name))
        except AttributeError:
            pass


def _check_sig(func, mock, skipfirst, instance=False):
    """Make calls of the mock fail where calls of func would."""
    found = _get_signature_object(func, instance, skipfirst)
    if found is None:
        return
    func, sig = found

    def checksig(self, /, *args, **kwargs):
        sig.bind(*args, **kwargs)
    _copy_details(func, checksig)
    type(mock)._mock_check_sig = checksig
    type(mock).__signature__ = sig


_FORWARDED = ("assert_called_with", "assert_called_once_with", "assert_not_called", "assert_any_call",
              "assert_has_calls", "assert_called", "assert_called_once", "attach_mock")
_AWAITED = ("assert_awaited", "assert_awaited_once", "assert_awaited_with", "assert_awaited_once_with",
            "assert_any_await", "assert_has_awaits", "assert_not_awaited")


def _as_function(mock, original, is_async):
    """A function that looks like original and calls the mock."""
    skipfirst = isinstance(original, type)
    found = _get_signature_object(original, False, skipfirst)
    if found is None:
        return mock
    func, sig = found
    if is_async:
        async def funcopy(*args, **kwargs):
            sig.bind(*args, **kwargs)
            return await mock(*args, **kwargs)
    else:
        def funcopy(*args, **kwargs):
            sig.bind(*args, **kwargs)
            return mock(*args, **kwargs)
    # Argument defaults stay with the signature: the copy takes anything.
    for name in "__name__", "__doc__", "__text_signature__", "__module__":
        try:
            setattr(funcopy, name, getattr(func, name))
        except (AttributeError, TypeError):
            pass
    name = original.__name__
    funcopy.__qualname__ = funcopy.__name__ = name if name.isidentifier() else "funcopy"
    funcopy.called = False
    funcopy.call_count = 0
    funcopy.call_args = None
    funcopy.call_args_list = _CallList()
    funcopy.method_calls = _CallList()
    funcopy.mock_calls = _CallList()
    funcopy.return_value = mock.return_value
    funcopy.side_effect = mock.side_effect
    funcopy._mock_children = mock._mock_children
    for name in _FORWARDED + (_AWAITED if is_async else ()):
        setattr(funcopy, name, _forward(mock, name))
    funcopy.reset_mock = lambda: _reset_function(funcopy, mock)
    funcopy.__signature__ = sig
    funcopy.mock = mock
    if is_async:
        funcopy.await_count = 0
        funcopy.await_args = None
        funcopy.await_args_list = _CallList()
    mock._mock_delegate = funcopy
    return funcopy


def _forward(mock, name):
    def method(*args, **kwargs):
        return getattr(mock, name)(*args, **kwargs)
    method.__name__ = name
    return method


def _reset_function(funcopy, mock):
    funcopy.method_calls = _CallList()
    funcopy.mock_calls = _CallList()
    mock.reset_mock()
    result = funcopy.return_value
    if _is_instance_mock(result) and result is not mock:
        result.reset_mock()


class Base:
    """What all mocks begin with."""

    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


def _delegating_property(name):
    """An attribute that the function made by create_autospec() keeps, where there is one."""
    hidden = "_mock_" + name

    def get(self):
        delegate = self._mock_delegate
        return getattr(self, hidden) if delegate is None else getattr(delegate, name)

    def set(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[hidden] = value
        else:
            setattr(delegate, name, value)
    return property(get, set)


class _CallList(list):
    """A list of calls; `in` finds a run of calls too."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[at:at + size] == value for at in range(len(self) - size + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


class _AnyComparer(list):
    """A list whose items may be equal from either side, for ANY's sake."""

    def __contains__(self, item):
        return any(len(item) == len(other) and all(a == b for a, b in zip(item, other)) for other in self)


def _check_and_set_parent(parent, value, name, new_name):
    """Make a mock that has no name and parent yet a child; whether it is one now."""
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if (value._mock_name or value._mock_new_name or value._mock_parent is not None
            or value._mock_new_parent is not None):
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


def _try_iter(obj):
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        # Not all that is callable looks so.
        return obj


class _SpecState:
    """A child that create_autospec() will make when it is asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


class NonCallableMock(Base):
    """A mock that cannot be called."""

    _lock = RLock()

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        # Each mock has a class of its own, so that it can have magic methods of its own.
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            spec_arg = spec_set or spec
            if spec_arg is not None and _is_async_obj(spec_arg):
                bases = (AsyncMockMixin, cls)
        new = type(cls.__name__, bases, {"__doc__": cls.__doc__})
        return super().__new__(new)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        if _new_parent is None:
            _new_parent = parent
        names = self.__dict__
        names["_mock_parent"] = parent
        names["_mock_name"] = name
        names["_mock_new_name"] = _new_name
        names["_mock_new_parent"] = _new_parent
        names["_mock_sealed"] = False
        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        names["_mock_children"] = {}
        names["_mock_wraps"] = wraps
        names["_mock_delegate"] = None
        names["_mock_called"] = False
        names["_mock_call_args"] = None
        names["_mock_call_count"] = 0
        names["_mock_call_args_list"] = _CallList()
        names["_mock_mock_calls"] = _CallList()
        names["method_calls"] = _CallList()
        names["_mock_unsafe"] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Make a mock the child of this name, whatever name and parent it had."""
        inner = _extract_mock(mock)
        inner._mock_parent = None
        inner._mock_new_parent = None
        inner._mock_name = ""
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """From now on only the attributes of spec exist."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        spec_class = None
        signature = None
        asyncs = []
        if spec is not None and not _is_list(spec):
            spec_class = spec if isinstance(spec, type) else type(spec)
            found = _get_signature_object(spec, _spec_as_instance, _eat_self)
            signature = found and found[1]
            methods = dir(spec)
            for name in methods:
                static = inspect.getattr_static(spec, name, None)
                inner = static.__func__ if isinstance(static, (classmethod, staticmethod)) else static
                try:
                    inner = inspect.unwrap(inner)
                except ValueError:
                    continue
                if iscoroutinefunction(inner):
                    asyncs.append(name)
            spec = methods
        names = self.__dict__
        names["_spec_class"] = spec_class
        names["_spec_set"] = spec_set
        names["_spec_signature"] = signature
        names["_mock_methods"] = spec
        names["_spec_asyncs"] = asyncs

    def __get_return_value(self):
        result = self._mock_return_value if self._mock_delegate is None else self._mock_delegate.return_value
        if result is DEFAULT and self._mock_wraps is None:
            result = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = result
        return result

    def __set_return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, "()")

    return_value = property(__get_return_value, __set_return_value, doc="What a call returns.")

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating_property("called")
    call_count = _delegating_property("call_count")
    call_args = _delegating_property("call_args")
    call_args_list = _delegating_property("call_args_list")
    mock_calls = _delegating_property("mock_calls")

    def __get_side_effect(self):
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        effect = delegate.side_effect
        if effect is not None and not callable(effect) and not hasattr(effect, "__next__") \
                and not _is_exception(effect):
            effect = delegate.side_effect = _try_iter(effect)
        return effect

    def __set_side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    side_effect = property(__get_side_effect, __set_side_effect)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget the calls, here and in the children; what was configured stays unless asked for."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if not isinstance(child, _SpecState) and child is not _deleted:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        result = self._mock_return_value
        if _is_instance_mock(result) and result is not self:
            result.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes, of children too under names with dots."""
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *parents, last = path.split(".")
            obj = self
            for name in parents:
                obj = getattr(obj, name)
            setattr(obj, last, value)

    def __getattr__(self, name):
        if name in {"_mock_methods", "_mock_unsafe"}:
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError("Mock object has no attribute %r" % name)
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not methods or name not in methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in _ASSERTIONS:
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is "
                                     "meant to be an attribute.")
        with NonCallableMock._lock:
            result = self._mock_children.get(name)
            if result is _deleted:
                raise AttributeError(name)
            if result is None:
                wrapped = None
                if self._mock_wraps is not None:
                    wrapped = getattr(self._mock_wraps, name)
                result = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name, _new_parent=self)
                self._mock_children[name] = result
            elif isinstance(result, _SpecState):
                try:
                    result = create_autospec(result.spec, result.spec_set, result.instance, result.parent, result.name)
                except InvalidSpecError:
                    whose = self.__dict__["_mock_name"] or self
                    raise InvalidSpecError(f"Cannot autospec attr {name!r} from target {whose!r} as it has already "
                                           f"been mocked out. [target={self!r}, attr={result.spec!r}]")
                self._mock_children[name] = result
        return result

    def _extract_mock_name(self):
        names = [self._mock_new_name]
        parent = self._mock_new_parent
        last = self
        dot = "" if names == ["()"] else "."
        while parent is not None:
            last = parent
            names.append(parent._mock_new_name + dot)
            dot = "" if parent._mock_new_name == "()" else "."
            parent = parent._mock_new_parent
        names.reverse()
        first = last._mock_name or "mock"
        if len(names) > 1 and names[1] not in ("()", "()."):
            first += "."
        names[0] = first
        return "".join(names)

    def __repr__(self):
        name = self._extract_mock_name()
        text = "" if name in ("mock", "mock.") else " name=%r" % name
        if self._spec_class is not None:
            text += " %s=%r" % ("spec_set" if self._spec_set else "spec", self._spec_class.__name__)
        return "<%s%s id='%s'>" % (type(self).__name__, text, id(self))

    def __dir__(self):
        """The names that are of use; with FILTER_DIR off all of them."""
        if not FILTER_DIR:
            return object.__dir__(self)
        found = set(self._mock_methods or [])
        found.update(name for name in dir(type(self)) if not name.startswith("_"))
        found.update(name for name in self.__dict__ if not name.startswith("_") or _is_magic(name))
        found.update(name for name, child in self._mock_children.items() if child is not _deleted)
        return sorted(found)

    def __setattr__(self, name, value):
        if name in _STRAIGHT:
            return object.__setattr__(self, name, value)
        methods = self._mock_methods if "_mock_methods" in self.__dict__ else None
        if self._spec_set and methods is not None and name not in methods and name not in self.__dict__:
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if name in _unsupported_magics:
            raise AttributeError("Attempting to set unsupported magic method %r." % name)
        if name in _all_magics:
            if methods is not None and name not in methods:
                raise AttributeError("Mock object has no attribute '%s'" % name)
            if not _is_instance_mock(value):
                setattr(type(self), name, _get_method(name, value))
                original = value

                def value(*args, **kwargs):
                    return original(self, *args, **kwargs)
            else:
                # A mock is set on the class: called without self, as mocks are.
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
        elif name == "__class__":
            self.__dict__["_spec_class"] = value
            return None
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return None
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            super().__delattr__(name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action="call"):
        expected = self._format_mock_call_signature(args, kwargs)
        actual = self._format_mock_call_signature(*self.call_args)
        return "expected %s not found.\nExpected: %s\n  Actual: %s" % (action, expected, actual)

    def _get_call_signature_from_name(self, name):
        """The signature that fits a call in mock_calls, which may be of a child."""
        if not name:
            return self._spec_signature
        sig = None
        children = self._mock_children
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            # What was made of a function keeps its signature in the mock.
            child = _extract_mock(child)
            children = child._mock_children
            sig = child._spec_signature
        return sig

    def _call_matcher(self, _call):
        """The call in the form in which calls of one meaning are equal; the TypeError if it cannot be bound."""
        if isinstance(_call, tuple) and len(_call) > 2:
            sig = self._get_call_signature_from_name(_call[0])
        else:
            sig = self._spec_signature
        if sig is None:
            return _call
        if len(_call) == 2:
            name = ""
            args, kwargs = _call
        else:
            name, args, kwargs = _call
        try:
            bound = sig.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def _calls_repr(self):
        return f"\nCalls: {safe_repr(self.mock_calls)}." if self.mock_calls else ""

    def assert_not_called(self):
        """There was no call."""
        if self.call_count == 0:
            return
        raise AssertionError("Expected '%s' to not have been called. Called %s times.%s"
                             % (self._mock_name or "mock", self.call_count, self._calls_repr()))

    def assert_called(self):
        """There was a call."""
        if self.call_count == 0:
            raise AssertionError("Expected '%s' to have been called." % (self._mock_name or "mock"))

    def assert_called_once(self):
        """There was one call."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times.%s"
                                 % (self._mock_name or "mock", self.call_count, self._calls_repr()))

    def assert_called_with(self, /, *args, **kwargs):
        """The last call was this one."""
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError("expected call not found.\nExpected: %s\n  Actual: %s" % (expected, "not called."))
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if expected != self._call_matcher(self.call_args):
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was one call, this one."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s"
                                 % (self._mock_name or "mock", self.call_count, self._calls_repr()))
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """These calls are in mock_calls, one after the other or in any order."""
        expected = [self._call_matcher(one) for one in calls]
        cause = next((one for one in expected if isinstance(one, Exception)), None)
        found = _CallList(self._call_matcher(one) for one in self.mock_calls)
        if not any_order:
            if expected not in found:
                if cause is None:
                    problem = "Calls not found."
                else:
                    problem = "Error processing expected calls.\nErrors: {}".format(
                        [one if isinstance(one, Exception) else None for one in expected])
                raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}\n  Actual: {safe_repr(self.mock_calls)}"
                                     ) from cause
            return
        found = list(found)
        missing = []
        for one in expected:
            try:
                found.remove(one)
            except ValueError:
                missing.append(one)
        if missing:
            raise AssertionError("%r does not contain all of %r in its call list, found %r instead"
                                 % (self._mock_name or "mock", tuple(missing), found)) from cause

    def assert_any_call(self, /, *args, **kwargs):
        """There was this call."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        found = [self._call_matcher(one) for one in self.call_args_list]
        if cause or expected not in _AnyComparer(found):
            raise AssertionError("%s call not found" % self._format_mock_call_signature(args, kwargs)) from cause

    def _get_child_mock(self, /, **kw):
        """A new child; a subclass may decide of what class children are."""
        if self._mock_sealed:
            name = kw.get("name") or {"()": "return_value"}.get(kw.get("_new_name"), kw.get("_new_name"))
            raise AttributeError(f"{self._extract_mock_name()}.{name}")
        new_name = kw.get("_new_name")
        if new_name in self.__dict__["_spec_asyncs"]:
            return AsyncMock(**kw)
        kind = type(self)
        if issubclass(kind, MagicMock) and new_name in _async_method_magics:
            klass = AsyncMock
        elif issubclass(kind, AsyncMockMixin):
            sync = new_name in _all_sync_magics or self._mock_methods and new_name in self._mock_methods
            klass = MagicMock if sync else AsyncMock
        elif not issubclass(kind, CallableMixin):
            if issubclass(kind, NonCallableMagicMock):
                klass = MagicMock
            elif issubclass(kind, NonCallableMock):
                klass = Mock
        else:
            klass = kind.__mro__[1]
        return klass(**kw)


_ASSERTIONS = frozenset(name.removeprefix("assert_") for name in dir(NonCallableMock) if name.startswith("assert_"))


class CallableMixin(Base):
    """What calling a mock does."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        pass

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Record the call here and in the parents."""
        self.called = True
        self.call_count += 1
        one = _Call((args, kwargs), two=True)
        self.call_args = one
        self.call_args_list.append(one)
        as_method = self._mock_parent is not None
        method_name = self._mock_name
        call_name = self._mock_new_name
        is_call = call_name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        above = self._mock_new_parent
        while above is not None:
            if as_method:
                above.method_calls.append(_Call((method_name, args, kwargs)))
                as_method = above._mock_parent is not None
                if as_method:
                    method_name = above._mock_name + "." + method_name
            above.mock_calls.append(_Call((call_name, args, kwargs)))
            if above._mock_new_name:
                call_name = above._mock_new_name + ("" if is_call else ".") + call_name
                is_call = above._mock_new_name == "()"
            above = above._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_delegate and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """An object with every attribute, that can be called, and records its use."""


def _check_spec_arg_typos(kwargs):
    for typo in "autospect", "auto_spec", "set_spec":
        if typo in kwargs:
            raise RuntimeError(f"{typo!r} might be a typo; use unsafe=True if this is intended")


def _resolve(path):
    """What a dotted path means; its modules are imported as needed."""
    parts = path.split(".")
    name = parts.pop(0)
    found = __import__(name)
    for part in parts:
        name += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(name)
            found = getattr(found, part)
    return found


class _patch:
    """Replaces an attribute for as long as a function, a block or a test runs."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *,
                 unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            _check_spec_arg_typos(kwargs)
        if _is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec attr {attribute!r} as the spec has already been mocked out. "
                                   f"[spec={spec!r}]")
        if _is_instance_mock(spec_set):
            raise InvalidSpecError(f"Cannot spec attr {attribute!r} as the spec_set target has already been mocked "
                                   f"out. [spec_set={spec_set!r}]")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []

    def copy(self):
        """One like this."""
        patcher = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                         self.new_callable, self.kwargs)
        patcher.attribute_name = self.attribute_name
        patcher.additional_patchers = [one.copy() for one in self.additional_patchers]
        return patcher

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if iscoroutinefunction(func):
            return self.decorate_async_callable(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        """Patch while any of the class's test methods runs."""
        for name in dir(klass):
            if not name.startswith(patch.TEST_PREFIX):
                continue
            value = getattr(klass, name)
            if hasattr(value, "__call__"):
                setattr(klass, name, self.copy()(value))
        return klass

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        """Enter all patches of a function; its arguments with the mocks."""
        extra = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                found = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(found)
                elif patching.new is DEFAULT:
                    extra.append(found)
            yield args + tuple(extra), keywargs

    def decorate_callable(self, func):
        """Patch while the function runs."""
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        """Patch while the coroutine runs."""
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        """(the attribute as it is, whether the target itself has it)."""
        target = self.getter()
        name = self.attribute
        original, local = DEFAULT, False
        try:
            original = target.__dict__[name]
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        else:
            local = True
        if name in _builtins and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError("%s does not have the attribute %r" % (target, name))
        return original, local

    def __enter__(self):
        """Replace the attribute; what replaces it."""
        new, spec, spec_set, autospec = self.new, self.spec, self.spec_set, self.autospec
        kwargs = self.kwargs
        self.target = self.getter()
        # False means the same as nothing given.
        spec = None if spec is False else spec
        spec_set = None if spec_set is False else spec_set
        autospec = None if autospec is False else autospec
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        if new is DEFAULT and autospec is None:
            new = self._make(original, spec, spec_set)
        elif autospec is not None:
            if new is not DEFAULT:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            spec_set = bool(spec_set)
            if autospec is True:
                autospec = original
            if _is_instance_mock(self.target):
                raise InvalidSpecError(f"Cannot autospec attr {self.attribute!r} as the patch target has already been "
                                       f"mocked out. [target={self.target!r}, attr={autospec!r}]")
            if _is_instance_mock(autospec):
                name = getattr(self.target, "__name__", self.target)
                raise InvalidSpecError(f"Cannot autospec attr {self.attribute!r} from target {name!r} as it has already "
                                       f"been mocked out. [target={self.target!r}, attr={autospec!r}]")
            new = create_autospec(autospec, spec_set=spec_set, _name=self.attribute, **kwargs)
        elif kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original = original
        self.is_local = local
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is not None:
                extra = {}
                if self.new is DEFAULT:
                    extra[self.attribute_name] = new
                for patching in self.additional_patchers:
                    found = self._exit_stack.enter_context(patching)
                    if patching.new is DEFAULT:
                        extra.update(found)
                return extra
            return new
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _make(self, original, spec, spec_set):
        """The mock that replaces original where nothing else was given."""
        inherit = False
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set = original
                spec = None
        elif spec is not None:
            if spec_set is True:
                spec_set = spec
                spec = None
        elif spec_set is True:
            spec_set = original
        if spec is not None or spec_set is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            if isinstance(original, type):
                # Instances are specified as well then.
                inherit = True
        options = {}
        if self.new_callable is not None:
            klass = self.new_callable
        elif spec is not None or spec_set is not None:
            this_spec = spec if spec is not None else spec_set
            not_callable = "__call__" not in this_spec if _is_list(this_spec) else not callable(this_spec)
            if _is_async_obj(this_spec):
                klass = AsyncMock
            else:
                klass = NonCallableMagicMock if not_callable else MagicMock
        else:
            klass = AsyncMock if _is_async_obj(original) else MagicMock
        if spec is not None:
            options["spec"] = spec
        if spec_set is not None:
            options["spec_set"] = spec_set
        if isinstance(klass, type) and issubclass(klass, NonCallableMock) and self.attribute:
            options["name"] = self.attribute
        options.update(self.kwargs)
        new = klass(**options)
        if inherit and _is_instance_mock(new):
            this_spec = spec if spec is not None else spec_set
            if not _is_list(this_spec) and not _instance_callable(this_spec):
                klass = NonCallableMagicMock
            options.pop("name")
            new.return_value = klass(_new_parent=new, _new_name="()", **options)
        return new

    def __exit__(self, *exc_info):
        """Put back what was there."""
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in (
                    "__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")):
                # A proxy's attribute is not its own.
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original
        del self.is_local
        del self.target
        stack = self._exit_stack
        del self._exit_stack
        return stack.__exit__(*exc_info)

    def start(self):
        """Replace until stop(); what replaces it."""
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        """Undo start()."""
        try:
            self._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _get_target(target):
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return partial(_resolve, target), attribute


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    """Like patch(), of an object that is at hand."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Several attributes of one object."""
    getter = partial(_resolve, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    first = patchers[0]
    first.additional_patchers.extend(patchers[1:])
    return first


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
          unsafe=False, **kwargs):
    """Replace what a dotted name means for as long as a function, a block or a test runs."""
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


class _patch_dict:
    """Changes a mapping for as long as a function or block runs."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)
        if iscoroutinefunction(f):
            return self.decorate_async_callable(f)
        return self.decorate_callable(f)

    def decorate_callable(self, f):
        """Change while the function runs."""
        @wraps(f)
        def _inner(*args, **kw):
            self._patch_dict()
            try:
                return f(*args, **kw)
            finally:
                self._unpatch_dict()
        return _inner

    def decorate_async_callable(self, f):
        """Change while the coroutine runs."""
        @wraps(f)
        async def _inner(*args, **kw):
            self._patch_dict()
            try:
                return await f(*args, **kw)
            finally:
                self._unpatch_dict()
        return _inner

    def decorate_class(self, klass):
        """Change while any of the class's test methods runs."""
        for name in dir(klass):
            value = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                setattr(klass, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
        return klass

    def __enter__(self):
        """Change the mapping; the mapping."""
        self._patch_dict()
        return self.in_dict

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolve(self.in_dict)
        target = self.in_dict
        try:
            original = target.copy()
        except AttributeError:
            # Not a dict, but something that is used like one.
            original = {key: target[key] for key in target}
        self._original = original
        if self.clear:
            _clear_dict(target)
        try:
            target.update(self.values)
        except AttributeError:
            for key in self.values:
                target[key] = self.values[key]

    def _unpatch_dict(self):
        target, original = self.in_dict, self._original
        _clear_dict(target)
        try:
            target.update(original)
        except AttributeError:
            for key in original:
                target[key] = original[key]

    def __exit__(self, *args):
        """Put back what was there."""
        if self._original is not None:
            self._unpatch_dict()
            self._original = None
        return False

    def start(self):
        """Change until stop()."""
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        """Undo start()."""
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _clear_dict(target):
    try:
        target.clear()
    except AttributeError:
        for key in list(target):
            del target[key]


def _patch_stopall():
    """Undo every start(), the last first."""
    for patcher in reversed(_patch._active_patches):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = "test"

magic_methods = (
    "lt le gt ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod rdivmod neg pos abs "
    "invert complex int float index round trunc floor ceil bool next fspath aiter ")
numerics = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow"
inplace = " ".join("i" + name for name in numerics.split())
right = " ".join("r" + name for name in numerics.split())


def _names(text):
    return {"__%s__" % name for name in text.split()}


# Those that a mock has only if somebody sets them.
_non_defaults = {
    "__get__", "__set__", "__delete__", "__reversed__", "__missing__", "__reduce__", "__reduce_ex__",
    "__getinitargs__", "__getnewargs__", "__getstate__", "__setstate__", "__getformat__", "__repr__", "__dir__",
    "__subclasses__", "__format__", "__getnewargs_ex__",
}
_magics = _names(" ".join([magic_methods, numerics, inplace, right]))
_async_method_magics = {"__aenter__", "__aexit__", "__anext__"}
_sync_async_magics = {"__aiter__"}
_async_magics = _async_method_magics | _sync_async_magics
_all_sync_magics = _magics | _non_defaults
_all_magics = _all_sync_magics | _async_magics
_unsupported_magics = {"__getattr__", "__setattr__", "__init__", "__new__", "__prepare__", "__instancecheck__",
                       "__subclasscheck__", "__del__"}


def _get_method(name, func):
    """A function as a method."""
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


_calculate_return_value = {
    "__hash__": lambda self: object.__hash__(self),
    "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self),
    "__fspath__": lambda self: f"{type(self).__name__}/{self._extract_mock_name()}/{id(self)}",
}
_return_values = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
    "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0,
    "__bool__": True, "__index__": 1, "__aexit__": False,
}


def _get_eq(self):
    def __eq__(other):
        given = self.__eq__._mock_return_value
        if given is not DEFAULT:
            return given
        return True if self is other else NotImplemented
    return __eq__


def _get_ne(self):
    def __ne__(other):
        if self.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented
    return __ne__


def _get_iter(self):
    def __iter__():
        given = self.__iter__._mock_return_value
        return iter([]) if given is DEFAULT else iter(given)
    return __iter__


def _get_async_iter(self):
    def __aiter__():
        given = self.__aiter__._mock_return_value
        return _AsyncIterator(iter([]) if given is DEFAULT else iter(given))
    return __aiter__


_side_effect_methods = {"__eq__": _get_eq, "__ne__": _get_ne, "__iter__": _get_iter, "__aiter__": _get_async_iter}


def _set_return_value(mock, method, name):
    fixed = _return_values.get(name, DEFAULT)
    if fixed is not DEFAULT:
        method.return_value = fixed
    elif name in _calculate_return_value:
        method.return_value = _calculate_return_value[name](mock)
    elif name in _side_effect_methods:
        method.side_effect = _side_effect_methods[name](mock)


class MagicMixin(Base):
    """Gives a mock its magic methods."""

    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        wanted = known = _magics | _async_method_magics
        kind = type(self)
        if getattr(self, "_mock_methods", None) is not None:
            wanted = known.intersection(self._mock_methods)
            for name in known - wanted:
                if name in kind.__dict__:
                    delattr(self, name)
        for name in wanted - set(kind.__dict__):
            setattr(kind, name, MagicProxy(name, self))


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

    def mock_add_spec(self, spec, spec_set=False):
        """From now on only the attributes of spec exist."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        """Forget the calls; the results of magic methods stay."""
        if return_value and self._mock_name and _is_magic(self._mock_name):
            return_value = False
        super().reset_mock(*args, return_value=return_value, **kwargs)


class MagicProxy(Base):
    """Stands on the class for a magic method until that is looked up."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        """The mock of the method, in place of this."""
        name, parent = self.name, self.parent
        method = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, method)
        _set_return_value(parent, method, name)
        return method

    def __get__(self, obj, _type=None):
        return self.create_mock()


class AsyncMockMixin(Base):
    """What awaiting a mock does."""

    await_count = _delegating_property("await_count")
    await_args = _delegating_property("await_args")
    await_args_list = _delegating_property("await_args_list")

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Those who ask for coroutine functions look at these.
        names = self.__dict__
        names["_is_coroutine"] = asyncio.coroutines._is_coroutine
        names["_mock_await_count"] = 0
        names["_mock_await_args"] = None
        names["_mock_await_args_list"] = _CallList()
        if hasattr(inspect, "_is_coroutine_mark"):
            names["_is_coroutine_marker"] = inspect._is_coroutine_mark
        code = NonCallableMock(spec_set=CodeType)
        code.co_flags = inspect.CO_COROUTINE | inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
        names["__code__"] = code
        names["__name__"] = "AsyncMock"
        names["__defaults__"] = ()
        names["__kwdefaults__"] = {}
        names["__annotations__"] = None

    async def _execute_mock_call(self, /, *args, **kwargs):
        one = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = one
        self.await_args_list.append(one)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # A coroutine cannot raise that one.
                    raise StopAsyncIteration
                if _is_exception(result):
                    raise result
            elif iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            if iscoroutinefunction(self._mock_wraps):
                return await self._mock_wraps(*args, **kwargs)
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def assert_awaited(self):
        """It was awaited."""
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited.")

    def assert_awaited_once(self):
        """It was awaited once."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited once."
                                 f" Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        """The last await was of this call."""
        if self.await_args is None:
            raise AssertionError(f"Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited")
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if expected != self._call_matcher(self.await_args):
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs, action="await")) from cause

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """It was awaited once, with this call."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited once."
                                 f" Awaited {self.await_count} times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """This call was awaited."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        found = [self._call_matcher(one) for one in self.await_args_list]
        if cause or expected not in _AnyComparer(found):
            raise AssertionError("%s await not found" % self._format_mock_call_signature(args, kwargs)) from cause

    def assert_has_awaits(self, calls, any_order=False):
        """These calls were awaited, one after the other or in any order."""
        expected = [self._call_matcher(one) for one in calls]
        cause = next((one for one in expected if isinstance(one, Exception)), None)
        found = _CallList(self._call_matcher(one) for one in self.await_args_list)
        if not any_order:
            if expected not in found:
                if cause is None:
                    problem = "Awaits not found."
                else:
                    problem = "Error processing expected awaits.\nErrors: {}".format(
                        [one if isinstance(one, Exception) else None for one in expected])
                raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}\nActual: {self.await_args_list}"
                                     ) from cause
            return
        found = list(found)
        missing = []
        for one in expected:
            try:
                found.remove(one)
            except ValueError:
                missing.append(one)
        if missing:
            raise AssertionError("%r not all found in await list" % (tuple(missing),)) from cause

    def assert_not_awaited(self):
        """It was not awaited."""
        if self.await_count != 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to not have been awaited."
                                 f" Awaited {self.await_count} times.")

    def reset_mock(self, /, *args, **kwargs):
        """Forget calls and awaits."""
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def _format_call_signature(name, args, kwargs):
    words = [repr(arg) for arg in args] + ["%s=%r" % item for item in kwargs.items()]
    return "%s(%s)" % (name, ", ".join(words))


class _Call(tuple):
    """A call: (name, args, kwargs), or without the name; `call` builds them as they are written."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args = ()
        kwargs = {}
        size = len(value)
        if size == 3:
            name, args, kwargs = value
        elif size == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif size == 1:
            value, = value
            if isinstance(value, str):
                name = value
            elif isinstance(value, tuple):
                args = value
            else:
                kwargs = value
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            size = len(other)
        except TypeError:
            return NotImplemented
        name = ""
        if len(self) == 2:
            args, kwargs = self
        else:
            name, args, kwargs = self
        if (getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None)
                and self._mock_parent != other._mock_parent):
            return False
        other_name = ""
        other_args, other_kwargs = (), {}
        if size == 3:
            other_name, other_args, other_kwargs = other
        elif size == 2:
            first, second = other
            if isinstance(first, str):
                other_name = first
                if isinstance(second, tuple):
                    other_args = second
                else:
                    other_kwargs = second
            else:
                other_args, other_kwargs = first, second
        elif size == 1:
            value, = other
            if isinstance(value, tuple):
                other_args = value
            elif isinstance(value, str):
                other_name = value
            else:
                other_kwargs = value
        elif size:
            return False
        if name and other_name != name:
            return False
        # The other side is compared first, so that ANY can be on either.
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name="%s.%s" % (self._mock_name, attr), parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    def _get_call_arguments(self):
        return self if len(self) == 2 else self[1:]

    @property
    def args(self):
        """The positional arguments."""
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        """The keyword arguments."""
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call%s" % name if name.startswith("()") else name
        if len(self) == 2:
            name = "call"
            args, kwargs = self
        else:
            name, args, kwargs = self
            if not name:
                name = "call"
            elif name.startswith("()"):
                name = "call%s" % name
            else:
                name = "call.%s" % name
        return _format_call_signature(name, args, kwargs)

    def call_list(self):
        """The calls that a chain of calls consists of."""
        found = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                found.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock that has what spec has, all the way down, and whose functions take what those of spec take."""
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_async = _is_async_func(spec)
    options = {"spec": spec}
    if spec_set:
        options = {"spec_set": spec}
    elif spec is None:
        options = {}
    if options and instance:
        options["_spec_as_instance"] = True
    if not unsafe:
        _check_spec_arg_typos(kwargs)
    _name = kwargs.pop("name", _name)
    new_name = _name if _parent is not None else ""
    options.update(kwargs)
    klass = MagicMock
    if inspect.isdatadescriptor(spec):
        # What a property gives is not known.
        options = {}
    elif is_type and instance and not _instance_callable(spec):
        klass = NonCallableMagicMock
    elif not is_type and spec is not None and not _callable(spec):
        klass = NonCallableMagicMock
    elif is_async:
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec is mocking an async function")
        klass = AsyncMock
    mock = klass(parent=_parent, _new_parent=_parent, _new_name=new_name, name=_name, **options)
    if isinstance(spec, FunctionTypes):
        # Should only ever happen at the top: children that are functions are made below.
        mock = _as_function(mock, spec, is_async)
    else:
        _check_sig(spec, mock, is_type, instance)
    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock,
                                            wraps=kwargs.get("wraps"))
    for entry in _entries(spec, is_type):
        if _is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        child_options = {"spec_set": original} if spec_set else {"spec": original}
        if not isinstance(original, FunctionTypes):
            child = _SpecState(original, spec_set, mock, entry, instance)
            mock._mock_children[entry] = child
            continue
        parent = mock.mock if isinstance(spec, FunctionTypes) else mock
        child_options["_eat_self"] = skipfirst = _must_skip(spec, entry, is_type)
        child_class = AsyncMock if iscoroutinefunction(original) else MagicMock
        child = child_class(parent=parent, name=entry, _new_name=entry, _new_parent=parent, **child_options)
        mock._mock_children[entry] = child
        _check_sig(original, child, skipfirst=skipfirst)
    return mock


def _entries(spec, is_type):
    entries = dir(spec)
    if is_type and "__dataclass_fields__" in vars(spec):
        entries = list(dict.fromkeys([*spec.__dataclass_fields__, *entries]))
    return [entry for entry in entries if not isinstance(spec, FunctionTypes) or entry not in _FUNCTION_NAMES]


_FUNCTION_NAMES = frozenset(dir(_entries))


def _must_skip(spec, entry, is_type):
    """Whether the first parameter of a method is left out."""
    if not isinstance(spec, type):
        if entry in getattr(spec, "__dict__", {}):
            return False
        spec = spec.__class__
    for klass in spec.__mro__:
        result = klass.__dict__.get(entry, DEFAULT)
        if result is DEFAULT:
            continue
        if isinstance(result, (staticmethod, classmethod)):
            return False
        return is_type if isinstance(result, FunctionTypes) else False
    return is_type


file_spec = None
open_spec = None


def _to_stream(read_data):
    return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)


def mock_open(mock=None, read_data=""):
    """A mock of open(): the file that it gives holds read_data."""
    original = _to_stream(read_data)
    # The stream that is read now; each open() begins anew.
    state = [original, None]

    def handle_readlines(*args, **kwargs):
        if handle.readlines.return_value is not None:
            return handle.readlines.return_value
        return state[0].readlines(*args, **kwargs)

    def handle_read(*args, **kwargs):
        if handle.read.return_value is not None:
            return handle.read.return_value
        return state[0].read(*args, **kwargs)

    def handle_readline(*args, **kwargs):
        yield from handle_iter()
        while True:
            yield state[0].readline(*args, **kwargs)

    def handle_iter():
        if handle.readline.return_value is not None:
            while True:
                yield handle.readline.return_value
        yield from state[0]

    def handle_next():
        if handle.readline.return_value is not None:
            return handle.readline.return_value
        return next(state[0])

    def handle_exit(exctype, excinst, exctb):
        handle.close()

    global file_spec, open_spec
    if file_spec is None:
        file_spec = list(set(dir(io.TextIOWrapper)).union(set(dir(io.BytesIO))))
        open_spec = list(set(dir(open)))
    if mock is None:
        mock = MagicMock(name="open", spec=open_spec)
    handle = MagicMock(spec=file_spec)
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    handle.read.return_value = None
    handle.readline.return_value = None
    handle.readlines.return_value = None
    handle.read.side_effect = handle_read
    state[1] = handle_readline()
    handle.readline.side_effect = state[1]
    handle.readlines.side_effect = handle_readlines
    handle.__iter__.side_effect = handle_iter
    handle.__next__.side_effect = handle_next
    handle.__exit__.side_effect = handle_exit

    def reset_data(*args, **kwargs):
        state[0] = _to_stream(read_data)
        if handle.readline.side_effect == state[1]:
            # Nobody has replaced it.
            state[1] = handle_readline()
            handle.readline.side_effect = state[1]
        return DEFAULT

    mock.side_effect = reset_data
    mock.return_value = handle
    return mock


class PropertyMock(Mock):
    """Put on a class it is a property: getting calls it without, setting with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class ThreadingMixin(Base):
    """Waiting for calls that other threads make."""

    DEFAULT_TIMEOUT = None

    def _get_child_mock(self, /, **kw):
        if isinstance(kw.get("parent"), ThreadingMixin):
            kw["timeout"] = kw["parent"]._mock_wait_timeout
        elif isinstance(kw.get("_new_parent"), ThreadingMixin):
            kw["timeout"] = kw["_new_parent"]._mock_wait_timeout
        return super()._get_child_mock(**kw)

    def __init__(self, *args, timeout=_timeout_unset, **kwargs):
        super().__init__(*args, **kwargs)
        if timeout is _timeout_unset:
            timeout = self.DEFAULT_TIMEOUT
        self.__dict__["_mock_event"] = threading.Event()
        self.__dict__["_mock_calls_events"] = []
        self.__dict__["_mock_calls_events_lock"] = threading.Lock()
        self.__dict__["_mock_wait_timeout"] = timeout

    def reset_mock(self, /, *args, **kwargs):
        """Forget the calls, and wait for new ones."""
        super().reset_mock(*args, **kwargs)
        self.__dict__["_mock_event"] = threading.Event()
        self.__dict__["_mock_calls_events"] = []

    def __get_event(self, expected_args, expected_kwargs):
        with self._mock_calls_events_lock:
            for args, kwargs, event in self._mock_calls_events:
                if (args, kwargs) == (expected_args, expected_kwargs):
                    return event
            event = threading.Event()
            self._mock_calls_events.append((expected_args, expected_kwargs, event))
        return event

    def _mock_call(self, *args, **kwargs):
        result = super()._mock_call(*args, **kwargs)
        event = self.__get_event(args, kwargs)
        event.set()
        self._mock_event.set()
        return result

    def wait_until_called(self, *, timeout=_timeout_unset):
        """Wait for a call; AssertionError if there is none in time."""
        if timeout is _timeout_unset:
            timeout = self._mock_wait_timeout
        if not self._mock_event.wait(timeout=timeout):
            raise AssertionError(f"{self._mock_name or 'mock'} was not called before timeout({timeout}).")

    def wait_until_any_call_with(self, *args, **kwargs):
        """Wait for this call; AssertionError if there is none in time."""
        event = self.__get_event(args, kwargs)
        if not event.wait(timeout=self._mock_wait_timeout):
            raise AssertionError("%s call not found" % self._format_mock_call_signature(args, kwargs))


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A MagicMock on whose calls other threads can wait."""


def seal(mock):
    """Let no more attributes come into being, here and in the children."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if not isinstance(child, NonCallableMock):
            continue
        if isinstance(child._mock_children.get(name), _SpecState):
            continue
        if child._mock_new_parent is mock:
            seal(child)


class _AsyncIterator:
    """An iterator's items, asynchronously."""

    def __init__(self, iterator):
        self.iterator = iterator

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            pass
        raise StopAsyncIteration

    def __aiter__(self):
        return self
