"""A small Document Object Model: documents as nodes."""
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import EmptyNodeList, NodeList, StringTypes, _fixed, defproperty
from xml.dom.xmlbuilder import DOMImplementationLS, DocumentLS

from ._nodes import Childless, DocumentFragment, Node, _append, _below, _split_name
from ._content import (Attr, AttributeList, CDATASection, CharacterData, Comment, Element, NamedNodeMap, ProcessingInstruction,
                       Text, TypeInfo, _no_type)


class ReadOnlySequentialNamedNodeMap:
    """Nodes in order and by name, which cannot be changed."""
    __slots__ = ('_seq',)

    def __init__(self, seq=()):
        self._seq = seq

    def __len__(self):
        return len(self._seq)

    @_fixed
    def length(self):
        """How many there are."""
        return len(self._seq)

    def item(self, index):
        """The node at a place, or None."""
        return self._seq[index] if -len(self._seq) <= index < len(self._seq) else None

    def getNamedItem(self, name):
        """The node of a name, or None."""
        return next((node for node in self._seq if node.nodeName == name), None)

    def getNamedItemNS(self, namespaceURI, localName):
        """The node of a name, or None."""
        return next((node for node in self._seq if (node.namespaceURI, node.localName) == (namespaceURI, localName)), None)

    def __getitem__(self, name_or_tuple):
        pair = isinstance(name_or_tuple, tuple)
        found = self.getNamedItemNS(*name_or_tuple) if pair else self.getNamedItem(name_or_tuple)
        if found is None:
            raise KeyError(name_or_tuple)
        return found

    def removeNamedItem(self, name):
        """Refused."""
        raise xml.dom.NoModificationAllowedErr('NamedNodeMap instance is read-only')

    def removeNamedItemNS(self, namespaceURI, localName):
        """Refused."""
        self.removeNamedItem(localName)

    def setNamedItem(self, node):
        """Refused."""
        self.removeNamedItem(node)

    def setNamedItemNS(self, node):
        """Refused."""
        self.removeNamedItem(node)

    def __getstate__(self):
        return [self._seq]

    def __setstate__(self, state):
        [self._seq] = state


class Identified:
    """What has public and system identifiers."""
    __slots__ = ()
    publicId = systemId = None


class DocumentType(Identified, Childless, Node):
    """The document type."""
    nodeType = Node.DOCUMENT_TYPE_NODE
    nodeValue = name = internalSubset = None

    def __init__(self, qualifiedName):
        self.entities, self.notations = ReadOnlySequentialNamedNodeMap([]), ReadOnlySequentialNamedNodeMap([])
        if qualifiedName:
            self.name = _split_name(qualifiedName)[1]
        self.nodeName = self.name

    def cloneNode(self, deep):
        """A copy, unless it belongs to a document."""
        return self._twin(deep, None) if self.ownerDocument is None else None

    def _twin(self, deep, document):
        implementation = (self.ownerDocument or Document).implementation
        made = implementation.createDocumentType(self.name, self.publicId, self.systemId)
        made.ownerDocument = document

        def keep(copies, original, copy):
            copy.ownerDocument = document
            copies._seq.append(copy)
            original._tell_of_copy(copy, self.ownerDocument is document)

        if deep:
            for entity in self.entities._seq:
                copy = Entity(entity.nodeName, entity.publicId, entity.systemId, entity.notationName)
                copy.actualEncoding, copy.encoding, copy.version = entity.actualEncoding, entity.encoding, entity.version
                keep(made.entities, entity, copy)
            for notation in self.notations._seq:
                keep(made.notations, notation, Notation(notation.nodeName, notation.publicId, notation.systemId))
        return made

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        parts = [f'<!DOCTYPE {self.name}']
        if self.publicId:
            parts.append(f"{newl}  PUBLIC '{self.publicId}'{newl}  '{self.systemId}'")
        elif self.systemId:
            parts.append(f"{newl}  SYSTEM '{self.systemId}'")
        if self.internalSubset is not None:
            parts.append(f' [{self.internalSubset}]')
        writer.write(''.join(parts) + '>' + newl)


class Entity(Identified, Node):
    """An entity of a document type."""
    nodeType = Node.ENTITY_NODE
    attributes = nodeValue = None
    actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        self.nodeName = name
        self.notationName = notation
        self.publicId, self.systemId = publicId, systemId
        self.childNodes = NodeList()

    def _refuse(self, what):
        raise xml.dom.HierarchyRequestErr(f'cannot {what} an entity node')

    def appendChild(self, newChild):
        """Refused."""
        self._refuse('append children to')

    def insertBefore(self, newChild, refChild):
        """Refused."""
        self._refuse('insert children below')

    def removeChild(self, oldChild):
        """Refused."""
        self._refuse('remove children from')

    def replaceChild(self, newChild, oldChild):
        """Refused."""
        self._refuse('replace children of')


class Notation(Identified, Childless, Node):
    """A notation of a document type."""
    nodeType = Node.NOTATION_NODE
    nodeValue = None

    def __init__(self, name, publicId, systemId):
        self.nodeName = name
        self.publicId, self.systemId = publicId, systemId


class ElementInfo:
    """What a document type says about an element; this one knows nothing."""
    __slots__ = ('tagName',)

    def __init__(self, name):
        self.tagName = name

    def getAttributeType(self, aname):
        """The type of an attribute."""
        return _no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        """The type of an attribute."""
        return _no_type

    def isElementContent(self):
        """Are there only elements in it?"""
        return False

    def isEmpty(self):
        """Is there nothing in it?"""
        return False

    def isId(self, aname):
        """Does an attribute identify it?"""
        return False

    def isIdNS(self, namespaceURI, localName):
        """Does an attribute identify it?"""
        return False


class DOMImplementation(DOMImplementationLS):
    """Makes documents."""
    _versions = {'core': ('1.0', '2.0', None), 'xml': ('1.0', '2.0', None), 'ls-load': ('3.0', None)}

    def hasFeature(self, feature, version):
        """Is there a version of a feature? Any, if it is None or ''."""
        return (version or None) in self._versions.get(feature.lower(), ())

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        """A document, with a root element unless nothing is given."""
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr('doctype object owned by another DOM tree')
        document = Document()
        document.implementation = self
        if doctype is not None:
            doctype.ownerDocument = document
            document.doctype = document.appendChild(doctype)
        if qualifiedName:
            prefix, _ = _split_name(qualifiedName)
            if prefix == 'xml' and namespaceURI != xml.dom.XML_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
            if prefix and not namespaceURI:
                raise xml.dom.NamespaceErr('illegal use of prefix without namespaces')
            document.appendChild(document.createElementNS(namespaceURI, qualifiedName))
        elif not namespaceURI is qualifiedName is doctype is None:
            raise xml.dom.InvalidCharacterErr('Element with no name')
        return document

    def createDocumentType(self, qualifiedName, publicId, systemId):
        """A document type for createDocument()."""
        made = DocumentType(qualifiedName)
        made.publicId, made.systemId = publicId, systemId
        return made

    def getInterface(self, feature):
        """What has a feature: this, or None."""
        return self if self.hasFeature(feature, None) else None


def _string(data):
    if isinstance(data, str):
        return data
    raise TypeError('node contents must be a string')


class Document(Node, DocumentLS):
    """A document."""
    nodeType = Node.DOCUMENT_NODE
    nodeName = '#document'
    nodeValue = attributes = parentNode = previousSibling = nextSibling = None
    implementation = DOMImplementation()
    actualEncoding = encoding = standalone = version = None
    doctype = errorHandler = documentURI = None
    strictErrorChecking = False
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.DOCUMENT_TYPE_NODE)

    def __init__(self):
        self.childNodes = NodeList()

    @_fixed
    def documentElement(self):
        """The root element, or None."""
        return next((node for node in self.childNodes if node.nodeType == Node.ELEMENT_NODE), None)

    def appendChild(self, node):
        """Add a child; there is only one element."""
        if node.nodeType == Node.ELEMENT_NODE and self.documentElement not in (None, node):
            raise xml.dom.HierarchyRequestErr('two document elements disallowed')
        return super().appendChild(node)

    def removeChild(self, oldChild):
        """Take a child out; it."""
        if oldChild is self.doctype:
            self.doctype = None
        return super().removeChild(oldChild)

    def unlink(self):
        """Cut all ties."""
        self.doctype = None
        super().unlink()

    def cloneNode(self, deep):
        """A copy, if it is to be deep."""
        if not deep:
            return None
        copy = self.implementation.createDocument(None, None, None)
        copy.encoding, copy.standalone, copy.version = self.encoding, self.standalone, self.version
        for child in self.childNodes:
            made = child._clone(deep, copy)
            _append(copy, made)
            if made.nodeType == Node.DOCUMENT_TYPE_NODE:
                copy.doctype = made
        self._tell_handlers(xml.dom.UserDataHandler.NODE_CLONED, copy)
        return copy

    # -- Making nodes

    def _owned(self, node):
        node.ownerDocument = self
        return node

    def _text(self, node, data):
        node.ownerDocument, node._data = self, data
        return node

    def createDocumentFragment(self):
        """An empty fragment."""
        return self._owned(DocumentFragment())

    def createElement(self, tagName):
        """An element."""
        return self._owned(Element(tagName))

    def createElementNS(self, namespaceURI, qualifiedName):
        """An element."""
        return self._owned(Element(qualifiedName, namespaceURI, _split_name(qualifiedName)[0]))

    def createTextNode(self, data):
        """A text."""
        return self._text(Text(), _string(data))

    def createCDATASection(self, data):
        """A CDATA section."""
        return self._text(CDATASection(), _string(data))

    def createComment(self, data):
        """A comment."""
        return self._owned(Comment(data))

    def createProcessingInstruction(self, target, data):
        """A processing instruction."""
        return self._owned(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        """An attribute without a value."""
        return self._owned(Attr(qName))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        """An attribute without a value."""
        prefix, local = _split_name(qualifiedName)
        return self._owned(Attr(qualifiedName, namespaceURI, local, prefix))

    # -- Searching

    def getElementById(self, id):
        """The element that an attribute identifies, or None."""
        for element in _below(self):
            if any(attribute.isId and attribute.value == id for attribute in element._attrs.values()):
                return element

    def getElementsByTagName(self, name):
        """The elements of a name, * for all."""
        return Element.getElementsByTagName(self, name)

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """The elements of a name, * for any."""
        return Element.getElementsByTagNameNS(self, namespaceURI, localName)

    def isSupported(self, feature, version):
        """Does the implementation have a feature?"""
        return self.implementation.hasFeature(feature, version)

    # -- Nodes of other documents, other names

    def importNode(self, node, deep):
        """A copy of another document's node."""
        for kind, name in (Node.DOCUMENT_NODE, 'document'), (Node.DOCUMENT_TYPE_NODE, 'document type'):
            if node.nodeType == kind:
                raise xml.dom.NotSupportedErr(f'cannot import {name} nodes')
        return node._clone(deep, self)

    def renameNode(self, n, namespaceURI, name):
        """Give an element or attribute another name; it."""
        if n.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr('cannot rename nodes from other documents;\n'
                                           f'expected {self},\nfound {n.ownerDocument}')
        attribute = n.nodeType == Node.ATTRIBUTE_NODE
        if not attribute and n.nodeType != Node.ELEMENT_NODE:
            raise xml.dom.NotSupportedErr('renameNode() only applies to element and attribute nodes')
        prefix, local = None, ''
        if namespaceURI != EMPTY_NAMESPACE:
            prefix, local = _split_name(name)
            if namespaceURI != XMLNS_NAMESPACE:
                if prefix == 'xmlns':
                    raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix")
                if name == 'xmlns' and attribute:
                    raise xml.dom.NamespaceErr("illegal use of the 'xmlns' attribute")
        if not attribute:
            n.tagName = n.nodeName = name
            n.prefix, n._local, n.namespaceURI = prefix, local, namespaceURI
            return n
        element = n.ownerElement
        if element is not None:
            element._forget(n)
        n._name, n._local, n._prefix, n.namespaceURI = name, local, prefix, namespaceURI
        if element is not None:
            element._keep(n)
        return n

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None, standalone=None):
        """Write to a file."""
        declared = ' version="1.0" ' if not encoding and standalone is None else ' version="1.0"'
        if encoding:
            declared += f' encoding="{encoding}"'
        if standalone is not None:
            declared += f' standalone="{"yes" if standalone else "no"}"'
        writer.write(f'<?xml{declared}?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


# -- Parsing

def _from_events(found):
    """The document of a stream of events."""
    _, document = found.getEvent()
    found.expandNode(document)
    found.clear()
    return document


def parse(file, parser=None, bufsize=None):
    """The document in a file, by name or open."""
    if parser is None and not bufsize:
        from xml.dom import expatbuilder
        return expatbuilder.parse(file)
    from xml.dom import pulldom
    return _from_events(pulldom.parse(file, parser=parser, bufsize=bufsize))


def parseString(string, parser=None):
    """The document in a text or bytes."""
    if parser is None:
        from xml.dom import expatbuilder
        return expatbuilder.parseString(string)
    from xml.dom import pulldom
    return _from_events(pulldom.parseString(string, parser=parser))


def getDOMImplementation(features=None):
    """The implementation, None if it does not have the features."""
    if isinstance(features, str):
        features = domreg._parse_feature_string(features)
    implementation = Document.implementation
    if all(implementation.hasFeature(feature, version) for feature, version in features or ()):
        return implementation
