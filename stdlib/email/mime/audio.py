"""Sounds."""
__all__ = ['MIMEAudio']

import re

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

_BEGINNINGS = {
    'x-wav': rb'RIFF.{4}WAVEfmt ',
    'x-aiff': rb'FORM.{4}AIF[FC]',
    'basic': rb'\.snd',
}

_rules = []


def rule(rulefunc):
    """Ask another function for the kind of data: rulefunc(data) gives it, or None."""
    _rules.append(rulefunc)
    return rulefunc


@rule
def _known(data):
    return next((name for name, begin in _BEGINNINGS.items() if re.match(begin, data, re.DOTALL)), None)


class MIMEAudio(MIMENonMultipart):
    """A sound; its kind is recognised by its first bytes."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        kind = _subtype or next(filter(None, (rule(_audiodata) for rule in _rules)), None)
        if kind is None:
            raise TypeError('Could not find audio MIME subtype')
        super().__init__('audio', kind, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)
