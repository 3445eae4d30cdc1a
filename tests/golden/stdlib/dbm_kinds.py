# dbm.dumb, dbm.sqlite3, shelve: what stands in the files, flags and permissions, keys and values of all kinds, errors.
import dbm, dbm.dumb, dbm.sqlite3, os, shelve, shutil, stat, tempfile

HOME = tempfile.mkdtemp()
os.chdir(HOME)
os.umask(0o022)


def t(label, f):
    try:
        r = repr(f())
    except BaseException as e:
        r = f'{type(e).__name__}: {str(e).replace(HOME, "HOME")}'
    print(label, r.replace(HOME, 'HOME')[:300])


def files():
    return {n: os.path.getsize(n) for n in sorted(os.listdir('.')) if n.startswith('x')}

print('== dumb')
d = dbm.dumb.open('x', 'c')
print(files())
for value in (b'', b'a', b'b' * 511, b'c' * 512, b'd' * 513, b'e' * 2000):
    d[str(len(value))] = value
print(files())
for key, value in (('0', b'now longer' * 100), ('513', b's'), ('2000', b'x' * 1500), ('2000', b'x' * 2100), (b'\xff\x00', 'text é'), ('q\'"\n', '1'), ('é', bytearray(b'ba'))):
    t(key, lambda: d.__setitem__(key, value))
    print(files())
t('keys', d.keys)
t('values', lambda: [len(v) for v in d.values()])
d.sync()
print(open('x.dir', encoding='latin-1').read(), os.path.exists('x.bak'))
del d['0']
print(open('x.dir', encoding='latin-1').read(), open('x.bak', encoding='latin-1').read())
d.close()
for call in ("d['a']", "d['a'] = '1'", "len(d)", "list(d)", "'a' in d", "d.keys()", "d.sync()", "d.close()", "del d['a']", "d.items()", "d.get('a')", "d.iterkeys()"):
    t(call, lambda: exec(call))
for flag in ('r', 'w', 'c', 'n'):
    d = dbm.dumb.open('x', flag)
    t(flag, lambda: (sorted(d.keys()), d.get(b'512', b'')[:5]))
    for call in ("d['new'] = 'v'", "del d['513']", "d['u'] = 5", "d[5] = 'u'", "d[None]", "5 in d", "d.clear()", "d.setdefault('k', 'v')", "d.update(a='b')", "d.pop('a')", "d.pop('zz')", "d.pop('zz', 3)", "sorted(d)"):
        t(call, lambda: eval(call) if '=' not in call or '(' in call else exec(call))
    d.close()
    print(files())
for flag in ('r', 'w'):
    t(flag, lambda: dbm.dumb.open('missing', flag))
t('flag', lambda: dbm.dumb.open('x', 'z'))
open('x.dir', 'w').write("'k', (0, 3)\n\n")
t('blank', lambda: dbm.dumb.open('x'))
with dbm.dumb.open('xm', 'n', 0o640) as d:
    d['a'] = 'b'
print({n: oct(stat.S_IMODE(os.stat(n).st_mode)) for n in sorted(os.listdir('.')) if n.startswith('xm')})
with dbm.dumb.open(b'xbytes', 'c') as d:
    d['a'] = 'b'
print(files())

print('== sqlite3')
d = dbm.sqlite3.open('s', 'n', 0o600)
print(oct(stat.S_IMODE(os.stat('s').st_mode)))
for key, value in (('a', 'b'), (b'\xff', b'\xfe'), (1, 2), (1.5, 'f'), ('é', bytearray(b'x')), ('', ''), (None, 'n'), ('n', None), ('x', object())):
    t((key, type(value).__name__), lambda: d.__setitem__(key, value))
t('keys', lambda: sorted(d.keys()))
for key in ('a', b'a', 1, b'1', '1', 1.5, 'zz', None, ''):
    t(key, lambda: (d[key], key in d))
for call in ("len(d)", "sorted(d.values())", "sorted(d.items())", "d.pop('a')", "d.pop('a')", "d.pop('a', 3)", "d.setdefault('s', 't')", "d.update({'u': 'v'})", "d.get('zz')", "d.__delitem__('zz')", "d.__delitem__('u')", "type(iter(d)).__name__", "d.__init__('s', flag='r', mode=0)", "d.clear()", "list(d)", "d.close()", "d.close()", "len(d)", "list(d)", "d['a']", "d.keys()"):
    t(call, lambda: eval(call))
t('missing', lambda: dbm.sqlite3.open('none/at/all', 'c'))
t('missing', lambda: dbm.sqlite3.open('none', 'w'))
t('flag', lambda: dbm.sqlite3.open('s', 'x'))
for name in ('with space', 'per%cent', 'hash#q?', 'é'):
    with dbm.sqlite3.open(name, 'c') as d:
        d['k'] = name
    with dbm.sqlite3.open(name) as d:
        t(name, lambda: d['k'].decode())
        t(name, lambda: d.__setitem__('k', 'v'))
    print(dbm.whichdb(name), os.path.exists(name))

print('== dbm')
for call in ("dbm.open('new1', 'c').close()", "dbm.whichdb('new1')", "dbm.whichdb('x')", "dbm.whichdb(b'x')", "dbm.open('gone')", "dbm.open('gone', 'w')", "dbm.open('gone', 'rw')", "dbm.whichdb('.')", "dbm.error[1]", "dbm.whichdb('gone')"):
    t(call, lambda: eval(call))
for data in (b'', b'abc', b'\0' * 20, b'SQLite format 3\0', b'SQLite format 2\0', b'\xce\x9a\x57\x13' + b'\0' * 12, b'\x13\x57\x9a\xce' + b'\0' * 12, b'\xcf\x9a\x57\x13'):
    open('magic', 'wb').write(data)
    t(data[:8], lambda: dbm.whichdb('magic'))
for name in ('p.pag', 'p.dir'):
    open(name, 'w').close()
t('pag', lambda: dbm.whichdb('p'))

print('== shelve')
for protocol in (None, 0, 2, 5):
    with shelve.open('shelf', 'n', protocol) as s:
        s['a'] = {'x': [1, 2]}
        s['é'] = None
        t(protocol, lambda: (sorted(s), s['a'], s.get('zz'), s.get('a'), len(s), 'a' in s, s.pop('é'), sorted(s.items())))
        s['a']['x'].append(3)
        t('no writeback', lambda: s['a'])
with shelve.open('shelf', writeback=True) as s:
    s['a']['x'].append(3)
    s['new'] = [1]
    s['new'].append(2)
    t('cache', lambda: (sorted(s.cache), s['a'], s['new']))
    s.sync()
    t('cache', lambda: s.cache)
    s['a']['x'].append(4)
    del s['new']
with shelve.open('shelf', 'r') as s:
    t('kept', lambda: (sorted(s), s['a']))
    t('read only', lambda: s.__setitem__('q', 1))
for call in ("s['a']", "len(s)", "list(s)", "s.get('a')", "s.close()", "s.sync()", "'a' in s", "s.__setitem__('a', 1)", "s.__delitem__('a')", "list(s.keys())"):
    t(call, lambda: eval(call))
inner = {}
s = shelve.Shelf(inner, protocol=2, keyencoding='latin-1')
s['é'] = 1
t('inner', lambda: (list(inner), s['é'], list(s)))
t('key', lambda: s.__setitem__(5, 1))
t('key', lambda: s[b'x'])
t('unpicklable', lambda: s.__setitem__('l', lambda: 0))
s.close()
t('closed', lambda: len(inner))


class Walk(dict):
    def first(self):
        return b'k', inner['é'.encode('latin-1')]

    __next__ = previous = last = first

    def set_location(self, key):
        return key, inner['é'.encode('latin-1')]


w = shelve.BsdDbShelf(Walk())
t('walk', lambda: (w.first(), w.next(), w.previous(), w.last()))
t('place', lambda: w.set_location(b'p'))
with shelve.open('shelf') as s:
    s.clear()
    t('clear', lambda: len(s))
os.chdir('/')
shutil.rmtree(HOME)
