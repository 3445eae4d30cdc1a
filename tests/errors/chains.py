# Causes and contexts.
from _show import show, report

def one(): 1 / 0
def key(): {}["k"]

def explicit():
    try: one()
    except ZeroDivisionError as e: raise ValueError("b") from e
def implicit():
    try: one()
    except ZeroDivisionError: key()
def suppressed():
    try: one()
    except ZeroDivisionError: raise ValueError("alone") from None
def three():
    try: explicit()
    except ValueError: implicit()
def in_finally():
    try: one()
    finally: key()
def nested():
    try:
        try: one()
        except ZeroDivisionError: key()
    except KeyError as e:
        raise RuntimeError("outer") from e
def again():
    try: one()
    except ZeroDivisionError: raise
def same():
    try: one()
    except ZeroDivisionError as e: raise e
def twice():
    e = ValueError("x")
    try: raise e
    except ValueError:
        try: raise e
        except ValueError: raise e
def new_cause(): raise ValueError("v") from KeyError("never raised")
def class_cause(): raise ValueError from KeyError
def with_tb():
    try: one()
    except ZeroDivisionError as e: raise ValueError("v").with_traceback(e.__traceback__)
def with_tb_none():
    try: one()
    except ZeroDivisionError as e: raise ValueError("v").with_traceback(e.__traceback__) from None
def in_with():
    class M:
        def __enter__(self): return self
        def __exit__(self, *a): raise LookupError("exit")
    with M(): one()
def gen():
    try: yield 1
    finally: raise ValueError("in finally of a generator")
def close_gen():
    g = gen(); next(g); g.close()
def throw_gen():
    g = gen(); next(g); g.throw(KeyError("thrown"))
def handler_ends():
    try: one()
    except ZeroDivisionError: pass
    key()
def bad_cause(): raise ValueError("a") from 5
for f in (explicit, implicit, suppressed, three, in_finally, nested, again, same, twice, new_cause, class_cause,
          with_tb, with_tb_none, in_with, close_gen, throw_gen, handler_ends, bad_cause):
    print(f.__name__)
    show(f)

a, b, c = ValueError("a"), KeyError("b"), TypeError("c")
a.__cause__ = b; b.__cause__ = a
report(a)
a.__cause__ = a
report(a)
a.__cause__ = None; a.__context__ = b; b.__cause__ = None; b.__context__ = c; c.__context__ = a
a.__suppress_context__ = False
b.__suppress_context__ = False
report(a)
print(a.__suppress_context__, a.__cause__)
a.__suppress_context__ = True
report(a)
a.__cause__ = c
report(a)
a.__suppress_context__ = False
report(a)
x = ValueError("top"); x.__cause__ = c; x.__context__ = KeyError("hidden by cause")
report(x)
e = None
for i in range(20):
    n = RuntimeError(i); n.__context__ = e; e = n
report(e)
