"""The codecs idna and punycode: labels, whole names, pieces, and what they refuse."""
def t(f,*a,**k):
    try: print('  ->',ascii(f(*a,**k)))
    except UnicodeError as e: print('  !!',type(e).__name__,ascii(e.encoding) if hasattr(e,'encoding') else '',ascii(getattr(e,'object',None)),getattr(e,'start',None),getattr(e,'end',None),ascii(getattr(e,'reason',e)))
    except BaseException as e: print('  !!',type(e).__name__,ascii(e))
import encodings.idna as I, codecs
for s in ['','.','a.','a..b','..','python.org','Python.Org','pyth\xf6n.org','pyth\xf6n.org.','\u3002','a\u3002b','xn--pythn-mua.org','xn--x\xe9.org','\xdf.de','\u1e9e','a'*63,'a'*64,'a'*64+'.b','b.'+'a'*64,'\xe9'*60,'foo.'+'\xff'*60,'foo.'+'\xff'*60+'.bar','\u3042\u3055.\u034f','\u034f','\u05d0a','\u05d0','\u05d01','1\u05d0','\u0627\u0628','\ud800','a\u200db','\u2460','\uff21','\u1680x','x\u1680','\U000e0001','\u0221','a b','\u0340','\x80','\u03a3','\u0390','\ufb00','\u00aa','xn--','xn--a','XN--pythn-mua','a\u00ad','\u00ad','\u0130','\U0001d7d8','\ue000','\ufdd0','\u2ff0','\u06dd','\u202a','www.\u05d0.com','\u4f8b\u5b50.\u6d4b\u8bd5']:
    print(ascii(s)[:60]); t(s.encode,'idna'); t(I.nameprep,s); t(I.ToASCII,s); t(I.ToUnicode,s)
for b in [b'',b'.',b'python.org',b'xn--pythn-mua.org',b'xn--pythn-mua.org.',b'XN--pythn-mua.org',b'\xffpython.org',b'pyt\xffhon.org',b'python\xff.org',b'python.\xfforg',b'python.org\xff',b'xn--\xff',b'xn--pythn-\xff',b'xn--w&',b'xn--999999999',b'a'*70,b'xn--'+b'a'*80,b'xn--a.b',b'..',b'a..b',b'xn--x0-ssa',b'xn--'+b'\x80'*5,b'a.xn--\xff.c',b'xn--ihqwcrb4cv8a8dqg056pqjye',b'xn--'+b'b'*1100]:
    print(b[:60]); t(b.decode,'idna'); t(I.ToUnicode,b)
for e in ('ignore','replace','foo'): t('a\xe9'.encode,'idna',e); t(b'xn--9ca'.decode,'idna',e); t('a'.encode,'idna',e); t(b'a'.decode,'idna',e)
enc=codecs.getincrementalencoder('idna')(); t(enc.encode,'\xe4x'); t(enc.encode,'ample.org'); t(enc.encode,'',True); enc.reset(); t(enc.encode,'\xe4xample.org.'); t(enc.encode,'',True)
enc.reset(); t(enc.encode,'\u3042\u3055.\u034f',True); enc.reset(); t(enc.encode,'foo.'+'\xff'*60,True); enc.reset(); t(enc.encode,'..',True); enc.reset(); t(enc.encode,'a..b.',True)
dec=codecs.getincrementaldecoder('idna')()
for b in (b'python.\xfforg',b'xn--xam',b'ple-9ta.o',b'rg',b'\xffpython.org',b'py.\xff.org'): 
    t(dec.decode,b)
t(dec.decode,b'',True); dec.reset(); t(dec.decode,b'xn--w&.org',True); dec.reset(); t(dec.decode,b'\xff.org.',True); dec.reset(); t(dec.decode,'str'); dec.reset(); t(dec.decode,bytearray(b'a.b.')); t(dec.decode,b'',True)
for p in [b'',b'-',b'abc-',b'\xffProprostnemluvesky-uyb24dma41a',b'Pro\xffprostnemluvesky-uyb24dma41a',b'Proprostnemluvesky-uyb24\xffdma41a',b'Proprostnemluvesky-!',b'xn--w&',b'99999999',b'a-99999999',b'-a',b'ab\x80']:
    for e in ('strict','ignore','replace'): t(p.decode,'punycode',e)
for s in ['','a','\xe9','a-b','\ud800','\U0010ffff','-','\xe9-']: t(s.encode,'punycode'); 
t('a\xe9'.encode,'punycode','foo'); t(b'a-\xff'.decode,'punycode','foo')
