"""Encodings of a part's body."""
__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']


def _encode(msg, name, encode):
    data = msg.get_payload(decode=True)
    msg.set_payload(str(encode(data), 'ascii'))
    msg['Content-Transfer-Encoding'] = name


def encode_base64(msg):
    """Base64."""
    from base64 import encodebytes
    _encode(msg, 'base64', encodebytes)


def encode_quopri(msg):
    """Quoted-printable."""
    from quopri import encodestring
    # Spaces are quoted everywhere, not only at the end of lines.
    _encode(msg, 'quoted-printable', lambda data: encodestring(data, quotetabs=True).replace(b' ', b'=20'))


def encode_7or8bit(msg):
    """As it is; the header says whether there are bytes above 127."""
    data = msg.get_payload(decode=True)
    msg['Content-Transfer-Encoding'] = '7bit' if data is None or data.isascii() else '8bit'


def encode_noop(msg):
    """Nothing at all."""
