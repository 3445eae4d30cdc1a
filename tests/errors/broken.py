# Exceptions whose own methods fail, odd messages, odd names.
from _show import report, show

class BadStr(Exception):
    def __str__(self): raise ValueError("inner")
class BadBoth(Exception):
    def __str__(self): raise ValueError("inner")
    def __repr__(self): raise ValueError("inner")
class NotStr(Exception):
    def __str__(self): return 5
class Exits(Exception):
    def __str__(self): raise KeyError("x")
class Empty(Exception):
    def __str__(self): return ""
class Sub(str): pass
class SubStr(Exception):
    def __str__(self): return Sub("a sub of str")
class Named(Exception): pass
Named.__name__ = "Other"
class Qual(Exception): pass
Qual.__qualname__ = "Some.Where"
class Mod(Exception): pass
Mod.__module__ = "some.module"
class ModNone(Exception): pass
ModNone.__module__ = None
class ModInt(Exception): pass
ModInt.__module__ = 5
class Built(Exception): pass
Built.__module__ = "builtins"
class Main(Exception): pass
Main.__module__ = "__main__"
class EmptyMod(Exception): pass
EmptyMod.__module__ = ""
def local():
    class Inner(Exception):
        class Deeper(Exception): pass
    return Inner
for e in (BadStr(), BadBoth(), NotStr(), Exits(), Empty(), SubStr(), Named(1), Qual(1), Mod(1), ModNone(1), ModInt(1), Built(1), Main(1), EmptyMod(1),
          local()("m"), local().Deeper("m"), Exception(), Exception(""), Exception(" "), Exception("\n"), Exception("a\nb"), Exception("a\n"),
          Exception(1, 2), Exception(()), Exception(None), Exception("中文"), Exception("\x00\x1b[1m\x7f"), Exception("\ud800"), Exception(b"x"),
          KeyError("k"), KeyError(1, 2), KeyError(), KeyError("a\nb"), KeyError("中"), KeyError(None),
          OSError(), OSError(1), OSError(2, "text"), OSError(2, "text", "file"), OSError(2, "t", "f", None, "g"), OSError(None, None), FileNotFoundError("q"),
          UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "why"), UnicodeEncodeError("ascii", "é", 0, 1, "why"), UnicodeDecodeError("x", b"abc", 0, 2, "r"),
          StopIteration(5), StopAsyncIteration(5), SystemExit("text"), SystemExit(5), KeyboardInterrupt(), KeyboardInterrupt("x"), GeneratorExit(), GeneratorExit("q"),
          AssertionError(), AssertionError("a"), AssertionError(()), ImportError("m", name="n", path="p"), ImportError(), NotImplementedError, AttributeError("x", name="y", obj=5), NameError("z", name="printt"),
          MemoryError(), RecursionError("r"), Warning("w"), DeprecationWarning("d"), UserWarning()):
    try: e = e() if isinstance(e, type) else e
    except Exception: pass
    report(e)
print("with causes")
try:
    try: raise BadStr
    except BadStr as e: raise BadBoth from e
except BadBoth as e: report(e)
class WithDict(Exception):
    def __init__(self, a): self.a = a
report(WithDict(5))
class NoInit(Exception):
    def __init__(self, *, a): pass
report(NoInit(a=5))
class Meta(type):
    def __repr__(cls): return "meta!"
    @property
    def __name__(cls): return "changed"
class WithMeta(Exception, metaclass=Meta): pass
report(WithMeta("m"))
class Getattr(Exception):
    def __getattribute__(self, name):
        if name.startswith("__"): return super().__getattribute__(name)
        raise RuntimeError(name)
report(Getattr("g"))
