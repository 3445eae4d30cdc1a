"""Text for HTML, and back: escape() and unescape()."""
import re as _re
from html.entities import html5 as _html5

__all__ = ["escape", "unescape"]

_QUOTES = {'"': "&quot;", "'": "&#x27;"}


def escape(s, quote=True):
    """The text with &, < and > (and with quote both quotation marks) as character references."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        for mark, reference in _QUOTES.items():
            s = s.replace(mark, reference)
    return s


def _charref(number):
    """What browsers show for a numeric reference."""
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "replace").replace("\ufffd", chr(number))
    if number == 0x0D:
        return "\r"
    control = number < 0x20 and number not in (9, 10, 12) or number == 0x7F
    if control or 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE:
        return ""
    return chr(number)


_LONGEST = max(map(len, _html5)) - 1


def _replace(match):
    name = match.group(1)
    if name[0] == "#":
        digits = name[1:].rstrip(";")
        return _charref(int(digits[1:], 16) if digits[0] in "xX" else int(digits))
    if name in _html5:
        return _html5[name]
    for end in range(len(name) - 1, 1, -1):
        if name[:end] in _html5:
            return _html5[name[:end]] + name[end:]
    return "&" + name


_reference = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def unescape(s):
    """The text with every character reference replaced as HTML 5 says."""
    return _reference.sub(_replace, s) if "&" in s else s
