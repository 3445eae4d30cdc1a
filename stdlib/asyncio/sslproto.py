"""TLS between a transport and a protocol, by an SSLObject on two buffers in memory.

To the transport below it is a protocol, to the program's protocol it gives a
transport.  A connection is first in the handshake, then wrapped; at the end
it flushes what is left, then shuts down."""
import collections
import enum
import warnings

try:
    import ssl
except ImportError:
    ssl = None

from . import constants, exceptions, protocols, transports
from .log import logger

if ssl is not None:
    SSLAgainErrors = (ssl.SSLWantReadError, ssl.SSLSyscallError)

_ESCAPING = (SystemExit, KeyboardInterrupt)
_FATAL = 'Fatal error on SSL protocol'


class SSLProtocolState(enum.Enum):
    """Where the connection is."""
    UNWRAPPED = 'UNWRAPPED'
    DO_HANDSHAKE = 'DO_HANDSHAKE'
    WRAPPED = 'WRAPPED'
    FLUSHING = 'FLUSHING'
    SHUTDOWN = 'SHUTDOWN'


class AppProtocolState(enum.Enum):
    """What the program's protocol has been told."""
    STATE_INIT = 'STATE_INIT'
    STATE_CON_MADE = 'STATE_CON_MADE'
    STATE_EOF = 'STATE_EOF'
    STATE_CON_LOST = 'STATE_CON_LOST'


_UNWRAPPED, _HANDSHAKE, _WRAPPED, _FLUSHING, _SHUTDOWN = SSLProtocolState
_INIT, _MADE, _EOF, _LOST = AppProtocolState

# Where each state leads, apart from its end in UNWRAPPED.
_LEADS_TO = {_UNWRAPPED: _HANDSHAKE, _HANDSHAKE: _WRAPPED, _WRAPPED: _FLUSHING,
             _FLUSHING: _SHUTDOWN}
# What goes on in each state as soon as something has come, or may come again.
_GOES_ON_BY = {_HANDSHAKE: '_greet', _WRAPPED: '_receive', _FLUSHING: '_flush',
               _SHUTDOWN: '_part'}


def add_flowcontrol_defaults(high, low, kb):
    """(high, low) in bytes, with what is missing filled in."""
    if high is None:
        high = kb * 1024 if low is None else 4 * low
    if low is None:
        low = high // 4
    if high >= low >= 0:
        return high, low
    raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')


class _Gate:
    """Is shut when a buffer has reached its upper mark, opened again at the lower one."""

    __slots__ = ('_default', 'high', 'low', 'is_shut')

    def __init__(self, kb):
        self._default = kb
        self.is_shut = False
        self.set_marks()

    def set_marks(self, high=None, low=None):
        self.high, self.low = add_flowcontrol_defaults(high, low, self._default)

    def turn(self, size):
        """'pause' or 'resume' if that is to be done now, else None."""
        if self.is_shut:
            if size > self.low:
                return None
            self.is_shut = False
            return 'resume'
        if size < self.high:
            return None
        self.is_shut = True
        return 'pause'


class _SSLProtocolTransport(transports._FlowControlMixin):
    """What the program's protocol is given."""

    _start_tls_compatible = True
    _sendfile_compatible = constants._SendfileMode.FALLBACK

    _closed = True

    def __init__(self, loop, ssl_protocol):
        self._ssl_protocol, self._loop, self._closed = ssl_protocol, loop, False

    def __del__(self, _warn=warnings.warn):
        closed, self._closed = self._closed, True
        if not closed:
            _warn('unclosed transport <asyncio._SSLProtocolTransport object>', ResourceWarning)

    def get_extra_info(self, name, default=None):
        return self._ssl_protocol._get_extra_info(name, default)

    def get_protocol(self):
        return self._ssl_protocol._app_protocol

    def set_protocol(self, protocol):
        self._ssl_protocol._set_app_protocol(protocol)

    # --- the end

    def close(self):
        if self._closed:
            self._ssl_protocol = None
            return
        self._closed = True
        self._ssl_protocol._start_shutdown()

    def is_closing(self):
        if self._closed:
            return True
        below = self._ssl_protocol._transport
        return below is not None and below.is_closing()

    def _force_close(self, exc):
        self._closed, between = True, self._ssl_protocol
        if between is not None:
            between._abort(exc)

    def abort(self):
        self._force_close(None)

    # --- reading

    def is_reading(self):
        return not self._ssl_protocol._app_reading_paused

    def pause_reading(self):
        self._ssl_protocol._app_reading_paused = True

    def resume_reading(self):
        self._ssl_protocol._resume_reading()

    def get_read_buffer_size(self):
        """Bytes that have come and are not decrypted yet."""
        return self._ssl_protocol._incoming.pending

    def get_read_buffer_limits(self):
        """(low, high) of what may wait to be decrypted."""
        gate = self._ssl_protocol._incoming_gate
        return gate.low, gate.high

    def set_read_buffer_limits(self, high=None, low=None):
        """How much may wait to be decrypted before the transport below is paused."""
        self._ssl_protocol._incoming_gate.set_marks(high, low)
        self._ssl_protocol._control_reading()

    # --- writing

    @property
    def _protocol_paused(self):
        return self._ssl_protocol._outgoing_gate.is_shut

    def get_write_buffer_size(self):
        return self._ssl_protocol._unsent()

    def get_write_buffer_limits(self):
        gate = self._ssl_protocol._outgoing_gate
        return gate.low, gate.high

    def set_write_buffer_limits(self, high=None, low=None):
        self._ssl_protocol._outgoing_gate.set_marks(high, low)
        self._ssl_protocol._control_writing()

    def write_eof(self):
        raise NotImplementedError       # TLS ends in both directions at once

    def can_write_eof(self):
        return False

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data: expecting a bytes-like instance, got {type(data).__name__}')
        if data:
            self._ssl_protocol._send((data,))

    def writelines(self, list_of_data):
        self._ssl_protocol._send(list_of_data)


def _checked_timeout(name, value, default):
    if value is None:
        return default
    if value > 0:
        return value
    raise ValueError(f'{name} should be a positive number, got {value}')


def _client_context(server_side, server_hostname):
    if server_side:
        raise ValueError('Server side SSL needs a valid SSLContext')
    context = ssl.create_default_context()
    if not server_hostname:
        context.check_hostname = False
    return context


class SSLProtocol(protocols.BufferedProtocol):
    """The protocol of the transport below."""

    max_size = 256 * 1024       # of one read

    _timer = None
    _transport = None
    _app_reading_paused = False         # by the program
    _ssl_writing_paused = False         # by the transport below
    _eof_received = False
    _conn_lost = 0

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False,
                 server_hostname=None, call_connection_made=True, ssl_handshake_timeout=None,
                 ssl_shutdown_timeout=None):
        if ssl is None:
            raise RuntimeError('stdlib ssl module not available')
        self._handshake_timeout = _checked_timeout(
            'ssl_handshake_timeout', ssl_handshake_timeout, constants.SSL_HANDSHAKE_TIMEOUT)
        self._shutdown_timeout = _checked_timeout(
            'ssl_shutdown_timeout', ssl_shutdown_timeout, constants.SSL_SHUTDOWN_TIMEOUT)
        context = sslcontext or _client_context(server_side, server_hostname)
        self._loop = loop
        self._waiter = waiter
        self._extra = {'sslcontext': context}
        self._memory = memoryview(bytearray(self.max_size))
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._incoming_gate = _Gate(constants.FLOW_CONTROL_HIGH_WATER_SSL_READ)
        self._outgoing_gate = _Gate(constants.FLOW_CONTROL_HIGH_WATER_SSL_WRITE)
        self._backlog = collections.deque()     # what is not encrypted yet,
        self._backlog_size = 0                  # and its bytes
        self._state = _UNWRAPPED
        self._app_state = _INIT if call_connection_made else _MADE
        self._set_app_protocol(app_protocol)
        self._sslobj = context.wrap_bio(
            self._incoming, self._outgoing, server_side=server_side,
            server_hostname=None if server_side else server_hostname or None)
        self._app_transport = _SSLProtocolTransport(loop, self)

    def _set_app_protocol(self, protocol):
        self._app_protocol = protocol
        self._app_is_buffered = isinstance(protocol, protocols.BufferedProtocol)

    def _get_extra_info(self, name, default=None):
        if name not in self._extra and self._transport is not None:
            return self._transport.get_extra_info(name, default)
        return self._extra.get(name, default)

    def _wakeup_waiter(self, exc=None):
        waiter, self._waiter = self._waiter, None
        if waiter is None or waiter.cancelled():
            return
        if exc is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(exc)

    # --- states

    def _enter(self, state):
        if state is not _UNWRAPPED and _LEADS_TO.get(self._state) is not state:
            raise RuntimeError(f'cannot switch state from {self._state} to {state}')
        self._state = state

    def _go_on(self):
        step = _GOES_ON_BY.get(self._state)
        if step is not None:
            getattr(self, step)()

    def _limit_time(self, seconds, too_late):
        self._timer = self._loop.call_later(seconds, too_late)

    def _in_time(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    # --- what the transport below tells

    def connection_made(self, transport):
        self._transport = transport
        self._debug('%r starts SSL handshake')
        self._handshake_start = self._loop.time()
        self._enter(_HANDSHAKE)
        self._limit_time(self._handshake_timeout, self._handshake_is_late)
        self._greet()

    def connection_lost(self, exc):
        if self._app_transport is not None:
            # It has ended: that nobody closed it is no fault.
            self._app_transport._closed = True
        self._conn_lost += 1
        self._backlog.clear()
        self._outgoing.read()
        if self._state is not _HANDSHAKE and self._app_state in (_MADE, _EOF):
            self._app_state = _LOST
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        self._enter(_UNWRAPPED)
        self._transport = self._app_transport = self._app_protocol = None
        self._wakeup_waiter(exc)
        self._in_time()

    def get_buffer(self, n):
        if len(self._memory) < min(n, self.max_size):
            self._memory = memoryview(bytearray(self.max_size))
        return self._memory

    def buffer_updated(self, nbytes):
        self._incoming.write(self._memory[:nbytes])
        self._go_on()

    def eof_received(self):
        self._eof_received = True
        self._debug('%r received EOF')
        try:
            match self._state:
                case SSLProtocolState.DO_HANDSHAKE:
                    self._greeted(ConnectionResetError())
                case SSLProtocolState.WRAPPED:
                    self._enter(_FLUSHING)
                    if self._app_reading_paused:
                        return True
                    self._flush()
                case SSLProtocolState.FLUSHING:
                    self._encrypt()
                    self._enter(_SHUTDOWN)
                    self._part()
                case SSLProtocolState.SHUTDOWN:
                    self._part()
        except Exception:
            self._transport.close()
            raise

    def resume_writing(self):
        assert self._ssl_writing_paused
        self._ssl_writing_paused = False
        self._put_through()

    def pause_writing(self):
        assert not self._ssl_writing_paused
        self._ssl_writing_paused = True

    # --- handshake

    def _handshake_is_late(self):
        if self._state is _HANDSHAKE:
            self._fatal_error(ConnectionAbortedError(
                f'SSL handshake is taking longer than {self._handshake_timeout} seconds: '
                f'aborting the connection'))

    def _greet(self):
        try:
            self._sslobj.do_handshake()
        except SSLAgainErrors:
            self._put_through()
        except ssl.SSLError as error:
            self._greeted(error)
        else:
            self._greeted(None)

    def _greeted(self, failure):
        """The handshake is over, one way or the other."""
        self._in_time()
        obj = self._sslobj
        try:
            if failure is not None:
                raise failure
            self._enter(_WRAPPED)
            certificate = obj.getpeercert()
        except Exception as error:
            failure = None
            self._enter(_UNWRAPPED)
            unproved = isinstance(error, ssl.CertificateError)
            self._fatal_error(error, 'SSL handshake failed on verifying the certificate'
                              if unproved else 'SSL handshake failed')
            self._wakeup_waiter(error)
            return
        took = self._loop.time() - self._handshake_start
        self._debug('%r: SSL handshake took %.1f ms', took * 1e3)
        self._extra.update(peercert=certificate, cipher=obj.cipher(),
                           compression=obj.compression(), ssl_object=obj)
        if self._app_state is _INIT:
            self._app_state = _MADE
            self._app_protocol.connection_made(self._app_transport)
        self._wakeup_waiter()
        self._receive()

    # --- the end

    def _start_shutdown(self):
        if self._state is _HANDSHAKE:
            self._abort(None)
        elif self._state is _WRAPPED:
            if self._app_transport is not None:
                self._app_transport._closed = True
            self._enter(_FLUSHING)
            self._limit_time(self._shutdown_timeout, self._shutdown_is_late)
            self._flush()

    def _shutdown_is_late(self):
        if self._state in (_FLUSHING, _SHUTDOWN):
            self._transport._force_close(TimeoutError('SSL shutdown timed out'))

    def _flush(self):
        self._receive()
        if self._state is _FLUSHING:
            self._enter(_SHUTDOWN)
            self._part()

    def _part(self):
        try:
            if not self._eof_received:
                self._sslobj.unwrap()
        except SSLAgainErrors:
            self._put_through()
        except ssl.SSLError as error:
            self._in_time()
            self._fatal_error(error)
        else:
            self._put_through()
            self._tell_eof()
            self._in_time()
            if self._transport is not None:
                self._loop.call_soon(self._transport.close)

    def _abort(self, exc):
        self._enter(_UNWRAPPED)
        if self._transport is not None:
            self._transport._force_close(exc)

    # --- out

    def _send(self, pieces):
        """Encrypt and send what the program has written."""
        if self._state not in (_WRAPPED, _HANDSHAKE):
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('SSL connection is closed')
            self._conn_lost += 1
            return
        for piece in pieces:
            self._backlog.append(piece)
            self._backlog_size += len(piece)
        if self._state is _WRAPPED:
            try:
                self._encrypt()
            except Exception as error:
                self._fatal_error(error, _FATAL)

    def _encrypt(self):
        backlog = self._backlog
        try:
            while backlog:
                piece = backlog[0]
                n = self._sslobj.write(piece) if len(piece) else 0
                self._backlog_size -= n
                if n < len(piece):
                    backlog[0] = memoryview(piece)[n:]
                else:
                    backlog.popleft()
        except SSLAgainErrors:
            pass
        self._put_through()

    def _put_through(self):
        """What is encrypted goes to the transport below."""
        if not self._ssl_writing_paused and (data := self._outgoing.read()):
            self._transport.write(data)
        self._control_writing()

    def _unsent(self):
        return self._outgoing.pending + self._backlog_size

    def _control_writing(self):
        todo = self._outgoing_gate.turn(self._unsent())
        if todo is None:
            return
        try:
            getattr(self._app_protocol, f'{todo}_writing')()
        except _ESCAPING:
            raise
        except BaseException as error:
            self._loop.call_exception_handler({
                'message': f'protocol.{todo}_writing() failed',
                'exception': error,
                'transport': self._app_transport,
                'protocol': self})

    # --- in

    def _resume_reading(self):
        if self._app_reading_paused:
            self._app_reading_paused = False
            if self._state in (_WRAPPED, _FLUSHING, _SHUTDOWN):
                self._loop.call_soon(getattr(self, _GOES_ON_BY[self._state]))

    def _receive(self):
        if self._state not in (_WRAPPED, _FLUSHING):
            return
        try:
            if not self._app_reading_paused:
                ended = self._fill_app() if self._app_is_buffered else self._feed_app()
                if ended:
                    self._tell_eof()
                    self._start_shutdown()
                if self._backlog:
                    # A renegotiation may have kept it back.
                    self._encrypt()
                else:
                    self._put_through()
            self._control_reading()
        except Exception as error:
            self._fatal_error(error, _FATAL)

    def _feed_app(self):
        """Give the program all that has come; true at the end of the stream."""
        pieces = []
        try:
            while piece := self._sslobj.read(self.max_size):
                pieces.append(piece)
        except SSLAgainErrors:
            ended = False
        else:
            ended = True
        if pieces:
            self._app_protocol.data_received(pieces[0] if len(pieces) == 1 else b''.join(pieces))
        return ended

    def _fill_app(self):
        """The same for a protocol with memory of its own."""
        memory = memoryview(self._app_protocol.get_buffer(self._incoming.pending))
        done, ended = 0, False
        try:
            while done < len(memory):
                n = self._sslobj.read(len(memory) - done, memory[done:])
                if n <= 0:
                    ended = True
                    break
                done += n
            else:
                # There may be more, for which it must give memory again.
                self._loop.call_soon(self._receive)
        except SSLAgainErrors:
            pass
        if done:
            self._app_protocol.buffer_updated(done)
        return ended

    def _control_reading(self):
        if todo := self._incoming_gate.turn(self._incoming.pending):
            getattr(self._transport, f'{todo}_reading')()

    def _tell_eof(self):
        if self._app_state is not _MADE:
            return
        self._app_state = _EOF
        try:
            stays_open = self._app_protocol.eof_received()
        except _ESCAPING:
            raise
        except BaseException as error:
            self._fatal_error(error, 'Error calling eof_received()')
        else:
            if stays_open:
                logger.warning('returning true from eof_received() has no effect when using ssl')

    def _fatal_error(self, exc, message='Fatal error on transport'):
        if self._transport is not None:
            self._transport._force_close(exc)
        match exc:
            case OSError():
                self._debug('%r: %s', message, exc_info=True)
            case exceptions.CancelledError():
                pass
            case _:
                about = dict(message=message, exception=exc, transport=self._transport,
                             protocol=self)
                self._loop.call_exception_handler(about)

    def _debug(self, text, *args, **options):
        if self._loop.get_debug():
            logger.debug(text, self, *args, **options)
