"""What all nodes of documents have in common: their place in the tree, copies, writing.

`xml.dom.minidom` has these names."""
import io
import xml.dom
from xml.dom import EMPTY_PREFIX
from xml.dom.minicompat import EmptyNodeList, NodeList, _fixed

__name__ = "xml.dom.minidom"  # what users import it from


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
        return self._clone(deep, self.ownerDocument or self)

    def _clone(self, deep, document):
        """A copy for a document."""
        made = self._twin(deep, document)
        if deep and self.nodeType in (Node.ELEMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE):
            for child in self.childNodes:
                _append(made, child._clone(deep, document))
        self._tell_of_copy(made, self.ownerDocument is document)
        return made

    def _twin(self, deep, document):
        """A copy without what is below, for a document; deep says whether the whole copy is to be deep."""
        raise xml.dom.NotSupportedErr(f'Cannot clone node {self!r}')

    def _tell_of_copy(self, made, cloned):
        kinds = xml.dom.UserDataHandler
        self._tell_handlers(kinds.NODE_CLONED if cloned else kinds.NODE_IMPORTED, made)

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

    def _twin(self, deep, document):
        return document.createDocumentFragment()


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
