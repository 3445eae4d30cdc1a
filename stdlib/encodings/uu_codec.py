"""The codec uu: bytes as uuencoded text with its first and last line."""
import binascii
from ._bytes_codec import codec_info


def _encode(data, filename='<data>', mode=0o666):
    name = filename.replace('\n', '\\n').replace('\r', '\\r')
    lines = [('begin %o %s\n' % (mode & 0o777, name)).encode('ascii')]
    lines += [binascii.b2a_uu(data[i:i + 45]) for i in range(0, len(data), 45)]
    lines.append(b' \nend\n')
    return b''.join(lines)


def _decode(data):
    lines = iter(bytes(data).splitlines(True))
    for line in lines:
        if line[:5] == b'begin':
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    out = []
    for line in lines:
        if line == b'end\n':
            return b''.join(out)
        try:
            piece = binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders write more than the length says.
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            piece = binascii.a2b_uu(line[:size])
        out.append(piece)
    raise ValueError('Truncated input data')


def getregentry():
    return codec_info('uu', _encode, _decode)
