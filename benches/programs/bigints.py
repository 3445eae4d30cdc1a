def main():
    a, b = 0, 1
    for _ in range(20_000):
        a, b = b, a + b
    print(len(str(a)) if False else a.bit_length(), pow(3, 5000) % 1_000_007, pow(7, 10**30, 10**9 + 7))
    n = 1
    for i in range(1, 2500):
        n *= i
    print(n.bit_length(), n // 10**3000 % 97)


main()
