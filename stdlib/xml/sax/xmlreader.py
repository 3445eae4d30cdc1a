"""Readers: what parsers have in common, input sources, attributes."""
from . import handler
from ._exceptions import SAXNotRecognizedException, SAXNotSupportedException


class XMLReader:
    """A parser with its handlers."""

    def __init__(self):
        self._cont_handler = handler.ContentHandler()
        self._dtd_handler = handler.DTDHandler()
        self._ent_handler = handler.EntityResolver()
        self._err_handler = handler.ErrorHandler()

    def parse(self, source):
        """Parse a source."""
        raise NotImplementedError("This method must be implemented!")

    def getContentHandler(self):
        """The handler of the document."""
        return self._cont_handler

    def setContentHandler(self, handler):
        """Set the handler of the document."""
        self._cont_handler = handler

    def getDTDHandler(self):
        """The handler of the document type."""
        return self._dtd_handler

    def setDTDHandler(self, handler):
        """Set the handler of the document type."""
        self._dtd_handler = handler

    def getEntityResolver(self):
        """The handler of external entities."""
        return self._ent_handler

    def setEntityResolver(self, resolver):
        """Set the handler of external entities."""
        self._ent_handler = resolver

    def getErrorHandler(self):
        """The handler of errors."""
        return self._err_handler

    def setErrorHandler(self, handler):
        """Set the handler of errors."""
        self._err_handler = handler

    def setLocale(self, locale):
        """Set the language of messages."""
        raise SAXNotSupportedException("Locale support not implemented")

    def getFeature(self, name):
        """A feature's state."""
        raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def setFeature(self, name, state):
        """Set a feature's state."""
        raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def getProperty(self, name):
        """A property's value."""
        raise SAXNotRecognizedException("Property '%s' not recognized" % name)

    def setProperty(self, name, value):
        """Set a property's value."""
        raise SAXNotRecognizedException("Property '%s' not recognized" % name)


class IncrementalParser(XMLReader):
    """A parser that can be fed."""

    def __init__(self, bufsize=2 ** 16):
        self._bufsize = bufsize
        XMLReader.__init__(self)

    def parse(self, source):
        """Parse a source, piece by piece."""
        from . import saxutils
        source = saxutils.prepare_input_source(source)
        self.prepareParser(source)
        file = source.getCharacterStream()
        if file is None:
            file = source.getByteStream()
        while piece := file.read(self._bufsize):
            self.feed(piece)
        self.close()

    def feed(self, data):
        """Parse more."""
        raise NotImplementedError("This method must be implemented!")

    def prepareParser(self, source):
        """Called before a source is parsed."""
        raise NotImplementedError("prepareParser must be overridden!")

    def close(self):
        """There is no more."""
        raise NotImplementedError("This method must be implemented!")

    def reset(self):
        """Be ready for another document."""
        raise NotImplementedError("This method must be implemented!")


class Locator:
    """Knows the place in the document."""

    def getColumnNumber(self):
        """The column, -1 if unknown."""
        return -1

    def getLineNumber(self):
        """The line, -1 if unknown."""
        return -1

    def getPublicId(self):
        """The public identifier, or None."""
        return None

    def getSystemId(self):
        """The system identifier, or None."""
        return None


class InputSource:
    """Where a document comes from: identifiers, streams, the encoding."""

    def __init__(self, system_id=None):
        self.__system_id = system_id
        self.__public_id = None
        self.__encoding = None
        self.__bytefile = None
        self.__charfile = None

    def setPublicId(self, public_id):
        """Set the public identifier."""
        self.__public_id = public_id

    def getPublicId(self):
        """The public identifier."""
        return self.__public_id

    def setSystemId(self, system_id):
        """Set the system identifier."""
        self.__system_id = system_id

    def getSystemId(self):
        """The system identifier."""
        return self.__system_id

    def setEncoding(self, encoding):
        """Set the encoding."""
        self.__encoding = encoding

    def getEncoding(self):
        """The encoding."""
        return self.__encoding

    def setByteStream(self, bytefile):
        """Set the stream of bytes."""
        self.__bytefile = bytefile

    def getByteStream(self):
        """The stream of bytes."""
        return self.__bytefile

    def setCharacterStream(self, charfile):
        """Set the stream of characters."""
        self.__charfile = charfile

    def getCharacterStream(self):
        """The stream of characters."""
        return self.__charfile


class AttributesImpl:
    """An element's attributes by name."""

    def __init__(self, attrs):
        self._attrs = attrs

    def getLength(self):
        """How many there are."""
        return len(self._attrs)

    def getType(self, name):
        """An attribute's type."""
        return "CDATA"

    def getValue(self, name):
        """An attribute's value."""
        return self._attrs[name]

    def getValueByQName(self, name):
        """The value of an attribute as it is written."""
        return self._attrs[name]

    def getNameByQName(self, name):
        """The name of an attribute as it is written."""
        if name not in self._attrs:
            raise KeyError(name)
        return name

    def getQNameByName(self, name):
        """How an attribute is written."""
        if name not in self._attrs:
            raise KeyError(name)
        return name

    def getNames(self):
        """The names."""
        return list(self._attrs.keys())

    def getQNames(self):
        """The names as they are written."""
        return list(self._attrs.keys())

    def __len__(self):
        return len(self._attrs)

    def __getitem__(self, name):
        return self._attrs[name]

    def keys(self):
        """The names."""
        return list(self._attrs.keys())

    def __contains__(self, name):
        return name in self._attrs

    def get(self, name, alternative=None):
        """A value, or the alternative."""
        return self._attrs.get(name, alternative)

    def copy(self):
        """Others like these."""
        return self.__class__(self._attrs)

    def items(self):
        """(name, value) pairs."""
        return list(self._attrs.items())

    def values(self):
        """The values."""
        return list(self._attrs.values())


class AttributesNSImpl(AttributesImpl):
    """An element's attributes by (namespace, name)."""

    def __init__(self, attrs, qnames):
        self._attrs = attrs
        self._qnames = qnames

    def getValueByQName(self, name):
        """The value of an attribute as it is written."""
        for key, qname in self._qnames.items():
            if qname == name:
                return self._attrs[key]
        raise KeyError(name)

    def getNameByQName(self, name):
        """The name of an attribute as it is written."""
        for key, qname in self._qnames.items():
            if qname == name:
                return key
        raise KeyError(name)

    def getQNameByName(self, name):
        """How an attribute is written."""
        return self._qnames[name]

    def getQNames(self):
        """The names as they are written."""
        return list(self._qnames.values())

    def copy(self):
        """Others like these."""
        return self.__class__(self._attrs, self._qnames)
