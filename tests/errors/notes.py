# add_note, and a __notes__ that is anything.
from _show import report

def with_notes(*notes, e=None):
    e = e or ValueError("v")
    for n in notes: e.add_note(n)
    report(e)
    print("-")
with_notes("one")
with_notes("one", "two")
with_notes("a\nb", "", "c\n", "\n", "  d")
with_notes("中文 😀")
with_notes("n", e=KeyError("k"))
with_notes("n", e=SyntaxError("s", ("f", 1, 1, "x\n")))
with_notes("n", e=ValueError())
with_notes("n", e=KeyboardInterrupt())
for bad in ("text", b"bytes", 5, None, [], (), ["a", 5, None, ["x"]], ("t", "u"), {"a": 1}, {1, }, iter("ab"), range(3), object, bytearray(b"x"), memoryview(b"ab"), [b"x", 1.5, ValueError("in")]):
    e = ValueError("v")
    e.__notes__ = bad
    if isinstance(bad, type(iter("ab"))): continue
    report(e)
    print("-", type(bad).__name__)
class Bad:
    def __str__(self): raise TypeError("no str")
    def __repr__(self): raise TypeError("no repr")
class Half:
    def __repr__(self): return "half"
    def __str__(self): raise TypeError("no str")
for bad in (Bad(), [Bad(), "x"], [Half()], Half()):
    e = ValueError("v")
    e.__notes__ = bad
    report(e)
class Q(Exception):
    @property
    def __notes__(self): raise RuntimeError("property")
report(Q("q"))
class R(Exception):
    __notes__ = ["from the class"]
report(R("r"))
class S(str): pass
with_notes(S("sub"))
try: ValueError().add_note(5)
except TypeError as e: report(e)
try: ValueError().add_note()
except TypeError as e: print(e)
e = ValueError("x"); print(hasattr(e, "__notes__")); e.add_note("q"); print(e.__notes__)
e.__notes__ = 5
try: e.add_note("z")
except TypeError as x: print(x)
