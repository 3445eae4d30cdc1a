"""Documents as trees: what is known of them, how they are written."""
import os
import re
import sys

import _lxml
from _lxml import _Element

from ._nodes import Comment, Entity, _add_methods, _text

__name__ = "lxml.etree"


_UNDECLARED = "ASCII", "UTF-8", "UTF8", "US-ASCII"  # encodings that documents need not declare


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
        from ._parsers import parse
        tree = parse(source, parser, base_url=base_url)
        self._root, self._inside, self._parser = tree.getroot(), None, tree._parser
        return self._root

    def write(self, file, *, encoding=None, method="xml", pretty_print=False, xml_declaration=None, with_tail=True,
              standalone=None, doctype=None, compression=0, exclusive=False, inclusive_ns_prefixes=None,
              with_comments=True, strip_text=False):
        if xml_declaration is None and method == "xml":
            xml_declaration = encoding is not None and encoding is not str and encoding.upper() not in _UNDECLARED
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
        from ._xpath import XPathDocumentEvaluator
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
        from ._parsers import parse
        return parse(file, parser)
    return _ElementTree(parser=parser)


def getroottree(self):
    return _ElementTree(None, self)


_add_methods(getroottree)


def _root_of(tree_or_element):
    if isinstance(tree_or_element, _ElementTree):
        return tree_or_element._needed_root()
    if not isinstance(tree_or_element, _Element):
        raise TypeError(f"Invalid input object: {type(tree_or_element).__name__}")
    return tree_or_element


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
        xml_declaration = method == "xml" and (standalone is not None or encoding.upper() not in _UNDECLARED)
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


def register_namespace(prefix, uri):
    """Kept for programs that call it; prefixes are those of the documents."""
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
