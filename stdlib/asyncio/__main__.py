"""`python -m asyncio`: a prompt where `await` works."""
import ast
import asyncio
import code
import concurrent.futures
import contextvars
import sys
import threading
import warnings

_BANNER = '''\
asyncio REPL {} on {}
Use "await" directly instead of "asyncio.run()".
Type "help", "copyright", "credits" or "license" for more information.
{}import asyncio'''


class AsyncIOInteractiveConsole(code.InteractiveConsole):
    """Runs what is typed in the loop of the main thread."""

    def __init__(self, locals, loop):
        super().__init__(locals, filename='<stdin>')
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        self.context = contextvars.copy_context()
        self.task = None            # what an `await` at the prompt waits in
        self.was_interrupted = False

    def runcode(self, code):
        """Run it in the loop, and wait here until it is done."""
        answer = concurrent.futures.Future()
        self.was_interrupted = False
        self.loop.call_soon_threadsafe(self._start, code, answer, context=self.context)
        try:
            return answer.result()
        except SystemExit as error:
            stop(error.code)
        except BaseException:
            if self.was_interrupted:
                self.write('\nKeyboardInterrupt\n')
            else:
                self.showtraceback()

    def _start(self, code, answer):
        try:
            # With an `await` in it this gives a coroutine.
            value = eval(code, self.locals)
            if asyncio.iscoroutine(value):
                self.task = self.loop.create_task(value, context=self.context)
                asyncio.futures._chain_future(self.task, answer)
                return
        except KeyboardInterrupt as error:
            self.was_interrupted = True
            answer.set_exception(error)
        except BaseException as error:
            answer.set_exception(error)
        else:
            answer.set_result(value)

    def interrupt(self):
        """Ctrl-C, in the loop's thread."""
        self.was_interrupted = True
        if self.task is not None and not self.task.done():
            self.task.cancel()


class REPLThread(threading.Thread):
    """Reads what is typed."""

    def run(self):
        try:
            prompt = getattr(sys, 'ps1', '>>> ')
            console.interact(banner=_BANNER.format(sys.version, sys.platform, prompt),
                             exitmsg='exiting asyncio REPL...')
        finally:
            warnings.filterwarnings('ignore', category=RuntimeWarning,
                                    message=r'^coroutine .* was never awaited$')
            stop()

    def interrupt(self) -> None:
        console.interrupt()


def stop(code=None):
    """Leave the loop, and then the program."""
    global return_code
    return_code = code if code is not None else return_code
    loop.call_soon_threadsafe(loop.stop)


return_code = 0

if __name__ == '__main__':
    sys.audit('cpython.run_stdin')
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    module_names = ('__name__', '__package__', '__loader__', '__spec__', '__builtins__', '__file__')
    console = AsyncIOInteractiveConsole(
        {'asyncio': asyncio} | {name: globals()[name] for name in module_names}, loop)
    try:
        import readline
        import rlcompleter
    except ImportError:
        pass
    else:
        readline.set_completer(rlcompleter.Completer(console.locals).complete)
        readline.parse_and_bind('tab: complete')

    repl_thread = REPLThread(name='Interactive thread', daemon=True)
    repl_thread.start()
    while True:
        try:
            loop.run_forever()
            break
        except KeyboardInterrupt:
            repl_thread.interrupt()
    sys.exit(return_code)
