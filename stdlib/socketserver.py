"""Servers: wait for requests, have each answered, one after the other or at once."""
import io
import os
import selectors
import socket
import sys
import threading
from time import monotonic as time

__all__ = ['BaseServer', 'TCPServer', 'UDPServer', 'ThreadingUDPServer', 'ThreadingTCPServer',
           'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler',
           'ThreadingMixIn']

_CAN_FORK, _HAS_UNIX = hasattr(os, 'fork'), hasattr(socket, 'AF_UNIX')
if _CAN_FORK:
    __all__ += ['ForkingUDPServer', 'ForkingTCPServer', 'ForkingMixIn']
if _HAS_UNIX:
    __all__ += ['UnixStreamServer', 'UnixDatagramServer', 'ThreadingUnixStreamServer',
                'ThreadingUnixDatagramServer']
    if _CAN_FORK:
        __all__ += ['ForkingUnixStreamServer', 'ForkingUnixDatagramServer']

# Of one descriptor there need be no set in the kernel.
_ServerSelector = getattr(selectors, 'PollSelector', selectors.SelectSelector)


class BaseServer:
    """The course of a request; subclasses say where requests come from.

    Each request goes to an instance of RequestHandlerClass."""

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self.__ended = threading.Event()
        self.__shall_end = False

    def __exit__(self, *args):
        self.server_close()

    def __enter__(self):
        return self

    # --- waiting

    def _rounds(self, wait):
        """Whether there is a request, asked for again and again for wait() seconds."""
        with _ServerSelector() as selector:
            selector.register(self, selectors.EVENT_READ)
            while True:
                yield bool(selector.select(wait()))

    def serve_forever(self, poll_interval=0.5):
        """Answer requests until shutdown()."""
        self.__ended.clear()
        rounds = self._rounds(lambda: poll_interval)
        try:
            while not self.__shall_end:
                there_is_one = next(rounds)
                if self.__shall_end:
                    break
                if there_is_one:
                    self._handle_request_noblock()
                self.service_actions()
        finally:
            rounds.close()
            self.__shall_end = False
            self.__ended.set()

    def shutdown(self):
        """End serve_forever() of another thread, and wait for its end."""
        self.__shall_end = True
        self.__ended.wait()

    def handle_request(self):
        """Wait for one request and answer it, within `timeout`."""
        limits = [t for t in (self.socket.gettimeout(), self.timeout) if t is not None]
        end = time() + min(limits) if limits else None
        for there_is_one in self._rounds(lambda: None if end is None else max(end - time(), 0)):
            if there_is_one:
                return self._handle_request_noblock()
            if end is not None and time() > end:
                return self.handle_timeout()

    # --- one request

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except OSError:
            return      # gone again
        handed_on = False
        try:
            if self.verify_request(request, client_address):
                self.process_request(request, client_address)
                handed_on = True
        except Exception:
            self.handle_error(request, client_address)
        finally:
            # Whoever processes it ends it too.
            if not handed_on:
                self.shutdown_request(request)

    def process_request(self, request, client_address):
        """Answer a request; the mix-ins do it elsewhere."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def verify_request(self, request, client_address):
        """For subclasses: False to refuse the request."""
        return True

    def finish_request(self, request, client_address):
        """Make the handler, which answers."""
        self.RequestHandlerClass(request, client_address, self)

    def _finish_safely(self, request, client_address):
        """Answer and end a request; true if that went well."""
        try:
            self.finish_request(request, client_address)
            return True
        except Exception:
            self.handle_error(request, client_address)
            return False
        finally:
            self.shutdown_request(request)

    def handle_error(self, request, client_address):
        """An error in a handler: printed, and the server goes on."""
        import traceback
        line = '-' * 40
        print(line, file=sys.stderr)
        print('Exception occurred during processing of request from', client_address,
              file=sys.stderr)
        traceback.print_exc()
        print(line, file=sys.stderr)

    def shutdown_request(self, request):
        """End and close a request."""
        self.close_request(request)

    # --- for subclasses

    def close_request(self, request):
        """Close a request."""

    def server_activate(self):
        """For subclasses: begin to listen."""

    def server_close(self):
        """For subclasses: free what belongs to the server."""

    def service_actions(self):
        """For subclasses: called in each round of serve_forever()."""

    def handle_timeout(self):
        """For subclasses: no request came in time."""


class TCPServer(BaseServer):
    """Connections."""

    request_queue_size = 5
    address_family, socket_type = socket.AF_INET, socket.SOCK_STREAM
    allow_reuse_address = allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if not bind_and_activate:
            return
        try:
            self.server_bind()
            self.server_activate()
        except BaseException:
            self.server_close()
            raise

    def server_bind(self):
        """Take the address."""
        of_internet = self.address_family in (socket.AF_INET, socket.AF_INET6)
        for name, wanted in (('SO_REUSEADDR', self.allow_reuse_address),
                             ('SO_REUSEPORT', self.allow_reuse_port and of_internet)):
            if wanted and hasattr(socket, name):
                self.socket.setsockopt(socket.SOL_SOCKET, getattr(socket, name), 1)
        self.socket.bind(self.server_address)
        # With the port that the system has chosen.
        self.server_address = self.socket.getsockname()

    def fileno(self):
        """The descriptor that becomes readable with a request."""
        return self.socket.fileno()

    def server_close(self):
        """Close the socket."""
        self.socket.close()

    def server_activate(self):
        """Begin to listen."""
        self.socket.listen(self.request_queue_size)

    def get_request(self):
        """(connection, address) of the next client."""
        return self.socket.accept()

    def close_request(self, request):
        """Close a request's socket."""
        request.close()

    def shutdown_request(self, request):
        """End a request: nothing more is sent, then close it."""
        try:
            # Also for other processes that have it; what is sent will arrive.
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        self.close_request(request)


class UDPServer(TCPServer):
    """Datagrams."""

    socket_type = socket.SOCK_DGRAM
    allow_reuse_address = allow_reuse_port = False
    max_packet_size = 8192

    def server_activate(self):
        pass

    def get_request(self):
        packet, sender = self.socket.recvfrom(self.max_packet_size)
        return (packet, self.socket), sender

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request):
        # Its socket is the server's.
        pass


if _CAN_FORK:
    class ForkingMixIn:
        """A process for each request."""

        block_on_close = True
        max_children, active_children = 40, None
        timeout = 300

        def _reap(self, pid, flags=0):
            """Wait for a child, -1: for any; false if that cannot be."""
            try:
                found, _ = os.waitpid(pid, flags)
            except ChildProcessError:
                # Somebody else has: all of ours, or this one.
                gone = {pid} if pid != -1 else {*self.active_children}
                self.active_children -= gone
            except OSError:
                return False
            else:
                self.active_children.discard(found)
            return True

        def collect_children(self, *, blocking=False):
            """Reap children that have ended."""
            if self.active_children is None:
                return
            while len(self.active_children) >= self.max_children and self._reap(-1):
                pass
            for pid in [*self.active_children]:
                self._reap(pid, 0 if blocking else os.WNOHANG)

        def service_actions(self):
            """Look for children that have ended."""
            self.collect_children()

        def handle_timeout(self):
            """Look for children that have ended."""
            self.collect_children()

        def server_close(self):
            """Close the socket and wait for the children."""
            super().server_close()
            self.collect_children(blocking=self.block_on_close)

        def process_request(self, request, client_address):
            """Handle a request in a child process."""
            if (pid := os.fork()) == 0:
                self._answer_and_exit(request, client_address)
            self.active_children = self.active_children or set()
            self.active_children.add(pid)
            self.close_request(request)

        def _answer_and_exit(self, request, client_address):
            status = 1
            try:
                status = 0 if self._finish_safely(request, client_address) else 1
            finally:
                # Whatever happens: this is no server.
                os._exit(status)


class _Threads(list):
    """Threads to be awaited at the end: no daemons, and nobody who has ended."""

    def append(self, thread):
        self[:] = [t for t in self if t.is_alive()]
        if not thread.daemon:
            super().append(thread)

    def join(self):
        threads, self[:] = self[:], []
        for thread in threads:
            thread.join()


class ThreadingMixIn:
    """A thread for each request."""

    daemon_threads = False
    block_on_close = True
    _threads = None

    def process_request_thread(self, request, client_address):
        """What such a thread does."""
        self._finish_safely(request, client_address)

    def process_request(self, request, client_address):
        """Handle a request in a thread."""
        thread = threading.Thread(target=self.process_request_thread,
                                  args=(request, client_address))
        thread.daemon = self.daemon_threads
        if self.block_on_close:
            self._threads = _Threads() if self._threads is None else self._threads
            self._threads.append(thread)
        thread.start()

    def server_close(self):
        """Close the socket and wait for the threads."""
        super().server_close()
        if self._threads is not None:
            self._threads.join()


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    pass


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


if _HAS_UNIX:
    class UnixDatagramServer(UDPServer):
        """Datagrams through a Unix socket."""

        address_family = socket.AF_UNIX

    class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
        pass

    class UnixStreamServer(TCPServer):
        """Connections through a Unix socket."""

        address_family = socket.AF_UNIX

    class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
        pass


if _CAN_FORK:
    class ForkingUDPServer(ForkingMixIn, UDPServer):
        pass

    class ForkingTCPServer(ForkingMixIn, TCPServer):
        pass

    if _HAS_UNIX:
        class ForkingUnixDatagramServer(ForkingMixIn, UnixDatagramServer):
            pass

        class ForkingUnixStreamServer(ForkingMixIn, UnixStreamServer):
            pass


class BaseRequestHandler:
    """Answers one request: setup(), handle(), finish()."""

    def __init__(self, request, client_address, server):
        self.server, self.request, self.client_address = server, request, client_address
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def handle(self):
        pass

    def setup(self):
        pass

    def finish(self):
        pass


class StreamRequestHandler(BaseRequestHandler):
    """A connection as two files, rfile and wfile."""

    rbufsize, wbufsize = -1, 0
    disable_nagle_algorithm = False
    timeout = None

    def setup(self):
        connection = self.connection = self.request
        if self.timeout is not None:
            connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = connection.makefile('rb', self.rbufsize)
        # Without a buffer: but each write() shall write it all.
        self.wfile = (connection.makefile('wb', self.wbufsize) if self.wbufsize else
                      _SocketWriter(connection))

    def finish(self):
        try:
            if not self.wfile.closed:
                self.wfile.flush()
        except OSError:
            pass        # the client has gone
        for file in self.wfile, self.rfile:
            file.close()


class _SocketWriter(io.BufferedIOBase):
    """A file that sends all of what is written to it at once."""

    def __init__(self, sock):
        self._sock = sock

    def write(self, b):
        self._sock.sendall(b)
        return memoryview(b).nbytes

    def writable(self):
        return True

    def fileno(self):
        return self._sock.fileno()


class DatagramRequestHandler(BaseRequestHandler):
    """A datagram as two files; what was written is sent at the end."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile, self.wfile = io.BytesIO(self.packet), io.BytesIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
