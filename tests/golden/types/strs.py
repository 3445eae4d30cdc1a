from _show import evaluate, table
class S(str): pass
class I:
    def __init__(s, v): s.v = v
    def __index__(s): return s.v
    def __repr__(s): return f"I({s.v})"
texts = ["", "a", "Hello World", "ǆ ǅ Ǆ", "straße ßß", "ŉ ﬁ ﬃ", "ΑΣ ΑΣΣ Σ", "İstanbul ı", "they're bill's", "\u0345\u03b1", "١٢٣ ²³ ½ Ⅷ ㊿", "\t\n \x1c\u2028", "日本語", "😀 a😀b", "_x1", "1x", "class", "ﬀ", "ᾳ ᾼ", "a\ud800b", "\x00", "É e\u0301", "ⓐ Ⓐ", "ª º", "ʰ", "ა Ა", "ß", "ﬓ", "ΐ", "aᏣꭰ"]
for t in texts:
    print(ascii(t), len(t), [ascii(getattr(t, m)()) for m in ("upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip")])
    print([m for m in dir(str) if m.startswith("is") and getattr(t, m)()], ascii(t), repr(t), t.split(), t.splitlines(), hash(t) == hash(str(t)))
evaluate(r"""
"a,b,,c".split(","), "a,b,,c".split(",", 2), "a,b,,c".rsplit(",", 1), " a  b ".split(), " a  b c ".split(None, 1), " a  b c ".rsplit(None, 1), "".split(), "".split(","), "abab".split("ab"), "a b".split(" ", 0), " a b ".split(maxsplit=0), "  ".rsplit(None, 0), "x".split(maxsplit=-5)
"a".split("")
"a".split(1)
"a".split(",", "1")
"a".split(",", 1.0)
"a".split(",", I(1)), "a b".split(sep=None, maxsplit=1)
"a".split(",", 1, 2)
"a".split(sepp=1)
"a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l".splitlines(), "a\n\nb\n".splitlines(True), "\n".splitlines(), "".splitlines(True), "a\r\n\rb".splitlines(keepends=1)
"a".splitlines("x")
"a".splitlines(1, 2)
"abc".partition("b"), "abc".rpartition("x"), "abc".partition("x"), "aXbXc".rpartition("X"), S("abc").partition("x")
"a".partition("")
"a".partition(1)
"a".rpartition()
"a".join([]), ",".join("abc"), ",".join(["a"]), "".join(iter("ab")), ",".join({"x": 1, "y": 2}), ",".join((S("a"), "b")), type("".join([S("a")])).__name__
",".join([1])
",".join(["a", b"b"])
",".join(1)
",".join(["a", 1, 2])
",".join()
"abcabc".find("c"), "abcabc".find("c", 3), "abcabc".find("c", -1), "abc".find(""), "abc".find("", 3), "abc".find("", 4), "abc".find("b", None, None), "abc".find("b", I(1)), "abc".rfind("", 1, 2), "abc".rfind("c", -100, 100), "abc".find("x")
"abc".find(1)
"abc".find()
"abc".find("a", "b")
"abc".find("a", 1.0)
"abc".find("a", 1, 2, 3)
"abc".index("x")
"abc".rindex("x")
"aaaa".count("aa"), "aaaa".count(""), "".count(""), "abc".count("", 1), "abc".count("", 5), "abc".count("b", 0, 10**30), "é😀é".count("é")
"abc".startswith("a"), "abc".startswith(("x", "a")), "abc".startswith(()), "abc".startswith("", 3), "abc".startswith("", 4), "abc".startswith("b", 1), "abc".endswith("bc", 0, 3), "abc".endswith(("b", "c"), None, 2), "".startswith("", 0, 0)
"abc".startswith(1)
"abc".startswith((1,))
"abc".startswith(["a"])
"abc".endswith(("x", 1))
"abc".endswith(None)
"aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "aaa".replace("", "-"), "aaa".replace("", "-", 2), "".replace("", "x"), "".replace("", "x", 0), "abc".replace("b", ""), "aaa".replace("aa", "b"), "a".replace("a", "a"), "aXbX".replace("X", "YY", count=1), "a".replace("b", "c", -1), "é".replace("é", "😀")
"a".replace("a")
"a".replace(1, "b")
"a".replace("a", 1)
"a".replace("a", "b", "c")
"a".replace("a", "b", None)
"abc".center(10), "abc".center(10, "*"), "abc".center(11, "é"), "abc".center(2), "ab".center(5, "*"), "abc".ljust(6, "."), "abc".rjust(6, "."), "-42".zfill(6), "+".zfill(3), "abc".zfill(5), "".zfill(2), "--1".zfill(5), "é".center(4, "😀")
"a".center("5")
"a".center(5, "")
"a".center(5, "ab")
"a".center(5, 1)
"a".center(5, b"x")
"a".ljust()
"a".zfill(1.0)
"a".center(10**30)
"a\tb".expandtabs(), "a\tb\n\tc".expandtabs(4), "\t".expandtabs(0), "a\tb".expandtabs(-5), "a\r\tb".expandtabs(3), "é\tb".expandtabs(tabsize=2), "日\tb".expandtabs(4)
"a".expandtabs("x")
"a".expandtabs(1, 2)
"\t".expandtabs(10**30)
"xxaxx".strip("x"), "xyaxy".strip("yx"), " a ".strip(None), "xxa".lstrip("x"), "axx".rstrip("x"), "abc".strip(""), "éaé".strip("é")
"a".strip(1)
"a".strip("a", "b")
"abc".removeprefix("ab"), "abc".removesuffix("bc"), "abc".removeprefix("x"), "abc".removesuffix(""), S("abc").removeprefix("x"), type(S("abc").removeprefix("x")).__name__
"abc".removeprefix(1)
"abc".removesuffix(("c",))
str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "cd"), str.maketrans({"a": 1, 98: "x", "c": None}), str.maketrans({})
str.maketrans("a", "bc")
str.maketrans("a")
str.maketrans("a", 1)
str.maketrans("a", "b", 1)
str.maketrans({"ab": 1})
str.maketrans({1.5: 1})
str.maketrans([1])
str.maketrans()
str.maketrans("a", "b", "c", "d")
"abc".translate({97: "X", 98: None, 99: 0x1F600}), "abc".translate({}), "abc".translate("xyz" * 50), "abc".translate([None] * 99), "aé".translate({233: "ee"}), "abc".translate({97: S("q")})
"abc".translate({97: -1})
"abc".translate({97: 0x110000})
"abc".translate({97: 1.5})
"abc".translate({97: b"x"})
"abc".translate(5)
"abc".translate()
"{} {}".format(1, 2), "{0}{0}".format("a"), "{a}".format(a=1), "{0.real} {0.imag}".format(3), "{0[1]} {0[-1]}".format({1: "a", "-1": "b"}), "{!r} {!s} {!a}".format("é", "é", "é"), "{:>{w}}".format("a", w=5), "{{}}".format(), "{0:{1}}".format(5, "03d"), "{:{}}".format("a", ">3"), "{a[b c]}".format(a={"b c": 1}), "{:%Y}".format(__import__("datetime").date(2020, 1, 2))
"{".format()
"}".format()
"{}".format()
"{1}".format(0)
"{a}".format()
"{} {0}".format(1)
"{0} {}".format(1)
"{!x}".format(1)
"{!}".format(1)
"{!rx}".format(1)
"{0[}".format([1])
"{0[]}".format([1])
"{0.}".format(1)
"{0[a}".format(1)
"{0]}".format(1)
"{0[0]x}".format([1])
"{0.foo}".format(1)
"{0[5]}".format([1])
"{0[x]}".format([1])
"{:{:{}}}".format(1, 2, 3)
"{:d}".format("a")
"{:}}".format(1)
"{:{}".format(1, 2)
"{99999999999999999999}".format(1)
"{-1}".format(1)
"{ 0}".format(1)
"{0 }".format(1)
"{a.b[c]}".format(a=type("T", (), {"b": {"c": 5}}))
"{}".format(*[1, 2, 3]), "{:>10}|{:<5}|{:^7}".format("a", "b", "c")
"{a}".format_map({"a": 1}), "{a}".format_map(type("D", (dict,), {"__missing__": lambda s, k: k * 2})())
"{a}".format_map({})
"{}".format_map([1])
"{0}".format_map([1])
"{a}".format_map(5)
"{a}".format_map()
"abc"[0], "abc"[-1], "abc"[1:], "abc"[::-1], "abc"[::2], "abc"[5:], "abc"[I(1)], "abc"[True], "é😀x"[1], "é😀x"[::-1], "abc"[-2:-1], "abc"[2:0:-1]
"abc"[3]
"abc"[-4]
"abc"["a"]
"abc"[1.0]
"abc"[None]
"abc"[10**30]
"abc"[::0]
"abc"["a":]
"abc"[1, 2]
"a" + 1
"a" + b"b"
1 + "a"
"a" + None
"a" * 3, 3 * "a", "a" * -1, "a" * 0, "ab" * True, "é" * I(2), "" * 10**30 if 0 else ""
"a" * 1.5
"a" * "b"
"a" * 10**30
"a" * (2**62)
"a" in "abc", "" in "", "bc" in "abc", "é" in "cafe", S("a") in "abc"
1 in "abc"
None in "abc"
b"a" in "abc"
"a" < "b", "a" < "A", "a" < "aa", "é" > "z", "😀" > "\uffff", "a" == b"a", "a" != 1, "a" == S("a"), "\ud800" < "\U00010000"
"a" < 1
"a" >= None
str(), str(1), str(None), str("x"), str(b"abc"), str(b"abc", "ascii"), str(b"\xff", errors="replace"), str(object=5), str(b"abc", encoding="utf-8", errors="strict"), str(bytearray(b"a"), "utf-8"), str(memoryview(b"a"), "utf-8")
str(1, "utf-8")
str("a", "utf-8")
str(b"\xff", "utf-8")
str(b"a", "nope")
str(b"a", 1)
str(b"a", "utf-8", 1)
str(1, 2, 3, 4)
str(foo=1)
"abc".encode(), "é".encode("latin-1"), "é".encode("ascii", "replace"), "é".encode(encoding="ascii", errors="ignore"), "é😀".encode("ascii", "xmlcharrefreplace"), "é😀".encode("ascii", "backslashreplace"), "é".encode("ascii", "namereplace"), "\ud800".encode("utf-8", "surrogatepass"), "\udcff".encode("utf-8", "surrogateescape"), "é".encode("utf-16"), "é".encode("utf-16-le"), "é".encode("utf-32-be"), "é".encode("utf-8-sig"), "é".encode("cp1252"), "é".encode("idna"), "é".encode("punycode"), "a+é".encode("utf-7"), "é\n".encode("unicode_escape"), "é€".encode("raw_unicode_escape")
"é".encode("ascii")
"aéè".encode("ascii")
"é😀".encode("latin-1")
"\ud800".encode("utf-8")
"\ud800\udc00".encode("utf-8")
"a".encode("nope")
"é".encode("ascii", "nope")
"a".encode("ascii", "nope")
"a".encode(1)
"a".encode("utf-8", 1)
"a\x00".encode("a\x00b")
"a".isascii(), "é".isascii(), "".isascii(), "a1".isalnum(), "é".isidentifier(), "1a".isidentifier(), "".isidentifier(), "·a".isidentifier(), "a·".isidentifier(), "٣".isdecimal(), "²".isdigit(), "½".isnumeric(), "五".isnumeric()
"abc".__contains__("b"), "abc".__len__(), "abc".__getitem__(1), "abc".__mul__(2), "abc".__rmul__(2), "abc".__add__("d"), "abc".__mod__(()), "abc".__rmod__("%s"), "a".__eq__(1), "a".__lt__(1), "abc".__getnewargs__(), "abc".__format__(">5"), "abc".__iter__().__length_hint__()
"abc".__add__(1)
"abc".__contains__(1)
"abc".__mul__("a")
"abc".__rmod__(1), "abc".__mod__
"abc"[0] = "x"
del "abc"[0]
"abc".foo = 1
str.upper(1)
str.upper()
str.join(",", ["a", "b"])
str.__new__(S, "x"), type(str.__new__(S, "x")).__name__, S("a").upper(), type(S("a") + "b").__name__, type(S("a")[:]).__name__, type(S("a").strip()).__name__, type(str(S("a"))).__name__, type(S("a") * 1).__name__, type(S("a").replace("x", "y")).__name__, type(S("a").ljust(1)).__name__
str.__new__(int)
min("abc"), max("abc"), sorted("hello"), list(reversed("abc")), "".join(sorted("cab"))
ord("é"), chr(0x1F600), chr(0), ascii(chr(0xd800))
ord("ab")
ord("")
ord(1)
ord(b"a"), ord(bytearray(b"b"))
ord(b"ab")
chr(-1)
chr(0x110000)
chr("a")
chr(1.0)
chr(10**30)
chr(I(97)), chr(True)
ascii("é\n'\""), repr("'"), repr('"'), repr("'\""), repr("\x7f\x80\xa0\xad\u0378\u200b\ue000\U000e0001"), repr("\ud800"), repr("\\")
""", S=S, I=I)
