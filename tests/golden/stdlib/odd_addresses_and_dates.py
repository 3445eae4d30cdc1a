"""Dates that cannot be, zones of addresses, pages of folders, plurals of what is no number."""
import functools
import gettext
import http.client
import http.server
import ipaddress
import os
import sys
import tempfile
import threading
import urllib.request
import warnings
from http.cookiejar import http2time, iso2time

# dates
for text in ('08-Oct-3697739', '09 Feb 10000 22:23:32 GMT', '31 Dec 9999 23:59:59 GMT', '09 Feb 1994:22:23:32 +01',
             '09 Feb 1994 22:23 am', '09 Feb 1994 22:23:32 (CET)', '3   Feb   1994   ', '09 Feb 1994 22:23:32GMT(x)'):
    print(text, http2time(text))
for text in '01 Jan 1970{}00:00:00 GMT!', '01 Jan 1970 00:00:00{}GMT!', '01{}Jan 1970':
    print(http2time(text.format(' ' * 100_000)))
for text in '1994-02-03{}00:00', '1994-02-03 00:00{}Z!':
    print(iso2time(text.format(' ' * 100_000)))


# the zone of an address is not for the other side
class Sink:
    def __init__(self):
        self.data = b''

    def sendall(self, data):
        self.data += data


for host in '[fe80::%2]', '[fe80::%2]:81', '[fe80::1%25eth0]', '[::1]:80':
    connection = http.client.HTTPConnection(host)
    connection.sock = Sink()
    connection.request('GET', '/')
    print(connection.host, connection.sock.data.split(b'\r\n')[1])
for text in '::1%zone/24', '::1%', '::1%zone':
    for kind in ipaddress.IPv6Address, ipaddress.ip_network, ipaddress.ip_interface:
        try:
            print(repr(kind(text)))
        except ValueError as error:
            print(type(error).__name__, error)
for text in '::ffff:127.100.200.254/128', '::ffff:127.0.0.0/104', '::ffff:126.0.0.0/103', '::1/128', '::/127':
    print(text, ipaddress.ip_network(text).is_loopback)


# the title of a folder's page
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


with tempfile.TemporaryDirectory() as folder:
    server = http.server.HTTPServer(('127.0.0.1', 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for path in '/?x=123', '/?x=%bb', '/?a=<b>', '/#y', '/./?q#r':
        with opener.open(f'http://127.0.0.1:{server.server_port}{path}') as page:
            print(page.read().split(b'h1>')[1])
    server.shutdown()
    server.server_close()

# plurals
warnings.simplefilter('always')
warnings.showwarning = lambda message, kind, file, *rest: print('  ', kind.__name__, message, os.path.basename(file) == here)
here = os.path.basename(__file__)
plain = gettext.NullTranslations()
for n in 1, 1.0, 2.5, 'x', None:
    print(n, plain.ngettext('a', 'b', n))
    print(n, plain.npgettext('context', 'a', 'b', n))
    print(n, gettext.ngettext('a', 'b', n))
