"""Character sets: how each goes into headers and bodies."""
__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

from bisect import bisect_right

from email import base64mime, encoders, errors, quoprimime

QP, BASE64, SHORTEST = 1, 2, 3          # encodings of headers and bodies
RFC2047_CHROME_LEN = len('=??q??=')
DEFAULT_CHARSET, UNKNOWN8BIT = 'us-ascii', 'unknown-8bit'
EMPTYSTRING = ''

# {name: (encoding in headers, encoding in bodies, name of the set it goes out as)}
CHARSETS = {
    **dict.fromkeys([f'iso-8859-{part}' for part in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)] + ['windows-1252', 'viscii'], (QP, QP, None)),
    'us-ascii': (None, None, None),
    **dict.fromkeys(['big5', 'gb2312'], (BASE64, BASE64, None)),
    **dict.fromkeys(['euc-jp', 'shift_jis'], (BASE64, None, 'iso-2022-jp')),
    'iso-2022-jp': (BASE64, None, None),
    'koi8-r': (BASE64, BASE64, None),
    'utf-8': (SHORTEST, BASE64, 'utf-8'),
}

ALIASES = {
    **{f'latin{mark}{number}': f'iso-8859-{part}'
       for number, part in enumerate((1, 2, 3, 4, 9, 10, 13, 14, 15, 16), 1) for mark in '_-'},
    'cp949': 'ks_c_5601-1987', 'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr', 'ascii': 'us-ascii',
}

CODEC_MAP = {'gb2312': 'eucgb2312_cn', 'big5': 'big5_tw', 'us-ascii': None}


def add_codec(charset, codecname):
    """The codec of a character set."""
    CODEC_MAP.update({charset: codecname})


def add_alias(alias, canonical):
    """Another name of a character set."""
    ALIASES.update({alias: canonical})


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Say how a character set is encoded."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS.update({charset: (header_enc, body_enc, output_charset)})


def _encode(string, codec):
    return string.encode('ascii', 'surrogateescape') if codec == UNKNOWN8BIT else string.encode(codec)


class Charset:
    """One character set."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        try:
            name = input_charset if isinstance(input_charset, str) else str(input_charset, 'ascii')
            name.encode('ascii')
        except UnicodeError:
            raise errors.CharsetError(input_charset) from None
        name = name.lower()
        self.input_charset = name = ALIASES.get(name, name)
        self.header_encoding, self.body_encoding, output = CHARSETS.get(name, (SHORTEST, BASE64, None))
        output = output or name
        self.output_charset = output = ALIASES.get(output, output)
        self.input_codec, self.output_codec = (CODEC_MAP.get(each, each) for each in (name, output))

    def __repr__(self):
        return self.input_charset.lower()

    __str__ = __repr__

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def get_body_encoding(self):
        """'quoted-printable', 'base64', or a function that says."""
        assert self.body_encoding != SHORTEST
        return {QP: 'quoted-printable', BASE64: 'base64'}.get(self.body_encoding, encoders.encode_7or8bit)

    def get_output_charset(self):
        """The set it goes out as."""
        return self.output_charset or self.input_charset

    def _bytes_and_module(self, string):
        """Text as bytes, and the module that encodes them in a header (None if they stay)."""
        data = _encode(string, self._header_codec)
        match self.header_encoding:
            case 1:
                module = quoprimime
            case 2:
                module = base64mime
            case 3:
                module = min(quoprimime, base64mime, key=lambda each: each.header_length(data))
            case _:
                module = None
        return data, module

    @property
    def _header_codec(self):
        return self.output_codec or 'us-ascii'

    def header_encode(self, string):
        """Text as an encoded word."""
        data, module = self._bytes_and_module(string)
        return module.header_encode(data, self._header_codec) if module else string

    def header_encode_lines(self, string, maxlengths):
        """Text as encoded words, each no longer than the next of maxlengths."""
        module = self._bytes_and_module(string)[1]
        out, words = self.get_output_charset(), []

        def length(stop):
            return module.header_length(_encode(rest[:stop], out))

        rest, lengths = string, iter(maxlengths)
        while rest:
            room = next(lengths) - len(out) - RFC2047_CHROME_LEN
            # Nothing is encoded longer than it has to be: a byte takes one character at least.
            fitting = bisect_right(range(min(len(rest), max(room, 0)) + 1), room, key=length) - 1
            if fitting <= 0:
                if not words:
                    words.append(None)      # not even one character on the first line
                    continue
                fitting = 1
            if fitting >= len(rest):
                break
            words.append(module.header_encode(_encode(rest[:fitting], self._header_codec), charset=self._header_codec))
            rest = rest[fitting:]
        words.append(module.header_encode(_encode(rest, self._header_codec), charset=self._header_codec))
        return words

    def body_encode(self, string):
        """Text or bytes of a body, encoded."""
        if not string:
            return string
        data = string.encode(self.output_charset) if isinstance(string, str) else string
        match self.body_encoding:
            case 2:
                return base64mime.body_encode(data)
            case 1:
                return quoprimime.body_encode(data.decode('latin-1'))
            case _:
                return data.decode('ascii') if isinstance(string, str) else string
