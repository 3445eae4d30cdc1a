"""The codec bz2: compressed bytes."""
import bz2
from ._bytes_codec import codec_info


def getregentry():
    return codec_info('bz2', bz2.compress, bz2.decompress)
