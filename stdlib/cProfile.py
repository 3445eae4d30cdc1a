"""The profiler to use: like profile, with enable() and disable(), for with statements, and native functions
under their own names."""
import sys
from collections import namedtuple

import profile as _pyprofile

__all__ = ["run", "runctx", "Profile"]

_DISABLE = "~", 0, "<method 'disable' of '_lsprof.Profiler' objects>"


def run(statement, filename=None, sort=-1):
    """Profile a statement; print a report, or write it to a file."""
    _pyprofile._report(Profile(), filename, sort, statement)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Profile a statement in namespaces; print a report, or write it to a file."""
    _pyprofile._report(Profile(), filename, sort, statement, globals, locals)


profiler_entry = namedtuple(
    'profiler_entry', 'code callcount reccallcount totaltime inlinetime calls')


profiler_subentry = namedtuple(
    'profiler_subentry', 'code callcount reccallcount totaltime inlinetime')


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

    print_stats, dump_stats, run = _pyprofile._print_stats, _pyprofile._dump_stats, _pyprofile._run

    def create_stats(self):
        """Stop, and set stats."""
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Set stats to what is known now."""
        self.stats = self._recorder.statistics(True)

    def runctx(self, cmd, globals, locals):
        """Profile statements in namespaces."""
        self.runcall(exec, cmd, globals, locals)
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
    return ("~", 0, code) if isinstance(code, str) else (code.co_filename, code.co_firstlineno, code.co_name)


def main():
    """python -m cProfile"""
    import pstats
    return _pyprofile._main(runctx, 2, sorted(pstats.Stats.sort_arg_dict_default))


if __name__ == "__main__":
    main()
