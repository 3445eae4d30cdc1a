def main():
    s = 0
    for i in range(5_000_000):
        s = s + i * 2 - (i & 7)
    print(s)


main()
