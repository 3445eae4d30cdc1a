"""What a TLS context holds: certificates, keys, cipher suites, versions.

The half of ssl that programs do not import: SSLContext of the module ssl is the
class here with enumerations and connections on top.
"""
import _ssl
import binascii
import operator
import os
import re
import sys


class SSLError(OSError):
    """What goes wrong with TLS: errno is a member of SSLErrorNumber, reason OpenSSL's word for it."""

    def __str__(self):
        return self.strerror if isinstance(self.strerror, str) else str(self.args)


class SSLZeroReturnError(SSLError):
    """The peer has said that nothing more comes."""


class SSLWantReadError(SSLError):
    """The call has to wait until something can be read from the socket."""


class SSLWantWriteError(SSLError):
    """The call has to wait until something can be written to the socket."""


class SSLSyscallError(SSLError):
    """The system said no."""


class SSLEOFError(SSLError):
    """The connection ended without a word."""


class SSLCertVerificationError(SSLError, ValueError):
    """The peer's certificate is not accepted; verify_code and verify_message say why."""


for _class in (SSLError, SSLZeroReturnError, SSLWantReadError, SSLWantWriteError,
               SSLSyscallError, SSLEOFError, SSLCertVerificationError):
    _class.__module__ = 'ssl'


def _fail(number, library, reason, text, line):
    name = f'{library}: {reason}' if reason else library
    error = SSLError(number, f'[{name}] {text} (_ssl.c:{line})')
    error.library, error.reason = library, reason
    return error


def _plain(text, line):
    error = SSLError(0, f'{text} (_ssl.c:{line})')
    error.library = error.reason = None
    return error


# --- cipher suites: number, name, key exchange, authentication, cipher, bits

_SUITES = (
    (0x1302, 'TLS_AES_256_GCM_SHA384', 'any', 'any', 'AESGCM', 256),
    (0x1303, 'TLS_CHACHA20_POLY1305_SHA256', 'any', 'any', 'CHACHA20/POLY1305', 256),
    (0x1301, 'TLS_AES_128_GCM_SHA256', 'any', 'any', 'AESGCM', 128),
    (0xc02c, 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDH', 'ECDSA', 'AESGCM', 256),
    (0xc030, 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDH', 'RSA', 'AESGCM', 256),
    (0xcca9, 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDH', 'ECDSA', 'CHACHA20/POLY1305', 256),
    (0xcca8, 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDH', 'RSA', 'CHACHA20/POLY1305', 256),
    (0xc02b, 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDH', 'ECDSA', 'AESGCM', 128),
    (0xc02f, 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDH', 'RSA', 'AESGCM', 128),
)
_BY_NUMBER = {row[0]: row for row in _SUITES}
_TLS13 = [row[0] for row in _SUITES if row[0] < 0x2000]
_TLS12 = [row[0] for row in _SUITES if row[0] > 0x2000]
_DEFAULT_CIPHERS = '@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM'
# Words that choose suites there are elsewhere, but not here.
_FOREIGN = frozenset('''
    COMPLEMENTOFDEFAULT COMPLEMENTOFALL MEDIUM LOW eNULL NULL aNULL kRSA RSA kDHE kEDH DH DHE EDH ADH AECDH aDSS DSS
    AESCCM AESCCM8 ARIA ARIA128 ARIA256 ARIAGCM CAMELLIA CAMELLIA128 CAMELLIA256 3DES DES RC4 RC2 IDEA SEED MD5 SHA1
    SHA SHA256 SHA384 PSK kPSK aPSK kECDHEPSK kDHEPSK kRSAPSK SRP kSRP aSRP aGOST CBC TLSv1 SSLv3 EXP EXPORT
'''.split())


def _tags(number):
    _, name, _, auth, cipher, bits = _BY_NUMBER[number]
    tags = {name, 'ALL', 'DEFAULT', 'HIGH', 'ECDH', 'ECDHE', 'EECDH', 'kECDHE', 'kEECDH', 'TLSv1.2', 'a' + auth}
    if auth == 'ECDSA':
        tags.add('ECDSA')
    tags.update(('AES', 'AESGCM', f'AES{bits}') if cipher == 'AESGCM' else ('CHACHA20',))
    return tags


def _choose_suites(text):
    """The numbers that a cipher list of OpenSSL's language chooses, best first; None if it chooses nothing at all."""
    chosen, banned, known = [], set(), False
    for word in re.split('[:, ;]', text):
        if word == '@STRENGTH':
            chosen.sort(key=lambda n: -_BY_NUMBER[n][5])
        word = word.partition('@')[0]
        if not word:
            continue
        action = word[0] if word[0] in '!-+' else ''
        terms = word.lstrip('!-+').split('+')
        matching = [n for n in _TLS12 if _tags(n).issuperset(terms)]
        if action == '+':
            moved = [n for n in chosen if n in matching]
            chosen = [n for n in chosen if n not in moved] + moved
        elif action:
            chosen = [n for n in chosen if n not in matching]
            if action == '!':
                banned.update(matching)
        else:
            chosen += [n for n in matching if n not in chosen and n not in banned]
            known |= bool(matching) or all(
                t in _FOREIGN or '-' in t or any(t in _tags(n) for n in _TLS12) for t in terms)
    return chosen if known else None


def _suite(number):
    """(name, version, bits) of a suite; None for one that is not known."""
    row = _BY_NUMBER.get(number)
    return row and (row[1], 'TLSv1.3' if number < 0x2000 else 'TLSv1.2', row[5])


def _describe_suite(number):
    _, name, exchange, auth, cipher, bits = _BY_NUMBER[number]
    version = _suite(number)[1]
    description = f'{name:<30} {version} Kx={exchange:<8} Au={auth:<5} Enc={f"{cipher}({bits})":<22} Mac=AEAD'
    return {
        'id': 0x3000000 | number, 'name': name, 'protocol': version, 'description': description,
        'strength_bits': bits, 'alg_bits': bits, 'aead': True,
        'symmetric': f'aes-{bits}-gcm' if cipher == 'AESGCM' else 'chacha20-poly1305',
        'digest': None, 'kea': 'kx-any' if exchange == 'any' else 'kx-ecdhe',
        'auth': 'auth-' + auth.lower(),
    }


_CURVES = {'prime256v1': 23, 'P-256': 23, 'secp256r1': 23, 'secp384r1': 24, 'P-384': 24, 'X25519': 29}


# --- files

_PEM = re.compile(rb'^-----BEGIN ([A-Z0-9 ]+)-----[ \t]*\r?$(.*?)^-----END \1-----', re.M | re.S)


def _pem_blocks(data):
    """(label, headers, bytes) of each part of a PEM text."""
    for match in _PEM.finditer(data):
        label, body, headers = match[1].decode(), match[2], {}
        if b':' in body:
            head, _, body = body.replace(b'\r', b'').partition(b'\n\n')
            for line in head.split(b'\n'):
                key, _, value = line.partition(b':')
                headers[key.strip().decode('latin-1')] = value.strip().decode('latin-1')
        try:
            yield label, headers, binascii.a2b_base64(body)
        except binascii.Error:
            yield label, headers, b''


_CERTIFICATES = ('CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE')


def _read(path):
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise OSError(error.errno, error.strerror) from None
    with open(fd, 'rb') as file:
        return file.read()


def _path(value, name):
    try:
        return os.fsencode(value)
    except TypeError:
        raise TypeError(f'{name} should be a valid filesystem path') from None


def _check_password(password):
    if isinstance(password, str):
        password = password.encode()
    elif not isinstance(password, (bytes, bytearray)):
        return None
    if len(password) > 1024:
        raise ValueError('password cannot be longer than 1024 bytes')
    return bytes(password)


def _open_key(label, headers, data, password):
    """The key without its password."""
    sealed = label == 'ENCRYPTED PRIVATE KEY'
    if not sealed and 'ENCRYPTED' not in headers.get('Proc-Type', ''):
        return data
    if callable(password):
        password = _check_password(password())
        if password is None:
            raise TypeError('password callback must return a string')
    elif password is None:
        import getpass
        password = getpass.getpass('Enter PEM pass phrase:').encode()
    if sealed:
        return _ssl.open_pkcs8(data, password)
    cipher, _, iv = headers.get('DEK-Info', '').partition(',')
    try:
        return _ssl.open_traditional(cipher, bytes.fromhex(iv), data, password)
    except ValueError:
        return None


# --- contexts

_MINIMUM, _MAXIMUM = 0x303, 0x304
_VERSIONS = (-2, -1, 0x300, 0x301, 0x302, 0x303, 0x304)
_OLD_VERSIONS = {0x300: 'SSLv3', 0x301: 'TLSv1', 0x302: 'TLSv1_1'}
_OP_CIPHER_SERVER_PREFERENCE = 0x400000
_OP_NO_TLSv1_2, _OP_NO_TLSv1_3 = 0x8000000, 0x20000000
_OP_NO_OLD = 0x2000000 | 0x4000000 | 0x10000000 | _OP_NO_TLSv1_2 | _OP_NO_TLSv1_3
_OP_IGNORE_UNEXPECTED_EOF = 0x80


def _deprecated(text):
    # Two calls above the setter is the program, or the public class.
    import warnings
    level = 3
    frame = sys._getframe(level - 1)
    while frame.f_back is not None and frame.f_globals.get('__name__') in ('ssl', '_sslcontext', 'enum'):
        frame, level = frame.f_back, level + 1
    warnings.warn(text, DeprecationWarning, stacklevel=level)


class _SSLContext:
    """What a context is, in plain numbers."""

    def __new__(cls, protocol, /):
        protocol = operator.index(protocol)
        if protocol not in (2, 5, 16, 17):
            raise ValueError(f'invalid or unsupported protocol version {protocol}')
        if protocol < 16:
            _deprecated('ssl.PROTOCOL_' + {2: 'TLS', 5: 'TLSv1_2'}[protocol] + ' is deprecated')
        self = object.__new__(cls)
        self._protocol = protocol
        self._store = _ssl.Store()
        self._waiting = []          # files of certificates that nobody has asked for yet
        self._directories = []
        self._identities = {}
        self._check_hostname = protocol == 16
        self._verify_mode = 2 if protocol == 16 else 0
        self._verify_flags = 0x8000
        self._host_flags = 4
        self._options = 0x80000050 | 0x20000 | 0x100000 | _OP_CIPHER_SERVER_PREFERENCE | 0x2000000
        self._versions = [-2 if protocol == 5 else _MINIMUM, -1]
        self._alpn = []
        self._suites = _choose_suites(_DEFAULT_CIPHERS)
        self._groups = []
        self._tickets = 2
        self._log = self._log_name = None
        self._sni_callback = None
        self._post_handshake_auth = False
        self._counts = dict.fromkeys((
            'number', 'connect', 'connect_good', 'connect_renegotiate', 'accept', 'accept_good',
            'accept_renegotiate', 'hits', 'misses', 'timeouts', 'cache_full'), 0)
        self._configs = {}
        return self

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' object")

    def _config(self, server_side):
        """The native configuration for one side, made anew after a change."""
        config = self._configs.get(server_side)
        if config is None:
            config = self._configs[server_side] = self._make_config(server_side)
        return config

    def _make_config(self, server_side):
        if server_side and self._protocol == 16:
            raise _plain('Cannot create a server socket with a PROTOCOL_TLS_CLIENT context', 812)
        if not server_side and self._protocol == 17:
            raise _plain('Cannot create a client socket with a PROTOCOL_TLS_SERVER context', 819)
        store = self._store
        if self._verify_mode:
            self._load_waiting()
            if self._directories:
                store = _ssl.Store()
                for der, _ in self._store.certificates():
                    store.add(der)
                for directory in self._directories:
                    self._load_directory(store, directory)
        low, high = self._versions
        low = max(low, _MINIMUM) if low != -1 else _MAXIMUM
        high = _MAXIMUM if high == -1 else _MINIMUM if high == -2 else high
        if self._protocol == 5:
            low = high = 0x303
        if self._options & _OP_NO_TLSv1_3:
            high = min(high, 0x303)
        if self._options & _OP_NO_TLSv1_2:
            low = max(low, 0x304)
        if self._log is not None:
            self._log.flush()
        return _ssl.Config(
            server_side, store, list(self._identities.values()), self._verify_mode, self._verify_flags,
            self._check_hostname, not self._host_flags & 0x20, low, high, self._alpn,
            _TLS13 + self._suites, self._groups,
            bool(self._options & _OP_CIPHER_SERVER_PREFERENCE), self._tickets,
            None if self._log is None else self._log.fileno())

    def _connect(self, server_side, hostname, incoming=None, outgoing=None):
        self._counts['accept' if server_side else 'connect'] += 1
        # A server's configuration is asked for when the client has greeted; here it shows that there is one.
        lenient = bool(self._options & _OP_IGNORE_UNEXPECTED_EOF)
        connection = _SSLSocket(server_side, self._config(server_side), hostname, lenient, incoming, outgoing)
        connection.context, connection.server_hostname = self, hostname
        return connection

    # --- own certificates

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        """Load a certificate, those that lead to its issuer, and its private key.

        password is a str, bytes, or a function that is called for it if the
        key has one.
        """
        certfile = _path(certfile, 'certfile')
        keyfile = certfile if keyfile is None else _path(keyfile, 'keyfile')
        if password is not None and not callable(password):
            password = _check_password(password)
            if password is None:
                raise TypeError('password should be a string or callable')
        chain = [data for label, _, data in _pem_blocks(_read(certfile)) if label in _CERTIFICATES]
        if not chain or _ssl.decode_certificate(chain[0]) is None:
            raise _fail(524297, 'SSL', None, 'PEM lib', 3916)
        key = next((block for block in _pem_blocks(_read(keyfile)) if block[0].endswith('PRIVATE KEY')), None)
        key = key and _open_key(*key, password)
        if not key:
            raise _fail(524297, 'SSL', None, 'PEM lib', 3937)
        try:
            identity = _ssl.Identity(chain, key)
        except ValueError:
            raise _fail(524297, 'SSL', None, 'PEM lib', 3937) from None
        self._identities[identity.algorithm] = identity
        self._configs.clear()

    # --- whom to trust

    def _add(self, store, blocks):
        """Adds what is trusted; how many there were."""
        found = 0
        for label, _, data in blocks:
            if label in _CERTIFICATES:
                if store.add(data) is None:
                    raise _fail(524297, 'X509', None, 'PEM lib', 4168)
            elif label == 'X509 CRL':
                if not store.add_crl(data):
                    raise _fail(524297, 'X509', None, 'PEM lib', 4168)
            else:
                continue
            found += 1
        return found

    def _load_directory(self, store, directory):
        try:
            names = os.listdir(directory)
        except OSError:
            return
        for name in sorted(names):
            if re.fullmatch(rb'[0-9a-f]{8}\.r?[0-9]+', name):
                try:
                    self._add(store, _pem_blocks(_read(os.path.join(directory, name))))
                except OSError:
                    pass

    def _load_waiting(self):
        while self._waiting:
            try:
                self._add(self._store, _pem_blocks(_read(self._waiting.pop())))
            except OSError:
                pass

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        """Trust the certificates of a file, of a directory made by c_rehash, or of a str (PEM) or bytes (DER)."""
        if cafile is None and capath is None and cadata is None:
            raise TypeError('cafile, capath and cadata cannot be all omitted')
        if cafile is not None:
            cafile = _path(cafile, 'cafile')
        if capath is not None:
            capath = _path(capath, 'capath')
        if cadata is not None:
            self._load_data(cadata)
        if cafile is not None and not self._add(self._store, _pem_blocks(_read(cafile))):
            raise _fail(136, 'X509', 'NO_CERTIFICATE_OR_CRL_FOUND', 'no certificate or crl found', 4168)
        if capath is not None:
            self._directories.append(capath)
        self._configs.clear()

    def _load_data(self, cadata):
        if isinstance(cadata, str):
            if not cadata.isascii():
                raise TypeError('cadata should be an ASCII string or a bytes-like object')
            if not cadata:
                raise ValueError('Empty certificate data')
            if not self._add(self._store, _pem_blocks(cadata.encode())):
                raise _plain('no start line: cadata does not contain a certificate', 4035)
            return
        try:
            data = bytes(memoryview(cadata))
        except TypeError:
            raise TypeError('cadata should be an ASCII string or a bytes-like object') from None
        if not data:
            raise ValueError('Empty certificate data')
        found = False
        while data:
            size = 0
            if data[0] == 0x30 and len(data) > 4:
                more = data[1] - 0x80
                size = 2 + data[1] if more < 0 else 2 + more + int.from_bytes(data[2:2 + more])
            if not 0 < size <= len(data) or self._store.add(data[:size]) is None:
                if found and len(data) < 2:
                    raise _fail(123, 'ASN1', 'HEADER_TOO_LONG', 'header too long', 4048)
                raise _plain('not enough data: cadata does not contain a certificate', 4035)
            data = data[size:]
            found = True

    def set_default_verify_paths(self):
        """Trust whom the system trusts: SSL_CERT_FILE and SSL_CERT_DIR, or where systems keep certificates."""
        file, directory = _ssl.certificate_locations()
        file = os.environ.get('SSL_CERT_FILE', file)
        if file is not None and os.path.isfile(file):
            # Read when a certificate is to be verified.
            self._waiting.append(file)
        elif directory is not None or 'SSL_CERT_DIR' in os.environ:
            self._directories.append(os.fsencode(os.environ.get('SSL_CERT_DIR', directory)))
        self._configs.clear()

    def cert_store_stats(self):
        """How many certificates, authorities and lists of revoked certificates there are."""
        self._load_waiting()
        all = self._store.certificates()
        return {'x509': len(all), 'crl': self._store.crl_count(), 'x509_ca': sum(ca for _, ca in all)}

    def get_ca_certs(self, binary_form=False):
        """The certificates of the authorities, as dicts or bytes."""
        self._load_waiting()
        return [der if binary_form else _ssl.decode_certificate(der)
                for der, ca in self._store.certificates() if ca]

    # --- ciphers and keys

    def set_ciphers(self, cipherlist, /):
        """Choose the cipher suites of TLS 1.2; those of 1.3 are always there."""
        if not isinstance(cipherlist, str):
            raise TypeError(f'set_ciphers() argument must be str, not {type(cipherlist).__name__}')
        chosen = _choose_suites(cipherlist)
        if chosen is None:
            raise SSLError('No cipher can be selected.')
        self._suites = chosen
        self._configs.clear()

    def get_ciphers(self):
        """Descriptions of the cipher suites, best first."""
        return [_describe_suite(n) for n in _TLS13 + self._suites]

    def set_ecdh_curve(self, name, /):
        """Use this curve only: prime256v1, secp384r1 or X25519."""
        name = os.fsdecode(name)
        if name not in _CURVES:
            raise ValueError(f'unknown elliptic curve name {name!r}')
        self._groups = [_CURVES[name]]
        self._configs.clear()

    def load_dh_params(self, path, /):
        """Always an error: there are no suites with finite-field Diffie-Hellman."""
        with open(path, 'rb') as file:
            blocks = [label for label, _, _ in _pem_blocks(file.read())]
        if not any(label.endswith('DH PARAMETERS') for label in blocks):
            raise _fail(108, 'PEM', 'NO_START_LINE', 'no start line', 4216)
        raise NotImplementedError('cipher suites with finite-field Diffie-Hellman are not available')

    def set_psk_client_callback(self, callback):
        """Always an error: keys that are agreed on in advance are not available."""
        raise NotImplementedError('The PSK extension is not supported by your OpenSSL version.')

    def set_psk_server_callback(self, callback, identity_hint=None):
        """Always an error: keys that are agreed on in advance are not available."""
        raise NotImplementedError('The PSK extension is not supported by your OpenSSL version.')

    def _set_alpn_protocols(self, protocols):
        # Each with its length in front.
        self._alpn = []
        while protocols:
            size = protocols[0] + 1
            self._alpn.append(bytes(protocols[1:size]))
            protocols = protocols[size:]
        self._configs.clear()

    def session_stats(self):
        """How many connections there were."""
        return dict(self._counts)

    # --- attributes

    @property
    def protocol(self):
        """The kind of context, PROTOCOL_..."""
        return self._protocol

    @property
    def check_hostname(self):
        """Whether a server's certificate has to be for its name."""
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        self._check_hostname = bool(value)
        if value and not self._verify_mode:
            self._verify_mode = 2
        self._configs.clear()

    @property
    def verify_mode(self):
        """Whether the peer's certificate is verified, CERT_..."""
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, value):
        value = operator.index(value)
        if value not in (0, 1, 2):
            raise ValueError('invalid value for verify_mode')
        if value == 0 and self._check_hostname:
            raise ValueError('Cannot set verify_mode to CERT_NONE when check_hostname is enabled.')
        self._verify_mode = value
        self._configs.clear()

    @property
    def verify_flags(self):
        """How certificates are verified, VERIFY_..."""
        return self._verify_flags

    @verify_flags.setter
    def verify_flags(self, value):
        self._verify_flags = self._number(value)
        self._configs.clear()

    @property
    def _hostname_flags(self):
        return self._host_flags

    @_hostname_flags.setter
    def _hostname_flags(self, value):
        self._host_flags = value
        self._configs.clear()

    @staticmethod
    def _number(value):
        if not isinstance(value, int):
            raise TypeError(f'argument must be int, not {type(value).__name__}')
        if value < 0:
            raise OverflowError("can't convert negative int to unsigned")
        return int(value)

    @property
    def options(self):
        """Options, OP_..."""
        return self._options

    @options.setter
    def options(self, value):
        value = self._number(value)
        if value & ~self._options & _OP_NO_OLD:
            _deprecated('ssl.OP_NO_SSL*/ssl.OP_NO_TLS* options are deprecated')
        self._options = value
        self._configs.clear()

    def _set_version(self, index, value):
        value = operator.index(value)
        if value not in _VERSIONS:
            raise ValueError(f'Unsupported TLS/SSL version 0x{value & 0xffffffff:x}')
        if value in _OLD_VERSIONS:
            _deprecated(f'ssl.TLSVersion.{_OLD_VERSIONS[value]} is deprecated')
        # The lowest of all as highest is what OpenSSL has for that, and the other way round.
        if value < 0 and value == (-1, -2)[index]:
            value = (_MAXIMUM, 0x301)[index]
        self._versions[index] = value
        self._configs.clear()

    @property
    def minimum_version(self):
        """The lowest version, a TLSVersion."""
        return self._versions[0]

    @minimum_version.setter
    def minimum_version(self, value):
        self._set_version(0, value)

    @property
    def maximum_version(self):
        """The highest version, a TLSVersion."""
        return self._versions[1]

    @maximum_version.setter
    def maximum_version(self, value):
        self._set_version(1, value)

    @property
    def num_tickets(self):
        """How many session tickets a server sends."""
        return self._tickets

    @num_tickets.setter
    def num_tickets(self, value):
        value = operator.index(value)
        if value < 0:
            raise ValueError('value must be non-negative')
        if self._protocol != 17:
            raise ValueError('SSLContext is not a server context.')
        self._tickets = value
        self._configs.clear()

    @property
    def sni_callback(self):
        """What a server calls with (connection, asked name, context) when a client greets."""
        return self._sni_callback

    @sni_callback.setter
    def sni_callback(self, value):
        if self._protocol == 16:
            raise ValueError('sni_callback cannot be set on TLS_CLIENT context')
        if value is not None and not callable(value):
            raise TypeError('not a callable object')
        self._sni_callback = value

    @property
    def keylog_filename(self):
        """The file that secrets are written to, for analysers."""
        return self._log_name

    @keylog_filename.setter
    def keylog_filename(self, value):
        log = None
        if value is not None:
            log = open(value, 'ab')
            if log.tell() == 0:
                log.write(b'# TLS secrets log file, generated by OpenSSL / Python\n')
        self._log, self._log_name = log, value
        self._configs.clear()

    @property
    def post_handshake_auth(self):
        """Whether a client may be asked for its certificate later; no server of this module does."""
        return self._post_handshake_auth

    @post_handshake_auth.setter
    def post_handshake_auth(self, value):
        self._post_handshake_auth = bool(value)

    @property
    def security_level(self):
        """OpenSSL's level that comes closest to what is allowed here."""
        return 2


_VERSION_NAMES = {0x303: 'TLSv1.2', 0x304: 'TLSv1.3'}


class _SSLSocket(_ssl.Connection):
    """One side of a connection, with answers to questions about it."""

    __slots__ = ('context', 'server_hostname')

    def getpeercert(self, binary_form=False):
        """The peer's certificate as dict or bytes; {} if it was not verified, None if there is none."""
        if self.version_number is None:
            raise ValueError('handshake not done yet')
        chain = self.get_unverified_chain()
        if not chain:
            return None
        if binary_form:
            return chain[0]
        return _ssl.decode_certificate(chain[0]) if self.context._verify_mode else {}

    def cipher(self):
        """(name, version, bits) of the cipher suite, or None."""
        return _suite(self.suite)

    def shared_ciphers(self):
        """The suites that client and server know; None on the client's side."""
        return [row for row in map(_suite, self.offered_suites()) if row] or None

    def compression(self):
        """None: data is never compressed."""
        return None

    def version(self):
        """'TLSv1.2' or 'TLSv1.3'; None before the handshake is over."""
        return _VERSION_NAMES.get(self.version_number)

    def get_channel_binding(self, cb_type='tls-unique'):
        """Always an error: no kind of channel binding is available."""
        raise ValueError(f'{cb_type!r} channel binding type not implemented')

    def verify_client_post_handshake(self):
        """Always an error: clients are asked for certificates in the handshake or not at all."""
        raise NotImplementedError('Post-handshake auth is not supported by your OpenSSL version.')

    @property
    def session(self):
        """What the next connection to this server can begin with, or None."""
        return self.get_session(self.context)

    @session.setter
    def session(self, session):
        if not isinstance(session, _ssl.SSLSession):
            raise TypeError('Value is not a SSLSession.')
        if session._context is not self.context:
            raise ValueError('Session refers to a different SSLContext.')
        if self.server_side:
            raise ValueError('Cannot set session for server-side SSLSocket.')
        if self.version_number is not None:
            raise ValueError('Cannot set session after handshake.')
        self.set_session(self.context._config(False), session)


_SSLContext.__module__ = _SSLSocket.__module__ = '_ssl'


# --- names of objects

_OBJECTS = (
    (129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1'),
    (130, 'clientAuth', 'TLS Web Client Authentication', '1.3.6.1.5.5.7.3.2'),
    (131, 'codeSigning', 'Code Signing', '1.3.6.1.5.5.7.3.3'),
    (132, 'emailProtection', 'E-mail Protection', '1.3.6.1.5.5.7.3.4'),
    (133, 'timeStamping', 'Time Stamping', '1.3.6.1.5.5.7.3.8'),
    (180, 'OCSPSigning', 'OCSP Signing', '1.3.6.1.5.5.7.3.9'),
    (13, 'CN', 'commonName', '2.5.4.3'),
    (14, 'C', 'countryName', '2.5.4.6'),
    (15, 'L', 'localityName', '2.5.4.7'),
    (16, 'ST', 'stateOrProvinceName', '2.5.4.8'),
    (17, 'O', 'organizationName', '2.5.4.10'),
    (18, 'OU', 'organizationalUnitName', '2.5.4.11'),
    (48, 'emailAddress', 'emailAddress', '1.2.840.113549.1.9.1'),
    (82, 'subjectKeyIdentifier', 'X509v3 Subject Key Identifier', '2.5.29.14'),
    (83, 'keyUsage', 'X509v3 Key Usage', '2.5.29.15'),
    (85, 'subjectAltName', 'X509v3 Subject Alternative Name', '2.5.29.17'),
    (87, 'basicConstraints', 'X509v3 Basic Constraints', '2.5.29.19'),
    (90, 'authorityKeyIdentifier', 'X509v3 Authority Key Identifier', '2.5.29.35'),
    (126, 'extendedKeyUsage', 'X509v3 Extended Key Usage', '2.5.29.37'),
)


def txt2obj(txt, name=False):
    """(number, short name, long name, identifier) of an identifier, or of a name if name is true."""
    for row in _OBJECTS:
        if txt == row[3] or name and txt in row[1:3]:
            return row
    raise ValueError(f'unknown object {txt[:100]!r}')


def nid2obj(nid):
    """The same for OpenSSL's number of it."""
    if nid < 0:
        raise ValueError('NID must be positive.')
    for row in _OBJECTS:
        if row[0] == nid:
            return row
    raise ValueError(f'unknown NID {nid}')
