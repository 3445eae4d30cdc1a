"""Streams of all kinds: raw, buffered, in memory, derived classes, openers, finalizers."""
import atexit
import os
import shutil
import sys

DIR = "/tmp/pyr_io_%d" % os.getpid()
os.mkdir(DIR)
os.chdir(DIR)
atexit.register(shutil.rmtree, DIR)
sys.stdout.reconfigure(errors="backslashreplace")

import _io as io, posix
def t(f,*a,**k):
    try: print('->', repr(f(*a,**k)))
    except BaseException as e: print('!!',type(e).__qualname__, e)
io.open('xx.txt','w').write('héllo\nworld\n')
class R(io._RawIOBase):
    def __init__(s,data): s.d=data; s.p=0
    def readable(s): return True
    def readinto(s,b):
        print(type(b).__name__, len(b)); n=min(len(b),3,len(s.d)-s.p); b[:n]=s.d[s.p:s.p+n]; s.p+=n; return n
r=R(b'hello\nworld\nxyz'); t(r.read,4); t(r.readline); t(r.readall); t(r.close); t(r.read,1) if 0 else 0; print(r.closed)
b=io.BufferedReader(R(b'hello\nworld\nxyz'),4); t(b.read,5); t(b.readline); t(b.peek); t(b.read1,2); t(list,b); t(b.tell); t(b.seek,0); t(b.seekable)
x=io.TextIOWrapper(io.BufferedReader(R(b'hello\nworld\nxyz'))); t(list,x); t(x.seekable); t(x.tell); x.close(); print(x.closed, x.buffer.closed, x.buffer.raw.closed)
class W(io._RawIOBase):
    def __init__(s,lim=5): s.out=[]; s.lim=lim
    def writable(s): return True
    def write(s,b):
        print('write',type(b).__name__,bytes(b)); n=min(len(b),s.lim) if s.lim is not None else None; s.out.append(bytes(b)[:n]); return n
w=io.BufferedWriter(W(),8); t(w.write,b'abc'); t(w.write,b'defghijkl'); t(w.flush); t(w.write,b'0123456789012345678901234'); t(w.flush); print(w.raw.out); t(w.tell)
w.close()
w=io.BufferedWriter(W(None),8); t(w.write,b'abc'); t(w.flush)
try: w.write(b'0123456789')
except io.BlockingIOError as e: print(repr(e), e.characters_written)
try: w.close()
except BaseException as e: print(repr(e))
print(w.closed)
w.raw.lim=100
class TB(io._TextIOBase):
    def __init__(s): s.l=['a\n','b','']
    def readline(s,n=-1): return s.l.pop(0)
t(list,TB()); t(TB().readlines)
class MyT(io.TextIOWrapper):
    def write(s,x): return super().write(x.upper())
    def readline(s,n=-1): return super().readline(n).replace('\n','!')
b=io.BytesIO(); m=MyT(b); print('hey',file=m); m.flush(); print(b.getvalue(), m)
m=MyT(io.BytesIO(b'a\nb\n')); t(list,m); m.foo=1; print(m.__dict__)
class MyB(io.BytesIO): pass
m=MyB(b'abc'); m.x=1; print(m.__getstate__(), m.read())
class MyS(io.StringIO):
    def write(s,x): return super().write('<'+x+'>')
m=MyS(); print('a','b',file=m,end=''); print(m.getvalue())
with io.StringIO('x\ny\n') as s: print(s.readlines(), s.closed)
print(s.closed); t(s.__enter__)
s=io.StringIO(newline=None); s.write('a\r\nb\rc\n'); print(repr(s.getvalue()), s.newlines); s.seek(0); print(s.readlines())
s=io.StringIO('a\r\nb\rc\n',newline=''); print(repr(s.getvalue()), s.newlines, s.readlines())
s=io.StringIO('a\nb',newline='\r\n'); print(repr(s.getvalue()), s.readlines(), s.__getstate__())
s=io.StringIO('héllo'); s.seek(2); s.write('XY€Z!'); print(s.getvalue(), s.tell()); s.seek(20); s.write('q'); print(repr(s.getvalue())); s.truncate(3); print(repr(s.getvalue()), s.tell(), repr(s.read())); s.seek(1); print(s.read(1), s.readline(1))
s=io.StringIO(); s.__setstate__(('abc\r\n','',2,{'k':1})); print(s.read(), s.k); t(s.__setstate__,5); t(s.__setstate__,(1,2,3,4)); t(s.__setstate__,('a','\n',-1,None))
b=io.BytesIO(); b.__setstate__((b'abc',1,None)); print(b.read()); t(b.__setstate__,5); t(b.__setstate__,(b'a',-1,None))
b=io.BytesIO(b'abcdef'); v=b.getbuffer(); v[1:3]=b'XY'; print(b.getvalue(), len(v)); t(b.truncate,2); v.release(); t(b.truncate,2); print(b.getvalue()); b.seek(5); b.write(b'z'); print(b.getvalue()); 
b=io.BytesIO(b'1\n2\n3\n'); print(b.readlines(3), b.readline(1), list(b), b.readinto(bytearray(4)))
p=io.BufferedRWPair(io.BytesIO(b'abc\ndef'),io.BytesIO()); print(p.read(2),p.readline(),p.peek(),p.write(b'xx'),p.flush(),p.readable(),p.writable(),p.isatty(),p.closed); p.close(); print(p.closed)
def op(path,flags): print('opener',path,flags&3); return posix.open(path,flags)
f=io.open('xx.txt',opener=op); print(f.readline()); f.close(); t(io.open,'xx.txt',opener=lambda a,b:-1); t(io.open,'xx.txt',opener=lambda a,b:'x')
fd=posix.open('xx.txt',0); f=io.open(fd,closefd=False); print(f.name, f.read()); f.close(); posix.close(fd)
f=io.open('y.txt','x') if 0 else None
f=io.open('xx.txt','rb',0); print(f, f.read(3), f.readall(), f.tell(), f.seekable(), f.closefd, f.__dict__); f.close(); f.close()
class E(io._RawIOBase):
    def close(s): raise ValueError('boom')
    def flush(s): print('flush')
e=E(); t(e.close); del E.close; del e
class G(io._IOBase):
    def __del__(s): print('del')
    def close(s): print('close')
G(); 
class H(io._IOBase):
    def close(s): print('close H'); super().close()
h=H(); del h
t(io.open,'xx.txt','w',encoding='utf-8',newline='bad')
import sys
d=io.IncrementalNewlineDecoder(None,False); print([d.decode(x) for x in ('a\r','\n','b\r','c','\r')], d.decode('',final=True), d.newlines, d.getstate()); d.reset(); print(d.newlines); d.setstate((b'',1)); print(repr(d.decode('\nx')))
l=[]
f=io.open('z.txt','w'); f.writelines(['a\n','b\n']); f.write('c'); f.close(); f=io.open('z.txt'); print(next(f)); t(f.tell); print(f.readlines(), f.tell()); f.close()
f=io.open('z.txt'); print(f.readlines(2), f.readline(0), f.read(0), f.fileno()>2, f.isatty()); f.close()
f=io.open('z.txt','a'); f.write('D'); print(f.tell(), f.seekable(), f.writable(), f.readable()); del f; print(io.open('z.txt').read())
