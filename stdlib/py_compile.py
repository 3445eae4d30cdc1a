"""Compiles a source file: to see whether it can be, and to a file of code."""
import enum
import importlib.util
import marshal
import os
import sys
from importlib.machinery import SourceFileLoader

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]


class PyCompileError(Exception):
    """A source cannot be compiled; exc_type_name, exc_value, file and msg say why."""

    def __init__(self, exc_type, exc_value, file, msg=""):
        name = exc_type.__name__
        if not msg:
            if exc_type is SyntaxError:  # not where indentation is wrong
                from traceback import format_exception_only
                msg = "".join(format_exception_only(exc_type, exc_value)).replace('File "<string>"', f'File "{file}"')
            else:
                msg = f"Sorry: {name}: {exc_value}"
        super().__init__(msg, name, exc_value, file)
        self.msg, self.exc_type_name, self.exc_value, self.file = self.args

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How a file of code is known to belong to its source."""
    TIMESTAMP, CHECKED_HASH, UNCHECKED_HASH = 1, 2, 3


def _default_mode():
    return PycInvalidationMode.CHECKED_HASH if os.environ.get("SOURCE_DATE_EPOCH") else PycInvalidationMode.TIMESTAMP


def _refuse_to_replace(path):
    link = os.path.islink(path)
    if link or os.path.exists(path) and not os.path.isfile(path):
        what, new = ("a symlink", "a regular file") if link else ("a non-regular file", "a regular one")
        raise FileExistsError(f"{path} is {what} and will be changed into {new} if import writes a byte-compiled file to it")


def _header(loader, source, file, mode):
    """What stands before the code: magic number, kind, and what tells the source."""
    if mode is PycInvalidationMode.TIMESTAMP:
        facts = loader.path_stats(file)
        kind, known = 0, b"".join((int(facts[name]) & 0xFFFFFFFF).to_bytes(4, "little") for name in ("mtime", "size"))
    else:
        kind = 0b01 | (mode is PycInvalidationMode.CHECKED_HASH) << 1
        known = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + kind.to_bytes(4, "little") + known


def _write(path, data, mode):
    """Write a file so that nobody sees a half of it."""
    if folder := os.path.dirname(path):
        os.makedirs(folder, exist_ok=True)
    draft = f"{path}.{id(path)}"
    descriptor = os.open(draft, os.O_EXCL | os.O_CREAT | os.O_WRONLY, mode & 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Compile a file; the name of the file that was written, None after an error that was only printed."""
    if cfile is None:
        optimization = {} if optimize < 0 else {"optimization": optimize or ""}
        cfile = importlib.util.cache_from_source(file, **optimization)
    _refuse_to_replace(cfile)
    loader = SourceFileLoader("<py_compile>", file)
    source = loader.get_data(file)
    try:
        code = loader.source_to_code(source, dfile or file, _optimize=optimize)
    except Exception as error:
        failure = PyCompileError(type(error), error, dfile or file)
        if quiet < 2:
            if doraise:
                raise failure
            sys.stderr.write(f"{failure.msg}\n")
        return None
    header = _header(loader, source, file, invalidation_mode or _default_mode())
    _write(cfile, header + marshal.dumps(code), os.stat(file).st_mode | 0o200)
    return cfile


def main():
    """python -m py_compile"""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command-line interface for py_compile module.")
    parser.add_argument("-q", "--quiet", action="store_true", help="Suppress error output")
    parser.add_argument("filenames", nargs="+", help="Files to compile")
    options = parser.parse_args()
    names = options.filenames
    if names == ["-"]:
        names = [line.rstrip("\n") for line in sys.stdin]
    for name in names:
        try:
            compile(name, doraise=True)
        except (PyCompileError, OSError) as error:
            if options.quiet:
                parser.exit(1)
            parser.exit(1, getattr(error, "msg", None) or str(error))


if __name__ == "__main__":
    main()
