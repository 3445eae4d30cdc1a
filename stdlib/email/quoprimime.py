"""Quoted-printable in headers and bodies."""
__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring', 'header_decode', 'header_encode',
           'header_length', 'quote', 'unquote']

import re
from string import ascii_letters, digits

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''

_QUOTED = [f'={octet:02X}' for octet in range(256)]
_HEADER = {**dict(enumerate(_QUOTED)), ord(' '): '_', **{ord(char): char for char in ascii_letters + digits + '-!*+/'}}
_BODY = dict(enumerate(_QUOTED))
_BODY.update((octet, chr(octet)) for octet in (*range(ord(' '), ord('~') + 1), ord('\t')) if octet != ord('='))
_BODY_AND_LINES = {**_BODY, ord('\r'): '\r', ord('\n'): '\n'}


def header_check(octet):
    """True if the byte has to be quoted in a header."""
    return chr(octet) != _HEADER[octet]


def body_check(octet):
    """True if the byte has to be quoted in a body."""
    return chr(octet) != _BODY[octet]


def header_length(bytearray):
    """How long it will be in a header."""
    return len(bytearray.decode('latin-1').translate(_HEADER)) if bytearray else 0


def body_length(bytearray):
    """How long it will be in a body."""
    return sum(len(_BODY[octet]) for octet in bytearray)


def quote(c):
    """=xx of a character."""
    return _QUOTED[ord(c)]


def unquote(s):
    """The character of =xx."""
    return chr(int(s[1:3], 16))


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word."""
    if not header_bytes:
        return ''
    return f'=?{charset}?q?{header_bytes.decode("latin-1").translate(_HEADER)}?='


def header_decode(s):
    """The text of a word encoded in Q."""
    return re.sub('=([0-9a-fA-F]{2})', lambda found: chr(int(found[1], 16)), s.replace('_', ' '), flags=re.ASCII)


def body_encode(body, maxlinelen=76, eol=NL):
    """Lines of quoted-printable."""
    if maxlinelen < 4:
        raise ValueError('maxlinelen must be at least 4')
    if not body:
        return body
    lines = body.translate(_BODY_AND_LINES).splitlines()
    encoded = eol.join(piece for line in lines for piece in _pieces(line, maxlinelen))
    return encoded + eol if body[-1] in CRLF else encoded


def _pieces(line, limit):
    """A line that is quoted already in pieces that are not too long, with a = at the end of all but the last."""
    start = 0
    while len(line) - start > limit:
        stop = start + limit - 1
        quoted = line.rfind('=', stop - 2, stop)
        if quoted >= 0:         # what is quoted stays together
            stop = quoted
        yield line[start:stop] + '='
        start = stop
    rest = line[start:]
    if rest[-1:] not in (' ', '\t') or not rest:
        yield rest
        return
    # A space at the end would be lost on the way.
    last = quote(rest[-1])
    if len(rest) + 2 <= limit:
        yield rest[:-1] + last
    elif len(rest) < limit:
        yield rest + '='
        yield ''
    else:
        yield rest[:-1] + '='
        yield last


def decode(encoded, eol=NL):
    """The text of quoted-printable."""
    def line(text):
        text = text.rstrip()
        soft = text.endswith('=')
        return _unquoted(text[:-1] if soft else text) + ('' if soft else eol)

    decoded = ''.join(map(line, encoded.splitlines()))
    return decoded if encoded[-1:] in ('\r', '\n') else decoded.removesuffix(eol)


def _unquoted(text):
    return re.sub('=([0-9a-fA-F]{2})', lambda found: chr(int(found[1], 16)), text)


body_decode = decodestring = decode
