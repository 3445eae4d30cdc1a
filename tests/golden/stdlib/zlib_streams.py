"""zlib: compressed bytes, streams, flush modes, dictionaries, errors."""
import zlib
def t(f):
    try: print(repr(f())[:300])
    except BaseException as e: print(type(e).__name__, e)
D=b'hello hello hello '*50
t(lambda:zlib.crc32(D)); t(lambda:zlib.crc32(b'',5)); t(lambda:zlib.crc32(b'abc',2**40+7)); t(lambda:zlib.crc32(b'abc',-1)); t(lambda:zlib.adler32(D)); t(lambda:zlib.adler32(b'abc',2**40+7)); t(lambda:zlib.adler32(b'abc',-1)); t(lambda:zlib.crc32('a')); t(lambda:zlib.crc32(b'a','b')); t(lambda:zlib.adler32(b''))
for lv in range(-1,10): t(lambda:(lv,zlib.decompress(zlib.compress(D,lv))==D, zlib.compress(D,lv)[:2]))
t(lambda:zlib.compress(D,10)); t(lambda:zlib.compress(D,-2)); t(lambda:zlib.compress('x')); t(lambda:zlib.compress(D,wbits=31)[:3]); t(lambda:zlib.compress(D,wbits=-15)[:0]); t(lambda:zlib.compress(D,wbits=99)); t(lambda:zlib.compress(D,wbits=0)); t(lambda:zlib.compress(level=1)); t(lambda:zlib.compress(D,1,15,3))
c=zlib.compress(D)
t(lambda:zlib.decompress(c+b'extra')==D); t(lambda:zlib.decompress(c[:-5])); t(lambda:zlib.decompress(b'garbage')); t(lambda:zlib.decompress(b'')); t(lambda:zlib.decompress(c[:-4]+b'abcd')); t(lambda:zlib.decompress(c,wbits=-15)); t(lambda:zlib.decompress(c,wbits=31)); t(lambda:zlib.decompress(c,wbits=47)==D); t(lambda:zlib.decompress(zlib.compress(D,wbits=31),wbits=47)==D); t(lambda:zlib.decompress(c,bufsize=1)==D); t(lambda:zlib.decompress(c,bufsize=0)==D); t(lambda:zlib.decompress(c,bufsize=-1)); t(lambda:zlib.decompress(c,wbits=100)); t(lambda:zlib.decompress(c,wbits=8)); t(lambda:zlib.decompress(c,wbits=0)==D); t(lambda:zlib.decompress('a'))
t(lambda:zlib.decompress(b'\x78\x9c\xff\xff\xff'));t(lambda:zlib.decompress(b'\x78\x9d')); t(lambda:zlib.decompress(b'\x79\x9c\xff\xff\xff'))
o=zlib.compressobj(); t(lambda:o.compress(b'abc')); t(lambda:len(o.flush(zlib.Z_SYNC_FLUSH))); t(lambda:o.compress(b'def')); t(lambda:len(o.flush(zlib.Z_FULL_FLUSH)));t(lambda:len(o.flush(zlib.Z_NO_FLUSH))); t(lambda:len(o.flush())); t(lambda:o.flush()); t(lambda:o.compress(b'x')); t(lambda:o.copy()); t(lambda:o.flush(zlib.Z_SYNC_FLUSH)); t(lambda:o.flush(99))
o=zlib.compressobj(); t(lambda:o.flush(99)); t(lambda:o.flush(zlib.Z_BLOCK)); t(lambda:o.flush(zlib.Z_PARTIAL_FLUSH)); t(lambda:o.compress('x')); t(lambda:o.flush('x'))
o=zlib.compressobj(); x=o.compress(D); p=o.copy(); t(lambda:zlib.decompress(x+p.flush())==D); t(lambda:zlib.decompress(x+o.compress(D)+o.flush())==D+D)
import copy; o=zlib.compressobj(); t(lambda:type(copy.copy(o))); t(lambda:type(copy.deepcopy(o)))
t(lambda:zlib.compressobj(20)); t(lambda:zlib.compressobj(method=7)); t(lambda:zlib.compressobj(wbits=7)); t(lambda:zlib.compressobj(memLevel=10)); t(lambda:zlib.compressobj(memLevel=0)); t(lambda:zlib.compressobj(strategy=9)); t(lambda:zlib.compressobj(zdict='x')); t(lambda:zlib.compressobj(foo=1)); t(lambda:type(o)()); t(lambda:zlib.compressobj(1,8,15,9,4,b'abc') and 1); t(lambda:zlib.compressobj(wbits=-8) and 1)
for st in range(5):
    o=zlib.compressobj(6,8,-15,8,st); t(lambda:zlib.decompress(o.compress(D)+o.flush(),-15)==D)
o=zlib.compressobj(zdict=b'hello '); x=o.compress(D)+o.flush(); 
t(lambda:zlib.decompressobj(zdict=b'hello ').decompress(x)==D); t(lambda:zlib.decompressobj().decompress(x)); t(lambda:zlib.decompressobj(zdict=b'other').decompress(x)); t(lambda:zlib.decompress(x))
o=zlib.compressobj(wbits=-15,zdict=b'hello '); x=o.compress(D)+o.flush(); t(lambda:zlib.decompressobj(-15,zdict=b'hello ').decompress(x)==D)
d=zlib.decompressobj(); t(lambda:(d.unused_data,d.unconsumed_tail,d.eof)); t(lambda:d.decompress(c[:5])); t(lambda:d.decompress(c[5:]+b'tail',10)); t(lambda:(d.unused_data,d.unconsumed_tail!=b'',d.eof)); t(lambda:len(d.decompress(d.unconsumed_tail,100))); t(lambda:len(d.flush())); t(lambda:(d.unused_data,d.unconsumed_tail,d.eof)); t(lambda:d.decompress(b'more')); t(lambda:d.unused_data); t(lambda:d.flush()); t(lambda:d.copy().unused_data); t(lambda:d.flush(0)); t(lambda:d.flush(-1)); t(lambda:d.decompress(b'',-1)); t(lambda:setattr(d,'eof',1))
d=zlib.decompressobj(); t(lambda:d.decompress(c,0)==D); t(lambda:d.decompress(b'x'*5)); t(lambda:d.unused_data); t(lambda:d.decompress('x'))
d=zlib.decompressobj(); d.decompress(c[:10]); e=d.copy(); t(lambda:d.decompress(c[10:])==e.decompress(c[10:]));
d=zlib.decompressobj(); d.decompress(c[:10]); t(lambda:d.flush()); t(lambda:d.eof); t(lambda:d.decompress(c[10:])[-5:])
d=zlib.decompressobj(); t(lambda:d.decompress(b'garbage')); t(lambda:d.decompress(c)); t(lambda:zlib.decompressobj(wbits=99)); t(lambda:zlib.decompressobj(zdict='x')); t(lambda:zlib.decompressobj(foo=1)); 
m=c+c; d=zlib.decompressobj(); d.decompress(m); t(lambda:d.unused_data==c)
z=zlib._ZlibDecompressor(); t(lambda:(z.eof,z.needs_input,z.unused_data)); t(lambda:z.decompress(c,10)); t(lambda:(z.eof,z.needs_input,z.unused_data)); t(lambda:len(z.decompress(b'',100))); t(lambda:z.needs_input); t(lambda:len(z.decompress(b'XY'))); t(lambda:(z.eof,z.needs_input,z.unused_data)); t(lambda:z.decompress(b'a')); t(lambda:zlib._ZlibDecompressor().decompress(b'bad')); 
z=zlib._ZlibDecompressor(); t(lambda:z.decompress(c[:9])); t(lambda:z.needs_input); t(lambda:z.decompress(c[9:])==D); t(lambda:z.eof)
t(lambda:zlib.error.__mro__); t(lambda:zlib.error.__module__)
import inspect
for n in ('adler32','crc32','compress','decompress','compressobj','decompressobj','_ZlibDecompressor'): print(n, inspect.signature(getattr(zlib,n)))
print([n for n in dir(zlib) if not n.startswith('__')])
for o in (zlib.compressobj(), zlib.decompressobj(), zlib._ZlibDecompressor()): print(type(o), [n for n in dir(o) if n not in dir(object)])
import random
random.seed(5)
for size in (0, 1, 100, 70000):
    data = bytes(random.choices(b'abcdefgh', k=size))
    print([zlib.crc32(zlib.compress(data, level)) for level in range(10)])
