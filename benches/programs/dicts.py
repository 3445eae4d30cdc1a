def main():
    d = {}
    for i in range(1_000_000):
        k = i * 7919 % 100_003
        d[k] = d.get(k, 0) + 1
    s = {}
    for i in range(500_000):
        k = "k" + str(i % 5000)
        if k in s:
            s[k] += i
        else:
            s[k] = i
    print(len(d), sum(d.values()), len(s), sum(v for k, v in s.items()))


main()
