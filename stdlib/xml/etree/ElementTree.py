"""XML as a tree of elements: parsing, searching, changing, writing."""
import collections
import collections.abc
import contextlib
import io
import re
import sys
import warnings
import weakref
from xml.parsers import expat

from . import ElementPath

__all__ = [
    "Comment", "dump", "Element", "ElementTree", "canonicalize", "fromstring", "fromstringlist", "indent", "iselement",
    "iterparse", "parse", "ParseError", "PI", "ProcessingInstruction", "QName", "SubElement", "tostring",
    "tostringlist", "TreeBuilder", "VERSION", "XML", "XMLID", "XMLParser", "XMLPullParser", "register_namespace",
    "C14NWriterTarget",
]

VERSION = "1.3.0"


class ParseError(SyntaxError):
    """The text is not well-formed; `code` and `position` say how and where."""


def iselement(element):
    """Whether it looks like an element."""
    return hasattr(element, "tag")


def _need_element(value, where):
    if not isinstance(value, Element):
        raise TypeError(f"{where} must be xml.etree.ElementTree.Element, not {type(value).__name__}")


_signs = re.compile(r"\{[^}]*\}|[/*\[@.]")


def _is_tag(path):
    """Whether a path is a plain tag, which is only compared."""
    return isinstance(path, str) and path != "" and all(sign[0] == "{" for sign in _signs.findall(path))


class Element:
    """An element: tag, attributes, text, children, and the tail, which is the text after it."""

    __slots__ = ("tag", "_attrib", "text", "tail", "_children", "__weakref__")

    def __init__(self, *args, **extra):
        if not args:
            raise TypeError("Element() takes at least 1 argument (0 given)")
        if len(args) > 2:
            raise TypeError(f"Element() takes at most 2 arguments ({len(args)} given)")
        attrib = args[1] if len(args) > 1 else extra.pop("attrib", {})
        if not isinstance(attrib, dict):
            raise TypeError(f"Element() argument 2 must be dict, not {type(attrib).__name__}" if len(args) > 1
                            else f"attrib must be dict, not {type(attrib).__name__}")
        self.tag = args[0]
        self._attrib = {**attrib, **extra}
        self.text = None
        self.tail = None
        self._children = []

    @property
    def attrib(self):
        """The attributes by name."""
        return self._attrib

    @attrib.setter
    def attrib(self, value):
        if not isinstance(value, dict):
            raise TypeError(f"attrib must be dict, not {type(value).__name__}")
        self._attrib = value

    def __repr__(self):
        return "<Element %r at %#x>" % (self.tag, id(self))

    def makeelement(self, tag, attrib, /):
        """A new element of the same kind."""
        return _make(tag, dict(attrib))

    def __copy__(self):
        made = _make(self.tag, self._attrib.copy())
        made.text = self.text
        made.tail = self.tail
        made._children = self._children[:]
        return made

    def __deepcopy__(self, memo, /):
        from copy import deepcopy
        made = _make(deepcopy(self.tag, memo), deepcopy(self._attrib, memo))
        memo[id(self)] = made
        made.text = deepcopy(self.text, memo)
        made.tail = deepcopy(self.tail, memo)
        made._children = [deepcopy(child, memo) for child in self._children]
        return made

    def __getstate__(self):
        return {"tag": self.tag, "_children": self._children, "attrib": self._attrib, "text": self.text,
                "tail": self.tail}

    def __reduce_ex__(self, protocol, /):
        import copyreg
        return copyreg.__newobj__, (type(self),), self.__getstate__()

    def __setstate__(self, state, /):
        self.tag = state["tag"]
        self._children = list(state.get("_children") or ())
        self._attrib = state.get("attrib") or {}
        self.text = state.get("text")
        self.tail = state.get("tail")

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        warnings.warn("Testing an element's truth value will always return True in future versions.  Use specific "
                      "'len(elem)' or 'elem is not None' test instead.", DeprecationWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index, /):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None
        except TypeError:
            raise TypeError("element indices must be integers") from None

    def __setitem__(self, index, value, /):
        if isinstance(index, slice):
            value = list(value)
            for one in value:
                if not isinstance(one, Element):
                    raise TypeError('expected an Element, not "%s"' % type(one).__name__)
            self._children[index] = value
            return
        try:
            if not isinstance(value, Element):
                raise TypeError('expected an Element, not "%s"' % type(value).__name__)
            self._children[index] = value
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def __delitem__(self, index, /):
        try:
            del self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def append(self, subelement, /):
        """Add a child at the end."""
        _need_element(subelement, "append() argument 1")
        self._children.append(subelement)

    def extend(self, elements, /):
        """Add children at the end."""
        for one in elements:
            if not isinstance(one, Element):
                raise TypeError('expected an Element, not "%s"' % type(one).__name__)
            self._children.append(one)

    def insert(self, index, subelement, /):
        """Add a child before another."""
        _need_element(subelement, "insert() argument 2")
        self._children.insert(index, subelement)

    def remove(self, subelement, /):
        """Remove a child, which is found by identity."""
        _need_element(subelement, "remove() argument")
        for at, child in enumerate(self._children):
            if child is subelement:
                del self._children[at]
                return
        self._children.remove(subelement)

    def find(self, path, namespaces=None):
        """The first element that a path leads to, or None."""
        if namespaces is None and _is_tag(path):
            return next((child for child in self._children if child.tag == path), None)
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of the first element that a path leads to."""
        if namespaces is None and _is_tag(path):
            return next((child.text or "" for child in self._children if child.tag == path), default)
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, path, namespaces=None):
        """The elements that a path leads to."""
        if namespaces is None and _is_tag(path):
            return [child for child in self._children if child.tag == path]
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        """The elements that a path leads to, one by one."""
        return ElementPath.iterfind(self, path, namespaces)

    def clear(self):
        """Forget children, attributes and texts."""
        self._attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        """An attribute."""
        return self._attrib.get(key, default)

    def set(self, key, value, /):
        """Set an attribute."""
        self._attrib[key] = value

    def keys(self):
        """The names of the attributes."""
        return list(self._attrib)

    def items(self):
        """The attributes as pairs."""
        return list(self._attrib.items())

    def iter(self, tag=None):
        """This element and those below of a tag, in document order."""
        if tag == "*":
            tag = None
        waiting = [iter((self,))]
        while waiting:
            for element in waiting[-1]:
                if tag is None or element.tag == tag:
                    yield element
                waiting.append(iter(element._children))
                break
            else:
                waiting.pop()

    def itertext(self):
        """The texts of this element and those below, in document order."""
        waiting = [(self, None)]
        while waiting:
            element, children = waiting[-1]
            if children is None:
                if not isinstance(element.tag, str) and element.tag is not None:
                    waiting.pop()
                    if waiting and element.tail:
                        yield element.tail
                    continue
                if element.text:
                    yield element.text
                waiting[-1] = element, iter(element._children)
                continue
            child = next(children, None)
            if child is not None:
                waiting.append((child, None))
                continue
            waiting.pop()
            if waiting and element.tail:
                yield element.tail


_new = object.__new__


def _make(tag, attrib):
    element = _new(Element)
    element.tag = tag
    element._attrib = attrib
    element.text = element.tail = None
    element._children = []
    return element


def SubElement(parent, tag, /, attrib={}, **extra):
    """A new element as the last child of another."""
    if not isinstance(parent, Element):
        raise TypeError(f"SubElement() argument 1 must be xml.etree.ElementTree.Element, not {type(parent).__name__}")
    if not isinstance(attrib, dict):
        raise TypeError(f"SubElement() argument 3 must be dict, not {type(attrib).__name__}")
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    """A comment as an element."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """A processing instruction as an element."""
    element = Element(ProcessingInstruction)
    element.text = target if not text else target + " " + text
    return element


PI = ProcessingInstruction


class QName:
    """A name with a namespace."""

    def __init__(self, text_or_uri, tag=None):
        self.text = "{%s}%s" % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return "<%s %r>" % (self.__class__.__name__, self.text)

    def __hash__(self):
        return hash(self.text)

    @staticmethod
    def _text(other):
        return other.text if isinstance(other, QName) else other

    def __le__(self, other):
        return self.text <= self._text(other)

    def __lt__(self, other):
        return self.text < self._text(other)

    def __ge__(self, other):
        return self.text >= self._text(other)

    def __gt__(self, other):
        return self.text > self._text(other)

    def __eq__(self, other):
        return self.text == self._text(other)


class ElementTree:
    """A whole document: a root element that can be parsed and written."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """The root element."""
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        """Read a file, by name or open; the root."""
        with contextlib.ExitStack() as stack:
            if not hasattr(source, "read"):
                source = stack.enter_context(open(source, "rb"))
            if parser is None:
                parser = XMLParser()
            while data := source.read(65536):
                parser.feed(data)
            self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        """All elements of a tag."""
        return self._root.iter(tag)

    def _relative(self, path, stack):
        if path[:1] == "/":
            path = "." + path
            warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you "
                          "rely on the current behaviour, change it to %r" % path, FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        """The first element that a path leads to, or None."""
        return self._root.find(self._relative(path, 3), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of the first element that a path leads to."""
        return self._root.findtext(self._relative(path, 3), default, namespaces)

    def findall(self, path, namespaces=None):
        """The elements that a path leads to."""
        return self._root.findall(self._relative(path, 3), namespaces)

    def iterfind(self, path, namespaces=None):
        """The elements that a path leads to, one by one."""
        return self._root.iterfind(self._relative(path, 3), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        """Write the document to a file, by name or open; encoding "unicode" means text."""
        if not method:
            method = "xml"
        elif method not in _serialize:
            raise ValueError("unknown method %r" % method)
        if not encoding:
            encoding = "utf-8" if method == "c14n" else "us-ascii"
        with _writer(file_or_filename, encoding) as (write, declared):
            if method == "xml" and (xml_declaration or xml_declaration is None and encoding.lower() != "unicode"
                                    and declared.lower() not in ("utf-8", "us-ascii")):
                write("<?xml version='1.0' encoding='%s'?>\n" % (declared,))
            if method == "text":
                _serialize_text(write, self._root)
            else:
                names, namespaces = _namespaces(self._root, default_namespace)
                _serialize[method](write, self._root, names, namespaces, short_empty_elements=short_empty_elements)

    def write_c14n(self, file):
        """Write the document in canonical form."""
        return self.write(file, method="c14n")


@contextlib.contextmanager
def _writer(target, encoding):
    """(a function that writes text, the name of the encoding)."""
    try:
        write = target.write
    except AttributeError:
        if encoding.lower() == "unicode":
            encoding = "utf-8"
        with open(target, "w", encoding=encoding, errors="xmlcharrefreplace") as file:
            yield file.write, encoding
        return
    if encoding.lower() == "unicode":
        yield write, getattr(target, "encoding", None) or "utf-8"
        return
    with contextlib.ExitStack() as stack:
        if isinstance(target, io.BufferedIOBase):
            file = target
        elif isinstance(target, io.RawIOBase):
            file = io.BufferedWriter(target)
            stack.callback(file.detach)
        else:
            # Something with write(): enough of a stream is made of it.
            file = io.BufferedIOBase()
            file.writable = lambda: True
            file.write = write
            try:
                file.seekable = target.seekable
                file.tell = target.tell
            except AttributeError:
                pass
        file = io.TextIOWrapper(file, encoding=encoding, errors="xmlcharrefreplace", newline="\n")
        # The target stays open.
        stack.callback(file.detach)
        yield file.write, encoding


def _namespaces(root, default_namespace=None):
    """({tag or attribute: as written}, {uri: prefix}) of a tree."""
    names = {None: None}
    namespaces = {}
    if default_namespace:
        namespaces[default_namespace] = ""

    def add(name):
        try:
            if name[:1] == "{":
                uri, tag = name[1:].rsplit("}", 1)
                prefix = namespaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri)
                    if prefix is None:
                        prefix = "ns%d" % len(namespaces)
                    if prefix != "xml":
                        namespaces[uri] = prefix
                names[name] = "%s:%s" % (prefix, tag) if prefix else tag
            else:
                if default_namespace:
                    raise ValueError("cannot use non-qualified names with default_namespace option")
                names[name] = name
        except TypeError:
            _not_serializable(name)

    for element in root.iter():
        tag = element.tag
        if isinstance(tag, QName):
            if tag.text not in names:
                add(tag.text)
        elif isinstance(tag, str):
            if tag not in names:
                add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _not_serializable(tag)
        for key, value in element.items():
            if isinstance(key, QName):
                key = key.text
            if key not in names:
                add(key)
            if isinstance(value, QName) and value.text not in names:
                add(value.text)
        text = element.text
        if isinstance(text, QName) and text.text not in names:
            add(text.text)
    return names, namespaces


def _attributes(write, element, names, namespaces, escape):
    for uri, prefix in sorted((namespaces or {}).items(), key=lambda item: item[1]):
        write(' xmlns%s="%s"' % (":" + prefix if prefix else "", _escape_attrib(uri)))
    for key, value in element.items():
        if isinstance(key, QName):
            key = key.text
        value = names[value.text] if isinstance(value, QName) else escape(value)
        write(' %s="%s"' % (names[key], value))


def _serialize_xml(write, element, names, namespaces, short_empty_elements, **kwargs):
    tag, text = element.tag, element.text
    if tag is Comment:
        write("<!--%s-->" % text)
    elif tag is ProcessingInstruction:
        write("<?%s?>" % text)
    else:
        tag = names[tag.text if isinstance(tag, QName) else tag]
        if tag is None:
            if text:
                write(_escape_cdata(text))
            for child in element:
                _serialize_xml(write, child, names, None, short_empty_elements=short_empty_elements)
        else:
            write("<" + tag)
            if namespaces or element.attrib:
                _attributes(write, element, names, namespaces, _escape_attrib)
            if text or len(element) or not short_empty_elements:
                write(">")
                if text:
                    write(names[text.text] if isinstance(text, QName) else _escape_cdata(text))
                for child in element:
                    _serialize_xml(write, child, names, None, short_empty_elements=short_empty_elements)
                write("</" + tag + ">")
            else:
                write(" />")
    if element.tail:
        write(_escape_cdata(element.tail))


HTML_EMPTY = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link",
              "meta", "param", "source", "track", "wbr"}


def _serialize_html(write, element, names, namespaces, **kwargs):
    tag, text = element.tag, element.text
    if tag is Comment:
        write("<!--%s-->" % _escape_cdata(text))
    elif tag is ProcessingInstruction:
        write("<?%s?>" % _escape_cdata(text))
    else:
        tag = names[tag.text if isinstance(tag, QName) else tag]
        if tag is None:
            if text:
                write(_escape_cdata(text))
            for child in element:
                _serialize_html(write, child, names, None)
        else:
            write("<" + tag)
            if namespaces or element.attrib:
                _attributes(write, element, names, namespaces, _escape_attrib_html)
            write(">")
            lower = tag.lower()
            if text:
                write(text if lower in ("script", "style") else _escape_cdata(text))
            for child in element:
                _serialize_html(write, child, names, None)
            if lower not in HTML_EMPTY:
                write("</" + tag + ">")
    if element.tail:
        write(_escape_cdata(element.tail))


def _serialize_text(write, element):
    for part in element.itertext():
        write(part)
    if element.tail:
        write(element.tail)


_serialize = {"xml": _serialize_xml, "html": _serialize_html, "text": _serialize_text}


def register_namespace(prefix, uri):
    """Write a namespace with this prefix."""
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for old_uri, old_prefix in list(_namespace_map.items()):
        if old_uri == uri or old_prefix == prefix:
            del _namespace_map[old_uri]
    _namespace_map[uri] = prefix


_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}
register_namespace._namespace_map = _namespace_map


def _not_serializable(text):
    raise TypeError("cannot serialize %r (type %s)" % (text, type(text).__name__))


def _escaper(*pairs):
    def escape(text):
        try:
            for sign, reference in pairs:
                if sign in text:
                    text = text.replace(sign, reference)
            return text
        except (TypeError, AttributeError):
            _not_serializable(text)
    return escape


_escape_cdata = _escaper(("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_escape_attrib = _escaper(("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"),
                          ("\n", "&#10;"), ("\t", "&#09;"))
_escape_attrib_html = _escaper(("&", "&amp;"), (">", "&gt;"), ('"', "&quot;"))


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """The element as bytes, or with encoding "unicode" as text."""
    stream = io.StringIO() if encoding == "unicode" else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration=xml_declaration, default_namespace=default_namespace,
                               method=method, short_empty_elements=short_empty_elements)
    return stream.getvalue()


class _ListDataStream(io.BufferedIOBase):
    def __init__(self, pieces):
        self.pieces = pieces

    def writable(self):
        return True

    def seekable(self):
        return True

    def write(self, piece):
        self.pieces.append(piece)

    def tell(self):
        return len(self.pieces)


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
                 short_empty_elements=True):
    """The element as a list of pieces."""
    pieces = []
    ElementTree(element).write(_ListDataStream(pieces), encoding, xml_declaration=xml_declaration,
                               default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return pieces


def dump(elem):
    """Print the element."""
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding="unicode")
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    """Put white space between the elements, so that each level is indented."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if not len(tree):
        return
    breaks = ["\n" + level * space]

    def into(element, level):
        below = level + 1
        if below == len(breaks):
            breaks.append(breaks[level] + space)
        line = breaks[below]
        if not element.text or not element.text.strip():
            element.text = line
        for child in element:
            if len(child):
                into(child, below)
            if not child.tail or not child.tail.strip():
                child.tail = line
        if not child.tail.strip():
            child.tail = breaks[level]

    into(tree, 0)


def parse(source, parser=None):
    """The tree of a file, by name or open."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """(event, element) pairs of a file while it is read; afterwards `root` is the root."""
    pull = XMLPullParser(events=events, _parser=parser)
    if not hasattr(source, "read"):
        source = open(source, "rb")
        opened = True
    else:
        opened = False

    def iterator(source):
        try:
            while True:
                yield from pull.read_events()
                data = source.read(16 * 1024)
                if not data:
                    break
                pull.feed(data)
            root = pull._close_and_return_root()
            yield from pull.read_events()
            made = weak()
            if made is not None:
                made.root = root
        finally:
            if opened:
                source.close()

    generator = iterator(source)

    class IterParseIterator(collections.abc.Iterator):
        """The pairs."""

        __next__ = generator.__next__

        def close(self):
            """End reading."""
            if opened:
                source.close()
            generator.close()

        def __del__(self):
            if opened:
                source.close()

    made = IterParseIterator()
    made.root = None
    weak = weakref.ref(made)
    return made


class XMLPullParser:
    """A parser that is fed and asked for events."""

    def __init__(self, events=None, *, _parser=None):
        self._events_queue = collections.deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        if events is None:
            events = ("end",)
        self._parser._setevents(self._events_queue, events)

    def feed(self, data):
        """Parse more."""
        if self._parser is None:
            raise ValueError("feed() called after end of stream")
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as error:
                self._events_queue.append(error)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        """Say that there is no more."""
        self._close_and_return_root()

    def read_events(self):
        """The events that wait."""
        events = self._events_queue
        while events:
            event = events.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        """Parse what waits for more."""
        if self._parser is None:
            raise ValueError("flush() called after end of stream")
        self._parser.flush()


def XML(text, parser=None):
    """The root element of a document in a text."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def XMLID(text, parser=None):
    """(root, elements by their id) of a document in a text."""
    tree = XML(text, parser)
    return tree, {found: element for element in tree.iter() if (found := element.get("id"))}


def fromstringlist(sequence, parser=None):
    """The root element of a document in pieces."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


class TreeBuilder:
    """Makes elements of starts, ends and data."""

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False,
                 insert_pis=False):
        self._data = []
        self._stack = []
        self._last = None
        self._root = None
        self._after = False
        self._comment_factory = comment_factory or Comment
        self._pi_factory = pi_factory or ProcessingInstruction
        self.insert_comments = insert_comments
        self.insert_pis = insert_pis
        self._factory = element_factory or _make

    def close(self):
        """The root element."""
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._after:
                    self._last.tail = text if self._last.tail is None else self._last.tail + text
                else:
                    self._last.text = text if self._last.text is None else self._last.text + text
            self._data = []

    def data(self, data, /):
        """Some text."""
        self._data.append(data)

    def start(self, tag, attrs, /):
        """An element begins; the element."""
        if self._data:
            self._flush()
        element = self._factory(tag, attrs)
        stack = self._stack
        if stack:
            stack[-1].append(element)
        elif self._root is None:
            self._root = element
        stack.append(element)
        self._last = element
        self._after = False
        return element

    def end(self, tag, /):
        """An element ends; the element."""
        if self._data:
            self._flush()
        if not self._stack:
            raise IndexError("pop from empty stack")
        self._last = self._stack.pop()
        self._after = True
        return self._last

    def _single(self, element, insert):
        if insert:
            self._flush()
            self._last = element
            if self._stack:
                self._stack[-1].append(element)
            self._after = True
        return element

    def comment(self, text, /):
        """A comment."""
        return self._single(self._comment_factory(text), self.insert_comments)

    def pi(self, target, text=None, /):
        """A processing instruction."""
        return self._single(self._pi_factory(target, text), self.insert_pis)


class XMLParser:
    """Parses what it is fed and tells a target, by default a TreeBuilder."""

    def __init__(self, *, target=None, encoding=None):
        parser = expat.ParserCreate(encoding, "}")
        if target is None:
            target = TreeBuilder()
        self.parser = self._parser = parser
        self.target = self._target = target
        self._names = {}
        self._doctype = None
        self.entity = {}
        self.version = "Expat %d.%d.%d" % expat.version_info
        parser.DefaultHandlerExpand = self._default
        # What a tree is built of comes in large pieces; others see the parser's own.
        parser.buffer_text = type(target) is TreeBuilder
        if hasattr(target, "start"):
            parser.StartElementHandler = self._start
            parser.ordered_attributes = True
        if hasattr(target, "end"):
            end, fix = target.end, self._fixname
            parser.EndElementHandler = lambda name: end(fix(name))
        if hasattr(target, "start_ns"):
            parser.StartNamespaceDeclHandler = lambda prefix, uri: target.start_ns(prefix or "", uri or "")
        if hasattr(target, "end_ns"):
            parser.EndNamespaceDeclHandler = lambda prefix: target.end_ns(prefix or "")
        for name, handler in (("data", "CharacterDataHandler"), ("comment", "CommentHandler"),
                              ("pi", "ProcessingInstructionHandler")):
            if hasattr(target, name):
                setattr(parser, handler, getattr(target, name))
        if hasattr(target, "doctype"):
            parser.StartDoctypeDeclHandler = self._found_doctype

    def _setevents(self, queue, events):
        parser, target = self._parser, self._target
        append = queue.append
        for event in events:
            if event == "start":
                parser.ordered_attributes = True

                def start(tag, attrs, event=event):
                    append((event, self._start(tag, attrs)))
                parser.StartElementHandler = start
            elif event == "end":
                def end(tag, event=event):
                    append((event, target.end(self._fixname(tag))))
                parser.EndElementHandler = end
            elif event == "start-ns":
                def start_ns(prefix, uri, event=event):
                    if hasattr(target, "start_ns"):
                        append((event, target.start_ns(prefix or "", uri or "")))
                    else:
                        append((event, (prefix or "", uri or "")))
                parser.StartNamespaceDeclHandler = start_ns
            elif event == "end-ns":
                def end_ns(prefix, event=event):
                    append((event, target.end_ns(prefix or "") if hasattr(target, "end_ns") else None))
                parser.EndNamespaceDeclHandler = end_ns
            elif event == "comment":
                def comment(text, event=event):
                    append((event, target.comment(text)))
                parser.CommentHandler = comment
            elif event == "pi":
                def pi(name, data, event=event):
                    append((event, target.pi(name, data)))
                parser.ProcessingInstructionHandler = pi
            else:
                raise ValueError("unknown event %r" % event)

    @staticmethod
    def _raise(value):
        error = ParseError(value)
        error.code = value.code
        error.position = value.lineno, value.offset
        raise error from None

    def _fixname(self, key):
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = "{" + key if "}" in key else key
        return name

    def _start(self, tag, attributes):
        fix = self._fixname
        return self._target.start(fix(tag), {fix(attributes[at]): attributes[at + 1]
                                             for at in range(0, len(attributes), 2)})

    def _found_doctype(self, name, system, public, internal):
        self._target.doctype(name, public, system)

    def _default(self, text):
        if text[:1] != "&" or text[-1:] != ";":
            return
        data = getattr(self._target, "data", None)
        if data is None:
            return
        try:
            data(self.entity[text[1:-1]])
        except KeyError:
            error = expat.error("undefined entity %s: line %d, column %d" % (
                text, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber))
            error.code = 11
            error.lineno = self._parser.CurrentLineNumber
            error.offset = self._parser.CurrentColumnNumber
            raise error

    def feed(self, data, /):
        """Parse more."""
        try:
            self._parser.Parse(data, False)
        except expat.error as error:
            self._raise(error)

    def close(self):
        """End parsing; what the target's close() gives."""
        try:
            self._parser.Parse(b"", True)
        except expat.error as error:
            self._raise(error)
        close = getattr(self._target, "close", None)
        return close() if close is not None else None

    def flush(self):
        """Parse what waits for more."""
        was = self._parser.GetReparseDeferralEnabled()
        try:
            self._parser.SetReparseDeferralEnabled(False)
            self._parser.Parse(b"", False)
        except expat.error as error:
            self._raise(error)
        finally:
            self._parser.SetReparseDeferralEnabled(was)


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """A document in canonical form (C14N 2.0), as text or written to out."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    result = None
    if out is None:
        result = out = io.StringIO()
    parser = XMLParser(target=C14NWriterTarget(out.write, **options))
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    else:
        parse(from_file, parser=parser)
    return result.getvalue() if result is not None else None


_prefixed = re.compile(r"^\w+:\w+$", re.UNICODE).match


class C14NWriterTarget:
    """A parser's target that writes canonical XML."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False, qname_aware_tags=None,
                 qname_aware_attrs=None, exclude_attrs=None, exclude_tags=None):
        self._write = write
        self._data = []
        self._with_comments = with_comments
        self._strip_text = strip_text
        self._exclude_attrs = set(exclude_attrs) if exclude_attrs else None
        self._exclude_tags = set(exclude_tags) if exclude_tags else None
        self._rewrite_prefixes = rewrite_prefixes
        self._aware_tags = set(qname_aware_tags) if qname_aware_tags else None
        aware = set(qname_aware_attrs) if qname_aware_attrs else None
        self._aware_attrs = aware.intersection if aware else None
        # The namespaces of each level: those declared, and those written.
        self._written = [[]]
        if not rewrite_prefixes:
            self._written.append([("http://www.w3.org/XML/1998/namespace", "xml")])
        self._written.append([])
        self._declared = [[(uri, prefix) for uri, prefix in _namespace_map.items()], []]
        self._prefixes = {}
        self._preserve = [False]
        self._pending = None
        self._root_seen = False
        self._root_done = False
        self._ignored = 0

    @staticmethod
    def _all(stacks):
        for level in reversed(stacks):
            yield from level

    def _resolve(self, name):
        prefix, _, local = name.partition(":")
        for uri, known in self._all(self._declared):
            if known == prefix:
                return f"{{{uri}}}{local}"
        raise ValueError(f'Prefix {prefix} of QName "{name}" is not declared in scope')

    def _qname(self, name, uri=None):
        """(name as written, name without namespace, uri); the prefix is declared if need be."""
        if uri is None:
            uri, tag = name[1:].rsplit("}", 1) if name[:1] == "{" else ("", name)
        else:
            tag = name
        hidden = set()
        for known, prefix in self._all(self._written):
            if known == uri and prefix not in hidden:
                return f"{prefix}:{tag}" if prefix else tag, tag, uri
            hidden.add(prefix)
        if self._rewrite_prefixes:
            if uri in self._prefixes:
                prefix = self._prefixes[uri]
            else:
                prefix = self._prefixes[uri] = f"n{len(self._prefixes)}"
            self._written[-1].append((uri, prefix))
            return f"{prefix}:{tag}", tag, uri
        if not uri and "" not in hidden:
            return tag, tag, uri
        for known, prefix in self._all(self._declared):
            if known == uri:
                self._written[-1].append((uri, prefix))
                return f"{prefix}:{tag}" if prefix else tag, tag, uri
        if not uri:
            return tag, tag, uri
        raise ValueError(f'Namespace "{uri}" is not declared in scope')

    def data(self, data):
        """Some text."""
        if not self._ignored:
            self._data.append(data)

    def _flush(self):
        data = "".join(self._data)
        del self._data[:]
        if self._strip_text and not self._preserve[-1]:
            data = data.strip()
        if self._pending is not None:
            args, self._pending = self._pending, None
            name = data if data and _prefixed(data) else None
            self._start(*args, name)
            if name is not None:
                return
        if data and self._root_seen:
            self._write(_escape_cdata_c14n(data))

    def start_ns(self, prefix, uri):
        """A namespace is declared."""
        if self._ignored:
            return
        if self._data:
            self._flush()
        self._declared[-1].append((uri, prefix or ""))

    def start(self, tag, attrs):
        """An element begins."""
        if self._exclude_tags is not None and (self._ignored or tag in self._exclude_tags):
            self._ignored += 1
            return
        if self._data:
            self._flush()
        declared = []
        self._written.append(declared)
        if self._aware_tags is not None and tag in self._aware_tags:
            self._pending = tag, attrs, declared
            return
        self._start(tag, attrs, declared)

    def _start(self, tag, attrs, declared, text_name=None):
        if self._exclude_attrs is not None and attrs:
            attrs = {key: value for key, value in attrs.items() if key not in self._exclude_attrs}
        names = {tag, *(key for key in attrs if key[:1] == "{")}
        resolved = {}
        if text_name is not None:
            found = resolved[text_name] = self._resolve(text_name)
            names.add(found)
        aware = self._aware_attrs(attrs) if self._aware_attrs is not None and attrs else None
        for key in aware or ():
            value = attrs[key]
            if _prefixed(value):
                found = resolved[value] = self._resolve(value)
                names.add(found)
        written = {name: self._qname(name) for name in sorted(names, key=lambda name: name.split("}", 1))}
        pairs = []
        if declared:
            pairs = [("xmlns:" + prefix if prefix else "xmlns", uri) for uri, prefix in declared]
            pairs.sort()
        for key, value in sorted(attrs.items(), key=lambda item: written[item[0]][2:0:-1] if item[0] in written else ("", item[0])):
            if aware is not None and key in aware and value in resolved:
                value = written[resolved[value]][0]
            # An attribute without a prefix is in no namespace.
            pairs.append((written[key][0] if key[:1] == "{" else key, value))
        space = attrs.get("{http://www.w3.org/XML/1998/namespace}space")
        self._preserve.append(space == "preserve" if space else self._preserve[-1])
        write = self._write
        write("<" + written[tag][0])
        if pairs:
            write("".join([f' {key}="{_escape_attrib_c14n(value)}"' for key, value in pairs]))
        write(">")
        if text_name is not None:
            write(_escape_cdata_c14n(written[resolved[text_name]][0]))
        self._root_seen = True
        self._declared.append([])

    def end(self, tag):
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
            return
        if self._data or self._pending is not None:
            self._flush()
        self._write(f"</{self._qname(tag)[0]}>")
        self._preserve.pop()
        self._root_done = len(self._preserve) == 1
        self._written.pop()
        self._declared.pop()

    def comment(self, text):
        """A comment."""
        if not self._with_comments or self._ignored:
            return
        if self._root_done:
            self._write("\n")
        elif self._root_seen and self._data:
            self._flush()
        self._write(f"<!--{_escape_cdata_c14n(text)}-->")
        if not self._root_seen:
            self._write("\n")

    def pi(self, target, data):
        """A processing instruction."""
        if self._ignored:
            return
        if self._root_done:
            self._write("\n")
        elif self._root_seen and self._data:
            self._flush()
        self._write(f"<?{target} {_escape_cdata_c14n(data)}?>" if data else f"<?{target}?>")
        if not self._root_seen:
            self._write("\n")


_escape_cdata_c14n = _escaper(("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#xD;"))
_escape_attrib_c14n = _escaper(("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\t", "&#x9;"), ("\n", "&#xA;"),
                               ("\r", "&#xD;"))
