"""The codec hex: bytes as hexadecimal digits."""
import binascii
from ._bytes_codec import codec_info


def getregentry():
    return codec_info('hex', binascii.b2a_hex, binascii.a2b_hex)
