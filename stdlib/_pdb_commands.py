"""The debugger's commands that look at the stack and at values, and those that let the program go on."""
import cmd
import inspect
import linecache
import os
import re
import sys

from _pdb_breakpoints import _Breakpoints, _compiles, _error_text, _resuming, _without_argument

__name__ = "pdb"

line_prefix = "\n-> "


class Restart(Exception):
    """The program is to be run again."""


class _Undefined:
    """In place of the value of an expression that has none."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __eq__(self, other):
        return isinstance(other, _Undefined) and self.text == other.text


class _Commands:
    """What the user of a session can say: a method for each command, its text begins with how it is used."""

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
            from pdb import Pdb
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
        import pdb
        sys.settrace(None)
        inner = pdb.Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = f"({self.prompt.strip()}) "
        self.message("ENTERING RECURSIVE DEBUGGER")
        try:
            sys.call_tracing(inner.run, (arg, self.curframe.f_globals, self.curframe_locals))
        except Exception as error:
            self.error(_error_text(error))
        self.message("LEAVING RECURSIVE DEBUGGER")
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    complete_debug = _complete_names = _Breakpoints._complete_names

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
        self.message(inspect.getdoc(self.help_exec))

    def help_pdb(self):
        import pdb
        pdb.help()

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
