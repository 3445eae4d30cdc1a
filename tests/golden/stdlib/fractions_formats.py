"""fractions: every format, strings read, arithmetic with numbers of other kinds, powers, rounding, closest fractions."""
import math
import numbers
import operator
import random
import warnings
from decimal import Decimal as D
from fractions import Fraction as F


def attempt(text, call):
    try:
        print(text, '=', repr(call()))
    except BaseException as x:
        print(text, '->', type(x).__name__, x, '|', repr(x.__cause__), x.__suppress_context__)


def run(text, **names):
    for e in text.strip().splitlines():
        attempt(e, lambda: eval(e, globals(), names))


print('-- formats')
values = F(0), F(1, 3), F(-22, 7), F(5, 2), F(10 ** 20, 3), F(-1, 10 ** 9), F(12345678), F(999999, 1000), F(3, 2000)
for spec in ('', '.0f', '.1f', '.2f', 'f', 'F', '.10f', '+.2f', ' .2f', '-.2f', '08.2f', '012,.3f', '012_.1f', '<12.2f', '>12.2f', '^12.2f', '=12.2f', '*^+12.2f', '\u00e9>9.1f',
             'e', '.0e', '.3E', '+12.4e', '#.0e', 'g', '.3g', '.10G', '#g', '#.3g', '.0g', ',.8g', '_.12g', '%', '.1%', '+010.2%', 'z.1f', 'z.0f', 'z.3e', '#.0f', '010f', '0=10.1f', '<010.1f', ',', '_', '+', ' ', '-',
             '>10', '<10', '^10', '=10', '+20', '#', '#>12', '012', '+012', '_>20', ',>20', '#,', '20,', '+#20_', '0,', '<020'):
    row = []
    for value in values:
        try:
            row.append(format(value, spec))
        except Exception as x:
            row.append(f'{type(x).__name__} {x}')
    print(repr(spec), row if len(set(row)) > 1 else row[:1])
for spec in 'd x .2 .2d n s 5.f .f ,_ ,_f 10.2fx +-f zz.2f 1_0f 01.2F 00f 0000.1f x=+z#08,.2f -z -z10 #z z z10.1 10z.1f \u0663f .\u0662f .+1f ++ <<8 <<8f'.split(' '):
    attempt(spec, lambda: format(F(22, 7), spec))
run('''
format(F(1, 2), 3)
f'{F(1, 3):{20}.{3}f}|{F(1, 3)!r:>20}|{F(1, 3)!s:>8}'
'%s %r %.2f %d' % (F(7, 3), F(7, 3), F(7, 3), F(7, 3))
format(F(10 ** 400, 3), '.3e'), format(F(1, 10 ** 400), 'g'), format(F(10 ** 30 + 1, 10 ** 25), '.26f')
''')

print('-- strings')
for text in ('1', ' 1 ', '\n-1/2\t', '+3', '1_000', '1_000/2_0', '1__0', '_1', '1_', '1/2_', '1/_2', '.5', '5.', '-.5', '.', '1.2_3', '1._2', '1e5', '1E-5', '1e+5', '1e', '1e5_0', '.e1', '1.5e-3', '1/2e3', '1/2.0', '1/-2', '1/+2', '-+1', '- 1', '1 / 2', '1/ 2', '1 /2', '0/5', '5/0', '0/0', '\u0661\u0662/\u0663', '0x10', '1j', 'nan', 'inf', 'Infinity', '', ' ', '1 2', '007', '00/1', '\u20001\u2000', '1/2/3', '12.5E+2 ', 'e5'):
    attempt(repr(text), lambda: F(text))
run('''
F('1', '2')
F(b'1')
F(None)
F(1, None)
F(None, 1)
F(1.5, 1)
F(1, 1.5)
F(D(1), 2)
F('1', 1)
F(1, '1')
F(1j)
F(1, 0), 1
F(-3, 0)
F(F(1, 2), F(0))
F(0, 5), F(0, -5), F(True, False + 2), F(F(1, 2), 3), F(3, F(-2, 5)), F(2 ** 70, 2 ** 69)
F(1, 2, 3)
F(1, 2, _normalize=False)
F(float('nan'))
F(D('-inf'))
F(R(6, 4)), F(R(6, 4), R(1, 2)), F(R(6, 4)) + R(1, 2), R(1, 2) == F(1, 2), F(1, 2) == R(2, 4), F(1, 3) < R(1, 2), R(1, 3) + F(1, 2)
F(Odd())
F.from_float(1), F.from_float(-0.0), F.from_float(2.5e-300).denominator > 1, F.from_float(True)
F.from_float('a')
F.from_float(F(1, 2))
F.from_float(float('nan'))
F.from_decimal(D('-0.75')), F.from_decimal(2), F.from_decimal(True)
F.from_decimal(0.5)
F.from_decimal(D('snan'))
F.from_decimal('1')
type(T(1, 2)), type(T.from_float(.5)), type(T(1, 2) + T(1, 2)), type(-T(1, 2)), type(abs(T(1))), type(T(1, 2).limit_denominator(3)), type(T(F(1, 2))), type(T('1/2')), type(+T(1)), type(round(T(1, 2), 1)), repr(T(3)), type(T(2) ** 2)
''', R=type('R', (F,), {}), T=type('T', (F,), {}), Odd=type('Odd', (), {'as_integer_ratio': lambda self: (3, 6)}))


class Whole(numbers.Integral):
    """An integer that is no int."""

    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    __index__ = __int__
    __repr__ = lambda self: f'Whole({self.value})'
    numerator = property(lambda self: self.value)
    denominator = property(lambda self: 1)
    for _name in 'abs add and ceil eq floor floordiv invert le lshift lt mod mul neg or pos pow radd rand rfloordiv rlshift rmod rmul ror round rpow rrshift rshift rtruediv rxor truediv trunc xor'.split():
        locals()[f'__{_name}__'] = lambda self, *rest, _name=_name: (_name, self, rest)


class Approx(numbers.Real):
    """A real number that is no float."""

    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value

    __repr__ = lambda self: f'Approx({self.value})'
    for _name in 'abs add ceil eq floor floordiv le lt mod mul neg pos pow radd rfloordiv rmod rmul round rpow rtruediv truediv trunc'.split():
        locals()[f'__{_name}__'] = lambda self, *rest, _name=_name: NotImplemented


class Plane(numbers.Complex):
    def __init__(self, value):
        self.value = value

    def __complex__(self):
        return self.value

    real = property(lambda self: self.value.real)
    imag = property(lambda self: self.value.imag)
    __repr__ = lambda self: f'Plane({self.value})'
    conjugate = None
    for _name in 'abs add eq mul neg pos pow radd rmul rpow rtruediv truediv'.split():
        locals()[f'__{_name}__'] = lambda self, *rest, _name=_name: NotImplemented


print('-- arithmetic')
others = 2, -3, True, 0, F(-3, 4), 0.5, 0.0, -2.5, float('inf'), float('nan'), 1 + 2j, D('0.5'), 'x', None, Whole(3), Approx(1.5), Plane(1 - 1j), 1e-320
for operation in (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod, operator.pow, operator.eq, operator.ne, operator.lt, operator.ge, operator.gt, operator.le):
    for other in others:
        for a, b in (F(7, 3), other), (other, F(7, 3)), (F(-5), other), (other, F(2)):
            attempt(f'{operation.__name__} {a!r} {b!r}', lambda: operation(a, b))
run('''
F(0) ** -2
F(0) ** F(-1, 2)
F(-8, 27) ** F(1, 3), F(-8, 27) ** -3, F(8, 27) ** -1, 2 ** F(-2), F(1, 2) ** F(4, 2), (-2) ** F(1, 2), 0 ** F(1, 2), 2.5 ** F(3), 4.0 ** F(1, 2), (1j) ** F(2), D(4) ** F(2)
D(4) ** F(1, 2)
pow(F(1, 2), 2, 3)
pow(2, F(2), 5)
'a' ** F(2)
F(1, 2).__pow__(2), F(1, 2).__pow__('x'), F(1, 2).__rpow__(2), F(1, 2).__add__('x'), F(1, 2).__radd__('x'), F(1, 2).__eq__('x'), F(1, 2).__lt__(None), F(1, 2).__rpow__('x') if 0 else 0
''')
print('-- rounding')
for value in F(5, 2), F(-5, 2), F(7, 2), F(1, 3), F(-2, 3), F(1234567, 1000), F(15, 1000), F(-25, 10), F(6):
    print(value, [round(value)] + [round(value, n) for n in (-3, -1, 0, 1, 2, 5)], math.floor(value), math.ceil(value), math.trunc(value), int(value), float(value), bool(value), hash(value), value.as_integer_ratio(), value.is_integer())
run('''
round(F(1, 2), 1.5)
round(F(1, 2), 'x')
int(F(10 ** 30, 7)), complex(F(1, 4)), F(1, 4).conjugate(), F(1, 4).real, F(1, 4).imag, -F(0), abs(F(-1, 3)), +F(1, 3)
operator.index(F(4))
range(F(4))
hash(F(1, 2 ** 61 - 1)), hash(F(-3, 2 ** 61 - 1)), hash(F(2 ** 61 - 1, 2)), hash(F(-1)) == hash(-1), hash(F(1, 4)) == hash(.25) == hash(D('.25')), len({F(1, 2), .5, D('.5'), F(2, 4)})
F(1, 2).x
F(355, 113).limit_denominator(True), F(355, 113).limit_denominator(max_denominator=50)
F(1, 3).limit_denominator(0)
F(1, 3).limit_denominator(-4)
F(1, 3).limit_denominator(2.5)
''')
random.seed(9)
for _ in range(60):
    value = F(random.randrange(-10 ** 6, 10 ** 6), random.randrange(1, 10 ** 6))
    other = F(random.randrange(-10 ** 3, 10 ** 3), random.randrange(1, 10 ** 3))
    print([value.limit_denominator(m) for m in (1, 2, 7, 100, 5000, 10 ** 6)], value + other, value - other, value * other, value // F(1, 7), value % F(3, 7), divmod(value, 5), value < other, f'{value:.3f} {value:.4g} {value:e}')
print([F(n, 8).limit_denominator(4) for n in range(-9, 10)], [F(n, 6).limit_denominator(2) for n in range(-9, 10)])
