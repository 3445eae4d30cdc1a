"""datetime: date, time, datetime, timedelta, timezone: making, reading, arithmetic, comparison, messages."""
import copy
import datetime as dt
import pickle
from datetime import UTC, MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone, tzinfo


def show(label, f):
    try:
        print(label, '=', repr(f()))
    except BaseException as e:
        print(label, '->', type(e).__name__, e)


def tries(text, **names):
    """Each line of the text is an expression."""
    for line in text.strip().splitlines():
        line = line.strip()
        if line:
            show(line, lambda: eval(line, globals() | names))


print(sorted(n for n in dir(dt) if n[:2] != '__' and n != 'datetime_CAPI'), sorted(dt.__all__), MINYEAR, MAXYEAR, UTC, UTC is timezone.utc)
for t in (date, time, datetime, timedelta, timezone, tzinfo):
    print(t.__name__, t.__module__, t.__mro__, sorted(set(vars(t)) - {'__doc__', '__new__', '__module__'}))
    for n, v in sorted(vars(t).items()):
        if n[0] != '_':
            print('   ', n, type(v).__name__)

print('--- timedelta')
tries('''
timedelta()
timedelta(1)
timedelta(1, 2, 3)
timedelta(days=1, seconds=2, microseconds=3, milliseconds=4, minutes=5, hours=6, weeks=7)
timedelta(weeks=-1, microseconds=-1)
timedelta(0.5)
timedelta(seconds=0.1)
timedelta(microseconds=0.5)
timedelta(microseconds=1.5)
timedelta(microseconds=2.5)
timedelta(milliseconds=0.0005, microseconds=0.0)
timedelta(seconds=1e-7)
timedelta(days=1.1, hours=2.2, minutes=3.3, seconds=4.4, milliseconds=5.5, microseconds=6.6)
timedelta(999999999)
timedelta(1000000000)
timedelta(-999999999)
timedelta(-1000000000)
timedelta(10**20)
timedelta(seconds=10**30)
timedelta(microseconds=10**40)
timedelta(float('nan'))
timedelta(float('inf'))
timedelta(1e300)
timedelta('1')
timedelta(None)
timedelta(1j)
timedelta(x=1)
timedelta(1, 2, 3, 4, 5, 6, 7, 8)
timedelta(1, days=1)
timedelta(True)
timedelta.min, timedelta.max, timedelta.resolution
str(timedelta()), str(timedelta(1)), str(timedelta(-1)), str(timedelta(2, 3661, 5)), str(timedelta(-1, 1))
repr(timedelta(1)), repr(timedelta(0, 5)), repr(timedelta(0, 0, 7)), repr(timedelta(-1, 86399, 999999))
timedelta(1, 2, 3).days, timedelta(1, 2, 3).seconds, timedelta(1, 2, 3).microseconds
timedelta(1, 2, 3).total_seconds(), timedelta(microseconds=-1).total_seconds(), timedelta.max.total_seconds()
timedelta(1) + timedelta(hours=5)
timedelta(1) - timedelta(hours=5)
timedelta(1) + 1
1 + timedelta(1)
timedelta(1) - 1
timedelta.max + timedelta(1)
timedelta.min - timedelta(1)
timedelta(1) * 3, 3 * timedelta(1), timedelta(1) * -1
timedelta(1) * 1.5, 0.1 * timedelta(seconds=1), timedelta(microseconds=1) * 0.5, timedelta(microseconds=3) * 0.5
timedelta(1) * float('nan')
timedelta(1) * float('inf')
timedelta(1) * 10**20
timedelta(1) * 'x'
timedelta(1) * timedelta(1)
timedelta(1) / 2, timedelta(1) / 3, timedelta(1) / 1.5, timedelta(1) / timedelta(hours=5), timedelta(microseconds=5) / 2
timedelta(microseconds=3) / 2, timedelta(microseconds=-5) / 2, timedelta(microseconds=5) / -2
timedelta(1) / 0
timedelta(1) / 0.0
timedelta(1) / timedelta()
timedelta(1) / 'x'
5 / timedelta(1)
timedelta(1) // 7, timedelta(-1) // 7, timedelta(1) // timedelta(hours=5), timedelta(-1) // timedelta(hours=5)
timedelta(1) // 0
timedelta(1) // timedelta()
timedelta(1) // 1.5
timedelta(1) % timedelta(hours=5), timedelta(-1) % timedelta(hours=5)
timedelta(1) % 5
timedelta(1) % timedelta()
divmod(timedelta(1), timedelta(hours=5)), divmod(timedelta(-1), timedelta(hours=5))
divmod(timedelta(1), timedelta())
divmod(timedelta(1), 5)
-timedelta(1, 2, 3), +timedelta(1, 2, 3), abs(timedelta(-1)), abs(timedelta(1)), bool(timedelta()), bool(timedelta(0, 0, 1))
-timedelta.min
-timedelta.max
abs(timedelta.min)
timedelta(1) ** 2
timedelta(1) == timedelta(hours=24), timedelta(1) != 5, timedelta(1) == 5, timedelta(1) < timedelta(2), timedelta(1) >= timedelta(2)
timedelta(1) < 5
hash(timedelta(1)) == hash(timedelta(hours=24)), {timedelta(1): 1}[timedelta(hours=24)]
timedelta(1).__reduce__()
timedelta(1).days.real
timedelta(1, 5).__add__(3)
setattr(timedelta(1), 'days', 2)
setattr(timedelta(1), 'x', 2)
f'{timedelta(1, 5)} {timedelta(1, 5)!r} {timedelta(1, 5):} {timedelta(1, 5)!s:>20}'
f'{timedelta(1):x}'
sum([timedelta(1), timedelta(2)], timedelta())
max(timedelta(1), timedelta(2))
sorted([timedelta(3), timedelta(-1), timedelta(2)])
round(timedelta(1))
int(timedelta(1))
''')


class TD(timedelta):
    def __new__(cls, *args, **kw):
        return super().__new__(cls, *args, **kw)


tries('''
TD(1), TD(1) + TD(1), TD(1) * 2, -TD(1), abs(TD(-1)), str(TD(1)), TD(1) == timedelta(1), copy.copy(TD(5))
TD(1) - timedelta(5), timedelta(5) - TD(1), type(TD(1) // 2), type(TD(1) / 2)
[pickle.loads(pickle.dumps(TD(1, 2, 3), p)) for p in range(6)]
''')

print('--- date')
tries('''
date(2020, 2, 29)
date(2021, 2, 29)
date(2020, 13, 1)
date(2020, 0, 1)
date(0, 1, 1)
date(10000, 1, 1)
date(2020, 1, 0)
date(2020, 1, 32)
date(-1, 1, 1)
date(10**10, 1, 1)
date(10**20, 1, 1)
date()
date(2020)
date(2020, 1)
date(2020, 1, 1, 1)
date(year=2020, month=1, day=2)
date(2020, 1, 2, day=3)
date(2020.0, 1, 2)
date('2020', 1, 2)
date(2020, 1, None)
date(2020, 1, day='x')
date(b'\\x07\\xe4\\x02\\x1d')
date(b'\\x07\\xe4\\x0d\\x1d')
date('\\x07\\xe4\\x02\\x1d')
date(True, True, True)
date.min, date.max, date.resolution
date(2020, 5, 17).year, date(2020, 5, 17).month, date(2020, 5, 17).day
str(date(2020, 5, 7)), repr(date(1, 1, 1)), str(date(33, 1, 1)), date(2020, 5, 7).isoformat()
date(2020, 5, 7).ctime(), date(1, 1, 1).ctime()
date(2020, 5, 7).weekday(), date(2020, 5, 7).isoweekday(), date(2020, 5, 7).toordinal(), date.fromordinal(737552)
date.fromordinal(1), date.fromordinal(3652059)
date.fromordinal(0)
date.fromordinal(-5)
date.fromordinal(3652060)
date.fromordinal(10**20)
date.fromordinal(1.5)
date.fromordinal('x')
date(2020, 12, 31).isocalendar(), date(2021, 1, 1).isocalendar(), date(2019, 12, 30).isocalendar(), date(1, 1, 1).isocalendar(), date(9999, 12, 31).isocalendar()
date(2020, 12, 31).isocalendar().year, date(2020, 12, 31).isocalendar()[1], tuple(date(2020, 12, 31).isocalendar()), date(2020, 12, 31).isocalendar() == (2020, 53, 4)
type(date(2020, 12, 31).isocalendar()), type(date(2020, 12, 31).isocalendar()).__mro__
pickle.loads(pickle.dumps(date(2020, 12, 31).isocalendar())), type(pickle.loads(pickle.dumps(date(2020, 12, 31).isocalendar())))
date(2020, 12, 31).isocalendar().weekday, hash(date(2020, 12, 31).isocalendar()) == hash((2020, 53, 4))
date.fromisocalendar(2020, 53, 4), date.fromisocalendar(2021, 1, 1), date.fromisocalendar(year=2021, week=1, day=7)
date.fromisocalendar(2021, 53, 1)
date.fromisocalendar(2021, 0, 1)
date.fromisocalendar(2021, 1, 8)
date.fromisocalendar(2021, 1, 0)
date.fromisocalendar(0, 1, 1)
date.fromisocalendar(10000, 1, 1)
date.fromisocalendar(9999, 52, 6)
date.fromisocalendar(1, 1, 1)
date.fromisocalendar(2020, 54, 1)
date.fromisocalendar(10**20, 1, 1)
date.fromisocalendar(2020, 10**20, 1)
date.fromisocalendar('2020', 1, 1)
date.fromisocalendar(2020, 1)
date(2020, 5, 7).replace(day=1), date(2020, 5, 7).replace(2021), date(2020, 5, 7).replace(month=12, year=1)
date(2020, 2, 29).replace(2021)
date(2020, 2, 29).replace(x=1)
date(2020, 2, 29).replace(day=None)
date(2020, 2, 29).replace(1, 2, 3, 4)
copy.replace(date(2020, 2, 29), day=5)
date(2020, 5, 7).timetuple()
date(2020, 5, 7).timetuple().tm_yday
date(2020, 5, 7) + timedelta(1), timedelta(1) + date(2020, 5, 7), date(2020, 5, 7) - timedelta(7, 86399), date(2020, 5, 7) - date(2020, 1, 1)
date(2020, 5, 7) + timedelta(hours=47), date(2020, 5, 7) + timedelta(hours=-1)
date.max + timedelta(1)
date.min - timedelta(1)
date.min + timedelta.max
date(2020, 5, 7) + 1
1 + date(2020, 5, 7)
date(2020, 5, 7) - 1
timedelta(1) - date(2020, 5, 7)
date(2020, 5, 7) + date(2020, 5, 7)
date(2020, 5, 7) - datetime(2020, 1, 1)
datetime(2020, 1, 1) - date(2020, 5, 7)
date(2020, 1, 1) == date(2020, 1, 1), date(2020, 1, 1) < date(2020, 1, 2), date(2020, 1, 1) >= date(2020, 1, 2), date(2020, 1, 1) == 1, date(2020, 1, 1) != 'x'
date(2020, 1, 1) < 1
date(2020, 1, 1) == datetime(2020, 1, 1), datetime(2020, 1, 1) == date(2020, 1, 1), date(2020, 1, 1) != datetime(2020, 1, 1)
date(2020, 1, 1) < datetime(2020, 1, 1)
datetime(2020, 1, 1) < date(2020, 1, 1)
hash(date(2020, 1, 1)) == hash(date(2020, 1, 1)), len({date(2020, 1, 1), date(2020, 1, 1), date(2020, 1, 2)})
date(2020, 1, 1).strftime('%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %W %w %u %y %C %G %V %e %D %F %% %p %I %f %z %Z %x %X %c')
date(33, 1, 1).strftime('%Y|%y|%G|%C|%F')
date(2020, 1, 1).strftime('')
date(2020, 1, 1).strftime(5)
date(2020, 1, 1).strftime()
date(2020, 1, 1).strftime(format='%d')
date(2020, 1, 1).strftime('%')
date(2020, 1, 1).strftime('%Q %5Y é \\U0001f600 %d')
date(2020, 1, 1).strftime('%:z|%E|%Ez')
f'{date(2020, 1, 1)} {date(2020, 1, 1):%d.%m.%Y} {date(2020, 1, 1)!r:>30}'
format(date(2020, 1, 1), '')
date(2020, 1, 1).__format__(5)
date.fromtimestamp(0) == datetime.fromtimestamp(0).date()
date.fromtimestamp(10**20)
date.fromtimestamp(float('nan'))
date.fromtimestamp('x')
date.today() == datetime.now().date(), type(date.today())
bool(date(1, 1, 1)), date(1, 1, 1).__reduce__(), date(2020, 5, 7).__reduce_ex__(2)
setattr(date(2020, 1, 1), 'year', 1)
[pickle.loads(pickle.dumps(date(2020, 5, 7), p)) for p in range(6)]
copy.copy(date(2020, 5, 7)), copy.deepcopy([date(2020, 5, 7)])
''')

print('--- time')
tries('''
time(), time(1), time(1, 2), time(1, 2, 3), time(1, 2, 3, 4), time(1, 2, 3, 4, UTC), time(1, fold=1), time(microsecond=5)
time(24)
time(-1)
time(1, 60)
time(1, 1, 60)
time(1, 1, 1, 1000000)
time(1, 1, 1, -1)
time(1, fold=2)
time(1, 2, 3, 4, 5)
time(1, tzinfo='x')
time(1, 2, 3, 4, None, 1)
time('x')
time(1.0)
time(10**20)
time(x=1)
time(b'\\x01\\x02\\x03\\x00\\x00\\x04')
time(b'\\x81\\x02\\x03\\x00\\x00\\x04', UTC)
time(b'\\x01\\x02\\x03\\x00\\x00\\x04', 5)
time.min, time.max, time.resolution
time(1, 2, 3, 4).hour, time(1, 2, 3, 4).minute, time(1, 2, 3, 4).second, time(1, 2, 3, 4).microsecond, time(1).tzinfo, time(1).fold
str(time(1, 2)), str(time(1, 2, 3)), str(time(1, 2, 3, 4)), str(time(1, tzinfo=UTC)), str(time(1, tzinfo=timezone(timedelta(hours=-5, minutes=-30))))
time(1, 2, 3, 4).isoformat('hours'), time(1, 2, 3, 4).isoformat('minutes'), time(1, 2, 3, 4).isoformat('seconds'), time(1, 2, 3, 4567).isoformat('milliseconds'), time(1, 2, 3, 4).isoformat('microseconds'), time(1).isoformat('auto'), time(1).isoformat(timespec='milliseconds')
time(1).isoformat('x')
time(1).isoformat(5)
time(1).isoformat('seconds', 1)
repr(time(1, 2, 3, 4, UTC, fold=1)), repr(time(0)), repr(time(1, 2, 3)), repr(time(1, 2, 0, 5)), repr(time(1, tzinfo=UTC))
time(1).utcoffset(), time(1, tzinfo=UTC).utcoffset(), time(1, tzinfo=UTC).tzname(), time(1, tzinfo=UTC).dst(), time(1).dst(), time(1).tzname()
time(1, 2, 3, 4).replace(hour=5), time(1, 2, 3, 4).replace(microsecond=9, tzinfo=UTC), time(1, 2, 3, 4, UTC).replace(tzinfo=None), time(1, 2, 3, 4).replace(fold=1), time(1, 2).replace(3, 4, 5, 6, UTC)
time(1).replace(hour=24)
time(1).replace(tzinfo=5)
time(1).replace(fold=3)
time(1).replace(x=3)
copy.replace(time(1), hour=3)
time(1) == time(1), time(1) < time(2), time(1) == 1, time(1, fold=1) == time(1), hash(time(1, fold=1)) == hash(time(1)), time(1, tzinfo=UTC) == time(2, tzinfo=timezone(timedelta(hours=1)))
time(1) == time(1, tzinfo=UTC), time(1) != time(1, tzinfo=UTC)
time(1) < time(1, tzinfo=UTC)
time(1) < 5
time(1, tzinfo=UTC) < time(1, tzinfo=timezone(timedelta(hours=1)))
time(1) + timedelta(1)
time(1) - time(1)
hash(time(1, tzinfo=UTC)) == hash(time(2, tzinfo=timezone(timedelta(hours=1))))
bool(time()), time(1, 2, 3, 4).__reduce__(), time(1, 2, 3, 4, UTC).__reduce__(), time(1, fold=1).__reduce_ex__(3), time(1, fold=1).__reduce_ex__(4)
time(1, 2, 3, 456).strftime('%H:%M:%S.%f %p %I %z|%Z|%:z %Y %j'), time(1, tzinfo=UTC).strftime('%z %Z %:z')
f'{time(1, 2)} {time(1, 2):%H-%M}'
[pickle.loads(pickle.dumps(time(1, 2, 3, 4, UTC, fold=1), p)) for p in range(6)]
[pickle.loads(pickle.dumps(time(1, 2, 3, 4, UTC, fold=1), p)).fold for p in range(6)]
''')

print('--- datetime')
tries('''
datetime(2020, 1, 2)
datetime(2020, 1, 2, 3, 4, 5, 6, UTC, fold=1)
datetime(2020, 1)
datetime(2020)
datetime()
datetime(2020, 2, 30)
datetime(2020, 1, 2, 24)
datetime(2020, 1, 2, 3, 60)
datetime(2020, 1, 2, 3, 4, 60)
datetime(2020, 1, 2, 3, 4, 5, 1000000)
datetime(2020, 1, 2, fold=2)
datetime(2020, 1, 2, tzinfo=5)
datetime(2020, 1, 2, 3, 4, 5, 6, UTC, 1)
datetime(2020, 1, 2, x=1)
datetime('2020')
datetime(2020, 1, 2.0)
datetime(b'\\x07\\xe4\\x02\\x1d\\x01\\x02\\x03\\x00\\x00\\x04')
datetime(b'\\x07\\xe4\\x82\\x1d\\x01\\x02\\x03\\x00\\x00\\x04', UTC)
datetime(b'\\x07\\xe4\\x02\\x1d\\x01\\x02\\x03\\x00\\x00\\x04', 5)
datetime.min, datetime.max, datetime.resolution
str(datetime(2020, 1, 2, 3, 4, 5, 6)), str(datetime(2020, 1, 2)), repr(datetime(2020, 1, 2, 3, 4)), repr(datetime(2020, 1, 2, 3, 4, 5)), repr(datetime(2020, 1, 2, 0, 0, 0, 6)), repr(datetime(2020, 1, 2, fold=1))
datetime(2020, 1, 2, 3, 4, 5, 6).isoformat(), datetime(2020, 1, 2).isoformat(' '), datetime(2020, 1, 2).isoformat('\\u00e9'), datetime(2020, 1, 2).isoformat(timespec='hours'), datetime(2020, 1, 2, 3, 4, 5, 678901).isoformat('T', 'milliseconds')
datetime(2020, 1, 2).isoformat('xx')
datetime(2020, 1, 2).isoformat(5)
datetime(2020, 1, 2).isoformat(timespec='x')
datetime(2020, 1, 2, tzinfo=timezone(timedelta(hours=5, minutes=30))).isoformat(), datetime(2020, 1, 2, tzinfo=timezone(timedelta(seconds=-1))).isoformat(), datetime(2020, 1, 2, tzinfo=timezone(timedelta(microseconds=1))).isoformat()
datetime(2020, 1, 2, 3, 4, 5, 6).date(), datetime(2020, 1, 2, 3, 4, 5, 6, UTC).time(), datetime(2020, 1, 2, 3, 4, 5, 6, UTC).timetz()
datetime(2020, 1, 2, 3, fold=1).time().fold
datetime.combine(date(2020, 1, 2), time(3, 4)), datetime.combine(date(2020, 1, 2), time(3, 4, tzinfo=UTC)), datetime.combine(date(2020, 1, 2), time(3, 4, tzinfo=UTC), None), datetime.combine(date=date(2020, 1, 2), time=time(3), tzinfo=UTC)
datetime.combine(datetime(2020, 1, 2, 5), time(3))
datetime.combine(1, time(3))
datetime.combine(date(2020, 1, 2), 1)
datetime.combine(date(2020, 1, 2), time(3), 5)
datetime.combine(date(2020, 1, 2))
datetime(2020, 1, 2, 3, 4).replace(minute=5, tzinfo=UTC), datetime(2020, 1, 2, 3, 4).replace(2021, 2, 3, 4, 5, 6, 7, UTC, fold=1)
datetime(2020, 1, 2).replace(day=40)
datetime(2020, 1, 2).replace(tzinfo=40)
datetime(2020, 1, 2).replace(fold=40)
datetime(2020, 1, 2, 3, 4, 5).timetuple()
datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC).timetuple()
datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=5))).utctimetuple()
datetime(2020, 1, 2, 3, 4, 5).utctimetuple()
datetime(2020, 1, 2).toordinal(), datetime(2020, 1, 2).weekday(), datetime(2020, 1, 2).isoweekday(), datetime(2020, 1, 2).isocalendar(), datetime(2020, 1, 2, 3).ctime(), datetime.fromordinal(737552), datetime.fromisocalendar(2020, 1, 2)
datetime(2020, 1, 2, tzinfo=UTC).timestamp(), datetime(1969, 12, 31, 23, 59, 59, 999999, UTC).timestamp(), datetime(9999, 12, 31, tzinfo=UTC).timestamp(), datetime(1, 1, 1, tzinfo=UTC).timestamp()
datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1.5, UTC), datetime.fromtimestamp(-0.000001, UTC), datetime.fromtimestamp(1e9 + 0.1234567, UTC), datetime.fromtimestamp(timestamp=5, tz=UTC)
datetime.fromtimestamp(0.0000005, UTC), datetime.fromtimestamp(0.0000015, UTC), datetime.fromtimestamp(0.9999999, UTC), datetime.fromtimestamp(-62135596800, UTC), datetime.fromtimestamp(253402300799, UTC)
datetime.fromtimestamp(253402300800, UTC)
datetime.fromtimestamp(-62135596801, UTC)
datetime.fromtimestamp(1e20, UTC)
datetime.fromtimestamp(10**30, UTC)
datetime.fromtimestamp(float('nan'), UTC)
datetime.fromtimestamp(float('inf'), UTC)
datetime.fromtimestamp('x', UTC)
datetime.fromtimestamp(None)
datetime.fromtimestamp(0, 5)
datetime.fromtimestamp()
datetime.fromtimestamp(1e9).timestamp(), datetime.fromtimestamp(1e9, None).timestamp(), datetime(2020, 6, 1, 12).timestamp() == datetime(2020, 6, 1, 12).astimezone().timestamp()
datetime(2020, 1, 2, tzinfo=UTC).astimezone(timezone(timedelta(hours=5))), datetime(2020, 1, 2, tzinfo=timezone(timedelta(hours=-8))).astimezone(UTC), datetime(2020, 1, 2, tzinfo=UTC).astimezone(tz=UTC)
datetime(2020, 1, 2, tzinfo=UTC).astimezone(5)
datetime.min.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=-5)))
datetime.max.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=5)))
datetime(2020, 1, 2).utcoffset(), datetime(2020, 1, 2).tzname(), datetime(2020, 1, 2).dst(), datetime(2020, 1, 2, tzinfo=UTC).utcoffset(), datetime(2020, 1, 2, tzinfo=UTC).tzname(), datetime(2020, 1, 2, tzinfo=UTC).dst()
datetime(2020, 1, 2) + timedelta(1, 2, 3), timedelta(hours=-1) + datetime(2020, 1, 1), datetime(2020, 1, 1) - timedelta(microseconds=1), datetime(2020, 1, 1, tzinfo=UTC) + timedelta(1)
datetime(2020, 1, 2) - datetime(2019, 1, 1, 5), datetime(2020, 1, 2, tzinfo=UTC) - datetime(2020, 1, 2, tzinfo=timezone(timedelta(hours=5)))
datetime(2020, 1, 2) - datetime(2020, 1, 2, tzinfo=UTC)
datetime.max + timedelta(microseconds=1)
datetime.min - timedelta(microseconds=1)
datetime(2020, 1, 2) + 1
1 + datetime(2020, 1, 2)
1 - datetime(2020, 1, 2)
timedelta(1) - datetime(2020, 1, 2)
datetime(2020, 1, 2) + datetime(2020, 1, 2)
datetime(2020, 1, 2) * 2
datetime(2020, 1, 2) < datetime(2020, 1, 3), datetime(2020, 1, 2) == datetime(2020, 1, 2, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC) == datetime(2020, 1, 2, 5, tzinfo=timezone(timedelta(hours=5))), datetime(2020, 1, 2) == 5, datetime(2020, 1, 2) != None
datetime(2020, 1, 2) < datetime(2020, 1, 2, tzinfo=UTC)
datetime(2020, 1, 2) < 5
datetime(2020, 1, 2, fold=1) == datetime(2020, 1, 2), hash(datetime(2020, 1, 2, fold=1)) == hash(datetime(2020, 1, 2)), hash(datetime(2020, 1, 2, tzinfo=UTC)) == hash(datetime(2020, 1, 2, 5, tzinfo=timezone(timedelta(hours=5))))
datetime(2020, 1, 2, 3, 4, 5, 6).strftime('%Y-%m-%dT%H:%M:%S.%f%z %Z|%j|%p|%I|%y|%c|%x|%X'), datetime(2020, 1, 2, 3, tzinfo=timezone(timedelta(hours=-5, minutes=-30, seconds=-15))).strftime('%z %:z %Z')
f'{datetime(2020, 1, 2, 3)} {datetime(2020, 1, 2, 3):%H:%M %d/%m} {datetime(2020, 1, 2, 3):}'
datetime(2020, 1, 2).__reduce__(), datetime(2020, 1, 2, tzinfo=UTC).__reduce__(), datetime(2020, 1, 2, fold=1).__reduce_ex__(4), datetime(2020, 1, 2, fold=1).__reduce_ex__(2)
[pickle.loads(pickle.dumps(datetime(2020, 1, 2, 3, 4, 5, 6, UTC, fold=1), p)) for p in range(6)]
copy.copy(datetime(2020, 1, 2, tzinfo=UTC)), copy.deepcopy(datetime(2020, 1, 2, tzinfo=UTC)).tzinfo is UTC
type(datetime.now()), datetime.now().tzinfo, datetime.now(UTC).tzinfo, type(datetime.today()), datetime.now(tz=UTC).tzname()
datetime.now(5)
abs(datetime.now(UTC).timestamp() - __import__('time').time()) < 5
abs(datetime.utcnow() - datetime.now(UTC).replace(tzinfo=None)) < timedelta(seconds=5)
datetime.utcfromtimestamp(1.25)
datetime.strptime('2020-01-02 03:04:05', '%Y-%m-%d %H:%M:%S')
''')

print('--- timezone')
tries('''
timezone.utc, timezone.min, timezone.max, str(timezone.utc), repr(timezone.min), str(timezone.max)
timezone(timedelta(hours=1)), str(timezone(timedelta(hours=1))), timezone(timedelta(hours=1), 'X'), str(timezone(timedelta(hours=1), 'X')), timezone(timedelta(0)) is UTC, timezone(timedelta(0), 'x') is UTC
timezone(offset=timedelta(hours=1), name='N')
timezone(timedelta(hours=24))
timezone(timedelta(hours=-24))
timezone(timedelta(hours=23, minutes=59, seconds=59, microseconds=999999))
timezone(5)
timezone()
timezone(timedelta(1), 5)
timezone(timedelta(0), None)
timezone(timedelta(hours=1), 'X', 3)
timezone(timedelta(hours=1)).utcoffset(None), timezone(timedelta(hours=1)).tzname(None), timezone(timedelta(hours=1)).dst(None), timezone(timedelta(hours=-1, seconds=1)).tzname(None), timezone(timedelta(microseconds=-5)).tzname(datetime(2020, 1, 1))
timezone(timedelta(hours=1)).utcoffset(5)
timezone(timedelta(hours=1)).tzname(5)
timezone(timedelta(hours=1)).dst(5)
UTC.fromutc(datetime(2020, 1, 1))
UTC.fromutc(5)
timezone(timedelta(hours=1)).fromutc(datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=1))))
timezone(timedelta(hours=1)).fromutc(datetime(2020, 1, 1, tzinfo=UTC))
timezone(timedelta(hours=1)) == timezone(timedelta(hours=1), 'X'), timezone(timedelta(hours=1)) == timezone(timedelta(hours=2)), UTC == 5, UTC != 5, hash(UTC) == hash(timezone(timedelta(0), 'y'))
UTC < timezone(timedelta(hours=1))
UTC.__reduce__(), UTC.__getinitargs__(), timezone(timedelta(hours=1), 'X').__getinitargs__()
[pickle.loads(pickle.dumps(UTC, p)) is UTC for p in range(6)], copy.deepcopy(UTC) is UTC, pickle.loads(pickle.dumps(timezone(timedelta(hours=1), 'X')))
type('Z', (timezone,), {})
tzinfo().__reduce__()
tzinfo().utcoffset(None)
tzinfo().tzname(None)
tzinfo().dst(None)
tzinfo().fromutc(datetime(2020, 1, 1))
tzinfo().fromutc(5)
datetime(2020, 1, 1, tzinfo=tzinfo()).utcoffset()
''')
