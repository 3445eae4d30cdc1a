"""tempfile: names, modes, wrappers, spooled files, directories and their faults, types of arguments."""
import errno, gc, io, os, re, stat, sys, tempfile, warnings, weakref, pickle
warnings.simplefilter('ignore'); os.umask(0o022)
base = os.path.realpath(tempfile.mkdtemp()); os.chdir(base); T = tempfile
def hide(s):
    s = str(s).replace(base, 'BASE')
    return re.sub(r"[a-z0-9_]{8}((/b)?'|$)", r"*\1", s) if 'BASE' in s or 'No such' in s or 'Implicit' in s else s
def t(f, *a, **k):
    try: print(hide(repr(f(*a, **k))))
    except BaseException as e: print(type(e).__module__, type(e).__name__, hide(e), '|', repr(e.__cause__)[:60])
old = T.tempdir; T.tempdir = base
t(T.gettempdir); t(T.gettempdirb); t(T.gettempprefix); t(T.gettempprefixb); t(lambda: T.TMP_MAX); t(lambda: T.template)
def shape(p): d, n = os.path.split(p); return (d == base or os.fsdecode(d).replace(base, 'BASE'), re.sub('[a-z0-9_]{8}(\\.s|\\.txt|)$', r'*\1', n) if isinstance(n, str) else re.sub(b'[a-z0-9_]{8}(\\.s|)$', rb'*\1', n), len(n))
for a in ((), ('.s',), ('.s', 'p'), (None, 'p', base), (b'.s',), (None, b'p'), (None, None, os.fsencode(base)), ('', ''), ('s', b'p'), (5,), (None, None, 5), (None, None, 'missing'), (b'.s', None, base)):
    t(lambda: (lambda r: (os.close(r[0]), shape(r[1]), oct(os.stat(r[1]).st_mode))[1:])(T.mkstemp(*a))); t(lambda: (lambda r: (shape(r), oct(os.stat(r).st_mode)))(T.mkdtemp(*a))); t(lambda: shape(T.mktemp(*(('',) if not a else a))))
class P:
    def __fspath__(self): return base
    def __repr__(self): return 'P'
t(lambda: shape(T.mkdtemp(dir=P()))); t(lambda: os.close(T.mkstemp(dir=P())[0])); os.makedirs('rel'); t(lambda: os.path.isabs(T.mkdtemp(dir='rel'))); t(lambda: (lambda r: (os.close(r[0]), os.path.isabs(r[1]))[1])(T.mkstemp(dir='rel', text=True))); fd, n = T.mkstemp(); t(lambda: os.get_inheritable(fd)); os.close(fd)
print('name collisions'); real = T._RandomNameSequence if hasattr(T, '_RandomNameSequence') else None
s = real(); t(lambda: (iter(s) is s, len(next(s)), set(next(s)) <= set('abcdefghijklmnopqrstuvwxyz0123456789_')))
print('NamedTemporaryFile')
f = T.NamedTemporaryFile(); t(lambda: (type(f).__name__, shape(f.name), f.mode, os.path.exists(f.name), f.delete if hasattr(f, 'delete') else None)); t(f.write, b'abc'); t(f.seek, 0); t(f.read); t(lambda: f.file.closed); n = f.name; t(f.close); t(os.path.exists, n); t(f.close); t(f.read); t(lambda: f.closed); t(lambda: f.nothing); t(lambda: repr(f).startswith('<tempfile._TemporaryFileWrapper object at'))
with T.NamedTemporaryFile('w+', suffix='.txt', prefix='q', encoding='utf-8', newline='\r\n') as f: t(lambda: (shape(f.name), f.encoding, f.mode)); f.write('é\nb\n'); f.flush(); t(lambda: open(f.name, 'rb').read()); f.seek(0); t(lambda: list(f)); t(lambda: isinstance(f, io.IOBase)); f.extra = 5; t(lambda: f.extra)
t(os.path.exists, f.name)
f = T.NamedTemporaryFile(delete=False); f.close(); t(os.path.exists, f.name); os.remove(f.name)
with T.NamedTemporaryFile(delete_on_close=False) as f: f.write(b'x'); f.close(); t(os.path.exists, f.name); t(lambda: open(f.name).read())
t(os.path.exists, f.name); f = T.NamedTemporaryFile(delete_on_close=False); f.close(); n = f.name; t(os.path.exists, n); del f; gc.collect(); t(os.path.exists, n)
f = T.NamedTemporaryFile(); n = f.name; 
with warnings.catch_warnings(record=True) as w: warnings.simplefilter('always'); del f; gc.collect(); pass
t(os.path.exists, n); f = T.NamedTemporaryFile(); os.remove(f.name); t(f.close)
t(lambda: T.NamedTemporaryFile('r').read()); t(lambda: T.NamedTemporaryFile('q')); t(lambda: T.NamedTemporaryFile(encoding='x')); t(lambda: T.NamedTemporaryFile(dir='missing')); t(lambda: T.NamedTemporaryFile('w', buffering=1, errors='ignore').errors); t(lambda: T.NamedTemporaryFile('w', buffering=0)); t(lambda: sorted(os.listdir('rel'))[:0])
f = T.NamedTemporaryFile(); rd = f.read; it = iter(f); t(lambda: next(it, 'end')); fw = f.write; t(lambda: fw.__name__); f.close(); f = T.NamedTemporaryFile(dir=os.fsencode(base)); t(lambda: type(f.name)); f.close()
def gen():
    return iter(T.NamedTemporaryFile('w+'))
t(lambda: list(gen())); 
print('TemporaryFile'); f = T.TemporaryFile(); t(lambda: (isinstance(f, io.BufferedRandom), isinstance(f.name, int))); f.write(b'1'); f.seek(0); t(f.read); t(lambda: os.fstat(f.fileno()).st_nlink); f.close()
with T.TemporaryFile('w+', encoding='ascii') as f: t(lambda: (f.write('x'), f.encoding)); t(f.write, 'é'); f.seek(0)
t(lambda: T.TemporaryFile('rb', 0).readable()); t(lambda: T.TemporaryFile(dir='missing')); t(lambda: T.TemporaryFile('zz')) 
print('Spooled'); S = T.SpooledTemporaryFile
s = S(max_size=10); t(lambda: (s._rolled, s.name, s.mode, s.closed, type(s._file).__name__, s.seekable(), s.readable(), s.writable(), s.isatty(), s.tell())); t(s.write, b'12345'); t(lambda: s._rolled); t(s.write, b'6789ab'); t(lambda: (s._rolled, type(s._file).__name__, s.mode)); t(s.seek, 0); t(s.read, 3); t(s.readline); t(s.tell); t(lambda: isinstance(s.name, int)); t(s.fileno) if False else None; s.close(); t(lambda: s.closed); t(s.read)
s = S(5, 'w+', encoding='utf-8', newline='\n', errors='replace'); t(lambda: (s.encoding, s.errors, s.newlines, s.mode, s.name)); t(s.write, 'é' * 2); t(lambda: s._rolled); t(s.writelines, ['a', 'b\n']); t(lambda: s._rolled); t(lambda: (s.encoding, s.errors, s.newlines)); s.seek(0); t(lambda: list(s)); t(s.truncate, 2); s.seek(0); t(s.readlines)
s = S(); t(s.rollover); t(lambda: s._rolled); t(s.rollover); s = S(3); t(s.truncate, 10); t(lambda: (s._rolled, s.seek(0), s.read())); s = S(3); t(s.truncate); t(s.truncate, 2); t(lambda: s._rolled); s = S(3); t(s.fileno) if False else None; t(lambda: isinstance(s.fileno(), int)); t(lambda: s._rolled)
s = S(100); s.write(b'l1\nl2\n'); s.seek(0); b = bytearray(2); t(lambda: (s.read1(1), s.readinto(b), bytes(b), s.readinto1(b), s.readline(), next(s, 'e'), s.flush())); t(s.detach); t(lambda: s.encoding); t(lambda: s.newlines); t(lambda: isinstance(s, io.IOBase)); t(lambda: S[bytes]); t(lambda: S.__mro__[1:3])
with S(1) as s: s.write(b'abc'); s.seek(1); t(s.read)
t(lambda: s.closed); t(lambda: s.__enter__()); t(lambda: S(0, 'w').read()); t(lambda: type(S(mode='r'))); t(lambda: S(2, 'w+b', dir='missing').write(b'123')); s = S(2); s.writelines([b'1', b'2', b'3']); t(lambda: s._rolled); s = S(2); s.write(b'ab'); t(lambda: s._rolled); s.seek(0, 2); t(s.write, b'c'); t(lambda: (s._rolled, s.tell()))
with warnings.catch_warnings(record=True) as w: warnings.simplefilter('always'); s = S(); del s; gc.collect(); s = S(1); s.write(b'123'); del s; gc.collect(); print(len([x for x in w if x.category is ResourceWarning]) >= 2)
print('TemporaryDirectory'); D = T.TemporaryDirectory
d = D(); t(lambda: (shape(d.name), os.path.isdir(d.name))); open(os.path.join(d.name, 'f'), 'w').close(); t(lambda: repr(d) == f'<TemporaryDirectory {d.name!r}>'); t(d.cleanup); t(os.path.exists, d.name); t(d.cleanup)
with D('.s', 'p', base) as n: t(lambda: (type(n), shape(n))); os.makedirs(os.path.join(n, 'a/b')); os.symlink('/', os.path.join(n, 'a/l')); os.chmod(os.path.join(n, 'a'), 0)
t(os.path.exists, n)
with D(delete=False) as n: pass
t(os.path.exists, n); os.rmdir(n)
with D() as n: os.rmdir(n)
t(os.path.exists, n); d = D(); n = d.name
with warnings.catch_warnings(record=True) as w: warnings.simplefilter('always'); del d; gc.collect(); print([hide(x.message) for x in w if x.category is ResourceWarning])
t(os.path.exists, n); d = D(); os.rmdir(d.name); open(d.name, 'w').close(); t(d.cleanup); t(os.path.exists, d.name); 
d = D(); real = os.rmdir
def no(*a, **k): raise OSError(errno.EBUSY, 'busy')
os.rmdir = no; t(lambda: (d.cleanup(), 1)); os.rmdir = real; d = D(ignore_cleanup_errors=True); os.rmdir = no; t(d.cleanup); os.rmdir = real; t(lambda: D(dir='missing')); t(lambda: D(5)); t(lambda: D[str]); t(lambda: D(None, None, None, False, True)); d = D(delete=False); n = d.name; t(d.cleanup); t(os.path.exists, n)
try:
    with D() as n: raise KeyError('in')
except KeyError: t(os.path.exists, n)
print('default directory'); T.tempdir = None; env = {k: os.environ.pop(k, None) for k in ('TMPDIR', 'TEMP', 'TMP')}; os.environ['TMPDIR'] = base; t(T.gettempdir); T.tempdir = None; os.environ['TMPDIR'] = 'missing'; os.environ['TEMP'] = base; t(T.gettempdir); T.tempdir = None; os.environ['TEMP'] = 'rel'; t(T.gettempdir); T.tempdir = None; del os.environ['TMPDIR'], os.environ['TEMP']; t(T.gettempdir); t(lambda: T.tempdir); t(lambda: [x for x in os.listdir('rel') if len(x) == 8]); T.tempdir = b'/tmp'; t(T.gettempdir); t(T.gettempdirb); t(lambda: (lambda r: (os.close(r[0]), type(r[1]))[1])(T.mkstemp()))
