"""Parsers, what they tell targets, events of documents and trees."""
import os
import re

import _lxml

from ._errors import XMLSyntaxAssertionError, XMLSyntaxError, _ErrorLog, _LogEntry
from ._nodes import PI, Comment, Element, ProcessingInstruction, QName, _Default, _make_element, _register
from ._trees import _ElementTree, _root_of

__name__ = "lxml.etree"


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


_first_default_parser = _Default.parser = XMLParser()
_html_parser = HTMLParser()


def get_default_parser():
    return _Default.parser


def set_default_parser(parser=None):
    _Default.parser = parser if parser is not None else _first_default_parser


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
    return (_Default.parser if parser is None else parser)._parse(_data(text), base_url)


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
    parser = _Default.parser if parser is None else parser
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
