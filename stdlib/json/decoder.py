"""JSON text to Python values."""
import re

from json import scanner

try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ['JSONDecoder', 'JSONDecodeError']

FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
NaN, PosInf, NegInf = map(float, ('nan', 'inf', '-inf'))


class JSONDecodeError(ValueError):
    """A text that is not JSON: msg, doc, and where: pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = 1 + doc.count('\n', 0, pos)
        self.colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {self.lineno} column {self.colno} (char {pos})')

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


_CONSTANTS = {'NaN': NaN, 'Infinity': PosInf, '-Infinity': NegInf}

STRINGCHUNK = re.compile(r'(.*?)(["\\\x00-\x1f])', FLAGS)
BACKSLASH = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_HEX = '[0-9A-Fa-f]{4}'
_LOW_HALF = r'\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})'


def _unicode_escape(s, at):
    """The character whose four digits begin at a position, of two escapes if need be, and where they end."""
    if (digits := re.compile(_HEX).match(s, at)) is None:
        raise JSONDecodeError('Invalid \\uXXXX escape', s, at - 1)
    code, end = int(digits[0], 16), digits.end()
    if 0xD800 <= code < 0xDC00 and (low := re.compile(_LOW_HALF).match(s, end)):
        return chr(0x10000 + (code - 0xD800 << 10) + int(low[1], 16) - 0xDC00), low.end()
    return chr(code), end


def py_scanstring(s, end, strict=True, _b=BACKSLASH, _m=STRINGCHUNK.match):
    """The string whose text begins at end, and the position after its closing quote."""
    start, parts = end - 1, []
    while chunk := _m(s, end):
        text, stop = chunk.groups()
        parts.append(text)
        end = chunk.end()
        if stop == '"':
            return ''.join(parts), end
        if stop != '\\':
            if strict:
                raise JSONDecodeError(f'Invalid control character {stop!r} at', s, end)
            parts.append(stop)
        elif not (letter := s[end:end + 1]):
            break
        elif letter == 'u':
            character, end = _unicode_escape(s, end + 1)
            parts.append(character)
        elif letter in _b:
            parts.append(_b[letter])
            end += 1
        else:
            raise JSONDecodeError(f'Invalid \\escape: {letter!r}', s, end)
    raise JSONDecodeError('Unterminated string starting at', s, start)


scanstring = c_scanstring or py_scanstring

WHITESPACE = re.compile(r'[ \t\n\r]*', FLAGS)
WHITESPACE_STR = ' \t\n\r'


def _value(s, at, scan_once):
    try:
        return scan_once(s, at)
    except StopIteration as stop:
        raise JSONDecodeError('Expecting value', s, stop.value) from None


def _items(s, at, close, item, skip):
    """The items from after an opening bracket, read by item(), until the closing one, and where that ends."""
    found = []
    at = skip(s, at).end()
    if s[at:at + 1] == close:
        return found, at + 1
    while True:
        part, at = item(at)
        found.append(part)
        at = skip(s, at).end()
        if (mark := s[at:at + 1]) == close:
            return found, at + 1
        if mark != ',':
            raise JSONDecodeError("Expecting ',' delimiter", s, at)
        comma, at = at, skip(s, at + 1).end()
        if s[at:at + 1] == close:
            raise JSONDecodeError(f'Illegal trailing comma before end of {"array" if close == "]" else "object"}', s, comma)


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None, _w=WHITESPACE.match,
               _ws=WHITESPACE_STR):
    """The value of an object from after its opening brace, and where it ends."""
    s, end = s_and_end
    memo = {} if memo is None else memo

    def pair(at):
        if s[at:at + 1] != '"':
            raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
        key, at = scanstring(s, at + 1, strict)
        at = _w(s, at).end()
        if s[at:at + 1] != ':':
            raise JSONDecodeError("Expecting ':' delimiter", s, at)
        value, at = _value(s, _w(s, at + 1).end(), scan_once)
        # Equal keys of one document are one object.
        return (memo.setdefault(key, key), value), at

    pairs, end = _items(s, end, '}', pair, _w)
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end
    return (dict(pairs) if object_hook is None else object_hook(dict(pairs))), end


def JSONArray(s_and_end, scan_once, _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """The value of an array from after its opening bracket, and where it ends."""
    s, end = s_and_end
    return _items(s, end, ']', lambda at: _value(s, at, scan_once), _w)


class JSONDecoder:
    """Decodes JSON; the hooks are those of loads()."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.parse_object, self.parse_array, self.parse_string = JSONObject, JSONArray, scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s, _w=WHITESPACE.match):
        """The value of a document."""
        value, end = self.raw_decode(s, _w(s, 0).end())
        if end != len(s) and (end := _w(s, end).end()) != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value of a document at idx, and where it ends; more text may follow."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None
