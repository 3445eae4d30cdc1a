# Number literals in all bases, underscores, floats, imaginary ones, what follows a number, how they print.
from _t import values
import warnings

warnings.simplefilter("ignore")
print(0, 00, 0_0, 1, 1_000_000, 0x1F, 0XaB, 0b101, 0B1, 0o17, 0O7, 0x_ff, 0b_1_0, 0o_7_7, 10**30, 0xdead_beef_dead_beef_dead)
print(1.0, 1., .5, 1e5, 1E5, 1e+5, 1e-5, 1.5e300, 1_0.0_1, 1e1_0, 0.1, 1e16, 1e15, 123456789012345678.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 1e309, -1e309, 0.1 + 0.2, 1/3, 100.0, 1e100, 0e0, 00.5, 09.5, 0_0.5, 1e0, 1_1e1_1)
print(1j, 1.5J, 0j, 1e5j, .5j, 1_0j, 09j, 0_9.5j, -1j, 1+2j, -0.0, -0j, 1j*1j, (1+0j), 0x10 .real, 1 .real, 1.0.real, 1..real, 1j.imag, 1.e5, 1.e-5j)
print(1if 1else 2, 1or 2, [1for _ in (1,)], 0xf or 1, 1_2if True else 3, 0b1or 0, 1.5if 1 else 0, 1jif 1 else 0, 1and 2, 1in[1], 1is 1, 1not in[2])
print(-1 ** 2, (-1) ** 2, 2 ** -1, 2 ** 3 ** 2, -2 ** -2, ~1 ** 2, +1, --1, -+-1, ~~5, not 1 == 2, -5 // 2, -5 % 3, 5 // -2, 5 % -3, -5.5 // 2, -5.5 % 2, 7 // 2.0, 0.3 % 0.1)
values("1__0", "1_", "_1", "0_", "0x", "0x_", "0xg", "0x1g", "0b2", "0b12", "0b", "0o8", "0o18", "0o", "01", "0777", "00_1", "08", "09", "0_7", "1.2.3", "1..2", "1.__class__", "1.real", "1. real", "1 .real", "1e", "1e+", "1e_5", "1e5_", "1._5", "1_.5", "1.5_", "1.5e", "1ee5", "1j2", "1jj", "1x", "1a", "1l", "1L", "0xL", "12abc", "1_000_", "1_a", "0x1_", "0b1_", "0b1_2", "0o1_8", "1.5abc", "1.5.real", "1e5.real", "1e5x", "1jx", "1 2", "1(2)", "1[0]", "1.a", "1 if 1 else 2", "1if", "1else", "1or", "0or 1", "0xor 1", "0xfor 1", "0b1and 1", "1.5and 2", "1e5or 2", "1_0or 2", "1jor 2", "0o7or 1", "0O8", "0B2", "0X", "1\u00e9", "1\u0661", "\u0661", "١ + ١", "1²", "1０", "0x１", "9" * 4299 + "> 0", "-" * 50 + "1", "1" + "+1" * 100, "1.5_5e1_0", "1e400", "-1e400", "1e-400", "0x" + "f" * 20, "0b" + "1" * 70, "0o" + "7" * 30, "1__", "1_.", "._1", ".1_", ".1__2", "0_x1", "0x_1", "0b_1", "0__1", "00", "0000", "0_0_0", "00.0", "00e1", "00j", "01.5", "01e5", "01j", "0_1.5", "1_e5", "1e-_5", "0x1.8", "0x1p5", "0b1.1", "1if 0else 2", "[1, 2][0x1]", "1.0.is_integer()", "1..is_integer()", "10 .bit_length()", "(10).bit_length()", "1_0 .bit_length()", "0x.5", "1.e", "1.e+", "1.j", ".j", ".e5", ".", "..", "...", "....", "1....real" if False else "1...real")
try:
    eval("9" * 5000)
except SyntaxError as e:
    print(e.msg, e.lineno)
try:
    eval("-" + "9" * 5000)
except SyntaxError as e:
    print(e.msg)
print(len(str(eval("0x" + "f" * 3000))), eval("9" * 4300) % 1000)
