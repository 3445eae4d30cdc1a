"""The classes behind interactive interpreters written in Python."""
import builtins
import sys
from codeop import CommandCompiler, compile_command

__all__ = ["InteractiveInterpreter", "InteractiveConsole", "interact", "compile_command"]


class InteractiveInterpreter:
    """Compiles and runs sources in a namespace; errors are shown, not raised."""

    def __init__(self, locals=None):
        self.locals = {"__name__": "__console__", "__doc__": None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename="<input>", symbol="single"):
        """Run a source. True: it is not complete yet."""
        code = None
        try:
            if (code := self.compile(source, filename, symbol)) is None:
                return True
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename, source=source)
        if code is not None:
            self.runcode(code)
        return False

    def runcode(self, code):
        """Run code; only SystemExit gets out."""
        try:
            exec(code, self.locals)
        except BaseException as error:
            if isinstance(error, SystemExit):
                raise
            self.showtraceback()

    def showsyntaxerror(self, filename=None, **kwargs):
        """Show the syntax error being handled, as one of that file."""
        error = sys.exception()
        if isinstance(error, SyntaxError):
            if filename:
                error.filename = filename
            lines = kwargs.get("source", "").splitlines()
            if not error.text and error.lineno is not None and 0 < error.lineno <= len(lines):
                error.text = lines[error.lineno - 1]
        self._show(error, None)

    def showtraceback(self):
        """Show the exception being handled, without the frame of this module."""
        error = sys.exception()
        self._show(error, error.__traceback__.tb_next)

    def _show(self, error, traceback):
        """Show an exception as sys.excepthook wants, and note it where pdb.pm() looks for it."""
        told = type(error), error.with_traceback(traceback), traceback
        sys.last_type, sys.last_value, sys.last_traceback = told
        sys.last_exc = error
        if sys.excepthook is sys.__excepthook__:
            from traceback import format_exception
            self.write("".join(format_exception(*told)))
            return
        try:
            sys.excepthook(*told)
        except SystemExit:
            raise
        except BaseException as failure:
            failure.__context__ = None
            print("Error in sys.excepthook:", file=sys.stderr)
            sys.__excepthook__(type(failure), failure, failure.__traceback__.tb_next)
            print("\nOriginal exception was:", file=sys.stderr)
            sys.__excepthook__(*told)

    def write(self, data):
        """Where errors go: to sys.stderr."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """Reads lines with prompts and runs them, as the interactive interpreter does."""

    def __init__(self, locals=None, filename="<console>", *, local_exit=False):
        super().__init__(locals)
        self.filename, self.local_exit = filename, local_exit
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines of an incomplete source."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Read and run until the end of input."""
        given = {name: text for name, text in (("ps1", ">>> "), ("ps2", "... ")) if not hasattr(sys, name)}
        vars(sys).update(given)
        replaced = {}
        if self.local_exit:
            for name in "exit", "quit":
                if hasattr(builtins, name):
                    replaced[name] = getattr(builtins, name)
                    setattr(builtins, name, Quitter(name))
        if banner is None:
            notice = 'Type "help", "copyright", "credits" or "license" for more information.'
            banner = f"Python {sys.version} on {sys.platform}\n{notice}\n({type(self).__name__})"
        if banner:
            self.write(f"{banner}\n")
        try:
            self._read_and_run()
        finally:
            vars(builtins).update(replaced)
            for name in given:
                delattr(sys, name)
            if exitmsg != "":
                self.write(f"now exiting {type(self).__name__}...\n" if exitmsg is None else f"{exitmsg}\n")

    def _read_and_run(self):
        more = False
        while True:
            try:
                more = self.push(self.raw_input(str(sys.ps2 if more else sys.ps1)))
            except EOFError:
                self.write("\n")
                return
            except KeyboardInterrupt:
                self.write("\nKeyboardInterrupt\n")
                self.resetbuffer()
                more = False
            except SystemExit:
                if not self.local_exit:
                    raise
                self.write("\n")
                return

    def push(self, line, filename=None, _symbol="single"):
        """Add a line to the source. True: more is needed."""
        self.buffer.append(line)
        more = self.runsource("\n".join(self.buffer), self.filename if filename is None else filename, _symbol)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=""):
        """Read a line; EOFError at the end."""
        return input(prompt)


class Quitter:
    """exit and quit of a console that keeps the program running."""

    def __init__(self, name):
        leave = "Ctrl-Z plus Return" if sys.platform == "win32" else "Ctrl-D (i.e. EOF)"
        self.name, self.eof = name, leave

    def __call__(self, code=None):
        raise SystemExit(code)

    def __repr__(self):
        return f"Use {self.name} or {self.eof} to exit"


def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
    """An InteractiveConsole in a namespace; readfunc(prompt) reads lines."""
    console = InteractiveConsole(local, local_exit=local_exit)
    if readfunc is None:
        _edit_lines()
    else:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)


def _edit_lines():
    """From now on input() lets lines be edited, where that is possible."""
    try:
        __import__("readline")
    except ImportError:
        pass


def _main():
    from argparse import ArgumentParser
    options = ArgumentParser()
    options.add_argument("-q", action="store_true", help="don't print version and copyright messages")
    quiet = options.parse_args().q or sys.flags.quiet
    interact(banner="" if quiet else None)


if __name__ == "__main__":
    _main()
