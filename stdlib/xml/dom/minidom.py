"""A small Document Object Model: documents as nodes."""
import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import *
from xml.dom.xmlbuilder import DOMImplementationLS, DocumentLS


def _fixed(get):
    """A property that says so when it is set."""
    def refuse(self, value):
        raise xml.dom.NoModificationAllowedErr(f'attempt to modify read-only attribute {get.__name__!r}')
    return property(get, refuse, doc=get.__doc__)


def _alias(name):
    """A property that is another name of an attribute."""
    return property(lambda self: getattr(self, name), lambda self, value: setattr(self, name, value))


def _split_name(name):
    """(prefix, local name)"""
    prefix, colon, local = name.partition(':')
    return (prefix, local) if colon else (None, name)


def _link(nodes):
    """Make nodes siblings of their neighbours in this list, which may begin or end with None."""
    for before, after in zip(nodes, nodes[1:]):
        if before is not None:
            before.nextSibling = after
        if after is not None:
            after.previousSibling = before


def _append(parent, node):
    """Put a node at the end of a parent, without asking."""
    children = parent.childNodes
    _link((children[-1] if children else None, node, None))
    children.append(node)
    node.parentNode = parent


def _splice(parent, place, count, nodes=()):
    """Put nodes where a parent has some that leave it."""
    children = parent.childNodes
    gone = children[place:place + count]
    before = children[place - 1] if place else None
    after = children[place + count] if place + count < len(children) else None
    children[place:place + count] = nodes
    _link((before, *nodes, after))
    for node in gone:
        node.parentNode = node.previousSibling = node.nextSibling = None
    for node in nodes:
        node.parentNode = parent


def _below(node):
    """The elements below a node, in document order."""
    found = []

    def visit(parent):
        for child in parent.childNodes:
            if child.nodeType == 1:
                found.append(child)
                visit(child)

    visit(node)
    return found


def _same_or_any(wanted, name):
    return wanted == '*' or wanted == name


class Node(xml.dom.Node):
    """What all kinds of nodes have in common."""
    namespaceURI = prefix = EMPTY_PREFIX
    parentNode = ownerDocument = nextSibling = previousSibling = None
    _child_node_types = ()

    def __bool__(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        self.unlink()

    # -- Writing

    def toxml(self, encoding=None, standalone=None):
        """The node as text, or encoded."""
        return self.toprettyxml('', '', encoding, standalone)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None, standalone=None):
        """The node as text, or encoded, indented and in lines."""
        declaration = (encoding, standalone) if self.nodeType == Node.DOCUMENT_NODE else ()
        if encoding is None:
            text = io.StringIO()
            self.writexml(text, '', indent, newl, *declaration)
            return text.getvalue()
        data = io.BytesIO()
        writer = io.TextIOWrapper(data, encoding=encoding, errors='xmlcharrefreplace', newline='\n')
        self.writexml(writer, '', indent, newl, *declaration)
        writer.detach()
        return data.getvalue()

    # -- Children

    def hasChildNodes(self):
        """Are there children?"""
        return bool(self.childNodes)

    @_fixed
    def firstChild(self):
        """The first child, or None."""
        return self.childNodes[0] if self.childNodes else None

    @_fixed
    def lastChild(self):
        """The last child, or None."""
        return self.childNodes[-1] if self.childNodes else None

    @_fixed
    def localName(self):
        """The name without its prefix, for elements and attributes."""
        return None

    def _adopt(self, node):
        """Check that a node can become a child, and take it out of where it is."""
        if node.nodeType not in self._child_node_types:
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')
        if node.parentNode is not None:
            node.parentNode.removeChild(node)

    def _place(self, node):
        for place, child in enumerate(self.childNodes):
            if child is node:
                return place
        raise xml.dom.NotFoundErr()

    def appendChild(self, node):
        """Add a child at the end; of a fragment, its children."""
        if node.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in [*node.childNodes]:
                self.appendChild(child)
        else:
            self._adopt(node)
            _append(self, node)
        return node

    def insertBefore(self, newChild, refChild):
        """Add a child before another, at the end if that is None."""
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in [*newChild.childNodes]:
                self.insertBefore(child, refChild)
            return newChild
        if refChild is None:
            return self.appendChild(newChild)
        self._adopt(newChild)
        _splice(self, self._place(refChild), 0, [newChild])
        return newChild

    def replaceChild(self, newChild, oldChild):
        """Put a node in the place of a child; the child."""
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            following = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, following)
        if newChild is oldChild:
            return None
        self._adopt(newChild)
        _splice(self, self._place(oldChild), 1, [newChild])
        return oldChild

    def removeChild(self, oldChild):
        """Take a child out; it."""
        _splice(self, self._place(oldChild), 1)
        return oldChild

    def normalize(self):
        """Join texts that are next to each other, drop empty ones."""
        kept = []
        for child in self.childNodes:
            if child.nodeType == Node.TEXT_NODE:
                joins = kept and kept[-1].nodeType == Node.TEXT_NODE
                if joins:
                    kept[-1].data += child.data
                if joins or not child.data:
                    child.unlink()
                    continue
            elif child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
            kept.append(child)
        self.childNodes[:] = kept
        _link((None, *kept, None))

    # -- Copies, features, data of the user

    def cloneNode(self, deep):
        """A copy; deep, with all that is below."""
        return _clone(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        """Does the implementation have a feature?"""
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def isSameNode(self, other):
        """Is it the other?"""
        return self is other

    def getInterface(self, feature):
        """What has a feature: the node itself, or None."""
        return self if self.isSupported(feature, None) else None

    def getUserData(self, key):
        """What setUserData() has kept."""
        return vars(self).get('_user_data', {}).get(key, (None, None))[0]

    def setUserData(self, key, data, handler):
        """Keep something; handler.handle() is told of copies. What was kept before."""
        before = self.getUserData(key)
        kept = vars(self).setdefault('_user_data', {})
        if data is None:
            kept.pop(key, None)
        else:
            kept[key] = data, handler
        return before

    def _tell_handlers(self, operation, copy):
        for key, (data, handler) in [*vars(self).get('_user_data', {}).items()]:
            if handler is not None:
                handler.handle(operation, key, data, self, copy)

    def unlink(self):
        """Cut all ties between nodes, so that they can be freed."""
        children = self.childNodes
        if children:
            self.childNodes = NodeList()
        for child in children:
            child.unlink()
        self.parentNode = self.ownerDocument = self.previousSibling = self.nextSibling = None


_CONTENT = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE,
            Node.ENTITY_REFERENCE_NODE)


class DocumentFragment(Node):
    """Nodes on their way into a document."""
    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = '#document-fragment'
    nodeValue = attributes = None
    _child_node_types = (*_CONTENT, Node.NOTATION_NODE)

    def __init__(self):
        self.childNodes = NodeList()


class Attr(Node):
    """An attribute, which has its value as a text, too."""
    nodeType = Node.ATTRIBUTE_NODE
    attributes = None
    ownerElement = None
    specified = False
    _is_id = False
    _child_node_types = (Node.TEXT_NODE, Node.ENTITY_REFERENCE_NODE)

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        self._name, self._value = qName, ''
        self._local, self._prefix = localName, prefix
        self.namespaceURI = namespaceURI
        text = Text()
        text.parentNode = self
        self.childNodes = NodeList((text,))

    @_fixed
    def localName(self):
        """The name without its prefix."""
        return self._local or (_split_name(self._name)[1] if self._local is None else None)

    @_fixed
    def isId(self):
        """Does it identify its element?"""
        return self._is_id

    @_fixed
    def schemaType(self):
        """Nothing is known about the type."""
        return _no_type

    def _rename(self, name):
        self._name = name

    def _set_value(self, value):
        self._value = self.childNodes[0].data = value

    def _set_prefix(self, prefix):
        if prefix == 'xmlns' and self.namespaceURI and self.namespaceURI != XMLNS_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._prefix = prefix
        self._name = f'{prefix}:{self.localName}' if prefix is not None else self.localName

    name = nodeName = property(lambda self: self._name, _rename, doc='The name as it is written.')
    value = nodeValue = property(lambda self: self._value or self.childNodes[0].data if self.childNodes else self._value,
                                 _set_value, doc='The value.')
    prefix = property(lambda self: self._prefix, _set_prefix, doc='The prefix of the name, or None.')

    def unlink(self):
        """Leave the element."""
        if (element := self.ownerElement) is not None:
            element._forget(self)
        self._is_id = False
        super().unlink()


class NamedNodeMap:
    """An element's attributes, by name and by (namespace, local name)."""
    __slots__ = ('_attrs', '_attrsNS', '_ownerElement')

    def __init__(self, attrs, attrsNS, ownerElement):
        self._attrs, self._attrsNS, self._ownerElement = attrs, attrsNS, ownerElement

    def __len__(self):
        return len(self._attrs)

    @_fixed
    def length(self):
        """How many there are."""
        return len(self._attrs)

    def item(self, index):
        """The attribute at a place, or None."""
        names = [*self._attrs]
        return self[names[index]] if -len(names) <= index < len(names) else None

    def _table(self, key):
        return self._attrsNS if isinstance(key, tuple) else self._attrs

    def items(self):
        """(name, value) pairs."""
        return [(node.nodeName, node.value) for node in self._attrs.values()]

    def itemsNS(self):
        """((namespace, local name), value) pairs."""
        return [((node.namespaceURI, node.localName), node.value) for node in self._attrs.values()]

    def keys(self):
        """The names."""
        return self._attrs.keys()

    def keysNS(self):
        """The (namespace, local name) pairs."""
        return self._attrsNS.keys()

    def values(self):
        """The attributes."""
        return self._attrs.values()

    def __contains__(self, key):
        return key in self._table(key)

    def get(self, name, value=None):
        """An attribute of a name."""
        return self._attrs.get(name, value)

    def __getitem__(self, attname_or_tuple):
        return self._table(attname_or_tuple)[attname_or_tuple]

    def __setitem__(self, attname, value):
        if isinstance(value, Attr):
            self.setNamedItem(value)
        elif not isinstance(value, str):
            raise TypeError('value must be a string or Attr object')
        elif attname in self._attrs:
            self._attrs[attname].value = value
        else:
            node = Attr(attname)
            node.ownerDocument = self._ownerElement.ownerDocument
            self.setNamedItem(node)
            node.value = value

    def __delitem__(self, attname_or_tuple):
        self[attname_or_tuple].unlink()

    def getNamedItem(self, name):
        """The attribute of a name, or None."""
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        """The attribute of a name, or None."""
        return self._attrsNS.get((namespaceURI, localName))

    def _removed(self, node):
        if node is None:
            raise xml.dom.NotFoundErr()
        self._ownerElement._forget(node)
        node.ownerElement = None
        return node

    def removeNamedItem(self, name):
        """Take an attribute out; it."""
        return self._removed(self.getNamedItem(name))

    def removeNamedItemNS(self, namespaceURI, localName):
        """Take an attribute out; it."""
        return self._removed(self.getNamedItemNS(namespaceURI, localName))

    def setNamedItem(self, node):
        """Add an attribute; the one it replaces, or None."""
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')
        before = self._attrs.get(node.name)
        if before is not None:
            before.unlink()
        self._ownerElement._keep(node)
        return before

    def setNamedItemNS(self, node):
        """Add an attribute; the one it replaces, or None."""
        return self.setNamedItem(node)

    # Maps are compared by what they are made for: the same element or another.

    def _order(self, other):
        same = self._attrs is getattr(other, '_attrs', None)
        return 0 if same else 1 if id(self) > id(other) else -1

    def __eq__(self, other):
        return self._order(other) == 0

    def __ge__(self, other):
        return self._order(other) >= 0

    def __gt__(self, other):
        return self._order(other) > 0

    def __le__(self, other):
        return self._order(other) <= 0

    def __lt__(self, other):
        return self._order(other) < 0

    __hash__ = None

    def __getstate__(self):
        return self._attrs, self._attrsNS, self._ownerElement

    def __setstate__(self, state):
        self._attrs, self._attrsNS, self._ownerElement = state


AttributeList = NamedNodeMap


class TypeInfo:
    """The type of an element or attribute."""
    __slots__ = ('namespace', 'name')

    def __init__(self, namespace, name):
        self.namespace, self.name = namespace, name

    def __repr__(self):
        where = f' (from {self.namespace!r})' if self.namespace else ''
        return f'<{type(self).__name__} {self.name!r}{where}>'


_no_type = TypeInfo(None, None)


class Element(Node):
    """An element."""
    nodeType = Node.ELEMENT_NODE
    nodeValue = None
    schemaType = _no_type
    _child_node_types = _CONTENT

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.tagName = self.nodeName = tagName
        self.namespaceURI, self.prefix = namespaceURI, prefix
        self._local = localName
        self.childNodes = NodeList()
        self._attrs, self._attrsNS = {}, {}

    @_fixed
    def attributes(self):
        """The attributes."""
        return NamedNodeMap(self._attrs, self._attrsNS, self)

    @_fixed
    def localName(self):
        """The name without its prefix."""
        return self._local or (_split_name(self.tagName)[1] if self._local is None else None)

    def __repr__(self):
        return f'<DOM Element: {self.tagName} at {id(self):#x}>'

    def unlink(self):
        """Cut all ties."""
        for attribute in [*self._attrs.values()]:
            attribute.unlink()
        super().unlink()

    # -- Attributes

    def _keep(self, attribute):
        self._attrs[attribute.name] = self._attrsNS[attribute.namespaceURI, attribute.localName] = attribute
        attribute.ownerElement = self

    def _forget(self, attribute):
        for table in self._attrs, self._attrsNS:
            for key in [key for key, kept in table.items() if kept is attribute]:
                del table[key]

    def getAttribute(self, attname):
        """The value of an attribute, '' if there is none."""
        return self._attrs[attname].value if attname in self._attrs else ''

    def getAttributeNS(self, namespaceURI, localName):
        """The value of an attribute, '' if there is none."""
        found = self._attrsNS.get((namespaceURI, localName))
        return '' if found is None else found.value

    def setAttribute(self, attname, value):
        """Set an attribute."""
        attribute = self.getAttributeNode(attname)
        if attribute is None:
            attribute = Attr(attname)
            attribute.ownerDocument = self.ownerDocument
            self._keep(attribute)
        attribute.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        """Set an attribute."""
        prefix, local = _split_name(qualifiedName)
        attribute = self.getAttributeNodeNS(namespaceURI, local)
        if attribute is None:
            attribute = Attr(qualifiedName, namespaceURI, local, prefix)
            attribute.ownerDocument = self.ownerDocument
            self._keep(attribute)
        elif attribute.name != qualifiedName:
            attribute.prefix, attribute.nodeName = prefix, qualifiedName
        attribute.value = value

    def getAttributeNode(self, attrname):
        """An attribute, or None."""
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        """An attribute, or None."""
        return self._attrsNS.get((namespaceURI, localName))

    def setAttributeNode(self, attr):
        """Add an attribute; the one it replaces, or None."""
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        replaced = [self._attrs.get(attr.name), self._attrsNS.get((attr.namespaceURI, attr.localName))]
        for before in replaced:
            if before is not None and before is not attr and before.ownerElement is self:
                before.unlink()
        self._keep(attr)
        return next((before for before in replaced if before is not None and before is not attr), None)

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        """Take an attribute out."""
        self.removeAttributeNode(self._attrs.get(name))

    def removeAttributeNS(self, namespaceURI, localName):
        """Take an attribute out."""
        self.removeAttributeNode(self._attrsNS.get((namespaceURI, localName)))

    def removeAttributeNode(self, node):
        """Take an attribute out; it."""
        if node is None or self._attrs.get(node.name) is not node:
            raise xml.dom.NotFoundErr()
        node.unlink()
        # It may be added to another element of the document.
        node.ownerElement, node.ownerDocument = None, self.ownerDocument
        value = node._value
        if not node.childNodes:
            _append(node, Text())
            node.value = value
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        """Is there such an attribute?"""
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        """Is there such an attribute?"""
        return (namespaceURI, localName) in self._attrsNS

    def hasAttributes(self):
        """Are there attributes?"""
        return bool(self._attrs)

    def setIdAttribute(self, name):
        """Let an attribute identify the element."""
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        """Let an attribute identify the element."""
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        """Let an attribute identify the element."""
        if idAttr is None or not self.isSameNode(idAttr.ownerElement):
            raise xml.dom.NotFoundErr()
        idAttr._is_id = True

    # -- Searching, writing

    def getElementsByTagName(self, name):
        """The elements below of a name, * for all."""
        return NodeList(e for e in _below(self) if _same_or_any(name, e.tagName))

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """The elements below of a name, * for any."""
        return NodeList(e for e in _below(self) if _same_or_any(localName, e.localName)
                        and _same_or_any(namespaceURI, e.namespaceURI))

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        writer.write(f'{indent}<{self.tagName}')
        for name, attribute in self._attrs.items():
            writer.write(f' {name}="')
            _write_data(writer, attribute.value, True)
            writer.write('"')
        match self.childNodes:
            case []:
                writer.write(f'/>{newl}')
                return
            case [Text() as only]:
                writer.write('>')
                only.writexml(writer)
            case children:
                writer.write(f'>{newl}')
                for child in children:
                    child.writexml(writer, indent + addindent, addindent, newl)
                writer.write(indent)
        writer.write(f'</{self.tagName}>{newl}')


_ENTITIES = {'&': '&amp;', '<': '&lt;', '>': '&gt;'}
_VALUE_ENTITIES = {'"': '&quot;', '\r': '&#13;', '\n': '&#10;', '\t': '&#9;'}


def _write_data(writer, text, attr):
    """Write text with its special characters as references."""
    if text:
        for entities in (_ENTITIES, _VALUE_ENTITIES) if attr else (_ENTITIES,):
            for character, entity in entities.items():
                if character in text:
                    text = text.replace(character, entity)
        writer.write(text)


class Childless:
    """Refuses children."""
    __slots__ = ()
    attributes = None
    childNodes = EmptyNodeList()
    firstChild = lastChild = None

    def _refuse(self, error='HierarchyRequestErr'):
        raise getattr(xml.dom, error)(f'{self.nodeName} nodes do not have children')

    def appendChild(self, node):
        """Refused."""
        raise xml.dom.HierarchyRequestErr(f'{self.nodeName} nodes cannot have children')

    def hasChildNodes(self):
        """No."""
        return False

    def insertBefore(self, newChild, refChild):
        """Refused."""
        self._refuse()

    def removeChild(self, oldChild):
        """Refused."""
        self._refuse(error='NotFoundErr')

    def normalize(self):
        """Nothing to do."""

    def replaceChild(self, newChild, oldChild):
        """Refused."""
        self._refuse()


class ProcessingInstruction(Childless, Node):
    """A processing instruction."""
    nodeType = Node.PROCESSING_INSTRUCTION_NODE
    nodeName, nodeValue = _alias('target'), _alias('data')

    def __init__(self, target, data):
        self.target, self.data = target, data

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        writer.write(f'{indent}<?{self.target} {self.data}?>{newl}')


class CharacterData(Childless, Node):
    """What consists of characters."""
    _data = ''

    def __init__(self):
        self._data = ''

    def _set_data(self, data):
        self._data = data

    data = nodeValue = property(lambda self: self._data, _set_data, doc='The characters.')

    @_fixed
    def length(self):
        """How many characters there are."""
        return len(self._data)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        more = '...' if len(self._data) > 10 else ''
        return f'<DOM {type(self).__name__} node "{self._data[:10]!r}{more}">'

    def _checked(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr('offset cannot be negative')
        if offset >= len(self._data):
            raise xml.dom.IndexSizeErr('offset cannot be beyond end of data')
        if count < 0:
            raise xml.dom.IndexSizeErr('count cannot be negative')

    def substringData(self, offset, count):
        """Some of the characters."""
        self._checked(offset, count)
        return self._data[offset:offset + count]

    def appendData(self, arg):
        """Add characters at the end."""
        self.data = self._data + arg

    def insertData(self, offset, arg):
        """Add characters in between."""
        self._checked(offset)
        self.data = self._data[:offset] + arg + self._data[offset:]

    def deleteData(self, offset, count):
        """Take characters out."""
        self.replaceData(offset, count, '')

    def replaceData(self, offset, count, arg):
        """Put others in the place of characters."""
        self._checked(offset, count)
        if count:
            self.data = self._data[:offset] + arg + self._data[offset + count:]


class Text(CharacterData):
    """Text."""
    nodeType = Node.TEXT_NODE
    nodeName = '#text'
    attributes = None

    def splitText(self, offset):
        """Cut the text in two; the second part, which is a node of its own."""
        if not 0 <= offset <= len(self._data):
            raise xml.dom.IndexSizeErr('illegal offset value')
        rest = type(self)()
        rest.data, rest.ownerDocument = self._data[offset:], self.ownerDocument
        if self.parentNode is not None:
            self.parentNode.insertBefore(rest, self.nextSibling)
        self.data = self._data[:offset]
        return rest

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        _write_data(writer, f'{indent}{self._data}{newl}', False)

    def _together(self):
        """This and the texts next to it."""
        first = self
        while isinstance(first.previousSibling, Text):
            first = first.previousSibling
        while isinstance(first, Text):
            yield first
            first = first.nextSibling

    @_fixed
    def wholeText(self):
        """The text with those next to it."""
        return ''.join([text.data for text in self._together()])

    def replaceWholeText(self, content):
        """Set the text, remove those next to it; without content, this one too."""
        parent = self.parentNode
        for text in [*self._together()]:
            if text is not self or not content:
                parent.removeChild(text)
        if content:
            self.data = content
            return self

    @_fixed
    def isWhitespaceInElementContent(self):
        """No document type says that it is."""
        return False


class Comment(CharacterData):
    """A comment."""
    nodeType = Node.COMMENT_NODE
    nodeName = '#comment'

    def __init__(self, data):
        super().__init__()
        self._data = data

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        if '--' in self._data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write(f'{indent}<!--{self._data}-->{newl}')


class CDATASection(Text):
    """Text that is written as it is."""
    nodeType = Node.CDATA_SECTION_NODE
    nodeName = '#cdata-section'

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        if ']]>' in self._data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write(f'<![CDATA[{self._data}]]>')


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
        return _clone_doctype(self, deep, None) if self.ownerDocument is None else None

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
            made = _clone(child, deep, copy)
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
        return _clone(node, deep, self)

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


# -- Copies

def _clone_element(node, deep, document):
    made = document.createElementNS(node.namespaceURI, node.nodeName)
    for attribute in node._attrs.values():
        copy = Attr(attribute.nodeName, attribute.namespaceURI, attribute.localName, _split_name(attribute.nodeName)[0])
        copy.ownerDocument, copy.specified = document, attribute.specified
        made._keep(copy)
        copy.value = attribute.value
    return made


def _clone_attribute(node, deep, document):
    made = document.createAttributeNS(node.namespaceURI, node.nodeName)
    made.specified = True
    made.value = node.value
    return made


def _clone_doctype(node, deep, document):
    made = (node.ownerDocument or Document).implementation.createDocumentType(node.name, node.publicId, node.systemId)
    made.ownerDocument = document
    if deep:
        for entity in node.entities._seq:
            copy = Entity(entity.nodeName, entity.publicId, entity.systemId, entity.notationName)
            copy.actualEncoding, copy.encoding, copy.version = entity.actualEncoding, entity.encoding, entity.version
            copy.ownerDocument = document
            made.entities._seq.append(copy)
            _tell_of_copy(entity, copy, node.ownerDocument is document)
        for notation in node.notations._seq:
            copy = Notation(notation.nodeName, notation.publicId, notation.systemId)
            copy.ownerDocument = document
            made.notations._seq.append(copy)
            _tell_of_copy(notation, copy, node.ownerDocument is document)
    return made


_CLONERS = {
    Node.ELEMENT_NODE: _clone_element, Node.ATTRIBUTE_NODE: _clone_attribute, Node.DOCUMENT_TYPE_NODE: _clone_doctype,
    Node.DOCUMENT_FRAGMENT_NODE: lambda node, deep, document: document.createDocumentFragment(),
    Node.TEXT_NODE: lambda node, deep, document: document._text(Text(), node._data),
    Node.CDATA_SECTION_NODE: lambda node, deep, document: document.createCDATASection(node.data),
    Node.COMMENT_NODE: lambda node, deep, document: document.createComment(node.data),
    Node.PROCESSING_INSTRUCTION_NODE:
        lambda node, deep, document: document.createProcessingInstruction(node.target, node.data),
}


_WITH_CHILDREN = Node.ELEMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE


def _clone(node, deep, document):
    """A copy of a node for a document."""
    kind = node.nodeType
    if kind not in _CLONERS:
        raise xml.dom.NotSupportedErr(f'Cannot clone node {node!r}')
    made = _CLONERS[kind](node, deep, document)
    if deep and kind in _WITH_CHILDREN:
        for child in node.childNodes:
            _append(made, _clone(child, deep, document))
    _tell_of_copy(node, made, node.ownerDocument is document)
    return made


def _tell_of_copy(node, made, cloned):
    if '_user_data' in vars(node):
        kinds = xml.dom.UserDataHandler
        node._tell_handlers(kinds.NODE_CLONED if cloned else kinds.NODE_IMPORTED, made)


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
