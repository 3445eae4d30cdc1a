from datetime import datetime, timedelta, date, timezone, time
base = datetime(2024, 1, 31, 12, 30, 15, 250)
step = timedelta(hours=7, minutes=13, microseconds=11)
n = 0
d = base
for i in range(60000):
    d = d + step
    if d > base:
        n += (d - base).days + d.weekday()
    n += d.hour
zone = timezone(timedelta(hours=2))
for i in range(20000):
    a = datetime(2024, 1 + i % 12, 1 + i % 28, tzinfo=zone)
    b = a.astimezone(timezone.utc)
    n += (a == b) + a.replace(day=1).toordinal() % 7
for i in range(40000):
    x = date.fromordinal(730000 + i)
    n += x.isocalendar()[1] + (x + timedelta(days=40)).day
for i in range(30000):
    t = timedelta(days=i, seconds=i) * 2 // 3
    n += int(t.total_seconds()) % 5
table = {date(2024, 1 + i % 12, 1 + i % 28): i for i in range(20000)}
print(n, len(table), sorted(table)[5])
