"""Reading times from text in a format: time.strptime() and datetime.strptime().

A format becomes a regular expression with one named group per directive; the groups that were found then
decide year, day and time.
"""
import re
import time
from datetime import date, timedelta, timezone

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december"]
_SHORT_DAYS = [name[:3] for name in _DAYS]
_SHORT_MONTHS = [name[:3] for name in _MONTHS]

# What each directive may look like.
_FIELDS = {
    "d": r"3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]",
    "f": r"[0-9]{1,6}",
    "H": r"2[0-3]|[0-1]\d|\d",
    "I": r"1[0-2]|0[1-9]|[1-9]| [1-9]",
    "G": r"\d\d\d\d",
    "j": r"36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]",
    "m": r"1[0-2]|0[1-9]|[1-9]",
    "M": r"[0-5]\d|\d",
    "S": r"6[0-1]|[0-5]\d|\d",
    "U": r"5[0-3]|[0-4]\d|\d",
    "W": r"5[0-3]|[0-4]\d|\d",
    "V": r"5[0-3]|0[1-9]|[1-4]\d|\d",
    "w": r"[0-6]",
    "u": r"[1-7]",
    "y": r"\d\d",
    "Y": r"\d\d\d\d",
    "z": r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)",
    "A": "|".join(_DAYS),
    "a": "|".join(_SHORT_DAYS),
    "B": "|".join(_MONTHS),
    "b": "|".join(_SHORT_MONTHS),
    "p": "am|pm",
}
# Directives that stand for others.
_COMPOUND = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}

_WEEKDAYS = "('%A', '%a', '%w', or '%u')"
_AMBIGUOUS = """\
Parsing dates involving a day of month without a year specified is ambiguious
and fails to parse leap day. The default behavior will change in Python 3.15
to either always raise an exception or to use a different default year (TBD).
To avoid trouble, add a specific year to the input & format.
See https://github.com/python/cpython/issues/70647."""

_compiled = {}
_MOST_COMPILED = 100


def _zone_names():
    """The names that %Z knows, by the summer time they stand for; the local ones may change with tzset()."""
    standard, summer = time.tzname[0].lower(), time.tzname[-1].lower()
    return ({"utc", "gmt", standard}, {summer} if time.daylight else set())


def _pattern(format):
    out = []
    day = year = False
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            while i < len(format) and format[i].isspace():
                i += 1
            out.append(r"\s+")
        elif c != "%":
            out.append(re.escape(c))
        elif i == len(format):
            raise ValueError(f"stray % in format '{format}'") from None
        else:
            code = format[i]
            i += 1
            day = day or code == "d"
            year = year or code in "YyGcx"
            if code == "%":
                out.append("%")
            elif code in _COMPOUND:
                out.append(_pattern(_COMPOUND[code]))
            elif code == "Z":
                names = sorted(set().union(*_zone_names()), key=len, reverse=True)
                out.append(f"(?P<Z>{'|'.join(map(re.escape, names))})")
            elif code in _FIELDS:
                out.append(f"(?P<{code}>{_FIELDS[code]})")
            else:
                raise ValueError(f"'{code}' is a bad directive in format '{format}'") from None
    if day and not year:
        import warnings
        warnings.warn(_AMBIGUOUS, DeprecationWarning, stacklevel=5)
    return "".join(out)


def _regex(format):
    key = format, time.tzname if "%Z" in format else None
    found = _compiled.get(key)
    if found is None:
        found = re.compile(_pattern(format), re.IGNORECASE)
        if len(_compiled) >= _MOST_COMPILED:
            _compiled.clear()
        _compiled[key] = found
    return found


def _offset(text):
    """Seconds and microseconds east of UTC."""
    if text == "Z":
        return 0, 0
    rest = text[1:]
    if rest[2] == ":":
        rest = rest[:2] + rest[3:]
        if len(rest) > 5:
            if rest[4] != ":":
                raise ValueError(f"Inconsistent use of : in {text}")
            rest = rest[:4] + rest[5:]
    seconds = int(rest[:2]) * 3600 + int(rest[2:4]) * 60 + int(rest[4:6] or 0)
    fraction = int((rest[7:] + "000000")[:6]) if len(rest) > 6 else 0
    return (-seconds, -fraction) if text[0] == "-" else (seconds, fraction)


def _ordinal_of_week(year, week, weekday, first):
    """The day of the year of a weekday in a week; weeks begin on Monday (first 0) or on Sunday (first 6)."""
    january = (date(year, 1, 1).weekday() - first) % 7
    weekday = (weekday - first) % 7
    # Days before the first such week day belong to week 0.
    start = (7 - january) % 7
    if week == 0:
        return 1 + weekday - january
    return 1 + start + 7 * (week - 1) + weekday


def _strptime(text, format="%a %b %d %H:%M:%S %Y"):
    """The fields of a struct_time, then the fraction of the second and that of the offset, in microseconds."""
    for i, argument in enumerate((text, format)):
        if not isinstance(argument, str):
            raise TypeError(f"strptime() argument {i} must be str, not {type(argument)}")
    match = _regex(format).match(text)
    if not match:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if len(text) != match.end():
        raise ValueError(f"unconverted data remains: {text[match.end():]}")
    found = match.groupdict()

    def number(code, default=None):
        return int(found[code]) if code in found else default

    iso_year, iso_week = number("G"), number("V")
    year, month, day = None, number("m"), number("d")
    yday = number("j")
    if "Y" in found:
        year = number("Y")
    if "y" in found and (year is None or match.start("y") > match.start("Y")):
        year = number("y")
        year += 2000 if year <= 68 else 1900
    for code, names in (("b", _SHORT_MONTHS), ("B", _MONTHS)):
        if code in found:
            month = names.index(found[code].lower()) + 1
    weekday = None
    for code, names in (("a", _SHORT_DAYS), ("A", _DAYS)):
        if code in found:
            weekday = names.index(found[code].lower())
    if "w" in found:
        weekday = (number("w") + 6) % 7
    if "u" in found:
        weekday = number("u") - 1
    week = first = None
    for code, begins in (("U", 6), ("W", 0)):
        if code in found:
            week, first = number(code), begins

    hour = number("H", 0)
    if "I" in found:
        hour = number("I") % 12 + (12 if found.get("p", "").lower() == "pm" else 0)
    fraction = int(found["f"].ljust(6, "0")) if "f" in found else 0
    gmtoff, gmtoff_fraction = _offset(found["z"]) if "z" in found else (None, 0)
    summer, zone = -1, None
    if "Z" in found:
        name = found["Z"].lower()
        for i, names in enumerate(_zone_names()):
            # A name of both times does not tell which it is.
            if name in names and not (time.tzname[0] == time.tzname[1] and time.daylight
                                      and name not in ("utc", "gmt")):
                summer = i
                break
        zone = found["Z"]

    if iso_year is not None:
        if yday is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and "
                             f"a weekday directive {_WEEKDAYS}.")
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and "
                             f"a weekday directive {_WEEKDAYS}.")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                         "Use the ISO year '%G' instead.")

    # A leap day without a year is read as of a leap year.
    leap_year = year is None and month == 2 and day == 29
    known_year = year if year is not None else 1904 if leap_year else 1900
    if yday is None and weekday is not None:
        if week is not None and year is not None:
            yday = _ordinal_of_week(year, week, weekday, first)
        elif iso_year is not None and iso_week is not None:
            that = date.fromisocalendar(iso_year, iso_week, weekday + 1)
            known_year, month, day = that.year, that.month, that.day
            yday = that.timetuple().tm_yday
        if yday is not None and yday <= 0:
            known_year -= 1
            yday += 366 if known_year % 4 == 0 and (known_year % 100 or known_year % 400 == 0) else 365
    if yday is None:
        month, day = month or 1, day or 1
        that = date(known_year, month, day)
        yday = that.timetuple().tm_yday
        if weekday is None:
            weekday = that.weekday()
    else:
        that = date.fromordinal(yday - 1 + date(known_year, 1, 1).toordinal())
        known_year, month, day = that.year, that.month, that.day
        if weekday is None:
            weekday = that.weekday()
    if leap_year:
        known_year = 1900
    return (known_year, month, day, hour, number("M", 0), number("S", 0), weekday, yday, summer, zone, gmtoff), \
        fraction, gmtoff_fraction


def _strptime_time(text, format="%a %b %d %H:%M:%S %Y"):
    """time.strptime()"""
    return time.struct_time(_strptime(text, format)[0])


def _strptime_datetime(cls, text, format="%a %b %d %H:%M:%S %Y"):
    """datetime.strptime() of a class."""
    fields, fraction, gmtoff_fraction = _strptime(text, format)
    zone, gmtoff = fields[-2:]
    args = (*fields[:6], fraction)
    if gmtoff is not None:
        offset = timedelta(seconds=gmtoff, microseconds=gmtoff_fraction)
        args += (timezone(offset, zone) if zone else timezone(offset),)
    return cls(*args)
