"""gzip, bz2 and lzma: file objects in every state, damaged data, text mode, headers, in memory, gzip's command line."""
import gzip, bz2, lzma, io, os, sys, zlib, tempfile, warnings, pickle, struct, time, subprocess, hashlib
sys.unraisablehook = lambda info: None
top = os.path.realpath(tempfile.mkdtemp()); os.chdir(top)
def t(f, *a, **k):
    try: r = f(*a, **k); print(repr(r).replace(top, 'TOP'))
    except BaseException as e: print(type(e).__module__, type(e).__name__, str(e).replace(top, 'TOP')[:200], '|', repr(e.__cause__)[:50])
data = b''.join(b'line %d\n' % i for i in range(3000))
for n, mod, File, other in (('gz', gzip, gzip.GzipFile, zlib.error), ('bz2', bz2, bz2.BZ2File, OSError), ('xz', lzma, lzma.LZMAFile, lzma.LZMAError)):
    print('==', n); t(lambda: File.__mro__[1:3]); t(lambda: [hasattr(File, a) for a in ('peek', 'read1', 'readinto', 'readinto1', 'rewind', 'myfileobj', 'filename')])
    path = 'f.' + n
    with File(path, 'wb') as f: t(lambda: (f.writable(), f.readable(), f.seekable(), f.closed, f.name, f.mode, f.tell(), f.fileno() > 2)); t(lambda: f.write(data)); t(lambda: f.tell()); t(lambda: f.writelines([b'a', b'b'])); t(lambda: f.read(1)); t(lambda: f.read1()); t(lambda: f.peek()); t(lambda: f.readline()); t(lambda: f.readinto(bytearray(1))); t(lambda: f.seek(0)); t(lambda: f.write('x')); t(lambda: f.write(memoryview(b'abcd')[::2])); t(lambda: f.write(memoryview(b'\1\0\2\0').cast('H'))); t(lambda: f.seek(10, 2)); t(lambda: f.flush()); t(lambda: next(f))
    t(lambda: f.write(b'')); t(lambda: f.tell()); t(lambda: f.close()); t(lambda: f.closed); t(lambda: f.readable()); t(lambda: f.writable()); t(lambda: f.seekable()); t(lambda: f.flush()); t(lambda: f.__enter__()); t(lambda: f.name); t(lambda: f.mode)
    with File(path) as f:
        t(lambda: (f.writable(), f.readable(), f.seekable(), f.closed, f.name, f.mode)); t(lambda: f.read(5)); t(lambda: f.tell()); t(lambda: f.peek(2)[:2]); t(lambda: f.peek()[:1]); t(lambda: f.read1(3)); t(lambda: f.readline()); t(lambda: f.readline(3)); t(lambda: f.readlines(20)); t(lambda: next(f)); b = bytearray(4); t(lambda: (f.readinto(b), bytes(b))); t(lambda: f.readinto1(b) if hasattr(f, 'readinto1') else 0); t(lambda: f.seek(-10, 1)); t(lambda: f.seek(100)); t(lambda: f.read(7)); t(lambda: f.seek(0, 1)); t(lambda: f.seek(-6, 2)); t(lambda: f.read()); t(lambda: f.read(3)); t(lambda: f.peek()); t(lambda: f.read1()); t(lambda: f.seek(10**7)); t(lambda: f.seek(0)); t(lambda: hashlib.md5(f.read(-1)).hexdigest()); t(lambda: f.seek(-5)); t(lambda: f.tell()); t(lambda: f.seek(0, 5)); t(lambda: f.seek('a')); t(lambda: f.write(b'x')); t(lambda: f.truncate()); t(lambda: f.detach()); t(lambda: f.isatty()); t(lambda: len(list(f)))
        f.seek(0); t(lambda: len(f.read(None))); f.seek(0); t(lambda: f.readline(-1)); t(lambda: f.readline(0)); t(lambda: len(f.readlines())); t(lambda: f.flush()); t(lambda: f.read(2.5)); t(lambda: len(f.read(0)))
    t(lambda: f.read()); t(lambda: f.seek(0)); t(lambda: f.tell()); t(lambda: f.peek()); t(lambda: next(f)); t(lambda: f.read1(1)); t(lambda: f.readinto(bytearray(2)))
    with File(path, 'ab') as f: f.write(b'more')
    t(lambda: File(path).read()[-8:]); t(lambda: File(path, 'xb'))
    t(lambda: File('new.' + n, 'x').close()); t(lambda: File('new.' + n, 'r').read())
    for m in ('z', 'rw', 'r+', 'rt', 'U', '', 'rbb', 5, 'br', 'bw'): print(m, end=' '); t(lambda: File(path + '2', m).close())
    t(lambda: File('missing')); t(lambda: File(None)); t(lambda: File(5.5)); t(lambda: File()); t(lambda: File(3, 4, 5, 6, 7, 8, 9)); t(lambda: File(path.encode()).read(1)); t(lambda: File(__import__('pathlib').Path(path)).read(1))
    o = io.BytesIO(); kw = {'fileobj': o} if n == 'gz' else {'filename': o}
    with File(**kw, mode='w') as f: f.write(b'abc'); t(lambda: f.name); t(lambda: f.fileno())
    t(lambda: o.closed); raw = o.getvalue(); o.seek(0); t(lambda: (File(**kw).read(), o.closed))
    def rd(b, k='read'): f = File(**{list(kw)[0]: io.BytesIO(b)}); return getattr(f, k)()
    for b in (b'', raw[:1], raw[:5], raw[:-1], raw[:-9], raw + raw, raw + b'junk', raw + b'\0' * 8, raw + b'\0\0' + raw, b'junk', b'\0' * 20, raw[:12] + b'\xff' * 30, raw + raw[:4], raw + raw[:-2], raw[:-6] + b'\0' * 6): t(rd, b); t(rd, b, 'readline')
    class NS(io.RawIOBase):
        def __init__(s, d): s.b = io.BytesIO(d)
        def read(s, n=-1): return s.b.read(n)
        def readable(s): return True
    f = File(**{list(kw)[0]: NS(raw)}); t(lambda: f.seekable()); t(lambda: f.read(1)); t(lambda: f.seek(2)); t(lambda: f.seek(0)); t(lambda: f.seek(-1, 2)); t(lambda: f.tell())
    print('open'); op = mod.open
    with op('t.' + n, 'wt', encoding='utf-8', newline='\r\n') as f: t(lambda: type(f)); f.write('hé\nlo\n')
    with op('t.' + n, 'rt', encoding='utf-8', newline='') as f: t(lambda: f.read())
    t(lambda: op('t.' + n).read()[:4]); t(lambda: op('t.' + n, 'rbt')); t(lambda: op('t.' + n, encoding='ascii')); t(lambda: op('t.' + n, errors='x')); t(lambda: op('t.' + n, newline='')); t(lambda: op(5.5)); t(lambda: op(None)); t(lambda: op('t.' + n, 'z')); t(lambda: op('t.' + n, 'rt', errors='bad')); t(lambda: op(io.BytesIO(raw), 'rt').readlines()); t(lambda: op('missing.z'))
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always'); op(io.BytesIO(raw), 'rt'); del f; print([(str(x.message), x.category.__name__) for x in w if 'LZMA' in str(x.message) or 'Encoding' in x.category.__name__])
    big = os.urandom(300000) + bytes(3000000); z = mod.compress(big); t(lambda: mod.decompress(z) == big); t(lambda: mod.decompress(z + z) == big * 2); t(lambda: len(rd(z))); t(lambda: mod.decompress(b'')); t(lambda: mod.decompress(z[:-5])); t(lambda: mod.decompress(b'junk')); t(lambda: mod.decompress(mod.compress(b'x') + b'junk')); t(lambda: mod.decompress(mod.compress(b'x') + b'\0\0\0\0')); t(lambda: mod.compress('x')); t(lambda: mod.decompress(5)); t(lambda: mod.decompress(memoryview(z)) == big)
    f = File(**{list(kw)[0]: io.BytesIO(z)}); t(lambda: (len(f.read(100000)), f.tell(), len(f.read1()), len(f.read1(-1)), len(f.read1(10)), f.seek(3200000), len(f.read()), f.seek(299990), f.read(20)[10:]))
    t(lambda: repr(f)[:7]); 
    class Sub(File):
        def close(self): print('closing'); super().close()
    s = Sub(path); s.read(1); s.close(); s.close()
print('gzip'); 
o = io.BytesIO(); f = gzip.GzipFile('some/name.txt.gz', 'wb', 1, o, mtime=5); f.write(b'x'); f.close(); t(lambda: o.getvalue()); f = gzip.GzipFile(fileobj=io.BytesIO(o.getvalue())); t(lambda: (f.mtime, f.name)); t(lambda: (f.read(), f.mtime)); t(lambda: f.compress if hasattr(f, 'compress') else 'none')
for name in ('a.gz', 'é.gz', '日.gz', b'b.gz', '', None, 'x', 'dir/', '.gz', 'q.GZ'):
    for lv in (0, 1, 6, 9): o = io.BytesIO(); g = gzip.GzipFile(name, 'wb', lv, o, 0); g.write(b'hi'); g.close(); t(lambda: o.getvalue())
for mt in (0, 1.9, 2**32 - 1, 2**32, -1, 'x', None): o = io.BytesIO(); t(lambda: (gzip.GzipFile('n', 'wb', 9, o, mt).close(), o.getvalue() if mt is not None else 0))
t(lambda: gzip.compress(b'abc', mtime=0)); t(lambda: gzip.compress(b'abc', 1, mtime=7)); t(lambda: gzip.compress(b'abc', 10)); t(lambda: gzip.compress(b'abc', -1, mtime=0)); t(lambda: gzip.compress(b'abc', 0, mtime=3.7)); t(lambda: gzip.GzipFile('n', 'wb', 10, io.BytesIO()))
raw = gzip.compress(b'hello', mtime=0)
hdr = lambda flags, extra: raw[:3] + bytes([flags]) + raw[4:10] + extra + raw[10:]
for b in (hdr(8, b'name\0'), hdr(16, b'comment\0'), hdr(4, b'\3\0abc'), hdr(2, b'\0\0'), hdr(1, b''), hdr(31, b'\2\0xxn\0c\0\1\2'), hdr(224, b''), raw[:2] + b'\7' + raw[3:], raw[:-8] + b'\0' * 8, raw[:-4] + b'\0' * 4, hdr(8, b'name')[:14], hdr(4, b'\3')[:11], hdr(4, b'\xff\xff'), raw[:9], raw[:10], raw[:11], raw + b'\x1f', raw + b'\x1f\x8b', raw + b'\0' * 100 + b'x', raw[:3]):
    t(gzip.decompress, b); t(lambda: gzip.GzipFile(fileobj=io.BytesIO(b)).read())
    t(lambda: gzip.GzipFile(fileobj=io.BytesIO(b)).read(3))
t(lambda: gzip.BadGzipFile.__mro__[1]); t(lambda: (gzip.READ, gzip.WRITE) if type(gzip.READ) is int else [str(gzip.READ), str(gzip.WRITE)])
f = gzip.open('flush.gz', 'wb'); f.write(b'part'); f.flush(); t(lambda: zlib.decompressobj(31).decompress(open('flush.gz', 'rb').read())); f.flush(zlib.Z_FULL_FLUSH); f.close()
with open('flush.gz', 'rb') as u: g = gzip.GzipFile(fileobj=u); t(lambda: (g.name, g.fileno() == u.fileno(), g.read())); g.close(); t(lambda: u.closed); t(lambda: g.myfileobj)
with gzip.open('rew.gz', 'wb') as f: t(f.rewind)
with gzip.open('rew.gz') as f: f.read(); f.rewind(); t(f.tell)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); g = gzip.GzipFile('warn.gz', 'w'); g.close(); g = gzip.GzipFile(fileobj=io.BytesIO()); g.close()
    class F(io.BytesIO): mode = 'wb'; name = 'n'
    g = gzip.GzipFile(fileobj=F()); t(lambda: g.mode); g.close(); print([str(x.message) for x in w])
class Odd:
    def __init__(s): s.n = 0
    def write(s, b): s.n += len(b); return 1
o = Odd(); g = gzip.GzipFile('q', 'wb', fileobj=o); g.write(b'abc'); g.close()
f = gzip.GzipFile(fileobj=io.BytesIO(raw)); t(lambda: [f.readline(), f.readline()]); t(lambda: f.__iter__() is f)
print('bz2'); t(lambda: bz2.BZ2File('q', 'w', compresslevel=0)); t(lambda: bz2.BZ2File('q', 'w', compresslevel=10)); t(lambda: bz2.BZ2File('q', 'w', 3)); t(lambda: bz2.compress(b'x', 0)); t(lambda: bz2.open('q', 'wb', 5).close()); t(lambda: bz2.BZ2File(5, 'q'))
print('lzma')
for kw in ({'preset': 3}, {'preset': 10}, {'format': lzma.FORMAT_ALONE}, {'check': 5}, {'format': lzma.FORMAT_RAW}, {'filters': [{'id': lzma.FILTER_LZMA2}]}, {'format': 99}, {'check': lzma.CHECK_CRC32, 'preset': 1}, {'filters': [], 'preset': 1}, {'filters': 5}):
    o = io.BytesIO(); t(lambda: (lzma.LZMAFile(o, 'w', **kw).close(), len(o.getvalue()) > 0)); t(lambda: len(lzma.compress(b'abc', **kw)))
for kw in ({'preset': 3}, {'format': lzma.FORMAT_XZ}, {'check': 1}, {'filters': [{'id': lzma.FILTER_LZMA2}]}, {'format': lzma.FORMAT_RAW}, {'format': 99}): t(lambda: lzma.LZMAFile('f.xz', **kw).read(3)); t(lambda: lzma.open('f.xz', **kw).read(3))
al = lzma.compress(b'alone', format=lzma.FORMAT_ALONE); t(lambda: lzma.decompress(al)); t(lambda: lzma.open(io.BytesIO(al)).read()); t(lambda: lzma.decompress(al, format=lzma.FORMAT_XZ)); t(lambda: lzma.decompress(lzma.compress(b'x' * 10000), memlimit=1000)); rf = [{'id': lzma.FILTER_DELTA, 'dist': 2}, {'id': lzma.FILTER_LZMA2, 'preset': 1}]; rw = lzma.compress(b'raw' * 9, format=lzma.FORMAT_RAW, filters=rf); t(lambda: lzma.decompress(rw, lzma.FORMAT_RAW, filters=rf)); t(lambda: lzma.LZMAFile(io.BytesIO(rw), format=lzma.FORMAT_RAW, filters=rf).read()); t(lambda: lzma.decompress(rw, lzma.FORMAT_RAW))
def cli(*a, inp=b''):
    sys.argv = ['gzip.py', *a]; old = sys.stdin, sys.stdout, sys.stderr; sys.stdin = io.TextIOWrapper(io.BytesIO(inp)); sys.stdout = io.TextIOWrapper(io.BytesIO()); sys.stderr = io.StringIO(); code = 0
    try: gzip.main()
    except SystemExit as e: code = e.code
    except Exception as e: code = repr(e)
    err = sys.stderr.getvalue(); got = sys.stdout.buffer.getvalue(); sys.stdin, sys.stdout, sys.stderr = old; print(a, code, gzip.decompress(got) if got[:2] == b'\x1f\x8b' else got, [x for x in err.strip().split('\n') if 'closed file' not in x][-1:])
open('c.txt', 'w').write('cli'); cli('c.txt'); t(lambda: sorted(x for x in os.listdir('.') if x.startswith('c.'))); os.remove('c.txt'); cli('-d', 'c.txt.gz'); t(lambda: open('c.txt').read()); cli('-d', 'c.txt'); cli('--best', 'c.txt'); cli('--fast', '-d', 'c.txt.gz'); cli(inp=b'stdin'); cli('-d', inp=gzip.compress(b'piped')); cli('-', inp=b'dash'); cli('-d', 'missing.gz'); cli('--fast', '--best', 'c.txt')
