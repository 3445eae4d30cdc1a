"""Handlers: classes whose methods a parser calls; each does nothing until a subclass says otherwise."""

version = '2.0beta'

_SAX, _PYTHON = 'http://xml.org/sax/', 'http://www.python.org/sax/'

feature_namespaces, feature_namespace_prefixes, feature_string_interning, feature_validation, feature_external_ges, \
    feature_external_pes = all_features = [f'{_SAX}features/{name}' for name in (
        'namespaces', 'namespace-prefixes', 'string-interning', 'validation', 'external-general-entities',
        'external-parameter-entities')]

property_lexical_handler, property_dom_node, property_declaration_handler, property_xml_string = (
    f'{_SAX}properties/{name}' for name in ('lexical-handler', 'dom-node', 'declaration-handler', 'xml-string'))
property_encoding, property_interning_dict = f'{_PYTHON}properties/encoding', f'{_PYTHON}properties/interning-dict'
all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler, property_xml_string,
                  property_encoding, property_interning_dict]


class ContentHandler:
    """The document itself."""

    def __init__(self):
        """No locator yet."""
        self._locator = None

    def setDocumentLocator(self, locator):
        """Called first, with what knows the place in the document."""
        self._locator = locator

    def startDocument(self):
        """The document begins."""

    def startPrefixMapping(self, prefix, uri):
        """A prefix means a namespace from here."""

    def startElement(self, name, attrs):
        """An element begins."""

    def startElementNS(self, name, qname, attrs):
        """An element begins, with namespaces on."""

    def characters(self, content):
        """Some text."""

    def ignorableWhitespace(self, whitespace):
        """White space between elements, from parsers that validate."""

    def processingInstruction(self, target, data):
        """A processing instruction."""

    def skippedEntity(self, name):
        """An entity was skipped."""

    def endElementNS(self, name, qname):
        """An element ends, with namespaces on."""

    def endElement(self, name):
        """An element ends."""

    def endPrefixMapping(self, prefix):
        """It does no longer."""

    def endDocument(self):
        """The document ends."""


class LexicalHandler:
    """How the document is written: comments, CDATA sections, the document type."""

    def startDTD(self, name, public_id, system_id):
        """The document type begins."""

    def endDTD(self):
        """The document type ends."""

    def startCDATA(self):
        """A CDATA section begins."""

    def endCDATA(self):
        """A CDATA section ends."""

    def comment(self, content):
        """A comment."""


class DTDHandler:
    """What the document type declares."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is not parsed."""

    def notationDecl(self, name, publicId, systemId):
        """A notation."""


class EntityResolver:
    """Where external entities are."""

    def resolveEntity(self, publicId, systemId):
        """The identifier, or InputSource, to read."""
        return systemId


class ErrorHandler:
    """What becomes of errors: they are raised, warnings printed."""

    def warning(self, exception):
        """A warning."""
        print(exception)

    def error(self, exception):
        """An error from which parsing can go on."""
        raise exception

    def fatalError(self, exception):
        """An error that ends parsing."""
        raise exception
