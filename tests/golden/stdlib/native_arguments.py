"""What native modules say of arguments they cannot use, and the order in which they look at them."""
import bisect
import heapq
import itertools
import pprint
import json
import re
import struct
import unicodedata


def tried(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as e:
            print(type(e).__name__, e)


class Size:
    def __len__(self):
        return 0


class OfDict(dict):
    pass


print("modules that are called")
tried(lambda: pprint(1), lambda: pprint(*[1]), lambda: pprint(a=1), lambda: json(1))
print("negative counts replace and split nothing")
tried(lambda: re.compile("a(b)?").split("abcab", maxsplit=-1), lambda: re.compile("a").sub("x", "aaa", count=-1),
      lambda: re.compile("a").subn("x", "aaa", count=-3), lambda: re.compile("a").subn("x", "aaa", count=2))
m = re.match("(?P<x>a)", "a")
print("groups that nothing names")
tried(*[lambda k=k: m.group(k) for k in ([], {}, 1.5, "y", 2**70, -1, None, b"x", "x", True)],
      lambda: re.match("(a)", "a").group([]), lambda: m.start([]), lambda: m.span({}), lambda: m[[]])
print("struct")
tried(lambda: struct.pack_into(), lambda: struct.pack_into(""), lambda: struct.pack_into("i", bytearray(4)),
      lambda: struct.Struct("<I").pack_into(), lambda: struct.Struct("<I").pack_into(bytearray(4)),
      lambda: struct.Struct("<I").pack_into(bytearray(4), 0, 1, 2), lambda: struct.pack_into("i", 5, 0, 1),
      lambda: struct.pack_into("i", bytearray(4), "x", 1), lambda: struct.pack_into("i", bytearray(4), 1, 1))
print("bisect, heapq")
tried(*[lambda a=a: bisect.bisect(a, "b") for a in ({}, {"a": 1}, 1, None, Size(), {1}, iter([]), "abc", OfDict())],
      lambda: bisect.bisect({}, "b", 0, 1), lambda: bisect.bisect(1, 2, 3, 4), lambda: bisect.insort({}, 1),
      lambda: heapq.heappush(None, 5), lambda: heapq.heappop(5), lambda: heapq.heapify(()))
print("empty texts have every form")
tried(lambda: unicodedata.normalize("", ""), lambda: unicodedata.is_normalized("x", ""), lambda: unicodedata.normalize("x", "a"))
print("counting from True")
tried(lambda: list(itertools.islice(itertools.count(True), 3)), lambda: itertools.count(True), lambda: itertools.count(1, True),
      lambda: itertools.count(2, 3.5), lambda: itertools.count("a"))
