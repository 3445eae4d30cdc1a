"""xml.dom.minidom: every method of every kind of node, maps of attributes, ids, user data, renaming, importing, writing, messages."""
import copy
import io
import pickle
import re
import xml.dom
import xml.dom.minidom as M

SOURCE = '<?xml version="1.0" encoding="utf-8" standalone="yes"?><!DOCTYPE r PUBLIC "p" "s" [<!ENTITY e "x"><!NOTATION n SYSTEM "y"><!ATTLIST r id ID #IMPLIED d CDATA "dv">]><!-- c --><r a="1" id="main" xmlns:p="u" xmlns="v"><p:b p:q="2">t&amp;<![CDATA[<d>]]>u</p:b><c/><?pi data?>tail &lt; "q"<c><c x="y">z</c></c></r>'


def doc():
    return M.parseString(SOURCE)


def show(value):
    if isinstance(value, (list, tuple)) and not hasattr(value, '_fields'):
        return type(value)([show(v) for v in value]) if type(value) in (list, tuple) else [show(v) for v in value]
    return re.sub(r' at 0x\w+', '', repr(value))


def run(text):
    d = doc()
    r = d.documentElement
    e = d.createElement('e')
    t = d.createTextNode('hello world')
    names = {'d': d, 'r': r, 'e': e, 't': t, 'b': r.firstChild, 'a': r.getAttributeNode('a')}
    for line in text.strip().splitlines():
        line = line.strip()
        try:
            got = show(eval(line, globals(), names))
        except BaseException as x:
            got = re.sub(r' at 0x\w+', '', f'-> {type(x).__name__} {x} {getattr(x, "code", "")}')
        print(line, '=', got)
    print('   ', r.toxml())


print('-- nodes')
run('''
[(n.nodeName, n.nodeType, n.nodeValue, n.localName, n.prefix, n.namespaceURI, n.attributes, n.firstChild, n.lastChild, n.nextSibling, n.previousSibling, n.hasChildNodes(), bool(n), n.ownerDocument is d, n.parentNode) for n in (d, d.doctype, d.childNodes[1], r, b, b.firstChild, b.childNodes[1], r.childNodes[2], a, d.createDocumentFragment())]
r.childNodes, r.childNodes.length, r.childNodes.item(0), r.childNodes.item(99), r.childNodes.item(-1), type(r.childNodes), t.childNodes, t.childNodes.length, t.childNodes.item(0), t.childNodes + [1], [1] + t.childNodes
setattr(r.childNodes, 'length', 3)
setattr(r, 'firstChild', 3)
setattr(r, 'localName', 'x'), r.localName
setattr(r, 'attributes', 3)
r.isSupported('core', '2.0'), r.isSupported('xml', None), d.isSupported('core', '1.0'), d.isSupported('nothing', None), r.isSameNode(r), r.isSameNode(b), r.getInterface('core') is r, r.getInterface('x'), d.implementation.getInterface('core') is d.implementation, d.implementation.getInterface('q')
r.appendChild(e) is e, e.parentNode is r, e.previousSibling, e.nextSibling, r.lastChild is e
r.insertBefore(t, e) is t, r.insertBefore(d.createComment('end'), None)
r.insertBefore(d.createElement('x'), d.createElement('y'))
r.removeChild(d.createElement('x'))
r.replaceChild(d.createElement('x'), d.createElement('y'))
r.replaceChild(d.createElement('x'), t) is t, t.parentNode, r.replaceChild(e, e), r.replaceChild(e, r.firstChild) is b
r.appendChild(a)
r.appendChild(d)
d.appendChild(t)
d.appendChild(d.createElement('second'))
d.appendChild(a)
d.insertBefore(d.createElement('second'), r)
d.appendChild(d.createComment('after')), d.removeChild(d.lastChild)
d.removeChild(e)
t.appendChild(e)
t.insertBefore(e, None)
t.removeChild(e)
t.replaceChild(e, e)
t.hasChildNodes(), t.normalize()
d.doctype.appendChild(t)
(lambda f: (f.appendChild(d.createElement('f1')), f.appendChild(d.createTextNode('ft')), r.insertBefore(f, r.firstChild), f.childNodes))(d.createDocumentFragment())
(lambda f: (f.appendChild(d.createElement('g1')), r.replaceChild(f, r.firstChild), f.hasChildNodes()))(d.createDocumentFragment())
d.createDocumentFragment().appendChild(d), 1
d.createDocumentFragment().appendChild(a)
r.normalize(), [r.appendChild(d.createTextNode(x)) for x in ('a', '', 'b')], len(r.childNodes), r.normalize(), len(r.childNodes), r.lastChild.data
''')
print('-- characters')
run('''
t.data, t.length, len(t), t.nodeValue, t.nodeName, str(t), repr(t), repr(d.createTextNode('a' * 20)), repr(d.createComment('short')), repr(d.createCDATASection('x' * 10))
t.substringData(0, 4), t.substringData(6, 99), t.substringData(11, 1)
t.substringData(-1, 2)
t.substringData(99, 1)
t.substringData(0, -1)
t.appendData('!'), t.insertData(0, '<'), t.deleteData(0, 1), t.replaceData(0, 5, 'HELLO'), t.data, t.insertData(1, ''), t.deleteData(0, 0), t.replaceData(0, 0, 'x'), t.data
t.insertData(-1, 'x')
t.insertData(99, 'x')
t.deleteData(-1, 1)
t.deleteData(0, -1)
t.deleteData(99, 1)
t.replaceData(99, 1, 'x')
t.replaceData(0, -1, 'x')
r.appendChild(t), t.splitText(5), t.data, t.nextSibling.data, t.wholeText, t.splitText(0), t.data
t.splitText(99)
t.splitText(-1)
t.nextSibling.wholeText, b.firstChild.wholeText, b.lastChild.wholeText, b.childNodes[1].wholeText
b.firstChild.replaceWholeText('new'), b.toxml()
b.firstChild.replaceWholeText(''), b.toxml(), b.childNodes
t.isWhitespaceInElementContent, setattr(t, 'data', 'set'), t.nodeValue, setattr(t, 'nodeValue', 'sv'), t.data
d.createTextNode(5)
d.createComment(5).data, d.createCDATASection('x').data
d.createCDATASection(5)
d.createProcessingInstruction('t', 'd').data, d.createProcessingInstruction('t', 'd').target, d.createProcessingInstruction('t', 'd').nodeName, d.createProcessingInstruction('t', 'd').nodeValue
setattr(r.childNodes[1], 'nodeValue', 'x')
d.createComment('a--b').toxml()
d.createCDATASection('a]]>b').toxml()
d.createComment('x').toxml(), d.createProcessingInstruction('a', '').toxml(), d.createTextNode('<&>"\\'\\r').toxml(), d.createComment('a-').toxml()
''')
print('-- attributes')
run('''
a.name, a.value, a.nodeName, a.nodeValue, a.specified, a.ownerElement is r, a.isId, a.schemaType, r.schemaType, a.childNodes[0].data, a.localName, a.prefix, a.namespaceURI, a.parentNode, a.ownerDocument is d
setattr(a, 'value', 'n<"&'), r.getAttribute('a'), a.firstChild.data, setattr(a, 'nodeValue', 'm'), a.childNodes[0].data, setattr(a.firstChild, 'data', 'w'), a.value
setattr(a, 'name', 'aa'), r.getAttribute('aa'), r.getAttribute('a'), r.hasAttribute('aa')
r.getAttribute('none'), r.getAttributeNS('u', 'none'), r.getAttributeNode('none'), r.getAttributeNodeNS('u', 'none'), b.getAttributeNS('u', 'q'), b.getAttributeNodeNS('u', 'q').name, b.hasAttributeNS('u', 'q'), r.hasAttributes(), e.hasAttributes()
e.setAttribute('k', 'v'), e.setAttribute('k', 'w'), e.getAttribute('k'), e.setAttribute('n', 5)
e.toxml()
e.setAttribute('n', '5'), e.setAttributeNS('w', 'p:k', '1'), e.setAttributeNS('w', 'q:k', '2'), e.getAttributeNS('w', 'k'), e.toxml()
e.removeAttribute('k'), e.removeAttributeNS('w', 'k'), e.toxml()
e.removeAttribute('none')
e.removeAttributeNS('w', 'none')
e.setAttributeNode(d.createAttribute('new')), e.setAttributeNode(d.createAttribute('new')).name, e.toxml()
e.setAttributeNode(a)
e.removeAttributeNode(e.getAttributeNode('new')).name
e.removeAttributeNode(None)
e.removeAttributeNode(a)
d.createAttribute('x').value, d.createAttribute('x').toxml() if 0 else 0, d.createAttributeNS('u', 'p:x').localName, d.createAttributeNS('u', 'p:x').prefix
r.getElementsByTagName('c').length, r.getElementsByTagName('*').length, d.getElementsByTagName('r').length, r.getElementsByTagName('r'), d.getElementsByTagNameNS('u', '*'), d.getElementsByTagNameNS('*', 'c').length, r.getElementsByTagNameNS('v', 'c').length, type(r.getElementsByTagName('q'))
m(r).length, len(m(r)), m(r).keys(), m(r).items(), sorted(m(r).keysNS(), key=str), sorted(m(r).itemsNS(), key=str), [v.value for v in m(r).values()], 'a' in m(r), ('u', 'q') in m(b), 5 in m(r), m(r).get('a').value, m(r).get('none', 3), m(r)['a'].value, m(b)['u', 'q'].value, m(r).item(0).name, m(r).item(99), m(e).length, m(e).item(0)
m(r)['none']
m(b)['u', 'none']
m(e).__setitem__('s', 'text'), m(e).__setitem__('s', 'again'), m(e)['s'].value
m(e).__setitem__('s', 5)
m(e).__setitem__('s', d.createAttribute('s')), m(e)['s'].value
m(e).__delitem__('s'), m(e).length
m(e).__delitem__('s')
m(e).getNamedItem('x'), m(b).getNamedItemNS('u', 'q').value, m(e).setNamedItem(d.createAttribute('z')), m(e).removeNamedItem('z').name
m(e).removeNamedItem('z')
m(e).removeNamedItemNS('u', 'z')
m(e).setNamedItem(t)
m(e).setNamedItemNS(d.createAttributeNS('u', 'p:i')), m(e).removeNamedItemNS('u', 'i').name
m(e) == m(e), m(e) == 5, m(e) != m(r), m(e) < m(r) or m(r) < m(e), hash(m(e)) if 0 else 0
hash(m(e))
sorted(m(r).__getstate__()[0])
'''.replace('m(e)', 'e.attributes').replace('m(r)', 'r.attributes').replace('m(b)', 'b.attributes'))
print('-- ids')
run('''
d.getElementById('main') is r, d.getElementById('none'), r.getAttributeNode('id').isId, r.getAttributeNode('id').schemaType
r.firstChild.setIdAttributeNS('u', 'q'), d.getElementById('2') is b
r.setIdAttribute('a'), d.getElementById('1') is r, r.setIdAttribute('a'), a.isId
r.setIdAttribute('none')
r.setIdAttributeNS('u', 'none')
r.setIdAttributeNode(None)
r.setIdAttributeNode(d.createAttribute('x'))
setattr(a, 'value', 'one'), d.getElementById('one') is r, d.getElementById('1')
r.removeAttribute('a'), d.getElementById('one')
r.removeChild(b) and None, d.getElementById('2')
''')
print('-- copies')
events = []


class Watch:
    def handle(self, *args):
        events.append([show(x) if not isinstance(x, (int, str)) else x for x in args])


run('''
r.cloneNode(False).toxml(), r.cloneNode(True).toxml() == r.toxml(), d.cloneNode(False), d.cloneNode(True).toxml() == d.toxml(), d.doctype.cloneNode(True), t.cloneNode(False).data, a.cloneNode(False).value, a.cloneNode(True).value, r.childNodes[2].cloneNode(0).toxml(), d.createDocumentFragment().cloneNode(True)
d.importNode(t, True).data, M.Document().importNode(r, True).toxml() == r.toxml(), M.Document().importNode(r, False).childNodes, M.Document().importNode(a, True).value
M.Document().importNode(d, True)
M.Document().importNode(d.doctype, True)
r.setUserData('k', 5, Watch()), r.getUserData('k'), r.getUserData('q'), r.setUserData('k', 6, Watch()), r.setUserData('k', None, None), r.getUserData('k'), r.setUserData('z', None, None)
b.setUserData('w', 1, Watch()) or b.cloneNode(True) and None, M.Document().importNode(b, True) and None, d.renameNode(b, 'nn', 'x:y') is b, b.tagName, b.localName, b.prefix, b.namespaceURI, events
d.renameNode(r.getAttributeNode('id'), 'u', 'p:id').name, r.getAttributeNS('u', 'id'), r.toxml()
d.renameNode(b, None, 'plain').toxml(), d.renameNode(b, xml.dom.EMPTY_NAMESPACE, 'p:x')
d.renameNode(b, 'u', 'xmlns')
d.renameNode(a, 'u', 'xmlns')
d.renameNode(t, 'u', 'x')
d.renameNode(M.Document().createElement('x'), 'u', 'x')
(lambda c: (c.unlink(), c.childNodes, c.documentElement))(d.cloneNode(True))
copy.deepcopy(b.firstChild).data, pickle.loads(pickle.dumps(b.childNodes[0])).data if 0 else 0, pickle.loads(pickle.dumps(M.parseString('<q a="1"><z/></q>'))).toxml()
''')
print('-- documents')
I = M.getDOMImplementation()
run('''
d.version, d.encoding, d.standalone, d.actualEncoding, d.documentURI, d.errorHandler, d.strictErrorChecking, d.doctype.name, d.doctype.publicId, d.doctype.systemId, d.doctype.internalSubset, d.doctype.nodeName, d.doctype.entities.length, d.doctype.notations['n'].systemId, d.documentElement is r, d.async_
d.toxml(), d.toxml('utf-8'), d.toxml('latin-1', True), d.toxml(standalone=False), d.toprettyxml(), d.toprettyxml('--', '|'), d.toprettyxml(indent='', newl='', encoding='ascii')
r.toxml('utf-8'), r.toprettyxml(indent=' '), e.toxml(), e.toprettyxml(), t.toprettyxml(), a.toxml() if 0 else 0
(lambda w: (d.writexml(w, '>', '+', '!', 'enc', True), w.getvalue()))(io.StringIO())
(lambda w: (r.writexml(w), w.getvalue()))(io.StringIO())
M.parseString('<a> <b> x </b>\\n<c/> </a>').toprettyxml(indent=' ')
M.parseString('<a><b>x</b><c>y<d/></c><e>\\n</e></a>').toprettyxml(indent=' ')
I.hasFeature('core', '1.0'), I.hasFeature('CORE', '2.0'), I.hasFeature('core', None), I.hasFeature('core', ''), I.hasFeature('xml', '2.0'), I.hasFeature('ls-load', '3.0'), I.hasFeature('core', '3.0'), I.hasFeature('html', None)
I.createDocument(None, 'a', None).toxml(), I.createDocument('u', 'p:a', None).toxml(), I.createDocument(None, None, None).toxml(), I.createDocument('u', 'a', I.createDocumentType('a', 'P', 'S')).toxml(), I.createDocumentType('a', None, 'S').toxml(), I.createDocumentType('a', None, None).toxml(), I.createDocumentType('a', '', '').toxml(), I.createDocumentType('a', 'P', None).toxml()
I.createDocument('u', None, None)
I.createDocument(None, 'p:a', None)
I.createDocument(None, 'xml:a', None)
I.createDocument(xml.dom.XML_NAMESPACE, 'xml:a', None).toxml(), I.createDocument('u', 'xml:a', None).toxml()
I.createDocument('u', 'a', d.doctype)
I.createDocument('u', '', None)
M.getDOMImplementation() is I, M.getDOMImplementation('core 2.0') is I, M.getDOMImplementation([('core', '2.0')]) is I, M.getDOMImplementation('nothing 1'), M.getDOMImplementation([('nothing', '1')])
M.Document().toxml(), M.Document().documentElement, M.Document().doctype, M.Document().childNodes
M.parse(io.BytesIO(b'<a/>')).toxml(), M.parse(io.StringIO('<a>x</a>')).toxml(), M.parseString(b'<a b="c"/>').toxml()
M.parseString('<a>')
M.parse('/nothing/here')
d.createElementNS(None, 'a').toxml(), d.createElementNS('u', 'p:a').localName, d.createElementNS('u', 'p:a').prefix, d.createElement('p:a').localName, d.createElement('p:a').prefix, d.createElement('x').ownerDocument is d
M.Element('loose').toxml(), M.Text().data, M.Comment('x').toxml(), M.Attr('a').name, M.ProcessingInstruction('a', 'b').toxml(), M.CDATASection().data, M.TypeInfo('ns', 'name'), M.TypeInfo(None, 'name'), M.ElementInfo('x').getAttributeType('y'), M.DocumentFragment().childNodes
M.Element('loose').appendChild(M.Text()), M.Text().ownerDocument
with_()
'''.replace('with_()\n', ''))
with M.parseString('<a><b/></a>') as w:
    root = w.documentElement
print(root.childNodes, root.parentNode, w.childNodes, root.ownerDocument)
print(sorted(n for n in vars(M) if n[0] != '_' and isinstance(getattr(M, n), type)))
