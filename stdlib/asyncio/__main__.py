"""`python -m asyncio`: a prompt where `await` works."""
import ast
import asyncio
import code
import concurrent.futures
import contextvars
import inspect
import sys
import threading
import types
import warnings

from asyncio import futures


class AsyncIOInteractiveConsole(code.InteractiveConsole):
    """Runs what is typed in the loop of the main thread."""

    def __init__(self, locals, loop):
        super().__init__(locals)
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        self.context = contextvars.copy_context()

    def runcode(self, code):
        global return_code
        future = concurrent.futures.Future()

        def callback():
            global return_code, repl_future, keyboard_interrupted
            repl_future = None
            keyboard_interrupted = False
            func = types.FunctionType(code, self.locals)
            try:
                coro = func()
            except SystemExit as se:
                return_code = se.code
                self.loop.stop()
                return
            except KeyboardInterrupt as ex:
                keyboard_interrupted = True
                future.set_exception(ex)
                return
            except BaseException as ex:
                future.set_exception(ex)
                return
            if not inspect.iscoroutine(coro):
                future.set_result(coro)
                return
            try:
                repl_future = self.loop.create_task(coro, context=self.context)
                futures._chain_future(repl_future, future)
            except BaseException as exc:
                future.set_exception(exc)

        self.loop.call_soon_threadsafe(callback, context=self.context)
        try:
            return future.result()
        except SystemExit as se:
            return_code = se.code
            self.loop.stop()
            return
        except BaseException:
            if keyboard_interrupted:
                self.write("\nKeyboardInterrupt\n")
            else:
                self.showtraceback()
            return self.STATEMENT_FAILED if hasattr(self, 'STATEMENT_FAILED') else None


class REPLThread(threading.Thread):
    """Reads what is typed."""

    def run(self):
        global return_code
        try:
            console.interact(
                banner=(f"asyncio REPL {sys.version} on {sys.platform}\n"
                        f'Use "await" directly instead of "asyncio.run()".\n'
                        f'Type "help", "copyright", "credits" or "license" '
                        f'for more information.\n'
                        f'{getattr(sys, "ps1", ">>> ")}import asyncio'),
                exitmsg='exiting asyncio REPL...')
        finally:
            warnings.filterwarnings('ignore', message=r'^coroutine .* was never awaited$',
                                    category=RuntimeWarning)
            loop.call_soon_threadsafe(loop.stop)

    def interrupt(self) -> None:
        # The prompt in this thread shows it at the next line.
        pass


if __name__ == '__main__':
    sys.audit("cpython.run_stdin")
    return_code = 0
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    repl_locals = {'asyncio': asyncio}
    for key in ('__name__', '__package__', '__loader__', '__spec__',
                '__builtins__', '__file__'):
        repl_locals[key] = locals().get(key)
    console = AsyncIOInteractiveConsole(repl_locals, loop)
    repl_future = None
    keyboard_interrupted = False
    try:
        import readline     # line editing
    except ImportError:
        pass
    repl_thread = REPLThread(name="Interactive thread")
    repl_thread.daemon = True
    repl_thread.start()
    while True:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            keyboard_interrupted = True
            if repl_future and not repl_future.done():
                repl_future.cancel()
            continue
        else:
            break
    console.write('exiting asyncio REPL...\n')
    sys.exit(return_code)
