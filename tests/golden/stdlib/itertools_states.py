import itertools as I, copy, pickle, warnings
warnings.simplefilter('ignore')
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
def pred(x): return x<3
def add(a,b): return a+b
def norm(r):
    s=repr(r)
    import re
    return re.sub(r'0x[0-9a-f]+','0x',s)
makers={
 'accumulate': lambda: I.accumulate([1,2,3,4]), 'accumulate_f': lambda: I.accumulate([1,2,3,4],add), 'accumulate_i': lambda: I.accumulate([1,2,3],add,initial=10), 'accumulate_none': lambda: I.accumulate([None,None],lambda a,b: None),'accumulate_e': lambda: I.accumulate([]),
 'chain': lambda: I.chain('abc','def'), 'chain_from': lambda: I.chain.from_iterable(['ab','cd']), 'chain_e': lambda: I.chain(),
 'combinations': lambda: I.combinations('abcd',2), 'combinations_big': lambda: I.combinations('ab',5), 'combinations_0': lambda: I.combinations('ab',0),
 'cwr': lambda: I.combinations_with_replacement('abc',2), 'cwr_e': lambda: I.combinations_with_replacement('',2),
 'permutations': lambda: I.permutations('abc',2), 'permutations_all': lambda: I.permutations('abc'), 'permutations_big': lambda: I.permutations('a',3),
 'product': lambda: I.product('ab','cd'), 'product_r': lambda: I.product('ab',repeat=2), 'product_0': lambda: I.product(),'product_e': lambda: I.product('ab',''),
 'compress': lambda: I.compress('abcd',[1,0,1,1]), 'cycle': lambda: I.cycle('abc'), 'dropwhile': lambda: I.dropwhile(pred,[1,2,3,1]), 'takewhile': lambda: I.takewhile(pred,[1,2,3,1]),
 'filterfalse': lambda: I.filterfalse(pred,[1,2,3,4]), 'filterfalse_n': lambda: I.filterfalse(None,[1,0,3,0]), 'starmap': lambda: I.starmap(add,[(1,2),(3,4),(5,6)]),
 'islice': lambda: I.islice(range(10),2,8,2), 'islice_n': lambda: I.islice(range(10),3,None), 'islice_s': lambda: I.islice([1,2,3],2),
 'zip_longest': lambda: I.zip_longest('ab','c',fillvalue='-'), 'zip_longest_1': lambda: I.zip_longest('ab'), 'groupby': lambda: I.groupby('aabbc'), 'groupby_k': lambda: I.groupby([1,2,5,6],pred),
 'count': lambda: I.count(3), 'count_s': lambda: I.count(1,2), 'count_f': lambda: I.count(1.5,.5), 'repeat': lambda: I.repeat('x',3), 'repeat_i': lambda: I.repeat('x'), 'pairwise': lambda: I.pairwise([1,2,3]), 'batched': lambda: I.batched('abcde',2),
}
for name,mk in makers.items():
    for steps in range(0,5):
        def go():
            i=mk()
            for _ in range(steps): next(i)
            return norm(i.__reduce__())
        t((name,steps),go)
        def cp():
            i=mk()
            for _ in range(steps): next(i)
            c=copy.copy(i)
            if name in('cycle','count','count_s','count_f','repeat_i'): return [next(c) for _ in range(5)]
            return list(c) if 'group' not in name else [(k,list(g)) for k,g in c]
        t((name,steps,'copy'),cp)
        def pk():
            i=mk()
            for _ in range(steps): next(i)
            c=pickle.loads(pickle.dumps(i))
            d=copy.deepcopy(i)
            if name in('cycle','count','count_s','count_f','repeat_i'): return [next(c) for _ in range(5)], [next(d) for _ in range(5)]
            return (list(c),list(d)) if 'group' not in name else ([(k,list(g)) for k,g in c],)
        if name not in ('accumulate_none',): t((name,steps,'pickle'),pk)
for name in ['accumulate','chain','combinations','cwr','permutations','product','cycle','dropwhile','takewhile','islice','zip_longest','groupby','count','repeat','starmap','compress','filterfalse']:
    for bad in [(), None, 5, (1,), (1,2), ([],), ([],0), ([],1), ([],0,0), ((),()), ((0,),), ((9,9),), ((0,1),), (iter([]),), (iter('xy'),), (iter('xy'),iter('z')), ((0,1,2),(2,1)), ((0,5,-1),(9,9)), 'ab', [1,2], True]:
        def ss():
            i=makers[name](); i.__setstate__(bad)
            return [next(i,'END') for _ in range(4)] if name!='groupby' else [k for k, g in i]
        if not (name=='zip_longest' and 'iterator' in norm(bad)): t((name,'set',norm(bad)),ss)
g=I.groupby('aabbc'); k,gr=next(g)
t('grouper',lambda: norm(gr.__reduce__())); next(gr); t('grouper',lambda: norm(gr.__reduce__()))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    for name,mk in makers.items():
        i=mk()
        for m in ('__reduce__','__copy__'):
            n=len(w)
            try: getattr(i,m)()
            except Exception as e: print(name,m,type(e).__name__,e)
            print(name,m,[(x.category.__name__,str(x.message),x.filename==__file__) for x in w[n:]])
        n=len(w)
        try: i.__setstate__(())
        except Exception as e: pass
        print(name,'__setstate__',len(w)-n)
    n=len(w); copy.copy(I.chain('a')); print([(x.filename==__file__,) for x in w[n:]])
    n=len(w); pickle.dumps(I.chain('a')); print([(x.filename==__file__,) for x in w[n:]])
