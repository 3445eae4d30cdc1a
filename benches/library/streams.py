import io, os, tempfile
line = "a line of text with ünicode, number {}\n"
n = 0
for _ in range(4):
    s = io.StringIO()
    for i in range(20000):
        s.write(line.format(i))
    s.seek(0)
    for l in s:
        n += len(l)
b = io.BytesIO()
for i in range(60000):
    b.write(b"some bytes %d\n" % i)
b.seek(0)
for l in b:
    n += len(l)
b.seek(0)
while c := b.read(64):
    n += len(c)
fd, name = tempfile.mkstemp()
os.close(fd)
with open(name, "w", encoding="utf-8") as f:
    for i in range(60000):
        f.write(line.format(i))
for _ in range(4):
    with open(name, encoding="utf-8") as f:
        for l in f:
            n += len(l)
with open(name, encoding="utf-8") as f:
    while l := f.readline():
        n += len(l)
with open(name, "rb") as f:
    n += sum(map(len, f))
with open(name) as f:
    n += len(f.read()) + f.tell()
with open(name) as f:
    n += len(f.read().splitlines())
for i in range(3000):
    with open(name, "rb") as f:
        n += len(f.read(10))
os.unlink(name)
print(n)
