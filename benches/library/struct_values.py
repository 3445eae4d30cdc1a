import struct
n = 0
for i in range(60000):
    data = struct.pack("<IHHd", i, i & 0xffff, 7, i * 0.5)
    a, b, c, d = struct.unpack("<IHHd", data)
    n += a + b + c
header = struct.Struct(">4sIQ?b")
for i in range(40000):
    data = header.pack(b"abcd", i, i * i, i & 1, -3)
    n += header.unpack(data)[2] & 7
buf = bytearray(header.size * 10)
for i in range(40000):
    header.pack_into(buf, header.size * (i % 10), b"wxyz", i, i, True, 1)
    n += header.unpack_from(buf, header.size * (i % 10))[1]
many = struct.pack("<6000h", *range(-3000, 3000)) * 4
for _ in range(12):
    for x, y in struct.iter_unpack("<hh", many):
        n += x - y
    n += sum(struct.unpack("<24000h", many))
print(n)
