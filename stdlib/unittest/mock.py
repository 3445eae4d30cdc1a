"""Objects that stand in for others, record how they are used, and can be put in place for a while."""
import inspect
import io
import sys
import threading

from unittest._mock_calls import (ANY, DEFAULT, _Call, _CallList, _deleted, _missing, _Sentinel, _SentinelObject,
                                  _timeout_unset, call, sentinel)
from unittest._mock_objects import (
    AsyncMagicMixin, AsyncMock, AsyncMockMixin, Base, CallableMixin, FunctionTypes, InvalidSpecError, MagicMixin, MagicMock,
    MagicProxy, Mock, NonCallableMagicMock, NonCallableMock, PropertyMock, _all_magics, _all_sync_magics, _is_async_obj,
    _is_coroutine_function, _is_exception, _is_instance_mock, _is_list, _is_magic, _magics, _non_defaults, _SpecState,
    _callable, _instance_callable, inplace, magic_methods, numerics, right)
from unittest._mock_patching import _patch, _patch_dict, patch
from unittest._mock_specs import create_autospec

__all__ = ('Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock', 'ThreadingMock',
           'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal')

FILTER_DIR = True

file_spec = None
open_spec = None


def _lines_of(data):
    return io.BytesIO(data) if isinstance(data, bytes) else io.StringIO(data)


def mock_open(mock=None, read_data=''):
    """A mock of open(): the file that it gives holds read_data."""
    global file_spec, open_spec
    if file_spec is None:
        import _io
        file_spec = list({*dir(_io.TextIOWrapper), *dir(_io.BytesIO)})
        open_spec = list(set(dir(_io.open)))
    if mock is None:
        mock = MagicMock(name='open', spec=open_spec)
    handle = MagicMock(spec=file_spec)
    handle.__enter__.return_value = handle
    for name in 'write', 'read', 'readline', 'readlines':
        getattr(handle, name).return_value = None
    data = [_lines_of(read_data)]

    def reading(name):
        method = getattr(handle, name)

        def effect(*args, **kwargs):
            return getattr(data[0], name)(*args, **kwargs) if method.return_value is None else method.return_value
        return effect

    def lines():
        while handle.readline.return_value is not None:
            yield handle.readline.return_value
        yield from data[0]

    def next_line():
        given = handle.readline.return_value
        return next(data[0]) if given is None else given

    def left(exc_type, exc_value, tb):
        handle.close()

    for name in 'read', 'readline', 'readlines':
        getattr(handle, name).side_effect = reading(name)
    handle.__iter__.side_effect, handle.__next__.side_effect, handle.__exit__.side_effect = lines, next_line, left

    def opened(*args, **kwargs):
        data[0] = _lines_of(read_data)  # each time the file is read from its begin
        return DEFAULT

    mock.side_effect, mock.return_value = opened, handle
    return mock



class ThreadingMixin(Base):
    """Waiting for calls that other threads make."""

    DEFAULT_TIMEOUT = None

    def __init__(self, *args, timeout=_timeout_unset, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__.update(_mock_wait_timeout=self.DEFAULT_TIMEOUT if timeout is _timeout_unset else timeout,
                             _mock_event=threading.Event(), _mock_calls_events=[], _mock_calls_events_lock=threading.Lock())

    def _get_child_mock(self, /, **kw):
        parent = kw.get('parent') or kw.get('_new_parent')
        if isinstance(parent, ThreadingMixin):
            kw['timeout'] = parent._mock_wait_timeout
        return super()._get_child_mock(**kw)

    def reset_mock(self, /, *args, **kwargs):
        """Forget the calls, and wait for new ones."""
        super().reset_mock(*args, **kwargs)
        self.__dict__.update(_mock_event=threading.Event(), _mock_calls_events=[])

    def _event_of(self, args, kwargs):
        """The event of the call with these arguments."""
        with self._mock_calls_events_lock:
            for one, event in self._mock_calls_events:
                if one == (args, kwargs):
                    return event
            self._mock_calls_events.append(((args, kwargs), event := threading.Event()))
        return event

    def _mock_call(self, /, *args, **kwargs):
        result = super()._mock_call(*args, **kwargs)
        self._event_of(args, kwargs).set()
        self._mock_event.set()
        return result

    def wait_until_called(self, *, timeout=_timeout_unset):
        """Wait for a call; AssertionError if there is none in time."""
        timeout = self._mock_wait_timeout if timeout is _timeout_unset else timeout
        if not self._mock_event.wait(timeout):
            raise AssertionError(f"{self._mock_name or 'mock'} was not called before timeout({timeout}).")

    def wait_until_any_call_with(self, *args, **kwargs):
        """Wait for this call; AssertionError if there is none in time."""
        if not self._event_of(args, kwargs).wait(self._mock_wait_timeout):
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} call not found')


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
        if not isinstance(child, NonCallableMock) or isinstance(child._mock_children.get(name), _SpecState):
            continue
        if child._mock_new_parent is mock:
            seal(child)
