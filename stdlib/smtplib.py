"""Sending mail over SMTP."""
import base64
import copy
import datetime
import email.base64mime
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys
from email.base64mime import body_encode as encode_base64

__all__ = ["SMTPException", "SMTPNotSupportedError", "SMTPServerDisconnected", "SMTPResponseException",
           "SMTPSenderRefused", "SMTPRecipientsRefused", "SMTPDataError", "SMTPConnectError", "SMTPHeloError",
           "SMTPAuthenticationError", "quoteaddr", "quotedata", "SMTP"]

SMTP_PORT = 25
SMTP_SSL_PORT = 465
CRLF = "\r\n"
bCRLF = b"\r\n"
_MAXLINE = 8192
_MAXCHALLENGE = 5

OLDSTYLE_AUTH = re.compile(r"auth=(.*)", re.I)



class SMTPException(OSError):
    """The base of this module's errors."""


class SMTPNotSupportedError(SMTPException):
    """The server does not offer it."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection, or no longer."""


class SMTPResponseException(SMTPException):
    """The server answered with an error: `smtp_code` and `smtp_error`."""

    def __init__(self, code, msg):
        self.smtp_code = code
        self.smtp_error = msg
        self.args = (code, msg)


class SMTPSenderRefused(SMTPResponseException):
    """The sender's address was refused."""

    def __init__(self, code, msg, sender):
        self.smtp_code = code
        self.smtp_error = msg
        self.sender = sender
        self.args = (code, msg, sender)


class SMTPRecipientsRefused(SMTPException):
    """All recipients were refused; `recipients` tells why."""

    def __init__(self, recipients):
        self.recipients = recipients
        self.args = (recipients,)


class SMTPDataError(SMTPResponseException):
    """The message was refused."""


class SMTPConnectError(SMTPResponseException):
    """The server refused the connection."""


class SMTPHeloError(SMTPResponseException):
    """The server refused the greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server refused the login."""


def quoteaddr(addrstring):
    """An address in angle brackets."""
    name, address = email.utils.parseaddr(addrstring)
    if (name, address) == ("", ""):
        return addrstring if addrstring.strip().startswith("<") else "<%s>" % addrstring
    return "<%s>" % address


def _addr_only(addrstring):
    name, address = email.utils.parseaddr(addrstring)
    return addrstring if (name, address) == ("", "") else address


def quotedata(data):
    """The text with CRLF between lines, and a dot before lines that begin with one."""
    return re.sub(r"(?m)^\.", "..", re.sub(r"(?:\r\n|\n|\r(?!\n))", CRLF, data))


def _quote_periods(data):
    return re.sub(br"(?m)^\.", b"..", data)


def _fix_eols(data):
    return re.sub(r"(?:\r\n|\n|\r(?!\n))", CRLF, data)


class SMTP:
    """A connection to a server."""

    debuglevel = 0
    sock = None
    file = None
    helo_resp = None
    ehlo_msg = "ehlo"
    ehlo_resp = None
    does_esmtp = False
    default_port = SMTP_PORT

    def __init__(self, host="", port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None):
        self._host = host
        self.timeout = timeout
        self.esmtp_features = {}
        self.command_encoding = "ascii"
        self.source_address = source_address
        self._auth_challenge_count = 0
        if host:
            code, message = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, message)
        if local_hostname is not None:
            self.local_hostname = local_hostname
        else:
            name = socket.getfqdn()
            if "." in name:
                self.local_hostname = name
            else:
                # A name that is none in the network: the address then.
                address = "127.0.0.1"
                try:
                    address = socket.gethostbyname(socket.gethostname())
                except socket.gaierror:
                    pass
                self.local_hostname = "[%s]" % address

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            code, message = self.docmd("QUIT")
            if code != 221:
                raise SMTPResponseException(code, message)
        except SMTPServerDisconnected:
            pass
        finally:
            self.close()

    def set_debuglevel(self, debuglevel):
        """Show what is said, with 2 also when."""
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        if self.debuglevel > 1:
            print(datetime.datetime.now().time(), *args, file=sys.stderr)
        else:
            print(*args, file=sys.stderr)

    def _get_socket(self, host, port, timeout):
        if timeout is not None and not timeout:
            raise ValueError("Non-blocking socket (timeout=0) is not supported")
        if self.debuglevel > 0:
            self._print_debug("connect: to", (host, port), self.source_address)
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host="localhost", port=0, source_address=None):
        """Connect; (code, message) of the greeting."""
        if source_address:
            self.source_address = source_address
        if not port and host.find(":") == host.rfind(":"):
            at = host.rfind(":")
            if at >= 0:
                host, port = host[:at], host[at + 1:]
                try:
                    port = int(port)
                except ValueError:
                    raise OSError("nonnumeric port")
        if not port:
            port = self.default_port
        sys.audit("smtplib.connect", self, host, port)
        self.sock = self._get_socket(host, port, self.timeout)
        self.file = None
        code, message = self.getreply()
        if self.debuglevel > 0:
            self._print_debug("connect:", repr(message))
        return code, message

    def send(self, s):
        """Send text or bytes."""
        if self.debuglevel > 0:
            self._print_debug("send:", repr(s))
        if not self.sock:
            raise SMTPServerDisconnected("please run connect() first")
        if isinstance(s, str):
            s = s.encode(self.command_encoding)
        sys.audit("smtplib.send", self, s)
        try:
            self.sock.sendall(s)
        except OSError:
            self.close()
            raise SMTPServerDisconnected("Server not connected")

    def putcmd(self, cmd, args=""):
        """Send a command."""
        line = f"{cmd} {args}" if args != "" else cmd
        if "\r" in line or "\n" in line:
            line = line.replace("\n", "\\n").replace("\r", "\\r")
            raise ValueError(f"command and arguments contain prohibited newline characters: {line}")
        self.send(f"{line}{CRLF}")

    def getreply(self):
        """(code, message) of the server's answer."""
        lines = []
        if self.file is None:
            self.file = self.sock.makefile("rb")
        while True:
            try:
                line = self.file.readline(_MAXLINE + 1)
            except OSError as error:
                self.close()
                raise SMTPServerDisconnected("Connection unexpectedly closed: " + str(error))
            if not line:
                self.close()
                raise SMTPServerDisconnected("Connection unexpectedly closed")
            if self.debuglevel > 0:
                self._print_debug("reply:", repr(line))
            if len(line) > _MAXLINE:
                self.close()
                raise SMTPResponseException(500, "Line too long.")
            lines.append(line[4:].strip(b" \t\r\n"))
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
                break
            if line[3:4] != b"-":
                break
        message = b"\n".join(lines)
        if self.debuglevel > 0:
            self._print_debug("reply: retcode (%s); Msg: %a" % (code, message))
        return code, message

    def docmd(self, cmd, args=""):
        """Send a command; (code, message) of the answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    def helo(self, name=""):
        """Greet."""
        self.putcmd("helo", name or self.local_hostname)
        code, message = self.getreply()
        self.helo_resp = message
        return code, message

    def ehlo(self, name=""):
        """Greet, and learn what the server offers."""
        self.esmtp_features = {}
        self.putcmd(self.ehlo_msg, name or self.local_hostname)
        code, message = self.getreply()
        if code == -1 and len(message) == 0:
            self.close()
            raise SMTPServerDisconnected("Server not connected")
        self.ehlo_resp = message
        if code != 250:
            return code, message
        self.does_esmtp = True
        lines = self.ehlo_resp.decode("latin-1").split("\n")
        for line in lines[1:]:
            old = OLDSTYLE_AUTH.match(line)
            if old:
                self.esmtp_features["auth"] = self.esmtp_features.get("auth", "") + " " + old.groups(0)[0]
                continue
            match = re.match(r"(?P<feature>[A-Za-z0-9][A-Za-z0-9\-]*) ?", line)
            if match:
                feature = match.group("feature").lower()
                params = match.string[match.end("feature"):].strip()
                if feature == "auth":
                    self.esmtp_features[feature] = self.esmtp_features.get(feature, "") + " " + params
                else:
                    self.esmtp_features[feature] = params
        return code, message

    def has_extn(self, opt):
        """Whether the server offers it."""
        return opt.lower() in self.esmtp_features

    def help(self, args=""):
        """The server's help."""
        self.putcmd("help", args)
        return self.getreply()[1]

    def rset(self):
        """Begin anew."""
        self.command_encoding = "ascii"
        return self.docmd("rset")

    def _rset(self):
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass

    def noop(self):
        """Do nothing."""
        return self.docmd("noop")

    def mail(self, sender, options=()):
        """Say who sends."""
        text = ""
        if options and self.does_esmtp:
            if any(option.lower() == "smtputf8" for option in options):
                if not self.has_extn("smtputf8"):
                    raise SMTPNotSupportedError("SMTPUTF8 not supported by server")
                self.command_encoding = "utf-8"
            text = " " + " ".join(options)
        self.putcmd("mail", "from:%s%s" % (quoteaddr(sender), text))
        return self.getreply()

    def rcpt(self, recip, options=()):
        """Say who receives."""
        text = ""
        if options and self.does_esmtp:
            text = " " + " ".join(options)
        self.putcmd("rcpt", "to:%s%s" % (quoteaddr(recip), text))
        return self.getreply()

    def data(self, msg):
        """Send the message."""
        self.putcmd("data")
        code, reply = self.getreply()
        if self.debuglevel > 0:
            self._print_debug("data:", (code, reply))
        if code != 354:
            raise SMTPDataError(code, reply)
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode("ascii")
        text = _quote_periods(msg)
        if text[-2:] != bCRLF:
            text = text + bCRLF
        self.send(text + b"." + bCRLF)
        code, reply = self.getreply()
        if self.debuglevel > 0:
            self._print_debug("data:", (code, reply))
        return code, reply

    def verify(self, address):
        """Ask whether an address exists."""
        self.putcmd("vrfy", _addr_only(address))
        return self.getreply()

    vrfy = verify

    def expn(self, address):
        """Ask who is behind a list."""
        self.putcmd("expn", _addr_only(address))
        return self.getreply()

    def ehlo_or_helo_if_needed(self):
        """Greet, if that was not done."""
        if self.helo_resp is None and self.ehlo_resp is None:
            if not 200 <= self.ehlo()[0] <= 299:
                code, reply = self.helo()
                if not 200 <= code <= 299:
                    raise SMTPHeloError(code, reply)

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Log in by a mechanism; authobject answers challenges."""
        mechanism = mechanism.upper()
        first = authobject() if initial_response_ok else None
        if first is not None:
            code, reply = self.docmd("AUTH", mechanism + " " + encode_base64(first.encode("ascii"), eol=""))
            self._auth_challenge_count = 1
        else:
            code, reply = self.docmd("AUTH", mechanism)
            self._auth_challenge_count = 0
        while code == 334:
            self._auth_challenge_count += 1
            challenge = base64.decodebytes(reply)
            answer = encode_base64(authobject(challenge).encode("ascii"), eol="")
            code, reply = self.docmd(answer)
            if self._auth_challenge_count > _MAXCHALLENGE:
                raise SMTPException("Server AUTH mechanism infinite loop. Last response: " + repr((code, reply)))
        if code in (235, 503):
            return code, reply
        raise SMTPAuthenticationError(code, reply)

    def auth_cram_md5(self, challenge=None):
        """Answers for CRAM-MD5."""
        if challenge is None:
            return None
        return self.user + " " + hmac.HMAC(self.password.encode("ascii"), challenge, "md5").hexdigest()

    def auth_plain(self, challenge=None):
        """Answers for PLAIN."""
        return "\0%s\0%s" % (self.user, self.password)

    def auth_login(self, challenge=None):
        """Answers for LOGIN."""
        if challenge is None or self._auth_challenge_count < 2:
            return self.user
        return self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Log in by the best mechanism that both know."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("auth"):
            raise SMTPNotSupportedError("SMTP AUTH extension not supported by server.")
        offered = self.esmtp_features["auth"].split()
        wanted = [name for name in ["CRAM-MD5", "PLAIN", "LOGIN"] if name in offered]
        if not wanted:
            raise SMTPException("No suitable authentication method found.")
        self.user, self.password = user, password
        for mechanism in wanted:
            method = "auth_" + mechanism.lower().replace("-", "_")
            try:
                code, reply = self.auth(mechanism, getattr(self, method), initial_response_ok=initial_response_ok)
                if code in (235, 503):
                    return code, reply
            except SMTPAuthenticationError as error:
                last = error
        raise last

    def starttls(self, *, context=None):
        """Go on encrypted."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("starttls"):
            raise SMTPNotSupportedError("STARTTLS extension not supported by server.")
        code, reply = self.docmd("STARTTLS")
        if code != 220:
            raise SMTPResponseException(code, reply)
        if context is None:
            import ssl
            context = ssl._create_stdlib_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self._host)
        self.file = None
        # What was learned before is not to be trusted.
        self.helo_resp = None
        self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        return code, reply

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a message; a dict of the recipients that were refused."""
        self.ehlo_or_helo_if_needed()
        options = []
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode("ascii")
        if self.does_esmtp:
            if self.has_extn("size"):
                options.append("size=%d" % len(msg))
            options.extend(mail_options)
        code, reply = self.mail(from_addr, options)
        if code != 250:
            if code == 421:
                self.close()
            else:
                self._rset()
            raise SMTPSenderRefused(code, reply, from_addr)
        refused = {}
        if isinstance(to_addrs, str):
            to_addrs = [to_addrs]
        for address in to_addrs:
            code, reply = self.rcpt(address, rcpt_options)
            if code not in (250, 251):
                refused[address] = (code, reply)
            if code == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        if len(refused) == len(to_addrs):
            self._rset()
            raise SMTPRecipientsRefused(refused)
        code, reply = self.data(msg)
        if code != 250:
            if code == 421:
                self.close()
            else:
                self._rset()
            raise SMTPDataError(code, reply)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        """Send a message object; sender and recipients are those of its headers unless given."""
        self.ehlo_or_helo_if_needed()
        resent = msg.get_all("Resent-Date")
        if resent is None:
            prefix = ""
        elif len(resent) == 1:
            prefix = "Resent-"
        else:
            raise ValueError("message has more than one 'Resent-' header block")
        if from_addr is None:
            from_addr = msg[prefix + "Sender"] if prefix + "Sender" in msg else msg[prefix + "From"]
            from_addr = email.utils.getaddresses([from_addr])[0][1]
        if to_addrs is None:
            fields = [field for field in (msg[prefix + "To"], msg[prefix + "Bcc"], msg[prefix + "Cc"])
                      if field is not None]
            to_addrs = [address for _, address in email.utils.getaddresses(fields)]
        copied = copy.copy(msg)
        del copied["Bcc"]
        del copied["Resent-Bcc"]
        international = False
        try:
            "".join([from_addr, *to_addrs]).encode("ascii")
        except UnicodeEncodeError:
            if not self.has_extn("smtputf8"):
                raise SMTPNotSupportedError("One or more source or delivery addresses require internationalized email "
                                            "support, but the server does not advertise the required SMTPUTF8 "
                                            "capability")
            international = True
        with io.BytesIO() as stream:
            if international:
                writer = email.generator.BytesGenerator(stream, policy=msg.policy.clone(utf8=True))
                mail_options = (*mail_options, "SMTPUTF8", "BODY=8BITMIME")
            else:
                writer = email.generator.BytesGenerator(stream)
            writer.flatten(copied, linesep="\r\n")
            text = stream.getvalue()
        return self.sendmail(from_addr, to_addrs, text, mail_options, rcpt_options)

    def close(self):
        """Close the connection."""
        try:
            file, self.file = self.file, None
            if file:
                file.close()
        finally:
            sock, self.sock = self.sock, None
            if sock:
                sock.close()

    def quit(self):
        """Say goodbye, and close."""
        result = self.docmd("quit")
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        self.close()
        return result


class SMTP_SSL(SMTP):
    """A connection that is encrypted from the beginning."""

    default_port = SMTP_SSL_PORT

    def __init__(self, host="", port=0, local_hostname=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, context=None):
        if context is None:
            import ssl
            context = ssl._create_stdlib_context()
        self.context = context
        SMTP.__init__(self, host, port, local_hostname, timeout, source_address)

    def _get_socket(self, host, port, timeout):
        plain = super()._get_socket(host, port, timeout)
        return self.context.wrap_socket(plain, server_hostname=self._host)


__all__.append("SMTP_SSL")

LMTP_PORT = 2003


class LMTP(SMTP):
    """A connection by LMTP, also over a socket of the file system."""

    ehlo_msg = "lhlo"

    def __init__(self, host="", port=LMTP_PORT, local_hostname=None, source_address=None,
                 timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        super().__init__(host, port, local_hostname=local_hostname, source_address=source_address, timeout=timeout)

    def connect(self, host="localhost", port=0, source_address=None):
        """Connect; a host that begins with / is a path."""
        if host[0] != "/":
            return super().connect(host, port, source_address=source_address)
        if self.timeout is not None and not self.timeout:
            raise ValueError("Non-blocking socket (timeout=0) is not supported")
        try:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
                self.sock.settimeout(self.timeout)
            self.file = None
            self.sock.connect(host)
        except OSError:
            if self.debuglevel > 0:
                self._print_debug("connect fail:", host)
            if self.sock:
                self.sock.close()
            self.sock = None
            raise
        code, message = self.getreply()
        if self.debuglevel > 0:
            self._print_debug("connect:", message)
        return code, message
