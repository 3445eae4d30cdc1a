from _show import evaluate, table
import cmath
class C:
    def __init__(s, v): s.v = v
    def __complex__(s): return s.v
    def __repr__(s): return f"C({s.v!r})"
class F:
    def __float__(s): return 2.5
    def __repr__(s): return "F()"
class I:
    def __index__(s): return 5
    def __repr__(s): return "I()"
class S(complex): pass
nan, inf = float("nan"), float("inf")
table(complex, (), 1, 1.5, 1j, "1", "1+2j", "1 + 2j", " 1+2j ", "(1+2j)", "( 1+2j )", "((1+2j))", "j", "-j", "+1j", "1e5-1e-5j", "nan+infj", "-nan-infj", "infj", "1_0+2_0j", "1__0", "1+2", "1j+2", "2j1", "1+2i", "", " ", "()", "(", "1\x00", b"1", None, [], C(1j), C(1), C(None), F(), I(), True, "٣+٤j", "\ud800", (1, 2), (1.5, 2j), (1j, 2j), (1, "2"), ("1", 2), (1, None), (None, 1), (C(1j), 1), (1, C(1j)), (F(), F()), (I(), 1), (-0.0, -0.0), (nan, inf), "1.e5J", ".5j", ".j", "1+.j", "1ej", "+-1j", "1+-2j")
evaluate("""
complex(real=1, imag=2), complex(imag=3), complex(1, imag=2)
complex(1, real=2)
complex(1, 2, 3)
complex(foo=1)
complex("1", imag=2)
complex(imag="1")
1j, -1j, -(1j), 1+1j, 1-1j, -0j, 0j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(nan, nan), complex(inf, -inf), 1e20j, 1e16+1e-5j, 1.5+0j, complex(0, nan)
(1+2j).real, (1+2j).imag, (1+2j).conjugate(), abs(3+4j), -(1+2j), +(1+2j), bool(0j), bool(1j), hash(1+0j) == hash(1), hash(1j), hash(1+2j), hash(-1j)
abs(complex(1e308, 1e308))
abs(complex(nan, inf)), abs(complex(nan, 1))
(1+2j) + 1, 1 + (1+2j), (1+2j) - 1.5, (1+2j) * 2, (1+2j) * (3-1j), (1+2j) / (3-1j), (1+2j) / 2, 1 / (1+2j), (1+2j) ** 2, (1+2j) ** -2, (1+2j) ** 0.5, (1+2j) ** 1j, 2 ** (1+2j), 0j ** 0, (0j) ** 2, 1j ** 100, 1j ** 101, (1+1j) ** 1000000 if 0 else None
1j / 0
1j / 0j
0j ** -1
0j ** 1j
(1e200+1j) ** 2
1j // 1
1j % 1
divmod(1j, 1)
1j < 2j
1j < 1
1j & 1
1j + "a"
"a" * 1j
pow(1j, 2), pow(1j, 2, None)
pow(1j, 2, 3)
int(1j)
float(1j)
round(1j)
1j == 1j, 1j != 2j, 1+0j == 1, 1+0j == 1.0, 1j == "a", complex(nan, 0) == complex(nan, 0), 10**400 == 1j, 2**53 + 1 == complex(2**53)
(1+2j).__format__(""), (1+2j).__format__(".2f"), format(1+2j, "g"), format(1+2j, ">20"), format(1+2j, "+.1e"), format(1.5+2.25j, "n"), format(complex(nan, -inf), "f"), format(-0j, ""), format(1+2j, "^20.1f"), format(123456+1j, ","), format(1+2j, "#g"), format(1+2j, "_.1f"), format(1+2j, "E"), format(1+2j, ".3")
format(1j, "d")
format(1j, "%")
format(1j, "010")
format(1j, "=10")
format(1j, "z"), format(-0.001j, "z.1f")
format(1j, "s")
"%f" % 1j
"%s %r" % (1j, 2j)
(1j).__complex__(), (1j).__getnewargs__(), (1j).__eq__(1), (1j).__lt__(1), (1j).__add__("a"), (1j).__radd__(1), (1j).__pow__(2), (1j).__rpow__(2), complex.__new__(S, 1, 2), type(complex.__new__(S)).__name__
(1j).real = 1
complex.__add__(1, 2)
complex.from_number
cmath.sqrt(-1), cmath.phase(1j), cmath.polar(1+1j), cmath.rect(1, 2), cmath.exp(1j), cmath.log(1j), cmath.isclose(1j, 1j + 1e-12)
sum([1j, 2, 3.5]), sum([1, 1j]), sum([0.1j] * 10), max([1, 2], key=lambda x: 1)
max(1j, 2j)
sorted([1j, 2j])
[1j].index(1j), {1j: 1}[1j], 1 in {1+0j}
complex(S(1, 2)), type(complex(S(1, 2))).__name__, S(1, 2) + 1, repr(S(1, 2))
""", nan=nan, inf=inf, cmath=cmath, S=S)
