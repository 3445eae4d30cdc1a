class I:
    def __index__(s): return 65
    def __int__(s): return 66
class F:
    def __float__(s): return 2.5
class S(str): pass
class SS(str):
    def __str__(s): return S("sub")
class Fm:
    def __format__(s, spec): return "<" + spec + ">"
class BadFm:
    def __format__(s, spec): return 1
class D(dict):
    def __missing__(s, k): return "?" + k
CASES = r'''
"a".find()
"a".find(1)
"a".find("a","b")
"abcabc".find("c",3), "abcabc".find("c",-2), "abc".find("",4), "abc".find("",3), "éaéa".find("a",2), "éaéa".rfind("é"), "éaéa".find("é",1,2)
"a".count(1)
"aéaé".count("é"), "abc".count(""), "abc".count("",3), "abc".count("",4), "aaa".count("aa")
"a".index("b")
"a".rindex("b")
"a".replace(1,2)
"a".replace("a",2)
"a".replace("a","b",count="x")
"a".split(1)
"a".split("")
"a".rsplit(1)
"a b  c ".split(), " a b ".split(" "), "a,b,c".split(",",1), "a,b,c".rsplit(",",1), "a b c".split(None,1), "  a b c ".rsplit(None,1), "".split(), "".split(",")
"a\u2003b\x1cc".split()
"a".split(None,"x")
"a".split(maxsplit=1<<70)
"a".join([1])
"a".join(1)
",".join(["a","é"]), ",".join([]), ",".join("abc"), ",".join(x for x in "ab"), "".join(("x",)), "é".join(["a","b"])
"a".partition(1)
"a".partition("")
"a.b.c".partition("."), "a.b.c".rpartition("."), "abc".partition("."), "abc".rpartition(".")
"a".center("x")
"a".center(5,"xx")
"a".center(5,1)
"a".ljust(5,"")
"ab".center(5,"*"), "ab".center(7), "é".ljust(3,"é"), "é".rjust(3), "abc".rjust(2)
"a".strip(1)
"a".lstrip(1)
" a ".strip(), "xxaxx".strip("x"), "éaé".strip("é"), "abc".lstrip("ab"), "abc".rstrip("bc"), "  a".lstrip(), "\u3000a\u3000".strip()
"a".expandtabs("x")
"a".expandtabs(1<<40)
"a\tb\n\tc".expandtabs(), "a\tb".expandtabs(4), "a\tb".expandtabs(0), "é\tb".expandtabs(3)
"a".translate(1)
"a".translate({97:1.5})
"a".translate({97:1<<40})
"a".translate({97:-1})
"abcé".translate({97:None,98:"xyz",99:100,233:"e"}), "abc".translate(str.maketrans("ab","xy","c")), "abc".translate("zzz"*40)
"a".startswith(1)
"a".startswith((1,))
"a".endswith(1)
"abc".startswith(("x","a")), "abc".startswith("b",1), "abc".endswith("b",0,2), "abc".startswith("",4), "abc".startswith("",3), "éa".endswith("a",1)
"a".removeprefix(1)
"a".removesuffix(1)
"abc".removeprefix("ab"), "abc".removesuffix("bc"), "abc".removesuffix(""), "abc".removeprefix("x")
"a".zfill("x")
"-5".zfill(4), "+5".zfill(4), "5".zfill(3), "é".zfill(3), "abc".zfill(1)
"a".encode(1)
"a".encode("utf-8",1)
"a".encode("foo")
"a".encode("rot13")
"a".encode("ut\0f")
"é€😀".encode(), "é".encode("latin-1"), "é".encode("ascii","ignore"), "é".encode("ascii","replace"), "é".encode("ascii","xmlcharrefreplace"), "é".encode("ascii","backslashreplace"), "é".encode("ascii","namereplace"), "\udc80".encode("ascii","surrogateescape"), "\ud800".encode("utf-8","surrogatepass"), "é".encode("utf-16"), "é".encode("cp1252")
"a".maketrans(1)
"a".maketrans("ab","c")
"a".maketrans("ab",1)
"a".maketrans("ab","cd",1)
"a".maketrans({"ab":1})
"a".maketrans({1.5:1})
"a".maketrans(1,"a")
str.maketrans({"a":1,98:"x"}), str.maketrans("a","é","x")
str(), str(1), str(b"a"), str(None), str("x"), str(S("q")), type(str(S("q"))), str(SS("a")), type(str(SS("a")))
S(1), type(S(1)), S(b"ab","ascii"), S(object=5), len(S("éa")), S("é")[0], S("a")+"b", type(S("a")+""), type(S("a")*1), type(S("a").lower()), type(S("a")[:]), S("a")=="a", hash(S("a"))==hash("a")
str(b"a",1)
str(1,"utf-8")
str("a","utf-8")
str(object=b"ab",encoding="ascii")
str(1,2,3,4)
str(x=1)
str(1, object=2)
str(b"a", errors="strict")
str(bytearray(b"\xc3\xa9"),"utf-8"), str(memoryview(b"abc"),"ascii")
"a"*-1, "a"*0, "ab"*3, 3*"ab", "é"*3, "a"*True
"a"*(1<<63)
"ab"*(1<<62)
"ab"*(1<<61)
"a"*1.5
"a"+1
"a"+"é", ""+"a", "a"+""
"a"[1]
"a"[-2]
"a"[1<<70]
"a"[I()]
"abc"[::0]
"abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], "abcdef"[5:1:-2], "éaéb"[1:3], "éaéb"[::-1], "éaéb"[::2], "éaéb"[-1], "éaéb"[0], "abc"[10:], "abc"[:-1], "😀a😀"[1:], "abc"[-100:100], "abc"[None:None:None]
("é"*100+"x"*100+"😀"*100)[150:250], ("é"*1000)[999], ("aé"*500)[333:339]
1 in "a"
"b" in "abc", "" in "", "é" in "aéb", "x" in "abc"
"a"<"b", "a"<="a", "a">"B", "a"=="a", "a"!="b", "é">"z", "😀">"\uffff", "a"==1, "a"!=1
"a"<1
"a".format_map(1)
"{}".format_map({})
"{x} {y}".format_map(D(x=1))
"{0}".format()
"{a}".format()
"{!x}".format(1)
"{:{:{}}}".format(1,2,3)
"{} {}".format(1,2), "{1} {0}".format(1,2), "{a}{b}".format(a=1,b=2), "{0[0]} {0[1]}".format([1,2]), "{0.real}".format(5), "{!r} {!s} {!a}".format("é","é","é"), "{:>5}|{:<5}|{:^5}|{:*^7}".format(1,2,"a","b"), "{:{w}.{p}f}".format(3.14159,w=10,p=2), "{{}}".format(), "{:{}}".format("a",5), "{:x}".format(Fm()), "{}".format(Fm())
"{}".format(BadFm())
"a".__format__(1)
"é".__format__(">4"), "abc".__format__(".2"), format("a","<5"), format("a","")
format("a","=5")
format("a","d")
format("a","5.")
format(1,"s")
"a\nb\r\nc".splitlines(), "a\nb\n".splitlines(True), "a\x0bb\u2028c\x85d".splitlines(), "".splitlines(), "a\n\nb".splitlines("x")
"%d"%"a"
"%d"%1.5
"%x"%1.5
"%c"%"ab"
"%c"%-1
"%c"%1.5
"%s"
"%s"%()
"%s %s"%(1,)
"%(a)s"%1
"%(a)s"%{}
"%(a)s"%{"a":3}
"a"%1
"a"%{}
"a"%[1]
"%f"%"a"
"%*d"%("a",1)
"%*d"%(5,1)
"%i"%(1<<70)
"%.3s|"%"abcdef"
"%a"%"é"
"%z"%1
"%b"%1
"%c"%0x110000
"%d"%I()
"%x"%I()
"%c"%I()
"%d"%F()
"%f"%I()
"%f"%F()
"%d"%(1<<100)
"%d"%float("nan")
"%d"%float("inf")
"%d"%1e20
"%d"%True
"%c"%"é"
"%c"%b"a"
"%d"%None
"%i"%"x"
"%o"%1.0
"%d %s"%(1,2,3)
"%.5s|%5.1s|"%("abcdefgh","xyz")
"%(a)s %%"%{"a":1}
"%(a)s %s"%{"a":1}
"%s %(a)s"%{"a":1}
"%(a)s %(b)s"%{"a":1}
"%*s"%(1<<70,1)
"%.*f"%(1<<40,1)
"%.*f"%(2,1)
"%.*f"%(-2,1)
"%*d|"%(-5,1)
"%s"%((1,),)
"%r"%S("a")
"%s"%S("a")
S("%s")%1
"%5%"%()
"%5%|"%(1,)
"%s %r %5d %-5d| %05d %+d %x %X %o %#x %e %g %.2f %c %%"%("a","b",1,2,3,4,255,255,8,255,1.5,1.5,1.5,"z")
"%(x)5.1f|%(y)-5s|"%{"x":1.25,"y":"q"}
"%d"%(10**5000)
"%99999999999999d"%1
"%99999999999999s"%1
"{:99999999999999}".format(1)
"{:99999999999999}".format("a")
"a".center(1<<62)
"a".zfill(1<<62)
"a".ljust((1<<63)-1)
"%.99999999999d"%1
"%"%1
"%("%{}
"%c"%(1<<70)
"a".__mod__(1)
"a".__rmod__(1)
"a".__rmod__("%s")
"a".__contains__(1)
"a".__add__(1)
"a".__mul__("a")
"a".__getitem__("a")
str.find(1,2)
str.join()
"a".split("a",1,2)
"a".upper(1)
"a".isalpha(1)
"a".lower(x=1)
"a".strip(chars=1)
str.encode()
"\ud800".encode()
"é".encode("ascii")
"éa".encode("ascii","foo")
b"\xff".decode()
b"\xff".decode(errors="foo")
b"\xff\xfe".decode("ascii")
b"a".decode("rot13")
b"a".decode(1)
b"\xff\xc3\xa9".decode(errors="replace"), b"\xff".decode(errors="surrogateescape"), b"\xff".decode(errors="backslashreplace"), b"a\xff".decode("utf-8","ignore"), b"\xe9".decode("latin-1"), b"\x80".decode("cp1252"), b"\xff\xfea\0".decode("utf-16")
list("aé😀"), list(iter("abc")), [c for c in "xyz"], iter("abc").__length_hint__(), iter("aéb").__length_hint__()
iter("abc").__reduce__()
iter("abé").__reduce__()
iter("abc").__setstate__("a")
"a".__getnewargs__()
"a".__eq__(1)
"{a.b}".format(a=1)
"{a[0]}".format(a=1)
"{0[a]}".format({"a":1})
"{:d}".format("a")
"{:x}".format(1.5)
"{".format()
"{}{1}".format(1,2)
"{1}{}".format(1,2)
repr("a'b"), repr('a"b\'c'), repr("\n\t\x00\x7f\xa0é\u2028😀\ud800"), ascii("é€😀")
"ß".upper(), "ǆ".title(), "İ".lower(), "ΑΣ".lower(), "ß".casefold(), "hello wORLD".capitalize(), "hello wORLD".title(), "hELLO".swapcase(), "they're bill's".title()
"abc".isalpha(), "".isalpha(), "a1".isalnum(), "½".isnumeric(), "²".isdigit(), "²".isdecimal(), "٣".isdecimal(), " \t".isspace(), "Ab".istitle(), "AB".isupper(), "ab1".islower(), "1".islower(), "_a1".isidentifier(), "1a".isidentifier(), "a b".isprintable(), "\n".isprintable(), "é".isascii(), "".isascii(), "".isprintable(), "".isidentifier()
sorted(set(dir(str))-set(dir(object)))
len("é"*10), len(""), hash("")==hash(b""), bool(""), bool("a")
'''

def show(e, g):
    try:
        r = repr(eval(e, g))
    except BaseException as x:
        r = type(x).__name__ + ': ' + str(x)
    print(e.encode('ascii','backslashreplace').decode(), '->', r.encode('ascii','backslashreplace').decode()[:300])

for e in CASES.strip().split('\n'):
    show(e, globals())
