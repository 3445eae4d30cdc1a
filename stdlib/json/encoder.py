"""Python values to JSON text."""
from _functools import partial
import re

try:
    from _json import encode_basestring as c_encode_basestring
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_encode_basestring = c_encode_basestring_ascii = c_make_encoder = None

ESCAPE = re.compile(r'[\x00-\x1f\\"]')
ESCAPE_ASCII = re.compile(r'[^ -~]|[\\"]')
HAS_UTF8 = re.compile(b'[\x80-\xff]')
ESCAPE_DCT = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}
ESCAPE_DCT |= {chr(code): f'\\u{code:04x}' for code in range(32) if chr(code) not in ESCAPE_DCT}
INFINITY = float('inf')


def _escape(found):
    """The escape of a matched character; of two, beyond the basic plane."""
    character = found[0]
    if character in ESCAPE_DCT:
        return ESCAPE_DCT[character]
    units = character.encode('utf-16-be', 'surrogatepass')
    return ''.join([f'\\u{units[i:i + 2].hex()}' for i in range(0, len(units), 2)])


def py_encode_basestring(s):
    """s as a JSON string."""
    return f'"{ESCAPE.sub(_escape, s)}"'


def py_encode_basestring_ascii(s):
    """s as a JSON string of ASCII characters."""
    return f'"{ESCAPE_ASCII.sub(_escape, s)}"'


encode_basestring = c_encode_basestring or py_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


def _float_text(number, allow_nan):
    if number - number == 0:
        return float.__repr__(number)
    if not allow_nan:
        raise ValueError(f'Out of range float values are not JSON compliant: {number!r}')
    return 'NaN' if number != number else 'Infinity' if number > 0 else '-Infinity'


def _indentation(indent):
    return ' ' * indent if isinstance(indent, int) else indent


class _Pieces:
    """Turns values into pieces of text for one call of iterencode()."""

    def __init__(self, encoder, string):
        # How values without parts are written; what is first here wins for a subclass of two.
        self.rules = {str: string, type(None): lambda _: 'null', bool: lambda b: 'true' if b else 'false',
                      int: int.__repr__, float: partial(_float_text, allow_nan=encoder.allow_nan)}
        self.string = string
        self.default = encoder.default
        self.open = {} if encoder.check_circular else None
        self.comma, self.colon = encoder.item_separator, encoder.key_separator
        self.sort_keys, self.skipkeys = encoder.sort_keys, encoder.skipkeys
        self.indent = _indentation(encoder.indent)

    def atom(self, value):
        """The text of a value without parts, None for others."""
        if rule := self.rules.get(type(value)):
            return rule(value)
        for kind, rule in self.rules.items():
            if isinstance(value, kind):
                return rule(value)

    def value(self, value, level=0):
        """The pieces of any value."""
        if (text := self.atom(value)) is None:
            yield from self.container(value, level)
        else:
            yield text

    def container(self, value, level):
        if isinstance(value, (list, tuple)):
            return self.array(value, level) if value else iter(['[]'])
        if isinstance(value, dict):
            return self.object(value, level) if value else iter(['{}'])
        return self.replaced(value, level)

    def enter(self, value):
        """Note what is being written."""
        if self.open is not None:
            if id(value) in self.open:
                raise ValueError('Circular reference detected')
            self.open[id(value)] = value

    def leave(self, value):
        if self.open is not None:
            del self.open[id(value)]

    def replaced(self, value, level):
        self.enter(value)
        yield from self.value(self.default(value), level)
        self.leave(value)

    def breaks(self, level):
        """The line break before each part of a container and before its end."""
        if self.indent is None:
            return '', ''
        end = '\n' + self.indent * level
        return end + self.indent, end

    def array(self, values, level):
        self.enter(values)
        inner, end = self.breaks(level)
        before = '[' + inner
        rules = self.rules
        for value in values:
            if rule := rules.get(type(value)):
                yield before + rule(value)
            elif (text := self.atom(value)) is not None:
                yield before + text
            else:
                yield before
                yield from self.container(value, level + 1)
            before = self.comma + inner
        if end:
            yield end
        yield ']'
        self.leave(values)

    def object(self, values, level):
        self.enter(values)
        yield '{'
        before, end = self.breaks(level)
        if before:
            yield before
        between = self.comma + before
        first, rules = True, self.rules
        for key, value in sorted(values.items()) if self.sort_keys else values.items():
            if not isinstance(key, str):
                if (text := self.atom(key)) is None:
                    if self.skipkeys:
                        continue
                    raise TypeError(f'keys must be str, int, float, bool or None, not {type(key).__name__}')
                key = text
            if not first:
                yield between
            first = False
            yield self.string(key)
            yield self.colon
            if rule := rules.get(type(value)):
                yield rule(value)
            else:
                yield from self.value(value, level + 1)
        if end:
            yield end
        yield '}'
        self.leave(values)


class JSONEncoder:
    """Encodes to JSON; override default() for types it does not know."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            # What follows is a line break.
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """What to encode instead of o, or TypeError."""
        raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')

    def encode(self, o):
        """o as JSON text."""
        if isinstance(o, str):
            return self._string()(o)
        return ''.join([*self.iterencode(o, _one_shot=True)])

    def _string(self):
        return encode_basestring_ascii if self.ensure_ascii else encode_basestring

    def iterencode(self, o, _one_shot=False):
        """o as JSON, in pieces."""
        string = self._string()
        if _one_shot and c_make_encoder is not None:
            encode = c_make_encoder({} if self.check_circular else None, self.default, string, _indentation(self.indent),
                                    self.key_separator, self.item_separator, self.sort_keys, self.skipkeys, self.allow_nan)
            return encode(o, 0)
        return _Pieces(self, string).value(o)
