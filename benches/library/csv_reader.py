import csv, io
text = "".join(f'{i},user {i},"quoted, ""text"" {i}",{i * 1.5},,{"x" * (i % 30)}\r\n' for i in range(6000))
n = 0
for _ in range(8):
    for row in csv.reader(io.StringIO(text)):
        n += len(row[2])
lines = text.splitlines()
for _ in range(8):
    n += sum(map(len, csv.reader(lines)))
for row in csv.DictReader(lines, ["a", "b", "c", "d", "e", "f"]):
    n += int(row["a"])
for row in csv.reader([s.replace(",", "\t") for s in lines], "excel-tab"):
    n += len(row)
print(n)
