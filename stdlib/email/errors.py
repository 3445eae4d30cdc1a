"""What can be wrong with a message: errors, and defects that are only noted."""


class MessageError(Exception):
    """Base of the errors of this package."""


class CharsetError(MessageError):
    """Unknown character set."""


class HeaderWriteError(MessageError):
    """A header would break the message."""


class MultipartConversionError(MessageError, TypeError):
    """Something was attached to a message that is not multipart."""


class MessageParseError(MessageError):
    """Base of parsing errors."""


class BoundaryError(MessageParseError):
    """A multipart message has no end."""


class HeaderParseError(MessageParseError):
    """A header cannot be understood."""


class MessageDefect(ValueError):
    """Base of the defects noted in a message."""

    def __init__(self, line=None):
        super().__init__(*() if line is None else (line,))
        self.line = line


# Between the parts of a message

class MultipartInvariantViolationDefect(MessageDefect):
    """It says multipart but has no parts."""


class NoBoundaryInMultipartDefect(MessageDefect):
    """A multipart message without a boundary."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary never came."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """The last boundary never came."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """A multipart message with an encoding."""


# Where headers begin and end

class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A 'From ' line among the headers."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line is a continuation."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line that is no header, without an empty line before."""


MalformedHeaderDefect = MissingHeaderBodySeparatorDefect


# In encodings

class InvalidBase64LengthDefect(MessageDefect):
    """Base64 of an impossible length."""


class InvalidBase64PaddingDefect(MessageDefect):
    """Base64 with wrong padding."""


class InvalidBase64CharactersDefect(MessageDefect):
    """Base64 with other characters."""


class UndecodableBytesDefect(MessageDefect):
    """Bytes outside of ASCII in a header."""


# In a header's text

class HeaderDefect(MessageDefect):
    """Base of the defects of headers."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


class InvalidHeaderDefect(HeaderDefect):
    """A header that is not valid."""


class ObsoleteHeaderDefect(HeaderDefect):
    """An old form."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header without its value."""


class InvalidDateDefect(HeaderDefect):
    """A date that is none."""


class NonASCIILocalPartDefect(HeaderDefect):
    """A mailbox name outside of ASCII."""


class NonPrintableDefect(HeaderDefect):
    """Characters that cannot be printed."""

    def __init__(self, non_printables):
        HeaderDefect.__init__(self, non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return f'the following ASCII non-printables found in header: {self.non_printables}'
