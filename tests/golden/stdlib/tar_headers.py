"""tarfile: numbers and texts of headers, extended headers good and bad, sparse files, streams, extraction, listing, the command line."""
import bz2, copy, gzip, hashlib, io, lzma, os, pickle, stat, subprocess, sys, tarfile, tempfile, time, warnings
T = tarfile
os.environ['TZ'] = 'UTC'; time.tzset(); os.umask(0o022)
top = os.path.realpath(tempfile.mkdtemp()); os.chdir(top)

def t(f, *a, **k):
    try: r = f(*a, **k); print(hashlib.md5(r).hexdigest() if isinstance(r, (bytes, bytearray)) and len(r) > 60 else repr(r).replace(top, 'TOP'))
    except BaseException as e: print(type(e).__name__, str(e).replace(top, 'TOP').replace('\n', ' / '), '|', repr(e.__cause__), repr(e.__context__)[:60])
def info(name, data=b'', **kw):
    i = T.TarInfo(name); i.size = len(data); i.mtime = 1000000000
    for k, v in kw.items(): setattr(i, k, v)
    return i
def archive(*members, **kw):
    b = io.BytesIO()
    with T.open(fileobj=b, mode='w', **kw) as tf:
        for m in members:
            d = m[1] if len(m) > 1 else b''
            tf.addfile(info(m[0], d, **(m[2] if len(m) > 2 else {})), io.BytesIO(d))
    return b.getvalue()
def block(type, payload, name='x', size=None, **kw):
    i = info(name, payload, type=type, **kw)
    if size is not None: i.size = size
    return i.tobuf(i.size < 0) + payload + bytes(-len(payload) % 512)
def record(k, v):
    body = b' %s=%s\n' % (k, v); n = len(body)
    while n != len(b'%d' % n) + len(body): n += 1
    return b'%d' % n + body
def show(data, **kw):
    def run():
        with T.open(fileobj=io.BytesIO(data), **kw) as tf:
            return [(m.name[:30], m.linkname[:20], m.size, m.mtime, m.type, m.offset, m.offset_data, m.pax_headers, m.sparse, m.uname) for m in tf], tf.pax_headers, tf.offset
    t(run)
END = bytes(1024)
last = block(b'0', b'data', 'file')

print('numbers')
for n, *a in ((-1,), (-1, 8, 1), (8**7 - 1,), (8**7,), (8**7, 8, 1), (8**7, 8, 2), (2**70, 8, 1), (2**70, 12, 1), (-2**55, 8, 1), (-2**60, 8, 1), (1.9, 8, 0), (0, 12), (7, 1)): t(T.itn, n, *a)
for b in (b'', b'\0', b'  12 \0', b'12 3\0', b'x', b'\x80\0\0\0\0\0\0\5', b'\xff' * 8, b'-1', b'1_0 ', b'\xc3\xa9', b'\x80', b'9', b'+5\0', b'12\0x'): t(T.nti, b)
t(T.stn, 'abcdefgh', 4, 'ascii', 'strict'); t(T.stn, 'é', 4, 'ascii', 'strict'); t(T.stn, None, 4, 'ascii', 'strict'); t(T.stn, '', 3, 'ascii', 'x'); t(T.nts, b'ab\0cd', 'ascii', 'strict'); t(T.nts, b'\xff', 'ascii', 'surrogateescape'); t(T.nts, b'\xff', 'ascii', 'strict')
t(T.calc_chksums, b'\xff' * 512); t(T.calc_chksums, bytes(range(256)) * 2); t(T.calc_chksums, b'short')
print('headers')
for fmt in (0, 1, 2, 3):
    for i in (info('a/b/', type=T.DIRTYPE), info('n' * 100), info('n' * 101), info('d' * 155 + '/' + 'n' * 100), info('d' * 156 + '/' + 'n' * 100), info('/'.join('abcdefghij' * 6 for _ in range(4))), info('é' * 60), info('k', type=T.SYMTYPE, linkname='l' * 101), info('u', uid=8**7, gid=-1, mtime=1.25), info('z', mtime=-5), info('q', size=8**12), info('u', uname='ü' * 3, gname='g' * 40), info('dev', type=T.CHRTYPE, devmajor=3, devminor=8**7), info('m', mode=0o7777777), info('p', pax_headers={'comment': 'c', 'path': 'other', 'é': 'ü', 'mtime': '3'}), info('\udcff'), info('t', type=b'\0'), info('x' * 300, type=T.DIRTYPE)):
        t(lambda: i.tobuf(fmt, 'utf-8', 'surrogateescape'))
    t(lambda: info('é').tobuf(fmt, 'ascii', 'strict')); t(lambda: info('e', mode=None).tobuf(fmt)); t(lambda: info('e', mtime=None).tobuf(fmt)); t(lambda: info('e', uid=None, uname=None).tobuf(fmt))
t(lambda: T.TarInfo.create_pax_global_header({'comment': 'hi', 'é': 'ü', 'b': '\udcff'})); t(lambda: T.TarInfo.create_pax_global_header({}))
i = info('a/', type=T.DIRTYPE, mode=0o100755)
t(i.get_info); t(i.create_ustar_header, i.get_info(), 'ascii', 'strict'); t(i.create_gnu_header, i.get_info(), 'ascii', 'strict'); t(i.create_pax_header, i.get_info(), 'ascii')
print('members')
i = info('name', linkname='ln'); t(lambda: (i.path, i.linkpath)); i.path = 'p'; i.linkpath = 'q'; t(lambda: (i.name, i.linkname))
t(lambda: repr(i).split(' at ')[0]); t(lambda: i.nothing); t(lambda: setattr(i, 'nothing', 1)); t(lambda: T.TarInfo.__slots__['name'] and sorted(s for s in T.TarInfo.__slots__ if s[0] != '_'))
t(lambda: copy.copy(i).name); t(lambda: copy.deepcopy(i).linkname); t(lambda: pickle.loads(pickle.dumps(i)).name); t(lambda: i == copy.copy(i))
r = i.replace(name='n', mtime=3, mode=0o1, linkname='k', uid=1, gid=2, uname='u', gname='g'); t(r.get_info); t(lambda: i.replace(bogus=1)); i.pax_headers['a'] = 'b'; t(lambda: i.replace(deep=False).pax_headers is i.pax_headers); t(lambda: i.replace().pax_headers is i.pax_headers); t(lambda: i.replace(uid=None).uid)
for ty in (b'0', b'\0', b'1', b'2', b'3', b'4', b'5', b'6', b'7', b'S', b'L', b'Q'):
    i.type = ty; print(ty, i.isreg(), i.isfile(), i.isdir(), i.issym(), i.islnk(), i.ischr(), i.isblk(), i.isfifo(), i.issparse(), i.isdev())
for c, a in ((T.AbsolutePathError, ()), (T.SpecialFileError, ()), (T.AbsoluteLinkError, ()), (T.OutsideDestinationError, ('/p',)), (T.LinkOutsideDestinationError, ('/p',))):
    e = c(info('foo'), *a); print(c.__mro__[1:4], str(e), sorted(vars(e)), e.tarinfo.name)
print('damage')
good = archive(('a', b'1'), ('b', b'22'))
for data in (b'', b'x' * 100, b'x' * 512, bytes(512), bytes(600), good[:512], good[:513], good[:1024], good[:1030], good[:1536], good[:2048], good[:3000], b'x' * 512 + good, bytes(512) + good, good[:1024] + b'j' * 512 + good[1024:], good[:1024] + bytes(512) + good[1024:], good[:1024] + b'j' * 100):
    show(data); show(data, ignore_zeros=True); show(data, mode='r|')
for field, value in ((slice(100, 108), b'zzzzzzz\0'), (slice(124, 136), b'77777777777\0'), (slice(136, 148), b'abc'.ljust(12)), (slice(329, 337), b'9' * 8), (slice(0, 100), b'\xff' * 100), (slice(156, 157), b'Z'), (slice(156, 157), b'5'), (slice(345, 350), b'pre/x'), (slice(257, 263), b'\0' * 6)):
    c = bytearray(good); c[field] = value; c[148:156] = b'%06o\0 ' % T.calc_chksums(c[:512])[0]; show(bytes(c))
c = bytearray(good); c[148:156] = b'%06o\0 ' % (T.calc_chksums(c[:512])[1] & 0o777777); show(bytes(c))
print('long names'); L = block(b'L', b'n' * 200 + b'\0'); K = block(b'K', b'k' * 120 + b'\0')
show(L + last + END); show(K + last + END); show(L + K + last + END); show(L + L + last + END); show(L + block(b'L', b'inner\0') + last + END); show(L); show(L[:600]); show(L + b'j' * 512); show(L + END); show(last + L); show(block(b'L', b'dir/\0') + block(b'5', b'', 'd') + END); show(block(b'L', b'short', size=10**9) + last)
print('pax'); X = lambda *r, type=b'x': block(type, b''.join(r))
for p in ((record(b'path', b'long/name'),), (record(b'path', b'd/'), record(b'size', b'2')), (record(b'mtime', b'1.5'), record(b'uid', b'77')), (record(b'mtime', b'abc'), record(b'uid', b'7.7'), record(b'gid', b'')), (record(b'linkpath', '\xfc'.encode()), record(b'uname', b'\xff\xfe')), (record(b'hdrcharset', b'BINARY'), record(b'path', b'\xe4')), (record(b'comment', b'a=b\nc'),), (record(b'size', b'0'),), (record(b'size', b'x'),), (record(b'\xff', b'v'),), (record(b'', b'v'),), (record(b'k', b''),), (b'',), (b'junk',), (b'5 a=b\n',), (b'6 a=b\n',), (b'7 a=b\n',), (b'3 a=b\n',), (b'0 a=b\n',), (b'-6 a=b\n',), (b'06 a=b\n',), (b'6  a=b\n',), (b'6 abc\n',), (b'99999999999999999999999 a=b\n',), (b'600 a=b\n',), (record(b'a', b'1') + b'\0' * 10 + record(b'b', b'2'),), (record(b'a', b'1') + b'x',), (b'6 a=b6 a=c\n',), (b'6 a=bX',)):
    show(X(*p) + last + END); show(X(*p, type=b'g') + last + END)
show(X(record(b'uname', b'glob'), record(b'mtime', b'9'), type=b'g') + last + X(record(b'uname', b'own')) + last + last + END); show(X(record(b'a', b'1')) + X(record(b'b', b'2'), record(b'path', b'in')) + last + END); show(X(record(b'path', b'px')) + L + last + END); show(L + X(record(b'path', b'px')) + last + END); show(X(record(b'path', b'px'), type=b'X') + last + END); show(X(record(b'path', b'px'))); show(X(record(b'path', b'px')) + b'j' * 512); show(X(record(b'path', b'px')) + END); show(block(b'x', b'', size=100) + last); show(block(b'x', b'6 a=b\n', size=10**8))
print('sparse')
def sparse(structs, origsize, size, extended=0, data=b'', name='sp'):
    h = bytearray(info(name, b'x' * size, type=b'S').tobuf(1)); p = 386
    for o, n in structs[:4]: h[p:p + 24] = T.itn(o, 12, 1) + T.itn(n, 12, 1); p += 24
    h[482] = extended; h[483:495] = T.itn(origsize, 12, 1); h[148:156] = b'%06o\0 ' % T.calc_chksums(h)[0]
    return bytes(h) + data
D = b'A' * 512
def content(data, *a, **k):
    show(data, *a)
    def run():
        with T.open(fileobj=io.BytesIO(data)) as tf:
            m = tf.next(); whole = tf.extractfile(m).read(); f = tf.extractfile(m); f.seek(1000); return len(whole), hashlib.md5(whole).hexdigest(), f.read(20)
    t(run)
content(sparse([(0, 512)], 2000, 512, data=D) + last + END); content(sparse([(1024, 512)], 1536, 512, data=D) + END); content(sparse([(100, 5), (1000, 507)], 3000, 512, data=D) + END); content(sparse([], 100, 0) + END); content(sparse([(0, 512)], 100, 512, data=D) + END); content(sparse([(0, 9999)], 20000, 512, data=D) + END)
ext = b''.join(T.itn(o, 12, 1) + T.itn(n, 12, 1) for o, n in ((5000, 100), (6000, 100))).ljust(512, b'\0')
content(sparse([(0, 100), (1000, 100), (2000, 100), (3000, 12)], 7000, 512, 1, ext + D) + END); show(sparse([(0, 100)], 7000, 512, 1, b'')); show(sparse([(0, 100)], 7000, 512, 1, b'z' * 512))
content(X(record(b'GNU.sparse.size', b'1500'), record(b'GNU.sparse.numblocks', b'2'), record(b'GNU.sparse.map', b'0,2,1000,2')) + last + END); content(X(record(b'GNU.sparse.size', b'1500'), record(b'GNU.sparse.offset', b'0'), record(b'GNU.sparse.numbytes', b'2'), record(b'GNU.sparse.offset', b'1000'), record(b'GNU.sparse.numbytes', b'2'), record(b'GNU.sparse.name', b'real')) + last + END)
m10 = b'2\n0\n2\n1000\n2\n'.ljust(512, b'\0') + b'data'
V = record(b'GNU.sparse.major', b'1'), record(b'GNU.sparse.minor', b'0'), record(b'GNU.sparse.name', b'real'), record(b'GNU.sparse.realsize', b'1500')
content(X(*V) + block(b'0', m10, 'GNUSparseFile.0/real') + END); show(X(*V) + block(b'0', b'zz\n'.ljust(512, b'\0'), 'bad') + END); show(X(*V) + block(b'0', b'5\n0\n', 'short') + END); show(X(record(b'GNU.sparse.map', b'a,b')) + last + END); show(X(record(b'GNU.sparse.map', b'1')) + last + END); show(X(record(b'GNU.sparse.size', b'z')) + last + END)
with T.open(fileobj=io.BytesIO(sparse([(0, 512)], 2000, 512, data=D) + END)) as tf: tf.extractall('sp', filter='data'); t(lambda: open('sp/sp', 'rb').read())
print('streams')
class W:
    def __init__(self): self.d = []
    def write(self, b): self.d.append(bytes(b)); return len(b)
class R:
    def __init__(self, d): self.f = io.BytesIO(d)
    def read(self, n=-1): return self.f.read(n)
body = bytes(range(256)) * 20
for mode in ('w|', 'w|gz', 'w|bz2', 'w|xz'):
    w = W()
    with T.open('nm.tar.gz', mode, w, bufsize=100) as tf: tf.addfile(info('c', body), io.BytesIO(body))
    d = b''.join(w.d); print(mode, d[:4] + d[8:20] if 'gz' in mode else d[:20], tf.name == os.path.join(top, 'nm.tar.gz'), tf.mode)
    with T.open(fileobj=R(d), mode='r|*', bufsize=200) as tf: t(lambda: [(m.name, hashlib.md5(tf.extractfile(m).read()).hexdigest()) for m in tf])
    with T.open(fileobj=io.BytesIO(d)) as tf: t(tf.getnames)
for mode, d in (('r|', good), ('r|gz', gzip.compress(good)), ('r|*', bz2.compress(good)), ('r|*', lzma.compress(good)), ('r|gz', good), ('r|bz2', good), ('r|', gzip.compress(good)), ('r|gz', gzip.compress(good)[:-30]), ('r|bz2', bz2.compress(good)[:-40]), ('r|gz', gzip.compress(good)[:-8] + bytes(8)), ('r|*', b''), ('r|', b''), ('r|gz', b''), ('r|bz2', b''), ('r|xz', b''), ('r|gz', gzip.compress(b'')), ('r|*', b'junk'), ('r|gz', b'\x1f\x8b\x07' + bytes(50)), ('r|gz', b'\x1f\x8b\x08\x18' + bytes(6) + b'name\0comment\0' + gzip.compress(good)[10:]), ('r|gz', gzip.compress(good)[:20] + b'\xff' * 50)):
    def run():
        with T.open(mode=mode, fileobj=R(d), bufsize=2048) as tf:
            l = []
            for m in tf: l.append((m.name, tf.extractfile(m).read(1)))
            try: tf.extractfile('a').read()
            except T.StreamError as e: l.append(str(e))
            return l, tf.offset
    t(run)
for mode in ('r:gz', 'r:bz2', 'r:', 'r'):
    for d in (b'', b'junk', gzip.compress(good)[:-30], bz2.compress(good)[:-40], gzip.compress(b''), gzip.compress(b'')[:5], good[:100], bytes(512), bytes(100), gzip.compress(good[:1500])): print(mode, end=' '); t(lambda: T.open(fileobj=io.BytesIO(d), mode=mode).getnames())
open('nm.tar', 'wb').write(good)
for m in ('r|gz:', 'z', 'r:gz:x', 'w|zz', 'rb', 'r|w', 'q|', 'q:gz', 'a:gz', 'x|', '', 'w:*', 'r*'):
    print(m, end=' '); t(lambda: T.open('no/such', m)); t(lambda: T.open('nm.tar', m, io.BytesIO(good)).getnames())
t(lambda: T.open(None, 'r')); t(lambda: T.TarFile('nm', 'r')); t(lambda: T.TarFile('nm', 3)); t(lambda: T.TarFile('nm.tar', 'r', io.BytesIO(good), foo=1)); t(lambda: T.open('nm.tar', 'w:gz', W(), preset=3)); t(lambda: T.open('nm.tar', 'w:bz2', W(), compresslevel=0)); t(lambda: T.open('nm.tar', 'r', compresslevel=3).getnames()); t(lambda: T.open('nm.tar', pax_headers={'a': 'b'}).pax_headers); t(lambda: T.open('nm2.tar', 'a').members); t(lambda: T.taropen if 0 else T.TarFile.taropen('nm.tar').getnames()); t(lambda: T.TarFile.taropen('nm.tar', 'q')); t(lambda: T.TarFile.gzopen('nm.tar')); t(lambda: T.TarFile.gzopen('nm.tar', 'a')); t(lambda: T.TarFile.xzopen('nm.tar')); t(lambda: T.TarFile.OPEN_METH)
b = io.BytesIO(b'xx' + good); b.seek(2); t(lambda: [(m.name, m.offset, m.offset_data) for m in T.open(fileobj=b)]); b.seek(2); t(lambda: (T.is_tarfile(b), b.tell())); t(T.is_tarfile, 'nm.tar'); t(T.is_tarfile, 'missing')
print('files'); tf = T.open('nm.tar'); f = tf.extractfile('b'); t(lambda: (f.name, f.mode, f.readable(), f.writable(), f.seekable(), f.read(1), f.tell(), f.peek(), f.seek(0, 2), f.read(), f.seek(-1, 1), f.read(5), f.seek(100), f.read())); t(lambda: f.seek(0, 9)); t(f.raw.seek, 0, 9); f.close(); t(f.read); t(lambda: [list(f) for f in [tf.extractfile('a')]]); t(lambda: tf.extractfile(info('b')).read()); t(lambda: repr(f)); t(lambda: tf.extractfile(5))
t(lambda: tf.getmember('a/').name); t(lambda: tf.getmember('zz')); t(lambda: [m.name for m in iter(tf)]); t(lambda: (tf.next() is None, tf.next())); tf.close(); t(lambda: tf.getmember('a')); t(tf.next); t(lambda: tf.extractfile('a')); t(lambda: len(list(tf))); t(lambda: tf.add('x')); t(tf.close)
with T.open('nm.tar', stream=True) as tf: t(lambda: ([m.name for m in tf], tf.members))
with T.open('nm.tar') as tf: t(lambda: tf.add('x')); t(lambda: tf.addfile(info('q')))
with T.open('w.tar', 'w') as tf: t(lambda: tf.getnames()); t(lambda: tf.next()); t(lambda: tf.addfile(info('q', b'123'), io.BytesIO(b'1'))); t(lambda: tf.addfile(info('r', b'123'))); t(lambda: tf.addfile(info('s', b'123', type=T.DIRTYPE), io.BytesIO(b'1'))); t(lambda: tf.extractfile('r')); t(lambda: tf.add('w.tar')); t(lambda: tf.add('missing')); t(lambda: tf.gettarinfo('nm.tar').size); t(lambda: tf.add('nm.tar', filter=lambda m: None)); t(tf.getnames)
t(lambda: os.path.getsize('w.tar'))
try:
    with T.open('v.tar', 'w') as tf: tf.addfile(info('q')); 1 / 0
except ZeroDivisionError: print(os.path.getsize('v.tar'), tf.closed)
print('adding'); os.makedirs('src/d'); open('src/d/f', 'w').write('text'); os.symlink('f', 'src/d/s'); os.link('src/d/f', 'src/d/h'); os.mkfifo('src/p'); os.chmod('src/d', 0o750)
for p in ('src/d/f', 'src/d/s', 'src/d/h', 'src/d'): os.utime(p, (1e9, 1e9), follow_symlinks=False)
def root(m): m.uid = m.gid = 0; m.uname = m.gname = 'root'; m.mtime = 1e9; return m
with T.open('ad.tar', 'w') as tf:
    tf.add('src', 'top', filter=root); tf.add('src/d/s', filter=root); t(lambda: [(m.name, m.type, m.linkname, m.size, oct(m.mode)) for m in tf]); m = tf.gettarinfo(fileobj=open('src/d/f'), arcname='/abs//x'); print(m.name, m.size, m.mtime, m.type); t(lambda: tf.gettarinfo('nowhere'))
with T.open('de.tar', 'w', dereference=True) as tf: tf.add('src/d', 'dd', filter=root); t(lambda: [(m.name, m.type, m.size) for m in tf])
with T.open('ad.tar') as tf: tf.list(); tf.list(False); tf.list(members=[tf.getmember('top/d')]); tf.add if 0 else None
with T.open('dv.tar', 'w') as tf: tf.addfile(info('c', type=T.CHRTYPE, devmajor=1, devminor=3, uname='u')); tf.addfile(info('b', type=T.BLKTYPE)); tf.addfile(info('e', mode=0o6751)); tf.addfile(info('st', mode=0o1777, type=T.DIRTYPE)); tf.addfile(info('ünï\udcff')); tf.addfile(info('l', type=T.LNKTYPE, linkname='e')); tf.addfile(info('s', type=T.SYMTYPE, linkname='e'))
with T.open('dv.tar') as tf: tf.list()
print('extracting')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    with T.open('ad.tar') as tf: tf.extractall('o1'); tf.extract('top/d/f', 'o1b')
    print([(x.category.__name__, str(x.message), os.path.basename(x.filename) == os.path.basename(__file__)) for x in w])
for r, d, f in os.walk('o1'): d.sort(); print(r, d, sorted(f), [(oct(os.lstat(os.path.join(r, x)).st_mode), (os.path.islink(os.path.join(r, x)) or r == 'o1' and x == 'src' or r.startswith('o1/src') or int(os.lstat(os.path.join(r, x)).st_mtime))) for x in sorted(d + f)])
t(lambda: os.stat('o1/top/d/h').st_nlink)
with T.open('ad.tar') as tf:
    tf.extractall('o2', members=[tf.getmember('top/d/h')], filter='data'); t(lambda: os.listdir('o2/top/d')); tf.extract('top/d/s', 'o3', filter='fully_trusted'); t(lambda: os.readlink('o3/top/d/s')); tf.extract('top/d', 'o4', set_attrs=False, filter='tar'); t(lambda: oct(os.stat('o4/top/d').st_mode)); t(lambda: tf.extract('none', filter='data')); t(lambda: tf.extractall('o5', filter=5)); t(lambda: tf.extractall('o5', filter='none')); tf.extractall('o6', filter=lambda m, p: m.replace(name='renamed/' + m.name) if m.isreg() else None); t(lambda: sorted(x for _, _, f in os.walk('o6') for x in f)); t(lambda: tf.extractall('o7', ['top'], filter='data'))
class S(T.TarFile):
    extraction_filter = staticmethod(T.data_filter)
    def makefile(self, i, p): print('makefile', i.name, p); super().makefile(i, p)
    def chown(self, i, p, n): print('chown', i.name, n)
    def chmod(self, i, p): print('chmod', i.name, i.mode)
    def utime(self, i, p): print('utime', i.name, i.mtime)
with S.open('ad.tar') as tf: t(lambda: tf.extractall('o8')); S.extraction_filter = 'data'; t(lambda: tf.extract('top/d/f', 'o9'))
hard = archive(('a', b'1'), ('l', b'', {'type': T.LNKTYPE, 'linkname': 'a'}), ('lost', b'', {'type': T.LNKTYPE, 'linkname': 'nope'}), ('s', b'', {'type': T.SYMTYPE, 'linkname': '../out'}), ('s/x', b'2'), ('uk', b'3', {'type': b'Z'}), ('no', b'', {'mode': 0o4777, 'uname': 'nobody-such'}), ('d', b'', {'type': T.DIRTYPE, 'mode': 0}), ('c', b'cc', {'type': T.CONTTYPE}))
for flt in ('fully_trusted', 'tar', 'data'):
    for level in (1, 2):
        with T.open(fileobj=io.BytesIO(hard), errorlevel=level) as tf:
            for m in tf: print(flt, level, m.name, end=' '); t(lambda: tf.extract(m, f'h/{flt}{level}', filter=flt))
    t(lambda: sorted((f, oct(os.lstat(f'h/{flt}1/{f}').st_mode)) for f in os.listdir(f'h/{flt}1')))
with T.open(fileobj=io.BytesIO(hard), debug=3, errorlevel=0) as tf: sys.stderr = io.StringIO(); t(lambda: tf.extractall('dbg', filter='data')); s, sys.stderr = sys.stderr.getvalue(), sys.__stderr__; print(s.replace(top, 'TOP'))
print('filters')
for kw in ({'name': '/a/b'}, {'name': '../x'}, {'name': 'a/../../x'}, {'name': 'ok/../fine'}, {'name': '//two'}, {'name': 'd', 'type': T.DIRTYPE, 'mode': 0o7777}, {'name': 'f', 'mode': 0o7777}, {'name': 'f', 'mode': 0o644}, {'name': 'f', 'mode': 0o020}, {'name': 's', 'type': T.SYMTYPE, 'linkname': '/etc'}, {'name': 's', 'type': T.SYMTYPE, 'linkname': '../x'}, {'name': 'q/s', 'type': T.SYMTYPE, 'linkname': '../x'}, {'name': 'q/h', 'type': T.LNKTYPE, 'linkname': '../x'}, {'name': 'h', 'type': T.LNKTYPE, 'linkname': 'x'}, {'name': 'c', 'type': T.CHRTYPE}, {'name': 'p', 'type': T.FIFOTYPE}, {'name': 'n', 'type': T.SYMTYPE, 'linkname': 'a/../../b'}, {'name': 'Z', 'type': b'Z'}, {'name': 'none', 'mode': None}):
    for f in (T.tar_filter, T.data_filter, T.fully_trusted_filter): t(lambda: (lambda m: (m.name, m.mode, m.uid, m.uname, m.linkname))(f(info(**{'uid': 5, 'uname': 'me', **kw}), '/dest')))
print('command line')
def cli(*a):
    sys.argv = ['tarfile.py', *a]; old = sys.stdout, sys.stderr; sys.stdout = io.TextIOWrapper(io.BytesIO(), write_through=True); sys.stderr = io.StringIO(); code = 0
    try: T.main()
    except SystemExit as e: code = e.code
    except Exception as e: code = repr(e)
    err = sys.stderr.getvalue(); got = sys.stdout.buffer.getvalue().decode(); sys.stdout, sys.stderr = old; print(a, code, got, [x for x in err.strip().split('\n') if 'arning' not in x and 'extractall' not in x])
warnings.simplefilter('ignore')
os.remove('src/p')
cli('-c', 'cli.tgz', 'src/d/f', 'src/d'); cli('-v', '-c', 'cli.tar', 'src/d/f'); cli('-l', 'cli.tar'); cli('-l', 'cli.tgz'); cli('-e', 'cli.tar', 'out'); cli('-v', '-e', 'cli.tar', 'out2'); cli('--filter', 'data', '-e', 'cli.tar', 'o'); cli('-e', 'a', 'b', 'c'); cli('-t', __file__); cli('-l', __file__); cli('-e', __file__); cli('--filter', 'data', '-l', 'cli.tar'); cli('-l', 'missing')
