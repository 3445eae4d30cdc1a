# xml.etree: parsing, searching, changing, writing, events, canonical form, inclusion.
import xml.etree.ElementTree as ET, warnings, io, copy, pickle, re
warnings.simplefilter('ignore')
def t(f):
    try: print(re.sub(r' at 0x\w+','',repr(f())))
    except BaseException as e: print(type(e).__name__, re.sub(r' at 0x\w+','',str(e)), getattr(e,'code',''), getattr(e,'position',''))
for d in ['<a>&foo;</a>','<a>&amp;</a>','','<a>','<a></b>','<a/>x',b'<a>\xff</a>','<a b="&foo;"/>','<!DOCTYPE a [<!ENTITY e "<b>x</b>y">]><a>&e;</a>','<?xml version="1.0" encoding="x-nope"?><a/>', None, 3, '<a xmlns="u" b="1"><p:c xmlns:p="v" p:d="2"/></a>','<p:a/>', '<a><!-- c --><?pi x?>t</a>']:
    t(lambda: ET.tostring(ET.fromstring(d)))
e=ET.Element('a',{'x':'1'},y='2'); b=ET.SubElement(e,'b',z='3'); b.text='t & <'; b.tail='tail'; c=ET.SubElement(e,'c'); e.text='text'
t(lambda:ET.tostring(e)); t(lambda:ET.tostring(e,'unicode')); t(lambda:ET.tostring(e,'utf-8')); t(lambda:ET.tostring(e,'utf-8',xml_declaration=True)); t(lambda:ET.tostring(e,'iso-8859-1')); t(lambda:ET.tostring(e,short_empty_elements=False)); t(lambda:ET.tostring(e,method='text')); t(lambda:ET.tostring(e,method='html')); t(lambda:ET.tostring(e,method='c14n')); t(lambda: ET.tostring(e,method='nope')); t(lambda:ET.tostringlist(e)); t(lambda:ET.tostring(e,'unicode',xml_declaration=True))
t(lambda:e); t(lambda:len(e)); t(lambda:bool(c)); t(lambda:e[0]); t(lambda:e[5]); t(lambda:e[-1]); t(lambda:e[0:2]); t(lambda:list(e)); t(lambda:e.attrib); t(lambda:e.get('x')); t(lambda:e.get('q',5)); t(lambda:e.keys()); t(lambda:e.items()); t(lambda:e.set('n','v')); t(lambda:e.append(1)); t(lambda:e.insert(0,'x')); t(lambda:e.extend([1])); t(lambda:e.remove(ET.Element('q'))); t(lambda:e.remove(1)); t(lambda:ET.Element()); t(lambda:ET.Element('a','b')); t(lambda:ET.Element('a',1)); t(lambda: ET.SubElement(1,'a')); t(lambda:e.find(1)); t(lambda:setattr(e,'attrib',1)); t(lambda:e['x']); t(lambda: e.__setitem__(9,c)); t(lambda: e.__setitem__(0,1)); t(lambda:e.__delitem__(9)); t(lambda: e.makeelement('q',{})); t(lambda:[x.tag for x in e.iter()]); t(lambda:[x.tag for x in e.iter('b')]); t(lambda:list(e.itertext())); t(lambda: e==copy.copy(e)); t(lambda: ET.tostring(copy.deepcopy(e))==ET.tostring(e)); t(lambda: ET.tostring(pickle.loads(pickle.dumps(e)))); t(lambda:copy.copy(e)[0] is e[0])
e[1:2]=[ET.Element('s1'),ET.Element('s2')]; t(lambda:[x.tag for x in e]); del e[0:2]; t(lambda:[x.tag for x in e]); e.clear(); t(lambda:(e.text,len(e),e.attrib,e.tag)); t(lambda: e.__getstate__())
doc='<r><a id="1"><b>x</b><b>y</b></a><a id="2" k="v"><c><b>z</b></c></a><d/>t<n:e xmlns:n="u"><n:f/></n:e></r>'
r=ET.fromstring(doc)
for p in ['a','a/b','.//b','*','a/*','.//b/..','a[@id]','a[@id="2"]',"a[@id='2']/c",'a[b]','a[b="x"]','a[1]','a[last()]','a[last()-1]','a[2]/c/b','.','./a','..','//b','/a','{u}e','n:e','{*}e','{u}*','{}a','{*}*','a[@id!="1"]','a[b!="x"]','a[.="x"]','.//b[.="z"]','a[0]','a[-1]','a[','a]','a[@]','a[foo()]','[1]','a//b','a/','','.//*[@id]','a[@k][@id="2"]','a[b][1]','.//b[2]','a[last()-5]','a[ b ]','a["x"]','a/text()','@id','a[.//b]','./','a[1][2]', '..//a', 'a/./b', 'd[1]/..']:
    t(lambda:(p,[ (x.tag,x.attrib.get('id')) for x in r.findall(p,{'n':'u'})]))
t(lambda:r.findtext('a/b')); t(lambda:r.findtext('zz','def')); t(lambda:r.findtext('d')); t(lambda:r.find('zz')); t(lambda:r.find('n:e')); t(lambda:[x.tag for x in r.iterfind('a')]); t(lambda: r.findall('e',{'':'u'})); t(lambda:r.find('a').find('../d'))
tr=ET.ElementTree(r); t(lambda:tr.getroot()); t(lambda:tr.find('/a')); t(lambda:[x.tag for x in tr.iter('b')]); t(lambda:tr.findtext('.//c/b'))
o=io.BytesIO(); tr.write(o); t(lambda:o.getvalue()); o=io.StringIO(); tr.write(o,'unicode',default_namespace=None); t(lambda:o.getvalue()); t(lambda: tr.write(io.BytesIO(),default_namespace='u')); o=io.BytesIO(); ET.ElementTree(ET.fromstring('<n:a xmlns:n="u"><n:b/></n:a>')).write(o,default_namespace='u',encoding='utf-8'); t(lambda:o.getvalue())
ET.register_namespace('my','u'); t(lambda:ET.tostring(r)); t(lambda:ET.register_namespace('ns1','x'))
ET.indent(r); t(lambda:ET.tostring(r,'unicode')); t(lambda:ET.indent(r,level=-1)); ET.indent(tr,' ',1)
t(lambda:ET.tostring(ET.Comment('a--b'))); t(lambda:ET.tostring(ET.PI('t','x y'))); t(lambda:ET.Comment('q')); t(lambda:ET.PI('q').tag); t(lambda: ET.tostring(ET.Element(3))); x=ET.Element('a'); x.text=5; t(lambda:ET.tostring(x)); x=ET.Element('a',{'b':3}); t(lambda:ET.tostring(x)); x=ET.Element('a',{'b':'"<>&\n\t\r'}); x.text='"<>&\n\t\r'; t(lambda:ET.tostring(x)); x=ET.Element('é',{'ü':'\u4e2d'}); x.text='\u4e2d'; t(lambda:ET.tostring(x)); t(lambda:ET.tostring(x,'utf-8')); t(lambda:ET.tostring(ET.Element('{u}a',{'{v}b':'1','{http://www.w3.org/XML/1998/namespace}lang':'e'}))); x=ET.Element(None); x.text='q'; ET.SubElement(x,'b'); t(lambda:ET.tostring(x))
q=ET.QName('u','t'); t(lambda:q); t(lambda:str(q)); t(lambda:q==ET.QName('{u}t')); t(lambda:q=='{u}t'); t(lambda:q<ET.QName('z')); t(lambda:hash(q)==hash('{u}t')); t(lambda:ET.tostring(ET.Element(q,{ET.QName('w'):ET.QName('u','k')}))); t(lambda:ET.QName(q))
for ev in [None,('start','end'),('start-ns','end-ns'),('comment','pi','start'),('bad',)]:
    t(lambda:[(a,getattr(b,'tag',b) if not callable(getattr(b,'tag',b)) else b.text) for a,b in ET.iterparse(io.BytesIO(b'<a xmlns:p="u"><!-- c --><?pi d?><p:b>t</p:b></a>'),ev)])
it=ET.iterparse(io.BytesIO(b'<a><b/></a>')); t(lambda:list(it)and it.root)
t(lambda: list(ET.iterparse(io.BytesIO(b'<a><b></a>'))))
pp=ET.XMLPullParser(['start','end']); pp.feed('<a><b>'); t(lambda:[(a,b.tag) for a,b in pp.read_events()]); pp.feed('</b></a>'); t(lambda:[(a,b.tag) for a,b in pp.read_events()]); t(pp.close); t(lambda:pp.feed('x'))
pr=ET.XMLParser(); pr.feed('<a>'); pr.feed('x</a>'); t(lambda:pr.close().text); t(lambda:pr.version); t(lambda:pr.entity); t(lambda: ET.XMLParser().close()); t(lambda:pr.feed('x'))
pr=ET.XMLParser(); pr.entity['foo']='bar'; t(lambda:ET.tostring(ET.fromstring('<!DOCTYPE a SYSTEM "x"><a>&foo;</a>',pr)))
class T:
    def start(self,t,a): print('S',t,a)
    def end(self,t): print('E',t)
    def data(self,d): print('D',repr(d))
    def comment(self,d): print('C',d)
    def pi(self,*a): print('P',a)
    def doctype(self,*a): print('DT',a)
    def start_ns(self,*a): print('NS',a)
    def end_ns(self,*a): print('/NS',a)
    def close(self): return 'closed'
pr=ET.XMLParser(target=T()); pr.feed('<!DOCTYPE a PUBLIC "p" "s"><!--c--><a xmlns:q="u" b="1">x\ny<q:c/><?p d?></a>'); t(pr.close)
tb=ET.TreeBuilder(); tb.start('a',{}); tb.data('x'); tb.start('b',{}); tb.end('b'); tb.data('y'); tb.end('a'); t(lambda:ET.tostring(tb.close())); tb=ET.TreeBuilder(insert_comments=True,insert_pis=True); t(lambda:ET.tostring(ET.fromstring('<a><!--c-->t<?p d?>u</a>',ET.XMLParser(target=tb)))); t(lambda:ET.TreeBuilder().close()); tb=ET.TreeBuilder(lambda t,a: ET.Element(t.upper(),a)); t(lambda:ET.tostring(ET.fromstring('<a><b/></a>',ET.XMLParser(target=tb)))); t(lambda: ET.TreeBuilder().end('x')); t(lambda:ET.XMLID('<a><b id="1"/><c id="2"/></a>')); t(lambda:ET.fromstringlist(['<a>','</a>'])); t(lambda:ET.iselement(e)); t(lambda:ET.iselement(1)); ET.dump(ET.fromstring('<a>x</a>')); t(lambda:ET.VERSION)
t(lambda:ET.parse(io.StringIO('<a/>')).getroot().tag); t(lambda:ET.parse('/nonexistent')); t(lambda: ET.ElementTree().getroot()); t(lambda:ET.ElementTree(file=io.BytesIO(b'<q/>')).getroot()); t(lambda: ET.ElementTree(1))
for d,o in [('<a  b="2" a="1"><b/>&lt;</a>',{}),('<a xmlns="u" xmlns:p="v" p:x="1" y="2"><p:b/></a>',{}),('<a xmlns="u" xmlns:p="v" p:x="1"><p:b/></a>',dict(rewrite_prefixes=True)),('<a><!-- c --> x <b> y </b></a>',dict(with_comments=True)),('<a> x <b> y </b></a>',dict(strip_text=True)),('<?xml version="1.0"?><!DOCTYPE a><?pi d?><a>\r\n&#13;<c t="&#9;&#10;&quot;"/></a>',{}),('<a x="1"><b/><c/></a>',dict(exclude_tags=['b'],exclude_attrs=['x'])),('<a xmlns:n="u" t="n:x">n:y</a>',dict(qname_aware_tags=['a'],qname_aware_attrs=['t'],rewrite_prefixes=True))]:
    t(lambda:ET.canonicalize(d,**o))
t(lambda:ET.canonicalize()); o=io.StringIO(); ET.canonicalize('<a/>',out=o); t(o.getvalue); t(lambda:ET.canonicalize(from_file=io.StringIO('<a  />')))
from xml.etree import ElementInclude as EI
x=ET.fromstring('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="f.xml"/>t<xi:include href="x.txt" parse="text"/></a>')
EI.include(x,lambda h,p,e=None: ET.Element('inc') if p=='xml' else 'TXT'); t(lambda:ET.tostring(x)); t(lambda:EI.include(ET.fromstring('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="f.xml"/></a>'),lambda *a:None)); t(lambda:EI.include(ET.fromstring('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="f.xml" parse="z"/></a>'))); t(lambda:EI.include(ET.fromstring('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:fallback/></a>')))
