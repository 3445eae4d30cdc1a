"""A profiler: how often functions are called and how long they take. cProfile has the same interface and calls
what it measures by other names."""
import sys
import time

__all__ = ["run", "runctx", "Profile"]


def _report(profiler, filename, sort, *args):
    """Let a new profiler run a statement, and show or write what it has counted."""
    try:
        (profiler.runctx if len(args) > 1 else profiler.run)(*args)
    except SystemExit:
        pass
    finally:
        if filename is None:
            profiler.print_stats(sort)
        else:
            profiler.dump_stats(filename)


def run(statement, filename=None, sort=-1):
    """Profile a statement; print a report, or write it to a file."""
    _report(Profile(), filename, sort, statement)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Profile a statement in namespaces; print a report, or write it to a file."""
    _report(Profile(), filename, sort, statement, globals, locals)


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


# --- what all profilers do ---

def _print_stats(self, sort=-1):
    """Print a report."""
    import pstats
    keys = sort if isinstance(sort, tuple) else (sort,)
    pstats.Stats(self).strip_dirs().sort_stats(*keys).print_stats()


def _dump_stats(self, file):
    """Write the numbers to a file."""
    import marshal
    with open(file, "wb") as out:
        self.create_stats()
        marshal.dump(self.stats, out)


def _run(self, cmd):
    """Profile statements in __main__."""
    import __main__
    return self.runctx(cmd, vars(__main__), vars(__main__))


_run.__name__, _print_stats.__name__, _dump_stats.__name__ = "run", "print_stats", "dump_stats"


class Profile:
    """A profiler; run(), runctx() and runcall() profile what they do."""

    bias = 0  # what an event costs, taken off all times

    def __init__(self, timer=None, bias=None):
        self.timer = self.get_time = timer or time.process_time
        if bias is not None:
            self.bias = bias
        self.stats = {}
        self._recorder = Recorder(timer)

    def set_cmd(self, cmd):
        """Name what is profiled."""
        self.simulate_call(cmd)

    def simulate_call(self, name):
        """Begin a call that is none."""
        self._recorder.start(("profile", 0, name))

    def simulate_cmd_complete(self):
        """End what runs still."""
        self._recorder.stop()

    print_stats, dump_stats, run = _print_stats, _dump_stats, _run

    def create_stats(self):
        """Stop, and set stats."""
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Set stats to what is known now."""
        root = "profile", 0, "profiler"
        self.stats = {root: (0, 0, 0, 0, {})}
        for function, (*numbers, callers) in self._recorder.statistics(False).items():
            began_here = function[:2] == root[:2] and not callers
            self.stats[function] = *numbers, {root: 1} if began_here else callers

    def _profiled(self, name, call, *args, **kwargs):
        self.set_cmd(name)
        sys.setprofile(self._recorder.event)
        try:
            return call(*args, **kwargs)
        finally:
            sys.setprofile(None)

    def runctx(self, cmd, globals, locals):
        """Profile statements in namespaces."""
        self._profiled(str(cmd), exec, cmd, globals, locals)
        return self

    def runcall(self, func, /, *args, **kw):
        """Profile a call; its result."""
        return self._profiled(repr(func), func, *args, **kw)

    def calibrate(self, m, verbose=0):
        """How long an event takes, in seconds: the mean of m calls."""
        if type(self) is not Profile:
            raise TypeError("Subclasses must override .calibrate().")

        def nothing():
            pass

        def calls():
            for _ in range(m):
                nothing()

        began = self.get_time()
        calls()
        bare = self.get_time() - began
        began = self.get_time()
        Profile(self.timer).runcall(calls)
        watched = self.get_time() - began
        if verbose:
            print(f"elapsed time without profiling = {bare}")
            print(f"elapsed time with profiling = {watched}")
        return (watched - bare) / m / 2


def _main(runctx, sort, sorts=None):
    """The command line of profilers: a script, or with -m a module, and its arguments."""
    import io
    import os
    from optparse import OptionParser
    parser = OptionParser(usage=f"{os.path.basename(sys.argv[0])} [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ...")
    parser.allow_interspersed_args = False
    parser.add_option("-o", "--outfile", dest="outfile", default=None, help="Save stats to <outfile>")
    parser.add_option("-m", dest="module", action="store_true", default=False, help="Profile a library module.")
    parser.add_option("-s", "--sort", dest="sort", default=sort, **({"choices": sorts} if sorts else {}),
                      help="Sort order when printing to stdout, based on pstats.Stats class")
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, words = parser.parse_args()
    if not words:
        parser.print_usage()
        return parser
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    sys.argv[:] = words
    if options.module:
        import runpy
        code = "run_module(modname, run_name='__main__')"
        scope = {"run_module": runpy.run_module, "modname": words[0]}
    else:
        from importlib.machinery import ModuleSpec
        path = words[0]
        sys.path.insert(0, os.path.dirname(path))
        with io.open_code(path) as file:
            code = compile(file.read(), path, "exec")
        scope = {"__spec__": ModuleSpec("__main__", None, origin=path), "__file__": path, "__name__": "__main__",
                 "__package__": None, "__cached__": None}
        import __main__
        main = type(sys)("__main__")
        vars(main).update(scope)
        scope = vars(main)
        sys.modules["__main__"] = main
    try:
        runctx(code, scope, None, options.outfile, options.sort)
    except BrokenPipeError as error:
        sys.stdout = None  # nobody reads it
        sys.exit(error.errno)
    return parser


def main():
    """python -m profile"""
    return _main(runctx, -1)


if __name__ == "__main__":
    main()
