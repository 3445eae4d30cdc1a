def main():
    for i in range(10_000_000):
        pass


main()
