"""The codec rot13: letters moved by thirteen places."""
import codecs

rot13_map = codecs.make_identity_dict(range(256))
for _first in b'Aa':
    for _i in range(26):
        rot13_map[_first + _i] = _first + (_i + 13) % 26


def rot13(infile, outfile):
    """Copy a text file, rotated."""
    outfile.write(codecs.encode(infile.read(), 'rot-13'))


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        return str.translate(input, rot13_map), len(input)

    def decode(self, input, errors='strict'):
        return str.translate(input, rot13_map), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return str.translate(input, rot13_map)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return str.translate(input, rot13_map)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(Codec().encode, Codec().decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder,
                            name='rot-13', _is_text_encoding=False)
