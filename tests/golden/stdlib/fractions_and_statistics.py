"""fractions, statistics and numbers: making, arithmetic with every other number, formats, measures, messages."""
import copy
import decimal
import fractions
import math
import numbers
import operator
import pickle
import statistics as st
from decimal import Decimal as D
from fractions import Fraction as F


def run(text):
    for e in text.strip().splitlines():
        e = e.strip()
        try:
            print(e, '=', repr(eval(e)))
        except BaseException as x:
            print(e, '->', type(x).__name__, x)


print(fractions.__all__, sorted(n for n in dir(F) if n[0] != '_'))
run('''
F(), F(3), F(6, 4), F(-6, 4), F(6, -4), F('3/4'), F(' -3/4 '), F('1.25'), F('1e3'), F('-1_000.5e-2'), F('.5'), F('5.'), F(0.1), F(D('0.1')), F(F(1, 2), F(3, 4)), F(True)
F(1, 0)
F('1/0')
F('x')
F('1/2/3')
F('1 /2')
F('')
F(1.5, 2)
F('1', 2)
F(None)
F([])
F(1j)
F(float('nan'))
F(float('inf'))
F(D('nan'))
F(D('inf'))
F(numerator=3, denominator=6), F(3, denominator=6)
F(1, 2).numerator, F(1, 2).denominator, F(1, 2).real, F(1, 2).imag, F(1, 2).conjugate()
F(1, 2) + 1, 1 + F(1, 2), F(1, 2) + 0.5, 0.5 + F(1, 2), F(1, 2) + 1j, F(1, 2) + F(1, 3), F(1, 2) - 1, 1 - F(1, 2), F(1, 2) * F(2, 3), F(1, 2) / 3, 3 / F(1, 2), F(1, 2) // F(1, 3), 7 // F(3, 2), F(7, 2) % 2, 7 % F(3, 2), divmod(F(7, 2), F(2, 3)), divmod(7, F(2, 3))
F(1, 2) + D(1)
F(1, 2) + 'x'
F(1, 2) / 0
F(1, 2) // 0
F(1, 2) % 0
F(1, 2) / 0.0
F(1, 2) ** 2, F(1, 2) ** -2, F(2, 3) ** F(1, 2), 2 ** F(3), 2 ** F(1, 2), F(1, 2) ** 0.5, F(-1, 2) ** F(1, 2), F(0) ** 0, F(-2, 3) ** -3, F(4, 9) ** 0, 2.0 ** F(1, 2), F(1, 2) ** 1j
F(0) ** -1
pow(F(1, 2), 2, None)
+F(1, 2), -F(1, 2), abs(F(-1, 2)), bool(F(0)), bool(F(1, 2)), int(F(-7, 2)), float(F(1, 3)), complex(F(1, 2)), math.floor(F(-7, 2)), math.ceil(F(-7, 2)), math.trunc(F(-7, 2)), round(F(5, 2)), round(F(7, 2)), round(F(-5, 2)), round(F(22, 7), 2), round(F(1234, 1), -2)
F(1, 2) == 0.5, F(1, 2) == D('0.5'), F(1, 2) == F(2, 4), F(1, 3) == 1 / 3, F(1, 2) < 0.6, F(1, 2) <= F(1, 2), F(1, 2) > 1, F(3) == 3, F(1, 2) == 0.5 + 0j, F(1, 2) == 'x', F(1, 2) < float('inf'), F(1, 2) == float('nan')
F(1, 2) < 'x'
F(1, 2) < 1j
hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), hash(F(1, (1 << 61) - 1)), hash(F(-1, 3)) == hash(F(1, -3))
F(3, 7).limit_denominator(5), F('3.141592653589793').limit_denominator(1000), F(1, 3).limit_denominator(1)
F(1, 3).limit_denominator(0)
F.from_float(0.25), F.from_float(3), F.from_decimal(D('1.1')), F.from_decimal(3)
F.from_float('x')
F.from_decimal(1.5)
F(7, 3).as_integer_ratio(), F(6, 3).is_integer(), F(7, 3).is_integer()
str(F(1, 2)), str(F(4)), repr(F(-1, 2)), f'{F(1, 3):.3f}', f'{F(1, 3):10.2e}', f'{F(10, 3):,.2f}', f'{F(1, 3):%}', f'{F(1, 3):.3g}', f'{F(1, 3):>10}', f'{F(1, 3):+}', f'{F(4):#}', f'{F(1234567, 3):_.1f}', f'{F(-1, 3):010.3f}', f'{F(12345):,}', f'{F(0):.0f}', f'{F(5, 2):.0f}', f'{F(1, 10**30):g}', f'{F(1, 3):^+12}'
f'{F(1, 3):x}'
f'{F(1, 3):.3}'
f'{F(1, 3):=10}'
pickle.loads(pickle.dumps(F(1, 2))), copy.copy(F(1, 2)), copy.deepcopy(F(1, 2)), F(1, 2).__reduce__()
isinstance(F(1), numbers.Rational), isinstance(1, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(D(1), numbers.Number), isinstance(D(1), numbers.Real), isinstance(True, numbers.Integral), isinstance('x', numbers.Number)
setattr(F(1, 2), 'numerator', 3)
setattr(F(1, 2), 'x', 3)
sum([F(1, 2), F(1, 3)]), max(F(1, 2), 0.7), sorted([F(1, 2), F(1, 3), 0.4]), math.gcd(4, 6), math.sqrt(F(1, 4)), operator.index(F(1))
numbers.Integral()
''')


class S(F):
    pass


run('''
S(1, 2), S(1, 2) + 1, type(S(1, 2) * 2), S(3).limit_denominator(5), S.from_float(0.5)
''')

print(sorted(st.__all__))
run('''
st.mean([1, 2, 3, 4]), st.mean([1.5, 2.5]), st.mean([F(1, 2), F(1, 3)]), st.mean([D('0.1'), D('0.2')]), st.mean([1, 2.5, F(1, 2)]), st.mean(range(5)), st.mean([True, False]), st.mean([1e308, 1e308]), st.mean([float('nan'), 1]), st.mean([float('inf'), 1])
st.mean([])
st.mean(['a'])
st.mean([1, D(2)])
st.mean(5)
st.fmean([1, 2, 3]), st.fmean([1, 2], [3, 1]), st.fmean([F(1, 2), D('0.5')])
st.fmean([])
st.fmean([1, 2], [1])
st.fmean([1, 2], [0, 0])
st.geometric_mean([1, 2, 4]), st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]), st.harmonic_mean([1, 0]), st.harmonic_mean([F(1, 2), 3])
st.geometric_mean([])
st.geometric_mean([1, -1])
st.harmonic_mean([])
st.harmonic_mean([1, -1])
st.harmonic_mean(['x'])
st.median([1, 3, 2]), st.median([1, 2, 3, 4]), st.median([F(1, 2), D(1)][:1]), st.median('abc'), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]), st.median_grouped([52, 52, 53, 54], interval=2)
st.median([])
st.median_grouped([])
st.mode([1, 1, 2]), st.mode('hello'), st.multimode('aabbc'), st.multimode([]), st.mode(iter([3, 3]))
st.mode([])
st.pvariance([0.0, 0.25, 0.25, 1.25, 1.5, 1.75, 2.75, 3.25]), st.variance([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]), st.pstdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]), st.stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]), st.variance([1, 2, 3], 2), st.pvariance([1, 2, 3], mu=2), st.variance([F(1, 6), F(1, 2), F(5, 3)]), st.variance([D('27.5'), D('30.25')]), st.stdev([D(1), D(2)]), st.pstdev([F(1, 2), F(1, 3)])
st.variance([1])
st.stdev([])
st.pvariance([])
st.quantiles([1, 2, 3, 4, 5]), st.quantiles(range(100), n=10), st.quantiles([1, 2, 3], n=4, method='inclusive'), st.quantiles([1], n=4), st.quantiles([D(1), D(2)], n=2)
st.quantiles([], n=4)
st.quantiles([1, 2], n=0)
st.quantiles([1, 2], method='x')
st.covariance([1, 2, 3], [1, 5, 7]), st.correlation([1, 2, 3, 4], [2, 4, 6, 9]), st.correlation([1, 2, 3], [3, 2, 1], method='ranked'), st.linear_regression([1, 2, 3], [2, 4, 7]), st.linear_regression([1, 2, 3], [2, 4, 7], proportional=True)
st.covariance([1], [1])
st.covariance([1, 2], [1])
st.correlation([1, 1], [1, 2])
st.correlation([1, 2], [1, 2], method='x')
st.linear_regression([1, 1], [1, 2])
st.linear_regression([1], [1])
st.NormalDist(100, 15), st.NormalDist(100, 15).pdf(110), st.NormalDist(100, 15).cdf(110), st.NormalDist(100, 15).inv_cdf(0.3), st.NormalDist(100, 15).zscore(130), st.NormalDist(1, 2) + 3, st.NormalDist(1, 2) + st.NormalDist(2, 3), st.NormalDist(1, 2) * 3, st.NormalDist(1, 2) - st.NormalDist(2, 3), 2 - st.NormalDist(1, 2), -st.NormalDist(1, 2), st.NormalDist(1, 2) / 2, st.NormalDist(1, 2).mean, st.NormalDist(1, 2).stdev, st.NormalDist(1, 2).variance, st.NormalDist(1, 2).median, st.NormalDist(1, 2).mode, st.NormalDist(1, 2).quantiles(4), st.NormalDist(1, 2).overlap(st.NormalDist(2, 3)), st.NormalDist(1, 2) == st.NormalDist(1, 2), hash(st.NormalDist(1, 2)) == hash(st.NormalDist(1, 2)), st.NormalDist.from_samples([1, 2, 3]), st.NormalDist(1, 2).samples(3, seed=5)
st.NormalDist(1, -2)
st.NormalDist(1, 0).pdf(1)
st.NormalDist(1, 2).inv_cdf(2)
st.kde([1, 2, 3], 1)(1.5), st.kde([1, 2, 3], 0.5, 'triangular', cumulative=True)(2), st.kde_random([1, 2, 3], 1, seed=3)()
st.kde([], 1)
st.kde([1], 0)
st.kde([1], 1, 'x')
st.StatisticsError.__mro__
''')
