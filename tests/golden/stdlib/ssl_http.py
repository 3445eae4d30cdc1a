# HTTPS and mail over TLS: http.client, urllib, http.server and smtplib on one machine.
import http.client
import http.server
import smtplib
import socketserver
import ssl
import threading
import urllib.error
import urllib.request
from _tls import *


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        body = f'{self.command} {self.path} {self.headers["Host"].partition(":")[0]} {self.request.version()}'.encode()
        if self.path == '/moved':
            self.send_response(302)
            self.send_header('Location', '/target')
        else:
            self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        data = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(200)
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data[::-1])

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    context = server()

    def get_request(self):
        sock, address = super().get_request()
        return self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request, address):
        pass


with Server(('127.0.0.1', 0), Handler) as web:
    threading.Thread(target=web.serve_forever, daemon=True).start()
    port = web.server_port
    connection = http.client.HTTPSConnection('localhost', port, context=client(), timeout=10)
    for _ in range(2):
        connection.request('GET', '/path')
        answer = connection.getresponse()
        print(answer.status, answer.read())
    data = bytes(range(256)) * 1000
    connection.request('POST', '/', data)
    print(connection.getresponse().read() == data[::-1], connection.sock.version())
    connection.close()
    connection = http.client.HTTPSConnection('127.0.0.1', port, context=client('selfsigned'), timeout=10)
    attempt(connection.request, 'GET', '/')
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=10)
    try:
        connection.request('GET', '/')
        connection.getresponse()
    except Exception as error:
        print(isinstance(error, (OSError, http.client.HTTPException)))
    connection.close()

    url = f'https://localhost:{port}'
    with urllib.request.urlopen(url + '/moved', context=client(), timeout=10) as answer:
        print(answer.status, answer.url.rpartition('/')[2], answer.read())
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=client('selfsigned')))
    try:
        opener.open(url, timeout=10)
    except urllib.error.URLError as error:
        print(type(error), type(error.reason), error)
    with urllib.request.urlopen(url, b'posted', context=ssl._create_unverified_context()) as answer:
        print(answer.read())
    attempt(http.client.HTTPSConnection, 'localhost', 1, key_file='x')
    web.shutdown()


class Mail(socketserver.StreamRequestHandler):
    def handle(self):
        say = lambda line: self.wfile.write(line.encode() + b'\r\n')
        say('220 mail.example')
        lines = []
        while True:
            line = self.rfile.readline().decode().strip()
            word = line.partition(' ')[0].upper()
            if word == 'EHLO':
                say('250-mail.example')
                say('250 STARTTLS' if not isinstance(self.request, ssl.SSLSocket) else '250 8BITMIME')
            elif word == 'STARTTLS':
                say('220 go on')
                self.request = server().wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile('rb'), self.request.makefile('wb', 0)
            elif word == 'DATA':
                say('354 go on')
                while (text := self.rfile.readline()) != b'.\r\n':
                    lines.append(text)
                say('250 ' + str(lines))
            elif word == 'QUIT':
                say('221 bye')
                return
            else:
                say('250 ' + word)


class Post(socketserver.ThreadingTCPServer):
    def handle_error(self, request, address):
        pass


with Post(('127.0.0.1', 0), Mail) as mail:
    threading.Thread(target=mail.serve_forever, daemon=True).start()
    with smtplib.SMTP('localhost', mail.server_address[1], timeout=10) as smtp:
        smtp.ehlo()
        print(smtp.has_extn('starttls'))
        print(smtp.starttls(context=client()), smtp.sock.version())
        smtp.ehlo()
        print(smtp.has_extn('starttls'), smtp.has_extn('8bitmime'))
        print(smtp.sendmail('a@example.org', ['b@example.org'], 'Subject: x\n\ntext\n'))
    with smtplib.SMTP('localhost', mail.server_address[1], timeout=10) as smtp:
        attempt(smtp.starttls, context=client('selfsigned'))
    mail.shutdown()
