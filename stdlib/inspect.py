"""Looking at live objects: what they are, their source, signatures, frames and states."""
import enum
import sys
import types
from collections import namedtuple

import _inspect_kinds
import _inspect_signatures
import _inspect_sources
from _inspect_kinds import _is_coroutine_mark
from _inspect_signatures import (
    _empty, _KEYWORD_ONLY, _ParameterKind, _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _signature_from_callable,
    _VAR_KEYWORD, _VAR_POSITIONAL, _void, getargs)
from _inspect_sources import findsource, getfile, getsourcefile, modulesbyfile

__all__ = [
    "AGEN_CLOSED", "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "ArgInfo", "Arguments", "Attribute", "BlockFinder",
    "BoundArguments", "BufferFlags", "CORO_CLOSED", "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED",
    "CO_ASYNC_GENERATOR", "CO_COROUTINE", "CO_GENERATOR", "CO_ITERABLE_COROUTINE", "CO_NESTED", "CO_NEWLOCALS",
    "CO_NOFREE", "CO_OPTIMIZED", "CO_VARARGS", "CO_VARKEYWORDS", "ClassFoundException", "ClosureVars", "EndOfBlock",
    "FrameInfo", "FullArgSpec", "GEN_CLOSED", "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "Parameter", "Signature",
    "TPFLAGS_IS_ABSTRACT", "Traceback", "classify_class_attrs", "cleandoc", "currentframe", "findsource",
    "formatannotation", "formatannotationrelativeto", "formatargvalues", "get_annotations", "getabsfile", "getargs",
    "getargvalues", "getasyncgenlocals", "getasyncgenstate", "getattr_static", "getblock", "getcallargs",
    "getclasstree", "getclosurevars", "getcomments", "getcoroutinelocals", "getcoroutinestate", "getdoc", "getfile",
    "getframeinfo", "getfullargspec", "getgeneratorlocals", "getgeneratorstate", "getinnerframes", "getlineno",
    "getmembers", "getmembers_static", "getmodule", "getmodulename", "getmro", "getouterframes", "getsource",
    "getsourcefile", "getsourcelines", "indentsize", "isabstract", "isasyncgen", "isasyncgenfunction", "isawaitable",
    "isbuiltin", "isclass", "iscode", "iscoroutine", "iscoroutinefunction", "isdatadescriptor", "isframe", "isfunction",
    "isgenerator", "isgeneratorfunction", "isgetsetdescriptor", "ismemberdescriptor", "ismethod", "ismethoddescriptor",
    "ismethodwrapper", "ismodule", "isroutine", "istraceback", "markcoroutinefunction", "signature", "stack", "trace",
    "unwrap", "walktree",
]

for _part in _inspect_kinds, _inspect_sources, _inspect_signatures:
    globals().update((name, vars(_part)[name]) for name in __all__ if name in vars(_part))
del _part


# --- frames ---

ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")


def getargvalues(frame):
    """ArgInfo(args, varargs, keywords, locals) of a frame."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    """The values getargvalues() gave as text: '(a=1, b=2)'."""
    names = [(formatarg, name) for name in args]
    names += [(how, name) for how, name in ((formatvarargs, varargs), (formatvarkw, varkw)) if name]
    return f"({', '.join(how(name) + formatvalue(locals[name]) for how, name in names)})"


_where = "filename", "lineno", "function", "code_context", "index"
_Traceback = namedtuple("_Traceback", _where)
_FrameInfo = namedtuple("_FrameInfo", ("frame", *_where))


def _show_place(self):
    shown = [*zip(self._fields, self), ("positions", self.positions)]
    return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown)})"


def _with_positions(fields, positions):
    fields.positions = positions
    return fields


class Traceback(_Traceback):
    """Where a frame stands, with the lines around it; `positions` is no item of it."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        return _with_positions(_Traceback.__new__(cls, filename, lineno, function, code_context, index), positions)

    __repr__ = _show_place


class FrameInfo(_FrameInfo):
    """A frame and where it stands; `positions` is no item of it."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        return _with_positions(_FrameInfo.__new__(cls, frame, filename, lineno, function, code_context, index), positions)

    __repr__ = _show_place


def getlineno(frame):
    """The current line number of a frame."""
    return frame.f_lineno


def _positions(code, instruction):
    from itertools import islice
    from dis import Positions
    found = next(islice(code.co_positions(), instruction // 2, None), None) if instruction >= 0 else None
    return None if found is None else Positions(*found)


def getframeinfo(frame, context=1):
    """Traceback(filename, lineno, function, code_context, index) of a frame or traceback.

    context: how many lines around the current one are read."""
    if isinstance(frame, types.TracebackType):
        line, instruction, frame = frame.tb_lineno, frame.tb_lasti, frame.tb_frame
    else:
        line, instruction = frame.f_lineno, getattr(frame, "f_lasti", -1)
    if not isinstance(frame, types.FrameType):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    positions = _positions(frame.f_code, instruction)
    if line is None:
        line = positions and positions.lineno
    elif positions is None or positions.lineno is None:
        from dis import Positions
        positions = Positions(line)
    lines = index = None
    if context > 0:
        try:
            source, _ = findsource(frame)
        except OSError:
            pass
        else:
            first = max(0, min(line - 1 - context // 2, len(source) - context))
            lines, index = source[first:first + context], line - 1 - first
    return Traceback(getsourcefile(frame) or getfile(frame), line, frame.f_code.co_name, lines, index, positions=positions)


def _frame_infos(places, context):
    found = []
    for place in places:
        info = getframeinfo(place, context)
        found.append(FrameInfo(getattr(place, "tb_frame", place), *info, positions=info.positions))
    return found


def _linked(start, attribute):
    while start:
        yield start
        start = getattr(start, attribute)


def getouterframes(frame, context=1):
    """FrameInfo objects of a frame and those that called it."""
    return _frame_infos(_linked(frame, "f_back"), context)


def getinnerframes(tb, context=1):
    """FrameInfo objects of the frames of a traceback."""
    return _frame_infos(_linked(tb, "tb_next"), context)


def currentframe():
    """The frame of the caller, or None where frames are not supported."""
    return sys._getframe(1)


def stack(context=1):
    """FrameInfo objects of the caller and those that called it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """FrameInfo objects between here and where the current exception was raised."""
    error = sys.exception()
    return getinnerframes(error and error.__traceback__, context)


# --- generators, coroutines, asynchronous generators ---

_STATES = "CREATED", "RUNNING", "SUSPENDED", "CLOSED"
for _prefix in "GEN", "CORO", "AGEN":
    globals().update((f"{_prefix}_{_state}", f"{_prefix}_{_state}") for _state in _STATES)
del _prefix


def _state_of(obj, prefix, attributes):
    """The state of something that can be suspended; its attributes begin with these letters."""
    if getattr(obj, attributes + "running"):
        return prefix + "RUNNING"
    if getattr(obj, attributes + "suspended"):
        return prefix + "SUSPENDED"
    return prefix + ("CLOSED" if getattr(obj, attributes + "frame") is None else "CREATED")


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    return _state_of(generator, "GEN_", "gi_")


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    return _state_of(coroutine, "CORO_", "cr_")


def getasyncgenstate(agen):
    """AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    return _state_of(agen, "AGEN_", "ag_")


def _locals_of(frame):
    return {} if frame is None else frame.f_locals


def getgeneratorlocals(generator):
    """The local variables of a generator; {} when it has ended."""
    if not isinstance(generator, types.GeneratorType):
        raise TypeError(f"{generator!r} is not a Python generator")
    return _locals_of(generator.gi_frame)


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine; {} when it has ended."""
    return _locals_of(getattr(coroutine, "cr_frame", None))


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator; {} when it has ended."""
    if not isinstance(agen, types.AsyncGeneratorType):
        raise TypeError(f"{agen!r} is not a Python async generator")
    return _locals_of(agen.ag_frame)


class BufferFlags(enum.IntFlag):
    """What a consumer may ask of a buffer."""
    SIMPLE = 0
    WRITABLE = 1
    FORMAT = 4
    ND = 8
    STRIDES = 16 | ND
    C_CONTIGUOUS = 32 | STRIDES
    F_CONTIGUOUS = 64 | STRIDES
    ANY_CONTIGUOUS = 128 | STRIDES
    INDIRECT = 256 | STRIDES
    CONTIG_RO = ND
    CONTIG = ND | WRITABLE
    STRIDED_RO = STRIDES
    STRIDED = STRIDES | WRITABLE
    RECORDS_RO = STRIDES | FORMAT
    RECORDS = RECORDS_RO | WRITABLE
    FULL_RO = INDIRECT | FORMAT
    FULL = FULL_RO | WRITABLE
    READ = 0x100
    WRITE = 0x200


def _main():
    """python -m inspect: the source of a module or of something in it."""
    import argparse
    import importlib
    parser = argparse.ArgumentParser(description="Show the source of a module or of an object in it.")
    parser.add_argument("object", help="module or module:name.name")
    parser.add_argument("-d", "--details", action="store_true", help="tell where it is instead")
    options = parser.parse_args()
    module_name, _, path = options.object.partition(":")
    try:
        obj = module = importlib.import_module(module_name)
    except Exception as error:
        print(f"Failed to import {module_name} ({type(error).__name__}: {error})", file=sys.stderr)
        sys.exit(2)
    for name in path.split(".") if path else ():
        obj = getattr(obj, name)
    import _imp
    if _imp.is_builtin(module.__name__):
        print("Can't get info for builtin modules.", file=sys.stderr)
        sys.exit(1)
    if not options.details:
        print(getsource(obj))
        return
    rows = {"Target": options.object, "Origin": getsourcefile(module), "Cached": module.__cached__}
    if obj is module:
        rows["Loader"] = repr(module.__loader__)
        if hasattr(module, "__path__"):
            rows["Submodule search path"] = module.__path__
    else:
        try:
            rows["Line"] = findsource(obj)[1]
        except OSError:
            pass
    print(*(f"{label}: {value}" for label, value in rows.items()), "", sep="\n")


if __name__ == "__main__":
    _main()
