# C's data in memory of one's own: numbers, strings, arrays, structures, unions, pointers, and what they say to wrong values.
import ctypes as c, re


def e(f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except Exception as x:
        r = type(x).__name__ + ' ' + str(x)
    print(re.sub('0x[0-9a-f]+', '0x', r))


class P(c.Structure):
    _fields_ = [('x', c.c_int), ('y', c.c_char), ('z', c.c_double), ('b', c.c_uint, 3), ('d', c.c_uint, 5)]


print(c.sizeof(P), P.x, P.b, P.d, P.z, c.alignment(P))
p = P(1, b'a', 2.5, 5, 17)
print(p.x, p.y, p.z, p.b, p.d, bytes(p))
e(P, 1, 2, 3)
e(P, q=1)
e(P, 1, x=2)
e(setattr, p, 'x', 'a')
A = c.c_int * 3
a = A(1, 2, 3)
print(A.__name__, a[:], a[1], len(a), list(a), A._length_, A._type_, A.__name__)
e(A, 1, 2, 3, 4)
e(a.__getitem__, 5)
e(a.__setitem__, 5, 1)
e(a.__setitem__, 0, 'x')
s = c.create_string_buffer(b'abc', 5)
print(s.value, s.raw, len(s))
e(lambda: s)
s.value = b'x'
print(s.raw)
e(setattr, s, 'value', b'abcdef')
print(c.create_string_buffer(3).raw, c.create_string_buffer(b'ab').raw)
e(c.create_string_buffer, 'a')
u = c.create_unicode_buffer('hé', 5)
print(u.value, len(u), u[:])
i = c.c_int(5)
q = c.pointer(i)
print(q.contents, q[0], type(q), bool(q))
q[0] = 7
print(i)
q.contents = c.c_int(9)
print(q[0])
n = c.POINTER(c.c_int)()
e(lambda: n.contents)
e(lambda: n[0])
print(bool(n))
print(c.cast(s, c.c_char_p).value, c.cast(a, c.POINTER(c.c_int))[2], c.cast(q, c.c_void_p).value == c.addressof(q.contents))
print(str(c.byref(i))[:14])
print(c.c_char_p(b'hi').value, c.c_char_p().value, c.c_wchar_p('w').value, c.c_void_p(5).value, c.c_void_p(), c.c_void_p(0).value)
e(c.c_char_p, 'x')
e(c.c_int, 'x')
e(c.c_char, 'x')
e(c.c_wchar, 'xy')
print(c.c_wchar('é'))
b = bytearray(8)
f = c.c_int.from_buffer(b, 4)
f.value = -1
print(b)
print(c.c_short.from_buffer_copy(b'\x01\x02'))
e(c.c_int.from_buffer, b, 6)
e(c.c_int.from_buffer, b'abcd')
e(c.c_int.from_buffer_copy, b'a')


class U(c.Union):
    _fields_ = [('i', c.c_uint32), ('b', c.c_ubyte * 4)]


x = U(16909060)
print(list(x.b), c.sizeof(U))


class B(c.BigEndianStructure):
    _fields_ = [('h', c.c_uint16), ('i', c.c_uint32)]


print(bytes(B(1, 2)), B.h)


class N(c.Structure):
    _fields_ = [('p', P), ('a', c.c_int * 2)]


m = N()
m.p.x = 3
m.a[1] = 4
print(m.p.x, list(m.a), c.sizeof(N))
m.p = P(8)
print(m.p.x)


class Packed(c.Structure):
    _pack_ = 1
    _fields_ = [('a', c.c_char), ('b', c.c_int), ('d', c.c_double)]


print(c.sizeof(Packed), Packed.b, Packed.d)
c.memmove(a, (c.c_int * 3)(7, 8, 9), 12)
print(a[:])
c.memset(a, 0, 4)
print(a[:])
print(c.string_at(s), c.string_at(s, 3), c.wstring_at(u), c.string_at(b'abc\x00d'), c.wstring_at('wide'))
F = c.CFUNCTYPE(c.c_int, c.c_int)
g = F(lambda v: v + 1)
print(g(4))
e(c.sizeof, 5)
e(c.POINTER, 5)
e(c.pointer, 5)
e(c.addressof, 5)
e(c.byref, 5)
print(c.sizeof(c.c_longdouble), c.c_longdouble(1.5), c.py_object([1]).value, c.py_object())
for o in (p, a, q):
    e(lambda: o)


class L(c.Structure):
    pass


L._fields_ = [('next', c.POINTER(L)), ('v', c.c_int)]
l = L()
l2 = L(None, 5)
l.next = c.pointer(l2)
print(l.next.contents.v, bool(l2.next))
e(lambda: c.c_int * -1)
print(c.c_int is c.c_int32, c.c_long is c.c_int64, c.c_size_t, c.c_bool(3), c.c_ubyte(300), c.c_float(0.1), repr(c.c_int8(-200)), c.ARRAY(c.c_int, 2))


class D(c.Structure):
    _anonymous_ = ('u',)
    _fields_ = [('u', U), ('t', c.c_int)]


d = D()
d.i = 5
print(d.b[0], d.u.i)


class Sub(P):
    _fields_ = [('more', c.c_short)]


print(c.sizeof(Sub), Sub.more, Sub(1, b'b', 3, 1, 1, 7).more)
M = c.c_int * 2 * 3
m = M((1, 2), (3, 4))
print([list(r) for r in m], c.sizeof(M))
m[2][1] = 9
print(bytes(m)[-4:])


class MyInt(c.c_int):
    pass


print(MyInt(3).value)
e(lambda: (MyInt * 2)(MyInt(1), MyInt(2))[1])
e(lambda: MyInt(3))
x = (c.c_char * 4)(*b'abcd')
print(x.value, x[1:3], x[0])
v = memoryview(c.c_int(258))
print(bytes(v))
print(c.c_uint.from_address(c.addressof(a)).value)
r = c.c_int(1)
c.resize(r, 16)
print(c.sizeof(r), r.value)
import copy
print(copy.copy(p).x, bytes(copy.copy(a)))
print(c.get_errno(), c.set_errno(5), c.get_errno())
print(c.c_int.from_buffer(bytearray(4)).__class__)
import multiprocessing as mp
from multiprocessing import sharedctypes as sc
z = sc.RawValue(P, 3)
print(z.x, z.y)
y = sc.RawArray(P, 2)
y[1].x = 7
print(y[1].x, len(y))
w = mp.Value('i', 4)
print(w.value)
o = sc.Value(P, 1, lock=True)
print(o.x)
