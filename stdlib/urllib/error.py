"""What urllib.request raises."""
from urllib.response import addinfourl as _Answer

__all__ = ['URLError', 'HTTPError', 'ContentTooShortError']


class URLError(OSError):
    """It could not be reached; reason says why."""

    def __init__(self, reason, filename=None):
        self.reason, self.args = reason, (reason,)
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f'<urlopen error {self.reason}>'


class ContentTooShortError(URLError):
    """Less came than was announced; content holds it."""

    def __init__(self, message, content):
        super().__init__(message)
        self.content = content


class HTTPError(URLError, _Answer):
    """The server answered with an error; the answer can be read from it."""

    def __init__(self, url, code, msg, hdrs, fp):
        self.code, self.msg, self.hdrs, self.filename = code, msg, hdrs, url
        if fp is None:
            from io import BytesIO
            fp = BytesIO()
        self.fp = fp
        _Answer.__init__(self, fp, hdrs, url, code)

    def __repr__(self):
        return f'<HTTPError {self.code}: {self.msg!r}>'

    def __str__(self):
        return f'HTTP Error {self.code}: {self.msg}'

    reason = property(lambda self: self.msg, doc="The server's words.")
    headers = property(lambda self: self.hdrs, lambda self, headers: setattr(self, 'hdrs', headers),
                       doc='The headers of the answer.')
