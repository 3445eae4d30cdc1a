# The heart of logging: levels, the hierarchy, records, formatters of three styles, filters, handlers, adapters, basicConfig,
# what is called when and what the errors say.
import copy
import io
import logging
import os
import pickle
import re
import string
import sys
import tempfile
import threading
import time
import warnings


def attempt(label, function, *args, **kwargs):
    try:
        print(label, "->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, "!!", type(error).__name__, error)


def clean(text):
    text = re.sub(r'File ".*?", line \d+', "File ..., line ..", text)
    return re.sub(r"0x[0-9a-f]+", "0x..", text)


class Keeper(logging.Handler):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


print("== levels")
for level in (0, 10, 20, 30, 40, 50, 7, "DEBUG", "WARN", "FATAL", "nothing", None, 1.5):
    attempt(level, logging.getLevelName, level)
logging.addLevelName(25, "NOTICE")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"))
logging.addLevelName(25, "NOTED")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName("NOTED"))
print(sorted(logging.getLevelNamesMapping().items()))
logging.getLevelNamesMapping().clear()
print(len(logging.getLevelNamesMapping()))
log = logging.getLogger("levels")
for level in (10, "INFO", "info", "NOTED", 2.5, None, True, "5", -3):
    attempt(f"setLevel {level!r}", log.setLevel, level)
    print(log.level, log.getEffectiveLevel(), log)
log.setLevel(0)
attempt("isEnabledFor str", log.isEnabledFor, "INFO")
attempt("log str", log.log, "INFO", "x")
logging.raiseExceptions = False
attempt("log str quietly", log.log, "INFO", "x")
logging.raiseExceptions = True
attempt("Handler level", logging.Handler, "LOUD")

print("== hierarchy")
deep = logging.getLogger("tree.branch.leaf")
print(deep.parent, deep.name, logging.getLogger("tree.branch.leaf") is deep)
branch = logging.getLogger("tree.branch")
print(deep.parent is branch, branch.parent)
tree = logging.getLogger("tree")
print(branch.parent is tree, tree.parent is logging.root, deep.parent is branch)
logging.getLogger("treetop")
print(sorted(map(str, tree.getChildren())), sorted(c.name for c in branch.getChildren()))
print(tree.getChild("x.y"), tree.getChild("x.y").parent, logging.root.getChild("zed"))
print({k: type(v).__name__ for k, v in sorted(logging.root.manager.loggerDict.items())})
attempt("name", logging.getLogger, 12)
attempt("bytes", logging.getLogger, b"x")
print(logging.getLogger(), logging.getLogger(None) is logging.root, logging.getLogger("root") is logging.root, logging.getLogger("") is logging.root)
tree.setLevel("ERROR")
print(deep.getEffectiveLevel(), deep.isEnabledFor(30), deep.isEnabledFor(40), deep)
tree.setLevel("DEBUG")
print(deep.isEnabledFor(30), deep.isEnabledFor(10))
logging.disable(30)
print(deep.isEnabledFor(30), deep.isEnabledFor(31), logging.root.manager.disable)
logging.disable("INFO")
print(deep.isEnabledFor(20), deep.isEnabledFor(30), logging.root.manager.disable)
logging.disable()
print(deep.isEnabledFor(50), deep.isEnabledFor(51))
attempt("disable", logging.disable, "NO")
logging.disable(logging.NOTSET)
deep.disabled = True
print(deep.isEnabledFor(50))
deep.disabled = False
print(pickle.loads(pickle.dumps(deep)) is deep, copy.copy(deep) is deep, pickle.loads(pickle.dumps(logging.root)) is logging.root)
attempt("pickle a stray", pickle.dumps, logging.Logger("stray"))


class Special(logging.Logger):
    def makeRecord(self, *args, **kwargs):
        record = super().makeRecord(*args, **kwargs)
        record.msg = f"<{record.msg}>"
        return record


attempt("setLoggerClass", logging.setLoggerClass, int)
logging.setLoggerClass(Special)
print(logging.getLoggerClass().__name__, logging.getLogger("special.one"))
logging.setLoggerClass(logging.Logger)
manager = logging.Manager(logging.RootLogger(30))
attempt("manager", manager.setLoggerClass, str)
manager.setLoggerClass(Special)
print(type(manager.getLogger("a")).__name__, manager.getLogger("a").manager is manager, manager.emittedNoHandlerWarning)
attempt("manager disable", setattr, manager, "disable", "LOW")

print("== records")
keeper = Keeper()
keeper.setFormatter(logging.Formatter("%(levelname)s|%(name)s|%(module)s|%(funcName)s|%(filename)s|%(threadName)s|%(processName)s|%(message)s"))
special = logging.getLogger("special.one")
special.addHandler(keeper)
special.propagate = False
special.setLevel(1)


def outer(level=1, **kwargs):
    def inner():
        special.warning("inner %s", level, stacklevel=level, **kwargs)
    inner()


for level in (1, 2, 3, 4):
    outer(level)
print(keeper.lines)
keeper.lines.clear()
for method in ("debug", "info", "warning", "error", "critical", "fatal"):
    getattr(special, method)("%s %d", method, 3)
special.log(25, "noted %(who)s", {"who": "me"})
special.log(26, "no arguments %s %d")
special.log(26, {"a": 1})
special.info("one tuple %s", (1, 2))
special.info("empty dict %s", {})
special.info("list %s", [1])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    special.warn("old")
    logging.LoggerAdapter(special).warn("older")
print([(w.category.__name__, str(w.message)) for w in caught])
print("\n".join(keeper.lines))
keeper.lines.clear()
for bad in ({"message": 1}, {"asctime": 2}, {"name": 3}, {"lineno": 1, "ok": 2}):
    attempt(bad, special.info, "x", extra=bad)
keeper.setFormatter(logging.Formatter("%(ip)s %(message)s"))
special.info("extra", extra={"ip": "::1"})
print(keeper.lines)
attempt("unknown keyword", special.info, "x", colour=1)
record = logging.LogRecord("n", 20, "/tmp/dir/file.name.py", 7, "m %s", ("a",), None, "func", "stack")
print(record, record.filename, record.module, record.levelname, record.getMessage(), record.funcName, record.stack_info)
print(sorted(record.__dict__))
print(record.created > 1e9, 0 <= record.msecs < 1000, record.relativeCreated > 0, record.process == os.getpid(), record.thread == threading.get_ident())
odd = logging.LogRecord(None, 33, None, None, 12, ({"k": 1},), None, other=1)
print(odd, odd.args, odd.filename, odd.module, odd.getMessage())
attempt("message", logging.LogRecord("n", 1, "p", 1, "%d", ("x",), None).getMessage)
made = logging.makeLogRecord({"msg": "made %d", "args": (3,), "colour": "red", "levelname": "L"})
print(made, made.getMessage(), made.colour, made.name, made.levelno, made.levelname, made.pathname, made.lineno, made.exc_info)
with_error = pickle.loads(pickle.dumps(made))
print(with_error.__dict__ == made.__dict__)


class OtherRecord(logging.LogRecord):
    def getMessage(self):
        return "other:" + super().getMessage()


print(logging.getLogRecordFactory())
logging.setLogRecordFactory(OtherRecord)
keeper.setFormatter(None)
special.info("factory")
logging.setLogRecordFactory(logging.LogRecord)
print(keeper.lines[-1])
for flag, names in (("logThreads", "thread threadName"), ("logProcesses", "process"), ("logMultiprocessing", "processName"), ("logAsyncioTasks", "taskName")):
    setattr(logging, flag, False)
    r = logging.makeLogRecord({})
    print(flag, [getattr(r, n) for n in names.split()], [getattr(logging.LogRecord("n", 1, "p", 1, "", (), None), n) for n in names.split()])
    setattr(logging, flag, True)
print(clean(repr(logging.Logger("x").findCaller()[2:])), logging.Logger("x").findCaller(True)[3].split("\n")[0])

print("== exceptions")
stream = io.StringIO()
handler = logging.StreamHandler(stream)
plain = logging.getLogger("plain")
plain.propagate = False
plain.addHandler(handler)
try:
    1 / 0
except ZeroDivisionError as error:
    plain.exception("caught %s", "it")
    plain.error("given", exc_info=error)
    plain.error("triple", exc_info=sys.exc_info())
    plain.exception("no info", exc_info=False)
    plain.exception("other", exc_info=ValueError("v"))
plain.error("none", exc_info=True)
plain.error("stack", stack_info=True)
print(clean(stream.getvalue()))


class Numbered(logging.Formatter):
    def formatException(self, info):
        return f"[{info[0].__name__}]"

    def formatStack(self, text):
        return text[:5]


stream.truncate(0), stream.seek(0)
handler.setFormatter(Numbered("%(message)s\n"))
second = logging.StreamHandler(stream)
plain.addHandler(second)
try:
    {}["key"]
except KeyError:
    plain.exception("numbered", stack_info=True)
print(clean(stream.getvalue()).replace(os.path.basename(__file__), "me"))
plain.removeHandler(second)

print("== formatters")
fixed = logging.makeLogRecord({"created": 1700000000.25, "msecs": 250.0, "msg": "m %s", "args": ("x",), "levelname": "INFO", "levelno": 20, "name": "nm", "lineno": 5})


class Utc(logging.Formatter):
    converter = time.gmtime


for fmt, style in ((None, "%"), ("%(asctime)s %(message)s", "%"), ("%(asctime)20s|%(levelname)-8s|%(lineno)04d|%(msecs).1f|%%", "%"),
                   ("{asctime} {message!r:>6} {levelno:#x} {{}}", "{"), ("${asctime} $message $$ $name", "$"), (None, "{"), (None, "$"),
                   ("%(message)s %(message)s", "%"), ("{message}", "{"), ("$message", "$"), ("%(name).1s %(levelno)5.1f", "%")):
    f = Utc(fmt, style=style)
    print(repr(f.format(fixed)), f.usesTime(), f._fmt, type(f._style).__name__)
print(Utc("%(asctime)s", "%H.%M").format(fixed), Utc("{asctime}", "", style="{").format(fixed))
for bad, style in (("plain", "%"), ("", "%"), ("%(message)", "%"), ("%(mess age)s", "%"), ("%(message)q", "%"), ("{message", "{"), ("message", "{"), ("{}", "{"),
                   ("{0}", "{"), ("{a.b}", "{"), ("{a[0]}", "{"), ("{a!x}", "{"), ("{a:%}", "{"), ("{a:>>>}", "{"), ("{a-b}", "{"), ("$", "$"), ("${message", "$"), ("text", "$"), ("$$", "$"), ("x", "?"), ("x", None), ("{msecs:0.{w}f}", "{")):
    attempt(f"{bad!r} {style}", lambda: logging.Formatter(bad, style=style)._fmt)
    attempt(f"{bad!r} {style} unchecked", lambda: logging.Formatter(bad, style=style, validate=False)._fmt)
for fmt, style in (("%(custom)s %(message)s", "%"), ("{custom} {message}", "{"), ("$custom $message", "$")):
    attempt("missing", logging.Formatter(fmt, style=style).format, fixed)
    attempt("default", logging.Formatter(fmt, style=style, defaults={"custom": "C", "message": "never"}).format, fixed)
attempt("wrong type", logging.Formatter("%(name)d").format, fixed)


class Timed(Utc):
    default_time_format = "%d.%m.%y"
    default_msec_format = "%s~%06.1f"


class Whole(Utc):
    default_msec_format = None


print(Timed().formatTime(fixed), Whole().formatTime(fixed), Timed().formatTime(fixed, "%j"), fixed.message)
print(logging.BufferingFormatter().format([fixed, fixed]), repr(logging.BufferingFormatter().format([])))


class Paged(logging.BufferingFormatter):
    def formatHeader(self, records):
        return f"({len(records)}:"

    def formatFooter(self, records):
        return ")"


print(Paged(logging.Formatter("<%(message)s>")).format([fixed, fixed]))
for style in (logging.PercentStyle, logging.StrFormatStyle, logging.StringTemplateStyle):
    s = style(None)
    print(s._fmt, s.usesTime(), s.default_format, s.asctime_format, s.asctime_search, attempt("validate", s.validate))
fresh = logging.Formatter("%(message)s")
fresh._style._fmt = "%(asctime)s!"
print(fresh.usesTime(), len(fresh.format(fixed)) > 10)


class Coloured(logging.Formatter):
    def formatMessage(self, record):
        return "*" + super().formatMessage(record) + "*"


print(Coloured("%(message)s").format(fixed))

print("== filters")


class Replace:
    def filter(self, record):
        new = copy.copy(record)
        new.msg = "replaced"
        return new


filtered = Keeper()
chain = logging.getLogger("chain.one")
chain.propagate = False
chain.addHandler(filtered)
chain.setLevel(1)
chain.info("plain")
chain.addFilter(lambda record: record.levelno > 10)
chain.debug("dropped")
chain.info("kept")
chain.filters.clear()
replace = Replace()
chain.addFilter(replace), chain.addFilter(replace)
print(len(chain.filters))
chain.info("original")
chain.removeFilter(replace), chain.removeFilter(replace)
filtered.addFilter(lambda record: 0)
chain.info("handler drops")
filtered.filters[:] = [replace]
chain.info("handler replaces")
print(filtered.lines)
for name in ("", "chain", "chain.one", "chain.on", "chain.one.two"):
    print(repr(name), logging.Filter(name).filter(logging.makeLogRecord({"name": "chain.one"})))
f = logging.Filterer()
print(f.filter(fixed) is fixed, f.filters)
print(Keeper().handle(fixed) is fixed, filtered.handle(logging.makeLogRecord({"msg": "x"})).msg)
filtered.filters[:] = [lambda r: None]
print(filtered.handle(fixed))

print("== handlers")
h = logging.StreamHandler(io.StringIO())
print(clean(repr(h)), h.name, logging.StreamHandler[str])
h.name = "first"
print(h.name, logging.getHandlerByName("first") is h, logging.getHandlerNames(), logging.getHandlerByName("zero"))
h.set_name("renamed")
print(h.get_name(), sorted(logging.getHandlerNames()))
named = logging.StreamHandler(sys.stdout)
print(named, logging.lastResort, logging.NullHandler(5), logging.FileHandler("/dev/null", delay=True), logging.Handler())
print(logging.NullHandler().lock, logging.NullHandler().handle(fixed), logging.NullHandler().emit(fixed))
attempt("emit", logging.Handler().emit, fixed)
attempt("setStream same", h.setStream, h.stream)
before = h.stream
print(h.setStream(io.StringIO()) is before)
h.terminator = ";"
h.handle(fixed)
print(repr(h.stream.getvalue()))


class Noisy(logging.StreamHandler):
    def acquire(self):
        print("acquire", end=" ")
        super().acquire()

    def release(self):
        print("release", end=" ")
        super().release()

    def format(self, record):
        print("format", end=" ")
        return super().format(record)

    def emit(self, record):
        print("emit", end=" ")
        super().emit(record)

    def flush(self):
        print("flush", end=" ")
        super().flush()

    def filter(self, record):
        print("filter", end=" ")
        return super().filter(record)


noisy = Noisy(io.StringIO())
noisy.handle(fixed)
print(repr(noisy.stream.getvalue()))
noisy.setStream(io.StringIO())
print()
noisy.close()
print()
errors = io.StringIO()
saved, sys.stderr = sys.stderr, errors
broken = logging.StreamHandler(io.StringIO())
plain.handlers[:] = [broken]
plain.error("%d items", "no")
plain.error("%s", "too", "many")
logging.raiseExceptions = False
plain.error("%d items", "quiet")
logging.raiseExceptions = True
sys.stderr = saved
print(re.sub(r"(?s)Traceback .*?\n(?=\w+Error)", "Traceback\n", clean(errors.getvalue())))
errors = io.StringIO()
sys.stderr = errors
plain.handlers.clear()
plain.warning("last resort")
plain.info("not even that")
stray = logging.Logger("stray")
stray.parent = None
resort, logging.lastResort = logging.lastResort, None
stray.error("nobody")
stray.error("again")
logging.lastResort = resort
sys.stderr = saved
print(errors.getvalue(), stray.hasHandlers(), plain.hasHandlers())
attempt("wrong handler", plain.addHandler, print)
plain.handlers.clear()
plain.addHandler(h), plain.addHandler(h)
print(len(plain.handlers), plain.removeHandler(named), plain.removeHandler(h), plain.handlers)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x.log")
    delayed = logging.FileHandler(path, delay=True)
    print(os.path.exists(path), delayed.stream, delayed.mode, delayed.encoding, delayed.errors, delayed.delay, delayed.baseFilename == path)
    delayed.handle(fixed)
    print(open(path).read(), repr(delayed).replace(folder, ""))
    delayed.close(), delayed.close()
    delayed.handle(fixed)
    print(delayed.stream and delayed.stream.mode, open(path).read())
    ascii_only = logging.FileHandler(path, "w", "ascii", errors="backslashreplace")
    ascii_only.handle(logging.makeLogRecord({"msg": "\xe9\u20ac"}))
    ascii_only.close()
    print(open(path, "rb").read(), ascii_only.encoding, ascii_only.errors)
    print(logging.FileHandler(path, "wb").encoding)
    attempt("missing folder", lambda: logging.FileHandler("/no/such/folder/x"))

print("== adapters")
lines = Keeper()
base = logging.getLogger("adapted")
base.propagate = False
base.addHandler(lines)
base.setLevel(1)
lines.setFormatter(logging.Formatter("%(levelname)s %(user)s %(funcName)s %(message)s", defaults={"user": "-"}))
adapter = logging.LoggerAdapter(base, {"user": "ann"})
for method in ("debug", "info", "warning", "error", "critical"):
    getattr(adapter, method)("to %s", method)
adapter.log(25, "noted", extra={"user": "bob"})
logging.LoggerAdapter(base, {"user": "ann"}, merge_extra=True).info("merged", extra={"user": "eve"})
logging.LoggerAdapter(base, {"user": "ann"}, True).info("merged")
attempt("merged none", logging.LoggerAdapter(base, None, merge_extra=True).info, "merged none", extra={"user": "eve"})
logging.LoggerAdapter(base).info("none")


class Prefix(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['p']}] {msg}", kwargs


Prefix(Prefix(base, {"p": 1}), {"p": 2}).info("twice %d", 2)
print("\n".join(lines.lines))
print(adapter, adapter.name, adapter.manager is base.manager, adapter.hasHandlers(), adapter.isEnabledFor(1), adapter.getEffectiveLevel())
adapter.setLevel("ERROR")
print(base.level, logging.LoggerAdapter[int], adapter.merge_extra)
attempt("adapter manager", setattr, adapter, "manager", 5)
print(base.manager)
del base.manager

print("== basicConfig")
root = logging.root
out = io.StringIO()
logging.basicConfig(stream=out, level="INFO", format="%(levelname)s~%(message)s")
logging.info("one"), logging.debug("no"), logging.log(45, "forty five")
logging.basicConfig(stream=sys.stdout, level=10)
print(out.getvalue(), root.level, len(root.handlers))
logging.basicConfig(force=True, stream=out, format="{message}!", style="{", datefmt="x")
logging.error("two")
print(out.getvalue().split("\n")[-2])
for kwargs in (dict(stream=out, filename="x"), dict(filename="x", handlers=[]), dict(stream=out, handlers=[named]), dict(style="?"), dict(nothing=1, other=2), dict(level="LOUD", handlers=[Keeper()]), dict(format="none", stream=out)):
    attempt(sorted(kwargs), logging.basicConfig, force=True, **kwargs)
    print(len(root.handlers))
    root.handlers.clear()
mine = Keeper()
mine.setFormatter(logging.Formatter("mine %(message)s"))
other = Keeper()
logging.basicConfig(handlers=[mine, other], force=True)
logging.warning("both")
print(mine.lines, other.lines)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "basic.log")
    logging.basicConfig(filename=path, filemode="w", encoding="utf-8", force=True, level=20)
    logging.warning("in the file \u20ac")
    print(root.handlers[0].encoding, root.handlers[0].errors, root.handlers[0].mode, open(path, encoding="utf-8").read())
    logging.basicConfig(filename=path, force=True)
    print(root.handlers[0].encoding == sys.getdefaultencoding() or root.handlers[0].encoding, root.handlers[0].errors)
    root.handlers[0].close()
root.handlers.clear()
sys.stderr, saved = io.StringIO(), sys.stderr
for function in (logging.debug, logging.info, logging.warning, logging.error, logging.critical, logging.fatal):
    root.handlers.clear()
    function("root %s", function.__name__)
logging.exception("root exception", exc_info=None)
print(sys.stderr.getvalue())
sys.stderr = saved
with warnings.catch_warnings():
    warnings.simplefilter("always")
    root.handlers[:] = [mine]
    logging.captureWarnings(True), logging.captureWarnings(True)
    warnings.warn_explicit("captured", UserWarning, "file.py", 3)
    logging.captureWarnings(False), logging.captureWarnings(False)
print(mine.lines[-1:], logging.getLogger("py.warnings").handlers)

print("== the end")


class Last(logging.Handler):
    def flush(self):
        print("flushed", self.name)
        if self.name == "bad":
            raise ValueError("flush")
        if self.name == "worse":
            raise RuntimeError("flush")

    def close(self):
        print("closed", self.name)
        super().close()


class NoFlush(Last):
    flushOnClose = False


handlers = []
for kind, name in ((Last, "a"), (NoFlush, "no flush"), (Last, "bad"), (Last, "z")):
    last = kind()
    last.name = name
    handlers.append(last)
import weakref
logging.shutdown([weakref.ref(handler) for handler in handlers])
print(sorted(n for n in logging.getHandlerNames() if n in ("a", "no flush", "bad", "z")))
worse = Last()
worse.name = "worse"
attempt("shutdown", logging.shutdown, [weakref.ref(worse)])
worse.name = "a"
