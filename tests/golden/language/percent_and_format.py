# % formatting, str.format and format specs: fields, conversions, nesting, what is refused.
from _t import attempt, values

P = ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%e", "%.2e", "%E", "%f", "%.0f", "%#.0f", "%g", "%#g", "%G", "%10.3f", "%-10.3f|", "%+.1f", "%c", "%s", "%r", "%a", "%10s|", "%-10s|", "%.2s", "%i", "%u", "%ld", "%5%", "%.3d", "%#.3x", "%08.2f", "%+05d", "%.10r")
for value in (42, -7, 0, 3.14159, -0.0, 1e100, True, "text", "é", 10**20, None, [1], float("nan"), float("inf"), 0.5, 2.5):
    row = []
    for p in P:
        try:
            row.append(p % (value,) if p != "%5%" else p % ())
        except Exception as e:
            row.append(f"{type(e).__name__}: {e}")
    print(repr(value), row)
values("'%s' % ()", "'%s %s' % (1,)", "'%s' % (1, 2)", "'%d' % 'a'", "'%c' % 'ab'", "'%c' % 65", "'%c' % -1", "'%c' % 0x110000", "'%z' % 1", "'%' % 1", "'%%' % ()", "'%%' % 5", "'a' % 5", "'a' % ()", "'a' % {}", "'a' % [1]", "'%(a)s' % {'a': 1}", "'%(a)s %(b)05d' % {'a': 1, 'b': 2}", "'%(a)s' % 5", "'%(a)s' % {}", "'%(a' % {}", "'%(a)' % {'a': 1}", "'%(a)s %s' % {'a': 1}", "'%*d' % (5, 42)", "'%-*d|' % (5, 42)", "'%*d|' % (-5, 42)", "'%.*f' % (2, 3.14159)", "'%*d' % ('a', 1)", "'%*d' % (1,)", "'%.*f' % (-2, 3.5)", "'%(a)*d' % {'a': 1}", "'%((a))s' % {'(a)': 1}", "'%.d' % 5", "'%.0d' % 0", "'%5.d|' % 5", "'%s' % b'x'", "'%x' % 1.5", "'%d' % 1.9", "'%d' % float('nan')", "'%d' % 1j", "'%f' % 'a'", "'%f' % 10**400", "'%i' % True", "'%s%%' % 5", "'%s' % (1, )", "'%r' % ('a',)", "'%5s' % 'é'", "'%99999999999d' % 1", "'%.99999999999f' % 1", "'%#b' % 1", "'%+s|' % 'a'", "'%05s|' % 'a'", "'% s|' % 'a'", "'%s' % Exception('e')", "'%(x)s' % Map()", Map=type("Map", (), {"__getitem__": lambda s, k: k * 2}))
values("b'%d' % 5", "b'%s' % b'x'", "b'%s' % 'x'", "b'%b' % b'x'", "b'%a' % 'é'", "b'%r' % b'x'", "b'%c' % 65", "b'%c' % b'A'", "b'%c' % b'AB'", "b'%c' % 256", "b'%5.1f|' % 2.25", "b'%x' % 255", "b'%(a)s' % {b'a': b'v'}", "b'%s' % 5", "bytearray(b'%d') % 7", "b'%-5s|' % b'ab'", "b'%%' % ()", "b'%' % ()", "b'%s %s' % (b'a',)")
S = ("", "d", "5", "<5", ">5", "^5", "=5", "*^7", "+", "-", " ", "05", "x", "#x", "#X", "b", "#b", "o", "c", "n", ",", "_", "_x", "_b", ",x", ".2f", ".0f", "#.0f", "e", ".3e", "g", ".3g", "%", ".1%", "E", "G", "s", "10s", ".2", ".2s", "z.1f", "z", "+08.2f", "0>8", "é>6", "x^#10x", "10,.2f", "_.3f", "!", "5!", "{", "0", "00", "1.", ".", "<<5", "5d5", "+s", ",s", ".2d", "#s", "=5s", "c5", "010b", "-^+9.2f", ",.0f", ".3_f", "08,d")
for value in (42, -1234567, 0, 3.14159, -0.001, 1234567.891, 1e22, True, "text", "", 2 + 3j, None, 10**20, float("nan"), float("-inf")):
    row = []
    for s in S:
        try:
            row.append(format(value, s))
        except Exception as e:
            row.append(f"{type(e).__name__}: {e}")
    print(repr(value), row)
values("'{}'.format(1)", "'{} {}'.format(1)", "'{0} {1} {0}'.format('a', 'b')", "'{} {0}'.format(1)", "'{0} {}'.format(1)", "'{a}'.format(a=1)", "'{a}'.format(1)", "'{0.real}'.format(5)", "'{0[1]}'.format([1, 2])", "'{0[a]}'.format({'a': 1})", "'{0[1]}'.format({1: 'int', '1': 'str'})", "'{0[-1]}'.format([1, 2])", "'{0[-1]}'.format({'-1': 5})", "'{0.x}'.format(5)", "'{0[9]}'.format([1])", "'{!r}'.format('a')", "'{!s:>5}'.format('a')", "'{!a}'.format('é')", "'{!x}'.format(1)", "'{!}'.format(1)", "'{!r'.format(1)", "'{!rr}'.format(1)", "'{:{}}'.format('a', 5)", "'{:{w}.{p}}'.format(3.14159, w=8, p=3)", "'{0:{1}{2}}'.format(5, '>', 4)", "'{:{:{}}}'.format(1, 2, 3)", "'{{}}'.format()", "'{'.format()", "'}'.format()", "'{}}'.format(1)", "'{a'.format(a=1)", "'{a.b.c[0].d}'.format(a=1)", "'{0.}'.format(1)", "'{0[}'.format(1)", "'{0[]}'.format([1])", "'{0[1]x}'.format([1, 2])", "'{[0]}'.format('ab')", "'{.real}'.format(1)", "'{ 0}'.format(1)", "'{0 }'.format(1)", "'{:x<{}}'.format('a', 3)", "'{: >{w}}'.format('a', w=4)", "'{0:}'.format(5)", "'{:d}'.format('a')", "'{:s}'.format(5)", "'{:10}|'.format(None)", "'{:5}|{:<5}|{:^5}|'.format(1, 2, 3)", "'{99999999999}'.format(1)", "'{-1}'.format(1)", "'{a b}'.format(**{'a b': 1})", "'{}'.format(*[])", "'{0}{1}'.format(*'ab', 'c')", "'{self}'.format(self=1)", "'a{}b{}c'.format(1, 2)", "'{0!r:^10}'.format('é')", "'{:%Y-%m}'.format(D())", "'{:a}'.format(D())", "''.format(1)", "'{}'.format_map({})", "'{a}'.format_map({'a': 1})", "'{a}'.format_map({})", "'{a}'.format_map(M())", "'{0}'.format_map([1])", "'{a}'.format_map()", D=type("D", (), {"__format__": lambda s, spec: f"<{spec}>"}), M=type("M", (dict,), {"__missing__": lambda s, k: "?" + k}))


class Spec:
    def __format__(self, spec):
        return 5


attempt(format, Spec())
attempt("{}".format, Spec())
attempt(lambda: f"{Spec()}")


class Sub(str):
    def __format__(self, spec):
        return "sub:" + spec

    def __str__(self):
        return "str"


print(f"{Sub('a')}", f"{Sub('a'):x}", f"{Sub('a')!s:>5}", "%s" % Sub("a"), format(Sub("a")), "{}".format(Sub("a")), str(Sub("a")), "".join([Sub("a")]))


class IntSub(int):
    def __repr__(self):
        return "I"

    def __str__(self):
        return "S"


print(f"{IntSub(5)}", "%d %s %r" % (IntSub(5),) * 1 if False else "%d %s %r" % (IntSub(5), IntSub(5), IntSub(5)), format(IntSub(5)), format(IntSub(5), "3"), str(IntSub(5)))
