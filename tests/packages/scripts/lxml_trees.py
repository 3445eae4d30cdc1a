"""lxml itself: HTML as its library builds it, errors of XML with their places, names, attributes, moves, copies, paths, XPath,
serialization, classes of elements. The golden comes from lxml 6.1.3."""
import re

import lxml.html as H
from lxml import etree

X, T, E, S = etree.fromstring, etree.tostring, etree.Element, etree.SubElement


def show(*lines):
    for line in lines:
        try:
            result = repr(eval(line))
        except Exception as error:
            result = f"! {type(error).__name__} {error}"
        result = re.sub(r"0x[0-9a-f]+|(?<=Element )[0-9a-f]{5,12}(?= )", "X", result)
        print(f"{line}\n    {result}")


def html(*sources):
    for source in sources:
        root = etree.HTML(source)
        print(repr(source), None if root is None else T(root.getroottree(), method="html").decode().partition("\n")[2])


def xml(*sources):
    for source in sources:
        try:
            print(repr(source)[:70], T(X(source))[:100])
        except etree.XMLSyntaxError as error:
            print(repr(source)[:70], error.code, error.msg, error.position)


print('-- HTML')
html(
    '<p>x</p>', 'x', '<b>x</b>', '<div>a</div><div>b</div>', 'text<p>a', '<td>x',
    '<table><tr><td>1<td>2<tr><td>3</table>', '<table><tr><td>1</td></tr></table>', '<li>a<li>b',
    '<ul><li>a<li>b</ul>', '<p>a<p>b', '<p>a<div>b</div>c</p>', '<p><b>x</p>y', '<b><i>x</b>y</i>', '<!-- c --><p>x',
    '<p>x</p><!-- c -->', '<!DOCTYPE html><p>x', '<html><p>x', '<head><title>t</title></head><p>x',
    '<title>t</title><p>x', '<title>t</title>', '<meta charset=utf-8><p>x', '<script>a<b</script>',
    '<script>a<b</script><p>x', '<style>a</style>x', '<body>x</body>y', '<body>x</body></html> y <p>z',
    '<html><head></head><body></body></html>', '<form><input name=a><p>x</form>',
    '<select><option>a<option>b</select>', '<dl><dt>a<dd>b<dt>c</dl>', '<br>', '<br/>x', '</p>', '</br>',
    '<a href=x>1<a href=y>2', '<h1>a<h2>b', '<textarea>a<b></textarea>c',
    '<p>x &amp; &lt; &nbsp; &copy; &foo; &#65; &#x42; & b', '<img src="a.png" alt=x>', '<input disabled>',
    '<P CLASS="A">x</P>', '<svg viewBox="0 0 1 1"><path d=1 /></svg>', '<foo-bar>x</foo-bar>', '<a:b>x</a:b>',
    '   <p>x', '<p>x</p>   \n', '\n<html>\n<head>\n<title>x</title>\n</head>\n<body>\n<p>y</p>\n</body>\n</html>\n',
    '<html lang=en><body class=a><html id=z><body id=q>', '<frameset><frame></frameset>', '<noscript><p>x</noscript>',
    '<p>a<table><tr><td>x</table>b', '<span><div>x</div></span>', '<a><div>x</div></a>', '<button><p>x</button>',
    '<object><param></object>', '<iframe><p>x</iframe>y', '<?php x ?>a', '<![CDATA[x]]>a', '<p/>x', '<div/>x',
    '<a b=1 b=2>', '<p a="x>y">', '<p a=\'"\'>', '', '   ', '<!-- a -->', '<', '<>', 'a < b', '</div>',
    '<center>x<p>y', '<p>x<center>y', '<u>x<p>y</u>z', '<strong>x</p>y', '<div><p>x</div>y', '<tr><td>x',
    '<tbody><tr><td>x</table>', '<table>x<tr>y<td>z</table>',
    '<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>',
    '<table><tr><td><table><tr><td>i</table>o</table>', '<link rel=a><p>x', '<base href=x>', 'x<title>t</title>',
    'x<meta a=b>', '<head><p>x', '<head>x', '<body><title>x</title>', '<p><title>x</title>', '<ins>x</ins><p>y',
    'x<br>y<p>z', '<em>a</em> b <p>c', '<label>x</label>', '<hr>a', '<pre>\n x</pre>', '<textarea>\n x</textarea>',
    '<html lang=en><html id=z>x', '<body a=1><p><body b=2>x', '<html> <p>x',
    '<html><head> </head> <body> <p>x</p> </body> </html> ', '<head> <title>x</title> </head> x',
    ' <head></head> <body></body> ',
    '<html><!--c--><head><!--d--></head><!--e--><body></body><!--f--></html><!--g-->',
    '<!--a--><!DOCTYPE html><!--b--><html></html>', '<!--a-->x', '<body>x</body><p>y', '<body>x</body> y',
    '<html></html>', '<html>', '<head>', '<body>', '<div></body>x</div>y', '<p></html>x', '</html><p>x',
    '<table></div>x</table>', '<div><table></div>x', '<div><span></div>x', '<p><span></p>x', '<ul><li><p>a</ul>b',
    '<b><p>x</b>y', '<td></tr>x', '<table><tr><td></tr>x', '<table><tr><td></table>x', '<div><td></div>x',
    '<a><b></a>x', '</foo>x', '<p></foo>x', '<br></br>x', '<p>x</br>y', '<img></img>x', '<input></input>x',
    '<script/>x', '<title/>x', '<textarea/>x', '<br/ >', '<a/b>', '<a b=c/>x', '<plaintext>x</p>',
    '<noembed><p></noembed>x', '<xmp><p></xmp>x', '<frameset><p>x</frameset>',
    '<frameset></frameset><noframes>x</noframes>', '<script>x', '<title>x', '<style>x', 'a\x00b', 'a\r\nb\rc',
    '<p title="a\r\nb">', '<select><p>x</select>', '<option>a<p>b', '<option>a<option>b', '<template><p>x</template>',
    '<svg><title>x</title></svg>', '<svg><![CDATA[x<y]]></svg>', '<math><mi>x</mi></math>', '<head><body>',
    '<head></head><head>', '<head><noscript><link></noscript></head>x', '<noscript><link></noscript>',
    '<p>a<ul><li>b</ul>c</p>', '<h1><p>x</h1>', '<pre><p>x', '<dl><dd><p>x<dt>y', '<form><form>x',
    '<form><div></form>x</div>', '<a><p><a>x', '<label><p>x</label>', '<font><p>x</font>y', '<i><div>x</i>y</div>',
    'x <!-- y --> z', '<p>\n<b>x</b>\n</p>\n', '<div>\n</div>', '<div> x </div>', '&lt;p&gt;', '&amp;amp', '&ampx',
    '<a href="?a=1&copy=2&lt">', '&#0;&#128;&#x110000;', '<p id=a id=b ID=c>', '<p class>', '<p class=>x', '<p =x>y',
    '<p "x">y', '<p a=b"c>', '<1>x', '<a<b>x', '<!>x', '<!x>y', '<!-->x', '<!--->x', '<!-- a -- b -->x',
    '<!-- a --!>x', '</ p>x', '</>x', '<p/ >x', '<p</p>x', '<div <p>x', '<tr><td>a</td></tr><tr><td>b</td></tr>',
    '<li>a</li><li>b</li>', '<option value=1>a</option>', '<param name=x>', '<object><p>x</object>', '<dd>x',
    '<caption>x', '<col>x', '<colgroup><col></colgroup>', '<p>x</p>\n<p>y</p>\n', '\n\n<p>x</p>', '\t text',
    '<title>a</title> <p>b', '<link>\n<p>x', '<meta>\ntext', '<script></script>\n<div></div>',
    '<base><link><meta><style></style><script></script>x', '<html><head></head><script>x</script><p>a',
    '<head></head><title>x</title><p>y', '<head></head><link><body>', '<head></head> <!--c--> <link>x',
    '<html><script>x</script>', '<html><body></body><script>x</script>', '<p>x</p><link>', '<head><div>',
    '<head><section>x</section></head><p>y', '<head><ins>', '<section>x</section>', '<head><foo>x', '<p\n>x\n<b>',
    'x</body></body>y', '<frameset><frame src=a><frame src=b><noframes><body>x</body></noframes></frameset>',
    '<html><frameset></frameset></html>', '<body><frameset>', '<div><html><p>',
    '<div><head><title>x</title></head><p>', '<span><body>x', '<title>a</title><title>b</title>',
    '<p>x<title>y</title>z', 'x<style>y</style>z', '<p>x<script>y</script>z</p>', '<isindex>', '<body/>x', '<html/>x',
    '<head/>x', '<div></head>x', '<head><style>x</style></head>', '<meta></head><p>x',
)
print('-- XML')
xml(
    '', 'x', '<a>', '<a></b>', '<a b></a>', '<a b=c></a>', '<a b="1" b="2"/>', '<x:a/>', '<a x:b="1"/>',
    '<a>&foo;</a>', '<a>& b</a>', '<a>&foo</a>', '<a/><b/>', '<a', '<a ', '<a>\x01</a>', '<1/>', '<a>&#0;</a>',
    '<a><!-- -- --></a>', '<a><!-- x</a>', '<a><?x</a>', '<a><![CDATA[x</a>', '<a b="<"/>',
    '  <?xml version="1.0"?><a/>', '<a>]]></a>', '<a></a', '<a b="1"c="2"/>', '<a xmlns:p=""/>', '<?XML x?><a/>',
    '<a>&#xD800;</a>', '<a>&#x110000;</a>', '<a>&#65</a>', '<a>&#x;</a>', '<a>&#x1g;</a>', '<a/ >', '<a b="x',
    '<a b="\x01"/>', '<a b="&"/>', '<a b="&x"/>', '<a b="&x;"/>', '<!DOCTYPE', '<!DOCTYPE a', '<!DOCTYPE a [',
    '<!DOCTYPE a [<!ENTITY x>]><a/>', '<!DOCTYPE a><!DOCTYPE b><a/>', '<a><!DOCTYPE b></a>', '<!-- x --', '<?p',
    '<?xml?><a/>', '<?xml version="2.0"?><a/>', '<?xml version="1.0" foo="x"?><a/>',
    '<?xml version="1.0" standalone="x"?><a/>', '<a:b:c xmlns:a="u"/>',
    '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>', '<a xmlns="u" xmlns="v"/>', '<a xmlns:xmlns="u"/>',
    '<a xmlns:xml="u"/>', '<a>'*300, '<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e "<b>x</b>">]><a>&e;</a>', '<!DOCTYPE a [<!ENTITY e "<b>x">]><a>&e;</a>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', '<a>x', '<a>\n<b>', '<a></a>\n\nx',
    '<a><b></b', '<a b = "c"  d="e" />', '<a\n\tb="x\ny\tz&#10;q"/>', '<a>\r\nx\ry</a>', '<!ELEMENT a><a/>',
    '<a><!x></a>', '<a><!', '<',
)
print('-- fragments')
show(
    "etree.fromstring(b'<a>\\xff</a>')", "etree.fromstring(5)", "etree.fromstring(None)",
    "etree.fromstring('<a>\\u1234</a>').text", "etree.HTML('')", "etree.HTML(None)", "H.fromstring('')",
    "H.document_fromstring('')", "H.fragment_fromstring('')", "H.fragment_fromstring('<a/><b/>')",
    "H.fragment_fromstring('x<a/>')", "H.fragment_fromstring('<a/>x')", "H.fragments_fromstring('x<a/>y<b/>z')",
    "H.fragments_fromstring('x<a/>y<b/>z',no_leading_text=True)", "H.fragment_fromstring('x<a/>',create_parent=True)",
    "H.fragment_fromstring('<a/>',create_parent='p')", "H.tostring(H.fromstring('<p>x</p>'))",
    "H.tostring(H.fromstring('x'))", "H.tostring(H.fromstring('<p>x</p><p>y</p>'))",
    "H.tostring(H.fromstring('x<p>y</p>'))", "H.tostring(H.fromstring('<b>x</b>y'))",
    "H.tostring(H.fromstring('<b>x</b><i>y</i>'))", "H.tostring(H.fromstring('<html><p>x'))",
    "H.tostring(H.fromstring('<body><p>x'))", "H.tostring(H.fromstring('<head></head>'))",
    "H.tostring(H.fromstring('<title>x</title>'))", "H.tostring(H.fromstring('<td>x</td>'))",
    "H.tostring(H.fromstring('  <p>x</p>  '))", "H.tostring(H.fromstring('<!doctype html><p>x'))",
    "H.tostring(H.fromstring('<!--x--><p>x'))", "H.tostring(H.fromstring('<p>x</p><!--x-->'))",
    "H.tostring(H.fromstring('<link rel=a><p>x'))", "H.tostring(H.fromstring('<div>x</div>tail'))",
    "H.tostring(H.fromstring('<br>'))", "H.tostring(H.document_fromstring('<p>x'))",
    "H.tostring(H.document_fromstring('x'))", "H.tostring(H.document_fromstring('<p>x',ensure_head_body=True))",
    "type(H.fromstring('<p>x</p>'))", "type(H.fromstring('<form></form>'))", "H.fromstring('<input>')",
    "H.fromstring('<a><!--x--></a>')[0]", "etree.fromstring('<a><!--x--><?p q?></a>')[:]",
    "etree.Comment('x').text, etree.PI('a','b').target", "etree.tostring(etree.PI('a','b'))",
    "etree.Element('a',{'b':'c'},d='e',nsmap={None:'u'})",
    "etree.tostring(etree.Element('{u}a',{'{v}b':'c'},d='e',nsmap={None:'u'}))", "etree.Element('1')",
    "etree.Element('a b')", "etree.Element('')", "etree.Element(5)", "etree.Element('a',b=5)",
)
print('-- serialization, XPath')
show(
    "T(X('<a b=\"&lt;&amp;&quot;&#10;&#9;&#13;\\'&gt;ä\">&lt;&gt;&amp;\"&#13;ä€</a>'))",
    "T(X('<a>ä</a>'),encoding='utf-8')", "T(X('<a>ä</a>'),encoding='unicode')", "T(X('<a>ä</a>'),encoding=str)",
    "T(X('<a>ä€</a>'),encoding='iso-8859-1')", "T(X('<a>ä</a>'),encoding='ascii',xml_declaration=True)",
    "T(X('<a>ä</a>'),encoding='utf-8',xml_declaration=True,standalone=True)",
    "T(X('<a>ä</a>'),encoding='unicode',xml_declaration=True)",
    "T(X('<a/>'),encoding='UTF-8',doctype='<!DOCTYPE x>')", "T(X('<!--c--><a/><?p?>').getroottree())",
    "T(X('<!DOCTYPE a><!--c--><a/><?p?>').getroottree())", "T(X('<!DOCTYPE a SYSTEM \"x\"><a/>').getroottree())",
    "T(X('<!DOCTYPE a PUBLIC \"p\" \"x\" [<!ENTITY e \"v\">]><a/>').getroottree())",
    "T(X('<!DOCTYPE a><a/>').getroottree(),with_comments=False)", "T(X('<a><b/></a>')[0])", "T(X('<a><b/>t</a>')[0])",
    "T(X('<a><b/>t</a>')[0],with_tail=False)", "T(X('<a x=\"1\" xmlns=\"u\" xmlns:p=\"v\"><p:b p:c=\"d\"/></a>'))",
    "T(X('<a xmlns=\"u\" xmlns:p=\"v\"><p:b p:c=\"d\"/></a>')[0])",
    "T(X('<a><b><c/></b><d>t</d></a>'),pretty_print=True)", "T(X('<a>t<b><c/></b></a>'),pretty_print=True)",
    "T(X('<a><b>x<c/></b><!--k--><?p q?><d/></a>'),pretty_print=True).decode()",
    "T(X('<a> <b/> </a>'),pretty_print=True)", "T(X('<a><b/></a>')[0],pretty_print=True)",
    "T(X('<a/>').getroottree(),pretty_print=True,xml_declaration=True,encoding='utf-8')",
    "T(X('<!--a--><a><b/></a><!--b-->').getroottree(),pretty_print=True,encoding='utf-8',xml_declaration=True)",
    "T(X('<a>x<b>y</b>z</a>'),method='text')", "T(X('<a>x<b>y</b>z</a>')[0],method='text')",
    "T(X('<a>x<b>y</b>z</a>')[0],method='text',with_tail=False)", "T(X('<a>ä</a>'),method='text')",
    "T(X('<a>ä</a>'),method='text',encoding='unicode')",
    "T(X('<a><br/><p/><script>a&lt;b</script></a>'),method='html')", "T(H.fromstring('<div><br><p></p></div>'))",
    "T(H.fromstring('<div><script>a<b&amp;</script></div>'))",
    "H.tostring(H.fromstring('<div><script>a<b&amp;</script><style>x>y</style></div>'))",
    "H.tostring(H.fromstring('<a href=\"x y?a=b&amp;c=ä\" title=\"ä &lt;&amp;\" name=\"q r\" src=\"x y\" action=\"a b\" foo=\"a b\">ä €&nbsp;&lt;&gt;\"</a>'))",
    "H.tostring(H.fromstring('<a href=\"x y?a=b&amp;c=ä\" title=\"ä &lt;&amp;\">ä €&nbsp;&lt;&gt;\"</a>'),encoding='unicode')",
    "H.tostring(H.fromstring('<a title=\"ä\">ä</a>'),encoding='utf-8')",
    "H.tostring(H.fromstring('<a title=\\'a\"b\\' x=\"c\\'d\" y=\\'e\"&#39;f\\' z=\"&amp;{a}\">x</a>'))",
    "H.tostring(H.document_fromstring('<!DOCTYPE html><p>x').getroottree())",
    "H.tostring(H.document_fromstring('<p>x').getroottree())",
    "H.tostring(H.document_fromstring('<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\"><p>x').getroottree())",
    "H.tostring(H.document_fromstring('<!DOCTYPE html><p>x'))",
    "H.document_fromstring('<p>x').getroottree().docinfo.doctype",
    "H.document_fromstring('<!DOCTYPE html><p>x').getroottree().docinfo.doctype",
    "H.tostring(H.document_fromstring('<head><title>x</title></head><p>x'),include_meta_content_type=True)",
    "H.tostring(H.document_fromstring('<head><title>x</title></head><p>x'),method='xml')",
    "H.tostring(H.document_fromstring('<head><meta charset=\"x\"><meta http-equiv=Content-Type content=\"text/html; charset=latin1\"><title>x</title></head><p>x'))",
    "H.tostring(H.document_fromstring('<head><title>x</title></head><p>x'),encoding='utf-8')",
    "H.tostring(H.document_fromstring('<head></head><body><div><p>x</p><p>y <b>z</b></p></div><ul><li>a<li>b</ul></body>'),pretty_print=True).decode()",
    "H.tostring(H.fromstring('<div><span>a</span><p>x</p></div>'),pretty_print=True).decode()",
    "H.tostring(H.fromstring('<table><tr><td>x<td><b>y</b></table>'),pretty_print=True).decode()",
    "H.tostring(H.fromstring('<div>t<p>x</p></div>'),pretty_print=True).decode()",
    "H.tostring(H.fromstring('<div><p>x</p>t<p>y</p></div>'),pretty_print=True).decode()",
    "T(H.fromstring('<div><p>x</p><p>y</p></div>'),pretty_print=True).decode()",
    "H.tostring(H.fromstring('<div><!--c--><p>x</p></div>'),pretty_print=True).decode()",
    "H.tostring(H.fromstring('<select><option selected>x<option disabled=disabled value=\"\">y</select>'))",
    "T(H.fromstring('<input disabled value=\"\">'))",
    "H.tostring(H.fromstring('<div><embed><source><track><wbr><area><col><frame><keygen><param><basefont></div>'))",
    "H.tostring(H.fromstring('<p>x<?php y?>z</p>'))", "H.tostring(H.fromstring('<div><p/></div>'), method='xml')",
    "H.tostring(H.fromstring('<div></div>'), method='xml')", "H.tostring(X('<a></a>'))", "T(X('<a></a>'))",
    "T(etree.ElementTree(X('<a/>')))", "T(5)", "T(None)", "T(X('<a/>'),method='foo')",
    "T(X('<a><![CDATA[<x>]]></a>'))", "X('<a><b/>t</a>').xpath('string(12345678901)')",
    "X('<a/>').xpath('string(1e-7)'), X('<a/>').xpath('string(0.1+0.2)'), X('<a/>').xpath('string(100 div 3)'), X('<a/>').xpath('string(-0)')",
    "X('<a/>').xpath('/')", "X('<a/>').xpath('1+1'), X('<a/>').xpath('true()'), X('<a/>').xpath('\"x\"')",
    "type(X('<a/>').xpath('\"x\"'))", "type(X('<a>x</a>').xpath('text()')[0])",
    "X('<a xmlns:p=\"u\"/>').xpath('namespace::*')",
    "X('<a b=\"c\"/>').xpath('@b')[0].getparent(), X('<a b=\"c\"/>').xpath('@b')[0].attrname, X('<a b=\"c\"/>').xpath('@b')[0].is_attribute",
    "X('<a>').xpath('b[')", "X('<a/>').xpath('b[')", "X('<a/>').xpath('x:b')", "X('<a/>').xpath('foo()')",
    "X('<a/>').xpath('$x')", "X('<a/>').xpath('$x',x=5)", "X('<a/>').xpath('count()')", "X('<a/>').xpath('')",
    "X('<a/>').xpath('count(1)')", "X('<a/>').xpath('b]')", "X('<a/>').xpath('foo::b')", "X('<a/>').xpath('(1')",
    "X('<a/>').xpath('\"x')", "X('<a/>').xpath('!')", "etree.XPath('b[')", "etree.XPath('x:b')(X('<a/>'))",
    "etree.XPath('b')", "X('<a/>').xpath('a', namespaces={None:'u'})", "X('<a/>').xpath('a', namespaces={'':'u'})",
    "X('<a/>').xpath('$x',x=X('<a/>'))", "X('<a/>').xpath('//x:a',namespaces={'x':'u'})",
    "X('<a>x</a>').xpath('re:test(., \"X\", \"i\")',namespaces={'re':'http://exslt.org/regular-expressions'})",
    "X('<a><b/></a>')[0].getroottree().getroot()", "X('<a><b/></a>').xpath('b | /a')", "X('<a/>').find('b['), 1",
    "X('<a><b/></a>').find('b[1')", "X('<a><b/></a>').find('/b')", "X('<a><b/></a>').find('b[@x=')",
    "X('<a><b/></a>').findall('*'), X('<a><b/></a>').findall('.//*'), X('<a><b/></a>').find('.')",
    "X('<a><b><c>x</c></b></a>').findtext('b/c'), X('<a><b/></a>').findtext('b'),X('<a><b/></a>').findtext('c'),X('<a><b/></a>').findtext('c','d')",
    "X('<a><b><c>x</c></b></a>').findall('b[c=\"x\"]')", "X('<a><b><c>x</c></b></a>').findall('.//c/..')",
    "X('<a><b i=\"1\"/><b i=\"2\"/></a>').findall('b[@i!=\"1\"]')",
    "X('<a><b i=\"1\"/><b i=\"2\"/></a>').findall('b[last()]')[0].attrib",
    "X('<a><b i=\"1\"/><b i=\"2\"/></a>').find('p:b',namespaces={'p':'u'})", "X('<a><b/></a>').find('p:b')",
)
print('-- encodings')
show(
    "etree.HTML(b'<p>\\xc3\\xa4\\xe2\\x82\\xac').findtext('.//p')", "etree.HTML(b'<p>\\xe4\\x80').findtext('.//p')",
    "etree.HTML(b'<meta charset=utf-8><p>\\xc3\\xa4').findtext('.//p')",
    "etree.HTML(b'<meta charset=latin1><p>\\xc3\\xa4\\x80').findtext('.//p')",
    "etree.HTML(b'<meta charset=iso-8859-2><p>\\xe6').findtext('.//p')",
    "etree.HTML(b'<meta http-equiv=content-type content=\"text/html; charset=iso-8859-2\"><p>\\xe6').findtext('.//p')",
    "etree.HTML('<meta charset=latin1><p>\\u20ac').findtext('.//p')",
    "etree.HTML(b'\\xef\\xbb\\xbf<p>\\xc3\\xa4').findtext('.//p')",
    "etree.HTML(b'<p>\\xe6', etree.HTMLParser(encoding='iso-8859-2')).findtext('.//p')",
    "etree.HTML(b'<p>\\xc3\\xa4').getroottree().docinfo.encoding",
    "etree.HTML(b'<meta charset=utf-8><p>\\xc3\\xa4').getroottree().docinfo.encoding",
    "etree.HTML('<p>x').getroottree().docinfo.encoding", "etree.HTML('<p\\n>x\\n<b>').find('.//b').sourceline",
    "etree.HTML('<input disabled foo>').find('.//input').attrib", "etree.tostring(etree.HTML('<p foo>'))",
    "etree.HTML('<p><!--c-->x', etree.HTMLParser(remove_comments=True))[0][0][:]",
    "etree.tostring(etree.HTML('<p> <b>x</b> </p>', etree.HTMLParser(remove_blank_text=True)))",
    "etree.tostring(X('<!--c--><a/>'))",
)
print('-- elements')
show(
    "(lambda r:(r[0].addnext(E('b')),T(r)))(X('<r><a/>t</r>'))",
    "(lambda r:(r[0].addprevious(E('b')),T(r)))(X('<r>x<a/>t</r>'))",
    "(lambda r:(r.insert(1,E('z')),T(r)))(X('<r>x<a/>t<b/></r>'))",
    "(lambda r:(r.insert(-1,E('z')),T(r)))(X('<r>x<a/>t<b/></r>'))",
    "(lambda r:(r.insert(9,E('z')),T(r)))(X('<r>x<a/>t<b/></r>'))",
    "(lambda r:(r.remove(r[0]),T(r)))(X('<r>x<a/>t<b/></r>'))",
    "(lambda r:(r.replace(r[0],E('q')),T(r)))(X('<r>x<a/>t<b/></r>'))", "(lambda r:(r.append(r),T(r)))(X('<r/>'))",
    "(lambda r:(r[0].append(r),T(r)))(X('<r><a/></r>'))", "(lambda r:(r.addnext(E('x')),T(r)))(X('<r><a/></r>'))",
    "(lambda r:(r.addnext(etree.Comment('x')),T(r.getroottree())))(X('<r><a/></r>'))",
    "(lambda r:(r.addprevious(etree.PI('x')),T(r.getroottree())))(X('<r><a/></r>'))", "X('<r/>').remove(E('a'))",
    "X('<r/>').replace(E('a'),E('b'))", "X('<r/>')[0]", "X('<r><a/></r>')[1:5]", "X('<r/>').index(E('a'))",
    "X('<r/>').append(5)", "X('<r/>').append(None)", "X('<r/>').insert('a',E('b'))", "X('<r/>').set('a',5)",
    "X('<r/>').set('a b','x')", "X('<r/>').set('a','\\0')", "X('<r/>').set('','x')", "X('<r/>').get(5)",
    "setattr(X('<r/>'),'text',5)", "setattr(X('<r/>'),'text','\\x01')", "setattr(X('<r/>'),'tag','a b')",
    "setattr(X('<r/>'),'foo',1)", "X('<r a=\"1\"/>').attrib['b']", "X('<r a=\"1\"/>').attrib.pop('b')",
    "X('<r a=\"1\"/>').attrib.pop('b',3)", "X('<r a=\"1\" b=\"2\"/>').attrib",
    "dict(X('<r a=\"1\" b=\"2\"/>').attrib)", "X('<r a=\"1\"/>').attrib=={'a':'1'}",
    "(lambda r:(r.attrib.update({'x':'y'}),r.attrib.update([('z','w')]),T(r)))(X('<r/>'))",
    "(lambda r:(r.attrib.clear(),T(r)))(X('<r a=\"1\"/>'))",
    "X('<r/>').keys(),X('<r a=\"b\"/>').values(),X('<r a=\"b\"/>').items()",
    "bool(X('<r/>')),bool(X('<r><a/></r>')),len(X('<r><!--c--></r>'))",
    "[e.tag for e in X('<r><a><b/></a><!--c--><?p q?></r>').iter('*')]",
    "[e.tag if isinstance(e.tag,str) else e.text for e in X('<r><a><b/></a><!--c--><?p q?></r>').iter()]",
    "list(X('<r><a/><b/></r>').iter('a','b'))",
    "list(X('<r xmlns=\"u\"><a/></r>').iter('a')),list(X('<r xmlns=\"u\"><a/></r>').iter('{u}a')),list(X('<r xmlns=\"u\"><a/></r>').iter('{*}a')),list(X('<r xmlns=\"u\"><a/></r>').iter('{u}*')),list(X('<r xmlns=\"u\"><a/></r>').iter('{}a'))",
    "list(X('<r>a<b>c</b>d<!--x-->e</r>').itertext())", "list(X('<r>a<b>c</b>d</r>')[0].itertext())",
    "list(X('<r>a<b>c</b>d</r>')[0].itertext(with_tail=False)),list(X('<r>a<b>c</b>d</r>').itertext('b'))",
    "list(X('<r><a/><b/><c/></r>')[1].itersiblings()),list(X('<r><a/><b/><c/></r>')[1].itersiblings(preceding=True))",
    "list(X('<r><a><b/></a></r>')[0][0].iterancestors()),list(X('<r><a><b/></a></r>')[0][0].iterancestors('r'))",
    "list(X('<r><a/><b/></r>').iterchildren(reversed=True))",
    "X('<p:r xmlns:p=\"u\" xmlns=\"v\"/>').nsmap,X('<p:r xmlns:p=\"u\" xmlns=\"v\"/>').prefix,X('<r/>').prefix",
    "X('<r xml:base=\"b\"/>').base, X('<r/>').base",
    "etree.QName('{u}a').localname,etree.QName('{u}a').namespace,etree.QName('u','a').text,etree.QName(E('{u}a')),repr(etree.QName('a')),etree.QName('a')=='a',hash(etree.QName('a'))==hash('a')",
    "etree.QName('a b')", "etree.QName('')", "T(E(etree.QName('u','a')))",
    "(lambda r:(S(r,'{u}b'),S(r,'{u}c'),T(r)))(E('a'))",
    "(lambda r:(S(r,'{u}b',{'{v}q':'1'},z='2'),T(r)))(E('a',nsmap={'p':'u'}))",
    "(lambda r:(setattr(r,'text',etree.CDATA('<x>')),T(r)))(E('a'))", "etree.strip_tags(X('<a/>'),'b')",
    "(lambda r:(etree.strip_tags(r,'b'),T(r)))(X('<a>1<b>2<c>3</c>4</b>5</a>'))",
    "(lambda r:(etree.strip_elements(r,'b'),T(r)))(X('<a>1<b>2<c>3</c>4</b>5</a>'))",
    "(lambda r:(etree.strip_elements(r,'b',with_tail=False),T(r)))(X('<a>1<b>2<c>3</c>4</b>5</a>'))",
    "(lambda r:(etree.strip_attributes(r,'b'),T(r)))(X('<a b=\"1\" c=\"2\"><d b=\"3\"/></a>'))",
    "(lambda r:(etree.cleanup_namespaces(r),T(r)))(X('<a xmlns:p=\"u\" xmlns:q=\"v\"><q:b/></a>'))",
    "X('<a><b/><b><c/></b></a>').getroottree().getpath(X('<a><b/><b><c/></b></a>')[1][0])",
    "(lambda r:(r.getroottree().getpath(r[1][0]),r.getroottree().getpath(r[2]),r.getroottree().getelementpath(r[1][0]),r.getroottree().getpath(r)))(X('<a><b/><b><c/></b><d/></a>'))",
    "etree.tostring(X('<a/>').getroottree().getroot()),X('<a/>').getroottree().docinfo.xml_version,X('<a/>').getroottree().docinfo.encoding,X('<a/>').getroottree().docinfo.standalone,X('<a/>').getroottree().docinfo.root_name,X('<a/>').getroottree().docinfo.URL,X('<a/>').getroottree().docinfo.doctype,X('<a/>').getroottree().docinfo.internalDTD",
    "repr(X('<a/>').getroottree())[:30],repr(X('<a/>'))[:12],repr(X('<a><!--x--></a>')[0]),str(etree.Comment('a')),repr(etree.PI('a','b')),repr(etree.Entity('x')),etree.Entity('x').text,etree.Entity('x').name",
    "etree.iselement(E('a')),etree.iselement(5)", "E('a')==E('a')", "etree.ElementTree().getroot()",
    "etree.ElementTree(E('a')).find('b'),etree.ElementTree(E('a')).findall('.//x'),etree.ElementTree(E('a')).xpath('/a'),etree.ElementTree(E('a')).iter()",
    "etree.ElementTree(5)", "(lambda r:(etree.indent(r),T(r)))(X('<a><b><c/></b></a>'))",
    "etree.dump(X('<a><b/></a>'))", "etree.fromstringlist(['<a>','</a>']).tag",
    "etree.XML('<a/>',None),etree.XMLID('<a id=\"x\"/>')", "etree.tostringlist(X('<a/>'))", "E('a',None)",
    "E('a',{},{'x':'y'})", "etree.Element('a',attrib={'b':'c'},nsmap={'p':'u'}).nsmap",
    "X('<r><a/></r>').find('a').getparent().tag", "etree.Comment('a--b')", "etree.Comment('a-')", "etree.PI('xml')",
    "etree.PI('a','b?>')", "(lambda r:(r.clear(),T(r)))(X('<a b=\"c\">x<d/></a>'))", "X('<r><a>x</a>y</r>')[0].tail",
    "X('<a/>').makeelement('b').tag",
    "(lambda r: (r.__copy__().tag, T(__import__('copy').deepcopy(r)), T(__import__('copy').copy(r))))(X('<r><a/>t</r>')[0])",
    "(lambda r: T(__import__('copy').deepcopy(r)))(X('<!--x--><r xmlns:p=\"u\"><a/>t</r>').getroottree())",
    "X('<a b=\"1\" c=\"2\"/>').attrib.items(), list(X('<a b=\"1\"/>').attrib), 'b' in X('<a b=\"1\"/>').attrib, X('<a b=\"1\"/>').attrib.has_key('b'),len(X('<a b=\"1\"/>').attrib),X('<a b=\"1\"/>').attrib.get('z'),X('<a b=\"1\"/>').attrib.__copy__()",
)
print('-- namespaces')
for source in ['<a xmlns:p="v" xmlns:q="w" xmlns="u"><p:b/></a>', '<a xmlns:p="v" xmlns="u"><b/></a>']:
    root = X(source)
    print(T(root[0]), root[0].nsmap, T(root.__copy__()[0]))
    child = root[0]
    root.remove(child)
    print(T(child), child.nsmap, T(root))
    other = E('z')
    other.append(child)
    print(T(other))
    root.append(child)
    print(T(root))
root, new = X('<a xmlns:q="v"/>'), X('<p:b xmlns:p="v"><p:c p:d="1"/></p:b>')
root.append(new)
print(T(root), new[0].prefix)
print('-- classes')


class Special(etree.ElementBase):
    TAG = 'special'

    def hello(self):
        return f'hello {self.tag}'


made = Special('text', E('x'), k='v')
print(T(made), made.hello(), type(made[0]).__name__)
lookup = etree.ElementNamespaceClassLookup()
parser = etree.XMLParser()
parser.set_element_class_lookup(lookup)
lookup.get_namespace(None)['special'] = Special
root = X('<r><special/><other/></r>', parser)
print([type(e).__name__ for e in root.iter()], root[0].hello(), root[0] is root[0], root[0].getparent() is root)
parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Special))
print([type(e).__name__ for e in X('<r><!--c--><a/></r>', parser).iter()])
print('-- forms and links')
page = H.fromstring('''<html><body><form action="/go" method="post"><input name=q value=v><input type=checkbox name=c value=1 checked>
<input type=checkbox name=c value=2><input type=radio name=r value=a><input type=radio name=r value=b checked>
<select name=s><option>one<option value=2 selected>two</select><select name=m multiple><option selected>x<option>y<option selected>z</select>
<textarea name=t>area</textarea><input type=submit name=go></form><label for=i>L</label><input id=i>
<a href="x.html" class="k l">x</a><img src=i.png><style>@import "s.css"; b { background: url(b.png) }</style>
<meta http-equiv=refresh content="5; url=next.html"><a rel=tag href=/t>t</a></body></html>''', base_url='http://h.example/d/')
form = page.forms[0]
print(form.action, form.method, form.form_values(), sorted(form.fields.keys()))
print(form.fields['c'], form.fields['r'], form.fields['m'], form.inputs['r'].value_options)
form.fields['r'], form.fields['q'], form.fields['s'] = 'a', 'new', 'one'
form.inputs['c'].value = ['2']
form.inputs['m'].value.add('y')
print(form.form_values())
try:
    form.fields['s'] = 'none'
except ValueError as error:
    print(error)
print([(e.tag, a, link, place) for e, a, link, place in page.iterlinks()])
page.make_links_absolute()
print([link for _, _, link, _ in page.iterlinks()])
print([e.text for e in page.find_class('k')], [e.text for e in page.find_rel_links('tag')], page.get_element_by_id('i').label.text)
link = page.find_class('k')[0]
link.classes.add('z')
link.classes.discard('l')
print(link.get('class'), link.classes.toggle('z'), 'k' in link.classes, sorted(link.classes))
part = H.fromstring('<div>a<b>b<i>c</i>d</b>e<u>f</u>g</div>')
part.find('b').drop_tag()
part.find('u').drop_tree()
print(H.tostring(part), part.text_content(), H.make_links_absolute('<a href="p">q</a>', 'http://h/'))
print('-- functions, walks, targets')
print(root.xpath('f:twice(2)', extensions={('urn:f', 'twice'): lambda context, n: n * 2}, namespaces={'f': 'urn:f'}))
functions = etree.FunctionNamespace('urn:g')
functions['names'] = lambda context, nodes: [n for n in nodes if n.tag == 'a']
print(X('<r><a/><b/></r>').xpath('count(g:names(*))', namespaces={'g': 'urn:g'}))


@functions
def fails(context):
    raise KeyError('inside')


show("X('<r/>').xpath('g:fails()', namespaces={'g': 'urn:g'})", "etree.ETXPath('{u}a')(X('<r><a xmlns=\"u\"/></r>'))")
print([(event, e.tag) for event, e in etree.iterwalk(X('<a><b/><c><d/></c></a>'), events=('start', 'end'))])


class Target:
    def __init__(self):
        self.seen = []

    def start(self, tag, attrib):
        self.seen.append(('start', tag, dict(attrib)))

    def end(self, tag):
        self.seen.append(('end', tag))

    def data(self, data):
        self.seen.append(('data', data))

    def comment(self, text):
        self.seen.append(('comment', text))

    def close(self):
        return self.seen


print(X('<a k="v">x<b/>y<!--c--></a>', etree.XMLParser(target=Target())))
parser = etree.XMLParser()
parser.feed('<a><b')
parser.feed('/></a>')
print(T(parser.close()))
from lxml.builder import E as make
print(T(make.p('a', make.b('c', id='1'), 'd', {'class': 'k'})))
from io import BytesIO, StringIO
tree = etree.parse(BytesIO(b'<?xml version="1.0" encoding="iso-8859-1" standalone="yes"?><!DOCTYPE a><a>\xe4</a>'))
info = tree.docinfo
print(tree.getroot().text, info.encoding, info.standalone, info.doctype, info.xml_version)
out = BytesIO()
tree.write(out, encoding='utf-8', xml_declaration=True)
print(out.getvalue(), etree.parse(StringIO('<a/>')).getroot().tag)
show("etree.parse('/nowhere/x.xml')")
