# Did you mean.
from _show import show, report
import sys

class A:
    def __init__(self): self.blech = self._private = 1
    bluch = value = other_name = 5
    __slots__ = ("blech", "_private", "slotted")
    def me(self): self.privat
    def me2(self): self._privat
    def names(self): blech
    def names2(self): me
    @classmethod
    def cls(cls): value; 
class B:
    def __dir__(self): return ["abc", "abd", 5, None, "abcdef"]
class C:
    def __dir__(self): raise ValueError
class D:
    def __getattr__(self, name): raise AttributeError(name, name="abx", obj=B())
import math, os, collections
def get(o, name): getattr(o, name)
for o, name in ((A(), "bluhc"), (A(), "blec"), (A(), "blechh"), (A(), "privat"), (A(), "_privat"), (A(), "valeu"), (A(), "VALUE"), (A(), "othername"), (A(), "OtherName"),
                (A(), "x"), (A(), ""), (A(), "completely_different"), (A, "vlaue"), ([], "apend"), ([], "add"), ({}, "iterms"), ("", "uper"), ("", "toupper"), (math, "sine"), (math, "sqr"),
                (os, "getcwdd"), (os, "_exitt"), (collections, "OrderdDict"), (B(), "abce"), (B(), "xyz"), (C(), "abc"), (D(), "q"), (5, "imga"), (None, "x"), (get, "__nam__"), (A(), "__clas__"), (A(), "a" * 50)):
    print(type(o).__name__, name)
    show(get, o, name)
show(A().me); show(A().me2); show(A().names); show(A().names2); show(A.cls)
total = 5; Total2 = 6; counter = 7
def n1(): tota
def n2(): total3
def n3(): cuonter
def n4():
    local_thing = 1
    return local_thin
def n5():
    def inner(): return captured_thign
    captured_thing = 1
    inner(); captured_thing
def n6(): pint(5)
def n7(): lenn
def n8(): math2
def n9(): sys2
def n10(): Exceptio
def n11(): itertools
def n12(): itertols
def n13(): json.dumps(1)
def n14(): a
def n15(): ab
def n16(): x = [i for j in range(3)]
def n17(): self
def n18(): true
def n19(): null
def n20(): undefined
def n21(): _private_global
_privat_global = 1
def n22(arg_one, *, arg_two=1): arg_on, 5
def n23(): del totla
def n24(): ǹame
def n25(): x = TOTAL
def n26(): asyncio.run(1)
for f in (n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n23, n24, n25, n26): show(f)
show(n22, 1)
class K:
    attr = 1
    def m(self): return attr
    def m2(self): return atr
    def m3(this): return attr
show(K().m); show(K().m2); show(K().m3)
def imp(source): exec(source)
for s in ("from math import sine", "from os import pathh", "from collections import OrderdDict", "from os import getcw", "from math import _x", "import mathh", "from os.path import joinn", "from sys import pathx, argv", "from math import completely_different"):
    show(imp, s)
report(NameError("by hand", name="prin"))
report(AttributeError("by hand", name="apend", obj=[]))
report(AttributeError("by hand"))
report(NameError("by hand", name=5))
report(AttributeError("by hand", name=5, obj=[]))
report(ImportError("by hand", name="math", name_from="sine"))
report(ImportError("by hand", name="nothing", name_from="sine"))
def kw(color, size): pass
show(lambda: kw(colr=1)); show(lambda: kw(1, 2, sized=1)); show(lambda: kw(1, 2, zzzzzz=1))
def kwonly(*, width=1, height=2): pass
show(lambda: kwonly(widht=3)); show(lambda: print(1, edn="")); show(lambda: [].sort(revers=1)); show(lambda: int(bas=5))
