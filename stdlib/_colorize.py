"""Decides whether output may have colours, and knows the escape sequences."""
import os
import sys

COLORIZE = True


class ANSIColors:
    RESET = "\x1b[0m"
    BOLD_GREEN = "\x1b[1;32m"
    BOLD_MAGENTA = "\x1b[1;35m"
    BOLD_RED = "\x1b[1;31m"
    GREEN = "\x1b[32m"
    GREY = "\x1b[90m"
    MAGENTA = "\x1b[35m"
    RED = "\x1b[31m"
    YELLOW = "\x1b[33m"


NoColors = ANSIColors()
for _attr in dir(ANSIColors):
    if not _attr.startswith("__"):
        setattr(NoColors, _attr, "")
del _attr


def get_colors(colorize=False):
    """The sequences, or empty strings in their place."""
    return ANSIColors() if colorize or can_colorize() else NoColors


def can_colorize():
    """Do environment and terminal want colours?"""
    if not sys.flags.ignore_environment:
        env = os.environ.get
        if env("PYTHON_COLORS") == "0":
            return False
        if env("PYTHON_COLORS") == "1":
            return True
        if "NO_COLOR" in os.environ:
            return False
    if not COLORIZE:
        return False
    if not sys.flags.ignore_environment:
        if "FORCE_COLOR" in os.environ:
            return True
        if env("TERM") == "dumb":
            return False
    if not hasattr(sys.stderr, "fileno"):
        return False
    try:
        return os.isatty(sys.stderr.fileno())
    except OSError:
        return sys.stderr.isatty()
