import re
log = [f"2024-03-{i % 28 + 1:02} 12:{i % 60:02}:07 [{('INFO', 'WARN', 'ERROR')[i % 3]}] worker-{i % 9}: request /api/v1/items/{i}?q=abc took {i % 977} ms" for i in range(2000)]
line = re.compile(r"(?P<date>\d{4}-\d\d-\d\d) (?P<time>[\d:]+) \[(?P<level>\w+)\] (?P<who>[\w-]+): (?P<what>.*)")
n = 0
for _ in range(8):
    for s in log:
        n += len(line.match(s).groupdict())
took = re.compile(r"took (\d+) ms$")
late = re.compile(r"worker-[3-5].*items/(\d+)5\b", re.I)
for _ in range(8):
    for s in log:
        if m := took.search(s):
            n += int(m[1])
        if late.search(s):
            n += 1
for _ in range(8):
    for s in log:
        if re.search(r"ERROR|FATAL", s):
            n += 1
        if re.fullmatch(r"[a-z]+", s):
            n += 1
text = "\n".join(log)
for _ in range(10):
    n += len(re.search(r"(?s)nowhere to be found|worker-99", text) or "")
    n += re.search(r"items/1999\?", text).start()
print(n)
