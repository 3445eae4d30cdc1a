"""Errors of `lxml.etree`, and the logs of parsers."""
__name__ = "lxml.etree"  # what users import it from


class Error(Exception):
    pass


class LxmlError(Error):
    """The base of this package's errors."""

    def __init__(self, message, error_log=None):
        super().__init__(message)
        self.error_log = error_log if error_log is not None else _ErrorLog()


class LxmlSyntaxError(LxmlError, SyntaxError):
    pass


class ParseError(LxmlSyntaxError):
    """A document that cannot be parsed: `code`, `position`, `error_log`."""

    def __init__(self, message, code, line, column, filename=None):
        super().__init__(message)
        self.lineno, self.offset = line, column - 1
        self.code = code
        self.filename = filename

    @property
    def position(self):
        return self.lineno, self.offset + 1

    @position.setter
    def position(self, new_pos):
        self.lineno, column = new_pos
        self.offset = column - 1


class XMLSyntaxError(ParseError):
    pass


class XMLSyntaxAssertionError(XMLSyntaxError, AssertionError):
    def __init__(self, message):
        super().__init__(message, None, 0, 1)


class ParserError(LxmlError):
    pass


class SerialisationError(LxmlError):
    pass


class LxmlRegistryError(LxmlError):
    pass


class NamespaceRegistryError(LxmlRegistryError):
    pass


class XPathError(LxmlError):
    pass


class XPathEvalError(XPathError):
    pass


class XPathFunctionError(XPathEvalError):
    pass


class XPathResultError(XPathEvalError):
    pass


class XPathSyntaxError(LxmlSyntaxError, XPathError):
    pass


class C14NError(LxmlError):
    pass


class DTDError(LxmlError):
    pass


class XIncludeError(LxmlError):
    pass


class DocumentInvalid(LxmlError):
    pass


class _LogEntry:
    """One error of a parser."""

    level, level_name, domain_name = 3, "FATAL", "PARSER"

    def __init__(self, code, message, line, column, filename):
        self.type, self.message, self.line, self.column = code, message, line, column
        self.filename = filename

    def __repr__(self):
        return f"{self.filename}:{self.line}:{self.column}:{self.level_name}:{self.domain_name}:{self.type}: {self.message}"


class _ErrorLog(list):
    """The errors of a parser."""

    @property
    def last_error(self):
        return self[-1] if self else None

    def copy(self):
        return _ErrorLog(self)

    def filter_from_errors(self):
        return self.copy()

    def __repr__(self):
        return "\n".join(map(repr, self))

    __str__ = __repr__


_ListErrorLog = _BaseErrorLog = _ErrorLog
