"""Random numbers: uniform ones from the Mersenne Twister, and distributions made of them.

The sequences for a seed are those of CPython; which calls of random() and
getrandbits() a method makes, and in which order, is part of the interface.
"""
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate
from math import (acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, fabs as _fabs, floor as _floor,
                  isfinite as _isfinite, lgamma as _lgamma, log as _log, log2 as _log2, pi as _pi, sin as _sin,
                  sqrt as _sqrt, tau as TWOPI)
from operator import index as _index
import os as _os
import _random

__all__ = ['Random', 'SystemRandom', 'betavariate', 'binomialvariate', 'choice', 'choices', 'expovariate', 'gammavariate',
           'gauss', 'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes', 'randint',
           'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform', 'vonmisesvariate',
           'weibullvariate']

LOG4 = _log(4.0)
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53
RECIP_BPF = 2 ** -BPF
_ONE = 1


# -- Integers below a bound, from bits or from floats

def _below_by_bits(self, n):
    """A random int in range(n), n > 0, from getrandbits()."""
    draw, width = self.getrandbits, n.bit_length()
    while (r := draw(width)) >= n:
        pass
    return r


def _below_by_floats(self, n):
    """A random int in range(n), n > 0, from random() alone."""
    draw, steps = self.random, 1 << BPF
    if n >= steps:
        import warnings
        warnings.warn('Underlying random() generator does not supply \n'
                      'enough bits to choose from a population range this large.\n'
                      'To remove the range limitation, add a getrandbits() method.')
        return _floor(draw() * n)
    # What is above the last multiple of n would favour small results.
    limit = (steps - steps % n) / steps
    while (r := draw()) >= limit:
        pass
    return _floor(r * steps) % n


def _old_text_seed(text):
    """The number that stood for a text before Python 3.2."""
    if isinstance(text, bytes):
        text = text.decode('latin-1')
    state = ord(text[0]) << 7 if text else 0
    for character in text:
        state = 1000003 * state & 0xFFFFFFFFFFFFFFFF ^ ord(character)
    return state ^ len(text)


class Random(_random.Random):
    """A generator of random numbers with a state of its own.

    Subclasses may override random(), and getrandbits() if they can give bits
    of any number; all other methods build on these."""

    VERSION = 3
    _randbelow = _below_by_bits

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        """Let _randbelow() use what the subclass overrides."""
        for space in map(vars, cls.__mro__):
            if '_randbelow' in space:
                return
            if 'getrandbits' in space or 'random' in space:
                cls._randbelow = _below_by_bits if 'getrandbits' in space else _below_by_floats
                return

    # -- State

    def seed(self, a=None, version=2):
        """Start the sequence that belongs to a.

        a is None (take randomness from the system), int, float, str, bytes or
        bytearray.  version 1 reproduces sequences of Python before 3.2."""
        texts = {1: (str, bytes), 2: (str, bytes, bytearray)}.get(version, ())
        if isinstance(a, texts):
            if version == 1:
                a = _old_text_seed(a)
            else:
                from hashlib import sha512
                data = a.encode() if isinstance(a, str) else a
                a = int.from_bytes(data + sha512(data).digest())
        elif not (a is None or isinstance(a, (int, float, str, bytes, bytearray))):
            raise TypeError('The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.')
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """The state, for setstate()."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Return to a state that getstate() gave."""
        match state[0]:
            case 3:
                _, words, self.gauss_next = state
            case 2:
                # Made on machines where the words could come out signed.
                _, words, self.gauss_next = state
                try:
                    words = tuple(word % (1 << 32) for word in words)
                except ValueError as error:
                    raise TypeError from error
            case other:
                raise ValueError(f'state with version {other} passed to Random.setstate() of version {self.VERSION}')
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return type(self), (), self.getstate()

    # -- Whole numbers and bytes

    def randbytes(self, n):
        """n random bytes."""
        return self.getrandbits(8 * n).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=_ONE):
        """A random element of range(start, stop, step)."""
        low = _index(start)
        if stop is None:
            if step is not _ONE:
                raise TypeError('Missing a non-None stop argument')
            if low <= 0:
                raise ValueError('empty range for randrange()')
            return self._randbelow(low)
        high, stride = _index(stop), _index(step)
        if stride == 1:
            if high > low:
                return low + self._randbelow(high - low)
            raise ValueError(f'empty range in randrange({start}, {stop})')
        if not stride:
            raise ValueError('zero step for randrange()')
        count = -((low - high) // stride)
        if count <= 0:
            raise ValueError(f'empty range in randrange({start}, {stop}, {step})')
        return low + stride * self._randbelow(count)

    def randint(self, a, b):
        """A random int from a to b, both included."""
        return self.randrange(a, b + 1)

    # -- Sequences

    def choice(self, seq):
        """A random element of a non-empty sequence."""
        if size := len(seq):
            return seq[self._randbelow(size)]
        raise IndexError('Cannot choose from an empty sequence')

    def shuffle(self, x):
        """Put a list into random order, in place."""
        below = self._randbelow
        for last in range(len(x) - 1, 0, -1):
            other = below(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        """k elements of a sequence, no position twice, in random order.

        counts says how often each element counts as being there."""
        from collections.abc import Sequence
        if not isinstance(population, Sequence):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        size = len(population)
        if counts is None:
            return [population[i] for i in self._positions(size, k)]
        ends = list(_accumulate(counts))
        if len(ends) != size:
            raise ValueError('The number of counts does not match the population')
        total = ends.pop()
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        if total <= 0:
            raise ValueError('Total of counts must be greater than zero')
        return [population[_bisect(ends, i)] for i in self.sample(range(total), k)]

    def _positions(self, size, k):
        """k different numbers of range(size)."""
        if not 0 <= k <= size:
            raise ValueError('Sample larger than population or is negative')
        below = self._randbelow
        # A list of all that is left takes more memory than a set of what is taken, unless k is a large part.
        crowd = 21 if k <= 5 else 21 + 4 ** _ceil(_log(k * 3, 4))
        if size <= crowd:
            left = list(range(size))
            for last in range(size - 1, size - 1 - k, -1):
                i = below(last + 1)
                yield left[i]
                left[i] = left[last]
            return
        taken = set()
        for _ in range(k):
            while (i := below(size)) in taken:
                pass
            taken.add(i)
            yield i

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k random elements, which may repeat; weights (or their sums) set the odds."""
        draw, size = self.random, len(population)
        if weights is not None:
            if cum_weights is not None:
                raise TypeError('Cannot specify both weights and cumulative weights')
            try:
                cum_weights = [*_accumulate(weights)]
            except TypeError:
                if isinstance(weights, int):
                    raise TypeError(f'The number of choices must be a keyword argument: k={weights}') from None
                raise
        elif cum_weights is None:
            width = size + 0.0
            return [population[_floor(draw() * width)] for _ in range(k)]
        if len(cum_weights) != size:
            raise ValueError('The number of weights does not match the population')
        whole = cum_weights[-1] + 0.0
        if whole <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _isfinite(whole):
            raise ValueError('Total of weights must be finite')
        return [population[_bisect(cum_weights, draw() * whole, 0, size - 1)] for _ in range(k)]

    # -- Distributions with a closed inverse

    def uniform(self, a, b):
        """A random float between a and b."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """Triangular distribution over low to high with its peak at mode (default: the middle)."""
        u = self.random()
        try:
            peak = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u <= peak:
            return low + (high - low) * _sqrt(u * peak)
        return high + (low - high) * _sqrt((1.0 - u) * (1.0 - peak))

    def expovariate(self, lambd=1.0):
        """Exponential distribution with mean 1/lambd."""
        return -_log(1.0 - self.random()) / lambd

    def paretovariate(self, alpha):
        """Pareto distribution."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull distribution: scale alpha, shape beta."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    # -- The normal distribution and its relatives

    def gauss(self, mu=0.0, sigma=1.0):
        """Normal distribution, faster but not thread-safe: values come in pairs."""
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            # Box and Muller: angle and distance of a point of the plane.
            angle = self.random() * TWOPI
            distance = _sqrt(-2.0 * _log(1.0 - self.random()))
            z, self.gauss_next = _cos(angle) * distance, _sin(angle) * distance
        return mu + z * sigma

    def normalvariate(self, mu=0.0, sigma=1.0):
        """Normal distribution (Kinderman and Monahan's ratio of uniforms)."""
        draw = self.random
        while True:
            z = NV_MAGICCONST * (draw() - 0.5) / (u := 1.0 - draw())
            if z * z / 4.0 <= -_log(u):
                return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """A number whose logarithm is normally distributed."""
        return _exp(self.normalvariate(mu, sigma))

    def vonmisesvariate(self, mu, kappa):
        """Circular normal distribution: mean angle mu, concentration kappa."""
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        # Best and Fisher: rejection from a wrapped Cauchy distribution.
        spread = 0.5 / kappa
        r = spread + _sqrt(1.0 + spread * spread)
        accepted = False
        while not accepted:
            z = _cos(_pi * draw())
            d = z / (r + z)
            u = draw()
            accepted = u < 1.0 - d * d or u <= (1.0 - d) * _exp(d)
        q = 1.0 / r
        angle = _acos((q + z) / (1.0 + q * z))
        return (mu + angle if draw() > 0.5 else mu - angle) % TWOPI

    # -- Gamma and beta

    def gammavariate(self, alpha, beta):
        """Gamma distribution (not the gamma function); alpha and beta > 0."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return (_gamma_above_one if alpha > 1.0 else _gamma_below_one)(self.random, alpha) * beta

    def betavariate(self, alpha, beta):
        """Beta distribution over 0 to 1; alpha and beta > 0."""
        if first := self.gammavariate(alpha, 1.0):
            return first / (first + self.gammavariate(beta, 1.0))
        return 0.0

    # -- Binomial

    def binomialvariate(self, n=1, p=0.5):
        """How many of n independent trials succeed, each with probability p."""
        if n < 0:
            raise ValueError('n must be non-negative')
        if not 0.0 < p < 1.0:
            if p == 0.0:
                return 0
            if p == 1.0:
                return n
            raise ValueError('p must be in the range 0.0 <= p <= 1.0')
        if n == 1:
            return int(self.random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        return (_binomial_few if n * p < 10.0 else _binomial_many)(self.random, n, p)


def _gamma_above_one(draw, alpha):
    """Cheng's algorithm GB."""
    root = _sqrt(2.0 * alpha - 1.0)
    offset, slope = alpha - LOG4, alpha + root
    while True:
        if not 1e-7 < (u := draw()) < 0.9999999:
            continue
        w = 1.0 - draw()
        v = _log(u / (1.0 - u)) / root
        x = alpha * _exp(v)
        z = u * u * w
        r = offset + slope * v - x
        # The first test avoids most logarithms.
        if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
            return x


def _gamma_below_one(draw, alpha):
    """Ahrens and Dieter's algorithm GS."""
    border = (_e + alpha) / _e
    while True:
        p = border * draw()
        if p > 1.0:
            x = -_log((border - p) / alpha)
            if draw() <= x ** (alpha - 1.0):
                return x
        else:
            x = p ** (1.0 / alpha)
            if draw() <= _exp(-x):
                return x


def _binomial_few(draw, n, p):
    """Devroye's second waiting time algorithm: count the gaps between successes."""
    place = found = 0
    if scale := _log2(1.0 - p):
        while (place := place + _floor(_log2(draw()) / scale) + 1) <= n:
            found += 1
    return found


def _binomial_many(draw, n, p):
    """Hörmann's transformed rejection with squeeze (BTRS)."""
    deviation = _sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centre = n * p + 0.5
    squeeze = 0.92 - 4.2 / b
    scale = None
    while True:
        u = draw() - 0.5
        edge = 0.5 - _fabs(u)
        k = _floor((2.0 * a / edge + b) * u + centre)
        if not 0 <= k <= n:
            continue
        v = draw()
        if edge >= 0.07 and v <= squeeze:
            return k
        if scale is None:
            scale = (2.83 + 5.1 / b) * deviation
            odds = _log(p / (1.0 - p))
            top = _floor((n + 1) * p)
            height = _lgamma(top + 1) + _lgamma(n - top + 1)
        v *= scale / (a / (edge * edge) + b)
        if _log(v) <= height - _lgamma(k + 1) - _lgamma(n - k + 1) + (k - top) * odds:
            return k


class SystemRandom(Random):
    """Random numbers of the operating system; there is no seed and no state."""

    def random(self):
        """A random float in 0 <= x < 1."""
        return (int.from_bytes(_os.urandom(7)) >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """A random int of k bits."""
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        whole, odd = divmod(k, 8)
        return int.from_bytes(_os.urandom(whole + (odd > 0))) >> -odd % 8

    def randbytes(self, n):
        """n random bytes."""
        return _os.urandom(n)

    def seed(self, *args, **kwds):
        """Does nothing: there is no seed."""

    def _notimplemented(self, *args, **kwds):
        """There is no state."""
        raise NotImplementedError('System entropy source does not have state.')

    getstate = setstate = _notimplemented


_inst = Random()
for _name in __all__[2:]:
    globals()[_name] = getattr(_inst, _name)
if hasattr(_os, 'fork'):
    _os.register_at_fork(after_in_child=_inst.seed)


def main(arg_list=None):
    """Command line: a random choice, integer or float."""
    import argparse
    parser = argparse.ArgumentParser(formatter_class=argparse.RawTextHelpFormatter)
    options = parser.add_mutually_exclusive_group()
    options.add_argument('-c', '--choice', nargs='+', help='one of these words')
    options.add_argument('-i', '--integer', type=int, metavar='N', help='an integer from 1 to N')
    options.add_argument('-f', '--float', type=float, metavar='N', help='a float from 0 to N')
    parser.add_argument('input', nargs='*', help='without an option: an integer is taken like N of --integer,\n'
                                                 'another number like N of --float, words like those of --choice')
    given = parser.parse_args(arg_list)
    if given.choice:
        return choice(given.choice)
    if given.integer is not None:
        return randint(1, given.integer)
    if given.float is not None:
        return uniform(0, given.float)
    match given.input:
        case []:
            return parser.format_help()
        case [word]:
            for kind, draw, start in (int, randint, 1), (float, uniform, 0):
                try:
                    number = kind(word)
                except ValueError:
                    continue
                return draw(start, number)
            return choice(word.split())
        case words:
            return choice(words)


if __name__ == '__main__':
    print(main())
