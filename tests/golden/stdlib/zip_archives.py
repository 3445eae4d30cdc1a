"""zipfile: writing, reading, extracting, damaged and hostile archives, paths."""
import warnings; warnings.simplefilter("ignore")
import zipfile, io, os, tempfile, datetime, warnings, sys
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
D=(2020,1,2,3,4,6)
b=io.BytesIO()
with zipfile.ZipFile(b,'w') as z:
    i=zipfile.ZipInfo('a.txt',D); t(lambda:i); z.writestr(i,'hello'); i2=zipfile.ZipInfo('d/b.bin',D); z.writestr(i2,b'x'*1000,zipfile.ZIP_DEFLATED,9); t(lambda:z.namelist()); z.mkdir('dir'); t(lambda:i2); z.comment=b'cc'
    t(lambda:z.writestr('a.txt','dup')); t(lambda:z.read('a.txt')); t(lambda:z.open('zz')); t(lambda:z.getinfo('zz')); t(lambda:z.setpassword('x'))
    with z.open('s.txt','w') as f: f.write(b'streamed'); t(lambda:z.writestr('q','1')); t(lambda:z.open('a.txt')); t(lambda:f.writable())
    t(lambda:z.writestr(5,'1')); t(lambda:z.write('nofile'))
t(lambda:z); t(lambda:z.read('a.txt')); t(lambda:z.writestr('x','y')); t(lambda:z.close())
z=zipfile.ZipFile(b); t(lambda:z.testzip()); t(lambda:z.comment); t(lambda:len(z.infolist())); t(lambda:[ (x.filename,x.file_size,x.compress_size,x.compress_type,x.CRC,x.flag_bits,x.create_system,x.external_attr,x.is_dir(),x.header_offset,x.create_version,x.extract_version,x.extra,x.internal_attr) for x in z.infolist()][:2]+[(x.filename,x.is_dir()) for x in z.infolist()]); 
t(lambda:z.read('d/b.bin')==b'x'*1000);  t(lambda:z.open('a.txt')); f=z.open('a.txt'); t(lambda:f.read(2)); t(lambda:f.peek(2)); t(lambda:f.tell()); t(lambda:f.seek(0)); t(lambda:f.readline()); t(lambda:f.seekable()); t(lambda:f.mode); t(lambda:f.name); t(lambda:f.close()); t(lambda:f.read()); t(lambda:f)
t(lambda:z.open('a.txt','q')); t(lambda:z.open('a.txt','w')); t(lambda:z.writestr('x','y')); t(lambda:z.namelist()); 
t(lambda:os.path.basename(z.extract('a.txt'))); t(lambda:sorted(os.listdir('.'))); t(lambda:z.extractall('out')); t(lambda:sorted(os.listdir('out'))); t(lambda:z.extractall('out2',['d/b.bin'])); t(lambda:open('out2/d/b.bin','rb').read()==b'x'*1000)
z.close(); t(lambda:z.namelist()); t(lambda:z.open('a.txt')); t(lambda:z.fp)
t(lambda:zipfile.ZipFile(io.BytesIO(b'junk'))); t(lambda:zipfile.ZipFile(io.BytesIO(b''))); t(lambda:zipfile.ZipFile('nope.zip')); t(lambda:zipfile.ZipFile(b,'q')); t(lambda:zipfile.ZipFile(b,'w',99)); t(lambda:zipfile.is_zipfile(b)); t(lambda:zipfile.is_zipfile('nope')); t(lambda:zipfile.is_zipfile(io.BytesIO(b'PK')))
c=bytearray(b.getvalue()); k=c.index(b'hello'); c[k]=0; t(lambda:zipfile.ZipFile(io.BytesIO(c)).read('a.txt')); t(lambda:zipfile.ZipFile(io.BytesIO(c)).testzip())
t(lambda:zipfile.ZipFile(io.BytesIO(b.getvalue()[:-30])))
t(lambda:zipfile.ZipInfo('x',(1970,1,1,0,0,0))); t(lambda:zipfile.ZipInfo('a\0b').filename); t(lambda:zipfile.ZipInfo())
open('f.txt','w').write('file'); os.utime('f.txt',(1e9,1e9)); os.chmod('f.txt',0o644)
i=zipfile.ZipInfo.from_file('f.txt'); t(lambda:(i.filename,i.file_size,oct(i.external_attr>>16))); t(lambda:i)
with zipfile.ZipFile('n.zip','x') as z: z.write('f.txt'); z.write('f.txt','sub/g.txt',zipfile.ZIP_DEFLATED); z.write('out/d','dd')
with zipfile.ZipFile('n.zip','a') as z: z.writestr('more','m'); t(lambda:z.namelist())
t(lambda:zipfile.ZipFile('n.zip','x'))
with zipfile.ZipFile('n.zip') as z: t(lambda:z.filename); t(lambda:z); t(lambda:z.read('sub/g.txt')); t(lambda:z.infolist()[0]); t(lambda:z.infolist()[2])
e=io.BytesIO()
with zipfile.ZipFile(e,'w') as z: z.writestr('../../evil','x'); z.writestr('/abs','y'); z.writestr('ünï.txt','z'); z.writestr('a/../b','w')
with zipfile.ZipFile(e) as z: t(lambda:z.extract('../../evil','safe')); t(lambda:z.extract('/abs','safe')); t(lambda:z.namelist()); t(lambda:z.getinfo('ünï.txt').flag_bits); t(lambda:z.extract('a/../b','safe'))
p=zipfile.Path(zipfile.ZipFile(b)); t(lambda:sorted(x.name for x in p.iterdir())); q=p/'a.txt'; t(lambda:q.read_text()); t(lambda:q.exists()); t(lambda:q.is_file()); t(lambda:(p/'d').is_dir()); t(lambda:(p/'d'/'b.bin').read_bytes()[:3]); t(lambda:q.parent.is_dir()); t(lambda:(q.suffix,q.stem,q.at));  t(lambda:sorted(str(x.at) for x in p.glob('**/*.bin')))
o=io.BytesIO()
with zipfile.ZipFile(o,'w',zipfile.ZIP_DEFLATED,compresslevel=1) as z: z.writestr(zipfile.ZipInfo('l',D),b'abc'*100)
t(lambda:o.getvalue()[:40])
t(lambda:b.getvalue()[:100]); t(lambda:zipfile.BadZipfile is zipfile.BadZipFile)
class NS(io.RawIOBase):
    def __init__(s): s.b=bytearray()
    def writable(s): return True
    def write(s,d): s.b+=d; return len(d)
n=NS()
with zipfile.ZipFile(n,'w') as z: z.writestr(zipfile.ZipInfo('u',D),'unseekable')
t(lambda:zipfile.ZipFile(io.BytesIO(n.b)).read('u')); t(lambda:zipfile.ZipFile(io.BytesIO(n.b)).infolist()[0].flag_bits); t(lambda: bytes(n.b[:60]))
