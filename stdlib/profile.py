"""A profiler: how often functions are called and how long they take. cProfile has the same interface and calls
what it measures by other names."""
import importlib.machinery
import io
import marshal
import sys
import time

__all__ = ["run", "runctx", "Profile"]


class _Utils:
    """run() and runctx() of a module, for its class of profilers."""

    def __init__(self, profiler):
        self.profiler = profiler

    def run(self, statement, filename, sort):
        prof = self.profiler()
        try:
            prof.run(statement)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def runctx(self, statement, globals, locals, filename, sort):
        prof = self.profiler()
        try:
            prof.runctx(statement, globals, locals)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def _show(self, prof, filename, sort):
        if filename is not None:
            prof.dump_stats(filename)
        else:
            prof.print_stats(sort)


def run(statement, filename=None, sort=-1):
    """Profile a statement; print a report, or write it to a file."""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Profile a statement in namespaces; print a report, or write it to a file."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class _Entry:
    """The numbers of a function, or of a function as called by another."""

    __slots__ = 'calls', 'recursive', 'own', 'total', 'active', 'callers'

    def __init__(self):
        self.calls = self.recursive = self.active = 0
        self.own = self.total = 0.0
        self.callers = {}


class Recorder:
    """Counts and measures by the events of sys.setprofile()."""

    def __init__(self, timer=None):
        self.timer = timer or time.perf_counter
        self.entries = {}
        self.stack = []
        # Code whose calls are not the program's, or go by a name.
        self.hidden = {}

    def python_key(self, code):
        return code.co_filename, code.co_firstlineno, code.co_name

    def native_key(self, function):
        return '', 0, function.__name__

    def start(self, name):
        """Begin a call that no event tells of."""
        self._push(name, self.timer())

    def stop(self):
        """End all calls."""
        now = self.timer()
        while self.stack:
            self._pop(now)

    def _push(self, key, now):
        entry = self.entries.get(key)
        if entry is None:
            entry = self.entries[key] = _Entry()
        entry.active += 1
        via = None
        if self.stack:
            caller = self.stack[-1][0]
            via = entry.callers.get(caller)
            if via is None:
                via = entry.callers[caller] = _Entry()
            via.active += 1
        # key, entry, entry by caller, begin, time in callees
        self.stack.append([key, entry, via, now, 0.0])

    def _pop(self, now):
        key, entry, via, begin, inner = self.stack.pop()
        total = now - begin
        if self.stack:
            self.stack[-1][4] += total
        for e in (entry, via):
            if e is not None:
                e.calls += 1
                e.own += total - inner
                e.active -= 1
                if e.active:
                    e.recursive += 1
                else:
                    e.total += total

    def event(self, frame, event, arg):
        """The function for sys.setprofile()."""
        now = self.timer()
        code = frame.f_code
        if event == 'call':
            if code in self.hidden:
                name = self.hidden[code]
                if name is not None:
                    self._push(name, now)
            else:
                self._push(self.python_key(code), now)
        elif event == 'return':
            if self.stack and code not in self.hidden:
                if self.stack[-1][0] == self.python_key(code):
                    self._pop(now)
        elif code not in self.hidden or self.hidden[code] is None:
            key = self.native_key(arg)
            if event == 'c_call':
                self._push(key, now)
            elif self.stack and self.stack[-1][0] == key:
                self._pop(now)

    def statistics(self, with_numbers):
        """The dict that pstats reads."""
        stats = {}
        for key, e in self.entries.items():
            callers = {}
            for caller, via in e.callers.items():
                if with_numbers:
                    callers[caller] = via.calls, via.calls - via.recursive, via.own, via.total
                else:
                    callers[caller] = via.calls
            if e.calls or not with_numbers:
                stats[key] = e.calls - e.recursive, e.calls, e.own, e.total, callers
        return stats


class Profile:
    """A profiler; run(), runctx() and runcall() profile what they do."""

    bias = 0

    def __init__(self, timer=None, bias=None):
        self.timer = timer or time.process_time
        self.get_time = self.timer
        if bias is not None:
            self.bias = bias
        self.stats = {}
        self._recorder = Recorder(self.timer)
        hidden = self._recorder.hidden
        for function in (Profile.runctx, Profile.runcall, Profile.run):
            hidden[function.__code__] = None

    def set_cmd(self, cmd):
        """Name what is profiled."""
        self._recorder.start(('profile', 0, cmd))

    simulate_call = set_cmd

    def simulate_cmd_complete(self):
        """End what runs still."""
        self._recorder.stop()

    def print_stats(self, sort=-1):
        """Print a report."""
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        """Write the numbers to a file."""
        with open(file, 'wb') as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def create_stats(self):
        """Stop, and set stats."""
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Set stats to what is known now."""
        self.stats = self._recorder.statistics(False)
        self.stats.setdefault(('profile', 0, 'profiler'), (0, 0, 0, 0, {}))

    def run(self, cmd):
        """Profile statements in __main__."""
        import __main__
        dict = __main__.__dict__
        return self.runctx(cmd, dict, dict)

    def runctx(self, cmd, globals, locals):
        """Profile statements in namespaces."""
        self.set_cmd(cmd)
        sys.setprofile(self._recorder.event)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, /, *args, **kw):
        """Profile a call; its result."""
        self.set_cmd(repr(func))
        sys.setprofile(self._recorder.event)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def calibrate(self, m, verbose=0):
        """How long an event takes, in seconds: the mean of m calls."""
        def nothing():
            pass
        begin = self.get_time()
        for _ in range(m):
            nothing()
        plain = self.get_time() - begin
        profiler = Profile(self.timer)
        begin = self.get_time()
        profiler.runctx('for _ in range(m): nothing()', {'m': m, 'nothing': nothing}, {})
        measured = self.get_time() - begin
        mean = max(0.0, (measured - plain) / m / 2)
        if verbose:
            print("elapsed time without profiling =", plain)
            print("elapsed time with profiling =", measured)
            print("mean stopwatch overhead per profile event =", mean)
        return mean


def _main(module, options=()):
    """The command line of profile and cProfile."""
    import os
    from optparse import OptionParser
    usage = module + ".py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ..."
    parser = OptionParser(usage=usage)
    parser.allow_interspersed_args = False
    parser.add_option('-o', '--outfile', dest="outfile", default=None,
                      help="Save stats to <outfile>")
    parser.add_option('-m', dest="module", action="store_true", default=False,
                      help="Profile a library module.")
    parser.add_option('-s', '--sort', dest="sort", default=-1 if module == "profile" else 2,
                      help="Sort order when printing to stdout, based on pstats.Stats class")
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    if not args:
        parser.print_usage()
        return parser
    if options.module:
        import runpy
        code = "run_module(modname, run_name='__main__')"
        globs = {'run_module': runpy.run_module, 'modname': args[0]}
    else:
        name = args[0]
        sys.path.insert(0, os.path.dirname(name))
        with io.open_code(name) as f:
            code = compile(f.read(), name, 'exec')
        spec = importlib.machinery.ModuleSpec(name='__main__', loader=None, origin=name)
        main = type(sys)('__main__')
        globs = main.__dict__
        globs.update({'__spec__': spec, '__file__': name, '__name__': '__main__',
                      '__package__': None, '__cached__': None})
        sys.modules['__main__'] = main
    profiler = __import__(module)
    try:
        profiler.runctx(code, globs, None, options.outfile, options.sort)
    except BrokenPipeError as exc:
        sys.stdout = None
        sys.exit(exc.errno)
    return parser


def main():
    """python -m profile"""
    _main("profile")


if __name__ == '__main__':
    main()
