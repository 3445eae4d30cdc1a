"""Rational numbers of any precision."""
from functools import lru_cache
import math
from math import gcd as _gcd
import numbers
import operator
import re
import sys

__all__ = ['Fraction']

_TEXT = re.compile(r"""
    \s* (?P<sign>[-+]?) (?=\d|\.\d)
    (?P<whole> \d* | \d+ (?:_\d+)*)
    (?: \s*/\s* (?P<under> \d+ (?:_\d+)*)
      | (?: \. (?P<part> \d* | \d+ (?:_\d+)*))? (?:e (?P<power> [-+]? \d+ (?:_\d+)*))?
    ) \s*""", re.VERBOSE | re.IGNORECASE)

# Both kinds of format: as a ratio, and as a decimal number.
_FORMAT = re.compile(r"""
    (?: (?P<fill>.)? (?P<align>[<>=^]))? (?P<sign>[-+ ]?) (?P<z>z?) (?P<alternate>\#?)
    (?P<zeros> 0(?=[0-9]))? (?P<width> 0|[1-9][0-9]*)? (?P<comma>[,_]?)
    (?: \. (?P<precision> 0|[1-9][0-9]*))? (?P<style>[eEfFgG%]?)""", re.VERBOSE | re.DOTALL)


@lru_cache(64)
def _format(text):
    """The parts of a format, None if it is not valid."""
    found = _FORMAT.fullmatch(text)
    if found is None or found['align'] and found['zeros']:
        return None
    # A ratio has no decimals and is not filled with zeros inside.
    if not found['style'] and (found['z'] or found['precision'] or found['zeros']):
        return None
    return found.groupdict()


def _make(numerator, denominator):
    """A fraction whose terms are known to be the lowest."""
    made = object.__new__(Fraction)
    made._numerator = numerator
    made._denominator = denominator
    return made


def _reduced(numerator, denominator):
    shared = _gcd(numerator, denominator)
    return _make(numerator // shared, denominator // shared)


def _nearest(numerator, denominator):
    """The whole number nearest to the ratio of two whole ones, the even one of two; denominator > 0."""
    whole, rest = divmod(numerator, denominator)
    beyond = 2 * rest - denominator
    return whole + (beyond > 0 or beyond == 0 and whole & 1)


def _decimal(numerator, denominator, places):
    """The ratio times 10**places as the nearest whole number."""
    if places < 0:
        return _nearest(numerator, denominator * 10 ** -places)
    return _nearest(numerator * 10 ** places, denominator)


def _figures(numerator, denominator, count):
    """A positive ratio to so many figures: these as a whole number, and the power of ten of the first."""
    power = len(str(numerator)) - len(str(denominator))
    if numerator * 10 ** max(-power, 0) < denominator * 10 ** max(power, 0):
        power -= 1
    value = _decimal(numerator, denominator, count - 1 - power)
    return (value, power) if value < 10 ** count else (value // 10, power + 1)


# -- Arithmetic on the terms of two fractions. The first two keep the numbers small before they multiply (Knuth, 4.5.1).

def _sum(n1, d1, n2, d2):
    shared = _gcd(d1, d2)
    if shared == 1:
        return _make(n1 * d2 + n2 * d1, d1 * d2)
    rest = d1 // shared
    top = n1 * (d2 // shared) + n2 * rest
    shared = _gcd(top, shared)
    return _make(top // shared, rest * (d2 // shared))


def _product(n1, d1, n2, d2):
    left, right = _gcd(n1, d2), _gcd(n2, d1)
    return _make((n1 // left) * (n2 // right), (d1 // right) * (d2 // left))


def _difference(n1, d1, n2, d2):
    return _sum(n1, d1, -n2, d2)


def _quotient(n1, d1, n2, d2):
    if n2 > 0:
        return _product(n1, d1, d2, n2)
    if n2:
        return _product(n1, d1, -d2, -n2)
    raise ZeroDivisionError('Fraction(1, 0)')


def _floor_quotient(n1, d1, n2, d2):
    return n1 * d2 // (d1 * n2)


def _remainder(n1, d1, n2, d2):
    return _reduced(n1 * d2 % (n2 * d1), d1 * d2)


def _floor_quotient_and_remainder(n1, d1, n2, d2):
    whole, rest = divmod(n1 * d2, d1 * n2)
    return whole, _reduced(rest, d1 * d2)


def _operators(name, exact, inexact, ordered=False):
    """The two special methods of an operation, given for terms and for floats; only ordered ones lack complex numbers."""
    inexact_kinds = ((numbers.Real, float), (numbers.Complex, complex))[:1 if ordered else 2]

    def forward(a, b):
        if isinstance(b, Fraction):
            return exact(a._numerator, a._denominator, b._numerator, b._denominator)
        if isinstance(b, int):
            return exact(a._numerator, a._denominator, int(b), 1)
        if isinstance(b, float):
            return inexact(float(a), b)
        if isinstance(b, complex) and not ordered:
            return inexact(complex(a), b)
        return NotImplemented

    def backward(b, a):
        if isinstance(a, numbers.Rational):
            return exact(a.numerator, a.denominator, b._numerator, b._denominator)
        for kind, convert in inexact_kinds:
            if isinstance(a, kind):
                return inexact(convert(a), convert(b))
        return NotImplemented

    for method, prefix in (forward, ''), (backward, 'r'):
        method.__name__ = f'__{prefix}{name}__'
        method.__qualname__ = f'Fraction.{method.__name__}'
    return forward, backward


@lru_cache(1 << 14)
def _hash(numerator, denominator):
    """The quotient in the field of the modulus that all numbers' hashes are reduced by."""
    modulus = sys.hash_info.modulus
    value = sys.hash_info.inf
    if denominator % modulus:
        value = hash(abs(numerator)) * pow(denominator, -1, modulus) % modulus
    return hash(-value if numerator < 0 else value)


class Fraction(numbers.Rational):
    """A ratio of two integers, in lowest terms.

    Made of two rationals, a float or Decimal, or a string like '-3/7', '1.5'
    or '2e-3'."""

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        if type(numerator) is int and (denominator is None or type(denominator) is int):
            top, bottom = numerator, 1 if denominator is None else denominator
        elif denominator is None:
            top, bottom = cls._terms(numerator)
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        self = super().__new__(cls)
        if bottom != 1:
            if not bottom:
                raise ZeroDivisionError(f'Fraction({top}, 0)')
            shared = _gcd(top, bottom)
            if bottom < 0:
                shared = -shared
            top //= shared
            bottom //= shared
        self._numerator = top
        self._denominator = bottom
        return self

    @staticmethod
    def _terms(value):
        """Numerator and denominator of a single argument."""
        if isinstance(value, numbers.Rational):
            return value.numerator, value.denominator
        decimal = sys.modules.get('decimal')
        if isinstance(value, float) or decimal is not None and isinstance(value, decimal.Decimal):
            return value.as_integer_ratio()
        if not isinstance(value, str):
            raise TypeError('argument should be a string or a Rational instance')
        if (found := _TEXT.fullmatch(value)) is None:
            raise ValueError(f'Invalid literal for Fraction: {value!r}')
        sign, whole, under, part, power = found.groups()
        if under:
            return int(sign + whole), int(under)
        part = (part or '').replace('_', '')
        power = int(power or 0) - len(part)
        top = int(sign + (whole + part or '0'))
        return (top * 10 ** power, 1) if power >= 0 else (top, 10 ** -power)

    @classmethod
    def _exactly(cls, value, kind, article):
        if isinstance(value, numbers.Integral) or isinstance(value, kind):
            return cls(*value.as_integer_ratio())
        name = f'{cls.__name__}.from_{kind.__name__.lower()}()'
        raise TypeError(f'{name} only takes {article}, not {value!r} ({type(value).__name__})')

    @classmethod
    def from_float(cls, f):
        """The exact value of a float."""
        return cls._exactly(f, float, 'floats')

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal."""
        from decimal import Decimal
        return cls._exactly(dec, Decimal, 'Decimals')

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def is_integer(self):
        """Is it a whole number?"""
        return self._denominator == 1

    def as_integer_ratio(self):
        """(numerator, denominator)"""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The closest fraction whose denominator is at most max_denominator."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        top, bottom = self._numerator, self._denominator
        if bottom <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction, as long as they are allowed.
        (before_top, before), (last_top, last) = (0, 1), (1, 0)
        rest_top, rest = top, bottom
        while before + (term := rest_top // rest) * last <= max_denominator:
            before_top, before, last_top, last = last_top, last, before_top + term * last_top, before + term * last
            rest_top, rest = rest, rest_top - term * rest
        # The best one between the last two is on the other side of the value than the last.
        term = (max_denominator - before) // last
        between_top, between = before_top + term * last_top, before + term * last
        if abs(last_top * bottom - top * last) * between <= abs(between_top * bottom - top * between) * last:
            return _make(last_top, last)
        return _make(between_top, between)

    # -- As text

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def __format__(self, format_spec, /):
        if spec := _format(format_spec):
            sign, digits, tail = (self._decimal_parts if spec['style'] else self._ratio_parts)(spec)
            if not sign and spec['sign'] != '-':
                sign = spec['sign']
            return _padded(sign, digits, tail, spec)
        raise ValueError(f'Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}')

    def _ratio_parts(self, spec):
        """Sign, numerator and what follows."""
        under = self._denominator
        tail = f'/{under:{spec["comma"]}}' if under != 1 or spec['alternate'] else ''
        return '-' if self._numerator < 0 else '', str(abs(self._numerator)), tail

    def _decimal_parts(self, spec):
        """Sign, the digits before the point and what follows."""
        top, under = abs(self._numerator), self._denominator
        precision = int(spec['precision'] or 6)
        alternate, style = spec['alternate'], spec['style']
        suffix = ''
        if style in 'fF%':
            if style == '%':
                top, suffix = 100 * top, '%'
            value, point = _decimal(top, under, precision), precision
        else:
            general = style in 'gG'
            count = max(precision, 1) if general else precision + 1
            value, power = _figures(top, under, count) if top else (0, 0)
            point = count - 1
            if general and -4 <= power < count:
                point -= power
            else:
                suffix = f'{"E" if style.isupper() else "e"}{power:+03}'
        digits = f'{value:0{point + 1}}'
        digits, part = digits[:len(digits) - point], digits[len(digits) - point:]
        if style in 'gG' and not alternate:
            part = part.rstrip('0')
        sign = '-' if self._numerator < 0 and (value or not spec['z']) else ''
        return sign, digits, ('.' if part or alternate else '') + part + suffix

    # -- Arithmetic

    __add__, __radd__ = _operators('add', _sum, operator.add)
    __sub__, __rsub__ = _operators('sub', _difference, operator.sub)
    __mul__, __rmul__ = _operators('mul', _product, operator.mul)
    __truediv__, __rtruediv__ = _operators('truediv', _quotient, operator.truediv)
    __floordiv__, __rfloordiv__ = _operators('floordiv', _floor_quotient, operator.floordiv, ordered=True)
    __mod__, __rmod__ = _operators('mod', _remainder, operator.mod, ordered=True)
    __divmod__, __rdivmod__ = _operators('divmod', _floor_quotient_and_remainder, divmod, ordered=True)

    def __pow__(a, b):
        """a ** b: a Fraction if b is whole, else a float or complex."""
        if not isinstance(b, numbers.Rational):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power, top, under = b.numerator, a._numerator, a._denominator
        if power < 0:
            power, top, under = -power, under, top
            if not under:
                raise ZeroDivisionError(f'Fraction({top ** power}, 0)')
            if under < 0:
                top, under = -top, -under
        return _make(top ** power, under ** power)

    def __rpow__(b, a):
        """a ** b"""
        whole = b._denominator == 1
        if whole and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if whole else float(b))

    def __pos__(a):
        """+a"""
        return _make(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return _make(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return _make(abs(a._numerator), a._denominator)

    # -- Whole numbers

    def __trunc__(a):
        """math.trunc(a)"""
        whole = abs(a._numerator) // a._denominator
        return -whole if a._numerator < 0 else whole

    def __int__(a, _index=operator.index):
        """int(a)"""
        return _index(a.__trunc__())

    def __floor__(a):
        """math.floor(a)"""
        return a._numerator // a._denominator

    def __ceil__(a):
        """math.ceil(a)"""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits), ties to even"""
        if ndigits is None:
            return _nearest(self._numerator, self._denominator)
        scale = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(_nearest(self._numerator * scale, self._denominator), scale)
        return Fraction(_nearest(self._numerator, self._denominator * scale) * scale)

    # -- Comparisons

    def __hash__(self):
        """hash(self)"""
        return _hash(self._numerator, self._denominator)

    def __eq__(a, b):
        """a == b"""
        if isinstance(b, (int, Fraction)) or isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return math.isfinite(b) and (a._numerator, a._denominator) == b.as_integer_ratio()
        return NotImplemented

    def _compare(self, other, operation):
        if isinstance(other, (int, Fraction)) or isinstance(other, numbers.Rational):
            return operation(self._numerator * other.denominator, self._denominator * other.numerator)
        if not isinstance(other, float):
            return NotImplemented
        if not math.isfinite(other):
            return operation(0.0, other)
        top, under = other.as_integer_ratio()
        return operation(self._numerator * under, self._denominator * top)

    def __lt__(a, b):
        """a < b"""
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        """a > b"""
        return a._compare(b, operator.gt)

    def __le__(a, b):
        """a <= b"""
        return a._compare(b, operator.le)

    def __ge__(a, b):
        """a >= b"""
        return a._compare(b, operator.ge)

    def __bool__(a):
        """a != 0"""
        return bool(a._numerator)

    # -- Copies

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _padded(sign, digits, tail, spec):
    """A number put together and filled up to the width of a format."""
    width = int(spec['width'] or 0)
    inner = max(width - len(sign) - len(tail), 0) if spec['zeros'] else 0
    digits = f'{int(digits):0{inner}{spec["comma"]}}' if inner or spec['comma'] else digits
    fill, align = spec['fill'] or ' ', spec['align'] or '>'
    body = digits + tail
    if align == '=':
        return sign + body.rjust(width - len(sign), fill)
    return f'{sign + body:{fill}{align}{width}}'
