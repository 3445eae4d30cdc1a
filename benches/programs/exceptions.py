class Odd(Exception):
    pass


def check(n):
    if n % 2:
        raise Odd(n)
    return n


def main():
    bad = 0
    total = 0
    for i in range(600_000):
        try:
            total += check(i)
        except Odd as e:
            bad += e.args[0] & 1
        finally:
            total += 1
    for i in range(2_000_000):
        try:
            total += 1
        except ValueError:
            pass
    print(bad, total)


main()
