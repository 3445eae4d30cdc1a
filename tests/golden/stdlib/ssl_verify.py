# Which certificates are accepted for whom, and what one is told about the others.
import ssl
import tempfile
from _tls import *


def outcome(label, s, c, host='localhost'):
    error, other = shake(*memory(s, c, host))
    if error is None and other is None:
        print(label, '- accepted')
    for error in (error, other):
        if isinstance(error, ssl.SSLCertVerificationError):
            print(label, '-', error.verify_code, error.verify_message)
            print('   ', error.errno, error.library, error.reason, isinstance(error, ValueError), error)
        elif error is not None:
            print(label, '-', type(error).__name__, error.reason)


def chain(*names):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile('w') as file:
        file.write(text(*names))
        file.flush()
        context.load_cert_chain(file.name)
    return context


for strict in (False, True):
    print('strict' if strict else 'plain')
    trusting = lambda *names: client(*names, strict=strict)
    outcome('ca', server(), trusting('ca'))
    outcome('rsa', server('rsa'), trusting('ca'))
    outcome('version 1', server('v1'), client('ca', strict=strict, check_hostname=False))
    outcome('unknown ca', server(), trusting('selfsigned'))
    outcome('self-signed, unknown', server('selfsigned'), trusting('ca'))
    outcome('self-signed, trusted', server('selfsigned'), trusting('selfsigned'))
    outcome('expired', server('expired'), trusting('ca'))
    outcome('expired, wrong name', server('expired'), trusting('ca'), 'other')
    outcome('future', server('future'), trusting('ca'))
    outcome('intermediate missing', server('deep'), trusting('ca'))
    outcome('intermediate sent', chain('deep', 'inter'), trusting('ca'))
    outcome('intermediate known', server('deep'), trusting('ca', 'inter'))
    outcome('intermediate trusted', server('deep'), trusting('inter'))
    outcome('leaf trusted', server(), trusting('localhost'))
    outcome('root sent', chain('localhost', 'ca'), trusting('selfsigned'))
    outcome('purpose', server('client'), client('ca', strict=strict, check_hostname=False))

print('names')
for host in ('localhost', 'LOCALHOST', 'a.example.org', 'A.Example.ORG', 'a.b.example.org', 'example.org', '127.0.0.1',
             '::1', '0:0::1', '127.0.0.2', '::2', 'localhost.', 'local'):
    outcome(host, server(), client(), host)
outcome('common name', server('nosan'), client(), 'nosan.example')
outcome('common name, not wanted', server('nosan'), client(hostname_checks_common_name=False), 'nosan.example')
outcome('common name beside others', server('other'), client(), 'other.example')

print('modes')
context = client('selfsigned')
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
outcome('nobody asks', server('expired'), context)
c, s = connected(server(), context)
print(c.getpeercert(), len(c.getpeercert(True)) > 500, s.getpeercert())
context.verify_mode = ssl.CERT_OPTIONAL
outcome('optional for clients', server(), context)

print('clients')
for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    for mode in (ssl.CERT_NONE, ssl.CERT_OPTIONAL, ssl.CERT_REQUIRED):
        for name in (None, 'client', 'selfsigned', 'localhost', 'v1'):
            s = server(maximum_version=version)
            s.load_verify_locations(path('ca'))
            s.verify_mode = mode
            c = client()
            if name:
                c.load_cert_chain(path(name))
            c, s = memory(s, c)
            # Which alert a client is sent when it has no certificate depends on the library.
            error = shake(c, s)[1]
            cert = None if error else s.getpeercert()
            print(version.name, mode.name, name, getattr(error, 'reason', None), getattr(error, 'verify_message', None),
                  cert and cert.get('subject', cert))

print('revoked')
for flags in (0, ssl.VERIFY_CRL_CHECK_LEAF, ssl.VERIFY_CRL_CHECK_CHAIN):
    c = client()
    c.verify_flags |= flags
    outcome('no list', server('revoked'), c)
    c.load_verify_locations(path('crl'))
    print(c.cert_store_stats())
    outcome('revoked', server('revoked'), c)
    outcome('not revoked', server(), c)

print('chains')
c, s = connected(chain('deep', 'inter'), client())
der = [ssl.PEM_cert_to_DER_cert(text(n).partition('-----BEGIN PRIVATE')[0]) for n in ('deep', 'inter', 'ca')]
print([der.index(d) for d in c.get_verified_chain()], [der.index(d) for d in c.get_unverified_chain()])
print(s.get_verified_chain(), s.get_unverified_chain())
