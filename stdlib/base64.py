"""Bytes as text: base 16, 32, 64, 85 and Ascii85."""
import binascii
from functools import cache
import re
import struct

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode',
           'b32hexencode', 'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode',
           'z85encode', 'z85decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

bytes_types = (bytes, bytearray)


def _as_bytes(s):
    """Text to decode, as bytes."""
    if isinstance(s, str):
        if s.isascii():
            return s.encode()
        raise ValueError('string argument should contain only ASCII characters')
    if isinstance(s, bytes_types):
        return s
    try:
        return bytes(memoryview(s))
    except TypeError:
        raise TypeError(f'argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}') from None


def _plain(data):
    return data if isinstance(data, bytes_types) else memoryview(data).tobytes()


# -- Base 64

def b64encode(s, altchars=None):
    """Base64; altchars are two characters in the place of + and /."""
    text = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return text
    assert len(altchars) == 2, repr(altchars)
    return text.translate(bytes.maketrans(b'+/', altchars))


def b64decode(s, altchars=None, validate=False):
    """The bytes of Base64 text; other characters are skipped unless validate."""
    text = _as_bytes(s)
    if altchars is not None:
        altchars = _as_bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        text = text.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(text, strict_mode=validate)


def standard_b64encode(s):
    """Base64 with the standard alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """The bytes of Base64 text in the standard alphabet."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Base64 with - and _ in the place of + and /."""
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    """The bytes of Base64 text with - and _ in the place of + and /."""
    return b64decode(s, b'-_')


# -- Whole words in digits of any base

class _Digits:
    """Words of `size` bytes as `count` digits each, from an alphabet as long as the base."""

    def __init__(self, alphabet, size, count):
        self.base = len(alphabet)
        self.size, self.count = size, count
        # Digits are written two at a time: the texts of such pairs, and what words are divided by to get each pair.
        ones = [bytes([character]) for character in alphabet]
        twos = [first + second for first in ones for second in ones]
        self.places = [(twos, self.base ** place) for place in range(count - 2, -1, -2)]
        if count % 2:
            self.places.append((ones, 1))
        values = bytearray([255]) * 256
        for value, character in enumerate(alphabet):
            values[character] = value
        self.values = bytes(values)

    def encode(self, data):
        """The digits of each word of data, which is filled up by zeros, and how many zeros these are."""
        size, missing = self.size, -len(data) % self.size
        data = bytes(data) + bytes(missing)
        if size == 4:
            words = struct.unpack(f'>{len(data) // 4}I', data)
        else:
            words = [int.from_bytes(data[i:i + size]) for i in range(0, len(data), size)]
        columns = []
        for texts, divisor in self.places:
            limit = len(texts)
            columns.append([texts[word // divisor % limit] for word in words])
        return [*map(b''.join, zip(*columns))], missing

    def decode(self, text, short, bad, overflow):
        """The bytes of whole words of digits, without the last `short` bytes; bad and overflow give the errors."""
        values, size, count, base = text.translate(self.values), self.size, self.count, self.base
        limit = 1 << 8 * size
        whole = len(values) if (place := values.find(255)) < 0 else place
        words = [0] * (whole // count)
        for digits in range(count):
            words = [word * base + digit for word, digit in zip(words, values[digits::count])]
        for i, word in enumerate(words):
            if word >= limit:
                raise overflow(i)
        if whole < len(values):
            raise bad(place)
        data = struct.pack(f'>{len(words)}I', *words) if size == 4 else b''.join([word.to_bytes(size) for word in words])
        return data[:len(data) - short]


# -- Base 32

@cache
def _base32(extended):
    letters = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    return _Digits(b'0123456789' + letters[:22] if extended else letters + b'234567', 5, 8)


# How many of the eight digits are = if so many bytes are missing from the last five.
_PADDING = {0: 0, 1: 1, 3: 2, 4: 3, 6: 4}


def _to_base32(s, extended):
    words, missing = _base32(extended).encode(_plain(s))
    text = b''.join(words)
    equals = {bytes: signs for signs, bytes in _PADDING.items()}[missing]
    return text[:len(text) - equals] + b'=' * equals


def _from_base32(s, casefold, extended):
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if casefold:
        s = s.upper()
    text = s.rstrip(b'=')
    padding = len(s) - len(text)

    def bad(place):
        return binascii.Error('Non-base32 digit found')

    data = _base32(extended).decode(text + b'0A'[not extended:][:1] * (padding % 8), 0, bad, None)
    if padding not in _PADDING:
        raise binascii.Error('Incorrect padding')
    return data[:len(data) - _PADDING[padding]]


def b32encode(s):
    """Base32."""
    return _to_base32(s, False)


def b32decode(s, casefold=False, map01=None):
    """The bytes of Base32 text; casefold allows small letters, map01 the digits 0 and 1."""
    text = _as_bytes(s)
    if map01 is not None:
        map01 = _as_bytes(map01)
        assert len(map01) == 1, repr(map01)
        text = text.translate(bytes.maketrans(b'01', b'O' + map01))
    return _from_base32(text, casefold, False)


def b32hexencode(s):
    """Base32 with the extended hex alphabet."""
    return _to_base32(s, True)


def b32hexdecode(s, casefold=False):
    """The bytes of Base32 text in the extended hex alphabet."""
    return _from_base32(_as_bytes(s), casefold, True)


# -- Base 16

def b16encode(s):
    """Hexadecimal, in capitals."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """The bytes of hexadecimal text; casefold allows small letters."""
    text = _as_bytes(s)
    if casefold:
        text = text.upper()
    if re.search(b'[^0-9A-F]', text):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(text)


# -- Base 85

_ALPHANUMERIC = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
_GIT = _ALPHANUMERIC + b'!#$%&()*+-;<=>?@^_`{|}~'
_ZEROMQ = b'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'
_ADOBE = bytes(range(33, 33 + 85))


@cache
def _base85(alphabet):
    return _Digits(alphabet, 4, 5)


def _to_base85(b, alphabet, pad=False):
    words, missing = _base85(alphabet).encode(_plain(b))
    text = b''.join(words)
    return text if pad else text[:len(text) - missing]


def _from_base85(b, alphabet, name):
    text = _as_bytes(b)
    short = -len(text) % 5

    def bad(place):
        return ValueError(f'bad {name} character at position {place}')

    def overflow(word):
        return ValueError(f'{name} overflow in hunk starting at byte {5 * word}')

    return _base85(alphabet).decode(text + alphabet[84:] * short, short, bad, overflow)


def b85encode(b, pad=False):
    """Base85 as git and Mercurial have it; pad fills up to four bytes."""
    return _to_base85(b, _GIT, pad)


def b85decode(b):
    """The bytes of Base85 text."""
    return _from_base85(b, _GIT, 'base85')


def z85encode(s):
    """Base85 with the alphabet of ZeroMQ."""
    return _to_base85(s, _ZEROMQ)


def z85decode(s):
    """The bytes of Z85 text."""
    return _from_base85(s, _ZEROMQ, 'z85')


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Ascii85: foldspaces writes four spaces as y, wrapcol breaks lines, adobe adds <~ ~>."""
    words, missing = _base85(_ADOBE).encode(_plain(b))
    short = {b'!!!!!': b'z'}
    if foldspaces:
        short[b'+<VdL'] = b'y'
    last = [words.pop()[:-missing]] if missing and not pad else []
    text = b''.join([short.get(word, word) for word in words] + last)
    if adobe:
        text = b'<~' + text
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [text[i:i + width] for i in range(0, len(text), width)]
        # The end mark is not broken.
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b'')
        text = b'\n'.join(lines)
    return text + b'~>' if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\x0b'):
    """The bytes of Ascii85 text."""
    text = _as_bytes(b)
    if adobe:
        if not text.endswith(b'~>'):
            raise ValueError(f'Ascii85 encoded byte sequences must end with {b"~>"!r}')
        text = text[2 * text.startswith(b'<~'):-2]
    short = {b'z': bytes(4)} | ({b'y': b'    '} if foldspaces else {})
    ignored = bytes([c for c in ignorechars if c not in _ADOBE and bytes([c]) not in short])
    text = text.translate(None, ignored)
    data, cut = [], 5
    for word in re.findall(b'[!-u]{1,5}|.', text, re.DOTALL):
        if word in short:
            if cut < 5:
                raise ValueError(f'{word.decode()} inside Ascii85 5-tuple')
            data.append(short[word])
        elif word[0] not in _ADOBE:
            raise ValueError(f'Non-Ascii85 digit found: {word[0]:c}')
        else:
            cut = len(word)
            value = 0
            for digit in word.ljust(5, b'u'):
                value = 85 * value + digit - 33
            if value >> 32:
                raise ValueError('Ascii85 overflow')
            data.append(value.to_bytes(4)[:cut - 1])
    return b''.join(data)


# -- Lines of Base64

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def encode(input, output):
    """Base64 from one binary file to another, in lines."""
    while piece := input.read(MAXBINSIZE):
        while len(piece) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(piece))):
            piece += more
        output.write(binascii.b2a_base64(piece))


def decode(input, output):
    """Decode a binary file of Base64 lines into another."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _one_dimension(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError(f'expected bytes-like object, not {type(s).__name__}') from error
    if view.format not in ('c', 'b', 'B'):
        raise TypeError(f'expected single byte elements, not {view.format!r} from {type(s).__name__}')
    if view.ndim != 1:
        raise TypeError(f'expected 1-D data, not {view.ndim}-D data from {type(s).__name__}')


def encodebytes(s):
    """Base64 in lines of 76 characters."""
    _one_dimension(s)
    return b''.join([binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE)])


def decodebytes(s):
    """The bytes of Base64 lines."""
    _one_dimension(s)
    return binascii.a2b_base64(s)


_USAGE = '''usage: {} [-h|-d|-e|-u] [file|-]
  -e  encode (what is done without an option)
  -d  decode; -u is the same
  -h  print this'''


def main():
    """python -m base64 [-h | -d | -e | -u] [file]"""
    import getopt
    import sys
    usage = _USAGE.format(sys.argv[0])
    try:
        options, files = getopt.getopt(sys.argv[1:], 'hdeu')
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print(usage)
        sys.exit(2)
    work = encode
    for option, _ in options:
        if option == '-h':
            return print(usage)
        work = encode if option == '-e' else decode
    if files and files[0] != '-':
        with open(files[0], 'rb') as file:
            work(file, sys.stdout.buffer)
    else:
        work(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == '__main__':
    main()
