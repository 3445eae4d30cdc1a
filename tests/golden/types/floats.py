from _show import evaluate, table
import math, sys
class F:
    def __init__(s, v): s.v = v
    def __float__(s): return s.v
    def __repr__(s): return f"F({s.v!r})"
class I:
    def __index__(s): return 5
    def __repr__(s): return "I()"
class S(float):
    pass
nan, inf = float("nan"), float("inf")
table(float, (), 1, True, "1", " 1.5 ", "1e5", "1_0.0_1", "1__0", "_1", "1_", "1e", "e5", ".5", "5.", ".", "", " ", "+1", "--1", "inf", "-Inf", "+infinity", "nan", "-nan", "NaN", "nan(1)", "infinit", "0x1p3", "1e400", "-1e400", "1e-400", "4.9e-324", "2.4e-324", "2.5e-324", "1.7976931348623157e308", "1.7976931348623159e308", "\u0661.\u0665", b"1.5", bytearray(b"2"), memoryview(b"3"), None, [], 1j, F(2.5), F(2), F("a"), I(), S(1.5), "1\x00", b"1\x00", "1 2", "\ud800", 10**308, 10**309, "9" * 400, "0." + "0" * 400 + "1")
evaluate("""
float(x=1)
float(1, 2)
float("1", 10)
1.0, -0.0, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 0.1 + 0.2, 1/3, 2/3, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 100.0, 1e100
repr(nan), repr(-nan), repr(inf), str(-inf)
(0.5).as_integer_ratio(), (-0.0).as_integer_ratio(), (1e300).as_integer_ratio()[1], (5e-324).as_integer_ratio()[0]
nan.as_integer_ratio()
inf.as_integer_ratio()
(1.5).is_integer(), (2.0).is_integer(), inf.is_integer(), nan.is_integer()
(1.5).hex(), (-0.0).hex(), (0.1).hex(), (5e-324).hex(), nan.hex(), inf.hex(), (-inf).hex(), (1e308).hex(), (2.2250738585072014e-308).hex()
(1.5).conjugate(), (1.5).real, (1.5).imag
(1.5).__trunc__(), (-1.5).__floor__(), (1.2).__ceil__(), (1e30).__trunc__(), (-1e30).__floor__()
nan.__trunc__()
inf.__trunc__()
inf.__floor__()
nan.__ceil__()
int(nan)
int(inf)
math.floor(1e300) == int(1e300)
round(2.5), round(3.5), round(-2.5), round(0.5), round(1.5), round(2.675, 2), round(1234.5678, -2), round(1e300, 2), round(1e300, -299), round(5e-324, 400), round(1.5, 400), round(15.0, -1), round(25.0, -1), round(-0.4), round(-0.0, 1), round(0.15, 1), round(0.25, 1), round(0.35, 1)
round(nan)
round(inf)
round(nan, 1), round(inf, 1), round(-inf, -5)
round(1.5, None), round(1.5, True)
round(1.5, 1.0)
round(1.5, "a")
round(1.7976931348623157e308, -308)
round(1e308, -309)
round(1.5, 10**30)
round(1.5, -10**30)
round()
round("a")
round(number=1.26, ndigits=1)
(1.5).__round__(1), (2.5).__round__(), (2.5).__round__(None)
float.fromhex("0x1.8p1"), float.fromhex("1.8"), float.fromhex("-0x1p-1074"), float.fromhex(" 0x1 "), float.fromhex("inf"), float.fromhex("-nan"), float.fromhex("0X.8P+3"), float.fromhex("ff"), float.fromhex("0x1.fffffffffffff8p0"), float.fromhex("0x1p-1075"), float.fromhex("0x1.8p-1075"), float.fromhex("Infinity")
float.fromhex("0x1p1024")
float.fromhex("0x1.fffffffffffff8p1023")
float.fromhex("xyz")
float.fromhex("")
float.fromhex("0x")
float.fromhex("1p")
float.fromhex("0x1p5 x")
float.fromhex("1_0")
float.fromhex(1)
float.fromhex("é")
float.fromhex("0x1p99999999999999999999")
float.fromhex("0x0p99999999999999999999")
S.fromhex("0x1"), type(S.fromhex("0x1")).__name__
float.from_number
1.0 / 0
1.0 // 0
1.0 % 0
divmod(1.0, 0)
0.0 ** -1
(-8.0) ** 0.5
(-1.0) ** inf, 1.0 ** nan, nan ** 0, 0.0 ** inf, inf ** -1, (-inf) ** 3, (-inf) ** 0.5, 0.5 ** inf, 2.0 ** -inf, (-0.0) ** 3, (-2.0) ** 3.0
10.0 ** 400
1e300 ** 2
1e200 * 1e200, -1e200 * 1e200, inf - inf, inf * 0, inf / inf
7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 7.5 % 2, -0.0 % 1, 0.0 % -1, 1e300 % 7, inf // 1, 1 // inf, -1 // inf, -1 % inf, 1 % -inf, inf % 1, nan // 1, divmod(7.5, -2), divmod(-1e-20, 1.0)
1.5 + "a"
1.5 * [1]
"a" * 1.5
1.5 & 1
1.5 << 1
~1.5
-1.5, +1.5, abs(-1.5), abs(-0.0), abs(nan), bool(0.0), bool(-0.0), bool(nan)
1.5 < "a"
1.5 == "1.5", 1.5 != None, nan == nan, nan != nan, nan in [nan], [nan] == [nan], 0.0 == -0.0, inf > 10**400, -inf < -10**400, 1e16 == 10**16, 9007199254740993 == 9007199254740992.0, 9007199254740993 > 9007199254740992.0, 1.5 < 2, 2 < 1.5, 0.1 < 10**-1
hash(1.0), hash(0.5), hash(-0.5), hash(inf), hash(-inf), hash(1e300), hash(0.1), hash(-0.0), hash(2.0**61), hash(5e-324), hash(nan) == object.__hash__(nan)
min(nan, 1), min(1, nan), max(nan, 1), max(1, nan), sorted([3.0, nan, 1.0])[0]
sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([0.1, 0.2, 0.3]), sum([inf, -inf]), sum([1, 0.5, 2]), sum([0.1] * 3, 1), sum([1e308, 1e308, -1e308])
float.__getformat__("double"), float.__getformat__("float")
float.__getformat__("x")
float.__getformat__(1)
float.__add__(1.0, 1), float.__add__(1.0, "a"), (1.0).__radd__(1), (1.0).__eq__(1), (1.0).__lt__(nan), (1.0).__pow__(2), (1.0).__pow__(2, None), (2.0).__rpow__(3), (7.0).__divmod__(2), (1.0).__int__(), (1.0).__float__(), (1.5).__bool__(), (1.5).__getnewargs__()
(1.0).__pow__(2, 3)
float.__add__(1, 1)
float.__new__(S, "2.5"), type(float.__new__(S)).__name__
float.__new__(int)
(1.0).x = 1
sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_repr_style
math.ulp(1.0), math.nextafter(1.0, 2), math.copysign(1, -0.0), math.frexp(0.1), math.ldexp(0.5, 4), math.modf(-1.5), math.fmod(-7, 3), math.remainder(7, 4)
""", nan=nan, inf=inf, math=math, S=S, sys=sys)
for x in (0.0, -0.0, 1.0, -1.5, 3.14159, 1234567.891, 1e-7, 1e22, 123456789.0, nan, inf, -inf, 0.5, 2.5, 99.995):
    for spec in ("", "e", "E", "f", "F", "g", "G", "n", "%", ".0f", ".0e", ".0g", ".1f", ".3g", ".10g", "#.0f", "#g", "#.3g", "+", " ", "z.0f", "+z.1f", ",", "_", ",.2f", "_.3f", "010", "010.2f", "<12", "^12.1f", "=+12", "*>12.3e", "-<12", ".2", ".5", "#.2", ".17", ".50f", "10%", ".1%", "d", "x", "s", "c", "b", "+010,.1f", "=", "0=10", ".", ".-1", "1.1.1", "10.2q", ",_", "_,", ",,", "0,.2f", "011,.2f"):
        try:
            print(x, repr(spec), repr(format(x, spec)))
        except Exception as e:
            print(x, repr(spec), type(e).__name__, e)
print([1e15 + i / 10 for i in range(5)], [10.0**i for i in range(-8, 24)])
