"""shutil: copies of every kind of file, trees and their faults, removal, moves, archives and their registry, which, sizes, owners."""
import errno, io, os, shutil, stat, sys, tarfile, tempfile, time, warnings, zipfile, threading
top = os.path.realpath(tempfile.mkdtemp()); os.chdir(top); os.umask(0o022); warnings.simplefilter('ignore')
def t(f, *a, **k):
    try: print(repr(f(*a, **k)).replace(top, 'TOP'))
    except BaseException as e: print(type(e).__module__, type(e).__name__, str(e).replace(top, 'TOP')[:600], '|', repr(e.__cause__)[:60])
def put(p, s='x', mode=0o644):
    os.makedirs(os.path.dirname(p) or '.', exist_ok=True)
    with open(p, 'w') as f: f.write(s)
    os.chmod(p, mode); os.utime(p, (1e9, 1e9))
def tree(p): return sorted((os.path.relpath(os.path.join(r, x), p), 'l' if os.path.islink(os.path.join(r, x)) else 'd' if x in d else open(os.path.join(r, x)).read() if stat.S_ISREG(os.stat(os.path.join(r, x)).st_mode) else '?') for r, d, f in os.walk(p) for x in d + f)
class P:
    def __init__(self, p): self.p = p
    def __fspath__(self): return self.p
    __repr__ = __fspath__
print('files'); put('a', 'content', 0o640); os.symlink('a', 'la'); os.symlink('nowhere', 'dangling'); os.mkfifo('fifo'); os.mkdir('dir')
t(shutil.copyfile, 'a', 'b'); t(lambda: open('b').read()); t(shutil.copyfile, 'a', 'a'); t(shutil.copyfile, 'a', 'la'); t(shutil.copyfile, 'la', 'a'); t(shutil.copyfile, 'missing', 'c'); t(shutil.copyfile, 'a', 'dir'); t(shutil.copyfile, 'dir', 'c'); t(shutil.copyfile, 'a', 'no/c'); t(shutil.copyfile, 'fifo', 'c'); t(shutil.copyfile, 'a', 'fifo'); t(shutil.copyfile, 'la', 'lc', follow_symlinks=False); t(os.readlink, 'lc'); t(shutil.copyfile, 'la', 'lc', follow_symlinks=False); t(shutil.copyfile, 'la', 'c'); t(os.path.islink, 'c'); t(shutil.copyfile, P('a'), P('d')); t(shutil.copyfile, b'a', b'e'); t(shutil.copyfile, 'dangling', 'c'); t(shutil.copyfile, 'dangling', 'd2', follow_symlinks=False); t(shutil.copyfile, 'a', 'c/'); t(shutil.copyfile, 5, 6)
put('ro', 'r', 0o400); put('big', 'z' * 3000000); t(shutil.copyfile, 'big', 'big2'); t(os.path.getsize, 'big2'); put('empty', ''); t(shutil.copyfile, 'empty', 'empty2'); t(os.path.getsize, 'empty2')
t(shutil.copymode, 'ro', 'b'); t(lambda: oct(os.stat('b').st_mode)); t(shutil.copymode, 'missing', 'b'); t(shutil.copymode, 'la', 'lc', follow_symlinks=False); t(shutil.copystat, 'a', 'b'); t(lambda: (oct(os.stat('b').st_mode), os.stat('b').st_mtime)); t(shutil.copystat, 'a', 'missing'); t(shutil.copystat, 'la', 'lc', follow_symlinks=False); t(shutil.copystat, 'a', 'b', follow_symlinks=False)
t(shutil.copy, 'ro', 'dir'); t(lambda: oct(os.stat('dir/ro').st_mode)); t(shutil.copy, 'a', 'a'); t(shutil.copy2, 'a', 'dir'); t(lambda: os.stat('dir/a').st_mtime); t(shutil.copy, 'la', 'dir/l2', follow_symlinks=False); t(shutil.copy2, 'la', 'dir', follow_symlinks=False); t(lambda: (os.path.islink('dir/la'), os.path.islink('dir/l2'))); t(shutil.copy, P('a'), P('dir/q')); t(shutil.copy, 'missing', 'dir'); t(shutil.copy2, 'dir', 'b'); t(shutil.copy, b'a', b'dir')
try: os.setxattr('a', 'user.x', b'v'); shutil.copy2('a', 'xa'); print(os.getxattr('xa', 'user.x') == b'v')
except OSError: print(True)
o = io.BytesIO(); t(shutil.copyfileobj, io.BytesIO(b'abc' * 100), o); t(lambda: len(o.getvalue())); o = io.StringIO(); t(shutil.copyfileobj, io.StringIO('text'), o, 1); t(o.getvalue); t(lambda: shutil.COPY_BUFSIZE)
class Rec:
    n = 0
    def read(self, n): print('read', n); self.n += 1; return b'z' if self.n < 3 else b''
    def write(self, b): print('write', b)
r = Rec(); t(shutil.copyfileobj, r, r, 7); r.n = 0; t(shutil.copyfileobj, r, r, -1)
print('trees'); put('t/f1', '1'); put('t/s/f2', '2', 0o600); put('t/s/f3.pyc', '3'); put('t/.h/x', 'h'); os.symlink('f1', 't/ln'); os.symlink('s', 't/lds'); os.mkdir('t/e'); os.chmod('t/s', 0o750); os.utime('t/s', (1e9, 1e9))
t(shutil.copytree, 't', 'u'); t(tree, 'u'); t(lambda: (oct(os.stat('u/s').st_mode), os.stat('u/s').st_mtime, os.path.islink('u/lds'))); t(shutil.copytree, 't', 'u'); t(shutil.copytree, 't', 'u', dirs_exist_ok=True); t(shutil.copytree, 't', 'v', symlinks=True); t(tree, 'v'); t(lambda: os.readlink('v/lds')); t(shutil.copytree, 't', 'w', ignore=shutil.ignore_patterns('*.pyc', '.*')); t(tree, 'w'); t(shutil.copytree, 'missing', 'z'); t(shutil.copytree, 'a', 'z'); t(shutil.copytree, P('t'), P('x')); t(shutil.copytree, b't/e', b'xb')
seen = []
def ign(d, names): seen.append((d, type(names).__name__, sorted(names))); return ['s', 'lds'] if d == 't' else []
t(shutil.copytree, 't', 'y', ignore=ign); t(lambda: seen); t(tree, 'y'); calls = []; t(shutil.copytree, 't/s', 'cf', copy_function=lambda a, b: calls.append((a if isinstance(a, str) else type(a).__name__, b))); t(lambda: sorted(calls)); t(shutil.ignore_patterns('*.a', 'b*'), 'd', ['x.a', 'b1', 'c']); os.symlink('none', 't/dang'); t(shutil.copytree, 't', 'g1'); t(shutil.copytree, 't', 'g2', ignore_dangling_symlinks=True); t(shutil.copytree, 't', 'g3', symlinks=True); t(os.readlink, 'g3/dang'); os.mkfifo('t/ff'); t(shutil.copytree, 't', 'g4', symlinks=True); t(tree, 'g4') if False else None; os.remove('t/dang')
def fail(a, b): raise OSError(5, 'bad', a if isinstance(a, str) else os.fspath(a))
try: shutil.copytree('t/s', 'g5', copy_function=fail)
except shutil.Error as e: print(type(e.args[0]), sorted(str(x) for x in e.args[0]), len(e.args))
os.remove('t/ff'); put('o/f', '1'); os.chdir('o'); t(shutil.copytree, '.', '../oo'); os.chdir('..'); t(shutil.copytree, 'u', 'u/s/inner', dirs_exist_ok=True) if False else None
print('rmtree'); t(lambda: shutil.rmtree.avoids_symlink_attacks); t(shutil.rmtree, 'u'); t(os.path.exists, 'u'); t(shutil.rmtree, 'missing'); t(shutil.rmtree, 'missing', True); t(shutil.rmtree, 'a'); os.symlink('v', 'vl'); t(shutil.rmtree, 'vl'); t(os.path.exists, 'v'); t(shutil.rmtree, P('w')); t(shutil.rmtree, b'x'); t(shutil.rmtree, 5)
log = lambda f, p, e: print(getattr(f, '__name__', f), str(p).replace(top, 'TOP') if not isinstance(p, bytes) else p, type(e).__name__ if not isinstance(e, tuple) else ('tuple', e[0].__name__, type(e[1]).__name__))
t(shutil.rmtree, 'missing', onexc=log); t(shutil.rmtree, 'missing', False, log); t(shutil.rmtree, 'a', onexc=log); t(shutil.rmtree, 'vl', onexc=log); t(shutil.rmtree, 'missing', True, onexc=log); t(shutil.rmtree, 'missing', onerror=log, onexc=log); t(shutil.rmtree, b'missing', onexc=log)
with warnings.catch_warnings(record=True) as w: warnings.simplefilter('always'); shutil.rmtree('missing', onerror=log); print([(str(x.message), x.category.__name__, os.path.basename(x.filename) == os.path.basename(__file__)) for x in w])
real = os.unlink, os.rmdir, os.scandir, os.open
def broken(name, which):
    fn = getattr(os, name)
    def f(p, *a, **k):
        if (os.path.basename(p) if isinstance(p, (str, bytes)) else p) == which: raise PermissionError(13, 'denied', p)
        return fn(p, *a, **k)
    f.__name__ = 'broken_' + name; return f
for name, which in (('rmdir', 's'), ('open', 's'), ('rmdir', 'k1')):
    put('k1/s/f2'); put('k1/f'); fn = getattr(os, name); setattr(os, name, broken(name, which)); t(shutil.rmtree, 'k1'); put('k1/s/f2'); t(shutil.rmtree, 'k1', onexc=log); t(lambda: tree('k1') if os.path.isdir('k1') else 'gone'); put('k1/s/f2'); t(shutil.rmtree, 'k1', True); setattr(os, name, fn); shutil.rmtree('k1', True)
put('dd/k/f'); fd = os.open('dd', os.O_RDONLY); t(shutil.rmtree, 'k', dir_fd=fd); os.close(fd); t(os.listdir, 'dd'); deep = 'deep'; os.mkdir(deep)
os.chdir(deep)
for i in range(1500): os.mkdir('d'); os.chdir('d')
os.chdir(top); t(shutil.rmtree, 'deep'); t(os.path.exists, 'deep')
print('move'); put('m1', 'm'); t(shutil.move, 'm1', 'm2'); t(shutil.move, 'm2', 'dir'); t(shutil.move, 'dir/m2', 'dir'); t(shutil.move, 'missing', 'q'); put('md/x'); t(shutil.move, 'md', 'me'); t(shutil.move, 'me', 'me/in'); t(shutil.move, 'me', 'dir'); t(os.path.exists, 'dir/me/x'); put('m3'); t(shutil.move, P('m3'), P('dir')); put('m3'); t(shutil.move, 'm3', 'dir'); os.symlink('x', 'ml'); t(shutil.move, 'ml', 'ml2'); put('mo/f'); t(shutil.move, 'mo/', 'dir'); put('mp'); t(shutil.move, 'mp', 'dir/mp/'); t(shutil.move, 'dir', 'dir')
rename = os.rename
def cross(a, b, **k): raise OSError(errno.EXDEV, 'cross')
os.rename = cross; put('c1', 'c', 0o600); t(shutil.move, 'c1', 'c2'); t(lambda: (os.path.exists('c1'), os.stat('c2').st_mtime, oct(os.stat('c2').st_mode))); put('ct/a'); os.symlink('a', 'ct/l'); t(shutil.move, 'ct', 'ct2'); t(tree, 'ct2'); t(shutil.move, 'ct2', 'ct2/deep'); os.symlink('c2', 'cl'); t(shutil.move, 'cl', 'cl2'); t(os.readlink, 'cl2'); t(shutil.move, 'c2', 'c3', copy_function=lambda a, b: (print('copy', a, b), shutil.copy(a, b))[1]); t(shutil.move, 'nope', 'c4'); os.rename = rename
print('archives'); t(shutil.get_archive_formats); t(shutil.get_unpack_formats); put('ar/in/f', 'F'); put('ar/g', 'G'); os.mkdir('ar/emp')
for fmt in ('zip', 'tar', 'gztar', 'bztar', 'xztar'):
    t(shutil.make_archive, 'out', fmt, 'ar'); n = 'out.' + {'zip': 'zip', 'tar': 'tar', 'gztar': 'tar.gz', 'bztar': 'tar.bz2', 'xztar': 'tar.xz'}[fmt]; t(lambda: sorted(zipfile.ZipFile(n).namelist() if fmt == 'zip' else tarfile.open(n).getnames())); t(shutil.unpack_archive, n, 'un' + fmt, **({} if fmt == 'zip' else {'filter': 'data'})); t(tree, 'un' + fmt)
for a in (('o2', 'zip', 'ar', 'in'), ('o3', 'tar', 'ar', 'in'), ('o4', 'tar', None, 'ar/in'), ('o5', 'zip', None, 'ar'), ('no/sub/o6', 'tar', 'ar')): t(shutil.make_archive, *a)
t(lambda: sorted(zipfile.ZipFile('o2.zip').namelist())); t(lambda: tarfile.open('o3.tar').getnames()); t(lambda: tarfile.open('o4.tar').getnames()); t(lambda: sorted(zipfile.ZipFile('o5.zip').namelist())); t(os.getcwd); t(shutil.make_archive, 'o', 'bogus'); t(shutil.make_archive, 'o7', 'tar', 'missing'); t(shutil.make_archive, 'o7', 'zip', 'ar/g'); t(shutil.make_archive, 'o8', 'tar', 'ar', owner='root', group='root'); t(lambda: [(m.uid, m.uname) for m in tarfile.open('o8.tar')][:1]); t(shutil.make_archive, 'o9', 'tar', 'ar', dry_run=1); t(os.path.exists, 'o9.tar'); t(shutil.make_archive, P('o10'), 'tar', P('ar'))
class L: info = debug = staticmethod(lambda *a: print('log', a[0] % a[1:]))
t(shutil.make_archive, 'o11', 'zip', 'ar', 'in', logger=L); t(shutil.make_archive, 'o12', 'tar', 'ar', 'in', logger=L); t(shutil.make_archive, 'nd/o13', 'tar', 'ar', logger=L, dry_run=True)
for bad in ('nope', 'out.unknown', 'a'): t(shutil.unpack_archive, bad)
put('fake.zip'); put('fake.tar'); t(shutil.unpack_archive, 'fake.zip', 'uz'); t(shutil.unpack_archive, 'fake.tar', 'uz'); t(shutil.unpack_archive, 'out.zip', 'uz2', 'zip'); t(shutil.unpack_archive, 'out.zip', 'uz3', 'bogus'); t(shutil.unpack_archive, 'out.zip', 'uz4', filter='data'); t(shutil.unpack_archive, P('out.tar'), P('uz5'), filter='data'); t(shutil.unpack_archive, 'OUT.ZIP')
with zipfile.ZipFile('evil.zip', 'w') as z: z.writestr('../evil', 'x'); z.writestr('/abs', 'y'); z.writestr('ok/f', 'z'); z.writestr('a..b', 'w')
t(shutil.unpack_archive, 'evil.zip', 'ev'); t(tree, 'ev'); t(os.path.exists, 'evil')
t(shutil.register_archive_format, 'mine', 5); t(shutil.register_archive_format, 'mine', lambda *a, **k: 1, 5); t(shutil.register_archive_format, 'mine', lambda *a, **k: 1, [('a',)]); t(shutil.register_archive_format, 'mine', lambda *a, **k: 1, ['ab']); t(shutil.register_archive_format, 'mine', lambda *a, **k: (print(os.path.basename(a[0]), a[1:], sorted(k.items(), key=lambda i: i[0])), 'made')[1], [('opt', 3)], 'my own'); t(shutil.get_archive_formats); t(shutil.make_archive, 'bn', 'mine', 'ar', 'in'); t(os.getcwd); t(shutil.unregister_archive_format, 'mine'); t(shutil.unregister_archive_format, 'mine')
def sup(base_name, base_dir, **k): print(base_name.replace(top, 'TOP'), base_dir, sorted(k), k.get('root_dir')); return 'sup'
sup.supports_root_dir = True; shutil.register_archive_format('sup', sup); t(shutil.make_archive, 'bn', 'sup', 'ar', 'in'); shutil.unregister_archive_format('sup')
t(shutil.register_unpack_format, 'u1', ['.zip'], lambda *a: 1); t(shutil.register_unpack_format, 'u1', ['.u1'], 5); t(shutil.register_unpack_format, 'u1', ['.u1', '.u.2'], lambda *a, **k: print('unpack', [x.replace(top, 'TOP') for x in a], k), [('z', 1)], 'desc'); t(shutil.get_unpack_formats); put('x.u1'); put('x.u.2'); t(shutil.unpack_archive, 'x.u1', 'd'); t(shutil.unpack_archive, 'x.u.2', 'd', filter='data'); t(shutil.unregister_unpack_format, 'u1'); t(shutil.unregister_unpack_format, 'u1')
print('rest'); t(lambda: [type(x).__name__ for x in shutil.disk_usage('.')]); t(lambda: shutil.disk_usage('.')._fields); t(shutil.disk_usage, 'missing'); t(lambda: (lambda u: u.total >= u.used + u.free)(shutil.disk_usage('/')))
t(shutil.chown, 'a'); t(shutil.chown, 'a', 'no-such-user'); t(shutil.chown, 'a', None, 'no-such-group'); t(shutil.chown, 'a', os.getuid(), os.getgid()); t(shutil.chown, 'missing', 0); t(shutil.chown, 'la', os.getuid(), follow_symlinks=False); t(shutil.chown, 'a', 'root', 'root')
for c, l in (('100', '50'), ('0', '0'), ('x', 'y'), ('-5', '3'), ('', '')): os.environ['COLUMNS'], os.environ['LINES'] = c, l; t(shutil.get_terminal_size, (7, 8))
del os.environ['COLUMNS'], os.environ['LINES']; so = sys.__stdout__; sys.__stdout__ = None; t(shutil.get_terminal_size); t(lambda: shutil.get_terminal_size((1, 2)).columns); sys.__stdout__ = so
put('bin/prog', '', 0o755); put('bin/data', '', 0o644); os.mkdir('bin/folder'); put('bin2/prog', '', 0o755)
for a, k in ((('prog',), {'path': 'bin:bin2'}), (('prog',), {'path': 'bin2:bin'}), (('data',), {'path': 'bin'}), (('data',), {'path': 'bin', 'mode': os.R_OK}), (('folder',), {'path': 'bin'}), (('bin/prog',), {}), (('bin/none',), {}), (('bin/prog',), {'path': '/nowhere'}), (('nosuchprog',), {}), ((b'prog',), {'path': b'bin'}), ((b'prog',), {'path': 'bin'}), (('prog',), {'path': ''}), (('prog',), {'path': 'bin:bin'}), ((P('prog'),), {'path': 'bin'}), (('',), {'path': 'bin'}), (('prog',), {'path': ':bin'})): t(shutil.which, *a, **k)
os.environ['PATH'] = os.path.join(top, 'bin2'); t(shutil.which, 'prog'); os.environ['PATH'] = ''; t(shutil.which, 'prog'); del os.environ['PATH']; t(lambda: shutil.which('sh') is not None)
print(shutil.Error.__mro__[1:3], shutil.SameFileError.__mro__[1], shutil.ReadError.__mro__[1], shutil.RegistryError.__mro__[1], shutil.ExecError.__mro__[1], shutil.SpecialFileError.__mro__[1])
