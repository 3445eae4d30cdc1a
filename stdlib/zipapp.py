"""Makes archives that the interpreter runs: of a folder with a program, or of another such archive."""
import contextlib
import os
import pathlib
import shutil
import stat
import sys
import zipfile

__all__ = ['ZipAppError', 'create_archive', 'get_interpreter']

MAIN_TEMPLATE = '# -*- coding: utf-8 -*-\nimport {module}\n{module}.{fn}()\n'
shebang_encoding = 'utf-8'


class ZipAppError(ValueError):
    """An archive cannot be made as it was asked for."""


@contextlib.contextmanager
def _opened(archive, mode):
    """A file by name, or one that is open already and stays so."""
    if isinstance(archive, (str, os.PathLike)):
        with open(archive, mode) as file:
            yield file
    else:
        yield archive


def _write_shebang(file, interpreter):
    if interpreter:
        file.write(b'#!' + interpreter.encode(shebang_encoding) + b'\n')


def _copy(archive, target, interpreter):
    """The archive with another first line."""
    with _opened(archive, 'rb') as source:
        start = source.read(2)
        if start == b'#!':
            start = b''
            source.readline()
        with _opened(target, 'wb') as out:
            _write_shebang(out, interpreter)
            out.write(start)
            shutil.copyfileobj(source, out)
    if interpreter and isinstance(target, str):
        os.chmod(target, os.stat(target).st_mode | stat.S_IEXEC)


def _entry_point(main):
    """The text of __main__.py for 'module:function'."""
    module, _, function = main.partition(':')
    words = module.split('.') + function.split('.')
    if not function or not all(word.isidentifier() for word in words):
        raise ZipAppError('Invalid entry point: ' + main)
    return MAIN_TEMPLATE.format(module=module, fn=function)


def create_archive(source, target=None, interpreter=None, main=None, filter=None, compressed=False):
    """Make an archive of the folder `source`, or copy an archive with another interpreter in its first line.

    target: its name or an open file (default: as the folder, with .pyz); main: 'module:function' to call when there
    is no __main__.py; filter: says of a path in the folder whether it is taken.
    """
    if hasattr(source, 'read') and hasattr(source, 'readline') or os.path.isfile(os.fspath(source)):
        if main and not hasattr(source, 'read') and target is None:
            target = pathlib.Path(source).with_suffix('.pyz')
        _copy(source, target, interpreter)
        return
    folder = pathlib.Path(source)
    if not folder.exists():
        raise ZipAppError('Source does not exist')
    has_main = (folder / '__main__.py').is_file()
    if main and has_main:
        raise ZipAppError('Cannot specify entry point if the source has __main__.py')
    if not (main or has_main):
        raise ZipAppError('Archive has no entry point')
    text = _entry_point(main) if main else None
    if target is None:
        target = folder.with_suffix('.pyz')
    elif not hasattr(target, 'write'):
        target = pathlib.Path(target)
    # The archive may be made in the folder: its content is fixed before.
    files = {path: path.relative_to(folder) for path in sorted(folder.rglob('*'))}
    if target in files:
        raise ZipAppError(f'The target archive {target} overwrites one of the source files.')
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with _opened(target, 'wb') as out:
        _write_shebang(out, interpreter)
        with zipfile.ZipFile(out, 'w', compression=method) as archive:
            for path, inside in files.items():
                if filter is None or filter(inside):
                    archive.write(path, inside.as_posix())
            if text:
                archive.writestr('__main__.py', text.encode('utf-8'))
    if interpreter and not hasattr(target, 'write'):
        target.chmod(target.stat().st_mode | stat.S_IEXEC)


def get_interpreter(archive):
    """The interpreter in the first line of an archive; None without."""
    with _opened(archive, 'rb') as file:
        if file.read(2) == b'#!':
            return file.readline().strip().decode(shebang_encoding)


def main(args=None):
    """python -m zipapp"""
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--output', '-o', default=None, help='name of the archive; needed if SOURCE is an archive')
    parser.add_argument('--python', '-p', default=None, help='interpreter for the first line (default: no such line)')
    parser.add_argument('--main', '-m', default=None, help='function to call (default: there is a __main__.py)')
    parser.add_argument('--compress', '-c', action='store_true', help='compress the files')
    parser.add_argument('--info', default=False, action='store_true', help='show the interpreter of an archive')
    parser.add_argument('source', help='folder (or archive)')
    args = parser.parse_args(args)
    if args.info:
        if not os.path.isfile(args.source):
            raise SystemExit('Can only get info for an archive file')
        print('Interpreter: {}'.format(get_interpreter(args.source) or '<none>'))
        sys.exit(0)
    if os.path.isfile(args.source):
        if args.output is None or os.path.exists(args.output) and os.path.samefile(args.source, args.output):
            raise SystemExit('In-place editing of archives is not supported')
        if args.main:
            raise SystemExit('Cannot change the main function when copying')
    create_archive(args.source, args.output, interpreter=args.python, main=args.main, compressed=args.compress)


if __name__ == '__main__':
    main()
