"""statistics: types that meet, values that are not finite, exact rounding, kernels, ranks, normal distributions, messages."""
import copy
import decimal
import math
import pickle
import random
import statistics as st
from decimal import Decimal as D
from fractions import Fraction as F

inf, nan = math.inf, math.nan


def run(text, **names):
    for e in text.strip().splitlines():
        e = e.strip()
        try:
            print(e, '=', repr(eval(e, globals(), names)))
        except BaseException as x:
            print(e, '->', type(x).__name__, x, '| cause', repr(x.__cause__))


class I(int):
    pass


class J(int):
    pass


class X(float):
    pass


class Y(F):
    pass


class Z(D):
    pass


class Ratio:
    """A number of no known kind that can say its ratio."""

    def __init__(self, *ratio):
        self.ratio = ratio

    def as_integer_ratio(self):
        return self.ratio

    def __repr__(self):
        return 'Ratio%r' % (self.ratio,)


print('-- types that meet')
values = [1, True, I(3), J(4), 2.5, X(3.5), F(1, 3), Y(1, 7), D('1.5'), Z('2.5')]
for measure in st.mean, st.variance, st.pstdev:
    for a in values:
        for b in values:
            try:
                got = measure([a, b])
                print(measure.__name__, type(a).__name__, type(b).__name__, type(got).__name__, repr(got))
            except BaseException as x:
                print(measure.__name__, type(a).__name__, type(b).__name__, '->', type(x).__name__, sorted(str(x).split()))
for three in ([1, 2.5, F(1, 3)], [True, F(1, 2), 1], [True, True], [True], [F(1, 2), I(2), 2.5], [D(1), 2, D(3)], [X(1.5), I(3), 2.0]):
    got = st.mean(three)
    print(three, type(got), got)

print('-- not finite, not numbers')
run('''
st.mean([inf, 1]), st.mean([1, -inf, 2]), st.mean([inf, -inf]), st.mean([nan, inf]), st.mean([D('inf'), 1]), st.mean([D('nan'), D(1)]), st.mean([D('-inf'), D(3)])
st.mean([D('inf'), D('-inf')])
st.mean([D('snan'), 1])
st.variance([inf, 1.0]), st.pvariance([nan, 1.0]), st.variance([D('inf'), D(1)]), st.pvariance([1, 2, inf], 1), st.variance([X(inf), 1]), st.mean([X(inf)]), st.pvariance([D('nan')])
st.stdev([1.0, inf, 2])
st.pstdev([nan])
st.stdev([D('inf'), D(1)])
st.pstdev([D('nan'), D(1)])
st.mean([None])
st.mean([1, 'x'])
st.mean('123')
st.mean([b'x'])
st.mean([1j])
st.mean([[1]])
st.mean(None)
st.mean({3: 1, 5: 2}), st.mean({1, 2}), st.mean(x for x in (1, 2))
st.mean([Ratio(1, 2)])
st.mean([Ratio(1)])
st.variance(['a', 'b'])
st.pstdev([])
st.stdev([1])
st.stdev([1, None])
st.variance([])
st.pvariance([])
st.pvariance(iter(()))
st.median([nan, 1, 2]), st.median([]) if 0 else 1
st.median(5)
st.median([1, 'a'])
st.median(['a', 'b'])
st.median_low(['a', 'b']), st.median_high(['a', 'b']), st.median_low(iter([3, 1, 2])), st.median_high([1])
st.median_low([])
st.median_high([])
''')

print('-- exact rounding')
random.seed(12)
for size in 2, 3, 7, 50:
    for scale in 1e-310, 1e-160, 1e-5, 1.0, 1e5, 1e150:
        data = [random.gauss(1, 1) * scale for _ in range(size)]
        print(size, scale, [f(data) for f in (st.mean, st.fmean, st.variance, st.pvariance, st.stdev, st.pstdev, st.median)])
for size in 2, 3, 10:
    data = [D(random.randrange(10 ** 9)) / 1000 for _ in range(size)]
    parts = [F(random.randrange(1, 99), random.randrange(1, 99)) for _ in range(size)]
    ints = [random.randrange(-10 ** 20, 10 ** 20) for _ in range(size)]
    for kind in data, parts, ints:
        print([f(kind) for f in (st.mean, st.fmean, st.variance, st.pvariance, st.stdev, st.pstdev, st.median)])
run('''
st.pstdev([D(1), D(5)]), st.pstdev([D('0.1'), D('0.5')]), st.pstdev([D(0), D(0)]), st.pstdev([D(7)]), st.stdev([D('1e-30'), D('3e-30')]), st.pstdev([D('1e40'), D('5e40')])
st.pstdev([1, 5]), st.pstdev([F(1), F(5)]), st.pstdev([0, 0]), st.pstdev([F(0)]), st.stdev([True, False]), st.variance([True, False]), st.pvariance([1, 1]), st.pvariance([1, 3]), st.variance([1, 2])
st.variance([1, 2, 3], 2), st.variance([1, 2, 3], 0), st.variance([1, 2, 3], F(5, 2)), st.variance([1, 2, 3], 2.5), st.variance([1.5, 2, 3], D(2))
st.variance([D(1), D(2)], 1.5)
st.variance([F(1), F(2)], 1.5), st.pvariance([1, 2], mu=1.5), st.pvariance([1, 2], None), st.stdev([1, 2, 4], 2), st.stdev([1, 2, 4], xbar=2.5), st.pstdev([1, 2, 4], 0), st.pstdev([1.0, 2], mu=F(3, 2))
st.variance([1, 2], 'a')
st.variance([1, 2], [])
st.pstdev([1, 2], None), st.variance([1, 2], xbar=inf), st.pvariance([1.0, 2.0], nan)
st.mean([1e308] * 3), st.pstdev([1e308, -1e308]), st.mean([5e-324, 5e-324, 0]), st.pstdev([5e-324, 0]), st.mean([1e16, 1, 1]), st.mean([-0.0]), st.mean([0.0, -0.0])
st.variance([1e308, -1e308])
st.fmean([1e308, 1e308])
st.fmean(x for x in (1, 2, 4)), st.fmean({1: 2}), st.fmean([True, 2], [1, 2]), st.fmean((x for x in (1, 2)), (x for x in (1, 3))), st.fmean([1, 2], weights=[F(1, 2), 2])
st.fmean(iter(()))
st.fmean(['x'])
st.fmean([1, 'x'], [1, 2])
st.fmean([1, 2], [1, 'x'])
st.fmean([1, 2, 3], iter([1, 2]))
st.fmean([1, 2], [1, -1])
st.fmean(5)
st.fmean([inf, 1]), st.fmean([nan]), st.fmean([1, 2], [inf, 1])
st.fmean([inf, -inf])
''')
for rounding in decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_FLOOR, decimal.ROUND_HALF_EVEN:
    for prec in 3, 10, 40:
        with decimal.localcontext() as context:
            context.prec, context.rounding = prec, rounding
            print(rounding, prec, st.pstdev([D(1), D(2), D(7)]), st.pstdev([D(1), D(3)]), st.mean([D(1), D(2), D(2)]), st.variance([D(1), D('2.5'), D(7)]))

print('-- geometric, harmonic')
run('''
st.geometric_mean([1, 2, 3.5, F(7, 2), D(2)]), st.geometric_mean([1e300, 1e300, 1e300]), st.geometric_mean([1e-300] * 4), st.geometric_mean(iter([2, 8])), st.geometric_mean([inf, 1]), st.geometric_mean([nan, 1]), st.geometric_mean([17, 16, 21.5])
st.geometric_mean([0, 1]), st.geometric_mean([0.0]), st.geometric_mean([inf, 0])
st.geometric_mean([0, -1])
st.geometric_mean([1, -1])
st.geometric_mean(iter(()))
st.geometric_mean(['x'])
st.geometric_mean(5)
st.harmonic_mean([4]), st.harmonic_mean([0]), st.harmonic_mean([-0.0]), st.harmonic_mean([F(1, 2)]), st.harmonic_mean(iter([2.5, 3, 10])), st.harmonic_mean([D(2), D(3)]), st.harmonic_mean([1, 2]), st.harmonic_mean([F(1, 2), 3, 7]), st.harmonic_mean([1e-310, 1.0]), st.harmonic_mean([inf, 1])
st.harmonic_mean([-1])
st.harmonic_mean([-1, 2])
st.harmonic_mean(['x'])
st.harmonic_mean([1, 'x'])
st.harmonic_mean([1j])
st.harmonic_mean([None])
st.harmonic_mean([5], [2]), st.harmonic_mean([1, 2, 3], [1, 1, 1]), st.harmonic_mean([1, 2, 4.5], weights=iter([1, F(1, 2), 3])), st.harmonic_mean([1, 2], [0, 1]), st.harmonic_mean([0, 2], [1, 2]), st.harmonic_mean([0], [1])
st.harmonic_mean([1, 2], [1])
st.harmonic_mean([1, 2], [-1, 2])
st.harmonic_mean([1, 2], [0, 0])
st.harmonic_mean([1, 2], ['x', 1])
st.harmonic_mean([2], [0])
st.harmonic_mean([2], [-1])
''')

print('-- medians, modes, quantiles')
run('''
st.median_grouped([1, 3, 3, 5, 7]), st.median_grouped([1, 3, 3, 5, 7], interval=2), st.median_grouped([1]), st.median_grouped([2, 2, 2], 0), st.median_grouped([D(1), D(2), D(2)]), st.median_grouped([F(1, 2), 2, 2], F(1, 2)), st.median_grouped(iter([3, 1, 2])), st.median_grouped([1, 2]), st.median_grouped([1.5, 2.5, 2.5, 4])
st.median_grouped([])
st.median_grouped(['a'])
st.median_grouped([1, 2], 'x')
st.median_grouped([1, 'a'])
st.median_grouped([1j])
st.mode([]), 1
st.mode([1, 2, 2, 1]), st.mode('aab'), st.mode([[1]][:0] or [None]), st.mode(x for x in 'zzy'), st.multimode('mississippi'), st.multimode([None, None, 1]), st.multimode(iter([]))
st.mode([[1]])
st.multimode([[1]])
st.mode(5)
st.quantiles([105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110, 100, 75, 105, 103, 109, 76, 119, 99, 91, 103, 129, 106, 101, 84, 111, 74, 87, 86, 103, 103, 106, 86, 111, 75, 87, 102, 121, 111, 88, 89, 101, 106, 95, 103, 107, 101, 81, 109, 104], n=10)
st.quantiles([5]), st.quantiles([5], n=3, method='inclusive'), st.quantiles([F(1), F(3)]), st.quantiles([D(1), D(3), D(4)], n=3), st.quantiles([D(1), D(3), D(4)], n=3, method='inclusive'), st.quantiles([1, 2], n=1), st.quantiles([1, 2, 3.5], n=7), st.quantiles([1, 2, 3.5], n=7, method='inclusive'), st.quantiles(iter([3, 1, 2]), n=2)
st.quantiles([])
st.quantiles([1], n=1)
st.quantiles([1], n=0)
st.quantiles([1, 2], n=-1)
st.quantiles([1, 2], n=2.5)
st.quantiles([1, 2], n='x')
st.quantiles(['a', 'b'])
st.quantiles([1, 2], method=None)
st.quantiles([1, 2], 3)
''')

print('-- relations')
run('''
st.covariance([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]), st.covariance([1.5, F(1, 2)], [D(1), 2]), st.covariance([1, 2], [3, 3])
st.covariance([], [])
st.covariance([1, 2, 3], [1, 2])
st.covariance([1, 'a'], [1, 2])
st.covariance(iter([1, 2]), [1, 2])
st.correlation([1, 2, 3, 4, 5, 6, 7, 8, 9], [9, 8, 7, 6, 5, 4, 3, 2, 1]), st.correlation([1, 2, 3], [2, 1, 3]), st.correlation([1, 2, 2, 3], [1, 3, 3, 3], method='ranked'), st.correlation([D(1), D(2), D(4)], [F(1), 2.5, 2]), st.correlation([1e-200, 2e-200, 4e-200], [1e200, 3e200, 2e200])
st.correlation([1, 2], [3, 3])
st.correlation([1], [1])
st.correlation([1, 2], [1])
st.correlation([1, 2], [1, 2], method='best')
st.correlation([1], [1, 2], method='best')
st.correlation([1, 2], [3, 3], method='ranked')
st.correlation([1, 'b'], [1, 2])
st.linear_regression([1971, 1975, 1979, 1982, 1983], [1, 2, 3, 4, 5]), st.linear_regression([1971, 1975, 1979, 1982, 1983], [1, 2, 3, 4, 5], proportional=True), st.linear_regression([1, 2], [F(1, 2), 3]), st.linear_regression([0.5, 2], [1, 3.5])[0], st.linear_regression([D(1), D(2)], [D(2), D(3)])
st.linear_regression([1, 2], [1])
st.linear_regression([1], [1])
st.linear_regression([2, 2], [1, 2])
st.linear_regression([0, 0], [1, 2], proportional=True)
st.linear_regression([1, 2], ['a', 'b'])
st.linear_regression(iter([1, 2]), [1, 2])
st.linear_regression([1, 2], [1, 2])._asdict(), pickle.loads(pickle.dumps(st.linear_regression([1, 2], [3, 4]))), type(st.linear_regression([1, 2], [1, 2])).__name__, st.LinearRegression._fields, st.LinearRegression.__module__
''')
for size in 5, 30:
    x = [random.uniform(-5, 5) for _ in range(size)]
    y = [a * 2.5 + random.gauss(0, 1) for a in x]
    print(st.covariance(x, y), st.correlation(x, y), st.correlation(x, y, method='ranked'), st.linear_regression(x, y), st.linear_regression(x, y, proportional=True))

print('-- kernels')
kernels = 'normal gauss logistic sigmoid rectangular uniform triangular parabolic epanechnikov quartic biweight triweight cosine'.split()
sample = [-2.1, -1.3, -0.4, 1.9, 5.1, 6.2]
for kernel in kernels:
    f = st.kde(sample, 1.5, kernel)
    g = st.kde(sample, h=1.5, kernel=kernel, cumulative=True)
    r = st.kde_random(sample, 1.5, kernel, seed=8675309)
    print(kernel, [f(x) for x in (-9, -2.1, 0, 1.25, 4, 7.7)], [g(x) for x in (-9, -2.1, 0, 1.25, 4, 7.7)], [r() for _ in range(6)])
    try:
        st.kde(sample, 1, kernel)('x')
    except Exception as x:
        print(type(x).__name__, x)
data = [1.0, 4.0]
growing = st.kde(data, 0.5, 'triangular'), st.kde(data, 0.5, 'normal'), st.kde(data, 0.5, 'cosine', cumulative=True)
print([f(4.5) for f in growing])
data.append(4.4)
print([f(4.5) for f in growing])
data.insert(0, 4.9)
print([f(4.5) for f in growing])
run('''
st.kde([], 1)
st.kde(['a'], 1)
st.kde([1], 0)
st.kde([1], -1.5)
st.kde([1], 1, 'nothing')
st.kde([1], 1, None)
st.kde([1], 'x')
st.kde(iter([1]), 1)
st.kde([1], 1, 'normal', True)
st.kde_random([], 1)
st.kde_random(['a'], 1)
st.kde_random([1], 0)
st.kde_random([1], -2)
st.kde_random([1], 1, 'nothing')
st.kde_random([1], 1, seed=[])
st.kde([1], 1).__doc__, st.kde([1], 2.5, 'cosine', cumulative=True).__doc__, st.kde_random([1], 1).__doc__, st.kde([1], 1).__name__, st.kde_random([1], 1).__name__
''')

print('-- the normal distribution')
N = st.NormalDist
run('''
N(), N(3), N(mu=1, sigma=F(1, 2)), N(True, 2), N('3', '2.5')
N(1, -1)
N('x')
N(None)
N(1, 2, 3)
n.mean, n.median, n.mode, n.stdev, n.variance, n._mu, n._sigma, repr(n), hash(n) == hash(N(10, 2)), n == N(10, 2), n == N(10, 3), n == 10, n != N(10, 2)
setattr(n, 'mean', 3)
setattr(n, 'x', 3)
n < N()
[n.pdf(x) for x in (-3, 8, 10.5, 12, 99)], [n.cdf(x) for x in (-3, 8, 10.5, 12, 99)], [n.zscore(x) for x in (-3, 10, F(1, 3))]
[n.inv_cdf(p) for p in (1e-300, 1e-12, 1e-5, 0.01, 0.074, 0.08, 0.3, 0.5, 0.75, 0.92, 0.93, 0.999, 1 - 1e-15)]
n.inv_cdf(0)
n.inv_cdf(1)
n.inv_cdf(-0.5)
n.inv_cdf(1.5)
n.inv_cdf('x')
N(1, 0).inv_cdf(0.5)
N(1, 0).cdf(1)
N(1, 0).pdf(1)
N(1, 0).zscore(1)
N(1, 0).variance, N(1, 0) + 3, N(1, 0) == N(1, 0)
n.quantiles(), n.quantiles(3), n.quantiles(n=1), n.quantiles(0)
n.quantiles('x')
n + 1, 1 + n, n - 1, 1 - n, n * 2, 2 * n, n / 4, +n, -n, n * -2, n + N(1, 2), n - N(1, 2), n * 0
n * N()
n / N()
1 / n
n + 'x'
n - None
n / 0
n.samples(3, seed=4), n.samples(0), n.samples(2, seed='a')
n.samples(-1), n.samples(1.5)
n.overlap(n), n.overlap(N(12, 2)), n.overlap(N(12, 3)), n.overlap(N(9, 0.1)), N(2.4, 1.6).overlap(N(3.2, 2.0))
n.overlap(3)
n.overlap(N(1, 0))
N.from_samples([1, 2, 4, 8.5]), N.from_samples(x for x in [1, 2]), N.from_samples([D(1), D(2)]), N.from_samples([F(1, 3), F(7, 2), 2])
N.from_samples([1])
N.from_samples([])
N.from_samples(['a', 'b'])
N.from_samples([1e308, -1e308]), N.from_samples([3, 3])
pickle.loads(pickle.dumps(n)), copy.copy(n), copy.deepcopy(n), n.__getstate__(), copy.copy(n) is n
type(S(1, 2) + 1).__name__, type(-S(1, 2)).__name__, S.from_samples([1, 2]), type(S(1) + S(2)).__name__, N(1) == S(1), type(S(3, 1) - 1).__name__
sorted(k for k in vars(st) if not k.startswith('_') and isinstance(getattr(st, k), type))[0]
''', n=N(10, 2), S=type('S', (N,), {}))
print([N(0.3, 1.7).inv_cdf(k / 101) for k in range(1, 101)])
