"""The codec zlib: compressed bytes."""
import codecs
import zlib

from ._bytes_codec import codec_info


def _piecewise(base, method, start, step):
    """A class that compresses or decompresses piece by piece: by an object that start() makes, a method of which is step."""
    class Piecewise(base):
        def __init__(self, errors='strict'):
            assert errors == 'strict'
            super().__init__(errors)
            self.reset()

        def reset(self):
            self.state = start()

    def convert(self, input, final=False):
        data = getattr(self.state, step)(input)
        return data + self.state.flush() if final else data

    setattr(Piecewise, method, convert)
    Piecewise.__name__ = Piecewise.__qualname__ = base.__name__
    return Piecewise


IncrementalEncoder = _piecewise(codecs.IncrementalEncoder, 'encode', zlib.compressobj, 'compress')
IncrementalDecoder = _piecewise(codecs.IncrementalDecoder, 'decode', zlib.decompressobj, 'decompress')


def getregentry():
    return codec_info('zlib', zlib.compress, zlib.decompress, IncrementalEncoder, IncrementalDecoder)
