"""The codec rot13: letters moved by thirteen places."""
import codecs
import sys
from string import ascii_lowercase as _small

_moved = _small[13:] + _small[:13]
rot13_map = {**dict(enumerate(range(256))), **str.maketrans(_small + _small.upper(), _moved + _moved.upper())}


def _rotate(self, input, *errors):
    text = str.translate(input, rot13_map)
    # Codecs tell how much they have read; their incremental kind has nothing to tell.
    return (text, len(input)) if isinstance(self, Codec) else text


class Codec(codecs.Codec):
    """Both ways are the same."""

    def encode(self, input, errors='strict'):
        return _rotate(self, input)

    decode = encode


class IncrementalEncoder(codecs.IncrementalEncoder):
    """The same, piece by piece."""

    def encode(self, input, final=False):
        return _rotate(self, input)


class IncrementalDecoder(codecs.IncrementalDecoder):
    """The same, piece by piece."""

    def decode(self, input, final=False):
        return _rotate(self, input)


class StreamWriter(Codec, codecs.StreamWriter):
    """Rotates what is written."""


class StreamReader(Codec, codecs.StreamReader):
    """Rotates what is read."""


def getregentry():
    codec = Codec()
    return codecs.CodecInfo(codec.encode, codec.decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            name='rot-13', _is_text_encoding=False)


def rot13(infile, outfile):
    """Copy a text file, rotated."""
    outfile.write(codecs.encode(infile.read(), 'rot-13'))


if __name__ == '__main__':
    rot13(sys.stdin, sys.stdout)
