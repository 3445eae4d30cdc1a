"""Sounds."""
__all__ = ['MIMEAudio']

from email import encoders
from email.mime._kinds import Kinds
from email.mime.nonmultipart import MIMENonMultipart

_KINDS = Kinds({
    'x-wav': rb'RIFF.{4}WAVEfmt ',
    'x-aiff': rb'FORM.{4}AIF[FC]',
    'basic': rb'\.snd',
})


def rule(rulefunc):
    """Ask another function for the kind of data: rulefunc(data) gives it, or None."""
    return _KINDS.rule(rulefunc)


class MIMEAudio(MIMENonMultipart):
    """A sound; its kind is recognised by its first bytes."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        kind = _subtype or _KINDS.of(_audiodata, 'Could not find audio MIME subtype')
        super().__init__('audio', kind, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)
