"""xml.sax: every event of readers, features and properties, attributes, generators, filters, sources, exceptions; the base of xml.dom."""
import io
import os
import tempfile
import xml.dom
import xml.dom.domreg
import xml.dom.NodeFilter
import xml.sax
import xml.sax.expatreader
import xml.sax.saxutils as su
import xml.sax.xmlreader as xr
from xml.sax import handler as h


def run(text, **names):
    for e in text.strip().splitlines():
        e = e.strip()
        try:
            print(e, '=', repr(eval(e, globals(), names)))
        except BaseException as x:
            print(e, '->', type(x).__name__, x, '| cause', repr(x.__cause__))


class Log(h.ContentHandler, h.DTDHandler, h.LexicalHandler):
    def __init__(self):
        super().__init__()
        self.lines = True

    def __getattribute__(self, name):
        found = object.__getattribute__(self, name)
        if name.startswith('_') or not callable(found) or name in ('say', 'shown'):
            return found
        return lambda *a: self.say(name, *a)

    def shown(self, value):
        if hasattr(value, 'getQNames'):
            return [(n, value.getQNameByName(n), v) for n, v in value.items()], type(value).__name__
        return '*' if 'object at' in repr(value) else value

    def say(self, name, *args):
        place = ''
        if name == 'setDocumentLocator':
            object.__setattr__(self, 'place', args[0])
        elif 'startE' in name or name == 'endElement':
            place = (self.place.getLineNumber(), self.place.getColumnNumber(), self.place.getSystemId() and os.path.basename(self.place.getSystemId()), self.place.getPublicId())
        print('  ', name, *[self.shown(a) for a in args], place)


class Errors(h.ErrorHandler):
    def error(self, x):
        print('error', x)

    def fatalError(self, x):
        print('fatal', x, x.getLineNumber(), x.getColumnNumber(), x.getSystemId(), x.getPublicId(), x.getMessage(), type(x.getException()))

    def warning(self, x):
        print('warning', x)


DOCUMENT = b'''<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE r PUBLIC "public" "system.dtd" [
<!NOTATION n SYSTEM "note"><!NOTATION m PUBLIC "pub" "sys">
<!ENTITY e "text <b/> more"><!ENTITY u SYSTEM "pic.gif" NDATA n><!ENTITY x SYSTEM "other.xml">
<!ATTLIST r d CDATA "default">
]>
<!-- comment --><?target some data?>
<r a="1" xmlns="urn:one" xmlns:p="urn:two" p:b="2 &amp; 3"><p:c/>caf\xe9 &lt; &e; <![CDATA[raw < ]]>&x;
<c xmlns="" xml:lang="de">x</c></r><?end?>'''
print('-- events')
for features in {}, {h.feature_namespaces: 1}, {h.feature_external_ges: 1}, {h.feature_string_interning: 1}:
    parser = xml.sax.make_parser()
    log = Log()
    parser.setContentHandler(log)
    parser.setDTDHandler(log)
    parser.setErrorHandler(Errors())
    parser.setProperty(h.property_lexical_handler, log)
    for name, state in features.items():
        parser.setFeature(name, state)
    print(features)
    source = xr.InputSource('urn:base')
    source.setByteStream(io.BytesIO(DOCUMENT.replace(b'PUBLIC "public" "system.dtd"', b'') if h.feature_external_ges in features else DOCUMENT))
    source.setPublicId('pubid')

    class Resolver(h.EntityResolver):
        def resolveEntity(self, publicId, systemId):
            print('   resolve', publicId, systemId)
            found = xr.InputSource(systemId)
            found.setByteStream(io.BytesIO(b'<from>outside</from>'))
            return found
    parser.setEntityResolver(Resolver())
    parser.parse(source)
print('-- feeding')
for pieces in (['<a><b', ' c="d"', '>text', ' more</b>', '</a>'], ['<a>', '</b>'], ['<a>'], [], ['<a/>', '<b/>'], ['<a>&nothing;</a>'], ['<a b="1" b="2"/>'], ['<p:a/>'], ['\ufeff<a/>']):
    for namespaces in 0, 1:
        parser = xml.sax.expatreader.create_parser(namespaces)
        parser.setContentHandler(Log())
        print(pieces, parser.getFeature(h.feature_namespaces), parser.getLineNumber(), parser.getColumnNumber(), parser.getSystemId(), parser.getPublicId())
        try:
            for piece in pieces:
                parser.feed(piece)
            parser.close()
            print('closed', parser.getLineNumber(), parser.getColumnNumber())
            parser.close()
        except Exception as x:
            print(type(x).__name__, x)
        try:
            parser.reset()
            parser.feed('<second/>')
            parser.close()
        except Exception as x:
            print('second', type(x).__name__, x)
print('-- parsers')
run('''
[(f.rpartition('/')[2], p.getFeature(f)) for f in h.all_features if 'prefixes' not in f or 1]
p.getFeature('x')
p.setFeature('x', 1)
p.setFeature(h.feature_validation, 1)
p.setFeature(h.feature_validation, 0), p.setFeature(h.feature_external_pes, 0), p.setFeature(h.feature_namespace_prefixes, 0), p.setFeature(h.feature_string_interning, 1), p.getFeature(h.feature_string_interning), p.setFeature(h.feature_string_interning, 0), p.getFeature(h.feature_string_interning)
p.setFeature(h.feature_external_pes, 1)
p.setFeature(h.feature_namespace_prefixes, 1)
p.getProperty(h.property_lexical_handler), p.getProperty(h.property_interning_dict)
p.getProperty(h.property_xml_string)
p.getProperty(h.property_dom_node)
p.getProperty('x')
p.setProperty('x', 1)
p.setProperty(h.property_xml_string, 'a')
p.setProperty(h.property_interning_dict, {}), p.getProperty(h.property_interning_dict)
p.setLocale('de')
p.parse('/nothing/here')
p.parse(5)
xr.XMLReader().parse('x')
xr.XMLReader().getFeature('f')
xr.XMLReader().setFeature('f', 1)
xr.XMLReader().getProperty('p')
xr.XMLReader().setProperty('p', 1)
xr.XMLReader().setLocale('x')
type(xr.XMLReader().getContentHandler()).__name__, type(xr.XMLReader().getDTDHandler()).__name__, type(xr.XMLReader().getEntityResolver()).__name__, type(xr.XMLReader().getErrorHandler()).__name__
xr.IncrementalParser().feed('x')
xr.IncrementalParser().close()
xr.IncrementalParser().reset()
xr.IncrementalParser().prepareParser('x')
xr.Locator().getColumnNumber(), xr.Locator().getLineNumber(), xr.Locator().getPublicId(), xr.Locator().getSystemId()
[getattr(xr.InputSource('s'), n)() for n in ('getSystemId', 'getPublicId', 'getEncoding', 'getByteStream', 'getCharacterStream')]
type(xml.sax.make_parser(['nothing'])), type(xml.sax.make_parser(['xml.sax.expatreader'])), type(xml.sax.make_parser('ab'))
xml.sax.parseString('<a/>', h.ContentHandler()), xml.sax.parseString(b'<a/>', h.ContentHandler()), xml.sax.parse(io.StringIO('<a/>'), h.ContentHandler()), xml.sax.parse(io.BytesIO(b'<a/>'), h.ContentHandler())
xml.sax.parseString('<a>', h.ContentHandler())
xml.sax.parseString('<a>', h.ContentHandler(), Errors())
xml.sax.parseString('<a/>', h.ContentHandler(), None)
xml.sax.parseString(5, h.ContentHandler())
xml.sax.default_parser_list, xml.sax.expatreader.version, h.version
'''.replace(', 1\n', '\n'), p=xml.sax.make_parser())


class Three(xr.IncrementalParser):
    def __getattribute__(self, name):
        if name in ('feed', 'close', 'reset', 'prepareParser'):
            return lambda *a: print('  ', name, *[x if isinstance(x, (str, bytes)) else type(x).__name__ for x in a])
        return super().__getattribute__(name)


Three(3).parse(io.BytesIO(b'<abcde/>'))
Three(5).parse(io.StringIO('<abcde/>'))
print('-- attributes')
run('''
len(a), a['x'], a.getLength(), a.getType('x'), a.getValue('x'), a.getValueByQName('x'), a.getNameByQName('x'), a.getQNameByName('x'), a.getNames(), a.getQNames(), a.keys(), 'x' in a, 'q' in a, a.get('q'), a.get('q', 5), a.get('x'), a.items(), a.values(), a.copy().items(), type(a.copy()).__name__, a._attrs
a['q']
a.getValue('q')
a.getValueByQName('q')
a.getNameByQName('q')
a.getQNameByName('q')
a.getType('q')
list(a)
len(n), n['u', 'x'], n.getValue(('u', 'x')), n.getValueByQName('p:x'), n.getNameByQName('p:x'), n.getQNameByName(('u', 'x')), n.getNames(), n.getQNames(), n.keys(), ('u', 'x') in n, n.get('x'), n.items(), n.values(), n.copy().getQNames(), type(n.copy()).__name__, n._qnames
n.getValueByQName('q')
n.getNameByQName('q')
n.getQNameByName('q')
n['q']
''', a=xr.AttributesImpl({'x': '1', 'y': '2'}), n=xr.AttributesNSImpl({('u', 'x'): '1'}, {('u', 'x'): 'p:x'}))
print('-- writing')


def written(encoding='utf-8', short=False, out=None, calls=()):
    out = io.BytesIO() if out is None else out
    g = su.XMLGenerator(out, encoding, short)
    for name, *args in calls:
        getattr(g, name)(*args)
    return out.getvalue()


EMPTY = xr.AttributesImpl({})
plain = [('startDocument',), ('startElement', 'a', {'b': '<"\'&\n\t\r>', 'c': "it's"}), ('characters', 'x < y & z > \xe9 \u20ac ]]>'), ('startElement', 'e', EMPTY), ('endElement', 'e'), ('characters', ''), ('ignorableWhitespace', ' \n'), ('startElement', 'f', EMPTY), ('processingInstruction', 't', 'd'), ('endElement', 'f'), ('startElement', 'g', EMPTY), ('characters', ''), ('endElement', 'g'), ('characters', b'byte'), ('ignorableWhitespace', b'  '), ('skippedEntity', 'x'), ('endElement', 'a'), ('processingInstruction', 'pi', ''), ('endDocument',)]
NS = xr.AttributesNSImpl({('urn:a', 'x'): '1', (None, 'y'): '2', (h.__doc__ and 'http://www.w3.org/XML/1998/namespace', 'lang'): 'de'}, {})
spaces = [('startDocument',), ('startPrefixMapping', 'p', 'urn:a'), ('startPrefixMapping', None, 'urn:b'), ('startElementNS', ('urn:b', 'r'), 'r', NS), ('startPrefixMapping', 'p', 'urn:c'), ('startElementNS', ('urn:c', 'k'), None, xr.AttributesNSImpl({}, {})), ('endElementNS', ('urn:c', 'k'), None), ('endPrefixMapping', 'p'), ('startElementNS', ('urn:a', 'q'), 'q', xr.AttributesNSImpl({}, {})), ('characters', 't'), ('endElementNS', ('urn:a', 'q'), 'q'), ('startElementNS', (None, 'bare'), 'bare', xr.AttributesNSImpl({}, {})), ('endElementNS', (None, 'bare'), 'bare'), ('endElementNS', ('urn:b', 'r'), 'r'), ('endPrefixMapping', None), ('endPrefixMapping', 'p'), ('endDocument',)]
for calls in plain, spaces:
    for short in False, True:
        for encoding in 'utf-8', 'ascii', 'iso-8859-1', 'utf-16':
            print(encoding, short, written(encoding, short, None, calls))
    print(written('utf-8', True, io.StringIO(), calls[:-1] if calls is plain else calls)) if calls is spaces else None
run('''
su.XMLGenerator(io.StringIO()).startElementNS(('urn:none', 'x'), None, xr.AttributesNSImpl({}, {}))
written('nothing')
su.escape('<&>"\\'', {'"': '&quot;', "'": '&apos;'}), su.escape('a', {'a': '&a;', '&': '!'}), su.unescape('&lt;&amp;lt;&gt;&quot;', {'&quot;': '"'}), su.unescape('&amp;amp;'), su.quoteattr('a'), su.quoteattr('a"b'), su.quoteattr("a'b\\"c"), su.quoteattr('\\n\\r\\t<'), su.quoteattr('x', {'x': 'y'})
su.escape(5)
su.escape(b'x')
''')
writer = io.TextIOWrapper(io.BytesIO(), encoding='ascii', errors='xmlcharrefreplace', newline='\n')
g = su.XMLGenerator(writer, 'utf-8')
g.startDocument()
g.startElement('a', {})
g.characters('\xe9\n')
g.endElement('a')
g.endDocument()
print(writer.buffer.getvalue(), writer.closed)


class Raw:
    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))


raw = Raw()
g = su.XMLGenerator(raw, 'utf-8', True)
g.startDocument()
g.startElement('a', {})
g.endElement('a')
g.endDocument()
print(b''.join(raw.parts))
print('-- filters')


class Upper(su.XMLFilterBase):
    def startElement(self, name, attrs):
        super().startElement(name.upper(), attrs)

    def characters(self, content):
        super().characters(content.upper())


base = xml.sax.make_parser()
f = Upper(base)
f.setContentHandler(Log())
f.setErrorHandler(Errors())
f.setDTDHandler(h.DTDHandler())
f.parse(io.StringIO('<a b="c">text<?p i?></a>'))
run('''
f.getParent() is base, f.setParent(None), f.getParent(), f.setParent(base)
f.getFeature(h.feature_namespaces), f.setFeature(h.feature_namespaces, 0), f.getProperty(h.property_lexical_handler), f.setProperty(h.property_lexical_handler, None)
f.setLocale('x')
[getattr(f, n)(*a) for n, a in (('startDocument', ()), ('endDocument', ()), ('startPrefixMapping', ('p', 'u')), ('endPrefixMapping', ('p',)), ('startElementNS', (('u', 'a'), 'a', {})), ('endElementNS', (('u', 'a'), 'a')), ('endElement', ('a',)), ('ignorableWhitespace', (' ',)), ('processingInstruction', ('t', 'd')), ('skippedEntity', ('e',)), ('setDocumentLocator', (5,)), ('notationDecl', ('n', 'p', 's')), ('unparsedEntityDecl', ('n', 'p', 's', 'd')), ('resolveEntity', ('p', 's')), ('error', ('x',)), ('warning', ('w',)))]
su.XMLFilterBase().getFeature('x')
su.XMLFilterBase(None).getParent()
''', f=f, base=base)
print('-- sources')
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'x.xml')
    with open(path, 'w') as file:
        file.write('<a>file</a>')

    def source(given, base=''):
        made = su.prepare_input_source(given, base)
        byte, text = made.getByteStream(), made.getCharacterStream()
        print('  ', str(made.getSystemId()).replace(folder, 'F'), byte and byte.read(), text and text.read())
        for stream in byte, text:
            if stream and hasattr(stream, 'close'):
                stream.close()
    source(path)
    source('x.xml', path)
    source('x.xml', os.path.join(folder, 'base'))
    source(open(path, 'rb'))
    source(open(path))
    source(io.BytesIO(b'x'))
    source(io.StringIO('x'))
    source(xr.InputSource(path))
    named = io.BytesIO(b'z')
    named.name = b'bytes'
    source(named)
    named = io.BytesIO(b'z')
    named.name = 'name'
    source(named)
    import pathlib
    source(pathlib.Path(path))
    source('file://' + path)
    for bad in 'nothing.xml', None, 5:
        try:
            source(bad)
        except Exception as x:
            print(type(x).__name__)
    xml.sax.parse(path, Log())
    xml.sax.parse(pathlib.Path(path), h.ContentHandler())
print('-- exceptions')
place = xr.Locator()
run('''
X('m'), str(X('m')), X('m').getMessage(), X('m').getException(), X('m', ValueError('v')).getException(), str(X('m', ValueError('v'))), str(X('', ValueError('v'))), str(X(None, ValueError('v'))), X('m').args
X('m')[0]
str(P('m', None, place)), P('m', None, place).getLineNumber(), P('m', None, place).getColumnNumber(), P('m', None, place).getSystemId(), P('m', None, place).getPublicId(), P('m', KeyError(1), place).getException()
str(P('m', None, Place('s', 3, 4))), str(P('m', None, Place(None, None, 4))), str(P('m', None, Place('s', 3, None))), str(P('m', None, Place(None, 3, 4)))
P('m', None, None)
X.__mro__, P.__mro__[1], [c.__mro__[1].__name__ for c in (xml.sax.SAXNotRecognizedException, xml.sax.SAXNotSupportedException, xml.sax.SAXReaderNotAvailable)]
h.ErrorHandler().error(ValueError('x'))
h.ErrorHandler().fatalError(KeyError('x'))
h.ErrorHandler().warning('careful')
h.EntityResolver().resolveEntity('p', 's'), h.DTDHandler().notationDecl(1, 2, 3), h.DTDHandler().unparsedEntityDecl(1, 2, 3, 4), h.LexicalHandler().comment(1), h.LexicalHandler().startDTD(1, 2, 3), h.LexicalHandler().endDTD(), h.LexicalHandler().startCDATA(), h.LexicalHandler().endCDATA()
h.ContentHandler()._locator, len(h.all_features), len(h.all_properties), sorted(n for n in vars(h.ContentHandler) if n[0] != '_')
''', X=xml.sax.SAXException, P=xml.sax.SAXParseException, place=place, Place=lambda s, l, c: type('L', (), {'getSystemId': lambda x: s, 'getLineNumber': lambda x: l, 'getColumnNumber': lambda x: c, 'getPublicId': lambda x: None})())
print('-- the DOM')
run('''
[(n, v) for n, v in sorted(vars(xml.dom).items()) if n.endswith('_ERR') or n.endswith('NAMESPACE') or n.endswith('PREFIX')]
[(n, v) for n, v in sorted(vars(xml.dom.Node).items()) if n.endswith('NODE')], [(n, v) for n, v in sorted(vars(xml.dom.UserDataHandler).items()) if n[0] != '_'], xml.dom.Node.__slots__
[(c.__name__, c('x').code, c('x')._get_code(), c.__mro__[1].__name__, str(c('x', 2))) for n, c in sorted(vars(xml.dom).items()) if isinstance(c, type) and issubclass(c, Exception) and c is not xml.dom.DOMException]
xml.dom.DOMException('x')
xml.dom.DOMException.code
[(n, v) for n, v in sorted(vars(xml.dom.NodeFilter.NodeFilter).items()) if n[0] != '_' and n != 'acceptNode']
xml.dom.NodeFilter.NodeFilter().acceptNode(1)
xml.dom.getDOMImplementation('minidom'), xml.dom.getDOMImplementation(features='core 2.0 xml') is xml.dom.getDOMImplementation(features=[('core', '2.0')]), xml.dom.getDOMImplementation() is not None
xml.dom.getDOMImplementation('nothing')
xml.dom.getDOMImplementation(features='nothing 9')
xml.dom.getDOMImplementation(features='1 x')
xml.dom.domreg._parse_feature_string('core 2.0 xml events 1 ls'), xml.dom.domreg._parse_feature_string('')
xml.dom.domreg._parse_feature_string('2 core')
xml.dom.registerDOMImplementation('mine', Mine), xml.dom.getDOMImplementation('mine').kind, xml.dom.getDOMImplementation(features='special').kind, xml.dom.getDOMImplementation(features=[('special', None)]).kind, sorted(xml.dom.domreg.registered), xml.dom.domreg.well_known_implementations
'''.replace("xml.dom.getDOMImplementation('minidom'), ", ''), Mine=type('Mine', (), {'kind': 'mine', 'hasFeature': lambda self, f, v: f == 'special'}))
os.environ['PYTHON_DOM'] = 'mine'
print(type(xml.dom.getDOMImplementation()).__name__)
