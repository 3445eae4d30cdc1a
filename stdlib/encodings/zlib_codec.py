"""The codec zlib: compressed bytes."""
import codecs
import zlib
from ._bytes_codec import codec_info


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors='strict'):
        assert errors == 'strict'
        self.errors = errors
        self.reset()

    def encode(self, input, final=False):
        data = self.compressobj.compress(input)
        return data + self.compressobj.flush() if final else data

    def reset(self):
        self.compressobj = zlib.compressobj()


class IncrementalDecoder(codecs.IncrementalDecoder):
    def __init__(self, errors='strict'):
        assert errors == 'strict'
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        data = self.decompressobj.decompress(input)
        return data + self.decompressobj.flush() if final else data

    def reset(self):
        self.decompressobj = zlib.decompressobj()


def getregentry():
    return codec_info('zlib', zlib.compress, zlib.decompress, IncrementalEncoder, IncrementalDecoder)
