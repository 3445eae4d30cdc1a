from _show import evaluate
import array, struct
class I:
    def __index__(s): return 1
b = bytearray(b"abcdef")
m = memoryview(b)
r = memoryview(b"abcdef")
i4 = memoryview(array.array("i", [1, -2, 3]))
d = memoryview(array.array("d", [1.5, float("nan")]))
two = memoryview(bytearray(range(12))).cast("B", [3, 4])
three = memoryview(bytes(range(24))).cast("B", [2, 3, 4])
zero = memoryview(bytes(4)).cast("I", [])
evaluate(r"""
memoryview()
memoryview("a")
memoryview(1)
memoryview(b"a", 1)
memoryview(object=b"a").tobytes()
memoryview(obj=b"a")
repr(m), m.obj is b, m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.c_contiguous, m.f_contiguous, m.contiguous
(r.readonly, i4.format, i4.itemsize, i4.nbytes, i4.shape, i4.strides, len(i4), d.tolist()[0])
m.shape = 1
m.foo = 1
del m.obj
m[0], m[-1], m[I()], m[1:3].tobytes(), m[::-1].tobytes(), m[::2].tolist(), m[5:1].tobytes(), m[:].obj is b
m[6]
m[-7]
m["a"]
m[1.0]
m[10**30]
m[::0]
m[0, 0]
m[()]
m[...]
m[0:1, 0]
i4[1], i4[::-1].tolist(), i4[1:].tobytes() == struct.pack("ii", -2, 3)
two[0, 0], two[2, 3], two[-1, -1], two.tolist(), two.shape, two.strides, two.ndim, len(two), two.nbytes
two[0]
two[3, 0]
two[0, 4]
two[0, 0, 0]
two[0:1]
two[0, 0:1]
two["a", 0]
two[...], two[0:2].tolist() if 0 else 1
three.tolist(), three[1, 2, 3], three.c_contiguous, three.f_contiguous
zero[()], zero.shape, zero.ndim, zero.tolist(), zero.tobytes(), zero.strides
len(zero)
zero[0]
zero[...].ndim
iter(zero)
list(two)
list(m), list(i4), list(reversed(m)), 97 in m, 300 in m, "a" in m
two == two, m == b, m == r, m != b"x", r == b"abcdef", i4 == array.array("i", [1, -2, 3]), i4 == array.array("l", [1, -2, 3]), i4 == [1, -2, 3], d == d, m[::-1] == b"fedcba", zero == zero, two == three, m.cast("c") == m
m < m
m + b"a"
m * 2
hash(r) == hash(b"abcdef"), hash(r[::2]) == hash(b"ace"), hash(r.cast("c"))== hash(b"abcdef")
hash(m)
hash(memoryview(b"abcd").cast("I"))
r[0] = 1
del m[0]
del r[0]
m.tobytes("C"), m.tobytes(order="F"), two.tobytes("F"), two.tobytes("A"), two.tobytes(None), m.tobytes() == bytes(m)
m.tobytes("X")
m.tobytes(1)
m.hex(), m.hex("-"), m.hex(":", 2), m[::-1].hex(), two.hex("-", -3)
m.hex("ab")
m.toreadonly().readonly, m.toreadonly().obj is b
m.toreadonly()[0] = 1
m.cast("B").format, m.cast("b").tolist(), m.cast("c").tolist(), m.cast("H").shape, r.cast("h").tolist(), m.cast("B", [2, 3]).tolist(), m.cast("B", (6,)).shape, m.cast("?").tolist(), m.cast("H", shape=[3]).itemsize
m.cast("I")
m.cast("z")
m.cast("")
m.cast("ii")
m.cast("@H").format, m.cast("@B").format
m.cast("<H")
m.cast(1)
m.cast("B", 1)
m.cast("B", [])
m.cast("B", [7])
m.cast("B", [2, 2])
m.cast("B", [-1])
m.cast("B", [0])
m.cast("B", ["a"])
m.cast("B", [1.0])
m.cast("B", [2**62, 4])
m.cast("H").cast("I")
m.cast("H").cast("H")
i4.cast("B").tolist()
two.cast("B").shape
two.cast("H")
two.cast("B", [12])
m[::2].cast("B")
m.cast("B", [1] * 65)
m.cast("B", [1] * 64)
m.cast()
d.cast("B")[0], d.cast("B", [2, 8]).shape
m.__getitem__(0), m.__len__(), m.__eq__(b), m.__lt__(b), m.__enter__() is m
m._from_flags
memoryview.__class_getitem__
memoryview[int]
""", **globals())
def step(text, **more):
    b = bytearray(b"abcdef"); m = memoryview(b); h = memoryview(bytearray(8)).cast("h"); f = memoryview(bytearray(8)).cast("d"); c = memoryview(bytearray(b"xyz")).cast("c"); q = memoryview(bytearray(2)).cast("?"); t = memoryview(bytearray(6)).cast("B", [2, 3]); ul = memoryview(bytearray(16)).cast("L"); fl = memoryview(bytearray(8)).cast("f"); z = memoryview(bytearray(4)).cast("i", [])
    space = dict(b=b, m=m, h=h, f=f, c=c, q=q, t=t, ul=ul, fl=fl, z=z, I=I)
    try:
        exec(text, space)
        print(text, "->", bytes(b), h.tolist(), f.tolist(), c.tolist(), q.tolist(), t.tolist(), ul.tolist(), fl.tolist(), z.tolist())
    except BaseException as e:
        print(text, "->", type(e).__name__, e)
for text in """m[0]=1;m[0]=256;m[0]=-1;m[0]='a';m[0]=b'a';m[0]=I();m[0]=1.0;m[0:2]=b'XY';m[0:2]=b'XYZ';m[0:2]=bytearray(b'12');m[0:2]='ab';m[0:2]=[1,2];m[::2]=b'123';m[::-1]=b'fedcba';m[::-1]=m;m[1:]=m[:-1];m[:-1]=m[1:];m[6]=1;m['a']=1;m[:]=h.cast('B')[:6];m[0:2]=memoryview(b'ab').cast('b');m[0:2]=memoryview(b'ab').cast('c');h[0]=40000;h[0]=-32768;h[0]='a';h[1]=1.0;h[0:2]=memoryview(bytes(4)).cast('h');h[0:2]=b'abcd';f[0]=1;f[0]='a';f[0]=1e400;f[0]=10**400;fl[0]=1.5;fl[0]=1e300;c[0]=b'q';c[0]=1;c[0]=b'ab';c[0]='a';q[0]=True;q[0]=0;q[0]='x';q[0]=[];t[0,1]=5;t[1,3]=5;t[0]=1;t[0:1]=b'abc';t[0,0,0]=1;t[0,'a']=1;ul[0]=2**64-1;ul[0]=2**64;ul[0]=-1;z[()]=7;z[0]=7;z[...]=7;m[()]=1;m[...]=b'abcdef';m[:]=b'123456';b.append(1);del b[0];b.clear();m.release();b.append(1)""".split(";"):
    step(text)
m = memoryview(bytearray(b"abc"))
m.release(); m.release()
evaluate(r"""
repr(m), m.release()
m.nbytes
m[0]
m.tobytes()
len(m)
m == m, m == b"abc", m != m
list(m)
hash(m)
m.cast("B")
m.obj
m.readonly
bytes(m)
m.shape
m.__enter__()
memoryview(m)
m.hex()
m.toreadonly()
""", m=m)
with memoryview(b"ab") as w:
    print(w[0])
try:
    w[0]
except ValueError as e:
    print(e)
b = bytearray(b"ab")
m = memoryview(b); s = m[1:]
m.release()
try:
    b.append(1)
except BufferError as e:
    print(e)
s.release(); b.append(1); print(b)
m = memoryview(b); it = iter(m); next(it)
try:
    m.release(); print("released"); next(it)
except Exception as e:
    print(type(e).__name__, e)
for f in "cbB?hHiIlLqQnNfdP":
    v = memoryview(bytes(range(16))).cast(f)
    print(f, v.itemsize, v.shape, v.tolist()[:2] if f != "?" else v.tolist())
print(memoryview(b"abc") == memoryview(b"abc").cast("c"), memoryview(b"\x01\x00").cast("h") == array.array("h", [1]), memoryview(array.array("u", "ab")).format if 0 else "")
