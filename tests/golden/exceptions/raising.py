# raise in all its forms: classes, instances, from, context, suppress, notes, tracebacks, attributes of BaseException.
from _t import attempt, run
import sys
import traceback

E = ValueError


class NeedsArg(Exception):
    def __init__(self, a):
        super().__init__(a, "more")
        self.a = a


class Weird(Exception):
    def __new__(cls, *args):
        return 5


class BadStr(Exception):
    def __str__(self):
        raise RuntimeError("no text")


class NotExc:
    pass


run("raise ValueError", "raise ValueError()", "raise ValueError('x', 1)", "raise 5", "raise 'text'", "raise None", "raise NotExc", "raise NotExc()", "raise NeedsArg", "raise NeedsArg(1)", "raise Weird", "raise", "raise ValueError from 5",
    "raise ValueError from KeyError", "raise ValueError from KeyError('k')", "raise ValueError from None", "raise ValueError from NeedsArg", "raise 5 from 6", "raise KeyError(1) from NotExc", "raise (ValueError, KeyError)", "raise [ValueError]", "raise type", "raise object",
    "raise BaseException", "raise Exception", "raise StopIteration(5)", "raise GeneratorExit", "raise KeyboardInterrupt", "raise SystemExit", "raise SystemExit(3)", "raise NotImplemented", "raise NotImplementedError", "raise ...", "raise Exception from Exception()", "raise Warning('w')", "raise Exception[0]", "raise (yield)",
    "raise ValueError('a') from None from None", "raise ValueError, 'x'", "raise from x", "raise x from", NotExc=NotExc, NeedsArg=NeedsArg, Weird=Weird)


def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as z:
            raise KeyError("second") from z
    except KeyError as k:
        try:
            raise OSError("third")
        except OSError as o:
            return o


o = chain()
print(repr(o), repr(o.__context__), repr(o.__context__.__cause__), o.__cause__, o.__suppress_context__, o.__context__.__suppress_context__)
e = ValueError("v")
print(e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__, e.args, e.__dict__, hasattr(e, "__notes__"))
e.__cause__ = KeyError("c")
print(e.__suppress_context__)
e.__suppress_context__ = False
e.__cause__ = None
print(e.__suppress_context__)
run("e.__cause__ = 5", "e.__cause__ = KeyError", "e.__context__ = 5", "e.__context__ = None", "del e.__cause__", "del e.__context__", "e.__traceback__ = 5", "e.__traceback__ = None", "del e.__traceback__", "e.__suppress_context__ = 'x'", "e.__suppress_context__ = 1", "del e.__suppress_context__",
    "e.args = 5", "e.args = [1, 2]; print(e.args)", "del e.args", "e.__dict__ = {'q': 1}; print(e.q)", "e.__dict__ = 5", "del e.__dict__", "e.add_note(5)", "e.add_note()", "e.add_note('n'); e.add_note('m'); print(e.__notes__)", "e.__notes__ = 5; e.add_note('x')", "e.__notes__ = []; e.add_note('fresh'); print(e.__notes__)", "e.with_traceback(5)",
    "print(e.with_traceback(None) is e)", "e.__setstate__({'s': 1}); print(e.s)", "e.__setstate__(None)", "e.__setstate__(5)", "print(e.__reduce__())", "e.attr = 1; print(e.attr)", "e[0]", "len(e)", "iter(e)", "e == e", "print(e == ValueError('v'))", "hash(e)", "e < e", "bool(e)", "e.message", "e.with_traceback()", e=e)
n = ValueError("noted")
n.add_note("first\nsecond line")
n.add_note("")
n.add_note("third é")
print("".join(traceback.format_exception(n)), end="")
n.__notes__ = "a string"
print("".join(traceback.format_exception(n)), end="")
n.__notes__ = [1, None, BadStr()]
print("".join(traceback.format_exception(n)), end="")
n.__notes__ = 5
print("".join(traceback.format_exception(n)), end="")
for exc in [BaseException(), BaseException(1), BaseException(1, "two"), ValueError([]), KeyError("k"), KeyError("a", "b"), KeyError(), KeyError(1), OSError(2, "No such"), OSError(2, "No such", "file"), OSError(2, "m", "f1", None, "f2"), OSError("one"), OSError(1, 2, 3), OSError(),
            UnicodeDecodeError("utf-8", b"abc", 1, 2, "why"), UnicodeEncodeError("ascii", "aé", 1, 2, "why"), UnicodeTranslateError("abc", 0, 2, "why"), SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "text")), SyntaxError(), StopIteration(3), SystemExit(4), SystemExit(1, 2), ImportError("m", name="n", path="p"), ImportError(),
            AttributeError("m", name="n", obj=1), NameError("m", name="q"), NotImplementedError(), RecursionError("r"), NeedsArg(1), UnicodeError("x"), EOFError("e"), BlockingIOError(11, "b", 5), AssertionError(("t",)), Exception("é\n\t"), Exception(None), Exception(""), Exception(Exception("in"))]:
    print(repr(exc), "|", str(exc), "|", exc.args, "|", {k: v for k, v in sorted(vars(exc).items())})
for bad in ["UnicodeDecodeError('a')", "UnicodeDecodeError(1, b'', 0, 1, 'x')", "UnicodeEncodeError('a', b'', 0, 1, 'x')", "UnicodeDecodeError('u', 'notbytes', 0, 1, 'x')", "ImportError(bad=1)", "AttributeError(x=1)", "NameError('a', obj=1)", "BaseException(x=1)", "ValueError(x=1)", "KeyError(x=1)", "OSError(x=1)", "SyntaxError(x=1)", "StopIteration(x=1)", "SystemExit(code=1)",
            "SyntaxError('m', 5)", "SyntaxError('m', ())", "SyntaxError('m', (1, 2))", "SyntaxError('m', ('f', 1, 2, 't', 3))", "SyntaxError('m', ('f', 1, 2, 't', 3, 4)).end_offset", "BlockingIOError(1, 'x', 'y').characters_written", "BlockingIOError(11, 'x').characters_written", "ExceptionGroup()", "BaseException.__new__()", "Exception.__init__(5)", "NeedsArg()", "BaseException.__new__(int)",
            "OSError(2, 'x').errno, OSError(2, 'x').strerror, OSError(2, 'x', 'f').filename, OSError(2, 'x').filename2, type(OSError(2, 'x'))", "type(OSError(13, '')), type(OSError(17, '')), type(OSError(32, '')), type(OSError(4, '')), type(OSError(99999, ''))", "OSError(2, 'x', 'f', None).args", "FileNotFoundError().errno", "type(FileNotFoundError(13, 'x'))", "StopIteration(1, 2).value", "StopAsyncIteration(1).args"]:
    attempt(lambda: eval(bad, globals()))


def tb_kept():
    raise KeyError("tb")


try:
    tb_kept()
except KeyError as k:
    saved = k
names = []
tb = saved.__traceback__
while tb:
    names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_lasti >= 0))
    tb = tb.tb_next
print(names[0][0], names[1])
try:
    raise saved
except KeyError as again:
    print(len(list(traceback.walk_tb(again.__traceback__))), again is saved)
try:
    raise saved.with_traceback(None)
except KeyError as again:
    print(len(list(traceback.walk_tb(again.__traceback__))))


def cycle():
    a, b = KeyError("a"), ValueError("b")
    try:
        try:
            raise a
        except KeyError:
            raise b
    except ValueError:
        try:
            raise a
        except KeyError:
            pass
    return repr(a.__context__), repr(b.__context__)


print(cycle())
a, b, c = KeyError("a"), KeyError("b"), KeyError("c")
a.__context__, b.__context__, c.__context__ = b, c, a
try:
    try:
        raise a
    except KeyError:
        raise ValueError("v")
except ValueError as v:
    print(repr(v.__context__))
try:
    try:
        raise a
    except KeyError:
        raise a
except KeyError as x:
    print(repr(x.__context__))


def finally_context():
    try:
        raise KeyError("first")
    finally:
        raise ValueError("in finally")


try:
    finally_context()
except ValueError as e:
    print(repr(e.__context__))


class Ctx:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        raise OSError("exit") from v


try:
    with Ctx():
        raise KeyError("body")
except OSError as e:
    print(repr(e.__cause__), repr(e.__context__))


class Meta(type):
    def __instancecheck__(cls, obj): return True
    def __subclasscheck__(cls, sub): return True


class Anything(Exception, metaclass=Meta):
    pass


try:
    try:
        raise KeyError("not anything")
    except Anything:
        print("never")
except KeyError as e:
    print("instance checks are not asked", e)
class Slots(Exception):
    __slots__ = ("s",)
s = Slots(1)
s.s = 2
print(s.s, s.args, repr(s), s.__dict__)
class Multi(KeyError, AttributeError):
    pass
print(repr(Multi("m")), Multi.__mro__[1:4])
attempt(lambda: type("Conflict", (OSError, StopIteration), {}))
attempt(lambda: type("Conflict", (SyntaxError, UnicodeDecodeError), {}))
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(repr(e))
try:
    assert (), [1, 2]
except AssertionError as e:
    print(repr(e), e)
try:
    assert 0
except AssertionError as e:
    print(repr(e), e.args)
