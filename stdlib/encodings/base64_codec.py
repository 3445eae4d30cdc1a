"""The codec base64: bytes as lines of base64."""
import base64
from ._bytes_codec import codec_info


def getregentry():
    return codec_info('base64', base64.encodebytes, base64.decodebytes)
