"""Documentation of objects as text, made of their docstrings and signatures: help() and python -m pydoc."""
import _imp
import builtins
import inspect
import os
import re
import sys
from reprlib import Repr

__all__ = ["help"]
__date__ = ""
__version__ = ""


# --- docstrings ---

def pathdirs():
    """sys.path without repetitions and non-directories."""
    found = {}
    for folder in sys.path:
        folder = os.path.abspath(folder or os.curdir)
        if os.path.isdir(folder):
            found.setdefault(os.path.normcase(folder), folder)
    return list(found.values())


def _getowndoc(obj):
    """The docstring an object has itself, not by its type."""
    if isinstance(obj, type):
        return obj.__doc__
    try:
        doc = object.__getattribute__(obj, "__doc__")
    except AttributeError:
        return None
    return None if type(obj).__doc__ == doc else doc


def _getdoc(object):
    """The docstring of an object, inherited if need be, without common indentation."""
    if (doc := _getowndoc(object)) is None and not inspect.isclass(object):
        from _inspect_kinds import _inherited_doc
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return inspect.cleandoc(doc) if isinstance(doc, str) else None


def getdoc(object):
    """The docstring, laid out; else the comments above the source."""
    found = _getdoc(object) or inspect.getcomments(object) or ""
    return re.sub("^ *\n", "", found.rstrip())


def splitdoc(doc):
    """(first line, rest) of a docstring; no first line if it goes on without an empty one."""
    first, *rest = doc.strip().split("\n")
    if rest and rest[0].strip():
        return "", "\n".join([first, *rest])
    return first, "\n".join(rest[1:])


# --- names ---

def _seen_from(name, home, modname):
    return name if home == modname else f"{home}.{name}"


def classname(object, modname):
    """The name of a class, with its module if that is another."""
    return _seen_from(object.__name__, object.__module__, modname)


def parentname(object, modname):
    """The name of the class or module that an object belongs to, if it can be found out."""
    owner = object.__qualname__.rpartition(".")[0]
    if owner:
        return _seen_from(owner, object.__module__, modname)
    return object.__module__ if object.__module__ != modname else None


def isdata(object):
    """Whether something has no documentation of its own: no module, class, function, frame."""
    return not any(test(object) for test in (inspect.ismodule, inspect.isclass, inspect.isroutine, inspect.isframe,
                                             inspect.istraceback, inspect.iscode))


def replace(text, *pairs):
    """Replace texts, pair by pair."""
    for old, new in zip(pairs[::2], pairs[1::2]):
        text = text.replace(old, new)
    return text


def cram(text, maxlen):
    """Leave out the middle of a long text."""
    if len(text) <= maxlen:
        return text
    kept = max(0, maxlen - 3)
    return f"{text[:kept // 2]}...{text[len(text) - (kept - kept // 2):]}"


def stripid(text):
    """A repr without the address."""
    return re.sub(r" at 0x[0-9a-f]{6,16}(?=>+$)", "", text, flags=re.IGNORECASE)


def allmethods(cl):
    """The routines of a class and its bases, by name."""
    names = {name for base in inspect.getmro(cl) for name, _ in inspect.getmembers(base, inspect.isroutine)}
    return {name: getattr(cl, name) for name in names}


_HIDDEN = frozenset(f"__{name}__" for name in (
    "author builtins cached credits date doc docformat file loader module name package path qualname slots spec version "
    "static_attributes firstlineno").split())


def visiblename(name, all=None, obj=None):
    """Whether a name is worth showing."""
    if name in _HIDDEN:
        return 0
    if name.startswith("__") and name.endswith("__"):
        return 1
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True  # methods of namedtuples
    feature = getattr(obj, name, None) if obj is not None else None
    if type(feature).__name__ == "_Feature" and obj.__name__ != "__future__":
        return False
    return name in all if all is not None else not name.startswith("_")


def _is_bound_method(obj):
    return inspect.ismethod(obj) or inspect.isbuiltin(obj) and not inspect.ismodule(obj.__self__)


def classify_class_attrs(object):
    """inspect's classification, with properties that cannot be set told apart."""
    found = []
    for name, kind, home, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            kind = "readonly property" if isinstance(value, property) and value.fset is None else "data descriptor"
        elif kind == "method" and _is_bound_method(getattr(object, name)):
            kind = "static method"
        found.append((name, kind, home, value))
    return found


def sort_attributes(attrs, object):
    """Sort (name, ...) tuples; fields of a namedtuple in their order."""
    fields = getattr(object, "_fields", ())
    try:
        places = {name: i - len(fields) for i, name in enumerate(fields)}
    except TypeError:
        places = {}
    attrs.sort(key=lambda attribute: (places.get(attribute[0], 0), attribute[0]))


def ispackage(path):
    """Whether a directory is a package."""
    from warnings import warn
    warn("The pydoc.ispackage() function is deprecated", DeprecationWarning, stacklevel=2)
    return os.path.isdir(path) and any(os.path.exists(os.path.join(path, f"__init__{suffix}")) for suffix in (".py", ".pyc"))


# --- modules ---

def source_synopsis(file):
    """The first line of the docstring that a source begins with."""
    import ast
    import tokenize
    try:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.STRING:
                text = ast.literal_eval(token.string)
                return text.strip().split("\n")[0].strip() if isinstance(text, str) else None
            if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING):
                break
    except (SyntaxError, tokenize.TokenError):
        pass
    return None


def synopsis(filename, cache={}):
    """The first line of a module file's docstring."""
    from importlib import machinery
    changed = os.stat(filename).st_mtime
    known = cache.get(filename)
    if known and known[0] >= changed:
        return known[1]
    if filename.endswith(tuple(machinery.BYTECODE_SUFFIXES)):
        from importlib._bootstrap import _load
        from importlib.util import spec_from_file_location
        try:
            found = (_load(spec_from_file_location("__temp__", filename)).__doc__ or "").splitlines()[:1]
        except Exception:
            return None
        finally:
            sys.modules.pop("__temp__", None)
        text = found[0] if found else None
    else:
        import tokenize
        try:
            with tokenize.open(filename) as file:
                text = source_synopsis(file)
        except (OSError, SyntaxError):
            return None
    cache[filename] = changed, text
    return text


class ErrorDuringImport(Exception):
    """A module could not be imported to document it."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        if not isinstance(exc_info, tuple):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f"problem in {self.filename} - {self.exc.__name__}: {self.value}"


def importfile(path):
    """Import a file as a module, wherever it is."""
    from importlib import machinery, util
    from importlib._bootstrap import _load
    with open(path, "rb") as file:
        compiled = file.read(len(util.MAGIC_NUMBER)) == util.MAGIC_NUMBER
    name = os.path.splitext(os.path.basename(path))[0]
    loader = (machinery.SourcelessFileLoader if compiled else machinery.SourceFileLoader)(name, path)
    try:
        return _load(util.spec_from_file_location(name, path, loader=loader))
    except BaseException as error:
        raise ErrorDuringImport(path, error) from None


def safeimport(path, forceload=0, cache={}):
    """Import a module by its name; None if there is none."""
    from importlib import import_module
    if forceload and path in sys.modules and path not in sys.builtin_module_names:
        for name in [each for each in sys.modules if each == path or each.startswith(f"{path}.")]:
            cache[name] = sys.modules.pop(name)  # the old one stays alive
    try:
        return import_module(path)
    except BaseException as error:
        if path in sys.modules:
            raise ErrorDuringImport(sys.modules[path].__file__, error) from None
        if isinstance(error, SyntaxError):
            raise ErrorDuringImport(error.filename, error) from None
        if isinstance(error, ImportError) and error.name is not None and f"{path}.".startswith(f"{error.name}."):
            return None
        raise ErrorDuringImport(path, error) from None


# --- documents ---

class Doc:
    """What kinds of documentation have in common: document() finds the method for an object."""

    PYTHONDOCS = os.environ.get("PYTHONDOCS", "https://docs.python.org/%d.%d/library" % sys.version_info[:2])

    def _origin(self, object, mod, cl, homecls):
        """Where a routine comes from, if that is not where it stands; _class() and _parent() show the places."""
        function = object
        if _is_bound_method(object):
            owner = object.__self__
            if owner is not cl:
                if inspect.isclass(owner):
                    return f" class method of {self._class(owner, mod)}"
                return f" method of {self._class(type(owner), mod)} instance"
            function = getattr(object, "__func__", None)
        elif inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            owner = getattr(object, "__objclass__", None)
            if owner is not None and cl is None:
                return f" unbound {self._class(owner, mod)} method"
            if owner is not None and owner is not homecls:
                return f" from {self._class(owner, mod)}"
            return ""
        if inspect.isfunction(function) and homecls is not None and (
                (function.__module__, function.__qualname__)
                != (homecls.__module__, f"{homecls.__qualname__}.{object.__name__}")):
            if place := self._parent(function, mod):
                return f" from {place}"
        return ""

    def document(self, object, name=None, *args):
        """The documentation of an object."""
        try:
            if inspect.ismodule(object):
                return self.docmodule(object, name, *args)
            if inspect.isclass(object):
                return self.docclass(object, name, *args)
            if inspect.isroutine(object):
                return self.docroutine(object, name, *args)
        except AttributeError:
            pass
        if inspect.isdatadescriptor(object):
            return self.docdata(object, name, *args)
        return self.docother(object, name, *args)

    def fail(self, object, name=None, *args):
        """There is no documentation of such objects."""
        named = f" {name!r}" if name else ""
        raise TypeError(f"don't know how to document object{named} of type {type(object).__name__}")

    docmodule = docclass = docroutine = docother = docproperty = docdata = fail

    def getdocloc(self, object, basedir=None):
        """Nothing: where documentation is on the network is not known."""
        return None


class TextRepr(Repr):
    """Short reprs."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr1(self, x, level):
        method = getattr(self, f"repr_{'_'.join(type(x).__name__.split())}", None)
        return cram(stripid(repr(x)), self.maxother) if method is None else method(x, level)

    def repr_string(self, x, level):
        shown = repr(cram(x, self.maxstring))
        raw = "\\" in repr(x).replace("\\\\", "") or "\\" not in x
        return shown if raw else f"r{shown[0]}{cram(x, self.maxstring)}{shown[0]}"

    repr_str = repr_string

    def repr_instance(self, x, level):
        try:
            return cram(stripid(repr(x)), self.maxstring)
        except Exception:
            return f"<{x.__class__.__name__} instance>"


def _signature_text(object):
    """The parameters of a callable, in parentheses; None if they are not known."""
    name = getattr(object, "__name__", "")
    try:
        return inspect.signature(object).format(max_width=None if name == "<lambda>" else 80 - len(name)) or None
    except (ValueError, TypeError):
        text = getattr(object, "__text_signature__", None)
        if not text:
            return None
        # One that inspect cannot read: what it begins with is there already, or has to be given.
        bound = getattr(object, "__self__", None) is not None
        return re.sub(r"^\(\$\w+(, )?", "(" if bound else r"(self\1", text)


# (kind, heading, whether what stands in the class is shown instead of what getattr() gives)
_SECTIONS = (("method", "Methods", False), ("class method", "Class methods", False), ("static method", "Static methods", False),
             ("readonly property", "Readonly properties", True), ("data descriptor", "Data descriptors", True),
             ("data", "Data and other attributes", True))


class TextDoc(Doc):
    """Documentation as text; names are bold by overstriking."""

    repr = TextRepr().repr

    def bold(self, text):
        return "".join(f"{char}\b{char}" for char in text)

    def indent(self, text, prefix="    "):
        """Indent a text; empty lines stay empty."""
        return "\n".join((prefix + line).rstrip() for line in text.split("\n")) if text else ""

    def section(self, title, contents):
        """A heading and what belongs below it."""
        return f"{self.bold(title)}\n{self.indent(contents).rstrip()}\n\n"

    def formattree(self, tree, modname, parent=None, prefix=""):
        """The tree of classes that inspect.getclasstree() gives, as lines."""
        lines, cls = [], None
        for entry in tree:
            if isinstance(entry, list):
                lines.append(self.formattree(entry, modname, cls, f"{prefix}    "))
                continue
            cls, bases = entry
            others = f"({', '.join(classname(base, modname) for base in bases)})" if bases and bases != (parent,) else ""
            lines.append(f"{prefix}{classname(cls, modname)}{others}\n")
        return "".join(lines)

    def docmodule(self, object, name=None, *ignored):
        """Documentation of a module."""
        name, all_ = object.__name__, getattr(object, "__all__", None)
        short, long = splitdoc(getdoc(object))

        def members(predicate, foreign=lambda value: False):
            """What is shown of the module: its own, or what __all__ names."""
            return [(key, value) for key, value in inspect.getmembers(object, predicate) if visiblename(key, all_, object)
                    and (all_ is not None or foreign(value) or (inspect.getmodule(value) or object) is object)]

        sections = [("NAME", f"{name}{' - ' * bool(short)}{short}"), ("MODULE REFERENCE", self.getdocloc(object)),
                    ("DESCRIPTION", long or None)]
        inner = set()
        if hasattr(object, "__path__"):
            from pkgutil import iter_modules
            found = list(iter_modules(object.__path__))
            inner = {each.name for each in found}
            sections.append(("PACKAGE CONTENTS", "\n".join(sorted(each.name + " (package)" * each.ispkg for each in found))))
        loose = [key for key, value in inspect.getmembers(object, inspect.ismodule)
                 if value.__name__.startswith(f"{name}.") and key not in inner]
        sections.append(("SUBMODULES", "\n".join(sorted(loose)) or None))
        if classes := members(inspect.isclass):
            tree = inspect.getclasstree([value for _, value in classes], 1)
            pages = [self.formattree(tree, name), *(self.document(value, key, name) for key, value in classes)]
            sections.append(("CLASSES", "\n".join(pages)))
        functions = members(inspect.isroutine, inspect.isbuiltin)
        sections.append(("FUNCTIONS", "\n".join(self.document(value, key, name) for key, value in functions) or None))
        data = members(isdata, lambda value: True)
        sections.append(("DATA", "\n".join(self.docother(value, key, name, maxlen=70) for key, value in data) or None))
        for title in "version", "date", "author", "credits":
            if hasattr(object, f"__{title}__"):
                text = str(getattr(object, f"__{title}__"))
                if text.startswith("$Revision: ") and text.endswith("$"):
                    text = text[11:-1].strip()
                sections.append((title.upper(), text))
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = "(built-in)"
        sections.append(("FILE", file))
        return "".join(self.section(title, text) for title, text in sections if text is not None)

    def docclass(self, object, name=None, mod=None, *ignored):
        """Documentation of a class."""
        real, home = object.__name__, object.__module__
        name = name or real
        title = f"class {self.bold(real)}" if name == real else f"{self.bold(name)} = class {real}"
        if object.__bases__:
            title += f"({', '.join(classname(base, home) for base in object.__bases__)})"
        body = [line for part in self._class_parts(object, name, mod) for line in part]
        if not body:
            return f"{title}\n"
        text = "\n".join(body)
        return f"{title}\n{self.indent(text.rstrip(), ' |  ')}\n"

    def _class_parts(self, cls, name, mod):
        """The lines of a class's page, in parts."""
        made = _signature_text(cls)
        if made and made != "()":
            yield [f"{name}{made}\n"]
        if doc := getdoc(cls):
            yield [f"{doc}\n"]
        line = inspect.getmro(cls)
        if len(line) > 2:
            yield ["Method resolution order:", *(f"    {classname(base, cls.__module__)}" for base in line), ""]
        native = sorted((each.__name__ for each in type.__subclasses__(cls)
                         if each.__module__ == "builtins" and not each.__name__.startswith("_")), key=str.lower)
        if native:
            more = [f"    ... and {len(native) - 4} other subclasses"] if len(native) > 4 else []
            yield ["Built-in subclasses:", *(f"    {each}" for each in native[:4]), *more, ""]
        attributes = [each for each in classify_class_attrs(cls) if visiblename(each[0], obj=cls)]
        homes = [*line, *dict.fromkeys(each[2] for each in attributes if each[2] not in line)]
        ruled = False
        for home in homes:
            if home is builtins.object and cls is not builtins.object:
                continue
            own = [each for each in attributes if each[2] is home]
            sort_attributes(own, cls)
            tag = "defined here" if home is cls else f"inherited from {classname(home, cls.__module__)}"
            for kind, heading, stored in _SECTIONS:
                if chosen := [each for each in own if each[1] == kind]:
                    if ruled:
                        yield ["-" * 70]
                    ruled = True
                    yield [f"{heading} {tag}:\n"]
                    yield [self._attribute(cls, each, mod, stored) for each in chosen]

    def _attribute(self, cls, attribute, mod, stored):
        name, kind, home, value = attribute
        if kind == "data":
            doc = getdoc(value) if callable(value) or inspect.isdatadescriptor(value) else None
            try:
                value = getattr(cls, name)
            except AttributeError:
                value = vars(home)[name]
            return self.docother(value, name, mod, maxlen=70, doc=doc) + "\n"
        if not stored:
            try:
                return self.document(getattr(cls, name), name, mod, cls, home)
            except Exception:
                pass
        return self.docdata(value, name, mod)

    def formatvalue(self, object):
        """A default value."""
        return f"={self.repr(object)}"

    _class, _parent = staticmethod(classname), staticmethod(parentname)

    def docroutine(self, object, name=None, mod=None, cl=None, homecls=None):
        """Documentation of a function or method."""
        real = object.__name__
        name = name or real
        note = self._origin(object, mod, cl, cl if homecls is None else homecls)
        known_by_real_name = False
        title = self.bold(real)
        if name != real:
            known_by_real_name = cl is not None and inspect.getattr_static(cl, real, []) is object
            note = "" if note.startswith(" from ") and known_by_real_name else note
            title = f"{self.bold(name)} = {real}"
        arguments = _signature_text(object) if inspect.isroutine(object) else None
        if arguments and real == "<lambda>":
            title, arguments = f"{self.bold(name)} lambda ", arguments[1:-1]
        coroutine = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        head = f"{'async ' * coroutine}{title}{arguments or '(...)'}{note}\n"
        doc = "" if known_by_real_name else getdoc(object)
        return f"{head}{self.indent(doc).rstrip()}\n" if doc else head

    def docdata(self, object, name=None, mod=None, *ignored):
        """Documentation of a descriptor."""
        doc = getdoc(object)
        return "".join([f"{self.bold(name)}\n" if name else "", f"{self.indent(doc)}\n" if doc else ""])

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, *ignored, maxlen=None, doc=None):
        """Documentation of data."""
        shown, head = self.repr(object), f"{name} = " if name else ""
        if maxlen and len(head) + len(shown) > maxlen:
            shown = f"{shown[:maxlen - len(head) - len(shown)]}..."
        text = f"{self.bold(name)} = {shown}" if name else shown
        doc = doc or getdoc(object)
        return f"{text}\n{self.indent(str(doc))}\n" if doc else text


class _PlainTextDoc(TextDoc):
    """Documentation as text without overstriking."""

    def bold(self, text):
        return text


# --- showing ---

def plain(text):
    """A text without overstriking."""
    return re.sub(".\b", "", text)


def pipepager(text, cmd, title=""):
    """Show a text through a program."""
    import subprocess
    env = dict(os.environ, LESS=f"-RmPm{title.replace('?', '')} (press h for help or q to quit)") if title else None
    process = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE, errors="backslashreplace", env=env)
    try:
        process.communicate(text)
    except (OSError, KeyboardInterrupt):
        process.wait()


def plainpager(text, title=""):
    """Print a text."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(plain(text.encode(encoding, "backslashreplace").decode(encoding)))


def _key():
    """A key of the terminal, without its echo; a line where there are no single keys."""
    try:
        import termios
        import tty
        before = termios.tcgetattr(sys.stdin)
    except (ImportError, OSError, ValueError):
        return input()[:1]
    try:
        tty.setcbreak(sys.stdin)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSAFLUSH, before)


def ttypager(text, title=""):
    """Print a text page by page: Enter shows a line more, q ends."""
    import shutil
    lines = plain(text).splitlines()
    page = shutil.get_terminal_size().lines - 1
    shown = 0
    while True:
        sys.stdout.write("".join(f"{line}\n" for line in lines[shown:shown + page]))
        shown += page
        if shown >= len(lines):
            return
        sys.stdout.write("-- more --")
        sys.stdout.flush()
        key = _key()
        sys.stdout.write("\r          \r")
        if key in ("q", "Q", "\x03", "\x04", ""):
            return
        page = 1 if key in "\r\n" else shutil.get_terminal_size().lines - 1


def getpager():
    """How to show texts: a program on terminals, print elsewhere."""
    def is_terminal(stream):
        return getattr(stream, "isatty", lambda: False)()

    if not is_terminal(sys.stdin) or not is_terminal(sys.stdout) or os.environ.get("TERM") in ("dumb", "emacs"):
        return plainpager
    import shutil
    wanted = os.environ.get("MANPAGER") or os.environ.get("PAGER")
    for command in filter(None, (wanted, "less", "more")):
        if command == wanted or shutil.which(command):
            return lambda text, title="": pipepager(text, command, title)
    return ttypager


def tempfilepager(text, cmd, title=""):
    """Show a text through a program that reads a file."""
    import subprocess
    import tempfile
    with tempfile.NamedTemporaryFile("w", errors="backslashreplace") as file:
        file.write(text)
        file.flush()
        subprocess.call(f"{cmd} {file.name!r}", shell=True)


# the names of CPython 3.13
get_pager, pipe_pager, plain_pager, tty_pager, tempfile_pager = getpager, pipepager, plainpager, ttypager, tempfilepager


def pager(text, title=""):
    """Show a text; the first call finds out how."""
    global pager
    pager = getpager()
    pager(text, title)


def describe(thing):
    """What kind of thing something is, in a phrase."""
    name = getattr(thing, "__name__", None)
    if inspect.ismodule(thing):
        kind = "built-in module" if _imp.is_builtin(name) else "package" if hasattr(thing, "__path__") else "module"
        return f"{kind} {name}"
    for test, kind in (inspect.isgetsetdescriptor, "getset"), (inspect.ismemberdescriptor, "member"):
        if test(thing):
            owner = thing.__objclass__
            return f"{kind} descriptor {owner.__module__}.{owner.__name__}.{name}"
    for test, kind in ((inspect.isbuiltin, "built-in function"), (inspect.isclass, "class"), (inspect.isfunction, "function"),
                       (inspect.ismethod, "method")):
        if test(thing):
            return f"{kind} {name}"
    return type(thing).__name__


def locate(path, forceload=0):
    """The object of a dotted name; None without."""
    parts = [part for part in path.split(".") if part]
    found, used = builtins, 0
    while used < len(parts) and (module := safeimport(".".join(parts[:used + 1]), forceload)):
        found, used = module, used + 1
    for part in parts[used:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


text = TextDoc()
plaintext = _PlainTextDoc()


def resolve(thing, forceload=0):
    """(object, name) of an object or of the name of one."""
    if not isinstance(thing, str):
        name = getattr(thing, "__name__", None)
        return thing, name if isinstance(name, str) else None
    if (found := locate(thing, forceload)) is None:
        raise ImportError(f"No Python documentation found for {thing!r}.\nUse help() to get the interactive help utility.\n"
                          "Use help(str) for help on the str class.")
    return found, thing


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    """The documentation of an object or a name, as text."""
    found, name = resolve(thing, forceload)
    what, module = describe(found), inspect.getmodule(found)
    if name and "." in name:
        what += f" in {name.rpartition('.')[0]}"
    elif module and module is not found:
        what += f" in module {module.__name__}"
    documented = (inspect.ismodule(found) or inspect.isclass(found) or inspect.isroutine(found)
                  or inspect.isdatadescriptor(found) or _getdoc(found))
    if not documented:  # an instance: its class is
        found = found.__origin__ if hasattr(found, "__origin__") else type(found)
        what += " object"
    return f"{title % what}\n\n{(renderer or text).document(found, name)}"


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None, is_cli=False):
    """Show the documentation of an object or a name."""
    try:
        page = render_doc(thing, title, forceload, None if output is None else plaintext)
    except ImportError as error:
        if output is None and is_cli:
            raise
        page = str(error) if output is not None else None
        if output is None:
            print(error)
    if output is not None:
        output.write(page)
    elif page is not None:
        pager(page, f"Help on {getattr(thing, '__name__', thing)!s}")


_ASK = object()


class Helper:
    """help: called with an object or name it shows documentation, without it asks for names."""

    # By keyword, symbol and topic: (label of a text, names of others about it), or the name of the one that says it.
    # Texts of symbols are topics: the one that says it, and others about it.
    keywords = {
        "False": "", "None": "", "True": "", "and": "BOOLEAN", "as": "with", "assert": ("assert", ""),
        "async": ("async", ""), "await": ("await", ""), "break": ("break", "while for"),
        "class": ("class", "CLASSES SPECIALMETHODS"), "continue": ("continue", "while for"), "def": ("function", ""),
        "del": ("del", "BASICMETHODS"), "elif": "if", "else": ("else", "while for"), "except": "try", "finally": "try",
        "for": ("for", "break continue while"), "from": "import", "global": ("global", "nonlocal NAMESPACES"),
        "if": ("if", "TRUTHVALUE"), "import": ("import", "MODULES"), "in": ("in", "SEQUENCEMETHODS"), "is": "COMPARISON",
        "lambda": ("lambda", "FUNCTIONS"), "nonlocal": ("nonlocal", "global NAMESPACES"), "not": "BOOLEAN",
        "or": "BOOLEAN", "pass": ("pass", ""), "raise": ("raise", "EXCEPTIONS"), "return": ("return", "FUNCTIONS"),
        "try": ("try", "EXCEPTIONS"), "while": ("while", "break continue if TRUTHVALUE"),
        "with": ("with", "CONTEXTMANAGERS EXCEPTIONS yield"), "yield": ("yield", "")}
    topics = {
        "TYPES": ("types", "STRINGS UNICODE NUMBERS SEQUENCES MAPPINGS FUNCTIONS CLASSES MODULES FILES inspect"),
        "STRINGS": ("strings", "str UNICODE SEQUENCES STRINGMETHODS FORMATTING TYPES"),
        "STRINGMETHODS": ("string-methods", "STRINGS FORMATTING"), "FORMATTING": ("formatstrings", "OPERATORS"),
        "UNICODE": ("strings", "encodings unicode SEQUENCES STRINGMETHODS FORMATTING TYPES"),
        "NUMBERS": ("numbers", "INTEGER FLOAT COMPLEX TYPES"), "INTEGER": ("integers", "int range"),
        "FLOAT": ("floating", "float math"), "COMPLEX": ("imaginary", "complex cmath"),
        "SEQUENCES": ("typesseq", "STRINGMETHODS FORMATTING range LISTS"), "MAPPINGS": "DICTIONARIES",
        "FUNCTIONS": ("typesfunctions", "def TYPES"), "METHODS": ("typesmethods", "class def CLASSES TYPES"),
        "CODEOBJECTS": ("bltin-code-objects", "compile FUNCTIONS TYPES"),
        "TYPEOBJECTS": ("bltin-type-objects", "types TYPES"), "FRAMEOBJECTS": "TYPES", "TRACEBACKS": "TYPES",
        "NONE": ("bltin-null-object", ""), "ELLIPSIS": ("bltin-ellipsis-object", "SLICINGS"),
        "SPECIALATTRIBUTES": ("specialattrs", ""), "CLASSES": ("types", "class SPECIALMETHODS PRIVATENAMES"),
        "MODULES": ("typesmodules", "import"), "PACKAGES": "import",
        "EXPRESSIONS": ("operator-summary", "lambda or and not in is BOOLEAN COMPARISON BITWISE SHIFTING BINARY FORMATTING "
                        "POWER UNARY ATTRIBUTES SUBSCRIPTS SLICINGS CALLS TUPLES LISTS DICTIONARIES"),
        "OPERATORS": "EXPRESSIONS", "PRECEDENCE": "EXPRESSIONS", "OBJECTS": ("objects", "TYPES"),
        "SPECIALMETHODS": ("specialnames", "BASICMETHODS ATTRIBUTEMETHODS CALLABLEMETHODS SEQUENCEMETHODS MAPPINGMETHODS "
                           "NUMBERMETHODS CLASSES"),
        "BASICMETHODS": ("customization", "hash repr str SPECIALMETHODS"),
        "ATTRIBUTEMETHODS": ("attribute-access", "ATTRIBUTES SPECIALMETHODS"),
        "CALLABLEMETHODS": ("callable-types", "CALLS SPECIALMETHODS"),
        "SEQUENCEMETHODS": ("sequence-types", "SEQUENCES SEQUENCEMETHODS SPECIALMETHODS"),
        "MAPPINGMETHODS": ("sequence-types", "MAPPINGS SPECIALMETHODS"),
        "NUMBERMETHODS": ("numeric-types", "NUMBERS AUGMENTEDASSIGNMENT SPECIALMETHODS"),
        "EXECUTION": ("execmodel", "NAMESPACES DYNAMICFEATURES EXCEPTIONS"),
        "NAMESPACES": ("naming", "global nonlocal ASSIGNMENT DELETION DYNAMICFEATURES"),
        "DYNAMICFEATURES": ("dynamic-features", ""), "SCOPING": "NAMESPACES", "FRAMES": "NAMESPACES",
        "EXCEPTIONS": ("exceptions", "try except finally raise"), "CONVERSIONS": ("conversions", ""),
        "IDENTIFIERS": ("identifiers", "keywords SPECIALIDENTIFIERS"), "SPECIALIDENTIFIERS": ("id-classes", ""),
        "PRIVATENAMES": ("atom-identifiers", ""),
        "LITERALS": ("atom-literals", "STRINGS NUMBERS TUPLELITERALS LISTLITERALS DICTIONARYLITERALS"),
        "TUPLES": "SEQUENCES", "TUPLELITERALS": ("exprlists", "TUPLES LITERALS"),
        "LISTS": ("typesseq-mutable", "LISTLITERALS"), "LISTLITERALS": ("lists", "LISTS LITERALS"),
        "DICTIONARIES": ("typesmapping", "DICTIONARYLITERALS"), "DICTIONARYLITERALS": ("dict", "DICTIONARIES LITERALS"),
        "ATTRIBUTES": ("attribute-references", "getattr hasattr setattr ATTRIBUTEMETHODS"),
        "SUBSCRIPTS": ("subscriptions", "SEQUENCEMETHODS"), "SLICINGS": ("slicings", "SEQUENCEMETHODS"),
        "CALLS": ("calls", "EXPRESSIONS"), "POWER": ("power", "EXPRESSIONS"), "UNARY": ("unary", "EXPRESSIONS"),
        "BINARY": ("binary", "EXPRESSIONS"), "SHIFTING": ("shifting", "EXPRESSIONS"), "BITWISE": ("bitwise", "EXPRESSIONS"),
        "COMPARISON": ("comparisons", "EXPRESSIONS BASICMETHODS"), "BOOLEAN": ("booleans", "EXPRESSIONS TRUTHVALUE"),
        "ASSERTION": "assert", "ASSIGNMENT": ("assignment", "AUGMENTEDASSIGNMENT"),
        "AUGMENTEDASSIGNMENT": ("augassign", "NUMBERMETHODS"), "ASSIGNMENTEXPRESSIONS": ("assignment-expressions", ""),
        "DELETION": "del", "RETURNING": "return", "IMPORTING": "import", "CONDITIONAL": "if",
        "LOOPING": ("compound", "for while break continue"), "TRUTHVALUE": ("truth", "if while and or not BASICMETHODS"),
        "DEBUGGING": ("debugger", "pdb"), "CONTEXTMANAGERS": ("context-managers", "with")}
    symbols = {
        "%": "OPERATORS FORMATTING", "**": "POWER OPERATORS", ",": "TUPLES LISTS FUNCTIONS",
        ".": "ATTRIBUTES FLOAT MODULES OBJECTS", "...": "ELLIPSIS", ":": "SLICINGS DICTIONARYLITERALS", "@": "def class",
        "\\": "STRINGS", ":=": "ASSIGNMENTEXPRESSIONS", "`": "BACKQUOTES", "_": "PRIVATENAMES", "__": "PRIVATENAMES SPECIALMETHODS",
        **dict.fromkeys("()", "TUPLES FUNCTIONS CALLS"), **dict.fromkeys("[]", "LISTS SUBSCRIPTS SLICINGS"),
        **{prefix + quote: "STRINGS" for quote in "'\"" for prefix in ("", 2 * quote, *"bfru")},
        "+": "OPERATORS", "-": "OPERATORS UNARY", "*": "OPERATORS", "/": "OPERATORS", "//": "OPERATORS",
        **dict.fromkeys("<< >> & | ^".split(), "OPERATORS BITWISE"), "~": "OPERATORS UNARY BITWISE",
        **dict.fromkeys("< > <= >= == != <>".split(), "OPERATORS COMPARISON"),
        **dict.fromkeys("+= -= *= /= %= &= |= ^= <<= >>= **= //=".split(), "AUGMENTEDASSIGNMENT"),
        **dict.fromkeys("jJ", "COMPLEX")}

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    @property
    def input(self):
        """Where names are read from."""
        return self._input or sys.stdin

    @property
    def output(self):
        """Where pages go."""
        return self._output or sys.stdout

    def __repr__(self):
        if sys._getframe(1).f_code.co_name == "?":
            self()
            return ""
        return f"<{type(self).__qualname__} instance>"

    def __call__(self, request=_ASK):
        if request is not _ASK:
            self.help(request)
            return
        self.intro()
        self.interact()
        self.output.write("\nYou are now leaving help and returning to the Python interpreter.\n")

    def interact(self):
        """Ask for names until q."""
        self.output.write("\n")
        while True:
            try:
                request = self.getline("help> ").strip()
            except (KeyboardInterrupt, EOFError):
                return
            if not request:
                continue
            if len(request) > 2 and request[0] == request[-1] in "'\"" and request[0] not in request[1:-1]:
                request = request[1:-1]
            if request.lower() in ("q", "quit", "exit"):
                return
            if request == "help":
                self.intro()
            else:
                self.help(request)

    def getline(self, prompt):
        """Read a line."""
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        line = self.input.readline()
        if not line:
            raise EOFError
        return line

    def help(self, request, is_cli=False):
        """Show what is known about an object or a name."""
        match request.strip() if isinstance(request, str) else request:
            case "":
                pass
            case "keywords":
                self.listkeywords()
            case "symbols":
                self.listsymbols()
            case "topics":
                self.listtopics()
            case "modules":
                self.listmodules()
            case str(text) if text.startswith("modules "):
                self.listmodules(text.split()[1])
            case "True" | "False" | "None" as text:
                doc({"True": True, "False": False, "None": None}[text], "Help on %s:", output=self._output, is_cli=is_cli)
            case str(text) if text in self.symbols:
                self.showsymbol(text)
            case str(text) if text in self.keywords or text in self.topics:
                self.showtopic(text)
            case Helper():
                self()
            case wanted:
                doc(wanted, "Help on %s:", output=self._output, is_cli=is_cli)
        self.output.write("\n")

    def intro(self):
        """Say how help is used."""
        self.output.write("""Welcome to help.

Enter the name of a module, class or function to read about it, of a keyword or
symbol ('if', '+='), or of a topic ('LOOPING').

  'keywords', 'symbols', 'topics', 'modules'    lists of these
  'modules word'                                modules about something
  'q'                                           leaves
""")

    def list(self, items, columns=4, width=80):
        """Print names in columns."""
        items = sorted(items)
        cell, rows = width // columns, (len(items) + columns - 1) // columns
        for row in range(rows):
            for column, item in enumerate(items[row::rows]):
                gap = max(cell - 1 - len(item), 0) + 1 if column < columns - 1 else 0
                self.output.write(item + " " * gap)
            self.output.write("\n")

    def _list_named(self, title, names):
        self.output.write(f"\n{title}:\n\n")
        self.list(names)

    def listkeywords(self):
        """Print the keywords."""
        self._list_named("The keywords of Python; enter one to read about it", self.keywords)

    def listsymbols(self):
        """Print the symbols."""
        self._list_named("What is written without letters; enter a symbol to read about it", self.symbols)

    def listtopics(self):
        """Print the topics."""
        self._list_named("The topics; enter one to read about it", self.topics)

    def _gettopic(self, topic, more_xrefs=""):
        """(text, names of others about it) of a topic or keyword."""
        found, others = topic, more_xrefs
        while isinstance(found, str):
            if not (target := self.keywords.get(found, self.topics.get(found))):
                return f"There is no text about {topic!r}.\n", ""
            found = target
        label, own = found
        from pydoc_data.topics import topics
        from textwrap import fill
        text = "\n\n".join(part if part.startswith(" ") else "\n".join(fill(line, 79) for line in [part.replace("\n", " ")])
                           for part in topics[label].rstrip("\n").split("\n\n"))
        return text + "\n", f"{own} {others}".strip()

    def showtopic(self, topic, more_xrefs=""):
        """Show the text of a topic or keyword, and the names of others about it."""
        text, others = self._gettopic(topic, more_xrefs)
        if others:
            from textwrap import fill
            text += "\n" + fill(f"Related help topics: {', '.join(others.split())}", 72) + "\n"
        if self._output is None:
            pager(text, f"Help on {topic}")
        else:
            self.output.write(text)

    def showsymbol(self, symbol):
        """Show the text of a symbol."""
        topic, _, others = self.symbols[symbol].partition(" ")
        self.showtopic(topic, others)

    def listmodules(self, key=""):
        """Print the modules that can be imported."""
        from pkgutil import iter_modules
        if key:
            self.output.write(f"\nModules that have {key!r} in their name or first line:\n\n")
            apropos(key)
            return
        names = {*sys.builtin_module_names, *(each.name + " (package)" * each.ispkg for each in iter_modules())}
        self.output.write("\nThese modules can be imported; enter one to read about it:\n\n")
        self.list(name for name in names if not name.startswith("_"))


help = Helper()


def apropos(key):
    """Print the modules whose first line of documentation has a word in it."""
    from pkgutil import walk_packages
    key = key.lower()
    for found in walk_packages(onerror=lambda name: None):
        line = ""
        try:
            spec = found.module_finder.find_spec(found.name.rpartition(".")[2], None)
            if spec and spec.origin and spec.origin.endswith(".py"):
                line = synopsis(spec.origin) or ""
        except Exception:
            pass
        if key in f"{found.name} - {line}".lower():
            print(f"{found.name}{' - ' * bool(line)}{line}")


_HTML = frozenset("HTMLDoc HTMLRepr ModuleScanner browse html writedoc writedocs _start_server _url_handler".split())


def __getattr__(name):
    """What is about HTML is loaded when somebody asks for it."""
    if name in _HTML:
        import _pydoc_html
        return getattr(_pydoc_html, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_HTML})


def ispath(x):
    """Whether a text is a path rather than a name."""
    return isinstance(x, str) and os.sep in x


_USAGE = """pydoc - the Python documentation tool

pydoc name ...     show the page of a module, class, function or keyword list, or of a file
pydoc -k keyword   list the modules whose first line of documentation has the word in it
pydoc -w name ...  write the page of each module, or of all modules below a directory, to a file
pydoc -b           serve the pages to a browser; -n HOST and -p PORT say where"""


def cli():
    """python -m pydoc"""
    import getopt
    try:
        options, names = getopt.getopt(sys.argv[1:], "bk:n:p:w")
        options = dict(options)
        port = int(options.get("-p", 0))
    except (getopt.error, ValueError):
        options, names = {}, []
    if "-k" in options:
        apropos(options["-k"])
        return
    if options.keys() & {"-b", "-n", "-p"}:
        from pydoc import browse
        browse(port, hostname=options.get("-n", "localhost"), open_browser="-b" in options)
        return
    writing = "-w" in options
    if not names:
        print(_USAGE)
        return
    folder = os.path.dirname(os.path.abspath(sys.argv[0]))
    sys.path[:] = [os.getcwd(), *(entry for entry in sys.path if entry not in ("", os.curdir, os.getcwd(), folder))]
    for name in names:
        if ispath(name) and not os.path.exists(name):
            print(f"file {name!r} does not exist")
            sys.exit(1)
        try:
            thing = importfile(name) if ispath(name) and os.path.isfile(name) else name
            if writing:
                from pydoc import writedoc, writedocs
                writedocs(name) if ispath(name) and os.path.isdir(name) else writedoc(thing)
            else:
                help.help(thing, is_cli=True)
        except (ImportError, ErrorDuringImport) as error:
            print(error)
            sys.exit(1)


if __name__ == "__main__":
    cli()
