"""Compiling interactive input: is it complete, wrong, or is more to come?"""
import __future__

__all__ = ["compile_command", "Compile", "CommandCompiler"]

PyCF_ONLY_AST = 0x400
PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000

_INCOMPLETE = PyCF_ALLOW_INCOMPLETE_INPUT | PyCF_DONT_IMPLY_DEDENT
_FUTURE_FLAGS = {name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}


def _try(compile, source, filename, symbol):
    """The code of a source; None if it is a beginning."""
    import warnings
    if symbol != "eval" and all(not line.strip() or line.lstrip().startswith("#") for line in source.split("\n")):
        source = "pass"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compile(source, filename, symbol, _INCOMPLETE)
        except SyntaxError:  # perhaps only because it is not finished
            try:
                compile(f"{source}\n", filename, symbol, _INCOMPLETE)
                return None
            except _IncompleteInputError:
                return None
            except SyntaxError:
                pass
    return compile(source, filename, symbol, PyCF_DONT_IMPLY_DEDENT)


def compile_command(source, filename="<input>", symbol="single"):
    """A code object; None if the input is incomplete; SyntaxError if it is wrong."""
    return _try(lambda source, filename, symbol, flags: compile(source, filename, symbol, flags, True),
                source, filename, symbol)


class Compile:
    """compile() that remembers __future__ statements."""

    def __init__(self):
        self.flags = _INCOMPLETE

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        flags |= self.flags
        if not kwargs.get("incomplete_input", flags & PyCF_ALLOW_INCOMPLETE_INPUT):
            flags &= ~_INCOMPLETE
        code = compile(source, filename, symbol, flags, True)
        if not flags & PyCF_ONLY_AST:
            for flag in _FUTURE_FLAGS.values():
                self.flags |= code.co_flags & flag
        return code


class CommandCompiler:
    """compile_command() that remembers __future__ statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        """A code object; None if the input is incomplete; SyntaxError if it is wrong."""
        return _try(self.compiler, source, filename, symbol)
