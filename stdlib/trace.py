"""Follows a program line by line: shows the lines, counts them, or lists who called whom."""
import linecache
import os
import sys
import threading
from time import monotonic as _time

__all__ = ["Trace", "CoverageResults"]

PRAGMA_NOCOVER = "#pragma NO COVER"


def _modname(path):
    """The name of a file without directory and suffix."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """The dotted name of a file below the longest fitting entry of sys.path."""
    whole = os.path.normcase(path)
    folders = [os.path.normcase(folder) for folder in sys.path]
    longest = max((folder for folder in folders if folder and whole.startswith(folder + os.sep)), key=len, default="")
    below = path[len(longest) + 1:] if longest else os.path.splitdrive(path)[1]
    return os.path.splitext(below)[0].replace(os.sep, ".").lstrip(".")


class _Ignore:
    """Which modules are passed over: by name with what is in them, or by directory."""

    def __init__(self, modules=(), dirs=()):
        self._names, self._answers = set(modules), {"<string>": 1}
        self._folders = [os.path.normpath(folder) + os.sep for folder in dirs]

    def names(self, filename, modulename):
        """1 if a module is ignored, else 0."""
        if modulename not in self._answers:
            below = any(modulename == name or modulename.startswith(f"{name}.") for name in self._names)
            # a module without file is native
            self._answers[modulename] = int(below or filename is None or any(map(filename.startswith, self._folders)))
        return self._answers[modulename]


class CoverageResults:
    """What was counted; update() adds another, write_results() writes reports."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts, self.calledfuncs, self.callers = counts or {}, calledfuncs or {}, callers or {}
        self.counter = self.counts.copy()
        self.infile, self.outfile = infile, outfile
        if infile:
            import pickle
            try:
                with open(infile, "rb") as file:
                    self.update(self._loaded(pickle.load(file)))
            except (OSError, EOFError, ValueError) as error:
                print(f"Skipping counts file {infile!r}: {error}", file=sys.stderr)

    @classmethod
    def _loaded(cls, parts):
        counts, calledfuncs, callers = parts
        return cls(counts, calledfuncs, callers=callers)

    def is_ignored_filename(self, filename):
        """Whether a name is that of no file."""
        return filename[:1] == "<" and filename[-1:] == ">"

    def update(self, other):
        """Add other results."""
        for place, number in other.counts.items():
            self.counts[place] = self.counts.get(place, 0) + number
        for mine, theirs in (self.calledfuncs, other.calledfuncs), (self.callers, other.callers):
            mine.update(dict.fromkeys(theirs, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None, *, ignore_missing_files=False):
        """Print what was called, and write the counts of lines to .cover files."""
        if self.calledfuncs:
            print("\nfunctions called:")
            for file, module, function in sorted(self.calledfuncs):
                print(f"filename: {file}, modulename: {module}, funcname: {function}")
        if self.callers:
            self._print_callers()
        by_file = {}
        for (file, line), number in self.counts.items():
            by_file.setdefault(file, {})[line] = number
        table = {}
        for file, counts in by_file.items():
            if self.is_ignored_filename(file) or ignore_missing_files and not os.path.isfile(file):
                continue
            file = file[:-1] if file.endswith(".pyc") else file
            if coverdir is None:
                folder, name = os.path.dirname(os.path.abspath(file)), _modname(file)
            else:
                folder, name = coverdir, _fullmodname(file)
                os.makedirs(folder, exist_ok=True)
            executable = _find_executable_linenos(file) if show_missing else {}
            path = os.path.join(folder, f"{name}.cover")
            encoding = _encoding(file)
            hits, lines = self.write_results_file(path, linecache.getlines(file), executable, counts, encoding)
            if summary and lines:
                table[name] = lines, int(100 * hits / lines), name, file
        if summary and table:
            print("lines   cov%   module   (path)")
            for name in sorted(table):
                print("%5d   %3d%%   %s   (%s)" % table[name])
        if self.outfile:
            import pickle
            try:
                with open(self.outfile, "wb") as file:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), file, 1)
            except OSError as error:
                print(f"Can't save counts files because {error}", file=sys.stderr)

    def _print_callers(self):
        print("\ncalling relationships:")
        place = called_place = ""
        for (file, module, function), (called_file, called_module, called) in sorted(self.callers):
            if file != place:
                print(f"\n*** {file} ***")
                place, called_place = file, ""
            if called_file not in (file, called_place):
                print(f"  --> {called_file}")
                called_place = called_file
            print(f"    {module}.{function} -> {called_module}.{called}")

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write the lines of a file with their counts; how many were hit, and how many there are."""
        try:
            out = open(path, "w", encoding=encoding)
        except OSError as error:
            print(f"trace: Could not open {path!r} for writing: {error} - skipping", file=sys.stderr)
            return 0, 0
        hit = missed = 0
        with out:
            for number, line in enumerate(lines, 1):
                if number in lines_hit:
                    hit += 1
                    mark = f"{lines_hit[number]:5d}: "
                elif number in lnotab and PRAGMA_NOCOVER not in line:
                    missed += 1
                    mark = ">>>>>> "
                else:
                    mark = "       "
                out.write(mark + line.expandtabs(8))
        return hit, hit + missed


def _encoding(file):
    import tokenize
    try:
        with open(file, "rb") as source:
            return tokenize.detect_encoding(source.readline)[0]
    except OSError:
        return None


def _find_strings(filename, encoding=None):
    """The lines of strings that stand alone, as docstrings do: {line: 1}."""
    import token
    import tokenize
    found, before = {}, token.INDENT
    with open(filename, encoding=encoding) as file:
        for kind, _, (first, _), (last, _), _ in tokenize.generate_tokens(file.readline):
            if kind == token.STRING and before == token.INDENT:
                found.update(dict.fromkeys(range(first, last + 1), 1))
            before = kind
    return found


def _find_executable_linenos(filename):
    """The lines of a file that hold code: {line: 1}."""
    import tokenize
    try:
        with tokenize.open(filename) as file:
            source, encoding = file.read(), file.encoding
    except OSError as error:
        print(f"Not printing coverage data for {filename!r}: {error}", file=sys.stderr)
        return {}
    strings, found = _find_strings(filename, encoding), {}
    waiting = [compile(source, filename, "exec")]
    for code in waiting:
        found.update({line: 1 for _, _, line in code.co_lines() if line and line not in strings})
        waiting.extend(const for const in code.co_consts if hasattr(const, "co_code"))
    return found


class Trace:
    """Follows what run(), runctx() and runfunc() do."""

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None,
                 outfile=None, timing=False):
        self.infile, self.outfile, self.ignore = infile, outfile, _Ignore(ignoremods, ignoredirs)
        self.counts, self.pathtobasename, self.start_time = {}, {}, _time() if timing else None
        self._calledfuncs, self._callers, self._caller_cache = {}, {}, {}
        self.donothing = not (countcallers or countfuncs or count or trace)
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif not self.donothing:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = (self.localtrace_trace_and_count if trace and count else
                               self.localtrace_trace if trace else self.localtrace_count)

    def run(self, cmd):
        """Follow statements in __main__."""
        import __main__
        self.runctx(cmd, vars(__main__), vars(__main__))

    def runctx(self, cmd, globals=None, locals=None):
        """Follow statements in namespaces."""
        self._followed(exec, (cmd, {} if globals is None else globals, {} if locals is None else locals))

    def runfunc(self, func, /, *args, **kw):
        """Follow a call; its result."""
        return self._followed(func, args, kw)

    def _followed(self, call, args, kwargs={}):
        if self.donothing:
            return call(*args, **kwargs)
        threading.settrace(self.globaltrace)
        sys.settrace(self.globaltrace)
        try:
            return call(*args, **kwargs)
        finally:
            sys.settrace(None)
            threading.settrace(None)

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; methods with their class, if that can be found out."""
        code = frame.f_code
        file = code.co_filename
        return file, _modname(file) if file else None, f"{self._class_of(code)}{code.co_name}"

    def _class_of(self, code):
        """The class a function belongs to, with a dot: who refers to it is asked."""
        if code not in self._caller_cache:
            import gc
            functions = [each for each in gc.get_referrers(code) if hasattr(each, "__code__")]
            owners = []
            if len(functions) == 1:
                dicts = [each for each in gc.get_referrers(functions[0]) if isinstance(each, dict)]
                if len(dicts) == 1:
                    owners = [each for each in gc.get_referrers(dicts[0]) if hasattr(each, "__bases__")]
            if not owners and functions and "." in functions[0].__qualname__:
                path = functions[0].__qualname__.split(".")
                self._caller_cache[code] = f"{path[-2]}." if path[-2] != "<locals>" else ""
            else:
                self._caller_cache[code] = f"{owners[0].__name__}." if len(owners) == 1 else ""
        return self._caller_cache[code]

    def globaltrace_trackcallers(self, frame, why, arg):
        """Notes who calls whom."""
        if why == "call":
            self._callers[self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Notes what is called."""
        if why == "call":
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Decides whether the lines of a function are followed."""
        if why != "call" or not (file := frame.f_globals.get("__file__")):
            return None
        if not (name := _modname(file)) or self.ignore.names(file, name):
            return None
        if self.localtrace != self.localtrace_count:
            print(f" --- modulename: {name}, funcname: {frame.f_code.co_name}")
        return self.localtrace

    def _show(self, frame):
        file, line = frame.f_code.co_filename, frame.f_lineno
        if self.start_time:
            print("%.2f" % (_time() - self.start_time), end=" ")
        source = linecache.getline(file, line)
        print(f"{os.path.basename(file)}({line}){f':  {source}' if source else chr(10)}", end="")

    def _count(self, frame):
        place = frame.f_code.co_filename, frame.f_lineno
        self.counts[place] = self.counts.get(place, 0) + 1

    def localtrace_trace_and_count(self, frame, why, arg):
        """Shows and counts the lines of a function."""
        if why == "line":
            self._count(frame)
            self._show(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        """Shows the lines of a function."""
        if why == "line":
            self._show(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        """Counts the lines of a function."""
        if why == "line":
            self._count(frame)
        return self.localtrace

    def results(self):
        """What was counted."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile, calledfuncs=self._calledfuncs,
                               callers=self._callers)


def main():
    """python -m trace"""
    import argparse
    parser = argparse.ArgumentParser(prog="trace")
    parser.add_argument("--version", action="version", version="trace 2.0")
    what = parser.add_argument_group("Main options", "One of these (or --report) must be given")
    how = parser.add_argument_group("Modifiers")
    which = parser.add_argument_group("Filters", "Can be specified multiple times")
    flags = (
        (what, "-c", "--count", "count how often each line is run; the results go to <module>.cover files"),
        (what, "-t", "--trace", "print each line before it is run"),
        (what, "-l", "--listfuncs", "list the functions that are called"),
        (what, "-T", "--trackcalls", "list who calls whom"),
        (how, "-m", "--missing", "mark lines that were not run with >>>>>>"),
        (how, "-s", "--summary", "print a summary of the counts"),
        (how, "-g", "--timing", "print the time since the start before each line"),
    )
    for group, short, long, text in flags:
        group.add_argument(short, long, action="store_true", help=text)
    what.add_argument("-r", "--report", action="store_true", help="only write a report of a counts file (needs --file)")
    how.add_argument("-f", "--file", help="file to accumulate counts over several runs")
    how.add_argument("-C", "--coverdir", help="directory for the .cover files")
    how.add_argument("-R", "--no-report", action="store_true", help="write no reports")
    which.add_argument("--ignore-module", action="append", default=[], help="module or package to pass over")
    which.add_argument("--ignore-dir", action="append", default=[], help="directory whose files are passed over")
    parser.add_argument("--module", action="store_true", default=False, help="Trace a module.")
    parser.add_argument("progname", nargs="?", help="file to run as main program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="arguments to the program")
    options = parser.parse_args()

    folders = {f"${name}": os.path.join(getattr(sys, f"base_{name}"), "lib", "python%d.%d" % sys.version_info[:2])
               for name in ("prefix", "exec_prefix")}

    def resolved(folder):
        for name in sorted(folders, key=len, reverse=True):
            folder = folder.replace(name, folders[name])
        return os.path.normpath(os.path.expanduser(os.path.expandvars(folder)))

    modules = [name.strip() for names in options.ignore_module for name in names.split(",")]
    ignored = [resolved(folder) for names in options.ignore_dir for folder in names.split(os.pathsep)]
    if options.report:
        if not options.file:
            parser.error("-r/--report requires -f/--file")
        CoverageResults(infile=options.file, outfile=options.file).write_results(
            options.missing, options.summary, options.coverdir)
        return
    if not any((options.trace, options.count, options.listfuncs, options.trackcalls)):
        parser.error("must specify one of --trace, --count, --report, --listfuncs, or --trackcalls")
    if options.listfuncs and (options.count or options.trace):
        parser.error("cannot specify both --listfuncs and (--trace or --count)")
    if options.summary and not options.count:
        parser.error("--summary can only be used with --count or --report")
    if options.progname is None:
        parser.error("progname is missing: required with the main options")
    tracer = Trace(options.count, options.trace, countfuncs=options.listfuncs, countcallers=options.trackcalls,
                   ignoremods=modules, ignoredirs=ignored, infile=options.file, outfile=options.file, timing=options.timing)
    sys.argv = [options.progname, *options.arguments]
    try:
        if options.module:
            import runpy
            name, spec, code = runpy._get_module_details(options.progname)
            sys.argv[0] = code.co_filename
            scope = {"__name__": "__main__", "__file__": code.co_filename, "__package__": spec.parent,
                     "__loader__": spec.loader, "__spec__": spec, "__cached__": None}
        else:
            sys.path[0] = os.path.dirname(options.progname)
            import io
            with io.open_code(options.progname) as file:
                code = compile(file.read(), options.progname, "exec")
            scope = {"__file__": options.progname, "__name__": "__main__", "__package__": None, "__cached__": None}
        tracer.runctx(code, scope, scope)
    except OSError as error:
        sys.exit(f"Cannot run file {sys.argv[0]!r} because: {error}")
    except SystemExit:
        pass
    if not options.no_report:
        tracer.results().write_results(options.missing, options.summary, options.coverdir)


if __name__ == "__main__":
    main()
