"""XPath: expressions, what they are evaluated at, functions of programs; the searches that elements have."""
import re

import _lxml
from _lxml import _Element

from ._elementpath import compile_path as _compile_path
from ._errors import XPathEvalError, XPathSyntaxError, _ErrorLog
from ._nodes import Element, QName, SubElement, _add_methods, _text
from ._trees import _ElementTree

__name__ = "lxml.etree"


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


# --- searches of elements


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


def _extend_elements():
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

    _add_methods(find, findall, iterfind, findtext, xpath, cssselect)


_extend_elements()
