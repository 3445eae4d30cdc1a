"""Trees of XML and HTML: elements, parsers, writing and XPath."""
from _lxml import _Element

from ._errors import (C14NError, DocumentInvalid, DTDError, Error, LxmlError, LxmlRegistryError, LxmlSyntaxError,
                      NamespaceRegistryError, ParseError, ParserError, SerialisationError, XIncludeError,
                      XMLSyntaxAssertionError, XMLSyntaxError, XPathError, XPathEvalError, XPathFunctionError,
                      XPathResultError, XPathSyntaxError, _BaseErrorLog, _ErrorLog, _ListErrorLog, _LogEntry)
from ._nodes import (
    AttributeBasedElementClassLookup, CDATA, Comment, CommentBase, CustomElementClassLookup, Element, ElementBase,
    ElementClassLookup, ElementDefaultClassLookup, ElementNamespaceClassLookup, Entity, EntityBase,
    FallbackElementClassLookup, iselement, ParserBasedElementClassLookup, PI, PIBase, ProcessingInstruction,
    PythonElementClassLookup, QName, SubElement, __ContentOnlyElement, _Attrib, _Comment, _ElementUnicodeResult, _Entity,
    _ProcessingInstruction)
from ._trees import (cleanup_namespaces, DocInfo, dump, ElementTree, indent, register_namespace, strip_attributes,
                     strip_elements, strip_tags, tostring, tostringlist, tounicode, _ElementTree)
from ._xpath import (ETXPath, Extension, FunctionNamespace, XPath, XPathDocumentEvaluator, XPathElementEvaluator,
                     XPathEvaluator, _XPathEvaluatorBase)
from ._parsers import (ETCompatXMLParser, fromstring, fromstringlist, get_default_parser, HTML, HTMLParser, HTMLPullParser,
                       iterparse, iterwalk, parse, parseid, set_default_parser, set_element_class_lookup, TreeBuilder, XML,
                       XMLID, XMLParser, XMLPullParser, XMLTreeBuilder, _FeedParser)

LXML_VERSION = (6, 1, 3, 0)
LIBXML_VERSION = LIBXML_COMPILED_VERSION = (2, 14, 6)
LIBXSLT_VERSION = LIBXSLT_COMPILED_VERSION = (1, 1, 43)
DEBUG = 1

ElementDepthFirstIterator = ElementChildIterator = SiblingsIterator = AncestorsIterator = type(Element("a").iter())


def use_global_python_log(log):
    """Errors are in the logs of parsers."""


def clear_error_log():
    """There is no global log."""
