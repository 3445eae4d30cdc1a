"""bz2: compressed bytes, streams, files, errors."""
import bz2, io, inspect, os, tempfile
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(bz2.__all__, [n for n in dir(bz2.BZ2File) if not n.startswith('_') and n not in dir(io.BufferedIOBase)])
for n in ('open','compress','decompress'): print(n, inspect.signature(getattr(bz2,n)))
D=b'hello world '*1000
c=bz2.compress(D); t(lambda:len(c)); t(lambda:c[:20]); t(lambda:bz2.decompress(c)==D); t(lambda:bz2.decompress(c+c)==D+D); t(lambda:bz2.decompress(c[:-5])); t(lambda:bz2.decompress(b'junk')); t(lambda:bz2.decompress(b'')); t(lambda:bz2.decompress(c+b'junk')==D); t(lambda:bz2.compress(b'')); t(lambda:bz2.compress(D,0)); t(lambda:bz2.compress(D,10)); t(lambda:bz2.compress('x')); t(lambda:[len(bz2.compress(D,i)) for i in range(1,10)])
o=bz2.BZ2Compressor(5); t(lambda:o.compress(D[:100])); t(lambda:len(o.flush())); t(lambda:o.flush()); t(lambda:o.compress(b'x')); t(lambda:bz2.BZ2Compressor('x')); t(lambda:bz2.BZ2Compressor(1,2))
d=bz2.BZ2Decompressor(); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(c,10)); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:len(d.decompress(b'',100))); t(lambda:len(d.decompress(b'tail'))); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(b'x')); t(lambda:bz2.BZ2Decompressor(1)); t(lambda:bz2.BZ2Decompressor().decompress(b'bad data here'))
d=bz2.BZ2Decompressor(); t(lambda:b''.join(d.decompress(c[i:i+1]) for i in range(len(c)))==D); t(lambda:d.eof)
with bz2.open('a.bz2','wt') as f: t(lambda:f.write('text\nline\n'))
with bz2.open('a.bz2','ab') as f: t(lambda:f.write(b'more')); t(lambda:f.tell())
with bz2.open('a.bz2','rt') as f: t(lambda:f.readlines())
with bz2.BZ2File('a.bz2') as f: t(lambda:f.read(3)); t(lambda:f.seek(0)); t(lambda:f.readline()); t(lambda:f.peek(1)[:2]); t(lambda:f.tell()); t(lambda:f.write(b'x')); t(lambda:f.name); t(lambda:f.mode); t(lambda:f.seek(-1,2)); t(lambda:f.read()); t(lambda:f.seekable())
t(lambda:f.read()); t(lambda:f.closed); t(lambda:bz2.open('nope')); t(lambda:bz2.open('a','q')); t(lambda:bz2.open(5)); t(lambda:bz2.open('a','rbt')); t(lambda:bz2.open('a','rb',encoding='u'))
import random
random.seed(1); R=random.randbytes(200000); t(lambda:bz2.decompress(bz2.compress(R))==R)
import zipfile
b=io.BytesIO()
with zipfile.ZipFile(b,'w',zipfile.ZIP_BZIP2) as z: z.writestr('x',D)
t(lambda:zipfile.ZipFile(b).read('x')==D)
