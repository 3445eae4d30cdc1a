from itertools import accumulate, chain, combinations, count, cycle, groupby, islice, permutations, product, starmap, takewhile, tee, zip_longest, compress, dropwhile, pairwise, repeat
from operator import add, itemgetter, mul
n = 0
for _ in range(6):
    n += sum(islice((x * x for x in count() if x % 3), 20000))
    n += sum(1 for _ in combinations(range(24), 4))
    n += sum(a for a, *_ in permutations(range(7)))
    n += sum(starmap(mul, zip(range(30000), cycle((1, 2, 3)))))
    n += sum(accumulate(range(20000)))
    n += len(list(chain.from_iterable([i, i + 1] for i in range(20000))))
    n += sum(len(list(g)) for _, g in groupby(range(40000), lambda x: x // 7))
    n += sum(a * b for a, b in product(range(150), repeat=2))
    n += sum(b - a for a, b in pairwise(range(30000)))
    n += sum(1 for _ in takewhile(lambda x: x < 20000, count()))
    n += sum(compress(range(30000), cycle((1, 0, 1))))
    a, b = tee(range(20000))
    n += sum(map(add, a, b))
    n += len(list(zip_longest(range(20000), range(100), fillvalue=0)))
    n += len(sorted(zip(range(20000), repeat(1)), key=itemgetter(1, 0)))
print(n)
