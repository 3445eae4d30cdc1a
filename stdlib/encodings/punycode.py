"""The codec punycode (RFC 3492): any text as ASCII letters, digits and hyphens."""
import codecs

_BASE, _TMIN, _TMAX, _SKEW, _DAMP, _BIAS, _FIRST = 36, 1, 26, 38, 700, 72, 128
_DIGITS = b'abcdefghijklmnopqrstuvwxyz0123456789'


class _Thresholds:
    """Which digits end a number; they follow the size of the numbers before."""

    def __init__(self):
        self.bias, self.first = _BIAS, True

    def __iter__(self):
        place = _BASE
        while True:
            yield min(max(place - self.bias, _TMIN), _TMAX)
            place += _BASE

    def adapt(self, delta, count):
        """Note a number; count characters are there now."""
        delta //= _DAMP if self.first else 2
        self.first = False
        delta += delta // count
        steps = 0
        while delta > (_BASE - _TMIN) * _TMAX // 2:
            delta //= _BASE - _TMIN
            steps += _BASE
        self.bias = steps + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def punycode_encode(text):
    """The bytes that stand for a text."""
    plain = text.encode('ascii', 'ignore')
    out, thresholds = bytearray(plain + b'-' if plain else b''), _Thresholds()
    done, delta, last = len(plain), 0, _FIRST
    # Characters are put in by their numbers, the smallest first: what is written is how far it is from one to the next.
    for code in sorted({ord(char) for char in text if char > '\x7f'}):
        delta += (code - last) * (done + 1)
        for char in map(ord, text):
            if char < code:
                delta += 1
            elif char == code:
                number = delta
                for threshold in thresholds:
                    if number < threshold:
                        break
                    number, digit = divmod(number - threshold, _BASE - threshold)
                    out.append(_DIGITS[threshold + digit])
                out.append(_DIGITS[number])
                done += 1
                thresholds.adapt(delta, done)
                delta = 0
        delta += 1
        last = code + 1
    return bytes(out)


def _numbers(data, start, errors):
    """(number, where it ended) of what stands after the last hyphen; when it is broken nothing more."""
    thresholds, at, count = _Thresholds(), start, (yield)
    while at < len(data):
        number, weight = 0, 1
        for threshold in thresholds:
            if at >= len(data):
                if errors == 'strict':
                    raise UnicodeDecodeError('punycode', data, at, at + 1, 'incomplete punycode string')
                return
            digit = _DIGITS.find(data[at:at + 1].lower())
            if digit < 0:
                if errors == 'strict':
                    raise UnicodeDecodeError('punycode', data, at, at + 1, f"Invalid extended code point '{data[at]}'")
                return
            at += 1
            number += digit * weight
            if digit < threshold:
                break
            weight *= _BASE - threshold
        count = yield number, at
        thresholds.adapt(number, count)


def punycode_decode(text, errors):
    """The text that bytes stand for."""
    data = text.encode('ascii') if isinstance(text, str) else bytes(text)
    hyphen = data.rfind(b'-')
    try:
        chars = list(str(data[:max(hyphen, 0)], 'ascii', errors))
    except UnicodeDecodeError as e:
        raise UnicodeDecodeError('ascii', data, e.start, e.end, e.reason) from None
    numbers, code, at = _numbers(data, hyphen + 1, errors), _FIRST, 0
    next(numbers)
    try:
        while True:
            number, end = numbers.send(len(chars))
            rounds, at = divmod(at + number, len(chars) + 1)
            code += rounds
            if code > 0x10ffff and errors == 'strict':
                raise UnicodeDecodeError('punycode', data, end - 1, end, f'Invalid character U+{code:x}')
            chars.insert(at, chr(code) if code <= 0x10ffff else '?')
            at += 1
    except StopIteration:
        return ''.join(chars)


def _decode(input, errors):
    if errors not in ('strict', 'replace', 'ignore'):
        raise UnicodeError(f'Unsupported error handling: {errors}')
    return punycode_decode(input, errors)


class Codec(codecs.Codec):
    """Whole texts."""

    def encode(self, input, errors='strict'):
        return punycode_encode(input), len(input)

    def decode(self, input, errors='strict'):
        return _decode(input, errors), len(input)


class StreamReader(Codec, codecs.StreamReader):
    """Whole texts from a stream."""


class StreamWriter(Codec, codecs.StreamWriter):
    """Whole texts to a stream."""


class IncrementalEncoder(codecs.IncrementalEncoder):
    """Each piece by itself."""

    def encode(self, input, final=False):
        return punycode_encode(input)


class IncrementalDecoder(codecs.IncrementalDecoder):
    """Each piece by itself."""

    def decode(self, input, final=False):
        return _decode(input, self.errors)


def getregentry():
    codec = Codec()
    return codecs.CodecInfo(codec.encode, codec.decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            name='punycode')
