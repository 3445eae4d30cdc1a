# smtplib and poplib against scripts: every command, refusals, logins, what is sent for which message.
import contextlib, email.policy, io, poplib, re, smtplib
from email.message import EmailMessage


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e} {e.args!r}'
    print(label, r[:500])


class Wire:
    """A socket whose peer says what a list says."""

    def __init__(self, replies):
        self.replies, self.sent, self.closed = io.BytesIO(b''.join(r + b'\r\n' for r in replies)), [], False

    def makefile(self, mode):
        return self.replies

    def sendall(self, data):
        if self.closed:
            raise OSError('gone')
        self.sent.append(data)

    def shutdown(self, how):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def session(*replies, cls=smtplib.SMTP, esmtp=()):
    s = cls(local_hostname='me.here')
    s.sock = s.wire = Wire([r.encode() for r in replies])
    if esmtp:
        s.ehlo_resp, s.does_esmtp = b'', True
        s.esmtp_features = {name: '' for name in esmtp}
    return s

print('== replies')
for reply in ('250 ok', '250-a\r\n250-b\r\n250 c', '250', '25', 'abc', '250-only', '-1 x', '250  spaces \t', '250 ' + 'x' * 9000, '999-x\r\n250 y'):
    s = session(reply)
    t(reply[:20], s.getreply)
t('eof', session().getreply)
t('no socket', smtplib.SMTP(local_hostname='x').send, 'x')
for args in (('x\n',), ('x', 'a\rb'), ('x', 'a'), ('x', '')):
    s = session()
    t(args, s.putcmd, *args)
    print('  ', s.wire.sent)
s = session()
s.wire.closed = True
t('closed', s.send, b'x')

print('== commands')
for call, replies in (('helo()', ['250 hi']), ('helo("n")', ['500 no']), ('ehlo()', ['250-me\r\n250-SIZE 100\r\n250-AUTH PLAIN\r\n250-AUTH=LOGIN CRAM-MD5\r\n250-8BITMIME\r\n250-X-y\r\n250--bad\r\n250 SMTPUTF8']), ('ehlo("q")', ['502 no']), ('ehlo()', ['']), ('help()', ['214 help']), ('help("x")', ['214-a\r\n214 b']), ('rset()', ['250 x']), ('noop()', ['250 x']),
                      ('mail("a@b")', ['250 x']), ('mail("A <a@b>", ["x=y"])', ['250 x']), ('rcpt("<a@b>")', ['250 x']), ('rcpt("a@b", ["N"])', ['550 x']), ('verify("A <a@b>")', ['252 x']), ('expn("list")', ['250-a\r\n250 b']), ('data("x")', ['354 go', '250 ok']), ('data(".a\\n.b\\r\\n..c\\r")', ['354 go', '250 ok']), ('data(b"\\xff\\r\\n.")', ['354 go', '550 no']),
                      ('data("x")', ['500 no']), ('data("é")', ['354 go', '250 ok']), ('quit()', ['221 bye']), ('docmd("X", "y")', ['200 z']), ('ehlo_or_helo_if_needed()', ['500 no', '250 ok']), ('ehlo_or_helo_if_needed()', ['500 no', '501 no']), ('login("u", "p")', ['250 nothing']), ('starttls()', ['250-x\r\n250 STARTTLS', '454 no']), ('starttls()', ['250 x']),
                      ('login("u", "p")', ['250-x\r\n250 AUTH NTLM']), ('login("u", "p")', ['250-x\r\n250 AUTH PLAIN LOGIN CRAM-MD5', '334 PDEyMz4=', '235 in']), ('login("u", "p")', ['250-x\r\n250 AUTH PLAIN LOGIN', '535 no', '334 VXNlcm5hbWU6', '235 in']), ('login("u", "p", initial_response_ok=False)', ['250-x\r\n250 AUTH LOGIN', '334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '503 already']),
                      ('login("u", "p")', ['250-x\r\n250 AUTH PLAIN LOGIN', '535 no', '536 no']), ('auth("X", lambda c=None: "z")', ['334 YQ=='] * 9), ('auth("x", lambda c=None: None if c is None else c.decode())', ['334 YWJj', '235 ok'])):
    s = session(*replies)
    t(call, lambda: eval('s.' + call))
    print('  ', s.wire.sent, s.helo_resp, s.ehlo_resp, s.esmtp_features, s.does_esmtp, s.sock is None)
for options in (('SMTPUTF8',), ('BODY=8BITMIME', 'smtputf8')):
    for features in (('size',), ('smtputf8',)):
        s = session('250 x', esmtp=features)
        t((options, features), s.mail, 'é@b', options)
        print('  ', s.wire.sent, s.command_encoding)

print('== sending')
for to, replies in (('x@y', ['250 m', '250 r', '354 d', '250 ok']), (['x@y', 'z@w'], ['250 m', '250 r', '550 r', '354 d', '250 ok']), (['x@y', 'z@w'], ['250 m', '551 r', '550 r', '250 rset']), ('x@y', ['500 m', '250 rset']), ('x@y', ['421 m']), (['x@y', 'z@w'], ['250 m', '421 r']), ('x@y', ['250 m', '251 r', '354 d', '554 no', '250 rset']), ('x@y', ['250 m', '250 r', '451 d']), ('x@y', ['250 m', '250 r', '354 d', '421 no']), ('x@y', ['500 m'])):
    s = session(*replies, esmtp=('size', 'x'))
    t((to, replies[:3]), s.sendmail, 'a@b', to, 'S: x\n\n.body\n', ['OPT'], ['NOTIFY'])
    print('  ', s.wire.sent, s.sock is None)
s = session('250 m', '250 r', '354 d', '250 ok')
s.helo_resp = b''
t('no esmtp', s.sendmail, 'a@b', 'c@d', b'x', ['OPT'])
print(s.wire.sent)
MESSAGES = {
    'plain': 'From: A <a@b>\nTo: C <c@d>, e@f\nCc: g@h\nBcc: i@j\nSubject: x\n\nbody\n.\n',
    'sender': 'From: a@b\nSender: s@t\nTo: c@d\n\nx',
    'resent': 'From: a@b\nTo: c@d\nResent-Date: x\nResent-From: r@s\nResent-To: t@u\nResent-Bcc: v@w\n\nx',
    'resent twice': 'From: a@b\nTo: c@d\nResent-Date: x\nResent-Date: y\n\nx',
    'nobody': 'From: a@b\n\nx',
}
for name, text in MESSAGES.items():
    for policy in (email.policy.compat32, email.policy.default):
        s = session('250 m', '250 r', '250 r', '250 r', '250 r', '354 d', '250 ok')
        s.helo_resp = b''
        m = email.message_from_string(text, policy=policy)
        recipients = {'plain': 4, 'sender': 1, 'resent': 2}.get(name, 0)
        s.wire.replies = io.BytesIO(b'250 m\r\n' + b'250 r\r\n' * recipients + b'354 d\r\n250 ok\r\n')
        t(name, s.send_message, m)
        print('  ', s.wire.sent, m['bcc'])
s = session('250 m', '250 r', '354 d', '250 ok')
s.helo_resp = b''
t('given', s.send_message, email.message_from_string(MESSAGES['plain']), 'x@y', ['z@w'])
print(s.wire.sent[:2])
m = EmailMessage()
m['From'], m['To'], m['Subject'] = 'é@b', 'c@d', 'ü'
m.set_content('x')
for features in (('size',), ('smtputf8',)):
    s = session('250 m', '250 r', '354 d', '250 ok', esmtp=features)
    t(('international', features), s.send_message, m)
    print('  ', s.wire.sent)

print('== the rest')
for text in ('a@b', 'A <a@b>', '<a@b>', '', '<>', '  <a', 'a b', '"A, B" <a@b>'):
    t(repr(text), smtplib.quoteaddr, text)
for text in ('.a\n..b\r\nc\rd.', 'x', ''):
    t(repr(text), smtplib.quotedata, text)
err = io.StringIO()
with contextlib.redirect_stderr(err):
    s = session('250-a\r\n250 b', '354 go', '250 ok')
    s.set_debuglevel(1)
    s.ehlo()
    s.data('x')
print(err.getvalue())
with session('221 bye') as s:
    pass
print(s.wire.sent, s.sock)
t('exit', lambda: session('500 no').__exit__())
t('exit', lambda: session().__exit__())
for cls in (smtplib.SMTP, smtplib.LMTP, smtplib.SMTP_SSL):
    t(cls.__name__, lambda: cls('127.0.0.1', 1, timeout=0))
    t(cls.__name__, lambda: (lambda s: (s.default_port, s.ehlo_msg, s.timeout is not None, s.source_address))(cls(local_hostname='q')))
t('port', smtplib.SMTP(local_hostname='x').connect, 'host:x')
t('path', smtplib.LMTP(local_hostname='x').connect, '/no/such/socket')
for e in (smtplib.SMTPResponseException(1, b'x'), smtplib.SMTPSenderRefused(1, b'x', 's'), smtplib.SMTPRecipientsRefused({'a': (1, b'')}), smtplib.SMTPHeloError(5, 'y')):
    t(type(e).__name__, lambda: (str(e), e.args, sorted(vars(e)), isinstance(e, OSError)))

print('== pop')


class Pop(poplib.POP3):
    def __init__(self, *replies, welcome='+OK hi <1@x>'):
        self.wire = Wire([welcome.encode(), *(r.encode() for r in replies)])
        super().__init__('host')

    def _create_socket(self, timeout):
        return self.wire

for call, replies in (('user("u")', ['+OK']), ('pass_("p q")', ['-ERR no']), ('stat()', ['+OK 3 120']), ('stat()', ['+OK x']), ('list()', ['+OK 2', '1 10', '2 20', '.']), ('list(2)', ['+OK 2 20']), ('retr(1)', ['+OK', 'a', '..b', '...', '', '.']), ('retr(1)', ['+OK', 'cut']), ('top(1, 0)', ['+OK', 'H: x', '.']), ('uidl()', ['+OK', '.']), ('uidl(3)', ['-ERR']), ('dele(1)', ['+OK']), ('rset()', ['+OK']), ('noop()', ['+OK']),
                      ('rpop("u")', ['+OK']), ('apop("u", "p")', ['+OK']), ('utf8()', ['+OK']), ('capa()', ['+OK', 'USER', 'SASL PLAIN LOGIN', '.']), ('capa()', ['-ERR']), ('stls()', ['+OK', 'USER', '.']), ('quit()', ['+OK bye']), ('noop()', ['* x']), ('noop()', []), ('user("a")', ['+OK ' + 'x' * 3000]), ('getwelcome()', []), ('_shortcmd("X y")', ['+OK z'])):
    p = Pop(*replies)
    t(call, lambda: eval('p.' + call))
    print('  ', p.wire.sent, p.sock is None)
t('welcome', Pop, welcome='-ERR busy')
t('apop', Pop('+OK', welcome='+OK no stamp').apop, 'u', 'p')
p = Pop('+OK', 'x', '.')
p.set_debuglevel(2)
t('debug', p.retr, 1)
t('timeout', poplib.POP3, 'h', timeout=0)
