"""The codec idna (RFC 3490): host names whose labels are written in punycode."""
import codecs
import re
import stringprep
from unicodedata import ucd_3_2_0

dots = re.compile("[\u002E\u3002\uFF0E\uFF61]")
ace_prefix = b"xn--"
sace_prefix = "xn--"

_PROHIBITED = tuple(getattr(stringprep, 'in_table_' + name) for name in (
    'c12', 'c22', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9'))


def nameprep(label):
    """The label as it is compared (RFC 3491): folded, normalized, checked."""
    label = ''.join(stringprep.map_table_b2(c) for c in label if not stringprep.in_table_b1(c))
    label = ucd_3_2_0.normalize("NFKC", label)
    for i, c in enumerate(label):
        if c > '\x7f' and any(prohibited(c) for prohibited in _PROHIBITED):
            raise UnicodeEncodeError("idna", label, i, i + 1, f"Invalid character {c!r}")
    right = [*map(stringprep.in_table_d1, label)]
    if any(right):
        for i, c in enumerate(label):
            if stringprep.in_table_d2(c):
                raise UnicodeEncodeError("idna", label, i, i + 1, "Violation of BIDI requirement 2")
        if not right[0]:
            raise UnicodeEncodeError("idna", label, 0, 1, "Violation of BIDI requirement 3")
        if not right[-1]:
            raise UnicodeEncodeError("idna", label, len(label) - 1, len(label), "Violation of BIDI requirement 3")
    return label


def ToASCII(label):
    """The bytes of a label on the wire."""
    for prepare in None, nameprep:
        if prepare is not None:
            label = prepare(label)
        if label.isascii():
            ascii = label.encode("ascii")
            _check_length(label, ascii)
            return ascii
    if label.lower().startswith(sace_prefix):
        raise UnicodeEncodeError('idna', label, 0, len(sace_prefix), 'Label starts with ACE prefix')
    ascii = ace_prefix + label.encode("punycode")
    _check_length(label, ascii)
    return ascii


def _check_length(label, ascii):
    if not ascii:
        raise UnicodeEncodeError("idna", label, 0, 1, "label empty")
    if len(ascii) >= 64:
        raise UnicodeEncodeError("idna", label, 0, len(label), "label too long")


def ToUnicode(label):
    """The text of a label on the wire."""
    if len(label) > 1024:
        raise UnicodeDecodeError("idna", label if isinstance(label, bytes) else label.encode("utf-8"),
                                 0, len(label), "label way too long")
    if isinstance(label, bytes):
        pure = True
    else:
        try:
            label = label.encode("ascii")
            pure = True
        except UnicodeEncodeError:
            pure = False
    if not pure:
        label = nameprep(label)
        try:
            label = label.encode("ascii")
        except UnicodeEncodeError as e:
            raise UnicodeEncodeError("idna", label, e.start, e.end, "Invalid character in IDN label") from None
    if not label.lower().startswith(ace_prefix):
        return str(label, "ascii")
    try:
        result = label[len(ace_prefix):].decode("punycode")
    except UnicodeDecodeError as e:
        before = len(ace_prefix)
        raise UnicodeDecodeError("idna", label, before + e.start, before + e.end, e.reason) from None
    if str(label, "ascii").lower() != str(ToASCII(result), "ascii"):
        raise UnicodeDecodeError("idna", label, 0, len(label), f"IDNA does not round-trip, '{label!r}' != '{ToASCII(result)!r}'")
    return result


def _encode(text):
    if not text:
        return b""
    if text.isascii():
        labels = text.encode("ascii").split(b'.')
        start = 0
        for label in labels[:-1]:
            if not label:
                raise UnicodeEncodeError('idna', text, start, start + 1, 'label empty')
            if len(label) >= 64:
                raise UnicodeEncodeError('idna', text, start, start + len(label), 'label too long')
            start += len(label) + 1
        if len(labels[-1]) >= 64:
            raise UnicodeEncodeError('idna', text, start, start + len(labels[-1]), 'label too long')
        return text.encode("ascii")
    labels = dots.split(text)
    end = b""
    if labels and not labels[-1]:
        end = b'.'
        del labels[-1]
    return b".".join(_each(ToASCII, labels, text, UnicodeEncodeError)) + end


def _each(function, labels, whole, error):
    """What a function makes of labels; errors tell of the whole."""
    start = 0
    for label in labels:
        try:
            yield function(label)
        except (UnicodeEncodeError, UnicodeDecodeError) as e:
            raise error("idna", whole, start + e.start, start + e.end, e.reason) from None
        start += len(label) + 1


def _decode(data):
    data = bytes(data)
    if not data:
        return ""
    if ace_prefix not in data.lower() and data.isascii():
        return data.decode('ascii')
    labels = data.split(b".")
    end = ''
    if labels and not labels[-1]:
        end = '.'
        del labels[-1]
    return ".".join(_each(ToUnicode, labels, data, UnicodeDecodeError)) + end


def _only_strict(errors):
    if errors != 'strict':
        raise UnicodeError(f"Unsupported error handling: {errors}")


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        _only_strict(errors)
        return _encode(input), len(input)

    def decode(self, input, errors='strict'):
        _only_strict(errors)
        return _decode(input), len(input)


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        _only_strict(errors)
        cut = len(input) if final else max((m.end() for m in dots.finditer(input)), default=0)
        return _encode(input[:cut]), cut


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        _only_strict(errors)
        input = bytes(input)
        try:
            input.decode('ascii')
        except UnicodeDecodeError as e:
            raise UnicodeDecodeError('idna', input, e.start, e.end, e.reason) from None
        cut = len(input) if final else input.rfind(b'.') + 1
        return _decode(input[:cut]), cut


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(Codec().encode, Codec().decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name='idna')
