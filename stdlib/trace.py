"""Follows a program line by line: shows the lines, counts them, or lists who called whom."""
import inspect
import linecache
import os
import pickle
import sys
import token
import tokenize
from time import monotonic as _time

import threading

__all__ = ['Trace', 'CoverageResults']

PRAGMA_NOCOVER = "#pragma NO COVER"


class _Ignore:
    """Knows which modules are not followed."""

    def __init__(self, modules=None, dirs=None):
        self._mods = set(modules or ())
        self._dirs = [os.path.normpath(d) for d in dirs or ()]
        self._known = {'<string>': True}

    def names(self, filename, modulename):
        """Whether a module is not followed."""
        if modulename in self._known:
            return self._known[modulename]
        self._known[modulename] = result = self._decide(filename, modulename)
        return result

    def _decide(self, filename, modulename):
        if modulename in self._mods:
            return True
        for mod in self._mods:
            if modulename.startswith(mod + '.'):
                return True
        if filename is None:
            return True
        return any(filename.startswith(d + os.sep) for d in self._dirs)


def _modname(path):
    """A module's name: that of its file."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """A module's name with its packages, as far as sys.path shows them."""
    comparepath = os.path.normcase(path)
    longest = ""
    for directory in sys.path:
        directory = os.path.normcase(directory)
        if comparepath.startswith(directory) and comparepath[len(directory)] == os.sep:
            if len(directory) > len(longest):
                longest = directory
    base = path[len(longest) + 1:] if longest else path
    base = os.path.splitdrive(base)[1]
    base = base.replace(os.sep, ".")
    if os.altsep:
        base = base.replace(os.altsep, ".")
    return os.path.splitext(base)[0].lstrip(".")


class CoverageResults:
    """What was counted; update() adds another, write_results() writes reports."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = {} if calledfuncs is None else calledfuncs
        self.calledfuncs = self.calledfuncs.copy()
        self.callers = {} if callers is None else callers
        self.callers = self.callers.copy()
        self.infile = infile
        self.outfile = outfile
        if infile:
            try:
                with open(infile, 'rb') as f:
                    counts, calledfuncs, callers = pickle.load(f)
                self.update(self.__class__(counts, calledfuncs, callers=callers))
            except (OSError, EOFError, ValueError) as err:
                print("Skipping counts file %r: %s" % (infile, err), file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Whether a name is that of no file."""
        return filename.startswith('<') and filename.endswith('>')

    def update(self, other):
        """Add other results."""
        for key, n in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + n
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None, *,
                      ignore_missing_files=False):
        """Print what was called, and write the counts of lines to .cover files."""
        if self.calledfuncs:
            print()
            print("functions called:")
            for filename, modulename, funcname in sorted(self.calledfuncs):
                print("filename: %s, modulename: %s, funcname: %s"
                      % (filename, modulename, funcname))
        if self.callers:
            print()
            print("calling relationships:")
            lastfile = lastcfile = ""
            for (pfile, pmod, pfunc), (cfile, cmod, cfunc) in sorted(self.callers):
                if pfile != lastfile:
                    print()
                    print("***", pfile, "***")
                    lastfile = pfile
                    lastcfile = ""
                if cfile != pfile and lastcfile != cfile:
                    print("  -->", cfile)
                    lastcfile = cfile
                print("    %s.%s -> %s.%s" % (pmod, pfunc, cmod, cfunc))
        per_file = {}
        for (filename, lineno), n in self.counts.items():
            per_file.setdefault(filename, {})[lineno] = n
        sums = {}
        for filename, count in per_file.items():
            if self.is_ignored_filename(filename):
                continue
            if filename.endswith(".pyc"):
                filename = filename[:-1]
            if ignore_missing_files and not os.path.isfile(filename):
                continue
            if coverdir is None:
                directory = os.path.dirname(os.path.abspath(filename))
                modulename = _modname(filename)
            else:
                directory = coverdir
                os.makedirs(directory, exist_ok=True)
                modulename = _fullmodname(filename)
            if show_missing:
                lnotab = _find_executable_linenos(filename)
            else:
                lnotab = {}
            source = linecache.getlines(filename)
            coverpath = os.path.join(directory, modulename + ".cover")
            with open(filename, 'rb') as fp:
                encoding, _ = tokenize.detect_encoding(fp.readline)
            n_hits, n_lines = self.write_results_file(coverpath, source, lnotab, count, encoding)
            if summary and n_lines:
                sums[modulename] = n_lines, int(100 * n_hits / n_lines), modulename, filename
        if summary and sums:
            print("lines   cov%   module   (path)")
            for m in sorted(sums):
                print("%5d   %3d%%   %s   (%s)" % sums[m])
        if self.outfile:
            try:
                with open(self.outfile, 'wb') as f:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), f, 1)
            except OSError as err:
                print("Can't save counts files because %s" % err, file=sys.stderr)

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write the lines of a file with their counts; how many were hit, and how many there are."""
        try:
            outfile = open(path, "w", encoding=encoding)
        except OSError as err:
            print("trace: Could not open %r for writing: %s - skipping" % (path, err),
                  file=sys.stderr)
            return 0, 0
        n_lines = n_hits = 0
        with outfile:
            for lineno, line in enumerate(lines, 1):
                if lineno in lines_hit:
                    outfile.write("%5d: " % lines_hit[lineno])
                    n_hits += 1
                    n_lines += 1
                elif lineno in lnotab and PRAGMA_NOCOVER not in line:
                    outfile.write(">>>>>> ")
                    n_lines += 1
                else:
                    outfile.write("       ")
                outfile.write(line.expandtabs(8))
        return n_hits, n_lines


def _find_lines_from_code(code, strs):
    """The lines of code, without those of docstrings."""
    return {line: 1 for _, _, line in code.co_lines() if line and line not in strs}


def _find_lines(code, strs):
    """The same, with the code in it."""
    linenos = _find_lines_from_code(code, strs)
    for c in code.co_consts:
        if inspect.iscode(c):
            linenos.update(_find_lines(c, strs))
    return linenos


def _find_strings(filename, encoding=None):
    """The lines of strings that stand alone: docstrings."""
    found = {}
    previous = token.INDENT
    with open(filename, encoding=encoding) as f:
        for ttype, tstr, start, end, line in tokenize.generate_tokens(f.readline):
            if ttype == token.STRING and previous == token.INDENT:
                for i in range(start[0], end[0] + 1):
                    found[i] = 1
            previous = ttype
    return found


def _find_executable_linenos(filename):
    """The lines of a file that are code."""
    try:
        with tokenize.open(filename) as f:
            prog = f.read()
            encoding = f.encoding
    except OSError as err:
        print("Not printing coverage data for %r: %s" % (filename, err), file=sys.stderr)
        return {}
    code = compile(prog, filename, "exec")
    return _find_lines(code, _find_strings(filename, encoding))


class Trace:
    """Follows what run(), runctx() and runfunc() do."""

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(),
                 ignoredirs=(), infile=None, outfile=None, timing=False):
        self.infile = infile
        self.outfile = outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts = {}
        self.pathtobasename = {}
        self.donothing = 0
        self.trace = trace
        self._calledfuncs = {}
        self._callers = {}
        self._caller_cache = {}
        self.start_time = _time() if timing else None
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            if trace and count:
                self.localtrace = self.localtrace_trace_and_count
            elif trace:
                self.localtrace = self.localtrace_trace
            else:
                self.localtrace = self.localtrace_count
        else:
            self.donothing = 1

    def run(self, cmd):
        """Follow statements in __main__."""
        import __main__
        dict = __main__.__dict__
        self.runctx(cmd, dict, dict)

    def runctx(self, cmd, globals=None, locals=None):
        """Follow statements in namespaces."""
        if globals is None:
            globals = {}
        if locals is None:
            locals = {}
        if not self.donothing:
            threading.settrace(self.globaltrace)
            sys.settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            if not self.donothing:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(self, func, /, *args, **kw):
        """Follow a call; its result."""
        result = None
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            result = func(*args, **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)
        return result

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; methods with their class, if that can be found out."""
        code = frame.f_code
        filename = code.co_filename
        modulename = _modname(filename) if filename else None
        funcname = code.co_name
        clsname = None
        if code in self._caller_cache:
            clsname = self._caller_cache[code]
        else:
            self._caller_cache[code] = None
            if '.' in code.co_qualname and '<locals>' not in code.co_qualname:
                clsname = self._caller_cache[code] = code.co_qualname.rpartition('.')[0]
        if clsname is not None:
            funcname = "%s.%s" % (clsname, funcname)
        return filename, modulename, funcname

    def globaltrace_trackcallers(self, frame, why, arg):
        """Notes who calls whom."""
        if why == 'call':
            this = self.file_module_function_of(frame)
            parent = self.file_module_function_of(frame.f_back)
            self._callers[parent, this] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Notes what is called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Decides whether the lines of a function are followed."""
        if why == 'call':
            filename = frame.f_globals.get('__file__', None) or frame.f_code.co_filename
            if filename:
                modulename = _modname(filename)
                if modulename is not None:
                    if not self.ignore.names(filename, modulename):
                        if self.trace:
                            print(" --- modulename: %s, funcname: %s"
                                  % (_modname(filename), frame.f_code.co_name))
                        return self.localtrace
        return None

    def _show(self, frame):
        filename = frame.f_code.co_filename
        lineno = frame.f_lineno
        if self.start_time:
            print('%.2f' % (_time() - self.start_time), end=' ')
        line = linecache.getline(filename, lineno)
        print("%s(%d)" % (os.path.basename(filename), lineno) + (":  " + line if line else ""),
              end='' if line else '\n')

    def localtrace_trace_and_count(self, frame, why, arg):
        if why == "line":
            key = frame.f_code.co_filename, frame.f_lineno
            self.counts[key] = self.counts.get(key, 0) + 1
            self._show(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        if why == "line":
            self._show(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        if why == "line":
            key = frame.f_code.co_filename, frame.f_lineno
            self.counts[key] = self.counts.get(key, 0) + 1
        return self.localtrace

    def results(self):
        """What was counted."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile,
                               calledfuncs=self._calledfuncs, callers=self._callers)


def main():
    """python -m trace"""
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')
    main_options = parser.add_argument_group('Main options',
                                             '(One of these (or --report) must be given)')
    main_options.add_argument('-c', '--count', action='store_true',
                              help='Count the number of times each line is executed and write the '
                                   'counts to <module>.cover for each module executed, in the '
                                   "module's directory.")
    main_options.add_argument('-t', '--trace', action='store_true',
                              help='Print each line to sys.stdout before it is executed')
    main_options.add_argument('-l', '--listfuncs', action='store_true',
                              help='Keep track of which functions are executed at least once and '
                                   'write the results to sys.stdout after the program exits.')
    main_options.add_argument('-T', '--trackcalls', action='store_true',
                              help='Keep track of caller/called pairs and write the results to '
                                   'sys.stdout after the program exits.')
    modifiers = parser.add_argument_group('Modifiers')
    modifiers.add_argument('-r', '--report', action='store_true',
                           help='Generate a report from a counts file; does not execute any code.')
    modifiers.add_argument('-R', '--no-report', action='store_true',
                           help='Do not generate the coverage report files.')
    modifiers.add_argument('-f', '--file', help='File to accumulate counts over several runs')
    modifiers.add_argument('-C', '--coverdir', help='Directory where the report files go.')
    modifiers.add_argument('-m', '--missing', action='store_true',
                           help='Annotate executable lines that were not executed with ">>>>>> "')
    modifiers.add_argument('-s', '--summary', action='store_true',
                           help='Write a brief summary for each file to sys.stdout.')
    modifiers.add_argument('-g', '--timing', action='store_true',
                           help='Prefix each line with the time since the program started.')
    filters = parser.add_argument_group('Filters', 'Can be specified multiple times')
    filters.add_argument('--ignore-module', action='append', default=[],
                         help='Ignore the given module(s) and its submodules (if it is a package).')
    filters.add_argument('--ignore-dir', action='append', default=[],
                         help='Ignore files in the given directory.')
    parser.add_argument('--module', action='store_true', default=False, help='Trace a module.')
    parser.add_argument('progname', nargs='?', help='file to run as main program')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='arguments to the program')
    opts = parser.parse_args()

    if opts.report:
        if not opts.file:
            parser.error('-r/--report requires -f/--file')
        results = CoverageResults(infile=opts.file, outfile=opts.file)
        return results.write_results(opts.missing, opts.summary, opts.coverdir)
    if not any([opts.trace, opts.count, opts.listfuncs, opts.trackcalls]):
        parser.error('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if opts.listfuncs and (opts.count or opts.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if opts.summary and not opts.count:
        parser.error('--summary can only be used with --count or --report')
    if opts.progname is None:
        parser.error('progname is missing: required with the main options')
    t = Trace(opts.count, opts.trace, countfuncs=opts.listfuncs, countcallers=opts.trackcalls,
              ignoremods=[m.strip() for i in opts.ignore_module for m in i.split(',')],
              ignoredirs=[os.path.expandvars(d) for i in opts.ignore_dir
                          for d in i.split(os.pathsep)],
              infile=opts.file, outfile=opts.file, timing=opts.timing)
    try:
        if opts.module:
            import runpy
            mod_name, mod_spec, code = runpy._get_module_details(opts.progname)
            sys.argv = [code.co_filename, *opts.arguments]
            globs = {'__name__': '__main__', '__file__': code.co_filename,
                     '__package__': mod_spec.parent, '__loader__': mod_spec.loader,
                     '__spec__': mod_spec, '__cached__': None}
        else:
            sys.argv = [opts.progname, *opts.arguments]
            sys.path[0] = os.path.dirname(opts.progname)
            with open(opts.progname, 'rb') as fp:
                code = compile(fp.read(), opts.progname, 'exec')
            globs = {'__file__': opts.progname, '__name__': '__main__', '__package__': None,
                     '__cached__': None}
        t.runctx(code, globs, globs)
    except OSError as err:
        sys.exit("Cannot run file %r because: %s" % (sys.argv[0], err))
    except SystemExit:
        pass
    results = t.results()
    if not opts.no_report:
        results.write_results(opts.missing, opts.summary, opts.coverdir)


if __name__ == '__main__':
    main()
