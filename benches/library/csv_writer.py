import csv, io
rows = [(i, f"user {i}", f'quoted, "text" {i}', i * 1.5, None, "x" * (i % 30)) for i in range(6000)]
n = 0
for _ in range(8):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    n += out.tell()
out = io.StringIO()
w = csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
for r in rows * 3:
    w.writerow(r)
d = csv.DictWriter(out, ["a", "b", "c"])
d.writeheader()
for r in rows:
    d.writerow({"a": r[0], "b": r[1], "c": r[2]})
print(n, out.tell())
