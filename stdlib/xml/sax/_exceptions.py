"""The errors of SAX."""


class SAXException(Exception):
    """An error; it may wrap another."""

    def __init__(self, msg, exception=None):
        self._msg = msg
        self._exception = exception
        Exception.__init__(self, msg)

    def getMessage(self):
        """The message."""
        return self._msg

    def getException(self):
        """The wrapped error, or None."""
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        raise AttributeError("__getitem__")


class SAXParseException(SAXException):
    """An error in the document, with its place."""

    def __init__(self, msg, exception, locator):
        SAXException.__init__(self, msg, exception)
        self._locator = locator
        # The locator goes on; the place is kept.
        self._systemId = locator.getSystemId()
        self._colnum = locator.getColumnNumber()
        self._linenum = locator.getLineNumber()

    def getColumnNumber(self):
        """The column."""
        return self._colnum

    def getLineNumber(self):
        """The line."""
        return self._linenum

    def getPublicId(self):
        """The public identifier of the document."""
        return self._locator.getPublicId()

    def getSystemId(self):
        """The system identifier of the document."""
        return self._systemId

    def __str__(self):
        place = [self.getSystemId() or "<unknown>", self.getLineNumber(), self.getColumnNumber()]
        return "%s:%s:%s: %s" % (*("?" if part is None else part for part in place), self._msg)


class SAXNotRecognizedException(SAXException):
    """The feature or property is unknown."""


class SAXNotSupportedException(SAXException):
    """The feature or property cannot have that value."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
