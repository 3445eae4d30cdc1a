"""IMAP4: mail that stays on the server."""
import binascii
import calendar
import errno
import random
import re
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from io import DEFAULT_BUFFER_SIZE

try:
    import ssl
    HAVE_SSL = True
except ImportError:
    HAVE_SSL = False

__all__ = ["IMAP4", "IMAP4_stream", "Internaldate2tuple", "Int2AP", "ParseFlags", "Time2Internaldate"]

CRLF = b'\r\n'
Debug = 0
IMAP4_PORT = 143
IMAP4_SSL_PORT = 993
AllowedVersions = ('IMAP4REV1', 'IMAP4')
_MAXLINE = 1000000

# The states that a command needs.
Commands = {}
for _states, _names in (
        (('NONAUTH', 'AUTH', 'SELECTED', 'LOGOUT'), 'CAPABILITY LOGOUT NOOP'),
        (('NONAUTH',), 'AUTHENTICATE LOGIN STARTTLS'),
        (('AUTH',), 'ENABLE'),
        (('SELECTED',), 'CHECK CLOSE COPY EXPUNGE FETCH MOVE PARTIAL SEARCH SORT STORE THREAD UID UNSELECT'),
        (('AUTH', 'SELECTED'), 'APPEND CREATE DELETE DELETEACL EXAMINE GETACL GETANNOTATION GETQUOTA GETQUOTAROOT '
                               'LIST LSUB MYRIGHTS NAMESPACE RENAME SELECT SETACL SETANNOTATION SETQUOTA STATUS '
                               'SUBSCRIBE UNSUBSCRIBE'),
        (('AUTH',), 'PROXYAUTH')):
    for _name in _names.split():
        Commands[_name] = _states
del _states, _names, _name

Continuation = re.compile(br'\+( (?P<data>.*))?')
Flags = re.compile(br'.*FLAGS \((?P<flags>[^\)]*)\)')
InternalDate = re.compile(br'.*INTERNALDATE "'
                          br'(?P<day>[ 0123][0-9])-(?P<mon>[A-Z][a-z][a-z])-(?P<year>[0-9][0-9][0-9][0-9])'
                          br' (?P<hour>[0-9][0-9]):(?P<min>[0-9][0-9]):(?P<sec>[0-9][0-9])'
                          br' (?P<zonen>[-+])(?P<zoneh>[0-9][0-9])(?P<zonem>[0-9][0-9])'
                          br'"')
Literal = re.compile(br'.*{(?P<size>\d+)}$', re.ASCII)
MapCRLF = re.compile(br'\r\n|\r|\n')
Response_code = re.compile(br'\[(?P<type>[A-Z-]+)( (?P<data>.*))?\]')
Untagged_response = re.compile(br'\* (?P<type>[A-Z-]+)( (?P<data>.*))?')
Untagged_status = re.compile(br'\* (?P<data>\d+) (?P<type>[A-Z-]+)( (?P<data2>.*))?', re.ASCII)
_Literal = br'.*{(?P<size>\d+)}$'
_Untagged_status = br'\* (?P<data>\d+) (?P<type>[A-Z-]+)( (?P<data2>.*))?'


class IMAP4:
    """A session with an IMAP4 server; commands return ("OK" or "NO", [data, ...])."""

    class error(Exception):
        """The command is wrong, or the server refuses it."""

    class abort(error):
        """The session is broken; a new one may go better."""

    class readonly(abort):
        """The mailbox cannot be written any more."""

    def __init__(self, host='', port=IMAP4_PORT, timeout=None):
        self.debug = Debug
        self.state = 'LOGOUT'
        self.literal = None         # what follows a command
        self.tagged_commands = {}   # commands that wait for their end
        self.untagged_responses = {}
        self.continuation_response = ''
        self.is_readonly = False
        self.tagnum = 0
        self._tls_established = False
        self._mode_ascii()
        self.open(host, port, timeout)
        try:
            self._connect()
        except Exception:
            try:
                self.shutdown()
            except OSError:
                pass
            raise

    def _mode_ascii(self):
        self.utf8_enabled = False
        self._encoding = 'ascii'
        self.Literal = re.compile(_Literal, re.ASCII)
        self.Untagged_status = re.compile(_Untagged_status, re.ASCII)

    def _mode_utf8(self):
        self.utf8_enabled = True
        self._encoding = 'utf-8'
        self.Literal = re.compile(_Literal)
        self.Untagged_status = re.compile(_Untagged_status)

    def _connect(self):
        # Tags begin with something of this session.
        self.tagpre = Int2AP(random.randint(4096, 65535))
        self.tagre = re.compile(br'(?P<tag>' + self.tagpre + br'\d+) (?P<type>[A-Z]+) (?P<data>.*)', re.ASCII)
        if __debug__:
            self._cmd_log_len = 10
            self._cmd_log_idx = 0
            self._cmd_log = {}
            if self.debug >= 1:
                self._mesg('imaplib version %s' % __version__)
                self._mesg('new IMAP4 connection, tag=%s' % self.tagpre)
        self.welcome = self._get_response()
        if 'PREAUTH' in self.untagged_responses:
            self.state = 'AUTH'
        elif 'OK' in self.untagged_responses:
            self.state = 'NONAUTH'
        else:
            raise self.error(self.welcome)
        self._get_capabilities()
        for version in AllowedVersions:
            if version in self.capabilities:
                self.PROTOCOL_VERSION = version
                return
        raise self.error('server not IMAP4 compliant')

    def __getattr__(self, attr):
        # Commands may be written in capitals.
        if attr in Commands:
            return getattr(self, attr.lower())
        raise AttributeError("Unknown IMAP4 command: '%s'" % attr)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.state == "LOGOUT":
            return
        try:
            self.logout()
        except OSError:
            pass

    # --- the connection: subclasses may have another one

    def _create_socket(self, timeout):
        if timeout is not None and not timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        host = None if not self.host else self.host
        sys.audit("imaplib.open", self, self.host, self.port)
        address = (host, self.port)
        return socket.create_connection(address, timeout) if timeout is not None else socket.create_connection(address)

    def open(self, host='', port=IMAP4_PORT, timeout=None):
        """Connect."""
        self.host = host
        self.port = port
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')

    def read(self, size):
        """size bytes from the server."""
        return self.file.read(size)

    def readline(self):
        """A line from the server."""
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise self.error("got more than %d bytes" % _MAXLINE)
        return line

    def send(self, data):
        """Bytes to the server."""
        sys.audit("imaplib.send", self, data)
        self.sock.sendall(data)

    def shutdown(self):
        """Close the connection."""
        self.file.close()
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError as exc:
            # The other side may have been faster.
            if exc.errno != errno.ENOTCONN and getattr(exc, 'winerror', 0) != 10022:
                raise
        finally:
            self.sock.close()

    def socket(self):
        """The socket."""
        return self.sock

    # --- what the server said without being asked

    def recent(self):
        """The latest RECENT response; asks the server if there was none."""
        typ, dat = self._untagged_response('OK', [None], 'RECENT')
        if dat[-1]:
            return typ, dat
        typ, dat = self.noop()
        return self._untagged_response(typ, dat, 'RECENT')

    def response(self, code):
        """The responses of a kind, which are forgotten then."""
        return self._untagged_response(code, [None], code.upper())

    # --- commands

    def append(self, mailbox, flags, date_time, message):
        """Add a message to a mailbox."""
        if not mailbox:
            mailbox = 'INBOX'
        if flags:
            if (flags[0], flags[-1]) != ('(', ')'):
                flags = '(%s)' % flags
        else:
            flags = None
        date_time = Time2Internaldate(date_time) if date_time else None
        literal = MapCRLF.sub(CRLF, message)
        if self.utf8_enabled:
            literal = b'UTF8 (' + literal + b')'
        self.literal = literal
        return self._simple_command('APPEND', mailbox, flags, date_time)

    def authenticate(self, mechanism, authobject):
        """Log in by a mechanism; authobject answers the server's challenges."""
        mech = mechanism.upper()
        self.literal = _Authenticator(authobject).process
        typ, dat = self._simple_command('AUTHENTICATE', mech)
        if typ != 'OK':
            raise self.error(dat[-1].decode('utf-8', 'replace'))
        self.state = 'AUTH'
        return typ, dat

    def capability(self):
        """What the server can do."""
        typ, dat = self._simple_command('CAPABILITY')
        return self._untagged_response(typ, dat, 'CAPABILITY')

    def check(self):
        """Let the server write what it has not written yet."""
        return self._simple_command('CHECK')

    def close(self):
        """Close the mailbox; messages marked as deleted are removed."""
        try:
            return self._simple_command('CLOSE')
        finally:
            self.state = 'AUTH'

    def copy(self, message_set, new_mailbox):
        """Copy messages to a mailbox."""
        return self._simple_command('COPY', message_set, new_mailbox)

    def create(self, mailbox):
        """Make a mailbox."""
        return self._simple_command('CREATE', mailbox)

    def delete(self, mailbox):
        """Delete a mailbox."""
        return self._simple_command('DELETE', mailbox)

    def deleteacl(self, mailbox, who):
        """Take somebody's rights for a mailbox away."""
        return self._simple_command('DELETEACL', mailbox, who)

    def enable(self, capability):
        """Switch an extension on."""
        if 'ENABLE' not in self.capabilities:
            raise IMAP4.error("Server does not support ENABLE")
        typ, data = self._simple_command('ENABLE', capability)
        if typ == 'OK' and 'UTF8=ACCEPT' in capability.upper():
            self._mode_utf8()
        return typ, data

    def expunge(self):
        """Remove messages that are marked as deleted."""
        typ, dat = self._simple_command('EXPUNGE')
        return self._untagged_response(typ, dat, 'EXPUNGE')

    def fetch(self, message_set, message_parts):
        """Parts of messages."""
        typ, dat = self._simple_command('FETCH', message_set, message_parts)
        return self._untagged_response(typ, dat, 'FETCH')

    def getacl(self, mailbox):
        """The rights for a mailbox."""
        typ, dat = self._simple_command('GETACL', mailbox)
        return self._untagged_response(typ, dat, 'ACL')

    def getannotation(self, mailbox, entry, attribute):
        """Annotations of a mailbox."""
        typ, dat = self._simple_command('GETANNOTATION', mailbox, entry, attribute)
        return self._untagged_response(typ, dat, 'ANNOTATION')

    def getquota(self, root):
        """What a quota root may use."""
        typ, dat = self._simple_command('GETQUOTA', root)
        return self._untagged_response(typ, dat, 'QUOTA')

    def getquotaroot(self, mailbox):
        """The quota roots of a mailbox, and what they may use."""
        typ, dat = self._simple_command('GETQUOTAROOT', mailbox)
        typ, quota = self._untagged_response(typ, dat, 'QUOTA')
        typ, quotaroot = self._untagged_response(typ, dat, 'QUOTAROOT')
        return typ, [quotaroot, quota]

    def list(self, directory='""', pattern='*'):
        """The names of mailboxes."""
        typ, dat = self._simple_command('LIST', directory, pattern)
        return self._untagged_response(typ, dat, 'LIST')

    def login(self, user, password):
        """Log in with a password."""
        typ, dat = self._simple_command('LOGIN', user, self._quote(password))
        if typ != 'OK':
            raise self.error(dat[-1])
        self.state = 'AUTH'
        return typ, dat

    def login_cram_md5(self, user, password):
        """Log in without sending the password."""
        self.user, self.password = user, password
        return self.authenticate('CRAM-MD5', self._CRAM_MD5_AUTH)

    def _CRAM_MD5_AUTH(self, challenge):
        import hmac
        pwd = self.password.encode('utf-8') if isinstance(self.password, str) else self.password
        return self.user + " " + hmac.HMAC(pwd, challenge, 'md5').hexdigest()

    def logout(self):
        """Say goodbye and close."""
        self.state = 'LOGOUT'
        typ, dat = self._simple_command('LOGOUT')
        self.shutdown()
        return typ, dat

    def lsub(self, directory='""', pattern='*'):
        """The names of mailboxes one has subscribed to."""
        typ, dat = self._simple_command('LSUB', directory, pattern)
        return self._untagged_response(typ, dat, 'LSUB')

    def myrights(self, mailbox):
        """One's own rights for a mailbox."""
        typ, dat = self._simple_command('MYRIGHTS', mailbox)
        return self._untagged_response(typ, dat, 'MYRIGHTS')

    def namespace(self):
        """Where names begin."""
        typ, dat = self._simple_command('NAMESPACE')
        return self._untagged_response(typ, dat, 'NAMESPACE')

    def noop(self):
        """Nothing, to stay alive and hear news."""
        if __debug__:
            if self.debug >= 3:
                self._dump_ur(self.untagged_responses)
        return self._simple_command('NOOP')

    def partial(self, message_num, message_part, start, length):
        """A piece of a part of a message (obsolete)."""
        typ, dat = self._simple_command('PARTIAL', message_num, message_part, start, length)
        return self._untagged_response(typ, dat, 'FETCH')

    def proxyauth(self, user):
        """Act for another user."""
        return self._simple_command('PROXYAUTH', user)

    def rename(self, oldmailbox, newmailbox):
        """Rename a mailbox."""
        return self._simple_command('RENAME', oldmailbox, newmailbox)

    def search(self, charset, *criteria):
        """The numbers of messages that fit."""
        if charset:
            if self.utf8_enabled:
                raise IMAP4.error("Non-None charset not valid in UTF8 mode")
            typ, dat = self._simple_command('SEARCH', 'CHARSET', charset, *criteria)
        else:
            typ, dat = self._simple_command('SEARCH', *criteria)
        return self._untagged_response(typ, dat, 'SEARCH')

    def select(self, mailbox='INBOX', readonly=False):
        """Choose a mailbox: how many messages it has."""
        self.untagged_responses = {}
        self.is_readonly = readonly
        typ, dat = self._simple_command('EXAMINE' if readonly else 'SELECT', mailbox)
        if typ != 'OK':
            self.state = 'AUTH'     # the one chosen before is closed
            return typ, dat
        self.state = 'SELECTED'
        if 'READ-ONLY' in self.untagged_responses and not readonly:
            if __debug__:
                if self.debug >= 1:
                    self._dump_ur(self.untagged_responses)
            raise self.readonly('%s is not writable' % mailbox)
        return typ, self.untagged_responses.get('EXISTS', [None])

    def setacl(self, mailbox, who, what):
        """Set somebody's rights for a mailbox."""
        return self._simple_command('SETACL', mailbox, who, what)

    def setannotation(self, *args):
        """Set annotations of a mailbox."""
        typ, dat = self._simple_command('SETANNOTATION', *args)
        return self._untagged_response(typ, dat, 'ANNOTATION')

    def setquota(self, root, limits):
        """Set what a quota root may use."""
        typ, dat = self._simple_command('SETQUOTA', root, limits)
        return self._untagged_response(typ, dat, 'QUOTA')

    def sort(self, sort_criteria, charset, *search_criteria):
        """The numbers of messages that fit, in an order."""
        if (sort_criteria[0], sort_criteria[-1]) != ('(', ')'):
            sort_criteria = '(%s)' % sort_criteria
        typ, dat = self._simple_command('SORT', sort_criteria, charset, *search_criteria)
        return self._untagged_response(typ, dat, 'SORT')

    def starttls(self, ssl_context=None):
        """Go on with TLS."""
        if not HAVE_SSL:
            raise self.error('SSL support missing')
        if self._tls_established:
            raise self.abort('TLS session already established')
        if 'STARTTLS' not in self.capabilities:
            raise self.abort('TLS not supported by server')
        if ssl_context is None:
            ssl_context = ssl._create_stdlib_context()
        typ, dat = self._simple_command('STARTTLS')
        if typ != 'OK':
            raise self.error("Couldn't establish TLS session")
        self.sock = ssl_context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        self._get_capabilities()
        return typ, dat

    def status(self, mailbox, names):
        """What is known about a mailbox."""
        typ, dat = self._simple_command('STATUS', mailbox, names)
        return self._untagged_response(typ, dat, 'STATUS')

    def store(self, message_set, command, flags):
        """Change flags of messages."""
        if (flags[0], flags[-1]) != ('(', ')'):
            flags = '(%s)' % flags
        typ, dat = self._simple_command('STORE', message_set, command, flags)
        return self._untagged_response(typ, dat, 'FETCH')

    def subscribe(self, mailbox):
        """Subscribe to a mailbox."""
        return self._simple_command('SUBSCRIBE', mailbox)

    def thread(self, threading_algorithm, charset, *search_criteria):
        """The numbers of messages that fit, by conversation."""
        typ, dat = self._simple_command('THREAD', threading_algorithm, charset, *search_criteria)
        return self._untagged_response(typ, dat, 'THREAD')

    def uid(self, command, *args):
        """A command with unique ids instead of numbers."""
        command = command.upper()
        if command not in Commands:
            raise self.error("Unknown IMAP4 UID command: %s" % command)
        if self.state not in Commands[command]:
            raise self.error("command %s illegal in state %s, only allowed in states %s"
                             % (command, self.state, ', '.join(Commands[command])))
        typ, dat = self._simple_command('UID', command, *args)
        name = command if command in ('SEARCH', 'SORT', 'THREAD') else 'FETCH'
        return self._untagged_response(typ, dat, name)

    def unsubscribe(self, mailbox):
        """Unsubscribe from a mailbox."""
        return self._simple_command('UNSUBSCRIBE', mailbox)

    def unselect(self):
        """Leave the mailbox; nothing is removed."""
        try:
            return self._simple_command('UNSELECT')
        finally:
            self.state = 'AUTH'

    def xatom(self, name, *args):
        """A command that this module does not know."""
        name = name.upper()
        if name not in Commands:
            Commands[name] = (self.state,)
        return self._simple_command(name, *args)

    # --- how commands are sent and responses read

    def _append_untagged(self, typ, dat):
        if dat is None:
            dat = b''
        self.untagged_responses.setdefault(typ, []).append(dat)
        if __debug__:
            if self.debug >= 5:
                self._mesg('untagged_responses[%s] %s += ["%r"]' % (typ, len(self.untagged_responses[typ]), dat))

    def _check_bye(self):
        bye = self.untagged_responses.get('BYE')
        if bye:
            raise self.abort(bye[-1].decode(self._encoding, 'replace'))

    def _command(self, name, *args):
        # Sends a command: its tag.
        if self.state not in Commands[name]:
            self.literal = None
            raise self.error("command %s illegal in state %s, only allowed in states %s"
                             % (name, self.state, ', '.join(Commands[name])))
        for typ in ('OK', 'NO', 'BAD'):
            self.untagged_responses.pop(typ, None)
        if 'READ-ONLY' in self.untagged_responses and not self.is_readonly:
            raise self.readonly('mailbox status changed to READ-ONLY')
        tag = self._new_tag()
        data = tag + b' ' + bytes(name, self._encoding)
        for arg in args:
            if arg is not None:
                data += b' ' + (bytes(arg, self._encoding) if isinstance(arg, str) else arg)
        literal, self.literal = self.literal, None
        literator = None
        if literal is not None:
            if callable(literal):
                literator = literal
            else:
                data += bytes(' {%s}' % len(literal), self._encoding)
        if __debug__:
            if self.debug >= 4:
                self._mesg('> %r' % data)
            else:
                self._log('> %r' % data)
        try:
            self.send(data + CRLF)
        except OSError as val:
            raise self.abort('socket error: %s' % val)
        if literal is None:
            return tag
        while True:
            # The server says when it takes the literal.
            while self._get_response():
                if self.tagged_commands[tag]:   # it does not
                    return tag
            if literator:
                literal = literator(self.continuation_response)
            if __debug__:
                if self.debug >= 4:
                    self._mesg('write literal size %s' % len(literal))
            try:
                self.send(literal)
                self.send(CRLF)
            except OSError as val:
                raise self.abort('socket error: %s' % val)
            if not literator:
                return tag

    def _command_complete(self, name, tag):
        logout = name == 'LOGOUT'
        if not logout:
            self._check_bye()
        try:
            typ, data = self._get_tagged_response(tag, expect_bye=logout)
        except self.abort as val:
            raise self.abort('command: %s => %s' % (name, val))
        except self.error as val:
            raise self.error('command: %s => %s' % (name, val))
        if not logout:
            self._check_bye()
        if typ == 'BAD':
            raise self.error('%s command error: %s %s' % (name, typ, data))
        return typ, data

    def _get_capabilities(self):
        typ, dat = self.capability()
        if dat == [None]:
            raise self.error('no CAPABILITY response from server')
        self.capabilities = tuple(str(dat[-1], self._encoding).upper().split())

    def _get_response(self):
        # Reads a response and keeps it; None if the server waits for more from us.
        resp = self._get_line()
        if self._match(self.tagre, resp):
            tag = self.mo.group('tag')
            if tag not in self.tagged_commands:
                raise self.abort('unexpected tagged response: %r' % resp)
            typ, dat = str(self.mo.group('type'), self._encoding), self.mo.group('data')
            self.tagged_commands[tag] = typ, [dat]
        else:
            dat2 = None
            if not self._match(Untagged_response, resp):
                if self._match(self.Untagged_status, resp):
                    dat2 = self.mo.group('data2')
            if self.mo is None:
                if self._match(Continuation, resp):
                    self.continuation_response = self.mo.group('data')
                    return None
                raise self.abort("unexpected response: %r" % resp)
            typ = str(self.mo.group('type'), self._encoding)
            dat = self.mo.group('data')
            if dat is None:
                dat = b''
            if dat2:
                dat = dat + b' ' + dat2
            while self._match(self.Literal, dat):
                # A literal follows, and after it the rest of the line.
                size = int(self.mo.group('size'))
                if __debug__:
                    if self.debug >= 4:
                        self._mesg('read literal size %s' % size)
                self._append_untagged(typ, (dat, self.read(size)))
                dat = self._get_line()
            self._append_untagged(typ, dat)
        # What stands in brackets is a response of its own.
        if typ in ('OK', 'NO', 'BAD') and self._match(Response_code, dat):
            self._append_untagged(str(self.mo.group('type'), self._encoding), self.mo.group('data'))
        if __debug__:
            if self.debug >= 1 and 'BAD' in self.untagged_responses:
                self._mesg('BAD response: %s' % self.untagged_responses['BAD'])
        return resp

    def _get_tagged_response(self, tag, expect_bye=False):
        while True:
            result = self.tagged_commands[tag]
            if result is not None:
                del self.tagged_commands[tag]
                return result
            if expect_bye:
                bye = self.untagged_responses.pop('BYE', None)
                if bye is not None:
                    return ('BYE', bye)
            self._check_bye()
            try:
                self._get_response()
            except self.abort as val:
                if __debug__:
                    if self.debug >= 1:
                        self.print_log()
                raise

    def _get_line(self):
        line = self.readline()
        if not line:
            raise self.abort('socket error: EOF')
        if not line.endswith(b'\r\n'):
            raise self.abort('socket error: unterminated line: %r' % line)
        line = line[:-2]
        if __debug__:
            if self.debug >= 4:
                self._mesg('< %r' % line)
            else:
                self._log('< %r' % line)
        return line

    def _match(self, cre, s):
        self.mo = cre.match(s)
        if __debug__:
            if self.mo is not None and self.debug >= 5:
                self._mesg("\tmatched %r => %r" % (cre.pattern, self.mo.groups()))
        return self.mo is not None

    def _new_tag(self):
        tag = self.tagpre + bytes(str(self.tagnum), self._encoding)
        self.tagnum = self.tagnum + 1
        self.tagged_commands[tag] = None
        return tag

    def _quote(self, arg):
        return '"' + arg.replace('\\', '\\\\').replace('"', '\\"') + '"'

    def _simple_command(self, name, *args):
        return self._command_complete(name, self._command(name, *args))

    def _untagged_response(self, typ, dat, name):
        if typ == 'NO':
            return typ, dat
        if name not in self.untagged_responses:
            return typ, [None]
        data = self.untagged_responses.pop(name)
        if __debug__:
            if self.debug >= 5:
                self._mesg('untagged_responses[%s] => %s' % (name, data))
        return typ, data

    if __debug__:
        def _mesg(self, s, secs=None):
            if secs is None:
                secs = time.time()
            tm = time.strftime('%M:%S', time.localtime(secs))
            sys.stderr.write('  %s.%02d %s\n' % (tm, (secs * 100) % 100, s))
            sys.stderr.flush()

        def _dump_ur(self, untagged_resp_dict):
            if not untagged_resp_dict:
                return
            items = (f'{key}: {value!r}' for key, value in untagged_resp_dict.items())
            self._mesg('untagged responses dump:' + '\n\t\t'.join(['', *items]))

        def _log(self, line):
            # The last lines, for print_log().
            self._cmd_log[self._cmd_log_idx] = (line, time.time())
            self._cmd_log_idx += 1
            if self._cmd_log_idx >= self._cmd_log_len:
                self._cmd_log_idx = 0

        def print_log(self):
            """Print the last lines that were sent and read."""
            self._mesg('last %d IMAP4 interactions:' % len(self._cmd_log))
            i, n = self._cmd_log_idx, self._cmd_log_len
            while n:
                try:
                    self._mesg(*self._cmd_log[i])
                except:
                    pass
                i += 1
                if i >= self._cmd_log_len:
                    i = 0
                n -= 1


__version__ = "2.58"


if HAVE_SSL:
    class IMAP4_SSL(IMAP4):
        """A session over TLS from the start."""

        def __init__(self, host='', port=IMAP4_SSL_PORT, *, ssl_context=None, timeout=None):
            self.ssl_context = ssl._create_stdlib_context() if ssl_context is None else ssl_context
            IMAP4.__init__(self, host, port, timeout)

        def _create_socket(self, timeout):
            return self.ssl_context.wrap_socket(IMAP4._create_socket(self, timeout), server_hostname=self.host)

        def open(self, host='', port=IMAP4_SSL_PORT, timeout=None):
            """Connect."""
            IMAP4.open(self, host, port, timeout)

    __all__.append("IMAP4_SSL")


class IMAP4_stream(IMAP4):
    """A session with a program on this machine: its standard streams."""

    def __init__(self, command):
        self.command = command
        IMAP4.__init__(self)

    def open(self, host=None, port=None, timeout=None):
        """Start the program."""
        self.host = None
        self.port = None
        self.sock = None
        self.file = None
        self.process = subprocess.Popen(self.command, bufsize=DEFAULT_BUFFER_SIZE, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, shell=True, close_fds=True)
        self.writefile = self.process.stdin
        self.readfile = self.process.stdout

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
        self.readfile.close()
        self.writefile.close()
        self.process.wait()


class _Authenticator:
    # Base64 around a function that answers challenges.

    def __init__(self, mechinst):
        self.mech = mechinst

    def process(self, data):
        ret = self.mech(self.decode(data))
        if ret is None:
            return b'*'     # gives up
        return self.encode(ret)

    def encode(self, inp):
        if isinstance(inp, str):
            inp = inp.encode('utf-8')
        return b''.join([binascii.b2a_base64(inp[i:i + 48])[:-1] for i in range(0, len(inp), 48)])

    def decode(self, inp):
        return binascii.a2b_base64(inp) if inp else b''


Months = ' Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
Mon2num = {s.encode(): n for n, s in enumerate(Months[1:], 1)}


def Internaldate2tuple(resp):
    """The local time of an INTERNALDATE response; None if it is none."""
    mo = InternalDate.match(resp)
    if not mo:
        return None
    zone = (int(mo.group('zoneh')) * 60 + int(mo.group('zonem'))) * 60
    if mo.group('zonen') == b'-':
        zone = -zone
    moment = (int(mo.group('year')), Mon2num[mo.group('mon')], int(mo.group('day')),
              int(mo.group('hour')), int(mo.group('min')), int(mo.group('sec')), -1, -1, -1)
    return time.localtime(calendar.timegm(moment) - zone)


def Int2AP(num):
    """A number written with the letters A to P."""
    val = b''
    num = int(abs(num))
    while num:
        num, mod = divmod(num, 16)
        val = b'ABCDEFGHIJKLMNOP'[mod:mod + 1] + val
    return val


def ParseFlags(resp):
    """The flags of a FLAGS response."""
    mo = Flags.match(resp)
    return tuple(mo.group('flags').split()) if mo else ()


def Time2Internaldate(date_time):
    """A moment (seconds, struct_time, aware datetime) as APPEND wants it; texts between quotes stay."""
    if isinstance(date_time, (int, float)):
        dt = datetime.fromtimestamp(date_time, timezone.utc).astimezone()
    elif isinstance(date_time, tuple):
        try:
            gmtoff = date_time.tm_gmtoff
        except AttributeError:
            if time.daylight:
                dst = date_time[8]
                if dst == -1:
                    dst = time.localtime(time.mktime(date_time))[8]
                gmtoff = -(time.timezone, time.altzone)[dst]
            else:
                gmtoff = -time.timezone
        dt = datetime(*date_time[:6], tzinfo=timezone(timedelta(seconds=gmtoff)))
    elif isinstance(date_time, datetime):
        if date_time.tzinfo is None:
            raise ValueError("date_time must be aware")
        dt = date_time
    elif isinstance(date_time, str) and (date_time[0], date_time[-1]) == ('"', '"'):
        return date_time
    else:
        raise ValueError("date_time not of a known type")
    return dt.strftime('"%d-{}-%Y %H:%M:%S %z"'.format(Months[dt.month]))
