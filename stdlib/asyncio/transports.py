"""What the loop gives to protocols: the interfaces of transports."""
import _asyncio

__all__ = ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport',
           'DatagramTransport', 'SubprocessTransport')

_Core = _asyncio.TransportCore
_ESCAPING = (SystemExit, KeyboardInterrupt)
# Bytes above which a protocol is told to pause; the lower mark is a part of the upper one.
_HIGH_WATER, _LOW_PART = 64 * 1024, 4


class BaseTransport(_Core):
    """What all transports offer."""

    __slots__ = ()

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        """Something about the connection, by name."""
        return self._extra.get(name, default)

    def get_protocol(self):
        """The protocol being told."""
        raise NotImplementedError

    def set_protocol(self, protocol):
        """Tell another protocol from now on."""
        raise NotImplementedError

    def close(self):
        """Send what is buffered, then close."""
        raise NotImplementedError

    def is_closing(self):
        """True if it is closed or on its way there."""
        raise NotImplementedError


class ReadTransport(BaseTransport):
    """One that can be read from."""

    __slots__ = ()

    def resume_reading(self):
        """Go on receiving."""
        raise NotImplementedError

    def pause_reading(self):
        """No data_received() until resume_reading()."""
        raise NotImplementedError

    def is_reading(self):
        """True unless paused or closed."""
        raise NotImplementedError


class WriteTransport(BaseTransport):
    """One that can be written to."""

    __slots__ = ()

    def write(self, data):
        """Send bytes, sooner or later; never waits."""
        raise NotImplementedError

    def writelines(self, list_of_data):
        """Send several pieces."""
        self.write(b''.join(list_of_data))

    def can_write_eof(self):
        """True if write_eof() is possible."""
        raise NotImplementedError

    def write_eof(self):
        """Send what is buffered, then end the sending side."""
        raise NotImplementedError

    def abort(self):
        """Close at once; what is buffered is lost."""
        raise NotImplementedError

    def set_write_buffer_limits(self, high=None, low=None):
        """When to call pause_writing() and resume_writing()."""
        raise NotImplementedError

    def get_write_buffer_limits(self):
        """(low, high)."""
        raise NotImplementedError

    def get_write_buffer_size(self):
        """Bytes not sent yet."""
        raise NotImplementedError


class DatagramTransport(BaseTransport):
    """One for packets."""

    __slots__ = ()

    def abort(self):
        """Close at once."""
        raise NotImplementedError

    def sendto(self, data, addr=None):
        """Send a packet; an address is needed unless it is connected."""
        raise NotImplementedError


class Transport(ReadTransport, WriteTransport):
    """One for both directions."""

    __slots__ = ()


class SubprocessTransport(BaseTransport):
    """A child process and its pipes."""

    __slots__ = ()

    def get_pipe_transport(self, fd):
        """The transport of its descriptor fd."""
        raise NotImplementedError

    def get_returncode(self):
        """Its exit code, None while it runs."""
        raise NotImplementedError

    def get_pid(self):
        """Its process number."""
        raise NotImplementedError

    def kill(self):
        """End it: SIGKILL."""
        raise NotImplementedError

    def terminate(self):
        """Ask it to end: SIGTERM."""
        raise NotImplementedError

    def send_signal(self, signal):
        """Send it a signal."""
        raise NotImplementedError


class _FlowControlMixin(Transport):
    """Tells the protocol when to stop writing, and when to go on."""

    __slots__ = ()

    # The state is native, so that native writing has it at hand.
    _loop = _Core._core_loop
    _protocol = _Core._core_protocol
    _protocol_paused = _Core._core_protocol_paused
    _high_water = _Core._core_high_water
    _low_water = _Core._core_low_water

    def __init__(self, extra=None, loop=None):
        assert loop is not None
        super().__init__(extra)
        self._loop = loop
        self._protocol_paused = False
        self._set_write_buffer_limits()

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def set_write_buffer_limits(self, high=None, low=None):
        self._set_write_buffer_limits(high, low)
        self._maybe_pause_protocol()

    def _set_write_buffer_limits(self, high=None, low=None):
        match high, low:
            case None, None:
                high, low = _HIGH_WATER, _HIGH_WATER // _LOW_PART
            case None, _:
                high = low * _LOW_PART
            case _, None:
                low = high // _LOW_PART
        if not high >= low >= 0:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')
        self._high_water, self._low_water = high, low

    def _maybe_pause_protocol(self):
        if self.get_write_buffer_size() > self._high_water and not self._protocol_paused:
            self._protocol_paused = True
            self._tell_protocol('pause_writing')

    def _maybe_resume_protocol(self):
        if self._protocol_paused and self.get_write_buffer_size() <= self._low_water:
            self._protocol_paused = False
            self._tell_protocol('resume_writing')

    def _tell_protocol(self, what):
        try:
            getattr(self._protocol, what)()
        except _ESCAPING:
            raise
        except BaseException as error:
            self._loop.call_exception_handler({
                'message': f'protocol.{what}() failed',
                'exception': error,
                'transport': self,
                'protocol': self._protocol})
