# imaplib: odd answers, UTF-8 mode, programs instead of servers, readers that a subclass brings.
import datetime, imaplib, io, os, re, time
os.environ['TZ'] = 'EST5EDT'
time.tzset()


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, re.sub(r'[A-P]{4}(\d+)', r'TAG\1', r)[:400])


class Played(imaplib.IMAP4):
    """Reads what a list says, notes what is sent."""

    def __init__(self, *lines, caps='IMAP4rev1', hello='* OK hi'):
        self.lines, self.sent, self.down = [hello, f'* CAPABILITY {caps}', 'TAG OK', *lines], [], False
        super().__init__()

    def open(self, host='', port=143, timeout=None):
        self.host, self.port = host, port
        self.buffer = io.BytesIO()

    def fill(self):
        if self.lines:
            line = self.lines.pop(0)
            line = line.encode() if isinstance(line, str) else line
            tag = b'%s%d' % (self.tagpre, self.tagnum - 1) if hasattr(self, 'tagpre') else b''
            if line == b'TAG OK':
                line += b' done'
            line = line.replace(b'TAG', tag)
            self.buffer = io.BytesIO(line if line.endswith(b'!') else line + b'\r\n')

    def readline(self):
        line = self.buffer.readline()
        if not line:
            self.fill()
            line = self.buffer.readline()
        return line

    def read(self, size):
        data = self.buffer.read(size)
        while len(data) < size:
            self.fill()
            more = self.buffer.read(size - len(data))
            if not more:
                break
            data += more
        return data

    def send(self, data):
        self.sent.append(re.sub(rb'^[A-P]{4}\d+ ', b'', data))

    def shutdown(self):
        self.down = True


def session(*lines, state='SELECTED', **how):
    m = Played(*lines, **how)
    m.state = state
    m.sent.clear()
    return m

print('== greetings')
for hello in ('* OK', '* PREAUTH x', '* BYE x', '* NO x', '+ x', 'x', '* ok lower', '* 3 EXISTS', '*', 'abc!', ''):
    t(repr(hello), lambda: (lambda m: (m.state, m.welcome, m.capabilities, m.PROTOCOL_VERSION))(Played(hello=hello)))
for caps in ('IMAP4', 'imap4rev1 idle', 'IMAP2', ''):
    t(caps, lambda: (lambda m: (m.capabilities, m.PROTOCOL_VERSION))(Played(caps=caps)))

print('== literals and codes')
m = session('* 1 FETCH (A {3}', 'a\r', 'B {0}', 'C {2}', 'xy)', '* 2 FETCH (B)', 'TAG OK')
t('fetch', m.fetch, '1:2', 'A')
m = session('* LIST () "/" {4}', 'a\tbc', '* LIST () "/" ""', 'TAG OK')
t('list', m.list, 'dir', '%')
m = session('* OK [ALERT] careful', '* NO [TRYCREATE] x', '* OK [UNSEEN 3]', '* 172 EXISTS', '* FLAGS ()', '* SEARCH', 'TAG OK [READ-WRITE] x')
t('select', m.select, 'box')
for code in ('ALERT', 'TRYCREATE', 'UNSEEN', 'READ-WRITE', 'FLAGS', 'SEARCH', 'EXISTS', 'OK', 'NO', 'none'):
    t(code, m.response, code)
t('left', lambda: m.untagged_responses)
m = session('* 1 EXPUNGE', '* 2 EXPUNGE extra words', '* 3 RECENT', 'TAG NO [X Y] no', 'TAG OK')
t('refused', m.expunge)
t('recent', m.recent)
t('kept', lambda: m.untagged_responses)
for text in ('', 'x', '{3}', 'A1 OK x', '* {2}', '*OK', '* 1', '* 1 lower', '+', '+x', '* OK!', 'TAG OK x!', 'ABCD0 OK x'):
    t(repr(text), lambda: session(text, 'TAG OK').noop())
m = session('* BYE closing', 'TAG OK')
t('bye', m.noop)
t('bye again', m.noop)
m = session('TAG OK', '* BYE', 'TAG OK', state='AUTH')
t('logout', m.logout)
t('logout', lambda: (m.state, m.down, m.sent))
m = session('TAG OK bye', state='AUTH')
t('logout', m.logout)
m = session(state='AUTH')
t('logout at eof', m.logout)
t('long line', session(b'* OK ' + b'x' * 30).noop)
m = session('* OK [READ-ONLY] x', 'TAG OK', 'TAG OK')
t('noop', m.noop)
t('read only', m.noop)
t('state', lambda: (m.tagged_commands, m.continuation_response))

print('== commands')
m = session(*['TAG OK'] * 60)
for call in ("append('', '', '', b'x')", "append('box', '(\\\\Seen)', '\"01-Jan-2000 00:00:00 +0000\"', b'a\\rb\\nc\\r\\nd')", "getacl('m')", "getannotation('m', 'e', 'a')",
             "getquota('r')", "getquotaroot('m')", "lsub()", "myrights('m')", "partial('1', 'p', '0', '9')", "setannotation('m', 'e')", "setquota('r', 'l')",
             "sort('(DATE)', 'C', 'A', 'B')", "thread('T', 'C', 'A')", "uid('SEARCH', None, 'ALL')", "uid('copy', '1', 'm')", "uid('login', 'x')", "unsubscribe('m')",
             "copy('1', 'm')", "deleteacl('m', 'w')", "store('1', 'FLAGS', '(\\\\X)')", "rename('a', 'b')", "xatom('XTHING', 'a', None, b'c')", "xatom('noop')",
             "status('m', 'n')", "namespace()", "search(None, b'TEXT', 'x')", "close()", "proxyauth('u')", "unselect()", "login('u', 'p')", "create(b'bytes')", "delete('x y')",
             "starttls()", "enable('X')", "STARTTLS()", "LIST()", "nothing()", "XTHING()"):
    m.sent.clear()
    lines = len(m.lines)
    if call.startswith('append'):
        m.lines.insert(0, '+ go')
    t(call, lambda: eval('m.' + call))
    print('   ', m.state, [re.sub(rb'[A-P]{4}\d', b'TAG', s) for s in m.sent])
    if call.startswith(('close', 'unselect')):
        m.state = 'SELECTED' if call == 'close()' else 'NONAUTH'
m = session(*['TAG OK'] * 9, caps='IMAP4rev1 ENABLE', state='AUTH')
t('enable', m.enable, 'UTF8=ACCEPT')
t('mode', lambda: (m.utf8_enabled, m._encoding))
t('create', m.create, '\xe9')
m.state = 'SELECTED'
t('search', m.search, 'UTF-8', 'ALL')
m.lines.insert(0, '+')
t('append', m.append, '\xe9', None, None, b'x')
print(m.sent)
m = session('+ ', 'TAG NO bad \xe9', state='NONAUTH')
t('authenticate', m.authenticate, 'x', lambda c: print('challenge', c))
print(m.sent)
m = session('+ YWJj', '+ ' + 'eHl6' * 30, 'TAG OK', state='NONAUTH')
t('authenticate', m.authenticate, 'xoauth', lambda c: c * 3)
print(m.sent, m.state)
m = session('TAG NO', 'TAG NO [X] no', state='NONAUTH')
t('login', m.login, 'u', 'p')
t('login', m.login, 'u', 'p')

print('== programs')
script = "printf '* PREAUTH ready\\r\\n'; read a b; printf '* CAPABILITY IMAP4\\r\\n%s OK x\\r\\n' $a; read a b; printf '* 4 RECENT\\r\\n%s OK %s' $a \"$b\" | tr -d '\\r'; printf '\\r\\n'; read a b; printf '* BYE\\r\\n%s OK\\r\\n' $a"
with imaplib.IMAP4_stream(script) as m:
    t('stream', lambda: (m.state, m.welcome, m.recent()))
t('stream', lambda: (m.state, m.process.returncode))
t('no program', imaplib.IMAP4_stream, 'exit 3')

print('== values')
for text in (b'1 (INTERNALDATE " 1-Jan-2020 00:00:00 +0000")', b'INTERNALDATE "31-Dec-1999 23:59:59 +1400"', b'INTERNALDATE "01-Foo-2020 00:00:00 +0000"', b'INTERNALDATE "1-Jan-2020 00:00:00 +0000"'):
    t('date', lambda: tuple(imaplib.Internaldate2tuple(text)))
for value in (0, 1, 15, 16, 255, 4096, -17, 2.5):
    t('AP', imaplib.Int2AP, value)
for text in (b'FLAGS ()', b'1 (FLAGS (\\Seen \\Draft) UID 3)', b'flags (x)'):
    t('flags', imaplib.ParseFlags, text)
for moment in (1e9, 1600000000, (2020, 7, 1, 12, 0, 0, 0, 0, -1), (2020, 1, 1, 12, 0, 0, 0, 0, 0), time.localtime(1600000000), time.gmtime(0),
               datetime.datetime(2021, 3, 4, 5, 6, 7, tzinfo=datetime.timezone.utc), '"', b'"x"', [1]):
    t('internaldate', imaplib.Time2Internaldate, moment)
