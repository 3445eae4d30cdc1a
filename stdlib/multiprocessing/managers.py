"""Managers: objects in a server process, reached by proxies from anywhere."""
import array
import itertools
import os
import queue
import signal
import sys
import threading
import types
from contextlib import closing
from . import connection, get_context, pool, process, util
from .context import ProcessError, get_spawning_popen, reduction

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token', 'SharedMemoryManager']

try:
    from . import shared_memory
    HAS_SHMEM = True
except ImportError:
    HAS_SHMEM = False


def reduce_array(a):
    """An array pickled by its bytes."""
    return array.array, (a.typecode, a.tobytes())


def rebuild_as_list(obj):
    """The views of a dict are sent as lists."""
    return list, ([*obj],)


view_types = [type(view) for view in ({}.items(), {}.keys(), {}.values())]
reduction.register(array.array, reduce_array)
for _view in view_types:
    reduction.register(_view, rebuild_as_list)
del _view

listener_client = {'pickle': (connection.Listener, connection.Client), 'xmlrpclib': (connection.XmlListener, connection.XmlClient)}


class Token(object):
    """The identity of an object in a server."""

    __slots__ = ('typeid', 'address', 'id')

    def __init__(self, typeid, address, id):
        self.__setstate__((typeid, address, id))

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        for name, value in zip(self.__slots__, state):
            setattr(self, name, value)

    def __repr__(self):
        return f'{type(self).__name__}(typeid={self.typeid!r}, address={self.address!r}, id={self.id!r})'


# Requests and answers: (ident, method, args, kwds) one way, (kind, result) the other.

class RemoteError(Exception):
    """An error of the server itself."""

    def __str__(self):
        line = '-' * 75
        return f'\n{line}\n{self.args[0]}{line}'


def convert_to_error(kind, result):
    """The exception that an answer means."""
    if kind == '#ERROR':
        return result
    if kind not in ('#TRACEBACK', '#UNSERIALIZABLE'):
        return ValueError(f'Unrecognized message type {kind!r}')
    if not isinstance(result, str):
        raise TypeError(f"Result {result!r} (kind '{kind}') type is {type(result)}, not str")
    return RemoteError(f'Unserializable message: {result}\n' if kind == '#UNSERIALIZABLE' else result)


def dispatch(c, id, methodname, args=(), kwds={}):
    """Have the server call something; its result or its exception."""
    c.send((id, methodname, args, kwds))
    match c.recv():
        case '#RETURN', result:
            return result
        case kind, failure:
            try:
                raise convert_to_error(kind, failure)
            finally:
                del failure  # or the exception would hold itself, through this frame


def _ask(client, address, authkey, methodname, *args, **kwds):
    """One request to a server, on a connection of its own."""
    with closing(client(address, authkey=authkey)) as link:
        return dispatch(link, None, methodname, args, kwds)


def all_methods(obj):
    """The names of all methods."""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    """Those that do not begin with an underscore."""
    return [name for name in all_methods(obj) if not name.startswith('_')]


def _traceback():
    from traceback import format_exc
    return '#TRACEBACK', format_exc()


class Server(object):
    """Holds the objects, in a process of its own."""

    public = ['shutdown', 'create', 'accept_connection', 'get_methods', 'debug_info', 'number_of_objects', 'dummy', 'incref',
              'decref']

    def __init__(self, registry, address, authkey, serializer):
        if not isinstance(authkey, bytes):
            raise TypeError(f'Authkey {authkey!r} is type {type(authkey)!s}, not bytes')
        self.registry, self.authkey = registry, process.AuthenticationString(authkey)
        # Backlogs are short by default; many proxies may come at once.
        self.listener = listener_client[serializer][0](address=address, backlog=128)
        self.address = self.listener.address
        self.id_to_obj, self.id_to_refcount, self.id_to_local_proxy_obj = {'0': (None, ())}, {}, {}
        self.mutex, self.stop_event = threading.Lock(), threading.Event()

    def serve_forever(self):
        """Answer until shutdown()."""
        process.current_process()._manager_server = self
        threading.Thread(target=self.accepter, daemon=True).start()
        try:
            while not self.stop_event.wait(1):
                pass
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            if sys.stdout != sys.__stdout__:
                util.debug('resetting stdout, stderr')
                sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            sys.exit(0)

    def accepter(self):
        """Give each connection a thread."""
        while True:
            try:
                accepted = self.listener.accept()
            except OSError:
                continue
            threading.Thread(target=self.handle_request, args=(accepted,), daemon=True).start()

    def handle_request(self, conn):
        """A new connection: one request of the manager's."""
        try:
            conn.send(self._answer_manager(conn))
        except SystemExit:
            pass
        except Exception as error:
            util.info('Failure to send message: %r', error)
        finally:
            conn.close()

    def _answer_manager(self, conn):
        try:
            connection.deliver_challenge(conn, self.authkey)
            connection.answer_challenge(conn, self.authkey)
            _, name, args, kwds = conn.recv()
            if name not in self.public:
                raise AssertionError(f'{name!r} unrecognized')
            return '#RETURN', getattr(self, name)(conn, *args, **kwds)
        except Exception:
            return _traceback()

    def serve_client(self, conn):
        """A connection of a proxy: its calls, one after the other."""
        util.debug('starting server thread to service %r', threading.current_thread().name)
        while not self.stop_event.is_set():
            try:
                request = conn.recv()
            except EOFError:
                util.debug('got EOF; exiting thread serving %r', threading.current_thread().name)
                sys.exit(0)
            except Exception:
                answer = _traceback()
            else:
                answer = self._answer_proxy(conn, *request)
            try:
                try:
                    conn.send(answer)
                except Exception:
                    conn.send(('#UNSERIALIZABLE', _traceback()[1]))
            except Exception as error:
                util.info('exception in thread serving %r: %r', threading.current_thread().name, error)
                conn.close()
                sys.exit(1)
            request = answer = None

    def _find(self, ident):
        if ident in self.id_to_obj:
            return self.id_to_obj[ident]
        if ident in self.id_to_local_proxy_obj:
            return self.id_to_local_proxy_obj[ident]
        raise KeyError(ident)

    def _answer_proxy(self, conn, ident, name, args, kwds):
        try:
            obj, exposed, typeids = self._find(ident)
            if name in exposed and hasattr(obj, name):
                try:
                    result = getattr(obj, name)(*args, **kwds)
                except Exception as error:
                    return '#ERROR', error
                typeid = typeids and typeids.get(name)
                if not typeid:
                    return '#RETURN', result
                number, methods = self.create(conn, typeid, result)
                return '#PROXY', (methods, Token(typeid, self.address, number))
            if name in self.fallback_mapping:
                return '#RETURN', self.fallback_mapping[name](self, conn, ident, obj, *args, **kwds)
            if name not in exposed:
                raise AttributeError(f'method {name!r} of {type(obj)!r} object is not in exposed={exposed!r}')
            getattr(obj, name)
        except Exception:
            return _traceback()

    # What every object can be asked

    def fallback_getvalue(self, conn, ident, obj):
        """The object itself."""
        return obj

    def fallback_repr(self, conn, ident, obj):
        """Its repr."""
        return repr(obj)

    def fallback_str(self, conn, ident, obj):
        """Its str."""
        return str(obj)

    fallback_mapping = {'#GETVALUE': fallback_getvalue, '__repr__': fallback_repr, '__str__': fallback_str}

    # What managers and proxies ask

    def dummy(self, c):
        """Nothing: the server is there."""

    def number_of_objects(self, c):
        """How many objects there are."""
        return len(self.id_to_refcount)

    def debug_info(self, c):
        """What is there and how often it is referred to."""
        with self.mutex:
            return '\n'.join(f'  {ident}:       refcount={count}\n    {str(self.id_to_obj[ident][0])[:75]}'
                             for ident, count in sorted(self.id_to_refcount.items()) if ident != '0')

    def shutdown(self, c):
        """End the server."""
        try:
            c.send(('#RETURN', None))
        finally:
            self.stop_event.set()

    def create(self, c, typeid, /, *args, **kwds):
        """Make an object; (its number, its methods)."""
        with self.mutex:
            make, exposed, typeids, _ = self.registry[typeid]
            if make is not None:
                obj = make(*args, **kwds)
            elif kwds or len(args) != 1:
                raise ValueError('Without callable, must have one non-keyword argument')
            else:
                obj, = args
            if exposed is None:
                exposed = public_methods(obj)
            if typeids is not None and not isinstance(typeids, dict):
                raise TypeError(f'Method_to_typeid {typeids!r}: type {type(typeids)!s}, not dict')
            exposed = *exposed, *(typeids or ())
            ident = f'{id(obj):x}'
            util.debug('%r callable returned object with id %r', typeid, ident)
            self.id_to_obj[ident] = obj, set(exposed), typeids
            self.id_to_refcount.setdefault(ident, 0)
        self.incref(c, ident)
        return ident, exposed

    def get_methods(self, c, token):
        """The methods of an object."""
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, c, name):
        """Turn the connection into a proxy's."""
        threading.current_thread().name = name
        c.send(('#RETURN', None))
        self.serve_client(c)

    def incref(self, c, ident):
        """One more proxy."""
        with self.mutex:
            if ident not in self.id_to_refcount:
                # Only proxies inside the server knew it any more.
                self.id_to_obj[ident] = self.id_to_local_proxy_obj[ident]
                self.id_to_refcount[ident] = 0
            self.id_to_refcount[ident] += 1

    def decref(self, c, ident):
        """One proxy less; without any the object goes."""
        if ident not in self.id_to_refcount and ident in self.id_to_local_proxy_obj:
            return
        with self.mutex:
            if (count := self.id_to_refcount[ident]) <= 0:
                raise AssertionError(f'Id {ident!s} ({self.id_to_obj[ident]!r}) has refcount {count:n}, not 1+')
            self.id_to_refcount[ident] = count - 1
            if count > 1:
                return
            del self.id_to_refcount[ident]
            gone = self.id_to_obj.pop(ident)
        # What goes may ask the server for something: not under the lock.
        util.debug('disposing of obj with id %r', ident)
        del gone


class State(object):
    """Where a manager is in its life."""

    __slots__ = ['value']
    INITIAL, STARTED, SHUTDOWN = range(3)


class BaseManager(object):
    """Starts a server and makes objects in it, of the types registered."""

    _registry = {}
    _Server = Server
    _process = None

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *, shutdown_timeout=1.0):
        self._authkey = process.AuthenticationString(process.current_process().authkey if authkey is None else authkey)
        self._address, self._serializer, self._shutdown_timeout = address, serializer, shutdown_timeout
        self._Listener, self._Client = listener_client[serializer]
        self._ctx = ctx or get_context()
        self._state = State()
        self._state.value = State.INITIAL

    address = property(lambda self: self._address, doc='Where the server listens.')

    def _require_initial(self):
        match self._state.value:
            case State.STARTED:
                raise ProcessError('Already started server')
            case State.SHUTDOWN:
                raise ProcessError('Manager has shut down')

    def get_server(self):
        """A server to be run here, by serve_forever()."""
        self._require_initial()
        return self._Server(self._registry, self._address, self._authkey, self._serializer)

    def connect(self):
        """Use a server that runs already."""
        self._ask('dummy')
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server process."""
        self._require_initial()
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        reading, writing = connection.Pipe(duplex=False)
        server = self._process = self._ctx.Process(target=type(self)._run_server, args=(
            self._registry, self._address, self._authkey, self._serializer, writing, initializer, initargs))
        server.name = f"{type(self).__name__}-{':'.join(map(str, server._identity))}"
        server.start()
        writing.close()
        with reading:
            self._address = reading.recv()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(self, type(self)._finalize_manager, exitpriority=0, args=(
            server, self._address, self._authkey, self._state, self._Client, self._shutdown_timeout))

    @classmethod
    def _run_server(cls, registry, address, authkey, serializer, writer, initializer=None, initargs=()):
        # Ctrl-C is for the main process, which ends the server when it ends.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        server = cls._Server(registry, address, authkey, serializer)
        with writer:
            writer.send(server.address)
        util.info('manager serving at %r', server.address)
        server.serve_forever()

    @staticmethod
    def _finalize_manager(process, address, authkey, state, _Client, shutdown_timeout):
        if process.is_alive():
            util.info('sending shutdown message to manager')
            try:
                _ask(_Client, address, authkey, 'shutdown')
            except Exception:
                pass
            for harder in (None, process.terminate, process.kill):
                if harder:
                    harder()
                process.join(timeout=shutdown_timeout)
                if not process.is_alive():
                    break
        state.value = State.SHUTDOWN
        BaseProxy._address_to_local.pop(address, None)

    def _ask(self, name, /, *args, **kwds):
        return _ask(self._Client, self._address, self._authkey, name, *args, **kwds)

    def _create(self, typeid, /, *args, **kwds):
        if self._state.value != State.STARTED:
            raise AssertionError('server not yet started')
        ident, exposed = self._ask('create', typeid, *args, **kwds)
        return Token(typeid, self._address, ident), exposed

    def _debug_info(self):
        return self._ask('debug_info')

    def _number_of_objects(self):
        return self._ask('number_of_objects')

    def join(self, timeout=None):
        """Wait for the server process."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        if self._state.value != State.STARTED:
            raise AssertionError('Unable to start server' if self._state.value == State.INITIAL else 'Manager has shut down')
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Add a type: a method of its name makes objects and gives proxies."""
        if '_registry' not in vars(cls):
            cls._registry = dict(cls._registry)
        proxytype = proxytype or AutoProxy
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        typeids = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        for key, value in (typeids or {}).items():
            if not (isinstance(key, str) and isinstance(value, str)):
                raise AssertionError(f'{key if not isinstance(key, str) else value!r} is not a string')
        cls._registry[typeid] = callable, exposed, typeids, proxytype
        if create_method:
            def make(self, /, *args, **kwds):
                util.debug('requesting creation of a shared %r object', typeid)
                return _proxy_of(self, *self._create(typeid, *args, **kwds), proxytype, self._authkey)
            make.__name__ = typeid
            setattr(cls, typeid, make)


def _proxy_of(manager, token, exposed, proxytype, authkey):
    """A proxy of an object that was just made; it takes over the reference its maker held."""
    proxy = proxytype(token, manager._serializer, manager=manager, authkey=authkey, exposed=exposed)
    _ask(manager._Client, token.address, authkey, 'decref', token.id)
    return proxy


class ProcessLocalSet(set):
    """A set that is empty in the child of a fork."""

    def __init__(self):
        util.register_after_fork(self, set.clear)

    def __reduce__(self):
        return type(self), ()


class BaseProxy(object):
    """Stands for an object in a server."""

    # Proxies of one server share a connection for each thread; it is closed with the last of them.
    _address_to_local = {}
    _mutex = util.ForkAwareThreadLock()
    _serials = itertools.count(1)

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
        with BaseProxy._mutex:
            local = BaseProxy._address_to_local.get(token.address)
            if local is None:
                local = BaseProxy._address_to_local[token.address] = util.ForkAwareLocal(), ProcessLocalSet()
            self._serial = next(BaseProxy._serials)
        self._tls, self._all_serials = local
        self._token, self._id, self._manager, self._serializer = token, token.id, manager, serializer
        self._Client, self._owned_by_manager = listener_client[serializer][1], manager_owned
        if authkey is None:
            authkey = manager._authkey if manager is not None else process.current_process().authkey
        self._authkey = process.AuthenticationString(authkey)
        if incref:
            self._incref()
        util.register_after_fork(self, BaseProxy._after_fork)

    def _connect(self):
        util.debug('making connection to manager')
        name, thread = process.current_process().name, threading.current_thread().name
        link = self._Client(self._token.address, authkey=self._authkey)
        dispatch(link, None, 'accept_connection', (name if thread == 'MainThread' else f'{name}|{thread}',))
        self._tls.connection = link
        return link

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object; its result, or a proxy of it."""
        link = getattr(self._tls, 'connection', None) or self._connect()
        link.send((self._id, methodname, args, kwds))
        kind, result = link.recv()
        if kind == '#RETURN':
            return result
        if kind != '#PROXY':
            try:
                raise convert_to_error(kind, result)
            finally:
                del result
        exposed, token = result
        token.address = self._token.address
        return _proxy_of(self._manager, token, exposed, self._manager._registry[token.typeid][-1], self._authkey)

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod('#GETVALUE')

    def _incref(self):
        if self._owned_by_manager:
            util.debug('owned_by_manager skipped INCREF of %r', self._token.id)
            return
        _ask(self._Client, self._token.address, self._authkey, 'incref', self._id)
        util.debug('INCREF %r', self._token.id)
        self._all_serials.add(self._serial)
        self._close = util.Finalize(self, BaseProxy._decref, exitpriority=10, args=(
            self._token, self._serial, self._authkey, self._manager and self._manager._state, self._tls, self._all_serials,
            self._Client))

    @staticmethod
    def _decref(token, serial, authkey, state, tls, serials, _Client):
        serials.discard(serial)
        if state is None or state.value == State.STARTED:
            try:
                _ask(_Client, token.address, authkey, 'decref', token.id)
            except Exception as error:
                util.debug('... decref failed %s', error)
        if not serials and hasattr(tls, 'connection'):
            util.debug('thread %r has no more proxies so closing conn', threading.current_thread().name)
            tls.connection.close()
            del tls.connection

    def _after_fork(self):
        self._manager = None
        try:
            self._incref()
        except Exception as error:
            # The manager may have been shut down.
            util.info('incref failed: %s', error)

    def __reduce__(self):
        kwds = {} if get_spawning_popen() is None else {'authkey': self._authkey}
        auto = getattr(self, '_isauto', False)
        if auto:
            kwds['exposed'] = self._exposed_
        return RebuildProxy, (AutoProxy if auto else type(self), self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f'<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>'

    def __str__(self):
        try:
            return self._callmethod('__repr__')
        except Exception:
            return f"{repr(self)[:-1]}; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    """A proxy that was pickled; inside the server the proxy owns nothing."""
    here = process.current_process()
    server = getattr(here, '_manager_server', None)
    if server and server.address == token.address:
        util.debug('Rebuild a proxy owned by manager, token=%r', token)
        kwds['manager_owned'] = True
        server.id_to_local_proxy_obj.setdefault(token.id, server.id_to_obj.get(token.id))
    incref = kwds.pop('incref', True) and not getattr(here, '_inheriting', False)
    return func(token, serializer, incref=incref, **kwds)


def _forwarding(name):
    """A method that calls the object's one."""
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = method.__qualname__ = name
    return method


def _calling(name, arguments=lambda self: ()):
    """A method that calls the object's one; the signature is that of a function that gives the arguments."""
    def method(self, *args, **kwds):
        return self._callmethod(name, arguments(self, *args, **kwds))
    method.__name__ = method.__qualname__ = name
    method.__wrapped__ = arguments
    return method


def _any(self, *args):
    return args


def _within(self, timeout=None):
    return timeout,


def MakeProxyType(name, exposed, _cache={}):
    """A proxy class with these methods."""
    key = name, tuple(exposed)
    if key not in _cache:
        _cache[key] = type(name, (BaseProxy,), {**{method: _forwarding(method) for method in exposed}, '_exposed_': key[1]})
    return _cache[key]


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """A proxy with the public methods of its object."""
    if exposed is None:
        exposed = _ask(listener_client[serializer][1], token.address, authkey, 'get_methods', token)
    if authkey is None:
        authkey = manager._authkey if manager is not None else process.current_process().authkey
    proxy = MakeProxyType(f'AutoProxy[{token.typeid}]', exposed)(
        token, serializer, manager=manager, authkey=authkey, incref=incref, manager_owned=manager_owned)
    proxy._isauto = True
    return proxy


# What a SyncManager makes

class Namespace(object):
    """Attributes to be set and read."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}' for name, value in vars(self).items() if not name.startswith('_'))
        return f"{type(self).__name__}({', '.join(shown)})"


class Value(object):
    """A value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    def set(self, value):
        """Replace it."""
        self._value = value

    def get(self):
        """The value."""
        return self._value

    def __repr__(self):
        return f'{type(self).__name__}({self._typecode!r}, {self._value!r})'

    value = property(get, set)


def Array(typecode, sequence, lock=True):
    """An array."""
    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    """An iterator or generator in the server."""

    _exposed_ = ('__next__', 'send', 'throw', 'close')

    def __iter__(self):
        return self

    __next__, send, throw, close = (_calling(name, _any) for name in _exposed_)


class AcquirerProxy(BaseProxy):
    """A lock in the server."""

    _exposed_ = ('acquire', 'release')
    acquire = _calling('acquire', lambda self, blocking=True, timeout=None: (
        (blocking,) if timeout is None else (blocking, timeout)))
    release = _calling('release')

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self.release()

    def __enter__(self):
        return self.acquire()


class ConditionProxy(AcquirerProxy):
    """A condition variable in the server."""

    _exposed_ = (*AcquirerProxy._exposed_, 'wait', 'notify', 'notify_all')
    wait = _calling('wait', _within)
    notify = _calling('notify', lambda self, n=1: (n,))
    notify_all = _calling('notify_all')

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true; its last value is the answer."""
        from time import monotonic
        end = None if timeout is None else monotonic() + timeout
        while not (result := predicate()):
            left = None if end is None else end - monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
        return result


class EventProxy(BaseProxy):
    """An event in the server."""

    _exposed_ = ('is_set', 'set', 'clear', 'wait')
    is_set, set, clear = map(_calling, _exposed_[:3])
    wait = _calling('wait', _within)


def _remote_attribute(name):
    return property(lambda self: self._callmethod('__getattribute__', (name,)))


class BarrierProxy(BaseProxy):
    """A barrier in the server."""

    _exposed_ = ('__getattribute__', 'wait', 'abort', 'reset')
    wait = _calling('wait', _within)
    abort, reset = map(_calling, _exposed_[2:])
    parties, n_waiting, broken = map(_remote_attribute, ('parties', 'n_waiting', 'broken'))


class NamespaceProxy(BaseProxy):
    """A Namespace in the server."""

    _exposed_ = ('__getattribute__', '__setattr__', '__delattr__')

    # Names with an underscore are the proxy's own.

    def _at(self, method, *args):
        call = object.__getattribute__(self, '_callmethod')
        return getattr(object, method)(self, *args) if args[0].startswith('_') else call(method, args)

    def __getattr__(self, key):
        return object.__getattribute__(self, '_at')('__getattribute__', key)

    def __setattr__(self, key, value):
        return object.__getattribute__(self, '_at')('__setattr__', key, value)

    def __delattr__(self, key):
        return object.__getattribute__(self, '_at')('__delattr__', key)


class ValueProxy(BaseProxy):
    """A Value in the server."""

    _exposed_ = ('get', 'set')
    get = _calling('get')
    set = _calling('set', lambda self, value: (value,))
    value = property(get, set)
    __class_getitem__ = classmethod(types.GenericAlias)


BaseListProxy = MakeProxyType('BaseListProxy', (
    '__add__', '__contains__', '__delitem__', '__getitem__', '__len__', '__mul__', '__reversed__', '__rmul__', '__setitem__',
    'append', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort', '__imul__'))


class ListProxy(BaseListProxy):
    """A list in the server."""

    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self

    __class_getitem__ = classmethod(types.GenericAlias)


_BaseDictProxy = MakeProxyType('DictProxy', (
    '__contains__', '__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__', 'clear', 'copy', 'get', 'items', 'keys',
    'pop', 'popitem', 'setdefault', 'update', 'values'))
_BaseDictProxy._method_to_typeid_ = {'__iter__': 'Iterator'}


class DictProxy(_BaseDictProxy):
    """A dict in the server."""

    def __ior__(self, value):
        self._callmethod('update', (value,))
        return self

    __class_getitem__ = classmethod(types.GenericAlias)


ArrayProxy = MakeProxyType('ArrayProxy', ('__len__', '__getitem__', '__setitem__'))

BasePoolProxy = MakeProxyType('PoolProxy', (
    'apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join', 'map', 'map_async', 'starmap', 'starmap_async',
    'terminate'))
BasePoolProxy._method_to_typeid_ = {
    **dict.fromkeys(('apply_async', 'map_async', 'starmap_async'), 'AsyncResult'),
    **dict.fromkeys(('imap', 'imap_unordered'), 'Iterator')}


class PoolProxy(BasePoolProxy):
    """A pool in the server."""

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __enter__(self):
        return self


class SyncManager(BaseManager):
    """A manager of the usual types; what multiprocessing.Manager() gives."""


for _typeid, *_rest in (
        ('Queue', queue.Queue), ('JoinableQueue', queue.Queue), ('Event', threading.Event, EventProxy),
        ('Lock', threading.Lock, AcquirerProxy), ('RLock', threading.RLock, AcquirerProxy),
        ('Semaphore', threading.Semaphore, AcquirerProxy), ('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy),
        ('Condition', threading.Condition, ConditionProxy), ('Barrier', threading.Barrier, BarrierProxy),
        ('Pool', pool.Pool, PoolProxy), ('list', list, ListProxy), ('dict', dict, DictProxy), ('Value', Value, ValueProxy),
        ('Array', Array, ArrayProxy), ('Namespace', Namespace, NamespaceProxy)):
    SyncManager.register(_typeid, *_rest)
# Results of methods: they are not made by name.
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)
SyncManager.register('AsyncResult', create_method=False)
del _typeid, _rest


if HAS_SHMEM:
    class _SharedMemoryTracker:
        """The names of the shared memory a server answers for."""

        def __init__(self, name, segment_names=()):
            self.shared_memory_context_name, self.segment_names = name, [*segment_names]

        def register_segment(self, segment_name):
            """Answer for it."""
            self.segment_names.append(segment_name)

        def destroy_segment(self, segment_name):
            """Remove it."""
            self.segment_names.remove(segment_name)
            segment = shared_memory.SharedMemory(segment_name)
            segment.close()
            segment.unlink()

        def unlink(self):
            """Remove all."""
            for name in [*self.segment_names]:
                self.destroy_segment(name)

    class SharedMemoryServer(Server):
        """A server that also knows shared memory."""

        public = [*Server.public, 'track_segment', 'release_segment', 'list_segments']

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            address = self.address.decode() if isinstance(self.address, bytes) else self.address
            self.shared_memory_context = _SharedMemoryTracker(f'shm_{address}_{os.getpid()}')

        def create(self, c, typeid, /, *args, **kwargs):
            """Make an object that knows what its memory belongs to."""
            if hasattr(self.registry[typeid][-1], '_shared_memory_proxy'):
                kwargs['shared_memory_context'] = self.shared_memory_context
            return super().create(c, typeid, *args, **kwargs)

        def shutdown(self, c):
            """Remove the memory and end."""
            self.shared_memory_context.unlink()
            super().shutdown(c)

        def track_segment(self, c, segment_name):
            """Answer for a segment."""
            self.shared_memory_context.register_segment(segment_name)

        def release_segment(self, c, segment_name):
            """Remove a segment."""
            self.shared_memory_context.destroy_segment(segment_name)

        def list_segments(self, c):
            """The names of all."""
            return self.shared_memory_context.segment_names

    class SharedMemoryManager(BaseManager):
        """Makes shared memory that goes away with the manager."""

        _Server = SharedMemoryServer

        def __init__(self, *args, **kwargs):
            # The tracker has to be there before the server process: both use the same one.
            from . import resource_tracker
            resource_tracker.ensure_running()
            super().__init__(*args, **kwargs)

        def __del__(self):
            util.debug('%s.__del__ by pid %s', type(self).__name__, os.getpid())

        def get_server(self):
            """A server to be run here, by serve_forever()."""
            return super().get_server()

        def _tracked(self, make):
            made = make()
            segment = getattr(made, 'shm', made)
            try:
                self._ask('track_segment', segment.name)
            except BaseException:
                segment.unlink()
                raise
            return made

        def SharedMemory(self, size):
            """A SharedMemory of this size."""
            return self._tracked(lambda: shared_memory.SharedMemory(None, create=True, size=size))

        def ShareableList(self, sequence):
            """A ShareableList of these items."""
            return self._tracked(lambda: shared_memory.ShareableList(sequence))
