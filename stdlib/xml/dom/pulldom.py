"""Documents as a stream of events; nodes are built only where they are wanted."""
import xml.sax
import xml.sax.handler

START_ELEMENT = "START_ELEMENT"
END_ELEMENT = "END_ELEMENT"
COMMENT = "COMMENT"
START_DOCUMENT = "START_DOCUMENT"
END_DOCUMENT = "END_DOCUMENT"
PROCESSING_INSTRUCTION = "PROCESSING_INSTRUCTION"
IGNORABLE_WHITESPACE = "IGNORABLE_WHITESPACE"
CHARACTERS = "CHARACTERS"


class PullDOM(xml.sax.ContentHandler):
    """Makes events and nodes of what a parser tells."""

    _locator = None
    document = None

    def __init__(self, documentFactory=None):
        from xml.dom import XML_NAMESPACE
        self.documentFactory = documentFactory
        self._events = []
        self.elementStack = []
        self.push = self.elementStack.append
        self._spaces = [{XML_NAMESPACE: "xml"}]
        self._pending_ns = []
        self.pending_events = []

    def pop(self):
        """Leave an element."""
        result = self.elementStack[-1]
        del self.elementStack[-1]
        return result

    def setDocumentLocator(self, locator):
        """Keep what knows the place."""
        self._locator = locator

    def startPrefixMapping(self, prefix, uri):
        """A namespace begins."""
        self._pending_ns.append((prefix, uri))
        self._spaces.append(dict(self._spaces[-1]))
        self._spaces[-1][uri] = prefix or None

    def endPrefixMapping(self, prefix):
        """A namespace ends."""
        self._spaces.pop()

    def _emit(self, *event):
        if self.document is None and event[0] != START_DOCUMENT:
            self.pending_events.append(event)
        else:
            self._events.append(event)

    def _element(self, node):
        self._events.append((START_ELEMENT, node))
        self.push(node)

    def startElementNS(self, name, tagName, attrs):
        """An element begins."""
        uri, local = name
        if uri:
            prefix = self._spaces[-1].get(uri)
            tagName = tagName or ("%s:%s" % (prefix, local) if prefix else local)
        else:
            tagName = local
        if self.document is None:
            self.buildDocument(uri, tagName)
        node = self.document.createElementNS(uri, tagName) if uri else self.document.createElement(local)
        for prefix, space in self._pending_ns:
            shown = "xmlns:" + prefix if prefix else "xmlns"
            node.setAttributeNS("http://www.w3.org/2000/xmlns/", shown, space)
        self._pending_ns = []
        for (space, key), value in attrs.items():
            if space:
                prefix = self._spaces[-1].get(space)
                node.setAttributeNS(space, "%s:%s" % (prefix, key) if prefix else key, value)
            else:
                node.setAttribute(key, value)
        self._element(node)

    def endElementNS(self, name, tagName):
        """An element ends."""
        self._events.append((END_ELEMENT, self.pop()))

    def startElement(self, name, attrs):
        """An element begins."""
        if self.document is None:
            self.buildDocument(None, name)
        node = self.document.createElement(name)
        for key, value in attrs.items():
            node.setAttribute(key, value)
        self._element(node)

    def endElement(self, name):
        """An element ends."""
        self._events.append((END_ELEMENT, self.pop()))

    def comment(self, s):
        """A comment."""
        if self.document:
            self._events.append((COMMENT, self.document.createComment(s)))
        else:
            self.pending_events.append((COMMENT, s))

    def processingInstruction(self, target, data):
        """A processing instruction."""
        if self.document:
            self._events.append((PROCESSING_INSTRUCTION, self.document.createProcessingInstruction(target, data)))
        else:
            self.pending_events.append((PROCESSING_INSTRUCTION, target, data))

    def ignorableWhitespace(self, chars):
        """White space."""
        self._events.append((IGNORABLE_WHITESPACE, self.document.createTextNode(chars)))

    def characters(self, chars):
        """Text."""
        self._events.append((CHARACTERS, self.document.createTextNode(chars)))

    def startDocument(self):
        """The document begins."""
        if self.documentFactory is None:
            import xml.dom.minidom
            self.documentFactory = xml.dom.minidom.Document.implementation

    def buildDocument(self, uri, tagname):
        """Make the document when its root is known."""
        self.document = self.documentFactory.createDocument(uri, tagname, None)
        self.document.removeChild(self.document.documentElement)
        self._events.append((START_DOCUMENT, self.document))
        self.push(self.document)
        for event in self.pending_events:
            if event[0] == PROCESSING_INSTRUCTION:
                node = self.document.createProcessingInstruction(*event[1:])
            else:
                node = self.document.createComment(event[1])
            self._events.append((event[0], node))
        self.pending_events = []

    def endDocument(self):
        """The document ends."""
        self._events.append((END_DOCUMENT, self.document))
        self.pop()

    def clear(self):
        """Forget the document."""
        self.document = None


class ErrorHandler:
    """Errors are raised, warnings printed."""

    def warning(self, exception):
        """A warning."""
        print(exception)

    def error(self, exception):
        """An error."""
        raise exception

    def fatalError(self, exception):
        """A fatal error."""
        raise exception


class DOMEventStream:
    """The events of a document as it is read."""

    def __init__(self, stream, parser, bufsize):
        self.stream = stream
        self.parser = parser
        self.bufsize = bufsize
        if not hasattr(self.parser, "feed"):
            self.getEvent = self._slurp
        self.reset()

    def reset(self):
        """Begin."""
        self.pulldom = PullDOM()
        # The first event is always there: it is how the parser knows where to build.
        self.parser.setFeature(xml.sax.handler.feature_namespaces, 1)
        self.parser.setContentHandler(self.pulldom)

    def __iter__(self):
        return self

    def __next__(self):
        event = self.getEvent()
        if event:
            return event
        raise StopIteration

    def expandNode(self, node):
        """Build all that is in a node."""
        parents = [node]
        for token, found in iter(self.getEvent, None):
            if found is node:
                return
            if token != END_ELEMENT:
                parents[-1].appendChild(found)
            if token == START_ELEMENT:
                parents.append(found)
            elif token == END_ELEMENT:
                del parents[-1]

    def getEvent(self):
        """The next (event, node), None at the end."""
        events = self.pulldom._events
        while not events:
            piece = self.stream.read(self.bufsize)
            if not piece:
                if not getattr(self.parser, "_parsing", True):
                    return None
                self.parser.close()
                return events.pop(0) if events and events[0][0] != END_DOCUMENT else None
            self.parser.feed(piece)
        return events.pop(0)

    def _slurp(self):
        self.parser.parse(self.stream)
        self.getEvent = lambda: self.pulldom._events.pop(0) if self.pulldom._events else None
        return self.getEvent()

    def clear(self):
        """Forget everything."""
        self.pulldom.clear()
        del self.pulldom
        self.parser = None
        self.stream = None


class SAX2DOM(PullDOM):
    """Builds the whole document."""

    def _element(self, node):
        parent = self.elementStack[-1]
        super()._element(node)
        parent.appendChild(node)

    def processingInstruction(self, target, data):
        """A processing instruction."""
        super().processingInstruction(target, data)
        if self.document:
            self.elementStack[-1].appendChild(self._events[-1][1])

    def ignorableWhitespace(self, chars):
        """White space."""
        super().ignorableWhitespace(chars)
        self.elementStack[-1].appendChild(self._events[-1][1])

    def characters(self, chars):
        """Text."""
        super().characters(chars)
        self.elementStack[-1].appendChild(self._events[-1][1])


default_bufsize = (2 ** 14) - 20


def parse(stream_or_string, parser=None, bufsize=None):
    """The events of a file, by name or open."""
    if bufsize is None:
        bufsize = default_bufsize
    stream = open(stream_or_string, "rb") if isinstance(stream_or_string, str) else stream_or_string
    return DOMEventStream(stream, parser or xml.sax.make_parser(), bufsize)


def parseString(string, parser=None):
    """The events of a text."""
    from io import StringIO
    return DOMEventStream(StringIO(string), parser or xml.sax.make_parser(), len(string))
