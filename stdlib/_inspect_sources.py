"""Where live objects are written; a part of inspect."""
import sys
import types
from itertools import takewhile

from _inspect_kinds import indentsize, unwrap

__name__ = "inspect"  # where users find what is defined here

modulesbyfile = {}
_files_seen = {}


class ClassFoundException(Exception):
    pass


class EndOfBlock(Exception):
    pass


# --- files ---

def _code_of(obj):
    """The code object behind a method, function, traceback, frame or code object; None for other objects."""
    for kind, attribute in ((types.MethodType, "__func__"), (types.FunctionType, "__code__"),
                            (types.TracebackType, "tb_frame"), (types.FrameType, "f_code")):
        if isinstance(obj, kind):
            obj = getattr(obj, attribute)
    return obj if isinstance(obj, types.CodeType) else None


def getfile(object):
    """The file an object was defined in."""
    if (code := _code_of(object)) is not None:
        return code.co_filename
    if isinstance(object, types.ModuleType):
        module, kind = object, "module"
    elif isinstance(object, type):
        module, kind = sys.modules.get(getattr(object, "__module__", None)), "class"
    else:
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, "
                        f"got {type(object).__name__}")
    if file := getattr(module, "__file__", None):
        return file
    if kind == "class" and getattr(object, "__module__", None) == "__main__":
        raise OSError("source code not available")
    raise TypeError(f"{object!r} is a built-in {kind}")


def getmodulename(path):
    """The name a module in this file has; None if the file is no module."""
    import importlib.machinery
    import os
    name = os.path.basename(path)
    fitting = [suffix for suffix in importlib.machinery.all_suffixes() if name.endswith(suffix)]
    return name.removesuffix(max(fitting, key=len)) if fitting else None


def getsourcefile(object):
    """The file with the source of an object; None if there is none."""
    import importlib.machinery as machinery
    file = getfile(object)
    if compiled := next(filter(file.endswith, machinery.BYTECODE_SUFFIXES), None):
        file = file.removesuffix(compiled) + machinery.SOURCE_SUFFIXES[0]
    elif file.endswith(tuple(machinery.EXTENSION_SUFFIXES)):
        return None
    import linecache
    import os
    if file in linecache.cache or os.path.exists(file):
        return file
    module = getmodule(object, file)
    loader = getattr(module, "__loader__", None) or getattr(getattr(module, "__spec__", None), "loader", None)
    return file if loader is not None else None


def getabsfile(object, _filename=None):
    """The absolute path of the source or file of an object."""
    import os
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def _learn_files():
    """Note in modulesbyfile which file belongs to which of the modules that are loaded now."""
    from os.path import realpath
    for name, module in sys.modules.copy().items():
        file = getattr(module, "__file__", None) if isinstance(module, types.ModuleType) else None
        if not isinstance(file, str) or _files_seen.get(name) == file:
            continue
        _files_seen[name] = file
        try:
            path = getabsfile(module)
        except (TypeError, FileNotFoundError):
            continue
        modulesbyfile[path] = modulesbyfile[realpath(path)] = module.__name__


def getmodule(object, _filename=None):
    """The module an object was defined in, or None if it cannot be found."""
    if isinstance(object, types.ModuleType):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    from os.path import realpath
    for final in (False, True):
        if _filename is not None and (name := modulesbyfile.get(_filename)):
            return sys.modules.get(name)
        try:
            path = getabsfile(object, _filename)
        except (TypeError, FileNotFoundError):
            return None
        if not final:
            _learn_files()
        for key in (path, realpath(path)):
            if key in modulesbyfile:
                return sys.modules.get(modulesbyfile[key])
    if name := getattr(object, "__name__", None):
        for module in (sys.modules["__main__"], sys.modules["builtins"]):
            if getattr(module, name, None) is object:
                return module
    return None


# --- lines ---

def findsource(object):
    """(all lines of the file, index of the line where the object begins); OSError if unknown."""
    import linecache
    if file := getsourcefile(object):
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, vars(module)) if module else linecache.getlines(file)
    if not lines:
        raise OSError("could not get source code")
    if isinstance(object, types.ModuleType):
        return lines, 0
    if (code := _code_of(object)) is not None:
        first = code.co_firstlineno
    elif (first := vars(object).get("__firstlineno__")) is None:
        raise OSError("source code not available")
    if first > len(lines):
        raise OSError("lineno is out of bounds")
    return lines, max(first - 1, 0)


def _is_comment(line):
    return line.lstrip().startswith("#")


def getcomments(object):
    """The comment lines right before the source of an object; None if there are none."""
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    if isinstance(object, types.ModuleType):
        body = lines[1:] if lines[0].startswith("#!") else lines
        start = next((i for i, line in enumerate(body) if line.strip() not in ("", "#")), len(body))
        block = [*takewhile(lambda line: line.startswith("#"), body[start:])]
    else:
        margin = indentsize(lines[at])
        above = takewhile(lambda line: _is_comment(line) and indentsize(line) == margin, reversed(lines[:at]))
        block = [line.lstrip() for line in above][::-1]
        for end in (0, -1):
            while block and block[end].strip() == "#":
                del block[end]
    return "".join(line.expandtabs() for line in block) or None


class BlockFinder:
    """Takes tokens until the function, lambda or class that begins there is complete."""

    def __init__(self):
        self.last = 1
        self._follow = self._states()
        next(self._follow)

    def tokeneater(self, type, token, srowcol, erowcol, line):
        """Look at the next token; raises EndOfBlock when the block is over."""
        try:
            self._follow.send((type, token, srowcol, erowcol))
        except StopIteration:
            raise EndOfBlock from None

    def _states(self):
        """Gets the tokens one by one, keeps `last` up to date, returns at the end of the block."""
        from tokenize import COMMENT, DEDENT, INDENT, NEWLINE, NL
        opener, decorating, fresh = None, False, True
        while True:
            kind, text, start, end = yield
            if kind == NEWLINE:
                self.last = start[0]
                if not decorating:
                    break
                decorating, fresh = False, True
            elif kind not in (COMMENT, NL, INDENT):
                decorating |= fresh and text == "@"
                if not decorating and opener is None and text in ("def", "class", "lambda"):
                    opener = text
                fresh = False
        if opener not in ("def", "class"):
            return
        while kind in (NEWLINE, COMMENT, NL):
            kind, text, start, end = yield
        margin, depth = end[1], int(kind == INDENT)
        while depth:
            kind, text, start, end = yield
            if kind == NEWLINE or kind == COMMENT and start[1] >= margin:
                self.last = start[0]
            depth += (kind == INDENT) - (kind == DEDENT)


def getblock(lines):
    """The lines of the block that begins at the first line."""
    import tokenize
    finder = BlockFinder()
    try:
        for token in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*token)
    except (EndOfBlock, IndentationError):
        pass
    return lines[:finder.last]


def getsourcelines(object):
    """(lines of the source of an object, number of the first line)."""
    object = unwrap(object)
    lines, at = findsource(object)
    if isinstance(object, types.TracebackType):
        object = object.tb_frame
    if isinstance(object, types.ModuleType) or isinstance(object, types.FrameType) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    """The source text of an object; OSError if it cannot be had."""
    return "".join(getsourcelines(object)[0])
