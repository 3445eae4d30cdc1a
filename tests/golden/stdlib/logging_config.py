# logging.config: what values become, queues and listeners by all ways of naming them, handlers that need others, custom
# objects, existing loggers, wrong dicts and files.
import io
import logging
import logging.config
import logging.handlers
import queue
import re
import sys


def causes(error):
    found = []
    while error:
        found.append(re.sub(" at 0x[0-9a-f]+", "", f"{type(error).__name__}: {error}"))
        error = error.__cause__
    return found


def attempt(label, function, *args, **kwargs):
    try:
        print(label, "->", re.sub(" at 0x[0-9a-f]+", "", repr(function(*args, **kwargs))))
    except Exception as error:
        print(label, "!!", causes(error))


base = logging.config.BaseConfigurator({"a": {"b": [10, {"c": "deep"}, ("x", "ext://sys.stdout")], "1": "one"}, "t": (1, 2), "n": "cfg://a.b[0]", "word": "w"})
for value in ("ext://sys.stderr", "ext://os.path.join", "ext://no.such", "ext://sys.nothing", "cfg://a", "cfg://a.b", "cfg://a.b[1].c", "cfg://a[b][0]", "cfg://a[1]", "cfg://a.b[2][1]", "cfg://n", "cfg://zz", "cfg://", "cfg://a!b", "cfg://a.b[9]", "http://x", "plain", 5, None, ["ext://sys.stdin"], {"k": 1}, (1, "cfg://word")):
    attempt(value, base.convert, value)
config = base.config
print(type(config["a"]).__name__, type(config["a"]["b"]).__name__, type(config["t"]).__name__, type(config["a"]["b"][2]).__name__, config["a"]["b"][2][1] is sys.stdout, config["n"], config.get("n"), config.get("none", "d"), config.pop("word"), config.pop("none", 4), config["a"].parent is config, config["a"].key)
print(config["a"]["b"].pop(0), config["a"]["b"].pop(), base.as_tuple([1]), base.as_tuple("x"), base.resolve("logging.handlers.QueueHandler").__name__)


class Custom:
    def __init__(self, **kwargs):
        self.kwargs = kwargs

    def __repr__(self):
        return f"Custom({self.kwargs}, {vars(self)})"


attempt("custom", base.configure_custom, {"()": Custom, "x": 1, ".": {"y": 2}})
attempt("custom by name", base.configure_custom, {"()": "collections.OrderedDict", "a": 1})
attempt("custom bad name", base.configure_custom, {"()": Custom, "not an identifier": 1})


class OldFormatter(logging.Formatter):
    def __init__(self, fmt=None):
        super().__init__(fmt)


class OldStream(logging.StreamHandler):
    def __init__(self, strm=None):
        super().__init__(strm)


class MyQueue(queue.Queue):
    pass


class MyListener(logging.handlers.QueueListener):
    pass


def make_queue():
    return MyQueue(7)


sys.modules["conf"] = sys.modules[__name__]
out = io.StringIO()
dictionary = {"version": 1, "disable_existing_loggers": False,
              "formatters": {"old": {"()": OldFormatter, "format": "old %(message)s"}, "cls": {"class": "logging.Formatter", "format": "{message}", "style": "{", "validate": True}, "loose": {"format": "no fields", "validate": False}},
              "filters": {"f": {"name": "top"}, "g": {"()": lambda: (lambda record: record.levelno > 10)}},
              "handlers": {"z": {"class": "logging.StreamHandler", "stream": out, "formatter": "old", "filters": ["g", lambda record: True]}, "a": {"class": "logging.handlers.MemoryHandler", "capacity": 10, "target": "z", "flushLevel": "WARNING"},
                           "s": {"class": OldStream, "stream": out, "formatter": "cls", ".": {"terminator": ";"}}, "q": {"class": "logging.handlers.QueueHandler", "queue": "conf.make_queue", "listener": "conf.MyListener", "handlers": ["z"], "level": "ERROR"}},
              "loggers": {"top": {"handlers": ["a", "s"], "level": "DEBUG", "filters": ["f"], "propagate": True}}, "root": {"level": "INFO", "handlers": ["z"]}}
logging.getLogger("top.child").setLevel(50), logging.getLogger("elsewhere")
logging.config.dictConfig(dictionary)
top = logging.getLogger("top")
top.debug("one"), top.warning("two"), logging.getLogger("top.child").info("three"), logging.info("four")
print(repr(out.getvalue()), logging.getLogger("top.child").level, logging.getLogger("elsewhere").disabled)
handler = logging.getHandlerByName("q")
print(type(handler.queue).__name__, handler.queue.maxsize, type(handler.listener).__name__, handler.listener.handlers, handler.level, sorted(logging.getHandlerNames()))
for extra in ({"queue": queue.Queue()}, {"queue": {"()": "queue.Queue", "maxsize": 3}}, {"queue": {"maxsize": 3}}, {"queue": "sys.path"}, {"queue": 5}, {"queue": object()}, {"listener": "conf.MyListener"}, {"listener": MyListener}, {"listener": {"()": lambda: MyListener}}, {"listener": {}}, {"listener": int}, {"listener": "sys.path"}, {"handlers": ["none"]}, {"respect_handler_level": True}, {}):
    def build():
        logging.config.dictConfig({"version": 1, "handlers": {"q": {"class": "logging.handlers.QueueHandler", **extra}}})
        q = logging.getHandlerByName("q")
        return type(q.queue).__name__, q.queue.maxsize, type(q.listener).__name__, q.listener.respect_handler_level
    attempt(sorted(extra), build)
for wrong in ({"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "filters": ["none"]}}}, {"version": 1, "loggers": {"l": {"filters": ["none"]}}}, {"version": 1, "root": {"handlers": ["none"]}}, {"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "level": "LOUD"}}}, {"version": 1, "handlers": {"h": {}}}, {"version": 1, "formatters": {"f": {"class": "no.such"}}},
              {"version": 1, "formatters": {"f": {"()": "no.such"}}}, {"version": 1, "filters": {"f": {"()": 5}}}, {"version": 1, "incremental": True, "loggers": {"l": {"level": "LOUD"}}}, {"version": 1, "incremental": True, "root": {"level": "LOUD"}}, {"version": "1"}, {"version": 1, "handlers": {"a": {"class": "logging.handlers.MemoryHandler", "capacity": 1, "target": "b"}, "b": {"class": "logging.handlers.MemoryHandler", "capacity": 1, "target": "a"}}}):
    attempt(sorted(wrong), logging.config.dictConfig, wrong)
parts = {"loggers": "keys=root", "handlers": "keys=h", "formatters": "keys=", "logger_root": "handlers=h", "handler_h": "class=StreamHandler\nargs=(sys.stdout,)"}


def written(**changes):
    return io.StringIO("\n".join(f"[{name}]\n{text}" for name, text in {**parts, **changes}.items() if text is not None))


for changes in ({}, {"loggers": None}, {"handlers": "keys=h,i"}, {"handler_h": "class=NoSuch"}, {"handler_h": "class=logging.handlers.NoSuch"}, {"handler_h": "class=StreamHandler\nformatter=none"}, {"handler_h": "class=StreamHandler\nargs=(nothing,)"}, {"loggers": "keys=one"}, {"logger_root": "level=LOUD\nhandlers=h"}, {"logger_root": "handlers="},
                {"loggers": "keys=root,one", "logger_one": "handlers=h"}, {"loggers": "keys=root,one", "logger_one": "qualname=one\nhandlers=h\npropagate=x"}, {"formatters": "keys=f", "formatter_f": "class=logging.Formatter\nformat=%(message)s!\ndatefmt=%H"}, {"formatters": "keys=f", "formatter_f": "format=bad"}, {"handler_h": "class=handlers.MemoryHandler\nargs=(3,)\ntarget=none"}, {"handler_h": "class=NullHandler\nkwargs={'level': 20}"}):
    logging.getLogger("before.it")
    attempt(sorted(changes), logging.config.fileConfig, written(**changes))
    print(logging.root.handlers, logging.getLogger("before.it").disabled)
logging.getLogger("before.it").disabled = False
logging.config.fileConfig(written(loggers="keys=root,b", logger_b="qualname=before\nlevel=ERROR\nhandlers=h"))
print(logging.getLogger("before").level, logging.getLogger("before.it").disabled, logging.getLogger("elsewhere").disabled)
print(logging.config.valid_ident("abc"), logging.config.stopListening())
