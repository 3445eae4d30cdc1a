"""Calendars as text and HTML, and what belongs to them."""
import datetime
from enum import IntEnum, global_enum
from functools import wraps
from itertools import batched, starmap
import locale as _locale
import sys

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday', 'isleap', 'leapdays', 'weekday',
           'monthrange', 'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar', 'timegm', 'month_name', 'month_abbr',
           'day_name', 'day_abbr', 'Calendar', 'TextCalendar', 'HTMLCalendar', 'LocaleTextCalendar', 'LocaleHTMLCalendar',
           'weekheader', 'Day', 'Month', 'JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST',
           'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY',
           'SATURDAY', 'SUNDAY']

error = ValueError


class IllegalMonthError(ValueError):
    """Months are 1 to 12."""

    def __init__(self, month):
        super().__init__(month)
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


class IllegalWeekdayError(ValueError):
    """Weekdays are 0 to 6."""

    def __init__(self, weekday):
        super().__init__(weekday)
        self.weekday = weekday

    def __str__(self):
        return f'bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)'


def __getattr__(name):
    if name not in ('January', 'February'):
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import warnings
    warnings.warn(f'The {name!r} attribute is deprecated, use {name.upper()!r} instead', DeprecationWarning, stacklevel=2)
    return Month[name.upper()].value


Month = global_enum(IntEnum('Month', 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER',
                            module=__name__))
Day = global_enum(IntEnum('Day', 'MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY', start=0, module=__name__))

mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class _Names:
    """Names in the locale of the moment they are asked for; dates gives the days they are of, None for no name."""

    def __init__(self, format, dates):
        self.format = format
        self.dates = dates

    def _name(self, date):
        return date.strftime(self.format) if date else ''

    def __getitem__(self, index):
        found = self.dates[index]
        return [*map(self._name, found)] if isinstance(index, slice) else self._name(found)

    def __len__(self):
        return len(self.dates)


# 2001 began on a Monday.
_weekdays = [datetime.date(2001, 1, day) for day in range(1, 8)]
_months = [None, *(datetime.date(2001, month, 1) for month in range(1, 13))]
day_name, day_abbr = _Names('%A', _weekdays), _Names('%a', _weekdays)
month_name, month_abbr = _Names('%B', _months), _Names('%b', _months)


def isleap(year):
    """Is it a leap year?"""
    return not year % (4 if year % 100 else 400)


def _leap_years_before(year):
    return (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400


def leapdays(y1, y2):
    """How many leap years there are in range(y1, y2)."""
    return _leap_years_before(y2) - _leap_years_before(y1)


def weekday(year, month, day):
    """The weekday of a date."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        # The calendar repeats itself every 400 years.
        year = 2000 + year % 400
    return Day(datetime.date(year, month, day).weekday())


def _days_in(year, month):
    return mdays[month] + (month == 2 and isleap(year))


def monthrange(year, month):
    """(weekday of the first day, number of days) of a month."""
    if 1 <= month <= 12:
        return weekday(year, month, 1), _days_in(year, month)
    raise IllegalMonthError(month)


class Calendar:
    """Days of months and years as data; firstweekday is the weekday weeks begin with."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        """The weekdays of a week."""
        first = self.firstweekday
        return ((first + i) % 7 for i in range(7))

    def _spans(self, year, month):
        """The days of a month in whole weeks as (year, month, days) of the month before, the month and the next one."""
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        after = -(before + count) % 7
        last = year - (month == 1), (month - 2) % 12 + 1
        following = year + (month == 12), month % 12 + 1
        end = _days_in(*last) + 1
        yield *last, range(end - before, end)
        yield year, month, range(1, count + 1)
        yield *following, range(1, after + 1)

    def itermonthdates(self, year, month):
        """The dates of a month, in whole weeks."""
        return starmap(datetime.date, self.itermonthdays3(year, month))

    def itermonthdays(self, year, month):
        """The day numbers of a month in whole weeks; 0 for days outside."""
        for _, which, days in self._spans(year, month):
            yield from days if which == month else [0] * len(days)

    def itermonthdays2(self, year, month):
        """itermonthdays() as (day, weekday)."""
        for place, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, place % 7

    def itermonthdays3(self, year, month):
        """itermonthdates() as (year, month, day), not limited to what date can be."""
        for year, month, days in self._spans(year, month):
            for day in days:
                yield year, month, day

    def itermonthdays4(self, year, month):
        """itermonthdays3() with the weekday."""
        for place, date in enumerate(self.itermonthdays3(year, month), self.firstweekday):
            yield *date, place % 7

    def monthdatescalendar(self, year, month):
        """A list of weeks, each a list of dates."""
        return [*map(list, batched(self.itermonthdates(year, month), 7))]

    def monthdays2calendar(self, year, month):
        """A list of weeks, each a list of (day, weekday)."""
        return [*map(list, batched(self.itermonthdays2(year, month), 7))]

    def monthdayscalendar(self, year, month):
        """A list of weeks, each a list of days; 0 for those outside the month."""
        return [*map(list, batched(self.itermonthdays(year, month), 7))]

    def yeardatescalendar(self, year, width=3):
        """A list of rows of width months as monthdatescalendar() gives them."""
        return _in_rows(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        """A list of rows of width months as monthdays2calendar() gives them."""
        return _in_rows(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        """A list of rows of width months as monthdayscalendar() gives them."""
        return _in_rows(self.monthdayscalendar, year, width)


def _in_rows(weeks_of, year, width):
    months = [weeks_of(year, month) for month in range(1, 13)]
    return [months[i:i + width] for i in range(0, 12, width)]


_colwidth = 7 * 3 - 1
_spacing = 6


def formatstring(cols, colwidth=_colwidth, spacing=_spacing):
    """Texts next to each other, centred."""
    return (' ' * spacing).join([text.center(colwidth) for text in cols])


def format(cols, colwidth=_colwidth, spacing=_spacing):
    """Print texts next to each other, centred."""
    print(formatstring(cols, colwidth, spacing))


class TextCalendar(Calendar):
    """Calendars as plain text."""

    def formatday(self, day, weekday, width):
        """A day, nothing for 0."""
        return f'{day:2}'.center(width) if day else ' ' * width

    def formatweek(self, theweek, width):
        """A line of days."""
        return ' '.join([self.formatday(day, weekday, width) for day, weekday in theweek])

    def prweek(self, theweek, width):
        """Print a week."""
        print(self.formatweek(theweek, width), end='')

    def formatweekday(self, day, width):
        """The name of a weekday, shortened if need be."""
        name = (day_abbr if width < 9 else day_name)[day]
        return name[:width].center(width)

    def formatweekheader(self, width):
        """The names of the weekdays of a week."""
        return ' '.join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        """The name of a month, with the year or without."""
        name = month_name[themonth]
        return (f'{name} {theyear!r}' if withyear else name).center(width)

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month as text: w columns per day, l lines per week."""
        w, end = max(2, w), '\n' * max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1), self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth)]
        return ''.join([line.rstrip() + end for line in lines])

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Print a month."""
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year as text: c columns between months, m months in a row."""
        w, end, c = max(2, w), '\n' * max(1, l), max(2, c)
        width = 7 * (w + 1) - 1
        header = self.formatweekheader(w)
        lines = [repr(theyear).center(width * m + c * (m - 1))]
        month = 1
        for row in self.yeardays2calendar(theyear, m):
            numbers = range(month, month + len(row))
            month += m
            beside = [[self.formatmonthname(theyear, number, width, False) for number in numbers], [header] * len(row)]
            beside += [[self.formatweek(weeks[i], w) if i < len(weeks) else '' for weeks in row]
                       for i in range(max(map(len, row)))]
            lines.append('')
            lines += [formatstring(cols, width, c) for cols in beside]
        return ''.join([line.rstrip() + end for line in lines])

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Print a year."""
        print(self.formatyear(theyear, w, l, c, m), end='')


_PAGE = '''<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={encoding}" />
{style}<title>Calendar for {year}</title>
</head>
<body>
{body}</body>
</html>
'''


class HTMLCalendar(Calendar):
    """Calendars as HTML tables; the attributes name the CSS classes."""

    cssclasses = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclasses_weekday_head = cssclasses
    cssclass_noday = 'noday'
    cssclass_month_head = 'month'
    cssclass_month = 'month'
    cssclass_year_head = 'year'
    cssclass_year = 'year'

    def formatday(self, day, weekday):
        """A day as a cell."""
        css, text = (self.cssclasses[weekday], f'{day:d}') if day else (self.cssclass_noday, '&nbsp;')
        return f'<td class="{css}">{text}</td>'

    def formatweek(self, theweek):
        """A week as a row."""
        return f'<tr>{"".join([self.formatday(day, weekday) for day, weekday in theweek])}</tr>'

    def formatweekday(self, day):
        """The name of a weekday as the head of a column."""
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        """The names of the weekdays as a row."""
        return f'<tr>{"".join(map(self.formatweekday, self.iterweekdays()))}</tr>'

    def formatmonthname(self, theyear, themonth, withyear=True):
        """The name of a month as a row."""
        year = f' {theyear}' if withyear else ''
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{month_name[themonth]}{year}</th></tr>'

    def formatmonth(self, theyear, themonth, withyear=True):
        """A month as a table."""
        rows = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_month}">',
                self.formatmonthname(theyear, themonth, withyear=withyear), self.formatweekheader(),
                *map(self.formatweek, self.monthdays2calendar(theyear, themonth)), '</table>']
        return '\n'.join(rows) + '\n'

    def formatyear(self, theyear, width=3):
        """A year as a table of tables."""
        width = max(width, 1)
        parts = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_year}">\n'
                 f'<tr><th colspan="{width}" class="{self.cssclass_year_head}">{theyear}</th></tr>']
        for months in batched(range(1, 13), width):
            cells = [f'<td>{self.formatmonth(theyear, month, withyear=False)}</td>' for month in months]
            parts += ['<tr>', *cells, '</tr>']
        return ''.join([*parts, '</table>'])

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        """A year as a whole HTML page, encoded."""
        encoding = encoding or 'utf-8'
        style = f'<link rel="stylesheet" type="text/css" href="{css}" />\n' if css is not None else ''
        page = _PAGE.format(encoding=encoding, style=style, year=theyear, body=self.formatyear(theyear, width))
        return page.encode(encoding, 'xmlcharrefreplace')


def _current_locale():
    """The locale of dates: the one that is set, or else that of the environment."""
    current = _locale.setlocale(_locale.LC_TIME, None)
    if current != 'C':
        return current
    with different_locale(''):
        return _locale.setlocale(_locale.LC_TIME, None)


class different_locale:
    """Dates are named in another locale within a with statement."""

    def __init__(self, locale):
        self.locale, self.oldlocale = locale, None

    def __enter__(self):
        self.oldlocale = _locale.setlocale(_locale.LC_TIME, None)
        _locale.setlocale(_locale.LC_TIME, self.locale)

    def __exit__(self, *args):
        if self.oldlocale is not None:
            _locale.setlocale(_locale.LC_TIME, self.oldlocale)


def _localized(method):
    """The method with the names of the calendar's locale."""
    @wraps(method)
    def localized(self, *args, **options):
        with different_locale(self.locale):
            return method(self, *args, **options)
    return localized


class LocaleTextCalendar(TextCalendar):
    """TextCalendar with names in another locale."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _current_locale() if locale is None else locale

    formatweekday = _localized(TextCalendar.formatweekday)
    formatmonthname = _localized(TextCalendar.formatmonthname)


class LocaleHTMLCalendar(HTMLCalendar):
    """HTMLCalendar with names in another locale."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _current_locale() if locale is None else locale

    formatweekday = _localized(HTMLCalendar.formatweekday)
    formatmonthname = _localized(HTMLCalendar.formatmonthname)


# -- The calendar that the functions use

c = TextCalendar()
calendar, month, week, weekheader = c.formatyear, c.formatmonth, c.formatweek, c.formatweekheader
prcal, prmonth, prweek = c.pryear, c.prmonth, c.prweek
firstweekday, monthcalendar = c.getfirstweekday, c.monthdayscalendar


def setfirstweekday(firstweekday):
    """Let weeks begin with another weekday."""
    if MONDAY <= firstweekday <= SUNDAY:
        c.firstweekday = firstweekday
    else:
        raise IllegalWeekdayError(firstweekday)


EPOCH = 1970


def timegm(tuple):
    """The seconds since 1970 of a time in UTC, as time.gmtime() gives it."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - datetime.date(EPOCH, 1, 1).toordinal() + day - 1
    return ((24 * days + hour) * 60 + minute) * 60 + second


def main(args=None):
    """python -m calendar [year] [month]"""
    import argparse
    parser = argparse.ArgumentParser()
    text, html = parser.add_argument_group('text only arguments'), parser.add_argument_group('html only arguments')
    for letter, name, default, meaning in (
        ('w', 'width', 2, 'columns per day'), ('l', 'lines', 1, 'lines per week'),
        ('s', 'spacing', 6, 'columns between months'), ('m', 'months', 3, 'months in a row'),
    ):
        text.add_argument(f'-{letter}', f'--{name}', type=int, default=default, help=f'{meaning} (default {default})')
    html.add_argument('-c', '--css', default='calendar.css', help='style sheet of the page')
    parser.add_argument('-L', '--locale', help='whose names for months and weekdays to use')
    parser.add_argument('-e', '--encoding', help='how to encode the output')
    parser.add_argument('-t', '--type', default='text', choices=('text', 'html'), help='what to write')
    parser.add_argument('-f', '--first-weekday', type=int, default=0,
                        help='the weekday that weeks begin with, from 0 (Monday, the default) to 6')
    parser.add_argument('year', nargs='?', type=int, help='which year')
    parser.add_argument('month', nargs='?', type=int, help='which month (1-12), for text')
    given = parser.parse_args(args)
    if given.locale and not given.encoding:
        parser.error('if --locale is specified --encoding is required')
    page = given.type == 'html'
    if page and given.month is not None:
        parser.error('incorrect number of arguments')
    if given.locale:
        made = (LocaleHTMLCalendar if page else LocaleTextCalendar)(locale=(given.locale, given.encoding))
    else:
        made = HTMLCalendar() if page else TextCalendar()
    made.setfirstweekday(given.first_weekday)
    year = datetime.date.today().year if given.year is None else given.year
    if page:
        sys.stdout.buffer.write(made.formatyearpage(year, css=given.css, encoding=given.encoding or 'utf-8'))
        return
    if given.month is None:
        result = made.formatyear(year, given.width, given.lines, given.spacing, given.months)
    else:
        result = made.formatmonth(year, given.month, given.width, given.lines)
    if given.encoding:
        sys.stdout.buffer.write(result.encode(given.encoding))
    else:
        sys.stdout.write(result)


if __name__ == '__main__':
    main()
