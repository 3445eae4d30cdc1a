"""Parsing messages in texts, bytes and files."""
__all__ = ['Parser', 'HeaderParser', 'BytesParser', 'BytesHeaderParser', 'FeedParser', 'BytesFeedParser']

import io

from email._policybase import compat32
from email.feedparser import BytesFeedParser, FeedParser

_CHUNK = 8192


class Parser:
    """Messages as text."""

    def __init__(self, _class=None, *, policy=compat32):
        self._class, self.policy = _class, policy

    def _parsed(self, chunks, headersonly):
        feeder = FeedParser(self._class, policy=self.policy)
        if headersonly:
            feeder._set_headersonly()
        for chunk in chunks:
            feeder.feed(chunk)
        return feeder.close()

    def parse(self, fp, headersonly=False):
        """The message in a text file."""
        return self._parsed(iter(lambda: fp.read(_CHUNK), ''), headersonly)

    def parsestr(self, text, headersonly=False):
        """The message in a text."""
        return self.parse(io.StringIO(text), headersonly=headersonly)


class HeaderParser(Parser):
    """Only the headers; the body stays as it is."""

    def parse(self, fp, headersonly=True):
        return super().parse(fp, True)

    def parsestr(self, text, headersonly=True):
        return super().parsestr(text, True)


class BytesParser:
    """Messages as bytes."""

    def __init__(self, *args, **kw):
        self.parser = Parser(*args, **kw)

    def parse(self, fp, headersonly=False):
        """The message in a binary file."""
        text = io.TextIOWrapper(fp, encoding='ascii', errors='surrogateescape')
        try:
            return self.parser.parse(text, headersonly)
        finally:
            text.detach()       # the file stays open

    def parsebytes(self, text, headersonly=False):
        """The message in bytes."""
        return self.parser.parsestr(str(text, 'ascii', 'surrogateescape'), headersonly)


class BytesHeaderParser(BytesParser):
    """Only the headers."""

    def parse(self, fp, headersonly=True):
        return super().parse(fp, headersonly=True)

    def parsebytes(self, text, headersonly=True):
        return super().parsebytes(text, headersonly=True)
