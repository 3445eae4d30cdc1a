"""compile() under the name that old tools know."""
import re
from re import _parser  # noqa: F401
from re._constants import *
from re._constants import PatternError, error  # noqa: F401


def isstring(obj):
    """Whether it can be a pattern."""
    return isinstance(obj, (str, bytes))


def compile(p, flags=0):
    """The Pattern of a text, or of what re._parser made of one."""
    return re._compile(p if isstring(p) else p.state.str, flags)
