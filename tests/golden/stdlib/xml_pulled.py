"""xml.dom.pulldom: the events of documents, expanding, handlers fed by hand, whole trees. xml.dom.xmlbuilder: every feature."""
import io
import xml.dom.minidom
import xml.dom.xmlbuilder as b
import xml.sax
from xml.dom import pulldom

DOCUMENT = '''<!DOCTYPE r [<!ENTITY e "text">]><!--before--><?pi before?>
<r xmlns="urn:d" xmlns:p="urn:p" a="1" p:b="2" xml:lang="de">text &e; &lt;<p:c x="y"/><!--inside--><?t d?>
<d xmlns=""><e p:q="z" xmlns:p="urn:other">deep</e></d><![CDATA[raw]]></r><!--after--><?pi after?>'''


def shown(node):
    return node.nodeName, node.nodeType, getattr(node, 'data', None), node.namespaceURI, node.prefix, sorted((k, v) for k, v in node.attributes.items()) if node.attributes else None


for given in (pulldom.parseString(DOCUMENT), pulldom.parse(io.BytesIO(DOCUMENT.encode()), bufsize=7), pulldom.parse(io.StringIO(DOCUMENT), xml.sax.make_parser())):
    text = ''
    for event, node in given:
        if event == pulldom.CHARACTERS:
            text += node.data
            continue
        if text:
            print(pulldom.CHARACTERS, repr(text))
            text = ''
        print(event, *shown(node), node.parentNode is None)
    print(given.getEvent()[0], given.getEvent())
for tag in 'r', 'p:c', 'd', 'e':
    stream = pulldom.parseString(DOCUMENT)
    for event, node in stream:
        if event == pulldom.START_ELEMENT and node.tagName == tag:
            print(stream.expandNode(node), node.toxml(), [e for e, n in stream if e != pulldom.CHARACTERS])
            break
stream = pulldom.parseString('<a>\n<b></a>')
try:
    print([e for e, n in stream])
except xml.sax.SAXParseException as x:
    print(type(x).__name__, x)
stream = pulldom.parseString('<a/>')
print(next(stream)[0], stream.clear(), hasattr(stream, 'pulldom'), stream.parser, stream.stream)
for make in pulldom.PullDOM, pulldom.SAX2DOM:
    h = make()
    h.startDocument()
    if make is pulldom.PullDOM:
        h.comment('early')
        h.processingInstruction('early', 'pi')
    h.startElement('r', {'k': 'v'}) if make is pulldom.PullDOM else None
    if make is pulldom.PullDOM:
        h.characters('x')
        h.ignorableWhitespace(' ')
        h.startElement('c', {})
        h.endElement('c')
        h.processingInstruction('t', 'd')
        h.endElement('r')
        h.endDocument()
        print(h.document.toxml(), h.clear(), h.document)
h = pulldom.SAX2DOM()
parser = xml.sax.make_parser()
parser.setContentHandler(h)
parser.setFeature(xml.sax.handler.feature_namespaces, 1)
parser.parse(io.StringIO('<r xmlns:p="u" p:a="1"><c>text</c><p:d><e/></p:d><?x y?></r>'))
print(h.document.documentElement.toxml())
print(pulldom.default_bufsize, sorted(n for n in vars(pulldom) if n.isupper()), [sorted(n for n in vars(pulldom.ErrorHandler) if n[0] != '_')])
for name in 'error', 'fatalError', 'warning':
    try:
        getattr(pulldom.ErrorHandler(), name)(ValueError('v'))
    except ValueError as x:
        print(name, x)


def t(f):
    try:
        print(repr(f())[:160])
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, 'code', ''))


x = b.DOMBuilder()
for n in sorted(vars(b.Options)):
    if n[0] != '_' and n != 'errorHandler':
        for v in (0, 1):
            t(lambda: (n, v, x.supportsFeature(n), x.canSetFeature(n, v), x.getFeature(n)))
for n, v in (('namespaces', 0), ('namespace_declarations', 0), ('comments', 1), ('whitespace_in_element_content', False), ('nothing', 1), ('validation', 0), ('validation', 1), ('CHARSET-overrides-xml-encoding', 1), ('infoset', 1), ('entities', 0)):
    t(lambda: (n, x.setFeature(n, v)))
    t(lambda: (n, x.getFeature(n)))
    t(lambda: (x.supportsFeature(n), x.canSetFeature(n, v)))
for key, value in sorted(b.DOMBuilder._settings.items()):
    print(key, value)
t(lambda: b.DOMBuilder().parseURI('nothing.xml'))
t(lambda: x.parse(type('I', (), {'byteStream': io.BytesIO(b'<a/>'), 'systemId': None})()).toxml())
t(lambda: x.parseWithContext(1, 2, 3))
t(lambda: x.parseWithContext(1, 2, 9))
i = b.DOMInputSource()
t(lambda: i.byteStream)
t(lambda: setattr(i, 'systemId', 'q'))
t(lambda: i.systemId)
t(lambda: setattr(i, 'other', 'q'))
f = b.DOMBuilderFilter()
t(lambda: (f.acceptNode(1), f.startContainer(1), f._get_whatToShow(), f.FILTER_ACCEPT, f.FILTER_REJECT, f.FILTER_SKIP, f.FILTER_INTERRUPT))
s = b.DOMImplementationLS()
for mode, schema in (1, None), (2, None), (1, 5), (5, None):
    t(lambda: type(s.createDOMBuilder(mode, schema)))
t(lambda: s.createDOMWriter())
r = b.DOMEntityResolver()
t(lambda: r.resolveEntity(None, None))
t(lambda: r.__slots__)
with_headers = type('S', (), {'byteStream': type('B', (), {'headers': {'Content-Type': 'text/xml; charset=Latin-1'}})()})
t(lambda: r._guess_media_encoding(with_headers) if 0 else 0)
dd = xml.dom.minidom.parseString('<a>x</a>')
t(lambda: dd.saveXML(None))
t(lambda: dd.saveXML(dd.documentElement))
t(lambda: dd.saveXML(xml.dom.minidom.Document().createElement('q')))
t(lambda: (x.filter, x.errorHandler, x.entityResolver, b.__all__))
