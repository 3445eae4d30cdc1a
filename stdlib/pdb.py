"""The debugger for people: a prompt in the stopped program.

    python -m pdb [-c command] (-m module | pyfile) [arg ...]

or, in a program, breakpoint(). 'help' at the prompt lists the commands; what
is no command is executed as Python in the frame shown. Commands in .pdbrc, in
the home directory and here, are done at the start."""
import bdb
import cmd
import os
import re
import sys
from contextlib import contextmanager

from _pdb_breakpoints import _VARIABLES, _Breakpoints, _Complaint, _error_text, find_first_executable_line, find_function
from _pdb_commands import Restart, _Commands, line_prefix

__all__ = ["run", "pm", "Pdb", "runeval", "runctx", "runcall", "set_trace", "post_mortem", "help"]


def _with_variables(line):
    """A line in which $name, but for what is quoted, stands for the convenience variable."""
    def replaced(found):
        prefix, quoted, name = found.groups()
        if name:
            return f'{_VARIABLES}["{name}"]'
        if "f" in prefix.lower():
            quoted = re.sub(r"\{[^{}]*\}", lambda inner: _with_variables(inner[0]), quoted)
        return prefix + quoted
    return re.sub(r"""((?<!\w)[A-Za-z]{0,2})('[^'\n]*'|"[^"\n]*")|\$([A-Za-z_]\w*)""", replaced, line)


def lasti2lineno(code, lasti):
    """The line of an instruction."""
    return next((line for start, end, line in code.co_lines() if start <= lasti < end and line is not None), 0)


class Pdb(bdb.Bdb, cmd.Cmd):
    """The debugger: a Bdb whose stops are prompts, and a Cmd whose commands steer it."""

    locals().update({name: value for part in (_Breakpoints, _Commands) for name, value in vars(part).items()
                     if name[:2] != "__"})

    MAX_CHAINED_EXCEPTION_DEPTH = 999
    _previous_sigint_handler = None  # what is to come back when the program stops again

    def __init__(self, completekey="tab", stdin=None, stdout=None, skip=None, nosigint=False, readrc=True):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        sys.audit("pdb.Pdb")
        if stdout:
            self.use_rawinput = 0
        self.prompt = "(Pdb) "
        self.identchars = cmd.IDENTCHARS + "=.[](),\"'+-*/%@&|<>~^"  # what makes a word no command name
        self.aliases, self.displaying, self.tb_lineno = {}, {}, {}
        self.commands, self.commands_silent, self.commands_doprompt = {}, {}, {}
        self.commands_defining, self.commands_bnum = False, None
        self.mainpyfile, self._wait_for_mainpyfile = "", False
        self._user_requested_quit = False
        self._chained_exceptions, self._chained_exception_index = (), 0
        self.nosigint, self.allow_kbdint = nosigint, False
        self.rcLines = []
        if readrc:
            for path in "~/.pdbrc", ".pdbrc":
                try:
                    with open(os.path.expanduser(path), encoding="utf-8") as file:
                        self.rcLines += file
                except OSError:
                    pass
        try:
            import readline
            readline.set_completer_delims(" \t\n`@#%^&*()=+[{]}\\|;:'\",<>?")
        except ImportError:
            pass

    # --- the stack ---

    def sigint_handler(self, signum, frame):
        """Ctrl-C: stop at the next chance."""
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    def reset(self):
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        """Drop what was known about the stack."""
        for frame, _ in getattr(self, "stack", ()):
            frame.f_globals.pop(_VARIABLES, None)
        self.lineno, self.stack, self.curindex, self.curframe = None, [], 0, None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        """Look at the stack of a frame and a traceback."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            self.tb_lineno[tb.tb_frame] = lasti2lineno(tb.tb_frame.f_code, tb.tb_lasti)
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        self.set_convenience_variable(self.curframe, "_frame", self.curframe)
        if self._chained_exceptions:
            self.set_convenience_variable(self.curframe, "_exception", self._chained_exceptions[self._chained_exception_index])
        if self.rcLines:
            self.cmdqueue = [line for line in self.rcLines if line.strip() and not line.lstrip().startswith("#")]
            self.rcLines = []

    @property
    def curframe_locals(self):
        """The variables of the frame shown; writing to them writes to the frame."""
        return self.curframe.f_locals

    @curframe_locals.setter
    def curframe_locals(self, value):
        pass

    # --- stops ---

    def _stop(self, frame, label, tb=None, **facts):
        """Prompt at an event; what is known about it becomes convenience variables."""
        if not self._wait_for_mainpyfile:
            for name, value in facts.items():
                self.set_convenience_variable(frame, name, value)
            self.message(label)
            self.interaction(frame, tb)

    def user_call(self, frame, argument_list):
        """Prompt at a call, if one is to stop there."""
        if self.stop_here(frame):
            self._stop(frame, "--Call--")

    def user_return(self, frame, return_value):
        """Prompt at the end of a function."""
        if not self._wait_for_mainpyfile:
            frame.f_locals["__return__"] = return_value
        self._stop(frame, "--Return--", _retval=return_value)

    def user_exception(self, frame, exc_info):
        """Prompt at an exception."""
        kind, error, tb = exc_info
        if not self._wait_for_mainpyfile:
            frame.f_locals["__exception__"] = kind, error
        inner = "Internal " if kind is StopIteration and not tb else ""  # the end of a generator
        self._stop(frame, inner + _error_text(error), tb, _exception=error)

    def user_line(self, frame):
        """Prompt at a line, unless the commands of its breakpoint go on."""
        elsewhere = self._wait_for_mainpyfile and self.canonic(frame.f_code.co_filename) != self.mainpyfile
        if not elsewhere:
            self._wait_for_mainpyfile = False
            if self.bp_commands(frame):
                self.interaction(frame, None)

    user_opcode = user_line

    def bp_commands(self, frame):
        """Do the commands of the breakpoint that was hit; whether to stop."""
        number = getattr(self, "currentbp", 0)
        if not number or number not in self.commands:
            return True
        self.currentbp = 0
        last = self.lastcmd
        self.setup(frame, None)
        for line in self.commands[number]:
            self.onecmd(line)
        self.lastcmd = last
        if not self.commands_silent[number]:
            self.print_stack_entry(self.stack[self.curindex])
        if self.commands_doprompt[number]:
            self._cmdloop()
        self.forget()
        return False

    def _cmdloop(self):
        """Prompt until a command resumes the program; Ctrl-C only interrupts a command."""
        self.allow_kbdint, resumed = True, False
        while not resumed:
            try:
                self.cmdloop()
                resumed = True
            except KeyboardInterrupt:
                self.message("--KeyboardInterrupt--")
        self.allow_kbdint = False

    def _get_tb_and_exceptions(self, tb_or_exc):
        """(exceptions from the oldest to the one given, its traceback)."""
        if not isinstance(tb_or_exc, BaseException):
            return (), tb_or_exc
        chain, error = [], tb_or_exc
        while error is not None and error not in chain:
            if len(chain) >= self.MAX_CHAINED_EXCEPTION_DEPTH:
                self.message(f"More than {self.MAX_CHAINED_EXCEPTION_DEPTH} chained exceptions found, not all exceptions "
                             "will be browsable with `exceptions`.")
                break
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return tuple(reversed(chain)), tb_or_exc.__traceback__

    @contextmanager
    def _hold_exceptions(self, exceptions):
        self._chained_exceptions, self._chained_exception_index = exceptions, len(exceptions) - 1
        try:
            yield
        finally:
            self._chained_exceptions, self._chained_exception_index = (), 0

    def interaction(self, frame, tb_or_exc):
        """Prompt for commands until one resumes the program."""
        if Pdb._previous_sigint_handler:
            import signal
            try:
                signal.signal(signal.SIGINT, Pdb._previous_sigint_handler)
                Pdb._previous_sigint_handler = None
            except ValueError:
                pass  # not the main thread
        exceptions, tb = self._get_tb_and_exceptions(tb_or_exc)
        with self._hold_exceptions(exceptions):
            self.setup(frame, tb)
            # shown right before the first prompt, so not if the commands queued resume the program
            if "_pdbcmd_print_frame_status" not in self.cmdqueue:
                self.cmdqueue.append("_pdbcmd_print_frame_status")
            self._cmdloop()
            self.forget()

    def _pdbcmd_print_frame_status(self, arg):
        self.print_stack_entry(self.stack[self.curindex])
        self._show_display()

    def _show_display(self):
        shown = self.displaying.get(self.curframe, {})
        for expression, before in list(shown.items()):
            value = self._getval_except(expression)
            if value is before:
                continue
            try:
                same = bool(value == before)
            except Exception:
                same = False
            if not same:
                shown[expression] = value
                self.message(f"display {expression}: {self._shown(value, expression)}  [old: {self._shown(before, expression)}]")

    # --- lines ---

    def displayhook(self, obj):
        """Values of statements at the prompt; they do not become _."""
        if obj is not None:
            self.message(repr(obj))

    def _read_more(self, prompt):
        """A further line of a statement; None at the end of input."""
        if self.use_rawinput:
            try:
                return input(prompt)
            except EOFError:
                return None
        self.stdout.write(prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip("\r\n") if line else None

    def _execute(self, code, globals, locals):
        from types import CodeType
        if locals is globals or not any(isinstance(const, CodeType) for const in code.co_consts):
            exec(code, globals, locals)
            return
        # functions within the statement see the variables of the frame as if they were global
        from dis import get_instructions
        stored = {each.argval for each in get_instructions(code) if each.opname in ("STORE_NAME", "DELETE_NAME")}
        before = {**globals, **locals}
        before.setdefault("__builtins__", __builtins__)
        after = dict(before)
        exec(code, after)
        for name in before.keys() | after.keys():
            if before.get(name, self) is after.get(name, self):
                continue
            scope = locals if name in locals or name in stored else globals
            if name in after:
                scope[name] = after[name]
            else:
                del scope[name]

    def default(self, line):
        """Execute a line as Python in the frame shown."""
        from codeop import compile_command
        if line.startswith("!"):
            line = line[1:].strip()
        saved = sys.stdin, sys.stdout, sys.displayhook
        try:
            code = compile_command(line + "\n", "<stdin>", "single")
            while code is None:
                if (more := self._read_more("...   ")) is None:
                    more = "EOF"
                line += f"\n{more}"
                self.lastcmd = ""
                code = compile_command(line, "<stdin>", "single")
            sys.stdin, sys.stdout, sys.displayhook = self.stdin, self.stdout, self.displayhook
            try:
                self._execute(code, self.curframe.f_globals, self.curframe_locals)
            finally:
                sys.stdin, sys.stdout, sys.displayhook = saved
        except BaseException as error:
            self.error(_error_text(error))

    def _expand_alias(self, name, args):
        """The command an alias stands for."""
        text = self.aliases[name]
        used = max((int(n) for n in re.findall(r"%([1-9])", text)), default=0)
        if used > len(args):
            raise _Complaint(f"Not enough arguments for alias '{name}'")
        if used < len(args) and "%*" not in text:
            raise _Complaint(f"Too many arguments for alias '{name}'")
        return re.sub(r"%([1-9*])", lambda found: " ".join(args) if found[1] == "*" else args[int(found[1]) - 1], text)

    def precmd(self, line):
        """Aliases, ';;' and convenience variables."""
        if not line.strip():
            return line
        words = line.split()
        try:
            while words and words[0] in self.aliases:
                line = self._expand_alias(words[0], words[1:])
                words = line.split()
        except _Complaint as complaint:
            self.error(complaint)
            return "!"
        if words and words[0] != "alias" and ";;" in line:
            line, _, rest = line.partition(";;")
            self.cmdqueue.insert(0, rest.lstrip())
            line = line.rstrip()
        return _with_variables(line)

    def parseline(self, line):
        """(command, argument, line): a word with something right behind it is Python, as in n+1 or list(x)."""
        line = line.strip()
        return (None, None, line) if line.startswith("!") else cmd.Cmd.parseline(self, line)

    def onecmd(self, line):
        """Interpret a line; what it means depends on whether a breakpoint's commands are being typed."""
        if self.commands_defining:
            return self.handle_command_def(line)
        self._warn_if_edited()
        if line.startswith("_pdbcmd"):
            name, arg, _ = self.parseline(line)
            return getattr(self, name)(arg)
        return cmd.Cmd.onecmd(self, line)

    _times = {}  # when the files that were shown had been changed last

    def _warn_if_edited(self):
        name = self.curframe and self.curframe.f_code.co_filename
        try:
            time = os.path.getmtime(name)
        except (OSError, TypeError, ValueError):
            return
        if self._times.setdefault(name, time) != time:
            self._times[name] = time
            self.error(f"WARNING: file {name!r} was edited, running stale code until the program is rerun")

    def handle_command_def(self, line):
        """A line of a command list. True: the list is over."""
        name, arg, line = self.parseline(line)
        match name:
            case None | "":
                return False
            case "silent":
                self.commands_silent[self.commands_bnum] = True
                return False
            case "end":
                return True
        self.commands[self.commands_bnum].append(f"{name} {arg}" if arg else name)
        if getattr(self, f"do_{name}", self.default).__name__ not in self.commands_resuming:
            return False
        self.commands_doprompt[self.commands_bnum] = False
        return True

    def message(self, msg, end="\n"):
        """Print to the user."""
        print(msg, end=end, file=self.stdout)

    def error(self, msg):
        """Print a complaint."""
        print("***", msg, file=self.stdout)

    def set_convenience_variable(self, frame, name, value):
        """Set $name."""
        frame.f_globals.setdefault(_VARIABLES, {})[name] = value

    # --- programs ---

    def _run(self, target):
        """Run a script or module anew in __main__."""
        self._wait_for_mainpyfile, self._user_requested_quit = True, False
        self.mainpyfile = self.canonic(target.filename)
        self._times.clear()
        import __main__
        scope = __main__.__dict__
        scope.clear()
        scope.update({"__name__": "__main__", "__builtins__": __builtins__, **target.namespace})
        self.run(target.code)


def run(statement, globals=None, locals=None):
    """Debug statements."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Debug an expression; its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """The same as run()."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Debug the call of a function; its result."""
    return Pdb().runcall(*args, **kwds)


def set_trace(*, header=None):
    """Stop here."""
    debugger = Pdb()
    if header is not None:
        debugger.message(header)
    debugger.set_trace(sys._getframe(1))


def post_mortem(t=None):
    """Look at a traceback, an exception, or the exception being handled."""
    t = sys.exception() if t is None else t
    if t is None or isinstance(t, BaseException) and t.__traceback__ is None:
        raise ValueError("A valid traceback must be passed if no exception is being handled")
    debugger = Pdb()
    debugger.reset()
    debugger.interaction(None, t)


def pm():
    """Look at the last exception that nobody handled."""
    post_mortem(sys.last_exc if hasattr(sys, "last_exc") else sys.last_traceback)


def help():
    """Print the text of this module."""
    import pydoc
    pydoc.pager(__doc__)


def main():
    """python -m pdb"""
    import _pdb_programs
    _pdb_programs.main()


if __name__ == "__main__":
    import pdb  # so that the classes here and in `import pdb` are the same
    pdb.main()
