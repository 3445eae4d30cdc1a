import io, os
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
b=io.TextIOWrapper(io.BytesIO(b'ab\ncd\xff\nef\n'),encoding='utf-8')
for i in range(4): t(i,b.readline)
b=io.TextIOWrapper(io.BytesIO(b'\xff\nef\n'),encoding='utf-8')
for i in range(3): t(i,b.readline)
b=io.TextIOWrapper(io.BytesIO(b'\xff\nef\n'),encoding='utf-8')
t('r',b.read); t('r',b.read); t('tell', b.tell)
b=io.TextIOWrapper(io.BytesIO(b'abc\xff\nef\n'*5000),encoding='utf-8')
t('r',lambda:b.read(2)); t('r',lambda:b.read(2)); t('r',lambda:b.read(2)); t('tell', b.tell)
class U(io.RawIOBase):
    def __init__(s): s.b=b''
    def writable(s): return True
    def write(s,d): s.b+=bytes(d); return len(d)
for enc in ['utf-16','utf-32','utf-8-sig','utf-16-le']:
    u=U(); w=io.TextIOWrapper(io.BufferedWriter(u),encoding=enc); w.write('a'); w.write('b'); w.flush(); w.write('c'); w.flush(); print(enc,u.b)
    r,wf=os.pipe()
    w=open(wf,'w',encoding=enc); w.write('x'); w.flush(); w.write('y'); w.close(); print(os.read(r,100))
