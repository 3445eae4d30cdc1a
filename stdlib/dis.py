"""Shows code as instructions: those of pyr, which differ from CPython's."""
import collections
import io
import sys
import types

import _opcode
from opcode import *
from opcode import __all__ as _opcode_all, opname, opmap

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels",
           "show_code", "get_instructions", "Instruction", "Bytecode"] + _opcode_all
del _opcode_all

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED",
    32: "GENERATOR", 64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE",
    512: "ASYNC_GENERATOR", 0x4000000: "HAS_DOCSTRING", 0x8000000: "METHOD",
}

_OPNAME_WIDTH = 20
_OPARG_WIDTH = 5
_NO_LINENO = '  --'


def _code_inside(x):
    """The code of a function, method, generator, coroutine or asynchronous generator; x itself if it is none of these."""
    x = getattr(x, "__func__", x)
    for attribute in "__code__", "gi_code", "ag_code", "cr_code":
        if hasattr(x, attribute):
            return getattr(x, attribute)
    return x


def _try_compile(source, name):
    """Code of an expression, or else of statements."""
    for mode in "eval", "exec":
        try:
            return compile(source, name, mode)
        except SyntaxError:
            if mode == "exec":
                raise


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Show the instructions of a class, function, generator, code, source text or the last traceback."""
    how = {"file": file, "show_offsets": show_offsets}
    if x is None:
        distb(**how)
        return
    x = _code_inside(x)
    if isinstance(x, str):
        x = _try_compile(x, "<dis>")
    if hasattr(x, "co_code"):
        _recursive(x, depth=depth, **how)
        return
    if not hasattr(x, "__dict__"):
        without = " without their tables" * isinstance(x, bytes | bytearray)
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects{without}")
    for name, value in sorted(vars(x).items()):
        if isinstance(value, _have_code):
            print(f"Disassembly of {name}:", file=file)
            try:
                dis(value, depth=depth, **how)
            except TypeError as problem:
                print("Sorry:", problem, file=file)
            print(file=file)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Show where a traceback (default: the last one) ends."""
    if tb is None:
        tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else getattr(sys, "last_traceback", None)
        if tb is None:
            raise RuntimeError("no last traceback to disassemble")
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_offsets=show_offsets)


def pretty_flags(flags):
    """The names of co_flags."""
    bits = [1 << place for place in range(flags.bit_length()) if flags >> place & 1]
    return ", ".join(COMPILER_FLAG_NAMES.get(bit, hex(bit)) for bit in bits) or "0x0"


class _Unknown:
    def __repr__(self):
        return "<unknown>"


UNKNOWN = _Unknown()


def _get_code_object(x):
    """The code of a function, method, generator, text."""
    x = _code_inside(x)
    code = _try_compile(x, "<disassembly>") if isinstance(x, str) else x
    if hasattr(code, "co_code"):
        return code
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def code_info(x):
    """Facts about code, formatted."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    lines = [
        "Name:              %s" % co.co_name,
        "Filename:          %s" % co.co_filename,
        "Argument count:    %s" % co.co_argcount,
        "Positional-only arguments: %s" % co.co_posonlyargcount,
        "Kw-only arguments: %s" % co.co_kwonlyargcount,
        "Number of locals:  %s" % co.co_nlocals,
        "Stack size:        %s" % co.co_stacksize,
        "Flags:             %s" % pretty_flags(co.co_flags),
    ]
    for title, items, form in (("Constants", co.co_consts, "%4d: %r"),
                               ("Names", co.co_names, "%4d: %s"),
                               ("Variable names", co.co_varnames, "%4d: %s"),
                               ("Free variables", co.co_freevars, "%4d: %s"),
                               ("Cell variables", co.co_cellvars, "%4d: %s")):
        if items:
            lines.append(title + ":")
            lines += [form % pair for pair in enumerate(items)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print code_info()."""
    print(code_info(co), file=file)


Positions = collections.namedtuple(
    'Positions', ['lineno', 'end_lineno', 'col_offset', 'end_col_offset'], defaults=[None] * 4)

_ExceptionTableEntry = collections.namedtuple(
    "_ExceptionTableEntry", "start end target depth lasti")

_Instruction = collections.namedtuple(
    "_Instruction",
    ['opname', 'opcode', 'arg', 'argval', 'argrepr', 'offset', 'start_offset', 'starts_line',
     'line_number', 'label', 'positions', 'cache_info'],
    defaults=[None, None, None])

_Instruction.opname.__doc__ = "Name of the operation"
_Instruction.opcode.__doc__ = "Number of the operation"
_Instruction.arg.__doc__ = "Operand as a number, None without"
_Instruction.argval.__doc__ = "What the operand stands for"
_Instruction.argrepr.__doc__ = "The same as text"
_Instruction.offset.__doc__ = "Where it stands, in the unit of f_lasti"
_Instruction.start_offset.__doc__ = "The same: nothing goes before an instruction"
_Instruction.starts_line.__doc__ = "Whether a source line begins here"
_Instruction.line_number.__doc__ = "The source line, None if it has none"
_Instruction.label.__doc__ = "Number of the label here, None without"
_Instruction.positions.__doc__ = "Positions of the source range"
_Instruction.cache_info.__doc__ = "None: caches are not in the code"


class Instruction(_Instruction):
    """One instruction."""

    @property
    def oparg(self):
        """The same as arg."""
        return self.arg

    @property
    def baseopcode(self):
        """The same as opcode."""
        return self.opcode

    @property
    def baseopname(self):
        """The same as opname."""
        return self.opname

    @property
    def cache_offset(self):
        """Where the next instruction stands."""
        return self.offset + 2

    end_offset = cache_offset

    @property
    def jump_target(self):
        """Where a jump goes, None for others."""
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        """Whether something jumps here."""
        return self.label is not None

    def __str__(self):
        output = io.StringIO()
        Formatter(file=output).print_instruction(self, False)
        return output.getvalue()


class Formatter:
    """Prints instructions in columns."""

    def __init__(self, file=None, lineno_width=0, offset_width=0, label_width=0,
                 line_offset=0, show_caches=False):
        self.file = file
        self.lineno_width = lineno_width
        self.offset_width = offset_width
        self.label_width = label_width
        self.show_caches = show_caches

    def print_instruction(self, instr, mark_as_current=False):
        """Print one; an empty line goes before a new source line."""
        if self.lineno_width > 0 and instr.starts_line and instr.offset > 0:
            print(file=self.file)
        fields = []
        if self.lineno_width:
            if instr.starts_line:
                if instr.line_number is None:
                    fields.append(_NO_LINENO.rjust(self.lineno_width))
                else:
                    fields.append("%*d" % (self.lineno_width, instr.line_number))
            else:
                fields.append(' ' * self.lineno_width)
        if instr.label is not None:
            fields.append(f"L{instr.label}:".rjust(self.label_width))
        else:
            fields.append(' ' * self.label_width)
        if self.offset_width:
            fields.append(repr(instr.offset).rjust(self.offset_width + 4))
        fields.append('-->' if mark_as_current else '   ')
        fields.append(instr.opname.ljust(_OPNAME_WIDTH))
        if instr.arg is not None:
            # The name may use up to one column more than its own.
            room = _OPNAME_WIDTH + _OPARG_WIDTH - max(_OPNAME_WIDTH, len(instr.opname))
            fields.append(repr(instr.arg).rjust(room))
            if instr.argrepr:
                fields.append(f'({instr.argrepr})')
        print(' '.join(fields).rstrip(), file=self.file)

    def print_exception_table(self, entries, labels):
        """Print the table of handlers."""
        if entries:
            print("ExceptionTable:", file=self.file)
            for e in entries:
                lasti = " lasti" if e.lasti else ""
                print(f"  L{labels[e.start]} to L{labels[e.end]} "
                      f"-> L{labels[e.target]} [{e.depth}]{lasti}", file=self.file)


def _parse_exception_table(code):
    return [_ExceptionTableEntry(*row) for row in _opcode._exceptions(code)]


def _labels_map(code):
    """Offsets that jumps and handlers refer to, numbered in their order."""
    places = set(findlabels(code))
    for entry in _parse_exception_table(code):
        places.update((entry.start, entry.end, entry.target))
    return {offset: number for number, offset in enumerate(sorted(places), 1)}


def findlabels(code):
    """Offsets that jumps go to, in code or in the bytes of co_code."""
    found = []
    if isinstance(code, (bytes, bytearray)):
        for at in range(0, len(code), 4):
            if code[at] in hasjump:
                distance = int.from_bytes(code[at + 1:at + 4], 'little', signed=True)
                target = (at // 4 + 1 + distance) * 2
                if target not in found:
                    found.append(target)
        return found
    for offset, op, arg, argval, argrepr in _opcode._instructions(code):
        if op in hasjump and argval not in found:
            found.append(argval)
    return found


def findlinestarts(code):
    """Pairs (offset, line) where lines begin."""
    last = False
    for start, end, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """An iterator over the Instruction objects of a function, method, text or code."""
    co = _get_code_object(x)
    shift = first_line - co.co_firstlineno if first_line is not None else 0
    return _instructions_of(co, shift)


# Tools that look for the globals of a function know one instruction for both.
_GLOBAL_AND_NULL = opmap["LOAD_GLOBAL_NULL"]


def _instructions_of(co, shift=0):
    labels = _labels_map(co)
    lines = [line for start, end, line in co.co_lines() for _ in range(start, end, 2)]
    places = list(co.co_positions())
    # The entry of the code has a place, but is no instruction.
    entry = _opcode._entry(co)
    del lines[entry], places[entry]
    for (offset, op, arg, argval, argrepr), place, line, before in zip(_opcode._instructions(co), places, lines,
                                                                       [..., *lines]):
        starts = line != before
        if line is not None:
            line += shift
        if op in hasjump:
            argrepr = f"to L{labels[argval]}"
        if op == _GLOBAL_AND_NULL:
            op, argrepr = opmap["LOAD_GLOBAL"], argrepr + " + NULL"
        yield Instruction(opname[op], op, arg, argval, argrepr, offset, offset,
                          starts, line, labels.get(offset), Positions(*place), None)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Show a code object; an arrow points at the instruction with that offset."""
    _print(co, lasti, file=file, show_offsets=show_offsets)


disco = disassemble


def _line_width(lines):
    if not any(line is not None for line in lines):
        return 0
    width = max(3, len(str(max(line for line in lines if line is not None))))
    if any(line is None for line in lines):
        width = max(width, len(_NO_LINENO))
    return width


def _print(co, lasti=-1, *, file=None, shift=0, show_offsets=False):
    instructions = list(_instructions_of(co, shift))
    if lasti > 2 * _opcode._entry(co):
        lasti -= 2
    labels = _labels_map(co)
    offset_width = len(str(max(1, instructions[-1].offset))) if show_offsets and instructions else 0
    formatter = Formatter(file=file,
                          lineno_width=_line_width([i.line_number for i in instructions]),
                          offset_width=offset_width,
                          label_width=4 + len(str(len(labels))))
    for instr in instructions:
        formatter.print_instruction(instr, instr.offset == lasti)
    formatter.print_exception_table(_parse_exception_table(co), labels)


def print_instructions(instrs, exception_entries, formatter, lasti=-1):
    """Print instructions with a Formatter."""
    labels = {}
    for instr in instrs:
        if instr.label is not None:
            labels[instr.offset] = instr.label
        formatter.print_instruction(instr, instr.offset == lasti)
    formatter.print_exception_table(exception_entries, labels)


def _recursive(co, *, file=None, depth=None, show_offsets=False):
    """Show code and the code within it, down to a depth."""
    waiting = [(co, depth)]
    while waiting:
        code, below = waiting.pop(0)
        if code is not co:
            print(f"\nDisassembly of {code!r}:", file=file)
        disassemble(code, file=file, show_offsets=show_offsets)
        if below is None or below > 0:
            inner = [(const, below if below is None else below - 1) for const in code.co_consts if hasattr(const, "co_code")]
            waiting[:0] = inner


class Bytecode:
    """The instructions of something: iterable, and dis() gives them as text."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False):
        code = _get_code_object(x)
        self.codeobj, self._original_object, self.current_offset = code, x, current_offset
        self.first_line = code.co_firstlineno if first_line is None else first_line
        self._line_offset = 0 if first_line is None else first_line - code.co_firstlineno
        self.exception_entries = _parse_exception_table(code)
        self.show_caches, self.adaptive, self.show_offsets = show_caches, adaptive, show_offsets

    def __iter__(self):
        return iter(_instructions_of(self.codeobj, self._line_offset))

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The code that a traceback ends in."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive)

    def info(self):
        """Facts about the code, formatted."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """The instructions as text."""
        at = -1 if self.current_offset is None else self.current_offset
        with io.StringIO() as out:
            _print(self.codeobj, at, file=out, shift=self._line_offset, show_offsets=self.show_offsets)
            return out.getvalue()


def main():
    """python -m dis [file]"""
    import argparse
    parser = argparse.ArgumentParser()
    for short, long, text in (("-C", "--show-caches", "show inline caches"), ("-O", "--show-offsets", "show instruction offsets")):
        parser.add_argument(short, long, action="store_true", help=text)
    parser.add_argument("infile", nargs="?", default="-")
    options = parser.parse_args()
    if options.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, "rb") as file:
            source = file.read()
    dis(compile(source, name, "exec"), show_caches=options.show_caches, show_offsets=options.show_offsets)


if __name__ == "__main__":
    main()
