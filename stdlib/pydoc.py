"""Documentation of objects as text, made of their docstrings and signatures: help() and python -m pydoc."""
import builtins
import importlib
import inspect
import io
import os
import re
import sys
import types
from collections import deque
from reprlib import Repr
from traceback import format_exception_only

__all__ = ['help']
__date__ = ""
__version__ = ""


def pathdirs():
    """sys.path without repetitions and non-directories."""
    dirs = []
    seen = []
    for directory in sys.path:
        directory = os.path.abspath(directory or '.')
        key = os.path.normcase(directory)
        if key not in seen and os.path.isdir(directory):
            dirs.append(directory)
            seen.append(key)
    return dirs


def _isclass(object):
    return inspect.isclass(object) and not isinstance(object, types.GenericAlias)


def _getowndoc(object):
    """The docstring that is not the one of the object's class."""
    try:
        doc = object.__doc__
        if doc is not None and object is not type:
            if inspect.isclass(object):
                if '__doc__' not in object.__dict__:
                    return None
            else:
                typedoc = type(object).__doc__
                if isinstance(typedoc, str) and typedoc == doc:
                    return None
        return doc if isinstance(doc, str) else None
    except Exception:
        return None


def _getdoc(object):
    """The docstring, laid out: its own one, or for methods one that it inherits."""
    doc = _getowndoc(object)
    if doc is None and (inspect.isroutine(object) or inspect.isdatadescriptor(object)):
        return inspect.getdoc(object)
    return None if doc is None else inspect.cleandoc(doc)


def getdoc(object):
    """The docstring, laid out; else the comments above the source."""
    result = _getdoc(object) or inspect.getcomments(object)
    return result and re.sub('^ *\n', '', result.rstrip()) or ''


def splitdoc(doc):
    """(first line, rest) of a docstring; no first line if it goes on without an empty one."""
    lines = doc.strip().split('\n')
    if len(lines) == 1:
        return lines[0], ''
    if len(lines) >= 2 and not lines[1].rstrip():
        return lines[0], '\n'.join(lines[2:])
    return '', '\n'.join(lines)


def classname(object, modname):
    """The name of a class, with its module if that is another."""
    name = object.__qualname__ if hasattr(object, '__qualname__') else object.__name__
    if object.__module__ != modname:
        name = object.__module__ + '.' + name
    return name


def parentname(object, modname):
    """The name of the class or module that an object belongs to, if it can be found out."""
    if '.' in object.__qualname__:
        name = object.__qualname__.rpartition('.')[0]
        if object.__module__ != modname and object.__module__ is not None:
            return object.__module__ + '.' + name
        return name
    if object.__module__ != modname:
        return object.__module__
    return None


def isdata(object):
    """Whether something has no documentation of its own: no module, class, function, frame."""
    return not (inspect.ismodule(object) or _isclass(object) or inspect.isroutine(object)
                or inspect.isframe(object) or inspect.istraceback(object) or inspect.iscode(object))


def replace(text, *pairs):
    """Replace texts, pair by pair."""
    while pairs:
        text = pairs[1].join(text.split(pairs[0]))
        pairs = pairs[2:]
    return text


def cram(text, maxlen):
    """Leave out the middle of a long text."""
    if len(text) > maxlen:
        pre = max(0, (maxlen - 3) // 2)
        post = max(0, maxlen - 3 - pre)
        return text[:pre] + '...' + text[len(text) - post:]
    return text


def stripid(text):
    """A repr without the address."""
    return re.sub(r' at 0x[0-9a-f]{6,16}(>+)$', r'\1', text, flags=re.IGNORECASE)


def _is_bound_method(fn):
    """Whether fn is a method with its object."""
    if inspect.ismethod(fn):
        return True
    if inspect.isbuiltin(fn):
        self = getattr(fn, '__self__', None)
        return not (inspect.ismodule(self) or self is None)
    return False


def allmethods(cl):
    """The routines of a class and its bases, by name."""
    methods = {}
    for key, value in inspect.getmembers(cl, inspect.isroutine):
        methods[key] = getattr(cl, key)
    return methods


def visiblename(name, all=None, obj=None):
    """Whether a name is worth showing."""
    if name in {'__author__', '__builtins__', '__credits__', '__date__', '__doc__',
                '__docformat__', '__file__', '__loader__', '__module__', '__name__',
                '__package__', '__path__', '__qualname__', '__slots__', '__spec__', '__version__',
                '__static_attributes__', '__firstlineno__', '__cached__'}:
        return False
    if name.startswith('__') and name.endswith('__'):
        return True
    if name.startswith('_') and hasattr(obj, '_fields'):
        # namedtuples have public names with an underscore
        return True
    if all is not None:
        return name in all
    return not name.startswith('_')


def classify_class_attrs(object):
    """inspect's classification, with properties that cannot be set told apart."""
    results = []
    for name, kind, cls, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            kind = 'data descriptor'
            if isinstance(value, property) and value.fset is None:
                kind = 'readonly property'
        results.append((name, kind, cls, value))
    return results


def sort_attributes(attrs, object):
    """Sort (name, ...) tuples; fields of a namedtuple in their order."""
    fields = getattr(object, '_fields', [])
    try:
        order = {name: i - len(fields) for i, name in enumerate(fields)}
    except TypeError:
        order = {}
    attrs.sort(key=lambda attr: (order.get(attr[0], 0), attr[0]))


def ispackage(path):
    """Whether a directory is a package."""
    if os.path.isdir(path):
        for ext in ('.py', '.pyc'):
            if os.path.isfile(os.path.join(path, '__init__' + ext)):
                return True
    return False


def source_synopsis(file):
    """The first line of the docstring that a source begins with."""
    import ast
    try:
        doc = ast.get_docstring(ast.parse(file.read()))
    except (SyntaxError, ValueError):
        return None
    return doc.splitlines()[0].strip() if doc else None


def synopsis(filename, cache={}):
    """The first line of a module file's docstring."""
    try:
        mtime = os.stat(filename).st_mtime
    except OSError:
        return None
    last, result = cache.get(filename, (None, None))
    if last is None or last < mtime:
        import tokenize
        try:
            with tokenize.open(filename) as file:
                result = source_synopsis(file)
        except (OSError, SyntaxError, UnicodeDecodeError):
            return None
        cache[filename] = mtime, result
    return result


class ErrorDuringImport(Exception):
    """A module could not be imported to document it."""

    def __init__(self, filename, exc_info):
        if not isinstance(exc_info, tuple):
            assert isinstance(exc_info, BaseException)
            self.exc, self.value, self.tb = type(exc_info), exc_info, exc_info.__traceback__
        else:
            self.exc, self.value, self.tb = exc_info
        self.filename = filename

    def __str__(self):
        return 'problem in %s - %s: %s' % (self.filename, self.exc.__name__, self.value)


def importfile(path):
    """Import a file as a module, wherever it is."""
    filename = os.path.basename(path)
    name = os.path.splitext(filename)[0]
    import importlib.util
    spec = importlib.util.spec_from_file_location(name, path)
    try:
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    except BaseException as err:
        raise ErrorDuringImport(path, err)


def safeimport(path, forceload=0, cache={}):
    """Import a module by its name; None if there is none."""
    try:
        if forceload and path in sys.modules and path not in sys.builtin_module_names:
            for key in [m for m in sys.modules if m.startswith(path + '.')] + [path]:
                cache[key] = sys.modules.pop(key)
        module = importlib.import_module(path)
    except BaseException as err:
        if isinstance(err, ModuleNotFoundError) and err.name is not None \
                and (path == err.name or path.startswith(err.name + '.')):
            return None
        if path in sys.modules:
            raise ErrorDuringImport(getattr(sys.modules[path], '__file__', path), err)
        raise ErrorDuringImport(path, err)
    return module


class Doc:
    """What kinds of documentation have in common: document() finds the method for an object."""

    PYTHONDOCS = os.environ.get("PYTHONDOCS", "https://docs.python.org/%d.%d/library"
                                % sys.version_info[:2])

    def document(self, object, name=None, *args):
        """The documentation of an object."""
        args = (object, name) + args
        try:
            if inspect.ismodule(object):
                return self.docmodule(*args)
            if _isclass(object):
                return self.docclass(*args)
            if inspect.isroutine(object):
                return self.docroutine(*args)
        except AttributeError:
            pass
        if inspect.isdatadescriptor(object):
            return self.docdata(*args)
        return self.docother(*args)

    def fail(self, object, name=None, *args):
        message = "don't know how to document object%s of type %s" % (
            name and ' ' + repr(name), type(object).__name__)
        raise TypeError(message)

    docmodule = docclass = docroutine = docother = docproperty = docdata = fail

    def getdocloc(self, object, basedir=None):
        """Nothing: where documentation is on the network is not known."""
        return None


class TextRepr(Repr):
    """Short reprs."""

    def __init__(self):
        Repr.__init__(self)
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr1(self, x, level):
        method = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        if method is not None:
            return method(x, level)
        return cram(stripid(repr(x)), self.maxother)

    def repr_string(self, x, level):
        test = cram(x, self.maxstring)
        testrepr = repr(test)
        if '\\' in test and '\\' not in replace(testrepr, r'\\', ''):
            # only backslashes were escaped: raw strings read better
            return 'r' + testrepr[0] + test + testrepr[0]
        return testrepr

    repr_str = repr_string

    def repr_instance(self, x, level):
        try:
            return cram(stripid(repr(x)), self.maxstring)
        except Exception:
            return '<%s instance>' % x.__class__.__name__


class TextDoc(Doc):
    """Documentation as text; names are bold by overstriking."""

    _repr_instance = TextRepr()
    repr = _repr_instance.repr

    def bold(self, text):
        return ''.join([ch + '\b' + ch for ch in text])

    def indent(self, text, prefix='    '):
        """Indent a text; empty lines stay empty."""
        return '\n'.join([(prefix + line).rstrip() for line in text.split('\n')]) if text else ''

    def section(self, title, contents):
        """A heading and what belongs below it."""
        clean = self.indent(contents).rstrip()
        return self.bold(title) + '\n' + clean + '\n\n'

    def formattree(self, tree, modname, parent=None, prefix=''):
        """The tree of classes that inspect.getclasstree() gives, as lines."""
        result = ''
        for entry in tree:
            if isinstance(entry, tuple):
                c, bases = entry
                result = result + prefix + classname(c, modname)
                if bases and bases != (parent,):
                    parents = [classname(b, modname) for b in bases]
                    result = result + '(%s)' % ', '.join(parents)
                result = result + '\n'
            elif isinstance(entry, list):
                result = result + self.formattree(entry, modname, c, prefix + '    ')
        return result

    def docmodule(self, object, name=None, *ignored):
        """Documentation of a module."""
        name = object.__name__
        synop, desc = splitdoc(getdoc(object))
        result = self.section('NAME', name + (synop and ' - ' + synop))
        all = getattr(object, '__all__', None)
        if desc:
            result += self.section('DESCRIPTION', desc)
        classes = [(key, value) for key, value in inspect.getmembers(object, _isclass)
                   if (all is not None or (inspect.getmodule(value) or object) is object)
                   and visiblename(key, all, object)]
        funcs = [(key, value) for key, value in inspect.getmembers(object, inspect.isroutine)
                 if (all is not None or inspect.isbuiltin(value)
                     or inspect.getmodule(value) is object)
                 and visiblename(key, all, object)]
        data = [(key, value) for key, value in inspect.getmembers(object, isdata)
                if visiblename(key, all, object)]
        modpkgs = []
        names = set()
        if hasattr(object, '__path__'):
            import pkgutil
            for importer, modname, ispkg in pkgutil.iter_modules(object.__path__):
                names.add(modname)
                modpkgs.append(modname + (' (package)' if ispkg else ''))
            modpkgs.sort()
            result += self.section('PACKAGE CONTENTS', '\n'.join(modpkgs))
        submodules = [key for key, value in inspect.getmembers(object, inspect.ismodule)
                      if value.__name__.startswith(name + '.') and key not in names]
        if submodules:
            result += self.section('SUBMODULES', '\n'.join(sorted(submodules)))
        if classes:
            classlist = [value for key, value in classes]
            contents = [self.formattree(inspect.getclasstree(classlist, 1), name)]
            contents += [self.document(value, key, name) for key, value in classes]
            result += self.section('CLASSES', '\n'.join(contents))
        if funcs:
            contents = [self.document(value, key, name) for key, value in funcs]
            result += self.section('FUNCTIONS', '\n'.join(contents))
        if data:
            contents = [self.docother(value, key, name, maxlen=70) for key, value in data]
            result += self.section('DATA', '\n'.join(contents))
        for attribute, title in (('__version__', 'VERSION'), ('__date__', 'DATE'),
                                 ('__author__', 'AUTHOR'), ('__credits__', 'CREDITS')):
            if hasattr(object, attribute):
                text = str(getattr(object, attribute))
                if attribute == '__version__' and text[:11] == '$' + 'Revision: ' and text[-1:] == '$':
                    text = text[11:-1].strip()
                result += self.section(title, text)
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = '(built-in)'
        return result + self.section('FILE', file)

    def docclass(self, object, name=None, mod=None, *ignored):
        """Documentation of a class."""
        realname = object.__name__
        name = name or realname
        title = 'class ' + self.bold(realname)
        if name != realname:
            title = self.bold(name) + ' = ' + title
        if object.__bases__:
            parents = [classname(c, object.__module__) for c in object.__bases__]
            title += '(%s)' % ', '.join(parents)
        contents = []
        push = contents.append
        try:
            signature = inspect.signature(object)
        except (ValueError, TypeError):
            signature = None
        if signature:
            argspec = str(signature)
            if argspec and argspec != '()':
                push(name + argspec + '\n')
        doc = getdoc(object)
        if doc:
            push(doc + '\n')
        mro = deque(inspect.getmro(object))
        if len(mro) > 2:
            push("Method resolution order:")
            for base in mro:
                push('    ' + classname(base, object.__module__))
            push('')
        subclasses = sorted((classname(cls, object.__module__)
                             for cls in type.__subclasses__(object)
                             if not cls.__name__.startswith("_")
                             and cls.__module__ == "builtins"), key=str)
        if subclasses:
            push("Built-in subclasses:")
            for name in subclasses[:4]:
                push('    ' + name)
            if len(subclasses) > 4:
                push('    ... and ' + str(len(subclasses) - 4) + ' other subclasses')
            push('')
        rules = [False]

        def rule():
            if rules[0]:
                push('-' * 70)
            rules[0] = True

        def take(attrs, wanted):
            return ([attr for attr in attrs if wanted(attr)],
                    [attr for attr in attrs if not wanted(attr)])

        def routines(title, attrs, kind, spill):
            found, attrs = take(attrs, lambda t: t[1] == kind)
            if found:
                rule()
                push(title)
                for name, kind, homecls, value in found:
                    try:
                        value = getattr(object, name)
                    except Exception:
                        push(self.docdata(value, name, mod))
                    else:
                        push(self.document(value, name, mod, object, homecls))
            return attrs

        def descriptors(title, attrs, kind):
            found, attrs = take(attrs, lambda t: t[1] == kind)
            if found:
                rule()
                push(title)
                for name, kind, homecls, value in found:
                    push(self.docdata(value, name, mod))
            return attrs

        def others(title, attrs):
            found, attrs = take(attrs, lambda t: t[1] == 'data')
            if found:
                rule()
                push(title)
                for name, kind, homecls, value in found:
                    doc = getdoc(value)
                    try:
                        obj = getattr(object, name)
                    except AttributeError:
                        obj = homecls.__dict__[name]
                    push(self.docother(obj, name, mod, maxlen=70, doc=doc) + '\n')
            return attrs

        attrs = [(name, kind, cls, value) for name, kind, cls, value in classify_class_attrs(object)
                 if visiblename(name, obj=object)]
        while attrs:
            thisclass = mro.popleft() if mro else attrs[0][2]
            here, attrs = take(attrs, lambda t: t[2] is thisclass)
            if object is not builtins.object and thisclass is builtins.object:
                continue
            if thisclass is object:
                tag = "defined here"
            else:
                tag = "inherited from %s" % classname(thisclass, object.__module__)
            sort_attributes(here, object)
            here = routines("Methods %s:\n" % tag, here, 'method', True)
            here = routines("Class methods %s:\n" % tag, here, 'class method', True)
            here = routines("Static methods %s:\n" % tag, here, 'static method', True)
            here = descriptors("Readonly properties %s:\n" % tag, here, 'readonly property')
            here = descriptors("Data descriptors %s:\n" % tag, here, 'data descriptor')
            here = others("Data and other attributes %s:\n" % tag, here)
        contents = '\n'.join(contents)
        if not contents:
            return title + '\n'
        return title + '\n' + self.indent(contents.rstrip(), ' |  ') + '\n'

    def formatvalue(self, object):
        """A default value."""
        return '=' + self.repr(object)

    def docroutine(self, object, name=None, mod=None, cl=None, homecls=None):
        """Documentation of a function or method."""
        realname = object.__name__
        name = name or realname
        if homecls is None:
            homecls = cl
        note = ''
        skipdocs = False
        imfunc = None
        if _is_bound_method(object):
            imself = object.__self__
            if imself is cl:
                imfunc = getattr(object, '__func__', None)
            elif inspect.isclass(imself):
                note = ' class method of %s' % classname(imself, mod)
            else:
                note = ' method of %s instance' % classname(imself.__class__, mod)
        elif inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            try:
                objclass = object.__objclass__
            except AttributeError:
                imfunc = object
            else:
                if cl is None:
                    note = ' unbound %s method' % classname(objclass, mod)
                elif objclass is not homecls:
                    note = ' from ' + classname(objclass, mod)
        else:
            imfunc = object
        if inspect.isfunction(imfunc) and homecls is not None:
            if imfunc.__module__ != homecls.__module__ \
                    or imfunc.__qualname__ != homecls.__qualname__ + '.' + realname:
                parent = parentname(imfunc, mod)
                if parent:
                    note = ' from %s' % parent
        if inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object):
            prefix = 'async '
        else:
            prefix = ''
        if name == realname:
            title = self.bold(realname)
        else:
            if cl is not None and inspect.getattr_static(cl, realname, []) is object:
                # another name of a method that is documented under its own
                skipdocs = True
                note = ''
            title = self.bold(name) + ' = ' + realname
        argspec = None
        if inspect.isroutine(object):
            try:
                signature = inspect.signature(object)
            except (ValueError, TypeError):
                signature = None
            if signature:
                argspec = signature.format(max_width=max(0, 80 - len(name))) \
                    if hasattr(signature, 'format') else str(signature)
                if realname == '<lambda>':
                    title = self.bold(name) + ' lambda '
                    # parentheses and annotations are no part of a lambda
                    argspec = argspec[1:-1]
        if not argspec:
            argspec = '(...)'
        decl = prefix + title + argspec + note
        if skipdocs:
            return decl + '\n'
        doc = getdoc(object) or ''
        return decl + '\n' + (doc and self.indent(doc).rstrip() + '\n')

    def docdata(self, object, name=None, mod=None, *ignored):
        """Documentation of a descriptor."""
        results = []
        if name:
            results.append(self.bold(name) + '\n')
        doc = getdoc(object) or ''
        if doc:
            results.append(self.indent(doc) + '\n')
        return ''.join(results)

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, *ignored, maxlen=None, doc=None):
        """Documentation of data."""
        repr = self.repr(object)
        if maxlen:
            line = (name and name + ' = ' or '') + repr
            chop = maxlen - len(line)
            if chop < 0:
                repr = repr[:chop] + '...'
        line = (name and self.bold(name) + ' = ' or '') + repr
        if not doc:
            doc = getdoc(object)
        if doc:
            line += '\n' + self.indent(str(doc)) + '\n'
        return line


class _PlainTextDoc(TextDoc):
    """The same without bold."""

    def bold(self, text):
        return text


def plain(text):
    """A text without overstriking."""
    return re.sub('.\b', '', text)


def pipepager(text, cmd, title=''):
    """Show a text through a program."""
    import subprocess
    proc = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE, errors='backslashreplace')
    try:
        with proc.stdin as pipe:
            try:
                pipe.write(text)
            except KeyboardInterrupt:
                pass
    except OSError:
        pass
    while True:
        try:
            proc.wait()
            break
        except KeyboardInterrupt:
            pass


def plainpager(text, title=''):
    """Print a text."""
    encoding = getattr(sys.stdout, 'encoding', None) or 'utf-8'
    sys.stdout.write(plain(text).encode(encoding, 'backslashreplace').decode(encoding))


def getpager():
    """How to show texts: a program on terminals, print elsewhere."""
    import shutil
    if not hasattr(sys.stdin, "isatty") or not hasattr(sys.stdout, "isatty"):
        return plainpager
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        return plainpager
    use = os.environ.get('MANPAGER') or os.environ.get('PAGER')
    if use:
        return lambda text, title='': pipepager(plain(text), use, title)
    if os.environ.get('TERM') in ('dumb', 'emacs'):
        return plainpager
    for program in ('pager', 'less', 'more'):
        if shutil.which(program):
            return lambda text, title='': pipepager(text if program == 'less' else plain(text),
                                                    program, title)
    return plainpager


def pager(text, title=''):
    """Show a text; the first call finds out how."""
    global pager
    pager = getpager()
    pager(text, title)


def describe(thing):
    """What kind of thing something is, in a phrase."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return 'built-in module ' + thing.__name__
        if hasattr(thing, '__path__'):
            return 'package ' + thing.__name__
        return 'module ' + thing.__name__
    if inspect.isbuiltin(thing):
        return 'built-in function ' + thing.__name__
    if inspect.isgetsetdescriptor(thing):
        return 'getset descriptor %s.%s.%s' % (thing.__objclass__.__module__,
                                               thing.__objclass__.__name__, thing.__name__)
    if inspect.ismemberdescriptor(thing):
        return 'member descriptor %s.%s.%s' % (thing.__objclass__.__module__,
                                               thing.__objclass__.__name__, thing.__name__)
    if _isclass(thing):
        return 'class ' + thing.__name__
    if inspect.isfunction(thing):
        return 'function ' + thing.__name__
    if inspect.ismethod(thing):
        return 'method ' + thing.__name__
    return type(thing).__name__


def locate(path, forceload=0):
    """The object of a dotted name; None without."""
    parts = [part for part in path.split('.') if part]
    module, n = None, 0
    while n < len(parts):
        nextmodule = safeimport('.'.join(parts[:n + 1]), forceload)
        if not nextmodule:
            break
        module, n = nextmodule, n + 1
    object = module or builtins
    for part in parts[n:]:
        try:
            object = getattr(object, part)
        except AttributeError:
            return None
    return object


text = TextDoc()
plaintext = _PlainTextDoc()


def resolve(thing, forceload=0):
    """(object, name) of an object or of the name of one."""
    if isinstance(thing, str):
        object = locate(thing, forceload)
        if object is None:
            raise ImportError('''\
No Python documentation found for %r.
Use help() to get the interactive help utility.
Use help(str) for help on the str class.''' % thing)
        return object, thing
    name = getattr(thing, '__name__', None)
    return thing, name if isinstance(name, str) else None


def render_doc(thing, title='Python Library Documentation: %s', forceload=0, renderer=None):
    """The documentation of an object or a name, as text."""
    if renderer is None:
        renderer = text
    object, name = resolve(thing, forceload)
    desc = describe(object)
    module = inspect.getmodule(object)
    if name and '.' in name:
        desc += ' in ' + name[:name.rfind('.')]
    elif module and module is not object:
        desc += ' in module ' + module.__name__
    if not (inspect.ismodule(object) or _isclass(object) or inspect.isroutine(object)
            or inspect.isdatadescriptor(object) or _getdoc(object)):
        # data: what it is an instance of says more
        if hasattr(object, '__origin__'):
            object = object.__origin__
        else:
            object = type(object)
            desc += ' object'
    return title % desc + '\n\n' + renderer.document(object, name)


def doc(thing, title='Python Library Documentation: %s', forceload=0, output=None, is_cli=False):
    """Show the documentation of an object or a name."""
    if output is None:
        try:
            if isinstance(thing, str):
                what = thing
            else:
                what = getattr(thing, '__qualname__', None)
                if not isinstance(what, str):
                    what = getattr(thing, '__name__', None)
                    if not isinstance(what, str):
                        what = type(thing).__qualname__
            pager(render_doc(thing, title, forceload), f'Help on {what!s}')
        except ImportError as exc:
            if is_cli:
                raise
            print(exc)
    else:
        try:
            rendered = render_doc(thing, title, forceload, plaintext)
        except ImportError as exc:
            rendered = str(exc)
        output.write(rendered)


class Helper:
    """help: called with an object or name it shows documentation, without it asks for names."""

    def __init__(self, input=None, output=None):
        self._input = input
        self._output = output

    @property
    def input(self):
        return self._input or sys.stdin

    @property
    def output(self):
        return self._output or sys.stdout

    def __repr__(self):
        if inspect.stack()[1][3] == '?':
            self()
            return ''
        return '<%s.%s instance>' % (self.__class__.__module__, self.__class__.__qualname__)

    _GoInteractive = object()

    def __call__(self, request=_GoInteractive):
        if request is not self._GoInteractive:
            try:
                self.help(request)
            except ImportError as err:
                self.output.write(f'{err}\n')
        else:
            self.intro()
            self.interact()
            self.output.write('''
You are now leaving help and returning to the Python interpreter.
If you want to ask for help on a particular object directly from the
interpreter, you can type "help(object)".  Executing "help('string')"
has the same effect as typing a particular string at the help> prompt.
''')

    def interact(self):
        """Ask for names until q."""
        self.output.write('\n')
        while True:
            try:
                request = self.getline('help> ')
                if not request:
                    break
            except (KeyboardInterrupt, EOFError):
                break
            request = request.strip()
            if len(request) > 2 and request[0] == request[-1] in ("'", '"') \
                    and request[0] not in request[1:-1]:
                request = request[1:-1]
            if request.lower() in ('q', 'quit', 'exit'):
                break
            if request == 'help':
                self.intro()
            else:
                self.help(request)

    def getline(self, prompt):
        """Read a line."""
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        return self.input.readline()

    def help(self, request, is_cli=False):
        """Show what is known about an object or a name."""
        if isinstance(request, str):
            request = request.strip()
            if request == 'keywords':
                self.listkeywords()
            elif request == 'modules':
                self.listmodules()
            elif request in ('True', 'False', 'None'):
                doc(eval(request), 'Help on %s:')
            elif request:
                doc(request, 'Help on %s:', output=self._output, is_cli=is_cli)
            else:
                doc(str, 'Help on %s:', output=self._output, is_cli=is_cli)
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, 'Help on %s:', output=self._output, is_cli=is_cli)
        self.output.write('\n')

    def intro(self):
        """Say how help is used."""
        self.output.write('''\
Welcome to Python {0:d}.{1:d}'s help utility!

Enter the name of a module, class or function to see its documentation,
"keywords" or "modules" for lists, and "q" to leave.
'''.format(*sys.version_info[:2]))

    def list(self, items, columns=4, width=80):
        """Print names in columns."""
        items = sorted(items)
        colw = width // columns
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            line = items[row::rows]
            self.output.write(''.join([item.ljust(colw - 1) + ' ' for item in line]).rstrip() + '\n')

    def listkeywords(self):
        """Print the keywords."""
        import keyword
        self.output.write('\nHere is a list of the Python keywords.\n\n')
        self.list(keyword.kwlist)

    def listmodules(self, key=''):
        """Print the modules that can be imported."""
        import pkgutil
        names = set(sys.builtin_module_names) | set(sys.stdlib_module_names)
        names.update(info.name for info in pkgutil.iter_modules())
        self.list([n for n in names if not n.startswith('_')])


help = Helper()


def apropos(key):
    """Print the modules whose first line of documentation has a word in it."""
    import pkgutil
    key = key.lower()
    for info in pkgutil.iter_modules():
        spec = getattr(info.module_finder, 'find_spec', lambda name: None)(info.name)
        desc = (synopsis(spec.origin) or '') if spec and spec.origin else ''
        if key in (info.name + ' - ' + desc).lower():
            print(info.name, desc and '- ' + desc)


def ispath(x):
    return isinstance(x, str) and os.sep in x


def cli():
    """python -m pydoc"""
    import getopt

    class BadUsage(Exception):
        pass

    cmd = os.path.splitext(os.path.basename(sys.argv[0]))[0]
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'k:')
        for opt, val in opts:
            if opt == '-k':
                apropos(val)
                return
        if not args:
            raise BadUsage
        for arg in args:
            if ispath(arg) and not os.path.exists(arg):
                print('file %r does not exist' % arg)
                sys.exit(1)
            try:
                if ispath(arg) and os.path.isfile(arg):
                    arg = importfile(arg)
                help.help(arg, is_cli=True)
            except (ImportError, ErrorDuringImport) as value:
                print(value)
                sys.exit(1)
    except (getopt.error, BadUsage):
        print(f"""pydoc - show documentation

{cmd} name ...
    Show text about a module, class, function, a dotted name of one, or a file (with a slash).

{cmd} -k keyword
    Look for a word in the first lines of all modules' documentation.
""")


if __name__ == '__main__':
    cli()
