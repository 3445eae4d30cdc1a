"""Starting programs, talking to them through pipes, waiting for their end."""
import builtins
import errno
import io
import os
import select
import selectors
import signal
import sys
import threading
import time
import warnings
from time import monotonic as _time
from types import GenericAlias as _GenericAlias

try:
    import fcntl
except ImportError:
    fcntl = None
try:
    from _posixsubprocess import fork_exec as _fork_exec
except ImportError:
    _fork_exec = None

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput', 'getoutput',
           'check_output', 'run', 'CalledProcessError', 'DEVNULL', 'SubprocessError',
           'TimeoutExpired', 'CompletedProcess']

PIPE, STDOUT, DEVNULL = -1, -2, -3

_mswindows = False
_can_fork_exec = _fork_exec is not None
_USE_POSIX_SPAWN, _USE_VFORK = False, True

# So much can be written to a pipe that has room for anything, without waiting.
_PIPE_BUF = getattr(select, 'PIPE_BUF', 512)
_READ_AT_ONCE = 32768
_MOST_REPORT = 50_000           # bytes of what goes wrong in the child before its program begins
_PopenSelector = getattr(selectors, 'PollSelector', selectors.SelectSelector)
_LONGEST_NAP = 0.05


class SubprocessError(Exception):
    """Base of the errors of this module."""


class _WithOutput:
    """An error that has the program's output, by two names."""

    stdout = property(lambda self: self.output,
                      lambda self, value: setattr(self, 'output', value))


class CalledProcessError(_WithOutput, SubprocessError):
    """A program ended with an error, and check was asked for."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd = returncode, cmd
        self.output, self.stderr = output, stderr

    def __str__(self):
        code = self.returncode
        if code and code < 0:
            try:
                how = f'died with {signal.Signals(-code)!r}'
            except ValueError:
                how = f'died with unknown signal {-code}'
        else:
            how = f'returned non-zero exit status {code}'
        return f"Command '{self.cmd}' {how}."


class TimeoutExpired(_WithOutput, SubprocessError):
    """A program did not end in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout = cmd, timeout
        self.output, self.stderr = output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    """A program that has ended: args, returncode, stdout, stderr."""

    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        shown = [f'{name}={value!r}' for name, value in (
            ('args', self.args), ('returncode', self.returncode), ('stdout', self.stdout),
            ('stderr', self.stderr)) if value is not None or name in ('args', 'returncode')]
        return f'{type(self).__name__}({", ".join(shown)})'

    def check_returncode(self):
        """CalledProcessError unless the exit code is 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


# --- a whole program in one call

def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end; a CompletedProcess."""
    given = {name for name in ('stdin', 'stdout', 'stderr') if kwargs.get(name) is not None}
    if input is not None:
        if 'stdin' in given:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if given & {'stdout', 'stderr'}:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            outputs = process.communicate(input, timeout=timeout)
        except BaseException as error:
            process.kill()
            if isinstance(error, TimeoutExpired):
                process.wait()
            # Otherwise leaving the block waits, a Ctrl-C not for ever.
            raise
        done = CompletedProcess(process.args, process.poll(), *outputs)
    if check:
        done.check_returncode()
    return done


def call(*popenargs, timeout=None, **kwargs):
    """Run a program to its end; the exit code."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """call(), with CalledProcessError for any exit code but 0."""
    if code := call(*popenargs, **kwargs):
        raise CalledProcessError(code, kwargs['args'] if 'args' in kwargs else popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program; what it printed, or CalledProcessError."""
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        # Asked for explicitly: nothing, instead of our own standard input.
        text = any(map(kwargs.get, ('text', 'universal_newlines', 'encoding', 'errors')))
        kwargs['input'] = '' if text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Run a shell command; (exit code, output without the last newline)."""
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding,
               errors=errors)
    return done.returncode, done.stdout.removesuffix('\n')


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a shell command."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


# --- command lines

def list2cmdline(seq):
    """Arguments as one command line, quoted as Windows programs expect."""
    import re

    def quoted(arg):
        # Backslashes count only before a quote.
        arg = re.sub(r'(\\*)"', r'\1\1\\"', os.fsdecode(arg))
        if arg and not re.search('[ \t]', arg):
            return arg
        return '"' + re.sub(r'(\\+)$', r'\1\1', arg) + '"'

    return ' '.join(map(quoted, seq))


def _optim_args_from_interpreter_flags():
    """Options for an interpreter that optimizes as this one does."""
    return ['-' + 'O' * sys.flags.optimize] if sys.flags.optimize > 0 else []


def _args_from_interpreter_flags():
    """Options for an interpreter that behaves as this one does."""
    flags, options = sys.flags, getattr(sys, '_xoptions', {})
    args = _optim_args_from_interpreter_flags()
    for name, letter in {'debug': 'd', 'dont_write_bytecode': 'B', 'no_site': 'S', 'verbose': 'v',
                         'bytes_warning': 'b', 'quiet': 'q'}.items():
        if times := getattr(flags, name):
            args.append('-' + letter * times)
    if flags.isolated:
        args.append('-I')
    else:
        args += [option for option, is_set in (
            ('-E', flags.ignore_environment), ('-s', flags.no_user_site),
            ('-P', flags.safe_path)) if is_set]
    developing = 'dev' in options
    # These come with other options.
    implied = {'error::BytesWarning' if flags.bytes_warning > 1 else
               'default::BytesWarning' if flags.bytes_warning else None,
               'default' if developing else None}
    for option in sys.warnoptions:
        if option in implied:
            implied.remove(option)
        else:
            args.append(f'-W{option}')
    if developing:
        args += ['-X', 'dev']
    for name in ('faulthandler', 'tracemalloc', 'importtime', 'frozen_modules', 'showrefcount',
                 'utf8', 'gil'):
        if name in options:
            value = options[name]
            args += ['-X', name if value is True else f'{name}={value}']
    return args


def _text_encoding():
    if sys.flags.warn_default_encoding:
        caller, level = sys._getframe(1), 2
        while caller.f_back and caller.f_globals is globals():
            caller, level = caller.f_back, level + 1
        warnings.warn("'encoding' argument not specified.", EncodingWarning, stacklevel=level)
    if sys.flags.utf8_mode:
        return 'utf-8'
    from _locale import getencoding
    return getencoding()


# --- children that nobody has waited for

_active = []


def _cleanup():
    for process in [*(_active or ())]:
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass        # another thread was here too


# --- who the child shall be

def _id_of(who, what, module, ask, field):
    """The number of a user or a group, which may be given by its name."""
    if isinstance(who, str):
        try:
            names = __import__(module)
        except ImportError:
            raise ValueError(f'The {what} parameter cannot be a string '
                             f'on platforms without the {module} module') from None
        return getattr(getattr(names, ask)(who), field)
    if isinstance(who, int):
        return who
    return None


def _group_id(group, refusal):
    number = _id_of(group, 'group', 'grp', 'getgrnam', 'gr_gid')
    if number is None:
        raise TypeError(f'{refusal}, not {type(group)}')
    if number < 0:
        raise ValueError(f'Group ID cannot be negative, got {number}')
    return number


def _user_id(user):
    number = _id_of(user, 'user', 'pwd', 'getpwnam', 'pw_uid')
    if number is None:
        raise TypeError('User must be a string or an integer')
    if number < 0:
        raise ValueError(f'User ID cannot be negative, got {number}')
    return number


class _Pipes:
    """The three standard streams: what the child has, and what is at our end of them."""

    def __init__(self, stdin, stdout, stderr, size):
        self.child, self.ours = [-1, -1, -1], [-1, -1, -1]
        self._to_close = []         # descriptors that only the child needs
        self._devnull = None
        try:
            for fd, target in enumerate((stdin, stdout, stderr)):
                self.child[fd] = self._open(fd, target, size)
        except BaseException:
            self.close_child()
            self.close_ours()
            raise

    def _open(self, fd, target, size):
        if target is None:
            return -1
        if target == PIPE:
            return self._pipe(fd, size)
        if target == DEVNULL:
            if self._devnull is None:
                self._devnull = os.open(os.devnull, os.O_RDWR)
                self._to_close.append(self._devnull)
            return self._devnull
        if target == STDOUT:
            if fd != 2:
                raise ValueError('STDOUT can only be used for stderr')
            return self.child[1] if self.child[1] != -1 else sys.__stdout__.fileno()
        return target if isinstance(target, int) else target.fileno()

    def _pipe(self, fd, size):
        ends = os.pipe()
        if size > 0 and hasattr(fcntl, 'F_SETPIPE_SZ'):
            fcntl.fcntl(ends[0], fcntl.F_SETPIPE_SZ, size)
        child, self.ours[fd] = ends if fd == 0 else reversed(ends)
        self._to_close.append(child)
        return child

    def as_arguments(self):
        """As fork_exec() wants them: both ends of each, the reading one first."""
        (i, o, e), (i2, o2, e2) = self.child, self.ours
        return i, i2, o2, o, e2, e

    def close_child(self):
        while self._to_close:
            os.close(self._to_close.pop())

    def close_ours(self):
        for fd in self.ours:
            if fd != -1:
                os.close(fd)


class Popen:
    """A child process."""

    _child_created = False

    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None,
                 preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None,
                 universal_newlines=None, startupinfo=None, creationflags=0,
                 restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1,
                 pipesize=-1, process_group=None):
        if not _can_fork_exec:
            raise OSError(errno.ENOTSUP, f'{sys.platform} does not support processes.')
        _cleanup()
        bufsize = -1 if bufsize is None else bufsize
        pipesize = -1 if pipesize is None else pipesize
        for name, value in (('bufsize', bufsize), ('pipesize', pipesize)):
            if not isinstance(value, int):
                raise TypeError(f'{name} must be an integer')
        if pass_fds and not close_fds:
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
            close_fds = True
        for name, is_given in (('startupinfo', startupinfo is not None),
                               ('creationflags', creationflags != 0)):
            if is_given:
                raise ValueError(f'{name} is only supported on Windows platforms')
        if None not in (text, universal_newlines) and bool(text) != bool(universal_newlines):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are '
                                  'supplied but different. Pass one or the other.')
        self.args, self.pipesize = args, pipesize
        self.stdin = self.stdout = self.stderr = self.pid = self.returncode = None
        self.text_mode = encoding or errors or text or universal_newlines
        if self.text_mode and encoding is None:
            encoding = _text_encoding()
        self.encoding, self.errors = encoding, errors
        self._waitpid_lock = threading.Lock()
        self._sigint_wait_secs = 0.25       # once, for a child that hears of the Ctrl-C too
        self._talk = None                   # what communicate() has come to
        if extra_groups is not None:
            if isinstance(extra_groups, str):
                raise ValueError('Groups must be a list, not a string')
            extra_groups = [_group_id(g, 'Items in extra_groups must be a string or integer')
                            for g in extra_groups]
        if group is not None:
            group = _group_id(group, 'Group must be a string or an integer')
        if user is not None:
            user = _user_id(user)

        pipes = _Pipes(stdin, stdout, stderr, pipesize)
        try:
            self._open_files(pipes.ours, bufsize)
            self._execute_child(
                args, executable, shell, pipes, close_fds, pass_fds, cwd, env,
                (restore_signals, start_new_session,
                 -1 if process_group is None else process_group,
                 group, extra_groups, user, umask, preexec_fn, _USE_VFORK))
        except BaseException:
            for file, fd in zip((self.stdin, self.stdout, self.stderr), pipes.ours):
                try:
                    if file:
                        file.close()
                    elif fd != -1:
                        os.close(fd)
                except OSError:
                    pass
            raise
        finally:
            pipes.close_child()

    def _open_files(self, fds, bufsize):
        by_line = bool(self.text_mode) and bufsize == 1
        for fd, (name, mode) in zip(fds, (('stdin', 'wb'), ('stdout', 'rb'), ('stderr', 'rb'))):
            if fd == -1:
                continue
            file = io.open(fd, mode, -1 if by_line else bufsize)
            if self.text_mode:
                options = dict(write_through=True, line_buffering=by_line) if mode == 'wb' else {}
                file = io.TextIOWrapper(file, encoding=self.encoding, errors=self.errors,
                                        **options)
            setattr(self, name, file)

    def __repr__(self):
        shown = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return shown if len(shown) <= 80 else f'{shown[:76]}...>'

    universal_newlines = property(
        lambda self: self.text_mode,
        lambda self, value: setattr(self, 'text_mode', bool(value)),
        doc='The old name of text_mode.')

    # --- the beginning

    def _execute_child(self, args, executable, shell, pipes, close_fds, pass_fds, cwd, env, rest):
        if shell and isinstance(args, os.PathLike):
            raise TypeError('path-like args is not allowed when shell is true')
        args = [args] if isinstance(args, (str, bytes, os.PathLike)) else list(args)
        if shell:
            args[:0] = ['/system/bin/sh' if hasattr(sys, 'getandroidapilevel') else '/bin/sh', '-c']
            if executable:
                args[0] = executable
        program = args[0] if executable is None else executable
        sys.audit('subprocess.Popen', program, args, cwd, env)
        path = os.fsencode(program)
        if os.path.dirname(path):
            paths = path,
        else:
            paths = tuple(os.path.join(os.fsencode(folder), path)
                          for folder in os.get_exec_path(env))
        report = self._fork(args, paths, pipes, close_fds, pass_fds, cwd,
                            None if env is None else [*_environment(env)], rest)
        if report:
            # There is no program in it: nobody has to hear of its end.
            try:
                _, status = os.waitpid(self.pid, 0)
                self._handle_exitstatus(status)
            except ChildProcessError:
                pass
            raise _reported(report, program, cwd)

    def _fork(self, args, paths, pipes, close_fds, pass_fds, cwd, env, rest):
        """Start the child; what it says of its failure to become the program."""
        reading, writing = os.pipe()
        low = []
        try:
            try:
                while writing < 3:
                    # The child will have its standard streams there.
                    low.append(writing)
                    writing = os.dup(writing)
                keep = sorted({writing, *map(int, pass_fds)})
                self.pid = _fork_exec(args, paths, close_fds, tuple(keep), cwd, env,
                                      *pipes.as_arguments(), reading, writing, *rest)
                self._child_created = True
            finally:
                for fd in (*low, writing):
                    os.close(fd)
            pipes.close_child()
            report = bytearray()
            while (part := os.read(reading, _MOST_REPORT)) and len(report) <= _MOST_REPORT:
                report += part
            return bytes(report)
        finally:
            os.close(reading)

    # --- the end

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for file in self.stdout, self.stderr:
            if file:
                file.close()
        try:
            # What is in its buffer may meet a closed pipe.
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type is KeyboardInterrupt:
                self._wait_after_interrupt()
            else:
                self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn(f'subprocess {self.pid} is still running', ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            # Somebody has to reap it some day.
            _active.append(self)

    def _handle_exitstatus(self, status):
        self.returncode = (-os.WSTOPSIG(status) if os.WIFSTOPPED(status) else
                           os.waitstatus_to_exitcode(status))

    def poll(self):
        """The exit code if it has ended, else None."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None and self._waitpid_lock.acquire(False):
            try:
                if self.returncode is None:
                    self._ask(os.WNOHANG)
            except OSError as error:
                # Reaped elsewhere (ECHILD): what it was nobody knows.
                unknown = 0 if error.errno == errno.ECHILD else None
                self.returncode = unknown if _deadstate is None else _deadstate
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _ask(self, flags):
        pid, status = os.waitpid(self.pid, flags)
        if pid == self.pid:
            self._handle_exitstatus(status)

    def _ask_known(self, flags):
        """Ask, unless another thread has; a child that is none any more ended well."""
        try:
            if self.returncode is None:
                self._ask(flags)
        except ChildProcessError:
            self._handle_exitstatus(0)

    def _wait(self, timeout):
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    self._ask_known(0)
            return self.returncode
        end, nap = _time() + timeout, 0.0005
        while self.returncode is None:
            if self._waitpid_lock.acquire(False):
                try:
                    self._ask_known(os.WNOHANG)
                finally:
                    self._waitpid_lock.release()
                if self.returncode is not None:
                    break
            left = end - _time()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            nap = min(2 * nap, left, _LONGEST_NAP)
            time.sleep(nap)
        return self.returncode

    def _wait_after_interrupt(self, end=None):
        """Give a child that got the Ctrl-C too a moment; once."""
        moment, self._sigint_wait_secs = self._sigint_wait_secs, 0
        if end is not None:
            moment = min(moment, end - _time())
        if moment > 0:
            try:
                self._wait(moment)
            except TimeoutExpired:
                pass

    def wait(self, timeout=None):
        """Wait for the end, timeout seconds at most; the exit code."""
        end = None if timeout is None else _time() + timeout
        try:
            return self._wait(timeout)
        except KeyboardInterrupt:
            self._wait_after_interrupt(end)
            raise

    # --- talking

    def communicate(self, input=None, timeout=None):
        """Send input, read all output, wait for the end; (stdout, stderr)."""
        if self._talk is None:
            files = [file for file in (self.stdin, self.stdout, self.stderr) if file]
            if timeout is None and len(files) <= 1:
                return self._talk_to_one(input)
        elif input:
            raise ValueError('Cannot send input after starting communication')
        end = None if timeout is None else _time() + timeout
        try:
            if self._talk is None:
                self._talk = _Talk(self, input)
            self._talk.go_on(end, timeout)
        except KeyboardInterrupt:
            self._wait_after_interrupt(end)
            raise
        self.wait(timeout=None if end is None else end - _time())
        return self._talk.outputs()

    def _talk_to_one(self, input):
        """With one pipe at most nothing can happen at the same time."""
        output = {}
        if self.stdin:
            if input:
                _ignoring_the_end(self.stdin.write, input)
            _ignoring_the_end(self.stdin.close)
        for name in 'stdout', 'stderr':
            if file := getattr(self, name):
                output[name] = file.read()
                file.close()
        self.wait()
        return output.get('stdout'), output.get('stderr')

    def send_signal(self, sig):
        """Send it a signal, unless it has ended."""
        # By now the number may be another's; between here and there only this one reaps.
        if self.poll() is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def kill(self):
        """End it: SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        """Ask it to end: SIGTERM."""
        self.send_signal(signal.SIGTERM)


def _ignoring_the_end(step, *args):
    """Write or close a pipe that the child need not have read to its end."""
    try:
        step(*args)
    except BrokenPipeError:
        pass
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise


class _Talk:
    """All of the input for a child, and what it says; may be interrupted and go on."""

    def __init__(self, process, input):
        self._process = process
        self._stdin = stdin = process.stdin
        self._found = {file: [] for file in (process.stdout, process.stderr) if file}
        self._rest = b''
        if stdin:
            # Somebody may have written to it before.
            _ignoring_the_end(stdin.flush)
            if not input:
                _ignoring_the_end(stdin.close)
            elif process.text_mode:
                input = input.encode(stdin.encoding, stdin.errors)
        self._rest = memoryview(input or b'').cast('B') if stdin else b''

    def go_on(self, end, timeout):
        with _PopenSelector() as selector:
            if self._stdin and not self._stdin.closed:
                selector.register(self._stdin, selectors.EVENT_WRITE)
            for file in self._found:
                if not file.closed:
                    selector.register(file, selectors.EVENT_READ)
            while selector.get_map():
                left = None if end is None else end - _time()
                ready = () if left is not None and left < 0 else selector.select(left)
                if end is not None and _time() > end:
                    raise TimeoutExpired(self._process.args, timeout, *(
                        b''.join(found) or None for found in self._both()))
                for key, _ in ready:
                    step = self._write if key.fileobj is self._stdin else self._read
                    if step(key):
                        selector.unregister(key.fileobj)
                        key.fileobj.close()

    def _write(self, key):
        """True after the last piece."""
        try:
            self._rest = self._rest[os.write(key.fd, self._rest[:_PIPE_BUF]):]
        except BrokenPipeError:
            return True
        return not self._rest

    def _read(self, key):
        """True at the end."""
        data = os.read(key.fd, _READ_AT_ONCE)
        self._found[key.fileobj].append(data)
        return not data

    def _both(self):
        return [self._found.get(file, ()) for file in (self._process.stdout, self._process.stderr)]

    def outputs(self):
        return tuple(self._finished(file) for file in (self._process.stdout, self._process.stderr))

    def _finished(self, file):
        if not file:
            return None
        data = b''.join(self._found[file])
        if self._process.text_mode:
            data = data.decode(file.encoding, file.errors)
            data = data.replace('\r\n', '\n').replace('\r', '\n')
        return data


def _environment(env):
    for name, value in env.items():
        name = os.fsencode(name)
        if b'=' in name:
            raise ValueError('illegal environment variable name')
        yield name + b'=' + os.fsencode(value)


def _reported(report, program, cwd):
    """The exception that a child has reported: its kind, the error number in hex, a text."""
    try:
        kind, number, text = report.split(b':', 2)
        text = text.decode()
    except ValueError:
        return SubprocessError(f'Bad exception data from child: {report!r}')
    kind = getattr(builtins, kind.decode('ascii'), SubprocessError)
    if not (number and issubclass(kind, OSError)):
        return kind(text)
    number = int(number, 16)
    # Before it came to the program, the directory was at fault, or something without a name.
    file = {'noexec:chdir': cwd, 'noexec': None}.get(text, program)
    if number:
        text = os.strerror(number)
    elif text == 'noexec:chdir':
        text = ''
    return kind(number, text) if file is None else kind(number, text, file)
