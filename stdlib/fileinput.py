"""The lines of several files, one after the other; with inplace, standard output replaces the file."""
import io
import os
import sys
from types import GenericAlias

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno', 'fileno', 'isfirstline', 'isstdin', 'FileInput',
           'hook_compressed', 'hook_encoded']

_state = None  # the one that the functions work on


def input(files=None, inplace=False, backup='', *, mode='r', openhook=None, encoding=None, errors=None):
    """The module's one FileInput, made with these arguments."""
    global _state
    if _state is not None and _state._source is not None:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def close():
    """Close the sequence."""
    global _state
    state, _state = _state, None
    if state is not None:
        state.close()


def _active():
    if _state is None:
        raise RuntimeError("no active input()")
    return _state


def nextfile():
    """Leave the current file."""
    return _active().nextfile()


def filename():
    """The name of the file of the last line."""
    return _active().filename()


def lineno():
    """The number of the last line, of all files together."""
    return _active().lineno()


def filelineno():
    """The number of the last line in its file."""
    return _active().filelineno()


def fileno():
    """The descriptor of the current file, or -1."""
    return _active().fileno()


def isfirstline():
    """Whether the last line was the first of its file."""
    return _active().isfirstline()


def isstdin():
    """Whether the last line came from standard input."""
    return _active().isstdin()


class _Source:
    """A file that is being read; in place, what was it is read, and standard output makes it anew."""

    def __init__(self, file, is_stdin=False):
        self.file, self.is_stdin = file, is_stdin
        self.output = self.stdout = self.obsolete = None

    @classmethod
    def replacing(cls, name, keep, mode, coding):
        """Read a file under another name, and write under its own."""
        old = os.fspath(name) + (keep or ".bak")
        try:
            os.unlink(old)
        except OSError:
            pass
        os.rename(name, old)
        source = cls(open(old, mode, **coding))
        try:
            rights = os.fstat(source.file.fileno()).st_mode
        except OSError:
            opener = None
        else:
            def opener(path, flags):
                handle = os.open(path, flags, rights)
                try:
                    os.chmod(path, rights)
                except OSError:
                    pass
                return handle

        source.output = open(name, mode.replace('r', 'w'), opener=opener, **coding)
        source.stdout, sys.stdout = sys.stdout, source.output
        source.obsolete = None if keep else old
        return source

    def leave(self):
        """Close everything, and restore standard output."""
        if self.stdout is not None:
            sys.stdout = self.stdout
        try:
            if self.output is not None:
                self.output.close()
        finally:
            try:
                if not self.is_stdin:
                    self.file.close()
            finally:
                if self.obsolete is not None:
                    try:
                        os.unlink(self.obsolete)
                    except OSError:
                        pass


class FileInput:
    """The lines of files, by default those that the command line names; - is standard input."""

    _source = None

    def __init__(self, files=None, inplace=False, backup='', *, mode='r', openhook=None, encoding=None, errors=None):
        if isinstance(files, (str, os.PathLike)):
            files = os.fspath(files),
        elif files is None:
            files = sys.argv[1:]
        self._files = tuple(files) or ('-',)
        self._inplace, self._backup = inplace, backup
        self._filename, self._is_stdin = None, False
        self._before = self._inside = 0  # how many lines were read of earlier files, and of this one
        if mode not in ('r', 'rb'):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook and inplace:
            raise ValueError("FileInput cannot use an opening hook in inplace mode")
        if openhook and not callable(openhook):
            raise ValueError("FileInput openhook must be callable")
        self._mode, self._openhook = mode, openhook
        self._encoding, self._errors = encoding, errors

    def __del__(self):
        self.close()

    def close(self):
        """Close the current file and forget the others."""
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration

    def nextfile(self):
        """Leave the current file; in place its new text takes its name."""
        source, self._source, self._is_stdin = self._source, None, False
        if source is not None:
            source.leave()

    def readline(self):
        """The next line, empty after the last."""
        while self._source is not None or self._files:
            if self._source is None:
                name, *self._files = self._files
                self._enter(name)
            if line := self._source.file.readline():
                self._inside += 1
                return line
            self.nextfile()
        return b'' if 'b' in self._mode else ''

    def _enter(self, name):
        """Begin to read a file."""
        self._before, self._inside, self._filename = self.lineno(), 0, name
        coding = {'encoding': self._encoding, 'errors': self._errors}
        if name == '-':
            self._filename, self._is_stdin = '<stdin>', True
            stdin = sys.stdin if self._mode == 'r' else getattr(sys.stdin, 'buffer', sys.stdin)
            self._source = _Source(stdin, is_stdin=True)
        elif self._inplace:
            self._source = _Source.replacing(name, self._backup, self._mode, coding)
        elif self._openhook is None:
            self._source = _Source(open(name, self._mode, **coding))
        else:
            given = {} if self._encoding is None and self._errors is None else coding
            self._source = _Source(self._openhook(name, self._mode, **given))

    def filename(self):
        """The name of the file of the last line, None before the first."""
        return self._filename

    def lineno(self):
        """The number of the last line, of all files together."""
        return self._before + self._inside

    def filelineno(self):
        """The number of the last line in its file."""
        return self._inside

    def fileno(self):
        """The descriptor of the current file, or -1."""
        try:
            return -1 if self._source is None else self._source.file.fileno()
        except ValueError:
            return -1

    def isfirstline(self):
        """Whether the last line was the first of its file."""
        return self._inside == 1

    def isstdin(self):
        """Whether the last line came from standard input."""
        return self._is_stdin

    __class_getitem__ = classmethod(GenericAlias)


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    """An opening hook that reads .gz and .bz2 files as what they contain."""
    if encoding is None and 'b' not in mode:
        encoding = 'locale'
    match os.path.splitext(filename)[1]:
        case '.gz':
            from gzip import open as opened
        case '.bz2':
            from bz2 import BZ2File as opened
        case _:
            return open(filename, mode, encoding=encoding, errors=errors)
    stream = opened(filename, mode)
    return stream if 'b' in mode else io.TextIOWrapper(stream, encoding=encoding, errors=errors)


def hook_encoded(encoding, errors=None):
    """An opening hook for files in this encoding."""
    return lambda filename, mode: open(filename, mode, encoding=encoding, errors=errors)


def _main():
    """Print the lines of the files that the command line names, with their numbers."""
    import getopt
    options, names = getopt.getopt(sys.argv[1:], "ib:")
    given = dict(options)
    for line in input(names, inplace='-i' in given, backup=given.get('-b', '')):
        line = line.removesuffix('\n').removesuffix('\r')
        print(f"{lineno()}: {filename()}[{filelineno()}]{'*' if isfirstline() else ''} {line}")
    print(f"{lineno()}: {filename()}[{filelineno()}]")


if __name__ == '__main__':
    _main()
