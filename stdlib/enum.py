"""Enumerations: classes whose attributes are a fixed set of named, constant members."""
import sys
import builtins as bltns
from types import MappingProxyType, DynamicClassAttribute

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
    "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr",
    "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

# The metaclass asks for these before they exist.
Enum = Flag = EJECT = ReprEnum = None


class _Token:
    def __init__(self, shown):
        self.shown = shown

    def __repr__(self):
        return self.shown


_not_given = _Token("<not given>")
_auto_null = _Token("_auto_null")


class nonmember(object):
    """Keeps a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member(object):
    """Makes a value a member, also where it would not become one by itself."""

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for a value that _generate_next_value_ works out."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class property(DynamicClassAttribute):
    """A property of members that may share its name with a member.

    Read from the class it gives the member of that name."""

    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is not None:
                return self.fget(instance)
        elif self.member is not None:
            return self.member
        raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))

    def _write(self, function, instance, *value):
        if function is None:
            raise AttributeError("<enum %r> cannot %s attribute %r" % (self.clsname, "set" if value else "delete", self.name))
        return function(instance, *value)

    def __set__(self, instance, value):
        return self._write(self.fset, instance, value)

    def __delete__(self, instance):
        return self._write(self.fdel, instance)

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__


# --- names and bits

def _wrapped_in(name, marks):
    """Does the name begin and end with just these underscores?"""
    n = len(marks)
    return len(name) > 2 * n and name[:n] == marks == name[-n:] and "_" not in (name[n], name[-n - 1])


def _is_descriptor(obj):
    return any(hasattr(obj, method) for method in ("__get__", "__set__", "__delete__"))


def _iter_bits_lsb(value):
    """The single bits in value, lowest first."""
    if value < 0:
        raise ValueError("%r is not a positive integer" % value)
    while value:
        bit = value & -value
        yield bit
        value ^= bit


def _is_single_bit(value):
    return value > 0 and not value & value - 1


def show_flag_values(value):
    """The single bits in value, as a list."""
    return list(_iter_bits_lsb(getattr(value, "_value_", value)))


def bin(num, max_bits=None):
    """Like the built-in bin(), in two's complement with the sign set off: '0b1 0110'."""
    width = num.bit_length()
    sign, digits = ("0", num) if num >= 0 else ("1", num + (1 << width))
    digits = f"{digits:b}"[-width:] if width else ""
    if num < 0:
        digits = digits.rjust(width, "0")
    if max_bits is not None:
        digits = digits.rjust(max_bits, sign)
    return f"0b{sign} {digits}"


# --- the class body

_SUNDERS = frozenset({
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_", "_iter_member_by_value_",
    "_iter_member_by_def_", "_add_alias_", "_add_value_alias_"})


def _names(text):
    return text.replace(",", " ").split() if isinstance(text, str) else list(text)


class EnumDict(dict):
    """The namespace of an enum class body: remembers members, refuses redefinition."""

    def __init__(self):
        super().__init__()
        self._member_names = {}  # for the order
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = None

    def __setitem__(self, key, value):
        """Set key; what is no descriptor, _sunder_, __dunder__ or private becomes a member."""
        if self._is_private(key):
            pass
        elif _wrapped_in(key, "_"):
            value = self._special(key, value)
        elif _wrapped_in(key, "__"):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif self._is_member(key, value):
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            given, value = value, value.value if isinstance(value, member) else self._filled_in(key, value)
            self._member_names[key] = None
            if not isinstance(value, tuple) or value is given:
                self._last_values.append(value)
        elif isinstance(value, nonmember):
            value = value.value
        super().__setitem__(key, value)

    def update(self, members, **more_members):
        """Set keys one by one, so that members are noticed."""
        for name, value in dict(members, **more_members).items():
            self[name] = value

    def _is_private(self, key):
        cls_name = self._cls_name
        return cls_name and key.startswith(f"_{cls_name}__") and not key.endswith("__")

    def _is_member(self, key, value):
        cls_name = self._cls_name
        if key in self._ignore or isinstance(value, nonmember):
            return False
        if isinstance(value, type) and cls_name:
            # a class defined in the body stays one
            inside = f"{cls_name}.{value.__name__}"
            return not (value.__qualname__ == inside or value.__qualname__.endswith("." + inside))
        return isinstance(value, member) or not _is_descriptor(value)

    def _special(self, key, value):
        if key not in _SUNDERS:
            raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % key)
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            value = self._ignore = _names(value)
            if already := set(value) & self._member_names.keys():
                raise ValueError("_ignore_ cannot specify already set names: %r" % already)
        return value

    def _filled_in(self, key, value):
        """value with what auto() stands for, alone or in a tuple; of a tuple only that counts as a value for the next auto()."""
        if isinstance(value, auto):
            if value.value is _auto_null:
                self._auto_called = True
                value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            return value.value
        if not isinstance(value, tuple) or not any(isinstance(part, auto) for part in value):
            return value
        parts = []
        for part in value:
            parts.append(self._filled_in(key, part))
            if isinstance(part, auto):
                self._last_values.append(parts[-1])
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)

    @bltns.property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        pairs = ((name, members[name]) for name in members.keys()) if hasattr(members, "keys") else members
        for name, value in (*pairs, *more_members.items()):
            self[name] = value


_EnumDict = EnumDict


class _Builder:
    """Stands in the namespace while the class is made, and puts the members in its place: before __init_subclass__ is called,
    which is to find them."""

    KEY = "_builder_"

    def __init__(self, members):
        self.members, self.failed = members, False

    def __set_name__(self, cls, name):
        type.__delattr__(cls, name)
        try:
            for member_name, value in self.members:
                _build_member(cls, member_name, value)
        except BaseException:
            self.failed = True
            raise


def _build_member(cls, name, value):
    data, new = cls._member_type_, cls._new_member_
    args = value if isinstance(value, tuple) else (value,)
    if data is tuple:
        args = (args,)
    made = new(cls, *args) if cls._use_args_ else new(cls)
    if not hasattr(made, "_value_"):
        if data is object:
            made._value_ = value
        else:
            try:
                made._value_ = data(*args)
            except Exception as error:
                raise TypeError("_value_ not set in __new__, unable to create it") from error
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made._sort_order_ = len(cls._member_names_)
    is_flag = Flag is not None and issubclass(cls, Flag)
    canonical = True
    if is_flag and isinstance(value, int):
        canonical = _is_single_bit(value)
        cls._flag_mask_ |= value
        if canonical:
            cls._singles_mask_ |= value
        cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
    made.__init__(*args)
    known = _member_with(cls, value)
    if known is not None:
        made = known
    elif canonical:
        cls._member_names_.append(name)
    _place_member(cls, name, made)
    if known is None:
        _map_value(cls, made, value)


def _member_with(cls, value):
    """The member that has the value, or None."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for made in cls._member_map_.values():
            if made._value_ == value:
                return made


def _lookup(cls, value):
    """The member that has the value, or that _missing_() says it means."""
    try:
        found = cls._value2member_map_.get(value)
    except TypeError:
        others = (cls[name] for name, values in cls._unhashable_values_map_.items() if value in values)
        found = next(others, None) or _member_with(cls, value)
    if found is not None:
        return found
    if not cls._member_map_:
        if cls.__new__ is not Enum.__new__:  # its own, until the members are made
            raise TypeError("do not use `super().__new__; call the appropriate __new__ directly")
        raise TypeError("%r has no members defined" % cls)
    wrong = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
    try:
        result = cls._missing_(value)
    except Exception as error:
        if not isinstance(error, ValueError):
            error.__context__ = wrong
        raise
    if result is None:
        raise wrong
    ejected = isinstance(result, int) and issubclass(cls, Flag) and cls._boundary_ is EJECT
    if not (ejected or isinstance(result, cls)):
        problem = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))
        problem.__context__ = wrong
        raise problem
    return result


def _map_value(cls, made, value):
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        cls._unhashable_values_.append(value)
        cls._unhashable_values_map_.setdefault(made.name, []).append(value)


def _place_member(cls, name, made):
    """Make the member an attribute of its class; attributes of members with that name are still theirs."""
    if (known := cls._member_map_.get(name)) is not None:
        if known is not made:
            raise NameError("%r is already bound: %r" % (name, known))
        return
    for base in cls.__mro__[1:]:
        if name in (space := base.__dict__):
            hidden = space[name]
            break
    else:
        base = None
    if base is None or isinstance(hidden, Enum or ()):
        type.__setattr__(cls, name, made)
    else:
        read = getattr(hidden, "fget", None)
        if read is None:
            def read(self):
                return hidden.__get__(self, type(self)) if hasattr(hidden, "__get__") else hidden
        both = property(read, getattr(hidden, "fset", None), getattr(hidden, "fdel", None))
        both.member = made
        both.__set_name__(cls, name)
        type.__setattr__(cls, name, both)
    cls._member_map_[name] = made


# --- the metaclass

_MEMBER_METHODS = ("__repr__", "__str__", "__format__", "__reduce_ex__")
_FLAG_METHODS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        body = EnumDict()
        body._cls_name = cls
        if (parent := metacls._get_mixins_(cls, bases)[1]) is not None:
            body["_generate_next_value_"] = getattr(parent, "_generate_next_value_", None)
        return body

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = classdict._member_names
        for ignored in [*classdict._ignore, "_ignore_"]:
            classdict.pop(ignored, None)
            names.pop(ignored, None)
        order = classdict.pop("_order_", None)
        if invalid := {"mro", ""} & names.keys():
            raise ValueError("invalid enum member name(s) %s" % ",".join(map(repr, invalid)))
        members = [(name, classdict.pop(name)) for name in names]

        data_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, data_type, first_enum)
        generate = classdict.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            dict.__setitem__(classdict, "_generate_next_value_", staticmethod(generate))
        builder = _Builder(members)
        own = set(classdict)
        for name, value in (
                ("_new_member_", new), ("_use_args_", use_args), ("_member_names_", []), ("_member_map_", {}),
                ("_value2member_map_", {}), ("_unhashable_values_", []), ("_unhashable_values_map_", {}),
                ("_member_type_", data_type), ("_value_repr_", metacls._find_data_repr_(cls, bases)),
                (_Builder.KEY, builder)):
            dict.__setitem__(classdict, name, value)
        if Flag is not None and any(issubclass(base, Flag) for base in bases):
            for name, value in (
                    ("_boundary_", boundary or getattr(first_enum, "_boundary_", None)),
                    ("_flag_mask_", 0), ("_singles_mask_", 0), ("_all_bits_", 0), ("_inverted_", None)):
                dict.__setitem__(classdict, name, value)
        elif boundary is not None:
            dict.__setitem__(classdict, "_boundary_", boundary)
        try:
            made = super().__new__(metacls, cls, bases, dict(classdict), **kwds)
        except Exception as error:
            if builder.failed and hasattr(error, "__notes__"):
                del error.__notes__  # the builder is nothing to be told about
            raise

        made._settle_methods_(own, bases, first_enum, data_type)
        if Enum is not None:
            if save_new:
                made.__new_member__ = new
            made.__new__ = Enum.__new__
        is_flag = Flag is not None and issubclass(made, Flag)
        if is_flag:
            values = [value for name in made._member_names_ if isinstance(value := made._member_map_[name]._value_, int)]
            if values != sorted(values):
                made._iter_member_ = made._iter_member_by_def_
        if order is not None:
            order = _names(order)
            if is_flag:
                order = [name for name in order if name not in made._member_map_ or name in made._member_names_]
            else:
                order = [name for name in order
                         if name not in made._member_map_ or made._member_map_[name]._name_ == name]
            if order != made._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (made._member_names_, order))
        return made

    def _settle_methods_(cls, own, bases, first_enum, data_type):
        """Give methods of enumerations precedence over those of a mixed-in type, where the class says nothing."""
        chosen = {}
        if ReprEnum is not None and ReprEnum in bases:
            text = data_type.__str__
            chosen = {"__format__": data_type.__format__, "__str__": data_type.__repr__ if text is object.__str__ else text}
        for name in _MEMBER_METHODS:
            if name in own:
                continue
            if name in chosen:
                setattr(cls, name, chosen[name])
            elif first_enum is not None and getattr(cls, name) in (getattr(data_type, name), getattr(object, name)):
                setattr(cls, name, getattr(first_enum, name))
        if Flag is not None and issubclass(cls, Flag):
            for name in _FLAG_METHODS:
                if name not in own:
                    setattr(cls, name, getattr(Flag, name))

    def __bool__(cls):
        """Classes are true, also those without members."""
        return True

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        """Look up the member with a value or, given names, make a new enum class.

        names is a string of names, an iterable of names or of (name, value)
        pairs, or a mapping; module and qualname help pickling; type is mixed in."""
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names, *values)
            try:
                return cls._value2member_map_[value]  # nearly always
            except (KeyError, TypeError):
                pass  # what follows is no consequence of this
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, None if names is _not_given else names, module=module, qualname=qualname, type=type,
                            start=start, boundary=boundary)

    def __contains__(cls, value):
        """Is value a member of the class or the value of one?"""
        if isinstance(value, cls):
            return True
        return value in cls._unhashable_values_ or _member_with(cls, value) is not None

    def __setattr__(cls, name, value):
        """Set a class attribute; members cannot be replaced."""
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("cannot reassign member %r" % name)
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        shown = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__",
                 "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            shown.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            shown.add("__init_subclass__")
        if cls._member_type_ is not object:
            shown.update(dir(cls._member_type_))
        return sorted(shown)

    def __getitem__(cls, name):
        """The member called name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """Members in the order of their definition, without aliases."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        """Members in reverse order of their definition."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        """How many members there are, not counting aliases."""
        return len(cls._member_names_)

    @bltns.property
    def __members__(cls):
        """A read-only mapping from names, aliases included, to members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return "<%s %r>" % (kind, cls.__name__)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """The functional form: a class out of names."""
        metacls, bases = cls.__class__, (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        names = _names(names) if isinstance(names, str) else names
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            # plain names get the values that auto() would give
            last = []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                namespace[name] = value
        else:
            for item in () if names is None else names:
                name, value = (item, names[item]) if isinstance(item, str) else item
                namespace[name] = value
        if module is None:
            module = sys._getframemodulename(2)
        if module is not None:
            namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Turn constants of a module into members of a new enumeration, also under their names in the module."""
        space = sys.modules[module].__dict__
        found = [(key, value) for key, value in (space if source is None else source.__dict__).items() if filter(key)]
        try:
            found.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            found.sort(key=lambda item: item[0])
        body = type(name, (object,), {"__module__": module, **dict(found)})
        made = _simple_enum(cls, boundary=boundary or KEEP)(body)
        if as_global:
            global_enum(made)
        else:
            space.update(made.__members__)
        space[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        # nothing derives from an enumeration with members, so that they can be only in the bases themselves
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type of the values and the enumeration derived from."""
        parent = bases[-1] if bases else None
        if isinstance(parent, EnumType):
            return mcls._find_data_type_(class_name, bases) or object, parent
        if bases:
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return object, Enum

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = {}
        for chain in bases:
            nearest = None  # a class without __new__ still is the type, if what it derives from is one
            for base in chain.__mro__[:-1]:
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found[base._member_type_] = None
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found[nearest or base] = None
                    break
                else:
                    nearest = nearest or base
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, set(found)))
        return next(iter(found), None)

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        """How the type of the values shows them; None for repr()."""
        for chain in bases:
            for base in chain.__mro__[:-1]:
                if isinstance(base, EnumType):
                    return base._value_repr_
                space = base.__dict__
                if "__repr__" in space:
                    params = space.get("__dataclass_params__")
                    return _dataclass_repr if params is not None and params.repr else space["__repr__"]
        return None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """The function that makes members, whether it is to be kept, and whether it takes the value."""
        new = classdict.get("__new__")
        saved = first_enum is not None and new is not None
        if new is None:
            plain = {None, None.__new__, object.__new__, getattr(Enum, "__new__", None)}
            candidates = (getattr(place, method, None) for method in ("__new_member__", "__new__") for place in (member_type, first_enum))
            new = next((found for found in candidates if found not in plain), object.__new__)
        return new, saved, first_enum is not None and new not in (getattr(Enum, "__new__", None), object.__new__)


EnumMeta = EnumType


def _dataclass_repr(self):
    shown = [f"{name}={getattr(self, name)!r}" for name, field in self.__dataclass_fields__.items() if field.repr]
    return ", ".join(shown)


# --- the base classes

class Enum(metaclass=EnumType):
    """A fixed set of named values; derive from it and assign the members.

        class Color(Enum):
            RED = 1
            GREEN = 2

    Color.RED, Color(1) and Color['RED'] are the same object; it has a name
    and a value.  Iterating over the class gives the members in order."""

    @classmethod
    def __signature__(cls):
        if cls._member_names_:
            return "(*values)"
        return "(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None)"

    def __new__(cls, value):
        # A lookup: classes get this one once their members are made.
        return value if type(value) is cls else _lookup(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        """Let the member have another name."""
        _place_member(self.__class__, name, self)

    def _add_value_alias_(self, value):
        """Let the member be found by another value."""
        cls = self.__class__
        known = _member_with(cls, value)
        if known is not None and known is not self:
            raise ValueError("%r is already bound: %r" % (value, known))
        _map_value(cls, self, value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: one more than the largest so far."""
        doing = "sort non-numeric values"
        try:
            for last in sorted(last_values)[-1:]:
                doing = "increment %r" % (last,)
                return last + 1
        except TypeError:
            raise TypeError(f"unable to {doing}") from None
        return start

    @classmethod
    def _missing_(cls, value):
        """The member for a value that none has, or None."""
        return None

    def __repr__(self):
        cls = self.__class__
        return "<%s.%s: %s>" % (cls.__name__, self._name_, (cls._value_repr_ or repr)(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        """Public methods and attributes, without the other members."""
        cls = self.__class__
        shown = set() if cls._member_type_ is object else set(object.__dir__(self))
        shown.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_" and name not in self._member_map_)
        # properties count, unless they only stand in front of a member
        attributes = [item for base in cls.mro() for item in base.__dict__.items() if item[0][0] != "_"]
        for name, value in attributes:
            stands_in = name in self._member_map_ and getattr(value, "fget", None) is None
            if not stands_in and (name not in self._member_map_ or isinstance(value, property)):
                shown.add(name)
            elif isinstance(value, property):
                shown.discard(name)
        return sorted(shown | {"__class__", "__doc__", "__eq__", "__hash__", "__module__"})

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Changes repr() only; str() and format() stay those of the mixed-in type."""


class IntEnum(int, ReprEnum):
    """Members are also ints."""


class StrEnum(str, ReprEnum):
    """Members are also strings; auto() gives the name in lower case."""

    def __new__(cls, *values):
        "Values are what str() takes; but text has to be text."
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        for value, what in zip(values, ("", "encoding must be a string, not %r", "errors must be a string, not %r")):
            if not isinstance(value, str):
                if what:
                    raise TypeError(what % (value,))
                if len(values) == 1:
                    raise TypeError("%r is not a string" % (value,))
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: the name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """__reduce_ex__ that pickles a member as a name of its module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """__reduce_ex__ that pickles a member by its name instead of its value."""
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a flag class does with values that have bits no member has.

    STRICT raises ValueError, CONFORM drops the bits, EJECT gives a plain int,
    KEEP keeps them."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members that combine with | & ^ ~."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: the next higher bit."""
        if not last_values:
            return 1 if start is None else start
        last = max(last_values)
        if not isinstance(last, int):
            raise TypeError("invalid flag value %r" % last)
        return 1 << last.bit_length()

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The single-bit members in value, in order of their bits."""
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The single-bit members in value, in order of their definition."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """The combination of members that value is, made when it is first asked for; what is too much is for the boundary."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask, every, boundary = cls._flag_mask_, cls._all_bits_, cls._boundary_
        asked = value
        if not ~every <= value <= every or value & (every ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                 % (cls, value, bin(value, width), bin(mask, width)))
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is not KEEP:
                raise ValueError("%r unknown flag boundary %r" % (cls, boundary))
            elif value < 0:
                value += max(every + 1, 1 << value.bit_length())
        if value < 0:
            value += every + 1
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = cls._composed_name(value)
        made = cls._value2member_map_.setdefault(value, made)
        if asked < 0:
            cls._value2member_map_[asked] = made
        return made

    @classmethod
    def _composed_name(cls, value):
        """The names of the members in value, with | between; None if there are none."""
        found = list(cls._iter_member_(value & cls._singles_mask_))
        if value & ~cls._singles_mask_:
            # bits that no member has alone: combinations that have them
            found += [m for m in cls._member_map_.values()
                      if m not in found and m._value_ and m._value_ & value == m._value_]
        covered = 0
        for m in found:
            covered |= m._value_
        if not covered:
            return None
        rest = value ^ covered
        if rest and cls._boundary_ is STRICT:
            raise ValueError("%r: no members with value %r" % (cls, rest))
        parts = [m._name_ for m in found]
        if rest:
            parts.append(cls._numeric_repr_(rest))
        return "|".join(parts)

    def __contains__(self, other):
        """Are all bits of other set in self?"""
        if isinstance(other, self.__class__):
            return not other._value_ & ~self._value_
        kinds = [type(thing).__qualname__ for thing in (other, self)]
        raise TypeError("unsupported operand type(s) for 'in': {!r} and {!r}".format(*kinds))

    def __iter__(self):
        """The single-bit members this one consists of."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        cls = self.__class__
        name = "" if self._name_ is None else "." + self._name_
        return "<%s%s: %s>" % (cls.__name__, name, (cls._value_repr_ or repr)(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        return flag if self._member_type_ is not object and isinstance(flag, self._member_type_) else NotImplemented

    def _operands(self, other, sign):
        """The two values, None if other has none."""
        value = self._get_value(other)
        if value is NotImplemented:
            return None
        for flag, its in (self, self._value_), (other, value):
            if its is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {sign}")
        return self._value_, value

    def __or__(self, other):
        if (values := self._operands(other, "|")) is None:
            return NotImplemented
        mine, its = values
        return self.__class__(mine | its)

    def __and__(self, other):
        if (values := self._operands(other, "&")) is None:
            return NotImplemented
        mine, its = values
        return self.__class__(mine & its)

    def __xor__(self, other):
        if (values := self._operands(other, "^")) is None:
            return NotImplemented
        mine, its = values
        return self.__class__(mine ^ its)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            keeps = self._boundary_ in (EJECT, KEEP)
            self._inverted_ = self.__class__(~self._value_ if keeps else self._singles_mask_ & ~self._value_)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are also ints."""


# --- decorators

def unique(enumeration):
    """Class decorator: ValueError if a member has an alias."""
    if aliases := [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]:
        details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


def _short_module(obj):
    return obj.__class__.__module__.rpartition(".")[2]


def global_enum_repr(self):
    """repr() as module.NAME, for members that are also names of their module."""
    return "%s.%s" % (_short_module(self), self._name_)


def global_flag_repr(self):
    """repr() as module.NAME, or module.A|module.B, or module.Class(value)."""
    module = _short_module(self)
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    # bits that nobody named are numbers
    return "|".join(name if name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|"))


def global_str(self):
    """str() as the mere name."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator: export the members to the module, and let repr() show them so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator: makes an enumeration out of an ordinary class, as if it had been derived from etype."""
    def convert(cls):
        metacls = type(etype)
        namespace = metacls.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                namespace[name] = value
        namespace["__qualname__"] = cls.__qualname__
        return metacls(cls.__name__, (etype,), namespace, boundary=boundary)
    return convert


class EnumCheck(StrEnum):
    """Conditions verify() can check."""
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator that checks the conditions given; ValueError if one fails."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check in _CHECKS:
                _CHECKS[check](enumeration)
        return enumeration


def _check_unique(enumeration):
    aliases = [f"{name} -> {m.name}" for name, m in enumeration.__members__.items() if name != m.name]
    if aliases:
        raise ValueError("aliases found in %r: %s" % (enumeration, ", ".join(aliases)))


def _check_continuous(enumeration):
    values = {m.value for m in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        kind, between = "flag", [1 << bit for bit in range(low.bit_length(), high.bit_length() - 1)]
    elif issubclass(enumeration, Enum):
        kind, between = "enum", range(low + 1, high)
    else:
        raise Exception("verify: unknown type %r" % type(enumeration))
    if missing := [str(value) for value in between if value not in values]:
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {', '.join(missing)}"[:256])


def _check_named_flags(enumeration):
    single = {m.value for m in enumeration}
    unnamed, missing = [], 0
    for name, m in enumeration._member_map_.items():
        if name not in enumeration._member_names_ and m.value >= 0:
            lost = sum(bit for bit in _iter_bits_lsb(m.value) if bit not in single)
            if lost:
                unnamed.append(name)
                missing |= lost
    if unnamed:
        *others, last = unnamed
        which = f"aliases {', '.join(others)} and {last} are" if others else f"alias {last} is"
        what = f"value 0x{missing:x}" if _is_single_bit(missing) else f"combined values of 0x{missing:x}"
        raise ValueError(f"invalid Flag {enumeration.__name__!r}: {which} missing {what} "
                         f"[use enum.show_flag_values(value) for details]")


_CHECKS = {UNIQUE: _check_unique, CONTINUOUS: _check_continuous, NAMED_FLAGS: _check_named_flags}
