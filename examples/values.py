"""Names and values: what assignment shares, what it copies, and where identity shows."""


def share():
    a = [1, 2, 3]
    b = a
    b.append(4)
    print("one list, two names:", a, a is b)
    b = b + [5]
    print("a new list for b:   ", a, b, a is b)


def default_argument(item, basket=[]):
    basket.append(item)
    return basket


def main():
    share()
    print("the default is made once:", default_argument("apple"), default_argument("pear"))
    first, *middle, last = range(6)
    print("unpacked:", first, middle, last)
    x, y = 1, 2
    x, y = y, x
    print("swapped:", x, y)
    print("chained:", 1 < x <= 2, "numbers of any size:", 2**100)


main()
