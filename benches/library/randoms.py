import random
r = random.Random(42)
n = 0
for _ in range(80000):
    n += r.random() < 0.5
for _ in range(60000):
    n += r.randint(1, 100)
items = list(range(1000))
for _ in range(40):
    r.shuffle(items)
    n += items[0]
for _ in range(30000):
    n += r.choice(items)
for _ in range(300):
    n += sum(r.sample(items, 50)) + sum(r.choices(items, k=100))
for _ in range(20000):
    n += int(r.gauss(100, 15) + r.uniform(1, 5) + r.expovariate(0.1))
for _ in range(50000):
    n += r.getrandbits(32) & 1
n += len(r.randbytes(200000))
print(n)
