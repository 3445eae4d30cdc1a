"""The codec quopri: bytes as quoted-printable text."""
import binascii
from ._bytes_codec import codec_info


def getregentry():
    return codec_info('quopri', lambda data: binascii.b2a_qp(data, quotetabs=True), binascii.a2b_qp)
