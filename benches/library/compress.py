import gzip, zlib, bz2
text = b"".join(b"%d: the quick brown fox jumps over the lazy dog %d times\n" % (i, i * i) for i in range(20000))
n = 0
for _ in range(3):
    z = zlib.compress(text)
    n += len(z) + len(zlib.decompress(z))
    g = gzip.compress(text, mtime=0)
    n += len(gzip.decompress(g))
b = bz2.compress(text)
n += len(b) + len(bz2.decompress(b))
print(n)
