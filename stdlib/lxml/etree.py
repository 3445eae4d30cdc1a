"""Elements, trees, parsers, serialization and XPath. Elements are native; what needs no speed is put on them here."""

import io
import os
import re
import sys

import _lxml
from _lxml import _Element

from ._elementpath import compile_path as _compile_path

LXML_VERSION = (6, 1, 3, 0)
LIBXML_VERSION = LIBXML_COMPILED_VERSION = (2, 14, 6)
LIBXSLT_VERSION = LIBXSLT_COMPILED_VERSION = (1, 1, 43)
DEBUG = 1


# --- errors

class Error(Exception):
    pass


class LxmlError(Error):
    """The base of this package's errors."""

    def __init__(self, message, error_log=None):
        super().__init__(message)
        self.error_log = error_log if error_log is not None else _ErrorLog()


class LxmlSyntaxError(LxmlError, SyntaxError):
    pass


class ParseError(LxmlSyntaxError):
    """A document that cannot be parsed: `code`, `position`, `error_log`."""

    def __init__(self, message, code, line, column, filename=None):
        super().__init__(message)
        self.lineno, self.offset = line, column - 1
        self.code = code
        self.filename = filename

    @property
    def position(self):
        return self.lineno, self.offset + 1

    @position.setter
    def position(self, new_pos):
        self.lineno, column = new_pos
        self.offset = column - 1


class XMLSyntaxError(ParseError):
    pass


class XMLSyntaxAssertionError(XMLSyntaxError, AssertionError):
    def __init__(self, message):
        super().__init__(message, None, 0, 1)


class ParserError(LxmlError):
    pass


class SerialisationError(LxmlError):
    pass


class LxmlRegistryError(LxmlError):
    pass


class NamespaceRegistryError(LxmlRegistryError):
    pass


class XPathError(LxmlError):
    pass


class XPathEvalError(XPathError):
    pass


class XPathFunctionError(XPathEvalError):
    pass


class XPathResultError(XPathEvalError):
    pass


class XPathSyntaxError(LxmlSyntaxError, XPathError):
    pass


class C14NError(LxmlError):
    pass


class DTDError(LxmlError):
    pass


class XIncludeError(LxmlError):
    pass


class DocumentInvalid(LxmlError):
    pass


class _LogEntry:
    """One error of a parser."""

    level, level_name, domain_name = 3, "FATAL", "PARSER"

    def __init__(self, code, message, line, column, filename):
        self.type, self.message, self.line, self.column = code, message, line, column
        self.filename = filename

    def __repr__(self):
        return f"{self.filename}:{self.line}:{self.column}:{self.level_name}:{self.domain_name}:{self.type}: {self.message}"


class _ErrorLog(list):
    """The errors of a parser."""

    @property
    def last_error(self):
        return self[-1] if self else None

    def copy(self):
        return _ErrorLog(self)

    def filter_from_errors(self):
        return self.copy()

    def __repr__(self):
        return "\n".join(map(repr, self))

    __str__ = __repr__


_ListErrorLog = _BaseErrorLog = _ErrorLog


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
        return dict(self._element.items())

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

    def set(self, key, value):
        raise TypeError("this element does not have children or attributes")

    def append(self, value):
        raise TypeError("this element does not have children or attributes")

    def insert(self, index, value):
        raise TypeError("this element does not have children or attributes")

    def __setitem__(self, index, value):
        raise TypeError("this element does not have children or attributes")

    def __getitem__(self, index):
        if isinstance(index, slice):
            return []
        raise IndexError("list index out of range")

    def keys(self):
        return []

    def items(self):
        return []

    def values(self):
        return []


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


def Element(_tag, attrib=None, nsmap=None, **_extra):
    """An element that is the root of a tree of its own."""
    return _make_element(_tag, attrib, nsmap, _extra, _default_parser._lookup, False)


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

    def getroottree(self):
        return _ElementTree(None, self)

    def makeelement(self, _tag, attrib=None, nsmap=None, **_extra):
        info = _lxml.info(self)
        return _make_element(_tag, attrib, nsmap, _extra, info[8], info[0])

    def find(self, path, namespaces=None):
        return next(_iterfind(self, path, namespaces), None)

    def findall(self, path, namespaces=None):
        return list(_iterfind(self, path, namespaces))

    def iterfind(self, path, namespaces=None):
        return _iterfind(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        element = find(self, path, namespaces)
        return default if element is None else element.text or ""

    def xpath(self, _path, *, namespaces=None, extensions=None, smart_strings=True, **_variables):
        evaluator = XPathElementEvaluator(self, namespaces=namespaces, extensions=extensions,
                                          smart_strings=smart_strings)
        return evaluator(_path, **_variables)

    def cssselect(self, expr, *, translator="xml"):
        from lxml.cssselect import CSSSelector
        return CSSSelector(expr, translator=translator)(self)

    def __copy__(self):
        return _lxml.copy(self, False)

    def __deepcopy__(self, memo):
        return _lxml.copy(self, False)

    def getiterator(self, tag=None, *tags):
        return self.iter(tag, *tags)

    def _init(self):
        pass

    for f in (getroottree, makeelement, find, findall, iterfind, findtext, xpath, cssselect, __copy__,
              __deepcopy__, getiterator):
        f.__qualname__ = f"_Element.{f.__name__}"
        setattr(_Element, f.__name__, f)
    _Element.attrib = property(attrib, doc="The attributes.")
    _Element.base = property(base, set_base, doc="Where the document comes from.")


def _iterfind(element, path, namespaces=None):
    if isinstance(path, QName):
        path = path.text
    simple, compiled, pairs = _compile_path(path, namespaces)
    if simple is not None:
        return element.iterchildren(simple)
    found = compiled.evaluate(element, False, pairs, None, None, False)
    if type(found) is tuple:
        raise SyntaxError("invalid path")
    return iter(found)


_extend_elements()


# --- XPath

class _Registry(dict):
    """Functions of a namespace by name; also a decorator."""

    def __init__(self, uri, prefix=None):
        self.uri, self.prefix = uri, prefix

    def __call__(self, name):
        if isinstance(name, str):
            def put(f):
                self[name] = f
                return f
            return put
        self[name.__name__] = name
        return name


_functions = {}


def FunctionNamespace(ns_uri):
    """The registry of functions that all expressions can call."""
    return _functions.setdefault(ns_uri or None, _Registry(ns_uri or None))


def Extension(module, function_mapping=None, *, ns=None):
    """A dict of extension functions from a module or an object."""
    names = function_mapping
    if names is None:
        names = [name for name in dir(module) if not name.startswith("_")]
    if not isinstance(names, dict):
        names = {name: name for name in names}
    return {(ns, name): getattr(module, attr) for attr, name in names.items()}


class _XPathContext:
    """What extension functions learn of the evaluation."""

    def __init__(self, node, values):
        self.context_node, self.eval_context = node, values


def _regexp_call(name, args):
    """The regular expressions of EXSLT."""
    def text(value):
        if isinstance(value, list):
            value = value[0] if value else ""
            return value._content() if isinstance(value, _Element) else str(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else f"{value:g}"
    flags = text(args[3 if name == "replace" else 2]) if len(args) > (3 if name == "replace" else 2) else ""
    if name == "replace":
        flags = text(args[2])
    pattern = re.compile(text(args[1]), re.UNICODE | (re.IGNORECASE if "i" in flags else 0))
    subject = text(args[0])
    if name == "test":
        return pattern.search(subject) is not None
    if name == "replace":
        return pattern.sub(text(args[3]), subject, 0 if "g" in flags else 1)
    if "g" in flags:
        found = [m if isinstance(m, str) else "".join(m) for m in pattern.findall(subject)]
    else:
        match = pattern.search(subject)
        found = [] if match is None else [match.group(), *(g or "" for g in match.groups())]
    root = Element("matches")
    for match in found:
        SubElement(root, "match").text = match
    return list(root)


class _XPathEvaluatorBase:
    def __init__(self, namespaces, extensions, enable_regexp, smart_strings):
        self._pairs = _namespace_pairs(namespaces)
        self._extensions = {}
        for mapping in ([extensions] if isinstance(extensions, dict) else extensions or ()):
            self._extensions.update(mapping)
        self._regexp = enable_regexp
        self._smart = smart_strings
        self._values = {}

    @property
    def error_log(self):
        return _ErrorLog()

    def _call(self, ns, name, node, args):
        function = self._extensions.get((ns, name)) or _functions.get(ns, {}).get(name)
        if function is not None:
            return function(_XPathContext(node, self._values), *args)
        if self._regexp and ns == "http://exslt.org/regular-expressions" and name in ("test", "match", "replace"):
            return _regexp_call(name, args)
        return NotImplemented

    def _evaluate(self, compiled, element, document, variables):
        self._values = {}

        def variable(ns, name):
            return variables.get(name if ns is None else (ns, name), NotImplemented)
        result = compiled.evaluate(element, document, self._pairs, self._call, variable if variables else None,
                                   self._smart)
        if type(result) is tuple:
            raise XPathEvalError(result[0])
        return result


def _namespace_pairs(namespaces):
    if not namespaces:
        return ()
    if hasattr(namespaces, "items"):
        namespaces = namespaces.items()
    pairs = []
    for prefix, uri in namespaces:
        if not prefix:
            raise TypeError("empty namespace prefix is not supported in XPath")
        pairs.append((_text(prefix), _text(uri)))
    return tuple(pairs)


_compiled = {}


def _compile(path, error):
    path = _text(path)
    compiled = _compiled.get(path)
    if compiled is None:
        compiled = _lxml.Compiled.compile(path)
        if isinstance(compiled, str):
            raise error(compiled)
        if len(_compiled) >= 500:
            _compiled.clear()
        _compiled[path] = compiled
    return compiled


class XPath(_XPathEvaluatorBase):
    """A compiled expression that can be called with elements and trees."""

    def __init__(self, path, *, namespaces=None, extensions=None, regexp=True, smart_strings=True):
        super().__init__(namespaces, extensions, regexp, smart_strings)
        self.path = _text(path)
        self._expression = _compile(path, XPathSyntaxError)

    def __call__(self, _etree_or_element, **_variables):
        tree = isinstance(_etree_or_element, _ElementTree)
        element = _etree_or_element._needed_root() if tree else _etree_or_element
        return self._evaluate(self._expression, element, tree, _variables)

    def __repr__(self):
        return self.path


class ETXPath(XPath):
    """An expression that writes names as `{namespace}name`."""

    def __init__(self, path, *, extensions=None, regexp=True, smart_strings=True):
        uris = {}

        def short(match):
            return uris.setdefault(match[1], f"__xpp{len(uris):02d}") + ":"
        text = re.sub(r"\{([^}]*)\}(?=[\w*])", short, _text(path))
        super().__init__(text, namespaces={p: u for u, p in uris.items()}, extensions=extensions, regexp=regexp,
                         smart_strings=smart_strings)
        self.path = path


class XPathElementEvaluator(_XPathEvaluatorBase):
    """Evaluates expressions at an element."""

    def __init__(self, element, *, namespaces=None, extensions=None, regexp=True, smart_strings=True):
        super().__init__(namespaces, extensions, regexp, smart_strings)
        self._element = element

    def register_namespace(self, prefix, uri):
        self._pairs += ((prefix, uri),)

    def register_namespaces(self, namespaces):
        self._pairs += _namespace_pairs(namespaces)

    def __call__(self, _path, **_variables):
        return self._evaluate(_compile(_path, XPathEvalError), self._element, False, _variables)


class XPathDocumentEvaluator(XPathElementEvaluator):
    """Evaluates expressions at a document."""

    def __init__(self, etree, **options):
        super().__init__(etree._needed_root(), **options)

    def __call__(self, _path, **_variables):
        return self._evaluate(_compile(_path, XPathEvalError), self._element, True, _variables)


def XPathEvaluator(etree_or_element, *, namespaces=None, extensions=None, regexp=True, smart_strings=True):
    """An evaluator for an element or a tree."""
    tree = isinstance(etree_or_element, _ElementTree)
    return (XPathDocumentEvaluator if tree else XPathElementEvaluator)(
        etree_or_element, namespaces=namespaces, extensions=extensions, regexp=regexp, smart_strings=smart_strings)


# --- trees

class DocInfo:
    """What is known of a document."""

    def __init__(self, root):
        self._root = root

    def _get(index):
        return lambda self: _lxml.info(self._root)[index]

    def _set(self, index, value):
        info = list(_lxml.info(self._root))
        info[index] = value
        _lxml.set_info(self._root, tuple(info))

    public_id = property(_get(5), lambda self, v: (self._set(5, v), self._ensure_doctype())[0])
    system_url = property(_get(6), lambda self, v: (self._set(6, v), self._ensure_doctype())[0])
    URL = property(_get(7), lambda self, v: self._set(7, v))
    standalone = property(_get(3))
    del _get

    def _ensure_doctype(self):
        if _lxml.info(self._root)[4] is None:
            self._set(4, self.root_name)

    @property
    def xml_version(self):
        return _lxml.info(self._root)[1] or "1.0"

    @property
    def encoding(self):
        return _lxml.info(self._root)[2]

    @property
    def root_name(self):
        return _lxml.info(self._root)[4] or self._root._root()._name()

    @property
    def doctype(self):
        _, _, _, _, name, public, system, _, _, _ = _lxml.info(self._root)
        if name is None:
            return ""
        info = f' PUBLIC "{public}"' + (f' "{system}"' if system else "") if public else \
            f' SYSTEM "{system}"' if system else ""
        return f"<!DOCTYPE {name}{info}>"

    internalDTD = externalDTD = None

    def clear(self):
        for index in (4, 5, 6, 9):
            self._set(index, None)


class _ElementTree:
    """A document, or the part of one below an element."""

    def __init__(self, root=None, inside=None, parser=None):
        # Without a root of its own it is the document around a node, whatever its root is.
        self._root, self._inside, self._parser = root, inside, parser

    def getroot(self):
        if self._root is None and self._inside is not None:
            return self._inside._root()
        return self._root

    def _setroot(self, root):
        if not isinstance(root, _Element):
            raise TypeError("Argument 'root' has incorrect type (expected lxml.etree._Element, got "
                            f"{type(root).__name__})")
        self._root, self._inside = root, None

    def _needed_root(self):
        root = self.getroot()
        if root is None:
            raise AssertionError("ElementTree not initialized, missing root")
        return root

    def _is_document(self):
        return self._needed_root()._is_detached()

    @property
    def docinfo(self):
        return DocInfo(self._needed_root())

    @property
    def parser(self):
        return self._parser

    def parse(self, source, parser=None, *, base_url=None):
        tree = parse(source, parser, base_url=base_url)
        self._root, self._inside, self._parser = tree.getroot(), None, tree._parser
        return self._root

    def write(self, file, *, encoding=None, method="xml", pretty_print=False, xml_declaration=None, with_tail=True,
              standalone=None, doctype=None, compression=0, exclusive=False, inclusive_ns_prefixes=None,
              with_comments=True, strip_text=False):
        if xml_declaration is None and method == "xml":
            xml_declaration = encoding is not None and encoding is not str and \
                encoding.upper() not in ("ASCII", "UTF-8", "UTF8", "US-ASCII")
        if isinstance(encoding, str) and encoding != "unicode":
            encoding = encoding.upper()
        data = tostring(self, encoding=encoding, method=method, pretty_print=pretty_print,
                        xml_declaration=xml_declaration, with_tail=with_tail, standalone=standalone, doctype=doctype)
        if compression:
            import gzip
            data = gzip.compress(data, compression)
        if hasattr(file, "write"):
            file.write(data)
        else:
            with open(os.fspath(file), "wb") as out:
                out.write(data)

    def getpath(self, element):
        """An expression of XPath that gives the element."""
        self._check(element)
        top = self._needed_root()
        steps = []
        while element is not None:
            parent = element.getparent()
            siblings = list(parent) if parent is not None and element is not top else [element]
            tag = element.tag
            if isinstance(tag, str):
                name = f"{element.prefix}:{element._name()}" if element.prefix else \
                    "*" if tag.startswith("{") else element._name()
                same = [e for e in siblings if isinstance(e.tag, str) and (e.tag == tag or name == "*")]
            else:
                kinds = {Comment: "comment()", Entity: "text()"}
                name = kinds.get(tag) or f"processing-instruction('{element._name()}')"
                same = [e for e in siblings if e.tag is tag and e._name() == element._name()]
            steps.append(f"{name}[{same.index(element) + 1}]" if len(same) > 1 else name)
            if element is top:
                break
            element = parent
        return "/" + "/".join(reversed(steps))

    def getelementpath(self, element):
        """A path for `find` that gives the element."""
        self._check(element)
        top = self._needed_root()
        if element is top:
            return "."
        steps = []
        while element is not top:
            parent = element.getparent()
            same = [e for e in parent if e.tag == element.tag]
            steps.append(f"{element.tag}[{same.index(element) + 1}]" if len(same) > 1 else element.tag)
            element = parent
        return "/".join(reversed(steps))

    def _check(self, element):
        top = self._needed_root()
        if element is not top and top not in list(element.iterancestors()):
            raise ValueError("Element is not in this tree.")

    def iter(self, tag=None, *tags):
        root = self.getroot()
        return iter(()) if root is None else root.iter(tag, *tags)

    getiterator = iter

    def _relative(self, path):
        root = self._needed_root()
        if isinstance(path, str) and path.startswith("/"):
            path = "." + path
        return root, path

    def find(self, path, namespaces=None):
        root, path = self._relative(path)
        return root.find(path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        root, path = self._relative(path)
        return root.findtext(path, default, namespaces)

    def findall(self, path, namespaces=None):
        root, path = self._relative(path)
        return root.findall(path, namespaces)

    def iterfind(self, path, namespaces=None):
        root, path = self._relative(path)
        return root.iterfind(path, namespaces)

    def xpath(self, _path, *, namespaces=None, extensions=None, smart_strings=True, **_variables):
        evaluator = XPathDocumentEvaluator(self, namespaces=namespaces, extensions=extensions,
                                           smart_strings=smart_strings)
        return evaluator(_path, **_variables)

    def __copy__(self):
        return _ElementTree(self._root, self._inside, self._parser)

    def __deepcopy__(self, memo):
        root = self.getroot()
        if root is None:
            return _ElementTree(parser=self._parser)
        return _ElementTree(_lxml.copy(root, self._is_document()), None, self._parser)


def ElementTree(element=None, *, file=None, parser=None):
    """A tree for a root, or from a file."""
    if element is not None:
        if not isinstance(element, _Element):
            raise TypeError("Argument 'element' has incorrect type (expected lxml.etree._Element, got "
                            f"{type(element).__name__})")
        return _ElementTree(element, None, parser)
    if file is not None:
        return parse(file, parser)
    return _ElementTree(parser=parser)


# --- writing

def tostring(element_or_tree, *, encoding=None, method="xml", xml_declaration=None, pretty_print=False, with_tail=True,
             standalone=None, doctype=None, exclusive=False, inclusive_ns_prefixes=None, with_comments=True,
             strip_text=False):
    """A tree as bytes, or as text for `encoding='unicode'`."""
    if method not in ("xml", "html", "text"):
        raise ValueError(f"unknown output method {method!r}")
    if not with_comments:
        raise ValueError("Can only discard comments in C14N serialisation")
    tree = isinstance(element_or_tree, _ElementTree)
    if not tree and not isinstance(element_or_tree, _Element):
        raise TypeError(f"Type '{type(element_or_tree).__name__}' cannot be serialized.")
    unicode = encoding is str or encoding == "unicode"
    if unicode:
        if xml_declaration:
            raise ValueError("Serialisation to unicode must not request an XML declaration")
        xml_declaration = False
    elif encoding is None:
        encoding = "ASCII"
    else:
        import codecs
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise LookupError(f"unknown encoding: {encoding!r}") from None
    if xml_declaration is None:
        xml_declaration = method == "xml" and (
            standalone is not None or encoding.upper() not in ("ASCII", "UTF-8", "UTF8", "US-ASCII"))
    element = element_or_tree._needed_root() if tree else element_or_tree
    if method == "text":
        text = element._content() if isinstance(element.tag, str) else element.text or ""
        if with_tail and not tree:
            text += element.tail or ""
        return text if unicode else text.encode(encoding)
    html = method == "html"
    whole = tree and element_or_tree._is_document()
    parts = []
    if xml_declaration:
        alone = "" if standalone is None else f" standalone='{'yes' if standalone else 'no'}'"
        parts.append(f"<?xml version='1.0' encoding='{encoding}'{alone}?>\n")
    if doctype is not None:
        parts.append(_text(doctype) + "\n")
    elif whole:
        parts.append(_lxml.doctype(element))
    line = "\n" if pretty_print else ""
    before, after = _lxml.write_around(element) if whole else ((), ())
    for node in before:
        parts += _lxml.write(node, html, False, False), line
    parts.append(_lxml.write(element, html, bool(pretty_print), bool(with_tail)))
    for node in after:
        parts += line, _lxml.write(node, html, False, False)
    parts.append(line)
    text = "".join(parts)
    return text if unicode else text.encode(encoding, "xmlcharrefreplace")


def tostringlist(element_or_tree, *args, **kwargs):
    return [tostring(element_or_tree, *args, **kwargs)]


def tounicode(element_or_tree, *, method="xml", pretty_print=False, with_tail=True, doctype=None):
    return tostring(element_or_tree, encoding="unicode", method=method, pretty_print=pretty_print,
                    with_tail=with_tail, doctype=doctype)


def dump(elem, *, pretty_print=True, with_tail=True):
    """Writes a tree to standard output."""
    sys.stdout.write(tostring(elem, encoding="unicode", pretty_print=pretty_print, with_tail=with_tail))
    if not pretty_print:
        sys.stdout.write("\n")


def indent(tree, space="  ", *, level=0):
    """Puts blanks between the elements, so that the tree is laid out when written."""
    root = tree.getroot() if isinstance(tree, _ElementTree) else tree
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    stack = [(root, level, iter(list(root)))] if len(root) else []
    while stack:
        element, depth, children = stack[-1]
        inner = "\n" + space * (depth + 1)
        if not (element.text or "").strip():
            element.text = inner
        child = next(children, None)
        if child is None:
            last = element[-1]
            if not (last.tail or "").strip():
                last.tail = "\n" + space * depth
            stack.pop()
            continue
        if not (child.tail or "").strip():
            child.tail = inner
        if len(child):
            stack.append((child, depth + 1, iter(list(child))))


def strip_tags(tree_or_element, *tag_names):
    """Removes tags, and leaves what is in them."""
    _lxml.strip(_root_of(tree_or_element), tag_names, 1, True)


def strip_elements(tree_or_element, *tag_names, with_tail=True):
    """Removes elements with all in them."""
    _lxml.strip(_root_of(tree_or_element), tag_names, 0, with_tail)


def strip_attributes(tree_or_element, *attribute_names):
    """Removes attributes."""
    _lxml.strip(_root_of(tree_or_element), attribute_names, 2, True)


def cleanup_namespaces(tree_or_element, top_nsmap=None, keep_ns_prefixes=None):
    """Removes declarations that nothing uses."""
    root = _root_of(tree_or_element)
    if top_nsmap:
        root._declare(top_nsmap)
    _lxml.clean_namespaces(root, keep_ns_prefixes or ())


def _root_of(tree_or_element):
    if isinstance(tree_or_element, _ElementTree):
        return tree_or_element._needed_root()
    if not isinstance(tree_or_element, _Element):
        raise TypeError(f"Invalid input object: {type(tree_or_element).__name__}")
    return tree_or_element


def register_namespace(prefix, uri):
    """Kept for programs that call it; prefixes are those of the documents."""
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")


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


# --- parsers

_RECOVER, _NO_COMMENTS, _NO_PIS, _NO_BLANKS, _CDATA, _ENTITIES, _HUGE, _NO_DOCTYPE = (1 << i for i in range(8))
_ENCODING = re.compile(r"""\s*<\?xml[^>]*\sencoding\s*=\s*["'][^"']*["']""").match
_META = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", re.IGNORECASE).search


class _FeedParser:
    """What parsers have in common: options, classes, and input that comes in pieces."""

    _html = False

    def __init__(self, flags, encoding, target):
        if encoding is not None:
            import codecs
            try:
                codecs.lookup(encoding)
            except LookupError:
                raise LookupError(f"unknown encoding: '{encoding}'") from None
        self._flags, self._encoding, self.target = flags, encoding, target
        self._lookup = 0
        self._pieces = []
        self.error_log = self.feed_error_log = _ErrorLog()
        self.resolvers = None
        self.version = "libxml2 2.14.6"

    def set_element_class_lookup(self, lookup=None):
        self._lookup = _register(lookup)

    setElementClassLookup = set_element_class_lookup

    def makeelement(self, _tag, attrib=None, nsmap=None, **_extra):
        return _make_element(_tag, attrib, nsmap, _extra, self._lookup, self._html)

    def copy(self):
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__, _pieces=[])
        return new

    def feed(self, data):
        if not isinstance(data, (str, bytes, bytearray, memoryview)):
            raise TypeError("Parsing requires string data")
        self._pieces.append(data if isinstance(data, str) else bytes(data))

    def close(self):
        if not self._pieces:
            raise XMLSyntaxError("no element found", 0, 0, 1)
        pieces, self._pieces = self._pieces, []
        if all(isinstance(piece, str) for piece in pieces):
            data = "".join(pieces)
        else:
            data = b"".join(p.encode() if isinstance(p, str) else p for p in pieces)
        return self._parse(data, None, declared=True)

    def _parse(self, data, url, filename=None, declared=False):
        """The root, or what the target says; `declared`: a str may declare an encoding."""
        root = self._parse_root(data, url, filename, declared)
        if self.target is None:
            return root
        if root is not None:
            _tell(self.target, root, self._html)
        return self.target.close()

    def _decode(self, data):
        """Text and encoding of bytes."""
        for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
            if data.startswith(mark):
                return self._decoded(data, encoding), "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        for mark, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
            if data.startswith(mark):
                return self._decoded(data, encoding), encoding.upper()
        encoding = self._encoding or self._declared(data)
        return self._decoded(data, encoding), encoding

    def _decoded(self, data, encoding):
        try:
            return data.decode(encoding, "replace" if self._flags & _RECOVER else "strict")
        except UnicodeDecodeError as error:
            before = data[:error.start].decode(encoding, "replace")
            self._fail(81, "Invalid bytes in character encoding", before.count("\n") + 1,
                       len(before) - before.rfind("\n"), None)
        except LookupError:
            before = data[:data.find(b"?>") + 1].decode("latin-1")
            self._fail(32, f"Unsupported encoding: {encoding}", 1, len(before), None)

    def _fail(self, code, message, line, column, filename):
        filename = filename or "<string>"
        self.error_log = self.feed_error_log = _ErrorLog([_LogEntry(code, message, line, column, filename)])
        error = XMLSyntaxError(f"{message}, line {line}, column {column}", code, line, column, filename)
        error.error_log = self.error_log
        raise error from None

    def _parse_root(self, data, url, filename, declared):
        if isinstance(data, str):
            if not declared and _ENCODING(data[:400]):
                raise ValueError("Unicode strings with encoding declaration are not supported. Please use bytes "
                                 "input or XML fragments without declaration.")
            encoding = "UTF-8"
            if not data.isascii() and data[0] == "\ufeff":
                data = data[1:]
        else:
            data, encoding = self._decode(data)
        parse = _lxml.parse_html if self._html else _lxml.parse_xml
        root = parse(data, self._flags, self._lookup, encoding, url)
        if type(root) is tuple:
            code, message, line, column = root
            self._fail(code, message, line, column, filename)
        return root


def _tell(target, root, html):
    """Tells a parser's target of a tree."""
    def teller(name):
        return getattr(target, name, None)
    start, end, data, comment, pi = map(teller, ("start", "end", "data", "comment", "pi"))
    doctype = teller("doctype")
    info = _lxml.info(root)
    if doctype is not None and info[4] is not None and not (html and info[8] is None):
        doctype(info[4], info[5], info[6])
    with_nsmap = start is not None and _takes_three(start)

    def one(node):
        tag = node.tag
        if tag is Comment:
            if comment is not None:
                comment(node.text)
        elif tag is ProcessingInstruction:
            if pi is not None:
                pi(node.target, node.text)
    before, after = _lxml.write_around(root)
    for node in before:
        one(node)
    declared = [{}]
    stack = [(root, None)]
    while stack:
        node, children = stack[-1]
        if children is None:
            if not isinstance(node.tag, str):
                stack.pop()
                one(node)
                if node.tail and data is not None:
                    data(node.tail)
                continue
            scope = node.nsmap
            new = {p: u for p, u in scope.items() if declared[-1].get(p) != u}
            declared.append(scope)
            if start is not None:
                attributes = dict(node.items())
                start(node.tag, attributes, new) if with_nsmap else start(node.tag, attributes)
            if node.text and data is not None:
                data(node.text)
            children = iter(list(node))
            stack[-1] = node, children
        child = next(children, None)
        if child is not None:
            stack.append((child, None))
            continue
        stack.pop()
        declared.pop()
        if end is not None:
            end(node.tag)
        if stack and node.tail and data is not None:
            data(node.tail)
    for node in after:
        one(node)


def _takes_three(function):
    import inspect
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return False
    return len(parameters) >= 3 or any(p.kind is p.VAR_POSITIONAL for p in parameters)


class XMLParser(_FeedParser):
    """A parser of XML."""

    def __init__(self, *, encoding=None, attribute_defaults=False, dtd_validation=False, load_dtd=False,
                 no_network=True, decompress=False, ns_clean=False, recover=False, schema=None, huge_tree=False,
                 remove_blank_text=False, resolve_entities="internal", remove_comments=False, remove_pis=False,
                 strip_cdata=True, collect_ids=True, target=None, compact=True):
        flags = (recover and _RECOVER) | (remove_comments and _NO_COMMENTS) | (remove_pis and _NO_PIS) | (
            remove_blank_text and _NO_BLANKS) | (not strip_cdata and _CDATA) | (
            not resolve_entities and _ENTITIES) | (huge_tree and _HUGE)
        super().__init__(int(flags), encoding, target)

    def _declared(self, data):
        match = re.match(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""", data[:400])
        return match[1].decode() if match else "UTF-8"


class ETCompatXMLParser(XMLParser):
    """A parser that leaves out comments and instructions."""

    def __init__(self, *, remove_comments=True, remove_pis=True, **options):
        super().__init__(remove_comments=remove_comments, remove_pis=remove_pis, **options)


XMLTreeBuilder = ETCompatXMLParser


class HTMLParser(_FeedParser):
    """A parser of HTML, which takes everything."""

    _html = True

    def __init__(self, *, encoding=None, remove_blank_text=False, remove_comments=False, remove_pis=False,
                 strip_cdata=True, no_network=True, decompress=False, target=None, schema=None, recover=True,
                 compact=True, default_doctype=True, collect_ids=True, huge_tree=False):
        flags = _RECOVER | (remove_comments and _NO_COMMENTS) | (remove_pis and _NO_PIS) | (
            remove_blank_text and _NO_BLANKS) | (not default_doctype and _NO_DOCTYPE)
        super().__init__(int(flags), encoding, target)
        if target is not None:
            self._flags |= _NO_DOCTYPE

    def _declared(self, data):
        match = _META(data[:4096])
        if match:
            import codecs
            name = match[1].decode()
            try:
                codecs.lookup(name)
                return name
            except LookupError:
                pass
        return "ISO-8859-1"


class _Pull:
    """Events of a document that came in pieces; they are there when it is complete."""

    def __init__(self, events=None, *, tag=None, **options):
        super().__init__(**options)
        self._events, self._tag, self._ready = events or ("end",), tag, []

    def close(self):
        root = super().close()
        if root is not None:
            self._ready = list(iterwalk(root, self._events, self._tag))
        return root

    def read_events(self):
        ready, self._ready = self._ready, []
        return iter(ready)


class XMLPullParser(_Pull, XMLParser):
    pass


class HTMLPullParser(_Pull, HTMLParser):
    pass


class TreeBuilder:
    """A parser's target that builds a tree."""

    def __init__(self, *, element_factory=None, parser=None, comment_factory=None, pi_factory=None,
                 insert_comments=True, insert_pis=True):
        self._factory, self._comment, self._pi = element_factory or Element, comment_factory or Comment, pi_factory or PI
        self._insert_comments, self._insert_pis = insert_comments, insert_pis
        self._open, self._root, self._last, self._tail = [], None, None, False

    def _add(self, node):
        if self._open:
            self._open[-1].append(node)
        elif self._root is None:
            self._root = node
        self._last = node
        return node

    def start(self, tag, attrs, nsmap=None):
        node = self._add(self._factory(tag, attrs, nsmap) if nsmap else self._factory(tag, attrs))
        self._open.append(node)
        self._tail = False
        return node

    def end(self, tag):
        node = self._last = self._open.pop()
        if node.tag != tag:
            raise AssertionError(f"end tag mismatch (expected {node.tag}, got {tag})")
        self._tail = True
        return node

    def data(self, data):
        if self._last is None:
            return
        if self._tail:
            self._last.tail = (self._last.tail or "") + data
        else:
            self._last.text = (self._last.text or "") + data

    def comment(self, comment):
        node = self._comment(comment)
        if self._insert_comments and self._open:
            self._add(node)
            self._tail = True
        return node

    def pi(self, target, data=None):
        node = self._pi(target, data)
        if self._insert_pis and self._open:
            self._add(node)
            self._tail = True
        return node

    def close(self):
        if self._open:
            raise XMLSyntaxAssertionError("missing end tags")
        if self._root is None:
            raise XMLSyntaxAssertionError("missing toplevel element")
        return self._root


_default_parser = XMLParser()
_first_default_parser = _default_parser
_html_parser = HTMLParser()


def get_default_parser():
    return _default_parser


def set_default_parser(parser=None):
    global _default_parser
    _default_parser = parser if parser is not None else _first_default_parser


def set_element_class_lookup(lookup=None):
    """The classes of elements that no parser with a lookup of its own made."""
    _first_default_parser.set_element_class_lookup(lookup)
    _html_parser.set_element_class_lookup(lookup)


def _data(text):
    """str, or bytes of something like bytes."""
    if isinstance(text, str):
        return text
    try:
        return bytes(memoryview(text))
    except TypeError:
        raise TypeError(f"memoryview: a bytes-like object is required, not '{type(text).__name__}'") from None


def fromstring(text, parser=None, *, base_url=None):
    """The root of a document in a string."""
    return (_default_parser if parser is None else parser)._parse(_data(text), base_url)


def XML(text, parser=None, *, base_url=None):
    """The root of an XML document in a string."""
    return fromstring(text, parser, base_url=base_url)


def HTML(text, parser=None, *, base_url=None):
    """The root of an HTML document in a string; None if there is no element in it."""
    return (_html_parser if parser is None else parser)._parse(_data(text), base_url)


def fromstringlist(strings, parser=None):
    """The root of a document that comes in pieces."""
    strings = list(strings)
    if not strings:
        raise ValueError("empty list")
    return fromstring(("" if isinstance(strings[0], str) else b"").join(strings), parser)


def XMLID(text, parser=None, *, base_url=None):
    """The root and a dict of the elements with an attribute `id`."""
    root = XML(text, parser, base_url=base_url)
    return root, {e.get("id"): e for e in root.iter() if isinstance(e.tag, str) and e.get("id") is not None}


def parse(source, parser=None, *, base_url=None):
    """The tree of a document in a file, a file object or at a URL."""
    parser = _default_parser if parser is None else parser
    filename = None
    if hasattr(source, "read"):
        data = source.read()
        filename = getattr(source, "name", None)
        filename = filename if isinstance(filename, str) else None
    else:
        filename = os.fspath(source)
        filename = os.fsdecode(filename) if isinstance(filename, bytes) else filename
        path = filename
        if path.startswith("file:"):
            from urllib.request import url2pathname
            path = url2pathname(path[5:].removeprefix("//"))
        elif re.match(r"(https?|ftp):", path):
            from urllib.request import urlopen
            path = None
        try:
            with open(path, "rb") if path is not None else urlopen(filename) as file:
                data = file.read()
        except OSError as error:
            raise OSError(f"Error reading file '{filename}': failed to load \"{filename}\": "
                          f"{error.strerror or error}") from None
    root = parser._parse(data if isinstance(data, str) else bytes(data), base_url or filename, filename)
    if parser.target is not None:
        return root
    if root is None:
        raise XMLSyntaxError("Document is empty, line 1, column 1", 4, 1, 1, filename)
    return _ElementTree(root, None, parser)


def parseid(source, parser=None, *, base_url=None):
    tree = parse(source, parser, base_url=base_url)
    return tree, {e.get("id"): e for e in tree.iter() if isinstance(e.tag, str) and e.get("id") is not None}


class iterwalk:
    """Events of a tree: ('start' | 'end' | 'comment' | 'pi' | 'start-ns' | 'end-ns', node)."""

    def __init__(self, element_or_tree, events=("end",), tag=None):
        self.root = _root_of(element_or_tree)
        self._skip = False
        self._events = self._walk(self.root, frozenset(events), tag)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._events)

    def skip_subtree(self):
        self._skip = True

    def _walk(self, root, events, tag):
        tags = None if tag is None else {tag} if isinstance(tag, (str, QName)) else set(tag)
        stack = [(root, None, ())]
        while stack:
            node, children, declared = stack[-1]
            wanted = tags is None or node in tags or node.tag in tags
            if children is None:
                kind = {Comment: "comment", ProcessingInstruction: "pi"}.get(node.tag)
                if kind:
                    stack.pop()
                    if kind in events:
                        yield kind, node
                    continue
                if "start-ns" in events or "end-ns" in events:
                    parent = node.getparent()
                    outer = {} if parent is None or node is root else parent.nsmap
                    declared = [(p or "", u) for p, u in node.nsmap.items() if outer.get(p) != u]
                    if "start-ns" in events:
                        for pair in declared:
                            yield "start-ns", pair
                self._skip = False
                if wanted and "start" in events:
                    yield "start", node
                children = iter(()) if self._skip else node.iterchildren()
                stack[-1] = node, children, declared
            child = next(children, None)
            if child is not None:
                stack.append((child, None, ()))
                continue
            stack.pop()
            if wanted and "end" in events:
                yield "end", node
            if "end-ns" in events:
                for _ in declared:
                    yield "end-ns", None


class iterparse:
    """Events of a document in a file. The document is read as a whole before the first event."""

    def __init__(self, source, events=("end",), *, tag=None, html=False, huge_tree=False, recover=None, **options):
        self.root = None
        if recover is not None and not html:
            options["recover"] = recover
        parser = HTMLParser(**options) if html else XMLParser(huge_tree=huge_tree, **options)
        self._source, self._parser, self._events, self._tag, self._walk = source, parser, events, tag, None

    def __iter__(self):
        return self

    def __next__(self):
        if self._walk is None:
            root = parse(self._source, self._parser).getroot()
            self._walk = iterwalk(root, self._events, self._tag)
        try:
            return next(self._walk)
        except StopIteration:
            self.root = self._walk.root
            raise

    @property
    def error_log(self):
        return self._parser.error_log


ElementDepthFirstIterator = ElementChildIterator = SiblingsIterator = AncestorsIterator = type(Element("a").iter())


def use_global_python_log(log):
    """Errors are in the logs of parsers."""


def clear_error_log():
    """There is no global log."""
