def main():
    a = list(range(1000))
    total = 0
    for r in range(300):
        for i in range(len(a) - 1):
            if a[i] < a[i + 1]:
                a[i], a[i + 1] = a[i + 1], a[i]
        total += a[0] + a[-1]
    b = [x * 2 for x in range(1_000_000)]
    c = [x for x in b if x % 3 == 0]
    print(total, len(c), b[::1000][:5], sum(b[10:-10]))


main()
