"""Addresses of SMTP commands, folders without sequences, logs that end with errors, proxies with odd names."""
import email
import email.message
import email.policy
import email.utils
import logging
import mailbox
import os
import tempfile
import time
import urllib.request
import weakref
from email._header_value_parser import get_addr_spec, get_angle_addr

texts = ('a@b.c SIZE=3', '<a@b.c> SIZE=3', '<> X', ' <a@b> q', '"a b"@c.d x', '<"a@b"@c.d>', 'a', '<a>', '<a@b', '', 'a@', '@b',
         '<@x,@y:a@b>', 'a@[1.2.3.4] z', 'x(comment)@y (c) z', 'A.B+c@EXAMPLE.org,rest', 'a b@c', '<<a@b>>', 'a@b.')
for read in get_addr_spec, get_angle_addr:
    for text in texts:
        try:
            address, rest = read(text)
            print(repr(text), address.addr_spec, address.local_part, address.domain, repr(rest))
        except Exception as error:
            print(repr(text), type(error).__name__, error)

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'made by hand')
    os.mkdir(path)
    box = mailbox.MH(path)
    print(box.get_sequences(), os.listdir(path))
    box.lock()
    box.unlock()
    os.remove(os.path.join(path, '.mh_sequences'))
    box.set_sequences({'seen': [1, 2, 3]})
    with open(os.path.join(path, '.mh_sequences')) as file:
        print(file.read())


class Failing(logging.Handler):
    def __init__(self, step, error):
        super().__init__()
        self.failing, self.error = step, error

    def step(self, name):
        print(name, end=' ')
        if name == self.failing:
            raise self.error

    def acquire(self):
        self.step('acquire')

    def flush(self):
        self.step('flush')

    def close(self):
        self.step('close')

    def release(self):
        self.step('release')


for step in 'acquire', 'flush', 'close':
    for error in OSError, IndexError:
        handler = Failing(step, error)
        try:
            logging.shutdown([weakref.ref(handler)])
            print('fine')
        except Exception as raised:
            print(type(raised).__name__)
        handler.failing = None
real = time.time_ns
for now in 1677903920999999900, 1677903920999998503, 1677903920_999_000_000, 1677903920_999_999_999:
    time.time_ns = lambda: now
    record = logging.LogRecord('a', 10, 'f', 1, 'm', (), None)
    print(record.created, record.msecs)
time.time_ns = real
logger = logging.getLogger('one')
logger.setLevel(10)
print(logger.isEnabledFor(20))
logger.manager.disable = 30
print(logger.isEnabledFor(25))
logger.manager.disable = 0


class Recorder(urllib.request.BaseHandler):
    def http_open(self, request):
        print(request.host, request.get_header('Proxy-authorization'))
        raise OSError('enough')


for proxy in 'http://user/name:password@localhost:22', 'http://u:p@h:3/x', 'http://u:p/w@h/z', 'http://h/x@y':
    opener = urllib.request.OpenerDirector()
    opener.add_handler(urllib.request.ProxyHandler({'http': proxy}))
    opener.add_handler(Recorder())
    try:
        opener.open('http://example.org/')
    except OSError as error:
        print(error)

# headers with two addresses and no comma between them are none
for mark in '"()<>@[];:.':
    print(mark, email.utils.getaddresses([f'alice@example.org{mark}<bob@example.com>']))
for text in ('John Doe <jdoe@machine(comment).  example>', 'Mary <@machine.tld:mary@example.net>, , jdoe@test   . example', '<a@b>,',
             'merwok."wok" . wok@x', r'(a \) b) c@d', 'x <y@z> (w)'):
    print(text, email.utils.getaddresses([text]), email.utils.parseaddr(text))
for text in 'Sunday, 06-Nov-94 08:49:37 GMT', 'Friday, 31-Dec-99 23:59:59 +0100':
    print(email.utils.parsedate_tz(text))

# an address with two @ is none; a body that ends before it begins
message = email.message_from_string('To: a@b@c, ok@x.y\nCc: x <a@b@c>, ok@x.y\n\n', policy=email.policy.default)
for header in message.values():
    print(repr(str(header)), header.addresses, [str(defect) for defect in header.defects], repr(header.fold(policy=message.policy)))
try:
    email.message.EmailMessage().set_content('text', headers=['Subject: x', 'To: a@b@c'])
except ValueError as error:
    print(repr(str(error)))
for body in 'before\n--XX--\n', 'before\n--XX--\nafter\n--XX\n\nx\n':
    message = email.message_from_string(f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="XX"\n\n{body}')
    print([type(defect).__name__ for defect in message.defects], repr(message.get_payload()), message.preamble, repr(message.epilogue))
for name, text in (('to', 'example . name@example.com'), ('to', 'a."b c".d@x'), ('to', '"example" example@example.com'),
                   ('content-type', 'text / plain')):
    header = email.policy.default.header_factory(name, text)
    print(header, [f'{type(defect).__name__}: {defect}' for defect in header.defects], getattr(header, 'content_type', ''))
