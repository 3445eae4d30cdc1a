# What one can set on a context, what it says about itself, and the functions of the module.
import ssl
import warnings
from _tls import *

print('kinds')
attempt(ssl.SSLContext, 99)
attempt(ssl.SSLContext, 'a')
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    contexts = [ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(),
                ssl.SSLContext(ssl.PROTOCOL_TLS), ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)]
    contexts[0].minimum_version = ssl.TLSVersion.TLSv1
    contexts[0].maximum_version = ssl.TLSVersion.SSLv3
    contexts[0].options |= ssl.OP_NO_TLSv1_2
    contexts[0].options |= ssl.OP_NO_TLSv1_2
for w in seen:
    print(w.category.__name__, w.message, w.filename.endswith('ssl_contexts.py'))
contexts[0] = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
contexts += [ssl.create_default_context(cafile=path('ca')), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH),
             ssl._create_unverified_context(), ssl._create_stdlib_context(cert_reqs=ssl.CERT_REQUIRED, cafile=path('ca'))]
for c in contexts:
    print(repr(c.protocol), repr(c.verify_mode), c.check_hostname, repr(c.options), repr(c.verify_flags),
          repr(c.minimum_version), repr(c.maximum_version), c.cert_store_stats(), c.hostname_checks_common_name,
          c.num_tickets, c.keylog_filename, c.post_handshake_auth, c.sni_callback, c.security_level,
          c.sslobject_class, c.sslsocket_class)
print(contexts[0].session_stats())

print('attributes')
c, s = contexts[:2]
for name, values in {
        'verify_mode': [ssl.CERT_NONE, 99, 'x'], 'options': [-1, 's'], 'verify_flags': ['s'], 'minimum_version': [99, 's'],
        'num_tickets': [1], 'sni_callback': [1, None], 'protocol': [1], 'keylog_filename': ['/nonexistent/x']}.items():
    for value in values:
        attempt(setattr, c, name, value)
for name, values in {'num_tickets': [-1, 'x', 0], 'sni_callback': [1, print, None]}.items():
    for value in values:
        attempt(setattr, s, name, value)
c.check_hostname = False
c.verify_mode = ssl.CERT_NONE
c.check_hostname = 'yes'
print(c.check_hostname, c.verify_mode)
c.options = 0
print(repr(c.options), s.num_tickets)
for name in ('minimum_version', 'maximum_version'):
    for value in (ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.MAXIMUM_SUPPORTED):
        setattr(c, name, value)
        print(name, repr(value), repr(getattr(c, name)))
c.hostname_checks_common_name = 0
print(c.hostname_checks_common_name)
c.anything = 1
attempt(c.set_servername_callback, None)
attempt(c.set_alpn_protocols, ['h2', 'http/1.1'])
attempt(c.set_alpn_protocols, [''])
attempt(c.set_alpn_protocols, ['x' * 256])
attempt(c.set_alpn_protocols, [b'x'])
attempt(c.set_alpn_protocols, ['é'])
attempt(s.set_ecdh_curve, 'prime256v1')
attempt(s.set_ecdh_curve, 'none')
attempt(s.load_dh_params, '/nonexistent')
attempt(s.load_dh_params, path('ca'))
for cls in (ssl.SSLSocket, ssl.SSLObject):
    attempt(cls)


class Own(ssl.SSLContext):
    def __init__(self, protocol, label):
        self.label = label


print(Own(ssl.PROTOCOL_TLS_CLIENT, 'own').label)

print('certificates')
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
for args in [('/nonexistent',), (path('ca'),), (path('key-old'),), ('/dev/null',), (path('localhost'), path('client')),
             (path('localhost'), '/nonexistent'), (path('localhost'), '/dev/null'), (1,), (None,), (path('localhost'), 2),
             (path('localhost'),), (os.fsencode(path('localhost')),)]:
    attempt(c.load_cert_chain, *args)
for key in ('key-old', 'key-sealed'):
    for password in ['secret', b'secret', bytearray(b'secret'), 'wrong', '', 5, lambda: 'secret', lambda: b'secret', lambda: 5,
                     lambda: None, lambda: 1 / 0, lambda: 'x' * 2000, 'x' * 2000]:
        attempt(c.load_cert_chain, path('localhost'), path(key), password)
attempt(c.load_verify_locations)
for keywords in [{'cafile': '/nonexistent'}, {'cafile': '/dev/null'}, {'cafile': path('key-old')}, {'capath': '/nonexistent'},
                 {'cafile': 1}, {'capath': 1}, {'cadata': 1}, {'cadata': ''}, {'cadata': b''}, {'cadata': 'é'},
                 {'cadata': 'broken'}, {'cadata': b'broken'}]:
    attempt(c.load_verify_locations, **keywords)
pem = text('ca')
der = ssl.PEM_cert_to_DER_cert(pem)
for data in (pem[:200], pem, pem, der, der + b'x', der + der, 'some words\n' + pem + text('localhost') + 'more'):
    attempt(c.load_verify_locations, cadata=data)
    print(c.cert_store_stats())
c.load_verify_locations(path('inter'), '/tmp')
print(c.cert_store_stats())
names = [cert['subject'] for cert in c.get_ca_certs()]
print(names, [type(cert) for cert in c.get_ca_certs(True)], der in c.get_ca_certs(binary_form=True))
for name in ('other', 'v1', 'expired'):
    c = client(name, check_hostname=False, verify_flags=ssl.VERIFY_X509_PARTIAL_CHAIN, verify_mode=ssl.CERT_REQUIRED)
    c.load_verify_locations(path('ca'))
    try:
        cert = connected(server(name), c)[0].getpeercert()
    except ssl.SSLError as error:
        print(error.reason)
        continue
    cert['serialNumber'] = cert['serialNumber'].isalnum()
    print(cert)

print('ciphers')
HERE = {'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384',
        'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305',
        'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'}
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
for cipher in c.get_ciphers():
    if cipher['name'] in HERE:
        print(cipher)
for choice in ['', 'FOO', 'ALL', 'DEFAULT', 'HIGH', 'ECDHE+AESGCM', 'ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256', 'AES128',
               'ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:ECDH+AESGCM:RSA+AES:!aNULL:!eNULL:!MD5:!DSS', 'CHACHA20', 'HIGH:!AESGCM',
               '@SECLEVEL=2:ECDHE+AESGCM', '@SECLEVEL=0', 'DEFAULT@SECLEVEL=1', 'kRSA', 'AESGCM:-ECDHE', 'aECDSA',
               'ECDHE+AESGCM+aRSA', 'ECDHE+AESGCM:!ECDSA', 'ECDHE:+AES256', 'eNULL', 'ECDHE AESGCM', 'ECDHE,AESGCM',
               'CHACHA20:AES128:AES256:@STRENGTH', 'NULL', '!ALL']:
    try:
        c.set_ciphers(choice)
    except ssl.SSLError as error:
        print(repr(choice), error.args)
    else:
        print(repr(choice), [cipher['name'] for cipher in c.get_ciphers() if cipher['name'] in HERE])
attempt(c.set_ciphers, 1)

print('memory')
b = ssl.MemoryBIO()
for step in ('b.read()', 'b.write(b"abc")', 'b.pending, b.eof', 'b.read(2)', 'b.write_eof()', 'b.eof', 'b.write(b"x")', 'b.read(-5)',
             'b.eof', 'b.read(10)', 'b.write("x")', 'b.read("x")', 'ssl.MemoryBIO(1)', 'b.read(None)', 'b.write(memoryview(b"xy")[::-1])'):
    attempt(eval, step, globals())

print('functions')
for step in ('ssl.RAND_bytes(-1)', 'len(ssl.RAND_bytes(8)), len(ssl.RAND_bytes(0))', 'ssl.RAND_status()', 'ssl.RAND_add(b"x", 1.0)',
             'ssl.RAND_add("x", 1)', 'ssl.cert_time_to_seconds("Jan  5 09:34:43 2018 GMT")',
             'ssl.cert_time_to_seconds("Jan  5 09:34:43 2018")', 'ssl.cert_time_to_seconds("Foo  5 09:34:43 2018 GMT")',
             'ssl.cert_time_to_seconds("jan 5 09:34:60 2018 GMT")', 'ssl.cert_time_to_seconds("Feb 31 09:34:43 2018 GMT")',
             'ssl.DER_cert_to_PEM_cert(b"abc" * 30)', 'ssl.PEM_cert_to_DER_cert("x")',
             'ssl.PEM_cert_to_DER_cert(ssl.PEM_HEADER + "\\nYWJj\\n")', 'ssl.PEM_cert_to_DER_cert(5)',
             'ssl.PEM_cert_to_DER_cert(ssl.DER_cert_to_PEM_cert(b"abc" * 30))', 'ssl.get_protocol_name(2)',
             'ssl.get_protocol_name(16)', 'ssl.get_protocol_name(99)', 'ssl.create_default_context("x")',
             'ssl.create_default_context(cafile="/nonexistent")', 'ssl.get_default_verify_paths()._fields',
             'ssl._ASN1Object("1.3.6.1.5.5.7.3.1")', 'ssl._ASN1Object.fromnid(129)', 'ssl._ASN1Object.fromname("clientAuth")',
             'ssl._ASN1Object("foo")', 'ssl._ASN1Object.fromnid(-1)', 'ssl._ASN1Object.fromnid(100000)',
             'ssl.Purpose("1.3.6.1.5.5.7.3.1")', 'list(ssl.Purpose)', 'ssl.match_hostname', 'ssl.wrap_socket'):
    attempt(eval, step, globals())

print('names')
for cls in (ssl.Purpose, ssl.TLSVersion, ssl.VerifyMode, ssl.VerifyFlags, ssl.Options, ssl.AlertDescription, ssl.SSLErrorNumber,
            ssl._SSLMethod, ssl._TLSContentType, ssl._TLSAlertType, ssl._TLSMessageType):
    print(cls, cls.__mro__[1], cls.__module__, dict(cls.__members__))
for name in ('OP_ALL', 'CERT_REQUIRED', 'PROTOCOL_SSLv23', 'ALERT_DESCRIPTION_UNKNOWN_CA', 'SSL_ERROR_EOF', 'VERIFY_X509_STRICT',
             'HAS_SNI', 'HAS_ALPN', 'HAS_ECDH', 'HAS_TLSv1_2', 'HAS_TLSv1_3', 'HAS_NPN', 'HAS_SSLv2', 'HAS_SSLv3', 'PEM_HEADER',
             'PEM_FOOTER', 'SOCK_STREAM', 'SOL_SOCKET', 'SO_TYPE', 'socket_error', 'CertificateError',
             'HAS_NEVER_CHECK_COMMON_NAME', '_DEFAULT_CIPHERS'):
    print(name, repr(getattr(ssl, name)))
print(ssl.OPENSSL_VERSION.startswith('OpenSSL 3.'), ssl.OPENSSL_VERSION_INFO >= (3, 0), ssl.OPENSSL_VERSION_NUMBER >= 0x30000000)
for cls in (ssl.SSLError, ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLSyscallError, ssl.SSLEOFError,
            ssl.SSLCertVerificationError):
    print(cls, cls.__mro__[1:-4], repr(cls('x')), str(cls('x')), str(cls(1, 'text')), cls(1, 'text').errno)
