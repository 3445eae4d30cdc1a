"""Builds minidom's documents with expat."""
from xml.dom import minidom
from xml.parsers import expat


class ExpatBuilder:
    """A document from events, namespaces included unless told otherwise."""

    _separator = None

    def __init__(self, options=None):
        self.document = minidom.Document()
        self._current = self.document
        self._cdata = None
        self._pending = []
        self._subset = None

    def _parser(self):
        parser = expat.ParserCreate(namespace_separator=self._separator)
        parser.namespace_prefixes = parser.ordered_attributes = parser.specified_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._start_cdata
        parser.EndCdataSectionHandler = self._end_cdata
        parser.CommentHandler = lambda data: self._add(self.document.createComment(data))
        parser.ProcessingInstructionHandler = lambda target, data: self._add(
            self.document.createProcessingInstruction(target, data))
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.NotationDeclHandler = self._notation
        parser.XmlDeclHandler = self._declaration
        parser.StartNamespaceDeclHandler = lambda prefix, uri: self._pending.append((prefix, uri))
        return parser

    def parseFile(self, file):
        """The document in an open file."""
        parser = self._parser()
        data = b""
        while piece := file.read(16 * 1024):
            if isinstance(piece, str):
                piece = piece.encode()
            data += piece
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        return self._finished(data)

    def parseString(self, string):
        """The document in a text or bytes."""
        self._parser().Parse(string, True)
        return self._finished(string.encode() if isinstance(string, str) else string)

    def _finished(self, data):
        if self._subset:
            text = data.decode(self.document.encoding or "utf-8", "replace")
            doctype = self.document.doctype
            # The subset is kept as it is written.
            start = text.index("[", text.index("<!DOCTYPE")) + 1
            at, quote = start, None
            while quote or text[at] != "]":
                if text.startswith("<!--", at) and not quote:
                    at = text.index("-->", at) + 2
                elif quote:
                    quote = None if text[at] == quote else quote
                elif text[at] in "\"'":
                    quote = text[at]
                at += 1
            doctype.internalSubset = text[start:at]
        return self.document

    def _add(self, node):
        node.ownerDocument = self.document
        minidom._append(self._current, node)
        return node

    def _declaration(self, version, encoding, standalone):
        self.document.version = version
        self.document.encoding = encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def _doctype(self, name, system, public, subset):
        doctype = self.document.implementation.createDocumentType(name, public, system)
        self._add(doctype)
        self.document.doctype = doctype
        self._subset = subset

    def _entity(self, name, is_parameter, value, base, system, public, notation):
        if is_parameter:
            return
        node = minidom.Entity(name, public, system, notation)
        node.ownerDocument = self.document
        if value is not None:
            minidom._append(node, self.document.createTextNode(value))
        self.document.doctype.entities._seq.append(node)

    def _notation(self, name, base, system, public):
        node = minidom.Notation(name, public, system)
        node.ownerDocument = self.document
        self.document.doctype.notations._seq.append(node)

    def _names(self, name):
        """(namespace, local name, prefix, name as written)"""
        if self._separator is None or " " not in name:
            return None, name, None, name
        parts = name.split(" ")
        if len(parts) == 3:
            uri, local, prefix = parts
            return uri, local, prefix, "%s:%s" % (prefix, local)
        return parts[0], parts[1], None, parts[1]

    def _start(self, name, attributes):
        uri, local, prefix, written = self._names(name)
        element = minidom.Element(written, uri or minidom.EMPTY_NAMESPACE, prefix, local)
        self._add(element)
        self._current = element
        for prefix, uri in self._pending:
            shown = "xmlns:" + prefix if prefix else "xmlns"
            self._attribute(element, minidom.Attr(shown, minidom.XMLNS_NAMESPACE, prefix or "xmlns",
                                                  "xmlns" if prefix else None), uri or "")
        self._pending = []
        for at in range(0, len(attributes), 2):
            uri, local, prefix, written = self._names(attributes[at])
            self._attribute(element, minidom.Attr(written, uri, local, prefix), attributes[at + 1])

    def _attribute(self, element, attr, value):
        attr.childNodes[0].data = value
        attr.childNodes[0].ownerDocument = attr.ownerDocument = self.document
        attr.ownerElement = element
        element._attrs[attr.name] = attr
        element._attrsNS[attr.namespaceURI, attr.localName] = attr

    def _end(self, name):
        self._current = self._current.parentNode

    def _characters(self, data):
        children = self._current.childNodes
        if self._cdata is not None:
            if self._cdata:
                children[-1].data += data
                return
            self._cdata = True
            node = minidom.CDATASection()
        elif children and children[-1].nodeType == minidom.Node.TEXT_NODE:
            children[-1].data += data
            return
        else:
            node = minidom.Text()
        node._data = data
        self._add(node)

    def _start_cdata(self):
        self._cdata = False

    def _end_cdata(self):
        self._cdata = None


class Namespaces:
    """Reads names with their namespaces."""

    _separator = " "


class ExpatBuilderNS(Namespaces, ExpatBuilder):
    """A document with namespaces."""


def parse(file, namespaces=True):
    """The document in a file, by name or open."""
    builder = ExpatBuilderNS() if namespaces else ExpatBuilder()
    if isinstance(file, str):
        with open(file, "rb") as stream:
            return builder.parseFile(stream)
    return builder.parseFile(file)


def parseString(string, namespaces=True):
    """The document in a text or bytes."""
    builder = ExpatBuilderNS() if namespaces else ExpatBuilder()
    return builder.parseString(string)
