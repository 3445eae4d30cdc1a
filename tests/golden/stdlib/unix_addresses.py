"""Addresses of AF_UNIX: paths, and names that no file has."""
import os
import pathlib
import socket
import tempfile

own = f'\0pyr-golden-{os.getpid()}-'


def shown(x):
    return repr(x).replace(repr(own)[1:-1], 'OWN-').replace(folder, 'FOLDER')


with tempfile.TemporaryDirectory() as folder:
    for name in own + 'text', (own + 'bytes').encode(), own.encode() + b'\0\xff\xfe', bytearray(own.encode() + b'array'):
        server = socket.socket(socket.AF_UNIX)
        server.bind(name)
        server.listen()
        print(shown(server.getsockname()))
        client = socket.socket(socket.AF_UNIX)
        client.connect(name)
        connection, address = server.accept()
        print(shown(client.getpeername()), shown(client.getsockname()), shown(address), shown(connection.getsockname()))
        for s in client, connection, server:
            s.close()

    a, b = (socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range(2))
    a.bind('')      # the system chooses
    print(type(a.getsockname()), len(a.getsockname()), a.getsockname()[:1])
    b.bind(os.path.join(folder, 'é'))
    print(shown(b.getsockname()), ascii(os.listdir(folder)))
    a.sendto(b'to a path', b.getsockname())
    data, address = b.recvfrom(100)
    print(data, address == a.getsockname())
    b.sendto(b'back', address)
    print(a.recvfrom(100)[0])
    a.close(), b.close()

    for name in ('\0' + 'a' * 108, '\0' + 'a' * 107, 'b' * 109, pathlib.Path('x'), 5, None, ['x'], ('x', 1),
                 folder + '/c\0d', folder + '/no/such/folder', folder):
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            s.bind(name)
            print('bound', shown(s.getsockname()))
        except (OSError, TypeError, ValueError) as e:
            print(type(e).__name__, shown(str(e)))
        s.close()
    for name in '\0pyr-nobody', folder + '/nobody':
        s = socket.socket(socket.AF_UNIX)
        try:
            s.connect(name)
        except OSError as e:
            print(type(e).__name__, e)
        s.close()
