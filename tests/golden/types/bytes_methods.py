from _show import evaluate, table
class I:
    def __init__(s, v): s.v = v
    def __index__(s): return s.v
    def __repr__(s): return f"I({s.v})"
class B:
    def __init__(s, v): s.v = v
    def __bytes__(s): return s.v
    def __repr__(s): return f"B({s.v!r})"
class SB(bytes): pass
class SA(bytearray): pass
for T in (bytes, bytearray):
    table(T, (), 3, 0, -1, True, I(2), I(-1), b"abc", bytearray(b"x"), memoryview(b"m"), [1, 2, 255], (0,), range(3), [256], [-1], ["a"], [1.5], [I(65)], [None], "abc", ("abc", "ascii"), ("é", "ascii"), ("é", "ascii", "replace"), ("é", "utf-8"), ("a", "nope"), (b"a", "ascii"), (1, "ascii"), ("a",), None, 1.5, B(b"z"), B("z"), B(1), {1, 2} and [1, 2], {3: 4}, 10**30, object(), ("a", 1), ("a", "ascii", 1), iter([1, 2]), memoryview(b"abcd")[::2])
    x = T(b"abc")
    evaluate(r"""
T(source=b"a"), T(source="a", encoding="ascii"), T("é", encoding="latin-1", errors="strict")
T(encoding="ascii")
T(errors="ascii")
T(b"a", errors="strict")
T(foo=1)
T(1, 2, 3, 4)
T("a", encoding=None)
x[0], x[-1], x[1:], x[::-1], x[I(1)], x[5:], x[True]
x[3]
x[-4]
x["a"]
x[1.0]
x[10**30]
x[::0]
x["a":]
x + b"d", x + bytearray(b"d"), x + memoryview(b"d"), b"d" + x, bytearray(b"d") + x, type(b"d" + x).__name__, type(x + b"d").__name__
x + "d"
x + 1
"d" + x
x + [1]
memoryview(b"a") + x
x * 2, 2 * x, x * 0, x * -1, x * I(2)
x * 1.5
x * "a"
x * x
x * 10**30
97 in x, b"a" in x, b"" in x, b"bc" in x, I(97) in x, 300 > 1 and b"z" in x, bytearray(b"b") in x
256 in x
-1 in x
"a" in x
None in x
1.5 in x
x == b"abc", x == bytearray(b"abc"), x == "abc", x != b"abd", x < b"abd", x < b"ab", x >= b"abc", x == memoryview(b"abc"), x == [97, 98, 99], x > bytearray(b"a")
x < "abc"
x < 1
x.split(b"b"), T(b"a,b,,c").split(b","), T(b"a,b,,c").split(b",", 1), T(b"a,b,,c").rsplit(b",", 1), T(b" a  b ").split(), T(b" a\t\n\x0b\x0c\r b\x1c ").split(), T(b"").split(), T(b"").split(b","), T(b" a b c ").split(None, 1), T(b" a b c ").rsplit(maxsplit=1), T(b"a").split(sep=bytearray(b"x"))
x.split(b"")
x.split("b")
x.split(1)
x.split(b"a", 1.0)
T(b"a\nb\r\nc\rd\x0be\x1cf\x85").splitlines(), T(b"a\n\n").splitlines(True), T(b"").splitlines()
x.partition(b"b"), x.rpartition(b"x"), x.partition(b"x"), x.partition(bytearray(b"b"))
x.partition(b"")
x.partition("b")
x.partition(98)
x.join([b"1", b"2"]), x.join([]), x.join([bytearray(b"1"), memoryview(b"2"), b"3"]), x.join(iter([b"1"])), type(x.join([b"1"])).__name__
x.join(["a"])
x.join([1])
x.join([b"a", 1])
x.join(1)
x.join("ab")
x.join(b"ab")
x.find(b"c"), x.find(99), x.find(b"c", 1), x.find(b"", 3), x.find(b"", 4), x.rfind(b""), x.index(b"b"), x.rindex(98), x.find(b"b", None, None), x.find(I(98)), x.count(b""), x.count(b"b", 1), x.count(97), x.find(bytearray(b"b")), x.find(memoryview(b"c"))
x.find("a")
x.find(256)
x.find(-1)
x.find(None)
x.find()
x.find(1.5)
x.index(b"x")
x.rindex(0)
x.count("a")
x.count(300)
x.startswith(b"a"), x.startswith((b"x", b"a")), x.startswith(()), x.endswith(b"c", 0, 3), x.endswith((b"b",), None, 2), x.startswith(bytearray(b"a")), x.startswith(memoryview(b"ab")), x.startswith(b"", 4)
x.startswith("a")
x.startswith(("a",))
x.startswith([b"a"])
x.startswith(97)
x.replace(b"b", b"XX"), x.replace(b"", b"-"), x.replace(b"", b"-", 2), x.replace(b"abc", b""), x.replace(bytearray(b"b"), memoryview(b"q")), x.replace(b"b", b"", count=1) if 0 else x.replace(b"b", b"", 0)
x.replace(b"b")
x.replace("b", b"")
x.replace(b"b", "")
x.replace(98, b"")
x.replace(b"b", b"", "x")
x.center(7), x.center(7, b"*"), x.ljust(5, b"."), x.rjust(5, bytearray(b".")), T(b"-5").zfill(5), x.zfill(2), x.center(2)
x.center(7, "*")
x.center(7, b"**")
x.center(7, 42)
x.center("7")
T(b"a\tb\n\tc").expandtabs(), T(b"a\tb").expandtabs(4), T(b"\t").expandtabs(0), T(b"a\tb").expandtabs(tabsize=2)
T(b" abc ").strip(), T(b"xaxx").strip(b"x"), T(b"xaxx").lstrip(bytearray(b"x")), T(b"xaxx").rstrip(memoryview(b"x")), T(b"\x0b a\x1c").strip(), x.strip(None), x.strip(b"")
x.strip("a")
x.strip(97)
x.removeprefix(b"a"), x.removesuffix(b"bc"), x.removeprefix(bytearray(b"ab")), x.removeprefix(b"")
x.removeprefix("a")
T.maketrans(b"ab", b"xy")[95:100], type(T.maketrans(b"", b"")).__name__
T.maketrans(b"a", b"bc")
T.maketrans("a", "b")
x.translate(bytes(range(256))), x.translate(None), x.translate(None, b"b"), x.translate(bytes(reversed(range(256))), b"a"), x.translate(None, delete=b"c"), x.translate(bytearray(range(256)))
x.translate(b"a")
x.translate("a")
x.translate(None, "a")
x.translate()
x.upper(), T(b"aBc\xe9").lower(), T(b"hello world").title(), T(b"they're bill's").title(), T(b"hELLO").capitalize(), T(b"aBc").swapcase(), T(b"\xe9").upper()
x.isalpha(), x.isalnum(), x.isdigit(), x.islower(), x.isupper(), x.isspace(), x.istitle(), x.isascii(), T(b"").isascii(), T(b"").isalpha(), T(b"Ab Cd").istitle(), T(b"12").isdigit(), T(b" \t").isspace(), T(b"\x80").isascii()
x.hex(), x.hex("-"), T(b"abcdef").hex("_", 2), T(b"abcde").hex(":", -2), T(b"").hex("-"), x.hex(sep=" ", bytes_per_sep=1), x.hex(b"-"), x.hex("-", 0)
x.hex("--")
x.hex("é")
x.hex(1)
x.hex("-", "a")
T.fromhex("61 62"), T.fromhex(""), T.fromhex(" 61\t62\n"), T.fromhex("fF")
T.fromhex("6")
T.fromhex("6 1")
T.fromhex("zz")
T.fromhex("61é")
T.fromhex(b"61")
T.fromhex(1)
x.decode(), T(b"\xff").decode("latin-1"), T(b"\xff").decode(errors="replace"), T(b"\xff").decode("ascii", "ignore"), T(b"\xff").decode("utf-8", "backslashreplace"), T(b"\xff").decode("utf-8", "surrogateescape"), T(b"\xed\xa0\x80").decode("utf-8", "surrogatepass"), T(b"\xff\xfea\x00").decode("utf-16"), T(b"+AOk-").decode("utf-7"), T(b"\\u00e9").decode("unicode_escape")
T(b"\xff").decode()
T(b"\xe9").decode("ascii")
T(b"a\xe2\x82").decode()
T(b"\xf0\x90").decode("utf-8")
T(b"\xc0\x80").decode()
T(b"\xed\xa0\x80").decode()
T(b"\xf5").decode()
T(b"a").decode("utf-16")
T(b"\x00\xd8").decode("utf-16-le")
T(b"abc").decode("utf-32")
T(b"a").decode("nope")
T(b"\xff").decode("ascii", "nope")
T(b"a").decode(1)
T(b"a").decode("utf-8", 1)
T(b"\\x").decode("unicode_escape")
x.__getitem__(0), x.__len__(), x.__contains__(97), x.__mul__(2), x.__rmul__(2), x.__add__(b"x"), x.__eq__("a"), x.__lt__("a"), x.__mod__(()), x.__rmod__("a")
list(x), tuple(x), set(x) == {97, 98, 99}, sorted(x), max(x), list(reversed(x)), sum(x), bytes(x) == x, bool(T()), len(x), iter(x).__length_hint__()
repr(T(range(0, 256, 5))), repr(T(b"'")), repr(T(b'"')), repr(T(b"'\"")), str(T(b"a"))
T.__new__(int)
x.foo = 1
x.isidentifier
""", T=T, x=x, I=I)
evaluate(r"""
hash(b"abc") == hash(SB(b"abc"))
hash(bytearray())
b"abc"[0] = 1
del b"abc"[0]
b"abc".__bytes__(), b"a".__getnewargs__(), bytes(B(b"q")), type(bytes(SB(b"x"))).__name__, type(SB(b"x") + b"").__name__, type(SB(b"x").upper()).__name__, type(SB(b"x")[:]).__name__, SB(b"a"), repr(SA(b"a")), type(SA(b"a")[:]).__name__, type(SA(b"a").copy()).__name__, type(SA.fromhex("61")).__name__, type(SA(b"a") + b"").__name__
""", SB=SB, SA=SA, B=B)
def step(text, a):
    a = bytearray(a)
    try:
        exec(text, {"a": a, "I": I, "SA": SA})
        print(text, "->", a)
    except BaseException as e:
        print(text, "->", type(e).__name__, e, a)
for text in """a.append(1);a.append(256);a.append(-1);a.append('x');a.append(I(5));a.append();a.extend(b'xy');a.extend([1,2]);a.extend([256]);a.extend('ab');a.extend(5);a.extend(a);a.extend([1,'a']);a.extend(memoryview(b'q'));a.extend(range(3));a.insert(0,9);a.insert(-100,9);a.insert(100,9);a.insert('a',1);a.insert(0,300);a.pop();a.pop(0);a.pop(-1);a.pop(10);a.pop('a');a.remove(98);a.remove(200);a.remove(300);a.remove('a');a.reverse();a.clear();a.copy();a+=b'z';a+=[1];a+='a';a+=5;a+=a;a*=3;a*=0;a*=-1;a*=1.5;a*='a';a[0]=1;a[0]=300;a[0]=-1;a[0]='a';a[0]=b'x';a[10]=1;a[-1]=I(7);a['a']=1;a[0:2]=b'XYZ';a[0:2]=[1,2,3];a[0:2]='ab';a[0:2]=5;a[0:2]=[300];a[0:2]=b'';a[::2]=b'XY';a[::2]=b'X';a[::2]=[];a[::-1]=b'123';a[::-1]=b'1';a[1:1]=b'ins';a[5:2]=b'q';a[:]=a;a[1:]=a;a[::0]=b'';del a[0];del a[10];del a[:];del a[::2];del a[::-1];del a['a'];del a[1:];del a[2:0:-1];a.__init__(b'new');a.__init__();a.__setitem__(0,1);a.__delitem__(0);a.__iadd__(b'x');a.__imul__(2);a.__alloc__();a[0:1]=memoryview(b'mm');a[2:10]=range(4);a[None:None]=b'0';a[I(0):I(2)]=b'';a.__setslice__;a.pop(I(0));a.sort()""".split(";"):
    step(text, b"abc")
for text in """a.append(1);a.extend(b'x');a.extend(b'');a.pop();a.insert(0,1);a.remove(97);a.clear();a.reverse();a[0]=1;a[0:1]=b'z';a[0:1]=b'zz';del a[0];del a[:];a[:]=b'';a+=b'x';a+=b'';a*=2;a*=1;a*=0;a.__init__();a.__init__(b'abc');a[::2]=b'xy';del a[::2];a[1:1]=b'';del a[5:]""".split(";"):
    a = bytearray(b"abc")
    m = memoryview(a)
    try:
        exec(text, {"a": a})
        print("export", text, "->", a, bytes(m))
    except BaseException as e:
        print("export", text, "->", type(e).__name__, e, a)
a = bytearray(b"abc")
it = iter(a)
print(next(it)); a.append(100); print(list(it), list(it)); a.append(1); print(list(it))
it = iter(a); next(it); print(it.__reduce__()[1:], it.__length_hint__()); it.__setstate__(3); print(list(it)); a.clear(); print(it.__reduce__())
print(bytearray(b"abc").__reduce__(), bytearray(b"abc").__reduce_ex__(2), bytearray(b"\xff").__reduce_ex__(4), bytes(3).__getnewargs__())
