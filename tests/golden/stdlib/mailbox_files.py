# mailbox: what foreign programs write, what is written for them, files of messages, locks, keys after changes.
import copy, email, io, mailbox, os, pickle, re, shutil, tempfile, time, warnings
warnings.simplefilter('always')
warnings.simplefilter('ignore', ResourceWarning)
warnings.showwarning = lambda m, c, *a, **k: print('warning:', c.__name__, m)
HOME = tempfile.mkdtemp()
os.chdir(HOME)


def clean(text):
    text = text.replace(HOME, 'HOME')
    return re.sub(r'\d{6,}\.M\d+P\d+Q(\d+)\.[^\s\',:]+', 'KEY', re.sub('0x[0-9a-f]+', '0x', text))


def t(label, f, *a, **k):
    try:
        r = clean(repr(f(*a, **k)))
        print(label, r[:600])
    except BaseException as e:
        print(label, type(e).__name__, clean(str(e)), [n for n in (getattr(e, 'errno', None),) if n])


def put(name, data):
    with open(name, 'wb') as f:
        f.write(data)


def raw(name):
    with open(name, 'rb') as f:
        return re.sub(rb'(MAILER-DAEMON|me) \w{3} \w{3} [ \d]\d [\d:]{8} \d{4}', rb'\1 DATE', f.read())

print('== reading foreign files')
FILES = {
    'empty': b'',
    'junk': b'junk\nmore\n',
    'junkfirst': b'junk\n\nFrom a b\nS: 1\n\nx\n',
    'onlyfrom': b'From a\n',
    'nonl': b'From a\nS: 1\n\nx',
    'twoblank': b'From a\nS: 1\n\nx\n\n\nFrom b\nS: 2\n\ny\n\n\n',
    'crlf': b'From a\r\nS: 1\r\n\r\nx\r\n\r\nFrom b\r\nS: 2\r\n\r\ny\r\n',
    'quoted': b'From a\nS: 1\n\n>From x\n>>From y\n\nFrom b\nS: 2\n',
    'fromblank': b'From a\nS: 1\n\nx\nFrom no blank before\nS: 2\n\nFromage\n\n From\n',
    'high': b'From \xe9\nS: \xe9\n\n\xff\n',
}
for name, data in FILES.items():
    put(name, data)
    for cls in (mailbox.mbox, mailbox.MMDF):
        b = cls(name)
        t(name + ' ' + cls.__name__, lambda: [(k, b.get_bytes(k), b.get_bytes(k, True), b[k].get_from()) for k in b.keys()])
        b.close()
t('string', lambda: mailbox.mbox('high').get_string(0))
t('string from', lambda: mailbox.mbox('nonl').get_string(0, True))
for name, data in {
    'm1': b'\1\1\1\1\nFrom a\nS: 1\n\nx\n\1\1\1\1\n\1\1\1\1\nFrom b\nS: 2\n\ny\n\1\1\1\1\n',
    'm2': b'\1\1\1\1\nFrom c\nS: open end\n\nx\n',
    'm3': b'noise\n\1\1\1\1\nFrom x\nS: 1\n\n\1\1\1\1\nnoise\n\1\1\1\1\nFrom b\nS: 2\n\1\1\1\1\n',
}.items():
    put(name, data)
    b = mailbox.MMDF(name)
    t(name, lambda: [(k, b.get_bytes(k), b.get_bytes(k, True), b[k].get_from()) for k in b.keys()])
    b.add(b'S: new\n\nz')
    b.flush()
    t(name, raw, name)
    b.remove(0)
    b.close()
    t(name, raw, name)
for name, data in {
    'b0': b'BABYL OPTIONS:\nVersion: 5\nLabels: own,mine\n\x1f\x0c\n0, unseen,, own,\nS: 1\nX: y\n\n*** EOOH ***\nS: vis\n\nbody\n\x1f',
}.items():
    put(name, data)
    b = mailbox.Babyl(name)
    t(name, lambda: [(k, b.get_bytes(k), b[k].get_visible().items(), b[k].items(), b[k].get_payload()) for k in b.keys()])
    m = mailbox.BabylMessage('S: n\n\nz\n')
    m.set_labels(['unseen', 'own', 'new'])
    b.add(m)
    b.flush()
    t(name, lambda: raw(name).split(b'\n\n***')[-2])
    b.close()

print('== writing')
INPUTS = {
    'text': 'S: 1\n\nbody',
    'text nl': 'S: 1\n\nbody\n',
    'text from': 'From me\nS: 1\n\nFrom here\n>From there\n',
    'bytes crlf': b'S: 1\r\n\r\nFrom x\r\nbody\r\n',
    'bytes from': b'From me\n\nFrom x',
    'no body': b'S: 1\n',
    'nothing': b'',
    'blank': b'\n\n',
    'file': io.BytesIO(b'skipped\nS: 1\n\nFrom x\nbody'),
    'file crlf': io.BytesIO(b'S: 1\r\n\r\nFrom x\r\nbody'),
    'text file': io.StringIO('S: 1\n\nbody \xe9'),
    'wrapped': io.TextIOWrapper(io.BytesIO(b'S: 1\n\nbody\n'), 'ascii'),
    'message': email.message_from_bytes(b'S: 1\nLong: ' + b'word ' * 30 + b'\n\nFrom x\nbody'),
    'multipart': email.message_from_bytes(b'Content-Type: multipart/mixed; boundary=B\n\n--B\n\nFrom x\n--B--\n'),
    'number': 3,
    'none': None,
    'high': 'S: \xe9\n\n',
    'high bytes': b'S: \xe9\n\n\xff',
}
BABYL_ODD = 'bytes crlf', 'no body', 'nothing', 'blank'
for label, item in INPUTS.items():
    for cls in (mailbox.mbox, mailbox.MMDF, mailbox.Babyl, mailbox.MH, mailbox.Maildir):
        if hasattr(item, 'seek'):
            item.seek(0)
            if label == 'file':
                item.readline()
        if cls is mailbox.Babyl and label in BABYL_ODD:
            continue
        name = 'out.' + cls.__name__
        b = cls(name)
        t(f'{label} {cls.__name__}', b.add, item)
        b.flush()
        if os.path.isdir(name):
            t('', lambda: [b.get_bytes(k) for k in b.keys()])
        else:
            t('', raw, name)
        t('', lambda: [m.as_bytes() for m in b])
        b.close()
        shutil.rmtree(name) if os.path.isdir(name) else os.remove(name)

print('== keys and changes')
for cls in (mailbox.mbox, mailbox.MMDF, mailbox.Babyl):
    name = 'keys.' + cls.__name__
    b = cls(name)
    for n in range(5):
        b.add(f'S: {n}\n\nbody {n}\n\n')
    t('len', len, b)
    b.remove(1)
    t('keys', b.keys)
    t('contains', lambda: [n in b for n in (0, 1, '0', None, 4.0)])
    b.flush()
    t('keys', b.keys)
    t('add', b.add, 'S: 5\n\n')
    b[3] = b.get_bytes(0)
    t('subjects', lambda: [(k, m['s']) for k, m in b.iteritems()])
    t('values', lambda: [m['s'] for m in b.values()])
    t('itervalues', lambda: [m['s'] for m in b.itervalues()])
    t('iter', lambda: type(iter(b)).__name__)
    b.flush()
    t('subjects', lambda: [(k, m['s']) for k, m in b.iteritems()])
    t('update pairs', b.update, [(0, 'S: zero\n\n'), (2, 'S: two\n\n')])
    t('update keys', b.update, {4: 'S: four\n\n'})
    t('update none', b.update)
    t('update other', b.update, {9: 'x', 0: 'S: again\n\n'})
    t('subjects', lambda: [(k, m['s']) for k, m in b.iteritems()])
    t('pop', lambda: b.pop(0)['s'])
    t('pop', b.pop, 0)
    t('pop', b.pop, 0, 'default')
    b.close()
    t('file', raw, name)
    other = cls(name)
    mine = cls(name)
    mine.keys()
    other.add('S: other\n\n')
    other.close()
    mine.add('S: mine\n\n')
    t('flush', mine.flush)
    b = cls(name)
    t('subjects', lambda: [(k, m['s']) for k, m in b.iteritems()])
    t('popitem', b.popitem)
    t('close', b.close)

print('== files')
put('box', b'From a\nS: 1\n\nline one\nline two\nend\n\nFrom b\nS: 2\n\n')
b = mailbox.mbox('box')
f = b.get_file(0)
for call in ('read(0)', 'read(3)', 'tell()', 'readline()', 'readline(1)', 'readline(0)', 'readlines(3)', 'readlines()', 'tell()', 'read()', 'readline()',
             'seek(0)', 'read1(4)', 'seek(2, 1)', 'tell()', 'readline(-1)', 'seek(-4, 2)', 'read(100)', 'seek(3)', 'read(None)',
             'readable()', 'writable()', 'seekable()', 'flush()', 'closed', 'close()', 'closed', 'close()'):
    t(call, lambda: eval('f.' + call))
t('type', lambda: type(f).__name__)
with b.get_file(0, from_=True) as f:
    t('from', f.read)
    f.seek(0)
    t('lines', lambda: [line for line in f])
t('no such', b.get_file, 7)
md = mailbox.Maildir('files')
k = md.add(b'S: 1\n\nline one\nline two\n')
with md.get_file(k) as f:
    for call in ('read(3)', 'tell()', 'readline()', 'readlines()', 'seek(1)', 'read1()', 'seek(0, 2)', 'readable()', 'writable()', 'seekable()', 'closed', 'flush()'):
        t(call, lambda: eval('f.' + call))
t('closed', lambda: f.closed)
mh = mailbox.MH('mhfiles')
mh.add('S: 1\n\nx\n')
with mh.get_file(1) as f:
    t('mh', lambda: (f.readline(), list(f), type(f).__name__))

print('== locks')
for cls in (mailbox.mbox, mailbox.MH, mailbox.Babyl, mailbox.Maildir):
    name = 'lock.' + cls.__name__
    one = cls(name)
    one.add('S: 1\n\n')
    one.flush()
    t('lock', one.lock)
    t('again', one.lock)
    print(sorted(n for n in os.listdir('.') if n.endswith('.lock')), sorted(n for n in os.listdir(name) if n.endswith('lock')) if os.path.isdir(name) else '')
    two = cls(name)
    t('other', two.lock)
    t('add', lambda: (one.add('S: 2\n\n'), one.flush(), len(one))[2])
    t('unlock', one.unlock)
    t('again', one.unlock)
    one.lock()
    one.close()
    print(sorted(n for n in os.listdir('.') if n.endswith('.lock')))
put('dot', b'From a\n\n')
put('dot.lock', b'')
t('dot', lambda: mailbox.mbox('dot').lock())
os.remove('dot.lock')

print('== maildir')
md = mailbox.Maildir('M')
m = mailbox.MaildirMessage(b'S: 1\n\nx')
t('message', lambda: (m.get_subdir(), m.get_flags(), m.get_info(), isinstance(m.get_date(), float)))
for flags in ('', 'S', 'FRS', 'SRF', 'zA', 'SS'):
    m.set_flags(flags)
    t('flags', lambda: (flags, m.get_flags(), m.get_info()))
m.add_flag('T'); t('add', m.get_flags)
m.add_flag('TDP'); t('add', m.get_flags)
m.remove_flag('TR'); t('remove', m.get_flags)
m.remove_flag('Q'); t('remove', m.get_info)
m.set_info('1,exp'); t('info', lambda: (m.get_info(), m.get_flags()))
m.remove_flag('e'); t('remove', m.get_info)
m.add_flag('S'); t('add', m.get_info)
m.set_info('')
m.remove_flag('S'); t('remove', m.get_info)
t('date', m.set_date, '12')
t('date', lambda: (m.set_date('12.5'), m.get_date()))
t('date', m.set_date, None)
m.set_subdir('cur')
m.set_flags('S')
m.set_date(1e9)
k = md.add(m)
t('stat', lambda: [(n[-4:], os.stat('M/cur/' + n).st_mtime) for n in os.listdir('M/cur')])
t('read', lambda: (md[k].get_subdir(), md[k].get_flags(), md[k].get_date()))
open('M/new/plain', 'w').write('S: plain\n\n')
open('M/cur/withinfo:2,FT', 'w').write('S: info\n\n')
open('M/cur/.hidden', 'w').write('S: hidden\n\n')
open('M/cur/odd!x', 'w').write('S: odd\n\n')
os.mkdir('M/new/dir')
os.mkdir('M/.Folder'); os.mkdir('M/.Folder/cur')
os.mkdir('M/.'+'a.b'); os.mkdir('M/.a.b/new')
os.mkdir('M/plainfolder')
t('keys', lambda: sorted(clean(k) for k in md.keys()))
t('folders', lambda: sorted(md.list_folders()))
t('info', lambda: (md.get_info('withinfo'), md.get_flags('withinfo'), md.get_info('plain'), md.get_flags('plain')))
t('message', lambda: (md['withinfo'].get_flags(), md['withinfo'].get_subdir(), md['plain'].get_subdir(), md['plain'].get_info()))
t('set', lambda: (md.set_info('plain', '2,S'), md.get_info('plain'), sorted(os.listdir('M/new')), md['plain'].get_subdir())[1:])
t('set', lambda: (md.set_info('plain', ''), sorted(os.listdir('M/new')))[1])
t('set', lambda: (md.set_flags('withinfo', 'RRA'), [n for n in sorted(os.listdir('M/cur')) if 'with' in n])[1])
t('add', lambda: (md.add_flag('withinfo', 'ST'), md.get_flags('withinfo'))[1])
t('remove', lambda: (md.remove_flag('withinfo', 'AR'), md.get_flags('withinfo'))[1])
t('remove', lambda: (md.remove_flag('plain', 'AR'), md.get_info('plain'))[1])
for call in ("set_info('q', '')", "get_flags('q')", "add_flag('q', 'S')", "remove_flag('q', 'S')", "get_file('q')", "get_bytes('q')", "get_string('q')", "__setitem__('q', 'x')", "set_info('plain', b'')"):
    t(call, lambda: eval('md.' + call))
x = mailbox.MaildirMessage('S: replaced\n\n')
x.set_flags('F')
md['plain'] = x
t('replaced', lambda: sorted(n for n in os.listdir('M/new') + os.listdir('M/cur') if n.startswith('plain')))
md['withinfo'] = 'S: text\n\n'
t('replaced', lambda: sorted(n for n in os.listdir('M/new') + os.listdir('M/cur') if n.startswith('with')))
os.remove('M/cur/.hidden') if os.path.exists('M/cur/.hidden') else None
t('gone', lambda: (os.remove('M/cur/odd!x'), 'odd!x' in md, md.get('odd!x'), len(md))[1:])
md.colon = '!'
open('M/cur/bang!2,P', 'w').write('S: b\n\n')
t('colon', lambda: (md.get_info('bang'), md['bang'].get_flags(), clean(repr(sorted(md.keys())))))
open('M/tmp/old', 'w').close(); os.utime('M/tmp/old', (1e9, 1e9)); open('M/tmp/young', 'w').close()
md.clean()
t('clean', os.listdir, 'M/tmp')
f = md.add_folder('sub')
t('folder', lambda: (sorted(os.listdir('M/.sub')), type(f).__name__, md.add_folder('sub') is f, os.listdir('M/.sub/new')))
os.mkdir('M/.sub/cur/dir')
t('remove', md.remove_folder, 'sub')
os.rmdir('M/.sub/cur/dir'); os.mkdir('M/.sub/other')
t('remove', md.remove_folder, 'sub')
os.rmdir('M/.sub/other')
t('remove', md.remove_folder, 'sub')
t('remove', md.remove_folder, 'sub')
t('exists', os.path.exists, 'M/.sub')
t('exists', mailbox.Maildir('N', create=True).list_folders)
t('no such', mailbox.Maildir, 'nope', None, False)
t('modes', lambda: [oct(os.stat('N/' + s).st_mode & 0o777) for s in ('', 'cur', 'new', 'tmp')])
b = mailbox.Maildir('N', factory=email.message_from_binary_file)
b.add('S: fac\n\n')
t('factory', lambda: [type(m).__name__ for m in b])
b = mailbox.mbox('box', factory=mailbox.mboxMessage)
t('factory', lambda: [(type(m).__name__, m.items()) for m in b])

print('== mh')
mh = mailbox.MH('H')
for n in (1, 2, 3, 7, 12):
    open(f'H/{n}', 'w').write(f'S: {n}\n\nbody\n')
open('H/notes', 'w').close(); open('H/,9', 'w').close(); os.mkdir('H/folder')
t('keys', mh.keys)
t('folders', lambda: sorted(mh.list_folders()))
open('H/.mh_sequences', 'w').write('unseen: 1-3 12\nodd: 7 99 3\ncur: 12\nempty:\n')
t('sequences', mh.get_sequences)
t('message', lambda: [(k, m.get_sequences()) for k, m in mh.items()])
t('add', mh.add, 'S: new\n\n')
t('len', lambda: (len(mh), 7 in mh, '7' in mh, 8 in mh))
m = mh[3]
m.add_sequence('replied'); m.add_sequence('replied'); m.remove_sequence('unseen'); m.remove_sequence('never')
mh[3] = m
t('sequences', lambda: (mh.get_sequences(), open('H/.mh_sequences').read()))
mh.remove(12)
t('sequences', mh.get_sequences)
t('pack', mh.pack)
t('packed', lambda: (mh.keys(), mh.get_sequences(), [m['s'] for m in mh], sorted(os.listdir('H'))))
t('pack again', lambda: (mh.pack(), mh.keys())[1])
for call in ('remove(99)', 'get_bytes(99)', 'get_file(99)', "get_message('a')", '__setitem__(99, "x")', "get_folder('none')", "remove_folder('folder')", "remove_folder('none')", "discard(99)", "get(99, 5)"):
    t(call, lambda: eval('mh.' + call))
mh.set_sequences({'r': [5, 3, 1, 2], 's': (4,), 'd': [2, 2, 3]})
t('written', lambda: open('H/.mh_sequences').read())
mh.lock()
mh.add('S: locked\n\n'); mh[1] = b'S: one\n\nx\n'; mh.remove(2)
mh.unlock()
t('keys', mh.keys)
t('no such', mailbox.MH, 'nope', create=False)
t('modes', lambda: [oct(os.stat(p).st_mode & 0o777) for p in ('H', 'H/.mh_sequences', 'H/1')][:2])
f = mh.add_folder('deep')
f.add('S: in\n\n'); f.close()
t('folder', lambda: (mh.get_folder('deep').keys(), sorted(os.listdir('H/deep'))))
mh.close()
t('empty', lambda: (mailbox.MH('H2').get_sequences(), mailbox.MH('H2').keys(), mailbox.MH('H2').add('x')))

print('== messages')
for cls in (mailbox.Message, mailbox.MaildirMessage, mailbox.mboxMessage, mailbox.MMDFMessage, mailbox.MHMessage, mailbox.BabylMessage):
    for item in (None, 'S: 1\n\nx', b'S: 1\n\nx', io.BytesIO(b'S: 1\n\nx'), io.StringIO('S: 1\n\nx'), email.message_from_string('From u\nS: 1\n\nx'), 3):
        t(cls.__name__, lambda: (lambda m: (m.items(), m.get_payload(), m.get_unixfrom()))(cls(item)))
    m = cls('S: 1\n\nx')
    n = pickle.loads(pickle.dumps(copy.deepcopy(m)))
    t('copied', lambda: (type(n).__name__, n.items(), sorted(k for k in n.__dict__ if k in ('_from', '_labels', '_visible', '_sequences', '_info', '_subdir', '_date'))))
m = mailbox.mboxMessage('S: 1\n\n')
for flags in ('', 'R', 'RO', 'OR', 'AFD', 'DFA', 'xRy', 'ROxDFA', 'AR'):
    m.set_flags(flags)
    t('flags', lambda: (flags, m.get_flags(), m.items()))
m.add_flag('F'); t('add', lambda: (m.get_flags(), m.items()))
m.remove_flag('RA'); t('remove', lambda: (m.get_flags(), m.items()))
m.remove_flag('F'); t('remove', lambda: (m.get_flags(), m.items()))
m = mailbox.mboxMessage('Status: RO\nX-Status: A\nS: 1\n\n')
t('flags', m.get_flags)
m.set_flags('D'); t('flags', m.items)
m.set_from('you'); t('from', lambda: (m.get_from(), m.get_unixfrom()))
m.set_from('you', time.gmtime(0)); t('from', m.get_from)
m.set_from('you', (2020, 1, 2, 3, 4, 5, 3, 2, 0)); t('from', m.get_from)
t('from', lambda: (m.set_from('you', True), re.sub(r'\d', '9', m.get_from())[:4])[1])
m = mailbox.mboxMessage('S: 1\n\n'); m.set_from('a', time.gmtime(1234567890))
t('dates', lambda: mailbox.MaildirMessage(m).get_date())
m.set_from('no date here')
t('dates', lambda: isinstance(mailbox.MaildirMessage(m).get_date(), float))
m = mailbox.MaildirMessage('S: 1\n\n'); m.set_date(1234567890.0)
t('dates', lambda: (mailbox.mboxMessage(m).get_from(), mailbox.MMDFMessage(m).get_from()))
m = mailbox.mboxMessage('Status: RO\nX-Status: F\nS: 1\n\n')
for cls in (mailbox.MaildirMessage, mailbox.MHMessage, mailbox.BabylMessage, mailbox.Message, mailbox.MMDFMessage):
    t('status kept', lambda: cls(m).items())
m = mailbox.BabylMessage('Subject: s\nFrom: f\nDate: d\nX: x\nReply-To: r\nTo: t\nCC: c\n\n')
t('visible', lambda: m.get_visible().items())
m.update_visible(); t('visible', lambda: m.get_visible().items())
m.set_visible('Y: y\nSubject: old\n\n'); del m['to']
m.update_visible(); t('visible', lambda: m.get_visible().items())
v = m.get_visible(); v['Z'] = 'z'; t('copy', lambda: m.get_visible().items())
m.set_visible(email.message_from_string('Q: q\n\nbody')); t('visible', lambda: (m.get_visible().items(), m.get_visible().get_payload()))
m.set_labels(x for x in ('a', 'unseen')); t('labels', m.get_labels)
m.add_label('a'); m.add_label('b'); m.remove_label('a'); m.get_labels().append('no'); t('labels', m.get_labels)
h = mailbox.MHMessage('S: 1\n\n'); h.set_sequences(['b', 'a']); t('sequences', h.get_sequences)
for bad in ("mailbox.BabylMessage().add_label(1)", "mailbox.MHMessage().add_sequence(None)", "mailbox.MaildirMessage().set_info(b'')", "mailbox.MaildirMessage().set_subdir('tmp')", "mailbox.mboxMessage().set_flags(1)", "mailbox.Mailbox('x')[1]", "mailbox.Mailbox('x').get_bytes(1)", "mailbox.Mailbox('x').get_file(1)", "mailbox.Mailbox('x').lock()", "mailbox.Mailbox('x').keys()", "mailbox.Mailbox('x').get(1)", "1 in mailbox.Mailbox('x')", "mailbox.Mailbox('x').flush()", "mailbox.Mailbox('x').discard(1)", "mailbox.Mailbox('x').remove(1)", "mailbox.Mailbox('x').__setitem__(1, 2)", "mailbox.Mailbox('x').get_string(1)"):
    t(bad, eval, bad)
t('path', lambda: mailbox.Mailbox('~')._path == os.path.expanduser('~'))


class Own(mailbox.Mailbox):
    def __init__(self):
        super().__init__('own')
        self.data = {}

    def add(self, message):
        self.data[len(self.data)] = message
        return len(self.data) - 1

    def iterkeys(self):
        return iter(list(self.data))

    def __contains__(self, key):
        return key in self.data

    def __len__(self):
        return len(self.data)

    def get_bytes(self, key):
        return self.data[key].encode()

    def get_message(self, key):
        return mailbox.Message(self.get_bytes(key))

    def remove(self, key):
        del self.data[key]


own = Own()
own.add('S: 1\n\nx'); own.add('S: 2\n\ny')
t('own', lambda: ([m['s'] for m in own], own.get_string(0), own.keys(), own.get(7), own.pop(0)['s'], own.popitem()[0], len(own)))
t('own', own.get_bytes, 5)
os.chdir('/')
shutil.rmtree(HOME)
