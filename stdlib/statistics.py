"""Statistics: averages, spread, relations between inputs, the normal distribution.

Means, variances and deviations are computed with whole numbers over one common denominator and rounded once at the end,
so they are exact for every kind of number and do not depend on the order of the data.
"""
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from math import (acos, asin, atan, cos, cosh, erf, exp, fabs, fsum, hypot, isfinite, isqrt, lcm, log, pi, sin, sqrt,
                  sumprod, tan, tau)
from numbers import Real
from operator import add, sub
import sys

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean', 'kde',
           'kde_random', 'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode',
           'multimode', 'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']

_SQRT2 = sqrt(2.0)


class StatisticsError(ValueError):
    """Data that the measure is not defined for."""


# -- Exact sums

def _is_decimal(kind):
    """Decimals can only occur where somebody has imported the module."""
    module = sys.modules.get('decimal')
    return module is not None and issubclass(kind, module.Decimal)


def _common_kind(kinds):
    """The type that results take on when numbers of these types meet."""
    common = int
    for kind in kinds:
        if kind is bool or kind is int or issubclass(common, kind):
            continue
        if issubclass(common, int) or issubclass(kind, common):
            common = kind
        elif issubclass(kind, float) and issubclass(common, Fraction):
            common = kind
        elif not issubclass(kind, int) and not (issubclass(kind, Fraction) and issubclass(common, float)):
            raise TypeError(f"don't know how to coerce {common.__name__} and {kind.__name__}")
    return common


def _ratio(x):
    """The numerator and denominator of a number, None for what is not finite."""
    try:
        return x.as_integer_ratio()
    except (OverflowError, ValueError):
        return None
    except AttributeError:
        try:
            return x.numerator, x.denominator
        except AttributeError:
            raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


class _Exact:
    """Numbers as whole multiples of 1 / unit; `special` adds up those that are not finite, None if all are."""

    def __init__(self, data):
        numbers = list(data)
        self.count = len(numbers)
        kinds = dict.fromkeys(map(type, numbers))
        self.special = None
        self.unit = 1
        if kinds.keys() <= {int, bool}:
            self.kind, self.multiples = int, numbers
            return
        ratios = [*map(_ratio, numbers)]
        self.kind = _common_kind(kinds)
        if None in ratios:
            self.special = sum(x for x, ratio in zip(numbers, ratios) if ratio is None)
            return
        self.unit = unit = lcm(*{d for _, d in ratios})
        self.multiples = [n * (unit // d) for n, d in ratios]

    def total(self):
        return Fraction(sum(self.multiples), self.unit) if self.special is None else self.special

    def squares(self):
        """The sum of the squared distances from the mean."""
        if self.special is not None:
            return self.special
        values, count = self.multiples, self.count
        return Fraction(count * sumprod(values, values) - sum(values) ** 2, count * self.unit ** 2)

    def given(self, value):
        """An exact value in the type of the data."""
        kind = self.kind
        if type(value) is kind:
            return value
        if issubclass(kind, int) and value.denominator != 1:
            kind = float
        if _is_decimal(kind):
            return kind(value.numerator) / kind(value.denominator) if isinstance(value, Fraction) else kind(value)
        return kind(value)

    def root(self, square):
        """The square root of an exact value, rounded once."""
        top, bottom = square.numerator, square.denominator
        return _decimal_root(top, bottom) if _is_decimal(self.kind) else _float_root(top, bottom)


def _float_root(top, bottom):
    """sqrt(top / bottom), correctly rounded."""
    if not top:
        return 0.0
    # The quotient gets an even number of extra bits, so that its integer root has about 60; one more bit says whether
    # anything is lost, so that the last division sees which side of a tie the value is on.
    half = 60 - (top.bit_length() - bottom.bit_length()) // 2
    up, down = max(half, 0), max(-half, 0)
    quotient, rest = divmod(top << 2 * up, bottom << 2 * down)
    whole = isqrt(quotient)
    whole = 2 * whole + (rest > 0 or whole * whole != quotient)
    return (whole << down) / (2 << up)


def _decimal_root(top, bottom):
    """sqrt(top / bottom) in the precision of the current context, rounded to nearest."""
    from decimal import ROUND_HALF_EVEN, Decimal, localcontext
    if not top:
        return Decimal('0.0')
    direct = (Decimal(top) / Decimal(bottom)).sqrt()
    with localcontext(rounding=ROUND_HALF_EVEN) as context:
        precision = context.prec
        context.prec = 2 * precision + len(str(bottom)) + 6
        exact = (Decimal(top) / Decimal(bottom)).sqrt()
        context.prec = precision
        rounded = +exact
    return direct if direct == rounded else rounded


# -- Averages

def mean(data):
    """The arithmetic mean."""
    numbers = _Exact(data)
    if not numbers.count:
        raise StatisticsError('mean requires at least one data point')
    return numbers.given(numbers.total() / numbers.count)


def fmean(data, weights=None):
    """The arithmetic mean as a float, faster than mean(); weighted if there are weights."""
    if not hasattr(data, '__len__'):
        data = list(data)
    if weights is None:
        total, whole, missing = fsum(data), len(data), 'fmean requires at least one data point'
    else:
        weights = weights if isinstance(weights, (list, tuple)) else list(weights)
        try:
            total = sumprod(data, weights)
        except ValueError:
            raise StatisticsError('data and weights must be the same length')
        whole, missing = fsum(weights), 'sum of weights must be non-zero'
    if whole:
        return total / whole
    raise StatisticsError(missing)


def geometric_mean(data):
    """The geometric mean as a float."""
    logs = []
    zero = False
    for x in data:
        if x > 0.0 or x != x:
            logs.append(log(x))
        elif x == 0.0:
            zero = True
            logs.append(0.0)
        else:
            raise StatisticsError('No negative inputs allowed', x)
    if not logs:
        raise StatisticsError('Must have a non-empty dataset')
    if zero:
        return 0.0 if all(map(isfinite, logs)) else float('nan')
    return exp(fsum(logs) / len(logs))


def harmonic_mean(data, weights=None):
    """The harmonic mean; weighted if there are weights."""
    data = [*data]
    count = len(data)

    def positive(values):
        for x in values:
            if x < 0:
                raise StatisticsError('harmonic mean does not support negative values')
            yield x

    if not count:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if weights is None:
        if count == 1:
            if isinstance(data[0], Real) or _is_decimal(type(data[0])):
                return next(positive(data))
            raise TypeError('unsupported type')
        weights, whole = [1] * count, count
    else:
        weights = [*weights]
        if len(weights) != count:
            raise StatisticsError('Number of weights does not match data size')
        whole = _Exact(positive(weights)).total()
    try:
        parts = _Exact(w / x if w else 0 for w, x in zip(weights, positive(data)))
    except ZeroDivisionError:
        return 0
    if (total := parts.total()) <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return parts.given(whole / total)


def _ordered(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data


def median(data):
    """The middle value, or the mean of the two middle ones."""
    data = _ordered(data)
    half, odd = divmod(len(data), 2)
    return data[half] if odd else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The middle value, or the smaller of the two middle ones."""
    data = _ordered(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, or the larger of the two middle ones."""
    data = _ordered(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that stand for classes of width interval around them."""
    data = _ordered(data)
    size = len(data)
    middle = data[size // 2]
    below = bisect_left(data, middle)
    inside = bisect_right(data, middle, below) - below
    try:
        width, middle = float(interval), float(middle)
    except ValueError:
        raise TypeError('Value cannot be converted to a float') from None
    return middle - width / 2.0 + width * (size / 2 - below) / inside


def mode(data):
    """The most common value; the first one of several."""
    for value, _ in Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError('no mode for empty data')


def multimode(data):
    """All values that are most common."""
    counts = Counter(iter(data))
    top = max(counts.values(), default=0)
    return [value for value in counts if counts[value] == top]


def quantiles(data, *, n=4, method='exclusive'):
    """The n-1 points that cut the data into n intervals of equal probability.

    method 'exclusive' is for samples, 'inclusive' for whole populations."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        if not size:
            raise StatisticsError('must have at least one data point')
        return data * (n - 1)
    if method not in ('exclusive', 'inclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    # Exclusive: one more interval than the data has, half of it beyond either end.
    beyond = method == 'exclusive'
    intervals = size + 1 if beyond else size - 1
    cuts = []
    for cut in range(intervals, n * intervals, intervals):
        left = min(max(cut // n - beyond, 0), size - 2)
        share = cut - (left + beyond) * n
        cuts.append((data[left] * (n - share) + data[left + 1] * share) / n)
    return cuts


# -- Spread

def _spread(name, data, about, sample):
    """The exact variance, of a sample or a population, with the numbers it is of."""
    if about is None:
        numbers = _Exact(data)
    else:
        numbers = _Exact((step := x - about) * step for x in data)
    if numbers.count <= sample:
        least = 'two data points' if sample else 'one data point'
        raise StatisticsError(f'{name} requires at least {least}')
    squares = numbers.squares() if about is None else numbers.total()
    return squares / (numbers.count - sample), numbers


def variance(data, xbar=None):
    """The variance of a sample; xbar is its mean, if that is known."""
    spread, numbers = _spread('variance', data, xbar, True)
    return numbers.given(spread)


def pvariance(data, mu=None):
    """The variance of a population; mu is its mean, if that is known."""
    spread, numbers = _spread('pvariance', data, mu, False)
    return numbers.given(spread)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    spread, numbers = _spread('stdev', data, xbar, True)
    return numbers.root(spread)


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    spread, numbers = _spread('pstdev', data, mu, False)
    return numbers.root(spread)


# -- Relations between two inputs

def _pairs(what, x, y):
    """The number of points."""
    if len(x) != len(y):
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    return len(x)


def _centred(values):
    """The mean, and the distances from it."""
    middle = fsum(values) / len(values)
    return middle, [value - middle for value in values]


def covariance(x, y, /):
    """The covariance of two samples."""
    size = _pairs('covariance', x, y)
    return sumprod(_centred(x)[1], _centred(y)[1]) / (size - 1)


def _ranks(values):
    """Each value's place in the order, from 1; equal values share the mean of their places."""
    ordered = sorted(values)
    return [(bisect_left(ordered, v) + bisect_right(ordered, v) + 1) / 2 for v in values]


def _product_root(x, y):
    """sqrt(x * y), improved by one step of Newton's method; exact where the product is out of range."""
    root = sqrt(x * y)
    if 1e-150 < root < 1e150:
        return root + sumprod((x, root), (y, -root)) / (2.0 * root)
    factors = _Exact([x, y])
    return root if factors.special is not None else factors.root(Fraction(x) * Fraction(y))


def correlation(x, y, /, *, method='linear'):
    """Pearson's correlation of two samples, or Spearman's for method 'ranked'."""
    _pairs('correlation', x, y)
    if method == 'ranked':
        x, y = _ranks(x), _ranks(y)
    elif method != 'linear':
        raise ValueError(f'Unknown method: {method!r}')
    (_, x), (_, y) = _centred(x), _centred(y)
    shared = sumprod(x, y)
    try:
        return shared / _product_root(sumprod(x, x), sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    """(slope, intercept) of the line closest to the points; through the origin if proportional."""
    _pairs('linear regression', x, y)
    middle_x = middle_y = 0.0
    if not proportional:
        middle_x, x = _centred(x)
        middle_y, y = _centred(y)
    try:
        slope = (sumprod(x, y) + 0.0) / sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression(slope, 0.0 if proportional else middle_y - slope * middle_x)


# -- Kernel density

def _inverse(guess, integral, density):
    """The inverse of a kernel's integral by Newton's method; guess is for the lower half."""
    def inverse(p):
        x = guess(p) if p <= 1/2 else -guess(1.0 - p)
        while fabs(error := integral(x) - p) > 1e-12:
            x -= error / density(x)
        return x
    return inverse


def _guess_quartic(p):
    x = (2.0 * p) ** 0.4258865685331 - 1.0
    return x if p < 0.004 else x + 0.026818732 * sin(7.101753784 * p + 2.73230839482953)


def _guess_triweight(p):
    return (2.0 * p) ** 0.3400218741872791 - 1.0


_SQRT_TAU = sqrt(tau)
_Kernel = namedtuple('_Kernel', 'density integral bounded')


def _quartic_integral(t):
    return 3/16 * t**5 - 5/8 * t**3 + 15/16 * t + 1/2


def _triweight_integral(t):
    return 35/32 * (-1/7 * t**7 + 3/5 * t**5 - t**3 + t) + 1/2


_KERNELS = {
    'normal': _Kernel(lambda t: exp(-1/2 * t * t) / _SQRT_TAU, lambda t: 1/2 * (1.0 + erf(t / _SQRT2)), False),
    'logistic': _Kernel(lambda t: 1/2 / (1.0 + cosh(t)), lambda t: 1.0 - 1.0 / (exp(t) + 1.0), False),
    'sigmoid': _Kernel(lambda t: 1/pi / cosh(t), lambda t: 2/pi * atan(exp(t)), False),
    'rectangular': _Kernel(lambda t: 1/2, lambda t: 1/2 * t + 1/2, True),
    'triangular': _Kernel(lambda t: 1.0 - abs(t), lambda t: t * t * (1/2 if t < 0.0 else -1/2) + t + 1/2, True),
    'parabolic': _Kernel(lambda t: 3/4 * (1.0 - t * t), lambda t: -1/4 * t**3 + 3/4 * t + 1/2, True),
    'quartic': _Kernel(lambda t: 15/16 * (1.0 - t * t) ** 2, _quartic_integral, True),
    'triweight': _Kernel(lambda t: 35/32 * (1.0 - t * t) ** 3, _triweight_integral, True),
    'cosine': _Kernel(lambda t: pi/4 * cos(pi/2 * t), lambda t: 1/2 * sin(pi/2 * t) + 1/2, True),
}
_INVERSES = {
    'normal': lambda p: _standard_inverse(p),
    'logistic': lambda p: log(p / (1.0 - p)),
    'sigmoid': lambda p: log(tan(p * pi / 2)),
    'rectangular': lambda p: 2.0 * p - 1.0,
    'triangular': lambda p: sqrt(2.0 * p) - 1.0 if p < 1/2 else 1.0 - sqrt(2.0 - 2.0 * p),
    'parabolic': lambda p: 2.0 * cos((acos(2.0 * p - 1.0) + pi) / 3.0),
    'quartic': _inverse(_guess_quartic, _quartic_integral, _KERNELS['quartic'].density),
    'triweight': _inverse(_guess_triweight, _triweight_integral, _KERNELS['triweight'].density),
    'cosine': lambda p: 2.0 * asin(2.0 * p - 1.0) / pi,
}
for _table in _KERNELS, _INVERSES:
    for _name, _other in ('gauss', 'normal'), ('uniform', 'rectangular'), ('epanechnikov', 'parabolic'), ('biweight', 'quartic'):
        _table[_name] = _table[_other]


def _kernel(table, data, h, name):
    """The entry for a kernel, once data and bandwidth have been checked."""
    if not len(data):
        raise StatisticsError('Empty data sequence')
    if not isinstance(data[0], (int, float)):
        raise TypeError('Data sequence must contain ints or floats')
    if not h <= 0.0:
        if found := table.get(name):
            return found
        raise StatisticsError(f'Unknown kernel name: {name!r}')
    raise StatisticsError(f'Bandwidth h must be positive, not {h=!r}')


def kde(data, h, kernel='normal', *, cumulative=False):
    """A function that estimates the density (or its integral) from a sample.

    h is the bandwidth, kernel the shape of what each value contributes."""
    density, integral, bounded = _kernel(_KERNELS, data, h, kernel)
    sample = sorted(data) if bounded else data
    reach = h * 1.0

    def near(x):
        """Which values' kernels reach x; the data may have grown."""
        nonlocal sample
        if len(sample) != len(data):
            sample = sorted(data)
        return bisect_left(sample, x - reach), bisect_right(sample, x + reach)

    if bounded and cumulative:
        def cdf(x):
            low, high = near(x)
            return sum((integral((x - value) / h) for value in sample[low:high]), low) / len(sample)
    elif bounded:
        def pdf(x):
            low, high = near(x)
            return sum(density((x - value) / h) for value in sample[low:high]) / (len(sample) * h)
    elif cumulative:
        def cdf(x):
            return sum(integral((x - value) / h) for value in data) / len(data)
    else:
        def pdf(x):
            return sum(density((x - value) / h) for value in data) / (len(data) * h)

    estimate = cdf if cumulative else pdf
    estimate.__doc__ = f'{estimate.__name__.upper()} estimate with {h=!r} and {kernel=!r}'
    return estimate


def kde_random(data, h, kernel='normal', *, seed=None):
    """A function that gives random numbers from the density kde() estimates."""
    from random import Random
    inverse = _kernel(_INVERSES, data, h, kernel)
    generator = Random(seed)
    uniform, choice = generator.random, generator.choice

    def rand():
        return choice(data) + h * inverse(uniform())
    rand.__doc__ = f'Random KDE selection with {h=!r} and {kernel=!r}'
    return rand


# -- The normal distribution

def _standard_inverse(p):
    """The standard normal deviate of a probability: Wichura's algorithm AS 241 (PPND16)."""
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return (((((((2.50908_09287_30122_6727e+3 * r + 3.34305_75583_58812_8105e+4) * r + 6.72657_70927_00870_0853e+4) * r
                    + 4.59219_53931_54987_1457e+4) * r + 1.37316_93765_50946_1125e+4) * r + 1.97159_09503_06551_4427e+3) * r
                 + 1.33141_66789_17843_7745e+2) * r + 3.38713_28727_96366_6080e+0) * q / (
               (((((((5.22649_52788_52854_5610e+3 * r + 2.87290_85735_72194_2674e+4) * r + 3.93078_95800_09271_0610e+4) * r
                    + 2.12137_94301_58659_5867e+4) * r + 5.39419_60214_24751_1077e+3) * r + 6.87187_00749_20579_0830e+2) * r
                 + 4.23133_30701_60091_1252e+1) * r + 1.0))
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        x = (((((((7.74545_01427_83414_07640e-4 * r + 2.27238_44989_26918_45833e-2) * r + 2.41780_72517_74506_11770e-1) * r
                 + 1.27045_82524_52368_38258e+0) * r + 3.64784_83247_63204_60504e+0) * r + 5.76949_72214_60691_40550e+0) * r
              + 4.63033_78461_56545_29590e+0) * r + 1.42343_71107_49683_57734e+0) / (
            (((((((1.05075_00716_44416_84324e-9 * r + 5.47593_80849_95344_94600e-4) * r + 1.51986_66563_61645_71966e-2) * r
                 + 1.48103_97642_74800_74590e-1) * r + 6.89767_33498_51000_04550e-1) * r + 1.67638_48301_83803_84940e+0) * r
              + 2.05319_16266_37758_82187e+0) * r + 1.0))
    else:
        r -= 5.0
        x = (((((((2.01033_43992_92288_13265e-7 * r + 2.71155_55687_43487_57815e-5) * r + 1.24266_09473_88078_43860e-3) * r
                 + 2.65321_89526_57612_30930e-2) * r + 2.96560_57182_85048_91230e-1) * r + 1.78482_65399_17291_33580e+0) * r
              + 5.46378_49111_64114_36990e+0) * r + 6.65790_46435_01103_77720e+0) / (
            (((((((2.04426_31033_89939_78564e-15 * r + 1.42151_17583_16445_88870e-7) * r + 1.84631_83175_10054_68180e-5) * r
                 + 7.86869_13114_56132_59100e-4) * r + 1.48753_61290_85061_48525e-2) * r + 1.36929_88092_27358_05310e-1) * r
              + 5.99832_20655_58879_37690e-1) * r + 1.0))
    return -x if q < 0.0 else x


class NormalDist:
    """A normal distribution; arithmetic with numbers and other distributions."""
    __slots__ = {'_mu': 'The mean.', '_sigma': 'The standard deviation.'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'

    @classmethod
    def from_samples(cls, data):
        """The distribution with mean and deviation of a sample."""
        spread, numbers = _spread('stdev', data, None, True)
        if numbers.special is not None:
            numbers.root(spread)
        return cls(float(numbers.total() / numbers.count), _float_root(spread.numerator, spread.denominator))

    def samples(self, n, *, seed=None):
        """n random values."""
        import random
        uniform = random.random if seed is None else random.Random(seed).random
        mu, sigma = self._mu, self._sigma
        return [mu + _standard_inverse(uniform()) * sigma for _ in range(n)]

    def _defined(self, what):
        """The mean and the deviation, which must not be zero here."""
        if not self._sigma:
            raise StatisticsError(f'{what}() not defined when sigma is zero')
        return self._mu, self._sigma

    def pdf(self, x):
        """The density at x."""
        mu, sigma = self._defined('pdf')
        square = sigma * sigma
        return exp((x - mu) * (x - mu) / (-2.0 * square)) / sqrt(tau * square)

    def cdf(self, x):
        """The probability of values up to x."""
        mu, sigma = self._defined('cdf')
        return 0.5 * (1.0 + erf((x - mu) / (sigma * _SQRT2)))

    def inv_cdf(self, p):
        """The value up to which the probability is p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        return self._mu + _standard_inverse(p) * self._sigma

    def quantiles(self, n=4):
        """The n-1 points that cut into n intervals of equal probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two densities have in common, from 0 to 1."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        if not (self._sigma and other._sigma):
            self._defined('overlap')
            other._defined('overlap')
        # The order must not matter.
        (_, one), (_, two) = sorted([((d._sigma, d._mu), d) for d in (self, other)], key=lambda pair: pair[0])
        wider = two.variance - one.variance
        apart = fabs(two._mu - one._mu)
        if not wider:
            return 1.0 - erf(apart / (2.0 * one._sigma * _SQRT2))
        # The densities cross at two points, the roots of a quadratic equation.
        middle = one._mu * two.variance - two._mu * one.variance
        root = one._sigma * two._sigma * sqrt(apart * apart + wider * log(two.variance / one.variance))
        crossings = (middle + root) / wider, (middle - root) / wider
        left, right = (fabs(two.cdf(x) - one.cdf(x)) for x in crossings)
        return 1.0 - (left + right)

    def zscore(self, x):
        """How many deviations x is from the mean."""
        mu, sigma = self._defined('zscore')
        return (x - mu) / sigma

    mean = property(lambda self: self._mu, doc='The mean.')
    median = property(lambda self: self._mu, doc='The median, which is the mean.')
    mode = property(lambda self: self._mu, doc='The mode, which is the mean.')
    stdev = property(lambda self: self._sigma, doc='The standard deviation.')
    variance = property(lambda self: self._sigma * self._sigma, doc='The variance.')

    def _combined(self, operation, other):
        """The sum or difference with a number, or with an independent distribution."""
        sigma = self._sigma
        if isinstance(other, NormalDist):
            other, sigma = other._mu, hypot(sigma, other._sigma)
        return NormalDist(operation(self._mu, other), sigma)

    def __add__(x1, x2):
        """The sum with a number, or with an independent distribution."""
        return x1._combined(add, x2)

    def __sub__(x1, x2):
        """The difference from a number, or from an independent distribution."""
        return x1._combined(sub, x2)

    def __mul__(x1, x2):
        """Mean and deviation times a number."""
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        """Mean and deviation divided by a number."""
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        """A copy."""
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        """The distribution with the mean's sign turned."""
        return NormalDist(-x1._mu, x1._sigma)

    def __rsub__(x1, x2):
        """A number less this distribution."""
        return -x1 + x2

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(x1, x2):
        """Equal mean and deviation?"""
        return x1.__getstate__() == x2.__getstate__() if isinstance(x2, NormalDist) else NotImplemented

    def __hash__(self):
        """hash(self)"""
        return hash((self._mu, self._sigma))
