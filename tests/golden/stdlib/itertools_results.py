"""What the iterators of itertools give."""
import itertools as it

# itertools
print(list(it.accumulate(range(10))), list(it.accumulate([1,2,3],lambda a,b:a*b,initial=5)), list(it.accumulate([],initial=3)))
print(list(it.batched('abcdefg',3)), list(it.chain('ab',[1],())), list(it.chain.from_iterable(['ab','cd'])))
for r in range(5):
    print(list(it.combinations('abcd',r)),list(it.combinations_with_replacement('abc',r)),list(it.permutations('abcd',r))[:20], list(it.product('ab',repeat=r))[:20])
print(list(it.permutations(range(3))), list(it.product('ab',[1,2,3])), list(it.product()), list(it.product([],[1])), list(it.combinations([],0)),list(it.permutations([],0)), list(it.product([1],repeat=0)))
print(list(it.compress('abcdef',[1,0,1,0,1,1])), list(it.islice(it.count(3,-2),5)), list(it.islice(it.cycle('abc'),8)), list(it.dropwhile(lambda x:x<3,[1,2,3,1])), list(it.takewhile(lambda x:x<3,[1,2,3,1])), list(it.filterfalse(None,[0,1,'',2])), list(it.filterfalse(lambda x:x%2,range(9))))
print([(k,list(g)) for k,g in it.groupby('aaabbcAA')], [k for k,g in it.groupby('aabbb',key=str.upper)], [(k,''.join(g)) for k,g in it.groupby('aAbBB',str.lower)])
gs=list(it.groupby('aab')); print([list(g) for k,g in gs])
print([list(it.islice(range(20),*a)) for a in ((5,),(2,8),(2,None),(1,15,4),(None,None,7),(3,3),(0,None))], list(it.pairwise('abcd')), list(it.pairwise('a')), list(it.repeat(1,3)), list(it.starmap(pow,[(2,3),(3,2)])), list(it.zip_longest('abc','d',[1,2],fillvalue='-')))
a,b,c=it.tee(iter(range(200)),3); print(sum(a),next(b),sum(it.islice(b,100)),sum(c),sum(b)); 
i=it.islice(iter(range(10)),2,8,3); print(next(i),list(i),list(i))
x=iter(range(10)); print(list(it.islice(x,1,5,3)), list(x)); x=iter(range(10)); print(list(it.islice(x,0)), list(x)); x=iter(range(10)); print(list(it.islice(x,3,3)), list(x))
print(list(it.zip_longest()), list(it.chain()), next(it.count(2**61-1)), [next(q) for q in [it.count(2**61-2)] for _ in range(4)])
