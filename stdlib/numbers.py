"""Abstract base classes of numbers: Number > Complex > Real > Rational > Integral."""
from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]

_SIGNS = {"add": "+", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "lshift": "<<", "rshift": ">>", "and": "&",
          "xor": "^", "or": "|", "lt": "<", "le": "<=", "eq": "=="}


def _asked(owner, names, template, doc):
    """Abstract methods like the template; doc says what one does, with %s for its sign or name."""
    for name in names.split():
        method = abstractmethod(template())
        method.__name__ = f"__{name}__"
        method.__qualname__ = f"{owner}.__{name}__"
        method.__doc__ = doc % _SIGNS.get(name.removeprefix("r") if name[1:] in _SIGNS else name, name)
        yield method.__name__, method


def _unary():
    def method(self):
        raise NotImplementedError
    return method


def _binary():
    def method(self, other):
        raise NotImplementedError
    return method


def _operations(owner, names):
    """Abstract operators and their reflected forms."""
    yield from _asked(owner, names, _binary, "self %s other")
    yield from _asked(owner, " ".join(f"r{name}" for name in names.split()), _binary, "other %s self")


class Number(metaclass=ABCMeta):
    """Any number: for isinstance(x, Number)."""
    __slots__ = ()
    __hash__ = None  # every kind of number has its own


class Complex(Number):
    """What complex can do: + - * / ** abs, real, imag, conjugate, ==, complex(), bool()."""
    __slots__ = ()
    locals().update(_operations("Complex", "add mul truediv"))
    locals().update(_asked("Complex", "eq", _binary, "self %s other"))
    locals().update(_asked("Complex", "complex abs", _unary, "%s(self)"))
    locals().update(_asked("Complex", "neg pos", _unary, "%s(self)"))

    @abstractmethod
    def __pow__(self, exponent):
        """self ** exponent"""
        raise NotImplementedError

    @abstractmethod
    def __rpow__(self, base):
        """base ** self"""
        raise NotImplementedError

    @abstractmethod
    def conjugate(self):
        """The complex conjugate."""
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        """The imaginary part."""
        raise NotImplementedError

    @property
    @abstractmethod
    def real(self):
        """The real part."""
        raise NotImplementedError

    def __bool__(self):
        """self != 0"""
        return self != 0

    def __sub__(self, other):
        """self - other"""
        return self + -other

    def __rsub__(self, other):
        """other - self"""
        return -self + other


class Real(Complex):
    """What float adds: float(), trunc, floor, ceil, round, // % divmod, ordering."""
    __slots__ = ()
    locals().update(_operations("Real", "floordiv mod"))
    locals().update(_asked("Real", "lt le", _binary, "self %s other"))
    locals().update(_asked("Real", "float trunc floor ceil", _unary, "%s(self)"))

    @abstractmethod
    def __round__(self, ndigits=None):
        """round(self, ndigits)"""
        raise NotImplementedError

    def __divmod__(self, other):
        """divmod(self, other)"""
        return self // other, self % other

    def __rdivmod__(self, other):
        """divmod(other, self)"""
        return other // self, other % self

    def __complex__(self):
        """complex(self)"""
        return complex(float(self))

    def conjugate(self):
        """The number itself."""
        return +self

    imag = property(lambda self: 0, doc="Real numbers have no imaginary part: 0.")
    real = property(lambda self: +self, doc="The number itself.")


class Rational(Real):
    """Adds numerator and denominator, in lowest terms."""
    __slots__ = ()

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    def __float__(self):
        """float(self)"""
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """What int adds: int(), pow() with modulus, and the bit operations."""
    __slots__ = ()
    locals().update(_operations("Integral", "lshift rshift and xor or"))
    locals().update(_asked("Integral", "int invert", _unary, "%s(self)"))

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        """pow(self, exponent, modulus)"""
        raise NotImplementedError

    def __index__(self):
        """operator.index(self)"""
        return int(self)

    def __float__(self):
        """float(self)"""
        return float(int(self))

    numerator = property(lambda self: +self, doc="The number itself.")
    denominator = property(lambda self: 1, doc="Integers have denominator 1.")


for _abstract, _kind in (Complex, complex), (Real, float), (Integral, int):
    _abstract.register(_kind)
del _abstract, _kind
