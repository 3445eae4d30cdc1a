"""SAX: parsers that call the methods of a handler."""
from importlib import import_module
import io

from . import handler
from ._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                          SAXReaderNotAvailable)
from .handler import ContentHandler, ErrorHandler
from .xmlreader import InputSource

default_parser_list = ['xml.sax.expatreader']


def make_parser(parser_list=()):
    """A parser of the first module in the list that has one."""
    for name in [*parser_list, *default_parser_list]:
        try:
            return import_module(name).create_parser()
        except (ImportError, SAXReaderNotAvailable) as error:
            # A module that is there and fails is another matter.
            if isinstance(error, ImportError) and error.name != name:
                raise
    raise SAXReaderNotAvailable('No parsers found')


def _run(source, content, errors):
    parser = make_parser()
    parser.setContentHandler(content)
    parser.setErrorHandler(errors)
    parser.parse(source)


def parse(source, handler, errorHandler=ErrorHandler()):
    """Parse a file, by name or open, with a handler."""
    _run(source, handler, errorHandler)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Parse a text or bytes with a handler."""
    source = InputSource()
    if isinstance(string, str):
        source.setCharacterStream(io.StringIO(string))
    else:
        source.setByteStream(io.BytesIO(string))
    _run(source, handler, ErrorHandler() if errorHandler is None else errorHandler)
