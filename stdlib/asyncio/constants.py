"""Numbers the other modules agree on."""
import enum

DEBUG_STACK_DEPTH = 10      # frames kept of where a thing was created, in debug mode

# Seconds: asyncio.run() waits so long for the executor's threads, TLS for the other side;
# a server for whom accept() finds no free descriptor rests so long.
THREAD_JOIN_TIMEOUT = 300
SSL_SHUTDOWN_TIMEOUT = 30.0
SSL_HANDSHAKE_TIMEOUT = 60.0
ACCEPT_RETRY_DELAY = 1

# KiB of TLS above which the other side has to wait.
FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 512
FLOW_CONTROL_HIGH_WATER_SSL_READ = 256

SENDFILE_FALLBACK_READBUFFER_SIZE = 1 << 18
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5       # so many writes to a lost connection are forgiven

# What a transport can do with sendfile().
_SendfileMode = enum.Enum('_SendfileMode', ('UNSUPPORTED', 'TRY_NATIVE', 'FALLBACK'),
                          module=__name__)
