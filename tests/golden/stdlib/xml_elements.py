"""xml.etree: elements as sequences, builders, parsers and targets, events, paths, writing in every way, canonical XML, includes, messages."""
import copy
import io
import os
import pickle
import re
import tempfile
import warnings
import xml.etree.ElementInclude as EI
import xml.etree.ElementPath as EP
import xml.etree.ElementTree as ET


def run(text, **names):
    for e in text.strip().splitlines():
        e = e.strip()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            try:
                got = repr(eval(e, globals(), names))
            except BaseException as x:
                got = f'-> {type(x).__name__} {x}' + (f' {x.code} {x.position}' if isinstance(x, ET.ParseError) else '')
        print(e, '=', re.sub(r' at 0x[0-9a-f]+', '', got), *[f'{w.category.__name__}: {w.message}' for w in caught])


def show(root):
    return ET.tostring(root, 'unicode')


E, S = ET.Element, ET.SubElement


def tree():
    return ET.XML('<r a="1" b="2">head<x id="i">one</x>t1<y><x n="2">two</x><z/></y>t2<x>three<k>deep</k>end</x><!-- c --><?pi d?></r>')


class Sub(ET.Element):
    extra = None


def step(root, code):
    try:
        got = eval(code, globals(), {'r': root})
    except Exception as x:
        got = f'{type(x).__name__} {x}'
    print('  ', code, re.sub(r' at 0x[0-9a-f]+', '', repr(got)), show(root) if isinstance(root.tag, str) else root)


print('-- elements')
run('''
E('a'), E('a').tag, E('a').text, E('a').tail, E('a').attrib, E('a', {'x': '1'}, y='2').attrib, E('a', x='1').items(), E('a', attrib={'z': 1}).keys(), E(5).tag, E(None)
E()
E('a', 5)
E('a', {}, 5)
E('a', attrib=5)
E(tag='a')
d.update(n=2), e.attrib is d, e.attrib
len(E('a')), bool(E('a')), bool(tree()), E('a') == E('a'), E('a') in [1], hash(e) == hash(e)
tree()[0], tree()[-1], tree()[1:3], tree()[::2], tree()[5:]
tree()[9]
tree()['x']
tree()[1.5]
E('a').append(5)
E('a').extend([E('b'), 'c'])
E('a').extend(5)
E('a').insert(0, 'x')
E('a').insert('x', E('b'))
E('a').remove(E('b'))
E('a').remove(5)
E('a').set('x', 5), E('a').get('x'), E('a').get('x', 7), E('a', x='1').get('x')
setattr(E('a'), 'tag', 5), setattr(E('a'), 'text', [1]), setattr(E('a'), 'tail', 7)
setattr(E('a'), 'attrib', 5)
delattr(E('a'), 'tag')
E('a').makeelement('b', {'c': 'd'}), E('a').makeelement('b', {}).attrib
S(e, 'k', {'a': 'b'}, c='d').attrib, len(e), S(e, 5)
S('x', 'k')
S(e, 'k', 5)
repr(ET.Comment('x')), ET.Comment('x').tag is ET.Comment, ET.Comment('x').text, ET.PI('t', 'd').text, ET.PI('t').text, ET.ProcessingInstruction('t', '').text, ET.PI is ET.ProcessingInstruction, ET.Comment().text
ET.iselement(e), ET.iselement(5), ET.iselement(type('T', (), {'tag': 1})())
[x.tag for x in tree().iter()], [x.tag for x in tree().iter('x')], [x.tag for x in tree().iter('*')], [x for x in E('a').iter('b')], [x.tag for x in tree().iter(tag='z')], [x for x in tree().iter(ET.Comment)]
list(tree().itertext()), ''.join(tree().itertext()), list(E('a').itertext()), list(ET.Comment('x').itertext())
iter(tree().iter()) is not None, type(iter(tree())).__name__, next(tree().iter()), next(iter(tree()))
copy.copy(e).attrib, copy.copy(tree())[0] is not None, show(copy.deepcopy(tree())), copy.copy(e).attrib is e.attrib, copy.deepcopy(e).attrib is e.attrib
show(pickle.loads(pickle.dumps(tree()[1]))), pickle.loads(pickle.dumps(E('a', b='c'))).attrib, e.__getstate__().keys(), sorted(E('q').__getstate__().items(), key=str)
E('a').__setstate__(5)
Sub('a'), type(copy.copy(Sub('a'))).__name__, type(copy.deepcopy(Sub('a'))).__name__, type(Sub('a').makeelement('b', {})).__name__, vars(Sub('a')), Sub('a', b='c').attrib
E.__name__, E.__module__, E.__qualname__, ET.Element.append.__name__
''', d=(d := {'m': '1'}), e=E('e', d))
root = tree()
for code in ("r.append(E('n'))", "r.insert(0, E('first'))", "r.insert(-1, E('m'))", "r.insert(99, E('last'))", "r.remove(r[0])", "r.__setitem__(0, E('s'))", "r.__setitem__(slice(0, 2), [E('u')])", "r.__setitem__(slice(0, 0), [E('v'), E('w')])", "r.__setitem__(slice(0, 3, 2), [E('p'), E('q')])", "r.__setitem__(slice(0, 3, 2), [E('p')])", "r.__setitem__(slice(1, 2), ['x'])", "r.__setitem__(0, 'x')", "r.__setitem__(99, E('x'))", "r.__delitem__(0)", "r.__delitem__(slice(0, 2))", "r.__delitem__(slice(None, None, 2))", "r.__delitem__(99)", "r.__delitem__('x')", "r.extend([E('a'), E('b')])", "r.extend(x for x in [E('g')])", "r.extend(E('o'))", "r.set('z', 'w')", "r.attrib.pop('z')", "setattr(r, 'text', None)", "setattr(r, 'tail', 'TAIL')", "setattr(r, 'attrib', {'n': 'e'})", "r.clear()", "(r.text, r.tail, r.attrib, len(r))", "r.append(r) or r.remove(r)"):
    step(root, code)
loop = E('l')
loop.append(loop)
print(repr(loop).split(' at')[0])
walking = tree()
print([x.tag for x in walking.iter() if x.tag != 'y' or walking.remove(x) or True if isinstance(x.tag, str)])

print('-- names')
q = ET.QName
run('''
q('a'), q('u', 'a'), str(q('u', 'a')), q('{u}a').text, q('u', 'a') == '{u}a', q('a') == q('a'), q('a') < 'b', q('b') > q('a'), q('a') <= q('a'), q('a') >= 'a', hash(q('a')) == hash('a'), q('a') != 5, q('a') == 5, q('', 'a'), q('u', '')
q('a') < 5
q(5).text
show(E(q('u', 'a'), {q('v', 'b'): q('u', 'c')})), show(E('{http://www.w3.org/1999/xhtml}p')), show(E('{http://www.w3.org/XML/1998/namespace}x', {'{http://www.w3.org/XML/1998/namespace}lang': 'de'}))
ET.register_namespace('my', 'urn:my'), show(E('{urn:my}a')), ET.register_namespace('other', 'urn:my'), show(E('{urn:my}a')), ET.register_namespace('other', 'urn:o'), show(E('{urn:my}a'))
ET.register_namespace('ns1', 'x')
ET.register_namespace.__dict__.keys()
''')

print('-- writing')
odd = E('r', {'a': '<>&"\'\n\r\t\x0b', 'n': '\u00e9'})
odd.text = 'x < y & z > \r\n\u20ac ]]>'
S(odd, 'e').tail = 'tail & \u00e9'
odd.append(ET.Comment(' c < & -- '))
odd.append(ET.PI('t', 'd < &'))
S(odd, '{urn:a}q', {'{urn:b}w': '1', 'plain': '2'}).text = ''
S(odd, None).text = 'no tag'
script = E('html')
S(script, 'script').text = 'a < b && c'
S(script, 'STYLE').text = 'a > b'
S(script, 'br')
S(script, 'p').text = 'x < y'
S(script, 'img', src='a&b"c', alt='\u00e9\n')
for options in ({}, {'encoding': 'unicode'}, {'encoding': 'utf-8'}, {'encoding': 'US-ASCII', 'xml_declaration': True}, {'encoding': 'iso-8859-1'}, {'encoding': 'utf-16'}, {'method': 'html'}, {'method': 'text', 'encoding': 'unicode'}, {'method': 'text'}, {'encoding': 'unicode', 'xml_declaration': True}, {'xml_declaration': False, 'encoding': 'latin-1'}, {'short_empty_elements': False}, {'method': 'c14n'}, {'method': 'nothing'}, {'encoding': 'nothing'}, {'default_namespace': 'urn:a'}, {'encoding': 'UNICODE'}, {'encoding': 'utf8'}, {'encoding': 'UTF-8'}):
    for which in odd, script:
        try:
            print(options, ET.tostring(which, **options))
        except Exception as x:
            print(options, type(x).__name__, x)
run('''
ET.tostring(ET.XML('<a xmlns="urn:a" xmlns:p="urn:b"><p:b p:c="1"/><d/></a>')), ET.tostring(ET.XML('<a xmlns="urn:a"><b/></a>'), default_namespace='urn:a'), ET.tostring(ET.XML('<a xmlns="urn:a"><b x="1"/></a>'), default_namespace='urn:a')
ET.tostring(ET.XML('<a><b xmlns="urn:a"/></a>'), default_namespace='urn:a')
ET.tostring(E('a', {'x': 5}))
ET.tostring(E('a', {5: 'x'}))
ET.tostring(E(5))
ET.tostring(E('{u'))
show(w(E('a'), 'text', 5))
show(w(E('a'), 'text', b'x'))
show(w(E('a'), 'tail', 'tail')), ET.tostring(w(E('a'), 'tail', 'tail')), ET.tostringlist(w(E('a', b='c'), 'text', 'd')), ''.join(ET.tostringlist(E('a'), 'unicode')), ET.tostring(ET.Comment('x')), ET.tostring(ET.PI('x', 'y')), ET.tostring(E(None)), ET.tostring(E('A'), method='html'), ET.tostring(E('br'), method='html')
ET.tostring(5)
ET.tostring('x')
ET.dump(tree()), ET.dump(w(E('a'), 'tail', 'x\\n')), ET.dump(ET.ElementTree(E('z')))
f(io.BytesIO(), 'utf-8'), f(io.StringIO(), 'unicode'), f(io.BytesIO(), 'us-ascii', xml_declaration=True), f(io.BytesIO(), None), f(io.BytesIO(), 'utf-8', method='c14n'), f(io.BytesIO(), 'utf-16', short_empty_elements=False), f(io.BytesIO(), 'koi8-r')
f(io.StringIO(), 'utf-8')
f(io.BytesIO(), 'unicode')
f(5, 'utf-8')
ET.ElementTree().write(io.BytesIO())
ET.ElementTree(5)
''', w=lambda e, n, v: setattr(e, n, v) or e, f=lambda o, *a, **k: (ET.ElementTree(tree()).write(o, *a, **k), o.getvalue())[1])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'f.xml')
    for options in {}, {'encoding': 'unicode'}, {'encoding': 'utf-16'}, {'encoding': 'unicode', 'xml_declaration': True}:
        ET.ElementTree(odd).write(path, **options)
        with open(path, 'rb') as file:
            print(options, file.read())
    ET.ElementTree(tree()).write(path)
    print(ET.parse(path).getroot(), ET.ElementTree(file=path).getroot().tag, ET.ElementTree(file=open(path, 'rb')).find('x').text) if 0 else print(ET.parse(path).getroot().tag, ET.ElementTree(file=path).getroot().tag)
    with open(path) as file:
        print(ET.parse(file).findtext('x'), file.closed)
    for event, element in ET.iterparse(path, ['start', 'end', 'start-ns', 'end-ns', 'comment', 'pi']):
        print(event, element.tag if isinstance(element.tag, str) else element.text, end=' ')
    print()
    it = ET.iterparse(path)
    print(it.root if hasattr(it, 'root') else 'no root yet', [e.tag for _, e in it], it.root.tag, type(it).__name__, it.close())
    it = ET.iterparse(path)
    next(it)
    it.close()
    print(next(it, 'closed'))
    for bad in (lambda: ET.parse(os.path.join(folder, 'nothing')), lambda: ET.iterparse(os.path.join(folder, 'nothing')), lambda: ET.iterparse(path, ['bad']), lambda: ET.parse(io.StringIO('<a>')), lambda: list(ET.iterparse(io.BytesIO(b'<a><b></a>'))), lambda: list(ET.iterparse(io.BytesIO(b'')))):
        try:
            print(type(bad()))
        except Exception as x:
            print(type(x).__name__, re.sub(re.escape(folder), 'F', str(x)))
for space, level in ('  ', 0), ('\t', 0), ('', 0), (' ', 2):
    made = tree()
    ET.indent(made, space, level)
    print(repr(show(made)))
run('''
ET.indent(E('a')), ET.indent(ET.ElementTree(E('a')))
ET.indent(E('a'), level=-1)
''')

print('-- trees and paths')
t = ET.ElementTree(tree())
paths = '. x y/x .//x //x ./x /x x/ * */x .. y/.. .//k/.. x[1] x[2] x[last()] x[last()-1] x[9] x[0] x[-1] x[last()+1] x[position()=1] x[@id] x[@id="i"] x[@id=\'i\'] x[@id!="i"] x[@n] .//x[@n="2"] x[k] x[k="deep"] x[k!="deep"] x[.="one"] x[.!="one"] y[x="two"] x[@id][1] y[x][z] .//* .//*[@id] {*}x {}x {u}x *[1] [@a] .[@a] x[k][1] x[1][k] .//x/k ././x x//k x. x[@] x[] x[a"b"] x[1.5] @a text() x/@id x[foo()] ..x p:x p:*'.split(' ')
for path in paths + ['', 'x ', ' x', 'x|y', 'x[ @id ]', 'x[ 1 ]', 'x[k = "deep"]', 'x[ x]', 'x[@id = "i"]', 'x[@id="a b"]', "x[.='one']", 'x[1]/..', '*[2]/*[1]']:
    for name in 'find', 'findtext', 'findall', 'iterfind':
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            row = []
            for where in t.getroot(), t:
                try:
                    got = getattr(where, name)(path)
                    got = [x.text for x in got] if name in ('findall', 'iterfind') else got.text if hasattr(got, 'text') else got
                except BaseException as x:
                    got = f'{type(x).__name__} {x}'
                row.append(got)
            print(repr(path), name, row[0] if row[0] == row[1] else row, *{str(w.message) for w in caught}, end='; ')
    print()
spaced = ET.XML('<r xmlns="urn:d" xmlns:p="urn:p"><a>1</a><p:a>2</p:a><b xmlns="">3<p:a k="v">4</p:a></b></r>')
for path, names in (('a', {'': 'urn:d'}), ('p:a', {'p': 'urn:p'}), ('.//p:a', {'p': 'urn:p'}), ('{urn:p}*', None), ('{*}a', None), ('.//{*}a', None), ('{}b', None), ('.//{}*', None), ('q:a', {'p': 'x'}), ('p:*', {'p': 'urn:p'}), ('b', {'': 'urn:d'}), ('.//a', {'': 'urn:p'}), ('p:a[.="2"]', {'p': 'urn:p'}), ('b/p:a[@k]', {'p': 'urn:p'}), ('*', {'': 'urn:d'}), ('a', {None: 'urn:d'})):
    try:
        print(path, names, [x.text for x in spaced.findall(path, names)], spaced.findtext(path, 'none', names), spaced.find(path, namespaces=names) is not None)
    except BaseException as x:
        print(path, names, type(x).__name__, x)
run('''
t.getroot().tag, t.find('x').text, t.findtext('q', 'd'), t.findtext('z'), t.findtext('y/z'), [x.tag for x in t.iter('k')], len(list(t.iter()))
t.find(5)
t.findall(None)
list(t.iterfind('x', {}))[0].text, tree().find('x', {}).text, tree().findtext('y'), tree().findtext('q'), tree().findtext('q', 5), type(tree().iterfind('x')).__name__, type(t.findall('x')).__name__
tree().find('x[@id]', namespaces={'a': 'b'}).text
[*EP.xpath_tokenizer('a/{u}b[@c="d e"]//p:q|*', {'p': 'urn:p', '': 'urn:d'})]
[*EP.xpath_tokenizer('p:q')]
sorted(EP.ops), EP.find(tree(), 'x').text, EP.findtext(tree(), 'nothing', 3), EP.findall(tree(), 'x/k')[0].tag
t._setroot(E('new')), t.getroot().tag
ET.ElementTree().getroot(), ET.ElementTree(E('x')).getroot().tag
ET.ElementTree().find('x')
''', t=t)

print('-- builders and parsers')


class Target:
    def __init__(self, *names):
        for name in names:
            setattr(self, name, lambda *a, name=name: print('  ', name, *a) or name)


for names in ('start end data comment pi start_ns end_ns doctype close'.split(), 'start end data'.split(), ['data', 'close'], [], ['start_ns', 'end_ns', 'start']):
    p = ET.XMLParser(target=Target(*names))
    p.feed('<!DOCTYPE r SYSTEM "s"><r xmlns="urn:d" a="1">t&amp;<b xmlns:p="u"/><!--c--><?p d?><p:k xmlns:p="v" p:z="1">x</p:k></r>')
    print(p.close())
for calls in ([('start', 'a', {}), ('data', 'x'), ('data', 'y'), ('start', 'b', {}), ('end', 'b'), ('data', 'tail'), ('end', 'a'), ('data', 'after'), ('close',)], [('close',)], [('start', 'a', {}), ('close',)], [('end', 'a')], [('data', 'x'), ('close',)], [('start', 'a', {}), ('end', 'b'), ('close',)], [('start', 'a', {}), ('end', 'a'), ('start', 'b', {}), ('end', 'b'), ('close',)], [('start', 'a', 5)], [('start', 'a', None)], [('comment', 'c'), ('start', 'a', {}), ('comment', 'd'), ('pi', 't', 'x'), ('pi', 't'), ('data', 'z'), ('end', 'a'), ('close',)], [('start', 'a', {}), ('data', 5), ('end', 'a')]):
    for options in {}, {'insert_comments': True, 'insert_pis': True}, {'element_factory': lambda t, a: E(t.upper() if isinstance(t, str) else t, a), 'comment_factory': lambda t: ('C', t), 'pi_factory': lambda t, x=None: ('P', t, x)}:
        b = ET.TreeBuilder(**options)
        for name, *args in calls:
            try:
                got = getattr(b, name)(*args)
                print(name, (show(got) if name == 'close' else got.tag if isinstance(got.tag, str) else got.text) if ET.iselement(got) else got, end=' ')
            except BaseException as x:
                print(name, type(x).__name__, x, end=' ')
        print()
run('''
ET.TreeBuilder(5)
ET.XML('<a>')
ET.XML('<a></b>')
ET.XML('')
ET.XML('x')
ET.XML('<a/><b/>')
ET.XML('<a>&x;</a>')
ET.XML('<a b=c/>')
ET.XML('<a b="1" b="2"/>')
ET.XML('<a>\\n <b x="1"\\n y=></b></a>')
ET.XML('<p:a/>')

ET.XML(5)
ET.XML('<!DOCTYPE a [<!ENTITY x "y<b/>z"><!ENTITY e SYSTEM "f">]><a k="&x;">&x;</a>'.replace('k="&x;"', ''))[0].tail
ET.XML('<!DOCTYPE a SYSTEM "s"><a>&x;</a>')
ET.XML('<?xml version="1.0" encoding="iso-8859-1"?><a>\\u00e9</a>').text, ET.XML('<?xml version="1.0" encoding="iso-8859-1"?><a>\\u00e9</a>'.encode('latin-1')).text, ET.XML('<a>\\u20ac</a>'.encode('utf-16')).text
ET.fromstring is ET.XML, ET.fromstringlist(['<a', '>x</', 'a>']).text, ET.fromstringlist([b'<a/>']).tag, ET.XMLID('<a id="1"><b id="2"/><c/></a>')[1].keys()
ET.fromstringlist(['<a>'])
ET.XML('<a/>', ET.XMLParser(target=ET.TreeBuilder())).tag, ET.XML('<a/>', parser=None).tag
p.entity, p.target, p.version
p.feed('<a>'), p.feed('</a>'), p.close().tag
p.feed('<b/>')
p.close()
ET.XMLParser(encoding='iso-8859-1').feed(b'<a>\\xe9</a>')
(lambda p: (p.entity.update(x='X'), p.feed('<!DOCTYPE a SYSTEM "s"><a>&x;</a>'), p.close().text))(ET.XMLParser())
(lambda p: (p.feed(b''), p.feed('<a>'), p.flush(), p.close()))(ET.XMLParser())
ET.ParseError.__mro__[1], ET.VERSION, sorted(ET.__all__), sorted(ET.HTML_EMPTY)
''', p=ET.XMLParser())
for events in None, ['start'], ('start', 'end', 'start-ns', 'end-ns', 'comment', 'pi'), ['start-ns'], [], iter(['end', 'comment']):
    p = ET.XMLPullParser(events)
    for piece in '<r xmlns="urn:d">', '<a b="1">te', 'xt</a><!--c--><?p d?>', '<k xmlns:q="u"/>', '</r>':
        p.feed(piece)
        print([(e, v.tag if hasattr(v, 'tag') and isinstance(v.tag, str) else getattr(v, 'text', v)) for e, v in p.read_events()], end=' ')
    print(p.close(), list(p.read_events()))
run('''
ET.XMLPullParser(['bad'])
ET.XMLPullParser('start')
ET.XMLPullParser(5)
p.feed('<a><b></a>'), next(p.read_events())
list(p.read_events())
p.feed('x')
type(ET.XMLPullParser().read_events()).__name__, ET.XMLPullParser().flush()
''', p=ET.XMLPullParser(['start', 'end']))

print('-- canonical')
document = '<?xml version="1.0"?><!DOCTYPE d [<!ATTLIST e a CDATA "v">]><?p x?>\n<d z="1" a=\'2\' xmlns:q="urn:q" xmlns="urn:d">  text &lt; &#13; &quot;<e  /><q:f q:b="&#9;x" c="\'"/>\n<!-- c --><?pi?> <![CDATA[<raw>]]><g xmlns=""><h q:t="q:v"> q:w </h></g> </d><!-- end -->'
for options in {}, {'with_comments': True}, {'strip_text': True}, {'rewrite_prefixes': True}, {'exclude_attrs': ['z']}, {'exclude_tags': ['{urn:q}f', 'h']}, {'rewrite_prefixes': True, 'qname_aware_tags': ['h'], 'qname_aware_attrs': ['{urn:q}t']}, {'bad': 1}, {'rewrite_prefixes': True, 'strip_text': True, 'with_comments': True}, {'qname_aware_tags': ['h']}:
    try:
        print(options, repr(ET.canonicalize(document, **options)))
    except Exception as x:
        print(options, type(x).__name__, x)
out = io.StringIO()
run('''
ET.canonicalize(from_file=io.StringIO('<a  b="1"/>')), ET.canonicalize('<a/>', out=out), out.getvalue()
ET.canonicalize()
ET.canonicalize('<a>')
ET.canonicalize('<a xml:space="preserve"> x <b> y </b></a>', strip_text=True), ET.canonicalize('<a b="&amp;&lt;&gt;&#10;">&amp;&gt;&#13;</a>'), ET.canonicalize('<a xmlns:b="u" xmlns:c="u"><c:d/><b:e/></a>'), ET.canonicalize('<n0:a xmlns:n0="u" n0:b="c"/>', rewrite_prefixes=True)
''', out=out)

print('-- includes')
files = {'a.xml': '<a><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/></a>', 'b.xml': '<b>inner</b>', 't.txt': 'text', 'loop.xml': '<l><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="loop.xml"/></l>', 'deep.xml': '<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a.xml"/></p>'}


def loader(href, parse, encoding=None):
    print('   load', href, parse, encoding)
    if href not in files:
        return None
    return ET.XML(files[href]) if parse == 'xml' else files[href]


X = '{http://www.w3.org/2001/XInclude}'
for made in ('<r><i href="b.xml"/></r>', '<r>x<i href="b.xml"/>tail</r>', '<r>x<i href="t.txt" parse="text"/>tail<k/></r>', '<r><k/>y<i href="t.txt" parse="text" encoding="latin-1"/>tail</r>', '<r><i href="a.xml"/></r>', '<r><i href="nothing.xml"/></r>', '<r><i href="nothing.txt" parse="text"/></r>', '<r><i href="b.xml" parse="bad"/></r>', '<r><i/></r>', '<r><f/></r>', '<r><i href="loop.xml"/></r>', '<r><i href="deep.xml"/></r>', '<r><k><i href="b.xml"/><i href="t.txt" parse="text"/></k></r>', '<i href="b.xml"/>'):
    root = ET.XML(made.replace('<i', f'<xi:include xmlns:xi="{X[1:-1]}"').replace('<f/', f'<xi:fallback xmlns:xi="{X[1:-1]}"/'))
    for options in {}, {'max_depth': 1}, {'max_depth': None} if 'loop' not in made else {'max_depth': 0}, {'base_url': 'http://host/dir/'} if 'nothing' in made else {'max_depth': -1}:
        again = copy.deepcopy(root)
        try:
            print(made, options, EI.include(again, loader, **options), show(again))
        except BaseException as x:
            print(made, options, type(x).__name__, x)
with tempfile.TemporaryDirectory() as folder:
    for name, text in files.items():
        with open(os.path.join(folder, name), 'w') as file:
            file.write(text)
    print(show(EI.default_loader(os.path.join(folder, 'b.xml'), 'xml')), EI.default_loader(os.path.join(folder, 't.txt'), 'text'), EI.default_loader(os.path.join(folder, 't.txt'), 'text', 'ascii'))
    made = ET.ElementTree(ET.XML(files['deep.xml']))
    EI.include(made, base_url=folder + '/')
    print(show(made.getroot()))
print(EI.XINCLUDE, EI.XINCLUDE_INCLUDE, EI.XINCLUDE_FALLBACK, EI.DEFAULT_MAX_INCLUSION_DEPTH, EI.FatalIncludeError.__mro__[1], EI.LimitedRecursiveIncludeError.__mro__[1])
