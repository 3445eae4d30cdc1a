"""The debugger's commands about breakpoints, and what all its commands need: complaints and completions."""
import bdb
import cmd
import inspect
import linecache
import os
import traceback
from functools import wraps

__name__ = "pdb"  # what users import it from

_VARIABLES = "__pdb_convenience_variables"


class _Complaint(Exception):
    """Ends a command; its text is shown to the user."""


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


def _error_text(error):
    return traceback.format_exception_only(error)[-1].strip()


def _compiles(source):
    """None if the text is an expression, else what is wrong with it."""
    try:
        compile(source, "<stdin>", "eval")
    except SyntaxError as error:
        return _error_text(error)


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


class _Breakpoints:
    """The part of a session that is about breakpoints."""

    def _wrong_argument(self, method, arg):
        usage = _usage(method).replace("\n", "\n" + " " * len("      Usage: "))
        self.error(f"Invalid argument: {arg}\n      Usage: {usage}")

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
