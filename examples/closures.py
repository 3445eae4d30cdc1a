"""Closures: a function keeps the variables it needs after the function around it has returned."""


def average():
    total, count = 0, 0

    def add(value):
        nonlocal total, count
        total += value
        count += 1
        return total / count

    return add


def main():
    mean = average()
    for v in (10, 11, 15):
        print(v, "->", mean(v))
    print("kept:", mean.__code__.co_freevars, [c.cell_contents for c in mean.__closure__])
    late = [lambda: i for i in range(3)]
    early = [lambda i=i: i for i in range(3)]
    print("looked up late:", [f() for f in late], "bound early:", [f() for f in early])


main()
