# The module traceback, function by function: what comes in which piece.
import sys, traceback, io, linecache, types, warnings
warnings.simplefilter("ignore")
from _show import plain
def p(*a):
    for x in a: print(plain(str(x) if isinstance(x, str) else repr(x)))
def t(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print("!!", type(e).__name__, plain(str(e)))
    else: p(r); return r
def a(n=3):
    local = "text"
    return b(n) + 1
def b(n):
    if n: return b(n - 1)
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k") from None
def caught(f, *args):
    try: f(*args)
    except BaseException as e: return e
e = caught(a)
tb = e.__traceback__
p(sorted(traceback.__all__))
for limit in (None, 0, 1, 2, 100, -1, -2):
    t(traceback.format_tb, tb, limit); t(traceback.extract_tb, tb, limit); t(traceback.format_exception, e, limit=limit)
t(traceback.format_tb, tb, "x"); t(traceback.format_tb, 5); t(traceback.format_tb, None); t(traceback.extract_tb, None)
t(traceback.format_exception, type(e), e, tb); t(traceback.format_exception, None, e, tb); t(traceback.format_exception, e, e); t(traceback.format_exception, 5)
t(traceback.format_exception, None); t(traceback.format_exception, None, None, None); t(traceback.format_exception, e, chain=False); t(traceback.format_exception, type(e), e, None); t(traceback.format_exception)
t(traceback.format_exception_only, e); t(traceback.format_exception_only, type(e), e); t(traceback.format_exception_only, None); t(traceback.format_exception_only, ValueError, None); t(traceback.format_exception_only, ValueError()); t(traceback.format_exception_only, ValueError, 5); t(traceback.format_exception_only, "x")
s = caught(compile, "x = = 1\n", "f", "exec")
t(traceback.format_exception_only, s); t(traceback.format_exception_only, SyntaxError("m")); t(traceback.format_exception_only, SyntaxError("m", ("f", None, 1, "t")))
n = ValueError("v"); n.add_note("a\nb"); n.add_note("c"); t(traceback.format_exception_only, n); t(traceback.format_exception, n)
g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [n, TypeError("x\ny")])])
t(traceback.format_exception_only, g); t(traceback.format_exception_only, g, show_group=True); t(traceback.format_exception, g); t(traceback.format_exception_only, n, show_group=True)
g.add_note("on g"); t(traceback.format_exception_only, g, show_group=True)
c = caught(lambda: (_ for _ in ()).throw(ValueError("c"))); c.__cause__ = n; t(traceback.format_exception, c)
summary = traceback.extract_tb(tb)
f = summary[0]
p(type(summary), len(summary), f, tuple(f), len(f), f[1:], f == tuple(f), f == 5, f == summary[0], f != tuple(f), f.filename.endswith("module.py"), f.lineno, f.name, f.line, f.end_lineno, f.colno, f.end_colno, f.locals, f[0] == f.filename, f[-1])
t(lambda: f[4]); t(lambda: hash(f) and 1); t(lambda: f < f); t(lambda: f.foo)
q, w, r, y = f; p(w, r, y)
p(summary.format(), traceback.format_list(summary), traceback.format_list([tuple(x) for x in summary]), traceback.format_list([("f", 1, "n", None), ("f", 2, "n", "  the line  "), ("f", None, "n", "x"), ("f", 3, "n", ""), ("<stdin>", 4, "m", "l"), ("<stdin>-5", 4, "m", "l")]))
t(traceback.format_list, [("f", 1)]); t(traceback.format_list, [5]); t(traceback.format_list, []); t(traceback.print_list, [("f", 1, "n", "l")], file=sys.stdout)
F = traceback.FrameSummary
for args, kw in ((("f", 1, "n"), {}), (("f", 1, "n"), {"line": "text"}), (("f", 1, "n"), {"line": "  a = b  ", "colno": 2, "end_colno": 3}), (("f", 1, "n"), {"line": "  a = b  ", "colno": 6, "end_colno": 7, "end_lineno": 1, "lookup_line": False}),
                 (("f", 1, "n"), {"locals": {"a": 1, "b": "x", "c": [1]}}), (("f", 1, "n"), {"locals": {"z": 1, "b": "x"}, "line": "l"}), ((__file__, 3, "n"), {}), ((__file__, 3000, "n"), {}), ((__file__, 3, "n"), {"end_lineno": 4}), ((__file__, 2, "n"), {"colno": 7, "end_colno": 10, "end_lineno": 2}), ((__file__, 3, "n"), {"colno": 0, "end_colno": 4, "end_lineno": 5}), ((__file__, None, "n"), {}), (("f",), {}), (("f", 1, "n", 5), {})):
    x = t(F, *args, **kw)
    if x: p(x.line, x.locals, x.colno, x.end_colno, x.end_lineno, x.lineno); S = traceback.StackSummary(); S.append(x); t(S.format); t(S.format_frame_summary, x)
class Own(traceback.StackSummary):
    def format_frame_summary(self, fs, **kw): return None if fs.name == "b" else f"<{fs.name}>\n"
t(Own.extract(traceback.walk_tb(tb)).format); p(type(Own.extract(traceback.walk_tb(tb))), type(Own.from_list(summary)), Own.extract(traceback.walk_tb(tb), limit=2), Own.extract(traceback.walk_tb(tb), limit=-1, lookup_lines=False))
L = traceback.StackSummary.extract(traceback.walk_tb(tb), capture_locals=True, limit=2); p([x.locals and sorted(x.locals) for x in L])
p([(f.f_code.co_name, n) for f, n in traceback.walk_tb(tb)], traceback.walk_tb(None), traceback.StackSummary.from_list([("f", 1, "n", "l"), f]))
def here(): return traceback.extract_stack(), traceback.format_stack(), traceback.extract_stack(limit=1), traceback.format_stack(limit=-1), traceback.format_stack(sys._getframe(), 1), [(f.f_code.co_name, n) for f, n in traceback.walk_stack(sys._getframe())]
def outer(): return here()
for x in outer(): p(x)
out = io.StringIO()
def stack(): traceback.print_stack(file=out); traceback.print_stack(limit=1, file=out); traceback.print_stack(sys._getframe(), 1, out)
stack()
try: a()
except KeyError: traceback.print_exc(file=out); traceback.print_exc(1, out); traceback.print_exc(limit=-1, file=out, chain=False); p(traceback.format_exc(), traceback.format_exc(1), traceback.format_exc(limit=-1), traceback.format_exc(chain=False))
p(traceback.format_exc()); traceback.print_exc(file=out); traceback.print_exception(e, file=out); traceback.print_exception(type(e), e, tb, 1, out); traceback.print_exception(None, file=out); traceback.print_tb(tb, file=out); traceback.print_tb(tb, 1, out); traceback.print_tb(None, file=out)
t(traceback.print_last); sys.last_type, sys.last_value, sys.last_traceback = type(e), e, tb; traceback.print_last(1, out)
t(traceback.print_exception, e, e); t(traceback.print_exception, 5); t(traceback.print_exception, ValueError, 5, None)
p(out.getvalue())
T = traceback.TracebackException
x = T.from_exception(c); p(str(x), x.__cause__ is not None, str(x.__cause__), x.__context__, x.__suppress_context__, x.stack, x.exc_type_str, x.__notes__, x.__cause__.__notes__, x.exceptions, x == T.from_exception(c), x == 5, x != T.from_exception(n), list(x.format()), list(x.format(chain=False)), list(x.format_exception_only()))
p(sorted(k for k in vars(x) if not k.startswith("_")), sorted(k for k in vars(T.from_exception(s)) if not k.startswith("_")))
y = T.from_exception(s); p(y.filename, y.lineno, y.end_lineno, y.text, y.offset, y.end_offset, y.msg, str(y), list(y.format_exception_only()))
z = T.from_exception(g); p(len(z.exceptions), [str(q) for q in z.exceptions], z.max_group_width, z.max_group_depth, list(z.format()), list(z.format_exception_only(show_group=True)))
wide = ExceptionGroup("w", [ExceptionGroup(str(i), [ValueError(j) for j in range(4)]) for i in range(4)])
p(*T.from_exception(wide, max_group_width=2).format(), *T.from_exception(wide, max_group_depth=1).format(), *T(type(wide), wide, None, max_group_width=1, max_group_depth=2).format(), *T.from_exception(wide, max_group_depth=0).format(), *T.from_exception(wide, max_group_width=0).format())
out = io.StringIO(); x.print(file=out); x.print(file=out, chain=False); p(out.getvalue())
k = T(type(e), e, tb, limit=1, lookup_lines=False, capture_locals=True, compact=True); p(k.stack[0].name, sorted(k.stack[0].locals), k.__context__, k.__suppress_context__, T.from_exception(e).__context__ is not None)
h = caught(lambda: undefned); u = T.from_exception(h); p(str(u), list(u.format_exception_only()))
undefined = 1
p(str(T.from_exception(h)), list(T.from_exception(caught(lambda: [].apend)).format_exception_only()), list(T(type(h), h, None).format()))
t(T, 5, 5, None); t(T, None, None, None); t(T.from_exception, 5); p(T(ValueError, ValueError("q"), None).exc_type); p(list(T(ValueError, None, None).format()))
fr = caught(a).__traceback__.tb_next.tb_frame; traceback.clear_frames(caught(a).__traceback__); tb2 = caught(a).__traceback__; p(tb2.tb_next.tb_frame.f_locals); traceback.clear_frames(tb2); p(tb2.tb_next.tb_frame.f_locals); traceback.clear_frames(None)
for colour in (e, s, n, g, c, caught(lambda: [1, 2][5] + 3), caught(lambda: (1 +
    "a"))): p(traceback.format_exception(colour, colorize=True), traceback.format_exception_only(colour, colorize=True))
sys.tracebacklimit = 1; p(traceback.format_tb(tb), traceback.format_tb(tb, 2), traceback.format_exception(e), len(traceback.extract_stack())); sys.tracebacklimit = 0; p(traceback.format_exception(e), traceback.format_tb(tb)); sys.tracebacklimit = -3; p(traceback.format_tb(tb)); del sys.tracebacklimit
class M(types.ModuleType): pass
class BadLocals:
    def __repr__(self): raise ValueError("repr")
def bl(): x = BadLocals(); y = "s" * 5; 1 / 0
p(*T.from_exception(caught(bl), capture_locals=True).format())
a1 = ValueError("a1"); a2 = ValueError("a2"); a1.__context__ = a2; a2.__context__ = a1; p(*T.from_exception(a1).format()); a1.__cause__ = a1; p(*T.from_exception(a1).format())
deep = None
for i in range(3000): nx = ValueError(i); nx.__context__ = deep; deep = nx
p(len(list(T.from_exception(deep).format())), len("".join(traceback.format_exception(deep))))
