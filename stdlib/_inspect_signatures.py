"""What callables take; a part of inspect."""
import enum
import functools
import keyword
import sys
import types
from collections import OrderedDict, namedtuple
from itertools import product

from _inspect_kinds import (
    CO_VARARGS, CO_VARKEYWORDS, _looks_like_function, get_annotations, ismethoddescriptor, unwrap)

__name__ = "inspect"  # where users find what is defined here


class _empty:
    """Stands for a default or an annotation that is not there."""


class _void:
    """Stands for what replace() leaves as it is."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

    @property
    def description(self):
        return _SPOKEN[self]

    def __str__(self):
        return self.name


_SPOKEN = "positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword"
_STARS = "", "", "*", "", "**"
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


def formatannotation(annotation, base_module=None):
    """An annotation as people write it."""
    module = getattr(annotation, "__module__", None)
    if module == "typing":
        import re
        return re.sub(r"[\w.]+", lambda found: found[0].removeprefix("typing."), repr(annotation))
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        name = annotation.__qualname__
        return name if module in ("builtins", base_module) else f"{module}.{name}"
    return repr(annotation)


def formatannotationrelativeto(object):
    """formatannotation() that leaves out the module of object."""
    return functools.partial(formatannotation, base_module=getattr(object, "__module__", None))


def _reader(slot):
    return property(lambda self: getattr(self, slot))


class Parameter:
    """One parameter of a signature: name, kind, default, annotation."""
    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and _STARS[kind]:
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[0] == "." and name[1:].isdigit():  # the iterator a comprehension gets
            if kind is not _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, "
                                 f"not {kind.description}")
            name, kind = f"implicit{name[1:]}", _POSITIONAL_ONLY
        if not name.isidentifier() or keyword.iskeyword(name) and kind is not _POSITIONAL_ONLY:
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation

    name, kind, default, annotation = map(_reader, __slots__)

    @classmethod
    def _trusted(cls, name, kind, default, annotation):
        """A parameter whose attributes are known to be good."""
        self = cls.__new__(cls)
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation
        return self

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some attributes changed."""
        given = {"name": name, "kind": kind, "annotation": annotation, "default": default}
        return type(self)(**{key: getattr(self, f"_{key}") if value is _void else value for key, value in given.items()})

    __replace__ = replace

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        for slot, value in state.items():
            setattr(self, slot, value)

    def __str__(self):
        text = _STARS[self._kind] + self._name
        if typed := self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (" = " if typed else "=") + repr(self._default)
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash((self._name, int(self._kind), self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """Arguments assigned to the parameters of a signature; from Signature.bind()."""
    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature

    signature = _reader("_signature")

    def _split(self):
        """The arguments as (list for positions, dict of keywords)."""
        positional, named, by_name = [], {}, False
        for parameter in self._signature._parameters.values():
            name, kind = parameter._name, parameter._kind
            by_name = by_name or kind >= _KEYWORD_ONLY or name not in self.arguments
            match self.arguments.get(name, _empty):
                case value if value is _empty:
                    continue
                case value if kind is _VAR_KEYWORD:
                    named.update(value)
                case value if by_name:
                    named[name] = value
                case value if kind is _VAR_POSITIONAL:
                    positional.extend(value)
                case value:
                    positional.append(value)
        return positional, named

    @property
    def args(self):
        """The tuple of arguments to give by position."""
        return tuple(self._split()[0])

    @property
    def kwargs(self):
        """The dict of arguments to give by name."""
        return self._split()[1]

    def apply_defaults(self):
        """Fill in the defaults of what was not given; () for *args, {} for **kwargs."""
        filled = {}
        for name, parameter in self._signature._parameters.items():
            match parameter._kind:
                case _ if name in self.arguments:
                    filled[name] = self.arguments[name]
                case _ if parameter._default is not _empty:
                    filled[name] = parameter._default
                case _ParameterKind.VAR_POSITIONAL:
                    filled[name] = ()
                case _ParameterKind.VAR_KEYWORD:
                    filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self is other or (self._signature, self.arguments) == (other._signature, other.arguments)

    __hash__ = None

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    __setstate__ = Parameter.__setstate__

    def __repr__(self):
        return f"<{type(self).__name__} ({', '.join(f'{name}={value!r}' for name, value in self.arguments.items())})>"


def _checked(parameters):
    """The parameters by their names; ValueError if no function could have them in this order."""
    found, reached, optional = OrderedDict(), _POSITIONAL_ONLY, False
    for parameter in parameters:
        kind, name = parameter.kind, parameter.name
        if kind < reached:
            raise ValueError(f"wrong parameter order: {reached.description} parameter before {kind.description} parameter")
        reached = kind
        if kind < _VAR_POSITIONAL:
            if optional and parameter.default is _empty:
                raise ValueError("non-default argument follows default argument")
            optional = parameter.default is not _empty
        if name in found:
            raise ValueError(f"duplicate parameter name: {name!r}")
        found[name] = parameter
    return found


class Signature:
    """The parameters of a callable and what it returns."""
    __slots__ = ("_return_annotation", "_parameters")

    empty = _empty
    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        if __validate_parameters__:
            found = _checked(parameters or ())
        else:
            found = OrderedDict([(parameter._name, parameter) for parameter in parameters or ()])
        self._parameters, self._return_annotation = types.MappingProxyType(found), return_annotation

    return_annotation, parameters = map(_reader, __slots__)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of a callable."""
        return _Search(cls, follow_wrapped, globals, locals, eval_str).signature(obj)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with parameters or return annotation changed."""
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def _key(self):
        """What equal signatures have in common: keyword-only parameters have no order."""
        ordered, named = [], set()
        for parameter in self._parameters.values():
            if parameter._kind is _KEYWORD_ONLY:
                named.add(parameter._name)
            else:
                ordered.append(parameter)
        return tuple(ordered), frozenset(self._parameters[name] for name in named), self._return_annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        if self is other:
            return True
        mine, theirs = self._parameters, other._parameters
        return (self._return_annotation == other._return_annotation and dict(mine) == dict(theirs)
                and [p for p in mine.values() if p._kind is not _KEYWORD_ONLY]
                == [p for p in theirs.values() if p._kind is not _KEYWORD_ONLY])

    def _bind(self, args, kwargs, partial=False):
        arguments, misplaced, collector = {}, [], None
        used, given, passed_over = 0, len(args), False
        for name, parameter in self._parameters.items():
            kind = parameter._kind
            if kind is _VAR_KEYWORD:
                collector = name
            elif kind is _VAR_POSITIONAL:
                passed_over = True
                if used < given:
                    arguments[name] = tuple(args[used:])
                    used = given
            elif used < given:
                if kind is _KEYWORD_ONLY:
                    raise TypeError("too many positional arguments")
                if name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args[used]
                used += 1
            elif name in kwargs:
                if kind is _POSITIONAL_ONLY:
                    misplaced.append(name)
                else:
                    arguments[name] = kwargs.pop(name)
                passed_over = True
            elif parameter._default is not _empty:
                passed_over = True
            elif not partial:
                special = " keyword-only" if kind is _KEYWORD_ONLY and not passed_over else ""
                raise TypeError(f"missing a required{special} argument: {name!r}")
        if used < given:
            raise TypeError("too many positional arguments")
        if kwargs:
            if collector is not None:
                arguments[collector] = kwargs
            elif misplaced:
                raise TypeError("got some positional-only arguments passed as keyword arguments: "
                                f"{', '.join(misplaced)!r}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """BoundArguments of a call with these arguments; TypeError if they do not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """bind() that lets required arguments be absent."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    __setstate__ = Parameter.__setstate__

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        """The signature as text; one parameter per line if it is wider than max_width."""
        parts, before = [], None
        for parameter in self._parameters.values():
            kind = parameter._kind
            if before is _POSITIONAL_ONLY is not kind:
                parts.append("/")
            if kind is _KEYWORD_ONLY and before not in (_KEYWORD_ONLY, _VAR_POSITIONAL):
                parts.append("*")
            parts.append(str(parameter))
            before = kind
        if before is _POSITIONAL_ONLY:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = f"(\n    {',\n    '.join(parts)}\n)"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The Signature of a callable; ValueError if it cannot be known, TypeError if not callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


_NATIVE = types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType, types.BuiltinFunctionType

_COMPLETE = staticmethod, classmethod, types.MethodType, functools.partial  # get no further argument from the instance


class _Search:
    """Finds the signature of callables: asks one rule after the other until one answers."""

    def __init__(self, cls, follow=True, globals=None, locals=None, eval_str=False, bound=True):
        self.cls, self.follow, self.bound = cls, follow, bound
        self.scope = {"globals": globals, "locals": locals, "eval_str": eval_str}

    def signature(self, obj):
        if not callable(obj):
            raise TypeError(f"{obj!r} is not a callable object")
        if type(obj) is types.FunctionType and not obj.__dict__:
            return self.of_function(obj)
        for rule in self.RULES:
            if (found := rule(self, obj)) is not None:
                return found
        raise ValueError(f"callable {obj!r} is not supported by signature")

    # each rule gives a signature, or None if it knows nothing of such objects

    def of_method(self, obj):
        if isinstance(obj, types.MethodType):
            return self.without_first(self.signature(obj.__func__))

    def of_wrapped(self, obj):
        if self.follow and hasattr(obj, "__wrapped__"):
            inner = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
            if inner is not obj:
                return self.signature(inner)

    def as_declared(self, obj):
        declared = getattr(obj, "__signature__", None)
        if callable(declared):
            declared = declared()
        if declared is None or isinstance(declared, Signature):
            return declared
        if isinstance(declared, str):
            return self.of_text(obj, declared)
        raise TypeError(f"unexpected object {declared!r} in __signature__ attribute")

    def of_partial_method(self, obj):
        how = getattr(obj, "__partialmethod__", None)
        if not isinstance(how, functools.partialmethod):
            return None
        whole = self.signature(how.func)
        first = next(iter(whole.parameters.values()), None)
        rest = self.narrowed(whole, functools.partial(how.func, None, *how.args, **how.keywords))
        if first is None or first.kind is _VAR_POSITIONAL:
            return rest
        return rest.replace(parameters=(first, *rest.parameters.values()))

    def of_function(self, obj):
        if not _looks_like_function(obj):
            return None
        if text := getattr(obj, "__text_signature__", None):
            return self.of_text(obj, text)
        code, defaults, by_name = obj.__code__, obj.__defaults__ or (), obj.__kwdefaults__ or {}
        types_ = get_annotations(obj, **self.scope) if obj.__annotations__ else {}
        names, positional, only = code.co_varnames, code.co_argcount, code.co_posonlyargcount
        named = positional + code.co_kwonlyargcount
        rows = [(name, _POSITIONAL_ONLY if i < only else _POSITIONAL_OR_KEYWORD, _empty)
                for i, name in enumerate(names[:positional])]
        if defaults:
            start = positional - len(defaults)
            rows[start:] = [(*row[:2], default) for row, default in zip(rows[start:], defaults)]
        at = named
        if code.co_flags & CO_VARARGS:
            rows.append((names[at], _VAR_POSITIONAL, _empty))
            at += 1
        rows += [(name, _KEYWORD_ONLY, by_name.get(name, _empty)) for name in names[positional:named]]
        if code.co_flags & CO_VARKEYWORDS:
            rows.append((names[at], _VAR_KEYWORD, _empty))
        make = self.cls._parameter_cls
        if make is Parameter and not (names and names[0][0] == "."):
            make = Parameter._trusted
            parameters = [make(name, kind, default, types_.get(name, _empty)) for name, kind, default in rows]
        else:
            parameters = [make(name, kind, default=default, annotation=types_.get(name, _empty)) for name, kind, default in rows]
        return self.cls(parameters, return_annotation=types_.get("return", _empty), __validate_parameters__=False)

    def of_native(self, obj):
        if isinstance(obj, _NATIVE) or type(obj) is types.MethodDescriptorType:
            text = getattr(obj, "__text_signature__", None)
            if not text:
                raise ValueError(f"no signature found for builtin {obj!r}")
            return self.of_text(obj, text)

    def of_partial(self, obj):
        if isinstance(obj, functools.partial):
            return self.narrowed(self.signature(obj.func), obj)

    def of_class(self, obj):
        if not isinstance(obj, type):
            return None
        for base, name in (*((base, "__call__") for base in type(obj).__mro__ if base not in (type, object)),
                           *product(obj.__mro__, ("__new__", "__init__"))):
            if name in vars(base) and (found := self.of_hook(vars(base)[name], name, obj)) is not None:
                return found
        for base in obj.__mro__[:-1]:
            if text := getattr(base, "__text_signature__", None):
                return self.of_text(base, text)
        if type in obj.__mro__:
            if obj is type:
                raise ValueError(f"no signature found for builtin {obj!r}")
            return None
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return self.cls()
        raise ValueError(f"no signature found for builtin type {obj!r}")

    def of_instance(self, obj):
        if isinstance(text := getattr(obj, "__text_signature__", None), str) and not isinstance(obj, type):
            return self.of_text(obj, text)
        call = next((vars(cls)["__call__"] for cls in type(obj).__mro__ if "__call__" in vars(cls)), None)
        if call is None or isinstance(obj, type):
            return None
        if type(call) is types.FunctionType:
            found = self.signature(call)
            return self.without_first(found) if self.bound else found
        return self.signature(call.__get__(obj, type(obj)) if hasattr(type(call), "__get__") else call)

    RULES = of_method, of_wrapped, as_declared, of_partial_method, of_function, of_native, of_partial, of_class, of_instance

    def of_hook(self, raw, name, cls):
        """What a class needs for its special method, given as it stands in the class; None if it is native."""
        hook = raw.__func__ if isinstance(raw, staticmethod | classmethod) else raw
        if isinstance(hook, _NATIVE):
            return None
        first = raw
        if hasattr(type(raw), "__get__"):
            first = raw.__get__(*((cls, type(cls)) if name == "__call__" else (None, cls)))
        if isinstance(first, _NATIVE):
            return None
        found = self.signature(first)
        if name == "__new__" or name == "__init__" and not isinstance(raw, _COMPLETE):
            found = self.without_first(found)
        return found

    def without_first(self, found):
        """The signature after the first argument was given."""
        if not self.bound:
            return found
        parameters = [*found.parameters.values()]
        match parameters[0].kind if parameters else None:
            case None | _ParameterKind.KEYWORD_ONLY | _ParameterKind.VAR_KEYWORD:
                raise ValueError("invalid method signature")
            case _ParameterKind.VAR_POSITIONAL:
                return found
        return found.replace(parameters=parameters[1:])

    def narrowed(self, whole, part):
        """The signature of a partial object around what has the signature whole."""
        try:
            given = whole.bind_partial(*part.args, **part.keywords).arguments
        except TypeError as error:
            raise ValueError(f"partial object {part!r} has incorrect arguments") from error
        parameters, named_from_here = [], False
        for name, parameter in whole.parameters.items():
            match parameter.kind:
                case _ParameterKind.VAR_KEYWORD:
                    pass
                case _ParameterKind.VAR_POSITIONAL:
                    if named_from_here:
                        continue
                case _ParameterKind.KEYWORD_ONLY:
                    if name in given:
                        parameter = parameter.replace(default=given[name])
                case kind:
                    by_name = kind is _POSITIONAL_OR_KEYWORD and name in part.keywords
                    if name in given and not by_name:
                        continue
                    named_from_here |= by_name
                    if named_from_here:
                        parameter = parameter.replace(kind=_KEYWORD_ONLY, default=given.get(name, parameter.default))
            parameters.append(parameter)
        return whole.replace(parameters=parameters)

    def of_text(self, obj, text):
        """The signature that a text like "($self, a, /, b=1)" tells, by making a function that has it."""
        scope = dict(sys.modules)
        scope.update(vars(sys.modules.get(getattr(obj, "__module__", None), types)))
        try:
            exec(f"def described{text.replace('$', '', 1)}: pass", scope)
        except (SyntaxError, NameError, AttributeError):
            raise ValueError(f"{obj!r} builtin has invalid signature") from None
        made = scope["described"]
        if any(isinstance(value, types.ModuleType) for value in made.__defaults__ or ()):
            raise ValueError(f"{obj!r} builtin has invalid signature")
        found = _Search(self.cls).of_function(made)
        if "$" not in text:
            return found
        first, *rest = found.parameters.values()
        owner = getattr(obj, "__self__", None)
        if owner is None or not (self.bound or isinstance(owner, types.ModuleType)):
            rest.insert(0, first.replace(kind=_POSITIONAL_ONLY))
        return found.replace(parameters=rest)


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True, globals=None, locals=None,
                             eval_str=False, sigcls=Signature):
    return _Search(sigcls, follow_wrapper_chains, globals, locals, eval_str, skip_bound_arg).signature(obj)


# --- the interfaces before signature() ---

Arguments = namedtuple("Arguments", "args, varargs, varkw")
FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def getargs(co):
    """Arguments(args, varargs, varkw): the parameter names of a code object."""
    if not isinstance(co, types.CodeType):
        raise TypeError(f"{co!r} is not a code object")
    count = co.co_argcount + co.co_kwonlyargcount
    more = iter(co.co_varnames[count:])
    return Arguments([*co.co_varnames[:count]],
                     next(more) if co.co_flags & CO_VARARGS else None,
                     next(more) if co.co_flags & CO_VARKEYWORDS else None)


def getfullargspec(func):
    """Names and defaults of a callable's parameters; signature() tells more."""
    try:
        found = _Search(Signature, follow=False, bound=False).signature(func)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    by_kind = {kind: [] for kind in _ParameterKind}
    for parameter in found.parameters.values():
        by_kind[parameter.kind].append(parameter)
    positional = by_kind[_POSITIONAL_ONLY] + by_kind[_POSITIONAL_OR_KEYWORD]
    returned = {} if found.return_annotation is _empty else {"return": found.return_annotation}
    return FullArgSpec(
        [p.name for p in positional],
        *(next((p.name for p in by_kind[kind]), None) for kind in (_VAR_POSITIONAL, _VAR_KEYWORD)),
        tuple(p.default for p in positional if p.default is not _empty) or None,
        [p.name for p in by_kind[_KEYWORD_ONLY]],
        {p.name: p.default for p in by_kind[_KEYWORD_ONLY] if p.default is not _empty} or None,
        returned | {p.name: p.annotation for p in found.parameters.values() if p.annotation is not _empty})


def _missing_names(function, names, kind):
    *most, last = map(repr, names)
    text = f"{', '.join(most)} and {last}" if most else last
    plural = "s" if most else ""
    return TypeError(f"{function}() missing {len(names)} required {kind} argument{plural}: {text}")


def _too_many_positional(name, spec, given, named):
    most, least = len(spec.args), len(spec.args) - len(spec.defaults or ())
    takes = f"from {least} to {most}" if least < most else f"{most}"
    plural = "" if takes == "1" else "s"
    also = f" positional argument{'s' * (given != 1)} (and {named} keyword-only argument{'s' * (named != 1)})" if named else ""
    were = "was" if given == 1 and not named else "were"
    return TypeError(f"{name}() takes {takes} positional argument{plural} but {given}{also} {were} given")


def getcallargs(func, /, *positional, **named):
    """The dict of local variables a call with these arguments would begin with."""
    spec, name = getfullargspec(func), func.__name__
    if isinstance(func, types.MethodType) and func.__self__ is not None:
        positional = func.__self__, *positional
    values = dict(zip(spec.args, positional))
    if spec.varargs:
        values[spec.varargs] = positional[len(spec.args):]
    if spec.varkw:
        values[spec.varkw] = {}
    for key, value in named.items():
        if key not in spec.args and key not in spec.kwonlyargs:
            if not spec.varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            values[spec.varkw][key] = value
        elif key in values:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            values[key] = value
    if len(positional) > len(spec.args) and not spec.varargs:
        raise _too_many_positional(name, spec, len(positional), sum(key in values for key in spec.kwonlyargs))
    defaults = dict(zip(reversed(spec.args), reversed(spec.defaults or ())))
    for names, known, kind in ((spec.args, defaults, "positional"), (spec.kwonlyargs, spec.kwonlydefaults or {}, "keyword-only")):
        open_ = [key for key in names if key not in values]
        if missing := [key for key in open_ if key not in known]:
            raise _missing_names(name, missing, kind)
        values.update((key, known[key]) for key in open_)
    return values
