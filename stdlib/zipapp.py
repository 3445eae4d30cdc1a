"""Makes archives that the interpreter runs: of a folder with a program, or of another such archive."""
import contextlib
import os
import pathlib
import stat
import sys
import zipfile

__all__ = ["ZipAppError", "create_archive", "get_interpreter"]

MAIN_TEMPLATE = """\
# -*- coding: utf-8 -*-
import {module}
{module}.{fn}()
"""

shebang_encoding = "utf-8" if sys.platform.startswith("win") else sys.getfilesystemencoding()


class ZipAppError(ValueError):
    """An archive cannot be made as it was asked for."""


def _opened(archive, mode):
    """A context with a file: one that is open already, or the one of that name."""
    return open(archive, mode) if isinstance(archive, (str, os.PathLike)) else contextlib.nullcontext(archive)


def _first_line(interpreter):
    """The first line of an archive that an interpreter runs; nothing without one."""
    return b"#!" + interpreter.encode(shebang_encoding) + b"\n" if interpreter else b""


def _make_executable(path):
    os.chmod(path, os.stat(path).st_mode | stat.S_IEXEC)


def _copy_archive(archive, new_archive, interpreter=None):
    """Copy an archive, its first line replaced."""
    with _opened(archive, "rb") as source:
        start = source.read(2)
        if start == b"#!":
            source.readline()
            start = b""
        with _opened(new_archive, "wb") as target:
            target.write(_first_line(interpreter) + start)
            while piece := source.read(64 * 1024):
                target.write(piece)
    if interpreter and isinstance(new_archive, str):
        _make_executable(new_archive)


def create_archive(source, target=None, interpreter=None, main=None, filter=None, compressed=False):
    """Make an archive of the folder `source`, or copy an archive with another interpreter in its first line.

    target: its name or an open file (default: as the folder, with .pyz); main: 'module:function' to call when there
    is no __main__.py; filter: says of a path in the folder whether it is taken."""
    if hasattr(source, "read") and hasattr(source, "readline"):
        return _copy_archive(source, target, interpreter)
    source = pathlib.Path(source)
    if source.is_file():
        return _copy_archive(source, target, interpreter)
    has_main = (source / "__main__.py").is_file()
    module, colon, function = (main or "").partition(":")
    valid = colon and all(name.isidentifier() for name in f"{module}.{function}".split("."))
    for fault, message in ((not source.exists(), "Source does not exist"),
                           (main and has_main, "Cannot specify entry point if the source has __main__.py"),
                           (not main and not has_main, "Archive has no entry point"),
                           (main and not valid, f"Invalid entry point: {main}")):
        if fault:
            raise ZipAppError(message)
    if not hasattr(target, "write"):
        target = source.with_suffix(".pyz") if target is None else pathlib.Path(target)
    # The list is made first: the archive may be in the folder.
    members = sorted(source.rglob("*"))
    with _opened(target, "wb") as file:
        file.write(_first_line(interpreter))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
            for path in members:
                name = path.relative_to(source)
                if (filter is None or filter(name)) and path != target:
                    archive.write(path, name.as_posix())
            if main:
                archive.writestr("__main__.py", MAIN_TEMPLATE.format(module=module, fn=function).encode("utf-8"))
    if interpreter and not hasattr(target, "write"):
        _make_executable(target)


def get_interpreter(archive):
    """The interpreter in the first line of an archive; None without."""
    with _opened(archive, "rb") as file:
        if file.read(2) == b"#!":
            return file.readline().strip().decode(shebang_encoding)


def main(args=None):
    """python -m zipapp"""
    import argparse
    parser = argparse.ArgumentParser()
    for names, how in ((["--output", "-o"], {"help": "The name of the output archive. Required if SOURCE is an archive."}),
                       (["--python", "-p"], {"help": "The name of the Python interpreter to use (default: no shebang line)."}),
                       (["--main", "-m"], {"help": "The main function of the application "
                                                   "(default: use an existing __main__.py)."}),
                       (["--compress", "-c"], {"action": "store_true", "help": "Compress files with the deflate method. "
                                                                               "Files are stored uncompressed by default."}),
                       (["--info"], {"default": False, "action": "store_true", "help": "Display the interpreter from the archive."}),
                       (["source"], {"help": "Source directory (or existing archive)."})):
        parser.add_argument(*names, **how)
    args = parser.parse_args(args)
    source, target = args.source, args.output
    from_archive = os.path.isfile(source)
    if args.info:
        if from_archive:
            print(f"Interpreter: {get_interpreter(source) or '<none>'}")
        sys.exit(0 if from_archive else "Can only get info for an archive file")
    if from_archive:
        if target is None or os.path.exists(target) and os.path.samefile(source, target):
            sys.exit("In-place editing of archives is not supported")
        if args.main:
            sys.exit("Cannot change the main function when copying")
    create_archive(source, target, args.python, args.main, compressed=args.compress)


if __name__ == "__main__":
    main()
