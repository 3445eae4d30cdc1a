"""datetime: fromisoformat in all its forms, strptime, zones written in Python, subclasses, fold."""
import copy
import datetime as dt
import itertools
import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo


def show(label, f):
    try:
        print(label, '=', repr(f()))
    except BaseException as e:
        print(label, '->', type(e).__name__, e)


print('--- fromisoformat')
dates = ['2020-01-02', '20200102', '2020-W01-4', '2020W014', '2020-W01', '2020W01', '2020-1-2', '2020-01', '202001', '2020', '',
         '2020-13-01', '2020-02-30', '0000-01-01', '2020/01/02', '2020-01-2', '2020-0102', '202001-02', '2020-W54-1', '2020-W53-7',
         '2020-W1-4', '2020W01-4', '2020-W014', '2020-W00-1', '2020-W01-0', '2020-W01-8', ' 2020-01-02', '2020-01-02 ', '+020-01-02', '２０２０-01-02',
         '2020-01-02T', '20200102T', '2020-001', '2020001', '10000-01-01', '-2020-01-01', '2020-01-02\0', '2020-W01-4x', '2020-01-0a', '\ud800', '2020é01é02']
for d in dates:
    show(ascii(d), lambda: date.fromisoformat(d))
    show('  dt', lambda: datetime.fromisoformat(d))
for d in (5, None, b'2020-01-02'):
    show(d, lambda: date.fromisoformat(d))
    show('  dt', lambda: datetime.fromisoformat(d))
    show('  t', lambda: time.fromisoformat(d))
times = ['03', '03:04', '0304', '03:04:05', '030405', '03:04:05.6', '03:04:05.67', '03:04:05.678', '03:04:05.6789', '03:04:05.67890', '03:04:05.678901',
         '03:04:05.6789012', '03:04:05.678901234567', '030405.678901', '03:04:05,678', '030405,6', '03:04:05.', '03.5', '03:04.5', '3:04', '03:4', '03:04:5',
         '0304:05', '03:0405', '24:00', '25:00', '03:60', '03:04:60', '', 'T', 'T03:04', 'T0304', 't03', 'T', ':', '03:', '03:04:', '03:04:05.x', '03:04:05.6x',
         '03:04Z', '03:04z', '03Z', '03:04:05Z', '03:04:05.678Z', '03:04 Z', '03:04+01:00', '03:04+0100', '03:04+01', '03:04-05:30', '03:04+01:02:03', '03:04+010203',
         '03:04+01:02:03.000004', '03:04+010203.000004', '03:04+24:00', '03:04+23:59', '03:04+00:00', '03:04-00:00', '03:04+', '03:04-', '03:04+1', '03:04+01:', '03:04+01:0',
         '03:04+0100x', '03:04Zx', '03:04ZZ', '03:04Z+01:00', '03:04+01:00Z', '03:04:05+05', '030405+05', '03+05', '0304-0530', '12:30:45.123456-23:59:59.999999',
         '03:04+-1:00', ' 03:04', '03:04 ', '03 04', '03:04:05:06', '24:00:00', '24:00:01', '24:00:00.0', '0３:04', '03:04\u00e9', '03:04+25:00', '03:04+01:60', '-01:00', '03:04:05.678\u00e9']
for t in times:
    show(ascii(t), lambda: time.fromisoformat(t))
for d, s, t in itertools.product(('2020-02-29', '20200229', '2020-W09-6', '2020W096', '2020-W09', '2020W09'), ('T', ' ', 'x', '\u00e9', '\U0001f600', '-', '1', ''), ('03', '03:04:05.678', '0304', '030405+05', '03:04Z')):
    show(ascii(d + s + t), lambda: datetime.fromisoformat(d + s + t))
for d in ('2020-01-02T24:00', '2020-01-02T24:00:00', '2020-12-31T24:00:00', '9999-12-31T24:00:00', '2020-01-02T24:01', '2020-01-02T03:04:05+24:00', '2020-01-02T03:04:05.123456789Z', '2020-01-02T25', '2020-01-02TZ',
          '2020-01-02T03:04:05-', '2020-01-02+03:00', '2020-01-02T\ud80003', '2020-01-02\ud80003', '2020-W01\ud80003', '20200102  ', '2020-01-02T03:04:05.678901+05:30:15.123'):
    show(ascii(d), lambda: datetime.fromisoformat(d))

print('--- round trips')
for d in (datetime(1, 1, 1), datetime.max, datetime(2020, 1, 2, 3, 4, 5, 6, UTC), datetime(2020, 1, 2, tzinfo=timezone(timedelta(hours=-5, minutes=-1, seconds=-2, microseconds=-3)))):
    for sep, spec in itertools.product('T ', ('auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds')):
        text = d.isoformat(sep, spec)
        print(text, datetime.fromisoformat(text) == d, end='; ')
    print(datetime.fromisoformat(str(d)) == d, eval(repr(d), vars(dt) | {'datetime': dt}) == d)
ordinals = list(range(1, 3652060, 9973)) + [3652059]
print(all(date.fromordinal(n).toordinal() == n for n in ordinals), all(date.fromisocalendar(*date.fromordinal(n).isocalendar()) == date.fromordinal(n) for n in ordinals))
print(sum(date.fromordinal(n).weekday() * date.fromordinal(n).timetuple().tm_yday * date.fromordinal(n).isocalendar()[1] for n in ordinals))

print('--- strptime')
for text, form in (('2020-01-02', '%Y-%m-%d'), ('02/Jan/2020:03:04:05 +0530', '%d/%b/%Y:%H:%M:%S %z'), ('Thu Jan  2 03:04:05 2020', '%c'), ('3 pm', '%I %p'), ('3.25', '%S.%f'),
                   ('20 5', '%y %m'), ('70', '%y'), ('366 2020', '%j %Y'), ('2020 53 4', '%G %V %u'), ('2020 10 1', '%Y %U %w'), ('12', '%H:%M'), ('x', '%H'), ('12x', '%H'), ('12', '%Q'), ('12', '%'),
                   ('UTC', '%Z'), ('+05:30:15.5', '%z'), ('Z', '%z'), ('-0000', '%z'), ('2021-02-29', '%Y-%m-%d'), ('0', '%Y'), ('  2020', ' %Y'), ('100%', '100%%'), ('march', '%B'), ('Mon', '%a'), (5, '%Y'), ('5', 5),
                   ('2020-01-02T03:04:05.123456', '%Y-%m-%dT%H:%M:%S.%f'), ('2020 12', '%G %V'), ('2020 12 3', '%Y %V %w'), ('60', '%S'), ('61', '%S'), ('62', '%S'), ('1 2020 13', '%u %G %V'), ('+5', '%z'), ('+0060', '%z')):
    show(f'{text!r} {form!r}', lambda: datetime.strptime(text, form))

print('--- zones')


class Zone(tzinfo):
    def __init__(self, offset, dst=None, name='Z'):
        self.o, self.d, self.n = offset, dst, name

    def utcoffset(self, dt):
        return self.o

    def dst(self, dt):
        return self.d

    def tzname(self, dt):
        return self.n

    def __getinitargs__(self):
        return self.o, self.d, self.n

    def __repr__(self):
        return f'Zone({self.o})'


H = timedelta(hours=1)
for offset, dst, name in ((H, timedelta(0), 'A'), (2 * H, H, 'B'), (None, None, None), (5, 6, 7), (24 * H, 24 * H, ''), (-24 * H, -24 * H, ''), (timedelta(microseconds=1), timedelta(microseconds=-1), '%Y'), ('x', 'x', b'x'), (23 * H, 1.5, 'é\ud800')):
    z = Zone(offset, dst, name)
    d, t = datetime(2020, 6, 1, 12, tzinfo=z), time(12, tzinfo=z)
    for x in (d, t):
        for f in ('utcoffset', 'dst', 'tzname'):
            show(f'{f}', lambda: ascii(getattr(x, f)()))
        for form in '', '%z', '%Z', '%:z':
            show(repr(form), lambda: ascii(format(x, form)))
        show('iso', lambda: x.isoformat())
        show('hash', lambda: type(hash(x)))
        show('==', lambda: x == x.replace(tzinfo=UTC))
        show('<', lambda: x < x.replace(tzinfo=UTC))
        show('same', lambda: (x == x, x < x, x == x.replace()))
        show('bool', lambda: bool(x))
    show('utctimetuple', lambda: d.utctimetuple())
    show('timetuple', lambda: d.timetuple())
    show('timestamp', lambda: d.timestamp())
    show('astimezone', lambda: d.astimezone(UTC))
    show('to', lambda: datetime(2020, 6, 1, 12, tzinfo=UTC).astimezone(z))
    show('fromutc', lambda: z.fromutc(d))
    show('-', lambda: d - datetime(2020, 6, 1, 12, tzinfo=UTC))
    show('- same', lambda: d - d.replace(hour=3))
z = Zone(H, timedelta(0), 'A')
print(pickle.loads(pickle.dumps(z)).__dict__, pickle.loads(pickle.dumps(datetime(2020, 1, 1, tzinfo=z))), copy.deepcopy(z), z.__reduce__())


class Eastern(tzinfo):
    """Summer time from April to the end of October, with the hour that comes twice."""

    def utcoffset(self, d):
        return timedelta(hours=-5) + self.dst(d)

    def dst(self, d):
        if d is None:
            return timedelta(0)
        start, end = datetime(d.year, 4, 1, 2), datetime(d.year, 10, 31, 2)
        naive = d.replace(tzinfo=None)
        if end - timedelta(hours=1) <= naive < end:
            return timedelta(0) if d.fold else timedelta(hours=1)
        return timedelta(hours=1) if start <= naive < end else timedelta(0)

    def tzname(self, d):
        return 'EDT' if self.dst(d) else 'EST'

    def __repr__(self):
        return 'Eastern()'


E = Eastern()
for h in range(3, 9):
    u = datetime(2020, 10, 31, h, 30, tzinfo=UTC)
    l = u.astimezone(E)
    print(u, l, l.fold, l.tzname(), l.astimezone(UTC) == u, l == u, hash(l) == hash(u), l.timestamp() == u.timestamp())
a, b = datetime(2020, 10, 31, 1, 30, tzinfo=E), datetime(2020, 10, 31, 1, 30, tzinfo=E, fold=1)
print(a == b, a < b, b - a, a == a.astimezone(UTC), b == b.astimezone(UTC), hash(a) == hash(b), b.utcoffset(), a.utcoffset())
print(a.isoformat(), b.isoformat(), a.timetuple().tm_isdst, b.timetuple().tm_isdst)
show('cross', lambda: (a.astimezone(UTC) < b.astimezone(UTC), a < datetime(2020, 10, 31, 5, 45, tzinfo=UTC)))

print('--- subclasses')


class D(date):
    def __new__(cls, *args, **kw):
        self = super().__new__(cls, *args, **kw)
        self.extra = 'd'
        return self

    def hello(self):
        return 'hello'


class T(time):
    pass


class DT(datetime):
    def __new__(cls, *args, **kw):
        self = super().__new__(cls, *args, **kw)
        self.made = len(args), sorted(kw)
        return self


for f in (lambda: D(2020, 1, 2), lambda: D.today().extra, lambda: D.fromordinal(5).extra, lambda: D.fromisoformat('2020-01-02').extra, lambda: D.fromisocalendar(2020, 1, 1), lambda: D.fromtimestamp(86400 * 5).extra,
          lambda: D(2020, 1, 2).replace(day=5), lambda: D(2020, 1, 2) + timedelta(1), lambda: type(D(2020, 1, 2) - timedelta(1)), lambda: D(2020, 1, 2) == date(2020, 1, 2), lambda: D.min, lambda: pickle.loads(pickle.dumps(D(2020, 1, 2))),
          lambda: copy.deepcopy(D(2020, 1, 2)).extra, lambda: D(b'\x07\xe4\x01\x02').extra, lambda: f'{D(2020, 1, 2):%d}', lambda: str(D(2020, 1, 2)), lambda: D(2020, 1, 2) < date(2020, 1, 3), lambda: hash(D(2020, 1, 2)) == hash(date(2020, 1, 2)),
          lambda: T(1, 2), lambda: T(1).replace(hour=5), lambda: type(T.fromisoformat('03:04')), lambda: pickle.loads(pickle.dumps(T(1, fold=1))), lambda: str(T(1)), lambda: T.min,
          lambda: DT(2020, 1, 2), lambda: DT.now().made, lambda: DT.now(UTC).made, lambda: DT.utcnow().made, lambda: DT.today().made, lambda: DT.fromtimestamp(5, UTC).made, lambda: DT.utcfromtimestamp(5).made, lambda: DT.fromordinal(5).made,
          lambda: DT.fromisoformat('2020-01-02T03:04Z').made, lambda: DT.combine(date(2020, 1, 2), time(3)).made, lambda: DT.strptime('2020', '%Y').made, lambda: DT(2020, 1, 2).replace(day=3).made, lambda: (DT(2020, 1, 2) + timedelta(1)).made,
          lambda: (DT(2020, 1, 2) - timedelta(1)).made, lambda: DT(2020, 1, 2) - DT(2020, 1, 1), lambda: type(DT(2020, 1, 2).date()), lambda: type(DT(2020, 1, 2).time()), lambda: DT(2020, 1, 2, tzinfo=UTC).astimezone(timezone(H)).made,
          lambda: pickle.loads(pickle.dumps(DT(2020, 1, 2, tzinfo=UTC))).made, lambda: DT(2020, 1, 2) == datetime(2020, 1, 2), lambda: DT.fromisocalendar(2020, 1, 1).made, lambda: DT.max, lambda: copy.replace(DT(2020, 1, 2), hour=3).made):
    show('', f)


class Odd(datetime):
    def __new__(cls, *args, **kw):
        return 'odd'


for f in (lambda: Odd.now(), lambda: Odd.fromisoformat('2020-01-02'), lambda: Odd(2020, 1, 2), lambda: Odd.combine(date(2020, 1, 2), time())):
    show('odd', f)


class Cmp:
    def __eq__(self, other):
        return 'eq'

    def __lt__(self, other):
        return 'lt'

    __gt__ = __ge__ = __le__ = __lt__

    def __radd__(self, other):
        return 'radd'

    def __rsub__(self, other):
        return 'rsub'


for x in (date(2020, 1, 1), time(1), datetime(2020, 1, 1), timedelta(1)):
    show('cmp', lambda: (x == Cmp(), x < Cmp(), x >= Cmp(), Cmp() == x, Cmp() < x))
    show('add', lambda: (x + Cmp(), x - Cmp()))
for name in ('date', 'time', 'datetime', 'timedelta', 'timezone', 'tzinfo'):
    show(name, lambda: setattr(getattr(dt, name), 'x', 1))
match datetime(2020, 1, 2, 3):
    case datetime(year=2020, hour=h):
        print('matched', h)
