"""TLS for sockets and for bytes in memory.

SSLContext holds certificates and options; its wrap_socket() gives an SSLSocket,
its wrap_bio() an SSLObject. create_default_context() makes a context with safe
options. The protocol itself is rustls: TLS 1.2 and 1.3, nothing older.
"""
import _socket
import _ssl
import base64
import errno
import os
import socket
import sys
import warnings
from _ssl import MemoryBIO, SSLSession
from _sslcontext import (
    SSLCertVerificationError, SSLEOFError, SSLError, SSLSyscallError, SSLWantReadError,
    SSLWantWriteError, SSLZeroReturnError, _DEFAULT_CIPHERS, _SSLContext, _SSLSocket)
from _sslcontext import nid2obj as _nid2obj, txt2obj as _txt2obj
from collections import namedtuple
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, create_connection

socket_error = OSError
CertificateError = SSLCertVerificationError
_RESTRICTED_SERVER_CIPHERS = _DEFAULT_CIPHERS

OPENSSL_VERSION = _ssl.OPENSSL_VERSION
OPENSSL_VERSION_NUMBER = 0x30000000
OPENSSL_VERSION_INFO = _OPENSSL_API_VERSION = (3, 0, 0, 0, 0)
HAS_SNI = HAS_ALPN = HAS_ECDH = HAS_TLSv1_2 = HAS_TLSv1_3 = HAS_NEVER_CHECK_COMMON_NAME = True
HAS_NPN = HAS_PSK = HAS_SSLv2 = HAS_SSLv3 = HAS_TLSv1 = HAS_TLSv1_1 = False
CHANNEL_BINDING_TYPES = []


def _numbers(base, name, text, **more):
    """An enumeration from words and numbers."""
    words = text.split()
    members = {key: int(value, 0) for key, value in zip(words[::2], words[1::2])}
    cls = base(name, members, module=__name__, **more)
    return cls


def _published(base, name, text):
    cls = _numbers(base, name, text)
    globals().update(cls.__members__)
    return cls


_SSLMethod = _published(_IntEnum, '_SSLMethod', '''
    PROTOCOL_TLS 2 PROTOCOL_TLSv1 3 PROTOCOL_TLSv1_1 4 PROTOCOL_TLSv1_2 5
    PROTOCOL_TLS_CLIENT 16 PROTOCOL_TLS_SERVER 17''')
PROTOCOL_SSLv23 = _SSLMethod.PROTOCOL_SSLv23 = _SSLMethod.PROTOCOL_TLS
_PROTOCOL_NAMES = {value: name for name, value in _SSLMethod.__members__.items()}
_SSLv2_IF_EXISTS = None

Options = _published(_IntFlag, 'Options', '''
    OP_NO_SSLv2 0 OP_SINGLE_DH_USE 0 OP_SINGLE_ECDH_USE 0 OP_LEGACY_SERVER_CONNECT 4
    OP_ENABLE_KTLS 8 OP_IGNORE_UNEXPECTED_EOF 0x80 OP_NO_TICKET 0x4000 OP_NO_COMPRESSION 0x20000
    OP_ENABLE_MIDDLEBOX_COMPAT 0x100000 OP_CIPHER_SERVER_PREFERENCE 0x400000 OP_NO_SSLv3 0x2000000
    OP_NO_TLSv1 0x4000000 OP_NO_TLSv1_2 0x8000000 OP_NO_TLSv1_1 0x10000000 OP_NO_TLSv1_3 0x20000000
    OP_NO_RENEGOTIATION 0x40000000 OP_ALL 0x80000050''')

AlertDescription = _published(_IntEnum, 'AlertDescription', ' '.join(
    f'ALERT_DESCRIPTION_{part}' for part in '''
    CLOSE_NOTIFY=0 UNEXPECTED_MESSAGE=10 BAD_RECORD_MAC=20 RECORD_OVERFLOW=22 DECOMPRESSION_FAILURE=30
    HANDSHAKE_FAILURE=40 BAD_CERTIFICATE=42 UNSUPPORTED_CERTIFICATE=43 CERTIFICATE_REVOKED=44
    CERTIFICATE_EXPIRED=45 CERTIFICATE_UNKNOWN=46 ILLEGAL_PARAMETER=47 UNKNOWN_CA=48 ACCESS_DENIED=49
    DECODE_ERROR=50 DECRYPT_ERROR=51 PROTOCOL_VERSION=70 INSUFFICIENT_SECURITY=71 INTERNAL_ERROR=80
    USER_CANCELLED=90 NO_RENEGOTIATION=100 UNSUPPORTED_EXTENSION=110 CERTIFICATE_UNOBTAINABLE=111
    UNRECOGNIZED_NAME=112 BAD_CERTIFICATE_STATUS_RESPONSE=113 BAD_CERTIFICATE_HASH_VALUE=114
    UNKNOWN_PSK_IDENTITY=115'''.split()).replace('=', ' '))

SSLErrorNumber = _published(_IntEnum, 'SSLErrorNumber', '''
    SSL_ERROR_SSL 1 SSL_ERROR_WANT_READ 2 SSL_ERROR_WANT_WRITE 3 SSL_ERROR_WANT_X509_LOOKUP 4
    SSL_ERROR_SYSCALL 5 SSL_ERROR_ZERO_RETURN 6 SSL_ERROR_WANT_CONNECT 7 SSL_ERROR_EOF 8
    SSL_ERROR_INVALID_ERROR_CODE 10''')

VerifyFlags = _published(_IntFlag, 'VerifyFlags', '''
    VERIFY_DEFAULT 0 VERIFY_CRL_CHECK_LEAF 4 VERIFY_CRL_CHECK_CHAIN 12 VERIFY_X509_STRICT 0x20
    VERIFY_ALLOW_PROXY_CERTS 0x40 VERIFY_X509_TRUSTED_FIRST 0x8000 VERIFY_X509_PARTIAL_CHAIN 0x80000''')

VerifyMode = _published(_IntEnum, 'VerifyMode', 'CERT_NONE 0 CERT_OPTIONAL 1 CERT_REQUIRED 2')

TLSVersion = _numbers(_IntEnum, 'TLSVersion', '''
    MINIMUM_SUPPORTED -2 SSLv3 768 TLSv1 769 TLSv1_1 770 TLSv1_2 771 TLSv1_3 772 MAXIMUM_SUPPORTED -1''')

_TLSContentType = _numbers(_IntEnum, '_TLSContentType', '''
    CHANGE_CIPHER_SPEC 20 ALERT 21 HANDSHAKE 22 APPLICATION_DATA 23 HEADER 256 INNER_CONTENT_TYPE 257''')

_TLSAlertType = _numbers(_IntEnum, '_TLSAlertType', '''
    CLOSE_NOTIFY 0 UNEXPECTED_MESSAGE 10 BAD_RECORD_MAC 20 DECRYPTION_FAILED 21 RECORD_OVERFLOW 22
    DECOMPRESSION_FAILURE 30 HANDSHAKE_FAILURE 40 NO_CERTIFICATE 41 BAD_CERTIFICATE 42
    UNSUPPORTED_CERTIFICATE 43 CERTIFICATE_REVOKED 44 CERTIFICATE_EXPIRED 45 CERTIFICATE_UNKNOWN 46
    ILLEGAL_PARAMETER 47 UNKNOWN_CA 48 ACCESS_DENIED 49 DECODE_ERROR 50 DECRYPT_ERROR 51
    EXPORT_RESTRICTION 60 PROTOCOL_VERSION 70 INSUFFICIENT_SECURITY 71 INTERNAL_ERROR 80
    INAPPROPRIATE_FALLBACK 86 USER_CANCELED 90 NO_RENEGOTIATION 100 MISSING_EXTENSION 109
    UNSUPPORTED_EXTENSION 110 CERTIFICATE_UNOBTAINABLE 111 UNRECOGNIZED_NAME 112
    BAD_CERTIFICATE_STATUS_RESPONSE 113 BAD_CERTIFICATE_HASH_VALUE 114 UNKNOWN_PSK_IDENTITY 115
    CERTIFICATE_REQUIRED 116 NO_APPLICATION_PROTOCOL 120''')

_TLSMessageType = _numbers(_IntEnum, '_TLSMessageType', '''
    HELLO_REQUEST 0 CLIENT_HELLO 1 SERVER_HELLO 2 HELLO_VERIFY_REQUEST 3 NEWSESSION_TICKET 4
    END_OF_EARLY_DATA 5 HELLO_RETRY_REQUEST 6 ENCRYPTED_EXTENSIONS 8 CERTIFICATE 11
    SERVER_KEY_EXCHANGE 12 CERTIFICATE_REQUEST 13 SERVER_DONE 14 CERTIFICATE_VERIFY 15
    CLIENT_KEY_EXCHANGE 16 FINISHED 20 CERTIFICATE_URL 21 CERTIFICATE_STATUS 22 SUPPLEMENTAL_DATA 23
    KEY_UPDATE 24 NEXT_PROTO 67 MESSAGE_HASH 254 CHANGE_CIPHER_SPEC 257''')


class _ASN1Object(namedtuple('_ASN1Object', 'nid shortname longname oid')):
    """An object of X.509: number, names, identifier."""

    __slots__ = ()

    def __new__(cls, oid):
        return cls._make(_txt2obj(oid, name=False))

    @classmethod
    def fromname(cls, name):
        """The object of a name or identifier."""
        return cls._make(_txt2obj(name, name=True))

    @classmethod
    def fromnid(cls, nid):
        """The object of OpenSSL's number."""
        return cls._make(_nid2obj(nid))


class Purpose(_ASN1Object, _Enum):
    """What certificates are for: to show who a server is, or a client."""

    SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
    CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'


def _converted(name, cls):
    """An attribute of the native half, as member of an enumeration."""
    base = getattr(_SSLContext, name)
    return property(lambda self: cls(base.fget(self)), base.fset, None, base.__doc__)


class SSLContext(_SSLContext):
    """Certificates and options for connections."""

    sslsocket_class = None      # SSLSocket, once there is one
    sslobject_class = None

    def __new__(cls, protocol=None, *args, **kwargs):
        if protocol is None:
            warnings.warn('ssl.SSLContext() without protocol argument is deprecated.',
                          DeprecationWarning, stacklevel=2)
            protocol = PROTOCOL_TLS
        return super().__new__(cls, protocol)

    def _encode_hostname(self, hostname):
        match hostname:
            case None:
                return None
            case str():
                hostname = hostname.encode('idna')
        return hostname.decode('ascii')

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, suppress_ragged_eofs=True,
                    server_hostname=None, session=None):
        """A socket that speaks TLS, in place of a connected or unconnected one."""
        given = dict(locals())
        return self.sslsocket_class._create(context=given.pop('self'), **given)

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        """TLS between two buffers of memory."""
        settings = {'server_side': server_side, 'server_hostname': self._encode_hostname(server_hostname)}
        return self.sslobject_class._create(incoming, outgoing, context=self, session=session, **settings)

    def set_npn_protocols(self, npn_protocols):
        """Gone from TLS: does nothing."""
        message = 'ssl NPN is deprecated, use ALPN instead'
        warnings.warn(message, DeprecationWarning, stacklevel=2)

    def set_servername_callback(self, server_name_callback):
        """Have server_name_callback(connection, name, context) called when a client names a server."""
        told = server_name_callback
        if not (told is None or callable(told)):
            raise TypeError('not a callable object')
        self.sni_callback = told and (lambda peer, name, context: told(peer, self._encode_hostname(name), context))

    def set_alpn_protocols(self, alpn_protocols):
        """Say which application protocols there are, best first."""
        protos = bytearray()
        for protocol in alpn_protocols:
            name = bytes(protocol, 'ascii')
            if not 0 < len(name) < 256:
                raise SSLError('ALPN protocols must be 1 to 255 in length')
            protos.append(len(name))
            protos += name
        self._set_alpn_protocols(protos)

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        """Trust whom the system trusts."""
        if not isinstance(purpose, _ASN1Object):
            raise TypeError(purpose)
        self.set_default_verify_paths()

    minimum_version = _converted('minimum_version', TLSVersion)
    maximum_version = _converted('maximum_version', TLSVersion)
    options = _converted('options', Options)
    verify_flags = _converted('verify_flags', VerifyFlags)
    verify_mode = _converted('verify_mode', VerifyMode)

    protocol = property(lambda self: _SSLMethod(_SSLContext.protocol.fget(self)), doc='The protocol it was made for.')

    @property
    def hostname_checks_common_name(self):
        """Whether the common name counts if a certificate has no other names."""
        return not self._hostname_flags & 0x20

    @hostname_checks_common_name.setter
    def hostname_checks_common_name(self, value):
        self._hostname_flags = self._hostname_flags & ~0x20 if value else self._hostname_flags | 0x20

    @property
    def _msg_callback(self):
        """None: messages cannot be watched."""
        return None

    @_msg_callback.setter
    def _msg_callback(self, callback):
        if callback is not None:
            raise NotImplementedError('the messages of a connection cannot be watched')


def _check_purpose(purpose):
    """The protocol for a purpose."""
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)
    protocols = {Purpose.SERVER_AUTH: PROTOCOL_TLS_CLIENT, Purpose.CLIENT_AUTH: PROTOCOL_TLS_SERVER}
    if purpose not in protocols:
        raise ValueError(purpose)
    return protocols[purpose]


def _trust(context, purpose, *places):
    """Have a context trust the authorities at some places, or those of the system if it asks for certificates at all."""
    if any(places):
        context.load_verify_locations(*places)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    _log_secrets(context)
    return context


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context with sound settings, for a client (SERVER_AUTH: it authenticates servers) or a server."""
    made = SSLContext(_check_purpose(purpose))
    if purpose == Purpose.SERVER_AUTH:
        made.verify_mode, made.check_hostname = CERT_REQUIRED, True
    made.verify_flags |= VERIFY_X509_STRICT | VERIFY_X509_PARTIAL_CHAIN
    return _trust(made, purpose, cafile, capath, cadata)


def _log_secrets(context):
    name = os.environ.get('SSLKEYLOGFILE')
    if name and not sys.flags.ignore_environment:
        context.keylog_filename = name


def _create_unverified_context(protocol=None, *, cert_reqs=CERT_NONE, check_hostname=False, purpose=Purpose.SERVER_AUTH,
                               certfile=None, keyfile=None, cafile=None, capath=None, cadata=None):
    """A context that trusts everybody, unless told otherwise."""
    usual = _check_purpose(purpose)
    made = SSLContext(usual if protocol is None else protocol)
    made.check_hostname = check_hostname
    if cert_reqs is not None:
        made.verify_mode = cert_reqs
    if keyfile and not certfile:
        raise ValueError('certfile must be specified')
    if certfile:
        made.load_cert_chain(certfile, keyfile)
    return _trust(made, purpose, cafile, capath, cadata)


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


def _asked(name, nothing=None):
    """A method that asks the native connection, if there is one."""
    base = getattr(_SSLSocket, name)

    def method(self):
        connection = self._checked()
        return nothing if connection is None else base(connection)
    method.__name__ = name
    method.__doc__ = base.__doc__
    return method


class _Peer:
    """What SSLSocket and SSLObject have in common: questions about the connection."""

    __slots__ = ()

    cipher = _asked('cipher')
    shared_ciphers = _asked('shared_ciphers')
    compression = _asked('compression')
    version = _asked('version')
    selected_alpn_protocol = _asked('selected_alpn_protocol')
    pending = _asked('pending', 0)

    def _choose(self):
        # The native half asks for it after the client's greeting and sni_callback.
        return self._context._config(True)

    def _checked(self):
        """The native connection, which may be None."""
        return self._sslobj

    def _start(self, server_side, hostname, session, *bios):
        self._sslobj = self._context._connect(server_side, hostname, *bios)
        if session is not None:
            self._sslobj.session = session

    @property
    def context(self):
        """The context; another one can be set while sni_callback runs."""
        return self._context

    @context.setter
    def context(self, context):
        if not isinstance(context, _SSLContext):
            raise TypeError('The value must be a SSLContext')
        self._context = self._sslobj.context = context

    @property
    def session(self):
        """What the next connection to this server can begin with, an SSLSession or None."""
        return getattr(self._sslobj, 'session', None)

    @session.setter
    def session(self, session):
        if (connection := self._sslobj) is not None:
            connection.session = session

    @property
    def session_reused(self):
        """Whether the connection began with an earlier session."""
        return getattr(self._sslobj, 'session_reused', None)

    def getpeercert(self, binary_form=False):
        """The peer's certificate as dict or bytes; {} if it was not verified, None if there is none."""
        return self._sslobj.getpeercert(binary_form)

    def get_verified_chain(self):
        """The certificates from the peer's one to one that is trusted, as bytes."""
        return self._sslobj.get_verified_chain()

    def get_unverified_chain(self):
        """The certificates that the peer sent, as bytes."""
        return self._sslobj.get_unverified_chain()

    def selected_npn_protocol(self):
        """None: there is no NPN."""
        warnings.warn('ssl NPN is deprecated, use ALPN instead', DeprecationWarning, stacklevel=2)

    def get_channel_binding(self, cb_type='tls-unique'):
        """Always an error: no kind of channel binding is available."""
        raise ValueError(f'{cb_type!r} channel binding type not implemented')

    def verify_client_post_handshake(self):
        """Always an error: clients are asked for certificates in the handshake or not at all."""
        if self._sslobj is None:
            raise ValueError(f'No SSL wrapper around {self}')
        return self._sslobj.verify_client_post_handshake()

    def _shaken(self):
        counts = self._context._counts
        counts['accept_good' if self._sslobj.server_side else 'connect_good'] += 1
        counts['hits'] += self._sslobj.session_reused


def _made_by(maker):
    """The constructor of what only a context makes."""
    def __init__(self, *args, **kwargs):
        raise TypeError(f'{type(self).__name__} does not have a public constructor. Instances are returned by {maker}.')
    return __init__


class SSLObject(_Peer):
    """A connection between two MemoryBIOs; it never waits."""

    __init__ = _made_by('SSLContext.wrap_bio()')

    @classmethod
    def _create(cls, incoming, outgoing, server_side=False, server_hostname=None,
                session=None, context=None):
        self = cls.__new__(cls)
        self._context = context
        self._server_hostname = _check_name(server_hostname)
        if context.check_hostname and not server_side and not server_hostname:
            raise ValueError('check_hostname requires server_hostname')
        self._start(server_side, server_hostname, session, incoming, outgoing)
        return self

    server_side = property(lambda self: self._sslobj.server_side, None, None, "Whether it is the server's side.")
    server_hostname = property(lambda self: self._server_hostname, None, None, "The name of the server, as the client calls it.")

    def read(self, len=1024, buffer=None):
        """Up to len bytes of data; or how many were read into buffer."""
        return self._sslobj.read(self, len, buffer)

    def write(self, data):
        """Send data; how many bytes were taken."""
        return self._sslobj.write(self, data)

    def do_handshake(self):
        """Go on with the handshake."""
        self._sslobj.do_handshake(self)
        self._shaken()

    def unwrap(self):
        """End the connection."""
        return self._sslobj.shutdown(self)


def _check_name(name):
    if name is not None:
        if not name or name.startswith('.'):
            raise ValueError('server_hostname cannot be an empty string or start with a leading dot.')
        if '\0' in name:
            raise TypeError('argument must be encoded string without null bytes, not str')
    return name


def _forbidden(name, error):
    def method(self, *args, **kwargs):
        raise error(f'{name} not allowed on instances of {self.__class__}')
    method.__name__ = name
    method.__qualname__ = f'SSLSocket.{name}'
    method.__doc__ = 'Always an error: there is no such thing on a connection with TLS.'
    return method


class SSLSocket(_Peer, socket.socket):
    """A socket whose data goes through TLS."""

    __init__ = _made_by('SSLContext.wrap_socket()')

    @classmethod
    def _create(cls, sock, server_side=False, do_handshake_on_connect=True,
                suppress_ragged_eofs=True, server_hostname=None, context=None, session=None):
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError('only stream sockets are supported')
        for name, given in ('server_hostname', server_hostname or None), ('session', session):
            if server_side and given is not None:
                raise ValueError(f'{name} can only be specified in client mode')
        if context.check_hostname and not server_hostname:
            raise ValueError('check_hostname requires server_hostname')
        secured = cls.__new__(cls)
        secured._sslobj, secured._connected = None, False
        secured._context, secured._session = context, session
        secured.server_hostname = context._encode_hostname(server_hostname)
        secured.server_side, secured.do_handshake_on_connect = server_side, do_handshake_on_connect
        secured.suppress_ragged_eofs = suppress_ragged_eofs
        secured._take_over(sock)
        return secured

    def _take_over(self, sock):
        """Become what sock was, and begin if that is connected."""
        timeout, place = sock.gettimeout(), (sock.family, sock.type, sock.proto)
        socket.socket.__init__(self, *place, sock.fileno())
        sock.detach()
        try:
            self._connected = self._find_connected()
            self.settimeout(timeout)
            if not self._connected:
                return
            self._attach()
            if self.do_handshake_on_connect:
                if timeout == 0:
                    raise ValueError('do_handshake_on_connect should not be specified for non-blocking sockets')
                self.do_handshake()
        except BaseException:
            self.close()
            raise

    def _find_connected(self):
        try:
            self.getpeername()
            return True
        except OSError as error:
            if error.errno != errno.ENOTCONN:
                raise
        # Data from before is no part of what TLS protects: it must not be taken for that.
        blocking = self.getblocking()
        self.setblocking(False)
        try:
            early = socket.socket.recv(self, 1)
        except OSError as error:
            if error.errno not in (errno.ENOTCONN, errno.EINVAL):
                raise
            early = b''
        finally:
            self.setblocking(blocking)
        if early:
            error = SSLError('Closed before TLS handshake with data in recv buffer.')
            error.library = None
            error.reason = error.args[0]
            raise error
        return False

    def _attach(self):
        self._start(self.server_side, _check_name(self.server_hostname), self._session)

    def _check_connected(self):
        # Without a connection the system has its own error.
        self._connected or self.getpeername()

    def _checkClosed(self, msg=None):
        """Nothing: a connection that is closed says so by itself."""

    def _checked(self):
        if self._sslobj is not None:
            self._check_connected()
        return self._sslobj

    def getpeercert(self, binary_form=False):
        """The peer's certificate as dict or bytes; {} if it was not verified, None if there is none."""
        self._check_connected()
        return self._sslobj.getpeercert(binary_form)

    def dup(self):
        """Always an error: two objects cannot share one connection."""
        raise NotImplementedError(f"Can't dup() {self.__class__.__name__} instances")

    def read(self, len=1024, buffer=None):
        """Up to len bytes of data; or how many were read into buffer."""
        if self._sslobj is None:
            raise ValueError('Read on closed or unwrapped SSL socket.')
        try:
            return self._sslobj.read(self, len, buffer)
        except SSLError as error:
            if (error.args[0] == SSL_ERROR_EOF and self.suppress_ragged_eofs):
                return b'' if buffer is None else 0
            raise

    def write(self, data):
        """Send data; how many bytes were sent."""
        if self._sslobj is None:
            raise ValueError('Write on closed or unwrapped SSL socket.')
        return self._sslobj.write(self, data)

    def _no_flags(self, name, flags):
        if flags:
            raise ValueError(f'non-zero flags not allowed in calls to {name}() on {self.__class__}')

    def send(self, data, flags=0):
        """Send data; how many bytes were sent."""
        if self._sslobj is None:
            return super().send(data, flags)
        self._no_flags('send', flags)
        return self._sslobj.write(self, data)

    def sendall(self, data, flags=0):
        """Send all of data."""
        if self._sslobj is None:
            return super().sendall(data, flags)
        self._no_flags('sendall', flags)
        with memoryview(data) as view, view.cast('B') as rest:
            done, size = 0, len(rest)
            while done < size:
                done += self.send(rest[done:])

    def sendfile(self, file, offset=0, count=None):
        """Send a file; how many bytes."""
        if self._sslobj is None:
            return super().sendfile(file, offset, count)
        return self._sendfile_use_send(file, offset, count)

    def recv(self, buflen=1024, flags=0):
        """Receive up to buflen bytes; b'' at the end."""
        if self._sslobj is None:
            return super().recv(buflen, flags)
        self._no_flags('recv', flags)
        return self.read(buflen)

    def recv_into(self, buffer, nbytes=None, flags=0):
        """Receive into buffer; how many bytes."""
        if nbytes is None:
            nbytes = 1024 if buffer is None else memoryview(buffer).nbytes
            if not nbytes:
                return 0
        if self._sslobj is None:
            return super().recv_into(buffer, nbytes, flags)
        self._no_flags('recv_into', flags)
        return self.read(nbytes, buffer)

    def sendto(self, data, flags_or_addr, addr=None):
        """Always an error on a connection with TLS."""
        if self._sslobj is not None:
            raise ValueError(f'sendto not allowed on instances of {self.__class__}')
        return super().sendto(data, flags_or_addr, *(() if addr is None else (addr,)))

    def recvfrom(self, buflen=1024, flags=0):
        """Always an error on a connection with TLS."""
        if self._sslobj is not None:
            raise ValueError(f'recvfrom not allowed on instances of {self.__class__}')
        return super().recvfrom(buflen, flags)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        """Always an error on a connection with TLS."""
        if self._sslobj is not None:
            raise ValueError(f'recvfrom_into not allowed on instances of {self.__class__}')
        return super().recvfrom_into(buffer, nbytes or 0, flags)

    sendmsg = _forbidden('sendmsg', NotImplementedError)
    recvmsg = _forbidden('recvmsg', NotImplementedError)
    recvmsg_into = _forbidden('recvmsg_into', NotImplementedError)

    def shutdown(self, how):
        """End sending, receiving or both, without a word to the peer."""
        self._sslobj = None
        super().shutdown(how)

    def unwrap(self):
        """End TLS; what comes back is a socket for plain data."""
        if self._sslobj is None:
            raise ValueError(f'No SSL wrapper around {self}')
        self._sslobj.shutdown(self)
        self._sslobj = None
        return self

    def _real_close(self):
        self._sslobj = None
        super()._real_close()

    def do_handshake(self, block=False):
        """Make the connection."""
        self._check_connected()
        waiting = block and self.gettimeout() == 0
        if waiting:
            self.setblocking(True)
        try:
            self._sslobj.do_handshake(self)
            self._shaken()
        finally:
            if waiting:
                self.setblocking(False)

    def connect(self, addr):
        """Connect to an address, and make the connection."""
        self._connect_by(super().connect, addr)

    def connect_ex(self, addr):
        """The same, with the system's error number for result."""
        return self._connect_by(super().connect_ex, addr)

    def _connect_by(self, connect, addr):
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._sslobj is not None or self._connected:
            raise ValueError('attempt to connect already-connected SSLSocket!')
        self._attach()
        try:
            if problem := connect(addr):
                return problem
            self._connected = True
            if self.do_handshake_on_connect:
                self.do_handshake()
        except (OSError, ValueError):
            self._sslobj = None
            raise
        return problem

    def accept(self):
        """Wait for a connection; (SSLSocket, address)."""
        plain, address = super().accept()
        manner = {name: getattr(self, name) for name in ('do_handshake_on_connect', 'suppress_ragged_eofs')}
        return self.context.wrap_socket(plain, server_side=True, **manner), address


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject


# --- functions

PEM_HEADER = '-----BEGIN CERTIFICATE-----'
PEM_FOOTER = '-----END CERTIFICATE-----'
_MONTHS = ('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec')


def RAND_bytes(n, /):
    """n random bytes that nobody can guess."""
    if n < 0:
        raise ValueError('num must be positive')
    return os.urandom(n)


def RAND_status():
    """True: the system has always enough randomness."""
    return True


def RAND_add(string, entropy, /):
    """Take string for the generator: the system's needs nothing of it."""
    if not isinstance(string, str):
        memoryview(string)
    float(entropy)


def cert_time_to_seconds(cert_time):
    """Seconds since 1970 of a time as in certificates, 'Jan  5 09:34:43 2018 GMT'."""
    from calendar import timegm
    from time import strptime
    month = cert_time[:3].lower()
    if month not in _MONTHS:
        raise ValueError(f'time data {cert_time!r} does not match format "%b %d %H:%M:%S %Y GMT"')
    # The month by hand: strptime() wants it in the language of the locale.
    t = strptime(cert_time[3:], ' %d %H:%M:%S %Y GMT')
    return timegm((t[0], _MONTHS.index(month) + 1) + t[2:6])


def DER_cert_to_PEM_cert(der_cert_bytes):
    """The PEM text of a certificate."""
    text = str(base64.standard_b64encode(der_cert_bytes), 'ascii')
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return '\n'.join([PEM_HEADER, *lines, PEM_FOOTER]) + '\n'


def PEM_cert_to_DER_cert(pem_cert_string):
    """The bytes of a certificate in PEM."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError(f'Invalid PEM encoding; must start with {PEM_HEADER}')
    if not pem_cert_string.strip().endswith(PEM_FOOTER):
        raise ValueError(f'Invalid PEM encoding; must end with {PEM_FOOTER}')
    body = pem_cert_string.strip()[len(PEM_HEADER):-len(PEM_FOOTER)]
    return base64.decodebytes(body.encode('ASCII', 'strict'))


DefaultVerifyPaths = namedtuple(
    'DefaultVerifyPaths',
    'cafile capath openssl_cafile_env openssl_cafile openssl_capath_env openssl_capath')


def get_default_verify_paths():
    """Where the certificates are that the system trusts."""
    file, directory = _ssl.certificate_locations()
    file, directory = file or '/etc/ssl/cert.pem', directory or '/etc/ssl/certs'
    cafile = os.environ.get('SSL_CERT_FILE', file)
    capath = os.environ.get('SSL_CERT_DIR', directory)
    return DefaultVerifyPaths(
        cafile if os.path.isfile(cafile) else None, capath if os.path.isdir(capath) else None,
        'SSL_CERT_FILE', file, 'SSL_CERT_DIR', directory)


_GLOBAL_DEFAULT_TIMEOUT = socket._GLOBAL_DEFAULT_TIMEOUT


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None,
                           timeout=_GLOBAL_DEFAULT_TIMEOUT):
    """The PEM text of the certificate that a server shows; verified only if ca_certs is given."""
    host, port = addr
    context = _create_stdlib_context(
        ssl_version, cert_reqs=CERT_NONE if ca_certs is None else CERT_REQUIRED, cafile=ca_certs)
    with (create_connection(addr, timeout=timeout) as sock,
          context.wrap_socket(sock, server_hostname=host) as tls):
        return DER_cert_to_PEM_cert(tls.getpeercert(True))


def get_protocol_name(protocol_code):
    """The name of PROTOCOL_..."""
    return _PROTOCOL_NAMES.get(protocol_code, '<unknown>')
