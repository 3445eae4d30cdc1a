"""Compiling interactive input: is it complete, wrong, or is more to come?"""
import __future__
import warnings

_features = [getattr(__future__, fname) for fname in __future__.all_feature_names]

__all__ = ["compile_command", "Compile", "CommandCompiler"]

PyCF_ONLY_AST = 0x400
PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000


def _maybe_compile(compiler, source, filename, symbol):
    for line in source.split("\n"):
        line = line.strip()
        if line and line[0] != '#':
            break               # there is something besides comments
    else:
        if symbol != "eval":
            source = "pass"     # else nothing would be compiled to nothing
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol, flags=PyCF_ALLOW_INCOMPLETE_INPUT)
        except SyntaxError:     # let it be said again, below
            try:
                compiler(source + "\n", filename, symbol, flags=PyCF_ALLOW_INCOMPLETE_INPUT)
                return None
            except _IncompleteInputError as e:
                return None
            except SyntaxError as e:
                if "incomplete input" in str(e):
                    return None
    return compiler(source, filename, symbol, incomplete_input=False)


try:
    _IncompleteInputError = _IncompleteInputError
except NameError:
    class _IncompleteInputError(SyntaxError):
        pass


def _compile(source, filename, symbol, incomplete_input=True, *, flags=0):
    if incomplete_input:
        flags |= PyCF_ALLOW_INCOMPLETE_INPUT
        flags |= PyCF_DONT_IMPLY_DEDENT
    return compile(source, filename, symbol, flags)


def compile_command(source, filename="<input>", symbol="single"):
    """A code object; None if the input is incomplete; SyntaxError if it is wrong."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """compile() that remembers __future__ statements."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        flags |= self.flags
        if kwargs.get('incomplete_input', True) is False:
            flags &= ~PyCF_DONT_IMPLY_DEDENT
            flags &= ~PyCF_ALLOW_INCOMPLETE_INPUT
        codeob = compile(source, filename, symbol, flags, True)
        if flags & PyCF_ONLY_AST:
            return codeob
        for feature in _features:
            if codeob.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return codeob


class CommandCompiler:
    """compile_command() that remembers __future__ statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        """A code object; None if the input is incomplete; SyntaxError if it is wrong."""
        return _maybe_compile(self.compiler, source, filename, symbol)
