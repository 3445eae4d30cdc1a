"""filecmp, fileinput, dbm, shelve, zipapp, getpass, uuid, wave, netrc: edges, faults, messages."""
import dbm, dbm.dumb, dbm.sqlite3, filecmp, fileinput, getpass, io, os, pickle, shelve, stat, sys, tempfile, uuid, warnings, zipapp, zipfile, re
warnings.simplefilter('ignore'); top = os.path.realpath(tempfile.mkdtemp()); os.chdir(top); os.umask(0o022)
def t(f, *a, **k):
    try: print(repr(f(*a, **k)).replace(top, 'TOP'))
    except BaseException as e: print(type(e).__module__, type(e).__name__, re.sub(' at 0x[0-9a-f]+', '', str(e).replace(top, 'TOP'))[:300], '|', repr(e.__cause__)[:60])
def put(p, s='x', when=1e9):
    os.makedirs(os.path.dirname(p) or '.', exist_ok=True)
    with open(p, 'wb') as f: f.write(s if isinstance(s, bytes) else s.encode())
    os.utime(p, (when, when))
print('filecmp')
for side, files in (('l', {'same': 'a', 'diff': 'one', 'only_l': 'x', 'sub/f': '1', 'sub/deep/g': '2', 'kind': 'file', '.git/x': '', 'sig': 'aa', 'hid': 'h'}), ('r', {'same': 'a', 'diff': 'two', 'only_r': 'x', 'sub/f': '2', 'sub/deep/g': '2', 'kind/in': 'dir', '.git/x': '', 'sig': 'bb', 'hid': 'h'})):
    for n, s in files.items(): put(f'{side}/{n}', s, 2e9 if n == 'diff' and side == 'r' else 1e9)
t(filecmp.cmp, 'l/same', 'r/same'); t(filecmp.cmp, 'l/sig', 'r/sig'); t(filecmp.cmp, 'l/sig', 'r/sig', False); t(filecmp.cmp, 'l/diff', 'r/diff'); t(filecmp.cmp, 'l', 'r'); t(filecmp.cmp, 'l/none', 'r/same'); t(filecmp.cmpfiles, 'l', 'r', ['same', 'diff', 'only_l', 'sig', 'kind'], False); t(filecmp.cmpfiles, 'l', 'r', ['sig']); put('big1', 'z' * 20000); put('big2', 'z' * 19999 + 'y'); t(filecmp.cmp, 'big1', 'big2', shallow=False); t(filecmp.clear_cache)
d = filecmp.dircmp('l', 'r'); t(lambda: [getattr(d, n) for n in ('left_list', 'right_list', 'common', 'left_only', 'right_only', 'common_dirs', 'common_files', 'common_funny', 'same_files', 'diff_files', 'funny_files')]); t(lambda: sorted(d.subdirs)); t(lambda: type(d.subdirs['sub']).__name__); t(lambda: (d.subdirs['sub'].left, d.subdirs['sub'].diff_files)); t(lambda: d.nothing); d.report(); d.report_partial_closure(); d.report_full_closure(); e = filecmp.dircmp('l', 'r', ignore=['same'], hide=['hid'], shallow=False); t(lambda: (e.left_list, e.diff_files, e.ignore, e.hide, e.shallow)); t(lambda: filecmp.dircmp('none', 'r').left_list); t(lambda: filecmp.dircmp[str]); t(lambda: sorted(filecmp.dircmp.methodmap))
class Sub(filecmp.dircmp): pass
t(lambda: type(Sub('l', 'r').subdirs['sub']).__name__)
os.remove('l/hid'); os.symlink('gone', 'l/hid'); t(lambda: (filecmp.dircmp('l', 'r').common_funny, filecmp.dircmp('l', 'r').funny_files))
print('fileinput'); put('i1', 'a\nb\n'); put('i2', 'c'); put('i3', ''); put('i4', 'é\n'); FI = fileinput.FileInput
with fileinput.input(['i1', 'i3', 'i2']) as f:
    t(lambda: (f.filename(), f.lineno(), f.filelineno(), f.isfirstline(), f.isstdin(), f.fileno()))
    for line in f: print(repr(line), f.filename(), f.lineno(), f.filelineno(), f.isfirstline(), f.isstdin(), f.fileno() > 2)
    t(lambda: (f.filename(), f.lineno(), f.fileno(), f.readline(), fileinput.lineno())); t(lambda: type(fileinput.input('i1')))
t(fileinput.lineno); fileinput.close(); t(fileinput.lineno); t(fileinput.filename); t(fileinput.nextfile); t(fileinput.isstdin); t(fileinput.fileno); t(fileinput.isfirstline); t(fileinput.filelineno)
f = FI(['i1', 'i2']); t(f.readline); f.nextfile(); t(f.readline); t(f.filename); t(f.readline); f.close(); t(lambda: FI('i1').readline()); t(lambda: FI(('i1',), mode='rb').readline()); t(lambda: list(FI('none'))); t(lambda: type(FI('i1', mode='w'))); t(lambda: FI('i1', inplace=True, openhook=print)); t(lambda: FI('i1', openhook=5)); t(lambda: FI('i4', encoding='utf-8', errors='strict').readline()); t(lambda: FI('i4', encoding='ascii').readline()); t(lambda: type(FI('i1', mode='rb', encoding='utf-8'))); t(lambda: type(FI('i1', mode='U'))); t(lambda: FI('i1')[0]); t(lambda: FI[str]); t(lambda: list(FI(__import__('pathlib').Path('i1')))); t(lambda: list(FI([])) if 0 else 0)
sys.argv = ['prog', 'i2', 'i1']; t(lambda: list(fileinput.input())); fileinput.close(); sys.argv = ['prog']; old = sys.stdin; sys.stdin = io.TextIOWrapper(io.BytesIO(b'in1\nin2\n')); f = FI(); t(lambda: [(x, f.filename(), f.isstdin(), f.fileno()) for x in f] if 0 else list(f)); sys.stdin = io.TextIOWrapper(io.BytesIO(b'dash\n')); f = FI(['i2', '-']); t(lambda: [(x, f.filename(), f.isstdin()) for x in f]); sys.stdin = old
with FI('i1', inplace=True, backup='.bak') as f:
    for line in f: print(line.upper(), end=''); t(lambda: 0) if 0 else None
t(lambda: (open('i1').read(), open('i1.bak').read(), sys.stdout is not None))
with FI('i1', inplace=True) as f:
    for line in f: print('x')
t(lambda: (open('i1').read(), os.path.exists('i1.bak'), sorted(n for n in os.listdir('.') if n.startswith('i1')))); os.chmod('i1', 0o600)
with FI(['i1', 'i2'], inplace=1) as f:
    for line in f: sys.stdout.write(f'{f.filename()}:{line}')
t(lambda: (open('i1').read(), open('i2').read(), oct(os.stat('i1').st_mode)))
import gzip; gzip.open('z.gz', 'wt').write('zipped\n'); t(lambda: list(FI('z.gz', openhook=fileinput.hook_compressed, encoding='utf-8'))); t(lambda: list(FI(['i2', 'z.gz'], openhook=fileinput.hook_compressed, mode='rb'))); t(lambda: list(FI('i4', openhook=fileinput.hook_encoded('latin-1')))); t(lambda: list(FI('i1', openhook=lambda n, m: io.StringIO(n + m))))
print('dbm'); 
for M in (dbm.dumb, dbm.sqlite3):
    n = 'db_' + M.__name__[-3:]; t(M.open, n, 'r'); t(M.open, n, 'w'); t(M.open, n, 'q')
    with M.open(n, 'c') as db:
        db['k'] = 'v'; db[b'\xff'] = b'\x00bin'; db['é'] = 'ü'; t(lambda: sorted(db.keys())); t(lambda: (db['k'], db[b'\xff'], db['é'], len(db), 'k' in db, 'no' in db, b'k' in db)); t(lambda: db['no']); t(lambda: db.get('no'), ); t(lambda: db.get('no', 5)); t(lambda: db.setdefault('d', b'def')); t(lambda: db.pop('d')); t(lambda: db.pop('d')); t(lambda: db.pop('d', 1)); t(db.__delitem__, 'zz'); db['k'] = b'longer value' * 100; t(lambda: len(db['k'])); db['k'] = 'short'; t(lambda: db['k']); del db['é']; t(lambda: sorted(db)); t(lambda: sorted(db.items())); t(lambda: db.__setitem__(5, 'x')); t(lambda: db.__setitem__('x', 5)); t(lambda: db.__setitem__('s', 'é')); t(lambda: db[None]); t(lambda: 5 in db); t(lambda: db.update({'u': '1'})); t(lambda: isinstance(db, __import__('collections').abc.MutableMapping) if 0 else 1)
    t(lambda: db['k']); t(lambda: len(db)); t(lambda: list(db)); t(lambda: 'k' in db); t(db.close); t(lambda: db.__setitem__('a', 'b')); t(lambda: db.keys())
    db = M.open(n, 'r'); t(lambda: sorted(db.keys())); t(lambda: db.__setitem__('a', 'b')); t(lambda: db.__delitem__('k')); db.close(); db = M.open(n, 'w'); db['w'] = 'w'; db.close(); db = M.open(n, 'n'); t(lambda: len(db)); db['new'] = b'1'; db.close(); t(dbm.whichdb, n); t(lambda: M.error.__mro__[1]); t(lambda: M.open(n, 'c', 0o600).close()); t(M.open, 'no/dir/x', 'c'); t(lambda: sorted(f for f in os.listdir('.') if f.startswith(n) and not f.endswith('bak'))); t(lambda: M.open(__import__('pathlib').Path(n), 'r').keys())
put('db_bad.dir', 'garbage'); put('db_bad.dat', ''); put('db_bad.bak', ''); t(dbm.dumb.open, 'db_bad', 'r'); put('db_bad.dir', "'k', (0, 5)\n"); t(lambda: dbm.dumb.open('db_bad', 'r')['k']); put('db_bad.dir', "__import__('os'), (0, 5)\n"); t(dbm.dumb.open, 'db_bad', 'r'); t(dbm.whichdb, 'db_bad'); put('none.db', 'x' * 20); t(dbm.whichdb, 'none.db'); t(dbm.whichdb, 'nothing'); put('emp', ''); t(dbm.whichdb, 'emp'); put('sq', b'SQLite format 3\0' + bytes(100)); t(dbm.whichdb, 'sq'); t(dbm.open, 'none.db', 'r'); t(dbm.open, 'nothing', 'r'); t(dbm.open, 'nothing', 'z'); t(lambda: dbm.error); put('g', bytes(16)); t(dbm.whichdb, 'g'); put('g', bytes.fromhex('ce9a571300000000') + bytes(16)); t(dbm.whichdb, 'g')
with dbm.open('auto', 'c') as db: db['a'] = 'b'
t(dbm.whichdb, 'auto'); d = dbm.dumb.open('sy', 'c'); d['a'] = b'1'; d.sync(); t(lambda: open('sy.dir', 'rb').read()); d['b'] = b'2' * 600; d['c'] = b'3'; d.close(); t(lambda: (open('sy.dir', 'rb').read(), os.path.getsize('sy.dat'))); t(lambda: d.iterkeys())
print('shelve'); s = shelve.open('sh', 'n'); s['a'] = [1, 2]; s['é'] = {'x': None}; t(lambda: (s['a'], len(s), 'a' in s, sorted(s), s.get('q', 3), s.pop('é'))); t(lambda: s['no']); t(lambda: s.__delitem__('no')); t(lambda: s.__setitem__('f', lambda: 1)); s['a'].append(3); t(lambda: s['a']); s.close(); t(lambda: s['a']); t(lambda: len(s)); t(s.close)
with shelve.open('sh', writeback=True, protocol=2) as s: s['a'].append(3); s['b'] = 1; s.sync(); s['a'].append(4); t(lambda: s['a'])
with shelve.open('sh', 'r') as s: t(lambda: (s['a'], s['b'])); t(lambda: s.__setitem__('x', 1))
m = {}; s = shelve.Shelf(m, keyencoding='latin-1'); s['é'] = 1; t(lambda: (m, list(s.keys()))); t(lambda: s.__contains__('é')); s.close(); t(lambda: s.dict); t(lambda: s['é']); s = shelve.BsdDbShelf({b'k': pickle.dumps(1)}); t(lambda: s.first()); t(lambda: shelve.Shelf.__mro__[1]); t(shelve.open, 'no/x', 'r'); t(lambda: shelve.open('sh', 'q'))
class Dict(dict):
    def sync(self): print('sync')
    def close(self): print('close')
s = shelve.Shelf(Dict(), writeback=True); s['a'] = [1]; s['a'].append(2); s.close()
print('zipapp'); put('app/__main__.py', 'print(1)'); put('app/m.py', 'def f(): pass'); put('app/sub/n.py', ''); put('lib/m.py', 'def f(): pass'); import pathlib
t(zipapp.create_archive, 'app'); t(lambda: sorted(zipfile.ZipFile('app.pyz').namelist())); t(zipapp.get_interpreter, 'app.pyz'); t(zipapp.create_archive, 'app', 'a2.pyz', '/usr/bin/env py'); t(lambda: open('a2.pyz', 'rb').read()[:20]); t(zipapp.get_interpreter, 'a2.pyz'); t(lambda: oct(os.stat('a2.pyz').st_mode)); t(lambda: oct(os.stat('app.pyz').st_mode)); t(zipapp.create_archive, 'a2.pyz', 'a3.pyz', 'other'); t(zipapp.get_interpreter, 'a3.pyz'); t(zipapp.create_archive, 'a3.pyz', 'a4.pyz'); t(zipapp.get_interpreter, 'a4.pyz'); t(zipapp.create_archive, 'a2.pyz', 'a2.pyz'); t(zipapp.create_archive, 'lib'); t(zipapp.create_archive, 'lib', main='m:f'); t(lambda: zipfile.ZipFile('lib.pyz').read('__main__.py')); t(zipapp.create_archive, 'lib', main='bad'); t(zipapp.create_archive, 'lib', main='a.b:c.d'); t(zipapp.create_archive, 'lib', main='1a:b'); t(zipapp.create_archive, 'app', main='m:f'); t(zipapp.create_archive, 'none'); t(zipapp.create_archive, 'a2.pyz', main='m:f'); o = io.BytesIO(); t(zipapp.create_archive, 'app', o, 'i', None, lambda p: p.name != 'n.py', True); t(lambda: sorted((i.filename, i.compress_type) for i in zipfile.ZipFile(o).infolist())); t(zipapp.create_archive, pathlib.Path('app'), pathlib.Path('a5.pyz')); t(lambda: zipapp.get_interpreter(io.BytesIO(o.getvalue()))); o2 = io.BytesIO(o.getvalue()); t(zipapp.create_archive, o2, io.BytesIO(), 'j'); t(zipapp.create_archive, 'app', 'app/in.pyz'); t(zipapp.create_archive, 'lib/m.py', 'q.pyz')
def cli(*a):
    old = sys.stdout, sys.stderr; sys.stdout, sys.stderr, sys.argv = io.StringIO(), io.StringIO(), ['zipapp.py', *a]; c = 0
    try: zipapp.main(list(a))
    except SystemExit as e: c = e.code
    except Exception as e: c = repr(e)
    out, err = sys.stdout.getvalue(), sys.stderr.getvalue(); sys.stdout, sys.stderr = old; print(a, c, out, err.strip().split('\n')[-1])
cli('app', '-o', 'c.pyz', '-p', 'py'); cli('c.pyz', '--info'); cli('app.pyz', '--info'); cli('none', '--info'); cli('lib'); cli('c.pyz', '-o', 'c.pyz', '-p', 'z'); cli('c.pyz', '-m', 'a:b', '-o', 'q'); cli(); cli('c.pyz')
print('getpass'); t(lambda: getpass.GetPassWarning.__mro__[1]); os.environ.update(LOGNAME='', USER='me'); t(getpass.getuser); os.environ['LOGNAME'] = 'log'; t(getpass.getuser); [os.environ.pop(k, None) for k in ('LOGNAME', 'USER', 'LNAME', 'USERNAME')]; t(lambda: getpass.getuser() == __import__('pwd').getpwuid(os.getuid())[0]); sys.stdin = io.StringIO('secret\nmore'); e = io.StringIO(); t(getpass.fallback_getpass, 'P: ', e); t(e.getvalue); t(getpass._raw_input, 'x', e) if 0 else None; t(getpass.fallback_getpass, '', e); t(getpass.fallback_getpass, 'q', e); t(e.getvalue); sys.stdin = old and sys.__stdin__; t(lambda: getpass.getpass is getpass.unix_getpass)
print('uuid'); U = uuid.UUID; u = U('12345678-1234-5678-1234-567812345678')
for s in ('{12345678-1234-5678-1234-567812345678}', 'urn:uuid:12345678-1234-5678-1234-567812345678', '12345678123456781234567812345678', 'bad', '1234567812345678123456781234567z'): t(U, s)
t(lambda: (u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low, u.node, u.time, u.clock_seq, u.urn, u.variant, u.version, str(u), int(u), u.is_safe, hash(u) == hash(U(int=u.int)))); t(lambda: U(bytes=b'x' * 16)); t(lambda: U(bytes_le=u.bytes_le) == u); t(lambda: U(fields=u.fields) == u); t(lambda: U(int=2**128)); t(lambda: U(int=-1)); t(lambda: U(bytes=b'x')); t(lambda: U(bytes_le=b'x')); t(lambda: U(fields=(1, 2))); t(U); t(lambda: U('a', int=5)); t(lambda: U(fields=(2**32, 0, 0, 0, 0, 0))); t(lambda: U(fields=(0, 2**16, 0, 0, 0, 0))); t(lambda: U(fields=(0, 0, 2**16, 0, 0, 0))); t(lambda: U(fields=(0, 0, 0, 256, 0, 0))); t(lambda: U(fields=(0, 0, 0, 0, 256, 0))); t(lambda: U(fields=(0, 0, 0, 0, 0, 2**48))); t(lambda: U(int=5, version=6)); t(lambda: U(int=5, version=4)); t(lambda: setattr(u, 'int', 3)); t(lambda: (u < U(int=1), u > U(int=1), u == 5, u != U(int=1), u <= u)); t(lambda: u < 5); t(lambda: pickle.loads(pickle.dumps(u)) == u); t(lambda: __import__('copy').copy(u)); t(lambda: sorted([U(int=3), U(int=1)]))
for v in (uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500): t(lambda: (v, uuid.uuid3(v, 'python.org'), uuid.uuid5(v, b'python.org')))
t(lambda: [U(int=n << 62).variant for n in range(4)]); t(lambda: (uuid.uuid4().version, uuid.uuid4().variant, uuid.uuid1(1, 2).node, uuid.uuid1(1, 2).clock_seq, uuid.uuid1().version, uuid.getnode() == uuid.getnode(), uuid.uuid1(5) < uuid.uuid1(5))); t(uuid.uuid3, 'x', 'y'); t(uuid.uuid5, uuid.NAMESPACE_DNS, 5); t(lambda: [str(x) for x in (uuid.RESERVED_NCS, uuid.RFC_4122, uuid.SafeUUID.unknown, list(uuid.SafeUUID))]); t(lambda: U(int=0, is_safe=uuid.SafeUUID.safe).is_safe); t(lambda: uuid.UUID.__slots__)
def ucli(*a):
    old = sys.stdout, sys.stderr, sys.argv; sys.stdout, sys.stderr, sys.argv = io.StringIO(), io.StringIO(), ['uuid.py', *a]; c = 0
    try: uuid.main()
    except SystemExit as e: c = e.code
    out, err = sys.stdout.getvalue(), sys.stderr.getvalue(); sys.stdout, sys.stderr, sys.argv = old; print(a, c, re.sub('[0-9a-f]{8}-[0-9a-f-]+', 'UUID', out) if '3' not in str(a) and '5' not in str(a) else out, err.strip().split('\n')[-1])
ucli(); ucli('-u', 'uuid3', '-n', '@dns', '-N', 'x'); ucli('-u', 'uuid5', '-n', '@url', '-N', 'x'); ucli('-u', 'uuid3'); ucli('-u', 'zz'); ucli('-u', 'uuid5', '-n', str(u), '-N', 'x'); ucli('-C', '2') if 0 else None
