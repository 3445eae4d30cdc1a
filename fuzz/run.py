"""Runs changed pieces of the test scripts with bounded fuel, in children without processes, sockets and much memory.

    pyr fuzz/run.py [--seconds N] [--seed N] [--out DIR] [FOLDER...]

A program is a handful of top-level statements of one to three scripts (what they import and define comes along), with
tokens replaced by odd values and lines that disturb what is going on. Now and then code gets other parts, which
`code.replace` has to refuse where they would not fit.
"""

import ast
import gc
import os
import random
import re
import sys
import types
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import harness
import odd

STEPS = 150000
TOKEN = re.compile(r"(?P<name>[A-Za-z_]\w*)|(?P<number>\d[\d_]*(?:\.\d+)?)|(?P<string>'[^'\n\\]*'|\"[^\"\n\\]*\")|(?P<op>\*\*|//|<<|>>|[-+*/%&|^<>]=?|==|!=)")
KEYWORDS = set("""False None True and as assert async await break class continue def del elif else except finally for from
global if import in is lambda nonlocal not or pass raise return try while with yield match case type print""".split())
OPERATORS = "+ - * / % // ** & | ^ << >> < > == != <= >= is in @".split()
BLOCKED = "socket _socket subprocess _posixsubprocess multiprocessing _multiprocessing pty signal resource webbrowser _posixshmem fcntl faulthandler".split()
DISTURB = """
{0}.clear()
{0}.append({1})
{0}.extend({1})
{0}.pop()
{0}[{1}] = {2}
del {0}[:]
del {0}
{0} = {1}
{0} = odd.Evil()
{0} = odd.EvilIter()
{0}.__class__ = {1}
{0}.__class__ = odd.Plain
{0}.__dict__.clear()
{0}.__init__()
{0}.close()
{0}.send(None)
{0}.throw({1})
{0}.update({1})
{0}.sort(key=lambda x: {0}.clear())
odd.Evil.containers.append({0})
gc.collect()
next({0})
repr({0})
{0} == {1}
hash({0})
sys.setrecursionlimit(60)
{0}.__code__ = {1}.__code__
{0}.__code__ = (lambda: {1}).__code__
{0}.__defaults__ = ({1},)
{0}.f_locals.update(x={1})
{0}.x = weakref.ref({0}, lambda r: {1}.clear())
{0}.__del__ = {1}
type({0}).__del__ = lambda self: {1}.append(self)
type({0}).__eq__ = lambda self, other: {1}.clear()
type({0}).__hash__ = lambda self: {1}
type({0}).__getattribute__ = lambda self, name: {1}
for _ in {0}: {0}.append(_); len({0}) > 99 and {0}.clear()
sys._getframe().f_locals.clear()
sys.settrace(lambda *a: {0}.clear())
sys.setprofile(None)
sys.modules.clear()
threading.Thread(target={0}).start()
builtins_copy = dict(vars(builtins))
""".strip().splitlines()


def corpus(folders):
    scripts = []
    for folder in folders:
        for at, _, files in os.walk(folder):
            for name in sorted(files):
                if name.endswith(".py"):
                    with open(os.path.join(at, name), encoding="utf-8", errors="replace") as f:
                        text = f.read()
                    try:
                        tree = ast.parse(text)
                    except (SyntaxError, ValueError, RecursionError):
                        continue
                    lines = text.splitlines()
                    parts = []
                    for node in tree.body:
                        first = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", ())])
                        part = "\n".join(lines[first - 1 : node.end_lineno])
                        defines = isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AsyncFunctionDef))
                        if len(part) < 6000:
                            parts.append((defines, part))
                    if parts:
                        scripts.append((name, parts))
    return scripts


def odd_text():
    return random.choice(odd.TEXTS)


def change(text, names):
    tokens = [m for m in TOKEN.finditer(text) if m.lastgroup != "name" or m.group() not in KEYWORDS]
    if not tokens:
        return text
    for m in sorted(random.sample(tokens, min(len(tokens), random.choice((1, 1, 2, 3)))), key=lambda m: -m.start()):
        kind = m.lastgroup
        if kind == "op":
            new = random.choice(OPERATORS)
        elif kind == "name" and random.random() < 0.6:
            new = random.choice(names)
        elif kind == "name" and random.random() < 0.3:
            new = f"({m.group()} {random.choice(OPERATORS)} {odd_text()})"
        else:
            value = odd_text()
            new = "odd." + value if value.startswith(("Evil", "mixed", "looped", "generator", "reentrant", "closure", "coroutine", "agen")) else value
        text = text[: m.start()] + new + text[m.end() :]
    return text


def disturb(text, names):
    lines = text.split("\n")
    at = random.randrange(len(lines) + 1)
    near = lines[min(at, len(lines) - 1)]
    indent = near[: len(near) - len(near.lstrip())]
    pick = lambda: random.choice(names) if random.random() < 0.7 else odd_text()
    line = random.choice(DISTURB).format(random.choice(names), pick(), pick())
    lines.insert(at, indent + line)
    return "\n".join(lines)


def program(scripts):
    chosen = random.sample(scripts, random.choice((1, 1, 2, 3)))
    parts = []
    for _, all_parts in chosen:
        count = random.randrange(1, 12)
        start = random.randrange(len(all_parts))
        for i, (defines, part) in enumerate(all_parts):
            if start <= i < start + count or (defines and i < start and random.random() < 0.95):
                parts.append(part)
    if random.random() < 0.2:
        random.shuffle(parts)
    names = sorted({m.group() for p in parts for m in TOKEN.finditer(p) if m.lastgroup == "name"} - KEYWORDS) or ["x"]
    out = []
    for part in parts:
        for _ in range(10):
            new = part
            if random.random() < 0.5:
                new = change(new, names)
            if random.random() < 0.3:
                new = disturb(new, names)
            try:
                out.append((new, compile(new, "fuzz", "exec")))
                break
            except (SyntaxError, ValueError, RecursionError, OverflowError, MemoryError):
                continue
    return out, names


def other_code(code):
    """Code that is not what the compiler gave."""
    field = random.choice([n for n in dir(code) if n.startswith("co_")])
    value = getattr(code, field)
    if isinstance(value, bytes) and value:
        value = bytearray(value)
        for _ in range(random.choice((1, 1, 2, 5))):
            value[random.randrange(len(value))] = random.randrange(256)
        value = bytes(value)
    elif isinstance(value, tuple):
        value = random.choice((value[1:], value + value, value[::-1], (), (1,), ("a", "a")))
    elif isinstance(value, int):
        value = random.choice((0, 1, -1, value + 1, value - 1, value ^ 4, value ^ 8, value ^ 32, value ^ 512, 2**31, 2**70))
    else:
        value = random.choice(("", None, b"x", "\0"))
    os.write(1, f"# replace({field}={value!r})\n".encode("utf-8", "backslashreplace"))
    return code.replace(**{field: value})


def main():
    opts, folders = harness.options(sys.argv[1:])
    warnings.simplefilter("ignore")
    tests = os.path.join(HERE, "..", "tests")
    scripts = corpus(folders or [os.path.join(tests, d) for d in ("golden", "types", "errors", "repl")] + [os.path.join(HERE, "..", "examples")])
    print(len(scripts), "scripts", flush=True)
    try:
        import _fuel
    except ImportError:
        _fuel = None

    def work(seed):
        for name in BLOCKED:
            sys.modules[name] = None
        parts, names = program(scripts)
        space = {"__name__": "__main__", "odd": odd, "gc": gc, "sys": sys}
        for name in ("io", "itertools", "collections", "weakref", "types", "decimal", "datetime", "operator", "functools", "re", "builtins", "threading",
                     "contextvars", "fractions", "array", "struct", "random", "copy"):
            space[name] = __import__(name)
        space |= {n: getattr(odd, n) for n in ("Evil", "Plain", "Slots", "EvilIter", "EvilBuffer", "Meta", "mixed", "closure", "generator")}
        if _fuel:
            _fuel.limit(STEPS)
        write = os.write
        damage = random.random() < 0.15
        if random.random() < 0.3:
            gc.set_threshold(random.choice((1, 5, 50)))
        for text, code in parts:
            write(1, (text + "\n").encode("utf-8", "backslashreplace"))
            try:
                if damage and random.random() < 0.3:
                    code = other_code(code)
                exec(code, space)
                if damage:
                    f = random.choice([f for f in space.values() if isinstance(f, types.FunctionType)])
                    f.__code__ = other_code(f.__code__)
                    f(*[odd.make()[0] for _ in range(f.__code__.co_argcount)])
            except BaseException as e:
                write(1, f"    # {type(e).__name__}: {str.__str__(str(e))[:80] if type(e).__module__ == 'builtins' else ''}\n".encode("utf-8", "backslashreplace"))
                if e.args == ("out of fuel",):
                    break
        write(1, b"# end\n")
        sys.settrace(None)
        space.clear()
        gc.collect()
        write(1, b"# done\n")

    harness.run(work, opts, "run")


main()
