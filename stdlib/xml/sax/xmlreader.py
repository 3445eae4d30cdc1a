"""Readers: what parsers have in common, input sources, attributes."""
from . import handler
from ._exceptions import SAXNotRecognizedException, SAXNotSupportedException


class XMLReader:
    """A parser with its handlers."""

    def __init__(self):
        self._cont_handler, self._dtd_handler = handler.ContentHandler(), handler.DTDHandler()
        self._ent_handler, self._err_handler = handler.EntityResolver(), handler.ErrorHandler()

    def parse(self, source):
        """Parse a source."""
        raise NotImplementedError('This method must be implemented!')

    def setContentHandler(self, handler):
        """Set the handler of the document."""
        self._cont_handler = handler

    def setDTDHandler(self, handler):
        """Set the handler of the document type."""
        self._dtd_handler = handler

    def setEntityResolver(self, resolver):
        """Set the handler of external entities."""
        self._ent_handler = resolver

    def setErrorHandler(self, handler):
        """Set the handler of errors."""
        self._err_handler = handler

    def getContentHandler(self):
        """The handler of the document."""
        return self._cont_handler

    def getDTDHandler(self):
        """The handler of the document type."""
        return self._dtd_handler

    def getEntityResolver(self):
        """The handler of external entities."""
        return self._ent_handler

    def getErrorHandler(self):
        """The handler of errors."""
        return self._err_handler

    def setLocale(self, locale):
        """Set the language of messages."""
        raise SAXNotSupportedException('Locale support not implemented')

    def getFeature(self, name):
        """A feature's state."""
        _unknown('Feature', name)

    def setFeature(self, name, state):
        """Set a feature's state."""
        _unknown('Feature', name)

    def getProperty(self, name):
        """A property's value."""
        _unknown('Property', name)

    def setProperty(self, name, value):
        """Set a property's value."""
        _unknown('Property', name)


def _unknown(kind, name):
    raise SAXNotRecognizedException(f'{kind} {name!r} not recognized')


class IncrementalParser(XMLReader):
    """A parser that can be fed."""

    def __init__(self, bufsize=2 ** 16):
        super().__init__()
        self._bufsize = bufsize

    def parse(self, source):
        """Parse a source, piece by piece."""
        from . import saxutils
        source = saxutils.prepare_input_source(source)
        self.prepareParser(source)
        stream = source.getCharacterStream()
        read = (source.getByteStream() if stream is None else stream).read
        while piece := read(self._bufsize):
            self.feed(piece)
        self.close()

    def feed(self, data):
        """Parse more."""
        raise NotImplementedError('This method must be implemented!')

    def prepareParser(self, source):
        """Called before a source is parsed."""
        raise NotImplementedError('prepareParser must be overridden!')

    def close(self):
        """There is no more."""
        raise NotImplementedError('This method must be implemented!')

    def reset(self):
        """Be ready for another document."""
        raise NotImplementedError('This method must be implemented!')


class Locator:
    """Knows the place in the document."""

    def getLineNumber(self):
        """The line, -1 if unknown."""
        return -1

    def getColumnNumber(self):
        """The column, -1 if unknown."""
        return -1

    def getSystemId(self):
        """The system identifier, or None."""

    def getPublicId(self):
        """The public identifier, or None."""


class InputSource:
    """Where a document comes from: identifiers, streams, the encoding."""

    def __init__(self, system_id=None):
        self._system_id = system_id
        self._public_id = self._encoding = self._bytes = self._characters = None

    def setSystemId(self, system_id):
        """Set the system identifier."""
        self._system_id = system_id

    def setPublicId(self, public_id):
        """Set the public identifier."""
        self._public_id = public_id

    def setEncoding(self, encoding):
        """Set the encoding."""
        self._encoding = encoding

    def setByteStream(self, bytefile):
        """Set the stream of bytes."""
        self._bytes = bytefile

    def setCharacterStream(self, charfile):
        """Set the stream of characters."""
        self._characters = charfile

    def getSystemId(self):
        """The system identifier."""
        return self._system_id

    def getPublicId(self):
        """The public identifier."""
        return self._public_id

    def getEncoding(self):
        """The encoding."""
        return self._encoding

    def getByteStream(self):
        """The stream of bytes."""
        return self._bytes

    def getCharacterStream(self):
        """The stream of characters."""
        return self._characters


class AttributesImpl:
    """An element's attributes by name."""

    def __init__(self, attrs):
        self._attrs = attrs

    def copy(self):
        """Others like these."""
        return type(self)(self._attrs)

    # -- The names, and how they are written

    def getNames(self):
        """The names."""
        return [*self._attrs]

    def keys(self):
        """The names."""
        return self.getNames()

    def getQNames(self):
        """The names as they are written."""
        return self.getNames()

    def getNameByQName(self, name):
        """The name of an attribute as it is written."""
        if name in self._attrs:
            return name
        raise KeyError(name)

    def getQNameByName(self, name):
        """How an attribute is written."""
        return self.getNameByQName(name)

    # -- What belongs to a name

    def __getitem__(self, name):
        return self._attrs[name]

    def getValue(self, name):
        """An attribute's value."""
        return self._attrs[name]

    def getValueByQName(self, name):
        """The value of an attribute as it is written."""
        return self._attrs[self.getNameByQName(name)]

    def getType(self, name):
        """An attribute's type."""
        return 'CDATA'

    def get(self, name, alternative=None):
        """A value, or the alternative."""
        return self._attrs.get(name, alternative)

    # -- All of them

    def __len__(self):
        return len(self._attrs)

    def getLength(self):
        """How many there are."""
        return len(self._attrs)

    def __contains__(self, name):
        return name in self._attrs

    def items(self):
        """(name, value) pairs."""
        return [*self._attrs.items()]

    def values(self):
        """The values."""
        return [*self._attrs.values()]


class AttributesNSImpl(AttributesImpl):
    """An element's attributes by (namespace, name)."""

    def __init__(self, attrs, qnames):
        super().__init__(attrs)
        self._qnames = qnames

    def copy(self):
        """Others like these."""
        return type(self)(self._attrs, self._qnames)

    def getQNames(self):
        """The names as they are written."""
        return [*self._qnames.values()]

    def getQNameByName(self, name):
        """How an attribute is written."""
        return self._qnames[name]

    def getValueByQName(self, name):
        """The value of an attribute as it is written."""
        return self._attrs[self.getNameByQName(name)]

    def getNameByQName(self, name):
        """The name of an attribute as it is written."""
        for found, written in self._qnames.items():
            if written == name:
                return found
        raise KeyError(name)
