"""Sockets: a server that evaluates sums, a thread for each client, and messages that say how long they are."""
import socket
import socketserver
import struct
import threading

HEAD = struct.Struct("!I")


def send(connection, text):
    data = text.encode()
    connection.sendall(HEAD.pack(len(data)) + data)


def receive(connection):
    """The next message; None at the end."""
    head = take(connection, HEAD.size)
    return take(connection, *HEAD.unpack(head)).decode() if head else None


def take(connection, size):
    data = b""
    while len(data) < size:
        if not (piece := connection.recv(size - len(data))):
            return b""
        data += piece
    return data


class Calculator(socketserver.BaseRequestHandler):
    def handle(self):
        while (question := receive(self.request)) is not None:
            send(self.request, self.answer(question))

    def answer(self, question):
        try:
            return f"{sum(map(float, question.split('+'))):g}"
        except ValueError as error:
            return f"error: {error}"


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True


with Server(("127.0.0.1", 0), Calculator) as server:
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    with socket.create_connection(server.server_address) as one, socket.create_connection(server.server_address) as two:
        for connection, question in ((one, "1 + 2.5"), (two, "40+2"), (one, "seven"), (two, "+".join(map(str, range(2000))))):
            send(connection, question)
        print([receive(one), receive(two), receive(one), receive(two)])
    server.shutdown()

left, right = socket.socketpair()
with left, right:
    left.sendall(b"line one\nline two\n")
    left.shutdown(socket.SHUT_WR)
    print([line.rstrip() for line in right.makefile()])
try:
    socket.create_connection(server.server_address, timeout=1)
except ConnectionRefusedError:
    print("nobody is there any more")
