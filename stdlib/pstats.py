"""Reports of profiles: sort, restrict and print what profile and cProfile have counted."""
import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cmp_to_key
from typing import Dict

__all__ = ["Stats", "SortKey", "FunctionProfile", "StatsProfile"]


class SortKey(StrEnum):
    """What reports can be sorted by."""

    def __new__(cls, *values):
        member = str.__new__(cls, values[0])
        member._value_ = values[0]
        member._all_values = values
        return member

    @classmethod
    def _missing_(cls, value):
        return next((member for member in cls if value in member._all_values), None)

    CALLS = "calls", "ncalls"
    CUMULATIVE = "cumulative", "cumtime"
    FILENAME = "filename", "module"
    LINE = "line"
    NAME = "name"
    NFL = "nfl"
    PCALLS = "pcalls"
    STDNAME = "stdname"
    TIME = "time", "tottime"


@dataclass(unsafe_hash=True)
class FunctionProfile:
    """The numbers of a function."""
    ncalls: str
    tottime: float
    percall_tottime: float
    cumtime: float
    percall_cumtime: float
    file_name: str
    line_number: int


@dataclass(unsafe_hash=True)
class StatsProfile:
    """The same as plain data."""
    total_tt: float
    func_profiles: Dict[str, FunctionProfile]


def _sortings():
    """By name: the columns to compare, each with its direction, and how that is called."""
    columns = {"calls ncalls": ("call count", (1, -1)), "cumtime cumulative": ("cumulative time", (3, -1)),
               "filename module": ("file name", (4, 1)), "line": ("line number", (5, 1)), "name": ("function name", (6, 1)),
               "nfl": ("name/file/line", (6, 1), (4, 1), (5, 1)), "pcalls": ("primitive call count", (0, -1)),
               "stdname": ("standard name", (7, 1)), "time tottime": ("internal time", (2, -1))}
    return {name: (keys, title) for names, (title, *keys) in columns.items() for name in names.split()
            for keys in [tuple(keys)]}


class Stats:
    """Made of a Profile, of a file that one was dumped to, or of several; prints to stream.

    stats: {(file, line, name): (primitive calls, calls, own time, time with callees, callers)}"""

    sort_arg_dict_default = _sortings()

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.init(args[0] if args else None)
        self.add(*args[1:])

    def init(self, arg):
        """Begin anew, with a profile."""
        self.files, self.top_level, self.stats, self.sort_arg_dict = [], set(), {}, {}
        self.total_tt = self.total_calls = self.prim_calls = self.max_name_len = 0
        self.all_callees = self.fcn_list = None
        self.load_stats(arg)
        try:
            self.get_top_level_stats()
        except Exception:
            self._print("Invalid timing data", *self.files[-1:])
            raise

    def _print(self, *args, **kwargs):
        print(*args, **kwargs, file=self.stream)

    def load_stats(self, arg):
        """Take over the numbers of a profile or a file."""
        match arg:
            case None:
                return
            case str():
                import marshal
                import time
                with open(arg, "rb") as file:
                    self.stats = marshal.load(file)
                self.files = [f"{time.ctime(os.stat(arg).st_mtime)}    {arg}"]
            case _ if hasattr(arg, "create_stats"):
                arg.create_stats()
                self.stats, arg.stats = arg.stats, {}
        if not self.stats:
            raise TypeError(f"Cannot create or construct a {self.__class__!r} object from {arg!r}")

    def get_top_level_stats(self):
        """Add up the totals."""
        for function, (primitive, calls, own, _, callers) in self.stats.items():
            self.total_calls += calls
            self.prim_calls += primitive
            self.total_tt += own
            if ("jprofile", 0, "profiler") in callers:
                self.top_level.add(function)
            self._note_width(function)

    def _note_width(self, function):
        self.max_name_len = max(self.max_name_len, len(func_std_string(function)))

    def add(self, *arg_list):
        """Add other profiles, files or Stats."""
        for other in arg_list:
            other = other if type(other) is type(self) else Stats(other)
            self.files += other.files
            self.top_level |= other.top_level
            for total in "total_calls", "prim_calls", "total_tt":
                setattr(self, total, getattr(self, total) + getattr(other, total))
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for function, numbers in other.stats.items():
                self.stats[function] = add_func_stats(self.stats.get(function, (0, 0, 0, 0, {})), numbers)
        return self

    def dump_stats(self, filename):
        """Write to a file."""
        import marshal
        with open(filename, "wb") as file:
            marshal.dump(self.stats, file)

    # --- order ---

    def get_sort_arg_defs(self):
        """The sort keys with their unambiguous beginnings."""
        if not self.sort_arg_dict:
            meanings = {}
            for name, what in self.sort_arg_dict_default.items():
                for end in range(1, len(name) + 1):
                    meanings.setdefault(name[:end], []).append((what, end == len(name)))
            for word, found in meanings.items():
                if len(found) > 1:
                    found = [each for each in found if each[1]]
                if found:
                    self.sort_arg_dict[word] = found[0][0]
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sort by keys, the first above all."""
        if not field:
            self.fcn_list = 0
            return self
        if len({type(each) for each in field}) > 1:
            raise TypeError("Can't have mixed argument type")
        if len(field) == 1 and isinstance(field[0], int):
            field = {-1: "stdname", 0: "calls", 1: "time", 2: "cumulative"}[field[0]],
        known = self.get_sort_arg_defs()
        chosen = [known[word.value if isinstance(word, SortKey) else word] for word in field]
        self.sort_type = ", ".join(title for _, title in chosen)
        rows = [(*numbers[:4], *function, func_std_string(function), function) for function, numbers in self.stats.items()]
        rows.sort(key=cmp_to_key(TupleComp([key for keys, _ in chosen for key in keys]).compare))
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        """The other way round."""
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """Take the directories off file names; functions that become the same are added up."""
        before, self.stats, self.max_name_len = self.stats, {}, 0
        for function, (*numbers, callers) in before.items():
            short = func_strip_path(function)
            self._note_width(short)
            renamed = {}
            for caller, value in callers.items():
                renamed = add_callers(renamed, {func_strip_path(caller): value})
            new = *numbers, renamed
            self.stats[short] = add_func_stats(self.stats[short], new) if short in self.stats else new
        self.top_level = set(map(func_strip_path, self.top_level))
        self.fcn_list = self.all_callees = None
        return self

    def calc_callees(self):
        """Turn the callers round."""
        if not self.all_callees:
            self.all_callees = callees = {}
            for function, (*_, callers) in self.stats.items():
                callees.setdefault(function, {})
                for caller, value in callers.items():
                    callees.setdefault(caller, {})[function] = value

    # --- what is printed ---

    def eval_print_amount(self, sel, list, msg):
        """Restrict a list: by a pattern for names, a fraction or a number."""
        kept = list
        if isinstance(sel, str):
            import re
            try:
                fits = re.compile(sel).search
            except re.PatternError:
                return list, f"{msg}   <Invalid regular expression {sel!r}>\n"
            kept = [function for function in list if fits(func_std_string(function))]
        elif isinstance(sel, float) and 0 <= sel < 1:
            kept = list[:int(len(list) * sel + .5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            kept = list[:sel]
        if len(kept) != len(list):
            msg += f"   List reduced from {len(list)!r} to {len(kept)!r} due to restriction <{sel!r}>\n"
        return kept, msg

    def get_stats_profile(self):
        """Everything as a StatsProfile."""
        functions = self.fcn_list or self.stats
        found = {}
        for function in functions:
            primitive, calls, own, all_, _ = self.stats[function]
            file, line, name = function
            found[name] = FunctionProfile(
                _calls(primitive, calls), _rounded(own), _rounded(own / calls) if calls else -1, _rounded(all_),
                _rounded(all_ / primitive) if primitive else -1, file, line)
        return StatsProfile(_rounded(self.total_tt) if found else 0, found)

    def get_print_list(self, sel_list):
        """(width of the names, functions) after the restrictions; prints what was done."""
        if self.fcn_list:
            functions, text = self.fcn_list[:], f"   Ordered by: {self.sort_type}\n"
        else:
            functions, text = [*self.stats], "   Random listing order was used\n"
        for restriction in sel_list:
            functions, text = self.eval_print_amount(restriction, functions, text)
        if not functions:
            return 0, functions
        self._print(text)
        all_ = len(functions) == len(self.stats)
        return (self.max_name_len if all_ else max(len(func_std_string(each)) for each in functions)) + 2, functions

    def print_stats(self, *amount):
        """Print the table, restricted."""
        margin = " " * 8
        for file in self.files:
            self._print(file)
        if self.files:
            self._print()
        for function in self.top_level:
            self._print(margin, func_get_function_name(function))
        primitive = "" if self.total_calls == self.prim_calls else f" ({self.prim_calls} primitive calls)"
        self._print(f"{margin} {self.total_calls} function calls{primitive} in {self.total_tt:.3f} seconds\n")
        if functions := self.get_print_list(amount)[1]:
            self.print_title()
            for function in functions:
                self.print_line(function)
            self._print("\n")
        return self

    def _print_calls(self, amount, title, arrow, relations):
        width, functions = self.get_print_list(amount)
        if functions:
            self.print_call_heading(width, title)
            for function in functions:
                self.print_call_line(width, function, relations(function), arrow)
            self._print("\n")
        return self

    def print_callees(self, *amount):
        """Print whom the functions called."""
        self.calc_callees()
        return self._print_calls(amount, "called...", "->", lambda function: self.all_callees.get(function, {}))

    def print_callers(self, *amount):
        """Print who called the functions."""
        return self._print_calls(amount, "was called by...", "<-", lambda function: self.stats[function][4])

    def print_call_heading(self, name_size, column_title):
        """The heading of callers or callees; with titles of columns if there are numbers."""
        self._print("Function ".ljust(name_size) + column_title)
        known = next((callers for *_, callers in self.stats.values() if callers), {})
        if any(isinstance(value, tuple) for value in known.values()):
            self._print(f"{' ' * name_size}    ncalls  tottime  cumtime")

    def print_call_line(self, name_size, source, call_dict, arrow="->"):
        """A function, with its callers or callees below each other."""
        self._print(func_std_string(source).ljust(name_size) + arrow, end=" ")
        if not call_dict:
            self._print()
        for i, (function, value) in enumerate(sorted(call_dict.items())):
            name, margin = func_std_string(function), name_size + 1
            if isinstance(value, tuple):
                calls, primitive, own, all_ = value
                shown = f"{_calls(primitive, calls):>{9 if i else 7}} {f8(own)} {f8(all_)}  {name}"
            else:
                shown, margin = f"{name}({value!r}) {f8(self.stats[function][3])}", name_size + 3
            self._print(" " * (margin if i else 0) + shown)

    def print_title(self):
        """The heading of the table."""
        self._print("   ncalls  tottime  percall  cumtime  percall filename:lineno(function)")

    def print_line(self, func):
        """A line of the table."""
        primitive, calls, own, all_, _ = self.stats[func]
        cells = (_calls(primitive, calls).rjust(9), f8(own), f8(own / calls) if calls else " " * 8, f8(all_),
                 f8(all_ / primitive) if primitive else " " * 8, func_std_string(func))
        self._print(*cells)


class TupleComp:
    """Compares rows by columns, each up or down."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        """-1, 0 or 1."""
        for column, direction in self.comp_select_list:
            if left[column] != right[column]:
                return -direction if left[column] < right[column] else direction
        return 0


def func_strip_path(func_name):
    """A function whose file has no directory."""
    return os.path.basename(func_name[0]), *func_name[1:]


def func_get_function_name(func):
    """The name alone."""
    return func[2]


def func_std_string(func_name):
    """How a function is shown."""
    file, line, name = func_name
    if (file, line) != ("~", 0):
        return "%s:%d(%s)" % func_name
    return f"{{{name[1:-1]}}}" if name[:1] == "<" and name[-1:] == ">" else name


def add_func_stats(target, source):
    """The numbers of two profiles together."""
    *sums, mine = target
    *others, theirs = source
    return *map(sum, zip(others, sums)), add_callers(mine, theirs)


def add_callers(target, source):
    """The callers of two profiles together."""
    found = dict(target)
    for function, value in source.items():
        if (known := found.get(function)) is None:
            found[function] = value
        elif isinstance(value, tuple):
            found[function] = tuple(map(sum, zip(value, known)))
        else:
            found[function] = known + value
    return found


def count_calls(callers):
    """How often somebody called."""
    return sum(callers.values())


def f8(x):
    """A time as it is printed."""
    return f"{x:8.3f}"


def _rounded(x):
    return float(f8(x))


def _calls(primitive, calls):
    return str(calls) if calls == primitive else f"{calls}/{primitive}"
