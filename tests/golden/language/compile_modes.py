"""compile, exec and eval: modes, top-level await, odd globals and builtins, sources of all kinds."""
# reduce with a mutating hash, awaits at top level, type params with odd globals, sys structs
import ast, types, asyncio, sys, builtins
def run(name, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
F = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
for src in ("await x", "async for i in x: pass", "async with x: pass", "[i async for i in x]", "x = 1", "def f(): await y", "(i async for i in x)", "{i async for i in x}", "[await z for z in q]", "lambda: await x", "async def f(): await z", "yield", "await x; yield", "return await x", "print(await x)", "[[i async for i in x] for y in z]", "class A: await x", "class A: [i async for i in x]", "if 1:\n  for q in w:\n    await x"):
    for mode in ("exec", "single", "eval"):
        try: c = compile(src, "f", mode, F); print(repr(src), mode, bool(c.co_flags & 0x80), bool(c.co_flags & 0x200), bool(c.co_flags & 0x20))
        except SyntaxError as e: print(repr(src), mode, e.msg)
for src in ("type A = undefined\nA.__value__", "type A[T] = T\nA[int]", "def f[T](x: T) -> T: return x\nf.__type_params__", "class C[T]: pass\nC[int]", "class C[T](undefined): pass"):
    class Custom(dict):
        def __missing__(self, k): return f"missing {k}"
        def __getitem__(self, k): 
            if k in ("undefined",): return 5
            return dict.__getitem__(self, k)
    for g in ({}, ):
        run("exotic " + repr(src), lambda: exec(src, Custom(g)))
        run("exotic locals " + repr(src), lambda: exec(src, {}, Custom(g)))
def mutate(o, cls):
    class BadIter:
        def __init__(s, *a): pass
        def __next__(s): raise StopIteration
        def __iter__(s): return s
    return o.__reduce__()
class CustomStr(str):
    def __hash__(self): return hash("iter")
    def __eq__(self, o):
        return False
run("len([])", lambda: eval("len([])", {"__builtins__": types.MappingProxyType({"len": len})}))
run("exec proxy", lambda: exec("class A: pass", {"__builtins__": types.MappingProxyType({"__build_class__": __build_class__, "__name__": "x"}), "__name__": "y"}))
run("exec proxy2", lambda: exec("x = iter([1])\nx.__reduce__()", {"__builtins__": types.MappingProxyType({"iter": 5})}))
run("frozen", lambda: exec("class A:\n  def f(self): return super().g()\n", {"__builtins__": {"__build_class__": __build_class__}, "__name__": "q"}))
for s in ("x", "import os", "print", "__build_class__", "class A: pass", "assert 0", "def f(): pass", "[i for i in 'a']", "raise ValueError", "with 1: pass", "1/0", "del x", "x = 1; del x", "from os import *", "import os.path as p"):
    for b in ({}, None, 5, types.ModuleType("m"), {"x": 1}):
        run(f"{s} in {type(b).__name__}{len(b) if isinstance(b, dict) else ''}", lambda: exec(s, {"__builtins__": b, "__name__": "z"}))
class G(dict):
    def __getitem__(self, k): return {"zz": 7}.get(k) or dict.__getitem__(self, k)
run("G", lambda: eval("zz", G())); run("G2", lambda: eval("(lambda: zz)()", G())); run("L", lambda: eval("zz", {}, G())); run("L2", lambda: eval("[zz for _ in 'a']", {}, G())); run("L3", lambda: eval("(lambda: zz)()", {}, G()))
run("globals list", lambda: eval("1", [])); run("locals int", lambda: eval("1", {}, 5)); run("exec str", lambda: exec(5)); run("eval code", lambda: eval(compile("1+1", "f", "eval"))); run("exec closure", lambda: exec("1", closure=())); run("compile bytes", lambda: compile(b"1", "f", "eval").co_consts); run("compile mv", lambda: eval(memoryview(b" 1+1"))); run("compile ba", lambda: eval(bytearray(b"\t 1+1"))); run("eval nl", lambda: eval("\n1+\n1" if 0 else "1\n")); run("eval lead", lambda: eval("\n 1")); run("eval empty", lambda: eval("")); run("eval sp", lambda: eval("  ")); run("compile none", lambda: compile(None, "f", "exec")); run("compile fn", lambda: compile("1", 5, "exec")); run("compile path", lambda: compile("1", __import__("pathlib").Path("q"), "exec").co_filename); run("flags", lambda: compile("1", "f", "exec", 1 << 30)); run("opt", lambda: compile("1", "f", "exec", optimize=5)); run("mode", lambda: compile("1", "f", "nope")); run("nul", lambda: compile("a\0", "f", "exec")); run("surr", lambda: compile("\ud800", "f", "exec")); run("single2", lambda: compile("1\n2", "f", "single")); run("single3", lambda: compile("if 1:\n  2\n\n3", "f", "single"))
for s in ("if 1: pass", "if 1: pass\n", "def f(): pass", "def f():\n  pass", "class A: pass", "for x in y: pass", "try: a\nexcept: b", "try: a\nfinally: b\n", "if 1:\n  x\nelse:\n  y", "if 1: pass\nelse: pass", "match x:\n  case 1: pass", "async def f(): pass", "if 1: pass #c", "if 1: pass;", "x", "x;", "x #c"):
    for allow in (0, 0x4000, 0x200, 0x4200):
        try:
            compile(s, "f", "single", allow)
            print(repr(s), allow, "ok")
        except SyntaxError as e:
            print(repr(s), allow, type(e).__name__, e.msg, e.lineno, e.offset, e.end_offset, repr(e.text))
