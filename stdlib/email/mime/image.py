"""Images."""
__all__ = ['MIMEImage']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

_SIGNATURES = (
    ('png', lambda h: h.startswith(b'\211PNG\r\n\032\n')),
    ('jpeg', lambda h: h[6:10] in (b'JFIF', b'Exif') or h[:4] == b'\xff\xd8\xff\xdb'),
    ('gif', lambda h: h[:6] in (b'GIF87a', b'GIF89a')),
    ('tiff', lambda h: h[:2] in (b'MM', b'II')),
    ('rgb', lambda h: h.startswith(b'\001\332')),
    ('pbm', lambda h: len(h) >= 3 and h[0:1] == b'P' and h[1] in b'14' and h[2] in b' \t\n\r'),
    ('pgm', lambda h: len(h) >= 3 and h[0:1] == b'P' and h[1] in b'25' and h[2] in b' \t\n\r'),
    ('ppm', lambda h: len(h) >= 3 and h[0:1] == b'P' and h[1] in b'36' and h[2] in b' \t\n\r'),
    ('rast', lambda h: h.startswith(b'\x59\xA6\x6A\x95')),
    ('xbm', lambda h: h.startswith(b'#define ')),
    ('bmp', lambda h: h.startswith(b'BM')),
    ('webp', lambda h: h.startswith(b'RIFF') and h[8:12] == b'WEBP'),
    ('exr', lambda h: h.startswith(b'\x76\x2f\x31\x01')),
)


class MIMEImage(MIMENonMultipart):
    """An image; its kind is recognised by its first bytes."""

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64,
                 *, policy=None, **_params):
        if _subtype is None:
            for _subtype, test in _SIGNATURES:
                if test(_imagedata[:32]):
                    break
            else:
                raise TypeError('Could not guess image MIME subtype')
        MIMENonMultipart.__init__(self, 'image', _subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)
