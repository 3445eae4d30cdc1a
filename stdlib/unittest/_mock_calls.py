"""Values that are like no other, and calls as mocks record them. Part of unittest.mock."""
__name__ = "unittest.mock"  # what users import it from

# Values that are like no other

class _SentinelObject(object):

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return repr(self)


class _Sentinel(object):
    """Its attributes are objects of their own, each made when it is asked for first."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == '__bases__':  # inspect would think that this is a class
            raise AttributeError
        if name not in self._sentinels:
            self._sentinels[name] = _SentinelObject(name)
        return self._sentinels[name]

    def __reduce__(self):
        return 'sentinel'


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED
_timeout_unset = sentinel.TIMEOUT_UNSET


class _ANY(object):
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'

    __hash__ = object.__hash__


ANY = _ANY()


# Calls

def _shown_call(name, args, kwargs):
    return f"{name}({', '.join([*map(repr, args), *(f'{key}={value!r}' for key, value in kwargs.items())])})"


def _call_parts(value):
    """(name, args, kwargs) of a call in any of its forms as a tuple; None for what is no call."""
    match tuple(value):
        case ():
            return '', (), {}
        case (str() as name,):
            return name, (), {}
        case (tuple() as args,):
            return '', args, {}
        case (kwargs,):
            return '', (), kwargs
        case (str() as name, tuple() as args):
            return name, args, {}
        case (str() as name, kwargs):
            return name, (), kwargs
        case (args, kwargs):
            return '', args, kwargs
        case (name, args, kwargs):
            return name, args, kwargs
    return None


class _Call(tuple):
    """A call: (name, args, kwargs), or of two parts (args, kwargs); equal to any of the forms that mean the same."""

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        if two:
            return tuple.__new__(cls, value)
        own, args, kwargs = _call_parts(value)
        return tuple.__new__(cls, (own if value else name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent, self._mock_from_kall = name, parent, from_kall

    def __eq__(self, other):
        try:
            theirs = _call_parts(other) if len(other) < 4 else None
        except TypeError:
            return NotImplemented
        if theirs is None:
            return False
        above = getattr(self, '_mock_parent', None), getattr(other, '_mock_parent', None)
        if all(above) and above[0] != above[1]:
            return False
        name = self[0] if len(self) == 3 else ''
        return (not name or name == theirs[0]) and theirs[1:] == tuple(self[-2:])

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        name = self._mock_name
        if name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((name, args, kwargs), name=f'{name}()', parent=self)

    def __getattr__(self, attr):
        name = self._mock_name
        if name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f'{name}.{attr}', parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in vars(tuple):  # call.count is a call too
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    args = property(lambda self: self[-2])
    kwargs = property(lambda self: self[-1])

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return f'call{name}' if name.startswith('()') else name
        name = self[0] if len(self) == 3 else ''
        return _shown_call(f"call{'.' if name and not name.startswith('()') else ''}{name}", *self[-2:])

    def call_list(self):
        """The calls that led to this one, each as a call of its own."""
        calls, one = [], self
        while one is not None:
            if one._mock_from_kall:
                calls.append(one)
            one = one._mock_parent
        return _CallList(calls[::-1])


call = _Call(from_kall=False)


class _CallList(list):
    """Calls; a list of calls is in it if they follow each other in it."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return super().__contains__(value)
        size = len(value)
        return any(list(self[at:at + size]) == value for at in range(len(self) - size + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


class _AnyComparer(list):
    """Calls; one is in it if it is equal to one of them, whichever of both knows ANY."""

    def __contains__(self, item):
        for own in self:
            if len(item) == len(own) and all(wanted == found for wanted, found in zip(item, own)):
                return True
        return False
