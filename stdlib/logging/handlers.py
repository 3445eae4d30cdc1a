"""More handlers: files that rotate, sockets, mail, syslog, HTTP, memory, queues."""
import copy
import functools
import io
import logging
import os
import pickle
import queue
import re
import socket
import struct
import threading
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = 514
SYSLOG_TCP_PORT = 514

_DAY = 24 * 60 * 60


def _reporting(emit):
    """Let errors in emit() go to handleError()."""
    @functools.wraps(emit)
    def reporting(self, record):
        try:
            emit(self, record)
        except Exception:
            self.handleError(record)
    return reporting


# Files

def _replace_file(source, dest):
    if os.path.exists(dest):
        os.remove(dest)
    os.rename(source, dest)


class BaseRotatingHandler(logging.FileHandler):
    """A file that is put aside when shouldRollover() says so."""

    namer = None
    rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)

    @_reporting
    def emit(self, record):
        """Write the record, after a rollover if it is time for one."""
        if self.shouldRollover(record):
            self.doRollover()
        logging.FileHandler.emit(self, record)

    def rotation_filename(self, default_name):
        """The name for a file put aside: what `namer` makes of the default."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Put a file aside: what `rotator` does, or a new name."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None

    def _reopen(self):
        if not self.delay:
            self.stream = self._open()

    def _is_special(self):
        """Is there something else than an ordinary file? Devices and pipes are never put aside."""
        return os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename)


class RotatingFileHandler(BaseRotatingHandler):
    """Files of at most maxBytes, the last backupCount of them kept as name.1, name.2 and so on."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        if maxBytes > 0:  # what there is counts too
            mode = 'a'
        if 'b' not in mode:
            encoding = io.text_encoding(encoding)
        super().__init__(filename, mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def doRollover(self):
        """Put the file aside, and the earlier ones one further."""
        self._close_stream()
        names = [self.rotation_filename(f"{self.baseFilename}.{number}") for number in range(1, self.backupCount + 1)]
        for older, newer in zip(names[:0:-1], names[-2::-1]):
            if os.path.exists(newer):
                _replace_file(newer, older)
        if names:
            if os.path.exists(names[0]):
                os.remove(names[0])
            self.rotate(self.baseFilename, names[0])
        self._reopen()

    def shouldRollover(self, record):
        """Whether the record would make the file too long."""
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0 or not (size := self.stream.tell()):
            return False
        return size + len(f"{self.format(record)}\n") >= self.maxBytes and not self._is_special()


# How long each kind of stretch is, how its time is written in names of files, and as a pattern.
_STRETCHES = {'S': (1, '%Y-%m-%d_%H-%M-%S', r'\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}'), 'M': (60, '%Y-%m-%d_%H-%M', r'\d{4}-\d{2}-\d{2}_\d{2}-\d{2}'),
              'H': (3600, '%Y-%m-%d_%H', r'\d{4}-\d{2}-\d{2}_\d{2}'), 'D': (_DAY, '%Y-%m-%d', r'\d{4}-\d{2}-\d{2}')}
_STRETCHES['MIDNIGHT'] = _STRETCHES['D']
_WEEK = 7 * _DAY, *_STRETCHES['D'][1:]


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A file for each stretch of time; the name of an older one ends in its time."""

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        super().__init__(filename, 'a', io.text_encoding(encoding), delay, errors)
        self.when, self.backupCount, self.utc, self.atTime = when.upper(), backupCount, utc, atTime
        if self.when.startswith('W'):
            if len(self.when) != 2:
                raise ValueError(f"You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {self.when}")
            if self.when[1] not in '0123456':
                raise ValueError(f"Invalid day specified for weekly rollover: {self.when}")
            self.dayOfWeek = int(self.when[1])
        elif self.when not in _STRETCHES:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        length, self.suffix, pattern = _STRETCHES.get(self.when, _WEEK)
        self.extMatch = re.compile(rf'(?<!\d){pattern}(?!\d)', re.ASCII)
        self.interval = length * interval
        try:
            begin = os.stat(self.baseFilename).st_mtime
        except OSError:
            begin = time.time()
        self.rolloverAt = self.computeRollover(int(begin))

    def computeRollover(self, currentTime):
        """The time of the rollover that comes after this time."""
        weekly = self.when.startswith('W')
        if not weekly and self.when != 'MIDNIGHT':
            return currentTime + self.interval
        now = (time.gmtime if self.utc else time.localtime)(currentTime)
        at = self.atTime
        wanted = _DAY if at is None else (at.hour * 60 + at.minute) * 60 + at.second
        wait, day = wanted - ((now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec), now.tm_wday
        if wait <= 0:
            wait, day = wait + _DAY, (day + 1) % 7
        if weekly:
            wait += (self.dayOfWeek - day) % 7 * _DAY
        then = currentTime + wait + self.interval - (7 * _DAY if weekly else _DAY)
        if self.utc or (summer := time.localtime(then).tm_isdst) == now.tm_isdst:
            return then
        if now.tm_isdst:
            return then + 3600
        # unless that would be before the clock is changed
        return then - 3600 if time.localtime(then - 3600).tm_isdst else then

    def shouldRollover(self, record):
        """Whether it is time."""
        now = int(time.time())
        if now < self.rolloverAt:
            return False
        if self._is_special():
            self.rolloverAt = self.computeRollover(now)
            return False
        return True

    def _is_backup(self, name):
        """Does a file in the folder have the name of one that was put aside?"""
        base = os.path.basename(self.baseFilename)
        if self.namer is None:
            return name.startswith(f"{base}.") and self.extMatch.fullmatch(name, len(base) + 1) is not None
        found = self.extMatch.search(name)
        while found:  # the time stands somewhere in what the namer made
            if os.path.basename(self.namer(f"{self.baseFilename}.{found[0]}")) == name:
                return True
            found = self.extMatch.search(name, found.start() + 1)
        return False

    def getFilesToDelete(self):
        """The older files that are too many."""
        folder = os.path.dirname(self.baseFilename)
        names = sorted(os.path.join(folder, name) for name in os.listdir(folder) if self._is_backup(name))
        return names[:max(0, len(names) - self.backupCount)]

    def _begin(self, now):
        """When the stretch began that ends, by the clock of now."""
        begin = self.rolloverAt - self.interval
        if self.utc:
            return time.gmtime(begin)
        then, summer = time.localtime(begin), time.localtime(now).tm_isdst
        return then if then.tm_isdst == summer else time.localtime(begin + (3600 if summer else -3600))

    def doRollover(self):
        """Put the file aside under the time at which it began."""
        now = int(time.time())
        name = self.rotation_filename(f"{self.baseFilename}.{time.strftime(self.suffix, self._begin(now))}")
        if os.path.exists(name):
            return  # another process has done it
        self._close_stream()
        self.rotate(self.baseFilename, name)
        for old in self.getFilesToDelete() if self.backupCount > 0 else ():
            os.remove(old)
        self._reopen()
        self.rolloverAt = self.computeRollover(now)


class WatchedFileHandler(logging.FileHandler):
    """A file that is opened again when something else has moved it away."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        if 'b' not in mode:
            encoding = io.text_encoding(encoding)
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self.dev = self.ino = -1
        self._statstream()

    def _statstream(self):
        if self.stream is not None:
            self.dev, self.ino = self._identity(os.fstat(self.stream.fileno()))

    @staticmethod
    def _identity(status):
        return status.st_dev, status.st_ino

    def reopenIfNeeded(self):
        """Open the file again if the name means another one now."""
        if self.stream is None:
            return
        try:
            if self._identity(os.stat(self.baseFilename)) == (self.dev, self.ino):
                return
        except FileNotFoundError:
            pass
        try:
            self.stream.flush()
            self.stream.close()
        finally:
            self.stream = None
        self.stream = self._open()
        self._statstream()

    def emit(self, record):
        """Write the record."""
        self.reopenIfNeeded()
        super().emit(record)


# Over the network

class SocketHandler(logging.Handler):
    """Sends records, pickled, over TCP; after a failure it waits longer each time before it tries again."""

    def __init__(self, host, port):
        super().__init__()
        self.host, self.port = host, port
        self.address = host if port is None else (host, port)
        self.sock = self.retryTime = None
        self.closeOnError = False
        self.retryStart, self.retryMax, self.retryFactor = 1.0, 30.0, 2.0

    def makeSocket(self, timeout=1):
        """A connected socket."""
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(self.address)
        except OSError:
            made.close()
            raise
        return made

    def createSocket(self):
        """Connect, unless it is too early for another attempt."""
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
        except OSError:
            first = self.retryTime is None
            self.retryPeriod = self.retryStart if first else min(self.retryPeriod * self.retryFactor, self.retryMax)
            self.retryTime = now + self.retryPeriod
        else:
            self.retryTime = None

    def _drop_socket(self):
        if sock := self.sock:
            self.sock = None
            sock.close()

    def send(self, s):
        """Send bytes; what fails to arrive is lost."""
        if self.sock is None:
            self.createSocket()
        try:
            if self.sock:
                self.sock.sendall(s)
        except OSError:
            self._drop_socket()

    def makePickle(self, record):
        """The record as bytes, their number in four bytes first."""
        if record.exc_info:
            self.format(record)  # for exc_text; tracebacks cannot be pickled
        values = {**vars(record), 'msg': record.getMessage(), 'args': None, 'exc_info': None}
        values.pop('message', None)
        data = pickle.dumps(values, 1)
        return struct.pack(">L", len(data)) + data

    def handleError(self, record):
        """Close the socket if that was asked for, else as other handlers."""
        if self.closeOnError and self.sock:
            self._drop_socket()
        else:
            super().handleError(record)

    @_reporting
    def emit(self, record):
        """Send the record."""
        self.send(self.makePickle(record))

    def close(self):
        """Close the socket."""
        with self.lock:
            self._drop_socket()
            super().close()


class DatagramHandler(SocketHandler):
    """Sends records, pickled, over UDP."""

    def __init__(self, host, port):
        super().__init__(host, port)
        self.closeOnError = False

    def makeSocket(self):
        """A socket for datagrams."""
        return socket.socket(socket.AF_UNIX if self.port is None else socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, s):
        """Send bytes."""
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


class SysLogHandler(logging.Handler):
    """Sends records to a syslog daemon."""

    LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
    (LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON, LOG_AUTHPRIV, LOG_FTP,
     LOG_NTP, LOG_SECURITY, LOG_CONSOLE, LOG_SOLCRON) = range(16)
    LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7 = range(16, 24)

    priority_names = {'alert': LOG_ALERT, 'crit': LOG_CRIT, 'critical': LOG_CRIT, 'debug': LOG_DEBUG, 'emerg': LOG_EMERG,
                      'err': LOG_ERR, 'error': LOG_ERR, 'info': LOG_INFO, 'notice': LOG_NOTICE, 'panic': LOG_EMERG,
                      'warn': LOG_WARNING, 'warning': LOG_WARNING}
    facility_names = {'auth': LOG_AUTH, 'authpriv': LOG_AUTHPRIV, 'console': LOG_CONSOLE, 'cron': LOG_CRON, 'daemon': LOG_DAEMON,
                      'ftp': LOG_FTP, 'kern': LOG_KERN, 'lpr': LOG_LPR, 'mail': LOG_MAIL, 'news': LOG_NEWS, 'ntp': LOG_NTP,
                      'security': LOG_SECURITY, 'solaris-cron': LOG_SOLCRON, 'syslog': LOG_SYSLOG, 'user': LOG_USER,
                      'uucp': LOG_UUCP, **{f'local{number}': 16 + number for number in range(8)}}
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning', 'ERROR': 'error', 'CRITICAL': 'critical'}

    ident = ''
    append_nul = True

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=LOG_USER, socktype=None):
        super().__init__()
        self.address, self.facility, self.socktype = address, facility, socktype
        self.socket = None
        self.createSocket()

    def _connect_unixsocket(self, address):
        """Connect to a socket of this kind, or if no kind was asked for, of the one that is there."""
        kinds = [self.socktype] if self.socktype is not None else [socket.SOCK_DGRAM, socket.SOCK_STREAM]
        for kind in kinds:
            self.socket = socket.socket(socket.AF_UNIX, kind)
            try:
                self.socket.connect(address)
            except OSError:
                self.socket.close()
                if kind == kinds[-1]:
                    raise
            else:
                self.socktype = kind
                return

    def createSocket(self):
        """Connect to the daemon."""
        self.unixsocket = isinstance(self.address, str)
        if self.unixsocket:
            try:
                self._connect_unixsocket(self.address)
            except OSError:
                pass  # it may be there later
            return
        if self.socktype is None:
            self.socktype = socket.SOCK_DGRAM
        found = socket.getaddrinfo(*self.address, 0, self.socktype)
        if not found:
            raise OSError("getaddrinfo returns an empty list")
        for place, (family, kind, protocol, _name, address) in enumerate(found, 1):
            made = None
            try:
                made = socket.socket(family, kind, protocol)
                if kind == socket.SOCK_STREAM:
                    made.connect(address)
            except OSError:
                if made is not None:
                    made.close()
                if place == len(found):
                    raise
            else:
                self.socket, self.socktype = made, kind
                return

    def encodePriority(self, facility, priority):
        """Both, by name or number, as one number."""
        facility = self.facility_names[facility] if isinstance(facility, str) else facility
        return facility << 3 | (self.priority_names[priority] if isinstance(priority, str) else priority)

    def close(self):
        """Close the socket."""
        with self.lock:
            sock, self.socket = self.socket, None
            if sock:
                sock.close()
            super().close()

    def mapPriority(self, levelName):
        """The name of a level's priority."""
        return self.priority_map.get(levelName, "warning")

    @_reporting
    def emit(self, record):
        """Send the record."""
        text = f"{self.ident}{self.format(record)}" + '\0' * self.append_nul
        data = f"<{self.encodePriority(self.facility, self.mapPriority(record.levelname))}>{text}".encode('utf-8')
        if not self.socket:
            self.createSocket()
        if self.unixsocket:
            try:
                self.socket.send(data)
            except OSError:  # the daemon may have been started anew
                self.socket.close()
                self._connect_unixsocket(self.address)
                self.socket.send(data)
        elif self.socktype == socket.SOCK_DGRAM:
            self.socket.sendto(data, self.address)
        else:
            self.socket.sendall(data)


class SMTPHandler(logging.Handler):
    """Sends each record as a mail."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None, timeout=5.0):
        super().__init__()
        self.mailhost, self.mailport = mailhost if isinstance(mailhost, (list, tuple)) else (mailhost, None)
        self.username = None
        if isinstance(credentials, (list, tuple)):
            self.username, self.password = credentials
        self.fromaddr, self.subject = fromaddr, subject
        self.toaddrs = [toaddrs] if isinstance(toaddrs, str) else toaddrs
        self.secure, self.timeout = secure, timeout

    def getSubject(self, record):
        """The mail's subject."""
        return self.subject

    @_reporting
    def emit(self, record):
        """Send the record."""
        import smtplib
        from email.message import EmailMessage
        from email.utils import localtime
        mail = EmailMessage()
        for name, value in (('From', self.fromaddr), ('To', ','.join(self.toaddrs)), ('Subject', self.getSubject(record)),
                            ('Date', localtime())):
            mail[name] = value
        mail.set_content(self.format(record))
        server = smtplib.SMTP(self.mailhost, self.mailport or smtplib.SMTP_PORT, timeout=self.timeout)
        if self.username:
            if self.secure is not None:
                import ssl
                keyfile, certfile = (*self.secure, None, None)[:2]
                server.ehlo()
                server.starttls(context=ssl._create_stdlib_context(certfile=certfile, keyfile=keyfile))
                server.ehlo()
            server.login(self.username, self.password)
        server.send_message(mail)
        server.quit()


class NTEventLogHandler(logging.Handler):
    """Writes to the event log of Windows; elsewhere it says that it cannot."""

    def __init__(self, appname, dllname=None, logtype='Application'):
        super().__init__()
        self.appname, self.dllname, self.logtype, self._welu = appname, dllname, logtype, None
        print("The Python Win32 extensions for NT (service, event logging) appear not to be available.")

    def getMessageID(self, record):
        """The message's number in the log."""
        return 1

    def getEventCategory(self, record):
        """The event's category."""
        return 0

    def getEventType(self, record):
        """The event's type."""
        return self.typemap.get(record.levelno, self.deftype)

    def emit(self, record):
        """Nothing can be written here."""

    def close(self):
        """Nothing is open."""
        super().close()


class HTTPHandler(logging.Handler):
    """Sends each record to a web server."""

    def __init__(self, host, url, method='GET', secure=False, credentials=None, context=None):
        super().__init__()
        self.host, self.url, self.method = host, url, method.upper()
        if self.method not in ('GET', 'POST'):
            raise ValueError("method must be GET or POST")
        if context is not None and not secure:
            raise ValueError("context parameter only makes sense with secure=True")
        self.secure, self.credentials, self.context = secure, credentials, context

    def mapLogRecord(self, record):
        """What is sent of a record, by name."""
        return record.__dict__

    def getConnection(self, host, secure):
        """A connection to the server."""
        from http import client
        return client.HTTPSConnection(host, context=self.context) if secure else client.HTTPConnection(host)

    @_reporting
    def emit(self, record):
        """Send the record."""
        from urllib.parse import urlencode
        url, data, headers = self.url, urlencode(self.mapLogRecord(record)), {}
        connection = self.getConnection(self.host, self.secure)
        if self.method == 'GET':
            url += f"{'&' if '?' in url else '?'}{data}"
        else:
            headers = {"Content-type": "application/x-www-form-urlencoded", "Content-length": str(len(data))}
        if self.credentials:
            from base64 import b64encode
            headers['Authorization'] = f"Basic {b64encode('{}:{}'.format(*self.credentials).encode('utf-8')).decode('ascii')}"
        connection.putrequest(self.method, url)
        for header in headers.items():
            connection.putheader(*header)
        connection.endheaders()
        if self.method == 'POST':
            connection.send(data.encode('utf-8'))
        connection.getresponse()


# In memory, and through queues

class BufferingHandler(logging.Handler):
    """Keeps records until there are enough."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity, self.buffer = capacity, []

    def shouldFlush(self, record):
        """Whether there are enough."""
        return self.capacity <= len(self.buffer)

    def emit(self, record):
        """Keep the record."""
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Forget the records."""
        with self.lock:
            del self.buffer[:]

    def close(self):
        """Flush, and close."""
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Keeps records, and gives them to another handler when they are many or one is grave."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        """Whether the records are many or this one is grave."""
        return super().shouldFlush(record) or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Set the other handler."""
        with self.lock:
            self.target = target

    def flush(self):
        """Give the records to the other handler."""
        with self.lock:
            if target := self.target:
                for record in self.buffer:
                    target.handle(record)
                del self.buffer[:]

    def close(self):
        """Flush, if that was asked for, and close."""
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            self.setTarget(None)
            super().close()


class QueueHandler(logging.Handler):
    """Puts records into a queue, for a QueueListener elsewhere."""

    def __init__(self, queue):
        super().__init__()
        self.queue, self.listener = queue, None

    def enqueue(self, record):
        """Put a record into the queue."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """The record in a form that can be pickled: its message formatted."""
        text, record = self.format(record), copy.copy(record)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = record.stack_info = None  # they are in the text
        return record

    @_reporting
    def emit(self, record):
        """Put the record into the queue."""
        self.enqueue(self.prepare(record))


class QueueListener:
    """Takes records from a queue, in a thread of its own, and gives them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers = queue, handlers
        self.respect_handler_level, self._thread = respect_handler_level, None

    def dequeue(self, block):
        """Take a record from the queue."""
        return self.queue.get(block)

    def start(self):
        """Start the thread."""
        self._thread = threading.Thread(target=self._monitor, daemon=True)
        self._thread.start()

    def prepare(self, record):
        """A hook: the record that is handled."""
        return record

    def handle(self, record):
        """Give a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        """Handle what is in the queue until the sentinel comes."""
        done = getattr(self.queue, 'task_done', bool)
        try:
            while (record := self.dequeue(True)) is not self._sentinel:
                self.handle(record)
                done()
            done()
        except queue.Empty:
            pass

    def enqueue_sentinel(self):
        """Put in what ends the thread."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """End the thread when the queue is empty."""
        if thread := self._thread:
            self.enqueue_sentinel()
            thread.join()
            self._thread = None
