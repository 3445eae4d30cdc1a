"""The SAX parser on top of expat."""
import weakref
from xml.parsers import expat

from . import handler as _handler, xmlreader
from ._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                          SAXReaderNotAvailable)
from .handler import (feature_external_ges, feature_external_pes, feature_namespace_prefixes, feature_namespaces,
                      feature_string_interning, feature_validation, property_interning_dict, property_xml_string)

version = "0.20"
AttributesImpl = xmlreader.AttributesImpl
AttributesNSImpl = xmlreader.AttributesNSImpl


class _ClosedParser:
    ErrorColumnNumber = ErrorLineNumber = None


class ExpatLocator(xmlreader.Locator):
    """Knows the place without keeping the parser alive."""

    def __init__(self, parser):
        self._ref = weakref.ref(parser)

    def getColumnNumber(self):
        """The column."""
        parser = self._ref()
        return -1 if parser is None or parser._parser is None else parser._parser.ErrorColumnNumber

    def getLineNumber(self):
        """The line."""
        parser = self._ref()
        return 1 if parser is None or parser._parser is None else parser._parser.ErrorLineNumber

    def getPublicId(self):
        """The public identifier."""
        parser = self._ref()
        return None if parser is None else parser._source.getPublicId()

    def getSystemId(self):
        """The system identifier."""
        parser = self._ref()
        return None if parser is None else parser._source.getSystemId()


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """The parser."""

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        xmlreader.IncrementalParser.__init__(self, bufsize)
        self._source = xmlreader.InputSource()
        self._parser = None
        self._namespaces = namespaceHandling
        self._lex_handler_prop = None
        self._parsing = False
        self._entity_stack = []
        self._external_ges = 0
        self._interning = None

    def parse(self, source):
        """Parse a source."""
        from . import saxutils
        source = saxutils.prepare_input_source(source)
        self._source = source
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            xmlreader.IncrementalParser.parse(self, source)
        except:
            self._close_source()
            raise

    def prepareParser(self, source):
        """Tell the parser what the source is relative to."""
        if source.getSystemId() is not None:
            self._parser.SetBase(source.getSystemId())

    def setContentHandler(self, handler):
        """Set the handler of the document."""
        xmlreader.IncrementalParser.setContentHandler(self, handler)
        if self._parsing:
            self._reset_cont_handler()

    def getFeature(self, name):
        """A feature's state."""
        if name == feature_namespaces:
            return self._namespaces
        if name == feature_string_interning:
            return self._interning is not None
        if name in (feature_validation, feature_external_pes, feature_namespace_prefixes):
            return 0
        if name == feature_external_ges:
            return self._external_ges
        raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def setFeature(self, name, state):
        """Set a feature's state."""
        if self._parsing:
            raise SAXNotSupportedException("Cannot set features while parsing")
        if name == feature_namespaces:
            self._namespaces = state
        elif name == feature_external_ges:
            self._external_ges = state
        elif name == feature_string_interning:
            if state:
                if self._interning is None:
                    self._interning = {}
            else:
                self._interning = None
        elif name == feature_validation:
            if state:
                raise SAXNotSupportedException("expat does not support validation")
        elif name == feature_external_pes:
            if state:
                raise SAXNotSupportedException("expat does not read external parameter entities")
        elif name == feature_namespace_prefixes:
            if state:
                raise SAXNotSupportedException("expat does not report namespace prefixes")
        else:
            raise SAXNotRecognizedException("Feature '%s' not recognized" % name)

    def getProperty(self, name):
        """A property's value."""
        if name == _handler.property_lexical_handler:
            return self._lex_handler_prop
        if name == property_interning_dict:
            return self._interning
        if name == property_xml_string:
            if self._parser:
                if hasattr(self._parser, "GetInputContext"):
                    return self._parser.GetInputContext()
                raise SAXNotRecognizedException("This version of expat does not support getting the XML string")
            raise SAXNotSupportedException("XML string cannot be returned when not parsing")
        raise SAXNotRecognizedException("Property '%s' not recognized" % name)

    def setProperty(self, name, value):
        """Set a property's value."""
        if name == _handler.property_lexical_handler:
            self._lex_handler_prop = value
            if self._parsing:
                self._reset_lex_handler_prop()
        elif name == property_interning_dict:
            self._interning = value
        elif name == property_xml_string:
            raise SAXNotSupportedException("Property '%s' cannot be set" % name)
        else:
            raise SAXNotRecognizedException("Property '%s' not recognized" % name)

    def feed(self, data, isFinal=False):
        """Parse more."""
        if not self._parsing:
            self.reset()
            self._parsing = True
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.error as error:
            wrong = SAXParseException(expat.ErrorString(error.code), error, self)
            self._err_handler.fatalError(wrong)

    def flush(self):
        """Parse what waits for more."""
        if self._parser is None:
            return
        was = self._parser.GetReparseDeferralEnabled()
        try:
            self._parser.SetReparseDeferralEnabled(False)
            self._parser.Parse(b"", False)
        except expat.error as error:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(error.code), error, self))
        finally:
            self._parser.SetReparseDeferralEnabled(was)

    def _close_source(self):
        source = self._source
        try:
            file = source.getCharacterStream()
            if file is not None:
                file.close()
        finally:
            file = source.getByteStream()
            if file is not None:
                file.close()

    def close(self):
        """There is no more."""
        if self._entity_stack or self._parser is None or isinstance(self._parser, _ClosedParser):
            return
        try:
            self.feed(b"", isFinal=True)
            self._cont_handler.endDocument()
            self._parsing = False
            # The cycle through the handlers ends here; the place of the end stays known.
            parser = self._parser
            self._parser = _ClosedParser()
            self._parser.ErrorColumnNumber = parser.ErrorColumnNumber
            self._parser.ErrorLineNumber = parser.ErrorLineNumber
        finally:
            self._parsing = False
        self._close_source()

    def _reset_cont_handler(self):
        self._parser.ProcessingInstructionHandler = self._cont_handler.processingInstruction
        self._parser.CharacterDataHandler = self._cont_handler.characters

    def _reset_lex_handler_prop(self):
        lexical, parser = self._lex_handler_prop, self._parser
        if lexical is None:
            parser.CommentHandler = None
            parser.StartCdataSectionHandler = None
            parser.EndCdataSectionHandler = None
            parser.StartDoctypeDeclHandler = None
            parser.EndDoctypeDeclHandler = None
        else:
            parser.CommentHandler = lexical.comment
            parser.StartCdataSectionHandler = lexical.startCDATA
            parser.EndCdataSectionHandler = lexical.endCDATA
            parser.StartDoctypeDeclHandler = self.start_doctype_decl
            parser.EndDoctypeDeclHandler = lexical.endDTD

    def reset(self):
        """Be ready for another document."""
        if self._namespaces:
            self._parser = expat.ParserCreate(self._source.getEncoding(), " ", intern=self._interning)
            self._parser.namespace_prefixes = 1
            self._parser.StartElementHandler = self.start_element_ns
            self._parser.EndElementHandler = self.end_element_ns
        else:
            self._parser = expat.ParserCreate(self._source.getEncoding(), intern=self._interning)
            self._parser.StartElementHandler = self.start_element
            self._parser.EndElementHandler = self.end_element
        self._reset_cont_handler()
        self._parser.UnparsedEntityDeclHandler = self.unparsed_entity_decl
        self._parser.NotationDeclHandler = self.notation_decl
        self._parser.StartNamespaceDeclHandler = self.start_namespace_decl
        self._parser.EndNamespaceDeclHandler = self.end_namespace_decl
        if self._lex_handler_prop is not None:
            self._reset_lex_handler_prop()
        self._parser.ExternalEntityRefHandler = self.external_entity_ref
        self._parser.SkippedEntityHandler = self.skipped_entity_handler
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parsing = False
        self._entity_stack = []

    def getColumnNumber(self):
        """The column."""
        return None if self._parser is None else self._parser.ErrorColumnNumber

    def getLineNumber(self):
        """The line."""
        return 1 if self._parser is None else self._parser.ErrorLineNumber

    def getPublicId(self):
        """The public identifier."""
        return self._source.getPublicId()

    def getSystemId(self):
        """The system identifier."""
        return self._source.getSystemId()

    def start_element(self, name, attrs):
        """An element begins."""
        self._cont_handler.startElement(name, AttributesImpl(attrs))

    def end_element(self, name):
        """An element ends."""
        self._cont_handler.endElement(name)

    @staticmethod
    def _pair(name):
        """((namespace, name), as written) of expat's name."""
        parts = name.split()
        if len(parts) == 1:
            return (None, name), parts[0]
        if len(parts) == 3:
            return (parts[0], parts[1]), "%s:%s" % (parts[2], parts[1])
        return tuple(parts), parts[1]

    def start_element_ns(self, name, attrs):
        """An element begins."""
        pair, qname = self._pair(name)
        values, qnames = {}, {}
        for key, value in attrs.items():
            key, written = self._pair(key)
            values[key] = value
            qnames[key] = written
        self._cont_handler.startElementNS(pair, None, AttributesNSImpl(values, qnames))

    def end_element_ns(self, name):
        """An element ends."""
        self._cont_handler.endElementNS(self._pair(name)[0], None)

    def processing_instruction(self, target, data):
        """A processing instruction."""
        self._cont_handler.processingInstruction(target, data)

    def character_data(self, data):
        """Text."""
        self._cont_handler.characters(data)

    def start_namespace_decl(self, prefix, uri):
        """A prefix begins to mean a namespace."""
        self._cont_handler.startPrefixMapping(prefix, uri)

    def end_namespace_decl(self, prefix):
        """It does no longer."""
        self._cont_handler.endPrefixMapping(prefix)

    def start_doctype_decl(self, name, sysid, pubid, has_internal_subset):
        """The document type begins."""
        self._lex_handler_prop.startDTD(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        """An entity that is not parsed."""
        self._dtd_handler.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def notation_decl(self, name, base, sysid, pubid):
        """A notation."""
        self._dtd_handler.notationDecl(name, pubid, sysid)

    def external_entity_ref(self, context, base, sysid, pubid):
        """An external entity: parsed if that feature is on."""
        if not self._external_ges:
            return 1
        from . import saxutils
        source = self._ent_handler.resolveEntity(pubid, sysid)
        source = saxutils.prepare_input_source(source, self._source.getSystemId() or "")
        self._entity_stack.append((self._parser, self._source))
        self._parser = self._parser.ExternalEntityParserCreate(context)
        self._source = source
        try:
            xmlreader.IncrementalParser.parse(self, source)
        except Exception:
            return 0
        self._parser, self._source = self._entity_stack.pop()
        return 1

    def skipped_entity_handler(self, name, is_pe):
        """An entity was skipped."""
        if is_pe:
            name = "%" + name
        self._cont_handler.skippedEntity(name)


def create_parser(*args, **kwargs):
    """A parser."""
    return ExpatParser(*args, **kwargs)
