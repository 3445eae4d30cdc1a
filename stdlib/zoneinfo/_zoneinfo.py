"""ZoneInfo: a time zone by its transitions, and by a rule after the last of them."""
import re
import weakref
from bisect import bisect_right
from collections import OrderedDict
from datetime import datetime, timedelta, tzinfo

from . import _tzpath
from ._common import Data, open_zone

_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
_deltas = {}


def _delta(seconds):
    found = _deltas.get(seconds)
    if found is None:
        found = _deltas[seconds] = timedelta(seconds=seconds)
    return found


def _seconds(dt):
    return (dt.toordinal() - _EPOCH_DAY) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second


class _Kind:
    """A kind of time: offset, summer time, name."""
    __slots__ = "offset", "utcoffset", "dst", "name"

    def __init__(self, offset, dst, name):
        self.offset = offset
        self.utcoffset = _delta(offset)
        self.dst = _delta(dst)
        self.name = name

    def __eq__(self, other):
        return (self.offset, self.dst, self.name) == (other.offset, other.dst, other.name)


_NOTHING = _Kind(0, 0, None)
_NOTHING.utcoffset = _NOTHING.dst = None


class ZoneInfo(tzinfo):
    """ZoneInfo(key): the zone of a file below one of the directories of TZPATH; there is one object for a key."""

    _strong_cache_size = 8
    _strong_cache = OrderedDict()
    _weak_cache = weakref.WeakValueDictionary()
    __module__ = "zoneinfo"

    def __init_subclass__(cls):
        cls._strong_cache = OrderedDict()
        cls._weak_cache = weakref.WeakValueDictionary()

    def __new__(cls, key):
        found = cls._weak_cache.get(key)
        if found is None:
            found = cls._weak_cache.setdefault(key, cls._load(key))
            found._from_cache = True
        cls._strong_cache[key] = cls._strong_cache.pop(key, found)
        if len(cls._strong_cache) > cls._strong_cache_size:
            cls._strong_cache.popitem(last=False)
        return found

    @classmethod
    def _load(cls, key):
        path = _tzpath.find_tzfile(key)
        with open(path, "rb") if path is not None else open_zone(key) as file:
            self = super().__new__(cls)
            self._fill(Data(file))
        self._key = key
        self._shown = None
        self._from_cache = False
        return self

    @classmethod
    def no_cache(cls, key):
        """A zone of its own, not the one of the cache."""
        return cls._load(key)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """A zone from an open binary file."""
        self = super().__new__(cls)
        self._fill(Data(file_obj))
        self._key = key
        self._shown = repr(file_obj)
        self._from_cache = False
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Forget zones, so that they are read again."""
        if only_keys is not None:
            for key in only_keys:
                cls._weak_cache.pop(key, None)
                cls._strong_cache.pop(key, None)
        else:
            cls._weak_cache.clear()
            cls._strong_cache.clear()

    @property
    def key(self):
        return self._key

    def utcoffset(self, dt, /):
        """The offset from UTC at a time."""
        return self._find(dt).utcoffset

    def dst(self, dt, /):
        """How much of the offset is summer time."""
        return self._find(dt).dst

    def tzname(self, dt, /):
        """The name of the kind of time."""
        return self._find(dt).name

    def _find(self, dt):
        if dt is None:
            return self._after if self._fixed else _NOTHING
        local = _seconds(dt)
        times = self._local[dt.fold]
        i = bisect_right(times, local)
        if i >= len(times):
            if self._rule is not None:
                return self._rule.find(local, dt.fold, dt.year)
            return self._after
        return self._kinds[i - 1] if i else self._before

    def fromutc(self, dt, /):
        """A time in UTC as local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        time = _seconds(dt)
        i = bisect_right(self._times, time)
        fold = 0
        if i >= len(self._times) and self._rule is not None:
            kind, fold = self._rule.find_utc(time, dt.year)
        elif not self._times:
            kind = self._after
        elif i == 0:
            kind = self._before
        else:
            kind = self._kinds[i - 1]
            old = self._kinds[i - 2] if i > 1 else self._before
            fold = old.offset - kind.offset > time - self._times[i - 1]
        dt += kind.utcoffset
        return dt.replace(fold=1) if fold else dt

    def _fill(self, data):
        dsts = _summer_parts(data)
        kinds = [_Kind(offset, dst, name) for (offset, _, name), dst in zip(data.kinds, dsts)]
        self._times = data.times
        self._kinds = [kinds[i] for i in data.which]
        standard = [kind for kind, (_, is_dst, _) in zip(kinds, data.kinds) if not is_dst]
        self._before = standard[0] if standard else kinds[0] if kinds else None
        # Local times at which a new kind of time begins: for the first and for the second of two equal times.
        self._local = [], []
        old = kinds[0].offset if kinds else 0
        for time, kind in zip(self._times, self._kinds):
            self._local[0].append(time + max(old, kind.offset))
            self._local[1].append(time + min(old, kind.offset))
            old = kind.offset
        self._rule = None
        if data.rule is not None:
            rule = _parse_rule(data.rule)
            if isinstance(rule, _Rule):
                self._rule = rule
                self._after = rule.standard
            else:
                self._after = rule
        elif kinds:
            self._after = self._kinds[-1] if self._kinds else self._before
        else:
            raise ValueError("No time zone information found.")
        self._fixed = not self._rule and not self._times or \
            self._rule is None and all(kind == self._after for kind in self._kinds + [self._before])

    def __repr__(self):
        cls = type(self)
        name = f"{cls.__module__}.{cls.__qualname__}" if cls is ZoneInfo else cls.__name__
        if self._key is not None:
            return f"{name}(key={self._key!r})"
        return f"{name}.from_file({self._shown})"

    def __str__(self):
        return self._key if self._key is not None else repr(self)

    def __reduce__(self):
        if self._shown is not None:
            import pickle
            raise pickle.PicklingError("Cannot pickle a ZoneInfo file from a file stream.")
        return type(self)._unpickle, (self._key, int(self._from_cache))

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)


def _summer_parts(data):
    """For each kind of time how much of its offset is summer time: files do not say it, the times around do."""
    parts = [None if is_dst else 0 for _, is_dst, _ in data.kinds]
    which = data.which
    for step in (-1, 1):
        for i, kind in enumerate(which):
            if parts[kind] is None and 0 <= i + step < len(which):
                offset, is_dst, _ = data.kinds[which[i + step]]
                difference = data.kinds[kind][0] - offset
                if not is_dst and difference:
                    parts[kind] = difference
    return [3600 if part is None else part for part in parts]


# --- rules

class _Rule:
    """Standard and summer time, and the days on which they change each year."""

    def __init__(self, standard, summer, start, end):
        self.standard = standard
        self.summer = summer
        self.start = start
        self.end = end
        self.difference = summer.offset - standard.offset
        # Summer time that ends when that of the next year begins never ends.
        self.endless = end(2001) - summer.offset >= start(2002) - standard.offset

    def find(self, local, fold, year):
        """The kind of a local time."""
        if self.endless:
            return self.summer
        start, end = self.start(year), self.end(year)
        # With fold, and at the beginning of summer time without it, the new offset counts sooner.
        if fold == (self.difference >= 0):
            end -= self.difference
        else:
            start += self.difference
        return self._kind(local, start, end)

    def find_utc(self, time, year):
        """The kind of a time in UTC, and whether its local time comes for the second time."""
        if self.endless:
            return self.summer, False
        start = self.start(year) - self.standard.offset
        end = self.end(year) - self.summer.offset
        kind = self._kind(time, start, end)
        first = end if self.difference > 0 else start
        return kind, first <= time < first + abs(self.difference)

    def _kind(self, time, start, end):
        if start < end:
            is_summer = start <= time < end
        else:
            is_summer = not end <= time < start
        return self.summer if is_summer else self.standard


def _first_of_month(year, month):
    return datetime(year, month, 1).toordinal() - _EPOCH_DAY


def _week_day(month, week, day, time):
    """A function that gives the time of the nth weekday of a month; the fifth is the last. Sunday is 0."""
    def at(year):
        first = _first_of_month(year, month)
        # The first of January 1970 was a Thursday.
        offset = (day - (first + 4)) % 7 + (week - 1) * 7
        following = _first_of_month(year, month + 1) if month < 12 else first + 31
        if first + offset >= following:
            offset -= 7
        return (first + offset) * 86400 + time
    return at


def _year_day(number, julian, time):
    """A function that gives the time of a day of the year; Julian days start at 1 and skip the leap day."""
    def at(year):
        days = number
        if julian:
            is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            days = number - 1 + (is_leap and number >= 60)
        return (_first_of_month(year, 1) + days) * 86400 + time
    return at


_OFFSET = r"([+-]?)(\d{1,3})(?::([0-5]\d)(?::([0-5]\d))?)?"
_ZONE = re.compile(rf"(?P<name>[^<0-9:.,+-]+|<[a-zA-Z0-9+-]+>)(?P<offset>[^A-Za-z<,]*)")
_DAY = re.compile(r"(?:M(1[0-2]|0?[1-9])\.([1-5])\.([0-6])|(J?)(\d{1,3}))(?:/(.+))?")


class _Malformed(Exception):
    """What is wrong with a TZ string."""


def _read_offset(text, most, problem):
    """Seconds of a text, which has at most so many hours."""
    found = re.fullmatch(_OFFSET, text)
    if not found or int(found[2]) > most:
        raise _Malformed(problem)
    sign, *parts = found.groups()
    hours, minutes, seconds = (int(part or 0) for part in parts)
    total = hours * 3600 + minutes * 60 + seconds
    return -total if sign == "-" else total


def _read_day(text):
    problem = "Malformed transition rule in TZ string:"
    found = _DAY.fullmatch(text)
    if not found:
        raise _Malformed(problem)
    month, week, weekday, julian, number, time = found.groups()
    seconds = _read_offset(time, 167, problem) if time else 7200
    if month:
        return _week_day(int(month), int(week), int(weekday), seconds)
    if not (1 if julian else 0) <= int(number) <= 365:
        raise _Malformed(problem)
    return _year_day(int(number), julian == "J", seconds)


def _parse_rule(text):
    """What a TZ string of POSIX says: a rule, or one kind of time."""
    try:
        return _rule_of(*text.split(","))
    except _Malformed as problem:
        raise ValueError(f"{problem} {text.encode()!r}") from None


def _rule_of(zones, *days):
    standard = _ZONE.match(zones)
    if not standard:
        raise _Malformed("Malformed transition rule in TZ string:")
    # POSIX counts offsets west of Greenwich.
    offset = -_read_offset(standard["offset"], 24, "Invalid STD offset in")
    name = standard["name"].strip("<>")
    if standard.end() == len(zones) and not days:
        return _Kind(offset, 0, name)
    summer = _ZONE.fullmatch(zones, standard.end())
    if not summer or not days:
        raise _Malformed("Invalid DST offset in")
    summer_offset = -_read_offset(summer["offset"], 24, "Invalid DST offset in") if summer["offset"] else offset + 3600
    if len(days) != 2:
        raise _Malformed("Missing transition rules in TZ string:" if len(days) < 2 else "Malformed transition rule in TZ string:")
    start, end = map(_read_day, days)
    return _Rule(_Kind(offset, 0, name), _Kind(summer_offset, summer_offset - offset, summer["name"].strip("<>")), start, end)
