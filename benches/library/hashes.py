import hashlib, hmac, zlib
block = bytes(range(256)) * 4096
n = 0
for name in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b", "blake2s"):
    h = hashlib.new(name)
    for _ in range(12):
        h.update(block)
    n += h.digest()[0]
for i in range(30000):
    n += hashlib.sha256(b"key %d" % i).digest()[0]
    n += len(hashlib.md5(b"key %d" % i).hexdigest())
for i in range(6000):
    n += hmac.new(b"secret", b"message %d" % i, "sha256").digest()[0]
n += hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 30000)[0]
for _ in range(20):
    n += zlib.crc32(block) + zlib.adler32(block)
print(n)
