"""Finds the value that begins at a position of a JSON text."""
import re

try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ['make_scanner']

NUMBER_RE = re.compile(r'(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?')
_WORD = 'null|true|false|NaN|-?Infinity'
_PLAIN = {'null': None, 'true': True, 'false': False}


def py_make_scanner(context):
    """A function of text and position that gives the value there and where it ends; context is a decoder."""
    nested = 0

    def value(string, idx):
        nonlocal nested
        match string[idx:idx + 1]:
            case '"':
                return context.parse_string(string, idx + 1, context.strict)
            case '{' | '[' as bracket:
                nested += 1
                try:
                    if bracket == '[':
                        return context.parse_array((string, idx + 1), value)
                    return context.parse_object((string, idx + 1), context.strict, value, context.object_hook,
                                                context.object_pairs_hook, context.memo)
                finally:
                    nested -= 1
                    if not nested:
                        context.memo.clear()
        if found := re.compile(_WORD).match(string, idx):
            text = found[0]
            return (_PLAIN[text] if text in _PLAIN else context.parse_constant(text)), found.end()
        if found := NUMBER_RE.match(string, idx):
            convert = context.parse_float if found[2] or found[3] else context.parse_int
            return convert(found[0]), found.end()
        raise StopIteration(idx)

    return value


make_scanner = c_make_scanner or py_make_scanner
