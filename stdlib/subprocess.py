"""Starting programs, talking to them through pipes, waiting for their end."""
import builtins
import contextlib
import errno
import io
import os
import selectors
import signal
import sys
import threading
import time
import types
import warnings
from time import monotonic as _time

try:
    import fcntl
except ImportError:
    fcntl = None

try:
    from _posixsubprocess import fork_exec as _fork_exec
    _can_fork_exec = True
except ImportError:
    _fork_exec = None
    _can_fork_exec = False

__all__ = ["Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput",
           "getoutput", "check_output", "run", "CalledProcessError", "DEVNULL",
           "SubprocessError", "TimeoutExpired", "CompletedProcess"]

_mswindows = False


class SubprocessError(Exception):
    """Base of the errors of this module."""


class _WithOutput:
    # `stdout` is another name of `output`.
    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CalledProcessError(_WithOutput, SubprocessError):
    """A program ended with an error, and check was asked for."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                how = repr(signal.Signals(-self.returncode))
            except ValueError:
                how = "unknown signal %d" % -self.returncode
            return "Command '%s' died with %s." % (self.cmd, how)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)


class TimeoutExpired(_WithOutput, SubprocessError):
    """A program did not end in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)


_PIPE_BUF = 512
try:
    import select
    _PIPE_BUF = getattr(select, 'PIPE_BUF', 512)
except ImportError:
    pass

# For pipes to one child poll() is enough, and needs no descriptor of its own.
_PopenSelector = getattr(selectors, 'PollSelector', selectors.SelectSelector)

# Children whose Popen went away before they ended, to be reaped later.
_active = []


def _cleanup():
    if _active is None:
        return
    for inst in _active[:]:
        if inst._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(inst)
            except ValueError:
                pass        # another thread was faster


PIPE = -1
STDOUT = -2
DEVNULL = -3


def _optim_args_from_interpreter_flags():
    return ['-' + 'O' * sys.flags.optimize] if sys.flags.optimize > 0 else []


def _args_from_interpreter_flags():
    """The options this interpreter runs with, for another one."""
    flags = sys.flags
    args = _optim_args_from_interpreter_flags()
    for name, option in (('dont_write_bytecode', 'B'), ('no_site', 'S'),
                         ('verbose', 'v'), ('bytes_warning', 'b'), ('quiet', 'q')):
        count = getattr(flags, name, 0)
        if count > 0:
            args.append('-' + option * count)
    if flags.isolated:
        args.append('-I')
    else:
        if flags.no_user_site:
            args.append('-s')
        if flags.ignore_environment:
            args.append('-E')
        if flags.safe_path:
            args.append('-P')
    for opt in sys.warnoptions:
        args.append('-W' + opt)
    for name, value in sys._xoptions.items():
        args.extend(('-X', name if value is True else '%s=%s' % (name, value)))
    return args


def _text_encoding():
    if sys.flags.warn_default_encoding:
        warnings.warn("'encoding' argument not specified.", EncodingWarning, 3)
    return "utf-8" if sys.flags.utf8_mode else "locale"


# -- the short ways ----------------------------------------------------------

def call(*popenargs, timeout=None, **kwargs):
    """Run a program to its end; the exit code."""
    with Popen(*popenargs, **kwargs) as p:
        try:
            return p.wait(timeout=timeout)
        except:
            p.kill()
            # Leaving the block waits for it.
            raise


def check_call(*popenargs, **kwargs):
    """call(), with CalledProcessError for any exit code but 0."""
    retcode = call(*popenargs, **kwargs)
    if retcode:
        cmd = kwargs.get("args")
        if cmd is None:
            cmd = popenargs[0]
        raise CalledProcessError(retcode, cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program; what it printed, or CalledProcessError."""
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        # As if there were no input, not as if it were inherited.
        text = kwargs.get('universal_newlines') or kwargs.get('text') or \
            kwargs.get('encoding') or kwargs.get('errors')
        kwargs['input'] = '' if text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


class CompletedProcess:
    """A program that has ended: args, returncode, stdout, stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        args = ['args={!r}'.format(self.args), 'returncode={!r}'.format(self.returncode)]
        if self.stdout is not None:
            args.append('stdout={!r}'.format(self.stdout))
        if self.stderr is not None:
            args.append('stderr={!r}'.format(self.stderr))
        return "{}({})".format(type(self).__name__, ', '.join(args))

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        """CalledProcessError unless the exit code is 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end; a CompletedProcess."""
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used '
                             'with capture_output.')
        kwargs['stdout'] = PIPE
        kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            # What came so far is in the exception already.
            process.wait()
            raise
        except:
            process.kill()
            raise
        retcode = process.poll()
        if check and retcode:
            raise CalledProcessError(retcode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, retcode, stdout, stderr)


def list2cmdline(seq):
    """Arguments as one command line, quoted as Windows programs expect."""
    words = []
    for arg in map(os.fsdecode, seq):
        quoted = ' ' in arg or '\t' in arg or not arg
        out, backslashes = [], 0
        for c in arg:
            if c == '\\':
                backslashes += 1
                continue
            if c == '"':
                # Backslashes before a quote count double.
                out.append('\\' * (backslashes * 2) + '\\"')
            else:
                out.append('\\' * backslashes + c)
            backslashes = 0
        out.append('\\' * backslashes)
        if quoted:
            out.append('\\' * backslashes)
            words.append('"' + ''.join(out) + '"')
        else:
            words.append(''.join(out))
    return ' '.join(words)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Run a shell command; (exit code, output without the last newline)."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT,
                            encoding=encoding, errors=errors)
        exitcode = 0
    except CalledProcessError as ex:
        data = ex.output
        exitcode = ex.returncode
    if data[-1:] == '\n':
        data = data[:-1]
    return exitcode, data


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a shell command."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


_USE_POSIX_SPAWN = False    # fork_exec() does all of it
_USE_VFORK = True


class Popen:
    """A child process."""

    _child_created = False      # for __del__ when __init__ failed

    def __init__(self, args, bufsize=-1, executable=None,
                 stdin=None, stdout=None, stderr=None,
                 preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None,
                 startupinfo=None, creationflags=0,
                 restore_signals=True, start_new_session=False,
                 pass_fds=(), *, user=None, group=None, extra_groups=None,
                 encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        if not _can_fork_exec:
            raise OSError(errno.ENOTSUP, f"{sys.platform} does not support processes.")
        _cleanup()
        # Popen.wait() from several threads: one of them reaps.
        self._waitpid_lock = threading.Lock()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if stdout is STDOUT:
            raise ValueError("STDOUT can only be used for stderr")
        if pipesize is None:
            pipesize = -1
        if not isinstance(pipesize, int):
            raise TypeError("pipesize must be an integer")
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")

        self.args = args
        self.stdin = None
        self.stdout = None
        self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        if (text is not None and universal_newlines is not None
                and bool(universal_newlines) != bool(text)):
            raise SubprocessError('Cannot disambiguate when both text '
                                  'and universal_newlines are supplied but '
                                  'different. Pass one or the other.')
        self.text_mode = encoding or errors or text or universal_newlines
        if self.text_mode and encoding is None:
            self.encoding = encoding = _text_encoding()
        self._sigint_wait_secs = 0.25
        self._closed_child_pipe_fds = False

        line_buffering = False
        if self.text_mode and bufsize == 1:
            line_buffering = True
            bufsize = -1        # a binary file has no lines
        if process_group is None:
            process_group = -1
        gid = self._group_id(group)
        gids = self._group_ids(extra_groups)
        uid = self._user_id(user)

        # The parent's ends of the pipes, and the child's.
        (p2cread, p2cwrite, c2pread, c2pwrite,
         errread, errwrite) = self._get_handles(stdin, stdout, stderr)
        try:
            if p2cwrite != -1:
                self.stdin = io.open(p2cwrite, 'wb', bufsize)
                if self.text_mode:
                    self.stdin = io.TextIOWrapper(
                        self.stdin, write_through=True, line_buffering=line_buffering,
                        encoding=encoding, errors=errors)
            if c2pread != -1:
                self.stdout = io.open(c2pread, 'rb', bufsize)
                if self.text_mode:
                    self.stdout = io.TextIOWrapper(self.stdout, encoding=encoding,
                                                   errors=errors)
            if errread != -1:
                self.stderr = io.open(errread, 'rb', bufsize)
                if self.text_mode:
                    self.stderr = io.TextIOWrapper(self.stderr, encoding=encoding,
                                                   errors=errors)
            self._execute_child(args, executable, preexec_fn, close_fds, pass_fds,
                                cwd, env, shell, p2cread, p2cwrite, c2pread, c2pwrite,
                                errread, errwrite, restore_signals, gid, gids, uid, umask,
                                start_new_session, process_group)
        except:
            for f in filter(None, (self.stdin, self.stdout, self.stderr)):
                try:
                    f.close()
                except OSError:
                    pass
            if not self._closed_child_pipe_fds:
                mine = []
                if stdin == PIPE:
                    mine.append(p2cread)
                if stdout == PIPE:
                    mine.append(c2pwrite)
                if stderr == PIPE:
                    mine.append(errwrite)
                if hasattr(self, '_devnull'):
                    mine.append(self._devnull)
                for fd in mine:
                    try:
                        os.close(fd)
                    except OSError:
                        pass
            raise

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        if len(text) > 80:
            text = text[:76] + "...>"
        return text

    __class_getitem__ = classmethod(types.GenericAlias)

    # -- who it runs as

    @staticmethod
    def _group_number(group, name='group', what='Group IDs'):
        if isinstance(group, str):
            try:
                import grp
            except ImportError:
                raise ValueError("The 'group' parameter cannot be a string "
                                 "on platforms without the grp module")
            return grp.getgrnam(group).gr_gid
        if isinstance(group, int):
            return group
        raise TypeError(f"{what} must be a string or an integer, not {type(group)}")

    def _group_id(self, group):
        if group is None:
            return None
        if not hasattr(os, 'setregid'):
            raise ValueError("The 'group' parameter is not supported on the current platform")
        gid = self._group_number(group, what='Group')
        if gid < 0:
            raise ValueError(f"Group ID cannot be negative, got {gid}")
        return gid

    def _group_ids(self, extra_groups):
        if extra_groups is None:
            return None
        if not hasattr(os, 'setgroups'):
            raise ValueError("The 'extra_groups' parameter is not supported "
                             "on the current platform")
        if isinstance(extra_groups, str):
            raise ValueError("Groups must be a list, not a string")
        gids = []
        for extra in extra_groups:
            if not isinstance(extra, (str, int)):
                raise TypeError("Items in extra_groups must be a string or integer, "
                                f"not {type(extra)}")
            gids.append(self._group_number(extra))
        for gid in gids:
            if gid < 0:
                raise ValueError(f"Group ID cannot be negative, got {gid}")
        return gids

    @staticmethod
    def _user_id(user):
        if user is None:
            return None
        if not hasattr(os, 'setreuid'):
            raise ValueError("The 'user' parameter is not supported on the current platform")
        if isinstance(user, str):
            try:
                import pwd
            except ImportError:
                raise ValueError("The 'user' parameter cannot be a string "
                                 "on platforms without the pwd module")
            uid = pwd.getpwnam(user).pw_uid
        elif isinstance(user, int):
            uid = user
        else:
            raise TypeError("User must be a string or an integer, not {}".format(type(user)))
        if uid < 0:
            raise ValueError(f"User ID cannot be negative, got {uid}")
        return uid

    @property
    def universal_newlines(self):
        """The old name of text_mode."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, universal_newlines):
        self.text_mode = bool(universal_newlines)

    def _translate_newlines(self, data, encoding, errors):
        data = data.decode(encoding, errors)
        return data.replace("\r\n", "\n").replace("\r", "\n")

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            # A flush may fail: the child need not read it all.
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                # The child got the Ctrl-C as well: a moment for it to end.
                if self._sigint_wait_secs > 0:
                    try:
                        self._wait(timeout=self._sigint_wait_secs)
                    except TimeoutExpired:
                        pass
                self._sigint_wait_secs = 0
                return
            self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    def _get_devnull(self):
        if not hasattr(self, '_devnull'):
            self._devnull = os.open(os.devnull, os.O_RDWR)
        return self._devnull

    # -- starting

    @contextlib.contextmanager
    def _on_error_fd_closer(self):
        """A list of descriptors closed if the block fails."""
        to_close = []
        try:
            yield to_close
        except:
            if hasattr(self, '_devnull'):
                to_close.append(self._devnull)
                del self._devnull
            for fd in to_close:
                try:
                    os.close(fd)
                except OSError:
                    pass
            raise

    def _pipe(self, fds):
        pair = os.pipe()
        fds.extend(pair)
        if self.pipesize > 0 and hasattr(fcntl, "F_SETPIPE_SZ"):
            fcntl.fcntl(pair[0], fcntl.F_SETPIPE_SZ, self.pipesize)
        return pair

    def _get_handles(self, stdin, stdout, stderr):
        """(child reads, we write, we read, child writes, and the same for errors)."""
        p2cread = p2cwrite = c2pread = c2pwrite = errread = errwrite = -1
        with self._on_error_fd_closer() as fds:
            if stdin == PIPE:
                p2cread, p2cwrite = self._pipe(fds)
            elif stdin is not None:
                p2cread = self._descriptor(stdin)
            if stdout == PIPE:
                c2pread, c2pwrite = self._pipe(fds)
            elif stdout is not None:
                c2pwrite = self._descriptor(stdout)
            if stderr == PIPE:
                errread, errwrite = self._pipe(fds)
            elif stderr == STDOUT:
                errwrite = c2pwrite if c2pwrite != -1 else sys.__stdout__.fileno()
            elif stderr is not None:
                errwrite = self._descriptor(stderr)
        return p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite

    def _descriptor(self, what):
        if what == DEVNULL:
            return self._get_devnull()
        return what if isinstance(what, int) else what.fileno()

    def _close_pipe_fds(self, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite):
        # The child's ends, now that the child has them.
        devnull_fd = getattr(self, '_devnull', None)
        with contextlib.ExitStack() as stack:
            for theirs, ours in ((p2cread, p2cwrite), (c2pwrite, c2pread),
                                 (errwrite, errread)):
                if theirs != -1 and ours != -1 and theirs != devnull_fd:
                    stack.callback(os.close, theirs)
            if devnull_fd is not None:
                stack.callback(os.close, devnull_fd)
        self._closed_child_pipe_fds = True

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env,
                       shell, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
                       restore_signals, gid, gids, uid, umask,
                       start_new_session, process_group):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError('path-like args is not allowed when shell is true')
            args = [args]
        else:
            args = list(args)
        if shell:
            # Some systems keep their shell elsewhere.
            unix_shell = ('/system/bin/sh' if hasattr(sys, 'getandroidapilevel')
                          else '/bin/sh')
            args = [unix_shell, "-c"] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        sys.audit("subprocess.Popen", executable, args, cwd, env)

        orig_executable = executable
        # Through this pipe the child tells why it could not start.
        errpipe_read, errpipe_write = os.pipe()
        low_fds_to_close = []
        while errpipe_write < 3:    # 0 to 2 will be replaced in the child
            low_fds_to_close.append(errpipe_write)
            errpipe_write = os.dup(errpipe_write)
        for low_fd in low_fds_to_close:
            os.close(low_fd)
        try:
            try:
                env_list = None
                if env is not None:
                    env_list = []
                    for k, v in env.items():
                        k = os.fsencode(k)
                        if b'=' in k:
                            raise ValueError("illegal environment variable name")
                        env_list.append(k + b'=' + os.fsencode(v))
                executable = os.fsencode(executable)
                if os.path.dirname(executable):
                    candidates = (executable,)
                else:
                    candidates = tuple(os.path.join(os.fsencode(dir), executable)
                                       for dir in os.get_exec_path(env))
                keep = set(pass_fds)
                keep.add(errpipe_write)
                self.pid = _fork_exec(
                    args, candidates, close_fds, tuple(sorted(map(int, keep))),
                    cwd, env_list,
                    p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
                    errpipe_read, errpipe_write,
                    restore_signals, start_new_session, process_group,
                    gid, gids, uid, umask, preexec_fn, _USE_VFORK)
                self._child_created = True
            finally:
                os.close(errpipe_write)
            self._close_pipe_fds(p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite)

            # Nothing at all comes if the program was started.
            errpipe_data = bytearray()
            while True:
                part = os.read(errpipe_read, 50000)
                errpipe_data += part
                if not part or len(errpipe_data) > 50000:
                    break
        finally:
            os.close(errpipe_read)
        if errpipe_data:
            self._raise_child_error(errpipe_data, orig_executable, cwd)

    def _raise_child_error(self, data, executable, cwd):
        # "OSError:2:noexec": class, errno in hex, where it happened.
        try:
            pid, sts = os.waitpid(self.pid, 0)
            if pid == self.pid:
                self._handle_exitstatus(sts)
            else:
                self.returncode = sys.maxsize
        except ChildProcessError:
            pass
        try:
            exception_name, hex_errno, err_msg = data.split(b':', 2)
            err_msg = err_msg.decode()
        except ValueError:
            exception_name = b'SubprocessError'
            hex_errno = b'0'
            err_msg = 'Bad exception data from child: {!r}'.format(bytes(data))
        child_exception_type = getattr(builtins, exception_name.decode('ascii'),
                                       SubprocessError)
        if issubclass(child_exception_type, OSError) and hex_errno:
            errno_num = int(hex_errno, 16)
            if err_msg == "noexec:chdir":
                err_msg = ""
                err_filename = cwd
            elif err_msg == "noexec":
                err_msg = ""
                err_filename = None
            else:
                err_filename = executable
            if errno_num != 0:
                err_msg = os.strerror(errno_num)
            if err_filename is not None:
                raise child_exception_type(errno_num, err_msg, err_filename)
            raise child_exception_type(errno_num, err_msg)
        raise child_exception_type(err_msg)

    # -- waiting

    def poll(self):
        """The exit code if it has ended, else None."""
        return self._internal_poll()

    def _handle_exitstatus(self, sts):
        if os.WIFSTOPPED(sts):
            self.returncode = -os.WSTOPSIG(sts)
        else:
            self.returncode = os.waitstatus_to_exitcode(sts)

    def _internal_poll(self, _deadstate=None, _waitpid=os.waitpid, _WNOHANG=os.WNOHANG,
                       _ECHILD=errno.ECHILD):
        # Also called by __del__, maybe at the end of everything.
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                return None     # somebody is in wait()
            try:
                if self.returncode is not None:
                    return self.returncode
                pid, sts = _waitpid(self.pid, _WNOHANG)
                if pid == self.pid:
                    self._handle_exitstatus(sts)
            except OSError as e:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif e.errno == _ECHILD:
                    # Reaped by others: the code is lost.
                    self.returncode = 0
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _try_wait(self, wait_flags):
        try:
            return os.waitpid(self.pid, wait_flags)
        except ChildProcessError:
            # SIGCHLD is ignored, or somebody else has waited.
            return self.pid, 0

    def wait(self, timeout=None):
        """Wait for the end, timeout seconds at most; the exit code."""
        endtime = None if timeout is None else _time() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            # The child got the Ctrl-C as well: a moment for it to end.
            if timeout is not None:
                wait_secs = min(self._sigint_wait_secs, self._remaining_time(endtime))
            else:
                wait_secs = self._sigint_wait_secs
            self._sigint_wait_secs = 0      # once
            try:
                self._wait(timeout=wait_secs)
            except TimeoutExpired:
                pass
            raise

    def _wait(self, timeout):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is not None:
                        break
                    pid, sts = self._try_wait(0)
                    if pid == self.pid:
                        self._handle_exitstatus(sts)
            return self.returncode
        endtime = _time() + timeout
        delay = 0.0005      # and then longer and longer, up to 1/20 second
        while True:
            if self._waitpid_lock.acquire(False):
                try:
                    if self.returncode is not None:
                        break
                    pid, sts = self._try_wait(os.WNOHANG)
                    assert pid == self.pid or pid == 0
                    if pid == self.pid:
                        self._handle_exitstatus(sts)
                        break
                finally:
                    self._waitpid_lock.release()
            remaining = self._remaining_time(endtime)
            if remaining <= 0:
                raise TimeoutExpired(self.args, timeout)
            delay = min(delay * 2, remaining, .05)
            time.sleep(delay)
        return self.returncode

    # -- talking

    def _stdin_write(self, input):
        if input:
            try:
                self.stdin.write(input)
            except BrokenPipeError:
                pass        # it does not want to read: its right
            except OSError as exc:
                if exc.errno != errno.EINVAL:
                    raise
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass
        except OSError as exc:
            if exc.errno != errno.EINVAL:
                raise

    def communicate(self, input=None, timeout=None):
        """Send input, read all output, wait for the end; (stdout, stderr)."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        if (timeout is None and not self._communication_started and
                [self.stdin, self.stdout, self.stderr].count(None) >= 2):
            # One pipe at most: nothing can get stuck.
            stdout = stderr = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        endtime = _time() + timeout if timeout is not None else None
        try:
            stdout, stderr = self._communicate(input, endtime, timeout)
        except KeyboardInterrupt:
            if timeout is not None:
                wait_secs = min(self._sigint_wait_secs, self._remaining_time(endtime))
            else:
                wait_secs = self._sigint_wait_secs
            self._sigint_wait_secs = 0
            try:
                self._wait(timeout=wait_secs)
            except TimeoutExpired:
                pass
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=self._remaining_time(endtime))
        return stdout, stderr

    def _remaining_time(self, endtime):
        return None if endtime is None else endtime - _time()

    def _check_timeout(self, endtime, orig_timeout, stdout_seq, stderr_seq,
                       skip_check_and_raise=False):
        if endtime is None:
            return
        if skip_check_and_raise or _time() > endtime:
            raise TimeoutExpired(
                self.args, orig_timeout,
                output=b''.join(stdout_seq) if stdout_seq else None,
                stderr=b''.join(stderr_seq) if stderr_seq else None)

    def _save_input(self, input):
        # Kept for a second call after a timeout.
        if self.stdin and self._input is None:
            self._input_offset = 0
            self._input = input
            if input is not None and self.text_mode:
                self._input = self._input.encode(self.stdin.encoding, self.stdin.errors)

    def _communicate(self, input, endtime, orig_timeout):
        if self.stdin and not self._communication_started:
            # What was written before goes first.
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            if not input:
                try:
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        if not self._communication_started:
            self._fileobj2output = {f: [] for f in (self.stdout, self.stderr) if f}
        stdout = self._fileobj2output[self.stdout] if self.stdout else None
        stderr = self._fileobj2output[self.stderr] if self.stderr else None
        self._save_input(input)
        view = memoryview(self._input) if self._input else None

        with _PopenSelector() as selector:
            if self.stdin and not self.stdin.closed and self._input:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for f in (self.stdout, self.stderr):
                if f and not f.closed:
                    selector.register(f, selectors.EVENT_READ)
            while selector.get_map():
                timeout = self._remaining_time(endtime)
                if timeout is not None and timeout < 0:
                    self._check_timeout(endtime, orig_timeout, stdout, stderr,
                                        skip_check_and_raise=True)
                ready = selector.select(timeout)
                self._check_timeout(endtime, orig_timeout, stdout, stderr)
                for key, events in ready:
                    if key.fileobj is self.stdin:
                        chunk = view[self._input_offset:self._input_offset + _PIPE_BUF]
                        try:
                            self._input_offset += os.write(key.fd, chunk)
                        except BrokenPipeError:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                        else:
                            if self._input_offset >= len(self._input):
                                selector.unregister(key.fileobj)
                                key.fileobj.close()
                    else:
                        data = os.read(key.fd, 32768)
                        if not data:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                        self._fileobj2output[key.fileobj].append(data)

        self.wait(timeout=self._remaining_time(endtime))
        if stdout is not None:
            stdout = b''.join(stdout)
        if stderr is not None:
            stderr = b''.join(stderr)
        if self.text_mode:
            if stdout is not None:
                stdout = self._translate_newlines(stdout, self.stdout.encoding,
                                                  self.stdout.errors)
            if stderr is not None:
                stderr = self._translate_newlines(stderr, self.stderr.encoding,
                                                  self.stderr.errors)
        return stdout, stderr

    # -- signals

    def send_signal(self, sig):
        """Send it a signal, unless it has ended."""
        # Its number may belong to another process by then.
        self.poll()
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, sig)
        except ProcessLookupError:
            pass

    def terminate(self):
        """Ask it to end: SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End it: SIGKILL."""
        self.send_signal(signal.SIGKILL)
