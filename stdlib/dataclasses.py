"""Classes that mainly hold data: @dataclass writes their special methods.

All methods of a class are compiled from one source text, which is much
faster than one exec() per method."""
import sys
import abc
import keyword
from types import GenericAlias, MappingProxyType, FunctionType as _FunctionType
from types import MemberDescriptorType as _MemberDescriptorType
from reprlib import recursive_repr as _recursive_repr

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
           "make_dataclass", "replace", "is_dataclass"]

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"
_OPTIONS = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot")
_NO_METADATA = MappingProxyType({})


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING, KW_ONLY = _MISSING_TYPE(), _KW_ONLY_TYPE()


class _FIELD_BASE:
    """A token shown as a name."""
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_FIELD_BASE, ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))
_HAS_DEFAULT_FACTORY = _FIELD_BASE("<factory>")  # the default of parameters whose field has a factory


class InitVar:
    """Annotates a pseudo-field: a parameter of __init__ handed on to __post_init__."""
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        plain = isinstance(self.type, type) and not isinstance(self.type, GenericAlias)
        return f"dataclasses.InitVar[{self.type.__name__ if plain else repr(self.type)}]"


class Field:
    """What is known about one field; made by field()."""
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type")

    _SHOWN = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare, self.kw_only = init, repr, hash, compare, kw_only
        self.metadata = _NO_METADATA if metadata is None else MappingProxyType(metadata)

    @_recursive_repr()
    def __repr__(self):
        return f"Field({','.join([f'{name}={getattr(self, name)!r}' for name in self._SHOWN])})"

    def __set_name__(self, owner, name):
        # the default may be a descriptor, which is told its name as if it stood in the class itself
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name is not None:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = _OPTIONS

    def __init__(self, options):
        for name in _OPTIONS:
            setattr(self, name, options[name])

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={getattr(self, name)!r}' for name in _OPTIONS])})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    """Describe a field where a plain default does not say enough.

    default or default_factory (a function without parameters) give the value;
    init, repr, hash and compare say where the field takes part; kw_only makes
    it a keyword-only parameter; metadata is kept for others."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# --- what annotations say

def _leading_names(annotation):
    """The module, None if there is none, and the name that the text begins with."""
    import re
    found = re.match(r"\s*(?:(\w+)\s*\.)?\s*(\w+)", annotation)
    return found.groups() if found else (None, None)


def _means(annotation, cls, home, is_it):
    """Is it the annotation asked for, of module home? Texts are not evaluated: only names that are known are looked at."""
    if not isinstance(annotation, str):
        return is_it(annotation)
    prefix, name = _leading_names(annotation)
    space = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    if prefix:
        space = home.__dict__ if space.get(prefix) is home else {}
    found = space.get(name)
    return found is not None and is_it(found)


def _kind_of(annotation, cls):
    typing = sys.modules.get("typing")
    if typing is not None and _means(annotation, cls, typing, lambda a: a is typing.ClassVar or (
            type(a) is typing._GenericAlias and a.__origin__ is typing.ClassVar)):
        return _FIELD_CLASSVAR
    if _means(annotation, cls, sys.modules[__name__], lambda a: a is InitVar or type(a) is InitVar):
        return _FIELD_INITVAR
    return _FIELD


def _own_field(cls, name, annotation, kw_only):
    """The field that an annotation in the body of cls makes."""
    made = getattr(cls, name, MISSING)
    if not isinstance(made, Field):
        # a slot of a base class is no default
        made = field(default=MISSING if isinstance(made, _MemberDescriptorType) else made)
    made.name, made.type, made._field_type = name, annotation, _kind_of(annotation, cls)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is not _FIELD_CLASSVAR:
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made


def _collect(cls, frozen, kw_only):
    """All fields of cls: those of its bases first, then its own in order of their annotations."""
    found, frozen_bases = {}, []
    for base in cls.__mro__[:0:-1]:
        if (inherited := getattr(base, _FIELDS, None)) is not None:
            found.update(inherited)
            frozen_bases.append(getattr(base, _PARAMS).frozen)
    annotations, marked = cls.__dict__.get("__annotations__", {}), False
    own = []
    for name, annotation in annotations.items():
        if _means(annotation, cls, sys.modules[__name__], lambda a: a is KW_ONLY or type(a) is _KW_ONLY_TYPE):
            if marked:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            marked = kw_only = True
        else:
            own.append(_own_field(cls, name, annotation, kw_only))
    for f in own:
        found[f.name] = f
        # the class attribute is the default, where there is one
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if frozen_bases:
        if any(frozen_bases) and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not all(frozen_bases):
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# --- writing methods

class _Source:
    """The text of the methods of a class, and the values they use under other names than the module's."""

    def __init__(self, cls):
        self.cls, self.lines, self.values, self.finish = cls, [], {"_object_": object}, {}

    def method(self, name, params, body, finish=None, decorator=None):
        """Adds a method, unless the class has one of its own; finish(function) is called for it. The text has a line for a
        decorator, so that tracebacks of methods below have CPython's numbers."""
        if name in self.cls.__dict__:
            return False
        if decorator is not None:
            self.values["_decorator_"] = decorator
            self.lines.append(" @_decorator_")
        self.lines.append(f" def {name}({', '.join(params)}):")
        self.lines += [f"  {line}" for line in body]
        self.finish[name] = finish
        return True

    def install(self):
        cls, names = self.cls, tuple(self.finish)
        if not names:
            return
        text = "\n".join([f"def _write_({', '.join(self.values)}):", *self.lines, f" return {', '.join(names)},"])
        space = {}
        exec(text, getattr(sys.modules.get(cls.__module__), "__dict__", {}), space)
        for name, function in zip(names, space["_write_"](**self.values)):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if (finish := self.finish[name]) is not None:
                finish(function)
            setattr(cls, name, function)


def _write_init(source, members, frozen, slots):
    cls = source.cls
    me = "__dataclass_self__" if "self" in members else "self"
    known = [f for f in members.values() if f._field_type is not _FIELD_CLASSVAR]
    params = [f for f in known if f.init]
    plain, named = [f for f in params if not f.kw_only], [f for f in params if f.kw_only]
    defaults = {}
    for f in params:
        if f.default is not MISSING or f.default_factory is not MISSING:
            defaults[f.name] = _HAS_DEFAULT_FACTORY if f.default is MISSING else f.default
    optional = next((f for f in plain if f.name in defaults), None)
    for f in plain[plain.index(optional):] if optional else ():
        if f.name not in defaults:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {optional.name!r}")
    body = []
    for place, f in enumerate(known):
        value = f.name
        if f._field_type is _FIELD_INITVAR:
            continue
        if f.default_factory is not MISSING:
            factory = f"_factory{place}_"
            source.values[factory] = f.default_factory
            value = f"{factory}()"
            if f.init:
                source.values["_FACTORY_"] = _HAS_DEFAULT_FACTORY
                value += f" if {f.name} is _FACTORY_ else {f.name}"
        elif not f.init:
            if not slots or f.default is MISSING:
                continue  # the class attribute does
            value = f"_default{place}_"
            source.values[value] = f.default
        body.append(f"_object_.__setattr__({me}, {f.name!r}, {value})" if frozen else f"{me}.{f.name} = {value}")
    if hasattr(cls, _POST_INIT_NAME):
        given = ", ".join(f.name for f in known if f._field_type is _FIELD_INITVAR)
        body.append(f"{me}.{_POST_INIT_NAME}({given})")

    def finish(function):
        function.__defaults__ = tuple(defaults[f.name] for f in plain if f.name in defaults) or None
        function.__kwdefaults__ = {f.name: defaults[f.name] for f in named if f.name in defaults} or None
        function.__annotations__ = {f.name: f.type for f in params} | {"return": None}

    head = [me, *(f.name for f in plain), *(["*"] if named else []), *(f.name for f in named)]
    return source.method("__init__", head, body or ["pass"], finish)


def _items(names, owner="self"):
    """The source of a tuple of attributes."""
    return f"({''.join(f'{owner}.{name},' for name in names)})"


def _write_methods(source, members, options):
    cls, own = source.cls, source.cls.__dict__
    shown = [f.name for f in members if f.repr]
    compared = [f.name for f in members if f.compare]
    if options["repr"]:
        parts = ", ".join(f"{name}={{self.{name}!r}}" for name in shown)
        source.method("__repr__", ["self"], [f"return f'{{self.__class__.__qualname__}}({parts})'"], decorator=_recursive_repr())
    same = "if other.__class__ is self.__class__:"
    if options["eq"]:
        terms = " and ".join(f"self.{name}==other.{name}" for name in compared) or "True"
        source.method("__eq__", ["self", "other"], ["if self is other:", " return True", same, f" return {terms}", "return NotImplemented"])
    if options["order"]:
        for name, sign in ("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="):
            body = [same, f" return {_items(compared)}{sign}{_items(compared, 'other')}", "return NotImplemented"]
            if not source.method(name, ["self", "other"], body):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__} Consider using functools.total_ordering")
    if options["frozen"]:
        source.values |= {"_cls_": cls, "_Frozen_": FrozenInstanceError}
        fixed = f"if type(self) is _cls_ or name in {{{', '.join(repr(f.name) for f in members)}}}:" if members else "if type(self) is _cls_:"
        for name, params, verb in ("__setattr__", ["name", "value"], "assign to"), ("__delattr__", ["name"], "delete"):
            body = [fixed, f" raise _Frozen_(f'cannot {verb} field {{name!r}}')", f"super(_cls_, self).{name}({', '.join(params)})"]
            if not source.method(name, ["self", *params], body):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    # an __eq__ alone makes the interpreter set __hash__ to None
    explicit = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    if options["unsafe_hash"] and explicit:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if not explicit:
        if options["unsafe_hash"] or options["eq"] and options["frozen"]:
            hashed = [f.name for f in members if (f.compare if f.hash is None else f.hash)]
            if "__hash__" in own:
                del cls.__hash__
            source.method("__hash__", ["self"], [f"return hash({_items(hashed)})"])
        elif options["eq"]:
            cls.__hash__ = None


def _shown_type(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        module = annotation.__module__
        return annotation.__qualname__ if module == "builtins" else f"{module}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "") if getattr(annotation, "__module__", None) == "typing" else repr(annotation)


def _write_doc(cls, written):
    if not written or type(cls).__call__ is not type.__call__ or cls.__new__ is not object.__new__:
        # something of somebody else's makes the objects
        from inspect import signature
        try:
            cls.__doc__ = cls.__name__ + str(signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            cls.__doc__ = cls.__name__
        return
    params, star = [], False
    for f in sorted((f for f in getattr(cls, _FIELDS).values() if f._field_type is not _FIELD_CLASSVAR and f.init), key=lambda f: f.kw_only):
        if f.kw_only and not star:
            star = True
            params.append("*")
        default = f.default if f.default_factory is MISSING else _HAS_DEFAULT_FACTORY
        params.append(f"{f.name}: {_shown_type(f.type)}" + (f" = {default!r}" if default is not MISSING else ""))
    cls.__doc__ = f"{cls.__name__}({', '.join(params)})"


# --- slots

def _slots_of(cls):
    match cls.__dict__.get("__slots__"):
        case None:
            # a class without them has what every instance may have
            return [name for name, offset in (("__weakref__", cls.__weakrefoffset__), ("__dict__", cls.__dictoffset__)) if offset]
        case str(name):
            return [name]
        case many if hasattr(many, "__next__"):
            raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
        case many:
            return list(many)


def _state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _with_slots(cls, frozen, weakref_slot):
    """A new class like cls with slots for its fields: they cannot be added to one that exists."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    space = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    space["__slots__"] = tuple(
        name for name in (*names, *(["__weakref__"] if weakref_slot else [])) if name not in inherited)
    for name in (*names, "__dict__", "__weakref__"):
        space.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    if frozen:
        # the usual ones would assign
        for name, function in ("__getstate__", _state), ("__setstate__", _set_state):
            if name not in space:
                setattr(made, name, function)
    return made


def _process(cls, options):
    frozen, slots = options["frozen"], options["slots"]
    setattr(cls, _PARAMS, _DataclassParams(options))
    members = _collect(cls, frozen, options["kw_only"])
    setattr(cls, _FIELDS, members)
    if options["order"] and not options["eq"]:
        raise ValueError("eq must be true if order is true")
    source = _Source(cls)
    written = options["init"] and _write_init(source, members, frozen, slots)
    real = [f for f in members.values() if f._field_type is _FIELD]
    _write_methods(source, real, options)
    source.install()
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace
    if not getattr(cls, "__doc__"):
        _write_doc(cls, written)
    if options["match_args"] and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in members.values()
                                   if f.init and not f.kw_only and f._field_type is not _FIELD_CLASSVAR)
    if slots:
        cls = _with_slots(cls, frozen, options["weakref_slot"])
    elif options["weakref_slot"]:
        raise TypeError("weakref_slot is True but slots is False")
    abc.update_abstractmethods(cls)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: write special methods from the annotated class attributes.

    init, repr, eq and order ask for __init__, __repr__, __eq__ and the four
    orderings; unsafe_hash for __hash__; frozen refuses assignment; slots makes
    __slots__; kw_only makes all parameters of __init__ keyword-only."""
    options = dict(zip(_OPTIONS, (init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)))
    return (lambda cls: _process(cls, options)) if cls is None else _process(cls, options)


# --- using them

def fields(class_or_instance):
    """The Field objects of a dataclass or of an instance, without pseudo-fields."""
    try:
        members = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in members.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    """Is obj a dataclass or an instance of one?"""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


_ATOMIC = frozenset({type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), _FunctionType,
                     type(len), type, range, property})


def _converted(obj, record):
    """obj with every dataclass inside replaced by record(names and values)."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return record([(f.name, _converted(getattr(obj, f.name), record)) for f in fields(obj)])
    if issubclass(kind, (list, tuple)):
        items = [_converted(item, record) for item in obj]
        return items if kind is list else kind(*items) if hasattr(kind, "_fields") else kind(items)
    if issubclass(kind, dict):
        pairs = [(_converted(key, record), _converted(value, record)) for key, value in obj.items()]
        if not hasattr(kind, "default_factory"):
            return kind(pairs)
        made = kind(obj.default_factory)
        for key, value in pairs:
            made[key] = value
        return made
    from copy import deepcopy
    return deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict from names to values.

    Dataclasses, lists, tuples and dicts among the values are converted, too;
    other values are deep-copied."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _converted(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, converted as asdict() does."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _converted(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def replace(obj, /, **changes):
    """A new object of the same class with some fields replaced; runs __init__."""
    if _is_dataclass_instance(obj):
        return _replace(obj, **changes)
    raise TypeError("replace() should be called on dataclass instances")


def _replace(self, /, **changes):
    for name, field in getattr(self, _FIELDS).items():
        kind = field._field_type
        if bool(field.init) is (name in changes) or kind is _FIELD_CLASSVAR:
            continue
        if name in changes:
            raise TypeError(f"field {name} is declared with init=False, it cannot be specified with replace()")
        if kind is _FIELD_INITVAR and field.default is MISSING:
            raise TypeError(f"InitVar {name!r} must be specified with replace()")
        changes[name] = getattr(self, name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None):
    """Make a dataclass at run time.

    fields has names, (name, type) or (name, type, field(...)); the other
    parameters are those of dataclass(), and bases and namespace of the class."""
    annotations, body = {}, dict(namespace or {})
    for item in fields:
        match item:
            case str():
                name, annotation = item, "typing.Any"
            case (name, annotation):
                pass
            case (name, annotation, default):
                body[name] = default
            case _ if len(item) is not None:  # what has no len() complains itself
                raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    from types import new_class
    made = new_class(cls_name, bases, {}, lambda space: space.update(body, __annotations__=annotations))
    made.__module__ = sys._getframemodulename(1) or "__main__" if module is None else module
    return dataclass(made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
