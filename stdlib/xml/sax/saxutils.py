"""Escaping, writing XML from events, filters between parser and handler."""
import codecs
import io
import os
import urllib.parse
import urllib.request

from . import handler, xmlreader


def _replaced(data, entities):
    for old, new in entities.items():
        data = data.replace(old, new)
    return data


def escape(data, entities={}):
    """The text with &, < and > (and what entities says) as references."""
    data = data.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return _replaced(data, entities) if entities else data


def unescape(data, entities={}):
    """The text with these references (and what entities says) replaced."""
    data = data.replace("&lt;", "<").replace("&gt;", ">")
    if entities:
        data = _replaced(data, entities)
    return data.replace("&amp;", "&")


def quoteattr(data, entities={}):
    """The text as an attribute's value in quotes."""
    data = escape(data, {**entities, "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
    if '"' not in data:
        return '"%s"' % data
    if "'" in data:
        return '"%s"' % data.replace('"', "&quot;")
    return "'%s'" % data


def _text_writer(out, encoding):
    if out is None:
        import sys
        return sys.stdout
    if isinstance(out, io.TextIOBase):
        return out
    if isinstance(out, (codecs.StreamWriter, codecs.StreamReaderWriter)):
        return out
    if isinstance(out, io.RawIOBase):
        # The raw stream stays open.
        class Keep:
            __class__ = out.__class__

            def __getattr__(self, name):
                return getattr(out, name)
        buffer = Keep()
        buffer.close = lambda: None
    else:
        buffer = io.BufferedIOBase()
        buffer.writable = lambda: True
        buffer.write = out.write
        try:
            buffer.seekable = out.seekable
            buffer.tell = out.tell
        except AttributeError:
            pass
    return io.TextIOWrapper(buffer, encoding=encoding, errors="xmlcharrefreplace", newline="\n", write_through=True)


class XMLGenerator(handler.ContentHandler):
    """Writes the events as XML."""

    def __init__(self, out=None, encoding="iso-8859-1", short_empty_elements=False):
        handler.ContentHandler.__init__(self)
        out = _text_writer(out, encoding)
        self._write = out.write
        self._flush = out.flush
        self._ns_contexts = [{}]
        self._current_context = self._ns_contexts[-1]
        self._undeclared_ns_maps = []
        self._encoding = encoding
        self._short_empty_elements = short_empty_elements
        self._pending_start_element = False

    def _qname(self, name):
        uri, local = name
        if uri:
            if uri == "http://www.w3.org/XML/1998/namespace":
                return "xml:" + local
            prefix = self._current_context[uri]
            if prefix:
                return prefix + ":" + local
        return local

    def _finish_pending_start_element(self, endElement=False):
        if self._pending_start_element:
            self._write(">")
            self._pending_start_element = False

    def _open(self, text):
        self._finish_pending_start_element()
        self._write(text)

    def _opened(self):
        if self._short_empty_elements:
            self._pending_start_element = True
        else:
            self._write(">")

    def _close(self, name):
        if self._pending_start_element:
            self._write("/>")
            self._pending_start_element = False
        else:
            self._write("</%s>" % name)

    def startDocument(self):
        """The XML declaration."""
        self._write('<?xml version="1.0" encoding="%s"?>\n' % self._encoding)

    def endDocument(self):
        """Nothing more comes."""
        self._flush()

    def startPrefixMapping(self, prefix, uri):
        """A prefix that the next element declares."""
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix
        self._undeclared_ns_maps.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        """It is no longer known."""
        self._current_context = self._ns_contexts[-1]
        del self._ns_contexts[-1]

    def startElement(self, name, attrs):
        """A start tag."""
        self._open("<" + name)
        for key, value in attrs.items():
            self._write(" %s=%s" % (key, quoteattr(value)))
        self._opened()

    def endElement(self, name):
        """An end tag."""
        self._close(name)

    def startElementNS(self, name, qname, attrs):
        """A start tag."""
        self._open("<" + self._qname(name))
        for prefix, uri in self._undeclared_ns_maps:
            self._write(' xmlns:%s="%s"' % (prefix, uri) if prefix else ' xmlns="%s"' % uri)
        self._undeclared_ns_maps = []
        for key, value in attrs.items():
            self._write(" %s=%s" % (self._qname(key), quoteattr(value)))
        self._opened()

    def endElementNS(self, name, qname):
        """An end tag."""
        self._close(self._qname(name))

    def characters(self, content):
        """Text."""
        if content:
            self._finish_pending_start_element()
            if not isinstance(content, str):
                content = str(content, self._encoding)
            self._write(escape(content))

    def ignorableWhitespace(self, content):
        """White space."""
        if content:
            self._finish_pending_start_element()
            if not isinstance(content, str):
                content = str(content, self._encoding)
            self._write(content)

    def processingInstruction(self, target, data):
        """A processing instruction."""
        self._open("<?%s %s?>" % (target, data))


class XMLFilterBase(xmlreader.XMLReader):
    """Stands between a parser and the handlers and passes everything on."""

    def __init__(self, parent=None):
        xmlreader.XMLReader.__init__(self)
        self._parent = parent

    def error(self, exception):
        """Passed on."""
        self._err_handler.error(exception)

    def fatalError(self, exception):
        """Passed on."""
        self._err_handler.fatalError(exception)

    def warning(self, exception):
        """Passed on."""
        self._err_handler.warning(exception)

    def setDocumentLocator(self, locator):
        """Passed on."""
        self._locator = locator
        self._cont_handler.setDocumentLocator(locator)

    def startDocument(self):
        """Passed on."""
        self._cont_handler.startDocument()

    def endDocument(self):
        """Passed on."""
        self._cont_handler.endDocument()

    def startPrefixMapping(self, prefix, uri):
        """Passed on."""
        self._cont_handler.startPrefixMapping(prefix, uri)

    def endPrefixMapping(self, prefix):
        """Passed on."""
        self._cont_handler.endPrefixMapping(prefix)

    def startElement(self, name, attrs):
        """Passed on."""
        self._cont_handler.startElement(name, attrs)

    def endElement(self, name):
        """Passed on."""
        self._cont_handler.endElement(name)

    def startElementNS(self, name, qname, attrs):
        """Passed on."""
        self._cont_handler.startElementNS(name, qname, attrs)

    def endElementNS(self, name, qname):
        """Passed on."""
        self._cont_handler.endElementNS(name, qname)

    def characters(self, content):
        """Passed on."""
        self._cont_handler.characters(content)

    def ignorableWhitespace(self, chars):
        """Passed on."""
        self._cont_handler.ignorableWhitespace(chars)

    def processingInstruction(self, target, data):
        """Passed on."""
        self._cont_handler.processingInstruction(target, data)

    def skippedEntity(self, name):
        """Passed on."""
        self._cont_handler.skippedEntity(name)

    def notationDecl(self, name, publicId, systemId):
        """Passed on."""
        self._dtd_handler.notationDecl(name, publicId, systemId)

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """Passed on."""
        self._dtd_handler.unparsedEntityDecl(name, publicId, systemId, ndata)

    def resolveEntity(self, publicId, systemId):
        """Passed on."""
        return self._ent_handler.resolveEntity(publicId, systemId)

    def parse(self, source):
        """Let the parser parse, with this between."""
        self._parent.setContentHandler(self)
        self._parent.setErrorHandler(self)
        self._parent.setEntityResolver(self)
        self._parent.setDTDHandler(self)
        self._parent.parse(source)

    def setLocale(self, locale):
        """Passed on."""
        self._parent.setLocale(locale)

    def getFeature(self, name):
        """Passed on."""
        return self._parent.getFeature(name)

    def setFeature(self, name, state):
        """Passed on."""
        self._parent.setFeature(name, state)

    def getProperty(self, name):
        """Passed on."""
        return self._parent.getProperty(name)

    def setProperty(self, name, value):
        """Passed on."""
        self._parent.setProperty(name, value)

    def getParent(self):
        """The parser."""
        return self._parent

    def setParent(self, parent):
        """Set the parser."""
        self._parent = parent


def prepare_input_source(source, base=""):
    """An InputSource that can be read, of one, a name, or an open file."""
    if isinstance(source, os.PathLike):
        source = os.fspath(source)
    if isinstance(source, str):
        source = xmlreader.InputSource(source)
    elif hasattr(source, "read"):
        file = source
        source = xmlreader.InputSource()
        if isinstance(file.read(0), str):
            source.setCharacterStream(file)
        else:
            source.setByteStream(file)
        if hasattr(file, "name") and isinstance(file.name, str):
            source.setSystemId(file.name)
    if source.getCharacterStream() is None and source.getByteStream() is None:
        name = source.getSystemId()
        path = os.path.join(os.path.dirname(os.path.normpath(base)), name)
        if os.path.isfile(path):
            source.setSystemId(path)
            file = open(path, "rb")
        else:
            source.setSystemId(urllib.parse.urljoin(base, name))
            file = urllib.request.urlopen(source.getSystemId())
        source.setByteStream(file)
    return source
