"""Generators: lazy pipelines, values sent in, exceptions thrown in, and delegation."""


def running_mean():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        if value is None:
            return (count, mean)
        total, count = total + value, count + 1
        mean = total / count


def collect(results):
    while True:
        results.append((yield from running_mean()))


def guarded():
    try:
        while True:
            try:
                yield "working"
            except ValueError as e:
                yield f"repaired {e}"
    finally:
        print("closed")


results = []
g = collect(results)
next(g)
for v in (4, 8, None, 1, 2, 3, None):
    g.send(v)
print(results)
w = guarded()
print(next(w), w.throw(ValueError("pipe")), next(w))
w.close()
lines = (line.strip() for line in ["  alpha ", "beta  ", " gamma"])
print([x for x in lines if "m" in x], sum(n * n for n in range(10)))
