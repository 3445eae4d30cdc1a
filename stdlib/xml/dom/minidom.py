"""A small DOM: documents as trees of nodes."""
import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import *
from xml.dom.xmlbuilder import DOMImplementationLS, DocumentLS

_CHILDREN_OF_ELEMENTS = (1, 3, 4, 5, 7, 8)
_with_names = (1, 5)


def _read_only(name, get):
    """A property that cannot be set."""
    def set(self, value):
        raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute " + repr(name))
    return property(get, set)


class Node(xml.dom.Node):
    """A node; those that have children keep them in childNodes."""

    namespaceURI = None
    parentNode = None
    ownerDocument = None
    nextSibling = None
    previousSibling = None
    prefix = EMPTY_PREFIX
    _child_node_types = ()

    def __bool__(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        self.unlink()

    def toxml(self, encoding=None, standalone=None):
        """The node as XML: text, or with an encoding bytes."""
        return self.toprettyxml("", "", encoding, standalone)

    def toprettyxml(self, indent="\t", newl="\n", encoding=None, standalone=None):
        """The node as XML in lines, indented."""
        if encoding is None:
            writer = io.StringIO()
        else:
            writer = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="xmlcharrefreplace", newline="\n")
        if self.nodeType == Node.DOCUMENT_NODE:
            self.writexml(writer, "", indent, newl, encoding, standalone)
        else:
            self.writexml(writer, "", indent, newl)
        return writer.getvalue() if encoding is None else writer.detach().getvalue()

    def hasChildNodes(self):
        """Whether there are children."""
        return bool(self.childNodes)

    firstChild = _read_only("firstChild", lambda self: self.childNodes[0] if self.childNodes else None)
    lastChild = _read_only("lastChild", lambda self: self.childNodes[-1] if self.childNodes else None)
    localName = _read_only("localName", lambda self: None)

    def insertBefore(self, newChild, refChild):
        """Add a child before another, or with None at the end."""
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(newChild.childNodes):
                self.insertBefore(child, refChild)
            return newChild
        self._check_child(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        if refChild is None:
            self.appendChild(newChild)
            return newChild
        at = self._index(refChild)
        _changed(self)
        self.childNodes.insert(at, newChild)
        newChild.nextSibling = refChild
        refChild.previousSibling = newChild
        if at:
            before = self.childNodes[at - 1]
            before.nextSibling = newChild
            newChild.previousSibling = before
        else:
            newChild.previousSibling = None
        newChild.parentNode = self
        return newChild

    def _index(self, child):
        try:
            return self.childNodes.index(child)
        except ValueError:
            raise xml.dom.NotFoundErr()

    def _check_child(self, child):
        if child.nodeType not in self._child_node_types:
            raise xml.dom.HierarchyRequestErr("%s cannot be child of %s" % (repr(child), repr(self)))

    def appendChild(self, node):
        """Add a child at the end."""
        if node.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(node.childNodes):
                self.appendChild(child)
            return node
        self._check_child(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        _changed(self)
        _append(self, node)
        node.nextSibling = None
        return node

    def replaceChild(self, newChild, oldChild):
        """Put a child in another's place; the other."""
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            following = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, following)
        self._check_child(newChild)
        if newChild is oldChild:
            return None
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        at = self._index(oldChild)
        self.childNodes[at] = newChild
        newChild.parentNode = self
        oldChild.parentNode = None
        _changed(self)
        newChild.nextSibling, newChild.previousSibling = oldChild.nextSibling, oldChild.previousSibling
        oldChild.nextSibling = oldChild.previousSibling = None
        if newChild.previousSibling:
            newChild.previousSibling.nextSibling = newChild
        if newChild.nextSibling:
            newChild.nextSibling.previousSibling = newChild
        return oldChild

    def removeChild(self, oldChild):
        """Take a child out; the child."""
        at = self._index(oldChild)
        del self.childNodes[at]
        if oldChild.nextSibling is not None:
            oldChild.nextSibling.previousSibling = oldChild.previousSibling
        if oldChild.previousSibling is not None:
            oldChild.previousSibling.nextSibling = oldChild.nextSibling
        oldChild.nextSibling = oldChild.previousSibling = None
        _changed(self)
        oldChild.parentNode = None
        return oldChild

    def normalize(self):
        """Join texts that stand side by side, and drop empty ones."""
        kept = []
        for child in self.childNodes:
            if child.nodeType == Node.TEXT_NODE:
                if not child.data:
                    child.parentNode = None
                    continue
                if kept and kept[-1].nodeType == Node.TEXT_NODE:
                    kept[-1].data += child.data
                    child.unlink()
                    continue
            elif child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
            kept.append(child)
        self.childNodes[:] = kept
        for at, child in enumerate(kept):
            child.previousSibling = kept[at - 1] if at else None
            child.nextSibling = kept[at + 1] if at + 1 < len(kept) else None

    def cloneNode(self, deep):
        """Another like this, if deep with all below."""
        return _clone(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        """Whether the implementation has a feature."""
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def isSameNode(self, other):
        """Whether it is this node."""
        return self is other

    def getInterface(self, feature):
        """This node, if it has a feature."""
        return self if self.isSupported(feature, None) else None

    def getUserData(self, key):
        """What was kept under a key."""
        return getattr(self, "_user_data", {}).get(key, (None, None))[0]

    def setUserData(self, key, data, handler):
        """Keep something under a key; what was kept before."""
        if not hasattr(self, "_user_data"):
            self._user_data = {}
        old = self._user_data.get(key, (None, None))[0]
        if data is None:
            self._user_data.pop(key, None)
        else:
            self._user_data[key] = data, handler
        return old

    def unlink(self):
        """Take the tree apart."""
        self.parentNode = self.ownerDocument = None
        if self.childNodes:
            for child in self.childNodes:
                child.unlink()
            self.childNodes = NodeList()
        self.previousSibling = self.nextSibling = None


def _append(parent, node):
    children = parent.childNodes
    if children:
        last = children[-1]
        node.previousSibling = last
        last.nextSibling = node
    children.append(node)
    node.parentNode = parent


def _changed(node):
    """Forget what is known of ids in the document."""
    document = node if node.nodeType == Node.DOCUMENT_NODE else node.ownerDocument
    if document is not None:
        document._id_cache.clear()


_REFERENCES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"),
               ("\t", "&#9;"))


def _write_data(writer, text, attr):
    if text:
        for sign, reference in _REFERENCES if attr else _REFERENCES[:3]:
            if sign in text:
                text = text.replace(sign, reference)
        writer.write(text)


def _find_by_name(parent, name, found):
    for node in parent.childNodes:
        if node.nodeType == Node.ELEMENT_NODE:
            if name == "*" or node.tagName == name:
                found.append(node)
            _find_by_name(node, name, found)
    return found


def _find_by_name_ns(parent, uri, local, found):
    for node in parent.childNodes:
        if node.nodeType == Node.ELEMENT_NODE:
            if (local == "*" or node.localName == local) and (uri == "*" or node.namespaceURI == uri):
                found.append(node)
            _find_by_name_ns(node, uri, local, found)
    return found


class DocumentFragment(Node):
    """Nodes that are added together."""

    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = "#document-fragment"
    nodeValue = None
    attributes = None
    parentNode = None
    _child_node_types = _CHILDREN_OF_ELEMENTS

    def __init__(self):
        self.childNodes = NodeList()


def _split(name):
    prefix, colon, local = name.partition(":")
    return (prefix, local) if colon else (None, name)


class Attr(Node):
    """An attribute."""

    nodeType = Node.ATTRIBUTE_NODE
    attributes = None
    specified = False
    _is_id = False

    def __init__(self, qName, namespaceURI=None, localName=None, prefix=None):
        self.ownerElement = None
        self._name = qName
        self.namespaceURI = namespaceURI
        self._prefix = prefix
        if localName is not None:
            self._localName = localName
        self.childNodes = NodeList()
        self.childNodes.append(Text())

    def _get_local(self):
        try:
            return self._localName
        except AttributeError:
            return self.nodeName.split(":", 1)[-1]

    localName = _read_only("localName", _get_local)
    isId = _read_only("isId", lambda self: self._is_id)
    schemaType = _read_only("schemaType", lambda self: _no_type)

    def _set_name(self, value):
        self._name = value
        if self.ownerElement is not None:
            _changed(self.ownerElement)

    nodeName = name = property(lambda self: self._name, _set_name)

    def _set_value(self, value):
        self.childNodes[0].data = value
        if self.ownerElement is not None:
            _changed(self.ownerElement)

    nodeValue = value = property(lambda self: self.childNodes[0].data, _set_value)

    def _set_prefix(self, prefix):
        if prefix == "xmlns" and self.namespaceURI and self.namespaceURI != XMLNS_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._prefix = prefix
        self.name = self.localName if prefix is None else "%s:%s" % (prefix, self.localName)

    prefix = property(lambda self: self._prefix, _set_prefix)

    def unlink(self):
        """Take it out of its element."""
        element = self.ownerElement
        if element is not None:
            del element._attrs[self.nodeName]
            del element._attrsNS[self.namespaceURI, self._get_local()]
            if self._is_id:
                self._is_id = False
                element._magic_id_nodes -= 1
                self.ownerDocument._magic_id_count -= 1
        for child in self.childNodes:
            child.unlink()
        del self.childNodes[:]


class NamedNodeMap:
    """An element's attributes, by name and by (namespace, name)."""

    __slots__ = ("_attrs", "_attrsNS", "_ownerElement")

    def __init__(self, attrs, attrsNS, ownerElement):
        self._attrs = attrs
        self._attrsNS = attrsNS
        self._ownerElement = ownerElement

    length = _read_only("length", lambda self: len(self._attrs))

    def item(self, index):
        """The attribute of an index, or None."""
        try:
            return self[list(self._attrs.keys())[index]]
        except IndexError:
            return None

    def items(self):
        """(name, value) pairs."""
        return [(node.nodeName, node.value) for node in self._attrs.values()]

    def itemsNS(self):
        """((namespace, name), value) pairs."""
        return [((node.namespaceURI, node.localName), node.value) for node in self._attrs.values()]

    def __contains__(self, key):
        return key in (self._attrs if isinstance(key, str) else self._attrsNS)

    def keys(self):
        """The names."""
        return self._attrs.keys()

    def keysNS(self):
        """The (namespace, name) pairs."""
        return self._attrsNS.keys()

    def values(self):
        """The attributes."""
        return self._attrs.values()

    def get(self, name, value=None):
        """An attribute, or the value."""
        return self._attrs.get(name, value)

    __len__ = lambda self: len(self._attrs)

    def _compared(self, other):
        if self._attrs is getattr(other, "_attrs", None):
            return 0
        return (id(self) > id(other)) - (id(self) < id(other))

    def __eq__(self, other):
        return self._compared(other) == 0

    def __ge__(self, other):
        return self._compared(other) >= 0

    def __gt__(self, other):
        return self._compared(other) > 0

    def __le__(self, other):
        return self._compared(other) <= 0

    def __lt__(self, other):
        return self._compared(other) < 0

    __hash__ = None

    def __getitem__(self, attname_or_tuple):
        return (self._attrsNS if isinstance(attname_or_tuple, tuple) else self._attrs)[attname_or_tuple]

    def __setitem__(self, attname, value):
        if isinstance(value, str):
            try:
                node = self._attrs[attname]
            except KeyError:
                node = Attr(attname)
                node.ownerDocument = self._ownerElement.ownerDocument
                self.setNamedItem(node)
            node.value = value
        else:
            if not isinstance(value, Attr):
                raise TypeError("value must be a string or Attr object")
            self.setNamedItem(value)

    def getNamedItem(self, name):
        """An attribute, or None."""
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        """An attribute, or None."""
        return self._attrsNS.get((namespaceURI, localName))

    def removeNamedItem(self, name):
        """Take an attribute out."""
        node = self.getNamedItem(name)
        if node is None:
            raise xml.dom.NotFoundErr()
        return self._remove(node)

    def removeNamedItemNS(self, namespaceURI, localName):
        """Take an attribute out."""
        node = self.getNamedItemNS(namespaceURI, localName)
        if node is None:
            raise xml.dom.NotFoundErr()
        return self._remove(node)

    def _remove(self, node):
        _changed(self._ownerElement)
        del self._attrs[node.nodeName]
        del self._attrsNS[node.namespaceURI, node.localName]
        node.ownerElement = None
        return node

    def setNamedItem(self, node):
        """Put an attribute in; the one that it replaces."""
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr("%s cannot be child of %s" % (repr(node), repr(self)))
        old = self._attrs.get(node.name)
        if old:
            old.unlink()
        self._attrs[node.name] = node
        self._attrsNS[node.namespaceURI, node.localName] = node
        node.ownerElement = self._ownerElement
        _changed(node.ownerElement)
        return old

    def setNamedItemNS(self, node):
        """Put an attribute in; the one that it replaces."""
        return self.setNamedItem(node)

    def __delitem__(self, attname_or_tuple):
        node = self[attname_or_tuple]
        _changed(node.ownerElement)
        node.unlink()

    def __getstate__(self):
        return self._attrs, self._attrsNS, self._ownerElement

    def __setstate__(self, state):
        self._attrs, self._attrsNS, self._ownerElement = state


AttributeList = NamedNodeMap


class TypeInfo:
    """What is known of a type."""

    __slots__ = "namespace", "name"

    def __init__(self, namespace, name):
        self.namespace = namespace
        self.name = name

    def __repr__(self):
        if self.namespace:
            return "<%s %r (from %r)>" % (self.__class__.__name__, self.name, self.namespace)
        return "<%s %r>" % (self.__class__.__name__, self.name)


_no_type = TypeInfo(None, None)


class Element(Node):
    """An element."""

    nodeType = Node.ELEMENT_NODE
    nodeValue = None
    schemaType = _no_type
    _magic_id_nodes = 0
    _child_node_types = _CHILDREN_OF_ELEMENTS

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.parentNode = None
        self.tagName = self.nodeName = tagName
        self.prefix = prefix
        self.namespaceURI = namespaceURI
        self.childNodes = NodeList()
        self.nextSibling = self.previousSibling = None
        self._attrs = {}
        self._attrsNS = {}

    attributes = _read_only("attributes", lambda self: NamedNodeMap(self._attrs, self._attrsNS, self))
    localName = _read_only("localName", lambda self: self.tagName.split(":", 1)[-1])

    def unlink(self):
        """Take the tree apart."""
        for attr in list(self._attrs.values()):
            attr.unlink()
        Node.unlink(self)

    def getAttribute(self, attname):
        """An attribute's value, empty if it is not there."""
        node = self._attrs.get(attname)
        return "" if node is None else node.value

    def getAttributeNS(self, namespaceURI, localName):
        """An attribute's value, empty if it is not there."""
        node = self._attrsNS.get((namespaceURI, localName))
        return "" if node is None else node.value

    def setAttribute(self, attname, value):
        """Set an attribute."""
        node = self.getAttributeNode(attname)
        if node is None:
            node = Attr(attname)
            node.value = value
            node.ownerDocument = self.ownerDocument
            self.setAttributeNode(node)
        elif value != node.value:
            node.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        """Set an attribute."""
        prefix, local = _split(qualifiedName)
        node = self.getAttributeNodeNS(namespaceURI, local)
        if node is None:
            node = Attr(qualifiedName, namespaceURI, local, prefix)
            node.value = value
            node.ownerDocument = self.ownerDocument
            self.setAttributeNode(node)
        else:
            if value != node.value:
                node.value = value
            if node.prefix != prefix:
                node.prefix = prefix
                node.nodeName = qualifiedName

    def getAttributeNode(self, attrname):
        """An attribute, or None."""
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        """An attribute, or None."""
        return self._attrsNS.get((namespaceURI, localName))

    def setAttributeNode(self, attr):
        """Put an attribute in; the one that it replaces."""
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr("attribute node already owned")
        old = self._attrs.get(attr.name)
        if old is not None:
            self.removeAttributeNode(old)
        other = self._attrsNS.get((attr.namespaceURI, attr.localName))
        if other is not None and other is not old:
            self.removeAttributeNode(other)
        self._attrs[attr.name] = attr
        self._attrsNS[attr.namespaceURI, attr.localName] = attr
        attr.ownerElement = self
        _changed(self)
        if old is not attr:
            return old

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        """Take an attribute out."""
        if name not in self._attrs:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(self._attrs[name])

    def removeAttributeNS(self, namespaceURI, localName):
        """Take an attribute out."""
        if (namespaceURI, localName) not in self._attrsNS:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(self._attrsNS[namespaceURI, localName])

    def removeAttributeNode(self, node):
        """Take an attribute out; the attribute."""
        if node is None:
            raise xml.dom.NotFoundErr()
        if node.name not in self._attrs:
            raise xml.dom.NotFoundErr()
        _changed(self)
        node.unlink()
        # unlink() has emptied it.
        node.ownerDocument = self.ownerDocument
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        """Whether there is an attribute."""
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        """Whether there is an attribute."""
        return (namespaceURI, localName) in self._attrsNS

    def getElementsByTagName(self, name):
        """The elements below of a name."""
        return _find_by_name(self, name, NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """The elements below of a name."""
        return _find_by_name_ns(self, namespaceURI, localName, NodeList())

    def __repr__(self):
        return "<DOM Element: %s at %#x>" % (self.tagName, id(self))

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write the element to a file."""
        writer.write(indent + "<" + self.tagName)
        for name, attr in self._attrs.items():
            writer.write(' %s="' % name)
            _write_data(writer, attr.value, True)
            writer.write('"')
        if not self.childNodes:
            writer.write("/>%s" % newl)
            return
        writer.write(">")
        if len(self.childNodes) == 1 and self.childNodes[0].nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            self.childNodes[0].writexml(writer, "", "", "")
        else:
            writer.write(newl)
            for node in self.childNodes:
                node.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write("</%s>%s" % (self.tagName, newl))

    def hasAttributes(self):
        """Whether there are attributes."""
        return bool(self._attrs)

    def setIdAttribute(self, name):
        """Say that an attribute is the element's id."""
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        """Say that an attribute is the element's id."""
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        """Say that an attribute is the element's id."""
        if idAttr is None or not self.isSameNode(idAttr.ownerElement):
            raise xml.dom.NotFoundErr()
        if not idAttr._is_id:
            idAttr._is_id = True
            self._magic_id_nodes += 1
            self.ownerDocument._magic_id_count += 1
            _changed(self)


class Childless:
    """A node that has no children."""

    __slots__ = ()
    attributes = None
    childNodes = EmptyNodeList()
    firstChild = None
    lastChild = None

    def appendChild(self, node):
        """It cannot have any."""
        raise xml.dom.HierarchyRequestErr(self.nodeName + " nodes cannot have children")

    def hasChildNodes(self):
        """False"""
        return False

    def insertBefore(self, newChild, refChild):
        """It cannot have any."""
        raise xml.dom.HierarchyRequestErr(self.nodeName + " nodes do not have children")

    def removeChild(self, oldChild):
        """It has none."""
        raise xml.dom.NotFoundErr(self.nodeName + " nodes do not have children")

    def normalize(self):
        """There is nothing to do."""

    def replaceChild(self, newChild, oldChild):
        """It cannot have any."""
        raise xml.dom.HierarchyRequestErr(self.nodeName + " nodes do not have children")


class ProcessingInstruction(Childless, Node):
    """A processing instruction."""

    nodeType = Node.PROCESSING_INSTRUCTION_NODE

    def __init__(self, target, data):
        self.target = target
        self.data = data

    def _set_target(self, value):
        self.target = value

    def _set_data(self, value):
        self.data = value

    nodeName = property(lambda self: self.target, _set_target)
    nodeValue = property(lambda self: self.data, _set_data)

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write it to a file."""
        writer.write("%s<?%s %s?>%s" % (indent, self.target, self.data, newl))


class CharacterData(Childless, Node):
    """A node that is text."""

    def __init__(self):
        self.ownerDocument = self.parentNode = None
        self.previousSibling = self.nextSibling = None
        self._data = ""
        Node.__init__(self)

    length = _read_only("length", lambda self: len(self.data))

    def __len__(self):
        return len(self.data)

    def _set_text(self, data):
        self._data = data

    nodeValue = data = property(lambda self: self._data, _set_text)

    def __repr__(self):
        data = self.data
        dots = "..." if len(data) > 10 else ""
        return '<DOM %s node "%r%s">' % (self.__class__.__name__, data[0:10], dots)

    def _check(self, offset, count=None):
        if offset < 0:
            raise xml.dom.IndexSizeErr("offset cannot be negative")
        if offset >= len(self.data):
            raise xml.dom.IndexSizeErr("offset cannot be beyond end of data")
        if count is not None and count < 0:
            raise xml.dom.IndexSizeErr("count cannot be negative")

    def substringData(self, offset, count):
        """A piece of the text."""
        self._check(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        """Add text."""
        self.data = self.data + arg

    def insertData(self, offset, arg):
        """Put text in."""
        self._check(offset)
        if arg:
            self.data = "%s%s%s" % (self.data[:offset], arg, self.data[offset:])

    def deleteData(self, offset, count):
        """Take text out."""
        self._check(offset, count)
        if count:
            self.data = self.data[:offset] + self.data[offset + count:]

    def replaceData(self, offset, count, arg):
        """Put text in another's place."""
        self._check(offset, count)
        if count:
            self.data = "%s%s%s" % (self.data[:offset], arg, self.data[offset + count:])


class Text(CharacterData):
    """Text."""

    nodeType = Node.TEXT_NODE
    nodeName = "#text"
    attributes = None

    def splitText(self, offset):
        """Make two texts of one; the second."""
        if offset < 0 or offset > len(self.data):
            raise xml.dom.IndexSizeErr("illegal offset value")
        made = self.__class__()
        made.data = self.data[offset:]
        made.ownerDocument = self.ownerDocument
        following = self.nextSibling
        if self.parentNode and self in self.parentNode.childNodes:
            if following is None:
                self.parentNode.appendChild(made)
            else:
                self.parentNode.insertBefore(made, following)
        self.data = self.data[:offset]
        return made

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write it to a file."""
        writer.write(indent)
        _write_data(writer, self.data, False)
        writer.write(newl)

    def _around(self):
        first = self
        while first.previousSibling is not None and first.previousSibling.nodeType in (3, 4):
            first = first.previousSibling
        while first is not None and first.nodeType in (3, 4):
            yield first
            first = first.nextSibling

    wholeText = _read_only("wholeText", lambda self: "".join(node.data for node in self._around()))

    def replaceWholeText(self, content):
        """Put text in the place of this and the texts beside it."""
        for node in list(self._around()):
            if node is not self:
                self.parentNode.removeChild(node)
        if content:
            self.data = content
            return self
        if self.parentNode is not None:
            self.parentNode.removeChild(self)
        return None

    isWhitespaceInElementContent = _read_only("isWhitespaceInElementContent", lambda self: False)


class Comment(CharacterData):
    """A comment."""

    nodeType = Node.COMMENT_NODE
    nodeName = "#comment"

    def __init__(self, data):
        CharacterData.__init__(self)
        self._data = data

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write it to a file."""
        if "--" in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write("%s<!--%s-->%s" % (indent, self.data, newl))


class CDATASection(Text):
    """Text in a CDATA section."""

    nodeType = Node.CDATA_SECTION_NODE
    nodeName = "#cdata-section"

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write it to a file."""
        if self.data.find("]]>") >= 0:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write("<![CDATA[%s]]>" % self.data)


class ReadOnlySequentialNamedNodeMap:
    """Nodes by name that cannot be changed."""

    __slots__ = ("_seq",)

    def __init__(self, seq=()):
        self._seq = seq

    def __len__(self):
        return len(self._seq)

    length = _read_only("length", lambda self: len(self._seq))

    def getNamedItem(self, name):
        """A node, or None."""
        return next((node for node in self._seq if node.nodeName == name), None)

    def getNamedItemNS(self, namespaceURI, localName):
        """A node, or None."""
        return next((node for node in self._seq
                     if node.namespaceURI == namespaceURI and node.localName == localName), None)

    def __getitem__(self, name_or_tuple):
        node = self.getNamedItemNS(*name_or_tuple) if isinstance(name_or_tuple, tuple) else \
            self.getNamedItem(name_or_tuple)
        if node is None:
            raise KeyError(name_or_tuple)
        return node

    def item(self, index):
        """The node of an index, or None."""
        return self._seq[index] if 0 <= index < len(self._seq) else None

    def _fixed(self, *args):
        raise xml.dom.NoModificationAllowedErr("NamedNodeMap instance is read-only")

    def removeNamedItem(self, name):
        """It cannot be changed."""
        self._fixed()

    def removeNamedItemNS(self, namespaceURI, localName):
        """It cannot be changed."""
        self._fixed()

    def setNamedItem(self, node):
        """It cannot be changed."""
        self._fixed()

    def setNamedItemNS(self, node):
        """It cannot be changed."""
        self._fixed()

    def __getstate__(self):
        return [self._seq]

    def __setstate__(self, state):
        self._seq = state[0]


class Identified:
    """What has a public and a system identifier."""

    __slots__ = ()
    publicId = systemId = None


class DocumentType(Identified, Childless, Node):
    """The document type."""

    nodeType = Node.DOCUMENT_TYPE_NODE
    nodeValue = None
    name = None
    internalSubset = None

    def __init__(self, qualifiedName):
        self.entities = ReadOnlySequentialNamedNodeMap([])
        self.notations = ReadOnlySequentialNamedNodeMap([])
        if qualifiedName:
            self.name = _split(qualifiedName)[1]
        self.nodeName = self.name

    def cloneNode(self, deep):
        """Another like this, if it is in no document."""
        if self.ownerDocument is not None:
            return None
        made = DocumentType(None)
        made.name = made.nodeName = self.name
        made.publicId, made.systemId = self.publicId, self.systemId
        return made

    def writexml(self, writer, indent="", addindent="", newl=""):
        """Write it to a file."""
        writer.write("<!DOCTYPE " + self.name)
        if self.publicId:
            writer.write("%s  PUBLIC '%s'%s  '%s'" % (newl, self.publicId, newl, self.systemId))
        elif self.systemId:
            writer.write("%s  SYSTEM '%s'" % (newl, self.systemId))
        if self.internalSubset is not None:
            writer.write(" [" + self.internalSubset + "]")
        writer.write(">" + newl)


class Entity(Identified, Node):
    """An entity of a document type."""

    attributes = None
    nodeType = Node.ENTITY_NODE
    nodeValue = None
    actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        self.nodeName = name
        self.notationName = notation
        self.childNodes = NodeList()
        self.publicId = publicId
        self.systemId = systemId

    def appendChild(self, newChild):
        raise xml.dom.HierarchyRequestErr("cannot append children to an entity node")

    def insertBefore(self, newChild, refChild):
        raise xml.dom.HierarchyRequestErr("cannot insert children below an entity node")

    def removeChild(self, oldChild):
        raise xml.dom.HierarchyRequestErr("cannot remove children from an entity node")

    def replaceChild(self, newChild, oldChild):
        raise xml.dom.HierarchyRequestErr("cannot replace children of an entity node")


class Notation(Identified, Childless, Node):
    """A notation of a document type."""

    nodeType = Node.NOTATION_NODE
    nodeValue = None

    def __init__(self, name, publicId, systemId):
        self.nodeName = name
        self.publicId = publicId
        self.systemId = systemId


class ElementInfo:
    """What a document type says about an element; this one knows nothing."""

    __slots__ = ("tagName",)

    def __init__(self, name):
        self.tagName = name

    def getAttributeType(self, aname):
        return _no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        return _no_type

    def isElementContent(self):
        return False

    def isEmpty(self):
        """Whether it has to be empty."""
        return False

    def isId(self, aname):
        """Whether an attribute is an ID."""
        return False

    def isIdNS(self, namespaceURI, localName):
        """Whether an attribute is an ID."""
        return False


class DOMImplementation(DOMImplementationLS):
    """Makes documents."""

    _features = [("core", "1.0"), ("core", "2.0"), ("core", None), ("xml", "1.0"), ("xml", "2.0"), ("xml", None),
                 ("ls-load", "3.0"), ("ls-load", None)]

    def hasFeature(self, feature, version):
        """Whether there is a feature."""
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        """A document with a root element."""
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr("doctype object owned by another DOM tree")
        document = self._create_document()
        if namespaceURI is None and qualifiedName is None and doctype is None:
            return document
        if not qualifiedName:
            raise xml.dom.InvalidCharacterErr("Element with no name")
        prefix, _ = _split(qualifiedName)
        if prefix == "xml" and namespaceURI != "http://www.w3.org/XML/1998/namespace":
            raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
        if prefix and not namespaceURI:
            raise xml.dom.NamespaceErr("illegal use of prefix without namespaces")
        element = document.createElementNS(namespaceURI, qualifiedName)
        if doctype:
            document.appendChild(doctype)
        document.appendChild(element)
        if doctype:
            doctype.parentNode = doctype.ownerDocument = document
        document.doctype = doctype
        document.implementation = self
        return document

    def createDocumentType(self, qualifiedName, publicId, systemId):
        """A document type."""
        made = DocumentType(qualifiedName)
        made.publicId = publicId
        made.systemId = systemId
        return made

    def getInterface(self, feature):
        """This, if it has a feature."""
        return self if self.hasFeature(feature, None) else None

    def _create_document(self):
        return Document()


class Document(Node, DocumentLS):
    """A document."""

    nodeType = Node.DOCUMENT_NODE
    nodeName = "#document"
    nodeValue = None
    attributes = None
    parentNode = None
    previousSibling = nextSibling = None
    implementation = DOMImplementation()
    actualEncoding = encoding = standalone = version = errorHandler = documentURI = None
    strictErrorChecking = False
    _magic_id_count = 0
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE,
                         Node.DOCUMENT_TYPE_NODE)

    def __init__(self):
        self.doctype = None
        self.childNodes = NodeList()
        self._id_cache = {}

    documentElement = _read_only("documentElement", lambda self: next(
        (node for node in self.childNodes if node.nodeType == Node.ELEMENT_NODE), None))

    def appendChild(self, node):
        """Add a node; there can be one element."""
        self._check_child(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        if node.nodeType == Node.ELEMENT_NODE and self.documentElement:
            raise xml.dom.HierarchyRequestErr("two document elements disallowed")
        return Node.appendChild(self, node)

    def removeChild(self, oldChild):
        """Take a node out."""
        at = self._index(oldChild)
        del self.childNodes[at]
        oldChild.nextSibling = oldChild.previousSibling = None
        oldChild.parentNode = None
        return oldChild

    def unlink(self):
        """Take the tree apart."""
        if self.doctype is not None:
            self.doctype.unlink()
            self.doctype = None
        Node.unlink(self)

    def cloneNode(self, deep):
        """Another like this, if deep."""
        if not deep:
            return None
        made = self.implementation.createDocument(None, None, None)
        made.encoding, made.standalone, made.version = self.encoding, self.standalone, self.version
        for node in self.childNodes:
            child = _clone(node, deep, made)
            made.childNodes.append(child)
            if child.nodeType == Node.DOCUMENT_TYPE_NODE:
                made.doctype = child
            child.parentNode = made
        return made

    def _owned(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        """A fragment."""
        return self._owned(DocumentFragment())

    def createElement(self, tagName):
        """An element."""
        return self._owned(Element(tagName))

    def createTextNode(self, data):
        """A text."""
        if not isinstance(data, str):
            raise TypeError("node contents must be a string")
        made = Text()
        made.data = data
        return self._owned(made)

    def createCDATASection(self, data):
        """A text in a CDATA section."""
        if not isinstance(data, str):
            raise TypeError("node contents must be a string")
        made = CDATASection()
        made.data = data
        return self._owned(made)

    def createComment(self, data):
        """A comment."""
        return self._owned(Comment(data))

    def createProcessingInstruction(self, target, data):
        """A processing instruction."""
        return self._owned(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        """An attribute."""
        made = self._owned(Attr(qName))
        made.value = ""
        return made

    def createElementNS(self, namespaceURI, qualifiedName):
        """An element in a namespace."""
        return self._owned(Element(qualifiedName, namespaceURI, _split(qualifiedName)[0]))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        """An attribute in a namespace."""
        prefix, local = _split(qualifiedName)
        made = self._owned(Attr(qualifiedName, namespaceURI, local, prefix))
        made.value = ""
        return made

    def getElementById(self, id):
        """The element with an id, if it is known which attributes are ids."""
        if id in self._id_cache:
            return self._id_cache[id]
        for element in self.getElementsByTagName("*"):
            for attr in element._attrs.values():
                if attr._is_id and attr.value == id:
                    self._id_cache[id] = element
                    return element
        return None

    def getElementsByTagName(self, name):
        """The elements of a name."""
        return _find_by_name(self, name, NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """The elements of a name."""
        return _find_by_name_ns(self, namespaceURI, localName, NodeList())

    def isSupported(self, feature, version):
        """Whether the implementation has a feature."""
        return self.implementation.hasFeature(feature, version)

    def importNode(self, node, deep):
        """A copy of another document's node."""
        if node.nodeType == Node.DOCUMENT_NODE:
            raise xml.dom.NotSupportedErr("cannot import document nodes")
        if node.nodeType == Node.DOCUMENT_TYPE_NODE:
            raise xml.dom.NotSupportedErr("cannot import document type nodes")
        return _clone(node, deep, self)

    def writexml(self, writer, indent="", addindent="", newl="", encoding=None, standalone=None):
        """Write the document to a file."""
        words = []
        if encoding:
            words.append(f'encoding="{encoding}"')
        if standalone is not None:
            words.append(f'standalone="{"yes" if standalone else "no"}"')
        if words:
            writer.write(f'<?xml version="1.0" {" ".join(words)}?>{newl}')
        else:
            writer.write(f'<?xml version="1.0" ?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)

    def renameNode(self, n, namespaceURI, name):
        """Give an element or attribute another name."""
        if n.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr("cannot rename nodes from other documents;\nexpected %s,\nfound %s"
                                           % (self, n.ownerDocument))
        if n.nodeType not in (Node.ELEMENT_NODE, Node.ATTRIBUTE_NODE):
            raise xml.dom.NotSupportedErr("renameNode() only applies to element and attribute nodes")
        prefix, local = _split(name)
        if n.nodeType == Node.ATTRIBUTE_NODE:
            element, is_id, value = n.ownerElement, n._is_id, n.value
            if element is not None:
                element.removeAttributeNode(n)
            n._name, n._localName, n._prefix, n.namespaceURI = name, local, prefix, namespaceURI
            if not n.childNodes:
                n.childNodes.append(Text())
            n.value = value
            if element is not None:
                element.setAttributeNode(n)
                if is_id:
                    element.setIdAttributeNode(n)
        else:
            n.prefix, n.namespaceURI = prefix, namespaceURI
            n.nodeName = n.tagName = name
        return n


def _clone(node, deep, document):
    if node.nodeType == Node.ELEMENT_NODE:
        made = document.createElementNS(node.namespaceURI, node.nodeName)
        for attr in node._attrs.values():
            made.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
            made.getAttributeNodeNS(attr.namespaceURI, attr.localName).specified = attr.specified
        if deep:
            for child in node.childNodes:
                made.appendChild(_clone(child, deep, document))
    elif node.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
        made = document.createDocumentFragment()
        if deep:
            for child in node.childNodes:
                made.appendChild(_clone(child, deep, document))
    elif node.nodeType == Node.TEXT_NODE:
        made = document.createTextNode(node.data)
    elif node.nodeType == Node.CDATA_SECTION_NODE:
        made = document.createCDATASection(node.data)
    elif node.nodeType == Node.PROCESSING_INSTRUCTION_NODE:
        made = document.createProcessingInstruction(node.target, node.data)
    elif node.nodeType == Node.COMMENT_NODE:
        made = document.createComment(node.data)
    elif node.nodeType == Node.ATTRIBUTE_NODE:
        made = document.createAttributeNS(node.namespaceURI, node.nodeName)
        made.specified = True
        made.value = node.value
    elif node.nodeType == Node.DOCUMENT_TYPE_NODE:
        made = document.implementation.createDocumentType(node.name, node.publicId, node.systemId)
        made.ownerDocument = document
        if deep:
            made.internalSubset = node.internalSubset
    else:
        raise xml.dom.NotSupportedErr("Cannot clone node %s" % repr(node))
    return made


def parse(file, parser=None, bufsize=None):
    """The document in a file, by name or open."""
    if parser is None and not bufsize:
        from xml.dom import expatbuilder
        return expatbuilder.parse(file)
    from xml.dom import pulldom
    return _pulled(pulldom.parse(file, parser=parser, bufsize=bufsize))


def parseString(string, parser=None):
    """The document in a text or bytes."""
    if parser is None:
        from xml.dom import expatbuilder
        return expatbuilder.parseString(string)
    from xml.dom import pulldom
    return _pulled(pulldom.parseString(string, parser=parser))


def _pulled(events):
    _, root = events.getEvent()
    events.expandNode(root)
    events.clear()
    return root


def getDOMImplementation(features=None):
    """The implementation, if it has the features."""
    if features:
        if isinstance(features, str):
            features = domreg._parse_feature_string(features)
        if not all(Document.implementation.hasFeature(*feature) for feature in features):
            return None
    return Document.implementation
