"""How messages are read and written: line ends, line lengths, classes."""
__all__ = ['Policy', 'Compat32', 'compat32', 'EmailPolicy', 'default', 'strict',
           'SMTP', 'SMTPUTF8', 'HTTP']

from email._policybase import Policy, Compat32, compat32


class EmailPolicy(Compat32):
    """Headers as plain text, messages as EmailMessage."""

    utf8 = False
    refold_source = 'long'

    def __init__(self, **kw):
        super().__init__(**kw)
        if 'message_factory' not in kw:
            from email.message import EmailMessage
            object.__setattr__(self, 'message_factory', EmailMessage)

    def header_max_count(self, name):
        return 1 if name.lower() in _SINGLE else None

    def header_store_parse(self, name, value):
        if hasattr(value, 'name') and value.name.lower() == name.lower():
            return (name, value)
        if isinstance(value, (list, tuple)):
            value = ', '.join(map(str, value))
        value = str(value)
        if len(value.splitlines()) > 1:
            raise ValueError("Header values may not contain linefeed or carriage return"
                             " characters")
        return (name, value)

    def header_fetch_parse(self, name, value):
        return ''.join(_unfold(value))


def _unfold(value):
    from email.header import decode_header, make_header
    text = ''.join(str(value).splitlines())
    if '=?' in text:
        try:
            text = str(make_header(decode_header(text)))
        except Exception:
            pass
    yield text


_SINGLE = {'from', 'sender', 'to', 'cc', 'bcc', 'subject', 'date', 'reply-to',
           'message-id', 'mime-version', 'content-type', 'content-transfer-encoding',
           'content-disposition', 'in-reply-to', 'references'}

default = EmailPolicy()
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
SMTPUTF8 = SMTP.clone(utf8=True)
HTTP = default.clone(linesep='\r\n', max_line_length=None)
