# mimetypes, netrc: types of names and URLs, tables of one's own, files of logins.
import io, mimetypes, netrc, os, pathlib, tempfile

mimetypes.knownfiles[:] = []
mimetypes.init()


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'.replace(globals().get('d', '?'), 'D')
    print(label, r[:300])

print(sorted(mimetypes.types_map.items()), sorted(mimetypes.common_types.items()), mimetypes.suffix_map, mimetypes.encodings_map, mimetypes.inited)
for kind in sorted(set(mimetypes.types_map.values())):
    print(kind, mimetypes.guess_all_extensions(kind), mimetypes.guess_extension(kind))
for url in ('a.txt', 'a.TXT', 'a', '', 'a.', '.txt', 'a.tar.gz', 'a.tgz', 'a.TGZ', 'a.svgz', 'a.gz', 'a.Z', 'a.z', 'a.txt.gz.gz', 'a.tar.bz2', 'a.txz', 'dir.txt/a', 'http://h/a.html', 'http://h/a.html?q=x.png', 'http://h/a.png#x.txt', 'http://h', 'https://h.com', 'ftp://h/x.tar.Z',
            'data:,x', 'data:text/html,x', 'data:text/html;charset=x,y', 'data:;base64,x', 'data:charset=x,y', 'data:image/png', 'data:foo,x', 'C:/a.txt', 'c:a.png', 'a.midi', 'a.rtf', 'a.jpg', 'a.xul', 'x.py', 'x.js', 'x.mjs', 'x.json', 'x.webp', 'a b.pdf', 'é.mp3', 'http:a.txt', '//host/a.txt'):
    t(url, lambda: (mimetypes.guess_type(url), mimetypes.guess_type(url, strict=False), mimetypes.guess_file_type(url)))
for thing in (pathlib.Path('a/b.html'), b'x.txt', None, 5):
    t(type(thing).__name__, mimetypes.guess_type, thing)
    t(type(thing).__name__, mimetypes.guess_file_type, thing)
for kind in ('text/plain', 'TEXT/Plain', 'image/jpg', 'image/jpeg', 'audio/midi', 'x/y', '', 'text'):
    t(kind, lambda: (mimetypes.guess_extension(kind), mimetypes.guess_extension(kind, False), mimetypes.guess_all_extensions(kind, strict=False)))
m = mimetypes.MimeTypes()
m.add_type('x/new', '.new')
m.add_type('x/new', '.new2')
m.add_type('x/new', '.new')
m.add_type('x/loose', '.loose', strict=False)
m.add_type('text/other', '.txt')
m.add_type('', '.none')
t('own', lambda: (m.guess_type('a.new'), m.guess_type('a.loose'), m.guess_type('a.loose', False), m.guess_type('a.txt'), m.guess_all_extensions('x/new'), m.guess_all_extensions('text/plain'), m.guess_type('q.none')))
t('module', lambda: mimetypes.guess_type('a.new'))
m.readfp(io.StringIO('# comment\nx/file f1 f2 # f3\n\nx/none\nx/more\tf4   f5\n#x/q z\n'))
t('file', lambda: [m.guess_type('a.' + e) for e in ('f1', 'f2', 'f3', 'f4', 'f5', 'z')])
mimetypes.add_type('x/mod', '.mod')
t('module', lambda: (mimetypes.guess_type('a.mod'), mimetypes.types_map['.mod'], mimetypes.MimeTypes().guess_type('a.mod')))
with tempfile.TemporaryDirectory() as d:
    path = os.path.join(d, 'types')
    open(path, 'w').write('x/disk dsk\ntext/plain dsk2 txt\n')
    t('read', lambda: (lambda found: (found['.dsk'], found['.dsk2'], found['.txt']))(mimetypes.read_mime_types(path)))
    t('read', mimetypes.read_mime_types, path + 'no')
    t('init', lambda: (mimetypes.init([path, path + 'no']), mimetypes.guess_type('a.dsk'), mimetypes.guess_type('a.mod')))
    t('names', lambda: mimetypes.MimeTypes([path]).guess_type('a.dsk'))
    t('names', lambda: mimetypes.MimeTypes([path], strict=False).guess_type('a.dsk'))
    t('again', lambda: (mimetypes.init(), mimetypes.guess_type('a.dsk'), mimetypes.guess_type('a.mod')))
    t('missing', mimetypes.MimeTypes, [path + 'no'])

    print('== netrc')
    name = os.path.join(d, 'netrc')
    for text in ('machine h login l password p', 'machine h\n login l\n account a\n password p\n', 'machine h login l', 'default login d password q', 'machine a login x password y default login z password w', 'machine h login "l m" password "p\\"q"', 'machine h login l password p#q', '# comment\nmachine h login l password p # end\n',
                 'machine h login l password #p', 'macdef m\n line one\n line two\n\nmachine h login l password p', 'macdef m\n unfinished\n', 'machine h macdef init\n x\n\nmachine i login l password p', 'machine', 'machine h', 'machine h login', 'machine h bogus x', 'bogus', 'machine h login l password p\nmachine h login m password q', '',
                 'machine h user u password p', 'login l', 'machine h login l\\ m password p\\\\', "machine h login 'l' password p", 'machine h password p login l machine i login m password n', 'machine h login "" password ""', 'machine h login "unclosed password p', 'machine é login ü password ñ', 'machine h\r\nlogin l\r\npassword p\r\n', 'default', 'machine h login l password p extra'):
        open(name, 'w', encoding='utf-8').write(text)
        os.chmod(name, 0o600)
        t(repr(text), lambda: (lambda n: (n.hosts, n.macros, n.authenticators('h'), n.authenticators('other'), str(n)))(netrc.netrc(name)))
    t('missing', lambda: netrc.netrc(name + 'no').hosts)
    os.environ['HOME'] = d
    open(os.path.join(d, '.netrc'), 'w').write('machine h login l password p\n')
    os.chmod(os.path.join(d, '.netrc'), 0o644)
    t('default', lambda: (netrc.netrc(),)[0] and 'read')
    os.chmod(os.path.join(d, '.netrc'), 0o600)
    t('default', lambda: netrc.netrc().hosts)
e = netrc.NetrcParseError('msg', 'file', 3)
t('error', lambda: (str(e), e.msg, e.filename, e.lineno, e.args, str(netrc.NetrcParseError('x'))))
