"""Numbers the other modules agree on."""
import enum

# After this many writes to a lost connection the warning is logged.
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5
# Seconds a server rests when accept() finds no free descriptor.
ACCEPT_RETRY_DELAY = 1
# Frames kept of where a thing was created, in debug mode.
DEBUG_STACK_DEPTH = 10
SSL_HANDSHAKE_TIMEOUT = 60.0
SSL_SHUTDOWN_TIMEOUT = 30.0
SENDFILE_FALLBACK_READBUFFER_SIZE = 1024 * 256
FLOW_CONTROL_HIGH_WATER_SSL_READ = 256      # KiB
FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 512     # KiB
# Seconds asyncio.run() waits for the executor's threads.
THREAD_JOIN_TIMEOUT = 300


class _SendfileMode(enum.Enum):
    """What a transport can do with sendfile()."""
    UNSUPPORTED = enum.auto()
    TRY_NATIVE = enum.auto()
    FALLBACK = enum.auto()
