"""Classes that mainly hold data: @dataclass writes their special methods.

All methods of a class are compiled from one source text, which is much
faster than one exec() per method.
"""
import sys
import abc
import keyword
from types import GenericAlias, MappingProxyType, FunctionType as _FunctionType
from types import MemberDescriptorType as _MemberDescriptorType
from reprlib import recursive_repr as _recursive_repr

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY',
           'MISSING', 'fields', 'asdict', 'astuple', 'make_dataclass', 'replace',
           'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = MappingProxyType({})


class _FIELD_BASE:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'

# Values that deepcopy() would return unchanged.
_ATOMIC_TYPES = frozenset({
    type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented),
    type(sys._getframe().f_code) if hasattr(sys, '_getframe') else type(None),
    type(len), _FunctionType, type, range, property,
})


class InitVar:
    """Annotates a pseudo-field: a parameter of __init__ handed on to __post_init__."""

    __slots__ = ('type', )

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type):
            type_name = self.type.__name__
        else:
            type_name = repr(self.type)
        return f'dataclasses.InitVar[{type_name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field; made by field()."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init',
                 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr()
    def __repr__(self):
        return ('Field('
                f'name={self.name!r},'
                f'type={self.type!r},'
                f'default={self.default!r},'
                f'default_factory={self.default_factory!r},'
                f'init={self.init!r},'
                f'repr={self.repr!r},'
                f'hash={self.hash!r},'
                f'compare={self.compare!r},'
                f'metadata={self.metadata!r},'
                f'kw_only={self.kw_only!r},'
                f'_field_type={self._field_type}'
                ')')

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments @dataclass was called with."""

    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args',
                 'kw_only', 'slots', 'weakref_slot')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only,
                 slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        return ('_DataclassParams('
                + ','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__) + ')')


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """Describe a field where a plain default does not say enough.

    default or default_factory (a function without parameters) give the value;
    init, repr, hash and compare say where the field takes part; kw_only makes
    it a keyword-only parameter; metadata is kept for others.
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _fields_in_init_order(fields):
    """(positional fields, keyword-only fields) of __init__."""
    return (tuple(f for f in fields if f.init and not f.kw_only),
            tuple(f for f in fields if f.init and f.kw_only))


def _tuple_str(obj_name, fields):
    """Source of a tuple of the fields of obj_name."""
    if not fields:
        return '()'
    return f'({",".join([f"{obj_name}.{f.name}" for f in fields])},)'


class _Source:
    """Collects functions as source text and compiles all of them at once."""

    def __init__(self, globals):
        self.names = []
        self.lines = []
        self.globals = globals
        self.locals = {}
        self.overwrite_errors = {}
        self.unconditional_adds = set()

    def add(self, name, args, body, *, locals=None, return_type=MISSING, overwrite_error=False,
            unconditional=False, decorator=None):
        if locals is not None:
            self.locals.update(locals)
        self.names.append(name)
        self.overwrite_errors[name] = overwrite_error
        if unconditional:
            self.unconditional_adds.add(name)
        if return_type is not MISSING:
            self.locals[f'__dataclass_{name}_return_type__'] = return_type
            returns = f'->__dataclass_{name}_return_type__'
        else:
            returns = ''
        if decorator:
            self.lines.append(f' {decorator}')
        self.lines.append(f' def {name}({",".join(args)}){returns}:')
        self.lines.extend(body)

    def install(self, cls):
        """Compile, and set the functions as methods of cls."""
        if not self.names:
            return
        text = (f'def __create_fn__({", ".join(self.locals)}):\n' + '\n'.join(self.lines)
                + f'\n return {", ".join(self.names)},')
        namespace = {}
        exec(text, self.globals, namespace)
        for name, fn in zip(self.names, namespace['__create_fn__'](**self.locals)):
            fn.__qualname__ = f'{cls.__qualname__}.{fn.__name__}'
            if name in self.unconditional_adds:
                setattr(cls, name, fn)
                continue
            if name in cls.__dict__:
                message = self.overwrite_errors[name]
                if message:
                    hint = '' if message is True else f' {message}'
                    raise TypeError(f'Cannot overwrite attribute {fn.__name__} '
                                    f'in class {cls.__name__}{hint}')
            else:
                setattr(cls, name, fn)


def _init_param(f):
    """Source of the parameter of __init__ for field f."""
    if f.default is MISSING and f.default_factory is MISSING:
        default = ''
    elif f.default is not MISSING:
        default = f'=__dataclass_dflt_{f.name}__'
    else:
        default = '=__dataclass_HAS_DEFAULT_FACTORY__'
    return f'{f.name}:__dataclass_type_{f.name}__{default}'


def _field_init(f, frozen, globals, self_name, slots):
    """Source of the statement in __init__ that sets field f; None if there is none."""
    default_name = f'__dataclass_dflt_{f.name}__'
    if f.default_factory is not MISSING:
        globals[default_name] = f.default_factory
        value = f'{default_name}()'
        if f.init:
            value += f' if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}'
    elif f.init:
        if f.default is not MISSING:
            globals[default_name] = f.default
        value = f.name
    elif slots and f.default is not MISSING:
        # The class attribute of a slot is no default: it must be set.
        globals[default_name] = f.default
        value = default_name
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    if frozen:
        return f'  __dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})'
    return f'  {self_name}.{f.name}={value}'


def _add_init(source, fields, std_fields, kw_only_fields, frozen, has_post_init, self_name,
              slots):
    # Without this check Python's own message would point to generated text.
    seen_default = None
    for f in std_fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = f
            elif seen_default:
                raise TypeError(f'non-default argument {f.name!r} '
                                f'follows default argument {seen_default.name!r}')

    locals = {f'__dataclass_type_{f.name}__': f.type for f in fields}
    locals['__dataclass_HAS_DEFAULT_FACTORY__'] = _HAS_DEFAULT_FACTORY
    locals['__dataclass_builtins_object__'] = object
    body = []
    for f in fields:
        line = _field_init(f, frozen, locals, self_name, slots)
        if line:
            body.append(line)
    if has_post_init:
        params = ','.join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f'  {self_name}.{_POST_INIT_NAME}({params})')
    params = [_init_param(f) for f in std_fields]
    if kw_only_fields:
        params += ['*'] + [_init_param(f) for f in kw_only_fields]
    source.add('__init__', [self_name, *params], body or ['  pass'], locals=locals,
               return_type=None)


def _add_frozen(source, cls, fields):
    if fields:
        condition = f'type(self) is cls or name in {{{", ".join(repr(f.name) for f in fields)}}}'
    else:
        condition = 'type(self) is cls'
    for name, params, verb in (('__setattr__', ('self', 'name', 'value'), 'assign to'),
                               ('__delattr__', ('self', 'name'), 'delete')):
        source.add(
            name, params,
            [f'  if {condition}:',
             f"   raise FrozenInstanceError(f'cannot {verb} field {{name!r}}')",
             f'  super(cls, self).{name}({", ".join(params[1:])})'],
            locals={'cls': cls, 'FrozenInstanceError': FrozenInstanceError},
            overwrite_error=True)


def _is_type(annotation, cls, a_module, a_type, is_type_predicate):
    """Does a string annotation mean a certain type (typing.ClassVar, InitVar, KW_ONLY)?

    Only the beginning is looked at, as 'module.Name' or 'Name', with module
    and Name as the class's module knows them.
    """
    text = annotation.lstrip()
    head, dot, tail = text.partition('.')

    def identifier(s):
        n = 0
        while n < len(s) and (s[n].isalnum() or s[n] == '_'):
            n += 1
        return s[:n]

    ns = sys.modules.get(cls.__module__).__dict__ if cls.__module__ in sys.modules else None
    if dot and identifier(head) == head.rstrip() and head.rstrip():
        name = identifier(tail.lstrip())
        module = ns.get(head.rstrip()) if ns is not None else None
        if module is not a_module:
            return False
        ns = a_module.__dict__
    else:
        name = identifier(text)
    return bool(ns and name and is_type_predicate(ns.get(name), a_module))


def _is_classvar(a_type, typing):
    return (a_type is typing.ClassVar
            or typing.get_origin(a_type) is typing.ClassVar)


def _is_initvar(a_type, dataclasses):
    return a_type is dataclasses.InitVar or type(a_type) is dataclasses.InitVar


def _is_kw_only(a_type, dataclasses):
    return a_type is dataclasses.KW_ONLY


def _get_field(cls, a_name, a_type, default_kw_only):
    """The Field of an annotated name, with the default its class attribute gives."""
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, _MemberDescriptorType):
            default = MISSING       # a slot, not a default
        f = field(default=default)
    f.name = a_name
    f.type = a_type

    f._field_type = _FIELD
    # Without typing loaded nothing can be a ClassVar.
    typing = sys.modules.get('typing')
    if typing and (_is_classvar(a_type, typing)
                   or isinstance(f.type, str)
                   and _is_type(f.type, cls, typing, typing.ClassVar, _is_classvar)):
        f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD:
        dataclasses = sys.modules[__name__]
        if (_is_initvar(a_type, dataclasses)
                or isinstance(f.type, str)
                and _is_type(f.type, cls, dataclasses, dataclasses.InitVar, _is_initvar)):
            f._field_type = _FIELD_INITVAR

    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR):
        if f.default_factory is not MISSING:
            raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')

    # Unhashable is taken to mean mutable: all instances would share it.
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field '
                         f'{f.name} is not allowed: use default_factory')
    return f


def _hash_action(unsafe_hash, eq, frozen, has_explicit_hash):
    """What to do about __hash__: 'add', 'none', 'raise' or nothing."""
    if unsafe_hash:
        return 'raise' if has_explicit_hash else 'add'
    if has_explicit_hash or not eq:
        return ''
    return 'add' if frozen else 'none'


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                   weakref_slot):
    fields = {}
    if cls.__module__ in sys.modules:
        globals = sys.modules[cls.__module__].__dict__
    else:
        globals = {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen,
                                           match_args, kw_only, slots, weakref_slot))

    any_frozen_base = False
    all_frozen_bases = None
    has_dataclass_bases = False
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            fields.update(base_fields)
            if all_frozen_bases is None:
                all_frozen_bases = True
            current_frozen = getattr(b, _PARAMS).frozen
            all_frozen_bases = all_frozen_bases and current_frozen
            any_frozen_base = any_frozen_base or current_frozen

    cls_annotations = cls.__dict__.get('__annotations__', {})
    cls_fields = []
    kw_only_seen = False
    dataclasses = sys.modules[__name__]
    for name, a_type in cls_annotations.items():
        if (_is_kw_only(a_type, dataclasses)
                or isinstance(a_type, str)
                and _is_type(a_type, cls, dataclasses, dataclasses.KW_ONLY, _is_kw_only)):
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = True
            kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, a_type, kw_only))

    for f in cls_fields:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            # Leave the default as the class attribute, as in a plain class.
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)

    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls_annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')

    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen_bases is False and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')

    setattr(cls, _FIELDS, fields)

    # A class that defines __eq__ gets __hash__ = None by itself: that is not explicit.
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING
                             or class_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    all_init_fields = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std_init_fields, kw_only_init_fields = _fields_in_init_order(all_init_fields)
    source = _Source(globals)
    if init:
        # A field may be called self.
        _add_init(source, all_init_fields, std_init_fields, kw_only_init_fields, frozen,
                  hasattr(cls, _POST_INIT_NAME),
                  '__dataclass_self__' if 'self' in fields else 'self', slots)

    if '__replace__' not in cls.__dict__:
        setattr(cls, '__replace__', _make_replace(cls))

    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if repr:
        shown = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in field_list if f.repr])
        source.add('__repr__', ('self',),
                   [f'  return f"{{self.__class__.__qualname__}}({shown})"'],
                   locals={'__dataclasses_recursive_repr': _recursive_repr},
                   decorator='@__dataclasses_recursive_repr()')
    if eq:
        compared = [f for f in field_list if f.compare]
        terms = [f'self.{f.name}==other.{f.name}' for f in compared]
        source.add('__eq__', ('self', 'other'),
                   ['  if self is other:', '   return True',
                    '  if other.__class__ is self.__class__:',
                    f'   return {" and ".join(terms) or "True"}',
                    '  return NotImplemented'])
    if order:
        compared = [f for f in field_list if f.compare]
        mine, theirs = _tuple_str('self', compared), _tuple_str('other', compared)
        for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            source.add(name, ('self', 'other'),
                       ['  if other.__class__ is self.__class__:',
                        f'   return {mine}{op}{theirs}',
                        '  return NotImplemented'],
                       overwrite_error='Consider using functools.total_ordering')
    if frozen:
        _add_frozen(source, cls, field_list)

    action = _hash_action(unsafe_hash, eq, frozen, has_explicit_hash)
    if action == 'add':
        hashed = [f for f in field_list if (f.compare if f.hash is None else f.hash)]
        source.add('__hash__', ('self',), [f'  return hash({_tuple_str("self", hashed)})'],
                   unconditional=True)
    elif action == 'none':
        cls.__hash__ = None
    elif action == 'raise':
        raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')

    source.install(cls)

    if not getattr(cls, '__doc__'):
        try:
            text_sig = _text_signature(cls)
        except (TypeError, ValueError):
            text_sig = ''
        cls.__doc__ = cls.__name__ + text_sig
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in std_init_fields)
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot, fields)
    abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    """An annotation as inspect.signature() shows it."""
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', ''):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    return repr(annotation)


def _text_signature(cls):
    """str(inspect.signature(cls)), straight from the parameters of __init__ if possible."""
    init = cls.__dict__.get('__init__')
    if (type(cls) not in (type, abc.ABCMeta) or not isinstance(init, _FunctionType)
            or '__new__' in cls.__dict__ or hasattr(cls, '__signature__')
            or hasattr(init, '__wrapped__') or init.__code__.co_flags & 0x0c):
        import inspect
        return str(inspect.signature(cls)).replace(' -> None', '')
    code = init.__code__
    n, kw = code.co_argcount, code.co_kwonlyargcount
    names = code.co_varnames[:n + kw]
    defaults = init.__defaults__ or ()
    values = dict(zip(names[n - len(defaults):n], defaults))
    values.update(init.__kwdefaults__ or {})
    parts = []
    for i, name in enumerate(names):
        if i == n:
            parts.append('*')
        if i == 0:
            continue
        text = name
        annotated = name in init.__annotations__
        if annotated:
            text += ': ' + _annotation_text(init.__annotations__[name])
        if name in values:
            text += (' = ' if annotated else '=') + repr(values[name])
        parts.append(text)
    return '(' + ', '.join(parts) + ')'


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for field, value in zip(fields(self), state):
        object.__setattr__(self, field.name, value)     # works for frozen ones, too


def _get_slots(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        # Types written in native code have no __slots__ but may have these.
        result = []
        if getattr(cls, '__weakrefoffset__', -1) != 0:
            result.append('__weakref__')
        if getattr(cls, '__dictrefoffset__', -1) != 0:
            result.append('__dict__')
        yield from result
    elif isinstance(slots, str):
        yield slots
    elif not hasattr(slots, '__next__'):
        yield from slots
    else:
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")


def _update_func_cell_for__class__(f, oldcls, newcls):
    """Let super() in f find newcls; says whether f had a __class__ cell."""
    if f is None:
        return False
    try:
        idx = f.__code__.co_freevars.index("__class__")
    except ValueError:
        return False
    closure = f.__closure__[idx]
    if closure.cell_contents is oldcls:
        closure.cell_contents = newcls
        return True
    return False


def _add_slots(cls, is_frozen, weakref_slot, all_fields):
    """A copy of cls with __slots__, which can only be said when a class is made."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    cls_dict = dict(cls.__dict__)
    field_names = tuple(f.name for f in all_fields.values() if f._field_type is _FIELD)
    inherited_slots = set()
    for c in cls.__mro__[1:-1]:
        inherited_slots.update(_get_slots(c))
    slots = [name for name in field_names if name not in inherited_slots]
    if weakref_slot and '__weakref__' not in inherited_slots:
        slots.append('__weakref__')
    cls_dict['__slots__'] = tuple(slots)
    for name in field_names:
        cls_dict.pop(name, None)
    cls_dict.pop('__dict__', None)
    cls_dict.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    newcls = type(cls)(cls.__name__, cls.__bases__, cls_dict)
    if qualname is not None:
        newcls.__qualname__ = qualname
    if is_frozen:
        if '__getstate__' not in cls_dict:
            newcls.__getstate__ = _dataclass_getstate
        if '__setstate__' not in cls_dict:
            newcls.__setstate__ = _dataclass_setstate

    # Methods that use super() or __class__ still point to the old class.
    for member in newcls.__dict__.values():
        while hasattr(member, '__wrapped__'):
            member = member.__wrapped__
        if isinstance(member, _FunctionType):
            if _update_func_cell_for__class__(member, cls, newcls):
                break
        elif isinstance(member, property):
            if (_update_func_cell_for__class__(member.fget, cls, newcls)
                    or _update_func_cell_for__class__(member.fset, cls, newcls)
                    or _update_func_cell_for__class__(member.fdel, cls, newcls)):
                break
        elif isinstance(member, (classmethod, staticmethod)):
            if _update_func_cell_for__class__(getattr(member, '__func__', None), cls, newcls):
                break
    return newcls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: write special methods from the annotated class attributes.

    init, repr, eq and order ask for __init__, __repr__, __eq__ and the four
    orderings; unsafe_hash for __hash__; frozen refuses assignment; slots makes
    __slots__; kw_only makes all parameters of __init__ keyword-only.
    """
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args,
                              kw_only, slots, weakref_slot)
    if cls is None:
        return wrap
    return wrap(cls)


def fields(class_or_instance):
    """The Field objects of a dataclass or of an instance, without pseudo-fields."""
    try:
        fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in fields.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is obj a dataclass or an instance of one?"""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict from names to values.

    Dataclasses, lists, tuples and dicts among the values are converted, too;
    other values are deep-copied.
    """
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _deepcopy(obj):
    from copy import deepcopy
    return deepcopy(obj)


def _asdict_inner(obj, dict_factory):
    obj_type = type(obj)
    if obj_type in _ATOMIC_TYPES:
        return obj
    if hasattr(obj_type, _FIELDS):
        pairs = [(f.name, _asdict_inner(getattr(obj, f.name), dict_factory))
                 for f in fields(obj)]
        return dict(pairs) if dict_factory is dict else dict_factory(pairs)
    if obj_type is list:
        return [_asdict_inner(v, dict_factory) for v in obj]
    if obj_type is dict:
        return {_asdict_inner(k, dict_factory): _asdict_inner(v, dict_factory)
                for k, v in obj.items()}
    if issubclass(obj_type, tuple):
        if hasattr(obj, '_fields'):
            return obj_type(*[_asdict_inner(v, dict_factory) for v in obj])
        return obj_type([_asdict_inner(v, dict_factory) for v in obj])
    if issubclass(obj_type, dict):
        if hasattr(obj_type, 'default_factory'):
            result = obj_type(obj.default_factory)
            for k, v in obj.items():
                result[_asdict_inner(k, dict_factory)] = _asdict_inner(v, dict_factory)
            return result
        return obj_type((_asdict_inner(k, dict_factory), _asdict_inner(v, dict_factory))
                        for k, v in obj.items())
    if issubclass(obj_type, list):
        return obj_type(_asdict_inner(v, dict_factory) for v in obj)
    return _deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, converted as asdict() does."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    obj_type = type(obj)
    if obj_type in _ATOMIC_TYPES:
        return obj
    if _is_dataclass_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory)
                              for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return obj_type(*[_astuple_inner(v, tuple_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return obj_type(_astuple_inner(v, tuple_factory) for v in obj)
    if isinstance(obj, dict):
        if hasattr(obj_type, 'default_factory'):
            result = obj_type(obj.default_factory)
            for k, v in obj.items():
                result[_astuple_inner(k, tuple_factory)] = _astuple_inner(v, tuple_factory)
            return result
        return obj_type((_astuple_inner(k, tuple_factory), _astuple_inner(v, tuple_factory))
                        for k, v in obj.items())
    return _deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False, module=None):
    """Make a dataclass at run time.

    fields has names, (name, type) or (name, type, field(...)); the other
    parameters are those of dataclass(), and bases and namespace of the class.
    """
    import types
    if namespace is None:
        namespace = {}
    seen = set()
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, tp = item, 'typing.Any'
        elif len(item) == 2:
            name, tp, = item
        elif len(item) == 3:
            name, tp, spec = item
            defaults[name] = spec
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in seen:
            raise TypeError(f'Field name duplicated: {name!r}')
        seen.add(name)
        annotations[name] = tp

    def exec_body_callback(ns):
        ns.update(namespace)
        ns.update(defaults)
        ns['__annotations__'] = annotations

    cls = types.new_class(cls_name, bases, {}, exec_body_callback)
    if module is None:
        try:
            module = sys._getframemodulename(1) or '__main__'
        except AttributeError:
            try:
                module = sys._getframe(1).f_globals.get('__name__', '__main__')
            except (AttributeError, ValueError):
                pass
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object of the same class with some fields replaced; runs __init__."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _make_replace(cls):
    return _replace


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, '
                                f'it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
