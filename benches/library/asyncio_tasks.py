import asyncio
async def leaf(i):
    await asyncio.sleep(0)
    return i
async def main():
    n = 0
    for _ in range(20):
        n += sum(await asyncio.gather(*(leaf(i) for i in range(500))))
    q = asyncio.Queue(10)
    async def producer():
        for i in range(8000):
            await q.put(i)
        await q.put(None)
    t = asyncio.create_task(producer())
    while (x := await q.get()) is not None:
        n += x
    await t
    return n
print(asyncio.run(main()))
