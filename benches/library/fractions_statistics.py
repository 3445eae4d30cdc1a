from fractions import Fraction
import statistics
f = Fraction(0)
for i in range(1, 600):
    f += Fraction(1, i)
n = 0
for i in range(1, 8000):
    n += (Fraction(i, 7) * Fraction(3, i + 1)).numerator
data = [((i * 7919) % 1000) / 8 for i in range(2000)]
for _ in range(8):
    n += int(statistics.mean(data) + statistics.stdev(data) + statistics.median(data) + statistics.fmean(data))
nd = statistics.NormalDist(100, 15)
for i in range(15000):
    n += int(nd.inv_cdf((i + 1) / 15001))
print(f.denominator % 1000007, n)
