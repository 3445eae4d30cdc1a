"""Compiles a source file: to see whether it can be, and to a file of code."""
import builtins
import enum
import importlib.util
import marshal
import os
import os.path
import sys
import traceback

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]


class PyCompileError(Exception):
    """A source cannot be compiled; exc_type_name, exc_value, file and msg say why."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        name = exc_type.__name__
        if exc_type is SyntaxError:
            text = ''.join(traceback.format_exception_only(exc_type, exc_value))
            errmsg = text.replace('File "<string>"', 'File "%s"' % file)
        else:
            errmsg = "Sorry: %s: %s" % (name, exc_value)
        Exception.__init__(self, msg or errmsg, name, exc_value, file)
        self.exc_type_name = name
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or errmsg

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How a file of code is known to belong to its source."""
    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def _get_default_invalidation_mode():
    if os.environ.get('SOURCE_DATE_EPOCH'):
        return PycInvalidationMode.CHECKED_HASH
    return PycInvalidationMode.TIMESTAMP


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None,
            quiet=0):
    """Compile a file; the name of the file that was written, None after an error that was only printed."""
    if invalidation_mode is None:
        invalidation_mode = _get_default_invalidation_mode()
    if cfile is None:
        optimization = optimize if optimize >= 1 else ''
        cfile = importlib.util.cache_from_source(
            file, optimization=optimization if optimize >= 0 else None)
    for problem, test in (("is a symlink", os.path.islink),
                          ("is a non-regular file",
                           lambda p: os.path.exists(p) and not os.path.isfile(p))):
        if test(cfile):
            raise FileExistsError('{} {} and will be changed into a regular one if import writes a '
                                  'byte-compiled file to it'.format(cfile, problem))
    with open(file, 'rb') as f:
        source = f.read()
    try:
        code = _code(source, dfile or file, optimize)
    except Exception as err:
        problem = PyCompileError(err.__class__, err, dfile or file)
        if quiet < 2:
            if doraise:
                raise problem
            sys.stderr.write(problem.msg + '\n')
        return None
    head = importlib.util.MAGIC_NUMBER
    if invalidation_mode == PycInvalidationMode.TIMESTAMP:
        st = os.stat(file)
        head += (0).to_bytes(4, 'little')
        head += (int(st.st_mtime) & 0xffffffff).to_bytes(4, 'little')
        head += (st.st_size & 0xffffffff).to_bytes(4, 'little')
    else:
        flags = 3 if invalidation_mode == PycInvalidationMode.CHECKED_HASH else 1
        head += flags.to_bytes(4, 'little') + importlib.util.source_hash(source)
    folder = os.path.dirname(cfile)
    if folder:
        os.makedirs(folder, exist_ok=True)
    # Nobody may see half a file.
    part = f'{cfile}.{id(code)}'
    try:
        with open(part, 'wb') as f:
            f.write(head + marshal.dumps(code))
        os.replace(part, cfile)
    except OSError:
        try:
            os.unlink(part)
        except OSError:
            pass
        raise
    return cfile


def _code(source, name, optimize):
    return builtins.compile(source, name, 'exec', dont_inherit=True, optimize=optimize)


def main():
    """python -m py_compile"""
    import argparse

    parser = argparse.ArgumentParser(description='A simple command-line interface for py_compile module.')
    parser.add_argument('-q', '--quiet', action='store_true', help='Suppress error output')
    parser.add_argument('filenames', nargs='+', help='Files to compile')
    args = parser.parse_args()
    if args.filenames == ['-']:
        filenames = [line.rstrip('\n') for line in sys.stdin.readlines()]
    else:
        filenames = args.filenames
    for filename in filenames:
        try:
            compile(filename, doraise=True)
        except PyCompileError as error:
            if args.quiet:
                parser.exit(1)
            parser.exit(1, error.msg)
        except OSError as error:
            if args.quiet:
                parser.exit(1)
            parser.exit(1, str(error))


if __name__ == "__main__":
    main()
