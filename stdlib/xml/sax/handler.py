"""Handlers: classes whose methods a parser calls; each does nothing until a subclass says otherwise."""

version = "2.0beta"


class ErrorHandler:
    """What becomes of errors: they are raised, warnings printed."""

    def error(self, exception):
        """An error from which parsing can go on."""
        raise exception

    def fatalError(self, exception):
        """An error that ends parsing."""
        raise exception

    def warning(self, exception):
        """A warning."""
        print(exception)


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

    def endDocument(self):
        """The document ends."""

    def startPrefixMapping(self, prefix, uri):
        """A prefix means a namespace from here."""

    def endPrefixMapping(self, prefix):
        """It does no longer."""

    def startElement(self, name, attrs):
        """An element begins."""

    def endElement(self, name):
        """An element ends."""

    def startElementNS(self, name, qname, attrs):
        """An element begins, with namespaces on."""

    def endElementNS(self, name, qname):
        """An element ends, with namespaces on."""

    def characters(self, content):
        """Some text."""

    def ignorableWhitespace(self, whitespace):
        """White space between elements, from parsers that validate."""

    def processingInstruction(self, target, data):
        """A processing instruction."""

    def skippedEntity(self, name):
        """An entity was skipped."""


class DTDHandler:
    """What the document type declares."""

    def notationDecl(self, name, publicId, systemId):
        """A notation."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is not parsed."""


class EntityResolver:
    """Where external entities are."""

    def resolveEntity(self, publicId, systemId):
        """The identifier, or InputSource, to read."""
        return systemId


feature_namespaces = "http://xml.org/sax/features/namespaces"
feature_namespace_prefixes = "http://xml.org/sax/features/namespace-prefixes"
feature_string_interning = "http://xml.org/sax/features/string-interning"
feature_validation = "http://xml.org/sax/features/validation"
feature_external_ges = "http://xml.org/sax/features/external-general-entities"
feature_external_pes = "http://xml.org/sax/features/external-parameter-entities"

all_features = [feature_namespaces, feature_namespace_prefixes, feature_string_interning, feature_validation,
                feature_external_ges, feature_external_pes]

property_lexical_handler = "http://xml.org/sax/properties/lexical-handler"
property_declaration_handler = "http://xml.org/sax/properties/declaration-handler"
property_dom_node = "http://xml.org/sax/properties/dom-node"
property_xml_string = "http://xml.org/sax/properties/xml-string"
property_encoding = "http://www.python.org/sax/properties/encoding"
property_interning_dict = "http://www.python.org/sax/properties/interning-dict"

all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler, property_xml_string,
                  property_encoding, property_interning_dict]


class LexicalHandler:
    """How the document is written: comments, CDATA sections, the document type."""

    def comment(self, content):
        """A comment."""

    def startDTD(self, name, public_id, system_id):
        """The document type begins."""

    def endDTD(self):
        """The document type ends."""

    def startCDATA(self):
        """A CDATA section begins."""

    def endCDATA(self):
        """A CDATA section ends."""
