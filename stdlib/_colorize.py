"""Decides whether output may have colours, and knows the escape sequences."""
import os
import sys

COLORIZE = True

_CODES = {"RESET": "0", "BOLD_GREEN": "1;32", "BOLD_MAGENTA": "1;35", "BOLD_RED": "1;31", "GREEN": "32", "GREY": "90",
          "MAGENTA": "35", "RED": "31", "YELLOW": "33"}


class ANSIColors:
    """Escape sequences by their names."""


for _name, _code in _CODES.items():
    setattr(ANSIColors, _name, f"\x1b[{_code}m")
NoColors = ANSIColors()
vars(NoColors).update(dict.fromkeys(_CODES, ""))


def get_colors(colorize=False):
    """The sequences, or empty strings in their place."""
    return ANSIColors() if colorize or can_colorize() else NoColors


def _asked():
    """What the environment wants; None if it says nothing."""
    if not sys.flags.ignore_environment:
        match os.environ.get("PYTHON_COLORS"):
            case "0":
                return False
            case "1":
                return True
    for name, wanted in ("NO_COLOR", False), ("FORCE_COLOR", True):
        if name in os.environ:
            return wanted
    return False if os.environ.get("TERM") == "dumb" else None


def can_colorize():
    """Do environment and terminal want colours?"""
    if (asked := _asked()) is not None:
        return COLORIZE and asked
    stream = sys.stderr
    if not COLORIZE or not hasattr(stream, "fileno"):
        return False
    try:
        return os.isatty(stream.fileno())
    except OSError:  # io.UnsupportedOperation is one
        return hasattr(stream, "isatty") and stream.isatty()
