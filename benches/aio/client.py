"""The load of the echo rows: `client.py PORT CONNECTIONS MESSAGES`, each message 1 KiB, answered before the next."""
import select
import socket
import sys

port, connections, messages = map(int, sys.argv[1:])
data = b'x' * 1024
poll = select.epoll()
socks = {}
for _ in range(connections):
    s = socket.create_connection(('127.0.0.1', port))
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    socks[s.fileno()] = [s, messages, 0]
    poll.register(s, select.EPOLLIN)
    s.sendall(data)
while socks:
    for fd, _ in poll.poll():
        state = socks[fd]
        got = len(state[0].recv(1024))
        if not got:
            sys.exit('the server hung up')
        state[2] += got
        if state[2] == 1024:
            state[1] -= 1
            state[2] = 0
            if state[1]:
                state[0].sendall(data)
            else:
                poll.unregister(fd)
                state[0].close()
                del socks[fd]
