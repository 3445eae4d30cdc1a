"""The errors of SAX."""


class SAXException(Exception):
    """An error; it may wrap another."""

    def __init__(self, msg, exception=None):
        super().__init__(msg)
        self._msg, self._exception = msg, exception

    def getMessage(self):
        """The message."""
        return self._msg

    def getException(self):
        """The wrapped error, or None."""
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        # Errors are no sequences, though they have arguments.
        raise AttributeError('__getitem__')


class SAXParseException(SAXException):
    """An error in the document, with its place."""

    def __init__(self, msg, exception, locator):
        super().__init__(msg, exception)
        self._locator = locator
        # The locator moves on with the parser.
        self._place = locator.getSystemId(), locator.getLineNumber(), locator.getColumnNumber()

    def getColumnNumber(self):
        """The column."""
        return self._place[2]

    def getLineNumber(self):
        """The line."""
        return self._place[1]

    def getPublicId(self):
        """The public identifier of the document."""
        return self._locator.getPublicId()

    def getSystemId(self):
        """The system identifier of the document."""
        return self._place[0]

    def __str__(self):
        name, *numbers = self._place
        shown = ['<unknown>' if name is None else name, *('?' if number is None else number for number in numbers)]
        return '{}:{}:{}: {}'.format(*shown, self._msg)


class SAXNotRecognizedException(SAXException):
    """The feature or property is unknown."""


class SAXNotSupportedException(SAXException):
    """The feature or property cannot have that value."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
