def main():
    total = 0
    for r in range(40):
        squares = [x * x for x in range(20_000)]
        table = {x: y for x, y in zip(range(10_000), squares)}
        total += sum(squares) + len(table) + sum(1 for x in squares if x % 3 == 0) + len({x & 255 for x in squares})
        total += max(map(lambda v: v ^ 21, squares[:5000]))
    print(total)


main()
