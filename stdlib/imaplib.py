"""IMAP4: mail that stays on the server."""
import random
import re
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from io import DEFAULT_BUFFER_SIZE

try:
    import ssl
    HAVE_SSL = True
except ImportError:
    HAVE_SSL = False

__all__ = ['IMAP4', 'IMAP4_stream', 'Internaldate2tuple', 'Int2AP', 'ParseFlags', 'Time2Internaldate']
__version__ = '2.58'

CRLF = b'\r\n'
Debug = 0
IMAP4_PORT = 143
IMAP4_SSL_PORT = 993
AllowedVersions = ('IMAP4REV1', 'IMAP4')

_MAXLINE = 1_000_000

# In which states of a session a command is allowed: (N)ot logged in, (A)fterwards, with a mailbox (S)elected, after (L)ogout.
_STATES = {'N': 'NONAUTH', 'A': 'AUTH', 'S': 'SELECTED', 'L': 'LOGOUT'}
Commands = {
    name: tuple(_STATES[letter] for letter in letters)
    for letters, names in {
        'N': 'AUTHENTICATE LOGIN STARTTLS',
        'NASL': 'CAPABILITY LOGOUT NOOP',
        'A': 'ENABLE PROXYAUTH',
        'AS': 'APPEND CREATE DELETE DELETEACL GETACL GETANNOTATION GETQUOTA GETQUOTAROOT LIST LSUB MYRIGHTS NAMESPACE '
              'RENAME SELECT EXAMINE SETACL SETANNOTATION SETQUOTA STATUS SUBSCRIBE UNSUBSCRIBE',
        'S': 'CHECK CLOSE COPY EXPUNGE FETCH MOVE PARTIAL SEARCH SORT STORE THREAD UID UNSELECT',
    }.items()
    for name in names.split()
}

_KIND, _REST = rb'(?P<type>[A-Z-]+)', rb'( (?P<data>.*))?'
Continuation = re.compile(rb'\+' + _REST)
Response_code = re.compile(rb'\[' + _KIND + _REST + rb'\]')
Untagged_response = re.compile(rb'\* ' + _KIND + _REST)
Untagged_status = re.compile(rb'\* (?P<data>\d+) ' + _KIND + _REST.replace(b'data', b'data2'), re.ASCII)
Literal = re.compile(rb'.*{(?P<size>\d+)}$', re.ASCII)
Flags = re.compile(rb'.*FLAGS \((?P<flags>[^)]*)\)')
InternalDate = re.compile(rb'.*INTERNALDATE "(?P<day>[ 0-3]\d)-(?P<mon>[A-Z][a-z]{2})-(?P<year>\d{4})'
                          rb' (?P<hour>\d\d):(?P<min>\d\d):(?P<sec>\d\d) (?P<zonen>[-+])(?P<zoneh>\d\d)(?P<zonem>\d\d)"')
MapCRLF = re.compile(rb'\r\n|\r|\n')

_Literal, _Untagged_status = Literal.pattern, Untagged_status.pattern


def _parenthesized(text):
    return text if text.startswith('(') and text.endswith(')') else f'({text})'


class IMAP4:
    """A session with an IMAP4 server; commands return ("OK" or "NO", [data, ...])."""

    class error(Exception):
        """The command is wrong, or the server refuses it."""

    class abort(error):
        """The session is broken; a new one may go better."""

    class readonly(abort):
        """The mailbox cannot be written any more."""

    def __init__(self, host='', port=IMAP4_PORT, timeout=None):
        self.debug, self._cmd_log = Debug, deque(maxlen=10)
        self.tagged_commands = {}       # commands under way, and the answers of those that are over
        self.untagged_responses = {}    # {kind: [data, ...]}, until somebody fetches them
        self.literal = None             # what a command sends after its line
        self.continuation_response, self.tagnum, self.state = '', 0, 'LOGOUT'
        self.is_readonly = self._tls_established = False
        self._mode_ascii()
        self.open(host, port, timeout)
        try:
            self._connect()
        except Exception:
            with suppress(OSError):
                self.shutdown()
            raise

    def _connect(self):
        """Hear what the server says first, and what it can do."""
        self.tagpre = Int2AP(random.randrange(0x1000, 0x10000))
        self.tagre = re.compile(b'(?P<tag>' + self.tagpre + rb'\d+) (?P<type>[A-Z]+) (?P<data>.*)', re.ASCII)
        if __debug__:
            if self.debug >= 1:
                self._mesg('imaplib version ' + __version__)
                self._mesg(f'new IMAP4 connection, tag={self.tagpre}')
        self.welcome = self._get_response()
        for greeting, state in (('PREAUTH', 'AUTH'), ('OK', 'NONAUTH')):
            if greeting in self.untagged_responses:
                self.state = state
                break
        else:
            raise self.error(self.welcome)
        self._get_capabilities()
        if __debug__ and self.debug >= 3:
            self._mesg(f'CAPABILITIES: {self.capabilities!r}')
        self.PROTOCOL_VERSION = next((version for version in AllowedVersions if version in self.capabilities), None)
        if self.PROTOCOL_VERSION is None:
            raise self.error('server not IMAP4 compliant')

    def _mode_ascii(self):
        self.utf8_enabled, self._encoding = False, 'ascii'
        self.Literal, self.Untagged_status = Literal, Untagged_status

    def _mode_utf8(self):
        self.utf8_enabled, self._encoding = True, 'utf-8'
        self.Literal, self.Untagged_status = re.compile(_Literal), re.compile(_Untagged_status)

    def __getattr__(self, attr):
        if attr not in Commands:
            raise AttributeError(f"Unknown IMAP4 command: '{attr}'")
        return getattr(self, attr.lower())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.state != 'LOGOUT':
            with suppress(OSError):
                self.logout()

    # The connection: a subclass may bring its own.

    def _create_socket(self, timeout):
        if timeout == 0:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        sys.audit('imaplib.open', self, self.host, self.port)
        limit = {} if timeout is None else {'timeout': timeout}
        return socket.create_connection((self.host or None, self.port), **limit)

    def open(self, host='', port=IMAP4_PORT, timeout=None):
        """Connect."""
        self.host, self.port = host, port
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')

    def read(self, size):
        """size bytes from the server."""
        return self.file.read(size)

    def readline(self):
        """A line from the server."""
        if len(line := self.file.readline(_MAXLINE + 1)) > _MAXLINE:
            raise self.error(f'got more than {_MAXLINE} bytes')
        return line

    def send(self, data):
        """Bytes to the server."""
        sys.audit('imaplib.send', self, data)
        self.sock.sendall(data)

    def shutdown(self):
        """Close the connection."""
        import errno
        self.file.close()
        with self.sock as sock:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError as exc:
                if exc.errno != errno.ENOTCONN and getattr(exc, 'winerror', 0) != 10022:
                    raise

    def socket(self):
        """The socket."""
        return self.sock

    # Commands

    def recent(self):
        """The latest RECENT response; asks the server if there was none."""
        known = self._untagged_response('OK', [None], 'RECENT')
        if known[1][-1]:
            return known
        return self._run('NOOP', reply='RECENT')

    def response(self, code):
        """The responses of a kind, which are forgotten then."""
        return self._untagged_response(code, [None], code.upper())

    def append(self, mailbox, flags, date_time, message):
        """Add a message to a mailbox."""
        message = MapCRLF.sub(CRLF, message)
        self.literal = b'UTF8 (' + message + b')' if self.utf8_enabled else message
        return self._run('APPEND', mailbox or 'INBOX', _parenthesized(flags) if flags else None,
                                    Time2Internaldate(date_time) if date_time else None)

    def authenticate(self, mechanism, authobject):
        """Log in by a mechanism; authobject answers the server's challenges."""
        self.literal = _Authenticator(authobject).process
        return self._run_login('AUTHENTICATE', mechanism.upper(), reason=lambda text: text.decode('utf-8', 'replace'))

    def capability(self):
        """What the server can do."""
        return self._run('CAPABILITY', reply='CAPABILITY')

    def check(self):
        """Let the server write what it has not written yet."""
        return self._run('CHECK')

    def close(self):
        """Close the mailbox; messages marked as deleted are removed."""
        return self._leave('CLOSE')

    def copy(self, message_set, new_mailbox):
        """Copy messages to a mailbox."""
        return self._run('COPY', message_set, new_mailbox)

    def create(self, mailbox):
        """Make a mailbox."""
        return self._run('CREATE', mailbox)

    def delete(self, mailbox):
        """Delete a mailbox."""
        return self._run('DELETE', mailbox)

    def deleteacl(self, mailbox, who):
        """Take somebody's rights for a mailbox away."""
        return self._run('DELETEACL', mailbox, who)

    def enable(self, capability):
        """Switch an extension on."""
        if 'ENABLE' not in self.capabilities:
            raise self.error('Server does not support ENABLE')
        answer = self._run('ENABLE', capability)
        if answer[0] == 'OK' and 'UTF8=ACCEPT' in capability.upper():
            self._mode_utf8()
        return answer

    def expunge(self):
        """Remove messages that are marked as deleted."""
        return self._run('EXPUNGE', reply='EXPUNGE')

    def fetch(self, message_set, message_parts):
        """Parts of messages."""
        return self._run('FETCH', message_set, message_parts, reply='FETCH')

    def getacl(self, mailbox):
        """The rights for a mailbox."""
        return self._run('GETACL', mailbox, reply='ACL')

    def getannotation(self, mailbox, entry, attribute):
        """Annotations of a mailbox."""
        return self._run('GETANNOTATION', mailbox, entry, attribute, reply='ANNOTATION')

    def getquota(self, root):
        """What a quota root may use."""
        return self._run('GETQUOTA', root, reply='QUOTA')

    def getquotaroot(self, mailbox):
        """The quota roots of a mailbox, and what they may use."""
        typ, dat = self._run('GETQUOTAROOT', mailbox)
        quota = self._untagged_response(typ, dat, 'QUOTA')
        roots = self._untagged_response(typ, dat, 'QUOTAROOT')
        return quota[0], [roots[1], quota[1]]

    def list(self, directory='""', pattern='*'):
        """The names of mailboxes."""
        return self._run('LIST', directory, pattern, reply='LIST')

    def login(self, user, password):
        """Log in with a password."""
        return self._run_login('LOGIN', user, self._quote(password))

    def login_cram_md5(self, user, password):
        """Log in without sending the password."""
        import hmac
        self.user, self.password = user, password
        key = password.encode() if isinstance(password, str) else password
        return self.authenticate('CRAM-MD5', lambda challenge: f'{user} {hmac.new(key, challenge, "md5").hexdigest()}')

    def logout(self):
        """Say goodbye and close."""
        self.state = 'LOGOUT'
        farewell = self._run('LOGOUT')
        self.shutdown()
        return farewell

    def lsub(self, directory='""', pattern='*'):
        """The names of mailboxes one has subscribed to."""
        return self._run('LSUB', directory, pattern, reply='LSUB')

    def myrights(self, mailbox):
        """One's own rights for a mailbox."""
        return self._run('MYRIGHTS', mailbox, reply='MYRIGHTS')

    def namespace(self):
        """Where names begin."""
        return self._run('NAMESPACE', reply='NAMESPACE')

    def noop(self):
        """Nothing, to stay alive and hear news."""
        if __debug__ and self.debug >= 3:
            self._dump_ur(self.untagged_responses)
        return self._run('NOOP')

    def partial(self, message_num, message_part, start, length):
        """A piece of a part of a message (obsolete)."""
        return self._run('PARTIAL', message_num, message_part, start, length, reply='FETCH')

    def proxyauth(self, user):
        """Act for another user."""
        return self._run('PROXYAUTH', user)

    def rename(self, oldmailbox, newmailbox):
        """Rename a mailbox."""
        return self._run('RENAME', oldmailbox, newmailbox)

    def search(self, charset, *criteria):
        """The numbers of messages that fit."""
        if not charset:
            return self._run('SEARCH', *criteria, reply='SEARCH')
        if self.utf8_enabled:
            raise self.error('Non-None charset not valid in UTF8 mode')
        return self._run('SEARCH', 'CHARSET', charset, *criteria, reply='SEARCH')

    def select(self, mailbox='INBOX', readonly=False):
        """Choose a mailbox: how many messages it has."""
        self.untagged_responses = {}
        self.is_readonly = readonly
        typ, dat = self._run('EXAMINE' if readonly else 'SELECT', mailbox)
        self.state = 'SELECTED' if typ == 'OK' else 'AUTH'
        if typ != 'OK':
            return typ, dat
        if 'READ-ONLY' in self.untagged_responses and not readonly:
            if __debug__ and self.debug >= 1:
                self._dump_ur(self.untagged_responses)
            raise self.readonly(f'{mailbox} is not writable')
        return typ, self.untagged_responses.get('EXISTS', [None])

    def setacl(self, mailbox, who, what):
        """Set somebody's rights for a mailbox."""
        return self._run('SETACL', mailbox, who, what)

    def setannotation(self, *args):
        """Set annotations of a mailbox."""
        return self._run('SETANNOTATION', *args, reply='ANNOTATION')

    def setquota(self, root, limits):
        """Set what a quota root may use."""
        return self._run('SETQUOTA', root, limits, reply='QUOTA')

    def sort(self, sort_criteria, charset, *search_criteria):
        """The numbers of messages that fit, in an order."""
        return self._run('SORT', _parenthesized(sort_criteria), charset, *search_criteria, reply='SORT')

    def starttls(self, ssl_context=None):
        """Go on with TLS."""
        for wrong, kind, text in (
            (not HAVE_SSL, self.error, 'SSL support missing'),
            (self._tls_established, self.abort, 'TLS session already established'),
            ('STARTTLS' not in self.capabilities, self.abort, 'TLS not supported by server'),
        ):
            if wrong:
                raise kind(text)
        context = ssl_context or ssl._create_stdlib_context()
        answer = self._run('STARTTLS')
        if answer[0] != 'OK':
            raise self.error("Couldn't establish TLS session")
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        self._get_capabilities()
        return self._untagged_response(*answer, 'STARTTLS')

    def status(self, mailbox, names):
        """What is known about a mailbox."""
        return self._run('STATUS', mailbox, names, reply='STATUS')

    def store(self, message_set, command, flags):
        """Change flags of messages."""
        return self._run('STORE', message_set, command, _parenthesized(flags), reply='FETCH')

    def subscribe(self, mailbox):
        """Subscribe to a mailbox."""
        return self._run('SUBSCRIBE', mailbox)

    def thread(self, threading_algorithm, charset, *search_criteria):
        """The numbers of messages that fit, by conversation."""
        return self._run('THREAD', threading_algorithm, charset, *search_criteria, reply='THREAD')

    def uid(self, command, *args):
        """A command with unique ids instead of numbers."""
        command = command.upper()
        if command not in Commands:
            raise self.error(f'Unknown IMAP4 UID command: {command}')
        self._check_state(command)
        return self._run('UID', command, *args, reply=command if command in ('SEARCH', 'SORT', 'THREAD') else 'FETCH')

    def unsubscribe(self, mailbox):
        """Unsubscribe from a mailbox."""
        return self._run('UNSUBSCRIBE', mailbox)

    def unselect(self):
        """Leave the mailbox; nothing is removed."""
        return self._leave('UNSELECT')

    def xatom(self, name, *args):
        """A command that this module does not know."""
        name = name.upper()
        Commands.setdefault(name, (self.state,))
        return self._run(name, *args)

    # How a command is sent and answered

    def _simple_command(self, name, *args):
        return self._command_complete(name, self._command(name, *args))

    def _run(self, name, *args, reply=None):
        """Send a command: its answer, or the untagged responses of a kind that came with it."""
        answer = self._simple_command(name, *args)
        return self._untagged_response(*answer, reply) if reply else answer

    def _run_login(self, name, *args, reason=lambda text: text):
        """Send a command that logs in; a refusal is raised."""
        answer = self._run(name, *args)
        if answer[0] != 'OK':
            raise self.error(reason(answer[1][-1]))
        self.state = 'AUTH'
        return answer

    def _leave(self, name):
        try:
            return self._simple_command(name)
        finally:
            self.state = 'AUTH'

    def _check_state(self, name):
        if self.state not in (allowed := Commands[name]):
            raise self.error(f'command {name} illegal in state {self.state}, only allowed in states {", ".join(allowed)}')

    def _command(self, name, *args):
        """Send a command: its tag. What follows its line goes out when the server has asked for it."""
        literal, answer = None, None
        try:
            self._check_state(name)
        except self.error:
            self.literal = None
            raise
        for status in ('OK', 'NO', 'BAD'):
            self.untagged_responses.pop(status, None)
        if 'READ-ONLY' in self.untagged_responses and not self.is_readonly:
            raise self.readonly('mailbox status changed to READ-ONLY')
        tag = self._new_tag()
        words = [tag, name, *(arg for arg in args if arg is not None)]
        line = b' '.join(word.encode(self._encoding) if isinstance(word, str) else word for word in words)
        literal, self.literal = self.literal, None
        if callable(literal):
            answer = literal
        elif literal is not None:
            line += b' {%d}' % len(literal)
        if __debug__:
            (self._mesg if self.debug >= 4 else self._log)(f'> {line!r}')
        self._send_or_abort(line + CRLF)
        while literal is not None:
            while self._get_response():
                if self.tagged_commands[tag]:       # refused
                    return tag
            if answer:
                literal = answer(self.continuation_response)
            if __debug__ and self.debug >= 4:
                self._mesg(f'write literal size {len(literal)}')
            self._send_or_abort(literal)
            self._send_or_abort(CRLF)
            if not answer:
                break
        return tag

    def _send_or_abort(self, data):
        try:
            self.send(data)
        except OSError as error:
            raise self.abort(f'socket error: {error}') from None

    def _command_complete(self, name, tag):
        leaving = name == 'LOGOUT'
        if not leaving:
            self._check_bye()
        try:
            typ, data = self._get_tagged_response(tag, expect_bye=leaving)
        except self.error as error:
            kind = self.abort if isinstance(error, self.abort) else self.error
            raise kind(f'command: {name} => {error}') from None
        if not leaving:
            self._check_bye()
        if typ == 'BAD':
            raise self.error(f'{name} command error: {typ} {data}')
        return typ, data

    def _get_tagged_response(self, tag, expect_bye=False):
        """Read until the answer to a command is there."""
        while (answer := self.tagged_commands[tag]) is None:
            if expect_bye and (farewell := self.untagged_responses.pop('BYE', None)) is not None:
                return 'BYE', farewell
            self._check_bye()
            try:
                self._get_response()
            except self.abort:
                if __debug__ and self.debug >= 1:
                    self.print_log()
                raise
        del self.tagged_commands[tag]
        return answer

    def _get_response(self):
        """Read a response and note it: its line, or None if the server wants to be told more."""
        line = self._get_line()
        if self._match(self.tagre, line):
            tag = self.mo['tag']
            if tag not in self.tagged_commands:
                raise self.abort(f'unexpected tagged response: {line!r}')
            typ, data = self._status(), self.mo['data']
            self.tagged_commands[tag] = typ, [data]
        elif self._match(Untagged_response, line) or self._match(self.Untagged_status, line):
            typ, data = self._status(), self.mo['data'] or b''
            if self.mo.re is self.Untagged_status and self.mo['data2']:
                data += b' ' + self.mo['data2']
            while self._match(self.Literal, data):
                size = int(self.mo['size'])
                if __debug__ and self.debug >= 4:
                    self._mesg(f'read literal size {size}')
                self._append_untagged(typ, (data, self.read(size)))
                data = self._get_line()
            self._append_untagged(typ, data)
        elif self._match(Continuation, line):
            self.continuation_response = self.mo['data']
            return None
        else:
            raise self.abort(f'unexpected response: {line!r}')
        if typ in ('OK', 'NO', 'BAD') and self._match(Response_code, data):
            self._append_untagged(self._status(), self.mo['data'])
        if __debug__ and self.debug >= 1 and typ in ('NO', 'BAD', 'BYE'):
            self._mesg(f'{typ} response: {data!r}')
        return line

    def _status(self):
        return self.mo['type'].decode(self._encoding)

    def _match(self, cre, s):
        """Whether a text begins as a pattern says; self.mo is the match then."""
        self.mo = cre.match(s)
        if __debug__ and self.mo is not None and self.debug >= 5:
            self._mesg(f'\tmatched {cre.pattern!r} => {self.mo.groups()!r}')
        return self.mo is not None

    def _get_line(self):
        raw = self.readline()
        line = raw.removesuffix(CRLF)
        if line == raw:
            raise self.abort(f'socket error: unterminated line: {raw!r}' if raw else 'socket error: EOF')
        if __debug__:
            (self._mesg if self.debug >= 4 else self._log)(f'< {line!r}')
        return line

    def _append_untagged(self, typ, dat):
        dat = b'' if dat is None else dat
        if __debug__ and self.debug >= 5:
            self._mesg(f'untagged_responses[{typ}] {len(self.untagged_responses.get(typ, ""))} += ["{dat!r}"]')
        self.untagged_responses.setdefault(typ, []).append(dat)

    def _untagged_response(self, typ, dat, name):
        """What a command says and the responses of a kind, which are forgotten; its answer if it was refused."""
        if typ == 'NO':
            return typ, dat
        found = self.untagged_responses.pop(name, [None])
        if __debug__ and self.debug >= 5 and found != [None]:
            self._mesg(f'untagged_responses[{name}] => {found}')
        return typ, found

    def _check_bye(self):
        if farewell := self.untagged_responses.get('BYE'):
            raise self.abort(farewell[-1].decode(self._encoding, 'replace'))

    def _get_capabilities(self):
        found = self.capability()[1]
        if found == [None]:
            raise self.error('no CAPABILITY response from server')
        self.capabilities = tuple(found[-1].decode(self._encoding).upper().split())

    def _new_tag(self):
        tag = self.tagpre + b'%d' % self.tagnum
        self.tagnum += 1
        self.tagged_commands[tag] = None
        return tag

    def _quote(self, arg):
        escaped = re.sub(r'([\\"])', r'\\\1', arg)
        return f'"{escaped}"'

    if __debug__:
        def _mesg(self, s, secs=None):
            now = time.time() if secs is None else secs
            stamp = time.strftime('%M:%S', time.localtime(now))
            print(f'  {stamp}.{int(now * 100) % 100:02d} {s}', file=sys.stderr, flush=True)

        def _dump_ur(self, untagged_resp_dict):
            if untagged_resp_dict:
                items = (f'{kind}: {data!r}' for kind, data in untagged_resp_dict.items())
                self._mesg('untagged responses dump:' + ''.join('\n\t\t' + item for item in items))

        def _log(self, line):
            self._cmd_log.append((line, time.time()))

        def print_log(self):
            """Print the last lines that were sent and read."""
            self._mesg(f'last {len(self._cmd_log)} IMAP4 interactions:')
            for entry in self._cmd_log:
                self._mesg(*entry)


if HAVE_SSL:
    class IMAP4_SSL(IMAP4):
        """A session over TLS from the start."""

        def __init__(self, host='', port=IMAP4_SSL_PORT, *, ssl_context=None, timeout=None):
            self.ssl_context = ssl_context or ssl._create_stdlib_context()
            super().__init__(host, port, timeout)

        def _create_socket(self, timeout):
            return self.ssl_context.wrap_socket(super()._create_socket(timeout), server_hostname=self.host)

        def open(self, host='', port=IMAP4_SSL_PORT, timeout=None):
            """Connect."""
            super().open(host, port, timeout)

    __all__.append('IMAP4_SSL')


class IMAP4_stream(IMAP4):
    """A session with a program on this machine: its standard streams."""

    def __init__(self, command):
        self.command = command
        super().__init__()

    def open(self, host=None, port=None, timeout=None):
        """Start the program."""
        self.host = self.port = self.sock = self.file = None
        self.process = subprocess.Popen(self.command, bufsize=DEFAULT_BUFFER_SIZE, shell=True, close_fds=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.writefile, self.readfile = self.process.stdin, self.process.stdout

    def read(self, size):
        """size bytes from the program."""
        return self.readfile.read(size)

    def readline(self):
        """A line from the program."""
        return self.readfile.readline()

    def send(self, data):
        """Bytes to the program."""
        self.writefile.write(data)
        self.writefile.flush()

    def shutdown(self):
        """Close the streams and wait for the program."""
        for stream in (self.readfile, self.writefile):
            stream.close()
        self.process.wait()


class _Authenticator:
    """Between the server's challenges in base 64 and a function that answers them."""

    def __init__(self, mechinst):
        self.mech = mechinst

    def process(self, data):
        """The answer to a challenge."""
        answer = self.mech(self.decode(data))
        return b'*' if answer is None else self.encode(answer)

    def encode(self, inp):
        """In base 64, on one line."""
        import binascii
        return binascii.b2a_base64(inp.encode('utf-8') if isinstance(inp, str) else inp, newline=False)

    def decode(self, inp):
        """What base 64 stands for."""
        import binascii
        return binascii.a2b_base64(inp) if inp else b''


Months = ['', *'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()]
Mon2num = {name.encode(): number for number, name in enumerate(Months) if name}


def Internaldate2tuple(resp):
    """The local time of an INTERNALDATE response; None if it is none."""
    if not (found := InternalDate.match(resp)):
        return None
    import calendar
    number = {name: int(value) for name, value in found.groupdict().items() if name not in ('mon', 'zonen')}
    utc = calendar.timegm((number['year'], Mon2num[found['mon']], number['day'], number['hour'], number['min'], number['sec']))
    ahead = (number['zoneh'] * 60 + number['zonem']) * 60
    return time.localtime(utc + ahead if found['zonen'] == b'-' else utc - ahead)


def Int2AP(num):
    """A number written with the letters A to P."""
    digits = f'{abs(int(num)):x}' if num else ''
    return digits.translate(str.maketrans('0123456789abcdef', 'ABCDEFGHIJKLMNOP')).encode()


def ParseFlags(resp):
    """The flags of a FLAGS response."""
    found = Flags.match(resp)
    return tuple(found['flags'].split()) if found else ()


def Time2Internaldate(date_time):
    """A moment (seconds, struct_time, aware datetime) as APPEND wants it; texts between quotes stay."""
    from datetime import datetime, timedelta, timezone
    match date_time:
        case str() if date_time[:1] == date_time[-1:] == '"':
            return date_time
        case int() | float():
            moment = datetime.fromtimestamp(date_time, timezone.utc).astimezone()
        case tuple():
            ahead = getattr(date_time, 'tm_gmtoff', None)
            if ahead is None:
                ahead = time.localtime(time.mktime(date_time)).tm_gmtoff
            moment = datetime(*date_time[:6], tzinfo=timezone(timedelta(seconds=ahead)))
        case datetime():
            moment = date_time
            if moment.tzinfo is None:
                raise ValueError('date_time must be aware')
        case _:
            raise ValueError('date_time not of a known type')
    return moment.strftime(f'"%d-{Months[moment.month]}-%Y %H:%M:%S %z"')
