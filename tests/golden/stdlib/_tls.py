# What the ssl_*.py beside this share: certificates of _certs, contexts, connections in memory.
import os
import ssl

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '_certs')


def path(name):
    return os.path.join(HERE, name + '.pem')


def text(*names):
    parts = []
    for name in names:
        with open(path(name)) as file:
            parts.append(file.read())
    return ''.join(parts)


def server(name='localhost', **attributes):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path(name))
    for key, value in attributes.items():
        setattr(context, key, value)
    return context


def client(*authorities, strict=False, **attributes):
    if strict:
        context = ssl.create_default_context(cadata=text(*authorities or ['ca']))
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=text(*authorities or ['ca']))
    for key, value in attributes.items():
        setattr(context, key, value)
    return context


def memory(server, client, host='localhost', session=None):
    """Two objects that are connected through memory."""
    a, b = ssl.MemoryBIO(), ssl.MemoryBIO()
    return (client.wrap_bio(a, b, server_hostname=host, session=session),
            server.wrap_bio(b, a, server_side=True))


def shake(c, s):
    """Handshake; the error of each side, None if there is none."""
    errors = {}
    for _ in range(5):
        for side in (c, s):
            if side not in errors:
                try:
                    side.do_handshake()
                    errors[side] = None
                except ssl.SSLWantReadError:
                    pass
                except OSError as error:
                    errors[side] = error
    return errors.get(c), errors.get(s)


def connected(server, client, host='localhost', session=None):
    c, s = memory(server, client, host, session)
    for error in shake(c, s):
        if error is not None:
            raise error
    return c, s


def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)
