# A server that plays a script: each line it gets is answered with what a dict says. For ftp_sessions and pop_sessions.
import socket, threading

class Talk:

    def __init__(self, welcome, answers, log=None, data=None):
        self.sock = socket.create_server(('127.0.0.1', 0))
        self.port = self.sock.getsockname()[1]
        self.welcome, self.answers, self.got = (welcome, answers, [])
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        conn, _ = self.sock.accept()
        with conn:
            conn.sendall(self.welcome)
            f = conn.makefile('rb')
            for line in f:
                line = line.rstrip(b'\r\n').decode()
                self.got.append(line)
                key = line if line in self.answers else line.split(' ')[0]
                a = self.answers.get(key, b'500 what\r\n')
                if callable(a):
                    a = a(line, conn, self)
                if a:
                    conn.sendall(a)
                if key == 'QUIT':
                    break
        self.sock.close()
