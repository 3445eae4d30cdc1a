"""Compiles the sources of folders."""
import importlib.util
import os
import py_compile
import sys

__all__ = ["compile_dir", "compile_file", "compile_path"]

RECURSION_LIMIT = sys.getrecursionlimit()


def _files_below(folder, levels, quiet):
    """The files of a folder and of so many levels of folders in it."""
    folder = os.fspath(folder)
    if not quiet:
        print(f"Listing {folder!r}...")
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        if quiet < 2:
            print(f"Can't list {folder!r}")
        return
    for name in names:
        path = os.path.join(folder, name)
        if name == "__pycache__":
            continue
        if not os.path.isdir(path):
            yield path
        elif levels > 0 and not os.path.islink(path):
            yield from _files_below(path, levels - 1, quiet)


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, workers=1,
                invalidation_mode=None, *, stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile the sources below a folder; whether all could be."""
    _check_destination(ddir, stripdir, prependdir)
    if workers < 0:
        raise ValueError("workers must be greater or equal to 0")
    from functools import partial
    work = partial(compile_file, ddir=ddir, force=force, rx=rx, quiet=quiet, legacy=legacy, optimize=optimize,
                   invalidation_mode=invalidation_mode, stripdir=stripdir, prependdir=prependdir,
                   limit_sl_dest=limit_sl_dest, hardlink_dupes=hardlink_dupes)
    if ddir is not None:
        root = os.fspath(dir)
        work = partial(_with_folder, work, root, ddir)
    files = _files_below(dir, RECURSION_LIMIT if maxlevels is None else maxlevels, quiet)
    if workers == 1:
        return all([work(file) for file in files])
    from concurrent.futures import ProcessPoolExecutor
    with ProcessPoolExecutor(workers or None) as pool:
        return all(list(pool.map(work, files, chunksize=4)))


def _with_folder(work, root, ddir, file):
    """compile_file() for a file below a root that is called ddir in the code."""
    return work(file, ddir=os.path.join(ddir, os.path.relpath(os.path.dirname(file), root)).removesuffix(f"{os.sep}."))


def _check_destination(ddir, stripdir, prependdir):
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError("Destination dir (ddir) cannot be used in combination with stripdir or prependdir")


def _shown_path(path, ddir, stripdir, prependdir, quiet):
    """The name of the source in the code; None if it is its path."""
    shown = None if ddir is None else os.path.join(ddir, os.path.basename(path))
    if stripdir is not None:
        parts, prefix = path.split(os.path.sep), os.fspath(stripdir).split(os.path.sep)
        prefix = prefix[:-1] if prefix[-1] == "" else prefix
        if parts[:len(prefix)] == prefix:
            shown = os.path.join(*parts[len(prefix):])
        elif quiet < 2:
            print(f"The stripdir path {stripdir!r} is not a valid prefix for source path {path!r}; ignoring")
    return shown if prependdir is None else os.path.join(os.fspath(prependdir), path if shown is None else shown)


def _target(path, level, legacy):
    if legacy:
        return f"{path}c"
    return importlib.util.cache_from_source(path, **({} if level < 0 else {"optimization": level or ""}))


def _is_current(path, targets):
    """Whether files of code belong to the source as it is."""
    try:
        expected = importlib.util.MAGIC_NUMBER + bytes(4) + (int(os.stat(path).st_mtime) & 0xFFFFFFFF).to_bytes(4, "little")
        for target in targets:
            with open(target, "rb") as file:
                if file.read(12) != expected:
                    return False
    except OSError:
        return False
    return True


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, invalidation_mode=None, *,
                 stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile a source; whether it could be."""
    _check_destination(ddir, stripdir, prependdir)
    path = os.fspath(fullname)
    shown = _shown_path(path, ddir, stripdir, prependdir, quiet)
    levels = [optimize] if isinstance(optimize, int) else sorted(set(optimize))
    if hardlink_dupes and len(levels) < 2:
        raise ValueError("Hardlinking of duplicated bytecode makes sense only for more than one optimization level")
    if rx is not None and rx.search(path) or not path.endswith(".py") or not os.path.isfile(path):
        return True
    if limit_sl_dest is not None and os.path.islink(path):
        from pathlib import Path
        if Path(limit_sl_dest).resolve() not in Path(path).resolve().parents:
            return True
    targets = {level: _target(path, level, legacy) for level in levels}
    if not force and _is_current(path, targets.values()):
        return True
    if not quiet:
        print(f"Compiling {path!r}...")
    try:
        return _compile_levels(path, targets, shown, invalidation_mode, hardlink_dupes)
    except py_compile.PyCompileError as error:
        encoding = sys.stdout.encoding or sys.getdefaultencoding()
        text = error.msg.encode(encoding, "backslashreplace").decode(encoding)
    except (SyntaxError, UnicodeError, OSError) as error:
        text = f"{type(error).__name__}: {error}"
    if quiet < 2:
        print(f"*** Error compiling {path!r}...\n{text}" if quiet else f"*** {text}")
    return False


def _compile_levels(path, targets, shown, mode, link):
    good, before = True, None
    for level, target in targets.items():
        good = bool(py_compile.compile(path, target, shown, True, optimize=level, invalidation_mode=mode))
        if link and before is not None:
            import filecmp
            if filecmp.cmp(target, before, shallow=False):
                os.unlink(target)
                os.link(before, target)
        before = target
    return good


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1, invalidation_mode=None):
    """Compile the sources in the folders of sys.path; whether all could be."""
    good = True
    for folder in sys.path:
        if skip_curdir and folder in ("", os.curdir):
            if quiet < 2:
                print("Skipping current directory")
        else:
            good = good and compile_dir(folder, maxlevels, None, force, quiet=quiet, legacy=legacy, optimize=optimize,
                                        invalidation_mode=invalidation_mode)
    return good


_OPTIONS = (
    (("-l",), dict(action="store_const", const=0, default=None, dest="maxlevels"), "don't recurse into subdirectories"),
    (("-r",), dict(type=int, dest="recursion"), "control the maximum recursion level"),
    (("-f",), dict(action="store_true", dest="force"), "force rebuild even if timestamps are up to date"),
    (("-q",), dict(action="count", dest="quiet", default=0), "output only error messages; -qq will suppress those as well"),
    (("-b",), dict(action="store_true", dest="legacy"), "use legacy (pre-PEP3147) compiled file locations"),
    (("-d",), dict(metavar="DESTDIR", dest="ddir"), "directory to prepend to file paths in the code"),
    (("-s",), dict(metavar="STRIPDIR", dest="stripdir"), "part of path to strip from the path to the source file"),
    (("-p",), dict(metavar="PREPENDDIR", dest="prependdir"), "path to add as prefix to the path to the source file"),
    (("-x",), dict(metavar="REGEXP", dest="rx"), "skip files matching the regular expression"),
    (("-i",), dict(metavar="FILE", dest="flist"), 'take more names from a file; "-" is standard input'),
    (("-j", "--workers"), dict(default=1, type=int), "run compileall concurrently"),
    (("-o",), dict(action="append", type=int, dest="opt_levels"), "optimization level; may be given several times"),
    (("-e",), dict(metavar="DIR", dest="limit_sl_dest"), "ignore symlinks pointing outside of the DIR"),
    (("--hardlink-dupes",), dict(action="store_true", dest="hardlink_dupes"), "hardlink duplicated pyc files"),
    (("compile_dest",), dict(metavar="FILE|DIR", nargs="*"), "files and directories; without any, those of sys.path"),
)


def main():
    """python -m compileall"""
    import argparse
    import re
    parser = argparse.ArgumentParser(description="Utilities to support installing Python libraries.")
    for names, how, text in _OPTIONS:
        parser.add_argument(*names, **how, help=text)
    modes = [mode.name.lower().replace("_", "-") for mode in py_compile.PycInvalidationMode]
    parser.add_argument("--invalidation-mode", choices=sorted(modes), help="how the files of code are known to be current")
    options = parser.parse_args()
    places = options.compile_dest
    levels = options.opt_levels or [-1]
    if options.hardlink_dupes and len(set(levels)) == 1:
        parser.error("Hardlinking of duplicated bytecode makes sense only for more than one optimization level.")
    if options.ddir is not None and (options.stripdir is not None or options.prependdir is not None):
        parser.error("-d cannot be used in combination with -s or -p")
    if options.flist:
        try:
            with sys.stdin if options.flist == "-" else open(options.flist, encoding="utf-8") as file:
                places += [line.strip() for line in file]
        except OSError:
            if options.quiet < 2:
                print(f"Error reading file list {options.flist}")
            return False
    mode = options.invalidation_mode and py_compile.PycInvalidationMode[options.invalidation_mode.replace("-", "_").upper()]
    common = dict(force=options.force, quiet=options.quiet, legacy=options.legacy, invalidation_mode=mode, optimize=levels)
    depth = options.maxlevels if options.recursion is None else options.recursion
    good = True
    try:
        if not places:
            return compile_path(**common)
        extra = dict(ddir=options.ddir, rx=options.rx and re.compile(options.rx), stripdir=options.stripdir,
                     prependdir=options.prependdir, limit_sl_dest=options.limit_sl_dest, hardlink_dupes=options.hardlink_dupes)
        for place in places:
            if os.path.isfile(place):
                good = compile_file(place, **common, **extra) and good
            else:
                good = compile_dir(place, depth, workers=options.workers, **common, **extra) and good
    except KeyboardInterrupt:
        if options.quiet < 2:
            print("\n[interrupted]")
        return False
    return good


if __name__ == "__main__":
    sys.exit(not main())
