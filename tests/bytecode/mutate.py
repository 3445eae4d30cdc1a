"""Compiles mutated programs with CPython 3.13 and with us, and compares the verdicts word for word.

Usage: python mutate.py SEED COUNT [-f]   (run by CPython 3.13; DIS names the built example `dis`)

Statements of CPython's own tests get some of their statements, expressions and patterns replaced by others
and are put into a function, a coroutine or a class. -f compiles with fusions. What differs is printed; the
programs stay in a temporary folder.
"""

import ast
import copy
import os
import random
import subprocess
import sys
import tempfile
import warnings

DIS = os.environ.get("DIS", "target/debug/examples/dis")
SOURCES = """asyncgen compile coroutines dictcomps except_star generators genexps global grammar listcomps
    named_expressions patma scope super syntax type_aliases type_params unpack_ex with""".split()
HEADS = ["", "def f(a, b=1):\n", "async def f(a, b=1):\n", "class C(B):\n"]


def pools():
    found = {ast.stmt: [], ast.expr: [], ast.pattern: []}
    for name in SOURCES:
        with open(os.path.join(os.path.dirname(os.__file__), "test", f"test_{name}.py")) as file:
            for node in ast.walk(ast.parse(file.read())):
                for kind, nodes in found.items():
                    if isinstance(node, kind) and len(ast.dump(node)) < 1500:
                        nodes.append(node)
    return found


class Mutation(ast.NodeTransformer):
    def __init__(self, pool, rate):
        self.pool, self.rate = pool, rate

    def generic_visit(self, node):
        super().generic_visit(node)
        if isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and random.random() < self.rate:
            for kind, nodes in self.pool.items():
                if isinstance(node, kind):
                    return copy.deepcopy(random.choice(nodes))
        return node


def program(pool):
    while True:
        mutation = Mutation(pool, random.choice([0.02, 0.05, 0.15]))
        body = [mutation.visit(copy.deepcopy(random.choice(pool[ast.stmt]))) for _ in range(random.randint(1, 3))]
        try:
            text = "\n".join(ast.unparse(ast.fix_missing_locations(stmt)) for stmt in body) + "\n"
            head = random.choice(HEADS)
            if head:
                text = head + "".join(f"    {line}\n" for line in text.splitlines())
            ast.parse(text)
        except (SyntaxError, ValueError, AttributeError, TypeError):
            continue
        if len(text) < 6000:
            return text


def main(seed, count, *switches):
    warnings.simplefilter("ignore")
    random.seed(int(seed))
    pool, folder = pools(), tempfile.mkdtemp()
    programs = {os.path.join(folder, f"{i:05}.py"): program(pool) for i in range(int(count))}
    for path, text in programs.items():
        with open(path, "w") as file:
            file.write(text)
    done = subprocess.run([DIS, "-q", *switches, *programs], capture_output=True, text=True)
    if done.returncode or done.stderr:
        print("crash:", done.returncode, done.stderr[:2000])
    ours = {}
    for line in done.stdout.splitlines():
        path, _, verdict = line.partition(":")
        if path in programs and " warning: " not in verdict:
            ours.setdefault(path, verdict)
    different = 0
    for path, text in programs.items():
        try:
            compile(text, path, "exec", dont_inherit=True)
            verdict = None
        except SyntaxError as e:
            verdict = f"{e.lineno}: {e.msg} |{e.offset}|{e.end_lineno}|{e.end_offset}"
        except RecursionError:
            continue
        if verdict != ours.get(path):
            different += 1
            print(path, "want", verdict, "got", ours.get(path))
    print(f"{len(programs)} programs, {different} verdicts differ")


if __name__ == "__main__":
    main(*sys.argv[1:])
