"""BaseEventLoop: what needs no selector.

The queue of callbacks, the timers and the turn are native; connections are in
_network, sending files in _sendfile, how descriptors are watched is the
business of selector_events."""
import sys
import time
import warnings
import weakref
from _thread import get_ident

import _asyncio

from . import _network, _sendfile, constants, coroutines, events, futures, tasks
from ._network import Server
from .log import logger

__all__ = ('BaseEventLoop', 'Server')

_ESCAPING = (SystemExit, KeyboardInterrupt)

# Arguments of Popen that make no sense where everything is bytes, and the only value they may have.
_BYTES_ONLY = {'universal_newlines': False, 'shell': False, 'bufsize': 0,
               'text': False, 'encoding': None, 'errors': None}

# Entries of an error's context that hold a stack, and what they are a stack of.
_STACKS = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}


def _run_until_complete_cb(fut):
    # What escapes has left the loop already, and must not end its next run.
    if fut.cancelled() or not isinstance(fut.exception(), _ESCAPING):
        futures._get_loop(fut).stop()


def _format_handle(handle):
    owner = getattr(handle._callback, '__self__', None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)


def _format_pipe(fd):
    import subprocess
    return {subprocess.PIPE: '<pipe>', subprocess.STDOUT: '<stdout>'}.get(fd) or repr(fd)


class _Generators(weakref.WeakSet):
    """The asynchronous generators that began in a loop and are not at their end."""

    _late = False

    def begin(self, agen, loop):
        if self._late:
            warnings.warn(f'asynchronous generator {agen!r} was scheduled after '
                          f'loop.shutdown_asyncgens() call', ResourceWarning, source=loop)
        self.add(agen)

    def drop(self, agen, loop):
        """Nobody has it any more: the loop ends it, if it still can."""
        self.discard(agen)
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, agen.aclose())

    def take_all(self):
        """Those left; who begins from now on is late."""
        self._late = True
        left = [*self]
        self.clear()
        return left


class _Running:
    """The state of a thread while it is in a loop's run_forever()."""

    __slots__ = ('_loop', '_outer_hooks')

    def __init__(self, loop):
        self._loop = loop

    def __enter__(self):
        loop = self._loop
        if 'asyncio_watch' in sys._xoptions and not loop._watched:
            from . import _watch
            _watch.start(loop, _watch.limit())
        loop._set_coroutine_origin_tracking(loop._debug)
        self._outer_hooks = sys.get_asyncgen_hooks()
        loop._thread_id = get_ident()
        sys.set_asyncgen_hooks(loop._asyncgen_firstiter_hook, loop._asyncgen_finalizer_hook)
        events._set_running_loop(loop)

    def __exit__(self, *error):
        loop = self._loop
        loop._stopping, loop._thread_id = False, None
        events._set_running_loop(None)
        loop._set_coroutine_origin_tracking(False)
        sys.set_asyncgen_hooks(*self._outer_hooks)


class BaseEventLoop(_asyncio.LoopCore, _network.Networking, _sendfile.FileSending,
                    events.AbstractEventLoop):
    """Callbacks in the order they came, timers by their moment."""

    def __init__(self):
        self._internal_fds = 0
        self._clock_resolution = time.get_clock_info('monotonic').resolution
        self._exception_handler = None
        self._default_executor = None
        self._executor_shutdown_called = False
        self._asyncgens = _Generators()
        self._origin_depth = None       # that of the thread, while ours is in force
        self.slow_callback_duration = 0.1
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        state = ' '.join(f'{name}={value}' for name, value in
                         (('running', self.is_running()), ('closed', self.is_closed()),
                          ('debug', self.get_debug())))
        return f'<{type(self).__name__} {state}>'

    def __del__(self, _warn=warnings.warn):
        if self.is_closed():
            return
        _warn(f'unclosed event loop {self!r}', ResourceWarning, source=self)
        if not self.is_running():
            self.close()

    # --- tasks

    def set_task_factory(self, factory):
        """Have tasks made by factory(loop, coro, context=...); None for Task."""
        if factory is None or callable(factory):
            self._task_factory = factory
        else:
            raise TypeError('task factory must be a callable or None')

    def get_task_factory(self):
        """The task factory, or None."""
        return self._task_factory

    # --- what a kind of loop has to give

    def _not_here(self, *args, **kwargs):
        raise NotImplementedError

    async def _never_here(self, *args, **kwargs):
        raise NotImplementedError

    _make_socket_transport = _make_ssl_transport = _make_datagram_transport = _not_here
    _make_read_pipe_transport = _make_write_pipe_transport = _not_here
    _make_subprocess_transport = _never_here

    # --- asynchronous generators

    async def shutdown_asyncgens(self):
        """Close the asynchronous generators that are not at their end."""
        left = self._asyncgens.take_all()
        ends = [agen.aclose() for agen in left]
        if not ends:
            return
        for agen, end in zip(left, await tasks.gather(*ends, return_exceptions=True)):
            if isinstance(end, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': end,
                    'asyncgen': agen})

    # What the interpreter calls at the beginning and the end of a generator.

    def _asyncgen_firstiter_hook(self, agen):
        self._asyncgens.begin(agen, self)

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.drop(agen, self)

    # --- running

    def _check_running(self):
        others = events._get_running_loop() is not None
        if problem := ('This event loop is already running' if self.is_running() else
                       others and 'Cannot run the event loop while another loop is running'):
            raise RuntimeError(problem)

    def run_forever(self):
        """Run until stop()."""
        self._check_closed()
        self._check_running()
        with _Running(self):
            self._run_until_stopped()

    def run_until_complete(self, future):
        """Run until a future is done; its result."""
        self._check_closed()
        self._check_running()
        ours = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if ours:
            # Whoever called knows how it ended: nothing is lost.
            future._log_destroy_pending = False
        try:
            future.add_done_callback(_run_until_complete_cb)
            self.run_forever()
        except BaseException:
            if ours and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def close(self):
        """Drop what is queued and free everything; it cannot run again."""
        match self.is_running(), self._closed:
            case True, _:
                raise RuntimeError('Cannot close a running event loop')
            case _, True:
                return
        if self._debug:
            logger.debug('Close %r', self)
        self._closed = self._executor_shutdown_called = True
        for queue in self._ready, self._scheduled:
            queue.clear()
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    # --- executors

    def _usual_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')
        if self._default_executor is None:
            from concurrent.futures import ThreadPoolExecutor
            self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        return self._default_executor

    def run_in_executor(self, executor, func, *args):
        """Call func in a pool (None: the default one); a future of its result."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        executor = self._usual_executor() if executor is None else executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """The pool for run_in_executor(None, ...)."""
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the default executor's threads, timeout seconds at most."""
        from . import timeouts
        import threading
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is None:
            return
        ended = self.create_future()
        # Joining blocks: that is for a thread which nobody else waits for.
        joiner = threading.Thread(target=self._do_shutdown, args=(ended,))
        joiner.start()
        try:
            async with timeouts.timeout(timeout):
                await ended
        except TimeoutError:
            warnings.warn(f'The executor did not finishing joining its threads within '
                          f'{timeout} seconds.', RuntimeWarning, stacklevel=2)
            executor.shutdown(wait=False)
        else:
            joiner.join()

    def _do_shutdown(self, ended):
        try:
            self._default_executor.shutdown(wait=True)
            news = futures._set_result_unless_cancelled, ended, None
        except Exception as error:
            if ended.cancelled():
                return
            news = ended.set_exception, error
        if not self.is_closed():
            self.call_soon_threadsafe(*news)

    # --- pipes and children

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Read from a pipe; (transport, protocol)."""
        return await self._connect_pipe(protocol_factory, pipe, 'Read',
                                        self._make_read_pipe_transport)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to a pipe; (transport, protocol)."""
        return await self._connect_pipe(protocol_factory, pipe, 'Write',
                                        self._make_write_pipe_transport)

    async def _connect_pipe(self, protocol_factory, pipe, what, make):
        protocol, waiter = protocol_factory(), self.create_future()
        ends = await _network.settled(waiter, make(pipe, protocol, waiter), protocol)
        if self._debug:
            logger.debug('%s pipe %r connected: (%r, %r)', what, pipe.fileno(), *ends)
        return ends

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None,
                               errors=None, text=None, **kwargs):
        """Run a command by the shell; (transport, protocol)."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError('cmd must be a string')
        self._check_popen(True, universal_newlines, shell, bufsize, text, encoding, errors)
        return await self._spawn(protocol_factory, cmd, True, f'run shell command {cmd!r}',
                                 (stdin, stdout, stderr), bufsize, kwargs)

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=-1, stdout=-1,
                              stderr=-1, universal_newlines=False, shell=False, bufsize=0,
                              encoding=None, errors=None, text=None, **kwargs):
        """Run a program; (transport, protocol)."""
        self._check_popen(False, universal_newlines, shell, bufsize, text, encoding, errors)
        return await self._spawn(protocol_factory, (program, *args), False,
                                 f'execute program {program!r}',
                                 (stdin, stdout, stderr), bufsize, kwargs)

    @staticmethod
    def _check_popen(by_shell, *given):
        for (name, only), value in zip((_BYTES_ONLY | {'shell': by_shell}).items(), given):
            if value != only and (value or only is not False):
                raise ValueError(f'{name} must be {only}')

    async def _spawn(self, protocol_factory, args, shell, title, pipes, bufsize, options):
        protocol = protocol_factory()
        if self._debug:
            self._log_subprocess(title, *pipes)
        transport = await self._make_subprocess_transport(protocol, args, shell, *pipes, bufsize,
                                                          **options)
        if self._debug:
            logger.info('%s: %r', title, transport)
        return transport, protocol

    def _log_subprocess(self, msg, stdin, stdout, stderr):
        import subprocess
        if stdout is not None and stderr == subprocess.STDOUT:
            pipes = {'stdin': stdin, 'stdout=stderr': stdout}
        else:
            pipes = {'stdin': stdin, 'stdout': stdout, 'stderr': stderr}
        shown = (f'{name}={_format_pipe(fd)}' for name, fd in pipes.items() if fd is not None)
        logger.debug(' '.join((msg, *shown)))

    # --- errors

    def get_exception_handler(self):
        """The handler set, None for the default one."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Have handler(loop, context) told about errors; None for the default."""
        if not (handler is None or callable(handler)):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log an error: its message, what is known about it, its traceback."""
        if 'source_traceback' not in context and (handle := self._current_handle) is not None:
            if handle._source_traceback:
                context['handle_traceback'] = handle._source_traceback
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context.keys() - {'message', 'exception'}):
            value = context[key]
            if key in _STACKS:
                import traceback
                stack = ''.join(traceback.format_list(value)).rstrip()
                shown = f'{_STACKS[key]} created at (most recent call last):\n{stack}'
            else:
                shown = repr(value)
            lines.append(f'{key}: {shown}')
        error = context.get('exception')
        logger.error('\n'.join(lines),
                     exc_info=error is not None and (type(error), error, error.__traceback__))

    def call_exception_handler(self, context):
        """Tell the handler about an error; context has 'message' and more."""
        if self._exception_handler is None:
            self._report_by_default(context, 'Exception in default exception handler')
            return
        try:
            self._in_context_of(context, self._exception_handler, self, context)
        except _ESCAPING:
            raise
        except BaseException as error:
            self._report_by_default(
                {'message': 'Unhandled error in exception handler',
                 'exception': error, 'context': context},
                'Exception in default exception handler while handling an unexpected error '
                'in custom exception handler')

    def _report_by_default(self, context, if_it_fails):
        try:
            self.default_exception_handler(context)
        except _ESCAPING:
            raise
        except BaseException:
            logger.error(if_it_fails, exc_info=True)

    @staticmethod
    def _in_context_of(context, call, *args):
        # The context variables are those of what has failed.
        for kind in ('task', 'future', 'handle'):
            if (origin := context.get(kind)) is not None:
                variables = origin.get_context() if hasattr(origin, 'get_context') else None
                if hasattr(variables, 'run'):
                    return variables.run(call, *args)
                break
        return call(*args)

    # --- for signals, and debug mode

    def _add_callback_signalsafe(self, handle):
        self._add_callback(handle)
        self._write_to_self()

    def _check_callback(self, callback, method):
        refused = (
            f'coroutines cannot be used with {method}()'
            if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback) else
            None if callable(callback) else
            f'a callable object was expected by {method}(), got {callback!r}')
        if refused:
            raise TypeError(refused)

    def _handle_took(self, handle, seconds):
        if seconds >= self.slow_callback_duration:
            logger.warning('Executing %s took %.3f seconds', _format_handle(handle), seconds)

    def set_debug(self, enabled):
        """Switch debug mode: slower, and tells more."""
        self._debug = enabled
        # Its own thread's business.
        if self._thread_id is not None:
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    def _set_coroutine_origin_tracking(self, enabled):
        depth = self._origin_depth
        if enabled and depth is None:
            self._origin_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(constants.DEBUG_STACK_DEPTH)
        elif not enabled and depth is not None:
            self._origin_depth = None
            sys.set_coroutine_origin_tracking_depth(depth)
