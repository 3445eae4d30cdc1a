"""zipfile: headers to the byte, every kind of damage, zip64, encryption, streams and seeking, modes, extraction, Path, the command line."""
import copy, hashlib, io, os, pickle, stat, struct, sys, tempfile, time, warnings, zipfile
Z = zipfile
os.environ['TZ'] = 'UTC'; time.tzset(); os.umask(0o022); sys.unraisablehook = lambda info: None
top = os.path.realpath(tempfile.mkdtemp()); os.chdir(top); D = (2020, 1, 2, 3, 4, 6)
def t(f, *a, **k):
    try:
        r = f(*a, **k); print(hashlib.md5(r).hexdigest(), len(r)) if isinstance(r, bytes) and len(r) > 60 else print(repr(r).replace(top, 'TOP'))
    except BaseException as e: print(type(e).__module__, type(e).__name__, str(e).replace(top, 'TOP')[:300], '|', repr(e.__cause__)[:60])
def zi(name, **kw):
    i = Z.ZipInfo(name, D)
    for k, v in kw.items(): setattr(i, k, v)
    return i
def make(*members, **kw):
    b = io.BytesIO()
    with Z.ZipFile(b, 'w', **kw) as z:
        for i, data in members: z.writestr(i, data)
    return b.getvalue()
def info(i): return [getattr(i, s) for s in ('orig_filename', 'filename', 'date_time', 'compress_type', 'compress_level', 'comment', 'extra', 'create_system', 'create_version', 'extract_version', 'reserved', 'flag_bits', 'volume', 'internal_attr', 'external_attr', 'header_offset', 'CRC', 'compress_size', 'file_size')]
def look(data, **kw):
    def run():
        with Z.ZipFile(io.BytesIO(data), **kw) as z:
            out = [info(i) for i in z.infolist()], z.comment, z.start_dir
            for i in z.infolist():
                try: out += (z.read(i)[:30],)
                except Exception as e: out += (type(e).__name__, str(e))
            try: out += ('test', z.testzip())
            except Exception as e: out += (type(e).__name__, str(e))
            return out
    t(run)
print('info'); i = zi('a/b.txt', comment=b'c', extra=b'\1\0\2\0ab', compress_type=8, compress_level=3)
t(lambda: i); t(i.FileHeader); t(i.FileHeader, True); t(i.FileHeader, False); t(i.is_dir); t(lambda: i.nothing); t(lambda: setattr(i, 'nothing', 1)); t(lambda: i._compresslevel); t(lambda: info(copy.copy(i))); t(lambda: info(pickle.loads(pickle.dumps(zi('q')))) == info(zi('q')))
i = zi('big', file_size=2**32, compress_size=5); t(i.FileHeader); t(lambda: i.FileHeader(False)); t(lambda: len(i.FileHeader(True)))
for n, d in (('x', (1979, 1, 1, 0, 0, 0)), ('x', (2107, 12, 31, 23, 59, 59)), ('x', (2108, 1, 1, 0, 0, 0)), ('n\0ul', D), ('dir/', D), ('', D), ('é', D), (5, D)): t(lambda: (lambda i: (i.filename, i.is_dir(), i.FileHeader()))(Z.ZipInfo(n, d)))
t(Z.ZipInfo); t(lambda: zi('m', external_attr=0o100644 << 16 | 0x20, compress_type=99, file_size=3, compress_size=2)); t(lambda: zi('d/', external_attr=0o40755 << 16 | 0x10)); t(lambda: zi('e', create_system=0, external_attr=1))
open('f', 'w').write('data'); os.utime('f', (0, 0)); os.mkdir('dd'); os.utime('dd', (1e9, 1e9)); os.symlink('f', 'ln')
t(lambda: info(Z.ZipInfo.from_file('f'))); t(lambda: info(Z.ZipInfo.from_file('f', strict_timestamps=False))); t(lambda: info(Z.ZipInfo.from_file('dd', '/abs/../x//y'))); t(lambda: info(Z.ZipInfo.from_file('dd', 'q/'))); os.utime('f', (5e9, 5e9)); t(lambda: info(Z.ZipInfo.from_file('f', strict_timestamps=False))[2]); t(lambda: info(Z.ZipInfo.from_file(os.path.join(top, 'dd')))[1] == top[1:] + '/dd/'); t(Z.ZipInfo.from_file, 'nope'); t(lambda: info(Z.ZipInfo.from_file(__import__('pathlib').Path('dd'), 'p'))[:2]); os.utime('f', (1e9, 1e9))
print('bytes')
for kw in ({}, {'compression': 8}, {'compression': 12}, {'compression': 14}, {'compression': 8, 'compresslevel': 9}): t(make, (zi('a', external_attr=0o600 << 16), b'x' * 500), (zi('é/ü'), 'text ü'), **kw); t(lambda: make((zi('a', compress_type=kw.get('compression', 0)), b'abc'))); look(make((zi('a', compress_type=kw.get('compression', 0)), b'abc')))
t(make, (zi('a'), 'x'), compression=1); t(make, (zi('a', compress_type=7), 'x')); t(make, (zi('a'), 5)); t(make, ((5), 'x')); look(make((zi('a'), memoryview(b'mv'))), mode='r'); look(make((zi('dir/'), b''))); look(make((zi('dir/'), b'data')))
b = io.BytesIO()
with Z.ZipFile(b, 'w', 8, compresslevel=5) as z:
    z.writestr(zi('s'), b'1', Z.ZIP_STORED); z.writestr(zi('l'), b'2' * 90, None, 1); z.writestr(zi('bz'), b'3' * 90, 12, 3); m = zi('md/'); m.CRC = 0; m.compress_size = 0; z.mkdir(m); t(lambda: z.mkdir(5))
    with z.open(zi('st'), 'w') as f: t(lambda: (f.write(b'stream'), f.write(memoryview(b'ed')), f.readable(), f.writable(), f.seekable(), f.name, f.mode, f.tell())); t(lambda: f.write('s')); t(lambda: z.close()); t(lambda: z.read('s')); t(lambda: z.open('zz', 'w')); t(lambda: z.write('f'))
    t(f.close); t(lambda: f.write(b'x')); t(f.tell)
    with z.open(zi('f64'), 'w', force_zip64=True) as f: f.write(b'six')
    z.comment = b'k' * 10; t(lambda: setattr(z, 'comment', 'str')); t(lambda: z.comment); i = zi('mode'); i.external_attr = 0o777 << 16; i.file_size = 3; z.writestr(i, b'abc')
    with warnings.catch_warnings(record=True) as w: warnings.simplefilter('always'); z.writestr(zi('s'), b'again'); z.comment = b'q' * 70000; print([(str(x.message), x.category.__name__, os.path.basename(x.filename) == os.path.basename(__file__)) for x in w])
    z.comment = b'end'
look(b.getvalue()); t(lambda: b.getvalue())
class NS(io.RawIOBase):
    def __init__(s): s.b = bytearray()
    def writable(s): return True
    def write(s, d): s.b += d; return len(d)
n = NS()
with Z.ZipFile(n, 'w', 8) as z:
    z.writestr(zi('u'), 'un' * 50)
    with z.open(zi('v'), 'w') as f: f.write(b'seek')
    with z.open(zi('w'), 'w', force_zip64=True) as f: f.write(b'64')
t(lambda: bytes(n.b)); look(bytes(n.b))
print('damage'); good = make((zi('a', comment=b'com'), b'hello'), (zi('b', compress_type=8), b'w' * 100)); e = good.rindex(b'PK\5\6'); c = good.index(b'PK\1\2')
for bad in (b'', good[:10], good[:-1], good[:-22], good[:e + 21], good + b'\0' * 5, good + b'x' * 70000, b'prefix' + good, good[:e] + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 5, 5, e - c, c, 0), good[:e] + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 2, 2, e - c, c + 50, 0), good[:e] + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 2, 2, 9999, c, 0), good[:e] + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 2, 2, e - c, c, 9) + b'short', good[:e] + struct.pack('<4s4H2LH', b'PK\5\6', 1, 1, 2, 2, e - c, c, 0), good[:e] + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 2, 2, 40, c, 0), good[e:], b'PK\5\6' + bytes(18), b'PK\5\6' + bytes(17)): t(lambda: Z.is_zipfile(io.BytesIO(bad))); look(bad)
def patch(data, where, offset, value): at = data.index(where) + offset; return data[:at] + value + data[at + len(value):]
for where in (b'PK\1\2', b'PK\3\4'):
    cd = where == b'PK\1\2'; o = 2 if cd else 0
    for off, v in ((0, b'XX\1\2'), (4 + o, b'\xff\0'), (6 + o, b'\1\0'), (6 + o, b'\x20\0'), (6 + o, b'\x40\0'), (6 + o, b'\0\x08'), (8 + o, b'\x63\0'), (8 + o, b'\1\0'), (14 + o, b'abcd'), (18 + o, b'\3\0\0\0'), (18 + o, b'\xff\0\0\0'), (18 + o, b'\xff\xff\xff\xff'), (22 + o, b'\2\0\0\0'), (22 + o, b'\x20\0\0\0'), (22 + o, b'\xff\xff\xff\xff'), (26 + o, b'\0\0'), (26 + o, b'\xff\xff'), (28 + o, b'\5\0'), (10 + o, b'\xff\xff\xff\xff'), (10 + o, b'\0\0\0\0'), (46 if cd else 30, b'Q'), (46 if cd else 30, b'\xff')): look(patch(good, where, off, v))
look(patch(good, b'PK\1\2', 42, b'\7\0\0\0')); look(patch(good, b'PK\1\2', 42, b'\xff\xff\0\0')); look(patch(good, b'PK\1\2', 42, b'\xff\xff\xff\xff')); look(patch(good, b'hello', 0, b'HELLO'))
two = good.rindex(b'PK\1\2'); look(good[:two + 42] + bytes(4) + good[two + 46:]); d = make((zi('a', compress_type=8), os.urandom(99))); look(patch(d, b'PK\3\4', 31, b'\xff\xff\xff')[:0] + good.replace(b'hello', b'hell0'))
for x in (b'\1\0\4\0', b'\1\0\0\0', b'\1\0\x08\0' + bytes(8), b'\x75\x70\4\0abcd', b'\x75\x70\x09\0\1' + struct.pack('<L', 0) + b'name', b'\x75\x70\x06\0\1' + struct.pack('<L', 0xe8b7be43) + b'N', b'\x75\x70\6\0\2' + struct.pack('<L', 0xe8b7be43) + b'N', b'\x75\x70\5\0\1' + struct.pack('<L', 0xe8b7be43), b'\x75\x70\6\0\1' + struct.pack('<L', 0xe8b7be43) + b'\xff', b'\x99\x99\1', b'\x99', b'\x99\x99\xff\xff'):
    a = make((zi('a'), b'x')); k = a.index(b'PK\1\2'); h = bytearray(a[k:k + 46]); h[30:32] = struct.pack('<H', len(x)); q = a[:k] + bytes(h) + b'a' + x; look(q + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 1, 1, len(q) - k, k, 0))
print('zip64'); a = make((zi('a'), b'x')); k = a.index(b'PK\1\2')
def z64(sizes, x, tail=True, off=None):
    h = bytearray(a[k:k + 46]); h[20:28] = struct.pack('<2L', *sizes[:2]); h[42:46] = struct.pack('<L', sizes[2]); x = struct.pack('<HH', 1, len(x)) + x; h[30:32] = struct.pack('<H', len(x)); q = a[:k] + bytes(h) + b'a' + x; r = len(q)
    q += struct.pack('<4sQ2H2L4Q', b'PK\6\6', 44, 45, 45, 0, 0, 1, 1, r - k, k) + struct.pack('<4sLQL', b'PK\6\7', 0, r if off is None else off, 1) if tail else b''
    return q + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
M = 0xffffffff
look(z64((1, 1, 0), b'')); look(z64((M, M, M), struct.pack('<QQQ', 1, 1, 0))); look(z64((1, M, 0), struct.pack('<Q', 1))); look(z64((M, M, 0), struct.pack('<Q', 1))); look(z64((1, 1, M), struct.pack('<Q', 0))); look(z64((1, 1, 0), b'', False)); look(z64((1, 1, 0), b'', True, 3)); look(z64((1, 1, 0), b'', True, 10**6)); look(b'pre' + z64((1, 1, 0), b''))
class Big(io.BytesIO): pass
t(lambda: make((zi('x', file_size=2**33), b'x'))); b = io.BytesIO()
with Z.ZipFile(b, 'w', allowZip64=False) as z: t(lambda: z.open(zi('x', file_size=2**33), 'w')); t(lambda: z.open(zi('x'), 'w', force_zip64=True)); z.writestr(zi('ok'), b'1')
old = Z.ZIP64_LIMIT, Z.ZIP_FILECOUNT_LIMIT; Z.ZIP64_LIMIT = 20
t(lambda: make((zi('a'), b'x' * 50), (zi('b', compress_type=8), b'y' * 60))); look(make((zi('a'), b'x' * 50), (zi('b'), b'y')))
def small():
    with Z.ZipFile(io.BytesIO(), 'w', allowZip64=False) as z: z.writestr(zi('a'), b'x' * 50)
t(small)
def grow():
    with Z.ZipFile(io.BytesIO(), 'w') as z:
        with z.open(zi('a'), 'w') as f: f.write(b'x' * 50)
t(grow); Z.ZIP64_LIMIT, Z.ZIP_FILECOUNT_LIMIT = old[0], 1; t(lambda: make((zi('a'), b'x'), (zi('b'), b'y'))); look(make((zi('a'), b'x'), (zi('b'), b'y')))
def count():
    with Z.ZipFile(io.BytesIO(), 'w', allowZip64=False) as z: z.writestr(zi('a'), b''); z.writestr(zi('b'), b'')
t(count); Z.ZIP_FILECOUNT_LIMIT = old[1]
print('secret'); sec = bytes.fromhex('504b03040a0001000000226a215a9f4b6a0d1100000005000000010000007331323334353637383930313234353637') ; 
def crypt(data, pwd, check):
    k = [0x12345678, 0x23456789, 0x34567890]; T = []
    for n in range(256):
        for _ in range(8): n = n >> 1 ^ (0xedb88320 if n & 1 else 0)
        T.append(n)
    def up(c): k[0] = k[0] >> 8 ^ T[(k[0] ^ c) & 255]; k[1] = ((k[1] + (k[0] & 255)) * 134775813 + 1) & M; k[2] = k[2] >> 8 ^ T[(k[2] ^ k[1] >> 24) & 255]
    for c in pwd: up(c)
    out = bytearray()
    for c in bytes(11) + bytes([check]) + data: q = k[2] | 2; out.append(c ^ (q * (q ^ 1) >> 8) & 255); up(c)
    return bytes(out)
import binascii; crc = binascii.crc32(b'hello'); body = crypt(b'hello', b'pw', crc >> 24)
lh = struct.pack('<4s2B4HL2L2H', b'PK\3\4', 20, 0, 1, 0, 0, 33, crc, 17, 5, 1, 0) + b's' + body; ch = struct.pack('<4s4B4HL2L5H2L', b'PK\1\2', 20, 3, 20, 0, 1, 0, 0, 33, crc, 17, 5, 1, 0, 0, 0, 0, 0, 0) + b's'; sec = lh + ch + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 1, 1, len(ch), len(lh), 0)
z = Z.ZipFile(io.BytesIO(sec)); t(z.read, 's'); t(z.read, 's', b'pw'); t(z.read, 's', b'no'); t(z.read, 's', 'pw'); t(z.testzip); z.setpassword(b'pw'); t(z.read, 's'); t(z.testzip); t(z.setpassword, 'x'); z.setpassword(None); t(z.read, 's'); t(z.open, 's', 'w', b'pw'); f = z.open('s', pwd=b'pw'); t(lambda: (f.read(2), f.seek(0), f.read(), f.seek(1), f.read(2)))
print('files'); data = bytes(range(256)) * 100; z = Z.ZipFile(io.BytesIO(make((zi('st'), data), (zi('de', compress_type=8), data), (zi('bz', compress_type=12), data), (zi('lz', compress_type=14), data), (zi('tx', compress_type=8), b'l1\nl2\r\nlast')), ))
for n in ('st', 'de', 'bz', 'lz'):
    f = z.open(n); t(lambda: (f, f.readable(), f.writable(), f.seekable(), f.name, f.mode, f.newlines, f.closed)); t(lambda: [hashlib.md5(x).hexdigest() for x in (f.read(10), f.read1(5), f.peek(3)[:3], f.read(0), f.readline(), f.readline(4))]); t(f.tell); t(lambda: (f.seek(100), f.read(2), f.seek(-1, 1), f.read(1), f.seek(-2, 2), f.read(), f.read(), f.read1(9), f.peek(), f.seek(0), len(f.read(None)), f.seek(10**6), f.seek(-5), f.tell())); t(f.seek, 0, 7); b = bytearray(7); t(lambda: (f.seek(5), f.readinto(b), bytes(b), len(f.readlines()))); t(f.fileno); t(f.write, b'x'); f.close(); t(f.read); t(f.seek, 0); t(f.tell); t(lambda: f); t(f.readable); t(f.peek); t(f.readline); t(f.seekable)
t(lambda: list(z.open('tx'))); t(lambda: io.TextIOWrapper(z.open('tx')).readlines()); t(lambda: z.open('tx').readlines(3)); t(lambda: z.read(z.getinfo('tx'))); t(lambda: z.read(zi('tx'))); t(lambda: z.open('st', 'rb')); t(lambda: z.open('st', 'U')); t(lambda: z.open(5)); t(lambda: z.open('st', pwd='x')); f, g = z.open('st'), z.open('de'); t(lambda: (f.read(3), g.read(3), f.read(3), g.read(3))); z.close(); t(lambda: f.read(3)); t(z.read, 'st'); t(z.testzip); t(lambda: len(z.namelist())); t(lambda: (z, z.fp)); t(z.close); t(lambda: z.open('st')); t(lambda: z.__enter__() is z); f.close(); g.close()
print('modes'); 
for m in ('q', 'rb', '', None, 'U'): t(lambda: Z.ZipFile('x.zip', m))
t(lambda: Z.ZipFile('x.zip')); t(lambda: Z.ZipFile(5.5)); t(lambda: Z.ZipFile('x.zip', 'x').close()); t(lambda: Z.ZipFile('x.zip', 'x')); t(lambda: open('x.zip', 'rb').read()); t(lambda: Z.ZipFile('x.zip').namelist()); t(lambda: Z.ZipFile('no/x.zip', 'w')); t(lambda: Z.ZipFile('x.zip', 'r', 99)); t(lambda: Z.ZipFile('x.zip', 'w', metadata_encoding='cp437')); open('text', 'w').write('not a zip')
with Z.ZipFile('text', 'a') as z: z.writestr(zi('in'), 'x')
t(lambda: open('text', 'rb').read(20)); look(open('text', 'rb').read())
with Z.ZipFile('text', 'a') as z: z.comment = b'only comment'
look(open('text', 'rb').read())
with Z.ZipFile('text', 'a') as z: z.comment = b'c'; t(lambda: z.read('in')); t(lambda: z.writestr(zi('two'), '2')); t(z.namelist)
with Z.ZipFile('text') as z: t(lambda: z); t(lambda: z.writestr('a', 'b')); t(lambda: z.mkdir('q')); t(lambda: z.write('f')); t(lambda: z.filename); t(z.getinfo, 'none'); t(lambda: setattr(z, 'comment', b'z')); z.printdir(); o = io.StringIO(); z.printdir(o); t(o.getvalue)
with Z.ZipFile('text', 'a') as z: pass
t(lambda: Z.ZipFile(io.BytesIO(b'junk'), 'a').namelist()); t(lambda: Z.ZipFile(open('f', 'rb'))); t(lambda: repr(Z.ZipFile(io.BytesIO(good)))[:60].split(' at ')[0]); t(lambda: Z.ZipFile(__import__('pathlib').Path('text')).filename); t(lambda: Z.ZipFile(open('text', 'rb')).filename); t(Z.is_zipfile, 'text'); t(Z.is_zipfile, 'none'); t(Z.is_zipfile, open('text', 'rb')); t(Z.is_zipfile, __import__('pathlib').Path('f'))
with Z.ZipFile('wr.zip', 'w', 8) as z: z.write('f'); z.write('f', 'x/y', 0); z.write('dd'); z.write('dd', 'renamed'); z.write('ln', 'followed', 8, 1); t(lambda: z.write('none')); t(lambda: [info(i)[:5] + info(i)[14:] for i in z.infolist()]); t(lambda: z.write('dd', compress_type=99)); os.utime('f', (0, 0)); t(lambda: z.write('f', 'old'))
with Z.ZipFile('st.zip', 'w', strict_timestamps=False) as z: z.write('f'); t(lambda: z.infolist()[0].date_time)
a = make((zi('x'), 'y')).replace(b'x', b'\x82'); look(a); look(a, metadata_encoding='latin-1'); look(a, metadata_encoding='bogus'); t(lambda: Z.ZipFile(io.BytesIO(a), 'a', metadata_encoding='x'))
print('extract'); ev = make((zi('../up'), '1'), (zi('/abs'), '2'), (zi('a/../b'), '3'), (zi('./c'), '4'), (zi('d/'), ''), (zi('e\\f'), '5'), (zi('C:/g'), '6'), (zi('..'), '7'), (zi(''), '8'), (zi('d/h', external_attr=0o755 << 16), '9'), (zi('lnk', external_attr=0o120777 << 16), '../f'))
with Z.ZipFile(io.BytesIO(ev)) as z:
    for i in z.infolist(): t(lambda: z.extract(i, 'out'))
    t(lambda: z.extract('none')); t(lambda: z.extractall('all', ['d/', 'd/h'])); t(lambda: sorted(os.path.join(r, x) for r, d, fs in os.walk('all') for x in d + fs)); t(lambda: z.extract('d/h', __import__('pathlib').Path('pp'))); t(lambda: oct(os.stat('pp/d/h').st_mode)); t(lambda: os.path.islink('out/lnk')); t(lambda: z.extract('d/', 'out')); t(lambda: z.extractall('out', pwd='s'))
open('file', 'w'); t(lambda: Z.ZipFile(io.BytesIO(ev)).extract('d/h', 'file'))
print('py'); os.makedirs('pk/sub'); [open(x, 'w').write('x = 1\n') for x in ('pk/__init__.py', 'pk/m.py', 'pk/sub/__init__.py', 'pk/sub/n.py', 'solo.py')]; open('pk/data.txt', 'w')
with Z.PyZipFile(io.BytesIO(), 'w') as z: z.writepy('pk'); z.writepy('solo.py'); t(lambda: [n.removesuffix('c') for n in z.namelist()]); t(lambda: z.writepy('f')); warnings.simplefilter('ignore'); t(lambda: z.writepy('pk', filterfunc=lambda p: 'sub' not in p)); t(lambda: len(z.namelist())); t(lambda: z.writepy('dd')); z.writepy('pk/sub', 'base'); t(lambda: [n.removesuffix('c') for n in z.namelist()[-2:]])
print('path'); b = io.BytesIO(make((zi('a.txt'), 'A'), (zi('b/c.tar.gz'), 'C'), (zi('b/d/e.txt'), 'E'), (zi('g/'), ''), (zi('h/i'), 'é'), (zi('sl', external_attr=0o120777 << 16), 'a.txt'))); z = Z.ZipFile(b); z.filename = 'r/x.zip'; p = Z.Path(z); c = p / 'b' / 'c.tar.gz'
t(lambda: [p, c, str(c), c.name, c.stem, c.suffix, c.suffixes, str(c.filename), c.at, p.name, p.stem, p.suffix, str(p.filename), c.parent, c.parent.parent, p.parent.parts if hasattr(p.parent, 'parts') else str(p.parent)]); t(lambda: [str(x) for x in p.iterdir()]); t(lambda: [str(x.at) for x in p.joinpath('b').iterdir()]); t(lambda: list(c.iterdir())); t(lambda: list((p / 'nope').iterdir())); t(lambda: [(x.is_dir(), x.is_file(), x.exists(), x.is_symlink()) for x in (p, c, p / 'b', p / 'b/', p / 'zz', p / 'g', p / 'sl', p / 'b' / 'd')])
t(lambda: (p / 'a.txt').read_text()); t(lambda: (p / 'h/i').read_text('utf-8')); t(lambda: (p / 'h/i').read_text(encoding='latin-1')); t(lambda: (p / 'h' / 'i').read_bytes()); t(lambda: (p / 'b').read_text()); t(lambda: (p / 'zz').open()); t(lambda: (p / 'zz').open('rb')); t(lambda: (p / 'a.txt').open('rb', encoding='x')); t(lambda: (p / 'a.txt').open('rb').read()); t(lambda: (p / 'a.txt').open('q')); t(lambda: type((p / 'a.txt').open())); t(lambda: (p / 'a.txt').open('r', 'ascii').encoding)
for g in ('*', '*.txt', '**/*.txt', 'b/*', '**', 'b/**/*', '?.txt', '[ab]*', '', 'b/d/', '**/*'): t(lambda: [x.at for x in p.glob(g)]); t(lambda: [x.at for x in p.rglob(g)])
t(lambda: c.relative_to(p)); t(lambda: c.relative_to(p, 'b')); t(lambda: p.relative_to(c)); t(lambda: c.match('*.gz')); t(lambda: c.match('b/*.gz')); t(lambda: c.match('x')); t(lambda: p / 'a.txt' == Z.Path(z, 'a.txt')); t(lambda: hash(p) == hash(Z.Path(z))); t(lambda: p == 5); t(lambda: c.joinpath('x', 'y').at); t(lambda: (p / 'b/').joinpath().at); t(lambda: pickle.loads(pickle.dumps(Z.Path('text'))).root.namelist()); t(lambda: [x.at for x in Z.Path('text').iterdir()]); t(lambda: Z.CompleteDirs.__name__); t(lambda: Z.CompleteDirs.make(Z.ZipFile(io.BytesIO(good), 'r')).namelist())
w = io.BytesIO(); z = Z.ZipFile(w, 'w'); q = Z.Path(z); (q / 'n' / 'm').open('w').close()
with (q / 'n/k.txt').open('w', encoding='utf-8') as f: f.write('né')
with (q / 'bin').open('wb') as f: f.write(b'1')
t(lambda: [x.at for x in q.iterdir()]); t(lambda: (q / 'n').is_dir()); z.writestr(zi('deep/er/f'), ''); t(lambda: Z.CompleteDirs.inject(z).namelist()); z.close(); t(lambda: Z.ZipFile(w).namelist())
print('command line')
def cli(*a):
    old = sys.stdout, sys.stderr; sys.stdout = io.StringIO(); sys.stderr = io.StringIO(); sys.argv = ['zipfile', *a]; code = 0
    try: Z.main(a)
    except SystemExit as e: code = e.code
    except Exception as e: code = repr(e)
    out, err = sys.stdout.getvalue(), sys.stderr.getvalue(); sys.stdout, sys.stderr = old; print(a, code, out.replace(top, 'TOP'), err.strip().split('\n')[-1:])
os.utime('f', (1e9, 1e9)); os.utime('dd', (1e9, 1e9)); cli('-c', 'c.zip', 'f', 'dd'); cli('-l', 'c.zip'); cli('-t', 'c.zip'); cli('-e', 'c.zip', 'cout'); t(lambda: sorted(os.listdir('cout'))); cli('-e', 'c.zip'); cli('-t', 'f'); cli('-l', 'none'); cli(); cli('-c', 'x.zip'); open('badcrc.zip', 'wb').write(patch(good, b'hello', 0, b'HELLO')); cli('-t', 'badcrc.zip'); cli('--metadata-encoding', 'latin-1', '-l', 'c.zip'); cli('--metadata-encoding', 'x', '-c', 'y.zip', 'f'); cli('--help')
