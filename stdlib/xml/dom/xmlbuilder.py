"""Loading and saving: builders with features, where documents come from."""
import copy
import xml.dom
from xml.dom.NodeFilter import NodeFilter

__all__ = ['DOMBuilder', 'DOMEntityResolver', 'DOMInputSource']

# The features, in two groups: those that are on at first and those that are off.
_ON = ('namespace_declarations', 'external_parameter_entities', 'external_general_entities', 'external_dtd_subset',
       'create_entity_ref_nodes', 'entities', 'whitespace_in_element_content', 'cdata_sections', 'comments',
       'charset_overrides_xml_encoding')
_OFF = ('validation', 'validate_if_schema', 'validate', 'datatype_normalization', 'infoset', 'supported_mediatypes_only')


class Options:
    """What a builder does; the names are those of the features."""
    namespaces = 1
    errorHandler = filter = None
    locals().update(dict.fromkeys(_ON, True), **dict.fromkeys(_OFF, False))


def _effects():
    """What changes in the options for each feature and state that can be set."""
    for name in ('namespaces', *_ON):
        if name != 'external_dtd_subset':
            yield (name, 1), [(name, 1)]
            yield (name, 0), [(name, 0)]
    yield ('entities', 0), [('create_entity_ref_nodes', 0), ('entities', 0)]
    for name in ('validation', 'validate_if_schema', 'supported_mediatypes_only'):
        yield (name, 0), [(name, 0)]
    without = ('namespace_declarations', 'validate_if_schema', 'create_entity_ref_nodes', 'entities', 'cdata_sections')
    with_ = ('datatype_normalization', 'whitespace_in_element_content', 'comments', 'charset_overrides_xml_encoding')
    yield ('infoset', 1), [*((name, 0) for name in without), *((name, 1) for name in with_)]
    yield ('infoset', 0), []


class DOMBuilder:
    """Builds documents as its features say."""
    entityResolver = errorHandler = filter = None
    ACTION_REPLACE, ACTION_APPEND_AS_CHILDREN, ACTION_INSERT_AFTER, ACTION_INSERT_BEFORE = range(1, 5)
    _legal_actions = range(1, 5)
    _settings = dict(_effects())

    def __init__(self):
        self._options = Options()

    @staticmethod
    def _option(name):
        """The option that belongs to a feature as the specification writes it."""
        return name.replace('-', '_').lower()

    def supportsFeature(self, name):
        """Is the feature known?"""
        return hasattr(self._options, self._option(name))

    def canSetFeature(self, name, state):
        """Can the feature be turned on or off?"""
        return (self._option(name), 1 if state else 0) in self._settings

    def setFeature(self, name, state):
        """Turn a feature on or off."""
        if not self.supportsFeature(name):
            raise xml.dom.NotFoundErr(f'unknown feature: {name!r}')
        if not self.canSetFeature(name, state):
            raise xml.dom.NotSupportedErr(f'unsupported feature: {name!r}')
        for option, value in self._settings[self._option(name), 1 if state else 0]:
            setattr(self._options, option, value)

    def getFeature(self, name):
        """Is the feature on?"""
        option = self._option(name)
        if option in vars(Options) and not option.startswith('_'):
            return getattr(self._options, option)
        raise xml.dom.NotFoundErr(f'feature {name!r} not known')

    def parseURI(self, uri):
        """The document at an address."""
        resolver = self.entityResolver or DOMEntityResolver()
        return self.parse(resolver.resolveEntity(None, uri))

    def parse(self, input):
        """The document of a DOMInputSource."""
        options = copy.copy(self._options)
        options.filter, options.errorHandler = self.filter, self.errorHandler
        stream = input.byteStream
        if stream is None and options.errorHandler is None and input.systemId:
            from urllib.request import urlopen
            stream = urlopen(input.systemId)
        return self._parse_bytestream(stream, options)

    def parseWithContext(self, input, cnode, action):
        """Parse into a document; not written yet."""
        if action in self._legal_actions:
            raise NotImplementedError("Haven't written this yet...")
        raise ValueError('not a legal action')

    def _parse_bytestream(self, stream, options):
        from xml.dom import expatbuilder
        builder = expatbuilder.ExpatBuilderNS if options.namespaces else expatbuilder.ExpatBuilder
        document = builder(options).parseFile(stream)
        _leave_out(document, options)
        return document


def _leave_out(parent, options):
    """Take out of a document what the options and the filter do not want."""
    document, chosen = parent.ownerDocument or parent, options.filter
    for node in [*parent.childNodes]:
        match node.nodeType:
            case node.COMMENT_NODE if not options.comments:
                parent.removeChild(node)
                continue
            case node.CDATA_SECTION_NODE if not options.cdata_sections:
                parent.replaceChild(document.createTextNode(node.data), node)
                parent.normalize()
                continue
            case node.ELEMENT_NODE if not options.namespace_declarations:
                for name in [name for name in node.attributes.keys() if name.partition(':')[0] == 'xmlns']:
                    node.removeAttribute(name)
        shown = chosen is not None and chosen.whatToShow >> (node.nodeType - 1) & 1
        inside = node.nodeType == node.ELEMENT_NODE
        answer = chosen.startContainer(node) if shown and inside else DOMBuilderFilter.FILTER_ACCEPT
        if inside and answer != DOMBuilderFilter.FILTER_REJECT:
            _leave_out(node, options)
        if shown and answer == DOMBuilderFilter.FILTER_ACCEPT:
            answer = chosen.acceptNode(node)
        if answer == DOMBuilderFilter.FILTER_SKIP:
            for child in [*node.childNodes]:
                parent.insertBefore(child, node)
        if answer in (DOMBuilderFilter.FILTER_REJECT, DOMBuilderFilter.FILTER_SKIP):
            parent.removeChild(node)


class DOMEntityResolver:
    """Opens what a document names."""
    __slots__ = ('_opener',)

    def resolveEntity(self, publicId, systemId):
        """A DOMInputSource for identifiers."""
        assert systemId is not None
        import posixpath
        from urllib.parse import urlsplit, urlunsplit
        found = DOMInputSource()
        found.byteStream = self._get_opener().open(systemId)
        found.publicId, found.systemId = publicId, systemId
        found.encoding = self._guess_media_encoding(found)
        parts = urlsplit(systemId)
        found.baseURI = urlunsplit(parts._replace(path=posixpath.dirname(parts.path) + '/')) if parts.path else systemId
        return found

    def _get_opener(self):
        try:
            return self._opener
        except AttributeError:
            self._opener = self._create_opener()
            return self._opener

    def _create_opener(self):
        from urllib.request import build_opener
        return build_opener()

    def _guess_media_encoding(self, source):
        """The charset that a server gave, None if it gave none."""
        headers = source.byteStream.headers
        _, *parameters = headers['Content-Type'].split(';') if 'Content-Type' in headers else ['']
        for parameter in parameters:
            name, _, value = parameter.partition('=')
            if name.strip().lower() == 'charset':
                return value.strip().lower()


class DOMInputSource:
    """Where a document comes from."""
    __slots__ = ('_byteStream', '_characterStream', '_stringData', '_encoding', '_publicId', '_systemId', '_baseURI')

    def __init__(self):
        for slot in self.__slots__:
            setattr(self, slot, None)


def _define(slot):
    """Give DOMInputSource the methods and the property of one of its slots."""
    name = slot[1:]

    def get(self):
        return getattr(self, slot)

    def set(self, value):
        setattr(self, slot, value)

    for prefix, function in ('_get', get), ('_set', set):
        function.__name__ = f'{prefix}_{name}'
        function.__qualname__ = f'DOMInputSource.{function.__name__}'
        setattr(DOMInputSource, function.__name__, function)
    setattr(DOMInputSource, name, property(get, set))


for _slot in DOMInputSource.__slots__:
    _define(_slot)


class DOMBuilderFilter:
    """Decides which nodes get into a document; this one lets all of them in."""
    FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP, FILTER_INTERRUPT = range(1, 5)
    whatToShow = NodeFilter.SHOW_ALL

    def _get_whatToShow(self):
        return self.whatToShow

    def startContainer(self, element):
        """About an element when it begins."""
        return self.FILTER_ACCEPT

    def acceptNode(self, element):
        """About a node when it is complete."""
        return self.FILTER_ACCEPT


class DocumentLS:
    """What loading and saving add to documents."""
    async_ = False

    def _get_async(self):
        return False

    def _set_async(self, flag):
        if flag:
            raise xml.dom.NotSupportedErr('asynchronous document loading is not supported')

    def abort(self):
        """End loading; not written."""
        raise NotImplementedError("haven't figured out what this means yet")

    def load(self, uri):
        """Replace the document by another; not written."""
        raise NotImplementedError("haven't written this yet")

    def loadXML(self, source):
        """Replace the document by another; not written."""
        raise NotImplementedError("haven't written this yet")

    def saveXML(self, snode):
        """A node of the document as text, None for all of it."""
        if snode is not None and snode.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr()
        return (self if snode is None else snode).toxml()


class DOMImplementationLS:
    """What loading and saving add to implementations."""
    MODE_SYNCHRONOUS, MODE_ASYNCHRONOUS = 1, 2

    def createDOMBuilder(self, mode, schemaType):
        """A builder; only synchronous ones without a schema are supported."""
        if schemaType is not None:
            raise xml.dom.NotSupportedErr('schemaType not yet supported')
        match mode:
            case self.MODE_SYNCHRONOUS:
                return DOMBuilder()
            case self.MODE_ASYNCHRONOUS:
                raise xml.dom.NotSupportedErr('asynchronous builders are not supported')
        raise ValueError('unknown value for mode')

    def createDOMWriter(self):
        """A writer; not written."""
        raise NotImplementedError("the writer interface hasn't been written yet!")

    def createDOMInputSource(self):
        """An empty source."""
        return DOMInputSource()
