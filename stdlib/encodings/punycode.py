"""The codec punycode (RFC 3492): any text as ASCII letters, digits and hyphens."""
import codecs

_BASE, _TMIN, _TMAX, _SKEW, _DAMP, _BIAS, _FIRST = 36, 1, 26, 38, 700, 72, 128
_DIGITS = b"abcdefghijklmnopqrstuvwxyz0123456789"


def _adapt(delta, points, first):
    delta = delta // _DAMP if first else delta // 2
    delta += delta // points
    k = 0
    while delta > (_BASE - _TMIN) * _TMAX // 2:
        delta //= _BASE - _TMIN
        k += _BASE
    return k + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _threshold(k, bias):
    return min(max(k - bias, _TMIN), _TMAX)


def punycode_encode(text):
    """The bytes that stand for a text."""
    basic = bytes(ord(c) for c in text if ord(c) < 128)
    out = bytearray(basic)
    if basic:
        out += b"-"
    n, delta, bias, done = _FIRST, 0, _BIAS, len(basic)
    while done < len(text):
        smallest = min(ord(c) for c in text if ord(c) >= n)
        delta += (smallest - n) * (done + 1)
        n = smallest
        for c in text:
            if ord(c) < n:
                delta += 1
            elif ord(c) == n:
                q, k = delta, _BASE
                while True:
                    t = _threshold(k, bias)
                    if q < t:
                        break
                    out.append(_DIGITS[t + (q - t) % (_BASE - t)])
                    q = (q - t) // (_BASE - t)
                    k += _BASE
                out.append(_DIGITS[q])
                bias = _adapt(delta, done + 1, done == len(basic))
                delta = 0
                done += 1
        delta += 1
        n += 1
    return bytes(out)


def punycode_decode(text, errors):
    """The text that bytes stand for."""
    if isinstance(text, str):
        text = text.encode("ascii")
    text = bytes(text)
    head, mark, tail = text.rpartition(b"-")
    out = list(head.decode("ascii", errors))
    offset = len(head) + len(mark)
    n, i, bias, at = _FIRST, 0, _BIAS, 0
    tail = tail.upper()
    while at < len(tail):
        start, w, k = i, 1, _BASE
        while True:
            if at >= len(tail):
                if errors == "strict":
                    raise UnicodeDecodeError("punycode", text, offset + at, offset + at + 1,
                                             "incomplete punycode string")
                return "".join(out)
            c = tail[at]
            if 65 <= c <= 90:
                digit = c - 65
            elif 48 <= c <= 57:
                digit = c - 22
            elif errors == "strict":
                raise UnicodeDecodeError("punycode", text, offset + at, offset + at + 1,
                                         f"Invalid extended code point '{text[offset + at]}'")
            else:
                return "".join(out)
            at += 1
            i += digit * w
            t = _threshold(k, bias)
            if digit < t:
                break
            w *= _BASE - t
            k += _BASE
        size = len(out) + 1
        bias = _adapt(i - start, size, start == 0)
        n += i // size
        if n > 0x10FFFF:
            if errors == "strict":
                raise UnicodeDecodeError("punycode", text, offset + at - 1, offset + at,
                                         f"Invalid character U+{n:x}")
            n = ord("?")
        i %= size
        out.insert(i, chr(n))
        i += 1
    return "".join(out)


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        return punycode_encode(input), len(input)

    def decode(self, input, errors='strict'):
        if errors not in ('strict', 'replace', 'ignore'):
            raise UnicodeError(f"Unsupported error handling: {errors}")
        return punycode_decode(input, errors), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return punycode_encode(input)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        if self.errors not in ('strict', 'replace', 'ignore'):
            raise UnicodeError(f"Unsupported error handling: {self.errors}")
        return punycode_decode(input, self.errors)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(Codec().encode, Codec().decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name='punycode')
