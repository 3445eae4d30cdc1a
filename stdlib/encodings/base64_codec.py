"""The codec base64: bytes as lines of base64."""
import binascii
from ._bytes_codec import codec_info

_LINE = 57


def _encode(data):
    data = bytes(data)
    return b''.join([binascii.b2a_base64(data[i:i + _LINE]) for i in range(0, len(data), _LINE)])


def getregentry():
    return codec_info('base64', _encode, binascii.a2b_base64)
