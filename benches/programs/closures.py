def counter():
    n = 0

    def add(k):
        nonlocal n
        n += k
        return n

    return add


def deco(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


@deco
def inc(x, by=1):
    return x + by


def main():
    add = counter()
    total = 0
    for i in range(1_500_000):
        total += add(1)
    for i in range(700_000):
        total = inc(total, by=2)
    print(total)


main()
