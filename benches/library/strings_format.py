n = 0
for i in range(60000):
    n += len(f"{i:>10} {i / 3:.3f} {i:x} {i:,} {'abc':^9}") + len("%5d|%-8s|%6.2f" % (i, "ab", i / 7)) + len("{0}-{name}".format(i, name="z"))
for i in range(30000):
    n += len(repr(i / 7)) + len(str(i * 1000003)) + int(str(i)) + int(float(f"{i}.5"))
print(n)
