"""Context variables: values that belong to a task rather than to a thread.

The objects are native; where they are not there yet, those below stand in.
"""
__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')

try:
    from _contextvars import Context, ContextVar, Token, copy_context
except ImportError:
    from _thread import _local
    from types import GenericAlias

    class _State(_local):
        """The context of each thread, made when first asked for."""
        current = None

    _state = _State()

    def _current():
        context = _state.current
        if context is None:
            context = _state.current = Context()
        return context

    class _Missing:
        def __repr__(self):
            return '<Token.MISSING>'

    class Context:
        """Variables and their values; a mapping."""

        __slots__ = ('_values', '_previous', '_entered', '__weakref__')

        def __init__(self):
            self._values = {}       # replaced, never changed: copies share it
            self._previous = None
            self._entered = False

        def run(self, callable, /, *args, **kwargs):
            """callable(*args, **kwargs) with this as the current context."""
            if self._entered:
                raise RuntimeError(
                    f'cannot enter context: {self} is already entered')
            self._previous = _state.current
            self._entered = True
            _state.current = self
            try:
                return callable(*args, **kwargs)
            finally:
                _state.current = self._previous
                self._previous = None
                self._entered = False

        def copy(self):
            """Another one with the same values."""
            new = Context()
            new._values = self._values
            return new

        @staticmethod
        def _check(var):
            if not isinstance(var, ContextVar):
                raise TypeError('a ContextVar key was expected, got %r' % (var,))

        def __getitem__(self, var):
            self._check(var)
            return self._values[var]

        def __contains__(self, var):
            self._check(var)
            return var in self._values

        def get(self, var, default=None, /):
            """The value of a variable in this context."""
            self._check(var)
            return self._values.get(var, default)

        def __iter__(self):
            return iter(self._values)

        def __len__(self):
            return len(self._values)

        def keys(self):
            return self._values.keys()

        def values(self):
            return self._values.values()

        def items(self):
            return self._values.items()

        def __eq__(self, other):
            if not isinstance(other, Context):
                return NotImplemented
            return self._values == other._values

        __hash__ = None

        def __init_subclass__(cls):
            raise TypeError("type 'Context' is not an acceptable base type")

    class Token:
        """What a variable was before a set()."""

        __slots__ = ('_context', '_var', '_old', '_used')
        MISSING = _Missing()

        def __init__(self, context, var, old):
            self._context = context
            self._var = var
            self._old = old
            self._used = False

        @property
        def var(self):
            return self._var

        @property
        def old_value(self):
            return self._old

        def __repr__(self):
            used = ' used' if self._used else ''
            return f'<Token{used} var={self._var!r} at {id(self):#x}>'

        __class_getitem__ = classmethod(GenericAlias)

    class ContextVar:
        """A variable with a value in each context."""

        __slots__ = ('_name', '_default', '__weakref__')

        def __init__(self, name, /, *, default=Token.MISSING):
            if not isinstance(name, str):
                raise TypeError('context variable name must be a str')
            self._name = name
            self._default = default

        @property
        def name(self):
            return self._name

        def get(self, default=Token.MISSING, /):
            """The value here; else default, else the variable's own."""
            values = _current()._values
            if self in values:
                return values[self]
            if default is not Token.MISSING:
                return default
            if self._default is not Token.MISSING:
                return self._default
            raise LookupError(self)

        def set(self, value, /):
            """Another value here; a Token to take it back."""
            context = _current()
            old = context._values.get(self, Token.MISSING)
            context._values = {**context._values, self: value}
            return Token(context, self, old)

        def reset(self, token, /):
            """As it was before the set() that gave token."""
            if not isinstance(token, Token):
                raise TypeError(f'expected an instance of Token, got {token!r}')
            if token._used:
                raise RuntimeError(f'{token!r} has already been used once')
            if token._var is not self:
                raise ValueError(f'{token!r} was created by a different ContextVar')
            context = _current()
            if token._context is not context:
                raise ValueError(f'{token!r} was created in a different Context')
            token._used = True
            values = dict(context._values)
            if token._old is Token.MISSING:
                values.pop(self, None)
            else:
                values[self] = token._old
            context._values = values

        def __repr__(self):
            default = ('' if self._default is Token.MISSING
                       else f' default={self._default!r}')
            return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'

        __class_getitem__ = classmethod(GenericAlias)

    def copy_context():
        """A copy of the current context."""
        return _current().copy()
