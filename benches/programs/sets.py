def main():
    seen = set()
    for i in range(1_000_000):
        seen.add(i * i % 65_537)
    evens = {x for x in seen if x % 2 == 0}
    print(len(seen), len(evens), len(seen & evens), len(seen | {1, 2, 3}), len(seen - evens))


main()
