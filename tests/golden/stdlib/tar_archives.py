"""tarfile: formats to the byte, reading, streams, compression, safe extraction, damaged archives."""
import tarfile, io, os, tempfile, sys, warnings
warnings.simplefilter('ignore')
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__, type(e).__name__, *(l for l in str(e).replace(os.getcwd(), 'CWD').split('\n') if 'xz' not in l))
def info(name,data=b'',**kw):
    i=tarfile.TarInfo(name); i.size=len(data); i.mtime=1000000000
    for k,v in kw.items(): setattr(i,k,v)
    return i
b=io.BytesIO()
with tarfile.open(fileobj=b,mode='w') as tf:
    tf.addfile(info('a.txt',b'hello'),io.BytesIO(b'hello')); tf.addfile(info('d',type=tarfile.DIRTYPE,mode=0o755)); tf.addfile(info('d/b.bin',b'x'*1000),io.BytesIO(b'x'*1000)); tf.addfile(info('ln',type=tarfile.SYMTYPE,linkname='a.txt')); tf.addfile(info('n'*150+'/'+'m'*120,b'long'),io.BytesIO(b'long')); tf.addfile(info('ünï',b'u'),io.BytesIO(b'u')); tf.addfile(info('hard',type=tarfile.LNKTYPE,linkname='a.txt'))
    t(lambda:tf.getnames()); t(lambda:tf.mode); t(lambda:tf.offset)
t(lambda:len(b.getvalue())); import hashlib; t(lambda:hashlib.md5(b.getvalue()).hexdigest())
for fmt in (tarfile.USTAR_FORMAT,tarfile.GNU_FORMAT,tarfile.PAX_FORMAT):
    o=io.BytesIO()
    try:
        with tarfile.open(fileobj=o,mode='w',format=fmt) as tf:
            tf.addfile(info('x'*80+'/'+'y'*60,b'q',uid=1000,gid=1000,uname='user',gname='grp',mode=0o640),io.BytesIO(b'q')); tf.addfile(info('big.txt',b'',mtime=1.5))
            if fmt!=0: tf.addfile(info('é'*90,b'z',uid=10**8),io.BytesIO(b'z'))
        print(fmt,len(o.getvalue()),hashlib.md5(o.getvalue()).hexdigest()); o.seek(0)
        with tarfile.open(fileobj=o) as tf: print([(m.name[:5],len(m.name),m.size,m.mtime,m.uid,m.pax_headers) for m in tf])
    except Exception as e: print(type(e).__name__,e)
b.seek(0); tf=tarfile.open(fileobj=b); t(lambda:[(m.name[:10],m.isfile(),m.isdir(),m.issym(),m.islnk(),m.isreg(),m.isdev(),oct(m.mode),m.offset,m.offset_data) for m in tf.getmembers()]); t(lambda:tf.extractfile('a.txt').read()); t(lambda:tf.extractfile('d')); t(lambda:tf.extractfile('ln').read()); t(lambda:tf.extractfile('nope')); t(lambda:tf.getmember('zz')); f=tf.extractfile('d/b.bin'); t(lambda:(f.read(3),f.tell(),f.seek(998),f.read(),f.name,f.size if hasattr(f,'size') else None)); tf.list(verbose=False)
t(lambda:tf.extractall('out',filter='data')); t(lambda:sorted(os.listdir('out'))[:4]); t(lambda:os.readlink('out/ln')); t(lambda:open('out/d/b.bin','rb').read()==b'x'*1000); t(lambda:oct(os.stat('out/a.txt').st_mode)); t(lambda:int(os.stat('out/a.txt').st_mtime)); t(lambda:tf.extract('a.txt','out3',filter='tar')); t(lambda:os.listdir('out3')); t(lambda:os.stat('out/hard').st_nlink)
tf.close(); t(lambda:tf.getnames()); t(lambda:tf.next()); t(lambda:tf.closed)
t(lambda:tarfile.open('nope.tar')); t(lambda:tarfile.open(fileobj=io.BytesIO(b'junk'))); t(lambda:tarfile.open(fileobj=io.BytesIO(b''))); t(lambda:tarfile.open(fileobj=b,mode='q')); t(lambda:tarfile.open(fileobj=b,mode='r:zz')); t(lambda:tarfile.open()); t(lambda:tarfile.is_tarfile('nope')); t(lambda:tarfile.is_tarfile(io.BytesIO(b.getvalue()))); t(lambda:tarfile.TarFile('x','rb')); t(lambda:tarfile.open(fileobj=io.BytesIO(b.getvalue()[:700])).getnames()); t(lambda:tarfile.open(fileobj=io.BytesIO(b.getvalue()[:3000])).getnames()); c=bytearray(b.getvalue()); c[150]=0x39; t(lambda:tarfile.open(fileobj=io.BytesIO(c)))
for comp in ('gz','bz2'):
    z=io.BytesIO()
    with tarfile.open(fileobj=z,mode='w:'+comp) as tf: tf.addfile(info('c',b'comp'),io.BytesIO(b'comp'))
    z.seek(0)
    with tarfile.open(fileobj=z) as tf: t(lambda:tf.extractfile('c').read())
    z.seek(0)
    with tarfile.open(fileobj=z,mode='r|*') as tf: t(lambda:[tf.extractfile(m).read() for m in tf])
s=io.BytesIO()
with tarfile.open(fileobj=s,mode='w|gz') as tf: tf.addfile(info('c',b'comp'),io.BytesIO(b'comp'))
s.seek(0); t(lambda:tarfile.open(fileobj=s,mode='r:gz').getnames())
os.makedirs('src/sub'); open('src/f1','w').write('one'); open('src/sub/f2','w').write('two'); os.symlink('f1','src/l'); os.utime('src/f1',(1e9,1e9)); os.chmod('src/f1',0o600)
with tarfile.open('t.tar.gz','w:gz') as tf: tf.add('src'); tf.add('src/f1',arcname='renamed',filter=lambda m:(setattr(m,'uname','me'),m)[1]); tf.add('src',arcname='flat',recursive=False); t(lambda:tf.getnames())
with tarfile.open('t.tar.gz') as tf: t(lambda:tf.getnames()); m=tf.getmember('src/f1'); t(lambda:(m.size,m.mtime,oct(m.mode),m.type)); t(lambda:tf.getmember('renamed').uname); t(lambda:tf.name.endswith('t.tar.gz')); tf.extractall('o2',members=[m],filter='data'); t(lambda:open('o2/src/f1').read())
with tarfile.open('p.tar','w') as tf: tf.add('src/f1')
with tarfile.open('p.tar','a') as tf: tf.add('src/sub/f2'); t(lambda:tf.getnames())
t(lambda:tarfile.open('p.tar').getnames()); t(lambda:tarfile.open('p.tar','x'))
e=io.BytesIO()
with tarfile.open(fileobj=e,mode='w') as tf:
    for n in ('../evil','/abs','ok/../../evil2'): tf.addfile(info(n,b'e'),io.BytesIO(b'e'))
    tf.addfile(info('link',type=tarfile.SYMTYPE,linkname='/etc')); tf.addfile(info('link2',type=tarfile.SYMTYPE,linkname='../..')); tf.addfile(info('dev',type=tarfile.CHRTYPE,devmajor=1,devminor=3)); tf.addfile(info('fifo',type=tarfile.FIFOTYPE))
e.seek(0)
with tarfile.open(fileobj=e) as tf:
    for m in tf.getmembers():
        for fl in ('data','tar'): t(lambda:tf.extract(m,'safe',filter=fl))
        t(lambda:tarfile.data_filter(m,'/dest').name)
    t(lambda:tf.extractall('z',filter='bogus')); t(lambda:tf.extractall('z',filter='data'))
t(lambda:tarfile.fully_trusted_filter(m,'x') is m); t(lambda:m.replace(name='new').name); t(lambda:tarfile.TarInfo('q').get_info()); t(lambda:tarfile.TarInfo('q').tobuf()[:20]); t(lambda:tarfile.TarInfo.frombuf(b'x'*512,'utf8','strict')); t(lambda:tarfile.TarInfo.frombuf(b'\0'*512,'utf8','strict')); t(lambda:tarfile.TarInfo.frombuf(b'','utf8','strict')); t(lambda:tarfile.itn(8**8,8,1)); t(lambda:tarfile.nti(b'0000644\0')); t(lambda:tarfile.stn('abc',5,'ascii','strict'))
