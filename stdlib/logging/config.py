"""Setting logging up: from a dict, from a file, or over a socket."""
import contextlib
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

IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.IGNORECASE)

_listener = None  # the server that listen() began


def valid_ident(s):
    """True for an identifier, else ValueError."""
    if IDENTIFIER.match(s) is None:
        raise ValueError(f'Not a valid Python identifier: {s!r}')
    return True


# What both ways of configuring do

def _forget_handlers():
    """Close all handlers and drop them."""
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    logging._handlerList.clear()


def _remove_handlers(logger):
    for handler in list(logger.handlers):
        logger.removeHandler(handler)


def _settle_others(before, configured, disable):
    """Loggers that are not configured: those below a configured one are reset, the others may be disabled."""
    loggers = logging.root.manager.loggerDict
    for name in before:
        logger = loggers[name]
        if name in configured:
            continue
        if not any(name.startswith(f"{above}.") for above in configured if above in before):
            logger.disabled = disable
        elif not isinstance(logger, logging.PlaceHolder):
            logger.setLevel(logging.NOTSET)
            logger.handlers, logger.propagate = [], True


# From a file

def _resolve(name):
    """What a dotted name means."""
    return BaseConfigurator({})._find(name)


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Set logging up from a file in the form of configparser."""
    import configparser
    if isinstance(fname, str):
        if not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        if not os.path.getsize(fname):
            raise RuntimeError(f'{fname} is an empty file')
    parser = fname
    if not isinstance(fname, configparser.RawConfigParser):
        parser = configparser.ConfigParser(defaults)
        try:
            if hasattr(fname, 'readline'):
                parser.read_file(fname)
            else:
                parser.read(fname, encoding=io.text_encoding(encoding))
        except configparser.ParsingError as error:
            raise RuntimeError(f'{fname} is invalid: {error}')
    formatters = {name: _file_formatter(section, parser) for name, section in _sections(parser, "formatter")}
    with logging._lock:
        _forget_handlers()
        handlers = _file_handlers(parser, formatters)
        _file_loggers(parser, handlers, disable_existing_loggers)


def _keys(text):
    return [key.strip() for key in text.split(",")] if text else []


def _sections(parser, kind):
    """(name, section) for each name that the section of a kind lists."""
    for name in _keys(parser[f"{kind}s"]["keys"]):
        yield name, parser[f"{kind}_{name}"]


def _evaluated(text):
    return eval(text, vars(logging))


def _file_formatter(section, parser):
    def setting(name, otherwise=None):
        return parser.get(section.name, name, raw=True, fallback=otherwise)

    kind = _resolve(section["class"]) if section.get("class") else logging.Formatter
    given = setting("defaults")
    more = {} if given is None else {'defaults': _evaluated(given)}
    return kind(setting("format"), setting("datefmt"), setting("style", '%'), **more)


def _file_handlers(parser, formatters):
    made, targets = {}, {}
    for name, section in _sections(parser, "handler"):
        try:
            kind = _evaluated(section["class"])
        except (AttributeError, NameError):
            kind = _resolve(section["class"])
        handler = kind(*_evaluated(section.get("args", '()')), **_evaluated(section.get("kwargs", '{}')))
        handler.name = name
        if "level" in section:
            handler.setLevel(section["level"])
        if formatter := section.get("formatter", ""):
            handler.setFormatter(formatters[formatter])
        if issubclass(kind, logging.handlers.MemoryHandler) and section.get("target", ""):
            targets[handler] = section["target"]
        made[name] = handler
    for handler, target in targets.items():  # a target may be defined after the handler
        handler.setTarget(made[target])
    return made


def _file_loggers(parser, handlers, disable_existing):
    def configure(logger, section):
        if "level" in section:
            logger.setLevel(section["level"])
        _remove_handlers(logger)
        for name in _keys(section["handlers"]):
            logger.addHandler(handlers[name])

    names = _keys(parser["loggers"]["keys"])
    names.remove("root")
    configure(logging.root, parser["logger_root"])
    before, configured = sorted(logging.root.manager.loggerDict), set()
    for name in names:
        section = parser[f"logger_{name}"]
        configured.add(section["qualname"])
        logger = logging.getLogger(section["qualname"])
        logger.propagate, logger.disabled = section.getint("propagate", fallback=1), 0
        configure(logger, section)
    _settle_others(before, configured, disable_existing)


# Containers that convert what is taken out of them

class ConvertingMixin:
    """Containers whose values are converted, by a configurator, when they are looked at."""

    def convert_with_key(self, key, value, replace=True):
        """The value converted; with replace the container keeps the result."""
        result = self.convert(value)
        if result is not value:
            if replace:
                self[key] = result
            if isinstance(result, ConvertingMixin):
                result.key = key
        return result

    def convert(self, value):
        """The value converted."""
        result = self.configurator.convert(value)
        if result is not value and isinstance(result, ConvertingMixin):
            result.parent = self
        return result


class ConvertingDict(dict, ConvertingMixin):
    """A dict of that kind."""

    def __getitem__(self, key):
        return self.convert_with_key(key, super().__getitem__(key))

    def get(self, key, default=None):
        """The value, converted."""
        return self.convert_with_key(key, super().get(key, default))

    def pop(self, key, default=None):
        """The value, converted and taken out."""
        return self.convert_with_key(key, super().pop(key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    """A list of that kind."""

    def __getitem__(self, key):
        return self.convert_with_key(key, super().__getitem__(key))

    def pop(self, idx=-1):
        """The value, converted and taken out."""
        return self.convert(super().pop(idx))


class ConvertingTuple(tuple, ConvertingMixin):
    """A tuple of that kind."""

    def __getitem__(self, key):
        return self.convert_with_key(key, super().__getitem__(key), replace=False)


# From a dict

@contextlib.contextmanager
def _explained(text):
    """Let an exception be the cause of a ValueError with this text."""
    try:
        yield
    except Exception as error:
        raise ValueError(text) from error


class BaseConfigurator:
    """Values such as ext://sys.stderr and cfg://handlers.file, and objects made by a callable under ()."""

    CONVERT_PATTERN = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[([^\[\]]*)\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')

    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def _find(self, name):
        path, *rest = name.split('.')
        found = self.importer(path)
        for part in rest:
            path = f"{path}.{part}"
            if not hasattr(found, part):
                self.importer(path)
            found = getattr(found, part)
        return found

    def resolve(self, s):
        """What a dotted name means; ValueError if it means nothing."""
        try:
            return self._find(s)
        except ImportError as error:
            raise ValueError(f'Cannot resolve {s!r}: {error}') from error

    def ext_convert(self, value):
        """What ext:// names."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """What cfg:// names: a part of the configuration itself."""
        step = self.WORD_PATTERN.match(value)
        if step is None:
            raise ValueError(f"Unable to convert {value!r}")
        found, rest = self.config[step[1]], value[step.end():]
        while rest:
            if step := self.DOT_PATTERN.match(rest):
                found = found[step[1]]
            elif step := self.INDEX_PATTERN.match(rest):
                found = self._item(found, step[1])
            else:
                raise ValueError(f'Unable to convert {value!r} at {rest!r}')
            rest = rest[step.end():]
        return found

    def _item(self, container, index):
        """An item by number, or by name where numbers are no indices."""
        if self.DIGIT_PATTERN.match(index):
            try:
                return container[int(index)]
            except TypeError:
                pass
        return container[index]

    def convert(self, value):
        """Containers as converting ones, texts with a known prefix as what they name."""
        if isinstance(value, str):
            found = self.CONVERT_PATTERN.match(value)
            converter = found and self.value_converters.get(found['prefix'])
            return getattr(self, converter)(found['suffix']) if converter else value
        if not isinstance(value, (dict, list, tuple)) or isinstance(value, ConvertingMixin) or hasattr(value, '_fields'):
            return value
        kind = ConvertingDict if isinstance(value, dict) else ConvertingList if isinstance(value, list) else ConvertingTuple
        value = kind(value)
        value.configurator = self
        return value

    def _arguments(self, config, *besides):
        return {key: config[key] for key in config if key not in ('.', *besides) and valid_ident(key)}

    @staticmethod
    def _set_properties(made, properties):
        for name, value in (properties or {}).items():
            setattr(made, name, value)

    def configure_custom(self, config):
        """The object that the callable under () makes; the values under . become its attributes."""
        make = config.pop('()')
        if not callable(make):
            make = self.resolve(make)
        made = make(**self._arguments(config))
        self._set_properties(made, config.pop('.', None))
        return made

    def as_tuple(self, value):
        """A list as a tuple."""
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    """Does what dictConfig() says."""

    def configure(self):
        """Set logging up."""
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        incremental = config.pop('incremental', False)
        with logging._lock:
            if incremental:
                self._change_handlers(config.get('handlers', {}))
                self._configure_loggers(config, True)
                return
            disable = config.pop('disable_existing_loggers', True)
            _forget_handlers()
            for kind, make in ('formatter', self.configure_formatter), ('filter', self.configure_filter):
                made = config.get(f'{kind}s', {})
                for name in made:
                    with _explained(f'Unable to configure {kind} {name!r}'):
                        made[name] = make(made[name])
            self._make_handlers(config.get('handlers', {}))
            before = sorted(logging.root.manager.loggerDict)
            self._configure_loggers(config, False, lambda names: _settle_others(before, set(names), disable))

    def _change_handlers(self, handlers):
        """Change the levels of handlers that exist."""
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError(f'No handler found with name {name!r}')
            with _explained(f'Unable to configure handler {name!r}'):
                if level := handlers[name].get('level', None):
                    logging._handlers[name].setLevel(logging._checkLevel(level))

    def _make_handlers(self, handlers):
        """Make the handlers, those that need others last."""
        waiting = []
        for names, last in (sorted(handlers), False), (waiting, True):
            for name in names:
                try:
                    handler = self.configure_handler(handlers[name])
                    handler.name = name
                    handlers[name] = handler
                except Exception as error:
                    if last or ' not configured yet' not in str(error.__cause__):
                        raise ValueError(f'Unable to configure handler {name!r}') from error
                    waiting.append(name)

    def _configure_loggers(self, config, incremental, settle=bool):
        loggers = config.get('loggers', {})
        for name in loggers:
            with _explained(f'Unable to configure logger {name!r}'):
                self.configure_logger(name, loggers[name], incremental)
        settle(loggers)
        if root := config.get('root', None):
            with _explained('Unable to configure root logger'):
                self.configure_root(root, incremental)

    def configure_formatter(self, config):
        """A formatter."""
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                # the formatter may take fmt, as those of this package do
                config['fmt'], config['()'] = config.pop('format'), factory
                return self.configure_custom(config)
        kind = _resolve(config['class']) if config.get('class', None) else logging.Formatter
        checks = (config['validate'],) if 'validate' in config else ()
        defaults = config.get('defaults', None)
        more = {} if defaults is None else {'defaults': defaults}
        return kind(config.get('format', None), config.get('datefmt', None), config.get('style', '%'), *checks, **more)

    def configure_filter(self, config):
        """A filter."""
        return self.configure_custom(config) if '()' in config else logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        """Give filters, by name, to a logger or handler."""
        for given in filters:
            with _explained(f'Unable to add filter {given!r}'):
                ready = callable(given) or callable(getattr(given, 'filter', None))
                filterer.addFilter(given if ready else self.config['filters'][given])

    def _made_handler(self, name, config, original, text, missing):
        """A handler that another one needs; if it is not made yet, the other one is tried again later."""
        with _explained(text):
            handler = self.config['handlers'][name]
            if not isinstance(handler, logging.Handler):
                config.update(original)
                raise TypeError(f'{missing} not configured yet')
        return handler

    def configure_handler(self, config):
        """A handler."""
        original = dict(config)
        if formatter := config.get('formatter', None):
            with _explained(f'Unable to set formatter {formatter!r}'):
                formatter = self.config['formatters'][formatter]
        level, filters = config.pop('level', None), config.pop('filters', None)
        if '()' in config:
            make = config.pop('()')
            make = make if callable(make) else self.resolve(make)
        else:
            name = config.pop('class')
            make = self._prepared(name if callable(name) else self.resolve(name), config, original)
        arguments = self._arguments(config, 'formatter')
        try:
            handler = make(**arguments)
        except TypeError as error:
            if "'stream'" not in str(error):
                raise
            # the argument had this name once
            arguments['strm'] = arguments.pop('stream')
            handler = make(**arguments)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        self._set_properties(handler, config.pop('.', None))
        return handler

    def _prepared(self, kind, config, original):
        """What makes a handler of a class; the arguments in config are put into the form that it takes."""
        handlers = logging.handlers
        if issubclass(kind, handlers.MemoryHandler):
            if 'flushLevel' in config:
                config['flushLevel'] = logging._checkLevel(config['flushLevel'])
            if 'target' in config:
                name = config['target']
                config['target'] = self._made_handler(name, config, original, f'Unable to set target handler {name!r}', 'target')
        elif issubclass(kind, handlers.QueueHandler):
            if 'queue' in config:
                config['queue'] = self._queue(config['queue'])
            if 'listener' in config:
                config['listener'] = self._listener_class(config['listener'])
            if 'handlers' in config:
                config['handlers'] = [self._made_handler(name, config, original, f'Unable to set required handler {name!r}',
                                                         f'Required handler {name!r} is')
                                      for name in config['handlers']]
            return functools.partial(self._configure_queue_handler, kind)
        for owner, name in (handlers.SMTPHandler, 'mailhost'), (handlers.SysLogHandler, 'address'):
            if issubclass(kind, owner) and name in config:
                config[name] = self.as_tuple(config[name])
        return kind

    def _queue(self, spec):
        """The queue that a name or a dict with () makes, or what is used as one."""
        refusal = TypeError(f'Invalid queue specifier {spec!r}')
        if isinstance(spec, str):
            make = self.resolve(spec)
            if not callable(make):
                raise refusal
            return make()
        if isinstance(spec, dict):
            if '()' not in spec:
                raise refusal
            return self.configure_custom(dict(spec))
        if not all(hasattr(spec, name) for name in _QUEUE_METHODS):
            raise refusal
        return spec

    def _listener_class(self, spec):
        refusal = TypeError(f'Invalid listener specifier {spec!r}')
        if isinstance(spec, dict):
            if '()' not in spec:
                raise refusal
            return self.configure_custom(dict(spec))
        made = self.resolve(spec) if isinstance(spec, str) else spec
        if isinstance(made, type) and not issubclass(made, logging.handlers.QueueListener) or not callable(made):
            raise refusal
        return made

    def _configure_queue_handler(self, klass, **kwargs):
        waiting = kwargs.pop('queue', None)
        waiting = queue.Queue() if waiting is None else waiting
        listener = kwargs.pop('listener', logging.handlers.QueueListener)
        handlers, respect = kwargs.pop('handlers', ()), kwargs.pop('respect_handler_level', False)
        made = klass(waiting, **kwargs)
        made.listener = listener(waiting, *handlers, respect_handler_level=respect)
        return made

    def add_handlers(self, logger, handlers):
        """Give handlers, by name, to a logger."""
        for name in handlers:
            with _explained(f'Unable to add handler {name!r}'):
                logger.addHandler(self.config['handlers'][name])

    def common_logger_config(self, logger, config, incremental=False):
        """What the root logger and others have in common."""
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        _remove_handlers(logger)
        for add, things in (self.add_handlers, config.get('handlers', None)), (self.add_filters, config.get('filters', None)):
            if things:
                add(logger, things)

    def configure_logger(self, name, config, incremental=False):
        """A logger."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        if (propagate := config.get('propagate', None)) is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """The root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


_QUEUE_METHODS = 'empty', 'full', 'get', 'get_nowait', 'put', 'put_nowait', 'qsize'

dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set logging up from a dict."""
    dictConfigClass(config).configure()


# Over a socket

class _ConfigReceiver(StreamRequestHandler):
    """Takes one configuration: its length in four bytes, then JSON or the text of a file."""

    def handle(self):
        try:
            size = self.rfile.read(4)
            if len(size) == 4:
                self._configure(self.rfile.read(struct.unpack(">L", size)[0]))
        except OSError as error:
            if error.errno != RESET_ERROR:
                raise

    def _configure(self, data):
        from json import loads
        verify = self.server.verify or (lambda data: data)
        if (data := verify(data)) is not None:
            text = data.decode("utf-8")
            # a dictionary as JSON, or else a file as fileConfig() reads it
            try:
                dictConfig(dict(loads(text).items()))
            except Exception:
                try:
                    fileConfig(io.StringIO(text))
                except Exception:
                    traceback.print_exc()
        self.server.ready.set()


class _ConfigServer(ThreadingTCPServer):

    allow_reuse_address = True


class _ConfigThread(threading.Thread):
    """Runs the server."""

    def __init__(self, port, verify):
        super().__init__()
        self.port, self.verify, self.ready = port, verify, threading.Event()

    def run(self):
        global _listener
        with _ConfigServer(('localhost', self.port), _ConfigReceiver) as server:
            server.verify, server.ready = self.verify, self.ready
            if self.port == 0:
                self.port = server.server_address[1]
            with logging._lock:
                _listener = server
            self.ready.set()
            server.serve_forever(poll_interval=0.1)


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread, to be started, that takes configurations over a socket; verify may change or refuse them."""
    return _ConfigThread(port, verify)


def stopListening():
    """End what listen() began."""
    global _listener
    with logging._lock:
        server, _listener = _listener, None
    if server is not None:
        server.shutdown()
