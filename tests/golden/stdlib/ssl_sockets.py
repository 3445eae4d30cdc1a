# SSLSocket: connections over sockets, with threads, time limits, files, and the end of TLS.
import errno
import os
import select
import signal
import socket
import ssl
import tempfile
import threading
from _tls import *


class Thread(threading.Thread):
    """A thread with a result."""

    def __init__(self, f, *args, **kwargs):
        super().__init__(target=self.work, args=(f, args, kwargs))
        self.result = None
        self.start()

    def work(self, f, args, kwargs):
        try:
            self.result = f(*args, **kwargs)
        except Exception as error:
            self.result = error

    def get(self):
        self.join()
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def pair(theirs=None, ours=None, **keywords):
    a, b = socket.socketpair()
    other = Thread((theirs or server()).wrap_socket, b, server_side=True)
    c = (ours or client()).wrap_socket(a, server_hostname='localhost', **keywords)
    return c, other.get()


print('a server')
listener = socket.create_server(('127.0.0.1', 0))
address = listener.getsockname()
with server().wrap_socket(listener, server_side=True) as listener:
    print(listener.server_side, listener.server_hostname, listener.version(), listener.cipher())

    def serve():
        for _ in range(2):
            s, peer = listener.accept()
            with s, s.makefile('rwb') as file:
                for line in file:
                    file.write(line.upper())
                    file.flush()

    other = Thread(serve)
    with socket.create_connection(address) as plain:
        with client().wrap_socket(plain, server_hostname='localhost') as c:
            print(type(c), isinstance(c, socket.socket), plain.fileno(), c.family, c.type, c.getpeername() == address)
            print(c.version(), c.cipher(), c.selected_alpn_protocol(), c.compression(), c.server_hostname, c.server_side)
            print(c.getpeercert()['subject'], c.do_handshake_on_connect, c.suppress_ragged_eofs, c.session_reused)
            with c.makefile('rw', encoding='utf-8', newline='\n') as file:
                for line in ('first\n', 'größer\n'):
                    file.write(line)
                    file.flush()
                    print(repr(file.readline()))
    c = client().wrap_socket(socket.socket(), server_hostname='localhost')
    print(c.version(), c.pending())
    for step in ('c.do_handshake()', 'c.getpeercert()', 'c.read()', 'c.write(b"x")', 'c.session'):
        attempt(eval, step, globals())
    c.connect(address)
    attempt(c.connect, address)
    c.sendall(b'line\n')
    print(c.recv(100))
    c.close()
    other.get()
attempt(server().wrap_socket(socket.socket(), server_side=True).connect, address)
attempt(server().wrap_socket(socket.socket(), server_side=True).connect_ex, address)
print(errno.errorcode[client().wrap_socket(socket.socket(), server_hostname='localhost').connect_ex(address)])
with socket.create_server(('127.0.0.1', 0)) as listener:
    def one():
        with listener.accept()[0] as sock:
            server().wrap_socket(sock, server_side=True).close()
    other = Thread(one)
    pem = ssl.get_server_certificate(listener.getsockname(), timeout=10)
    print(ssl.PEM_cert_to_DER_cert(pem) == ssl.PEM_cert_to_DER_cert(text('localhost').partition('-----BEGIN PRIV')[0]))
    other.get()

print('arguments')
k = socket.socket()
attempt(client().wrap_socket, k)
attempt(client(check_hostname=False).wrap_socket, k, session=5)
attempt(server().wrap_socket, socket.socket(), server_side=True, server_hostname='x')
attempt(server().wrap_socket, socket.socket(), server_side=True, session=5)
attempt(client().wrap_socket, socket.socket(type=socket.SOCK_DGRAM), server_hostname='x')
attempt(client().wrap_socket, 5, server_hostname='x')

print('data')
c, s = pair()
for step in ('c.send(b"x" * 100000)', 's.pending()', 'len(s.recv(10))', 's.pending()', 'len(s.recv(1000000))', 's.pending()',
             'c.send(b"")', 's.recv(0)', 's.recv(-1)', 's.read(-1)', 's.recv(None)', 's.recv_into(bytearray())', 'c.write("x")',
             'c.send(b"x", 3)', 'c.sendall(b"x", 3)', 'c.recv(1, 2)', 'c.recv_into(bytearray(3), None, 3)', 'c.recvfrom(1)',
             'c.recvfrom_into(bytearray(4))', 'c.recvmsg(1)', 'c.recvmsg_into([])', 'c.sendto(b"", 1)', 'c.sendmsg([b""])', 'c.dup()',
             'c.get_channel_binding("none")', 'c.getpeercert(True) is not None', 'len(c.get_verified_chain())',
             'len(c.get_unverified_chain())', 'type(c.context)'):
    attempt(eval, step, globals())
rest = 100000 - 16384
while rest:
    rest -= len(s.recv(rest))
room = bytearray(5)
print(c.write(b'hello world'), s.recv_into(room), room, s.recv_into(room, 2), room, s.recv(100))
big = os.urandom(1 << 20)
other = Thread(c.sendall, big)
got = bytearray()
while len(got) < len(big):
    got += s.recv(65536)
other.get()
print(got == big, c.pending(), s.pending())
with open(path('ca'), 'rb') as file:
    print(c.sendfile(file) == os.path.getsize(path('ca')), s.recv(10000) == text('ca').encode())

print('both ways at once')


def send(sock, data):
    for i in range(0, len(data), 5000):
        sock.sendall(data[i:i + 5000])


def receive(sock, size):
    data = bytearray()
    while len(data) < size:
        data += sock.recv(3000)
    return bytes(data)


threads = [Thread(send, c, big), Thread(send, s, big[::-1]), Thread(receive, c, len(big)), Thread(receive, s, len(big))]
results = [thread.get() for thread in threads]
print(results[2] == big[::-1], results[3] == big)

print('readiness')
s.sendall(b'one')
s.sendall(b'two')
for _ in range(2):
    print(select.select([c], [], [], 5)[0] == [c], c.recv(1000))
print(select.select([c], [], [], 0)[0])

print('time limits')
c.settimeout(0.05)
attempt(c.recv, 1)
attempt(c.read)
attempt(lambda: [c.send(b'x' * 100000) for _ in range(1000)])
a, b = socket.socketpair()
a.settimeout(0.05)
attempt(client().wrap_socket, a, server_hostname='localhost')
a, b = socket.socketpair()
a.setblocking(False)
attempt(client().wrap_socket, a, server_hostname='localhost')
c, s = pair()
c.setblocking(False)
for step in ('c.recv(1)', 'c.read()', 'c.recv_into(bytearray(1))', 'c.sendall(b"x" * 10000000)'):
    attempt(eval, step, globals())
a, b = socket.socketpair()
a.setblocking(False)
c = client().wrap_socket(a, server_hostname='localhost', do_handshake_on_connect=False)
for step in ('c.do_handshake()', 'c.read()', 'c.recv(1)', 'c.send(b"x")', 'c.write(b"y")', 'c.unwrap()', 'c.getpeercert()', 'c.version()',
             'c.cipher()', 'c.pending()', 'c.session_reused', 'c.get_verified_chain()', 'c.shutdown(2)', 'c.version()'):
    attempt(eval, step, globals())
try:
    c.unwrap()
except ValueError as error:
    print(str(error).partition(' fd=')[0])

print('a loop that does not block')
a, b = socket.socketpair()
a.setblocking(False)
b.setblocking(False)
sides = [client().wrap_socket(a, server_hostname='localhost', do_handshake_on_connect=False),
         server().wrap_socket(b, server_side=True, do_handshake_on_connect=False)]
waiting = {side: None for side in sides}
while waiting:
    for side in list(waiting):
        try:
            side.do_handshake()
            del waiting[side]
        except ssl.SSLWantReadError:
            select.select([side], [], [], 0.01)
print([side.version() for side in sides])
c, s = sides
sent, got, data = 0, bytearray(), os.urandom(3000000)
while len(got) < len(data):
    if sent < len(data):
        try:
            sent += c.send(data[sent:])
        except ssl.SSLWantWriteError:
            pass
    try:
        while chunk := s.recv(100000):
            got += chunk
    except ssl.SSLWantReadError:
        pass
print(sent, got == data)

print('the end')
c, s = pair()


def leave():
    plain = s.unwrap()
    plain.sendall(b'plain')
    return type(plain), plain.recv(10), plain.version(), plain.cipher()


other = Thread(leave)
plain = c.unwrap()
print(plain is c, plain.recv(5), plain.send(b'back'), other.get())
attempt(c.read)
attempt(c.write, b'x')
c, s = pair()
s.settimeout(0.05)
attempt(s.unwrap)
print(c.recv(10), c.read(), c.send(b'x'), s.recv(10))
attempt(s.write, b'a')
c, s = pair()
c.sendall(b'abc')
os.close(c.detach())
for step in ('s.recv(2)', 's.recv(10)'):
    attempt(eval, step, globals())
for quiet in (True, False):
    c, s = pair(suppress_ragged_eofs=quiet)
    socket.socket.shutdown(s, socket.SHUT_WR)
    attempt(c.recv, 2)
    attempt(c.read, 2)
c.close()
attempt(c.recv, 1)
attempt(c.send, b'a')
print(repr(c), repr(s)[:15])
s.close()

print('signals')
c, s = pair()
signal.signal(signal.SIGALRM, lambda *args: (print('signal'), s.sendall(b'after the signal')))
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(c.recv(100))
signal.signal(signal.SIGALRM, lambda *args: 1 / 0)
signal.setitimer(signal.ITIMER_REAL, 0.05)
attempt(c.recv, 100)
s.sendall(b'still there')
print(c.recv(100))

print('secrets')
with tempfile.TemporaryDirectory() as directory:
    context = client()
    context.keylog_filename = name = os.path.join(directory, 'keys')
    c, s = pair(ours=context)
    print(context.keylog_filename == name)
    with open(name) as file:
        print(file.readline().startswith('#'), sorted({line.split()[0] for line in file} - {'EXPORTER_SECRET'}))
