"""XML as a tree of elements: parsing, searching, changing, writing."""
from contextlib import contextmanager, nullcontext
import io
import re
import sys

from _elementtree import Element, ParseError, SubElement, TreeBuilder, XMLParser, _set_factories, _written

from . import ElementPath

__all__ = ['Comment', 'dump', 'Element', 'ElementTree', 'canonicalize', 'fromstring', 'fromstringlist', 'indent', 'iselement',
           'iterparse', 'parse', 'ParseError', 'PI', 'ProcessingInstruction', 'QName', 'SubElement', 'tostring',
           'tostringlist', 'TreeBuilder', 'VERSION', 'XML', 'XMLID', 'XMLParser', 'XMLPullParser', 'register_namespace',
           'C14NWriterTarget']
VERSION = '1.3.0'


def iselement(element):
    """Whether it looks like an element."""
    return hasattr(element, 'tag')


# -- Elements: Element, SubElement, TreeBuilder and XMLParser are native

def Comment(text=None):
    """A comment as an element."""
    made = Element(Comment)
    made.text = text
    return made


def ProcessingInstruction(target, text=None):
    """A processing instruction as an element."""
    made = Element(ProcessingInstruction)
    made.text = f'{target} {text}' if text else target
    return made


PI = ProcessingInstruction
_set_factories(Comment, ProcessingInstruction)


class QName:
    """A name with a namespace."""

    def __init__(self, text_or_uri, tag=None):
        self.text = f'{{{text_or_uri}}}{tag}' if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f'<{type(self).__name__} {self.text!r}>'

    def __hash__(self):
        return hash(self.text)

    def __le__(self, other):
        return self.text <= _plain_name(other)

    def __lt__(self, other):
        return self.text < _plain_name(other)

    def __ge__(self, other):
        return self.text >= _plain_name(other)

    def __gt__(self, other):
        return self.text > _plain_name(other)

    def __eq__(self, other):
        return self.text == _plain_name(other)


def _plain_name(name):
    return name.text if isinstance(name, QName) else name


# -- Documents

@contextmanager
def _opened(source, mode):
    """A file that is open already, or one of a name that is open for a while."""
    if hasattr(source, 'read' if 'r' in mode else 'write'):
        yield source
    else:
        with open(source, mode) as file:
            yield file


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
        with _opened(source, 'rb') as file:
            parser = XMLParser() if parser is None else parser
            if hasattr(parser, '_parse_whole'):
                self._root = parser._parse_whole(file)
            else:
                while piece := file.read(65536):
                    parser.feed(piece)
                self._root = parser.close()
        return self._root

    def _relative(self, path):
        """A path as it is below the root: once, a slash at the start was ignored."""
        if path[:1] != '/':
            return path
        import warnings
        warnings.warn('This search is broken in 1.3 and earlier, and will be fixed in a future version.  '
                      f"If you rely on the current behaviour, change it to {'.' + path!r}", FutureWarning, stacklevel=3)
        return '.' + path

    def iter(self, tag=None):
        """All elements of a tag."""
        return self._root.iter(tag)

    def find(self, path, namespaces=None):
        """The first element that a path leads to, or None."""
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of the first element that a path leads to."""
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """The elements that a path leads to."""
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """The elements that a path leads to, one by one."""
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        """Write the document to a file, by name or open; encoding "unicode" means text."""
        _method_of(method)
        encoding = encoding or ('utf-8' if method == 'c14n' else 'us-ascii')
        with _text_writer(file_or_filename, encoding) as (write, declared):
            self._write(write, encoding, declared, xml_declaration, default_namespace, method, short_empty_elements)

    def _write(self, write, encoding, declared, xml_declaration, default_namespace, method, short_empty_elements,
               whole=False):
        """Write in as many pieces as usual, or as a whole."""
        write_tree = _method_of(method)
        wanted = encoding.lower() != 'unicode' and declared.lower() not in ('utf-8', 'us-ascii')
        if method in ('xml', None, '') and (xml_declaration or xml_declaration is None and wanted):
            write(f"<?xml version='1.0' encoding='{declared}'?>\n")
        if whole and write_tree is _methods['xml']:
            text = None if default_namespace else _written(self._root, None, '', short_empty_elements, Comment, PI)
            if text is None:
                names = _written_names(self._root, default_namespace)
                text = _written(self._root, names, _declarations(names), short_empty_elements, Comment, PI)
            if text is not None:
                write(text)
                return
        write_tree(write, self._root, default_namespace, short_empty_elements)

    def write_c14n(self, file):
        """Write the document in canonical form."""
        return self.write(file, method='c14n')


@contextmanager
def _text_writer(target, encoding):
    """A function that writes text to a file, by name or open, in an encoding, and the encoding that results."""
    write = getattr(target, 'write', None)
    as_text = encoding.lower() == 'unicode'
    if write is None:
        with open(target, 'w', encoding='utf-8' if as_text else encoding, errors='xmlcharrefreplace') as file:
            yield file.write, file.encoding
    elif as_text:
        yield write, getattr(target, 'encoding', None) or 'utf-8'
    else:
        # A file of bytes; what it lacks of one is asked for only when there are marks at the start of the encoding.
        if isinstance(target, io.BufferedIOBase):
            raw, release = target, True
        elif isinstance(target, io.RawIOBase):
            raw, release = io.BufferedWriter(target), True
        else:
            raw, release = io.BufferedIOBase(), False
            raw.writable, raw.write = lambda: True, write
            for name in ('seekable', 'tell'):
                if hasattr(target, name):
                    setattr(raw, name, getattr(target, name))
        text = io.TextIOWrapper(raw, encoding=encoding, errors='xmlcharrefreplace', newline='\n')
        try:
            yield text.write, encoding
        finally:
            text.detach()
            if release and raw is not target:
                raw.detach()


# -- Writing

_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml', 'http://www.w3.org/1999/xhtml': 'html',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf', 'http://schemas.xmlsoap.org/wsdl/': 'wsdl',
    'http://www.w3.org/2001/XMLSchema': 'xs', 'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc',
}


def register_namespace(prefix, uri):
    """Write a namespace with this prefix."""
    if re.match(r'ns\d+$', prefix):
        raise ValueError('Prefix format reserved for internal use')
    for known in [known for known, used in _namespace_map.items() if known == uri or used == prefix]:
        del _namespace_map[known]
    _namespace_map[uri] = prefix


register_namespace._namespace_map = _namespace_map


def _unwritable(value):
    raise TypeError(f'cannot serialize {value!r} (type {type(value).__name__})')


class _WrittenNames(dict):
    """How names are written, each worked out when it is first met; `prefixes` are those of the namespaces met."""

    def __init__(self, default):
        self.default = default
        self.prefixes = {default: ''} if default else {}

    def __missing__(self, name):
        try:
            written = self.written(name)
        except TypeError:
            _unwritable(name)
        self[name] = written
        return written

    def written(self, name):
        if name[:1] != '{':
            if self.default:
                raise ValueError('cannot use non-qualified names with default_namespace option')
            return name
        uri, local = name[1:].rsplit('}', 1)
        if (prefix := self.prefixes.get(uri)) is None:
            prefix = _namespace_map.get(uri)
            if prefix is None:
                prefix = f'ns{len(self.prefixes)}'
            if prefix != 'xml':
                self.prefixes[uri] = prefix
        return f'{prefix}:{local}' if prefix else local


def _written_names(root, default):
    """All names of a tree, so that its root can declare their namespaces."""
    names = _WrittenNames(default)
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str):
            if tag not in names:
                names[tag]
        elif isinstance(tag, QName):
            names[tag.text]
        elif not (tag is None or tag is Comment or tag is PI):
            _unwritable(tag)
        for key, value in element.items():
            if key.__class__ is not str:
                key = _plain_name(key)
            if key not in names:
                names[key]
            if isinstance(value, QName):
                names[value.text]
        if isinstance(element.text, QName):
            names[element.text.text]
    return names


def _escaper(**entities):
    """A function that writes characters as entities, from 'lt' to numbers."""
    # The ampersand comes first, so that it is not met again.
    pairs = sorted([(chr(code), text) for code, text in entities.values()], key=lambda pair: pair[0] != '&')

    def escape(text):
        try:
            for char, entity in pairs:
                if char in text:
                    text = text.replace(char, entity)
            return text
        except (TypeError, AttributeError):
            _unwritable(text)
    return escape


_LT, _GT, _AMP, _QUOTE = (60, '&lt;'), (62, '&gt;'), (38, '&amp;'), (34, '&quot;')
_escape_cdata = _escaper(a=_AMP, l=_LT, g=_GT)
_escape_attrib = _escaper(a=_AMP, l=_LT, g=_GT, q=_QUOTE, n=(10, '&#10;'), r=(13, '&#13;'), t=(9, '&#09;'))
_escape_attrib_html = _escaper(a=_AMP, g=_GT, q=_QUOTE)

HTML_EMPTY = {'area', 'base', 'basefont', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'link', 'meta', 'param',
              'source', 'track', 'wbr'}


def _declarations(names):
    """The namespaces of a tree, as its root declares them."""
    declared = sorted(names.prefixes.items(), key=lambda pair: pair[1])
    return ''.join([f' xmlns{":" + prefix if prefix else ""}="{_escape_attrib(uri)}"' for uri, prefix in declared])


def _write_markup(html):
    """What writes a tree as XML or HTML."""
    escape_value = _escape_attrib_html if html else _escape_attrib

    def write_tree(write, root, default_namespace, short_empty_elements):
        names = _written_names(root, default_namespace)

        def write_element(element, declarations=''):
            tag, text = element.tag, element.text
            if tag is Comment:
                write(f'<!--{_escape_cdata(text) if html else text}-->')
            elif tag is PI:
                write(f'<?{_escape_cdata(text) if html else text}?>')
            elif tag is None:
                if text:
                    write(_escape_cdata(text))
                for child in element:
                    write_element(child)
            else:
                name = names[tag if tag.__class__ is str else _plain_name(tag)]
                start = f'<{name}{declarations}'
                for key, value in element.items():
                    value = names[value.text] if isinstance(value, QName) else escape_value(value)
                    start += f' {names[key if key.__class__ is str else _plain_name(key)]}="{value}"'
                children = element[:]
                if text or children or html or not short_empty_elements:
                    write(start + '>')
                    if text:
                        if html and name.lower() in ('script', 'style'):
                            write(text)
                        else:
                            write(_escape_cdata(text))
                    for child in children:
                        write_element(child)
                    if not (html and name.lower() in HTML_EMPTY):
                        write(f'</{name}>')
                else:
                    write(start + ' />')
            if element.tail:
                write(_escape_cdata(element.tail))

        write_element(root, _declarations(names))
    return write_tree


def _write_text(write, root, default_namespace, short_empty_elements):
    for text in root.itertext():
        write(text)
    if root.tail:
        write(root.tail)


_methods = {'xml': _write_markup(False), 'html': _write_markup(True), 'text': _write_text}


def _method_of(name):
    """What writes a tree in a way."""
    try:
        return _methods[name or 'xml']
    except KeyError:
        raise ValueError(f'unknown method {name!r}') from None


class _Pieces(io.BufferedIOBase):
    """Keeps what is written to it as a list."""

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


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    """The element as bytes, or with encoding "unicode" as text."""
    pieces = []
    as_text = encoding == 'unicode'
    encoding = encoding or ('utf-8' if method == 'c14n' else 'us-ascii')
    ElementTree(element)._write(pieces.append, encoding, 'utf-8' if as_text else encoding, xml_declaration, default_namespace, method,
                                short_empty_elements, True)
    text = ''.join(pieces)
    if not as_text and encoding.lower() == 'unicode':
        io.BytesIO().write(text)    # text for bytes, which says what is wrong
    return text if as_text else text.encode(encoding, 'xmlcharrefreplace')


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
                 short_empty_elements=True):
    """The element as a list of pieces."""
    pieces = []
    ElementTree(element).write(_Pieces(pieces), encoding, xml_declaration, default_namespace, method,
                               short_empty_elements=short_empty_elements)
    return pieces


def dump(elem):
    """Print the element."""
    tree = elem if isinstance(elem, ElementTree) else ElementTree(elem)
    tree.write(sys.stdout, encoding='unicode')
    tail = tree.getroot().tail
    if not tail or tail[-1] != '\n':
        sys.stdout.write('\n')


def indent(tree, space='  ', level=0):
    """Put white space between the elements, so that each level is indented."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f'Initial indentation level must be >= 0, got {level}')

    def arrange(element, outer):
        inner = outer + space
        if not (element.text and element.text.strip()):
            element.text = inner
        last = None
        for child in element:
            if len(child):
                arrange(child, inner)
            if last is not None and not (last.tail and last.tail.strip()):
                last.tail = inner
            last = child
        if not (last.tail and last.tail.strip()):
            last.tail = outer

    if len(tree):
        arrange(tree, '\n' + level * space)


# -- Parsing

def parse(source, parser=None):
    """The tree of a file, by name or open."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """(event, element) pairs of a file while it is read; afterwards `root` is the root."""
    puller = XMLPullParser(events=events, _parser=parser)
    opened = not hasattr(source, 'read')
    file = open(source, 'rb') if opened else source

    def pairs():
        try:
            while True:
                yield from puller.read_events()
                if not (piece := file.read(16 * 1024)):
                    break
                puller.feed(piece)
            root = puller._close_and_return_root()
            yield from puller.read_events()
            return root
        finally:
            if opened:
                file.close()

    work = pairs()

    class IterParseIterator:
        """The events of a file."""
        root = None

        def __iter__(self):
            return self

        def __next__(self):
            try:
                return next(work)
            except StopIteration as end:
                if end.value is not None:
                    self.root = end.value
                raise

        def close(self):
            """End reading."""
            work.close()
            if opened:
                file.close()

        __del__ = close

    return IterParseIterator()


class XMLPullParser:
    """A parser that is fed and asked for events."""

    def __init__(self, events=None, *, _parser=None):
        from collections import deque
        self._events_queue = deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        self._parser._setevents(self._events_queue, ('end',) if events is None else events)

    def feed(self, data):
        """Parse more."""
        if self._parser is None:
            raise ValueError('feed() called after end of stream')
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as error:
                # It is raised when the events before it have been read.
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
        queue = self._events_queue
        while queue:
            event = queue.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        """Parse what waits for more."""
        if self._parser is None:
            raise ValueError('flush() called after end of stream')
        self._parser.flush()


def _parsed(pieces, parser):
    parser = parser or XMLParser(target=TreeBuilder())
    for piece in pieces:
        parser.feed(piece)
    return parser.close()


def XML(text, parser=None):
    """The root element of a document in a text."""
    return _parsed([text], parser)


fromstring = XML


def fromstringlist(sequence, parser=None):
    """The root element of a document in pieces."""
    return _parsed(sequence, parser)


def XMLID(text, parser=None):
    """(root, elements by their id) of a document in a text."""
    root = XML(text, parser)
    return root, {element.get('id'): element for element in root.iter() if element.get('id')}


# -- Canonical XML (C14N 2.0)

def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """A document in canonical form (C14N 2.0), as text or written to out."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    target = io.StringIO() if out is None else out
    parser = XMLParser(target=C14NWriterTarget(target.write, **options))
    if xml_data is None:
        parse(from_file, parser)
    else:
        parser.feed(xml_data)
        parser.close()
    return target.getvalue() if out is None else None


_looks_prefixed = re.compile(r'\w+:\w+').fullmatch
_escape_c14n = _escaper(a=_AMP, l=_LT, g=_GT, r=(13, '&#xD;'))
_escape_c14n_value = _escaper(a=_AMP, l=_LT, q=_QUOTE, t=(9, '&#x9;'), n=(10, '&#xA;'), r=(13, '&#xD;'))


class C14NWriterTarget:
    """A parser's target that writes canonical XML."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False, qname_aware_tags=None,
                 qname_aware_attrs=None, exclude_attrs=None, exclude_tags=None):
        self._write = write
        self._with_comments, self._strip_text, self._rewrite = with_comments, strip_text, rewrite_prefixes
        self._prefixes = {}
        self._qname_tags, self._qname_attrs = (set(names) if names else None for names in (qname_aware_tags, qname_aware_attrs))
        self._exclude_attrs, self._exclude_tags = (set(names) if names else None for names in (exclude_attrs, exclude_tags))
        # (namespace, prefix) pairs of the elements around: what the document declares, and what has been written.
        self._declared = [[('http://www.w3.org/XML/1998/namespace', 'xml')]]
        self._written = [[('http://www.w3.org/XML/1998/namespace', 'xml')]]
        self._preserve = [False]
        self._texts = []
        self._waiting = None    # a start tag whose text may need a namespace
        self._seen_root = False
        self._ended_root = False
        self._ignored = 0       # how deep inside an excluded element

    # -- Namespaces

    def start_ns(self, prefix, uri):
        """A namespace is declared."""
        if self._ignored:
            return
        if self._texts:
            self._flush()
        self._declared[-1].append((uri, prefix))

    @staticmethod
    def _in_scope(scopes):
        """(namespace, prefix) pairs that are valid, the innermost first."""
        seen = set()
        for scope in reversed(scopes):
            for uri, prefix in scope:
                if prefix not in seen:
                    seen.add(prefix)
                    yield uri, prefix

    def _qualified(self, name, uri=None):
        """How a name is written, its local part, its namespace; what is not known outside yet is noted for this element."""
        if uri is None:
            uri, local = name[1:].rsplit('}', 1) if name[:1] == '{' else ('', name)
        else:
            local = name
        valid = [*self._in_scope(self._written)]
        for known, prefix in valid:
            if known == uri:
                return f'{prefix}:{local}' if prefix else local, local, uri
        if self._rewrite:
            prefix = self._prefixes.setdefault(uri, f'n{len(self._prefixes)}')
            self._written[-1].append((uri, prefix))
            return f'{prefix}:{local}', local, uri
        if not uri and '' not in [prefix for _, prefix in valid]:
            return local, local, uri
        for known, prefix in self._in_scope(self._declared):
            if known == uri:
                self._written[-1].append((uri, prefix))
                return f'{prefix}:{local}' if prefix else local, local, uri
        if not uri:
            return local, local, uri
        raise ValueError(f'Namespace "{uri}" is not declared in scope')

    def _resolved(self, text):
        """The {namespace}name that a text prefix:name means."""
        prefix, _, local = text.partition(':')
        for uri, known in self._in_scope(self._declared):
            if known == prefix:
                return f'{{{uri}}}{local}'
        raise ValueError(f'Prefix {prefix} of QName "{text}" is not declared in scope')

    # -- Events

    def data(self, data):
        """Some text."""
        if not self._ignored:
            self._texts.append(data)

    def _flush(self):
        text = ''.join(self._texts)
        self._texts.clear()
        if self._strip_text and not self._preserve[-1]:
            text = text.strip()
        if self._waiting is not None:
            (tag, attributes, declared), self._waiting = self._waiting, None
            name = text if text and _looks_prefixed(text) else None
            self._open(tag, attributes, declared, name)
            if name is not None:
                return
        if text and self._seen_root:
            self._write(_escape_c14n(text))

    def start(self, tag, attrs):
        """An element begins."""
        if self._ignored or self._exclude_tags is not None and tag in self._exclude_tags:
            self._ignored += 1
            return
        if self._texts:
            self._flush()
        new = self._declared[-1]
        self._declared.append([])
        if self._qname_tags is not None and tag in self._qname_tags:
            self._waiting = tag, attrs, new
        else:
            self._open(tag, attrs, new)

    def _open(self, tag, attrs, declared, qname_text=None):
        if self._exclude_attrs is not None:
            attrs = {key: value for key, value in attrs.items() if key not in self._exclude_attrs}
        names = {tag, *attrs}
        resolved = {}
        if qname_text is not None:
            names.add(resolved.setdefault(qname_text, self._resolved(qname_text)))
        if self._qname_attrs is not None:
            for key in self._qname_attrs & attrs.keys():
                if _looks_prefixed(attrs[key]):
                    names.add(resolved.setdefault(attrs[key], self._resolved(attrs[key])))
        self._written.append([])
        parts = {name: self._qualified(name) for name in sorted(names, key=lambda name: name.split('}', 1))}
        values = []
        for uri, prefix in sorted(self._written[-1], key=lambda pair: pair[1]):
            values.append((f'xmlns:{prefix}' if prefix else 'xmlns', uri))
        for key, value in sorted(attrs.items(), key=lambda pair: parts[pair[0]][2:0:-1]):
            written, local, uri = parts[key]
            if value in resolved and self._qname_attrs is not None and key in self._qname_attrs:
                value = parts[resolved[value]][0]
            values.append((written if uri else local, value))
        space = attrs.get('{http://www.w3.org/XML/1998/namespace}space')
        self._preserve.append(self._preserve[-1] if space is None else space == 'preserve')
        shown = ''.join([f' {name}="{_escape_c14n_value(value)}"' for name, value in values])
        self._write(f'<{parts[tag][0]}{shown}>')
        if qname_text is not None:
            self._write(_escape_c14n(parts[resolved[qname_text]][0]))
        self._seen_root = True
        self._declared.append([])

    def end(self, tag):
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
            return
        if self._texts or self._waiting is not None:
            self._flush()
        self._write(f'</{self._qualified(tag)[0]}>')
        self._preserve.pop()
        self._ended_root = len(self._preserve) == 1
        self._declared.pop()
        self._declared.pop()
        self._declared[-1] = [] if len(self._declared) > 1 else self._declared[-1]
        self._written.pop()

    def _aside(self, text):
        if self._texts or self._waiting is not None:
            self._flush()
        if self._ended_root:
            text = '\n' + text
        elif not self._seen_root:
            text += '\n'
        self._write(text)

    def comment(self, text):
        """A comment."""
        if self._with_comments and not self._ignored:
            self._aside(f'<!--{_escape_c14n(text)}-->')

    def pi(self, target, data):
        """A processing instruction."""
        if not self._ignored:
            self._aside(f'<?{target} {_escape_c14n(data)}?>' if data else f'<?{target}?>')
