"""gzip: files, members, headers, errors."""
import gzip, inspect, io
print(gzip.__all__)
print([n for n in dir(gzip.GzipFile) if not n.startswith('_') and n not in dir(io.BufferedIOBase)])
for n in ('__init__','read','write','seek','peek','readline','rewind','flush','fileno'): print(n, inspect.signature(getattr(gzip.GzipFile,n)))
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
c=gzip.compress(b'abc'*10,mtime=0); t(lambda:c); t(lambda:gzip.decompress(c)); t(lambda:gzip.compress(b'x',1,mtime=5)); t(lambda:gzip.decompress(b'bad')); t(lambda:gzip.decompress(b'')); t(lambda:gzip.decompress(c[:-3])); t(lambda:gzip.decompress(c+c)==b'abc'*20); t(lambda:gzip.decompress(c+b'\0\0')); t(lambda:gzip.decompress(c+b'junk')); t(lambda:gzip.decompress(c[:-8]+b'1234'+c[-4:])); t(lambda:gzip.decompress(c[:-4]+b'1234')); t(lambda:gzip.decompress(c[:5])); t(lambda:gzip.decompress(c[:2]+b'\x07'+c[3:]))
b=io.BytesIO(); f=gzip.GzipFile('name.txt.gz','wb',fileobj=b,mtime=1); t(lambda:f.write(b'hello\n')); t(lambda:f.writable()); t(lambda:f.readable()); t(lambda:f.seekable()); t(lambda:f.tell()); t(lambda:f.seek(10)); t(lambda:f.seek(2)); t(lambda:f.seek(1,2)); t(lambda:f.read()); t(lambda:f.write('x')); t(lambda:f.flush()); t(lambda:f.name); t(lambda:f.mode); t(f.close); t(lambda:f.closed); t(lambda:f.write(b'x')); t(lambda:b.getvalue()); t(lambda:f.read()); t(f.close); t(lambda:f.tell())
b.seek(0); f=gzip.GzipFile(fileobj=b); t(lambda:f.readline()); t(lambda:f.peek(3)); t(lambda:f.read(2)); t(lambda:f.seek(0)); t(lambda:f.read1(3)); t(lambda:f.mtime); t(lambda:f.tell()); t(lambda:f.seek(-1)); t(lambda:f.seek(2,1)); t(lambda:f.read()); t(lambda:f.write(b'')); t(lambda:f.mode); t(lambda:f.name); t(lambda:f.readinto(bytearray(3))); t(lambda:list(f)); t(lambda:f.rewind()); t(lambda:list(f)); t(lambda:f.seek(0,2))
t(lambda:f.fileno())
t(lambda:gzip.GzipFile('x','rt')); t(lambda:gzip.GzipFile('x','q')); t(lambda:gzip.GzipFile(fileobj=b,mode='x').close()); t(lambda:gzip.open('nope.gz')); t(lambda:gzip.open('x','rbt')); t(lambda:gzip.open('x','rb',encoding='utf8')); t(lambda:gzip.open('x','rb',newline='')); t(lambda:gzip.open(5)); t(lambda:gzip.open(1.5)); t(lambda:gzip.GzipFile())
import os,tempfile; os.chdir(tempfile.mkdtemp())
with gzip.open('a.gz','wt',encoding='utf8') as f: t(lambda:f.write('héllo\nx\n')); t(lambda:type(f))
with gzip.open('a.gz','ab') as f: f.write(b'more')
with gzip.open('a.gz','rt',encoding='utf8') as f: t(lambda:f.read())
with gzip.open('a.gz') as f: t(lambda:(f.read(1),f.read(-1),f.read(0),f.name)); t(lambda:repr(f).split(' 0x')[0])
t(lambda:gzip.open('a.gz','xb')); t(lambda:gzip.BadGzipFile.__mro__)
import subprocess,sys
