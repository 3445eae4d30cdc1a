from decimal import Decimal, getcontext, localcontext, ROUND_HALF_UP
total = Decimal(0)
cent = Decimal("0.01")
rate = Decimal("1.0825")
for i in range(60000):
    price = Decimal(i) / 100
    total += (price * rate).quantize(cent, rounding=ROUND_HALF_UP)
x = Decimal(2)
for i in range(6000):
    x = (x + 2 / x) / 2
n = 0
for i in range(40000):
    n += len(str(Decimal(f"{i}.{i % 1000:03}")))
    n += Decimal(i) < Decimal("2e4")
with localcontext() as c:
    c.prec = 200
    y = Decimal(1)
    for i in range(1, 3000):
        y = y * i / (i + 1) + Decimal(1) / i
    n += len(str(y.sqrt()))
for i in range(300):
    n += int((Decimal(i) / 7).exp() % 10) + int((Decimal(i) + 1).ln())
print(total, x, n)
