"""What streams refuse, and in which words."""
import atexit
import os
import shutil
import sys

DIR = "/tmp/pyr_io_%d" % os.getpid()
os.mkdir(DIR)
os.chdir(DIR)
atexit.register(shutil.rmtree, DIR)
sys.stdout.reconfigure(errors="backslashreplace")

import _io, _io as io
import re
import warnings
warnings.simplefilter('ignore')
def show(*args):
    print(re.sub(r'0x[0-9a-f]+', '0x', ' '.join(map(str, args))))
def t(f,*a,**k):
    try: show(f.__name__ if hasattr(f,'__name__') else f, a, k, '->', repr(f(*a,**k)))
    except BaseException as e: show(f.__name__ if hasattr(f,'__name__') else f,a,k,'!!',type(e).__module__,type(e).__qualname__, e)
open('pf','wb').write(b'abc\ndef\n')
t(open,'pf','rw'); t(open,'pf','q'); t(open,'pf','rr'); t(open,'pf','rbt'); t(open,'pf',''); t(open,'pf','U')
t(open,'pf','rb',encoding='x'); t(open,'pf','rb',errors='x'); t(open,'pf','rb',newline='x'); t(open,'pf','r',0); t(open,'pf','r',newline='x')
t(open,'pf','r',-5); t(open,'/tmp/none'); t(open,'a\0b'); t(open, 3.5); t(open, -1); t(open,'/tmp'); t(open, None); t(open); t(open,'pf',5);t(open,'pf','r',encoding='zork');t(open,'pf','r',encoding='hex');t(open,'pf','r',errors='zork')
t(open,'pf','rb',1)
t(open,'pf',closefd=False); t(open,9999)
t(_io.FileIO,'pf','rw'); t(_io.FileIO,'pf','zz'); t(_io.FileIO,'pf',''); t(_io.FileIO); t(_io.FileIO,'/tmp/none'); t(_io.FileIO,'/tmp'); t(_io.FileIO,-3); t(_io.FileIO,'pf','rb+'); t(_io.FileIO, 'pf','t'); t(_io.FileIO,'pf','r',closefd=False)
f=_io.FileIO('pf'); t(f.write,b'x'); f.close(); t(f.read); t(f.readable); t(f.fileno); print(f); t(f.seek,0); t(f.isatty);t(f.__repr__); t(f.__enter__); t(f.seekable); t(f.mode.__str__)
f=_io.FileIO('pf'); del f.name; print(f, f.__dict__); 
w=open('pf2','w'); t(w.read); t(w.readline); t(w.write,b'1'); t(w.fileno); t(next,w); t(iter,w);print(w); t(w.seek,1,1); t(w.seek,-1); t(w.seek,0,5); t(w.truncate); w.close(); t(w.write,'x'); t(w.tell); t(w.flush);t(w.fileno);t(w.read);t(w.readlines);t(next,w);print(w); t(w.__enter__);t(w.seek,0);t(w.detach)
r=open('pf'); t(r.write,'x'); t(r.seek,1,1);t(r.seek,2,2); next(r); t(r.tell); r.detach(); t(r.read); t(r.__repr__); t(r.close);t(r.closed.__str__) if False else None
try: print(r.closed)
except BaseException as e: print(repr(e))
b=open('pf','rb'); t(b.write,b'x'); t(b.read,-2); t(b.peek); t(b.read1); print(b); t(b.seek,-1); t(b.seek,0,9); t(b.readinto,b'x'); t(b.readinto,'x'); b.close(); t(b.read); t(b.tell); t(b.readline); t(b.__next__); t(b.flush);t(b.peek);t(b.seek,0);t(b.fileno);t(b.isatty);t(b.readable)
b=open('pf','rb'); x=b.detach(); t(b.read); t(b.__repr__)
w=open('pf2','wb'); t(w.read); t(w.write,'x'); t(w.seek,-1); t(w.peek) if hasattr(w,'peek') else 0; print(w); w.close(); t(w.write,b'x'); t(w.flush); t(w.truncate)
rw=open('pf2','w+b'); print(rw, rw.mode); rw.close()
t(_io.BufferedReader, 5); t(_io.BufferedReader); t(_io.BufferedReader, io.BytesIO(), 0); t(_io.BufferedReader, io.BytesIO(), -1); t(_io.BufferedWriter, open('pf','rb',0)); t(_io.BufferedReader, open('pf2','wb',0)); t(_io.BufferedRandom, open('pf','rb',0)); t(_io.BufferedRWPair, 1,2)
t(io.TextIOWrapper, 5); t(io.TextIOWrapper, io.BytesIO(), 5); t(io.TextIOWrapper, io.BytesIO(),newline='z'); t(io.TextIOWrapper, io.BytesIO(),errors=5); t(io.TextIOWrapper, io.BytesIO(),newline=5);t(io.TextIOWrapper)
print(io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(open('pf','rb')))
s=io.StringIO('abc'); t(s.write,b''); t(s.seek,-1); t(s.seek,1,1); t(s.seek,1,2); t(s.seek,0,7); t(s.truncate,-1); t(s.truncate,'x'); t(s.read,'x'); t(io.StringIO, 5); t(io.StringIO,'', 'z'); t(s.fileno); t(s.detach); print(s.encoding, s.errors, s.newlines, s.line_buffering); s.close(); t(s.read); t(s.getvalue); t(s.write,'x'); t(next,s); t(s.readable)
b=io.BytesIO(b'abc'); t(b.write,''); t(b.seek,-1); t(b.seek,-1,1); t(b.seek,-5,2); t(b.seek,0,7); t(b.truncate,-1); t(b.truncate,'x'); t(b.read,'x'); t(io.BytesIO, 5); t(io.BytesIO,''); t(b.fileno); t(b.detach); v=b.getbuffer(); t(b.write,b'zzz'); t(b.close); v.release(); b.close(); t(b.read); t(b.getvalue); t(b.write,b'x'); t(next,b); t(b.readable); t(b.getbuffer)
for c in (io._IOBase, io._RawIOBase, io._BufferedIOBase, io._TextIOBase):
    o=c(); show(o)
    for m in 'read','readline','readlines','write','seek','tell','truncate','fileno','isatty','readable','writable','seekable','flush','close','detach','read1','readinto','readinto1','readall','__next__','__enter__','writelines':
        if hasattr(o,m): t(getattr(o,m),*(() if m not in('write','seek','readinto','readinto1','writelines') else (0,) if m=='seek' else (bytearray(2),)))
print(io._IOBase.__mro__, io.UnsupportedOperation.__mro__, io.UnsupportedOperation.__module__)
print(_io.TextIOWrapper, _io.text_encoding(None), _io.text_encoding('x'), _io.text_encoding(None,3)); 
d=_io.IncrementalNewlineDecoder(None, True); print(d.decode('a\r'), repr(d.decode('\nb\r\n')), d.newlines, d.getstate())
t(_io.IncrementalNewlineDecoder); t(d.decode,5); t(d.setstate,5)
t(_io.open_code,'pf'); t(_io.open_code,5)
for k in ('FileIO','BufferedReader','BufferedWriter','BufferedRandom','BufferedRWPair','BytesIO','StringIO','TextIOWrapper','IncrementalNewlineDecoder','_IOBase','_RawIOBase','_BufferedIOBase','_TextIOBase','_BytesIOBuffer'):
    c=getattr(_io,k,None)
    if c:
        print(k, c.__mro__)
