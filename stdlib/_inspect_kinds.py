"""What live objects are and what hangs on them; a part of inspect."""
import abc
import builtins
import functools
import sys
import types
from collections import namedtuple

__name__ = "inspect"  # where users find what is defined here

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_NOFREE = 64
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512
TPFLAGS_IS_ABSTRACT = 1 << 20

_is_coroutine_mark = object()
_missing = object()
_class_dict = type.__dict__["__dict__"].__get__
_class_mro = type.__dict__["__mro__"].__get__


# --- annotations ---

def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of the annotations of a function, class or module.

    With eval_str, strings among them are evaluated in globals and locals,
    which default to what obj itself sees."""
    if isinstance(obj, type):
        found = _class_dict(obj).get("__annotations__")
        if isinstance(found, types.GetSetDescriptorType):
            found = None
    elif isinstance(obj, types.ModuleType) or callable(obj):
        found = getattr(obj, "__annotations__", None)
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str or not any(isinstance(value, str) for value in found.values()):
        return dict(found)
    default_globals, default_locals = _scopes(obj)
    globals = default_globals if globals is None else globals
    locals = dict(default_locals if locals is None else locals)
    for parameter in getattr(obj, "__type_params__", ()):
        locals.setdefault(parameter.__name__, parameter)
    return {name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


def _scopes(obj):
    """The globals and locals in which the annotations of obj were written."""
    if isinstance(obj, types.ModuleType):
        return vars(obj), {}
    if isinstance(obj, type):
        module = sys.modules.get(obj.__module__)
        return vars(module) if module else None, vars(obj)
    while True:
        if hasattr(obj, "__wrapped__"):
            obj = obj.__wrapped__
        elif isinstance(obj, functools.partial):
            obj = obj.func
        else:
            return getattr(obj, "__globals__", None), {}


# --- predicates ---

def _instance_test(kind, doc):
    def test(object):
        return isinstance(object, kind)
    test.__doc__ = doc
    return test


def _named(**tests):
    for name, test in tests.items():
        test.__name__ = test.__qualname__ = name
        globals()[name] = test


_named(
    ismodule=_instance_test(types.ModuleType, "Is it a module?"),
    isclass=_instance_test(type, "Is it a class?"),
    ismethod=_instance_test(types.MethodType, "Is it a bound method written in Python?"),
    isfunction=_instance_test(types.FunctionType, "Is it a function written in Python?"),
    isbuiltin=_instance_test(types.BuiltinFunctionType, "Is it a native function or bound method?"),
    ismethodwrapper=_instance_test(types.MethodWrapperType, "Is it a bound native special method, like (1).__add__?"),
    ismemberdescriptor=_instance_test(types.MemberDescriptorType, "Is it a member descriptor, as __slots__ makes them?"),
    isgetsetdescriptor=_instance_test(types.GetSetDescriptorType, "Is it an attribute of a native type, with getter and setter?"),
    isasyncgen=_instance_test(types.AsyncGeneratorType, "Is it an asynchronous generator?"),
    isgenerator=_instance_test(types.GeneratorType, "Is it a generator?"),
    iscoroutine=_instance_test(types.CoroutineType, "Is it a coroutine made by an async def function?"),
    istraceback=_instance_test(types.TracebackType, "Is it a traceback?"),
    isframe=_instance_test(types.FrameType, "Is it a frame?"),
    iscode=_instance_test(types.CodeType, "Is it a code object?"),
)
_PLAIN = type, types.MethodType, types.FunctionType


def ismethoddescriptor(object):
    """Is it a method descriptor: __get__ without __set__, and no function, method or class?"""
    kind = type(object)
    return (not isinstance(object, (*_PLAIN, functools.partial)) and hasattr(kind, "__get__")
            and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__"))


def isdatadescriptor(object):
    """Does it have __set__ or __delete__ (as properties do)?"""
    kind = type(object)
    return not isinstance(object, _PLAIN) and (hasattr(kind, "__set__") or hasattr(kind, "__delete__"))


def isroutine(object):
    """Is it any kind of function or method?"""
    return (isinstance(object, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType))
            or ismethoddescriptor(object))


def isabstract(object):
    """Is it an abstract base class, one that cannot be instantiated?"""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    if not isinstance(object, abc.ABCMeta) or "__abstractmethods__" in vars(object):
        return False
    # the class is being made just now (__init_subclass__ asks)
    names = {name for base in object.__bases__ for name in getattr(base, "__abstractmethods__", ())}
    return (any(getattr(value, "__isabstractmethod__", False) for value in vars(object).values())
            or any(getattr(getattr(object, name, None), "__isabstractmethod__", False) for name in names))


def _innermost(obj):
    """The function inside of partial objects, partial methods and bound methods."""
    while True:
        if isinstance(obj, (functools.partial, functools.partialmethod)):
            obj = obj.func
        elif isinstance(obj, types.MethodType):
            obj = obj.__func__
        elif isinstance(inner := getattr(obj, "__partialmethod__", None), functools.partialmethod):
            obj = inner.func
        else:
            return obj


def _looks_like_function(obj):
    """Is it a function, or an object that offers all a function has (of compilers to native code)?"""
    if isinstance(obj, types.FunctionType):
        return True
    return (callable(obj) and not isinstance(obj, type) and isinstance(getattr(obj, "__code__", None), types.CodeType)
            and isinstance(getattr(obj, "__name__", None), str)
            and isinstance(getattr(obj, "__defaults__", 0), tuple | None)
            and isinstance(getattr(obj, "__kwdefaults__", 0), dict | None)
            and isinstance(getattr(obj, "__annotations__", 0), dict | None))


def _has_flag(obj, flag):
    obj = _innermost(obj)
    return _looks_like_function(obj) and bool(obj.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Does calling it give a generator?"""
    return _has_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    """Is it an async def function with yield?"""
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def markcoroutinefunction(func):
    """Let iscoroutinefunction() say yes to func, which only returns a coroutine."""
    getattr(func, "__func__", func)._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Is it an async def function, or marked as one?"""
    return _has_flag(obj, CO_COROUTINE) or getattr(_innermost(obj), "_is_coroutine_marker", None) is _is_coroutine_mark


def isawaitable(object):
    """May it stand after await?"""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


# --- attributes ---


def _in_classes(classes, name):
    for cls in classes:
        if (value := _class_dict(cls).get(name, _missing)) is not _missing:
            return value
    return _missing


def _instance_dict(obj, classes):
    """The real __dict__ of an instance; an empty one if it has none or its classes hide it."""
    if types.ModuleType in classes:
        return object.__getattribute__(obj, "__dict__")
    how = _in_classes(classes, "__dict__")
    if isinstance(how, (types.GetSetDescriptorType, types.MemberDescriptorType)):
        try:
            found = object.__getattribute__(obj, "__dict__")
        except AttributeError:
            return {}
        return found if isinstance(found, dict) else {}
    return {}


def getattr_static(obj, attr, default=_missing):
    """Find an attribute without running __getattr__, __getattribute__ or descriptors.

    Finds what getattr() may not (class attributes that descriptors hide) and
    does not find what is computed."""
    kinds = _class_mro(type(obj))
    of_kind = _in_classes(kinds, attr)
    own = (_in_classes(_class_mro(obj), attr) if type in kinds
           else dict.get(_instance_dict(obj, kinds), attr, _missing))
    if own is not _missing and of_kind is not _missing:
        hooks = _class_mro(type(of_kind))
        if _in_classes(hooks, "__get__") is not _missing and (
                _in_classes(hooks, "__set__") is not _missing or _in_classes(hooks, "__delete__") is not _missing):
            return of_kind
    for found in (own, of_kind, default):
        if found is not _missing:
            return found
    raise AttributeError(attr)


def _dynamic_names(classes):
    return [name for cls in classes for name, value in vars(cls).items() if isinstance(value, types.DynamicClassAttribute)]


def _members(obj, predicate, lookup):
    names = dict.fromkeys(dir(obj))
    classes = (obj, *_class_mro(obj)) if isinstance(obj, type) else ()
    if classes:
        names.update(dict.fromkeys(_dynamic_names(obj.__bases__)))
    found = []
    for name in names:
        try:
            value = lookup(obj, name)
        except AttributeError:
            value = _in_classes(classes, name)
            if value is _missing:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getmembers(object, predicate=None):
    """All (name, value) pairs of an object's attributes, sorted; those predicate accepts."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """getmembers() that runs no code of descriptors or __getattr__."""
    return _members(object, predicate, getattr_static)


Attribute = namedtuple("Attribute", "name kind defining_class object")
_KINDS = (
    ((staticmethod, types.BuiltinFunctionType), "static method"),
    ((classmethod, types.ClassMethodDescriptorType), "class method"),
    (property, "property"),
)


def classify_class_attrs(cls):
    """Attribute(name, kind, defining_class, object) for what dir(cls) shows.

    kind: 'class method', 'static method', 'property', 'method' or 'data'."""
    line, above = _class_mro(cls), _class_mro(type(cls))
    names = sorted(dir(cls)) + _dynamic_names(line)
    return [entry for name in names if (entry := _classified(cls, name, line, above))]


def _classified(cls, name, line, above):
    home = next((base for base in (*line, *above) if name in _class_dict(base)), None)
    stored = _class_dict(home)[name] if home else _missing
    got = _missing
    if name != "__dict__" and not isinstance(stored, types.DynamicClassAttribute):
        try:
            got = getattr(cls, name)
        except Exception:
            pass
        else:
            owner = getattr(got, "__objclass__", None)
            # Asking for the annotations of a class gives it some of its own.
            home = owner if owner in line else cls if name in _class_dict(cls) else home
    if home is None:
        return None
    raw = got if stored is _missing else stored
    for types_, kind in _KINDS:
        if isinstance(raw, types_):
            return Attribute(name, kind, home, raw)
    value = raw if got is _missing or got is None else got
    return Attribute(name, "method" if isroutine(value) else "data", home, value)


def getmro(cls):
    """The method resolution order of a class."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Follow __wrapped__ to the function inside; stop() may end the way earlier."""
    start, passed = func, {}
    while not isinstance(func, type) and (inner := getattr(func, "__wrapped__", _missing)) is not _missing:
        if stop and stop(func):
            break
        if id(func) in passed or len(passed) >= sys.getrecursionlimit():
            raise ValueError(f"wrapper loop when unwrapping {start!r}")
        passed[id(func)] = func
        func = inner
    return func


# --- docstrings ---

def indentsize(line):
    """Columns of whitespace at the begin of a line, tabs expanded."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def cleandoc(doc):
    """A docstring without common indentation and blank lines around it."""
    first, *rest = doc.expandtabs().split("\n")
    margin = min((len(line) - len(text) for line in rest if (text := line.lstrip(" "))), default=None)
    if margin is not None:
        rest = [line[margin:] for line in rest]
    lines = [first.lstrip(" "), *rest]
    while lines and not lines[-1]:
        lines.pop()
    start = next((i for i, line in enumerate(lines) if line), len(lines))
    return "\n".join(lines[start:])


def _class_of(function):
    """The class a function's qualified name tells of; None if there is none."""
    found = sys.modules.get(getattr(function, "__module__", None))
    for name in function.__qualname__.split(".")[:-1]:
        found = getattr(found, name, None)
    return found if isinstance(found, type) else None


def _place(obj):
    """(class, name) under which obj is an attribute of a class; None if it cannot be told."""
    match obj:
        case types.MethodType(__self__=type() as owner, __func__=function):
            name = function.__name__
            inner = getattr(getattr(owner, name, None), "__func__", None)
            return (owner if inner is function else type(owner)), name
        case types.MethodType():
            return type(obj.__self__), obj.__func__.__name__
        case types.BuiltinFunctionType(__self__=owner, __name__=name):
            of_class = isinstance(owner, type) and f"{owner.__qualname__}.{name}" == obj.__qualname__
            return (owner if of_class else type(owner)), name
        case types.FunctionType() | property():
            function = obj.fget if isinstance(obj, property) else obj
            if not hasattr(function, "__qualname__"):
                return None
            place = _class_of(function), obj.__name__
        case _ if ismethoddescriptor(obj) or isdatadescriptor(obj):
            place = getattr(obj, "__objclass__", None), getattr(obj, "__name__", None)
            if None in place:
                return None
        case _:
            return None
    return place if place[0] is not None and getattr(place[0], place[1], None) is obj else None


def _inherited_doc(obj):
    if isinstance(obj, type):
        return next((base.__doc__ for base in _class_mro(obj) if base is not object and base.__doc__ is not None), None)
    if (place := _place(obj)) is None:
        return None
    cls, name = place
    if isinstance(obj, types.MemberDescriptorType) and isinstance(slots := getattr(cls, "__slots__", None), dict):
        if slots.get(name) is not None:
            return slots[name]
    docs = (getattr(getattr(base, name, None), "__doc__", None) for base in _class_mro(cls) if hasattr(base, name))
    return next((doc for doc in docs if doc is not None), None)


def getdoc(object):
    """The docstring of an object, inherited if need be, with its indentation removed."""
    doc = getattr(object, "__doc__", None)
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


# --- names and classes ---

def walktree(classes, children, parent):
    """Recursive part of getclasstree()."""
    tree = []
    for cls in sorted(classes, key=lambda c: (c.__module__, c.__name__)):
        tree.append((cls, cls.__bases__))
        if cls in children:
            tree.append(walktree(children[cls], children, cls))
    return tree


def getclasstree(classes, unique=False):
    """Classes as nested lists: after the entry of a class comes the list of its subclasses.

    Without unique a class with several bases occurs several times."""
    children, roots = {}, []
    for cls in classes:
        for base in cls.__bases__[:1 if unique and any(b in classes for b in cls.__bases__[:1]) else None]:
            below = children.setdefault(base, [])
            if cls not in below:
                below.append(cls)
            if unique and base in classes:
                break
        if not cls.__bases__:
            roots.append(cls)
    return walktree([*dict.fromkeys(roots + [base for base in children if base not in classes])], children, None)


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    """ClosureVars(nonlocals, globals, builtins, unbound): what the names of func's body mean."""
    func = getattr(func, "__func__", func) if isinstance(func, types.MethodType) else func
    if not isinstance(func, types.FunctionType):
        raise TypeError(f"{func!r} is not a Python function")
    code, outer = func.__code__, func.__globals__
    native = outer.get("__builtins__", builtins)
    native = vars(native) if isinstance(native, types.ModuleType) else native
    found = ClosureVars({name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}, {}, {}, set())
    for name in code.co_names:
        for source, target in ((outer, found.globals), (native, found.builtins)):
            if name in source:
                target[name] = source[name]
                break
        else:
            found.unbound.add(name)
    return found
