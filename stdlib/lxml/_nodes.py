"""Elements, comments and the other nodes; names; which classes nodes have. Elements are native, what needs no speed is put on
them here."""
import re

import _lxml
from _lxml import _Element

from ._errors import NamespaceRegistryError

__name__ = "lxml.etree"


# --- names

class QName:
    """A name with its namespace."""

    def __init__(self, text_or_uri_or_element, tag=None):
        text = text_or_uri_or_element
        if isinstance(text, _Element):
            text = text.tag
            if not isinstance(text, str):
                raise ValueError(f"Invalid input tag of type {type(text)!r}")
        elif isinstance(text, QName):
            text = text.text
        elif text is None:
            text, tag = tag, None
        text = _text(text)
        if tag is not None:
            text = "{%s}%s" % (text, _text(tag.text if isinstance(tag, QName) else tag))
        namespace, name = _split(text)
        if not name:
            raise ValueError("Empty tag name")
        if not _NCNAME(name):
            raise ValueError(f"Invalid tag name {name!r}")
        self.text, self.localname, self.namespace = text, name, namespace

    def __str__(self):
        return self.text

    def __hash__(self):
        return hash(self.text)

    def _compare(name):
        operate = getattr(str, name)

        def compare(self, other):
            try:
                other = other.text if isinstance(other, QName) else _text(other)
            except TypeError:
                return NotImplemented
            return operate(self.text, other)
        compare.__name__ = name
        return compare

    for _name in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"):
        locals()[_name] = _compare(_name)
    del _compare, _name


_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*\Z").match


def _text(value):
    if isinstance(value, (bytes, bytearray)):
        return value.decode("ascii")
    if not isinstance(value, str):
        raise TypeError(f"Argument must be bytes or unicode, got '{type(value).__name__}'")
    return value


def _split(name):
    """`{namespace}name` in its parts."""
    if name.startswith("{"):
        namespace, _, name = name[1:].rpartition("}")
        return namespace or None, name
    return None, name


class CDATA:
    """A text that is written as CDATA section."""

    def __init__(self, data):
        self._text = _text(data)
        if "]]>" in self._text:
            raise ValueError("']]>' not allowed inside CDATA")


# --- nodes

class _Attrib:
    """An element's attributes, as they are at any time."""

    __slots__ = ("_element",)

    def __init__(self, element):
        self._element = element

    def __getitem__(self, key):
        value = self._element.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._element.set(key, value)

    def __delitem__(self, key):
        if self._element._unset(key) is None:
            raise KeyError(key)

    def __contains__(self, key):
        return self._element.get(key) is not None

    has_key = __contains__

    def __len__(self):
        return len(self._element.keys())

    def __bool__(self):
        return bool(self._element.keys())

    def __iter__(self):
        return iter(self._element.keys())

    iterkeys = __iter__

    def itervalues(self):
        return iter(self._element.values())

    def iteritems(self):
        return iter(self._element.items())

    def __repr__(self):
        return repr(dict(self._element.items()))

    def __copy__(self):
        return dict(self._element.items())

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __eq__(self, other):
        if isinstance(other, _Attrib):
            other = other.__copy__()
        if not isinstance(other, dict):
            try:
                other = dict(other)
            except (TypeError, ValueError):
                return NotImplemented
        return self.__copy__() == other

    __hash__ = None

    def get(self, key, default=None):
        return self._element.get(key, default)

    def keys(self):
        return self._element.keys()

    def values(self):
        return self._element.values()

    def items(self):
        return self._element.items()

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {len(default) + 1}")
        value = self._element._unset(key)
        if value is None:
            if not default:
                raise KeyError(key)
            return default[0]
        return value

    def update(self, sequence_or_dict):
        items = sequence_or_dict
        if isinstance(items, (dict, _Attrib)):
            items = list(items.items())
        for key, value in items:
            self._element.set(key, value)

    def clear(self):
        for key in self._element.keys():
            self._element._unset(key)


class __ContentOnlyElement(_Element):
    """A node with text and nothing else."""

    __slots__ = ()

    @property
    def attrib(self):
        return {}

    def get(self, value, default=None):
        return None

    def append(self, value):
        raise TypeError("this element does not have children or attributes")

    def insert(self, index, value):
        self.append(value)

    set = __setitem__ = insert

    def __getitem__(self, index):
        if isinstance(index, slice):
            return []
        raise IndexError("list index out of range")

    def keys(self):
        return []

    items = values = keys


class _Comment(__ContentOnlyElement):
    __slots__ = ()

    def __repr__(self):
        return f"<!--{self.text}-->"

    __str__ = __repr__


class _ProcessingInstruction(__ContentOnlyElement):
    __slots__ = ()

    @property
    def target(self):
        return self._name()

    @property
    def attrib(self):
        """What looks like attributes in the text."""
        found = re.finditer(r"""\s*([\w.:-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")""", self.text or "")
        return {m[1]: m[2] if m[2] is not None else m[3] for m in found}

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def __repr__(self):
        text = self.text
        return f"<?{self.target} {text}?>" if text else f"<?{self.target}?>"

    __str__ = __repr__


class _Entity(__ContentOnlyElement):
    __slots__ = ()

    @property
    def name(self):
        return self._name()

    def __repr__(self):
        return f"&{self._name()};"


class ElementBase(_Element):
    """The base of classes of elements: instances that programs make are new elements."""

    def __init__(self, *children, attrib=None, nsmap=None, **_extra):
        if nsmap:
            self._declare(nsmap)
        _set_attributes(self, attrib, _extra)
        for child in children:
            if isinstance(child, str):
                if len(self):
                    self[-1].tail = (self[-1].tail or "") + child
                else:
                    self.text = (self.text or "") + child
            elif isinstance(child, type) and issubclass(child, _Element):
                self.append(child())
            else:
                self.append(child)


class CommentBase(_Comment):
    pass


class PIBase(_ProcessingInstruction):
    pass


class EntityBase(_Entity):
    pass


class _Default:
    """The parser that is taken where none is named; made in `_parsers`."""

    parser = None


def Element(_tag, attrib=None, nsmap=None, **_extra):
    """An element that is the root of a tree of its own."""
    return _make_element(_tag, attrib, nsmap, _extra, _Default.parser._lookup, False)


def _make_element(tag, attrib, nsmap, extra, lookup, html):
    element = _lxml.make(0, tag, nsmap or None, lookup, html)
    _set_attributes(element, attrib, extra)
    return element


def _set_attributes(element, attrib, extra):
    if attrib is not None and not hasattr(attrib, "items"):
        raise TypeError(f"Invalid attribute dictionary: {type(attrib)}")
    if attrib or extra:
        items = {**(dict(attrib.items()) if attrib else {}), **extra}.items()
        # Those without namespace come first.
        for spaced in (False, True):
            for key, value in items:
                if (isinstance(key, QName) or key[:1] in ("{", b"{")) == spaced:
                    element.set(key, value)


def SubElement(_parent, _tag, attrib=None, nsmap=None, **_extra):
    """An element at the end of another one."""
    if not isinstance(_parent, _Element):
        raise TypeError("Argument '_parent' has incorrect type (expected lxml.etree._Element, got "
                        f"{type(_parent).__name__})")
    element = _parent._sub(_tag, nsmap)
    _set_attributes(element, attrib, _extra)
    return element


def Comment(text=None):
    """A comment."""
    text = "" if text is None else _text(text)
    if "--" in text or text.endswith("-"):
        raise ValueError("Comment may not contain '--' or end with '-'")
    return _lxml.make(1, None, text, 0, False)


def ProcessingInstruction(target, text=None):
    """A processing instruction."""
    name = _text(target)
    if not _NCNAME(name) or name.lower() == "xml":
        raise ValueError(f"Invalid PI name {name.encode()!r}".replace("b'", "'b'", 1) + "'")
    text = "" if text is None else _text(text)
    if "?>" in text:
        raise ValueError("PI text must not contain '?>'")
    return _lxml.make(2, name, text, 0, False)


PI = ProcessingInstruction


def Entity(name):
    """A reference to an entity."""
    text = _text(name)
    if not (_NCNAME(text) or re.match(r"#(\d+|x[0-9a-fA-F]+)\Z", text)):
        raise ValueError(f"Invalid entity reference: {text!r}")
    return _lxml.make(3, name, None, 0, False)


def iselement(element):
    """Whether it is a node of a tree."""
    return isinstance(element, _Element)


class _ElementUnicodeResult(str):
    """A text that XPath gave and that knows where it stands."""

    _place = None

    def getparent(self):
        return self._place[0] if self._place else None

    @property
    def attrname(self):
        return self._place[2] if self._place else None

    @property
    def is_text(self):
        return bool(self._place) and self._place[1] == 0

    @property
    def is_tail(self):
        return bool(self._place) and self._place[1] == 1

    @property
    def is_attribute(self):
        return bool(self._place) and self._place[1] == 2


def _smart_text(text, *place):
    result = _ElementUnicodeResult(text)
    if place:
        result._place = place
    return result


_lxml.setup((_Element, _Comment, _ProcessingInstruction, _Entity),
            (Element, Comment, ProcessingInstruction, Entity), QName, CDATA, _smart_text)


def _add_methods(*functions):
    """Make functions methods of all elements."""
    for function in functions:
        function.__qualname__ = f"_Element.{function.__name__}"
        setattr(_Element, function.__name__, function)


def _extend_elements():
    """What elements can do besides what is native."""
    def attrib(self):
        return _Attrib(self)

    def base(self):
        url = None
        for element in (self, *self.iterancestors()):
            base = element.get("{http://www.w3.org/XML/1998/namespace}base")
            if base is not None:
                return base
            if url is None and element.tag == "html" and _lxml.info(self)[0]:
                head = element.find("head/base[@href]")
                if head is not None:
                    return head.get("href")
        return _lxml.info(self)[7]

    def set_base(self, url):
        self.set("{http://www.w3.org/XML/1998/namespace}base", url)

    def makeelement(self, _tag, attrib=None, nsmap=None, **_extra):
        info = _lxml.info(self)
        return _make_element(_tag, attrib, nsmap, _extra, info[8], info[0])

    def __copy__(self):
        return _lxml.copy(self, False)

    def __deepcopy__(self, memo):
        return _lxml.copy(self, False)

    def getiterator(self, tag=None, *tags):
        return self.iter(tag, *tags)

    _add_methods(makeelement, __copy__, __deepcopy__, getiterator)
    _Element.attrib = property(attrib, doc="The attributes.")
    _Element.base = property(base, set_base, doc="Where the document comes from.")


_extend_elements()


# --- classes of elements

class ElementClassLookup:
    """Says which classes nodes have."""

    _lasting = False

    def _find(self, kind, namespace, name, node):
        return None


class FallbackElementClassLookup(ElementClassLookup):
    """A lookup that asks another one where it does not know."""

    def __init__(self, fallback=None):
        self.fallback = fallback

    def set_fallback(self, lookup):
        self.fallback = lookup
        _lxml.forget()

    def _find(self, kind, namespace, name, node):
        found = self._own(kind, namespace, name, node)
        if found is None and self.fallback is not None:
            return self.fallback._find(kind, namespace, name, node)
        return found

    def _own(self, kind, namespace, name, node):
        return None


class ElementDefaultClassLookup(ElementClassLookup):
    """One class for each kind of nodes."""

    _lasting = True

    def __init__(self, element=None, comment=None, pi=None, entity=None):
        self.element_class, self.comment_class, self.pi_class, self.entity_class = element, comment, pi, entity
        self._classes = {"element": element, "comment": comment, "PI": pi, "entity": entity}

    def _find(self, kind, namespace, name, node):
        return self._classes[kind]


class CustomElementClassLookup(FallbackElementClassLookup):
    """Asks its own method `lookup`."""

    def _own(self, kind, namespace, name, node):
        return self.lookup(kind, None, namespace, name)

    def lookup(self, type, doc, namespace, name):
        return None


class PythonElementClassLookup(FallbackElementClassLookup):
    """Asks its own method `lookup`, which can look at the element."""

    def _own(self, kind, namespace, name, node):
        return self.lookup(None, node) if kind == "element" else None

    def lookup(self, doc, element):
        return None


class AttributeBasedElementClassLookup(FallbackElementClassLookup):
    """Chooses by the value of an attribute."""

    def __init__(self, attribute_name, class_mapping, fallback=None):
        super().__init__(fallback)
        self._name, self._mapping = attribute_name, dict(class_mapping)

    def _own(self, kind, namespace, name, node):
        return self._mapping.get(node.get(self._name)) if kind == "element" else None


class ParserBasedElementClassLookup(FallbackElementClassLookup):
    pass


class _ClassNamespace(dict):
    """Classes of a namespace by name; None is any name. Also a decorator."""

    def __call__(self, name):
        if isinstance(name, type):
            self[name.__name__] = name
            return name

        def put(cls):
            self[name] = cls
            return cls
        return put

    def __setitem__(self, name, cls):
        if not (isinstance(cls, type) and issubclass(cls, ElementBase)):
            raise NamespaceRegistryError("Registered element classes must be subtypes of ElementBase")
        super().__setitem__(name, cls)
        _lxml.forget()

    def update(self, classes):
        for name, cls in classes.items() if hasattr(classes, "items") else classes:
            if isinstance(cls, type) and issubclass(cls, ElementBase):
                self[name] = cls


class ElementNamespaceClassLookup(FallbackElementClassLookup):
    """Chooses by namespace and name."""

    def __init__(self, fallback=None):
        super().__init__(fallback)
        self._namespaces = {}

    def get_namespace(self, ns_uri):
        return self._namespaces.setdefault(ns_uri or None, _ClassNamespace())

    def _own(self, kind, namespace, name, node):
        if kind != "element":
            return None
        classes = self._namespaces.get(namespace, {})
        return classes.get(name) or classes.get(None)


def _register(lookup):
    if lookup is None:
        return 0
    return _lxml.register(lookup, lookup._lasting) if callable(lookup) else _lxml.register(
        _finders.setdefault(lookup, lookup._find), lookup._lasting)


_finders = {}
