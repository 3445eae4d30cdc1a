"""Compiles the sources of folders."""
import importlib.util
import os
import py_compile
import sys
from pathlib import Path

__all__ = ["compile_dir", "compile_file", "compile_path"]

RECURSION_LIMIT = sys.getrecursionlimit()


def _walk_dir(dir, maxlevels, quiet=0):
    if quiet < 2 and isinstance(dir, os.PathLike):
        dir = os.fspath(dir)
    if not quiet:
        print('Listing {!r}...'.format(dir))
    try:
        names = sorted(os.listdir(dir))
    except OSError:
        if quiet < 2:
            print("Can't list {!r}".format(dir))
        names = []
    for name in names:
        if name == '__pycache__':
            continue
        fullname = os.path.join(dir, name)
        if not os.path.isdir(fullname):
            yield fullname
        elif maxlevels > 0 and not os.path.islink(fullname):
            yield from _walk_dir(fullname, maxlevels - 1, quiet)


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0, legacy=False,
                optimize=-1, workers=1, invalidation_mode=None, *, stripdir=None, prependdir=None,
                limit_sl_dest=None, hardlink_dupes=False):
    """Compile the sources below a folder; whether all could be."""
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError("Destination dir (ddir) cannot be used in combination with stripdir or "
                         "prependdir")
    if ddir is not None:
        stripdir, prependdir, ddir = dir, ddir, None
    if workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    if maxlevels is None:
        maxlevels = RECURSION_LIMIT
    success = True
    for file in _walk_dir(dir, maxlevels, quiet):
        if not compile_file(file, ddir, force, rx, quiet, legacy, optimize, invalidation_mode,
                            stripdir=stripdir, prependdir=prependdir, limit_sl_dest=limit_sl_dest,
                            hardlink_dupes=hardlink_dupes):
            success = False
    return success


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1,
                 invalidation_mode=None, *, stripdir=None, prependdir=None, limit_sl_dest=None,
                 hardlink_dupes=False):
    """Compile a source; whether it could be."""
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError("Destination dir (ddir) cannot be used in combination with stripdir or "
                         "prependdir")
    success = True
    fullname = os.fspath(fullname)
    stripdir = os.fspath(stripdir) if stripdir is not None else None
    name = os.path.basename(fullname)
    dfile = None
    if ddir is not None:
        dfile = os.path.join(ddir, name)
    if stripdir is not None:
        parts = fullname.split(os.path.sep)
        stripped = stripdir.rstrip(os.path.sep).split(os.path.sep)
        if parts[:len(stripped)] == stripped:
            parts = parts[len(stripped):]
        dfile = os.path.join(*parts)
    if prependdir is not None:
        dfile = os.path.join(prependdir, dfile if dfile is not None else fullname)
    if isinstance(optimize, int):
        optimize = [optimize]
    if rx is not None and rx.search(fullname):
        return success
    if limit_sl_dest is not None and os.path.islink(fullname):
        if Path(limit_sl_dest).resolve() not in Path(fullname).resolve().parents:
            return success
    if not os.path.isfile(fullname) or name[-3:] != '.py':
        return success
    for level in optimize:
        if legacy:
            cfile = fullname + 'c'
        elif level >= 0:
            cfile = importlib.util.cache_from_source(fullname,
                                                     optimization=level if level >= 1 else '')
        else:
            cfile = importlib.util.cache_from_source(fullname)
        if not force:
            try:
                mtime = int(os.stat(fullname).st_mtime)
                with open(cfile, 'rb') as f:
                    head = f.read(12)
                expect = importlib.util.MAGIC_NUMBER + (0).to_bytes(4, 'little') \
                    + (mtime & 0xffffffff).to_bytes(4, 'little')
                if head == expect:
                    continue
            except OSError:
                pass
        if not quiet:
            print('Compiling {!r}...'.format(fullname))
        try:
            ok = py_compile.compile(fullname, cfile, dfile, True, optimize=level,
                                    invalidation_mode=invalidation_mode)
        except py_compile.PyCompileError as err:
            success = False
            if quiet >= 2:
                return success
            if quiet:
                print('*** Error compiling {!r}...'.format(fullname))
            else:
                print('*** ', end='')
            encoding = sys.stdout.encoding or sys.getdefaultencoding()
            print(err.msg.encode(encoding, errors='backslashreplace').decode(encoding))
        except (SyntaxError, UnicodeError, OSError) as e:
            success = False
            if quiet >= 2:
                return success
            if quiet:
                print('*** Error compiling {!r}...'.format(fullname))
            else:
                print('*** ', end='')
            print(e.__class__.__name__ + ':', e)
        else:
            if ok == 0:
                success = False
    return success


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1,
                 invalidation_mode=None):
    """Compile the sources in the folders of sys.path; whether all could be."""
    success = True
    for dir in sys.path:
        if (not dir or dir == os.curdir) and skip_curdir:
            if quiet < 2:
                print('Skipping current directory')
        else:
            success = success and compile_dir(dir, maxlevels, None, force, quiet=quiet,
                                              legacy=legacy, optimize=optimize,
                                              invalidation_mode=invalidation_mode)
    return success


def main():
    """python -m compileall"""
    import argparse

    parser = argparse.ArgumentParser(description='Utilities to support installing Python libraries.')
    parser.add_argument('-l', action='store_const', const=0, default=None, dest='maxlevels',
                        help="don't recurse into subdirectories")
    parser.add_argument('-r', type=int, dest='recursion', help='control the maximum recursion level')
    parser.add_argument('-f', action='store_true', dest='force',
                        help='force rebuild even if timestamps are up to date')
    parser.add_argument('-q', action='count', dest='quiet', default=0,
                        help='output only error messages; -qq will suppress the error messages as well.')
    parser.add_argument('-b', action='store_true', dest='legacy',
                        help='use legacy (pre-PEP3147) compiled file locations')
    parser.add_argument('-d', metavar='DESTDIR', dest='ddir', default=None,
                        help='directory to prepend to file paths in messages')
    parser.add_argument('-x', metavar='REGEXP', dest='rx', default=None,
                        help='skip files matching the regular expression')
    parser.add_argument('compile_dest', metavar='FILE|DIR', nargs='*',
                        help='files and directories to compile; sys.path without')
    args = parser.parse_args()
    import re
    rx = re.compile(args.rx) if args.rx else None
    maxlevels = args.recursion if args.recursion is not None else args.maxlevels
    if not args.compile_dest:
        return compile_path(legacy=args.legacy, force=args.force, quiet=args.quiet)
    success = True
    for dest in args.compile_dest:
        if os.path.isfile(dest):
            success &= compile_file(dest, args.ddir, args.force, rx, args.quiet, args.legacy)
        else:
            success &= compile_dir(dest, maxlevels, args.ddir, args.force, rx, args.quiet, args.legacy)
    return success


if __name__ == '__main__':
    sys.exit(int(not main()))
