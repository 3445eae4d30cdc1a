class I:
    def __index__(s): return 65
class B:
    def __bytes__(s): return b'BB'
class Bad:
    def __bytes__(s): return 1
class SB(bytes): pass
class SA(bytearray): pass
b=b'abcdefgh'
m=memoryview(b); w=memoryview(bytearray(b)); r=memoryview(b); r.release()
n=w.cast('B',[2,4]); z=memoryview(b'a').cast('B',[])
CASES = r'''
b"a".find("a")
b"a".find(256)
b"a".find(1.5)
b"a".find(97)
b"a".index(98)
bytearray(b"a").index(98)
b"a".rindex(b"x")
b"a".count("a")
b"abc".count(97)
b"a".replace("a","b")
b"a".replace(b"a","b")
b"a".split(1)
b"a".split("a")
b"a".split(b"")
b"a".partition(1)
b"a".partition(b"")
bytearray(b"abc").partition(b"b")
bytearray(b"abc").partition(b"x")
bytearray(b"abc").rpartition(b"x")
b"a b c".split(), b"a,b".rsplit(b",",1), bytearray(b"a b").split(), b"abc".partition(b"b"), b"abc".rpartition(b"x")
b"a".join([1])
b"a".join(["a"])
b"a".join(1)
b",".join([bytearray(b"x"),b"y",memoryview(b"z")])
bytearray(b",").join([b"x"])
b"a".center(5,b"xx")
b"a".center(5,"x")
b"a".center(5,bytearray(b"x"))
b"a".center("x")
b"a".strip("a")
b"a".strip(1)
b"a".translate("a")
b"a".translate(b"a")
b"a".translate(None,b"a")
b"a".translate(None,"a")
b"a".translate(1)
b"a".maketrans(b"a",b"bc")
b"a".maketrans("a",b"bc")
b"a".startswith("a")
b"a".startswith(("a",))
b"a".startswith((b"a",b"b"))
b"a".startswith(1)
b"a".endswith(1)
b"a".removeprefix("a")
b"a".removesuffix(1)
b"a".zfill("x")
b"a".hex(1)
b"abc".hex(":")
b"abc".hex(b":")
b"abc".hex("::")
b"abc".hex("é")
b"abcde".hex(":",2)
b"abcde".hex(":",-2)
b"abcde".hex(":","x")
b"abcde".hex(bytes_per_sep=2)
b"a".hex("")
bytes.fromhex("zz")
bytes.fromhex("a")
bytes.fromhex("aa b")
bytes.fromhex("é")
bytes.fromhex(1)
bytes.fromhex(b"aa")
bytearray.fromhex("aa bb"), SB.fromhex("aa"), type(SB.fromhex("aa")), type(SA.fromhex("aa"))
bytes()
bytes(3)
bytes(-1)
bytes("a")
bytes("a","utf-8")
bytes("é","ascii")
bytes("é","ascii","replace")
bytes(b"a","utf-8")
bytes(1,"utf-8")
bytes(encoding="utf-8")
bytes(errors="x")
bytes([256])
bytes([-1])
bytes([1<<70])
bytes(["a"])
bytes([1.5])
bytes(1.5)
bytes(None)
bytes(I())
bytes(B())
bytes(Bad())
bytes(1<<70)
bytes(1<<62)
bytes(object())
bytes(source=[1])
bytes(x=1)
bytes(1,2,3,4)
bytes("a",1)
bytes((1,2))
bytes({1:2})
bytes(memoryview(b"ab"))
bytes(range(3))
bytes(iter([1,2]))
SB(b"ab"), type(SB(b"ab")), SB(3), type(SB(b"a")+b""), type(SB(b"a")[:]), SA(b"x"), type(SA(b"x").upper()), type(SA(b"x")+b"")
bytearray("a")
bytearray("a","utf-8")
bytearray(-1)
bytearray(1.5)
bytearray([256])
bytearray(None)
bytearray(encoding="a")
bytearray(1,"a")
bytearray(B())
bytearray(b"ab")
bytearray(["a"])
bytearray(x=1)
bytearray(1,2,3,4)
b"a"+"a"
b"a"+1
b"a"+bytearray(b"b")
bytearray(b"a")+b"b"
bytearray(b"a")+1
bytearray(b"a").__iadd__(1)
b"a"*"a"
b"a"*(1<<62)
b"ab"*(1<<62)
bytearray(b"ab")*(1<<62)
b"ab"*2, 2*b"ab", b"ab"*-1, bytearray(b"ab")*2
b"a"[5]
b"a"[1<<70]
b"abc"[1], b"abc"[-1], b"abc"[1:], b"abc"[::-1], b"abc"[:], b"abc"[5:]
bytearray(b"a")["a"]
bytearray(b"a")[5]
"a" in b"a"
97 in b"a"
300 in b"a"
1.5 in b"a"
b"b" in b"abc", b"x" in b"abc", b"" in b""
"a" in bytearray(b"a")
b"a"==bytearray(b"a")
b"a"<"a"
b"a"<b"b", b"a"==b"a", b"a"!="a", bytearray(b"a")<b"b", b"a"<bytearray(b"b")
b"a"==memoryview(b"a")
bytearray(b"a")==memoryview(b"a")
bytearray(b"a")<memoryview(b"b")
hash(bytearray())
hash(b"a")==hash("a")
repr(b"a'")
repr(b"\x00\n\xff\"'\\")
repr(bytearray(b"a'")), repr(bytearray(b"a\"'\\\n\x00")), repr(SA(b"x"))
str(b"a")
b"a".decode("utf-8",1)
bytearray(b"abc").__setitem__(0,300)
bytearray(b"abc").__setitem__(0,"a")
bytearray(b"abc").__setitem__(9,1)
bytearray(b"abc").__setitem__("a",1)
bytearray(b"abc").__setitem__(slice(0,1),1)
bytearray(b"abc").__setitem__(slice(0,1),"a")
bytearray(b"abc").__setitem__(slice(0,1),[300])
bytearray(b"abc").__setitem__(slice(0,3,2),b"abc")
bytearray(b"abc").__delitem__(9)
[(x:=bytearray(b"abcdef")), x.__delitem__(slice(None,None,2)), x]
[(x:=bytearray(b"abcdef")), x.__setitem__(slice(1,3),b"XYZ"), x]
[(x:=bytearray(b"abcdef")), x.__setitem__(slice(None,None,-2),b"XYZ"), x]
[(x:=bytearray(b"abcdef")), x.__setitem__(slice(2,2),[1,2]), x.__delitem__(0), x]
[(x:=bytearray(b"abc")), x.append(1), x.extend(b"de"), x.extend([6]), x.insert(0,9), x.insert(-1,8), x.pop(), x.pop(0), x.remove(98), x.reverse(), x, x.clear(), x]
[(x:=bytearray(b"abc")), x.extend(x), x.__setitem__(slice(0,2),x), x]
bytearray(b"abc").append(300)
bytearray(b"abc").append("a")
bytearray(b"abc").append(1<<70)
bytearray(b"abc").extend("a")
bytearray(b"abc").extend(1)
bytearray(b"abc").extend([300])
bytearray(b"abc").insert(0,300)
bytearray(b"abc").pop(9)
bytearray(b"").pop()
bytearray(b"abc").remove(9)
bytearray(b"abc").remove(300)
bytearray(b"abc").remove("a")
bytearray(b"abc").copy()
bytearray(b"abc").__alloc__()
bytearray(b"").__alloc__()
bytearray(b"abc").__reduce__()
bytearray(b"abc\xff").__reduce__()
bytearray(b"abc").__reduce_ex__(4)
bytearray(b"abc").__reduce_ex__()
b"abc".__getnewargs__()
b"abc".__bytes__()
iter(b"a").__reduce__()
iter(b"a").__length_hint__()
iter(b"a").__setstate__(5)
iter(bytearray(b"a")).__reduce__()
type(iter(b"")), type(iter(bytearray())), list(b"abc"), list(bytearray(b"ab"))
b"abc".title(), b"ab c".title(), b"a\tb".expandtabs(), b"a\nb\r\nc".splitlines(True)
b"a".isalpha(), b"".isalpha(),b"a1".isalnum(),b"A".istitle()
b"Ab".istitle(), b"AB".istitle(), b"a".islower(), b"A1".isupper(), b" \t".isspace(), b"12".isdigit(), b"".isascii(), b"\xff".isascii(), b"a1".isalpha()
bytearray(b"abc").upper()
b"abc".splitlines("x")
b"abc".expandtabs("x")
bytearray(b"abc").replace(b"a",b"b",0)
bytes.maketrans(b"a",b"b")==bytearray.maketrans(b"a",b"b")
type(bytearray.maketrans(b"a",b"b"))
b"abc"[::2]
bytearray(b"abc").__contains__(b"b")
b"%d"%1.5
b"%d"%"a"
b"%x"%1.5
b"%c"%"a"
b"%c"%b"ab"
b"%c"%256
b"%c"%b"a"
b"%c"%I()
b"%s"%"a"
b"%b"%"a"
b"%b"%B()
b"%s"%b"x"
b"%a"%"é"
b"%r"%"é"
b"%s"%1
b"%f"%"a"
b"%z"%1
b"%(a)s"%{b"a":b"1"}
b"%(a)s"%{"a":b"1"}
b"%s"%()
b"%s"%(b"a",b"b")
b"a"%1
b"%5.1f|"%2.55
b"%.2s|"%b"abc"
b"%5s|"%bytearray(b"abc")
b"%s"%memoryview(b"abc")
bytearray(b"%d")%5
b"%*d"%("x",1)
b"%i"%None
b"%x"%None
b"%99999999999999d"%1
b"%c"%None
b"%c"%-1
b"%c"%(1<<70)
b"a".__mod__(1)
sorted(set(dir(bytes))-set(dir(object)))
sorted(set(dir(bytearray))-set(dir(object)))
sorted(set(dir(memoryview))-set(dir(object)))
memoryview()
memoryview(1)
memoryview(1,2)
m["a"]
m[100]
m[1.5]
m[()]
m[0,1]
m[...]
n[0]
n[0,1]
n[0,1,2]
n[0:1].tolist()
n[0:1,0:1]
n[5,0]
n[0,9]
z[()]
z[0]
len(z)
iter(z)
iter(n)
list(n)
z.tolist()
z.shape,z.strides,z.ndim
w.__setitem__(0,300)
w.__setitem__(0,"a")
w.__setitem__(0,b"a")
m.__setitem__(0,1)
w.__setitem__(slice(0,2),b"abc")
w.__setitem__(slice(0,2),5)
w.__delitem__(0)
n.__setitem__((0,1),5)
n.__setitem__(0,5)
n.__setitem__(slice(0,1),b"abcd")
m.cast("x")
m.cast("d").tolist()
m.cast("i").format
m.cast("@i").format
m.cast("<i")
m[:7].cast("i")
m.cast(1)
m.cast("é")
m[::2].cast("B")
m.cast("B",5)
m.cast("B",[1.5])
m.cast("B",[0])
m.cast("B",[-1])
m.cast("B",[3])
n.cast("B",[4,2])
m.cast("d").cast("i")
m.cast("c").tolist()
m.cast("?").tolist()
m.cast("P")[0]
m.cast("e").tolist()
m.cast("n").tolist()
m.cast("h").tolist(), m.cast("H").tolist(), m.cast("f").tolist()
r.tobytes()
r.release()
hash(m)==hash(b)
hash(w)
hash(m.cast("i"))
m==b
m==1
m<m
m==bytearray(b)
m.cast("b")==b
m.tobytes("F"),n.tobytes("F"),n.tobytes("C"),n.tobytes(None)
m.tobytes("X")
n.tolist()
m.hex(":")
m.obj is b
memoryview(m).obj is b
m[2:].obj is b
m.readonly,w.readonly,w.toreadonly().readonly
n.c_contiguous,n.f_contiguous,n.contiguous,n.strides,n.shape,n.suboffsets
m[::2].contiguous,m[::2].strides,m[::-1].tolist(),m[::-1].strides
m[::2].tobytes()
97 in m
bytes(m[::2])
bytearray(n)
w.cast("?").__setitem__(0,5)
w.cast("c").__setitem__(0,5)
w.cast("c").__setitem__(0,b"ab")
w.cast("b").__setitem__(0,-129)
w.cast("i").__setitem__(0,1<<40)
w.cast("i").__setitem__(0,1.5)
w.cast("e").__setitem__(0,1e10)
w.cast("f").__setitem__(0,1e300)
w.cast("d").__setitem__(0,"a")
str(m)[:12]
b"".join([m[::2]])
b.find(m[1:3])
m.index
m[1<<70]
m[slice(None,None,0)]
b.__buffer__(1)
b.__buffer__("a")
w.__release_buffer__(1)
'''

def show(e, g):
    try:
        r = repr(eval(e, g))
    except BaseException as x:
        r = type(x).__name__ + ': ' + str(x)
    print(e.encode('ascii','backslashreplace').decode(), '->', r.encode('ascii','backslashreplace').decode()[:300])

for e in CASES.strip().split('\n'):
    show(e, globals())
