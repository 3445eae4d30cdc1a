"""Loading documents as the DOM says it: builders with features, input sources, filters."""
import copy
import xml.dom

from xml.dom.NodeFilter import NodeFilter

__all__ = ["DOMBuilder", "DOMEntityResolver", "DOMInputSource"]


class Options:
    """The features of a builder, as attributes."""

    namespaces = 1
    namespace_declarations = True
    validation = False
    external_parameter_entities = True
    external_general_entities = True
    external_dtd_subset = True
    validate_if_schema = False
    validate = False
    datatype_normalization = False
    create_entity_ref_nodes = True
    entities = True
    whitespace_in_element_content = True
    cdata_sections = True
    comments = True
    charset_overrides_xml_encoding = True
    infoset = False
    supported_mediatypes_only = False

    errorHandler = None
    filter = None


# What each feature and state sets; others cannot be.
_BOTH = ("namespaces namespace_declarations external_general_entities external_parameter_entities datatype_normalization "
         "create_entity_ref_nodes entities whitespace_in_element_content cdata_sections comments "
         "charset_overrides_xml_encoding").split()
_CANNOT = "validation external_dtd_subset validate_if_schema validate supported_mediatypes_only".split()
_settings = {(name, state): [(name, state)] for name in _BOTH for state in (0, 1)}
_settings.update({(name, 0): [(name, 0)] for name in _CANNOT})
_settings.update({("namespaces", 0): [("namespaces", 0), ("namespace_declarations", 0)], ("infoset", 0): [],
                  ("infoset", 1): [("namespace_declarations", 0), ("validate_if_schema", 0),
                                   ("create_entity_ref_nodes", 0), ("entities", 0), ("cdata_sections", 0),
                                   ("datatype_normalization", 1), ("whitespace_in_element_content", 1),
                                   ("comments", 1), ("charset_overrides_xml_encoding", 1)]})


def _feature(name):
    return name.replace('-', '_')


class DOMBuilder:
    """Makes documents of input sources."""

    entityResolver = None
    errorHandler = None
    filter = None

    ACTION_REPLACE = 1
    ACTION_APPEND_AS_CHILDREN = 2
    ACTION_INSERT_AFTER = 3
    ACTION_INSERT_BEFORE = 4

    _legal_actions = (ACTION_REPLACE, ACTION_APPEND_AS_CHILDREN, ACTION_INSERT_AFTER, ACTION_INSERT_BEFORE)
    _settings = _settings

    def __init__(self):
        self._options = Options()

    def _get_entityResolver(self):
        return self.entityResolver

    def _set_entityResolver(self, entityResolver):
        self.entityResolver = entityResolver

    def _get_errorHandler(self):
        return self.errorHandler

    def _set_errorHandler(self, errorHandler):
        self.errorHandler = errorHandler

    def _get_filter(self):
        return self.filter

    def _set_filter(self, filter):
        self.filter = filter

    def setFeature(self, name, state):
        """Switch a feature on or off."""
        if not self.supportsFeature(name):
            raise xml.dom.NotFoundErr("unknown feature: " + repr(name))
        state = state and 1 or 0
        try:
            settings = self._settings[(_feature(name), state)]
        except KeyError:
            raise xml.dom.NotSupportedErr("unsupported feature: %r" % (name,)) from None
        for key, value in settings:
            setattr(self._options, key, value)

    def supportsFeature(self, name):
        """Whether a feature is known."""
        return hasattr(self._options, _feature(name))

    def canSetFeature(self, name, state):
        """Whether a feature can have a state."""
        return (_feature(name), state and 1 or 0) in self._settings

    def getFeature(self, name):
        """The state of a feature."""
        key = _feature(name)
        try:
            return getattr(self._options, key)
        except AttributeError:
            if key == "infoset":
                options = self._options
                return (options.datatype_normalization and options.whitespace_in_element_content
                        and options.comments and options.charset_overrides_xml_encoding
                        and not (options.namespace_declarations or options.validate_if_schema
                                 or options.create_entity_ref_nodes or options.entities or options.cdata_sections))
            raise xml.dom.NotFoundErr("feature %s not known" % repr(name)) from None

    def parseURI(self, uri):
        """The document of a URI."""
        if self.entityResolver:
            input = self.entityResolver.resolveEntity(None, uri)
        else:
            input = DOMEntityResolver().resolveEntity(None, uri)
        return self.parse(input)

    def parse(self, input):
        """The document of an input source."""
        options = copy.copy(self._options)
        options.filter = self.filter
        options.errorHandler = self.errorHandler
        fp = input.byteStream
        if fp is None and input.systemId:
            import urllib.request
            fp = urllib.request.urlopen(input.systemId)
        return self._parse_bytestream(fp, options)

    def parseWithContext(self, input, cnode, action):
        """Put what an input source has into a document; not there yet."""
        if action not in self._legal_actions:
            raise ValueError("not a legal action")
        raise NotImplementedError("Haven't written this yet...")

    def _parse_bytestream(self, stream, options):
        from xml.dom import expatbuilder
        document = expatbuilder.parse(stream, namespaces=bool(options.namespaces))
        _apply(document, options)
        return document


def _apply(node, options):
    # What the options leave out.
    for child in list(node.childNodes):
        if child.nodeType == node.COMMENT_NODE and not options.comments:
            node.removeChild(child)
        elif child.nodeType == node.CDATA_SECTION_NODE and not options.cdata_sections:
            node.replaceChild(child.ownerDocument.createTextNode(child.data), child)
        elif options.filter is not None and child.nodeType != node.DOCUMENT_TYPE_NODE:
            _filter(node, child, options)
        else:
            _apply(child, options)


def _filter(node, child, options):
    chosen = options.filter
    kinds = getattr(chosen, "whatToShow", NodeFilter.SHOW_ALL)
    if not kinds & 1 << child.nodeType - 1:
        _apply(child, options)
        return
    if child.nodeType == node.ELEMENT_NODE:
        verdict = chosen.startContainer(child)
        if verdict == DOMBuilderFilter.FILTER_REJECT:
            node.removeChild(child)
            return
    _apply(child, options)
    verdict = chosen.acceptNode(child)
    if verdict == DOMBuilderFilter.FILTER_REJECT:
        node.removeChild(child)
    elif verdict == DOMBuilderFilter.FILTER_SKIP:
        for inner in list(child.childNodes):
            node.insertBefore(inner, child)
        node.removeChild(child)


class DOMEntityResolver:
    """Finds what a system identifier names."""

    __slots__ = ('_opener',)

    def resolveEntity(self, publicId, systemId):
        """An input source."""
        assert systemId is not None
        source = DOMInputSource()
        source.publicId = publicId
        source.systemId = systemId
        source.byteStream = self._get_opener().open(systemId)
        source.encoding = self._guess_media_encoding(source)
        import posixpath
        import urllib.parse
        parts = urllib.parse.urlparse(systemId)
        if parts.path and not parts.path.endswith("/"):
            path = posixpath.dirname(parts.path) + "/"
            parts = parts._replace(path=path)
        source.baseURI = urllib.parse.urlunparse(parts)
        return source

    def _get_opener(self):
        try:
            return self._opener
        except AttributeError:
            self._opener = self._create_opener()
            return self._opener

    def _create_opener(self):
        import urllib.request
        return urllib.request.build_opener()

    def _guess_media_encoding(self, source):
        return source.byteStream.info().get_param("charset") if hasattr(source.byteStream, "info") else None


def _attribute(name):
    def get(self):
        return getattr(self, "_" + name)

    def set(self, value):
        setattr(self, "_" + name, value)
    return property(get, set)


class DOMInputSource:
    """Where a document comes from."""

    __slots__ = ("_byteStream", "_characterStream", "_stringData", "_encoding", "_publicId", "_systemId", "_baseURI")

    def __init__(self):
        self.byteStream = self.characterStream = self.stringData = None
        self.encoding = self.publicId = self.systemId = self.baseURI = None

    byteStream = _attribute("byteStream")
    characterStream = _attribute("characterStream")
    stringData = _attribute("stringData")
    encoding = _attribute("encoding")
    publicId = _attribute("publicId")
    systemId = _attribute("systemId")
    baseURI = _attribute("baseURI")


class DOMBuilderFilter:
    """Says which nodes come into the document; this one lets all in."""

    FILTER_ACCEPT = 1
    FILTER_REJECT = 2
    FILTER_SKIP = 3
    FILTER_INTERRUPT = 4

    whatToShow = NodeFilter.SHOW_ALL

    def _get_whatToShow(self):
        return self.whatToShow

    def acceptNode(self, element):
        return self.FILTER_ACCEPT

    def startContainer(self, element):
        return self.FILTER_ACCEPT


class DocumentLS:
    """What documents have for loading and saving."""

    async_ = False

    def _get_async(self):
        return False

    def _set_async(self, flag):
        if flag:
            raise xml.dom.NotSupportedErr("asynchronous document loading is not supported")

    def abort(self):
        """Stop loading, which no document can."""
        raise NotImplementedError("haven't figured out what this means yet")

    def load(self, uri):
        """Load another document into this one; not there yet."""
        raise NotImplementedError("haven't written this yet")

    def loadXML(self, source):
        """Read a text into this document; not there yet."""
        raise NotImplementedError("haven't written this yet")

    def saveXML(self, snode):
        """A node of this document, or all of it, as XML."""
        if snode is None:
            snode = self
        elif snode.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr()
        return snode.toxml()


class DOMImplementationLS:
    """What implementations have for loading and saving."""

    MODE_SYNCHRONOUS = 1
    MODE_ASYNCHRONOUS = 2

    def createDOMBuilder(self, mode, schemaType):
        """A builder."""
        if schemaType is not None:
            raise xml.dom.NotSupportedErr("schemaType not yet supported")
        if mode == self.MODE_SYNCHRONOUS:
            return DOMBuilder()
        if mode == self.MODE_ASYNCHRONOUS:
            raise xml.dom.NotSupportedErr("asynchronous builders are not supported")
        raise ValueError("unknown value for mode")

    def createDOMWriter(self):
        """A writer; not there yet."""
        raise NotImplementedError("the writer interface hasn't been written yet!")

    def createDOMInputSource(self):
        """An input source."""
        return DOMInputSource()
