"""The base of the classes here."""
__all__ = ['MIMEBase']

import email._policybase
from email import message


class MIMEBase(message.Message):
    """A message of a type, with parameters."""

    def __init__(self, _maintype, _subtype, *, policy=None, **_params):
        if policy is None:
            policy = email._policybase.compat32
        message.Message.__init__(self, policy=policy)
        ctype = '%s/%s' % (_maintype, _subtype)
        self.add_header('Content-Type', ctype, **_params)
        self['MIME-Version'] = '1.0'
