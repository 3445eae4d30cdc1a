"""The debugger for people: a prompt in the stopped program.

    python -m pdb [-c command] (-m module | pyfile) [arg ...]

or, in a program, breakpoint(). 'help' at the prompt lists the commands; what
is no command is executed as Python in the frame shown. Commands in .pdbrc, in
the home directory and here, are done at the start.
"""
import bdb
import cmd
import code
import codeop
import dis
import glob
import inspect
import io
import linecache
import os
import pprint
import re
import signal
import sys
import tokenize
import traceback
import types
from contextlib import contextmanager

__all__ = ["run", "pm", "Pdb", "runeval", "runctx", "runcall", "set_trace", "post_mortem", "help"]

line_prefix = '\n-> '


class Restart(Exception):
    """The program is to be run again."""


def find_first_executable_line(code):
    """The first line of a function's body that is code."""
    lines = [line for _, _, line in code.co_lines() if line is not None]
    body = [line for line in lines if line > code.co_firstlineno]
    return min(body) if body else code.co_firstlineno


def find_function(funcname, filename):
    """(name, file, line) of a def in a file, by looking at the text; None without."""
    search = re.compile(r'(?:async\s+)?def\s+%s(\s*\[.+\])?\s*[(]' % re.escape(funcname))
    try:
        with tokenize.open(filename) as f:
            source = f.read()
    except OSError:
        return None
    for number, line in enumerate(source.splitlines(), 1):
        if search.match(line.strip()):
            try:
                module = compile(source, filename, 'exec')
            except SyntaxError:
                return funcname, filename, number
            found = _function_code(module, funcname, number)
            if found is not None:
                number = find_first_executable_line(found)
            return funcname, filename, number
    return None


def _function_code(code, name, number):
    """The code of a function by its name and a line it has."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_name == name and constant.co_firstlineno <= number:
                return constant
            found = _function_code(constant, name, number)
            if found is not None:
                return found
    return None


def lasti2lineno(code, lasti):
    """The line of an instruction."""
    for offset, line in reversed(list(dis.findlinestarts(code))):
        if lasti >= offset:
            return line
    return 0


class _rstr(str):
    """A text whose repr is the text."""

    def __repr__(self):
        return self


class _ExecutableTarget:
    """A program to run: its file, code and namespace."""


class _ScriptTarget(_ExecutableTarget):
    def __init__(self, target):
        self._target = os.path.realpath(target)
        if not os.path.exists(self._target):
            print(f'Error: {target} does not exist')
            sys.exit(1)
        if os.path.isdir(self._target):
            print(f'Error: {target} is a directory')
            sys.exit(1)
        # The script finds its neighbours, not those of the debugger.
        sys.path[0] = os.path.dirname(self._target)

    def __repr__(self):
        return self._target

    @property
    def filename(self):
        return self._target

    @property
    def code(self):
        with io.open_code(self._target) as f:
            return f"exec(compile({f.read()!r}, {self._target!r}, 'exec'))"

    @property
    def namespace(self):
        import builtins
        return {'__name__': '__main__', '__file__': self._target, '__builtins__': builtins,
                '__spec__': None}


class _ModuleTarget(_ExecutableTarget):
    def __init__(self, target):
        self._target = target
        import runpy
        try:
            _, self._spec, self._code = runpy._get_module_details(self._target)
        except ImportError as e:
            print(f"ImportError: {e}")
            sys.exit(1)
        except Exception:
            traceback.print_exc()
            sys.exit(1)

    def __repr__(self):
        return self._target

    @property
    def filename(self):
        return self._code.co_filename

    @property
    def code(self):
        return self._code

    @property
    def namespace(self):
        import builtins
        return {'__name__': '__main__', '__file__': os.path.normcase(os.path.abspath(self.filename)),
                '__package__': self._spec.parent, '__loader__': self._spec.loader,
                '__spec__': self._spec, '__builtins__': builtins}


class _PdbInteractiveConsole(code.InteractiveConsole):
    def __init__(self, ns, message):
        self._message = message
        super().__init__(locals=ns, local_exit=True)

    def write(self, data):
        self._message(data, end='')


class Pdb(bdb.Bdb, cmd.Cmd):
    """The debugger: a Bdb whose stops are prompts, and a Cmd whose commands steer it."""

    _previous_sigint_handler = None
    MAX_CHAINED_EXCEPTION_DEPTH = 999
    _file_mtime_table = {}

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None, nosigint=False,
                 readrc=True):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        sys.audit("pdb.Pdb")
        if stdout:
            self.use_rawinput = 0
        self.prompt = '(Pdb) '
        self.aliases = {}
        self.displaying = {}
        self.mainpyfile = ''
        self._wait_for_mainpyfile = False
        self.tb_lineno = {}
        self.nosigint = nosigint
        self.commands = {}
        self.commands_doprompt = {}
        self.commands_silent = {}
        self.commands_defining = False
        self.commands_bnum = None
        self._chained_exceptions = ()
        self._chained_exception_index = 0
        self.allow_kbdint = False
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self.curframe = None
        try:
            import readline
            readline.set_completer_delims(' \t\n`@#%^&*()=+[{]}\\|;:\'",<>?')
        except (ImportError, AttributeError):
            pass
        self.rcLines = []
        if readrc:
            for name in ('~/.pdbrc', '.pdbrc'):
                try:
                    with open(os.path.expanduser(name), encoding='utf-8') as f:
                        self.rcLines.extend(f)
                except OSError:
                    pass

    # ------------------------------------------------------------ state

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
        self.lineno = None
        self.stack = []
        self.curindex = 0
        if self.curframe is not None:
            self.curframe.f_globals.pop('__pdb_convenience_variables', None)
        self.curframe = None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        """Look at the stack of a frame and a traceback."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            # A frame of a traceback may have gone on since.
            self.tb_lineno[tb.tb_frame] = lasti2lineno(tb.tb_frame.f_code, tb.tb_lasti)
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        if self._chained_exceptions:
            self.set_convenience_variable(
                self.curframe, '_exception', self._chained_exceptions[self._chained_exception_index])
        if self.rcLines:
            self.cmdqueue = [line for line in map(str.strip, self.rcLines)
                             if line and not line.startswith('#')]
            self.rcLines = []

    @property
    def curframe_locals(self):
        """The variables of the frame shown; writing to them writes to the frame."""
        return self.curframe.f_locals

    # ------------------------------------------------------------ stops

    def user_call(self, frame, argument_list):
        if self._wait_for_mainpyfile:
            return
        if self.stop_here(frame):
            self.message('--Call--')
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename):
                return
            self._wait_for_mainpyfile = False
        if self.trace_opcodes:
            # One place is stopped at once, not for the line and again for its instruction.
            return
        if self.bp_commands(frame):
            self.interaction(frame, None)

    def user_opcode(self, frame):
        self.interaction(frame, None)

    def bp_commands(self, frame):
        """Do the commands of the breakpoint that was hit; whether to stop."""
        number = getattr(self, 'currentbp', False)
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

    def user_return(self, frame, return_value):
        if self._wait_for_mainpyfile:
            return
        frame.f_locals['__return__'] = return_value
        self.set_convenience_variable(frame, '_retval', return_value)
        self.message('--Return--')
        self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if self._wait_for_mainpyfile:
            return
        exc_type, exc_value, exc_traceback = exc_info
        frame.f_locals['__exception__'] = exc_type, exc_value
        self.set_convenience_variable(frame, '_exception', exc_value)
        # Ends of iterations that the interpreter makes have no traceback.
        prefix = 'Internal ' if not exc_traceback and exc_type is StopIteration else ''
        self.message('%s%s' % (prefix, self._format_exc(exc_value)))
        self.interaction(frame, exc_traceback)

    def _cmdloop(self):
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                break
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    def _validate_file_mtime(self):
        """Say so if the source file shown has changed since it ran."""
        try:
            filename = self.curframe.f_code.co_filename
            mtime = os.path.getmtime(filename)
        except Exception:
            return
        if mtime != self._file_mtime_table.setdefault(filename, mtime):
            self.message(f"*** WARNING: file '{filename}' was edited, running stale code until the "
                         "program is rerun")
            self._file_mtime_table[filename] = mtime

    def _show_display(self):
        """Show the displayed expressions of the frame whose values have changed."""
        displaying = self.displaying.get(self.curframe)
        if not displaying:
            return
        for expr, (old_value, old_text) in displaying.items():
            value = self._getval_except(expr)
            text = self._safe_repr(value, expr)
            if value is old_value and text == old_text:
                continue
            if type(value) is type(old_value):
                try:
                    if value == old_value and text == old_text:
                        continue
                except Exception:
                    pass
            displaying[expr] = (value, text)
            self.message('display %s: %s  [old: %s]' % (expr, text, old_text))

    def _get_tb_and_exceptions(self, tb_or_exc):
        """The traceback of an exception, and the exceptions that led to it."""
        chain = []
        if isinstance(tb_or_exc, BaseException):
            traceback, current = tb_or_exc.__traceback__, tb_or_exc
            while current is not None and current not in chain:
                chain.append(current)
                if len(chain) > self.MAX_CHAINED_EXCEPTION_DEPTH:
                    self.message(f"More than {self.MAX_CHAINED_EXCEPTION_DEPTH} chained exceptions "
                                 "found, not all exceptions will be browsable with `exceptions`.")
                    break
                if current.__cause__ is not None:
                    current = current.__cause__
                elif not current.__suppress_context__:
                    current = current.__context__
                else:
                    break
        else:
            traceback = tb_or_exc
        return tuple(reversed(chain)), traceback

    @contextmanager
    def _hold_exceptions(self, exceptions):
        try:
            self._chained_exceptions = exceptions
            self._chained_exception_index = len(exceptions) - 1
            yield
        finally:
            self._chained_exceptions = ()
            self._chained_exception_index = 0

    def interaction(self, frame, tb_or_exc):
        """Prompt for commands until one resumes the program."""
        if Pdb._previous_sigint_handler:
            try:
                signal.signal(signal.SIGINT, Pdb._previous_sigint_handler)
            except ValueError:
                pass
            else:
                Pdb._previous_sigint_handler = None
        chain, tb = self._get_tb_and_exceptions(tb_or_exc)
        if isinstance(tb_or_exc, BaseException):
            assert tb is not None, "main exception must have a traceback"
        with self._hold_exceptions(chain):
            self.setup(frame, tb)
            if frame is not None or tb is not None:
                # Commands from .pdbrc come after the place is shown.
                self.cmdqueue.insert(0, '_pdbcmd_print_frame_status')
            self._cmdloop()
            self.forget()

    def displayhook(self, obj):
        """Values of statements at the prompt; they do not become _."""
        if obj is not None:
            self.message(repr(obj))

    # ------------------------------------------------------------ the prompt

    def default(self, line):
        """Execute a line as Python in the frame shown."""
        if line[:1] == '!':
            line = line[1:].strip()
        globals = self.curframe.f_globals
        locals = self.curframe.f_locals
        try:
            code, source = self._read_statement(line)
            if code is None:
                return
            saved = sys.stdout, sys.stdin, sys.displayhook
            try:
                sys.stdin = self.stdin
                sys.stdout = self.stdout
                sys.displayhook = self.displayhook
                if not self._exec_in_closure(source, globals, locals):
                    exec(code, globals, locals)
            finally:
                sys.stdout, sys.stdin, sys.displayhook = saved
        except:
            self._error_exc()

    def _read_statement(self, line):
        """The code of a statement that may go on over more lines, and its source."""
        code = codeop.compile_command(line + '\n', '<stdin>', 'single')
        if code is not None:
            return code, line + '\n'
        with self._disable_command_completion():
            buffer = line
            while (code := codeop.compile_command(buffer, '<stdin>', 'single')) is None:
                if self.use_rawinput:
                    try:
                        line = input('...   ')
                    except (EOFError, KeyboardInterrupt):
                        self.lastcmd = ""
                        print('\n')
                        return None, None
                else:
                    self.stdout.write('...   ')
                    self.stdout.flush()
                    line = self.stdin.readline()
                    if not line:
                        self.lastcmd = ""
                        self.stdout.write('\n')
                        self.stdout.flush()
                        return None, None
                    line = line.rstrip('\r\n')
                if line.isspace():
                    line = ''
                buffer += '\n' + line
            self.lastcmd = buffer
        return code, buffer

    @contextmanager
    def _disable_command_completion(self):
        completenames = self.completenames
        try:
            self.completenames = self.completedefault
            yield
        finally:
            self.completenames = completenames

    def _exec_in_closure(self, source, globals, locals):
        """Show the value of an expression with functions in it: they see the frame's variables only if these are
        variables around them. False if it is no such expression."""
        names = [name for name in locals if name.isidentifier() and not name.startswith('__')]
        if locals is globals or not names:
            return False
        try:
            code = compile(f"lambda {', '.join(names)}: (\n{source}\n)", "<stdin>", "eval")
        except SyntaxError:
            return False
        outer = next(c for c in code.co_consts if isinstance(c, types.CodeType))
        if not any(isinstance(c, types.CodeType) for c in outer.co_consts):
            return False
        value = eval(code, globals)(*[locals[name] for name in names])
        sys.displayhook(value)
        return True

    def _replace_convenience_variables(self, line):
        """$name stands for __pdb_convenience_variables["name"]."""
        if "$" not in line:
            return line
        return re.sub(r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|\$([^\W\d]\w*)""",
                      lambda m: m[1] or f'__pdb_convenience_variables["{m[2]}"]', line)

    def precmd(self, line):
        """Aliases, ';;' and convenience variables."""
        if not line.strip():
            return line
        args = line.split()
        while args[0] in self.aliases:
            line = self.aliases[args[0]]
            for index in range(1, 10):
                if f'%{index}' in line:
                    if index >= len(args):
                        self.error(f"Not enough arguments for alias '{args[0]}'")
                        return "!"
                    line = line.replace(f'%{index}', args[index])
            if '%*' in line:
                line = line.replace("%*", ' '.join(args[1:]))
            elif len(args) > 1 and not re.search(r'%[1-9]', self.aliases[args[0]]):
                self.error(f"Too many arguments for alias '{args[0]}'")
                return "!"
            args = line.split()
        if args[0] != 'alias':
            marker = line.find(';;')
            if marker >= 0:
                self.cmdqueue.insert(0, line[marker + 2:].lstrip())
                line = line[:marker].rstrip()
        return self._replace_convenience_variables(line)

    def parseline(self, line):
        """(command, argument, line): a word with something right behind it is Python, as in n+1 or list(x)."""
        command, arg, line = cmd.Cmd.parseline(self, line)
        if command and arg and line.startswith(command) and line[len(command)].strip():
            return None, None, line
        return command, arg, line

    def onecmd(self, line):
        """Interpret a line; what it means depends on whether a breakpoint's commands are being typed."""
        if not self.commands_defining:
            if line.startswith('_pdbcmd'):
                command, arg, line = self.parseline(line)
                if hasattr(self, command):
                    return getattr(self, command)(arg)
            return cmd.Cmd.onecmd(self, line)
        return self.handle_command_def(line)

    def handle_command_def(self, line):
        """A line of a command list. True: the list is over."""
        command, arg, line = self.parseline(line)
        if not command:
            return False
        if command == 'silent':
            self.commands_silent[self.commands_bnum] = True
            return False
        if command == 'end':
            return True
        commands = self.commands[self.commands_bnum]
        commands.append(f"{command} {arg}" if arg else command)
        try:
            func = getattr(self, 'do_' + command)
        except AttributeError:
            func = self.default
            commands[-1] = line
        if func.__name__ in self.commands_resuming:
            self.commands_doprompt[self.commands_bnum] = False
            return True
        return False

    def message(self, msg, end='\n'):
        """Print to the user."""
        print(msg, end=end, file=self.stdout)

    def error(self, msg):
        """Print a complaint."""
        print('***', msg, file=self.stdout)

    def set_convenience_variable(self, frame, name, value):
        """Set $name."""
        frame.f_globals.setdefault('__pdb_convenience_variables', {})[name] = value

    # ------------------------------------------------------------ completion

    def completenames(self, text, line, begidx, endidx):
        names = cmd.Cmd.completenames(self, text, line, begidx, endidx)
        names += [alias for alias in self.aliases if alias.startswith(text)]
        return names

    def _complete_location(self, text, line, begidx, endidx):
        """Files, and functions of the frame."""
        if line.strip().endswith((':', ',')):
            return []
        try:
            found = self._complete_expression(text, line, begidx, endidx)
        except Exception:
            found = []
        for name in glob.glob(glob.escape(text) + '*'):
            if os.path.isdir(name):
                found.append(name + '/')
            elif os.path.isfile(name) and name.lower().endswith(('.py', '.pyw')):
                found.append(name + ':')
        return found

    def _complete_bpnumber(self, text, line, begidx, endidx):
        return [str(i) for i, bp in enumerate(bdb.Breakpoint.bpbynumber)
                if bp is not None and str(i).startswith(text)]

    def _complete_expression(self, text, line, begidx, endidx):
        """Names of the frame, or attributes."""
        if not self.curframe:
            return []
        names = {**self.curframe.f_globals, **self.curframe.f_locals}
        if text.startswith("$"):
            known = self.curframe.f_globals.get('__pdb_convenience_variables', {})
            return [f"${name}" for name in known if name.startswith(text[1:])]
        if '.' in text:
            dotted = text.split('.')
            try:
                obj = names[dotted[0]]
                for part in dotted[1:-1]:
                    obj = getattr(obj, part)
            except (KeyError, AttributeError):
                return []
            prefix = '.'.join(dotted[:-1]) + '.'
            return [prefix + n for n in dir(obj) if n.startswith(dotted[-1])]
        import builtins
        import keyword
        return [n for n in [*names, *dir(builtins), *keyword.kwlist] if n.startswith(text)]

    def completedefault(self, text, line, begidx, endidx):
        return self._complete_expression(text, line, begidx, endidx)

    # ------------------------------------------------------------ breakpoints

    def _pdbcmd_print_frame_status(self, arg):
        self.print_stack_entry(self.stack[self.curindex])
        self._validate_file_mtime()
        self._show_display()

    def do_commands(self, arg):
        """(Pdb) commands [bpnumber]
        (com) ...
        (com) end
        (Pdb)

        Say what to do at a breakpoint (default: the last one). 'silent' as
        the first word keeps the place from being shown; a command that
        resumes the program, such as continue, ends the list. An empty list
        removes the commands.
        """
        if not arg:
            number = len(bdb.Breakpoint.bpbynumber) - 1
        else:
            try:
                number = int(arg)
            except ValueError:
                self._print_invalid_arg(arg)
                return
        try:
            self.get_bpbynumber(number)
        except ValueError as err:
            self.error('cannot set commands: %s' % err)
            return
        old = None
        if number in self.commands:
            old = (self.commands[number], self.commands_doprompt[number],
                   self.commands_silent[number])
        self.commands_bnum = number
        self.commands[number] = []
        self.commands_doprompt[number] = True
        self.commands_silent[number] = False
        prompt, self.prompt = self.prompt, '(com) '
        self.commands_defining = True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            if old:
                (self.commands[number], self.commands_doprompt[number],
                 self.commands_silent[number]) = old
            else:
                del self.commands[number], self.commands_doprompt[number]
                del self.commands_silent[number]
            self.error('command definition aborted, old commands restored')
        finally:
            self.commands_defining = False
            self.prompt = prompt

    complete_commands = _complete_bpnumber

    def do_break(self, arg, temporary=0):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]

        Without argument, list all breaks. With a line number, set a break
        there in the current file, or in the file named; with a function, at
        its first line of code. A condition must be true for the break to
        count.
        """
        if not arg:
            if self.breaks:
                self.message("Num Type         Disp Enb   Where")
                for bp in bdb.Breakpoint.bpbynumber:
                    if bp:
                        self.message(bp.bpformat())
            return
        filename = None
        lineno = None
        cond = None
        funcname = None
        comma = arg.find(',')
        if comma > 0:
            cond = arg[comma + 1:].lstrip()
            if err := self._compile_error_message(cond):
                self.error('Invalid condition %s: %r' % (cond, err))
                return
            arg = arg[:comma].rstrip()
        colon = arg.rfind(':')
        if colon >= 0:
            filename = arg[:colon].rstrip()
            found = self.lookupmodule(filename)
            if not found:
                self.error('%r not found from sys.path' % filename)
                return
            filename = found
            arg = arg[colon + 1:].lstrip()
            try:
                lineno = int(arg)
            except ValueError:
                self.error('Bad lineno: %s' % arg)
                return
        else:
            try:
                lineno = int(arg)
            except ValueError:
                try:
                    func = eval(arg, self.curframe.f_globals, self.curframe.f_locals)
                except Exception:
                    func = arg
                func = getattr(func, '__func__', func)
                func_code = getattr(func, '__code__', None)
                if isinstance(func_code, types.CodeType):
                    # The name as the code has it decides in effective().
                    funcname = func_code.co_name
                    lineno = find_first_executable_line(func_code)
                    filename = func_code.co_filename
                else:
                    ok, filename, line = self.lineinfo(arg)
                    if not ok:
                        self.error('The specified object %r is not a function or was not found '
                                   'along sys.path.' % arg)
                        return
                    funcname = ok
                    lineno = int(line)
        if not filename:
            filename = self.defaultFile()
        filename = self.canonic(filename)
        line = self.checkline(filename, lineno)
        if line:
            err = self.set_break(filename, line, temporary, cond, funcname)
            if err:
                self.error(err)
            else:
                bp = self.get_breaks(filename, line)[-1]
                self.message("Breakpoint %d at %s:%d" % (bp.number, bp.file, bp.line))

    def defaultFile(self):
        """The file shown."""
        filename = self.curframe.f_code.co_filename
        if filename == '<string>' and self.mainpyfile:
            filename = self.mainpyfile
        return filename

    do_b = do_break
    complete_break = _complete_location
    complete_b = _complete_location

    def do_tbreak(self, arg):
        """tbreak [ ([filename:]lineno | function) [, condition] ]

        Like break, for one stop: then the break is removed.
        """
        self.do_break(arg, 1)

    complete_tbreak = _complete_location

    def lineinfo(self, identifier):
        """(function, file, line) of a function named by 'f', 'module.f' or "'f'"."""
        failed = (None, None, None)
        parts = identifier.split("'")
        if len(parts) == 1:
            name = parts[0].strip()
        elif len(parts) == 3:
            name = parts[1].strip()
        else:
            return failed
        if name == '':
            return failed
        parts = name.split('.')
        if parts[0] == 'self':
            del parts[0]
            if not parts:
                return failed
        filename = self.defaultFile()
        if len(parts) == 1:
            item = parts[0]
        else:
            found = self.lookupmodule(parts[0])
            if found:
                filename = found
            item = parts[1]
        answer = find_function(item, self.canonic(filename))
        return answer or failed

    def checkline(self, filename, lineno, module_globals=None):
        """The line, if code may be on it; 0 after saying why not."""
        frame = self.curframe
        globs = frame.f_globals if frame is not None else module_globals
        line = linecache.getline(filename, lineno, globs)
        if not line:
            self.message('End of file')
            return 0
        line = line.strip()
        if not line or line[0] == '#' or line[:3] in ('"""', "'''"):
            self.error('Blank or comment')
            return 0
        return lineno

    def _each_breakpoint(self, arg, act):
        for number in arg.split():
            try:
                bp = self.get_bpbynumber(number)
            except ValueError as err:
                self.error(err)
            else:
                act(bp)

    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]

        Make breakpoints count again.
        """
        def enable(bp):
            bp.enable()
            self.message('Enabled %s' % bp)
        self._each_breakpoint(arg, enable)

    complete_enable = _complete_bpnumber

    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]

        Keep breakpoints, but let them not count until they are enabled.
        """
        def disable(bp):
            bp.disable()
            self.message('Disabled %s' % bp)
        self._each_breakpoint(arg, disable)

    complete_disable = _complete_bpnumber

    def do_condition(self, arg):
        """condition bpnumber [condition]

        Set the condition that must be true for a breakpoint to count;
        without one it counts always.
        """
        number, _, cond = arg.partition(' ')
        cond = cond.strip() or None
        if cond and (err := self._compile_error_message(cond)):
            self.error('Invalid condition %s: %r' % (cond, err))
            return
        try:
            bp = self.get_bpbynumber(number.strip())
        except IndexError:
            self.error('Breakpoint number expected')
        except ValueError as err:
            self.error(err)
        else:
            bp.cond = cond
            if not cond:
                self.message('Breakpoint %d is now unconditional.' % bp.number)
            else:
                self.message('New condition set for breakpoint %d.' % bp.number)

    complete_condition = _complete_bpnumber

    def do_ignore(self, arg):
        """ignore bpnumber [count]

        Pass a breakpoint that many times (default 0) before it counts.
        """
        args = arg.split()
        try:
            count = max(0, int(args[1])) if len(args) > 1 else 0
        except ValueError:
            self._print_invalid_arg(arg)
            return
        try:
            bp = self.get_bpbynumber(args[0] if args else '')
        except ValueError as err:
            self.error(err)
            return
        bp.ignore = count
        if count > 0:
            times = '%d crossings' % count if count > 1 else '1 crossing'
            self.message('Will ignore next %s of breakpoint %d.' % (times, bp.number))
        else:
            self.message('Will stop next time breakpoint %d is reached.' % bp.number)

    complete_ignore = _complete_bpnumber

    def do_clear(self, arg):
        """cl(ear) [filename:lineno | bpnumber ...]

        Delete breakpoints by their numbers or their line; all of them, after
        asking, without argument.
        """
        if not arg:
            try:
                reply = input('Clear all breaks? ')
            except EOFError:
                reply = 'no'
            if reply.strip().lower() in ('y', 'yes'):
                gone = [bp for bp in bdb.Breakpoint.bpbynumber if bp]
                self.clear_all_breaks()
                for bp in gone:
                    self.message('Deleted %s' % bp)
            return
        if ':' in arg:
            filename, _, arg = arg.rpartition(':')
            try:
                lineno = int(arg)
            except ValueError:
                err = "Invalid line number (%s)" % arg
            else:
                gone = self.get_breaks(filename, lineno)[:]
                err = self.clear_break(filename, lineno)
            if err:
                self.error(err)
            else:
                for bp in gone:
                    self.message('Deleted %s' % bp)
            return
        for number in arg.split():
            try:
                bp = self.get_bpbynumber(number)
            except ValueError as err:
                self.error(err)
            else:
                self.clear_bpbynumber(number)
                self.message('Deleted %s' % bp)

    do_cl = do_clear
    complete_clear = _complete_location
    complete_cl = _complete_location

    # ------------------------------------------------------------ the stack

    def do_where(self, arg):
        """w(here)

        Show the stack, the newest frame last; an arrow marks the frame that
        commands look at. 'bt' is the same.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        self.print_stack_trace()

    do_w = do_where
    do_bt = do_where

    def _select_frame(self, number):
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    def do_exceptions(self, arg):
        """exceptions [number]

        List the exceptions that led to the current one, or go to one of them.
        """
        if not self._chained_exceptions:
            self.message("Did not find chained exceptions. To move between exceptions, "
                         "pdb/post_mortem must be given an exception object rather than a traceback.")
            return
        if not arg:
            for index, exc in enumerate(self._chained_exceptions):
                marker = '>' if index == self._chained_exception_index else ' '
                text = repr(exc)
                if exc.__traceback__ is None:
                    self.message(f"{marker} {' -':>3} {text}")
                else:
                    self.message(f"{marker} {index:>3} {text}")
            return
        try:
            number = int(arg)
        except ValueError:
            self.error("Argument must be an integer")
            return
        if 0 <= number < len(self._chained_exceptions):
            exc = self._chained_exceptions[number]
            if exc.__traceback__ is None:
                self.error("This exception does not have a traceback, cannot jump to it")
                return
            self._chained_exception_index = number
            self.setup(None, exc.__traceback__)
            self.print_stack_entry(self.stack[self.curindex])
        else:
            self.error("No exception with that number")

    def do_up(self, arg):
        """u(p) [count]

        Look at an older frame.
        """
        self._move(arg, -1)

    def do_down(self, arg):
        """d(own) [count]

        Look at a newer frame.
        """
        self._move(arg, 1)

    def _move(self, arg, direction):
        end = 0 if direction < 0 else len(self.stack) - 1
        if self.curindex == end:
            self.error('Oldest frame' if direction < 0 else 'Newest frame')
            return
        try:
            count = int(arg or 1)
        except ValueError:
            self.error('Invalid frame count (%s)' % arg)
            return
        if count < 0:
            self._select_frame(end)
        elif direction < 0:
            self._select_frame(max(0, self.curindex - count))
        else:
            self._select_frame(min(end, self.curindex + count))

    do_u = do_up
    do_d = do_down

    # ------------------------------------------------------------ going on

    def do_until(self, arg):
        """unt(il) [lineno]

        Go on to a greater line than this one, or than the one named, or to
        the end of the function.
        """
        lineno = None
        if arg:
            try:
                lineno = int(arg)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return None
            if lineno <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return None
        self.set_until(self.curframe, lineno)
        return 1

    do_unt = do_until

    def do_step(self, arg):
        """s(tep)

        Run this line, and stop at the first chance: in a function it calls,
        or at the next line.
        """
        if arg:
            self._print_invalid_arg(arg)
            return None
        self.set_step()
        return 1

    do_s = do_step

    def do_next(self, arg):
        """n(ext)

        Run this line and the functions it calls; stop at the next line of
        this function, or when it returns.
        """
        if arg:
            self._print_invalid_arg(arg)
            return None
        self.set_next(self.curframe)
        return 1

    do_n = do_next

    def do_run(self, arg):
        """run [args...]

        Run the program again, with these arguments if there are any. Breaks,
        displays and options stay. 'restart' is the same.
        """
        if arg:
            import shlex
            first = sys.argv[0:1]
            try:
                sys.argv = shlex.split(arg)
            except ValueError as e:
                self.error('Cannot run %s: %s' % (arg, e))
                return
            sys.argv[:0] = first
        raise Restart

    do_restart = do_run

    def do_return(self, arg):
        """r(eturn)

        Go on until this function returns.
        """
        if arg:
            self._print_invalid_arg(arg)
            return None
        self.set_return(self.curframe)
        return 1

    do_r = do_return

    def do_continue(self, arg):
        """c(ont(inue))

        Go on, and stop at breakpoints only.
        """
        if arg:
            self._print_invalid_arg(arg)
            return None
        if not self.nosigint:
            try:
                Pdb._previous_sigint_handler = signal.signal(signal.SIGINT, self.sigint_handler)
            except ValueError:
                # Only the main thread may do that.
                pass
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    def do_jump(self, arg):
        """j(ump) lineno

        Say which line of the newest frame is run next. Not every jump can
        be: not into loops, for example.
        """
        if self.curindex + 1 != len(self.stack):
            self.error('You can only jump within the bottom frame')
            return
        try:
            line = int(arg)
        except ValueError:
            self.error("The 'jump' command requires a line number")
            return
        try:
            self.curframe.f_lineno = line
            self.stack[self.curindex] = self.stack[self.curindex][0], line
            self.print_stack_entry(self.stack[self.curindex])
        except ValueError as e:
            self.error('Jump failed: %s' % e)

    do_j = do_jump

    def do_debug(self, arg):
        """debug code

        Debug a statement or expression in a debugger within this one.
        """
        sys.settrace(None)
        globals = self.curframe.f_globals
        locals = self.curframe.f_locals
        p = Pdb(self.completekey, self.stdin, self.stdout)
        p.prompt = "(%s) " % self.prompt.strip()
        p.use_rawinput = self.use_rawinput
        self.message("ENTERING RECURSIVE DEBUGGER")
        try:
            sys.call_tracing(p.run, (arg, globals, locals))
        except Exception:
            self._error_exc()
        self.message("LEAVING RECURSIVE DEBUGGER")
        sys.settrace(self.trace_dispatch)
        self.lastcmd = p.lastcmd

    def do_quit(self, arg):
        """q(uit) | exit

        End the program.
        """
        self._user_requested_quit = True
        self.set_quit()
        return 1

    do_q = do_quit
    do_exit = do_quit

    def do_EOF(self, arg):
        """EOF

        The end of input ends the program.
        """
        self.message('')
        self._user_requested_quit = True
        self.set_quit()
        return 1

    # ------------------------------------------------------------ looking

    def do_args(self, arg):
        """a(rgs)

        Show the arguments of the function.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        co = self.curframe.f_code
        values = self.curframe.f_locals
        n = co.co_argcount + co.co_kwonlyargcount
        n += bool(co.co_flags & inspect.CO_VARARGS) + bool(co.co_flags & inspect.CO_VARKEYWORDS)
        for name in co.co_varnames[:n]:
            if name in values:
                self.message('%s = %s' % (name, self._safe_repr(values[name], name)))
            else:
                self.message('%s = *** undefined ***' % (name,))

    do_a = do_args

    def do_retval(self, arg):
        """retval

        Show what the function returned last.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        if '__return__' in self.curframe.f_locals:
            self.message(self._safe_repr(self.curframe.f_locals['__return__'], "retval"))
        else:
            self.error('Not yet returned!')

    do_rv = do_retval

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe.f_locals)
        except:
            self._error_exc()
            raise

    def _getval_except(self, arg, frame=None):
        try:
            frame = frame or self.curframe
            return eval(arg, frame.f_globals, frame.f_locals)
        except BaseException as exc:
            return _rstr('** raised %s **' % self._format_exc(exc))

    def _error_exc(self):
        self.error(self._format_exc(sys.exception()))

    def _msg_val_func(self, arg, func):
        try:
            value = self._getval(arg)
        except:
            return
        try:
            self.message(func(value))
        except:
            self._error_exc()

    def _safe_repr(self, obj, expr):
        try:
            return repr(obj)
        except Exception as e:
            return _rstr(f"*** repr({expr}) failed: {self._format_exc(e)} ***")

    def do_p(self, arg):
        """p expression

        Show the value of an expression.
        """
        self._msg_val_func(arg, repr)

    def do_pp(self, arg):
        """pp expression

        Show the value of an expression, laid out by pprint.
        """
        self._msg_val_func(arg, pprint.pformat)

    complete_print = _complete_expression
    complete_p = _complete_expression
    complete_pp = _complete_expression

    def do_list(self, arg):
        """l(ist) [first[, last] | .]

        Show 11 lines of the source around this line, or those after the ones
        shown last; '.' goes back to this line. With one argument, 11 lines
        around that one; with two, the lines from the first to the second, or
        that many if the second is smaller. '->' marks this line, '>>' the
        one where an exception was raised, 'B' lines with breakpoints.
        """
        self.lastcmd = 'list'
        last = None
        if arg and arg != '.':
            try:
                if ',' in arg:
                    first, last = arg.split(',')
                    first = int(first.strip())
                    last = int(last.strip())
                    if last < first:
                        last = first + last
                else:
                    first = int(arg.strip())
                    first = max(1, first - 5)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return
        elif self.lineno is None or arg == '.':
            first = max(1, self.curframe.f_lineno - 5)
        else:
            first = self.lineno + 1
        if last is None:
            last = first + 10
        filename = self.curframe.f_code.co_filename
        breaks = self.get_file_breaks(filename)
        try:
            lines = linecache.getlines(filename, self.curframe.f_globals)
            self._print_lines(lines[first - 1:last], first, breaks, self.curframe)
            self.lineno = min(last, len(lines))
            if len(lines) < last:
                self.message('[EOF]')
        except KeyboardInterrupt:
            pass
        self._validate_file_mtime()

    do_l = do_list

    def do_longlist(self, arg):
        """ll | longlist

        Show the source of the whole function.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        filename = self.curframe.f_code.co_filename
        breaks = self.get_file_breaks(filename)
        try:
            lines, lineno = self._getsourcelines(self.curframe)
        except OSError as err:
            self.error(err)
            return
        self._print_lines(lines, lineno, breaks, self.curframe)
        self._validate_file_mtime()

    do_ll = do_longlist

    def do_source(self, arg):
        """source expression

        Show the source of a function, class or module.
        """
        try:
            obj = self._getval(arg)
        except:
            return
        try:
            lines, lineno = self._getsourcelines(obj)
        except (OSError, TypeError) as err:
            self.error(err)
            return
        self._print_lines(lines, lineno)

    complete_source = _complete_expression

    def _print_lines(self, lines, start, breaks=(), frame=None):
        current = exc_lineno = -1
        if frame:
            current = frame.f_lineno
            exc_lineno = self.tb_lineno.get(frame, -1)
        for lineno, line in enumerate(lines, start):
            text = str(lineno).rjust(3)
            if len(text) < 4:
                text += ' '
            text += 'B' if lineno in breaks else ' '
            if lineno == current:
                text += '->'
            elif lineno == exc_lineno:
                text += '>>'
            self.message(text + '\t' + line.rstrip())

    def do_whatis(self, arg):
        """whatis expression

        Show what kind of thing the value of an expression is.
        """
        try:
            value = self._getval(arg)
        except:
            return
        code = None
        try:
            code = value.__func__.__code__
        except Exception:
            pass
        if code:
            self.message('Method %s' % code.co_name)
            return
        try:
            code = value.__code__
        except Exception:
            pass
        if code:
            self.message('Function %s' % code.co_name)
            return
        if value.__class__ is type:
            self.message('Class %s.%s' % (value.__module__, value.__qualname__))
            return
        self.message(type(value))

    complete_whatis = _complete_expression

    def do_display(self, arg):
        """display [expression]

        Show the value of an expression at each stop in this frame where it
        has changed; without argument list those shown.
        """
        if not arg:
            if self.displaying:
                self.message('Currently displaying:')
                for key, (value, text) in self.displaying.get(self.curframe, {}).items():
                    self.message('%s: %s' % (key, text))
            else:
                self.message('No expression is being displayed')
            return
        if err := self._compile_error_message(arg):
            self.error('Unable to display %s: %r' % (arg, err))
            return
        value = self._getval_except(arg)
        text = self._safe_repr(value, arg)
        self.displaying.setdefault(self.curframe, {})[arg] = (value, text)
        self.message('display %s: %s' % (arg, text))

    complete_display = _complete_expression

    def do_undisplay(self, arg):
        """undisplay [expression]

        Stop showing an expression; without argument, all of them.
        """
        if arg:
            try:
                del self.displaying.get(self.curframe, {})[arg]
            except KeyError:
                self.error('not displaying %s' % arg)
        else:
            self.displaying.pop(self.curframe, None)

    def complete_undisplay(self, text, line, begidx, endidx):
        return [e for e in self.displaying.get(self.curframe, {}) if e.startswith(text)]

    def do_interact(self, arg):
        """interact

        An interactive interpreter with the frame's names. What it assigns
        does not change the frame.
        """
        ns = {**self.curframe.f_globals, **self.curframe.f_locals}
        console = _PdbInteractiveConsole(ns, message=self.message)
        console.interact(banner="*pdb interact start*",
                         exitmsg="*exit from pdb interact command*")

    def do_alias(self, arg):
        """alias [name [command]]

        Make a name for a command: %1, %2 and so on in it stand for the
        arguments, %* for all of them. Without command, show the alias;
        without name, all of them.
        """
        args = arg.split()
        if not args:
            for alias in sorted(self.aliases):
                self.message("%s = %s" % (alias, self.aliases[alias]))
            return
        if len(args) == 1:
            if args[0] in self.aliases:
                self.message("%s = %s" % (args[0], self.aliases[args[0]]))
            else:
                self.error(f"Unknown alias '{args[0]}'")
            return
        # %n may only be used if all smaller ones are.
        command = ' '.join(args[1:])
        indexes = [int(n) for n in re.findall(r'%([1-9])', command)]
        if indexes:
            for i in range(1, max(indexes) + 1):
                if i not in indexes:
                    self.error("Replaceable parameters must be consecutive")
                    return
        self.aliases[args[0]] = command

    def do_unalias(self, arg):
        """unalias name

        Delete an alias.
        """
        args = arg.split()
        if not args:
            self._print_invalid_arg(arg)
            return
        if args[0] in self.aliases:
            del self.aliases[args[0]]

    def complete_unalias(self, text, line, begidx, endidx):
        return [a for a in self.aliases if a.startswith(text)]

    # Commands after which the program runs.
    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_until', 'do_quit',
                         'do_jump']

    def print_stack_trace(self):
        """Show all frames."""
        try:
            for entry in self.stack:
                self.print_stack_entry(entry)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        """Show a frame."""
        frame, lineno = frame_lineno
        prefix = '> ' if frame is self.curframe else '  '
        self.message(prefix + self.format_stack_entry(frame_lineno, prompt_prefix))

    # ------------------------------------------------------------ help

    def do_help(self, arg):
        """h(elp) [command]

        Say what a command does; without argument, list them.
        """
        if not arg:
            return cmd.Cmd.do_help(self, arg)
        topic = getattr(self, 'help_' + arg, None)
        if topic is not None:
            return topic()
        command = getattr(self, 'do_' + arg, None)
        if command is None:
            self.error('No help for %r' % arg)
        elif sys.flags.optimize >= 2 or not command.__doc__:
            self.error('No help for %r; please do not run Python with -OO if you need command help'
                       % arg)
        else:
            self.message(self._help_message_from_doc(command.__doc__))
        return None

    do_h = do_help

    def help_exec(self):
        """(!) statement

        Execute a statement in the frame. The '!' is needed only where the
        statement begins like a command; '!' also says that a variable is
        meant which has the name of one.
        """
        self.message((self.help_exec.__doc__ or "").strip())

    def help_pdb(self):
        help()

    def lookupmodule(self, filename):
        """The file of a module or script, looked for along sys.path."""
        if not filename.endswith('.py'):
            filename += '.py'
        if os.path.isabs(filename):
            return filename if os.path.exists(filename) else None
        main = os.path.join(sys.path[0], filename)
        if os.path.exists(main) and self.canonic(main) == self.mainpyfile:
            return main
        for directory in sys.path:
            while os.path.islink(directory):
                directory = os.readlink(directory)
            path = os.path.join(directory, filename)
            if os.path.exists(path):
                return path
        return None

    # ------------------------------------------------------------ programs

    def _run(self, target):
        # The first stop is in the program's file, not in what leads there.
        self._wait_for_mainpyfile = True
        self._user_requested_quit = False
        self.mainpyfile = self.canonic(target.filename)
        import __main__
        __main__.__dict__.clear()
        __main__.__dict__.update(target.namespace)
        self._file_mtime_table.clear()
        self.run(target.code)

    def _format_exc(self, exc):
        return traceback.format_exception_only(exc)[-1].strip()

    def _compile_error_message(self, expr):
        """Why an expression is none; '' if it is one."""
        try:
            compile(expr, "<stdin>", "eval")
        except SyntaxError as exc:
            return _rstr(self._format_exc(exc))
        return ""

    def _getsourcelines(self, obj):
        lines, lineno = inspect.getsourcelines(obj)
        return lines, max(1, lineno)

    def _help_message_from_doc(self, doc, usage_only=False):
        """A docstring laid out below the prompt: first the usage, then the text."""
        lines = [line.rstrip() for line in inspect.cleandoc(doc).splitlines()]
        if not lines:
            return "No help message found."
        usage_end = lines.index("") if "" in lines else 1
        if usage_only:
            lines = lines[:usage_end]
        lines = ["Usage: " + lines[0]] + ["       " + line for line in lines[1:usage_end]] \
            + lines[usage_end:]
        return "\n".join([" " * len(self.prompt) + line for line in lines])

    def _print_invalid_arg(self, arg):
        """Say that the argument is wrong, and what it should be."""
        self.error(f"Invalid argument: {arg}")
        command = getattr(self, sys._getframe(1).f_code.co_name)
        self.message(self._help_message_from_doc(command.__doc__ or "", usage_only=True))


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
    pdb = Pdb()
    if header is not None:
        pdb.message(header)
    pdb.set_trace(sys._getframe().f_back)


def post_mortem(t=None):
    """Look at a traceback, an exception, or the exception being handled."""
    return _post_mortem(t, Pdb())


def _post_mortem(t, pdb_instance):
    if t is None:
        t = sys.exception()
    if t is None or (isinstance(t, BaseException) and t.__traceback__ is None):
        raise ValueError("A valid traceback must be passed if no exception is being handled")
    pdb_instance.reset()
    pdb_instance.interaction(None, t)


def pm():
    """Look at the last exception that nobody handled."""
    if hasattr(sys, 'last_exc'):
        post_mortem(sys.last_exc)
    else:
        post_mortem(sys.last_traceback)


def help():
    """Print the text of this module."""
    print(__doc__)


_usage = """\
Debug the Python program given by pyfile. Alternatively,
an executable module or package to debug can be specified using
the -m switch.

Commands in .pdbrc, or given with -c, are done at the start.

To let the script run until an exception occurs, use "-c continue".
To let the script run up to a given line X in the debugged file, use
"-c 'until X'"."""


def main():
    """python -m pdb"""
    import argparse

    parser = argparse.ArgumentParser(
        usage="%(prog)s [-h] [-c command] (-m module | pyfile) [args ...]",
        description=_usage, formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False)
    parser.add_argument('-c', '--command', action='append', default=[], metavar='command',
                        dest='commands',
                        help='pdb commands to execute as if given in a .pdbrc file')
    parser.add_argument('-m', metavar='module', dest='module')
    if len(sys.argv) == 1:
        parser.print_help()
        sys.exit(2)
    opts, args = parser.parse_known_args()
    if opts.module:
        target = _ModuleTarget(opts.module)
        sys.argv[:] = [target.filename] + args
    else:
        if not args:
            parser.error("no module or script to run")
        if args[0].startswith("-"):
            parser.error(f"unrecognized arguments: {' '.join(args)}")
        target = _ScriptTarget(args[0])
        # The rest belongs to the program, whatever it looks like.
        rest = sys.argv[sys.argv.index(args[0]):] if args[0] in sys.argv else args
        sys.argv[:] = rest
    pdb = Pdb()
    pdb.rcLines.extend(opts.commands)
    while True:
        try:
            pdb._run(target)
        except Restart:
            print("Restarting", target, "with arguments:")
            print("\t" + " ".join(sys.argv[1:]))
        except SystemExit as e:
            print("The program exited via sys.exit(). Exit status:", end=' ')
            print(e)
        except BaseException as e:
            traceback.print_exception(e, colorize=_can_colorize())
            print("Uncaught exception. Entering post mortem debugging")
            print("Running 'cont' or 'step' will restart the program")
            try:
                pdb.interaction(None, e)
            except Restart:
                print("Restarting", target, "with arguments:")
                print("\t" + " ".join(sys.argv[1:]))
                continue
            if pdb._user_requested_quit:
                break
            print(f"Post mortem debugger finished. The {target} will be restarted")
            continue
        if pdb._user_requested_quit:
            break
        print("The program finished and will be restarted")


def _can_colorize():
    import _colorize
    return _colorize.can_colorize()



if __name__ == '__main__':
    # The debugger must be the module pdb, which the program may import.
    import pdb
    pdb.main()
