"""Quoted-printable in headers and bodies."""
__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring',
           'header_decode', 'header_encode', 'header_length', 'quote', 'unquote']

import re

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''

_QUOPRI_MAP = ['=%02X' % c for c in range(256)]
_QUOPRI_HEADER_MAP = _QUOPRI_MAP[:]
_QUOPRI_BODY_MAP = _QUOPRI_MAP[:]
for _c in b'-!*+/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789':
    _QUOPRI_HEADER_MAP[_c] = chr(_c)
_QUOPRI_HEADER_MAP[ord(' ')] = '_'
for _c in range(ord(' '), ord('~') + 1):
    if _c != ord('='):
        _QUOPRI_BODY_MAP[_c] = chr(_c)
_QUOPRI_BODY_MAP[ord('\t')] = '\t'
del _c


def header_check(octet):
    """True if the byte has to be quoted in a header."""
    return chr(octet) != _QUOPRI_HEADER_MAP[octet]


def body_check(octet):
    """True if the byte has to be quoted in a body."""
    return chr(octet) != _QUOPRI_BODY_MAP[octet]


def header_length(bytearray):
    """How long it will be in a header."""
    return sum(len(_QUOPRI_HEADER_MAP[octet]) for octet in bytearray)


def body_length(bytearray):
    """How long it will be in a body."""
    return sum(len(_QUOPRI_BODY_MAP[octet]) for octet in bytearray)


def unquote(s):
    """The character of =xx."""
    return chr(int(s[1:3], 16))


def quote(c):
    """=xx of a character."""
    return _QUOPRI_MAP[ord(c)]


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word."""
    if not header_bytes:
        return ''
    encoded = ''.join(_QUOPRI_HEADER_MAP[octet] for octet in header_bytes)
    return '=?%s?q?%s?=' % (charset, encoded)


def body_encode(body, maxlinelen=76, eol=NL):
    """Lines of quoted-printable."""
    if maxlinelen < 4:
        raise ValueError("maxlinelen must be at least 4")
    if not body:
        return body
    table = {c: q for c, q in enumerate(_QUOPRI_BODY_MAP)}
    table[ord('\r')] = '\r'
    table[ord('\n')] = '\n'
    body = body.translate(table)
    out = []
    for line in body.splitlines():
        # Too long: broken after an =, never inside =xx.
        start = 0
        laststart = len(line) - maxlinelen
        while start <= laststart - 0 and len(line) - start > maxlinelen:
            stop = start + maxlinelen - 1
            if line[stop - 2] == '=':
                stop -= 2
            elif line[stop - 1] == '=':
                stop -= 1
            out.append(line[start:stop] + '=')
            start = stop
        rest = line[start:]
        if rest and rest[-1] in ' \t':
            room = maxlinelen - len(rest)
            if room >= 2:
                rest = rest[:-1] + quote(rest[-1])
            else:
                out.append(rest[:-1] + '=')
                rest = quote(rest[-1])
        out.append(rest)
    if body[-1] in CRLF:
        out.append('')
    return eol.join(out)


def decode(encoded, eol=NL):
    """The text of quoted-printable."""
    if not encoded:
        return encoded
    decoded = ''
    for line in encoded.splitlines():
        line = line.rstrip()
        if not line:
            decoded += eol
            continue
        soft = line.endswith('=')
        if soft:
            line = line[:-1]
        decoded += re.sub(r'=[a-fA-F0-9]{2}', lambda m: unquote(m.group()), line)
        if not soft:
            decoded += eol
    if encoded[-1] not in '\r\n' and decoded.endswith(eol):
        decoded = decoded[:-1]
    return decoded


body_decode = decode
decodestring = decode


def header_decode(s):
    """The text of a word encoded in Q."""
    s = s.replace('_', ' ')
    return re.sub(r'=[a-fA-F0-9]{2}', lambda m: unquote(m.group()), s, flags=re.ASCII)
