"""How long small pieces of code take."""
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter

template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """src with its lines after the first indented."""
    return f"\n{' ' * indent}".join(src.split("\n"))


class Timer:
    """Times a statement (source, or a function) after a setup."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer, self.src = timer, None
        scope = {} if globals is None else globals
        sources, functions = {}, {}
        before = ""
        for role, code, margin in ("setup", setup, 4), ("stmt", stmt, 8):
            if isinstance(code, str):
                compile(f"{before}{code}", dummy_src_name, "exec")  # alone: it must not end the function around it
                before = f"{code}\n"
                sources[role] = reindent(code, margin)
            elif callable(code):
                functions[f"_{role}"] = code
                sources[role] = f"_{role}()"
            else:
                raise ValueError(f"{role} is neither a string nor callable")
        self.src = template.format(init="".join(f", {name}={name}" for name in functions), **sources)
        exec(compile(self.src, dummy_src_name, "exec"), scope, functions)
        self.inner = functions["inner"]

    def print_exc(self, file=None):
        """Print the traceback of the timed code, with its source."""
        import traceback
        from linecache import cache
        cache[dummy_src_name] = len(self.src), None, self.src.split("\n"), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds that number runs take."""
        import gc
        from itertools import repeat
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self.inner(repeat(None, number), self.timer)
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """A list of repeat results of timeit(); their minimum says most."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) for the first number of 1, 2, 5, 10... that takes 0.2 s."""
        from itertools import count
        numbers = (digit * 10 ** power for power in count() for digit in (1, 2, 5))
        for number in numbers:
            seconds = self.timeit(number)
            if callback:
                callback(number, seconds)
            if seconds >= 0.2:
                return number, seconds


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Timer(...).timeit(number)"""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """Timer(...).repeat(repeat, number)"""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_USAGE = """Time a piece of code: python -m timeit [option ...] [statement ...]

  -n, --number N   how often the statement is run (default: until that takes 0.2 s)
  -r, --repeat N   how often that is repeated (default 5)
  -s, --setup S    a statement to begin with (default pass)
  -p, --process    count the time of the process, not of the clock
  -u, --unit U     the unit of the result: nsec, usec, msec or sec
  -v, --verbose    show all times; twice: with more digits
  -h, --help       print this

Several statements, or several -s, are the lines of one."""
_UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}


def main(args=None, *, _wrap_timer=None):
    """The command line; returns an exit status."""
    import getopt
    try:
        options, statements = getopt.getopt(
            sys.argv[1:] if args is None else args, "n:u:s:r:pvh",
            ["number=", "setup=", "repeat=", "process", "verbose", "unit=", "help"])
    except getopt.error as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    clock, number, repeats, unit, setup, verbosity = default_timer, 0, default_repeat, None, [], 0
    for option, value in options:
        match option.lstrip("-")[0]:
            case "n":
                number = int(value)
            case "s":
                setup.append(value)
            case "u" if value in _UNITS:
                unit = value
            case "u":
                print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
                return 2
            case "r":
                repeats = max(1, int(value))
            case "p":
                clock = time.process_time
            case "v":
                verbosity += 1
            case "h":
                print(_USAGE, end="")
                return 0
    precision = max(3, 2 + verbosity) if verbosity else 3
    import os
    sys.path.insert(0, os.curdir)
    timer = Timer("\n".join(statements) or "pass", "\n".join(setup) or "pass", _wrap_timer(clock) if _wrap_timer else clock)

    def shown(seconds):
        name = unit or next((name for name in reversed(_UNITS) if seconds >= _UNITS[name]), "nsec")
        return f"{seconds / _UNITS[name]:.{precision}g} {name}"

    def tell(number, seconds):
        print(f"{number} loop{'s' * (number != 1)} -> {seconds:.{precision}g} secs")

    try:
        if not number:
            number, _ = timer.autorange(tell if verbosity else None)
            if verbosity:
                print()
        taken = timer.repeat(repeats, number)
    except:
        timer.print_exc()
        return 1
    if verbosity:
        print(f"raw times: {', '.join(map(shown, taken))}")
        print()
    each = [seconds / number for seconds in taken]
    best, worst = min(each), max(each)
    print(f"{number} loop{'s' * (number != 1)}, best of {repeats}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(
            f"The test results are likely unreliable. The worst time ({shown(worst)}) was more than four times slower "
            f"than the best time ({shown(best)}).", UserWarning, "", 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
