"""Code of the program that runs in the middle of native work, and changes what it works on."""

import array
import bisect
import collections
import heapq
import io
import operator
import struct


def t(name, f, *a):
    try:
        print(name, repr(f(*a)))
    except BaseException as e:
        print(name, type(e).__name__, e)


class Index:
    """An index that does something first."""

    def __init__(self, n, act):
        self.n, self.act = n, act

    def __index__(self):
        self.act()
        return self.n


print("# buffers that change while arguments are converted")
b = bytearray(b"abcdefgh")
t("bytearray setitem", lambda: (b.__setitem__(Index(5, b.clear), 1), b))
b = bytearray(b"abcdefgh")
t("bytearray value", lambda: (b.__setitem__(5, Index(1, b.clear)), b))
b = bytearray(b"abcdefgh")
t("bytearray slice", lambda: (b.__setitem__(slice(0, Index(8, b.clear)), b"xy"), b))
b = bytearray(b"abcdefgh")
t("bytearray insert", lambda: (b.insert(Index(8, b.clear), 65), b))
b = bytearray(b"abcdefgh")
t("bytearray pop", lambda: (b.pop(Index(7, b.clear)), b))
b = bytearray(b"abcdefgh")
t("bytearray append", lambda: (b.append(Index(7, b.clear)), b))
b = bytearray(b"abcdefgh")
t("bytearray getitem", lambda: b[Index(7, b.clear)])
b = bytearray(b"abcdefgh")
t("bytearray find", lambda: b.find(b"h", Index(0, b.clear)))
b = bytearray(b"abcdefgh")
t("bytearray ljust", lambda: b.ljust(Index(20, b.clear)))
b = bytearray(b"abcdefgh")
t("bytearray mul", lambda: b * Index(3, b.clear))
b = bytearray(b"abcdefgh")
t("bytearray split", lambda: b.split(b"c", Index(3, b.clear)))
b = bytearray(b"abcdefgh")
t("bytearray extend", lambda: (b.extend([Index(3, b.clear), 4]), b))
b = bytearray(b"abcdefgh")
t("bytearray extend iter", lambda: (b.extend(x for x in [1, b.clear() or 2, 3]), b))
b = bytearray(b"abcdefgh")
t("bytearray join", lambda: b.join([b, b"x", b]))
a = array.array("i", range(8))
t("array setitem", lambda: (a.__setitem__(Index(5, lambda: a.__delitem__(slice(None))), 1), a))
a = array.array("i", range(8))
t("array insert", lambda: (a.insert(Index(8, lambda: a.__delitem__(slice(None))), 65), a))
a = array.array("i", range(8))
t("array pop", lambda: (a.pop(Index(5, lambda: a.__delitem__(slice(None)))), a))
a = array.array("i", range(8))
t("array slice", lambda: a[0:Index(5, lambda: a.__delitem__(slice(None)))])
a = array.array("i", range(8))
t("array mul", lambda: a * Index(3, lambda: a.__delitem__(slice(None))))
a = array.array("i", range(8))
t("array extend", lambda: (a.extend(x for x in [1, a.__delitem__(slice(None)) or 2]), a))


class Eq:
    def __init__(self, act, answer=False):
        self.act, self.answer = act, answer

    def __eq__(self, other):
        self.act()
        return self.answer

    def __lt__(self, other):
        self.act()
        return self.answer

    __hash__ = object.__hash__


a = array.array("i", range(8))
t("array count", lambda: a.count(Eq(lambda: a.__delitem__(slice(None)))))
a = array.array("i", range(8))
t("array index", lambda: a.index(Eq(lambda: a.__delitem__(slice(None)))))

print("# views that are released while arguments are converted")
m = memoryview(bytearray(b"abcdefgh"))
t("view getitem", lambda: m[Index(3, m.release)])
m = memoryview(bytearray(b"abcdefgh"))
t("view setitem", lambda: m.__setitem__(3, Index(3, m.release)))
m = memoryview(bytearray(b"abcdefgh"))
t("view set index", lambda: m.__setitem__(Index(3, m.release), 3))
m = memoryview(bytearray(b"abcdefgh"))
t("view cast", lambda: m.cast("B", [Index(2, m.release), 4]))
m = memoryview(bytearray(8)).cast("d")
t("view float", lambda: m.__setitem__(0, type("F", (), {"__float__": lambda s: m.release() or 1.5})()))
m = memoryview(bytearray(8)).cast("?")
t("view bool", lambda: m.__setitem__(0, type("F", (), {"__bool__": lambda s: m.release() or True})()))
b = bytearray(8)
t("pack_into", lambda: struct.pack_into("ii", b, 0, Index(1, lambda: b.clear()), 2))
b = bytearray(8)
t("pack_into offset", lambda: struct.pack_into("i", b, Index(4, lambda: b.clear()), 2))
b = bytearray(8)
t("unpack_from", lambda: struct.unpack_from("i", b, Index(4, lambda: b.clear())))
b = io.BytesIO(b"abcdef")
t("BytesIO view", lambda: (b.getbuffer(), b.truncate(0)))
b = io.BytesIO(b"abcdef")
t("BytesIO read", lambda: b.read(Index(5, b.close)))
b = io.BytesIO(b"abcdef")
t("BytesIO write", lambda: b.write(b.getbuffer()))
b = io.BytesIO(b"abcdef")
t("BytesIO seek", lambda: b.seek(Index(5, b.close)))
b = io.BytesIO(b"abcdef")
t("BytesIO truncate", lambda: b.truncate(Index(5, b.close)))
b = io.BytesIO(b"ab\ncd\n")
t("BytesIO lines", lambda: [b.close() for _ in b])
s = io.StringIO("ab\ncd\n")
t("StringIO lines", lambda: [s.close() for _ in s])
s = io.StringIO("abcdef")
t("StringIO read", lambda: s.read(Index(5, s.close)))
b = bytearray(b"abc")
t("readinto", lambda: io.BytesIO(b"xyz").readinto(b))

print("# orders and searches")
h = [1, 2, 3, 4, 5]
h.insert(0, Eq(h.clear, True))
t("heappush", lambda: heapq.heappush(h, 0))
h = [Eq(lambda: h.clear()) for _ in range(9)]
t("heapify", lambda: heapq.heapify(h))
h = [Eq(lambda: h.clear()) for _ in range(9)]
t("heappop", lambda: heapq.heappop(h) and 1)
h = [Eq(lambda: h.append(1)) for _ in range(9)]
t("heapreplace", lambda: heapq.heapreplace(h, 1) and 1)
h = [Eq(lambda: h.clear()) for _ in range(9)]
t("heappushpop", lambda: heapq.heappushpop(h, Eq(h.clear, True)) and 1)
h = [Eq(lambda: h.clear()) for _ in range(9)]
t("bisect", lambda: bisect.bisect_left(h, 1))
h = [Eq(lambda: h.clear()) for _ in range(9)]
t("insort", lambda: (bisect.insort_left(h, 1), h))
h = [3, 1, 2]
t("sort key", lambda: h.sort(key=lambda x: h.append(x) or x))
h = [3, 1, 2]
t("sort clear", lambda: h.sort(key=lambda x: h.clear() or x))
h = [1, 2, 3]
t("list eq", lambda: [Eq(h.clear), 2, 3] == h)
h = [Eq(lambda: h.clear()), 2, 3]
t("list lt", lambda: h < [1, 2, 3])
h = [Eq(lambda: h.clear()), 2, 3]
t("list index", lambda: h.index(3))
h = [Eq(lambda: h.clear()), 2, 3]
t("list remove", lambda: h.remove(3))
h = [Eq(lambda: h.clear()), 2, 3]
t("list count", lambda: h.count(3))
h = [Eq(lambda: h.clear()), 2, 3]
t("list in", lambda: 3 in h)
h = [1, 2, 3]
t("list extend", lambda: (h.extend(h.clear() or 5 for _ in range(3)), h))
h = [1, 2, 3]
t("list slice", lambda: (h.__setitem__(slice(0, 2), (h.clear() or x for x in range(3))), h))
h = [1, 2, 3]
t("list index act", lambda: h[Index(2, h.clear)])
h = [1, 2, 3]
t("list set act", lambda: (h.__setitem__(Index(2, h.clear), 1), h))
h = [1, 2, 3]
t("list del act", lambda: (h.__delitem__(slice(0, Index(2, h.clear))), h))
h = [1, 2, 3]
t("list mul act", lambda: h * Index(2, h.clear))
h = [1, 2, 3]
t("list imul act", lambda: (operator.imul(h, Index(2, h.clear)), h))
h = [1, 2, 3]
t("list insert act", lambda: (h.insert(Index(2, h.clear), 5), h))
h = [1, 2, 3]
t("join", lambda: ",".join(h.clear() or str(x) for x in h))
h = ["a", "b"]
t("format", lambda: "{0} {1[0]}".format(type("F", (), {"__format__": lambda s, f: h.clear() or "q"})(), h))
h = {"a": 1}
t("format map", lambda: "%(a)s %(a)s" % type("D", (dict,), {"__getitem__": lambda s, k: s.clear() or 1})(a=1))

