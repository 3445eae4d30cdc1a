"""Sending mail over SMTP."""
import re
import socket
import sys

import email.utils

__all__ = ['SMTPException', 'SMTPNotSupportedError', 'SMTPServerDisconnected', 'SMTPResponseException', 'SMTPSenderRefused',
           'SMTPRecipientsRefused', 'SMTPDataError', 'SMTPConnectError', 'SMTPHeloError', 'SMTPAuthenticationError',
           'quoteaddr', 'quotedata', 'SMTP']

SMTP_PORT = 25
SMTP_SSL_PORT = 465
LMTP_PORT = 2003
CRLF = '\r\n'
bCRLF = b'\r\n'
OLDSTYLE_AUTH = re.compile(r'auth=(.*)', re.IGNORECASE)

_MAXLINE = 8192
_MAXCHALLENGE = 5


class SMTPException(OSError):
    """The base of this module's errors."""


class SMTPNotSupportedError(SMTPException):
    """The server does not offer it."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection, or no longer."""


class SMTPRecipientsRefused(SMTPException):
    """All recipients were refused; `recipients` tells why."""

    def __init__(self, recipients):
        self.args, self.recipients = (recipients,), recipients


class SMTPResponseException(SMTPException):
    """The server answered with an error: `smtp_code` and `smtp_error`."""

    def __init__(self, code, msg):
        self.args = self.smtp_code, self.smtp_error = code, msg


class SMTPSenderRefused(SMTPResponseException):
    """The sender's address was refused."""

    def __init__(self, code, msg, sender):
        self.args = self.smtp_code, self.smtp_error, self.sender = code, msg, sender


class SMTPConnectError(SMTPResponseException):
    """The server refused the connection."""


class SMTPHeloError(SMTPResponseException):
    """The server refused the greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server refused the login."""


class SMTPDataError(SMTPResponseException):
    """The message was refused."""


def _bare(text):
    """The address in a text, or the text if there is none."""
    name, address = email.utils.parseaddr(text)
    return address if name or address else text


def quoteaddr(addrstring):
    """An address in angle brackets."""
    address = _bare(addrstring)
    return address if address is addrstring and address.strip().startswith('<') else f'<{address}>'


def _crlf(text):
    return re.sub(r'\r\n|\n|\r', CRLF, text)


def quotedata(data):
    """The text with CRLF between lines, and a dot before lines that begin with one."""
    return re.sub(r'(?m)^\.', '..', _crlf(data))


class SMTP:
    """A connection to a server."""

    default_port = SMTP_PORT
    ehlo_msg = 'ehlo'
    debuglevel = 0
    sock = file = helo_resp = ehlo_resp = None
    does_esmtp = False

    def __init__(self, host='', port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self._host, self.timeout, self.source_address = host, timeout, source_address
        self.esmtp_features, self.command_encoding = {}, 'ascii'
        self._auth_challenge_count = 0
        if host:
            greeting = self.connect(host, port)
            if greeting[0] != 220:
                self.close()
                raise SMTPConnectError(*greeting)
        self.local_hostname = local_hostname or self._own_name()

    @staticmethod
    def _own_name():
        """This machine's name, or its address in brackets."""
        name = socket.getfqdn()
        if '.' in name:
            return name
        try:
            return f'[{socket.gethostbyname(socket.gethostname())}]'
        except socket.gaierror:
            return '[127.0.0.1]'

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            answer = self.docmd('QUIT')
        except SMTPServerDisconnected:
            answer = 221, b''
        finally:
            self.close()
        if answer[0] != 221:
            raise SMTPResponseException(*answer)

    def set_debuglevel(self, debuglevel):
        """Show what is said, with 2 also when."""
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        time = []
        if self.debuglevel > 1:
            from datetime import datetime
            time.append(datetime.now().time())
        print(*time, *args, file=sys.stderr)

    def _show(self, *args):
        if self.debuglevel > 0:
            self._print_debug(*args)

    # The connection

    def _get_socket(self, host, port, timeout):
        if timeout == 0:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        self._show('connect: to', (host, port), self.source_address)
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect; (code, message) of the greeting."""
        self.source_address = source_address or self.source_address
        if not port and host.count(':') == 1:
            host, _, number = host.partition(':')
            try:
                port = int(number)
            except ValueError:
                raise OSError('nonnumeric port') from None
        port = port or self.default_port
        sys.audit('smtplib.connect', self, host, port)
        return self._greeted(self._get_socket(host, port, self.timeout))

    def _greeted(self, sock):
        self.sock, self.file = sock, None
        greeting = self.getreply()
        self._show('connect:', repr(greeting[1]))
        return greeting

    def send(self, s):
        """Send text or bytes."""
        self._show('send:', repr(s))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        data = s.encode(self.command_encoding) if isinstance(s, str) else s
        sys.audit('smtplib.send', self, data)
        try:
            self.sock.sendall(data)
        except OSError:
            self._lose('Server not connected')

    def _lose(self, text):
        self.close()
        raise SMTPServerDisconnected(text)

    def close(self):
        """Close the connection."""
        ends, self.file, self.sock = (self.file, self.sock), None, None
        try:
            if ends[0]:
                ends[0].close()
        finally:
            if ends[1]:
                ends[1].close()

    # Commands and replies

    def putcmd(self, cmd, args=''):
        """Send a command."""
        line = f'{cmd} {args}' if args else cmd
        if '\r' in line or '\n' in line:
            shown = line.replace('\n', r'\n').replace('\r', r'\r')
            raise ValueError(f'command and arguments contain prohibited newline characters: {shown}')
        self.send(line + CRLF)

    def getreply(self):
        """(code, message) of the server's answer."""
        if self.file is None:
            self.file = self.sock.makefile('rb')
        texts, more = [], True
        while more:
            try:
                line = self.file.readline(_MAXLINE + 1)
            except OSError as error:
                self._lose(f'Connection unexpectedly closed: {error}')
            if not line:
                self._lose('Connection unexpectedly closed')
            self._show('reply:', repr(line))
            if len(line) > _MAXLINE:
                self.close()
                raise SMTPResponseException(500, 'Line too long.')
            texts.append(line[4:].strip(b' \t\r\n'))
            try:
                code, more = int(line[:3]), line[3:4] == b'-'
            except ValueError:
                code, more = -1, False
        message = b'\n'.join(texts)
        self._show(f'reply: retcode ({code}); Msg: {message!a}')
        return code, message

    def docmd(self, cmd, args=''):
        """Send a command; (code, message) of the answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    def helo(self, name=''):
        """Greet."""
        reply = self.docmd('helo', name or self.local_hostname)
        self.helo_resp = reply[1]
        return reply

    def ehlo(self, name=''):
        """Greet, and learn what the server offers."""
        self.esmtp_features = {}
        code, message = self.docmd(self.ehlo_msg, name or self.local_hostname)
        if code == -1 and not message:
            self._lose('Server not connected')
        self.ehlo_resp = message
        if code == 250:
            self.does_esmtp = True
            for line in message.decode('latin-1').split('\n')[1:]:
                self._note_feature(line)
        return code, message

    def _note_feature(self, line):
        """Note a line of the answer to EHLO: a name and parameters; AUTH may come several times, also as AUTH=."""
        if old := OLDSTYLE_AUTH.match(line):
            name, params = 'auth', old[1]
        elif found := re.match(r'([A-Za-z0-9][A-Za-z0-9\-]*) ?(.*)', line, re.DOTALL):
            name, params = found[1].lower(), line[found.end(1):].strip()
        else:
            return
        if name == 'auth':
            params = f'{self.esmtp_features.get("auth", "")} {params}'
        self.esmtp_features[name] = params

    def has_extn(self, opt):
        """Whether the server offers it."""
        return opt.lower() in self.esmtp_features

    def help(self, args=''):
        """The server's help."""
        return self.docmd('help', args)[1]

    def rset(self):
        """Begin anew."""
        self.command_encoding = 'ascii'
        return self.docmd('rset')

    def _rset(self):
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass

    def noop(self):
        """Do nothing."""
        return self.docmd('noop')

    def mail(self, sender, options=()):
        """Say who sends."""
        if self.does_esmtp and any(option.lower() == 'smtputf8' for option in options):
            if not self.has_extn('smtputf8'):
                raise SMTPNotSupportedError('SMTPUTF8 not supported by server')
            self.command_encoding = 'utf-8'
        return self._address_command('mail', 'from', sender, options)

    def rcpt(self, recip, options=()):
        """Say who receives."""
        return self._address_command('rcpt', 'to', recip, options)

    def _address_command(self, command, role, address, options):
        extra = options if self.does_esmtp else ()
        return self.docmd(command, ' '.join([f'{role}:{quoteaddr(address)}', *extra]))

    def data(self, msg):
        """Send the message."""
        reply = self.docmd('data')
        self._show('data:', reply)
        if reply[0] != 354:
            raise SMTPDataError(*reply)
        if isinstance(msg, str):
            msg = _crlf(msg).encode('ascii')
        stuffed = re.sub(rb'(?m)^\.', b'..', msg)
        self.send(stuffed.removesuffix(bCRLF) + bCRLF + b'.' + bCRLF)
        reply = self.getreply()
        self._show('data:', reply)
        return reply

    def verify(self, address):
        """Ask whether an address exists."""
        return self.docmd('vrfy', _bare(address))

    vrfy = verify

    def expn(self, address):
        """Ask who is behind a list."""
        return self.docmd('expn', _bare(address))

    def quit(self):
        """Say goodbye, and close."""
        reply = self.docmd('quit')
        self._forget()
        self.close()
        return reply

    def _forget(self):
        """What the server offered does not hold any more."""
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False

    def ehlo_or_helo_if_needed(self):
        """Greet, if that was not done."""
        if self.helo_resp is None and self.ehlo_resp is None and self.ehlo()[0] // 100 != 2:
            reply = self.helo()
            if reply[0] // 100 != 2:
                raise SMTPHeloError(*reply)

    # Logging in

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Log in by a mechanism; authobject answers challenges."""
        from base64 import b64encode, decodebytes

        def encoded(answer):
            return b64encode(answer.encode('ascii')).decode('ascii')

        first = authobject() if initial_response_ok else None
        words = [mechanism.upper()] if first is None else [mechanism.upper(), encoded(first)]
        self._auth_challenge_count = 0 if first is None else 1
        reply = self.docmd('AUTH', ' '.join(words))
        while reply[0] == 334:
            self._auth_challenge_count += 1
            reply = self.docmd(encoded(authobject(decodebytes(reply[1]))))
            if self._auth_challenge_count > _MAXCHALLENGE:
                raise SMTPException(f'Server AUTH mechanism infinite loop. Last response: {reply!r}')
        if reply[0] in (235, 503):
            return reply
        raise SMTPAuthenticationError(*reply)

    def auth_cram_md5(self, challenge=None):
        """Answers for CRAM-MD5."""
        if challenge is None:
            return None
        import hmac
        return f'{self.user} {hmac.new(self.password.encode("ascii"), challenge, "md5").hexdigest()}'

    def auth_plain(self, challenge=None):
        """Answers for PLAIN."""
        return f'\0{self.user}\0{self.password}'

    def auth_login(self, challenge=None):
        """Answers for LOGIN."""
        return self.user if challenge is None or self._auth_challenge_count < 2 else self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Log in by the best mechanism that both know."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('auth'):
            raise SMTPNotSupportedError('SMTP AUTH extension not supported by server.')
        offered = self.esmtp_features['auth'].split()
        self.user, self.password = user, password
        refusal = SMTPException('No suitable authentication method found.')
        for mechanism in ('CRAM-MD5', 'PLAIN', 'LOGIN'):
            if mechanism in offered:
                answers = getattr(self, 'auth_' + mechanism.lower().replace('-', '_'))
                try:
                    return self.auth(mechanism, answers, initial_response_ok=initial_response_ok)
                except SMTPAuthenticationError as error:
                    refusal = error
        raise refusal

    def starttls(self, *, context=None):
        """Go on encrypted."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('starttls'):
            raise SMTPNotSupportedError('STARTTLS extension not supported by server.')
        reply = self.docmd('STARTTLS')
        if reply[0] != 220:
            raise SMTPResponseException(*reply)
        self.sock, self.file = _context(context).wrap_socket(self.sock, server_hostname=self._host), None
        self._forget()
        return reply

    # Messages

    def _refused(self, reply):
        """Get ready for another message: 421 says that there will be none."""
        if reply[0] == 421:
            self.close()
        else:
            self._rset()

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a message; a dict of the recipients that were refused."""
        self.ehlo_or_helo_if_needed()
        if isinstance(msg, str):
            msg = _crlf(msg).encode('ascii')
        options = []
        if self.does_esmtp:
            if self.has_extn('size'):
                options.append(f'size={len(msg)}')
            options += mail_options
        reply = self.mail(from_addr, options)
        if reply[0] != 250:
            self._refused(reply)
            raise SMTPSenderRefused(*reply, from_addr)
        recipients, refused = [to_addrs] if isinstance(to_addrs, str) else to_addrs, {}
        for recipient in recipients:
            reply = self.rcpt(recipient, rcpt_options)
            if reply[0] not in (250, 251):
                refused[recipient] = reply
            if reply[0] == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        if len(refused) == len(recipients):
            self._rset()
            raise SMTPRecipientsRefused(refused)
        reply = self.data(msg)
        if reply[0] != 250:
            self._refused(reply)
            raise SMTPDataError(*reply)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        """Send a message object; sender and recipients are those of its headers unless given."""
        import copy
        from email.generator import BytesGenerator
        from io import BytesIO
        self.ehlo_or_helo_if_needed()
        resent = len(msg.get_all('Resent-Date', ()))
        if resent > 1:
            raise ValueError("message has more than one 'Resent-' header block")
        prefix = 'Resent-' if resent else ''
        if from_addr is None:
            sender = msg[prefix + ('Sender' if prefix + 'Sender' in msg else 'From')]
            from_addr = email.utils.getaddresses([sender])[0][1]
        if to_addrs is None:
            fields = [field for name in ('To', 'Bcc', 'Cc') if (field := msg[prefix + name]) is not None]
            to_addrs = [address for _, address in email.utils.getaddresses(fields)]
        # Blind copies stay blind.
        shown = copy.copy(msg)
        for name in ('Bcc', 'Resent-Bcc'):
            del shown[name]
        out = BytesIO()
        if ''.join([from_addr, *to_addrs]).isascii():
            generator = BytesGenerator(out)
        elif self.has_extn('smtputf8'):
            generator = BytesGenerator(out, policy=msg.policy.clone(utf8=True))
            mail_options = *mail_options, 'SMTPUTF8', 'BODY=8BITMIME'
        else:
            raise SMTPNotSupportedError('One or more source or delivery addresses require internationalized email support, '
                                        'but the server does not advertise the required SMTPUTF8 capability')
        generator.flatten(shown, linesep='\r\n')
        return self.sendmail(from_addr, to_addrs, out.getvalue(), mail_options, rcpt_options)


def _context(context):
    if context is None:
        try:
            from ssl import _create_stdlib_context
        except ImportError:
            raise RuntimeError('No SSL support included in this Python') from None
        context = _create_stdlib_context()
    return context


class SMTP_SSL(SMTP):
    """A connection that is encrypted from the beginning."""

    default_port = SMTP_SSL_PORT

    def __init__(self, host='', port=0, local_hostname=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None,
                 context=None):
        self.context = _context(context)
        super().__init__(host, port, local_hostname, timeout, source_address)

    def _get_socket(self, host, port, timeout):
        return self.context.wrap_socket(super()._get_socket(host, port, timeout), server_hostname=self._host)


__all__.append('SMTP_SSL')


class LMTP(SMTP):
    """A connection by LMTP, also over a socket of the file system."""

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None, source_address=None,
                 timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        super().__init__(host, port, local_hostname, source_address=source_address, timeout=timeout)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect; a host that begins with / is a path."""
        if not host.startswith('/'):
            return super().connect(host, port, source_address=source_address)
        if self.timeout == 0:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(self.timeout)
            sock.connect(host)
        except OSError:
            self._show('connect fail:', host)
            sock.close()
            raise
        return self._greeted(sock)
