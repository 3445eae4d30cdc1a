import base64, binascii
data = bytes(range(256)) * 400
n = 0
for _ in range(60):
    e = base64.b64encode(data)
    n += len(base64.b64decode(e))
    n += len(base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)))
    h = binascii.hexlify(data)
    n += len(binascii.unhexlify(h)) + len(bytes.fromhex(data.hex()))
for i in range(40000):
    n += len(base64.b64decode(base64.b64encode(b"token %d" % i)))
n += len(base64.b32decode(base64.b32encode(data))) + len(base64.b85decode(base64.b85encode(data)))
print(n)
