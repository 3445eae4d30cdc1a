"""Asking for a password without showing it."""
import os
import sys

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may have been shown."""


def unix_getpass(prompt="Password: ", stream=None):
    """Ask for a password at the terminal, with echo off; stream gets the prompt."""
    import io
    try:
        terminal = io.TextIOWrapper(io.FileIO(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY), "w+"))
    except OSError:
        terminal = None
    if terminal is None:
        # No terminal of the process: standard input may be another one.
        try:
            descriptor = sys.stdin.fileno()
        except (AttributeError, ValueError):
            return fallback_getpass(prompt, stream)
        return _silently(descriptor, prompt, stream or sys.stderr, sys.stdin, stream)
    with terminal:
        return _silently(terminal.fileno(), prompt, stream or terminal, terminal, stream)


def _silently(descriptor, prompt, output, input, stream):
    """Ask with the terminal's echo off; not silently if that cannot be done."""
    try:
        before = termios.tcgetattr(descriptor)
        silent = [*before]
        silent[3] &= ~termios.ECHO
        # What was typed before the question is not the answer.
        when = termios.TCSAFLUSH | getattr(termios, "TCSASOFT", 0)
        termios.tcsetattr(descriptor, when, silent)
    except termios.error:
        return fallback_getpass(prompt, stream)
    try:
        answer = _raw_input(prompt, output, input)
    finally:
        termios.tcsetattr(descriptor, when, before)
        output.flush()
    output.write("\n")
    output.flush()
    return answer


def win_getpass(prompt="Password: ", stream=None):
    """Ask for a password at a console of Windows."""
    if sys.stdin is not sys.__stdin__:
        return fallback_getpass(prompt, stream)
    from msvcrt import getwch, putwch
    for char in prompt:
        putwch(char)
    typed = ""
    while (char := getwch()) not in "\r\n":
        if char == "\x03":
            raise KeyboardInterrupt
        typed = typed[:-1] if char == "\b" else typed + char
    putwch("\r")
    putwch("\n")
    return typed


def fallback_getpass(prompt="Password: ", stream=None):
    """Ask for a password where the echo cannot be switched off, with a warning."""
    import warnings
    warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
    stream = stream or sys.stderr
    print("Warning: Password input may be echoed.", file=stream)
    return _raw_input(prompt, stream)


def _raw_input(prompt="", stream=None, input=None):
    """Ask for a line; EOFError if there is none."""
    stream, input = stream or sys.stderr, input or sys.stdin
    if prompt := str(prompt):
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            stream.write(prompt.encode(stream.encoding, "replace").decode(stream.encoding))
        stream.flush()
    if not (line := input.readline()):
        raise EOFError
    return line.removesuffix("\n")


def getuser():
    """The user's name: from LOGNAME, USER, LNAME or USERNAME, else from the system."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if name := os.environ.get(variable):
            return name
    try:
        import pwd
        return pwd.getpwuid(os.getuid())[0]
    except (ImportError, KeyError) as problem:
        raise OSError("No username set in the environment") from problem


try:
    import termios
    getpass = unix_getpass
except ImportError:
    getpass = fallback_getpass
