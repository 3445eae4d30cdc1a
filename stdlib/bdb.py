"""The mechanism of a debugger: breakpoints, and deciding at each trace event whether to stop there."""
import os
import sys
from functools import wraps

__all__ = ["BdbQuit", "Bdb", "Breakpoint"]

CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR = 0x20, 0x80, 0x200
GENERATOR_AND_COROUTINE_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


class BdbQuit(Exception):
    """Raised to end the program that is being debugged."""


def _suspends(frame):
    return bool(frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS)


def _outwards(frame, last=None):
    """The frame and those that called it, up to the last one."""
    while frame:
        yield frame
        if frame is last:
            return
        frame = frame.f_back


def _problem_as_result(method):
    """Give the text of a ValueError instead of raising it; None if all went well."""
    @wraps(method)
    def tell(*args, **kwargs):
        try:
            method(*args, **kwargs)
        except ValueError as problem:
            return str(problem)
    return tell


class Bdb:
    """Subclass it and override the user_* methods, which are called where the program stops.

    The state is: the frame to stop in (None: any), the line of it that must
    be reached (-1: not at lines at all), the frame whose return stops."""

    def __init__(self, skip=None):
        self.skip = set(skip) if skip else None
        self.breaks, self.fncache, self.frame_trace_lines_opcodes = {}, {}, {}
        self.frame_returning = self.enterframe = None
        self.trace_opcodes = False
        for file, line in Breakpoint.bplist:  # all debuggers have them in common
            self._note_line(file, line)

    def canonic(self, filename):
        """The one way to write a file name; names like <stdin> stay as they are."""
        if filename[:1] == "<" and filename[-1:] == ">":
            return filename
        known = self.fncache.get(filename)
        if not known:
            known = self.fncache[filename] = os.path.normcase(os.path.abspath(filename))
        return known

    def reset(self):
        """Begin anew: the first chance to stop is taken."""
        from linecache import checkcache
        checkcache()
        self.botframe = None
        self._set_stopinfo(None, None)

    # --- trace events ---

    def trace_dispatch(self, frame, event, arg):
        """The trace function of frames that are debugged."""
        if self.quitting:
            return None
        before, self.enterframe = self.enterframe, frame
        try:
            match event:
                case "line":
                    return self.dispatch_line(frame)
                case "opcode":
                    return self.dispatch_opcode(frame, arg)
                case "call" | "return" | "exception":
                    return getattr(self, "dispatch_" + event)(frame, arg)
                case "c_call" | "c_return" | "c_exception":
                    pass
                case _:
                    print("bdb.Bdb.dispatch: unknown debugging event:", repr(event))
            return self.trace_dispatch
        finally:
            self.enterframe = before

    def _tell(self, method, *args):
        """Call a user_* method; it may have decided to quit."""
        method(*args)
        if self.quitting:
            raise BdbQuit

    def dispatch_line(self, frame):
        """A line is about to run; what traces from here on."""
        if self.stop_here(frame) or self.break_here(frame):
            self._tell(self.user_line, frame)
        return self.trace_dispatch

    def dispatch_opcode(self, frame, arg):
        """An instruction is about to run; what traces from here on."""
        if self.stop_here(frame) or self.break_here(frame):
            self._tell(self.user_opcode, frame)
        return self.trace_dispatch

    def dispatch_call(self, frame, arg):
        """A function is called; what traces inside of it."""
        if self.botframe is None:
            self.botframe = frame.f_back
        elif not self.stop_here(frame) and not self.break_anywhere(frame):
            return None
        elif not (self.stopframe and _suspends(frame)):  # else it is only resumed
            self._tell(self.user_call, frame, arg)
        return self.trace_dispatch

    def dispatch_return(self, frame, arg):
        """A function returns; what traces from here on."""
        stops = self.stop_here(frame) or frame is self.returnframe
        if stops and not (self.stopframe and _suspends(frame)):
            self.frame_returning = frame
            try:
                self._tell(self.user_return, frame, arg)
            finally:
                self.frame_returning = None
            if frame is self.stopframe and self.stoplineno != -1:
                self._set_stopinfo(None, None)
            if self.stoplineno != -1:
                self._trace_caller(frame)
        return self.trace_dispatch

    def dispatch_exception(self, frame, arg):
        """An exception passes; what traces from here on."""
        kind, _, traceback = arg
        if self.stop_here(frame):
            told = not (_suspends(frame) and kind is StopIteration and traceback is None)
        else:  # the generator in which we step ends without us
            told = (self.stopframe and frame is not self.stopframe and _suspends(self.stopframe)
                    and kind in (StopIteration, GeneratorExit))
        if told:
            self._tell(self.user_exception, frame, arg)
        return self.trace_dispatch

    # --- decisions ---

    def is_skipped_module(self, module_name):
        """Whether frames of the module are passed over."""
        from fnmatch import fnmatch
        return module_name is not None and any(fnmatch(module_name, pattern) for pattern in self.skip)

    def stop_here(self, frame):
        """Whether stepping wants to stop in the frame."""
        if self.skip and self.is_skipped_module(frame.f_globals.get("__name__")):
            return False
        return not self.stopframe or frame is self.stopframe and frame.f_lineno >= self.stoplineno != -1

    def break_here(self, frame):
        """Whether a breakpoint at the frame's line is effective now."""
        file = self.canonic(frame.f_code.co_filename)
        lines = self.breaks.get(file, ())
        # a breakpoint for a function is known by the line of its def
        line = next((line for line in (frame.f_lineno, frame.f_code.co_firstlineno) if line in lines), None)
        if line is None:
            return False
        found, may_go = effective(file, line, frame)
        if not found:
            return False
        self.currentbp = found.number
        if may_go and found.temporary:
            self.do_clear(str(found.number))
        return True

    def do_clear(self, arg):
        """Remove a temporary breakpoint that was hit; subclasses must say how."""
        raise NotImplementedError("subclass of bdb must implement do_clear()")

    def break_anywhere(self, frame):
        """Whether the file of the frame has breakpoints."""
        return self.canonic(frame.f_code.co_filename) in self.breaks

    # --- for subclasses ---

    def user_call(self, frame, argument_list):
        """A function that may be stopped in is called."""

    def user_line(self, frame):
        """The program stops before a line."""

    def user_return(self, frame, return_value):
        """The program stops before a return."""

    def user_exception(self, frame, exc_info):
        """The program stops at an exception."""

    def user_opcode(self, frame):
        """The program stops before an instruction."""

    # --- stepping ---

    def _set_trace_opcodes(self, trace_opcodes):
        if trace_opcodes != self.trace_opcodes:
            self.trace_opcodes = trace_opcodes
            for frame in _outwards(self.enterframe, self.botframe):
                frame.f_trace_opcodes = trace_opcodes

    def _set_stopinfo(self, stopframe, returnframe, stoplineno=0, opcode=False):
        self.stopframe, self.returnframe, self.stoplineno, self.quitting = stopframe, returnframe, stoplineno, False
        self._set_trace_opcodes(opcode)

    def _trace_caller(self, frame):
        """Trace the frame that called this one, if it is not traced yet."""
        caller = frame.f_back
        if caller and not caller.f_trace:
            caller.f_trace = self.trace_dispatch

    def set_until(self, frame, lineno=None):
        """Stop at a greater line of the frame, or when it returns."""
        self._set_stopinfo(frame, frame, frame.f_lineno + 1 if lineno is None else lineno)

    def set_step(self):
        """Stop at the next line, wherever it is."""
        self._set_stopinfo(None, None)

    def set_stepinstr(self):
        """Stop at the next instruction."""
        self._set_stopinfo(None, None, opcode=True)

    def set_next(self, frame):
        """Stop at the next line of the frame, or where it returns to."""
        self._set_stopinfo(frame, None)

    def set_return(self, frame):
        """Stop when the frame returns."""
        if _suspends(frame):
            self._set_stopinfo(frame, None, -1)
        else:
            self._set_stopinfo(frame.f_back, frame)

    def set_trace(self, frame=None):
        """Stop at the next line of the frame (default: the caller's)."""
        sys.settrace(None)
        frame = frame or sys._getframe(1)
        self.reset()
        for outer in _outwards(frame):
            self.frame_trace_lines_opcodes[outer] = outer.f_trace_lines, outer.f_trace_opcodes
            outer.f_trace, outer.f_trace_lines = self.trace_dispatch, True
            self.botframe = outer
        before, self.enterframe = self.enterframe, frame
        self.set_stepinstr()
        self.enterframe = before
        sys.settrace(self.trace_dispatch)

    def set_continue(self):
        """Stop at breakpoints only; without any the program runs untraced."""
        self._set_stopinfo(self.botframe, None, -1)
        if self.breaks:
            return
        sys.settrace(None)
        for frame in _outwards(sys._getframe(1)):
            if frame is self.botframe:
                break
            del frame.f_trace
        for frame, (lines, opcodes) in self.frame_trace_lines_opcodes.items():
            frame.f_trace_lines, frame.f_trace_opcodes = lines, opcodes
        self.frame_trace_lines_opcodes = {}

    def set_quit(self):
        """End the program: the next event raises BdbQuit."""
        self.stopframe, self.returnframe, self.quitting = self.botframe, None, True
        sys.settrace(None)

    # --- breakpoints ---

    def _note_line(self, file, line):
        lines = self.breaks.setdefault(file, [])
        if line not in lines:
            lines.append(line)

    def _prune_breaks(self, filename, lineno):
        """Forget a line whose last breakpoint is gone."""
        lines = self.breaks.get(filename, [])
        if lineno in lines and (filename, lineno) not in Breakpoint.bplist:
            lines.remove(lineno)
        if not lines:
            self.breaks.pop(filename, None)

    def _delete(self, breakpoints):
        for each in list(breakpoints):
            each.deleteMe()
            self._prune_breaks(each.file, each.line)

    def _lines_of(self, filename):
        """(canonic name, lines with breakpoints) of a file that must have some."""
        filename = self.canonic(filename)
        if not (lines := self.breaks.get(filename)):
            raise ValueError(f"There are no breakpoints in {filename}")
        return filename, lines

    @_problem_as_result
    def set_break(self, filename, lineno, temporary=False, cond=None, funcname=None):
        """Set a breakpoint; the text of an error, if there is no such line."""
        from linecache import getline
        filename = self.canonic(filename)
        if not getline(filename, lineno):
            raise ValueError(f"Line {filename}:{lineno} does not exist")
        self._note_line(filename, lineno)
        Breakpoint(filename, lineno, temporary, cond, funcname)
        for frame in _outwards(self.enterframe):
            if self.break_anywhere(frame):
                frame.f_trace = self.trace_dispatch

    @_problem_as_result
    def clear_break(self, filename, lineno):
        """Delete the breakpoints of a line; the text of an error, if there are none."""
        filename, lines = self._lines_of(filename)
        if lineno not in lines:
            raise ValueError(f"There is no breakpoint at {filename}:{lineno}")
        self._delete(Breakpoint.bplist[filename, lineno])

    @_problem_as_result
    def clear_bpbynumber(self, arg):
        """Delete a breakpoint by its number; the text of an error, if there is none."""
        self._delete([self.get_bpbynumber(arg)])

    @_problem_as_result
    def clear_all_file_breaks(self, filename):
        """Delete the breakpoints of a file; the text of an error, if there are none."""
        filename, lines = self._lines_of(filename)
        self._delete(each for line in lines for each in Breakpoint.bplist.get((filename, line), ()))
        self.breaks.pop(filename, None)

    @_problem_as_result
    def clear_all_breaks(self):
        """Delete all breakpoints; the text of an error, if there are none."""
        if not self.breaks:
            raise ValueError("There are no breakpoints")
        for each in filter(None, Breakpoint.bpbynumber):
            each.deleteMe()
        self.breaks = {}

    def get_bpbynumber(self, arg):
        """The breakpoint of that number; ValueError says why there is none."""
        if not arg:
            raise ValueError("Breakpoint number expected")
        try:
            found = Breakpoint.bpbynumber[int(arg)]
        except ValueError:
            raise ValueError(f"Non-numeric breakpoint number {arg}") from None
        except IndexError:
            raise ValueError(f"Breakpoint number {int(arg)} out of range") from None
        if found is None:
            raise ValueError(f"Breakpoint {int(arg)} already deleted")
        return found

    def get_break(self, filename, lineno):
        """Whether the line has a breakpoint."""
        return lineno in self.breaks.get(self.canonic(filename), ())

    def get_breaks(self, filename, lineno):
        """The breakpoints of a line."""
        return Breakpoint.bplist.get((self.canonic(filename), lineno), []) if self.get_break(filename, lineno) else []

    def get_file_breaks(self, filename):
        """The lines of a file that have breakpoints."""
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        """Lines with breakpoints, by file."""
        return self.breaks

    # --- the stack ---

    def get_stack(self, f, t):
        """The (frame, line) pairs from the bottom over a frame to the end of a traceback, and f's index."""
        if t and t.tb_frame is f:
            t = t.tb_next
        stack = [(frame, frame.f_lineno) for frame in _outwards(f, self.botframe)][::-1]
        index = len(stack) - 1
        while t:
            stack.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        return stack, max(0, index if f is not None else len(stack) - 1)

    def format_stack_entry(self, frame_lineno, lprefix=": "):
        """A line about a frame: file(line)function()->value: source."""
        import linecache
        import reprlib
        frame, line = frame_lineno
        file = self.canonic(frame.f_code.co_filename)
        text = f"{file}({line!r}){frame.f_code.co_name or '<lambda>'}()"
        if "__return__" in frame.f_locals:
            text += "->" + reprlib.repr(frame.f_locals["__return__"])
        if line is None:
            return f"{text}{lprefix}Warning: lineno is None"
        source = linecache.getline(file, line, frame.f_globals)
        return f"{text}{lprefix}{source.strip()}" if source else text

    # --- running ---

    def _traced(self, call, *args, **kwargs):
        """The result of a call under this debugger; None if it was quit."""
        sys.settrace(self.trace_dispatch)
        try:
            return call(*args, **kwargs)
        except BdbQuit:
            return None
        finally:
            self.quitting = True
            sys.settrace(None)

    @staticmethod
    def _scopes(globals, locals):
        if globals is None:
            import __main__
            globals = __main__.__dict__
        return globals, globals if locals is None else locals

    def run(self, cmd, globals=None, locals=None):
        """Debug statements: a text or code."""
        scopes = self._scopes(globals, locals)
        self.reset()
        self._traced(exec, compile(cmd, "<string>", "exec") if isinstance(cmd, str) else cmd, *scopes)

    def runeval(self, expr, globals=None, locals=None):
        """Debug an expression; its value."""
        scopes = self._scopes(globals, locals)
        self.reset()
        return self._traced(eval, expr, *scopes)

    def runctx(self, cmd, globals, locals):
        """The same as run()."""
        self.run(cmd, globals, locals)

    def runcall(self, func, /, *args, **kwds):
        """Debug a call; its result."""
        self.reset()
        return self._traced(func, *args, **kwds)


def set_trace():
    """Start debugging with a plain Bdb."""
    Bdb().set_trace()


class Breakpoint:
    """A breakpoint: file, line, whether it is temporary, enabled, its condition and counts.

    The list by number and the one by (file, line) belong to the class."""

    next = 1
    bplist = {}
    bpbynumber = [None]

    def __init__(self, file, line, temporary=False, cond=None, funcname=None):
        self.file, self.line, self.temporary, self.cond, self.funcname = file, line, temporary, cond, funcname
        self.func_first_executable_line = None
        self.enabled, self.ignore, self.hits = True, 0, 0
        self.number = Breakpoint.next
        Breakpoint.next += 1
        self.bpbynumber.append(self)
        self.bplist.setdefault((file, line), []).append(self)

    @staticmethod
    def clearBreakpoints():
        """Forget all breakpoints; numbers begin at 1 again."""
        Breakpoint.next, Breakpoint.bplist, Breakpoint.bpbynumber = 1, {}, [None]

    def deleteMe(self):
        """Take it off the lists."""
        here = self.bplist[place := (self.file, self.line)]
        here.remove(self)
        if not here:
            del self.bplist[place]
        self.bpbynumber[self.number] = None

    def enable(self):
        """Make it effective."""
        self.enabled = True

    def disable(self):
        """Make it ineffective."""
        self.enabled = False

    def bpprint(self, out=None):
        """Print bpformat()."""
        print(self.bpformat(), file=out or sys.stdout)

    def bpformat(self):
        """What it is, in a line and perhaps some more."""
        lines = [f"{self.number:<4d}breakpoint   {'del' if self.temporary else 'keep':4} "
                 f"{'yes' if self.enabled else 'no':5} at {self.file}:{self.line}"]
        if self.cond:
            lines.append(f"stop only if {self.cond}")
        if self.ignore:
            lines.append(f"ignore next {self.ignore} hits")
        if self.hits:
            lines.append(f"breakpoint already hit {self.hits} time{'s' * (self.hits > 1)}")
        return "\n\t".join(lines)

    def __str__(self):
        return f"breakpoint {self.number} at {self.file}:{self.line}"


def checkfuncname(b, frame):
    """Whether to stop at the frame's line: not, if the breakpoint is for a function and this is not its first line."""
    if not b.funcname:
        return b.line == frame.f_lineno
    if b.funcname != frame.f_code.co_name:
        return False
    b.func_first_executable_line = b.func_first_executable_line or frame.f_lineno
    return b.func_first_executable_line == frame.f_lineno


def effective(file, line, frame):
    """The breakpoint of a line that is effective now, and whether it may be deleted if temporary; or (None, None)."""
    for found in Breakpoint.bplist[file, line]:
        if not found.enabled or not checkfuncname(found, frame):
            continue
        found.hits += 1
        try:
            wanted = not found.cond or eval(found.cond, frame.f_globals, frame.f_locals)
        except BaseException:
            return found, False  # who wrote the condition should see that it fails
        if wanted and found.ignore > 0:
            found.ignore -= 1
        elif wanted:
            return found, True
    return None, None
