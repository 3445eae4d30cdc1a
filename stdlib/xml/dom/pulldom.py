"""Events of a document as nodes; what is of interest can be expanded to a tree."""
from collections import deque
import xml.sax
import xml.sax.handler

START_ELEMENT, END_ELEMENT, COMMENT, START_DOCUMENT, END_DOCUMENT, PROCESSING_INSTRUCTION, IGNORABLE_WHITESPACE, CHARACTERS = (
    'START_ELEMENT', 'END_ELEMENT', 'COMMENT', 'START_DOCUMENT', 'END_DOCUMENT', 'PROCESSING_INSTRUCTION',
    'IGNORABLE_WHITESPACE', 'CHARACTERS')

_xmlns = 'http://www.w3.org/2000/xmlns/'


class PullDOM(xml.sax.ContentHandler):
    """Makes a node of every event; they wait in `events`."""
    document = None
    _locator = None

    def __init__(self, documentFactory=None):
        from xml.dom import XML_NAMESPACE
        self.documentFactory = documentFactory
        self.events = deque()
        self.elementStack = []
        self.push = self.elementStack.append
        self._early = []            # comments and instructions before there is a document
        self._contexts = [{XML_NAMESPACE: 'xml'}]
        self._declared = []

    def pop(self):
        """The node that ends."""
        return self.elementStack.pop()

    def _event(self, kind, node):
        self.events.append((kind, node))
        return node

    def setDocumentLocator(self, locator):
        """Keep the locator."""
        self._locator = locator

    # -- Elements

    def startPrefixMapping(self, prefix, uri):
        """The next element declares a prefix."""
        self._declared.append((prefix, uri))
        self._contexts.append({**self._contexts[-1], uri: prefix or None})

    def endPrefixMapping(self, prefix):
        """It is no longer known."""
        self._contexts.pop()

    def _qualified(self, uri, local):
        prefix = self._contexts[-1][uri]
        return f'{prefix}:{local}' if prefix else local

    def startElementNS(self, name, tagName, attrs):
        """An element begins."""
        uri, local = name
        if uri:
            tagName = self._qualified(uri, local) if tagName is None else tagName
            node = self.document.createElementNS(uri, tagName) if self.document else self.buildDocument(uri, tagName)
        else:
            node = self.document.createElement(local) if self.document else self.buildDocument(None, local)
        declared, self._declared = self._declared, []
        pairs = [((_xmlns, prefix or 'xmlns'), uri) for prefix, uri in declared]
        for (uri, local), value in [*attrs.items(), *pairs]:
            if uri == _xmlns:
                attribute = self.document.createAttributeNS(uri, local if local == 'xmlns' else f'xmlns:{local}')
            elif uri:
                attribute = self.document.createAttributeNS(uri, self._qualified(uri, local))
            else:
                attribute = self.document.createAttribute(local)
            node.setAttributeNodeNS(attribute) if uri else node.setAttributeNode(attribute)
            attribute.value = value
        self._begin(node)

    def startElement(self, name, attrs):
        """An element begins."""
        node = self.document.createElement(name) if self.document else self.buildDocument(None, name)
        for key, value in attrs.items():
            attribute = self.document.createAttribute(key)
            attribute.value = value
            node.setAttributeNode(attribute)
        self._begin(node)

    def _begin(self, node):
        self.push(self._event(START_ELEMENT, node))

    def endElement(self, name):
        """An element ends."""
        self._event(END_ELEMENT, self.pop())

    def endElementNS(self, name, tagName):
        """An element ends."""
        self._event(END_ELEMENT, self.pop())

    # -- What is in them

    def comment(self, s):
        """A comment."""
        if self.document:
            self._event(COMMENT, self.document.createComment(s))
        else:
            self._early.append((COMMENT, s))

    def processingInstruction(self, target, data):
        """A processing instruction."""
        if self.document:
            return self._event(PROCESSING_INSTRUCTION, self.document.createProcessingInstruction(target, data))
        self._early.append((PROCESSING_INSTRUCTION, target, data))

    def ignorableWhitespace(self, chars):
        """White space between elements."""
        return self._event(IGNORABLE_WHITESPACE, self.document.createTextNode(chars))

    def characters(self, chars):
        """Text."""
        return self._event(CHARACTERS, self.document.createTextNode(chars))

    # -- The document

    def startDocument(self):
        """The document begins: its node is made with the first element."""
        if self.documentFactory is None:
            from xml.dom import minidom
            self.documentFactory = minidom.Document.implementation

    def buildDocument(self, uri, tagname):
        """Make the document; its root."""
        self.document = document = self.documentFactory.createDocument(uri, tagname, None)
        self.push(self._event(START_DOCUMENT, document))
        make = {COMMENT: document.createComment, PROCESSING_INSTRUCTION: document.createProcessingInstruction}
        for kind, *parts in self._early:
            self._event(kind, make[kind](*parts))
        self._early = []
        return document.firstChild

    def endDocument(self):
        """The document ends."""
        self._event(END_DOCUMENT, self.document)
        self.pop()

    def clear(self):
        """Forget the document."""
        self.document = None


class ErrorHandler:
    """Raises errors, prints warnings."""

    def warning(self, exception):
        """A warning."""
        print(exception)

    def error(self, exception):
        """An error from which parsing can go on."""
        raise exception

    def fatalError(self, exception):
        """An error that ends parsing."""
        raise exception


class DOMEventStream:
    """The events of a file, which is read as they are asked for."""

    def __init__(self, stream, parser, bufsize):
        self.stream, self.parser, self.bufsize = stream, parser, bufsize
        if not hasattr(parser, 'feed'):
            # A parser that takes all at once.
            self.getEvent = self._slurp
        self.reset()

    def reset(self):
        """Begin a document."""
        self.pulldom = PullDOM()
        # Names come with their namespaces.
        self.parser.setFeature(xml.sax.handler.feature_namespaces, 1)
        self.parser.setContentHandler(self.pulldom)

    def __iter__(self):
        return self

    def __next__(self):
        if event := self.getEvent():
            return event
        raise StopIteration

    def expandNode(self, node):
        """Complete a node that has just begun with all that is in it."""
        parents = [node]
        while event := self.getEvent():
            kind, found = event
            if found is node:
                return
            if kind == END_ELEMENT:
                parents.pop()
                continue
            parents[-1].appendChild(found)
            if kind == START_ELEMENT:
                parents.append(found)

    def getEvent(self):
        """The next (event, node), None at the end."""
        events = self.pulldom.events
        while not events:
            piece = self.stream.read(self.bufsize)
            if not piece:
                self.parser.close()
                return None
            self.parser.feed(piece)
        return events.popleft()

    def _slurp(self):
        self.parser.parse(self.stream)
        self.getEvent = self._emit
        return self._emit()

    def _emit(self):
        return self.pulldom.events.popleft() if self.pulldom.events else None

    def clear(self):
        """Forget everything."""
        self.pulldom.clear()
        del self.pulldom
        self.parser = self.stream = None


class SAX2DOM(PullDOM):
    """Builds the whole tree."""

    def _begin(self, node):
        super()._begin(node)
        self.elementStack[-2].appendChild(node)

    def _child(self, node):
        self.elementStack[-1].appendChild(node)

    def processingInstruction(self, target, data):
        """A processing instruction."""
        self._child(super().processingInstruction(target, data))

    def ignorableWhitespace(self, chars):
        """White space between elements."""
        self._child(super().ignorableWhitespace(chars))

    def characters(self, chars):
        """Text."""
        self._child(super().characters(chars))


default_bufsize = 16364


def parse(stream_or_string, parser=None, bufsize=None):
    """The events of a file, by name or open."""
    stream = open(stream_or_string, 'rb') if isinstance(stream_or_string, str) else stream_or_string
    return DOMEventStream(stream, parser or xml.sax.make_parser(), bufsize or default_bufsize)


def parseString(string, parser=None):
    """The events of a text."""
    from io import StringIO
    return DOMEventStream(StringIO(string), parser or xml.sax.make_parser(), len(string))
