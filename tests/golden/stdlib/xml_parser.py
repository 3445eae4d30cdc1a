# pyexpat: events, positions and errors, namespaces, document types, encodings.
import pyexpat, sys
from pyexpat import ParserCreate
print(pyexpat.errors.messages); print(sorted(n for n in dir(pyexpat.model) if n[0]!='_'), [getattr(pyexpat.model,n) for n in dir(pyexpat.model) if n.startswith('XML')])
print([n for n in dir(pyexpat.errors) if n.startswith('XML')])
print([ (n,getattr(pyexpat.errors,n)) for n in dir(pyexpat.errors) if n.startswith('XML')][:3])
H=[n for n in dir(ParserCreate()) if n.endswith('Handler')]
def run(doc, ns=None, chunks=None, skip=(), **at):
    p=ParserCreate(namespace_separator=ns); ev=[]
    for h in H:
        if h in ('DefaultHandler','DefaultHandlerExpand') or h in skip: continue
        def f(*a,h=h): ev.append((h[:-7],)+a+(p.CurrentLineNumber,p.CurrentColumnNumber)); return 1
        setattr(p,h,f)
    if 'dflt' in at: p.DefaultHandler=lambda d: ev.append(('dflt',d)); del at['dflt']
    if 'dfx' in at: p.DefaultHandlerExpand=lambda d: ev.append(('dflt',d)); del at['dfx']
    if 'foreign' in at: p.UseForeignDTD(True); del at['foreign']
    for k,v in at.items(): setattr(p,k,v)
    try:
        if chunks:
            for i in range(0,len(doc),chunks): p.Parse(doc[i:i+chunks])
            p.Parse(doc[:0],True)
        else: p.Parse(doc,True)
        print(repr(doc)[:90],ev)
    except pyexpat.ExpatError as e: print(repr(doc)[:90],'ERR',e,e.code,e.lineno,e.offset,ev, p.ErrorByteIndex)
    except Exception as e: print(repr(doc)[:90],type(e),e)
docs=['','x',' ','<a>','<a></b>','<a/>x','<a/><b/>','<a b></a>','<a b=1/>','<a b="1"c="2"/>','<a b="1" b="2"/>','<a>&foo;</a>','<a>&amp;&lt;&#65;&#x42;</a>','<a>&#0;</a>','<a>&#xD800;</a>','<a>&</a>','<a>& b</a>','<a>&#x;</a>','<a b="<"/>','<a>]]></a>','<a','<a b="','<!-- x','<a><!-- x -- y --></a>','<a><!-- x ---></a>','<a><![CDATA[x','<a><![CDATA[a<b]]>c</a>','<a><?pi some data?></a>','<a><?pi?></a>','<?xml version="1.0"?><a/>',' <?xml version="1.0"?><a/>','<a><?xml version="1.0"?></a>','<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<a/>','<?xml version="2.0"?><a/>','<?xml?><a/>','<?xml version="1.0" encoding="foo"?><a/>','<a>\n b\r\nc\rd</a>','<a\x01/>','<a>\x01</a>','<1a/>','<a 1b="2"/>','< a/>','</a>','<a></a >','<a></ a>','<a></a b>','<a/ >','<é/>','<a>é\u4e2d</a>','<a b=" x\ty\nz &amp; &#10;"/>','<a><b/>t<c>u</c></a>','<!DOCTYPE a><a/>','<!DOCTYPE a SYSTEM "s"><a/>','<!DOCTYPE a PUBLIC "p" "s" [<!ELEMENT a (b,c*)|d)?>]><a/>','<!DOCTYPE a [<!ELEMENT a (b,(c|d)*,e+)><!ELEMENT b EMPTY><!ELEMENT c ANY><!ELEMENT d (#PCDATA)><!ELEMENT e (#PCDATA|b)*>]><a/>','<!DOCTYPE a [<!ATTLIST a x CDATA "d" y (p|q) #REQUIRED z ID #IMPLIED w CDATA #FIXED "f">]><a/>','<!DOCTYPE a [<!ENTITY e "v&#65;"><!ENTITY % p "q"><!ENTITY x SYSTEM "sys"><!ENTITY y PUBLIC "pub" "sys" NDATA n>]><a b="&e;">&e;&x;</a>','<!DOCTYPE a [<!ENTITY e "<b>t</b>">]><a>&e;</a>','<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>','<!DOCTYPE a [<!ENTITY e "<b>">]><a>&e;</a>','<a><!DOCTYPE b></a>','<!DOCTYPE a [<!-- c --><?p d?>]><a/>','<!DOCTYPE','<!FOO><a/>','<a><!FOO></a>','<a x:y="1"/>','<a>\ufffe</a>','<a>>]]</a>','<a b="1" c="2"></a>\n<!-- t -->\n<?q?>','&amp;<a/>','<a/>&amp;','<?xml version="1.0" encoding="iso-8859-1"?><a>x</a>','<a>&#x110000;</a>','<a b="&foo;"/>','<a>a&foo;</a>','<a><b></a></b>','\n\n<a>\n</b>','<!DOCTYPE a SYSTEM "s"><a>&foo;</a>','<!DOCTYPE a [%pe;]><a>&foo;</a>','<a b="&x"/>',"<a b='1'/>",'<a b="1" />','<a  b = "1"/>','<?XML x?><a/>','<a><?Xml x?></a>','<?xml version="1.0" ?><a/>','<?xml version="1.0"\tencoding=\'utf-8\'?><a/>','<?xml encoding="utf-8"?><a/>','<a>\t</a>','\ufeff<a/>','<a.b-c:d_e/>','<-a/>']
for d in docs: run(d)
for d in ['<a xmlns="u" xmlns:p="v"><p:b p:c="1" d="2"/></a>','<p:a/>','<a p:b="1"/>','<a xmlns:p=""/>','<a xmlns:xml="x"/>','<xml:a/>','<a xmlns="u"><b xmlns=""/></a>','<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>','<a xml:lang="e"/>']:
    run(d,' '); run(d,' ',namespace_prefixes=True)
run('<a xmlns="u"><b/></a>','',)
for d in ['<a>text &amp; more\nline</a>','<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "v">]><!-- c --><a b="1">&e;<?pi x?><![CDATA[q]]></a>\n']:
    run(d,dflt=1,skip=H); run(d,dfx=1,skip=H); run(d,dflt=1); run(d,buffer_text=True); run(d, ordered_attributes=True)
run('<a>&foo;</a>',dfx=1,foreign=1,skip=['SkippedEntityHandler','ExternalEntityRefHandler']); run('<a>&foo;</a>',foreign=1); run('<a x="&foo;"/>',foreign=1)
run('<a>é</a>'.encode('utf-16')); run(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>'); run(b'<a>\xe9</a>'); run(b'<?xml version="1.0" encoding="cp1252"?><a>\x80</a>'); run(b'\xef\xbb\xbf<a/>'); run('<?xml version="1.0" encoding="utf-16"?><a/>'.encode()); run(b'<?xml version="1.0" encoding="shift_jis"?><a/>'); run(b'<a>\xc3',chunks=1); run(b'<a>\xc3</a>')
p=ParserCreate()
def bad(*a): raise ValueError('mine')
p.StartElementHandler=bad
try: p.Parse('<a/>',1)
except ValueError as e: print(e)
p=ParserCreate(); p.Parse('<a/>',1)
try: p.Parse('<a/>',1)
except Exception as e: print(repr(e), e.code)
for f in [lambda: ParserCreate(1), lambda: ParserCreate('utf-8','ab'), lambda: ParserCreate().Parse(1), lambda: ParserCreate().SetBase('b'), lambda: pyexpat.ErrorString(3), lambda: pyexpat.ErrorString(99), lambda: setattr(ParserCreate(),'buffer_size',0), lambda: setattr(ParserCreate(),'buffer_size','x'), lambda: ParserCreate('foo').Parse('<a/>',1)]:
    try: print(f())
    except Exception as e: print(repr(e))
import io; p=ParserCreate(); print(p.ParseFile(io.BytesIO(b'<a/>')), p.GetBase(), p.GetInputContext(), p.SetParamEntityParsing(0), p.GetReparseDeferralEnabled())
try: ParserCreate().ParseFile(io.StringIO('<a/>'))
except Exception as e: print(repr(e))
p=ParserCreate(intern={}); p.StartElementHandler=lambda *a:0; p.Parse('<a><b/></a>',1); print(p.intern)
