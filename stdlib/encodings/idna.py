"""The codec idna (RFC 3490): host names whose labels are written in punycode."""
import codecs
import re
from unicodedata import bidirectional, category, normalize

dots = re.compile("[\u002E\u3002\uFF0E\uFF61]")
ace_prefix = b"xn--"
sace_prefix = "xn--"

# RFC 3454, table B.1: characters that are dropped.
_DROPPED = {c: None for c in (0xAD, 0x34F, 0x1806, 0x180B, 0x180C, 0x180D, 0x200B, 0x200C, 0x200D, 0x2060,
                              *range(0xFE00, 0xFE10), 0xFEFF)}


def _prohibited(c):
    # RFC 3454, tables C.1.2, C.2.2 and C.3 to C.9.
    n = ord(c)
    if n < 128:
        return False
    kind = category(c)
    return (kind in ('Zs', 'Cc', 'Co', 'Cs', 'Zl', 'Zp') or n & 0xFFFE == 0xFFFE or 0xFDD0 <= n <= 0xFDEF
            or n in (0x6DD, 0x70F, 0x180E, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2061, 0x2064),
                     *range(0x206A, 0x2070), 0x340, 0x341, *range(0xFFF9, 0xFFFE), *range(0x2FF0, 0x2FFC))
            or 0x1D173 <= n <= 0x1D17A or 0xE0000 <= n <= 0xE007F)


def nameprep(label):
    """The label as it is compared: folded, normalized, checked."""
    label = label.translate(_DROPPED)
    label = normalize("NFKC", normalize("NFKC", label.casefold()).casefold())
    for i, c in enumerate(label):
        if _prohibited(c):
            raise UnicodeEncodeError("idna", label, i, i + 1, f"Invalid character {c!r}")
    right = [bidirectional(c) in ('R', 'AL') for c in label]
    if any(right):
        for i, c in enumerate(label):
            if bidirectional(c) == 'L':
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
        label = nameprep(label).encode("ascii")
    if not label.lower().startswith(ace_prefix):
        return str(label, "ascii")
    result = label[len(ace_prefix):].decode("punycode")
    if str(label, "ascii").lower() != str(ToASCII(result), "ascii"):
        raise UnicodeDecodeError("idna", label, 0, len(label), f"IDNA does not round-trip, {label!r} != {ToASCII(result)!r}")
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
    return b".".join([ToASCII(label) for label in labels]) + end


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
    made, place = [], 0
    for label in labels:
        try:
            made.append(ToUnicode(label))
        except UnicodeError as error:
            # Wherever it comes from, it is told of the whole name.
            start = place + (len(ace_prefix) if error.encoding == "punycode" else 0)
            raise UnicodeDecodeError("idna", data, start + error.start, start + error.end, error.reason) from error
        place += len(label) + 1
    return ".".join(made) + end


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
        cut = len(input) if final else bytes(input).rfind(b'.') + 1
        return _decode(input[:cut]), cut


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(Codec().encode, Codec().decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name='idna')
