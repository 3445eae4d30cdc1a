from _show import evaluate, table
import sys

class I:
    def __init__(s, v): s.v = v
    def __index__(s): return s.v
    def __repr__(s): return f"I({s.v!r})"
class N:
    def __int__(s): return 7
    def __repr__(s): return "N()"
class T:
    def __trunc__(s): return 8
    def __repr__(s): return "T()"
class B(int):
    def __repr__(s): return f"B({int(s)})"

table(int, (), 1.9, -1.9, "12", " 12 ", "1_000", "1__0", "_1", "1_", "0x10", "", " ", "+5", "-5", "+-5", "- 5", "\u0663\u0664", "\x1c5", "5\x00", b"12", b"1\x00", bytearray(b" 7 "), memoryview(b"8"), None, [], 1j, float("nan"), float("inf"), 1e30, I(3), I("x"), I(True), N(), T(), True, "9" * 30, "é", "\ud800")
table(int, ("ff", 16), ("0xff", 16), ("0xff", 0), ("0b11", 0), ("0o17", 0), ("017", 0), ("0", 0), ("00", 0), ("0_0", 0), ("z", 36), ("z", 35), ("1", 1), ("1", 37), ("1", -1), ("1", 2), ("2", 2), ("0b1", 2), ("0B1_1", 2), ("0o7", 8), ("0x", 16), ("0x_f", 16), ("0x_f", 0), ("_f", 16), (b"ff", 16), (bytearray(b"z"), 36), (12, 10), (1.5, 10), ("1", "2"), ("1", 1.0), ("1", I(2)), ("1", 10**30), ("1", None), (None, 10), ("٣", 16), ("1e5", 16), ("12", True))
evaluate("""
int(x=1)
int("1", base=2)
int(base=10)
int("1", 2, 3)
int(*[1, 2, 3, 4])
int("1", bas=3)
(5).bit_length(), (0).bit_length(), (-8).bit_length(), (2**100).bit_length()
(5).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count(), True.bit_count()
(10).to_bytes(), (255).to_bytes(2), (255).to_bytes(2, "little"), (-1).to_bytes(2, "big", signed=True), (0).to_bytes(0), (1).to_bytes(length=3, byteorder="little")
(256).to_bytes()
(-1).to_bytes()
(128).to_bytes(1, signed=True)
(-129).to_bytes(1, signed=True)
(1).to_bytes(-1)
(1).to_bytes(1, "middle")
(1).to_bytes("1")
(1).to_bytes(1, 2)
(1).to_bytes(10**30)
(1).to_bytes(1, "big", True)
int.from_bytes(b"\\x01\\x00"), int.from_bytes(b"\\x01\\x00", "little"), int.from_bytes(b"\\xff", signed=True), int.from_bytes(b""), int.from_bytes([1, 2]), int.from_bytes((255,)), int.from_bytes(bytes=b"1", byteorder="big")
int.from_bytes("x")
int.from_bytes(5)
int.from_bytes([256])
int.from_bytes([-1])
int.from_bytes(b"x", "x")
int.from_bytes()
int.from_bytes(b"x", signed=2)
int.from_bytes(memoryview(b"\\x01\\x02"))
B.from_bytes(b"a"), type(B.from_bytes(b"a")).__name__
(7).as_integer_ratio(), (7).is_integer(), (7).conjugate(), (7).real, (7).imag, (7).numerator, (7).denominator, True.real
(1).__format__("d"), (1).__format__(""), (12345).__format__(","), (12345).__format__("_x")
(1).__round__(), (15).__round__(-1), (25).__round__(-1), (-15).__round__(-1), (2**70).__round__(-20), (5).__round__(3), (5).__round__(-30)
(5).__round__("x")
(5).__round__(None)
round(5, 1.0)
round(15, I(-1))
(5).__trunc__(), (5).__floor__(), (5).__ceil__(), (5).__index__(), (5).__pos__(), (5).__invert__(), (5).__abs__()
True.__trunc__(), True.__floor__(), type(True.__pos__()).__name__
(5).__getnewargs__(), B(5).__getnewargs__()
(5).__sizeof__() > 0
int.__new__(B, 3)
int.__new__(str, 3)
int.__new__()
int.__new__(3)
object.__new__(int)
int.real
int.numerator.__get__(5)
(5).real = 1
(5).foo
(5).foo = 1
del (5).foo
(5).__class__ = str
""", B=B, I=I)
big = 2**200
evaluate("""
pow(2, 10), pow(2, -1), pow(0, 0), pow(2, 3, 5), pow(2, -1, 5), pow(-2, 3, 5), pow(2, 3, -5), pow(3, -2, 7), pow(2, 0, 1), pow(2, 5, 1)
pow(0, -1)
pow(2, -1, 4)
pow(2, 3, 0)
pow(2, 3.0, 5)
pow(2.0, 3, 5)
pow("a", 2)
pow(2, "a", 3)
pow(2, 2, None)
pow(2, 2, "x")
pow(I(2), 2)
pow(base=2, exp=3, mod=5)
pow(2)
pow(2, 3, mod=4)
pow(2, big, 1000007), pow(big, 3, 97)
pow(10, -2), pow(-8, 1/3)
(2).__pow__(3, None), (2).__pow__("x"), (2).__rpow__(3), (2).__rpow__(3, 5), (2).__pow__(3, "x")
big // 7, big % 7, -big // 7, -big % 7, big // -7, big % -7, divmod(-big, 7)
big / 3, -big / 3, big / big, 1 / big, (big + 1) / 1.0
10**400 / 10**399
10**400 / 3
3 / 10**400
float(10**400)
1e308 * 10
int(1e308) * 10 / 2.0
1 // 0
1 % 0
1 / 0
divmod(1, 0)
1.0 // 0
big // 0
0 ** -1
1 << 70, -1 << 3, 1 >> 100, -1 >> 100, big >> 199, -big >> 199, -big >> 300, 0 << 10**30
1 << -1
1 >> -1
1 << 10**30
1 >> 10**30, -1 >> 10**30
1 << 1.0
1 >> "a"
5 & 3.0
5 & -3, 5 | -3, 5 ^ -3, ~5, big & -1 == big, big | -big, big ^ -1, ~big, -big & (2**64 - 1)
True & 1, True & True, True | False, True ^ 1, ~True
1 + None
1 - "a"
"a" - 1
1 * None
[1] * "a"
1 + 1j, 1 - 1.5, 2 * 1.5, 2 // 1.5, 2 % 1.5, 2 ** 0.5, 2 ** -1
1 < 1.5, 1 == 1.0, big == float(big), big < float(big), 10**30 == 1e30, 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 1 < float("nan"), 1 == float("nan"), big < float("inf"), -big > -float("inf")
1 < "a"
1 < None
1 < 1j
1 == 1j, 1 == 1 + 0j, big == complex(big)
hash(1), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61), hash(-(2**61 - 1)), hash(2**100), hash(big) == hash(float(big)), hash(True)
max(1, 1.0), min(True, 1), sorted([3, True, 2.5, 0])
-(2**63), 2**63 - 1, 2**63, -(2**62), 2**62, 2**61, (2**62) * -2, -(2**62) - 1
(2**61) + (2**61), (2**61) * 4, -(2**61) - (2**61), (2**31) * (2**31), (2**32) ** 2
bin(10), bin(-10), oct(8), oct(-8), hex(255), hex(-255), bin(I(5)), hex(True)
bin(1.0)
hex("a")
oct(None)
bin(I("x"))
abs(-5), abs(True), abs(-big) == big, +True, -True
int.__add__(1, 2), int.__add__(1, 1.0), int.__radd__(1, 2), (1).__eq__(1.0), (1).__lt__("a"), (1).__bool__(), (1).__float__(), int.__divmod__(7, 2), (1).__rdivmod__(7)
int.__add__("a", 1)
int.__add__()
int.__add__(1)
int.__add__(1, 2, 3)
(1).__add__(a=1)
int.__and__(True, 1)
int("1" * 5000)
len(str(10**4299))
str(10**4300)
int("1" * 4300) > 0
int("_".join("1" * 5000))
int("f" * 5000, 16) > 0
repr(10**5000)
f"{10**5000}"
"%d" % 10**5000
hex(10**5000)[:10]
float("1" * 5000)
(10**5000).__format__("x")[:5]
print(10**5000)
""", I=I, big=big)
sys.set_int_max_str_digits(0)
print(len(str(10**5000)), len(str(3**20000)), str(3**20000)[:20], str(7**30000)[-20:], int("1" * 5000) % 10**9)
evaluate("""
sys.set_int_max_str_digits(5)
sys.set_int_max_str_digits(-1)
sys.set_int_max_str_digits("a")
sys.set_int_max_str_digits(640)
sys.get_int_max_str_digits()
str(10**640)
int("1" * 641)
int("1" * 641, 10)
int("1" * 641, 3)
""", sys=sys)
sys.set_int_max_str_digits(4300)
for n in (0, 7, -7, 255, 2**70, -(2**70)):
    for spec in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "c", "n", "e", "f", "g", "%", ",", "_", "_b", "_x", "+", " ", "-", "010", "<10", ">10", "^10", "=10", "*^10", "+08d", "#010x", "#_x", "08,", "010_b", "s", ".2", ".2f", ",x", "_n", "zf", "z", "10.", "é>5d", "5c", "+c", "#c", ",c", "1000000000000000000000d", "<<5", "x5"):
        try:
            print(n, repr(spec), repr(format(n, spec)))
        except Exception as e:
            print(n, repr(spec), type(e).__name__, e)
for a in (0, 1, -1, 7, -7, 2**64, -(2**64), True):
    for b in (1, -1, 3, -3, 2**64 - 1, -(2**64) + 5, True):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a & b, a | b, a ^ b, a < b, a <= b, a == b, a / b)
