from _show import evaluate
import datetime, decimal, fractions
class C:
    def __format__(s, spec): return f"<{spec}>"
class D: pass
class E:
    def __format__(s, spec): return 1
values = ["", "abc", "é😀", True, None, [1], (1,), {1: 2}, b"a", object, D, ..., NotImplemented, range(3), slice(1), len, 1 + 2j]
specs = ["", "s", "10", ">10", "<10|"[:3], "^10", "*^10", "=10", "010", "d", "f", ".2", "10.2", "x", "+", " ", "#", ",", "_", "c", "é^7", "}<5", "{>5", "r", "5s", ".0s", "1_0", ">", "^", ".", "..", "0", "00", "05", "-5", "10z", "z", "%", "n", "\ud800<5", "10" * 20, "." + "9" * 30, "<<10", "10<", "0<10", "0>10", "s10"]
for v in values:
    for s in specs:
        try:
            print(ascii(v), ascii(s), ascii(format(v, s)))
        except Exception as e:
            print(ascii(v), ascii(s), type(e).__name__, ascii(str(e)))
evaluate(r"""
format(C(), "x"), f"{C():a{1}b}", "{:q}".format(C()), format(C())
format(E())
format(D())[:15]
format(D(), "s")
format(1, 2)
format(1, None)
format()
format(1, "d", 2)
format(value=1)
f"{1!r:>5}", f"{'a'!r:>5}", f"{1=}", f"{1 = !r:>5}", f"{'a' 'b'}", f"{{}}", f"{1:{'>'}{5}}", f"{'é'!a}", f"{1,}", f"{(lambda x: x)(3)}", f"{3:=+5}", f"{3!s:=>5}"
f"{1:d}{'x':s}"
f"{'x':d}"
f"{[]:d}"
f"{None:5}"
f"{1.5:d}"
f"{1:.2d}"
f"{1:.2}"
f"{1:,s}"
f"{'a':,}"
f"{'a':+}"
f"{'a':=5}"
f"{'a':#}"
f"{True:d} {True} {True:5} {True:s}" if 0 else f"{True:d} {True} {True:5}"
f"{True:s}"
object.__format__(1, ""), object.__format__("a", "")
object.__format__(1, "d")
object.__format__(1, 1)
int.__format__(1, 1)
str.__format__("a", 1)
float.__format__(1.0)
(1).__format__()
datetime.date(2020, 1, 2).__format__("%d/%m"), format(datetime.timedelta(1)), f"{datetime.datetime(2020, 1, 2, 3, 4):%H:%M}"
format(decimal.Decimal("1234.5"), ",.2f"), format(fractions.Fraction(1, 3), ".3f")
""", **globals())
