"""Base64 in headers and bodies."""
__all__ = ['body_decode', 'body_encode', 'decode', 'decodestring', 'header_encode', 'header_length']

from binascii import a2b_base64, b2a_base64

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''
MISC_LEN = 7


def header_length(bytearray):
    """How long it will be."""
    return (len(bytearray) + 2) // 3 * 4


def _text(data, **options):
    return b2a_base64(data, **options).decode('ascii')


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word."""
    if not header_bytes:
        return ''
    data = header_bytes.encode(charset) if isinstance(header_bytes, str) else header_bytes
    return f'=?{charset}?b?{_text(data, newline=False)}?='


def body_encode(s, maxlinelen=76, eol=NL):
    """Lines of base64."""
    step = maxlinelen * 3 // 4
    lines = ''.join(_text(s[at:at + step]) for at in range(0, len(s), step)) if s else ''
    return lines if eol == NL else lines.replace(NL, eol)


def decode(string):
    """The bytes."""
    if isinstance(string, str):
        string = string.encode('raw-unicode-escape')
    return a2b_base64(string) if string else b''


body_decode = decodestring = decode
