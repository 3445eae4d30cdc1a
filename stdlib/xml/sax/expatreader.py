"""The SAX parser on top of expat."""
import weakref

from xml.parsers import expat

from . import handler, saxutils, xmlreader
from ._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                          SAXReaderNotAvailable)
from .handler import (feature_external_ges, feature_external_pes, feature_namespace_prefixes, feature_namespaces,
                      feature_string_interning, feature_validation, property_interning_dict, property_lexical_handler,
                      property_xml_string)

version = '0.20'
AttributesImpl, AttributesNSImpl = xmlreader.AttributesImpl, xmlreader.AttributesNSImpl

# What expat cannot do: these features are always off.
_NEVER = {feature_validation: 'support validation', feature_external_pes: 'read external parameter entities',
          feature_namespace_prefixes: 'report namespace prefixes'}


class ExpatLocator(xmlreader.Locator):
    """Knows the place without keeping the parser alive."""

    def __init__(self, parser):
        self._ref = weakref.ref(parser)

    def _ask(self, what, otherwise):
        parser = self._ref()
        return otherwise if parser is None else getattr(parser, what)()

    def getLineNumber(self):
        """The line."""
        return self._ask('getLineNumber', 1)

    def getColumnNumber(self):
        """The column."""
        return self._ask('getColumnNumber', -1)

    def getSystemId(self):
        """The system identifier."""
        return self._ask('getSystemId', None)

    def getPublicId(self):
        """The public identifier."""
        return self._ask('getPublicId', None)


def _split(name):
    """The (namespace, local name) pair of what expat calls an element or attribute, and how that is written."""
    match name.split(' '):
        case [local]:
            return (None, local), local
        case [uri, local]:
            return (uri, local), local
        case [uri, local, prefix]:
            return (uri, local), f'{prefix}:{local}'
        case _:
            return tuple(name.split()), None


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """The parser."""

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        super().__init__(bufsize)
        self._source = xmlreader.InputSource()
        self._parser = None
        self._parsing = False
        self._namespaces = namespaceHandling
        self._external_ges = 0
        self._interning = None
        self._lex_handler_prop = None
        self._entity_stack = []     # the parsers and sources around an external entity

    # -- Features, properties, handlers

    def getFeature(self, name):
        """A feature's state."""
        states = {feature_namespaces: self._namespaces, feature_external_ges: self._external_ges,
                  feature_string_interning: self._interning is not None, **dict.fromkeys(_NEVER, 0)}
        return states[name] if name in states else super().getFeature(name)

    def setFeature(self, name, state):
        """Set a feature's state."""
        if self._parsing:
            raise SAXNotSupportedException('Cannot set features while parsing')
        attribute = {feature_namespaces: '_namespaces', feature_external_ges: '_external_ges'}.get(name)
        if attribute:
            setattr(self, attribute, state)
        elif name == feature_string_interning:
            self._interning = (self._interning or {}) if state else None
        elif name not in _NEVER:
            super().setFeature(name, state)
        elif state:
            raise SAXNotSupportedException(f'expat does not {_NEVER[name]}')

    def getProperty(self, name):
        """A property's value."""
        if name == property_lexical_handler:
            return self._lex_handler_prop
        if name == property_interning_dict:
            return self._interning
        if name != property_xml_string:
            return super().getProperty(name)
        if self._parser:
            return self._parser.GetInputContext()
        raise SAXNotSupportedException('XML string cannot be returned when not parsing')

    def setProperty(self, name, value):
        """Set a property's value."""
        if name == property_xml_string:
            raise SAXNotSupportedException(f'Property {name!r} cannot be set')
        if name == property_interning_dict:
            self._interning = value
            return
        if name != property_lexical_handler:
            return super().setProperty(name, value)
        self._lex_handler_prop = value
        if self._parsing:
            self._reset_lex_handler_prop()

    def setContentHandler(self, handler):
        """Set the handler of the document."""
        super().setContentHandler(handler)
        if self._parsing:
            self._reset_cont_handler()

    # -- Parsing

    def parse(self, source):
        """Parse a source."""
        self._source = source = saxutils.prepare_input_source(source)
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            super().parse(source)
        except:
            self._close_source()
            raise

    def prepareParser(self, source):
        """Tell the parser what the source is relative to."""
        name = source.getSystemId()
        if name is not None:
            self._parser.SetBase(name)

    def _handing_on(self, work, *args):
        """Let expat work; errors go to the handler."""
        try:
            work(*args)
        except expat.error as error:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(error.code), error, self))

    def feed(self, data, isFinal=False):
        """Parse more."""
        if not self._parsing:
            self.reset()
            self._parsing = True
            self._cont_handler.startDocument()
        # The parser changes within an external entity.
        self._handing_on(self._parser.Parse, data, isFinal)

    def flush(self):
        """Parse what waits for more."""
        parser = self._parser
        if parser is not None:
            waits = parser.GetReparseDeferralEnabled()
            try:
                parser.SetReparseDeferralEnabled(False)
                self._handing_on(parser.Parse, b'', False)
            finally:
                parser.SetReparseDeferralEnabled(waits)

    def close(self):
        """There is no more."""
        if self._parser is None or self._entity_stack:
            return
        try:
            self.feed(b'', isFinal=True)
            self._cont_handler.endDocument()
            # Handlers that are methods of this object would keep it alive.
            self._parser = None
        finally:
            self._parsing = False
        self._close_source()

    def _close_source(self):
        for stream in self._source.getCharacterStream(), self._source.getByteStream():
            if stream is not None:
                stream.close()
                break

    def reset(self):
        """Be ready for another document."""
        options = {'intern': self._interning}
        if self._namespaces:
            options['namespace_separator'] = ' '
        self._parser = parser = expat.ParserCreate(self._source.getEncoding(), **options)
        if self._namespaces:
            parser.namespace_prefixes = 1
        kind = '_ns' if self._namespaces else ''
        for event, method in (
            ('StartElement', f'start_element{kind}'), ('EndElement', f'end_element{kind}'),
            ('StartNamespaceDecl', 'start_namespace_decl'), ('EndNamespaceDecl', 'end_namespace_decl'),
            ('UnparsedEntityDecl', 'unparsed_entity_decl'), ('NotationDecl', 'notation_decl'),
            ('ExternalEntityRef', 'external_entity_ref'), ('SkippedEntity', 'skipped_entity_handler'),
        ):
            setattr(parser, f'{event}Handler', getattr(self, method))
        self._reset_cont_handler()
        if self._lex_handler_prop is not None:
            self._reset_lex_handler_prop()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parsing = False
        self._entity_stack = []

    def _reset_cont_handler(self):
        """Let expat call the handler without a detour where it can."""
        self._parser.CharacterDataHandler = self._cont_handler.characters
        self._parser.ProcessingInstructionHandler = self._cont_handler.processingInstruction

    def _reset_lex_handler_prop(self):
        lexical = self._lex_handler_prop
        for event, name in (('Comment', 'comment'), ('StartCdataSection', 'startCDATA'), ('EndCdataSection', 'endCDATA'),
                            ('EndDoctypeDecl', 'endDTD')):
            setattr(self._parser, f'{event}Handler', lexical and getattr(lexical, name))
        self._parser.StartDoctypeDeclHandler = lexical and self.start_doctype_decl

    # -- The place

    def getLineNumber(self):
        """The line."""
        return 1 if self._parser is None else self._parser.ErrorLineNumber

    def getColumnNumber(self):
        """The column."""
        return None if self._parser is None else self._parser.ErrorColumnNumber

    def getSystemId(self):
        """The system identifier."""
        return self._source.getSystemId()

    def getPublicId(self):
        """The public identifier."""
        return self._source.getPublicId()

    # -- What expat calls

    def start_element(self, name, attrs):
        """An element begins."""
        self._cont_handler.startElement(name, AttributesImpl(attrs))

    def end_element(self, name):
        """An element ends."""
        self._cont_handler.endElement(name)

    def start_element_ns(self, name, attrs):
        """An element begins."""
        values, written = {}, {}
        for key, value in attrs.items():
            pair, written_as = _split(key)
            values[pair], written[pair] = value, written_as
        self._cont_handler.startElementNS(_split(name)[0], None, AttributesNSImpl(values, written))

    def end_element_ns(self, name):
        """An element ends."""
        self._cont_handler.endElementNS(_split(name)[0], None)

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

    def notation_decl(self, name, base, sysid, pubid):
        """A notation."""
        self._dtd_handler.notationDecl(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        """An entity that is not parsed."""
        self._dtd_handler.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def skipped_entity_handler(self, name, is_pe):
        """An entity was skipped."""
        self._cont_handler.skippedEntity(f'%{name}' if is_pe else name)

    def external_entity_ref(self, context, base, sysid, pubid):
        """An external entity: parsed if that feature is on."""
        if not self._external_ges:
            return 1
        source = saxutils.prepare_input_source(self._ent_handler.resolveEntity(pubid, sysid), self._source.getSystemId() or '')
        self._entity_stack.append((self._parser, self._source))
        self._parser, self._source = self._parser.ExternalEntityParserCreate(context), source
        try:
            xmlreader.IncrementalParser.parse(self, source)
            return 1
        except Exception:
            # Expat says that the entity could not be read.
            return 0
        finally:
            self._parser, self._source = self._entity_stack.pop()


def create_parser(*args, **kwargs):
    """A parser."""
    return ExpatParser(*args, **kwargs)
