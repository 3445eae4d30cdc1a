class Suspend:
    def __await__(self):
        yield


async def leaf(n):
    await Suspend()
    return n


async def middle(n):
    return await leaf(n) + 1


async def root(count):
    total = 0
    for i in range(count):
        total += await middle(i)
    return total


def main():
    c = root(500_000)
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        print(e.value)


main()
