# Large ints as floats: the nearest one, ties to even, overflow at the edge; the same in comparisons and arithmetic.
import random

random.seed(7)
seen = 0
for _ in range(20000):
    n = random.getrandbits(random.randrange(1, 1025)) | (1 << random.randrange(60, 1000))
    if random.random() < 0.4:
        n = (n >> random.randrange(0, 900)) << random.randrange(0, 200)
    try:
        f = float(-n if random.random() < 0.5 else n)
    except OverflowError:
        f = 0.0
    seen = hash((seen, f))
print(seen)
for n in (0x66381dfba58c3b << 400, 2**53 + 1, 2**54 + 2, 2**54 + 6, 2**64 - 1, 2**1023, 2**1024 - 2**971, 2**1024 - 2**970 - 1, 2**1024 - 2**970, 2**1024, -(2**1024)):
    try:
        print(float(n).hex(), n == float(n), n < float(n), n + 0.5, n / 3)
    except OverflowError as e:
        print("OverflowError", e)
