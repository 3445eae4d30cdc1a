"""Servers of socketserver: streams, datagrams, threads, forks; time-outs, refusals, errors in handlers."""
import io
import socket
import socketserver
import sys
import threading
class H(socketserver.StreamRequestHandler):
    def handle(self):
        l=self.rfile.readline(); 
        if l==b'bad\n': raise ValueError('bad')
        print(self.wfile.write(l.upper()), self.wfile.writable(), self.wfile.closed)
class D(socketserver.DatagramRequestHandler):
    def handle(self): self.wfile.write(self.packet[::-1])
def ask(addr, data, fam=socket.AF_INET):
    with socket.socket(fam) as s:
        s.connect(addr); s.sendall(data); return s.makefile('rb').read()
for cls in (socketserver.TCPServer, socketserver.ThreadingTCPServer, socketserver.ForkingTCPServer):
    sys.stdout.flush()
    with cls(('127.0.0.1',0), H) as srv:
        t=threading.Thread(target=srv.serve_forever, args=(0.01,)); t.start()
        print(cls.__name__, ask(srv.server_address, b'hello\n'))
        err,sys.stderr=sys.stderr,io.StringIO()
        if cls is not socketserver.ForkingTCPServer:
            print(ask(srv.server_address, b'bad\n')); 
        srv.shutdown(); t.join()
        e=sys.stderr.getvalue(); sys.stderr=err
        print([l.split("(")[0] for l in e.split('\n') if l and not l.startswith(' ')])
for cls in (socketserver.UDPServer, socketserver.ThreadingUDPServer):
    with cls(('127.0.0.1',0), D) as srv:
        t=threading.Thread(target=srv.serve_forever, args=(0.01,)); t.start()
        with socket.socket(type=socket.SOCK_DGRAM) as s:
            s.sendto(b'abc', srv.server_address); print(s.recv(10))
        srv.shutdown(); t.join()
class T(socketserver.TCPServer):
    timeout=0.05
    def handle_timeout(self): print('timeout'); return 5
    def verify_request(self, r, a): print('verify'); return False
with T(('127.0.0.1',0), H) as srv:
    print(srv.handle_request())
    c=socket.create_connection(srv.server_address)
    print(srv.handle_request(), c.recv(1))
    srv.socket.settimeout(0.01); print(srv.handle_request())
try: socketserver.TCPServer(('1.2.3.4',1), H)
except OSError as e: print(e)
s=socketserver.TCPServer(('127.0.0.1',0), H, bind_and_activate=False); print(s.server_address); s.server_close()
