"""Escaping, writing XML from events, filters between parser and handler."""
import codecs
import io
import os
import sys

from . import handler, xmlreader


def _replaced(text, pairs):
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def escape(data, entities={}):
    """The text with &, < and > (and what entities says) as references."""
    return _replaced(data, [('&', '&amp;'), ('>', '&gt;'), ('<', '&lt;'), *entities.items()])


def unescape(data, entities={}):
    """The text with these references (and what entities says) replaced."""
    return _replaced(data, [('&lt;', '<'), ('&gt;', '>'), *entities.items(), ('&amp;', '&')])


def quoteattr(data, entities={}):
    """The text as an attribute's value in quotes."""
    text = escape(data, {**entities, '\n': '&#10;', '\r': '&#13;', '\t': '&#9;'})
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace('"', '&quot;') + '"'


class _Unclosed(io.BufferedIOBase):
    """A file that bytes can be written to, as much as one needs to be to have text written to it. Closing does nothing."""

    def __init__(self, file):
        self.write = file.write
        # Whether there is a mark at the start of the file is asked by tell().
        for name in ('seekable', 'tell'):
            if hasattr(file, name):
                setattr(self, name, getattr(file, name))

    def writable(self):
        return True


def _text_writer(out, encoding):
    """Where text can be written to reach what a generator was given."""
    if out is None:
        out = sys.stdout
    if isinstance(out, (io.TextIOBase, codecs.StreamWriter, codecs.StreamReaderWriter)):
        return out
    return io.TextIOWrapper(_Unclosed(out), encoding=encoding, errors='xmlcharrefreplace', newline='\n', write_through=True)


class XMLGenerator(handler.ContentHandler):
    """Writes the events as XML."""

    def __init__(self, out=None, encoding='iso-8859-1', short_empty_elements=False):
        super().__init__()
        writer = _text_writer(out, encoding)
        self._write, self._flush = writer.write, writer.flush
        self._encoding = encoding
        self._short_empty_elements = short_empty_elements
        self._pending_start_element = False
        # The prefix of each namespace, now and in the elements around; what the next start tag has to declare.
        self._current_context = {}
        self._ns_contexts = [self._current_context]
        self._undeclared_ns_maps = []

    def _qname(self, name):
        """How a (namespace, name) is written here."""
        uri, local = name
        if not uri:
            return local
        if uri == 'http://www.w3.org/XML/1998/namespace':
            return f'xml:{local}'
        prefix = self._current_context[uri]
        return f'{prefix}:{local}' if prefix else local

    def _finish_pending_start_element(self):
        """Close a start tag that was left open because the element could be empty."""
        if self._pending_start_element:
            self._pending_start_element = False
            self._write('>')

    def _start(self, name, attributes):
        self._finish_pending_start_element()
        self._write(f'<{name}')
        for key, value in attributes:
            self._write(f' {key}={quoteattr(value)}')
        if self._short_empty_elements:
            self._pending_start_element = True
        else:
            self._write('>')

    def _end(self, name):
        if self._pending_start_element:
            self._pending_start_element = False
            self._write('/>')
        else:
            self._write(f'</{name}>')

    def _text(self, content, change=str):
        if content:
            if not isinstance(content, str):
                content = str(content, self._encoding)
            self._finish_pending_start_element()
            self._write(change(content))

    def startDocument(self):
        """The XML declaration."""
        self._write(f'<?xml version="1.0" encoding="{self._encoding}"?>\n')

    def endDocument(self):
        """Nothing more comes."""
        self._flush()

    def startPrefixMapping(self, prefix, uri):
        """A prefix that the next element declares."""
        self._undeclared_ns_maps.append((prefix, uri))
        self._ns_contexts.append({**self._current_context})
        self._current_context[uri] = prefix

    def endPrefixMapping(self, prefix):
        """It is no longer known."""
        self._current_context = self._ns_contexts.pop()

    def startElement(self, name, attrs):
        """A start tag."""
        self._start(name, attrs.items())

    def endElement(self, name):
        """An end tag."""
        self._end(name)

    def startElementNS(self, name, qname, attrs):
        """A start tag."""
        declared = [(f'xmlns:{prefix}' if prefix else 'xmlns', uri) for prefix, uri in self._undeclared_ns_maps]
        self._undeclared_ns_maps = []
        self._start(self._qname(name), declared + [(self._qname(key), value) for key, value in attrs.items()])

    def endElementNS(self, name, qname):
        """An end tag."""
        self._end(self._qname(name))

    def characters(self, content):
        """Text."""
        self._text(content, escape)

    def ignorableWhitespace(self, content):
        """White space."""
        self._text(content)

    def processingInstruction(self, target, data):
        """A processing instruction."""
        self._finish_pending_start_element()
        self._write(f'<?{target} {data}?>')


class XMLFilterBase(xmlreader.XMLReader):
    """Stands between a parser and the handlers and passes everything on."""

    def __init__(self, parent=None):
        super().__init__()
        self._parent = parent

    def getParent(self):
        """The parser."""
        return self._parent

    def setParent(self, parent):
        """Set the parser."""
        self._parent = parent

    def parse(self, source):
        """Let the parser parse, with this between."""
        for part in ('ContentHandler', 'ErrorHandler', 'EntityResolver', 'DTDHandler'):
            getattr(self._parent, f'set{part}')(self)
        self._parent.parse(source)

    # -- From the handlers' side to the parser

    def getFeature(self, name):
        """Passed on."""
        return self._parent.getFeature(name)

    def getProperty(self, name):
        """Passed on."""
        return self._parent.getProperty(name)

    def setFeature(self, name, state):
        """Passed on."""
        self._parent.setFeature(name, state)

    def setProperty(self, name, value):
        """Passed on."""
        self._parent.setProperty(name, value)

    def setLocale(self, locale):
        """Passed on."""
        self._parent.setLocale(locale)

    # -- From the parser to the handlers

    def warning(self, exception):
        """Passed on."""
        self._err_handler.warning(exception)

    def error(self, exception):
        """Passed on."""
        self._err_handler.error(exception)

    def fatalError(self, exception):
        """Passed on."""
        self._err_handler.fatalError(exception)

    def setDocumentLocator(self, locator):
        """Passed on."""
        self._locator = locator
        self._cont_handler.setDocumentLocator(locator)

    def startDocument(self):
        """Passed on."""
        self._cont_handler.startDocument()

    def startPrefixMapping(self, prefix, uri):
        """Passed on."""
        self._cont_handler.startPrefixMapping(prefix, uri)

    def startElement(self, name, attrs):
        """Passed on."""
        self._cont_handler.startElement(name, attrs)

    def startElementNS(self, name, qname, attrs):
        """Passed on."""
        self._cont_handler.startElementNS(name, qname, attrs)

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

    def endElementNS(self, name, qname):
        """Passed on."""
        self._cont_handler.endElementNS(name, qname)

    def endElement(self, name):
        """Passed on."""
        self._cont_handler.endElement(name)

    def endPrefixMapping(self, prefix):
        """Passed on."""
        self._cont_handler.endPrefixMapping(prefix)

    def endDocument(self):
        """Passed on."""
        self._cont_handler.endDocument()

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """Passed on."""
        self._dtd_handler.unparsedEntityDecl(name, publicId, systemId, ndata)

    def notationDecl(self, name, publicId, systemId):
        """Passed on."""
        self._dtd_handler.notationDecl(name, publicId, systemId)

    def resolveEntity(self, publicId, systemId):
        """Passed on."""
        return self._ent_handler.resolveEntity(publicId, systemId)


def prepare_input_source(source, base=''):
    """An InputSource that can be read, of one, a name, or an open file."""
    if isinstance(source, (str, os.PathLike)):
        source = xmlreader.InputSource(os.fspath(source))
    elif hasattr(source, 'read'):
        file, source = source, xmlreader.InputSource()
        # What it reads says which kind of file it is.
        if isinstance(file.read(0), str):
            source.setCharacterStream(file)
        else:
            source.setByteStream(file)
        if isinstance(getattr(file, 'name', None), str):
            source.setSystemId(file.name)
    if source.getCharacterStream() is None and source.getByteStream() is None:
        name = source.getSystemId()
        path = os.path.join(os.path.dirname(os.path.normpath(base)), name)
        if os.path.isfile(path):
            source.setSystemId(path)
            source.setByteStream(open(path, 'rb'))
        else:
            from urllib.parse import urljoin
            from urllib.request import urlopen
            source.setSystemId(urljoin(base, name))
            source.setByteStream(urlopen(source.getSystemId()))
    return source
