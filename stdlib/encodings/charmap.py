"""The codec charmap, for mappings of one's own."""
import codecs
from codecs import charmap_decode, charmap_encode


class Codec(codecs.Codec):
    """The codec without a mapping: Latin-1."""

    encode, decode = staticmethod(charmap_encode), staticmethod(charmap_decode)


def _incremental(base, method, code):
    """An incremental encoder or decoder with a mapping of its own."""
    class Incremental(base):
        def __init__(self, errors='strict', mapping=None):
            super().__init__(errors)
            self.mapping = mapping

    def convert(self, input, final=False):
        return code(input, self.errors, self.mapping)[0]

    convert.__name__ = method
    setattr(Incremental, method, convert)
    Incremental.__name__ = Incremental.__qualname__ = base.__name__
    return Incremental


def _stream(base, method, code):
    """A stream with a mapping of its own."""
    class Stream(Codec, base):
        def __init__(self, stream, errors='strict', mapping=None):
            base.__init__(self, stream, errors)
            self.mapping = mapping

    def convert(self, input, errors='strict'):
        return code(input, errors, self.mapping)

    convert.__name__ = method
    setattr(Stream, method, convert)
    Stream.__name__ = Stream.__qualname__ = base.__name__
    return Stream


IncrementalEncoder = _incremental(codecs.IncrementalEncoder, 'encode', charmap_encode)
IncrementalDecoder = _incremental(codecs.IncrementalDecoder, 'decode', charmap_decode)
StreamWriter = _stream(codecs.StreamWriter, 'encode', charmap_encode)
StreamReader = _stream(codecs.StreamReader, 'decode', charmap_decode)


def getregentry():
    return codecs.CodecInfo(charmap_encode, charmap_decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            name='charmap')
