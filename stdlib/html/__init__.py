"""Text for HTML, and back: escape() and unescape()."""
import re as _re

from html.entities import html5 as _html5

__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    """The text with &, < and > (and with quote both quotation marks) as character references."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


_find_reference = _re.compile(r'&(#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[^\t\n\f <&#;]{1,32};?)').sub


def _numbered(number):
    """The text of a numeric reference as HTML 5 says."""
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return '\ufffd'
    if 0x80 <= number <= 0x9F:
        # Windows' characters are meant, as far as it has any there.
        return bytes([number]).decode('cp1252', 'ignore') or chr(number)
    control = number < 0x20 and number not in (9, 10, 12, 13) or number == 0x7F
    return '' if control or 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE else chr(number)


def _replace_charref(found):
    """The text of a reference that was found."""
    name = found[1]
    if name[0] == '#':
        return _numbered(int(name[2:].rstrip(';'), 16) if name[1] in 'xX' else int(name[1:].rstrip(';')))
    # Some names may lack their semicolon, so that anything may follow.
    for end in range(len(name), 1, -1):
        if (text := _html5.get(name[:end])) is not None:
            return text + name[end:]
    return found[0]


def unescape(s):
    """The text with every character reference replaced as HTML 5 says."""
    return _find_reference(_replace_charref, s) if '&' in s else s
