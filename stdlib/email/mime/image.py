"""Images."""
__all__ = ['MIMEImage']

from email import encoders
from email.mime._kinds import Kinds
from email.mime.nonmultipart import MIMENonMultipart

_KINDS = Kinds({
    'jpeg': rb'.{6}(?:JFIF|Exif)|\xff\xd8\xff\xdb',
    'png': rb'\x89PNG\r\n\x1a\n',
    'gif': rb'GIF8[79]a',
    'tiff': rb'MM|II',
    'rgb': rb'\x01\xda',
    'pbm': rb'P[14][ \t\r\n]',
    'pgm': rb'P[25][ \t\r\n]',
    'ppm': rb'P[36][ \t\r\n]',
    'rast': rb'\x59\xa6\x6a\x95',
    'xbm': rb'#define ',
    'bmp': rb'BM',
    'webp': rb'RIFF.{4}WEBP',
    'exr': rb'v/1\x01',
})


def rule(rulefunc):
    """Ask another function for the kind of data: rulefunc(data) gives it, or None."""
    return _KINDS.rule(rulefunc)


class MIMEImage(MIMENonMultipart):
    """An image; its kind is recognised by its first bytes."""

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        kind = _subtype or _KINDS.of(_imagedata, 'Could not guess image MIME subtype')
        super().__init__('image', kind, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)
