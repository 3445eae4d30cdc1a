"""Where a program asks for memory: snapshots of all blocks, with the calls that made them."""
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from functools import total_ordering

from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_traces


def _format_size(size, sign):
    """A number of bytes in a unit that suits it."""
    for unit in "B", "KiB", "MiB", "GiB", "TiB":
        if abs(size) < 100 and unit != "B":
            return f"{size:{'+' * sign}.1f} {unit}"
        if abs(size) < 10 * 1024 or unit == "TiB":
            return f"{size:{'+' * sign}.0f} {unit}"
        size /= 1024


class _Counted:
    """What statistics have in common."""

    __slots__ = ()

    def _values(self):
        return tuple(getattr(self, name) for name in self.__slots__)

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        return self._values() == other._values() if isinstance(other, type(self)) else NotImplemented

    def __repr__(self):
        numbers = [f"{getattr(self, name)} ({getattr(self, name + '_diff'):+})" if hasattr(self, name + "_diff")
                   else f"{getattr(self, name)}" for name in ("size", "count")]
        return f"<{type(self).__name__} traceback={self.traceback!r} size={numbers[0]} count={numbers[1]}>"

    def _text(self, size, count):
        text = f"{self.traceback}: size={size}, count={count}"
        return f"{text}, average={_format_size(self.size / self.count, False)}" if self.count else text


class Statistic(_Counted):
    """The blocks of a place."""

    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def __str__(self):
        return self._text(_format_size(self.size, False), self.count)

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff(_Counted):
    """The blocks of a place, and how many more than before."""

    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback, self.size, self.size_diff, self.count, self.count_diff = traceback, size, size_diff, count, count_diff

    def __str__(self):
        return self._text(f"{_format_size(self.size, False)} ({_format_size(self.size_diff, True)})",
                          f"{self.count} ({self.count_diff:+})")

    def _sort_key(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback


def _compare_grouped_stats(old_group, new_group):
    """The differences of two groups of statistics."""
    out = []
    for traceback in {**new_group, **old_group}:
        old, new = old_group.get(traceback), new_group.get(traceback)
        sizes = [(each.size, each.count) if each else (0, 0) for each in (new, old)]
        (size, count), (old_size, old_count) = sizes
        out.append(StatisticDiff(traceback, size, size - old_size, count, count - old_count))
    return out


@total_ordering
class Frame:
    """A place in a program."""

    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return f"{self.filename}:{self.lineno}"

    def __repr__(self):
        return f"<Frame filename={self.filename!r} lineno={self.lineno!r}>"


@total_ordering
class Traceback(Sequence):
    """The calls that led to a block, the outermost first."""

    __slots__ = ("_frames", "_total_nframe")

    def __init__(self, frames, total_nframe=None):
        self._frames = tuple(reversed(frames))
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        """How many calls there were; more than are kept, perhaps."""
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        found = self._frames[index]
        return tuple(map(Frame, found)) if isinstance(index, slice) else Frame(found)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = "" if self._total_nframe is None else f" total_nframe={self._total_nframe}"
        return f"<Traceback {tuple(self)}{total}>"

    def format(self, limit=None, most_recent_first=False):
        """Lines as tracebacks have them; with a limit the innermost calls, with a negative one the outermost."""
        import linecache
        frames = self[-limit:] if limit and limit > 0 else self[:abs(limit)] if limit is not None else self[:]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append(f'  File "{frame.filename}", line {frame.lineno}')
            if line := linecache.getline(frame.filename, frame.lineno).strip():
                lines.append(f"    {line}")
        return lines


def get_object_traceback(obj):
    """The calls that made an object, or None."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    """A block of memory."""

    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return f"{self.traceback}: {_format_size(self.size, False)}"

    def __repr__(self):
        return f"<Trace domain={self.domain} size={_format_size(self.size, False)}, traceback={self.traceback!r}>"


class _Traces(Sequence):
    """The blocks of a snapshot."""

    def __init__(self, traces):
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        found = self._traces[index]
        return tuple(map(Trace, found)) if isinstance(index, slice) else Trace(found)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __repr__(self):
        return f"<Traces len={len(self)}>"


def _normalize_filename(filename):
    from os.path import normcase
    filename = normcase(filename)
    return filename[:-1] if filename.endswith(".pyc") else filename


class BaseFilter:
    """What filters have in common: whether they take blocks in, or leave them out."""

    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    """Blocks by the file, and the line, that asked for them."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self.inclusive, self._filename_pattern = inclusive, _normalize_filename(filename_pattern)
        self.lineno, self.all_frames, self.domain = lineno, all_frames, domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _match_frame_impl(self, filename, lineno):
        return fnmatch(_normalize_filename(filename), self._filename_pattern) and self.lineno in (None, lineno)

    def _match_frame(self, filename, lineno):
        return self._match_frame_impl(filename, lineno) == bool(self.inclusive)

    def _match_traceback(self, traceback):
        frames = traceback if self.all_frames else traceback[:1]
        return any(self._match_frame_impl(*frame) for frame in frames) == bool(self.inclusive)

    def _match(self, trace):
        domain, size, traceback, *_ = trace
        matches = self._match_traceback(traceback)
        if self.domain is None:
            return matches
        return matches and domain == self.domain if self.inclusive else matches or domain != self.domain


class DomainFilter(BaseFilter):
    """Blocks by their address space."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self._domain) == bool(self.inclusive)


class Snapshot:
    """All blocks at a time."""

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        """Write the snapshot to a file."""
        import pickle
        with open(filename, "wb") as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        """Read a snapshot from a file."""
        import pickle
        with open(filename, "rb") as file:
            return pickle.load(file)

    def _filter_trace(self, include_filters, exclude_filters, trace):
        if include_filters and not any(each._match(trace) for each in include_filters):
            return False
        return all(each._match(trace) for each in exclude_filters)

    def filter_traces(self, filters):
        """A snapshot of the blocks that one of the inclusive filters takes in and none of the others leaves out."""
        if not isinstance(filters, Iterable):
            raise TypeError(f"filters must be a list of filters, not {type(filters).__name__}")
        kept = self.traces._traces
        if filters:
            taking = [each for each in filters if each.inclusive]
            leaving = [each for each in filters if not each.inclusive]
            kept = [trace for trace in kept if self._filter_trace(taking, leaving, trace)]
        else:
            kept = kept.copy()
        return Snapshot(kept, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError(f"unknown key_type: {key_type!r}")
        if cumulative and key_type == "traceback":
            raise ValueError(f"cumulative mode cannot by used with key type {key_type!r}")
        groups, keys = {}, {}

        def key(frames, total=None):
            if (found := keys.get(frames)) is None:
                found = keys[frames] = Traceback(frames, total)
            return found

        for _, size, frames, *total in self.traces._traces:
            if key_type == "traceback":
                chosen = [key(frames, *total)]
            else:
                used = dict.fromkeys(frames if cumulative else frames[:1])
                if key_type == "filename":
                    used = dict.fromkeys((filename, 0) for filename, _ in used)
                chosen = [key((frame,)) for frame in used]
            for each in chosen:
                if each in groups:
                    groups[each].size += size
                    groups[each].count += 1
                else:
                    groups[each] = Statistic(each, size, 1)
        return groups

    def statistics(self, key_type, cumulative=False):
        """The blocks by place, the largest first. With cumulative=True all calls of a block count, not just the innermost."""
        return sorted(self._group_by(key_type, cumulative).values(), reverse=True, key=Statistic._sort_key)

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """The differences to an older snapshot by place, the largest first."""
        changes = _compare_grouped_stats(old_snapshot._group_by(key_type, cumulative), self._group_by(key_type, cumulative))
        return sorted(changes, reverse=True, key=StatisticDiff._sort_key)


def take_snapshot():
    """A snapshot of all blocks that were made since tracing began."""
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    return Snapshot(_get_traces(), get_traceback_limit())
