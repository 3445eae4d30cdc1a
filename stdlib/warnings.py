"""Python part of the warnings framework; issuing and filtering is done by _warnings."""
import sys
from _warnings import _defaultaction, _filters_mutated, _onceregistry, filters, warn, warn_explicit

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings", "deprecated"]

defaultaction = _defaultaction
onceregistry = _onceregistry
_ACTIONS = ("default", "always", "all", "ignore", "module", "once", "error")


# --- showing

class WarningMessage(object):
    """What a warning consists of; catch_warnings(record=True) collects these."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self._category_name = message, category, category.__name__ if category else None
        self.filename, self.lineno, self.line = filename, lineno, line
        self.file, self.source = file, source

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to file, sys.stderr by default; may be replaced."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    return _text(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig, _formatwarning_orig = showwarning, formatwarning


def _text(msg):
    category, line = msg.category.__name__, msg.line
    text = f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"
    if line is None:
        try:
            from linecache import getline
            line = getline(msg.filename, msg.lineno)
        except Exception:  # the interpreter may be about to end
            pass
    if line and (line := line.strip()):
        text += f"  {line}\n"
    if msg.source is not None:
        text += _origin(msg.source, category)
    return text


def _origin(source, category):
    """Where what a warning is about was made, if that is known."""
    from _tracemalloc import is_tracing
    if not is_tracing():
        return f"{category}: Enable tracemalloc to get the object allocation traceback\n"
    from linecache import getline
    from tracemalloc import get_object_traceback
    lines = []
    for frame in get_object_traceback(source) or ():
        lines.append(f'  File "{frame.filename}", lineno {frame.lineno}\n')
        if line := getline(frame.filename, frame.lineno).strip():
            lines.append(f"    {line}\n")
    return "".join(["Object allocated at (most recent call last):\n", *lines]) if lines else ""


def _showwarnmsg_impl(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:
        return  # pythonw and the like
    if formatwarning is _formatwarning_orig:
        text = _text(msg)
    else:
        text = formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    try:
        file.write(text)
    except OSError:
        pass  # nobody is there to be told


def _showwarnmsg(msg):
    # _warnings calls this; a function that a program has put in showwarning's place goes first.
    show = globals().get("showwarning", _showwarning_orig)
    if show is _showwarning_orig:
        _showwarnmsg_impl(msg)
    elif callable(show):
        show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    else:
        raise TypeError("warnings.showwarning() must be set to a function or method")


# --- filters

def _add_filter(*item, append):
    if not append:
        # once, and in front
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    elif item not in filters:
        filters.append(item)
    _filters_mutated()


def _check_common(action, lineno):
    if action not in _ACTIONS or action == "all":
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add an entry to the list of filters, at its front unless append is true.

    action: "error", "ignore", "always", "default", "module" or "once";
    message and module are regular expressions, lineno 0 means every line."""
    for text, what in (message, "message"), (module, "module"):
        if not isinstance(text, str):
            _check_common(action, 0)
            raise TypeError(f"{what} must be a string")
    if not (isinstance(category, type) and issubclass(category, Warning)):
        _check_common(action, 0)
        raise TypeError("category must be a Warning subclass")
    _check_common(action, lineno)
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add_filter(action, message or None, category, module or None, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter that matches every message and module."""
    _check_common(action, lineno)
    _add_filter(action, None, category, None, lineno, append=append)


def resetwarnings():
    """Remove all filters, the default ones too."""
    del filters[:]
    _filters_mutated()


class catch_warnings(object):
    """Saves the filters and restores them at the end of the block.

    record=True gives a list to which warnings are appended instead of being
    shown; action, category, lineno and append go to simplefilter()."""

    _RESTORED = ("filters", "showwarning", "_showwarnmsg_impl")

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        given = ["record=True"] * bool(self._record)
        if self._module is not sys.modules["warnings"]:
            given.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(given)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._saved = [getattr(module, name) for name in self._RESTORED]
        module.filters = module.filters[:]
        module._filters_mutated()
        log = None
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            # a replaced one would be asked first
            module.showwarning = module._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        for name, value in zip(self._RESTORED, self._saved):
            setattr(self._module, name, value)
        self._module._filters_mutated()


# --- the option -W

class _OptionError(Exception):
    """A filter on the command line that makes no sense."""


def _processoptions(args):
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(arg):
    parts = [part.strip() for part in arg.split(":")]
    if len(parts) > 5:
        raise _OptionError("too many fields (max 5): %r" % (arg,))
    action, message, category, module, lineno = parts + [""] * (5 - len(parts))
    action, category = _getaction(action), _getcategory(category)
    if message or module:
        import re
        message, module = re.escape(message), module and re.escape(module) + r"\Z"
    try:
        lineno = int(lineno or 0)
        wrong = lineno < 0
    except ValueError:
        wrong = True
    if wrong:
        raise _OptionError("invalid lineno %r" % (lineno,))
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    """The action that begins like that."""
    for known in _ACTIONS:
        if known.startswith(action):
            return "always" if known == "all" else known
    raise _OptionError("invalid action: %r" % (action,))


def _getcategory(category):
    if not category:
        return Warning
    module, _, name = category.rpartition(".")
    try:
        home = __import__(module or "builtins", None, None, [name])
    except ImportError:
        raise _OptionError("invalid module name: %r" % (module,)) from None
    found = getattr(home, name, None)
    if found is None:
        raise _OptionError("unknown warning category: %r" % (category,))
    if not (isinstance(found, type) and issubclass(found, Warning)):
        raise _OptionError("invalid warning category: %r" % (category,))
    return found


# --- deprecation

_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn about a name of the library that goes in version `remove`; an error if that is here."""
    version = "{}.{}".format(*remove)
    if _version[:2] > remove or _version[:2] == remove and _version[3] != "alpha":
        raise RuntimeError(f"{name!r} was slated for removal after Python {version} alpha")
    warn(message.format(name=name, remove=version), DeprecationWarning, stacklevel=3)


class deprecated:
    """Decorator that marks a class or function as deprecated (PEP 702).

    Using it warns with category, unless that is None; __deprecated__ holds
    the message."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            marked = [arg]
        elif isinstance(arg, type):
            marked = [arg, *self._warning_class(arg)]
        elif callable(arg):
            arg = self._warning(arg)
            marked = [arg]
        else:
            raise TypeError(f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}")
        for thing in marked:
            thing.__deprecated__ = self.message
        return arg

    def _warning(self, function, says=lambda args: True):
        """A function like that one, that warns first; says(args): is this a call to warn about?"""
        import functools
        message, category, level = self.message, self.category, self.stacklevel + 1

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            if says(args):
                warn(message, category=category, stacklevel=level)
            return function(*args, **kwargs)
        from inspect import iscoroutinefunction, markcoroutinefunction
        return markcoroutinefunction(wrapper) if iscoroutinefunction(function) else wrapper

    def _warning_class(self, cls):
        """Let a class warn when it is called or derived from; returns the two methods that do."""
        new, hook = cls.__new__, cls.__init_subclass__

        def make(made, /, *args, **kwargs):
            if new is not object.__new__:
                return new(made, *args, **kwargs)
            if made.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{made.__name__}() takes no arguments")
            return new(made)
        make.__name__, make.__qualname__, make.__wrapped__ = "__new__", getattr(new, "__qualname__", "__new__"), new
        # derived classes are made without a warning
        warning_new = self._warning(make, lambda args: args and args[0] is cls)
        warning_new.__wrapped__ = new
        cls.__new__ = staticmethod(warning_new)
        own = getattr(hook, "__func__", None)
        warning_hook = self._warning(hook if own is None else own)
        cls.__init_subclass__ = warning_hook if own is None else classmethod(warning_hook)
        return warning_new, warning_hook


def _warn_unawaited_coroutine(coro):
    """Called when a coroutine is destroyed that nobody awaited."""
    text = f"coroutine '{coro.__qualname__}' was never awaited"
    if coro.cr_origin is not None:
        from linecache import getline
        from traceback import format_list
        calls = [(file, line, name, getline(file, line)) for file, line, name in reversed(coro.cr_origin)]
        text += "\nCoroutine created at (most recent call last)\n" + "".join(format_list(calls)).rstrip("\n")
    warn(text, category=RuntimeWarning, stacklevel=2, source=coro)


_processoptions(sys.warnoptions)
