def main():
    x = 12345
    data = []
    for _ in range(300_000):
        x = x * 1103515245 + 12345 & 0x7FFFFFFF
        data.append(x)
    print(sorted(data)[:3], sorted(data, key=lambda v: v % 1000)[:2], sorted(data, reverse=True)[0])
    pairs = [(v % 100, str(v)) for v in data]
    pairs.sort()
    print(pairs[0], pairs[-1])


main()
