"""Making connections, servers and datagram endpoints: addresses, sockets, transports.

Server and the methods of BaseEventLoop; what the transports are is up to the
kind of loop."""
import collections.abc
import errno
import itertools
import os
import socket
import sys

import _asyncio

from . import events, exceptions, mixins, tasks, trsock
from .log import logger

_STREAM, _DATAGRAM = socket.SOCK_STREAM, socket.SOCK_DGRAM
_INET6 = getattr(socket, 'AF_INET6', None)
_PROTOCOLS = {_STREAM: socket.IPPROTO_TCP, _DATAGRAM: socket.IPPROTO_UDP}
_TCP = socket.IPPROTO_TCP
_REUSE_BY_DEFAULT = os.name == 'posix' and sys.platform != 'cygwin'


# --- addresses

def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What getaddrinfo() would say about an address in digits; None if it must be asked."""
    fits = _PROTOCOLS.get(type)
    if host is None or fits is None or proto not in (0, *_PROTOCOLS.values()):
        return None
    host = host.decode('idna') if isinstance(host, bytes) else host
    try:
        number = int(port or 0)
    except (TypeError, ValueError):
        number = None   # the name of a service
    if number is None or '%' in host:
        return None     # a scope is nothing that inet_pton knows
    families = (family,) if family != socket.AF_UNSPEC else (socket.AF_INET, _INET6)
    for af in families:
        try:
            socket.inet_pton(af, host)
        except (OSError, TypeError):
            continue
        rest = (flowinfo, scopeid) if af == _INET6 else ()
        return af, type, fits, '', (host, number, *rest)
    return None


async def _ensure_resolved(address, *, family=0, type=_STREAM, proto=0, flags=0, loop):
    host, port, *rest = address
    if known := _ipaddr_info(host, port, family, type, proto, *rest):
        return [known]
    return await loop.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)


async def _resolved(loop, address, **hints):
    if infos := await _ensure_resolved(address, loop=loop, **hints):
        return infos
    raise OSError('getaddrinfo() returned empty list')


def _interleave_addrinfos(addrinfos, first_address_family_count=1):
    """Addresses by turns of the families; the first family begins with so many of its own."""
    by_family = {}
    for info in addrinfos:
        by_family.setdefault(info[0], []).append(info)
    groups = [*by_family.values()]
    lead = groups[0][:max(first_address_family_count - 1, 0)] if groups else []
    if lead:
        groups[0] = groups[0][len(lead):]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*groups))
    return lead + [info for info in turns if info is not None]


# --- sockets

def _set_nodelay(sock):
    if (hasattr(socket, 'TCP_NODELAY') and sock.type == _STREAM and sock.proto == _TCP
            and sock.family in (socket.AF_INET, _INET6)):
        sock.setsockopt(_TCP, socket.TCP_NODELAY, 1)


def _set_reuseport(sock):
    missing = 'reuse_port not supported by socket module'
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
    except AttributeError:
        raise ValueError(missing) from None
    except OSError:
        raise ValueError(f'{missing}, SO_REUSEPORT defined but not implemented.') from None


def _check_ssl_socket(sock):
    ssl = sys.modules.get('ssl')
    if ssl is not None and isinstance(sock, ssl.SSLSocket):
        raise TypeError('Socket cannot be of type SSLSocket')


def only_with_ssl(ssl, **options):
    """Refuse options of TLS on a connection without it."""
    for name, value in options.items():
        if value is not None and not ssl:
            raise ValueError(f'{name} is only meaningful with ssl')


def _check_stream(sock):
    if sock.type != _STREAM:
        raise ValueError(f'A Stream Socket was expected, got {sock!r}')


def _is_named(host, port, sock):
    """True if an address was given, False for a socket at most; both are refused."""
    named = host is not None or port is not None
    if sock is not None:
        _check_ssl_socket(sock)
        if named:
            raise ValueError('host/port and sock can not be specified at the same time')
    return named


def _bind(sock, address):
    try:
        sock.bind(address)
    except OSError as error:
        text = str(error).lower()
        raise OSError(error.errno, f'error while attempting to bind on address '
                                   f'{address!r}: {text}') from None


async def settled(waiter, transport, protocol):
    """Wait until a new transport works; it and its protocol."""
    try:
        await waiter
    except BaseException:
        transport.close()
        raise
    else:
        return transport, protocol


def _each_client(method, doc):
    def tell(self):
        for transport in [*self._clients]:
            getattr(transport, method)()
    tell.__doc__ = doc
    return tell


class Server(events.AbstractServer):
    """Listening sockets and the connections that came by them."""

    __module__ = 'asyncio.base_events'

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog,
                 ssl_handshake_timeout, ssl_shutdown_timeout=None):
        self._loop = loop
        self._sockets = sockets         # None once it is closed
        self._backlog = backlog
        self._how = protocol_factory, ssl_context
        self._timeouts = ssl_handshake_timeout, ssl_shutdown_timeout
        self._clients = _asyncio.WeakGroup()
        self._waiters = []              # None once everything has ended
        self._serving = False
        self._forever = None

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    # Transports announce themselves and say good-bye.

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        if self._sockets is None:
            self._end_if_idle()

    def _end_if_idle(self):
        if self._waiters is not None and not len(self._clients):
            waiters, self._waiters = self._waiters, None
            for waiter in [w for w in waiters if not w.done()]:
                waiter.set_result(None)

    def _start_serving(self):
        if not self._serving:
            self._serving = True
            factory, context = self._how
            for sock in self._sockets:
                sock.listen(self._backlog)
                self._loop._start_serving(factory, sock, context, self, self._backlog,
                                          *self._timeouts)

    def get_loop(self):
        """The loop it belongs to."""
        return self._loop

    def is_serving(self):
        """True while it accepts connections."""
        return self._serving

    @property
    def sockets(self):
        """The listening sockets, to ask and not to use."""
        return tuple(map(trsock.TransportSocket, self._sockets or ()))

    def close(self):
        """Accept no more; connections go on."""
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        forever, self._forever = self._forever, None
        if forever is not None and not forever.done():
            forever.cancel()
        self._end_if_idle()

    close_clients = _each_client('close', 'Close every connection.')
    abort_clients = _each_client('abort', 'Drop every connection.')

    async def start_serving(self):
        """Begin to accept, if it was made with start_serving=False."""
        self._start_serving()
        # A turn for the loop to begin with it.
        await tasks.sleep(0)

    async def serve_forever(self):
        """Accept until cancelled, then close."""
        problem = ('is already being awaited on serve_forever()' if self._forever is not None
                   else 'is closed' if self._sockets is None else '')
        if problem:
            raise RuntimeError(f'server {self!r} {problem}')
        self._start_serving()
        forever = self._forever = self._loop.create_future()
        try:
            await forever
        except exceptions.CancelledError as cancelled:
            self.close()
            try:
                await self.wait_closed()
            except BaseException:
                pass
            raise cancelled
        finally:
            self._forever = None

    async def wait_closed(self):
        """Wait until it is closed and every connection has ended."""
        if self._waiters is not None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter


@mixins.part_of('BaseEventLoop', 'asyncio.base_events')
class Networking:
    """What a loop does about the network."""

    # --- names

    def _getaddrinfo_debug(self, host, port, family, type, proto, flags):
        shown = [f'{host}:{port!r}']
        shown += [f'{name}={value!r}' for name, value in
                  (('family', family), ('type', type), ('proto', proto), ('flags', flags)) if value]
        query = ', '.join(shown)
        logger.debug('Get address info %s', query)
        start = self.time()
        infos = socket.getaddrinfo(host, port, family, type, proto, flags)
        took = self.time() - start
        report = logger.info if took >= self.slow_callback_duration else logger.debug
        report(f'Getting address info {query} took {took * 1e3:.3f}ms: {infos!r}')
        return infos

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo() in the default executor."""
        ask = self._getaddrinfo_debug if self._debug else socket.getaddrinfo
        return await self.run_in_executor(None, ask, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo() in the default executor."""
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    # --- connections

    async def _connect_sock(self, failures, info, local_infos=None):
        """A socket connected to an address; what goes wrong is added to failures as a list."""
        mine = []
        failures.append(mine)
        family, kind, proto, _, address = info
        sock = None
        try:
            sock = socket.socket(family, kind, proto)
            sock.setblocking(False)
            if local_infos is not None:
                self._bind_any(sock, family, local_infos, mine)
            await self.sock_connect(sock, address)
            return sock
        except BaseException as error:
            if isinstance(error, OSError):
                mine.append(error)
            if sock is not None:
                sock.close()
            raise
        finally:
            # The lists hold the exceptions, these their frames: no cycles, please.
            failures = mine = None

    @staticmethod
    def _bind_any(sock, family, local_infos, failures):
        """Bind to the first of the addresses that can be had."""
        for info in local_infos:
            if info[0] == family:
                try:
                    return _bind(sock, info[-1])
                except OSError as error:
                    failures.append(error)
        if failures:
            raise failures.pop()
        raise OSError(f'no matching local address with {family=} found')

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None,
                                family=0, proto=0, flags=0, sock=None, local_addr=None,
                                server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
                                interleave=None, all_errors=False):
        """Connect to a TCP server; (transport, protocol)."""
        only_with_ssl(ssl, server_hostname=server_hostname)
        if ssl and server_hostname is None:
            # It is checked against the certificate; an empty one asks for no check.
            server_hostname = host
            if not host:
                raise ValueError('You must set server_hostname when using ssl without a host')
        only_with_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                      ssl_shutdown_timeout=ssl_shutdown_timeout)
        if _is_named(host, port, sock):
            hints = dict(family=family, type=_STREAM, proto=proto, flags=flags)
            infos = await _resolved(self, (host, port), **hints)
            local_infos = local_addr and await _resolved(self, local_addr, **hints)
            if interleave is None and happy_eyeballs_delay is not None:
                interleave = 1
            if interleave:
                infos = _interleave_addrinfos(infos, interleave)
            sock = await self._connect_first(infos, local_infos or None, happy_eyeballs_delay,
                                             all_errors)
        elif sock is None:
            raise ValueError('host and port was not specified and no sock specified')
        else:
            _check_stream(sock)
        ends = await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self._debug:
            logger.debug('%r connected to %s:%r: (%r, %r)', ends[0].get_extra_info('socket'),
                         host, port, *ends)
        return ends

    async def _connect_first(self, infos, local_infos, delay, all_errors):
        failures = []
        try:
            if delay is None:
                for info in infos:
                    try:
                        return await self._connect_sock(failures, info, local_infos)
                    except OSError:
                        pass
            else:
                from functools import partial
                from . import staggered
                attempts = (partial(self._connect_sock, failures, info, local_infos)
                            for info in infos)
                winner = await staggered.staggered_race(attempts, delay, loop=self)
                if winner[0] is not None:
                    return winner[0]
            errors = [*itertools.chain.from_iterable(failures)]
            if all_errors:
                raise ExceptionGroup('create_connection failed', errors)
            texts = [str(error) for error in errors]
            if len({*texts}) == 1:
                raise errors[0]
            raise OSError(f'Multiple exceptions: {", ".join(texts)}')
        finally:
            failures = errors = None

    async def _create_connection_transport(self, sock, protocol_factory, ssl, server_hostname,
                                           server_side=False, ssl_handshake_timeout=None,
                                           ssl_shutdown_timeout=None):
        sock.setblocking(False)
        protocol, waiter = protocol_factory(), self.create_future()
        if ssl:
            transport = self._make_ssl_transport(
                sock, protocol, None if isinstance(ssl, bool) else ssl, waiter,
                server_side=server_side, server_hostname=server_hostname,
                ssl_handshake_timeout=ssl_handshake_timeout,
                ssl_shutdown_timeout=ssl_shutdown_timeout)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        return await settled(waiter, transport, protocol)

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None,
                                      ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Serve a connection that was accepted elsewhere; (transport, protocol)."""
        _check_stream(sock)
        only_with_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                      ssl_shutdown_timeout=ssl_shutdown_timeout)
        _check_ssl_socket(sock)
        ends = await self._create_connection_transport(
            sock, protocol_factory, ssl, '', server_side=True,
            ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self._debug:
            logger.debug('%r handled: (%r, %r)', ends[0].get_extra_info('socket'), *ends)
        return ends

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False,
                        server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Continue a connection under TLS; the transport to use from now on."""
        import ssl
        from .sslproto import SSLProtocol
        wrong = (
            f'sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}'
            if not isinstance(sslcontext, ssl.SSLContext) else
            f'transport {transport!r} is not supported by start_tls()'
            if not getattr(transport, '_start_tls_compatible', False) else None)
        if wrong:
            raise TypeError(wrong)
        waiter = self.create_future()
        tls = SSLProtocol(self, protocol, sslcontext, waiter, server_side, server_hostname,
                          ssl_handshake_timeout=ssl_handshake_timeout,
                          ssl_shutdown_timeout=ssl_shutdown_timeout, call_connection_made=False)
        # The greeting must not reach the old protocol.
        transport.pause_reading()
        transport.set_protocol(tls)
        steps = (self.call_soon(tls.connection_made, transport),
                 self.call_soon(transport.resume_reading))
        try:
            await waiter
        except BaseException:
            transport.close()
            for step in steps:
                step.cancel()
            raise
        return tls._app_transport

    # --- servers

    async def _create_server_getaddrinfo(self, host, port, family, flags):
        if infos := await _ensure_resolved((host, port), family=family, type=_STREAM,
                                           flags=flags, loop=self):
            return infos
        raise OSError(f'getaddrinfo({host!r}) returned empty list')

    async def create_server(self, protocol_factory, host=None, port=None, *,
                            family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None,
                            keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """A TCP server on one or several hosts; a Server."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl is None:
            only_with_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                          ssl_shutdown_timeout=ssl_shutdown_timeout)
        if _is_named(host, port, sock):
            several = isinstance(host, collections.abc.Iterable) and not isinstance(host, str)
            found = await tasks.gather(*(
                self._create_server_getaddrinfo(name, port, family, flags)
                for name in (host if several else [host or None])))
            wanted = {}
            if _REUSE_BY_DEFAULT if reuse_address is None else reuse_address:
                wanted['SO_REUSEADDR'] = True
            if keep_alive:
                wanted['SO_KEEPALIVE'] = True
            sockets = self._bind_all({*itertools.chain.from_iterable(found)}, wanted, reuse_port)
        elif sock is None:
            raise ValueError('Neither host/port nor sock were specified')
        else:
            _check_stream(sock)
            sockets = [sock]
        return await self._serve(sockets, protocol_factory, ssl, backlog, ssl_handshake_timeout,
                                 ssl_shutdown_timeout, start_serving)

    async def _serve(self, sockets, protocol_factory, ssl, backlog, handshake, shutdown, start):
        for sock in sockets:
            sock.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog, handshake, shutdown)
        if start:
            await server.start_serving()
        if self._debug:
            logger.info('%r is serving', server)
        return server

    def _bind_all(self, infos, options, reuse_port):
        """Sockets bound to all the addresses that this host has."""
        sockets = []
        try:
            for family, kind, proto, _, address in infos:
                try:
                    sock = socket.socket(family, kind, proto)
                except OSError:
                    if self._debug:
                        logger.warning('create_server() failed to create socket.socket(%r, %r, %r)',
                                       family, kind, proto, exc_info=True)
                    continue
                sockets.append(sock)
                for name, value in options.items():
                    sock.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
                if reuse_port and family in (socket.AF_INET, _INET6):
                    _set_reuseport(sock)
                if family == _INET6 and hasattr(socket, 'IPPROTO_IPV6'):
                    # The same port is bound for IPv4 as well.
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
                try:
                    _bind(sock, address)
                except OSError as error:
                    if error.errno != errno.EADDRNOTAVAIL:
                        raise
                    sockets.pop().close()
                    if self._debug:
                        logger.warning(error.strerror)
            if not sockets:
                addresses = [info[-1] for info in infos]
                raise OSError(f'could not bind on any address out of {addresses!r}')
        except BaseException:
            for sock in sockets:
                sock.close()
            raise
        return sockets

    def _start_serving(self, *args):
        raise NotImplementedError

    # --- datagrams

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None,
                                       *, family=0, proto=0, flags=0, reuse_port=None,
                                       allow_broadcast=None, sock=None):
        """A datagram socket; (transport, protocol)."""
        remote = None
        if sock is None:
            ends = await self._datagram_ends(local_addr, remote_addr, family, proto, flags)
            sock, remote = await self._datagram_socket(ends, bool(local_addr), bool(remote_addr),
                                                       reuse_port, allow_broadcast)
        else:
            if sock.type == _STREAM:
                raise ValueError(f'A datagram socket was expected, got {sock!r}')
            unwanted = dict(local_addr=local_addr, remote_addr=remote_addr, family=family,
                            proto=proto, flags=flags, reuse_port=reuse_port,
                            allow_broadcast=allow_broadcast)
            if given := ', '.join(f'{k}={v}' for k, v in unwanted.items() if v):
                raise ValueError(f'socket modifier keyword arguments can not be used when sock '
                                 f'is specified. ({given})')
            sock.setblocking(False)
        protocol, waiter = protocol_factory(), self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote, waiter)
        if self._debug:
            where = {'local_addr': local_addr, 'remote_addr': remote_addr}
            shown = ' '.join(f'{k}={v!r}' for k, v in where.items() if v or k == 'remote_addr')
            report = logger.info if local_addr else logger.debug
            report(f'Datagram endpoint {shown} created: (%r, %r)', transport, protocol)
        return await settled(waiter, transport, protocol)

    async def _datagram_ends(self, local_addr, remote_addr, family, proto, flags):
        """Candidates: (family, protocol), [local address, remote address]."""
        both = [local_addr, remote_addr]
        if not any(both):
            if family == 0:
                raise ValueError('unexpected address family')
            return [((family, proto), [None, None])]
        if family == getattr(socket, 'AF_UNIX', None):
            if not all(addr is None or isinstance(addr, str) for addr in both):
                raise TypeError('string is expected')
            if local_addr and local_addr[0] != '\0':
                _remove_stale_socket(local_addr)
            return [((family, proto), both)]
        ends = {}
        for side, addr in enumerate(both):
            if addr is None:
                continue
            if not (isinstance(addr, tuple) and len(addr) == 2):
                raise TypeError('2-tuple is expected')
            for info in await _resolved(self, addr, family=family, type=_DATAGRAM, proto=proto,
                                        flags=flags):
                ends.setdefault((info[0], info[2]), [None, None])[side] = info[-1]
        # Where both sides were given, both must have been found.
        usable = [(kind, found) for kind, found in ends.items()
                  if all(there is not None for addr, there in zip(both, found) if addr)]
        if not usable:
            raise ValueError('can not get address information')
        return usable

    async def _datagram_socket(self, ends, bind, connect, reuse_port, allow_broadcast):
        first_error = None
        for (family, proto), (local, remote) in ends:
            sock = None
            try:
                sock = socket.socket(family=family, type=_DATAGRAM, proto=proto)
                sock.setblocking(False)
                if allow_broadcast:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, True)
                if reuse_port:
                    _set_reuseport(sock)
                if bind:
                    sock.bind(local)
                if connect and not allow_broadcast:
                    await self.sock_connect(sock, remote)
                return sock, remote if connect else None
            except BaseException as error:
                if sock is not None:
                    sock.close()
                if not isinstance(error, OSError):
                    raise
                first_error = first_error or error
        try:
            raise first_error
        finally:
            first_error = None


def _remove_stale_socket(path):
    """Remove the Unix socket that an earlier server has left."""
    import stat
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        logger.error('Unable to check or remove stale UNIX socket %r: %r', path, error)
