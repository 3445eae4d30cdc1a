"""Setting logging up: from a dict, from a file, or over a socket."""
import errno
import functools
import io
import logging
import logging.handlers
import os
import queue
import re
import struct
import threading
import traceback
from socketserver import StreamRequestHandler, ThreadingTCPServer

DEFAULT_LOGGING_CONFIG_PORT = 9030
RESET_ERROR = errno.ECONNRESET

_listener = None

IDENTIFIER = re.compile("^[a-z_][a-z0-9_]*$", re.I)


def valid_ident(s):
    """True for an identifier, else ValueError."""
    if not IDENTIFIER.match(s):
        raise ValueError("Not a valid Python identifier: %r" % s)
    return True


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Set logging up from a file in the form of configparser."""
    import configparser
    if isinstance(fname, str):
        if not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        if not os.path.getsize(fname):
            raise RuntimeError(f"{fname} is an empty file")
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        try:
            parser = configparser.ConfigParser(defaults)
            if hasattr(fname, "readline"):
                parser.read_file(fname)
            else:
                parser.read(fname, encoding=io.text_encoding(encoding))
        except configparser.ParsingError as error:
            raise RuntimeError(f"{fname} is invalid: {error}")
    formatters = _create_formatters(parser)
    with logging._lock:
        _clearExistingHandlers()
        handlers = _install_handlers(parser, formatters)
        _install_loggers(parser, handlers, disable_existing_loggers)


def _resolve(name):
    """What a dotted name means, its modules imported as needed."""
    parts = name.split(".")
    path = parts.pop(0)
    found = __import__(path)
    for part in parts:
        path += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(path)
            found = getattr(found, part)
    return found


def _words(text):
    return [word.strip() for word in text.split(",")] if text else []


def _create_formatters(parser):
    formatters = {}
    for name in _words(parser["formatters"]["keys"]):
        section = parser["formatter_" + name]
        get = functools.partial(parser.get, section.name, fallback=None)
        fmt, datefmt = get("format", raw=True), get("datefmt", raw=True)
        style = parser.get(section.name, "style", raw=True, fallback="%")
        defaults = get("defaults", raw=True)
        make = logging.Formatter
        if section.get("class"):
            make = _resolve(section.get("class"))
        if defaults is not None:
            formatters[name] = make(fmt, datefmt, style, defaults=eval(defaults, vars(logging)))
        else:
            formatters[name] = make(fmt, datefmt, style)
    return formatters


def _install_handlers(parser, formatters):
    handlers, targets = {}, []
    for name in _words(parser["handlers"]["keys"]):
        section = parser["handler_" + name]
        names = vars(logging)
        try:
            make = eval(section["class"], names)
        except (AttributeError, NameError):
            make = _resolve(section["class"])
        args = eval(section.get("args", "()"), names)
        kwargs = eval(section.get("kwargs", "{}"), names)
        handler = make(*args, **kwargs)
        handler.name = name
        if "level" in section:
            handler.setLevel(section["level"])
        formatter = section.get("formatter", "")
        if formatter:
            handler.setFormatter(formatters[formatter])
        if issubclass(make, logging.handlers.MemoryHandler):
            target = section.get("target", "")
            if target:
                targets.append((handler, target))
        handlers[name] = handler
    for handler, target in targets:
        handler.setTarget(handlers[target])
    return handlers


def _handle_existing_loggers(existing, child_loggers, disable_existing):
    """Loggers that the configuration does not name are disabled, but for the children of those it names."""
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name in child_loggers:
            if not isinstance(logger, logging.PlaceHolder):
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
        else:
            logger.disabled = disable_existing


def _children(name, existing):
    """The existing loggers below a logger."""
    return [other for other in existing if other.startswith(name + ".")]


def _install_loggers(parser, handlers, disable_existing):
    names = _words(parser["loggers"]["keys"])
    names.remove("root")
    section = parser["logger_root"]
    root = log = logging.root
    if "level" in section:
        log.setLevel(section["level"])
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    for handler in _words(section["handlers"]):
        log.addHandler(handlers[handler])
    existing = sorted(root.manager.loggerDict)
    children = []
    for name in names:
        section = parser["logger_" + name]
        qualified = section["qualname"]
        propagate = section.getint("propagate", fallback=1)
        logger = logging.getLogger(qualified)
        if qualified in existing:
            children.extend(_children(qualified, existing))
            existing.remove(qualified)
        if "level" in section:
            logger.setLevel(section["level"])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        logger.propagate = propagate
        logger.disabled = 0
        for handler in _words(section["handlers"]):
            logger.addHandler(handlers[handler])
    _handle_existing_loggers(existing, children, disable_existing)


def _clearExistingHandlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


class ConvertingMixin:
    """Containers whose values are converted, by a configurator, when they are looked at."""

    def convert_with_key(self, key, value, replace=True):
        """The value converted; with replace the container keeps the result."""
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
                result.parent = self
                result.key = key
        return result

    def convert(self, value):
        """The value converted."""
        result = self.configurator.convert(value)
        if value is not result and type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
            result.parent = self
        return result


class ConvertingDict(dict, ConvertingMixin):
    """A dict of that kind."""

    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        """The value, converted."""
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        """The value, converted and taken out."""
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    """A list of that kind."""

    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        """The value, converted and taken out."""
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    """A tuple of that kind."""

    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator:
    """Values such as ext://sys.stderr and cfg://handlers.file, and objects made by a callable under ()."""

    CONVERT_PATTERN = re.compile(r"^(?P<prefix>[a-z]+)://(?P<suffix>.*)$")
    WORD_PATTERN = re.compile(r"^\s*(\w+)\s*")
    DOT_PATTERN = re.compile(r"^\.\s*(\w+)\s*")
    INDEX_PATTERN = re.compile(r"^\[([^\[\]]*)\]\s*")
    DIGIT_PATTERN = re.compile(r"^\d+$")

    value_converters = {"ext": "ext_convert", "cfg": "cfg_convert"}

    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """What a dotted name means; ValueError if it means nothing."""
        parts = s.split(".")
        path = parts.pop(0)
        try:
            found = self.importer(path)
            for part in parts:
                path += "." + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    self.importer(path)
                    found = getattr(found, part)
            return found
        except ImportError as error:
            wrong = ValueError("Cannot resolve %r: %s" % (s, error))
            raise wrong from error

    def ext_convert(self, value):
        """What ext:// names."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """What cfg:// names: a part of the configuration itself."""
        rest = value
        match = self.WORD_PATTERN.match(rest)
        if match is None:
            raise ValueError("Unable to convert %r" % value)
        rest = rest[match.end():]
        found = self.config[match.groups()[0]]
        while rest:
            match = self.DOT_PATTERN.match(rest)
            if match:
                found = found[match.groups()[0]]
            else:
                match = self.INDEX_PATTERN.match(rest)
                if match:
                    key = match.groups()[0]
                    if not self.DIGIT_PATTERN.match(key):
                        found = found[key]
                    else:
                        try:
                            found = found[int(key)]
                        except TypeError:
                            found = found[key]
            if not match:
                raise ValueError("Unable to convert %r at %r" % (value, rest))
            rest = rest[match.end():]
        return found

    def convert(self, value):
        """Containers as converting ones, texts with a known prefix as what they name."""
        for plain, converting in (dict, ConvertingDict), (list, ConvertingList), (tuple, ConvertingTuple):
            if isinstance(value, plain):
                if not isinstance(value, converting) and not hasattr(value, "_fields"):
                    value = converting(value)
                    value.configurator = self
                return value
        if isinstance(value, str):
            match = self.CONVERT_PATTERN.match(value)
            if match:
                converter = self.value_converters.get(match.groupdict()["prefix"], None)
                if converter:
                    value = getattr(self, converter)(match.groupdict()["suffix"])
        return value

    def configure_custom(self, config):
        """The object that the callable under () makes; the values under . become its attributes."""
        make = config.pop("()")
        if not callable(make):
            make = self.resolve(make)
        properties = config.pop(".", None)
        kwargs = {name: config[name] for name in config if valid_ident(name)}
        result = make(**kwargs)
        for name, value in (properties or {}).items():
            setattr(result, name, value)
        return result

    def as_tuple(self, value):
        """A list as a tuple."""
        return tuple(value) if isinstance(value, list) else value


def _is_queue_like_object(obj):
    """Whether it has what QueueHandler needs of a queue."""
    if isinstance(obj, (queue.Queue, queue.SimpleQueue)):
        return True
    from multiprocessing.queues import Queue
    if isinstance(obj, Queue):
        return True
    return all(callable(getattr(obj, name, None)) for name in ("put_nowait", "get", "empty"))


class DictConfigurator(BaseConfigurator):
    """Does what dictConfig() says."""

    def configure(self):
        """Set logging up."""
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError("Unsupported version: %s" % config["version"])
        empty = {}
        with logging._lock:
            if config.pop("incremental", False):
                self._configure_incrementally(config, empty)
            else:
                self._configure_all(config, empty)

    def _configure_incrementally(self, config, empty):
        handlers = config.get("handlers", empty)
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError("No handler found with name %r" % name)
            try:
                handler = logging._handlers[name]
                level = handlers[name].get("level", None)
                if level:
                    handler.setLevel(logging._checkLevel(level))
            except Exception as error:
                raise ValueError("Unable to configure handler %r" % name) from error
        loggers = config.get("loggers", empty)
        for name in loggers:
            try:
                self.configure_logger(name, loggers[name], True)
            except Exception as error:
                raise ValueError("Unable to configure logger %r" % name) from error
        root = config.get("root", None)
        if root:
            try:
                self.configure_root(root, True)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def _configure_all(self, config, empty):
        disable_existing = config.pop("disable_existing_loggers", True)
        _clearExistingHandlers()
        for kind, configure in ("formatters", self.configure_formatter), ("filters", self.configure_filter):
            things = config.get(kind, empty)
            for name in things:
                try:
                    things[name] = configure(things[name])
                except Exception as error:
                    raise ValueError("Unable to configure %s %r" % (kind[:-1], name)) from error
        # Handlers may need others that come later: those are tried again at the end.
        handlers = config.get("handlers", empty)
        deferred = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                if " not configured yet" in str(error.__cause__):
                    deferred.append(name)
                else:
                    raise ValueError("Unable to configure handler %r" % name) from error
        for name in deferred:
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                raise ValueError("Unable to configure handler %r" % name) from error
        existing = sorted(logging.root.manager.loggerDict)
        children = []
        loggers = config.get("loggers", empty)
        for name in loggers:
            if name in existing:
                children.extend(_children(name, existing))
                existing.remove(name)
            try:
                self.configure_logger(name, loggers[name])
            except Exception as error:
                raise ValueError("Unable to configure logger %r" % name) from error
        _handle_existing_loggers(existing, children, disable_existing)
        root = config.get("root", None)
        if root:
            try:
                self.configure_root(root)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def configure_formatter(self, config):
        """A formatter."""
        if "()" in config:
            factory = config["()"]
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                # The parameter is called fmt there.
                config["fmt"] = config.pop("format")
                config["()"] = factory
                return self.configure_custom(config)
        fmt = config.get("format", None)
        datefmt = config.get("datefmt", None)
        style = config.get("style", "%")
        options = {}
        if "validate" in config:
            options["validate"] = config["validate"]
        defaults = config.get("defaults", None)
        if defaults is not None:
            options["defaults"] = defaults
        make = _resolve(config["class"]) if config.get("class") else logging.Formatter
        return make(fmt, datefmt, style, **options)

    def configure_filter(self, config):
        """A filter."""
        return self.configure_custom(config) if "()" in config else logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, filters):
        """Give filters, by name, to a logger or handler."""
        for one in filters:
            try:
                if not callable(one) and not callable(getattr(one, "filter", None)):
                    one = self.config["filters"][one]
                filterer.addFilter(one)
            except Exception as error:
                raise ValueError("Unable to add filter %r" % one) from error

    def _configure_queue_handler(self, klass, **kwargs):
        waiting = kwargs.pop("queue", None) or queue.Queue()
        listener_class = kwargs.pop("listener", logging.handlers.QueueListener)
        respect = kwargs.pop("respect_handler_level", False)
        handlers = kwargs.pop("handlers", [])
        listener = listener_class(waiting, *handlers, respect_handler_level=respect)
        handler = klass(waiting, **kwargs)
        handler.listener = listener
        return handler

    def configure_handler(self, config):
        """A handler."""
        kept = dict(config)
        formatter = config.get("formatter", None)
        if formatter:
            try:
                formatter = self.config["formatters"][formatter]
            except Exception as error:
                raise ValueError("Unable to set formatter %r" % formatter) from error
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        config.pop("formatter", None)
        if "()" in config:
            make = config.pop("()")
            if not callable(make):
                make = self.resolve(make)
        else:
            name = config.pop("class")
            make = klass = name if callable(name) else self.resolve(name)
            if issubclass(klass, logging.handlers.MemoryHandler):
                if "flushLevel" in config:
                    config["flushLevel"] = logging._checkLevel(config["flushLevel"])
                if "target" in config:
                    target = config["target"]
                    try:
                        handler = self.config["handlers"][target]
                        if not isinstance(handler, logging.Handler):
                            config.update(kept)
                            raise TypeError("target not configured yet")
                        config["target"] = handler
                    except Exception as error:
                        raise ValueError("Unable to set target handler %r" % target) from error
            elif issubclass(klass, logging.handlers.QueueHandler):
                make = functools.partial(self._configure_queue_handler, klass)
                self._prepare_queue(config, kept)
            elif issubclass(klass, logging.handlers.SMTPHandler) and "mailhost" in config:
                config["mailhost"] = self.as_tuple(config["mailhost"])
            elif issubclass(klass, logging.handlers.SysLogHandler) and "address" in config:
                config["address"] = self.as_tuple(config["address"])
        properties = config.pop(".", None)
        kwargs = {name: config[name] for name in config if valid_ident(name)}
        try:
            result = make(**kwargs)
        except TypeError as error:
            if "'stream'" not in str(error):
                raise
            kwargs["strm"] = kwargs.pop("stream")
            result = make(**kwargs)
        if formatter:
            result.setFormatter(formatter)
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(result, filters)
        for name, value in (properties or {}).items():
            setattr(result, name, value)
        return result

    def _prepare_queue(self, config, kept):
        """The queue, the listener and the handlers of a QueueHandler."""
        if "queue" in config:
            spec = config["queue"]
            if isinstance(spec, str):
                spec = self.resolve(spec)
                if not callable(spec):
                    raise TypeError("Invalid queue specifier %r" % config["queue"])
                config["queue"] = spec()
            elif isinstance(spec, dict):
                if "()" not in spec:
                    raise TypeError("Invalid queue specifier %r" % spec)
                config["queue"] = self.configure_custom(dict(spec))
            elif not _is_queue_like_object(spec):
                raise TypeError("Invalid queue specifier %r" % spec)
        if "listener" in config:
            spec = config["listener"]
            listener = logging.handlers.QueueListener
            if isinstance(spec, type):
                if not issubclass(spec, listener):
                    raise TypeError("Invalid listener specifier %r" % spec)
            elif isinstance(spec, str):
                found = self.resolve(spec)
                if isinstance(found, type) and not issubclass(found, listener):
                    raise TypeError("Invalid listener specifier %r" % spec)
                config["listener"] = found
            elif isinstance(spec, dict):
                if "()" not in spec:
                    raise TypeError("Invalid listener specifier %r" % spec)
                config["listener"] = self.configure_custom(dict(spec))
            else:
                raise TypeError("Invalid listener specifier %r" % spec)
        if "handlers" in config:
            found = []
            name = None
            try:
                for name in config["handlers"]:
                    handler = self.config["handlers"][name]
                    if not isinstance(handler, logging.Handler):
                        config.update(kept)
                        raise TypeError("Required handler %r is not configured yet" % name)
                    found.append(handler)
            except Exception as error:
                raise ValueError("Unable to set required handler %r" % name) from error
            config["handlers"] = found

    def add_handlers(self, logger, handlers):
        """Give handlers, by name, to a logger."""
        for name in handlers:
            try:
                logger.addHandler(self.config["handlers"][name])
            except Exception as error:
                raise ValueError("Unable to add handler %r" % name) from error

    def common_logger_config(self, logger, config, incremental=False):
        """What the root logger and others have in common."""
        level = config.get("level", None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            handlers = config.get("handlers", None)
            if handlers:
                self.add_handlers(logger, handlers)
            filters = config.get("filters", None)
            if filters:
                self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        """A logger."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get("propagate", None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """The root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set logging up from a dict."""
    dictConfigClass(config).configure()


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread, to be started, that takes configurations over a socket; verify may change or refuse them."""

    class ConfigStreamHandler(StreamRequestHandler):
        """Four bytes with a size, then a configuration: JSON for dictConfig(), or the text of a file."""

        def handle(self):
            """Take one configuration."""
            try:
                connection = self.connection
                head = connection.recv(4)
                if len(head) == 4:
                    size = struct.unpack(">L", head)[0]
                    data = connection.recv(size)
                    while len(data) < size:
                        data += connection.recv(size - len(data))
                    if self.server.verify is not None:
                        data = self.server.verify(data)
                    if data is not None:
                        self.apply(data.decode("utf-8"))
                if self.server.ready:
                    self.server.ready.set()
            except OSError as error:
                if error.errno != RESET_ERROR:
                    raise

        @staticmethod
        def apply(text):
            import json
            try:
                config = json.loads(text)
                assert isinstance(config, dict)
                dictConfig(config)
            except Exception:
                try:
                    fileConfig(io.StringIO(text))
                except Exception:
                    traceback.print_exc()

    class ConfigSocketReceiver(ThreadingTCPServer):
        """The server."""

        allow_reuse_address = 1

        def __init__(self, host="localhost", port=DEFAULT_LOGGING_CONFIG_PORT, handler=None, ready=None, verify=None):
            ThreadingTCPServer.__init__(self, (host, port), handler)
            with logging._lock:
                self.abort = 0
            self.timeout = 1
            self.ready = ready
            self.verify = verify

        def serve_until_stopped(self):
            """Serve until stopListening()."""
            import select
            abort = 0
            while not abort:
                readable, _, _ = select.select([self.socket.fileno()], [], [], self.timeout)
                if readable:
                    self.handle_request()
                with logging._lock:
                    abort = self.abort
            self.server_close()

    class Server(threading.Thread):
        """The thread."""

        def __init__(self, rcvr, hdlr, port, verify):
            super().__init__()
            self.rcvr = rcvr
            self.hdlr = hdlr
            self.port = port
            self.verify = verify
            self.ready = threading.Event()

        def run(self):
            """Serve."""
            server = self.rcvr(port=self.port, handler=self.hdlr, ready=self.ready, verify=self.verify)
            if self.port == 0:
                self.port = server.server_address[1]
            self.ready.set()
            global _listener
            with logging._lock:
                _listener = server
            server.serve_until_stopped()

    return Server(ConfigSocketReceiver, ConfigStreamHandler, port, verify)


def stopListening():
    """End what listen() began."""
    global _listener
    with logging._lock:
        if _listener:
            _listener.abort = 1
            _listener = None
