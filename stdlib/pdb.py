"""The debugger for people: a prompt in the stopped program.

    python -m pdb [-c command] (-m module | pyfile) [arg ...]

or, in a program, breakpoint(). 'help' at the prompt lists the commands; what
is no command is executed as Python in the frame shown. Commands in .pdbrc, in
the home directory and here, are done at the start."""
import bdb
import cmd
import inspect
import linecache
import os
import re
import sys
import traceback
from contextlib import contextmanager
from functools import wraps

__all__ = ["run", "pm", "Pdb", "runeval", "runctx", "runcall", "set_trace", "post_mortem", "help"]

line_prefix = "\n-> "
_VARIABLES = "__pdb_convenience_variables"


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


class Restart(Exception):
    """The program is to be run again."""


class _Complaint(Exception):
    """Ends a command; its text is shown to the user."""


def find_first_executable_line(code):
    """The first line of a function's body that is code."""
    first = code.co_firstlineno
    return next((line for _, _, line in code.co_lines() if line not in (None, first)), first)


def find_function(funcname, filename):
    """(name, file, line) of a def in a file, by looking at the text; None without."""
    import ast
    import tokenize
    try:
        with tokenize.open(filename) as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == funcname:
            skipped = len(node.body) > 1 and ast.get_docstring(node, clean=False) is not None
            return funcname, filename, node.body[skipped].lineno
    return None


def lasti2lineno(code, lasti):
    """The line of an instruction."""
    return next((line for start, end, line in code.co_lines() if start <= lasti < end and line is not None), 0)


def _error_text(error):
    return traceback.format_exception_only(error)[-1].strip()


def _compiles(source):
    """None if the text is an expression, else what is wrong with it."""
    try:
        compile(source, "<stdin>", "eval")
    except SyntaxError as error:
        return _error_text(error)


def _usage(method):
    return inspect.getdoc(method).partition("\n\n")[0]


def _without_argument(method):
    """A command that takes nothing after its name."""
    @wraps(method)
    def command(self, arg):
        return self._wrong_argument(method, arg) if arg else method(self, arg)
    return command


def _resuming(method):
    """A command without argument after which the program goes on."""
    @wraps(method)
    def command(self, arg):
        if arg:
            return self._wrong_argument(method, arg)
        method(self, arg)
        return 1
    return command


def _complaining(method):
    """A command that may raise _Complaint."""
    @wraps(method)
    def command(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except _Complaint as complaint:
            self.error(complaint)
    return command


class Pdb(bdb.Bdb, cmd.Cmd):
    """The debugger: a Bdb whose stops are prompts, and a Cmd whose commands steer it."""

    MAX_CHAINED_EXCEPTION_DEPTH = 999
    _previous_sigint_handler = None

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
        if self.stop_here(frame):
            self._stop(frame, "--Call--")

    def user_return(self, frame, return_value):
        if not self._wait_for_mainpyfile:
            frame.f_locals["__return__"] = return_value
        self._stop(frame, "--Return--", _retval=return_value)

    def user_exception(self, frame, exc_info):
        kind, error, tb = exc_info
        if not self._wait_for_mainpyfile:
            frame.f_locals["__exception__"] = kind, error
        inner = "Internal " if kind is StopIteration and not tb else ""  # the end of a generator
        self._stop(frame, inner + _error_text(error), tb, _exception=error)

    def user_line(self, frame):
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

    def _wrong_argument(self, method, arg):
        usage = _usage(method).replace("\n", "\n" + " " * len("      Usage: "))
        self.error(f"Invalid argument: {arg}\n      Usage: {usage}")

    def set_convenience_variable(self, frame, name, value):
        """Set $name."""
        frame.f_globals.setdefault(_VARIABLES, {})[name] = value

    # --- values ---

    def _getval(self, arg):
        """The value of an expression; tells what is wrong and raises if there is none."""
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except BaseException as error:
            self.error(_error_text(error))
            raise

    def _getval_except(self, arg, frame=None):
        """The value of an expression, or a text about why there is none that shows itself bare."""
        frame = frame or self.curframe
        try:
            return eval(arg, frame.f_globals, frame.f_locals)
        except BaseException as error:
            return _Undefined(f"** raised {_error_text(error)} **")

    def _shown(self, value, name):
        try:
            return repr(value)
        except Exception as error:
            return f"*** repr({name}) failed: {_error_text(error)} ***"

    # --- completions ---

    def _complete_names(self, text, line, begidx, endidx):
        """Completions for an expression."""
        if not self.curframe:
            return []
        names = {**self.curframe.f_globals, **self.curframe_locals}
        if text.startswith("$"):
            return [f"${name}" for name in names.get(_VARIABLES, {}) if name.startswith(text[1:])]
        *path, last = text.split(".")
        if not path:
            return [name for name in names if name.startswith(text)]
        try:
            value = names[path[0]]
            for name in path[1:]:
                value = getattr(value, name)
        except (KeyError, AttributeError):
            return []
        return [".".join([*path, name]) for name in dir(value) if name.startswith(last)]

    def _complete_place(self, text, line, begidx, endidx):
        """Completions for where a breakpoint may be."""
        if line.rstrip().endswith((":", ",")):
            return []
        from glob import escape, glob
        found = self._complete_names(text, line, begidx, endidx)
        for path in glob(f"{escape(text)}*"):
            if os.path.isdir(path):
                found.append(f"{path}/")
            elif os.path.isfile(path) and path.lower().endswith((".py", ".pyw")):
                found.append(f"{path}:")
        return found

    def _complete_number(self, text, line, begidx, endidx):
        """Completions for the number of a breakpoint."""
        return [str(i) for i, each in enumerate(bdb.Breakpoint.bpbynumber) if each and str(i).startswith(text)]

    def completenames(self, text, line, begidx, endidx):
        return cmd.Cmd.completenames(self, text) + [name for name in self.aliases if name.startswith(text)]

    def completedefault(self, text, line, begidx, endidx):
        return self._complete_names(text, line, begidx, endidx)

    # --- breakpoints ---

    def do_commands(self, arg):
        """(Pdb) commands [bpnumber]
        (com) ...
        (com) end
        (Pdb)

        Say what to do at a breakpoint (default: the last one). 'silent' as
        the first word keeps the place from being shown; a command that
        resumes the program, such as continue, ends the list. An empty list
        removes the commands."""
        try:
            number = int(arg) if arg else len(bdb.Breakpoint.bpbynumber) - 1
        except ValueError:
            return self._wrong_argument(self.do_commands, arg)
        try:
            self.get_bpbynumber(number)
        except ValueError as error:
            return self.error(f"cannot set commands: {error}")
        tables = (self.commands, []), (self.commands_doprompt, True), (self.commands_silent, False)
        before = [table.get(number) for table, _ in tables]
        for table, fresh in tables:
            table[number] = fresh
        self.commands_bnum = number
        prompt, self.prompt = self.prompt, "(com) "
        self.commands_defining = True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            for (table, _), value in zip(tables, before):
                if before[0] is None:
                    del table[number]
                else:
                    table[number] = value
            self.error("command definition aborted, old commands restored")
        finally:
            self.commands_defining, self.prompt = False, prompt

    complete_commands = _complete_number

    @_complaining
    def do_break(self, arg, temporary=0):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]

        Without argument, list all breaks. With a line number, set a break
        there in the current file, or in the file named; with a function, at
        its first line of code. A condition must be true for the break to
        count."""
        if not arg:
            if self.breaks:
                self.message("Num Type         Disp Enb   Where")
                for each in filter(None, bdb.Breakpoint.bpbynumber):
                    self.message(each.bpformat())
            return
        place, comma, condition = (part.strip() for part in arg.partition(","))
        if comma and (wrong := _compiles(condition)):
            raise _Complaint(f"Invalid condition {condition}: {wrong}")
        filename, line, function = self._parse_place(place)
        if line := self.checkline(filename, line):
            if problem := self.set_break(filename, line, temporary, condition or None, function):
                raise _Complaint(problem)
            new = self.get_breaks(filename, line)[-1]
            self.message(f"Breakpoint {new.number} at {new.file}:{new.line}")

    def _parse_place(self, place):
        """(file, line, function or None) of "file:line", "line" or "function"."""
        file, colon, line = place.rpartition(":")
        if colon:
            file, line = file.rstrip(), line.lstrip()
            if not (found := self.lookupmodule(file)):
                raise _Complaint(f"{file!r} not found from sys.path")
            try:
                return found, int(line), None
            except ValueError:
                raise _Complaint(f"Bad lineno: {line}") from None
        try:
            return self.defaultFile(), int(place), None
        except ValueError:
            pass
        try:
            value = eval(place, self.curframe.f_globals, self.curframe_locals)
            code = getattr(value, "__func__", value).__code__
            return code.co_filename, find_first_executable_line(code), code.co_name
        except Exception:
            function, file, line = self.lineinfo(place)
        if not function:
            raise _Complaint(f"The specified object {place!r} is not a function or was not found along sys.path.")
        return file, int(line), function

    def defaultFile(self):
        """The file shown."""
        file = self.curframe.f_code.co_filename
        return self.mainpyfile if file == "<string>" and self.mainpyfile else file

    do_b = do_break
    complete_break = complete_b = _complete_place

    def do_tbreak(self, arg):
        """tbreak [ ([filename:]lineno | function) [, condition] ]

        Like break, for one stop: then the break is removed."""
        self.do_break(arg, 1)

    complete_tbreak = _complete_place

    def lineinfo(self, identifier):
        """(function, file, line) of a function named by 'f', 'module.f' or "'f'"."""
        quoted = identifier.split("'")
        path = quoted[len(quoted) == 3].strip().split(".") if len(quoted) in (1, 3) else []
        path = path[path[:1] == ["self"]:]
        if not path or not path[0]:
            return None, None, None
        file = self.defaultFile()
        if len(path) > 1:
            file = self.lookupmodule(path[0]) or file
        return find_function(path[len(path) > 1], self.canonic(file)) or (None, None, None)

    def checkline(self, filename, lineno, module_globals=None):
        """The line, if code may be on it; 0 after saying why not."""
        if module_globals is None and getattr(self, "curframe", None):
            module_globals = self.curframe.f_globals
        line = linecache.getline(filename, lineno, module_globals)
        if not line:
            self.message("End of file")
            return 0
        if not line.strip() or line.lstrip().startswith(("#", '"""', "'''")):
            self.error("Blank or comment")
            return 0
        return lineno

    def _numbered(self, arg):
        """The breakpoints of the numbers in a text; complains about those that are none."""
        for number in arg.split():
            try:
                yield self.get_bpbynumber(number)
            except ValueError as error:
                self.error(error)

    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]

        Make breakpoints count again."""
        for each in self._numbered(arg):
            each.enable()
            self.message(f"Enabled {each}")

    complete_enable = _complete_number

    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]

        Keep breakpoints, but let them not count until they are enabled."""
        for each in self._numbered(arg):
            each.disable()
            self.message(f"Disabled {each}")

    complete_disable = _complete_number

    def do_condition(self, arg):
        """condition bpnumber [condition]

        Set the condition that must be true for a breakpoint to count;
        without one it counts always."""
        number, _, condition = arg.partition(" ")
        if condition and (wrong := _compiles(condition)):
            return self.error(f"Invalid condition {condition}: {wrong}")
        try:
            found = self.get_bpbynumber(number)
        except ValueError as error:
            return self.error(error)
        found.cond = condition or None
        self.message(f"New condition set for breakpoint {found.number}." if condition
                     else f"Breakpoint {found.number} is now unconditional.")

    complete_condition = _complete_number

    def do_ignore(self, arg):
        """ignore bpnumber [count]

        Pass a breakpoint that many times (default 0) before it counts."""
        number, count, *_ = [*arg.split(), "", ""]
        try:
            count = max(0, int(count or 0))
        except ValueError:
            return self._wrong_argument(self.do_ignore, arg)
        try:
            found = self.get_bpbynumber(number)
        except ValueError as error:
            return self.error(error)
        found.ignore = count
        self.message(f"Will ignore next {count} crossing{'s' * (count > 1)} of breakpoint {found.number}." if count
                     else f"Will stop next time breakpoint {found.number} is reached.")

    complete_ignore = _complete_number

    @_complaining
    def do_clear(self, arg):
        """cl(ear) [filename:lineno | bpnumber ...]

        Delete breakpoints by their numbers or their line; all of them, after
        asking, without argument."""
        if not arg:
            try:
                reply = input("Clear all breaks? ")
            except EOFError:
                reply = "no"
            if reply.strip().lower() not in ("y", "yes"):
                return
            gone, problem = [*filter(None, bdb.Breakpoint.bpbynumber)], self.clear_all_breaks()
        elif ":" in arg:
            file, _, line = arg.rpartition(":")
            try:
                line = int(line)
            except ValueError:
                raise _Complaint(f"Invalid line number ({line})") from None
            gone = list(self.get_breaks(file, line))
            problem = self.clear_break(file, line)
        else:
            for each in self._numbered(arg):
                self.clear_bpbynumber(each.number)
                self.message(f"Deleted {each}")
            return
        if problem:
            raise _Complaint(problem)
        for each in gone:
            self.message(f"Deleted {each}")

    do_cl = do_clear
    complete_clear = complete_cl = _complete_place

    # --- moving about ---

    @_without_argument
    def do_where(self, arg):
        """w(here)

        Show the stack, the newest frame last; an arrow marks the frame that
        commands look at. 'bt' is the same."""
        self.print_stack_trace()

    do_w = do_bt = do_where

    def do_exceptions(self, arg):
        """exceptions [number]

        List the exceptions that led to the current one, or go to one of them."""
        chain = self._chained_exceptions
        if not chain:
            return self.message("Did not find chained exceptions. To move between exceptions, pdb/post_mortem must be "
                                "given an exception object rather than a traceback.")
        if not arg:
            for i, error in enumerate(chain):
                text = repr(error)
                mark = ">" if i == self._chained_exception_index else " "
                number = "  -" if error.__traceback__ is None else f"{i:>3}"
                self.message(f"{mark} {number} {text if len(text) < 80 else text[:76] + ' ...'}")
            return
        try:
            number = int(arg)
        except ValueError:
            return self.error("Argument must be an integer")
        if not 0 <= number < len(chain):
            return self.error("No exception with that number")
        if chain[number].__traceback__ is None:
            return self.error("This exception does not have a traceback, cannot jump to it")
        self._chained_exception_index = number
        self.setup(None, chain[number].__traceback__)
        self.print_stack_entry(self.stack[self.curindex])

    def _select_frame(self, number):
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.set_convenience_variable(self.curframe, "_frame", self.curframe)
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    def _walk(self, arg, direction, end, complaint):
        """Look at another frame; a negative count means the one at the end."""
        try:
            count = int(arg or 1)
        except ValueError:
            return self.error(f"Invalid frame count ({arg})")
        if self.curindex == end:
            return self.error(complaint)
        new = self.curindex + direction * count
        self._select_frame(end if count < 0 else min(max(new, 0), len(self.stack) - 1))

    def do_up(self, arg):
        """u(p) [count]

        Look at an older frame."""
        self._walk(arg, -1, 0, "Oldest frame")

    def do_down(self, arg):
        """d(own) [count]

        Look at a newer frame."""
        self._walk(arg, 1, len(self.stack) - 1, "Newest frame")

    do_u, do_d = do_up, do_down

    def do_until(self, arg):
        """unt(il) [lineno]

        Go on to a greater line than this one, or than the one named, or to
        the end of the function."""
        line = None
        if arg:
            try:
                line = int(arg)
            except ValueError:
                return self.error(f"Error in argument: {arg!r}")
            if line <= self.curframe.f_lineno:
                return self.error('"until" line number is smaller than current line number')
        self.set_until(self.curframe, line)
        return 1

    do_unt = do_until

    @_resuming
    def do_step(self, arg):
        """s(tep)

        Run this line, and stop at the first chance: in a function it calls,
        or at the next line."""
        self.set_step()

    do_s = do_step

    @_resuming
    def do_next(self, arg):
        """n(ext)

        Run this line and the functions it calls; stop at the next line of
        this function, or when it returns."""
        self.set_next(self.curframe)

    do_n = do_next

    def do_run(self, arg):
        """run [args...]

        Run the program again, with these arguments if there are any. Breaks,
        displays and options stay. 'restart' is the same."""
        if arg:
            import shlex
            try:
                sys.argv[1:] = shlex.split(arg)
            except ValueError as error:
                return self.error(f"Cannot run {arg}: {error}")
        raise Restart

    do_restart = do_run

    @_resuming
    def do_return(self, arg):
        """r(eturn)

        Go on until this function returns."""
        self.set_return(self.curframe)

    do_r = do_return

    @_resuming
    def do_continue(self, arg):
        """c(ont(inue))

        Go on, and stop at breakpoints only."""
        if not self.nosigint:
            import signal
            try:
                Pdb._previous_sigint_handler = signal.signal(signal.SIGINT, self.sigint_handler)
            except ValueError:
                pass  # not the main thread
        self.set_continue()

    do_c = do_cont = do_continue

    def do_jump(self, arg):
        """j(ump) lineno

        Say which line of the newest frame is run next. Not every jump can
        be: not into loops, for example."""
        if self.curindex + 1 != len(self.stack):
            return self.error("You can only jump within the bottom frame")
        try:
            line = int(arg)
        except ValueError:
            return self.error("The 'jump' command requires a line number")
        try:
            self.curframe.f_lineno = line
        except ValueError as error:
            return self.error(f"Jump failed: {error}")
        self.stack[self.curindex] = self.curframe, line
        self.print_stack_entry(self.stack[self.curindex])

    do_j = do_jump

    def do_debug(self, arg):
        """debug code

        Debug a statement or expression in a debugger within this one."""
        sys.settrace(None)
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = f"({self.prompt.strip()}) "
        self.message("ENTERING RECURSIVE DEBUGGER")
        try:
            sys.call_tracing(inner.run, (arg, self.curframe.f_globals, self.curframe_locals))
        except Exception as error:
            self.error(_error_text(error))
        self.message("LEAVING RECURSIVE DEBUGGER")
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    complete_debug = _complete_names

    @_resuming
    def do_quit(self, arg):
        """q(uit) | exit

        End the program."""
        self._user_requested_quit = True
        self.set_quit()

    do_q = do_exit = do_quit

    @_without_argument
    def do_EOF(self, arg):
        """EOF

        The end of input ends the program."""
        self.message("")
        return self.do_quit("")

    # --- showing ---

    @_without_argument
    def do_args(self, arg):
        """a(rgs)

        Show the arguments of the function."""
        values = self.curframe_locals
        args, varargs, varkw = inspect.getargs(self.curframe.f_code)
        for name in filter(None, (*args, varargs, varkw)):
            self.message(f"{name} = {self._shown(values[name], name) if name in values else '*** undefined ***'}")

    do_a = do_args

    @_without_argument
    def do_retval(self, arg):
        """retval

        Show what the function returned last."""
        if "__return__" in self.curframe_locals:
            self.message(self._shown(self.curframe_locals["__return__"], "retval"))
        else:
            self.error("Not yet returned!")

    do_rv = do_retval

    def _print_value(self, arg, text):
        try:
            value = self._getval(arg)
        except BaseException:
            return
        try:
            self.message(text(value))
        except BaseException as error:
            self.error(_error_text(error))

    def do_p(self, arg):
        """p expression

        Show the value of an expression."""
        self._print_value(arg, repr)

    def do_pp(self, arg):
        """pp expression

        Show the value of an expression, laid out by pprint."""
        from pprint import pformat
        self._print_value(arg, pformat)

    complete_print = complete_p = complete_pp = _complete_names

    def do_list(self, arg):
        """l(ist) [first[, last] | .]

        Show 11 lines of the source around this line, or those after the ones
        shown last; '.' goes back to this line. With one argument, 11 lines
        around that one; with two, the lines from the first to the second, or
        that many if the second is smaller. '->' marks this line, '>>' the
        one where an exception was raised, 'B' lines with breakpoints."""
        self.lastcmd = "list"
        try:
            first, count = self._parse_range(arg)
        except ValueError:
            return self.error(f"Error in argument: {arg!r}")
        file = self.curframe.f_code.co_filename
        lines = linecache.getlines(file, self.curframe.f_globals)
        last = first + count - 1
        self._print_lines(lines[first - 1:last], first, self.get_file_breaks(file), self.curframe)
        self.lineno = min(last, len(lines))
        if len(lines) < last:
            self.message("[EOF]")

    def _parse_range(self, arg):
        """(first line, how many lines) for list."""
        if arg and arg != ".":
            first, comma, last = arg.partition(",")
            first = int(first)
            if not comma:
                return max(1, first - 5), 11
            last = int(last)
            return first, (last if last >= first else first + last) - first + 1
        if arg == "." or self.lineno is None:
            return max(1, self.curframe.f_lineno - 5), 11
        return self.lineno + 1, 11

    do_l = do_list

    def _print_lines(self, lines, start, breaks=(), frame=None):
        here = frame.f_lineno if frame else -1
        raised = self.tb_lineno.get(frame, -1) if frame else -1
        for number, line in enumerate(lines, start):
            place = "->" if number == here else ">>" if number == raised else ""
            label = f"{number:>3}".ljust(4) + ("B" if number in breaks else " ") + place
            self.message(f"{label}\t{line.rstrip()}")

    def _source_of(self, obj):
        lines, first = inspect.getsourcelines(obj)
        return lines, max(1, first)

    @_without_argument
    def do_longlist(self, arg):
        """ll | longlist

        Show the source of the whole function."""
        try:
            lines, first = self._source_of(self.curframe)
        except OSError as error:
            return self.error(error)
        self._print_lines(lines, first, self.get_file_breaks(self.curframe.f_code.co_filename), self.curframe)

    do_ll = do_longlist

    def do_source(self, arg):
        """source expression

        Show the source of a function, class or module."""
        try:
            value = self._getval(arg)
        except BaseException:
            return
        try:
            lines, first = self._source_of(value)
        except (OSError, TypeError) as error:
            return self.error(error)
        self._print_lines(lines, first)

    complete_source = _complete_names

    def do_whatis(self, arg):
        """whatis expression

        Show what kind of thing the value of an expression is."""
        try:
            value = self._getval(arg)
        except BaseException:
            return
        code = getattr(getattr(value, "__func__", value), "__code__", None)
        if code is not None:
            self.message(f"{'Method' if hasattr(value, '__func__') else 'Function'} {code.co_name}")
        elif isinstance(value, type):
            self.message(f"Class {value.__module__}.{value.__qualname__}")
        else:
            self.message(type(value))

    complete_whatis = _complete_names

    def do_display(self, arg):
        """display [expression]

        Show the value of an expression at each stop in this frame where it
        has changed; without argument list those shown."""
        shown = self.displaying.setdefault(self.curframe, {})
        if not arg:
            self.message("Currently displaying:" if shown else "No expression is being displayed")
            for expression, value in shown.items():
                self.message(f"{expression}: {self._shown(value, expression)}")
        elif wrong := _compiles(arg):
            self.error(f"Unable to display {arg}: {wrong}")
        else:
            shown[arg] = self._getval_except(arg)
            self.message(f"display {arg}: {self._shown(shown[arg], arg)}")

    complete_display = _complete_names

    def do_undisplay(self, arg):
        """undisplay [expression]

        Stop showing an expression; without argument, all of them."""
        shown = self.displaying.setdefault(self.curframe, {})
        if not arg:
            shown.clear()
        elif shown.pop(arg, self) is self:
            self.error(f"not displaying {arg}")

    def complete_undisplay(self, text, line, begidx, endidx):
        return [expression for expression in self.displaying.get(self.curframe, ()) if expression.startswith(text)]

    def do_interact(self, arg):
        """interact

        An interactive interpreter with the frame's names. What it assigns
        does not change the frame."""
        from code import InteractiveConsole
        console = InteractiveConsole({**self.curframe.f_globals, **self.curframe_locals}, local_exit=True)
        console.write = lambda text: self.message(text, end="")
        console.interact(banner="*pdb interact start*", exitmsg="*exit from pdb interact command*")

    def do_alias(self, arg):
        """alias [name [command]]

        Make a name for a command: %1, %2 and so on in it stand for the
        arguments, %* for all of them. Without command, show the alias;
        without name, all of them."""
        words = arg.split()
        match words:
            case []:
                for name in sorted(self.aliases):
                    self.message(f"{name} = {self.aliases[name]}")
            case [name] if name in self.aliases:
                self.message(f"{name} = {self.aliases[name]}")
            case [name]:
                self.error(f"Unknown alias '{name}'")
            case [name, *command]:
                text = " ".join(command)
                used = {int(n) for n in re.findall(r"%([1-9])", text)}
                if "%*" not in text and used != set(range(1, len(used) + 1)):
                    return self.error("Replaceable parameters must be consecutive")
                self.aliases[name] = text

    def do_unalias(self, arg):
        """unalias name

        Delete an alias."""
        words = arg.split()
        if not words:
            return self._wrong_argument(self.do_unalias, arg)
        self.aliases.pop(words[0], None)

    def complete_unalias(self, text, line, begidx, endidx):
        return [name for name in self.aliases if name.startswith(text)]

    commands_resuming = ["do_continue", "do_step", "do_next", "do_return", "do_until", "do_quit", "do_jump"]

    def print_stack_trace(self):
        """Show all frames."""
        for entry in self.stack:
            self.print_stack_entry(entry)

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        """Show a frame."""
        mark = "> " if frame_lineno[0] is self.curframe else "  "
        self.message(mark + self.format_stack_entry(frame_lineno, prompt_prefix))

    # --- help ---

    def do_help(self, arg):
        """h(elp) [command]

        Say what a command does; without argument, list them."""
        if not arg:
            return cmd.Cmd.do_help(self, arg)
        if topic := getattr(self, f"help_{arg}", None):
            return topic()
        if (command := getattr(self, f"do_{arg}", None)) is None:
            return self.error(f"No help for {arg!r}")
        if not (doc := inspect.getdoc(command)):
            return self.error(f"No help for {arg!r}; __doc__ string missing")
        self.message(f"Usage: {doc}\n")

    do_h = do_help

    def help_exec(self):
        """(!) statement

        Execute a statement in the frame. The '!' is needed only where the
        statement begins like a command; '!' also says that a variable is
        meant which has the name of one."""
        self.message(inspect.getdoc(Pdb.help_exec))

    def help_pdb(self):
        help()

    def lookupmodule(self, filename):
        """The file of a module or script, looked for along sys.path."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        main = os.path.join(sys.path[0], filename)
        if os.path.exists(main) and self.canonic(main) == self.mainpyfile:
            return main
        names = [filename]
        if not filename.endswith(".py"):
            names = [filename.replace(".", os.sep) + ".py"] + [filename] * bool(os.path.splitext(filename)[1])
        if os.path.isabs(filename):
            return names[-1]
        places = (os.path.join(os.path.realpath(folder) if os.path.islink(folder) else folder, name)
                  for name in names for folder in sys.path)
        return next(filter(os.path.exists, places), None)

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


class _Undefined:
    """In place of the value of an expression that has none."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __eq__(self, other):
        return isinstance(other, _Undefined) and self.text == other.text


class _Script:
    """A program in a file."""

    def __init__(self, path):
        self.path, self.filename = path, os.path.realpath(path)
        if not os.path.exists(self.filename):
            sys.exit(_told(f"Error: {path} does not exist"))
        if os.path.isdir(self.filename):
            sys.exit(_told(f"Error: {path} is a directory"))
        sys.path[0] = os.path.dirname(self.filename)
        self.namespace = {"__file__": self.filename, "__spec__": None}

    @property
    def code(self):
        import io
        with io.open_code(self.filename) as file:
            return f"exec(compile({file.read()!r}, {self.filename!r}, 'exec'))"

    def __str__(self):
        return self.filename


class _Module:
    """A program that is a module or package."""

    def __init__(self, name):
        import runpy
        self.name = name
        try:
            _, spec, self.code = runpy._get_module_details(name)
        except ImportError as error:
            sys.exit(_told(f"ImportError: {error}"))
        except Exception:
            traceback.print_exc()
            sys.exit(1)
        self.filename = self.code.co_filename
        self.namespace = {"__file__": os.path.realpath(spec.origin or self.filename), "__package__": spec.parent,
                          "__loader__": spec.loader, "__spec__": spec}

    def __str__(self):
        return self.name


def _told(text):
    """1, the exit status, after saying why."""
    print(text)
    return 1


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


_USAGE = "usage: pdb [-h] [-c command] (-m module | pyfile) [args ...]"
_HELP = f"""{_USAGE}

Run a Python file, or with -m a module or package, under the debugger.

options:
  -h, --help            show this help
  -c, --command command
                        a command to begin with, after those in .pdbrc
  -m module             debug a module or package

"-c continue" runs the program until an exception is raised,
"-c 'until X'" up to line X."""


def _command_line(words):
    """(commands, target, arguments)"""
    import getopt
    try:
        options, rest = getopt.getopt(words, "hc:m:", ["help", "command="])
    except getopt.GetoptError as error:
        print(f"{_USAGE}\npdb: error: {error}", file=sys.stderr)
        sys.exit(2)
    commands, module = [], None
    for option, value in options:
        match option:
            case "-h" | "--help":
                print(_HELP)
                sys.exit()
            case "-m":
                module = value
            case _:
                commands.append(value)
    if module is None and not rest:
        print(_HELP)
        sys.exit(2)
    return (commands, _Module(module), rest) if module else (commands, _Script(rest[0]), rest[1:])


def _until_module(words):
    """The words up to -m and its module: all behind belongs to the program."""
    for i, word in enumerate(words):
        if word == "-m":
            return i + 2
        if word.startswith("-m") and not word.startswith("--"):
            return i + 1
        if not word.startswith("-") and (i == 0 or words[i - 1] not in ("-c", "--command")):
            break
    return len(words)


def main():
    """python -m pdb"""
    words = sys.argv[1:]
    end = _until_module(words)
    commands, target, rest = _command_line(words[:end])
    sys.argv[:] = [target.filename if isinstance(target, _Module) else target.path, *rest, *words[end:]]
    debugger = Pdb()
    debugger.rcLines += commands
    while True:
        try:
            debugger._run(target)
        except Restart:
            print("Restarting", target, "with arguments:")
            print("\t" + " ".join(sys.argv[1:]))
        except SystemExit as exit:
            print("The program exited via sys.exit(). Exit status:", exit)
        except BaseException as error:
            traceback.print_exception(error)
            print("Uncaught exception. Entering post mortem debugging")
            print("Running 'cont' or 'step' will restart the program")
            try:
                debugger.interaction(None, error)
            except Restart:
                print("Restarting", target, "with arguments:")
                print("\t" + " ".join(sys.argv[1:]))
                continue
        if debugger._user_requested_quit:
            break
        print("The program finished and will be restarted")


if __name__ == "__main__":
    import pdb  # so that the classes here and in `import pdb` are the same
    pdb.main()
