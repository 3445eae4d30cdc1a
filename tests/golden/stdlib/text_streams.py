"""Text streams: encodings, newlines, error handlers, positions, reading and writing in turn."""
import atexit
import os
import shutil
import sys

DIR = "/tmp/pyr_io_%d" % os.getpid()
os.mkdir(DIR)
os.chdir(DIR)
atexit.register(shutil.rmtree, DIR)
sys.stdout.reconfigure(errors="backslashreplace")

import _io as io
def t(f,*a,**k):
    try: print('->', repr(f(*a,**k)))
    except BaseException as e: print('!!',type(e).__qualname__, e)
seed=[12345]
def rnd(n):
    seed[0]=(seed[0]*1103515245+12345)%(2**31)
    return (seed[0]>>8)%n
texts=['abc\ndef\r\nghi\rjkl','héllo\nwörld\r\n€uro\r\r\n\n\U0001F600x\n','\n\n\r\r\n','', 'x'*9000+'\n'+'é'*5000+'\r\n'+'y'*100,'no newline']
import sys
for ti,text in enumerate(texts):
  for enc in ('utf-8','latin-1','utf-16','utf-8-sig','ascii','utf-16-le','utf-32','cp1252'):
    try: data=text.encode(enc)
    except UnicodeEncodeError as e:
        try:
            w=io.TextIOWrapper(io.BytesIO(),encoding=enc); w.write(text); w.flush(); print('??')
        except UnicodeEncodeError as e: print(e)
        for er in 'replace','ignore','xmlcharrefreplace','backslashreplace','namereplace':
            b=io.BytesIO(); w=io.TextIOWrapper(b,encoding=enc,errors=er); w.write(text[:40]); w.flush(); print(b.getvalue()[:200])
        continue
    for nl in (None,'','\n','\r','\r\n'):
        r=io.TextIOWrapper(io.BytesIO(data),encoding=enc,newline=nl)
        s=r.read(); print(ti,enc,repr(nl),len(s),hash(s)==hash(text), repr(s)[:60], r.newlines)
        r=io.TextIOWrapper(io.BytesIO(data),encoding=enc,newline=nl)
        print([ (len(x),x[-3:]) for x in r], r.newlines)
        r=io.TextIOWrapper(io.BytesIO(data),encoding=enc,newline=nl)
        r._CHUNK_SIZE=5
        out=[]
        for i in range(30):
            k=rnd(4)
            if k==0: x=r.read(rnd(6))
            elif k==1: x=r.readline()
            elif k==2: x=r.readline(rnd(5))
            else: x=None
            p=r.tell() if ti!=4 or i<3 else None
            if p is not None and rnd(3)==0:
                q=r.read(3); r.seek(p); q2=r.read(3); assert q==q2,(q,q2,p); r.seek(p)
            out.append((x if x is None or len(x)<20 else len(x),p))
        print(out)
        b=io.BytesIO(); w=io.TextIOWrapper(b,encoding=enc,newline=nl)
        print(w.write(text)); w.flush(); v=b.getvalue(); print(len(v), v[:60])
        w.write('x'); w.seek(0); w.write('y'); w.flush(); print(b.getvalue()[:10])
        b=io.BytesIO(b'zz'); b.seek(2); w=io.TextIOWrapper(b,encoding=enc,newline=nl); w.write('a\n'); w.flush(); print(b.getvalue())
# bad bytes
for er in ('strict','ignore','replace','backslashreplace','surrogateescape','surrogatepass'):
    for data in (b'a\xff\xfeb\n', b'\xed\xa0\x80x', b'abc\xc3', b'\xe2\x82'):
        r=io.TextIOWrapper(io.BytesIO(data),encoding='utf-8',errors=er); t(r.read)
        r=io.TextIOWrapper(io.BytesIO(data),encoding='utf-8',errors=er); r._CHUNK_SIZE=1; t(r.readline); t(r.tell)
w=io.TextIOWrapper(io.BytesIO(),encoding='utf-8'); t(w.write,'\ud800'); t(w.write,'ok'); w.flush(); print(w.buffer.getvalue())
w=io.TextIOWrapper(io.BytesIO(),encoding='utf-8',errors='surrogateescape'); t(w.write,'\udcff'); w.flush(); print(w.buffer.getvalue())
t(io.TextIOWrapper(io.BytesIO(b'ab'),encoding='utf-16').read); t(io.TextIOWrapper(io.BytesIO(b'a'),encoding='utf-16').read)
# reconfigure
b=io.BytesIO(); w=io.TextIOWrapper(b,encoding='ascii'); w.write('a'); w.reconfigure(encoding='utf-8',newline='\r\n',line_buffering=True); w.write('é\n'); print(b.getvalue(), w.encoding, w.errors, w.line_buffering, w.write_through)
w.reconfigure(errors='ignore',write_through=True); print(w.errors,w.encoding,w.write_through); t(w.reconfigure,newline=5); t(w.reconfigure,newline='z'); t(w.reconfigure,encoding=5); t(w.reconfigure, 5)
r=io.TextIOWrapper(io.BytesIO(b'a\nb\n')); r.readline(); t(r.reconfigure,encoding='latin-1'); r.reconfigure(line_buffering=True)
# mixed read/write
f=io.open('rw.txt','w+'); f.write('hello\nworld\n'); f.seek(0); print(f.readline(), f.tell()); f.write('X'); f.seek(0); print(repr(f.read())); f.truncate(3); f.seek(0); print(repr(f.read()), f.tell()); f.close()
f=io.open('rw.txt','a+'); print(f.tell()); f.write('more'); print(f.tell()); f.seek(0); print(f.read()); f.close()
f=io.open('rw.txt','rb+'); print(f.read(2), f.tell()); f.write(b'ZZ'); print(f.tell(), f.read(1), f.tell()); f.seek(-1,2); print(f.read()); f.seek(1); f.write(b'Q'); f.seek(0); print(f.read(), f.peek()); f.truncate(2); print(f.tell()); f.seek(0); print(f.read()); print(f.readinto(bytearray(3))); f.close()
f=io.open('big.bin','wb'); 
for i in range(3000): f.write(bytes([i%256])*(i%37))
f.close()
f=io.open('big.bin','rb'); print(f.raw._blksize if 0 else '', len(f.read(10)), f.tell(), len(f.peek(1))>0, len(f.read1()), f.tell(), len(f.read(20000)), f.tell(), len(f.readline()), f.tell(), len(f.readline(5)), len(f.readlines(3000)), f.seek(100), len(f.read()), f.read(), f.read(5), f.seek(-5,1), len(f.read()))
print(f.seek(10), f.seek(5,1), f.tell(), f.seek(-3,1), f.readinto1(bytearray(7)), f.tell()); f.close()
print(f.closed, f.name, f.mode)