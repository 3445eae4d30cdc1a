# Where memory was asked for: tracing, snapshots, statistics, filters, and the texts of all that.
import os
import tempfile
import tracemalloc
import warnings
from tracemalloc import DomainFilter, Filter, Frame, Snapshot, Statistic, StatisticDiff, Trace, Traceback


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


# Nothing is traced yet.
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_traceback_limit())
for f, *args in [(tracemalloc.start, 0), (tracemalloc.start, 65536), (tracemalloc.start, "x"), (tracemalloc.take_snapshot,),
                 (tracemalloc.get_object_traceback, object()), (tracemalloc.clear_traces,), (tracemalloc.stop,)]:
    show(f, *args)


class Thing:
    pass


def make(n):
    return [Thing() for _ in range(n)]


def line_of(f):
    return f.__code__.co_firstlineno + 1


tracemalloc.start(3)
tracemalloc.start(9)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
things = make(500)
found = tracemalloc.get_object_traceback(things[7])
here = os.path.basename(__file__)
print([(os.path.basename(frame.filename) == here, frame.lineno) for frame in found], found.total_nframe)
print([line.strip().rpartition("/")[2] for line in found.format()])
print(found.format(limit=1) == found.format()[2:], found.format(limit=-1) == found.format()[:2])
print(found.format(most_recent_first=True) == found.format()[2:] + found.format()[:2])
print(all(tracemalloc.get_object_traceback(thing) == found for thing in things))
snapshot = tracemalloc.take_snapshot()
mine = snapshot.filter_traces([Filter(True, "*" + here, line_of(make))])
(one,) = mine.statistics("lineno")
print(one.traceback[0].lineno == line_of(make), 500 <= one.count < 1100, one.size > 500 * 16)
print(len(mine.statistics("traceback")), len(mine.statistics("filename")), mine.statistics("filename")[0].traceback[0].lineno)
print(sorted(stat.traceback[0].lineno for stat in mine.statistics("lineno", cumulative=True)))
more = make(300)
change = tracemalloc.take_snapshot().compare_to(snapshot, "lineno")
(diff,) = [each for each in change if str(each.traceback).endswith(f"{here}:{line_of(make)}")]
print(300 <= diff.count_diff < 700, diff.size_diff > 300 * 16, diff.count - diff.count_diff == one.count)
del more
print(len(tracemalloc.take_snapshot().filter_traces([Filter(True, "*" + here, line_of(make))]).traces) < diff.count)
for args in [("x",), ("traceback", True), ("lineno", 1)]:
    show(lambda: type(snapshot.statistics(*args)))
show(snapshot.filter_traces, 5)
show(snapshot.filter_traces, [5])
print(len(snapshot.filter_traces([])) if hasattr(snapshot, "__len__") else len(snapshot.filter_traces([]).traces) == len(snapshot.traces))
print(len(snapshot.filter_traces([Filter(False, "*")]).traces), len(snapshot.filter_traces([DomainFilter(True, 1)]).traces))
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "snapshot")
    snapshot.dump(name)
    again = Snapshot.load(name)
print(len(again.traces) == len(snapshot.traces), again.traceback_limit, again.traces[0] == snapshot.traces[0], again.traces[0] in snapshot.traces)

# Sizes.
before = tracemalloc.get_traced_memory()[0]
data = bytes(1000000)
now = tracemalloc.get_traced_memory()
print(1000000 <= now[0] - before < 1010000, now[1] >= now[0])
del data
print(tracemalloc.get_traced_memory()[0] - before < 10000, tracemalloc.get_traced_memory()[1] >= now[0])
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < now[0])
numbers = [None] * 100000
print(800000 <= tracemalloc.get_traced_memory()[0] - before < 820000, tracemalloc.get_tracemalloc_memory() > 1000)
tracemalloc.clear_traces()
print(tracemalloc.get_traced_memory()[0] < 10000, tracemalloc.get_object_traceback(things[0]))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    source = Thing()
    warnings.warn("about", ResourceWarning, source=source)
    print(caught[0].source is source)
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_traceback_limit())

# The texts.
tb = Traceback([("f.py", 3), ("g.py", 4)])
print(repr(tb), str(tb), len(tb), tb[0], tb[::-1], list(tb), tb.total_nframe, tb.format(), Traceback([("a", 1)], 5))
print(tb == Traceback([("f.py", 3), ("g.py", 4)]), tb < Traceback([("f.py", 4)]), Frame(("f.py", 3)) in tb, hash(tb) == hash(tb), tb == 5)
print(repr(Frame(("f.py", 3))), Frame(("f.py", 3)), Frame(("a", 1)) < Frame(("b", 0)), Frame(("a", 1)) == ("a", 1))
trace = Trace((0, 512, (("a", 1),)))
print(repr(trace), trace, trace == trace, trace == 5, trace.domain, trace.size, trace.traceback)
for size in 1, 100, 10239, 10240, 99 * 1024, 101 * 1024, 1023 * 1024 * 50, 10**12, 10**16, -2048:
    print(tracemalloc._format_size(size, False), tracemalloc._format_size(size, True))
for each in Statistic(tb, 1000, 3), Statistic(tb, 1000, 0), StatisticDiff(tb, 1000, -24, 3, 1), StatisticDiff(tb, 10**6, 10**5, 0, -7):
    print(repr(each), str(each))
print(Statistic(tb, 1, 2) == Statistic(tb, 1, 2), Statistic(tb, 1, 2) == 5, Statistic(tb, 1, 2) != Statistic(tb, 1, 3))
print(Filter(True, "x.pyc", 3, all_frames=True, domain=1).__dict__, DomainFilter(False, 2).__dict__)
sample = Snapshot([(0, 10, (("a.py", 1), ("b.py", 2)), 2), (1, 20, (("b.py", 2),), 1), (0, 5, (("a.py", 1),), 7)], 2)
for filters in ([Filter(True, "a*")], [Filter(False, "a*")], [Filter(True, "b*", all_frames=True)], [Filter(False, "b*", all_frames=True)],
                [Filter(True, "*", 2)], [Filter(True, "*", domain=1)], [Filter(False, "*", domain=1)], [DomainFilter(False, 0)],
                [Filter(True, "a*"), Filter(False, "*", 2)], (Filter(True, "a*"), Filter(True, "b*"))):
    print([trace.size for trace in sample.filter_traces(filters).traces])
for key in "lineno", "filename", "traceback":
    print([str(stat) for stat in sample.statistics(key)], [str(stat) for stat in sample.compare_to(Snapshot([], 1), key)])
print([str(stat) for stat in sample.statistics("lineno", True)], [str(stat) for stat in sample.statistics("filename", True)], sample.traces)
