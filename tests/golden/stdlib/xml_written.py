# Trees as text: escapes, namespaces, encodings, comments, elements of other classes, and what cannot be written.
import xml.etree.ElementTree as ET
docs = ['<a/>', '<a b="1&amp;&lt;&#10;&#9;&#13;&quot;">t&amp;&lt;&gt;<b/>u</a>', '<x:a xmlns:x="u" x:k="v"><x:b/><c xmlns="w" q="r"/></x:a>', '<a xml:lang="e">é<b>ü</b></a>']
for d in docs:
    e = ET.XML(d)
    for k in ({}, {'encoding': 'unicode'}, {'encoding': 'utf-8'}, {'encoding': 'utf-16'}, {'short_empty_elements': False}, {'method': 'html'}, {'method': 'text'}, {'xml_declaration': True}, {'encoding': 'unicode', 'xml_declaration': True}, {'default_namespace': 'u'}, {'encoding': 'latin-1'}):
        try:
            print(k, ET.tostring(e, **k))
        except Exception as x:
            print(k, type(x).__name__, x)


class S(ET.Element):
    pass


r = ET.Element('r')
r.append(ET.Comment('c<'))
r.append(ET.PI('p', 'q'))
r[0].tail = 't'
r.append(S('s'))
n = ET.SubElement(r, ET.QName('u', 'n'))
n.set(ET.QName('u', 'k'), ET.QName('v', 'w'))
ET.SubElement(r, None).text = 'none'
print(ET.tostring(r))
for bad in (5, b'x'):
    for where in ('tag', 'text', 'tail'):
        q = ET.Element('q')
        c = ET.SubElement(q, 'c')
        setattr(c, where, bad)
        try:
            print(ET.tostring(q))
        except Exception as x:
            print(type(x).__name__, x)
q = ET.Element('q')
q.set('a', 5)
try:
    print(ET.tostring(q))
except Exception as x:
    print(type(x).__name__, x)
try:
    ET.tostring(q, method='nope')
except Exception as x:
    print(type(x).__name__, x)
q = ET.Element('q')
q.text = ''
print(ET.tostring(q))
q.text = ET.QName('u', 't')
try:
    print(ET.tostring(q))
except Exception as x:
    print(type(x).__name__, x)
