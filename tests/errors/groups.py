# Exception groups as trees.
from _show import show, report, run

def made(e):
    try: raise e
    except BaseException as x: return x

def with_context(first, second, cause=False):
    try:
        try: raise first
        except BaseException as a:
            if cause: raise second from a
            raise second
    except BaseException as e: return e

G = ExceptionGroup
def plain(): raise G("two", [ValueError("a"), TypeError("b")])
def one(): raise G("one", [ValueError("a")])
def deep(): raise G("outer", [made(G("inner", [made(ValueError("a")), KeyError("k")])), made(OSError(2, "no"))])
def base(): raise BaseExceptionGroup("base", [KeyboardInterrupt(), SystemExit(3), ValueError("v")])
def caused(): raise G("g", [with_context(ValueError("a"), KeyError("b")), with_context(TypeError("c"), OSError("d"), True)])
def chained(): raise with_context(G("first", [ValueError("a")]), G("second", [made(KeyError("b"))]))
def chained_plain(): raise with_context(made(ValueError("plain first")), G("group", [made(KeyError("b"))]))
def plain_chained(): raise with_context(G("group first", [made(KeyError("b"))]), ValueError("plain"), True)
def inner_chain(): raise G("out", [with_context(G("x", [ValueError(1)]), G("y", [made(ValueError(2)), G("z", [TypeError(3)])]), True), ValueError(4)])
def multi(): raise G("line one\nline two", [ValueError("v1\nv2\n\nv3"), KeyError("k\nl")])
def notes():
    e = ValueError("v"); e.add_note("note of v\nsecond line"); e.add_note("")
    g = G("g", [e, TypeError("t")]); g.add_note("note of g"); g.add_note("and more\n\n")
    raise g
def syntax():
    try: compile("x = = 1\n", "<text>", "exec")
    except SyntaxError as e: raise G("syntax", [e, SyntaxError("bare"), IndentationError("i", ("f", 3, 2, "  text\n"))])
def many(n):
    raise G(f"{n} of them", [ValueError(i) for i in range(n)])
def many_nested():
    raise G("wide", [G(f"g{i}", [ValueError(j) for j in range(17)]) for i in range(17)])
def tall(n):
    e = ValueError("bottom")
    for i in range(n): e = G(f"level {i}", [e, TypeError(i)])
    raise e
class Sub(ExceptionGroup):
    pass
def sub(): raise Sub("sub", [Sub("inner", [ValueError(1)])])
def star():
    try: raise G("g", [ValueError(1), TypeError(2), G("n", [ValueError(3), KeyError(4)])])
    except* ValueError as e: raise RuntimeError("from the handler")
def star_rest():
    try: raise G("g", [made(ValueError(1)), TypeError(2), G("n", [ValueError(3), KeyError(4)])])
    except* ValueError: pass
def star_raise():
    try: raise G("g", [ValueError(1), TypeError(2)])
    except* ValueError as e: raise e
    except* TypeError: raise KeyError("k") from None
def star_bare():
    try: raise ValueError("not a group")
    except* ValueError: raise
def empty_message(): raise G("", [ValueError()])
for f in (plain, one, deep, base, caused, chained, chained_plain, plain_chained, inner_chain, multi, notes, syntax,
          many_nested, sub, star, star_rest, star_raise, star_bare, empty_message):
    print(f.__name__)
    show(f)
for n in (14, 15, 16, 17):
    show(many, n)
for n in (2, 9, 10, 11, 12, 13):
    show(tall, n)
report(G("never raised", [ValueError(1), G("n", [TypeError(2)])]))
class Broken(ExceptionGroup):
    def __str__(self): raise ValueError
report(Broken("x", [Broken("y", [ValueError(1)])]))
def recursive(n):
    if n: recursive(n - 1)
    raise ValueError("deep")
def repeated():
    try: recursive(20)
    except ValueError as e: raise G("g", [e, e, G("h", [e])])
show(repeated)
shared = made(ValueError("shared"))
show(made, 1)
loop = made(ValueError("loop")); loop.__context__ = G("g", [loop, shared, shared])
report(loop)
run('''
def f():
    raise ExceptionGroup(
        "over lines", [
            ValueError(1),
            1 / 1 and
            TypeError(2),
        ])
f()
''')
