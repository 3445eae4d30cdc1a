"""What documents consist of: elements with their attributes, texts, comments, processing instructions.

`xml.dom.minidom` has these names."""
import xml.dom
from xml.dom import EMPTY_NAMESPACE, XMLNS_NAMESPACE
from xml.dom.minicompat import NodeList, _fixed

from ._nodes import _CONTENT, Childless, Node, _alias, _append, _below, _same_or_any, _split_name

__name__ = "xml.dom.minidom"


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

    def _twin(self, deep, document):
        made = document.createAttributeNS(self.namespaceURI, self.nodeName)
        made.specified = True
        made.value = self.value
        return made


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

    def _twin(self, deep, document):
        made = document.createElementNS(self.namespaceURI, self.nodeName)
        for attribute in self._attrs.values():
            copy = Attr(attribute.nodeName, attribute.namespaceURI, attribute.localName, _split_name(attribute.nodeName)[0])
            copy.ownerDocument, copy.specified = document, attribute.specified
            made._keep(copy)
            copy.value = attribute.value
        return made

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


class ProcessingInstruction(Childless, Node):
    """A processing instruction."""
    nodeType = Node.PROCESSING_INSTRUCTION_NODE
    nodeName, nodeValue = _alias('target'), _alias('data')

    def __init__(self, target, data):
        self.target, self.data = target, data

    def _twin(self, deep, document):
        return document.createProcessingInstruction(self.target, self.data)

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

    def _twin(self, deep, document):
        return document._text(Text(), self._data)

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

    def _twin(self, deep, document):
        return document.createComment(self.data)

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        if '--' in self._data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write(f'{indent}<!--{self._data}-->{newl}')


class CDATASection(Text):
    """Text that is written as it is."""
    nodeType = Node.CDATA_SECTION_NODE
    nodeName = '#cdata-section'

    def _twin(self, deep, document):
        return document.createCDATASection(self.data)

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write to a file."""
        if ']]>' in self._data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write(f'<![CDATA[{self._data}]]>')
