# logging.handlers and logging.config.
import io
import logging
import logging.config
import logging.handlers
import os
import pickle
import queue
import socket
import struct
import tempfile
import threading
import time


def record(level=logging.INFO, text="message %d", args=(1,), **more):
    made = logging.LogRecord("name", level, "path.py", 7, text, args, None)
    made.__dict__.update(more)
    return made


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "log")

    def names():
        return sorted(os.listdir(folder))

    handler = logging.handlers.RotatingFileHandler(path, maxBytes=40, backupCount=2, encoding="utf-8")
    for i in range(9):
        handler.emit(record(args=(i,)))
    handler.close()
    print(names(), [open(os.path.join(folder, n)).read() for n in names()])
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=40, backupCount=1, encoding="utf-8", delay=True)
    handler.namer = lambda name: name + ".old"
    handler.rotator = lambda a, b: (print("rotate", a[len(folder):], b[len(folder):]), os.rename(a, b))
    for i in range(5):
        handler.emit(record(args=(i,)))
    handler.close()
    print(names())
    for name in names():
        os.remove(os.path.join(folder, name))

    for when in "s", "M", "H", "D", "midnight", "W0", "w6":
        handler = logging.handlers.TimedRotatingFileHandler(path, when=when, interval=2, utc=True, delay=True)
        handler.close()
        print(when, handler.interval, handler.suffix, [handler.computeRollover(t) - t for t in (0, 1000000, 1700000000)])
    for when in "x", "W", "W9":
        try:
            logging.handlers.TimedRotatingFileHandler(path, when=when, delay=True)
        except ValueError as error:
            print(error)
    for name in "log.2020-01-01", "log.2020-01-02", "log.2020-01-03", "log.x", "log.2020-01-01.gz", "other.2020-01-01":
        open(os.path.join(folder, name), "w").close()
    handler = logging.handlers.TimedRotatingFileHandler(path, when="D", backupCount=2, utc=True)
    print([n[len(folder):] for n in handler.getFilesToDelete()])
    handler.rolloverAt = 86400 * 365
    handler.emit(record())
    print(names(), handler.shouldRollover(record()))
    handler.close()

    watched = logging.handlers.WatchedFileHandler(os.path.join(folder, "watched"), encoding="utf-8")
    watched.emit(record())
    os.rename(os.path.join(folder, "watched"), os.path.join(folder, "moved"))
    watched.emit(record(args=(2,)))
    watched.close()
    print([n for n in names() if n in ("watched", "moved")], open(os.path.join(folder, "watched")).read())

out = io.StringIO()
target = logging.StreamHandler(out)
memory = logging.handlers.MemoryHandler(3, target=target)
memory.emit(record(args=(1,)))
print(repr(out.getvalue()), len(memory.buffer))
memory.emit(record(logging.ERROR, args=(2,)))
memory.emit(record(args=(3,)))
memory.close()
print(repr(out.getvalue()), memory.target)
buffering = logging.handlers.BufferingHandler(2)
buffering.emit(record()), print(len(buffering.buffer)), buffering.emit(record()), print(len(buffering.buffer))

waiting = queue.Queue()
sender = logging.handlers.QueueHandler(waiting)
out.truncate(0), out.seek(0)
target.setFormatter(logging.Formatter("%(levelname)s:%(message)s"))
target.setLevel(logging.WARNING)
listener = logging.handlers.QueueListener(waiting, target, respect_handler_level=True)
listener.start()
for level in (10, 20, 30, 40):
    sender.emit(record(level))
listener.stop()
print(repr(out.getvalue()), sender.prepare(record()).__dict__["args"])

server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
handler = logging.handlers.SocketHandler("127.0.0.1", port)
handler.emit(record(exc_info=(ValueError, ValueError("x"), None)))
peer, _ = server.accept()
head = peer.recv(4)
values = pickle.loads(peer.recv(struct.unpack(">L", head)[0]))
print(values["msg"], values["args"], values["exc_info"], values["exc_text"], "message" in values)
handler.close(), peer.close(), server.close()
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", 0))
handler = logging.handlers.DatagramHandler("127.0.0.1", udp.getsockname()[1])
handler.emit(record(args=(5,)))
print(logging.makeLogRecord(pickle.loads(udp.recv(9999)[4:])).getMessage())
handler.close()
handler = logging.handlers.SysLogHandler(udp.getsockname(), facility="local0")
handler.ident = "me: "
handler.emit(record(logging.CRITICAL))
print(udp.recv(999), handler.encodePriority("mail", "err"), handler.encodePriority(3, 4), handler.mapPriority("ODD"))
handler.close(), udp.close()
print(list(handler.priority_names.items()), list(handler.facility_names.items()), handler.LOG_LOCAL7)
for options in [dict(method="PUT"), dict(context=1)]:
    try:
        logging.handlers.HTTPHandler("h", "/u", **options)
    except ValueError as error:
        print(error)
lost = logging.handlers.SocketHandler("127.0.0.1", 1)
lost.emit(record())
print(lost.sock, lost.retryPeriod, lost.retryTime is not None)
mail = logging.handlers.SMTPHandler(("h", 25), "a@b", "c@d", "s", ("u", "p"), (), 3)
print(mail.mailhost, mail.mailport, mail.toaddrs, mail.username, mail.password, mail.getSubject(None))


class Counting(logging.StreamHandler):
    def __init__(self, stream, extra=0):
        super().__init__(stream)
        self.extra = extra


class Keep:
    def __init__(self, word="x"):
        self.word = word

    def filter(self, record):
        return self.word in record.getMessage()


stream = io.StringIO()
logging.getLogger("existing"), logging.getLogger("app.child")
logging.config.dictConfig({
    "version": 1,
    "formatters": {"brief": {"format": "%(levelname)s %(name)s %(message)s"}, "brace": {"format": "{message} {who}", "style": "{", "defaults": {"who": "me"}},
                   "made": {"()": logging.Formatter, "fmt": "made %(message)s"}},
    "filters": {"keep": {"()": Keep, "word": "a"}, "named": {"name": "app"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": stream, "formatter": "brief", "level": "INFO", "filters": ["keep"]},
        "custom": {"()": Counting, "stream": "cfg://handlers.out.stream", "extra": "cfg://extras[1]", "formatter": "brace", ".": {"terminator": "!\n"}},
        "memory": {"class": "logging.handlers.MemoryHandler", "capacity": 2, "target": "out", "flushLevel": "ERROR"},
        "a_memory": {"class": "logging.handlers.MemoryHandler", "capacity": 2, "target": "out"},
        "queued": {"class": "logging.handlers.QueueHandler", "handlers": ["out"], "respect_handler_level": True},
    },
    "extras": [1, 42],
    "loggers": {"app": {"handlers": ["out"], "level": "DEBUG", "propagate": False}, "app2": {"handlers": ["custom", "memory"]}},
    "root": {"level": "WARNING", "handlers": ["custom"]},
})
logging.getLogger("app").info("an info"), logging.getLogger("app").info("no"), logging.getLogger("app").debug("a debug")
logging.getLogger("app.child").error("a child"), logging.getLogger("app2").warning("second"), logging.warning("root")
print(stream.getvalue())
print(logging.getLogger("existing").disabled, logging.getLogger("app.child").disabled, logging.getHandlerNames(), logging.getHandlerByName("custom").extra)
print(type(logging.getHandlerByName("queued").listener).__name__, logging.getHandlerByName("a_memory").target is logging.getHandlerByName("out"))
logging.config.dictConfig({"version": 1, "incremental": True, "handlers": {"out": {"level": "ERROR"}}, "loggers": {"app": {"level": "CRITICAL"}}, "root": {"level": 5}})
print(logging.getLogger("app").level, logging.root.level, logging.getHandlerByName("out").level)


def causes(error):
    found = []
    while error:
        found.append("%s: %s" % (type(error).__name__, error))
        error = error.__cause__
    return found


for config in [{}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "no.such"}}}, {"version": 1, "handlers": {"h": {"class": "logging.Nothing"}}},
               {"version": 1, "formatters": {"f": {"format": "%(x)"}}}, {"version": 1, "loggers": {"l": {"handlers": ["none"]}}}, {"version": 1, "root": {"level": "ODD"}},
               {"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "none"}}}, {"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "bad": 1}}},
               {"version": 1, "incremental": True, "handlers": {"none": {}}}, {"version": 1, "handlers": {"h": {"class": "logging.NullHandler", "filters": ["none"]}}},
               {"version": 1, "handlers": {"h": {"class": "logging.handlers.MemoryHandler", "capacity": 1, "target": "none"}}}, {"version": 1, "handlers": {"h": {"()": "x y"}}},
               {"version": 1, "handlers": {"h": {"class": "logging.handlers.QueueHandler", "queue": 3}}}, {"version": 1, "handlers": {"h": {"class": "cfg://a.b"}}},
               {"version": 1, "filters": {"f": {"()": "logging.Filter", "what": 1}}}, {"version": 1, "handlers": {"h": {"class": "cfg://.."}}}]:
    try:
        logging.config.dictConfig(config)
        print("done")
    except Exception as error:
        print(causes(error))

text = """[loggers]
keys=root,one

[handlers]
keys=h, m

[formatters]
keys=f

[logger_root]
level=WARNING
handlers=h

[logger_one]
qualname=one
level=DEBUG
handlers=h,m
propagate=0

[handler_h]
class=StreamHandler
args=(STREAM,)
formatter=f
level=INFO

[handler_m]
class=logging.handlers.MemoryHandler
kwargs={'capacity': 9}
target=h

[formatter_f]
format=%(levelname)s|%(message)s|%(extra)s
defaults={'extra': 'more'}
"""
logging.STREAM = stream = io.StringIO()
logging.config.fileConfig(io.StringIO(text), disable_existing_loggers=False)
logging.getLogger("one").info("hello"), logging.getLogger("one").debug("low"), logging.error("root")
print(repr(stream.getvalue()), logging.getLogger("existing").disabled, len(logging.getLogger("one").handlers[1].buffer))
with tempfile.TemporaryDirectory() as folder:
    for name, content in [("none", None), ("empty", ""), ("bad", "no section")]:
        path = os.path.join(folder, name)
        if content is not None:
            with open(path, "w") as f:
                f.write(content)
        try:
            logging.config.fileConfig(path)
        except Exception as error:
            print(type(error).__name__, str(error).replace(folder, "DIR"))
thread = logging.config.listen(0, verify=lambda data: data.replace(b"LEVEL", b"ERROR"))
thread.start()
thread.ready.wait()
thread.ready.clear()
with socket.create_connection(("127.0.0.1", thread.port)) as peer:
    data = b'{"version": 1, "root": {"level": "LEVEL"}}'
    peer.sendall(struct.pack(">L", len(data)) + data)
    thread.ready.wait(10)
logging.config.stopListening()
thread.join()
print(logging.root.level)
for word in "a1", "1a", "_x", "":
    try:
        print(logging.config.valid_ident(word))
    except ValueError as error:
        print(error)
logging.shutdown()
