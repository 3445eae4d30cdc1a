"""Sessions with pdb: commands come from a text, what the user sees goes to stdout."""
import io
import pdb
import sys


def add(a, b=2):
    """Add."""
    result = a + b
    return result


def outer(n, *rest, key=None, **more):
    total = 0
    for i in range(n):
        total += add(i)
    # a comment

    return total


class C:
    def __init__(self, v):
        self.v = v

    def double(self):
        return self.v * 2


def fail(x):
    y = x - 1
    return 10 / y


def handled():
    try:
        fail(1)
    except ZeroDivisionError:
        pass
    c = C(4)
    return c.double()


def numbers():
    yield 1
    yield 2


def looping():
    found = []
    for n in numbers():
        found.append(n)
    return found


def jumping():
    x = 1
    x = 2
    x = 3
    return x


def local_names():
    secret = 7
    items = [1, 2]
    return secret


def session(title, commands, run=None):
    print("=====", title)
    p = pdb.Pdb(stdin=io.StringIO("\n".join(commands.split(";;;")) + "\n"), stdout=sys.stdout, nosigint=True, readrc=False)
    try:
        print("result:", run(p))
    except BaseException as e:
        print("ended by", type(e).__name__, e)
    for bp in list(p.breaks):
        p.clear_all_file_breaks(bp)


def call(f, *args, **kw):
    return lambda p: p.runcall(f, *args, **kw)


session("stepping", "s;;;s;;;n;;;n;;;s;;;s;;;a;;;p a, b;;;r;;;retval;;;n;;;c", call(outer, 2))
session("looking", "n;;;l;;;l;;;l .;;;ll;;;l 8;;;l 8, 10;;;l 8, 2;;;l x;;;source add;;;source C;;;source 5;;;whatis n;;;whatis add;;;"
        "whatis C;;;whatis C(1).double;;;args;;;a 1;;;p;;;p n n;;;pp {'k': [n] * 3};;;p undefined;;;pp 1/0;;;display n;;;display;;;"
        "display total;;;n;;;n;;;n;;;n;;;undisplay n;;;undisplay q;;;undisplay;;;display;;;q", call(outer, 3, 4, key=5, z=6))
session("breaking", "b add;;;b;;;b 15;;;tbreak C.double;;;b nosuch;;;b 14;;;b 19;;;b 10000;;;b add, a == 2;;;b x.py:5;;;b 5:6;;;b add, (;;;"
        "condition 1 a == 1;;;condition 1 );;;ignore 2 1;;;ignore 2 3;;;ignore 2;;;disable 2;;;disable;;;enable 99;;;enable 2 1;;;b;;;c;;;"
        "p a;;;b;;;condition 1;;;cl 1;;;cl 1;;;cl zzz;;;cl;;;c;;;n;;;cl;;;y;;;b;;;c", call(outer, 3))
session("temporary", "tbreak add;;;c;;;p a;;;c", call(outer, 3))
session("commands", "b add;;;commands 1;;;p 'here', a;;;end;;;c;;;commands;;;silent;;;p a * 100;;;c;;;end;;;c;;;q", call(outer, 3))
session("commands wrong", "commands 9;;;commands x;;;q", call(outer, 3))
session("until", "n;;;n;;;n;;;until;;;unt 3;;;until 20;;;until x;;;c", call(outer, 3))
session("exceptions", "n;;;n;;;n;;;s;;;n;;;n;;;n;;;w x;;;c", call(handled))
session("uncaught", "c", call(fail, 1))
session("generator", "n;;;n;;;n;;;s;;;s;;;s;;;n;;;n;;;r;;;c", call(looping))
session("jump", "n;;;n;;;j 61;;;n;;;j 1;;;j 100000;;;j;;;j x;;;c", call(jumping))
session("stack", "b add;;;c;;;u;;;p n;;;u x;;;d;;;d;;;u 1;;;d 5;;;q", call(outer, 1))
session("python", "n;;;n;;;p 1 ;; p 2;;;list(range(2));;;p(5);;;n+1;;;condition;;;ignore;;;enable;;;source;;;whatis;;;b 1,;;;tbreak;;;!x = 5;;;p x;;;x;;;print(secret);;;secret = 8;;;p secret;;;1/0;;;nosuch;;;[secret + i for i in items];;;"
        "list(map(lambda i: i + secret, items));;;def f():;;;    return 3;;;;;;f();;;if True:;;;  print('yes');;;;;;for i in (1, 2): print(i);;;"
        "p 1 ;; p 2;;;$a = 5;;;$a;;;p $_frame is not None;;;!;;;(1,;;;2);;;c", call(local_names))
session("alias", "alias pi p %1;;;pi 5;;;alias;;;alias pi;;;alias zz;;;pi;;;unalias pi;;;unalias;;;pi 5;;;alias two p %2;;;alias all p (%*);;;all 1, 2;;;q",
        call(add, 1))
session("wrong arguments", "n 5;;;s 5;;;c 5;;;r 5;;;q", call(add, 1))
session("help", "h nosuch;;;q", call(add, 1))
session("debug", "debug add(5);;;s;;;s;;;p a;;;c;;;q", call(add, 1))
session("empty line repeats", "n;;;;;;q", call(add, 1))
session("end of input", "n", call(add, 1))


def run_text(p):
    ns = {}
    p.run("x = 1\ny = x + 1\n", ns)
    return ns.get("y")


session("run", "n;;;n;;;p x;;;c", run_text)
session("runeval", "s;;;s;;;c", lambda p: p.runeval("add(1)", globals()))


def traced(p):
    before = 1
    p.set_trace()
    after = 2
    return before + after


session("set_trace", "p before;;;n;;;n;;;p after;;;w;;;c", traced)


def chained():
    try:
        {}["k"]
    except KeyError as e:
        raise ValueError("v") from e


def mortem(p):
    try:
        chained()
    except ValueError as e:
        p.reset()
        p.interaction(None, e)


session("post mortem", "w;;;l;;;exceptions;;;exceptions 0;;;p 1;;;exceptions 5;;;exceptions x;;;u;;;q", mortem)

import bdb
print(bdb.Breakpoint.next)
b = bdb.Breakpoint("f.py", 5, True, "x > 1")
b.ignore, b.hits = 3, 2
print(b.bpformat(), b)
b.disable()
b.bpprint()
d = bdb.Bdb(skip=["re*"])
print(d.is_skipped_module("re"), d.is_skipped_module("os"), d.is_skipped_module(None))
print(d.set_break("nosuchfile.py", 1), d.clear_break("x", 1), d.clear_all_breaks(), d.clear_bpbynumber("x"), d.clear_bpbynumber(""),
      d.clear_bpbynumber("9999"), d.get_break("x", 1), d.get_breaks("x", 1), d.get_file_breaks("x"))
for f in (lambda: pdb.post_mortem(), lambda: bdb.Bdb().do_clear(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


class Watch(bdb.Bdb):
    def user_call(self, frame, args):
        print("call", frame.f_code.co_name)
        self.set_step()

    def user_line(self, frame):
        if frame.f_code.co_filename == __file__:
            print("line", frame.f_code.co_name, frame.f_lineno)
        self.set_step()

    def user_return(self, frame, value):
        print("return", frame.f_code.co_name, value)
        self.set_step()

    def user_exception(self, frame, info):
        print("exception", frame.f_code.co_name, info[0].__name__)
        self.set_step()


print(Watch().runcall(outer, 1))
print(Watch().runcall(handled))
