def mul(a, b):
    n = len(a)
    cols = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, col)) for col in cols] for row in a]


def main():
    n = 90
    a = [[(i * j) % 7 + 0.5 for j in range(n)] for i in range(n)]
    b = [[(i + j) % 5 - 1.0 for j in range(n)] for i in range(n)]
    for _ in range(3):
        a = mul(a, b)
        a = [[x % 10 for x in row] for row in a]
    print(round(sum(map(sum, a)), 3))


main()
