from datetime import datetime, timedelta, date
base = datetime(2024, 1, 31, 12, 30, 15, 250)
n = 0
for i in range(25000):
    d = base + timedelta(minutes=i * 17)
    s = d.isoformat()
    n += len(s) + datetime.fromisoformat(s).day + len(str(d.date()))
for i in range(15000):
    d = base + timedelta(minutes=i * 17)
    n += len(d.strftime("%Y-%m-%d %H:%M:%S")) + len(f"{d:%d.%m.%y %a %j}")
for i in range(6000):
    n += datetime.strptime(f"2024-05-{i % 28 + 1:02} 10:11:{i % 60:02}", "%Y-%m-%d %H:%M:%S").second
for i in range(10000):
    n += len(repr(base)) + len(str(timedelta(days=i, seconds=5)))
print(n)
