"""JSON: Python values to text and back."""
from .decoder import JSONDecodeError, JSONDecoder
from .encoder import JSONEncoder

__version__ = '2.0.9'
__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONDecodeError', 'JSONEncoder']

_default_encoder = JSONEncoder()
_default_decoder = JSONDecoder()


def _encoder(skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators, default, sort_keys, more):
    """The encoder for what dump() and dumps() were given."""
    usual = ensure_ascii and check_circular and allow_nan and cls is indent is separators is default is None
    if usual and not (skipkeys or sort_keys or more):
        return _default_encoder
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                sort_keys=sort_keys, **more)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
         separators=None, default=None, sort_keys=False, **kw):
    """Write obj as JSON to a text file; see dumps()."""
    encoder = _encoder(skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators, default, sort_keys, kw)
    for piece in encoder.iterencode(obj):
        fp.write(piece)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    """obj as JSON text.

    skipkeys: leave out keys that JSON cannot have, instead of TypeError.
    ensure_ascii: escape everything else than ASCII.  check_circular: look for
    containers inside themselves.  allow_nan: write NaN and Infinity.
    indent: spread over lines.  separators: between items and after keys.
    default: called for objects that JSON does not know.  sort_keys: by name."""
    encoder = _encoder(skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators, default, sort_keys, kw)
    return encoder.encode(obj)


_MARKS = ((b'\0\0\xfe\xff', 'utf-32'), (b'\xff\xfe\0\0', 'utf-32'), (b'\xfe\xff', 'utf-16'), (b'\xff\xfe', 'utf-16'),
          (b'\xef\xbb\xbf', 'utf-8-sig'))


def detect_encoding(b):
    """The encoding of JSON bytes: UTF-8, -16 or -32, by the BOM or the first zero bytes."""
    for mark, encoding in _MARKS:
        if b.startswith(mark):
            return encoding
    # JSON begins with an ASCII character, so where its zero bytes are says how wide characters are.
    match [bool(byte) for byte in b[:4]]:
        case [False, False, _, _]:
            return 'utf-32-be'
        case [True, False, False, False]:
            return 'utf-32-le'
        case [False, True, _, _] | [False, _]:
            return 'utf-16-be'
        case [True, False, _, _] | [True, False]:
            return 'utf-16-le'
    return 'utf-8'


def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None,
         **kw):
    """The value of the JSON document in a file; see loads()."""
    return loads(fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                 parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None,
          **kw):
    """The value of a JSON document, given as str, bytes or bytearray.

    object_hook gets every dict, object_pairs_hook its list of pairs;
    parse_float, parse_int and parse_constant get the text of numbers."""
    if isinstance(s, str):
        if s.startswith('\ufeff'):
            raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s), 'surrogatepass')
    else:
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {type(s).__name__}')
    if cls is object_hook is object_pairs_hook is parse_float is parse_int is parse_constant is None and not kw:
        return _default_decoder.decode(s)
    hooks = {'object_hook': object_hook, 'object_pairs_hook': object_pairs_hook, 'parse_float': parse_float,
             'parse_int': parse_int, 'parse_constant': parse_constant}
    given = {name: hook for name, hook in hooks.items() if hook is not None}
    return (cls or JSONDecoder)(**given, **kw).decode(s)
