"""The profiler to use: like profile, with enable() and disable(), for with statements, and native functions
under their own names."""
import sys
from collections import namedtuple

import profile as _pyprofile

__all__ = ["run", "runctx", "Profile"]


def run(statement, filename=None, sort=-1):
    """Profile a statement; print a report, or write it to a file."""
    return _pyprofile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Profile a statement in namespaces; print a report, or write it to a file."""
    return _pyprofile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


profiler_entry = namedtuple(
    'profiler_entry', 'code callcount reccallcount totaltime inlinetime calls')
profiler_subentry = namedtuple(
    'profiler_subentry', 'code callcount reccallcount totaltime inlinetime')

_DISABLE = ('~', 0, "<method 'disable' of '_lsprof.Profiler' objects>")


class _Recorder(_pyprofile.Recorder):
    """Knows native functions by what they belong to."""

    def native_key(self, function):
        receiver = getattr(function, '__self__', None)
        if receiver is not None and not isinstance(receiver, type(sys)):
            cls = receiver if isinstance(receiver, type) else type(receiver)
            for base in cls.__mro__:
                if function.__name__ in base.__dict__:
                    cls = base
                    break
            if isinstance(receiver, type):
                return '~', 0, "<built-in method %s>" % function.__name__
            return '~', 0, "<method %r of %r objects>" % (function.__name__, cls.__name__)
        module = getattr(function, '__module__', None)
        name = f"{module}.{function.__name__}" if module else function.__name__
        return '~', 0, "<built-in method %s>" % name


class Profiler:
    """Records between enable() and disable()."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        if timer is not None and timeunit:
            inner = timer

            def timer():
                return inner() * timeunit
        self._builtins = builtins
        self._recorder = _Recorder(timer)
        hidden = self._recorder.hidden
        hidden[Profiler.enable.__code__] = None
        hidden[Profiler.disable.__code__] = _DISABLE

    def enable(self, subcalls=True, builtins=True):
        """Start recording."""
        if sys.getprofile() is not None:
            raise ValueError("Another profiling tool is already active")
        self._builtins = builtins
        sys.setprofile(self._recorder.event if builtins else self._python_only)

    def _python_only(self, frame, event, arg):
        if not event.startswith('c_'):
            self._recorder.event(frame, event, arg)

    def disable(self):
        """Stop recording."""
        sys.setprofile(None)
        self._recorder.stop()

    def clear(self):
        """Forget everything."""
        self._recorder.entries.clear()
        self._recorder.stack.clear()

    def getstats(self):
        """The numbers as a list of profiler_entry."""
        def rows(kind, entries, *more):
            return kind(*entries, *more)
        callees = {}
        for key, e in self._recorder.entries.items():
            for caller, via in e.callers.items():
                callees.setdefault(caller, []).append(profiler_subentry(
                    _code(key), via.calls, via.recursive, via.total, via.own))
        return [profiler_entry(_code(key), e.calls, e.recursive, e.total, e.own, callees.get(key))
                for key, e in self._recorder.entries.items() if e.calls]


def _code(key):
    """What stands for a function in getstats(): a text for native ones."""
    return key[2] if key[0] == '~' else key


class Profile(Profiler):
    """Profile(timer=None, timeunit=0.0, subcalls=True, builtins=True)"""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        for function in (Profile.runctx, Profile.runcall, Profile.run, Profile.__enter__,
                         Profile.__exit__, Profile.create_stats):
            self._recorder.hidden[function.__code__] = None

    def print_stats(self, sort=-1):
        """Print a report."""
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        """Write the numbers to a file."""
        import marshal
        with open(file, 'wb') as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def create_stats(self):
        """Stop, and set stats."""
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Set stats to what is known now."""
        self.stats = self._recorder.statistics(True)

    def run(self, cmd):
        """Profile statements in __main__."""
        import __main__
        dict = __main__.__dict__
        return self.runctx(cmd, dict, dict)

    def runctx(self, cmd, globals, locals):
        """Profile statements in namespaces."""
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        """Profile a call; its result."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def label(code):
    """The (file, line, name) of an entry."""
    if isinstance(code, str):
        return '~', 0, code
    return code


def main():
    """python -m cProfile"""
    _pyprofile._main("cProfile")


if __name__ == '__main__':
    main()
