"""tqdm: bars in a pipe and on something that says it is a terminal; loops, updates, nesting, asyncio, pandas-free."""
import asyncio
import io
import re

from tqdm import tqdm, trange
from tqdm.asyncio import tqdm as atqdm
from tqdm.contrib import tenumerate, tzip


class Terminal(io.StringIO):
    def isatty(self):
        return True


FORMAT = '{desc}{percentage:3.0f}%|{bar:10}| {n_fmt}/{total_fmt}{postfix}'


def shown(out):
    return out.getvalue().replace('\r', '>')


out = io.StringIO()
print(sum(tqdm(range(5), file=out, mininterval=0, miniters=1, bar_format=FORMAT)))
print(shown(out))
out = Terminal()
for _ in trange(3, file=out, ascii=True, ncols=60, desc='work', mininterval=0, miniters=1, bar_format=FORMAT):
    pass
print(shown(out))
out = io.StringIO()
with tqdm(total=1024, unit='B', unit_scale=True, file=out, mininterval=0, bar_format=FORMAT) as bar:
    for _ in range(4):
        bar.update(256)
        bar.set_postfix(ok=True, n=bar.n)
    bar.write('a line', file=out)
print(shown(out).splitlines())
out = io.StringIO()
for _ in tqdm(range(3), file=out):
    pass
print(re.sub(r'\d\d:\d\d|[\d.]+it/s', 'T', out.getvalue().rpartition('\r')[2]))
print(list(tzip([1, 2], 'ab', file=io.StringIO())), [i for i, _ in tenumerate('xyz', file=io.StringIO())])
bar = tqdm(total=10, file=io.StringIO(), disable=True)
bar.update(3)
print(bar.n, bar.disable, tqdm.format_sizeof(123456, 'B', 1000), tqdm.format_interval(3661), tqdm.format_meter(5, 10, 2, ncols=40))
print(tqdm(range(4), file=io.StringIO()).__len__(), bool(tqdm([], file=io.StringIO())))


async def main():
    async def double(n):
        await asyncio.sleep(0)
        return n * 2
    out = io.StringIO()
    print(await atqdm.gather(*[double(i) for i in range(5)], file=out))
    total = 0
    for f in atqdm.as_completed([double(i) for i in range(4)], file=io.StringIO()):
        total += await f
    print(total)

    async def numbers():
        for i in range(3):
            yield i
    print([i async for i in atqdm(numbers(), file=io.StringIO())])


asyncio.run(main())
