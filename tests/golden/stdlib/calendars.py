"""calendar: grids, texts, HTML, numbers, names, messages."""
import calendar
from calendar import Calendar, HTMLCalendar, LocaleHTMLCalendar, LocaleTextCalendar, TextCalendar


def show(label, f):
    try:
        print(label, '=', f())
    except BaseException as e:
        print(label, '->', type(e).__name__, e)


print(calendar.__all__)
for year, month in ((2024, 2), (2023, 12), (1, 1), (9999, 12), (2020, 2)):
    for first in (0, 6, 3):
        t = TextCalendar(first)
        print(t.formatmonth(year, month), t.formatmonth(year, month, w=4, l=2), sep='\n')
        show('days', lambda: list(Calendar(first).itermonthdays(year, month)))
        show('days2', lambda: Calendar(first).monthdays2calendar(year, month)[0])
        show('dates', lambda: [str(d) for d in Calendar(first).itermonthdates(year, month)][:8])
        show('days3', lambda: list(Calendar(first).itermonthdays3(year, month))[-3:])
        show('days4', lambda: list(Calendar(first).itermonthdays4(year, month))[-3:])
print(TextCalendar().formatyear(2024))
print(TextCalendar(6).formatyear(2023, w=3, l=2, c=4, m=4))
print(HTMLCalendar().formatmonth(2024, 2))
print(len(HTMLCalendar(6).formatyear(2024)), HTMLCalendar().formatyearpage(2024)[:400])
print(LocaleTextCalendar(locale='C').formatmonth(2024, 5), LocaleHTMLCalendar(0, 'C').formatmonthname(2024, 5))
show('weekday', lambda: (calendar.weekday(2024, 2, 29), calendar.weekday(0, 1, 1), calendar.weekday(12345, 1, 1)))
show('monthrange', lambda: (calendar.monthrange(2024, 2), calendar.monthrange(1900, 2)))
show('monthrange', lambda: calendar.monthrange(2024, 13))
show('leap', lambda: (calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(1900, 2100)))
show('timegm', lambda: calendar.timegm((2020, 2, 29, 1, 2, 3)))
show('names', lambda: (list(calendar.day_name), list(calendar.day_abbr), list(calendar.month_name), list(calendar.month_abbr)))
show('name', lambda: (calendar.month_name[-1], calendar.day_name[1:3], len(calendar.month_abbr)))
show('weekheader', lambda: (calendar.weekheader(2), calendar.weekheader(10)))
show('first', lambda: (calendar.firstweekday(), calendar.setfirstweekday(calendar.SUNDAY), calendar.firstweekday(), calendar.month(2024, 1)))
show('first', lambda: calendar.setfirstweekday(7))
show('enums', lambda: (calendar.Day.MONDAY, repr(calendar.Day(3)), calendar.Month.MAY, repr(calendar.MAY), calendar.SUNDAY + 0))
show('illegal', lambda: TextCalendar().formatmonth(2024, 0))
show('calendar', lambda: Calendar(9).firstweekday)
show('iterweekdays', lambda: list(Calendar(5).iterweekdays()))
show('monthcalendar', lambda: calendar.monthcalendar(2024, 2))
show('yeardays', lambda: Calendar().yeardayscalendar(2024, 6)[0][1][0])
calendar.prmonth(2024, 3)
